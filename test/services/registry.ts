/** A real registry (distribution) on a loopback port that the kernel chose, its storage in a folder of its own. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { serviceFolders } from "./memory.ts";

export interface RegistryOptions {
  /** Lines of an htpasswd file (bcrypt). Where given, the registry asks for basic authentication. */
  readonly htpasswd?: string;
  /** Where given, the registry takes bearer tokens of this service alone. */
  readonly tokens?: {
    readonly realm: string;
    readonly service: string;
    readonly issuer: string;
    /** The public keys, as a JSON Web Key Set. */
    readonly jwks: unknown;
    readonly signingalgorithms: readonly string[];
  };
  /** Further environment variables, `REGISTRY_…`, that override the configuration. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface RunningRegistry {
  /** `127.0.0.1:PORT`, as it stands in a reference. */
  readonly host: string;
  /** The folder where the registry keeps its data. */
  readonly storage: string;
  /** Ends the registry and removes its data. */
  stop(): Promise<void>;
}

/** A line for `htpasswd`: the user `reader` with the password `secret`. */
export const readerLine = "reader:$2y$05$abcdefghijklmnopqrstuuOQiyCxlgf/oeuTqixKmWdcYUh4Hjl0a";

/** Starts the `registry` program found on PATH, and waits until it listens. */
export async function startRegistry(options: RegistryOptions = {}): Promise<RunningRegistry> {
  const folder = await mkdtemp(join(serviceFolders(), "treestamp-registry-"));
  const storage = join(folder, "data");
  const configuration = {
    version: "0.1",
    log: { level: "info", formatter: "text", accesslog: { disabled: true } },
    storage: { filesystem: { rootdirectory: storage }, delete: { enabled: true } },
    http: { addr: "127.0.0.1:0", secret: "a secret of the tests alone" },
    ...(options.htpasswd === undefined
      ? {}
      : { auth: { htpasswd: { realm: "test", path: join(folder, "htpasswd") } } }),
    ...(options.tokens === undefined
      ? {}
      : { auth: { token: { ...options.tokens, jwks: join(folder, "jwks.json") } } }),
  };
  if (options.htpasswd !== undefined) await writeFile(join(folder, "htpasswd"), options.htpasswd);
  await writeFile(join(folder, "config.yml"), JSON.stringify(configuration)); // JSON is YAML, too
  if (options.tokens !== undefined) await writeFile(join(folder, "jwks.json"), JSON.stringify(options.tokens.jwks));
  const child = spawn("registry", ["serve", join(folder, "config.yml")], {
    // Go's garbage, and threads that look for work, took a third of its processor time.
    env: { PATH: process.env.PATH, OTEL_TRACES_EXPORTER: "none", GOGC: "400", GOMAXPROCS: "1", ...options.settings },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = once(child, "close");
  const stop = async () => {
    child.kill("SIGKILL");
    await ended.catch(() => {});
    await rm(folder, { recursive: true, force: true });
  };
  try {
    return { host: await addressOf(child, ended), storage, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The address that the registry says it listens on. Its log is read to the end of its life, so that it never blocks. */
function addressOf(child: ReturnType<typeof spawn>, ended: Promise<unknown>): Promise<string> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    createInterface({ input: child.stderr! }).on("line", (line) => {
      const address = /listening on (127\.0\.0\.1:\d+)/.exec(line)?.[1];
      if (address !== undefined) resolve(address);
      if (said.length < 50) said.push(line);
    });
    ended.then(
      () => reject(new Error(`The registry ended before it listened:\n${said.join("\n")}`)),
      (cause) => reject(new Error("The program `registry` (distribution 3) is not on PATH.", { cause })),
    );
  });
}
