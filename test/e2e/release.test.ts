/** How a release is made: scripts/release/release.ts in a real clone, with a bare repository as what GitHub keeps. */
import { spawnSync } from "node:child_process";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { release } from "../../scripts/release/release.ts";
import { gitEnvironment, repositoryIn, type TestRepository, testFolder } from "../fixtures/git.ts";

interface Clone extends Disposable {
  readonly repository: Omit<TestRepository, typeof Symbol.dispose>;
  /** What GitHub keeps. */
  readonly bare: Omit<TestRepository, typeof Symbol.dispose>;
  /** Runs `npm run release -- WORDS…` in the clone: what it says, whether it did that or refused. */
  release(...words: string[]): { readonly said: string } | { readonly refused: string };
  /** Somebody else merges a commit. */
  mergeAnother(): void;
}

const template = testFolder();
beforeAll(() => {
  const bare = repositoryIn(template.path);
  bare.git("init", "-q", "--bare", "-b", "main", "treestamp.git");
  bare.git("init", "-q", "-b", "main", "clone");
  const repository = repositoryIn(join(template.path, "clone"));
  repository.write({
    "package.json": '{\n  "name": "treestamp",\n  "version": "1.2.3"\n}\n',
    "package-lock.json": `{
  "name": "treestamp",
  "version": "1.2.3",
  "packages": {
    "": {
      "name": "treestamp",
      "version": "1.2.3"
    },
    "node_modules/yaml": {
      "version": "2.9.1"
    }
  }
}
`,
    "core/version.ts": 'export const version = "1.2.3";\n',
    "README.md": "```yaml\n- uses: treestamp/treestamp@v1\n```\n`npx treestamp@1.2.3 resolve`\n",
    "orb/examples/run.yml": "orbs:\n  treestamp: treestamp/treestamp@1.2\n",
  });
  repository.commit("first");
  repository.git("remote", "add", "origin", "../treestamp.git");
  repository.git("push", "-q", "-u", "origin", "main");
});
afterAll(() => template[Symbol.dispose]());

/** A clone whose files name version 1.2.3 everywhere, with its head pushed. */
function clone(): Clone {
  const home = testFolder();
  cpSync(template.path, home.path, { recursive: true });
  const repository = repositoryIn(join(home.path, "clone"));
  return {
    repository,
    bare: repositoryIn(join(home.path, "treestamp.git")),
    release(...words) {
      try {
        return { said: release(repository.folder, words, gitEnvironment) };
      } catch (error) {
        return { refused: (error as Error).message };
      }
    },
    mergeAnother() {
      repository.git("clone", "-q", "../treestamp.git", "../other");
      const other = repositoryIn(join(home.path, "other"));
      other.commit("theirs");
      other.git("push", "-q");
    },
    [Symbol.dispose]: home[Symbol.dispose],
  };
}

/** The commit that a tag stands for at GitHub; undefined where it has none. */
function remoteTag({ bare }: Clone, name: string): string | undefined {
  return (
    bare.git(
      "for-each-ref",
      "--format=%(if)%(*objectname)%(then)%(*objectname)%(else)%(objectname)%(end)",
      `refs/tags/${name}`,
    ) || undefined
  );
}

/** Raises the version everywhere, and merges that. Gives the commit. */
function raise({ release, repository }: Clone, version: string): string {
  expect(release("version", version)).toMatchObject({ said: expect.stringContaining(version) });
  const commit = repository.commit(`Release ${version}`);
  repository.git("push", "-q", "origin", "main");
  return commit;
}

describe("the version", () => {
  test("is written to every place that names one, each as precise as it was", () => {
    using here = clone();
    raise(here, "2.0.1");
    const text = (file: string) => readFileSync(join(here.repository.folder, file), "utf8");
    expect(here.repository.git("show", "--stat", "--format=", "HEAD")).toMatch(/5 files changed/);
    expect(text("README.md")).toBe("```yaml\n- uses: treestamp/treestamp@v2\n```\n`npx treestamp@2.0.1 resolve`\n");
    expect(text("orb/examples/run.yml")).toMatch(/treestamp\/treestamp@2\.0$/m);
    expect(text("package-lock.json").match(/"version": "[^"]+"/g)).toEqual([
      '"version": "2.0.1"',
      '"version": "2.0.1"',
      '"version": "2.9.1"',
    ]);
    expect(here.release("check", "v2.0.1")).toEqual({ said: "Every place names 2.0.1." });
  });

  test("that some place does not name is refused, with the places and what to do", () => {
    using here = clone();
    here.repository.write({ "docs/circleci.md": "Old:\n\norbs: { treestamp: treestamp/treestamp@1.1 }\n" });
    here.repository.commit();
    here.repository.git("push", "-q");
    const refused = expect.stringMatching(
      /^ {2}docs\/circleci\.md:3: 1\.1, not 1\.2\nTo write it there: npm run release -- version 1\.2\.3$/m,
    );
    expect(here.release("tag", "--push")).toEqual({ refused });
    expect(remoteTag(here, "v1.2.3")).toBeUndefined();
  });

  test("of a pushed tag that is not the version of the files is refused", () => {
    using here = clone();
    expect(here.release("check", "v1.2.4")).toEqual({
      refused: expect.stringMatching(/^ {2}package\.json:3: 1\.2\.3, not 1\.2\.4$/m),
    });
  });
});

