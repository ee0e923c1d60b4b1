import { describe, expect, test } from "@jest/globals";
import type { V1ContainerState, V1Job, V1PodStatus } from "@kubernetes/client-node";
import { jobStateOf, podStateOf } from "../../core/service/workers/pod-state.ts";

const container = (state: V1ContainerState, name = "build") => ({
  ...{ name, state, image: "x", imageID: "", ready: false, restartCount: 0 },
});
const stateOf = (status: V1PodStatus | undefined) => podStateOf(status === undefined ? {} : { status });
const terminated = (exitCode: number, reason: string) => ({ terminated: { exitCode, reason } });

describe("a pod's status", () => {
  test.each<[string, V1PodStatus, object]>([
    [
      "has ended well",
      { phase: "Succeeded", containerStatuses: [container(terminated(0, "Completed"))] },
      { exitCode: 0 },
    ],
    [
      "has ended well beside another that runs on",
      {
        phase: "Running",
        containerStatuses: [container({ running: {} }, "a-mesh"), container(terminated(0, "Completed"))],
      },
      { exitCode: 0, reason: undefined },
    ],
    [
      "has failed by itself",
      { phase: "Failed", containerStatuses: [container(terminated(3, "Error"))] },
      { exitCode: 3, reason: undefined },
    ],
    [
      "needed too much memory",
      { phase: "Failed", containerStatuses: [container(terminated(137, "OOMKilled"))] },
      { exitCode: 137, reason: "The worker's pod: OOMKilled." },
    ],
    [
      "was evicted",
      { phase: "Failed", reason: "Evicted", message: "The node was low on resource: memory. " },
      { exitCode: undefined, reason: "The worker's pod: Evicted: The node was low on resource: memory." },
    ],
    [
      "was cut off after its container had ended well",
      { phase: "Failed", reason: "DeadlineExceeded", containerStatuses: [container(terminated(0, "Completed"))] },
      { exitCode: undefined, reason: "The worker's pod: DeadlineExceeded." },
    ],
    [
      "has failed for no reason",
      { phase: "Failed" },
      { exitCode: undefined, reason: "The worker's pod: how its container ended is not known." },
    ],
    [
      "has failed although its container has not",
      { phase: "Failed", containerStatuses: [container(terminated(0, "Completed"))] },
      { exitCode: undefined, reason: "The worker's pod: it has failed." },
    ],
    [
      "has an image that is not to be had",
      {
        phase: "Pending",
        containerStatuses: [container({ waiting: { reason: "ImagePullBackOff", message: "no such image" } })],
      },
      { exitCode: undefined, reason: "The worker's pod: ImagePullBackOff: no such image." },
    ],
  ])("says that a build %s", (_what, status, outcome) => {
    expect(stateOf(status)).toMatchObject({ kind: "ended", ...outcome });
  });

  test.each<[string, V1PodStatus | undefined]>([
    ["no status", undefined],
    ["no phase", {}],
    ["the phase Unknown", { phase: "Unknown" }],
    [
      "the phase Unknown, with a container that has ended well",
      { phase: "Unknown", containerStatuses: [container(terminated(0, "Completed"))] },
    ],
    ["a phase of some later version", { phase: "Splendid" }],
    ["no letter in its right place", { phase: "succeeded" }],
  ])("of %s says nothing", (_what, status) => {
    expect(stateOf(status)).toEqual({ kind: "unknown" });
  });

  test("without its container's is no success, whatever the phase", () => {
    const others = [undefined, [], [container(terminated(0, "Completed"), "a-mesh")]];
    for (const containerStatuses of others) {
      const state = stateOf({ phase: "Succeeded", ...(containerStatuses && { containerStatuses }) });
      expect(state).toMatchObject({ kind: "ended", exitCode: undefined });
    }
  });

  test("says what is waited for, where somebody knows", () => {
    const unscheduled = { type: "PodScheduled", status: "False", reason: "Unschedulable", message: "0/3 nodes." };
    expect(stateOf({ phase: "Pending", conditions: [unscheduled] })).toEqual({
      kind: "waiting",
      why: "Unschedulable: 0/3 nodes",
    });
    expect(stateOf({ phase: "Pending" })).toEqual({ kind: "waiting", why: undefined });
    const waiting = { reason: "ErrImagePull", message: "it is tried again" };
    expect(stateOf({ phase: "Pending", containerStatuses: [container({ waiting })] })).toMatchObject({
      kind: "waiting",
    });
    expect(stateOf({ phase: "Running", containerStatuses: [container({ running: {} })] })).toEqual({ kind: "running" });
  });
});

describe("a job without a pod", () => {
  const stateOfJob = (conditions: NonNullable<V1Job["status"]>["conditions"]) =>
    jobStateOf({ status: { conditions: conditions! } });

  test("may still get one", () => {
    expect(jobStateOf({})).toEqual({ kind: "unknown" });
    expect(stateOfJob([{ type: "Suspended", status: "True" }])).toEqual({ kind: "unknown" });
    expect(stateOfJob([{ type: "Failed", status: "False" }])).toEqual({ kind: "unknown" });
  });

  test("that is over has failed: nobody knows how its pod ended", () => {
    expect(
      stateOfJob([{ type: "Failed", status: "True", reason: "BackoffLimitExceeded", message: "Too often." }]),
    ).toEqual({ kind: "ended", exitCode: undefined, reason: "The worker's pod: BackoffLimitExceeded: Too often." });
    expect(stateOfJob([{ type: "Complete", status: "True" }])).toMatchObject({ kind: "ended", exitCode: undefined });
  });
});
