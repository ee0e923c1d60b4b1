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
import type { BaseImage } from "../../core/inputs/base.ts";
import { makeMarkedBase, type TestImage } from "../services/base-image.ts";
import { type BuiltImage, drivers, type EngineUnderTest, type Options, startEngine } from "../services/engines.ts";
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

/** Images that one build can be told to fix, and ways to name them in its Dockerfile. REG stands for the registry's host. */
interface Cases {
  readonly bases: readonly string[];
  /** Before the first FROM. */
  readonly head: readonly string[];
  readonly buildArgs: Readonly<Record<string, string>>;
  /** Titles of stages, and what their FROM says. */
  readonly stages: Readonly<Record<string, string>>;
  /** Titles of instructions of the last stage, which copy an image's marker to the name that comes after them. */
  readonly instructions: Readonly<Record<string, string>>;
}

const plainly: Cases = {
  bases: ["golang:1.26", "golang:latest", "REG/team/go:1.26", "build-image"],
  head: [
    ...["ARG OTHER=REG/team/go:1.26", 'ARG QUOTED="golang:1.26"', "ARG OUT_V=1.26 N=go", "ARG OUT_IMAGE=${N}lang"],
    ...["ARG GIVEN", "ARG OVER=9", "ARG EMPTY", "ARG FULL=1", "ARG LONG=1.26.3", "ARG BUILD_IMAGE"],
    ...["ARG TARGETARCH=x", "ARG TARGETARCH=golang"],
  ],
  buildArgs: { GIVEN: "golang:1.26", OVER: "1.26", BUILD_IMAGE: "build-image", TARGETARCH: "golang" },
  stages: {
    "FROM NAME": "golang:1.26",
    "FROM of another registry": "REG/team/go:1.26",
    "a default of ARG": "${OTHER}",
    "a default in quotes": "$QUOTED",
    "a default out of other arguments": "${OUT_IMAGE}:${OUT_V}",
    "a build argument": "$GIVEN",
    "a build argument over a default": "golang:$OVER",
    "${X:-y}": "golang:${EMPTY:-1.26}",
    "${X:+y}": "golang${FULL:+:1.26}",
    "${X%y}": "golang:${LONG%.*}",
    "the tag latest, implied": "golang",
    "docker.io/library, in FROM": "docker.io/library/golang:1.26",
    "index.docker.io": "index.docker.io/library/golang:1.26",
    "a build argument that names the build image, as the first proposal had it": "$BUILD_IMAGE",
    "FROM --platform": "--platform=linux/amd64 golang:1.26",
    "FROM --platform=$BUILDPLATFORM": "--platform=$BUILDPLATFORM golang:1.26",
    "a name with the architecture": "${TARGETARCH}:1.26",
    "a comment within FROM": "\\\n# not this: golang:9\n  golang:1.26",
    "a stage of a stage": "stage0",
  },
  instructions: {
    "a stage in upper case": "COPY --from=STAGE0 /marker",
    "COPY --from": "COPY --from=golang:1.26 /marker",
    "RUN --mount=from": "RUN --mount=from=golang:1.26,target=/m cp /m/marker",
    "RUN --mount=type=bind, another order": "RUN --mount=target=/m,type=bind,from=REG/team/go:1.26 cp /m/marker",
  },
};

/** The same images, named otherwise where they are fixed. */
const otherwise: Cases = {
  bases: ["docker.io/library/golang:1.26", "golang"],
  head: ["# escape=`", "ARG BASE=golang:1.26"],
  buildArgs: {},
  stages: {
    "the tag latest, written": "golang:latest",
    "docker.io/library, in `base`": "golang:1.26",
    "escape=`": "`\n  $BASE",
  },
  instructions: { "COPY --from, another form": "COPY --from=docker.io/library/golang:latest /marker" },
};

const nothing: Cases = { bases: [], head: [], buildArgs: {}, stages: {}, instructions: {} };

/** One Dockerfile of all cases. What each takes is in the image under the number of the case. */
function dockerfileOf({ head, stages, instructions }: Cases): string[] {
  const froms = Object.values(stages).map((from, at) => `FROM ${from} AS ${at === 0 ? "Stage0" : `stage${at}`}`);
  const mounts = froms.map((_, at) => `--mount=from=stage${at},target=/stages/${at}`);
  const copies = froms.map((_, at) => `cp /stages/${at}/marker /${at}`);
  const others = Object.values(instructions).map((instruction, at) => `${instruction} /${froms.length + at}`);
  return [...head, ...froms, "FROM base:1", `RUN ${mounts.join(" ")} ${copies.join(" && ")}`, ...others];
}

function titlesOf({ stages, instructions }: Cases) {
  return [...Object.keys(stages), ...Object.keys(instructions)].map((title, at) => [title, `${at}`] as const);
}

