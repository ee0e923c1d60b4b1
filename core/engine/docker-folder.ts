/**
 * An image as buildah leaves it in a folder (`dir:FOLDER`), in docker's format and uncompressed: manifest.json, and the blobs
 * by their hashes. Docker's own form, since an OCI configuration as buildah writes it has no HEALTHCHECK, ONBUILD and SHELL.
 * BuildKit keeps them in an OCI configuration, and so do we. A base that nothing is added to stands there in its own form.
 */
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTime } from "../archive/clamp-times.ts";
import { type RewrittenEntry, rewriteTar } from "../archive/tar-rewrite.ts";
import { hexOf, sha256Of } from "../oci/digest.ts";
import { addImage, addLayer, type Layer } from "../oci/layout/new-layout.ts";
import { parseManifest } from "../oci/manifest.ts";
import type { Descriptor } from "../oci/port.ts";
import { dockerManifestMediaType, mediaTypeOf } from "../oci/stored-manifest.ts";
import { volumeLabel } from "./buildah-dockerfile.ts";
import { keyLabel } from "./buildah-layers.ts";
import type { BuildRequest } from "./port.ts";

/** The fields that describe the image. The others describe the container it was made in, such as a random host name. */
const imageKeys = ["created", "author", "architecture", "variant", "os", "os.version", "os.features"];
const configKeys = [
  ...["User", "ExposedPorts", "Env", "Entrypoint", "Cmd", "Volumes", "WorkingDir", "Labels", "StopSignal"],
  ...["Healthcheck", "OnBuild", "Shell", "StopTimeout"],
];

/** What the image does not say of itself. */
export interface ImageFacts {
  /** Seconds since 1970: the time of everything in it that no base image has. */
  readonly epoch: number;
  /** Labels over its own. */
  readonly labels: ReadonlyMap<string, string>;
  /** How many steps of its history are its base's. */
  readonly baseSteps: number;
  /** Whether each of its instructions has a layer: see buildah-layers.ts. */
  readonly isLayered: boolean;
}

/**
 * Writes the image into the new layout `output`, compressed by `compression`.
 * @param bases digests of the uncompressed layers of base images, which stay as they are
 * @returns its manifest there
 */
export async function layoutFromFolder(
  folder: string,
  bases: ReadonlySet<string>,
  facts: ImageFacts,
  { compression, output }: Pick<BuildRequest, "compression" | "output">,
): Promise<Descriptor> {
  const body = await readFile(join(folder, "manifest.json"));
  const mediaType = mediaTypeOf(body) ?? dockerManifestMediaType;
  const descriptor = { mediaType, digest: sha256Of(body), size: body.length };
  const manifest = parseManifest({ descriptor, body });
  if (manifest.kind === "index") throw new Error("buildah has written an index for one platform");
  const written = JSON.parse(await readFile(join(folder, hexOf(manifest.config.digest)), "utf8"));
  const layers: Layer[] = [];
  for (const { digest } of manifest.layers) {
    const tar = createReadStream(join(folder, hexOf(digest)), { highWaterMark: 1 << 20 });
    const change = (entry: RewrittenEntry) => {
      if (isMountPoint(entry)) return false;
      setTime(entry, facts.epoch);
      return true;
    };
    layers.push(await addLayer(output, bases.has(digest) ? tar : rewriteTar(tar, change), compression));
  }
  return addImage(output, plainConfig(facts.isLayered ? withoutKeys(written, facts) : written), layers);
}

/** Where RUN saw a file of the machine, and buildah left an empty one. */
function isMountPoint({ header: { typeFlag, size, name, mode }, extensions }: RewrittenEntry): boolean {
  if (typeFlag !== "0" || size !== 0 || extensions.length > 0) return false;
  return /^(\.?\/)?(etc\/(hosts|hostname|resolv\.conf)|run\/\.containerenv)$/.test(name) && (mode & 0o7777) === 0o755;
}

interface DockerConfig extends Readonly<Record<string, unknown>> {
  readonly config?: Readonly<Record<string, unknown>> & {
    readonly Labels?: Readonly<Record<string, string>> | null;
    readonly Volumes?: object | null;
    readonly ExposedPorts?: object | null;
  };
  readonly history?: readonly Step[];
}

