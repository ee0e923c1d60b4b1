/**
 * The lines of `tags` and `flavor`: the grammar of docker/metadata-action, as far as it goes, with the rules `tree` and
 * `date` besides. A line is a list with commas, a field in double quotes may hold some.
 */
import { TreestampError } from "../errors.ts";
import { fieldsOf } from "./list-text.ts";
import { parseBoolean } from "./read.ts";
import { suggesting } from "./suggest.ts";

/** A rule for one tag, its attributes complete. Those that may hold `{{…}}` are as they were written. */
export interface TagRule {
  readonly type: RuleType;
  /** As it was written, for messages. */
  readonly line: string;
  readonly priority: number;
  /** Undefined where nothing was said: then the flavor's is taken. */
  readonly prefix: string | undefined;
  readonly suffix: string | undefined;
  readonly enable: string;
  /** The attributes that only this type has. */
  readonly own: Readonly<Record<string, string>>;
}

/** A name as docker/build-push-action takes it in `tags`: `registry.example/team/app:1.0`. */
export interface WholeName {
  readonly type: "name";
  readonly line: string;
}

export type TagLine = TagRule | WholeName;

export interface Flavor {
  /** `auto`: with a release; `true`: with one, and on the default branch; `false`: never. */
  readonly latest: "auto" | "true" | "false";
  readonly prefix: string;
  readonly suffix: string;
  /** Whether `latest` has them, too. */
  readonly prefixLatest: boolean;
  readonly suffixLatest: boolean;
}

/** Attributes that have no default have to be given. Priorities: the first tag by them is the version. */
const ruleTypes = {
  schedule: { priority: 1000, own: { pattern: "nightly" } },
  semver: { priority: 900, own: { pattern: undefined, value: "", match: "" } },
  match: { priority: 800, own: { pattern: undefined, group: "0", value: "" } },
  edge: { priority: 700, own: { branch: "" } },
  ref: { priority: 600, own: { event: undefined } },
  raw: { priority: 200, own: { value: undefined } },
  date: { priority: 150, own: {} },
  tree: { priority: 120, own: {} },
  sha: { priority: 100, own: { format: "short" } },
} as const satisfies Record<string, { priority: number; own: Record<string, string | undefined> }>;

export type RuleType = keyof typeof ruleTypes;

const common = ["enable", "priority", "prefix", "suffix"];
/** What an attribute's value can be, where not everything can. */
const choices: Readonly<Record<string, readonly string[]>> = {
  "ref event": ["branch", "tag", "pr"],
  "sha format": ["short", "long"],
};

/** What is done where `tags` is not given: as in docker/metadata-action. */
const defaultRules: readonly string[] = [
  "type=schedule",
  "type=ref,event=branch",
  "type=ref,event=tag",
  "type=ref,event=pr",
];

/** Reads the lines of `tags`; none are the usual ones. @throws input-invalid, with the nearest word that is known */
export function parseTags(lines: readonly string[]): readonly TagLine[] {
  return (lines.length === 0 ? defaultRules : lines).flatMap(parseLine);
}

/** A rule, or tags with commas between them. */
function parseLine(line: string): readonly TagLine[] {
  const fields = fieldsOf(line, `tags: ${line}`);
  const isPlain = fields.every((field) => !attribute.test(field));
  return isPlain ? fields.map((field) => parseRule(field, [field])) : [parseRule(line, fields)];
}

const attribute = /^\w+\s*=/;

function parseRule(line: string, fields: readonly string[]): TagLine {
  const where = `tags: ${line}`;
  const attributes = new Map<string, string>();
  for (const field of fields) {
    const equals = field.indexOf("=");
    const isNamed = attribute.test(field);
    const name = isNamed ? field.slice(0, equals).trim().toLowerCase() : "value";
    if (attributes.has(name)) throw invalid(where, `${name} is given twice`, "Give it once.");
    attributes.set(name, isNamed ? field.slice(equals + 1).trim() : field);
  }
  if (attributes.size === 1 && /[/:]/.test((attributes.get("value") ?? "").replace(/\{\{.*?\}\}/g, "")))
    return { type: "name", line };
  const said = attributes.get("type") ?? "raw";
  if (!isRuleType(said)) throw unknown(where, "type", said, Object.keys(ruleTypes));
  const { priority, own: defaults } = ruleTypes[said];
  const own: Record<string, string> = {};
  for (const [name, otherwise] of Object.entries<string | undefined>(defaults)) {
    const value = attributes.get(name) ?? otherwise;
    if (value === undefined) throw invalid(where, `type=${said} needs ${name}`, example[said] ?? "");
    const valid = choices[`${said} ${name}`];
    if (valid !== undefined && !valid.includes(value)) throw unknown(where, name, value, valid);
    own[name] = value;
  }
  const known = ["type", ...Object.keys(defaults), ...common];
  const other = [...attributes.keys()].find((name) => !known.includes(name));
  if (other !== undefined) throw unknown(where, "attribute of this rule", other, known);
  const level = attributes.get("priority") ?? String(priority);
  if (!/^-?\d{1,9}$/.test(level)) throw invalid(where, `the priority ${level} is not a number`, "Write it like 500.");
  const prefixes: Partial<Record<RuleType, string>> = { sha: "sha-" };
  return {
    type: said,
    line,
    priority: Number(level),
    prefix: attributes.get("prefix") ?? (own.event === "pr" ? "pr-" : prefixes[said]),
    suffix: attributes.get("suffix"),
    enable: attributes.get("enable") ?? "true",
    own,
  };
}

const example: Partial<Record<RuleType, string>> = {
  semver: "Write it like type=semver,pattern={{version}}.",
  match: "Write it like type=match,pattern=v(.*),group=1.",
  ref: "Write it like type=ref,event=branch: branch, tag or pr.",
  raw: "Write it like type=raw,value=stable.",
};

/** Reads the lines of `flavor`. @throws input-invalid */
export function parseFlavor(lines: readonly string[]): Flavor {
  const said = { latest: "auto", prefix: "", suffix: "", prefixLatest: false, suffixLatest: false };
  for (const line of lines) {
    const where = `flavor: ${line}`;
    let last: "prefix" | "suffix" | undefined;
    for (const field of fieldsOf(line, where)) {
      const [, name = field, value = ""] = /^([^=]*?)\s*=\s*(.*)$/.exec(field) ?? [];
      const isOn = parseBoolean(value);
      if (name === "prefix" || name === "suffix") {
        said[name] = value;
        last = name;
      } else if (name === "latest") {
        if (value !== "auto" && isOn === undefined) throw unknown(where, name, value, ["auto", "true", "false"]);
        said.latest = isOn === undefined ? "auto" : String(isOn);
      } else if (name === "onlatest" && last !== undefined) {
        if (isOn === undefined) throw unknown(where, name, value, ["true", "false"]);
        said[`${last}Latest`] = isOn;
      } else {
        throw unknown(where, "attribute", name, ["latest", "prefix", "suffix", "onlatest"]);
      }
    }
  }
  return said as Flavor;
}

function isRuleType(text: string): text is RuleType {
  return Object.hasOwn(ruleTypes, text);
}

function unknown(where: string, what: string, word: string, known: readonly string[]): TreestampError {
  return invalid(where, `"${word}" is no ${what}`, suggesting(word, known, `Known are ${known.join(", ")}.`));
}

function invalid(where: string, fault: string, remedy: string): TreestampError {
  return new TreestampError("input-invalid", `${where}: ${fault}.`, { remedy });
}
