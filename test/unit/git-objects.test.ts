/** Objects through one long-lived git process. */
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { openRepository } from "../../core/git/repository.ts";
import { gitEnvironment, testRepository } from "../fixtures/git.ts";

const size = 2_000_000;

describe("the object reader", () => {
  test("reads by id and by revision, whole or as a stream, and answers in the order of the questions", async () => {
    using repository = testRepository({ small: "small\n", large: "x".repeat(size), empty: "" });
    await using opened = await openRepository(repository.folder, gitEnvironment);
    const { objects } = opened;
    const [large, empty, missing, small] = [
      objects.stream("HEAD:large"),
      objects.read("HEAD:empty"),
      objects.read("HEAD:no such file"),
      objects.read(repository.git("rev-parse", "HEAD:small")),
    ];
    let bytes = 0;
    for await (const part of (await large)!.body) bytes += part.length;
    expect(bytes).toBe(size);
    expect(await empty).toMatchObject({ type: "blob", size: 0, body: Buffer.alloc(0) });
    expect(await missing).toBeUndefined();
    expect((await small)?.body.toString()).toBe("small\n");
  });

  test("goes on after a stream that was left in the middle", async () => {
    using repository = testRepository({ small: "small\n", large: "x".repeat(size) });
    await using opened = await openRepository(repository.folder, gitEnvironment);
    for await (const part of (await opened.objects.stream("HEAD:large"))!.body) {
      expect(part.length).toBeGreaterThan(0);
      break;
    }
    expect((await opened.objects.read("HEAD:small"))?.body.toString()).toBe("small\n");
  });

  test("refuses a name with a line feed", async () => {
    using repository = testRepository({ small: "small\n" });
    await using opened = await openRepository(repository.folder, gitEnvironment);
    expect(await opened.objects.read("HEAD\nHEAD")).toBeUndefined();
    expect((await opened.objects.read("HEAD:small"))?.size).toBe(6);
  });

  test("refuses a name that means several objects", async () => {
    const files = Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`f${n}`, String(n)]));
    using repository = testRepository(files);
    await using opened = await openRepository(repository.folder, gitEnvironment);
    const ids = repository.git("ls-tree", "HEAD").match(/\b[0-9a-f]{40}\b/g)!;
    const prefix = ids.map((id) => id.slice(0, 4)).find((start, at, all) => all.indexOf(start) !== at);
    if (prefix === undefined) throw new Error("The files of this test were chosen so that two share four digits.");
    await expect(opened.objects.read(prefix)).rejects.toMatchObject({ code: "repository-invalid" });
  });

  test("says so when it was closed", async () => {
    using repository = testRepository({ small: "small\n" });
    const opened = await openRepository(repository.folder, gitEnvironment);
    const { objects } = opened;
    await objects.read("HEAD:small");
    await opened.close();
    await opened.close();
    await expect(objects.read("HEAD:small")).rejects.toMatchObject({ code: "repository-invalid" });
  });

  test("reads what the commit has, not what someone put in its place (git replace)", async () => {
    using repository = testRepository({ small: "small\n" });
    const id = repository.git("rev-parse", "HEAD:small");
    const other = repository.bytes(["hash-object", "-w", "--stdin"], Buffer.from("other\n")).toString().trim();
    repository.git("replace", id, other);
    await using opened = await openRepository(repository.folder, gitEnvironment);
    expect((await opened.objects.read(id))?.body.toString()).toBe("small\n");
  });

  test.each(["sha1", "sha256"])(
    "refuses an object (%s) in whose place something has put other bytes",
    async (format) => {
      using repository = testRepository({ small: "small\n", other: "other\n" }, ["--object-format", format]);
      const [id, other] = ["small", "other"].map((name) => repository.git("rev-parse", `HEAD:${name}`));
      const placeOf = (oid: string) => join(repository.folder, ".git/objects", oid.slice(0, 2), oid.slice(2));
      rmSync(placeOf(id!));
      copyFileSync(placeOf(other!), placeOf(id!));
      await using opened = await openRepository(repository.folder, gitEnvironment);
      await expect(opened.objects.read(id!)).rejects.toMatchObject({
        code: "repository-invalid",
        message: `The repository's blob ${id} does not match its hash.`,
      });
      expect((await opened.objects.read(other!))?.body.toString()).toBe("other\n");
    },
  );

  test("starts no program of .git/config for what a partial clone lacks", async () => {
    using repository = testRepository({ small: "small\n" });
    const marker = join(repository.folder, "started");
    for (const [name, value] of [
      ["extensions.partialClone", "origin"],
      ["remote.origin.promisor", "true"],
      ["remote.origin.url", `ext::sh -c touch% ${marker}`],
      ["protocol.ext.allow", "always"],
    ] as const) {
      repository.git("config", name, value);
    }
    const id = repository.git("rev-parse", "HEAD:small");
    rmSync(join(repository.folder, ".git/objects", id.slice(0, 2), id.slice(2)));
    await using opened = await openRepository(repository.folder, gitEnvironment);
    await opened.objects.read(id).catch(() => {});
    expect(existsSync(marker)).toBe(false);
  });

  test("says which repository is missing, where HEAD's objects are borrowed from one that is gone", async () => {
    using repository = testRepository({ small: "small\n" });
    const objects = join(repository.folder, ".git/objects");
    renameSync(objects, `${objects}-elsewhere`);
    mkdirSync(join(objects, "info"), { recursive: true });
    writeFileSync(join(objects, "info/alternates"), "/no/such/objects\n");
    await using opened = await openRepository(repository.folder, gitEnvironment);
    await expect(opened.resolve("HEAD")).rejects.toMatchObject({
      message: 'The repository has no revision "HEAD".',
      remedy: expect.stringContaining("It borrows objects from /no/such/objects, which is not there"),
    });
  });
});