describe("the commit of a pushed tag", () => {
  test("may be behind the head of the default branch", () => {
    using here = clone();
    here.mergeAnother();
    expect(here.release("check", "v1.2.3")).toEqual({ said: "Every place names 1.2.3." });
  });

  test("that was never merged is refused", () => {
    using here = clone();
    here.repository.commit("mine");
    const refused = "HEAD is not in main of origin. A release is made of what is merged.";
    expect(here.release("check", "v1.2.3")).toEqual({ refused });
  });
});

describe("the tag", () => {
  test("is made on the head of the default branch and pushed, with a message", () => {
    using here = clone();
    const head = here.repository.git("rev-parse", "HEAD");
    expect(here.release("tag", "--push")).toEqual({ said: `v1.2.3 is on ${head}.` });
    expect(remoteTag(here, "v1.2.3")).toBe(head);
    expect(here.repository.git("tag", "--list", "--format=%(objecttype) %(subject)")).toBe("tag treestamp 1.2.3");
  });

  test("is only printed, and nothing is pushed, unless you ask for it", () => {
    using here = clone();
    const head = here.repository.git("rev-parse", "HEAD");
    expect(here.release("tag")).toEqual({
      said: `Would push the tag v1.2.3 on ${head} to origin. Nothing is pushed yet: add --push to do it.`,
    });
    expect(here.repository.git("tag")).toBe("");
    here.release("tag", "--push");
    expect(here.release("move-major", "v1.2.3")).toEqual({
      said: `Would move v1 of origin to v1.2.3, ${head}. Nothing is pushed yet: add --push to do it.`,
    });
    expect(here.bare.git("tag")).toBe("v1.2.3");
  });

  test("is left alone where it is there already, on this commit, even if others merged since", () => {
    using here = clone();
    here.release("tag", "--push");
    here.mergeAnother();
    expect(here.release("tag", "--push")).toEqual({ said: "v1.2.3 is there already, on this commit." });
  });

  test("is never moved to another commit", () => {
    using here = clone();
    here.release("tag", "--push");
    const released = remoteTag(here, "v1.2.3");
    here.repository.commit("one more");
    here.repository.git("push", "-q");
    expect(here.release("tag", "--push")).toEqual({ refused: expect.stringMatching(/It is never moved/) });
    expect(remoteTag(here, "v1.2.3")).toBe(released);
  });

  test("of a version below one that is released is refused", () => {
    using here = clone();
    raise(here, "1.10.0");
    here.release("tag", "--push");
    raise(here, "1.9.0");
    expect(here.release("tag", "--push")).toEqual({
      refused: expect.stringMatching(/v1\.10\.0 is released already, which is higher than v1\.9\.0/),
    });
    expect(remoteTag(here, "v1.9.0")).toBeUndefined();
  });

  test("that an earlier try left in the clone alone is made anew", () => {
    using here = clone();
    here.repository.git("tag", "v1.2.3");
    const head = here.repository.commit("one more");
    here.repository.git("push", "-q", "origin", "main");
    expect(here.release("tag", "--push")).toEqual({ said: `v1.2.3 is on ${head}.` });
    expect(remoteTag(here, "v1.2.3")).toBe(head);
  });

  const refusals: [string, (here: Clone) => void, RegExp][] = [
    ["there are changes without a commit", (here) => here.repository.write({ new: "" }), /^\?\? new$/m],
    [
      "commits are not merged",
      (here) => here.repository.commit("mine"),
      /HEAD has commits that main of origin has not/,
    ],
    [
      "the clone is behind",
      (here) => here.mergeAnother(),
      /HEAD is behind main of origin\. Get it: git switch main && git pull --ff-only/,
    ],
    [
      "the clone went another way",
      ({ repository, mergeAnother }) => {
        mergeAnother();
        repository.commit("mine");
        repository.git("fetch", "-q");
      },
      /HEAD is beside main of origin/,
    ],
  ];
  test.each(refusals)("is refused where %s", (_, prepare, message) => {
    using here = clone();
    prepare(here);
    expect(here.release("tag", "--push")).toEqual({ refused: expect.stringMatching(message) });
    expect(remoteTag(here, "v1.2.3")).toBeUndefined();
    expect(here.repository.git("tag")).toBe("");
  });

  test("that the remote does not take is not left in the clone", () => {
    using here = clone();
    here.bare.write({ "hooks/pre-receive": { run: "#!/bin/sh\necho tags are protected >&2\nexit 1\n" } });
    expect(here.release("tag", "--push")).toEqual({ refused: expect.stringMatching(/tags are protected/) });
    expect(here.repository.git("tag")).toBe("");
  });
});

