/** What a run that need not be repeated depends on, and what it leaves. */
import { parsePath, type TreePath } from "../git/path.ts";
import { type Duration, parseAge } from "./duration.ts";
import type { Values } from "./read.ts";

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
    outputs: list("outputs").map((path) => outputAt(path, fail("outputs"))),
    maxAge: age === undefined ? undefined : parseAge(age, fail("max-age")),
    from: (text("reuse-from") ?? (flag("attest") ? "attested" : "store")) as ReuseInputs["from"],
  };
}

function outputAt(written: string, fail: ReturnType<Values["fail"]>): TreePath {
  const path = parsePath(written, "`outputs`");
  if (path !== "" && path.split("/")[0] !== ".git") return path;
  throw fail(`${JSON.stringify(written)} is no file or folder that a command makes`, "Name what later steps need.");
}
