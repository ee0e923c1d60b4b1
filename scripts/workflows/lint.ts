/**
 * Looks at every workflow and action of this repository and at those that its docs and examples show: by actionlint, with
 * shellcheck for the scripts in them, and by zizmor. Offline, unless `--online` is said: then zizmor asks GitHub, too, with
 * the token of GH_TOKEN, for known weaknesses of actions and for commits that are in no branch.
 */
import { execFile } from "node:child_process";
import { existsSync, globSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, delimiter, join, relative } from "node:path";
import { installMissing, pathWithSystemFolders } from "../testbed/debian-packages.ts";
import { buildMissing, folderOf, neededForGo } from "../testbed/go-tools.ts";
import { linters } from "../testbed/test-tools.ts";
import { folderOfWheel, getMissingWheels, neededForWheels } from "../testbed/wheels.ts";
import { type WorkflowSource, workflowsForUsers } from "./sources.ts";

/** Something to mend, and where. */
export interface Finding {
  /** Path from the repository's root. */
  readonly file: string;
  readonly line: number;
  readonly message: string;
  readonly rule: string;
}

/** Whether zizmor may ask GitHub. */
export type Network = "offline" | "online";

/**
 * What is to be mended in the workflows below `root`. Those of .github and the actions are held to pinned commits; those
 * shown to users may name versions.
 * @throws Error where a linter cannot be run or does not understand its input
 */
