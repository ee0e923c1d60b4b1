/** The entries of a build context that get into the build: everything that its ignore rules do not exclude. */
import { textOf } from "../git/tree.ts";
import type { IgnoreRules, Matches } from "./dockerignore.ts";

/** A file or directory of the context. `T` is what its source knows of it. */
export interface ContextFile<T> {
  /** Raw bytes. */
  readonly path: string;
  readonly isDirectory: boolean;
  readonly entry: T;
}

/** What is in a directory, in the order of the context; in the context's root where that is undefined. Names are raw bytes. */
export type Listing<T> = (
  directory: ContextFile<T> | undefined,
) => Promise<readonly { readonly name: string; readonly isDirectory: boolean; readonly entry: T }[]>;

/** What is not ignored, each directory before what is in it. A directory gets in for what gets in below it, too. */
export async function* unignoredFiles<T>(
  listing: Listing<T>,
  rules: IgnoreRules,
): AsyncGenerator<ContextFile<T>, void, undefined> {
  /** Directories above the present one that are left out themselves, and appear only if something below them gets in. */
  const unannounced: ContextFile<T>[] = [];

  async function* below(above: ContextFile<T> | undefined, aboveMatches: Matches): AsyncGenerator<ContextFile<T>> {
    for (const { name, isDirectory, entry } of await listing(above)) {
      const path = above === undefined ? name : `${above.path}/${name}`;
      const file = { path, isDirectory, entry };
      const { ignored, matches } = rules.match(textOf(path), aboveMatches);
      if (!ignored) {
        yield* unannounced.splice(0);
        yield file;
      } else if (isDirectory && rules.mayKeepBelow(textOf(path))) {
        unannounced.push(file);
      } else {
        continue;
      }
      if (isDirectory) yield* below(file, matches);
      if (unannounced.at(-1) === file) unannounced.pop();
    }
  }

  yield* below(undefined, []);
}
