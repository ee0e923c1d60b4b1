/** Scripts by name, as people write phases. Loaded where there are some: YAML is a large language. */
import { isMap, isScalar, type Pair, parseDocument } from "yaml";
import { TreestampError } from "./errors.ts";

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
  for (const [index, { name, script }] of scripts.entries()) {
    if (!nameForm.test(name)) {
      throw fail(`${JSON.stringify(name)} is no name: it has letters, digits, - and _, and no digit first`);
    }
    if (script.trim() === "") throw fail(`${name} has no script`);
    if (scripts.findIndex((other) => other.name === name) < index) throw fail(`${name} is given twice`);
  }
  return scripts;
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
    return { name: String(key.value), script: String(value.value) };
  });
}
