/** The command line's words: which there are (from the table of inputs), and reading them. */
import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import { TreestampError } from "../core/errors.ts";
import { type Input, inputsOf, type Verb, verbs } from "../core/inputs.ts";
import { nearestName } from "../core/nearest.ts";
import type { Written } from "../core/request.ts";

/** A flag that is the command line's own. */
export interface OwnFlag {
  readonly name: string;
  readonly short?: string;
  readonly placeholder?: string;
  readonly description: string;
}

const ownFlags: readonly OwnFlag[] = [
  { name: "json", description: "Print one JSON object on standard output; everything else goes to standard error." },
  { name: "debug", description: "Say more, and show where an error came from." },
  { name: "help", short: "h", description: "Show this help." },
];

const resolveFlags: readonly OwnFlag[] = [
  { name: "explain", description: "List every input of the recipe with its hash." },
  { name: "diff", placeholder: "REV", description: "Say in words what changed in the recipe since that revision." },
  {
    name: "stdin",
    description: 'Read one revision a line from standard input and print "REV KEY" for each; no store is asked.',
  },
];

const pruneFlags: readonly OwnFlag[] = [
  { name: "all", description: "Remove everything that is not in use: the same as --cache-size 0." },
];

/** The flags of a verb that are not inputs. */
export function ownFlagsOf(verb: Verb): readonly OwnFlag[] {
  if (verb === "resolve") return [...resolveFlags, ...ownFlags];
  return verb === "prune" ? [...pruneFlags, ...ownFlags] : ownFlags;
}

/** The inputs of a verb that can be said on the command line. */
export function flagInputsOf(verb: Verb): readonly Input[] {
  return inputsOf(verb, "cli");
}

/** What was asked for on the command line. */
export type Call =
  | { readonly kind: "help"; readonly verb: Verb | undefined }
  | { readonly kind: "version" }
  | {
      readonly kind: "verb";
      readonly verb: Verb;
      readonly written: Written;
      readonly json: boolean;
      readonly debug: boolean;
      readonly explain: boolean;
      readonly diff: string | undefined;
      readonly stdin: boolean;
      /** What stands behind `--`. */
      readonly command: readonly string[];
    };

/**
 * Reads the words behind `treestamp`.
 * @throws input-invalid for a word that does not exist, with the nearest one that does
 */
export function parseCall(words: readonly string[]): Call {
  const [first, ...rest] = words;
  if (first === undefined || first === "--help" || first === "-h" || first === "help") {
    const verb = verbs.find((candidate) => candidate === rest[0]);
    return { kind: "help", verb: first === "help" ? verb : undefined };
  }
  if (first === "--version" || first === "version") return { kind: "version" };
  if (first.startsWith("-")) {
    throw new TreestampError("input-invalid", `"${first}" stands before the command.`, {
      remedy: "Flags come behind it: treestamp COMMAND -C DIR. treestamp --help lists the commands.",
    });
  }
  const verb = verbs.find((candidate) => candidate === first);
  if (verb === undefined) throw unknownWord("command", first, verbs, "treestamp --help lists the commands.");
  const { values, positionals, command } = readFlags(verb, rest);
  if (values.help === true) return { kind: "help", verb };
  if (positionals.length > 0) {
    const remedy =
      verb === "run"
        ? "The command stands behind two dashes: treestamp run -- make test"
        : `See treestamp ${verb} --help.`;
    throw new TreestampError("input-invalid", `"${positionals[0]}" is not expected here.`, { remedy });
  }
  if (command.length > 0 && verb !== "run") {
    throw new TreestampError("input-invalid", `"${command[0]}" is not expected here: only run takes a command.`, {
      remedy: `treestamp run -- ${command[0]} does what ${verb} does, and then runs it.`,
    });
  }
  const unread = values.stdin === true ? ["json", "explain", "diff", "ref"].find((name) => name in values) : undefined;
  if (unread !== undefined) {
    throw new TreestampError("input-invalid", `--stdin and --${unread} exclude each other.`, {
      remedy: 'Revisions are read from standard input, and "REV KEY" is printed for each: leave one of the two out.',
    });
  }
  if (values.all === true && "cache-size" in values) {
    throw new TreestampError("input-invalid", "--all and --cache-size exclude each other.", {
      remedy: "--all is --cache-size 0: leave one of the two out.",
    });
  }
  const written = new Map<string, readonly string[]>(values.all === true ? [["cache-size", ["0"]]] : []);
  for (const { name } of flagInputsOf(verb)) {
    const value = values[name];
    if (value !== undefined) written.set(name, Array.isArray(value) ? value.map(String) : [String(value)]);
  }
  return {
    kind: "verb",
    verb,
    written,
    json: values.json === true,
    debug: values.debug === true,
    explain: values.explain === true,
    diff: typeof values.diff === "string" ? values.diff : undefined,
    stdin: values.stdin === true,
    command,
  };
}

function readFlags(verb: Verb, words: readonly string[]) {
  const dashes = words.indexOf("--");
  const options: ParseArgsOptionsConfig = {};
  for (const { name, kind } of flagInputsOf(verb)) {
    options[name] = {
      type: kind === "boolean" ? "boolean" : "string",
      multiple: kind === "list" || kind === "map" || kind === "scripts",
      ...(name === "path" ? { short: "C" } : {}),
    };
  }
  for (const { name, short, placeholder } of ownFlagsOf(verb)) {
    options[name] = {
      type: placeholder === undefined ? "boolean" : "string",
      ...(short === undefined ? {} : { short }),
    };
  }
  try {
    const args = (dashes < 0 ? [...words] : words.slice(0, dashes)).map((word) => switched(verb, word));
    const parsed = parseArgs({ args, options, allowPositionals: true, strict: true, allowNegative: true });
    return { ...parsed, command: dashes < 0 ? [] : words.slice(dashes + 1) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") {
      const flag = /'(-[^'= ]*)/.exec((error as Error).message)?.[1] ?? "";
      const known = Object.keys(options).map((name) => `--${name}`);
      throw unknownWord("flag", flag, known, `treestamp ${verb} --help lists the flags.`);
    }
    const message = (error as Error).message.split("\n")[0]!;
    throw new TreestampError("input-invalid", message, { remedy: `See treestamp ${verb} --help.`, cause: error });
  }
}

/** `--FLAG` and `--no-FLAG` of an input that takes a value, and is a switch without one. */
function switched(verb: Verb, word: string): string {
  for (const { name, alone } of flagInputsOf(verb)) {
    if (alone !== undefined && word === `--${name}`) return `--${name}=${alone}`;
    if (alone !== undefined && word === `--no-${name}`) return `--${name}=false`;
  }
  return word;
}

function unknownWord(kind: string, word: string, known: readonly string[], otherwise: string): TreestampError {
  const near = nearestName(word, known);
  return new TreestampError("input-invalid", `There is no ${kind} "${word}".`, {
    remedy: near === undefined ? otherwise : `Did you mean ${near}?`,
  });
}
