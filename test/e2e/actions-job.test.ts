/** The steps of one job: one environment, the runner's files and variables, and nothing left at the end. */
import { type ChildProcess, execFileSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Job, startJob } from "../services/action-runner.ts";
import { unknownIn } from "../services/cache-names.ts";
import { makeProject, type Project } from "../services/command-line.ts";
import { filesLeft, killings, leftRunning } from "../services/killing.ts";
import { asSudoUser } from "../services/sudo-user.ts";

let project: Project;
beforeAll(() => {
  project = makeProject({ "environment/Dockerfile": "FROM base\n", "treestamp.yml": "context: environment\n" });
});
afterAll(() => project[Symbol.dispose]());

const cache = () => join(project.folder("machine"), "home/.cache/treestamp");
const environments = () => filesLeft(join(cache(), "jobs"));
const newJob = () => startJob({ workspace: project.repository.folder, machine: project.folder("machine") });

type More = Parameters<Job["step"]>[0]["with"];
const pull = (job: Job, through?: readonly string[]) =>
  job.step({ uses: "actions/pull", with: { base: project.base, engine: "buildah" }, ...(through && { through }) });
/** The image's shell is that of busybox. */
const run = (job: Job, script: string, more: More = {}, step: Partial<Parameters<Job["step"]>[0]> = {}) =>
  job.step({
    uses: "actions/run",
    with: { base: project.base, engine: "buildah", run: script, shell: "sh", ...more },
    ...step,
  });

describe("after pull, the run steps of a job", () => {
  test("see what those before them wrote, also after one that failed, until the job ends", async () => {
    const job = newJob();
    expect(await pull(job)).toMatchObject({ exitCode: 0, annotations: [] });
    expect(environments()).toHaveLength(1);
    const first = await run(job, "echo 1 >/installed; echo 2 >/tmp/built; echo 3 >~/configured; rm /etc/group; exit 3");
    expect(first).toMatchObject({ exitCode: 3, annotations: [{ level: "error" }] });
    const second = await run(job, "cat /installed /tmp/built ~/configured; ls /etc; mv /etc /moved");
    expect(second).toMatchObject({ exitCode: 0, annotations: [] });
    expect(second.log).toMatch(/^1\n2\n3$/m);
    expect(second.log).not.toMatch(/^group$/m);
    expect((await run(job, "ls /moved")).log).toContain("passwd");
    for (const post of await job.end()) expect(post).toMatchObject({ exitCode: 0, annotations: [] });
    expect(environments()).toEqual([]);
    expect(filesLeft(join(cache(), "scratch"))).toEqual([]);
    expect(await leftRunning(cache())).toEqual([]);
  });

  test("need the recipe's inputs once: without any they take what the job has pulled, whatever changes since", async () => {
    const job = newJob();
    const pulled = await pull(job);
    const bare = (script: string) => job.step({ uses: "actions/run", with: { run: script, shell: "sh" } });
    const first = await bare("echo 1 >/installed; echo changed >environment/file");
    expect(first).toMatchObject({ exitCode: 0, annotations: [], outputs: { "cache-hit": "true" } });
    expect(first.log).toMatch(/^Hit: .*, pulled by this job\.$/m);
    const second = await bare("cat /installed; exit 4");
    expect(second).toMatchObject({ exitCode: 4, outputs: { key: pulled.outputs.key, image: pulled.outputs.image } });
    rmSync(join(project.repository.folder, "environment/file"));
    await job.end();
    expect((await bare("true")).annotations[0]!.message).toContain("There is no environment of this job at");
  });

  test("that has pulled two environments are refused where they do not say which", async () => {
    const job = newJob();
    await pull(job);
    project.repository.write({ "other/Dockerfile": "FROM base\nRUN echo other >/other\n" });
    project.repository.commit("another environment");
    const given = { base: project.base, engine: "buildah", context: "other" };
    expect(await job.step({ uses: "actions/pull", with: given })).toMatchObject({ exitCode: 0 });
    const bare = await job.step({ uses: "actions/run", with: { run: "true", shell: "sh" } });
    expect(bare.exitCode).toBe(1);
    expect(bare.annotations[0]!.message).toContain("This job has pulled several environments");
    expect(await run(job, "cat /other", { context: "other" })).toMatchObject({ exitCode: 0 });
    await job.end();
  });

  test("without a pull each have their own", async () => {
    const job = newJob();
    await run(job, "echo 1 >/installed");
    expect((await run(job, "cat /installed")).exitCode).not.toBe(0);
    expect(environments()).toEqual([]);
  });

  test("take turns: a second command at the same time is refused, and says why", async () => {
    const job = newJob();
    await pull(job);
    const go = join(project.repository.folder, "go");
    const first = run(job, "touch begun; until [ -e go ]; do sleep 0.1; done; echo done >/done");
    while (!existsSync(join(project.repository.folder, "begun"))) await sleep(20);
    const second = await run(job, "touch go; cat /done");
    expect(second.exitCode).toBe(1);
    expect(second.annotations).toEqual([
      { level: "error", message: expect.stringContaining("another command is running in this job's environment") },
    ]);
    expect(existsSync(go)).toBe(false);
    project.repository.write({ go: "" });
    expect((await first).exitCode).toBe(0);
    expect((await run(job, "cat /done")).log).toContain("done\n");
    await job.end();
  });

  test("of two jobs see nothing of each other", async () => {
    const [one, two] = [newJob(), newJob()];
    await pull(one);
    await pull(two);
    await run(one, "echo 1 >/only-one");
    expect((await run(two, "ls /")).log).not.toContain("only-one");
    await one.end();
    expect(environments()).toHaveLength(1);
    await two.end();
    expect(environments()).toEqual([]);
  });
});

