/** The examples are whole: what they name is there, and both CI systems run the same. */
import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { parseConfig } from "../../core/inputs/config-file.ts";

const root = join(import.meta.dirname, "../..");
const folder = join(root, "examples");
const examples = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

type Steps = readonly (string | Readonly<Record<string, unknown>>)[];

/** Names of the files of the orb's folder `kind`. */
const orbHas = (kind: string) =>
  globSync("*.yml", { cwd: join(root, "orb/src", kind) }).map((file) => `treestamp/${file.replace(".yml", "")}`);

test("they are what the page names", () => {
  expect(examples.sort()).toEqual(["assemble", "go", "node", "postgres", "python", "rust"]);
  const page = readFileSync(join(folder, "README.md"), "utf8");
  expect(examples.filter((name) => !page.includes(`](${name}/)`))).toEqual([]);
});

describe.each(examples)("examples/%s", (name) => {
  const read = (file: string) => readFileSync(join(folder, name, file), "utf8");
  const github = parse(read(".github/workflows/ci.yml"));
  const circle = parse(read(".circleci/config.yml"));
  const environments = [...parseConfig(read("treestamp.yml")).environments.values()];
  const isThere = (path: string) => existsSync(join(folder, name, path));

  test("its recipe names what is there", () => {
    const paths = environments.flatMap(({ context, include = [], assemble, bootstrap }) => [
      ...(context === undefined ? [] : [join(context, "Dockerfile"), ...include.map((item) => item.split("#")[0]!)]),
      ...[assemble?.proto, assemble?.run, bootstrap?.overlay].filter((path) => path !== undefined),
    ]);
    expect(paths).not.toEqual([]);
    expect(paths.filter((path) => !isThere(path))).toEqual([]);
  });

  if (isThere("environment/Dockerfile")) {
    test("its base has a version and no digest that nobody has looked up", () => {
      expect(read("environment/Dockerfile")).toMatch(/^FROM [a-z]+:\d+\.?\d*-[a-z-]+$/m);
    });
  } else {
    test("its script makes the archive and the sums that the recipe names", () => {
      const { tarball, sums } = environments.find(({ bootstrap }) => bootstrap !== undefined)!.bootstrap!;
      const script = read("root/make.sh");
      expect(script).toContain(basename(tarball!).replace("{arch}", "$architecture"));
      expect([sums, script.includes(`>${basename(sums!)}\n`)]).toEqual(["root/SHA256SUMS", true]);
    });
  }

  test("both CI systems run the same script, which is there", () => {
    const inGithub = (github.jobs.test.steps as { with?: { run?: string } }[]).flatMap((step) => step.with?.run ?? []);
    const inCircle = (circle.jobs.test.steps as { "treestamp/run"?: { run: string } }[]).flatMap(
      (step) => step["treestamp/run"]?.run ?? [],
    );
    expect([inGithub, inCircle]).toEqual([["./check.sh"], ["./check.sh"]]);
    expect(existsSync(join(folder, name, "check.sh"))).toBe(true);
  });

  test("the workflow asks for the two permissions that it needs", () => {
    expect([github.permissions, github.jobs.test.permissions]).toEqual([{}, { contents: "read", packages: "write" }]);
  });

  test("CircleCI's configuration uses executors, commands and parameters that the orb has, and runs all its jobs", () => {
    const commands = (circle.jobs.test.steps as Steps).flatMap((step) => {
      return typeof step === "string" ? [] : Object.entries(step as Record<string, Record<string, unknown>>);
    });
    for (const [command, given] of commands.filter(([command]) => command !== "run")) {
      expect(orbHas("commands")).toContain(command);
      const { parameters } = parse(readFileSync(join(root, `orb/src/commands/${command.split("/")[1]}.yml`), "utf8"));
      expect(Object.keys(parameters)).toEqual(expect.arrayContaining(Object.keys(given)));
    }
    expect(orbHas("executors")).toContain(circle.jobs.test.executor);
    const started = (circle.workflows.test.jobs as Record<string, unknown>[]).flatMap(Object.keys);
    expect(started).toEqual(Object.keys(circle.jobs));
  });
});
