import { describe, expect, test } from "@jest/globals";
import { parseDuration } from "../../core/inputs/duration.ts";
import { failOf } from "../../core/inputs/read.ts";
import { inputs } from "../../core/inputs/table.ts";

const fail = failOf(inputs.find(({ name }) => name === "timeout")!);

describe("a time", () => {
  test.each([
    ["90s", 90_000],
    ["10m", 600_000],
    ["1h30m", 5_400_000],
    [" 2h ", 7_200_000],
  ])("%s", (written, milliseconds) => {
    expect(parseDuration(written, fail)).toEqual({ milliseconds, written: written.trim() });
  });

  test.each(["", "10", "0s", "m", "-1s", "1.5h", "10 m", "30m1h", "soon", "25000h"])("%j is none", (written) => {
    expect(() => parseDuration(written, fail)).toThrow(`\`timeout\`: "${written}" `);
  });

  test("without a unit says so, and shows one", () => {
    expect(() => parseDuration("5", fail)).toThrow(
      expect.objectContaining({
        message: '`timeout`: "5" has no unit.',
        remedy: "Write a number and its unit, such as 5m, 90s or 1h30m; 24 days at most.",
      }),
    );
  });
});
