import { describe, expect, test } from "@jest/globals";
import { parseDuration } from "../../core/inputs/duration.ts";

describe("a time", () => {
  test.each([
    ["90s", 90_000],
    ["10m", 600_000],
    ["1h30m", 5_400_000],
    [" 2h ", 7_200_000],
  ])("%s", (written, milliseconds) => {
    expect(parseDuration("timeout", written)).toEqual({ milliseconds, written: written.trim() });
  });

  test.each(["", "10", "0s", "m", "-1s", "1.5h", "10 m", "30m1h", "soon", "25000h"])("%j is none", (written) => {
    expect(() => parseDuration("timeout", written)).toThrow(`The input "timeout" cannot be "${written}": `);
  });

  test("without a unit says so, and shows one", () => {
    expect(() => parseDuration("timeout", "5")).toThrow(
      expect.objectContaining({
        message: 'The input "timeout" cannot be "5": it has no unit.',
        remedy: "Write a number and its unit, such as 5m, 90s or 1h30m; 24 days at most.",
      }),
    );
  });
});
