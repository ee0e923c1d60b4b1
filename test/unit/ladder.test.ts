/** Where the image of a key is looked for, and where it goes: on real layouts, one of which plays a registry. */
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { openSnapshotCache, type SnapshotCache } from "../../core/cache/cache.ts";
import { TreestampError } from "../../core/errors.ts";
import { silentLog } from "../../core/log/log.ts";
import { layoutStore } from "../../core/oci/layout/store.ts";
import type { Store } from "../../core/oci/port.ts";
import type { EntryCache } from "../../core/places/entry-cache.ts";
import { findOn, isOwed, type Ladder, ladderOf, lookUp, takersOf } from "../../core/places/ladder.ts";
import { publishOn, publishOwed } from "../../core/places/ladder-publish.ts";
import type { Place, PlacePorts, Wanted } from "../../core/places/port.ts";
import { publicationIn } from "../../core/places/publication.ts";
import { refused, withRights } from "../../core/places/rights.ts";
import { testFolder } from "../fixtures/git.ts";
import { publish, type SmallImage, smallImage } from "../services/image.ts";

const denied = new TreestampError("store-denied", "You may not push.");
const unreachable = new TreestampError("store-unreachable", "It does not answer.");
const never = new AbortController().signal;

let home: ReturnType<typeof testFolder>;
let cache: SnapshotCache;
let ports: PlacePorts;
let registry: Store;
let image: SmallImage;
let said: string[];
/** Calls of the CI's cache: `restore absent`, `save`. */
let asked: string[];
beforeEach(async () => {
  home = testFolder();
  cache = await openSnapshotCache(join(home.path, "cache"));
  [said, asked] = [[], []];
  registry = { ...layoutStore(join(home.path, "registry")), shared: true, location: "registry.example/build" };
  image = smallImage();
  await publish(layoutStore(join(home.path, "made")), image, "made");
  const say = (line: string) => void said.push(line);
  ports = {
    log: { ...silentLog, info: say, warning: say },
    openStore: (location) => layoutStore(location),
    openLayout: () => Promise.reject(new Error("nothing is built")),
    localStore: layoutStore(join(home.path, "cache/store")),
    entryCache: async () => entries,
    lackOfRights: async () => "the pull request comes from a fork",
    openCache: async () => cache,
    interruptible: (work) => work(never),
  };
});
afterEach(async () => {
  await cache.close();
  home[Symbol.dispose]();
});

const entries: EntryCache = {
  name: "the CI's cache",
  restoreNewest: async () => ({ state: "absent" }),
  async restore(key, folder) {
    const kept = join(home.path, "entries", key);
    const isThere = await cp(kept, folder, { recursive: true }).then(
      () => true,
      () => false,
    );
    asked.push(`restore ${isThere ? "present" : "absent"}`);
    return { state: isThere ? "present" : "absent" };
  },
  async save(key, folder) {
    asked.push("save");
    await cp(folder, join(home.path, "entries", key), { recursive: true });
    return { state: "saved" };
  },
};

function wanted(changes: Partial<Wanted> & { readonly dirty?: boolean } = {}): Wanted {
  const { dirty = false, ...others } = changes;
  const key = { hash: "key", tag: dirty ? "key-dirty" : "key", dirty };
  return { key, store: registry, inCiCache: false, stages: [], ...others };
}

function nameOf({ store, tag, publish: publishes, remember }: Place): string {
  if (publishes === undefined && remember !== undefined) return "the CI's cache";
  const isHere = store.location === ports.localStore.location;
  const name = isHere ? "this machine" : store.location.replace(`${home.path}/`, "");
  return publishes === undefined ? `${name}: ${tag}` : name;
}

