/** A docker daemon as a builder: the one that the client's variables and context lead to, and the instance of buildx in use. */
import type { Log } from "../log/log.ts";
import { isAtLeast, programVersion } from "../machine/program-version.ts";
import { type FoundBuilder, unusable } from "./builder.ts";
import { buildByBuildx } from "./buildx.ts";
import { answerOf, buildxAmong } from "./client.ts";
import { engineEnvironment } from "./environment.ts";

/** API 1.42 is Docker 23, the first whose BuildKit has named contexts and the OCI exporter in all that we need. */
const oldestApi = [1, 42] as const;

/**
 * Looks for a docker daemon with BuildKit.
 * @param env the environment that docker sees: DOCKER_HOST, DOCKER_CONFIG, BUILDX_BUILDER, …
 */
export async function probeDaemon(env: NodeJS.ProcessEnv, log: Log): Promise<FoundBuilder> {
  const ask = (...command: string[]) => answerOf(command, engineEnvironment(env, []));
  const askVersion = () => ask("docker", "version", "--format", "{{json .Server}}");
  const [version, info] = await Promise.all([
    askVersion(),
    ask("docker", "info", "--format", '{"driver":{{json .DriverStatus}},"plugins":{{json .ClientInfo.Plugins}}}'),
  ]);
  if (!version.ok) {
    return unusable(version.reason, "Install docker and start its daemon, or set DOCKER_HOST to where one listens.");
  }
  const server = JSON.parse(version.output || "null") as { Version?: string; ApiVersion?: string } | null;
  const api = server?.ApiVersion ?? "";
  if (!isAtLeast(programVersion(api), oldestApi)) {
    return unusable(`its daemon (API ${api || "unknown"}) is older than version 23`, "Update docker to 23 or newer.");
  }
  if (!info.ok) return unusable(info.reason, "Check the docker daemon.");
  const { driver, plugins } = JSON.parse(info.output) as {
    driver: [string, string][] | null;
    plugins: { Name: string; Path?: string }[] | null;
  };
  const program = buildxAmong(plugins);
  const inspected = await ask(program, "inspect");
  if (!inspected.ok) {
    return unusable(`buildx does not work (${inspected.reason})`, "Install docker's buildx plugin.");
  }
  const kind = driverIn(inspected.output);
  const usesContainerd = (driver ?? []).some(([, value]) => value.startsWith("io.containerd.snapshotter"));
  const store = usesContainerd ? "containerd image store" : "classic image store";
  const buildx = { program, speaksOci: kind !== "docker" || usesContainerd, env, log };
  return {
    builder: {
      description: `docker ${server?.Version} (builder of the kind ${kind}, ${store})`,
      build: (request) => buildByBuildx(buildx, request),
      silence: async () => {
        const answer = await askVersion();
        return answer.ok ? undefined : answer.reason;
      },
    },
  };
}

/** The kind of a builder, as `buildx inspect` prints it: `docker`, `docker-container`, `kubernetes`, `remote`, `cloud`. */
export function driverIn(inspected: string): string {
  return /^Driver:\s*(\S+)/m.exec(inspected)?.[1] ?? "unknown";
}
