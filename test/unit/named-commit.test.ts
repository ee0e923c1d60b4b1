/** What a commit is called: by GitHub's event, by CircleCI's variables, and by git on a laptop. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type HostEvent, nameCommit, webAddress } from "../../core/git/named-commit.ts";
import { openRepository } from "../../core/git/repository.ts";
import { hostEvent } from "../../core/host/event.ts";
import { silentLog } from "../../core/log/log.ts";
import { gitEnvironment, type TestRepository, testFolder, testRepository } from "../fixtures/git.ts";

let repository: TestRepository;
let head: string;
beforeAll(() => {
  repository = testRepository({ file: "1\n" });
  repository.git("tag", "v1.0.0");
  repository.write({ file: "2\n" });
  head = repository.commit("second");
  repository.git("remote", "add", "origin", "https://x-access-token:ghs_secret@github.com/acme/app.git");
});
afterAll(() => repository[Symbol.dispose]());

async function named(event?: HostEvent, said: string[] = []) {
  await using opened = await openRepository(repository.folder, gitEnvironment);
  return await nameCommit(opened, event, { ...silentLog, warning: (text) => said.push(text) });
}

const folder = testFolder();
afterAll(() => folder[Symbol.dispose]());

/** GitHub's event, with its payload in a file as the runner leaves it. */
function github(environment: NodeJS.ProcessEnv, payload: object = {}) {
  const path = join(mkdtempSync(join(folder.path, "event-")), "event.json");
  writeFileSync(path, JSON.stringify(payload));
  return hostEvent({
    ...{ GITHUB_ACTIONS: "true", GITHUB_SHA: head, GITHUB_EVENT_NAME: "push", GITHUB_EVENT_PATH: path },
    ...{ GITHUB_SERVER_URL: "https://github.com", GITHUB_REPOSITORY: "acme/app" },
    ...environment,
  });
}

const payload = {
  repository: {
    default_branch: "main",
    html_url: "https://github.com/acme/app",
    name: "app",
    description: "An app",
    license: { spdx_id: "MIT" },
  },
};

describe("on GitHub", () => {
  test("a push to a branch", async () => {
    expect(await named(await github({ GITHUB_REF: "refs/heads/feature/x" }, payload))).toMatchObject({
      ...{ commit: head, tree: repository.git("rev-parse", "HEAD^{tree}"), time: 1_700_000_000 },
      ...{ branch: "feature/x", tag: undefined, pullRequest: undefined, defaultBranch: "main", isScheduled: false },
      project: { url: "https://github.com/acme/app", name: "app", description: "An app", license: "MIT" },
    });
  });

  test("a pushed tag is no branch", async () => {
    const { tag, branch } = await named(await github({ GITHUB_REF: "refs/tags/v1.1.0" }, payload));
    expect({ tag, branch }).toEqual({ tag: "v1.1.0", branch: undefined });
  });

  test.each([
    ["pull_request", "refs/pull/12/merge"],
    ["pull_request_target", "refs/heads/main"],
  ])("a %s is its number, never the base branch", async (event, ref) => {
    const pull = { pull_request: { number: 12, base: { ref: "main" }, head: { sha: head } } };
    const sha = "1111111111111111111111111111111111111111";
    const environment = { GITHUB_REF: ref, GITHUB_EVENT_NAME: event, GITHUB_SHA: sha };
    expect(await named(await github(environment, { ...payload, ...pull }))).toMatchObject({
      ...{ pullRequest: 12, branch: undefined, tag: undefined, baseBranch: "main", commit: head },
    });
  });

  test("a clock", async () => {
    const event = await github({ GITHUB_REF: "refs/heads/main", GITHUB_EVENT_NAME: "schedule" }, payload);
    expect(await named(event)).toMatchObject({ isScheduled: true, branch: "main" });
  });

  test("a payload without anything useful leaves it to the variables", async () => {
    const event = await github({ GITHUB_REF: "refs/heads/main" }, { repository: { html_url: 7, license: null } });
    expect(event).toMatchObject({ project: { name: "app" }, defaultBranch: undefined });
    expect(await hostEvent({ GITHUB_ACTIONS: "true" })).toBeUndefined();
  });

  test("names of another commit than the one that is checked out are not taken, and it is said", async () => {
    const said: string[] = [];
    const other = "2222222222222222222222222222222222222222";
    const event = await github({ GITHUB_REF: "refs/tags/v9.9.9", GITHUB_SHA: other }, payload);
    expect(await named(event, said)).toMatchObject({ tag: undefined, branch: "main", defaultBranch: "main" });
    expect(said).toEqual([
      `GitHub's event is about ${other}, and ${head} is checked out: tags come from git's own refs.`,
    ]);
  });

  test("a payload that cannot be read is an error", async () => {
    const event = hostEvent({
      GITHUB_ACTIONS: "true",
      GITHUB_REF: "refs/heads/main",
      GITHUB_EVENT_PATH: join(folder.path, "nowhere"),
    });
    await expect(event).rejects.toMatchObject({ code: "input-invalid" });
  });
});

describe("on CircleCI", () => {
  const circle = {
    CIRCLECI: "true",
    CIRCLE_REPOSITORY_URL: "git@github.com:acme/app.git",
    CIRCLE_PROJECT_REPONAME: "app",
  };
  test.each<[string, NodeJS.ProcessEnv, object]>([
    ["a branch", { CIRCLE_BRANCH: "main" }, { branch: "main", tag: undefined, pullRequest: undefined }],
    ["a tag", { CIRCLE_TAG: "v1.1.0", CIRCLE_BRANCH: "" }, { branch: undefined, tag: "v1.1.0" }],
    ["a fork's pull request", { CIRCLE_BRANCH: "pull/12" }, { branch: undefined, pullRequest: 12 }],
  ])("%s", async (_name, environment, expected) => {
    const event = await hostEvent({ ...circle, CIRCLE_SHA1: head, ...environment });
    expect(await named(event)).toMatchObject({
      ...expected,
      project: { url: "https://github.com/acme/app", name: "app" },
    });
  });
});

describe("on a laptop", () => {
  test("the branch that is checked out, and a tag that is at its commit", async () => {
    expect(await hostEvent({})).toBeUndefined();
    expect(await named()).toMatchObject({
      branch: "main",
      tag: undefined,
      knownTags: ["v1.0.0"],
      defaultBranch: undefined,
    });
    repository.git("tag", "-a", "-m", "release", "v1.10.0");
    repository.git("tag", "v1.9.0");
    repository.git("update-ref", "refs/remotes/origin/trunk", "HEAD");
    repository.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/trunk");
    expect(await named()).toMatchObject({ branch: "main", tag: "v1.10.0", defaultBranch: "trunk" });
    repository.git("checkout", "-q", "--detach");
    expect(await named()).toMatchObject({ branch: undefined, tag: "v1.10.0" });
  });

  test("the repository's page, without the password in the remote's address", async () => {
    expect((await named()).project).toEqual({ url: "https://github.com/acme/app" });
  });
});

test.each([
  ["https://user:word@git.example/a/b.git", "https://git.example/a/b"],
  ["ssh://git@git.example:2222/a/b.git", "https://git.example/a/b"],
  ["git@git.example:a/b", "https://git.example/a/b"],
  ["/srv/git/a.git", undefined],
  ["../a", undefined],
  ["", undefined],
])("the page of the remote %s is %s", (remote, page) => {
  expect(webAddress(remote)).toBe(page);
});
