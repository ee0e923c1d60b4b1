/** The container sandbox: the ordinary image in a container of a docker daemon, where a snapshot cannot be mounted. */
import { rm, writeFile } from "node:fs/promises";
import { totalmem } from "node:os";
import { basename, join } from "node:path";
import { TreestampError } from "../errors.ts";
import type { Bind } from "../inputs/openings.ts";
import type { Log } from "../log/log.ts";
import { isWithin } from "../machine/mounts.ts";
import { isAbandoned } from "../machine/owner.ts";
import { run } from "../machine/process.ts";
import { makeScratch, sweepScratch } from "../machine/scratch.ts";
import type { ImageConfig } from "../oci/image-config.ts";
import type { Descriptor, Store } from "../oci/port.ts";
import { carryBackDuring, carryIn } from "./carried.ts";
import { hasTerminal, listenTo, makeControl, runControlled } from "./controlled.ts";
import { docker, lacksImage, type UserImage, userImage } from "./docker-image.ts";
import { environmentOf } from "./oci-spec.ts";
import type { Command, Outcome, Sandbox } from "./port.ts";
import { hide } from "./shown.ts";
import { sayNotStarted, startReport, withStarter } from "./start-report.ts";
import { numericUser } from "./user.ts";

export interface DockerSandboxOptions {
  /** Where the image is: it goes into the daemon from there, so the daemon needs no credentials. */
  readonly from: Pick<Store, "lookup" | "readBlob" | "location">;
  /** The image manifest. */
  readonly image: Descriptor;
  readonly config: ImageConfig;
  /** The environment of the docker client: DOCKER_HOST, DOCKER_CONFIG, PATH, … */
  readonly env: NodeJS.ProcessEnv;
  /** Folder for files that live as long as a command. */
  readonly scratch: string;
  /** Folders of ours that no command may see. */
  readonly hidden: readonly string[];
  /** Why no snapshot is mounted, for the log. */
  readonly why: string;
  /** So many bytes of images that commands ran in stay in the daemon. */
  readonly limit: number;
  readonly log: Log;
}

/**
 * Runs commands in containers. The daemon must see the workspace at the same path, for it mounts it. Output passes through the
 * daemon, and what it has not read two seconds after the command's end is lost, without an error: so on a machine that is busy
 * beyond measure the last lines may be missing. Source: moby, daemon/monitor.go, handleContainerExit.
 */
export function dockerSandbox(options: DockerSandboxOptions): Sandbox {
  const imageFor = userImages(options);
  let sweeping: Promise<void> | undefined;
  return {
    kind: "container",
    description: `docker container: ${options.why}`,
    run: async (command) => {
      sweeping ??= sweep(options);
      await sweeping;
      if ((command.caches ?? []).length > 0) {
        options.log.warning(`Caches are mounted where snapshots are, and this command begins without: ${options.why}.`);
      }
      return runContainer(options, imageFor, command);
    },
  };
}

/** Removes what killed processes have left. */
async function sweep(options: DockerSandboxOptions): Promise<void> {
  await Promise.all([sweepScratch(options.scratch), removeAbandonedContainers(options)]);
}

/** Gives a command's image; made anew where the daemon has `lost` the one it gave before. */
type ImageFor = (command: Command, lost?: "lost") => Promise<UserImage>;

/** Asks the daemon once for each user: commands that follow each other, as phases do, need not wait for its answer again. */
function userImages(options: DockerSandboxOptions): ImageFor {
  const known = new Map<string, Promise<UserImage>>();
  return (command, lost) => {
    const key = JSON.stringify([command.user, command.writable]);
    const image = (lost === undefined ? known.get(key) : undefined) ?? userImage(options, command);
    known.set(key, image);
    return image;
  };
}

/**
 * $1 name of a container that was made, $2 scratch folder. Signals go to the container by its name, also when it is still about
 * to be started; when the caller is gone, it is killed and removed, and the scratch folder with it.
 */
