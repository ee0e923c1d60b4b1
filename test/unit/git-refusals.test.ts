/** What git refuses is one message with a way out. */
import { execFileSync } from "node:child_process";
import { chmodSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { isTreestampError } from "../../core/errors.ts";
import { openRepository } from "../../core/git/repository.ts";
import { contextTar } from "../../core/recipe/context.ts";
import { keyOf } from "../../core/recipe/key.ts";
import { readSource } from "../../core/recipe/source.ts";
import { gitEnvironment, repositoryIn, testFolder, testRepository } from "../fixtures/git.ts";

const files = { Dockerfile: "FROM scratch\n", "large/file": "x\n", "a/b": "b\n" };

/** The key and the whole context of HEAD, or the error on the way. */
async function built(folder: string, ref?: string): Promise<string> {
  await using repository = await openRepository(folder, gitEnvironment);
  const { recipe, dirty } = await readSource(repository, { inputs: {}, ref });
  for await (const _ of contextTar(repository, recipe)());
  return keyOf(repository.objectFormat, recipe, dirty).tag;
}

async function refusalOf(work: Promise<unknown>): Promise<{ readonly message: string; readonly remedy: string }> {
  const error = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!isTreestampError(error, "repository-invalid")) throw new Error(`not refused, but: ${error}`);
  expect(error.message).not.toContain("\n");
  return { message: error.message, remedy: error.remedy ?? "" };
}

describe("a partial clone that may not fetch is named as one, with the file and the checkout's options", () => {
  async function partialClone(place: string, remote: string) {
    using origin = testRepository(files);
    origin.git("config", "uploadpack.allowFilter", "true");
    const folder = join(place, "clone");
    const options = ["--filter=blob:none", "--sparse", "--no-local"];
    execFileSync("git", ["clone", "-q", ...options, `file://${origin.folder}`, folder], { env: gitEnvironment });
    const clone = repositoryIn(folder);
    clone.git("remote", "set-url", "origin", remote);
    return { folder, key: clone.git("rev-parse", "HEAD^{tree}") };
  }

  test("where the remote wants a login", async () => {
    const server = createServer((_request, response) => {
      response.writeHead(401, { "www-authenticate": "Basic realm=git" }).end();
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    try {
      using place = testFolder();
      const remote = `http://127.0.0.1:${(server.address() as AddressInfo).port}/app.git`;
      const { folder } = await partialClone(place.path, remote);
      const { message, remedy } = await refusalOf(built(folder));
      expect(message).toMatch(
        /^(a\/b|large\/file) cannot be read: git ended while objects were read: the clone is partial/,
      );
      expect(message).toContain("could not read Username");
      expect(remedy).toContain("`persist-credentials: true` of actions/checkout");
    } finally {
      server.close();
    }
  });

  test("where the remote is gone; the key needs nothing from it", async () => {
    using place = testFolder();
    const { folder, key } = await partialClone(place.path, join(place.path, "gone"));
    expect((await refusalOf(built(folder))).message).toContain("the clone is partial");
    await using repository = await openRepository(folder, gitEnvironment);
    const { recipe } = await readSource(repository, { inputs: {} });
    expect(keyOf("sha1", recipe, false).hash).toBe(key);
  });
});

test("a folder that nobody checked out asks for the checkout", async () => {
  using place = testFolder();
  const { remedy } = await refusalOf(built(place.path));
  expect(remedy).toContain("`uses: actions/checkout`");
});

test("a worktree whose repository was removed says so", async () => {
  using place = testFolder();
  const worktree = join(place.path, "tree");
  {
    using repository = testRepository(files);
    repository.git("worktree", "add", "-q", worktree);
  }
  const { message, remedy } = await refusalOf(built(worktree));
  expect(message).toContain("/.git/worktrees/tree");
  expect(remedy).toContain("names a repository that is gone");
});

test("a clone that borrows objects from a folder that is gone names the folder", async () => {
  using place = testFolder();
  const clone = join(place.path, "clone");
  let lent = "";
  {
    using repository = testRepository(files);
    lent = join(repository.folder, ".git/objects");
    repository.git("clone", "-q", "--shared", repository.folder, clone);
    repositoryIn(clone).git("-c", "gc.auto=0", "commit", "-q", "--allow-empty", "-m", "own");
    repositoryIn(clone).write({ "a/b": "other" });
    repositoryIn(clone).commit();
  }
  const { remedy } = await refusalOf(built(clone));
  expect(remedy).toContain(lent);
});

test("a damaged object is told as one", async () => {
  using repository = testRepository(files);
  const oid = repository.git("rev-parse", "HEAD:a/b");
  const path = join(repository.folder, ".git/objects", oid.slice(0, 2), oid.slice(2));
  chmodSync(path, 0o644);
  writeFileSync(path, "garbage");
  const { message, remedy } = await refusalOf(built(repository.folder));
  expect(message).toMatch(/inflate|corrupt|unable to unpack|lacks the blob/);
  expect(remedy).toContain("git fsck");
});

test("a revision that a shallow clone does not have names `fetch-depth`", async () => {
  using repository = testRepository(files);
  repository.write({ new: "x" });
  repository.commit();
  using place = testFolder();
  const clone = join(place.path, "clone");
  repository.git("clone", "-q", "--depth", "1", `file://${repository.folder}`, clone);
  await built(clone);
  expect((await refusalOf(built(clone, "HEAD~1"))).remedy).toContain("`fetch-depth: 0` of actions/checkout");
});

test("a repository inside of the context that has no commit is named", async () => {
  using repository = testRepository(files);
  repository.write({ "a/inner/file": "x" });
  repositoryIn(join(repository.folder, "a/inner")).git("init", "-q");
  const { message, remedy } = await refusalOf(built(repository.folder));
  expect(message).toContain("a/inner is a git repository of its own, without a commit");
  expect(remedy).toContain(".gitignore");
  repositoryIn(join(repository.folder, "a/inner")).commit();
  expect(await built(repository.folder)).toMatch(/-dirty$/);
});

test("a filter that does not work is told as one", async () => {
  using repository = testRepository({ ...files, ".gitattributes": "*.sec filter=crypt\n", "a.sec": "x\n" });
  repository.git("config", "filter.crypt.clean", "false");
  repository.git("config", "filter.crypt.required", "true");
  repository.write({ "a.sec": "y\n" });
  const { message, remedy } = await refusalOf(built(repository.folder));
  expect(message).toContain("filter");
  expect(remedy).toContain("install its program");
});

test("a bare repository works", async () => {
  using repository = testRepository(files);
  using place = testFolder();
  const bare = join(place.path, "bare.git");
  repository.git("clone", "-q", "--bare", repository.folder, bare);
  expect(await built(bare)).toBe(repository.git("rev-parse", "HEAD^{tree}"));
});
