/**
 * The one table of inputs and outputs. It writes each `action.yml`, the command line's flags and help, the JSON schema
 * of `treestamp.yml` and the tables in the docs (`npm run generate`); an input that is not here does not exist.
 */
import { deliveryInputs, deliveryOutputs } from "./rows/delivery.ts";

/** What is done with the build image. */
export type ImageVerb = "resolve" | "build" | "pull" | "run";
export const imageVerbs: readonly ImageVerb[] = ["resolve", "build", "pull", "run"];

/** What gives images their tags. */
export type DeliveryVerb = "push" | "promote";

/** Each is an action, too. */
export type ActionVerb = ImageVerb | DeliveryVerb;
export const actionVerbs: readonly ActionVerb[] = [...imageVerbs, "push", "promote"];

/** Those whose action has something to take down at the end of its job: actions/VERB/post.ts. */
export const verbsWithPost: readonly ActionVerb[] = ["pull"];

export type Verb = ActionVerb | "prune";
export const verbs: readonly Verb[] = [...actionVerbs, "prune"];

/** `variable`: what a shell takes. The others: what docker takes, without what can only be a slip, such as a quote. */
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
  /** Commas separate items, too, on every surface: only where no value can hold one. */
  readonly commas?: true;
  /** What the names of a map, or of a list of variables, may be: see core/inputs/read.ts. */
  readonly names?: NameForm;
  /** A repository (or a folder) where images are kept: checked as one, in whichever case it was written. */
  readonly form?: "repository";
  /** What a value looks like, for help and docs: `DIR`, `NAME=VALUE`. */
  readonly placeholder?: string;
  readonly default?: string;
  /** Its flag may stand alone, for `true`, and `--no-FLAG` is `false`: an input that is a switch, but not that alone. */
  readonly alone?: true;
  /** One or two sentences for people. */
  readonly description: string;
  /** What CircleCI's users read instead, where the other speaks of GitHub. */
  readonly circleci?: { readonly description: string };
  readonly verbs: readonly Verb[];
  /** Where it can be said. `treestamp.yml` holds what decides the image; a secret is never a flag. */
  readonly places: readonly ("action" | "cli" | "config")[];
}

/** Those whose call may say the recipe of the build image; push takes it from `treestamp.yml`. */
const recipeVerbs: readonly Verb[] = [...imageVerbs, "promote"];
const buildingVerbs: readonly Verb[] = ["build", "pull", "run", "push", "promote"];

const everywhere = ["action", "cli", "config"] as const;
const calls = ["action", "cli"] as const;

