// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of a Dockerfile
/**
 * What the key says is fixed is what the engine uses, wherever a Dockerfile can name an image, and however it writes the name.
 * The registry's tags name other images than those that are fixed: an engine that looks one up is found out.
 */
import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { BaseImage } from "../../core/engine/port.ts";
import { makeMarkedBase, type TestImage } from "../services/base-image.ts";
import { drivers, type EngineUnderTest, type Options, startEngine } from "../services/engines.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";

let folder: string;
let registry: RunningRegistry;
let fixed: TestImage;
let moved: TestImage;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "treestamp-fixed-"));
  registry = await startRegistry();
  fixed = makeMarkedBase(join(folder, "fixed"), "fixed");
  moved = makeMarkedBase(join(folder, "moved"), "moved");
  for (const repository of ["library/golang", "team/go"]) {
    push(fixed, `${repository}:fixed-once`);
    for (const tag of ["1.26", "latest"]) push(moved, `${repository}:${tag}`);
  }
});

afterAll(async () => {
  await registry?.stop();
  await rm(folder, { recursive: true, force: true });
});

function push({ folder }: TestImage, name: string): void {
  const copy = ["--insecure-policy", "copy", "--quiet", "--dest-tls-verify=false", "--preserve-digests"];
  execFileSync("skopeo", [...copy, `oci:${folder}:latest`, `docker://${registry.host}/${name}`]);
}

/** REG stands for the registry's host. */
const inFrom = (name: string, ...before: string[]) => [...before, `FROM ${name}`, "RUN cp /marker /from"];
const cases: readonly (readonly [title: string, base: string, dockerfile: readonly string[], options?: Options])[] = [
  ["FROM NAME", "golang:1.26", inFrom("golang:1.26")],
  ["FROM of another registry", "REG/team/go:1.26", inFrom("REG/team/go:1.26")],
  ["a default of ARG", "REG/team/go:1.26", inFrom("${BASE}", "ARG BASE=REG/team/go:1.26")],
  ["a default in quotes", "golang:1.26", inFrom("$BASE", 'ARG BASE="golang:1.26"')],
  ["a default out of other arguments", "golang:1.26", inFrom("${IMAGE}:${V}", "ARG V=1.26 N=go", "ARG IMAGE=${N}lang")],
  ["a build argument", "golang:1.26", inFrom("$BASE", "ARG BASE"), { buildArgs: new Map([["BASE", "golang:1.26"]]) }],
  [
    "a build argument over a default",
    "golang:1.26",
    inFrom("golang:$V", "ARG V=9"),
    { buildArgs: new Map([["V", "1.26"]]) },
  ],
  ["${X:-y}", "golang:1.26", inFrom("golang:${V:-1.26}", "ARG V")],
  ["${X:+y}", "golang:1.26", inFrom("golang${V:+:1.26}", "ARG V=1")],
  ["${X%y}", "golang:1.26", inFrom("golang:${V%.*}", "ARG V=1.26.3")],
  ["the tag latest, implied", "golang:latest", inFrom("golang")],
  ["the tag latest, written", "golang", inFrom("golang:latest")],
  ["docker.io/library, in FROM", "golang:1.26", inFrom("docker.io/library/golang:1.26")],
  ["docker.io/library, in `base`", "docker.io/library/golang:1.26", inFrom("golang:1.26")],
  ["index.docker.io", "golang:1.26", inFrom("index.docker.io/library/golang:1.26")],
  [
    "a build argument that names the build image, as the first proposal had it",
    "build-image",
    [
      "ARG BUILD_IMAGE",
      "FROM $BUILD_IMAGE as build",
      "RUN cp /marker /from",
      "FROM scratch",
      "COPY --from=build /from /",
    ],
    { buildArgs: new Map([["BUILD_IMAGE", "build-image"]]) },
  ],
  ["FROM --platform", "golang:1.26", inFrom("--platform=linux/amd64 golang:1.26")],
  ["FROM --platform=$BUILDPLATFORM", "golang:1.26", inFrom("--platform=$BUILDPLATFORM golang:1.26")],
  [
    "a name with the architecture",
    "golang:1.26",
    inFrom("${TARGETARCH}:1.26", "ARG TARGETARCH=x", "ARG TARGETARCH=golang"),
    { buildArgs: new Map([["TARGETARCH", "golang"]]) },
  ],
  [
    "a stage in upper case",
    "golang:1.26",
    ["FROM golang:1.26 AS Tools", "RUN cp /marker /m", "FROM scratch", "COPY --from=TOOLS /m /from"],
  ],
  ["a stage of a stage", "golang:1.26", ["from golang:1.26 as one", "FROM one AS two", "RUN cp /marker /from"]],
  ["COPY --from", "golang:1.26", ["FROM scratch", "COPY --from=golang:1.26 /marker /from"]],
  [
    "COPY --from, another form",
    "golang",
    ["FROM scratch", "COPY --from=docker.io/library/golang:latest /marker /from"],
  ],
  ["RUN --mount=from", "golang:1.26", ["FROM base:1", "RUN --mount=from=golang:1.26,target=/m cp /m/marker /from"]],
  [
    "RUN --mount=type=bind, another order",
    "REG/team/go:1.26",
    ["FROM base:1", "RUN --mount=target=/m,type=bind,from=REG/team/go:1.26 cp /m/marker /from"],
  ],
  ["escape=`", "golang:1.26", ["# escape=`", "ARG BASE=golang:1.26", "FROM `", "  $BASE", "RUN cp /marker /from"]],
  [
    "a comment within FROM",
    "golang:1.26",
    ["FROM \\", "# not this: golang:9", "  golang:1.26", "RUN cp /marker /from"],
  ],
];

