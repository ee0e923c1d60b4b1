/** What the command line prints for programs, and the stores that are folders. */
import { spawnSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { outputs } from "../../core/inputs/table.ts";
import { hurried, makeProject, type Printed, type Project, treestamp } from "../services/command-line.ts";

describe("one directory and nothing else", () => {
  let project: Project;
  beforeAll(() => {
    project = makeProject({ "tools/Dockerfile": "FROM scratch\nCOPY a /\n", "tools/a": "1\n" });
    project.repository.write({ "tools/a": "2\n" });
    project.repository.commit("second");
  });
  afterAll(() => project[Symbol.dispose]());

  const words = (...more: string[]) => ["--context", "tools", ...more];

  test("has the key that git rev-parse prints", async () => {
    const { stdout } = await treestamp(["resolve", ...words("--json")], {
      cwd: project.repository.folder,
      env: home(),
    });
    expect(JSON.parse(stdout).key).toBe(project.repository.git("rev-parse", "HEAD:tools"));
  });

  test("--stdin answers many revisions by one process, in a bare repository, too", async () => {
    const bare = project.folder("bare.git");
    project.repository.git("clone", "-q", "--bare", ".", bare);
    const { exitCode, stdout } = await treestamp(["resolve", "-C", bare, ...words("--stdin")], {
      input: "HEAD\nHEAD~1\n",
      env: home(),
    });
    const key = (revision: string) => project.repository.git("rev-parse", `${revision}:tools`);
    expect(exitCode).toBe(0);
    expect(stdout).toBe(`HEAD ${key("HEAD")}\nHEAD~1 ${key("HEAD~1")}\n`);
  });

  test("--stdin goes on after a revision that has no key, says so, and fails at the end", async () => {
    const answer = await treestamp(["resolve", ...words("--stdin")], {
      cwd: project.repository.folder,
      input: "no-such-branch\nHEAD\n",
      env: home(),
    });
    expect(answer.exitCode).toBe(125);
    expect(answer.stdout).toBe(`HEAD ${project.repository.git("rev-parse", "HEAD:tools")}\n`);
    expect(answer.stderr).toMatch(/no-such-branch/);
  });

  test("--stdin ends quietly when its reader has had enough", () => {
    const cli = join(import.meta.dirname, "../../dist/cli/index.js");
    const line = 'yes HEAD | head -5000 | "$0" "$1" resolve --context tools --stdin | head -1';
    const { stdout, stderr } = spawnSync("sh", ["-c", line, process.execPath, cli], {
      cwd: project.repository.folder,
      env: { PATH: process.env.PATH, ...home() },
      encoding: "utf8",
    });
    expect({ stdout, stderr }).toEqual({
      stdout: `HEAD ${project.repository.git("rev-parse", "HEAD:tools")}\n`,
      stderr: "",
    });
  });

  function home(): NodeJS.ProcessEnv {
    return { HOME: project.folder("home") };
  }
});

describe("--json", () => {
  let project: Project;
  beforeAll(() => {
    project = makeProject({ Dockerfile: "FROM base\nRUN echo built here\n" });
  });
  afterAll(() => project[Symbol.dispose]());

  test.each(["resolve", "build", "pull", "run"] as const)(
    "of %s prints one object with the outputs of the table, and all else goes to standard error",
    async (verb) => {
      const command = verb === "run" ? ["--", "echo", "said by the command"] : [];
      const { exitCode, stdout, stderr } = await project.call(verb, ["--json", ...command]);
      expect(exitCode).toBe(0);
      expect(stdout.trimEnd().split("\n")).toHaveLength(1);
      const expected = outputs.filter(({ verbs }) => verbs.includes(verb)).map(({ name }) => name);
      expect(Object.keys(JSON.parse(stdout)).sort()).toEqual(expected.sort());
      if (verb === "build") expect(stderr).toMatch(/built here/);
      if (verb === "run") expect(stderr).toMatch(/^Hit: .* has \w+, ready on this machine\.\nsaid by the command\n$/);
    },
  );

  test("a failing command leaves its exit code and says it", async () => {
    const { exitCode, stdout } = await project.call("run", ["--json", "--", "sh", "-c", "exit 3"]);
    expect(exitCode).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: "failure", "exit-code": 3 });
  });

  test("a failure before there is a result prints nothing on standard output", async () => {
    const { exitCode, stdout, stderr } = await project.call("resolve", ["--json", "--context", "nowhere"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 125, stdout: "" });
    expect(stderr).toMatch(/nowhere is not in the repository/);
  });
});

