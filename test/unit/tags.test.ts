/** From rules and a commit's names to tags: docker/metadata-action's own examples, and what is ours. */
import { describe, expect, test } from "@jest/globals";
import type { TreestampError } from "../../core/errors.ts";
import type { NamedCommit } from "../../core/git/named-commit.ts";
import { parseFlavor, parseTags } from "../../core/inputs/tag-rules.ts";
import { silentLog } from "../../core/log/log.ts";
import { ociLabels } from "../../core/tags/labels.ts";
import { planTags } from "../../core/tags/plan.ts";

const commit: NamedCommit = {
  commit: "860c1904a1ce19322e91ac35af1ab07466440c37",
  tree: "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
  time: Date.UTC(2026, 10, 21, 14, 30, 5) / 1000,
  branch: undefined,
  tag: undefined,
  pullRequest: undefined,
  baseBranch: undefined,
  defaultBranch: "main",
  isScheduled: false,
  knownTags: [],
  isShallow: false,
  project: {},
};
const onMain = { branch: "main" };
const onBranch = { branch: "feature/new things" };
const pullRequest = { pullRequest: 2, baseBranch: "main" };
const tagged = (tag: string, ...others: string[]) => ({ tag, knownTags: [tag, ...others] });

function plan(names: Partial<NamedCommit>, tags: readonly string[] = [], flavor: readonly string[] = []) {
  const now = Date.UTC(2027, 0, 2, 3, 4, 5) / 1000;
  const named = { ...commit, ...names };
  return planTags({
    tags: parseTags(tags),
    flavor: parseFlavor(flavor),
    commit: named,
    tree: named.tree,
    now,
    log: silentLog,
  });
}

const tagsOf = (...call: Parameters<typeof plan>) => plan(...call).tags.map(({ tag }) => tag);

function failure(...call: Parameters<typeof plan>): TreestampError {
  try {
    plan(...call);
  } catch (error) {
    return error as TreestampError;
  }
  throw new Error("no failure");
}

describe("without rules", () => {
  test.each<[string, Partial<NamedCommit>, string[]]>([
    ["a pull request", pullRequest, ["pr-2"]],
    ["a branch", { branch: "releases/v1" }, ["releases-v1"]],
    ["a git tag", tagged("v1.2.3"), ["v1.2.3", "latest"]],
    ["a git tag before a release", tagged("v2.0.8-beta.67"), ["v2.0.8-beta.67"]],
    ["a clock", { branch: "main", isScheduled: true }, ["nightly", "main"]],
    ["a commit that has no name", {}, []],
  ])("%s gives what docker/metadata-action gives", (_name, names, tags) => {
    expect(tagsOf(names)).toEqual(tags);
  });
});

