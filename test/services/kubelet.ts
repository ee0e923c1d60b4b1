/**
 * What a cluster has beside its API server, as far as jobs need it: a controller that makes a job's pod and removes what a job
 * that is gone owned, and one node, whose kubelet serves logs. How its pods fare, a test says.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { V1Job, V1Pod, V1PodStatus, V1Secret } from "@kubernetes/client-node";
import type { RunningCluster, WatchEvent } from "./cluster.ts";

export interface ServedPod {
  readonly name: string;
  readonly job: V1Job;
  /** Appends to its log. */
  print(text: string): void;
  /** Ends the connections of those who follow its log, which goes on. */
  breakLog(): void;
  report(status: V1PodStatus): Promise<void>;
  /** Its one container runs. */
  runs(): Promise<void>;
  /** It has ended by itself. */
  ends(exitCode: number): Promise<void>;
  /** Runs the command of its container on this machine, with the secret that it mounts, to its end. */
  runForReal(env: NodeJS.ProcessEnv): Promise<void>;
  /** Once no such object is left. */
  readonly gone: Promise<void>;
}

export interface RunningKubelet {
  /** The next pod that comes. */
  next(): Promise<ServedPod>;
  /** How many pods there were. */
  readonly count: number;
  stop(): Promise<void>;
}

const nodeName = "node-1";
const entry = join(import.meta.dirname, "../../dist/cli/index.js");

