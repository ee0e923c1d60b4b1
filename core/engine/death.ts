/** Whether a build has failed by itself, or with its builder: read from the end of what buildx printed. */

export type Verdict =
  /** An instruction has failed: any builder would fail there. */
  | { readonly kind: "instruction" }
  /** The connection has failed. `why` is buildx's own words, to stand after "…: ". */
  | { readonly kind: "connection"; readonly why: string }
  | { readonly kind: "unknown" };

/** How gRPC says that the other side is gone. Unlike these, `Unavailable` and "connection refused" may be a registry's. */
const lost =
  /closing transport due to|transport is closing|transport: Error while dialing|error reading (from server|server preface): /;

/** An instruction's command stands between the quotes, as Go quotes it: whatever it says is no word of buildx. */
const command = /\bprocess "(?:[^"\\]|\\.)*" did not complete successfully|\bexecutor failed running \[.*\]/;
const failed = new RegExp(`(?:${command.source}): exit code: \\d+$`);

/**
 * Only the last line that begins with ERROR is buildx's own: what instructions print has a number in front, and what the
 * Dockerfile says a margin.
 */
export function verdictOn(output: string): Verdict {
  const last = output.split("\n").findLast((line) => line.startsWith("ERROR: "));
  if (last === undefined) return { kind: "unknown" };
  if (failed.test(last)) return { kind: "instruction" };
  if (!lost.test(last.replace(command, ""))) return { kind: "unknown" };
  const why = last.replace(/^ERROR: (failed to \w+( \w+)?: )*/, "").replace(/^rpc error: code = \w+ desc = /, "");
  return { kind: "connection", why };
}
