/** The system calls that a command may make are docker's, on every driver, and a sandbox within has its way out. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { tar } from "../fixtures/tar.ts";
import { type AttackedSandbox, allDrivers, attackedMachine, driverName } from "../services/attacked-sandbox.ts";

const machine = attackedMachine();
afterAll(() => machine.close());

/** A program of the 32-bit x86: exit(7). Source: elf(5). */
const program32 = Buffer.from(
  [
    "7f454c46010101000000000000000000", // ELF, 32 bits, little endian
    "02000300010000005480040834000000", // executable, i386, entry 0x8048054, program headers at 52
    "00000000000000003400200001000000",
    "00000000",
    "01000000000000000080040800800408", // load all of the file at 0x8048000
    "60000000600000000500000000100000",
    "b801000000bb07000000cd80", // mov eax, 1; mov ebx, 7; int 0x80
  ].join(""),
  "hex",
);

/** Whether this kernel runs such programs at all. */
function runsHere(): boolean {
  const folder = mkdtempSync(join(tmpdir(), "treestamp-32-"));
  const path = join(folder, "program");
  writeFileSync(path, program32, { mode: 0o755 });
  const { status } = spawnSync(path);
  rmSync(folder, { recursive: true });
  return status === 7;
}

describe.each(allDrivers.map((driver) => ({ driver, name: driverName(driver) })))("$name", ({ driver }) => {
  let sandbox: AttackedSandbox;
  beforeAll(async () => {
    sandbox = await machine.sandbox(driver, tar([{ name: "opt/program32", mode: 0o755, data: program32 }]));
  });

  test.each(["caller", "0:0", "4201:4201"])("%s makes no namespace of its own, and none within it", async (user) => {
    const text =
      "grep Seccomp: /proc/self/status; unshare -U true && echo made; unshare -Ur mount -t tmpfs none /mnt && echo mounted; true";
    const { stdout, stderr } = await sandbox.attempt(text, { user });
    expect(stdout.replace(/\s+/g, " ")).toBe("Seccomp: 2 ");
    expect(stderr.match(/Operation not permitted/g)).toHaveLength(2);
  });

  test("seccomp=unconfined lets it", async () => {
    const text = "grep Seccomp: /proc/self/status; unshare -U echo made";
    const { stdout } = await sandbox.attempt(text, { seccomp: "unconfined", user: "4201:4201" });
    expect(stdout.replace(/\s+/g, " ")).toBe("Seccomp: 0 made ");
  });

  test("programs of 32 bits run where the machine runs them", async () => {
    expect((await sandbox.attempt("/opt/program32")).code === 7).toBe(runsHere());
  });
});
