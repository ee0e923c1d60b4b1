/**
 * Runs what the workflows of examples/ run, each example as a repository of its own: its environments are built, and its checks
 * run inside; then again, from what is kept, and where this is root, as a user with sudo, as on hosted runners. With names, only these: `sh scripts/with-node.sh scripts/demo/try-examples.ts go`.
 *
 * The images that the Dockerfiles name are in Docker Hub, which may be out of reach. One made from packages stands in for
 * all of them, by `base` in treestamp.yml: so what is tried is everything but the image's own content and name. It has Debian's
 * PostgreSQL, too, which is started for an example whose workflow has it as a service. An archive that treestamp.yml names is made
 * by the example's own script, and comes from a server on loopback.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  createReadStream,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { cp, mkdir, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { text } from "node:stream/consumers";
import { parse, stringify } from "yaml";
import { startServer } from "../../test/services/http.ts";
import { asSudoUser } from "../../test/services/sudo-user.ts";
import { releaseName } from "../testbed/debian-image.ts";
import { installMissing, isInstalled, pathWithSystemFolders, rootPrefix } from "../testbed/debian-packages.ts";
import type { KeptImage } from "../testbed/kept-image.ts";
import { toolsFolder } from "../testbed/tools-folder.ts";
import { addNode, madeBase } from "./base.ts";

const root = join(import.meta.dirname, "../..");
/** The user of GitHub's hosted runners. */
const user = 1001;
const certificates = "/etc/ssl/certs/ca-certificates.crt";

/** Debian with PostgreSQL and Python, the Node of the demo, this machine's Go and Rust; made at the first call, kept beside the tools. */
async function standIn(): Promise<KeptImage> {
  const [goRoot, goVersion] = ["GOROOT", "GOVERSION"].map((name) => outputOf("go", "env", name));
  const rustRoot = outputOf("rustc", "--print", "sysroot");
  const [, rustVersion] = outputOf("rustc", "--version").split(" ");
  const folder = join(toolsFolder(), `examples-base-4-${await releaseName()}-${goVersion}-rust${rustVersion}`);
  if (!existsSync(folder)) process.stdout.write("Making a base image from packages (some minutes, once)\n");
  return madeBase(folder, {
    packages: ["ca-certificates", "gcc", "libc6-dev", "postgresql", "python3", "python3-venv"],
    async addFiles(proto, work) {
      await addNode(proto, work);
      const local = join(proto, "usr/local");
      const copy = (from: string, to: string) => cp(from, join(local, to), { recursive: true, verbatimSymlinks: true });
      for (const part of ["bin", "pkg", "src", "go.env", "VERSION"]) await copy(join(goRoot!, part), `go/${part}`);
      for (const name of ["go", "gofmt"]) await symlink(`../go/bin/${name}`, join(local, "bin", name));
      for (const name of ["cargo", "rustc", "rustdoc"]) await copy(join(rustRoot, "bin", name), `bin/${name}`);
      await copy(join(rustRoot, "lib"), "lib");
      // A company's network may need its own certificates.
      await mkdir(join(local, "etc"));
      await writeFile(join(local, "etc/npmrc"), `cafile=${certificates}\n`);
      await mkdir(join(proto, "etc"));
      await writeFile(join(proto, "etc/pip.conf"), `[global]\ncert = ${certificates}\n`);
    },
    script: `cp /run/secrets/certificates ${certificates}`,
    secretFiles: [`certificates=${certificates}`],
  });
}

function outputOf(program: string, ...words: string[]): string {
  return execFileSync(program, words, { encoding: "utf8" }).trim();
}

interface Job {
  readonly services?: Readonly<Record<string, unknown>>;
  readonly steps: readonly { readonly uses?: string; readonly with?: Readonly<Record<string, string>> }[];
}

interface Run {
  /** Where it is not the usual one. */
  readonly environment: string | undefined;
  readonly script: string;
  readonly env: readonly string[];
}

/** An example's workflow: what the treestamp steps of its jobs run, and which services and final image it has. */
function workflowOf(example: string) {
  const workflow = parse(readFileSync(join(root, "examples", example, ".github/workflows/ci.yml"), "utf8"));
  const jobs = Object.values(workflow.jobs as Record<string, Job>);
  const steps = jobs.flatMap((job) => job.steps);
  const given = (action: string) =>
    steps.flatMap(({ uses, with: inputs }) => (uses?.startsWith(`${action}@`) && inputs !== undefined ? [inputs] : []));
  const runs = given("treestamp/treestamp").map(({ environment, run, env }): Run => {
    if (run === undefined) throw new Error(`The workflow of examples/${example} has a step that runs nothing.`);
    return { environment, script: run, env: env?.trim().split("\n") ?? [] };
  });
  const [final] = given("treestamp/treestamp/actions/push");
  const plans = given("treestamp/treestamp/actions/plan").length > 0;
  return { runs, plans, services: jobs.flatMap(({ services = {} }) => Object.keys(services)), final };
}

