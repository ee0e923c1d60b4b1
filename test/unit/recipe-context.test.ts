/** The build context's tar: the blobs' own bytes, read by GNU tar and compared with git. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, readlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "@jest/globals";
import { writeTar } from "../../core/archive/tar-writer.ts";
import { openRepository } from "../../core/git/repository.ts";
import type { RecipeInputs } from "../../core/inputs/recipe-inputs.ts";
import { contextTar } from "../../core/recipe/context.ts";
import { readSource } from "../../core/recipe/source.ts";
import { gitEnvironment, testFolder, testRepository } from "../fixtures/git.ts";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

async function tarOf(folder: string, inputs: RecipeInputs = {}, ref?: string): Promise<Buffer> {
  await using repository = await openRepository(folder, gitEnvironment);
  const { recipe } = await readSource(repository, { ref, inputs });
  const source = contextTar(repository, recipe);
  const [once, twice] = await Promise.all([collected(source()), collected(source())]);
  expect(once.equals(twice)).toBe(true);
  return once;
}

async function collected(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of source) parts.push(part);
  return Buffer.concat(parts);
}

const tar = (archive: Buffer, ...args: string[]) =>
  execFileSync("tar", args, { input: archive, env: { ...gitEnvironment, LC_ALL: "C", TZ: "UTC" }, maxBuffer: 1 << 28 });
const names = (archive: Buffer) => tar(archive, "-t", "--quoting-style=literal").toString("utf8").trim().split("\n");

describe("the context's tar", () => {
  test("is the same bytes on every machine", async () => {
    using repository = testRepository({
      Dockerfile: "FROM scratch\n",
      "bin/run": { run: "#!/bin/sh\n" },
      "bin/link": { link: "run" },
      empty: "",
    });
    const archive = await tarOf(repository.folder);
    expect(tar(archive, "-tv", "--numeric-owner").toString()).toBe(
      [
        "-rw-r--r-- 0/0              13 1970-01-01 00:00 Dockerfile",
        "drwxr-xr-x 0/0               0 1970-01-01 00:00 bin/",
        "lrwxrwxrwx 0/0               0 1970-01-01 00:00 bin/link -> run",
        "-rwxr-xr-x 0/0              10 1970-01-01 00:00 bin/run",
        "-rw-r--r-- 0/0               0 1970-01-01 00:00 empty",
        "",
      ].join("\n"),
    );
    expect(createHash("sha256").update(archive).digest("hex")).toBe(
      "c8dab06210071bcfb9b548a7dff8fb28b66a136cf0221e534b13f928b99e7b37",
    );
  });

  test("holds every name that git holds, whatever its bytes and length", async () => {
    using repository = testRepository({ Dockerfile: "FROM scratch\n" });
    const odd = ["a b", 'quo"te', "new\nline", "\xff\xfe", "ü", "back\\slash", "*", "-x", "n".repeat(255)];
    const deep = `${"d".repeat(120)}/${"e".repeat(120)}`;
    repository.write({ [`${deep}/f`]: "deep", [`${deep}/link`]: { link: `/${"t".repeat(150)}/end` } });
    for (const name of odd) writeFileSync(Buffer.from(`${repository.folder}/${name}`, "latin1"), name);
    for (const name of ["\xff".repeat(101), "x".repeat(100), "x".repeat(101)]) {
      writeFileSync(Buffer.from(`${repository.folder}/${deep}/${name}`, "latin1"), name);
    }
    repository.commit();
    const archive = await tarOf(repository.folder);
    using place = testFolder();
    tar(archive, "-x", "-C", place.path);
    const find = execFileSync("find", [".", "-mindepth", "1", "-not", "-type", "d", "-printf", "%P\\0"], {
      cwd: place.path,
    });
    const listed = (list: Buffer) => list.toString("latin1").split("\0").sort();
    expect(listed(find)).toEqual(listed(repository.bytes(["ls-tree", "-r", "-z", "--name-only", "HEAD"])));
    expect(execFileSync("diff", ["-r", "--no-dereference", "-x", ".git", place.path, repository.folder]).length).toBe(
      0,
    );
    expect(readlinkSync(join(place.path, deep, "link"))).toBe(`/${"t".repeat(150)}/end`);
  });

  test("holds the blobs' own bytes: no line ending, keyword or attribute changes them", async () => {
    using repository = testRepository({
      ".gitattributes":
        "*.txt text eol=crlf\nversion export-subst\nsecret export-ignore\n*.bin working-tree-encoding=UTF-16\n",
      Dockerfile: "FROM scratch\n",
      "a.txt": "one\ntwo\n",
      version: "$Format:%H$\n",
      secret: "kept\n",
    });
    repository.git("config", "core.autocrlf", "true");
    const archive = await tarOf(repository.folder, {}, "HEAD");
    using place = testFolder();
    tar(archive, "-x", "-C", place.path);
    for (const name of ["a.txt", "version", "secret"]) {
      const extracted = readFileSync(join(place.path, name));
      expect(extracted.equals(repository.bytes(["cat-file", "blob", `HEAD:${name}`]))).toBe(true);
    }
  });

  test("has included paths, and the Dockerfile from elsewhere", async () => {
    using repository = testRepository({
      "build/a": "a",
      "docker/Dockerfile": "FROM scratch\n",
      "go.mod": "module x\n",
      "locks/npm/lock": "x",
    });
    const inputs = { context: "build", file: "docker/Dockerfile", include: ["go.mod", "locks/npm"] };
    expect(names(await tarOf(repository.folder, inputs))).toEqual([
      ".treestamp/",
      ".treestamp/Dockerfile",
      "a",
      "go.mod",
      "locks/",
      "locks/npm/",
      "locks/npm/lock",
    ]);
  });

  test("may have its Dockerfile in lower case, as for docker, where no other is there", async () => {
    using repository = testRepository({ "a/dockerfile": "FROM scratch\n" });
    await using opened = await openRepository(repository.folder, gitEnvironment);
    const { recipe } = await readSource(opened, { inputs: { context: "a" } });
    expect(recipe.method).toMatchObject({ path: "dockerfile", origin: "a/dockerfile" });
    repository.write({ "a/Dockerfile": "FROM x\n" });
    repository.commit();
    const other = await readSource(opened, { inputs: { context: "a" } });
    expect(other.recipe.method).toMatchObject({ path: "Dockerfile" });
  });

  test("streams a large file without holding it", async () => {
    using repository = testRepository({ Dockerfile: "FROM scratch\n" });
    const size = 96 * 1024 * 1024;
    execFileSync("truncate", ["-s", String(size), join(repository.folder, "large")]);
    repository.commit();
    await using opened = await openRepository(repository.folder, gitEnvironment);
    const { recipe } = await readSource(opened, { inputs: {} });
    const held = () => {
      collectGarbage();
      return process.memoryUsage().arrayBuffers;
    };
    const before = held();
    let [bytes, most] = [0, 0];
    for await (const part of contextTar(opened, recipe)()) {
      if (bytes >> 24 !== (bytes + part.length) >> 24) most = Math.max(most, held() - before);
      bytes += part.length;
    }
    expect(bytes).toBeGreaterThan(size);
    expect(most).toBeLessThan(size / 3);
  });

  test("may be left in the middle, and taken while other objects are read", async () => {
    using repository = testRepository({ Dockerfile: "FROM scratch\n", large: "x".repeat(3_000_000), z: "z" });
    await using opened = await openRepository(repository.folder, gitEnvironment);
    const { recipe } = await readSource(opened, { inputs: {} });
    for await (const part of contextTar(opened, recipe)()) {
      expect((await opened.objects.read("HEAD:z"))?.body.toString()).toBe("z");
      expect(part.length).toBeGreaterThan(0);
      break;
    }
    expect(names(await collected(contextTar(opened, recipe)()))).toEqual(["Dockerfile", "large", "z"]);
  });

  test("fails where an object is missing, and never ends early as if it were whole", async () => {
    using repository = testRepository({ Dockerfile: "FROM scratch\n", z: "z" });
    await using opened = await openRepository(repository.folder, gitEnvironment);
    const { recipe } = await readSource(opened, { inputs: {} });
    const oid = repository.git("rev-parse", "HEAD:z");
    execFileSync("rm", ["-f", join(repository.folder, ".git/objects", oid.slice(0, 2), oid.slice(2))]);
    await expect(collected(contextTar(opened, recipe)())).rejects.toMatchObject({ code: "repository-invalid" });
  });
});

describe("`.dockerignore`", () => {
  const files = {
    Dockerfile: "FROM scratch\n",
    "src/main.c": "x",
    "src/deep/keep": "x",
    "docs/a.md": "x",
    "lib++/x": "x",
  };

  test("leaves files out, itself and the Dockerfile among them, which builds all the same", async () => {
    using repository = testRepository({ ...files, ".dockerignore": "docs\nlib++\nDockerfile\n.dockerignore\n" });
    expect(names(await tarOf(repository.folder))).toEqual([
      ".treestamp/",
      ".treestamp/Dockerfile",
      "src/",
      "src/deep/",
      "src/deep/keep",
      "src/main.c",
    ]);
  });

  test("may take everything but some", async () => {
    using repository = testRepository({ ...files, ".dockerignore": "*\n!src/deep\n!Dockerfile" });
    expect(names(await tarOf(repository.folder))).toEqual(["Dockerfile", "src/", "src/deep/", "src/deep/keep"]);
  });

  test("keeps a directory of which it leaves all files out, as docker does", async () => {
    using repository = testRepository({ ...files, ".dockerignore": "*\n!src\nsrc/deep/*\n" });
    expect(names(await tarOf(repository.folder))).toEqual([
      ".treestamp/",
      ".treestamp/Dockerfile",
      "src/",
      "src/deep/",
      "src/main.c",
    ]);
  });

  test("beside the Dockerfile, by its name, wins", async () => {
    using repository = testRepository({
      ...files,
      ".dockerignore": "*\n",
      "Dockerfile.dockerignore": "s*\nd*\nlib*\n",
    });
    expect(names(await tarOf(repository.folder))).toEqual([".dockerignore", "Dockerfile", "Dockerfile.dockerignore"]);
  });

  test("beside a Dockerfile from outside reaches the context", async () => {
    using repository = testRepository({
      "build/a": "a",
      "build/b": "b",
      "ci/D": "FROM scratch",
      "ci/D.dockerignore": "*\n!b",
    });
    expect(names(await tarOf(repository.folder, { context: "build", file: "ci/D" }))).toEqual([
      ".treestamp/",
      ".treestamp/Dockerfile",
      "b",
    ]);
  });

  test("may be a symbolic link, and so may the Dockerfile", async () => {
    using repository = testRepository({
      "build/a.md": "a",
      "build/.dockerignore": { link: "../rules/ignore" },
      "build/rules": "**.md\nrules",
      "build/Dockerfile": { link: "../ci/Dockerfile" },
      "ci/Dockerfile": "FROM scratch\n",
      "rules/ignore": "**",
    });
    expect(names(await tarOf(repository.folder, { context: "build" }))).toEqual([
      ".dockerignore",
      ".treestamp/",
      ".treestamp/Dockerfile",
      "Dockerfile",
      "a.md",
      "rules",
    ]);
    repository.git("rm", "-q", "build/.dockerignore");
    repository.write({ "build/.dockerignore": { link: "rules" } });
    repository.commit();
    expect(names(await tarOf(repository.folder, { context: "build" }))).toEqual([
      ".dockerignore",
      ".treestamp/",
      ".treestamp/Dockerfile",
      "Dockerfile",
    ]);
  });
});

test("a tar of a file over 8 GiB says its size in a record that GNU tar reads", async () => {
  const size = 8 * 1024 ** 3 + 1;
  async function* zeros() {
    for (let left = size; left > 0; left -= 1 << 20) yield Buffer.alloc(Math.min(left, 1 << 20));
  }
  async function* entries() {
    yield { path: "large", kind: "file", mode: 0o644, size, content: zeros() } as const;
  }
  const head = (await writeTar(entries()).next()).value as Uint8Array;
  const listing = execFileSync("sh", ["-c", "tar -tv --numeric-owner 2>/dev/null || true"], { input: head });
  expect(listing.toString()).toContain(` ${size} `);
});
