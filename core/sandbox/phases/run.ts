/** Phases: named scripts in one environment, one after the other or side by side, each with its own output and outcome. */
import { randomBytes } from "node:crypto";
import { chmod, type FileHandle, mkdir, open } from "node:fs/promises";
import { uptime } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { NamedScript } from "../../inputs/named-scripts.ts";
import type { Bind } from "../../inputs/openings.ts";
import type { Log } from "../../log/log.ts";
import { layFile } from "../../machine/laid-file.ts";
import type { Command, Outcome } from "../port.ts";
import { type PhaseEvents, phaseEvents } from "./events.ts";
import { type PhaseOutput, phaseOutput } from "./output.ts";
import { phasesScript } from "./script.ts";

/** GitHub's words for how a step ends: `cancelled` was begun and ended by us, `skipped` was not begun. */
export type PhaseOutcome = "success" | "failure" | "cancelled" | "skipped";

export interface PhaseResult {
  readonly name: string;
  readonly outcome: PhaseOutcome;
  /** Undefined where the phase did not begin, or nobody saw its end. */
  readonly exitCode: number | undefined;
  readonly seconds: number;
}

export interface Phases {
  /** One after the other; the scripts of one step run side by side, and each one's output is shown as a whole when it ends. */
  readonly steps: readonly (readonly NamedScript[])[];
  /** The first failure ends what runs beside it, and keeps later steps from being begun. */
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
 * @returns how each ended, in their order; the exit code is 0 only where the program that ran them says so and each phase is
 * known to have succeeded, else that of the first that failed, or of the signal that ended all
 */
export async function runPhases(
  { steps, failFast, shell }: Phases,
  { scratch, log, print, run }: PhasesWorld,
): Promise<Outcome & { readonly phases: readonly PhaseResult[] }> {
  const scripts = steps.flat();
  const words = scripts.map(() => randomBytes(16).toString("hex"));
  const folder = join(scratch, "phases");
  const files = await makeFolder(folder, scripts, words);
  try {
    const numbered = numbersOf(steps);
    const failure = new AbortController();
    let over = false;
    const running = run({
      argv: [
        ...[...shell.slice(0, 1), "-c", phasesScript, "phases"],
        ...[inside, `${failFast}`, numbered.map((step) => step.join(",")).join(" "), ...shell],
      ],
      binds: files.binds,
      output: "stderr", // and no terminal
      signal: failure.signal,
    }).finally(() => {
      over = true;
    });
    running.catch(() => {}); // awaited below, once all is shown that there is

    const events = phaseEvents(files.events, words);
    const outputs = files.logs.map((file) => phaseOutput(file, print));
    const sideBySide = new Set(numbered.filter((step) => step.length > 1).flatMap((step) => step.map((n) => n - 1)));
    const next: Showing["next"] = async () => {
      const wasOver = over;
      if (!wasOver) await Promise.race([delay(patience), running.catch(() => {})]);
      await events.look();
      const failed = [...events.ends].some(([index, end]) => sideBySide.has(index) && end.exitCode !== 0);
      if (failFast && failed) failure.abort();
      return wasOver;
    };
    const show = (index: number) =>
      showPhase(scripts[index]!.name, outputs[index]!, log, async () => (await next()) || events.ends.has(index));

    const sayRunning = (indexes: readonly number[]) =>
      log.info(`Still running: ${indexes.map((index) => scripts[index]!.name).join(", ")}.`);

    for (const step of numbered) {
      const indexes = step.map((number) => number - 1);
      if (indexes.length > 1) await showAsTheyEnd(indexes, events, { next, show, sayRunning });
      else await showAsItComes(indexes[0]!, events, { next, show, isOver: () => over });
    }
    const outcome = await running;
    // Such as a server that a phase has left in the background for those after it.
    for (const [index, output] of outputs.entries()) {
      if (await output.hasMore())
        await showPhase(`${scripts[index]!.name}, after its end`, output, log, async () => true);
    }
    await events.look();
    const phases = scripts.map(({ name }, index) => resultOf(name, index, events, outcome));
    for (const phase of phases) log.info(endOf(phase));
    return { ...outcome, exitCode: exitCodeOf(phases, events, outcome), phases };
  } finally {
    await Promise.all([files.events, ...files.logs].map((file) => file.close()));
  }
}

/** The numbers of phases, from 1, as the steps have them. */
function numbersOf(steps: Phases["steps"]): number[][] {
  let last = 0;
  return steps.map((step) => step.map(() => ++last));
}

/** How a phase ended, as a line of the log. */
function endOf({ name, outcome, exitCode, seconds }: PhaseResult): string {
  if (outcome === "skipped") return `${name}: skipped`;
  const unseen = "it left no exit code: it was killed, or the disk is full";
  const how = exitCode ? ` (exit code ${exitCode})` : outcome === "failure" ? ` (${unseen})` : "";
  return `${name}: ${outcome}${how} in ${seconds.toFixed(1)} s`;
}

/** The first failure's code by time; without one that of the program. Never 0 unless all is known to have gone well. */
function exitCodeOf(phases: readonly PhaseResult[], { ends }: PhaseEvents, { exitCode }: Outcome): number {
  const failed = (index: number) => phases[index]?.outcome === "failure";
  const first = [...ends].find(([index]) => failed(index))?.[1].exitCode;
  if (first !== undefined) return first;
  return exitCode === 0 && phases.some(({ outcome }) => outcome !== "success") ? 1 : exitCode;
}

interface PhaseFiles {
  readonly events: FileHandle;
  readonly logs: readonly FileHandle[];
  readonly binds: readonly Bind[];
}

/**
 * The files of phases. Scripts are read-only inside, so that none changes another's. Any user of the environment may write
 * reports and output, but not remove them: each is a mount of its own, and open here.
 */
async function makeFolder(
  folder: string,
  scripts: readonly NamedScript[],
  words: readonly string[],
): Promise<PhaseFiles> {
  await mkdir(folder);
  await chmod(folder, 0o755);
  const binds: Bind[] = [{ source: folder, target: inside, readOnly: true }];
  const shared = async (name: string) => {
    const path = join(folder, name);
    const file = await open(path, "wx+");
    await file.chmod(0o666);
    binds.push({ source: path, target: join(inside, name), readOnly: false });
    return file;
  };
  for (const [index, { script }] of scripts.entries()) {
    await layFile(join(folder, `${index + 1}.script`), script);
  }
  const secret = await shared("words");
  await secret.writeFile(`${words.join(" ")}\n`);
  await secret.close();
  const events = await shared("events");
  const logs: FileHandle[] = [];
  for (const index of scripts.keys()) logs.push(await shared(`${index + 1}.log`));
  return { events, logs, binds };
}

/** Shows a phase's output in a group of its own until `isOver`, and then what is left of it. */
async function showPhase(name: string, output: PhaseOutput, log: Log, isOver: () => Promise<boolean>): Promise<void> {
  await log.group(name, async () => {
    for (let isLast = false; !isLast; ) {
      isLast = await isOver();
      await output.showNew();
    }
    await output.endLine();
  });
}

interface Showing {
  /** Waits until something may be new. @returns whether nothing comes any more */
  readonly next: () => Promise<boolean>;
  readonly show: (index: number) => Promise<void>;
  readonly sayRunning: (indexes: readonly number[]) => void;
}

/** Shows a phase that runs alone from its beginning; nothing where it never begins. */
async function showAsItComes(
  index: number,
  events: PhaseEvents,
  { next, show, isOver }: Pick<Showing, "next" | "show"> & { readonly isOver: () => boolean },
): Promise<void> {
  await events.look();
  while (!events.begins.has(index) && !isOver()) await next();
  await events.look();
  if (events.begins.has(index)) await show(index);
}

/** Shows each phase of a step as a whole when it has ended; says now and then which have not. */
async function showAsTheyEnd(
  step: readonly number[],
  { begins, ends }: PhaseEvents,
  { next, show, sayRunning }: Showing,
): Promise<void> {
  const shown = new Set<number>();
  let heard = performance.now();
  for (let isLast = false; !isLast; ) {
    const over = await next();
    isLast = over || step.every((index) => ends.has(index));
    const ready = step.filter((index) => (over ? begins.has(index) : ends.has(index)) && !shown.has(index));
    for (const index of ready.sort((one, other) => orderOf(ends, one) - orderOf(ends, other))) {
      shown.add(index);
      await show(index);
      heard = performance.now();
    }
    if (performance.now() - heard < silence) continue;
    heard = performance.now();
    sayRunning(step.filter((index) => begins.has(index) && !shown.has(index)));
  }
}

/** A map has its keys in the order in which they came. */
function orderOf(ends: PhaseEvents["ends"], index: number): number {
  const order = [...ends.keys()].indexOf(index);
  return order < 0 ? Number.POSITIVE_INFINITY : order;
}

/** Ended by us is what we know by ourselves; whatever else ends a phase without a success is its failure. */
function resultOf(name: string, index: number, { begins, ends }: PhaseEvents, { told }: Outcome): PhaseResult {
  const end = ends.get(index);
  const begun = begins.get(index) ?? end?.at;
  if (begun === undefined) return { name, outcome: "skipped", exitCode: undefined, seconds: 0 };
  const seconds = Math.max(0, (end?.at ?? uptime()) - begun);
  if (end?.exitCode === 0) return { name, outcome: "success", exitCode: 0, seconds };
  const cancelled = told !== undefined && (end === undefined || end.seen >= told.at);
  return { name, outcome: cancelled ? "cancelled" : "failure", exitCode: end?.exitCode, seconds };
}
