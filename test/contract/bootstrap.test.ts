/** Images from archives and packages: what comes over the network, what archives may hold, what is in the image. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { gunzipSync, gzipSync, zstdCompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { tarMembers } from "../../core/archive/tar-entries.ts";
import { bootstrap } from "../../core/bootstrap/bootstrap.ts";
import type { BootstrapRequest, RootSource } from "../../core/bootstrap/port.ts";
import { openSnapshotCache, type SnapshotCache } from "../../core/cache/cache.ts";
import { pruneCache } from "../../core/cache/prune.ts";
import { download } from "../../core/download/download.ts";
import type { TreestampError } from "../../core/errors.ts";
import { silentLog } from "../../core/log/log.ts";
import { streamOf } from "../../core/oci/byte-stream.ts";
import { hexOf, sha256Of } from "../../core/oci/digest.ts";
import { layoutStore, soleManifest } from "../../core/oci/drivers.ts";
import { type ImageManifest, parseManifest } from "../../core/oci/manifest.ts";
import { usualPace } from "../../core/oci/registry/retry.ts";
import { packSnapshot } from "../../core/snapshot/pack.ts";
import { testFolder } from "../fixtures/git.ts";
import { oldSparse, type TarSpec, tar } from "../fixtures/tar.ts";
import { makeBusyboxBase } from "../services/base-image.ts";
import { debOf } from "../services/debian-package.ts";
import { type Handler, type RunningServer, startServer } from "../services/http.ts";
import { listBoth } from "../services/kernel.ts";

let home: ReturnType<typeof testFolder>;
let cache: SnapshotCache;
beforeAll(async () => {
  home = testFolder();
  cache = await openSnapshotCache(join(home.path, "cache"));
});
afterAll(async () => {
  await cache.close();
  home[Symbol.dispose]();
});

let count = 0;
/** A new, empty folder. */
function folder(): string {
  const path = join(home.path, String(++count));
  mkdirSync(path);
  return path;
}

interface Made {
  readonly folder: string;
  readonly digest: string;
  readonly manifest: ImageManifest;
  readonly config: Record<string, unknown> & { config: Record<string, unknown> };
  readonly said: readonly string[];
  /** `NAME`, with ` -> TARGET` of links, by layer. */
  names(): Promise<string[][]>;
}

type Options = Partial<BootstrapRequest> & { readonly platforms?: readonly string[] };

async function made(root: RootSource | Buffer, { platforms = ["linux/amd64"], ...more }: Options = {}): Promise<Made> {
  const output = folder();
  const said: string[] = [];
  const say = (line: string) => said.push(line);
  const source = Buffer.isBuffer(root) ? stored(root) : root;
  await bootstrap({
    ...{ roots: new Map(platforms.map((platform) => [platform, source])), remove: [], overlay: undefined, epoch: 0 },
    ...{ cache, environment: { PATH: process.env.PATH }, scratch: folder(), output },
    ...{ signal: AbortSignal.timeout(60_000), log: { ...silentLog, info: say, warning: say, debug: say } },
    ...more,
  });
  const root_ = await soleManifest(output);
  const manifest = parseManifest(root_);
  const blob = (digest: string) => readFileSync(join(output, "blobs", digest.replace(":", "/")));
  if (manifest.kind !== "manifest") return { folder: output, digest: root_.descriptor.digest } as Made;
  return {
    ...{ folder: output, digest: root_.descriptor.digest, manifest, said },
    config: JSON.parse(blob(manifest.config.digest).toString("utf8")),
    names: () => Promise.all(manifest.layers.map(({ digest }) => namesIn(gunzipSync(blob(digest))))),
  };
}

async function namesIn(layer: Buffer): Promise<string[]> {
  const names: string[] = [];
  for await (const { entry } of tarMembers(streamOf(layer))) {
    names.push(entry.linkName === "" ? entry.name : `${entry.name} -> ${entry.linkName}`);
  }
  return names;
}

const stored = (bytes: Buffer): RootSource => ({
  kind: "file",
  name: "ci/root.tar",
  content: () => streamOf(bytes),
  digest: undefined,
});

const failure = (work: Promise<unknown>): Promise<TreestampError> =>
  work.then(
    () => Promise.reject(new Error("no failure")),
    (error: TreestampError) => error,
  );

