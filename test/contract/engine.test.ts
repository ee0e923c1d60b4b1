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
import type { Log } from "../../core/log.ts";
import { noProgress } from "../../core/progress.ts";
import { baseTime, type TestImage } from "../services/base-image.ts";
import { contextOf, drivers, type EngineUnderTest, epoch, type Options, startEngine } from "../services/engines.ts";
import { commandLines } from "../services/processes.ts";
import { startRegistry } from "../services/registry.ts";

const secret = "a-secret-of-the-tests-7f3c";

const quiet: Log = {
  info() {},
  warning() {},
  debug() {},
  mask() {},
  group: (_title, body) => body(),
  progress: noProgress,
};

/** The variables of each process that can be asked, as the kernel has them. */
function environments(): string[] {
  return readdirSync("/proc").flatMap((name) => {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) return [];
    try {
      return [readFileSync(`/proc/${name}/environ`, "utf8")];
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

  test("leaves one image in an OCI layout that skopeo copies and verifies", async () => {
    const image = await build(["FROM base:1", "RUN echo hello > /hello", "ENV GREETING=hello"]);
    expect(image.top.mediaType).toBe("application/vnd.oci.image.manifest.v1+json");
    const copy = join(folder, `copy-${driver.title.replaceAll(" ", "-")}`);
    execFileSync("skopeo", ["--insecure-policy", "copy", "--quiet", `oci:${image.folder}`, `dir:${copy}`]);
    const config = JSON.parse(
      execFileSync("skopeo", ["inspect", "--config", `oci:${image.folder}`], { encoding: "utf8" }),
    );
    expect(config).toMatchObject({ os: "linux", architecture: "amd64" });
    expect(config.config.Env).toEqual(expect.arrayContaining(["PATH=/bin", "GREETING=hello"]));
    expect(await image.text("hello")).toBe("hello\n");
    expect((await readdir(image.folder)).sort()).toEqual(["blobs", "index.json", "oci-layout"]);
  });

  test("hands over build arguments, the epoch, and only the stages of the target", async () => {
    const dockerfile = [
      "FROM base:1 AS first",
      "ARG COLOUR=none",
      "ARG SOURCE_DATE_EPOCH",
      'RUN echo "$COLOUR $SOURCE_DATE_EPOCH" > /colour',
      "FROM first AS second",
      "RUN touch /second",
    ];
    const image = await build(dockerfile, { target: "first", buildArgs: new Map([["COLOUR", "red, and = blue"]]) });
    expect(await image.text("colour")).toBe(`red, and = blue ${epoch}\n`);
    expect(await image.names()).not.toContain("second");
  });

  test("runs instructions again where no cache is wanted", async () => {
    const dockerfile = ["FROM base:1", "RUN cat /proc/sys/kernel/random/uuid > /x"];
    const first = await (await build(dockerfile)).text("x");
    if (driver.title !== "buildah") expect(await (await build(dockerfile)).text("x")).toBe(first); // so this can fail
    expect(await (await build(dockerfile, { noCache: true })).text("x")).not.toBe(first);
  });

  test("puts the labels into the configuration, over those of the Dockerfile", async () => {
    const labels = new Map([
      ["k", "v w"],
      ["q", 'x"y=z'],
    ]);
    const image = await build(["FROM base:1", "LABEL k=own other=1"], { labels });
    expect(image.config.config.Labels).toEqual({ k: "v w", q: 'x"y=z', other: "1" });
  });

  test("gives its programs no secret that the build does not ask for", async () => {
    let seen = 0;
    let leaked = false;
    const watch = setInterval(() => {
      for (const variables of environments()) {
        if (variables.includes("\0HOME=")) seen++;
        leaked ||= variables.includes(unasked);
      }
    }, 30);
    await build(["FROM base:1", "RUN sleep 0.5"]).finally(() => clearInterval(watch));
    expect(seen).toBeGreaterThan(0);
    expect(leaked).toBe(false);
  });

  if (driver.title !== "buildah") {
    test("says that buildx is not there, where the client has come without it", async () => {
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

  test("takes the context as it is, whatever a .dockerignore in it says", async () => {
    const image = await build(["FROM base:1", "COPY . /src"], {
      path: "docker/Dockerfile.ci",
      files: { ".dockerignore": "*", "docker/Dockerfile.ci": "FROM base:1\nCOPY . /src\n", wanted: "here" },
    });
    expect(await image.text("src/wanted")).toBe("here");
  });

  test("makes the same image of the same recipe, without any cache", async () => {
    const dockerfile = ["FROM base:1", "COPY . /src", "RUN mkdir /made && date -r /src > /dev/null && touch /made/now"];
    const first = await build(dockerfile, { files: { a: "a" } });
    await sleep(1100); // a clock that gets into the image would tell now
    const second = await build(dockerfile, { files: { a: "a" }, noCache: true });
    expect(second.top.digest).toBe(first.top.digest);
  });

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
      expect(under.lines.join("\n")).toMatch(/^(#\d+) .*RUN seq.*\n\1 CACHED$/m);
      const cold = await build(dockerfile, { files, noCache: true });
      expect(warm.top.digest).toBe(cold.top.digest);
    });
  }

  test.each([epoch, 0])(
    "puts no time into the image that is later than the epoch %d, and leaves the base as it is",
    async (epoch) => {
      const image = await build(["FROM base:1", "COPY . /src", "RUN touch /now && mkdir /tmp/now"], { epoch });
      const entries = await image.entries();
      const made = entries.filter(({ name }) => /^(now|src.*|tmp\/now)\/?$/.test(name));
      expect(made.map(({ name }) => name.replace(/\/$/, "")).sort()).toEqual([
        "now",
        "src",
        "src/Dockerfile",
        "tmp/now",
      ]);
      expect(made.filter(({ seconds }) => seconds > epoch)).toEqual([]);
      expect(entries.filter(({ seconds }) => seconds > Math.max(epoch, baseTime))).toEqual([]);
      expect(entries.find(({ name }) => name === "bin/busybox")?.seconds).toBe(baseTime);
      expect(Date.parse(image.config.created)).toBe(epoch * 1000);
    },
  );

  test("gives a secret to the instruction that asks for it, and to nothing else", async () => {
    await writeFile(join(folder, "secret, file"), "second-secret-91\nof two lines");
    let seenInArguments = false;
    const watch = setInterval(() => {
      seenInArguments ||= commandLines().some((line) =>
        [secret, "second-secret-91", "third-secret-64"].some((value) => line.includes(value)),
      );
    }, 50);
    const image = await build(
      [
        "FROM base:1",
        "RUN --mount=type=secret,id=one --mount=type=secret,id=two --mount=type=secret,id=three cat /run/secrets/*; wc -c < /run/secrets/one > /length; wc -l < /run/secrets/three > /lines; sleep 0.3",
      ],
      {
        secrets: [
          { id: "one", source: { kind: "environment", variable: "BUILD_SECRET" } },
          { id: "two", source: { kind: "file", path: join(folder, "secret, file") } },
          { id: "three", source: { kind: "value", value: "third-secret-64\nits second line\n" } },
        ],
      },
    ).finally(() => clearInterval(watch));
    expect(await image.text("length")).toBe(`${secret.length}\n`);
    expect(await image.text("lines")).toBe("2\n");
    expect(under.lines.join("\n")).toContain("***");
    expect(under.lines.join("\n")).not.toMatch(/7f3c|second-secret|of two lines|third-secret|its second/);
    expect(await image.holds(secret)).toBe(false);
    expect(await image.holds("second-secret-91")).toBe(false);
    expect(await image.holds("third-secret-64")).toBe(false);
    expect(seenInArguments).toBe(false);
  });

  test("names the variable of a secret that is not set, and builds nothing", async () => {
    const secrets = [{ id: "one", source: { kind: "environment", variable: "NOT_SET_ANYWHERE" } }] as const;
    await expect(build("FROM base:1", { secrets })).rejects.toMatchObject({
      code: "input-invalid",
      message: expect.stringContaining("NOT_SET_ANYWHERE"),
    });
  });

  test("shows the failing instruction and the end of its output in the error", async () => {
    const failing = build(["FROM base:1", "RUN echo all is well", "RUN echo the cause; exit 42"]);
    await expect(failing).rejects.toMatchObject({ code: "build-failed", remedy: expect.any(String) });
    const { message, output } = await failing.catch((error) => error);
    expect(message).toMatch(/exit (code|status):? 42/);
    expect(`${message}\n${output}`).toContain("RUN echo the cause; exit 42");
    expect(output).toMatch(/^(#\S+ [\d.]+ )?the cause$/m);
    expect(under.lines.join("\n")).toMatch(/^(#\S+ [\d.]+ )?all is well$/m);
  });

  test("says which base image is not where it should be", async () => {
    const digest = `sha256:${"0".repeat(64)}` as const;
    const bases = [{ name: "base:1", digest, source: { kind: "layout", folder: base.folder } }] as const;
    await expect(build(["FROM base:1", "RUN true"], { bases })).rejects.toMatchObject({
      message: expect.stringContaining(digest),
    });
  });

  test("takes a base from a registry by its digest", async () => {
    const registry = await startRegistry();
    try {
      const repository = `${registry.host}/bases/busybox`;
      const copy = ["--insecure-policy", "copy", "--quiet", "--dest-tls-verify=false", "--preserve-digests"];
      execFileSync("skopeo", [...copy, `oci:${base.folder}:latest`, `docker://${repository}:1`]);
      const bases = [{ name: "base:1", digest: base.digest, source: { kind: "registry", repository } }] as const;
      const image = await build(["FROM base:1", "RUN echo from the registry > /from"], { bases });
      expect(await image.text("from")).toBe("from the registry\n");
    } finally {
      await registry.stop();
    }
  });

  test("gives the instructions no network where none is asked for, and the host's where that is", async () => {
    const dockerfile = ["FROM base:1", "ARG NETWORK", "RUN grep : /proc/net/dev | cut -d: -f1 | tr -d ' ' > /networks"];
    const none = await build(dockerfile, { network: "none", buildArgs: new Map([["NETWORK", "none"]]) });
    expect((await none.text("networks")).split("\n").filter((name) => name !== "" && name !== "lo")).toEqual([]);
    const host = await build(dockerfile, { network: "host", buildArgs: new Map([["NETWORK", "host"]]) });
    expect((await host.text("networks")).split("\n").filter(Boolean)).toEqual(
      expect.arrayContaining(networksOfThisMachine()),
    );
  });

  test("ends the build, and all that it started, when the caller does", async () => {
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
