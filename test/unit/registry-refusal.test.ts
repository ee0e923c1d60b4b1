/** What a registry's refusal is to a user: a missing right, a full registry, one that is not well, or a mistake. */
import { describe, expect, test } from "@jest/globals";
import { isLimited, isPassing, type Refusal, redacted, refusalError } from "../../core/oci/registry/refusal.ts";

const refusal = (status: number, message = "", code = "DENIED", more: Partial<Refusal> = {}): Refusal => ({
  method: "PUT",
  url: new URL("https://registry.example/v2/a/manifests/t"),
  status,
  diagnostics: message === "" ? [] : [{ code, message }],
  ...{ retryAfter: undefined, visitor: undefined, isElsewhere: false },
  ...more,
});

describe("is a missing right:", () => {
  test.each([
    [401, "authentication required", "UNAUTHORIZED"],
    [403, "requested access to the resource is denied", "DENIED"],
    [403, "", ""],
  ])("%i %s", (status, message, code) => {
    expect(refusalError("x", refusal(status, message, code)).code).toBe("store-denied");
  });
});

describe("is none, but a refusal:", () => {
  test.each([
    [403, "adding 1.2 GB will exceed the configured upper limit of 10 GB", "DENIED"],
    [403, "quota exceeded", "DENIED"],
    [403, "storage limit reached", "DENIED"],
    [400, "the billing account is closed", "INVALID"],
    [402, "", ""],
    [413, "", ""],
    [507, "", ""],
    [400, "manifest invalid", "MANIFEST_INVALID"],
    [404, "repository name not known", "NAME_UNKNOWN"],
    [404, "blob upload unknown", "BLOB_UPLOAD_UNKNOWN"],
    [405, "", ""],
  ])("%i %s", (status, message, code) => {
    expect(refusalError("x", refusal(status, message, code)).code).toBe("store-refused");
  });

  test("a 403 of the storage that the registry sends us to: its links run out", () => {
    expect(refusalError("x", refusal(403, "", "", { isElsewhere: true })).code).toBe("store-refused");
  });
});

describe("passes by itself:", () => {
  test.each([408, 425, 429, 499, 500, 502, 503, 504, 520, 521, 522, 523, 524, 525])("%i", (status) => {
    expect(isPassing(status)).toBe(true);
    expect(refusalError("x", refusal(status)).code).toBe("store-unreachable");
  });
  test.each([
    [403, "You have exceeded a secondary rate limit", "DENIED"],
    [400, "Rate exceeded", "ThrottlingException"],
    [403, "slow down", "TOOMANYREQUESTS"],
    [403, "ratelimit", "X"],
  ])("%i %s", (status, message, code) => {
    expect(isLimited(refusal(status, message, code))).toBe(true);
    expect(refusalError("x", refusal(status, message, code)).code).toBe("store-unreachable");
  });
  test.each([400, 401, 403, 404, 405, 409, 413, 416, 501])("%i does not", (status) =>
    expect(isPassing(status)).toBe(false),
  );
});

test("a message shows neither a URL's query nor its user: both can be secrets", () => {
  const url = new URL("https://user:password@storage.example/x?X-Amz-Signature=secret");
  expect(redacted(url)).toBe("https://storage.example/x?…");
  expect(refusalError("x", refusal(403, "", "", { url })).message).not.toMatch(/secret|password/);
});
