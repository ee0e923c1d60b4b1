/**
 * A layer for each instruction, so that the next build takes those that nothing has changed. buildah finds a layer by the words
 * of the instructions up to it and, of COPY and ADD, by the files (their names, owners, modes and bytes); what else decides what
 * an instruction makes, it does not look at. So that goes into its words: labels with a hash, which the image does not get.
 * Sources: buildah, imagebuildah/stage_executor.go (historyAndDiffIDsMatch, getCreatedBy) and digester.go; seen on 1.28.2.
 */
import { hash } from "node:crypto";
import type { Instruction } from "../dockerfile/parse.ts";
import { argumentsOf, fieldsOf, instructionsOf, type Stage } from "../dockerfile/stages.ts";
import type { ProgramVersion } from "../machine/program-version.ts";
import { proxyVariable } from "../oci/registry/proxy.ts";
import type { Brought } from "./buildah-images.ts";
import type { Plan } from "./plan.ts";
import type { BuildRequest } from "./port.ts";

/** A label of this name is in buildah's words alone. */
export const keyLabel = "treestamp.key.";

/** The empty folder, as a build context, from which the folder of a WORKDIR is copied. */
export const emptyContext = "treestamp-empty";

/** What the Dockerfile for buildah says besides the user's instructions. */
export interface LayerKeys {
  /** Of the start of a stage. */
  start(stage: Stage): string;
  /** Of an ARG, for what comes after it: buildah takes its name alone, and a variable by the name of what it is set to. */
  argument(instruction: Instruction): string;
}

/**
 * Why a build gets no layer for each instruction: buildah would take an old one where the build would make another. Its words
 * do not tell what RUN finds in a mount; what a secret is must not outlive the build; and ONBUILD comes before our labels.
 * @returns the reason, as the end of a sentence
 */
export function whyOneLayer(
  { stages, needed }: Pick<Plan, "stages" | "needed">,
  bases: readonly Brought[],
): string | undefined {
  const instructions = instructionsOf(stages, needed);
  if (!instructions.some(({ word }) => makesLayer(word))) return "no instruction makes one";
  for (const instruction of instructions) {
    const { word, rest, flags, line } = instruction;
    // What a user is called must be a word for --chown, which knows fewer variables than USER.
    if (word === "USER" && !isPlainUser(rest)) return `line ${line} names a user by a variable`;
    if (word !== "RUN") continue;
    const mounts = flags.filter(({ name }) => name === "mount").map(({ value = "" }) => value);
    if (!mounts.every(isTold)) return `line ${line} (RUN) mounts what its words do not tell`;
  }
  if (bases.some(({ hasTriggers }) => hasTriggers)) return "a base image has ONBUILD";
  if (bases.some(({ user }) => !isPlainUser(user))) return "a base image has a user of an unusual name";
  return undefined;
}

/** Whether a mount is empty where nothing of this build is in it: a cache begins as an empty folder in each build. */
function isTold(mount: string): boolean {
  const fields = fieldsOf(mount);
  const type = fields.get("type");
  if (/(^|,)["']?\$/.test(mount)) return false; // whatever that is
  return type === "tmpfs" || (type === "cache" && !fields.has("from"));
}

/** Whether there is a layer after it. */
export function makesLayer(word: string): boolean {
  return word === "RUN" || word === "COPY" || word === "ADD";
}

function isPlainUser(user: string): boolean {
  return /^[\w.:-]*$/.test(user);
}

interface KeyOptions {
  readonly request: Pick<BuildRequest, "buildArgs" | "network" | "dockerfile">;
  readonly plan: Pick<Plan, "platform" | "known">;
  readonly version: ProgramVersion;
  /** Of the storage: what was built anew on purpose by its start, and what its words are told apart by since. */
  readonly renewed: Readonly<Record<string, string>>;
  /** An image as it is in the storage. */
  readonly idOf: (stage: Stage) => string;
}

/** @param given the build arguments, those that we add among them */
export function layerKeys(given: ReadonlyMap<string, string>, options: KeyOptions): LayerKeys {
  return {
    start(stage) {
      const of = startOf(stage, options);
      return hashed([of, options.renewed[of]]);
    },
    argument: ({ rest }) => {
      const values = argumentsOf(rest).map(
        ([name, written]) => given.get(name) ?? (written === undefined ? options.plan.known.get(name) : undefined),
      );
      return hashed([rest, ...values]);
    },
  };
}

/** What the stages of a build are called in `renewed`. */
export function startsOf({ stages, needed }: Pick<Plan, "stages" | "needed">, options: KeyOptions): readonly string[] {
  return stages.filter((_, at) => needed.has(at)).map((stage) => startOf(stage, options));
}

/**
 * What is not in the words of a stage's instructions: its image (two may have the same layers and history, and other variables),
 * where RUN runs, and flags and here-documents.
 */
function startOf(stage: Stage, { request, plan, version, idOf }: KeyOptions): string {
  const proxies = [...request.buildArgs].filter(([name]) => proxyVariable.test(name)); // RUN sees them without an ARG
  const lines = request.dockerfile.text.split(/\r?\n/);
  const unsaid = stage.instructions.filter(({ word }) => makesLayer(word)).map((one) => unsaidOf(one, lines));
  return hashed([idOf(stage), plan.platform, stage.platform, request.network, proxies, version, unsaid]);
}

function unsaidOf({ word, flags, line, lastLine, hasHeredoc }: Instruction, lines: readonly string[]): unknown {
  const others = word === "RUN" ? [] : flags.filter(({ name }) => name !== "from");
  return [...others.map(({ name, value }) => [name, value]), hasHeredoc ? lines.slice(line - 1, lastLine) : ""];
}

function hashed(parts: unknown): string {
  return hash("sha256", JSON.stringify(parts));
}
