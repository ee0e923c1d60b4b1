/** A snapshot that is packed onto another one: before the kernel, and between machines that share real registries. */
import { randomBytes } from "node:crypto";
import { globSync, truncateSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { closureOf, manifestIn } from "../../core/oci/copy.ts";
import { removeImages } from "../../core/oci/layout/prune.ts";
import { type ImageManifest, parseManifest } from "../../core/oci/manifest.ts";
import { openStore } from "../../core/oci/open.ts";
import type { Digest } from "../../core/oci/port.ts";
import { parseIndex, parseSnapshotManifest } from "../../core/places/published.ts";
import type { ImageOutcome } from "../../core/report/outcome.ts";
import { readBase } from "../../core/snapshot/base.ts";
import { fetchSnapshot } from "../../core/snapshot/fetch.ts";
import { parseChunkTable } from "../../core/snapshot/table.ts";
import { storedPacked } from "../fixtures/onto.ts";
import { closeThreads, withPacked } from "../fixtures/packing.ts";
import { type TarSpec, tar } from "../fixtures/tar.ts";
import { makeBusyboxBase, type TestImage } from "../services/base-image.ts";
import { listMounted } from "../services/kernel.ts";
import { type Machine, type Machines, makeMachines } from "../services/machines.ts";
import { tagsOfLayout, tagsOfRegistry } from "../services/published.ts";
import { type QuirkProxy, startQuirkProxy } from "../services/quirk-proxy.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";
import { type Traffic, trafficOf } from "../services/traffic.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "treestamp-onto-"));
});
afterAll(async () => {
  await closeThreads();
  await rm(folder, { recursive: true, force: true });
});

const capability = "\x01\0\0\x02\0\x04\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

describe("the kernel shows what it shows of the same layers, packed whole:", () => {
  const lower: TarSpec[] = [
    { name: "usr/", type: "5", mode: 0o755, mtime: 1_500_000_000 },
    { name: "usr/bin/", type: "5", mode: 0o755 },
    { name: "usr/bin/su", mode: 0o4755, data: "su", xattrs: { "security.capability": capability } },
    { name: "usr/bin/sudo", type: "1", link: "usr/bin/su" },
    { name: "usr/large", data: randomBytes(2_000_000), uid: 4_000_000_000, gid: 70_000 },
    { name: "usr/small", data: "small", xattrs: { "user.kept": "yes" } },
    { name: "usr/gone", data: "gone" },
    { name: "usr/zeros", data: Buffer.alloc(1_000_000) },
    { name: "etc/passwd", data: "root" },
    { name: "etc/link", type: "2", link: "passwd" },
    { name: "srv/", type: "5", mode: 0o2750, uid: 7, gid: 8, xattrs: { "user.dir": "yes" } },
    { name: "srv/deep/er/file", data: "deep" },
    { name: "opt/a", data: "a" },
    { name: "opt/b/c", data: "c" },
    { name: "dev/null", type: "3", major: 1, minor: 3, mode: 0o666 },
  ];
  const layers: Readonly<Record<string, readonly TarSpec[]>> = {
    "nothing new": [],
    "new files, some of them equal, large, empty and of zeros": [
      { name: "usr/new", data: "new", mtime: "1700000000.123456789" },
      { name: "usr/new-again", data: "new" },
      { name: "usr/large-again", data: Buffer.alloc(700_000, "large") },
      { name: "usr/larger", data: Buffer.alloc(700_000, "large") },
      { name: "usr/nothing", data: "" },
      { name: "usr/more-zeros", data: Buffer.alloc(900_000) },
    ],
    "whiteouts and opaque directories": [
      { name: "usr/.wh.gone", data: "" },
      { name: "etc/.wh..wh..opq", data: "" },
      { name: "etc/hosts", data: "localhost" },
      { name: ".wh.opt", data: "" },
    ],
    "hard links to files of the base, one of them hidden, with attributes of their own": [
      {
        name: "usr/small-too",
        type: "1",
        link: "usr/small",
        mode: 0o600,
        uid: 5,
        mtime: 99,
        xattrs: { "user.more": "1" },
      },
      { name: "usr/saved", type: "1", link: "usr/gone" },
      { name: "usr/.wh.gone", data: "" },
    ],
    "other attributes of a file and of a directory": [
      { name: "srv/", type: "5", mode: 0o1777, uid: 9, mtime: 5 },
      { name: "etc/passwd", data: "root", mode: 0o600, mtime: 6 },
      { name: "./", type: "5", mode: 0o711 },
    ],
    "a file for a directory, and directories for a file and for a link": [
      { name: "srv", data: "a file" },
      { name: "etc/passwd/", type: "5", mode: 0o755 },
      { name: "etc/link/file", data: "not through the link" },
      { name: "opt/b", type: "2", link: "a" },
    ],
  };
  const names = Object.keys(layers);

  test.each(names)("%s", async (name) => {
    const [below, above] = [tar(lower), tar([...layers[name]!])];
    const base = await withPacked([below], storedPacked);
    const derived = async () => withPacked([above], storedPacked, { onto: await readBase(base) });
    const [one, other] = [await derived(), await derived()];
    expect([...one.blobs.keys()]).toEqual([...other.blobs.keys()]);
    const destination = join(folder, String(names.indexOf(name)));
    await fetchSnapshot({ ...one, table: parseChunkTable(one.blobs.get(one.table.digest)!), destination });
    const whole = await withPacked([below, above], ({ rawFile }) => listMounted(rawFile));
    expect(await listMounted(destination)).toEqual(whole);
  });
});

