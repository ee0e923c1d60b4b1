/** Sources from elsewhere, as a user gives them: every verb that takes them does what it does in a repository. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type TestRepository, testFolder, testRepository } from "../fixtures/git.ts";
import { makeBusyboxBase } from "../services/base-image.ts";
import { type CallOptions, treestamp } from "../services/command-line.ts";
import { type RunningServer, startServer } from "../services/http.ts";

let home: ReturnType<typeof testFolder>;
let repository: TestRepository;
let server: RunningServer;
let archive: Buffer;

beforeAll(async () => {
  home = testFolder();
  makeBusyboxBase(join(home.path, "base"));
  const { digest } = JSON.parse(readFileSync(join(home.path, "base/index.json"), "utf8")).manifests[0];
  repository = testRepository({
    "treestamp.yml": `from: oci:${join(home.path, "base")}@${digest}\nassemble: { proto: tools }\n`,
    "tools/opt/tool": "tool\n",
    "check.sh": { run: "#!/bin/sh\ncat /opt/tool version\n" },
    version: "1.0\n",
  });
  archive = repository.bytes(["archive", "--format=zip", "--prefix=app/", "HEAD"]);
  server = await startServer((_, response) => void response.end(archive));
});
afterAll(async () => {
  repository?.[Symbol.dispose]();
  home?.[Symbol.dispose]();
  await server?.stop();
});

const call = (words: readonly string[], options: CallOptions = {}) => {
  const temporary = join(home.path, "temporary");
  mkdirSync(temporary, { recursive: true });
  const env = { TMPDIR: temporary, ...options.env };
  const cache = ["--cache-folder", join(home.path, "cache")];
  return treestamp([words[0]!, ...cache, ...words.slice(1)], { cwd: home.path, ...options, env }).then((answer) => {
    expect(readdirSync(temporary)).toEqual([]);
    return answer;
  });
};
const done = async (words: readonly string[], options?: CallOptions) => {
  const answer = await call(words, options);
  expect(answer).toMatchObject({ exitCode: 0 });
  return answer;
};

test("a build of sources is a hit for the repository that has them, and the other way round", async () => {
  const { stdout, stderr } = await done(["build", "--source", `http://${server.host}/app.zip`]);
  expect(stderr).toMatch(/^Miss: /m);
  expect(await done(["build"], { cwd: repository.folder })).toMatchObject({ stderr: expect.stringMatching(/^Hit: /) });
  const key = repository.git("rev-parse", "HEAD").length;
  expect(stdout).toMatch(new RegExp(`^tag +[0-9a-f]{${key}}$`, "m"));
});

test("a command runs among the sources, in their environment, and they go with it", async () => {
  const words = ["run", "--source", `http://${server.host}/app.zip`, "--", "sh", "-c", "./check.sh; touch left; pwd"];
  const { stdout } = await done(words);
  const [tool, version, folder] = stdout.trim().split("\n");
  expect([tool, version]).toEqual(["tool", "1.0"]);
  expect(folder).toContain(join(home.path, "temporary"));
  expect(existsSync(folder!)).toBe(false);
});

test("a push assembles from the sources, and writes where the caller is", async () => {
  const { digest } = JSON.parse(readFileSync(join(home.path, "base/index.json"), "utf8")).manifests[0];
  const from = `oci:${join(home.path, "base")}@${digest}`;
  const words = [
    "push",
    "--source",
    repository.folder,
    "--from",
    from,
    "--proto",
    "tools",
    "--output",
    "final",
    "--images",
    join(home.path, "pushed"),
    "--tags",
    "1.0",
  ];
  await done(words);
  expect(readdirSync(join(home.path, "pushed"))).toContain("index.json");
  expect(readdirSync(join(home.path, "final"))).toEqual(expect.arrayContaining(["index.json", "oci-layout"]));
});

test("what stops a command takes the sources along", async () => {
  const script = "echo begun >&2; sleep 600 & wait";
  const { exitCode } = await call(["run", "--source", repository.folder, "--", "sh", "-c", script], {
    interrupt: { after: "begun", signal: "SIGINT" },
  });
  expect(exitCode).toBe(130);
});

test.each([
  [["build", "--source", "-", "--ref", "main"], "`source`: it stands instead of a repository, and `ref` is about one."],
  [["build", "--source", "git+ssh://host/app"], "`source`: git+ssh: is no source that treestamp knows."],
  [["build", "--source", "https://example.org/acme/app.git"], "example.org/acme/app.git is a git repository."],
  [["build", "--source", "https://example.org/a.tar#sha256=0"], "#sha256= is not followed by 64 hexadecimal digits."],
  [["build", "--source", "https://example.org/a.tar#md5=0"], "#md5 says nothing here."],
  [["build", "--source", "data:nothing"], "a data: URI has a comma before its data."],
  [["build", "--source", "nowhere.tar"], "there is no folder or archive "],
  [["run", "--source", "docker://", "--", "true"], "docker:// names no image."],
  [
    ["push", "--source", ".", "--saved-image", "x.tar", "--output", "final"],
    "`saved-image`: it cannot be used together with `source`.",
  ],
])("%j is refused before anything is done", async (words, why) => {
  const { exitCode, stderr } = await call(words);
  expect(exitCode).toBe(125);
  expect(stderr).toContain(why);
});

test("an archive of this machine needs no download", async () => {
  writeFileSync(join(home.path, "plain.tar"), repository.bytes(["archive", "HEAD"]));
  expect(await done(["build", "--source", "plain.tar"])).toMatchObject({ stderr: expect.stringMatching(/^Hit: /) });
});
