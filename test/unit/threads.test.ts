import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { testFolder } from "../fixtures/git.ts";

const root = join(import.meta.dirname, "../..");

/** The modules of core/ that run in threads, as `startThread` names them. */
const threads = readdirSync(join(root, "core"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith("-thread.ts"))
  .map((file) => file.slice(0, -".ts".length));

test("a module of the sources runs in a thread", () => {
  using folder = testFolder();
  const write = (name: string, text: string) => writeFileSync(join(folder.path, name), text);
  mkdirSync(join(folder.path, "parallel"));
  copyFileSync(join(root, "core/parallel/threads.ts"), join(folder.path, "parallel/threads.ts"));
  write("package.json", '{ "type": "module" }');
  write(
    "double-thread.ts",
    `import { type MessagePort, parentPort } from "node:worker_threads";
     const port: MessagePort = parentPort!;
     port.on("message", (number: number) => port.postMessage(2 * number));`,
  );
  write(
    "main.ts",
    `import { startThread } from "./parallel/threads.ts";
     const thread = startThread("double-thread");
     thread.on("message", (number: number) => { console.log(number); thread.terminate(); });
     thread.postMessage(21);`,
  );
  const words = ["--disable-warning=ExperimentalWarning", join(folder.path, "main.ts")];
  const { stdout, stderr } = spawnSync(process.execPath, words, { encoding: "utf8", env: {} });
  expect({ stdout, stderr }).toEqual({ stdout: "42\n", stderr: "" });
});

describe("dist", () => {
  test("has a file for each thread's code", () => {
    expect(threads.filter((thread) => !existsSync(join(root, "dist/bundle", `${thread}.js`)))).toEqual([]);
  });

  test("the file is small and stands alone: it imports what belongs to Node, and no bundle", () => {
    for (const thread of threads) {
      const text = readFileSync(join(root, "dist/bundle", `${thread}.js`), "utf8");
      expect(text.length).toBeLessThan(100_000);
      const names = [...text.matchAll(/\b(?:require|import)\("?([^")]*)"?\)|\bfrom "([^"]+)"/g)].map(
        ([, a, b]) => a ?? b!,
      );
      expect(names).not.toEqual([]);
      expect(names.filter((name) => !isBuiltin(name))).toEqual([]);
    }
  });
});