test("a command that lays out a job's folder, and names it to the steps after it, is not believed", async () => {
  const job = newJob();
  await pull(job);
  const forge = `
    forged=$RUNNER_TEMP/jobs/1-1-aaaaaaaa-bbbbbbbbbbbb
    for hex in $(seq 9); do mkdir -p $forged/$(printf %064d $hex); touch $forged/$(printf %064d $hex)/lock; done
    echo "TREESTAMP_JOB=$forged" >>"$GITHUB_ENV"`;
  expect(await run(job, forge)).toMatchObject({ exitCode: 0 });
  const next = await run(job, "echo started");
  expect(next.log).not.toMatch(/^started$/m);
  expect(next.annotations).toEqual([
    { level: "error", message: expect.stringContaining("There is no environment of this job at ") },
  ]);
  for (const post of await job.end()) expect(post).toMatchObject({ exitCode: 0, annotations: [] });
  expect(environments()).toEqual([]);
});

test("a cache folder in RUNNER_TEMP is there for the steps, and not for their commands", async () => {
  const job = newJob();
  const folder = join(project.folder("machine"), "temp/treestamp");
  const inTemp = { "cache-folder": folder };
  await job.step({ uses: "actions/pull", with: { base: project.base, engine: "buildah", ...inTemp } });
  await run(job, "echo 1 >/made", inTemp);
  const seen = await run(job, 'cat /made; ls -A "$RUNNER_TEMP/treestamp"; touch "$RUNNER_TEMP/treestamp/x"', inTemp);
  expect(seen.log).toMatch(/^1$/m);
  expect(seen.log).not.toMatch(/^(jobs|snapshots|scratch)$/m);
  expect(seen.exitCode).not.toBe(0);
  expect(readdirSync(folder)).toContain("jobs");
  await job.end();
});

