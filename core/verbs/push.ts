/** push: a final image, built or read from disk, to all its repositories under all its tags. */
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type NamedCommit, nameCommit } from "../git/named-commit.ts";
import type { Repository } from "../git/repository.ts";
import type { FinalAssembly } from "../inputs/delivery.ts";
import type { Request } from "../inputs/request.ts";
import { type Stage, timed } from "../log/stages.ts";
import { annotated } from "../oci/annotate.ts";
import { closureOf, copyImage, type Donor } from "../oci/copy.ts";
import type { Digest, StoredImage } from "../oci/port.ts";
import { namedImage } from "../places/named-image.ts";
import type { DeliveryOutcome } from "../report/outcome.ts";
import { buildImageLabel, ociLabels } from "../tags/labels.ts";
import { planTags } from "../tags/plan.ts";
import { askAll, deliver, destinationsOf } from "./deliver.ts";
import type { DeliveryPorts } from "./ports.ts";

/** Where the image comes from: a Dockerfile, or a file that a run has left. */
interface Origin {
  readonly labels: ReadonlyMap<string, string>;
  /** The build image that it is built on. */
  readonly buildImage: Digest | undefined;
  /** The image, not published yet. All its files are in `scratch`. */
  make(scratch: string, signal: AbortSignal): Promise<Made>;
}

interface Made extends StoredImage {
  readonly donors: readonly Donor[];
}

/** The commit of the image, and its version. */
interface Named {
  readonly commit: NamedCommit;
  readonly version: string | undefined;
  readonly stages: Stage[];
}

/**
 * Makes the final image (or takes the one of `saved-image`), labels it and pushes it.
 * @throws TreestampError; tag-taken if a tag names other bytes; nothing was pushed then
 */
export async function push(
  ports: DeliveryPorts,
  request: Request<"push" | "assemble">,
  repository: Repository,
): Promise<DeliveryOutcome> {
  const { log } = ports;
  const { delivery } = request;
  const stages: Stage[] = [];
  const commit = await nameCommit(repository, await ports.hostEvent(), log);
  const plan = planTags({ ...delivery, commit, tree: commit.tree, now: Math.floor(Date.now() / 1000), log });
  const { version } = plan;
  const destinations = await destinationsOf(ports, delivery, { ...plan, commit });
  if (delivery.push) await timed(stages, "lookup", () => askAll(destinations));

  const origin = await originOf(ports, request, repository, { commit, version, stages });
  const cache = await ports.openCache();
  return ports.interruptible((signal) =>
    cache.withIncoming(async (scratch) => {
      const { store, root: made, donors } = await origin.make(scratch, signal);
      const root = annotated(made, ociLabels(commit, version, new Map()), delivery.annotations);
      const { overwrite, output } = delivery;
      if (output !== undefined) {
        await writeLayout(
          ports,
          { folder: resolve(request.path, output), tag: version ?? "latest" },
          { store, root },
          signal,
        );
      }
      const tags = delivery.push
        ? await deliver({ image: { store, root }, destinations, overwrite, donors, stages, signal, log })
        : destinations.flatMap(({ store: { location }, tags }) =>
            tags.map(({ tag }) => ({ location, tag, outcome: "pushed" as const })),
          );
      const { digest } = root.descriptor;
      const { labels, buildImage } = origin;
      return { kind: "delivery", digest, tags, isPushed: delivery.push, version, labels, buildImage, stages };
    }),
  );
}

async function originOf(
  ports: DeliveryPorts,
  request: Request<"push" | "assemble">,
  repository: Repository,
  named: Named,
): Promise<Origin> {
  const { savedImage, assembly } = request.delivery;
  if (assembly !== undefined) return toAssemble(ports, request, repository, { ...named, assembly });
  if (savedImage !== undefined) return leftBehind(ports, request, savedImage, named.stages);
  return toBuild(ports, request, repository, named);
}

async function toAssemble(
  ports: DeliveryPorts,
  request: Request<"push" | "assemble">,
  repository: Repository,
  { commit, version, stages, assembly }: Named & { readonly assembly: FinalAssembly },
): Promise<Origin> {
  const { assembleFinal, baseOf } = await import("./final-assembly.ts");
  const base = await baseOf(ports, request, repository, { assembly, stages });
  const own = new Map([[buildImageLabel, base.root.descriptor.digest] as const, ...assembly.labels]);
  const labels = ociLabels(commit, version, own);
  const make = (scratch: string, signal: AbortSignal) =>
    assembleFinal(ports, request, { assembly, base }, { commit, labels, scratch, stages, signal });
  return { labels, buildImage: base.root.descriptor.digest, make };
}

/** Leaves the image in a folder of the user's. @throws what writing a layout throws */
async function writeLayout(
  ports: DeliveryPorts,
  { folder, tag }: { readonly folder: string; readonly tag: string },
  { store, root }: StoredImage,
  signal: AbortSignal,
): Promise<void> {
  const layout = ports.openStore(folder);
  await copyImage(await closureOf(store, root), store, layout, { signal, log: ports.log });
  await layout.writeManifest(root, tag, signal);
  ports.log.info(`Written: ${layout.location}:${tag}.`);
}

async function toBuild(
  ports: DeliveryPorts,
  request: Request<"push" | "assemble">,
  repository: Repository,
  { commit, version, stages }: Named,
): Promise<Origin> {
  const { buildFinal, gather } = await import("./final-image.ts");
  const ingredients = await gather(ports, request, repository, stages);
  const buildImage = ingredients.buildImage?.root.descriptor.digest;
  const { labels: said } = request.delivery.final;
  const own = new Map([...(buildImage === undefined ? [] : [[buildImageLabel, buildImage] as const]), ...said]);
  const labels = ociLabels(commit, version, own);
  const make = (scratch: string, signal: AbortSignal) =>
    buildFinal(ports, request, ingredients, { commit, labels, scratch, stages, signal });
  return { labels, buildImage, make };
}

/** The image that a run has left: `oci:FOLDER:TAG`, a folder with one image, or an archive. */
function leftBehind(
  ports: DeliveryPorts,
  { path }: Request<"push" | "assemble">,
  saved: string,
  stages: Stage[],
): Origin {
  const read = async (scratch: string) => {
    if (saved.startsWith("oci:")) return namedImage(ports, "saved-image", saved, path);
    const folder = join(scratch, "saved");
    await mkdir(folder);
    return ports.openSaved(resolve(path, saved), folder);
  };
  const make = async (scratch: string) => ({ ...(await timed(stages, "read", () => read(scratch))), donors: [] });
  return { labels: new Map(), buildImage: undefined, make };
}
