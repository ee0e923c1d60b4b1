/** Uncommitted changes: what counts, what does not, and that nothing of the user's is written. */
import { execFile, execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "@jest/globals";
import { openRepository } from "../../core/git/repository.ts";
import type { RecipeInputs } from "../../core/inputs/recipe-inputs.ts";
import { ownName } from "../../core/machine/owner.ts";
import { contextTar } from "../../core/recipe/context.ts";
import { keyOf } from "../../core/recipe/key.ts";
import { readSource } from "../../core/recipe/source.ts";
import { gitEnvironment, repositoryIn, type TestRepository, testFolder, testRepository } from "../fixtures/git.ts";
import { deadOwner } from "../services/dead-owner.ts";

const files = {
  "build/Dockerfile": "FROM scratch\n",
  "build/a.txt": "a\n",
  "other/b.txt": "b\n",
  ".gitignore": "*.log\n",
};
const inputs: RecipeInputs = { context: "build" };

async function keyIn(folder: string, request: { ref?: string; inputs?: RecipeInputs } = {}) {
  await using repository = await openRepository(folder, gitEnvironment);
  const { recipe, dirty } = await readSource(repository, { inputs, ...request });
  return keyOf(repository.objectFormat, recipe, dirty);
}

/** The key that the directory has once the changes are committed. */
function committed(repository: Pick<TestRepository, "commit" | "git">, path = "build"): string {
  repository.commit();
  return repository.git("rev-parse", `HEAD:${path}`);
}

/** Everything that git keeps, as names and sizes; with times where git does not freshen them on purpose. */
function gitState(repository: TestRepository): string[] {
  const folder = join(repository.folder, ".git");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .sort()
    .map((name) => {
      const { size, mtimeMs } = statSync(join(folder, name));
      return `${name} ${size} ${name.startsWith("objects/") ? "" : mtimeMs}`;
    });
}

const at = (repository: TestRepository, path: string) => join(repository.folder, path);

describe("a working tree with uncommitted changes has the key that they would have once committed, marked dirty", () => {
  test.each<[string, (repository: TestRepository) => unknown]>([
    ["a changed file", (r) => r.write({ "build/a.txt": "changed\n" })],
    ["a change of the same size, at the same time as the index", (r) => sameSizeChange(r)],
    [
      "a staged change",
      (r) => {
        r.write({ "build/a.txt": "staged\n" });
        r.git("add", ".");
      },
    ],
    [
      "a staged change and another one on top",
      (r) => {
        r.write({ "build/a.txt": "1" });
        r.git("add", ".");
        r.write({ "build/a.txt": "2" });
      },
    ],
    ["an untracked file", (r) => r.write({ "build/deep/er/new": "x" })],
    [
      "a new file that is only announced (add -N)",
      (r) => {
        r.write({ "build/new": "x" });
        r.git("add", "-N", ".");
      },
    ],
    ["a deleted file", (r) => rmSync(at(r, "build/a.txt"))],
    ["a staged deletion", (r) => r.git("rm", "-q", "build/a.txt")],
    [
      "a file removed from the index and kept",
      (r) => {
        r.git("rm", "-q", "--cached", "build/a.txt");
        r.write({ "build/a.txt": "other" });
      },
    ],
    ["an executable bit alone", (r) => chmodSync(at(r, "build/a.txt"), 0o755)],
    [
      "a file that became a link",
      (r) => {
        rmSync(at(r, "build/a.txt"));
        r.write({ "build/a.txt": { link: "Dockerfile" } });
      },
    ],
    [
      "a file that became a directory",
      (r) => {
        rmSync(at(r, "build/a.txt"));
        r.write({ "build/a.txt/x": "x" });
      },
    ],
    ["a file renamed", (r) => r.git("mv", "build/a.txt", "build/c.txt")],
    ["a name that is no UTF-8", (r) => writeFileSync(Buffer.from(`${r.folder}/build/\xfe\n"`, "latin1"), "x")],
  ])("%s", async (_name, change) => {
    using repository = testRepository(files);
    change(repository);
    const before = gitState(repository);
    const key = await keyIn(repository.folder);
    expect(gitState(repository)).toEqual(before);
    const hash = committed(repository);
    expect(key).toEqual({ hash, dirty: true, tag: `${hash}-dirty` });
    expect(await keyIn(repository.folder)).toEqual({ hash, dirty: false, tag: hash });
  });

  test.each<[string, (repository: TestRepository) => unknown]>([
    ["an ignored file", (r) => r.write({ "build/x.log": "x" })],
    ["changes outside of the recipe", (r) => r.write({ "other/b.txt": "x", new: "x" })],
    ["a file touched", (r) => utimesSync(at(r, "build/a.txt"), 1, 1)],
    [
      "a staged change that was taken back in the file",
      (r) => {
        r.write({ "build/a.txt": "x" });
        r.git("add", ".");
        r.write({ "build/a.txt": "a\n" });
      },
    ],
  ])("not dirty: %s", async (_name, change) => {
    using repository = testRepository(files);
    change(repository);
    expect(await keyIn(repository.folder)).toMatchObject({
      hash: repository.git("rev-parse", "HEAD:build"),
      dirty: false,
    });
  });

  /** Files that git calls modified in a clone that nobody has touched. */
  const asCheckedOut: [string, Record<string, string>, string, string | undefined][] = [
    ["a blob with CRLF, and eol=crlf", { "a.bat": "text eol=crlf" }, "one\r\ntwo\r\n", undefined],
    ["a blob with CRLF, and eol=lf", { "a.bat": "text eol=lf" }, "one\r\ntwo\r\n", undefined],
    ["a blob with CRLF, and text=auto", { "a.bat": "text=auto" }, "one\r\ntwo\r\n", undefined],
    ["a blob with both line endings, and eol=crlf", { "a.bat": "text eol=crlf" }, "one\r\ntwo\nthree\n", undefined],
    ["a blob with an expanded keyword", { "a.bat": "ident" }, "$Id: 0123 $\n", undefined],
    ["an LFS file by its pointer", { "a.bat": "filter=lfs -text" }, lfsPointer("content\n"), "content\n"],
  ];

  test.each(asCheckedOut)("not dirty, for it is as its checkout left it: %s", async (_name, attributes, blob, disk) => {
    using repository = testRepository(files);
    // As it came to be: committed first, the attributes afterwards.
    writeFileSync(at(repository, "build/a.bat"), blob);
    repository.commit();
    const lines = Object.entries(attributes).map(([name, of]) => `${name} ${of}\n`);
    writeFileSync(at(repository, "build/.gitattributes"), lines.join(""));
    repository.git("add", "build/.gitattributes");
    repository.git("commit", "-qm", "attributes");
    using place = testFolder();
    repository.git("clone", "-q", repository.folder, join(place.path, "clone"));
    const clone = repositoryIn(join(place.path, "clone"));
    if (disk !== undefined) clone.write({ "build/a.bat": disk });
    const old = new Date(Date.now() - 60_000);
    utimesSync(join(clone.folder, "build/a.bat"), old, old); // so that git looks into the file
    if (!_name.includes("text=auto") && !_name.includes("keyword")) {
      expect(clone.git("status", "--porcelain")).toContain("build/a.bat");
    }
    expect(await keyIn(clone.folder)).toEqual({
      hash: clone.git("rev-parse", "HEAD:build"),
      dirty: false,
      tag: clone.git("rev-parse", "HEAD:build"),
    });
    clone.write({ "build/a.bat": "changed\r\n" });
    expect(await keyIn(clone.folder)).toMatchObject({ dirty: true, hash: committed(clone) });
  });

  test("not dirty: such a file, while another one is changed", async () => {
    using repository = testRepository({ ...files, "build/a.bat": "one\r\n" });
    repository.write({ "build/.gitattributes": "*.bat text eol=crlf\n" });
    repository.git("add", "build/.gitattributes");
    repository.git("commit", "-qm", "attributes");
    repository.git("rm", "-q", "--cached", "build/a.bat");
    repository.git("reset", "-q", "--hard");
    const oid = repository.git("rev-parse", "HEAD:build/a.bat");
    repository.write({ "build/new.txt": "x" });
    await using opened = await openRepository(repository.folder, gitEnvironment);
    const { recipe, dirty } = await readSource(opened, { inputs });
    expect(dirty).toBe(true);
    expect(recipe.context.find(({ name }) => name === "a.bat")?.oid).toBe(oid);
  });

  test.each<[string, (repository: TestRepository) => unknown]>([
    ["assume-unchanged", (r) => r.git("update-index", "--assume-unchanged", "build/a.txt")],
    ["skip-worktree", (r) => r.git("update-index", "--skip-worktree", "build/a.txt")],
  ])("not dirty, and the commit's bytes: a changed file that git was told to overlook (%s)", async (_name, tell) => {
    using repository = testRepository(files);
    tell(repository);
    repository.write({ "build/a.txt": "changed\n" });
    const hash = repository.git("rev-parse", "HEAD:build");
    expect(await keyIn(repository.folder)).toEqual({ hash, dirty: false, tag: hash });
  });

  test.each([
    ["core.fileMode", (r: TestRepository) => chmodSync(at(r, "build/a.txt"), 0o755)],
    [
      "core.symlinks",
      (r: TestRepository) => {
        rmSync(at(r, "build/link"));
        r.write({ "build/link": "a.txt" });
      },
    ],
  ])("not dirty: what a file system cannot hold (%s=false)", async (setting, change) => {
    using repository = testRepository({ ...files, "build/link": { link: "a.txt" } });
    repository.git("config", setting, "false");
    change(repository);
    expect((await keyIn(repository.folder)).dirty).toBe(false);
    repository.write({ "build/new": "x" });
    const { hash, dirty } = await keyIn(repository.folder);
    rmSync(at(repository, "build/new"));
    repository.write({ "build/new": "x" });
    repository.git("add", "build/new");
    repository.git("commit", "-qm", "new");
    expect({ hash, dirty }).toEqual({ hash: repository.git("rev-parse", "HEAD:build"), dirty: true });
  });

  test("a revision that is named is what was committed", async () => {
    using repository = testRepository(files);
    repository.write({ "build/a.txt": "changed\n" });
    expect(await keyIn(repository.folder, { ref: "HEAD" })).toMatchObject({
      hash: repository.git("rev-parse", "HEAD:build"),
      dirty: false,
    });
  });

  test("an included file and the Dockerfile elsewhere count, too", async () => {
    using repository = testRepository(files);
    const request = { inputs: { ...inputs, include: ["other"], file: "other/b.txt" } };
    expect((await keyIn(repository.folder, request)).dirty).toBe(false);
    repository.write({ "other/new": "x" });
    expect((await keyIn(repository.folder, request)).dirty).toBe(true);
  });

  test("the file that a Dockerfile's symbolic link leads to counts, too", async () => {
    using repository = testRepository({ ...files, "link/Dockerfile": { link: "../other/b.txt" }, "link/a": "a" });
    const request = { inputs: { context: "link" } };
    const before = await keyIn(repository.folder, request);
    expect(before.dirty).toBe(false);
    repository.write({ "other/b.txt": "FROM changed\n" });
    const changed = await keyIn(repository.folder, request);
    repository.commit();
    const after = await keyIn(repository.folder, request);
    expect(changed).toMatchObject({ dirty: true, hash: after.hash });
    expect(after.hash).not.toBe(before.hash);
  });

  test("an uncommitted treestamp.yml is obeyed", async () => {
    using repository = testRepository(files);
    repository.write({ "treestamp.yml": "context: build\ntarget: test\n" });
    const dirty = await keyIn(repository.folder, { inputs: {} });
    repository.commit();
    expect(dirty).toMatchObject({ dirty: true, hash: (await keyIn(repository.folder, { inputs: {} })).hash });
    rmSync(at(repository, "treestamp.yml"));
    await expect(keyIn(repository.folder, { inputs: {} })).rejects.toMatchObject({ code: "path-missing" });
  });

  test("an uncommitted treestamp.yml that names other folders is obeyed, with what was changed in those", async () => {
    using repository = testRepository({ ...files, "treestamp.yml": "context: build\n" });
    repository.write({ "treestamp.yml": "context: other\nfile: build/Dockerfile\n", "other/new.txt": "x" });
    const dirty = await keyIn(repository.folder, { inputs: {} });
    repository.commit();
    expect(dirty).toMatchObject({ dirty: true, hash: (await keyIn(repository.folder, { inputs: {} })).hash });
  });

  test("a treestamp.yml that the commit has wrong may be mended", async () => {
    using repository = testRepository({ ...files, "treestamp.yml": "contexts: build\n" });
    await expect(keyIn(repository.folder, { inputs: {} })).rejects.toMatchObject({ code: "input-invalid" });
    repository.write({ "treestamp.yml": "context: build\n" });
    expect(await keyIn(repository.folder, { inputs: {} })).toEqual({
      hash: repository.git("rev-parse", "HEAD:build"),
      dirty: true,
      tag: `${repository.git("rev-parse", "HEAD:build")}-dirty`,
    });
  });

  test("line endings become what a commit would have", async () => {
    using repository = testRepository({ ...files, ".gitattributes": "*.txt text eol=crlf\n" });
    writeFileSync(at(repository, "build/new.txt"), "one\r\ntwo\r\n");
    const key = await keyIn(repository.folder);
    expect(key).toMatchObject({ dirty: true, hash: committed(repository) });
  });

  test("a submodule at another commit counts; changes inside it do not", async () => {
    using inner = testRepository({ "a.txt": "a" });
    using repository = testRepository(files);
    repository.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.folder, "build/inner");
    repository.commit();
    writeFileSync(at(repository, "build/inner/a.txt"), "changed");
    expect((await keyIn(repository.folder)).dirty).toBe(false);
    execFileSync("git", ["-C", at(repository, "build/inner"), "commit", "-qam", "x"], { env: gitEnvironment });
    expect(await keyIn(repository.folder)).toMatchObject({ dirty: true, hash: committed(repository) });
  });

  test("an unfinished merge counts as its files are, conflict markers included", async () => {
    using repository = testRepository(files);
    repository.git("checkout", "-qb", "side");
    repository.write({ "build/a.txt": "side\n", "other/b.txt": "side\n" });
    repository.commit();
    repository.git("checkout", "-q", "main");
    repository.write({ "build/a.txt": "main\n", "other/b.txt": "main\n" });
    repository.commit();
    expect(() => repository.git("merge", "side")).toThrow();
    expect(await keyIn(repository.folder)).toMatchObject({ dirty: true, hash: committed(repository) });
  });

  test("another git that holds the index lock does not block us", async () => {
    using repository = testRepository(files);
    repository.write({ "build/a.txt": "changed\n", ".git/index.lock": "" });
    const key = await keyIn(repository.folder);
    rmSync(at(repository, ".git/index.lock"));
    expect(key).toMatchObject({ dirty: true, hash: committed(repository) });
  });
});

