/** From what people wrote to what a verb works with. */
import { describe, expect, test } from "@jest/globals";
import { TreestampError } from "../../core/errors.ts";
import { type Input, imageVerbs, type Verb, verbs } from "../../core/inputs/input.ts";
import { parseNamedScripts } from "../../core/inputs/named-scripts.ts";
import { readRequest } from "../../core/inputs/request.ts";
import { inputs } from "../../core/inputs/table.ts";

const written = (values: Readonly<Record<string, string | readonly string[]>>) =>
  new Map(Object.entries(values).map(([name, value]) => [name, typeof value === "string" ? [value] : value]));

type Values = Parameters<typeof written>[0];

const request = <V extends Verb>(verb: V, values: Values, argv: readonly string[] = []) =>
  readRequest(verb, { written: written(values), argv });
const delivery = async (values: Values) => (await request("push", values)).delivery;

async function failure(verb: Verb, values: Values, argv: readonly string[] = []): Promise<TreestampError> {
  try {
    await request(verb, values, argv);
  } catch (error) {
    if (error instanceof TreestampError) return error;
    throw error;
  }
  throw new Error("no failure");
}

describe("a request", () => {
  test("of nothing but a command has the defaults of the table", async () => {
    expect(await request("run", {}, ["make"])).toEqual({
      verb: "run",
      path: ".",
      ref: undefined,
      recipe: {},
      store: undefined,
      access: { registry: undefined, login: undefined, plainHttp: false },
      engine: "auto",
      builders: [],
      force: false,
      secrets: [],
      network: "default",
      build: "missing",
      attest: false,
      attestKey: undefined,
      attestKeyFile: undefined,
      verify: "when-present",
      verifyKey: undefined,
      verifyRepository: undefined,
      verifyWorkflows: [],
      verifySelfHosted: false,
      sigstore: { fulcio: undefined, rekor: undefined, issuer: undefined, root: undefined },
      environment: undefined,
      command: { kind: "argv", argv: ["make"] },
      workingDirectory: undefined,
      devices: [],
      env: [],
      seccomp: "default",
      user: "caller",
      sandbox: "auto",
      volumes: [],
      runNetwork: "host",
      explain: false,
      cacheFolder: undefined,
      cacheSize: 20e9,
    });
  });

  test("hands on what decides the image, and nothing else of it", async () => {
    const { recipe } = await request("build", { context: "app", include: ["a", "b"], ref: "HEAD", force: "true" });
    expect(recipe).toEqual({ context: "app", include: ["a", "b"] });
  });

  test("takes an empty text for one that was not given, as a workflow's expressions leave it", async () => {
    expect(await request("build", { ref: "", engine: "", force: "", "cache-folder": "" })).toMatchObject({
      ref: undefined,
      engine: "auto",
      force: false,
      cacheFolder: undefined,
    });
  });

  test("does not read inputs of other verbs", async () => {
    const resolve = await request("resolve", { force: "true", engine: "nonsense" });
    for (const name of ["force", "engine"]) expect(resolve).not.toHaveProperty(name);
  });

  test("runs a script by bash, or by the shell that was named; a command as it is", async () => {
    const script = "make lint\nmake test\n";
    expect((await request("run", { run: script })).command).toEqual({
      kind: "script",
      text: script,
      shell: "bash",
    });
    expect((await request("run", { run: "x", shell: "sh" })).command).toMatchObject({ shell: "sh" });
    expect((await request("run", {}, ["make", "-j 2"])).command).toEqual({ kind: "argv", argv: ["make", "-j 2"] });
  });

  test("has build secrets by where they are, never by value", async () => {
    const values = { "secret-envs": ["npm=NPM_TOKEN", "a=B,c=C"], "secret-files": ["key=/run/key=1,2"] };
    expect((await request("build", values)).secrets).toEqual([
      { id: "npm", source: { kind: "environment", variable: "NPM_TOKEN" } },
      { id: "a", source: { kind: "environment", variable: "B" } },
      { id: "c", source: { kind: "environment", variable: "C" } },
      { id: "key", source: { kind: "file", path: "/run/key=1,2" } },
    ]);
  });

  test("has a login only as a pair", async () => {
    expect((await request("pull", { username: "u", password: "p" })).access.login).toEqual({
      username: "u",
      password: "p",
    });
    expect((await failure("pull", { username: "u" })).message).toBe("`username`: `password` is missing.");
    expect((await failure("pull", { password: "p" })).message).toBe("`password`: `username` is missing.");
  });
});

