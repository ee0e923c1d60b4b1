/**
 * Runs what the workflows of examples/ run, each example as a repository of its own: its environment is built, and its check
 * runs inside; then again, from what is kept, and where this is root, as a user with sudo, as on hosted runners. With names, only these: `sh scripts/with-node.sh scripts/demo/try-examples.ts go`.
 *
 * The images that the Dockerfiles name are in Docker Hub, which may be out of reach. One made from packages stands in for
 * all of them, by the input `base`: so what is tried is everything but the image's own content and name. It has Debian's
 * PostgreSQL, too, which is started for an example whose workflow has it as a service.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { parse } from "yaml";
import { soleManifest } from "../../core/oci/layout/store.ts";
import type { Digest } from "../../core/oci/port.ts";
import { asSudoUser } from "../../test/services/sudo-user.ts";
import { makeDebianRoot, releaseName, writeImage } from "../testbed/debian-image.ts";
import { installMissing, isInstalled, pathWithSystemFolders, rootPrefix } from "../testbed/debian-packages.ts";
import { toolsFolder } from "../testbed/tools-folder.ts";
import { nodeForRoot } from "./base.ts";

const root = join(import.meta.dirname, "../..");
/** The user of GitHub's hosted runners. */
const user = 1001;
const certificates = "/etc/ssl/certs/ca-certificates.crt";

interface Base {
  readonly folder: string;
  readonly digest: Digest;
}

/** Debian with PostgreSQL and Python, the Node of the demo, this machine's Go and Rust; made at the first call, kept beside the tools. */
async function standIn(): Promise<Base> {
  const suite = await releaseName();
  const goRoot = execFileSync("go", ["env", "GOROOT"], { encoding: "utf8" }).trim();
  const goVersion = execFileSync("go", ["env", "GOVERSION"], { encoding: "utf8" }).trim();
  const rustRoot = execFileSync("rustc", ["--print", "sysroot"], { encoding: "utf8" }).trim();
  const [, rustVersion] = execFileSync("rustc", ["--version"], { encoding: "utf8" }).split(" ");
  const folder = join(toolsFolder(), `examples-base-3-${suite}-${goVersion}-rust${rustVersion}`);
  if (!existsSync(folder)) {
    process.stdout.write("Making a base image from packages (some minutes, once)\n");
    await mkdir(toolsFolder(), { recursive: true });
    const work = await mkdtemp(join(toolsFolder(), "making-base-"));
    try {
      const node = await nodeForRoot(work);
      const hook = [
        node.hook,
        'mkdir -p "$1/usr/local/go" "$1/usr/local/etc"',
        'for part in bin pkg src go.env VERSION; do cp -R "$GO_ROOT/$part" "$1/usr/local/go/"; done',
        'for name in go gofmt; do ln -s "../go/bin/$name" "$1/usr/local/bin/$name"; done',
        'mkdir -p "$1/usr/local/lib"',
        'for name in cargo rustc rustdoc; do cp "$RUST_ROOT/bin/$name" "$1/usr/local/bin/"; done',
        'cp -R "$RUST_ROOT"/lib/. "$1/usr/local/lib/"',
        // A company's network may need its own certificates.
        `cp ${certificates} "$1${certificates}"`,
        `echo cafile=${certificates} >"$1/usr/local/etc/npmrc"`,
        `printf '[global]\\ncert = ${certificates}\\n' >"$1/etc/pip.conf"`,
      ].join(" && ");
      const variables = { ...node.variables, GO_ROOT: goRoot, RUST_ROOT: rustRoot };
      const packages = ["ca-certificates", "gcc", "libc6-dev", "postgresql", "python3", "python3-venv"];
      await makeDebianRoot({ suite, packages, hook, variables }, join(work, "root.tar"));
      await writeImage([join(work, "root.tar")], "none", join(work, "layout"));
      await rename(join(work, "layout"), folder);
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  }
  return { folder, digest: (await soleManifest(folder)).descriptor.digest };
}

interface Job {
  readonly services?: Readonly<Record<string, unknown>>;
  readonly steps: readonly {
    readonly uses?: string;
    readonly with?: { readonly run?: string; readonly env?: string };
  }[];
}

/** The one job of an example's workflow: what its treestamp step runs, with which variables, and which services it has. */
function jobOf(example: string) {
  const workflow = parse(readFileSync(join(root, "examples", example, ".github/workflows/ci.yml"), "utf8"));
  const { services = {}, steps } = workflow.jobs.test as Job;
  const given = steps.find(({ uses }) => uses?.startsWith("treestamp/treestamp@"))?.with;
  if (given?.run === undefined) throw new Error(`The workflow of examples/${example} has no step of treestamp's.`);
  return { script: given.run, env: given.env?.trim().split("\n") ?? [], services: Object.keys(services) };
}

/** @throws Error where the script fails, or where the second run builds again */
async function tryExample(example: string, base: Base): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), "treestamp-example-"));
  const repository = join(work, example);
  const { script, env, services } = jobOf(example);
  try {
    cpSync(join(root, "examples", example), repository, { recursive: true });
    commitAll(repository);
    const [, from] = /^FROM (\S+)$/m.exec(readFileSync(join(repository, "environment/Dockerfile"), "utf8"))!;
    const words = (cache: string) => [
      ...["run", "--json", "--network", "host", "--cache-folder", join(work, cache), "--store", join(work, "store")],
      ...["--base", `${from}=oci-layout://${base.folder}@${base.digest}`, ...env.flatMap((item) => ["--env", item])],
      ...["--", "bash", "-e", "-o", "pipefail", "-c", script],
    ];
    await using _service = services.includes("postgres") ? startPostgres(base, work) : undefined;
    const expectRun = async (isHit: boolean, cache: string, through: readonly string[] = []) => {
      const started = performance.now();
      const result = await treestamp(words(cache), repository, through);
      if (result["exit-code"] !== 0 || result["cache-hit"] !== isHit) {
        throw new Error(`examples/${example}: exit code ${result["exit-code"]}, cache-hit ${result["cache-hit"]}.`);
      }
      return `${((performance.now() - started) / 1000).toFixed(1)} s`;
    };
    const built = await expectRun(false, "cache");
    const again = await expectRun(true, "cache");
    process.stdout.write(`examples/${example}: built and run in ${built}, run again from what was kept in ${again}\n`);
    if (process.getuid!() !== 0) return;
    // Not the cache: a server may still be running on files in it.
    execFileSync("chown", [`${user}:${user}`, work]);
    execFileSync("chown", ["-R", `${user}:${user}`, repository, join(work, "store")]);
    const through = asSudoUser(user, join(work, "user"));
    process.stdout.write(
      `examples/${example}: run by user ${user} in ${await expectRun(true, "cache-of-user", through)}\n`,
    );
  } finally {
    execFileSync(...asRoot("rm", "-rf", "--one-file-system", work));
    rmSync(work, { recursive: true, force: true });
  }
}

function commitAll(repository: string): void {
  const git = (...words: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b", ...words], { cwd: repository });
  git("init", "-q");
  git("add", "-A");
  git("commit", "-q", "-m", "first");
}

/** Debian's PostgreSQL on this machine's network, in an environment of its own: the stand-in as it is. */
function startPostgres(base: Base, work: string): AsyncDisposable {
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
const base = await standIn();
for (const example of examples.sort()) await tryExample(example, base);
