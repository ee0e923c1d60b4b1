/** Sources from anywhere: the same files give the same commit's tree, and what is no source is refused and leaves nothing. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateRawSync, gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import type { TreestampError } from "../../core/errors.ts";
import { parseSource } from "../../core/inputs/source.ts";
import { silentLog } from "../../core/log/log.ts";
import { sha256Of } from "../../core/oci/digest.ts";
import { layoutStore } from "../../core/oci/layout/store.ts";
import { platformOf } from "../../core/oci/manifest.ts";
import { namedImage } from "../../core/places/named-image.ts";
import { checkOut, usualLimits } from "../../core/sources/checkout.ts";
import { imageFiles } from "../../core/sources/image-files.ts";
import { repositoryIn, type TestRepository, testFolder, testRepository } from "../fixtures/git.ts";
import { type TarSpec, tar } from "../fixtures/tar.ts";
import { makeBusyboxBase } from "../services/base-image.ts";
import { type Handler, type RunningServer, startServer } from "../services/http.ts";

let home: ReturnType<typeof testFolder>;
let repository: TestRepository;
let tree: string;
let server: RunningServer;
let answer: Handler;

beforeAll(async () => {
  home = testFolder();
  repository = testRepository({
    Dockerfile: "FROM scratch\n",
    "src/main.go": "package main\n",
    "bin/run": { run: "#!/bin/sh\n" },
    link: { link: "src/main.go" },
    dangling: { link: "../../nowhere" },
    ".gitignore": "*.log\n",
    ".gitattributes": "*.bat text eol=crlf\n",
    "start.bat": "echo\n",
    "größe/ ä b": "name\n",
  });
  repository.write({ "kept.log": "ignored, and committed\n" });
  repository.git("add", "-f", "kept.log");
  repository.git("commit", "-q", "-m", "second");
  tree = repository.git("rev-parse", "HEAD:");
  server = await startServer((request, response) => answer(request, response));
});
afterAll(async () => {
  repository?.[Symbol.dispose]();
  home?.[Symbol.dispose]();
  await server?.stop();
});
/** What this process has left where sources are laid out. */
const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith(`treestamp-${process.pid}-`));
afterEach(() => expect(left()).toEqual([]));

const archive = (...words: string[]) => repository.bytes(["archive", ...words, "HEAD"]);
let files = 0;
/** A file with these bytes. */
function fileOf(bytes: Uint8Array): string {
  const path = join(home.path, `file-${++files}`);
  writeFileSync(path, bytes);
  return path;
}
const images = join(tmpdir(), "unused");
async function* streamOf(bytes: Uint8Array) {
  yield bytes;
}

interface Given {
  readonly stdin?: Uint8Array;
  readonly limits?: Partial<typeof usualLimits>;
  readonly log?: typeof silentLog;
}

/** Checks sources out, looks at them, and gives them up. */
async function looked<T>(uri: string, look: (folder: string) => T, given: Given = {}): Promise<T> {
  const { stdin = Buffer.alloc(0), limits, log = silentLog } = given;
  const openStore = (location: string) => layoutStore(location.replace(/^oci:/, ""));
  const ports = { openStore, openLayout: () => Promise.reject(new Error(images)) };
  const checkout = await checkOut(parseSource(uri), {
    environment: { PATH: process.env.PATH },
    log,
    signal: AbortSignal.timeout(60_000),
    stdin: streamOf(stdin),
    limits: { ...usualLimits, ...limits },
    filesOf: async function* (reference, scratch, signal) {
      const image = await namedImage(ports, "source", reference, ".");
      yield* imageFiles(image, platformOf(process), scratch, signal);
    },
  });
  try {
    return look(checkout.folder);
  } finally {
    await checkout.remove();
  }
}

const treeOf = (uri: string, given?: Given) =>
  looked(uri, (folder) => repositoryIn(folder).git("rev-parse", "HEAD:"), given);
const refusal = (uri: string, given?: Given): Promise<TreestampError> =>
  treeOf(uri, given).then(
    (found) => Promise.reject(new Error(`it was taken: ${found}`)),
    (error: TreestampError) => error,
  );
const gives = (bytes: Uint8Array, headers: Record<string, string> = {}): string => {
  answer = (_, response) => void response.writeHead(200, headers).end(bytes);
  return `http://${server.host}/sources`;
};

