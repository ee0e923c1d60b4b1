/** What a command has left in `.git` decides nothing about which folders of the machine the next command gets. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { openRepository } from "../../core/git/repository.ts";
import { shownFolders } from "../../core/git/shown-folders.ts";

let folder: string;
let main: string;
const git = (cwd: string, ...args: string[]) =>
  execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "protocol.file.allow=always", ...args], {
    cwd,
    stdio: "pipe",
  });
const repositoryAt = (name: string) => {
  const path = join(folder, name);
  mkdirSync(path);
  git(path, "init", "-q");
  git(path, "commit", "-q", "--allow-empty", "-m", "first");
  return path;
};
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "treestamp-shown-")));
  main = repositoryAt("main");
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What a command that is started there would get. */
async function shown(path: string) {
  await using repository = await openRepository(path, { PATH: process.env.PATH, HOME: folder });
  return await shownFolders(repository);
}

describe("is shown", () => {
  test("a plain repository: its work tree", async () => {
    expect(await shown(main)).toEqual({ folders: [main] });
    mkdirSync(join(main, "below"));
    expect(await shown(join(main, "below"))).toEqual({ folders: [main] });
  });

  test("a linked worktree: itself, and the repository that it belongs to", async () => {
    git(main, "worktree", "add", "-q", join(folder, "linked"));
    expect(await shown(join(folder, "linked"))).toEqual({ folders: [join(folder, "linked"), join(main, ".git")] });
  });

  test("a submodule: itself, and its folder in the repository around it", async () => {
    git(main, "submodule", "add", "-q", repositoryAt("part"), "part");
    expect(await shown(join(main, "part"))).toEqual({ folders: [join(main, "part"), join(main, ".git/modules/part")] });
  });

  test("a bare repository has no work tree", async () => {
    git(folder, "init", "-q", "--bare", "bare");
    expect(await shown(join(folder, "bare"))).toEqual({ folders: [] });
  });
});

describe("is not shown", () => {
  test.each(["/", "the folder above"])("the folder that core.worktree names: %s", async (where) => {
    git(main, "config", "core.worktree", where === "/" ? "/" : folder);
    await expect(shown(main)).rejects.toMatchObject({
      code: "repository-invalid",
      message: `git takes ${where === "/" ? "/" : folder} for the work tree of ${main}/.git, and its .git does not lead there.`,
    });
  });

  test("another repository that a .git file names", async () => {
    const other = repositoryAt("other");
    rmSync(join(main, ".git"), { recursive: true });
    writeFileSync(join(main, ".git"), `gitdir: ${other}/.git\n`);
    expect(await shown(main)).toEqual({ folders: [main], unknown: join(other, ".git") });
  });

  test("another repository that .git/commondir names, though .git/gitdir says what a worktree's does", async () => {
    const other = repositoryAt("other");
    writeFileSync(join(main, ".git/commondir"), `${other}/.git\n`);
    writeFileSync(join(main, ".git/gitdir"), `${main}/.git\n`);
    expect(await shown(main)).toEqual({ folders: [main], unknown: join(other, ".git") });
  });

  test("another repository's worktree folder that a .git file names", async () => {
    const other = repositoryAt("other");
    git(other, "worktree", "add", "-q", join(folder, "linked"));
    rmSync(join(main, ".git"), { recursive: true });
    writeFileSync(join(main, ".git"), `gitdir: ${other}/.git/worktrees/linked\n`);
    expect(await shown(main)).toEqual({ folders: [main], unknown: join(other, ".git") });
  });

  test("another repository's submodule that a .git file names", async () => {
    const other = repositoryAt("other");
    git(other, "submodule", "add", "-q", repositoryAt("part"), "part");
    rmSync(join(main, ".git"), { recursive: true });
    writeFileSync(join(main, ".git"), `gitdir: ${other}/.git/modules/part\n`);
    const found = await shown(main).catch((error: Error) => error.message);
    expect(JSON.stringify(found)).not.toContain(`"${other}`);
  });
});
