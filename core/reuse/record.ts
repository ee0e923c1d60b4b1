/**
 * The record of a run that has passed: a snapshot of its outputs under the run's tag, and facts in the place of an image's
 * configuration. A second tag names the newest of such runs, for messages alone: no correctness depends on it.
 *
 *     run-<run key>
 *     run-newest-<hash of the command and where it starts>
 */
import { createHash } from "node:crypto";
import { TreestampError } from "../errors.ts";
import type { ObjectFormat } from "../git/tree.ts";
import { parsedJson } from "../json.ts";
import { isDigest, readWhole, sha256Of } from "../oci/digest.ts";
import { findManifest } from "../oci/lookup.ts";
import type { Digest, Store } from "../oci/port.ts";
import { parseSnapshotManifest, type SnapshotManifest } from "../places/published.ts";
import { inOrder, type RunFacts, runKeyOf } from "./run-key.ts";

/** That a run has passed. */
export interface Passing {
  /** When it ended. Milliseconds since 1970, by the clock of its machine. */
  readonly at: number;
  /** That the command took. */
  readonly seconds: number;
  /** Where its log is. */
  readonly url?: string | undefined;
  /** `refs/heads/main`, or another one that the run was for. */
  readonly ref?: string | undefined;
}

/** What is known of a run that has passed. Stored as it is, so names are a format. */
export interface RunRecord extends Passing {
  readonly run: RunFacts;
  /** The chunk table of the snapshot with its outputs, which fixes every byte of them. */
  readonly outputs: Digest;
  readonly commit?: string | undefined;
  /** What it has written to the files of its results, by their variables. */
  readonly results: Readonly<Record<string, string>>;
  /** Seconds of each phase, by name. */
  readonly phases: Readonly<Record<string, number>>;
  /** Who has signed that it has passed. */
  readonly signed?: SignedRecord | undefined;
  /** The same run has left other outputs: it does not stand for another one. */
  readonly differs?: true | undefined;
}

/** From outside: nothing of it is verified. */
export interface SignedRecord {
  /** A Sigstore bundle, as JSON. */
  readonly bundle: string;
  /** The commit object that the signer's identity names, in base64: it says which files the run was of. */
  readonly commit: string;
}

export interface StoredRecord {
  readonly record: RunRecord;
  /** Of all that it says but the signature. */
  readonly digest: Digest;
  readonly store: Store;
  readonly tag: string;
  readonly snapshot: SnapshotManifest;
}

export interface RunTags {
  readonly exact: string;
  readonly newest: string;
}

export function runTags(key: string, { command, directory }: RunFacts): RunTags {
  const meant = createHash("sha256")
    .update(JSON.stringify([command, directory]))
    .digest("hex");
  return { exact: `run-${key}`, newest: `run-newest-${meant.slice(0, 40)}` };
}

/**
 * The record under a tag of the first store that has one.
 * @throws why that is not known; snapshot-invalid for what this version does not write
 */
export async function findRecord(
  stores: readonly Store[],
  tag: string,
  signal: AbortSignal,
): Promise<StoredRecord | undefined> {
  const found = await Promise.all(stores.map(async (store) => ({ store, manifest: await findManifest(store, tag) })));
  for (const { store, manifest } of found) {
    if (manifest === undefined) continue;
    const snapshot = parseSnapshotManifest(manifest);
    const text = (await readWhole(store, snapshot.config, signal)).toString("utf8");
    const record = parseRecord(text, `${store.location}:${tag}`);
    return { record, digest: recordDigest(JSON.parse(text)), store, tag, snapshot };
  }
  return undefined;
}

/** Whether a record is of the run with this key: it holds all that the key is made of, and names the outputs that stand with it. */
export function isOf({ record, snapshot }: StoredRecord, format: ObjectFormat, key: string): boolean {
  return runKeyOf(format, record.run) === key && record.outputs === snapshot.table.digest;
}

