/** `npm run bench`: measures treestamp against its peers, on real ones (`--help` says more). */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { measureAgain } from "./again.ts";
import { measureAssemble } from "./assemble.ts";
import { measureBootstrap } from "./bootstrap.ts";
import { measureCaches } from "./caches.ts";
import * as goals from "./figures.ts";
import { measureFirstCommand } from "./first-command.ts";
import { measureGigabit } from "./gigabit.ts";
import { measureGraph } from "./graph.ts";
import { measureMaking } from "./making.ts";
import { measureMemory } from "./memory.ts";
import { prepare, theMachine, versionsOfAll } from "./prepare.ts";
import { interruption, run } from "./programs.ts";
import { measureReady } from "./ready.ts";
import { measureKeys, measureResolve } from "./resolve.ts";
import { type Figure, type Found, figureOf, type Goal, lineOf, type Results } from "./results.ts";
import { measureReuse } from "./reuse.ts";
import { measureUpdate } from "./update.ts";
import { measureVerify } from "./verify.ts";
import { makeWorld, type World } from "./world.ts";

interface Group {
  readonly goals: readonly Goal[];
  readonly measure: (world: World) => Promise<readonly Found[]>;
  /** About how long it takes, all figures and rounds. */
  readonly minutes: number;
}

/** In an order in which one can use what another has left: an image that was pulled, a cache that is filled. */
const groups: readonly Group[] = [
  { goals: goals.firstCommandGoals, measure: measureFirstCommand, minutes: 12 },
  { goals: goals.readyGoals, measure: measureReady, minutes: 4 },
  { goals: goals.againGoals, measure: measureAgain, minutes: 1 },
  { goals: goals.resolveGoals, measure: measureResolve, minutes: 1 },
  { goals: goals.verifyGoals, measure: measureVerify, minutes: 1 },
  { goals: goals.keysGoals, measure: measureKeys, minutes: 1 },
  { goals: goals.gigabitGoals, measure: measureGigabit, minutes: 8 },
  { goals: goals.updateGoals, measure: measureUpdate, minutes: 3 },
  { goals: goals.cacheGoals, measure: measureCaches, minutes: 8 },
  { goals: goals.makingGoals, measure: measureMaking, minutes: 12 },
  { goals: goals.assembleGoals, measure: measureAssemble, minutes: 8 },
  { goals: goals.bootstrapGoals, measure: measureBootstrap, minutes: 4 },
  { goals: goals.reuseGoals, measure: measureReuse, minutes: 1 },
  { goals: goals.graphGoals, measure: measureGraph, minutes: 1 },
  { goals: goals.memoryGoals, measure: measureMemory, minutes: 5 },
];

const help = `npm run bench -- [--only FIGURE …] [--rounds N]

Measures treestamp against its peers in one run of some ${groups.reduce((sum, { minutes }) => sum + minutes, 0)} minutes, as root, and writes
bench/results.json, docs/performance.md and its plot.

  --only FIGURE   measure this figure alone, or all whose names begin so: gigabit is
                  every gigabit-…; may be given several times
  --rounds N      measure fewer or more rounds
  --help

With --only or --rounds the results are printed as JSON and nothing is written:
bench/results.json is always one whole run.

Figures:
${goals.allGoals.map(({ name, title, against }) => `  ${name.padEnd(30)}${title}${against === null ? "" : `; ${against}`}`).join("\n")}
`;

const say = (line: string) => process.stderr.write(`bench: ${line}\n`);

interface Options {
  /** Names of figures; none means all. */
  readonly only: readonly string[];
  readonly rounds: { readonly short: number; readonly long: number };
}

/** Measures the chosen figures. A group that fails is reported and skipped, because the others took long enough. */
async function bench({ only, rounds }: Options): Promise<{ readonly results: Results; readonly failed: number }> {
  const wants = (name: string) => only.length === 0 || only.includes(name);
  const chosen = groups.filter((group) => group.goals.some(({ name }) => wants(name)));
  await prepare();
  await using ends = new AsyncDisposableStack();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => interruption.abort());
  const notes: Record<string, Results["notes"][string]> = {};
  const note: World["note"] = (about, values) => {
    notes[about] = values;
  };
  const world = await makeWorld(ends, { say, rounds, wants, note });
  const figures: Figure[] = [];
  let failed = 0;
  for (const [position, group] of chosen.entries()) {
    const wanted = group.goals.filter(({ name }) => wants(name));
    const left = chosen.slice(position).reduce((sum, { minutes }) => sum + minutes, 0);
    say(`${wanted.map(({ name }) => name).join(", ")} (${group.minutes} min of ${left} that are left)`);
    try {
      const found = await group.measure(world);
      for (const goal of wanted) {
        const figure = figureOf(goal, found.find(({ name }) => name === goal.name)!);
        figures.push(figure);
        say(lineOf(figure));
      }
    } catch (error) {
      if (interruption.signal.aborted) throw error;
      failed++;
      say(`FAILED: ${(error as Error).stack}`);
    }
  }
  const about = { measured: new Date().toISOString(), machine: await theMachine(), versions: await versionsOfAll() };
  return { results: { ...about, notes, figures: inOrder(figures) }, failed };
}

function inOrder(figures: readonly Figure[]): readonly Figure[] {
  return goals.allGoals.flatMap(({ name }) => figures.filter((figure) => figure.name === name));
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: "string", multiple: true },
      rounds: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const only = goals.figuresNamed(values.only ?? []);
  const rounds = values.rounds === undefined ? { short: 5, long: 3 } : all(Number(values.rounds));
  if (process.getuid?.() !== 0) throw new Error("Docker daemons are started and snapshots mounted: run it as root.");
  const { results, failed } = await bench({ only, rounds });
  const text = `${JSON.stringify(results, null, 2)}\n`;
  process.stdout.write(text);
  for (const figure of results.figures) say(lineOf(figure));
  if (failed > 0) throw new Error(`${failed} groups of figures failed.`);
  if (only.length > 0 || values.rounds !== undefined) return;
  await writeFile(join(import.meta.dirname, "results.json"), text);
  await run([process.execPath, join(import.meta.dirname, "../scripts/generate/generate.ts")]);
}

function all(rounds: number) {
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error("--rounds takes a number of rounds.");
  return { short: rounds, long: rounds };
}

try {
  await main();
} catch (error) {
  const { aborted } = interruption.signal;
  say(aborted ? "interrupted, and cleaned up" : (error as Error).message);
  process.exitCode = aborted ? 130 : 1;
}
