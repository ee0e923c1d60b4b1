/** Builds as jobs of a cluster: a real API server with the rights of deploy/, and a test that is its controllers and its node. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { testFolder } from "../fixtures/git.ts";
import {
  type Receiver,
  type RunningService,
  runs,
  sourcesThatRun,
  startReceiver,
  startService,
} from "../services/build-service.ts";
import { type RunningCluster, startCluster } from "../services/cluster.ts";
import { freePort } from "../services/free-port.ts";
import { type RunningKubelet, type ServedPod, startKubelet } from "../services/kubelet.ts";
import { clusterFiles, type Manifest, manifestsIn, pathOf } from "../services/manifests.ts";
import { tagsOfRegistry } from "../services/published.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";

const namespace = "builds";
const appUuid = "56bce159-87a7-437f-bed3-2da4e44d9cf3";
/** So long may it take to build a kube-apiserver. Milliseconds. */
const building = 45 * 60_000;

let home: ReturnType<typeof testFolder>;
let cluster: RunningCluster;
let kubelet: RunningKubelet;
let receiver: Receiver;
let registry: RunningRegistry;
let kubeconfig: string;
const services: RunningService[] = [];

beforeAll(async () => {
  home = testFolder();
  [cluster, receiver, registry] = await Promise.all([startCluster(), startReceiver(), startRegistry()]);
  const named = (kind: string, name: string) => ({ apiVersion: "v1", kind, metadata: { name } });
  await cluster.ask("POST", "/api/v1/namespaces", named("Namespace", namespace));
  await cluster.ask("POST", `/api/v1/namespaces/${namespace}/serviceaccounts`, named("ServiceAccount", "default"));
  for (const manifest of manifestsIn("kubernetes/service.yaml").filter(isAboutRights)) {
    await cluster.ask("POST", pathOf(manifest, namespace), withNamespace(manifest));
  }
  kubeconfig = await cluster.kubeconfigFor(namespace, "treestamp");
  kubelet = await startKubelet(cluster, namespace);
}, building);
afterEach(async () => {
  for (const service of services.splice(0)) await service.kill();
});
afterAll(async () => {
  await kubelet?.stop();
  await Promise.all([cluster?.stop(), receiver?.stop(), registry?.stop()]);
  home?.[Symbol.dispose]();
});

const isAboutRights = ({ kind }: Manifest) => /^(ServiceAccount|Role|RoleBinding)$/.test(kind);

/** As kubectl does with `--namespace`. */
function withNamespace(manifest: Manifest): Manifest {
  const subjects = manifest.subjects?.map((subject: object) => ({ ...subject, namespace }));
  return { ...manifest, ...(subjects && { subjects }) };
}

describe("deploy/", () => {
  test.each(clusterFiles)("%s is what the API server takes, field by field", async (file) => {
    for (const manifest of manifestsIn(file)) {
      const path = `${pathOf(manifest, namespace)}?dryRun=All&fieldValidation=Strict`;
      const isThere = isAboutRights(manifest);
      const made = {
        ...withNamespace(manifest),
        metadata: { ...manifest.metadata, ...(isThere && { name: "another" }) },
      };
      expect(await cluster.ask("POST", path, made)).toMatchObject({ kind: manifest.kind });
    }
  });

  test("the service may do nothing else", async () => {
    const rules = { apiVersion: "authorization.k8s.io/v1", kind: "SubjectAccessReview" };
    const may = async (verb: string, resource: string, group = "") => {
      const user = `system:serviceaccount:${namespace}:treestamp`;
      const body = { ...rules, spec: { user, resourceAttributes: { namespace, verb, resource, group } } };
      const path = "/apis/authorization.k8s.io/v1/subjectaccessreviews";
      return (await cluster.ask<{ status: { allowed: boolean } }>("POST", path, body)).status.allowed;
    };
    expect(await may("create", "jobs", "batch")).toBe(true);
    for (const verb of ["get", "list", "watch", "update"]) expect(await may(verb, "secrets")).toBe(false);
    for (const verb of ["create", "delete", "get"]) expect(await may(verb, "pods")).toBe(false);
  });
});

