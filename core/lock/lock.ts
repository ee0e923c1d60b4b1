/**
 * The lock file of an environment: every package that is installed on its base, by version, sha256 and address. A line a
 * package, sorted, so that a diff shows what moved and git merges what two people have moved.
 *
 *     treestamp-lock 1 apt
 *     asked git
 *     platform linux/amd64
 *     linux/amd64 git 1:2.39.5-0+deb12u2 sha256:… 7260000 http://deb.debian.org/debian/pool/main/g/git/git_2.39.5….deb
 */
import { TreestampError } from "../errors.ts";
import { isDigest } from "../oci/digest.ts";
import type { Digest } from "../oci/port.ts";

export const lockManagers = ["apt", "apk", "dnf"] as const;
export type LockManager = (typeof lockManagers)[number];

export interface Lock {
  /** Whose packages they are. */
  readonly manager: LockManager;
  /** The packages that were asked for, as `assemble.packages` has them: sorted, each once. */
  readonly asked: readonly string[];
  /** For which that was looked up: sorted, each once. */
  readonly platforms: readonly string[];
  /** Those and all that they need, without what the base has: sorted by platform and name. */
  readonly packages: readonly LockedPackage[];
}

export interface LockedPackage {
  /** `linux/amd64` */
  readonly platform: string;
  /** Once for each platform; of a foreign architecture with that, as its package manager writes it: `libc6:i386`. */
  readonly name: string;
  readonly version: string;
  readonly digest: Digest;
  /** Bytes. */
  readonly size: number;
  readonly url: string;
}

const format = "treestamp-lock";
const formatVersion = "1";

/** The same lock gives the same text. */
export function encodeLock({ manager, asked, platforms, packages }: Lock): string {
  const lines = [
    [format, formatVersion, manager],
    ...[...asked].sort().map((name) => ["asked", name]),
    ...[...platforms].sort().map((platform) => ["platform", platform]),
    ...[...packages]
      .sort(inOrder)
      .map(({ platform, name, version, digest, size, url }) => [platform, name, version, digest, String(size), url]),
  ];
  return lines.map((words) => `${words.join(" ")}\n`).join("");
}

/**
 * Reads a lock file.
 * @param where its path, for messages
 * @throws input-invalid with the line of the first fault
 */
export function parseLock(text: string, where: string): Lock {
  const lines = text.split("\n");
  const fail = (at: number, fault: string, remedy = again) =>
    new TreestampError("input-invalid", `${where}:${at + 1}: ${fault}.`, { remedy });
  const carriage = lines.findIndex((line) => line.endsWith("\r"));
  if (carriage >= 0) throw fail(carriage, "the line ends in CR LF", keepLines(where));
  const conflict = lines.findIndex((line) => /^(<{7}|={7}|>{7}|\|{7})/.test(line));
  if (conflict >= 0) throw fail(conflict, "git's mark of a conflict");
  if (lines.pop() !== "") throw fail(lines.length, "the file ends in the middle of a line");
  const [first = "", ...rest] = lines;
  const manager = managerOf(first, (fault, remedy) => fail(0, fault, remedy));
  const heads = { asked: [] as string[], platform: [] as string[] };
  const packages: LockedPackage[] = [];
  for (const [index, line] of rest.entries()) {
    const failHere: Fail = (fault) => fail(index + 1, fault);
    const words = line.split(" ");
    const [head] = words;
    if (head === "asked" || head === "platform") {
      if (words.length !== 2 || words[1] === "") throw failHere(`\`${head}\` is followed by one word`);
      if (packages.length > 0 || (head === "asked" && heads.platform.length > 0))
        throw failHere("what was asked for stands first, then platforms, then packages");
      checkOrder(heads[head].at(-1), words[1]!, failHere);
      heads[head].push(words[1]!);
    } else {
      const found = packageOf(words, failHere);
      if (!heads.platform.includes(found.platform)) throw failHere(`no line above says \`platform ${found.platform}\``);
      const previous = packages.at(-1);
      checkOrder(previous && placeOf(previous), placeOf(found), failHere);
      packages.push(found);
    }
  }
  return { manager, asked: heads.asked, platforms: heads.platform, packages };
}

type Fail = (fault: string, remedy?: string) => TreestampError;

function managerOf(line: string, fail: Fail): LockManager {
  const [name, version, written, ...more] = line.split(" ");
  const manager = lockManagers.find((one) => one === written);
  if (name !== format) throw fail(`a lock file begins with \`${format} ${formatVersion}\``);
  if (version !== formatVersion) {
    throw fail(
      `this is version ${version} of the format, and this treestamp knows ${formatVersion}`,
      "Use the treestamp that wrote it.",
    );
  }
  if (manager === undefined || more.length > 0)
    throw fail(`the package manager is not one of ${lockManagers.join(", ")}`);
  return manager;
}

/** Names and versions of Debian, Alpine and Fedora; what is more than a word of these is no package's. */
const nameForm = /^[A-Za-z0-9][A-Za-z0-9+._:-]*$/;
const versionForm = /^[A-Za-z0-9][A-Za-z0-9+._:~^-]*$/;

function packageOf(words: readonly string[], fail: Fail): LockedPackage {
  if (words.length !== 6) throw fail("a package has six words: platform, name, version, sha256, size and URL");
  const [platform, name, version, digest, size, url] = words as [string, string, string, string, string, string];
  if (!/^[a-z0-9]+(\/[a-z0-9]+){1,2}$/.test(platform)) throw fail(`${JSON.stringify(platform)} is not a platform`);
  if (!nameForm.test(name)) throw fail(`${JSON.stringify(name)} is not the name of a package`);
  if (!versionForm.test(version)) throw fail(`${JSON.stringify(version)} is not a version`);
  if (!isDigest(digest)) throw fail(`${JSON.stringify(digest)} is not sha256: and 64 hexadecimal digits`);
  if (!/^[1-9]\d{0,12}$/.test(size)) throw fail(`${JSON.stringify(size)} is not a number of bytes`);
  checkUrl(url, fail);
  return { platform, name, version, digest, size: Number(size), url };
}

/** @throws what `fail` makes of an address that another machine cannot use, or may not see */
export function checkUrl(written: string, fail: Fail): void {
  const url = URL.canParse(written) ? new URL(written) : undefined;
  if (url === undefined || !/^https?:\/\/./.test(written)) throw fail(`${printable(written)} is not an http(s) URL`);
  if (url.username !== "" || url.password !== "")
    throw fail(`the URL of ${url.host} has a login, and a lock is for everybody`);
  if (url.hash !== "" || /[^\x21-\x7e]/.test(written)) throw fail(`${printable(written)} is not the URL of a file`);
}

/** Without what may be a login. */
function printable(url: string): string {
  return JSON.stringify(url.replace(/\/\/[^/]*@/, "//…@"));
}

function checkOrder(before: string | undefined, now: string, fail: Fail): void {
  if (before === now) throw fail("the line names what the one above it names");
  if (before !== undefined && before > now) throw fail("the line belongs above the one before it");
}

/** Lines stand by platform, then by name, as bytes are compared: the same in every language. */
function placeOf({ platform, name }: LockedPackage): string {
  return `${platform} ${name}`;
}

function inOrder(one: LockedPackage, other: LockedPackage): number {
  return placeOf(one) < placeOf(other) ? -1 : 1;
}

const again = "`treestamp lock` writes the whole file anew.";

function keepLines(where: string): string {
  return `Have git keep the file as it is: a line \`${where} -text\` in .gitattributes. ${again}`;
}
