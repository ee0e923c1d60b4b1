/**
 * `pack-orb.ts PACKAGE.tgz ORB.yml`: the orb in one file, which brings exactly this package of the command line: its
 * version and sha256 are written in. Packed by the real `circleci` program.
 */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { globSync } from "node:fs";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { version } from "../../core/version.ts";
import { buildMissing, folderOf } from "../testbed/go-tools.ts";
import { circleciTool } from "../testbed/test-tools.ts";

const source = join(import.meta.dirname, "../../orb/src");

/** Node for machines that have none that is new enough, from npm: by npm's own checksums (`npm view PACKAGE dist.integrity`), in hex. */
const node = {
  "@NODE@": "24.21.0",
  "@NODE_X64@":
    "de750bb336795f47dc898a46d2de93add029273027f3e16520d3fa3a2317ed5f07aefa404cf37ddfa5352e545e389ae22d16b87bcc84a900580a72f23cd02ced",
  "@NODE_ARM64@":
    "1692513c4cf63afbd32df8c83a5346158f492cf30a825e66f9de2819804b836e242759a6bcdd5997f1cf2601781c3689e752127afd65d5c459fc333e91e5d6e6",
};

/** Packs the orb for the npm package in `tarball` into the file `output`. @throws where a placeholder is left */
export async function packOrb(tarball: string, output: string): Promise<void> {
  await buildMissing([circleciTool]);
  const written: Readonly<Record<string, string>> = {
    "@VERSION@": version,
    "@SHA256@": createHash("sha256")
      .update(await readFile(tarball))
      .digest("hex"),
    ...node,
  };
  const folder = await mkdtemp(join(tmpdir(), "treestamp-orb-"));
  try {
    await cp(source, folder, { recursive: true });
    for (const file of globSync("**/*.{yml,sh}", { cwd: folder })) {
      const text = await readFile(join(folder, file), "utf8");
      const filled = text.replaceAll(/@[A-Z][A-Z0-9_]*@/g, (name) => {
        if (written[name] === undefined) throw new Error(`orb/src/${file}: nothing is known for ${name}`);
        return written[name];
      });
      if (filled !== text) await writeFile(join(folder, file), filled);
    }
    const program = join(folderOf(circleciTool), circleciTool.command);
    // It asks for newer versions of itself, and tells its maker that it was used, unless told not to.
    const env = { ...process.env, HOME: folder, CIRCLECI_CLI_TELEMETRY_OPTOUT: "1" };
    const { stdout } = await promisify(execFile)(program, ["--skip-update-check", "orb", "pack", folder], {
      env,
      maxBuffer: 64 << 20,
    });
    await writeFile(output, stdout);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  const [tarball, output, ...rest] = process.argv.slice(2);
  if (tarball === undefined || output === undefined || rest.length > 0) {
    throw new Error("Say which package and which file: pack-orb.ts PACKAGE.tgz ORB.yml");
  }
  await packOrb(tarball, output);
}
