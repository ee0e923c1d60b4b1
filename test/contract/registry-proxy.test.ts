/** Machines that reach a registry through a proxy only. */
import { request as httpRequest } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { openStore } from "../../core/store/open.ts";
import { type RunningServer, startServer } from "../services/http.ts";
import { publish, smallImage } from "../services/image.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";

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

  test("is not the way to a registry on this machine", async () => {
    const environment = { HTTP_PROXY: `http://${proxy.host}` };
    expect(await openStore(`${registry.host}/team/near`, { environment }).lookup("v1")).toEqual({ state: "absent" });
    expect(proxy.seen).toEqual([]);
  });
});
