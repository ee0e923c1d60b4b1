/** Calls that nobody has taken yet: sent in the order of their build, one after the other, each until it is taken. */
import { messageOf } from "../errors.ts";
import type { Log } from "../log/log.ts";
import type { Callbacks } from "./callbacks.ts";
import { type BuildRecord, hasEnded, type Records } from "./records.ts";

/** Something that holds the record of a build as it is now. */
export interface Holder {
  record: BuildRecord;
}

export interface Outbox {
  /** Sends what the record says is to be sent, unless that is under way. */
  send(name: string, holder: Holder): void;
  /**
   * The build's record goes once all is sent.
   * @returns false where nothing waits: it may go at once
   */
  forget(name: string): boolean;
  /** Sends no more of a build's. */
  drop(name: string): Promise<void>;
  close(): Promise<void>;
  /** How many builds have calls that wait. */
  readonly length: number;
}

export function openOutbox(records: Records, callbacks: Callbacks, log: Log): Outbox {
  const senders = new Map<
    string,
    { readonly holder: Holder; readonly abort: AbortController; readonly done: Promise<void> }
  >();

  async function sendAll(holder: Holder, signal: AbortSignal): Promise<void> {
    for (let [call] = holder.record.calls; call !== undefined; [call] = holder.record.calls) {
      const { callback, number: id } = holder.record;
      if (callback !== undefined) await callbacks.send({ ...callback, ...call, id }, signal);
      const calls = holder.record.calls.slice(1);
      const isLast = calls.length === 0 && hasEnded(holder.record.state);
      holder.record = { ...holder.record, calls, ...(isLast ? { callback: undefined } : {}) };
      if (!(isLast && holder.record.isForgotten)) records.write(holder.record);
    }
    const { app, number, isForgotten } = holder.record;
    if (isForgotten) await records.remove(app, number);
  }

  async function drop(name: string): Promise<void> {
    senders.get(name)?.abort.abort();
    await senders.get(name)?.done;
  }

  return {
    send(name, holder) {
      if (senders.has(name)) return;
      const abort = new AbortController();
      const done = sendAll(holder, abort.signal)
        .catch((error: unknown) => {
          if (!abort.signal.aborted) log.warning(`${name}: callbacks stop: ${messageOf(error)}`);
        })
        .finally(() => senders.delete(name));
      senders.set(name, { holder, abort, done });
    },
    forget(name) {
      const holder = senders.get(name)?.holder;
      if (holder === undefined) return false;
      holder.record = { ...holder.record, isForgotten: true };
      records.write(holder.record);
      return true;
    },
    drop,
    close: async () => void (await Promise.all([...senders.keys()].map(drop))),
    get length() {
      return senders.size;
    },
  };
}
