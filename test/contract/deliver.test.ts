/** One image, byte for byte, to other tags and repositories of real registries, and of such as behave like some that were seen. */
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { silentLog } from "../../core/log/log.ts";
import type { Stage } from "../../core/log/stages.ts";
import { closureOf } from "../../core/oci/copy.ts";
import { openStore } from "../../core/oci/open.ts";
import type { Descriptor, Store, StoredManifest } from "../../core/oci/port.ts";
import { parseLocation, type RegistryLocation } from "../../core/oci/reference.ts";
import { registryStore } from "../../core/oci/registry/store.ts";
import { manifestOf, ociIndexMediaType, ociManifestMediaType } from "../../core/oci/stored-manifest.ts";
import { type DeliverRequest, deliver } from "../../core/verbs/deliver.ts";
import { testFolder } from "../fixtures/git.ts";
import { refuse } from "../services/http.ts";
import { descriptorOf, inParts, smallImage } from "../services/image.ts";
import { tagsOfRegistry } from "../services/published.ts";
import { type QuirkProxy, startQuirkProxy } from "../services/quirk-proxy.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";

let registry: RunningRegistry;
let other: RunningRegistry;
let proxy: QuirkProxy;
beforeAll(async () => {
  [registry, other] = await Promise.all([startRegistry(), startRegistry()]);
  proxy = await startQuirkProxy(registry.host);
});
afterAll(async () => {
  await proxy.stop();
  await Promise.all([registry.stop(), other.stop()]);
});
beforeEach(() => {
  proxy.behave();
  proxy.seen.length = 0;
});

let count = 0;
/** A repository that nobody has used, behind the proxy. */
function repository(host = proxy.host): Store {
  const location = parseLocation(`${host}/team/${++count}`) as RegistryLocation;
  return registryStore(location, { pace: { firstDelay: 1, longestDelay: 50, stall: 2_000 } });
}

/** An index of an image and of a second manifest with blobs of its own, as a snapshot lies beside its image. Nothing has a tag. */
async function published(store: Store): Promise<{ root: StoredManifest; blobs: readonly Descriptor[] }> {
  const image = smallImage();
  const frames = randomBytes(3000);
  const config = [...image.blobs.keys()][0]!;
  const layer = descriptorOf("application/octet-stream", frames);
  const json = (mediaType: string, value: object) =>
    manifestOf(mediaType, Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType, ...value })));
  const snapshot = json(ociManifestMediaType, { config, layers: [layer] });
  const platform = { os: "unknown", architecture: "unknown" };
  const manifests = [
    { ...image.manifest.descriptor, platform: { os: "linux", architecture: "amd64" } },
    { ...snapshot.descriptor, platform },
  ];
  const root = json(ociIndexMediaType, { manifests });
  for (const [blob, bytes] of [...image.blobs, [layer, frames] as const]) {
    await store.writeBlob(blob, () => inParts(bytes));
  }
  for (const manifest of [image.manifest, snapshot, root]) await store.writeManifest(manifest);
  return { root, blobs: [...image.blobs.keys(), layer] };
}

const fixed = (...tags: string[]) => tags.map((tag) => ({ tag, moves: false }));
const moving = (...tags: string[]) => tags.map((tag) => ({ tag, moves: true }));

async function delivered(from: Store, root: StoredManifest, request: Partial<DeliverRequest>) {
  const stages: Stage[] = [];
  const signal = new AbortController().signal;
  const image = { store: from, root };
  const usual = { image, destinations: [], overwrite: [], donors: [], stages, signal, log: silentLog };
  const tags = await deliver({ ...usual, ...request });
  return { outcomes: Object.fromEntries(tags.map(({ tag, outcome }) => [tag, outcome])), stages };
}

/** Not at once: the proxy that it talks to is in this process. */
async function crane(...args: string[]): Promise<string> {
  return (await promisify(execFile)("crane", args)).stdout.trim();
}

const uploads = (query: RegExp) =>
  proxy.seen.filter(({ method, path }) => method === "POST" && query.test(path)).length;
