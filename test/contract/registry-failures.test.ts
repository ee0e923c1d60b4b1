/** What a lookup makes of a registry that is not well: never absent unless the registry says so. */
import { createServer } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { type Log, silentLog } from "../../core/log/log.ts";
import type { Descriptor, Lookup, Store } from "../../core/oci/port.ts";
import { parseLocation, type RegistryLocation } from "../../core/oci/reference.ts";
import type { Pace } from "../../core/oci/registry/retry.ts";
import { registryStore } from "../../core/oci/registry/store.ts";
import { refuse } from "../services/http.ts";
import { inParts, publish, type SmallImage, smallImage } from "../services/image.ts";
import { type Quirk, type QuirkProxy, startQuirkProxy } from "../services/quirk-proxy.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";

/** The usual four tries, without the waits. */
const hurried: Partial<Pace> = { firstDelay: 1, longestDelay: 50, stall: 2_000 };

let registry: RunningRegistry;
let proxy: QuirkProxy;
let image: SmallImage;
const said: string[] = [];
const log: Log = { ...silentLog, info: (line) => said.push(line) };

beforeAll(async () => {
  registry = await startRegistry();
  proxy = await startQuirkProxy(registry.host);
  image = smallImage();
  await publish(open(), image, "v1");
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

function open(pace: Partial<Pace> = hurried, signal?: AbortSignal): Store {
  const location = parseLocation(`${proxy.host}/team/image`) as RegistryLocation;
  return registryStore(location, { pace, log, ...(signal === undefined ? {} : { signal }) });
}

/** Does `quirk` the first `times` times, and behaves well afterwards. */
function first(times: number, quirk: Quirk): Quirk {
  let count = 0;
  return (request, response) => (count++ < times ? quirk(request, response) : false);
}

async function reasonOf(lookup: Promise<Lookup>): Promise<{ code: string; message: string; remedy?: string }> {
  const answer = await lookup;
  if (answer.state !== "unknown") throw new Error(`The lookup was ${answer.state}.`);
  return answer.reason as { code: string; message: string; remedy: string };
}

describe("a registry that fails for a while", () => {
  test.each([408, 425, 429, 499, 500, 502, 503, 504, 520, 521, 522, 523, 524, 525])(
    "with %d is asked again, and the log says so",
    async (status) => {
      proxy.behave(
        first(2, (_request, response) => {
          refuse(response, status, "BUSY", "later, please");
          return true;
        }),
      );
      expect(await open().lookup("v1")).toEqual({ state: "present", manifest: image.index });
      expect(said).toHaveLength(2);
      expect(said[0]).toMatch(new RegExp(`${status} BUSY: later, please. Trying again in .* \\(2 of 4\\)`));
    },
  );

  test.each([
    [403, '{"errors":[{"code":"DENIED","message":"You have exceeded a secondary rate limit."}]}'],
    [403, '{"message":"You have exceeded a secondary rate limit","documentation_url":"https://docs.example"}'],
    [403, "secondary rate limit exceeded, please wait"],
    [400, '{"errors":[{"code":"TOOMANYREQUESTS","message":"Rate exceeded"}]}'],
    [400, '{"__type":"ThrottlingException","message":"Rate exceeded"}'],
  ])("by a limit that comes as %d %s is asked again", async (status, body) => {
    proxy.behave(
      first(2, (_request, response) => {
        response.writeHead(status).end(body);
        return true;
      }),
    );
    expect((await open().lookup("v1")).state).toBe("present");
    expect(said).toHaveLength(2);
  });

  test("by breaking connections is asked again", async () => {
    proxy.behave(
      first(2, (request) => {
        request.socket.destroy();
        return true;
      }),
    );
    expect((await open().lookup("v1")).state).toBe("present");
    expect(said).toHaveLength(2);
  });

  test("by breaking off in the middle of a manifest is asked again", async () => {
    proxy.behave(
      first(1, (_request, response) => {
        response.writeHead(200, { "content-type": image.index.descriptor.mediaType, "content-length": "1000" });
        response.write(image.index.body.subarray(0, 50), () => response.destroy());
        return true;
      }),
    );
    expect(await open().lookup("v1")).toEqual({ state: "present", manifest: image.index });
  });

  test("by standing still is asked again", async () => {
    proxy.behave(first(1, () => true));
    expect((await open().lookup("v1")).state).toBe("present");
    expect(said[0]).toMatch(/nothing moved for 2 s/);
  });

  test("takes a manifest in the end", async () => {
    proxy.behave(
      first(2, (_request, response) => {
        refuse(response, 503, "BUSY", "later");
        return true;
      }),
    );
    const other = smallImage();
    await publish(open(), other, "retried");
    expect(await open().lookup("retried")).toEqual({ state: "present", manifest: other.index });
  });
});

describe("a write that somebody waits for", () => {
  /** Sixteen tries within the outage, however slow the machine is: none of them waits for more than a moment. */
  const pace: Partial<Pace> = { ...hurried, longestDelay: 5, outage: 60_000 };
  const down: Quirk = (_request, response) => {
    refuse(response, 503, "BUSY", "upgrading");
    return true;
  };

  test.each(["POST", "HEAD", "PUT"])("outlasts an outage that begins with a %s", async (method) => {
    let count = 0;
    proxy.behave((request, response) => {
      if (request.method !== method || ++count > 15) return false;
      return down(request, response);
    });
    const store = open(pace);
    const [[blob, bytes]] = smallImage().blobs as unknown as [[Descriptor, Buffer]];
    const until = new AbortController().signal;
    await store.writeBlob(blob, () => inParts(bytes), until);
    expect(await store.hasBlob(blob.digest)).toBe(true);
    expect(count).toBeGreaterThan(15);
    expect(said.filter((line) => line.includes("for 60 s at most"))).toHaveLength(15);
  });

  test("of a manifest, and the lookup before it, outlast one, too", async () => {
    let count = 0;
    proxy.behave((request, response) => (++count % 12 === 0 ? false : down(request, response)));
    const until = new AbortController().signal;
    const store = open(pace);
    expect((await store.lookup("none", until)).state).toBe("absent");
    await store.writeManifest(image.index, "patient", until);
    expect(count).toBe(24);
  });

  test("gives up when the outage is longer, and says how often it tried", async () => {
    proxy.behave(down);
    const until = new AbortController().signal;
    const write = open({ ...pace, outage: 500 }).writeManifest(image.index, "never", until);
    await expect(write).rejects.toMatchObject({
      code: "store-unreachable",
      message: expect.stringMatching(/\d+ times/),
    });
    expect(proxy.seen.length).toBeGreaterThan(4);
  });

  test("is left at once when nobody waits any more", async () => {
    const controller = new AbortController();
    proxy.behave((request, response) => {
      setTimeout(() => controller.abort(), 20);
      return down(request, response);
    });
    const start = performance.now();
    const write = open({ firstDelay: 60_000 }).writeManifest(image.index, "never", controller.signal);
    await expect(write).rejects.toMatchObject({ code: "interrupted" });
    expect(performance.now() - start).toBeLessThan(15_000);
    expect(proxy.seen).toHaveLength(1);
  });

  test("that nobody waits for gives up after four tries", async () => {
    proxy.behave(down);
    await expect(open(pace).writeManifest(image.index, "never")).rejects.toMatchObject({ code: "store-unreachable" });
    expect(proxy.seen).toHaveLength(4);
  });

  test("begins anew where the registry has lost the upload", async () => {
    let lost = 0;
    proxy.behave((request, response) => {
      if (request.method !== "PUT" || !request.url!.includes("/blobs/uploads/") || ++lost > 3) return false;
      refuse(response, 404, "BLOB_UPLOAD_UNKNOWN", "blob upload unknown to registry");
      return true;
    });
    const [[blob, bytes]] = smallImage().blobs as unknown as [[Descriptor, Buffer]];
    const store = open(pace);
    await store.writeBlob(blob, () => inParts(bytes));
    expect(await store.hasBlob(blob.digest)).toBe(true);
  });
});

describe("a registry that fails for good", () => {
  test("is asked four times and then unknown, with what it said", async () => {
    proxy.behave((_request, response) => {
      refuse(response, 500, "UNKNOWN", "disk full");
      return true;
    });
    const reason = await reasonOf(open().lookup("v1"));
    expect(reason).toMatchObject({ code: "store-unreachable" });
    expect(reason.message).toBe(
      `The registry failed 4 times: GET http://${proxy.host}/v2/team/image/manifests/v1: 500 UNKNOWN: disk full.`,
    );
    expect(proxy.seen).toHaveLength(4);
  });

  test("by standing still is unknown", async () => {
    proxy.behave(() => true);
    const reason = await reasonOf(open({ ...hurried, stall: 50 }).lookup("v1"));
    expect(reason).toMatchObject({ code: "store-unreachable", message: expect.stringMatching(/nothing moved/) });
  });

  test("because nobody listens is unknown", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    const location = parseLocation(`127.0.0.1:${port}/team/image`) as RegistryLocation;
    const reason = await reasonOf(registryStore(location, { pace: hurried }).lookup("v1"));
    expect(reason).toMatchObject({
      code: "store-unreachable",
      message: expect.stringMatching(/ECONNREFUSED.*tried 4 times/),
    });
  });

  test("is left alone at once when the work is ended by a signal", async () => {
    const controller = new AbortController();
    proxy.behave(() => {
      controller.abort();
      return true;
    });
    await expect(open({}, controller.signal).lookup("v1")).rejects.toMatchObject({ code: "interrupted" });
    expect(proxy.seen).toHaveLength(1);
  });
});

describe("a registry that limits how often it is asked", () => {
  test.each([
    ["Retry-After in seconds", { "retry-after": "0.02" }, "slow down"],
    ["Retry-After as Go prints durations", { "retry-after": "10.305464ms" }, "slow down"],
    ["GHCR's words in the message", {}, "retry-after: 10.305464ms, allowed: 2000/minute"],
  ])("is waited for as long as it says: %s", async (_how, headers: Record<string, string>, message) => {
    proxy.behave(
      first(1, (_request, response) => {
        refuse(response, 429, "TOOMANYREQUESTS", message, headers);
        return true;
      }),
    );
    const start = performance.now();
    expect((await open().lookup("v1")).state).toBe("present");
    expect(performance.now() - start).toBeGreaterThan(9);
  });

  test("for hours is not waited for: unknown at once", async () => {
    proxy.behave((_request, response) => {
      refuse(response, 429, "TOOMANYREQUESTS", "pull rate limit", { "retry-after": "21600" });
      return true;
    });
    const reason = await reasonOf(open().lookup("v1"));
    expect(reason).toMatchObject({ code: "store-unreachable", remedy: expect.stringMatching(/limits/) });
    expect(proxy.seen).toHaveLength(1);
  });
});

describe("a refused write", () => {
  const quota = "adding 3.1 MiB of storage resource will exceed the configured upper limit of 10.0 MiB";
  test.each([
    ["no right", 401, "UNAUTHORIZED", "log in", "store-denied"],
    ["no right", 403, "DENIED", "installation not allowed to Write organization package", "store-denied"],
    ["a full project, as Harbor says it", 403, "DENIED", quota, "store-refused"],
    ["a kind of manifest that GitLab does not store", 400, "MANIFEST_INVALID", "manifest invalid", "store-refused"],
    ["a repository that ECR wants created first", 404, "NAME_UNKNOWN", "repository does not exist", "store-refused"],
    ["a registry that takes too long", 408, "TIMEOUT", "later", "store-unreachable"],
  ])("for %s (%d %s) has its code", async (_why, status, code, message, expected) => {
    proxy.behave((_request, response) => {
      refuse(response, status, code, message);
      return true;
    });
    await expect(open().writeManifest(image.index, "v2")).rejects.toMatchObject({ code: expected });
  });
});

describe("an answer that is no manifest", () => {
  test.each([
    [401, "UNAUTHORIZED", "store-denied"],
    [403, "DENIED", "store-denied"],
    [400, "NAME_INVALID", "store-refused"],
    [404, "BLOB_UNKNOWN", "store-refused"],
    [418, "TEAPOT", "store-refused"],
  ])("%d %s is unknown, and not asked again", async (status, code, expected) => {
    proxy.behave((_request, response) => {
      refuse(response, status, code, "no");
      return true;
    });
    expect(await reasonOf(open().lookup("v1"))).toMatchObject({ code: expected });
    expect(proxy.seen).toHaveLength(1);
  });

  test.each(["MANIFEST_UNKNOWN", "NAME_UNKNOWN", "NOT_FOUND", "TAG_EXPIRED", "MANIFEST_NOT_FOUND", "TAG_NOT_FOUND"])(
    "404 %s is absent",
    async (code) => {
      proxy.behave((_request, response) => {
        refuse(response, 404, code, "no such thing");
        return true;
      });
      expect(await open().lookup("v1")).toEqual({ state: "absent" });
    },
  );

  test.each([
    [404, "a page of a proxy that says 404"],
    [200, "a page to log in to the network"],
  ])("%d with %s is unknown", async (status) => {
    proxy.behave((_request, response) => {
      response.writeHead(status, { "content-type": "text/html" }).end("<html>Welcome</html>");
      return true;
    });
    expect((await open().lookup("v1")).state).toBe("unknown");
  });

  test("a redirect to a page to log in is unknown", async () => {
    proxy.behave((request, response) => {
      if (request.url === "/login") response.writeHead(200, { "content-type": "text/html" }).end("<html>Log in</html>");
      else response.writeHead(302, { location: "/login" }).end();
      return true;
    });
    expect(await reasonOf(open().lookup("v1"))).toMatchObject({ code: "store-corrupt" });
  });

  test("a circle of redirects is unknown", async () => {
    proxy.behave((request, response) => {
      response.writeHead(302, { location: request.url ?? "" }).end();
      return true;
    });
    expect(await reasonOf(open().lookup("v1"))).toMatchObject({
      message: expect.stringMatching(/redirects more than/),
    });
  });

  test("other bytes than the digest that was asked for are unknown", async () => {
    const other = smallImage();
    proxy.behave((_request, response) => {
      response.writeHead(200, { "content-type": other.index.descriptor.mediaType }).end(other.index.body);
      return true;
    });
    expect(await reasonOf(open().lookup(image.index.descriptor.digest))).toMatchObject({ code: "store-corrupt" });
  });

  test("other bytes than the registry's own Docker-Content-Digest says are unknown", async () => {
    const other = smallImage();
    proxy.behave((request, response) =>
      proxy
        .forward(request, response, (headers) => ({
          ...headers,
          "docker-content-digest": other.index.descriptor.digest,
        }))
        .then(() => true),
    );
    expect(await reasonOf(open().lookup("v1"))).toMatchObject({ code: "store-corrupt" });
  });

  test("an endless manifest is unknown", async () => {
    proxy.behave((_request, response) => {
      response.writeHead(200, { "content-type": image.index.descriptor.mediaType });
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(64 * 1024, 32)));
      };
      response.on("drain", more);
      more();
      return true;
    });
    expect(await reasonOf(open().lookup("v1"))).toMatchObject({ message: expect.stringMatching(/more than 4194304/) });
  });
});

test("a message shows no query of a URL, which may be a secret", async () => {
  proxy.behave((request, response) => {
    if (request.url?.startsWith("/elsewhere")) refuse(response, 403, "AccessDenied", "expired");
    else response.writeHead(307, { location: "/elsewhere?signature=very-secret" }).end();
    return true;
  });
  const reason = await reasonOf(open().lookup("v1"));
  expect(reason.message).toContain("/elsewhere?…");
  expect(JSON.stringify(reason)).not.toContain("very-secret");
});
