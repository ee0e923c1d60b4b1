/** Which sandbox commands run in. */
import { messageOf, TreestampError } from "../errors.ts";
import type { Log } from "../log.ts";
import { run } from "../process.ts";
import { describeTools, type MountedProbe, type MountedTools } from "./mounted-tools.ts";

export type SandboxDecision =
  | { readonly kind: "mounted"; readonly tools: MountedTools }
  /** `why` is the reason for which no snapshot is mounted. */
  | { readonly kind: "container"; readonly why: string };

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
      why: asked.stderr.trim().split("\n").at(-1)?.replace(/\.$/, "") || "docker does not say its version",
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
): Promise<SandboxDecision> {
  const reasons: string[] = [];
  if (preference === "container") reasons.push("a container was asked for");
  else {
    const mounted = await probes.mounted();
    if (mounted.ok) {
      const { tools, why } = mounted;
      if (why === "") log.debug(`Sandbox: ${describeTools(tools)}.`);
      else log.info(`Sandbox: ${describeTools(tools)}; ${why}.`);
      return { kind: "mounted", tools };
    }
    reasons.push(`a snapshot can neither be mounted nor extracted: ${mounted.why}`);
  }
  if (preference !== "mounted") {
    const docker = await probes.docker();
    const [why] = reasons;
    if (docker.ok) {
      log.info(`Sandbox: a container of docker ${docker.version}; ${why}.`);
      return { kind: "container", why: why! };
    }
    reasons.push(`no container can be made: ${docker.why}`);
  }
  throw new TreestampError("sandbox-failed", `Commands cannot be run here: ${reasons.join("; ")}.`, {
    remedy: "Run as root or with a sudo that asks for no password, with crun or runc installed; or start docker.",
  });
}
