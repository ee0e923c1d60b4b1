/** An image that is not where it should be: cleaned away in part, kept on a machine that could not push it, or half published. */
import { execFile, execFileSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import type { ImageVerb } from "../../core/inputs/input.ts";
import { openStore } from "../../core/oci/open.ts";
import type { Digest } from "../../core/oci/port.ts";
import { manifestOf, ociManifestMediaType } from "../../core/oci/stored-manifest.ts";
import type { ImageOutcome } from "../../core/report/outcome.ts";
import { testFolder } from "../fixtures/git.ts";
import { refuse } from "../services/http.ts";
import { type Machine, type Machines, makeMachines, stagesOf } from "../services/machines.ts";
import { tagsOfLayout, tagsOfRegistry } from "../services/published.ts";
import { type QuirkProxy, startQuirkProxy } from "../services/quirk-proxy.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";

let registry: RunningRegistry;
let proxy: QuirkProxy;
let machines: Machines;
/** What was built and published once: tests that begin with a published image take a copy of its repository. */
let built: ImageOutcome;
/** What was built where nothing could be pushed, and the machine that kept it. */
let unpushed: ImageOutcome;
let keeper: Machine;
let keepersWarnings: readonly string[];
beforeAll(async () => {
  registry = await startRegistry();
  proxy = await startQuirkProxy(registry.host);
  machines = makeMachines("FROM base\nCOPY greeting /greeting\n");
  built = await machines.machine(`${proxy.host}/published`).call("build");
  readOnly();
  keeper = machines.machine(`${proxy.host}/kept`);
  unpushed = await keeper.call("pull");
  keepersWarnings = [...keeper.warnings];
  proxy.behave();
});
afterEach(() => proxy.behave());
afterAll(async () => {
  await proxy?.stop();
  await registry?.stop();
  machines?.[Symbol.dispose]();
});

let count = 0;
/** A repository that nobody has used, and a machine that builds for it. */
function place(): { readonly repository: string; readonly store: string; readonly machine: Machine } {
  const repository = `places/${count++}`;
  const store = `${proxy.host}/${repository}`;
  return { repository, store, machine: machines.machine(store) };
}

/** A repository in which a job has published the image: nobody else has it, so that a test may damage it. */
function published(): ReturnType<typeof place> & { readonly tag: string; readonly digest: string } {
  const fresh = place();
  const folder = (name: string) => join(registry.storage, "docker/registry/v2/repositories", name);
  cpSync(folder("published"), folder(fresh.repository), { recursive: true });
  return { ...fresh, tag: built.tag, digest: built.digest! };
}

/** A machine that has built the image, and kept it, for it could not push. */
const keeping = (store: string) => machines.copyOf(keeper, store);

interface Listed {
  readonly mediaType: string;
  readonly digest: Digest;
  readonly annotations?: Readonly<Record<string, string>>;
}

const read = async (repository: string, reference: string) => {
  const accept = "application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json";
  const answer = await fetch(`http://${registry.host}/v2/${repository}/manifests/${reference}`, {
    headers: { accept },
  });
  return (await answer.json()) as { readonly manifests: Listed[]; readonly config: Listed; readonly layers: Listed[] };
};

/** What the tag leads to, by what a clean-up may take away. */
async function partsOf(repository: string, tag: string): Promise<Record<string, string>> {
  const [image, snapshot] = (await read(repository, tag)).manifests as [Listed, Listed];
  const { layers: snapshotLayers } = await read(repository, snapshot.digest);
  const { config, layers } = await read(repository, image.digest);
  return {
    "the image's manifest": `manifests/${image.digest}`,
    "the snapshot's manifest": `manifests/${snapshot.digest}`,
    "the image's config": `blobs/${config.digest}`,
    "a layer": `blobs/${layers.at(-1)!.digest}`,
    "the snapshot's frames": `blobs/${snapshotLayers[0]!.digest}`,
    "the snapshot's table": `blobs/${snapshotLayers[1]!.digest}`,
  };
}

async function remove(repository: string, part: string): Promise<void> {
  const answer = await fetch(`http://${registry.host}/v2/${repository}/${part}`, { method: "DELETE" });
  expect(answer.status).toBe(202);
}

/** All that is under the key's tag is there. */
function expectWhole(repository: string): void {
  const tags = tagsOfRegistry(registry.storage, repository).filter(({ tag }) => !tag.endsWith("-lease"));
  expect(tags).toEqual([expect.objectContaining({ missing: [] })]);
}

describe("an image that a clean-up took a part of", () => {
  const manifests = ["the image's manifest", "the snapshot's manifest"] as const;
  const [image, snapshot] = manifests;

  test.each<[string, ImageVerb]>([
    [image, "build"],
    [snapshot, "pull"], // and as run does: both make the environment ready by the same steps
  ])("%s: %s builds and publishes it again, and says so", async (part, verb) => {
    const { repository, store, tag, digest } = published();
    await remove(repository, (await partsOf(repository, tag))[part]!);
    const another = machines.machine(store);
    const again = await another.call(verb);
    expect(again).toMatchObject({ state: "absent", cacheHit: false, digest });
    expect(again.missed).toMatch(
      / has it in part only: the (image|snapshot) for linux\/amd64 \(sha256:.*\) is missing/,
    );
    expect(another.lines.join("\n")).toMatch(/Miss: .* in part only: .* is missing\. It is built again\./);
    expect((await machines.machine(store).call("pull")).cacheHit).toBe(true);
  });

  test.each(["the image's config", "the snapshot's frames", "the snapshot's table"])(
    "%s: pull notices when it reads it, and goes on with what it has built again",
    async (part) => {
      const { repository, store, tag } = published();
      await remove(repository, (await partsOf(repository, tag))[part]!);
      const another = machines.machine(store);
      expect(await another.call("pull")).toMatchObject({ state: "absent", cacheHit: false });
      expect(another.lines.join("\n")).toMatch(/in part only: a blob of the (image|snapshot) for linux\/amd64/);
      expectWhole(repository);
      expect((await machines.machine(store).call("pull")).cacheHit).toBe(true);
    },
  );

  test.each(manifests)("%s: resolve says absent, and why", async (part) => {
    const { repository, machine, tag } = published();
    await remove(repository, (await partsOf(repository, tag))[part]!);
    expect(await machine.call("resolve")).toMatchObject({ state: "absent", cacheHit: false });
    expect(machine.warnings).toEqual([
      expect.stringMatching(/in part only: .*\. The next build publishes it again\.$/),
    ]);
  });

  test("of two machines that find it so one builds, and the other waits for a whole one", async () => {
    const { repository, store, tag, digest } = published();
    await remove(repository, (await partsOf(repository, tag))["the image's manifest"]!);
    const both = [machines.machine(store), machines.machine(store)];
    const results = await Promise.all(both.map((one) => one.call("build")));
    expect(results.map(({ cacheHit }) => cacheHit).sort()).toEqual([false, true]);
    expect(results.map((result) => result.digest)).toEqual([digest, digest]);
    expectWhole(repository);
  });

  test("an environment that is ready on a machine needs none of it", async () => {
    const { repository, machine, tag } = published();
    await machine.call("pull");
    await remove(repository, (await partsOf(repository, tag))["the snapshot's manifest"]!);
    proxy.seen.length = 0;
    expect(await machine.call("run", { run: "cat /greeting", shell: "sh" })).toMatchObject({
      cacheHit: true,
      exitCode: 0,
    });
    expect(proxy.seen).toEqual([]);
  });

  test("a registry that does not say whether a part is there leaves it unknown: nothing is built", async () => {
    const { machine } = published();
    proxy.behave((request, response) => {
      if (!/manifests\/sha256:/.test(request.url!)) return false;
      refuse(response, 403, "DENIED", "no");
      return true;
    });
    await expect(machine.call("build")).rejects.toMatchObject({ code: "store-denied" });
  });

  test("a hit costs a HEAD of each part, and no other request than it did", async () => {
    const { machine } = published();
    proxy.seen.length = 0;
    await machine.call("build");
    expect(
      proxy.seen.map(({ method, path }) => `${method} ${path.replace(/.*\/(sha256:)?[0-9a-f]+/, "$1")}`).sort(),
    ).toEqual(["GET ", "GET -build", "HEAD sha256:", "HEAD sha256:"]);
  });
});

describe("what is published", () => {
  /** Not at once: the proxy that it talks to is in this process. */
  const program = async (name: string, ...args: string[]) => (await promisify(execFile)(name, args)).stdout;

  test("is taken by a registry that knows a list of media types, as GitLab's: image, snapshot, lease and note", async () => {
    proxy.behave(proxy.gitlab);
    const { store, machine } = place();
    const { tag } = await machine.call("build");
    expect([...machine.lines, ...machine.warnings].filter((line) => /cannot|not pushed|refus/.test(line))).toEqual([]);
    expect(tagsOfLayout(join(machine.cache, "store"))).toEqual([]);
    await program("crane", "manifest", `${store}:${tag}-build`);
    expect((await machines.machine(store).call("pull")).cacheHit).toBe(true);
    const { config, layers } = JSON.parse(
      await program("crane", "manifest", "--platform", "linux/amd64", `${store}:${tag}`),
    );
    const artifact = {
      schemaVersion: 2,
      mediaType: ociManifestMediaType,
      artifactType: "application/x.of-ours",
      config,
      layers,
    };
    const manifest = manifestOf(ociManifestMediaType, Buffer.from(JSON.stringify(artifact)));
    await expect(openStore(store).writeManifest(manifest)).rejects.toMatchObject({ code: "store-refused" });
  });

  test("is valid for crane, as a whole and layer by layer where these are gzip, and so is its note", async () => {
    const { store, machine } = place();
    const { tag } = await machine.call("build", { compression: "gzip" }); // crane validates no zstd, and copies it
    expect(await program("crane", "validate", "--remote", `${store}:${tag}`)).toContain("PASS");
    expect(await program("crane", "validate", "--remote", `${store}:${tag}-build`)).toContain("PASS");
  });

  test("is copied as a whole by skopeo and crane, and the copy is as good", async () => {
    const { store, tag, digest } = published();
    const [bySkopeo, byCrane] = [place(), place()];
    const insecure = ["--src-tls-verify=false", "--dest-tls-verify=false"];
    await program(
      "skopeo",
      "copy",
      "--quiet",
      "--all",
      ...insecure,
      `docker://${store}:${tag}`,
      `docker://${bySkopeo.store}:${tag}`,
    );
    await program("crane", "copy", `${store}:${tag}`, `${byCrane.store}:${tag}`);
    for (const { machine } of [bySkopeo, byCrane]) {
      expect(await machine.call("run", { run: "test -f /greeting", shell: "sh" })).toMatchObject({
        cacheHit: true,
        digest,
        exitCode: 0,
      });
    }
  });
});

/** As a registry answers to a login that may only read. */
const readOnly = () =>
  proxy.behave((request, response) => {
    if (request.method === "GET" || request.method === "HEAD") return false;
    refuse(response, 403, "DENIED", "installation not allowed to Write organization package");
    return true;
  });

/** As a file system leaves a file whose bytes had not come to the disk when the power went. */
function zero(file: string): void {
  const { size } = statSync(file);
  chmodSync(file, 0o644);
  writeFileSync(file, Buffer.alloc(size));
}

const keptTags = ({ cache }: Machine) => tagsOfLayout(join(cache, "store"));

describe("a machine that could not push", () => {
  test("says so when it builds the image", () => {
    expect(unpushed).toMatchObject({ cacheHit: false });
    expect(keepersWarnings).toEqual([expect.stringContaining("It is kept on this machine.")]);
  });

  test.each<ImageVerb>(["build", "pull"])(
    "publishes what it has, without building, as soon as it may: by %s",
    async (verb) => {
      const { repository, store } = place();
      const machine = keeping(store);
      readOnly();
      expect(await machine.call(verb)).toMatchObject({ cacheHit: true });
      expect(machine.warnings).toEqual([]); // nobody can do anything about it, and it was said once
      proxy.behave();
      const published = await machine.call(verb);
      expect(published).toMatchObject({ state: "absent", cacheHit: true, digest: unpushed.digest });
      expect(published.image).toContain(store);
      expect(stagesOf(published)).toContain("publish");
      expect(stagesOf(published)).not.toContain("build");
      expectWhole(repository);
      expect((await machines.machine(store).call("pull")).cacheHit).toBe(true);
    },
  );

  test("never publishes what is not committed, and asks nobody for it; once committed, that very image is published", async () => {
    const { repository, machine } = place();
    const first = machines.repository.git("rev-parse", "HEAD");
    machines.repository.write({ greeting: "changed\n" });
    try {
      proxy.seen.length = 0;
      expect(await machine.call("resolve")).toMatchObject({ state: "absent" });
      const dirty = await machine.call("pull");
      expect(dirty).toMatchObject({ tag: `${dirty.key}-dirty`, state: "absent", cacheHit: false });
      for (const verb of ["resolve", "pull"] as const) {
        expect(await machine.call(verb)).toMatchObject({ state: "present", cacheHit: true, image: dirty.image });
      }
      expect(proxy.seen.filter(({ path }) => path.includes(dirty.key))).toEqual([]);
      machines.repository.commit();
      const committed = await machine.call("pull");
      expect(committed).toMatchObject({ tag: dirty.key, cacheHit: true, digest: dirty.digest });
      expect(stagesOf(committed)).not.toContain("build");
      expectWhole(repository);
    } finally {
      machines.repository.git("reset", "-q", "--hard", first);
    }
  });

  test("takes the one that another machine has published meanwhile", async () => {
    const { store } = published();
    const machine = keeping(store);
    const again = await machine.call("build");
    expect(again).toMatchObject({ state: "present", cacheHit: true });
    expect(again.image).toContain(store);
  });

  test("runs what it has while the registry does not answer", async () => {
    proxy.behave((_request, response) => {
      refuse(response, 503, "UNAVAILABLE", "for long", { "retry-after": "86400" });
      return true;
    });
    expect(await keeper.call("run", { run: "cat /greeting", shell: "sh" })).toMatchObject({
      cacheHit: true,
      exitCode: 0,
    });
    expect(keeper.warnings).toEqual([expect.stringMatching(/The environment is ready on this machine, and used\.$/)]);
  });

  test("builds again where what it has was damaged", async () => {
    const { repository, store } = place();
    const machine = keeping(store);
    const { digest } = unpushed;
    const [image] = (
      JSON.parse(readFileSync(join(machine.cache, "store/blobs/sha256", digest!.slice(7)), "utf8")) as {
        manifests: Listed[];
      }
    ).manifests;
    const file = join(machine.cache, "store/blobs/sha256", image!.digest.slice(7));
    const { layers } = JSON.parse(readFileSync(file, "utf8")) as { layers: Listed[] };
    zero(join(machine.cache, "store/blobs/sha256", layers.at(-1)!.digest.slice(7)));
    const again = await machine.call("build");
    expect(again).toMatchObject({ cacheHit: false, digest });
    expectWhole(repository);
  });
});

describe("a publishing that fails", () => {
  const answers = [
    ["an outage", 503, "UNAVAILABLE", "store-unreachable"],
    ["a lasting 408", 408, "TIMEOUT", "store-unreachable"],
    ["a kind of manifest that is not stored", 400, "MANIFEST_INVALID", "store-refused"],
    ["a repository that is not there", 404, "NAME_UNKNOWN", "store-refused"],
    ["a full quota", 403, "DENIED", "store-refused"],
  ] as const;
  const says = (code: string) => (code === "DENIED" ? "quota exceeded" : "no");

  const refusing = (status: number, code: string) =>
    proxy.behave((request, response) => {
      if (request.method !== "PUT" || !request.url!.includes("/manifests/")) return false;
      request.resume();
      refuse(response, status, code, says(code), { "retry-after": "86400" });
      return true;
    });
  const isKept = (code: string) => ({
    code,
    message: expect.stringMatching(/The image is kept on this machine\.$/),
    remedy: expect.stringMatching(/The next run here publishes it without building it\.$/),
  });
  const expectPublishedBy = async (machine: Machine, repository: string) => {
    proxy.behave();
    const again = await machine.call("pull");
    expect(again).toMatchObject({ state: "absent", cacheHit: true });
    expect(stagesOf(again)).not.toContain("build");
    expect(stagesOf(again)).not.toContain("fetch");
    expectWhole(repository);
  };

  test("after the build, and once more, is an error, and the image is kept: the next run publishes it", async () => {
    const { repository, machine } = place();
    refusing(400, "MANIFEST_INVALID");
    for (const _attempt of ["built", "kept"]) {
      await expect(machine.call("build")).rejects.toMatchObject(isKept("store-refused"));
      expect(keptTags(machine)).toEqual([expect.objectContaining({ missing: [] })]);
    }
    await expectPublishedBy(machine, repository);
  });

  // What the answer means is the same whether the image was built just now or kept: so nothing is built for these.
  test.each(answers)("by %s is such an error", async (_why, status, code, expected) => {
    const { repository, store } = place();
    const machine = keeping(store);
    refusing(status, code);
    await expect(machine.call("build")).rejects.toMatchObject(isKept(expected));
    expect(keptTags(machine)).toEqual([expect.objectContaining({ missing: [] })]);
    await expectPublishedBy(machine, repository);
  });

  test("while the layers go ahead does not end the packing", async () => {
    const { machine } = place();
    proxy.behave((request, response) => {
      if (request.method !== "POST") return false;
      refuse(response, 503, "UNAVAILABLE", "no", { "retry-after": "86400" });
      return true;
    });
    await expect(machine.call("build")).rejects.toMatchObject({ code: "store-unreachable" });
    expect(keptTags(machine)).toEqual([expect.objectContaining({ missing: [] })]);
  });
});

describe("a part that goes while the image is read", () => {
  /** Deletes a part once the lookup has found it there. */
  const deletedAfter = (request: RegExp, repository: string, part: string) => {
    let isGone = false;
    proxy.behave(async ({ method, url }) => {
      if (isGone || !request.test(`${method} ${url}`)) return false;
      isGone = true;
      await remove(repository, part);
      return false;
    });
  };

  test.each([
    ["the snapshot's manifest", /^GET .*manifests\/sha256:/],
    ["the snapshot's frames", /^GET .*blobs\/sha256:/],
  ])("%s is built and published again", async (part, request) => {
    const { repository, machine, tag } = published();
    deletedAfter(request, repository, (await partsOf(repository, tag))[part]!);
    const again = await machine.call("run", { run: "test -f /greeting", shell: "sh" });
    expect(again).toMatchObject({ cacheHit: false, exitCode: 0 });
    expectWhole(repository);
  });
});

describe("a store that is a folder", () => {
  const home = testFolder();
  afterAll(() => home[Symbol.dispose]());
  const folder = () => join(home.path, String(count++));
  let filled: string;
  beforeAll(async () => {
    filled = folder();
    await keeping(filled).call("build");
  });
  const copied = () => {
    const store = folder();
    cpSync(filled, store, { recursive: true });
    return { store, machine: machines.machine(store), digest: unpushed.digest! };
  };

  test("that lost a part of its image gets it again", async () => {
    const { store, machine, digest } = copied();
    const index = JSON.parse(readFileSync(join(store, "blobs/sha256", digest.slice(7)), "utf8")) as {
      manifests: Listed[];
    };
    for (const { digest: child } of index.manifests) {
      const blob = join(store, "blobs/sha256", child.slice(7));
      const bytes = readFileSync(blob);
      rmSync(blob);
      expect(await machine.call("resolve")).toMatchObject({ state: "absent" });
      writeFileSync(blob, bytes);
      expect(await machine.call("resolve")).toMatchObject({ state: "present" });
    }
    for (const { digest: child } of index.manifests) rmSync(join(store, "blobs/sha256", child.slice(7)));
    expect(await machine.call("pull")).toMatchObject({ cacheHit: false, digest });
    expect(tagsOfLayout(store)).toEqual([expect.objectContaining({ missing: [] })]);
  });

  test.each<[string, (bytes: Buffer) => Buffer]>([
    ["were cut off", (bytes) => bytes.subarray(0, 1000)],
    [
      "have a byte that has turned",
      (bytes) => bytes.fill(bytes[bytes.length >> 1]! ^ 1, bytes.length >> 1, (bytes.length >> 1) + 1),
    ],
  ])("whose frames %s gets them again", async (_what, damage) => {
    const { store, machine, digest } = copied();
    const blob = (name: string) => join(store, "blobs/sha256", name.slice(7));
    const readIn = (name: string) =>
      JSON.parse(readFileSync(blob(name), "utf8")) as { manifests: Listed[]; layers: Listed[] };
    const frames = readIn(readIn(digest).manifests[1]!.digest).layers[0]!.digest;
    const whole = readFileSync(blob(frames));
    writeFileSync(blob(frames), damage(Buffer.from(whole)));
    expect(await machine.call("run", { run: "test -f /greeting", shell: "sh" })).toMatchObject({
      exitCode: 0,
      cacheHit: false,
    });
    expect(machine.lines.join("\n")).toMatch(/a blob of the snapshot for linux\/amd64 .* is missing or damaged/);
    expect(readFileSync(blob(frames)).equals(whole)).toBe(true);
  });

  test("that is full fails the build, and the image is kept: the next run fills it without building", async () => {
    const store = folder();
    const machine = machines.machine(store);
    mkdirSync(store);
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "treestamp-test", store]);
    try {
      await expect(machine.call("build")).rejects.toMatchObject({
        code: "store-unreachable",
        message: expect.stringMatching(/the disk is full.*The image is kept on this machine\.$/),
      });
    } finally {
      execFileSync("umount", [store]);
    }
    const again = await machine.call("build");
    expect(again.cacheHit).toBe(true);
    expect(stagesOf(again)).not.toContain("build");
    expect(tagsOfLayout(store)).toEqual([expect.objectContaining({ missing: [] })]);
  });

  test("that may not be written fails the build, and the image is kept", async () => {
    const store = folder();
    const machine = keeping(store);
    mkdirSync(store);
    execFileSync("mount", ["-t", "tmpfs", "-o", "ro", "treestamp-test", store]);
    try {
      await expect(machine.call("build")).rejects.toMatchObject({
        message: expect.stringMatching(/kept on this machine\.$/),
      });
    } finally {
      execFileSync("umount", [store]);
    }
    expect(keptTags(machine)).toEqual([expect.objectContaining({ missing: [] })]);
  });
});

