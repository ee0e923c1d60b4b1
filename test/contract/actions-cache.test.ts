/** What is kept from job to job, through the real client, against a server that speaks the cache's protocol. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { actionsCache } from "../../core/host/github/actions-cache.ts";
import { silentLog } from "../../core/log/log.ts";
import { testFolder } from "../fixtures/git.ts";
import { type ActionsCacheServer, startActionsCache } from "../services/actions-cache-server.ts";
import { codeCacheOf } from "../services/code-cache.ts";
import { hurried } from "../services/command-line.ts";

const files = testFolder();
let server: ActionsCacheServer;
beforeAll(async () => {
  server = await startActionsCache();
});
afterEach(() => server.fail());
afterAll(async () => {
  await server?.stop();
  files[Symbol.dispose]();
});

const masked: string[] = [];
let folders = 0;

/** A job with such a token; its folders are nobody else's. */
function job(token: string, more: NodeJS.ProcessEnv = {}) {
  const log = { ...silentLog, mask: (value: string) => masked.push(value) };
  const ours = { PATH: process.env.PATH, HOME: files.path, NODE_COMPILE_CACHE: codeCacheOf() };
  const environment = { ...ours, ...server.environment(token), ...hurried, ...more };
  const cache = actionsCache(environment, log)!;
  const folder = () => {
    const path = join(files.path, String(folders++));
    mkdirSync(path);
    return path;
  };
  return {
    async save(key: string, content: string) {
      const place = folder();
      mkdirSync(join(place, "image"));
      writeFileSync(join(place, "image", "file"), content);
      return cache.save(key, place);
    },
    async restore(key: string) {
      const place = folder();
      const restored = await cache.restore(key, place);
      return restored.state === "present" ? readFileSync(join(place, "image", "file"), "utf8") : restored;
    },
  };
}

const main = "read: main; write: main";
const pull = "read: pr-7,main; write: pr-7";

// The entries that the tests read: saved once, for each call is a process that loads the whole client.
beforeAll(async () => {
  expect(await job(pull).restore("the fork's")).toEqual({ state: "absent" });
  expect(await job(pull).save("the fork's", "of the fork")).toEqual({ state: "saved" });
  masked.length = 0;
  expect(await job(main).save("main's", "of main")).toEqual({ state: "saved" });
  expect(masked.join()).toContain("secret-"); // its signed address
});

describe("an entry", () => {
  test("is found by later jobs, wherever their folders are", async () => {
    expect(await job(pull).restore("the fork's")).toBe("of the fork");
  });

  test("is not found by the beginning of its key", async () => {
    expect(await job(main).restore("main")).toEqual({ state: "absent" });
  });

  test("stays as it is: a job that comes second is told", async () => {
    expect(await job(main).save("main's", "second")).toEqual({ state: "taken" });
  });

  test("of the base branch is read by a pull request, as it was saved first", async () => {
    expect(await job(pull).restore("main's")).toBe("of main");
  });

  test("of a pull request is not seen by the base branch", async () => {
    expect(await job(main).restore("the fork's")).toEqual({ state: "absent" });
  });
});

describe("what goes wrong is never taken for absent", () => {
  test("a token that may not write", async () => {
    expect(await job("read: main").save("a", "x")).toEqual({
      state: "refused",
      why: expect.stringMatching(/cache write denied: token is read-only/),
    });
  });

  test("a token that may not read", async () => {
    expect(await job("read: ; write: main").restore("a")).toEqual({
      state: "unknown",
      why: expect.stringMatching(/cache read denied/),
    });
  });

  test("a runner that may only read, or not even that", async () => {
    const why = expect.stringMatching(/cache-mode '(read|none)' does not permit/);
    expect(await job(main, { ACTIONS_CACHE_MODE: "read" }).save("a", "x")).toEqual({ state: "refused", why });
    expect(await job(main, { ACTIONS_CACHE_MODE: "none" }).restore("a")).toEqual({ state: "unknown", why });
  });

  test("a service that is down", async () => {
    server.fail((_, response) => {
      response.writeHead(503, { "content-type": "application/json" }).end('{"code":"unavailable","msg":"down"}');
      return true;
    });
    const why = expect.stringMatching(/503.*down/);
    const [restored, saved] = await Promise.all([job(main).restore("a"), job(main).save("a", "x")]);
    expect(restored).toEqual({ state: "unknown", why });
    expect(saved).toEqual({ state: "refused", why });
  });

  test("a rate limit", async () => {
    server.fail((_, response) => {
      response.writeHead(429, { "content-type": "application/json" }).end('{"code":"resource_exhausted","msg":"slow"}');
      return true;
    });
    expect(await job(main).restore("a")).toEqual({ state: "unknown", why: expect.stringMatching(/429/) });
  });

  test("a download that breaks off", async () => {
    server.fail((call, response) => {
      if (call !== "GET") return false;
      response.writeHead(200, { "content-length": 100_000 });
      response.write("half of it");
      setTimeout(() => response.destroy(), 50);
      return true;
    });
    expect(await job(main).restore("main's")).toEqual({
      state: "unknown",
      why: expect.stringMatching(/Failed to restore/),
    });
  });

  test("an entry that is not an archive", async () => {
    server.fail((call, response) => {
      if (call !== "GET") return false;
      response.writeHead(200, { "content-length": 7 }).end("garbage");
      return true;
    });
    expect(await job(main).restore("main's")).toEqual({ state: "unknown", why: expect.stringMatching(/tar|Tar/) });
  });

  test("an upload that is refused", async () => {
    server.fail((call, response) => {
      if (call !== "PUT") return false;
      response.writeHead(403).end();
      return true;
    });
    expect(await job(main).save("refused", "x")).toEqual({
      state: "refused",
      why: expect.stringMatching(/upload|403/i),
    });
  });

  test("a cache that is full: the service does not finish the entry", async () => {
    server.fail((call, response) => {
      if (call !== "FinalizeCacheEntryUpload") return false;
      const said = { ok: false, message: "cache entry is over the 10GB limit" };
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(said));
      return true;
    });
    expect(await job(main).save("full", "x")).toEqual({ state: "refused", why: expect.stringMatching(/10GB/) });
  });
});

test("outside of a job there is no such cache", () => {
  expect(actionsCache({ PATH: process.env.PATH }, silentLog)).toBeUndefined();
  expect(actionsCache({ GITHUB_ACTIONS: "true" }, silentLog)).toBeUndefined();
});