describe("the one registry that a login and plain HTTP are for", () => {
  const registryFor = async (values: Values) =>
    (await request("pull", { ...values, username: "u", password: "p" })).access.registry;

  test("is what `registry` says, however a login names it", async () => {
    expect(await registryFor({ registry: "ghcr.io", image: "other.example/a" })).toBe("ghcr.io");
    expect(await registryFor({ registry: "GHCR.io", store: "other.example/a" })).toBe("ghcr.io");
    expect(await registryFor({ registry: "https://ghcr.io/" })).toBe("ghcr.io");
    expect(await registryFor({ registry: "registry.example:5000" })).toBe("registry.example:5000");
    expect(await registryFor({ registry: "[::1]:5000" })).toBe("[::1]:5000");
    for (const hub of ["docker.io", "index.docker.io", "registry-1.docker.io", "https://index.docker.io/v1/"]) {
      expect(await registryFor({ registry: hub })).toBe("docker.io");
    }
  });

  test.each(["http://ghcr.io", "ghcr.io/acme", "ghcr.io.", "a b", "ghcr.io:0", "127.0.0.256", "*"])(
    "is not %j",
    async (registry) => {
      expect((await failure("pull", { registry })).message).toBe(`"${registry}" is not the name of a registry.`);
    },
  );

  test("is by default that of `store`, or else of `image`", async () => {
    expect(await registryFor({ image: "ghcr.io/MyOrg/app" })).toBe("ghcr.io");
    expect(await registryFor({ image: "ghcr.io/a/b", store: "other.example:5000/c" })).toBe("other.example:5000");
    expect(await registryFor({ image: "ghcr.io/a/b", store: "./folder" })).toBe("ghcr.io");
    expect(await registryFor({ image: "index.docker.io/acme/app" })).toBe("docker.io");
    expect(await registryFor({ image: "acme/app" })).toBe("docker.io");
  });

  test("is none where no input names one", async () => {
    expect(await registryFor({})).toBeUndefined();
    for (const store of ["./folder", "oci:folder", "/srv/images", "actions-cache"]) {
      expect(await registryFor({ store })).toBeUndefined();
    }
  });

  test("is that of the first destination where nothing else says it", async () => {
    const destination = async (verb: "push" | "promote", values: Values) =>
      (await request(verb, values)).access.registry;
    expect(await destination("push", { images: ["one.example/a", "two.example/b"] })).toBe("one.example");
    expect(await destination("push", { tags: ["type=sha", "two.example/a:1", "one.example/a:1"] })).toBe("two.example");
    expect(await destination("push", { images: ["one.example/a"], tags: ["two.example/a:1"] })).toBe("one.example");
    expect(await destination("promote", { source: "three.example/a:1", tags: ["2"] })).toBe("three.example");
    expect(await destination("promote", { image: "one.example/a", tags: ["two.example/a:1"] })).toBe("one.example");
    expect(await destination("promote", { registry: "two.example", images: ["one.example/a"] })).toBe("two.example");
    expect(await destination("push", { tags: ["type=sha"] })).toBeUndefined();
  });
});

