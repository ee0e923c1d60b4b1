import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { parseLocation, type RegistryLocation } from "../../core/oci/reference.ts";
import { findCredentials } from "../../core/oci/registry/credentials.ts";

const at = (name: string): RegistryLocation => parseLocation(name) as RegistryLocation;
const basic = (username: string, password: string): string => Buffer.from(`${username}:${password}`).toString("base64");
const login = (username: string, password: string) => ({ kind: "password", username, password });

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "treestamp-credentials-"));
});
afterEach(() => rm(home, { recursive: true, force: true }));

async function file(path: string, content: unknown): Promise<string> {
  const whole = join(home, path);
  await mkdir(dirname(whole), { recursive: true });
  await writeFile(whole, typeof content === "string" ? content : JSON.stringify(content));
  return whole;
}

async function findWithSource(name: string, environment: Record<string, string> = {}) {
  const variables = { HOME: home, PATH: join(home, "bin"), ...environment };
  return findCredentials(at(name), variables, join(home, "runtime"));
}

async function find(name: string, environment: Record<string, string> = {}) {
  const found = await findWithSource(name, environment);
  if (found === undefined) return undefined;
  const { from: _, ...credentials } = found;
  return credentials;
}

describe("docker's config.json", () => {
  test("that does not exist means that nobody is logged in", async () => {
    expect(await find("registry.example/team/build")).toBeUndefined();
    expect(await findCredentials(at("registry.example/team/build"), {})).toBeUndefined();
  });

  test("has user name and password as one base64 text", async () => {
    await file(".docker/config.json", { auths: { "registry.example": { auth: basic("me", "pass:word") } } });
    expect(await find("registry.example/team/build")).toEqual(login("me", "pass:word"));
  });

  test("has them apart, too", async () => {
    await file(".docker/config.json", { auths: { "registry.example": { username: "me", password: "" } } });
    expect(await find("registry.example/team/build")).toEqual(login("me", ""));
  });

  test("lies where DOCKER_CONFIG says, and then nowhere else", async () => {
    await file(".docker/config.json", { auths: { "registry.example": { auth: basic("home", "x") } } });
    await file("other/config.json", { auths: { "registry.example": { auth: basic("other", "x") } } });
    expect(await find("registry.example/a", { DOCKER_CONFIG: join(home, "other") })).toEqual(login("other", "x"));
    expect(await find("registry.example/a", { DOCKER_CONFIG: join(home, "none") })).toBeUndefined();
  });

  test("has tokens of two kinds", async () => {
    await file(".docker/config.json", {
      auths: {
        "one.example": { auth: basic("me", ""), identitytoken: "abc" },
        "two.example": { registrytoken: "def" },
      },
    });
    expect(await find("one.example/a")).toEqual({ kind: "identity-token", token: "abc" });
    expect(await find("two.example/a")).toEqual({ kind: "bearer", token: "def" });
  });

  test.each(["docker.io", "index.docker.io", "registry-1.docker.io", "https://index.docker.io/v1/"])(
    "names Docker Hub as %s",
    async (key) => {
      await file(".docker/config.json", { auths: { [key]: { auth: basic("me", "x") } } });
      expect(await find("debian")).toEqual(login("me", "x"));
      expect(await find("docker.io/team/build")).toEqual(login("me", "x"));
      expect(await find("registry.example/team/build")).toBeUndefined();
    },
  );

  test.each([
    "https://registry.example",
    "https://registry.example/",
    "https://registry.example/v1/",
    "http://registry.example/v2/",
    "Registry.Example",
  ])("names a registry as %s", async (key) => {
    await file(".docker/config.json", { auths: { [key]: { auth: basic("me", "x") } } });
    expect(await find("registry.example/team/build")).toEqual(login("me", "x"));
  });

  test.each([
    "example",
    "evil-registry.example",
    "registry.example.evil",
    "registry.example:5000",
    "sub.registry.example",
    "registry.example/other",
    "registry.example/tea",
    "",
  ])("gives nothing of %j to registry.example/team/build", async (key) => {
    await file(".docker/config.json", { auths: { [key]: { auth: basic("me", "x") } } });
    expect(await find("registry.example/team/build")).toBeUndefined();
  });

  test.each([
    ["no JSON", "{"],
    ["no object", "[1"],
    ["an entry that is not base64 of user:password", { auths: { "registry.example": { auth: "AAAA" } } }],
  ])("with %s is an error, and does not mean that nobody is logged in", async (_what, content) => {
    await file(".docker/config.json", content);
    await expect(find("registry.example/a")).rejects.toMatchObject({ code: "input-invalid" });
  });
});

