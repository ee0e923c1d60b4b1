/** Each action as the runner of GitHub Actions runs it: by its action.yml, from the committed dist. */
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readAction, runStep, type StepResult } from "../services/action-runner.ts";
import { makeProject, type Project } from "../services/command-line.ts";

const dockerfile = "FROM base\nCOPY greeting /greeting\nRUN echo built > /built && ln -s sh /bin/bash\n";

let project: Project;
beforeAll(() => {
  project = makeProject({
    "environment/Dockerfile": dockerfile,
    "environment/greeting": "hello\n",
    "treestamp.yml": "context: environment\n",
  });
});
afterAll(() => project[Symbol.dispose]());

/** Runs an action on the project. Each `machine` has caches of its own. */
function step(uses: string, inputs: Record<string, string> = {}, machine = "machine", env: NodeJS.ProcessEnv = {}) {
  const all = { base: project.base, ...(uses === "actions/resolve" ? {} : { engine: "buildah" }), ...inputs };
  return runStep({ uses, with: all, env, workspace: project.repository.folder, machine: project.folder(machine) });
}

/** The root's script runs under the busybox of the image: `bash` is a link to `sh` in it. */
const script = (text: string) => ({ run: text, shell: "sh" });

function expectAllOutputs(uses: string, { outputs }: StepResult): void {
  const declared = Object.keys(readAction(uses).outputs);
  expect(Object.keys(outputs).sort()).toEqual(declared.sort());
}

describe("from nothing to a script in the image", () => {
  test("resolve says the key and that the image is absent; it stops nothing", async () => {
    const result = await step("actions/resolve");
    expect(result).toMatchObject({ exitCode: 0, annotations: [] });
    expectAllOutputs("actions/resolve", result);
    expect(result.outputs).toMatchObject({
      key: expect.stringMatching(/^[0-9a-f]{40}$/),
      tag: result.outputs.key,
      digest: "",
      state: "absent",
      "cache-hit": "false",
    });
  });

  test("build makes it; its log is a group, and the summary shows the stages", async () => {
    const result = await step("actions/build");
    expect(result).toMatchObject({ exitCode: 0, annotations: [] });
    expectAllOutputs("actions/build", result);
    expect(result.outputs).toMatchObject({ state: "absent", "cache-hit": "false" });
    expect(result.outputs.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    const [group] = /^::group::Build the image[\s\S]*?^::endgroup::$/m.exec(result.raw) ?? [];
    expect(group).toMatch(/RUN echo built/);
    expect(result.summary).toMatch(/^### treestamp: miss$/m);
    for (const stage of ["key", "lookup", "build", "pack", "publish"]) {
      expect(result.summary).toMatch(new RegExp(`^\\| ${stage} \\| [0-9.]+ s \\|`, "m"));
    }
  });

  test("pull finds it", async () => {
    const result = await step("actions/pull");
    expect(result).toMatchObject({ exitCode: 0, annotations: [] });
    expectAllOutputs("actions/pull", result);
    expect(result.outputs).toMatchObject({ state: "present", "cache-hit": "true", sandbox: "mounted" });
    expect(result.summary).toMatch(/^### treestamp: hit$/m);
    const stages = JSON.parse(result.outputs.stages!) as { name: string; seconds: number }[];
    expect(stages.map(({ name }) => name)).toContain("lookup");
    for (const { seconds } of stages) expect(seconds).toBeGreaterThanOrEqual(0);
  });

  test("a composite action's own files and the runner's tools are inside, and cannot be changed there", async () => {
    const machine = project.folder("machine");
    const [action, tools] = [join(machine, "actions/own/v1"), join(machine, "tool-cache")];
    for (const folder of [action, tools]) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, "file"), `of ${folder}\n`);
    }
    const text =
      'cd / && cat "$GITHUB_ACTION_PATH/file" "$RUNNER_TOOL_CACHE/file"; touch "$RUNNER_TOOL_CACHE/x" && exit 9; exit 0';
    const result = await step("actions/run", script(text), "machine", { GITHUB_ACTION_PATH: action });
    expect(result).toMatchObject({ exitCode: 0 });
    expect(result.log).toContain(`of ${action}\nof ${tools}\n`);
    expect(existsSync(join(tools, "x"))).toBe(false);
  });

  test.each(["027", "077"])("a caller with the umask %s runs a script and phases as another user", async (umask) => {
    for (const [uses, inputs] of [
      ["actions/run", script("id -u; cat /greeting")],
      ["actions/run", { phases: "first: id -u; cat /greeting", shell: "sh" }],
    ] as const) {
      const result = await runStep({
        uses,
        with: { base: project.base, engine: "buildah", user: "4711:4712", ...inputs },
        workspace: project.repository.folder,
        machine: project.folder("machine"),
        through: ["sh", "-c", 'umask "$0" && exec "$@"', umask],
      });
      expect(result).toMatchObject({ exitCode: 0 });
      expect(result.log).toContain("4711\nhello\n");
    }
  });

  test("run runs a script of several lines in the workspace", async () => {
    const result = await step("actions/run", script("cat /greeting /built\n\n  pwd\necho made > made\n"));
    expect(result).toMatchObject({ exitCode: 0, annotations: [] });
    expectAllOutputs("actions/run", result);
    expect(result.outputs).toMatchObject({ outcome: "success", "exit-code": "0", "cache-hit": "true" });
    expect(result.log).toContain(`hello\nbuilt\n${project.repository.folder}\n`);
    const made = join(project.repository.folder, "made");
    expect(readFileSync(made, "utf8")).toBe("made\n");
    expect(statSync(made).uid).toBe(process.getuid!());
  });

  test("the root action does all of it in one step on a machine that has nothing", async () => {
    const result = await step(".", script("cat /greeting"), "fresh-machine");
    expect(result).toMatchObject({ exitCode: 0, annotations: [] });
    expectAllOutputs(".", result);
    expect(result.outputs).toMatchObject({ outcome: "success", state: "absent", "cache-hit": "false" });
    expect(result.log).toContain("hello\n");
  });
});

