/** promote: more tags, or more repositories, for an image that exists. */
import { TreestampError } from "../errors.ts";
import { nameCommit } from "../git/named-commit.ts";
import type { Repository } from "../git/repository.ts";
import type { Request } from "../inputs/request.ts";
import { type Stage, timed } from "../log/stages.ts";
import type { Store, StoredImage } from "../oci/port.ts";
import { namedImage } from "../places/named-image.ts";
import { writeKeyTree } from "../recipe/key.ts";
import type { DeliveryOutcome } from "../report/outcome.ts";
import { planTags } from "../tags/plan.ts";
import { deliver, destinationsOf } from "./deliver.ts";
import type { DeliveryPorts } from "./ports.ts";
import { identify } from "./resolve.ts";
import { trustIn } from "./trust.ts";

/** What is promoted. */
interface Promoted {
  /** The image; a build image that is absent is built. */
  image(): Promise<StoredImage>;
  /** The repository to promote in, unless `images` names others. */
  readonly home: Store;
  /** The hash that the rule `tree` gives. */
  readonly tree: string | undefined;
  readonly isDirty: boolean;
  readonly stages: Stage[];
}

/**
 * Adds tags to an existing image. Without `source` that is the build image of this tree, which is built if it is absent, so
 * that an alias of it is never missing.
 * @throws TreestampError
 */
export async function promote(
  ports: DeliveryPorts,
  request: Request<"promote">,
  repository: Repository,
): Promise<DeliveryOutcome> {
  const { log } = ports;
  const { delivery } = request;
  const commit = await nameCommit(repository, await ports.hostEvent(), log);
  const promoted =
    delivery.source === undefined
      ? await buildImage(ports, request, repository)
      : await imageThere(ports, request, repository, delivery.source);
  const { home, isDirty, stages } = promoted;
  const now = Math.floor(Date.now() / 1000);
  const plan = planTags({ ...delivery, commit, tree: promoted.tree ?? commit.tree, now, log });
  const destinations = await destinationsOf(ports, delivery, { ...plan, commit }, [home.location]);
  const shared = destinations.find(({ store }) => store.shared);
  if (isDirty && shared !== undefined) {
    throw new TreestampError(
      "input-invalid",
      `The recipe has uncommitted changes: ${shared.store.location} is shared.`,
      {
        remedy: "Commit them first. The build image of what is not committed stays on this machine.",
      },
    );
  }
  const image = await promoted.image();
  const tags = await ports.interruptible((signal) =>
    deliver({ image, destinations, overwrite: delivery.overwrite, donors: [], stages, signal, log }),
  );
  const { digest } = image.root.descriptor;
  return { kind: "delivery", digest, tags, isPushed: true, version: plan.version, stages };
}

async function buildImage(
  ports: DeliveryPorts,
  request: Request<"promote">,
  repository: Repository,
): Promise<Promoted> {
  const [identified, { ensureBuilt }] = await Promise.all([
    identify(ports, request, repository, { askAhead: true }),
    import("./build.ts"),
  ]);
  const { recipe, key, store, stages } = identified;
  const image = async () => {
    await writeKeyTree(repository, recipe, key);
    const built = await ensureBuilt(ports, request, identified, { blobs: true });
    if (!built.hit) await (await import("./prune.ts")).keepWithinLimit(ports, request.cacheSize);
    return built.image;
  };
  return { image, home: store, tree: key.hash, isDirty: key.dirty, stages };
}

async function imageThere(
  ports: DeliveryPorts,
  request: Request<"promote">,
  repository: Repository,
  source: string,
): Promise<Promoted> {
  const stages: Stage[] = [];
  const image = await timed(stages, "lookup", () => namedImage(ports, "source", source, request.path));
  await trustIn(ports, request, { repository }, image);
  return { image: async () => image, home: image.store, tree: undefined, isDirty: false, stages };
}
