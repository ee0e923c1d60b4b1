/**
 * What goes wrong for people, as tables: each row is one broken world, and what its user is told. All rows go through the
 * same check: one clear message that says what, why and what to do; the right exit code; and nothing left behind.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Verb } from "../../core/inputs/input.ts";
import { gitEnvironment, repositoryIn, type TestRepository, testFolder } from "../fixtures/git.ts";
import { type Annotation, runStep } from "./action-runner.ts";
import { makeBusyboxBase, type TestImage } from "./base-image.ts";
import { type Answer, type CallOptions, treestamp, treestampHere } from "./command-line.ts";
import { loopDevices, processesMarked } from "./processes.ts";
import { type Tagged, tagsOfLayout } from "./published.ts";

/** `core`: the command line's host, without a process of its own. */
export type Surface = "command line" | "action" | "core";

/** One call of treestamp, in words that both surfaces can say. */
export interface Call {
  readonly verb: Verb;
  /** By the names of the table of inputs. `base` is there already. */
  readonly inputs?: Readonly<Record<string, string | readonly string[]>>;
  /** For `run`; an action gets it as one line of a script for `sh`. */
  readonly command?: readonly string[];
  /** Inputs of a step that its action does not have. */
  readonly undeclared?: Readonly<Record<string, string>>;
  readonly env?: NodeJS.ProcessEnv;
  /** A command line that starts treestamp, such as one that takes rights away. */
  readonly through?: readonly string[];
  /** treestamp's own waiting takes a tenth of the time: see fast-clock.mjs. */
  readonly fastClock?: true;
  /** Tags of the store that was used, looked up when all is over. Default: those of this machine's own store. */
  readonly tags?: () => readonly Tagged[];
  /** Looks at more than the table does, and takes the row's own services away. */
  readonly after?: () => void | Promise<void>;
}

/** Where one call of one row happens: nothing of it is shared with another. */
export interface Place {
  readonly repository: Omit<TestRepository, typeof Symbol.dispose>;
  readonly base: TestImage;
  /** Where treestamp keeps things on this machine. */
  readonly cache: string;
  /** A new folder, outside of the repository. */
  folder(name: string): string;
}

export interface Row {
  /** As the user who runs into it would put it. */
  readonly name: string;
  /**
   * The surfaces that it goes through. Where it is left out: both for the first row of a table and for one that `hides`
   * something, one of the two in turn for the others. The message is made by the core, which knows no surface, and how each
   * surface reads its inputs has tests of its own (test/unit/every-input.test.ts).
   */
  readonly on?: Surface;
  readonly when: (place: Place) => Call | Promise<Call>;
  /** What the message has to have: what happened and why. */
  readonly says: readonly (string | RegExp)[];
  /** What the message has to have: what to do about it. */
  readonly remedy: string | RegExp;
  /** Default 1. Any other is the command's own: it is told by a warning, or by the command itself where `says` is empty. */
  readonly exitCode?: number;
  /** A secret that somebody put in the wrong place: it must not be printed. */
  readonly hides?: string;
  /** How many whole images the store has afterwards under its tags. Default 0. */
  readonly published?: number;
}

/** Files of the repository of each row, unless the row writes others. */
/** With ignore rules, so that no job is warned of a context that is the whole repository. */
const usualFiles = {
  ".dockerignore": "notes\n",
  Dockerfile: "FROM base\nCOPY greeting /greeting\n",
  greeting: "hello\n",
};

/** What all places begin with: a base, and a repository that is copied. Made once, and there as long as this process. */
interface Origin {
  readonly base: TestImage;
  readonly repository: string;
}

let made: Origin | undefined;

function origin(): Origin {
  if (made !== undefined) return made;
  const home = testFolder();
  process.once("exit", home[Symbol.dispose]);
  const folder = join(home.path, "repository");
  mkdirSync(folder);
  const repository = repositoryIn(folder);
  repository.git("init", "-q", "-b", "main", "--template=");
  repository.write(usualFiles);
  repository.commit("first");
  made = { base: makeBusyboxBase(join(home.path, "base")), repository: folder };
  return made;
}

/** So many rows are under way at a time: they wait more than they compute. */
const rowsAtOnce = 3;

/**
 * Makes a test of each row. The rows are begun together, so that one that waits holds up no other.
 * @param usual the surface of rows that name none. `core` is for calls that fail before anything is started that needs the
 * environment of a process; those go one by one, before all others.
 */
