/** Looks for a run that has passed before, and repeats what it has left. */
import { appendFile } from "node:fs/promises";
import { bringFromCi } from "../caches/ci-entries.ts";
import { formatAge, formatSeconds } from "../log/amounts.ts";
import { timed } from "../log/stages.ts";
import { isHere } from "../places/port.ts";
import type { ReusedRun } from "../report/outcome.ts";
import { layOutputs, outputsOf } from "../reuse/outputs.ts";
import { findRecord, isOf, type RunRecord, type RunTags, runTags, type StoredRecord, whyNot } from "../reuse/record.ts";
import { differences, type RunFacts } from "../reuse/run-key.ts";
import type { PhaseResult } from "../sandbox/phases/run.ts";
import { ciEntriesOf, failureOf } from "./cache-work.ts";
import type { KeyedRun, Reusing } from "./reuse.ts";

export interface Passed {
  readonly reused: ReusedRun;
  /** Undefined where there are none. */
  readonly phases: readonly PhaseResult[] | undefined;
}

/** The same run, where one has passed and its outputs are brought back; undefined where the command has to run. @throws interrupted */
export async function passedBefore(call: Reusing, keyed: KeyedRun): Promise<Passed | undefined> {
  const { log } = call.ports;
  try {
    return await timed(call.of.stages, "reuse", async (describe) => {
      const found = await usable(call, keyed);
      describe({ note: found === undefined ? "miss" : "hit" });
      if (found === undefined) return undefined;
      await repeat(call, found);
      const { at, seconds, url } = found.record;
      const where = url === undefined ? "" : `: ${url}`;
      log.info(
        `The command does not run: the same took ${formatSeconds(seconds)} and passed ${formatAge(Date.now() - at)}${where}`,
      );
      return { reused: { at, seconds, url }, phases: phasesOf(call, found.record) };
    });
  } catch (error) {
    log.warning(`The command runs, since the record of this run cannot be used: ${failureOf(error).message}`);
    return undefined;
  }
}

/** Signatures are looked at where somebody wants them. */
async function whyUnproved(...asked: Parameters<typeof import("./attest-run.ts").whyUnproved>) {
  return (await import("./attest-run.ts")).whyUnproved(...asked);
}

async function usable(call: Reusing, { facts, key }: KeyedRun): Promise<StoredRecord | undefined> {
  const { ports, reuse, repository } = call;
  const tags = runTags(key, facts);
  const { exact, newest } = tags;
  await bring(call, tags);
  const found = await recordUnder(call, exact);
  if (found === undefined) {
    await sayNearest(call, facts, newest);
    return undefined;
  }
  const ref = reuse.from === "same-ref" ? ((await refOf(call)) ?? "no branch") : undefined;
  const why = isOf(found, repository.objectFormat, key)
    ? (whyNot(found.record, { maxAge: reuse.maxAge?.milliseconds, ref, now: Date.now() }) ??
      (reuse.from === "attested" ? await whyUnproved(call, { facts, key }, found) : undefined))
    : "its record is of another run";
  if (why === undefined) return found;
  ports.log.info(`The command runs: ${why}.`);
  return undefined;
}

/** @throws why it is not known */
async function recordUnder(call: Reusing, tag: string): Promise<StoredRecord | undefined> {
  return call.ports.interruptible((signal) => findRecord(call.stores, tag, signal));
}

/** Brings what the CI's cache has of the run to this machine's store, where images are kept there. */
async function bring(call: Reusing, tags: RunTags): Promise<void> {
  const { ports } = call;
  const entries = await ciEntriesOf(call);
  if (entries === undefined) return;
  const cache = await ports.openCache();
  await cache.withIncoming((scratch) =>
    ports.interruptible((signal) => bringFromCi(entries, [tags], { scratch, signal })),
  );
}

/** `refs/heads/main`: what the host says that the run is for. */
export async function refOf({ ports }: Reusing): Promise<string | undefined> {
  const event = await ports.hostEvent();
  if (event?.pullRequest !== undefined) return `refs/pull/${event.pullRequest}`;
  if (event?.branch !== undefined) return `refs/heads/${event.branch}`;
  return event?.tag === undefined ? undefined : `refs/tags/${event.tag}`;
}

/** Leaves what the run has left: its outputs in the workspace, and its results. */
async function repeat(call: Reusing, { record, store, tag, snapshot }: StoredRecord): Promise<void> {
  const { ports, reuse, repository, of } = call;
  const { log, interruptible } = ports;
  const cache = await ports.openCache();
  if (isHere(ports, store)) await cache.useImage(tag);
  if (reuse.outputs.length > 0) {
    const { fetchedSnapshot } = await import("../cache/fetched-snapshot.ts");
    await interruptible(async (signal) => {
      const fetching = { log, stages: of.stages, signal, interruptible };
      const { image } = await fetchedSnapshot(cache, { store, ...snapshot }, fetching);
      await layOutputs(outputsOf(image), reuse.outputs, repository.workTree!, signal);
    });
  }
  await repeatResults(call, record.results);
}

/** Adds results to the files that the host reads. */
async function repeatResults({ ports }: Reusing, results: RunRecord["results"]): Promise<void> {
  for (const [name, { file }] of ports.gifts.results) {
    const text = results[name] ?? "";
    if (text !== "") await appendFile(file, text.endsWith("\n") ? text : `${text}\n`);
  }
}

function phasesOf({ request: { command } }: Reusing, { phases }: RunRecord): Passed["phases"] {
  if (command.kind !== "phases") return undefined;
  return command.steps.flat().map(({ name }) => {
    return { name, outcome: "success", exitCode: 0, seconds: phases[name] ?? 0 } as const;
  });
}

/** Says what differs from the last such run that has passed. No correctness depends on it. */
async function sayNearest(call: Reusing, facts: RunFacts, tag: string): Promise<void> {
  const { log } = call.ports;
  try {
    const nearest = await recordUnder(call, tag);
    const said = nearest === undefined ? [] : await differences(call.repository, nearest.record.run, facts);
    const since = said.length === 0 ? "" : ` Since the last that has, this changed: ${said.join("; ")}.`;
    log.info(`No such run has passed before.${since}`);
  } catch (error) {
    log.debug(`It is not known what has passed before: ${failureOf(error).message}`);
  }
}
