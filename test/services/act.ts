/**
 * Runs whole workflows as GitHub does, by act in host mode: each job in a copy of the work tree, its steps as processes of
 * this machine, the actions of this repository from the committed dist under the Node of the tests.
 *
 * act 0.2.87 differs from GitHub here, so these are not tested: `permissions` and `concurrency` are read and
 * ignored, `actions/checkout` copies the work tree instead of fetching it, all jobs see one HOME, and the jobs of a matrix
 * get one result, the worst. With `--json` it prints the arguments of workflow commands as they came: of those, only what
 * GitHub shows is taken. It gives steps a terminal where it can, and closes that before all that a failing step has printed
 * is read (pkg/container/host_environment.go, `exec`): it gets none here, so they write to a pipe, as on GitHub.
 */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, delimiter, dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { version } from "../../core/version.ts";
import { gitEnvironment, repositoryIn, type TestRepository, testFolder } from "../fixtures/git.ts";
import type { Annotation } from "./action-runner.ts";
import { codeCacheOf } from "./code-cache.ts";
import { asSudoUser } from "./sudo-user.ts";

const root = join(import.meta.dirname, "../..");
const runner = "ubuntu-24.04";
/** The name by which users know the actions of this tree. */
const published = `treestamp/treestamp@v${version.split(".")[0]}`;

export interface StepRun {
  readonly name: string;
  result: "success" | "failure" | "skipped" | undefined;
  /** Last value of each output, by name. */
  readonly outputs: Record<string, string>;
}

export interface JobRun {
  result: "success" | "failure" | undefined;
  /** What the job's page shows: what its steps printed, masked. */
  log: string;
  /** Markdown of the job's summary. */
  summary: string;
  readonly annotations: Annotation[];
  /** By `id`, or by position where a step has none; what runs after the job's steps is in `post`. */
  readonly steps: Map<string, StepRun>;
  readonly post: Map<string, StepRun>;
}

export interface WorkflowRun {
  readonly exitCode: number;
  /** By the name that GitHub shows: the job's id, its `name`, `CALLER/CALLED`; those of a matrix have `NAME-1`, `NAME-2`. */
  readonly jobs: ReadonlyMap<string, JobRun>;
  /** All that was shown of all jobs, and what act itself said. */
  readonly log: string;
}

export interface WorkflowOptions {
  /** Name of the event. Default: push. */
  readonly event?: string;
  /** What the event brings: `github.event`. */
  readonly payload?: unknown;
  readonly secrets?: Readonly<Record<string, string>>;
  /** Variables of the repository: `vars`. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Values of `workflow_dispatch`'s inputs. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** Who started it: `github.actor`. */
  readonly actor?: string;
  /** Folders that stand in for actions of other repositories (`actions/setup-node@v7`); only actions/checkout needs none. */
  readonly actions?: Readonly<Record<string, string>>;
  /** What the machine gives every step besides a HOME of its own; what is on its PATH comes before what the tests have. */
  readonly machine?: NodeJS.ProcessEnv;
  /** The runner's user, who may use sudo without a password, as 1001 on GitHub's machines; root where it is left out. */
  readonly uid?: number;
}

/** A repository `acme/app` with treestamp's actions in it, and machines that run its workflows. */
export interface Forge extends Disposable {
  readonly repository: Omit<TestRepository, typeof Symbol.dispose>;
  /** Runs `.github/workflows/NAME` for an event, on a machine that has nothing yet, until all its jobs have ended. */
  run(name: string, options?: WorkflowOptions): Promise<WorkflowRun>;
}

type Files = Parameters<TestRepository["write"]>[0];

/**
 * Makes the repository: the workflows of test/workflows in .github/workflows, the project of test/workflows/project, the
 * root action, actions/ and dist/ at their places, then `files`, in one commit.
 */
export function makeForge(files: Files = {}): Forge {
  return makePlainForge(files, copyOurs);
}

function copyOurs(folder: string): void {
  const workflows = join(root, "test/workflows");
  cpSync(join(workflows, "project"), folder, { recursive: true });
  for (const file of readdirSync(workflows).filter((name) => name.endsWith(".yml"))) {
    cpSync(join(workflows, file), join(folder, ".github/workflows", file));
  }
  cpSync(join(root, "dist"), join(folder, "dist"), { recursive: true });
  cpSync(join(root, "action.yml"), join(folder, "action.yml"));
  cpSync(join(root, "actions"), join(folder, "actions"), { recursive: true });
}

/** A repository with these files alone, and what `fill` puts into its folder. Each job gets a copy of all of it. */
export function makePlainForge(files: Files, fill: (folder: string) => void = () => {}): Forge {
  const home = testFolder();
  const folder = join(home.path, "repository");
  mkdirSync(folder);
  fill(folder);
  const repository = repositoryIn(folder);
  repository.git("init", "-q", "-b", "main", "--template=");
  repository.git("remote", "add", "origin", "https://github.com/acme/app");
  repository.write(files);
  repository.commit("first");
  // Each job gets a copy, and each step that uses an action of ours another one: of a few files instead of hundreds.
  repository.git("repack", "-a", "-d", "-q");
  return {
    repository,
    run: (name, options = {}) => runWorkflow(home.path, folder, name, options),
    [Symbol.dispose]: home[Symbol.dispose],
  };
}