export function describeBroken(title: string, rows: readonly Row[], usual?: "core"): void {
  const surfacesOf = (row: Row, index: number) => surfacesFor(row, index, usual);
  describe(title, () => {
    const outcomes = new Map<Row, Promise<void>>();
    let home: ReturnType<typeof testFolder>;
    beforeAll(() => {
      home = testFolder();
      const isCore = (row: Row, index: number) => surfacesOf(row, index)[0] === "core";
      const begin = (row: Row, after: Promise<unknown>) => {
        const index = rows.indexOf(row);
        const outcome = after.then(() => check(row, surfacesOf(row, index), join(home.path, `${index}`)));
        outcomes.set(row, outcome);
        return outcome.catch(() => {});
      };
      let before: Promise<unknown> = Promise.resolve();
      for (const row of rows.filter(isCore)) before = begin(row, before);
      const lanes = Array.from({ length: rowsAtOnce }, () => before);
      for (const [index, row] of rows.filter((row, index) => !isCore(row, index)).entries()) {
        lanes[index % rowsAtOnce] = begin(row, lanes[index % rowsAtOnce]!);
      }
    });
    afterAll(async () => {
      await Promise.allSettled(outcomes.values());
      home[Symbol.dispose]();
    });
    test.each(rows.map((row, index) => ({ row, title: `${row.name} (${surfacesOf(row, index).join(", ")})` })))(
      "$title",
      async ({ row }) => await outcomes.get(row),
    );
  });
}

function surfacesFor({ on, hides }: Row, index: number, usual: Surface | undefined): readonly Surface[] {
  if (on !== undefined) return [on];
  if (index === 0 || hides !== undefined) return ["command line", "action"];
  if (usual !== undefined) return [usual];
  return [index % 2 === 0 ? "command line" : "action"];
}

async function check(row: Row, surfaces: readonly Surface[], folder: string): Promise<void> {
  await Promise.all(surfaces.map((surface) => checkOn(surface, row, join(folder, surface))));
}

async function checkOn(surface: Surface, row: Row, home: string): Promise<void> {
  const place = makePlace(home);
  const call = await row.when(place);
  const temporary = place.folder("tmp");
  const tags = call.tags ?? (() => tagsOfLayout(join(place.cache, "store")));
  try {
    const env = {
      TMPDIR: temporary,
      ...(call.fastClock ? { NODE_OPTIONS: `--import ${join(import.meta.dirname, "fast-clock.mjs")}` } : {}),
      ...call.env,
    };
    const said = await (surface === "action" ? onAction : onCommandLine)(place, { ...call, env }, callers[surface]);
    expectMessage(said, row, surface);
    await expectNothingLeft(home, temporary, place.cache);
    expect(tags().flatMap(({ missing }) => missing)).toEqual([]);
    expect(tags()).toHaveLength(row.published ?? 0);
  } catch (error) {
    (error as Error).message = `on the ${surface}: ${(error as Error).message}`;
    throw error;
  } finally {
    await call.after?.();
  }
}

function makePlace(home: string): Place {
  const folder = (name: string) => {
    const path = join(home, name);
    mkdirSync(path, { recursive: true });
    return path;
  };
  const { base, repository } = origin();
  cpSync(repository, folder("repository"), { recursive: true });
  return { repository: repositoryIn(folder("repository")), base, folder, cache: join(home, "cache") };
}

/** How a call ended, on any host. */
interface CallResult {
  readonly exitCode: number;
  /** The messages that are shown as errors or warnings. */
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  /** All that was printed. */
  readonly all: string;
}

async function onCommandLine(
  place: Place,
  { verb, inputs, command, env, through }: Call,
  caller = treestamp,
): Promise<CallResult> {
  const flags = Object.entries(allInputs(place, inputs)).flatMap(([name, value]) =>
    value === "true" ? [`--${name}`] : [value].flat().flatMap((item) => [`--${name}`, item]),
  );
  const words = [verb, ...flags, ...(command === undefined ? [] : ["--", ...command])];
  const { exitCode, stdout, stderr } = await caller(words, {
    cwd: place.repository.folder,
    ...(env === undefined ? {} : { env }),
    ...(through === undefined ? {} : { through }),
  });
  const errors = [...stderr.matchAll(/^treestamp: (.*(?:\n(?!warning: |treestamp: ).*)*)/gm)].map(([, text]) => text!);
  const warnings = [...stderr.matchAll(/^warning: (.*)$/gm)].map(([, text]) => text!);
  // What and why, then on a line of its own what to do.
  if (exitCode === ownFailure["command line"]) for (const error of errors) expect(error).toMatch(/\n {2}\S.*\n$/);
  return { exitCode, errors, warnings, all: stdout + stderr };
}

/** How words of the command line are carried out. */
const callers: Readonly<Record<Surface, typeof treestamp>> = {
  "command line": treestamp,
  action: treestamp,
  core: withoutProcess,
};

/** Sets TMPDIR for this process, as its children have it anyway: nothing may be left there either. */
async function withoutProcess(words: readonly string[], options: CallOptions = {}): Promise<Answer> {
  const { TMPDIR } = process.env;
  process.env.TMPDIR = options.env?.TMPDIR;
  try {
    return await treestampHere(words, options);
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }
}

