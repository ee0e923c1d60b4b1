/** What the cluster gets for a build: a job, and a secret that its pod mounts. */
import { createHash } from "node:crypto";
import type { V1Job, V1Secret } from "@kubernetes/client-node";
import { certificateFiles, readCertificates } from "../../engine/reach.ts";
import type { Job } from "../port.ts";
import type { ContainerSettings } from "../settings.ts";
import { containerName } from "./pod-state.ts";

/** How long a build has to tidy up once it is told to end. Seconds. */
const graceSeconds = 3;
/** A job that has ended is removed by its service; where that does not come back, by the cluster. Seconds. */
const keptSeconds = 3600;
/** Whatever user the image has, this group may read the order. */
const group = 1000;

const folder = "/run/treestamp";

/** Objects have names that are labels of DNS; builds' names may be longer, and have other characters. */
export function objectName(name: string): string {
  return `treestamp-${createHash("sha256").update(name).digest("hex").slice(0, 24)}`;
}

export function jobOf({ name }: Job, { image, memory, cpus }: ContainerSettings): V1Job {
  const resources = { memory: String(memory), cpu: String(cpus) };
  const labels = { "app.kubernetes.io/managed-by": "treestamp", "app.kubernetes.io/component": "worker" };
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { name: objectName(name), labels, annotations: { "treestamp/build": name } },
    spec: {
      backoffLimit: 0, // a build that fails is not started again behind our back
      ttlSecondsAfterFinished: keptSeconds,
      template: {
        metadata: { labels },
        spec: {
          restartPolicy: "Never",
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          shareProcessNamespace: true, // the first process of a namespace gets no signal that it does not expect
          terminationGracePeriodSeconds: graceSeconds,
          securityContext: { fsGroup: group, seccompProfile: { type: "RuntimeDefault" } },
          containers: [
            {
              ...{ name: containerName, image, command: ["treestamp", "service-build", `${folder}/order`] },
              resources: { limits: resources, requests: resources },
              securityContext: { allowPrivilegeEscalation: false },
              volumeMounts: [{ name: "order", mountPath: folder, readOnly: true }],
            },
          ],
          volumes: [{ name: "order", secret: { secretName: objectName(name), defaultMode: 0o440 } }],
        },
      },
    },
  };
}

/** Holds the order, and a builder's certificates, which lie on the service's disk. The job owns it, so both go together. */
export async function secretOf({ name, order }: Job, { metadata }: V1Job): Promise<V1Secret> {
  const owner = { apiVersion: "batch/v1", kind: "Job", name: metadata!.name!, uid: metadata!.uid! };
  const [certificates] = order.inputs["builder-certs"] ?? [];
  const inputs = certificates === undefined ? order.inputs : { ...order.inputs, "builder-certs": [folder] };
  const data = {
    order: Buffer.from(JSON.stringify({ ...order, inputs })).toString("base64"),
    ...(certificates === undefined ? {} : await certificateData(certificates)),
  };
  return {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name: objectName(name), ownerReferences: [owner] },
    data,
  };
}

/** The files of a folder of certificates, as a secret has them. */
async function certificateData(path: string): Promise<Record<string, string>> {
  const { ca, cert, key } = await readCertificates(path);
  const files = { [certificateFiles.ca]: ca, [certificateFiles.cert]: cert, [certificateFiles.key]: key };
  return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, bytes.toString("base64")]));
}
