/** Times of the workspace: what a tool that goes by them makes with a cache is what it makes from nothing. */
import { readdirSync, readFileSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { readWorkspace, type SavedWorkspace, savedWorkspace, settleTimes } from "../../core/caches/workspace-times.ts";
import { openRepository } from "../../core/git/repository.ts";
import { gitEnvironment, testRepository } from "../fixtures/git.ts";
import { searchFactor, seededRandom } from "../fuzz/random.ts";

/** What a job leaves: the output of each source, and when it was made. Milliseconds since 1970. */
type Outputs = Map<string, { readonly content: string; readonly made: number }>;

/** As make does it: an output is made again where its source is newer. @param only of these sources @returns what was made */
function make(sources: string, outputs: Outputs, clock: number, only: readonly string[]): string[] {
  const made: string[] = [];
  for (const name of only) {
    const before = outputs.get(name);
    if (before !== undefined && statSync(join(sources, name)).mtimeMs <= before.made) continue;
    outputs.set(name, { content: readFileSync(join(sources, name), "utf8"), made: clock });
    made.push(name);
  }
  return made;
}

test("whatever commits a cache was saved at, by jobs that make all or some of it, on machines whose clocks differ", async () => {
  const random = seededRandom(13, 0);
  // Few names and few contents, so that files come back as they were.
  using repository = testRepository({ "src/0": "0" });
  const commits = Array.from({ length: 12 }, (_, commit) => {
    const changes = Array.from({ length: 1 + random.below(4) }, () => [`src/${random.below(8)}`, `${random.below(3)}`]);
    repository.write({ ...Object.fromEntries(changes), commit: `${commit}` });
    return repository.commit();
  });
  await using opened = await openRepository(repository.folder, gitEnvironment);
  const sources = join(repository.folder, "src");
  const times = () => readdirSync(sources).map((name) => statSync(join(sources, name)).mtimeMs);
  /** A fresh checkout gives files any time. */
  const checkOut = (commit: string) => {
    repository.git("checkout", "--quiet", "--force", commit);
    for (const name of readdirSync(sources)) {
      const time = Date.now() / 1000 - random.below(100);
      utimesSync(join(sources, name), time, time);
    }
    return times();
  };
  for (let run = 0; run < 12 * searchFactor; run++) {
    const outputs: Outputs = new Map();
    let saved: SavedWorkspace = { files: {}, at: 0 };
    for (let job = 0; job < 4; job++) {
      const before = checkOut(random.of(commits));
      const settled = await settleTimes(repository.folder, await readWorkspace(opened), [saved]);
      const names = readdirSync(sources);
      const isLast = job === 3;
      // Nothing that a job makes is older than what it is made from; a machine's clock may be ahead of all others.
      const clock = Math.max(...times()) + random.of([1, 50_000]);
      make(sources, outputs, clock, isLast ? names : names.filter(() => random.below(2) === 0));
      if (isLast) {
        const made = names.map((name) => [name, outputs.get(name)!.content]);
        expect(made).toEqual(names.map((name) => [name, readFileSync(join(sources, name), "utf8")]));
      }
      saved = await savedWorkspace(opened, settled, saved.at);
      saved = { ...saved, at: Math.max(saved.at, clock / 1000) };
      await settled.putBack();
      expect(times()).toEqual(before);
    }
  }
});

test("what has not changed is not newer than what was made of it, save after save", async () => {
  using repository = testRepository({ a: "a", b: "b" });
  await using opened = await openRepository(repository.folder, gitEnvironment);
  let saved: SavedWorkspace = { files: {}, at: 0 };
  const settle = async () => {
    const settled = await settleTimes(repository.folder, await readWorkspace(opened), [saved]);
    saved = await savedWorkspace(opened, settled, saved.at);
    return (name: string) => settled.files.get(name)![1];
  };
  const first = (await settle())("a");
  repository.write({ b: "changed" });
  repository.commit();
  const second = await settle();
  expect(second("a")).toBe(first);
  expect(second("b")).toBeGreaterThan(first);
  const third = await settle();
  expect([third("a"), third("b")]).toEqual([first, second("b")]);
});

test("where a link leads elsewhere, all files are new", async () => {
  using repository = testRepository({ a: "a", b: "b", link: { link: "a" } });
  await using opened = await openRepository(repository.folder, gitEnvironment);
  const first = await settleTimes(repository.folder, await readWorkspace(opened), [{ files: {}, at: 0 }]);
  const saved = await savedWorkspace(opened, first, 0);
  repository.git("rm", "--quiet", "link");
  repository.write({ link: { link: "b" } });
  repository.commit();
  const second = await settleTimes(repository.folder, await readWorkspace(opened), [saved]);
  for (const name of ["a", "b"]) expect(second.files.get(name)![1]).toBeGreaterThan(saved.at);
});

test("a file that a command has changed is new for the next one, as one is that git does not look at", async () => {
  using repository = testRepository({ a: "a", b: "b" });
  await using opened = await openRepository(repository.folder, gitEnvironment);
  const settled = await settleTimes(repository.folder, await readWorkspace(opened), [{ files: {}, at: 0 }]);
  repository.write({ a: "of the command" });
  expect(Object.keys((await savedWorkspace(opened, settled, 0)).files)).toEqual(["b"]);
  repository.git("checkout", "--quiet", "a");
  repository.git("update-index", "--assume-unchanged", "b");
  expect([...(await readWorkspace(opened)).files.keys()]).toEqual(["a"]);
});