/** @throws Error where the script fails, or where the second run builds again */
async function tryExample(example: string, base: KeptImage | undefined): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), "treestamp-example-"));
  const repository = join(work, example);
  const { runs, plans, services, final } = workflowOf(example);
  try {
    cpSync(join(root, "examples", example), repository, { recursive: true });
    await using _archives = existsSync(join(repository, "root/make.sh")) ? await serveRoot(repository) : undefined;
    if (base !== undefined) nameStandIn(repository, base);
    commitAll(repository);
    const places = (cache: string) => [
      ...["--json", "--cache-folder", join(work, cache), "--store", join(work, "store")],
    ];
    const making = (cache: string) => [...places(cache), "--network", "host"];
    const words = (cache: string, { environment, script, env }: Run) => [
      ...["run", ...making(cache), ...env.flatMap((item) => ["--env", item])],
      ...(environment === undefined ? [] : ["--environment", environment]),
      ...["--", "bash", "-e", "-o", "pipefail", "-c", script],
    ];
    await using _service = services.includes("postgres") ? startPostgres(base!, work) : undefined;
    const expectRuns = async (isHit: boolean, cache: string, through: readonly string[] = []) => {
      const started = performance.now();
      for (const run of runs) {
        const result = await treestamp(words(cache, run), repository, through);
        if (result["exit-code"] === 0 && result["cache-hit"] === isHit) continue;
        throw new Error(
          `examples/${example}, ${run.script}: exit code ${result["exit-code"]}, cache-hit ${result["cache-hit"]}.`,
        );
      }
      return `${((performance.now() - started) / 1000).toFixed(1)} s`;
    };
    const expectAbsent = async (names: readonly string[]) => {
      const { include } = await treestamp(["plan", ...places("cache")], repository, []);
      const absent = (include as { environment: string }[]).map(({ environment }) => environment);
      if (`${absent}` !== `${names}`) throw new Error(`examples/${example}: absent are ${absent}, not ${names}.`);
    };
    if (plans) await expectAbsent(namedIn(repository));
    const built = await expectRuns(false, "cache");
    const again = await expectRuns(true, "cache");
    if (plans) await expectAbsent([]);
    process.stdout.write(`examples/${example}: built and run in ${built}, run again from what was kept in ${again}\n`);
    if (final !== undefined) {
      const { from, proto, config } = final;
      const given = [
        "--from",
        from!,
        "--proto",
        proto!,
        "--config",
        config!,
        "--tags",
        "1.0",
        "--images",
        join(work, "final"),
      ];
      await treestamp(["push", ...making("cache"), ...given], repository, []);
      process.stdout.write(`examples/${example}: its final image is made\n`);
    }
    if (process.getuid!() !== 0) return;
    // Not the cache: a server may still be running on files in it.
    execFileSync("chown", [`${user}:${user}`, work]);
    execFileSync("chown", ["-R", `${user}:${user}`, repository, join(work, "store")]);
    const through = asSudoUser(user, join(work, "user"));
    process.stdout.write(
      `examples/${example}: run by user ${user} in ${await expectRuns(true, "cache-of-user", through)}\n`,
    );
  } finally {
    execFileSync(...asRoot("rm", "-rf", "--one-file-system", work));
    rmSync(work, { recursive: true, force: true });
  }
}

/** Writes into `treestamp.yml` that the images which Dockerfiles take from outside are the stand-in. */
function nameStandIn(repository: string, { folder, digest }: KeptImage): void {
  const file = join(repository, "treestamp.yml");
  const config = parse(readFileSync(file, "utf8"));
  const names = Object.keys(config.environments ?? {});
  for (const recipe of Object.values<{ context?: string; base?: object }>(config.environments ?? { config })) {
    if (recipe.context === undefined) continue;
    const dockerfile = readFileSync(join(repository, recipe.context, "Dockerfile"), "utf8");
    const from = /^FROM (\S+)$/m.exec(dockerfile)![1]!;
    if (!names.includes(from)) recipe.base = { [from]: `oci-layout://${folder}@${digest}` };
  }
  writeFileSync(file, stringify(config));
}

function namedIn(repository: string): string[] {
  return Object.keys(parse(readFileSync(join(repository, "treestamp.yml"), "utf8")).environments);
}

