/**
 * The sums of archives, as sha256sum(1) writes them, one document for all platforms. Sources: coreutils, "md5sum invocation"
 * (both forms, and escaped names); RFC 9580, section 7 (documents that distributions sign in place).
 */
import { TreestampError } from "../errors.ts";
import { listed } from "../log/amounts.ts";
import { parsePlatform } from "../oci/manifest.ts";
import type { Digest, Platform } from "../oci/port.ts";

/** What uname(1) says where docker's name of the architecture is another one. */
const machines: Readonly<Record<string, string>> = {
  amd64: "x86_64",
  arm64: "aarch64",
  "386": "i686",
  arm: "armv7l",
  "arm/v5": "armv5tel",
  "arm/v6": "armv6l",
  loong64: "loongarch64",
  mips64le: "mips64",
};

/**
 * The archive's address or path for one platform.
 * @param platform as docker writes it: `linux/amd64`, `linux/arm/v7`
 * @throws input-invalid for another name in braces, and for an address that is not of http or https
 */
export function tarballFor(tarball: string, platform: string): string {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(tarball)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== "http" && scheme !== "https") {
    throw new TreestampError("input-invalid", `\`bootstrap.tarball\`: archives are not fetched by ${scheme}.`, {
      remedy: "Name an https or http address, or a path in the repository.",
    });
  }
  const known = namesOf(parsePlatform(platform));
  return tarball.replace(/\{([^{}]*)\}/g, (written, name: string) => {
    const value = known.get(name);
    if (value !== undefined) return value;
    throw new TreestampError("input-invalid", `\`bootstrap.tarball\`: ${written} stands for nothing.`, {
      remedy: "Write {arch} for docker's name of the architecture (amd64), {machine} for the kernel's (x86_64).",
    });
  });
}

function namesOf({ architecture, variant }: Platform): ReadonlyMap<string, string> {
  const machine = machines[`${architecture}/${variant}`] ?? machines[architecture] ?? architecture;
  return new Map([
    ["arch", architecture],
    ["machine", machine],
  ]);
}

/**
 * The archive's sum. A line is about it if its name is the end of the archive's address or path; the longest such name counts, so
 * that `amd64/root.tar.xz` and `arm64/root.tar.xz` can stand in one document.
 * @param document its text
 * @param tarball the address or path for the platform (`tarballFor`)
 * @param where the document's path, for messages
 * @throws input-invalid where there is no such line, there are several with different sums, or a line cannot be read
 */
export function sumFor(document: string, tarball: string, platform: string, where: string): Digest {
  const lines = sumLines(document, where);
  const path = pathOf(tarball);
  const about = lines.filter(({ name }) => path === name || path.endsWith(`/${name}`));
  const longest = Math.max(...about.map(({ name }) => name.length));
  const found = about.filter(({ name }) => name.length === longest);
  const sums = new Map(found.filter(({ hex }) => hex.length === 64).map((line) => [line.hex, line]));
  const [first, second] = [...sums.values()];
  if (second !== undefined) {
    throw fault(
      `${where} has two sums of ${first!.name}: ${first!.hex} in line ${first!.number}, ${second.hex} in line ${second.number}`,
      "Leave the right one in it.",
    );
  }
  if (first !== undefined) return `sha256:${first.hex}`;
  const other = found[0];
  if (other !== undefined) {
    const algorithm = algorithms[other.hex.length];
    const is = algorithm === undefined ? "" : `, as ${algorithm} has`;
    throw fault(
      `${where}:${other.number}: the sum of ${other.name} has ${other.hex.length} digits${is}, not the 64 of SHA-256`,
      "Write the document with sha256sum.",
    );
  }
  const there = [...new Set(lines.map(({ name }) => name))];
  throw fault(
    `${where} has no sum of ${path.slice(path.lastIndexOf("/") + 1)}, the archive for ${platform}` +
      (there.length === 0 ? ": it is empty" : `; it has ${listed(there, shownNames)}`),
    `Add the line that \`sha256sum FILE\` prints for ${tarball}.`,
  );
}

/** So many names of a document stand in a message. */
const shownNames = 5;

/** By the digits of their sums. */
const algorithms: Readonly<Record<number, string>> = {
  32: "MD5",
  40: "SHA-1",
  56: "SHA-224",
  96: "SHA-384",
  128: "SHA-512",
};

interface SumLine {
  /** From 1. */
  readonly number: number;
  readonly name: string;
  /** In lower case. */
  readonly hex: string;
}

/** `HEX  NAME`, `HEX *NAME`; behind a backslash, the name has its own. */
const plainLine = /^(?<escapes>\\?)(?<hex>[0-9a-f]+)[ \t]+\*?(?<name>.+)$/i;
/** `SHA256 (NAME) = HEX`. */
const taggedLine = /^(?<escapes>\\?)[A-Z][\w/-]* \((?<name>.+)\) = (?<hex>[0-9a-f]+)$/i;

/** All sums of a document, of whatever algorithm. */
function sumLines(document: string, where: string): readonly SumLine[] {
  const lines: SumLine[] = [];
  let isSignature = false;
  for (const [index, line] of document
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .entries()) {
    if (line === "-----BEGIN PGP SIGNATURE-----") isSignature = true;
    const isSkipped = isSignature || /^(\s*|#.*|-----.*-----|Hash: [\w, -]+)$/.test(line);
    if (line === "-----END PGP SIGNATURE-----") isSignature = false;
    if (isSkipped) continue;
    const { escapes, hex, name } = (plainLine.exec(line) ?? taggedLine.exec(line))?.groups ?? {};
    if (hex === undefined || name === undefined) {
      throw fault(
        `${where}:${index + 1}: ${JSON.stringify(line.slice(0, 80))} is not a sum and a name`,
        "Write the document with sha256sum: HEX, two blanks, NAME.",
      );
    }
    const plain = escapes === "" ? name : name.replace(/\\([\\nr])/g, (_, code: string) => escaped[code]!);
    lines.push({ number: index + 1, name: plain.replace(/^(\.\/)+/, ""), hex: hex.toLowerCase() });
  }
  return lines;
}

const escaped: Readonly<Record<string, string>> = { "\\": "\\", n: "\n", r: "\r" };

/** The path of an address, without query and with its characters as they are; a path of the repository as it is. */
function pathOf(tarball: string): string {
  if (!/^https?:\/\//i.test(tarball)) return tarball.replace(/^(\.?\/)+/, "");
  if (!URL.canParse(tarball)) throw fault(`\`bootstrap.tarball\`: ${tarball} is not an address`, "Check the spelling.");
  const { pathname } = new URL(tarball);
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}

function fault(message: string, remedy: string): TreestampError {
  return new TreestampError("input-invalid", `${message}.`, { remedy });
}