const mounts = () => uploads(/\?mount=/);
/** Uploads of bytes: what a mount that was refused opens is given back. */
const sent = () => proxy.seen.filter(({ method, path }) => method === "PUT" && path.includes("/blobs/uploads/")).length;

describe("an image gets further tags and repositories", () => {
  test("with the same digest everywhere, by another client's word, and the snapshot goes along", async () => {
    const from = repository();
    const { root } = await published(from);
    const [here, there] = [repository(), repository(other.host)];
    const tags = [...fixed("1.0.0"), ...moving("latest")];
    const destinations = [from, here, there].map((store) => ({ store, tags }));
    const { outcomes } = await delivered(from, root, { destinations });
    expect(outcomes).toEqual({ "1.0.0": "pushed", latest: "pushed" });
    for (const { location } of [from, here, there]) {
      for (const tag of ["1.0.0", "latest"]) {
        expect(await crane("digest", `${location}:${tag}`)).toBe(root.descriptor.digest);
        expect(await crane("manifest", `${location}:${tag}`)).toBe(root.body.toString());
      }
    }
    const name = there.location.slice(other.host.length + 1);
    expect(tagsOfRegistry(other.storage, name).sort((a, b) => (a.tag < b.tag ? -1 : 1))).toEqual([
      { tag: "1.0.0", missing: [] },
      { tag: "latest", missing: [] },
    ]);
  });

  test("within one registry by mounting each blob: none is read, none is sent", async () => {
    const from = repository();
    const { root, blobs } = await published(from);
    const to = repository();
    proxy.seen.length = 0;
    const { stages } = await delivered(from, root, { destinations: [{ store: to, tags: fixed("a", "b") }] });
    expect({ mounts: mounts(), sent: sent() }).toEqual({ mounts: blobs.length, sent: 0 });
    expect(proxy.seen.filter(({ method, path }) => method === "GET" && path.includes("/blobs/"))).toEqual([]);
    expect(stages.find(({ name }) => name === "push")).toMatchObject({ bytes: 0, note: "3 blobs mounted" });
  });

  test("into two repositories of a registry that did not have it: sent once, mounted once", async () => {
    const from = repository(other.host);
    const { root, blobs } = await published(from);
    const destinations = [repository(), repository()].map((store) => ({ store, tags: fixed("a") }));
    await delivered(from, root, { destinations });
    expect({ mounts: mounts(), sent: sent() }).toEqual({ mounts: blobs.length, sent: blobs.length });
  });

  test("once more without a byte and without a write", async () => {
    const from = repository();
    const { root } = await published(from);
    const to = repository();
    const destinations = [{ store: to, tags: fixed("a") }];
    await delivered(from, root, { destinations });
    proxy.seen.length = 0;
    expect((await delivered(from, root, { destinations })).outcomes).toEqual({ a: "there" });
    expect(proxy.seen.filter(({ method }) => !["GET", "HEAD"].includes(method))).toEqual([]);
  });

  test("from a folder and into one", async () => {
    using folder = testFolder();
    const [one, two] = [openStore(join(folder.path, "one")), openStore(join(folder.path, "two"))];
    const { root } = await published(one);
    const to = repository();
    await delivered(one, root, { destinations: [two, to].map((store) => ({ store, tags: fixed("a") })) });
    expect(await crane("digest", `${to.location}:a`)).toBe(root.descriptor.digest);
    const { manifests } = JSON.parse(readFileSync(join(folder.path, "two/index.json"), "utf8"));
    expect(manifests).toMatchObject([{ digest: root.descriptor.digest }]);
    expect((await closureOf(two, root)).blobs).toHaveLength(3);
  });
});

