/** The images that Dockerfiles name, fixed by the digests that their registries say now. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { canonicalImage } from "../dockerfile/image-name.ts";
import { TreestampError } from "../errors.ts";
import { textOfPath } from "../git/path.ts";
import { configPath } from "../inputs/recipe-inputs.ts";
import { fixInPlace } from "../lock/in-place.ts";
import { missing } from "../machine/missing.ts";
import { replaceFile } from "../machine/replaced-file.ts";
import { findManifest } from "../oci/lookup.ts";
import type { Digest } from "../oci/port.ts";
import { dockerfileText } from "../recipe/context.ts";
import { type MovingImage, movingImages } from "../recipe/pins.ts";
import type { LockedImage } from "../report/outcome.ts";
import type { Checkout } from "./lock.ts";
import type { Ports } from "./ports.ts";

/** An image, and the Dockerfile that names it. */
interface Named extends MovingImage {
  readonly environment: string;
  /** The Dockerfile's path in the repository. */
  readonly file: string;
}

/**
 * Fixes the images that have no digest.
 * @param bases where the digests go; undefined to ask nobody, and only say which images have none
 * @throws path-missing where a registry has no such image; store-unreachable, store-denied
 */
export async function fixImages(
  ports: Ports,
  checkout: Checkout,
  bases: "map" | "in-place" | undefined,
): Promise<readonly LockedImage[]> {
  const images = await namedIn(checkout);
  if (bases === undefined || images.length === 0) {
    return withoutTwins(images).map((image) => told(image, undefined, ": --bases map or --bases in-place fixes it"));
  }
  const digests = new Map<string, Fixed>();
  for (const { name } of images) if (!digests.has(name)) digests.set(name, await digestOf(ports, name));
  return bases === "map" ? inMap(checkout, images, digests) : inPlace(checkout, withoutTwins(images), digests);
}

async function namedIn({ repository, sources }: Checkout): Promise<readonly Named[]> {
  const all: Named[] = [];
  for (const [environment, { recipe }] of sources) {
    const { method, bases, upstreams, platforms } = recipe;
    if (method.kind !== "dockerfile") continue;
    const known = [...bases.map(({ name }) => name), ...upstreams.keys()];
    const images = movingImages(await dockerfileText(repository, method), { ...method, platforms, bases: known });
    const file = textOfPath(method.linkedTo ?? method.origin);
    all.push(...images.map((image) => ({ ...image, environment, file })));
  }
  return all;
}

function told({ file, line, by, name }: Named, fixed: string | undefined, note: string): LockedImage {
  return { file, line, what: `${by} ${name}`, fixed, note };
}

interface Fixed {
  readonly repository: string;
  readonly digest: Digest;
}

/** What an image's name means now: an index, where it has one. */
async function digestOf(ports: Ports, name: string): Promise<Fixed> {
  const [, repository, tag] = /^(.+):([^:/]+)$/.exec(canonicalImage(name) ?? "") ?? [];
  if (repository === undefined) {
    throw new TreestampError("input-invalid", `${name} is not the name of an image.`, {
      remedy: "Check that line of the Dockerfile; a registry's names are in lower case.",
    });
  }
  const store = ports.openStore(repository);
  const digest = (await store.peek?.(tag!)) ?? (await findManifest(store, tag!))?.descriptor.digest;
  if (digest !== undefined) return { repository, digest };
  throw new TreestampError("path-missing", `${repository} has no ${tag}.`, {
    remedy: `Check ${name} in the Dockerfile, and whether the registry wants a login.`,
  });
}

async function inPlace(
  { workTree }: Checkout,
  images: readonly Named[],
  fixed: ReadonlyMap<string, Fixed>,
): Promise<readonly LockedImage[]> {
  const digests = new Map([...fixed].map(([name, { digest }]) => [name, digest]));
  const all: LockedImage[] = [];
  for (const [file, own] of Map.groupBy(images, (image) => image.file)) {
    const path = join(workTree, file);
    const { text, left } = fixInPlace(await readFile(path, "utf8"), own, digests);
    await replaceFile(workTree, path, text);
    for (const image of own) {
      all.push(
        left.includes(image)
          ? told(image, undefined, ": its name is made of variables, and --bases map fixes it")
          : told(image, `${image.name}@${digests.get(image.name)}`, ""),
      );
    }
  }
  return all;
}

/** Two environments may have one Dockerfile: each image of a line once. */
function withoutTwins(images: readonly Named[]): readonly Named[] {
  return [...new Map(images.map((image) => [`${image.file} ${image.line} ${image.by} ${image.name}`, image])).values()];
}

async function inMap(
  { workTree }: Checkout,
  images: readonly Named[],
  fixed: ReadonlyMap<string, Fixed>,
): Promise<readonly LockedImage[]> {
  const { withBases } = await import("../lock/base-map.ts");
  const path = join(workTree, configPath);
  const before = await readFile(path, "utf8").catch(missing(""));
  const whole = (name: string) => `${fixed.get(name)!.repository}@${fixed.get(name)!.digest}`;
  let text = before;
  for (const environment of new Set(images.map((image) => image.environment))) {
    const own = images.filter((image) => image.environment === environment && image.by !== "# syntax");
    if (own.length > 0) text = withBases(text, environment, new Map(own.map(({ name }) => [name, whole(name)])));
  }
  if (text !== before) await replaceFile(workTree, path, text);
  return images.map((image) =>
    image.by === "# syntax"
      ? told(image, undefined, ": `base` does not reach it, and --bases in-place fixes it")
      : told(image, whole(image.name), `, by \`base\` in ${configPath}`),
  );
}
