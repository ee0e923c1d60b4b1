/** `base`: images that a Dockerfile names, fixed by digest. */
import type { Digest } from "../oci/port.ts";
import { lowerCaseRepository } from "../oci/reference.ts";
import type { Fail } from "./read.ts";

/** An image that a Dockerfile's `FROM name` stands for, fixed by digest. */
export interface BaseImage {
  /** The name as it stands in the Dockerfile: `debian`, `node:24-bookworm-slim`. */
  readonly name: string;
  readonly digest: Digest;
  /** Where its bytes are: a repository in a registry, or the folder of an OCI image layout. */
  readonly source:
    | { readonly kind: "registry"; readonly repository: string }
    | { readonly kind: "layout"; readonly folder: string };
}

/** All items by the names that a Dockerfile uses. @throws input-invalid for an image without a digest */
export function parseBases(images: ReadonlyMap<string, string>, fail: Fail): readonly BaseImage[] {
  return [...images].map(([name, image]) => parseBase(name, image, fail));
}

function parseBase(name: string, image: string, fail: Fail): BaseImage {
  const parts = /^(oci-layout:\/\/)?(.+)@(sha256:[0-9a-f]{64})$/.exec(image);
  if (parts === null) {
    throw fail(
      `${name}=${image} does not fix an image by digest`,
      "Write NAME=REPOSITORY@sha256:… or NAME=oci-layout://FOLDER@sha256:…, with 64 hexadecimal digits.",
    );
  }
  const [, layout, place, digest] = parts as unknown as [string, string | undefined, string, Digest];
  const source = layout
    ? ({ kind: "layout", folder: place } as const)
    : ({ kind: "registry", repository: lowerCaseRepository(place) } as const);
  return { name, digest, source };
}
