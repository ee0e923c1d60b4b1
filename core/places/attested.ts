/**
 * Who made the images of an index stands in the index itself: one more manifest beside the images, whose layer is a Sigstore
 * bundle. Its text stands where the index lists it, too, so that no further request asks for it.
 */
import { TreestampError } from "../errors.ts";
import { streamOf } from "../oci/byte-stream.ts";
import { sha256Of } from "../oci/digest.ts";
import { formatPlatform, parseManifest } from "../oci/manifest.ts";
import type { Descriptor, Digest, StoredManifest } from "../oci/port.ts";
import { manifestOf } from "../oci/stored-manifest.ts";
import { snapshotOfAnnotation } from "../snapshot/format.ts";
import { besideManifest } from "./beside.ts";
import type { Publication } from "./publication.ts";
import { parseIndex, unknownPlatform } from "./published.ts";

/** JSON of a Sigstore bundle. */
const bundleAnnotation = "dev.treestamp.attestation";
/** Objects of git that a clone of depth 1 lacks, and verifying needs: see core/trust/proof.ts. */
const objectsAnnotation = "dev.treestamp.attestation.objects";

/** What an index says of who made its images. From outside: nothing of it is verified. */
export interface Attestation {
  readonly bundle: string;
  readonly objects?: string | undefined;
}

/** The same publication with an attestation in its index. The images, and what else it lists, stay as they are. */
export function attested(publication: Publication, { bundle: text, objects }: Attestation): Publication {
  const bytes = Buffer.from(text);
  const bundle = { mediaType: "application/json", digest: sha256Of(bytes), size: bytes.length };
  const { manifest, config } = besideManifest({ "attestation.bundle": bundle }, {});
  const more = objects === undefined ? {} : { [objectsAnnotation]: objects };
  const listed = {
    ...manifest.descriptor,
    platform: unknownPlatform,
    annotations: { [bundleAnnotation]: text, ...more },
  };
  const { descriptor, body } = publication.index;
  const { manifests, ...rest } = JSON.parse(body.toString("utf8")) as { manifests: object[] };
  const index = Buffer.from(JSON.stringify({ ...rest, manifests: [...manifests, listed] }));
  return {
    ...publication,
    index: manifestOf(descriptor.mediaType, index),
    manifests: [...publication.manifests, manifest],
    blobs: [
      ...publication.blobs,
      { blob: bundle, source: () => streamOf(bytes) },
      { blob: config.blob, source: () => streamOf(config.bytes) },
    ],
  };
}

/** The attestation of an index; undefined if it has none. @throws image-invalid if it has several */
export function attestationOf(index: StoredManifest): Attestation | undefined {
  const [only, ...more] = listedIn(index).filter(isAttestation);
  if (more.length > 0)
    throw new TreestampError("image-invalid", `${index.descriptor.digest} has several attestations.`);
  const annotations = only?.annotations;
  const bundle = annotations?.[bundleAnnotation];
  return bundle === undefined ? undefined : { bundle, objects: annotations?.[objectsAnnotation] };
}

/** What an attestation has to be about, by the part that it plays. */
export interface AttestedPart {
  /** `image linux/amd64`, `snapshot linux/amd64`: an image that stands for another platform is another part. */
  readonly name: string;
  readonly digest: Digest;
}

/** All that an index lists, but the attestation itself. */
export function attestedParts(index: StoredManifest): readonly AttestedPart[] {
  const images = parseIndex(index).flatMap(({ platform, image, snapshot }) => {
    const of = formatPlatform(platform);
    const beside = snapshot === undefined ? [] : [{ name: `snapshot ${of}`, digest: snapshot.digest }];
    return [{ name: `image ${of}`, digest: image.digest }, ...beside];
  });
  const known = new Set(images.map(({ digest }) => digest));
  const others = listedIn(index).filter((one) => !isAttestation(one) && !known.has(one.digest));
  return [...images, ...others.map(({ digest }) => ({ name: "another part", digest }))];
}

function listedIn(stored: StoredManifest): readonly Descriptor[] {
  const parsed = parseManifest(stored);
  return parsed.kind === "index" ? parsed.manifests : [];
}

/** What says that it is a snapshot is one, whatever else it says. */
function isAttestation({ platform, annotations }: Descriptor): boolean {
  const isBeside = platform?.os === unknownPlatform.os && annotations?.[snapshotOfAnnotation] === undefined;
  return isBeside && annotations?.[bundleAnnotation] !== undefined;
}
