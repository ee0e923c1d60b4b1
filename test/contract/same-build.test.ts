/**
 * The same recipe is the same image: built again by the same engine at another time, by another user, from another clone,
 * under another umask, name, time zone and language, with a cold cache and with a warm one. What differs is in the
 * Dockerfile's own instructions alone (see `treestamp resolve` on unpinned inputs).
 */
import { execFileSync } from "node:child_process";
import { chmodSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { codeCacheOf } from "../services/code-cache.ts";
import { type CallOptions, makeProject, type Printed, type Project } from "../services/command-line.ts";
import { type DockerOptions, type RunningDocker, startDocker } from "../services/docker.ts";
import { asSudoUser } from "../services/sudo-user.ts";

/** Instructions that make all that the clock, a umask or the order of a directory could get into. */
const dockerfile = `FROM base
WORKDIR /srv/of/ours
COPY . /src/
COPY --chown=1000:1000 link dir/ /owned/
RUN mkdir -p /made/deep/er && for name in c a b; do echo $name > /made/$name; done && ln -s a /made/link \\
 && ln /made/a /made/hard && ln /src/file /made/of-below && mkfifo /made/pipe
RUN chmod 4755 /made/b && touch /made/now /src/file && rm /src/dir/b && mv /made/c /made/deep/moved \\
 && cp -a /src /copy && cp -R /src /copy-of-now && umask > /made/umask
USER builder
RUN mkdir /tmp/own && touch /tmp/own/now
`;
const files = {
  "environment/Dockerfile": dockerfile,
  "environment/file": "file\n",
  "environment/run": { run: "#!/bin/sh\n" },
  "environment/link": { link: "file" },
  "environment/dir/a": "a\n",
  "environment/dir/b": "b\n",
  "environment/dir/c/d": "d\n",
  "package.json": "{}\n",
  "treestamp.yml": "context: environment\ninclude: [package.json]\nbuild-args: { B: 2, A: 1 }\n",
};

const uid = 1001;
const around = [
  "TZ=Asia/Kathmandu",
  "LC_ALL=C.UTF-8",
  "LANG=tr_TR.UTF-8",
  "USER=other",
  "SOURCE_DATE_EPOCH=1234567890",
];
/** Another host name, umask and working directory's parent. */
const elsewhere = ["unshare", "--uts", "sh", "-c", 'hostname elsewhere && umask 077 && exec "$@"', "sh"];

interface Surroundings {
  /** For all calls. */
  readonly env: NodeJS.ProcessEnv;
  /** How an ordinary user calls. `folder` is theirs. */
  asUser(folder: string): CallOptions;
  stop(): Promise<void>;
}

async function docker(store: DockerOptions["store"]): Promise<Surroundings> {
  const service: RunningDocker = await startDocker({ store });
  const { HOME: _, ...env } = service.env;
  return {
    env,
    // A member of the group that may use the daemon's socket.
    asUser(folder) {
      chmodSync(service.host.slice("unix://".length), 0o666);
      const rights = ["--clear-groups", "--inh-caps", "+dac_read_search", "--ambient-caps", "+dac_read_search"];
      return {
        env: { ...env, BUILDX_CONFIG: join(folder, "buildx"), NODE_COMPILE_CACHE: codeCacheOf(uid) },
        through: ["setpriv", "--reuid", `${uid}`, "--regid", `${uid}`, ...rights],
      };
    },
    stop: service.stop,
  };
}

const buildah = async (): Promise<Surroundings> => ({
  env: {},
  asUser: (folder) => ({ through: asSudoUser(uid, `${folder}-of-root`) }),
  stop: async () => {},
});

describe.each<[string, string, () => Promise<Surroundings>]>([
  ["docker with the containerd image store", "docker", () => docker("containerd")],
  ["docker with the classic image store", "docker", () => docker("overlay2")],
  ["buildah", "buildah", buildah],
])("%s makes one image of one recipe", (_title, engine, start) => {
  let surroundings: Surroundings;
  let project: Project;
  let first: Printed;
  let calls = 0;

  /** Builds into an empty store, by default with an empty cache of ours. */
  const build = (words: readonly string[], options: CallOptions, cache = calls + 1) => {
    calls++;
    const own = (name: string, number: number) => join(project.folder("made"), `${name}${number}`);
    return project.json(
      "build",
      ["--store", own("store", calls), "--cache-folder", own("cache", cache), ...words],
      options,
    );
  };

  /** Key, image and snapshot. */
  const made = ({ key, digest, snapshot }: Printed) => ({ key, digest, snapshot });

  /** A clone with other times, and its files made in another order. */
  const clone = (name: string) => {
    const folder = project.folder(name);
    const from = `file://${project.repository.folder}`;
    execFileSync("sh", ["-c", 'umask 027; git clone -q --no-checkout "$1" "$2"', "sh", from, folder]);
    for (const path of Object.keys(files).reverse()) {
      execFileSync("git", ["-C", folder, "checkout", "-q", "HEAD", "--", path]);
      if (!path.endsWith("link")) utimesSync(join(folder, path), 1, calls);
    }
    execFileSync("git", ["-C", folder, "reset", "-q"]);
    return folder;
  };

  beforeAll(async () => {
    surroundings = await start();
    project = makeProject(files, ["--engine", engine, "--network", "host"]);
    first = await build([], { env: surroundings.env });
  });

  afterAll(async () => {
    await surroundings?.stop();
    project?.[Symbol.dispose]();
  });

  test("out of the engine's warm cache, which for buildah is in ours", async () => {
    expect(made(await build([], { env: surroundings.env }, 1))).toEqual(made(first));
  });

  test("for an ordinary user, at another time, from another clone, under another name, umask, time zone and language, without any cache", async () => {
    await sleep(1100);
    const home = project.folder("user");
    const folder = clone("of-user");
    execFileSync("chown", ["-R", `${uid}:${uid}`, join(folder, "..")]);
    const { env, through = [], ...options } = surroundings.asUser(home);
    const again = await build(["--force"], {
      ...options,
      env: { ...env, ...Object.fromEntries(around.map((text) => text.split("="))), HOME: home },
      through: [...elsewhere, ...through],
      cwd: folder,
    });
    expect(made(again)).toEqual(made(first));
  });
});
