/** What a runner lacks, and the command lines that install it. */
import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { installation, isInstalled, lackingPrograms } from "../../core/machine/packages.ts";
import { testFolder, testRepository } from "../fixtures/git.ts";

const lackOf = (there: readonly string[], hasErofs: boolean) =>
  lackingPrograms(
    async (program) => there.includes(program),
    async () => hasErofs,
  );

test("what is there is not lacking; erofsfuse is only where the kernel has no EROFS", async () => {
  expect(await lackOf(["git", "crun", "buildah"], true)).toEqual({ needed: [], helpful: [] });
  expect(await lackOf(["git"], true)).toEqual({ needed: ["crun", "buildah"], helpful: [] });
  expect(await lackOf(["runc"], false)).toEqual({ needed: ["git", "crun", "buildah"], helpful: ["erofsfuse"] });
  expect(await lackOf(["git", "crun", "buildah", "erofsfuse"], false)).toEqual({ needed: [], helpful: [] });
});

test("a program is a file on PATH that can be started", async () => {
  using repository = testRepository({ crun: { run: "#!/bin/sh\n" }, buildah: "no program" });
  using empty = testFolder();
  chmodSync(join(repository.folder, "crun"), 0o755);
  mkdirSync(join(repository.folder, "erofsfuse"));
  const path = `${empty.path}:${repository.folder}`;
  const found = await Promise.all(
    ["crun", "buildah", "erofsfuse", "no-such-program"].map((name) => isInstalled(name, path)),
  );
  expect(found).toEqual([true, false, false, false]);
  expect(await isInstalled("crun", empty.path)).toBe(false);
});

test("each package manager is asked for programs in its own words", () => {
  const apt = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=120"];
  const keep = ["-o", "Dpkg::Options::=--force-confdef", "-o", "Dpkg::Options::=--force-confold"];
  expect(installation("apt-get", ["crun", "git"])).toEqual({
    refresh: [...apt, "update"],
    install: [...apt, ...keep, "install", "-y", "--no-install-recommends", "crun", "git"],
  });
  expect(installation("dnf", ["crun", "git"])).toEqual({
    install: ["dnf", "install", "-y", "--setopt=install_weak_deps=False", "/usr/bin/crun", "/usr/bin/git"],
  });
  expect(installation("apk", ["crun", "git"])).toEqual({
    install: ["apk", "add", "--no-cache", "cmd:crun", "cmd:git"],
  });
});
