/** What the commands of a run find again: found before it, saved after it. None of it ever fails a run: it costs time. */
import { createHash } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import { dirname, isAbsolute, join, resolve } from "node:path";
import type { CachedSnapshot } from "../cache/cache.ts";
import { bringFromCi } from "../caches/ci-entries.ts";
import { cacheTags } from "../caches/names.ts";
import { savingRight } from "../caches/right.ts";
import { type CacheFacts, factsOf, findCache, type StoredCache } from "../caches/stored.ts";
import { readWorkspace, settleTimes } from "../caches/workspace-times.ts";
import { TreestampError } from "../errors.ts";
import type { CacheInputs } from "../inputs/caches.ts";
import type { Request } from "../inputs/request.ts";
import { formatBytes } from "../log/amounts.ts";
import { timed } from "../log/stages.ts";
import { checkStaysInside } from "../machine/leads-out.ts";
import { exists } from "../machine/missing.ts";
import { sha256Of } from "../oci/digest.ts";
import { isHere } from "../places/port.ts";
import type { CacheReport } from "../report/outcome.ts";
import type { MountedCache } from "../sandbox/port.ts";
import {
  type CachePlace,
  type CacheWork,
  ciEntriesOf,
  failureOf,
  type Named,
  type Report,
  scopesOf,
} from "./cache-work.ts";
import type { Ports } from "./ports.ts";
import type { Ready } from "./pull.ts";
import { saver } from "./save-cache.ts";
import { isCi } from "./warnings.ts";

export interface RunCaches {
  readonly mounted: readonly MountedCache[];
  readonly reports: readonly CacheReport[];
  /** Resolves once a command has succeeded and its caches are being saved; never if they are not. */
  readonly saving: Promise<void>;
  /** Leaves the workspace as it was, and says what became of the caches of a command that has failed. */
  end(succeeded: boolean): Promise<void>;
}

/**
 * The caches that are declared, with the digests of their lock files. A missing lock file is a mistake that would go unnoticed.
 * @throws input-invalid
 */
async function namedCaches(request: Request<"run">, { repository, caches }: Ready): Promise<readonly Named[]> {
  const root = repository.workTree ?? resolve(request.path);
  return Promise.all(
    caches.map(async (cache) => {
      const hash = createHash("sha256");
      for (const path of cache.lock) {
        const content = await readFile(join(root, path)).catch((error: unknown) => {
          throw new TreestampError("input-invalid", `\`caches.${cache.name}.lock\`: ${path} cannot be read.`, {
            remedy: "Name files of the repository, from its root on.",
            cause: error,
          });
        });
        hash.update(JSON.stringify([path, sha256Of(content)]));
      }
      return { cache, target: isAbsolute(cache.path) ? cache.path : join(root, cache.path), lock: hash.digest("hex") };
    }),
  );
}

/** Finds and fetches the caches of a run, all at the same time. */
export async function runCaches(
  ports: Ports,
  request: Request<"run">,
  ready: Ready,
  place: CachePlace,
): Promise<RunCaches> {
  const named = await namedCaches(request, ready);
  let begin: () => void = () => {};
  const saving = new Promise<void>((done) => {
    begin = done;
  });
  const none: RunCaches = { mounted: [], reports: [], saving, end: async () => {} };
  if (named.length === 0) return none;
  if (ready.sandbox.kind === "container") {
    ports.log.warning("Caches are mounted where snapshots are: this command runs in a container, and without.");
    return none;
  }
  const right = await savingRight(ready.repository, await ports.hostEvent(), isCi(ports.environment));
  const work: CacheWork = { ports, request, ready, place, right, begin };
  const opened = await timed(ready.stages, "caches", async (describe) => {
    const found = await Promise.all(named.map((one) => openCache(work, one)));
    const opened = await settle(work, found);
    const bytes = opened.reduce((sum, { report }) => sum + report.fetched, 0);
    describe({ bytes, note: opened.map(({ report: { name, found } }) => `${name}: ${found}`).join(", ") });
    return opened;
  });
  return {
    mounted: opened.map(({ mounted }) => mounted),
    reports: opened.map(({ report }) => report),
    saving,
    async end(succeeded) {
      await work.settled?.putBack();
      for (const { report } of opened)
        if (!succeeded && report.unsaved === unchanged) report.unsaved = "the command failed";
    },
  };
}

const unchanged = "nothing has changed";

/**
 * Gives the workspace's files their times, by those caches that go by them. Where that cannot be done, these caches begin empty: an
 * output of theirs could be taken for newer than it is.
 */
async function settle(work: CacheWork, opened: readonly OpenedCache[]): Promise<readonly OpenedCache[]> {
  const { log } = work.ports;
  const { repository } = work.ready;
  const timed = opened.filter(({ isTimed }) => isTimed);
  if (timed.length === 0) return opened;
  try {
    if (repository.workTree === undefined) throw new TreestampError("repository-invalid", "There is no work tree.");
    if (work.place.isOwn)
      throw new TreestampError("input-invalid", "With `reuse`, all files are as old as the run's own checkout.");
    const saved = timed.map(({ timesOf }) => timesOf?.workspace ?? { files: {}, at: 0 });
    work.settled = await settleTimes(repository.workTree, await readWorkspace(repository), saved);
    return opened;
  } catch (error) {
    const { message } = failureOf(error);
    log.warning(`Caches with \`mtimes: git\` are not used: ${message}`);
    return opened.map((one) => {
      if (!one.isTimed) return one;
      const report: Report = { ...one.report, found: "unknown", unsaved: message.replace(/\.$/, "") };
      return { ...one, report, mounted: { ...one.mounted, saved: undefined, take: undefined } };
    });
  }
}

