/** Annotations for what a tag names: image or index. */

import type { StoredManifest } from "./port.ts";
import { manifestOf, ociIndexMediaType, ociManifestMediaType } from "./stored-manifest.ts";

/**
 * The manifest or index with further annotations. Docker's own formats have none, and are given back as they are.
 * @param known gives way to what is there already
 * @param said wins over it
 */
export function annotated(
  stored: StoredManifest,
  known: ReadonlyMap<string, string>,
  said: ReadonlyMap<string, string>,
): StoredManifest {
  const { mediaType } = stored.descriptor;
  if (mediaType !== ociManifestMediaType && mediaType !== ociIndexMediaType) return stored;
  const manifest = JSON.parse(stored.body.toString("utf8")) as { readonly annotations?: Record<string, string> };
  const annotations = { ...Object.fromEntries(known), ...manifest.annotations, ...Object.fromEntries(said) };
  for (const [name, value] of Object.entries(annotations)) if (value === "") delete annotations[name];
  if (JSON.stringify(annotations) === JSON.stringify(manifest.annotations ?? {})) return stored;
  return manifestOf(mediaType, Buffer.from(JSON.stringify({ ...manifest, annotations })));
}
