/** Images made on another one's root from files alone: what is in the layer, what in the configuration. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { assemble } from "../../core/assemble/assemble.ts";
import { derivedConfig } from "../../core/assemble/image-config.ts";
import { layerEntries } from "../../core/assemble/layer.ts";
import { installationOf } from "../../core/assemble/packages.ts";
import type { AssembleRequest } from "../../core/assemble/port.ts";
import { rootOf } from "../../core/assemble/root-tree.ts";
import { silentLog } from "../../core/log/log.ts";
import { sha256Of } from "../../core/oci/digest.ts";
import { layoutStore, soleManifest } from "../../core/oci/drivers.ts";
import { type ImageManifest, parseManifest } from "../../core/oci/manifest.ts";
import { closeThreads, type ListedFile, layerOf, listImage, treeOf, withPacked } from "../fixtures/packing.ts";
import { type TarSpec, tar } from "../fixtures/tar.ts";

afterAll(closeThreads);

const dir = (name: string, more: Partial<TarSpec> = {}): TarSpec => ({ name, type: "5", mode: 0o755, ...more });
const file = (name: string, data: string = name, more: Partial<TarSpec> = {}): TarSpec => ({ name, data, ...more });
const symlink = (name: string, target: string): TarSpec => ({ name, type: "2", mode: 0o777, link: target });

/** A root with /lib -> usr/lib, as distributions have it. */
const base: readonly TarSpec[] = [
  dir("etc", { mode: 0o750, gid: 7, mtime: 1_600_000_000 }),
  file("etc/passwd", "root"),
  symlink("lib", "usr/lib"),
  dir("tmp", { mode: 0o1777 }),
  dir("usr"),
  dir("usr/lib", { xattrs: { "user.kept": "yes" } }),
  dir("usr/share"),
  symlink("usr/share/up", "../../lib/deep"),
  symlink("usr/lib/deep", "/usr/share"),
  symlink("nowhere", "gone"),
  symlink("circle", "circle"),
];

const baseConfig = {
  architecture: "arm64",
  os: "linux",
  variant: "v8",
  created: "2024-01-01T00:00:00Z",
  docker_version: "20",
  config: {
    Env: ["PATH=/bin", "A=1", "B=2"],
    Cmd: ["serve"],
    Entrypoint: ["/init"],
    Labels: { old: "1" },
    WorkingDir: "/old",
    ExposedPorts: { "80/tcp": {} },
  },
  rootfs: { type: "layers", diff_ids: [sha256Of(tar(base))] },
  history: [{ created_by: "base" }, { created_by: "CMD", empty_layer: true }],
};

const nothing = { env: new Map<string, string>(), labels: new Map<string, string>() };

interface Assembled {
  readonly manifest: ImageManifest;
  readonly config: typeof baseConfig;
  /** The whole root, by our own reader. */
  readonly files: readonly ListedFile[];
  readonly blobs: readonly string[];
}

async function assembled(
  proto: readonly TarSpec[] | undefined,
  more: Partial<AssembleRequest> = {},
): Promise<Assembled> {
  const output = await mkdtemp(join(tmpdir(), "treestamp-assemble-"));
  const below = layerOf(tar(base), "application/vnd.docker.image.rootfs.diff.tar");
  const config = JSON.stringify(baseConfig);
  try {
    await assemble({
      base: {
        manifest: {
          kind: "manifest",
          config: { mediaType: "application/json", digest: sha256Of(Buffer.from(config)), size: config.length },
          layers: [below.descriptor],
          annotations: {},
        },
        config,
        tree: await treeOf(tar(base)),
      },
      proto: proto && (() => layerOf(tar(proto)).open()),
      owner: { uid: 0, gid: 0 },
      packages: [],
      locked: undefined,
      run: undefined,
      clean: [],
      config: nothing,
      secrets: [],
      network: "host",
      epoch: 0,
      environment: {},
      openRoot: () => Promise.reject(new Error("a proto needs no root")),
      output,
      signal: new AbortController().signal,
      log: silentLog,
      ...more,
    });
    const root = await soleManifest(output);
    const manifest = parseManifest(root) as ImageManifest;
    const store = layoutStore(output);
    const stored = JSON.parse(await readFile(join(output, "blobs/sha256", manifest.config.digest.slice(7)), "utf8"));
    const ours = manifest.layers.slice(1).map((descriptor, index) => ({
      descriptor,
      diffId: stored.rootfs.diff_ids[index + 1],
      open: () => store.readBlob(descriptor),
    }));
    const files = await withPacked([below, ...ours], ({ rawFile }) => listImage(rawFile));
    return { manifest, config: stored, files, blobs: manifest.layers.map(({ digest }) => digest) };
  } finally {
    await rm(output, { recursive: true });
  }
}

