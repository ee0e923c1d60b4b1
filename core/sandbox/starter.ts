/**
 * The program that starts a command inside, and reports why it cannot be started: no runtime does so itself. crun prints JSON
 * to the command's standard error and exits with 1, as the command may; docker's init has no word for what it cannot do.
 *
 * It calls execve(2) for each place where the command may be, so the reason is the kernel's own, for the very user, root and
 * mounts of the command, and nothing of it is left when the command runs. It is written in assembler, since an image need not
 * have a shell or a C library: starter-x64.s and starter-arm64.s, which test/unit/starter.test.ts assembles and compares.
 *
 * Its words: the report's path, the places, an empty word, the command line. Its exit code is 127 where nothing is at any
 * place and else 126. The report gets two bytes: the error's number (`noInterpreter` where execve says ENOENT of a file
 * that is there), and which of the places it is about.
 */

const code: Readonly<Record<string, { readonly machine: number; readonly text: string }>> = {
  x64: {
    machine: 62,
    text:
      "Mf9IiwQkg/gCD4KoAAAATItkJBBMjWzEEEyNfCQYTYn+SYsGSYPGCIA4AHX0MdtFMcm9AgAAAEmLP4A/AHRDTIn2TInquDsAAAAP" +
      "BffYg/gCdBeD+BR0ConFQYnZg/gNdSBJg8cI/8PrzUmLPzH2uBUAAAAPBYXAdei9/wAAAEGJ2UHB4QhBCelBUUyJ574BAAAAuAIA" +
      "AAAPBYnHSInmugIAAAC4AQAAAA8Fv34AAACD/QJ1Av/HuOcAAAAPBQ==",
  },
  arm64: {
    machine: 183,
    text:
      "AACA0vMDQPl/CgDx6wYAVPQLQPn1YwCR9m8zi9ZCAJH3AxWq6YZA+CkBQDnJ//81WACAUhkAgFIaAIBSoAJA+QkAQDkpAwA04QMX" +
      "quIDFqqoG4DSAQAA1OkDAEs/CQBxQAEAVD9RAHGgAABU+AMJKvkDGio/NQBxgQEAVLUiAJFaBwAR7v//F2AMgJKhAkD5AgCA0ggG" +
      "gNIBAADUAP//tfgfgFL5AxoqCSMZKukPH/hgDICS4QMUqiIAgNIDAIDSCAeA0gEAANThAwCRQgCA0ggIgNIBAADUwA+A0h8LAHFB" +
      "AABU4A+A0sgLgNIBAADU",
  },
};

/** The file is there, but the program that should run it is not: a script's first line or a binary's header names it. */
export const noInterpreter = 255;

/** The program as a file for this kind of machine; undefined where there is none for it. */
export function starterFor(architecture: string): Buffer | undefined {
  const program = code[architecture];
  return program && elf(program.machine, Buffer.from(program.text, "base64"));
}

/** Where a command may be: at its path, or in each folder of PATH. Source: execvp(3). */
export function placesOf(program: string, path: string): readonly string[] {
  if (program === "") return [];
  return program.includes("/") ? [program] : path.split(":").map((folder) => `${folder || "."}/${program}`);
}

/** A static program of one segment. Source: elf(5). */
function elf(machine: number, text: Buffer): Buffer {
  const [fileHeader, programHeader, address] = [64, 56, 0x400000];
  const start = fileHeader + programHeader;
  const head = Buffer.alloc(start);
  head.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]); // 64 bit, little-endian
  head.writeUInt16LE(2, 16); // ET_EXEC
  head.writeUInt16LE(machine, 18);
  head.writeUInt32LE(1, 20);
  head.writeBigUInt64LE(BigInt(address + start), 24); // entry
  head.writeBigUInt64LE(BigInt(fileHeader), 32);
  head.writeUInt16LE(fileHeader, 52);
  head.writeUInt16LE(programHeader, 54);
  head.writeUInt16LE(1, 56);
  head.writeUInt32LE(1, 64); // PT_LOAD
  head.writeUInt32LE(5, 68); // to read and to execute
  head.writeBigUInt64LE(BigInt(address), 80);
  head.writeBigUInt64LE(BigInt(address), 88);
  head.writeBigUInt64LE(BigInt(start + text.length), 96);
  head.writeBigUInt64LE(BigInt(start + text.length), 104);
  head.writeBigUInt64LE(0x1000n, 112);
  return Buffer.concat([head, text]);
}