export const inputs: readonly Input[] = [
  {
    name: "image",
    kind: "text",
    form: "repository",
    placeholder: "REPOSITORY",
    description:
      "Repository of the build image in a registry, without a tag: the tag is the key. Without it, images are kept in a folder of this machine.",
    verbs: recipeVerbs,
    places: everywhere,
  },
  {
    name: "context",
    kind: "text",
    placeholder: "DIR",
    default: ".",
    description: "Directory of the repository that is the build context. Default: the whole repository.",
    verbs: recipeVerbs,
    places: everywhere,
  },
  {
    name: "file",
    kind: "text",
    short: "f",
    placeholder: "PATH",
    description: "Path of the Dockerfile in the repository. Default: `Dockerfile` in the context.",
    verbs: recipeVerbs,
    places: everywhere,
  },
  {
    name: "target",
    kind: "text",
    placeholder: "STAGE",
    description: "Stage of the Dockerfile to build. Default: the last one.",
    verbs: recipeVerbs,
    places: everywhere,
  },
  {
    name: "build-args",
    kind: "map",
    names: "argument",
    placeholder: "NAME=VALUE",
    description: "Build arguments for the Dockerfile. They are part of the key.",
    verbs: recipeVerbs,
    places: everywhere,
  },
  {
    name: "platforms",
    kind: "list",
    commas: true,
    placeholder: "OS/ARCH",
    description:
      "Platforms to build for. Default: linux/amd64, on every machine, so that the key is the same everywhere.",
    verbs: recipeVerbs,
    places: everywhere,
  },
  {
    name: "include",
    kind: "list",
    placeholder: "PATH",
    description:
      "Further files or directories of the repository to lay into the context at their own path, such as lock files. Patterns are those of `.dockerignore` (`crates/*/Cargo.toml`, later `!PATTERN` takes out again), and one that chooses nothing is an error. `FILE#FIELD,FIELD` lays in a TOML or JSON file with these fields alone.",
    verbs: recipeVerbs,
    places: everywhere,
  },
  {
    name: "base",
    kind: "map",
    names: "image",
    placeholder: "NAME=IMAGE@DIGEST",
    description:
      "Images that `FROM NAME` in the Dockerfile stands for, fixed by digest: `REPOSITORY@sha256:…` in a registry, or `oci-layout://FOLDER@sha256:…` on disk. The digest is part of the key.",
    verbs: recipeVerbs,
    places: everywhere,
  },
  {
    name: "path",
    kind: "text",
    short: "C",
    placeholder: "DIR",
    default: ".",
    description: "Folder of the git repository.",
    verbs: actionVerbs,
    places: calls,
  },
  {
    name: "ref",
    kind: "text",
    placeholder: "REV",
    description:
      "Revision to take the recipe from. Default: what is checked out, with uncommitted changes under a tag that ends in -dirty.",
    verbs: imageVerbs,
    places: calls,
  },
  {
    name: "store",
    kind: "text",
    form: "repository",
    placeholder: "REPOSITORY|DIR",
    description:
      "Where images and snapshots are kept: a repository in a registry, a folder (an OCI image layout), or `actions-cache`, the cache of GitHub Actions. Wins over `image`.",
    circleci: {
      description:
        "Where images and snapshots are kept: a repository in a registry, or a folder (an OCI image layout). Wins over `image`.",
    },
    verbs: actionVerbs,
    places: calls,
  },
  {
    name: "registry",
    kind: "text",
    placeholder: "HOST",
    description:
      "Registry that `username`, `password` and `plain-http` are for, such as `ghcr.io`; no other gets them. Default: that of the input `store` or `image`, else of the first destination. Has to be named where only `treestamp.yml` names the image.",
    verbs: actionVerbs,
    places: calls,
  },
  {
    name: "username",
    kind: "text",
    description: "User name for `registry`. Default: what docker or podman is logged in with.",
    verbs: actionVerbs,
    places: ["action"],
  },
  {
    name: "password",
    kind: "text",
    description: "Password or token for `registry`.",
    verbs: actionVerbs,
    places: ["action"],
  },
  {
    name: "plain-http",
    kind: "boolean",
    default: "false",
    description: "Speak plain HTTP with `registry`. Loopback addresses need no asking.",
    verbs: actionVerbs,
    places: calls,
  },
  {
    name: "engine",
    kind: "text",
    choices: ["auto", "docker", "buildah"],
    default: "auto",
    description:
      "What builds the image: `docker` (BuildKit) or `buildah`. By default, the first of them that works here.",
    verbs: buildingVerbs,
    places: calls,
  },
  {
    name: "force",
    kind: "boolean",
    default: "false",
    description:
      "Build even where the store has the image already; fails if the bytes differ, because a key names one image.",
    verbs: ["build"],
    places: calls,
  },
  {
    name: "secret-envs",
    kind: "map",
    names: "secret",
    commas: true,
    placeholder: "ID=VARIABLE",
    description:
      "Build secrets from variables of the environment, for `RUN --mount=type=secret,id=ID`. Not part of the key.",
    verbs: buildingVerbs,
    places: calls,
  },
  {
    name: "secret-files",
    kind: "map",
    names: "secret",
    placeholder: "ID=PATH",
    description: "Build secrets from files, for `RUN --mount=type=secret,id=ID`. Not part of the key.",
    verbs: buildingVerbs,
    places: calls,
  },
  {
    name: "network",
    kind: "text",
    choices: ["default", "host", "none"],
    default: "default",
    description: "Network of the build's RUN instructions.",
    verbs: buildingVerbs,
    places: calls,
  },
  {
    name: "run",
    kind: "text",
    description: "Script to run in the environment, by `shell`.",
    verbs: ["run"],
    places: ["action"],
  },
  {
    name: "image-command",
    kind: "boolean",
    default: "false",
    description:
      "Run the image's own command, its ENTRYPOINT and CMD, instead of `run` or `phases`. Without one of the three, nothing is started.",
    verbs: ["run"],
    places: calls,
  },
  {
    name: "phases",
    kind: "scripts",
    placeholder: "NAME=SCRIPT",
    description:
      "Scripts with names, such as lint and test, to run in one environment instead of `run`: each is timed and has a group in the log and an outcome of its own.",
    verbs: ["run"],
    places: calls,
  },
  {
    name: "parallel",
    kind: "list",
    commas: true,
    placeholder: "PHASES",
    alone: true,
    description:
      "Phases that run side by side, by their names, such as `lint typing test`; each of the others waits for those before it. `true` runs all at the same time. The output of each is shown as a whole when it ends.",
    verbs: ["run"],
    places: calls,
  },
  {
    name: "fail-fast",
    kind: "boolean",
    default: "true",
    negated:
      "Run all phases to their end, even after one has failed. The exit code is still that of the first failure.",
    description:
      "The first phase that fails ends those that run, and the others are skipped. With `false` all run to their end. The exit code is that of the first failure either way.",
    verbs: ["run"],
    places: calls,
  },
  {
    name: "shell",
    kind: "text",
    choices: ["bash", "sh"],
    default: "bash",
    description: "Shell of the script or of the phases: `bash -e -o pipefail` or `sh -e`, as in a step of a workflow.",
    verbs: ["run"],
    places: calls,
  },
  {
    name: "working-directory",
    kind: "text",
    short: "w",
    placeholder: "DIR",
    description:
      "Where the command starts. Default: the current directory, which the environment sees at the same place.",
    verbs: ["run"],
    places: calls,
  },
  {
    name: "env",
    kind: "list",
    short: "e",
    names: "variable",
    placeholder: "NAME[=VALUE]",
    description:
      "Variables for the command: `NAME=VALUE`, or `NAME` to hand on its value from here. In a workflow, those that GitHub itself sets need no asking, tokens excepted.",
    circleci: {
      description:
        "Variables for the command: `NAME=VALUE`, or `NAME` to pass the job's value on. `CI`, `CIRCLECI` and `CIRCLE_…` are passed on by themselves, except tokens and keys.",
    },
    verbs: ["run"],
    places: calls,
  },
  {
    name: "timeout",
    kind: "text",
    placeholder: "TIME",
    description:
      "Longest time the command may take, such as `90s`, `10m` or `1h30m`: then it is ended with all its processes, the exit code is 124 and the outcome timed-out. Default: no limit.",
    verbs: ["run"],
    places: calls,
  },
  {
    name: "user",
    kind: "text",
    short: "u",
    placeholder: "USER",
    default: "caller",
    description:
      "Who the command runs as: `caller` (so that the files it makes are yours), `image` (the image's USER), or `uid[:gid]`.",
    verbs: ["run"],
    places: calls,
  },
  {
    name: "security-opt",
    kind: "text",
    choices: ["seccomp=unconfined"],
    description:
      "As docker has it: `seccomp=unconfined` lets the command make all system calls, which a sandbox within needs (Chromium's, bubblewrap, podman or buildah). Default: docker's own profile.",
    verbs: ["run"],
    places: calls,
  },
  {
    name: "writable",
    kind: "list",
    placeholder: "DIR",
    description:
      "Folders of the image that the command may write although they are root's, such as `/var/lib/tool`. What is in `/usr/local`, `/opt`, `/srv` and folders like `/go` or `/app` the caller may write unasked. Not part of the key.",
    verbs: ["run"],
    places: everywhere,
  },
  {
    name: "volumes",
    kind: "list",
    short: "v",
    placeholder: "HOST:CONTAINER[:ro]",
    description:
      "Folders, files and sockets of this machine that the command sees, as docker's `-v` takes them: `~/.m2:/root/.m2`, `/var/run/docker.sock:/var/run/docker.sock`.",
    verbs: ["run"],
    places: calls,
  },
  {
    name: "devices",
    kind: "list",
    placeholder: "HOST[:CONTAINER[:rwm]]",
    description: "Devices of this machine that the command may open, as docker's `--device` takes them: `/dev/kvm`.",
    verbs: ["run"],
    places: calls,
  },
  {
    name: "sandbox",
    kind: "text",
    choices: ["auto", "mounted", "container"],
    default: "auto",
    description:
      "How the environment is made: the mounted snapshot, or a container of the engine where mounting is impossible.",
    verbs: ["pull", "run"],
    places: calls,
  },
  {
    name: "cache-folder",
    kind: "text",
    placeholder: "DIR",
    description: "Where fetched snapshots and the default store are kept on this machine.",
    verbs,
    places: calls,
  },
  {
    name: "cache-size",
    kind: "text",
    placeholder: "SIZE",
    default: "20GB",
    description:
      "Most that is kept in the cache folder, such as `20GB` or `512MiB`; what was used least recently is removed first, and nothing that is in use. `0` keeps only that, `unlimited` everything. Default: 20GB.",
    verbs: [...buildingVerbs, "prune"],
    places: calls,
  },
  ...deliveryInputs,
];

