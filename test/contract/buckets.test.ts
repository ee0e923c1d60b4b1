/** What every bucket does, held by each driver: a folder, and a real server of S3. */
import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { EventEmitter, once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { type AddressInfo, connect, createServer as createTcpServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { inspect } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { run } from "../../core/machine/process.ts";
import { folderBucket } from "../../core/service/folder-bucket.ts";
import type { Bucket } from "../../core/service/port.ts";
import { type S3Place, s3Bucket } from "../../core/service/s3-bucket.ts";
import { freePort } from "../services/free-port.ts";
import { type Handler, startServer } from "../services/http.ts";
import { type RunningS3, startS3 } from "../services/versitygw.ts";

const mebibyte = 1 << 20;

let work: string;
let s3: RunningS3;
let [large, largeSum] = ["", ""];
beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), "treestamp-buckets-"));
  s3 = await startS3();
  large = join(work, "large");
  // In parts that differ, so that none can be taken for another one.
  const parts = Array.from({ length: 60 }, () => randomBytes(mebibyte));
  await pipeline(Readable.from(parts), createWriteStream(large));
  largeSum = await sumOf(Readable.from(parts));
});
afterAll(async () => {
  await s3.stop();
  await rm(work, { recursive: true, force: true });
});

async function sumOf(bytes: Readable): Promise<string> {
  const sum = createHash("sha256");
  for await (const part of bytes) sum.update(part as Uint8Array);
  return sum.digest("hex");
}

function s3Place(more: Partial<S3Place> = {}): S3Place {
  const { bucket, accessKey, secretKey, endpoint } = s3;
  return { bucket, accessKey, secretKey, endpoint, ...more };
}

async function fileOf(content: string | Uint8Array): Promise<string> {
  const file = join(work, randomBytes(6).toString("hex"));
  await writeFile(file, content);
  return file;
}

const freshName = () => `name-${randomBytes(6).toString("hex")}.tar_1`;

const textOf = async (bucket: Bucket, name: string) => {
  const bytes = await bucket.open(name);
  return bytes === undefined ? undefined : (await buffer(bytes)).toString();
};

describe.each<[string, () => Bucket]>([
  ["a folder", () => folderBucket(join(work, "bucket"))],
  ["a bucket of S3", () => s3Bucket(s3Place())],
])("%s", (_, bucketOf) => {
  test("gives back what was put, once and again", async () => {
    const [bucket, name] = [bucketOf(), freshName()];
    await bucket.put(name, await fileOf("some sources"));
    expect(await bucket.has(name)).toBe(true);
    expect(await textOf(bucket, name)).toBe("some sources");
    expect(await textOf(bucketOf(), name)).toBe("some sources");
  });

  test("has nothing under a name that nobody used", async () => {
    const [bucket, name] = [bucketOf(), freshName()];
    expect(await bucket.has(name)).toBe(false);
    expect(await bucket.open(name)).toBeUndefined();
    await bucket.remove(name);
  });

  test("replaces a file, also by a shorter one and by an empty one", async () => {
    const [bucket, name] = [bucketOf(), freshName()];
    for (const content of ["the first of them", "the next", ""]) {
      await bucket.put(name, await fileOf(content));
      expect(await textOf(bucket, name)).toBe(content);
      expect(await bucket.has(name)).toBe(true);
    }
  });

  test("removes a file and no other", async () => {
    const [bucket, name] = [bucketOf(), freshName()];
    await bucket.put(name, await fileOf("one"));
    await bucket.put(`${name}2`, await fileOf("two"));
    await bucket.remove(name);
    expect(await bucket.has(name)).toBe(false);
    expect(await bucket.open(name)).toBeUndefined();
    expect(await textOf(bucket, `${name}2`)).toBe("two");
  });

  test("keeps a copy: the file may change or go", async () => {
    const [bucket, name, file] = [bucketOf(), freshName(), await fileOf("as it was")];
    await bucket.put(name, file);
    await writeFile(file, "another");
    await rm(file);
    expect(await textOf(bucket, name)).toBe("as it was");
  });

  test("takes 60 MB, and gives them back byte for byte", async () => {
    const [bucket, name] = [bucketOf(), freshName()];
    await bucket.put(name, large);
    expect(await sumOf((await bucket.open(name))!)).toBe(largeSum);
    await bucket.remove(name);
  });

  test.each(["", ".", "..", "a/b", "../a", "a b", "ä", "a\0", "a\n", "~unfinished", "a".repeat(201)])(
    "refuses the name %j",
    async (name) => {
      const [bucket, file] = [bucketOf(), await fileOf("")];
      for (const call of [
        () => bucket.put(name, file),
        () => bucket.open(name),
        () => bucket.has(name),
        () => bucket.remove(name),
      ]) {
        await expect(call()).rejects.toMatchObject({ code: "input-invalid" });
      }
    },
  );

  test("says which file cannot be read, and shows nothing of it", async () => {
    const [bucket, name] = [bucketOf(), freshName()];
    const [nowhere, folder] = [join(work, "nowhere"), await mkdtemp(join(work, "folder-"))];
    for (const file of [nowhere, folder]) {
      await expect(bucket.put(name, file)).rejects.toMatchObject({ code: "machine-failed" });
    }
    expect(await bucket.has(name)).toBe(false);
  });

  test("stops when it is told to, and shows nothing of it", async () => {
    const [bucket, name] = [bucketOf(), freshName()];
    await expect(bucket.put(name, large, AbortSignal.abort())).rejects.toMatchObject({ code: "interrupted" });
    await expect(bucket.put(name, large, AbortSignal.timeout(20))).rejects.toMatchObject({ code: "interrupted" });
    expect(await bucket.has(name)).toBe(false);
  });

  test("shows one of two that are put at once, whole", async () => {
    const [bucket, name] = [bucketOf(), freshName()];
    const contents = ["1", "2", "3"].map((digit) => digit.repeat(mebibyte));
    await Promise.all(contents.map(async (content) => bucket.put(name, await fileOf(content))));
    expect(contents).toContain(await textOf(bucket, name));
  });
});

