/** The npm package as users get it: packed, installed into an empty folder, and used. */
import { execFileSync } from "node:child_process";
import { globSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { version } from "../../core/version.ts";
import { gitEnvironment, testFolder, testRepository } from "../fixtures/git.ts";

const root = join(import.meta.dirname, "../..");
const home = testFolder();
const project = join(home.path, "project");

/** Runs npm or npx with no registry, no settings and no cache of the user. */
function run(program: string, args: readonly string[], cwd: string): string {
  const env = {
    ...gitEnvironment,
    HOME: home.path,
    PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
    npm_config_offline: "true",
    npm_config_loglevel: "error",
    npm_config_update_notifier: "false",
  };
  return execFileSync(program, args, { cwd, env, encoding: "utf8", stdio: "pipe" });
}

beforeAll(() => {
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), '{ "private": true }\n');
  run("npm", ["pack", "--pack-destination", home.path], root);
  run("npm", ["install", join(home.path, `treestamp-${version}.tgz`)], project);
});
afterAll(() => home[Symbol.dispose]());

test("it has the command, its schema and what says what it is: nothing else, and not the actions", () => {
  const installed = join(project, "node_modules/treestamp");
  const files = (folder: string) => {
    const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return found.map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1)).sort();
  };
  const built = globSync(["dist/{bundle,cli}/**/*.*", "dist/*.*"], { cwd: root });
  expect(files(installed)).toEqual(["LICENSE", "README.md", "package.json", "treestamp.schema.json", ...built].sort());
});

test("it needs no other package", () => {
  expect(readdirSync(join(project, "node_modules")).filter((name) => !name.startsWith("."))).toEqual(["treestamp"]);
});

test("npx treestamp --version says the version", () => {
  expect(run("npx", ["treestamp", "--version"], project)).toBe(`${version}\n`);
});

test("npx treestamp resolve says the key of a repository, which git says, too", () => {
  using repository = testRepository({ "environment/Dockerfile": "FROM scratch\n", "README.md": "" });
  const printed = run(
    "npx",
    ["treestamp", "resolve", "-C", repository.folder, "--context", "environment", "--json"],
    project,
  );
  const key = repository.git("rev-parse", "HEAD:environment");
  expect(JSON.parse(printed)).toMatchObject({ key, state: "absent" });
});