const dir = (name: string, more: Partial<TarSpec> = {}): TarSpec => ({ name, type: "5", mode: 0o755, ...more });
const file = (name: string, data: string | Buffer = name, more: Partial<TarSpec> = {}): TarSpec => ({
  name,
  data,
  ...more,
});
const symlink = (name: string, link: string): TarSpec => ({ name, type: "2", mode: 0o777, link });
const small: readonly TarSpec[] = [
  dir("./"),
  symlink("./bin", "usr/bin"),
  dir("./etc/"),
  file("./etc/passwd", "root"),
  dir("./usr/"),
  dir("./usr/bin/"),
  file("./usr/bin/sh"),
];
const archiveOf = (path: string, ...names: string[]) =>
  execFileSync("tar", ["-C", path, "-c", ...(names.length > 0 ? names : ["."])], { maxBuffer: 1 << 28 });
const xz = (bytes: Buffer) => execFileSync("xz", ["-0"], { input: bytes, maxBuffer: 1 << 28 });

describe("a download", () => {
  const bytes = Buffer.from(Array.from({ length: 3_000_000 }, (_, index) => (index * index) >> 7));
  const digest = sha256Of(bytes);
  const hurried = { ...usualPace, tries: 3, firstDelay: 1, longestDelay: 2, stall: 2000 };
  let server: RunningServer;
  let answer: Handler;
  beforeAll(async () => {
    server = await startServer((request, response) => answer(request, response));
  });
  afterAll(() => server.stop());

  const fetched = async (path = "/root.tar.xz?token=secret", expected = digest, more: { limit?: number } = {}) => {
    server.seen.length = 0;
    const output = join(folder(), "archive");
    const words = { it: "The archive", sums: "`sums`" };
    const parts = {
      environment: {},
      signal: AbortSignal.timeout(20_000),
      log: silentLog,
      words,
      pace: hurried,
      ...more,
    };
    const url = path.startsWith("http") ? path : `http://${server.host}${path}`;
    await download({ url, digest: expected }, output, parts);
    return readFileSync(output);
  };
  const older = Buffer.from(bytes).reverse();
  type Sent = { tag?: string; most?: number; all?: Buffer };
  /** Sends what a range asks for, unless `if-range` is not `tag`; at most `most` bytes, and then breaks the connection. */
  const send = (request: IncomingMessage, response: ServerResponse, { tag, most, all = bytes }: Sent) => {
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
    const isPart = from > 0 && (request.headers["if-range"] ?? tag) === tag;
    const body = all.subarray(isPart ? from : 0);
    response.writeHead(isPart ? 206 : 200, {
      "content-length": body.length,
      ...(tag === undefined ? {} : { etag: tag }),
      ...(isPart ? { "content-range": `bytes ${from}-${bytes.length - 1}/${bytes.length}` } : {}),
    });
    if (most === undefined) response.end(body);
    else response.write(body.subarray(0, most), () => setTimeout(() => response.destroy(), 20));
  };
  const ranges = () => server.seen.map(({ headers }) => headers.range ?? "all");

  test("gives the archive, and is asked for its login and no one else's", async () => {
    const other = await startServer((request, response) => send(request, response, {}));
    answer = (_, response) => void response.writeHead(302, { location: `http://${other.host}/elsewhere` }).end();
    try {
      expect((await fetched(`http://me:p%40ss@${server.host}/root.tar`)).equals(bytes)).toBe(true);
      expect(server.seen[0]!.headers.authorization).toBe(`Basic ${Buffer.from("me:p@ss").toString("base64")}`);
      expect(other.seen.map(({ headers }) => headers.authorization)).toEqual([undefined]);
    } finally {
      await other.stop();
    }
  });

  test("goes on where it broke, if the server knows the archive", async () => {
    answer = (request, response) =>
      send(request, response, { tag: '"one"', ...(request.headers.range ? {} : { most: 2_000_000 }) });
    expect((await fetched()).equals(bytes)).toBe(true);
    expect(ranges()[0]).toBe("all");
    expect(ranges()[1]).toMatch(/^bytes=\d{6,7}-$/);
  });

  test.each([
    ["does not say which one it is", undefined, undefined],
    ["has another one by then", '"one"', '"two"'],
    ["says only weakly which one it is", 'W/"one"', 'W/"one"'],
  ])("starts again where the server %s", async (_, first, second) => {
    answer = (request, response) => {
      const isFirst = server.seen.length === 1;
      const tag = isFirst ? first : second;
      send(request, response, {
        ...(tag === undefined ? {} : { tag }),
        ...(isFirst ? { most: 2_000_000, all: older } : {}),
      });
    };
    expect((await fetched()).equals(bytes)).toBe(true);
    expect(server.seen).toHaveLength(2);
  });

  test("ignores a part that is not the one it asked for", async () => {
    answer = (request, response) => {
      if (request.headers.range === undefined)
        return send(request, response, { tag: '"one"', ...(server.seen.length === 1 ? { most: 10_000 } : {}) });
      response.writeHead(206, { "content-range": "bytes 5-9/10" }).end("wrong");
    };
    expect((await fetched()).equals(bytes)).toBe(true);
    expect(server.seen).toHaveLength(3);
  });

  test("is tried again where a server is busy, and given up where it stays so, or never sends all", async () => {
    answer = (request, response) => {
      if (server.seen.length < 3) response.writeHead(503).end();
      else send(request, response, {});
    };
    expect((await fetched()).equals(bytes)).toBe(true);
    answer = (_, response) => void response.writeHead(503).end();
    expect(await failure(fetched())).toMatchObject({
      code: "store-unreachable",
      message: `The archive cannot be had: GET http://${server.host}/root.tar.xz?…: 503 (tried 3 times).`,
    });
    answer = (request, response) => send(request, response, { most: 500_000 });
    expect(await failure(fetched())).toMatchObject({
      code: "store-unreachable",
      message: expect.stringContaining("(tried 3 times)"),
    });
  });

  test.each<[string, Handler, Partial<TreestampError>]>([
    [
      "is not there",
      (_, response) => void response.writeHead(404, { "content-type": "text/html" }).end("<html>no</html>"),
      { code: "store-refused", message: expect.stringMatching(/GET http:.*\?…: 404\.$/) as unknown as string },
    ],
    [
      "is a page",
      (_, response) => void response.writeHead(200, { "content-type": "text/html" }).end("\n<!DOCTYPE html>log in"),
      {
        code: "store-corrupt",
        message: expect.stringMatching(
          /gives a page, not a file: its sha256 is [0-9a-f]{64}, and/,
        ) as unknown as string,
      },
    ],
    [
      "is another archive",
      (_, response) => void response.end("other"),
      {
        code: "store-corrupt",
        message: expect.stringContaining(`\`sums\` says ${hexOf(digest)}.`) as unknown as string,
      },
    ],
    [
      "leads out of http",
      (_, response) => void response.writeHead(302, { location: "file:///etc/passwd" }).end(),
      { code: "store-unreachable", message: expect.stringContaining("redirects to file:") as unknown as string },
    ],
    [
      "says that it is too large",
      (_, response) => void response.writeHead(200, { "content-length": 1e12 }).flushHeaders(),
      { code: "store-refused", message: expect.stringContaining("more than 4.0 MB") as unknown as string },
    ],
    [
      "has no end",
      async (_, response) => {
        while (!response.destroyed)
          if (!response.write(bytes)) await new Promise((done) => response.once("drain", done).once("close", done));
      },
      { code: "store-refused", message: expect.stringContaining("more than 4.0 MB") as unknown as string },
    ],
  ])("that %s is refused", async (_, handler, expected) => {
    answer = handler;
    const error = await failure(fetched(undefined, digest, { limit: 4_000_000 }));
    expect(error).toMatchObject(expected);
    expect(error.message + error.remedy).not.toContain("secret");
  });

  test("stays on this machine, until it is damaged or pruned", async () => {
    const archive = xz(tar(small));
    answer = (_, response) => void response.end(archive);
    server.seen.length = 0;
    const root = { kind: "download", url: `http://${server.host}/root`, digest: sha256Of(archive) } as const;
    const first = await made(root);
    expect((await made(root)).digest).toBe(first.digest);
    expect(server.seen).toHaveLength(1);
    const kept = join(home.path, "cache/archives", hexOf(root.digest));
    writeFileSync(kept, "damaged");
    expect((await made(root)).digest).toBe(first.digest);
    expect(server.seen).toHaveLength(2);

    await cache.close();
    const { removed } = await pruneCache(await openSnapshotCache(join(home.path, "cache")), 0);
    expect(removed).toEqual([expect.objectContaining({ kind: "archive", name: root.digest })]);
    expect(readdirSync(join(home.path, "cache/archives"))).toEqual([]);
  });
});

