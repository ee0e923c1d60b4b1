/** Phases: named scripts in one environment, one after the other or side by side, each with its own output and outcome. */
import { chmod, type FileHandle, mkdir, open, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Log } from "../log.ts";
import type { NamedScript } from "../named-scripts.ts";
import type { Command, Outcome } from "../sandbox/port.ts";
import { phasesScript } from "./phases-script.ts";

/** GitHub's words for how a step ends: `cancelled` was begun and told to end, `skipped` was not begun. */
export type PhaseOutcome = "success" | "failure" | "cancelled" | "skipped";

export interface PhaseResult {
  readonly name: string;
  readonly outcome: PhaseOutcome;
  /** Undefined where it did not come to an end of its own. */
  readonly exitCode: number | undefined;
  readonly seconds: number;
}

export interface Phases {
  readonly scripts: readonly NamedScript[];
  /** All at the same time; a phase's output is shown as a whole when it ends. */
  readonly parallel: boolean;
  /** The first failure ends the others, or keeps them from being begun. */
  readonly failFast: boolean;
  /** The command line that gets a script's path. */
  readonly shell: readonly string[];
}

/** What phases need from around them. */
export interface PhasesWorld {
  /** An empty folder for scripts and output. */
  readonly scratch: string;
  readonly log: Log;
  /** Shows a part of a phase's output. */
  readonly print: (bytes: Uint8Array) => Promise<void>;
  /** Runs a command in the environment. What it says itself is no phase's output. */
  readonly run: (command: Pick<Command, "argv" | "binds" | "output" | "signal">) => Promise<Outcome>;
}

/** Where the folder of scripts and output stands inside the environment. */
const inside = "/run/treestamp-phases";
/** How long new output waits to be shown, at most. Milliseconds. */
const patience = 100;
/** Phases side by side show nothing until one ends: how often the log says which of them still run. Milliseconds. */
const silence = 60_000;

/**
 * Runs phases to their end.
 * @returns how each ended, in their order; the exit code is that of the first that failed, or of the signal that ended all
 */
export async function runPhases(
  { scripts, parallel, failFast, shell }: Phases,
  { scratch, log, print, run }: PhasesWorld,
): Promise<{ readonly exitCode: number; readonly phases: readonly PhaseResult[] }> {
  const folder = join(scratch, "phases");
  const files = await makeFolder(folder, scripts);
  try {
    const order = parallel ? "parallel" : "sequence";
    const words = [inside, order, `${failFast}`, `${scripts.length}`, ...shell];
    const failure = new AbortController();
    let over = false;
    const running = run({
      argv: [...shell.slice(0, 1), "-c", phasesScript, "phases", ...words],
      binds: [{ source: folder, target: inside, readOnly: false }],
      output: "stderr", // and no terminal
      signal: failure.signal,
    }).finally(() => {
      over = true;
    });
    running.catch(() => {}); // awaited below, once all is shown that there is

    const look = async () => eventsOf(await contentOf(files.events));
    /** Waits until something may be new. @returns all that has happened */
    const next = async () => {
      const wasOver = over;
      if (!wasOver) await Promise.race([delay(patience), running.catch(() => {})]);
      const events = await look();
      if (parallel && failFast && events.ends.some(({ exitCode }) => exitCode !== 0)) failure.abort();
      return { ...events, over: wasOver };
    };
    const show = (index: number) =>
      showPhase(scripts[index]!.name, files.logs[index]!, print, log, async () => {
        const { ends, over } = await next();
        return over || ends.some((end) => end.index === index);
      });

    if (parallel) await showAsTheyEnd(scripts, next, show, log);
    else {
      for (const index of scripts.keys()) {
        let events = await look();
        while (!events.begins.has(index) && !over) events = await next();
        if ((await look()).begins.has(index)) await show(index);
      }
    }
    const { exitCode } = await running;
    const events = await look();
    const phases = scripts.map(({ name }, index) => resultOf(name, index, events));
    for (const { name, outcome, exitCode: code, seconds } of phases) {
      if (outcome === "skipped") log.info(`${name}: skipped`);
      else log.info(`${name}: ${outcome}${code ? ` (exit code ${code})` : ""} in ${seconds.toFixed(1)} s`);
    }
    const failed = events.ends.find(({ exitCode, cancelled }) => exitCode !== 0 && !cancelled);
    return { exitCode: failed?.exitCode ?? exitCode, phases };
  } finally {
    await Promise.all([files.events, ...files.logs].map((file) => file.close()));
  }
}

interface PhaseFiles {
  readonly events: FileHandle;
  readonly logs: readonly FileHandle[];
}

