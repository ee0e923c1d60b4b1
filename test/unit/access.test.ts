/** A login and plain HTTP hold at the registry that they were given for, and nowhere else. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "@jest/globals";
import { accessAt, noAccess, unboundInputs } from "../../core/oci/access.ts";
import { openStore } from "../../core/oci/open.ts";

const login = { username: "me", password: "secret" };
const access = { registry: "registry.example", login, plainHttp: true };

test("the registry that was named gets both", () => {
  expect(accessAt("registry.example", access)).toMatchObject({ login, plainHttp: true });
});

describe.each([
  ...["other.example", "evil-registry.example", "sub.registry.example", "registry.example:5000"],
  ...["registry.example.evil.example", "registry", "example", ""],
])("%j is another registry", (other) => {
  test("and gets neither", () => expect(accessAt(other, access)).toEqual(noAccess));
});

test("without a name, they wait for one; loopback speaks without TLS anyway", () => {
  const unnamed = { ...access, registry: undefined };
  expect(accessAt("registry.example", unnamed)).toEqual(noAccess);
  expect(unboundInputs(unnamed, "registry.example")).toBe("`username` and `password`");
  expect(unboundInputs({ ...unnamed, login: undefined }, "registry.example")).toBe("`plain-http`");
  expect(unboundInputs({ ...unnamed, login: undefined }, "localhost:5000")).toBeUndefined();
  expect(unboundInputs(access, "other.example")).toBeUndefined();
  expect(unboundInputs(noAccess, "registry.example")).toBeUndefined();
});

describe("a registry of another name than loopback's", () => {
  /** What the proxy is asked for, which is where requests to that name go. */
  async function asked(registry: string): Promise<string[]> {
    const urls: string[] = [];
    const proxy = createServer((request, response) => {
      urls.push(`http ${request.url}`);
      response.writeHead(404, { "content-type": "application/json" });
      response.end('{"errors":[{"code":"MANIFEST_UNKNOWN"}]}');
    }).on("connect", (request, socket) => {
      urls.push(`tls ${request.url}`);
      socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
    });
    await new Promise<void>((listening) => proxy.listen(0, "127.0.0.1", listening));
    try {
      const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
      const environment = { HTTP_PROXY: url, HTTPS_PROXY: url, http_proxy: url, https_proxy: url };
      const plain = { registry: "registry.example", login: undefined, plainHttp: true };
      await openStore(`${registry}/team/build`, { environment, access: plain }).lookup("tag");
      return urls;
    } finally {
      proxy.closeAllConnections();
      proxy.close();
    }
  }

  test("is spoken to without TLS where plain-http is for it", async () => {
    expect(await asked("registry.example")).toEqual(["http http://registry.example/v2/team/build/manifests/tag"]);
  });

  test("is spoken to by TLS where plain-http is for another", async () => {
    expect((await asked("other.example"))[0]).toBe("tls other.example:443");
  });
});
