/** What a pod's status, or a job's without a pod, says of a build. What is not known for sure is no success. */
import type { V1Job, V1Pod } from "@kubernetes/client-node";

export type PodState =
  /** @property why what it waits for, where the cluster says so */
  | { readonly kind: "waiting"; readonly why: string | undefined }
  /** Its log can be followed. */
  | { readonly kind: "running" }
  | { readonly kind: "ended"; readonly exitCode: number | undefined; readonly reason: string | undefined }
  /** The cluster has lost sight of it, for now at least. */
  | { readonly kind: "unknown" };

/** Of the container that builds. A cluster may put others beside it, such as a mesh's. */
export const containerName = "build";

/** With these nobody needs to wait any longer. Source: kubernetes, pkg/kubelet/images/types.go and container/sync_result.go. */
const hopeless =
  /^(ErrImageNeverPull|InvalidImageName|ImagePullBackOff|CreateContainerConfigError|CreateContainerError)$/;

export function podStateOf({ status }: V1Pod): PodState {
  const container = status?.containerStatuses?.find(({ name }) => name === containerName);
  const { terminated, waiting } = container?.state ?? {};
  switch (status?.phase) {
    case "Pending": {
      const why = sentence([waiting?.reason, waiting?.message]) ?? unscheduled(status.conditions);
      if (waiting?.reason === undefined || !hopeless.test(waiting.reason)) return { kind: "waiting", why };
      return ended(undefined, [waiting.reason, waiting.message]);
    }
    case "Running": // as long as any of its containers does
      if (terminated === undefined) return { kind: "running" };
      return ended(terminated.exitCode, terminated.exitCode === 0 ? [] : reasonsOf(terminated));
    case "Succeeded":
      return ended(terminated?.exitCode, terminated === undefined ? ["how its container ended is not known"] : []);
    case "Failed": {
      const code = terminated?.exitCode;
      if (status.reason !== undefined) return ended(failing(code), [status.reason, status.message]);
      return ended(failing(code), code === 0 ? ["it has failed"] : reasonsOf(terminated));
    }
    default:
      return { kind: "unknown" };
  }
}

/** Of a job that has no pod: before it gets one, or for ever. */
export function jobStateOf({ status }: V1Job): PodState {
  const over = status?.conditions?.find(
    ({ type, status: is }) => is === "True" && /^(Failed|FailureTarget|Complete)$/.test(type),
  );
  if (over === undefined) return { kind: "unknown" };
  return ended(undefined, over.type === "Complete" ? ["it is gone"] : [over.reason, over.message]);
}

interface Terminated {
  readonly reason?: string;
  readonly message?: string;
}

/** `Error` is every exit code but 0. */
function reasonsOf(terminated: Terminated | undefined): readonly (string | undefined)[] {
  if (terminated === undefined) return ["how its container ended is not known"];
  return terminated.reason === "Error" ? [] : [terminated.reason, terminated.message];
}

/** A pod that has failed has not succeeded, whatever one of its containers says. */
function failing(code: number | undefined): number | undefined {
  return code === 0 ? undefined : code;
}

function unscheduled(conditions: NonNullable<V1Pod["status"]>["conditions"]): string | undefined {
  const scheduled = conditions?.find(({ type, status }) => type === "PodScheduled" && status === "False");
  return sentence([scheduled?.reason, scheduled?.message]);
}

/** @param why nothing where the exit code says it all */
function ended(exitCode: number | undefined, why: readonly (string | undefined)[]): PodState {
  const words = sentence(why);
  return { kind: "ended", exitCode, reason: words === undefined ? undefined : `The worker's pod: ${words}.` };
}

function sentence(words: readonly (string | undefined)[]): string | undefined {
  const said = words.filter((word) => word !== undefined && word !== "");
  return said.length === 0 ? undefined : said.join(": ").replace(/\.?\s*$/, "");
}
