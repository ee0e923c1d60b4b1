/** What is said of a command that failed, besides its own output. */
import { describe, expect, test } from "@jest/globals";
import { failuresOf } from "../../core/report/annotations.ts";
import type { ImageOutcome } from "../../core/report/outcome.ts";

const ran = (part: Partial<ImageOutcome>) =>
  failuresOf({ kind: "image", exitCode: 1, outcome: "failure", ...part } as ImageOutcome);

describe("annotations of a run", () => {
  test("none of one that went well, or of a step that ran nothing", () => {
    expect(ran({ exitCode: 0, outcome: "success" })).toEqual([]);
    expect(ran({ exitCode: undefined, outcome: undefined })).toEqual([]);
  });

  test("say the exit code, or why we ended it", () => {
    expect(ran({ exitCode: 3 })).toEqual([{ title: "Exit code 3", message: "The command failed with exit code 3." }]);
    const reason = "The command was ended, with all its processes: its timeout of 1s was up.";
    expect(ran({ exitCode: 124, outcome: "timed-out", reason })).toEqual([{ title: "Exit code 124", message: reason }]);
  });

  test("name each phase that failed, and nothing else", () => {
    const phase = { name: "lint", outcome: "failure", exitCode: 3, seconds: 1 } as const;
    const phases = [
      phase,
      { ...phase, name: "test", exitCode: undefined },
      { ...phase, outcome: "cancelled" } as const,
    ];
    expect(ran({ phases })).toEqual([
      { title: "Phase lint failed", message: "The phase lint failed with exit code 3." },
      {
        title: "Phase test failed",
        message: expect.stringContaining("The phase test ended without an exit code"),
      },
    ]);
  });
});