describe("the rule", () => {
  const version = ["type=semver,pattern={{version}}", "type=semver,pattern={{major}}.{{minor}}"];
  test.each<[string, Partial<NamedCommit>, string[], string[]]>([
    ["semver: the whole version and parts of it", tagged("v1.2.3"), version, ["1.2.3", "1.2", "latest"]],
    ["semver: only the whole version before a release", tagged("v2.0.8-beta.67"), version, ["2.0.8-beta.67"]],
    ["semver: nothing for another tag, or for a branch", { tag: "nightly-build", branch: "main" }, version, []],
    ["semver: raw", tagged("v1.2.3"), ["type=semver,pattern={{raw}}"], ["v1.2.3", "latest"]],
    ["semver: a value", onMain, ["type=semver,pattern={{major}},value=v7.1.0"], ["7", "latest"]],
    ["semver: no build metadata", tagged("v1.2.3+linux"), version, ["1.2.3", "1.2", "latest"]],
    [
      "semver: out of a longer tag",
      tagged("api/v1.2.3"),
      ["type=semver,pattern={{version}},match=^api/v(.*)$"],
      ["1.2.3", "latest"],
    ],
    ["match: a group", tagged("v1.2.3"), ["type=match,pattern=v(\\d)\\.(\\d),group=1"], ["1", "latest"]],
    ["match: a pattern with a comma", tagged("v12"), ['type=match,"pattern=v(\\d{1,3})",group=1'], ["12"]],
    ["tags with commas between them", onMain, ["1.0, stable,{{sha}}"], ["1.0", "stable", "860c190"]],
    [
      "a whole line in quotes, the field in it, too",
      tagged("v12"),
      ['type=match,"pattern=v(\\d{1,3})",group=1,"prefix=a"'],
      ["a12"],
    ],
    ["raw: enabled as YAML has it", onMain, ["type=raw,value=x,enable=True", "type=raw,value=y,enable=FALSE"], ["x"]],
    ["semver: of what is none, nothing", tagged("v1.2.3-01"), ["type=semver,pattern={{version}}", "x"], ["x"]],
    ["ref: a branch", onBranch, ["type=ref,event=branch"], ["feature-new-things"]],
    ["ref: a pull request", pullRequest, ["type=ref,event=pr,prefix=request-"], ["request-2"]],
    ["edge: the default branch", onMain, ["type=edge"], ["edge"]],
    ["edge: another branch", onMain, ["type=edge,branch=next"], []],
    ["sha: short", onMain, ["type=sha"], ["sha-860c190"]],
    ["sha: long, with nothing before it", onMain, ["type=sha,format=long,prefix="], [commit.commit]],
    ["tree: the hash of the tree", onMain, ["type=tree"], [commit.tree]],
    ["date: of the commit, to be sorted", onMain, ["type=date"], ["20261121.143005-860c190"]],
    ["schedule: a date of the run", { isScheduled: true }, ["type=schedule,pattern={{date 'YYYYMMDD'}}"], ["20270102"]],
    ["raw, in all its forms", onMain, ["type=raw,value=foo", "type=raw,bar", "baz"], ["foo", "bar", "baz"]],
    ["raw: enabled on the default branch", onMain, ["type=raw,value=latest,enable={{is_default_branch}}"], ["latest"]],
    ["raw: and not on another", onBranch, ["x", "type=raw,value=latest,enable={{is_default_branch}}"], ["x"]],
    [
      "raw: with expressions",
      onBranch,
      ["{{branch}}-{{sha}}-{{commit_date 'YYYY-MM-DD'}}"],
      ["feature-new-things-860c190-2026-11-21"],
    ],
    ["raw: in a time zone", onMain, ["{{commit_date 'HH[h]' tz='Asia/Tokyo'}}"], ["23h"]],
    ["raw: nothing where the expression is empty", onMain, ["type=raw,value={{tag}}"], []],
  ])("%s", (_name, names, rules, tags) => {
    expect(tagsOf(names, rules)).toEqual(tags);
  });

  test("of the highest priority gives the version", () => {
    const rules = ["type=sha", "type=ref,event=branch", "type=raw,value=first,priority=1001"];
    expect(plan(onMain, rules)).toMatchObject({
      version: "first",
      tags: [{ tag: "first" }, { tag: "main" }, { tag: "sha-860c190" }],
    });
  });

  test("date gives tags that sort as the commits do", () => {
    const times = [5, 86_400 * 40, 86_400 * 400].map(
      (later) => tagsOf({ ...onMain, time: commit.time + later }, ["type=date"])[0]!,
    );
    expect([...times].sort()).toEqual(times);
  });
});

describe("a whole name", () => {
  test("may stand beside others, with commas between them, as docker/build-push-action has it", () => {
    const { tags } = plan(onMain, ["ghcr.io/acme/app:1.0,ghcr.io/acme/app:latest", "docker.io/acme/app:1.0"]);
    expect(tags.map(({ repository, tag }) => `${repository}:${tag}`)).toEqual([
      "ghcr.io/acme/app:1.0",
      "ghcr.io/acme/app:latest",
      "docker.io/acme/app:1.0",
    ]);
  });

  test("goes to its own repository", () => {
    const { tags } = plan(onMain, ["ghcr.io/acme/app:1.0", "localhost:5000/app:{{branch}}", "acme/app:latest"]);
    expect(tags).toEqual([
      { repository: "ghcr.io/acme/app", tag: "1.0", moves: false },
      { repository: "localhost:5000/app", tag: "main", moves: false },
      { repository: "acme/app", tag: "latest", moves: true },
    ]);
  });

  test.each(["ghcr.io/acme/app", "ghcr.io/acme/app:", "ghcr.io/acme/app:a b"])("%s is none", (name) => {
    expect(failure(onMain, [name]).message).toBe(`tags: ${name} is neither a tag nor REPOSITORY:TAG.`);
  });
});

