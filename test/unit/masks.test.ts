/** Which parts of a secret a log hides. */
import { randomBytes } from "node:crypto";
import { mock } from "node:test";
import { describe, expect, test } from "@jest/globals";
import { githubLog } from "../../core/host/github/host.ts";
import { localLog } from "../../core/host/shell/log.ts";
import { masksOf } from "../../core/log/masks.ts";

/** As openssl prints it: 64 characters a line, and a short last one. */
function pem(label: string, bytes: number): string {
  const lines = randomBytes(bytes)
    .toString("base64")
    .match(/.{1,64}/g)!;
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}

describe("the masks of a value", () => {
  test.each<[string, string, string[]]>([
    ["of one line are that line", " hunter2\n", ["hunter2"]],
    ["of two characters are none", "ab", []],
    ["of three characters are these", "abc", ["abc"]],
    [
      "of several lines are those of eight characters, and none shorter",
      "12345678\n1234567",
      ["12345678\n1234567", "12345678"],
    ],
    ["that is empty are none", " \n", []],
    [
      "in JSON are none of its brackets",
      '{\n  "key": "hunter2-hunter2"\n}\n',
      ['{\n  "key": "hunter2-hunter2"\n}', '"key": "hunter2-hunter2"'],
    ],
    ["with short lines are the value as a whole", "a1\nb2", ["a1\nb2"]],
  ])("%s", (_name, value, masks) => {
    expect(masksOf(value)).toEqual(masks);
  });

  test("of certificates are none, however many", () => {
    const debian = Array.from({ length: 140 }, () => pem("CERTIFICATE", 1000)).join("");
    const curl = Array.from({ length: 140 }, (_, n) => `CA number ${n}\n=========\n${pem("CERTIFICATE", 1000)}`);
    expect(masksOf(pem("CERTIFICATE", 1000))).toEqual([]);
    expect(masksOf(debian)).toEqual([]);
    expect(masksOf(`##\n## Bundle of CA Root Certificates\n##\n\n${curl.join("\n")}`)).toEqual([]);
    expect(masksOf(`${debian}token=hunter2-hunter2\n`)).toEqual(["token=hunter2-hunter2"]);
    for (const label of ["TRUSTED CERTIFICATE", "X509 CRL", "PUBLIC KEY", "RSA PUBLIC KEY"]) {
      expect(masksOf(pem(label, 500))).toEqual([]);
    }
  });

  test("of a key are its lines, also beside its certificate; neither its label nor a fragment", () => {
    for (const label of ["PRIVATE KEY", "RSA PRIVATE KEY", "OPENSSH PRIVATE KEY", "ENCRYPTED PRIVATE KEY"]) {
      const key = pem(label, 49);
      const [, first] = key.split("\n");
      const masks = masksOf(pem("CERTIFICATE", 100) + key + pem("CERTIFICATE", 100));
      expect(masks).toContain(first);
      expect(masks.filter((mask) => mask.startsWith("-----") && !mask.includes("\n"))).toEqual([]);
      expect(masks.filter((mask) => mask.length < 8)).toEqual([]);
    }
  });
});

test("a line that a person sees has none of them, the longer secret first", () => {
  const shown: string[] = [];
  const log = localLog({ write: (text) => shown.push(text), debug: false });
  for (const secret of ["hunter", "hunter2", "line-one-of-it\nline-two-of-it\n}"]) log.mask(secret);
  log.info("hunter2, hunter: line-two-of-it }");
  expect(shown).toEqual(["***, ***: *** }\n"]);
});

test("the runner is told lines alone: of a value with several it would hide the short ones, too", () => {
  const written: string[] = [];
  const write = mock.method(process.stdout, "write", (text: unknown) => written.push(String(text)) > 0);
  try {
    githubLog.mask('{\n  "key": "hunter2-hunter2"\n}\n');
    githubLog.mask(Array.from({ length: 140 }, () => pem("CERTIFICATE", 1000)).join(""));
  } finally {
    write.mock.restore();
  }
  expect(written.join("")).toBe('::add-mask::"key": "hunter2-hunter2"\n');
});
