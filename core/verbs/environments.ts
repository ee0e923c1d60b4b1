/** What is about all environments of treestamp.yml at once: plan, and resolve and build with `all`. */
import type { Repository } from "../git/repository.ts";
import type { RecipeRequest, Request } from "../inputs/request.ts";
import { timed } from "../log/stages.ts";
import type { Lookup, StoredImage } from "../oci/port.ts";
import { formatReference, parseLocation } from "../oci/reference.ts";
import { limiter } from "../parallel/limiter.ts";
import { type Answer, ladderOf, lookUp } from "../places/ladder.ts";
import { diffRecipes } from "../recipe/explain.ts";
import { writeKeyTree } from "../recipe/key.ts";
import { readAllSources } from "../recipe/source.ts";
import type { EnvironmentFacts, EnvironmentsOutcome } from "../report/outcome.ts";
import { ensureBuilt } from "./build.ts";
import type { Ports } from "./ports.ts";
import { keepWithinLimit } from "./prune.ts";
import { type Identified, identifyAll } from "./resolve.ts";
import { doubtOf } from "./warnings.ts";

/** Registries answer so many questions of one client at once. */
const lookupsAtOnce = 16;

/**
 * Which environments there are, and which of them are absent.
 * @throws the reason if a store cannot tell: unknown is never taken for absent
 */
export async function planned(
  ports: Ports,
  request: Request<"plan">,
  repository: Repository,
): Promise<EnvironmentsOutcome> {
  const { all, answers } = await lookedUp(ports, request, repository);
  for (const { lookup } of answers.values()) if (lookup.state === "unknown") throw lookup.reason;
  return told("plan", all, (name, identified) => factsOf(identified, answers.get(name)!));
}

/** The key and state of each environment, and with `diff` what moved it. */
export async function allResolved(
  ports: Ports,
  request: Request<"resolve">,
  repository: Repository,
): Promise<EnvironmentsOutcome> {
  const { all, answers } = await lookedUp(ports, request, repository);
  for (const text of new Set([...all].flatMap(([name, { key }]) => doubtOf(answers.get(name)!, key) ?? [])))
    ports.log.warning(text);
  for (const { recipe, key } of all.values()) await writeKeyTree(repository, recipe, key);
  const changes = request.diff === undefined ? undefined : await changesSince(request, repository, all);
  return told("resolve", all, (name, identified) => ({
    ...factsOf(identified, answers.get(name)!),
    ...(changes === undefined ? {} : { changes: changes.get(name)! }),
  }));
}

/** What moved each environment since the revision that the request names. */
async function changesSince(
  { diff, recipe: inputs }: Request<"resolve">,
  repository: Repository,
  all: Environments,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const before = await readAllSources(repository, { ref: diff, inputs });
  const changes = new Map<string, readonly string[]>();
  for (const [name, { recipe }] of all) {
    const was = before.get(name)?.recipe;
    changes.set(name, was === undefined ? [`it is new since ${diff}`] : await diffRecipes(repository, was, recipe));
  }
  return changes;
}

/** Builds all environments that are absent, as many at once as the request says. */
export async function allBuilt(
  ports: Ports,
  request: Request<"build">,
  repository: Repository,
): Promise<EnvironmentsOutcome> {
  const all = await identifyAll(ports, request, repository);
  const facts = new Map<string, Omit<EnvironmentFacts, "environment" | "from">>();
  await limiter(request.maxParallel).all(all, async ([name, identified]) => {
    const own = { ...request, environment: name === "" ? undefined : name };
    await writeKeyTree(repository, identified.recipe, identified.key);
    const { lookup, hit, missed, image } = await ensureBuilt(ports, own, identified);
    const built = { lookup: { state: "present", manifest: image.root }, place: image } as const;
    facts.set(name, { ...factsOf(identified, built), state: lookup.state, cacheHit: hit, missed });
    ports.log.info(`${hit ? "Hit" : "Built"}: ${name === "" ? "" : `${name}, `}${identified.key.tag}.`);
  });
  if ([...facts.values()].some(({ cacheHit }) => !cacheHit)) await keepWithinLimit(ports, request.cacheSize);
  return told("build", all, (name) => facts.get(name)!);
}

type Environments = ReadonlyMap<string, Identified>;

async function lookedUp(ports: Ports, request: RecipeRequest, repository: Repository) {
  const all = await identifyAll(ports, request, repository);
  const answers = new Map<string, Answer>();
  const [first] = all.values();
  await timed(first!.stages, "lookup", () =>
    limiter(lookupsAtOnce).all(all, async ([name, identified]) => {
      const alone = { ...identified, stages: [] };
      answers.set(name, await lookUp(ladderOf(ports, alone), { platform: ports.platform }));
    }),
  );
  return { all, answers };
}

function told(
  verb: EnvironmentsOutcome["verb"],
  all: Environments,
  facts: (name: string, identified: Identified) => Omit<EnvironmentFacts, "environment" | "from">,
): EnvironmentsOutcome {
  const [first] = all.values();
  return {
    kind: "environments",
    verb,
    environments: [...all].map(([environment, identified]) => ({
      environment,
      from: [...identified.recipe.upstreams.values()].flatMap(({ origin }) => origin.environment ?? []),
      ...facts(environment, identified),
    })),
    stages: first?.stages ?? [],
  };
}

/** @param answer what is known of the image, and the place whose store has it, or would get it */
function factsOf(
  { key }: Identified,
  { lookup, place: { store } }: { readonly lookup: Lookup; readonly place: Pick<StoredImage, "store"> },
): Omit<EnvironmentFacts, "environment" | "from"> {
  const digest = lookup.state === "present" ? lookup.manifest.descriptor.digest : undefined;
  return {
    key: key.hash,
    tag: key.tag,
    image: formatReference(parseLocation(store.location), key.tag, digest),
    state: lookup.state,
    cacheHit: lookup.state === "present",
  };
}
