/** A person's shell, or any CI that is no more than one: everything that is said goes to standard error. */
import type { Log } from "../log.ts";

export interface LocalLogOptions {
  readonly write: (text: string) => void;
  readonly debug: boolean;
}

/** A log that writes lines; masked values never appear in them. */
export function localLog({ write, debug }: LocalLogOptions): Log {
  const masked: string[] = [];
  const line = (text: string) => {
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
    mask: (value) => {
      for (const part of value.split("\n")) if (part !== "") masked.push(part);
    },
  };
}
