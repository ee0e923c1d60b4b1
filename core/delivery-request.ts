/** What push and promote were told, from strings to values: what core/request.ts does not know of. */
import { deliveryInputs } from "./delivery-inputs.ts";
import type { BaseImage } from "./engine/port.ts";
import { TreestampError } from "./errors.ts";
import type { DeliveryVerb } from "./inputs.ts";
import { formOf, inputValue, invalid } from "./recipe/config.ts";
import { parseBase, platformsOf } from "./recipe/read.ts";
import type { Written } from "./request.ts";
import type { RegistryAccess } from "./store/access.ts";
import { isFolderName, registryOf } from "./store/reference.ts";
import { parseRule } from "./tags/rules.ts";

export interface Delivery {
  /** Repositories or folders. */
  readonly images: readonly string[];
  /** Lines, read by core/tags. */
  readonly tags: readonly string[];
  readonly flavor: readonly string[];
  /** Tags or patterns with `*`. */
  readonly overwrite: readonly string[];
  /** Of promote: a reference. Of push: the path of a folder or an archive. Undefined: what is to be built. */
  readonly source: string | undefined;
  readonly final: FinalImage;
  readonly annotations: ReadonlyMap<string, string>;
  /** False where nothing is to be written anywhere. */
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
  /** What `FROM build-image` stands for, where it is said. */
  readonly buildImage: string | undefined;
  readonly bases: readonly BaseImage[];
  readonly labels: ReadonlyMap<string, string>;
  readonly noCache: boolean;
}

/** The name in a Dockerfile that stands for the build image. */
export const buildImageName = "build-image";

/** Reads what parseRequest has found to be of the right form. @throws input-invalid, naming the input */
export function parseDelivery(verb: DeliveryVerb, written: Written): Delivery {
  const rows = new Map(deliveryInputs.filter(({ verbs }) => verbs.includes(verb)).map((row) => [row.name, row]));
  const value = (name: string) => {
    const row = rows.get(name);
    const said = written.get(name)?.filter((item) => item !== "");
    if (row === undefined || said === undefined || said.length === 0) return undefined;
    return inputValue(row, said, (fault) => invalid(`\`${name}\``, fault, formOf(row)));
  };
  const text = (name: string) => value(name) as string | undefined;
  const list = (name: string) => (value(name) as readonly string[] | undefined) ?? [];
  const map = (name: string) => (value(name) as ReadonlyMap<string, string> | undefined) ?? new Map<string, string>();
  const source = text("source");
  const images = list("images").map(repositoryName);
  const unread =
    source === undefined
      ? undefined
      : ["context", "file", "target", "build-image"].find((name) => rows.has(name) && written.has(name));
  if (unread !== undefined) {
    throw new TreestampError("input-invalid", `The inputs "source" and "${unread}" exclude each other.`, {
      remedy: "`source` is an image that is there; the others say how one is built: leave one of the two out.",
    });
  }
  return {
    images,
    tags: list("tags"),
    flavor: list("flavor"),
    overwrite: list("overwrite"),
    source,
    final: {
      context: text("context") ?? ".",
      file: text("file"),
      target: text("target"),
      buildArgs: map("build-args"),
      platforms: platformsOf(list("platforms")),
      buildImage: text("build-image"),
      bases: [...map("base")].map(([name, image]) => parseBase(name, image)),
      labels: map("labels"),
      noCache: text("no-cache") === "true",
    },
    annotations: map("annotations"),
    push: text("push") !== "false",
  };
}

/** The access with the registry of the first destination, where no other input names one. */
export function accessFor(access: RegistryAccess, { images, tags, source }: Delivery): RegistryAccess {
  if (access.registry !== undefined) return access;
  const named = tags.find((line) => parseRule(line).type === "name");
  const [first = named ?? source] = images;
  return { ...access, registry: first === undefined ? undefined : registryOf(first) };
}

/**
 * A repository in lower case, as docker/metadata-action has it: `github.repository` may have upper-case letters, which no
 * expression of a workflow can change.
 */
function repositoryName(written: string): string {
  const name = isFolderName(written) ? written : written.toLowerCase();
  if (!/^[^@]*:[^/@]+$/.test(name) || isFolderName(name)) return name;
  throw invalid("`images`", `${written} ends in a tag`, "Name the repository alone, and its tags under `tags`.");
}
