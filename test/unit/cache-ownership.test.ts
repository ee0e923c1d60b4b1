/** The kernel parses a snapshot as root: so it is opened only where nobody else can have made it what it is. */
import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, closeSync, constants, mkdirSync, openSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { checkOurs, openOurs } from "../../core/machine/ownership.ts";
import { testFolder } from "../fixtures/git.ts";

let home: ReturnType<typeof testFolder>;
let file: string;
beforeEach(() => {
  home = testFolder();
  file = join(home.path, "file");
  writeFileSync(file, "content", { mode: 0o600 });
});
afterEach(() => home[Symbol.dispose]());

const refused = { code: "input-invalid" };

test("a file of our own is opened", async () => {
  const opened = await openOurs(file);
  expect(await opened.readFile("utf8")).toBe("content");
  await opened.close();
});

test("what is not there says so", async () => {
  await expect(openOurs(join(home.path, "none"))).rejects.toMatchObject({ code: "ENOENT" });
});

describe("is refused:", () => {
  test("a symbolic link, although it leads to a file of our own", async () => {
    const link = join(home.path, "link");
    symlinkSync(file, link);
    await expect(openOurs(link)).rejects.toMatchObject(refused);
    await expect(checkOurs(link)).rejects.toMatchObject(refused);
  });

  test("a pipe, without waiting for somebody who writes to it", async () => {
    const pipe = join(home.path, "pipe");
    execFileSync("mkfifo", ["-m", "600", pipe]);
    const opened = openOurs(pipe).then(
      () => "opened",
      ({ code }) => code,
    );
    const first = await Promise.race([opened, sleep(5_000, "it waits", { ref: false })]);
    closeSync(openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK)); // lets it end, where it waits
    expect(first).toBe("input-invalid");
  });

  test("a folder", async () => {
    mkdirSync(join(home.path, "folder"), { mode: 0o700 });
    await expect(openOurs(join(home.path, "folder"))).rejects.toMatchObject(refused);
  });

  test.each([0o620, 0o602, 0o666])("a file of mode %i, which others may write", async (mode) => {
    chmodSync(file, mode);
    await expect(openOurs(file)).rejects.toMatchObject(refused);
    await expect(checkOurs(file)).rejects.toMatchObject(refused);
  });

  test("another user's file, whom it names", async () => {
    const uid = process.getuid!();
    // Only root can give a file away; a user who is not root has root's files at hand.
    if (uid === 0) chownSync(file, 1001, 1001);
    const [theirs, owner] = uid === 0 ? [file, 1001] : ["/etc/passwd", 0];
    await expect(openOurs(theirs)).rejects.toThrow(`it belongs to uid ${owner}, and this is uid ${uid}`);
  });
});
