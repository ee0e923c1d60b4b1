/** Times of the workspace: what a tool that goes by them makes with a cache is what it makes from nothing. */
import { readdirSync, readFileSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { blobsOfWorkspace, type SavedWorkspace, settleTimes } from "../../core/caches/workspace-times.ts";
import { openRepository } from "../../core/git/repository.ts";
import { gitEnvironment, testRepository } from "../fixtures/git.ts";
import { searchFactor, seededRandom } from "../fuzz/random.ts";

/** What a job leaves: the output of each source, and when it was made. Milliseconds since 1970. */
type Outputs = Map<string, { readonly content: string; readonly made: number }>;

/** As make does it: an output is made again where its source is newer. @returns what was made */
function make(sources: string, outputs: Outputs, clock: number): string[] {
  const made: string[] = [];
  for (const name of readdirSync(sources)) {
    const before = outputs.get(name);
    if (before !== undefined && statSync(join(sources, name)).mtimeMs <= before.made) continue;
    outputs.set(name, { content: readFileSync(join(sources, name), "utf8"), made: clock });
    made.push(name);
  }
  return made;
}

test("whatever commit a cache was saved at, and whatever commit is built with it, on machines whose clocks differ", async () => {
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
  /** A fresh checkout gives files any time. */
  const checkOut = (commit: string) => {
    repository.git("checkout", "--quiet", "--force", commit);
    for (const name of readdirSync(sources)) {
      const time = Date.now() / 1000 - random.below(100);
      utimesSync(join(sources, name), time, time);
    }
    return blobsOfWorkspace(opened);
  };
  for (let pair = 0; pair < 25 * searchFactor; pair++) {
    const outputs: Outputs = new Map();
    let files = await checkOut(random.of(commits));
    await settleTimes(repository.folder, files, [{ files: {}, at: 0 }]);
    const ahead = Date.now() + random.of([-50_000, 0, 50_000]);
    make(sources, outputs, ahead);
    const saved: SavedWorkspace = { files: Object.fromEntries(files), at: ahead / 1000 };

    files = await checkOut(random.of(commits));
    const times = () => readdirSync(sources).map((name) => statSync(join(sources, name)).mtimeMs);
    const before = times();
    const putBack = await settleTimes(repository.folder, files, [saved]);
    const made = make(sources, outputs, Date.now());
    const changed = readdirSync(sources).filter((name) => saved.files[`src/${name}`] !== files.get(`src/${name}`));
    expect(made).toEqual(changed);
    for (const name of readdirSync(sources)) {
      expect([name, outputs.get(name)!.content]).toEqual([name, readFileSync(join(sources, name), "utf8")]);
    }
    await putBack();
    expect(times()).toEqual(before);
  }
});
