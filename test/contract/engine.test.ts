/** What every engine owes: one suite, run on a real Docker 29 with each of its image stores, and on buildah. */
import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { probeBuildah } from "../../core/engine/buildah.ts";
import { probeDocker } from "../../core/engine/docker.ts";
import type { Log } from "../../core/log/log.ts";
import { noProgress } from "../../core/log/progress.ts";
import type { Digest } from "../../core/oci/port.ts";
import { baseTime, type TestImage } from "../services/base-image.ts";
import {
  type BuiltImage,
  contextOf,
  drivers,
  type EngineUnderTest,
  epoch,
  type Options,
  startEngine,
} from "../services/engines.ts";
import { commandLines } from "../services/processes.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";

const secret = "a-secret-of-the-tests-7f3c";

const quiet: Log = {
  info() {},
  warning() {},
  debug() {},
  mask() {},
  group: (_title, body) => body(),
  progress: noProgress,
};

/** The arguments and the variables of each process that can be asked, as the kernel has them. */
function processes(): { readonly arguments: string; readonly variables: string }[] {
  return readdirSync("/proc").flatMap((name) => {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) return [];
    try {
      const read = (file: string) => readFileSync(`/proc/${name}/${file}`, "utf8");
      return [{ arguments: read("cmdline"), variables: read("environ") }];
    } catch {
      return []; // it has ended meanwhile
    }
  });
}

const unasked = randomUUID();

/** Variables by which these programs would build another image. All tests run with them: none may. */
const misleading = {
  DOCKER_BUILDKIT: "0",
  DOCKER_DEFAULT_PLATFORM: "linux/arm64",
  SOURCE_DATE_EPOCH: "1",
  BUILDKIT_PROGRESS: "rawjson",
  EXPERIMENTAL_BUILDKIT_SOURCE_POLICY: "/nonexistent/policy.json",
  BUILDAH_FORMAT: "oci",
  BUILDAH_ISOLATION: "oci",
  BUILDAH_LAYERS: "true",
  BUILDAH_HISTORY: "true",
  BUILDAH_RUNTIME: "/nonexistent/runtime",
  CONTAINERS_CONF: "/nonexistent/containers.conf",
  STORAGE_DRIVER: "nonexistent",
};

let registry: RunningRegistry;
beforeAll(async () => {
  registry = await startRegistry();
});
afterAll(() => registry?.stop());

/** What `docker` prints where it runs an instruction anew. */
const uuids = /\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;

