/** Where this repository says which version it is, and whether all those places agree. */
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A place that names a version. */
export interface Mention {
  /** Path from the repository's root. */
  readonly file: string;
  readonly line: number;
  /** What stands there: `0.1.0`, or `0` where the place names the major version alone. */
  readonly version: string;
  /** What should stand there. */
  readonly expected: string;
}

const shown = [
  "*.md",
  "{docs,actions,examples,orb}/**/*.{md,yml,yaml}",
  "examples/**/.{github,circleci}/**/*.{yml,yaml}",
  "test/workflows/*.yml",
];

/** Patterns of files, and what finds a version in them, as its one group. */
const places: readonly (readonly [files: readonly string[], pattern: RegExp])[] = [
  [["package.json"], /^ {2}"version": "([^"]+)"/gm],
  [["package-lock.json"], /(?<="name": "treestamp",\n *)"version": "([^"]+)"/g], // for itself, and for the package at its root
  [["core/version.ts"], /version = "([^"]+)"/g],
  // Actions: treestamp/treestamp/actions/run@v1. The orb: treestamp/treestamp@1.2. The package: treestamp@1.2.3.
  [shown, /\btreestamp(?:\/[\w/-]+)?@v?(\d+(?:\.\d+){0,2})\b/g],
];

/** Every place in the repository at `root` that names a version, and what should stand there for `version`. */
export function mentionsOf(root: string, version: string): Mention[] {
  return places.flatMap(([files, pattern]) =>
    globSync([...files], { cwd: root }).flatMap((file) => {
      const text = readFileSync(join(root, file), "utf8");
      return [...text.matchAll(pattern)].map(({ index, 1: found }) => ({
        file,
        line: text.slice(0, index).split("\n").length,
        version: found!,
        expected: asPreciseAs(found!, version),
      }));
    }),
  );
}

/** Writes `version` into every place that names one. */
export function writeVersion(root: string, version: string): void {
  for (const [files, pattern] of places) {
    for (const file of globSync([...files], { cwd: root })) {
      const text = readFileSync(join(root, file), "utf8");
      const written = text.replaceAll(pattern, (whole, found: string) => {
        const at = whole.lastIndexOf(found);
        return whole.slice(0, at) + asPreciseAs(found, version) + whole.slice(at + found.length);
      });
      if (written !== text) writeFileSync(join(root, file), written);
    }
  }
}

/** As many numbers of `version` as `found` has. */
function asPreciseAs(found: string, version: string): string {
  return version.split(".").slice(0, found.split(".").length).join(".");
}