/** The inputs that a verb has in an action, on the command line or in `treestamp.yml`. */
export function inputsOf(verb: Verb, place: Input["places"][number]): readonly Input[] {
  return inputs.filter(({ verbs, places }) => verbs.includes(verb) && places.includes(place));
}

export interface Output {
  readonly name: string;
  readonly description: string;
  readonly verbs: readonly Verb[];
}

export const outputs: readonly Output[] = [
  { name: "key", description: "The git tree hash that names the recipe.", verbs: imageVerbs },
  {
    name: "tag",
    description: "The image tag: the key, with -dirty after it for an uncommitted recipe.",
    verbs: imageVerbs,
  },
  {
    name: "image",
    description: "Full name of the build image: location and tag, with the digest where it is known.",
    verbs: imageVerbs,
  },
  {
    name: "digest",
    description: "Digest of the image index that the tag names; empty where it is not there.",
    verbs: imageVerbs,
  },
  { name: "state", description: "What the store said first: present, absent or unknown.", verbs: imageVerbs },
  { name: "cache-hit", description: "true where the image was there and nothing had to be built.", verbs: imageVerbs },
  {
    name: "snapshot",
    description: "Identity of this machine's snapshot: the hash of its plain content.",
    verbs: ["pull", "run"],
  },
  { name: "sandbox", description: "How the environment is made: mounted or container.", verbs: ["pull", "run"] },
  { name: "stages", description: "JSON list of the stages with their seconds and bytes.", verbs: imageVerbs },
  {
    name: "outcome",
    description: "How the command ended: success, failure, timed-out, or cancelled where treestamp was told to stop.",
    verbs: ["run"],
  },
  { name: "exit-code", description: "The command's exit code.", verbs: ["run"] },
  {
    name: "outcomes",
    description:
      "JSON object with the outcome of each phase: success, failure, cancelled or skipped; empty without phases. `outcome-NAME` has that of one.",
    verbs: ["run"],
  },
  ...deliveryOutputs,
];
