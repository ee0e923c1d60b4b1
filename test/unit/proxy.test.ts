/** Which proxy a request goes through, by the variables that name one. */
import { describe, expect, test } from "@jest/globals";
import { proxyFor, proxySecrets } from "../../core/oci/registry/proxy.ts";

const proxy = "http://proxy.example:3128";
const viaFor = (url: string, environment: Record<string, string>) => proxyFor(new URL(url), environment)?.url.href;

test.each([
  ["https://registry.example/", { HTTPS_PROXY: proxy }],
  ["https://registry.example/", { https_proxy: proxy, HTTP_PROXY: "http://other.example" }],
  ["https://registry.example/", { HTTPS_PROXY: "proxy.example:3128" }],
  ["http://registry.example/", { HTTP_PROXY: proxy, HTTPS_PROXY: "http://other.example" }],
  ["http://registry.example/", { http_proxy: proxy, NO_PROXY: "" }],
])("%s goes through the proxy of %j", (url, environment) => {
  expect(viaFor(url, environment as Record<string, string>)).toBe(`${proxy}/`);
});

test.each(["https://localhost:5000/", "https://127.0.0.1/", "http://127.1.2.3:80/", "http://[::1]:5000/"])(
  "%s never goes through a proxy",
  (url) => {
    expect(viaFor(url, { HTTPS_PROXY: proxy, HTTP_PROXY: proxy })).toBeUndefined();
  },
);

describe("NO_PROXY", () => {
  test.each([
    ["*", "https://registry.example/"],
    ["registry.example", "https://registry.example/"],
    ["example", "https://registry.example/"],
    [".example", "https://registry.example/"],
    ["*.example", "https://registry.example/"],
    ["other.example, REGISTRY.example", "https://registry.example/"],
    ["other.example registry.example:443", "https://registry.example/"],
    ["registry.example:5000", "https://registry.example:5000/"],
    ["10.0.0.5", "https://10.0.0.5/"],
    ["10.0.0.0/8", "https://10.20.30.40:5000/"],
    ["fd00::/8", "https://[fd00::1]/"],
    ["[fd00::1]", "https://[fd00::1]/"],
    ["fd00::1", "https://[fd00::1]/"],
  ])("%s is heeded for %s", (list, url) => {
    expect(viaFor(url, { HTTPS_PROXY: proxy, NO_PROXY: list })).toBeUndefined();
    expect(viaFor(url, { HTTPS_PROXY: proxy, no_proxy: list })).toBeUndefined();
  });

  test.each([
    ["registry.example", "https://evil-registry.example/"],
    ["gistry.example", "https://registry.example/"],
    [".registry.example", "https://registry.example/"],
    ["registry.example:444", "https://registry.example/"],
    ["10.0.0.0/8", "https://11.0.0.1/"],
    ["10.0.0.0/8", "https://registry.example/"],
    ["10.0.0.0/99", "https://10.0.0.1/"],
    ["0.1", "https://10.0.0.1/"],
    ["", "https://registry.example/"],
  ])("%s is not about %s", (list, url) => {
    expect(viaFor(url, { HTTPS_PROXY: proxy, NO_PROXY: list })).toBe(`${proxy}/`);
  });
});

test.each(["socks5://proxy.example:1080", "http://", "::", "file:///etc/passwd"])("%s is no HTTP proxy", (written) => {
  expect(() => viaFor("https://registry.example/", { HTTPS_PROXY: written })).toThrow(
    "The variable HTTPS_PROXY does not name an HTTP proxy.",
  );
  expect(viaFor("https://registry.example/", { HTTPS_PROXY: written, NO_PROXY: "registry.example" })).toBeUndefined();
});

test("a login that is no escape stands for itself", () => {
  const environment = { HTTPS_PROXY: "http://me:p%zz%40%C3@proxy.example" };
  const { headers } = proxyFor(new URL("https://registry.example/"), environment)!;
  expect(headers).toEqual({
    "proxy-authorization": `Basic ${Buffer.from("me:p%zz@\xc3", "latin1").toString("base64")}`,
  });
});

test("the secrets of proxies are their passwords, in each form", () => {
  const environment = {
    https_proxy: "http://me:p%40ss@proxy.example",
    ALL_PROXY: "me:word@proxy.example:1",
    NO_PROXY: "x",
  };
  const basic = (login: string) => Buffer.from(login).toString("base64");
  expect(proxySecrets(environment)).toEqual(["p%40ss", "p@ss", basic("me:p@ss"), "word", basic("me:word")]);
});

test("a login is taken out of the proxy's name", () => {
  const { headers } = proxyFor(new URL("https://registry.example/"), {
    HTTPS_PROXY: "http://me:p%40ss@proxy.example",
  })!;
  expect(headers).toEqual({ "proxy-authorization": `Basic ${Buffer.from("me:p@ss").toString("base64")}` });
});
