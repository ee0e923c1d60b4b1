/** The inputs of push and promote, from strings to values: loaded only for these two. */
import { TreestampError } from "../errors.ts";
import type { RegistryAccess } from "../oci/access.ts";
import { checkKeepsImages, isFolderName, lowerCaseRepository, registryOf } from "../oci/reference.ts";
import { type BaseImage, parseBases } from "./base.ts";
import type { DeliveryVerb } from "./input.ts";
import { fieldsOf } from "./list-text.ts";
import { defaultPlatform, parsePlatforms } from "./platforms.ts";
import { invalid, parseBoolean, type Values, type Written } from "./read.ts";
import { type Flavor, parseFlavor, parseTags, type TagLine } from "./tag-rules.ts";

export interface Delivery {
  /** Repositories or folders. */
  readonly images: readonly string[];
  readonly tags: readonly TagLine[];
  readonly flavor: Flavor;
  /** Tags or patterns with `*`. */
  readonly overwrite: readonly string[];
  /** Of promote: a reference. Of push: the path of a folder or an archive. Undefined: what is to be built. */
  readonly source: string | undefined;
  readonly final: FinalImage;
  readonly annotations: ReadonlyMap<string, string>;
  /** False to write nothing anywhere. */
  readonly push: boolean;
}

/** A final image to be built. */
export interface FinalImage {
  /** Folders and paths as they were written, from where the call is. */
  readonly context: string;
  readonly file: string | undefined;
  readonly target: string | undefined;
  readonly buildArgs: ReadonlyMap<string, string>;
  readonly platforms: readonly string[];
  /** What `FROM build-image` means, if given. */
  readonly buildImage: string | undefined;
  readonly bases: readonly BaseImage[];
  readonly labels: ReadonlyMap<string, string>;
  readonly noCache: boolean;
}

/** The name in a Dockerfile that stands for the build image. */
export const buildImageName = "build-image";

/** Inputs that say how a final image is built, and would have no effect if none is built. */
const forBuild: readonly string[] = [
  ...["context", "file", "target", "build-image", "build-args", "platforms", "base", "labels", "no-cache"],
  ...["secrets", "secret-envs", "secret-files"],
];

const levels = /^(?:manifest|index)(?:,(?:manifest|index))*:/;

/** @param written tells what was given from what has its default @throws input-invalid, naming the input */
export function parseDelivery(verb: DeliveryVerb, values: Values, written: Written): Delivery {
  const { text, flag, list, map, fail } = values;
  const source = text("source");
  const images = list("images").flatMap(repositoriesIn);
  const unread =
    source === undefined || verb !== "push"
      ? undefined
      : forBuild.find((name) => (name === "no-cache" ? flag(name) : written.has(name)));
  if (unread !== undefined) {
    throw new TreestampError("input-invalid", `The inputs "source" and "${unread}" cannot be used together.`, {
      remedy: "`source` is an existing image; the others say how to build one: leave one of them out.",
    });
  }
  return {
    images,
    tags: parseTags(list("tags")),
    flavor: parseFlavor(list("flavor")),
    overwrite: list("overwrite"),
    source,
    final: {
      context: text("context") ?? ".",
      file: text("file"),
      target: text("target"),
      buildArgs: map("build-args"),
      platforms: written.has("platforms") ? parsePlatforms(list("platforms"), fail("platforms")) : [defaultPlatform],
      buildImage: text("build-image"),
      bases: parseBases(map("base"), fail("base")),
      labels: map("labels"),
      noCache: flag("no-cache"),
    },
    // docker's levels, as docker/metadata-action writes them: either is what the tag names.
    annotations: new Map([...map("annotations")].map(([name, value]) => [name.replace(levels, ""), value])),
    push: verb === "promote" || flag("push"),
  };
}

/** The access with the registry of the first destination, where no other input names one. */
export function accessFor(access: RegistryAccess, { images, tags, source }: Delivery): RegistryAccess {
  if (access.registry !== undefined) return access;
  const named = tags.find(({ type }) => type === "name");
  const [first = named?.line ?? source] = images;
  return { ...access, registry: first === undefined ? undefined : registryOf(first) };
}

/**
 * The repositories of a line: names with commas between them, or `name=…,enable=…`. Source: docker/metadata-action, image.ts.
 * @throws input-invalid
 */
function repositoriesIn(line: string): readonly string[] {
  const fields = fieldsOf(line, "`images`");
  const attributes = new Map<string, string>();
  for (const field of fields) {
    const [, name, value] = /^(\w+)\s*=\s*(.*)$/.exec(field) ?? [];
    if (name !== undefined && value !== undefined) attributes.set(name.toLowerCase(), value);
    else attributes.set("name", field);
  }
  if (fields.every((field) => !/^\w+\s*=/.test(field))) return fields.map(repositoryName);
  const { name = "", enable = "true", ...others } = Object.fromEntries(attributes);
  const isEnabled = parseBoolean(enable);
  if (name === "" || isEnabled === undefined || Object.keys(others).length > 0) {
    throw invalid("`images`", `${line} is not a repository`, "Write REPOSITORY, or name=REPOSITORY,enable=true|false.");
  }
  return isEnabled ? [repositoryName(name)] : [];
}

/** @throws input-invalid for what is no repository, or one with a tag */
function repositoryName(written: string): string {
  if (!isFolderName(written) && /^[^@]*[^@/]:[^/@]+$/.test(written) && !/^[^/]+:\d+$/.test(written)) {
    throw invalid("`images`", `${written} ends in a tag`, "Name the repository alone, and its tags under `tags`.");
  }
  checkKeepsImages(written);
  return lowerCaseRepository(written);
}
