/** The service from its settings to its end. */
import { mkdirSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createAdaptorServer } from "@hono/node-server";
import { messageOf, TreestampError } from "../errors.ts";
import type { Log } from "../log/log.ts";
import { withFolderLock } from "../machine/folder-lock.ts";
import { openBuilds } from "./builds.ts";
import { callbacks } from "./callbacks.ts";
import { serviceApp } from "./http.ts";
import { openBucket, openSinks, openWorkers } from "./open.ts";
import { recordsIn } from "./records.ts";
import type { ServiceSettings } from "./settings.ts";
import { fetchSources } from "./sources.ts";

export interface ServiceParts {
  readonly environment: NodeJS.ProcessEnv;
  readonly log: Log;
  /** What runs `treestamp service-build` on this machine. */
  readonly command: readonly string[];
  /** Repeats builds' logs. */
  readonly echo: (bytes: Uint8Array) => void;
}

/** One that was killed in another container counts as alive for half a minute. Milliseconds. */
const patience = 45_000;

/**
 * Serves until the signal says that it is enough; then ends what runs, for the next service on this folder to go on with.
 * @throws store-unreachable where another service has the folder; machine-failed where it cannot listen
 */
export async function runService(settings: ServiceSettings, parts: ServiceParts, signal: AbortSignal): Promise<void> {
  const { state } = settings;
  mkdirSync(state, { recursive: true, mode: 0o700 });
  await withFolderLock(state, "lock", () => serve(settings, parts, signal), { patience });
}

async function serve(settings: ServiceSettings, parts: ServiceParts, signal: AbortSignal): Promise<void> {
  const { log, echo } = parts;
  const environment = { ...parts.environment, ...daemonVariables(settings) };
  const records = recordsIn(join(settings.state, "builds"));
  const [bucket, workers] = await Promise.all([
    openBucket(settings),
    openWorkers(settings, { environment, command: parts.command }),
  ]);
  const openSink = openSinks(settings);
  const builds = openBuilds({
    ...{ settings, records, bucket, workers, log, openSink },
    callbacks: callbacks({ environment, log, secret: settings.callbackSecret }),
    fetchSources: (uri, file, stop) => fetchSources(uri, file, { environment, signal: stop }),
    echo: settings.showLogs ? echo : () => {},
  });
  const app = serviceApp({ builds, records, bucket, token: settings.token, log });
  const server = createAdaptorServer({ fetch: app.fetch });
  await builds.resume();
  try {
    const { port } = await listening(server, settings);
    log.info(
      `Listening on http://${settings.address.includes(":") ? `[${settings.address}]` : settings.address}:${port}.`,
    );
    log.info(
      `Builds: ${workers.description}, ${settings.parallel} at a time. Sources and logs: ${bucket.description}.`,
    );
    await ended(signal);
  } finally {
    server.close();
    await builds.close();
    if ("closeAllConnections" in server) server.closeAllConnections();
  }
}

type Server = ReturnType<typeof createAdaptorServer>;

function listening(server: Server, { address, port }: ServiceSettings): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause) => {
      const remedy = "Choose another `port`, or end what listens there.";
      reject(new TreestampError("machine-failed", `${address}:${port}: ${messageOf(cause)}.`, { remedy, cause }));
    });
    server.listen(port, address, () => resolve(server.address() as AddressInfo));
  });
}

function ended(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

/** A daemon elsewhere, as docker's own variables name it; its certificates lie in the state's folder. */
function daemonVariables({ daemon, state }: ServiceSettings): NodeJS.ProcessEnv {
  if (daemon === undefined) return {};
  const { host, tls } = daemon;
  if (tls === undefined) return { DOCKER_HOST: host };
  const folder = join(state, "daemon");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const [name, pem] of Object.entries(tls)) writeFileSync(join(folder, `${name}.pem`), pem, { mode: 0o600 });
  return { DOCKER_HOST: host, DOCKER_TLS_VERIFY: "1", DOCKER_CERT_PATH: folder };
}
