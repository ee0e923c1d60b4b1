/** The command line as a user meets it: the committed dist, in a process of its own, on a real project. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { runCircleStep } from "../../cli/circleci-step.ts";
import { parseCall } from "../../cli/flags.ts";
import { carryOut } from "../../core/app.ts";
import { variableOf } from "../../core/host/circleci/host.ts";
import { reportFailure, shellHost } from "../../core/host/shell/host.ts";
import { gitEnvironment, repositoryIn, type TestRepository, testFolder } from "../fixtures/git.ts";
import { makeBusyboxBase } from "./base-image.ts";
import { codeCacheOf } from "./code-cache.ts";

const entry = join(import.meta.dirname, "../../dist/cli/index.js");

/** For `env`: treestamp's own waiting takes a tenth of the time. See fast-clock.mjs. */
export const hurried = { NODE_OPTIONS: `--import ${join(import.meta.dirname, "fast-clock.mjs")}` };

export interface CallOptions {
  /** On top of PATH, HOME and git's; undefined takes a variable away. */
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** A command line that starts it, such as one that takes rights away. */
  readonly through?: readonly string[];
  /** Its standard input; nothing where it is left out. */
  readonly input?: string;
  /** Gets its process as soon as it is started. It leads a process group then, as a shell's foreground job does. */
  readonly onStart?: (child: ChildProcess) => void;
  /** Sends a signal to it, and to no process that it started, once its standard error has this text. */
  readonly interrupt?: { readonly after: string; readonly signal: NodeJS.Signals };
}

