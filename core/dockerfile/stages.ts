/** The stages of a Dockerfile, and the images that they use. Source: moby/buildkit, frontend/dockerfile/dockerfile2llb. */
import { TreestampError } from "../errors.ts";
import { type Dockerfile, flagOf, type Instruction, triggerOf } from "./parse.ts";
import { expandWord, wordsOf } from "./words.ts";

export interface Stage {
  /** In lower case; undefined for a stage without `AS`. */
  readonly name: string | undefined;
  readonly from: Instruction;
  /** Its base: another stage, by number, or an image, by name with all variables replaced. */
  readonly base: { readonly stage: number } | { readonly image: string };
  /** The platform of the image that it starts from: the one that is built for, unless it says another. */
  readonly platform: string;
  readonly instructions: readonly Instruction[];
}

/** What decides the variables before the first FROM. */
export interface BuildVariables {
  readonly buildArgs: ReadonlyMap<string, string>;
  readonly target: string | undefined;
  /** `linux/amd64`: what is built for, and where it is built. */
  readonly platform: string;
  readonly buildPlatform: string;
}

/** An image that a build takes. `platform` is the one that is wanted of it. */
export interface TakenImage {
  readonly name: string;
  readonly platform: string;
  readonly line: number;
  readonly by: "FROM" | "COPY --from" | "RUN --mount";
}

/** The variables before the first FROM that have a value. */
interface Known {
  readonly known: ReadonlyMap<string, string>;
}

/**
 * The stages, and what is `known` of the arguments before the first FROM.
 * @throws input-invalid for a FROM that names nothing
 */
export function stagesOf(
  { instructions, escaping }: Dockerfile,
  variables: BuildVariables,
): Known & { readonly stages: readonly Stage[] } {
  const known = new Map(platformVariables(variables));
  const stages: Stage[] = [];
  for (const instruction of instructions) {
    const stage = stages.at(-1);
    if (instruction.word === "FROM") {
      stages.push(stageOf(instruction, stages, { known, escaping, platform: variables.platform }));
    } else if (stage !== undefined) {
      (stage.instructions as Instruction[]).push(instruction);
    } else if (instruction.word === "ARG") {
      for (const [name, value] of argumentsOf(instruction.rest)) {
        const set =
          variables.buildArgs.get(name) ?? (value === undefined ? undefined : expandWord(value, known, escaping));
        if (set !== undefined) known.set(name, set);
      }
    }
  }
  return { stages, known };
}

function stageOf(
  from: Instruction,
  before: readonly Stage[],
  { known, escaping, platform }: Pick<Dockerfile, "escaping"> & Pick<BuildVariables, "platform"> & Known,
): Stage {
  const [written = "", as, name] = from.rest.split(/\s+/);
  const image = expandWord(written, known, escaping);
  if (image === "") {
    throw new TreestampError(
      "input-invalid",
      `The Dockerfile's line ${from.line}, FROM ${from.rest}, names no image.`,
      {
        remedy: `Give ${written} a value: a default (ARG NAME=image before the first FROM) or \`build-args\`.`,
      },
    );
  }
  const stage = stageNamed(before, image);
  return {
    name: as?.toUpperCase() === "AS" ? name?.toLowerCase() : undefined,
    from,
    base: stage === undefined ? { image } : { stage },
    platform: expandWord(flagOf(from, "platform") ?? "", known, escaping) || platform,
    instructions: [],
  };
}

/** A stage by its name, or by its number where `numbers` count, too, as they do after --from. */
function stageNamed(stages: readonly Stage[], name: string, numbers = false): number | undefined {
  const found = stages.findLastIndex((stage) => stage.name === name.toLowerCase());
  if (found >= 0) return found;
  return numbers && /^\d+$/.test(name) && Number(name) < stages.length ? Number(name) : undefined;
}

/** `NAME`, `NAME=value`, several on one line. */
export function argumentsOf(rest: string): (readonly [string, string | undefined])[] {
  return wordsOf(rest).map((word) => {
    const at = word.indexOf("=");
    return at === -1 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
  });
}

