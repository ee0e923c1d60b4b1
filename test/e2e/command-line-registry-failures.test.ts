import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { hurried, makeProject, type Project } from "../services/command-line.ts";
import { refuse } from "../services/http.ts";
import { type QuirkProxy, startQuirkProxy } from "../services/quirk-proxy.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";
import { startTokenService, type TokenService } from "../services/token-service.ts";

const files = { Dockerfile: "FROM base\nCOPY greeting /greeting\nRUN echo built > /built\n", greeting: "hello\n" };

/** Flags for another machine: a cache folder that has nothing yet. */
const elsewhere = (project: Project, name: string) => ["--cache-folder", project.folder(name)];

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
    expect(stdout).toBe("hello\n");
    expect(stderr).toMatch(/^Hit: \S+ has \w+, ready on this machine\.$/m);
  });

  test("with docker's login what was built here is pushed, and everybody may run it", async () => {
    const config = project.folder("docker-config");
    const auth = Buffer.from("writer:secret").toString("base64");
    project.repository.write({
      "../docker-config/config.json": JSON.stringify({ auths: { [registry.host]: { auth } } }),
    });
    const built = await project.json("build", store, { env: { DOCKER_CONFIG: config } });
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
    expect({ exitCode, stdout }).toEqual({ exitCode: 125, stdout: "" });
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

  test.each([
    ["the first manifest", (path: string) => path.includes("/manifests/")],
    ["an upload", (path: string) => path.includes("/uploads/")],
    ["the tag", (path: string) => /\/manifests\/[0-9a-f]{40}$/.test(path)],
  ])("for half a minute, from %s on, is waited for, and the image is pushed", async (what, isMet) => {
    const name = what.replaceAll(" ", "-");
    // The test before has left the image on this machine: it need not be built.
    const store = ["--store", `${proxy.host}/outage/${name}`];
    let failures = 0;
    proxy.behave((request, response) => {
      if (request.method !== "PUT" || !isMet(request.url!) || failures++ >= 6) return false;
      request.resume();
      refuse(response, 503, "UNAVAILABLE", "an upgrade is under way");
      return true;
    });
    const built = await project.json("build", store, { env: hurried });
    proxy.behave();
    expect(failures).toBeGreaterThan(6);
    expect(built.image).toContain(`${proxy.host}/outage/${name}:`);
    expect(await project.json("resolve", store)).toMatchObject({ state: "present", digest: built.digest });
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
});
