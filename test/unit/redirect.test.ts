/** Redirects, as registries answer reads of blobs: who gets the login, and where we do not follow. */
import { describe, expect, test } from "@jest/globals";
import { followed } from "../../core/oci/registry/redirect.ts";
import type { HttpAnswer, HttpRequest } from "../../core/oci/registry/transport.ts";

const registry = "https://registry.example/v2/a/blobs/x";

/** Requests in the order in which they were made, where each answer but the last one redirects to the next of these. */
async function requested(targets: readonly string[], method: HttpRequest["method"] = "GET"): Promise<HttpRequest[]> {
  const seen: HttpRequest[] = [];
  const answer = (location: string | undefined): HttpAnswer => ({
    status: location === undefined ? 200 : 307,
    headers: location === undefined ? {} : { location },
    url: new URL(registry),
    body: (async function* () {})(),
    discard: async () => {},
  });
  const headers = { authorization: "Bearer secret", range: "bytes=0-1" };
  await followed(
    async (request) => {
      seen.push(request);
      return answer(targets[seen.length - 1]);
    },
    { method, url: new URL(registry), headers },
  );
  return seen;
}
const authorizations = (seen: readonly HttpRequest[]) => seen.map(({ headers }) => headers.authorization);

describe("the Authorization", () => {
  test.each([
    ["another host", "https://storage.example/x"],
    ["a host of the same end", "https://evil-registry.example/x"],
    ["another port", "https://registry.example:8443/x"],
    ["another host, without a scheme", "//storage.example/x"],
  ])("does not go to %s; what is asked for does", async (_, target) => {
    const seen = await requested([target]);
    expect(authorizations(seen)).toEqual(["Bearer secret", undefined]);
    expect(seen[1]!.headers.range).toBe("bytes=0-1");
  });

  test("goes along within the registry, and back to it", async () => {
    expect(authorizations(await requested(["/v2/b/blobs/x"]))).toEqual(["Bearer secret", "Bearer secret"]);
    const back = await requested(["https://storage.example/x", registry]);
    expect(authorizations(back)).toEqual(["Bearer secret", undefined, "Bearer secret"]);
  });
});

test("a login in the redirect itself is not used", async () => {
  const [, second] = await requested(["https://user:password@storage.example/x"]);
  expect(second!.url.href).toBe("https://storage.example/x");
});

test.each([
  ["out of TLS", ["http://registry.example/x"]],
  ["out of TLS, at the second hop", ["https://storage.example/x", "http://storage.example/x"]],
  ["to another scheme", ["file:///etc/passwd"]],
  ["in a circle", Array.from({ length: 9 }, () => registry)],
])("%s is not followed", async (_, targets) => {
  await expect(requested(targets)).rejects.toMatchObject({ code: "store-unreachable" });
});

test.each(["PUT", "POST", "PATCH", "DELETE"] as const)("%s is not repeated elsewhere", async (method) => {
  expect(await requested(["https://storage.example/x"], method)).toHaveLength(1);
});
