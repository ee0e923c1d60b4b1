/** How an environment is assembled on another one's root: as `treestamp.yml` has it, and the command line. */
import type { Input } from "./input.ts";
import { type Fail, inputValue, type Value } from "./read.ts";
import { allCleaned, type Cleaned } from "./rows/assemble.ts";

/** Settings of the image, by docker's rules: what is left out is the base's. */
export interface ImageSettings {
  readonly env: ReadonlyMap<string, string>;
  readonly labels: ReadonlyMap<string, string>;
  readonly workdir?: string;
  readonly user?: string;
  readonly entrypoint?: readonly string[];
  readonly cmd?: readonly string[];
}

/** Those of an image that is the base's in all. */
export const noSettings: ImageSettings = { env: new Map(), labels: new Map() };

export interface AssembleInputs {
  /** A directory of the repository, laid over the root. */
  readonly proto: string | undefined;
  readonly owner: { readonly uid: number; readonly gid: number };
  readonly packages: readonly string[];
  /** Path of the file that fixes every package. */
  readonly lock: string | undefined;
  /** Path of a script in the repository, or the script itself. */
  readonly run: string | undefined;
  /** Sorted, without duplicates. */
  readonly clean: readonly Cleaned[];
  readonly config: ImageSettings;
}

/** Reads one field of `assemble`. @throws what `fail` makes of a fault */
export function assembleField(input: Input, said: Value, fail: Fail): Partial<AssembleInputs> {
  const value = inputValue(input, said, fail);
  switch (input.name) {
    case "owner": {
      const [, uid, gid] = /^(\d{1,9}):(\d{1,9})$/.exec(value as string) ?? [];
      if (uid === undefined)
        throw fail(`${JSON.stringify(value)} is not UID:GID`, "Write two numbers, such as 1000:1000.");
      return { owner: { uid: Number(uid), gid: Number(gid) } };
    }
    case "packages": {
      for (const name of value as readonly string[]) checkPackage(name, fail);
      return { packages: [...new Set(value as readonly string[])].sort() };
    }
    case "clean":
      return { clean: allCleaned.filter((word) => (value as readonly string[]).includes(word)) };
    default:
      return { [input.name]: value };
  }
}

/** Package managers take more than names: files, addresses, options, patterns, and NAME- for what is to be removed. None of those is fixed by a name. */
function checkPackage(name: string, fail: Fail): void {
  const isName = /^[A-Za-z0-9]([A-Za-z0-9+._-]*[A-Za-z0-9+._])?(:[a-z0-9-]+)?([=~<>]+[A-Za-z0-9+.:~_-]+)?$/.test(name);
  if (isName && !/:[^=]*-$/.test(name)) return;
  throw fail(
    `${JSON.stringify(name)} is not the name of a package`,
    "Write NAME, or NAME=VERSION, one per line or item.",
  );
}

/** Puts defaults where nothing was said. */
export function assembleInputs(said: Partial<AssembleInputs>): AssembleInputs {
  const none: AssembleInputs = {
    proto: undefined,
    owner: { uid: 0, gid: 0 },
    packages: [],
    lock: undefined,
    run: undefined,
    clean: allCleaned,
    config: noSettings,
  };
  return { ...none, ...said };
}

/** Reads one setting of the image. @throws what `fail` makes of a fault */
export function settingField(input: Input, said: Value, fail: Fail): Partial<ImageSettings> {
  const value = inputValue(input, said, fail);
  if (input.name === "workdir" && !(value as string).startsWith("/")) {
    throw fail(`${JSON.stringify(value)} is not an absolute path`, "Write it as the image has it, such as /work.");
  }
  return { [input.name]: value };
}
