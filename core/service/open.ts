/** Picks the service's drivers; each is loaded where it is asked for. */
import { join } from "node:path";
import { kafkaHosts } from "./kafka-hosts.ts";
import type { Bucket, LogSink, LogSubject, Workers } from "./port.ts";
import type { ServiceSettings } from "./settings.ts";

export async function openBucket({ s3, state }: ServiceSettings): Promise<Bucket> {
  if (s3 !== undefined) return (await import("./s3-bucket.ts")).s3Bucket(s3);
  return (await import("./folder-bucket.ts")).folderBucket(join(state, "kept"));
}

export function openSinks({ kafkaTopic: topic }: ServiceSettings) {
  return async (hosts: string, subject: LogSubject): Promise<LogSink> =>
    (await import("./kafka-sink.ts")).kafkaSink({ hosts: kafkaHosts(hosts), topic }, subject);
}

export interface WorkerParts {
  readonly environment: NodeJS.ProcessEnv;
  readonly command: readonly string[];
}

/** Secrets of the service are no build's. */
const ownVariables = /^(S3_SECRET_KEY|EXTRA_DOCKER_REGISTRY_CONFIG|EXTRA_BUILD_ARGS|DOCKER_BUILD_SETTINGS)$/;

export async function openWorkers(
  { workers }: ServiceSettings,
  { environment, command }: WorkerParts,
): Promise<Workers> {
  const ofBuilds = Object.fromEntries(Object.entries(environment).filter(([name]) => !ownVariables.test(name)));
  switch (workers.kind) {
    case "host":
      return (await import("./workers/host.ts")).hostWorkers(command, ofBuilds);
    case "docker":
      return (await import("./workers/docker.ts")).dockerWorkers(workers, ofBuilds);
    case "kubernetes":
      return (await import("./workers/kubernetes.ts")).kubernetesWorkers(workers);
  }
}
