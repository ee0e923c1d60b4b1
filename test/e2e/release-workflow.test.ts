/**
 * .github/workflows/release.yml, run by act: its jobs, their conditions and their scripts, with the real release script and
 * a real git remote. GitHub's releases, npm and the actions of others are stand-ins (test/services/release-world).
 */
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { version } from "../../core/version.ts";
import { repositoryIn, testFolder } from "../fixtures/git.ts";
import { type Forge, makePlainForge, type WorkflowRun } from "../services/act.ts";

const root = join(import.meta.dirname, "../..");
const standIns = join(root, "test/services/release-world");
const workflow = readFileSync(join(root, ".github/workflows/release.yml"), "utf8");
const tag = `v${version}`;
const major = `v${version.split(".")[0]}`;

const home = testFolder();
const world = join(home.path, "world");
const bare = repositoryIn(join(home.path, "treestamp.git"));
let forge: Forge;
beforeAll(() => {
  const copied = ["package.json", "package-lock.json", "core/version.ts"];
  copied.push(...globSync("scripts/release/*.ts", { cwd: root }));
  forge = makePlainForge({
    ...Object.fromEntries(copied.map((file) => [file, readFileSync(join(root, file), "utf8")])),
    ".github/workflows/release.yml": workflow,
  });
  forge.repository.git("clone", "-q", "--bare", ".", bare.folder);
});
afterAll(() => {
  forge?.[Symbol.dispose]();
  home[Symbol.dispose]();
});

/** Nothing is released yet. */
beforeEach(() => {
  rmSync(world, { recursive: true, force: true });
  mkdirSync(world);
  for (const name of tags()) bare.git("tag", "-d", name);
});

const tags = () => bare.git("tag").split("\n").filter(Boolean);
const make = (file: string, content = "") => writeFileSync(join(world, file), content);

function state(file: string): string | undefined {
  const path = join(world, file);
  return existsSync(path) ? readFileSync(path, "utf8").trim() : undefined;
}

/** Starts the workflow by hand, or by the push of the tag. */
function release(start: "by hand" | "by a tag"): Promise<WorkflowRun> {
  const used = [...workflow.matchAll(/uses: (actions\/([\w-]+)@\S+)/g)];
  return forge.run("release.yml", {
    secrets: { CIRCLECI_CLI_TOKEN: "a-token-of-an-owner" },
    ...(start === "by hand" ? { event: "workflow_dispatch" } : { payload: { ref: `refs/tags/${tag}` } }),
    actions: Object.fromEntries(used.map(([, name, action]) => [name, join(standIns, action!)])),
    machine: {
      PATH: join(standIns, "bin"),
      WORLD: world,
      VERSION: version,
      // Where git is asked for GitHub, it takes the bare repository.
      GIT_CONFIG_COUNT: "1",
      GIT_CONFIG_KEY_0: `url.${bare.folder}.insteadOf`,
      GIT_CONFIG_VALUE_0: "https://github.com/acme/app",
    },
  });
}

/** As they depend on each other; the last two at the same time. */
const jobNames = [
  "Versions, dist and tests",
  "The tag",
  "The command line, to npm",
  "The release on GitHub",
  "The orb, to CircleCI",
  "The major tag",
];
/** The results of the jobs that ran. */
const results = ({ jobs }: WorkflowRun) =>
  jobNames.filter((name) => jobs.has(name)).map((name) => `${name}: ${jobs.get(name)?.result}`);

test("started by hand, it makes the tag, publishes the package, then the release in place of a draft, and moves the major tag", async () => {
  make("release", "draft"); // of a try that failed
  const run = await release("by hand");
  expect(results(run)).toEqual([
    "Versions, dist and tests: success",
    "The tag: success",
    "The command line, to npm: success",
    "The release on GitHub: success",
    "The orb, to CircleCI: success",
    "The major tag: success",
  ]);
  const { exitCode } = run;
  expect({ exitCode, npm: state("published"), release: state("release"), orb: state("orb") }).toEqual({
    exitCode: 0,
    npm: version,
    release: "published",
    orb: `orb of ${version}`,
  });
  expect(state("release-created")).toMatch(/ --verify-tag --draft .* treestamp-\d+\.\d+\.\d+\.tgz SHA256SUMS$/);
  const head = forge.repository.git("rev-parse", "HEAD");
  expect(tags().map((name) => [name, bare.git("rev-parse", `${name}^{commit}`)])).toEqual([
    [major, head],
    [tag, head],
  ]);
  // Once more, by the tag: all is there, and stays as it is.
  const again = await release("by a tag");
  expect(results(again)).toEqual(results(run).filter((job) => !job.startsWith("The tag")));
  expect(again.log).toContain(`treestamp@${version} is on npm already.`);
  expect(again.log).toContain(`${major} is on ${tag} already.`);
  expect({ exitCode: again.exitCode, npm: state("published") }).toEqual({ exitCode: 0, npm: version });
});

test("where the tests fail, nothing is tagged or published", async () => {
  make("tests-fail");
  const run = await release("by hand");
  expect({ exitCode: run.exitCode, results: results(run), tags: tags(), npm: state("published") }).toEqual({
    exitCode: 1,
    results: ["Versions, dist and tests: failure"],
    tags: [],
    npm: undefined,
  });
});

test("a release that could still be changed fails, and users do not get it by the major tag", async () => {
  make("releases-can-be-changed");
  const run = await release("by hand");
  const job = run.jobs.get("The release on GitHub");
  expect({ result: job?.result, tags: tags() }).toEqual({ result: "failure", tags: [tag] });
  // It was made from nothing.
  expect({ release: state("release"), created: state("release-created") }).toEqual({
    release: "published",
    created: expect.stringMatching(/ --draft /),
  });
  expect(job?.annotations).toEqual([
    { level: "error", message: expect.stringContaining("Turn on immutable releases") },
  ]);
  expect(run.jobs.has("The major tag")).toBe(false);
  expect(run.jobs.has("The orb, to CircleCI")).toBe(false);
});

test("where GitHub does not say whether there is a release, none is made or removed", async () => {
  make("release", "published");
  make("github-is-down");
  const run = await release("by hand");
  const [annotation] = run.jobs.get("The release on GitHub")?.annotations ?? [];
  expect(annotation?.message).toBe(`Whether there is a release ${tag} is not known: HTTP 502: Server Error`);
  expect({ release: state("release"), created: state("release-created") }).toEqual({
    release: "published",
    created: undefined,
  });
});