describe("the major tag, which users name", () => {
  test("comes with the first release of its major and follows later ones", () => {
    using here = clone();
    here.release("tag", "--push");
    const first = remoteTag(here, "v1.2.3");
    expect(here.release("move-major", "v1.2.3", "--push")).toEqual({ said: `v1 is on v1.2.3, ${first}.` });
    const second = raise(here, "1.2.4");
    here.release("tag", "--push");
    expect(remoteTag(here, "v1")).toBe(first);
    expect(here.release("move-major", "v1.2.4", "--push")).toEqual({
      said: `v1 is on v1.2.4, ${second}; it was on ${first}.`,
    });
    expect(remoteTag(here, "v1")).toBe(second);
    expect(here.release("move-major", "v1.2.4", "--push")).toEqual({ said: "v1 is on v1.2.4 already." });
  });

  test("is another one for the next major version, and the old one stays", () => {
    using here = clone();
    here.release("tag", "--push");
    here.release("move-major", "v1.2.3", "--push");
    raise(here, "2.0.0");
    here.release("tag", "--push");
    here.release("move-major", "v2.0.0", "--push");
    expect(remoteTag(here, "v1")).toBe(remoteTag(here, "v1.2.3"));
    expect(remoteTag(here, "v2")).toBe(remoteTag(here, "v2.0.0"));
  });

  test("never goes back to an older release", () => {
    using here = clone();
    here.release("tag", "--push");
    raise(here, "1.3.0");
    here.release("tag", "--push");
    here.release("move-major", "v1.3.0", "--push");
    expect(here.release("move-major", "v1.2.3", "--push")).toEqual({
      refused: expect.stringMatching(/v1 belongs to v1\.3\.0/),
    });
    expect(remoteTag(here, "v1")).toBe(remoteTag(here, "v1.3.0"));
  });

  test("does not go to what is not released", () => {
    using here = clone();
    expect(here.release("move-major", "v1.2.3", "--push")).toEqual({
      refused: expect.stringMatching(/origin has no tag v1\.2\.3/),
    });
    expect(remoteTag(here, "v1")).toBeUndefined();
  });

  test("moves from a shallow clone of the release, as a workflow has it", () => {
    using here = clone();
    here.release("tag", "--push");
    const shallow = join(here.repository.folder, "../shallow");
    here.repository.git("clone", "-q", "--depth=1", "--branch=v1.2.3", `file://${here.bare.folder}`, shallow);
    expect(release(shallow, ["move-major", "v1.2.3", "--push"], gitEnvironment)).toMatch(/^v1 is on v1\.2\.3, /);
    expect(remoteTag(here, "v1")).toBe(remoteTag(here, "v1.2.3"));
  });
});

test.each([
  [["tag", "v1.2.3"]],
  [["check", "1.2"]],
  [["check", "v1.2.3-rc.1"]],
  [["publish"]],
  [["check", "v1.2.3", "now"]],
])("%j is refused with what can be said", (words) => {
  using here = clone();
  expect(here.release(...words)).toEqual({ refused: expect.stringMatching(/Say what|is no version/) });
});

test("as a command, it says what it did, or why it did not, with an exit code", () => {
  using here = clone();
  const script = join(import.meta.dirname, "../../scripts/release/release.ts");
  const call = (...words: string[]) => {
    const options = { cwd: here.repository.folder, env: gitEnvironment, encoding: "utf8" } as const;
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...words], options);
    return { status, stdout, stderr };
  };
  expect(call("check")).toEqual({ status: 0, stdout: "Every place names 1.2.3.\n", stderr: "" });
  const stderr = expect.stringMatching(/^treestamp: Not every place names 1\.2\.4:\n/);
  expect(call("check", "v1.2.4")).toEqual({ status: 1, stdout: "", stderr });
});
