/** From what people wrote to what a verb works with. */
import { describe, expect, test } from "@jest/globals";
import { TreestampError } from "../../core/errors.ts";
import { type Input, imageVerbs, inputs, type Verb } from "../../core/inputs.ts";
import { parseRequest } from "../../core/request.ts";

const written = (values: Readonly<Record<string, string | readonly string[]>>) =>
  new Map(Object.entries(values).map(([name, value]) => [name, typeof value === "string" ? [value] : value]));

function failure(verb: Verb, values: Parameters<typeof written>[0]): TreestampError {
  try {
    parseRequest(verb, written(values));
  } catch (error) {
    if (error instanceof TreestampError) return error;
    throw error;
  }
  throw new Error("no failure");
}

describe("a request", () => {
  test("of nothing has the defaults of the table", () => {
    expect(parseRequest("run", new Map())).toEqual({
      path: ".",
      ref: undefined,
      recipe: new Map(),
      store: undefined,
      credentials: undefined,
      plainHttp: false,
      engine: "auto",
      force: false,
      secrets: [],
      network: "default",
      command: undefined,
      workingDirectory: undefined,
      env: [],
      user: "caller",
      sandbox: "auto",
      cacheFolder: undefined,
      cacheSize: 20e9,
    });
  });

  test("hands on what decides the image as it was written, and nothing else of it", () => {
    const { recipe } = parseRequest(
      "build",
      written({ context: "app", include: ["a", "b"], ref: "HEAD", force: "true" }),
    );
    expect(recipe).toEqual(written({ context: "app", include: ["a", "b"] }));
  });

  test("takes an empty text for one that was not given, as a workflow's expressions leave it", () => {
    expect(parseRequest("build", written({ ref: "", engine: "", force: "", "cache-folder": "" }))).toMatchObject({
      ref: undefined,
      engine: "auto",
      force: false,
      cacheFolder: undefined,
    });
  });

  test("does not read inputs of other verbs", () => {
    expect(parseRequest("resolve", written({ force: "true", engine: "nonsense" }))).toMatchObject({
      force: false,
      engine: "auto",
    });
  });

  test("runs a script by bash, or by the shell that was named; a command as it is", () => {
    const script = "make lint\nmake test\n";
    expect(parseRequest("run", written({ run: script })).command).toEqual({
      kind: "script",
      text: script,
      shell: "bash",
    });
    expect(parseRequest("run", written({ run: "x", shell: "sh" })).command).toMatchObject({ shell: "sh" });
    expect(parseRequest("run", new Map(), ["make", "-j 2"]).command).toEqual({ kind: "argv", argv: ["make", "-j 2"] });
  });

  test("has build secrets by where they are, never by value", () => {
    const values = { "secret-envs": ["npm=NPM_TOKEN", "a=B=C"], "secret-files": ["key=/run/key=1"] };
    expect(parseRequest("build", written(values)).secrets).toEqual([
      { id: "npm", source: { kind: "environment", variable: "NPM_TOKEN" } },
      { id: "a", source: { kind: "environment", variable: "B=C" } },
      { id: "key", source: { kind: "file", path: "/run/key=1" } },
    ]);
  });

  test("has credentials only as a pair", () => {
    expect(parseRequest("pull", written({ username: "u", password: "p" })).credentials).toEqual({
      username: "u",
      password: "p",
    });
    expect(failure("pull", { username: "u" }).message).toBe('The input "username" is given and "password" is not.');
    expect(failure("pull", { password: "p" }).message).toBe('The input "password" is given and "username" is not.');
  });
});

describe("a value that cannot be meant", () => {
  const chosen = inputs.filter(({ choices, kind }) => choices !== undefined || kind === "boolean");
  test.each(chosen.map((input): [string, Input] => [input.name, input]))(
    "of %s is refused with the valid ones",
    (name, { choices = ["true", "false"], verbs: [verb] }) => {
      for (const choice of choices) expect(() => parseRequest(verb!, written({ [name]: choice }))).not.toThrow();
      const { code, message, remedy } = failure(verb!, { [name]: "nonsense" });
      expect({ code, message }).toEqual({
        code: "input-invalid",
        message: `The input "${name}" cannot be "nonsense".`,
      });
      for (const choice of choices) expect(remedy).toContain(choice);
    },
  );

  test("a variable without a name is refused", () => {
    expect(parseRequest("run", written({ env: ["A=b=c", "B", "C="] })).env).toEqual(["A=b=c", "B", "C="]);
    expect(failure("run", { env: ["A=b", "=c"] }).message).toBe('"=c" is not a variable.');
  });

  test.each(["TOKEN", "=TOKEN", "id="])("a secret written as %j is refused, and is not repeated", (item) => {
    const { message, remedy } = failure("build", { "secret-envs": [item] });
    expect(message).toBe("A build secret is not written as ID=VARIABLE.");
    expect(message + remedy).not.toContain("TOKEN");
  });
});

test("every verb about an image takes what all of them have", () => {
  for (const verb of imageVerbs) {
    const all = written({ path: "x", ref: "y", store: "./z", "plain-http": "true", "cache-folder": "/c" });
    expect(parseRequest(verb, all)).toMatchObject({
      ...{ path: "x", ref: "y", store: "./z", plainHttp: true, cacheFolder: "/c" },
    });
  }
});