describe("an archive", () => {
  test.each<[string, (bytes: Buffer) => Buffer]>([
    ["compressed by gzip", (bytes) => gzipSync(bytes)],
    [
      "compressed by gzip in two parts",
      (bytes) => Buffer.concat([gzipSync(bytes.subarray(0, 1000)), gzipSync(bytes.subarray(1000))]),
    ],
    ["compressed by xz", xz],
    ["compressed by zstd", (bytes) => zstdCompressSync(bytes)],
    [
      "compressed by zstd in two frames",
      (bytes) => Buffer.concat([zstdCompressSync(bytes.subarray(0, 999)), zstdCompressSync(bytes.subarray(999))]),
    ],
  ])("%s gives the same image as the plain tar", async (_, pack) => {
    expect((await made(pack(tar(small)))).digest).toBe((await made(tar(small))).digest);
  });

  test.each<[string, Buffer, string]>([
    ["bzip2", Buffer.from("BZh91AY&SY"), "is compressed by bzip2, which treestamp does not read."],
    ["zip", Buffer.concat([Buffer.from("PK\x03\x04"), Buffer.alloc(9999)]), "is a zip archive."],
    ["a page", Buffer.from("<html>"), "is a page, not an archive."],
    ["a pointer of Git LFS", Buffer.from("version https://git-lfs.github.com/spec/v1\n"), "is a pointer of Git LFS"],
    ["something else", Buffer.alloc(2000, "x"), "is no tar archive."],
    ["nothing", Buffer.alloc(0), "is no tar archive."],
    ["something else in gzip", gzipSync(Buffer.alloc(2000, "x")), "holds no tar archive in its gzip."],
    ["half of gzip", gzipSync(tar(small)).subarray(0, 100), "cannot be decompressed: unexpected end of file."],
    ["half of xz", xz(tar(small)).subarray(0, 100), "cannot be decompressed: Unexpected end of input."],
    [
      "damaged xz",
      Buffer.concat([xz(tar(small)).subarray(0, -12), Buffer.alloc(12)]),
      "cannot be decompressed: Compressed data is corrupt.",
    ],
    ["half of zstd", zstdCompressSync(tar(small)).subarray(0, 100), "It ends within a frame."],
    ["half of a tar", tar(small).subarray(0, 2100), "It is not a readable tar archive: it ends within a file."],
    ["an empty tar", tar([]), "It holds no files."],
  ])("that is %s is refused, and closed", async (_, bytes, message) => {
    let open = 0;
    const opened = async function* (): AsyncGenerator<Uint8Array, void> {
      open++;
      try {
        for (let at = 0; at < bytes.length; at += 600) yield bytes.subarray(at, at + 600);
      } finally {
        open--;
      }
    };
    const error = await failure(made({ kind: "file", name: "ci/root.tar", content: opened, digest: undefined }));
    expect(error.code).toBe("image-invalid");
    expect(open).toBe(0);
    expect(error.message).toMatch(/^ci\/root.tar /);
    expect(error.message.toLowerCase()).toContain(message.toLowerCase());
    expect(error.remedy).toBeDefined();
  });

  test("compressed by xz says so where there is no xz", async () => {
    expect(await failure(made(xz(tar(small)), { environment: { PATH: "/nowhere" } }))).toMatchObject({
      code: "tool-missing",
      message: "ci/root.tar is compressed by xz. xz is not installed.",
      remedy: expect.stringContaining("apt-get install xz-utils"),
    });
  });

  test("of the repository is held to its sum before anything reads it", async () => {
    let reads = 0;
    const content = () => {
      reads++;
      return streamOf(tar(small));
    };
    const root = { kind: "file", name: "ci/root.tar", content, digest: sha256Of("other") } as const;
    expect(await failure(made(root))).toMatchObject({
      code: "store-corrupt",
      message: expect.stringContaining(
        `its sha256 is ${hexOf(sha256Of(tar(small)))}, and \`sums\` says ${hexOf(root.digest)}.`,
      ),
    });
    expect(reads).toBe(1);
  });
});

