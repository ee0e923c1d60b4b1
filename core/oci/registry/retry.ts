/** Trying again: only after failures that pass by themselves, within bounds, and never in silence. */
import { setTimeout as sleep } from "node:timers/promises";
import { TreestampError } from "../../errors.ts";
import type { Log } from "../../log/log.ts";
import { describeRefusal, type Refusal, redacted, refusalError } from "./refusal.ts";
import { ConnectionFailure, type HttpRequest } from "./transport.ts";

export interface Pace {
  /** How often a request is made, unless somebody waits for more: then at least. */
  readonly tries: number;
  /** The wait after the first failure; it doubles each time. Milliseconds. */
  readonly firstDelay: number;
  /** Longest wait of our own choice. Milliseconds. */
  readonly longestDelay: number;
  /** Longest wait that a registry may ask for; one that asks for more has failed. Milliseconds. */
  readonly longestAsked: number;
  /** How long a patient request goes on after its first failure: most outages are over by then. Milliseconds. */
  readonly outage: number;
  /** How long nothing may move. Milliseconds. */
  readonly stall: number;
}

export const usualPace: Pace = {
  tries: 4,
  firstDelay: 500,
  longestDelay: 15_000,
  longestAsked: 60_000,
  outage: 90_000,
  stall: 30_000,
};

/** A refusal that may be temporary. */
export class PassingRefusal extends Error {
  override readonly name = "PassingRefusal";
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(describeRefusal(refusal));
    this.refusal = refusal;
  }
}

/** Counts the failures of one piece of work, and waits between them. */
export interface Patience {
  /**
   * Returns when it is time to try again.
   * @throws the failure in the words of a store, where it will not pass or has not passed
   */
  afterFailure(error: unknown): Promise<void>;
  /** There was progress: start counting failures again. */
  renew(): void;
}

export interface Persistence {
  readonly pace: Pace;
  readonly log: Log;
  /** Each of them ends the waiting. */
  readonly signals: readonly AbortSignal[];
  /** Goes on for as long as an outage lasts, instead of a few tries. */
  readonly patient: boolean;
  /** The failure that did not pass, in words; by default those of a registry. */
  readonly final?: (error: ConnectionFailure | PassingRefusal, tries: number) => TreestampError;
}

export function createPatience(
  work: Pick<HttpRequest, "method" | "url">,
  { pace, log, signals, patient, final }: Persistence,
): Patience {
  const name = `${work.method} ${redacted(work.url)}`;
  const failed = final ?? ((error, tries) => failedRegistry(error, name, tries));
  let failures = 0;
  let since: number | undefined;
  return {
    async afterFailure(error) {
      if (!(error instanceof ConnectionFailure || error instanceof PassingRefusal)) throw error;
      failures++;
      since ??= performance.now();
      const asked = (error instanceof PassingRefusal ? error.refusal.retryAfter : undefined) ?? 0;
      const usual = Math.min(pace.firstDelay * 2 ** (failures - 1) * (0.5 + Math.random()), pace.longestDelay);
      const isOver = failures >= pace.tries && !(patient && performance.now() - since < pace.outage);
      if (isOver || asked > pace.longestAsked) throw failed(error, failures);
      const delay = Math.max(asked, usual);
      const why = error instanceof PassingRefusal ? error.message : `${name}: ${error.message}`;
      const bound = patient ? `for ${pace.outage / 1000} s at most` : `${failures + 1} of ${pace.tries}`;
      log.info(`${why}. Trying again in ${(delay / 1000).toFixed(1)} s (${bound}).`);
      await sleep(delay, undefined, signals.length === 0 ? {} : { signal: AbortSignal.any([...signals]) }).catch(
        (cause) => {
          throw new TreestampError("interrupted", "The work was ended by a signal.", { cause });
        },
      );
    },
    renew() {
      failures = 0;
      since = undefined;
    },
  };
}

/** Does `work` until it succeeds, fails for good, or has failed for too long. */
export async function persistently<T>(patience: Patience, work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      await patience.afterFailure(error);
    }
  }
}

/** `once`, `4 times`. */
export function timesOf(tries: number): string {
  return tries === 1 ? "once" : `${tries} times`;
}

function failedRegistry(error: ConnectionFailure | PassingRefusal, name: string, tries: number): TreestampError {
  const times = timesOf(tries);
  if (error instanceof PassingRefusal) return refusalError(`The registry failed ${times}`, error.refusal);
  return new TreestampError("store-unreachable", `${name}: ${error.message} (tried ${times}).`, {
    remedy: "Check the store's name, the network, and that the registry is up.",
    cause: error,
  });
}
