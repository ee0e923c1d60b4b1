/**
 * `npm run demo`: the main job on real input. The input is treestamp's own repository: its build image is made, named by
 * its key, stored in a folder, mounted, and treestamp's type check and unit tests run inside.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { probeDocker } from "../../core/engine/docker.ts";
import { silentLog } from "../../core/log/log.ts";
import type { Stage } from "../../core/log/stages.ts";
import { stageTable } from "../../core/report/terminal.ts";
import {
  installMissing,
  isInstalled,
  type Program,
  pathWithSystemFolders,
  rootPrefix,
} from "../testbed/debian-packages.ts";
import { toolsFolder } from "../testbed/tools-folder.ts";
import { demoBase } from "./base.ts";

const root = join(import.meta.dirname, "../..");
const certificates = "/etc/ssl/certs/ca-certificates.crt";

const programs: readonly Program[] = [
  { command: "git", debianPackages: ["git"], why: "reads the recipe" },
  { command: "mmdebstrap", debianPackages: ["mmdebstrap"], why: "makes the base image from packages" },
  {
    command: "crun",
    debianPackages: ["crun", "runc"],
    present: () => isInstalled("crun") || isInstalled("runc"),
    why: "runs commands in the mounted image",
  },
];
const buildah: Program = {
  command: "buildah",
  debianPackages: ["buildah"],
  why: "builds images without a daemon, and no docker (23 or newer, with buildx) answers",
};

const say = (line: string) => process.stdout.write(`${line}\n`);

// Ctrl-C reaches what we have started, too, and that tidies up before it ends. The second one ends us at once.
let interrupted = false;
process.once("SIGINT", () => {
  interrupted = true;
});

interface Outcome {
  readonly exitCode: number;
  /** What `--json` printed; undefined where the command line failed before. */
  readonly result: Record<string, unknown> | undefined;
}

/** Calls treestamp's command line as a user does, from the committed dist; its log goes to this terminal. */
async function treestamp(...words: string[]): Promise<Outcome> {
  const child = spawn(process.execPath, [join(root, "dist/cli/index.js"), ...words], {
    cwd: root,
    env: { ...process.env, PATH: pathWithSystemFolders() },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    printed += text;
  });
  const [exitCode] = (await once(child, "close")) as [number | null];
  if (interrupted) throw new Error("it was interrupted.");
  return { exitCode: exitCode ?? 1, result: printed === "" ? undefined : JSON.parse(printed) };
}

async function demo(): Promise<number> {
  say("treestamp on its own repository. First, install what is missing.");
  if (rootPrefix() === undefined) {
    throw new Error("it needs root, or a sudo that needs no password, to make the base image and to mount.");
  }
  const docker = await probeDocker(process.env, silentLog);
  await installMissing(docker.engine === undefined ? [...programs, buildah] : programs);
  const base = await demoBase(toolsFolder(), say);
  const recipe = [
    ...["--json", "--network", "host", "--base", `node:24-bookworm=oci-layout://${base.folder}@${base.digest}`],
    ...(existsSync(certificates) ? ["--secret-files", `certificates=${certificates}`] : []),
  ];

  say("\n$ treestamp pull");
  const pulled = await treestamp("pull", ...recipe);
  if (pulled.result === undefined) return pulled.exitCode;
  const hit = pulled.result["cache-hit"] === true;
  if (hit) say(`Hit: the environment ${String(pulled.result.key)} is there, and nothing is built.`);

  const commands = [
    { name: "type check", argv: ["node", "/node_modules/typescript/bin/tsc", "-p", "."] },
    // Failures and a summary, and no line for each file.
    { name: "unit tests", argv: ["node", "/node_modules/jest/bin/jest.js", "test/unit", "--reporters=summary"] },
  ];
  const stages = [...(pulled.result.stages as readonly Stage[])];
  let exitCode = 0;
  for (const { name, argv } of commands) {
    say(`\n$ treestamp run -- ${argv.join(" ")}`);
    const flags = ["--env", "NODE_OPTIONS=--disable-warning=ExperimentalWarning"];
    const ran = await treestamp("run", ...recipe, ...flags, "--", ...argv);
    const ownStages = (ran.result?.stages ?? []) as readonly Stage[];
    stages.push(...ownStages.filter((stage) => stage.name === "run").map((stage) => ({ ...stage, name })));
    exitCode ||= ran.exitCode;
  }

  say(`\n${String(pulled.result.image)}\n`);
  say(stageTable({ cacheHit: hit, stages }));
  say(exitCode === 0 ? next(hit) : "\nA command failed inside the environment: see above.");
  return exitCode;
}

/** What to try after a hit, or after a miss. */
function next(hit: boolean): string {
  const again = "  npm run demo                                       again: a hit, nothing is built\n";
  return `
Next:
${hit ? "" : again}  change environment/Dockerfile, run it again        a miss that names the file
  treestamp resolve --explain                        what is in the key, here with the base that the Dockerfile names
  treestamp --help                                   all commands

where treestamp is: sh scripts/with-node.sh dist/cli/index.js`;
}

try {
  process.exitCode = await demo();
} catch (error) {
  process.stderr.write(`treestamp: the demo cannot go on: ${(error as Error).message}\n`);
  process.exitCode = 1;
}