describe("the tree of sources is the commit's", () => {
  test.each<[string, () => string, Given?]>([
    ["a tar by http, in a folder, as forges have it", () => gives(gzipSync(archive("--prefix=app-1.0/")))],
    ["a tar by http, plain", () => gives(archive())],
    ["a zip by http, in a folder", () => gives(archive("--format=zip", "--prefix=app-main/"))],
    ["a tar that xz has compressed", () => fileOf(execFileSync("xz", ["-0"], { input: archive() }))],
    ["a zip", () => fileOf(archive("--format=zip"))],
    ["a file: URI", () => `file://${fileOf(archive())}`],
    ["a folder", () => repository.folder],
    [
      "a link to a folder",
      () => {
        symlinkSync(repository.folder, join(home.path, "link"));
        return join(home.path, "link");
      },
    ],
    ["a data: URI, in base64", () => `data:application/zip;base64,${archive("--format=zip").toString("base64")}`],
    [
      "a data: URI, percent-encoded",
      () => `data:,${[...gzipSync(archive())].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("")}`,
    ],
  ])("of %s", async (_, uri) => {
    expect(await treeOf(uri())).toBe(tree);
  });

  test("of a tar on standard input", async () => {
    expect(await treeOf("-", { stdin: gzipSync(archive()) })).toBe(tree);
  });

  test("of an image's files", async () => {
    const folder = join(home.path, "image");
    const { digest } = makeBusyboxBase(folder, archive());
    const names = repository.git("ls-tree", "HEAD").split("\n");
    const listed = await looked(`docker://oci:${folder}@${digest}`, (place) =>
      repositoryIn(place).git("ls-tree", "HEAD").split("\n"),
    );
    expect(listed).toEqual(expect.arrayContaining(names.filter((name) => !name.endsWith("\tbin"))));
    expect(listed.some((name) => name.endsWith("\tetc"))).toBe(true);
  });

  test("with HEAD on no branch, nothing modified and nothing untracked", async () => {
    const seen = await looked(repository.folder, (folder) => {
      const { git } = repositoryIn(folder);
      return [git("rev-parse", "--abbrev-ref", "HEAD"), git("status", "--porcelain", "--ignored")];
    });
    expect(seen).toEqual(["HEAD", ""]);
  });

  test("whatever git's own settings on this machine say", async () => {
    const settings = fileOf(
      Buffer.from("[core]\n\tautocrlf = true\n\tfileMode = false\n[init]\n\tdefaultObjectFormat = sha256\n"),
    );
    process.env.GIT_CONFIG_GLOBAL = settings;
    try {
      expect(await treeOf(fileOf(archive()))).toBe(tree);
    } finally {
      delete process.env.GIT_CONFIG_GLOBAL;
    }
  });

  test("without .git folders, at any depth, and without what git does not store", async () => {
    const more: TarSpec[] = [
      { name: ".git/hooks/pre-commit", data: "#!/bin/sh\ntouch /attacked\n", mode: 0o755 },
      { name: "sub/.GIT/config", data: "[core]\n" },
      { name: "inner/.git/HEAD", data: "ref: refs/heads/main\n" },
      { name: "empty/", type: "5" },
      { name: "null", type: "3", major: 1, minor: 3 },
      { name: "pipe", type: "6" },
      { name: "file", data: "content" },
      { name: "./other/../again", type: "1", link: "/file" },
    ];
    const warnings: string[] = [];
    const log = { ...silentLog, warning: (line: string) => void warnings.push(line) };
    const look = (place: string) => {
      expect(existsSync(join(place, ".git/hooks"))).toBe(false);
      expect(existsSync(join(place, "inner"))).toBe(false);
      return repositoryIn(place).git("ls-files");
    };
    expect((await looked(fileOf(tar(more)), look, { log })).split("\n")).toEqual(["again", "file"]);
    expect(warnings).toEqual([
      expect.stringMatching(/: 2 devices, fifos and sockets are left out: git stores none\.$/),
    ]);
  });
});

