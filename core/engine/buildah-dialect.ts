/**
 * What buildah reads otherwise than BuildKit, which says what a Dockerfile means. Where a Dockerfile can be put so that both
 * read the same, it is; what is beyond this buildah is an error. Sources: buildah's CHANGELOG.md and imagebuilder's
 * dispatchers.go at each version; what the versions do was seen on 1.28.2.
 */
import { type Dockerfile, flagOf, type Instruction } from "../dockerfile/parse.ts";
import { argumentsOf, fieldsOf, instructionsOf, type Stage } from "../dockerfile/stages.ts";
import { expandWord } from "../dockerfile/words.ts";
import { TreestampError } from "../errors.ts";
import { isAtLeast, type ProgramVersion } from "../machine/program-version.ts";
import type { Plan } from "./plan.ts";

interface Feature {
  readonly name: string;
  /** The first buildah that does what BuildKit does; undefined where none is known to. */
  readonly since: ProgramVersion | undefined;
  readonly isUsed: (instruction: Instruction) => boolean;
}

const gitSource = /^(?:git@|git:\/\/|ssh:\/\/)|^https?:\/\/\S+\.git(?:#\S*)?$|^(?:github|gitlab)\.com\//;

/** Some versions between take a flag and do nothing of it (--link and --parents in 1.37), so the words do not tell. */
const features: readonly Feature[] = [
  { name: "RUN with a here-document", since: [1, 36], isUsed: (one) => one.word === "RUN" && one.hasHeredoc },
  { name: "COPY and ADD with a here-document", since: [1, 33], isUsed: (one) => one.word !== "RUN" && one.hasHeredoc },
  { name: "ADD --checksum", since: [1, 33], isUsed: hasFlag("ADD", "checksum") },
  { name: "ADD of a git repository", since: [1, 38], isUsed: addsGit },
  { name: "--exclude", since: [1, 38], isUsed: hasFlag(undefined, "exclude") },
  { name: "--parents", since: [1, 40], isUsed: hasFlag("COPY", "parents") },
  { name: "--link", since: [1, 41], isUsed: hasFlag(undefined, "link") },
  { name: "--keep-git-dir", since: [1, 38], isUsed: hasFlag("ADD", "keep-git-dir") },
  { name: "ADD --unpack", since: undefined, isUsed: hasFlag("ADD", "unpack") },
  { name: "--chmod in letters", since: undefined, isUsed: (one) => /[a-z]/.test(flagOf(one, "chmod") ?? "") },
  {
    name: "several files for a name that is no folder's (write it with / at its end)",
    since: undefined,
    isUsed: manyToOne,
  },
  { name: "HEALTHCHECK --start-interval", since: [1, 37], isUsed: hasFlag("HEALTHCHECK", "start-interval") },
  { name: "RUN --network", since: [1, 30], isUsed: hasFlag("RUN", "network") },
  { name: "RUN --security", since: undefined, isUsed: hasFlag("RUN", "security") },
  { name: "RUN --device", since: undefined, isUsed: hasFlag("RUN", "device") },
  { name: "the size of a tmpfs", since: undefined, isUsed: hasField("size", "tmpfs") },
  { name: "a secret in a variable (env=)", since: [1, 43], isUsed: hasField("env", "secret") },
];

function hasFlag(word: string | undefined, name: string): Feature["isUsed"] {
  return (one) => (word === undefined || one.word === word) && one.flags.some((flag) => flag.name === name);
}

function hasField(field: string, type: string): Feature["isUsed"] {
  return ({ word, flags }) =>
    word === "RUN" &&
    flags.some(({ name, value = "" }) => {
      const fields = name === "mount" ? fieldsOf(value) : new Map<string, string>();
      return fields.has(field) && fields.get("type") === type;
    });
}

function addsGit({ word, rest }: Instruction): boolean {
  return word === "ADD" && rest.split(/[\s"',[\]]+/).some((source) => gitSource.test(source));
}

/** `COPY a b to`: where `to` is not there, BuildKit makes a file of it, and buildah a folder. */
function manyToOne({ word, rest, hasHeredoc }: Instruction): boolean {
  if ((word !== "COPY" && word !== "ADD") || hasHeredoc) return false;
  const words = listOf(rest) ?? rest.split(/\s+/);
  return words.length > 2 && !/(^|\/)\.{0,2}$/.test(words.at(-1)!);
}

/**
 * @throws build-failed for what this buildah cannot do, or would do otherwise than BuildKit
 */
export function checkDialect(
  { directives }: Dockerfile,
  stages: readonly Stage[],
  needed: ReadonlySet<number>,
  version: ProgramVersion,
): void {
  const syntax = directives.get("syntax");
  if (syntax !== undefined && !/^(?:docker\.io\/)?docker\/dockerfile(?:-upstream)?(?:[:@]|$)/.test(syntax)) {
    throw new TreestampError(
      "build-failed",
      `The Dockerfile asks for the frontend ${syntax}, which only BuildKit has.`,
      {
        remedy: "Build it by docker: `engine: docker`, on a machine with a docker daemon.",
      },
    );
  }
  const twice = stages.find(
    ({ name }, at) => name !== undefined && stages.slice(0, at).some((one) => one.name === name),
  );
  if (twice !== undefined) {
    throw new TreestampError("build-failed", `The Dockerfile has two stages of the name ${twice.name}.`, {
      remedy: "Give each stage a name of its own.",
    });
  }
  for (const instruction of instructionsOf(stages, needed)) {
    const beyond = features.find(({ since, isUsed }) => !isAtLeast(version, since) && isUsed(instruction));
    if (beyond === undefined) continue;
    const needs = beyond.since === undefined ? "no buildah has it" : `buildah ${beyond.since.join(".")} is needed`;
    throw new TreestampError(
      "build-failed",
      `The Dockerfile's line ${instruction.line} (${instruction.word}) uses what buildah ${version.join(".")} cannot do: ${beyond.name}; ${needs}.`,
      { remedy: wayOut(beyond.since) },
    );
  }
}

const docker = "build by docker, on a machine with its daemon (`engine: docker`)";

/** @param since the buildah that can; undefined where none can */
export function wayOut(since: ProgramVersion | undefined): string {
  return since === undefined
    ? `Write it without, or ${docker}.`
    : `Install buildah ${since.join(".")} or newer, or ${docker}.`;
}

/** Whether it keeps what RUN writes below a volume of the image that a stage starts from. */
export function keepsVolumes(version: ProgramVersion): boolean {
  return isAtLeast(version, [1, 37]);
}

/** How stages get to the images that they take. */
export interface Renaming {
  /** The name in buildah's storage of the image that a stage starts from. */
  readonly base: (image: string, platform: string) => string;
}

/**
 * The Dockerfile for buildah: the needed stages alone, each starting from the very image that it is to start from. So
 * buildah expands no variable of a FROM, and looks for no name.
 *
 * - A stage that is not needed is empty, so that the numbers of the others stay.
 * - Names of stages are in lower case, as BuildKit compares them without looking at case.
 * - VOLUME is a label until the image is made: buildah before 1.37 throws away what RUN writes below a volume.
 * - A mount without a type says `bind`: buildah 1.28 gives it the type of the mount before it.
 */
export function dockerfileForBuildah(
  text: string,
  { instructions, escaping }: Dockerfile,
  stages: readonly Stage[],
  needed: ReadonlySet<number>,
  { base }: Renaming,
): string {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const firstFrom = instructions.find(({ word }) => word === "FROM")!.line;
  const written = lines.slice(0, firstFrom - 1);
  for (const [at, stage] of stages.entries()) {
    const as = stage.name === undefined ? "" : ` AS ${stage.name}`;
    if (!needed.has(at)) {
      written.push(`FROM scratch${as}`);
      continue;
    }
    written.push(`${startOf(stage, stages, base)}${as}`);
    const before = stages.slice(0, at);
    for (const instruction of stage.instructions) {
      const own = lines.slice(instruction.line - 1, instruction.lastLine);
      if (instruction.word === "VOLUME") written.push(asLabel(instruction, escaping));
      else written.push(...withStagesInLowerCase(instruction, withTypesOfMounts(instruction, own), before));
    }
  }
  return `${written.join("\n")}\n`;
}

/** A volume goes through the build as the value of a label of this name. */
export const volumeLabel = "treestamp.volume.";

function asLabel({ rest, line }: Instruction, escaping: Dockerfile["escaping"]): string {
  const words = listOf(rest)?.map((word) => JSON.stringify(word).replaceAll("\\", escaping)) ?? rest.split(/\s+/);
  return `LABEL ${words.map((word, at) => `"${volumeLabel}${line}.${at}"=${word}`).join(" ")}`;
}

/** The words of an instruction in JSON. */
function listOf(rest: string): readonly string[] | undefined {
  try {
    const words: unknown = JSON.parse(rest);
    return Array.isArray(words) && words.every((word) => typeof word === "string") ? words : undefined;
  } catch {
    return undefined;
  }
}

/**
 * An ARG after an ENV of its name: BuildKit takes the argument from there on, buildah goes on with the variable.
 * @param imageVariables what an image sets
 * @throws build-failed where they differ
 */
export function checkArguments(
  { stages, needed, known }: Pick<Plan, "stages" | "needed" | "known">,
  buildArgs: ReadonlyMap<string, string>,
  imageVariables: (stage: Stage) => ReadonlyMap<string, string>,
): void {
  const left: Map<string, string | undefined>[] = [];
  for (const [at, stage] of stages.entries()) {
    const from = "stage" in stage.base ? left[stage.base.stage]! : needed.has(at) ? imageVariables(stage) : [];
    const set = new Map<string, string | undefined>(from);
    left.push(set);
    for (const { word, rest, line } of needed.has(at) ? stage.instructions : []) {
      if (word === "ENV") {
        const [, name, value] = /^(\w+)\s+(.*)$/.exec(rest) ?? [];
        const pairs = name === undefined ? argumentsOf(rest) : [[name, value] as const];
        for (const [name, value] of pairs) set.set(name, plainValue(value));
      } else if (word === "ARG") {
        for (const [name, written] of argumentsOf(rest)) {
          const value = buildArgs.get(name) ?? (written === undefined ? known.get(name) : plainValue(written));
          const isSaid = written !== undefined || value !== undefined;
          if (!isSaid || !set.has(name) || (value !== undefined && value === set.get(name))) continue;
          throw new TreestampError(
            "build-failed",
            `The Dockerfile's line ${line}, ARG ${name}, is the name of a variable, too (ENV, here or in the image): BuildKit takes the argument, buildah the variable.`,
            { remedy: `Give the argument another name, or ${docker}.` },
          );
        }
      }
    }
  }
}

/** What a word stands for; undefined where other variables decide. */
function plainValue(word: string | undefined): string | undefined {
  return word === undefined || word.includes("$") ? undefined : expandWord(word, new Map());
}

function startOf(stage: Stage, stages: readonly Stage[], base: Renaming["base"]): string {
  if ("stage" in stage.base) return `FROM ${stages[stage.base.stage]!.name}`;
  if (stage.base.image === "scratch") return "FROM scratch";
  return `FROM --platform=${stage.platform} ${base(stage.base.image, stage.platform)}`;
}

/** `RUN --mount=target=/m` as `RUN --mount=type=bind,target=/m`. */
function withTypesOfMounts({ word, flags }: Instruction, lines: readonly string[]): readonly string[] {
  if (word !== "RUN") return lines;
  const untyped = flags.filter(({ name }) => name === "mount").map(({ value = "" }) => !fieldsOf(value).has("type"));
  // Flags come first: what looks like one after the last of them is a command's own word.
  const typed = (start: string) => (untyped.shift() ? `${start}type=bind,` : start);
  return lines.map((line) => (/^\s*#/.test(line) ? line : line.replace(/--mount=["']?/g, typed)));
}

/** `COPY --from=Build` as `COPY --from=build`, where that is a stage. */
function withStagesInLowerCase(
  { word }: Instruction,
  lines: readonly string[],
  before: readonly Stage[],
): readonly string[] {
  if (word !== "COPY" && word !== "RUN") return lines;
  const pattern = word === "COPY" ? /(--from=["']?)([^\s"']+)/g : /(--mount=\S*?\bfrom=["']?)([^\s"',]+)/g;
  return lines.map((line) =>
    line.replace(pattern, (whole, start: string, name: string) =>
      before.some((stage) => stage.name === name.toLowerCase()) ? start + name.toLowerCase() : whole,
    ),
  );
}