async function runWorkflow(home: string, folder: string, name: string, options: WorkflowOptions): Promise<WorkflowRun> {
  const { event = "push", payload = {}, actor = "octocat", secrets = {}, variables = {}, inputs = {} } = options;
  const machine = mkdtempSync(join(home, "machine-"));
  const given = join(machine, "given");
  mkdirSync(given, { mode: 0o700 });
  const file = (what: string, content: string) => {
    writeFileSync(join(given, what), content, { mode: 0o600 });
    return join(given, what);
  };
  // As a file of NAME="VALUE" lines, so that no secret is on a command line. In such a line, $ asks for a variable.
  const pairs = (values: Readonly<Record<string, string>>) =>
    Object.entries(values)
      .map(([key, value]) => `${key}=${JSON.stringify(value).replaceAll("$", "\\$")}\n`)
      .join("");
  const words = [
    ...[event, "--workflows", join(".github/workflows", name), "--json"],
    ...["--platform", `${runner}=-self-hosted`, "--use-gitignore=false", "--action-offline-mode"],
    // Its own servers would listen on an address of the network, which it looks for outside.
    ...["--no-cache-server", "--artifact-server-addr", "127.0.0.1", "--cache-server-addr", "127.0.0.1"],
    ...["--action-cache-path", join(machine, "jobs"), "--env-file", file("environment", "")],
    ...["--actor", actor],
    ...["--eventpath", file("event.json", JSON.stringify(payload))],
    ...["--secret-file", file("secrets", pairs({ GITHUB_TOKEN: "ghs_a-token-of-no-use", ...secrets }))],
    ...Object.entries({ [published]: folder, ...options.actions }).flatMap(([name, path]) => {
      return ["--local-repository", `${name}=${path}`];
    }),
    ...["--var-file", file("variables", pairs(variables)), "--input-file", file("inputs", pairs(inputs))],
  ];
  const { uid } = options;
  if (uid !== undefined) execFileSync("chown", ["-R", `${uid}:${uid}`, home]);
  const through = uid === undefined ? [] : asSudoUser(uid, join(dirname(home), `${basename(home)}-user`));
  const withoutTerminals = 'mount --bind /dev/null /dev/ptmx && exec "$@"';
  const child = spawn("unshare", ["--mount", "sh", "-c", withoutTerminals, "sh", ...through, "act", ...words], {
    cwd: folder,
    env: {
      ...gitEnvironment,
      NODE_COMPILE_CACHE: codeCacheOf(uid),
      ...options.machine,
      HOME: join(machine, "home"),
      PATH: [options.machine?.PATH ?? "", dirname(process.execPath), process.env.PATH].filter(Boolean).join(delimiter),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  try {
    const [read, said, [exitCode]] = await Promise.all([
      readEvents(child.stdout),
      text(child.stderr),
      once(child, "close") as Promise<[number | null]>,
    ]);
    if (exitCode === null) throw new Error(`act was ended by a signal:\n${said}`);
    if (read.jobs.size === 0) throw new Error(`act ran no job of ${name}:\n${said}`);
    return { exitCode, jobs: read.jobs, log: [...read.shown, said].join("") };
  } finally {
    rmSync(machine, { recursive: true, force: true });
    if (uid !== undefined) {
      execFileSync("chown", ["-R", "0:0", home]);
      rmSync(`${home}-user`, { recursive: true });
    }
  }
}

/** One line of act's JSON log. Source: nektos/act v0.2.87, pkg/runner/{command,logger,step,run_context}.go. */
interface Event {
  readonly job?: string;
  readonly jobResult?: JobRun["result"];
  readonly msg: string;
  readonly level: string;
  readonly raw_output?: true;
  readonly stage?: "Pre" | "Main" | "Post";
  readonly step?: string;
  readonly stepID?: readonly string[];
  readonly stepResult?: StepRun["result"];
  readonly command?: string;
  readonly name?: string;
  readonly arg?: string;
  readonly content?: string;
}

async function readEvents(stdout: NodeJS.ReadableStream): Promise<{ jobs: Map<string, JobRun>; shown: string[] }> {
  const jobs = new Map<string, JobRun>();
  const shown: string[] = [];
  for await (const line of createInterface({ input: stdout })) {
    const event = JSON.parse(line) as Event;
    const job = event.job === undefined ? undefined : jobOf(jobs, event.job.trim());
    if (job !== undefined) addTo(job, event);
    if (event.command !== "add-mask") shown.push(event.msg.endsWith("\n") ? event.msg : `${event.msg}\n`);
  }
  return { jobs, shown };
}

function jobOf(jobs: Map<string, JobRun>, path: string): JobRun {
  const name = path.slice(path.indexOf("/") + 1); // the workflow's name comes first
  const known = jobs.get(name);
  if (known !== undefined) return known;
  const job = { result: undefined, log: "", summary: "", annotations: [], steps: new Map(), post: new Map() };
  jobs.set(name, job);
  return job;
}

function addTo(job: JobRun, event: Event): void {
  if (event.jobResult !== undefined) job.result = event.jobResult;
  if (event.raw_output) job.log += event.msg;
  if (event.command === "summary") job.summary += event.content ?? "";
  if (event.command === "warning" || event.command === "error" || event.command === "notice") {
    job.annotations.push({ level: event.command, message: event.arg ?? "" });
  }
  const id = event.stepID?.join("/");
  if (id === undefined) return;
  const steps = event.stage === "Post" ? job.post : job.steps;
  const step = steps.get(id) ?? { name: event.step ?? "", result: undefined, outputs: {} };
  steps.set(id, step);
  if (event.stepResult !== undefined) step.result = event.stepResult;
  if (event.command === "set-output") step.outputs[event.name!] = event.arg ?? "";
}
