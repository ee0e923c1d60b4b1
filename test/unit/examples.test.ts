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

interface Job {
  readonly steps: readonly (string | Readonly<Record<string, unknown>>)[];
}

/** What the jobs' steps run, by what they are given under `key`. */
function runsIn(jobs: Readonly<Record<string, Job>>, key: string) {
  const steps = Object.values(jobs).flatMap((job) => job.steps);
  return steps.flatMap((step) => {
    const given = typeof step === "string" ? {} : ((step[key] ?? {}) as { environment?: string; run?: string });
    return given.run === undefined ? [] : [{ environment: given.environment, run: given.run }];
  });
}

/** Names of the files of the orb's folder `kind`. */
const orbHas = (kind: string) =>
  globSync("*.yml", { cwd: join(root, "orb/src", kind) }).map((file) => `treestamp/${file.replace(".yml", "")}`);

test("they are what the page names", () => {
  expect(examples.sort()).toEqual(["assemble", "go", "graph", "node", "postgres", "python", "rust"]);
  const page = readFileSync(join(folder, "README.md"), "utf8");
  expect(examples.filter((name) => !page.includes(`](${name}/)`))).toEqual([]);
});

describe.each(examples)("examples/%s", (name) => {
  const read = (file: string) => readFileSync(join(folder, name, file), "utf8");
  const github = parse(read(".github/workflows/ci.yml"));
  const circle = parse(read(".circleci/config.yml"));
  const named = parseConfig(read("treestamp.yml")).environments;
  const environments = [...named.values()];
  const isThere = (path: string) => existsSync(join(folder, name, path));

  test("its recipe names what is there", () => {
    const paths = environments.flatMap(({ context, include = [], assemble, bootstrap }) => [
      ...(context === undefined ? [] : [join(context, "Dockerfile"), ...include.map((item) => item.split("#")[0]!)]),
      ...[assemble?.proto, assemble?.run, bootstrap?.overlay].filter((path) => path !== undefined),
    ]);
    expect(paths).not.toEqual([]);
    expect(paths.filter((path) => !isThere(path))).toEqual([]);
  });

  const contexts = environments.flatMap(({ context }) => context ?? []);
  if (contexts.length > 0) {
    test("its base has a version and no digest that nobody has looked up", () => {
      const bases = contexts.map((context) => /^FROM (.+)$/m.exec(read(join(context, "Dockerfile")))![1]!);
      const outside = bases.filter((base) => !named.has(base));
      expect(outside).toEqual([expect.stringMatching(/^[a-z]+:\d+\.?\d*-[a-z-]+$/)]);
    });
  } else {
    test("its script makes the archive and the sums that the recipe names", () => {
      const { tarball, sums } = environments.find(({ bootstrap }) => bootstrap !== undefined)!.bootstrap!;
      const script = read("root/make.sh");
      expect(script).toContain(basename(tarball!).replace("{arch}", "$architecture"));
      expect([sums, script.includes(`>${basename(sums!)}\n`)]).toEqual(["root/SHA256SUMS", true]);
    });
  }

  test("both CI systems run the same scripts in the same environments, and these are there", () => {
    const [inGithub, inCircle] = [runsIn(github.jobs, "with"), runsIn(circle.jobs, "treestamp/run")];
    expect(inGithub[0]).toEqual({ environment: undefined, run: "./check.sh" });
    expect(inCircle).toEqual(inGithub);
    expect(inGithub.filter(({ run }) => !isThere(run))).toEqual([]);
    expect(inGithub.filter(({ environment }) => environment !== undefined && !named.has(environment))).toEqual([]);
  });

  test("each job of the workflow asks for the two permissions that it needs: only one that keeps images writes", () => {
    const keeps = "build" in github.jobs ? ["build"] : Object.keys(github.jobs);
    const permissions = Object.keys(github.jobs).map((job) => [job, github.jobs[job].permissions]);
    expect(github.permissions).toEqual({});
    expect(permissions).toEqual(
      permissions.map(([job]) => [job, { contents: "read", packages: keeps.includes(job) ? "write" : "read" }]),
    );
  });

  test("CircleCI's configuration uses executors, commands and parameters that the orb has, and runs all its jobs", () => {
    const jobs = Object.values<Job & { executor: string }>(circle.jobs);
    const commands = jobs.flatMap(({ steps }) =>
      steps.flatMap((step) => {
        return typeof step === "string" ? [] : Object.entries(step as Record<string, Record<string, unknown>>);
      }),
    );
    for (const [command, given] of commands.filter(([command]) => command !== "run")) {
      expect(orbHas("commands")).toContain(command);
      const { parameters } = parse(readFileSync(join(root, `orb/src/commands/${command.split("/")[1]}.yml`), "utf8"));
      expect(Object.keys(parameters)).toEqual(expect.arrayContaining(Object.keys(given)));
    }
    expect(orbHas("executors")).toEqual(expect.arrayContaining(jobs.map(({ executor }) => executor)));
    const started = (circle.workflows.test.jobs as Record<string, unknown>[]).flatMap(Object.keys);
    expect(started).toEqual(Object.keys(circle.jobs));
  });
});
