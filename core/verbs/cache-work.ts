/** What finding and saving the caches of a run share. */
import type { CiEntries } from "../caches/ci-entries.ts";
import type { CacheScope } from "../caches/names.ts";
import type { SavingRight } from "../caches/right.ts";
import type { Settled } from "../caches/workspace-times.ts";
import { isTreestampError, type TreestampError } from "../errors.ts";
import type { CacheInputs } from "../inputs/caches.ts";
import { isCiCache } from "../inputs/read.ts";
import type { Request } from "../inputs/request.ts";
import { readableFailure } from "../machine/failure.ts";
import { formatPlatform } from "../oci/manifest.ts";
import type { CacheReport } from "../report/outcome.ts";
import type { Ports } from "./ports.ts";
import type { Ready } from "./pull.ts";

/** One cache of a call. */
export interface Named {
  readonly cache: CacheInputs;
  readonly target: string;
  /** Digest of the lock files. */
  readonly lock: string;
}

/** Where they are laid. */
export interface CachePlace {
  /** The folder of this machine that stands at the work tree's place. */
  readonly root: string;
  /** Whether it is the command's alone. */
  readonly isOwn: boolean;
  /** A folder of ours. */
  readonly scratch: string;
}

/** The run that they are for. */
export interface CacheWork {
  readonly ports: Ports;
  readonly request: Request<"run">;
  readonly ready: Ready;
  readonly place: CachePlace;
  readonly right: SavingRight;
  readonly begin: () => void;
  /** The workspace's files with their times; undefined where no cache goes by them, or before they have them. */
  settled?: Settled | undefined;
}

/**
 * What went wrong with a cache, in words: it costs time, and fails nothing.
 * @throws what is no failure of the machine's or a store's: an interruption, a defect
 */
export function failureOf(error: unknown): TreestampError {
  const failure = readableFailure(error);
  if (isTreestampError(failure) && failure.code !== "interrupted") return failure;
  throw error;
}

/** What is told of a cache, while the run goes on. */
export type Report = { -readonly [Fact in keyof CacheReport]: CacheReport[Fact] };

/** Where images are asked for in the CI's cache, caches are there, too. */
export async function ciEntriesOf({
  ports,
  request,
}: Pick<CacheWork, "ports" | "request">): Promise<CiEntries | undefined> {
  const entries = isCiCache(request.store) ? await ports.entryCache() : undefined;
  if (entries === undefined) return undefined;
  const { localStore, openStore } = ports;
  return { entries, localStore, openStore, snapshots: await ports.openCache() };
}

/** Whose caches this job looks at: its own branch's, and then the default branch's. */
export function scopesOf({ ports, request: { user }, ready: { key }, right }: CacheWork): readonly CacheScope[] {
  const own = { key: key.hash, platform: formatPlatform(ports.platform), user: numberedUser(user) };
  const branches = right.kind === "branch" ? [right.branch, undefined] : [undefined];
  return branches.map((branch) => ({ ...own, branch }));
}

/** The user of a call, with numbers where it is the caller. */
export function numberedUser(user: string): string {
  return user === "caller" ? `${process.getuid!()}:${process.getgid!()}` : user;
}
