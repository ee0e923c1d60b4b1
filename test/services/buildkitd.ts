/** A real buildkitd, as on another machine: it shares no folder with its clients, and when it goes the kernel ends what it started. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createInterface } from "node:readline";

export interface RunningBuildkitd {
  /** `tcp://127.0.0.1:PORT` or `unix:///…`. */
  readonly address: string;
  /** Where it keeps everything: instructions see that in their mounts. */
  readonly folder: string;
  /** Ends it at once, as a machine that is taken away. */
  kill(): Promise<void>;
  /** The same, and removes its data. */
  stop(): Promise<void>;
}

/** Starts buildkitd, found on PATH. @param tls paths of its own certificate and key, and of the authority of its clients */
export async function startBuildkitd(tls?: {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}): Promise<RunningBuildkitd> {
  const folder = await mkdtemp("/tmp/treestamp-buildkitd-");
  const secured = tls && ["--tlscacert", tls.ca, "--tlscert", tls.cert, "--tlskey", tls.key];
  const listen = [
    "--addr",
    secured === undefined ? `unix://${folder}/socket` : "tcp://127.0.0.1:0",
    ...(secured ?? []),
  ];
  const own = ["--root", `${folder}/root`, "--otel-socket-path", `${folder}/otel`, "--containerd-worker=false"];
  const namespaces = ["--pid", "--fork", "--kill-child", "--mount", "--mount-proc", "--propagation", "slave"];
  const child = spawn(
    "setpriv",
    ["--pdeathsig", "KILL", "unshare", ...namespaces, "buildkitd", ...own, "--oci-worker-gc=false", ...listen],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  const ended = once(child, "close");
  const kill = async () => {
    child.kill("SIGKILL");
    await ended.catch(() => {});
  };
  const stop = async () => {
    await kill();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  const said: string[] = [];
  const started = Promise.withResolvers<string>();
  createInterface({ input: child.stderr! })
    .on("line", (line) => {
      said.push(line);
      const [, at] = /running server on ([^\s"]+)/.exec(line) ?? [];
      if (at !== undefined) started.resolve(at.startsWith("/") ? `unix://${at}` : `tcp://${at}`);
    })
    .on("close", () => started.reject(new Error(`buildkitd did not start:\n${said.slice(-20).join("\n")}`)));
  try {
    return { address: await started.promise, folder, kill, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
