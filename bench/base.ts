/**
 * The root that images are measured with: about 1.2 GB and tens of thousands of files, as a CI image has them. Debian with a
 * C, a Go and a Python tool chain is one layer, a large node_modules another, both gzip as in most registries.
 */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { soleManifest } from "../core/store/layout.ts";
import type { Digest } from "../core/store/port.ts";
import { makeDebianRoot, releaseName, writeImage } from "../scripts/debian-image.ts";
import { toolsFolder } from "../scripts/go-tools.ts";

const packages = ["build-essential", "ca-certificates", "git", "golang", "python3"];

/** Fixed versions; large, and with few packages behind them. */
const modules = {
  "@mui/icons-material": "7.3.11",
  "aws-sdk": "2.1693.0",
  "core-js": "3.51.0",
  "date-fns": "4.4.0",
  "lodash-es": "4.18.1",
  rxjs: "7.8.2",
  three: "0.187.0",
  typescript: "5.9.3",
};

const run = promisify(execFile);

export interface Base {
  /** An OCI image layout. */
  readonly folder: string;
  readonly digest: Digest;
}

/** Gives the base, made at the first call and kept beside the tools. */
export async function benchBase(say: (line: string) => void): Promise<Base> {
  const suite = await releaseName();
  const folder = join(toolsFolder(), `bench-base-${suite}-1`);
  if (!existsSync(folder)) {
    say(`making a base image of ${suite} from packages (some minutes, once)`);
    await mkdir(toolsFolder(), { recursive: true });
    const work = await mkdtemp(join(toolsFolder(), "making-bench-base-"));
    try {
      const tars = [join(work, "root.tar"), join(work, "modules.tar")] as const;
      await Promise.all([makeDebianRoot({ suite, packages }, tars[0]), makeModules(work, tars[1])]);
      await writeImage(tars, "gzip", join(work, "layout"));
      await rename(join(work, "layout"), folder);
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  }
  return { folder, digest: (await soleManifest(folder)).descriptor.digest };
}

async function makeModules(work: string, tar: string): Promise<void> {
  const home = join(work, "modules");
  await mkdir(home);
  await writeFile(join(home, "package.json"), JSON.stringify({ private: true, dependencies: modules }));
  const quiet = ["--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--legacy-peer-deps"];
  await run("npm", ["install", ...quiet, "--prefix", home], { cwd: home });
  const fixed = ["--sort=name", "--mtime=@0", "--owner=0", "--group=0", "--numeric-owner", "--mode=go=rX,u+rw"];
  await run("tar", [...fixed, "-cf", tar, "-C", home, "node_modules"]);
}
