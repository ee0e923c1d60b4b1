/**
 * A Dockerfile as BuildKit's parser cuts it: directives, then instructions with their flags and here-documents.
 * Source: moby/buildkit, frontend/dockerfile/parser.
 */
import { TreestampError } from "../errors.ts";
import { wordsOf } from "./words.ts";

export interface Dockerfile {
  /** Parser directives by their names in lower case: `syntax`, `escape`, `check`. */
  readonly directives: ReadonlyMap<string, string>;
  /** The character that joins lines and escapes others. */
  readonly escaping: "\\" | "`";
  readonly instructions: readonly Instruction[];
}

export interface Instruction {
  /** In upper case. */
  readonly word: string;
  /** `--name=value` before the arguments, in order; the value of a bare `--name` is undefined. Not expanded. */
  readonly flags: readonly Flag[];
  /** What follows the flags, its lines joined. */
  readonly rest: string;
  /** First and last line, from 1; here-documents included. */
  readonly line: number;
  readonly lastLine: number;
  readonly hasHeredoc: boolean;
}

export interface Flag {
  readonly name: string;
  readonly value: string | undefined;
}

/** These take flags; elsewhere `--x` is an argument. */
const takesFlags = new Set(["FROM", "RUN", "COPY", "ADD", "HEALTHCHECK"]);
const takesHeredocs = new Set(["RUN", "COPY", "ADD"]);

/** @throws input-invalid where a here-document has no end */
export function parseDockerfile(text: string): Dockerfile {
  const lines = linesOf(text);
  const directives = directivesOf(text);
  const escaping = directives.get("escape") === "`" ? "`" : "\\";
  // An escape character before the last one makes it an ordinary character.
  const joins = escaping === "`" ? /(^|[^`])`[ \t]*$/ : /(^|[^\\])\\[ \t]*$/;
  const instructions: Instruction[] = [];
  for (let at = 0; at < lines.length; at++) {
    if (/^\s*(#|$)/.test(lines[at]!)) continue;
    const line = at + 1;
    let joined = "";
    for (; at < lines.length; at++) {
      const part = lines[at]!;
      if (joined !== "" && /^\s*(#|$)/.test(part)) continue; // comments and empty lines between continued ones
      joined += part.replace(joins, "$1");
      if (!joins.test(part)) break;
    }
    at = Math.min(at, lines.length - 1);
    const instruction = cut(joined);
    const ends = heredocsOf(instruction);
    for (const { name, dropsTabs } of ends) {
      const start = at;
      do at++;
      while (at < lines.length && (dropsTabs ? lines[at]!.replace(/^\t+/, "") : lines[at]) !== name);
      if (at === lines.length) {
        throw new TreestampError(
          "input-invalid",
          `The Dockerfile's here-document ${name} (line ${start + 1}) has no end.`,
          {
            remedy: `End it with a line that says ${name} and nothing else.`,
          },
        );
      }
    }
    instructions.push({ ...instruction, line, lastLine: at + 1, hasHeredoc: ends.length > 0 });
  }
  return { directives, escaping, instructions };
}

/** An instruction's words, wherever it stands. */
type Words = Pick<Instruction, "word" | "flags" | "rest">;

/** The instruction that an ONBUILD leaves to the images built on it; the instruction itself where it is another. */
export function triggerOf<T extends Words>(instruction: T): T {
  return instruction.word === "ONBUILD" ? { ...instruction, ...cut(instruction.rest) } : instruction;
}

/** The value of a flag; undefined where it is not there. */
export function flagOf({ flags }: Instruction, name: string): string | undefined {
  return flags.findLast((flag) => flag.name === name)?.value;
}

function linesOf(text: string): readonly string[] {
  return text.replace(/^\uFEFF/, "").split(/\r?\n/);
}

/** Comments of the form `# name=value` before everything else. They can be read in the language of any frontend. */
export function directivesOf(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of linesOf(text)) {
    const [, name, value] = /^\s*#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.+?)\s*$/.exec(line) ?? [];
    if (name === undefined) break;
    found.set(name.toLowerCase(), value!);
  }
  return found;
}

function cut(text: string): Words {
  const [, word = "", after = ""] = /^\s*(\S+)\s*([\s\S]*)$/.exec(text) ?? [];
  const upper = word.toUpperCase();
  const flags: Flag[] = [];
  let rest = after;
  while (takesFlags.has(upper)) {
    const [whole, name, value] = /^--([\w-]+)(?:=((?:[^\s"']|"[^"]*"|'[^']*')*))?(?=\s|$)\s*/.exec(rest) ?? [];
    if (whole === undefined) break;
    flags.push({ name: name!, value: value?.replace(/"([^"]*)"|'([^']*)'/g, "$1$2") });
    rest = rest.slice(whole.length);
  }
  return { word: upper, flags, rest: rest.trim() };
}

/** `<<NAME`, `<<-NAME`, `<<"NAME"` as a word of its own. */
function heredocsOf(instruction: Words) {
  const { word, rest } = triggerOf(instruction);
  if (!takesHeredocs.has(word) || !rest.includes("<<")) return [];
  return wordsOf(rest).flatMap((text) => {
    const [, dash, written = ""] = /^\d*<<(-?)([^<]+)$/.exec(text) ?? [];
    const name = written.replace(/["']/g, "");
    return name === "" ? [] : [{ name, dropsTabs: dash === "-" }];
  });
}
