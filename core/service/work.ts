/** One build by a worker: its order, its log to all who hear it, and how it ended. */
import { stat } from "node:fs/promises";
import { TreestampError } from "../errors.ts";
import type { BuildLog } from "./build-log.ts";
import { linesInto } from "./lines.ts";
import { imageOf, orderOf } from "./order.ts";
import type { LogSink, LogSubject, Order, Running, Workers } from "./port.ts";
import type { BuildFolder } from "./records.ts";
import type { BuildRequest } from "./request.ts";
import type { ServiceSettings } from "./settings.ts";

export interface WorkParts {
  readonly settings: ServiceSettings;
  readonly workers: Workers;
  /** Who hears the log of a build that names brokers. */
  readonly openSink: (hosts: string, subject: LogSubject) => Promise<LogSink>;
  /** Repeats builds' logs. */
  readonly echo: (bytes: Uint8Array) => void;
}

export interface Work {
  /** Of the build, among all. */
  readonly name: string;
  readonly request: BuildRequest;
  readonly folder: BuildFolder;
  readonly log: BuildLog;
  readonly signal: AbortSignal;
  /** Keeps what finds the worker again. */
  readonly onStart: (handle: string) => void;
  /** Called once no worker runs any more; the log may still be on its way. */
  readonly onEnd: () => void;
}

/** @throws build-failed; the signal's reason; what starting a worker throws */
export async function carryOut(work: Work, parts: WorkParts): Promise<void> {
  const { name, request, folder, log, signal } = work;
  const subject = { app: request.app, space: request.space, number: request.build_number };
  const sink = request.kafka_hosts ? await parts.openSink(request.kafka_hosts, subject) : undefined;
  const lines = sink && linesInto((line) => sink.write(line));
  const onOutput = (bytes: Uint8Array) => {
    log.write(bytes);
    lines?.write(bytes);
    parts.echo(bytes);
  };
  try {
    const source = await sourceOf(work, parts);
    const archive = source.kind === "archive" ? folder.sources : undefined;
    const order = { ...orderOf(request, parts.settings), source };
    signal.throwIfAborted();
    await ended(work, await parts.workers.start({ name, order, archive, onOutput }));
  } finally {
    work.onEnd();
    lines?.end();
    sink?.write("Build finished"); // clients wait for these words
    const lost = await sink?.end();
    if (lost) log.write(`warning: ${lost} lines did not reach Kafka.\n`);
  }
}

/** Waits for a worker. Whatever goes wrong here, it does not run on. @throws build-failed, the signal's reason */
async function ended({ signal, onStart }: Work, running: Running): Promise<void> {
  try {
    signal.addEventListener("abort", running.stop, { once: true });
    if (signal.aborted) running.stop();
    onStart(running.handle);
    const { exitCode, reason } = await running.ended;
    if (exitCode === 0) return;
    signal.throwIfAborted();
    throw new TreestampError("build-failed", reason ?? `The build failed: exit code ${exitCode ?? "unknown"}.`);
  } catch (error) {
    running.stop();
    await running.ended;
    throw error;
  }
}

async function sourceOf({ request, folder }: Work, { workers, settings }: WorkParts): Promise<Order["source"]> {
  const image = imageOf(request);
  if (image !== undefined) return { kind: "image", reference: image.reference };
  if (workers.archives === "inline") return { kind: "archive", bytes: (await stat(folder.sources)).size };
  const url = new URL(`/${request.build_uuid}`, settings.serviceUrl).href;
  return { kind: "service", url, token: settings.token };
}
