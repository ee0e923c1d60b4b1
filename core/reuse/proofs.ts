/**
 * What is proved of a commit's files: a list of runs that have passed on them, as a note under `run-of-TREE`. It is for people: no
 * run is reused by it. Of two jobs that add to it at the same moment, one may be missing.
 */
import { isTreestampError } from "../errors.ts";
import { parsedJson } from "../json.ts";
import { findManifest } from "../oci/lookup.ts";
import type { Store } from "../oci/port.ts";
import { noteManifest, readNote, writeNote } from "../places/note.ts";
import { type Passing, passingOf } from "./record.ts";

/** A run that has passed. */
export interface ProvedRun extends Passing {
  /** Its run key. */
  readonly key: string;
  /** The environment's tag. */
  readonly environment: string;
  /** What ran, without anything that may be secret: `make …`, `a script`, `lint, test`. */
  readonly command: string;
}

const kind = "runs.v1";
const runsAnnotation = "dev.treestamp.runs";

/** A list that grows longer loses its oldest. */
const mostRuns = 100;

function tagOf(tree: string): string {
  return `run-of-${tree}`;
}

/** Adds a run to those of the files, in place of an earlier one with the same key. @throws what the store throws */
export async function addProof(store: Store, tree: string, run: ProvedRun): Promise<void> {
  const others = (await proofsIn(store, tree)).filter(({ key }) => key !== run.key);
  const runs = [run, ...others].slice(0, mostRuns);
  await writeNote(store, noteManifest(kind, { [runsAnnotation]: JSON.stringify(runs) }), tagOf(tree));
}

/** The runs that have passed on these files, the latest first. @throws why it is not known what a store has */
export async function proofsOf(stores: readonly Store[], tree: string): Promise<readonly ProvedRun[]> {
  const all = (await Promise.all(stores.map((store) => proofsIn(store, tree)))).flat().sort((a, b) => b.at - a.at);
  return all.filter(({ key }, index) => all.findIndex((other) => other.key === key) === index);
}

async function proofsIn(store: Store, tree: string): Promise<readonly ProvedRun[]> {
  const stored = await findManifest(store, tagOf(tree));
  const text = stored === undefined ? undefined : noteIn(stored);
  return text === undefined ? [] : parseProofs(text);
}

function noteIn(stored: Parameters<typeof readNote>[1]): string | undefined {
  try {
    return readNote(kind, stored)?.[runsAnnotation];
  } catch (error) {
    if (isTreestampError(error, "image-invalid")) return undefined; // something else's tag
    throw error;
  }
}

/** The sound ones of a list. */
export function parseProofs(text: string): readonly ProvedRun[] {
  const value = parsedJson(text);
  return Array.isArray(value) ? value.slice(0, mostRuns).flatMap(soundOnly) : [];
}

function soundOnly(value: Partial<ProvedRun> | null): readonly ProvedRun[] {
  const { key, environment, command } = value ?? {};
  const passing = passingOf(value ?? {});
  const isLine = (text: unknown) => typeof text === "string" && /^[^\p{Cc}]{1,200}$/u.test(text);
  if (passing === undefined || ![key, environment, command].every(isLine)) return [];
  return [{ ...passing, key: key!, environment: environment!, command: command! }];
}
