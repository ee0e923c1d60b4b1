/** The words behind `treestamp`: what they mean, and what is said of those that mean nothing. */
import { describe, expect, test } from "@jest/globals";
import { type Call, flagInputsOf, ownFlagsOf, parseCall } from "../../cli/flags.ts";
import { helpText } from "../../cli/help.ts";
import { TreestampError } from "../../core/errors.ts";
import { verbs } from "../../core/inputs/input.ts";
import { nearestName } from "../../core/inputs/suggest.ts";
import { inputs } from "../../core/inputs/table.ts";

function verbCall(...words: string[]): Extract<Call, { kind: "verb" }> {
  const call = parseCall(words);
  if (call.kind !== "verb") throw new Error(`${words.join(" ")} is ${call.kind}`);
  return call;
}

const saidOf = (...words: string[]) => verbCall(...words).said;

function failure(...words: string[]): TreestampError {
  try {
    parseCall(words);
  } catch (error) {
    if (error instanceof TreestampError) return error;
    throw error;
  }
  throw new Error(`${words.join(" ")} is no failure`);
}

describe("a call", () => {
  test("says the verb, its inputs by name and its own flags", () => {
    const call = verbCall("resolve", "-C", "app", "--ref=v1", "--explain", "--json");
    expect(call).toMatchObject({ verb: "resolve", json: true, debug: false, stdin: false });
    expect(call.said).toMatchObject({ explain: true, argv: [] });
    expect(call.said.written).toEqual(
      new Map([
        ["path", ["app"]],
        ["ref", ["v1"]],
      ]),
    );
  });

  test.each([
    [["-C", "app", "--json", "resolve"]],
    [["-Capp", "resolve", "--json"]],
    [["--path=app", "--json", "resolve"]],
    [["--json", "--path", "app", "resolve"]],
  ])("has the flags of all commands before the command, too: %j", (words) => {
    const { verb, said, json } = verbCall(...words);
    expect({ verb, json, path: said.written.get("path") }).toEqual({ verb: "resolve", json: true, path: ["app"] });
  });

  test("hands what stands behind the dashes to the command, whatever stands before the verb", () => {
    expect(verbCall("--cache-folder", "/c", "run", "--", "-C", "x")).toMatchObject({
      verb: "run",
      said: { argv: ["-C", "x"] },
    });
  });

  test("has docker's letters", () => {
    const { written } = saidOf("run", "-e", "CI", "-e", "A=1", "-u", "0", "-w", "/w", "-f", "D", "--", "x");
    expect(Object.fromEntries(written)).toEqual({
      ...{ env: ["CI", "A=1"], user: ["0"], "working-directory": ["/w"], file: ["D"] },
    });
  });

  test.each(["true", "True", "FALSE", "false"])("has booleans with a value: %s", (value) => {
    const isOn = value.toLowerCase() === "true";
    expect(saidOf("push", `--push=${value}`).written.get("push")).toEqual([String(isOn)]);
    expect(verbCall("build", `--json=${value}`).json).toBe(isOn);
  });

  test.each([
    ["--no-cache", "true"],
    ["--no-no-cache", "false"],
    ["--no-cache=false", "false"],
  ])("has %s, whose name begins like a negation", (flag, value) => {
    expect(saidOf("push", flag).written).toEqual(new Map([["no-cache", [value]]]));
  });

  test("takes no negation of what does not exist", () => {
    expect(failure("push", "--no-frobnicate").message).toBe('There is no flag "--no-frobnicate".');
    expect(failure("push", "--cache").message).toBe('There is no flag "--cache".');
    expect(failure("build", "--no-ref").message).toBe('There is no flag "--no-ref".');
  });

  test("leaves out flags that were not given: treestamp.yml and the defaults come later", () => {
    expect(saidOf("build").written.size).toBe(0);
  });

  test("repeats lists, one item a flag, and keeps commas and equals signs in them", () => {
    const { written } = saidOf("build", "--include", "go.mod", "--include", "a,b", "--build-args", "A=1=2,3");
    expect(written.get("include")).toEqual(["go.mod", "a,b"]);
    expect(written.get("build-args")).toEqual(["A=1=2,3"]);
  });

  test("takes a switch that may have a value", () => {
    const parallel = (...words: string[]) => saidOf("run", ...words, "--json").written.get("parallel");
    expect(parallel("--parallel")).toEqual(["true"]);
    expect(parallel("--no-parallel")).toEqual(["false"]);
    expect(parallel("--parallel=lint,test")).toEqual(["lint,test"]);
    expect(parallel()).toBeUndefined();
    expect(saidOf("run", "--", "--parallel").argv).toEqual(["--parallel"]);
    expect(helpText("run")).toContain("--parallel[=PHASES]");
  });

  test("takes the last value of a flag that is given twice", () => {
    expect(saidOf("build", "--ref", "a", "--ref", "b").written.get("ref")?.at(-1)).toBe("b");
  });

  test("hands everything behind two dashes to the command, flags and further dashes too", () => {
    const call = verbCall("run", "--json", "--", "make", "--json", "-C", "x", "--", "y");
    expect(call).toMatchObject({ json: true, said: { argv: ["make", "--json", "-C", "x", "--", "y"] } });
    expect(call.said.written.size).toBe(0);
  });

  test.each([["--help"], ["-h"], ["help"], []])("%j shows the overview", (...words: string[]) => {
    expect(parseCall(words)).toEqual({ kind: "help", verb: undefined });
  });

  test.each([
    ["build", "--help"],
    ["build", "-h", "--force"],
    ["help", "build"],
  ])("%s %s shows the help of build", (...words) => {
    expect(parseCall(words)).toEqual({ kind: "help", verb: "build" });
  });

  test.each(["--version", "version"])("%s shows the version", (word) => {
    expect(parseCall([word])).toEqual({ kind: "version" });
  });
});

