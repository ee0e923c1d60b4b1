/** Runs a command in a checkout of its own, and records that it has passed. */
import { chmod, lstat, mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { keepInCi } from "../caches/ci-entries.ts";
import { isTreestampError, TreestampError } from "../errors.ts";
import { type TreePath, textOfPath } from "../git/path.ts";
import type { RequestedCommand } from "../inputs/command.ts";
import type { Bind } from "../inputs/openings.ts";
import { timed } from "../log/stages.ts";
import { sha256Of } from "../oci/digest.ts";
import { isHere } from "../places/port.ts";
import { storeSnapshot } from "../places/publication.ts";
import { type Checkout, checkOut, leftOver, takeOutputs } from "../reuse/checkout.ts";
import { layOutputs, outputsIn } from "../reuse/outputs.ts";
import { addProof } from "../reuse/proofs.ts";
import { findRecord, isOf, type RunRecord, runTags } from "../reuse/record.ts";
import { packSnapshot } from "../snapshot/pack.ts";
import { ciEntriesOf, failureOf } from "./cache-work.ts";
import { refOf, tellResults } from "./passed-before.ts";
import type { Ready } from "./pull.ts";
import type { KeyedRun, Reusing } from "./reuse.ts";
import { type Ran, runIn, type Workplace, workingDirectoryOf } from "./run.ts";

/** The results of a run that were longer would be longer than a summary may be on GitHub. Bytes. */
const longestResult = 1 << 20;

/** @param keyed the run, where it is to be recorded */
export async function runOwn(call: Reusing, ready: Ready, keyed: KeyedRun | undefined): Promise<Ran> {
  const { ports, request, repository, checked, reuse } = call;
  const cache = await ports.openCache();
  return cache.withIncoming(async (scratch) => {
    const folder = join(scratch, "workspace");
    await mkdir(folder);
    const checkout = await timed(call.of.stages, "checkout", () =>
      ports.interruptible((signal) => checkOut(repository, checked.files, folder, signal)),
    );
    await checkDirectory(call, folder);
    const { place, results } = await ownPlace(call, folder, scratch);
    const begun = performance.now();
    const ran = await runIn(ports, request, ready, place);
    const seconds = (performance.now() - begun) / 1000;
    if (ran.outcome === "cancelled") return ran;
    const said = await textsOf(results);
    await tellResults(call, said);
    const made = join(scratch, "outputs");
    await mkdir(made);
    const lacking = await takeOutputs(checkout, reuse.outputs, made);
    const present = reuse.outputs.filter((path) => !lacking.includes(path));
    const archive = await outputsIn(made);
    await ports.interruptible((signal) => layOutputs(archive(), present, repository.workTree!, signal));
    if (ran.outcome === "success" && keyed !== undefined) {
      await record(call, keyed, { checkout, lacking, made, scratch, ran, seconds, results: said });
    }
    return ran;
  });
}

/** @throws input-invalid for a folder that is in the work tree alone, such as one that git ignores */
async function checkDirectory({ request, repository }: Reusing, folder: string): Promise<void> {
  const directory = workingDirectoryOf(request);
  const path = relative(repository.workTree!, directory);
  const stats = await lstat(join(folder, path)).catch(() => undefined);
  if (stats?.isDirectory()) return;
  throw new TreestampError(
    "input-invalid",
    `\`reuse\`: the command would not find its working directory ${directory}.`,
    {
      remedy: "It sees what git has, and of that the `paths`: check both, and `working-directory`.",
    },
  );
}

/** The checkout at the work tree's place, and empty files for results. */
async function ownPlace({ ports, repository }: Reusing, folder: string, scratch: string) {
  const results = new Map<string, string>();
  const variables = new Map<string, string>();
  const binds: Bind[] = [{ source: folder, target: repository.workTree!, readOnly: false }];
  for (const name of ports.gifts.results.keys()) {
    const file = join(scratch, name);
    await writeFile(file, "");
    await chmod(file, 0o666); // whoever the command runs as
    const target = `/run/treestamp-${name}`;
    results.set(name, file);
    variables.set(name, target);
    binds.push({ source: file, target, readOnly: false });
  }
  const place: Workplace = { root: folder, binds, gifts: { variables, searched: [] }, isOwn: true };
  return { place, results };
}

async function textsOf(files: ReadonlyMap<string, string>): Promise<Readonly<Record<string, string>>> {
  const texts = [...files].map(async ([name, file]) => [name, await readFile(file, "utf8")] as const);
  return Object.fromEntries(await Promise.all(texts));
}

/** What a run that has passed has left. */
interface Left {
  readonly checkout: Checkout;
  /** Outputs that were not made. */
  readonly lacking: readonly TreePath[];
  /** The folder with the others. */
  readonly made: string;
  readonly scratch: string;
  readonly ran: Ran;
  readonly seconds: number;
  readonly results: Readonly<Record<string, string>>;
}

/** Whatever goes wrong is said, and no more: the command has passed. @throws interrupted */
async function record(call: Reusing, keyed: KeyedRun, left: Left): Promise<void> {
  const { log } = call.ports;
  try {
    const why = await whyUnrecorded(call, left);
    if (why !== undefined) return log.warning(`The run is not recorded: ${why}.`);
    const { differs } = await timed(call.of.stages, "record", async (describe) => {
      const kept = await call.ports.interruptible((signal) => keep(call, keyed, left, signal));
      describe({ bytes: kept.bytes });
      return kept;
    });
    if (differs) log.warning(notHermetic);
    else log.info(`Recorded that the command has passed: run key ${keyed.key}.`);
  } catch (error) {
    const failure = failureOf(error);
    const isUsual = isTreestampError(failure, "store-denied");
    log[isUsual ? "info" : "warning"](`The run is not recorded: ${failure.message}`);
  }
}

/** A clause. */
async function whyUnrecorded({ repository, reuse }: Reusing, left: Left): Promise<string | undefined> {
  const [missing] = left.lacking;
  if (missing !== undefined) return `the command has not made ${textOfPath(missing)}, which \`outputs\` names`;
  const over = await leftOver(repository, left.checkout, reuse.outputs);
  if (over.length > 0) {
    const more = over.length > 3 ? ` and ${over.length - 3} more` : "";
    return `the command has left ${over.slice(0, 3).map(textOfPath).join(", ")}${more}: name what later steps need under \`outputs\`, and the rest in .gitignore`;
  }
  const long = Object.entries(left.results).find(([, text]) => text.length > longestResult);
  return long === undefined ? undefined : `the command has written more than 1 MiB to ${long[0]}`;
}

/** @returns bytes that are new in the store, and whether the same run has left something else before */
async function keep(call: Reusing, { facts, key }: KeyedRun, left: Left, signal: AbortSignal) {
  const { ports, repository, stores, checked } = call;
  const event = await ports.hostEvent();
  const store = event === undefined ? ports.localStore : stores[0]!; // a person's machine proves nothing to others
  const tags = runTags(key, facts);
  const archive = await outputsIn(left.made);
  const layer = {
    descriptor: { mediaType: "application/vnd.oci.image.layer.v1.tar", digest: sha256Of(""), size: 0 },
    open: archive,
  };
  const packed = await packSnapshot({ layers: [layer], folder: join(left.scratch, "packed"), log: ports.log, signal });
  const before = await findRecord([store], tags.exact, signal).catch(unlessNoRecord);
  const isSame =
    before === undefined || !isOf(before, repository.objectFormat, key) || before.snapshot.identity === packed.identity;
  const differs = !isSame || before?.record.differs === true;
  const command = commandName(call.request.command);
  const unsigned: RunRecord = {
    ...{ run: facts, outputs: packed.table.digest, at: Date.now(), seconds: left.seconds, results: left.results },
    ...{ url: event?.url, ref: await refOf(call), commit: checked.commit },
    phases: Object.fromEntries((left.ran.phases ?? []).map(({ name, seconds }) => [name, seconds])),
    ...(differs ? { differs: true } : {}),
  };
  const { signedRun } = await import("./attest-run.ts");
  const said = { ...unsigned, signed: differs ? undefined : await signedRun(call, { facts, key }, unsigned, command) };
  const snapshots = await ports.openCache();
  if (isHere(ports, store)) for (const tag of [tags.exact, tags.newest]) await snapshots.useImage(tag);
  const write = () => storeSnapshot(store, [tags.exact, tags.newest], { packed, facts: said }, signal);
  await (isHere(ports, store) ? snapshots.alone("store", write) : write());
  const { at, seconds, url, ref } = said;
  const proof = {
    key,
    at,
    seconds,
    url,
    ref,
    environment: call.of.key.tag,
    command,
  };
  await addProof(store, checked.whole, proof).catch((error: unknown) => {
    ports.log.debug(`The run is not listed among those of its commit: ${failureOf(error).message}`);
  });
  const entries = await ciEntriesOf(call);
  if (entries !== undefined) await keepInCi(entries, tags, { scratch: left.scratch, signal });
  return { bytes: packed.frames.size + packed.table.size, differs };
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

const notHermetic =
  "The command is not hermetic: the same run has left other outputs before, so it is not reused. Something that it depends on is in no key, such as the time or a random number.";
