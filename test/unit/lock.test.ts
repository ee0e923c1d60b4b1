/** The lock file, what differs between two of them, and how digests get behind names of images. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { withBases } from "../../core/lock/base-map.ts";
import { changesOf, faultsOf, renewed } from "../../core/lock/changes.ts";
import { fixInPlace } from "../../core/lock/in-place.ts";
import { encodeLock, type Lock, type LockedPackage, parseLock } from "../../core/lock/lock.ts";
import { type MovingImage, movingImages } from "../../core/recipe/pins.ts";

const digest = (digit: string) => `sha256:${digit.repeat(64)}` as const;
const mirror = "http://deb.example/debian/pool/main/";

const git: LockedPackage = {
  platform: "linux/amd64",
  name: "git",
  version: "1:2.39.5-0+deb12u2",
  digest: digest("1"),
  size: 7_260_000,
  url: `${mirror}g/git/git_2.39.5-0+deb12u2_amd64.deb`,
};
const make: LockedPackage = { ...git, name: "make", version: "4.3-4.1", digest: digest("2"), url: `${mirror}make.deb` };
const lock: Lock = { manager: "apt", asked: ["git", "make"], platforms: ["linux/amd64"], packages: [git, make] };
const text = `treestamp-lock 1 apt
asked git
asked make
platform linux/amd64
linux/amd64 git 1:2.39.5-0+deb12u2 ${digest("1")} 7260000 ${mirror}g/git/git_2.39.5-0+deb12u2_amd64.deb
linux/amd64 make 4.3-4.1 ${digest("2")} 7260000 ${mirror}make.deb
`;

describe("a lock file", () => {
  test("has a line for each package, in one order", () => {
    expect(encodeLock(lock)).toBe(text);
    expect(encodeLock({ ...lock, asked: ["make", "git"], packages: [make, git] })).toBe(text);
  });

  test("is read as it was written", () => {
    const word = (pattern: RegExp) => fc.stringMatching(pattern);
    const one = fc.record({
      platform: fc.constantFrom("linux/amd64", "linux/arm64", "linux/arm/v7"),
      name: word(/^[a-z0-9][a-z0-9+.-]{1,8}(:i386)?$/),
      version: word(/^([0-9]:)?[0-9][A-Za-z0-9.+~-]{0,8}$/),
      digest: fc.constantFrom(digest("a"), digest("b")),
      size: fc.integer({ min: 1, max: 2 ** 40 }),
      url: word(/^https?:\/\/deb\.example\/[a-z0-9/%~+]{0,9}$/),
    });
    const packages = fc.uniqueArray(one, { selector: ({ platform, name }) => `${platform} ${name}` });
    fc.assert(
      fc.property(packages, (all) => {
        const platforms = [...new Set(all.map(({ platform }) => platform))].sort();
        const written = encodeLock({ manager: "dnf", asked: ["git"], platforms, packages: all });
        const read = parseLock(written, "ci/tools.lock");
        expect(encodeLock(read)).toBe(written);
        expect(new Set(read.packages)).toEqual(new Set(all));
      }),
    );
  });

  const broken: readonly (readonly [string, number, string, (good: string) => string])[] = [
    ["of another kind", 1, "a lock file begins with", () => "# packages\n"],
    ["that is empty", 1, "a lock file begins with", () => "\n"],
    ["of a later version", 1, "this is version 2 of the format", (good) => good.replace("lock 1", "lock 2")],
    ["of no known package manager", 1, "not one of apt, apk, dnf", (good) => good.replace("apt", "pacman")],
    ["with a conflict", 5, "git's mark of a conflict", (good) => good.replace("linux/amd64 git", "<<<<<<< HEAD")],
    ["with lines of another system", 1, "ends in CR LF", (good) => good.replaceAll("\n", "\r\n")],
    ["that ends early", 6, "ends in the middle of a line", (good) => good.slice(0, -9)],
    ["with an empty line", 7, "six words", (good) => `${good}\n`],
    ["with a word too many", 5, "six words", (good) => good.replace(" git 1", " git  1")],
    ["that says a package twice", 7, "names what the one above", (good) => `${good}${good.split("\n")[5]}\n`],
    ["out of order", 6, "belongs above", (good) => good.replace("amd64 make", "amd64 bash")],
    ["that asks out of order", 3, "belongs above", (good) => good.replace("asked make", "asked bash")],
    ["that asks late", 5, "stands first", (good) => good.replace("linux/amd64\n", "linux/amd64\nasked z\n")],
    ["for a platform that it does not list", 5, "no line above", (good) => good.replace("64 git", "65 git")],
    ["with a short sum", 5, "64 hexadecimal digits", (good) => good.replace("1".repeat(64), "1".repeat(63))],
    ["with a strange size", 5, "not a number of bytes", (good) => good.replace(" 7260000 ", " 7e6 ")],
    ["with an option for a name", 5, "not the name of a package", (good) => good.replace("64 git ", "64 --git ")],
    ["with a path for a version", 5, "not a version", (good) => good.replace(" 1:2.39", " ../1:2.39")],
    ["with a file for a URL", 5, "not an http(s) URL", (good) => good.replace("http://", "file://")],
    ["with a login", 5, "has a login", (good) => good.replace("http://", "http://ann:hunter2@")],
  ];
  test.each(broken)("%s is refused, with its line", (_what, line, fault, spoil) => {
    const read = () => parseLock(spoil(text), "ci/tools.lock");
    expect(read).toThrow(fault);
    expect(read).toThrow(`ci/tools.lock:${line}: `);
    expect(read).not.toThrow("hunter2");
  });
});

describe("between two locks", () => {
  test("packages are added, removed, moved, or built again", () => {
    const moved = { ...git, version: "1:2.47.1-1", digest: digest("3") };
    const rebuilt = { ...make, digest: digest("4") };
    expect(changesOf(lock, { ...lock, packages: [moved, rebuilt, { ...git, name: "zsh" }] })).toEqual([
      { platform: "linux/amd64", name: "git", from: "1:2.39.5-0+deb12u2", to: "1:2.47.1-1" },
      { platform: "linux/amd64", name: "make", from: "4.3-4.1", to: "4.3-4.1" },
      { platform: "linux/amd64", name: "zsh", from: undefined, to: "1:2.39.5-0+deb12u2" },
    ]);
    expect(changesOf(lock, { ...lock, packages: [make] })).toEqual([
      { platform: "linux/amd64", name: "git", from: "1:2.39.5-0+deb12u2", to: undefined },
    ]);
    expect(changesOf(undefined, { ...lock, packages: [make] })).toHaveLength(1);
  });

  test("another mirror is no change", () => {
    expect(changesOf(lock, { ...lock, packages: [{ ...git, url: "http://other.example/git.deb" }, make] })).toEqual([]);
  });

  test("other platforms stay as they are, unless they were asked for something else", () => {
    const arm = { ...git, platform: "linux/arm64" };
    const before = { ...lock, platforms: ["linux/amd64", "linux/arm64"], packages: [git, make, arm] };
    const found = { manager: "apt", platform: "linux/amd64", packages: [make] } as const;
    const { platforms } = before;
    expect(renewed(before, { packages: lock.asked, platforms }, found)).toEqual({ ...before, packages: [make, arm] });
    const alone = { ...lock, packages: [make] };
    expect(renewed(before, { packages: lock.asked, platforms: ["linux/amd64"] }, found)).toEqual(alone);
    expect(renewed(before, { packages: ["make"], platforms }, found)).toEqual({ ...alone, asked: ["make"] });
    expect(renewed(undefined, { packages: lock.asked, platforms }, found)).toEqual(alone);
  });

  test.each([
    [["git", "make"], ["linux/amd64"], []],
    [["git", "make", "zsh"], ["linux/amd64"], ["it was not made for zsh"]],
    [["git"], ["linux/amd64"], ["nobody asks any more for make"]],
    [["git", "make"], ["linux/amd64", "linux/arm64"], ["it has nothing for linux/arm64"]],
    [["git", "make"], ["linux/arm64"], ["it has nothing for linux/arm64", "nobody builds any more for linux/amd64"]],
  ])("a lock is the one for what is asked, or says why not: %j on %j", (packages, platforms, faults) => {
    expect(faultsOf(lock, { packages, platforms })).toEqual(faults);
  });
});

const naming = { bases: [], buildArgs: new Map<string, string>(), target: undefined, platforms: ["linux/amd64"] };

describe("digests in a Dockerfile", () => {
  const dockerfile = `# syntax = docker/dockerfile:1
ARG TAG=24
# debian:12 is the base
from --platform=$BUILDPLATFORM debian:12 AS debian
RUN --mount=type=bind,from=alpine:3,target=/a echo debian:12
FROM debian AS two
COPY --from=busybox --chown=1 /bin/busybox /
FROM golang AS golang
COPY --from=two / /
FROM node:$TAG
COPY --from=golang / /
COPY --from=debian / /
`;
  const images = movingImages(dockerfile, naming);

  test("are asked for by name, once each", () => {
    expect(images.map(({ by, name, line }) => [line, by, name])).toEqual([
      [1, "# syntax", "docker/dockerfile:1"],
      [4, "FROM", "debian:12"],
      [5, "RUN --mount", "alpine:3"],
      [7, "COPY --from", "busybox"],
      [8, "FROM", "golang"],
      [10, "FROM", "node:24"],
    ]);
  });

  test("stand behind the names, and nothing else is changed", () => {
    const digests = new Map(images.map(({ name }, at) => [name, digest(String(at))]));
    const { text, left } = fixInPlace(dockerfile, images, digests);
    expect(text).toBe(
      dockerfile
        .replace("dockerfile:1\n", `dockerfile:1@${digest("0")}\n`)
        .replace("debian:12 AS", `debian:12@${digest("1")} AS`)
        .replace("alpine:3", `alpine:3@${digest("2")}`)
        .replace("=busybox", `=busybox@${digest("3")}`)
        .replace("FROM golang AS", `FROM golang@${digest("4")} AS`),
    );
    expect(left.map(({ name }: MovingImage) => name)).toEqual(["node:24"]); // a variable makes its name
    expect(movingImages(text, naming)).toEqual(left);
  });

  test("stand in every mount of a RUN, and in nothing else of it", () => {
    const run =
      "RUN --mount=from=tools,target=/a --mount=from=tools,target=/b \\\n  --mount=from=tools,target=/c x from=tools\n";
    const { text, left } = fixInPlace(
      `FROM scratch\n${run}`,
      [{ name: "tools", line: 2, by: "RUN --mount" }],
      new Map([["tools", digest("1")]]),
    );
    expect(text).toBe(`FROM scratch\n${run.replaceAll("=from=tools,", `=from=tools@${digest("1")},`)}`);
    expect(left).toEqual([]);
  });

  test("go under `base` instead, with comments and order kept", () => {
    const file = `# all of it
image: ghcr.io/acme/app/build # ours

environments:
  # what we need
  tools:
    context: ci/tools
    base:
      debian:12: docker.io/library/debian@${digest("1")} # by hand
  tests: { from: tools, context: ci/tests }
default: tests
`;
    const images = new Map([["node:24", `docker.io/library/node@${digest("2")}`]]);
    const added = `      node:24: docker.io/library/node@${digest("2")}\n`;
    expect(withBases(file, "tools", images)).toBe(file.replace("# by hand\n", `# by hand\n${added}`));
    expect(withBases(file, "tests", images)).toContain(
      `  tests: { from: tools, context: ci/tests, base: { node:24: docker.io/library/node@${digest("2")} } }\n`,
    );
    expect(withBases("", "", images)).toBe(`base:\n  node:24: docker.io/library/node@${digest("2")}\n`);
    const list = `context: ci\nbase:\n  - debian=docker.io/library/debian@${digest("1")}\n`;
    expect(withBases(list, "", images)).toBe(`${list}  - node:24=docker.io/library/node@${digest("2")}\n`);
    expect(() => withBases(`base: debian=debian@${digest("1")}\n`, "", images)).toThrow("nothing can be added");
  });
});
