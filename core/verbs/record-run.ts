/** Records that a run has passed: what it depended on, what it has left, and who says so. */
import { readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { keepInCi } from "../caches/ci-entries.ts";
import { isTreestampError } from "../errors.ts";
import { type TreePath, textOfPath } from "../git/path.ts";
import type { RequestedCommand } from "../inputs/command.ts";
import { listed } from "../log/amounts.ts";
import { timed } from "../log/stages.ts";
import { sha256Of } from "../oci/digest.ts";
import type { Digest } from "../oci/port.ts";
import { isHere } from "../places/port.ts";
import { storeSnapshot } from "../places/publication.ts";
import { type Checkout, leftOver } from "../reuse/checkout.ts";
import type { Outputs } from "../reuse/outputs.ts";
import { addProof } from "../reuse/proofs.ts";
import { findRecord, isOf, type RunRecord, runTags, type StoredRecord } from "../reuse/record.ts";
import type { PhaseResult } from "../sandbox/phases/run.ts";
import { packSnapshot } from "../snapshot/pack.ts";
import { ciEntriesOf, failureOf } from "./cache-work.ts";
import { refOf } from "./passed-before.ts";
import type { KeyedRun, Reusing } from "./reuse.ts";

/** The results of a run that were longer would be longer than a summary may be on GitHub. Bytes. */
const longestResult = 1 << 20;

/** What a run that has passed has left. */
export interface Left {
  readonly checkout: Checkout;
  readonly outputs: Outputs;
  /** A folder of ours. */
  readonly scratch: string;
  readonly seconds: number;
  /** The files of its results, by their variables. */
  readonly results: ReadonlyMap<string, string>;
  readonly phases: readonly PhaseResult[];
}

/** Whatever goes wrong is said, and no more: the command has passed. @throws interrupted */
export async function recordRun(call: Reusing, keyed: KeyedRun, left: Left): Promise<void> {
  const { log } = call.ports;
  try {
    const why = await whyUnrecorded(call, left);
    if (why !== undefined) return log.warning(`The run is not recorded: ${why}.`);
    const { differs } = await timed(call.of.stages, "record", async (describe) => {
      const kept = await call.ports.interruptible((signal) => keep(call, keyed, left, signal));
      describe({ bytes: kept.bytes });
      return kept;
    });
    if (differs) log.warning(notHermetic(keyed.key));
    else log.info(`Recorded that the command has passed: run key ${keyed.key}.`);
  } catch (error) {
    const failure = failureOf(error);
    const isUsual = isTreestampError(failure, "store-denied");
    log[isUsual ? "info" : "warning"](`The run is not recorded: ${failure.message}`);
  }
}

/** A clause. */
async function whyUnrecorded({ repository, reuse }: Reusing, left: Left): Promise<string | undefined> {
  const { lacking, unkept } = left.outputs;
  if (lacking.length > 0) return `the command has not made ${textOfPath(lacking[0]!)}, which \`outputs\` names`;
  if (unkept !== undefined) return `${unkept}, so \`outputs\` cannot keep it`;
  const { changed, made } = await leftOver(repository, left.checkout, reuse.outputs);
  if (changed.length > 0)
    return `the command has changed or removed ${listedPaths(changed)}, which git has: name it under \`outputs\`, or let the command write elsewhere`;
  if (made.length > 0)
    return `the command has left ${listedPaths(made)}: name what later steps need under \`outputs\`, and the rest in .gitignore`;
  for (const [name, file] of left.results) {
    if ((await stat(file)).size > longestResult) return `the command has written more than 1 MiB to ${name}`;
  }
  return undefined;
}

function listedPaths(paths: readonly TreePath[]): string {
  return listed(paths.map(textOfPath), 3);
}

/** @returns bytes that are new in the store, and whether the same run has left something else before */
async function keep(call: Reusing, { facts, key }: KeyedRun, left: Left, signal: AbortSignal) {
  const { ports, repository, stores, checked } = call;
  const event = await ports.hostEvent();
  const store = event === undefined ? ports.localStore : stores[0]!; // a person's machine proves nothing to others
  const tags = runTags(key, facts);
  const descriptor = { mediaType: "application/vnd.oci.image.layer.v1.tar", digest: sha256Of(""), size: 0 };
  const layer = { descriptor, open: left.outputs.archive };
  const results = await textsOf(left.results);
  const packed = await packSnapshot({ layers: [layer], folder: join(left.scratch, "packed"), log: ports.log, signal });
  const before = await findRecord([store], tags.exact, signal).catch(unlessNoRecord);
  const known = before !== undefined && isOf(before, repository.objectFormat, key) ? before : undefined;
  const isSame = known === undefined || isAsBefore(call, known, { identity: packed.identity, results });
  const differs = !isSame || known?.record.differs === true;
  const command = commandName(call.request.command);
  const unsigned: RunRecord = {
    ...{ run: facts, outputs: packed.table.digest, at: Date.now(), seconds: left.seconds, results },
    ...{ url: event?.url, ref: await refOf(call), commit: checked.commit },
    phases: Object.fromEntries(left.phases.map(({ name, seconds }) => [name, seconds])),
    ...(differs ? { differs: true } : {}),
  };
  const { signedRun } = await import("./attest-run.ts");
  const said = { ...unsigned, signed: differs ? undefined : await signedRun(call, { facts, key }, unsigned, command) };
  const snapshots = await ports.openCache();
  if (isHere(ports, store)) for (const tag of [tags.exact, tags.newest]) await snapshots.useImage(tag);
  const write = () => storeSnapshot(store, [tags.exact, tags.newest], { packed, facts: said }, signal);
  await (isHere(ports, store) ? snapshots.alone("store", write) : write());
  const { at, seconds, url, ref } = said;
  const proof = { ...{ key, at, seconds, url, ref }, environment: call.of.key.tag, command };
  await addProof(store, checked.whole, proof).catch((error: unknown) => {
    ports.log.debug(`The run is not listed among those of its commit: ${failureOf(error).message}`);
  });
  const entries = await ciEntriesOf(call);
  if (entries !== undefined) await keepInCi(entries, tags, { scratch: left.scratch, signal });
  return { bytes: packed.frames.size + packed.table.size, differs };
}

/** Whether the same run has left the same before. What is for people to read, such as a summary, may say how long it took. */
function isAsBefore(
  { ports }: Reusing,
  { record, snapshot }: StoredRecord,
  { identity, results }: { readonly identity: Digest; readonly results: RunRecord["results"] },
): boolean {
  const data = [...ports.gifts.results].filter(([, { isProse }]) => !isProse).map(([name]) => name);
  return snapshot.identity === identity && data.every((name) => (record.results[name] ?? "") === (results[name] ?? ""));
}

async function textsOf(files: ReadonlyMap<string, string>): Promise<Readonly<Record<string, string>>> {
  const texts = [...files].map(async ([name, file]) => [name, await readFile(file, "utf8")] as const);
  return Object.fromEntries(await Promise.all(texts));
}

/** What is no record is replaced; what cannot be read may say that the run is not hermetic. */
function unlessNoRecord(error: unknown): undefined {
  if (!isTreestampError(error, "snapshot-invalid", "image-invalid")) throw error;
}

/** What ran, without anything that may be secret. */
function commandName(command: RequestedCommand): string {
  switch (command.kind) {
    case "argv":
      return command.argv.length > 1 ? `${basename(command.argv[0]!)} …` : basename(command.argv[0]!);
    case "script":
      return "a script";
    case "image":
      return "the image's command";
    case "phases":
      return command.steps.flatMap((step) => step.map(({ name }) => name)).join(", ");
  }
}

function notHermetic(key: string): string {
  return `The command is not hermetic: the same run has left something else before, so it is not reused. What decides it is in no key, such as the time or a random number. To begin anew, delete run-${key} from the store.`;
}
