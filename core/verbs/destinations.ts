/** Where an image goes: repositories, each with its tags, known before anything is built. */

import { TreestampError } from "../errors.ts";
import type { NamedCommit } from "../git/named-commit.ts";
import type { Delivery } from "../inputs/delivery.ts";
import type { PlannedTag, TagPlan } from "../tags/plan.ts";
import type { Destination } from "./deliver.ts";
import type { Ports } from "./ports.ts";
import { warnOfNewFolders } from "./warnings.ts";

/**
 * @param images where `images` does not say any
 * @throws input-invalid where an image would get no tag, or a tag no image
 */
export async function destinationsOf(
  ports: Ports,
  delivery: Delivery,
  { tags, commit }: Pick<TagPlan, "tags"> & { readonly commit: NamedCommit },
  images: readonly string[] = [],
): Promise<readonly Destination[]> {
  const repositories = delivery.images.length > 0 ? delivery.images : images;
  if (delivery.push) await warnOfNewFolders(ports, [...delivery.images, ...tags.map(({ repository }) => repository)]);
  const byLocation = new Map<string, { store: Destination["store"]; tags: Map<string, PlannedTag> }>();
  for (const planned of tags) {
    for (const image of planned.repository === undefined ? repositories : [planned.repository]) {
      const store = ports.openStore(image);
      const known = byLocation.get(store.location) ?? { store, tags: new Map() };
      byLocation.set(store.location, known);
      known.tags.set(planned.tag, planned);
    }
  }
  const ruled = tags.filter(({ repository }) => repository === undefined);
  if (delivery.push && repositories.length === 0 && (ruled.length > 0 || tags.length === 0)) {
    throw new TreestampError("input-invalid", "There is no repository to push to: `images` is empty.", {
      remedy: "Name one or more: images: ghcr.io/acme/app (--images on the command line).",
    });
  }
  if (byLocation.size === 0 && delivery.push) {
    throw new TreestampError("input-invalid", `No rule of \`tags\` gives ${describe(commit)} a tag.`, {
      remedy: "Add one that does, such as type=ref,event=branch or type=sha, or push on other events only.",
    });
  }
  return [...byLocation.values()].map(({ store, tags: own }) => ({ store, tags: [...own.values()] }));
}

/** Asks for all tags, so that a name or a login that is wrong is told before a build and not after it. */
export async function askAll(destinations: readonly Destination[]): Promise<void> {
  const lookups = destinations.flatMap(({ store, tags }) => tags.map(({ tag }) => store.lookup(tag)));
  for (const lookup of await Promise.all(lookups)) if (lookup.state === "unknown") throw lookup.reason;
}

function describe({ tag, branch, pullRequest, commit }: NamedCommit): string {
  if (pullRequest !== undefined) return `pull request ${pullRequest}`;
  if (tag !== undefined) return `the git tag ${tag}`;
  return branch === undefined ? `the commit ${commit.slice(0, 12)}` : `the branch ${branch}`;
}
