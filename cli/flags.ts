/** The command line's words: which exist (from the table of inputs), and how to read them. */
import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import { TreestampError } from "../core/errors.ts";
import { type Command, commands, type Input, type Verb } from "../core/inputs/input.ts";
import type { Written } from "../core/inputs/read.ts";
import { parseBoolean } from "../core/inputs/read.ts";
import type { WrittenCall } from "../core/inputs/request.ts";
import { nearestName } from "../core/inputs/suggest.ts";
import { inputsOf } from "../core/inputs/table.ts";

/** A flag that is the command line's own. */
export interface OwnFlag {
  readonly name: string;
  readonly short?: string;
  readonly placeholder?: string;
  readonly description: string;
}

const ownFlags: readonly OwnFlag[] = [
  { name: "json", description: "Print one JSON object on standard output; everything else goes to standard error." },
  { name: "debug", description: "Log more, and show where an error came from." },
  { name: "help", short: "h", description: "Show this help." },
];

const resolveFlags: readonly OwnFlag[] = [
  { name: "explain", description: "List every input of the recipe with its hash." },
  { name: "diff", placeholder: "REV", description: "Describe what changed in the recipe since that revision." },
  {
    name: "stdin",
    description:
      'Read revisions from standard input, one per line, and print "REV KEY" for each without asking a store.',
  },
];

const runFlags: readonly OwnFlag[] = [
  { name: "explain", description: "With --reuse: list all that the run depends on, with its hash." },
];

const pruneFlags: readonly OwnFlag[] = [
  { name: "all", description: "Remove everything that is not in use: the same as --cache-size 0." },
];

/** The flags of a verb that are not inputs. */
export function ownFlagsOf(verb: Command): readonly OwnFlag[] {
  if (verb === "resolve") return [...resolveFlags, ...ownFlags];
  if (verb === "run") return [...runFlags, ...ownFlags];
  if (verb === "serve") return ownFlags.filter(({ name }) => name !== "json");
  return verb === "prune" ? [...pruneFlags, ...ownFlags] : ownFlags;
}

/** The inputs of a verb that can be given on the command line. */
export function flagInputsOf(verb: Command): readonly Input[] {
  return inputsOf(verb, "cli");
}

/** What was asked for on the command line. */
export type Call =
  | { readonly kind: "help"; readonly verb: Command | undefined }
  | { readonly kind: "version" }
  | { readonly kind: "serve"; readonly written: Written; readonly debug: boolean }
  | {
      readonly kind: "verb";
      readonly verb: Verb;
      readonly said: WrittenCall;
      readonly json: boolean;
      readonly debug: boolean;
      readonly stdin: boolean;
    };

/** Those that mean the same to all commands: they may stand before the command, as git has it. */
const commonFlags: readonly (Pick<OwnFlag, "name" | "short"> & { readonly takesValue: boolean })[] = [
  ...ownFlags.map(({ name, short }) => ({ name, takesValue: false, ...(short === undefined ? {} : { short }) })),
  { name: "path", short: "C", takesValue: true },
  { name: "cache-folder", takesValue: true },
];

/** The command first, and behind it the flags that stand before it. @throws input-invalid for a flag that only some commands have */
function commandFirst(words: readonly string[]): readonly string[] {
  let position = 0;
  while (words[position]?.startsWith("-") === true) {
    const word = words[position]!;
    const [, name, equals] = /^--([^=]+)(=)?/.exec(word) ?? [];
    const flag = commonFlags.find(
      (one) => one.name === name || (one.short !== undefined && word.startsWith(`-${one.short}`)),
    );
    if (flag === undefined) {
      throw new TreestampError("input-invalid", `"${word}" comes before the command.`, {
        remedy: "Put flags after the command: treestamp COMMAND --flag. treestamp --help lists the commands.",
      });
    }
    const isWhole = equals !== undefined || (name === undefined && word.length > 2);
    position += flag.takesValue && !isWhole ? 2 : 1;
  }
  const command = words[position];
  return command === undefined ? words : [command, ...words.slice(0, position), ...words.slice(position + 1)];
}

/**
 * Reads the words behind `treestamp`.
 * @throws input-invalid for a word that does not exist, with the nearest one that does
 */
