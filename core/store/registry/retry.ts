/** Trying again: only after failures that pass by themselves, a few times, and never in silence. */
import { setTimeout as sleep } from "node:timers/promises";
import { TreestampError } from "../../errors.ts";
import type { Log } from "../../log.ts";
import { describeRefusal, type Refusal, redacted, refusalError } from "./refusal.ts";
import { ConnectionFailure, type HttpRequest } from "./transport.ts";

export interface Pace {
  /** How often a request is made at most. */
  readonly tries: number;
  /** The wait after the first failure; it doubles each time. Milliseconds. */
  readonly firstDelay: number;
  /** No wait is longer; a registry that asks for more has failed. Milliseconds. */
  readonly longestDelay: number;
  /** How long nothing may move. Milliseconds. */
  readonly stall: number;
}

export const usualPace: Pace = { tries: 4, firstDelay: 500, longestDelay: 60_000, stall: 30_000 };

/** A refusal that may pass by itself. */
export class PassingRefusal extends Error {
  override readonly name = "PassingRefusal";
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(describeRefusal(refusal));
    this.refusal = refusal;
  }
}

/** Too many requests, and the failures of servers and what stands before them. Never 401, 403 or 404. */
export function isPassing(status: number): boolean {
  return [408, 429, 500, 502, 503, 504].includes(status);
}

/** Counts the failures of one piece of work, and waits between them. */
export interface Patience {
  /**
   * Returns when it is time to try again.
   * @throws the failure in the words of a store, where it will not pass or has not passed
   */
  afterFailure(error: unknown): Promise<void>;
  /** Something was achieved: failures are counted anew. */
  renew(): void;
}

export function createPatience(
  work: Pick<HttpRequest, "method" | "url">,
  pace: Pace,
  log: Log,
  signal: AbortSignal | undefined,
): Patience {
  const name = `${work.method} ${redacted(work.url)}`;
  let failures = 0;
  return {
    async afterFailure(error) {
      if (!(error instanceof ConnectionFailure || error instanceof PassingRefusal)) throw error;
      failures++;
      const asked = error instanceof PassingRefusal ? error.refusal.retryAfter : undefined;
      const usual = pace.firstDelay * 2 ** (failures - 1) * (0.5 + Math.random());
      const delay = Math.min(Math.max(asked ?? 0, usual), pace.longestDelay);
      if (failures >= pace.tries || (asked ?? 0) > pace.longestDelay) throw final(error, name, failures);
      const why = error instanceof PassingRefusal ? error.message : `${name}: ${error.message}`;
      log.info(`${why}. Trying again in ${(delay / 1000).toFixed(1)} s (${failures + 1} of ${pace.tries}).`);
      await sleep(delay, undefined, signal === undefined ? {} : { signal }).catch((cause) => {
        throw new TreestampError("interrupted", "The work was ended by a signal.", { cause });
      });
    },
    renew() {
      failures = 0;
    },
  };
}

/** Does `work` until it succeeds, fails for good, or has failed too often. */
export async function persistently<T>(patience: Patience, work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      await patience.afterFailure(error);
    }
  }
}

function final(error: ConnectionFailure | PassingRefusal, name: string, tries: number): TreestampError {
  const times = tries === 1 ? "once" : `${tries} times`;
  if (error instanceof PassingRefusal) return refusalError(`The registry failed ${times}`, error.refusal);
  return new TreestampError("store-unreachable", `${name}: ${error.message} (tried ${times}).`, {
    remedy: "Check the store's name, the network and whether the registry is up.",
    cause: error,
  });
}
