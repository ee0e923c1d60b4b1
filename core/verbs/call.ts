/** Each verb from its request to its outcome. A verb loads the code that only it needs. */
import type { Repository } from "../git/repository.ts";
import type { ActionVerb } from "../inputs/input.ts";
import type { Request } from "../inputs/request.ts";
import { pulledHere, readyHere } from "../log/stages.ts";
import { readableFailure } from "../machine/failure.ts";
import { ladderOf, lookUp } from "../places/ladder.ts";
import type { ExplainedInput } from "../recipe/explain.ts";
import { writeKeyTree } from "../recipe/key.ts";
import { readSource } from "../recipe/source.ts";
import type { ImageOutcome, Outcome, PruneOutcome } from "../report/outcome.ts";
import type { DeliveryPorts, Ports } from "./ports.ts";
import type { Ready } from "./pull.ts";
import { type Identified, identify, named } from "./resolve.ts";
import { doubtOf } from "./warnings.ts";

type Called = Request<ActionVerb | "assemble" | "lock" | "passed" | "verify">;

/** Carries out the verb of a request. @throws TreestampError */
export async function callVerb(
  ports: DeliveryPorts,
  request: Called,
  repository: Repository,
): Promise<Exclude<Outcome, PruneOutcome>> {
  try {
    return await carryOut(ports, request, repository);
  } catch (error) {
    throw readableFailure(error);
  }
}

async function carryOut(ports: DeliveryPorts, request: Called, repository: Repository) {
  switch (request.verb) {
    case "plan":
      return (await import("./environments.ts")).planned(ports, request, repository);
    case "resolve":
      if (request.all) return (await import("./environments.ts")).allResolved(ports, request, repository);
      return resolved(ports, request, await identify(ports, request, repository, { askAhead: true }));
    case "build":
      if (request.all) return (await import("./environments.ts")).allBuilt(ports, request, repository);
      return built(ports, request, repository);
    case "run":
      if (request.reuse !== undefined) return (await import("./reuse.ts")).runOnce(ports, request, repository);
      return ready(ports, request, repository);
    case "pull":
      return ready(ports, request, repository);
    case "passed":
      return (await import("./passed.ts")).passed(ports, request, repository);
    case "lock":
      return (await import("./lock.ts")).lock(ports, request, repository);
    case "verify":
      return (await import("./verify.ts")).verify(ports, request, repository);
    case "push":
    case "assemble":
      return (await import("./push.ts")).push(ports, request, repository);
    case "promote":
      return (await import("./promote.ts")).promote(ports, request, repository);
  }
}

async function built(ports: Ports, request: Request<"build">, repository: Repository): Promise<ImageOutcome> {
  const [identified, { ensureBuilt }, { recordedBuildTime }] = await Promise.all([
    identify(ports, request, repository, { askAhead: true }),
    import("./build.ts"),
    import("../places/build-time.ts"),
  ]);
  await writeKeyTree(repository, identified.recipe, identified.key);
  const { lookup, image, hit, missed } = await ensureBuilt(ports, request, identified);
  const { location } = image.store;
  if (hit) sayHit(ports, identified, location);
  const state = lookup.state;
  const buildSeconds = hit ? await recordedBuildTime(image.store, identified.key.tag) : undefined;
  if (!hit) await (await import("./prune.ts")).keepWithinLimit(ports, request.cacheSize);
  return { ...named(identified, location, image.root.descriptor.digest), state, cacheHit: hit, missed, buildSeconds };
}

async function ready(ports: Ports, request: Request<"pull" | "run">, repository: Repository): Promise<ImageOutcome> {
  const [{ ensureReady, pulledBefore, readyOutcome }, { checkRun, runIn }] = await Promise.all([
    import("./pull.ts"),
    import("./run.ts"),
  ]);
  if (request.verb === "run") await checkRun(request);
  const pulled = request.verb === "run" ? await pulledBefore(ports, request, repository) : undefined;
  const ready = pulled ?? (await ensureReady(ports, request, repository));
  if (ready.hit) sayHit(ports, ready, ready.from.location);
  // No object is read any more, and a command may take hours: git's process ends meanwhile.
  repository.close().catch(() => {}); // reported where it is closed at the end
  const ran = request.verb === "run" ? await runIn(ports, request, ready) : undefined;
  const job = request.verb === "pull" ? await shareWithJob(ports, request, ready) : undefined;
  return { ...readyOutcome(ready), job, ...ran };
}

/** One line about a hit; a miss has more to report. */
function sayHit({ log }: Ports, { key, stages }: Pick<Identified, "key" | "stages">, location: string): void {
  const ready = stages.find(({ note }) => note === readyHere || note === pulledHere);
  log.info(`Hit: ${location} has ${key.tag}${ready === undefined ? "" : `, ${ready.note}`}.`);
}

/** Shares the environment with the later steps of the job. @returns the job's folder */
async function shareWithJob(ports: Ports, request: Request<"pull">, ready: Ready): Promise<string | undefined> {
  const { environment, from, key, writable, caches, sandbox } = ready;
  if (sandbox.kind === "container") {
    ports.log.info("Each command gets a fresh container: of what one writes, the next one sees the workspace alone.");
  }
  const { namesEnvironment } = await import("./pull.ts");
  const pulled = { location: from.location, key, byInputs: namesEnvironment(request), writable, caches };
  return ports.keepEnvironment(environment.table, pulled);
}

async function resolved(ports: Ports, request: Request<"resolve">, identified: Identified): Promise<ImageOutcome> {
  const { repository, recipe, key } = identified;
  const [answer] = await Promise.all([
    lookUp(ladderOf(ports, identified), { platform: ports.platform }),
    writeKeyTree(repository, recipe, key),
  ]);
  const { lookup, place } = answer;
  const { location } = place.store;
  const doubt = doubtOf(answer, key);
  if (doubt !== undefined) ports.log.warning(doubt);
  const digest = lookup.state === "present" ? lookup.manifest.descriptor.digest : undefined;
  return {
    ...named(identified, location, digest),
    state: lookup.state,
    cacheHit: lookup.state === "present",
    ...(request.explain ? { inputs: await inputLines(identified) } : {}),
    ...(request.diff === undefined ? {} : { changes: await changesSince(request, identified, request.diff) }),
  };
}

async function inputLines({ repository, recipe }: Identified): Promise<string[]> {
  const { explainRecipe } = await import("../recipe/explain.ts");
  return (await explainRecipe(repository, recipe)).map(inputLine);
}

async function changesSince(
  { recipe: inputs, environment }: Request<"resolve">,
  { repository, recipe }: Identified,
  ref: string,
) {
  const { diffRecipes } = await import("../recipe/explain.ts");
  const before = await readSource(repository, { ref, environment, inputs });
  const changes = await diffRecipes(repository, before.recipe, recipe);
  return changes.length > 0 ? changes : [`Nothing in the recipe changed since ${ref}.`];
}

function inputLine({ kind, name, value }: ExplainedInput): string {
  return [kind.padEnd(11), value, name].join("  ").trimEnd();
}
