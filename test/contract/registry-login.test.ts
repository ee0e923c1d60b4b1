/** Who we are to a registry: real registries that ask for a password and for a token, and what others were seen to do. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { type Log, silentLog } from "../../core/log/log.ts";
import type { RegistryAccess } from "../../core/oci/access.ts";
import { openStore, type StoreOptions } from "../../core/oci/open.ts";
import { registryOf } from "../../core/oci/reference.ts";
import { refuse } from "../services/http.ts";
import { publish, smallImage } from "../services/image.ts";
import { type QuirkProxy, startQuirkProxy } from "../services/quirk-proxy.ts";
import { type RunningRegistry, readerLine, startRegistry } from "../services/registry.ts";
import { startTokenService, type TokenService } from "../services/token-service.ts";

const accessTo = (name: string, username: string, password: string): RegistryAccess => ({
  registry: registryOf(name),
  login: { username, password },
  plainHttp: false,
});
const openAs = (name: string, username: string, password: string) =>
  openStore(name, { access: accessTo(name, username, password) });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "treestamp-login-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** An environment whose docker configuration is this. */
async function dockerConfig(content: unknown): Promise<StoreOptions> {
  await writeFile(join(folder, "config.json"), JSON.stringify(content));
  return { environment: { DOCKER_CONFIG: folder, PATH: process.env.PATH } };
}

describe("a registry that asks for user name and password", () => {
  let registry: RunningRegistry;
  beforeAll(async () => {
    registry = await startRegistry({ htpasswd: readerLine });
  });
  afterAll(() => registry.stop());

  test("takes them as they are given", async () => {
    const store = openAs(`${registry.host}/team/given`, "reader", "secret");
    const image = smallImage();
    await publish(store, image, "v1");
    expect(await store.lookup("v1")).toEqual({ state: "present", manifest: image.index });
  });

  test("takes them from docker's config.json", async () => {
    const auth = Buffer.from("reader:secret").toString("base64");
    const options = await dockerConfig({ auths: { [registry.host]: { auth } } });
    expect(await openStore(`${registry.host}/team/config`, options).lookup("v1")).toEqual({ state: "absent" });
  });

  test("leaves everything unknown without them", async () => {
    const lookup = await openStore(`${registry.host}/team/given`).lookup("v1");
    expect(lookup).toMatchObject({
      state: "unknown",
      reason: {
        code: "store-denied",
        message: expect.stringMatching(/401 UNAUTHORIZED: authentication required/),
        remedy: expect.stringMatching(/Log in/),
      },
    });
  });

  test("leaves everything unknown with a wrong password, and is asked twice, not more", async () => {
    const proxy = await startQuirkProxy(registry.host);
    try {
      const store = openAs(`${proxy.host}/team/given`, "reader", "wrong");
      expect(await store.lookup("v1")).toMatchObject({ state: "unknown", reason: { code: "store-denied" } });
      expect(proxy.seen).toHaveLength(2);
    } finally {
      await proxy.stop();
    }
  });

  test("gets nothing that is meant for another host", async () => {
    const auth = Buffer.from("reader:secret").toString("base64");
    const [name] = registry.host.split(":");
    const options = await dockerConfig({ auths: { [name!]: { auth }, [`${registry.host}0`]: { auth } } });
    const lookup = await openStore(`${registry.host}/team/given`, options).lookup("v1");
    expect(lookup).toMatchObject({ state: "unknown", reason: { code: "store-denied" } });
  });
});

