/**
 * What buildah reads otherwise than BuildKit, which says what a Dockerfile means. Where a Dockerfile can be put so that both
 * read the same, it is; what is beyond this buildah is an error. Sources: buildah's CHANGELOG.md and imagebuilder's
 * dispatchers.go at each version; what the versions do was seen on 1.28.2.
 */
import { flagOf, type Instruction } from "../dockerfile/parse.ts";
import { argumentsOf, fieldsOf, instructionsOf, type Stage } from "../dockerfile/stages.ts";
import { expandWord, jsonWords } from "../dockerfile/words.ts";
import { TreestampError } from "../errors.ts";
import { nearestName } from "../inputs/suggest.ts";
import { isAtLeast, type ProgramVersion } from "../machine/program-version.ts";
import { frontendOf, isDockerfileFrontend, type Plan } from "./plan.ts";

/** Source: docs.docker.com, Dockerfile reference. */
const words: readonly string[] = [
  ...["ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "MAINTAINER"],
  ...["ONBUILD", "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR"],
];

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
  { name: "ADD --chown of an archive, whose files it gives to nobody else", since: undefined, isUsed: givesArchive },
  { name: "HEALTHCHECK --start-interval", since: [1, 37], isUsed: hasFlag("HEALTHCHECK", "start-interval") },
  { name: "RUN --network", since: [1, 30], isUsed: hasFlag("RUN", "network") },
  { name: "RUN --security", since: undefined, isUsed: hasFlag("RUN", "security") },
  { name: "RUN --device", since: undefined, isUsed: hasFlag("RUN", "device") },
  { name: "the size of a tmpfs", since: undefined, isUsed: hasField("size", "tmpfs") },
  { name: "a mount whose target is no whole path", since: [1, 38], isUsed: hasRelativeTarget },
  { name: "a secret in a variable (env=)", since: [1, 43], isUsed: hasField("env", "secret") },
];

function hasFlag(word: string | undefined, name: string): Feature["isUsed"] {
  return (one) => (word === undefined || one.word === word) && one.flags.some((flag) => flag.name === name);
}

function hasField(field: string, type: string): Feature["isUsed"] {
  return (one) => mountsOf(one).some((fields) => fields.has(field) && fields.get("type") === type);
}

function hasRelativeTarget(one: Instruction): boolean {
  return mountsOf(one).some((fields) => {
    const target = fields.get("target") ?? fields.get("dst") ?? fields.get("destination") ?? "/";
    return !/^["']?[/$]/.test(target);
  });
}

function mountsOf({ word, flags }: Instruction): readonly ReadonlyMap<string, string>[] {
  if (word !== "RUN") return [];
  return flags.flatMap(({ name, value = "" }) => (name === "mount" ? [fieldsOf(value)] : []));
}

/** Whether a file is an archive shows in its content. Its name is what there is here. */
function givesArchive(one: Instruction): boolean {
  if (!hasFlag("ADD", "chown")(one)) return false;
  const sources = (jsonWords(one.rest) ?? one.rest.split(/\s+/)).slice(0, -1);
  return sources.some(
    (source) => !/^https?:/.test(source) && /(?:\.tar(?:\.\w+)?|\.t(?:gz|bz2?|xz|zst)|[*?\]])$/.test(source),
  );
}