describe("a folder", () => {
  test("is for this user's eyes alone, and has nothing but its files", async () => {
    const path = join(work, "not", "there yet");
    await folderBucket(path).put("a", await fileOf("x"));
    expect((await stat(path)).mode & 0o777).toBe(0o700);
    expect((await stat(join(path, "a"))).mode & 0o777).toBe(0o600);
    expect(await readdir(path)).toEqual(["a", "~unfinished"]);
    expect(await readdir(join(path, "~unfinished"))).toEqual([]);
  });

  test("that cannot be used is an error, not absent", async () => {
    const bucket = folderBucket(join(await fileOf(""), "below a file"));
    for (const call of [() => bucket.has("a"), () => bucket.open("a")]) {
      await expect(call()).rejects.toMatchObject({ code: "machine-failed", remedy: expect.any(String) });
    }
  });

  test("loses what a process that died had begun", async () => {
    const path = join(work, "with a dead one");
    await mkdir(join(path, "~unfinished"), { recursive: true });
    const { ownName } = await import("../../core/machine/owner.ts");
    const dead = (await ownName()).replace(/^\d+-\d+/, "4194305-1");
    await mkdir(join(path, "~unfinished", dead));
    await folderBucket(path).put("a", await fileOf("x"));
    expect(await readdir(join(path, "~unfinished"))).toEqual([]);
  });
});

