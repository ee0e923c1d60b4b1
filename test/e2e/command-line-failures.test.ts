/** What goes wrong for people, and what they are told. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { makeProject, type Project, treestamp } from "../services/command-line.ts";
import { commandLines } from "../services/processes.ts";

/** Ends with 1, prints nothing on standard output and one message of ours without a trace. Gives the message. */
function messageIn({ exitCode, stdout, stderr }: { exitCode: number; stdout: string; stderr: string }): string {
  expect({ exitCode, stdout, trace: /^ +at /m.exec(stderr)?.[0] }).toEqual({
    exitCode: 1,
    stdout: "",
    trace: undefined,
  });
  expect(stderr.match(/^treestamp: /gm)).toHaveLength(1);
  return stderr.slice(stderr.search(/^treestamp: /m));
}

describe("a word that does not exist", () => {
  test.each([
    [["biuld"], 'There is no command "biuld".', "Did you mean build?"],
    [["resolve", "--explian"], 'There is no flag "--explian".', "Did you mean --explain?"],
    [["build", "--cache-fodler=x"], 'There is no flag "--cache-fodler".', "Did you mean --cache-folder?"],
    [["run", "--frobnicate"], 'There is no flag "--frobnicate".', "treestamp run --help lists the flags."],
    [["run", "make", "test"], '"make" is not expected here.', "treestamp run -- make test"],
    [["build", "--engine", "dokcer"], 'The input "engine" cannot be "dokcer".', "auto, docker, buildah"],
    [["-C", "/", "resolve"], '"-C" stands before the command.', "treestamp COMMAND -C DIR"],
  ])("%j", async (words, message, remedy) => {
    const said = messageIn(await treestamp(words));
    expect(said).toContain(message);
    expect(said).toContain(remedy);
  });
});

describe("a project that is not as it should be", () => {
  let project: Project;
  beforeAll(() => {
    project = makeProject({ Dockerfile: "FROM base\n", "README.md": "\n" });
  });
  afterAll(() => project[Symbol.dispose]());

  test("a folder that is no git repository", async () => {
    const folder = project.folder("plain");
    const said = messageIn(await project.call("resolve", ["-C", folder]));
    expect(said).toContain(folder);
    expect(said).toMatch(/git repository/);
  });

  test("a folder that does not exist", async () => {
    expect(messageIn(await project.call("resolve", ["-C", "/no/such/folder"]))).toContain("/no/such/folder");
  });

  test("a revision that does not exist", async () => {
    expect(messageIn(await project.call("resolve", ["--ref", "no-such-branch"]))).toContain("no-such-branch");
  });

  test("a Dockerfile that is not there", async () => {
    const said = messageIn(await project.call("build", ["--file", "docker/Dockerfile"]));
    expect(said).toContain("docker/Dockerfile is not in the repository");
  });

  test("a typing mistake in treestamp.yml: its line, and the nearest name", async () => {
    project.repository.write({ "treestamp.yml": "# the recipe\nincldue:\n  - go.mod\n" });
    const said = messageIn(await project.call("resolve"));
    expect(said).toContain("treestamp.yml:2: `incldue` is not an input of a recipe. Did you mean `include`?");
    project.repository.git("clean", "-fdq");
  });

  test("a base that is not fixed by a digest", async () => {
    expect(messageIn(await project.call("resolve", ["--base", "base=debian:12"]))).toMatch(
      /does not fix an image by digest/,
    );
  });

  test("an engine that is not on the machine is named, with what to install", async () => {
    const git = execFileSync("sh", ["-c", "command -v git"], { encoding: "utf8" }).trim();
    const bin = project.folder("bin");
    execFileSync("ln", ["-sf", git, join(bin, "git")]);
    const said = messageIn(await project.call("build", [], { env: { PATH: bin } }));
    expect(said).toMatch(/buildah/);
    expect(said).toMatch(/[Ii]nstall/);
  });

  test("a working directory that does not exist", async () => {
    const words = ["--working-directory", "no/such", "--", "true"];
    expect(messageIn(await project.call("run", words))).toContain(
      `The working directory ${project.repository.folder}/no/such is not a folder of this machine.`,
    );
  });

  test("an image for other machines only: nothing is built that could not be run", async () => {
    const answer = await project.call("run", ["--platforms", "linux/s390x", "--", "true"]);
    expect(messageIn(answer)).toMatch(/is made for linux\/s390x, and this machine is linux\/amd64.*\n.*platforms/);
    expect(answer.stderr).not.toMatch(/^Engine/m);
  });

  test("no git on the machine", async () => {
    expect(messageIn(await project.call("resolve", [], { env: { PATH: project.folder("empty") } }))).toMatch(/git/);
  });

  test("no home and no cache folder", async () => {
    const said = messageIn(await treestamp(["resolve"], { cwd: project.repository.folder, env: { HOME: undefined } }));
    expect(said).toMatch(/--cache-folder/);
  });
});

