import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { checkStaysInside } from "../../core/machine/leads-out.ts";
import { testFolder } from "../fixtures/git.ts";

const home = testFolder();
const at = (path: string) => join(home.path, path);
beforeAll(() => {
  for (const folder of ["work", "work/real", "outside", "outside/inner", "worker"]) mkdirSync(at(folder));
  symlinkSync("real", at("work/inside"));
  symlinkSync(at("outside"), at("work/out"));
  symlinkSync("..", at("work/up"));
  symlinkSync(at("worker"), at("work/alike"));
  symlinkSync("loop", at("work/loop"));
  symlinkSync(at("work"), at("alias"));
});
afterAll(() => home[Symbol.dispose]());

test.each(["work", "work/real", "work/inside", "work/not-there", "outside", "alias"])(
  "%s is let through",
  async (path) => {
    await checkStaysInside(at("work"), at(path));
  },
);

test("so is a folder below one that is itself reached by a link", async () => {
  await checkStaysInside(at("alias"), at("alias/real"));
});

test.each(["work/out", "work/out/inner", "work/up", "work/up/outside", "work/alike", "work/inside/../out"])(
  "%s leads out",
  async (path) => {
    await expect(checkStaysInside(at("work"), at(path))).rejects.toMatchObject({
      code: "input-invalid",
      message: expect.stringMatching(/ leads out of .*\/work by a symbolic link, to /),
    });
  },
);

test("a link that leads nowhere is an error of its own", async () => {
  await expect(checkStaysInside(at("work"), at("work/loop"))).rejects.toMatchObject({ code: "ELOOP" });
});
