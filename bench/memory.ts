/**
 * The peak memory of packing and of fetching, for images of several sizes. Packing is the code of `treestamp build` in a
 * process of its own, because an engine would need longer for 8 GB than all the bench; fetching is `treestamp pull`.
 */
import { readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startRegistry } from "../test/services/registry.ts";
import { benchBase } from "./base.ts";
import { memorySizes } from "./figures.ts";
import { makeRecipe } from "./image.ts";
import { run, treestamp, treestampJson } from "./programs.ts";
import type { Found } from "./results.ts";
import type { World } from "./world.ts";

export async function measureMemory(world: World): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const size of memorySizes) {
    const [pack, fetch] = [`memory-pack-${size}gb`, `memory-fetch-${size}gb`];
    if (!world.wants(pack) && !world.wants(fetch)) continue;
    world.say(`packing, publishing and fetching an image of ${size} GB (${size} times 20 s)`);
    const peaks = await peaksOf(world, size);
    found.push({ name: pack, ours: [peaks.pack] }, { name: fetch, ours: [peaks.fetch] });
  }
  return found.filter(({ name }) => world.wants(name));
}

async function peaksOf(world: World, gigabytes: number): Promise<{ readonly pack: number; readonly fetch: number }> {
  const folder = join(world.work, "large");
  const repository = join(folder, "repository");
  const cache = join(folder, "cache");
  await rm(folder, { recursive: true, force: true });
  const registry = await startRegistry();
  try {
    await makeRecipe(await benchBase(world.say), `FROM base\nLABEL gigabytes=${gigabytes}\n`, repository);
    const store = `${registry.host}/large`;
    const words = ["-C", repository, "--store", store, "--cache-folder", cache];
    const { tag } = await treestampJson(["resolve", ...words]);
    const program = await compiled(join(folder, "compiled"), "bench/large-image.js");
    const packed = join(folder, "packed");
    const pack = Number(await run([process.execPath, program, String(gigabytes), packed, store, tag]));
    await rm(packed, { recursive: true });

    const file = join(folder, "peak");
    const [node, ...rest] = treestamp("pull", ...words);
    await run([node!, "--import", join(import.meta.dirname, "peak.mjs"), ...rest], { ...process.env, PEAK_FILE: file });
    return { pack, fetch: Number(await readFile(file, "utf8")) };
  } finally {
    await registry.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A program of ours as JavaScript: Node needs some 90 MiB to read TypeScript. */
export async function compiled(folder: string, program: string): Promise<string> {
  const root = join(import.meta.dirname, "..");
  const options = ["--noEmit", "false", "--outDir", folder, "--rootDir", root, "--declaration", "false"];
  await run([join(root, "node_modules/.bin/tsc"), "-p", join(root, "tsconfig.json"), ...options]);
  await writeFile(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
  return join(folder, program);
}