describe("what is to be run", () => {
  const nothing = "There is no command to run.";
  const empty = "`run` contains no command, only blanks and comments.";
  test.each<[string, Values, string]>([
    ["nothing", {}, nothing],
    ["an empty `run`, as an expression leaves it", { run: "" }, nothing],
    ["blanks", { run: " \t\n\n" }, empty],
    ["comments", { run: "# make test\n  # later\n\r\n" }, empty],
    ["`image-command: false`", { "image-command": "false" }, nothing],
    ["empty phases", { phases: "" }, nothing],
  ])("cannot be %s: the image's own command would pass in its place", async (_name, values, message) => {
    expect(await failure("run", values)).toMatchObject({
      code: "input-invalid",
      message,
      remedy: expect.stringContaining("image-command"),
    });
  });

  test("is the image's own command where that is asked for by name, and only then", async () => {
    expect((await request("run", { "image-command": "True" })).command).toEqual({ kind: "image" });
    for (const more of [{ run: "make" }, { phases: "test: make" }]) {
      expect((await failure("run", { "image-command": "true", ...more })).message).toContain(
        "the input `image-command`",
      );
    }
    await expect(request("run", { "image-command": "true" }, ["make"])).rejects.toThrow("say what to run");
  });

  test.each(["{}", "# none\n{}\n", "test: ''", "test: '# later'", "lint: make\ntest:\n", "[]", "test"])(
    "cannot be the phases %j",
    async (phases) => {
      expect(() => parseNamedScripts("phases", [phases])).toThrow(expect.objectContaining({ code: "input-invalid" }));
    },
  );

  test("is not one command side by side: `parallel` needs phases", async () => {
    expect((await failure("run", { run: "make", parallel: "true" })).message).toBe(
      "`parallel` is about `phases`, and there are none.",
    );
    await request("run", { run: "make", parallel: "False" });
  });

  test("takes nothing that would have no effect: `fail-fast` needs phases, `shell` a script", async () => {
    expect((await failure("run", { run: "make", "fail-fast": "false" })).message).toBe(
      "`fail-fast` is about `phases`, and there are none.",
    );
    await request("run", { run: "make", "fail-fast": "true", shell: "sh" });
    await expect(request("run", { shell: "sh" }, ["make"])).rejects.toThrow(
      "`shell` is about scripts, and a command behind `--` starts by itself.",
    );
  });

  test("of the other verbs is nothing", async () => {
    for (const verb of ["resolve", "build", "pull"] as const) {
      expect(await request(verb, {})).not.toHaveProperty("command");
    }
  });
});

describe("a name", () => {
  test.each<[Verb, string, string]>([
    ["run", "env", "FOO: bar"],
    ["run", "env", "FOO BAR"],
    ["run", "env", "FOO : bar=1"],
    ["run", "env", "1FOO=bar"],
    ["run", "env", "foo-bar=1"],
    ["run", "env", '"FOO=bar'],
    ["run", "env", "export FOO=bar"],
    ["build", "build-args", "FOO: bar"],
    ["build", "build-args", "FOO: a=b"],
    ["build", "build-args", '"VERSION=1.2'],
    ["build", "build-args", "FOO"],
    ["build", "base", "debian: x@sha256:1=2"],
    ["build", "secret-envs", "npm: TOKEN"],
    ["build", "secret-envs", "npm : a=TOKEN"],
    ["build", "secret-files", "my key=/k"],
    ["push", "secrets", "a b=c"],
    ["push", "labels", "org.example.title: App"],
    ["push", "labels", "title of=App"],
    ["push", "annotations", '"title=App'],
  ])("of %s's `%s` is not in %j", async (verb, name, item) => {
    const { code, message } = await failure(verb, { [name]: [item], ...(verb === "run" ? { run: "make" } : {}) });
    expect({ code, message }).toEqual({ code: "input-invalid", message: expect.stringContaining(`\`${name}\`: `) });
  });

  test("of a variable is shown, and its value is not", async () => {
    const { message } = await failure("run", { run: "make", env: ["A=1", "TOKEN: hunter2"] });
    expect(message).toBe("`env`: item 2 (TOKEN…) is not NAME=VALUE or NAME.");
  });

  test("has dots and slashes where docker takes them", async () => {
    const args = ["HTTP_PROXY=x", "BUILDKIT_CONTEXT_KEEP_GIT_DIR=1", "my.arg-1=2"];
    const labels = ["org.opencontainers.image.title=My App", "com.example/x:y=", "traefik.rule=Host(`a`, `b`)"];
    await request("push", { "build-args": args, labels });
  });
});

test.each<[string, string]>([
  ...(["context", "file", "target", "build-image"].map((name) => [name, "x"]) as [string, string][]),
  ...(["build-args", "labels", "secrets", "secret-envs", "secret-files"].map((name) => [name, "A=b"]) as [
    string,
    string,
  ][]),
  ["platforms", "linux/arm64"],
  ["base", `a=b@sha256:${"0".repeat(64)}`],
  ["no-cache", "true"],
])("push does not pass over `%s`, which is about a build, beside `saved-image`", async (name, value) => {
  await expect(delivery({ "saved-image": "app.tar", [name]: value })).rejects.toThrow(
    `\`saved-image\`: it cannot be used together with \`${name}\`.`,
  );
  await delivery({ "saved-image": "app.tar", "no-cache": "false" });
});