describe("a folder at the top of an archive", () => {
  const nested = () =>
    gzipSync(
      tar([
        { name: "only/", type: "5" },
        { name: "only/file", data: "x" },
      ]),
    );
  const names = (uri: string) => looked(uri, (folder) => repositoryIn(folder).git("ls-files"));

  test.each([
    ["is left out where the archive is a download", () => gives(nested()), "file"],
    ["stays where the URI says so", () => `${gives(nested())}#strip=0`, "only/file"],
    ["stays where the archive is from this machine", () => fileOf(nested()), "only/file"],
  ])("%s", async (_, uri, expected) => {
    expect(await names(uri())).toBe(expected);
  });

  test("that has others beside it cannot be left out", async () => {
    expect(await refusal(`${gives(archive())}#strip=1`)).toMatchObject({
      code: "input-invalid",
      message: expect.stringContaining("more than one folder at its top"),
    });
  });
});

describe("a download", () => {
  test("is held to its sum", async () => {
    const bytes = gzipSync(archive());
    const [right, wrong] = [sha256Of(bytes).slice(7), "0".repeat(64)];
    expect(await treeOf(`${gives(bytes)}#sha256=${right}`)).toBe(tree);
    expect(await treeOf(`${gives(bytes)}#sha256=${right.toUpperCase()}&strip=0`)).toBe(tree);
    const { code, message } = await refusal(`${gives(bytes)}#sha256=${wrong}`);
    expect({ code, message }).toMatchObject({ code: "store-corrupt", message: expect.stringContaining(right) });
    expect(message).toContain(wrong);
  });

  test.each<[string, () => string, string, string]>([
    [
      "a page",
      () => gives(Buffer.from("<html>"), { "content-type": "text/html; charset=utf-8" }),
      "store-refused",
      "gives a page, not a file",
    ],
    [
      "a page that is called a file",
      () => gives(Buffer.from("<!DOCTYPE html>")),
      "image-invalid",
      "is a page, not an archive",
    ],
    ["an error in JSON", () => gives(Buffer.from('{"message":"Not Found"}')), "image-invalid", "is no tar archive"],
    ["nothing", () => gives(Buffer.alloc(0)), "image-invalid", "is no tar archive"],
  ])("that gives %s is no source", async (_, uri, code, message) => {
    expect(await refusal(uri())).toMatchObject({ code, message: expect.stringContaining(message) });
  });

  test("that is not there is no source, whatever page stands there instead", async () => {
    answer = (_, response) => void response.writeHead(404).end(gzipSync(archive()));
    expect(await refusal(`http://${server.host}/gone.tar.gz`)).toMatchObject({
      code: "store-refused",
      message: expect.stringContaining("/gone.tar.gz: 404."),
    });
  });

  test("takes its login to its own server alone", async () => {
    const other = await startServer((_, response) => void response.end(archive()));
    answer = (_, response) => void response.writeHead(302, { location: `http://${other.host}/x` }).end();
    server.seen.length = 0;
    try {
      expect(await treeOf(`http://me:secret@${server.host}/x`)).toBe(tree);
      expect(server.seen.map(({ headers }) => headers.authorization)).toEqual([expect.stringMatching(/^Basic /)]);
      expect(other.seen.map(({ headers }) => headers.authorization)).toEqual([undefined]);
    } finally {
      await other.stop();
    }
  });

  test("that takes too long is given up", async () => {
    answer = (_, response) => void response.writeHead(200).write("x");
    expect(await refusal(`http://${server.host}/slow`, { limits: { time: 300 } })).toMatchObject({
      code: "store-refused",
      message: expect.stringContaining("took longer than"),
    });
  });
});

/** A zip of one file, as APPNOTE.TXT has it, with what is to be wrong. */
function zipOf(
  name: string,
  data: string,
  wrong: { size?: number; sum?: number; flags?: number; mode?: number } = {},
): Buffer {
  const packed = deflateRawSync(data);
  const sum =
    wrong.sum ??
    Number(
      `0x${execFileSync("python3", ["-c", "import sys,zlib;print('%x'%zlib.crc32(sys.argv[1].encode()))", data])}`,
    );
  const common = (central: boolean) => {
    const head = Buffer.alloc(central ? 46 : 30);
    head.write(central ? "PK\x01\x02" : "PK\x03\x04", "latin1");
    const at = central ? 6 : 4;
    if (central) head.writeUInt16LE(0x0314, 4);
    head.writeUInt16LE(20, at);
    head.writeUInt16LE(wrong.flags ?? 0, at + 2);
    head.writeUInt16LE(8, at + 4);
    head.writeUInt32LE(sum >>> 0, at + 10);
    head.writeUInt32LE(packed.length, at + 14);
    head.writeUInt32LE(wrong.size ?? data.length, at + 18);
    head.writeUInt16LE(name.length, at + 22);
    if (central) head.writeUInt32LE(((wrong.mode ?? 0o100644) << 16) >>> 0, 38);
    return Buffer.concat([head, Buffer.from(name, "latin1")]);
  };
  const local = Buffer.concat([common(false), packed]);
  const central = common(true);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}

