/** What `run` is to start: exactly one of a command, a script, phases and the image's own command. */
import { TreestampError } from "../errors.ts";
import type { NamedScript } from "./named-scripts.ts";
import { parseBoolean, type Values } from "./read.ts";

export type Shell = "bash" | "sh";

export type RequestedCommand =
  | { readonly kind: "argv"; readonly argv: readonly string[] }
  | { readonly kind: "script"; readonly text: string; readonly shell: Shell }
  /** The image's ENTRYPOINT and CMD. */
  | { readonly kind: "image" }
  | RequestedPhases;

export interface RequestedPhases {
  readonly kind: "phases";
  /** One after the other; those of a step side by side. */
  readonly steps: readonly (readonly NamedScript[])[];
  readonly shell: Shell;
  readonly failFast: boolean;
}

/**
 * @param argv a command that needs no shell
 * @param asksForShell whether a shell was named, and is no default
 * @throws input-invalid where nothing, or more than one thing, says what to run: a step that runs nothing must not pass
 */
export async function requestedCommand(
  { text, flag, list }: Values,
  argv: readonly string[],
  asksForShell: boolean,
): Promise<RequestedCommand> {
  const [script, phases, isOfImage] = [text("run"), list("phases"), flag("image-command")];
  const shell = text("shell") as Shell;
  const parallel = list("parallel").flatMap((item) => item.split(/\s+/));
  const given = [
    ...(argv.length > 0 ? ["a command"] : []),
    ...(script === undefined ? [] : ["the input `run`"]),
    ...(phases.length > 0 ? ["the input `phases`"] : []),
    ...(isOfImage ? ["the input `image-command`"] : []),
  ];
  if (given.length > 1) {
    throw invalid(
      `Both ${given.join(" and ")} say what to run.`,
      "Leave one of them out: what all phases need can be a phase before them.",
    );
  }
  const nameThem = "Leave it out, or give the scripts names under `phases`.";
  if (phases.length === 0 && parallel.some((name) => parseBoolean(name) !== false)) {
    throw invalid("`parallel` is about `phases`, and there are none.", nameThem);
  }
  if (phases.length === 0 && !flag("fail-fast")) {
    throw invalid("`fail-fast` is about `phases`, and there are none.", nameThem);
  }
  if (argv.length > 0 && asksForShell) {
    throw invalid(
      "`shell` is about scripts, and a command behind `--` starts by itself.",
      "Leave it out, or name the shell in the command: treestamp run -- sh -c 'make test'",
    );
  }
  if (argv.length > 0) return { kind: "argv", argv };
  if (phases.length > 0) {
    const { parseNamedScripts, stepsOf } = await import("./named-scripts.ts"); // YAML is a large language
    const scripts = parseNamedScripts("phases", phases.map(withUnixLines));
    return { kind: "phases", steps: stepsOf(scripts, parallel), shell, failFast: flag("fail-fast") };
  }
  if (isOfImage) return { kind: "image" };
  if (script === undefined) throw invalid("There is no command to run.", howToSay);
  if (isEmptyScript(script)) throw invalid("`run` contains no command, only blanks and comments.", howToSay);
  return { kind: "script", text: withUnixLines(script), shell };
}

const howToSay =
  "Give one: the input `run` or `phases` in a workflow, `treestamp run -- make test` on the command line. `image-command: true` (--image-command) runs the image's own command.";

/** A file may have Windows line ends: the CR would become part of each line's last word. */
function withUnixLines(script: string): string {
  return script.replaceAll("\r\n", "\n");
}

/** True for a script in which a shell would find nothing to run. */
export function isEmptyScript(text: string): boolean {
  return text.split("\n").every((line) => /^\s*(#|$)/.test(line));
}

function invalid(message: string, remedy: string): TreestampError {
  return new TreestampError("input-invalid", message, { remedy });
}
