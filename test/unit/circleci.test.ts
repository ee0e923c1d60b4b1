/** What the orb's steps and the command line say to each other. */
import { execFileSync } from "node:child_process";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { circleGifts, circleInputs, writeCircleOutputs } from "../../core/host/circleci/host.ts";
import { testFolder } from "../fixtures/git.ts";

describe("inputs", () => {
  test("are the parameters that say something; lists are one item a line", () => {
    const written = circleInputs("run", {
      TREESTAMP_INPUT_IMAGE: " ghcr.io/acme/build ",
      TREESTAMP_INPUT_BUILD_ARGS: "A=1\n\n  B=two words\n",
      TREESTAMP_INPUT_RUN: "  make\n",
      TREESTAMP_INPUT_TARGET: "",
      TREESTAMP_INPUT_IMAGES: "of another verb",
    });
    expect(Object.fromEntries(written)).toEqual({
      image: ["ghcr.io/acme/build"],
      "build-args": ["A=1", "B=two words"],
      run: ["  make\n"],
    });
  });

  test("name the variables that have the login: what is not set is not given", () => {
    const names = { TREESTAMP_INPUT_USERNAME: "WHO", TREESTAMP_INPUT_PASSWORD: "TOKEN" };
    expect(Object.fromEntries(circleInputs("build", { ...names, WHO: "ann", TOKEN: "secret" }))).toEqual({
      username: ["ann"],
      password: ["secret"],
    });
    expect([...circleInputs("build", names)]).toEqual([]);
    // What was pasted into CircleCI's page may end in a line break.
    expect(circleInputs("build", { ...names, WHO: "ann\n", TOKEN: "secret\n" }).get("password")).toEqual(["secret"]);
  });

  test("CircleCI's cache is a store, and no other one can be beside it", () => {
    const cached = { TREESTAMP_CIRCLECI_CACHE: "true", HOME: "/home/circleci" };
    expect(circleInputs("build", cached).get("store")).toEqual(["/home/circleci/.treestamp/store"]);
    expect(() => circleInputs("build", { ...cached, TREESTAMP_INPUT_STORE: "x" })).toThrow("cannot be used together");
    expect(() => circleInputs("build", { ...cached, HOME: "" })).toThrow("HOME is not set");
  });
});

test("a command knows the pipeline and the job, and none of CircleCI's tokens and keys", () => {
  const variables = { CI: "true", CIRCLECI: "true", CIRCLE_BRANCH: "main", CIRCLE_SHA1: "0123" };
  const others = {
    ...{ CIRCLE_OIDC_TOKEN: "t", CIRCLE_OIDC_TOKEN_V2: "t", CIRCLE_CONTINUATION_KEY: "k" },
    ...{ CIRCLE_INTERNAL_CONFIG: "x", BASH_ENV: "/tmp/x", TREESTAMP_PASSWORD: "p", CIRCLES: "x" },
  };
  expect(Object.fromEntries(circleGifts({ ...variables, ...others }).variables)).toEqual(variables);
});

describe("outputs", () => {
  const hostile = `'; touch here; "$(touch here)" \`touch here\` \\\n\texport KEY=x #\r é ''`;

  test("are what they are to later steps, whatever is in them", async () => {
    using folder = testFolder();
    const script = join(folder.path, "bash.env");
    writeFileSync(script, "export EARLIER=1"); // as printf leaves it, without the end of its line
    await writeCircleOutputs("resolve", { "cache-hit": hostile, key: "k" }, { BASH_ENV: script });
    const env = { BASH_ENV: script, PATH: process.env.PATH };
    const print = 'printf "%s|%s|%s" "$TREESTAMP_CACHE_HIT" "$TREESTAMP_KEY" "$EARLIER"; ls';
    const seen = execFileSync("/bin/bash", ["-eo", "pipefail", "-c", print], {
      cwd: folder.path,
      env,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"], // with a socket as its input, bash takes itself for a remote login
    });
    expect(seen).toBe(`${hostile}|k|1bash.env\n`);
  });

  test("are in the file as JSON; of push under names of its own", async () => {
    using folder = testFolder();
    const [script, file] = [join(folder.path, "bash.env"), join(folder.path, "new/outputs.json")];
    await writeCircleOutputs("push", { tags: hostile }, { BASH_ENV: script, TREESTAMP_OUTPUTS_FILE: file });
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({ tags: hostile });
    expect(readFileSync(script, "utf8")).toMatch(/^export TREESTAMP_PUSH_TAGS='/);
  });

  test("that cannot be written are a clear failure", async () => {
    using folder = testFolder();
    const writing = writeCircleOutputs("resolve", { key: "k" }, { TREESTAMP_OUTPUTS_FILE: folder.path });
    await expect(writing).rejects.toThrow(`The outputs cannot be written to ${folder.path}`);
  });
});

describe("the orb", () => {
  const source = join(import.meta.dirname, "../../orb/src");
  const files = globSync("{commands,executors,jobs,examples}/*.yml", { cwd: source });

  test("has names in snake_case, as CircleCI's own review asks (RC010)", () => {
    expect(files.length).toBeGreaterThan(15);
    expect(files.map((file) => basename(file, ".yml")).filter((name) => !/^[a-z][a-z0-9_]*$/.test(name))).toEqual([]);
  });

  // Source: circleci.com/docs, "Configuration reference", jobs of a workflow.
  const keysOfWorkflows =
    "branches context filters matrix name override_with post-steps pre-steps requires serial-group type";
  test("has no job with a parameter that is a key of CircleCI's where a workflow names the job", () => {
    for (const file of files.filter((file) => file.startsWith("jobs/"))) {
      const { parameters } = parse(readFileSync(join(source, file), "utf8")) as { parameters: object };
      expect(keysOfWorkflows.split(" ").filter((key) => key in parameters)).toEqual([]);
      expect(parameters).toHaveProperty("docker_context");
    }
  });

  test("speaks of CircleCI, not of GitHub's workflows", () => {
    const texts = files.map((file) => readFileSync(join(source, file), "utf8").replaceAll(/ghcr\.io\S*/g, ""));
    expect(texts.filter((text) => /github(?!\.com\/treestamp)|actions-cache|\buses:/i.test(text))).toEqual([]);
  });
});
