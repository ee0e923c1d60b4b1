/** Uncommitted changes: what counts, what does not, and that nothing of the user's is written. */
import { execFile, execFileSync } from "node:child_process";
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
import { ownName } from "../../core/machine/owner.ts";
import type { RecipeInputs } from "../../core/recipe/config.ts";
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

  test("an unfinished merge has its files as they stand, with the marks of the conflict", async () => {
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

  test("another git that holds the lock of the index is not in the way", async () => {
    using repository = testRepository(files);
    repository.write({ "build/a.txt": "changed\n", ".git/index.lock": "" });
    const key = await keyIn(repository.folder);
    rmSync(at(repository, ".git/index.lock"));
    expect(key).toMatchObject({ dirty: true, hash: committed(repository) });
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