describe("machines that share a registry", () => {
  let registry: RunningRegistry;
  let other: RunningRegistry;
  let proxy: QuirkProxy;
  let machines: Machines;
  let image: TestImage;
  let root: ImageOutcome;
  let tools: ImageOutcome;
  /** What went while `root` was there and `tools` was made and published. */
  let publishing: Traffic;
  beforeAll(async () => {
    [registry, other] = await Promise.all([startRegistry(), startRegistry()]);
    proxy = await startQuirkProxy(registry.host);
    machines = makeMachines("FROM base\n");
    image = makeBusyboxBase(join(folder, "base"), tar([{ name: "usr/content", data: randomBytes(3_000_000) }]));
    const { repository } = machines;
    repository.write({
      "treestamp.yml": `
environments:
  root: { from: "oci-layout://${image.folder}@${image.digest}" }
  tools: { from: root, assemble: { proto: proto } }
  more: { from: root, assemble: { proto: more } }
`,
      "more/etc/more.conf": "more\n",
      "proto/usr/tool": randomBytes(300_000).toString("base64"),
      "proto/etc/tool.conf": "tool\n",
    });
    repository.commit("environments");
    root = await call(machine("team/build"), "root");
    publishing = await traffic(async () => {
      tools = await call(machine("team/build"), "tools");
    });
  });
  afterAll(async () => {
    await proxy?.stop();
    await Promise.all([registry?.stop(), other?.stop()]);
    machines?.[Symbol.dispose]();
  });

  const machine = (repository: string) => machines.machine(repository === "" ? "" : `${proxy.host}/${repository}`);
  const call = (on: Machine, environment: string, verb: "build" | "pull" = "build", more = {}) =>
    on.call(verb, { environment, base: "", engine: "", ...more });

  const traffic = (work: () => Promise<unknown>, mounts = true) => trafficOf(proxy, work, mounts);

  /** What a published image consists of. */
  async function partsOf({ digest }: ImageOutcome, store = openStore(`${registry.host}/team/build`)) {
    const stored = await manifestIn(store, digest! as Digest);
    const [published] = parseIndex(stored);
    const manifest = parseManifest(await manifestIn(store, published!.image.digest)) as ImageManifest;
    const snapshot = parseSnapshotManifest(await manifestIn(store, published!.snapshot!.digest));
    return { store, manifest, snapshot, closure: await closureOf(store, stored) };
  }
  async function lose(digest: string): Promise<void> {
    const answer = await fetch(`http://${registry.host}/v2/team/build/blobs/${digest}`, { method: "DELETE" });
    expect(answer.status).toBe(202);
  }
  const sizeOf = (blobs: readonly { readonly size: number }[]) => blobs.reduce((sum, { size }) => sum + size, 0);

  /** The snapshots of a machine as the kernel shows them. */
  const shownBy = ({ cache }: Machine) =>
    Promise.all(globSync(join(cache, "snapshots/*/image*")).map((file) => listMounted(file)));

  /** What the kernel shows of the layers of `tools`, packed whole. */
  async function shownWhole() {
    const { store, manifest } = await partsOf(tools);
    const layers = manifest.layers.map((descriptor) => ({ descriptor, open: () => store.readBlob(descriptor) }));
    return withPacked(layers, ({ rawFile }) => listMounted(rawFile));
  }

  test("what is on a base has the base's layers and frames, and one of each of its own", async () => {
    const [below, above] = [await partsOf(root), await partsOf(tools)];
    expect(above.manifest.layers.slice(0, -1)).toEqual(below.manifest.layers);
    expect(above.snapshot.frames.map(({ digest }) => digest).slice(0, -1)).toEqual(
      below.snapshot.frames.map(({ digest }) => digest),
    );
    expect(tagsOfRegistry(registry.storage, "team/build").map(({ missing }) => missing)).toEqual([[], []]);
  });

  test("to publish it where its base is, nothing of the base is sent, and little is read", async () => {
    const { closure } = await partsOf(root);
    const { manifest, snapshot } = await partsOf(tools);
    const own = [manifest.layers.at(-1)!, snapshot.frames.at(-1)!];
    expect(sizeOf(own)).toBeGreaterThan(400_000);
    expect(publishing.sent.filter((digest) => closure.blobs.some((blob) => blob.digest === digest))).toEqual([]);
    expect(publishing.up).toBeLessThan(1.15 * sizeOf(own));
    expect(publishing.down).toBeLessThan(100_000);
  });

  test.each([
    ["is mounted", true],
    ["is sent where the registry mounts nothing", false],
  ])("in another repository of the registry, the base %s", async (_how, mounts) => {
    const { closure } = await partsOf(root);
    const repository = `team/other-${mounts}`;
    const from = `${proxy.host}/team/build@${root.digest}`;
    machines.repository.write({ "treestamp.yml": `from: ${from}\nassemble: { proto: proto }\n` });
    machines.repository.commit("from another repository");
    let elsewhere!: ImageOutcome;
    const { sent, mounted, down } = await traffic(async () => {
      elsewhere = await machine(repository).call("build", { base: "", engine: "" });
    }, mounts);
    machines.repository.git("reset", "-q", "--hard", "HEAD~1");
    const above = await partsOf(elsewhere, openStore(`${registry.host}/${repository}`));
    const ofBase = above.closure.blobs.filter(({ digest }) => closure.blobs.some((blob) => blob.digest === digest));
    const frames = above.snapshot.frames[0]!.digest;
    expect(ofBase.map(({ digest }) => digest)).toEqual(
      expect.arrayContaining([frames, ...above.manifest.layers.slice(0, -1).map(({ digest }) => digest)]),
    );
    for (const { digest } of ofBase) {
      expect(sent.includes(digest)).toBe(!mounts);
      if (mounts) expect(mounted).toContain(digest);
    }
    if (mounts) expect(down).toBeLessThan(100_000);
    expect(tagsOfRegistry(registry.storage, repository).map(({ missing }) => missing)).toEqual([[]]);
  });

  test("a base that is not made for a platform is named", async () => {
    const from = `${proxy.host}/team/build@${root.digest}`;
    machines.repository.write({
      "treestamp.yml": `from: ${from}\nplatforms: [linux/arm64]\nassemble: { proto: proto }\n`,
    });
    try {
      await expect(machine("").call("build", { base: "", engine: "" })).rejects.toMatchObject({
        code: "platform-missing",
        message: `The base image ${root.digest} has no image for linux/arm64.`,
      });
    } finally {
      machines.repository.git("checkout", "-q", ".");
    }
  });

  test("a machine that has nothing fetches all frames; one that has the base, the new ones; both have the same", async () => {
    const [below, above] = [await partsOf(root), await partsOf(tools)];
    const [fresh, having] = [machine("team/build"), machine("team/build")];
    const all = await traffic(() => call(fresh, "tools", "pull"));
    await call(having, "root", "pull");
    const some = await traffic(() => call(having, "tools", "pull"));
    const [own] = above.snapshot.frames.slice(-1);
    const beside = above.snapshot.table.size + above.snapshot.config.size;
    expect(all.down).toBeLessThan(sizeOf(above.snapshot.frames) + beside + 10_000);
    expect(all.down).toBeGreaterThan(sizeOf(below.snapshot.frames) / 2);
    expect(some.down).toBeLessThanOrEqual(own!.size + beside + 10_000);

    const whole = await shownWhole();
    expect(await shownBy(fresh)).toEqual([whole]);
    expect(await shownBy(having)).toContainEqual(whole);
  });

  test("promoted to another registry, it has all that it needs there", async () => {
    await machine("team/build").deliver("promote", {
      environment: "tools",
      base: "",
      images: `${other.host}/team/app`,
      tags: "v1",
    });
    expect(tagsOfRegistry(other.storage, "team/app")).toEqual([{ tag: "v1", missing: [] }]);
    const store = openStore(`${other.host}/team/app`);
    const { blobs } = (await partsOf(tools)).closure;
    for (const { digest } of blobs) expect(await store.hasBlob(digest)).toBe(true);
  });

  test.each([
    ["a pull of what is on it", "tools", "pull"],
    ["a build on it", "more", "build"],
  ] as const)(
    "a base whose frames are lost is made again for %s, with the same bytes",
    async (_who, environment, verb) => {
      const { snapshot, store } = await partsOf(root);
      await lose(snapshot.frames[0]!.digest);
      const maker = machine("team/build");
      await call(maker, environment, verb);
      expect(maker.lines.join("\n")).toContain(`has ${root.tag} (root) in part only`);
      expect(await store.hasBlob(snapshot.frames[0]!.digest)).toBe(true);
      for (const { missing } of tagsOfRegistry(registry.storage, "team/build")) expect(missing).toEqual([]);
    },
  );

  test("where its own frames are lost, it is absent in part, and made again with the same bytes", async () => {
    const { snapshot, store } = await partsOf(tools);
    await lose(snapshot.frames[1]!.digest);
    const again = await call(machine("team/build"), "tools", "pull");
    expect(again).toMatchObject({ cacheHit: false, digest: tools.digest });
    expect(again.missed).toContain("has it in part only: a blob of the snapshot");
    expect(await store.hasBlob(snapshot.frames[1]!.digest)).toBe(true);
  });

  test("kept on a machine until it is committed, and damaged there, it is made on its base again", async () => {
    const maker = machine("team/build");
    const first = machines.repository.git("rev-parse", "HEAD");
    machines.repository.write({ "proto/etc/tool.conf": "another tool\n" });
    try {
      const dirty = await call(maker, "tools");
      expect(dirty.tag).toMatch(/-dirty$/);
      const { manifest } = await partsOf(dirty, openStore(join(maker.cache, "store")));
      truncateSync(join(maker.cache, "store/blobs/sha256", manifest.layers.at(-1)!.digest.slice("sha256:".length)));
      machines.repository.commit("another tool");
      await expect(call(maker, "tools", "pull", { build: "never" })).rejects.toMatchObject({ code: "not-built" });
      const committed = await call(maker, "tools");
      expect(committed).toMatchObject({ tag: dirty.key, cacheHit: false, digest: dirty.digest });
    } finally {
      machines.repository.git("reset", "-q", "--hard", first);
    }
  });

  test("in a machine's own store, it keeps the blobs of a base that is pruned", async () => {
    const alone = machine("");
    await call(alone, "tools");
    const store = join(alone.cache, "store");
    expect(tagsOfLayout(store)).toHaveLength(2);
    await removeImages(store, new Set([root.tag]));
    expect(tagsOfLayout(store)).toEqual([{ tag: tools.tag, missing: [] }]);
    const pulled = await call(alone, "tools", "pull");
    expect(pulled.cacheHit).toBe(true);
    expect(await shownBy(alone)).toContainEqual(await shownWhole());
  });
});