describe.each(drivers)("$title", (driver) => {
  let under: EngineUnderTest;
  let folder: string;
  let base: TestImage;
  const build = (dockerfile: string | readonly string[], options?: Options) => under.build(dockerfile, options);

  beforeAll(async () => {
    under = await startEngine(driver, { BUILD_SECRET: secret, OTHER_SECRET: unasked, ...misleading });
    ({ folder, base } = under);
  });

  afterAll(() => under?.stop());

  const recipe = [
    ...["FROM base:1 AS first", "ENV GREETING=hello", "LABEL k=own other=1", "ARG COLOUR=none"],
    ...["ARG SOURCE_DATE_EPOCH", "COPY . /src", "RUN cat /proc/sys/kernel/random/uuid \\"],
    '&& echo "$COLOUR $SOURCE_DATE_EPOCH" > /colour && touch /now && mkdir /tmp/now /made && date -r /src > /dev/null \\',
    "&& grep : /proc/net/dev | cut -d: -f1 | tr -d ' ' > /networks",
    ...["FROM first AS second", "RUN touch /second"],
  ];
  /** Builds the recipe, without a network where nothing else is said. */
  const buildRecipe = (options: Options = {}) =>
    build(recipe, {
      path: "docker/Dockerfile.ci",
      files: { ".dockerignore": "*", "docker/Dockerfile.ci": recipe.join("\n"), wanted: "here" },
      target: "first",
      buildArgs: new Map([["COLOUR", "red, and = blue"]]),
      labels: new Map([
        ["k", "v w"],
        ["q", 'x"y=z'],
      ]),
      network: "none",
      ...options,
    });

  /** An image for several tests: the first of them builds it. */
  const once = (work: () => Promise<BuiltImage>) => {
    let image: Promise<BuiltImage> | undefined;
    return () => {
      image ??= work();
      return image;
    };
  };
  const first = once(buildRecipe);
  /** The same at another time, with no cache. */
  const again = once(async () => {
    await first();
    await sleep(1100); // a clock that gets into the image would tell now
    return buildRecipe({ noCache: true });
  });
  /** The base under the tag `1` of a repository. */
  const pushedBase = (name: string) => {
    const repository = `${registry.host}/bases/${name}`;
    const copy = ["--insecure-policy", "copy", "--quiet", "--dest-tls-verify=false", "--preserve-digests"];
    execFileSync("skopeo", [...copy, `oci:${base.folder}:latest`, `docker://${repository}:1`]);
    return repository;
  };
  /** With everything else than usual: another epoch, the host's network, and the base in a registry. */
  const otherwise = once(async () => {
    const repository = pushedBase("busybox");
    const bases = [{ name: "base:1", digest: base.digest, source: { kind: "registry", repository } }] as const;
    return buildRecipe({ epoch: 0, network: "host", bases });
  });

  test("leaves one image in an OCI layout that skopeo copies and verifies", async () => {
    const image = await first();
    expect(image.top.mediaType).toBe("application/vnd.oci.image.manifest.v1+json");
    const copy = join(folder, `copy-${driver.title.replaceAll(" ", "-")}`);
    execFileSync("skopeo", ["--insecure-policy", "copy", "--quiet", `oci:${image.folder}`, `dir:${copy}`]);
    const config = JSON.parse(
      execFileSync("skopeo", ["inspect", "--config", `oci:${image.folder}`], { encoding: "utf8" }),
    );
    expect(config).toMatchObject({ os: "linux", architecture: "amd64" });
    expect(config.config.Env).toEqual(expect.arrayContaining(["PATH=/bin", "GREETING=hello"]));
    expect((await readdir(image.folder)).sort()).toEqual(["blobs", "index.json", "oci-layout"]);
  });

  test("hands over build arguments, the epoch, and only the stages of the target", async () => {
    const image = await first();
    expect(await image.text("colour")).toBe(`red, and = blue ${epoch}\n`);
    expect(await image.names()).not.toContain("second");
  });

  test("puts the labels into the configuration, over those of the Dockerfile", async () => {
    expect((await first()).config.config.Labels).toEqual({ k: "v w", q: 'x"y=z', other: "1" });
  });

  test("takes the context as it is, whatever a .dockerignore in it says", async () => {
    expect(await (await first()).text("src/wanted")).toBe("here");
  });

  test("makes the same image of the same recipe, without any cache", async () => {
    expect((await again()).top.digest).toBe((await first()).top.digest);
  });

  // Where nothing was said of kept layers, a buildah has a storage of its own in each build: see kept-layers.test.ts.
  if (driver.title !== "buildah") {
    test("runs instructions again where no cache is wanted", async () => {
      const [before] = (await first()).lines.join("\n").match(uuids)!;
      expect((await again()).lines.join("\n").match(uuids)).toEqual([expect.not.stringContaining(before)]);
    });
  }

  if (driver.title !== "buildah") {
    test("says that buildx is missing if the client came without it", async () => {
      const bin = join(folder, "docker-alone");
      await mkdir(bin);
      await symlink(execFileSync("which", ["docker"], { encoding: "utf8" }).trim(), join(bin, "docker"));
      const probe = await probeDocker({ ...under.env, PATH: bin, DOCKER_CONFIG: bin }, quiet);
      expect(probe).toMatchObject({
        engine: undefined,
        reason: expect.stringContaining("buildx does not work"),
        remedy: "Install docker's buildx plugin.",
      });
    });
  }

  if (driver.keepsCompressedLayers) {
    test("makes the same image out of layers that the user's own build has compressed", async () => {
      const dockerfile = ["FROM base:1", "COPY . /src", "RUN seq 100000 > /numbers"];
      const files = { own: "own" };
      const own = [
        "--quiet",
        "--provenance=false",
        "--network=host",
        "--output",
        `type=oci,dest=${join(folder, "own")}`,
      ];
      const from = ["--build-context", `base:1=oci-layout://${base.folder}@${base.digest}`];
      const input = contextOf(dockerfile, files);
      const ordinary = Object.fromEntries(Object.entries(under.env).filter(([name]) => !(name in misleading)));
      execFileSync("docker", ["buildx", "build", ...own, ...from, "-"], {
        env: ordinary,
        input,
        stdio: "pipe",
      });
      const warm = await build(dockerfile, { files });
      const isCached = /^(#\d+) .*RUN seq.*\n\1 CACHED$/m;
      expect(warm.lines.join("\n")).toMatch(isCached);
      const cold = await build(dockerfile, { files, noCache: true });
      expect(cold.lines.join("\n")).not.toMatch(isCached);
      expect(warm.top.digest).toBe(cold.top.digest);
    });
  }

  if (driver.keepsCompressedLayers) {
    test("leaves the layers of a base as its registry has them, also of one that is named by its tag alone, or by its digest in the Dockerfile", async () => {
      const repository = pushedBase("untouched");
      const rest = ["COPY own /src/", "RUN seq 100000 > /numbers"];
      const named = (name: string) => build([`FROM ${name}`, ...rest], { bases: [], files: { own: "own" } });
      const fixed = await named(`${repository}:1@${base.digest}`);
      const layers = async (image: BuiltImage): Promise<{ digest: string; annotations?: object }[]> =>
        JSON.parse(await readFile(image.blob(image.top.digest), "utf8")).layers;
      const below = JSON.parse(await readFile(join(base.folder, "blobs/sha256", base.digest.slice(7)), "utf8")).layers;
      expect((await layers(fixed)).slice(0, below.length)).toMatchObject(
        below.map(({ digest }: { digest: string }) => ({ digest })),
      );
      expect((await layers(fixed)).filter(({ annotations }) => annotations !== undefined)).toEqual([]);
      expect((await named(`${repository}:1`)).top.digest).toBe(fixed.top.digest);
    });

    test("compresses what it builds as it is asked to, out of a warm cache of either", async () => {
      const types = async (compression: "gzip" | "zstd") => {
        const image = await build(["FROM base:1", "RUN seq 1000 > /of-either"], { compression });
        const { layers } = JSON.parse(await readFile(image.blob(image.top.digest), "utf8"));
        return [layers.at(-1).mediaType, await image.text("of-either")];
      };
      const numbers = expect.stringContaining("999");
      const type = "application/vnd.oci.image.layer.v1.tar";
      expect(await types("gzip")).toEqual([`${type}+gzip`, numbers]);
      expect(await types("zstd")).toEqual([`${type}+zstd`, numbers]);
    });
  }

  test.each([
    [epoch, first],
    [0, otherwise],
  ])(
    "puts no time into the image that is later than the epoch %d, and leaves the base as it is",
    async (epoch, built) => {
      const image = await built();
      const entries = await image.entries();
      const made = entries.filter(({ name }) => /^(now|src.*|tmp\/now)\/?$/.test(name));
      expect(made.map(({ name }) => name.replace(/\/$/, "")).sort()).toEqual([
        ...[
          "now",
          "src",
          "src/.dockerignore",
          "src/Dockerfile",
          "src/docker",
          "src/docker/Dockerfile.ci",
          "src/wanted",
          "tmp/now",
        ],
      ]);
      expect(made.filter(({ seconds }) => seconds > epoch)).toEqual([]);
      expect(entries.filter(({ seconds }) => seconds > Math.max(epoch, baseTime))).toEqual([]);
      expect(entries.find(({ name }) => name === "bin/busybox")?.seconds).toBe(baseTime);
      expect(Date.parse(image.config.created)).toBe(epoch * 1000);
    },
  );

  test("takes a base from a registry by its digest", async () => {
    expect(await (await otherwise()).text("colour")).toBe("red, and = blue 0\n");
  });

  test.each([
    ["adds nothing", []],
    ["adds a layer", ["RUN cat /of-base > /copied"]],
  ])("takes a base whose layers are zstd, and %s", async (_what, more) => {
    const below = await build(["FROM base:1", "HEALTHCHECK CMD true", "RUN echo below > /of-base"]);
    const digest = below.top.digest as Digest;
    const bases = [{ name: "below:1", digest, source: { kind: "layout", folder: below.folder } }] as const;
    const image = await build(["FROM below:1", ...more], { bases });
    expect(await image.text("of-base")).toBe("below\n");
    expect(image.config.config).toEqual(below.config.config);
  });

  test("gives the instructions no network where none is asked for, and the host's where that is", async () => {
    const networks = async (image: BuiltImage) => (await image.text("networks")).split("\n").filter(Boolean);
    expect((await networks(await first())).filter((name) => name !== "lo")).toEqual([]);
    expect(await networks(await otherwise())).toEqual(expect.arrayContaining(networksOfThisMachine()));
  });

  /** Awkward for a shell, or for a program that reads a line at a time; and names that mean something on the way. */
  const argumentValues = new Map([
    ["TOKEN", `argument-${randomUUID()}\n"quoted" 'twice' \\ $HOME ü☃ = , \n\n`],
    ["name", "as a script's own variable"],
    ["IFS", "a"],
    ["DOCKER_HOST", "tcp://127.0.0.1:1"],
    ["OTHER_SECRET", "not the caller's"],
  ]);

  test("gives a secret to the instruction that asks for it, and to nothing else; arguments arrive byte for byte, on no command line", async () => {
    await writeFile(join(folder, "secret, file"), "second-secret-91\nof two lines");
    const values = [secret, "second-secret-91", "third-secret-64"];
    const hidden = [...values, argumentValues.get("TOKEN")!.split("\n")[0]!];
    let seen = 0;
    let seenInArguments = false;
    let seenUnasked = false;
    const watch = setInterval(() => {
      for (const { arguments: words, variables } of processes()) {
        if (variables.includes("\0HOME=")) seen++;
        seenInArguments ||= hidden.some((value) => words.includes(value));
        seenUnasked ||= variables.includes(unasked);
      }
    }, 50);
    const image = await build(
      [
        "FROM base:1",
        ...[...argumentValues.keys()].map((name) => `ARG ${name}`),
        // By itself, as a program has it: a shell would take IFS for its own.
        'RUN ["/bin/busybox", "dd", "if=/proc/self/environ", "of=/arguments"]',
        "RUN --mount=type=secret,id=one --mount=type=secret,id=two --mount=type=secret,id=three cat /run/secrets/*; wc -c < /run/secrets/one > /length; wc -l < /run/secrets/three > /lines; sleep 0.5",
      ],
      {
        buildArgs: argumentValues,
        secrets: [
          { id: "one", source: { kind: "environment", variable: "BUILD_SECRET" } },
          { id: "two", source: { kind: "file", path: join(folder, "secret, file") } },
          { id: "three", source: { kind: "value", value: "third-secret-64\nits second line\n" } },
        ],
      },
    ).finally(() => clearInterval(watch));
    expect(await image.text("length")).toBe(`${secret.length}\n`);
    expect(await image.text("lines")).toBe("2\n");
    const variables = (await image.text("arguments")).split("\0");
    for (const [name, value] of argumentValues) expect(variables).toContain(`${name}=${value}`);
    const said = image.lines.join("\n");
    expect(said).toContain("***");
    expect(said).not.toMatch(/7f3c|second-secret|of two lines|third-secret|its second/);
    for (const value of values) expect(await image.holds(value)).toBe(false);
    expect(seen).toBeGreaterThan(0);
    expect({ seenInArguments, seenUnasked }).toEqual({ seenInArguments: false, seenUnasked: false });
  });

  test("names the secret whose variable is not set, but not what was written in its place, and builds nothing", async () => {
    const secrets = [{ id: "one", source: { kind: "environment", variable: "NOT_SET_ANYWHERE" } }] as const;
    await expect(build("FROM base:1", { secrets })).rejects.toMatchObject({
      code: "input-invalid",
      message: 'The build secret "one" names a variable that is not set.',
      remedy: expect.not.stringContaining("NOT_SET_ANYWHERE"),
    });
  });

  test("says which base image is not where it should be", async () => {
    const digest = `sha256:${"0".repeat(64)}` as const;
    const bases = [{ name: "base:1", digest, source: { kind: "layout", folder: base.folder } }] as const;
    await expect(build(["FROM base:1", "RUN true"], { bases })).rejects.toMatchObject({
      message: expect.stringContaining(digest),
    });
  });

  test("stops the build and everything it started when the caller stops", async () => {
    const controller = new AbortController();
    const marker = `98765.${process.pid}${Math.floor(Math.random() * 1e6)}`;
    const running = () => commandLines().some((line) => line.includes(`sleep\0${marker}`));
    const ended = build(["FROM base:1", `RUN sleep ${marker}`], { signal: controller.signal }).catch((error) => error);
    await until(running);
    controller.abort();
    expect(await ended).toMatchObject({ code: "interrupted" });
    await until(() => !running());
  });

  test("leaves nothing behind beside its output", async () => {
    expect((await readdir(folder)).filter((name) => name.includes(".buildah-"))).toEqual([]);
    expect(readFileSync("/proc/self/mountinfo", "utf8")).not.toContain(folder);
    if (under.engine.name !== "docker") return;
    const images = execFileSync("docker", ["image", "ls", "--format", "{{.Repository}}"], { env: under.env });
    expect(images.toString()).not.toContain("treestamp");
  });

  // What BuildKit prints does not depend on where its image goes.
  if (!driver.isTwin) {
    test("shows the failing instruction and the end of its output in the error", async () => {
      const failing = build(["FROM base:1", "RUN echo all is well", "RUN echo the cause; exit 42"]);
      await expect(failing).rejects.toMatchObject({ code: "build-failed", remedy: expect.any(String) });
      const { message, output } = await failing.catch((error) => error);
      expect(message).toMatch(/exit (code|status):? 42/);
      expect(`${message}\n${output}`).toContain("RUN echo the cause; exit 42");
      expect(output).toMatch(/^(#\S+ [\d.]+ )?the cause$/m);
      expect(under.lines.join("\n")).toMatch(/^(#\S+ [\d.]+ )?all is well$/m);
    });
  }

  if (driver.takesSeveralPlatforms) {
    test("leaves an index of several platforms", async () => {
      const image = await build(["FROM scratch", "COPY . /src"], {
        bases: [],
        platforms: ["linux/amd64", "linux/arm64"],
      });
      expect(image.top.mediaType).toBe("application/vnd.oci.image.index.v1+json");
      const index = JSON.parse(await readFile(image.blob(image.top.digest), "utf8"));
      expect(index.manifests.map((one: { platform: { architecture: string } }) => one.platform.architecture)).toEqual([
        "amd64",
        "arm64",
      ]);
    });
  } else {
    test("says what to do where it cannot build for several platforms", async () => {
      await expect(
        build("FROM scratch", { bases: [], platforms: ["linux/amd64", "linux/arm64"] }),
      ).rejects.toMatchObject({ code: "build-failed", remedy: expect.stringContaining("docker buildx create") });
    });
  }
});

describe("an engine that cannot be used says why", () => {
  test("docker without a daemon", async () => {
    const env = { PATH: process.env.PATH, DOCKER_HOST: "unix:///nowhere/docker.sock" };
    expect(await probeDocker(env, quiet)).toMatchObject({
      engine: undefined,
      reason: expect.stringContaining("unix:///nowhere/docker.sock"),
    });
  });

  test("docker and buildah that are not installed", async () => {
    const env = { PATH: "/nonexistent" };
    expect(await probeDocker(env, quiet)).toMatchObject({ reason: "docker is not installed" });
    expect(await probeBuildah(env, quiet)).toMatchObject({ reason: "buildah is not installed" });
  });
});

function networksOfThisMachine(): string[] {
  const lines = readFileSync("/proc/net/dev", "utf8").split("\n").slice(2).filter(Boolean);
  return lines.map((line) => line.split(":")[0]!.trim());
}

async function until(condition: () => boolean): Promise<void> {
  for (const end = Date.now() + 20_000; !condition(); await sleep(50)) {
    if (Date.now() > end) throw new Error("It did not come to pass within 20 seconds.");
  }
}
