/** Running other programs: arguments as an array, never a shell. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { constants } from "node:os";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { StringDecoder } from "node:string_decoder";
import { TreestampError } from "../errors.ts";

export interface ProgramOptions {
  readonly cwd?: string;
  /** The whole environment of the program; ours where it is left out. */
  readonly env?: NodeJS.ProcessEnv;
  /** Bytes for its standard input; nothing where it is left out. */
  readonly input?: AsyncIterable<Uint8Array> | Uint8Array | string;
  /**
   * Gets each line of standard error as it comes; with `lines: "both"` of standard output, too, of which the result has
   * then only the last 64 KiB.
   */
  readonly onLine?: (line: string) => void;
  readonly lines?: "stderr" | "both";
  readonly signal?: AbortSignal;
  /** More output than this many bytes is an error. Default 64 MiB. */
  readonly maxOutput?: number;
  /** Takes standard output as it comes, to its end; the result's `stdout` is empty then. */
  readonly onOutput?: (stdout: AsyncIterable<Buffer>) => Promise<void>;
  /**
   * How an aborted `signal` stops the program; by SIGTERM where it is left out. `end of input` is for one that runs as root
   * for a user, who may not signal it: its standard input is a pipe whose end, which also comes when we are gone, tells it
   * to stop. It has no terminal, so Ctrl-C reaches us alone.
   */
  readonly stopBy?: "SIGTERM" | "end of input";
}

export interface ProgramResult {
  readonly exitCode: number;
  readonly stdout: Buffer;
  /** Decoded, and cut to its last 64 KiB. */
  readonly stderr: string;
}

/**
 * Runs a program to its end and gives what it printed, whatever its exit code.
 * @throws tool-missing where there is no such program; interrupted where `signal` ended it
 */
export async function run(
  program: string,
  args: readonly string[],
  options: ProgramOptions = {},
): Promise<ProgramResult> {
  const { input, onLine, lines = "stderr", signal, maxOutput = 64 << 20, onOutput, stopBy = "SIGTERM" } = options;
  const watchesInput = stopBy === "end of input";
  const child = spawn(program, [...args], {
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.env === undefined ? {} : { env: options.env }),
    stdio: [input === undefined && !watchesInput ? "ignore" : "pipe", "pipe", "pipe"],
    detached: watchesInput,
  });
  const ended = exitOf(child, program);
  const stop = () => (watchesInput ? child.stdin!.destroy() : child.kill("SIGTERM"));
  signal?.addEventListener("abort", stop, { once: true });
  if (signal?.aborted) stop();
  // When a program has ended, Node drops what nobody has begun to read. Source: node, lib/internal/child_process.js, flushStdio.
  if (onOutput !== undefined) child.stdout!.on("readable", () => {});
  try {
    const feeding = input === undefined ? undefined : feed(child, input);
    const [stdout, stderr, exitCode] = await Promise.all([
      onOutput === undefined
        ? collect(child.stdout!, lines === "both" ? undefined : maxOutput, lines === "both" ? onLine : undefined)
        : onOutput(child.stdout!).then(() => Buffer.alloc(0)),
      collect(child.stderr!, undefined, onLine),
      ended,
      feeding,
    ]);
    if (signal?.aborted) throw new TreestampError("interrupted", `${program} was ended by a signal.`);
    return { exitCode, stdout, stderr: stderr.toString("utf8") };
  } catch (error) {
    stop();
    await ended.catch(() => {}); // a caller that cleans up after this failure must not race a program that is still running
    throw error;
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}

/**
 * What a program prints, as it comes. Ends the program where the reader leaves early.
 * @param check gets the result at the end, and throws where the output is not to be trusted
 * @throws what `run` and `check` throw
 */
export async function* outputOf(
  line: readonly string[],
  options: Omit<ProgramOptions, "onOutput" | "lines" | "maxOutput">,
  check: (result: ProgramResult) => void,
): AsyncGenerator<Buffer, void, undefined> {
  const [program, ...args] = line;
  const started = Promise.withResolvers<AsyncIterable<Buffer>>();
  const read = Promise.withResolvers<void>();
  const onOutput = (stdout: AsyncIterable<Buffer>) => {
    started.resolve(stdout);
    return read.promise;
  };
  const result = run(program!, args, { ...options, onOutput });
  result.catch(started.reject);
  try {
    yield* await started.promise;
  } catch (error) {
    read.reject(error); // which stops the program
    throw error;
  } finally {
    read.resolve();
    await result.catch(() => {});
  }
  check(await result);
}

/** The code that a shell would report for the child: its exit code, or 128 + n for signal n. */
async function exitOf(child: ChildProcess, program: string): Promise<number> {
  const [code, signalName] = await once(child, "close").catch((error: NodeJS.ErrnoException) => {
    const [why, remedy] =
      error.code === "ENOENT"
        ? ["is not installed", `Install ${program}, or add its folder to PATH.`]
        : [`cannot be started: ${error.message}`, `Check what ${program} is on this machine, and that you may run it.`];
    throw new TreestampError("tool-missing", `${program} ${why}.`, { remedy, cause: error });
  });
  return code ?? 128 + (constants.signals[signalName as NodeJS.Signals] ?? 0);
}

/** Writes `input` at the pace of the reader. A program that stops reading early is no error: its exit code tells. */
async function feed(child: ChildProcess, input: NonNullable<ProgramOptions["input"]>): Promise<void> {
  const chunks = typeof input === "string" || input instanceof Uint8Array ? [input] : input;
  try {
    await pipeline(Readable.from(chunks, { objectMode: true }), child.stdin!);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== "EPIPE" && code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
  }
}

/** All bytes of a stream; without a `limit`, its last 64 KiB. */
async function collect(stream: Readable, limit: number | undefined, onLine?: (line: string) => void): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  let rest = "";
  const decoder = new StringDecoder("utf8"); // a character may come in two parts
  for await (const part of stream as AsyncIterable<Buffer>) {
    if (onLine !== undefined) {
      const pieces = (rest + decoder.write(part)).split(/\r?\n/);
      rest = pieces.pop()!;
      for (const line of pieces) onLine(line);
    }
    parts.push(part);
    size += part.length;
    if (limit !== undefined && size > limit) {
      throw new TreestampError("input-invalid", `A program printed more than ${limit} bytes.`);
    }
    while (limit === undefined && size - parts[0]!.length > tailBytes) size -= parts.shift()!.length;
  }
  if (rest !== "" && onLine !== undefined) onLine(rest);
  return Buffer.concat(parts);
}

const tailBytes = 64 * 1024;
