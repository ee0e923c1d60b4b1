/** What is known of a build, in a file: written whole at each turn of its life, so that a service that was killed can go on. */
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { missing } from "../machine/missing.ts";
import { type BuildRequest, isAppId, isBuildNumber } from "./request.ts";

/** `fetching` its sources, `queued` until it is its turn, `building`; then it has ended. */
export type State = "fetching" | "queued" | "building" | Ended;
export type Ended = "succeeded" | "failed" | "canceled";

export function hasEnded(state: State): state is Ended {
  return state === "succeeded" || state === "failed" || state === "canceled";
}

/** The body of a callback, but for what is always the same. */
export interface Call {
  readonly status: "pending" | Ended;
  readonly building: boolean;
}

export interface BuildRecord {
  /** `APP-APP_UUID` */
  readonly app: string;
  readonly number: number;
  readonly uuid: string;
  readonly space: string;
  readonly state: State;
  /** True once a client has asked to stop it. */
  readonly isStopped: boolean;
  /** True once a client has asked to forget its app: what is left is to tell how it ended. */
  readonly isForgotten?: true;
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly started?: number | undefined;
  readonly ended?: number | undefined;
  /** Why it failed: a sentence. */
  readonly reason?: string | undefined;
  /** By which the workers find what is left of it. */
  readonly handle?: string | undefined;
  /** With its secrets; gone once the build has ended. */
  readonly request?: BuildRequest | undefined;
  /** Where callbacks go; gone once the last has been taken. */
  readonly callback?: { readonly url: string; readonly authorization: string | undefined } | undefined;
  /** Those that nobody has taken yet, in their order. */
  readonly calls: readonly Call[];
}

/** The folder of a build: its record, its log while it is built, its sources until then. */
export interface BuildFolder {
  readonly path: string;
  readonly log: string;
  readonly sources: string;
}

export interface Records {
  /** Makes it where it is missing. */
  folder(app: string, number: number): BuildFolder;
  /** At once, so that one write cannot overtake another; and for good: a power cut leaves the old one or this one. */
  write(record: BuildRecord): void;
  read(app: string, number: number): Promise<BuildRecord | undefined>;
  /** The log that is still in a build's folder. */
  log(app: string, number: number): Promise<Readable | undefined>;
  /** Of all builds, or of one app's. */
  all(app?: string): AsyncGenerator<BuildRecord>;
  /** Of one build, or of all of an app. */
  remove(app: string, number?: number): Promise<void>;
}

/** Undefined for what is no record: a disk that was full, or a hand, may have cut it. */
function parseRecord(json: string): BuildRecord | undefined {
  try {
    const record = JSON.parse(json) as BuildRecord | null;
    return typeof record?.state === "string" && Array.isArray(record.calls) ? record : undefined;
  } catch {
    return undefined;
  }
}

/** @param root a folder of the service alone; its records hold passwords */
export function recordsIn(root: string): Records {
  const folderOf = (app: string, number: number) => join(root, app, String(number));
  const numbers = async (app: string) => {
    const isFolder = (await stat(join(root, app)).catch(missing(undefined)))?.isDirectory() === true;
    return isFolder ? (await readdir(join(root, app))).filter(isBuildNumber) : [];
  };
  const read = async (app: string, number: number): Promise<BuildRecord | undefined> => {
    const file = join(folderOf(app, number), "record.json");
    try {
      const record = parseRecord(await readFile(file, "utf8").catch(missing("")));
      if (record === undefined) await rename(file, `${file}.damaged`).catch(missing(undefined)); // for somebody to look at
      return record;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOTDIR") return undefined; // nothing of ours
      throw error;
    }
  };
  return {
    read,
    folder(app, number) {
      const path = folderOf(app, number);
      mkdirSync(path, { recursive: true, mode: 0o700 });
      return { path, log: join(path, "log"), sources: join(path, "sources") };
    },
    write(record) {
      const file = join(folderOf(record.app, record.number), "record.json");
      writeFileSync(`${file}.new`, JSON.stringify(record), { mode: 0o600, flush: true });
      renameSync(`${file}.new`, file);
    },
    async log(app, number) {
      const file = await open(join(folderOf(app, number), "log")).catch(missing(undefined));
      return file?.createReadStream();
    },
    async *all(only) {
      const apps = only === undefined ? (await readdir(root).catch(missing([]))).filter(isAppId) : [only];
      for (const app of apps) {
        for (const number of await numbers(app)) {
          const record = await read(app, Number(number));
          if (record !== undefined) yield record;
        }
      }
    },
    remove: (app, number) =>
      rm(number === undefined ? join(root, app) : folderOf(app, number), { recursive: true, force: true }),
  };
}