const at = ({ files }: Assembled, path: string) => files.find((one) => one.path === path);

describe("a proto", () => {
  test("is laid into the base's directories, and these keep their attributes", async () => {
    const made = await assembled([
      dir("etc", { mode: 0o777 }),
      file("etc/app.conf", "a"),
      dir("srv"),
      file("srv/run", "x", { mode: 0o755 }),
    ]);
    expect(at(made, "etc")).toMatchObject({ mode: 0o750, gid: 7, mtime: "1600000000000000000" });
    expect(at(made, "etc/passwd")).toMatchObject({ size: 4 });
    expect(at(made, "etc/app.conf")).toMatchObject({ mode: 0o644, uid: 0, mtime: "0" });
    expect(at(made, "srv/run")).toMatchObject({ mode: 0o755 });
  });

  test("goes where a symbolic link to a directory leads", async () => {
    const made = await assembled([
      dir("lib"),
      file("lib/a.so"),
      dir("lib/deep"),
      file("lib/deep/b"),
      file("usr/share/up/c"),
    ]);
    expect(at(made, "lib")).toMatchObject({ type: "symlink", target: "usr/lib" });
    expect(at(made, "usr/lib/a.so")).toMatchObject({ size: "lib/a.so".length });
    expect(at(made, "usr/lib")).toMatchObject({ xattrs: { "user.kept": "yes" } });
    expect(at(made, "usr/share/b")).toBeDefined();
    expect(at(made, "usr/share/c")).toBeDefined();
  });

  test("follows its own links, too, and never out of the root", async () => {
    const made = await assembled([symlink("a", "/../../etc"), file("a/x"), symlink("etc/passwd", "x")]);
    expect(at(made, "etc/x")).toBeDefined();
    expect(at(made, "etc/passwd")).toMatchObject({ type: "symlink" });
  });

  test("has the owner that is asked for, and times no later than the epoch", async () => {
    const proto = [file("new/late", "1", { mtime: "1700000000.5" }), file("new/early", "2", { mtime: 5 })];
    const made = await assembled(proto, { owner: { uid: 3_000_000, gid: 33 }, epoch: 1_000 });
    expect(at(made, "new")).toMatchObject({ mode: 0o755, uid: 3_000_000, gid: 33 });
    expect(at(made, "new/late")).toMatchObject({ uid: 3_000_000, gid: 33, mtime: "1000000000000" });
    expect(at(made, "new/early")).toMatchObject({ mtime: "5000000000" });
  });

  test.each([
    ["a file over a directory", file("etc"), "etc needs a file in the root, and the base has the directory /etc"],
    ["a link over a directory", symlink("etc", "x"), "the base has the directory /etc"],
    ["a file over a link to a directory", file("lib"), "the base has /lib, a symbolic link to a directory"],
    [
      "a directory over a file",
      dir("etc/passwd"),
      "etc/passwd needs a directory in the root, and the base has /etc/passwd",
    ],
    ["what is below a file", file("etc/passwd/x"), "/etc/passwd, which is no directory"],
    ["a directory over a broken link", dir("nowhere"), "/nowhere, which is a symbolic link to no directory"],
    ["a directory over a circle of links", dir("circle"), "/circle, which is a symbolic link to no directory"],
    ["a path out of the root", file("etc/../../x"), "leads out of the root"],
    ["a name that means something else in a layer", file("etc/.wh.passwd"), "begins with .wh."],
    ["a pipe", { name: "p", type: "6" }, "p is a fifo"],
  ])("cannot be %s", async (_, entry, message) => {
    await expect(assembled([entry as TarSpec])).rejects.toMatchObject({
      code: "input-invalid",
      message: expect.stringContaining(message as string),
    });
  });

  test("that changes nothing makes no layer", async () => {
    for (const proto of [undefined, [], [dir("etc"), dir("lib"), dir("lib/deep")]]) {
      const { manifest, config } = await assembled(proto);
      expect(manifest.layers).toHaveLength(1);
      expect(config.history.at(-1)).toMatchObject({ empty_layer: true });
    }
  });
});

describe("what commands have left", () => {
  test.each(["trusted.overlay.", "user.overlay."] as const)(
    "is marked by %s alone: others are the commands' own",
    async (marks) => {
      const other = marks === "user.overlay." ? "trusted.overlay." : "user.overlay.";
      const all = (prefix: string) => ({ [`${prefix}opaque`]: "y", [`${prefix}redirect`]: "/usr" });
      const archive = tar([
        dir("etc", { xattrs: { [`${marks}opaque`]: "y" } }),
        dir("usr", { xattrs: all(other) }),
        file("usr/new", "new", { xattrs: { [`${other}metacopy`]: "", "user.app.overlay.metacopy": "" } }),
      ]);
      const root = rootOf(await treeOf(tar(base)));
      const names: string[] = [];
      async function* stream() {
        yield archive;
      }
      for await (const { path } of layerEntries(stream(), { root, ours: new Set(), marks, epoch: 0 }))
        names.push(`${path}`);
      expect(names).toEqual(["etc", "etc/.wh..wh..opq", "usr", "usr/new"]);
    },
  );
});