interface OpenedCache {
  readonly mounted: MountedCache;
  readonly report: Report;
  /** Whether the workspace's times follow from it, and what they follow from. */
  readonly isTimed: boolean;
  readonly timesOf: CacheFacts | undefined;
}

async function openCache(work: CacheWork, named: Named): Promise<OpenedCache> {
  const { ports, ready } = work;
  const { cache, target } = named;
  const isTimed = cache.mtimes === "git";
  const begun = performance.now();
  const { stored, here, facts: timesOf, found, fetched } = await foundCache(work, named);
  const report: Report = { name: cache.name, found, fetched, saved: undefined, unsaved: undefined, seconds: 0 };
  report.seconds = (performance.now() - begun) / 1000;
  if (!isAbsolute(cache.path)) {
    await checkUntracked(ready, cache);
    await makeInside(work.place.root, join(work.place.root, cache.path));
  }
  const saved = here && {
    digest: here.digest,
    open: async () => (await import("../cache/cache.ts")).openSnapshot(here),
  };
  const why = whyNotSaved(work, cache);
  report.unsaved = why ?? unchanged;
  const base = stored && here && { stored, here, ...timesOf };
  const save = why === undefined ? saver(work, named, { base, report }) : undefined;
  const which = found === "exact" && cache.lock.length === 0 ? words.newest : words[found];
  ports.log.info(`Cache ${cache.name}: ${which}${fetched > 0 ? `, ${formatBytes(fetched)} fetched` : ""}.`);
  return { mounted: { name: cache.name, target, saved, take: save }, report, isTimed, timesOf };
}

/** @throws input-invalid where git has files there, which the command would not see */
async function checkUntracked({ repository }: Ready, { name, path }: CacheInputs): Promise<void> {
  const { stdout } = await repository.git(["ls-files", "-z", "--", path]);
  if (stdout.length === 0) return;
  const [first] = stdout.toString("utf8").split("\0");
  throw new TreestampError("input-invalid", `\`caches.${name}.path\`: git has files in ${path}, such as ${first}.`, {
    remedy: "A cache hides what is there: name a folder that only holds what commands make.",
  });
}

/** Makes a folder of the workspace with the caller's own rights. @throws input-invalid where a link on the way leads out of it */
async function makeInside(root: string, folder: string): Promise<void> {
  let there = folder;
  while (there !== root && !(await exists(there))) there = dirname(there);
  await checkStaysInside(root, there);
  await mkdir(folder, { recursive: true });
}

const words = {
  exact: "saved with the same lock files",
  newest: "the one that was saved last",
  none: "none yet, it begins empty",
  unknown: "it begins empty",
} as const;

function whyNotSaved({ right }: CacheWork, { save }: CacheInputs): string | undefined {
  if (save === "never") return "`save: never` says so";
  if (right.kind === "none") return right.why;
  return right.kind === "branch" && save !== "always" ? "only the default branch saves it" : undefined;
}

interface FoundCache extends Pick<CacheReport, "found" | "fetched"> {
  readonly stored?: StoredCache | undefined;
  readonly here?: CachedSnapshot | undefined;
  readonly facts?: CacheFacts | undefined;
}

/** What was saved, on this machine. @throws interrupted, and nothing else */
async function foundCache(work: CacheWork, { cache, lock }: Named): Promise<FoundCache> {
  const { ports, ready } = work;
  const { log, interruptible } = ports;
  const tags = scopesOf(work).map((scope) => cacheTags(cache, scope, lock));
  const stores = isHere(ports, ready.from) ? [ready.from] : [ready.from, ports.localStore];
  try {
    const entries = await ciEntriesOf(work);
    if (entries !== undefined)
      await interruptible((signal) => bringFromCi(entries, tags, { scratch: work.place.scratch, signal }));
    const stored = await findCache(stores, tags);
    if (stored === undefined) return { found: "none", fetched: 0 };
    const snapshots = await ports.openCache();
    if (isHere(ports, stored.store)) await snapshots.useImage(stored.tag);
    const { fetchedSnapshot } = await import("../cache/fetched-snapshot.ts");
    const stages: Ready["stages"] = [];
    const [here, facts] = await interruptible((signal) =>
      Promise.all([
        fetchedSnapshot(snapshots, { store: stored.store, ...stored.snapshot }, { log, stages, signal, interruptible }),
        cache.mtimes === "git" ? factsOf(stored, signal) : undefined,
      ]),
    );
    const fetched = stages.reduce((sum, { bytes = 0 }) => sum + bytes, 0);
    return { stored, here, facts, found: stored.isExact ? "exact" : "newest", fetched };
  } catch (error) {
    log.warning(`The cache ${cache.name} is not used: ${failureOf(error).message}`);
    return { found: "unknown", fetched: 0 };
  }
}
