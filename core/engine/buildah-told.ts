/**
 * What buildah prints, as people want to read it: without what is about buildah itself, and of a failure the Dockerfile's
 * line and why, as docker shows them. The forms were seen on 1.28.2; what has another one is shown as it is.
 */
import type { Instruction } from "../dockerfile/parse.ts";
import type { Failure, Reader } from "./build-output.ts";
import { emptyContext, keyLabel } from "./buildah-layers.ts";
import type { Plan } from "./plan.ts";

/** No more lines of an instruction than this are shown. */
const mostLines = 20;

/** Reads along with one build. @param text the user's Dockerfile @param given the arguments that the user gives */
export function readerOf(
  text: string,
  { dockerfile, stages, needed }: Pick<Plan, "dockerfile" | "stages" | "needed">,
  given: ReadonlyMap<string, string>,
): Reader {
  const steps: string[] = [];
  const held: string[] = [];
  let isSilent = false;
  let isOurs = false;
  let failed: string | undefined;

  function shown(printed: string): readonly string[] {
    const step = /^(?:\[\d+\/\d+\] )?STEP \d+\/\d+: (.*)$/.exec(printed)?.[1];
    if (step !== undefined) {
      isOurs = step.startsWith(`LABEL "${keyLabel}`) || step.endsWith(` --from=${emptyContext} . .`);
      if (isOurs) return [];
      steps.push(step);
    }
    if (/^--> Using cache [0-9a-f]{64}$/.test(printed)) return isOurs ? [] : ["--> Kept from an earlier build"];
    if (idOfLayer.test(printed)) return [];
    if (/^Error: (?:building at STEP "|parsing main Dockerfile: )/.test(printed)) {
      failed = printed;
      held.length = 0;
      return [];
    }
    if (exitOfItsOwn.test(printed)) {
      held.push(printed); // the end of a failure, unless a command has printed it
      return [];
    }
    if (printed.includes("+(UNHANDLED LOGLEVEL)")) return []; // a Go value in its own notation
    isSilent = step !== undefined;
    const line = withoutOwnArguments(printed.replace(neverStarted, "$1"), given);
    return [...held.splice(0), ...(line === undefined ? [] : [line])];
  }

  function failure(): Failure | undefined {
    if (failed === undefined) return undefined;
    const why = reasonIn(failed);
    const instruction = failed.startsWith("Error: parsing")
      ? onlyOne(dockerfile.instructions, why)
      : nthOf(
          stages.flatMap(({ instructions }, at) => (needed.has(at) ? instructions : [])),
          steps,
        );
    if (instruction === undefined) return { printed: failed, summary: `${why}.`, excerpt: [] };
    const { line, lastLine, word } = instruction;
    const isJustShown = isSilent && line === lastLine;
    return {
      printed: failed,
      summary: `The Dockerfile's line ${line} (${word}) failed: ${why}.`,
      excerpt: isJustShown ? [] : excerptOf(text, instruction),
    };
  }

  return { shown, failure };
}

/** What it says of each layer, and of the image under its name in the storage. */
const idOfLayer = /^--> [0-9a-f]{11}$|^(?:COMMIT|Successfully tagged) localhost\/built:/;

/** Each of its processes between us and a command says this as it ends. */
const exitOfItsOwn = /^subprocess exited with status \d+$/;
const neverStarted =
  /^(process failed to start with error: .*)process exited with error: exec: not startedsubprocess exited with status \d+$/;

/** Its warning about unused arguments, without those that only treestamp gave. */
function withoutOwnArguments(line: string, given: ReadonlyMap<string, string>): string | undefined {
  const [whole, start, names = ""] =
    /^(\[Warning\] one or more build args were not consumed: )\[(.*)\]$/.exec(line) ?? [];
  if (whole === undefined) return line;
  const theirs = names.split(" ").filter((name) => given.has(name));
  return theirs.length === 0 ? undefined : `${start}[${theirs.join(" ")}]`;
}

/** The cause at the end of its error, without its own folders, numbers and values. */
function reasonIn(error: string): string {
  const inStep = error.replace(/^Error: building at STEP "/, "");
  const cause = inStep === error ? error.replace(/^Error: parsing main Dockerfile: \S+: /, "") : afterQuoted(inStep);
  return cause
    .replace(/^resolving mountpoints for container "\w+": /, "")
    .replace(/^checking on sources under "[^"]*": copier: \w+: /, "")
    .replace(/^(?:error )?while running runtime: /, "")
    .replace(/^Build error: /, "")
    .replace(/ *&imagebuilder\.Step\{.*\}/, "")
    .replace(/\.$/, "");
}

/** What follows `TEXT": `; TEXT is not escaped, and has a quotation mark for each that it opens. */
function afterQuoted(text: string): string {
  for (let at = text.indexOf('": '); at >= 0; at = text.indexOf('": ', at + 1)) {
    if ((text.slice(0, at).split('"').length - 1) % 2 === 0) return text.slice(at + 3);
  }
  return text;
}

/** The instruction of the last step. Where it stands several times, so many of its steps were begun. */
function nthOf(instructions: readonly Instruction[], steps: readonly string[]): Instruction | undefined {
  const bare = (word: string, rest: string) => `${word.toUpperCase()} ${rest.replace(/\s+/g, " ").trim()}`;
  const all = steps.map((step) => {
    const [, word = "", rest = ""] = /^(\S+)(?:\s+--[\w-]+(?:=(?:[^\s"']|"[^"]*"|'[^']*')*)?)*(.*)$/.exec(step) ?? [];
    return bare(word, rest);
  });
  const last = all.at(-1);
  const count = all.filter((step) => step === last).length;
  return instructions.filter(({ word, rest }) => bare(word, rest) === last)[count - 1];
}

/** The instruction that an error without a step begins with, if there is no other of its kind. */
function onlyOne(instructions: readonly Instruction[], why: string): Instruction | undefined {
  const found = instructions.filter(({ word }) => why.startsWith(`${word} `));
  return found.length === 1 ? found[0] : undefined;
}

function excerptOf(text: string, { line, lastLine }: Instruction): readonly string[] {
  const lines = text.split(/\r?\n/).slice(line - 1, lastLine);
  const shown = lines.slice(0, mostLines).map((content, at) => `${String(line + at).padStart(4)} | ${content}`);
  return lines.length > mostLines ? [...shown, "     | …"] : shown;
}
