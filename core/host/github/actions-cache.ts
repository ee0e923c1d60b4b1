/**
 * The cache of GitHub Actions by its own client, @actions/cache, which takes what goes wrong for a warning and then for a
 * miss. It runs as a program of its own (actions-cache-child.ts): so its words are ours to read, its paths are the same
 * everywhere, and nobody else loads Azure's client.
 */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { isTreestampError, messageOf } from "../../errors.ts";
import type { Log } from "../../log/log.ts";
import { run } from "../../machine/process.ts";
import { moduleFile } from "../../parallel/threads.ts";
import type { EntryCache } from "../../places/entry-cache.ts";
import type { ChildAnswer } from "./actions-cache-child.ts";

/** The cache of this job; undefined outside of Actions, or on a server without one. */
export function actionsCache(environment: NodeJS.ProcessEnv, log: Log): EntryCache | undefined {
  const { GITHUB_ACTIONS, ACTIONS_RUNTIME_TOKEN, ACTIONS_RESULTS_URL, ACTIONS_CACHE_URL } = environment;
  if (GITHUB_ACTIONS !== "true" || !ACTIONS_RUNTIME_TOKEN || !(ACTIONS_RESULTS_URL || ACTIONS_CACHE_URL)) {
    return undefined;
  }
  const call = (verb: "restore" | "save", key: string, folder: string, signal: AbortSignal | undefined) =>
    callClient({ environment, log }, [verb, key], folder, signal);
  /** The service compares prefixes, and gives the newest. */
  const restore = async (
    key: string,
    folder: string,
    signal: AbortSignal | undefined,
    isIt: (kept: string) => boolean,
  ) => {
    const { answer, said } = await call("restore", key, folder, signal);
    if (typeof answer?.kept === "string" && isIt(answer.kept)) return { state: "present" } as const;
    const why = problemIn(said) ?? (answer === undefined ? "its client ended without an answer" : undefined);
    return why === undefined ? ({ state: "absent" } as const) : ({ state: "unknown", why } as const);
  };
  return {
    name: "the Actions cache",
    restore: (key, folder, signal) => restore(key, folder, signal, (kept) => kept === key), // none is the beginning of another
    restoreNewest: (start, folder, signal) => restore(start, folder, signal, (kept) => kept.startsWith(start)),
    async save(key, folder, signal) {
      const { answer, said } = await call("save", key, folder, signal);
      if (typeof answer?.kept === "number" && answer.kept >= 0) return { state: "saved" };
      const reserving = said
        .map((line) => /^::debug::Failed to reserve cache: (?:Error: )?(.*)$/.exec(line)?.[1])
        .find(Boolean);
      const why = problemIn(said) ?? reserving;
      // Whatever keeps the client from reserving the key, it only prints "another job may be creating this cache".
      if (/already exists|\(409\)/i.test(why ?? "")) return { state: "taken" };
      return { state: "refused", why: why ?? "its client ended without an answer" };
    },
  };
}

interface Called {
  readonly answer: ChildAnswer | undefined;
  /** What the client printed, with warnings and errors as it marks them. */
  readonly said: readonly string[];
}

async function callClient(
  { environment, log }: { readonly environment: NodeJS.ProcessEnv; readonly log: Log },
  args: readonly string[],
  folder: string,
  signal: AbortSignal | undefined,
): Promise<Called> {
  const temporary = join(folder, "temporary");
  await mkdir(temporary, { recursive: true });
  // RUNNER_DEBUG would have it list every archive.
  const { RUNNER_DEBUG: _, ...inherited } = environment;
  const env = { ...inherited, GITHUB_WORKSPACE: folder, RUNNER_TEMP: temporary };
  const said: string[] = [];
  let answer: ChildAnswer | undefined;
  const onLine = (line: string) => {
    const mask = /^::add-mask::(.*)$/.exec(line)?.[1];
    if (mask !== undefined) log.mask(mask);
    else if (line.startsWith('{"kept"') || line === "{}") answer = JSON.parse(line) as ChildAnswer;
    else if (line !== "") {
      said.push(line);
      // Its debug output contains signed URLs.
      if (!line.startsWith("::debug::")) log.debug(`Actions cache: ${line}`);
    }
  };
  try {
    const program = [moduleFile("host/github/actions-cache-child"), ...args];
    const { exitCode, stderr } = await run(process.execPath, program, {
      cwd: folder,
      env,
      onLine,
      lines: "both",
      ...(signal === undefined ? {} : { signal }),
    });
    if (exitCode !== 0) {
      const error = /^\w*Error: .*$/m.exec(stderr)?.[0] ?? stderr.trim().split("\n").at(-1);
      said.push(`::error::its client ended with ${exitCode}: ${error}`);
    }
  } catch (error) {
    if (isTreestampError(error, "interrupted")) throw error;
    said.push(`::error::${messageOf(error)}`);
  }
  return { answer, said };
}

/** The client's first warning, or that it was told not to try. */
function problemIn(said: readonly string[]): string | undefined {
  for (const line of said) {
    const text =
      /^::(?:warning|error)[^:]*::(.*)$/.exec(line)?.[1] ?? /^Cache (?:restore|save) skipped: .*$/.exec(line)?.[0];
    if (text !== undefined)
      return text.replaceAll("%0A", " ").replaceAll("%0D", "").replaceAll("%25", "%").replace(/\.$/, "");
  }
  return undefined;
}