describe("a key's ladder", () => {
  const [there, here, ci] = ["registry.example/build", "this machine", "the CI's cache"];
  const [committed, dirty] = [`${here}: key`, `${here}: key-dirty`];
  const folder = () => layoutStore(join(home.path, "folder"));
  test.each<[string, () => Ladder | Promise<Ladder>, string[], string[]]>([
    ["where we may push, as far as is known", () => ladderOf(ports, wanted()), [there, here, dirty], [there, here]],
    ["where we may not", () => refused(ports, ladderOf(ports, wanted()), denied), [there, here, dirty, ci], [here]],
    ["of what is not committed", () => ladderOf(ports, wanted({ dirty: true })), [here, committed], [here]],
    [
      "into a folder",
      () => ladderOf(ports, wanted({ store: folder() })),
      ["folder", "folder: key-dirty", here, dirty],
      ["folder", here],
    ],
    [
      "into a folder, of what is not committed",
      () => ladderOf(ports, wanted({ store: folder(), dirty: true })),
      ["folder", "folder: key", here, committed],
      ["folder", here],
    ],
    ["if no store was asked for", () => ladderOf(ports, wanted({ store: ports.localStore })), [here, dirty], [here]],
    [
      "into the CI's cache",
      () => ladderOf(ports, wanted({ store: ports.localStore, inCiCache: true })),
      [here, dirty, ci],
      [here],
    ],
    [
      "into the CI's cache, of what is not committed",
      () => ladderOf(ports, wanted({ store: ports.localStore, inCiCache: true, dirty: true })),
      [here, committed],
      [here],
    ],
  ])("%s", async (_, make, places, takers) => {
    const ladder = await make();
    expect(ladder.places.map(nameOf)).toEqual(places);
    expect(takersOf(ladder).map(nameOf)).toEqual(takers);
  });

  test("is asked for rights only if there is something to be published, and the CI's jobs may lack them", async () => {
    let questions = 0;
    const refusesWrites = async () => {
      questions++;
      return denied;
    };
    registry = { ...registry, refusesWrites };
    const by = (changes: Parameters<typeof wanted>[0] = {}) => ladderOf(ports, wanted(changes));
    const absent = { state: "absent" } as const;
    await withRights(ports, by(), { state: "present", manifest: image.index });
    await withRights(ports, by(), { state: "unknown", reason: unreachable });
    await withRights(ports, by({ dirty: true }), absent);
    const shell = { ...ports, entryCache: async () => undefined, lackOfRights: async () => undefined };
    await withRights(shell, by(), absent);
    expect(questions).toBe(0);
    expect((await withRights(ports, by(), absent)).refusal).toBe(denied);
    expect((await withRights(ports, by(), { state: "unknown", reason: denied })).refusal).toBe(denied);
    expect(questions).toBe(2);
  });
});