describe("a root", () => {
  const link = (name: string, target: string): TarSpec => ({ name, type: "1", link: target });

  test("becomes the lowest layer, with clean names and clamped times, and without devices", async () => {
    const strange = [
      dir("./", { mode: 0o755, mtime: 1_700_000_000 }),
      dir("/etc/"),
      file("etc//./passwd", "root", {
        mtime: "1700000000.5",
        uid: 5,
        gid: 3_000_000_000,
        xattrs: { "user.a": "b", "security.selinux": "x", "trusted.overlay.opaque": "y" },
      }),
      file("etc/../usr/x"),
      link("usr/y", "./usr/x"),
      symlink("out", "../../../etc"),
      symlink("absolute", "/etc/passwd"),
      { name: "dev/null", type: "3", major: 1, minor: 3 },
      { name: "etc/hidden", type: "3", major: 0, minor: 0 },
      { name: "dev/sda", type: "4", major: 8, minor: 0 },
      link("dev/zero", "dev/null"),
      { name: "run/pipe", type: "6" },
    ];
    const image = await made(Buffer.concat([...oldSparse("sparse", true), tar(strange)]));
    expect(await image.names()).toEqual([
      [
        "sparse",
        "./",
        "etc/",
        "etc/passwd",
        "usr/x",
        "usr/y -> usr/x",
        "out -> ../../../etc",
        "absolute -> /etc/passwd",
        "run/pipe",
      ],
    ]);
    const layer = gunzipSync(
      readFileSync(join(image.folder, "blobs", image.manifest.layers[0]!.digest.replace(":", "/"))),
    );
    for await (const { entry } of tarMembers(streamOf(layer))) {
      expect(entry.mtime).toEqual({ seconds: 0, nanoseconds: 0 });
      if (entry.name === "sparse") expect(entry.size).toBe(12);
      if (entry.name !== "etc/passwd") continue;
      expect(entry).toMatchObject({ uid: 5, gid: 3_000_000_000, xattrs: new Map([["user.a", "b"]]) });
    }
    expect(image.said).toContain("ci/root.tar: 3 devices are left out.");
  });

  test.each<[string, TarSpec[], string]>([
    ["leaves the root", [file("../etc/passwd")], 'Its entry "../etc/passwd" cannot be: it leaves the image\'s root.'],
    ["leaves the root by a detour", [file("a/../../b")], "it leaves the image's root"],
    ["is a hard link out of it", [link("a", "../../etc/shadow")], "it leaves the image's root"],
    ["is a hard link to nothing", [link("a", "b")], 'It has a hard link to "b", and no such file is there.'],
    ["lies below a file", [file("a"), file("a/b")], "a is no directory"],
    ["would hide a file", [file("etc/.wh.passwd")], "/etc/.wh.passwd of the archive has a name that begins with .wh."],
    ["is too long", [file("a".repeat(300))], "a part of its name has 300 bytes"],
    [
      "is in a circle of links",
      [symlink("a", "b"), symlink("b", "a"), file("a/c")],
      "its symbolic links form a circle",
    ],
    [
      "has holes without end",
      [
        file("big", "0\n".padEnd(512, "\0"), {
          pax: [
            ["GNU.sparse.major", "1"],
            ["GNU.sparse.minor", "0"],
            ["GNU.sparse.name", "big"],
            ["GNU.sparse.realsize", String(2 ** 39)],
          ],
        }),
      ],
      "holes of more than",
    ],
  ])("with a name that %s is refused", async (_, specs, message) => {
    const error = await failure(made(tar(specs)));
    expect(error.message).toContain(message);
    expect(["image-invalid", "input-invalid"]).toContain(error.code);
  });

  test.each<[string, (bytes: Buffer) => Buffer]>([
    ["plain", (bytes) => bytes],
    ["gzip", (bytes) => gzipSync(bytes)],
    ["xz", xz],
    ["zstd", (bytes) => zstdCompressSync(bytes)],
    ["a layer of gzip in an image", (bytes) => archiveOf(makeBusyboxBase(folder(), bytes).folder)],
  ])("of more bytes than a root can have is refused, however few they are packed: %s", async (_, pack) => {
    const zeros = pack(tar([file("zeros", Buffer.alloc(5_000_000))]));
    const limits = { plainBytes: 5_000_000, entries: 1000 };
    expect(await failure(made(zeros, { limits }))).toMatchObject({
      code: "image-invalid",
      message: "ci/root.tar unpacks to more than 5000000 bytes.",
    });
    await made(zeros, { limits: { ...limits, plainBytes: 5_100_000 } });
  });

  test("of more entries than a root can have is refused", async () => {
    const limits = { plainBytes: 1_000_000, entries: small.length };
    await made(tar(small), { limits });
    expect((await failure(made(tar([...small, file("more")]), { limits }))).message).toBe(
      "ci/root.tar is not the archive of a root. It has more than 7 entries.",
    );
  });

  test("loses what `remove` names, and nothing else", async () => {
    const specs = [
      dir("etc"),
      dir("etc/yum.repos.d"),
      file("etc/yum.repos.d/a.repo"),
      file("etc/yum.repos.d/keep.repo"),
      dir("usr"),
      dir("usr/share"),
      dir("usr/share/doc"),
      file("usr/share/doc/README"),
      file("usr/share/other"),
    ];
    const remove = ["/etc/yum.repos.d/*", "!/etc/yum.repos.d/keep.repo", "usr/share/doc", "**/nothing"];
    const image = await made(tar(specs), { remove });
    expect(await image.names()).toEqual([
      ["etc/", "etc/yum.repos.d/", "etc/yum.repos.d/keep.repo", "usr/", "usr/share/", "usr/share/other"],
    ]);
    expect(image.said).toEqual(["`bootstrap.remove`: the root has no **/nothing."]);
    expect(await failure(made(tar([file("a"), link("b", "a")]), { remove: ["a"] }))).toMatchObject({
      code: "input-invalid",
      message: "`bootstrap.remove` takes /a away, and /b is another name of that file.",
    });
    expect(await failure(made(tar(small), { remove: ["["] }))).toMatchObject({ code: "input-invalid" });
    expect(await failure(made(tar(small), { remove: ["**"] }))).toMatchObject({
      message: "ci/root.tar is not the archive of a root. It holds no files.",
    });
  });

  test("has the overlay laid over it as a layer of its own, through its links", async () => {
    const overlay = tar([dir("bin"), file("bin/tool"), dir("etc"), file("etc/passwd", "changed"), file("new/file")]);
    const image = await made(tar(small), { overlay: () => streamOf(overlay) });
    expect((await image.names())[1]).toEqual([
      "usr/",
      "usr/bin/",
      "usr/bin/tool",
      "etc/",
      "etc/passwd",
      "new/",
      "new/file",
    ]);
    expect(image.config.history).toEqual([
      { created: "1970-01-01T00:00:00Z", created_by: "treestamp bootstrap: root" },
      { created: "1970-01-01T00:00:00Z", created_by: "treestamp bootstrap: overlay" },
    ]);
    expect(await failure(made(tar(small), { overlay: () => streamOf(tar([file("etc", "a file")])) }))).toMatchObject({
      code: "input-invalid",
      message: "`overlay`: etc needs a file in the root, and the base has the directory /etc.",
    });
  });

  test("says which shell it has, and otherwise nothing but where programs are", async () => {
    const image = await made(tar(small), { platforms: ["linux/arm64/v8"] });
    expect(image.config).toEqual({
      ...{ created: "1970-01-01T00:00:00Z", os: "linux", architecture: "arm64", variant: "v8" },
      config: { Env: ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"], Cmd: ["/bin/sh"] },
      history: [expect.anything()],
      rootfs: expect.anything(),
    });
    expect((await made(tar([...small, file("./usr/bin/bash")]))).config.config.Cmd).toEqual(["/bin/bash"]);
    expect((await made(tar([dir("etc")]))).config.config.Cmd).toBeUndefined();
  });

  test("of each platform is in one index", async () => {
    const platforms = ["linux/amd64", "linux/arm64"];
    const { folder: layout } = await made(tar(small), { platforms });
    const index = parseManifest(await soleManifest(layout));
    expect(index).toMatchObject({
      manifests: [
        { platform: { os: "linux", architecture: "amd64" } },
        { platform: { os: "linux", architecture: "arm64" } },
      ],
    });
  });
});

describe("an archive that wraps an image", () => {
  test("gives that image's layers, in order, and what it says of commands", async () => {
    const upper = tar([file("etc/added"), file("bin/.wh.ls", "")]);
    const image = makeBusyboxBase(folder(), upper);
    const forms = [
      archiveOf(image.folder),
      archiveOf(image.folder, "oci-layout", "index.json", "blobs"),
      xz(archiveOf(image.folder, "blobs", "oci-layout", "index.json")),
    ];
    const all = await Promise.all(forms.map((form) => made(form, { remove: ["bin/cat"] })));
    expect(new Set(all.map(({ digest }) => digest)).size).toBe(1);
    const names = await all[0]!.names();
    expect(names[0]!.map((name) => name.replace(/ .*/, ""))).toEqual(expect.arrayContaining(["bin/ls", "bin/sh"]));
    expect(names[0]!.filter((name) => name.startsWith("bin/cat"))).toEqual([]);
    expect(names[1]).toEqual(["etc/added", "bin/.wh.ls"]);
    expect(all[0]!.config).toMatchObject({ config: { Env: ["PATH=/bin"], Cmd: ["/bin/sh"] }, architecture: "amd64" });
  });

  test("in docker's own form, too", async () => {
    const layer = tar(small);
    const config = Buffer.from(
      JSON.stringify({
        ...{ architecture: "amd64", os: "linux", created: "2024-01-01T00:00:00Z", docker_version: "20" },
        config: { Hostname: "abc", Env: ["A=1"], Cmd: null, Labels: { a: "b" } },
        rootfs: { type: "layers", diff_ids: [sha256Of(layer)] },
      }),
    );
    const hex = "c".repeat(64);
    const list = JSON.stringify([{ Config: `${hex}.json`, RepoTags: null, Layers: [`${hex}/layer.tar`] }]);
    const archive = tar([
      dir(`${hex}/`),
      file(`${hex}/layer.tar`, layer),
      file(`${hex}.json`, config),
      file("manifest.json", list),
    ]);
    const image = await made(gzipSync(archive));
    expect(await image.names()).toEqual(await (await made(layer)).names());
    expect(image.config.config).toEqual({
      ...{ Labels: { a: "b" }, Cmd: ["/bin/sh"] },
      Env: ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "A=1"],
    });
    expect(await failure(made(archive, { platforms: ["linux/arm64"] }))).toMatchObject({
      code: "platform-missing",
      message: "The archive's image is for linux/amd64, not linux/arm64.",
    });
    expect(await failure(made(tar([file("manifest.json", list)])))).toMatchObject({ code: "image-invalid" });
  });

  test("is not taken for one where a root has such names", async () => {
    const image = await made(
      tar([dir("./"), dir("./blobs"), dir("./bin"), file("./index.json"), file("./manifest.json")]),
    );
    expect(await image.names()).toEqual([["./", "blobs/", "bin/", "index.json", "manifest.json"]]);
  });
});

