/**
 * The one table of inputs and outputs. It writes each `action.yml`, the command line's flags and help, the JSON schema
 * of `treestamp.yml` and the tables in the docs (`npm run generate`); an input that is not here does not exist.
 */
import { type Action, type Command, type Input, imageVerbs, type Output } from "./input.ts";
import { assembleRows } from "./rows/assemble.ts";
import { buildRows } from "./rows/build.ts";
import { deliveryOutputs, deliveryRows } from "./rows/delivery.ts";
import { lockRows } from "./rows/lock.ts";
import { recipeRows } from "./rows/recipe.ts";
import { reuseRows } from "./rows/reuse.ts";
import { runRows } from "./rows/run.ts";
import { serveRows } from "./rows/serve.ts";
import { setupOutputs, setupRows } from "./rows/setup.ts";
import { trustRows } from "./rows/trust.ts";
import { cacheRows, whereRows } from "./rows/where.ts";

export const inputs: readonly Input[] = [
  ...recipeRows,
  ...whereRows,
  ...buildRows,
  ...trustRows,
  ...runRows,
  ...reuseRows,
  ...cacheRows,
  ...deliveryRows,
  ...assembleRows,
  ...lockRows,
  ...serveRows,
  ...setupRows,
];

/** The inputs that a verb, or the action setup, has in an action, on the command line or in `treestamp.yml`. */
export function inputsOf(verb: Command | Action, place: Input["places"][number]): readonly Input[] {
  return inputs.filter(({ verbs, places }) => verbs.includes(verb) && places.includes(place));
}

export const outputs: readonly Output[] = [
  { name: "key", description: "The git tree hash that names the recipe.", verbs: imageVerbs },
  {
    name: "tag",
    description: "The image tag: the key, followed by -dirty if the recipe has uncommitted changes.",
    verbs: imageVerbs,
  },
  {
    name: "image",
    description: "Full name of the build image: location and tag, with the digest if it is known.",
    verbs: imageVerbs,
  },
  {
    name: "digest",
    description: "Digest of the image index that the tag names; empty if there is none.",
    verbs: imageVerbs,
  },
  { name: "state", description: "The store's first answer: present, absent or unknown.", verbs: imageVerbs },
  { name: "cache-hit", description: "true if the image was present and nothing had to be built.", verbs: imageVerbs },
  {
    name: "snapshot",
    description: "Identity of the snapshot for this machine: the hash of its plain content.",
    verbs: ["pull", "run"],
  },
  { name: "sandbox", description: "How the environment is made: mounted or container.", verbs: ["pull", "run"] },
  { name: "stages", description: "JSON list of the stages with their seconds and bytes.", verbs: imageVerbs },
  {
    name: "outcome",
    description: "How the command ended: success, failure, timed-out, or cancelled if treestamp was told to stop.",
    verbs: ["run"],
  },
  { name: "exit-code", description: "The command's exit code.", verbs: ["run"] },
  {
    name: "outcomes",
    description:
      "JSON object with the outcome of each phase: success, failure, cancelled or skipped; empty without phases. `outcome-NAME` is the outcome of one phase.",
    verbs: ["run"],
  },
  {
    name: "caches",
    description:
      "JSON list of the caches of `treestamp.yml`: how each was found (exact, newest, none, unknown), bytes fetched, bytes saved or why none were, and seconds; empty without caches.",
    verbs: ["run"],
  },
  {
    name: "reused",
    description: "true if a run that had passed before stood for this one, and the command did not run.",
    verbs: ["run"],
  },
  {
    name: "run-key",
    description: "With `reuse`: the git tree hash of all that the run depends on; empty where that is not known.",
    verbs: ["run"],
  },
  {
    name: "environments",
    description: "JSON list of all environments, with the key, image and state of each, and what it is made from.",
    verbs: ["plan"],
  },
  {
    name: "matrix",
    description: "What `strategy.matrix` takes to build each absent environment in a job of its own, as JSON.",
    verbs: ["plan"],
  },
  {
    name: "absent",
    description: "Number of environments that are absent: `0` if there is nothing to build.",
    verbs: ["plan"],
  },
  ...deliveryOutputs,
  ...setupOutputs,
];
