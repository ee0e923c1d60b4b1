/** What stands before a command that a runtime starts, and where execvp(3) looks for it. */
import { expect, test } from "@jest/globals";
import { placesOf, starterFor } from "../../core/sandbox/starter.ts";

test("there is none for other machines", () => {
  expect(starterFor("riscv64")).toBeUndefined();
});

test("a command is looked for as execvp(3) does it", () => {
  expect(placesOf("make", "/usr/bin::/bin")).toEqual(["/usr/bin/make", "./make", "/bin/make"]);
  expect(placesOf("./make", "/bin")).toEqual(["./make"]);
  expect(placesOf("", "/bin")).toEqual([]);
});
