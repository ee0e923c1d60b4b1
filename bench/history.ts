/** A git repository with a long history, made in one go. Source: git-fast-import(1). */
import { run as runProgram } from "../core/machine/process.ts";
import { run } from "./programs.ts";

const folders = 50;
const filesInEach = 20;

/** One commit in sixteen changes the recipe, in build/ or in package.json; the others change a source file. */
export async function makeHistory(repository: string, commits: number): Promise<void> {
  await run(["git", "init", "--quiet", "--initial-branch=main", repository]);
  const imported = await runProgram("git", ["-C", repository, "fast-import", "--quiet"], { input: stream(commits) });
  if (imported.exitCode !== 0) throw new Error(`git fast-import: ${imported.stderr}`);
  await run(["git", "-C", repository, "reset", "--hard", "--quiet"]);
}

async function* stream(commits: number): AsyncGenerator<Buffer> {
  for (let n = 0; n < commits; n++) {
    const lines = [
      "commit refs/heads/main",
      `committer bench <bench@localhost> ${1_600_000_000 + 3600 * n} +0000`,
      data(`Change ${n}`),
      ...(n === 0 ? firstFiles() : [change(n)]),
    ];
    yield Buffer.from(`${lines.join("\n")}\n`);
  }
}

function firstFiles(): string[] {
  const sources = Array.from({ length: folders * filesInEach }, (_, i) => sourcePath(i));
  return [
    file("treestamp.yml", "context: build\ninclude:\n  - package.json\n"),
    file("package.json", "{}\n"),
    file("build/Dockerfile", "FROM scratch\nCOPY . /\n"),
    file("build/packages", "git\n"),
    ...sources.map((path) => file(path, `// ${path}\n`)),
  ];
}

function change(n: number): string {
  if (n % 16 !== 0) return file(sourcePath(n % (folders * filesInEach)), `// changed by ${n}\n`);
  return n % 32 === 0
    ? file("build/packages", `git\npackage-${n}\n`)
    : file("package.json", `{ "version": "${n}.0.0" }\n`);
}

function sourcePath(i: number): string {
  return `src/folder-${i % folders}/file-${Math.floor(i / folders)}.ts`;
}

function file(path: string, text: string): string {
  return `M 100644 inline ${path}\n${data(text)}`;
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}`;
}
