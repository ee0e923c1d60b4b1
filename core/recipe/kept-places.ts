/** The entries of a build context that get into the build: all that its ignore rules do not leave out. */
import { textOf } from "../git/tree.ts";
import type { IgnoreRules, Matches } from "./dockerignore.ts";

/** A file or directory of the context. `T` is what its source knows of it. */
export interface Place<T> {
  /** Raw bytes. */
  readonly path: string;
  readonly isDirectory: boolean;
  readonly entry: T;
}

/** What is in a directory, in the order of the context; in the context's root where that is undefined. Names are raw bytes. */
export type Listing<T> = (
  directory: Place<T> | undefined,
) => Promise<readonly { readonly name: string; readonly isDirectory: boolean; readonly entry: T }[]>;

/** The places that are kept, each directory before what is in it. A directory is kept for what is kept in it, too. */
export async function* keptPlaces<T>(
  listing: Listing<T>,
  rules: IgnoreRules,
): AsyncGenerator<Place<T>, void, undefined> {
  /** Directories above the present one that are left out themselves, and appear only if something in them is kept. */
  const unannounced: Place<T>[] = [];

  async function* below(above: Place<T> | undefined, aboveMatches: Matches): AsyncGenerator<Place<T>> {
    for (const { name, isDirectory, entry } of await listing(above)) {
      const path = above === undefined ? name : `${above.path}/${name}`;
      const place = { path, isDirectory, entry };
      const { ignored, matches } = rules.match(textOf(path), aboveMatches);
      if (!ignored) {
        yield* unannounced.splice(0);
        yield place;
      } else if (isDirectory && rules.mayKeepBelow(textOf(path))) {
        unannounced.push(place);
      } else {
        continue;
      }
      if (isDirectory) yield* below(place, matches);
      if (unannounced.at(-1) === place) unannounced.pop();
    }
  }

  yield* below(undefined, []);
}
