/** Labels of an image by OCI's names. Source: image-spec, annotations.md, "Pre-Defined Annotation Keys". */
import type { NamedCommit } from "../git/named-commit.ts";

/** The key of the build image that a final image was built on. */
export const buildImageLabel = "dev.treestamp.build-image";

/**
 * Labels or annotations for an image of this commit; what is not known is left out. All of them are the same in every run.
 * @param version the image's first tag
 * @param said wins over what we know; an empty value takes a label away
 */
export function ociLabels(
  { commit, tree, time, project }: NamedCommit,
  version: string | undefined,
  said: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const oci = {
    title: project.name,
    description: project.description,
    url: project.url,
    source: project.url,
    licenses: project.license,
    version,
    revision: commit,
    created: new Date(time * 1000).toISOString().replace(".000Z", "Z"),
  };
  const labels = new Map<string, string>([["dev.treestamp.tree", tree]]);
  for (const [name, value] of Object.entries(oci)) {
    if (value !== undefined && value !== "") labels.set(`org.opencontainers.image.${name}`, value);
  }
  for (const [name, value] of said) {
    if (value === "") labels.delete(name);
    else labels.set(name, value);
  }
  return new Map([...labels].sort(([a], [b]) => (a < b ? -1 : 1)));
}
