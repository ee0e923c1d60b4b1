/** What goes ahead of a publishing, and what it makes of a tag that is there. On a real layout, with snapshots that were really packed. */
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { silentLog } from "../../core/log/log.ts";
import { closureOf } from "../../core/oci/copy.ts";
import { sha256Of } from "../../core/oci/digest.ts";
import { layoutStore } from "../../core/oci/layout/store.ts";
import { parseImage } from "../../core/oci/manifest.ts";
import type { Store } from "../../core/oci/port.ts";
import { attestationOf, attested } from "../../core/places/attested.ts";
import type { PlacePorts, Wanted } from "../../core/places/port.ts";
import { makePublication, type PackedImage, type Publication, snapshotToStore } from "../../core/places/publication.ts";
import { publish, uploadImages } from "../../core/places/publish.ts";
import { makeIndex, parseIndex } from "../../core/places/published.ts";
import { storePlace } from "../../core/places/store-place.ts";
import { packSnapshot } from "../../core/snapshot/pack.ts";
import { testFolder } from "../fixtures/git.ts";
import { layerOf } from "../fixtures/packing.ts";
import { tar } from "../fixtures/tar.ts";
import { inParts, publish as publishSmall, type SmallImage, smallImage } from "../services/image.ts";

let home: ReturnType<typeof testFolder>;
let store: Store;
let image: SmallImage;
let otherImage: SmallImage;
beforeAll(async () => {
  home = testFolder();
  store = layoutStore(join(home.path, "store"));
  [image, otherImage] = [smallImage(), smallImage()];
  await publishSmall(store, image, "not-ours");
  await publishSmall(store, otherImage, "other");
});
afterAll(() => home[Symbol.dispose]());

type Made = Publication & { readonly images: readonly PackedImage[] };

/** The image with a snapshot of this text, compressed at a level. */
async function made(text: string, level: number, { manifest } = image): Promise<Made> {
  const layers = [layerOf(tar([{ name: "file", data: Buffer.from(text.repeat(9999)) }]))];
  const folder = join(home.path, `${text}-${level}-${manifest.descriptor.digest.slice(-9)}`);
  const snapshot = await packSnapshot({ layers, folder, log: silentLog, level });
  const images = [{ platform: { os: "linux", architecture: "amd64" }, manifest, snapshot }];
  return { ...makePublication(images, store), images };
}

const published = (publication: Publication, tag: string) => publish({ publication, store, tag, log: silentLog });

describe("what goes ahead while the snapshot is packed", () => {
  const never = new AbortController().signal;
  const platform = (architecture: string) => ({ os: "linux", architecture });

  test("is the config and the layers of all platforms, and shows nothing", async () => {
    const ahead = layoutStore(join(home.path, "ahead"));
    const both = [image, otherImage].map(({ manifest }, at) => ({
      platform: platform(["amd64", "arm64"][at]!),
      manifest,
    }));
    await uploadImages({ images: both, layout: store }, ahead, silentLog, never);
    for (const { manifest, blobs } of [image, otherImage]) {
      for (const [blob] of blobs) expect(await ahead.hasBlob(blob.digest)).toBe(true);
      expect(await ahead.lookup(manifest.descriptor.digest)).toEqual({ state: "absent" });
    }
  });

  test("ends in the middle of a blob", async () => {
    const stop = new AbortController();
    let begun = 0;
    const slow: Store = {
      ...store,
      async *readBlob() {
        begun++;
        yield* inParts(Buffer.alloc(10));
        stop.abort(new Error("packing failed"));
        await new Promise(() => {});
      },
    };
    const ahead = layoutStore(join(home.path, "ended"));
    const images = [{ platform: platform("amd64"), manifest: image.manifest }];
    await expect(uploadImages({ images, layout: slow }, ahead, silentLog, stop.signal)).rejects.toThrow(
      "packing failed",
    );
    expect(begun).toBeGreaterThan(0);
    for (const [blob] of image.blobs) expect(await ahead.hasBlob(blob.digest)).toBe(false);
  });
});

