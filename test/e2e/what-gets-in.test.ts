/**
 * Which files of a repository are in the image: the kept ones, submodules, files of Git LFS. By one engine: each gets the same
 * archive, which it takes as it is (test/contract/engine.test.ts).
 */
import { createHash } from "node:crypto";
import { expect, test } from "@jest/globals";
import { repositoryIn, testRepository } from "../fixtures/git.ts";
import { makeProject, type Project } from "../services/command-line.ts";

const content = "large\n".repeat(100);
const sha256 = createHash("sha256").update(content).digest("hex");
const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256}\nsize ${content.length}\n`;

function project(): Project {
  const made = makeProject({
    "docker/Dockerfile": "FROM base\nCOPY . /ctx/\n",
    ".dockerignore": "*\n!lib\n!*.bin\n!pyproject.toml\n**.md\n",
    "notes.txt": "not in the image\n",
    "model.bin": pointer,
    "pyproject.toml": '[project]\nname = "app"\n[tool.x]\ny = 1\n',
  });
  using inner = testRepository({ "a.txt": "a\n", "b.md": "b\n" });
  const { repository } = made;
  repository.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.folder, "lib");
  repository.git("commit", "-qm", "submodule");
  repository.write({ "model.bin": content });
  return made;
}

test("the image has what the rules keep, with the content that git's entries stand for", async () => {
  using made = project();
  const words = ["--file", "docker/Dockerfile"];
  const script = "cd /ctx && find . -type f -not -path './.treestamp/*' | sort && cat lib/a.txt && wc -c <model.bin";
  const ran = await made.call("run", [...words, "--", "sh", "-c", script]);
  expect(ran.stdout).toBe(`./lib/a.txt\n./model.bin\n./pyproject.toml\na\n${content.length}\n`);
  made.repository.write({ "notes.txt": "changed\n", "lib/b.md": "changed\n" });
  const { key, tag, "cache-hit": hit } = await made.json("build", words);
  expect({ tag, hit }).toEqual({ tag: key, hit: true });
});

test("a job in CI hears once what is wrong with its recipe and its checkout", async () => {
  using made = makeProject({ "env/Dockerfile": "FROM base\nCOPY . /\n", "src/a": "a" });
  made.repository.write({ "src/a": "b" });
  made.repository.commit();
  const clone = made.folder("clone");
  repositoryIn(clone).git("clone", "-q", "--depth", "1", `file://${made.repository.folder}`, clone);
  const env = { CI: "true" };
  const built = await made.call("build", ["--context", "env"], { env, cwd: clone });
  expect(built.stderr.match(/^warning: .*$/gm)).toEqual([
    expect.stringMatching(/What changed since the last image cannot be told.*`fetch-depth: 20` of actions\/checkout/),
  ]);
  repositoryIn(clone).write({ "env/made": "x" });
  const dirty = await made.call("build", ["--context", "env"], { env, cwd: clone });
  expect(dirty.stderr.match(/^warning: The recipe is not the commit's: file env\/made was added\./gm)).toHaveLength(1);
  const whole = await made.call("resolve", ["--file", "env/Dockerfile"], { env, cwd: made.repository.folder });
  expect(whole.stderr.match(/^warning: The whole repository is the build context/gm)).toHaveLength(1);
});
