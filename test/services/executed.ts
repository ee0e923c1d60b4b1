/** Every program that a process and its children start, exactly: as the kernel saw each execve(2), by strace. */
import { readFileSync } from "node:fs";

export interface Execution {
  readonly argv: string;
  /** The environment, `NAME=VALUE` each in quotes. */
  readonly env: string;
}

/** The start of a command line that runs one, and writes to `file` what it and its children execute. */
export function watched(file: string): string[] {
  // Whole strings, whole environments; the filter lets every other system call pass at full speed.
  return ["strace", "-f", "--seccomp-bpf", "-qq", "-v", "-s", "1000000", "-e", "trace=execve,execveat", "-o", file];
}

/** What is in such a file. */
export function executedIn(file: string): Execution[] {
  return readFileSync(file, "latin1")
    .split("\n")
    .flatMap((line) => {
      const [, argv, env] = /execve(?:at)?\(.*?(\[".*?(?<!\\)"\]), (\[.*\])/.exec(line) ?? [];
      return argv === undefined ? [] : [{ argv, env: env! }];
    });
}