describe("a word that means nothing", () => {
  test.each([
    ["biuld", "build"],
    ["resolv", "resolve"],
    ["Run", "run"],
    ["pul", "pull"],
  ])("%s is near to %s", (word, near) => {
    expect(failure(word)).toMatchObject({ code: "input-invalid", remedy: `Did you mean ${near}?` });
  });

  test("a verb that resembles no other points to the help", () => {
    expect(failure("frobnicate").remedy).toBe("treestamp --help lists the commands.");
  });

  const flags = verbs.flatMap((verb) =>
    [...flagInputsOf(verb), ...ownFlagsOf(verb)].filter(({ name }) => name.length > 4).map(({ name }) => [verb, name]),
  );
  test.each(flags)("%s: two swapped letters in --%s lead back to it", (verb, name) => {
    const swapped = name!.replace(/(.)(?!\1)(.)(?=.)/, "$2$1"); // two that differ
    expect(failure(verb!, `--${swapped}=x`)).toMatchObject({
      message: `There is no flag "--${swapped}".`,
      remedy: `Did you mean --${name}?`,
    });
  });

  test("a flag of another verb is refused", () => {
    expect(failure("resolve", "--force").message).toBe('There is no flag "--force".');
    expect(failure("build", "--explain").message).toBe('There is no flag "--explain".');
  });

  test("a secret is no flag: everybody on the machine can read command lines", () => {
    expect(failure("build", "--password", "x").message).toBe('There is no flag "--password".');
  });

  test("a flag without its value, and a value that no flag takes", () => {
    expect(failure("build", "--ref")).toMatchObject({
      code: "input-invalid",
      message: expect.stringContaining("--ref"),
    });
    expect(failure("build", "--force=yes").message).toContain("--force");
  });

  test("a value that begins with a dash, or that belongs to a flag that may stand alone: by an equals sign", () => {
    expect(failure("run", "--timeout", "-1s", "--", "make")).toMatchObject({
      message: "The value of --timeout is missing, or begins with a dash.",
      remedy: "A value that begins with a dash needs an equals sign: --timeout=VALUE.",
    });
    expect(failure("run", "--phases", "lint=make", "--parallel", "lint")).toMatchObject({
      message: '"lint" is not expected here.',
      remedy: "A value of --parallel needs an equals sign: --parallel=lint",
    });
    expect(failure("run", "--phases", "lint=make", "--parallel", "lint test").remedy).toBe(
      "A value of --parallel needs an equals sign: --parallel=lint,test",
    );
    expect(failure("resolve", "--diff").message).toBe("The value of --diff is missing, or begins with a dash.");
  });

  test("a command without two dashes", () => {
    expect(failure("run", "make", "test")).toMatchObject({
      message: '"make" is not expected here.',
      remedy: "Put the command after two dashes: treestamp run -- make test",
    });
  });

  test.each(["resolve", "build", "pull"])("a command for %s", (verb) => {
    expect(failure(verb, "--", "make").message).toBe('"make" is not expected here: only run takes a command.');
  });

  test.each(["--json", "--explain", "--diff=HEAD~1", "--ref=HEAD"])("--stdin with %s", (flag) => {
    expect(failure("resolve", "--stdin", flag).message).toMatch(/^--stdin and --\w+ cannot be used together\.$/);
  });

  test("two amounts of what prune leaves", () => {
    expect(failure("prune", "--all", "--cache-size", "1GB").message).toBe(
      "--all and --cache-size cannot be used together.",
    );
    expect(saidOf("prune", "--all").written).toEqual(new Map([["cache-size", ["0"]]]));
  });

  test("a flag of one command before it, and flags without any command", () => {
    expect(failure("--force", "build").message).toBe('"--force" comes before the command.');
    expect(failure("-C", "app").message).toBe("No command was given.");
    expect(failure("--json").message).toBe("No command was given.");
    expect(failure("-C", "app", "biuld").remedy).toBe("Did you mean build?");
  });

  test("a boolean with another value", () => {
    expect(failure("push", "--push=no").message).toBe('The flag --push cannot be "no".');
  });
});