/** Makes an example's root as its user does, and offers the archives at an address of loopback, which `treestamp.yml` gets. */
async function serveRoot(repository: string): Promise<AsyncDisposable> {
  const folder = join(repository, "root");
  execFileSync(...asRoot(join(folder, "make.sh")), { stdio: ["ignore", "ignore", "inherit"] });
  const server = await startServer((request, response) => {
    const file = join(folder, basename(request.url!));
    if (existsSync(file)) createReadStream(file).pipe(response);
    else response.writeHead(404).end();
  });
  const config = join(repository, "treestamp.yml");
  const there = readFileSync(config, "utf8").replace(/https:.*(?=\/debian-)/, `http://${server.host}`);
  writeFileSync(config, there);
  return { [Symbol.asyncDispose]: () => server.stop() };
}

function commitAll(repository: string): void {
  const git = (...words: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b", ...words], { cwd: repository });
  git("init", "-q");
  git("add", "-A");
  git("commit", "-q", "-m", "first");
}

/** Debian's PostgreSQL on this machine's network, in an environment of its own: the stand-in as it is. */
function startPostgres(base: KeptImage, work: string): AsyncDisposable {
  const repository = join(work, "server");
  mkdirSync(repository);
  writeFileSync(join(repository, "Dockerfile"), "FROM base\n");
  commitAll(repository);
  const server = `
    PATH=$(echo /usr/lib/postgresql/*/bin):$PATH
    mkdir /tmp/data && chown postgres /tmp/data && cd /tmp/data
    exec setpriv --reuid postgres --regid postgres --clear-groups sh -ec '
      initdb --auth trust --no-sync --pgdata /tmp/data >/dev/null
      exec postgres -D /tmp/data -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off'`;
  const words = [
    ...["run", "--network", "host", "--cache-folder", join(work, "cache"), "--user", "0:0"],
    ...["--base", `base=oci-layout://${base.folder}@${base.digest}`, "--", "sh", "-ec", server],
  ];
  const child = startTreestamp(words, repository, "inherit");
  const ended = once(child, "close");
  return {
    async [Symbol.asyncDispose]() {
      child.kill();
      await ended;
    },
  };
}

function asRoot(...words: string[]): [string, string[]] {
  const [program, ...args] = [...(rootPrefix() ?? []), ...words];
  return [program!, args];
}

/** Starts the committed command line. */
function startTreestamp(
  words: readonly string[],
  cwd: string,
  stdout: "pipe" | "inherit",
  through: readonly string[] = [],
): ChildProcess {
  const env = { ...process.env, PATH: pathWithSystemFolders() };
  const [program, ...args] = [...through, process.execPath, join(root, "dist/cli/index.js"), ...words];
  return spawn(program!, args, {
    cwd,
    env,
    stdio: ["ignore", stdout, "inherit"],
  });
}

/** @returns what `--json` printed */
async function treestamp(
  words: readonly string[],
  cwd: string,
  through: readonly string[],
): Promise<Record<string, unknown>> {
  const child = startTreestamp(words, cwd, "pipe", through);
  const [printed] = await Promise.all([text(child.stdout!), once(child, "close")]);
  if (printed === "") throw new Error(`treestamp ${words[0]} failed.`);
  const start = printed.lastIndexOf("\n{") + 1; // the command's own output stands before it
  return JSON.parse(printed.slice(start)) as Record<string, unknown>;
}

const programs = [
  { command: "git", debianPackages: ["git"], why: "reads the recipe" },
  { command: "sudo", debianPackages: ["sudo"], why: "is what a hosted runner's user has" },
  { command: "mmdebstrap", debianPackages: ["mmdebstrap"], why: "makes the base image from packages" },
  {
    command: "crun",
    debianPackages: ["crun"],
    present: () => isInstalled("crun") || isInstalled("runc"),
    why: "runs commands in the mounted image",
  },
  { command: "buildah", debianPackages: ["buildah"], why: "builds images without a daemon" },
  { command: "rustc", debianPackages: ["cargo"], why: "is part of the base image (1.85 or newer)" },
  { command: "go", debianPackages: ["golang-go"], why: "is part of the base image (1.26 or newer)" },
];
const named = process.argv.slice(2);
const examples =
  named.length > 0
    ? named
    : globSync("*/treestamp.yml", { cwd: join(root, "examples") }).map((file) => file.split("/")[0]!);
await installMissing(programs);
// Not for those alone that need none.
const haveDockerfile = (example: string) =>
  globSync("*/**/Dockerfile", { cwd: join(root, "examples", example) }).length > 0;
const base = examples.some(haveDockerfile) ? await standIn() : undefined;
for (const example of examples.sort()) await tryExample(example, base);