export async function startKubelet(cluster: RunningCluster, namespace: string): Promise<RunningKubelet> {
  const core = `/api/v1/namespaces/${namespace}`;
  const jobsPath = `/apis/batch/v1/namespaces/${namespace}/jobs`;
  const stopped = new AbortController();
  const pods = new Map<string, Own>();
  const coming: ServedPod[] = [];
  const waiting: ((pod: ServedPod) => void)[] = [];
  let count = 0;

  const tls = ["kubelet.key", "kubelet.pem", "ca.pem"].map((name) => readFileSync(join(cluster.folder, name)));
  const server = createServer({ key: tls[0]!, cert: tls[1]!, ca: tls[2]!, requestCert: true }, (request, response) => {
    const { pathname, searchParams } = new URL(request.url!, "https://kubelet");
    const [, kind, , name, container] = pathname.split("/");
    const pod = pods.get(name ?? "");
    if (kind !== "containerLogs" || pod === undefined || container !== "build") {
      return void response.writeHead(404).end();
    }
    response.writeHead(200, { "content-type": "text/plain" });
    response.write(pod.log);
    if (searchParams.get("follow") !== "true" || pod.isOver) response.end();
    else pod.followers.add(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await cluster.ask("POST", "/api/v1/nodes", { apiVersion: "v1", kind: "Node", metadata: { name: nodeName } });
  await cluster.ask("PATCH", `/api/v1/nodes/${nodeName}/status`, {
    status: {
      addresses: [{ type: "InternalIP", address: "127.0.0.1" }],
      daemonEndpoints: { kubeletEndpoint: { Port: port } },
    },
  });

  async function onJob({ type, object }: WatchEvent): Promise<void> {
    const job = object as V1Job;
    if (type === "ADDED" && ![...pods.values()].some(({ served }) => served.job.metadata!.uid === job.metadata!.uid)) {
      await makePod(job);
    }
    if (type === "DELETED") await collectGarbage();
  }

  /** What a job owned that is not there any more. */
  async function collectGarbage(): Promise<void> {
    const jobs = await cluster.ask<{ items: V1Job[] }>("GET", jobsPath);
    const uids = new Set(jobs.items.map(({ metadata }) => metadata!.uid));
    for (const kind of ["pods", "secrets"]) {
      const { items } = await cluster.ask<{ items: (V1Pod | V1Secret)[] }>("GET", `${core}/${kind}`);
      for (const { metadata } of items) {
        const [owner] = metadata?.ownerReferences ?? [];
        if (owner === undefined || uids.has(owner.uid)) continue;
        await cluster.ask("DELETE", `${core}/${kind}/${metadata!.name}`).catch(() => {}); // somebody else has
      }
    }
  }

  async function makePod(job: V1Job): Promise<void> {
    const { name: jobName, uid } = job.metadata!;
    const name = `${jobName}-${(++count).toString(36).padStart(5, "0")}`;
    const { metadata, spec } = job.spec!.template;
    pods.set(name, ownPod(name, job));
    await cluster.ask("POST", `${core}/pods`, {
      ...{ apiVersion: "v1", kind: "Pod" },
      metadata: {
        ...{ name, labels: { ...metadata?.labels, "job-name": jobName, "controller-uid": uid } },
        ownerReferences: [{ apiVersion: "batch/v1", kind: "Job", name: jobName, uid, controller: true }],
      },
      spec: { ...spec, nodeName },
    });
    const { served } = pods.get(name)!;
    const taker = waiting.shift();
    if (taker === undefined) coming.push(served);
    else taker(served);
  }

  interface Own {
    log: string;
    isOver: boolean;
    readonly followers: Set<ServerResponse>;
    readonly served: ServedPod;
    readonly removed: PromiseWithResolvers<void>;
    kill(): void;
  }

  function ownPod(name: string, job: V1Job): Own {
    const report = async (status: V1PodStatus) => {
      await cluster.ask("PATCH", `${core}/pods/${name}/status`, { status });
    };
    const container = (state: object) => ({
      containerStatuses: [{ name: "build", image: "x", imageID: "", ready: false, restartCount: 0, state }],
    });
    const removed = Promise.withResolvers<void>();
    const own: Own = {
      ...{ log: "", isOver: false, followers: new Set(), removed, kill: () => {} },
      served: {
        ...{ name, job, report, gone: removed.promise },
        print(text) {
          own.log += text;
          for (const follower of own.followers) follower.write(text);
        },
        breakLog() {
          for (const follower of own.followers) follower.destroy();
          own.followers.clear();
        },
        runs: () => report({ phase: "Running", ...container({ running: {} }) }),
        async ends(exitCode) {
          own.isOver = true;
          for (const follower of own.followers) follower.end();
          const terminated = { exitCode, reason: exitCode === 0 ? "Completed" : "Error" };
          await report({ phase: exitCode === 0 ? "Succeeded" : "Failed", ...container({ terminated }) });
        },
        async runForReal(env) {
          const [mount] = job.spec!.template.spec!.volumes!;
          const secret = await cluster.ask<V1Secret>("GET", `${core}/secrets/${mount!.secret!.secretName}`);
          const folder = join(cluster.folder, name);
          mkdirSync(folder, { mode: 0o700 });
          for (const [file, data] of Object.entries(secret.data!)) {
            writeFileSync(join(folder, file), Buffer.from(data, "base64"));
          }
          await own.served.runs();
          const [, ...words] = job.spec!.template.spec!.containers[0]!.command!;
          const there = words.map((word) => word.replace("/run/treestamp", folder));
          const child = spawn(process.execPath, [entry, ...there], { env, stdio: ["ignore", "pipe", "pipe"] });
          own.kill = () => void child.kill("SIGTERM");
          for (const stream of [child.stdout, child.stderr]) {
            stream.setEncoding("utf8").on("data", (text: string) => own.served.print(text));
          }
          const [code] = (await once(child, "close")) as [number | null];
          await own.served.ends(code ?? 143);
        },
      },
    };
    return own;
  }

  async function onPod({ type, object }: WatchEvent): Promise<void> {
    const { metadata } = object as V1Pod;
    const name = metadata!.name!;
    const own = pods.get(name);
    if (own === undefined) return;
    if (type === "DELETED") return own.removed.resolve();
    if (metadata!.deletionTimestamp === undefined) return;
    own.isOver = true;
    own.kill();
    for (const follower of own.followers) follower.end();
    const now = { apiVersion: "v1", kind: "DeleteOptions", gracePeriodSeconds: 0 };
    await cluster.ask("DELETE", `${core}/pods/${name}`, now).catch(() => {}); // it went meanwhile
  }

  /** One event after the other; anew where the server was away. */
  async function looking(path: string, react: (event: WatchEvent) => Promise<void>): Promise<void> {
    let work = Promise.resolve();
    const take = (event: WatchEvent) => {
      work = work.then(() => react(event)).catch(() => {}); // the server is away: the next watch tells it again
    };
    for (; !stopped.signal.aborted; await sleep(100)) {
      await collectGarbage().catch(() => {});
      await cluster.watch(path, take, stopped.signal).catch(() => {});
      await work;
    }
  }

  const loops = [looking(jobsPath, onJob), looking(`${core}/pods`, onPod)];
  return {
    next: () => {
      const there = coming.shift();
      if (there !== undefined) return Promise.resolve(there);
      return new Promise((resolve, reject) => {
        waiting.push(resolve);
        setTimeout(() => reject(new Error("No pod comes.")), 30_000).unref();
      });
    },
    get count() {
      return count;
    },
    async stop() {
      stopped.abort();
      for (const { kill } of pods.values()) kill();
      await Promise.all(loops);
      server.close();
      server.closeAllConnections();
    },
  };
}
