/** The command line with a real registry: what other machines and other programs get from us. */
import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openStore } from "../../core/oci/open.ts";
import { buildTimeNote, buildTimeTag } from "../../core/places/build-time-note.ts";
import { writeNote } from "../../core/places/note.ts";
import { makeProject, type Project, treestamp } from "../services/command-line.ts";
import { type QuirkProxy, startQuirkProxy } from "../services/quirk-proxy.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";

const files = { Dockerfile: "FROM base\nCOPY greeting /greeting\nRUN echo built > /built\n", greeting: "hello\n" };
/** Each build of it gives other bytes. */
const neverTheSame = { Dockerfile: "FROM base\nRUN head -c 16 /dev/urandom > /random\n" };

const program = (name: string, ...args: string[]) => execFileSync(name, args, { encoding: "utf8", stdio: "pipe" });

/** Flags for another machine: a cache folder that has nothing yet. */
const elsewhere = (project: Project, name: string) => ["--cache-folder", project.folder(name)];

let registry: RunningRegistry;
beforeAll(async () => {
  registry = await startRegistry();
});
afterAll(() => registry.stop());

describe("images in a registry", () => {
  let proxy: QuirkProxy;
  let project: Project;
  let store: readonly string[];
  beforeAll(async () => {
    proxy = await startQuirkProxy(registry.host);
    project = makeProject(files);
    store = ["--store", `${proxy.host}/team/build`];
  });
  afterAll(async () => {
    project[Symbol.dispose]();
    await proxy.stop();
  });

  test("one request says that the image is absent", async () => {
    proxy.seen.length = 0;
    const printed = await project.json("resolve", store);
    expect(printed.state).toBe("absent");
    expect(proxy.seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `GET /v2/team/build/manifests/${printed.tag}`,
    ]);
  });

  test("build pushes it; the tag is written last, and looked at once more", async () => {
    proxy.seen.length = 0;
    const printed = await project.json("build", store);
    expect(printed.image).toBe(`${proxy.host}/team/build:${printed.tag}@${printed.digest}`);
    const path = `/v2/team/build/manifests/${printed.tag}`;
    const manifests = proxy.seen.filter(({ path }) => path.includes("/manifests/") && !/-(lease|build)$/.test(path));
    expect(manifests.filter(({ method }) => method !== "DELETE").slice(-2)).toMatchObject([
      { method: "PUT", path },
      { method: "GET", path },
    ]);
    expect(program("crane", "digest", `${registry.host}/team/build:${printed.tag}`).trim()).toBe(printed.digest);
  });

  test("the tag's index lists the image first, then its snapshot as unknown/unknown", async () => {
    const { tag } = await project.json("resolve", store);
    const { manifests } = JSON.parse(program("crane", "manifest", `${registry.host}/team/build:${tag}`));
    expect(manifests).toEqual([
      expect.objectContaining({ platform: { os: "linux", architecture: "amd64" } }),
      expect.objectContaining({
        platform: { os: "unknown", architecture: "unknown" },
        annotations: { "dev.treestamp.snapshot.of": manifests[0].digest },
      }),
    ]);
  });

  test("what the build took is noted beside the tag, and a machine that need not build says what it has saved", async () => {
    const { tag } = await project.json("resolve", store);
    const name = `${registry.host}/team/build`;
    const { annotations } = JSON.parse(program("crane", "manifest", `${name}:${tag}-build`));
    const seconds = expect.stringMatching(/^\d+\.\d$/);
    expect(annotations).toEqual({ "dev.treestamp.note": "build.v1", "dev.treestamp.build.seconds": seconds });
    await writeNote(openStore(name), buildTimeNote(36_000), buildTimeTag(tag));
    for (const machine of ["new", "kept"]) {
      const { stderr } = await project.call("pull", [...store, ...elsewhere(project, "saving-machine")]);
      expect({ machine, stderr }).toEqual({
        machine,
        stderr: expect.stringMatching(/^total .* hit, \d+ min \d+ s saved$/m),
      });
    }
    expect((await project.call("build", store)).stderr).toMatch(/^total .* hit, \d+ min \d+ s saved$/m);
  });

  test("crane and skopeo take the ordinary image by the tag", async () => {
    const { tag } = await project.json("resolve", store);
    const tar = join(project.folder("crane"), "image.tar");
    program("crane", "pull", "--platform", "linux/amd64", `${registry.host}/team/build:${tag}`, tar);
    const [{ Layers }] = JSON.parse(program("tar", "-xOf", tar, "manifest.json"));
    expect(Layers.length).toBeGreaterThan(0);
    const copy = join(project.folder("skopeo"), "layout");
    program(
      "skopeo",
      "copy",
      "--quiet",
      "--src-tls-verify=false",
      `docker://${registry.host}/team/build:${tag}`,
      `oci:${copy}:it`,
    );
    const inspected = JSON.parse(program("skopeo", "inspect", `oci:${copy}:it`));
    expect(inspected).toMatchObject({ Os: "linux", Architecture: "amd64" });
  });

  test("another machine fetches the snapshot, builds nothing and runs in it", async () => {
    const words = [...store, ...elsewhere(project, "second-machine")];
    const pulled = await project.json("pull", words);
    expect(pulled).toMatchObject({ state: "present", "cache-hit": true });
    expect(pulled.stages.map(({ name }) => name)).toEqual(["key", "lookup", "fetch"]);
    const { exitCode, stdout } = await project.call("run", [...words, "--", "cat", "/greeting", "/built"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "hello\nbuilt\n" });
  });

  test("what is ready here is run without asking the registry anything", async () => {
    proxy.seen.length = 0;
    const words = [...store, ...elsewhere(project, "second-machine"), "--", "cat", "/greeting"];
    expect((await project.call("run", words)).stdout).toBe("hello\n");
    expect(proxy.seen).toEqual([]);
  });

  test("--force builds once more; the same bytes under the same tag are no matter", async () => {
    const before = await project.json("resolve", store);
    expect(await project.json("build", ["--force", ...store])).toMatchObject({
      ...{ state: "present", "cache-hit": false, digest: before.digest },
    });
  });

  test("two jobs that build the same key at once both succeed, and one tag is there", async () => {
    project.repository.write({ greeting: "at once\n" });
    project.repository.commit("at once");
    const jobs = await Promise.all(
      ["job-one", "job-two"].map((job) =>
        project.call("run", [...store, ...elsewhere(project, job), "--", "cat", "/greeting"]),
      ),
    );
    expect(jobs.map(({ exitCode, stdout }) => ({ exitCode, stdout }))).toEqual([
      { exitCode: 0, stdout: "at once\n" },
      { exitCode: 0, stdout: "at once\n" },
    ]);
    const { tag, state } = await project.json("resolve", store);
    expect(state).toBe("present");
    const tags = program("crane", "ls", `${registry.host}/team/build`).trim().split("\n");
    expect(tags.filter((other) => other === tag)).toHaveLength(1);
  });

  test("another recipe fetches only the chunks that this machine does not have", async () => {
    const pulled = await project.json("pull", [...store, ...elsewhere(project, "second-machine")]);
    const { note } = pulled.stages.find(({ name }) => name === "fetch")!;
    const [fetched, all] = /^(\d+) of (\d+) chunks$/.exec(note!)!.slice(1).map(Number);
    expect(fetched).toBeLessThan(all!);
  });

  test("each platform's image is listed with a snapshot of its own", async () => {
    using both = makeProject({ Dockerfile: "FROM scratch\nCOPY greeting /\n", greeting: "hello\n" });
    const platforms = ["--platforms", "linux/amd64", "--platforms", "linux/arm64"];
    const folders = ["-C", both.repository.folder, ...elsewhere(both, "cache")];
    const words = ["build", ...store, ...platforms, ...folders, "--engine", "buildah", "--json"];
    const { tag } = JSON.parse((await treestamp(words)).stdout);
    const { manifests } = JSON.parse(program("crane", "manifest", `${registry.host}/team/build:${tag}`));
    const architectures = manifests.map(
      (manifest: { platform: { architecture: string } }) => manifest.platform.architecture,
    );
    expect(architectures).toEqual(["amd64", "arm64", "unknown", "unknown"]);
    expect(program("crane", "digest", "--platform", "linux/arm64", `${registry.host}/team/build:${tag}`).trim()).toBe(
      manifests[1].digest,
    );
  });

  test("a base may come from a registry, fixed by its digest; an uncommitted recipe is not pushed, nor are any blobs of it", async () => {
    const [, folder, digest] = /oci-layout:\/\/(.*)@(sha256:.*)/.exec(project.base)!;
    const place = `${registry.host}/library/base`;
    program("crane", "push", folder!, `${place}:1`);
    const base = ["--base", `base=${place}@${digest}`];
    const kept = () => readdirSync(dirname(registry.storage), { recursive: true }).sort();
    const before = kept();
    project.repository.write({ greeting: "not committed\n" });
    const printed = await project.json("build", [...store, ...base]);
    expect(kept()).toEqual(before);
    expect(printed.tag).toMatch(/-dirty$/);
    expect(printed.image).toMatch(/^oci:/);
    // It is the same base: where it comes from is not in the key.
    const { exitCode, stdout, stderr } = await project.call("run", [...store, "--", "cat", "/greeting"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "not committed\n" });
    expect(stderr).toMatch(/^Hit: /m);
  });
});

