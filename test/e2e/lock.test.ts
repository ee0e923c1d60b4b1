/** treestamp lock: what it fixes, where that stands, and what a check finds. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { registryStore } from "../../core/oci/registry/store.ts";
import { testRepository } from "../fixtures/git.ts";
import { treestampHere } from "../services/command-line.ts";
import { publish, smallImage } from "../services/image.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";

let registry: RunningRegistry;
beforeAll(async () => {
  registry = await startRegistry();
});
afterAll(() => registry.stop());

describe("images of Dockerfiles", () => {
  test("are fixed in place or under `base`, by the digest that the registry says, and then a check finds nothing", async () => {
    const store = registryStore({ kind: "registry", registry: registry.host, repository: "team/base" });
    await publish(store, smallImage(), "12");
    const image = `${registry.host}/team/base:12`;
    const digest = execFileSync("crane", ["digest", image], { encoding: "utf8" }).trim();
    const dockerfile = `FROM ${image} AS base\nRUN true\n`;
    const config = "environments:\n  # the first\n  one: { context: one }\n  two:\n    context: two # the second\n";
    using repository = testRepository({
      "treestamp.yml": config,
      "one/Dockerfile": dockerfile,
      "two/Dockerfile": `ARG TAG=12\nFROM ${registry.host}/team/base:$TAG\n`,
    });
    const lock = (...words: string[]) => treestampHere(["lock", ...words], { cwd: repository.folder });
    const read = (file: string) => execFileSync("cat", [join(repository.folder, file)], { encoding: "utf8" });

    const found = await lock("--check");
    expect(found.exitCode).toBe(125);
    expect(found.stderr).toContain("2 things are not fixed:\n  one/Dockerfile:1: FROM");
    expect(found.stderr).toContain("two/Dockerfile:2: FROM");

    const said = await lock();
    expect(said.stdout).toContain(`one/Dockerfile:1: FROM ${image} is not fixed: --bases map or --bases in-place`);
    expect(repository.git("status", "--porcelain")).toBe("");

    const fixed = await lock("--bases", "in-place");
    expect(fixed.stdout).toContain(`one/Dockerfile:1: FROM ${image} is ${image}@${digest} now\n`);
    expect(fixed.stdout).toContain("two/Dockerfile:2: ");
    expect(read("one/Dockerfile")).toBe(dockerfile.replace(image, `${image}@${digest}`));
    expect(repository.git("status", "--porcelain")).toBe(" M one/Dockerfile");

    expect((await lock("--bases", "map")).exitCode).toBe(0);
    expect(read("treestamp.yml")).toBe(
      config.replace(/$/, `    base:\n      ${image}: ${registry.host}/team/base@${digest}\n`),
    );
    expect((await lock("--check")).stdout).toBe("All is fixed, and nothing to be locked.\n");
  });

  test("that a registry does not have are an error, and nothing is written", async () => {
    using repository = testRepository({ Dockerfile: `FROM ${registry.host}/team/base:11\n` });
    const { exitCode, stderr } = await treestampHere(["lock", "--bases", "in-place"], { cwd: repository.folder });
    expect(exitCode).toBe(125);
    expect(stderr).toContain("team/base has no 11.");
    expect(repository.git("status", "--porcelain")).toBe("");
  });
});

describe("a check of packages", () => {
  const asked = `from: base.example/debian@sha256:${"1".repeat(64)}\nassemble:\n  packages: [git]\n`;
  const lock = `treestamp-lock 1 apt\nasked git\nplatform linux/amd64\n`;

  test.each([
    ["without a lock", asked, undefined, "treestamp.yml: `assemble.packages` have no lock"],
    ["whose lock is not there", `${asked}  lock: ci/a.lock\n`, undefined, "ci/a.lock: `assemble.lock` is not there"],
    ["whose lock is broken", `${asked}  lock: a.lock\n`, `${lock}git\n`, "a.lock:4: a package has six words"],
    [
      "with a lock of others",
      `${asked.replace("git", "git, make")}  lock: a.lock\n`,
      lock,
      "a.lock: it was not made for make",
    ],
  ])("%s says so", async (_what, config, file, fault) => {
    using repository = testRepository({
      "treestamp.yml": config,
      ...(file === undefined ? { other: "" } : { "a.lock": file }),
    });
    const { exitCode, stderr } = await treestampHere(["lock", "--check"], { cwd: repository.folder });
    expect(exitCode).toBe(125);
    expect(stderr).toContain(`One thing is not fixed:\n  ${fault}`);
  });

  test("whose lock is theirs passes", async () => {
    using repository = testRepository({ "treestamp.yml": `${asked}  lock: a.lock\n`, "a.lock": lock });
    const { exitCode, stdout } = await treestampHere(["lock", "--check"], { cwd: repository.folder });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "a.lock: 0 packages\n" });
  });
});
