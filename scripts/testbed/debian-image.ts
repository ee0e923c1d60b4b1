/** Makes an OCI image from Debian or Ubuntu packages alone, because an image registry may be out of reach. */
import { execFile } from "node:child_process";
import { createReadStream, createWriteStream } from "node:fs";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { createGzip } from "node:zlib";
import { digestOf, sha256Of } from "../../core/oci/digest.ts";
import { layoutStore } from "../../core/oci/layout/store.ts";
import type { Descriptor, Digest } from "../../core/oci/port.ts";
import { manifestOf, ociManifestMediaType } from "../../core/oci/stored-manifest.ts";
import { rootPrefix } from "./debian-packages.ts";

const run = promisify(execFile);

/** `bookworm`, `noble`: the machine's own release, because its package sources are known to work. */
export async function releaseName(): Promise<string> {
  const name = /^VERSION_CODENAME=(\w+)$/m.exec(await readFile("/etc/os-release", "utf8"))?.[1];
  if (name === undefined) throw new Error("This needs Debian or Ubuntu: /etc/os-release names no release.");
  return name;
}

export interface DebianRoot {
  readonly suite: string;
  /** What the smallest root that apt can work in gets besides; one at least. */
  readonly packages: readonly string[];
  /** A line of shell that changes the root, whose folder is `$1`, when the packages are in it. */
  readonly hook?: string;
}

/** Writes the root as a tar, with every time fixed. */
export async function makeDebianRoot({ suite, packages, hook }: DebianRoot, tar: string): Promise<void> {
  const options = [
    ...["--quiet", "--mode=root", "--variant=minbase", `--include=${packages.join(",")}`],
    ...(hook === undefined ? [] : [`--customize-hook=${hook}`]),
  ];
  const [program, ...args] = [...(rootPrefix() ?? []), "env", "SOURCE_DATE_EPOCH=0", "mmdebstrap", ...options];
  await run(program!, [...args, suite, tar, ...(await sourceFiles())], { maxBuffer: 64 << 20 });
}

/** The package sources of the distribution itself; what else a machine may have does not belong into an image. */
async function sourceFiles(): Promise<string[]> {
  const folder = "/etc/apt/sources.list.d";
  const files = (await readdir(folder)).filter((name) => /^(debian|ubuntu)\.sources$/.test(name));
  if (files.length > 0) return files.map((name) => join(folder, name));
  return ["/etc/apt/sources.list"];
}

/** The line of sources.list(5) by which this machine has the packages of its release. */
export async function sourceHere(suite: string): Promise<string> {
  for (const file of await sourceFiles()) {
    const text = await readFile(file, "utf8");
    const field = (name: string, value: string) => new RegExp(`^${name}: *(${value})`, "m").exec(text)?.[1];
    const [address, components] = [field("URIs", "https?://\\S+"), field("Components", ".+")];
    if (address !== undefined && components !== undefined) return `deb ${address} ${suite} ${components}`;
    const [line] = /^deb .*https?:\/\/.*$/m.exec(text) ?? [];
    if (line !== undefined) return line;
  }
  throw new Error("This needs a mirror of packages: apt's own sources name none by http or https.");
}

/**
 * Writes an OCI image layout in `folder` whose one image, tagged `base`, has these tars as its layers, the lowest first.
 * @param compression of the layers; `gzip` is what images in registries have, and takes half a minute a gigabyte
 * @param more of its configuration: what it runs
 */
export async function writeImage(
  tars: readonly string[],
  compression: "none" | "gzip",
  folder: string,
  more: Readonly<Record<string, unknown>> = { Cmd: ["bash"] },
): Promise<void> {
  const store = layoutStore(folder);
  const layers: Descriptor[] = [];
  const diffIds: Digest[] = [];
  for (const tar of tars) {
    const plain = await digestOfFile(tar);
    let file = tar;
    let layer: Descriptor = { mediaType: "application/vnd.oci.image.layer.v1.tar", ...plain };
    if (compression === "gzip") {
      file = `${tar}.gz`;
      await pipeline(createReadStream(tar), createGzip(), createWriteStream(file));
      layer = { mediaType: "application/vnd.oci.image.layer.v1.tar+gzip", ...(await digestOfFile(file)) };
    }
    await store.writeBlob(layer, () => createReadStream(file));
    if (file !== tar) await rm(file);
    layers.push(layer);
    diffIds.push(plain.digest);
  }
  const created = "1970-01-01T00:00:00Z";
  const configBytes = Buffer.from(
    JSON.stringify({
      architecture: process.arch === "arm64" ? "arm64" : "amd64",
      os: "linux",
      created,
      config: { Env: ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"], ...more },
      rootfs: { type: "layers", diff_ids: diffIds },
      history: diffIds.map(() => ({ created, created_by: "packages" })),
    }),
  );
  const config: Descriptor = {
    mediaType: "application/vnd.oci.image.config.v1+json",
    digest: sha256Of(configBytes),
    size: configBytes.length,
  };
  await store.writeBlob(config, async function* () {
    yield configBytes;
  });
  const manifest = { schemaVersion: 2, mediaType: ociManifestMediaType, config, layers };
  await store.writeManifest(manifestOf(ociManifestMediaType, Buffer.from(JSON.stringify(manifest))), "base");
}

function digestOfFile(file: string): Promise<{ digest: Digest; size: number }> {
  return digestOf(createReadStream(file, { highWaterMark: 1 << 20 }));
}
