/** A note: a little manifest beside a key's tag that is nothing but annotations. Nothing that is right depends on one. */
import { streamOf } from "../store/byte-stream.ts";
import { manifestOf, ociManifestMediaType } from "../store/manifest.ts";
import type { Descriptor, Store, StoredManifest } from "../store/port.ts";
import { parseManifest } from "./manifest.ts";

type Annotations = Readonly<Record<string, string>>;

/** A manifest refers to something, or some registries do not take it. Source: image-spec, "Guidance for an Empty Descriptor". */
const emptyBlob = Buffer.from("{}");
const emptyDescriptor: Descriptor = {
  mediaType: "application/vnd.oci.empty.v1+json",
  digest: "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
  size: 2,
};

/** The same note gives the same bytes. */
export function noteManifest(artifactType: string, annotations: Annotations): StoredManifest {
  const layers = [emptyDescriptor];
  const manifest = { schemaVersion: 2, mediaType: ociManifestMediaType, artifactType, config: emptyDescriptor, layers };
  return manifestOf(ociManifestMediaType, Buffer.from(JSON.stringify({ ...manifest, annotations })));
}

/** What a note of this type says; undefined for what is none. @throws image-invalid for what is no manifest at all */
export function readNote(artifactType: string, stored: StoredManifest): Annotations | undefined {
  const manifest = parseManifest(stored);
  return manifest.kind === "manifest" && manifest.artifactType === artifactType ? manifest.annotations : undefined;
}

/** @throws store-unreachable, store-denied */
export async function writeNote(store: Store, note: StoredManifest, tag: string): Promise<void> {
  await store.writeBlob(emptyDescriptor, () => streamOf(emptyBlob));
  await store.writeManifest(note, tag);
}
