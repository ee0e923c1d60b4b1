/** What a run that need not be repeated depends on, and what it leaves. */
import { parsePath, type TreePath } from "../git/path.ts";
import { type Duration, parseAge } from "./duration.ts";
import type { Fail, Values } from "./read.ts";

export interface ReuseInputs {
  /** Paths and patterns from the repository's root on; empty for all files. */
  readonly paths: readonly string[];
  /** What the command makes, and later steps need. */
  readonly outputs: readonly TreePath[];
  /** How old a record may be; forever where it is left out. */
  readonly maxAge: Duration | undefined;
  readonly from: "store" | "same-ref" | "attested";
}

const aboutReuse = ["paths", "outputs", "max-age", "reuse-from"];

/** With a network, what answers there is in no key. */
const withNetwork = "24h";

/** @throws input-invalid where something is said of it, and nothing is to be reused; for an output outside of the repository */
export function reuseOf(
  { text, flag, list, fail }: Values,
  network: "host" | "none",
  explains: boolean,
): ReuseInputs | undefined {
  if (!flag("reuse")) {
    if (explains) throw fail("reuse")("`--explain` is about it, and it is off", "Add --reuse, or leave --explain out.");
    const other = aboutReuse.find((name) => text(name) !== undefined);
    if (other === undefined) return undefined;
    throw fail(other)("it is about `reuse`, which is off", "Set `reuse: true` (--reuse), or leave it out.");
  }
  const age = text("max-age") ?? (network === "host" ? withNetwork : undefined);
  return {
    paths: list("paths"),
    outputs: outputsOf(list("outputs"), fail("outputs")),
    maxAge: age === undefined ? undefined : parseAge(age, fail("max-age")),
    from: (text("reuse-from") ?? (flag("attest") ? "attested" : "store")) as ReuseInputs["from"],
  };
}

/** @throws input-invalid for one inside of another, too */
function outputsOf(written: readonly string[], fail: Fail): readonly TreePath[] {
  const paths = [...new Set(written.map((path) => outputAt(path, fail)))];
  for (const path of paths) {
    const outer = paths.find((other) => path.startsWith(`${other}/`));
    if (outer !== undefined) throw fail(`${path} is inside of ${outer}`, "Name the outer one alone.");
  }
  return paths;
}

/** Longer paths cannot be written below every folder. Bytes. */
const longestPath = 1000;

function outputAt(written: string, fail: Fail): TreePath {
  const path = parsePath(written, "`outputs`");
  const isRepository = path.split("/").some((part) => part.toLowerCase() === ".git");
  if (path !== "" && path.length <= longestPath && !isRepository) return path;
  throw fail(`${JSON.stringify(written)} is no file or folder that a command makes`, "Name what later steps need.");
}
