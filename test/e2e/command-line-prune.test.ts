/** What a machine keeps between runs, as its user meets it: how large it gets, what goes, what stays. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { gitEnvironment } from "../fixtures/git.ts";
import { unknownIn } from "../services/cache-names.ts";
import { makeProject, type Project, treestamp, treestampHere } from "../services/command-line.ts";

interface Pruned {
  readonly removed: readonly { kind: string; name: string; bytes: number }[];
  readonly left: readonly { kind: string; name: string; "in-use": boolean }[];
  readonly "bytes-left": number;
}

let project: Project;
let cache: string;
beforeAll(() => {
  project = makeProject({ Dockerfile: "FROM base\n", ".gitignore": "started\ngo\n" });
  cache = project.folder("kept");
});
afterAll(() => project[Symbol.dispose]());

/** Another recipe, whose image has some 3 MB that no other one has. */
function change(name: string): void {
  project.repository.write({
    Dockerfile: `FROM base\nRUN echo ${name} > /name; head -c 3000000 /dev/urandom > /random\n`,
  });
  project.repository.commit(name);
}

const inCache = () => ["--cache-folder", cache];
const prune = async (...words: string[]): Promise<Pruned> => {
  const { exitCode, stdout, stderr } = await treestampHere(["prune", "--json", ...inCache(), ...words]);
  if (exitCode !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Pruned;
};

describe("a machine that keeps its disk", () => {
  test("keeps what it made; prune says what it has", async () => {
    change("first");
    await project.json("pull", inCache());
    change("second");
    await project.json("pull", inCache());
    const { removed, left } = await prune();
    expect(removed).toEqual([]);
    expect(left.map(({ kind }) => kind).sort()).toEqual(["image", "image", "snapshot", "snapshot", "storage"]);
    const { exitCode, stdout } = await treestamp(["prune", ...inCache()]);
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: expect.stringMatching(/^Removed: nothing\.\nLeft: 2 snapshots, 2 images and 1 storage, \d+ MB\.\n$/),
    });
  });

  test("stays under its size by itself: what comes in puts out what was used least recently", async () => {
    const limit = (await prune())["bytes-left"] + 1_000_000;
    change("third");
    const words = [...inCache(), "--cache-size", `${limit}B`];
    const { exitCode, stderr } = await project.call("pull", words);
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/^Removed from the cache: .*snapshot.*, not used for the longest time\.$/m);
    expect((await prune())["bytes-left"]).toBeLessThanOrEqual(limit);
    const { stdout } = await project.call("run", [...words, "--", "cat", "/name"]);
    expect(stdout).toBe("third\n");
  });

  test("removes nothing that a command runs in, and all of it afterwards", async () => {
    const started = join(project.repository.folder, "started");
    const go = join(project.repository.folder, "go");
    const script = "touch started; while [ ! -e go ]; do sleep 0.1; done; cat /name; md5sum /random >&2";
    const running = project.call("run", [...inCache(), "--", "sh", "-c", script]);
    while (!existsSync(started)) await sleep(20);
    const during = await prune("--all");
    expect(during.left.map(({ kind, "in-use": inUse }) => ({ kind, inUse }))).toEqual(
      expect.arrayContaining([
        { kind: "snapshot", inUse: true },
        { kind: "image", inUse: true },
      ]),
    );
    expect(during.left).toHaveLength(2);
    const { stdout } = await treestamp(["prune", "--all", ...inCache()]);
    expect(stdout).toMatch(/^That is more than the limit, 0 B: what is left is in use by process \d+\. Prune again/m);
    writeFileSync(go, "");
    expect(await running).toMatchObject({ exitCode: 0, stdout: "third\n" });
    rmSync(started);
    rmSync(go);
    const after = await prune("--all");
    expect(after.removed).toHaveLength(2);
    expect(after).toMatchObject({ left: [], "bytes-left": 0 });
  });

  test("builds again what it needs again", async () => {
    const { exitCode, stdout } = await project.call("run", [...inCache(), "--", "cat", "/name"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "third\n" });
  });

  test("is sound after a prune that was killed in the middle", async () => {
    for (const delay of [0, 5]) {
      const entry = join(import.meta.dirname, "../../dist/cli/index.js");
      const child = spawn(process.execPath, [entry, "prune", "--all", ...inCache()], {
        env: gitEnvironment,
        stdio: ["ignore", "ignore", "pipe"],
      });
      let hasEnded = false;
      const ended = once(child, "close").finally(() => {
        hasEnded = true;
      });
      while (!existsSync(join(cache, "locks/prune")) && !hasEnded) await sleep(0);
      await sleep(delay);
      child.kill("SIGKILL");
      const [said] = await Promise.all([text(child.stderr), ended]);
      expect(said).toBe("");
      const { exitCode, stdout } = await project.call("run", [...inCache(), "--", "cat", "/name"]);
      expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "third\n" });
    }
    await prune(); // takes the lock of the dead one
    for (const name of ["incoming", "uses", "locks"]) expect(readdirSync(join(cache, name))).toEqual([]);
    expect(unknownIn(cache)).toEqual([]);
  });
});

test("an invalid size is an error that says how to write one", async () => {
  const { exitCode, stderr } = await treestampHere(["prune", ...inCache(), "--cache-size", "plenty"]);
  expect(exitCode).toBe(125);
  expect(stderr).toBe(
    'treestamp: `cache-size`: "plenty" is not a size.\n  Write a number and its unit, such as 20GB or 512MiB; or 0, or unlimited.\n',
  );
});