describe("the containers tools' auth.json", () => {
  const auths = (username: string) => ({ auths: { "registry.example": { auth: basic(username, "x") } } });

  test("is read after docker's, in the runtime folder and then at home; REGISTRY_AUTH_FILE is read before all", async () => {
    const runtime = { XDG_RUNTIME_DIR: join(home, "run") };
    await file(".config/containers/auth.json", auths("home"));
    expect(await find("registry.example/a", runtime)).toEqual(login("home", "x"));
    await file("run/containers/auth.json", auths("runtime"));
    expect(await find("registry.example/a", runtime)).toEqual(login("runtime", "x"));
    await file(".docker/config.json", auths("docker"));
    expect(await find("registry.example/a", runtime)).toEqual(login("docker", "x"));
    const named = await file("named.json", auths("named"));
    expect(await find("registry.example/a", { ...runtime, REGISTRY_AUTH_FILE: named })).toEqual(login("named", "x"));
  });

  test("lies below /run/containers where XDG_RUNTIME_DIR is not set, as the login of root or in a container does", async () => {
    await file("runtime/auth.json", auths("runtime"));
    await file(".config/containers/auth.json", auths("home"));
    expect(await findWithSource("registry.example/a")).toEqual({
      ...login("runtime", "x"),
      from: join(home, "runtime/auth.json"),
    });
    expect(await find("registry.example/a", { XDG_RUNTIME_DIR: join(home, "run") })).toEqual(login("home", "x"));
  });

  test("that is empty has no logins", async () => {
    await file("runtime/auth.json", "");
    expect(await find("registry.example/a")).toBeUndefined();
  });

  test("may name a namespace or a repository, and the longest name wins", async () => {
    await file(".config/containers/auth.json", {
      auths: {
        "registry.example": { auth: basic("host", "x") },
        "registry.example/team": { auth: basic("team", "x") },
        "registry.example/team/build": { auth: basic("build", "x") },
      },
    });
    expect(await find("registry.example/team/build")).toEqual(login("build", "x"));
    expect(await find("registry.example/team/other")).toEqual(login("team", "x"));
    expect(await find("registry.example/teammate")).toEqual(login("host", "x"));
  });
});

describe("DOCKER_AUTH_CONFIG", () => {
  const config = (username: string) =>
    JSON.stringify({ auths: { "registry.example": { auth: basic(username, "x") } } });

  test("is docker's configuration itself, and is read before its files", async () => {
    await file(".docker/config.json", config("file"));
    expect(await findWithSource("registry.example/a", { DOCKER_AUTH_CONFIG: config("variable") })).toEqual({
      ...login("variable", "x"),
      from: "the variable DOCKER_AUTH_CONFIG",
    });
    expect(await find("other.example/a", { DOCKER_AUTH_CONFIG: config("variable") })).toBeUndefined();
  });

  test.each(["", " "])("that is %j is ignored", async (empty) => {
    await file(".docker/config.json", config("file"));
    expect(await find("registry.example/a", { DOCKER_AUTH_CONFIG: empty })).toEqual(login("file", "x"));
  });

  test("that is no JSON is an error that does not repeat it", async () => {
    const failure: unknown = await find("a.example/a", { DOCKER_AUTH_CONFIG: "my-secret" }).catch((error) => error);
    expect(failure).toMatchObject({ code: "input-invalid", message: expect.stringContaining("DOCKER_AUTH_CONFIG") });
    expect((failure as Error).message).not.toContain("my-secret");
  });
});