test("as a user with sudo, as on hosted runners: files are the user's, and root's are removed, too", async () => {
  const through = asSudoUser(1001, project.folder("user"));
  const own = project.folder("own-machine");
  const { folder } = project.repository;
  execFileSync("chown", ["-R", "1001:1001", dirname(folder)]);
  execFileSync("chown", ["-R", "0:0", project.folder("user")]);
  try {
    const job = startJob({ workspace: folder, machine: own, owner: 1001, through });
    expect(await pull(job)).toMatchObject({ exitCode: 0 });
    const script =
      'id -u; echo "made=yes" >>"$GITHUB_OUTPUT"; echo 1 >/tmp/by-user; echo 2 >~/by-user; echo 3 >by-user';
    const first = await run(job, script);
    expect(first).toMatchObject({ exitCode: 0, outputs: { made: "yes" } });
    expect(statSync(join(folder, "by-user")).uid).toBe(1001);
    await run(job, "mkdir /by-root; chmod 700 /by-root; touch /by-root/file", { user: "0:0" });
    const last = await run(job, "cat /tmp/by-user ~/by-user; ls -d /by-root");
    expect(last.log).toContain("1\n2\n/by-root\n");
    for (const post of await job.end()) expect(post).toMatchObject({ exitCode: 0, annotations: [] });
    expect(filesLeft(...["jobs", "scratch"].map((name) => join(own, "home/.cache/treestamp", name)))).toEqual([]);
  } finally {
    execFileSync("chown", ["-R", "0:0", dirname(folder)]);
  }
});

test("what a runner that died has left is removed by the next job's pull", async () => {
  const lost = newJob();
  await pull(lost, ["sh", "-c", '"$@"; exit "$?"', "runner"]);
  await run(lost, "mkdir /left");
  const before = environments();
  const next = newJob();
  await pull(next);
  expect(environments()).not.toEqual(before);
  expect(environments()).toHaveLength(1);
  await next.end();
});

