/** Blobs through registries that behave as real ones were seen to: redirects, broken streams, ranges, upload limits. */
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { type Log, silentLog } from "../../core/log/log.ts";
import { run } from "../../core/machine/process.ts";
import { openStore } from "../../core/oci/open.ts";
import type { ByteRange, Descriptor, Store } from "../../core/oci/port.ts";
import { parseLocation, type RegistryLocation } from "../../core/oci/reference.ts";
import { type RegistryOptions, registryStore } from "../../core/oci/registry/store.ts";
import { bodyOf, type RunningServer, refuse, startServer } from "../services/http.ts";
import { collected, descriptorOf, inParts, publish, smallImage } from "../services/image.ts";
import { type QuirkProxy, startQuirkProxy } from "../services/quirk-proxy.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";

const octets = "application/octet-stream";
const hurried = { firstDelay: 1, longestDelay: 50, stall: 2_000 };

let registry: RunningRegistry;
let proxy: QuirkProxy;
const said: string[] = [];
const log: Log = { ...silentLog, info: (line) => said.push(line) };

beforeAll(async () => {
  registry = await startRegistry();
  proxy = await startQuirkProxy(registry.host);
});
afterAll(async () => {
  await proxy.stop();
  await registry.stop();
});
beforeEach(() => {
  proxy.behave();
  proxy.seen.length = 0;
  said.length = 0;
});

function open(options: RegistryOptions = {}, repository = "team/image"): Store {
  return registryStore(parseLocation(`${proxy.host}/${repository}`) as RegistryLocation, {
    pace: hurried,
    log,
    ...options,
  });
}

const isBlob = (request: IncomingMessage): boolean => request.method === "GET" && /\/blobs\/sha256:/.test(request.url!);
const isUpload = (request: IncomingMessage, method: string): boolean =>
  request.method === method && /\/blobs\/uploads\//.test(request.url!);

/** Answers from `bytes` as a registry does; `change` bends the part of the bytes that goes out. */
function serve(
  bytes: Buffer,
  request: IncomingMessage,
  response: ServerResponse,
  change: (part: Buffer) => Buffer = (part) => part,
): void {
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "") ?? [];
  const part = from === undefined ? bytes : bytes.subarray(Number(from), Number(to) + 1);
  const range = from === undefined ? {} : { "content-range": `bytes ${from}-${to}/${bytes.length}` };
  response.writeHead(from === undefined ? 200 : 206, { "content-length": String(part.length), ...range });
  const sent = change(part);
  response.write(sent, () => (sent.length < part.length ? response.destroy() : response.end()));
}

