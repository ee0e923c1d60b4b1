/** Documents of sha256sum(1), in all the forms that people and distributions write them. */
import { describe, expect, test } from "@jest/globals";
import type { TreestampError } from "../../core/errors.ts";
import { sumFor, tarballFor } from "../../core/recipe/sums.ts";

const [a, b] = ["a".repeat(64), "b".repeat(64)];
const address = "https://example.org/v1/root-amd64.tar.xz";

const sumIn = (document: string, tarball = address) => sumFor(document, tarball, "linux/amd64", "ci/SHA256SUMS");

function failure(work: () => unknown): TreestampError {
  try {
    work();
  } catch (error) {
    return error as TreestampError;
  }
  throw new Error("no failure");
}

describe("an archive's name", () => {
  test.each([
    ["linux/amd64", "amd64", "x86_64"],
    ["linux/arm64", "arm64", "aarch64"],
    ["linux/arm64/v8", "arm64", "aarch64"],
    ["linux/arm/v7", "arm", "armv7l"],
    ["linux/arm/v6", "arm", "armv6l"],
    ["linux/386", "386", "i686"],
    ["linux/s390x", "s390x", "s390x"],
  ])("has for %s the names of docker and of the kernel", (platform, arch, machine) => {
    expect(tarballFor("ci/{arch}/root-{machine}.tar", platform)).toBe(`ci/${arch}/root-${machine}.tar`);
  });

  test("has no other names in it, and no other way than http", () => {
    expect(() => tarballFor("root-{version}.tar", "linux/amd64")).toThrow("{version} stands for nothing");
    expect(() => tarballFor("ftp://example.org/root.tar", "linux/amd64")).toThrow("not fetched by ftp");
  });
});

describe("a sum is found", () => {
  const cases: [where: string, document: string, tarball?: string][] = [
    ["in a line of text mode", `${a}  root-amd64.tar.xz\n`],
    ["in a line of binary mode, in capitals", `${a.toUpperCase()} *root-amd64.tar.xz\n`],
    ["in a line of BSD's form", `SHA256 (root-amd64.tar.xz) = ${a}\n`],
    ["in a line of BSD's reversed form", `${a} root-amd64.tar.xz`],
    ["where lines end in CRLF, behind a mark of order", `\uFEFF${b}  other\r\n${a} *root-amd64.tar.xz\r\n`],
    ["among comments and blank lines", `# root-amd64.tar.xz: 1 byte\n\n${a}  ./root-amd64.tar.xz\n \n`],
    ["twice, if it is the same", `${a}  root-amd64.tar.xz\nSHA256 (root-amd64.tar.xz) = ${a}\n`],
    ["beside the sum of another algorithm", `${"c".repeat(128)}  root-amd64.tar.xz\n${a}  root-amd64.tar.xz`],
    ["by the end of its path", `${b}  v2/root-amd64.tar.xz\n${a}  v1/root-amd64.tar.xz\n${b}  root-amd64.tar.xz`],
    ["for an address with a query", `${a}  root-amd64.tar.xz`, `${address}?token=1#top`],
    ["for an address with escapes", `${a}  root (1).tar.xz`, "https://example.org/root%20(1).tar.xz"],
    ["for a path of the repository", `${a}  root.tar`, "./ci/root.tar"],
    ["with an escaped name", `\\${a}  ro\\\\o\\nt\\r.tar`, "ci/ro\\o\nt\r.tar"],
    ["with an escaped name in BSD's form", `\\SHA256 (ro\\\\ot.tar) = ${a}`, "ci/ro\\ot.tar"],
    [
      "in a document that is signed in place",
      `-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n# root-amd64.tar.xz: 12 bytes\nSHA256 (root-amd64.tar.xz) = ${a}\n` +
        "-----BEGIN PGP SIGNATURE-----\n\niQIzBAEBCAAdFiEE==\n=AbCd\n-----END PGP SIGNATURE-----\n",
    ],
  ];

  test.each(cases.map(([where, document, tarball = address]) => [where, document, tarball] as const))(
    "%s",
    (_where, document, tarball) => {
      expect(sumIn(document, tarball)).toBe(`sha256:${a}`);
    },
  );
});

describe("a document is refused", () => {
  test.each<[string, string, string]>([
    [
      "without the name",
      `${a}  root-arm64.tar.xz\n${b}  other`,
      "no sum of root-amd64.tar.xz, the archive for linux/amd64; it has root-arm64.tar.xz, other.",
    ],
    ["that only ends alike", `${a}  x-root-amd64.tar.xz\n${a}  v2/root-amd64.tar.xz`, "has no sum"],
    ["without anything", "\n# none\n", "it is empty"],
    [
      "with many names, all others",
      [1, 2, 3, 4, 5, 6, 7].map((n) => `${a}  n${n}`).join("\n"),
      "it has n1, n2, n3, n4, n5 and 2 more.",
    ],
    [
      "with two sums of it",
      `${a}  root-amd64.tar.xz\n${b} *root-amd64.tar.xz`,
      `two sums of root-amd64.tar.xz: ${a} in line 1, ${b} in line 2`,
    ],
    [
      "of another algorithm",
      `${"c".repeat(128)}  root-amd64.tar.xz`,
      "SUMS:1: the sum of root-amd64.tar.xz has 128 digits, as SHA-512 has, not the 64 of SHA-256",
    ],
    ["of another algorithm, in BSD's form", `MD5 (root-amd64.tar.xz) = ${"c".repeat(32)}`, "32 digits, as MD5 has"],
    ["that is cut", `${a.slice(1)}  root-amd64.tar.xz`, "has 63 digits, not the 64"],
    ["that is a sum alone", `${a}\n`, `SUMS:1: "${a}" is not a sum and a name`],
    ["that is a page", "<!DOCTYPE html>\n", 'SUMS:1: "<!DOCTYPE html>" is not a sum and a name'],
  ])("%s", (_which, document, message) => {
    const error = failure(() => sumIn(document));
    expect(error.code).toBe("input-invalid");
    expect(error.message).toContain(message);
    expect(error.remedy).toBeDefined();
  });
});