export function parseCall(words: readonly string[]): Call {
  if (words[0] === "--help" || words[0] === "-h") return { kind: "help", verb: undefined };
  if (words[0] === "--version") return { kind: "version" };
  const [first, ...rest] = commandFirst(words);
  if (first === undefined || first === "help") {
    const verb = commands.find((candidate) => candidate === rest[0]);
    return { kind: "help", verb: first === "help" ? verb : undefined };
  }
  if (first === "version") return { kind: "version" };
  if (first.startsWith("-")) {
    throw new TreestampError("input-invalid", "No command was given.", {
      remedy: "treestamp --help lists the commands.",
    });
  }
  const verb = commands.find((candidate) => candidate === first);
  if (verb === undefined) throw unknownWord("command", first, commands, "treestamp --help lists the commands.");
  const { values, positionals, command } = readFlags(verb, rest);
  if (values.help === "true") return { kind: "help", verb };
  if (verb === "passed" && positionals.length === 1 && values.ref === undefined) values.ref = positionals.pop()!;
  if (positionals.length > 0) {
    const before = rest[rest.indexOf(positionals[0]!) - 1];
    const alone = flagInputsOf(verb).find((flag) => "alone" in flag && `--${flag.name}` === before);
    const remedy = alone
      ? `A value of --${alone.name} needs an equals sign: --${alone.name}=${positionals[0]!.trim().replaceAll(/\s+/g, ",")}`
      : verb === "run"
        ? "Put the command after two dashes: treestamp run -- make test"
        : `See treestamp ${verb} --help.`;
    throw new TreestampError("input-invalid", `"${positionals[0]}" is not expected here.`, { remedy });
  }
  if (command.length > 0 && verb !== "run") {
    throw new TreestampError("input-invalid", `"${command[0]}" is not expected here: only run takes a command.`, {
      remedy: `treestamp run -- ${command[0]} does what ${verb} does, and then runs it.`,
    });
  }
  const unread =
    values.stdin === "true"
      ? ["json", "explain", "diff", "ref"].find((name) => ![undefined, "false"].includes(values[name] as string))
      : undefined;
  if (unread !== undefined) {
    throw new TreestampError("input-invalid", `--stdin and --${unread} cannot be used together.`, {
      remedy: 'Revisions are read from standard input, and "REV KEY" is printed for each: leave one of them out.',
    });
  }
  const removesAll = verb === "prune" && values.all === "true";
  if (removesAll && "cache-size" in values) {
    throw new TreestampError("input-invalid", "--all and --cache-size cannot be used together.", {
      remedy: "--all is --cache-size 0: leave one of them out.",
    });
  }
  const written = new Map<string, readonly string[]>(removesAll ? [["cache-size", ["0"]]] : []);
  for (const { name } of flagInputsOf(verb)) {
    const value = values[name];
    if (value !== undefined) written.set(name, Array.isArray(value) ? value.map(String) : [String(value)]);
  }
  const debug = values.debug === "true";
  if (verb === "serve") return { kind: "serve", written, debug };
  return {
    kind: "verb",
    verb,
    said: {
      written,
      argv: command,
      explain: values.explain === "true",
      diff: typeof values.diff === "string" ? values.diff : undefined,
    },
    json: values.json === "true",
    debug,
    stdin: values.stdin === "true",
  };
}

function readFlags(verb: Command, words: readonly string[]) {
  const dashes = words.indexOf("--");
  const own = ownFlagsOf(verb).map(({ placeholder, ...flag }) => ({
    ...flag,
    kind: placeholder === undefined ? ("boolean" as const) : ("text" as const),
  }));
  const flags = [...flagInputsOf(verb), ...own];
  const options: ParseArgsOptionsConfig = {};
  for (const { name, kind, short } of flags) {
    options[name] = {
      type: "string",
      multiple: kind === "list" || kind === "map" || kind === "scripts",
      ...(short === undefined ? {} : { short }),
    };
  }
  const switches: readonly Switch[] = flags.filter((flag) => flag.kind === "boolean" || "alone" in flag);
  const args = (dashes < 0 ? words : words.slice(0, dashes)).map((word) => withValue(word, switches));
  try {
    const parsed = parseArgs({ args, options, allowPositionals: true, strict: true });
    return { ...parsed, command: dashes < 0 ? [] : words.slice(dashes + 1) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") {
      const flag = /'(-[^'= ]*)/.exec((error as Error).message)?.[1] ?? "";
      const known = Object.keys(options).map((name) => `--${name}`);
      throw unknownWord("flag", flag, known, `treestamp ${verb} --help lists the flags.`);
    }
    const [, flag] = /--([a-z-]+)\b.*' argument (?:is ambiguous|missing)/.exec((error as Error).message) ?? [];
    if (flag !== undefined) {
      throw new TreestampError("input-invalid", `The value of --${flag} is missing, or begins with a dash.`, {
        remedy: `A value that begins with a dash needs an equals sign: --${flag}=VALUE.`,
        cause: error,
      });
    }
    const message = (error as Error).message.split("\n")[0]!;
    throw new TreestampError("input-invalid", message, { remedy: `See treestamp ${verb} --help.`, cause: error });
  }
}

/** A flag that may have no value: a boolean, or an input that is also a switch. */
type Switch = Pick<Input, "name" | "kind" | "short">;

/**
 * A boolean with its value: `--push`, `--no-push` and `--push=False` all become `--push=…`. Node's own negation takes
 * `--no-cache` for the opposite of a flag that does not exist.
 * @throws input-invalid for what is no boolean
 */
function withValue(word: string, switches: readonly Switch[]): string {
  const [, said, value] = /^--([^=]+)(?:=(.*))?$/.exec(word) ?? [];
  const short = switches.find((one) => one.short !== undefined && word === `-${one.short}`);
  if (short?.kind === "boolean") return `--${short.name}=true`;
  const flag = switches.find(({ name }) => name === said);
  if (flag === undefined) {
    const negated = switches.find(({ name }) => value === undefined && said === `no-${name}`);
    return negated === undefined ? word : `--${negated.name}=false`;
  }
  if (value === undefined) return `--${flag.name}=true`;
  if (flag.kind !== "boolean") return word;
  const isOn = parseBoolean(value);
  if (isOn !== undefined) return `--${flag.name}=${isOn}`;
  throw new TreestampError("input-invalid", `The flag --${flag.name} cannot be "${value}".`, {
    remedy: `Write --${flag.name} or --no-${flag.name}; also --${flag.name}=true or =false.`,
  });
}

function unknownWord(kind: string, word: string, known: readonly string[], otherwise: string): TreestampError {
  const near = nearestName(word, known);
  return new TreestampError("input-invalid", `There is no ${kind} "${word}".`, {
    remedy: near === undefined ? otherwise : `Did you mean ${near}?`,
  });
}
