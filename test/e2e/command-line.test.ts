/** The command line on a project of its own, images kept in a folder: from nothing to a command run in the image. */
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { unknownIn } from "../services/cache-names.ts";
import { makeProject, type Project } from "../services/command-line.ts";

const dockerfile = "FROM base\nCOPY greeting /greeting\nRUN echo built > /built\nENV TASTE=sweet\n";
const hash = /^[0-9a-f]{40}$/;
const digest = /^sha256:[0-9a-f]{64}$/;

/** A folder with git alone: no engine, no runtime, nothing that a build or a run needs. */
function pathWithGitAlone(project: Project): string {
  const folder = project.folder("git-alone");
  const git = (process.env.PATH ?? "")
    .split(delimiter)
    .map((place) => join(place, "git"))
    .find(existsSync);
  if (!existsSync(join(folder, "git"))) symlinkSync(git!, join(folder, "git"));
  return folder;
}

describe("from nothing to a command in the image", () => {
  let project: Project;
  beforeAll(() => {
    project = makeProject({
      "environment/Dockerfile": dockerfile,
      "environment/greeting": "hello\n",
      "src/main": "1\n",
    });
    project.repository.write({ "treestamp.yml": "context: environment\n", ".gitignore": "/out\n" });
    project.repository.commit("say where the context is");
  });
  afterAll(() => project[Symbol.dispose]());

  test("resolve says the key and that nobody has built it", async () => {
    const { exitCode, stdout, stderr } = await project.call("resolve");
    expect(exitCode).toBe(0);
    expect(stderr).toBe("");
    const lines = Object.fromEntries(stdout.split("\n").map((line) => line.split(/ {2,}/)));
    expect(lines).toMatchObject({ key: expect.stringMatching(hash), tag: lines.key, state: "absent" });
    expect(lines).toHaveProperty("cache-hit", "false");
    expect(lines).not.toHaveProperty("digest");
  });

  test("build makes the image: a miss, whose stages are listed", async () => {
    const { exitCode, stdout, stderr } = await project.call("build");
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^state +absent$/m);
    expect(stdout).toMatch(/^cache-hit +false$/m);
    expect(stdout).toMatch(/^digest +sha256:[0-9a-f]{64}$/m);
    expect(stderr).toMatch(/^Engine: buildah 1\.\d+/m);
    expect(stderr).toMatch(/^Miss: /m);
    expect(stderr).toMatch(/RUN echo built/);
    for (const stage of ["key", "lookup", "build", "pack", "publish"]) {
      expect(stderr).toMatch(new RegExp(`^${stage} +[0-9.]+ s`, "m"));
    }
  });

  test("building again is a hit, for which no engine is looked for", async () => {
    const printed = await project.json("build", [], { env: { PATH: pathWithGitAlone(project) } });
    expect(printed).toMatchObject({ state: "present", "cache-hit": true, digest: expect.stringMatching(digest) });
    expect(printed.stages.map(({ name }) => name)).toEqual(["key", "lookup"]);
  });

  test("resolve then says present, with the digest that build said", async () => {
    const built = await project.json("build");
    expect(await project.json("resolve")).toMatchObject({
      ...{ key: built.key, tag: built.tag, digest: built.digest, image: built.image },
      ...{ state: "present", "cache-hit": true },
    });
  });

  test("the image's name is one that skopeo takes", async () => {
    const { image, tag } = await project.json("resolve");
    expect(image).toBe(`oci:${project.folder("cache")}/store:${tag}`);
  });

  test("pull makes it ready and says how it will be run", async () => {
    const printed = await project.json("pull");
    expect(printed).toMatchObject({ sandbox: "mounted", snapshot: expect.stringMatching(digest), "cache-hit": true });
  });

  test("run gives the command its arguments, standard input and folder, and its exit code back as it is", async () => {
    const script = 'cat /greeting /built; echo "$TASTE" "$1"; pwd; cat; echo problem >&2; exit 7';
    const cwd = join(project.repository.folder, "src");
    const answer = await project.call("run", ["--", "sh", "-c", script, "sh", "a  b*"], { input: "typed\n", cwd });
    expect(answer).toEqual({
      exitCode: 7,
      stdout: `hello\nbuilt\nsweet a  b*\n${cwd}\ntyped\n`,
      stderr: expect.stringMatching(/^problem\n\nstage .*\n(.*\n)*run .* exit code 7\n/m),
    });
  });

  test("the workspace is seen as it is, what is written to it stays, and it belongs to the caller", async () => {
    const script = "cat src/main; mkdir out; echo made > out/file; echo gone > /elsewhere; ls /elsewhere";
    const { exitCode, stdout } = await project.call("run", ["--", "sh", "-c", script]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "1\n/elsewhere\n" });
    const made = join(project.repository.folder, "out/file");
    expect(readFileSync(made, "utf8")).toBe("made\n");
    expect(statSync(made)).toMatchObject({ uid: process.getuid!(), gid: process.getgid!() });
    expect((await project.call("run", ["--", "ls", "/elsewhere"])).exitCode).toBe(1);
  });

  test("a linked worktree comes with the repository that it belongs to, so that git works in it", async () => {
    const worktree = join(project.folder("worktrees"), "linked");
    const main = project.repository.folder;
    project.repository.git("worktree", "add", "--quiet", "--detach", worktree);
    const script = 'gitdir=$(cut -d " " -f 2 .git) && cat "$gitdir/HEAD" && ls -d "$1/.git/objects"';
    const { exitCode, stdout } = await project.call("run", ["--", "sh", "-c", script, "sh", main], { cwd: worktree });
    expect({ exitCode, lines: stdout.split("\n").length }).toEqual({ exitCode: 0, lines: 3 });
    expect(stdout).toContain(`${main}/.git/objects`);
  });

  test("--user says who owns what is made", async () => {
    const mine = join(project.repository.folder, "out/mine");
    mkdirSync(mine);
    chownSync(mine, 1234, 2345);
    const words = ["--user", "1234:2345", "--", "sh", "-c", 'id -u; echo x > out/mine/file; echo y > "$HOME/file"'];
    const { stdout } = await project.call("run", words);
    expect(stdout).toBe("1234\n");
    expect(statSync(join(mine, "file"))).toMatchObject({ uid: 1234, gid: 2345 });
  });

  test("variables reach the command only by name", async () => {
    const env = { HANDED: "on", KEPT: "back" };
    const words = ["--env", "HANDED", "--env", "SAID=here=there", "--env", "NOT_SET", "--", "env"];
    const { stdout } = await project.call("run", words, { env });
    const lines = stdout.split("\n");
    expect(lines).toEqual(expect.arrayContaining(["HANDED=on", "SAID=here=there", "TASTE=sweet"]));
    expect(stdout).not.toMatch(/KEPT|NOT_SET/);
  });

  test("run --image-command runs what the image says", async () => {
    const { exitCode, stdout } = await project.call("run", ["--image-command"], { input: "echo from the image" });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "from the image\n" });
  });

  test("a command that is not in the image ends with 127 and a word about it", async () => {
    const { exitCode, stderr } = await project.call("run", ["--", "no-such-program"]);
    expect(exitCode).toBe(127);
    expect(stderr).toMatch(/no-such-program/);
  });

  test("nothing is left mounted, no scratch folder stays, and the cache has its own folders alone", async () => {
    await project.call("run", ["--", "true"]);
    expect(readFileSync("/proc/self/mountinfo", "utf8")).not.toContain(project.folder("cache"));
    const cache = project.folder("cache");
    const left = readdirSync(cache).flatMap((name) =>
      /scratch|incoming/.test(name) ? readdirSync(join(cache, name)) : [],
    );
    expect(left).toEqual([]);
    expect(unknownIn(cache)).toEqual([]);
  });

  test("a file outside of the recipe changes nothing", async () => {
    const before = await project.json("resolve");
    project.repository.write({ "src/main": "2\n" });
    expect(await project.json("resolve")).toMatchObject({ key: before.key, tag: before.tag, state: "present" });
  });

  test("an edited file of the recipe is a miss under a tag that ends in -dirty, and it runs", async () => {
    const before = await project.json("resolve");
    project.repository.write({ "environment/greeting": "good day\n" });
    const edited = await project.json("resolve");
    expect(edited.state).toBe("absent");
    expect(edited.key).not.toBe(before.key);
    expect(edited.tag).toBe(`${edited.key}-dirty`);
    const { stdout, stderr } = await project.call("run", ["--", "cat", "/greeting"]);
    expect(stdout).toBe("good day\n");
    expect(stderr).toMatch(/^Miss: .* file environment\/greeting changed/m);
  });

  test("--ref takes the recipe of a revision, whatever is checked out", async () => {
    const { stdout } = await project.call("run", ["--ref", "HEAD", "--", "cat", "/greeting"]);
    expect(stdout).toBe("hello\n");
  });

  test("--diff says in words what changed since a revision", async () => {
    project.repository.commit("another greeting");
    expect((await project.json("resolve", ["--diff", "HEAD~1"])).changes).toEqual([
      "file environment/greeting changed",
    ]);
    expect((await project.json("resolve", ["--diff", "HEAD"])).changes).toEqual([
      "Nothing in the recipe changed since HEAD.",
    ]);
    expect((await project.call("resolve", ["--diff", "HEAD~1"])).stdout).toMatch(
      /^file environment\/greeting changed$/m,
    );
  });

  test("--explain lists every input with the hash that git has for it", async () => {
    const blob = project.repository.git("rev-parse", "HEAD:environment/greeting");
    const { stdout } = await project.call("resolve", ["--explain"]);
    expect(stdout).toMatch(new RegExp(`^file +${blob} +environment/greeting$`, "m"));
    expect(stdout).toMatch(/^base +sha256:[0-9a-f]{64} +base$/m);
    expect(stdout).toMatch(/^platform +linux\/amd64$/m);
  });

  test("a flag wins over treestamp.yml", async () => {
    const configured = await project.json("resolve");
    const flagged = await project.json("resolve", ["--context", "src", "--file", "environment/Dockerfile"]);
    expect(flagged.key).not.toBe(configured.key);
    const { inputs } = await project.json("resolve", [
      "--context",
      "src",
      "--file",
      "environment/Dockerfile",
      "--explain",
    ]);
    expect(inputs!.join("\n")).toMatch(/src\/main/);
    expect(inputs!.join("\n")).not.toMatch(/greeting/);
  });

  test("-C names the repository from anywhere", async () => {
    const here = await project.json("resolve");
    const there = await project.json("resolve", ["-C", join(project.repository.folder, "src")], { cwd: "/" });
    expect(there.key).toBe(here.key);
    const run = await project.call("run", ["-C", project.repository.folder, "--", "pwd"], { cwd: "/" });
    expect(run.stdout).toBe(`${project.repository.folder}\n`);
  });
});