test("a base is fetched by its name in lower case; the name in the Dockerfile and the tag stay", async () => {
  const base = `MyOrg/Go=ghcr.io/MyOrg/Go:RC1@sha256:${"0".repeat(64)}`;
  expect((await delivery({ base })).final.bases).toEqual([
    {
      name: "MyOrg/Go",
      digest: `sha256:${"0".repeat(64)}`,
      source: { kind: "registry", repository: "ghcr.io/myorg/go:RC1" },
    },
  ]);
});

test("annotations may have docker's levels, as docker/metadata-action writes them", async () => {
  const annotations = ["manifest:org.opencontainers.image.title=App: one", "manifest,index:a=b", "com.example:x=y"];
  expect((await delivery({ annotations })).annotations).toEqual(
    new Map([
      ["org.opencontainers.image.title", "App: one"],
      ["a", "b"],
      ["com.example:x", "y"],
    ]),
  );
  for (const level of [
    "index-descriptor",
    "manifest-descriptor",
    "manifest[linux/amd64]",
    "index,manifest-descriptor",
  ]) {
    expect((await failure("push", { annotations: [`${level}:a=b`] })).message).toContain("`annotations`: ");
  }
});

test("repositories may have docker/metadata-action's attributes, or commas between them", async () => {
  const images = [
    "ghcr.io/MyOrg/a,docker.io/MyOrg/a",
    "name=quay.io/x/a,enable=false",
    "name=localhost:5000/x, enable=TRUE",
  ];
  expect((await delivery({ images })).images).toEqual([
    ...["ghcr.io/myorg/a", "docker.io/myorg/a", "localhost:5000/x"],
  ]);
  for (const image of [
    "name=ghcr.io/x/a,enable=maybe",
    "enable=true",
    "name=ghcr.io/x/a,tag=1",
    "ghcr.io/x/a:1",
    "app",
  ]) {
    await expect(delivery({ images: [image] })).rejects.toThrow(expect.objectContaining({ code: "input-invalid" }));
  }
});

test.each([
  ["linux/x86_64", "linux/amd64"],
  ["Linux/AMD64", "linux/amd64"],
  ["linux/aarch64", "linux/arm64"],
  ["linux/arm64/v8", "linux/arm64"],
  ["linux/armhf", "linux/arm/v7"],
  ["linux/arm/v6", "linux/arm/v6"],
])("the platform %s is %s", async (platform, usual) => {
  expect((await delivery({ platforms: platform })).final.platforms).toEqual([usual]);
});

test.each(["True", "TRUE", "true"])("a boolean may be %s, or the same of false", async (yes) => {
  const no = { true: "false", True: "False", TRUE: "FALSE" }[yes]!;
  expect((await request("build", { force: yes })).force).toBe(true);
  expect((await request("build", { force: no })).force).toBe(false);
  expect(await delivery({ push: no })).toMatchObject({ push: false });
  expect((await failure("build", { force: "yes" })).message).toBe('`force`: "yes" is not a valid value.');
});

