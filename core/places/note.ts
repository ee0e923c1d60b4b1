/** A note: a small manifest beside a key's tag that holds annotations alone. No correctness depends on one. */
import { streamOf } from "../oci/byte-stream.ts";
import { parseManifest } from "../oci/manifest.ts";
import type { Store, StoredManifest } from "../oci/port.ts";
import { type Annotations, type Beside, besideManifest, inlineBlob } from "./beside.ts";

/** Annotation: what kind of note it is. */
const kindAnnotation = "dev.treestamp.note";

/** Some registries refuse a manifest that refers to nothing. */
const nothing = inlineBlob("application/json", {});

/** @param kind as `lease.v1`. The same note gives the same bytes. */
export function noteManifest(kind: string, annotations: Annotations): Beside {
  return besideManifest({ nothing: nothing.blob }, { [kindAnnotation]: kind, ...annotations });
}

/** The annotations of a note of this kind; undefined if it is none. @throws image-invalid if it is no manifest */
export function readNote(kind: string, stored: StoredManifest): Annotations | undefined {
  const { annotations } = parseManifest(stored);
  return annotations[kindAnnotation] === kind ? annotations : undefined;
}

/** @throws store-unreachable, store-denied, store-refused */
export async function writeNote(store: Store, { manifest, config }: Beside, tag: string): Promise<void> {
  await Promise.all([nothing, config].map(({ blob, bytes }) => store.writeBlob(blob, () => streamOf(bytes))));
  await store.writeManifest(manifest, tag);
}