test("an abort between the last blob and the tag leaves no tag", async () => {
  const stop = new AbortController();
  const publication = await made("aborted", 1);
  const last = publication.manifests.at(-1)!.descriptor.digest;
  const aborting: Store = {
    ...store,
    async writeManifest(manifest, tag) {
      await store.writeManifest(manifest, tag);
      if (manifest.descriptor.digest === last) stop.abort();
    },
  };
  const request = { publication, store: aborting, tag: "aborted", signal: stop.signal, log: silentLog };
  await expect(publish(request)).rejects.toMatchObject({ code: "interrupted" });
  expect(await store.lookup(last)).toMatchObject({ state: "present" });
  expect(await store.lookup("aborted")).toEqual({ state: "absent" });
});

describe("a tag that is there", () => {
  let first: Made;
  beforeAll(async () => {
    first = await made("hello", 3);
    await published(first, "key");
  });

  test("and names the same image, with a snapshot of the same content in other frames, is used", async () => {
    const again = await made("hello", 19);
    expect(again.images[0]!.snapshot.identity).toBe(first.images[0]!.snapshot.identity);
    expect(again.index.descriptor.digest).not.toBe(first.index.descriptor.digest);
    const { index } = await published(again, "key");
    expect(index.descriptor.digest).toBe(first.index.descriptor.digest);
    expect(await store.lookup("key")).toMatchObject({ state: "present", manifest: first.index });
  });

  test("is another job's image for who published in vain, even if it says the same: its frames may be others", async () => {
    const ports = { log: silentLog, openCache: async () => ({}) } as unknown as PlacePorts;
    const wanted = { key: { hash: "place", tag: "place", dirty: false }, stages: [] } as unknown as Wanted;
    const place = storePlace({ ...ports, localStore: { location: "elsewhere" } as Store }, wanted, store);
    const put = async (publication: Publication) =>
      (await place.publish!({ publication, isHeld: () => true, isForced: false, signal: undefined })).isAnother;
    expect(await put(first)).toBe(false);
    expect(await put(first)).toBe(false);
    expect(await put(await made("hello", 18))).toBe(true);
  });

  const taken = (there: string, ours: Publication) => ({
    code: "tag-taken",
    message: expect.stringMatching(` is ${there}, and this build is ${ours.index.descriptor.digest}: `),
  });

  test("and names another image is refused with both digests, though the snapshot says the same", async () => {
    const other = await made("hello", 3, otherImage);
    await expect(published(other, "key")).rejects.toMatchObject(taken(first.index.descriptor.digest, other));
  });

  test("and names the same image with a snapshot of another content is refused with both digests", async () => {
    const other = await made("good bye", 3);
    await expect(published(other, "key")).rejects.toMatchObject(taken(first.index.descriptor.digest, other));
  });

  test("and was written by something else is refused with both digests", async () => {
    await expect(published(first, "not-ours")).rejects.toMatchObject(taken(image.index.descriptor.digest, first));
  });

  test("and names the same snapshot with another configuration is refused: its commands would start otherwise", async () => {
    const { manifest, blobs } = snapshotToStore(first.images[0]!.snapshot, parseImage(otherImage.manifest).config);
    const [own] = parseIndex(first.index);
    const index = makeIndex([{ ...own!, snapshot: manifest.descriptor }]);
    const other = { ...first, index, manifests: [image.manifest, manifest], blobs: [...first.blobs, ...blobs] };
    await expect(published(other, "key")).rejects.toMatchObject(taken(first.index.descriptor.digest, other));
  });

  test("and is not signed gets the signature of the same image; one that is signed keeps its own", async () => {
    const [one, other] = ["one", "other"].map((bundle) => attested(first, { bundle: JSON.stringify({ bundle }) }));
    await published(first, "signed");
    expect((await published(one!, "signed")).index.descriptor.digest).toBe(one!.index.descriptor.digest);
    for (const later of [other!, first]) {
      expect((await published(later, "signed")).index.descriptor.digest).toBe(one!.index.descriptor.digest);
    }
    const forced = await publish({ publication: other!, store, tag: "signed", log: silentLog, resigns: true });
    expect(forced.index.descriptor.digest).toBe(other!.index.descriptor.digest);
    expect(attestationOf(one!.index)).toEqual({ bundle: '{"bundle":"one"}', objects: undefined });
    const { manifests, blobs } = await closureOf(store, one!.index);
    expect(manifests).toHaveLength(3);
    expect(blobs.map(({ digest }) => digest)).toContain(sha256Of('{"bundle":"one"}'));
  });
});
