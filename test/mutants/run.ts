/**
 * `npm run mutants`: breaks the sources in one place at a time (list.ts) and runs the tests that should notice, in a copy
 * of the tree. Arguments choose mutants by a part of their names. Fails where less than 90 % are caught, or where a
 * mutant's text is no longer in its file.
 */
import { execFile, spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { pathWithSystemFolders } from "../../scripts/testbed/debian-packages.ts";
import { buildMissing, folderOf } from "../../scripts/testbed/go-tools.ts";
import { allGoTools } from "../../scripts/testbed/test-tools.ts";
import { type Mutant, mutants } from "./list.ts";

const root = join(import.meta.dirname, "../..");
const workers = 2;
/** A mutant's tests that take longer than this wait for something that it has broken. Milliseconds. */
const patience = 10 * 60_000;

interface Outcome {
  readonly passed: number;
  /** A file that cannot be loaded has failed, and so has one whose time was up. */
  readonly failed: number;
}
type Verdict = "caught" | "SURVIVED" | "does not apply";

/** The files that git tracks, or would, as they are on disk. */
async function copyTree(to: string): Promise<void> {
  const list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate"];
  const { stdout } = await promisify(execFile)("git", list, { cwd: root, maxBuffer: 1 << 26 });
  for (const path of stdout.split("\0").filter((path) => path !== "" && !path.startsWith("dist/"))) {
    await mkdir(dirname(join(to, path)), { recursive: true });
    await copyFile(join(root, path), join(to, path));
  }
  await symlink(join(root, "node_modules"), join(to, "node_modules"));
}

/** Leaders of process groups: a terminal's Ctrl-C does not reach them. */
const running = new Set<number>();

/** Runs test files, or the named parts of them, to their first failure. */
async function runTests(tree: string, tests: readonly string[], patience: number): Promise<Outcome> {
  const output = join(tree, "jest.json");
  const files = new Set(tests.map((test) => `test/${test.replace(/: .*/, "")}.test.ts`));
  const parts = tests.flatMap((test) => test.split(": ").slice(1));
  const jest = ["node_modules/jest/bin/jest.js", "--bail", "--testTimeout=60000", "--json", `--outputFile=${output}`];
  const names = parts.length < tests.length ? [] : ["--testNamePattern", parts.join("|")];
  const child = spawn(process.execPath, [...jest, "--reporters=default", "--runTestsByPath", ...files, ...names], {
    cwd: tree,
    stdio: "ignore",
    detached: true,
    env: {
      ...process.env,
      PATH: [dirname(process.execPath), ...allGoTools.map(folderOf), pathWithSystemFolders()].join(delimiter),
    },
  });
  running.add(child.pid!);
  const clock = setTimeout(() => process.kill(-child.pid!, "SIGKILL"), patience);
  await new Promise((resolve) => child.on("close", resolve));
  clearTimeout(clock);
  running.delete(child.pid!);
  const text = await readFile(output, "utf8").catch(() => undefined);
  await rm(output, { force: true });
  if (text === undefined) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(text);
  return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites };
}

async function judge(tree: string, { file, before, after, tests }: Mutant): Promise<Verdict> {
  const path = join(tree, file);
  const text = await readFile(path, "utf8").catch(() => "");
  if (text.split(before).length !== 2) return "does not apply";
  await writeFile(
    path,
    text.replace(before, () => after),
  );
  try {
    return (await runTests(tree, tests, patience)).failed > 0 ? "caught" : "SURVIVED";
  } finally {
    await writeFile(path, text);
  }
}

const wanted = process.argv.slice(2);
const chosen = mutants.filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
const folder = await mkdtemp(join(tmpdir(), "treestamp-mutants-"));
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    for (const pid of running) process.kill(-pid, "SIGKILL");
    rmSync(folder, { recursive: true, force: true });
    process.exit(1);
  });
}
const verdicts = new Map<Mutant, Verdict>();
try {
  await buildMissing(allGoTools, new AbortController().signal);
  const trees = Array.from({ length: workers }, (_, worker) => join(folder, String(worker)));
  await Promise.all(trees.map(copyTree));
  // A test that fails anyway would catch everything.
  const sound = await runTests(trees[0]!, [...new Set(chosen.flatMap(({ tests }) => tests))], 60 * 60_000);
  if (sound.failed > 0 || sound.passed === 0)
    throw new Error("The tests do not pass as they are: run them by npm test.");
  const left = [...chosen];
  const work = async (tree: string) => {
    for (let mutant = left.shift(); mutant !== undefined; mutant = left.shift()) {
      const verdict = await judge(tree, mutant);
      verdicts.set(mutant, verdict);
      process.stdout.write(`${verdict.padEnd(15)} ${mutant.name}\n`);
    }
  };
  await Promise.all(trees.map(work));
} finally {
  await rm(folder, { recursive: true, force: true });
}
const count = (verdict: Verdict) => [...verdicts.values()].filter((one) => one === verdict).length;
const caught = count("caught");
process.stdout.write(
  `${chosen.length} mutants: ${caught} caught, ${count("SURVIVED")} survived, ${count("does not apply")} do not apply.\n`,
);
if (chosen.length === 0 || count("does not apply") > 0 || caught < 0.9 * chosen.length) process.exitCode = 1;
