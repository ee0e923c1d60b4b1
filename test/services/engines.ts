/** The engines under test: a real Docker 29 with each of its image stores, and buildah. */
import { createReadStream, globSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { createGunzip, createZstdDecompress } from "node:zlib";
import { readTar } from "../../core/archive/tar-reader.ts";
import { zstdFrames } from "../../core/archive/zstd-frames.ts";
import { probeBuildah } from "../../core/engine/buildah.ts";
import { probeDocker } from "../../core/engine/docker.ts";
import type { BuildRequest, Engine, Probe } from "../../core/engine/port.ts";
import type { Log } from "../../core/log/log.ts";
import { noProgress } from "../../core/log/progress.ts";
import type { Descriptor } from "../../core/oci/port.ts";
import { makeBusyboxBase, type TestImage, tar } from "./base-image.ts";
import { startDocker } from "./docker.ts";

/** Later than all times in base and context, earlier than now. */
export const epoch = 1_600_000_000;

interface Service {
  readonly env: NodeJS.ProcessEnv;
  stop(): Promise<void>;
}

export interface Driver {
  readonly title: string;
  /** @param mirror a registry on loopback, which the engine asks in place of docker.io */
  start(mirror?: string): Promise<Service>;
  probe(env: NodeJS.ProcessEnv, log: Log): Promise<Probe>;
  readonly takesSeveralPlatforms: boolean;
  /** True where the engine keeps layers compressed, those of the user's own builds among them. */
  readonly keepsCompressedLayers: boolean;
  /** True for another driver's program with another store of images: it reads a Dockerfile, and runs it, as that one does. */
  readonly isTwin: boolean;
}

export const drivers: readonly Driver[] = [
  {
    title: "docker with the containerd image store",
    start: (mirror) => startDocker({ store: "containerd", settings: mirrored(mirror) }),
    probe: probeDocker,
    takesSeveralPlatforms: true,
    keepsCompressedLayers: true,
    isTwin: false,
  },
  {
    title: "docker with the classic image store",
    start: (mirror) => startDocker({ store: "overlay2", settings: mirrored(mirror) }),
    probe: probeDocker,
    takesSeveralPlatforms: false,
    keepsCompressedLayers: false,
    isTwin: true,
  },
  {
    title: "buildah",
    start: startBuildah,
    probe: probeBuildah,
    takesSeveralPlatforms: true,
    keepsCompressedLayers: false,
    isTwin: false,
  },
];

function mirrored(mirror: string | undefined): Record<string, unknown> {
  return mirror === undefined ? {} : { "registry-mirrors": [`http://${mirror}`] };
}

/** With a registries.conf in which a name without a registry means something else than it does to docker. */
async function startBuildah(mirror = "127.0.0.1:1"): Promise<Service> {
  const folder = await mkdtemp(join(tmpdir(), "treestamp-registries-"));
  const file = join(folder, "registries.conf");
  await writeFile(
    file,
    `unqualified-search-registries = ["127.0.0.1:2"]
     [aliases]
     "golang" = "127.0.0.1:3/golang"
     [[registry]]
     prefix = "docker.io"
     location = "${mirror}"
     insecure = true
    `,
  );
  return {
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      CONTAINERS_REGISTRIES_CONF: file,
      // Named, and not there: as docker, buildah takes that for no logins.
      DOCKER_CONFIG: folder,
      REGISTRY_AUTH_FILE: join(folder, "auth.json"),
    },
    stop: () => rm(folder, { recursive: true, force: true }),
  };
}

/** An engine with a base image, in a folder of its own. */
export interface EngineUnderTest {
  readonly engine: Engine;
  readonly env: NodeJS.ProcessEnv;
  readonly folder: string;
  /** Fixed as `base:1` where a build does not say otherwise. */
  readonly base: TestImage;
  /** What the last build has told the log, also where it has failed. */
  readonly lines: readonly string[];
  /** Builds into a fresh folder. @returns the image in it */
  build(dockerfile: string | readonly string[], options?: Options): Promise<BuiltImage>;
  stop(): Promise<void>;
}

export type Options = Partial<Omit<BuildRequest, "dockerfile">> & {
  readonly files?: Readonly<Record<string, string>>;
  /** Path of the Dockerfile; the one that is given as lines, where it is left out. */
  readonly path?: string;
};

export type BuiltImage = Awaited<ReturnType<typeof readImage>> & {
  readonly records: Descriptor | undefined;
  /** What the build has told the log. */
  readonly lines: readonly string[];
  /** The warnings among them. */
  readonly warnings: readonly string[];
};

