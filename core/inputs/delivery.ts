/** The inputs of push and promote, from strings to values: loaded only for these two. */
import { messageOf } from "../errors.ts";
import type { RegistryAccess } from "../oci/access.ts";
import type { LayerCompression } from "../oci/port.ts";
import { isFolderName, lowerCaseRepository, registryOf } from "../oci/reference.ts";
import {
  type AssembleInputs,
  assembleField,
  assembleInputs,
  type ImageSettings,
  noSettings,
  settingField,
} from "./assemble.ts";
import { type BaseImage, parseBases } from "./base.ts";
import type { DeliveryVerb } from "./input.ts";
import { fieldsOf } from "./list-text.ts";
import { defaultPlatform, parsePlatforms } from "./platforms.ts";
import { checkRepository, type Fail, parseBoolean, type Value, type Values, type Written } from "./read.ts";
import { assembleFields, callName, settingFields } from "./rows/assemble.ts";
import { type Flavor, parseFlavor, parseTags, type TagLine } from "./tag-rules.ts";

export interface Delivery {
  /** Repositories or folders. */
  readonly images: readonly string[];
  readonly tags: readonly TagLine[];
  readonly flavor: Flavor;
  /** Tags or patterns with `*`. */
  readonly overwrite: readonly string[];
  /** A reference, for promote; undefined for the build image. */
  readonly source: string | undefined;
  /** The path of a folder or an archive, for push; undefined for what is to be built. */
  readonly savedImage: string | undefined;
  /** How a final image is built; not read where there is a saved image or an `assembly`. */
  readonly final: FinalImage;
  /** What is assembled without an engine. */
  readonly assembly: FinalAssembly | undefined;
  /** A folder that gets the image as well. */
  readonly output: string | undefined;
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
  readonly compression: LayerCompression;
  readonly platforms: readonly string[];
  /** What `FROM build-image` means, if given. */
  readonly buildImage: string | undefined;
  readonly bases: readonly BaseImage[];
  readonly labels: ReadonlyMap<string, string>;
  readonly noCache: boolean;
}

/** A final image to be assembled from files on disk. */
export interface FinalAssembly extends AssembleInputs {
  /** An environment of `treestamp.yml`, or an image. */
  readonly from: string;
  readonly platforms: readonly string[];
  readonly labels: ReadonlyMap<string, string>;
}

/** The name in a Dockerfile that stands for the build image. */
export const buildImageName = "build-image";

/** Inputs that say how a final image is built, and would have no effect if none is built. */
const forBuild: readonly string[] = [
  ...["context", "file", "target", "build-image", "build-args", "compression", "platforms", "base", "labels"],
  "no-cache",
  ...["secrets", "secret-envs", "secret-files"],
];

/** Those of them that an assembly takes as well. */
const forAssembly: readonly string[] = ["platforms", "labels", "secrets", "secret-envs", "secret-files"];

const levels = /^(?:manifest|index)(?:,(?:manifest|index))*:/;

/** @param written tells what was given from what has its default @throws input-invalid, naming the input */
export function parseDelivery(verb: DeliveryVerb | "assemble", values: Values, written: Written): Delivery {
  const { text, flag, list, map, fail } = values;
  const savedImage = text("saved-image");
  const images = list("images").flatMap((line) => repositoriesIn(line, fail("images")));
  const isGiven = (name: string) => (name === "no-cache" ? flag(name) : written.has(name));
  const refuse = (one: string, other: string | undefined, remedy: string) => {
    if (other !== undefined) throw fail(one)(`it cannot be used together with \`${other}\``, remedy);
  };
  const both = "`saved-image` is an existing image; the others say how to build one: leave one of them out.";
  if (savedImage !== undefined) refuse("saved-image", [...forBuild, "from", "source"].find(isGiven), both);
  const assembly = verb === "promote" ? undefined : finalAssembly(verb, values, written);
  if (assembly !== undefined) {
    const other = forBuild.filter((name) => !forAssembly.includes(name)).find(isGiven);
    refuse("from", other, "`from` assembles the image without a Dockerfile: leave one of them out.");
  }
  const output = text("output");
  const tags = parseTags(list("tags"));
  // Docker leaves what it has built in a store of its own; here nothing would be left.
  const isPublished = images.length > 0 || tags.some(({ type }) => type === "name");
  if (verb === "assemble" && output === undefined && !isPublished) {
    throw fail("images")(
      "nothing says where the image goes",
      "Name a repository (--images), or a folder (--output DIR).",
    );
  }
  return {
    images,
    tags,
    flavor: parseFlavor(list("flavor")),
    overwrite: list("overwrite"),
    source: verb === "promote" ? text("source") : undefined,
    savedImage,
    final: {
      context: text("context") ?? ".",
      file: text("file"),
      target: text("target"),
      buildArgs: map("build-args"),
      // For clients that nobody knows: Debian 12 still has Docker 20.10, which refuses zstd.
      compression: (text("compression") ?? "gzip") as LayerCompression,
      platforms: written.has("platforms") ? parsePlatforms(list("platforms"), fail("platforms")) : [defaultPlatform],
      buildImage: text("build-image"),
      bases: parseBases(map("base"), fail("base")),
      labels: map("labels"),
      noCache: flag("no-cache"),
    },
    assembly,
    output,
    // docker's levels, as docker/metadata-action writes them: either is what the tag names.
    annotations: new Map([...map("annotations")].map(([name, value]) => [name.replace(levels, ""), value])),
    push: verb === "promote" || (verb === "assemble" ? isPublished : flag("push")),
  };
}

