/** Two jobs publish one key at the same time, without a lease, on a real registry: both go on with what the tag names then. */
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { isTreestampError } from "../../core/errors.ts";
import { type Log, silentLog } from "../../core/log/log.ts";
import type { Digest, Store } from "../../core/oci/port.ts";
import { parseLocation, type RegistryLocation } from "../../core/oci/reference.ts";
import { registryStore } from "../../core/oci/registry/store.ts";
import type { Publication } from "../../core/places/publication.ts";
import { publish } from "../../core/places/publish.ts";
import { refuse } from "../services/http.ts";
import { inParts, type SmallImage, smallImage } from "../services/image.ts";
import { type QuirkProxy, startQuirkProxy } from "../services/quirk-proxy.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";

let registry: RunningRegistry;
let proxy: QuirkProxy;
beforeAll(async () => {
  registry = await startRegistry();
  proxy = await startQuirkProxy(registry.host);
});
afterAll(async () => {
  await proxy?.stop();
  await registry?.stop();
});
let tag: string;
const warnings: string[] = [];
const log: Log = { ...silentLog, warning: (line) => void warnings.push(line) };
beforeEach(() => {
  tag = randomBytes(20).toString("hex");
  proxy.behave();
  warnings.length = 0;
});

/** A client of its own, as another machine has it. */
const openStore = () => registryStore(parseLocation(`${proxy.host}/team/build`) as RegistryLocation, {});

function publicationOf(image: SmallImage): Publication {
  const blobs = [...image.blobs].map(([blob, bytes]) => ({ blob, source: () => inParts(bytes) }));
  return { index: image.index, manifests: [image.manifest], blobs, donors: [] };
}

/** What a job that publishes without a lease goes on with, as `treestamp build` does. */
async function job(image: SmallImage, store: Store): Promise<Digest> {
  const request = { publication: publicationOf(image), store, tag, log, isAlone: () => false };
  try {
    return (await publish(request)).index.descriptor.digest;
  } catch (error) {
    if (!isTreestampError(error, "tag-taken")) throw error;
    const there = await store.lookup(tag);
    if (there.state !== "present") throw error;
    return there.manifest.descriptor.digest;
  }
}

/** A store whose writing of the tag waits for `until`. */
function delayed(until: Promise<unknown>): Store {
  const store = openStore();
  return {
    ...store,
    async writeManifest(manifest, name) {
      if (name !== undefined) await until;
      await store.writeManifest(manifest, name);
    },
  };
}

/** A point where so many wait for each other. */
function meeting(count: number): () => Promise<void> {
  const all = Promise.withResolvers<void>();
  let missing = count;
  return () => {
    if (--missing === 0) all.resolve();
    return all.promise;
  };
}

/** A store that says when the tag was looked at after it was written. */
function watched(): { readonly store: Store; readonly looked: Promise<void> } {
  const store = openStore();
  const looked = Promise.withResolvers<void>();
  let isWritten = false;
  return {
    looked: looked.promise,
    store: {
      ...store,
      async writeManifest(manifest, name) {
        await store.writeManifest(manifest, name);
        isWritten ||= name !== undefined;
      },
      async lookup(reference) {
        const answer = await store.lookup(reference);
        if (isWritten && reference === tag) looked.resolve();
        return answer;
      },
    },
  };
}

describe("two that find no image, and hold no lease", () => {
  test.each(["the first one", "the second one"])(
    "agree where %s writes last, after the other one has looked",
    async (last) => {
      const images = [smallImage(), smallImage()] as const;
      const early = watched();
      const late = delayed(early.looked);
      const stores = last === "the first one" ? [late, early.store] : [early.store, late];
      const digests = await Promise.all(images.map((image, at) => job(image, stores[at]!)));
      expect(new Set(digests).size).toBe(1);
      const named = await openStore().lookup(tag);
      expect(named).toMatchObject({ state: "present", manifest: { descriptor: { digest: digests[0] } } });
    },
  );

  test("agree where both write before either looks", async () => {
    // Neither writes before both have found no tag, and neither looks again before both have written.
    const [ready, written] = [meeting(2), meeting(2)];
    const inStep = (store: Store): Store => ({
      ...store,
      async writeManifest(manifest, name) {
        if (name !== undefined) await ready();
        await store.writeManifest(manifest, name);
        if (name !== undefined) await written();
      },
    });
    const digests = await Promise.all([job(smallImage(), inStep(openStore())), job(smallImage(), inStep(openStore()))]);
    expect(new Set(digests).size).toBe(1);
  });

  test("and one that holds a lease needs no second look", async () => {
    const looks = () => proxy.seen.filter(({ method, path }) => method === "GET" && path.endsWith(tag)).length;
    await publish({ publication: publicationOf(smallImage()), store: openStore(), tag, log });
    expect(looks()).toBe(2); // before it writes, and after
  });
});

describe("a tag whose image is there in part", () => {
  /** Publishes an image, and takes its manifest away, as a job does that deletes what has no tag. */
  async function cleaned(): Promise<SmallImage> {
    const image = smallImage();
    await publish({ publication: publicationOf(image), store: openStore(), tag, log });
    expect(await openStore().removeManifest!(image.manifest.descriptor.digest)).toBe(true);
    return image;
  }

  test("gets the image that the same recipe gave now, which is said with both digests", async () => {
    const [old, now] = [await cleaned(), smallImage()];
    const { index } = await publish({ publication: publicationOf(now), store: openStore(), tag, log });
    expect(index).toEqual(now.index);
    expect(await openStore().lookup(tag)).toMatchObject({ state: "present", manifest: now.index });
    const [was, is] = [old.index.descriptor.digest, now.index.descriptor.digest];
    expect(warnings).toEqual([
      expect.stringContaining(`was ${was} and is ${is} from now on: of the former, the image for linux/amd64`),
    ]);
  });

  test("is whole again by the same bytes, without a word", async () => {
    const image = await cleaned();
    await publish({ publication: publicationOf(image), store: openStore(), tag, log });
    expect(await openStore().hasManifest(image.manifest.descriptor.digest)).toBe(true);
    expect(warnings).toEqual([]);
  });

  test("stays where the registry moves no tag: an error with both digests", async () => {
    const [old, now] = [await cleaned(), smallImage()];
    proxy.behave((request, response) => {
      if (request.method !== "PUT" || !request.url!.endsWith(tag)) return false;
      request.resume();
      refuse(
        response,
        400,
        "TAG_INVALID",
        "The image tag already exists and cannot be overwritten because the tag is immutable",
      );
      return true;
    });
    await expect(publish({ publication: publicationOf(now), store: openStore(), tag, log })).rejects.toMatchObject({
      code: "tag-taken",
      message: expect.stringMatching(
        new RegExp(`${old.index.descriptor.digest}.* cannot become ${now.index.descriptor.digest}`),
      ),
    });
  });
});
