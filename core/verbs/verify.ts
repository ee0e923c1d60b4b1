/** verify: who built an image, and from what; with `rebuild`, whether it comes out the same once more. */
import { TreestampError } from "../errors.ts";
import type { Repository } from "../git/repository.ts";
import type { Request } from "../inputs/request.ts";
import { readWhole } from "../oci/digest.ts";
import { listedManifest } from "../oci/lookup.ts";
import { diffIdsOf, formatPlatform, parseImage } from "../oci/manifest.ts";
import type { Store, StoredImage } from "../oci/port.ts";
import { formatReference, parseLocation } from "../oci/reference.ts";
import { attestationOf } from "../places/attested.ts";
import { findOn, ladderOf } from "../places/ladder.ts";
import type { Publication } from "../places/publication.ts";
import { isFor, type PublishedImage, parseIndex, parseSnapshotManifest } from "../places/published.ts";
import { writeKeyTree } from "../recipe/key.ts";
import type { LayerComparison, Rebuilt, SignerFacts, VerifyOutcome } from "../report/outcome.ts";
import type { LayerSource } from "../snapshot/layer-stream.ts";
import type { Ports } from "./ports.ts";
import { type Identified, identify } from "./resolve.ts";
import { trustIn, type Verified, verifiedOf } from "./trust.ts";

/** A layer lists no more files than this: the count says how many there are. */
const maxListed = 200;

/**
 * Verifies the image of this tree's key; one that nobody has signed only if `verify: off` says so.
 * @throws untrusted; not-built if it is not there; why a store does not say whether it is
 */
export async function verify(ports: Ports, request: Request<"verify">, repository: Repository): Promise<VerifyOutcome> {
  const identified = await identify(ports, request, repository, { askAhead: true });
  const { key, recipe, store, stages } = identified;
  await writeKeyTree(repository, recipe, key);
  const found = await findOn(ports, ladderOf(ports, identified), { blobs: true });
  if (found === undefined) {
    throw new TreestampError("not-built", `${store.location} has no ${key.tag}: there is nothing to verify.`, {
      remedy: "Build it first: treestamp build.",
    });
  }
  const { image } = found;
  const { location } = image.store;
  const signer = await signerOf(ports, request, identified, image);
  const rebuilt = request.rebuild ? await rebuild(ports, request, identified, image) : undefined;
  const { digest } = image.root.descriptor;
  const name = formatReference(parseLocation(location), found.tag, digest);
  return { kind: "verify", key: key.hash, image: name, digest, signer, rebuilt, stages };
}

async function signerOf(
  ports: Ports,
  request: Request<"verify">,
  identified: Identified,
  image: StoredImage,
): Promise<SignerFacts | undefined> {
  if (request.verify === "off") return undefined;
  const attestation = attestationOf(image.root);
  if (attestation !== undefined) {
    return factsOf(await verifiedOf(ports, request, identified, { root: image.root, attestation }));
  }
  await trustIn(ports, { ...request, verify: "required" }, identified, image);
  return undefined;
}

function factsOf({ by, provenance }: Verified): SignerFacts {
  const { source, recipe, builder, run } = provenance;
  const workflow = by.kind === "workflow" ? by.identity : undefined;
  return {
    by: by.kind === "key" ? "verify-key" : "workflow",
    builder: workflow?.workflow ?? builder,
    repository: workflow?.repository ?? source.repository,
    commit: source.commit,
    ref: workflow?.ref,
    event: workflow?.trigger,
    runner: workflow?.runner,
    run: workflow?.run || run,
    paths: recipe.paths,
  };
}

/** Builds the image again, without anything that earlier builds have left, and compares. */
async function rebuild(
  ports: Ports,
  request: Request<"verify">,
  identified: Identified,
  there: StoredImage,
): Promise<readonly Rebuilt[]> {
  const [cache, { makeImages }, { packImages }, { ensureUpstreams }] = await Promise.all([
    ports.openCache(),
    import("./make.ts"),
    import("./pack.ts"),
    import("./upstreams.ts"),
  ]);
  const upstreams = await ensureUpstreams(ports, request, identified);
  return ports.interruptible((signal) =>
    cache.withIncoming(async (scratch) => {
      const makeable = { ...identified, upstreams, below: undefined };
      const made = await makeImages(ports, { ...request, force: true }, makeable, { scratch, signal });
      const publication = await packImages(ports, { made, identified, relatives: new Map() }, { scratch, signal });
      const ours = parseIndex(publication.index);
      return Promise.all(
        parseIndex(there.root).map(async (published): Promise<Rebuilt> => {
          const platform = formatPlatform(published.platform);
          const own = ours.find((image) => isFor(image, published.platform));
          if (own === undefined) return { platform, image: "differs", snapshot: "differs", layers: [] };
          const isSameImage = own.image.digest === published.image.digest;
          const isSameSnapshot = (await identityIn(there.store, published)) === identityOf(publication, own);
          const layers = isSameImage
            ? []
            : await layersOf({ ...there, published }, { store: made.layout, own }, signal);
          const same = (is: boolean) => (is ? "same" : "differs");
          return { platform, image: same(isSameImage), snapshot: same(isSameSnapshot), layers };
        }),
      );
    }),
  );
}

const remedy = "Part of the image is gone: build it again.";

async function identityIn(store: Store, { snapshot }: PublishedImage): Promise<string | undefined> {
  if (snapshot === undefined) return undefined;
  return parseSnapshotManifest(await listedManifest(store, snapshot.digest, remedy)).identity;
}

function identityOf({ manifests }: Publication, { snapshot }: PublishedImage): string | undefined {
  const manifest = manifests.find(({ descriptor }) => descriptor.digest === snapshot?.digest);
  return manifest && parseSnapshotManifest(manifest).identity;
}

/** Layers by their place: those of the image that is there, and those that were built now. */
async function layersOf(
  there: StoredImage & { readonly published: PublishedImage },
  now: { readonly store: Store; readonly own: PublishedImage },
  signal: AbortSignal,
): Promise<readonly LayerComparison[]> {
  const { layerDifferences } = await import("../snapshot/layer-differences.ts");
  const [before, after] = await Promise.all([layersIn(there.store, there.published), layersIn(now.store, now.own)]);
  const compared: LayerComparison[] = [];
  for (let at = 0; at < Math.max(before.length, after.length); at++) {
    const [first, second] = [before[at], after[at]];
    if (first?.diffId === second?.diffId) {
      if (first?.descriptor.digest === second?.descriptor.digest) continue;
      compared.push({ layer: at + 1, files: 0, differences: [], isOnlyCompressed: true });
      continue;
    }
    const differences = await layerDifferences(first, second, signal);
    compared.push({
      layer: at + 1,
      files: differences.length,
      differences: differences.slice(0, maxListed),
      isOnlyCompressed: false,
    });
  }
  return compared;
}

async function layersIn(store: Store, { image }: PublishedImage): Promise<readonly LayerSource[]> {
  const manifest = parseImage(await listedManifest(store, image.digest, remedy));
  const diffIds = diffIdsOf(await readWhole(store, manifest.config), manifest);
  return manifest.layers.map((descriptor, at) => ({
    descriptor,
    diffId: diffIds[at]!,
    open: () => store.readBlob(descriptor),
  }));
}