/** The files of phases, which any user of the environment may write; open for us, whatever becomes of their names. */
async function makeFolder(folder: string, scripts: readonly NamedScript[]): Promise<PhaseFiles> {
  await mkdir(folder);
  await chmod(folder, 0o755);
  const shared = async (name: string) => {
    const path = join(folder, name);
    const file = await open(path, "wx+");
    await file.chmod(0o666);
    return file;
  };
  for (const [index, { script }] of scripts.entries()) {
    const path = join(folder, `${index + 1}.script`);
    await writeFile(path, script, { mode: 0o644 });
    await chmod(path, 0o644);
  }
  return {
    events: await shared("events"),
    logs: await Promise.all(scripts.map((_, index) => shared(`${index + 1}.log`))),
  };
}

/** Shows a phase's output in a group of its own until `isOver`, and then what is left of it. */
async function showPhase(
  name: string,
  file: FileHandle,
  print: PhasesWorld["print"],
  log: Log,
  isOver: () => Promise<boolean>,
): Promise<void> {
  await log.group(name, async () => {
    const buffer = Buffer.allocUnsafe(64 * 1024);
    let position = 0;
    let last: number | undefined;
    const showNew = async () => {
      for (;;) {
        const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
        if (bytesRead === 0) return;
        position += bytesRead;
        last = buffer[bytesRead - 1];
        await print(Buffer.from(buffer.subarray(0, bytesRead)));
      }
    };
    for (let isLast = false; !isLast; ) {
      isLast = await isOver();
      await showNew();
    }
    if (last !== undefined && last !== 0x0a) await print(Buffer.from("\n")); // what follows starts a line
  });
}

/** Shows each phase as a whole when it has ended; the log says now and then which have not. */
async function showAsTheyEnd(
  scripts: readonly NamedScript[],
  next: () => Promise<Events & { readonly over: boolean }>,
  show: (index: number) => Promise<void>,
  log: Log,
): Promise<void> {
  const shown = new Set<number>();
  let heard = performance.now();
  for (let isLast = false; !isLast; ) {
    const { begins, ends, over } = await next();
    isLast = over;
    const ready = over ? [...begins.keys()] : ends.map(({ index }) => index);
    for (const index of ready.filter((candidate) => !shown.has(candidate))) {
      shown.add(index);
      await show(index);
      heard = performance.now();
    }
    if (performance.now() - heard < silence) continue;
    heard = performance.now();
    const running = [...begins.keys()].filter((index) => !shown.has(index));
    log.info(`Still running: ${running.map((index) => scripts[index]!.name).join(", ")}.`);
  }
}

interface PhaseEnd {
  readonly index: number;
  readonly exitCode: number;
  /** By the machine's uptime, in seconds. */
  readonly at: number;
  /** It ended because it was told to. */
  readonly cancelled: boolean;
}

interface Events {
  /** When each phase began, by the machine's uptime in seconds. */
  readonly begins: ReadonlyMap<number, number>;
  /** In the order of time. */
  readonly ends: readonly PhaseEnd[];
  readonly last: number;
}

/** Reads what `phasesScript` wrote; a line that is not whole yet does not count. */
function eventsOf(text: string): Events {
  const begins = new Map<number, number>();
  const ends: PhaseEnd[] = [];
  let cancelled = false;
  let last = 0;
  for (const line of text.split("\n").slice(0, -1)) {
    const words = line.split(" ");
    last = Number(words.at(-1));
    const index = Number(words[1]) - 1;
    if (words[0] === "begin") begins.set(index, last);
    else if (words[0] === "end") ends.push({ index, exitCode: Number(words[2]), at: last, cancelled });
    else if (words[0] === "signal") cancelled = true;
  }
  return { begins, ends, last };
}

function resultOf(name: string, index: number, { begins, ends, last }: Events): PhaseResult {
  const begun = begins.get(index);
  if (begun === undefined) return { name, outcome: "skipped", exitCode: undefined, seconds: 0 };
  const end = ends.find((candidate) => candidate.index === index);
  if (end === undefined) return { name, outcome: "cancelled", exitCode: undefined, seconds: Math.max(0, last - begun) };
  const outcome = end.exitCode === 0 ? "success" : end.cancelled ? "cancelled" : "failure";
  return { name, outcome, exitCode: end.exitCode, seconds: end.at - begun };
}

async function contentOf(file: FileHandle): Promise<string> {
  const buffer = Buffer.alloc((await file.stat()).size);
  const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
  return buffer.toString("utf8", 0, bytesRead);
}