describe("help", () => {
  test("has every command in the overview", () => {
    for (const verb of verbs) expect(helpText(undefined)).toMatch(new RegExp(`^  ${verb} +\\S`, "m"));
  });

  test.each(verbs)("of %s has each of its flags once, with its description, and no other", (verb) => {
    const text = helpText(verb);
    for (const { name, negated } of flagInputsOf(verb).filter(({ default: value }) => value === "true")) {
      const says = text.replace(/\s+/g, " ");
      expect({ name, says }).toEqual({ name, says: expect.stringContaining(`--no-${name} ${negated}`) });
    }
    const shown = [...helpText(verb).matchAll(/^ {2}(?:-\w, )?--([a-z-]+)/gm)].map((match) => match[1]!);
    // What is on by itself can only be turned off.
    const own = flagInputsOf(verb).map(({ name, kind, default: value }) =>
      kind === "boolean" && value === "true" ? `no-${name}` : name,
    );
    const expected = [...own, ...ownFlagsOf(verb).map(({ name }) => name)];
    expect([...shown].sort()).toEqual(expected.sort());
  });

  test.each([undefined, ...verbs])("of %s fits a terminal of 100 columns and has no Markdown", (verb) => {
    const text = helpText(verb);
    for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
    expect(text).not.toContain("`");
    expect(text).not.toContain("undefined");
    expect(text).toMatch(/[^\n]\n$/);
  });

  test("has all examples in words that the command line takes", () => {
    const examples = verbs.flatMap((verb) =>
      helpText(verb)
        .split("Examples:\n")[1]!
        .split("\n")
        .map((line) => /treestamp (.+?)(?: {2,}|$)/.exec(line)?.[1]?.split(" "))
        .filter((words) => words !== undefined),
    );
    expect(examples.length).toBeGreaterThanOrEqual(verbs.length);
    for (const words of examples) expect(verbs).toContain(verbCall(...words).verb);
  });
});

describe("the table of inputs", () => {
  test.each(verbs)("has each name once for %s, in kebab-case", (verb) => {
    const names = inputs.filter((input) => input.verbs.includes(verb)).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  test("has defaults among the choices, and descriptions that are sentences", () => {
    for (const { name, choices, default: value, description } of inputs) {
      if (choices !== undefined && value !== undefined)
        expect({ name, choices }).toEqual({ name, choices: expect.arrayContaining([value]) });
      expect(description).toMatch(/^[A-Z].*\.$/);
    }
  });
});

describe("the nearest name", () => {
  test.each([
    ["abcdef", "abcdfe"],
    ["abcdef", "abdef"],
    ["abcdef", "abccdef"],
    ["abcdef", "xbcdef"],
    ["abcdef", "ABCDEF"],
  ])("of %s may be one slip away: %s", (known, written) => {
    expect(nearestName(written, ["zzz", known])).toBe(known);
  });

  test("is undefined if more than a third differs", () => {
    expect(nearestName("uvwxyz", ["abcdef"])).toBeUndefined();
    expect(nearestName("abcxyz", ["abcdef"])).toBeUndefined();
    expect(nearestName("x", [])).toBeUndefined();
  });
});