describe("an image is found", () => {
  test("where it was asked for, before any other place", async () => {
    await publish(registry, image, "key");
    await publish(ports.localStore, smallImage(), "key");
    const found = await findOn(ports, ladderOf(ports, wanted()), {});
    expect(found).toEqual({ image: { store: registry, root: image.index }, tag: "key", owedTo: undefined });
  });

  test("on this machine, and owed to the registry that takes it", async () => {
    await publish(ports.localStore, image, "key");
    const found = await findOn(ports, ladderOf(ports, wanted()), {});
    expect(found?.image.store).toBe(ports.localStore);
    expect(found?.owedTo?.store).toBe(registry);
  });

  test.each<[string, () => Promise<Ladder>]>([
    [
      "that says it does not",
      async () => {
        registry = { ...registry, refusesWrites: async () => denied };
        return ladderOf(ports, wanted());
      },
    ],
    ["that has refused us", () => refused(ports, ladderOf(ports, wanted()), denied)],
    ["because it is not committed", async () => ladderOf(ports, wanted({ dirty: true }))],
  ])("on this machine, and not owed to a registry %s", async (_, make) => {
    for (const tag of ["key", "key-dirty"]) await publish(ports.localStore, image, tag);
    const ladder = await make();
    const found = await findOn(ports, ladder, {});
    const { tag } = ladder.wanted.key;
    expect(found).toEqual({ image: { store: ports.localStore, root: image.index }, tag, owedTo: undefined });
  });

  test("on this machine alone if it is not committed, whatever the registry has or says", async () => {
    registry = { ...registry, lookup: () => Promise.reject(new Error("it is asked")) };
    const ladder = ladderOf(ports, wanted({ dirty: true }));
    expect(await lookUp(ladder, {})).toEqual({ lookup: { state: "absent" }, place: ladder.places[0] });
    await publish(ports.localStore, image, "key-dirty");
    expect((await lookUp(ladder, {})).lookup).toEqual({ state: "present", manifest: image.index });
    expect((await findOn(ports, ladder, {}))?.image.store).toBe(ports.localStore);
  });

  test.each<[string, boolean, () => Store, "present" | "absent"]>([
    ["before it was committed, and is owed to the registry", false, () => registry, "absent"],
    ["before it was committed, and is owed to this machine's store", false, () => ports.localStore, "present"],
    ["of what is now a change that is not committed", true, () => registry, "present"],
  ])("that was built from the same recipe %s", async (_, dirty, store, state) => {
    await publish(ports.localStore, image, dirty ? "key" : "key-dirty");
    const ladder = ladderOf(ports, wanted({ dirty, store: store() }));
    const answer = await lookUp(ladder, {});
    expect(answer.lookup.state).toBe(state);
    const found = await findOn(ports, ladder, {}, answer);
    if (!isOwed(found)) throw new Error("it is owed");
    expect(found).toMatchObject({ image: { root: image.index }, tag: dirty ? "key" : "key-dirty" });
    expect(found.owedTo).toBe(ladder.places[0]);
    await publishOwed(ports, ladder, found, { isHeld: () => true, signal: never });
    const [asked] = ladder.places;
    expect(await asked.store.lookup(ladder.wanted.key.tag)).toMatchObject({ state: "present", manifest: image.index });
    expect((await findOn(ports, ladder, {}))?.owedTo).toBeUndefined();
  });

  test("in the CI's cache, which is asked once, and only if this machine has none", async () => {
    const ladder = ladderOf(ports, wanted({ store: ports.localStore, inCiCache: true }));
    expect((await lookUp(ladder, {})).lookup).toEqual({ state: "absent" });
    expect(await findOn(ports, ladder, {})).toBeUndefined();
    expect(asked).toEqual(["restore absent"]);

    await publish(layoutStore(join(home.path, "entries/treestamp-1-key/image")), image, "key");
    for (const expected of [["restore present"], []]) {
      asked.length = 0;
      const next = ladderOf(ports, wanted({ store: ports.localStore, inCiCache: true }));
      expect((await lookUp(next, {})).lookup).toMatchObject({ state: "present" });
      expect((await findOn(ports, next, {}))?.owedTo).toBeUndefined();
      expect(asked).toEqual(expected);
    }
  });

  test("nowhere as long as a place does not answer, but for a registry that lets us neither read nor write", async () => {
    const answering = (reason: TreestampError): Store => ({
      ...registry,
      lookup: async () => ({ state: "unknown", reason }),
    });
    await publish(ports.localStore, image, "key");
    const find = async (reason: TreestampError, isRefused: boolean) => {
      const ladder = ladderOf(ports, wanted({ store: answering(reason) }));
      return findOn(ports, isRefused ? await refused(ports, ladder, denied) : ladder, {});
    };
    await expect(find(unreachable, false)).rejects.toBe(unreachable);
    await expect(find(unreachable, true)).rejects.toBe(unreachable);
    await expect(find(denied, false)).rejects.toBe(denied);
    expect((await find(denied, true))?.image.store).toBe(ports.localStore);
  });
});

