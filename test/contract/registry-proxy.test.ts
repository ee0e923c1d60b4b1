/** Machines that reach a registry through a proxy only. */
import { request as httpRequest } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { TreestampError } from "../../core/errors.ts";
import { openStore } from "../../core/oci/open.ts";
import type { RegistryLocation } from "../../core/oci/reference.ts";
import { registryStore } from "../../core/oci/registry/store.ts";
import { type RunningServer, startServer } from "../services/http.ts";
import { publish, smallImage } from "../services/image.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";
import { startTunnel } from "../services/tunnel.ts";

const elsewhere: RegistryLocation = { kind: "registry", registry: "registry.example", repository: "team/image" };
const hurried = { firstDelay: 1, longestDelay: 5, stall: 2_000 };

let registry: RunningRegistry;
let proxy: RunningServer;
beforeAll(async () => {
  registry = await startRegistry();
  // A forward proxy gets whole URLs. Whatever host they name, this one asks the registry.
  proxy = await startServer((request, response) => {
    const { pathname, search } = new URL(request.url!);
    const outgoing = httpRequest(
      `http://${registry.host}${pathname}${search}`,
      { method: request.method, headers: request.headers },
      (incoming) => incoming.pipe(response.writeHead(incoming.statusCode!, incoming.headers)),
    );
    request.pipe(outgoing);
  });
});
afterAll(async () => {
  await proxy.stop();
  await registry.stop();
});
beforeEach(() => {
  proxy.seen.length = 0;
});

describe("a proxy", () => {
  test.each(["HTTP_PROXY", "http_proxy"])("that %s names is the way to a registry elsewhere", async (name) => {
    const environment = { [name]: `http://${proxy.host}` };
    const store = openStore("registry.example/team/proxied", {
      access: { registry: "registry.example", login: undefined, plainHttp: true },
      environment,
    });
    const image = smallImage();
    await publish(store, image, "v1");
    expect(await store.lookup("v1")).toEqual({ state: "present", manifest: image.index });
    expect(proxy.seen.length).toBeGreaterThan(5);
    expect(proxy.seen.every(({ path }) => path.startsWith("http://registry.example/v2/"))).toBe(true);
  });

  test.each([407, 403, 502])("that answers %d is named, and asked again only where that may pass", async (status) => {
    const tunnel = await startTunnel(registry.host, () => status);
    try {
      const store = registryStore(elsewhere, { environment: { HTTPS_PROXY: tunnel.url }, pace: hurried });
      const { host } = new URL(tunnel.url);
      const lookup = await store.lookup("v1");
      expect(lookup).toMatchObject({
        state: "unknown",
        reason: { code: "store-unreachable", message: expect.stringContaining(`proxy ${host}`) },
      });
      expect(tunnel.asked).toHaveLength(status === 502 ? 4 : 1);
      const { remedy } = (lookup as { reason: TreestampError }).reason;
      if (status === 407) expect(remedy).toContain(`HTTPS_PROXY: http://USER:PASSWORD@${host}`);
    } finally {
      await tunnel.stop();
    }
  });

  test("is given the login that its URL has, and the server is not", async () => {
    const heard: unknown[] = [];
    const tunnel = await startTunnel(registry.host, (headers) => {
      heard.push(headers["proxy-authorization"]);
      return 403;
    });
    try {
      const url = tunnel.url.replace("//", "//me:secret@");
      const lookup = await registryStore(elsewhere, { environment: { HTTPS_PROXY: url } }).lookup("v1");
      expect(heard).toEqual([`Basic ${Buffer.from("me:secret").toString("base64")}`]);
      expect(JSON.stringify(lookup)).not.toContain("secret");
    } finally {
      await tunnel.stop();
    }
  });

  test("that nobody answers for is named", async () => {
    const store = registryStore(elsewhere, { environment: { HTTPS_PROXY: "http://127.0.0.1:9" }, pace: hurried });
    expect(await store.lookup("v1")).toMatchObject({
      state: "unknown",
      reason: { message: expect.stringMatching(/the proxy 127\.0\.0\.1:9: .*connect ECONNREFUSED/) },
    });
  });

  test("without TLS that wants a login is named, too", async () => {
    const asking = await startServer((_request, response) => void response.writeHead(407).end());
    try {
      const environment = { HTTP_PROXY: `http://${asking.host}` };
      const store = registryStore(elsewhere, { environment, plainHttp: true, pace: hurried });
      expect(await store.lookup("v1")).toMatchObject({
        state: "unknown",
        reason: { message: expect.stringContaining(`The proxy ${asking.host} wants a login`) },
      });
      expect(asking.seen).toHaveLength(1);
    } finally {
      await asking.stop();
    }
  });

  test("is not the way to a registry on this machine", async () => {
    const environment = { HTTP_PROXY: `http://${proxy.host}` };
    expect(await openStore(`${registry.host}/team/near`, { environment }).lookup("v1")).toEqual({ state: "absent" });
    expect(proxy.seen).toEqual([]);
  });
});
