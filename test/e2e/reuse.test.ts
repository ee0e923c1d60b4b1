/** Runs that stand for others, as people call them: users without root, steps of a workflow. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { startJob } from "../services/action-runner.ts";
import { makeBusyboxBase } from "../services/base-image.ts";
import { makeProject, type Project, treestamp } from "../services/command-line.ts";
import { asSudoUser } from "../services/sudo-user.ts";
import { asUnprivilegedUser } from "../services/unprivileged-user.ts";

/** A project whose environment needs no engine. */
function projectFrom(image: (folder: string) => { readonly folder: string; readonly digest: string }): Project {
  const project = makeProject({ "app.c": "a", ".gitignore": "ignored\nout\n" });
  const { folder, digest } = image(project.folder("image"));
  project.repository.write({ "treestamp.yml": `from: "oci-layout://${folder}@${digest}"\n` });
  project.repository.commit("environment");
  return project;
}

const uid = 1001;

test.each([
  ["through sudo", asSudoUser],
  ["in a user namespace", asUnprivilegedUser],
])("%s, a run stands for the next one, and nothing that it left as root is left over", async (_how, asUser) => {
  using project = projectFrom(makeBusyboxBase);
  const through = asUser(uid, project.folder("user"));
  const cache = project.folder("cache");
  execFileSync("chown", ["-R", `${uid}:${uid}`, dirname(project.folder("repository"))]);
  execFileSync("chown", ["-R", "0:0", project.folder("user")]);
  const run = async (script: string, ...more: readonly string[]) => {
    const words = ["run", "--reuse", "--cache-folder", cache, "--sandbox", "mounted", "--json", ...more];
    const { exitCode, stdout, stderr } = await treestamp([...words, "--", "sh", "-c", script], {
      through,
      cwd: project.repository.folder,
    });
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    return JSON.parse(stdout).reused as boolean;
  };
  const script = "mkdir out && id -u >out/user && test -w app.c && test 1 = $(ls /sys/class/net | wc -l)";
  expect(await run(script, "--outputs", "out")).toBe(false);
  expect(statSync(join(project.repository.folder, "out/user")).uid).toBe(uid);
  rmSync(join(project.repository.folder, "out"), { recursive: true });
  expect(await run(script, "--outputs", "out")).toBe(true);
  expect(readFileSync(join(project.repository.folder, "out/user"), "utf8")).toBe(`${uid}\n`);
  expect(statSync(join(project.repository.folder, "out/user")).uid).toBe(uid);
  rmSync(join(project.repository.folder, "out"), { recursive: true });
  const asRoot = "mkdir -m 700 out && id -u >out/user && chmod 0 out/user";
  for (const reused of [false, true]) {
    expect(await run(asRoot, "--user", "0:0", "--outputs", "out")).toBe(reused);
    expect(readFileSync(join(project.repository.folder, "out/user"), "utf8")).toBe("0\n");
    expect(statSync(join(project.repository.folder, "out/user")).uid).toBe(uid);
    rmSync(join(project.repository.folder, "out"), { recursive: true });
  }
  expect(await run("mkdir -m 700 ignored && echo >ignored/file", "--user", "0:0")).toBe(false);
  expect(await run("mkdir -m 700 ignored && echo >ignored/file", "--user", "0:0")).toBe(true);
  expect(readdirSync(join(cache, "incoming"))).toEqual([]);
});