async function onAction(place: Place, { verb, inputs, command, undeclared, env, through }: Call): Promise<CallResult> {
  const given = Object.entries({ ...scriptOf(command), ...allInputs(place, inputs) });
  const step = {
    uses: `actions/${verb}`,
    with: Object.fromEntries(given.map(([name, value]) => [name, [value].flat().join("\n")])),
    workspace: place.repository.folder,
    machine: place.folder("machine"),
    ...(undeclared === undefined ? {} : { undeclared }),
    ...(env === undefined ? {} : { env }),
    ...(through === undefined ? {} : { through }),
  };
  const { exitCode, annotations, raw } = await runStep(step);
  const ofLevel = (wanted: Annotation["level"]) =>
    annotations.filter(({ level }) => level === wanted).map(({ message }) => message);
  // Lines for the debug log are not shown unless it is asked for.
  const all = raw.replace(/^::debug::.*$/gm, "");
  return { exitCode, errors: ofLevel("error"), warnings: ofLevel("warning"), all };
}

function allInputs({ base, cache }: Place, inputs: Call["inputs"]): NonNullable<Call["inputs"]> {
  // An image that is there is not built: it takes no base.
  return {
    ...(inputs?.["saved-image"] === undefined && inputs?.source === undefined ? { base: baseOf({ base }) } : {}),
    "cache-folder": cache,
    ...inputs,
  };
}

/** What the input `base` says. */
export function baseOf({ base }: Pick<Place, "base">): string {
  return `base=oci-layout://${base.folder}@${base.digest}`;
}

function scriptOf(command: Call["command"]): Record<string, string> {
  return command === undefined ? {} : { run: command.join(" "), shell: "sh" };
}

/** How treestamp ends where it fails itself, and not the command. */
const ownFailure: Readonly<Record<Surface, number>> = { "command line": 125, action: 1, core: 125 };

function expectMessage({ exitCode, errors, warnings, all }: CallResult, row: Row, surface: Surface): void {
  const wanted = row.exitCode ?? ownFailure[surface];
  const ofCommand = `The command failed with exit code ${row.exitCode}.`;
  if (row.exitCode !== undefined && surface === "action") expect(errors).toContain(ofCommand);
  const messages =
    row.exitCode === undefined ? errors : [...errors, ...warnings].filter((message) => message !== ofCommand);
  const count = row.says.length > 0 ? 1 : 0;
  expect({ exitCode, messages: messages.length, all }).toEqual({ exitCode: wanted, messages: count, all });
  const [message = ""] = messages;
  // What a build has printed stands above the message already, where both are on one page.
  for (const text of row.says) expect(surface === "action" ? message : all).toMatch(text);
  expect(message).toMatch(row.remedy);
  // No stack trace, no defect of ours, no value that was printed by accident.
  expect(/^ +at .*$|unexpected failure|\[object |undefined|NaN/im.exec(all)?.[0]).toBe(undefined);
  if (row.hides !== undefined) expect(all.replace(/^::add-mask::.*$/gm, "")).not.toContain(row.hides);
  // One sentence after the other, each ended once.
  expect(/[^.]\.\.(?!\.)\s|\.[:;]/.exec(message)?.[0]).toBe(undefined);
}

/**
 * No mount, no loop device, no process and no temporary file of a call that happened in `home`. What a shell waited with when
 * it was ended may sleep on for a tenth of a second.
 */
async function expectNothingLeft(home: string, temporary: string, cache: string): Promise<void> {
  const mounts = readFileSync("/proc/self/mountinfo", "utf8").split("\n");
  expect(mounts.filter((line) => line.includes(`${cache}/`))).toEqual([]);
  expect(loopDevices().filter((line) => line.includes(home))).toEqual([]);
  // All that treestamp started has this in its environment.
  const started = () => processesMarked(`TMPDIR=${temporary}`);
  for (let tries = 0; tries < 100 && started().length > 0; tries++) await delay(50);
  expect(started()).toEqual([]);
  const left = [temporary, join(cache, "incoming"), join(cache, "scratch")].flatMap((folder) =>
    existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [],
  );
  expect(left).toEqual([]);
}

/** Memoizes: the first call does the work, all calls get its result. */
export function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => {
    result ??= work();
    return result;
  };
}

/** Publishes the image of the usual repository, which all rows then find in `store`. */
export async function publishUsual(store: string): Promise<void> {
  await buildUsual({ store });
}

/** Builds the image of the usual repository with these inputs, too. */
export async function buildUsual(inputs: NonNullable<Call["inputs"]>): Promise<void> {
  using folder = testFolder();
  const said = await onCommandLine(makePlace(folder.path), { verb: "build", inputs: { engine: "buildah", ...inputs } });
  if (said.exitCode !== 0) throw new Error(`The image that the table needs could not be made:\n${said.all}`);
}

/** Environment of a machine that has only these programs. */
export function onlyPrograms({ folder }: Place, ...names: readonly string[]): NodeJS.ProcessEnv {
  const bin = folder("bin");
  for (const name of names) symlinkSync(pathOf(name)!, join(bin, name));
  return { ...gitEnvironment, PATH: bin };
}

/** Where this machine has a program. */
export function pathOf(program: string): string | undefined {
  return process.env
    .PATH!.split(delimiter)
    .map((folder) => join(folder, program))
    .find(existsSync);
}