describe("a run that may be reused", () => {
  const reuse = async (more: Parameters<typeof request>[1] = {}) =>
    request("run", { run: "make", reuse: "true", ...more });

  test("has no network, and no limit of age", async () => {
    expect(await reuse()).toMatchObject({
      runNetwork: "none",
      reuse: { paths: [], outputs: [], maxAge: undefined, from: "store" },
    });
  });

  test("with the machine's network counts for a day, or as long as is said", async () => {
    const day = { milliseconds: 86_400_000, written: "24h" };
    expect(await reuse({ "run-network": "host" })).toMatchObject({ runNetwork: "host", reuse: { maxAge: day } });
    const week = { milliseconds: 7 * 86_400_000, written: "7d" };
    expect(await reuse({ "run-network": "host", "max-age": "7d" })).toMatchObject({ reuse: { maxAge: week } });
  });

  test("has outputs below the repository's root, in one form", async () => {
    expect(await reuse({ outputs: ["./dist/", "a//b"] })).toMatchObject({ reuse: { outputs: ["dist", "a/b"] } });
    expect(await reuse({ outputs: ["dist", "dist/"] })).toMatchObject({ reuse: { outputs: ["dist"] } });
    expect((await failure("run", { run: "make", reuse: "true", outputs: ["a/dist", "a"] })).message).toBe(
      "`outputs`: a/dist is inside of a.",
    );
    for (const path of [".", "../dist", "/dist", ".git/hooks", "a/.GIT", "a/../..", "x".repeat(1001)]) {
      expect((await failure("run", { run: "make", reuse: "true", outputs: [path] })).code).toBe("input-invalid");
    }
  });

  test.each([
    ["paths", ["src"]],
    ["outputs", ["dist"]],
    ["max-age", "7d"],
    ["reuse-from", "same-ref"],
  ])("without `reuse`, `%s` is a mistake", async (name, value) => {
    const { code, message } = await failure("run", { run: "make", [name]: value });
    expect({ code, message }).toEqual({
      code: "input-invalid",
      message: `\`${name}\`: it is about \`reuse\`, which is off.`,
    });
  });
});

describe("a value that cannot be meant", () => {
  const verbOf = (input: Input) => verbs.find((verb) => input.verbs.includes(verb));
  const chosen = inputs.filter(
    (input) => verbOf(input) !== undefined && (input.choices !== undefined || input.kind === "boolean"),
  );
  test.each(chosen.map((input): [string, Input] => [input.name, input]))(
    "of %s is refused with the valid ones",
    async (name, input) => {
      const { choices = ["true", "false"] } = input;
      const verb = verbOf(input)!;
      // Something to run, without naming it twice.
      const command: Record<string, string> = {
        ...(name === "fail-fast" ? { phases: "all: make" } : { run: "make" }),
        ...(name === "reuse-from" ? { reuse: "true" } : {}),
      };
      const others = name === "clean" ? { from: "tools" } : verb === "run" && name !== "image-command" ? command : {};
      for (const choice of choices) {
        const more = name === "image-command" && choice === "false" ? { run: "make" } : others;
        await request(verb, { [name]: choice, ...more });
      }
      const { code, message, remedy } = await failure(verb, { [name]: "nonsense" });
      expect({ code, message }).toEqual({
        code: "input-invalid",
        message: `\`${name}\`: "nonsense" is not a valid value.`,
      });
      for (const choice of choices) expect(remedy).toContain(choice);
    },
  );

  test("a variable without a name is refused", async () => {
    expect((await request("run", { run: "x", env: ["A=b=c", "B", "C="] })).env).toEqual(["A=b=c", "B", "C="]);
    expect((await failure("run", { env: ["A=b", "=c"] })).message).toBe("`env`: item 2 is not NAME=VALUE or NAME.");
  });

  test.each(["TOKEN", "=TOKEN", "id="])("a secret written as %j is refused, and is not repeated", async (item) => {
    const { message, remedy } = await failure("build", { "secret-envs": [item] });
    expect(message).toMatch(/^`secret-envs`: (item 1 is not ID=VARIABLE|the secret "id" is empty)\.$/);
    expect(message + remedy).not.toContain("TOKEN");
  });
});

test("every verb about an image takes what all of them have", async () => {
  for (const verb of imageVerbs) {
    const all = { path: "x", ref: "y", store: "./z", "plain-http": "true", "cache-folder": "/c" };
    expect(await request(verb, all, verb === "run" ? ["make"] : [])).toMatchObject({
      ...{ path: "x", ref: "y", store: "./z", access: { plainHttp: true }, cacheFolder: "/c" },
    });
  }
});

test("scripts with Windows line ends are those of Unix", async () => {
  const commandOf = async (name: string, text: string) => (await request("run", { [name]: text })).command;
  expect(await commandOf("run", "make\r\nmake test\r\n")).toMatchObject({ text: "make\nmake test\n" });
  expect(await commandOf("phases", "lint: |\r\n  a\r\n  b\r\n")).toMatchObject({
    steps: [[{ name: "lint", script: "a\nb\n" }]],
  });
});