export interface Answer {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `treestamp WORDS…` to its end. */
export async function treestamp(words: readonly string[], options: CallOptions = {}): Promise<Answer> {
  const [program, ...rest] = [...(options.through ?? []), process.execPath, entry, ...words];
  const child = spawn(program!, rest, {
    cwd: options.cwd,
    env: { ...gitEnvironment, NODE_COMPILE_CACHE: codeCacheOf(), ...options.env },
    stdio: [options.input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
    detached: options.onStart !== undefined,
  });
  options.onStart?.(child);
  child.stdin?.on("error", () => {}); // it need not read all of it
  child.stdin?.end(options.input);
  const { interrupt } = options;
  if (interrupt !== undefined) {
    let said = "";
    child.stderr!.on("data", function look(part: Buffer) {
      said += part;
      if (!said.includes(interrupt.after)) return;
      child.stderr!.off("data", look);
      child.kill(interrupt.signal);
    });
  }
  const [stdout, stderr, [code, signal]] = await Promise.all([
    text(child.stdout!),
    text(child.stderr!),
    once(child, "close") as Promise<[number | null, NodeJS.Signals | null]>,
  ]);
  if (code === null) throw new Error(`treestamp ${words.join(" ")} was ended by ${signal}:\n${stderr}`);
  return { exitCode: code, stdout, stderr };
}

/**
 * The same from the sources, in this process, as cli/main.ts does it: a tenth of the processor time, for a test that is not
 * about the process. Not for `run`, whose command would have our own standard output.
 */
export async function treestampHere(words: readonly string[], options: CallOptions = {}): Promise<Answer> {
  const { env, cwd, ...needsProcess } = options;
  if (Object.keys(needsProcess).length > 0) throw new Error(`${Object.keys(needsProcess)} needs a process`);
  const said = { stdout: "", stderr: "" };
  const stream = (name: keyof typeof said) => ({
    write(text: string) {
      said[name] += text;
    },
  });
  const streams = { stdout: stream("stdout"), stderr: stream("stderr") };
  const orbStep = words[0] === "circleci-step";
  const place = orbStep && cwd !== undefined ? { [variableOf("path")]: cwd } : {};
  const process = { ...streams, env: { ...gitEnvironment, ...place, ...env } } as unknown as NodeJS.Process;
  const carriedOut = async () => {
    if (orbStep) return await runCircleStep(words.slice(1), process);
    const call = parseCall(cwd === undefined ? words : ["-C", cwd, ...words]);
    if (call.kind !== "verb") throw new Error(`${words.join(" ")} calls no verb`);
    return await carryOut(shellHost(call, process));
  };
  const exitCode = await carriedOut().catch((error) => reportFailure(error, false, streams.stderr.write));
  return { exitCode, ...said };
}

/** What `--json` prints, by the names of the table of outputs. */
export interface Printed {
  readonly key: string;
  readonly tag: string;
  readonly image: string;
  readonly digest: string;
  readonly state: string;
  readonly "cache-hit": boolean;
  readonly snapshot?: string;
  readonly sandbox?: string;
  readonly outcome?: string;
  readonly "exit-code"?: number;
  readonly inputs?: readonly string[];
  readonly changes?: readonly string[];
  readonly stages: readonly { readonly name: string; readonly seconds: number; readonly note?: string }[];
}

/** A git repository with a Dockerfile that starts `FROM base`, and folders for what treestamp keeps. */
export interface Project extends Disposable {
  readonly repository: Omit<TestRepository, typeof Symbol.dispose>;
  /** `NAME=IMAGE` for `--base`. */
  readonly base: string;
  /** A folder inside the project's own temporary one, outside of the repository. */
  folder(name: string): string;
  /** `treestamp VERB WORDS…` in the repository, with its base and its cache folder. */
  call(verb: string, words?: readonly string[], options?: CallOptions): Promise<Answer>;
  /**
   * The same with `--json`: what it printed. `resolve` is asked in this process, where nothing is said about the process.
   * @throws where its exit code is not 0
   */
  json(verb: string, words?: readonly string[], options?: CallOptions): Promise<Printed>;
}

/** Makes a project with these files; `flags` go with every call of it. */
export function makeProject(
  files: Parameters<TestRepository["write"]>[0],
  flags: readonly string[] = ["--engine", "buildah"],
): Project {
  const home = testFolder();
  const folder = (name: string) => {
    const path = join(home.path, name);
    mkdirSync(path, { recursive: true });
    return path;
  };
  const image = makeBusyboxBase(folder("base"));
  const base = `base=oci-layout://${image.folder}@${image.digest}`;
  const repository = repositoryIn(folder("repository"));
  repository.git("init", "-q", "-b", "main", "--template=");
  repository.write(files);
  repository.commit("first");
  const callBy = (program: typeof treestamp, ...[verb, words = [], options = {}]: Parameters<Project["call"]>) => {
    const [own, command] = split(words);
    const given = (flag: string) => own.includes(flag);
    const applicable = verb === "resolve" ? [] : flags;
    const all = [
      ...[verb, ...own, ...applicable],
      ...(given("--base") || (verb === "push" && given("--saved-image")) ? [] : ["--base", base]),
      ...(given("--cache-folder") ? [] : ["--cache-folder", join(home.path, "cache")]),
      ...command,
    ];
    return program(all, { cwd: repository.folder, ...options });
  };
  return {
    repository,
    base,
    folder,
    call: (...call) => callBy(treestamp, ...call),
    async json(verb, words = [], options = {}) {
      const program = verb === "resolve" && Object.keys(options).length === 0 ? treestampHere : treestamp;
      const { exitCode, stdout, stderr } = await callBy(program, verb, ["--json", ...words], options);
      if (exitCode !== 0) throw new Error(`treestamp ${verb} ended with ${exitCode}:\n${stderr}`);
      return JSON.parse(stdout) as Printed;
    },
    [Symbol.dispose]: home[Symbol.dispose],
  };
}

/** Flags, and what stands from `--` on. */
function split(words: readonly string[]): [string[], string[]] {
  const dashes = words.indexOf("--");
  return dashes < 0 ? [[...words], []] : [words.slice(0, dashes), words.slice(dashes)];
}