describe("a path of the recipe that is not in the tree", () => {
  const failure = async (repository: TestRepository, request: Parameters<typeof keyIn>[1] = {}) =>
    keyIn(repository.folder, request).then(
      () => ["it has a key"],
      ({ message, remedy }) => [message, remedy],
    );

  test.each<[string, string, RecipeInputs]>([
    ["file", "build/Dockerfile", inputs],
    ["context", "build", { ...inputs, file: "other/b.txt" }],
    ["include", "other/b.txt", { ...inputs, include: ["other/b.txt"] }],
  ])("is named as deleted if it was, staged or not: `%s`", async (input, path, given) => {
    using repository = testRepository(files);
    rmSync(at(repository, path), { recursive: true });
    for (const stage of [() => {}, () => repository.git("add", "-A")]) {
      stage();
      expect(await failure(repository, { inputs: given })).toEqual([
        `\`${input}\`: ${path} was deleted in the working tree.`,
        expect.stringContaining(`git checkout HEAD -- ${path}`),
      ]);
    }
  });

  test("is named as ignored if git ignores it, and as only in the working tree if a revision was asked for", async () => {
    using repository = testRepository({ ...files, ".gitignore": "Dockerfile.*\n" });
    repository.write({ "build/Dockerfile.ci": "FROM scratch\n", "build/new": "FROM scratch\n" });
    const file = (path: string) => ({ inputs: { ...inputs, file: path } });
    expect(await failure(repository, file("build/Dockerfile.ci"))).toEqual([
      "`file`: build/Dockerfile.ci is not committed: git ignores it.",
      expect.stringContaining("git add --force build/Dockerfile.ci"),
    ]);
    expect(await failure(repository, { ...file("build/new"), ref: "HEAD" })).toEqual([
      "`file`: build/new is not in HEAD, only in the working tree.",
      expect.stringContaining("leave `ref` out"),
    ]);
    for (const none of ["build/none", "build/Dockerfile.none"]) {
      expect((await failure(repository, file(none)))[0]).toBe(`\`file\`: ${none} is not in the repository.`);
    }
  });
});

