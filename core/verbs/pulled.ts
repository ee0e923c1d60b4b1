/** What a `run` that names no environment takes: the one that the job has pulled. */
import type { Pulled } from "../cache/job.ts";
import { TreestampError } from "../errors.ts";
import type { Repository } from "../git/repository.ts";
import type { RecipeRequest } from "../inputs/request.ts";
import { pulledHere, timed } from "../log/stages.ts";
import type { Ports } from "./ports.ts";
import type { Ready } from "./pull.ts";

/**
 * The environment of the job's `pull`, as it was then, whatever has changed in the workspace since. Undefined where the
 * request says itself which environment it means, and where the job has pulled none.
 * @throws input-invalid where the job has pulled several; sandbox-failed where it is not on this machine any more
 */
export async function pulledBefore(
  ports: Ports,
  request: RecipeRequest,
  repository: Repository,
): Promise<Ready | undefined> {
  if (namesEnvironment(request)) return undefined;
  const pulled = meant(await ports.pulledBefore());
  if (pulled === undefined) return undefined;
  const { key, location } = pulled;
  const stages: Ready["stages"] = [];
  return timed(stages, "lookup", async (describe) => {
    describe({ note: pulledHere });
    const [cache, choice] = await Promise.all([ports.openCache(), ports.chooseSandbox()]);
    const environment = await cache.recall(location, key.tag);
    const snapshot = environment && (await cache.find(environment.table));
    if (environment === undefined || (choice.kind === "mounted" && snapshot === undefined)) throw lost(pulled);
    const from = location === ports.localStore.location ? ports.localStore : ports.openStore(location);
    const sandbox =
      choice.kind === "mounted" ? choice.open(environment, from, snapshot!) : choice.open(environment, from);
    const writable = request.recipe.writable ?? pulled.writable;
    return { repository, key, stages, writable, environment, from, sandbox, hit: true, state: "present" };
  });
}

/** Whether an input of the call says which environment is meant; what may be written there does not. */
export function namesEnvironment({ recipe, ref, store }: RecipeRequest): boolean {
  return Object.keys(recipe).some((name) => name !== "writable") || ref !== undefined || store !== undefined;
}

/** The only one; of several the one that was pulled without an input, for that is how the `run` is written, too. */
function meant(all: readonly Pulled[]): Pulled | undefined {
  const different = (some: readonly Pulled[]) =>
    new Set(some.map(({ location, key }) => `${location} ${key.tag}`)).size;
  const byConfig = all.filter(({ byInputs }) => !byInputs);
  if (different(all) <= 1) return all[0];
  if (different(byConfig) === 1) return byConfig[0];
  const names = all.map(({ location, key }) => `${location} ${key.tag}`).sort();
  throw new TreestampError("input-invalid", `This job has pulled several environments: ${names.join(", ")}.`, {
    remedy: "Give `run` the same inputs as the `pull` whose environment it means.",
  });
}

function lost({ key, location }: Pulled): TreestampError {
  return new TreestampError(
    "sandbox-failed",
    `The environment that this job has pulled, ${key.tag} of ${location}, is not on this machine any more.`,
    { remedy: "Run the pull action again, with a `cache-size` that has room for it and the same `cache-folder`." },
  );
}