describe("a registry that asks for a token", () => {
  let service: TokenService;
  let registry: RunningRegistry;
  let proxy: QuirkProxy;
  beforeAll(async () => {
    service = await startTokenService();
    registry = await startRegistry({ tokens: service.tokens });
    proxy = await startQuirkProxy(registry.host);
    await publish(openAs(`${registry.host}/public/image`, "writer", "secret"), smallImage(), "v1");
  });
  afterAll(async () => {
    await proxy.stop();
    await registry.stop();
    await service.stop();
  });
  beforeEach(() => {
    service.given.length = 0;
    service.lifetime = 300;
    service.seen.length = 0;
    proxy.seen.length = 0;
    proxy.behave();
  });

  test("lets an account write and read", async () => {
    const store = openAs(`${registry.host}/team/image`, "writer", "secret");
    const image = smallImage();
    await publish(store, image, "v1");
    expect(await store.lookup("v1")).toEqual({ state: "present", manifest: image.index });
  });

  test("lets everybody read what is public, by a token without a name", async () => {
    const store = openStore(`${registry.host}/public/image`);
    expect((await store.lookup("v1")).state).toBe("present");
    expect(service.given).toMatchObject([{ scopes: ["repository:public/image:pull"], user: undefined }]);
  });

  test("is asked only for what is to be done: reading for a lookup, writing for a push", async () => {
    const store = openAs(`${registry.host}/team/scopes`, "writer", "secret");
    await store.lookup("v1");
    await publish(store, smallImage(), "v1");
    expect(service.given.map(({ scopes }) => scopes)).toEqual([
      ["repository:team/scopes:pull"],
      ["repository:team/scopes:pull,push"],
    ]);
  });

  test("is asked for one token by requests that run side by side", async () => {
    const store = openStore(`${registry.host}/public/image`);
    await store.lookup("v1");
    service.given.length = 0;
    service.seen.length = 0;
    const other = openStore(`${registry.host}/public/image`);
    await Promise.all(Array.from({ length: 8 }, () => other.lookup("v1")));
    expect(service.given.length).toBe(1);
  });

  test("does not have its scope believed: GHCR's is a placeholder", async () => {
    proxy.behave((request, response) => {
      if (request.headers.authorization !== undefined) return false;
      const challenge = `Bearer realm="${service.tokens.realm}",service="${service.tokens.service}",scope="repository:user/image:pull"`;
      refuse(response, 401, "UNAUTHORIZED", "authentication required", { "www-authenticate": challenge });
      return true;
    });
    expect((await openStore(`${proxy.host}/public/image`).lookup("v1")).state).toBe("present");
    expect(service.given[0]!.scopes).toEqual(["repository:public/image:pull"]);
  });

  test("gets a new token when the old one has run out", async () => {
    service.lifetime = 0.001;
    const store = openStore(`${registry.host}/public/image`);
    expect((await store.lookup("v1")).state).toBe("present");
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await store.lookup("v1")).state).toBe("present");
    expect(service.given.length).toBeGreaterThan(1);
  });

  test("gets a new token, once, when it does not like the old one any more", async () => {
    const store = openStore(`${proxy.host}/public/image`);
    await store.lookup("v1");
    const old = proxy.seen.at(-1)!.headers.authorization;
    const challenge = `Bearer realm="${service.tokens.realm}",service="${service.tokens.service}"`;
    proxy.behave((request, response) => {
      if (request.headers.authorization !== old) return false;
      refuse(response, 401, "UNAUTHORIZED", "token revoked", { "www-authenticate": challenge });
      return true;
    });
    expect((await store.lookup("v1")).state).toBe("present");

    proxy.seen.length = 0;
    proxy.behave((_request, response) => {
      refuse(response, 401, "UNAUTHORIZED", "never", { "www-authenticate": challenge });
      return true;
    });
    expect(await store.lookup("v1")).toMatchObject({ state: "unknown", reason: { code: "store-denied" } });
    expect(proxy.seen).toHaveLength(2);
  });

  test("leaves a private repository unknown to a stranger, and says that it may not exist", async () => {
    const lookup = await openStore(`${registry.host}/team/image`).lookup("v1");
    expect(lookup).toMatchObject({
      state: "unknown",
      reason: { code: "store-denied", remedy: expect.stringMatching(/does not exist/) },
    });
  });

  test("leaves everything unknown where its token service refuses the account", async () => {
    const lookup = await openAs(`${registry.host}/team/image`, "writer", "wrong").lookup("v1");
    expect(lookup).toMatchObject({
      state: "unknown",
      reason: { code: "store-denied", message: expect.stringMatching(/token service refused.*401.*incorrect/) },
    });
    expect(service.seen).toHaveLength(1);
  });

  test("says who may write where a push is refused", async () => {
    const store = openStore(`${registry.host}/public/image`);
    await expect(publish(store, smallImage(), "v2")).rejects.toMatchObject({
      code: "store-denied",
      remedy: expect.stringMatching(/may write/),
    });
  });

  test("takes docker's identity token by OAuth2", async () => {
    const options = await dockerConfig({
      auths: { [registry.host]: { auth: "", identitytoken: "identity of writer" } },
    });
    const image = smallImage();
    await publish(openStore(`${registry.host}/team/identity`, options), image, "v1");
    expect(service.seen.every(({ method }) => method === "POST")).toBe(true);
  });

  test("mounts a blob of another repository, with a token for both", async () => {
    const image = smallImage();
    const [blob] = image.blobs.keys();
    await publish(openAs(`${registry.host}/team/source`, "writer", "secret"), image, "v1");
    service.given.length = 0;
    const store = openAs(`${registry.host}/team/target`, "writer", "secret");
    expect(await store.mountBlob!(blob!.digest, "team/source")).toBe(true);
    expect(await store.hasBlob(blob!.digest)).toBe(true);
    expect(service.given[0]!.scopes).toEqual(["repository:team/target:pull,push", "repository:team/source:pull"]);
  });

  test("passwords and tokens are masked in the log before they are used", async () => {
    const masked: string[] = [];
    const log: Log = { ...silentLog, mask: (value) => masked.push(value) };
    const name = `${proxy.host}/team/image`;
    const store = openStore(name, { access: accessTo(name, "writer", "secret"), log });
    await store.lookup("v1");
    const shown = proxy.seen.at(-1)!.headers.authorization!.replace("Bearer ", "");
    expect(masked).toEqual(["secret", Buffer.from("writer:secret").toString("base64"), shown]);
  });

  test("does not get us to show a password without TLS to another server than itself", async () => {
    proxy.behave((_request, response) => {
      refuse(response, 401, "UNAUTHORIZED", "x", { "www-authenticate": 'Bearer realm="file:///etc/passwd"' });
      return true;
    });
    const lookup = await openAs(`${proxy.host}/team/image`, "writer", "secret").lookup("v1");
    expect(lookup).toMatchObject({ state: "unknown", reason: { code: "store-refused" } });
  });
});
