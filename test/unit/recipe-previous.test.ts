/** Why a key is new: told by comparison with the nearest recipe whose image is there, and with no other. */
import { expect, test } from "@jest/globals";
import { openRepository } from "../../core/git/repository.ts";
import { keyOf } from "../../core/recipe/key.ts";
import { changesSincePrevious } from "../../core/recipe/previous.ts";
import { readSource } from "../../core/recipe/source.ts";
import { gitEnvironment, testRepository } from "../fixtures/git.ts";

/** Asks of three commits with a recipe each what changed in the last one, where these of them have an image. */
async function previous(...built: number[]) {
  using repository = testRepository({ Dockerfile: "FROM base\n", one: "1" });
  repository.write({ two: "2" });
  repository.commit();
  repository.write({ one: "changed", two: "changed" });
  repository.commit();
  await using opened = await openRepository(repository.folder, gitEnvironment);
  const keyAt = async (ref: string) => {
    const { recipe } = await readSource(opened, { ref, inputs: {} });
    return { recipe, key: keyOf(opened.objectFormat, recipe, false) };
  };
  const commits = ["HEAD~2", "HEAD~1", "HEAD"];
  const there = await Promise.all(built.map(async (number) => (await keyAt(commits[number]!)).key.tag));
  const asked: string[] = [];
  const changes = await changesSincePrevious(opened, await keyAt("HEAD"), {
    ...{ ref: "HEAD", inputs: {} },
    isThere: async (tag) => {
      asked.push(tag);
      return there.includes(tag);
    },
  });
  const at = commits.findIndex((commit) => repository.git("rev-parse", commit) === changes?.commit);
  return { at, changes: changes?.changes, asked: asked.length };
}

test("a store that never held an image is no reason to name a change", async () => {
  expect(await previous()).toEqual({ at: -1, changes: undefined, asked: 2 });
});

test("the nearest recipe that has an image is the one to compare with", async () => {
  expect(await previous(0, 1)).toEqual({ at: 1, changes: ["file one changed", "file two changed"], asked: 1 });
  expect(await previous(0)).toMatchObject({ at: 0, changes: ["file one changed", "file two was added"], asked: 2 });
});