describe("the working tree of", () => {
  test("a linked worktree, a SHA-256 repository, a folder with odd characters", async () => {
    using main = testRepository(files);
    using place = testFolder();
    const worktree = join(place.path, 'o"d:d \\name');
    main.git("worktree", "add", "-q", worktree, "HEAD");
    writeFileSync(join(worktree, "build/a.txt"), "changed\n");
    const key = await keyIn(worktree);
    main.write({ "build/a.txt": "changed\n" });
    expect(key).toMatchObject({ dirty: true, hash: committed(main) });

    using long = testRepository(files, ["--object-format=sha256"]);
    long.write({ "build/a.txt": "changed\n" });
    const longKey = await keyIn(long.folder);
    expect(longKey).toMatchObject({ dirty: true, hash: committed(long) });
  });

  test("a repository whose path has a line feed", async () => {
    using place = testFolder();
    const folder = join(place.path, "a\ntrue\nb");
    mkdirSync(folder);
    const repository = repositoryIn(folder);
    repository.git("init", "-q");
    repository.write(files);
    const key = committed(repository);
    repository.write({ "build/a.txt": "changed\n" });
    expect(await keyIn(repository.folder, { ref: "HEAD" })).toMatchObject({ hash: key });
    expect(await keyIn(repository.folder)).toMatchObject({ dirty: true, hash: committed(repository) });
  });

  test("a sparse checkout has the files that are not checked out", async () => {
    using repository = testRepository(files);
    repository.git("sparse-checkout", "set", "--no-cone", "/build/Dockerfile");
    expect(await keyIn(repository.folder)).toMatchObject({
      dirty: false,
      hash: repository.git("rev-parse", "HEAD:build"),
    });
    repository.write({ "build/Dockerfile": "FROM other\n" });
    const key = await keyIn(repository.folder);
    repository.git("commit", "-qam", "x");
    expect(key).toMatchObject({ dirty: true, hash: repository.git("rev-parse", "HEAD:build") });
  });

  test("is read by several processes at once", async () => {
    using repository = testRepository(files);
    repository.write({ "build/a.txt": "changed\n", "build/new": "x".repeat(100_000) });
    const source = (name: string) => JSON.stringify(new URL(`../../core/${name}`, import.meta.url).href);
    const script = `
      const { openRepository } = await import(${source("git/repository.ts")});
      const { readSource } = await import(${source("recipe/source.ts")});
      const { keyOf } = await import(${source("recipe/key.ts")});
      const repository = await openRepository(process.cwd(), process.env);
      const { recipe, dirty } = await readSource(repository, { inputs: { context: "build" } });
      console.log(keyOf(repository.objectFormat, recipe, dirty).tag);
      await repository.close();`;
    const tags = Array.from({ length: 3 }, async () => {
      const options = { cwd: repository.folder, env: gitEnvironment };
      const ran = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script], options);
      return ran.stdout.trim();
    });
    const found = await Promise.all(tags);
    const hash = committed(repository);
    expect(found).toEqual(Array(3).fill(`${hash}-dirty`));
  });

  test("goes into the build context, and no temporary file stays", async () => {
    using repository = testRepository(files);
    repository.write({ "build/new.txt": "fresh\n" });
    {
      await using opened = await openRepository(repository.folder, gitEnvironment);
      const { recipe } = await readSource(opened, { inputs });
      const parts: Uint8Array[] = [];
      for await (const part of contextTar(opened, recipe)()) parts.push(part);
      const listing = execFileSync("tar", ["-xO", "new.txt"], { input: Buffer.concat(parts) });
      expect(listing.toString()).toBe("fresh\n");
      const scratch = await opened.scratch();
      expect(existsSync(scratch)).toBe(true);
      await opened.close();
      expect(existsSync(scratch)).toBe(false);
    }
    expect(readFileSync(join(repository.folder, "build/new.txt"), "utf8")).toBe("fresh\n");
  });
});

