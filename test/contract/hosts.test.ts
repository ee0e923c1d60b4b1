/** What every host does: a step of GitHub Actions, a step of the orb, a shell. */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { variableOf } from "../../core/host/circleci/host.ts";
import { gitEnvironment, testFolder } from "../fixtures/git.ts";
import { codeCacheOf } from "../services/code-cache.ts";
import { type HostCall, hostNames } from "../services/host-process.ts";

const program = join(import.meta.dirname, "../services/host-process.ts");

/** The same inputs, as each host's users write them. */
const written: HostCall["written"] = [
  ["run", ["make\nmake test\n"]],
  ["env", ["A=1", "B"]],
  ["fail-fast", ["false"]],
];
const github = { INPUT_RUN: "make\nmake test\n", INPUT_ENV: "A=1\n# not this\n\nB", "INPUT_FAIL-FAST": "false" };

describe.each(hostNames)("%s", (host) => {
  /** Does one thing in a process, and gives what came of it. */
  function call(does: HostCall["does"]) {
    using folder = testFolder();
    const file = (name: string) => {
      writeFileSync(join(folder.path, name), "");
      return join(folder.path, name);
    };
    const files = {
      ...{ GITHUB_OUTPUT: file("output"), GITHUB_STEP_SUMMARY: file("summary"), GITHUB_ENV: file("env") },
      ...{ GITHUB_STATE: file("state"), BASH_ENV: file("bash") },
    };
    const inputs = Object.entries(github);
    const circleci = inputs.map(([name, value]) => [variableOf(name.slice("INPUT_".length)), value]);
    const variables = { github: inputs, circleci, shell: [] }[host];
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, JSON.stringify({ host, written, does })], {
      encoding: "utf8",
      env: {
        ...gitEnvironment,
        NODE_COMPILE_CACHE: codeCacheOf(),
        ...files,
        ...Object.fromEntries(variables),
      },
    });
    const left = Object.values(files).map((path) => readFileSync(path, "utf8"));
    return { status, stdout, said: stdout + stderr, left: left.join("\n") };
  }

  test("reads what was said: lists by their items, scripts as they are", () => {
    expect(new Map(JSON.parse(call("read").stdout))).toEqual(new Map(written));
  });

  test("leaves none of it in the environment, which every program inherits that is started later", () => {
    expect(JSON.parse(call("read, then list variables").stdout)).not.toContainEqual(expect.stringContaining("INPUT_"));
  });

  test("tells the outcome by the names of the table of outputs, where the next one finds it", () => {
    const { status, stdout, left } = call("tell");
    expect(status).toBe(0);
    const told = { github: left, circleci: left, shell: stdout }[host];
    const name = (text: string) => (host === "circleci" ? `TREESTAMP_${text.toUpperCase().replace("-", "_")}` : text);
    for (const output of ["key", "image", "cache-hit", "outcome", "exit-code"]) expect(told).toContain(name(output));
    expect(told).toContain("ghcr.io/acme/build:0123");
  });

  test("says what failed and what to do, without a trace", () => {
    const { status, said, left } = call("fail");
    expect(status).not.toBe(0);
    expect(said).toMatch(/It is wrong\.\s+Mend it\./);
    // GitHub's page of the run has a summary of each step, and so of the failed one.
    expect(left.trim()).toBe(host === "github" ? "### treestamp: failed\n\nIt is wrong.\n\nMend it." : "");
    expect(said.replaceAll(/^::debug::.*$/gm, "")).not.toContain("host-process.ts");
  });

  test("asks for a report of a defect of ours, with its trace", () => {
    const { status, said } = call("fail by a defect");
    expect(status).not.toBe(0);
    expect(said).toContain("nexpected failure, please report it: x is not a function");
    expect(said).toContain("host-process.ts");
  });

  test("hides a secret", () => {
    const { said } = call("mask");
    expect(host === "github" ? said.includes("::add-mask::hunter2") : !said.includes("hunter2")).toBe(true);
  });
});
