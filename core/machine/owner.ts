/**
 * Whose a file or folder is that processes of one machine share, told by its name: process id, the process's start time,
 * where such numbers mean that process (a boot of a kernel and a process namespace of it), and something random. So what a
 * process that was killed has left behind is recognised: at once from the same namespace; from another container or
 * another machine, where nothing can be said of the process, by its heartbeat, which stops.
 */
import { createHash, randomBytes } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { stat, utimes } from "node:fs/promises";
import { processStat } from "./process-stat.ts";

/** How often what is ours is touched. Milliseconds. */
const heartbeat = 5_000;
/** What has not been touched for this long by a process that we cannot see belongs to a dead one. Milliseconds. */
const silence = 30_000;

interface Identity {
  readonly pid: string;
  /** Clock ticks since the machine's own start. */
  readonly start: string;
  readonly place: string;
}

let identity: Promise<Identity> | undefined;

/** A name for a file or folder of this process, unlike every other. It is to be kept alive by `keepAlive`. */
export async function ownName(): Promise<string> {
  identity ??= identify();
  const { pid, start, place } = await identity;
  return `${pid}-${start}-${place}-${randomBytes(6).toString("hex")}`;
}

/**
 * A name for what lasts as long as an ancestor of ours, such as the runner of a CI job's steps.
 * @param generations 1 for the process that started us, 2 for the one that started that
 */
export async function ancestorName(generations: number): Promise<string> {
  identity ??= identify();
  const { place } = await identity;
  let pid = "self";
  for (let generation = 0; generation < generations && pid !== "1"; generation++) {
    const parent = processStat(pid)?.parent ?? "0";
    // Of what is started in a container from outside, the parent is out of sight: then the container itself.
    pid = parent === "0" ? "1" : parent;
  }
  return `${pid}-${processStat(pid)?.start ?? "0"}-${place}-${randomBytes(6).toString("hex")}`;
}

/** The process that a name speaks of, in words: by its number where that is one of our own namespace. */
export async function describeOwner(name: string): Promise<string> {
  const owner = parse(name);
  identity ??= identify();
  return owner !== undefined && owner.place === (await identity).place ? `process ${owner.pid}` : "another process";
}

/**
 * True where the file or folder at `path`, whose name is one of `ownName`, belongs to a process that is gone. False where
 * the name is another, and where there is nothing any more.
 * @param now the file system's present, where that may differ from this machine's. Milliseconds.
 * @param quiet how long what belongs to a process that we cannot see may stay untouched. Milliseconds.
 */
export async function isAbandoned(path: string, now: number = Date.now(), quiet: number = silence): Promise<boolean> {
  const owner = parse(path);
  if (owner === undefined) return false;
  identity ??= identify();
  if (owner.place === (await identity).place) return processStat(owner.pid)?.start !== owner.start;
  const stats = await stat(path).catch(() => undefined);
  return stats !== undefined && stats.ctimeMs < now - quiet; // ctime: the file system's own clock
}

/** Whether `ownName` made the name of this file or folder, in any process. */
export function isOwned(path: string): boolean {
  return parse(path) !== undefined;
}

const kept = new Set<string>();
let beat: NodeJS.Timeout | undefined;

/** Touches what is at `path` from now on, until the first beat that does not find it. Keeps no process from its end. */
export function keepAlive(path: string): void {
  kept.add(path);
  beat ??= setInterval(touchAll, heartbeat).unref();
}

function touchAll(): void {
  const now = new Date();
  for (const path of kept) {
    utimes(path, now, now).catch(() => {
      kept.delete(path);
      if (kept.size > 0) return;
      clearInterval(beat);
      beat = undefined;
    });
  }
}

function parse(path: string): Identity | undefined {
  const match = /(?:^|\/)(?:treestamp-)?(\d+)-(\d+)-([0-9a-f]{8})-[0-9a-f]{12}$/.exec(path);
  return match === null ? undefined : { pid: match[1]!, start: match[2]!, place: match[3]! };
}

/** Where /proc does not tell, the place is one that no other process has: then the heartbeat alone says that we live. */
async function identify(): Promise<Identity> {
  try {
    // By /proc's own numbers, which are another namespace's where it was not mounted anew for ours.
    const [pid] = readFileSync("/proc/self/stat", "latin1").split(" ");
    const start = processStat(pid!)?.start;
    const boot = bootId();
    if (start === undefined || boot === undefined) throw new Error("no numbers");
    const place = createHash("sha256").update(`${boot} ${readlinkSync("/proc/self/ns/pid")}`);
    return { pid: pid!, start, place: place.digest("hex").slice(0, 8) };
  } catch {
    return { pid: `${process.pid}`, start: "0", place: randomBytes(4).toString("hex") };
  }
}

/** What is another after each start of the machine; `undefined` where that cannot be known. Source: random(4). */
export function bootId(): string | undefined {
  try {
    return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  } catch {
    return undefined;
  }
}
