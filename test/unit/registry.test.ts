import { describe, expect, test } from "@jest/globals";
import { parseLocation, type RegistryLocation } from "../../core/oci/reference.ts";
import { parseChallenges } from "../../core/oci/registry/challenge.ts";
import { baseUrl } from "../../core/oci/registry/client.ts";
import { retryAfterOf } from "../../core/oci/registry/refusal.ts";
import { nextLocation } from "../../core/oci/registry/upload.ts";

describe("a registry's challenge", () => {
  const parsed = (header: string) =>
    parseChallenges(header).map(({ scheme, parameters }) => [scheme, Object.fromEntries(parameters)]);

  test.each([
    [
      'Bearer realm="https://auth.example/token",service="registry.example",scope="repository:a/b:pull,push"',
      [
        [
          "bearer",
          { realm: "https://auth.example/token", service: "registry.example", scope: "repository:a/b:pull,push" },
        ],
      ],
    ],
    ['Basic realm="a \\"quoted\\" realm"', [["basic", { realm: 'a "quoted" realm' }]]],
    ["BEARER Realm=https://auth.example/token", [["bearer", { realm: "https://auth.example/token" }]]],
    [
      'Negotiate, Basic realm="x", Bearer realm="y" , error="insufficient_scope"',
      [
        ["negotiate", {}],
        ["basic", { realm: "x" }],
        ["bearer", { realm: "y", error: "insufficient_scope" }],
      ],
    ],
    ["", []],
  ])("%s", (header, expected) => {
    expect(parsed(header)).toEqual(expected);
  });
});

describe("a registry's wish to be asked later", () => {
  test.each([
    ["2", 2000],
    ["0.5", 500],
    ["880.092µs", 0.880092],
    ["880.092μs", 0.880092],
    ["10.305464ms", 10.305464],
    ["1m30.5s", 90_500],
    ["1h0m0s", 3_600_000],
    ["soon", undefined],
    ["10 parsecs", undefined],
  ])("%s", (text, milliseconds) => {
    const found = retryAfterOf(text, []);
    if (milliseconds === undefined) expect(found).toBeUndefined();
    else expect(found).toBeCloseTo(milliseconds, 6);
  });

  test("may be a date, and past dates mean now", () => {
    expect(retryAfterOf(new Date(Date.now() + 10_000).toUTCString(), [])).toBeGreaterThan(8000);
    expect(retryAfterOf("Wed, 21 Oct 2015 07:28:00 GMT", [])).toBe(0);
  });

  test("may stand in the message", () => {
    const message = "retry-after: 880.092µs, allowed: 44000/minute";
    expect(retryAfterOf(undefined, [{ code: "TOOMANYREQUESTS", message }])).toBeCloseTo(0.880092, 6);
  });
});

const repository = (name: string): RegistryLocation => parseLocation(name) as RegistryLocation;

test("http without TLS is for this machine, or where it was asked for", () => {
  expect(baseUrl(repository("registry.example/a"), false).href).toBe("https://registry.example/v2/a/");
  expect(baseUrl(repository("registry.example:5000/a"), false).protocol).toBe("https:");
  expect(baseUrl(repository("localhost:5000/a"), false).href).toBe("http://localhost:5000/v2/a/");
  expect(baseUrl(repository("127.0.0.1:5000/a"), false).protocol).toBe("http:");
  expect(baseUrl(repository("registry.example/a"), true).protocol).toBe("http:");
  expect(baseUrl(repository("debian"), false).href).toBe("https://registry-1.docker.io/v2/library/debian/");
});

describe("an upload goes on", () => {
  const next = (location: string | undefined): string => {
    const headers = location === undefined ? {} : { location };
    return nextLocation({ url: new URL("https://registry.example/v2/a/blobs/uploads/"), headers }).href;
  };
  test.each([
    ["/v2/a/blobs/uploads/1?state=x", "https://registry.example/v2/a/blobs/uploads/1?state=x"],
    ["https://uploads.example/1?state=x", "https://uploads.example/1?state=x"],
    ["http://registry.example/v2/a/blobs/uploads/1", "https://registry.example/v2/a/blobs/uploads/1"],
    ["http://registry.example:8080/1", "https://registry.example:8080/1"],
  ])("at %s by %s", (location, expected) => {
    expect(next(location)).toBe(expected);
  });
  test.each([undefined, "https://:0:0/"])("nowhere, where the registry says %s", (location) => {
    expect(() => next(location)).toThrow(expect.objectContaining({ code: "store-unreachable" }));
  });
});
