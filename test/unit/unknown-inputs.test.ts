/** Inputs of a step that no table has: GitHub's runner warns, and hands them on. */
import { describe, expect, test } from "@jest/globals";
import { unknownInputs } from "../../core/host/github/unknown-inputs.ts";
import { actions } from "../../core/inputs/input.ts";
import { inputsOf } from "../../core/inputs/table.ts";

const written = (...names: string[]) => new Map(names.map((name) => [name, ["x"]]));

describe("where nothing is left to run", () => {
  test.each([
    ["INPUT_RUNN", 'There is no command to run. There is no input "runn" here. Did you mean "run"?'],
    ["INPUT_PHASE", 'There is no command to run. There is no input "phase" here. Did you mean "phases"?'],
    ["INPUT_RUNCMD", 'There is no command to run. There is no input "runcmd" here.'],
    ["INPUT_SCRIPT", 'There is no command to run. There is no input "script" here.'],
  ])("%s is an error", (variable, message) => {
    const others = new Map([...written("image"), ["image-command", ["False"]] as const]);
    expect(() => unknownInputs("run", others, { [variable]: "make test" })).toThrow(
      expect.objectContaining({ code: "input-invalid", message }),
    );
  });
});

test("beside the image's own command they are warnings", () => {
  const others = new Map([["image-command", ["true"]]]);
  expect(unknownInputs("run", others, { INPUT_RUNN: "" })).toHaveLength(1);
});

test("beside a command they are warnings, with the nearest name", () => {
  const environment = { INPUT_RUN: "make", INPUT_WORKING_DIRECTORY: "app", INPUT_XYZZY: "", PATH: "/bin", INPUT_: "" };
  expect(unknownInputs("run", written("run"), environment)).toEqual([
    'There is no input "working_directory" here. Did you mean "working-directory"?',
    'There is no input "xyzzy" here.',
  ]);
});

test.each(actions)("the inputs that the table has for %s are none", (action) => {
  const names = inputsOf(action, "action").map(({ name }) => name);
  const environment = Object.fromEntries(names.map((name) => [`INPUT_${name.toUpperCase()}`, ""]));
  expect(unknownInputs(action, written("run"), environment)).toEqual([]);
});

test("an input that act hands on from a composite action is a warning", () => {
  expect(unknownInputs("pull", new Map(), { INPUT_RUN: "make test", ACT: "true" })).toHaveLength(1);
});

test.each(actions.filter((action) => action !== "run"))("%s does not pass over what it is told to run", (action) => {
  for (const name of ["run", "phases"]) {
    expect(() => unknownInputs(action, new Map(), { [`INPUT_${name.toUpperCase()}`]: "make test" })).toThrow(
      `The action ${action} runs no command, and has no input "${name}".`,
    );
  }
});