describe("an archive is refused, and nothing is written outside of its folder", () => {
  const outside = () => join(home.path, "outside");
  beforeAll(() => mkdirSync(outside()));
  afterEach(() => expect(readdirSync(outside())).toEqual([]));

  test.each<[string, () => readonly TarSpec[] | Buffer, string]>([
    ["with a name that leaves it", () => [{ name: "../escaped", data: "x" }], "leaves it"],
    [
      "with a way through its own link",
      () => [
        { name: "l", type: "2", link: outside() },
        { name: "l/file", data: "x" },
      ],
      "l is a link and has something below it",
    ],
    [
      "with a link for a folder that it has",
      () => [
        { name: "d/f", data: "x" },
        { name: "d", type: "2", link: outside() },
      ],
      "d is a folder and a link",
    ],
    [
      "with a hard link to what it lacks",
      () => [{ name: "h", type: "1", link: "/etc/passwd" }],
      "is another name of etc/passwd, which it lacks",
    ],
    [
      "with a hard link to a symbolic one",
      () => [
        { name: "l", type: "2", link: "/etc/passwd" },
        { name: "h", type: "1", link: "l" },
      ],
      "which it lacks",
    ],
    [
      "with a file for a folder",
      () => [
        { name: "d/f", data: "x" },
        { name: "d", data: "x" },
      ],
      "d is a folder and a file",
    ],
    ["in a zip, with a name that leaves it", () => zipOf("../escaped", "x"), "cannot be unpacked"],
    ["in a zip that is damaged", () => zipOf("file", "content", { sum: 1 }), "file has another checksum"],
    ["in a zip that says a smaller size", () => zipOf("file", "x".repeat(9999), { size: 10 }), "cannot be unpacked"],
    ["in a zip that is encrypted", () => zipOf("file", "content", { flags: 1 }), "file is encrypted"],
    ["in half of a zip", () => archive("--format=zip").subarray(0, 300), "cannot be unpacked"],
  ])("%s", async (_, made, message) => {
    const entries = made();
    const bytes = Buffer.isBuffer(entries) ? entries : tar(entries as readonly TarSpec[]);
    expect(await refusal(fileOf(bytes))).toMatchObject({
      code: "image-invalid",
      message: expect.stringContaining(message),
    });
  });

  test("a link in a zip may lead anywhere: it is a link, and nothing follows it", async () => {
    const path = fileOf(zipOf("link", outside(), { mode: 0o120777 }));
    expect(await looked(path, (folder) => repositoryIn(folder).git("ls-files", "-s"))).toMatch(/^120000 /);
  });

  test.each<[string, Partial<typeof usualLimits>, string]>([
    ["too many bytes", { bytes: 2 ** 20 }, "more than 1.0 MB"],
    ["too many entries", { entries: 5 }, "more than 5 entries"],
  ])("with %s", async (_, limits, message) => {
    const bomb = gzipSync(tar(Array.from({ length: 9 }, (_, at) => ({ name: `f${at}`, data: Buffer.alloc(300_000) }))));
    expect(await refusal(fileOf(bomb), { limits })).toMatchObject({
      code: "store-refused",
      message: expect.stringContaining(message),
    });
  });

  test("that is an image says how an image is pushed", async () => {
    const folder = join(home.path, "layout");
    makeBusyboxBase(folder);
    expect(await refusal(folder)).toMatchObject({
      code: "input-invalid",
      remedy: expect.stringContaining("saved-image"),
    });
  });

  test("that is not there says that a revision is something else", async () => {
    expect(await refusal(join(home.path, "v1.2.3"))).toMatchObject({
      code: "path-missing",
      remedy: expect.stringContaining("`ref`"),
    });
  });
});

test("what a file of sources holds is not looked at", async () => {
  const path = fileOf(archive());
  const before = readFileSync(path);
  await treeOf(path);
  expect(readFileSync(path).equals(before)).toBe(true);
});