describe("a script", () => {
  test("that fails fails the step with its exit code, and the outputs say so", async () => {
    const result = await step("actions/run", script("echo before\nsh -c 'exit 42'\necho after"));
    expect(result.exitCode).toBe(42);
    expect(result.log).toContain("before");
    expect(result.log).not.toContain("after");
    expectAllOutputs("actions/run", result);
    expect(result.outputs).toMatchObject({ outcome: "failure", "exit-code": "42" });
  });

  test("for bash runs with -e and pipefail, as a step of a workflow does", async () => {
    // The image's bash writes down how it was called.
    project.repository.write({ "bash/Dockerfile": "FROM base\nCOPY bash /bin/bash\n" });
    project.repository.write({ "bash/bash": { run: '#!/bin/sh\necho "$@"\n' } });
    chmodSync(join(project.repository.folder, "bash/bash"), 0o755);
    project.repository.commit("an image with a bash");
    const result = await step("actions/run", { context: "bash", run: "true" });
    expect(result.log).toMatch(/^--noprofile --norc -e -o pipefail \/\S+$/m);
  });

  test("gets the variables that are named, and not the step's others", async () => {
    const env = { TOKEN: "not for the script", VERSION: "1.2" };
    const result = await step("actions/run", { ...script("env"), env: "VERSION\nMODE=test run" }, "machine", env);
    expect(result.log).toMatch(/^VERSION=1.2$/m);
    expect(result.log).toMatch(/^MODE=test run$/m);
    expect(result.log).not.toMatch(/TOKEN|INPUT_/);
  });

  test("starts in the working-directory", async () => {
    mkdirSync(join(project.repository.folder, "deep/down"), { recursive: true });
    const result = await step("actions/run", { ...script("pwd"), "working-directory": "deep/down" });
    expect(result.log).toContain(join(project.repository.folder, "deep/down"));
  });
});
