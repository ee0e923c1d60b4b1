/** What workers in a cluster ask of it. A real API server is in test/long. */
import { mkdirSync, writeFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { TreestampError } from "../../core/errors.ts";
import type { Job } from "../../core/service/port.ts";
import { type Cluster, ClusterRefusal } from "../../core/service/workers/cluster.ts";
import { kubernetesWorkers } from "../../core/service/workers/kubernetes.ts";
import { testFolder } from "../fixtures/git.ts";
import { manifestsIn } from "../services/manifests.ts";

let home: ReturnType<typeof testFolder>;
beforeEach(() => {
  home = testFolder();
});
afterEach(() => home[Symbol.dispose]());

interface Asked {
  readonly method: string;
  readonly path: string;
  // biome-ignore lint/suspicious/noExplicitAny: objects of many kinds
  readonly body: any;
}

/** A cluster with one job, whose pod has this status at each look, the last one for ever. */
function clusterOf(statuses: readonly (object | Error | undefined)[], log = "") {
  const asked: Asked[] = [];
  const left = [...statuses];
  let isThere = false;
  const missing = (path: string) => new ClusterRefusal(404, `"${path.split("/")[1]}" not found`);
  const answer = (method: string, path: string, body: object | undefined): unknown => {
    asked.push({ method, path, body });
    const [kind] = path.split(/[/?]/);
    if (path.includes("/log?")) return log;
    if (method === "POST") {
      isThere = true;
      return { ...body, metadata: { ...(body as { metadata: object }).metadata, uid: "uid-1" } };
    }
    if (method === "DELETE") {
      if (!isThere) throw missing(path);
      if (kind === "secrets") isThere = false;
      return {};
    }
    if (kind === "jobs") return {};
    const status = isThere ? (left.length > 1 ? left.shift() : left[0]) : undefined;
    if (status instanceof Error) throw status;
    const pod = { metadata: { name: "pod-1", ownerReferences: [{ uid: "uid-1" }] }, status };
    return { items: status === undefined ? [] : [pod] };
  };
  const cluster: Cluster = {
    namespace: "builds",
    ask: async (method, path, body) =>
      Readable.from([Buffer.from(String(answer(method, path, body)))]) as IncomingMessage,
    read: async <T>(method: "GET" | "POST" | "DELETE", path: string, body?: object) => answer(method, path, body) as T,
  };
  return { cluster, asked };
}

const settings = { kind: "kubernetes", image: "registry.example/worker:1", memory: 1 << 30, cpus: 2 } as const;

function jobWith(inputs: Job["order"]["inputs"] = {}) {
  const said: string[] = [];
  const order: Job["order"] = {
    source: { kind: "image", reference: "registry.example/a:1" },
    ...{
      image: "registry.example/web",
      tags: ["1.1"],
      labels: {},
      buildArgs: {},
      noCache: false,
      plainHttp: [],
      inputs,
    },
    logins: { "registry.example": { username: "ann", password: "a password" } },
  };
  const onOutput = (bytes: Uint8Array) => void said.push(Buffer.from(bytes).toString());
  return { job: { name: "web-1", order, archive: undefined, onOutput }, said };
}

const workersOn = (cluster: Cluster) => kubernetesWorkers(settings, cluster, { interval: 1, patience: 50 });
const container = (state: object) => [{ name: "build", state }];
const succeeded = { phase: "Succeeded", containerStatuses: container({ terminated: { exitCode: 0 } }) };

test("a build's life: what it waits for, its log, its end", async () => {
  const waiting = { reason: "ContainerCreating" };
  const { cluster, asked } = clusterOf(
    [{ phase: "Pending", containerStatuses: container({ waiting }) }, { phase: "Running" }, succeeded],
    "built\n",
  );
  const { job, said } = jobWith();
  const running = await workersOn(cluster).start(job);
  expect(await running.ended).toEqual({ kind: "ended", exitCode: 0, reason: undefined });
  expect(said.join("")).toBe("The worker waits: ContainerCreating.\nbuilt\n");
  expect(asked.slice(-3).map(({ method }) => method)).toEqual(["DELETE", "DELETE", "GET"]);
});

test("no more is asked than the role of deploy/ allows, and all of that is needed", async () => {
  const { cluster, asked } = clusterOf([undefined, { phase: "Running" }, succeeded]);
  await (await workersOn(cluster).start(jobWith().job)).ended;
  const verbs: Record<string, string> = { POST: "create", DELETE: "delete" };
  const done = asked.map(({ method, path }) => {
    const [kind, name, below] = path.split(/[/?]/);
    if (below?.startsWith("log")) return "get pods/log";
    return `${verbs[method] ?? (kind === "pods" && name?.startsWith("labelSelector") ? "list" : "get")} ${kind}`;
  });
  const role = manifestsIn("kubernetes/service.yaml").find(({ kind }) => kind === "Role")!;
  const allowed = role.rules.flatMap(({ resources, verbs }: { resources: string[]; verbs: string[] }) =>
    resources.flatMap((resource) => verbs.map((verb) => `${verb} ${resource}`)),
  );
  expect([...new Set(done)].sort()).toEqual(allowed.sort());
});

test("secrets, and the certificates of a builder, are in the secret alone", async () => {
  const certificates = join(home.path, "certs");
  mkdirSync(certificates);
  for (const name of ["ca.pem", "cert.pem", "key.pem"]) writeFileSync(join(certificates, name), `of ${name}`);
  const { cluster, asked } = clusterOf([succeeded]);
  const inputs = { builder: ["tcp://buildkitd:1234"], "builder-certs": [certificates] };
  await (await workersOn(cluster).start(jobWith(inputs).job)).ended;
  const [job, secret] = asked.filter(({ method }) => method === "POST").map(({ body }) => body);
  expect(JSON.stringify(job)).not.toContain("a password");
  expect(job.spec.template.spec.containers[0].resources.limits).toEqual({ memory: "1073741824", cpu: "2" });
  const text = (name: string) => Buffer.from(secret.data[name], "base64").toString();
  expect(text("key.pem")).toBe("of key.pem");
  expect(JSON.parse(text("order"))).toMatchObject({
    logins: { "registry.example": { password: "a password" } },
    inputs: { builder: ["tcp://buildkitd:1234"], "builder-certs": ["/run/treestamp"] },
  });
  expect(secret.metadata.ownerReferences).toMatchObject([{ kind: "Job", uid: "uid-1" }]);
});

test("a pod that nobody sees, or whose phase is unknown, is lost in the end", async () => {
  const away = new TreestampError("store-unreachable", "The cluster cannot be reached.");
  for (const never of [undefined, { phase: "Unknown" }]) {
    const { cluster } = clusterOf([never]);
    const { ended } = await workersOn(cluster).start(jobWith().job);
    expect(await ended).toEqual({ exitCode: undefined, reason: "The cluster has lost the worker's pod." });
  }
  const { cluster } = clusterOf([away, away, { phase: "Running" }, away, succeeded]);
  expect(await (await workersOn(cluster).start(jobWith().job)).ended).toMatchObject({ exitCode: 0 });
});

test("a cluster that denies what it has allowed may be starting: it is asked again, and believed in the end", async () => {
  const denial = new ClusterRefusal(403, "pods is forbidden");
  const starting = clusterOf([denial, { phase: "Running" }, succeeded]);
  expect(await (await workersOn(starting.cluster).start(jobWith().job)).ended).toMatchObject({ exitCode: 0 });
  const { cluster } = clusterOf([denial]);
  expect(await (await workersOn(cluster).start(jobWith().job)).ended).toEqual({
    exitCode: undefined,
    reason: "The cluster refuses: pods is forbidden.",
  });
});

test("to stop removes job and secret", async () => {
  const { cluster, asked } = clusterOf([{ phase: "Running" }]);
  const { ended, stop } = await workersOn(cluster).start(jobWith().job);
  stop();
  expect(await ended).toMatchObject({ exitCode: undefined });
  const removed = asked.filter(({ method }) => method === "DELETE").map(({ path }) => path.split("/")[0]);
  expect(removed.slice(-2)).toEqual(["jobs", "secrets"]);
});