describe("latest", () => {
  test.each<[string, Partial<NamedCommit>, string, string[], boolean]>([
    ["auto: goes with a release", tagged("v1.2.3"), "auto", [], true],
    ["auto: not with a branch, not even the default one", onMain, "auto", [], false],
    ["auto: not with a patch of an old line", tagged("v1.8.5", "v2.0.0", "v1.8.4"), "auto", [], false],
    ["auto: what comes after it and is no release changes nothing", tagged("v1.8.5", "v2.0.0-rc.1"), "auto", [], true],
    ...["v0.2.1.0-rc1", "v1.2", "1.2.3-01", "v01.2.3", "2026.01.15", "nightly-7", "release"].flatMap(
      (tag): [string, Partial<NamedCommit>, string, string[], boolean][] => [
        [`auto: not with ${tag}, which nothing orders`, tagged(tag), "auto", [], false],
        [`auto: nor where a pattern takes it: ${tag}`, tagged(tag), "auto", ["type=match,pattern=.*"], false],
      ],
    ),
    ["auto: with what a pattern finds", tagged("app-v1.2.3"), "auto", ["type=match,pattern=v(.*),group=1"], true],
    ["auto: with a part of a version", tagged("v1.2.3"), "auto", ["type=match,pattern=v(\\d.\\d),group=1"], true],
    [
      "auto: not with a later one by the pattern",
      tagged("app-v1.2.3", "app-v1.10.0"),
      "auto",
      ["type=match,pattern=app-v(.*),group=1"],
      false,
    ],
    [
      "auto: whatever another product's version is",
      tagged("app-v1.2.3", "v9.0.0", "lib-v8.0.0"),
      "auto",
      ["type=match,pattern=app-v(.*),group=1"],
      true,
    ],
    [
      "auto: the same of semver with `match`",
      tagged("app-v1.2.3", "v9.0.0", "lib-v8.0.0"),
      "auto",
      ["type=semver,pattern={{version}},match=app-v(.*)"],
      true,
    ],
    ["true: goes with a release", tagged("v1.2.3"), "true", [], true],
    ["true: goes with the default branch", onMain, "true", [], true],
    ["true: not with another branch", onBranch, "true", [], false],
    ["true: not with a pull request", pullRequest, "true", [], false],
    ["false: never", tagged("v1.2.3"), "false", [], false],
  ])("%s", (_name, names, latest, rules, isGiven) => {
    expect(tagsOf(names, rules, [`latest=${latest}`]).includes("latest")).toBe(isGiven);
  });

  test("is given with a warning where a shallow clone knows no other version", () => {
    const warningsOf = (names: Partial<NamedCommit>, rules: readonly string[] = []) => {
      const warnings: string[] = [];
      const log = { ...silentLog, warning: (message: string) => warnings.push(message) };
      planTags({
        tags: parseTags(rules),
        flavor: parseFlavor([]),
        commit: { ...commit, ...names },
        tree: "",
        now: 0,
        log,
      });
      return warnings;
    };
    expect(warningsOf({ ...tagged("v1.2.3"), isShallow: true })).toEqual([
      expect.stringMatching(/^Only one version's git tag .* `latest` moves to v1\.2\.3 .*fetch-tags: true\.$/),
    ]);
    expect(warningsOf({ ...tagged("v1.2.3"), isShallow: true }, ["type=semver,pattern={{major}}"])).toEqual([
      expect.stringContaining("`1`, `latest` move to v1.2.3"),
    ]);
    expect(warningsOf({ ...tagged("v1.2.3", "v1.2.2"), isShallow: true })).toEqual([]);
    expect(warningsOf(tagged("v1.2.3"))).toEqual([]);
    expect(warningsOf({ ...tagged("v1.2.3-rc.1"), isShallow: true })).toEqual([]);
    expect(warningsOf({ ...onMain, isShallow: true })).toEqual([]);
  });

  test("prefixes and suffixes are for all tags, and for latest where it is said", () => {
    const release = tagged("v1.2.3");
    const rules = ["type=semver,pattern={{version}}", "type=sha"];
    expect(tagsOf(release, rules, ["suffix=-alpine"])).toEqual(["1.2.3-alpine", "sha-860c190-alpine", "latest"]);
    expect(tagsOf(release, rules, ["suffix=-alpine,onlatest=true"])).toContain("latest-alpine");
    expect(tagsOf(release, ["type=sha,prefix=g"], ["prefix=x-"])).toEqual(["g860c190"]);
  });
});

describe("a tag that goes from image to image by its nature", () => {
  const rules = [
    ...["type=ref,event=branch", "type=ref,event=pr", "type=ref,event=tag", "type=edge", "type=schedule"],
    ...["type=semver,pattern={{version}}", "type=semver,pattern={{major}}.{{minor}}", "type=semver,pattern={{major}}"],
    ...["type=sha", "type=date", "type=tree", "stable", "latest"],
  ];
  const moving = (names: Partial<NamedCommit>) =>
    plan(names, rules)
      .tags.filter(({ moves }) => moves)
      .map(({ tag }) => tag);
  test("is a branch, a pull request, edge, nightly, latest, a part of a version", () => {
    expect(moving({ branch: "main", isScheduled: true })).toEqual(["nightly", "edge", "main", "latest"]);
    expect(moving(pullRequest)).toEqual(["pr-2", "latest"]);
    expect(moving(tagged("v1.2.3"))).toEqual(["1.2", "1", "latest"]);
    expect(moving(tagged("v1.2.3-rc.1"))).toEqual(["latest"]);
  });
});

describe("what cannot be meant", () => {
  test.each<[string, RegExp, RegExp]>([
    [
      "type=semvre,pattern={{version}}",
      /"semvre" is no type\.$/,
      /^Did you mean semver\? Known are schedule, semver, /,
    ],
    ["type=semver,patern={{version}}", /type=semver needs pattern\.$/, /type=semver,pattern=\{\{version\}\}/],
    ["type=sha,fromat=long", /"fromat" is no attribute of this rule\.$/, /Did you mean format\?/],
    ["type=ref,event=brnach", /"brnach" is no event\.$/, /Did you mean branch\?/],
    ["type=ref", /type=ref needs event\.$/, /branch, tag or pr/],
    ["type=raw,value={{brunch}}", /\{\{brunch\}\} is unknown\.$/, /Did you mean \{\{branch\}\}\?/],
    ["type=raw,value=x,enable=yes", /enable is "yes"\.$/, /is_default_branch/],
    ["type=raw,value=x,priority=high", /the priority high is not a number\.$/, /500/],
    ["type=raw,value=a,value=b", /value is given twice\.$/, /once/],
    ["type=match,pattern=(", /\( is not a regular expression\.$/, /double quotes/],
    ["type=schedule,pattern={{date 'yyyy'}}", /'yyyy' is not a date format\.$/, /YYYYMMDD/],
    [`type=raw,value=${"x".repeat(129)}`, /has 129 characters, and a tag has at most 128\.$/, /128/],
    ["type=raw,value=.hidden", /"\.hidden" begins with a character that no tag begins with\.$/, /begins with a letter/],
  ])("%s", (rule, message, remedy) => {
    const error = failure({ ...tagged("v1.2.3"), branch: "main", isScheduled: true }, [rule]);
    expect(error).toMatchObject({ code: "input-invalid" });
    expect(error.message).toMatch(message);
    expect(error.remedy).toMatch(remedy);
  });

  test("in flavor", () => {
    expect(failure(onMain, [], ["latest=always"]).remedy).toMatch(/Known are auto, true, false/);
    expect(failure(onMain, [], ["sufix=x"]).remedy).toMatch(/Did you mean suffix\?/);
  });

  test("an unknown default branch is not guessed, and is asked for only where it matters", () => {
    const names = { ...onMain, defaultBranch: undefined };
    expect(tagsOf(names, ["type=ref,event=branch"])).toEqual(["main"]);
    expect(failure(names, ["type=edge"]).remedy).toMatch(/git remote set-head origin --auto/);
  });
});

describe("labels", () => {
  const project = { url: "https://github.com/acme/app", name: "app", license: "MIT" };
  test("are OCI's, the same in every run; what is said wins, and an empty value takes one away", () => {
    const said = new Map([
      ["org.opencontainers.image.title", "The app"],
      ["org.opencontainers.image.licenses", ""],
      ["team", "core"],
    ]);
    expect(Object.fromEntries(ociLabels({ ...commit, project }, "1.2.3", said))).toEqual({
      "dev.treestamp.tree": commit.tree,
      "org.opencontainers.image.created": "2026-11-21T14:30:05Z",
      "org.opencontainers.image.revision": commit.commit,
      "org.opencontainers.image.source": "https://github.com/acme/app",
      "org.opencontainers.image.title": "The app",
      "org.opencontainers.image.url": "https://github.com/acme/app",
      "org.opencontainers.image.version": "1.2.3",
      team: "core",
    });
  });
});

test("the tag of a line of versions is not taken back from a later one of that line", () => {
  const lines = ["{{version}}", "{{major}}.{{minor}}", "v{{major}}"].map((pattern) => `type=semver,pattern=${pattern}`);
  const none = ["latest=false"];
  expect(tagsOf(tagged("v1.2.4", "v1.9.0", "v1.2.3"), lines, none)).toEqual(["1.2.4", "1.2"]);
  expect(tagsOf(tagged("v1.2.4", "v1.2.10", "v2.0.0"), lines, none)).toEqual(["1.2.4"]);
  expect(tagsOf(tagged("v1.2.4", "v2.0.0", "v1.2.5-rc.1", "v1.3", "x1.9.0"), lines, none)).toEqual([
    ...["1.2.4", "1.2", "v1"],
  ]);
  const others = tagged("app/v1.2.4", "lib/v1.9.0", "app/v1.2.3");
  expect(tagsOf(others, ["type=semver,pattern={{major}},match=app/v(.*)"], none)).toEqual(["1"]);
});

test("a ref's name begins where a tag can begin", () => {
  expect(tagsOf({ branch: "#12-fix" })).toEqual(["12-fix"]);
  expect(tagsOf(tagged(".1.0"), [], ["latest=false"])).toEqual(["1.0"]);
});
