/** What commands find again that other jobs have left: the compiler's cache, `target`, `node_modules`. As `treestamp.yml` has it. */
import { isAbsolute, normalize } from "node:path";
import type { Input } from "./input.ts";
import { type Fail, inputValue, type Value } from "./read.ts";
import { parseSize } from "./size.ts";

export interface CacheInputs {
  readonly name: string;
  /** Where a command sees it: absolute, or from the repository's root on. */
  readonly path: string;
  /** Files of the repository: while they stay, so does the cache's exact name. */
  readonly lock: readonly string[];
  /** `git`: files of the workspace are as old as their content. */
  readonly mtimes: "keep" | "git";
  readonly save: "default-branch" | "always" | "never";
  /** What is larger is not saved. Bytes. */
  readonly limit: number;
}

/** Part of a tag, together with two hashes. */
const nameForm = /^[a-z0-9][a-z0-9._-]{0,31}$/;

/** Each has a file of its own open in a shell, which knows ten. */
const mostCaches = 5;

const defaultLimit = 10e9;

/** Reads one field of a cache. @throws what `fail` makes of a fault */
export function cacheField(input: Input, said: Value, fail: Fail): Partial<CacheInputs> {
  const value = inputValue(input, said, fail);
  if (input.name === "path") return { path: parsePath(value as string, fail) };
  if (input.name === "limit") return { limit: parseSize(value as string, fail) };
  return { [input.name]: value };
}

/** One cache. @throws what `fail` makes of a fault */
export function cacheInputs(name: string, { path, ...said }: Partial<CacheInputs>, fail: Fail): CacheInputs {
  if (!nameForm.test(name)) {
    throw fail(
      `${JSON.stringify(name)} cannot be the name of a cache`,
      "It becomes part of a tag: up to 32 lower-case letters, digits, `-`, `_` and `.`.",
    );
  }
  if (path === undefined) throw fail("`path` is missing", "Say where commands find it: path: /cache/go.");
  return { name, path, lock: [], mtimes: "keep", save: "default-branch", limit: defaultLimit, ...said };
}

/** All of them. @throws what `fail` makes of a fault: too many, or one inside of another */
export function checkedCaches(caches: readonly CacheInputs[], fail: Fail): readonly CacheInputs[] {
  if (caches.length > mostCaches) throw fail(`there are ${caches.length}`, `At most ${mostCaches} can be mounted.`);
  for (const [at, { name, path }] of caches.entries()) {
    const other = caches.find((cache, index) => index !== at && `${path}/`.startsWith(`${cache.path}/`));
    if (other !== undefined) throw fail(`${name} is inside of ${other.name}`, "Give each a folder of its own.");
  }
  return caches;
}

function parsePath(written: string, fail: Fail): string {
  const path = normalize(written).replace(/(?<=.)\/$/, "");
  if (path === "/" || path === "." || /^\.\.(\/|$)/.test(path) || written.includes("\n") || written === "") {
    throw fail(
      `${JSON.stringify(written)} is no folder for a cache`,
      "Write a folder of the environment, such as /cache/go, or of the repository, such as target.",
    );
  }
  if (path.startsWith("~")) {
    throw fail(
      `${path} is no path`,
      "HOME depends on the user: write it out, such as /home/NAME/.cache, or name a folder of your own.",
    );
  }
  if (isAbsolute(path) && /^\/(proc|sys|dev|run)(\/|$)/.test(path)) {
    throw fail(`${path} is the system's`, "Name a folder that belongs to a tool.");
  }
  return path;
}