describe("a root from packages", () => {
  const packages = {
    kind: "packages",
    suite: "bookworm",
    snapshot: undefined,
    include: ["greeting"],
    variant: "extract",
  } as const;
  const environment = { PATH: process.env.PATH, NO_PROXY: "127.0.0.1", no_proxy: "127.0.0.1" };
  let mirror: RunningServer;
  let line: string;
  beforeAll(async () => {
    const { name, bytes, stanza } = debOf(folder(), "greeting", "1");
    const files = new Map([
      ["/./Packages", Buffer.from(stanza)],
      [`/./${name}`, bytes],
    ]);
    mirror = await startServer((request, response) => {
      const body = files.get(request.url!.replace(/^\/(?!\.)/, "/./"));
      if (body === undefined) response.writeHead(404).end();
      else response.end(body);
    });
    line = `deb [trusted=yes] http://${mirror.host}/ ./`;
  });
  afterAll(() => mirror.stop());

  test("is the same image each time, with neither logs nor caches", async () => {
    const root = { ...packages, mirror: line };
    const [first, again] = [await made(root, { environment }), await made(root, { environment })];
    expect(again.digest).toBe(first.digest);
    const [names] = await first.names();
    expect(names).toContain("usr/bin/greeting");
    expect(
      names!.filter((name) => /^var\/(log|cache|lib\/apt\/lists)\/.+[^/]$/.test(name) && !name.endsWith("/lock")),
    ).toEqual([]);
    expect(first.said).toContain("I: extracting archives...");
  });

  test("says in the package manager's words what does not exist", async () => {
    const error = await failure(made({ ...packages, mirror: line, include: ["farewell"] }, { environment }));
    expect(error).toMatchObject({ code: "build-failed", output: expect.stringContaining("farewell") });
  });

  test("of a day is what its mirror had at that time, in a folder of that name", async () => {
    mirror.seen.length = 0;
    const dated = { ...packages, mirror: `http://${mirror.host}/debian`, snapshot: "20260101T000000Z" };
    expect(await failure(made(dated, { environment }))).toMatchObject({ code: "build-failed" }); // nothing is there
    expect(mirror.seen[0]).toMatchObject({ path: "/debian/20260101T000000Z/dists/bookworm/InRelease" });
  });

  test("says what is missing or contradictory", async () => {
    expect(await failure(made({ ...packages, mirror: line }, { environment: { PATH: "/nowhere" } }))).toMatchObject({
      code: "tool-missing",
      remedy: expect.stringContaining("apt-get install mmdebstrap"),
    });
    const root = (more: object) => made({ ...packages, mirror: undefined, ...more }, { environment });
    expect((await failure(root({ mirror: "-" }))).message).toContain('`bootstrap.packages.mirror`: "-" is not');
    expect((await failure(root({ snapshot: "today" }))).message).toContain(
      '`bootstrap.packages.snapshot`: "today" is not',
    );
    expect((await failure(root({ snapshot: "20260101T000000Z", mirror: line }))).message).toContain(
      "that a time is added to",
    );
  });
});