describe("a store that is a folder", () => {
  let project: Project;
  let cwd: string;
  let built: Printed;
  beforeAll(async () => {
    project = makeProject({ Dockerfile: "FROM base\nCOPY greeting /\n", greeting: "hello\n" });
    cwd = project.folder("somewhere");
    built = await project.json("build", ["--store", "./images", "-C", project.repository.folder], { cwd });
  });
  afterAll(() => project[Symbol.dispose]());

  test("named by a relative path is the same from every call there, and can be carried elsewhere", async () => {
    expect(built.image).toBe(`oci:${cwd}/images:${built.tag}`);
    const elsewhere = ["--store", join(cwd, "images"), "--cache-folder", project.folder("another-cache")];
    // With another cache folder it comes from the store, not from what the build left here.
    const { exitCode, stdout } = await project.call("run", [...elsewhere, "--", "cat", "/greeting"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "hello\n" });
  });

  test("and lies in the work tree, like a cache, does not change the key", async () => {
    using project = makeProject({ Dockerfile: "FROM base\n" });
    const words = ["--store", "./images", "--cache-folder", "./cache"];
    const before = await project.json("resolve", words);
    const built = await project.json("build", words);
    const ran = await project.json("run", [...words, "--", "true"]);
    expect([built.tag, ran.tag]).toEqual([before.tag, before.tag]);
    expect(ran["cache-hit"]).toBe(true);
    expect(project.repository.git("status", "--porcelain")).toBe("");
  });

  test("and is named in treestamp.yml starts at the repository's root; named by a flag, where one is", async () => {
    using project = makeProject({ Dockerfile: "FROM base\n", "treestamp.yml": "image: ./images\n", "src/main": "" });
    const { folder } = project.repository;
    const cwd = join(folder, "src");
    expect((await project.json("resolve", [], { cwd })).image).toMatch(`oci:${folder}/images:`);
    expect((await project.json("resolve", ["--image", "./mine"], { cwd })).image).toMatch(`oci:${cwd}/mine:`);
  });

  test("that holds something else is refused before anything is built", async () => {
    using project = makeProject({ Dockerfile: "FROM base\n" });
    const folder = project.folder("photographs");
    writeFileSync(join(folder, "holiday.jpg"), "");
    const { exitCode, stderr } = await project.call("build", ["--store", folder]);
    expect(exitCode).toBe(125);
    expect(stderr).toMatch(/is not an OCI image layout: it has holiday.jpg/);
    expect(stderr).not.toMatch(/Engine/);
    expect(readdirSync(folder)).toEqual(["holiday.jpg"]);
  });

  test.each(["damaged", "lost"])(
    "with a blob that is %s is mended before a byte of it is run, and says so",
    async (what) => {
      const store = project.folder(what);
      cpSync(join(cwd, "images"), store, { recursive: true });
      const blobs = join(store, "blobs/sha256");
      const names = readdirSync(blobs).map((name) => readFileSync(join(blobs, name), "latin1"));
      const snapshot = names.find((text) => text.startsWith("{") && text.includes('"snapshot.frames.v1"'))!;
      const frames: string = JSON.parse(snapshot).layers[0].digest.slice("sha256:".length);
      const bytes = readFileSync(join(blobs, frames));
      if (what === "lost") rmSync(join(blobs, frames));
      else {
        const damaged = Buffer.from(bytes);
        damaged[damaged.length >> 1]! ^= 1;
        writeFileSync(join(blobs, frames), damaged);
      }
      const words = ["--store", store, "--cache-folder", project.folder(`${what}-cache`), "--", "cat", "/greeting"];
      const { exitCode, stdout, stderr } = await project.call("run", words, { env: hurried });
      expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "hello\n" });
      expect(stderr).toMatch(/^Miss: .*in part only/m);
      expect(stderr).toContain(frames.slice(0, 12));
      expect(readFileSync(join(blobs, frames)).equals(bytes)).toBe(true);
    },
  );

  test("takes two jobs at once from nothing: one image, and both run", async () => {
    using project = makeProject({ Dockerfile: "FROM base\nRUN head -c 16 /dev/urandom > /random\n" });
    const jobs = await Promise.all([1, 2].map(() => project.call("run", ["--", "cat", "/random"])));
    expect(jobs.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    expect(await project.json("resolve")).toMatchObject({ state: "present" });
    const again = await project.call("run", ["--", "cat", "/random"]);
    // Each job ran in the image of one of them; from now on it is one and the same.
    expect(jobs.map(({ stdout }) => stdout)).toContain(again.stdout);
  });
});
