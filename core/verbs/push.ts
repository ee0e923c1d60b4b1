/** push: a final image, built or taken from disk, under its tags in all its repositories. */
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { nameCommit } from "../git/named-commit.ts";
import type { Repository } from "../git/repository.ts";
import type { Delivery } from "../inputs/delivery.ts";
import type { Request } from "../inputs/request.ts";
import { type Stage, timed } from "../log/stages.ts";
import { annotated } from "../oci/annotate.ts";
import type { Donor } from "../oci/copy.ts";
import type { Digest, Store, StoredManifest } from "../oci/port.ts";
import type { Delivered } from "../report/delivered.ts";
import { buildImageLabel, ociLabels } from "../tags/labels.ts";
import { planTags } from "../tags/plan.ts";
import { deliver } from "./deliver.ts";
import { askAll, destinationsOf } from "./destinations.ts";
import { imageIn } from "./image-in.ts";
import type { DeliveryPorts } from "./ports.ts";

/** An image that nobody has seen yet. */
interface Fresh {
  readonly store: Store;
  readonly root: StoredManifest;
  readonly donors: readonly Donor[];
}

/**
 * Makes the final image (or takes the one of `source`), labels it and pushes it.
 * @throws TreestampError; tag-taken where a tag names other bytes: then nothing was pushed
 */
export async function push(
  ports: DeliveryPorts,
  request: Request,
  delivery: Delivery,
  repository: Repository,
): Promise<Delivered> {
  const { log } = ports;
  const stages: Stage[] = [];
  const commit = await nameCommit(repository, await ports.hostEvent(), log);
  const plan = planTags({ ...delivery, commit, tree: commit.tree, now: Math.floor(Date.now() / 1000), log });
  const { version } = plan;
  const destinations = await destinationsOf(ports, delivery, plan, commit, []);
  if (delivery.push) await timed(stages, "lookup", () => askAll(destinations));
  const cache = await ports.openCache();

  const finish = async (
    make: (scratch: string, signal: AbortSignal) => Promise<Fresh>,
    labels: ReadonlyMap<string, string>,
    buildImage: Digest | undefined,
  ): Promise<Delivered> =>
    ports.interruptible((signal) =>
      cache.withIncoming(async (scratch) => {
        const { store, root: made, donors } = await make(scratch, signal);
        const root = annotated(made, ociLabels(commit, version, new Map()), delivery.annotations);
        const { overwrite } = delivery;
        const tags = delivery.push
          ? await deliver({ from: store, root, destinations, overwrite, donors, stages, signal, log })
          : destinations.flatMap((one) =>
              one.tags.map(({ tag }) => ({ store: one.store, tag, outcome: "pushed" as const })),
            );
        const named = tags.map(({ store: { location }, tag, outcome }) => ({ location, tag, outcome }));
        const { digest } = root.descriptor;
        return { digest, tags: named, isPushed: delivery.push, version, labels, buildImage, stages };
      }),
    );

  const { source, final } = delivery;
  if (source !== undefined) {
    return finish(
      async (scratch) => ({ ...(await sourceImage(ports, request, source, scratch, stages)), donors: [] }),
      new Map(),
      undefined,
    );
  }
  const { buildFinal, gather } = await import("./final-image.ts");
  const ingredients = await gather(ports, request, final, repository, stages);
  const digest = ingredients.buildImage?.root.descriptor.digest;
  const own = new Map([...(digest === undefined ? [] : [[buildImageLabel, digest] as const]), ...final.labels]);
  const labels = ociLabels(commit, version, own);
  return finish(
    (scratch, signal) => buildFinal(ports, request, final, ingredients, { commit, labels, scratch, stages, signal }),
    labels,
    digest,
  );
}

/** The image that a run has left: `oci:FOLDER:TAG`, a folder with one image, or an archive. */
async function sourceImage(ports: DeliveryPorts, request: Request, source: string, scratch: string, stages: Stage[]) {
  return timed(stages, "read", async () => {
    if (source.startsWith("oci:")) return imageIn(ports, "source", source, request.path);
    const folder = join(scratch, "source");
    await mkdir(folder);
    return ports.openSaved(resolve(request.path, source), folder);
  });
}
