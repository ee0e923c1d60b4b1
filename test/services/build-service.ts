/** The build service as its operators start it, and somebody who hears its callbacks. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { gitEnvironment } from "../fixtures/git.ts";
import { tar } from "../fixtures/tar.ts";
import { codeCacheOf } from "./code-cache.ts";
import { bodyOf, type RunningServer, startServer } from "./http.ts";

const entry = join(import.meta.dirname, "../../dist/cli/index.js");

export interface RunningService {
  readonly url: string;
  readonly child: ChildProcess;
  /** What it has logged so far. */
  log(): string;
  /** Ends it as an orchestrator does. @returns its exit code */
  stop(): Promise<number>;
  kill(): Promise<void>;
}

export interface ServiceOptions {
  readonly state: string;
  readonly words?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** A free one where it is left out. */
  readonly port?: number;
}

/** Starts `treestamp serve`, and waits until it listens. */
export async function startService(options: ServiceOptions): Promise<RunningService> {
  const { state, words = [], env = {}, port = 0 } = options;
  const child = spawn(process.execPath, [entry, "serve", "--port", String(port), "--state", state, ...words], {
    env: { ...gitEnvironment, NODE_COMPILE_CACHE: codeCacheOf(), ...env },
    stdio: ["ignore", "inherit", "pipe"],
  });
  const ended = once(child, "close") as Promise<[number | null]>;
  const lines: string[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stderr! }).on("line", (line) => {
      lines.push(line);
      const [, address] = /^Listening on (.*)\.$/.exec(line) ?? [];
      if (address !== undefined) resolve(address);
    });
    ended.then(() => reject(new Error(lines.join("\n"))), reject);
  });
  return {
    ...{ url, child, log: () => lines.join("\n") },
    async stop() {
      child.kill("SIGTERM");
      const [code] = await ended;
      return code ?? -1;
    },
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

export interface Heard {
  readonly id: number;
  readonly status: string;
  readonly building: boolean;
  readonly type: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface Receiver {
  readonly url: string;
  readonly heard: Heard[];
  /** How it answers; 200 until it is changed. */
  status: number;
  /** Waits until this was heard of a build. */
  until(id: number, status: string): Promise<Heard>;
  stop(): Promise<void>;
}

/** Hears callbacks. */
export async function startReceiver(): Promise<Receiver> {
  const heard: Heard[] = [];
  let told = Promise.withResolvers<void>();
  const server: RunningServer = await startServer(async (request, response) => {
    const body = (await bodyOf(request)).toString("utf8");
    if (receiver.status === 200) heard.push({ ...JSON.parse(body), headers: request.headers, body });
    response.writeHead(receiver.status).end();
    told.resolve();
    told = Promise.withResolvers();
  });
  const receiver: Receiver = {
    ...{ url: `http://${server.host}/hook`, heard, status: 200, stop: server.stop },
    async until(id, status) {
      for (;;) {
        const found = heard.find((call) => call.id === id && call.status === status);
        if (found !== undefined) return found;
        const late = sleep(30_000, "late", { ref: false });
        if ((await Promise.race([told.promise, late])) === "late") {
          throw new Error(`${id} ${status} is not told, but ${JSON.stringify(heard.map((call) => call.body))}`);
        }
      }
    },
  };
  return receiver;
}

const shell = readFileSync("/bin/busybox");

/**
 * An instruction of these words for the shell. It outlives them a moment: buildah hands on what an instruction prints, but does
 * not wait until all of it is handed on, so that a busy machine may lose the last line (buildah 1.28, chroot/run_common.go).
 */
export function runs(script: string): string {
  return `RUN ${JSON.stringify(["sh", "-c", `trap 'sleep 0.5' EXIT; ${script}`])}`;
}

/** Sources whose Dockerfile has a shell, and runs these words in it; as a tar. */
export function sourcesThatRun(script: string, more: Readonly<Record<string, string>> = {}): Buffer {
  const dockerfile = `FROM scratch\nCOPY sh /bin/sh\nENV PATH=/bin\n${script}\n`;
  return tar([
    { name: "Dockerfile", data: dockerfile },
    { name: "sh", data: shell, mode: 0o755 },
    ...Object.entries(more).map(([name, data]) => ({ name, data })),
  ]);
}
