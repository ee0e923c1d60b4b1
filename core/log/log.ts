import { noProgress, type ShowProgress } from "./progress.ts";

/** What a part of the core may say while it works. The host decides how it looks. */
export interface Log {
  /** A line for everybody. */
  info(message: string): void;
  /** Something that must be acted on, though the work goes on. */
  warning(message: string): void;
  /** A line that is shown only for `--debug` or `RUNNER_DEBUG`. */
  debug(message: string): void;
  /** Groups everything logged during `body` under `title`. Returns what `body` returns. */
  group<T>(title: string, body: () => Promise<T>): Promise<T>;
  /** Shows how far a transfer of `total` bytes is, until its end. */
  readonly progress: ShowProgress;
  /** From now on `value` must not be readable in any output. */
  mask(value: string): void;
  /** A command's output has ended, perhaps in the middle of a line. If that matters, the next message starts a new one. */
  outputEnded?(): void;
}

/** Says nothing. */
export const silentLog: Log = {
  info: () => {},
  warning: () => {},
  debug: () => {},
  group: (_title, body) => body(),
  progress: noProgress,
  mask: () => {},
};