describe.each(drivers)("$title", (driver) => {
  let under: EngineUnderTest;
  let common: BaseImage;

  beforeAll(async () => {
    under = await startEngine(driver, {}, registry.host);
    const { digest, folder } = under.base;
    common = { name: "base:1", digest, source: { kind: "layout", folder } };
  });

  afterAll(() => under?.stop());

  const filled = (text: string) => text.replaceAll("REG", registry.host);
  const fixedAs = (name: string, source: BaseImage["source"]): BaseImage => ({ name, digest: fixed.digest, source });
  const inLayout = (name: string) => fixedAs(filled(name), { kind: "layout", folder: fixed.folder });
  const inRegistry = (name: string, repository: string) =>
    fixedAs(name, { kind: "registry", repository: filled(repository) });

  /** An image for several tests: the first of them builds it. */
  const once = (dockerfile: () => readonly string[], options: () => Options) => {
    let image: Promise<BuiltImage> | undefined;
    return () => {
      image ??= under.build(dockerfile().map(filled), options());
      return image;
    };
  };

  describe.each([
    ["by its own name", plainly],
    ["by another name of it", otherwise],
  ])("takes what `base` fixes %s", (_title, cases) => {
    const built = once(
      () => dockerfileOf(cases),
      () => ({
        buildArgs: new Map(Object.entries(cases.buildArgs)),
        bases: [...cases.bases.map(inLayout), common],
      }),
    );

    test.each(titlesOf(cases))("%s", async (_title, name) => {
      expect(await (await built()).text(name)).toBe("fixed");
    });
  });

  describe("takes from a registry", () => {
    const fixedIn = ["golang", "docker.io/library/golang", "REG/team/go"];
    const fixedFroms = fixedIn.map((_, at) => `golang:1.${at}`);
    const unused = "FROM 127.0.0.1:1/nothing:1 AS unused\nRUN true";
    const built = once(
      () => {
        const stages = [...fixedFroms, "golang", `golang:1.26@${fixed.digest}`];
        return [
          unused,
          ...dockerfileOf({ ...nothing, stages: Object.fromEntries(stages.map((from) => [from, from])) }),
        ];
      },
      () => ({
        bases: [
          ...fixedIn.map((repository, at) => inRegistry(fixedFroms[at]!, repository)),
          inLayout("golang:1.25"),
          common,
        ],
      }),
    );

    test.each(fixedIn.map((repository, at) => [repository, `${at}`]))("what is fixed as %s", async (_title, name) => {
      expect(await (await built()).text(name)).toBe("fixed");
    });

    test("the image of docker.io where a name has no registry and nothing fixes it", async () => {
      expect(await (await built()).text("3")).toBe("moved");
    });

    test("by its digest what the Dockerfile fixes by itself", async () => {
      expect(await (await built()).text("4")).toBe("fixed");
    });

    test("nothing for a stage that the target does not need", async () => {
      expect((await built()).lines.join("\n")).not.toContain("127.0.0.1:1/nothing");
    });

    test("and says which image under `base` the Dockerfile does not take", async () => {
      expect((await built()).warnings).toEqual([
        expect.stringContaining("`base` fixes golang:1.25, which the Dockerfile does not use"),
      ]);
    });
  });

  test.each([
    [
      "a stage's",
      "tools",
      ["FROM golang:1.26 AS tools", "FROM tools", "RUN cp /marker /from"],
      "is also a stage of the Dockerfile",
    ],
    ["the empty image's", "scratch", ["FROM scratch", "COPY Dockerfile /"], "is the empty image"],
    ["no image's", "Golang:1.26", ["FROM golang:1.26"], "is not the name of an image"],
  ])("refuses a name under `base` that is %s", async (_title, name, dockerfile, message) => {
    const refused = under.build(dockerfile, { bases: [inLayout(name)] });
    await expect(refused).rejects.toMatchObject({ code: "input-invalid", message: expect.stringContaining(message) });
  });

  test("refuses two digests for one image", async () => {
    const bases = [inLayout("golang"), { ...inLayout("docker.io/library/golang:latest"), digest: moved.digest }];
    await expect(under.build("FROM golang", { bases })).rejects.toMatchObject({ code: "input-invalid" });
  });

  if (driver.isTwin) return;

  test("takes a cache mount's content from the fixed image, or says the way out", async () => {
    const dockerfile = ["FROM base:1", "RUN --mount=type=cache,target=/m,from=golang:1.26 cp /m/marker /from"];
    const building = under.build(dockerfile, { bases: [inLayout("golang:1.26"), common] });
    if (driver.title === "buildah") {
      await expect(building).rejects.toMatchObject({ remedy: expect.stringContaining("FROM IMAGE AS NAME") });
    } else {
      expect(await (await building).text("from")).toBe("fixed");
    }
  });
});