/** What a signature of a record is about: all that it says. */
export function recordDigest({ signed: _, ...said }: RunRecord): Digest {
  return sha256Of(JSON.stringify(inOrder(said)));
}

/** @param name of the record, for the message @throws snapshot-invalid */
export function parseRecord(text: string, name: string): RunRecord {
  const value = (parsedJson(text) ?? {}) as Partial<RunRecord>;
  const { run, outputs, results, phases, commit, signed, differs } = value;
  const passing = passingOf(value);
  const isSound =
    isFacts(run) &&
    isDigest(outputs) &&
    isMap(results, "string") &&
    isMap(phases, "number") &&
    (commit === undefined || typeof commit === "string") &&
    (signed === undefined || (isMap(signed, "string") && "bundle" in signed && "commit" in signed)) &&
    (differs === undefined || differs === true);
  if (isSound && passing !== undefined)
    return { run, outputs, ...passing, results: results!, phases: phases!, commit, signed, differs };
  throw new TreestampError("snapshot-invalid", `${name} is not the record of a run.`, {
    remedy: "It may come from a newer treestamp, or from something else: delete the tag.",
  });
}

/** When, where and for how long a run has passed; undefined where that makes no sense. Anybody who may push can have written it. */
export function passingOf({ at, seconds, url, ref }: Partial<Passing>): Passing | undefined {
  if (!isAmount(at) || at > latest || !isAmount(seconds) || seconds > longest) return undefined;
  if (ref !== undefined && !(typeof ref === "string" && /^[^\p{Cc}]{1,300}$/u.test(ref))) return undefined;
  const address = typeof url === "string" ? URL.parse(url) : null;
  const isLink = address !== null && /^https?:$/.test(address.protocol);
  return { at, seconds, ref, url: isLink ? address.href : undefined };
}

/** No date is later. Milliseconds. Source: ECMA-262, "Time Values and Time Range". */
const latest = 8.64e15;
/** No run takes longer: a year. Seconds. */
const longest = 366 * 86_400;

function isAmount(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && value >= 0;
}

function isMap(value: unknown, type: "string" | "number"): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((each) => (type === "number" ? isAmount(each) : typeof each === type));
}

/** Enough to compare it with others, and to say what differs: what it says is held against its key. */
function isFacts(value: unknown): value is RunFacts {
  if (typeof value !== "object" || value === null) return false;
  const { environment, variables, writable, caches, outputs, results, ...texts } = value as RunFacts;
  const lists = [writable, caches, outputs, results];
  return (
    Object.values(texts).every(isLine) &&
    /^[0-9a-f]{40,64}$/.test(texts.files) &&
    isMap(environment, "string") &&
    isMap(variables, "string") &&
    Object.keys(variables).every((name) => /^\w{1,255}$/.test(name)) &&
    lists.every((list) => Array.isArray(list) && list.every(isLine))
  );
}

/** What is shown to people is one line, without a terminal's commands. */
function isLine(text: unknown): boolean {
  return typeof text === "string" && /^[^\p{Cc}]{0,4096}$/u.test(text);
}

/** Why a record does not stand for this run, as a clause; undefined if it does. @param now milliseconds since 1970 */
export function whyNot(
  { at, ref, differs }: RunRecord,
  {
    maxAge,
    ref: ours,
    now,
  }: { readonly maxAge?: number | undefined; readonly ref?: string | undefined; readonly now: number },
): string | undefined {
  if (differs) return "the same run has left different outputs before, so it is not hermetic";
  // Clocks differ a little; one that is far ahead tells nothing of its age.
  if (maxAge !== undefined && (now - at > maxAge || at - now > clockSkew)) return "its record is older than `max-age`";
  if (ours !== undefined && ref !== ours) return `it has passed for ${ref ?? "no branch"} alone`;
  return undefined;
}

/** Milliseconds. */
const clockSkew = 300_000;
