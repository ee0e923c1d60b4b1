/** Whether all of a published image is there, asked of a registry: by its manifests, and where that is needed by its blobs. */
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { TreestampError } from "../../core/errors.ts";
import { layoutStore } from "../../core/oci/layout/store.ts";
import type { Digest, Store } from "../../core/oci/port.ts";
import { makeIndex, makeSnapshotManifest } from "../../core/places/published.ts";
import { findWhole } from "../../core/places/whole.ts";
import { testFolder } from "../fixtures/git.ts";
import { descriptorOf, inParts, publish, smallImage } from "../services/image.ts";

const platform = { os: "linux", architecture: "amd64" };
let home: ReturnType<typeof testFolder>;
let store: Store;
let parts: { image: Digest; snapshot: Digest; layer: Digest; frames: Digest };
beforeEach(async () => {
  home = testFolder();
  store = layoutStore(join(home.path, "store"));
  const image = smallImage();
  await publish(store, image, "other");
  const blob = async (text: string) => {
    const [bytes, part] = [Buffer.from(text), descriptorOf("application/octet-stream", Buffer.from(text))];
    await store.writeBlob(part, () => inParts(bytes));
    return part;
  };
  const [frames, table, config] = [await blob("frames"), await blob("table"), await blob("config")];
  const snapshot = makeSnapshotManifest({ identity: frames.digest, frames: [frames], table, config }, 1);
  await store.writeBlob(snapshot.config.blob, () => inParts(snapshot.config.bytes));
  await store.writeManifest(snapshot.manifest);
  const of = { platform, image: image.manifest.descriptor, snapshot: snapshot.manifest.descriptor };
  await store.writeManifest(makeIndex([of]), "key");
  const [, layer] = [...image.blobs.keys()];
  parts = {
    image: of.image.digest,
    snapshot: of.snapshot.digest,
    layer: layer!.digest,
    frames: frames.digest,
  };
});
afterEach(() => home[Symbol.dispose]());

/** The store as a registry is that has lost one thing. */
const without = (lost: Digest | undefined): Store => ({
  ...store,
  shared: true,
  hasManifest: async (digest) => digest !== lost && store.hasManifest(digest),
  hasBlob: async (digest) => digest !== lost && store.hasBlob(digest),
});

test("an image with all its parts is present", async () => {
  expect(await findWhole(without(undefined), "key", { platform, blobs: true })).toMatchObject({ state: "present" });
});

test.each(["image", "snapshot"] as const)(
  "one whose %s's manifest was cleaned away is absent, and says so",
  async (part) => {
    const found = await findWhole(without(parts[part]), "key", { platform });
    expect(found).toEqual({
      state: "absent",
      lost: expect.stringMatching(`the ${part} for linux/amd64 .*${parts[part]}`),
    });
  },
);

test.each([
  ["layer", "image"],
  ["frames", "snapshot"],
] as const)("one whose %s was cleaned away is absent where blobs are asked for", async (part, of) => {
  expect(await findWhole(without(parts[part]), "key", { platform })).toMatchObject({ state: "present" });
  const found = await findWhole(without(parts[part]), "key", { platform, blobs: true });
  expect(found).toEqual({ state: "absent", lost: expect.stringMatching(`a blob of the ${of} for linux/amd64`) });
});

test("where it is not known whether a part is there, it is not known whether the image is", async () => {
  const reason = new TreestampError("store-unreachable", "It does not answer.");
  const failing = { ...without(undefined), hasManifest: () => Promise.reject(reason) };
  expect(await findWhole(failing, "key", { platform })).toEqual({ state: "unknown", reason });
});
