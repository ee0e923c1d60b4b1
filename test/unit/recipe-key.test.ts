/** The key of a recipe, compared with git's own hash of the same files. */
import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { openRepository } from "../../core/git/repository.ts";
import { keyOf, writeKeyTree } from "../../core/recipe/key.ts";
import { readSource } from "../../core/recipe/source.ts";
import { gitEnvironment, repositoryIn, testFolder, testRepository } from "../fixtures/git.ts";
import { recipeOf, type WrittenRecipe } from "../fixtures/recipe.ts";

const files = {
  Dockerfile: "FROM scratch\n",
  "build/Dockerfile": "FROM scratch\nCOPY . /\n",
  "build/tools/run.sh": { run: "#!/bin/sh\n" },
  "build/link": { link: "tools/run.sh" },
  "go.mod": "module example\n",
  "locks/a/package.json": "{}\n",
  "locks/b.txt": "b\n",
};

async function keyIn(folder: string, inputs: WrittenRecipe = {}, ref?: string) {
  await using repository = await openRepository(folder, gitEnvironment);
  const { recipe, dirty } = await readSource(repository, { ref, inputs: recipeOf(inputs) });
  return keyOf(repository.objectFormat, recipe, dirty);
}

describe("a recipe that is one directory", () => {
  test("has the hash that `git rev-parse HEAD:DIR` prints", async () => {
    using repository = testRepository(files);
    expect(await keyIn(repository.folder, { context: "build" })).toEqual({
      hash: repository.git("rev-parse", "HEAD:build"),
      dirty: false,
      tag: repository.git("rev-parse", "HEAD:build"),
    });
  });

  test("may be the whole repository", async () => {
    using repository = testRepository(files);
    expect((await keyIn(repository.folder)).tag).toBe(repository.git("rev-parse", "HEAD^{tree}"));
  });

  test("may be written in any of the ways people write a path", async () => {
    using repository = testRepository(files);
    const key = repository.git("rev-parse", "HEAD:build");
    for (const context of ["./build", "build/", "build//.", "locks/../build"]) {
      expect((await keyIn(repository.folder, { context })).hash).toBe(key);
    }
    const explicit = { context: "build", file: "build/Dockerfile", platforms: ["linux/amd64"] };
    expect((await keyIn(repository.folder, explicit)).hash).toBe(key);
  });

  test("changes with a file's content, its executable bit and the target of a link, and with nothing else", async () => {
    using repository = testRepository(files);
    const keyAfter = async (change: () => void) => {
      change();
      repository.commit();
      return (await keyIn(repository.folder, { context: "build" })).hash;
    };
    const keys = [
      await keyAfter(() => {}),
      await keyAfter(() => repository.write({ "build/new.txt": "x" })),
      await keyAfter(() => chmodSync(join(repository.folder, "build/new.txt"), 0o755)),
      await keyAfter(() => execFileSync("ln", ["-sfn", "elsewhere", join(repository.folder, "build/link")])),
      await keyAfter(() => repository.write({ "go.mod": "module other\n" })),
    ];
    expect(new Set(keys).size).toBe(4);
    expect(keys[4]).toBe(keys[3]);
  });

  test("is found by any revision", async () => {
    using repository = testRepository(files);
    const first = repository.git("rev-parse", "HEAD:build");
    repository.git("tag", "-a", "-m", "tag", "v1");
    repository.write({ "build/new.txt": "x" });
    repository.commit();
    for (const ref of ["HEAD~1", "v1", "v1^{tree}", repository.git("rev-parse", "HEAD~1"), "main~"]) {
      expect((await keyIn(repository.folder, { context: "build" }, ref)).hash).toBe(first);
    }
    await expect(keyIn(repository.folder, {}, "nowhere")).rejects.toMatchObject({
      code: "repository-invalid",
      message: 'The repository has no revision "nowhere".',
    });
    await expect(keyIn(repository.folder, {}, "HEAD\nHEAD")).rejects.toMatchObject({ code: "repository-invalid" });
  });

  test("may hold a submodule: its commit counts", async () => {
    using inner = testRepository({ "a.txt": "a" });
    using repository = testRepository(files);
    repository.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.folder, "build/inner");
    repository.commit();
    expect(await keyIn(repository.folder, { context: "build" })).toMatchObject({
      hash: repository.git("rev-parse", "HEAD:build"),
      dirty: false,
    });
    const message = "`context`: build/inner is, or is in, a submodule.";
    await expect(keyIn(repository.folder, { context: "build/inner" })).rejects.toMatchObject({ message });
  });

  test("may hold names of spaces, quotes, newlines and bytes that are no UTF-8", async () => {
    using repository = testRepository(files);
    for (const name of ["a b", 'quo"te', "new\nline", "tab\t", "\xff\xfe", "back\\slash", "*", "-x"]) {
      writeFileSync(Buffer.from(`${repository.folder}/build/${name}`, "latin1"), name);
    }
    repository.commit();
    expect(await keyIn(repository.folder, { context: "build" })).toMatchObject({
      hash: repository.git("rev-parse", "HEAD:build"),
      dirty: false,
    });
  });
});

