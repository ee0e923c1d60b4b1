/** The command line with a real registry: what other machines get from us, and what happens where it refuses or is gone. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { makeProject, type Project, treestamp } from "../services/command-line.ts";
import { refuse } from "../services/http.ts";
import { type QuirkProxy, startQuirkProxy } from "../services/quirk-proxy.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";
import { startTokenService, type TokenService } from "../services/token-service.ts";

const files = { Dockerfile: "FROM base\nCOPY greeting /greeting\nRUN echo built > /built\n", greeting: "hello\n" };
/** Each build of it gives other bytes. */
const neverTheSame = { Dockerfile: "FROM base\nRUN head -c 16 /dev/urandom > /random\n" };

const program = (name: string, ...args: string[]) => execFileSync(name, args, { encoding: "utf8", stdio: "pipe" });

/** Flags for another machine: a cache folder that has nothing yet. */
const elsewhere = (project: Project, name: string) => ["--cache-folder", project.folder(name)];

describe("images in a registry", () => {
  let registry: RunningRegistry;
  let proxy: QuirkProxy;
  let project: Project;
  let store: readonly string[];
  beforeAll(async () => {
    registry = await startRegistry();
    proxy = await startQuirkProxy(registry.host);
    project = makeProject(files);
    store = ["--store", `${proxy.host}/team/build`];
  });
  afterAll(async () => {
    project[Symbol.dispose]();
    await proxy.stop();
    await registry.stop();
  });

  test("one request says that the image is absent", async () => {
    proxy.seen.length = 0;
    const printed = await project.json("resolve", store);
    expect(printed.state).toBe("absent");
    expect(proxy.seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `GET /v2/team/build/manifests/${printed.tag}`,
    ]);
  });

  test("build pushes it; the tag is written by the very last request", async () => {
    proxy.seen.length = 0;
    const printed = await project.json("build", store);
    expect(printed.image).toBe(`${proxy.host}/team/build:${printed.tag}@${printed.digest}`);
    expect(proxy.seen.at(-1)).toMatchObject({ method: "PUT", path: `/v2/team/build/manifests/${printed.tag}` });
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
    expect(manifests[1].artifactType).toMatch(/snapshot/);
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

  test("another recipe fetches only the chunks that this machine does not have", async () => {
    project.repository.write({ greeting: "hello again\n" });
    project.repository.commit("more");
    await project.json("build", store);
    const pulled = await project.json("pull", [...store, ...elsewhere(project, "second-machine")]);
    const { note } = pulled.stages.find(({ name }) => name === "fetch")!;
    const [fetched, all] = /^(\d+) of (\d+) chunks$/.exec(note!)!.slice(1).map(Number);
    expect(fetched).toBeLessThan(all!);
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

  test("a base may come from a registry, fixed by its digest", async () => {
    const [, folder, digest] = /oci-layout:\/\/(.*)@(sha256:.*)/.exec(project.base)!;
    const place = `${registry.host}/library/base`;
    program("crane", "push", folder!, `${place}:1`);
    const base = ["--base", `base=${place}@${digest}`];
    const { exitCode, stdout } = await project.call("run", [...base, "--", "cat", "/greeting"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "at once\n" });
    // It is the same base: where it comes from is not in the key.
    const [here, there] = await Promise.all([project.json("resolve"), project.json("resolve", base)]);
    expect(there.key).toBe(here.key);
  });

  test("an uncommitted recipe is not pushed", async () => {
    project.repository.write({ greeting: "not committed\n" });
    const printed = await project.json("build", store);
    expect(printed.tag).toMatch(/-dirty$/);
    expect(printed.image).toMatch(/^oci:/);
    expect(program("crane", "ls", `${registry.host}/team/build`)).not.toContain(printed.tag);
    const { stdout } = await project.call("run", [...store, "--", "cat", "/greeting"]);
    expect(stdout).toBe("not committed\n");
  });
});

describe("the same key with other bytes", () => {
  let registry: RunningRegistry;
  let project: Project;
  let store: readonly string[];
  beforeAll(async () => {
    registry = await startRegistry();
    project = makeProject(neverTheSame);
    store = ["--store", `${registry.host}/team/build`];
  });
  afterAll(async () => {
    project[Symbol.dispose]();
    await registry.stop();
  });

  test("is refused with both digests, and the tag stays what it was", async () => {
    const first = await project.json("build", store);
    const { exitCode, stdout, stderr } = await project.call("build", ["--force", ...store]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    const message = stderr.split("\n").find((line) => line.startsWith("treestamp: "))!;
    expect(message).toContain(`is ${first.digest}, and this build is sha256:`);
    expect(await project.json("resolve", store)).toMatchObject({ state: "present", digest: first.digest });
  });

  test("from two jobs at once: both run, and the registry has the image of one of them", async () => {
    project.repository.write({ Dockerfile: `${neverTheSame.Dockerfile}# once more\n` });
    project.repository.commit("once more");
    const jobs = await Promise.all(
      ["one", "two"].map((job) => project.json("build", [...store, ...elsewhere(project, job)])),
    );
    const { digest } = await project.json("resolve", store);
    expect(jobs.map((job) => job.digest)).toContain(digest);
  });
});

describe("a registry that anybody may read and only some may write", () => {
  let service: TokenService;
  let registry: RunningRegistry;
  let project: Project;
  let store: readonly string[];
  beforeAll(async () => {
    service = await startTokenService();
    registry = await startRegistry({ tokens: service.tokens });
    project = makeProject(files);
    store = ["--store", `${registry.host}/public/build`];
  });
  afterAll(async () => {
    project[Symbol.dispose]();
    await registry.stop();
    await service.stop();
  });

  test("without the right to push, the command runs all the same, and a warning says why nothing was pushed", async () => {
    const { exitCode, stdout, stderr } = await project.call("run", [...store, "--", "cat", "/greeting"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "hello\n" });
    expect(stderr.match(/^warning: .*$/gm)).toEqual([
      expect.stringMatching(/The image is not pushed: .*kept on this machine/),
    ]);
    expect(existsSync(join(registry.storage, "docker/registry/v2/repositories/public/build/_manifests"))).toBe(false);
  });

  test("the next job on this machine takes what was built here", async () => {
    const printed = await project.json("pull", store);
    expect(printed).toMatchObject({ "cache-hit": true, image: expect.stringMatching(/^oci:/) });
    const { stdout, stderr } = await project.call("run", [...store, "--", "cat", "/greeting"]);
    expect({ stdout, stderr }).toEqual({ stdout: "hello\n", stderr: "" });
  });

  test("with docker's login the image is pushed, and everybody may run it", async () => {
    const config = project.folder("docker-config");
    const auth = Buffer.from("writer:secret").toString("base64");
    project.repository.write({
      "../docker-config/config.json": JSON.stringify({ auths: { [registry.host]: { auth } } }),
    });
    const machine = elsewhere(project, "with-login");
    const built = await project.json("build", [...store, ...machine], { env: { DOCKER_CONFIG: config } });
    expect(built.image).toMatch(/\/public\/build:/);
    const words = [...store, ...elsewhere(project, "without-login"), "--", "cat", "/greeting"];
    expect((await project.call("run", words)).stdout).toBe("hello\n");
  });

  test("where even reading is refused the state is unknown: nothing is built, and the remedy is a login", async () => {
    const secret = ["--store", `${registry.host}/private/build`];
    const resolved = await project.call("resolve", ["--json", ...secret]);
    expect(resolved.exitCode).toBe(0);
    expect(JSON.parse(resolved.stdout)).toMatchObject({ state: "unknown", digest: "", "cache-hit": false });
    const { exitCode, stdout, stderr } = await project.call("build", secret);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toMatch(/^treestamp: /);
    expect(stderr).toMatch(/Log in/);
    expect(stderr).not.toMatch(/Engine/);
  });
});

describe("a registry that fails", () => {
  let registry: RunningRegistry;
  let proxy: QuirkProxy;
  let project: Project;
  beforeAll(async () => {
    registry = await startRegistry();
    proxy = await startQuirkProxy(registry.host);
    project = makeProject(files);
  });
  afterAll(async () => {
    project[Symbol.dispose]();
    await proxy.stop();
    await registry.stop();
  });

  test("between blobs and tag leaves no tag there: a half-finished push is invisible", async () => {
    const store = ["--store", `${proxy.host}/team/half`];
    const { tag } = await project.json("resolve", store);
    proxy.behave((request, response) => {
      if (request.method !== "PUT" || !request.url!.endsWith(`/manifests/${tag}`)) return false;
      request.resume();
      refuse(response, 403, "DENIED", "this tag is not for you");
      return true;
    });
    const { exitCode, stdout, stderr } = await project.call("run", [...store, "--", "cat", "/greeting"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "hello\n" });
    expect(stderr).toMatch(/^warning: The image is not pushed: .*this tag is not for you/m);
    proxy.behave();
    expect(await project.json("resolve", store)).toMatchObject({ state: "absent" });
  });

  test("or is down is not taken for one without the image: nothing is built, and one message says what is wrong", async () => {
    const down = await startRegistry();
    await down.stop();
    const answers = await Promise.all(
      ["build", "pull", "run"].map((verb) =>
        project.call(verb, [
          ...["--store", `${down.host}/team/build`, ...elsewhere(project, `down-${verb}`)],
          ...(verb === "run" ? ["--", "true"] : []),
        ]),
      ),
    );
    for (const { exitCode, stdout, stderr } of answers) {
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
      expect(stderr.match(/^treestamp: .*$/gm)).toEqual([expect.stringContaining(down.host)]);
      expect(stderr).not.toMatch(/Engine|at .*\.js/);
    }
  });

  test("leaves resolve with a key and the state unknown, which is a warning and no failure", async () => {
    const down = await startRegistry();
    await down.stop();
    const { exitCode, stdout, stderr } = await project.call("resolve", ["--store", `${down.host}/team/build`]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^key +[0-9a-f]{40}$/m);
    expect(stdout).toMatch(/^state +unknown$/m);
    expect(stderr.match(/^warning: .*$/gm)).toEqual([expect.stringContaining(down.host)]);
  });

  test("or holds a foreign image under the key's tag: it is told apart from one of ours", async () => {
    const place = `${registry.host}/team/foreign`;
    const { tag } = await project.json("resolve", ["--store", place]);
    const [, folder] = /oci-layout:\/\/(.*)@/.exec(project.base)!;
    program("skopeo", "copy", "--quiet", "--dest-tls-verify=false", `oci:${folder}:latest`, `docker://${place}:${tag}`);
    const { exitCode, stderr } = await project.call("run", [
      "--store",
      place,
      ...elsewhere(project, "foreign"),
      "--",
      "true",
    ]);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/is one image, not an index with a snapshot/);
    expect(stderr).toMatch(/Something else than treestamp wrote this tag/);
  });
});