describe.each(drivers)("$title", (driver) => {
  let under: EngineUnderTest;

  beforeAll(async () => {
    under = await startEngine(driver, {}, registry.host);
  });

  afterAll(() => under?.stop());

  const filled = (text: string) => text.replaceAll("REG", registry.host);
  const fixedAs = (name: string, source: BaseImage["source"]): BaseImage => ({ name, digest: fixed.digest, source });
  const inLayout = (name: string) => fixedAs(filled(name), { kind: "layout", folder: fixed.folder });

  test.each(cases)("%s", async (_title, base, dockerfile, options = {}) => {
    const common = {
      name: "base:1",
      digest: under.base.digest,
      source: { kind: "layout", folder: under.base.folder },
    } as const;
    const image = await under.build(dockerfile.map(filled), { ...options, bases: [inLayout(base), common] });
    expect(await image.text("from")).toBe("fixed");
  });

  test.each(["golang", "docker.io/library/golang", "REG/team/go"])(
    "fixed in the registry as %s",
    async (repository) => {
      const source = { kind: "registry", repository: filled(repository) } as const;
      const image = await under.build(inFrom("golang:1.26"), { bases: [fixedAs("golang:1.26", source)] });
      expect(await image.text("from")).toBe("fixed");
    },
  );

  test("takes a name without a registry from docker.io where nothing fixes it", async () => {
    const image = await under.build(inFrom("golang"), { bases: [] });
    expect(await image.text("from")).toBe("moved");
  });

  test("takes by its digest what the Dockerfile fixes by itself", async () => {
    const image = await under.build(inFrom(`golang:1.26@${fixed.digest}`), { bases: [] });
    expect(await image.text("from")).toBe("fixed");
  });

  test.each([
    [
      "a stage's",
      "tools",
      ["FROM golang:1.26 AS tools", "FROM tools", "RUN cp /marker /from"],
      "is a stage of the Dockerfile, too",
    ],
    ["the empty image's", "scratch", ["FROM scratch", "COPY Dockerfile /"], "is the empty image"],
    ["no image's", "Golang:1.26", inFrom("golang:1.26"), "is not the name of an image"],
  ])("refuses a name under `base` that is %s", async (_title, name, dockerfile, message) => {
    const refused = under.build(dockerfile, { bases: [inLayout(name)] });
    await expect(refused).rejects.toMatchObject({ code: "input-invalid", message: expect.stringContaining(message) });
  });

  test("refuses two digests for one image", async () => {
    const bases = [inLayout("golang"), { ...inLayout("docker.io/library/golang:latest"), digest: moved.digest }];
    await expect(under.build(inFrom("golang"), { bases })).rejects.toMatchObject({ code: "input-invalid" });
  });

  test("says which image under `base` the Dockerfile does not take", async () => {
    await under.build(inFrom("golang:1.26"), { bases: [inLayout("golang:1.26"), inLayout("golang:1.25")] });
    expect(under.warnings).toEqual([
      expect.stringContaining("`base` fixes golang:1.25, which the Dockerfile does not take"),
    ]);
  });

  test("takes a cache mount's content from the fixed image, or says the way out", async () => {
    const common = {
      name: "base:1",
      digest: under.base.digest,
      source: { kind: "layout", folder: under.base.folder },
    } as const;
    const dockerfile = ["FROM base:1", "RUN --mount=type=cache,target=/m,from=golang:1.26 cp /m/marker /from"];
    const building = under.build(dockerfile, { bases: [inLayout("golang:1.26"), common] });
    if (driver.title === "buildah") {
      await expect(building).rejects.toMatchObject({ remedy: expect.stringContaining("FROM IMAGE AS NAME") });
    } else {
      expect(await (await building).text("from")).toBe("fixed");
    }
  });

  test("fetches nothing for a stage that the target does not need", async () => {
    const dockerfile = ["FROM 127.0.0.1:1/nothing:1 AS unused", "RUN true", "FROM golang:1.26", "RUN cp /marker /from"];
    const image = await under.build(dockerfile, { bases: [inLayout("golang:1.26")] });
    expect(await image.text("from")).toBe("fixed");
  });
});
