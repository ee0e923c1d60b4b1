/** Builds as jobs of a Kubernetes cluster, each with a pod of an image that has treestamp and an engine. */
import { setTimeout as sleep } from "node:timers/promises";
import type { V1Job, V1PodList } from "@kubernetes/client-node";
import { isTreestampError, messageOf } from "../../errors.ts";
import type { Ending, Job, Running, Workers } from "../port.ts";
import type { ContainerSettings } from "../settings.ts";
import { type Cluster, ClusterRefusal, openCluster } from "./cluster.ts";
import { jobOf, objectName, secretOf } from "./job-objects.ts";
import { type PodLog, podLog } from "./pod-log.ts";
import { jobStateOf, type PodState, podStateOf } from "./pod-state.ts";

/** Milliseconds. */
export interface Pace {
  /** How often a pod is looked at. */
  readonly interval: number;
  /** How long the cluster may know nothing, or say nothing, before the build counts as lost. */
  readonly patience: number;
}

const usualPace: Pace = { interval: 1_000, patience: 120_000 };

/** Where jobs are, and how often one looks at them. */
interface Place extends Pace {
  readonly cluster: Cluster;
}

/** @throws tool-missing where there is no cluster */
export function kubernetesWorkers(
  settings: ContainerSettings,
  cluster: Cluster = openCluster(),
  pace: Pace = usualPace,
): Workers {
  const place = { cluster, ...pace };
  return {
    description: `jobs with ${settings.image} in the namespace ${cluster.namespace}`,
    archives: "service",
    start: async (job) => started(job, settings, place),
    clear: async (name) => gone(objectName(name), place),
  };
}

async function started(job: Job, settings: ContainerSettings, place: Place): Promise<Running> {
  const { cluster } = place;
  const name = objectName(job.name);
  await gone(name, place); // of a build of the same number, whose service was killed
  let made: V1Job;
  try {
    made = await cluster.read("POST", "jobs", jobOf(job, settings));
    await cluster.read("POST", "secrets", await secretOf(job, made));
  } catch (error) {
    await remove(name, cluster).catch(() => {});
    throw error;
  }
  const stopped = new AbortController();
  const ended = followed({ ...job, made }, place, stopped.signal);
  return { handle: name, ended, stop: () => stopped.abort() };
}

/** With the object that stands for it. */
type Made = Job & { readonly made: V1Job };

/** Until the pod has ended, or is ended, and nothing of the job is left. */
async function followed(job: Made, place: Place, stopped: AbortSignal): Promise<Ending> {
  try {
    return await outcomeOf(job, place, stopped);
  } catch (error) {
    return { exitCode: undefined, reason: messageOf(error) };
  } finally {
    // What cannot be removed now is, before a build of this number starts; where none does, by the cluster.
    await gone(objectName(job.name), place, true).catch(() => {});
  }
}

async function outcomeOf(job: Made, { cluster, interval, patience }: Place, stopped: AbortSignal): Promise<Ending> {
  let log: PodLog | undefined;
  let told: string | undefined;
  try {
    for (let seen = Date.now(); !stopped.aborted; ) {
      const { pod, state, fault } = await seenOf(job.made, cluster);
      if (state.kind !== "unknown") seen = Date.now();
      else if (Date.now() - seen > patience) return { exitCode: undefined, reason: fault ?? isLost };
      const hasLog = state.kind === "running" || (state.kind === "ended" && state.exitCode !== undefined);
      if (hasLog && pod !== undefined) log ??= podLog(pod, cluster, job.onOutput);
      if (state.kind === "ended") {
        await log?.end();
        return state;
      }
      log?.follow();
      if (state.kind === "waiting" && state.why !== told) {
        told = state.why;
        job.onOutput(Buffer.from(`The worker waits: ${told ?? "its container is made"}.\n`));
      }
      await sleep(interval, undefined, { signal: stopped }).catch(() => {});
    }
  } finally {
    log?.close();
  }
  return { exitCode: undefined, reason: "The build was ended." };
}

const isLost = "The cluster has lost the worker's pod.";

interface Seen {
  readonly pod: string | undefined;
  readonly state: PodState;
  /** Why nothing is known. */
  readonly fault?: string;
}

/** A cluster that does not answer knows nothing for now. One that starts denies us what it has allowed, and will again. */
async function seenOf({ metadata }: V1Job, cluster: Cluster): Promise<Seen> {
  const name = metadata!.name!;
  try {
    const { items } = await pods(name, cluster);
    // On a node that is lost, the pod of an earlier job of this name may still be listed.
    const pod = items.find((one) => one.metadata?.ownerReferences?.some(({ uid }) => uid === metadata!.uid));
    if (pod !== undefined) return { pod: pod.metadata?.name, state: podStateOf(pod) };
    return { pod: undefined, state: jobStateOf(await cluster.read<V1Job>("GET", `jobs/${name}`)) };
  } catch (error) {
    if (!isMissing(error, name)) return { pod: undefined, state: { kind: "unknown" }, fault: messageOf(error) };
    const reason = "Somebody has removed the worker's job.";
    return { pod: undefined, state: { kind: "ended", exitCode: undefined, reason } };
  }
}

function pods(name: string, cluster: Cluster): Promise<V1PodList> {
  return cluster.read("GET", `pods?labelSelector=${encodeURIComponent(`job-name=${name}`)}`);
}

/** That it is not there, and not that its kind is none. */
function isMissing(error: unknown, name: string): boolean {
  return error instanceof ClusterRefusal && error.status === 404 && error.message.includes(name);
}

/** Its pods get their time to end. */
async function remove(name: string, cluster: Cluster): Promise<void> {
  const options = { apiVersion: "v1", kind: "DeleteOptions", propagationPolicy: "Background" };
  for (const path of [`jobs/${name}`, `secrets/${name}`]) {
    await cluster.read("DELETE", path, options).catch((error: unknown) => {
      if (!isMissing(error, name)) throw error;
    });
  }
}

/**
 * Removes it, and waits until its pods have ended: nothing is pushed afterwards, and no pod of before is taken for one of the
 * next job.
 * @param mayBeDenied for now: we have been allowed to
 * @throws store-unreachable, ClusterRefusal
 */
async function gone(name: string, { cluster, patience }: Place, mayBeDenied = false): Promise<void> {
  let isRemoved = false;
  for (const end = Date.now() + patience; ; await sleep(200)) {
    try {
      if (!isRemoved) await remove(name, cluster);
      isRemoved = true;
      if ((await pods(name, cluster)).items.length === 0 || Date.now() > end) return;
    } catch (error) {
      const mayPass = mayBeDenied || isTreestampError(error, "store-unreachable");
      if (!mayPass || Date.now() > end) throw error;
    }
  }
}
