/** Help for people, written from the table of inputs. */
import { type Command, commands } from "../core/inputs/input.ts";
import { flagInputsOf, ownFlagsOf } from "./flags.ts";

interface VerbHelp {
  readonly usage: string;
  readonly summary: string;
  readonly text: string;
  readonly examples: readonly (readonly [command: string, meaning: string])[];
}

const help: Record<Command, VerbHelp> = {
  resolve: {
    usage: "treestamp resolve [flags]",
    summary: "Print the key of this tree's build image, and whether the image exists",
    text: "The key is the git tree hash of the recipe: exactly the files and settings that define the image. If the recipe is a single directory, it is what git rev-parse HEAD:DIR prints.",
    examples: [
      ["treestamp resolve", "key, tag, present or absent"],
      ["treestamp resolve --explain", "every input with its hash"],
      ["treestamp resolve --diff HEAD~20", "what changed in the recipe since then"],
      ["git rev-list HEAD | treestamp resolve --stdin", "the key at every commit"],
    ],
  },
  build: {
    usage: "treestamp build [flags]",
    summary: "Build the image and its snapshot and publish them, unless they exist",
    text: "An existing image is not built again. A key names one image: publishing different bytes under it is an error.",
    examples: [
      ["treestamp build", "build only if absent"],
      ["treestamp build --store ./images", "keep images in a folder"],
      ["treestamp build --all --max-parallel 4", "all environments of treestamp.yml"],
    ],
  },
  pull: {
    usage: "treestamp pull [flags]",
    summary: "Make the environment ready to run: fetch its snapshot, building it first if necessary",
    text: "Prints how the environment will be made (mounted or container) and how long each stage took.",
    examples: [["treestamp pull", "fetch what is missing here"]],
  },
  run: {
    usage: "treestamp run [flags] -- COMMAND [ARGUMENT …]",
    summary: "Run a command in the environment, fetching or building it first if necessary",
    text: "The current directory is mounted at the same path; what the command writes elsewhere is gone when it ends. The exit code is the command's.",
    examples: [
      ["treestamp run -- make test", "run the tests in the image of this tree"],
      ["treestamp run -e CI -- npm test", "pass a variable on"],
      ["treestamp run --phases lint=./lint --phases test=./test", "phases in one environment"],
    ],
  },
  plan: {
    usage: "treestamp plan [flags]",
    summary: "Print the environments of treestamp.yml, and which of them are absent",
    text: "Asks the store for all of them at once. With --json it prints what strategy.matrix takes: the environments that are absent. Any order builds them: a job that needs another one's image builds it, or waits for it.",
    examples: [
      ["treestamp plan", "state, tag and name of each environment"],
      ["treestamp plan --json", "a matrix of those to build"],
    ],
  },
  push: {
    usage: "treestamp push --images REPOSITORY [flags]",
    summary: "Build a final image, or take one that an earlier step made, and push it under its tags",
    text: "FROM build-image in the Dockerfile means the build image of treestamp.yml, passed by digest and built first if absent. If a tag already names another image, nothing is pushed, unless it is a tag that moves (latest, a branch, 1.2) or --overwrite names it.",
    examples: [
      ["treestamp push --images ghcr.io/acme/app --tags type=semver,pattern={{version}}", "the git tag's version"],
      ["treestamp push --images ghcr.io/acme/app --source app.tar", "what docker save wrote"],
      ["treestamp push --images ghcr.io/acme/app --no-push", "build it, print its tags, push nothing"],
    ],
  },
  assemble: {
    usage: "treestamp assemble --from IMAGE [flags]",
    summary: "Make a final image of another one, files, packages and a script, without a Dockerfile or a daemon",
    text: "The base's layers are named by their digests: what is stored and pushed is the new layer. Files, packages and script come in this order; the owner of files is root, and all times are the commit's at most.",
    examples: [
      [
        "treestamp assemble --from tools --proto dist/root --images ghcr.io/acme/app",
        "files on an environment of treestamp.yml",
      ],
      [
        "treestamp assemble --from debian@sha256:… --packages ca-certificates --output image",
        "into a folder, an OCI image layout",
      ],
    ],
  },
  promote: {
    usage: "treestamp promote [--source IMAGE] [flags]",
    summary: "Add tags to an existing image, or copy it to more repositories: the same bytes",
    text: "The default is this tree's build image with its snapshot, built first if absent. Manifests are copied byte for byte, so the digest stays the same; blobs are mounted where the registry can do that.",
    examples: [
      [
        "treestamp promote --tags type=date --tags type=ref,event=branch",
        "aliases of the build image, on hit and miss",
      ],
      ["treestamp promote --source ghcr.io/acme/app:sha-0a1b2c3 --tags 1.2.3", "release what was tested"],
    ],
  },
  lock: {
    usage: "treestamp lock [flags]",
    summary: "Fix packages by version and sha256, and the images of Dockerfiles by digest",
    text: "For each environment of treestamp.yml that has assemble.packages, the base's own package manager says what it would install, and the file that assemble.lock names gets it: a line a package, to be committed. Prints what has changed since the lock before.",
    examples: [
      ["treestamp lock", "all environments, at today's versions"],
      ["treestamp lock --environment tools --snapshot 2026-01-31", "as Debian was on that day"],
      ["treestamp lock --bases in-place", "also write digests behind FROM debian:13"],
      ["treestamp lock --check", "fail if something is not fixed"],
    ],
  },
  passed: {
    usage: "treestamp passed [REV] [flags]",
    summary: "List the runs that are known to have passed on the files of a commit",
    text: "Runs with --reuse leave records beside the images: when the command passed, in which environment, how long it took, and where its log is. A commit with the same files as another one has the same records.",
    examples: [
      ["treestamp passed", "of what is checked out"],
      ["treestamp passed v1.2.0 --json", "of a tag, for programs"],
    ],
  },
  verify: {
    usage: "treestamp verify [--rebuild] [flags]",
    summary: "Say who built an image, and from what; fail if it is not what it says",
    text: "Checks the signature of this tree's image, the repository, workflow and runner that signed, and that the signed commit's files give this very key. With --rebuild the image is built anew without caches and compared file by file; --verify off compares alone.",
    examples: [
      ["treestamp verify", "who built the image of this tree"],
      ["treestamp verify --ref v1.2.0 --rebuild", "does it come out the same today?"],
    ],
  },
  serve: {
    usage: "treestamp serve [flags]",
    summary: "Build images for others: an HTTP service with a queue, logs and callbacks",
    text: "POST / takes sources and says where the image goes; GET /openapi.json describes all routes. Each build is a process, or a container, of its own. What the service knows is in the folder --state: one that was killed goes on where it was.",
    examples: [
      ["treestamp serve --token-file token", "on loopback, port 9000"],
      ["treestamp serve --listen 0.0.0.0 --token-file token --s3-bucket builds", "sources and logs in S3"],
    ],
  },
  prune: {
    usage: "treestamp prune [flags]",
    summary: "Remove what this machine used least recently until the cache is within its size",
    text: "Counts what is on disk in the cache folder: snapshots, and images that have no other store. What a process on this machine is using stays. build, pull and run do the same whenever they have added something.",
    examples: [
      ["treestamp prune --cache-size 5GB", "keep what was used most recently"],
      ["treestamp prune --all", "keep only what is in use"],
    ],
  },
};