test("what GNU tar packs is what it unpacks, in the kernel, and the same image in each of its formats", async () => {
  const [source, unpacked] = [folder(), folder()];
  const script = `
    mkdir -p "$1/usr/lib/deep" "$1/etc" "$1/var/empty"
    ln -s usr/lib "$1/lib"
    head -c 300000 /dev/urandom > "$1/usr/lib/big"
    ln "$1/usr/lib/big" "$1/etc/same"
    : > "$1/etc/empty"
    mkfifo "$1/etc/pipe"
    touch "$1/usr/lib/deep/$(printf 'n%.0s' $(seq 200))"
    chmod 4755 "$1/usr/lib/big"; chmod 1777 "$1/var/empty"; chown 12:34 "$1/etc/empty"
    setfattr -n user.note -v "a b" "$1/etc/empty"
    setcap cap_net_raw+ep "$1/usr/lib/big"
    find "$1" -exec touch -h -d @0 {} +
  `;
  execFileSync("sh", ["-euc", script, "sh", source]);
  const packed = (...options: string[]) =>
    execFileSync("tar", ["-C", source, "--numeric-owner", "--sort=name", ...options, "-c", "."], {
      maxBuffer: 1 << 28,
    });
  const archive = packed("--format=posix", "--xattrs", "--xattrs-include=*");
  const image = await made(xz(archive));
  const { layers } = image.manifest;
  const store = layoutStore(image.folder);
  const { rawFile } = await packSnapshot({
    layers: layers.map((descriptor) => ({ descriptor, open: () => store.readBlob(descriptor) })),
    folder: folder(),
    log: silentLog,
  });
  execFileSync("tar", ["-C", unpacked, "--xattrs", "--xattrs-include=*", "--same-owner", "-x"], { input: archive });
  const [mounted, listed] = await listBoth(rawFile, unpacked);
  expect(mounted).toEqual(listed);
  expect(mounted.length).toBeGreaterThan(9);

  const withoutAttributes = ["gnu", "posix"].map((format) => made(packed(`--format=${format}`)));
  expect(new Set((await Promise.all(withoutAttributes)).map(({ digest }) => digest)).size).toBe(1);
});