describe("the same key with other bytes", () => {
  let project: Project;
  let store: readonly string[];
  beforeAll(() => {
    project = makeProject(neverTheSame);
    store = ["--store", `${registry.host}/team/never-the-same`];
  });
  afterAll(() => project[Symbol.dispose]());

  test("from two jobs at once: both run, and the registry has the image of one of them", async () => {
    const jobs = await Promise.all(
      ["one", "two"].map((job) => project.json("build", [...store, ...elsewhere(project, job)])),
    );
    const { digest } = await project.json("resolve", store);
    expect(jobs.map((job) => job.digest)).toContain(digest);
  });

  test("is refused with both digests, and the tag stays what it was", async () => {
    const first = await project.json("resolve", store);
    const { exitCode, stdout, stderr } = await project.call("build", ["--force", ...store]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 125, stdout: "" });
    const message = stderr.split("\n").find((line) => line.startsWith("treestamp: "))!;
    expect(message).toContain(`is ${first.digest}, and this build is sha256:`);
    expect(await project.json("resolve", store)).toMatchObject({ state: "present", digest: first.digest });
  });

  test("from another job that writes the tag right after us: its image is used, and a warning says so", async () => {
    const { image: first, digest: theirs } = await project.json("resolve", store);
    const proxy = await startQuirkProxy(registry.host);
    project.repository.write({ Dockerfile: `${neverTheSame.Dockerfile}# and once more\n` });
    project.repository.commit("and once more");
    const { tag } = await project.json("resolve", store);
    proxy.behave(async (request, response) => {
      if (request.method !== "PUT" || !request.url!.endsWith(`/manifests/${tag}`)) return false;
      await proxy.forward(request, response);
      program("crane", "tag", first.replace(/^.*?@/, `${registry.host}/team/never-the-same@`), tag);
      return true;
    });
    const words = ["--store", `${proxy.host}/team/never-the-same`, "--json", ...elsewhere(project, "late")];
    const { exitCode, stdout, stderr } = await project.call("build", words);
    await proxy.stop();
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ "cache-hit": false, digest: theirs });
    expect(stderr).toMatch(new RegExp(`warning: .*:${tag} is ${theirs}, and this build is sha256:`));
  });
});