test("a registry that is down for a while is waited for, in the middle of a copy and of its tags", async () => {
  const { root } = await published(repository(registry.host));
  const from = openStore(`${registry.host}/team/${count}`);
  for (const isMet of [/^PUT \S+\/uploads\//, /^PUT \S+\/manifests\/sha256/, /^PUT \S+\/manifests\/1\.0/, /^GET /]) {
    const to = repository();
    let failures = 0;
    proxy.behave((request, response) => {
      if (!isMet.test(`${request.method} ${request.url}`) || failures++ >= 6) return false;
      request.resume();
      refuse(response, 503, "UNAVAILABLE", "an upgrade is under way");
      return true;
    });
    const tag = `1.0.${isMet.source.length}`;
    await delivered(from, root, { destinations: [{ store: to, tags: fixed(tag) }] });
    expect([isMet.source, (await to.lookup(tag)).state, failures > 0]).toEqual([isMet.source, "present", true]);
  }
});

describe("a registry that does not mount", () => {
  const isMount = (request: IncomingMessage) => request.method === "POST" && request.url!.includes("?mount=");
  test.each<[string, (request: IncomingMessage, response: ServerResponse) => void | Promise<void>]>([
    [
      "but opens an upload",
      (request, response) => {
        request.url = request.url!.replace(/\?.*/, "");
        return proxy.forward(request, response);
      },
    ],
    ["because it may not be read", (_request, response) => refuse(response, 403, "DENIED", "no access to the source")],
    ["because it knows no such way", (_request, response) => refuse(response, 405, "UNSUPPORTED", "no mount")],
  ])("%s is asked no more than it has to be, and gets the bytes", async (_name, answer) => {
    const from = repository();
    const { root, blobs } = await published(from);
    const to = repository();
    proxy.seen.length = 0;
    proxy.behave(async (request, response) => {
      if (!isMount(request)) return false;
      await answer(request, response);
      return true;
    });
    await delivered(from, root, { destinations: [{ store: to, tags: fixed("a") }] });
    expect(sent()).toBe(blobs.length);
    expect(mounts()).toBeLessThanOrEqual(blobs.length);
    expect(await crane("digest", `${to.location}:a`)).toBe(root.descriptor.digest);
  });
});

describe("a tag that names another image", () => {
  test("is refused with both digests, and then nothing at all is written", async () => {
    const from = repository();
    const [first, second] = [await published(from), await published(from)];
    const [one, two] = [repository(), repository()];
    await delivered(from, first.root, { destinations: [{ store: one, tags: fixed("1.0.0", "1.0.1") }] });
    proxy.seen.length = 0;
    const destinations = [
      { store: two, tags: fixed("1.0.0") },
      { store: one, tags: [...fixed("1.0.0", "1.0.1", "1.0.2"), ...moving("latest")] },
    ];
    const failing = delivered(from, second.root, { destinations });
    await expect(failing).rejects.toMatchObject({
      code: "tag-taken",
      message:
        `${one.location}:1.0.0 is ${first.root.descriptor.digest}; ${one.location}:1.0.1 is ${first.root.descriptor.digest}; ` +
        `the image to be pushed is ${second.root.descriptor.digest}.`,
      remedy: expect.stringMatching(/`overwrite`.*: 1\.0\.0, 1\.0\.1\.$/),
    });
    expect(proxy.seen.filter(({ method }) => !["GET", "HEAD"].includes(method))).toEqual([]);
  });

  test.each<[string, readonly string[]]>([
    ["its name", ["1.0.0"]],
    ["a pattern", ["0.*", "1.*"]],
  ])("is moved where overwrite has %s", async (_name, overwrite) => {
    const from = repository();
    const [first, second] = [await published(from), await published(from)];
    const destinations = [{ store: from, tags: fixed("1.0.0") }];
    await delivered(from, first.root, { destinations });
    const { outcomes } = await delivered(from, second.root, { destinations, overwrite });
    expect(outcomes).toEqual({ "1.0.0": "moved" });
    expect(await crane("digest", `${from.location}:1.0.0`)).toBe(second.root.descriptor.digest);
  });

  test("moves without `overwrite` if it is a kind of tag that moves", async () => {
    const from = repository();
    const [first, second] = [await published(from), await published(from)];
    const destinations = [{ store: from, tags: moving("main", "latest") }];
    await delivered(from, first.root, { destinations });
    expect((await delivered(from, second.root, { destinations })).outcomes).toEqual({ main: "moved", latest: "moved" });
  });

  test("never moves if it is a key, whatever `overwrite` allows", async () => {
    const key = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
    const from = repository();
    const [first, second] = [await published(from), await published(from)];
    await delivered(from, first.root, { destinations: [{ store: from, tags: fixed(key) }] });
    const failing = delivered(from, second.root, {
      destinations: [{ store: from, tags: moving(key) }],
      overwrite: ["*"],
    });
    await expect(failing).rejects.toMatchObject({ code: "tag-taken", remedy: expect.stringMatching(/never moves/) });
    expect(await crane("digest", `${from.location}:${key}`)).toBe(first.root.descriptor.digest);
  });

  test("is an error, and is not overwritten, if another job was faster", async () => {
    const from = repository();
    const [ours, theirs] = [await published(from), await published(from)];
    const to = repository();
    let asked = 0;
    proxy.behave(async (request) => {
      // After the first look at the tag, somebody else gives it away.
      if (request.method !== "GET" || !request.url!.endsWith("/manifests/1.0.0") || ++asked !== 2) return false;
      await delivered(repositoryAt(from), theirs.root, {
        destinations: [{ store: repositoryAt(to), tags: fixed("1.0.0") }],
      });
      return false;
    });
    const failing = delivered(from, ours.root, { destinations: [{ store: to, tags: fixed("1.0.0") }] });
    await expect(failing).rejects.toMatchObject({ code: "tag-taken" });
    expect(await crane("digest", `${to.location}:1.0.0`)).toBe(theirs.root.descriptor.digest);
  });

  /** The same repository, past the proxy. */
  function repositoryAt({ location }: Store): Store {
    return openStore(location.replace(proxy.host, registry.host));
  }
});

describe("a registry whose tags cannot be moved", () => {
  test("is never asked to put a tag that names these bytes already", async () => {
    const from = repository();
    const { root } = await published(from);
    await delivered(from, root, { destinations: [{ store: from, tags: fixed("1.0.0") }] });
    proxy.behave((request, response) => {
      if (request.method !== "PUT" || !request.url!.endsWith("/manifests/1.0.0")) return false;
      refuse(response, 400, "TAG_INVALID", "The image tag '1.0.0' already exists and cannot be overwritten");
      return true;
    });
    const { outcomes } = await delivered(from, root, {
      destinations: [{ store: from, tags: fixed("1.0.0", "1.0.1") }],
    });
    expect(outcomes).toEqual({ "1.0.0": "there", "1.0.1": "pushed" });
  });

  test("keeps a branch's tag where it is, and the error says why", async () => {
    const from = repository();
    const [first, second] = [await published(from), await published(from)];
    await delivered(from, first.root, { destinations: [{ store: from, tags: moving("main") }] });
    proxy.behave((request, response) => {
      if (request.method !== "PUT" || !request.url!.endsWith("/manifests/main")) return false;
      refuse(response, 409, "TAG_IMMUTABLE", "tag is immutable");
      return true;
    });
    const failing = delivered(from, second.root, { destinations: [{ store: from, tags: moving("main") }] });
    await expect(failing).rejects.toMatchObject({
      code: "tag-taken",
      remedy: expect.stringMatching(/does not let tags move/),
    });
  });
});

test("an image of which a part is missing is not copied", async () => {
  const from = repository();
  const { root } = await published(from);
  const [child] = (JSON.parse(root.body.toString()) as { manifests: Descriptor[] }).manifests;
  proxy.behave((request, response) => {
    if (!request.url!.endsWith(`/manifests/${child!.digest}`)) return false;
    refuse(response, 404, "MANIFEST_UNKNOWN", "manifest unknown");
    return true;
  });
  const failing = delivered(from, root, { destinations: [{ store: repository(), tags: fixed("a") }] });
  await expect(failing).rejects.toMatchObject({ code: "store-corrupt" });
});