describe("a credential helper", () => {
  /** A helper that notes what it was asked, and then does `script`. */
  async function helper(name: string, script: string): Promise<void> {
    const program = await file(
      `bin/docker-credential-${name}`,
      `#!/bin/sh\nread server\necho "$1 $server" >"${home}/asked"\n${script}\n`,
    );
    await chmod(program, 0o755);
  }
  const asked = (): Promise<string> => readFile(join(home, "asked"), "utf8");

  test("for one registry is asked for it by name", async () => {
    await helper("one", `echo '{"ServerURL":"registry.example","Username":"me","Secret":"s"}'`);
    await file(".docker/config.json", { credHelpers: { "registry.example": "one" } });
    expect(await find("registry.example/a")).toEqual(login("me", "s"));
    expect(await asked()).toBe("get registry.example\n");
    expect(await find("other.example/a")).toBeUndefined();
  });

  test("for all registries knows Docker Hub by its old URL", async () => {
    await helper("all", `echo '{"ServerURL":"x","Username":"me","Secret":"s"}'`);
    await file(".docker/config.json", { auths: { "https://index.docker.io/v1/": {} }, credsStore: "all" });
    expect(await find("debian")).toEqual(login("me", "s"));
    expect(await asked()).toBe("get https://index.docker.io/v1/\n");
  });

  test("gives an identity token under the name <token>", async () => {
    await helper("token", `echo '{"Username":"<token>","Secret":"abc"}'`);
    await file(".docker/config.json", { credsStore: "token" });
    expect(await find("registry.example/a")).toEqual({ kind: "identity-token", token: "abc" });
  });

  test("that has nothing for the registry leaves the other places to be asked", async () => {
    await helper("empty", `echo "credentials not found in native keychain"; exit 1`);
    await file(".docker/config.json", {
      credsStore: "empty",
      auths: { "registry.example": { auth: basic("me", "x") } },
    });
    expect(await find("registry.example/a")).toEqual(login("me", "x"));
    expect(await find("other.example/a")).toBeUndefined();
  });

  test("with an empty name gives way to a login in the file", async () => {
    await file(".docker/config.json", {
      credsStore: "missing",
      credHelpers: { "registry.example": "" },
      auths: { "registry.example": { auth: basic("me", "x") } },
    });
    expect(await find("registry.example/a")).toEqual(login("me", "x"));
  });

  test("that is not installed is an error that says what to do", async () => {
    await file(".docker/config.json", { credsStore: "missing" });
    await expect(find("registry.example/a")).rejects.toMatchObject({
      code: "tool-missing",
      message: expect.stringContaining("docker-credential-missing"),
      remedy: expect.stringContaining("docker-credential-missing"),
    });
  });

  test.each([
    ["fails", `echo "keychain is locked" >&2; exit 3`, /ended with 3: keychain is locked/],
    ["does not answer in JSON", `echo "my-secret"`, /not JSON/],
    ["leaves the secret out", `echo '{"Username":"me"}'`, /not JSON with Username and Secret/],
  ])("that %s is an error", async (_how, script, message) => {
    await helper("bad", script);
    await file(".docker/config.json", { credHelpers: { "registry.example": "bad" } });
    const error: unknown = await find("registry.example/a").catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "store-denied", message: expect.stringMatching(message) });
    expect((error as Error).message).not.toContain("my-secret");
  });

  test("whose name is a path is not run", async () => {
    await file(".docker/config.json", { credsStore: "../../evil" });
    await expect(find("registry.example/a")).rejects.toMatchObject({ code: "store-denied" });
  });
});
