/** The action setup: the command `treestamp` for the later steps of a job, and the programs that it needs. */
import { createHash } from "node:crypto";
import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import * as core from "@actions/core";
import { cacheDir, find } from "@actions/tool-cache";
import { messageOf } from "../../errors.ts";
import { readInputs } from "../../inputs/read.ts";
import { withFolderLock } from "../../machine/folder-lock.ts";
import { requireLinux } from "../../machine/linux.ts";
import { version } from "../../version.ts";
import { failStep, githubInputs } from "./host.ts";

/** The Node of the step, for bin/treestamp of dist: the one on PATH may be missing, or too old. */
const nodeVariable = "TREESTAMP_NODE";

/** One step. Never throws. @returns the exit code */
export async function setUp(environment: NodeJS.ProcessEnv): Promise<number> {
  try {
    requireLinux();
    const inputs = readInputs("setup", await githubInputs("setup", environment));
    if (inputs.flag("install")) await (await import("./install.ts")).installMissing(environment);
    const folder = join(await release(environment.RUNNER_TOOL_CACHE), "bin");
    core.exportVariable(nodeVariable, process.execPath);
    core.addPath(folder);
    core.setOutput("version", version);
    core.setOutput("path", join(folder, "treestamp"));
    core.info(`treestamp ${version}, with Node ${process.versions.node}: ${folder}`);
    return 0;
  } catch (error) {
    return failStep(error, environment);
  }
}

/**
 * The folder of this release. It is kept in the runner's tool cache, which commands in the sandbox cannot write; where there
 * is none, or none that can be used, it is the action's own, which lasts as long as the job.
 */
async function release(toolCache: string | undefined): Promise<string> {
  const own = join(import.meta.dirname, ".."); // dist, seen from its bundle
  if (!toolCache) return own;
  try {
    return await keep(own, toolCache);
  } catch (error) {
    core.info(`treestamp is not kept in the tool cache ${toolCache}: ${messageOf(error)}`);
    return own;
  }
}

const tool = "treestamp";

/** Finds the release in the tool cache, or lays it there, whole. Jobs of several runners may do so at the same time. */
async function keep(own: string, toolCache: string): Promise<string> {
  const release = `${version}-sha${await identityOf(own)}`;
  const found = find(tool, release);
  if (found !== "") return found;
  const home = join(toolCache, tool);
  await mkdir(home, { recursive: true });
  return withFolderLock(home, ".lock", async () => {
    const foundNow = find(tool, release);
    if (foundNow !== "") return foundNow;
    try {
      return await cacheDir(own, tool, release);
    } catch (error) {
      await rm(join(home, release), { recursive: true, force: true });
      throw error;
    }
  });
}

/** Tells commits of the same version apart, by the files that start the command line: one names the bundle's content. */
async function identityOf(own: string): Promise<string> {
  const hash = createHash("sha256");
  for (const file of ["bin/treestamp", "cli/index.js", "start.cjs"]) hash.update(await readFile(join(own, file)));
  return hash.digest("hex").slice(0, 12);
}
