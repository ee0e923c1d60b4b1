/** What dist/start.cjs keeps of a run for the next one, on a bundle of two files. */
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { testFolder } from "../fixtures/git.ts";

const startFile = join(import.meta.dirname, "../../dist/start.cjs");

/** A copy of start.cjs with a bundle whose entry runs `work`. Its home is the folder. */
function program(folder: string, work: string) {
  mkdirSync(join(folder, "bundle"));
  copyFileSync(startFile, join(folder, "start.cjs"));
  writeFileSync(join(folder, "bundle/index.js"), `exports.verb = async () => { ${work} };\n`);
  writeFileSync(join(folder, "bundle/1.index.js"), "exports.double = (number) => { return 2 * number; };\n");
  const call = (version = "1", env: NodeJS.ProcessEnv = {}) => {
    const words = ["-e", `require(${JSON.stringify(join(folder, "start.cjs"))})("verb", "${version}")`];
    const { status, stdout, stderr } = spawnSync(process.execPath, words, {
      encoding: "utf8",
      env: { HOME: folder, ...env },
    });
    return { status, stdout, stderr };
  };
  const files = (caches = join(folder, ".cache")) =>
    readdirSync(join(caches, "treestamp-code"), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  return { call, files };
}

const works = 'console.log(require("./1.index.js").double(21));';
const said = { status: 0, stdout: "42\n", stderr: "" };

test("code is compiled once: the second run reads it, and writes nothing", () => {
  using folder = testFolder();
  const { call, files } = program(folder.path, works);
  expect(call()).toEqual(said);
  const [file, ...others] = files();
  expect(others).toEqual([]);
  expect(readFileSync(file!, "latin1")).toMatch(/^\[\["\.\/index\.js",\d+\],\["\.\/1\.index\.js",\d+\]\]\n/);
  expect(readFileSync(file!, "latin1")).toContain("double"); // the function that was called, too
  const { ino } = statSync(file!);
  expect(call()).toEqual(said);
  expect(statSync(file!).ino).toBe(ino);
});

test.each([
  ["nothing", () => Buffer.alloc(0)],
  ["no table", () => Buffer.from("\0".repeat(5000))],
  ["half of it", (whole: Buffer) => whole.subarray(0, whole.length / 2)],
])("a file with %s in it is mended", (_, damage) => {
  using folder = testFolder();
  const { call, files } = program(folder.path, works);
  call();
  const [file] = files();
  const whole = readFileSync(file!);
  writeFileSync(file!, damage(whole));
  expect(call()).toEqual(said);
  expect(readFileSync(file!).length).toBe(whole.length);
});

test("another bundle's code, of the same length, is not taken", () => {
  using folder = testFolder();
  const { call } = program(folder.path, works);
  call("1");
  const changed = "exports.double = (number) => { return 3 * number; };\n";
  writeFileSync(join(folder.path, "bundle/1.index.js"), changed);
  expect(call("2")).toEqual({ ...said, stdout: "63\n" });
});

test("it is kept where the variables say, only for the user, and not at all where it is not wanted or cannot be", () => {
  using folder = testFolder();
  const { call, files } = program(folder.path, works);
  const at = (name: string) => join(folder.path, name);
  expect(call("1", { NODE_DISABLE_COMPILE_CACHE: "1" })).toEqual(said);
  expect(call("1", { HOME: "/nonexistent" })).toEqual(said);
  expect(call("1", { XDG_CACHE_HOME: at("start.cjs") })).toEqual(said);
  expect(readdirSync(folder.path)).not.toContain(".cache");
  expect(call("1", { XDG_CACHE_HOME: at("xdg") })).toEqual(said);
  expect(call("1", { NODE_COMPILE_CACHE: at("node") })).toEqual(said);
  expect([files(at("xdg")).length, files(at("node")).length]).toEqual([1, 1]);
  expect(statSync(join(at("xdg"), "treestamp-code")).mode & 0o777).toBe(0o700);
});

test("a run that failed leaves no code, and one that ends before its work is done has failed", () => {
  using failing = testFolder();
  using hanging = testFolder();
  const failed = program(failing.path, "process.exitCode = 1;");
  expect(failed.call().status).toBe(1);
  expect(readdirSync(failing.path)).not.toContain(".cache");
  expect(program(hanging.path, "await new Promise(() => {});").call().status).toBe(125);
});