describe("reading a blob", () => {
  const bytes = randomBytes(300_000);
  const blob: Descriptor = descriptorOf(octets, bytes);
  const read = (range?: ByteRange): Promise<Buffer> => collected(open().readBlob(blob, range));
  beforeAll(async () => {
    proxy.behave();
    await open().writeBlob(blob, () => inParts(bytes));
  });

  describe("that lies on another server", () => {
    let storage: RunningServer;
    let refusals = 0;
    beforeAll(async () => {
      storage = await startServer((request, response) => {
        if (refusals-- > 0) refuse(response, 403, "AccessDenied", "Request has expired");
        else serve(bytes, request, response);
      });
    });
    afterAll(() => storage.stop());
    beforeEach(() => {
      storage.seen.length = 0;
      proxy.behave((request, response) => {
        if (!isBlob(request)) return false;
        if (request.headers.authorization === undefined) {
          refuse(response, 401, "UNAUTHORIZED", "who are you?", { "www-authenticate": 'Basic realm="x"' });
        } else response.writeHead(307, { location: `http://${storage.host}/bucket/x?signature=abc` }).end();
        return true;
      });
    });

    test("follows the redirect, whole and in part, and shows no credentials there", async () => {
      const store = open({ login: { username: "reader", password: "secret" } });
      expect((await collected(store.readBlob(blob))).equals(bytes)).toBe(true);
      const part = await collected(store.readBlob(blob, { offset: 1000, length: 2000 }));
      expect(part.equals(bytes.subarray(1000, 3000))).toBe(true);
      expect(proxy.seen.at(-1)!.headers.authorization).toMatch(/^Basic /);
      expect(storage.seen).toHaveLength(2);
      for (const { headers, path } of storage.seen) {
        expect(headers.authorization).toBeUndefined();
        expect(path).toBe("/bucket/x?signature=abc");
      }
      expect(storage.seen[1]!.headers.range).toBe("bytes=1000-2999");
    });

    test("is asked for further parts without asking the registry each time, until it refuses", async () => {
      const store = open({ login: { username: "reader", password: "secret" } });
      const part = (offset: number) => collected(store.readBlob(blob, { offset, length: 100 }));
      for (const offset of [0, 100, 200])
        expect((await part(offset)).equals(bytes.subarray(offset, offset + 100))).toBe(true);
      expect(proxy.seen).toHaveLength(2); // the challenge, and one redirect
      expect(storage.seen).toHaveLength(3);

      refusals = 1;
      expect((await part(300)).equals(bytes.subarray(300, 400))).toBe(true);
      expect(proxy.seen).toHaveLength(3);
      expect(said).toEqual([]);
    });

    test("shows no credentials to it, even if it asks for some", async () => {
      const asking = await startServer((_request, response) => {
        refuse(response, 401, "UNAUTHORIZED", "give me your password", { "www-authenticate": 'Basic realm="x"' });
      });
      try {
        proxy.behave((_request, response) => {
          response.writeHead(307, { location: `http://${asking.host}/x` }).end();
          return true;
        });
        const store = open({ login: { username: "reader", password: "secret" } });
        await expect(collected(store.readBlob(blob))).rejects.toMatchObject({ code: "store-refused" });
        expect(asking.seen).toHaveLength(1);
        expect(asking.seen[0]!.headers.authorization).toBeUndefined();
      } finally {
        await asking.stop();
      }
    });
  });

  test("goes on where a connection broke, and does not read twice what it has", async () => {
    let count = 0;
    proxy.behave((request, response) => {
      if (!isBlob(request)) return false;
      serve(bytes, request, response, (part) => (count++ < 2 ? part.subarray(0, 100_000) : part));
      return true;
    });
    expect((await read()).equals(bytes)).toBe(true);
    expect(proxy.seen.map(({ headers }) => headers.range)).toEqual([
      undefined,
      "bytes=100000-299999",
      "bytes=200000-299999",
    ]);
    expect(said).toHaveLength(2);
  });

  test("that stands still in the middle goes on", async () => {
    let count = 0;
    proxy.behave((request, response) => {
      if (!isBlob(request) || count++ > 0) return false;
      response.writeHead(200, { "content-length": String(bytes.length) });
      response.write(bytes.subarray(0, 1000));
      return true;
    });
    expect((await read()).equals(bytes)).toBe(true);
    expect(said[0]).toMatch(/nothing moved|less than 1024 bytes/);
  });

  test("is not given up because its reader takes long", async () => {
    const store = open({ pace: { ...hurried, stall: 1_500 } });
    const parts: Uint8Array[] = [];
    for await (const part of store.readBlob(blob)) {
      if (parts.length === 0) await new Promise((resolve) => setTimeout(resolve, 3_000));
      parts.push(part);
    }
    expect(Buffer.concat(parts).equals(bytes)).toBe(true);
    expect(said).toEqual([]);
  });

  test("whose bytes never come is an error after four tries", async () => {
    proxy.behave((request, response) => {
      if (!isBlob(request)) return false;
      response.writeHead(200, { "content-length": String(bytes.length) });
      response.flushHeaders();
      setTimeout(() => response.destroy(), 5);
      return true;
    });
    await expect(read()).rejects.toMatchObject({ code: "store-unreachable" });
    expect(proxy.seen).toHaveLength(4);
  });

  test.each([
    ["the registry", '{"errors":[{"code":"BLOB_UNKNOWN","message":"blob unknown to registry"}]}', "path-missing"],
    [
      "its storage",
      "<?xml version='1.0'?><Error><Code>NoSuchKey</Code><Message>gone</Message></Error>",
      "path-missing",
    ],
    ["what stands before it", "<html>no such page</html>", "store-refused"],
    ["a proxy without a word", "", "store-refused"],
  ])("that %s says is not there (404)", async (_who, body, code) => {
    proxy.behave((request, response) => {
      if (!isBlob(request)) return false;
      response.writeHead(404).end(body);
      return true;
    });
    await expect(read()).rejects.toMatchObject({ code });
  });

  test("with one wrong byte is an error, and its last bytes are not given", async () => {
    proxy.behave((request, response) => {
      if (!isBlob(request)) return false;
      const wrong = Buffer.from(bytes);
      wrong[150_000]! ^= 1;
      serve(wrong, request, response);
      return true;
    });
    let got = 0;
    const reading = async () => {
      for await (const part of open().readBlob(blob)) got += part.length;
    };
    await expect(reading()).rejects.toMatchObject({ code: "store-corrupt" });
    expect(got).toBeLessThan(bytes.length);
  });

  test.each([
    ["shorter", bytes.subarray(0, -1)],
    ["longer", Buffer.concat([bytes, bytes])],
  ])("that is %s than its descriptor says is an error, whole and in part", async (_how, other) => {
    proxy.behave((request, response) => {
      if (!isBlob(request)) return false;
      serve(other, request, response);
      return true;
    });
    await expect(read()).rejects.toMatchObject({ code: "store-corrupt" });
    await expect(read({ offset: 10, length: 10 })).rejects.toMatchObject({ code: "store-corrupt" });
  });

  describe("in part", () => {
    test("takes its part out of a whole answer, where ranges are ignored", async () => {
      proxy.behave((request) => {
        delete request.headers.range;
        return false;
      });
      for (const [offset, length] of [
        [0, 10],
        [100_000, 100_000],
        [299_990, 10],
      ] as const) {
        expect((await read({ offset, length })).equals(bytes.subarray(offset, offset + length))).toBe(true);
      }
    });

    test("asks for the rest where it gets less than it asked for", async () => {
      proxy.behave((request, response) => {
        const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "") ?? [];
        if (!isBlob(request) || from === undefined) return false;
        const last = Math.min(Number(to), Number(from) + 99);
        response.writeHead(206, { "content-range": `bytes ${from}-${last}/${bytes.length}` });
        response.end(bytes.subarray(Number(from), last + 1));
        return true;
      });
      expect((await read({ offset: 500, length: 250 })).equals(bytes.subarray(500, 750))).toBe(true);
    });

    test.each([
      ["another place", "bytes 0-99/300000"],
      ["more than was asked for", "bytes 1000-1199/300000"],
      ["a blob of another size", "bytes 1000-1099/300001"],
      ["nothing that can be understood", "bytes */300000"],
    ])("refuses an answer for %s", async (_what, contentRange) => {
      proxy.behave((request, response) => {
        if (!isBlob(request)) return false;
        response.writeHead(206, { "content-range": contentRange }).end(Buffer.alloc(100));
        return true;
      });
      await expect(read({ offset: 1000, length: 100 })).rejects.toMatchObject({ code: "store-corrupt" });
    });
  });
});

