/** A folder as the context of a final image: the ignore rules and the Dockerfile, as docker has them. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { folderContext } from "../../core/recipe/folder-context.ts";
import { repositoryIn, testFolder } from "../fixtures/git.ts";

const dockerfile = "FROM scratch\nCOPY . /\n";

async function contextOf(files: Parameters<ReturnType<typeof repositoryIn>["write"]>[0], file?: string) {
  using folder = testFolder();
  repositoryIn(folder.path).write(files);
  const context = await folderContext(folder.path, file && join(folder.path, file));
  const parts: Uint8Array[] = [];
  for await (const part of context.tar()) parts.push(part);
  const tar = (...args: string[]) => execFileSync("tar", args, { input: Buffer.concat(parts) }).toString();
  expect(tar("-xO", context.dockerfile)).toBe(dockerfile);
  expect(context.text).toBe(dockerfile);
  return { names: tar("-t").trim().split("\n"), dockerfile: context.dockerfile };
}

test("a Dockerfile that is left out builds the image, and is no file of the context", async () => {
  const files = {
    Dockerfile: dockerfile,
    ".dockerignore": "Dockerfile\n**.md\n.dockerignore\n",
    "a.md": "x",
    "d/b.md": "x",
    c: "x",
  };
  expect(await contextOf(files)).toEqual({
    names: ["c", "d/", ".treestamp/", ".treestamp/Dockerfile"],
    dockerfile: ".treestamp/Dockerfile",
  });
});

test("a Dockerfile that is a symbolic link is read where the link points to", async () => {
  const files = { Dockerfile: { link: "docker/prod" }, "docker/prod": dockerfile, ".dockerignore": "docker\n" };
  expect(await contextOf(files)).toEqual({
    names: [".dockerignore", "Dockerfile", ".treestamp/", ".treestamp/Dockerfile"],
    dockerfile: ".treestamp/Dockerfile",
  });
});

test("no .git gets in, whatever the rules say: that of a second checkout may hold a token", async () => {
  const files = {
    Dockerfile: dockerfile,
    ".git/config": "[secret]",
    ".dockerignore": "!**/.git\n",
    "a/.git/x": "x",
    "a/.gitignore": "x",
  };
  expect((await contextOf(files)).names).toEqual([".dockerignore", "Dockerfile", "a/", "a/.gitignore"]);
  const inFile = { Dockerfile: dockerfile, ".git": "gitdir: /elsewhere\n" };
  expect((await contextOf(inFile)).names).toEqual(["Dockerfile"]);
});

test("a Dockerfile in lower case is found where no other is there", async () => {
  expect(await contextOf({ dockerfile })).toEqual({ names: ["dockerfile"], dockerfile: "dockerfile" });
  const both = { dockerfile: "FROM x\n", Dockerfile: dockerfile };
  expect((await contextOf(both)).dockerfile).toBe("Dockerfile");
});

test("rules beside the Dockerfile win, also where it is in a folder that they leave out", async () => {
  const files = {
    "ci/D": dockerfile,
    "ci/D.dockerignore": "*\n!keep\n",
    ".dockerignore": "keep\n",
    keep: "x",
    other: "x",
  };
  expect(await contextOf(files, "ci/D")).toEqual({
    names: ["keep", ".treestamp/", ".treestamp/Dockerfile"],
    dockerfile: ".treestamp/Dockerfile",
  });
});

test("the repository itself, and what is reserved for us, is in no image; a link is, as a link", async () => {
  const files = {
    Dockerfile: dockerfile,
    ".git/config": "[credential]\n",
    ".gitignore": "x",
    ".treestamp/store/index.json": "{}",
    "a/b": "x",
    "a/link": { link: "/etc/passwd" },
  };
  expect((await contextOf(files)).names).toEqual([".gitignore", "Dockerfile", "a/", "a/b", "a/link"]);
});

test("of a linked worktree or submodule, whose .git is a file, neither", async () => {
  const files = { Dockerfile: dockerfile, ".git": "gitdir: /elsewhere\n" };
  expect((await contextOf(files)).names).toEqual(["Dockerfile"]);
});
