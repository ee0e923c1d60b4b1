/** The images that commands ran in do not fill a docker daemon's disk. On real daemons. */
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { sha256Of } from "../../core/oci/digest.ts";
import { pruneRunImages, runImageName, touchRunImage } from "../../core/sandbox/docker-images.ts";
import { testFolder } from "../fixtures/git.ts";
import { tar } from "../fixtures/tar.ts";
import { type DockerOptions, type RunningDocker, startDocker } from "../services/docker.ts";

describe.each<DockerOptions["store"]>(["containerd", "overlay2"])("in the %s store", (store) => {
  let daemon: RunningDocker;
  const home = testFolder();
  beforeAll(async () => {
    daemon = await startDocker({ store });
    mkdirSync(join(home.path, "empty"));
  });
  afterAll(async () => {
    await daemon?.stop();
    home[Symbol.dispose]();
  });
  const docker = (args: readonly string[], input?: Buffer) =>
    execFileSync("docker", args, {
      env: daemon.env,
      encoding: "utf8",
      ...(input === undefined ? {} : { input }),
    }).trim();
  const names = ["one", "two", "three"].map((text) => runImageName(sha256Of(text)));
  const [one, two, three] = names as [string, string, string];
  const bytes = 1_000_000;
  /** An image with this name. */
  const load = (name: string) => {
    const layer = tar([{ name: `file-${name.slice(-8)}`, data: randomBytes(bytes) }]);
    docker(["image", "import", "-", name], layer);
  };
  const there = () =>
    docker(["image", "ls", "--format", "{{.Repository}}:{{.Tag}}"]).split("\n").filter(Boolean).sort();

  test("what was used least recently goes first; others' images, and what a container uses, stay", async () => {
    for (const name of [one, two, three, "somebody/else:1"]) load(name);
    docker(["container", "create", "--name", "user", "--entrypoint", "/", two]);
    for (const limit of [10 * bytes, Number.POSITIVE_INFINITY]) {
      expect((await pruneRunImages(daemon.env, limit)).removed).toBe(0);
    }
    await touchRunImage(daemon.env, one);
    expect(await pruneRunImages(daemon.env, 2.5 * bytes)).toMatchObject({ removed: 1, left: 2 });
    const recent = store === "overlay2" ? one : three; // containerd's store notes no use
    expect(there()).toEqual([recent, two, "somebody/else:1"].sort());
    const { bytesLeft, ...counted } = await pruneRunImages(daemon.env, 0, [recent]);
    expect(counted).toEqual({ removed: 0, left: 2 });
    expect(bytesLeft).toBeGreaterThanOrEqual(2 * bytes);
    docker(["container", "rm", "user"]);
    expect(await pruneRunImages(daemon.env, 0)).toEqual({ removed: 2, left: 0, bytesLeft: 0 });
    expect(there()).toEqual(["somebody/else:1"]);
  });

  test("a daemon that does not answer, and a machine without docker, have none", async () => {
    const none = { removed: 0, left: 0, bytesLeft: 0 };
    expect(await pruneRunImages({ ...daemon.env, DOCKER_HOST: "unix:///nonexistent" }, 0)).toEqual(none);
    expect(await pruneRunImages({ PATH: join(home.path, "empty") }, 0)).toEqual(none);
  });
});