let states = 0;
async function start(words: readonly string[] = [], state = `state-${++states}`): Promise<RunningService> {
  const port = await freePort();
  const service = await startService({
    state: join(home.path, state),
    words: ["--service-url", `http://127.0.0.1:${port}`, ...words],
    env: { ...{ KUBECONFIG: kubeconfig, USE_KUBERNETES: "true" }, DOCKER_BUILD_IMAGE: "registry.example/worker:1" },
    port,
  });
  services.push(service);
  return service;
}

let numbers = 0;
async function create({ url }: RunningService, more: object = {}) {
  const number = ++numbers;
  const sources = sourcesThatRun(runs("echo built for real")).toString("base64");
  const body = {
    ...{ app: "web", space: "test", app_uuid: appUuid, build_number: number, callback: receiver.url },
    build_uuid: `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`,
    sources: `data:application/x-tar;base64,${sources}`,
    ...{ gm_registry_host: registry.host, gm_registry_repo: "team", ...more },
  };
  const headers = { "content-type": "application/json" };
  expect((await fetch(url, { method: "POST", body: JSON.stringify(body), headers })).status).toBe(200);
  return { number, path: `/web-${appUuid}/${number}` };
}

const logOf = async ({ url }: RunningService, path: string) => (await fetch(`${url}${path}/logs`)).text();
const finalCalls = (number: number) =>
  receiver.heard.filter(({ id, status }) => id === number && status !== "pending").map(({ status }) => status);

async function until(check: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 60_000; !(await check()); await sleep(50)) {
    if (Date.now() > end) throw new Error(`It does not come true: ${check}`);
  }
}

/** Names of all that jobs leave. */
async function left(): Promise<string[]> {
  const core = `/api/v1/namespaces/${namespace}`;
  const paths = [`/apis/batch/v1/namespaces/${namespace}/jobs`, `${core}/pods`, `${core}/secrets`];
  const lists = await Promise.all(
    paths.map((path) => cluster.ask<{ items: { metadata: { name: string } }[] }>("GET", path)),
  );
  return lists.flatMap(({ items }) => items.map(({ metadata }) => metadata.name));
}

async function built(more: object = {}) {
  const service = await start();
  const build = await create(service, more);
  return { service, pod: await kubelet.next(), ...build };
}

