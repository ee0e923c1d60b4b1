import { describe, expect, test } from "@jest/globals";
import { isTreestampError, type TreestampError } from "../../core/errors.ts";
import { isDigest, parseDigest, sha256Of, verified } from "../../core/oci/digest.ts";
import type { Digest } from "../../core/oci/port.ts";
import {
  checkKeepsImages,
  checkTagOrDigest,
  formatLocation,
  formatReference,
  isLoopback,
  isTag,
  lowerCaseRepository,
  parseLocation,
  parseReference,
  parseRegistry,
  registryOf,
} from "../../core/oci/reference.ts";

function thrownBy(work: () => unknown): TreestampError {
  try {
    work();
  } catch (error) {
    if (isTreestampError(error)) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

const digest: Digest = `sha256:${"0a".repeat(32)}`;

describe("the name of a repository", () => {
  test.each([
    ["debian", "docker.io", "library/debian"],
    ["team/build", "docker.io", "team/build"],
    ["docker.io/debian", "docker.io", "library/debian"],
    ["index.docker.io/team/build", "docker.io", "team/build"],
    ["registry.example/team/build", "registry.example", "team/build"],
    ["registry.example/build", "registry.example", "build"],
    ["Registry.Example/build", "registry.example", "build"],
    ["registry.example:5000/a/b/c", "registry.example:5000", "a/b/c"],
    ["localhost/build", "localhost", "build"],
    ["localhost:5000/build", "localhost:5000", "build"],
    ["127.0.0.1:5000/build", "127.0.0.1:5000", "build"],
    ["[::1]:5000/build", "[::1]:5000", "build"],
    ["registry.example/a__b/c-d/e.f", "registry.example", "a__b/c-d/e.f"],
  ])("%s is in %s the repository %s", (text, registry, repository) => {
    expect(parseLocation(text)).toEqual({ kind: "registry", registry, repository });
    expect(parseLocation(formatLocation(parseLocation(text)))).toEqual(parseLocation(text));
  });
});

describe("the name of a folder", () => {
  test.each([
    ["./images", "./images"],
    ["../images", "../images"],
    ["/var/images", "/var/images"],
    [".", "."],
    ["oci:images", "images"],
    ["oci:/var/images", "/var/images"],
  ])("%s is the folder %s", (text, folder) => {
    expect(parseLocation(text)).toEqual({ kind: "layout", folder });
  });
});

test("the repository of an owner with upper-case letters is the same in lower case", () => {
  const expected = { kind: "registry", registry: "ghcr.io", repository: "myorg/app/build" };
  expect(parseLocation("ghcr.io/MyOrg/App/build")).toEqual(expected);
  expect(parseLocation("GHCR.io/MyOrg/App/build")).toEqual(expected);
  expect(parseLocation("MyOrg/App")).toEqual({ kind: "registry", registry: "docker.io", repository: "myorg/app" });
  expect(parseLocation("./MyOrg/App")).toEqual({ kind: "layout", folder: "./MyOrg/App" });
  expect(registryOf("GHCR.io/MyOrg/App")).toBe("ghcr.io"); // so a login for ghcr.io is for this one, too
  expect(registryOf("MyOrg/App")).toBe("docker.io");
  expect(parseReference("ghcr.io/MyOrg/App:RC1")).toEqual({ location: "ghcr.io/MyOrg/App", name: "RC1" });
});

test.each([
  ["ghcr.io/MyOrg/App:RC1", "ghcr.io/myorg/app:RC1"],
  ["localhost:5000/App", "localhost:5000/app"],
  ["./App", "./App"],
])("%s in lower case is %s: a tag stays as it is", (name, expected) => {
  expect(lowerCaseRepository(name)).toBe(expected);
});

describe("where images are kept", () => {
  test.each([
    ["ghcr.io", "it names a registry, but no repository"],
    ["localhost:5000", "it names a registry, but no repository"],
    ["[::1]:5000", "it names a registry, but no repository"],
    ["app", "it stands for docker.io/library/app, which only has Docker's own images"],
    ["docker.io/App", "it stands for docker.io/library/app, which only has Docker's own images"],
    ["ghcr.io/acme/app/", "it ends in a slash"],
    ["ghcr.io//app", "two of its slashes have nothing between them"],
  ])("%s is refused: %s", (name, why) => {
    expect(() => checkKeepsImages(name)).toThrow(`"${name}" is not the name of a store: ${why}.`);
  });

  test.each(["ghcr.io/acme/app", "acme/app", "docker.io/library/app", "localhost/app", "./app", "/images", "oci:x"])(
    "%s is taken",
    (name) => {
      expect(() => checkKeepsImages(name)).not.toThrow();
    },
  );
});

describe("what is no name of a store", () => {
  test.each([
    ["", /empty/],
    [" debian", /spaces/],
    ["oci:", /no folder/],
    ["~/images", /not expanded/],
    ["https://registry.example/team/build", /URL/],
    ["docker://registry.example/team/build", /URL/],
    ["registry.example/team/build:v1", /ends in a tag/],
    ["debian:12", /ends in a tag/],
    [`debian@${digest}`, /ends in a digest/],
    [`registry.example/team/build:v1@${digest}`, /ends in a digest/],
    ["registry.example/", /no repository/],
    ["registry.example/team//build", /two of its slashes have nothing between them/],
    ["registry.example/team/build/", /ends in a slash/],
    ["registry.example/team/.build", /consists of/],
    ["registry.example/te am", /consists of/],
    ["registry.example:99999/build", /host/],
    ["-x.example/build", /host/],
    ["[::zz]/build", /host/],
    [`registry.example/${"a".repeat(250)}`, /255/],
  ])("%j is refused: %s", (text, why) => {
    expect(() => parseLocation(text)).toThrow(expect.objectContaining({ code: "input-invalid" }));
    expect(() => parseLocation(text)).toThrow(why);
  });

  test("the refusal of a tag or a digest says what to write instead", () => {
    const remedyFor = (text: string): string => {
      try {
        parseLocation(text);
        return "";
      } catch (error) {
        return (error as { remedy: string }).remedy;
      }
    };
    expect(remedyFor("registry.example:5000/team/build:v1")).toContain("registry.example:5000/team/build");
    expect(remedyFor("registry.example:5000/team/build:v1")).not.toContain("v1");
    expect(remedyFor(`debian@${digest}`)).not.toContain(digest);
  });
});

test.each([
  ["ann:secret@registry.example/team/build", parseLocation],
  ["https://ann:secret@registry.example/team/build", parseLocation],
  ["ann:secret@registry.example", checkKeepsImages],
  ["ann:secret@registry.example", parseRegistry],
  ["https://ann:secret@registry.example/v2/", parseRegistry],
  ["ann:secret@registry.example/team/build:v1", parseReference],
])("a login in %s is refused, and not repeated", (text, parse) => {
  const failure = thrownBy(() => parse(text));
  expect(failure).toMatchObject({ code: "input-invalid", message: expect.stringContaining("…@registry.example") });
  expect(`${failure.message} ${failure.remedy}`).not.toContain("secret");
});

test("a host that cannot be one is refused before anybody connects", () => {
  for (const host of ["127.0.0.256", "registry.example.", "a..b.example", "[fe80::1%eth0]", "ex\u0430mple.com"]) {
    expect(thrownBy(() => parseLocation(`${host}:5000/team/build`))).toMatchObject({ code: "input-invalid" });
  }
});

describe("the whole name of an image", () => {
  const registry = parseLocation("registry.example/team/build");
  const folder = parseLocation("./images");
  test("in a registry it has tag and digest, as docker takes it", () => {
    expect(formatReference(registry, "v1", digest)).toBe(`registry.example/team/build:v1@${digest}`);
    expect(formatReference(registry, "v1", undefined)).toBe("registry.example/team/build:v1");
    expect(formatReference(registry, undefined, digest)).toBe(`registry.example/team/build@${digest}`);
  });
  test("in a folder it is what skopeo, buildah and podman take", () => {
    expect(formatReference(folder, "v1", digest)).toBe("oci:./images:v1");
    expect(formatReference(folder, undefined, digest)).toBe(`oci:./images@${digest}`);
  });
});

test("a tag has up to 128 letters, digits, underscores, dots and dashes", () => {
  for (const tag of ["v1", "_x", "a.b-c", "A".repeat(128)]) expect(isTag(tag)).toBe(true);
  for (const tag of ["", ".a", "-a", "a/b", "a:b", "a b", "A".repeat(129), "é"]) expect(isTag(tag)).toBe(false);
  expect(() => checkTagOrDigest("a/../b")).toThrow(/neither a tag nor a digest/);
});

test("a digest is sha256 in lower case", () => {
  expect(parseDigest(digest)).toBe(digest);
  for (const text of [digest.toUpperCase(), digest.slice(0, -1), `${digest}0`, digest.replace("256", "512"), ""]) {
    expect(isDigest(text)).toBe(false);
    expect(() => parseDigest(text)).toThrow(/not a digest/);
  }
});

test("only names of this machine are loopback", () => {
  for (const host of ["localhost", "localhost:1", "127.0.0.1:5000", "127.9.9.9", "[::1]:5000"]) {
    expect(isLoopback(host)).toBe(true);
  }
  for (const host of ["localhost.example", "127.0.0.1.example", "128.0.0.1", "10.0.0.1:5000", "docker.io"]) {
    expect(isLoopback(host)).toBe(false);
  }
});

describe("a verified stream", () => {
  const whole = Buffer.from("some bytes, and more of them");
  const expected = { digest: sha256Of(whole), size: whole.length };
  async function* parts(bytes: Buffer): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += 5) yield bytes.subarray(at, at + 5);
  }
  async function read(bytes: Buffer): Promise<{ got: Buffer; error: unknown }> {
    const got: Uint8Array[] = [];
    try {
      for await (const part of verified(parts(bytes), expected, "the test")) got.push(part);
      return { got: Buffer.concat(got), error: undefined };
    } catch (error) {
      return { got: Buffer.concat(got), error };
    }
  }

  test("gives the bytes that the descriptor names", async () => {
    expect(await read(whole)).toEqual({ got: whole, error: undefined });
  });

  test.each([
    ["too few bytes", whole.subarray(0, -1), /ended after 27 of 28/],
    ["too many bytes", Buffer.concat([whole, Buffer.from("!")]), /more than 28/],
    ["other bytes", Buffer.from("some bytes, and more of THEM"), /its bytes are sha256:/],
    ["no bytes", Buffer.alloc(0), /ended after 0/],
  ])("refuses %s, and never gives all of them on", async (_what, bytes, message) => {
    const { got, error } = await read(bytes);
    expect(error).toMatchObject({ code: "store-corrupt", message: expect.stringMatching(message) });
    expect(got.length).toBeLessThan(whole.length);
  });
});
