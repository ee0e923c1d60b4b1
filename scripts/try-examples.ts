/**
 * Runs what the workflows of examples/ run, each example as a repository of its own: its environment is built, and its check
 * runs inside; then again, from what is kept. With names, only these: `sh scripts/with-node.sh scripts/try-examples.ts go`.
 *
 * The images that the Dockerfiles name are in Docker Hub, which may be out of reach. One made from packages stands in for
 * all three, by the input `base`: so what is tried is everything but the image's own content and name.
 */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { parse } from "yaml";
import { soleManifest } from "../core/store/layout.ts";
import type { Digest } from "../core/store/port.ts";
import { makeDebianRoot, releaseName, writeImage } from "./debian-image.ts";
import { installMissing, isInstalled, pathWithSystemFolders, rootPrefix } from "./debian-packages.ts";
import { nodeForRoot } from "./demo-base.ts";
import { toolsFolder } from "./tools-folder.ts";

const root = join(import.meta.dirname, "..");
const certificates = "/etc/ssl/certs/ca-certificates.crt";

/** Debian with Python, the Node of the demo and this machine's Go, made at the first call and kept beside the tools. */
async function standIn(): Promise<{ folder: string; digest: Digest }> {
  const suite = await releaseName();
  const goRoot = execFileSync("go", ["env", "GOROOT"], { encoding: "utf8" }).trim();
  const goVersion = execFileSync("go", ["env", "GOVERSION"], { encoding: "utf8" }).trim();
  const folder = join(toolsFolder(), `examples-base-${suite}-${goVersion}`);
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
        // A company's network may need its own certificates.
        `cp ${certificates} "$1${certificates}"`,
        `echo cafile=${certificates} >"$1/usr/local/etc/npmrc"`,
        `printf '[global]\\ncert = ${certificates}\\n' >"$1/etc/pip.conf"`,
      ].join(" && ");
      const variables = { ...node.variables, GO_ROOT: goRoot };
      const packages = ["ca-certificates", "python3", "python3-venv"];
      await makeDebianRoot({ suite, packages, hook, variables }, join(work, "root.tar"));
      await writeImage([join(work, "root.tar")], "none", join(work, "layout"));
      await rename(join(work, "layout"), folder);
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  }
  return { folder, digest: (await soleManifest(folder)).descriptor.digest };
}

/** The script of the one treestamp step in an example's workflow. */
function scriptOf(example: string): string {
  const workflow = parse(readFileSync(join(root, "examples", example, ".github/workflows/ci.yml"), "utf8"));
  const steps = workflow.jobs.test.steps as { uses?: string; with?: { run?: string } }[];
  const script = steps.find(({ uses }) => uses?.startsWith("treestamp/treestamp@"))?.with?.run;
  if (script === undefined) throw new Error(`The workflow of examples/${example} has no step of treestamp's.`);
  return script;
}

/** @throws Error where the script fails, or where the second run builds again */
async function tryExample(example: string, base: { folder: string; digest: Digest }): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), "treestamp-example-"));
  const repository = join(work, example);
  try {
    cpSync(join(root, "examples", example), repository, { recursive: true });
    const git = (...words: string[]) =>
      execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b", ...words], { cwd: repository });
    git("init", "-q");
    git("add", "-A");
    git("commit", "-q", "-m", "first");
    const [, from] = /^FROM (\S+)$/m.exec(readFileSync(join(repository, "environment/Dockerfile"), "utf8"))!;
    const words = [
      ...["run", "--json", "--network", "host", "--cache-folder", join(work, "cache")],
      ...["--base", `${from}=oci-layout://${base.folder}@${base.digest}`, "--", "bash", "-e", "-o", "pipefail"],
      ...["-c", scriptOf(example)],
    ];
    for (const isHit of [false, true]) {
      const result = await treestamp(words, repository);
      if (result["exit-code"] !== 0 || result["cache-hit"] !== isHit) {
        throw new Error(`examples/${example}: exit code ${result["exit-code"]}, cache-hit ${result["cache-hit"]}.`);
      }
    }
    process.stdout.write(`examples/${example}: built, run, and run again from what was kept\n`);
  } finally {
    execFileSync(...asRoot("rm", "-rf", "--one-file-system", work));
    rmSync(work, { recursive: true, force: true });
  }
}

function asRoot(...words: string[]): [string, string[]] {
  const [program, ...args] = [...(rootPrefix() ?? []), ...words];
  return [program!, args];
}

/** Calls the committed command line. @returns what `--json` printed */
async function treestamp(words: readonly string[], cwd: string): Promise<Record<string, unknown>> {
  const child = spawn(process.execPath, [join(root, "dist/cli/index.js"), ...words], {
    cwd,
    env: { ...process.env, PATH: pathWithSystemFolders() },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [printed] = await Promise.all([text(child.stdout), once(child, "close")]);
  const start = printed.lastIndexOf("\n{") + 1; // the command's own output stands before it
  return JSON.parse(printed.slice(start)) as Record<string, unknown>;
}

const programs = [
  { command: "git", debianPackages: ["git"], why: "reads the recipe" },
  { command: "mmdebstrap", debianPackages: ["mmdebstrap"], why: "makes the base image from packages" },
  {
    command: "crun",
    debianPackages: ["crun"],
    present: () => isInstalled("crun") || isInstalled("runc"),
    why: "runs commands in the mounted image",
  },
  { command: "buildah", debianPackages: ["buildah"], why: "builds images without a daemon" },
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