test("a tag is asked for at the registry each time, though that redirects to another server", async () => {
  const [before, after] = [smallImage(), smallImage()];
  let served = before;
  const storage = await startServer((request, response) => {
    const { descriptor, body } = (request.url === "/before" ? before : after).index;
    response.writeHead(200, { "content-type": descriptor.mediaType }).end(body);
  });
  try {
    proxy.behave((request, response) => {
      if (!request.url!.includes("/manifests/")) return false;
      const location = `http://${storage.host}/${served === before ? "before" : "after"}`;
      response.writeHead(307, { location }).end();
      return true;
    });
    const store = open();
    expect(await store.lookup("moving")).toEqual({ state: "present", manifest: before.index });
    served = after;
    expect(await store.lookup("moving")).toEqual({ state: "present", manifest: after.index });
  } finally {
    await storage.stop();
  }
});

describe("writing a blob", () => {
  const bytes = randomBytes(9_000_000);
  const blob: Descriptor = descriptorOf(octets, bytes);
  let repository: string;
  beforeEach(() => {
    repository = `team/${randomBytes(6).toString("hex")}`;
  });
  const stored = async (): Promise<boolean> => {
    proxy.behave();
    return (await collected(open({}, repository).readBlob(blob))).equals(bytes);
  };

  test("takes one POST and one PUT", async () => {
    await open({}, repository).writeBlob(blob, () => inParts(bytes));
    expect(proxy.seen.map(({ method }) => method)).toEqual(["HEAD", "POST", "PUT"]);
    expect(await stored()).toBe(true);
  });

  test("goes where the registry says, be it relative, and keeps the registry's own query", async () => {
    proxy.behave((request, response) => {
      if (!isUpload(request, "POST")) return false;
      return proxy
        .forward(request, response, (headers) => {
          const url = new URL(headers.location!);
          return { ...headers, location: url.pathname + url.search };
        })
        .then(() => true);
    });
    await open({}, repository).writeBlob(blob, () => inParts(bytes));
    expect(proxy.seen.at(-1)!.path).toMatch(/\?_state=.*&digest=sha256/);
    expect(await stored()).toBe(true);
  });

  test("goes in chunks of 4 MiB where the registry does not take it in one piece, as GHCR caps a PATCH", async () => {
    const cap = 4 * 1024 * 1024;
    const sizes: number[] = [];
    proxy.behave((request, response) => {
      const size = Number(request.headers["content-length"]);
      if (isUpload(request, "PATCH")) sizes.push(size);
      if (!(isUpload(request, "PUT") || isUpload(request, "PATCH")) || size <= cap) return false;
      refuse(
        response,
        request.method === "PUT" ? 413 : 416,
        "SIZE",
        "exceeds the maximum permissible limit of 4.00MiB",
      );
      return true;
    });
    await open({}, repository).writeBlob(blob, () => inParts(bytes));
    expect(sizes).toEqual([cap, cap, bytes.length - 2 * cap]);
    expect(said.join()).toMatch(/in chunks/);
    expect(await stored()).toBe(true);
  });

  test("counts chunks itself, where the registry's Range stands still as ECR's", async () => {
    proxy.behave((request, response) => {
      if (isUpload(request, "PUT") && Number(request.headers["content-length"]) > 0) {
        refuse(response, 405, "UNSUPPORTED", "chunks only");
        return true;
      }
      if (!isUpload(request, "PATCH")) return false;
      return proxy.forward(request, response, (headers) => ({ ...headers, range: "0-4194303" })).then(() => true);
    });
    await open({}, repository).writeBlob(blob, () => inParts(bytes));
    expect(await stored()).toBe(true);
  });

  test("makes chunks as large as the registry wants them at least", async () => {
    const sizes: number[] = [];
    proxy.behave((request, response) => {
      if (isUpload(request, "PATCH")) sizes.push(Number(request.headers["content-length"]));
      if (isUpload(request, "PUT") && Number(request.headers["content-length"]) > 0) {
        refuse(response, 413, "SIZE", "too large");
        return true;
      }
      if (!isUpload(request, "POST")) return false;
      return proxy
        .forward(request, response, (headers) => ({ ...headers, "oci-chunk-min-length": "5000000" }))
        .then(() => true);
    });
    await open({}, repository).writeBlob(blob, () => inParts(bytes));
    expect(sizes).toEqual([5_000_000, 4_000_000]);
    expect(await stored()).toBe(true);
  });

  test.each([
    ["breaks", (request: IncomingMessage) => void setTimeout(() => request.socket.destroy(), 10)],
    ["stands still", () => {}],
  ])("starts again from the beginning where the connection %s", async (_how, fail) => {
    let count = 0;
    proxy.behave((request) => {
      if (!isUpload(request, "PUT") || count++ > 0) return false;
      fail(request);
      return true;
    });
    await open({}, repository).writeBlob(blob, () => inParts(bytes));
    expect(proxy.seen.map(({ method }) => method)).toEqual(["HEAD", "POST", "PUT", "POST", "PUT"]);
    expect(await stored()).toBe(true);
  });

  test("is not sent at all where chunks would have to be larger than we hold in memory", async () => {
    proxy.behave((request, response) => {
      if (isUpload(request, "PUT")) refuse(response, 413, "TOO_LARGE", "too large");
      else if (isUpload(request, "POST")) {
        const headers = { location: "/v2/team/image/blobs/uploads/x", "oci-chunk-min-length": "1000000000000" };
        response.writeHead(202, headers).end();
      } else return false;
      return true;
    });
    await expect(open({}, repository).writeBlob(blob, () => inParts(bytes))).rejects.toMatchObject({
      code: "store-refused",
      message: expect.stringMatching(/no chunk/),
    });
    expect(proxy.seen.filter(({ method }) => method === "PATCH")).toEqual([]);
  });

  test("in chunks leaves the registry the time to check all of it before the last answer", async () => {
    const large = randomBytes(24 * 1024 * 1024);
    proxy.behave(async (request, response) => {
      if (!isUpload(request, "PUT")) return false;
      if (request.headers["content-length"] !== "0") {
        refuse(response, 413, "TOO_LARGE", "too large", { connection: "close" });
        return true;
      }
      await new Promise((resolve) => setTimeout(resolve, 1500)); // longer than nothing may move
      return false;
    });
    const descriptor = descriptorOf(octets, large);
    await open({ pace: { ...hurried, stall: 1000 } }, repository).writeBlob(descriptor, () => inParts(large));
    expect(said.filter((line) => line.includes("Trying again"))).toEqual([]);
  });

  test("is not given up because its source takes long", async () => {
    const store = open({ pace: { ...hurried, stall: 1_500 } }, repository);
    await store.writeBlob(blob, async function* () {
      let isFirst = true;
      for await (const part of inParts(bytes, 3_000_000)) {
        if (isFirst) await new Promise((resolve) => setTimeout(resolve, 3_000));
        isFirst = false;
        yield part;
      }
    });
    expect(said).toEqual([]);
    expect(await stored()).toBe(true);
  });

  test("stops when the registry refuses in the middle", async () => {
    let sent = 0;
    proxy.behave((request, response) => {
      if (!isUpload(request, "PUT")) return false;
      refuse(response, 403, "DENIED", "quota exceeded", { connection: "close" });
      return true;
    });
    const endless: Descriptor = { ...blob, size: 1e12 };
    const source = async function* () {
      for (;;) {
        sent++;
        yield bytes.subarray(0, 65536);
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    await expect(open({}, repository).writeBlob(endless, source)).rejects.toMatchObject({
      code: "store-refused",
      message: expect.stringMatching(/quota exceeded/),
    });
    expect(sent).toBeLessThan(10_000);
  });

  test("is refused by the registry's own check of the digest, too", async () => {
    proxy.behave(async (request, response) => {
      if (!isUpload(request, "PUT")) return false;
      await bodyOf(request);
      refuse(response, 400, "DIGEST_INVALID", "provided digest did not match uploaded content");
      return true;
    });
    await expect(open({}, repository).writeBlob(blob, () => inParts(bytes))).rejects.toMatchObject({
      code: "store-corrupt",
    });
  });
});

describe("mounting a blob from another repository", () => {
  const bytes = Buffer.from("to be mounted");
  const blob = descriptorOf(octets, bytes);

  test("works where the registry has it there", async () => {
    await open({}, "team/one").writeBlob(blob, () => inParts(bytes));
    expect(await open({}, "team/two").mountBlob!(blob.digest, "team/one")).toBe(true);
    expect(await collected(open({}, "team/two").readBlob(blob))).toEqual(bytes);
  });

  test("does not work where it is not there, and leaves no upload open", async () => {
    expect(await open({}, "team/three").mountBlob!(blob.digest, "team/none")).toBe(false);
    expect(proxy.seen.map(({ method }) => method)).toEqual(["POST", "DELETE"]);
  });

  test("does not work where the registry opens an upload instead, be it that this cannot be given back", async () => {
    proxy.behave((request, response) => {
      if (request.method === "DELETE") refuse(response, 405, "UNSUPPORTED", "no");
      else response.writeHead(202, { location: "/v2/team/two/blobs/uploads/1" }).end();
      return true;
    });
    expect(await open({}, "team/two").mountBlob!(blob.digest, "team/one")).toBe(false);
  });
});

describe("a registry whose tags cannot be moved", () => {
  const immutable = (request: IncomingMessage, response: ServerResponse): boolean => {
    if (request.method !== "PUT" || !request.url!.endsWith("/manifests/v1")) return false;
    refuse(response, 400, "TAG_INVALID", "The image tag 'v1' already exists and cannot be overwritten");
    return true;
  };

  test("takes the same bytes a second time as done", async () => {
    const image = smallImage();
    const store = open({}, "team/fixed");
    await publish(store, image, "v1");
    proxy.behave(immutable);
    await publish(store, image, "v1");
  });

  test("refuses other bytes, with both digests", async () => {
    const [old, other] = [smallImage(), smallImage()];
    const store = open({}, "team/fixed-too");
    await publish(store, old, "v1");
    proxy.behave(immutable);
    await expect(publish(store, other, "v1")).rejects.toMatchObject({
      code: "tag-taken",
      message: expect.stringContaining(old.index.descriptor.digest),
    });
  });
});

test("a registry that stores a manifest under another digest than ours is an error", async () => {
  proxy.behave((request, response) => {
    if (request.method !== "PUT" || !request.url!.includes("/manifests/")) return false;
    const headers = { "docker-content-digest": `sha256:${"0".repeat(64)}` };
    return proxy.forward(request, response, (given) => ({ ...given, ...headers })).then(() => true);
  });
  await expect(publish(open({}, "team/changed"), smallImage(), "v1")).rejects.toMatchObject({ code: "store-corrupt" });
});

describe("crane", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "treestamp-crane-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const crane = async (...args: string[]): Promise<string> => {
    const { exitCode, stdout, stderr } = await run("crane", args);
    if (exitCode !== 0) throw new Error(`crane ${args.join(" ")}: ${stderr}`);
    return stdout.toString("utf8").trim();
  };

  test("finds what we publish whole and valid", async () => {
    const image = smallImage();
    const name = `${registry.host}/team/crane`;
    await publish(openStore(name), image, "v1");
    expect(await crane("digest", `${name}:v1`)).toBe(image.index.descriptor.digest);
    expect(await crane("validate", "--remote", `${name}:v1`)).toMatch(/PASS/);
  });

  test("pushes what we read, to a registry and from a folder of ours", async () => {
    const image = smallImage();
    const layout = join(folder, "layout");
    await publish(openStore(layout), image, "v1");
    const name = `${registry.host}/team/crane-pushed:v1`;
    await crane("push", "--index", layout, name);
    const store = openStore(`${registry.host}/team/crane-pushed`);
    expect((await store.lookup("v1")).state).toBe("present");
    expect((await store.lookup(image.manifest.descriptor.digest)).state).toBe("present");
  });
});
