/** What an input and an output are, and the verbs that have them: the columns of the table. */

/** Verbs about the build image. */
export type ImageVerb = "resolve" | "build" | "pull" | "run";
export const imageVerbs: readonly ImageVerb[] = ["resolve", "build", "pull", "run"];

/** What gives images their tags; on the command line `assemble` does, too. */
export type DeliveryVerb = "push" | "promote";

/** Verbs of a job; each is also an action. `plan` is about all environments. */
export type ActionVerb = ImageVerb | "plan" | DeliveryVerb;
export const actionVerbs: readonly ActionVerb[] = [...imageVerbs, "plan", "push", "promote"];

/** The actions by name: the verbs, and `setup`, which readies a runner for them and looks at no image. */
export type Action = ActionVerb | "setup";
export const actions: readonly Action[] = [...actionVerbs, "setup"];

/** Those whose action has something to take down at the end of its job: actions/VERB/post.ts. */
export const verbsWithPost: readonly Action[] = ["pull"];

export type Verb = ActionVerb | "assemble" | "lock" | "passed" | "verify" | "prune";
export const verbs: readonly Verb[] = [...actionVerbs, "assemble", "lock", "passed", "verify", "prune"];

/** All that the command line knows: `serve` does the verbs' work for those who ask, until it is told to end. */
export type Command = Verb | "serve";
export const commands: readonly Command[] = [...verbs, "serve"];

/** Verbs whose call may give the build image's recipe; push reads it from `treestamp.yml`. */
export const recipeVerbs: readonly Verb[] = [...imageVerbs, "promote", "verify"];
/** Those that can be about all environments at once. */
export const graphVerbs: readonly Verb[] = ["resolve", "build"];
/** Those that take sources from elsewhere than a repository. */
export const sourceVerbs: readonly Verb[] = ["resolve", "build", "run", "push"];
export const buildingVerbs: readonly Verb[] = ["build", "pull", "run", "push", "promote", "lock", "verify"];

/** `variable`: what a shell accepts. The others: what docker accepts, except obvious typos such as a quote. */
export type NameForm = "variable" | "argument" | "label" | "annotation" | "image" | "secret";

export interface Input {
  /** kebab-case: the action's input, the flag after `--`, the key in `treestamp.yml`. */
  readonly name: string;
  /**
   * `list`: one item a line in an action, by docker's grammar (core/inputs/list-text.ts), a repeated flag on the command line, a sequence in YAML.
   * `map`: the same with `NAME=VALUE` items, or a mapping in YAML.
   * `scripts`: a YAML mapping of names to scripts, also as an action's input; on the command line also `NAME=SCRIPT` items.
   */
  readonly kind: "text" | "boolean" | "list" | "map" | "scripts";
  readonly choices?: readonly string[];
  /** One letter for the command line, as docker and git have it. */
  readonly short?: string;
  /** For a boolean that is on by default: what `--no-NAME` does. */
  readonly negated?: string;
  /** Commas separate items as well, on every surface: only for inputs whose values cannot contain one. */
  readonly commas?: true;
  /** What the names of a map, or of a list of variables, may be: see core/inputs/read.ts. */
  readonly names?: NameForm;
  /** A repository (or a folder) where images are kept: checked as one, in whichever case it was written. */
  readonly form?: "repository";
  /** What a value looks like, for help and docs: `DIR`, `NAME=VALUE`. */
  readonly placeholder?: string;
  /** A variable of the environment that says it where no flag does: only the build service's operators set such. */
  readonly variable?: string;
  readonly default?: string;
  /** Its flag may stand alone, for `true`, and `--no-FLAG` is `false`: an input that is a switch, but not that alone. */
  readonly alone?: true;
  /** One or two sentences for people. */
  readonly description: string;
  /** What CircleCI's users read instead, if the other mentions GitHub. */
  readonly circleci?: { readonly description: string };
  readonly verbs: readonly (Command | Action)[];
  /** Where it can be set. `treestamp.yml` holds what decides the image; a secret is never a flag. */
  readonly places: readonly ("action" | "cli" | "config")[];
}

/** A row of a mapping inside of `treestamp.yml`: no call has it as it is. */
export function configField(row: Omit<Input, "verbs" | "places">): Input {
  return { ...row, verbs: [], places: ["config"] };
}

export interface Output {
  readonly name: string;
  readonly description: string;
  readonly verbs: readonly (Verb | Action)[];
}

/** Where inputs that decide the image can be set. */
export const everywhere: Input["places"] = ["action", "cli", "config"];
/** Where inputs about a single call can be set. */
export const calls: Input["places"] = ["action", "cli"];
