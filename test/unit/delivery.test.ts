/** Which tags a delivery may move, and what it does where it is not known, or changes, what a tag names. On folders. */
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { TreestampError } from "../../core/errors.ts";
import { silentLog } from "../../core/log/log.ts";
import { layoutStore } from "../../core/oci/layout/store.ts";
import type { Lookup, Store } from "../../core/oci/port.ts";
import { deliver } from "../../core/verbs/deliver.ts";
import { testFolder } from "../fixtures/git.ts";
import { publish, type SmallImage, smallImage } from "../services/image.ts";

let home: ReturnType<typeof testFolder>;
let from: Store;
let ours: SmallImage;
let theirs: SmallImage;
beforeAll(async () => {
  home = testFolder();
  from = layoutStore(join(home.path, "from"));
  [ours, theirs] = [smallImage("ours"), smallImage("theirs")];
  await publish(from, ours, "made");
});
afterAll(() => home[Symbol.dispose]());

let count = 0;
/** A store in which each of these tags names another image. */
async function taken(...tags: string[]): Promise<Store> {
  const store = layoutStore(join(home.path, `store-${count++}`));
  for (const tag of tags) await publish(store, theirs, tag);
  return store;
}

async function delivered(store: Store, tag: string, overwrite: readonly string[], moves = false) {
  const destinations = [{ store, tags: [{ tag, moves }] }];
  const signal = new AbortController().signal;
  const image = { store: from, root: ours.index };
  const request = { image, destinations, overwrite, donors: [], stages: [], signal, log: silentLog };
  return (await deliver(request))[0]!.outcome;
}

const named = async (store: Store, tag: string) => {
  const lookup = await store.lookup(tag);
  return lookup.state === "present" ? lookup.manifest.descriptor.digest : lookup.state;
};

describe("overwrite", () => {
  test.each([
    ["1.0.0", "1.0.0"],
    ["v*", "v1"],
    ["*", "1.0.0"],
    ["pr-*-test", "pr-12-test"],
  ])("%s moves %s", async (pattern, tag) => {
    const store = await taken(tag);
    expect(await delivered(store, tag, [pattern])).toBe("moved");
    expect(await named(store, tag)).toBe(ours.index.descriptor.digest);
  });

  test.each([
    ["1.0", "1.0.0"],
    ["0.0", "1.0.0"],
    ["1.0.0", "1x0x0"],
    ["v*", "dev1"],
    ["*-test", "pr-test-2"],
    ["stable", "unstable"],
    ["stable", "stable-2"],
    ["[0-9]*", "1.0"],
    ["1.0|2.0", "2.0"],
    ["", "1.0"],
  ])("%s does not move %s", async (pattern, tag) => {
    const store = await taken(tag);
    await expect(delivered(store, tag, [pattern])).rejects.toMatchObject({ code: "tag-taken" });
    expect(await named(store, tag)).toBe(theirs.index.descriptor.digest);
  });

  test.each([
    ["SHA-1", "0123456789abcdef0123456789abcdef01234567"],
    ["SHA-256", "0123456789abcdef".repeat(4)],
  ])("never moves a key of %s, by whatever pattern and rule", async (_, key) => {
    const store = await taken(key);
    await expect(delivered(store, key, ["*", key], true)).rejects.toMatchObject({ code: "tag-taken" });
    expect(await named(store, key)).toBe(theirs.index.descriptor.digest);
  });
});

describe("a tag whose target is unknown", () => {
  const reason = new TreestampError("store-unreachable", "It does not answer.");
  /** A store that answers so often, and then not. */
  const failing = (store: Store, answers: number): Store => {
    let asked = 0;
    const lookup = async (tag: string): Promise<Lookup> =>
      asked++ < answers ? store.lookup(tag) : { state: "unknown", reason };
    return { ...store, lookup };
  };

  test.each([0, 1])("is not written; %s answers came before", async (answers) => {
    const store = await taken();
    await expect(delivered(failing(store, answers), "1.0", [])).rejects.toBe(reason);
    expect(await named(store, "1.0")).toBe("absent");
  });

  test("is not moved either, if it is a tag that may move", async () => {
    const store = await taken();
    await expect(delivered(failing(store, 0), "latest", [], true)).rejects.toBe(reason);
    expect(await named(store, "latest")).toBe("absent");
  });
});

describe("a tag that another job gives to another image meanwhile", () => {
  test("right before it is written stays the other's", async () => {
    const store = await taken();
    let asked = 0;
    const raced: Store = {
      ...store,
      lookup: async (tag) => {
        if (asked++ === 1) await publish(store, theirs, tag);
        return store.lookup(tag);
      },
    };
    await expect(delivered(raced, "1.0", [])).rejects.toMatchObject({ code: "tag-taken" });
    expect(await named(store, "1.0")).toBe(theirs.index.descriptor.digest);
  });

  test("right after it was written is an error, and is not taken for ours", async () => {
    const store = await taken();
    const raced: Store = {
      ...store,
      writeManifest: async (manifest, tag) => {
        await store.writeManifest(manifest, tag);
        if (tag !== undefined) await publish(store, theirs, tag);
      },
    };
    await expect(delivered(raced, "1.0", [])).rejects.toMatchObject({ code: "tag-taken" });
  });
});
