/** An instance of buildx, or a context of docker, as a builder. */
import type { Log } from "../log/log.ts";
import { type FoundBuilder, unusable } from "./builder.ts";
import { buildByBuildx } from "./buildx.ts";
import { answerOf, findBuildx } from "./client.ts";
import { driverIn, probeDaemon } from "./daemon.ts";
import { engineEnvironment } from "./environment.ts";

/** How long a builder may take to start: its image is pulled, a pod is scheduled. Milliseconds. */
const patience = 300_000;

/** Finds it, and starts it where it is one that buildx starts. @param env the environment that docker and buildx see */
export async function probeNamed(name: string, env: NodeJS.ProcessEnv, log: Log): Promise<FoundBuilder> {
  const there = { ...env, BUILDX_BUILDER: name };
  const ours = engineEnvironment(there, []);
  const program = await findBuildx(ours);
  const inspected = await answerOf([program, "inspect"], ours);
  if (!inspected.ok) return unusable(inspected.reason, remedyFor(inspected.reason));
  const kind = driverIn(inspected.output);
  if (kind === "docker") return probeDaemon(inContext(name, there), log);
  const silence = async () => {
    const again = await answerOf([program, "inspect"], ours);
    return again.ok ? whyInactive(again.output) : again.reason;
  };
  if (whyInactive(inspected.output) !== undefined) {
    const reason = kind === "remote" ? await connectionFault(program, ours) : await startFault(program, ours);
    if (reason !== undefined) return unusable(reason, `See what it lacks: docker buildx inspect --bootstrap ${name}.`);
  }
  return {
    builder: {
      description: `BuildKit in the builder ${name} (${kind})`,
      build: (request) => buildByBuildx({ program, speaksOci: true, env: there, log }, request),
      silence,
    },
  };
}

function remedyFor(reason: string): string {
  return /not installed|ENOENT/.test(reason)
    ? "Install buildx: docker's plugin, or the program alone on PATH."
    : "`docker buildx ls` and `docker context ls` list what there is.";
}

/** For all programs of docker. DOCKER_HOST would win over a context, except over the one that stands for it. */
function inContext(name: string, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  if (name === "default") return { ...env, DOCKER_CONTEXT: name };
  const { DOCKER_HOST, DOCKER_TLS, DOCKER_TLS_VERIFY, DOCKER_CERT_PATH, ...others } = env;
  return { ...others, DOCKER_CONTEXT: name };
}

/** Why none of its nodes runs, as `buildx inspect` prints it; undefined where one does. */
function whyInactive(inspected: string): string | undefined {
  if (/^Status:\s*running$/m.test(inspected)) return undefined;
  return /^Error:\s*(.+)$/m.exec(inspected)?.[1] ?? `it is ${/^Status:\s*(.+)$/m.exec(inspected)?.[1] ?? "not there"}`;
}

/** `buildx inspect` says nothing of why a connection failed, and to start such a builder only means to wait for it. */
async function connectionFault(program: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const asked = await answerOf([program, "du"], env);
  return asked.ok ? undefined : (/desc = "?(.*?)"?$/.exec(asked.reason)?.[1] ?? asked.reason);
}

async function startFault(program: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const started = await answerOf([program, "inspect", "--bootstrap"], env, patience);
  return started.ok ? whyInactive(started.output) : started.reason;
}