/** What is to be assembled; undefined where a Dockerfile or an image is to be taken. @throws input-invalid */
function finalAssembly(verb: "push" | "assemble", values: Values, written: Written): FinalAssembly | undefined {
  const { text, list, map, fail } = values;
  const from = text("from");
  const rows = assembleFields.filter((row) => written.has(callName(row)));
  if (from === undefined) {
    const first = rows.length > 0 ? callName(rows[0]!) : written.has("config") ? "config" : undefined;
    if (verb === "assemble") throw fail("from")("it is missing", "Name the image to assemble on: --from IMAGE.");
    if (first !== undefined)
      throw fail(first)("it is for an image that is assembled", "Name what it is assembled on: from: IMAGE.");
    return undefined;
  }
  const said = rows.map((row) =>
    assembleField(row, row.kind === "list" ? list(callName(row)) : text(callName(row))!, fail(callName(row))),
  );
  return {
    ...assembleInputs(Object.assign({ config: settingsOf(text("config"), fail("config")) }, ...said)),
    from,
    platforms: written.has("platforms") ? parsePlatforms(list("platforms"), fail("platforms")) : [defaultPlatform],
    labels: map("labels"),
  };
}

/** Settings of an image from a JSON object. @throws what `fail` makes of a fault */
function settingsOf(json: string | undefined, fail: Fail): ImageSettings {
  if (json === undefined) return noSettings;
  const form = 'Write a JSON object, such as {"entrypoint": ["/app"], "env": {"LANG": "C.UTF-8"}}.';
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (cause) {
    throw fail(`it cannot be read as JSON: ${messageOf(cause)}`, form);
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed))
    throw fail("it is not a JSON object", form);
  const settings = Object.entries(parsed).map(([name, value]) => {
    const row = settingFields.find((field) => field.name === name);
    if (row === undefined)
      throw fail(
        `there is no setting ${JSON.stringify(name)}`,
        `There are ${settingFields.map((field) => field.name).join(", ")}.`,
      );
    const failHere: Fail = (fault, remedy) => fail(`${name}: ${fault}`, remedy ?? form);
    return settingField(row, jsonValue(value, failHere), failHere);
  });
  return Object.assign({ ...noSettings }, ...settings);
}

function jsonValue(value: unknown, fail: Fail): Value {
  const text = (one: unknown): string => {
    if (typeof one === "string") return one;
    throw fail(`${JSON.stringify(one)} is not a text`);
  };
  if (Array.isArray(value)) return value.map(text);
  if (typeof value === "object" && value !== null)
    return new Map(Object.entries(value).map(([name, one]) => [name, text(one)]));
  return text(value);
}

/** The access with the registry of the first destination, where no other input names one. */
export function accessFor(access: RegistryAccess, { images, tags, source, savedImage }: Delivery): RegistryAccess {
  if (access.registry !== undefined) return access;
  const named = tags.find(({ type }) => type === "name");
  const [first = named?.line ?? source ?? savedImage] = images;
  return { ...access, registry: first === undefined ? undefined : registryOf(first) };
}

/**
 * The repositories of a line: names with commas between them, or `name=…,enable=…`. Source: docker/metadata-action, image.ts.
 * @throws input-invalid
 */
function repositoriesIn(line: string, fail: Fail): readonly string[] {
  const fields = fieldsOf(line, "`images`");
  const attributes = new Map<string, string>();
  for (const field of fields) {
    const [, name, value] = /^(\w+)\s*=\s*(.*)$/.exec(field) ?? [];
    if (name !== undefined && value !== undefined) attributes.set(name.toLowerCase(), value);
    else attributes.set("name", field);
  }
  if (fields.every((field) => !/^\w+\s*=/.test(field))) return fields.map((field) => repositoryName(field, fail));
  const { name = "", enable = "true", ...others } = Object.fromEntries(attributes);
  const isEnabled = parseBoolean(enable);
  if (name === "" || isEnabled === undefined || Object.keys(others).length > 0) {
    throw fail(`${line} is not a repository`, "Write REPOSITORY, or name=REPOSITORY,enable=true|false.");
  }
  return isEnabled ? [repositoryName(name, fail)] : [];
}

/** @throws what `fail` makes of what is no repository, or one with a tag */
function repositoryName(written: string, fail: Fail): string {
  if (!isFolderName(written) && /^[^@]*[^@/]:[^/@]+$/.test(written) && !/^[^/]+:\d+$/.test(written)) {
    throw fail(`${written} ends in a tag`, "Name the repository alone, and its tags under `tags`.");
  }
  checkRepository(written, fail);
  return lowerCaseRepository(written);
}
