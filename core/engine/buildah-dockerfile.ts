/**
 * The Dockerfile for buildah: what BuildKit reads in the user's, written so that buildah reads the same. Sources:
 * moby/buildkit, frontend/dockerfile/dockerfile2llb/convert.go; openshift/imagebuilder, dispatchers.go at each buildah.
 */
import type { Dockerfile, Instruction } from "../dockerfile/parse.ts";
import { argumentsOf, fieldsOf, type Stage } from "../dockerfile/stages.ts";
import { jsonWords } from "../dockerfile/words.ts";
import { TreestampError } from "../errors.ts";
import { namesSetBy, wayOut } from "./buildah-dialect.ts";
import { emptyContext, keyLabel, type LayerKeys, makesLayer } from "./buildah-layers.ts";
import type { Plan } from "./plan.ts";

/** What the Dockerfile needs to know about an image that a stage starts from. */
export interface StartingImage {
  /** Its name in buildah's storage. */
  readonly name: string;
  /** Its SHELL; undefined where it says none. */
  readonly shell: readonly string[] | undefined;
  /** Its USER; empty where it says none. */
  readonly user: string;
}

/** The shell that BuildKit and buildah take where nothing names one. Source: image-spec knows none; docker's reference, SHELL. */
const usualShell: readonly string[] = ["/bin/sh", "-c"];

/** An ARG, as the stages that start from its stage have it, too. */
interface HandedDown {
  readonly instruction: Instruction;
  readonly lines: readonly string[];
  /** Set by ENV after it, with what its value was made of: evaluated again, it would differ. */
  changed: string | undefined;
}

/**
 * The needed stages alone, each starting from the very image that it is to start from. So buildah expands no variable of a
 * FROM, and looks for no name.
 *
 * - A stage that is not needed is empty, so that the numbers of the others stay.
 * - Names of stages are in lower case, as BuildKit compares them without looking at case.
 * - VOLUME is a label until the image is made: buildah before 1.37 throws away what RUN writes below a volume.
 * - A mount without a type says `bind`: buildah 1.28 gives it the type of the mount before it.
 * - A stage has the arguments of the stage that it starts from: buildah forgets them there.
 * - CMD and ENTRYPOINT without JSON name their shell: buildah takes `/bin/sh -c` whatever SHELL says.
 * - With a layer for each instruction, labels tell what the words do not: see buildah-layers.ts.
 * - And the folder of a WORKDIR gets into a layer by COPY: buildah has it in none.
 * @param keys where each instruction gets a layer
 * @throws build-failed for an argument that cannot be handed down
 */
export function dockerfileForBuildah(
  text: string,
  { dockerfile: { instructions, escaping }, stages, needed }: Pick<Plan, "dockerfile" | "stages" | "needed">,
  imageOf: (image: string, platform: string) => StartingImage,
  keys?: LayerKeys,
): string {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const firstFrom = instructions.find(({ word }) => word === "FROM")!.line;
  const written = lines.slice(0, firstFrom - 1);
  const left: {
    readonly shell: readonly string[];
    readonly user: string;
    readonly arguments: readonly HandedDown[];
  }[] = [];
  for (const [at, stage] of stages.entries()) {
    const as = stage.name === undefined ? "" : ` AS ${stage.name}`;
    if (!needed.has(at)) {
      written.push(`FROM scratch${as}`);
      left.push({ shell: usualShell, user: "", arguments: [] });
      continue;
    }
    const { base } = stage;
    const parent = "stage" in base ? left[base.stage]! : undefined;
    const image = "image" in base && base.image !== "scratch" ? imageOf(base.image, stage.platform) : undefined;
    written.push(`${startOf(stage, stages, image)}${as}`);
    if (keys !== undefined && stage.instructions.some(({ word }) => makesLayer(word))) {
      written.push(asKey(stage.from, keys.start(stage)));
    }
    const handedDown = (parent?.arguments ?? []).map((argument) => ({ ...argument }));
    for (const { lines, changed, instruction } of handedDown) {
      if (changed !== undefined) throw cannotBeHandedDown(instruction, changed, stage);
      written.push(...lines);
    }
    let shell = parent?.shell ?? image?.shell ?? usualShell;
    let user = parent?.user ?? image?.user ?? "";
    const before = stages.slice(0, at);
    for (const instruction of stage.instructions) {
      const own = lines.slice(instruction.line - 1, instruction.lastLine);
      if (instruction.word === "USER") user = instruction.rest.trim();
      if (instruction.word === "SHELL") shell = jsonWords(instruction.rest) ?? shell;
      if (instruction.word === "ARG") handedDown.push({ instruction, lines: own, changed: undefined });
      if (instruction.word === "ENV") {
        const names = namesSetBy(instruction);
        for (const one of handedDown) one.changed ??= names.find((name) => takes(one.instruction, name));
      }
      if (instruction.word === "VOLUME") written.push(asLabel(instruction, escaping));
      else if (isShellForm(instruction) && shell !== usualShell) {
        written.push(`${instruction.word} ${JSON.stringify([...shell, instruction.rest])}`);
      } else written.push(...withStagesInLowerCase(instruction, withTypesOfMounts(instruction, own), before));
      if (keys === undefined) continue;
      if (instruction.word === "ARG") written.push(asKey(instruction, keys.argument(instruction)));
      if (instruction.word === "WORKDIR") {
        written.push(`COPY ${user === "" ? "" : `--chown=${user} `}--from=${emptyContext} . .`);
      }
    }
    left.push({ shell, user, arguments: handedDown });
  }
  return `${written.join("\n")}\n`;
}

function isShellForm({ word, rest }: Instruction): boolean {
  return (word === "CMD" || word === "ENTRYPOINT") && rest !== "" && jsonWords(rest) === undefined;
}

/** Whether the value of an ARG has the variable in it; other names than of letters, digits and _ cannot be taken. */
function takes({ rest }: Instruction, name: string): boolean {
  if (!/^\w+$/.test(name)) return false;
  return argumentsOf(rest).some(([, value = ""]) => new RegExp(`\\$(?:\\{)?${name}\\b`).test(value));
}

function cannotBeHandedDown({ line, rest }: Instruction, name: string, { from }: Stage): TreestampError {
  return new TreestampError(
    "build-failed",
    `The Dockerfile's line ${line}, ARG ${rest}, also applies in the stage of line ${from.line}, where ENV ${name} after it changes its value: BuildKit keeps the first value, buildah uses the second.`,
    { remedy: wayOut(undefined) },
  );
}

/** A volume goes through the build as the value of a label of this name. */
export const volumeLabel = "treestamp.volume.";

function asLabel({ rest, line }: Instruction, escaping: Dockerfile["escaping"]): string {
  const words = jsonWords(rest)?.map((word) => JSON.stringify(word).replaceAll("\\", escaping)) ?? rest.split(/\s+/);
  return `LABEL ${words.map((word, at) => `"${volumeLabel}${line}.${at}"=${word}`).join(" ")}`;
}

function asKey({ line }: Instruction, key: string): string {
  return `LABEL "${keyLabel}${line}"="${key}"`;
}

function startOf({ base, platform }: Stage, stages: readonly Stage[], image: StartingImage | undefined): string {
  if ("stage" in base) return `FROM ${stages[base.stage]!.name}`;
  return image === undefined ? "FROM scratch" : `FROM --platform=${platform} ${image.name}`;
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