describe("packages", () => {
  const managerOf = async (...files: readonly TarSpec[]) =>
    installationOf(rootOf(await treeOf(tar(files))), ["git"]).commands.map(([program]) => program);

  test.each([
    [["/usr/bin/apt-get", "/usr/bin/apt-get"], [file("usr/bin/apt-get")]],
    [["/sbin/apk"], [symlink("sbin", "usr/sbin"), file("usr/sbin/apk")]],
    [["/usr/bin/dnf"], [symlink("usr/bin/dnf", "dnf5"), file("usr/bin/dnf5"), file("usr/bin/microdnf")]],
    [["/usr/bin/microdnf"], [file("usr/bin/microdnf")]],
  ])("are installed by %j, which the base has", async (programs, files) => {
    expect(await managerOf(...files)).toEqual(programs);
  });

  test("cannot be installed where no package manager is", async () => {
    for (const files of [[], [dir("usr/bin/apt-get")], [symlink("usr/bin/dnf", "dnf5")]]) {
      await expect(managerOf(...files)).rejects.toMatchObject({
        code: "input-invalid",
        message: expect.stringContaining("no package manager: none of apt-get, apk, dnf, microdnf"),
      });
    }
    const openRoot = () => Promise.reject(new Error("opened"));
    await expect(assembled(undefined, { packages: ["git"], openRoot })).rejects.toThrow("no package manager");
  });
});

describe("the image", () => {
  test("names the base's layers, and holds its own alone; the same bytes each time", async () => {
    const proto = [dir("opt"), file("opt/x")];
    const made = await assembled(proto);
    expect(made.blobs[0]).toBe(sha256Of(tar(base)));
    expect(made.manifest.layers.map(({ mediaType }) => mediaType)).toEqual([
      "application/vnd.oci.image.layer.v1.tar",
      "application/vnd.oci.image.layer.v1.tar+gzip",
    ]);
    expect(made.config.rootfs.diff_ids[0]).toBe(baseConfig.rootfs.diff_ids[0]);
    expect(made.config).toMatchObject({ architecture: "arm64", variant: "v8", created: "1970-01-01T00:00:00Z" });
    expect(made.config.docker_version).toBeUndefined();
    expect(made.config.history).toEqual([
      ...baseConfig.history,
      { created: "1970-01-01T00:00:00Z", created_by: "treestamp assemble: proto" },
    ]);
    expect((await assembled(proto)).manifest).toEqual(made.manifest);
  });

  test("inherits as docker's do", () => {
    const derived = (settings: Partial<AssembleRequest["config"]>, config: object = baseConfig.config) =>
      derivedConfig(
        JSON.stringify({ ...baseConfig, config }),
        { ...nothing, ...settings },
        {
          createdBy: "test",
          epoch: 0,
          hasLayer: false,
        },
      ).config;
    expect(derived({})).toEqual(baseConfig.config);
    expect(
      derived({
        env: new Map([
          ["Z", "9"],
          ["C", "3"],
          ["A", "one"],
        ]),
        labels: new Map([["new", "2"]]),
        workdir: "/w",
        user: "app",
      }),
    ).toEqual({
      ...baseConfig.config,
      Env: ["PATH=/bin", "A=one", "B=2", "C=3", "Z=9"],
      Labels: { old: "1", new: "2" },
      WorkingDir: "/w",
      User: "app",
    });
    expect(derived({ cmd: ["x"] })).toMatchObject({ Entrypoint: ["/init"], Cmd: ["x"] });
    expect(derived({ entrypoint: ["/new"] })).toMatchObject({ Entrypoint: ["/new"], Cmd: null });
    expect(derived({ entrypoint: ["/new"], cmd: ["y"] })).toMatchObject({ Entrypoint: ["/new"], Cmd: ["y"] });
    expect(derived({ entrypoint: [], cmd: [] })).toMatchObject({ Entrypoint: null, Cmd: null });
    expect(derived({}, { ...baseConfig.config, OnBuild: ["RUN x"] })).toEqual(baseConfig.config);
  });

  test("has no history where the base's does not fit its layers", () => {
    const step = { createdBy: "test", epoch: 0, hasLayer: true };
    for (const history of [undefined, [], [{}, {}]]) {
      expect(derivedConfig(JSON.stringify({ ...baseConfig, history }), nothing, step).history).toBeUndefined();
    }
  });
});
