/** Builds as jobs of a Kubernetes cluster, each with a pod of an image that has treestamp and an engine. */
import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { V1Job, V1PodList, V1Secret } from "@kubernetes/client-node";
import { isTreestampError, messageOf } from "../../errors.ts";
import type { Job, Running, Workers } from "../port.ts";
import type { WorkerSettings } from "../settings.ts";
import { type Cluster, ClusterRefusal, openCluster } from "./cluster.ts";
import { type PodState, podStateOf } from "./pod-state.ts";

type PodSettings = Exclude<WorkerSettings, { readonly kind: "host" }>;
type Ended = Awaited<Running["ended"]>;

/** How often a pod is looked at. Milliseconds. */
const interval = 1_000;
/** How long the cluster may know nothing, or say nothing, before the build counts as lost. Milliseconds. */
const patience = 120_000;
/** How long a build has to tidy up once it is told to end. Seconds. */
const graceSeconds = 3;

const container = "build";
const folder = "/run/treestamp";

/** @throws tool-missing where there is no cluster */
export function kubernetesWorkers(settings: PodSettings, cluster: Cluster = openCluster()): Workers {
  return {
    description: `jobs with ${settings.image} in the namespace ${cluster.namespace}`,
    archives: "service",
    start: async (job) => started(job, settings, cluster),
    clear: async (name) => remove(objectName(name), cluster),
  };
}

async function started(job: Job, settings: PodSettings, cluster: Cluster): Promise<Running> {
  const name = objectName(job.name);
  await remove(name, cluster); // of a build of the same number, whose service was killed
  try {
    const made = await cluster.read<V1Job>("POST", "jobs", jobOf(job, settings));
    await cluster.read("POST", "secrets", secretOf(job, made));
  } catch (error) {
    await remove(name, cluster).catch(() => {});
    throw error;
  }
  const stopped = new AbortController();
  const ended = followed(name, job, cluster, stopped.signal);
  return { handle: name, ended, stop: () => stopped.abort() };
}

/** Objects have names that are labels of DNS; builds' names may be longer, and have other characters. */
function objectName(name: string): string {
  return `treestamp-${createHash("sha256").update(name).digest("hex").slice(0, 24)}`;
}

function jobOf({ name }: Job, { image, memory, cpus }: PodSettings): V1Job {
  const resources = { memory: String(memory), cpu: String(cpus) };
  const labels = { "app.kubernetes.io/managed-by": "treestamp" };
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { name: objectName(name), labels, annotations: { "treestamp/build": name } },
    spec: {
      backoffLimit: 0, // a build that fails is not started again behind our back
      template: {
        metadata: { labels },
        spec: {
          restartPolicy: "Never",
          automountServiceAccountToken: false,
          terminationGracePeriodSeconds: graceSeconds,
          containers: [
            {
              ...{ name: container, image, command: ["treestamp", "service-build", `${folder}/order`] },
              resources: { limits: resources, requests: resources },
              volumeMounts: [{ name: "order", mountPath: folder, readOnly: true }],
            },
          ],
          volumes: [{ name: "order", secret: { secretName: objectName(name), defaultMode: 0o400 } }],
        },
      },
    },
  };
}

/** The job owns it: whoever removes the one removes the other. */
function secretOf({ name, order }: Job, { metadata }: V1Job): V1Secret {
  const owner = { apiVersion: "batch/v1", kind: "Job", name: metadata!.name!, uid: metadata!.uid! };
  return {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name: objectName(name), ownerReferences: [owner] },
    data: { order: Buffer.from(JSON.stringify(order)).toString("base64") },
  };
}

/** Until the pod has ended, or is ended, and nothing of the job is left. */
async function followed(name: string, job: Job, cluster: Cluster, stopped: AbortSignal): Promise<Ended> {
  try {
    return await outcomeOf(name, job, cluster, stopped);
  } catch (error) {
    return { exitCode: undefined, reason: messageOf(error) };
  } finally {
    await gone(name, cluster).catch(() => {}); // what cannot be removed now is, before a build of this number starts
  }
}

async function outcomeOf(name: string, job: Job, cluster: Cluster, stopped: AbortSignal): Promise<Ended> {
  let log: Promise<void> | undefined;
  for (let seen = Date.now(); !stopped.aborted; ) {
    const { pod, state } = await podOf(name, cluster);
    if (state.kind !== "unknown") seen = Date.now();
    else if (Date.now() - seen > patience)
      return { exitCode: undefined, reason: "The cluster has lost the worker's pod." };
    const hasLog = state.kind === "running" || (state.kind === "ended" && state.exitCode !== undefined);
    if (hasLog && pod !== undefined) log ??= printed(pod, job, cluster);
    if (state.kind === "ended") {
      await log;
      return state;
    }
    await sleep(interval, undefined, { signal: stopped }).catch(() => {});
  }
  return { exitCode: undefined, reason: "The build was ended." };
}

interface Seen {
  readonly pod: string | undefined;
  readonly state: PodState;
}

/** @throws ClusterRefusal; a cluster that does not answer knows nothing for now */
async function podOf(name: string, cluster: Cluster): Promise<Seen> {
  try {
    const [pod] = (await pods(name, cluster)).items;
    const state: PodState = pod === undefined ? { kind: "unknown" } : podStateOf(pod);
    return { pod: pod?.metadata?.name, state };
  } catch (error) {
    if (!isTreestampError(error, "store-unreachable")) throw error;
    return { pod: undefined, state: { kind: "unknown" } };
  }
}

function pods(name: string, cluster: Cluster): Promise<V1PodList> {
  return cluster.read("GET", `pods?labelSelector=${encodeURIComponent(`job-name=${name}`)}`);
}

/** All that the pod prints, to its end. A log that breaks off fails no build. */
async function printed(pod: string, { onOutput }: Job, cluster: Cluster): Promise<void> {
  try {
    const log = await cluster.ask("GET", `pods/${pod}/log?container=${container}&follow=true`);
    for await (const part of log) onOutput(part);
  } catch (error) {
    onOutput(Buffer.from(`warning: the rest of the worker's log is lost: ${messageOf(error)}\n`));
  }
}

/** Its pods get their time to end. */
async function remove(name: string, cluster: Cluster): Promise<void> {
  const options = { apiVersion: "v1", kind: "DeleteOptions", propagationPolicy: "Background" };
  for (const path of [`jobs/${name}`, `secrets/${name}`]) {
    await cluster.read("DELETE", path, options).catch((error: unknown) => {
      if (!(error instanceof ClusterRefusal && error.status === 404)) throw error;
    });
  }
}

async function gone(name: string, cluster: Cluster): Promise<void> {
  await remove(name, cluster);
  for (const end = Date.now() + patience; Date.now() < end; await sleep(200)) {
    if ((await pods(name, cluster)).items.length === 0) return;
  }
}
