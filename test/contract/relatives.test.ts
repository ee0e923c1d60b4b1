/** An image that differs little from its nearest ancestor, between machines that share a real registry. */
import { randomBytes } from "node:crypto";
import { globSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { manifestIn } from "../../core/oci/copy.ts";
import { type ImageManifest, parseManifest } from "../../core/oci/manifest.ts";
import { openStore } from "../../core/oci/open.ts";
import type { Digest, Store } from "../../core/oci/port.ts";
import { parseIndex, parseSnapshotManifest, type SnapshotManifest } from "../../core/places/published.ts";
import type { ImageOutcome } from "../../core/report/outcome.ts";
import { closeThreads, withPacked } from "../fixtures/packing.ts";
import { type TarSpec, tar } from "../fixtures/tar.ts";
import { refuse } from "../services/http.ts";
import { listMounted } from "../services/kernel.ts";
import { type Machine, type Machines, makeMachines } from "../services/machines.ts";
import { tagsOfRegistry } from "../services/published.ts";
import { type QuirkProxy, startQuirkProxy } from "../services/quirk-proxy.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";
import { trafficOf } from "../services/traffic.ts";

afterAll(closeThreads);

const file = (name: string, bytes = 270_000): TarSpec => ({ name, data: randomBytes(bytes) });
const files = Array.from({ length: 13 }, (_, n) => file(`usr/${n}`));

describe("machines that share a registry", () => {
  let registry: RunningRegistry;
  let proxy: QuirkProxy;
  let machines: Machines;
  let first: ImageOutcome;
  beforeAll(async () => {
    registry = await startRegistry();
    proxy = await startQuirkProxy(registry.host);
    machines = makeMachines("FROM base\n");
    commitRoot();
    first = await build();
  });
  afterAll(async () => {
    await proxy?.stop();
    await registry?.stop();
    machines?.[Symbol.dispose]();
  });

  /** Another commit whose root has these files instead. */
  function commitRoot(...changed: readonly TarSpec[]): void {
    const kept = files.filter(({ name }) => !changed.some((other) => other.name === name));
    const { repository } = machines;
    repository.write({ "treestamp.yml": "bootstrap: { tarball: root.tar.gz }\n" });
    const root = gzipSync(tar([{ name: "usr/", type: "5" }, ...kept, ...changed]));
    writeFileSync(join(repository.folder, "root.tar.gz"), root);
    repository.commit("a root");
  }
  const machine = () => machines.machine(`${proxy.host}/team/build`);
  const call = (on: Machine, verb: "build" | "pull", more = {}) => on.call(verb, { base: "", engine: "", ...more });
  const build = (on = machine()) => call(on, "build");

  const shared = () => openStore(`${registry.host}/team/build`);
  async function snapshotOf({ digest }: ImageOutcome, store: Store = shared()): Promise<SnapshotManifest> {
    const [published] = parseIndex(await manifestIn(store, digest! as Digest));
    return parseSnapshotManifest(await manifestIn(store, published!.snapshot!.digest));
  }
  /** What the kernel shows of the image's layers, packed whole. */
  async function shownWhole({ digest }: ImageOutcome) {
    const store = shared();
    const [published] = parseIndex(await manifestIn(store, digest! as Digest));
    const { layers } = parseManifest(await manifestIn(store, published!.image.digest)) as ImageManifest;
    const sources = layers.map((descriptor) => ({ descriptor, open: () => store.readBlob(descriptor) }));
    return withPacked(sources, ({ rawFile }) => listMounted(rawFile));
  }
  const shownBy = ({ cache }: Machine) =>
    Promise.all(globSync(join(cache, "snapshots/*/image*")).map((image) => listMounted(image)));
  const digests = (blobs: readonly { readonly digest: string }[]) => blobs.map(({ digest }) => digest);
  async function lose(digest: string): Promise<void> {
    const answer = await fetch(`http://${registry.host}/v2/team/build/blobs/${digest}`, { method: "DELETE" });
    expect(answer.status).toBe(202);
  }

  test("of its snapshot, only what is new is sent; every machine shows what its layers say", async () => {
    commitRoot(file("usr/7"));
    const maker = machine();
    let second!: ImageOutcome;
    const { sent } = await trafficOf(proxy, async () => {
      second = await build(maker);
    });
    const [before, after] = [await snapshotOf(first), await snapshotOf(second)];
    expect(digests(after.frames).slice(0, -1)).toEqual(digests(before.frames));
    expect(sent).not.toContain(before.frames[0]!.digest);
    expect(after.frames[1]!.size).toBeLessThan(290_000);
    expect(second.stages.find(({ name }) => name === "pack")!.note).toBe("15 files; 3.5 MB of frames are there");
    expect(second.missed).toMatch(/^since [0-9a-f]{12}, tarball-linux-amd64 root\.tar\.gz changed$/);

    const [fresh, kept] = [machine(), machine()];
    await call(fresh, "pull");
    machines.repository.git("checkout", "-q", "HEAD~1");
    await call(kept, "pull");
    machines.repository.git("checkout", "-q", "main");
    const { down } = await trafficOf(proxy, () => call(kept, "pull"));
    expect(down).toBeLessThan(after.frames[1]!.size + after.table.size + after.config.size + 10_000);
    const whole = await shownWhole(second);
    expect(await shownBy(maker)).toEqual([whole]);
    expect(await shownBy(fresh)).toEqual([whole]);
    expect(await shownBy(kept)).toContainEqual(whole);
    for (const { missing } of tagsOfRegistry(registry.storage, "team/build")) expect(missing).toEqual([]);
  });

  test("a machine that may not push keeps all of it, and reads no frames", async () => {
    commitRoot(file("usr/8"));
    const maker = machine();
    proxy.behave((request, response) => {
      if (request.method === "GET" || request.method === "HEAD") return false;
      refuse(response, 403, "DENIED", "no");
      return true;
    });
    const built = await build(maker);
    proxy.behave();
    const own = await snapshotOf(built, openStore(join(maker.cache, "store")));
    expect(own.frames).toHaveLength(1);
    expect((await call(maker, "pull", { build: "never" })).cacheHit).toBe(true);
  });

  test("a registry that fails at the end leaves all of it here, and the next run publishes it", async () => {
    commitRoot(file("usr/9"));
    const maker = machine();
    proxy.behave((request, response) => {
      if (request.method !== "PUT" || !request.url!.includes("/manifests/") || request.url!.endsWith("-lease"))
        return false;
      refuse(response, 503, "UNAVAILABLE", "for long", { "retry-after": "86400" });
      return true;
    });
    await expect(build(maker)).rejects.toMatchObject({ code: "store-unreachable", message: /kept on this machine/ });
    proxy.behave();
    const published = await build(maker);
    expect(maker.lines.join("\n")).toContain("it is published, not built");
    expect((await snapshotOf(published)).frames).toHaveLength(1);
  });

  test("where a blob is lost that it keeps frames in, it is absent in part, and made again", async () => {
    commitRoot(file("usr/10"));
    const built = await build();
    const { frames } = await snapshotOf(built);
    await lose(frames[0]!.digest);
    const again = await call(machine(), "pull");
    expect(again).toMatchObject({ cacheHit: false });
    expect(again.missed).toContain("has it in part only: a blob of the snapshot");
    const whole = await shownWhole(again);
    const reader = machine();
    await call(reader, "pull");
    expect(await shownBy(reader)).toEqual([whole]);
  });

  test("where such a blob is lost while the image is made, all frames are written", async () => {
    commitRoot();
    const { frames } = await snapshotOf(await build());
    commitRoot(file("usr/5"));
    const asked = `/v2/team/build/blobs/${frames[0]!.digest}`;
    let lost = false;
    proxy.behave(async (request, response) => {
      if (lost || request.method !== "HEAD" || request.url !== asked) return false;
      await proxy.forward(request, response);
      lost = true;
      await lose(frames[0]!.digest);
      return true;
    });
    const built = await build();
    proxy.behave();
    expect(lost).toBe(true);
    expect((await snapshotOf(built)).frames).toHaveLength(1);
  });

  test("an ancestor whose table is damaged or lost gives nothing, and costs nothing but time", async () => {
    commitRoot(file("usr/11"));
    const { table } = await snapshotOf(await build());
    await lose(table.digest);
    commitRoot(file("usr/11"), file("usr/12"));
    const after = await build();
    expect((await snapshotOf(after)).frames).toHaveLength(1);
  });
});