interface Step {
  readonly comment?: string;
  readonly created?: string;
  readonly created_by?: string;
  readonly empty_layer?: boolean;
}

/**
 * As it would be if it had been built in one piece at the time `epoch`, with these labels: layers of earlier builds are of other
 * times, and would have the labels of the builds that made them.
 */
export function withoutKeys(written: DockerConfig, { epoch, labels, baseSteps }: ImageFacts): DockerConfig {
  const created = new Date(epoch * 1000).toISOString().replace(".000Z", "Z");
  const own = Object.entries(written.config?.Labels ?? {}).filter(([name]) => !name.startsWith(keyLabel));
  const all = [...new Map([...own, ...labels])].sort(([a], [b]) => (a < b ? -1 : 1));
  const history = (written.history ?? []).flatMap((step, at, steps): Step[] => {
    if (at < baseSteps) return [step];
    const { empty_layer, ...others } = { ...step, created };
    const { created_by: by = "" } = step;
    if (by.startsWith(`${setting}LABEL "${keyLabel}`)) return [];
    // The COPY after it is ours, and brings the folder that it names.
    if (at > baseSteps && isWorkdir(steps[at - 1]!)) return [];
    return [empty_layer && !isWorkdir(step) ? { ...others, empty_layer } : others];
  });
  return { ...written, created, config: { ...written.config, Labels: Object.fromEntries(all) }, history };
}

/** How buildah begins the step of an instruction that runs nothing. */
const setting = "/bin/sh -c #(nop) ";

function isWorkdir({ created_by = "", empty_layer = false }: Step): boolean {
  return empty_layer && /^WORKDIR\s/i.test(created_by.slice(setting.length));
}

/** The same image gives the same bytes. */
export function plainConfig(written: DockerConfig): Record<string, unknown> {
  const { Labels = {}, Volumes = {}, ExposedPorts = {}, ...config } = written.config ?? {};
  const labels = Object.entries(Labels ?? {});
  const isVolume = ([name]: readonly [string, string]) => name.startsWith(volumeLabel);
  const volumes = [...Object.keys(Volumes ?? {}), ...labels.filter(isVolume).map(([, path]) => path)];
  const plain = {
    ...config,
    Labels: Object.fromEntries(labels.filter((label) => !isVolume(label))),
    Volumes: asSet(volumes),
    ExposedPorts: asSet(Object.keys(ExposedPorts ?? {}).flatMap(singlePorts)),
  };
  return {
    ...chosen(written, imageKeys),
    config: chosen(plain, configKeys),
    history: (written.history ?? []).map(plainStep),
  };
}

/** `8000-8002/tcp` is three ports. */
function singlePorts(written: string): string[] {
  const [, from, to, protocol] = /^(\d+)-(\d+)(\/\w+)$/.exec(written.toLowerCase()) ?? [];
  if (from === undefined || Number(to) < Number(from) || Number(to) > 65_535) return [written.toLowerCase()];
  return Array.from({ length: Number(to) - Number(from) + 1 }, (_, more) => `${Number(from) + more}${protocol}`);
}

function asSet(names: readonly string[]): Record<string, object> {
  return Object.fromEntries([...new Set(names)].sort().map((name) => [name, {}]));
}

/** Without "FROM NAME", where NAME is what the image is called in the build's own storage; a volume as it stands in the Dockerfile. */
function plainStep({ comment, created_by, ...step }: Step): Step {
  const label = new RegExp(`"${volumeLabel.replaceAll(".", "\\.")}[\\d.]+"=`, "g");
  const by =
    created_by === undefined || !label.test(created_by)
      ? created_by
      : created_by.replace(label, "").replace("LABEL", "VOLUME");
  return {
    ...step,
    ...(by === undefined ? {} : { created_by: by }),
    ...(comment === undefined || comment.startsWith("FROM ") ? {} : { comment }),
  };
}

function chosen(from: Readonly<Record<string, unknown>>, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(keys.flatMap((key) => (isSaid(from[key]) ? [[key, from[key]]] : [])));
}

function isSaid(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return false;
  return typeof value !== "object" || Object.keys(value).length > 0;
}