describe("on the command line", () => {
  let project: Project;
  beforeAll(() => {
    project = projectFrom(makeBusyboxBase);
  });
  afterAll(() => project[Symbol.dispose]());
  const run = (words: readonly string[], input?: string) =>
    treestamp(["run", "--reuse", "--cache-folder", project.folder("cache"), ...words], {
      cwd: project.repository.folder,
      ...(input === undefined ? {} : { input }),
    });

  test("nothing that is piped in reaches the command", async () => {
    const { exitCode, stdout } = await run(["--", "cat"], "something of this call alone\n");
    expect({ exitCode, stdout }).toMatchObject({ exitCode: 0 });
    expect(stdout).not.toContain("something");
  });

  test("the table says that it has passed before, and `--explain` what the key is made of", async () => {
    await run(["--", "sleep", "0.3"]);
    const { exitCode, stderr } = await run(["--explain", "--", "sleep", "0.3"]);
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/^The command does not run: the same took 0\.\d+ s and passed just now$/m);
    expect(stderr).toMatch(/^total +\S+ s +hit, 0\.\d+ s saved$/m);
    expect(stderr).toMatch(/run key: [0-9a-f]{40}$/m);
    expect(stderr).toMatch(/workspace: \//);
  });

  test("`passed` lists what is proved of a commit, and of every other one with the same files", async () => {
    const { repository } = project;
    await run(["--", "echo", "proved"]);
    await run(["--phases", "lint=true", "--phases", "test=true", "--shell", "sh"]);
    const passed = (...words: readonly string[]) =>
      treestamp(["passed", "--cache-folder", project.folder("cache"), ...words], { cwd: repository.folder });
    const { stdout, exitCode } = await passed();
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^just now +\d\.\d\d s +lint, test +in [0-9a-f]{12}$/m);
    expect(stdout).toMatch(/^just now +\d\.\d\d s +echo … +in [0-9a-f]{12}$/m);
    repository.write({ "app.c": "b" });
    repository.commit("other");
    expect((await passed()).stdout).toBe(
      `No run is known to have passed on these files (tree ${repository.git("rev-parse", "HEAD^{tree}")}).\n`,
    );
    repository.git("revert", "--no-edit", "HEAD");
    const listed = JSON.parse((await passed("HEAD", "--json")).stdout);
    expect(listed).toMatchObject({ commit: repository.git("rev-parse", "HEAD") });
    expect(listed.runs.map(({ command }: { command: string }) => command)).toEqual(
      expect.arrayContaining(["lint, test", "echo …"]),
    );
  });

  test("what is said of it without `reuse` is a mistake", async () => {
    const { exitCode, stderr } = await treestamp(["run", "--outputs", "dist", "--", "true"], {
      cwd: project.repository.folder,
    });
    expect(exitCode).toBe(125);
    expect(stderr).toContain("`outputs`: it is about `reuse`, which is off.");
  });
});

describe("in a workflow", () => {
  let project: Project;
  beforeAll(() => {
    project = projectFrom(makeBusyboxBase);
  });
  afterAll(() => project[Symbol.dispose]());
  const job = () => startJob({ workspace: project.repository.folder, machine: project.folder("machine") });
  const step = (of: ReturnType<typeof job>, script: string, more = {}) =>
    of.step({ uses: "actions/run", with: { run: script, shell: "sh", reuse: "true", ...more } });

  test("results and the summary are repeated; a later step sees the same", async () => {
    const script = 'echo "answer=42" >>"$GITHUB_OUTPUT"; echo "all is well" >>"$GITHUB_STEP_SUMMARY"; sleep 0.3';
    const first = await step(job(), script);
    expect(first).toMatchObject({ exitCode: 0, annotations: [], outputs: { answer: "42", reused: "false" } });
    const again = await step(job(), script);
    expect(again).toMatchObject({
      ...{ exitCode: 0, annotations: [] },
      outputs: {
        answer: "42",
        reused: "true",
        "run-key": first.outputs["run-key"],
        outcome: "success",
        "exit-code": "0",
      },
    });
    for (const { summary } of [first, again]) expect(summary).toContain("all is well");
    expect(again.summary).toContain("### treestamp: passed before");
    expect(again.summary).toMatch(
      /^- \*\*the command did not run\*\*: the same has passed at \d{4}-\d\d-\d\d \d\d:\d\d UTC$/m,
    );
    expect(again.summary).toMatch(/^- \*\*0\.\d+ s saved\*\*: the run took /m);
  });

  test("phases have their outcomes", async () => {
    const phases = { run: "", phases: "lint: true\ntest: sleep 0.1\n" };
    await step(job(), "", phases);
    const again = await step(job(), "", phases);
    expect(again.outputs).toMatchObject({ reused: "true", "outcome-lint": "success", "outcome-test": "success" });
  });

  test("variables of the runner are not handed on, and no file of it is there", async () => {
    const script =
      'test -z "$CI$GITHUB_SHA$GITHUB_WORKSPACE$RUNNER_TEMP$GITHUB_ENV" && test -n "$GITHUB_OUTPUT" && test ! -s "$GITHUB_OUTPUT"';
    expect(await step(job(), script)).toMatchObject({ exitCode: 0 });
  });

  test("after `pull`, a run begins with the environment as it was pulled", async () => {
    const one = job();
    expect(await one.step({ uses: "actions/pull", with: {} })).toMatchObject({ exitCode: 0 });
    const plain = await one.step({ uses: "actions/run", with: { run: "echo >/installed", shell: "sh" } });
    expect(plain.exitCode).toBe(0);
    const script = "test ! -e /installed && echo as it was pulled";
    expect(await step(one, script)).toMatchObject({ exitCode: 0, outputs: { reused: "false" } });
    expect(await step(one, script)).toMatchObject({ exitCode: 0, outputs: { reused: "true" } });
    await one.end();
  });

  test("a command that fails is red, each time", async () => {
    for (const _ of [1, 2]) {
      expect(await step(job(), "exit 3")).toMatchObject({ exitCode: 3, outputs: { reused: "false" } });
    }
  });
});