export async function lintWorkflows(root: string, network: Network = "offline"): Promise<Finding[]> {
  const shown = workflowsForUsers(root);
  const own = globSync(".github/workflows/*.{yml,yaml}", { cwd: root }).sort();
  const others = globSync(["action.yml", "actions/*/action.yml", ".github/dependabot.yml"], { cwd: root }).sort();
  const work = mkdtempSync(join(tmpdir(), "treestamp-lint-"));
  try {
    const copies = copyFor(work, root, shown);
    const strict = [...own, ...others];
    const [inFiles, inCopies] = await Promise.all([
      Promise.all([actionlint(root, own), zizmor(root, join(root, ".github/zizmor.yml"), strict, network)]),
      Promise.all([
        actionlint(work, [...copies.keys()]),
        zizmor(work, join(import.meta.dirname, "zizmor-for-users.yml"), [...copies.keys()], network),
      ]),
    ]);
    const inSources = inCopies.flat().map((finding) => inSource(finding, copies.get(finding.file)!));
    return [...inFiles.flat(), ...inSources, ...absentActions(root, shown)];
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Our actions by the name that users know them by: in a copy they are those of this tree. */
const published = /\btreestamp\/treestamp(?:\/([\w/-]+))?@v\d[\w.]*/g;

/** Lays the sources into a project that has our actions, so that their inputs are looked at, too. Gives file -> source. */
function copyFor(work: string, root: string, sources: readonly WorkflowSource[]): Map<string, WorkflowSource> {
  const folder = ".github/workflows";
  mkdirSync(join(work, folder), { recursive: true });
  mkdirSync(join(work, ".git")); // the mark of a project's root
  for (const name of ["action.yml", "actions", "dist"]) {
    if (existsSync(join(root, name))) symlinkSync(join(root, name), join(work, name));
  }
  return new Map(
    sources.map((source, i) => {
      const name = nameOf(source) ?? `${i}.yml`;
      writeFileSync(join(work, folder, name), source.text.replaceAll(published, "./$1"), { flag: "wx" }); // no two of one name
      return [join(folder, name), source];
    }),
  );
}

/** Workflows that call each other by name: those of one folder, and those on pages that say where they belong. */
function nameOf({ file, text }: WorkflowSource): string | undefined {
  if (file.startsWith("test/workflows/")) return basename(file);
  return /^# \.github\/workflows\/(\S+)\n/.exec(text)?.[1];
}

function inSource(finding: Finding, source: WorkflowSource): Finding {
  return { ...finding, file: source.file, line: lineIn(source, finding.line) };
}

/** Lines that were put before a source count as its first one. */
function lineIn(source: WorkflowSource, line: number): number {
  return Math.max(line + source.firstLine - 1, 1);
}

/** Names of our actions that lead to none: actionlint passes over those. */
function absentActions(root: string, sources: readonly WorkflowSource[]): Finding[] {
  return sources.flatMap((source) =>
    [...source.text.matchAll(published)].flatMap(({ index, 0: name, 1: path = "." }) => {
      if (existsSync(join(root, path, "action.yml"))) return [];
      const line = lineIn(source, source.text.slice(0, index).split("\n").length);
      return [{ file: source.file, line, message: `${name} is no action of this repository`, rule: "absent action" }];
    }),
  );
}

/** Source of its fields: rhysd/actionlint v1.7.12, docs/usage.md, "Format error messages". */
interface ActionlintError {
  readonly message: string;
  readonly filepath: string;
  readonly line: number;
  readonly kind: string;
}

async function actionlint(folder: string, files: readonly string[]): Promise<Finding[]> {
  if (files.length === 0) return [];
  const printed = await output("actionlint", ["-format", "{{json .}}", ...files], folder, [0, 1]);
  return (JSON.parse(printed) as ActionlintError[]).map(({ filepath: file, line, message, kind }) => {
    return { file, line, message, rule: `actionlint ${kind}` };
  });
}

/** Source of its fields: zizmor 1.32, `--format json-v1`. */
interface ZizmorFinding {
  readonly ident: string;
  readonly desc: string;
  readonly locations: readonly {
    readonly symbolic: {
      readonly key: { readonly Local: { readonly verbatim_path: string } };
      readonly annotation: string;
      readonly kind: string;
    };
    readonly concrete: { readonly location: { readonly start_point: { readonly row: number } } };
  }[];
}

async function zizmor(folder: string, config: string, files: readonly string[], network: Network): Promise<Finding[]> {
  if (files.length === 0) return [];
  const format = [
    ...(network === "offline" ? ["--offline"] : []),
    "--no-progress",
    "--quiet",
    "--no-exit-codes",
    "--format",
    "json-v1",
  ];
  const printed = await output("zizmor", [...format, "--strict-collection", "--config", config, ...files], folder, [0]);
  return (JSON.parse(printed) as ZizmorFinding[]).map(({ ident, desc, locations }) => {
    const { symbolic, concrete } = locations.find(({ symbolic }) => symbolic.kind === "Primary") ?? locations[0]!;
    return {
      file: relative(folder, join(folder, symbolic.key.Local.verbatim_path)),
      line: concrete.location.start_point.row + 1,
      message: `${desc}: ${symbolic.annotation}`,
      rule: `zizmor ${ident}`,
    };
  });
}

/** A program's output. @throws Error with that output if its exit code is not one of these */
function output(program: string, args: string[], cwd: string, exitCodes: readonly number[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { cwd, maxBuffer: 64 << 20 }, (error, stdout, stderr) => {
      const exitCode = error === null ? 0 : error.code;
      if (typeof exitCode === "number" && exitCodes.includes(exitCode)) resolve(stdout);
      else reject(new Error(`${program}: ${error?.message ?? ""}\n${stdout}${stderr}`));
    });
  });
}

/** `npm run check` calls this: gets the linters, prints their findings, and fails if there are any. */
async function main(): Promise<void> {
  await installMissing([...linters.programs, ...new Set([...neededForGo(), ...neededForWheels(linters.wheels)])]);
  await Promise.all([buildMissing(linters.goTools), getMissingWheels(linters.wheels)]);
  const folders = [...linters.goTools.map(folderOf), ...linters.wheels.map(folderOfWheel)];
  process.env.PATH = [...folders, pathWithSystemFolders()].join(delimiter);
  const network = process.argv.includes("--online") ? "online" : "offline";
  const findings = await lintWorkflows(join(import.meta.dirname, "../.."), network);
  for (const { file, line, message, rule } of findings) {
    process.stderr.write(`${file}:${line}: ${message} [${rule}]\n`);
  }
  if (findings.length > 0) process.exitCode = 1;
}

if (import.meta.main) {
  await main().catch((error: Error) => {
    process.stderr.write(`treestamp: the workflows could not be looked at: ${error.message}\n`);
    process.exitCode = 1;
  });
}