function lfsPointer(content: string): string {
  const hash = createHash("sha256").update(content).digest("hex");
  return `version https://git-lfs.github.com/spec/v1\noid sha256:${hash}\nsize ${Buffer.byteLength(content)}\n`;
}

/** Writes other bytes of the same length, with the time that the file had: git must compare the content. */
function sameSizeChange(repository: TestRepository): void {
  const path = at(repository, "build/a.txt");
  const { atime, mtime } = statSync(path);
  repository.write({ "build/a.txt": "b\n" });
  utimesSync(path, atime, mtime);
  utimesSync(at(repository, ".git/index"), mtime, mtime);
}

test("objects that a killed process has left are removed by the next one that makes some", async () => {
  const left = join(tmpdir(), `treestamp-${deadOwner(await ownName())}`);
  mkdirSync(left);
  using repository = testRepository(files);
  repository.write({ "build/a.txt": "changed\n" });
  await keyIn(repository.folder);
  expect(existsSync(left)).toBe(false);
});

test("nothing that .git/config names is started, and settings that the caller gives by variables still count", async () => {
  using repository = testRepository(files);
  const marker = join(repository.folder, "started");
  repository.write({
    "build/a.txt": "changed\n",
    ".git/hooks/post-index-change": { run: `#!/bin/sh\ntouch ${marker}\n` },
  });
  repository.git("config", "core.fsmonitor", `touch ${marker}; false`);
  repository.git("config", "core.hooksPath", at(repository, ".git/hooks"));
  expect((await keyIn(repository.folder)).tag).toMatch(/-dirty$/);
  expect(existsSync(marker)).toBe(false);
  const environment = {
    ...gitEnvironment,
    ...{ GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: "treestamp.test", GIT_CONFIG_VALUE_0: "given" },
  };
  await using opened = await openRepository(repository.folder, environment);
  expect((await opened.ask(["config", "treestamp.test"])).toString()).toBe("given\n");
  expect((await opened.ask(["config", "core.fsmonitor"])).toString()).toBe("false\n");
});
