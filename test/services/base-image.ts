/** A tiny real image to build from: Debian's static busybox with its applets, as an OCI image layout made by hand. */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Digest } from "../../core/oci/port.ts";

export interface TestImage {
  /** The folder of the OCI image layout; its one manifest has the tag `latest`. */
  readonly folder: string;
  /** The manifest's digest. */
  readonly digest: Digest;
}

interface TarEntry {
  readonly name: string;
  readonly mode: number;
  readonly content?: Buffer | string;
  readonly linkTo?: string;
}

/** 2020-01-01, in seconds since 1970: every time in the image. */
export const baseTime = 1_577_836_800;

/**
 * Makes the image for linux/amd64 in `folder`, which must be empty or not there, with further layers on top where they are
 * given as plain tar archives. The same bytes on the same machine.
 */
export function makeBusyboxBase(folder: string, ...further: readonly Buffer[]): TestImage {
  return makeMarkedBase(folder, undefined, {}, further);
}

/**
 * The same with something of its own.
 * @param marker what `/marker` says; no such file where it is undefined
 * @param more of its configuration
 */
export function makeMarkedBase(
  folder: string,
  marker: string | undefined,
  more: Readonly<Record<string, unknown>> = {},
  further: readonly Buffer[] = [],
): TestImage {
  const layers = [busyboxLayer(marker), ...further.map(packed)];
  const created = new Date(baseTime * 1000).toISOString().replace(".000Z", "Z");
  const blobs = join(folder, "blobs/sha256");
  mkdirSync(blobs, { recursive: true });
  const write = (mediaType: string, content: Buffer) => {
    const digest = digestOf(content);
    writeFileSync(join(blobs, digest.slice("sha256:".length)), content);
    return { mediaType, digest, size: content.length };
  };
  const writeJson = (mediaType: string, value: unknown) => write(mediaType, Buffer.from(JSON.stringify(value)));
  const config = writeJson("application/vnd.oci.image.config.v1+json", {
    created,
    architecture: "amd64",
    os: "linux",
    config: { Env: ["PATH=/bin"], Cmd: ["/bin/sh"], ...more },
    rootfs: {
      type: "layers",
      diff_ids: layers.map(({ diffId }) => diffId),
    },
    history: layers.map(() => ({ created, created_by: "busybox-static" })),
  });
  const manifest = writeJson("application/vnd.oci.image.manifest.v1+json", {
    schemaVersion: 2,
    mediaType: "application/vnd.oci.image.manifest.v1+json",
    config,
    layers: layers.map(({ blob }) => write("application/vnd.oci.image.layer.v1.tar+gzip", blob)),
  });
  writeFileSync(join(folder, "oci-layout"), JSON.stringify({ imageLayoutVersion: "1.0.0" }));
  const tagged = { ...manifest, annotations: { "org.opencontainers.image.ref.name": "latest" } };
  writeFileSync(join(folder, "index.json"), JSON.stringify({ schemaVersion: 2, manifests: [tagged] }));
  return { folder, digest: manifest.digest };
}

interface Layer {
  /** The digest of the plain archive. */
  readonly diffId: Digest;
  /** The archive, compressed. */
  readonly blob: Buffer;
}

/** At gzip's quickest: each test makes its own, and nothing is stored for long. */
function packed(archive: Buffer): Layer {
  return { diffId: digestOf(archive), blob: gzipSync(archive, { level: 1 }) };
}

function digestOf(bytes: Buffer): Digest {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}

/** By their markers: a file of tests makes many images with the same one. */
const busyboxLayers = new Map<string | undefined, Layer>();

function busyboxLayer(marker: string | undefined): Layer {
  const made = busyboxLayers.get(marker) ?? packed(busyboxRoot(marker));
  busyboxLayers.set(marker, made);
  return made;
}

/**
 * Those of busybox that the tests call, and a few that somebody may expect. Not all 270: each engine, snapshot and sandbox
 * under test makes every one of them again, which took a third of the time that buildah needs to bring the image.
 */
const applets = `
  [ ash awk base64 basename cat chgrp chmod chown chroot cmp cp cut date dd df diff dirname du echo env expr false
  find grep groups gunzip gzip head hostname id ip kill ln ls md5sum mkdir mkfifo mknod mktemp mount mv nc nproc
  nsenter od ping printf ps pwd readlink realpath rm rmdir sed seq setpriv setsid sh sha256sum sleep sort stat
  stty su sync tail tar test timeout touch tr true truncate tty umount uname uniq unlink unshare vi wc wget which
  whoami xargs yes
`
  .trim()
  .split(/\s+/);

function busyboxRoot(marker: string | undefined): Buffer {
  const busybox = "/bin/busybox";
  return tar([
    { name: "bin/", mode: 0o755 },
    { name: "bin/busybox", mode: 0o755, content: readFileSync(busybox) },
    ...applets.map((name) => ({ name: `bin/${name}`, mode: 0o777, linkTo: "busybox" })),
    { name: "etc/", mode: 0o755 },
    {
      name: "etc/passwd",
      mode: 0o644,
      content: "root:x:0:0:root:/root:/bin/sh\nbuilder:x:1000:1000::/home/builder:/bin/sh\n",
    },
    { name: "etc/group", mode: 0o644, content: "root:x:0:\nbuilder:x:1000:\n" },
    { name: "home/", mode: 0o755 },
    { name: "home/builder/", mode: 0o755 },
    { name: "root/", mode: 0o700 },
    { name: "tmp/", mode: 0o1777 },
    ...(marker === undefined ? [] : [{ name: "marker", mode: 0o644, content: marker }]),
  ]);
}

/** A tar of few and short names. A name that ends in a slash is a directory. Source: POSIX pax, ustar format. */
export function tar(entries: readonly TarEntry[]): Buffer {
  const parts = entries.flatMap(({ name, mode, content = "", linkTo }) => {
    const body = Buffer.from(content);
    const header = Buffer.alloc(512);
    header.write(name, 0, 100);
    header.write(`${mode.toString(8).padStart(7, "0")}\0${"0".repeat(7)}\0${"0".repeat(7)}\0`, 100);
    header.write(`${body.length.toString(8).padStart(11, "0")}\0${baseTime.toString(8).padStart(11, "0")}\0`, 124);
    header.write(" ".repeat(8), 148);
    header.write(name.endsWith("/") ? "5" : linkTo === undefined ? "0" : "2", 156);
    header.write(linkTo ?? "", 157, 100);
    header.write("ustar\x0000", 257);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
    return [header, body, Buffer.alloc(-body.length & 511)];
  });
  return Buffer.concat([...parts, Buffer.alloc(1024)]);
}
