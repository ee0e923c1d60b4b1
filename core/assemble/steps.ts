/** What runs on the root: the package manager, then the script. */
import { readSecrets, showLines } from "../engine/build-output.ts";
import { TreestampError } from "../errors.ts";
import { counted } from "../log/amounts.ts";
import { parseImageConfig } from "../oci/image-config.ts";
import { proxySecrets, proxyVariables } from "../oci/registry/proxy.ts";
import type { LaidFile, RootCommand, WritableRoot } from "../sandbox/port.ts";
import { installationOf, lockedFolder, reproducible } from "./packages.ts";
import type { AssembleRequest } from "./port.ts";
import type { Folder } from "./root-tree.ts";

/** Where the script is while it runs. */
const scriptPath = "/run/treestamp-script";

const moreSpace = "Free some space, or set `cache-folder` to a folder on another disk.";

export interface Step {
  /** Title of its group in the log. */
  readonly title: string;
  /** What failed, if it does: the start of a sentence. */
  readonly failed: string;
  readonly remedy: string;
  /** Command lines, one after the other until one fails. */
  readonly commands: readonly (readonly string[])[];
  readonly env: Readonly<Record<string, string>>;
  readonly files: readonly LaidFile[];
  readonly folders: RootCommand["folders"];
}

/** What is to be run, in this order. @throws input-invalid where packages are wanted and no package manager is there */
export function stepsOf(
  { packages, locked, run }: Pick<AssembleRequest, "packages" | "locked" | "run">,
  root: Folder,
): readonly Step[] {
  const steps: Step[] = [];
  if (packages.length > 0) {
    const { commands, env } = installationOf(root, packages, locked);
    const folders = locked === undefined ? [] : [{ source: locked.folder, target: lockedFolder }];
    const title = `Install ${counted(packages.length, "package")}`;
    const failed = "The packages could not be installed.";
    const remedy =
      locked === undefined
        ? "Check the names in `packages`, and that the base's package sources can be reached and have them."
        : "The lock was made for another base, or for other packages: treestamp lock.";
    steps.push({ title, failed, remedy, commands, env, files: [], folders });
  }
  if (run !== undefined) {
    const isProgram = run.subarray(0, 2).toString("latin1") === "#!";
    steps.push({
      title: "Run the script",
      failed: "The script `run` failed.",
      remedy: "Mend the script, or what it needs; all that it printed is in the log above.",
      commands: [isProgram ? [scriptPath] : ["/bin/sh", "-e", scriptPath]],
      env: {},
      files: [{ path: scriptPath, content: run, mode: 0o555 }],
      folders: [],
    });
  }
  return steps;
}

/** Runs the steps. @throws build-failed, with the end of what the failing one printed; interrupted */
export async function runSteps(root: WritableRoot, steps: readonly Step[], request: AssembleRequest): Promise<void> {
  const { secrets, environment, log, signal, epoch, base, config } = request;
  const { contents, masks } = await readSecrets(secrets, environment, log);
  const hidden = [...masks, ...proxySecrets(environment)];
  const secretFiles = secrets.map(({ id }, at) => ({
    path: `/run/secrets/${id}`,
    content: contents[at]!,
    mode: 0o400,
  }));
  const usual = {
    ...Object.fromEntries([...parseImageConfig(base.config).env, ...config.env]),
    ...proxyVariables(environment),
    ...reproducible(epoch),
  };
  for (const { title, commands, env, files, folders, failed, remedy } of steps) {
    const { show, last } = showLines(log, hidden);
    const common = {
      workingDirectory: "/",
      env: variables({ ...usual, ...env }),
      files: [...files, ...secretFiles],
      folders,
      onLine: show,
      signal,
    };
    const exitCode = await log.group(title, async () => {
      for (const argv of commands) {
        const { exitCode } = await root.run({ ...common, argv });
        if (exitCode !== 0) return exitCode;
      }
      return 0;
    });
    if (exitCode === 0) continue;
    const errors = last.filter((line) => /^(E|ERROR|Error|error): /.test(line));
    const said =
      errors.length === 0
        ? `It ended with exit code ${exitCode}.`
        : `${errors.slice(0, 3).join("; ").replace(/[.:]$/, "")}.`;
    const output = last.join("\n");
    const isFull = /no space left on device/i.test(output);
    throw new TreestampError("build-failed", `${failed} ${said}`, { remedy: isFull ? moreSpace : remedy, output });
  }
}

function variables(all: NodeJS.ProcessEnv): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(all).flatMap(([name, value]) => (value === undefined || name === "HOME" ? [] : [[name, value]])),
  );
}