function addsGit({ word, rest }: Instruction): boolean {
  return word === "ADD" && rest.split(/[\s"',[\]]+/).some((source) => gitSource.test(source));
}

/** `COPY a b to`: where `to` is not there, BuildKit makes a file of it, and buildah a folder. */
function manyToOne({ word, rest, hasHeredoc }: Instruction): boolean {
  if ((word !== "COPY" && word !== "ADD") || hasHeredoc) return false;
  const words = jsonWords(rest) ?? rest.split(/\s+/);
  return words.length > 2 && !/(^|\/)\.{0,2}$/.test(words.at(-1)!);
}

/**
 * @throws build-failed for what this buildah cannot do, or would do otherwise than BuildKit
 */
export function checkDialect(
  { dockerfile, stages, needed }: Pick<Plan, "dockerfile" | "stages" | "needed">,
  buildArgs: ReadonlyMap<string, string>,
  version: ProgramVersion,
): void {
  const frontend = frontendOf(dockerfile.directives, buildArgs);
  if (frontend !== undefined && !isDockerfileFrontend(frontend)) {
    throw new TreestampError(
      "build-failed",
      `The Dockerfile asks for the frontend ${frontend}, which only BuildKit has.`,
      {
        remedy: "Build it with docker: `engine: docker`, on a machine with a docker daemon.",
      },
    );
  }
  const twice = stages.find(
    ({ name }, at) => name !== undefined && stages.slice(0, at).some((one) => one.name === name),
  );
  if (twice !== undefined) {
    throw new TreestampError("build-failed", `The Dockerfile has two stages named ${twice.name}.`, {
      remedy: "Give each stage its own name.",
    });
  }
  for (const { word, line } of dockerfile.instructions) {
    if (words.includes(word)) continue;
    const near = nearestName(word, words);
    throw new TreestampError(
      "build-failed",
      `The Dockerfile's line ${line} begins with ${word}, which is no instruction.`,
      {
        remedy:
          near === undefined
            ? "Check its spelling, and that the line before it ends as it should."
            : `Did you mean ${near}?`,
      },
    );
  }
  const instructions = instructionsOf(stages, needed);
  checkWrittenMounts(instructions, stages, version);
  for (const instruction of instructions) {
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

/** The first buildah that discards what RUN writes into a mounted context, stage or image, as BuildKit does. */
const keepsMounts: ProgramVersion = [1, 39];

/**
 * A mount that may be written (`rw`, or a cache that begins as another's folder): what is written there is lost when the
 * instruction ends. An older buildah keeps it, for the instructions after it to find.
 * @throws build-failed where one after it takes from the same place
 */
function checkWrittenMounts(
  instructions: readonly Instruction[],
  stages: readonly Stage[],
  version: ProgramVersion,
): void {
  if (isAtLeast(version, keepsMounts)) return;
  for (const [at, instruction] of instructions.entries()) {
    const written = placesOf(instruction, stages).filter(({ isWritten }) => isWritten);
    const later = instructions
      .slice(at + 1)
      .find((other) => placesOf(other, stages).some(({ place }) => written.some((one) => one.place === place)));
    if (later === undefined) continue;
    throw new TreestampError(
      "build-failed",
      `The Dockerfile's line ${instruction.line} (RUN) has a writable mount, and line ${later.line} (${later.word}) takes from the same place: it would find what was written there, because buildah ${version.join(".")} keeps it.`,
      { remedy: wayOut(keepsMounts) },
    );
  }
}

/** Where an instruction takes files from: a stage or an image, by its name, or the context. */
function placesOf(one: Instruction, stages: readonly Stage[]): readonly { place: string; isWritten: boolean }[] {
  const placeOf = (from = "") => (/^\d+$/.test(from) ? stages[Number(from)]?.name : undefined) ?? from.toLowerCase();
  if (one.word === "COPY" || one.word === "ADD") return [{ place: placeOf(flagOf(one, "from")), isWritten: false }];
  return mountsOf(one).flatMap((fields) => {
    const type = fields.get("type") ?? "bind";
    const from = fields.get("from");
    if (type !== "bind" && !(type === "cache" && from !== undefined)) return [];
    const isWritten =
      type === "cache" || ["rw", "readwrite"].some((name) => /^(|true)$/.test(fields.get(name) ?? "no"));
    return [{ place: placeOf(from), isWritten }];
  });
}

const docker = "build with docker, on a machine with its daemon (`engine: docker`)";

/** @param since the buildah that can; undefined where none can */
export function wayOut(since: ProgramVersion | undefined): string {
  return since === undefined
    ? `Do without it, or ${docker}.`
    : `Install buildah ${since.join(".")} or newer, or ${docker}.`;
}

/** Whether it keeps what RUN writes below a volume of the image that a stage starts from. */
export function keepsVolumes(version: ProgramVersion): boolean {
  return isAtLeast(version, [1, 37]);
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
        for (const [name, value] of variablesSetBy(rest)) set.set(name, plainValue(value));
      } else if (word === "ARG") {
        for (const [name, written] of argumentsOf(rest)) {
          const value = buildArgs.get(name) ?? (written === undefined ? known.get(name) : plainValue(written));
          if (written !== undefined && isPlatformArgument(name) && value !== known.get(name)) {
            throw new TreestampError(
              "build-failed",
              `The Dockerfile's line ${line}, ARG ${name}, has a default: BuildKit uses that, buildah the platform (${known.get(name)}).`,
              { remedy: `Write ARG ${name} alone, or ${docker}.` },
            );
          }
          const isSaid = written !== undefined || value !== undefined;
          if (!isSaid || !set.has(name) || (value !== undefined && value === set.get(name))) continue;
          throw new TreestampError(
            "build-failed",
            `The Dockerfile's line ${line}, ARG ${name}, is also the name of a variable (ENV, here or in the image): BuildKit uses the argument, buildah the variable.`,
            { remedy: `Give the argument another name, or ${docker}.` },
          );
        }
      }
    }
  }
}

function isPlatformArgument(name: string): boolean {
  return /^(?:TARGET|BUILD)(?:PLATFORM|OS|ARCH|VARIANT)$/.test(name);
}

/** The names that an ENV sets. */
export function namesSetBy({ rest }: Instruction): readonly string[] {
  return variablesSetBy(rest).map(([name]) => name);
}

/** `ENV NAME=value …`, and the old form without the sign. */
function variablesSetBy(rest: string): readonly (readonly [string, string | undefined])[] {
  const [, name, value] = /^(\w+)\s+(.*)$/.exec(rest) ?? [];
  return name === undefined ? argumentsOf(rest) : [[name, value]];
}

/** The value of a word; undefined if other variables decide it. */
function plainValue(word: string | undefined): string | undefined {
  return word === undefined || word.includes("$") ? undefined : expandWord(word, new Map());
}
