/** The container sandbox: the ordinary image in a container of a docker daemon, where a snapshot cannot be mounted. */
import { chown, mkdir, rm, writeFile } from "node:fs/promises";
import { totalmem } from "node:os";
import { basename, join } from "node:path";
import { readTar } from "../archive/tar-reader.ts";
import { type TarEntry, writeTar } from "../archive/tar-writer.ts";
import { TreestampError } from "../errors.ts";
import { parseManifest } from "../image/manifest.ts";
import type { Log } from "../log.ts";
import { isAbandoned, ownName } from "../machine/owner.ts";
import { type ProgramOptions, run } from "../machine/process.ts";
import { makeScratch, sweepScratch } from "../machine/scratch.ts";
import { streamOf } from "../store/byte-stream.ts";
import { hexOf } from "../store/digest.ts";
import { findManifest } from "../store/lookup.ts";
import type { Descriptor, Store } from "../store/port.ts";
import { hasTerminal, makeControl, runControlled } from "./controlled.ts";
import { environmentOf } from "./oci-spec.ts";
import type { Command, ImageConfig, Outcome, Sandbox } from "./port.ts";
import { hide } from "./shown.ts";
import { callerHome, type NumericUser, numericUser, passwdWith } from "./user.ts";

export interface DockerSandboxOptions {
  /** Where the image is: it goes into the daemon from there, so the daemon needs no credentials. */
  readonly from: Pick<Store, "lookup" | "readBlob" | "location">;
  /** The image manifest. */
  readonly image: Descriptor;
  readonly config: ImageConfig;
  /** The environment of the docker client: DOCKER_HOST, DOCKER_CONFIG, PATH, … */
  readonly env: NodeJS.ProcessEnv;
  /** Folder for files that live as long as a command; the daemon must see it at the same path. */
  readonly scratch: string;
  /** Folders of ours that no command may see. */
  readonly hidden: readonly string[];
  /** Why no snapshot is mounted, for the log. */
  readonly why: string;
  readonly log: Log;
}

/**
 * Runs commands in containers. The daemon must be on this machine, for it mounts our folders. Output passes through it, and
 * what it has not read two seconds after the command's end is lost, without an error: so on a machine that is busy beyond
 * measure the last lines may be missing. Source: moby, daemon/monitor.go, handleContainerExit.
 */
export function dockerSandbox(options: DockerSandboxOptions): Sandbox {
  let name: Promise<string> | undefined;
  return {
    kind: "container",
    description: `docker container: ${options.why}`,
    run: async (command) => {
      name ??= loadImage(options);
      return runContainer(options, await name, command);
    },
  };
}

/**
 * $1 name of the container, $2 scratch folder, then the command line of `docker run`. Signals go to the container by its
 * name, also when it is still about to be started; when the caller is gone, it is killed, and the scratch folder removed.
 */
const supervise = `
name=$1 scratch=$2
shift 2
(
  while read -r signal; do
    until docker kill --signal "$signal" "$name"; do sleep 0.05; done
  done
  true >"$scratch/orphaned" # not \`:\`, which would end this shell where the folder is gone
  until docker kill "$name"; do sleep 0.05; done
) <"$scratch/control" >/dev/null 2>&1 &
watcher=$!
"$@"
code=$?
kill "$watcher" 2>/dev/null
[ ! -e "$scratch/orphaned" ] || rm -rf "$scratch"
exit "$code"
`;

/** What docker run itself ends with where it could not run the command. Source: docker run reference, exit status. */
const dockerFailed = 125;

