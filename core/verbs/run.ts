/** run: a command in the environment, with the workspace mounted at the same path. */
import { mkdir, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { TreestampError } from "../errors.ts";
import type { Repository } from "../git/repository.ts";
import { shownFolders } from "../git/shown-folders.ts";
import type { Gifts } from "../host/port.ts";
import type { RequestedCommand } from "../inputs/command.ts";
import type { Bind } from "../inputs/openings.ts";
import type { Request } from "../inputs/request.ts";
import { timed } from "../log/stages.ts";
import { layFile } from "../machine/laid-file.ts";
import { checkStaysInside } from "../machine/leads-out.ts";
import { exists } from "../machine/missing.ts";
import { isWithin } from "../machine/mounts.ts";
import { defaultPath, type ImageConfig, parseImageConfig } from "../oci/image-config.ts";
import type { CacheReport, RunOutcome } from "../report/outcome.ts";
import type { PhaseResult } from "../sandbox/phases/run.ts";
import type { Command, Outcome, Sandbox } from "../sandbox/port.ts";
import { runCaches } from "./caches.ts";
import type { Ports } from "./ports.ts";
import type { Ready } from "./pull.ts";

/** Path of a script inside the environment: every process of the machine could read it on a command line. */
const scriptPath = "/run/treestamp-script";

/** How the command, or all phases together, ended. */
export interface Ran {
  /** The command's own, or 124 after a timeout, as timeout(1) does it. */
  readonly exitCode: number;
  readonly outcome: RunOutcome;
  /** Why we ended it, if we did: a sentence. */
  readonly reason?: string | undefined;
  readonly phases?: readonly PhaseResult[] | undefined;
  readonly caches: readonly CacheReport[];
  /** Whether we have told it to end, also where it has ended well then. */
  readonly isCut: boolean;
}

/** What a command sees of the repository, and what it gets without asking. */
export interface Workplace {
  /** The folder of this machine that stands at the work tree's place. */
  readonly root: string;
  readonly binds: readonly Bind[];
  readonly gifts: Pick<Gifts, "variables" | "searched">;
  /** Whether it is the command's alone: no step before or after it sees it. */
  readonly isOwn: boolean;
}

/** Runs the requested command, or the phases, to the end or until the time is up. */
export async function runIn(ports: Ports, request: Request<"run">, ready: Ready, workplace?: Workplace): Promise<Ran> {
  const cache = await ports.openCache();
  return cache.withIncoming(async (scratch) => {
    const place = workplace ?? (await workspace(ports, request, ready.repository));
    const [command, caches] = await Promise.all([
      commandOf(ports, request, { ready, place }, scratch),
      runCaches(ports, request, ready, { ...place, scratch }),
    ]);
    const { timeout } = request;
    const stop = new AbortController();
    const clock = timeout === undefined ? undefined : setTimeout(() => stop.abort(), timeout.milliseconds);
    const started = { ...command, caches: caches.mounted, signal: stop.signal };
    const running = start(ports, request.command, { sandbox: ready.sandbox, command: started, scratch });
    running.catch(() => {}); // awaited below
    const timedOut = (ended: Ended | undefined) => stop.signal.aborted && ended?.told !== undefined;
    await timed(ready.stages, "run", async (describe) => {
      // To save caches, which only a success does, takes none of the command's time.
      const ended = await Promise.race([running, caches.saving.then(() => undefined)]).finally(() =>
        clearTimeout(clock),
      );
      const exitCode = ended?.exitCode ?? 0;
      describe({ note: timedOut(ended) ? `timed out after ${timeout!.written}` : `exit code ${exitCode}` });
    });
    const isSuccess = (ended: Ended) => ended.exitCode === 0;
    await running.then(isSuccess, () => false).then(caches.end);
    const ended = await running;
    if (ended.phases === undefined && ended.exitCode !== 0) ports.log.outputEnded?.();
    const exitCode = timedOut(ended) ? 124 : ended.exitCode;
    const outcome = timedOut(ended) ? "timed-out" : outcomeOf(ended);
    const reason = whyEnded(outcome, timeout?.written, ended.told?.signal);
    if (reason !== undefined) ports.log.info(reason);
    else if (exitCode === 137) ports.log.warning(killed);
    const isCut = ended.told !== undefined;
    return { exitCode, outcome, reason, phases: ended.phases, caches: caches.reports, isCut };
  });
}

/** The command as the sandbox gets it; each phase brings its own program and differs in nothing else. */
async function commandOf(
  { environment, commandOutput: output }: Ports,
  request: Request<"run">,
  { ready, place }: { readonly ready: Ready; readonly place: Workplace },
  scratch: string,
): Promise<Command> {
  const image = parseImageConfig(ready.environment.config);
  const opened = await openings(request, ready);
  const { argv, binds } = await program(request.command, image, scratch);
  const { user, seccomp, runNetwork: network } = request;
  return {
    ...{ argv, user, seccomp, output },
    workingDirectory: await folderAt(workingDirectoryOf(request)),
    env: new Map([...given(place.gifts, image), ...environmentOf(request.env, environment)]),
    ...opened,
    binds: [...place.binds, ...opened.binds, ...binds],
    input: place.isOwn ? "none" : undefined,
    secluded: place.isOwn || network === "none" ? { network } : undefined,
  };
}

type Ended = Outcome & Pick<Ran, "phases">;

/** What runs, and where. The command's signal ends it. */
interface Running {
  readonly sandbox: Sandbox;
  readonly command: Command & { readonly signal: AbortSignal };
  /** An empty folder of ours. */
  readonly scratch: string;
}

async function start(
  { log, print }: Ports,
  requested: RequestedCommand,
  { sandbox, command, scratch }: Running,
): Promise<Ended> {
  if (requested.kind !== "phases") return sandbox.run(command);
  const { runPhases } = await import("../sandbox/phases/run.ts");
  const phases = { ...requested, shell: shellLine(requested.shell) };
  return runPhases(phases, {
    ...{ scratch, log, print },
    run: ({ signal: failure, ...part }) => {
      const signal = failure === undefined ? command.signal : AbortSignal.any([command.signal, failure]);
      return sandbox.run({ ...command, ...part, binds: [...command.binds, ...part.binds], signal });
    },
  });
}

/** A command that we told to end, and that ends well, has succeeded. Phases that fail-fast ended have failed with the first. */
function outcomeOf({ exitCode, told, phases = [] }: Ended): RunOutcome {
  if (exitCode === 0) return "success";
  return told === undefined || phases.some(({ outcome }) => outcome === "failure") ? "failure" : "cancelled";
}

/** Checks that this machine has what the run asks for, before anything is fetched or built. @throws input-invalid */
export async function checkRun(request: Request<"run">): Promise<void> {
  for (const { source } of request.devices) {
    if (await exists(source)) continue;
    throw new TreestampError("input-invalid", `This machine has no device ${source}.`, {
      remedy: "Check `devices`: on a virtual machine, /dev/kvm needs nested virtualization.",
    });
  }
  await folderAt(workingDirectoryOf(request));
}

/** What the command may use besides the workspace. A volume's folder that does not exist is made, as docker does it. */
async function openings({ volumes: binds, devices }: Request<"run">, { writable }: Ready) {
  for (const { source } of binds) if (!(await exists(source))) await mkdir(source, { recursive: true });
  return { binds, devices, writable };
}

export function workingDirectoryOf({ path, workingDirectory = "." }: Request<"run">): string {
  return resolve(path, workingDirectory);
}

const killed = "The command was killed (exit code 137), and not by us: most often the machine has run out of memory.";

function whyEnded(outcome: RunOutcome, timeout = "", signal = ""): string | undefined {
  if (outcome === "timed-out") {
    return `The command was ended, with all its processes: its timeout of ${timeout} was up.`;
  }
  if (outcome === "cancelled") {
    return `The command was ended, with all its processes: we were told to stop (${signal}).`;
  }
  return undefined;
}

/** @throws input-invalid if the folder does not exist: making it would hide a mistake */
async function folderAt(path: string): Promise<string> {
  const stats = await stat(path).catch(() => undefined);
  if (stats?.isDirectory()) return path;
  throw new TreestampError("input-invalid", `The working directory ${path} is not a folder of this machine.`, {
    remedy: "Check `working-directory`: the command sees the workspace at its own place.",
  });
}

/** A shell as a step of a workflow starts it; the path of a script follows. */
function shellLine(shell: "bash" | "sh"): readonly string[] {
  return shell === "bash" ? ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail"] : ["sh", "-e"];
}

/** What to start: the command itself, a script by its shell, or the image's own command. */
async function program(command: RequestedCommand, image: ImageConfig, scratch: string) {
  if (command.kind === "phases") return { argv: [], binds: [] }; // each has its own
  if (command.kind === "argv") return { argv: command.argv, binds: [] };
  if (command.kind === "script") {
    const file = join(scratch, "script");
    await layFile(file, command.text);
    return {
      argv: [...shellLine(command.shell), scriptPath],
      binds: [{ source: file, target: scriptPath, readOnly: true }],
    };
  }
  const argv = [...image.entrypoint, ...image.cmd];
  if (argv.length > 0) return { argv, binds: [] };
  throw new TreestampError("input-invalid", "The image has no command of its own: neither ENTRYPOINT nor CMD.", {
    remedy: "Say what to run instead of `image-command`: treestamp run -- make test, or the input `run` in a workflow.",
  });
}

/**
 * Binds the work tree; and the working directory, the git directory (of a linked worktree, of a submodule) and the host's
 * folders, if they lie outside of it.
 */
async function workspace({ log, gifts }: Ports, request: Request<"run">, repository: Repository): Promise<Workplace> {
  const { paths, readOnlyPaths } = gifts;
  const workingDirectory = workingDirectoryOf(request);
  const { folders: own, unknown } = await shownFolders(repository);
  if (unknown !== undefined) {
    log.warning(
      `The command does not see ${unknown}, where git has this repository: nothing there names this work tree, and any file here can name any folder.`,
    );
  }
  const path = resolve(request.path);
  for (const above of [...own, ...paths, path]) {
    for (const named of [path, workingDirectory]) await checkStaysInside(above, named);
  }
  const folders: string[] = [];
  for (const folder of [...own, workingDirectory, ...paths]) {
    if (!folders.some((above) => isWithin(above, folder))) folders.push(folder);
  }
  const further = readOnlyPaths.filter((path) => !folders.some((above) => isWithin(above, path)));
  const bind = (readOnly: boolean) => (path: string) => ({ source: path, target: path, readOnly });
  const binds = [...folders.map(bind(false)), ...further.map(bind(true))];
  return { root: repository.workTree ?? path, binds, gifts, isOwn: false };
}

/** The host's own variables, with the folders that it adds to the image's PATH. */
function given({ variables, searched }: Workplace["gifts"], { env }: ImageConfig): ReadonlyMap<string, string> {
  if (searched.length === 0) return variables;
  return new Map([...variables, ["PATH", [...searched, env.get("PATH") || defaultPath].join(":")]]);
}

/** `NAME=VALUE` as it is; `NAME` with the caller's value, or not at all if the caller has none, as docker does it. */
export function environmentOf(items: readonly string[], caller: NodeJS.ProcessEnv): ReadonlyMap<string, string> {
  const variables = new Map<string, string>();
  for (const item of items) {
    const equals = item.indexOf("=");
    const name = equals < 0 ? item : item.slice(0, equals);
    const value = equals < 0 ? caller[name] : item.slice(equals + 1);
    if (value !== undefined) variables.set(name, value);
  }
  return variables;
}
