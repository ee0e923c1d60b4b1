/**
 * An image as `buildah build --format docker --disable-compression --tag dir:FOLDER` leaves it: manifest.json, and the blobs
 * by their hashes. Docker's own form, since an OCI configuration as buildah writes it has no HEALTHCHECK, ONBUILD and SHELL.
 * BuildKit keeps them in an OCI configuration, and so do we.
 */
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type RewrittenEntry, rewriteTar } from "../archive/tar-rewrite.ts";
import { hexOf, sha256Of } from "../oci/digest.ts";
import { addImage, addLayer, type Layer } from "../oci/layout/new-layout.ts";
import { parseManifest } from "../oci/manifest.ts";
import type { Descriptor } from "../oci/port.ts";
import { dockerManifestMediaType } from "../oci/stored-manifest.ts";
import { volumeLabel } from "./buildah-dockerfile.ts";

/** The fields that describe the image. The others describe the container it was made in, such as a random host name. */
const imageKeys = ["created", "author", "architecture", "variant", "os", "os.version", "os.features"];
const configKeys = [
  ...["User", "ExposedPorts", "Env", "Entrypoint", "Cmd", "Volumes", "WorkingDir", "Labels", "StopSignal"],
  ...["Healthcheck", "OnBuild", "Shell", "StopTimeout"],
];

/**
 * Writes the image into the new layout `output`.
 * @param bases digests of the uncompressed layers of base images, which stay as they are
 * @returns its manifest there
 */
export async function layoutFromFolder(
  folder: string,
  bases: ReadonlySet<string>,
  output: string,
): Promise<Descriptor> {
  const body = await readFile(join(folder, "manifest.json"));
  const descriptor = { mediaType: dockerManifestMediaType, digest: sha256Of(body), size: body.length };
  const manifest = parseManifest({ descriptor, body });
  if (manifest.kind === "index") throw new Error("buildah has written an index for one platform");
  const written = JSON.parse(await readFile(join(folder, hexOf(manifest.config.digest)), "utf8"));
  const layers: Layer[] = [];
  for (const { digest } of manifest.layers) {
    const tar = createReadStream(join(folder, hexOf(digest)), { highWaterMark: 1 << 20 });
    layers.push(await addLayer(output, bases.has(digest) ? tar : rewriteTar(tar, (entry) => !isMountPoint(entry))));
  }
  return addImage(output, plainConfig(written), layers);
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
  readonly created_by?: string;
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