const supervise = `
name=$1 scratch=$2
(
  ${listenTo('"$scratch/control"')}
  while read -r signal; do
    until docker kill --signal "$signal" "$name"; do sleep 0.05; done
  done
  true >"$scratch/orphaned" # not \`:\`, which would end this shell where the folder is gone
  until docker kill "$name"; do sleep 0.05; done
) </dev/null >/dev/null 2>&1 &
watcher=$!
docker start --attach --interactive "$name"
code=$?
kill "$watcher" 2>/dev/null
if [ ! -e "$scratch" ] || [ -e "$scratch/orphaned" ]; then
  docker rm --force "$name" >/dev/null 2>&1
  rm -rf "$scratch"
fi
exit "$code"
`;

async function runContainer(options: DockerSandboxOptions, imageFor: ImageFor, command: Command): Promise<Outcome> {
  const scratch = await makeScratch(options.scratch);
  const name = `treestamp-${basename(scratch)}`;
  try {
    await makeControl(scratch);
    const started = await withStarter(command, options.config, scratch, true);
    const carried = await createContainer(options, imageFor, started, scratch);
    const line = ["sh", "-c", supervise, "supervise", name, scratch];
    const start = () => runControlled(scratch, line, command, options.env);
    const ended = await (carried.length === 0 ? start() : carryBackDuring(options, name, carried, start));
    const outcome = ended.exitCode === 0 ? ended : { ...ended, exitCode: await exitCodeOf(options, name, ended) };
    const why = await startReport(scratch, command, options.config, outcome.exitCode);
    if (why !== undefined) sayNotStarted(command, why.message, options.log);
    return outcome;
  } finally {
    await docker(options, ["container", "rm", "--force", name]);
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Ends and removes the containers of processes that were killed together with their supervisor. Their names tell. */
async function removeAbandonedContainers(options: DockerSandboxOptions): Promise<void> {
  const ours = ["--filter", "name=^treestamp-", "--format", "{{.Names}}"];
  const listed = await docker(options, ["container", "ls", "--all", ...ours]);
  const abandoned: string[] = [];
  for (const name of listed.stdout.toString("utf8").split("\n")) if (await isAbandoned(name)) abandoned.push(name);
  if (abandoned.length > 0) await docker(options, ["container", "rm", "--force", ...abandoned]);
}

/**
 * Makes the container: what the daemon says against it comes to us, and not to the terminal.
 * @returns the binds of files of ours that the daemon does not see, whose content was put into the container
 * @throws sandbox-failed
 */
async function createContainer(
  options: DockerSandboxOptions,
  imageFor: ImageFor,
  command: Command,
  scratch: string,
): Promise<readonly Bind[]> {
  const name = `treestamp-${basename(scratch)}`;
  let image = await imageFor(command);
  const create = async (binds: readonly Bind[]) => {
    const { args, env } = await containerOf(options, image, { ...command, binds }, scratch);
    return run("docker", ["container", "create", "--name", name, ...args], { env });
  };
  let carried: readonly Bind[] = [];
  let made = await create(command.binds);
  if (lacksImage(made.stderr)) {
    image = await imageFor(command, "lost"); // another process has pruned it since
    made = await create(command.binds);
  }
  if (unseenPath(made.stderr) !== undefined) {
    const isOurs = ({ source }: Bind) => [options.scratch, ...options.hidden].some((ours) => isWithin(ours, source));
    carried = command.binds.filter(isOurs);
    made = await create(command.binds.filter((bind) => !isOurs(bind)));
  }
  if (made.exitCode !== 0) throw unseen(options, made.stderr) ?? dockerFailure(options, made.stderr.trim());
  if (carried.length > 0) await carryIn(options, name, carried);
  return carried;
}

/** The words are moby's. */
function unseenPath(said: string): string | undefined {
  return /bind source path does not exist: (.*)/.exec(said)?.[1]?.trim();
}

/** What to do where the daemon is on another machine or in another pod, and has no such folder. */
function unseen({ env }: DockerSandboxOptions, said: string): TreestampError | undefined {
  const path = unseenPath(said);
  if (path === undefined) return undefined;
  const daemon = env.DOCKER_HOST ? `The docker daemon at ${env.DOCKER_HOST}` : "The docker daemon";
  return new TreestampError("sandbox-failed", `${daemon} does not see ${path}: it has folders of its own.`, {
    remedy:
      "Share the folder with the daemon at the same path, or run where a snapshot can be mounted: as root, or with a sudo that needs no password.",
  });
}

/** The container's own exit code: of one that could not be started docker's client says 1, and the daemon knows 126 or 127. */
async function exitCodeOf(options: DockerSandboxOptions, name: string, ended: Outcome): Promise<number> {
  const format = "{{.State.StartedAt}} {{.State.ExitCode}} {{.State.Running}}";
  const { exitCode, stdout, stderr } = await docker(options, ["container", "inspect", "--format", format, name]);
  if (exitCode !== 0) throw dockerFailure(options, stderr.trim());
  const [startedAt = "", code = "", isRunning] = stdout.toString("utf8").trim().split(" ");
  if (isRunning === "true") throw dockerFailure(options, "the daemon lost the command before it ended");
  if (!startedAt.startsWith("0001-")) return ended.exitCode;
  if (code === "126" || code === "127") return Number(code);
  throw dockerFailure(options, "docker could not start it; its message is above");
}

/** The arguments of `docker create`, and its environment, which holds the values of the command's own variables. */
async function containerOf(
  options: DockerSandboxOptions,
  image: UserImage,
  command: Command,
  scratch: string,
): Promise<{ args: string[]; env: NodeJS.ProcessEnv }> {
  const terminal = hasTerminal(command);
  const { binds, masks } = await hide(command.binds, options.hidden);
  const mounts = [
    ...binds.map(({ source, target, readOnly }) => bind(source, target, readOnly)),
    ...masks.map((target) => `type=tmpfs,${field(`target=${target}`)},tmpfs-mode=0555,readonly`),
  ];
  const env = { ...options.env };
  const variables: string[] = [];
  const inFile: string[] = [];
  for (const [variable, value] of environmentOf(options.config, command, image.home, terminal)) {
    // Everybody can read a command line: no value stands there. The client's own variables keep theirs.
    const heeded = variable in options.env || /^(DOCKER_|BUILDX_|HTTPS?_PROXY|NO_PROXY|LD_|GO)/i.test(variable);
    if (heeded && options.env[variable] !== value && !value.includes("\n")) inFile.push(`${variable}=${value}\n`);
    else {
      env[variable] = value;
      variables.push("--env", variable);
    }
  }
  const file = join(scratch, "variables");
  await writeFile(file, inFile.join(""), { mode: 0o600 });
  variables.push("--env-file", file);
  const args = [
    ...["--init", "--pull", "never"],
    ...["--network", command.secluded?.network ?? "host", "--cap-drop", "MKNOD", "--interactive"],
    // Else docker names the machine's own servers there.
    ...(command.secluded?.network === "none" ? ["--dns", "127.0.0.1", "--dns-search", "."] : []),
    ...(command.secluded === undefined ? [] : ["--hostname", "localhost"]),
    ...(command.seccomp === "unconfined" ? ["--security-opt", "seccomp=unconfined"] : []),
    ...(terminal ? ["--tty"] : []),
    // Docker's own 64 MiB are too little for browsers and databases; a mounted sandbox has half of the memory, too.
    ...["--shm-size", `${Math.floor(totalmem() / 2)}`],
    ...["--user", image.user],
    ...(numericUser(command.user)?.additionalGids ?? []).flatMap((gid) => ["--group-add", `${gid}`]),
    ...["--workdir", command.workingDirectory],
    ...variables,
    ...mounts.flatMap((mount) => ["--mount", mount]),
    ...command.devices.flatMap(({ source, target, access }) => ["--device", `${source}:${target}:${access}`]),
    ...["--entrypoint", command.argv[0] ?? "", image.name],
    ...command.argv.slice(1),
  ];
  return { args, env };
}

/** A bind as `--mount` takes it: a line of comma-separated values. */
function bind(source: string, target: string, readOnly: boolean): string {
  return ["type=bind", field(`source=${source}`), field(`target=${target}`), ...(readOnly ? ["readonly"] : [])].join();
}

function field(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function dockerFailure({ why }: DockerSandboxOptions, what: string): TreestampError {
  return new TreestampError("sandbox-failed", `The container cannot be made: ${what}.`, {
    remedy: `A container is used because ${why}. Check that docker works: docker run --rm IMAGE true.`,
  });
}