describe("a command", () => {
  const job = () => newJob();

  test("speaks to the runner by its files and by what it prints", async () => {
    const result = await run(
      job(),
      [
        'echo "version=1.2" >>"$GITHUB_OUTPUT"',
        'printf "NOTES<<EOF\\nfirst\\nsecond\\nEOF\\n" >>"$GITHUB_ENV"',
        'echo /opt/tool/bin >>"$GITHUB_PATH"',
        'echo "state=kept" >>"$GITHUB_STATE"',
        'echo "### Tests: 3 passed" >>"$GITHUB_STEP_SUMMARY"',
        'echo "::warning file=a.c,line=3::unused variable"',
        'echo "::add-matcher::.github/matcher.json"',
        'echo "a.c:3: error: no such thing"',
        'echo temporary >"$RUNNER_TEMP/made"',
      ].join("\n"),
    );
    expect(result.exitCode).toBe(0);
    expect(result.outputs).toMatchObject({ version: "1.2", outcome: "success" });
    expect(result.variables).toMatchObject({ NOTES: "first\nsecond" });
    expect(result.paths).toEqual(["/opt/tool/bin"]);
    expect(result.state).toMatchObject({ state: "kept" });
    expect(result.summary).toContain("### Tests: 3 passed\n");
    expect(result.annotations).toEqual([{ level: "warning", message: "unused variable" }]);
    expect(result.raw).toContain("\n::add-matcher::.github/matcher.json\na.c:3: error: no such thing\n");
    expect(readFileSync(join(project.folder("machine"), "temp/made"), "utf8")).toBe("temporary\n");
  });

  test("may end in the middle of a line, in its files and in what it prints", async () => {
    const script = ["OUTPUT", "ENV", "STEP_SUMMARY"].map((file) => `printf "made=it" >>"$GITHUB_${file}"`);
    const result = await run(job(), [...script, "printf FAILED", "exit 3"].join("\n"));
    expect(result).toMatchObject({
      exitCode: 3,
      outputs: { made: "it", outcome: "failure" },
      variables: { made: "it" },
    });
    expect(result.summary).toMatch(/^made=it\n/);
    expect(result.annotations).toEqual([{ level: "error", message: "The command failed with exit code 3." }]);
  });

  test("leaves variables and folders of programs to the commands after it", async () => {
    const both = job();
    const script = [
      'echo /opt/one/bin >>"$GITHUB_PATH"',
      'echo /opt/two/bin >>"$GITHUB_PATH"',
      'printf "MODE=fast\\nNOTES<<EOF\\nfirst=1\\nsecond\\nEOF\\n" >>"$GITHUB_ENV"',
    ].join("\n");
    await run(both, script);
    await run(both, 'echo "LATER=1" >>"$GITHUB_ENV"');
    const { log } = await run(both, "env");
    expect(log).toMatch(/^PATH=\/opt\/two\/bin:\/opt\/one\/bin:\/bin$/m);
    expect(log).toMatch(/^MODE=fast$/m);
    expect(log).toMatch(/^NOTES=first=1\nsecond$/m);
    expect(log).toMatch(/^LATER=1$/m);
    expect(log).not.toMatch(/TREESTAMP_/);
  });

  test("gets GitHub's variables about the run, and only those tokens that are named", async () => {
    const env = {
      GITHUB_SHA: "abc",
      RUNNER_NAME: "seven",
      GITHUB_TOKEN: "ghs_secret",
      ACTIONS_RUNTIME_TOKEN: "runtime secret",
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: "id secret",
      ACTIONS_ID_TOKEN_REQUEST_URL: "https://id.test",
      OTHER: "of the step",
    };
    const { log } = await run(job(), "env", {}, { env });
    for (const line of ["CI=true", "GITHUB_ACTIONS=true", "GITHUB_SHA=abc", "RUNNER_NAME=seven"]) {
      expect(log).toContain(`\n${line}\n`);
    }
    expect(log).not.toMatch(/secret|id\.test|OTHER=|INPUT_|TREESTAMP_/);
    const named = await run(job(), "env", { env: "GITHUB_TOKEN\nGITHUB_SHA=mine" }, { env });
    expect(named.log).toContain("\nGITHUB_TOKEN=ghs_secret\n");
    expect(named.log).toContain("\nGITHUB_SHA=mine\n");
  });

  test("reaches a service of the job on the machine's own network", async () => {
    const server = createServer((_request, response) => response.end("from the service\n")).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const { log } = await run(job(), `wget -q -O - http://127.0.0.1:${port}/`);
    server.close();
    expect(log).toContain("from the service\n");
  });

  test("is ended when its timeout is up, with an outcome of its own", async () => {
    const result = await run(job(), "sleep 1000 & echo started; sleep 1000", { timeout: "1s" });
    expect(result.exitCode).toBe(124);
    expect(result.log).toContain("started\n");
    expect(result.outputs).toMatchObject({ outcome: "timed-out", "exit-code": "124" });
    expect(result.annotations).toEqual([
      { level: "error", message: "The command was ended, with all its processes: its timeout of 1s was up." },
    ]);
    expect(await leftRunning(cache())).toEqual([]);
  });

  test("that heeds no signal is gone with all its processes after a cancel, and the post step takes down the rest", async () => {
    const cancelled = newJob();
    await pull(cancelled);
    let child: ChildProcess | undefined;
    const script = "trap '' INT TERM; (trap '' INT TERM; sleep 1000) & touch cancelled; while :; do sleep 0.2; done";
    const step = run(cancelled, script, {}, { onStart: (started) => (child = started) }).catch(String);
    while (!existsSync(join(project.repository.folder, "cancelled"))) await sleep(20);
    await killings["a job that is cancelled"]!(child!, cache());
    await step;
    expect(await leftRunning(cache())).toEqual([]);
    for (const post of await cancelled.end()) expect(post).toMatchObject({ exitCode: 0, annotations: [] });
    expect(environments()).toEqual([]);
    expect(readdirSync(join(cache(), "scratch"))).toEqual([]);
    expect(unknownIn(cache())).toEqual([]);
  });
});
