/** Finds the workflows of this repository: files, and examples in Markdown, which need not be whole. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/** A workflow as a linter may read it, and where its lines stand. */
export interface WorkflowSource {
  /** Path from the repository's root. */
  readonly file: string;
  readonly text: string;
  /** The line of `file` that line 1 of `text` stands on; 0 or less where lines were put before it. */
  readonly firstLine: number;
}

const markdown = ["*.md", "{docs,actions,examples,orb,test}/**/*.md"];
const wholeFiles = ["test/workflows/*.{yml,yaml}", "examples/**/.github/workflows/*.{yml,yaml}"];

/** The workflows that are shown to users: those that the tests run, those of the examples, and those in Markdown. */
export function workflowsForUsers(root: string): WorkflowSource[] {
  const whole = globSync(wholeFiles, { cwd: root }).map((file) => {
    return { file, text: readFileSync(join(root, file), "utf8"), firstLine: 1 };
  });
  const shown = globSync(markdown, { cwd: root }).flatMap((file) => {
    return workflowsIn(file, readFileSync(join(root, file), "utf8"));
  });
  return [...whole, ...shown].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.firstLine - b.firstLine));
}

/** The workflows among the YAML blocks of a Markdown text. Jobs or steps that stand alone become a workflow around them. */
export function workflowsIn(file: string, text: string): WorkflowSource[] {
  return [...text.matchAll(/^( *)```ya?ml\b.*\n([\s\S]*?)^\1```/gm)].flatMap(({ index, 1: indent, 2: block }) => {
    const lines = block!.split("\n").map((line) => (line.startsWith(indent!) ? line.slice(indent!.length) : line));
    const around = whatIsMissing(lines.join("\n"));
    if (around === undefined) return [];
    const before = around.before.split("\n").slice(0, -1);
    const own = lines.map((line) => (line === "" ? "" : " ".repeat(around.indent) + line));
    const line = text.slice(0, index).split("\n").length + 1; // the one after the fence
    return [{ file, text: [...before, ...own].join("\n"), firstLine: line - before.length }];
  });
}

/** What makes a block a whole workflow, where it is a workflow, jobs or steps of GitHub's; undefined where it is not. */
function whatIsMissing(block: string): { before: string; indent: number } | undefined {
  const value: unknown = parse(block);
  const start = "on: push\npermissions: {}\n";
  if (areSteps(value))
    return { before: `${start}jobs:\n  example:\n    runs-on: ubuntu-24.04\n    steps:\n`, indent: 6 };
  if (!isMap(value)) return undefined;
  if (areJobs(value.jobs)) return "on" in value ? { before: "", indent: 0 } : { before: start, indent: 0 };
  if (areSteps(value.steps)) return { before: `${start}jobs:\n  example:\n    runs-on: ubuntu-24.04\n`, indent: 4 };
  return areJobs(value) ? { before: `${start}jobs:\n`, indent: 2 } : undefined;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A job of CircleCI has neither of the two. */
function areJobs(value: unknown): boolean {
  if (!isMap(value)) return false;
  const jobs = Object.values(value);
  return jobs.length > 0 && jobs.every((job) => isMap(job) && ("runs-on" in job || "uses" in job));
}

/** Steps of CircleCI use nothing. */
function areSteps(value: unknown): boolean {
  const isStep = (step: unknown) => isMap(step) && ("uses" in step || "run" in step);
  return Array.isArray(value) && value.every(isStep) && value.some((step: object) => "uses" in step);
}