describe("a tag that somebody moved by hand", () => {
  const put = async (repository: string, tag: string, body: object) => {
    const { mediaType } = body as { mediaType: string };
    const url = `http://${registry.host}/v2/${repository}/manifests/${tag}`;
    const answer = await fetch(url, {
      method: "PUT",
      headers: { "content-type": mediaType },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(201);
  };

  test("to an image without a snapshot is an error that says so, not a rebuild", async () => {
    const { repository, machine, tag } = published();
    const [image] = (await read(repository, tag)).manifests as [Listed];
    await put(repository, tag, await read(repository, image.digest));
    await expect(machine.call("pull")).rejects.toMatchObject({ code: "image-invalid" });
  });

  test("to an index for another platform is an error that says so", async () => {
    const { repository, machine, tag } = published();
    const index = await read(repository, tag);
    const platform = { os: "linux", architecture: "arm64" };
    await put(repository, tag, {
      ...index,
      manifests: index.manifests.map((one, at) => (at === 0 ? { ...one, platform } : one)),
    });
    await expect(machine.call("pull")).rejects.toMatchObject({ code: "platform-missing" });
  });
});

test("push builds a build image that lost a layer again: the final image needs all of them", async () => {
  const { repository, store, tag } = published();
  await remove(repository, (await partsOf(repository, tag))["a layer"]!);
  using context = testFolder();
  writeFileSync(join(context.path, "Dockerfile"), "FROM build-image\n");
  const final = place();
  const another = machines.machine(store);
  await another.deliver("push", { context: context.path, images: final.store, tags: "type=raw,value=v1" });
  expect(another.lines.join("\n")).toMatch(/Miss: .* in part only: a blob of the image for linux\/amd64/);
  expectWhole(repository);
  expectWhole(final.repository);
});

test("promote takes a build image that lost a part, and a copy of it that did, for absent", async () => {
  const { repository, store, tag, digest } = published();
  const copy = place();
  const { image, snapshot } = { image: "the image's manifest", snapshot: "the snapshot's manifest" };
  const parts = await partsOf(repository, tag);
  await remove(repository, parts[snapshot]!);
  const names = { images: `${store}\n${copy.store}`, tags: "type=raw,value=v1" };
  expect(await machines.machine(store).deliver("promote", names)).toMatchObject({ digest });
  await remove(copy.repository, parts[image]!);
  await machines.machine(store).deliver("promote", names);
  for (const { missing } of tagsOfRegistry(registry.storage, copy.repository)) expect(missing).toEqual([]);
  expect((await read(copy.repository, parts[image]!.slice("manifests/".length))).config).toBeDefined();
});
