/** What a pod's status says of a build in it. What is not known for sure is no success. */
import type { V1Pod } from "@kubernetes/client-node";

export type PodState =
  | { readonly kind: "waiting" }
  /** Its log can be followed. */
  | { readonly kind: "running" }
  | { readonly kind: "ended"; readonly exitCode: number | undefined; readonly reason: string | undefined }
  /** The cluster has lost sight of it, for now at least. */
  | { readonly kind: "unknown" };

/** With these nobody needs to wait any longer. Source: kubernetes, pkg/kubelet/images/types.go and container/sync_result.go. */
const hopeless =
  /^(ErrImageNeverPull|InvalidImageName|ImagePullBackOff|CreateContainerConfigError|CreateContainerError)$/;

export function podStateOf({ status }: V1Pod): PodState {
  const [container] = status?.containerStatuses ?? [];
  const { terminated, waiting } = container?.state ?? {};
  switch (status?.phase) {
    case "Pending":
      if (waiting?.reason === undefined || !hopeless.test(waiting.reason)) return { kind: "waiting" };
      return ended(undefined, [waiting.reason, waiting.message]);
    case "Running":
      return { kind: "running" };
    case "Succeeded":
      return ended(terminated?.exitCode, terminated === undefined ? ["how its container ended is not known"] : []);
    case "Failed": {
      const code = terminated?.exitCode;
      const why = [status.reason ?? terminated?.reason, status.message ?? terminated?.message];
      return ended(code === 0 ? undefined : code, terminated?.reason === "Error" && code !== 0 ? [] : why);
    }
    default:
      return { kind: "unknown" };
  }
}

/** @param why nothing where the exit code says it all */
function ended(exitCode: number | undefined, why: readonly (string | undefined)[]): PodState {
  const words = why.filter((word) => word !== undefined);
  return { kind: "ended", exitCode, reason: words.length === 0 ? undefined : `The worker's pod: ${words.join(": ")}.` };
}
