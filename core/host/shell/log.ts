/** A person's shell, or any CI that is just a shell: all log lines go to standard error. */
import type { Log } from "../../log/log.ts";
import { masksOf } from "../../log/masks.ts";
import { progressBar, progressLines } from "../../log/progress.ts";

export interface LocalLogOptions {
  readonly write: (text: string) => void;
  readonly debug: boolean;
  /** Width of the terminal that `write` leads to, in columns; left out where it leads to none. */
  readonly columns?: (() => number) | undefined;
}

/** A log that writes lines; masked values never appear in them. */
export function localLog({ write, debug, columns }: LocalLogOptions): Log {
  const masked: string[] = [];
  const bar = columns === undefined ? undefined : progressBar(write, columns);
  const line = (text: string) => {
    bar?.hide();
    write(`${masked.reduce((shown, secret) => shown.replaceAll(secret, "***"), text)}\n`);
  };
  return {
    info: line,
    warning: (message) => line(`warning: ${message}`),
    debug: (message) => {
      if (debug) line(message);
    },
    group: async (title, body) => {
      line(title);
      return body();
    },
    progress: bar?.show ?? progressLines(line),
    mask: (value) => {
      masked.push(...masksOf(value));
      masked.sort((a, b) => b.length - a.length);
    },
  };
}
