/** A command that has not started has not succeeded, whatever the exit code of what should have started it. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import type { Command } from "../../core/sandbox/port.ts";
import { whyNotPrepared } from "../../core/sandbox/start-failure.ts";
import { testFolder } from "../fixtures/git.ts";

const command = { argv: ["tool"], workingDirectory: "/work" } as unknown as Command;

async function why(exitCode: number, failed: string, ...complaints: string[]) {
  using folder = testFolder();
  writeFileSync(join(folder.path, "failed"), failed);
  const log = complaints.map((msg) => `${JSON.stringify({ level: "error", msg })}\n`).join("");
  writeFileSync(join(folder.path, "runtime.log"), log);
  return await whyNotPrepared(folder.path, command, exitCode);
}

describe("what has not started", () => {
  test.each([0, 1, 125, 137])("is a failure of the sandbox, also where the exit code is %i", async (exitCode) => {
    await expect(why(exitCode, "sudo did not start the mount process")).rejects.toMatchObject({
      code: "sandbox-failed",
    });
  });

  test("for a folder that is closed to the command's user is 126, in words", async () => {
    for (const complaint of [
      "chdir `/work`: Permission denied",
      'runc run failed: chdir to cwd ("/work") set in config.json failed: permission denied',
    ]) {
      expect(await why(1, "", complaint)).toMatchObject({ exitCode: 126, message: expect.stringContaining("/work") });
    }
  });

  test("for another reason of the runtime is a failure of the sandbox", async () => {
    await expect(why(1, "", "cannot allocate memory")).rejects.toMatchObject({ code: "sandbox-failed" });
  });

  test("is not reported of a command that started and ended", async () => {
    expect(await why(0, "")).toBeUndefined();
    expect(await why(3, "")).toBeUndefined();
  });
});