async function runContainer(options: DockerSandboxOptions, image: string, command: Command): Promise<Outcome> {
  await Promise.all([sweepScratch(options.scratch), removeAbandonedContainers(options)]);
  const scratch = await makeScratch(options.scratch);
  const name = `treestamp-${basename(scratch)}`;
  const begun = Date.now();
  try {
    await makeControl(scratch);
    const { args, env } = await dockerRun(options, image, command, scratch, name);
    const line = ["sh", "-c", supervise, "supervise", name, scratch, "docker", "run", ...args];
    const outcome = await runControlled(scratch, line, command, env);
    if (outcome.exitCode === dockerFailed && !(await wasStarted(options, name, begun))) {
      throw failure(options, "docker could not start it, and its own words are above");
    }
    return outcome;
  } finally {
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

/** What docker remembers of the container, which it has removed by now. `since` is in milliseconds since 1970. */
async function wasStarted(options: DockerSandboxOptions, name: string, since: number): Promise<boolean> {
  const seconds = (time: number) => (time / 1000).toFixed(3);
  const times = ["--since", seconds(since), "--until", seconds(Date.now())];
  const filters = ["--filter", `container=${name}`, "--filter", "event=start"];
  const { exitCode, stdout, stderr } = await docker(options, ["events", ...times, ...filters]);
  if (exitCode !== 0) throw failure(options, stderr.trim());
  return stdout.length > 0;
}

/** The arguments of `docker run`, and its environment, which holds the values of the command's own variables. */
async function dockerRun(
  options: DockerSandboxOptions,
  image: string,
  command: Command,
  scratch: string,
  name: string,
): Promise<{ args: string[]; env: NodeJS.ProcessEnv }> {
  const user = numericUser(command.user);
  const home = user !== undefined && user.uid !== 0 ? callerHome : user === undefined ? "" : "/root";
  const terminal = hasTerminal(command);
  const { binds, masks } = await hide(command.binds, options.hidden);
  const mounts = binds.flatMap(({ source, target, readOnly }) => ["--mount", bind(source, target, readOnly)]);
  for (const target of masks)
    mounts.push("--mount", `type=tmpfs,${field(`target=${target}`)},tmpfs-mode=0555,readonly`);
  if (home === callerHome) {
    const passwd = join(scratch, "passwd");
    await writeFile(passwd, passwdWith(await passwdOf(options, image), user!), { mode: 0o644 });
    mounts.push("--mount", bind(passwd, "/etc/passwd", false), ...(await homeFor(user!, scratch)));
  }
  const env = { ...options.env };
  const variables: string[] = [];
  const inFile: string[] = [];
  for (const [variable, value] of environmentOf(options.config, command, home, terminal)) {
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
  const named = command.user === "image" ? options.config.user : command.user;
  const args = [
    ...["--rm", "--init", "--name", name, "--pull", "never"],
    ...["--network", "host", "--cap-drop", "MKNOD", "--interactive"],
    ...(command.seccomp === "unconfined" ? ["--security-opt", "seccomp=unconfined"] : []),
    ...(terminal ? ["--tty"] : []),
    // Docker's own 64 MiB are too little for browsers and databases; a mounted sandbox has half of the memory, too.
    ...["--shm-size", `${Math.floor(totalmem() / 2)}`],
    ...["--user", user === undefined ? named || "0:0" : `${user.uid}:${user.gid}`],
    ...(user?.additionalGids ?? []).flatMap((gid) => ["--group-add", `${gid}`]),
    ...["--workdir", command.workingDirectory],
    ...variables,
    ...mounts,
    ...["--entrypoint", command.argv[0] ?? "", image],
    ...command.argv.slice(1),
  ];
  return { args, env };
}

/** An empty home folder: on our disk, or in memory where we could neither give a folder away nor remove what is in it. */
async function homeFor({ uid, gid }: NumericUser, scratch: string): Promise<string[]> {
  const self = process.getuid!();
  if (self !== 0 && self !== uid) return ["--tmpfs", `${callerHome}:exec,mode=755,uid=${uid},gid=${gid}`];
  const folder = join(scratch, "home");
  await mkdir(folder, { mode: 0o755 });
  await chown(folder, uid, gid);
  return ["--mount", bind(folder, callerHome, false)];
}

/** A bind as `--mount` takes it: a line of comma-separated values. */
function bind(source: string, target: string, readOnly: boolean): string {
  return ["type=bind", field(`source=${source}`), field(`target=${target}`), ...(readOnly ? ["readonly"] : [])].join();
}

function field(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Puts the image into the daemon, unless it is there. @returns its name there */
async function loadImage(options: DockerSandboxOptions): Promise<string> {
  const { from, image, log } = options;
  const name = `treestamp-run:${hexOf(image.digest)}`;
  const there = await docker(options, ["image", "inspect", "--format", "{{.Id}}", name]);
  if (there.exitCode === 0) return name;
  const found = await findManifest(from, image.digest);
  const manifest = found === undefined ? undefined : parseManifest(found);
  if (manifest?.kind !== "manifest") throw failure(options, `${from.location} has no image ${image.digest}`);
  log.info(`Load ${image.digest} into docker.`);
  const { config, layers } = manifest;
  const path = ({ digest }: Descriptor) => `blobs/sha256/${hexOf(digest)}`;
  const list = Buffer.from(JSON.stringify([{ Config: path(config), RepoTags: [name], Layers: layers.map(path) }]));
  const entries = async function* (): AsyncGenerator<TarEntry> {
    const entry = (path: string, size: number) => ({ path, kind: "file", mode: 0o644, size }) as const;
    yield { ...entry("manifest.json", list.length), content: streamOf(list) };
    for (const blob of new Map([config, ...layers].map((blob) => [blob.digest, blob])).values()) {
      yield { ...entry(path(blob), blob.size), content: from.readBlob(blob) };
    }
  };
  const loaded = await docker(options, ["image", "load", "--quiet"], { input: writeTar(entries()) });
  if (loaded.exitCode !== 0) throw failure(options, `docker cannot load the image: ${loaded.stderr.trim()}`);
  return name;
}

/** The image's /etc/passwd; empty where it has none. */
async function passwdOf(options: DockerSandboxOptions, image: string): Promise<string> {
  const name = `treestamp-${await ownName()}`;
  const flags = ["--name", name, "--pull", "never", "--entrypoint", "/"];
  const made = await docker(options, ["container", "create", ...flags, image]);
  if (made.exitCode !== 0) throw failure(options, made.stderr.trim());
  try {
    const copied = await docker(options, ["container", "cp", "--follow-link", `${name}:/etc/passwd`, "-"]);
    if (copied.exitCode !== 0) return "";
    const parts: Buffer[] = [];
    await readTar(streamOf(copied.stdout), (entry) =>
      entry.type === "file" ? { write: (bytes) => void parts.push(Buffer.from(bytes)), end: () => {} } : undefined,
    );
    return Buffer.concat(parts).toString("utf8");
  } finally {
    await docker(options, ["container", "rm", name]);
  }
}

function docker({ env }: DockerSandboxOptions, args: readonly string[], more: ProgramOptions = {}) {
  return run("docker", args, { env, ...more });
}

function failure({ why }: DockerSandboxOptions, what: string): TreestampError {
  return new TreestampError("sandbox-failed", `The container cannot be made: ${what}.`, {
    remedy: `A container is used because ${why}. See that docker works: docker run --rm IMAGE true.`,
  });
}