describe("a build", () => {
  test("is carried out from its secret, for real, and nothing of it stays", async () => {
    const password = "the-password-of-the-registry";
    const cache = join(home.path, "cache");
    const service = await start(["--engine", "buildah", "--cache-folder", cache]);
    const { number, path } = await create(service, { gm_registry_auth: { username: "ann", password } });
    const pod = await kubelet.next();
    expect(JSON.stringify(pod.job)).not.toContain(password);
    await pod.runForReal({ PATH: process.env.PATH, HOME: home.path });
    await receiver.until(number, "succeeded");
    expect(await logOf(service, path)).toContain("built for real");
    expect(tagsOfRegistry(registry.storage, `team/web-${appUuid}`).map(({ tag }) => tag)).toContain(`1.${number}`);
    await pod.gone;
    expect(await left()).toEqual([]);
    await rm(cache, { recursive: true, force: true });
  });

  test("tells its log as it comes, also where the connection breaks", async () => {
    const { service, pod, number, path } = await built();
    await pod.runs();
    pod.print("line one\n");
    await until(async () => (await logOf(service, path)).includes("line one\n"));
    pod.breakLog();
    pod.print("line two\n");
    await until(async () => (await logOf(service, path)).includes("line two\n"));
    pod.print("line three\n");
    await pod.ends(0);
    await receiver.until(number, "succeeded");
    expect(await logOf(service, path)).toBe("line one\nline two\nline three\n");
  });

  test("fails by its exit code", async () => {
    const { service, pod, number, path } = await built();
    pod.print("no luck\n");
    await pod.ends(3);
    await receiver.until(number, "failed");
    expect(await logOf(service, path)).toBe("no luck\nThe build failed: exit code 3.\n");
  });

  type Fate = (pod: ServedPod) => Promise<void>;
  const container = (state: object) => ({
    containerStatuses: [{ name: "build", image: "x", imageID: "", ready: false, restartCount: 0, state }],
  });
  const fates: [string, Fate, RegExp][] = [
    [
      "whose image cannot be pulled",
      async (pod) => {
        const message = 'Back-off pulling image "registry.example/worker:1"';
        await pod.report({ phase: "Pending", ...container({ waiting: { reason: "ErrImagePull", message: "later" } }) });
        await sleep(1500);
        await pod.report({ phase: "Pending", ...container({ waiting: { reason: "ImagePullBackOff", message } }) });
      },
      /The worker waits: ErrImagePull: later\.\nThe worker's pod: ImagePullBackOff: Back-off pulling/,
    ],
    [
      "whose pod is evicted",
      async (pod) => {
        await pod.runs();
        await pod.report({ phase: "Failed", reason: "Evicted", message: "The node was low on resource: memory." });
      },
      /The worker's pod: Evicted: The node was low on resource: memory\.\n$/,
    ],
    [
      "that needs too much memory",
      (pod) => pod.report({ phase: "Failed", ...container({ terminated: { exitCode: 137, reason: "OOMKilled" } }) }),
      /The worker's pod: OOMKilled\.\n$/,
    ],
    [
      "whose job is deleted by somebody else",
      async (pod) => {
        await pod.runs();
        await cluster.ask("DELETE", `/apis/batch/v1/namespaces/${namespace}/jobs/${pod.job.metadata!.name}`, {
          ...{ apiVersion: "v1", kind: "DeleteOptions", propagationPolicy: "Background" },
        });
      },
      /Somebody has removed the worker's job\.\n$/,
    ],
  ];
  test.each(fates)("%s has failed, and says why", async (_what, fate, words) => {
    const { service, pod, number, path } = await built();
    await fate(pod);
    await receiver.until(number, "failed");
    expect(await logOf(service, path)).toMatch(words);
    expect(finalCalls(number)).toEqual(["failed"]);
    expect(await left()).toEqual([]);
  });

  test("whose pod nobody knows anything of is lost in the end, and no success", async () => {
    const { service, pod, number, path } = await built();
    await pod.runs();
    await pod.report({ phase: "Unknown" });
    await sleep(100_000);
    expect(finalCalls(number)).toEqual([]);
    await receiver.until(number, "failed");
    expect(await logOf(service, path)).toContain("The cluster has lost the worker's pod.");
  });

  test("goes on while the API server is away", async () => {
    const { service, pod, number, path } = await built();
    await pod.runs();
    pod.print("before\n");
    await until(async () => (await logOf(service, path)).includes("before\n"));
    await cluster.killApiServer();
    pod.print("meanwhile\n");
    await sleep(5000);
    await cluster.startApiServer();
    pod.print("after\n");
    await pod.ends(0);
    await receiver.until(number, "succeeded");
    expect(await logOf(service, path)).toBe("before\nmeanwhile\nafter\n");
  });
});

test("to stop a build removes job, pod and secret before it is answered, within seconds", async () => {
  const { service, pod, number, path } = await built();
  await pod.runs();
  const begin = performance.now();
  expect((await fetch(`${service.url}${path}`, { method: "DELETE" })).status).toBe(200);
  expect(performance.now() - begin).toBeLessThan(5000);
  expect(await left()).toEqual([]);
  await receiver.until(number, "canceled");
  expect(finalCalls(number)).toEqual(["canceled"]);
});

test("a service that was killed clears its job, and builds anew: one final callback", async () => {
  const killed = await start([], "killed");
  const { number, path } = await create(killed);
  const before = await kubelet.next();
  await before.runs();
  await killed.kill();
  const service = await start([], "killed");
  const pod = await kubelet.next();
  await before.gone;
  expect(pod.job.metadata!.uid).not.toBe(before.job.metadata!.uid);
  await pod.ends(0);
  await receiver.until(number, "succeeded");
  expect(finalCalls(number)).toEqual(["succeeded"]);
  expect(await logOf(service, path)).toContain("The service was started anew");
  expect(await left()).toEqual([]);
});
