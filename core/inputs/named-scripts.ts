/** Named scripts, such as phases. Loaded only if there are some, because a YAML parser is large. */
import { isMap, isScalar, type Pair, parseDocument } from "yaml";
import { TreestampError } from "../errors.ts";
import { isEmptyScript } from "./command.ts";
import { parseBoolean } from "./read.ts";
import { suggesting } from "./suggest.ts";
import { isFolded } from "./yaml-lines.ts";

export interface NamedScript {
  readonly name: string;
  readonly script: string;
}

const remedy = "Write a YAML mapping, `NAME: SCRIPT` on each line; on the command line also --phases NAME=SCRIPT.";
/** A name becomes part of an output's name. Source: GitHub's syntax of step ids. */
const nameForm = /^[A-Za-z_][\w-]*$/;

/**
 * Reads items, each `NAME=SCRIPT` in one line or a YAML mapping of names to scripts.
 * @param input the input's name, for messages
 * @throws input-invalid
 */
export function parseNamedScripts(input: string, items: readonly string[]): readonly NamedScript[] {
  const fail = (fault: string) => new TreestampError("input-invalid", `\`${input}\`: ${fault}.`, { remedy });
  const scripts = items.flatMap((item) => {
    const short = /^([A-Za-z_][\w-]*)=([^\n]*)$/.exec(item.trim());
    return short === null ? mapping(item, fail) : [{ name: short[1]!, script: short[2]! }];
  });
  if (scripts.length === 0) throw fail("it has no phase");
  for (const [index, { name, script }] of scripts.entries()) {
    if (!nameForm.test(name)) {
      throw fail(`${JSON.stringify(name)} is not a name: use letters, digits, - and _, and no digit first`);
    }
    if (isEmptyScript(script)) throw fail(`${name} has no command in it`);
    if (scripts.findIndex((other) => other.name === name) < index) throw fail(`${name} is given twice`);
  }
  return scripts;
}

/**
 * The order in which phases run. Those that `parallel` names run side by side, each with its named neighbours in the mapping;
 * every other one waits for all before it.
 * @param parallel names of phases, or `true` or `false` for all or none
 * @throws input-invalid for a name that no phase has, or that has no other named one beside it
 */
export function stepsOf(
  phases: readonly NamedScript[],
  parallel: readonly string[],
): readonly (readonly NamedScript[])[] {
  const all = parallel.length === 1 ? parseBoolean(parallel[0]!) : undefined;
  if (parallel.length === 0 || all === false) return phases.map((phase) => [phase]);
  if (all === true) return [phases];
  const names = phases.map(({ name }) => name);
  const unknown = parallel.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new TreestampError("input-invalid", `\`parallel\` names "${unknown}", and there is no such phase.`, {
      remedy: suggesting(unknown, names, `It takes true, false, or names of phases: ${names.join(", ")}.`),
    });
  }
  const isNamed = (phase: NamedScript | undefined) => phase !== undefined && parallel.includes(phase.name);
  const steps: NamedScript[][] = [];
  for (const [index, phase] of phases.entries()) {
    if (isNamed(phase) && isNamed(phases[index - 1])) steps.at(-1)!.push(phase);
    else steps.push([phase]);
  }
  const alone = steps.find((step) => step.length === 1 && isNamed(step[0]));
  if (alone === undefined) return steps;
  throw new TreestampError(
    "input-invalid",
    `\`parallel\` names ${alone[0]!.name}, which has no neighbour to run beside.`,
    {
      remedy: "Put phases that run side by side next to each other in `phases`, and name each of them in `parallel`.",
    },
  );
}

function mapping(text: string, fail: (fault: string) => TreestampError): NamedScript[] {
  // Scalars stay the text that was written: `true` is a command.
  const document = parseDocument(text, { schema: "failsafe", prettyErrors: false });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) throw fail(problem.message);
  if (!isMap(document.contents)) throw fail("a mapping of names to scripts was expected");
  return document.contents.items.map(({ key, value }: Pair) => {
    if (!isScalar(key)) throw fail("a name was expected before the colon");
    if (!isScalar(value)) throw fail(`${String(key.value)} has no script`);
    // `npm ci` and `npm test` below each other would be one command, and the tests would not run. Who writes `>` means that.
    if (value.type !== "BLOCK_FOLDED" && isFolded(value, text)) {
      throw fail(`${String(key.value)} has lines that YAML joins into one: write | after its colon`);
    }
    return { name: String(key.value), script: String(value.value) };
  });
}