describe("an image goes", () => {
  const publishing = async (tag = "made", isForced = false) => {
    const store = layoutStore(join(home.path, "made"));
    const lookup = await store.lookup(tag);
    if (lookup.state !== "present") throw new Error("it was made");
    const publication = await publicationIn({ store, root: lookup.manifest });
    return { publication, isHeld: () => true, isForced, signal: never };
  };
  const statesOf = async (tag = "key") => {
    const lookups = await Promise.all([registry, ports.localStore].map((store) => store.lookup(tag)));
    return lookups.map(({ state }) => state);
  };

  test("to the registry alone, if we may push", async () => {
    const published = await publishOn(ports, ladderOf(ports, wanted()), await publishing(), 0);
    expect(published).toEqual({ store: registry, root: image.index, isAnother: false });
    expect(await statesOf()).toEqual(["present", "absent"]);
    expect(asked).toEqual([]);
  });

  test("to this machine and the CI's cache, if the registry refuses it: that is no failure, and is said once", async () => {
    registry = { ...registry, writeBlob: () => Promise.reject(denied) };
    const want = wanted();
    const published = await publishOn(ports, ladderOf(ports, want), await publishing(), 0);
    expect(published.store).toBe(ports.localStore);
    expect(await statesOf()).toEqual(["absent", "present"]);
    expect(asked).toEqual(["save"]);
    expect(said.filter((line) => line.startsWith("The image is not pushed"))).toHaveLength(1);
    const notes = want.stages.map(({ name, note }) => `${name}: ${note}`);
    expect(notes).toContain("publish: this machine only: the pull request comes from a fork");
  });

  test("to this machine alone, if no copy of it can be made for the CI's cache: the log says so", async () => {
    const full = Object.assign(new Error("full"), { code: "ENOSPC", syscall: "link", path: "/cache" });
    const openStore = (folder: string) => ({ ...layoutStore(folder), writeBlob: () => Promise.reject(full) });
    ports = { ...ports, openStore };
    const ladder = await refused(ports, ladderOf(ports, wanted()), denied);
    const published = await publishOn(ports, ladder, await publishing(), 0);
    expect(published.store).toBe(ports.localStore);
    expect(asked).toEqual([]);
    expect(said).toContainEqual(
      expect.stringMatching(/^The CI's cache did not take the image: \/cache cannot be used: the disk is full/),
    );
  });

  test("to this machine alone, if it is not committed", async () => {
    await publishOn(ports, ladderOf(ports, wanted({ dirty: true })), await publishing(), 0);
    expect(await statesOf("key-dirty")).toEqual(["absent", "present"]);
    expect(asked).toEqual([]);
  });

  test("to this machine, if the registry fails; the failure stays one, and says so", async () => {
    registry = { ...registry, writeManifest: () => Promise.reject(unreachable) };
    const failing = publishOn(ports, ladderOf(ports, wanted()), await publishing(), 0);
    await expect(failing).rejects.toMatchObject({
      code: "store-unreachable",
      message: "It does not answer. The image is kept on this machine.",
      remedy: "The next run here publishes it without building it.",
    });
    expect(await statesOf()).toEqual(["absent", "present"]);
    expect(asked).toEqual([]);
  });

  test("to this machine, even if we are told to stop while the registry fails", async () => {
    const stop = new AbortController();
    const writeBlob = () => {
      stop.abort();
      return Promise.reject(unreachable);
    };
    registry = { ...registry, writeBlob };
    const failing = publishOn(ports, ladderOf(ports, wanted()), { ...(await publishing()), signal: stop.signal }, 0);
    await expect(failing).rejects.toThrow("The image is kept on this machine.");
    expect(await statesOf()).toEqual(["absent", "present"]);
  });

  test("nowhere, if a forced build gave other bytes than the registry has", async () => {
    await publish(registry, smallImage(), "key");
    const failing = publishOn(ports, ladderOf(ports, wanted()), await publishing("made", true), 0);
    await expect(failing).rejects.toMatchObject({ code: "tag-taken" });
    expect(await statesOf()).toEqual(["present", "absent"]);
  });

  test("from this machine to the registry it is owed to, and stays here if that refuses it", async () => {
    await publish(ports.localStore, image, "key");
    const owed = async () => {
      const ladder = ladderOf(ports, wanted());
      const found = await findOn(ports, ladder, {});
      if (!isOwed(found)) throw new Error("it is owed");
      return publishOwed(ports, ladder, found, { isHeld: () => true, signal: never });
    };
    const willing = registry;
    registry = { ...willing, writeBlob: () => Promise.reject(denied) };
    expect((await owed())?.store).toBe(ports.localStore);
    registry = willing;
    expect((await owed())?.store).toBe(registry);
    expect(await statesOf()).toEqual(["present", "present"]);
  });
});
