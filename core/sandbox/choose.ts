/** Which sandbox commands run in. */
import { messageOf, TreestampError } from "../errors.ts";
import type { Log } from "../log/log.ts";
import { run } from "../machine/process.ts";
import { describeTools, type MountedProbe, type MountedTools } from "./mounted-tools.ts";

/** Best first: should the machine refuse one after all, there is the next. */
export interface MountedDecision {
  readonly kind: "mounted";
  readonly ways: readonly [MountedTools, ...MountedTools[]];
}

export interface ContainerDecision {
  readonly kind: "container";
  /** The reason for which no snapshot is mounted. */
  readonly why: string;
}

export type DockerProbe =
  | { readonly ok: true; readonly version: string }
  | { readonly ok: false; readonly why: string };

/** How each kind is looked for; nothing is asked of one that is not needed. */
export interface SandboxProbes {
  readonly mounted: () => Promise<MountedProbe>;
  readonly docker: () => Promise<DockerProbe>;
}

/** A daemon that takes longer to say its version is taken for one that does not answer. Milliseconds. */
const patience = 20_000;

/** Whether a docker daemon answers. `env` is the environment of the docker client. */
export async function probeDockerContainers(env: NodeJS.ProcessEnv): Promise<DockerProbe> {
  const signal = AbortSignal.timeout(patience);
  try {
    const asked = await run("docker", ["version", "--format", "{{.Server.Version}}"], { env, signal });
    const version = asked.stdout.toString("utf8").trim();
    if (asked.exitCode === 0 && version !== "") return { ok: true, version };
    return {
      ok: false,
      why: asked.stderr.trim().split("\n").at(-1)?.replace(/\.$/, "") || "docker does not report its version",
    };
  } catch (error) {
    return { ok: false, why: signal.aborted ? "docker does not answer" : messageOf(error).replace(/\.$/, "") };
  }
}

/**
 * Takes the kind that was asked for; with `auto` a snapshot under an overlay where that is possible, else a container of
 * docker. The log says why nothing better; of the best there is nothing to say, and the terminal is the command's.
 * @throws sandbox-failed where none can be used, with each one's reason
 */
export async function chooseSandbox(
  preference: "auto" | "mounted" | "container",
  probes: SandboxProbes,
  log: Log,
): Promise<MountedDecision | ContainerDecision> {
  if (preference === "container") return chooseContainer("a container was asked for", probes.docker, log);
  if (preference === "mounted") {
    return chooseMounted(probes.mounted, log, `${toMount}; or leave \`sandbox: mounted\` out where docker is`);
  }
  const mounted = await probes.mounted();
  return mounted.ok ? taken(mounted, log) : chooseContainer(whyNotMounted(mounted.why), probes.docker, log);
}

/** Takes a snapshot under an overlay. @throws sandbox-failed where that is not possible: a container would not do */
export async function chooseMounted(
  probe: SandboxProbes["mounted"],
  log: Log,
  remedy = toMount,
): Promise<MountedDecision> {
  const mounted = await probe();
  if (mounted.ok) return taken(mounted, log);
  throw cannotRun([whyNotMounted(mounted.why)], remedy);
}

function taken({ tools, otherwise, why }: Extract<MountedProbe, { ok: true }>, log: Log): MountedDecision {
  if (why === "") log.debug(`Sandbox: ${describeTools(tools)}.`);
  else log.info(`Sandbox: ${describeTools(tools)}; ${why}.`);
  return { kind: "mounted", ways: [tools, ...otherwise.map((lower) => ({ ...tools, lower }))] };
}

function whyNotMounted(why: string): string {
  return `a snapshot can neither be mounted nor extracted: ${why}`;
}

/**
 * Takes a container of docker, `why` being the reason for which nothing better is used.
 * @throws sandbox-failed where there is none, with both reasons
 */
export async function chooseContainer(
  why: string,
  probe: SandboxProbes["docker"],
  log: Log,
): Promise<ContainerDecision> {
  const docker = await probe();
  if (!docker.ok) throw cannotRun([why, `no container can be made: ${docker.why}`], `${toMount}; or start docker`);
  log.info(`Sandbox: a container of docker ${docker.version}; ${why}.`);
  return { kind: "container", why };
}

const toMount = "Run as root or with a sudo that needs no password, with crun or runc installed";

function cannotRun(reasons: readonly string[], remedy: string): TreestampError {
  return new TreestampError("sandbox-failed", `Commands cannot be run here: ${reasons.join("; ")}.`, {
    remedy: `${remedy}.`,
  });
}