function* platformVariables({ platform, buildPlatform, target }: BuildVariables): Generator<[string, string]> {
  for (const [prefix, written] of [
    ["TARGET", platform],
    ["BUILD", buildPlatform],
  ] as const) {
    const [os = "", architecture = "", variant = ""] = written.split("/");
    yield [`${prefix}PLATFORM`, written];
    yield [`${prefix}OS`, os];
    yield [`${prefix}ARCH`, architecture];
    yield [`${prefix}VARIANT`, variant];
  }
  yield ["TARGETSTAGE", target ?? "default"];
}

/** Where an instruction takes files from: the names in `COPY --from` and `RUN --mount=…,from=`, as they are written. */
function sourcesOf(instruction: Instruction): { readonly name: string; readonly by: TakenImage["by"] }[] {
  if (instruction.word === "COPY") {
    const name = flagOf(instruction, "from");
    return name === undefined || name === "" ? [] : [{ name, by: "COPY --from" }];
  }
  if (instruction.word !== "RUN") return [];
  const mounts = instruction.flags.filter(({ name }) => name === "mount");
  return mounts.flatMap(({ value = "" }) => {
    const name = fieldsOf(value).get("from");
    return name === undefined || name === "" ? [] : [{ name, by: "RUN --mount" as const }];
  });
}

/** The fields of `--mount=type=…,from=…`. */
export function fieldsOf(mount: string): Map<string, string> {
  return new Map(
    mount.split(",").map((field) => {
      const at = field.indexOf("=");
      return at === -1 ? [field.toLowerCase(), ""] : [field.slice(0, at).toLowerCase(), field.slice(at + 1)];
    }),
  );
}

/** The number of the stage that is built. @throws input-invalid where `target` names none */
export function targetOf(stages: readonly Stage[], target: string | undefined): number {
  if (stages.length === 0) {
    throw new TreestampError("input-invalid", "The Dockerfile has no FROM.", {
      remedy: "Begin it with the image that it builds on: FROM debian:13.",
    });
  }
  if (target === undefined) return stages.length - 1;
  const found = stageNamed(stages, target, true);
  if (found !== undefined) return found;
  const names = stages.flatMap(({ name }) => name ?? []);
  throw new TreestampError("input-invalid", `The Dockerfile has no stage ${target}.`, {
    remedy: `Check \`target\` against the Dockerfile's FROM … AS NAME${names.length > 0 ? `: ${names.join(", ")}` : ""}.`,
  });
}

/** The first of the stages that one starts from, and the image below that. */
export function firstStage(stages: readonly Stage[], at: number): { readonly stage: Stage; readonly image: string } {
  const stage = stages[at]!;
  return "stage" in stage.base ? firstStage(stages, stage.base.stage) : { stage, image: stage.base.image };
}

/** The numbers of the stages that a target needs, itself among them. */
export function neededStages(stages: readonly Stage[], target: number): ReadonlySet<number> {
  const needed = new Set<number>();
  const visit = (at: number) => {
    if (needed.has(at)) return;
    needed.add(at);
    const { base, instructions } = stages[at]!;
    if ("stage" in base) visit(base.stage);
    for (const { name } of instructions.flatMap(sourcesOf)) {
      const stage = stageNamed(stages.slice(0, at), name, true);
      if (stage !== undefined) visit(stage);
    }
  };
  visit(target);
  return needed;
}

/** The images that these stages use, once for each use. ONBUILD counts, for images built on this one. */
export function imagesTaken(stages: readonly Stage[], needed: ReadonlySet<number>, platform: string): TakenImage[] {
  const taken: TakenImage[] = [];
  for (const [at, stage] of stages.entries()) {
    if (!needed.has(at)) continue;
    if ("image" in stage.base && stage.base.image !== "scratch") {
      taken.push({ name: stage.base.image, platform: stage.platform, line: stage.from.line, by: "FROM" });
    }
    for (const instruction of stage.instructions) {
      for (const { name, by } of sourcesOf(instruction)) {
        if (name === "scratch" || stageNamed(stages.slice(0, at), name, true) !== undefined) continue;
        taken.push({ name, platform, line: instruction.line, by });
      }
    }
  }
  return taken;
}

/** Every instruction of these stages; those after ONBUILD as what they will become. */
export function instructionsOf(stages: readonly Stage[], needed: ReadonlySet<number>): Instruction[] {
  return stages.flatMap((stage, at) => (needed.has(at) ? [stage.from, ...stage.instructions.map(triggerOf)] : []));
}
