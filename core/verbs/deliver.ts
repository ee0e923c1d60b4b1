/**
 * Where an image goes: to repositories, each with its tags. All of them are known before anything is built, and nothing is
 * written before all of it may be.
 */
import { TreestampError } from "../errors.ts";
import type { NamedCommit } from "../git/named-commit.ts";
import { isObjectId } from "../git/tree.ts";
import type { Delivery } from "../inputs/delivery.ts";
import type { Log } from "../log/log.ts";
import { type Stage, timed } from "../log/stages.ts";
import { type Closure, closureOf, copyImage, type Donor } from "../oci/copy.ts";
import { findManifest } from "../oci/lookup.ts";
import type { Digest, Store, StoredImage, StoredManifest } from "../oci/port.ts";
import type { DeliveredTag } from "../report/outcome.ts";
import { matchesStars } from "../stars.ts";
import type { PlannedTag, TagPlan } from "../tags/plan.ts";
import type { Ports } from "./ports.ts";
import { warnOfNewFolders } from "./warnings.ts";

/** One repository with the tags that the image gets there. */
export interface Destination {
  readonly store: Store;
  readonly tags: readonly PlannedTag[];
}

/**
 * The repositories of a delivery, each with its tags.
 * @param images repositories to take if `images` names none
 * @throws input-invalid if an image would get no tag, or a tag no image
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

/** Asks for all tags, so that a wrong name or login fails before the build and not after it. */
export async function askAll(destinations: readonly Destination[]): Promise<void> {
  const lookups = destinations.flatMap(({ store, tags }) => tags.map(({ tag }) => store.lookup(tag)));
  for (const lookup of await Promise.all(lookups)) if (lookup.state === "unknown") throw lookup.reason;
}

function describe({ tag, branch, pullRequest, commit }: NamedCommit): string {
  if (pullRequest !== undefined) return `pull request ${pullRequest}`;
  if (tag !== undefined) return `the git tag ${tag}`;
  return branch === undefined ? `the commit ${commit.slice(0, 12)}` : `the branch ${branch}`;
}

export interface DeliverRequest {
  readonly image: StoredImage;
  readonly destinations: readonly Destination[];
  /** Tags that may move although they name one image by their nature; `*` stands for anything. */
  readonly overwrite: readonly string[];
  /** Repositories that already have some of the image's blobs. */
  readonly donors: readonly Donor[];
  readonly stages: Stage[];
  readonly signal: AbortSignal;
  readonly log: Log;
}

/**
 * Copies the image, then writes its tags, each after everything that it leads to.
 * @throws tag-taken if a tag names other bytes and may not move; nothing was written then
 */
export async function deliver(request: DeliverRequest): Promise<readonly DeliveredTag[]> {
  const { image, destinations, overwrite, stages, signal, log } = request;
  const { store: from, root } = image;
  const states = await timed(stages, "lookup", () => stateOfTags(root, destinations, overwrite, signal));
  return timed(stages, "push", async (describe) => {
    const closure = await closureOf(from, root);
    const donors = [...request.donors, donorOf(from, closure)];
    let [streamed, mounted] = [0, 0];
    const delivered: DeliveredTag[] = [];
    for (const { store, tags } of destinations) {
      if (store.location !== from.location) {
        const copied = await copyImage(closure, from, store, { donors, signal, log });
        streamed += sizeOf(copied.streamed);
        mounted += copied.mounted.length;
        donors.push(donorOf(store, closure));
      }
      for (const planned of tags) {
        if (signal.aborted) throw new TreestampError("interrupted", "Pushing was interrupted.");
        const outcome = states.get(`${store.location}:${planned.tag}`)!;
        if (outcome !== "there") await putTag(store, planned, root, { moves: mayMove(planned, overwrite), signal });
        delivered.push({ location: store.location, tag: planned.tag, outcome });
      }
    }
    describe({ bytes: streamed, ...(mounted === 0 ? {} : { note: `${mounted} blobs mounted` }) });
    return delivered;
  });
}

/** What each tag names now. @throws tag-taken, naming every tag that is in the way */
async function stateOfTags(
  root: StoredManifest,
  destinations: readonly Destination[],
  overwrite: readonly string[],
  signal: AbortSignal,
) {
  const states = new Map<string, DeliveredTag["outcome"]>();
  const taken: Taken[] = [];
  const asked = destinations.flatMap(({ store, tags }) => tags.map((planned) => ({ store, planned })));
  const lookups = await Promise.all(asked.map(({ store, planned }) => store.lookup(planned.tag, signal)));
  for (const [index, { store, planned }] of asked.entries()) {
    const lookup = lookups[index]!;
    if (lookup.state === "unknown") throw lookup.reason;
    const digest = lookup.state === "present" ? lookup.manifest.descriptor.digest : undefined;
    if (digest !== undefined && digest !== root.descriptor.digest && !mayMove(planned, overwrite)) {
      taken.push({ store, tag: planned.tag, digest });
    }
    const outcome = digest === undefined ? "pushed" : digest === root.descriptor.digest ? "there" : "moved";
    states.set(`${store.location}:${planned.tag}`, outcome);
  }
  if (taken.length > 0) throw tagTaken(taken, root.descriptor.digest);
  return states;
}

/** No registry compares and swaps, so a tag that must not move is checked right before and after it is written. */
async function putTag(
  store: Store,
  { tag }: PlannedTag,
  root: StoredManifest,
  { moves, signal }: { readonly moves: boolean; readonly signal: AbortSignal },
): Promise<void> {
  const check = async () => {
    const digest = (await findManifest(store, tag, signal))?.descriptor.digest;
    if (digest !== undefined && digest !== root.descriptor.digest) {
      throw tagTaken([{ store, tag, digest }], root.descriptor.digest);
    }
  };
  if (!moves) await check();
  await store.writeManifest(root, tag, signal);
  if (!moves) await check();
}

/** A tag that looks like a key (a git hash) names one tree's image forever, whatever `overwrite` says. */
function mayMove({ tag, moves }: PlannedTag, overwrite: readonly string[]): boolean {
  if (isObjectId(tag)) return false;
  return moves || overwrite.some((pattern) => matchesStars(pattern, tag));
}

interface Taken {
  readonly store: Store;
  readonly tag: string;
  readonly digest: Digest;
}

function tagTaken(taken: readonly Taken[], ours: Digest): TreestampError {
  const listed = taken.map(({ store, tag, digest }) => `${store.location}:${tag} is ${digest}`).join("; ");
  const tags = [...new Set(taken.map(({ tag }) => tag))];
  const remedy = tags.some(isObjectId)
    ? "A key names one image, so its tag never moves. Look for inputs that are not pinned, or give the image another tag."
    : `Give it another tag, or name the tag under \`overwrite\` if it is meant to move: ${tags.join(", ")}.`;
  return new TreestampError("tag-taken", `${listed}; the image to be pushed is ${ours}.`, {
    remedy,
  });
}

function donorOf(store: Store, { blobs }: Closure): Donor {
  return { store, blobs: new Set(blobs.map(({ digest }) => digest)) };
}

function sizeOf(blobs: readonly { readonly size: number }[]): number {
  return blobs.reduce((sum, { size }) => sum + size, 0);
}