describe("a bucket of S3", () => {
  const program = join(import.meta.dirname, "../services/bucket-process.ts");

  test("carries 180 MB in flat memory", async () => {
    const file = join(work, "larger");
    const part = await readFile(large);
    await pipeline(Readable.from(Array.from({ length: 3 }, () => part)), createWriteStream(file));
    const peak = async (path: string) => {
      const { stdout } = await run(process.execPath, [program, JSON.stringify(s3Place()), path, join(work, "copy")]);
      expect(await sumOf(createReadStream(join(work, "copy")))).toBe(await sumOf(createReadStream(path)));
      return Number(stdout);
    };
    const [small, big] = [await peak(large), await peak(file)];
    expect(big - small).toBeLessThan(40);
    await Promise.all([rm(file), rm(join(work, "copy")), s3Bucket(s3Place()).remove("file")]);
  });

  test("keeps the type of bytes without a meaning", async () => {
    const name = freshName();
    const requests: string[] = [];
    const server = await startServer((request, response) => {
      requests.push(`${request.method} ${request.url} ${request.headers["content-type"]}`);
      request.resume().on("end", () => response.end());
    });
    try {
      await s3Bucket(s3Place({ endpoint: `http://${server.host}` })).put(name, await fileOf("x"));
    } finally {
      await server.stop();
    }
    expect(requests).toEqual([
      expect.stringMatching(`^PUT /sources/${name}(\\?x-id=PutObject)? application/octet-stream$`),
    ]);
  });

  test("killed in the middle of an upload, nothing is visible, and the old file stays", async () => {
    const place = s3Place();
    const bucket = s3Bucket(place);
    const kill = async () => {
      const child = spawn(process.execPath, [program, JSON.stringify({ ...place, endpoint: slow.endpoint }), large]);
      await slow.hasBegun();
      child.kill("SIGKILL");
      await once(child, "close");
      await sleep(300); // the server has seen its connection end
    };
    const slow = await slowWay(s3.endpoint);
    try {
      await kill();
      expect(await bucket.has("file")).toBe(false);
      await bucket.put("file", await fileOf("the old one"));
      await kill();
      expect(await textOf(bucket, "file")).toBe("the old one");
    } finally {
      await slow.stop();
      await bucket.remove("file");
    }
  });

  /** Each of them must fail: a promise for each method. */
  const calls = async (bucket: Bucket) => {
    const file = await fileOf("x");
    return [() => bucket.put("a", file), () => bucket.open("a"), () => bucket.has("a"), () => bucket.remove("a")];
  };
  const fails = async (place: S3Place, expected: { code: string; message?: unknown; remedy?: unknown }) => {
    for (const call of await calls(s3Bucket(place))) {
      const error: unknown = await call().then(
        () => "no error",
        (thrown: unknown) => thrown,
      );
      expect(error).toMatchObject({ remedy: expect.any(String), ...expected });
      expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(place.secretKey);
      expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(place.accessKey);
    }
  };

  test("with a wrong secret: an error, not absent", async () => {
    await fails(s3Place({ secretKey: "another-secret-of-tests" }), {
      code: "store-denied",
      message: expect.stringMatching(/^The bucket sources of 127\.0\.0\.1:\d+ answered: 403 /),
      remedy: expect.stringContaining("secret key"),
    });
  });

  test("with a key that nobody has: an error, not absent", async () => {
    await fails(s3Place({ accessKey: "another-access-key-of-tests" }), {
      code: "store-denied",
      message: expect.stringContaining("No user exists"),
    });
  });

  test("that is not there: an error, not absent", async () => {
    await fails(s3Place({ bucket: "another" }), { code: "store-refused", remedy: expect.stringContaining("bucket") });
  });

  test("of another region: an error that says so", async () => {
    const bucket = s3Bucket(s3Place({ region: "eu-central-1" }));
    await expect(bucket.open("a")).rejects.toMatchObject({
      code: "store-refused",
      remedy: expect.stringContaining("region"),
    });
  });

  test("whose server is down: an error, not absent", async () => {
    await fails(s3Place({ endpoint: `http://127.0.0.1:${await freePort()}` }), {
      code: "store-unreachable",
      message: expect.stringContaining("ECONNREFUSED"),
    });
  });

  test.each<[string, Handler, string]>([
    ["has a problem", (_, response) => void response.writeHead(503).end(), "store-unreachable"],
    ["says 404 in a page of its own", (_, response) => void response.writeHead(404).end("<html>"), "store-refused"],
    ["says nothing", () => {}, "store-unreachable"],
  ])("whose server %s: an error, not absent", async (_, handle, code) => {
    const server = await startServer(handle);
    const bucket = s3Bucket(s3Place({ endpoint: `http://${server.host}`, patience: 300 }));
    try {
      for (const call of [() => bucket.open("a"), () => bucket.has("a")]) {
        await expect(call()).rejects.toMatchObject({ code });
      }
    } finally {
      await server.stop();
    }
  });

  test("whose server stands still within a file: the reader hears of it", async () => {
    const server = await startServer((_, response) => {
      response.writeHead(200, { "content-length": 1000 }).write("the beginning");
    });
    try {
      const bytes = await s3Bucket(s3Place({ endpoint: `http://${server.host}`, patience: 300 })).open("a");
      await expect(buffer(bytes!)).rejects.toThrow();
    } finally {
      await server.stop();
    }
  });

  test("whose server is there again a moment later: the file arrives", async () => {
    let tries = 0;
    const server = await startServer((request, response) => {
      request.resume().on("end", () => {
        tries++;
        response.writeHead(tries === 1 ? 500 : 200).end();
      });
    });
    try {
      await s3Bucket(s3Place({ endpoint: `http://${server.host}` })).put("a", large);
    } finally {
      await server.stop();
    }
    expect(tries).toBe(2);
  });

  test("knows nothing of the environment's settings for Amazon", async () => {
    const name = freshName();
    const script = `
      const { s3Bucket } = await import(${JSON.stringify(join(import.meta.dirname, "../../core/service/s3-bucket.ts"))});
      console.log(await s3Bucket(${JSON.stringify(s3Place())}).has(${JSON.stringify(name)}));
      process.exit();`;
    const { stdout } = await run(process.execPath, ["--input-type=module", "-e", script], {
      env: {
        AWS_ENDPOINT_URL: "http://127.0.0.1:9",
        AWS_REGION: "eu-west-1",
        AWS_PROFILE: "of-nobody",
        AWS_CONFIG_FILE: await fileOf("[profile"),
        AWS_USE_DUALSTACK_ENDPOINT: "nonsense",
        AWS_MAX_ATTEMPTS: "nonsense",
        AWS_REQUEST_CHECKSUM_CALCULATION: "nonsense",
      },
    });
    expect(String(stdout).trim()).toBe("false");
  });
});

interface SlowWay {
  readonly endpoint: string;
  /** Resolves when the next upload is in its middle. */
  hasBegun(): Promise<void>;
  stop(): Promise<void>;
}

/** A way to a server that lets the first 5 MiB of a connection through, and from then on takes bytes and keeps them. */
async function slowWay(endpoint: string): Promise<SlowWay> {
  const events = new EventEmitter();
  const server = createTcpServer((client) => {
    const upstream = connect(Number(new URL(endpoint).port), "127.0.0.1");
    let passed = 0;
    client.on("data", (part: Buffer) => {
      if (passed < 5 * mebibyte) upstream.write(part);
      else events.emit("middle");
      passed += part.length;
    });
    upstream.on("data", (part) => client.write(part));
    client.on("close", () => upstream.destroy()).on("error", () => {});
    upstream.on("close", () => client.destroy()).on("error", () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hasBegun: async () => void (await once(events, "middle")),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
