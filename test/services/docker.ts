/**
 * A Docker daemon (version 29) of our own on a socket in a temporary folder. It and its containerd live in their own
 * PID and mount namespaces: when the first process goes, by `stop` or because the test process died, the kernel ends
 * everything that it started and takes every mount away. It has no bridge: containers and builds take the network of the
 * host, or none.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { access, constants, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { serviceFolders } from "./memory.ts";
import { rootlessWorld } from "./rootless-docker.ts";

export interface DockerOptions {
  /** `containerd` is what Docker 29 uses by itself; `overlay2` is what GitHub's hosted machines use (Docker 28). */
  readonly store: "containerd" | "overlay2";
  /** Starts it without root, as Docker's rootless mode has it: as this user, whose number stands for root inside. */
  readonly rootless?: number;
  /** Another address of it, such as `tcp://127.0.0.1:2376`: by TLS where `settings` say so. */
  readonly address?: string;
  /** Further entries of the daemon's configuration file. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

export interface RunningDocker {
  /** `unix:///…`, as it stands in DOCKER_HOST. */
  readonly host: string;
  /** The environment in which `docker` and `docker buildx` talk to this daemon and to no other. */
  readonly env: NodeJS.ProcessEnv;
  /** Ends the daemon with all its containers, and removes its data. */
  stop(): Promise<void>;
}

/** Starts containerd and dockerd, found on PATH, and waits until the daemon answers. Root only. */
export async function startDocker(options: DockerOptions): Promise<RunningDocker> {
  // Without root, its programs lie there, too, and where memory is may be no place for programs.
  const parent = options.rootless === undefined ? serviceFolders() : "/tmp";
  const folder = await mkdtemp(join(parent, "treestamp-docker-"));
  const socket = join(folder, "docker.sock");
  const config = join(folder, "config");
  await mkdir(join(config, "cli-plugins"), { recursive: true });
  await symlink(await onPath("buildx"), join(config, "cli-plugins/docker-buildx"));
  await writeFile(join(folder, "containerd.toml"), containerdConfiguration);
  await writeFile(
    join(folder, "daemon.json"),
    // The runc of Debian 12 (1.1) knows no time namespaces, and Docker 29 asks for one.
    JSON.stringify({
      ...options.settings,
      features: { "containerd-snapshotter": options.store === "containerd", "time-namespaces": false },
      // What Docker's own packages bring as docker-init, here from Debian's tini: for `docker run --init`.
      "init-path": "/usr/bin/tini-static",
    }),
  );
  const { rootless } = options;
  const world = rootless === undefined ? undefined : await rootlessWorld(rootless, folder, [await onPath("dockerd")]);
  const { address } = options;
  const further = [...(world === undefined ? [] : ["--rootless"]), ...(address === undefined ? [] : ["-H", address])];
  const child = spawn(
    "setpriv",
    [
      ...["--pdeathsig", "KILL", ...(world?.through ?? []), "unshare", ...ownNamespaces],
      ...["sh", "-euc", startScript, "sh", folder, ...further],
    ],
    {
      // An older client (Debian 12: 20.10) may speak to it, too. It does not live for long: garbage may wait.
      env: { ...process.env, DOCKER_MIN_API_VERSION: "1.24", GOGC: "400", ...world?.env },
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  const ended = once(child, "close");
  const stop = async () => {
    child.kill("SIGKILL");
    world?.close();
    await ended.catch(() => {}); // all that it started held its standard error: they are gone, too
    for (const path of [folder, `${folder}-user`]) await rm(path, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await answers(socket, child, lastLines(child));
  } catch (error) {
    await stop();
    throw error;
  }
  const host = `unix://${socket}`;
  return { host, env: { PATH: process.env.PATH, HOME: tmpdir(), DOCKER_HOST: host, DOCKER_CONFIG: config }, stop };
}

const ownNamespaces = ["--pid", "--fork", "--kill-child", "--mount", "--mount-proc", "--propagation", "slave"];

/** The shell is process 1 of the namespace: it starts both, reaps orphans, and ends when dockerd does. */
const startScript = `
  folder=$1
  shift
  cd "$folder"
  containerd --config containerd.toml --address "$folder/containerd.sock" --root "$folder/containerd" --state "$folder/run" &
  until [ -S containerd.sock ]; do kill -0 $!; sleep 0.05; done
  dockerd --config-file daemon.json --containerd "$folder/containerd.sock" --data-root "$folder/data" --exec-root "$folder/exec" \\
    --pidfile "$folder/docker.pid" -H "unix://$folder/docker.sock" \\
    --userland-proxy=false --iptables=false --ip6tables=false --bridge=none "$@" &
  wait $!
`;

/** Without the plugins that would look after folders outside of ours. */
const containerdConfiguration = `version = 2
disabled_plugins = ["io.containerd.grpc.v1.cri", "io.containerd.internal.v1.opt"]
`;

/** Collects the end of what the daemons say; read to the end of their life, so that they never block. */
function lastLines(child: ChildProcess): () => string {
  let text = "";
  child.stderr!.setEncoding("utf8").on("data", (part: string) => {
    text = (text + part).slice(-4000);
  });
  return () => text;
}

async function answers(socket: string, child: ChildProcess, said: () => string): Promise<void> {
  for (const end = Date.now() + 60_000; Date.now() < end; await sleep(50)) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`dockerd did not start:\n${said()}`);
    if (await ping(socket)) return;
  }
  throw new Error(`dockerd did not answer within 60 seconds:\n${said()}`);
}

function ping(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = request({ socketPath, path: "/_ping", agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    asked.on("error", () => resolve(false));
    asked.end();
  });
}

async function onPath(program: string): Promise<string> {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const path = join(folder, program);
    const found = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return path;
  }
  throw new Error(`${program} is not on PATH: run the tests by npm test, which installs it.`);
}