type Row = readonly [left: string, right: string];

const width = 100;

/** The help text of one verb, or the overview. */
export function helpText(verb: Command | undefined): string {
  return verb === undefined ? overview() : verbText(verb);
}

function overview(): string {
  const rows = commands.map((verb) => [verb, help[verb].summary] as const);
  return [
    "treestamp: build images named by the git tree hash of what defines them.",
    "",
    "Usage: treestamp [-C DIR] COMMAND [flags]",
    "",
    "Commands:",
    ...table(rows),
    "",
    "treestamp COMMAND --help lists the flags of a command. treestamp --version prints the version.",
    "The recipe can live in treestamp.yml at the repository's root; flags override it.",
    "",
  ].join("\n");
}

function verbText(verb: Command): string {
  const { usage, summary, text, examples } = help[verb];
  const row = (flag: string, placeholder: string | undefined, description: string): Row => [
    placeholder === undefined ? flag : `${flag} ${placeholder}`,
    description,
  ];
  const recipe: Row[] = [];
  const others: Row[] = [];
  for (const input of flagInputsOf(verb)) {
    const isOn = input.kind === "boolean" && input.default === "true";
    const flag = `${input.short === undefined ? "" : `-${input.short}, `}--${isOn ? "no-" : ""}${input.name}`;
    const value = input.choices?.join("|") ?? input.placeholder;
    const [suffix, placeholder] = input.alone === undefined ? ["", value] : [`[=${value}]`, undefined];
    const details = [
      isOn ? (input.negated ?? input.description) : input.description,
      ...(["list", "map", "scripts"].includes(input.kind) ? ["Can be repeated."] : []),
      ...(input.choices === undefined || input.default === undefined ? [] : [`Default: ${input.default}.`]),
      ...(input.variable === undefined ? [] : [`Variable: ${input.variable}.`]),
    ].join(" ");
    (input.places.includes("config") ? recipe : others).push(row(flag + suffix, placeholder, details));
  }
  for (const flag of ownFlagsOf(verb)) {
    others.push(
      row(flag.short ? `-${flag.short}, --${flag.name}` : `--${flag.name}`, flag.placeholder, flag.description),
    );
  }
  return [
    `${summary}.`,
    "",
    `Usage: ${usage}`,
    "",
    ...wrap(text, width),
    "",
    "Flags:",
    ...table(others),
    "",
    ...(recipe.length === 0 ? [] : ["The recipe (also in treestamp.yml):", ...table(recipe), ""]),
    "Examples:",
    ...table(examples),
    "",
  ].join("\n");
}

/** Two columns; a long first column pushes its description to the next line. */
function table(rows: readonly Row[]): string[] {
  const column = Math.min(30, Math.max(...rows.map(([left]) => left.length)) + 2);
  return rows.flatMap(([left, right]) => {
    const [first, ...rest] = wrap(right.replaceAll("`", ""), width - column - 2);
    const indent = " ".repeat(column + 2);
    return left.length > column - 2
      ? [`  ${left}`, ...[first!, ...rest].map((line) => indent + line)]
      : [`  ${left.padEnd(column)}${first}`, ...rest.map((line) => indent + line)];
  });
}

function wrap(text: string, columns: number): string[] {
  const lines: string[] = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1)!;
    if (line !== "" && line.length + 1 + word.length > columns) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines;
}
