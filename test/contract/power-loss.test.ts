/** What a machine that lost its power leaves in the cache: files that are there, and empty, or full of zeros. Nothing is synced to disk. */
import { globSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { mkdir, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openSnapshotCache } from "../../core/cache/cache.ts";
import { pruneCache } from "../../core/cache/prune.ts";
import { silentLog } from "../../core/log/log.ts";
import { rootRights } from "../../core/machine/elevate.ts";
import { bootId } from "../../core/machine/owner.ts";
import { closureOf, copyImage } from "../../core/oci/copy.ts";
import { layoutStore } from "../../core/oci/layout/store.ts";
import type { ImageOutcome } from "../../core/report/outcome.ts";
import { extractedRoot } from "../../core/sandbox/extracted.ts";
import { packSnapshot } from "../../core/snapshot/pack.ts";
import { testFolder } from "../fixtures/git.ts";
import { layerOf } from "../fixtures/packing.ts";
import { tar } from "../fixtures/tar.ts";
import { type Machine, type Machines, makeMachines } from "../services/machines.ts";
import { tagsOfLayout } from "../services/published.ts";

let machines: Machines;
let first: Machine;
let built: ImageOutcome;
beforeAll(async () => {
  machines = makeMachines("FROM base\nCOPY greeting /greeting\n");
  first = machines.machine("");
  built = await first.call("pull");
});
afterAll(() => machines?.[Symbol.dispose]());

/** A machine that has built the image and made its environment ready. */
const asBuilt = () => machines.copyOf(first, "");

/** Every regular file of this pattern. */
const files = (folder: string, pattern: string) =>
  globSync(pattern, { cwd: folder })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());

const empty = (path: string) => truncateSync(path);
const zeros = (path: string) => writeFileSync(path, Buffer.alloc(statSync(path).size));

const damages = { empty, zeros };
type Damage = keyof typeof damages;

const run = { run: "cat /greeting", shell: "sh" };

describe("the store of a machine that lost its power", () => {
  const damaged = (pattern: string, how: Damage) => {
    const machine = asBuilt();
    for (const path of files(join(machine.cache, "store"), pattern)) damages[how](path);
    return { machine, folder: join(machine.cache, "store") };
  };

  test.each(
    ["index.json", "oci-layout", "blobs/sha256/*"].flatMap((pattern) =>
      (["empty", "zeros"] as const).map((how) => [pattern, how] as const),
    ),
  )("with %s %s takes its image again, byte for byte", async (pattern, how) => {
    const from = layoutStore(join(first.cache, "store"));
    const lookup = await from.lookup(built.tag);
    if (lookup.state !== "present") throw new Error("It was never there.");
    const { folder } = damaged(pattern, how);
    const to = layoutStore(folder, { isCache: true });
    expect((await to.lookup(built.tag)).state).not.toBe("unknown");
    const image = await closureOf(from, lookup.manifest);
    await copyImage(image, from, to, { signal: new AbortController().signal, log: silentLog });
    await to.writeManifest(image.root, built.tag);
    for (const name of ["oci-layout", "blobs/sha256/*"]) {
      for (const path of files(folder, name)) {
        expect(readFileSync(path).equals(readFileSync(path.replace(folder, from.location)))).toBe(true);
      }
    }
    expect(tagsOfLayout(folder)).toEqual([{ tag: built.tag, missing: [] }]);
  });

  // Every verb finds an image by the same steps: so each meets one damage, and builds once.
  test.each<readonly [string, Damage, string]>([
    ["index.json", "empty", "run"],
    ["oci-layout", "zeros", "prune"],
    ["blobs/sha256/*", "empty", "build"],
    ["blobs/sha256/*", "zeros", "pull"],
  ])("with %s %s is made anew by %s", async (pattern, how, verb) => {
    const { machine, folder } = damaged(pattern, how);
    if (verb === "prune") {
      const cache = await openSnapshotCache(machine.cache);
      await pruneCache(cache, 0);
      await cache.close();
    }
    const again = await (verb === "run" ? machine.call("run", run) : machine.call(verb === "pull" ? "pull" : "build"));
    expect(again.digest).toBe(built.digest);
    if (verb === "run") expect(again.exitCode).toBe(0);
    expect(await machine.call("build")).toMatchObject({ cacheHit: true });
    expect(tagsOfLayout(folder)).toEqual([expect.objectContaining({ missing: [] })]);
  });
});

describe("what else is in the cache of such a machine", () => {
  test.each<readonly [string, Damage]>([
    ["environments/*", "empty"],
    ["environments/*", "zeros"],
    ["snapshots/*/{table,state.json}", "empty"],
    ["snapshots/*/*", "zeros"],
    ["marks/*", "empty"],
  ])("%s %s: the command runs in the right environment", async (pattern, how) => {
    const [machine, damage] = [asBuilt(), damages[how]];
    for (const path of files(machine.cache, pattern)) damage(path);
    const again = await machine.call("run", { run: "test hello = $(cat /greeting)", shell: "sh" });
    expect(again.exitCode).toBe(0);
  });

  test("a snapshot that was extracted before the last start of the machine is extracted anew", async () => {
    using home = testFolder();
    const layer = layerOf(tar([{ name: "file", data: Buffer.from("hello\n") }]));
    const { rawFile, table } = await packSnapshot({ layers: [layer], folder: join(home.path, "pack"), log: silentLog });
    const extracted = join(home.path, "extracted");
    await mkdir(extracted, { mode: 0o700 });
    const snapshot = await open(rawFile, "r");
    try {
      const extract = () =>
        extractedRoot({ extracted, digest: table.digest, snapshot, rights: rootRights(), log: silentLog });
      const root = await extract();
      writeFileSync(join(root, "file"), "as it was extracted");
      expect(await extract()).toBe(root);
      expect(await readFile(join(root, "file"), "utf8")).toBe("as it was extracted");
      empty(join(root, "file"));
      writeFileSync(join(root, "../boot"), "another start");
      expect(await extract()).toBe(root);
      expect(await readFile(join(root, "file"), "utf8")).toBe("hello\n");
      expect(await readFile(join(root, "../boot"), "utf8")).toBe(bootId());
    } finally {
      await snapshot.close();
    }
  });
});
