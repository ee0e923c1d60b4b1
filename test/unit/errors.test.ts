import { expect, test } from "@jest/globals";
import { isTreestampError, TreestampError } from "../../core/errors.ts";

test("an error knows its code and what to do about it", () => {
  const error: unknown = new TreestampError("tool-missing", "git is not installed.", { remedy: "Install git." });
  expect(isTreestampError(error, "tool-missing")).toBe(true);
  expect(isTreestampError(error, "build-failed")).toBe(false);
  expect(isTreestampError(new Error("x"))).toBe(false);
});
