/** The nearest ancestor of a key: why the key is new, and what most of its image is in. */
import { expect, test } from "@jest/globals";
import { openRepository } from "../../core/git/repository.ts";
import { nearestAncestor } from "../../core/recipe/ancestor.ts";
import { keyOf } from "../../core/recipe/key.ts";
import { readSource } from "../../core/recipe/source.ts";
import { gitEnvironment, testRepository } from "../fixtures/git.ts";

/** Asks of three commits with a recipe each for the last one's ancestor, where these of them have an image. */
async function ancestor(...built: number[]) {
  using repository = testRepository({ "image/Dockerfile": "FROM base\n", "image/one": "1" });
  repository.write({ "image/two": "2" });
  repository.commit();
  repository.write({ "image/one": "changed", "image/two": "changed" });
  repository.commit();
  for (let commit = 0; commit < 30; commit++) {
    repository.write({ source: `${commit}` });
    repository.commit();
  }
  await using opened = await openRepository(repository.folder, gitEnvironment);
  const inputs = { context: "image" };
  const keyAt = async (ref: string) => {
    const { recipe } = await readSource(opened, { ref, inputs });
    return { recipe, key: keyOf(opened.objectFormat, recipe, false) };
  };
  const commits = ["HEAD~32", "HEAD~31", "HEAD"];
  const there = await Promise.all(built.map(async (number) => (await keyAt(commits[number]!)).key.tag));
  const asked: string[] = [];
  const found = await nearestAncestor(opened, await keyAt("HEAD"), {
    ...{ ref: "HEAD", inputs },
    find: async (tag) => {
      asked.push(tag);
      return there.includes(tag) ? tag : undefined;
    },
  });
  const at = commits.findIndex((commit) => repository.git("rev-parse", commit) === found?.commit);
  return { at, changes: found?.changes, distance: found?.distance, asked: asked.length };
}

test("a store that never held an image is no reason to name a change", async () => {
  expect(await ancestor()).toEqual({ at: -1, changes: undefined, distance: undefined, asked: 2 });
});

test("the nearest recipe that has an image is the one to compare with, however many commits touch something else", async () => {
  const changes = ["file image/one changed", "file image/two changed"];
  expect(await ancestor(0, 1)).toEqual({ at: 1, changes, distance: 31, asked: 2 });
  expect(await ancestor(0)).toMatchObject({ at: 0, changes: ["file image/one changed", "file image/two was added"] });
});