describe("a build that fails", () => {
  let project: Project;
  beforeAll(() => {
    project = makeProject({ Dockerfile: "FROM base\nRUN echo the reason is here >&2 && exit 9\n" });
  });
  afterAll(() => project[Symbol.dispose]());

  test("shows the instruction and the end of its output in the message, and ends with 1", async () => {
    const said = messageIn(await project.call("run", ["--", "true"]));
    expect(said).toMatch(/^treestamp: The image could not be built\./);
    expect(said).toContain("RUN echo the reason is here >&2 && exit 9");
    expect(said).toMatch(/^the reason is here$/m);
  });

  test("leaves nothing in the store, and no folder of the build", async () => {
    expect(await project.json("resolve")).toMatchObject({ state: "absent" });
    const left = readdirSync(project.folder("cache"), { recursive: true, encoding: "utf8" });
    expect(left.filter((path) => /layout|buildah/.test(path))).toEqual([]);
  });
});

describe("a build that is interrupted", () => {
  let project: Project;
  beforeAll(() => {
    project = makeProject({ Dockerfile: "FROM base\nRUN echo has begun; sleep 60\n" });
  });
  afterAll(() => project[Symbol.dispose]());

  test.each(["SIGINT", "SIGTERM"] as const)(
    "by %s ends with all that it started, and leaves nothing",
    async (signal) => {
      // Not where the instruction is shown, but where it runs.
      const interrupt = { after: "\nhas begun", signal };
      const { exitCode, stdout, stderr } = await project.call("build", [], { interrupt });
      expect({ exitCode, stdout }).toEqual({ exitCode: 130, stdout: "" });
      expect(stderr).toMatch(new RegExp(`^treestamp: Ended by ${signal}\\.$`, "m"));
      const cache = project.folder("cache");
      expect(commandLines().filter((line) => line.includes(cache))).toEqual([]);
      expect(readdirSync(join(cache, "incoming"))).toEqual([]);
      expect(await project.json("resolve")).toMatchObject({ state: "absent" });
    },
  );

  test("a command that is interrupted gets the signal, and its own exit code is ours", async () => {
    using ready = makeProject({ Dockerfile: "FROM base\n" });
    const script = 'trap "exit 33" INT; echo has begun >&2; while true; do sleep 0.1; done';
    const interrupt = { after: "has begun", signal: "SIGINT" } as const;
    expect((await ready.call("run", ["--", "sh", "-c", script], { interrupt })).exitCode).toBe(33);
  });
});

describe("build secrets", () => {
  const secret = "open-sesame-4711";
  let project: Project;
  beforeAll(() => {
    project = makeProject({
      // The Dockerfile is in the image's history, so the word does not stand in it as a whole.
      Dockerfile: [
        "FROM base",
        'RUN --mount=type=secret,id=word test "$(cat /run/secrets/word)" = "$(printf %s%s open- sesame-4711)"',
        "RUN --mount=type=secret,id=word cat /run/secrets/word",
        "RUN --mount=type=secret,id=key cp /run/secrets/key /tmp/key && wc -c < /tmp/key > /size && rm /tmp/key",
        "",
      ].join("\n"),
    });
  });
  afterAll(() => project[Symbol.dispose]());

  test("reach RUN, and are in no output, no layer, no snapshot and no manifest", async () => {
    project.repository.write({ "../secrets/key": secret });
    const words = ["--secret-envs", "word=WORD", "--secret-files", `key=${project.folder("secrets")}/key`];
    const { exitCode, stdout, stderr } = await project.call("build", words, { env: { WORD: secret } });
    expect({ exitCode, said: (stdout + stderr).includes(secret) }).toEqual({ exitCode: 0, said: false });
    expect((await project.call("run", ["--", "cat", "/size"])).stdout).toBe(`${secret.length}\n`);
    const cache = project.folder("cache");
    const files = readdirSync(cache, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.length).toBeGreaterThan(5);
    const holding = files.filter((entry) => holds(readFileSync(join(entry.parentPath, entry.name))));
    expect(holding.map(({ name }) => name)).toEqual([]);
  });

  test("are not part of the key", async () => {
    const [without, withOne] = await Promise.all([
      project.json("resolve"),
      project.json("build", ["--secret-envs", "word=WORD"], { env: { WORD: "another" } }),
    ]);
    expect(withOne.key).toBe(without.key);
  });

  test("that are not there are an error before anything is built", async () => {
    const said = messageIn(await project.call("build", ["--force", "--secret-envs", "word=NOT_SET"]));
    expect(said).toMatch(/build secret "word" is to come from the variable NOT_SET, which is not set/);
  });

  test("put on the command line by mistake are not repeated in the message", async () => {
    const said = messageIn(await project.call("build", ["--secret-envs", secret]));
    expect(said).toMatch(/secret-envs takes ID=VARIABLE/);
    expect(said).not.toContain(secret);
  });

  function holds(content: Buffer): boolean {
    const plain = content.subarray(0, 2).equals(Buffer.from([0x1f, 0x8b])) ? gunzipSync(content) : content;
    return plain.includes(secret);
  }
});
