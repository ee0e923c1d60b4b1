/** What comes back from the CI's cache is an archive that another job has made: it may hold any kind of file. */
import { cp, mkdir, readdir, rename, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openSnapshotCache } from "../../core/cache/cache.ts";
import { silentLog } from "../../core/log/log.ts";
import { hexOf } from "../../core/oci/digest.ts";
import { layoutStore } from "../../core/oci/layout/store.ts";
import { ciCache } from "../../core/places/ci-cache.ts";
import type { PlacePorts, Wanted } from "../../core/places/port.ts";
import { testFolder } from "../fixtures/git.ts";
import { publish, type SmallImage, smallImage } from "../services/image.ts";

let home: ReturnType<typeof testFolder>;
let image: SmallImage;
let made: string;
beforeAll(async () => {
  home = testFolder();
  made = join(home.path, "made");
  image = smallImage();
  await publish(layoutStore(made), image, "key");
});
afterAll(() => home[Symbol.dispose]());

let machines = 0;

/** Takes the image from an entry that is made as `spoil` says, on a machine of its own. `image` is the entry's layout. */
async function taken(spoil: (image: string, outside: string) => Promise<void>) {
  const machine = join(home.path, `machine-${machines++}`);
  const outside = `${machine}-outside`;
  await mkdir(outside);
  const cache = await openSnapshotCache(machine);
  const warnings: string[] = [];
  const localStore = layoutStore(join(machine, "store"));
  const ports = {
    log: { ...silentLog, warning: (line: string) => void warnings.push(line) },
    localStore,
    openStore: layoutStore,
    openCache: async () => cache,
    interruptible: (work: (signal: AbortSignal) => Promise<unknown>) => work(new AbortController().signal),
    entryCache: async () => ({
      name: "the Actions cache",
      restoreNewest: async () => ({ state: "absent" as const }),
      async restore(key: string, folder: string) {
        // Jobs of an earlier version have saved it so: another name orphans what they kept.
        if (key !== "treestamp-1-key") return { state: "absent" };
        await cp(made, join(folder, "image"), { recursive: true });
        await spoil(join(folder, "image"), outside);
        return { state: "present" };
      },
    }),
  };
  const key = { hash: "key", tag: "key", dirty: false };
  const wanted: Wanted = { key, store: localStore, inCiCache: true, stages: [] };
  const found = await ciCache(ports as unknown as PlacePorts, wanted).find({});
  const index = found.state === "present" ? found.manifest : undefined;
  await cache.close();
  return { index, warnings, localStore, blobs: join(machine, "store/blobs/sha256") };
}

test("an image that is whole is brought to the machine's store", async () => {
  const { index, warnings, localStore } = await taken(async () => {});
  expect(warnings).toEqual([]);
  expect(index).toBeDefined();
  expect(await localStore.lookup("key")).toMatchObject({ state: "present" });
});

/** Puts a symbolic link in place of a file or folder, which is as it was, elsewhere. */
async function movedAway(path: string, outside: string): Promise<void> {
  const place = join(outside, "moved");
  await rename(path, place);
  await symlink(place, path);
}

describe("an entry with a symbolic link, whose target has the right bytes,", () => {
  const blobOf = (layout: string) => join(layout, "blobs/sha256", hexOf([...image.blobs.keys()][0]!.digest));
  const links: readonly (readonly [string, (layout: string, outside: string) => Promise<void>])[] = [
    ["in place of a blob", (layout, outside) => movedAway(blobOf(layout), outside)],
    ["in place of the folder of blobs", (layout, outside) => movedAway(dirname(blobOf(layout)), outside)],
    ["above that", (layout, outside) => movedAway(join(layout, "blobs"), outside)],
    ["in place of all of it", (layout, outside) => movedAway(layout, outside)],
  ];
  test.each(links)("%s is refused, and the store gets no file from outside of it", async (_, spoil) => {
    const { index, warnings, localStore, blobs } = await taken(spoil);
    expect(index).toBeUndefined();
    expect(warnings).toEqual([expect.stringContaining("Whether the Actions cache has key is not known: ")]);
    expect(await localStore.lookup("key")).toEqual({ state: "absent" });
    expect(await readdir(blobs).catch(() => [])).toEqual([]);
  });
});
