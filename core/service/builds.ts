/** The life of builds: sources, a turn, a worker, an end that is told once. */
import { rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { isTreestampError, messageOf } from "../errors.ts";
import type { Log } from "../log/log.ts";
import { exists } from "../machine/missing.ts";
import { type BuildLog, openBuildLog } from "./build-log.ts";
import type { Callbacks } from "./callbacks.ts";
import { imageOf } from "./order.ts";
import { openOutbox } from "./outbox.ts";
import type { Bucket } from "./port.ts";
import { queueOf } from "./queue.ts";
import { type BuildFolder, type BuildRecord, type Call, type Ended, hasEnded, type Records } from "./records.ts";
import type { BuildRequest } from "./request.ts";
import { carryOut, type WorkParts } from "./work.ts";

export interface BuildsParts extends WorkParts {
  readonly records: Records;
  readonly bucket: Bucket;
  readonly callbacks: Callbacks;
  /** Leaves the archive that an address names in a file. @throws TreestampError */
  readonly fetchSources: (uri: string, file: string, signal: AbortSignal) => Promise<void>;
  readonly log: Log;
}

/** A build that has not ended. */
interface Active {
  record: BuildRecord;
  readonly folder: BuildFolder;
  readonly log: BuildLog;
  readonly abort: AbortController;
  /** Once the sources are kept, or the build has ended without. */
  readonly accepted: PromiseWithResolvers<void>;
  readonly ended: PromiseWithResolvers<void>;
}

export interface Builds {
  /** Takes a build; resolves once its sources are kept, or it has failed. @returns false where the same build is under way */
  create(request: BuildRequest): Promise<boolean>;
  /** Ends a build; resolves when nothing of it runs any more. @returns false where there is no such build */
  stop(app: string, number: number): Promise<boolean>;
  /** Ends all builds of an app, and removes what is kept of it. @returns false where nothing is kept */
  forget(app: string): Promise<boolean>;
  /** The log of a build that has not ended. */
  logOf(app: string, number: number): BuildLog | undefined;
  /** Goes on with what a service that ended has left. */
  resume(): Promise<void>;
  /** Ends what runs, for the next service to go on with. */
  close(): Promise<void>;
  /** How many builds there are in each state: those that ended since the start, and those that have not. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Before something is written again. Milliseconds. */
const retry = 1_000;
/** How long the end waits for logs that are being kept. Milliseconds. */
const patience = 2_000;

/** Why a build is ended before its time. */
type Interruption = "stopped" | "timeout" | "closing";

/** A build's name among all, for workers, logs and messages. */
export function nameOf({ app, number }: Pick<BuildRecord, "app" | "number">): string {
  return `${app}-${number}`;
}

export function openBuilds(parts: BuildsParts): Builds {
  const { settings, records, bucket, workers, log } = parts;
  const actives = new Map<string, Active>();
  // Sources are fetched at the pace of builds.
  const [turns, fetches] = [queueOf(settings.parallel), queueOf(settings.parallel)];
  const outbox = openOutbox(records, parts.callbacks, log);
  const totals = { succeeded: 0, failed: 0, canceled: 0 };
  /** Logs on their way to the bucket. */
  const keeping = new Map<string, Promise<void>>();
  let isClosing = false;

  /** @throws machine-failed where it cannot be written; nothing has changed then */
  function update(active: Active, change: Partial<BuildRecord>, call?: Call): void {
    const calls = call === undefined || active.record.callback === undefined ? [] : [call];
    const record = { ...active.record, ...change, calls: [...active.record.calls, ...calls] };
    records.write(record);
    active.record = record;
    if (calls.length > 0) outbox.send(nameOf(record), active);
  }

  function begin(record: BuildRecord): Active {
    const folder = records.folder(record.app, record.number);
    const active: Active = {
      ...{ record, folder, log: openBuildLog(folder.log), abort: new AbortController() },
      ...{ accepted: Promise.withResolvers<void>(), ended: Promise.withResolvers<void>() },
    };
    actives.set(nameOf(record), active);
    return active;
  }

  /** From its sources to its end. Never throws. */
  async function live(active: Active): Promise<void> {
    const { abort, record, accepted } = active;
    log.info(`${nameOf(record)}: ${record.state}.`);
    try {
      if (record.state === "fetching") await fetched(active);
      accepted.resolve();
      const giveBack = await turns.turn(abort.signal);
      await built(active).finally(giveBack);
      await end(active, "succeeded");
    } catch (error) {
      const why = abort.signal.aborted ? (abort.signal.reason as Interruption) : undefined;
      if (why === "closing") return leave(active);
      if (why === "stopped") return end(active, "canceled");
      const reason = why === "timeout" ? `Build timed out after ${settings.timeout} ms.` : messageOf(error);
      active.log.write(`${reason}\n`);
      if (why === undefined && isTreestampError(error) && error.remedy !== undefined) {
        active.log.write(`  ${error.remedy}\n`);
      }
      await end(active, "failed", reason);
    }
  }

  /** Nothing of it runs here any more. */
  function leave(active: Active): void {
    active.log.end();
    actives.delete(nameOf(active.record));
    active.accepted.resolve();
    active.ended.resolve();
  }

  /** Leaves the sources in the build's folder and in the bucket. An image has none: it is copied. */
  async function fetched(active: Active): Promise<void> {
    const { record, folder, abort } = active;
    const { sources } = record.request!;
    if (imageOf(record.request!) === undefined) {
      const giveBack = await fetches.turn(abort.signal);
      try {
        await rm(folder.sources, { force: true });
        await parts.fetchSources(sources, folder.sources, abort.signal);
        await bucket.put(record.uuid, folder.sources, abort.signal);
      } finally {
        giveBack();
      }
    }
    abort.signal.throwIfAborted();
    // An archive that stands in the request is in its file now: a record is written often, and read whole.
    const request = { ...record.request!, ...(isInline(sources) && { sources: "data:," }) };
    update(active, { state: "queued", request });
  }

  async function built(active: Active): Promise<void> {
    const { abort, folder, record } = active;
    update(active, { state: "building", started: Date.now() }, { status: "pending", building: true });
    const name = nameOf(record);
    log.info(`${name}: building.`);
    const timer = setTimeout(() => abort.abort("timeout" satisfies Interruption), settings.timeout);
    const onStart = (handle: string) => update(active, { handle });
    const onEnd = () => clearTimeout(timer);
    const work = { name, request: record.request!, folder, log: active.log, signal: abort.signal, onStart, onEnd };
    await carryOut(work, parts);
  }

  async function end(active: Active, state: Ended, reason?: string): Promise<void> {
    const { log: ownLog, folder, record } = active;
    const name = nameOf(record);
    ownLog.end();
    const change = { state, reason, ended: Date.now(), request: undefined, handle: undefined };
    while (!told(active, change)) await sleep(retry); // how it ended is not to be forgotten: a disk may have room again
    totals[state]++;
    log.info(`${name}: ${state}.`);
    await rm(folder.sources, { force: true }).catch(() => {});
    keepLog(record, folder);
    leave(active);
  }

  function told(active: Active, change: Partial<BuildRecord> & { readonly state: Ended }): boolean {
    try {
      update(active, change, { status: change.state, building: false });
      return true;
    } catch (error) {
      log.warning(`${nameOf(active.record)}: ${change.state}, which cannot be written: ${messageOf(error)}`);
      return isClosing;
    }
  }

  /** The log goes to its last place in the background; where that cannot be reached it stays, and the next start tries again. */
  function keepLog(record: BuildRecord, folder: BuildFolder): void {
    const name = nameOf(record);
    const kept = bucket
      .put(`${name}.logs`, folder.log)
      .then(() => rm(folder.log, { force: true }))
      .catch((error: unknown) => log.warning(`${name}: the log stays in ${folder.log}: ${messageOf(error)}`))
      .finally(() => keeping.delete(name));
    keeping.set(name, kept);
  }

  async function stopAll(mine: readonly Active[], why: Interruption): Promise<void> {
    for (const { abort } of mine) abort.abort(why);
    await Promise.all(mine.map(({ ended }) => ended.promise));
  }

  /** What is told, kept and built again of a record; one that cannot be worked with stops no other. */
  async function resumed(record: BuildRecord): Promise<void> {
    const name = nameOf(record);
    if (hasEnded(record.state)) {
      outbox.send(name, { record });
      const folder = records.folder(record.app, record.number);
      if (await exists(folder.log)) keepLog(record, folder);
      return;
    }
    await workers.clear(name, record.handle);
    const active = begin(record);
    outbox.send(name, active);
    if (record.isStopped) return end(active, "canceled");
    if (record.state === "building") active.log.write("The service was started anew, and so is this build.\n");
    update(active, { state: record.state === "fetching" ? "fetching" : "queued", handle: undefined });
    void live(active);
  }

  return {
    async create(request) {
      const [app, number] = [`${request.app}-${request.app_uuid}`, request.build_number];
      const name = nameOf({ app, number });
      if (actives.has(name)) return false;
      const { callback: url, callback_auth: authorization } = request;
      await Promise.all([keeping.get(name), outbox.drop(name)]); // of an earlier build of this number
      const before = await records.read(app, number);
      if (actives.has(name)) return false;
      const active = begin({
        ...{ app, number, uuid: request.build_uuid, space: request.space, request },
        ...{ state: "fetching", isStopped: false, created: Date.now() },
        // What the same receiver has not heard yet comes first.
        calls: before?.callback?.url === url ? (before?.calls ?? []) : [],
        callback: url ? { url, authorization } : undefined,
      });
      try {
        update(active, {}, { status: "pending", building: false });
      } catch (error) {
        leave(active);
        throw error;
      }
      void live(active);
      await active.accepted.promise;
      return true;
    },
    async stop(app, number) {
      const active = actives.get(nameOf({ app, number }));
      if (active === undefined) return (await records.read(app, number)) !== undefined;
      try {
        update(active, { isStopped: true });
      } catch (error) {
        log.warning(`${nameOf(active.record)}: ${messageOf(error)}`); // its end is written as soon as that can be
      }
      await stopAll([active], "stopped");
      return true;
    },
    async forget(app) {
      await stopAll(
        [...actives.values()].filter(({ record }) => record.app === app),
        "stopped",
      );
      let isKnown = false;
      for await (const record of records.all(app)) {
        const name = nameOf(record);
        isKnown ||= record.isForgotten !== true;
        await keeping.get(name);
        await Promise.all([bucket.remove(record.uuid), bucket.remove(`${name}.logs`)]);
        if (!outbox.forget(name)) await records.remove(app, record.number);
      }
      return isKnown;
    },
    logOf: (app, number) => actives.get(nameOf({ app, number }))?.log,
    async resume() {
      const left: BuildRecord[] = [];
      for await (const record of records.all()) left.push(record);
      left.sort((a, b) => a.created - b.created); // the order in which they came is that of their turns
      for (const record of left) {
        await resumed(record).catch((error: unknown) => log.warning(`${nameOf(record)}: ${messageOf(error)}`));
      }
    },
    async close() {
      isClosing = true;
      await stopAll([...actives.values()], "closing");
      // Most logs are kept in a moment; the next start keeps the others.
      await Promise.race([Promise.all(keeping.values()), sleep(patience, undefined, { ref: false })]);
      await outbox.close();
    },
    get counts() {
      const { running: building, waiting: queued } = turns.lengths;
      return { ...totals, building, queued, fetching: fetches.lengths.running, calling: outbox.length };
    },
  };
}

/** Whether the sources stand in the request itself. */
function isInline(sources: string): boolean {
  return /^data:/i.test(sources);
}
