// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of a Dockerfile
/** A Dockerfile as BuildKit reads it. */
import { expect, test } from "@jest/globals";
import { canonicalImage } from "../../core/dockerfile/image-name.ts";
import { parseDockerfile } from "../../core/dockerfile/parse.ts";
import { expandWord } from "../../core/dockerfile/words.ts";
import { plainConfig } from "../../core/engine/docker-folder.ts";
import { isDockerfileFrontend, isOrdinary } from "../../core/engine/plan.ts";
import { takesFrom } from "../../core/recipe/takes-from.ts";

test.each([
  ["golang", "docker.io/library/golang:latest"],
  ["golang:1.26", "docker.io/library/golang:1.26"],
  ["team/go", "docker.io/team/go:latest"],
  ["index.docker.io/library/go:1", "docker.io/library/go:1"],
  ["localhost/go", "localhost/go:latest"],
  ["localhost:5000/go:1", "localhost:5000/go:1"],
  ["ghcr.io/a/b:1@sha256:" + "a".repeat(64), "ghcr.io/a/b:1@sha256:" + "a".repeat(64)],
  ["Golang", undefined],
  ["a/B", undefined],
  ["${X}", undefined],
  ["", undefined],
])("the image %s is %s", (written, canonical) => {
  expect(canonicalImage(written)).toBe(canonical);
});

test.each([
  ["$A", "1.2.3"],
  ["${A}x", "1.2.3x"],
  ["a\\$A'$A'\"$A\"", "a$A$A1.2.3"],
  ["${A:-b}${N:-b}${E:-b}${E-b}", "1.2.3bb"],
  ["${A:+b}${N:+b}${E:+b}${E+b}", "bb"],
  ["${A%.*}", "1.2"],
  ["${A%%.*}", "1"],
  ["${A#*.}", "2.3"],
  ["${A##*.}", "3"],
  ["${A/./-}${A//./-}", "1-2.31-2-3"],
  ["${N:-${A}}", "1.2.3"],
])("the word %s is %s", (word, expanded) => {
  const variables = new Map([
    ["A", "1.2.3"],
    ["E", ""],
  ]);
  expect(expandWord(word, variables)).toBe(expanded);
});

test.each(["${N:?why}", "${", "'open", '"open', "${A^}"])("the word %s is refused", (word) => {
  expect(() => expandWord(word, new Map())).toThrow(expect.objectContaining({ code: "input-invalid" }));
});

test("instructions end where BuildKit ends them", () => {
  const text =
    '# escape=`\nRUN a `\n# no\n\n  b\nCOPY <<-X <<Y /d/\n\tone\n\tX\ntwo\nY\nfrom  c\\\nRUN --mount=a --x="b c" d --e';
  const { instructions } = parseDockerfile(text);
  expect(instructions.map(({ word, rest, line, lastLine }) => [word, rest, line, lastLine])).toEqual([
    ["RUN", "a   b", 2, 5],
    ["COPY", "<<-X <<Y /d/", 6, 10],
    ["FROM", "c\\", 11, 11],
    ["RUN", "d --e", 12, 12],
  ]);
  expect(instructions.at(-1)!.flags).toEqual([
    { name: "mount", value: "a" },
    { name: "x", value: "b c" },
  ]);
});

test("the first proposal's Dockerfile takes the build image, by its build argument and by its default", () => {
  const args = new Map([["BUILD_IMAGE", "build-image"]]);
  expect(takesFrom("ARG BUILD_IMAGE\nFROM $BUILD_IMAGE as build\nFROM scratch\n", "build-image", args)).toBe(true);
  expect(takesFrom("ARG B=build-image\nFROM $B\n", "build-image", new Map())).toBe(true);
  expect(takesFrom("FROM debian AS build-image\nFROM build-image\n", "build-image", new Map())).toBe(false);
  expect(takesFrom("FROM debian\n", "build-image", new Map())).toBe(false);
  // An argument that stands for it where we cannot tell what it is used for.
  const copies = "FROM debian\nARG B\nRUN --mount=from=${B#x},target=/b true\n";
  expect(takesFrom(copies, "build-image", new Map([["B", "build-image"]]))).toBe(true);
  expect(takesFrom(copies.replace("ARG B", "ARG B=build-image"), "build-image", new Map())).toBe(true);
  expect(takesFrom(copies, "build-image", new Map([["B", "build-images"]]))).toBe(false);
  expect(takesFrom("ARG B=build-image\nFROM debian AS build-image\nFROM $B\n", "build-image", args)).toBe(false);
});

test.each([
  ["docker/dockerfile:1", true],
  ["docker.io/docker/dockerfile", true],
  ["docker/dockerfile-upstream:master", true],
  [`docker/dockerfile:1@sha256:${"a".repeat(64)}`, true],
  ["docker/dockerfile-of-somebody:1", false],
  ["docker/dockerfiles", false],
  ["evil/docker/dockerfile:1", false],
  ["ghcr.io/docker/dockerfile:1", false],
  ["dockerfile:1", false],
])("the frontend %s is BuildKit's own: %s", (image, isOwn) => {
  expect(isDockerfileFrontend(image)).toBe(isOwn);
});

test.each([
  ["# syntax=docker/dockerfile:1\nFROM a\n", true],
  ["\uFEFF# Syntax = acme/frontend:1 --x\nFROM a\n", false],
  ["# escape=`\n# syntax=acme/frontend\nFROM a\n", false],
  ["FROM a\n# syntax=acme/frontend\nRUN b\n", true],
  ["# a comment\n# syntax=acme/frontend\nFROM a\n", true],
])("only a directive hands a Dockerfile to another frontend: %j", (text, expected) => {
  expect(isOrdinary({ dockerfile: { path: "Dockerfile", text }, buildArgs: new Map() })).toBe(expected);
});

test("the build argument BUILDKIT_SYNTAX names a frontend as the directive does, and wins", () => {
  const dockerfile = { path: "Dockerfile", text: "# syntax=acme/frontend:1\nFROM a\n" };
  const by = (frontend: string) => isOrdinary({ dockerfile, buildArgs: new Map([["BUILDKIT_SYNTAX", frontend]]) });
  expect([by("docker/dockerfile:1 --x"), by("acme/other"), by("")]).toEqual([true, false, false]);
});

test("a configuration says nothing of the container that it was made in", () => {
  const written = {
    created: "1970-01-01T00:00:00Z",
    container: "random",
    container_config: { Hostname: "random" },
    config: {
      Hostname: "random",
      Tty: false,
      Labels: { a: "b", "treestamp.volume.3.0": "/v" },
      ExposedPorts: { "1-2/TCP": {} },
    },
    history: [{ created_by: '/bin/sh -c #(nop) LABEL "treestamp.volume.3.0"=/v', comment: "FROM localhost/x" }],
  };
  expect(plainConfig(written)).toEqual({
    created: "1970-01-01T00:00:00Z",
    config: { Labels: { a: "b" }, Volumes: { "/v": {} }, ExposedPorts: { "1/tcp": {}, "2/tcp": {} } },
    history: [{ created_by: "/bin/sh -c #(nop) VOLUME /v" }],
  });
});