describe("every kind of repository gives the same key", () => {
  test("a bare one, a clone of depth 1, a linked worktree, a folder inside", async () => {
    using repository = testRepository(files);
    repository.write({ "build/new.txt": "x" });
    repository.commit();
    const key = repository.git("rev-parse", "HEAD:build");
    using place = testFolder();
    const clone = (name: string, ...args: string[]) => {
      repository.git("clone", "-q", ...args, `file://${repository.folder}`, join(place.path, name));
      return join(place.path, name);
    };
    const worktree = join(place.path, "worktree");
    repository.git("worktree", "add", "-q", worktree, "HEAD");
    const folders = [
      clone("bare", "--bare"),
      clone("shallow", "--depth", "1"),
      clone("empty-handed", "--no-checkout"),
      worktree,
      join(repository.folder, "build/tools"),
      join(repository.folder, ".git"),
    ];
    for (const folder of folders) {
      expect(await keyIn(folder, { context: "build" })).toEqual({ hash: key, dirty: false, tag: key });
    }
  });

  test("a SHA-256 one has a longer one", async () => {
    using repository = testRepository(files, ["--object-format=sha256"]);
    expect((await keyIn(repository.folder, { context: "build" })).hash).toBe(repository.git("rev-parse", "HEAD:build"));
    const { hash } = await keyIn(repository.folder, { context: "build", target: "x" });
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test("whatever variables of git's the caller has set", async () => {
    using repository = testRepository(files);
    using other = testRepository({ Dockerfile: "FROM other\n" });
    const git = join(other.folder, ".git");
    // An index that hides a change, which git's own would tell.
    const index = join(other.folder, "index");
    copyFileSync(join(repository.folder, ".git/index"), index);
    const env = { ...gitEnvironment, GIT_INDEX_FILE: index };
    execFileSync("git", ["update-index", "--assume-unchanged", "build/Dockerfile"], { cwd: repository.folder, env });
    repository.write({ "build/Dockerfile": "FROM changed\n" });
    const tagBy = async (environment: NodeJS.ProcessEnv) => {
      await using opened = await openRepository(repository.folder, { ...gitEnvironment, ...environment });
      const { recipe, dirty } = await readSource(opened, { inputs: { context: "build" } });
      return keyOf("sha1", recipe, dirty).tag;
    };
    const tag = await tagBy({});
    expect(tag).toMatch(/-dirty$/);
    for (const variables of [{ GIT_DIR: git }, { GIT_WORK_TREE: other.folder }, { GIT_INDEX_FILE: index }]) {
      expect([variables, await tagBy(variables)]).toEqual([variables, tag]);
    }
  });

  test("a folder that is none says so, one of another user's says what to do", async () => {
    using folder = testFolder();
    await expect(keyIn(folder.path)).rejects.toMatchObject({
      code: "repository-invalid",
      message: expect.stringContaining("not a git repository"),
      remedy: expect.stringContaining("-C DIR"),
    });
    using repository = testRepository(files);
    const distrustful = { ...gitEnvironment, GIT_TEST_ASSUME_DIFFERENT_OWNER: "1" };
    await expect(openRepository(repository.folder, distrustful)).rejects.toMatchObject({
      code: "repository-invalid",
      message: expect.stringContaining("dubious ownership"),
      remedy: expect.stringContaining(`git config --global --add safe.directory '${repository.folder}'`),
    });
  });

  test("before the first commit there is none", async () => {
    using repository = testRepository();
    await expect(keyIn(repository.folder)).rejects.toMatchObject({
      code: "repository-invalid",
      message: expect.stringContaining("has no commit"),
    });
    repository.write({ Dockerfile: "FROM scratch\n" });
    repository.git("add", ".");
    expect(await keyIn(repository.folder)).toMatchObject({ hash: repository.git("write-tree"), dirty: true });
  });
});

describe("a recipe with more in it", () => {
  test("lays included files and directories in at their own path", async () => {
    using repository = testRepository(files);
    const { hash } = await keyIn(repository.folder, { context: "build", include: ["go.mod", "locks"] });
    using place = testFolder();
    const expected = repositoryIn(place.path);
    expected.git("init", "-q");
    expected.write({
      Dockerfile: files["build/Dockerfile"],
      "tools/run.sh": files["build/tools/run.sh"],
      link: files["build/link"],
      "go.mod": files["go.mod"],
      "locks/a/package.json": files["locks/a/package.json"],
      "locks/b.txt": files["locks/b.txt"],
    });
    expected.git("add", ".");
    expect(hash).toBe(expected.git("write-tree"));
  });

  test("joins directories, takes equal files, and names both sides of a conflict", async () => {
    using repository = testRepository({
      ...files,
      "build/locks/c.txt": "c\n",
      "build/locks/b.txt": "b\n",
      "build/go.mod": "module another\n",
    });
    const joined = await keyIn(repository.folder, { context: "build", include: ["locks", "locks/b.txt"] });
    await using opened = await openRepository(repository.folder, gitEnvironment);
    const { recipe } = await readSource(opened, { inputs: { context: "build", include: ["locks"] } });
    expect(await writeKeyTree(opened, recipe, joined)).toBe(true);
    expect(repository.git("ls-tree", "-r", "--name-only", joined.hash, "locks").split("\n")).toEqual([
      "locks/a/package.json",
      "locks/b.txt",
      "locks/c.txt",
    ]);
    await expect(keyIn(repository.folder, { context: "build", include: ["go.mod"] })).rejects.toMatchObject({
      code: "input-invalid",
      message: expect.stringMatching(/context \(build, .*included path go\.mod both have go\.mod/),
    });
  });

  test("shows what went in by `git ls-tree -r KEY`, also where only files at the root were laid in", async () => {
    using repository = testRepository({ "build/Dockerfile": "FROM scratch\n", "go.mod": "module m\n" });
    await using opened = await openRepository(repository.folder, gitEnvironment);
    const { recipe, dirty } = await readSource(opened, { inputs: { context: "build", include: ["go.mod"] } });
    const key = keyOf(opened.objectFormat, recipe, dirty);
    expect(await writeKeyTree(opened, recipe, key)).toBe(true);
    expect(repository.git("ls-tree", "-r", "--name-only", key.hash).split("\n")).toEqual(["Dockerfile", "go.mod"]);
  });

  test("shows what went in by `git ls-tree -r KEY`", async () => {
    using repository = testRepository(files);
    const digest = `sha256:${"a".repeat(64)}`;
    const inputs: WrittenRecipe = {
      context: "build",
      file: "Dockerfile",
      target: "test",
      buildArgs: new Map([
        ["Z", "1"],
        ["A", "ü\n"],
      ]),
      platforms: ["linux/arm64", "linux/amd64", "linux/arm64"],
      base: new Map([["debian", `oci-layout:///srv/base@${digest}`]]),
    };
    await using opened = await openRepository(repository.folder, gitEnvironment);
    const { recipe, dirty } = await readSource(opened, { inputs: recipeOf(inputs) });
    const key = keyOf(opened.objectFormat, recipe, dirty);
    expect(await writeKeyTree(opened, recipe, key)).toBe(true);
    expect(repository.git("ls-tree", "-r", "--name-only", key.hash).split("\n")).toEqual([
      ".treestamp/Dockerfile",
      ".treestamp/recipe.json",
      "Dockerfile",
      "link",
      "tools/run.sh",
    ]);
    expect(JSON.parse(repository.git("cat-file", "blob", `${key.hash}:.treestamp/recipe.json`))).toEqual({
      version: 1,
      dockerfile: ".treestamp/Dockerfile",
      target: "test",
      buildArgs: [
        ["A", "ü\n"],
        ["Z", "1"],
      ],
      platforms: ["linux/amd64", "linux/arm64"],
      bases: [["debian", digest]],
    });
    expect(repository.git("cat-file", "blob", `${key.hash}:.treestamp/Dockerfile`)).toBe("FROM scratch");
  });

  test("takes the Dockerfile from outside of the context without its ignore file, which cannot get into the image", async () => {
    using repository = testRepository({ ...files, "docker/ci": "FROM scratch\n", "docker/ci.dockerignore": "*\n" });
    await using opened = await openRepository(repository.folder, gitEnvironment);
    const { recipe } = await readSource(opened, { inputs: { context: "build", file: "docker/ci" } });
    const key = keyOf("sha1", recipe, false);
    await writeKeyTree(opened, recipe, key);
    expect(repository.git("ls-tree", "--name-only", `${key.hash}:.treestamp`).split("\n")).toEqual([
      "Dockerfile",
      "recipe.json",
    ]);
  });

  test("is fixed by a base's digest, wherever its bytes are", async () => {
    using repository = testRepository(files);
    const key = async (base: string) => (await keyIn(repository.folder, { base: new Map([["debian", base]]) })).hash;
    const one = `sha256:${"1".repeat(64)}`;
    expect(await key(`registry.example/debian@${one}`)).toBe(await key(`oci-layout://base@${one}`));
    expect(await key(`registry.example/debian@sha256:${"2".repeat(64)}`)).not.toBe(
      await key(`oci-layout://base@${one}`),
    );
    await expect(key("registry.example/debian:12")).rejects.toMatchObject({ code: "input-invalid" });
  });

  test("finds the folder of a base from the repository's root", async () => {
    using repository = testRepository(files);
    await using opened = await openRepository(join(repository.folder, "build"), gitEnvironment);
    const base = new Map([["debian", `oci-layout://images/debian@sha256:${"1".repeat(64)}`]]);
    const { recipe } = await readSource(opened, { inputs: recipeOf({ base }) });
    expect(recipe.bases[0]?.source).toEqual({ kind: "layout", folder: join(repository.folder, "images/debian") });
  });

  test("of a partial clone asks the remote for nothing", async () => {
    using repository = testRepository({ ...files, "go.mod": "module x\n" });
    repository.git("config", "uploadpack.allowFilter", "true");
    using place = testFolder();
    const clone = join(place.path, "partial");
    repository.git("clone", "-q", "--filter=blob:none", "--no-checkout", `file://${repository.folder}`, clone);
    renameSync(repository.folder, `${repository.folder}-away`);
    try {
      await using partial = await openRepository(clone, gitEnvironment);
      const { recipe } = await readSource(partial, { inputs: { context: "build", include: ["go.mod"] } });
      const key = keyOf(partial.objectFormat, recipe, false);
      expect(await writeKeyTree(partial, recipe, key)).toBe(true);
    } finally {
      renameSync(`${repository.folder}-away`, repository.folder);
    }
  });

  test("in a repository that cannot be written has its key all the same", async () => {
    using repository = testRepository(files);
    await using opened = await openRepository(repository.folder, gitEnvironment);
    const { recipe } = await readSource(opened, { inputs: { target: "x" } });
    const key = keyOf("sha1", recipe, false);
    const failing = { ...opened, git: async () => ({ exitCode: 128, stdout: Buffer.alloc(0), stderr: "read-only" }) };
    expect(await writeKeyTree(failing, recipe, key)).toBe(false);
  });
});

describe("what cannot be meant is refused with a remedy", () => {
  test.each<[string, WrittenRecipe, string, string]>([
    ["a missing context", { context: "nowhere" }, "path-missing", "`context`: nowhere is not in the repository."],
    ["a context that is a file", { context: "go.mod" }, "input-invalid", "is, or leads through, a file"],
    ["a path through a file", { include: ["go.mod/x"] }, "input-invalid", "is, or leads through, a file"],
    ["a path through a link", { context: "build/link" }, "input-invalid", "a symbolic link"],
    ["a path out of the repository", { context: "../x" }, "input-invalid", "leads out of the repository"],
    ["a path out of it, hidden", { include: ["a/../../x"] }, "input-invalid", "leads out of the repository"],
    ["an absolute path", { file: "/etc/passwd" }, "input-invalid", "is an absolute path"],
    ["no Dockerfile", { context: "locks" }, "path-missing", "`file`: locks/Dockerfile is not in the repository."],
    ["a Dockerfile that is a directory", { file: "build" }, "input-invalid", "is, or leads through, a directory"],
    ["a missing include", { include: ["locks/none"] }, "path-missing", "`include`: locks/none"],
    ["everything into a part", { context: "build", include: ["."] }, "input-invalid", "cannot be added to a part"],
    ["an invalid platform", { platforms: ["amd64"] }, "input-invalid", "is not OS/ARCH"],
    ["an invalid architecture", { platforms: ["linux/amd65"] }, "input-invalid", "does not exist, amd65"],
    ["an invalid system", { platforms: ["linus/amd64"] }, "input-invalid", "does not exist, linus"],
  ])("%s", async (_name, inputs, code, message) => {
    using repository = testRepository(files);
    const failure = keyIn(repository.folder, inputs, "HEAD");
    await expect(failure).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
    await expect(failure).rejects.toHaveProperty("remedy", expect.stringMatching(/\.$|-C/));
  });

  test("no Dockerfile at the root, where nobody named a context: both inputs are told", async () => {
    using repository = testRepository({ "env/Dockerfile": "FROM scratch\n" });
    await expect(keyIn(repository.folder, {})).rejects.toMatchObject({
      code: "path-missing",
      remedy: expect.stringMatching(/with `context`, .* with `file`/),
    });
  });

  test.each(["Containerfile", "Dockerfile.ci", "ci.Dockerfile"])(
    "no Dockerfile, and a %s that may be it",
    async (name) => {
      using repository = testRepository({ [`env/${name}`]: "FROM scratch\n", "env/Dockerfile.dockerignore": "x" });
      await expect(keyIn(repository.folder, { context: "env" })).rejects.toMatchObject({
        code: "path-missing",
        remedy: `Name one with \`file\`: there is env/${name}.`,
      });
    },
  );

  test.each([
    ["linux/amd65", "Did you mean linux/amd64?"],
    ["linux/arm46/v8", "Did you mean linux/arm64/v8?"],
    ["linus/arm64", "Did you mean linux/arm64?"],
  ])("the platform %s, with the one that is meant", async (platform, remedy) => {
    using repository = testRepository(files);
    await expect(keyIn(repository.folder, { platforms: [platform] })).rejects.toMatchObject({
      code: "input-invalid",
      remedy: expect.stringContaining(remedy),
    });
  });

  test.each(["treestamp.yaml", ".treestamp.yml"])(
    "a %s, which would be passed over, committed or not",
    async (name) => {
      using repository = testRepository({ Dockerfile: "FROM scratch\n" });
      repository.write({ [name]: "context: env\n" });
      const refusal = {
        code: "input-invalid",
        message: `The repository has ${name}, and treestamp reads treestamp.yml.`,
        remedy: `Rename it: git mv ${name} treestamp.yml.`,
      };
      await expect(keyIn(repository.folder, {})).rejects.toMatchObject(refusal);
      repository.commit("second");
      await expect(keyIn(repository.folder, {})).rejects.toMatchObject(refusal);
      repository.write({ "treestamp.yml": "{}\n" });
      await keyIn(repository.folder, {});
    },
  );

  test("an empty directory, which git does not keep", async () => {
    using repository = testRepository(files);
    mkdirSync(join(repository.folder, "empty"));
    await expect(keyIn(repository.folder, { context: "empty" })).rejects.toMatchObject({
      code: "path-missing",
      remedy: expect.stringContaining("git keeps neither empty directories"),
    });
  });

  test("the name that treestamp keeps for itself", async () => {
    using repository = testRepository({ ...files, "build/.treestamp/x": "x" });
    await expect(keyIn(repository.folder, { context: "build" })).rejects.toMatchObject({
      code: "input-invalid",
      message: expect.stringContaining(".treestamp"),
    });
  });
});