/** @param more variables of the engine's environment */
export async function startEngine(
  driver: Driver,
  more: NodeJS.ProcessEnv = {},
  mirror?: string,
): Promise<EngineUnderTest> {
  const folder = await mkdtemp(join(tmpdir(), "treestamp-engine-"));
  const base = makeBusyboxBase(join(folder, "base"));
  const service = await driver.start(mirror);
  const env = { ...service.env, ...more };
  const lines: string[] = [];
  const warnings: string[] = [];
  let builds = 0;
  const log: Log = {
    info: (message) => lines.push(message),
    warning: (message) => {
      lines.push(message);
      warnings.push(message);
    },
    debug: (message) => lines.push(message),
    group: (title, body) => {
      lines.push(title);
      return body();
    },
    progress: noProgress,
    mask: () => {},
  };
  const probe = await driver.probe(env, log);
  if (probe.engine === undefined) throw new Error(`${driver.title} cannot be tested: ${probe.reason}`);
  const { engine } = probe;
  return {
    engine,
    env,
    folder,
    base,
    lines,
    async build(dockerfile, options = {}) {
      const { files = {}, path = "Dockerfile", ...request } = options;
      const output = join(folder, `${driver.title.replaceAll(" ", "-")}-${builds++}`);
      await mkdir(output);
      lines.length = 0;
      warnings.length = 0;
      const context = contextOf(dockerfile, files);
      const records = await engine.build({
        context: async function* () {
          yield context;
        },
        dockerfile: { path, text: files[path] ?? [dockerfile].flat().join("\n") },
        target: undefined,
        buildArgs: new Map(),
        labels: new Map(),
        platforms: ["linux/amd64"],
        bases: [{ name: "base:1", digest: base.digest, source: { kind: "layout", folder: base.folder } }],
        secrets: [],
        epoch,
        compression: "zstd",
        network: "host",
        noCache: false,
        output,
        ...request,
      });
      return { ...(await readImage(output)), records, lines: [...lines], warnings: [...warnings] };
    },
    async stop() {
      await service.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export interface Entry {
  readonly name: string;
  readonly seconds: number;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly content: Buffer;
}

/** The one image of a layout, as a test asks about it. */
export async function readImage(folder: string) {
  const blob = (digest: string) => join(folder, "blobs/sha256", digest.slice("sha256:".length));
  const json = async (path: string) => JSON.parse(await readFile(path, "utf8"));
  const { manifests } = await json(join(folder, "index.json"));
  if (manifests.length !== 1) throw new Error(`${folder} lists ${manifests.length} manifests.`);
  const top: { digest: string; mediaType: string } = manifests[0];
  const manifest = await json(blob(top.digest));
  const read = async (): Promise<Entry[]> => {
    const found: Entry[] = [];
    for (const { digest, mediaType } of manifest.layers) {
      const file = createReadStream(blob(digest));
      await readTar(
        mediaType.endsWith("gzip")
          ? file.pipe(createGunzip())
          : mediaType.endsWith("zstd")
            ? Readable.from(zstdFrames(file)).pipe(createZstdDecompress())
            : file,
        ({ name, mtime, mode, uid, gid }) => {
          const parts: Buffer[] = [];
          return {
            write: (bytes) => void parts.push(Buffer.from(bytes)),
            end: () =>
              void found.push({
                name,
                seconds: mtime.seconds,
                mode: mode & 0o7777,
                uid,
                gid,
                content: Buffer.concat(parts),
              }),
          };
        },
      );
    }
    return found;
  };
  let all: Promise<Entry[]> | undefined;
  const entries = () => {
    all ??= read();
    return all;
  };
  return {
    folder,
    top,
    blob,
    config: manifest.config === undefined ? undefined : await json(blob(manifest.config.digest)),
    entries,
    names: async () => (await entries()).map(({ name }) => name),
    text: async (name: string) => (await entries()).findLast((entry) => entry.name === name)?.content.toString() ?? "",
    /** True where the bytes stand anywhere in configuration, manifest or layers. */
    holds: async (text: string) =>
      (await entries()).some(({ name, content }) => name.includes(text) || content.includes(text)) ||
      globSync(join(folder, "blobs/sha256/*")).some((path) => readFileSync(path).includes(text)),
  };
}

/** A build context as the recipe gives it to an engine. */
export function contextOf(dockerfile: string | readonly string[], files: Readonly<Record<string, string>>): Buffer {
  const content = { Dockerfile: [dockerfile].flat().join("\n"), ...files };
  return tar(Object.entries(content).map(([name, text]) => ({ name, mode: 0o644, content: text })));
}
