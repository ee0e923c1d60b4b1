/** What a machine keeps of builds by buildah, as its user meets it: whole processes, through sudo and not, killed and pruned. */
import { execFileSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type CallOptions, makeProject, type Project, treestamp } from "../services/command-line.ts";
import { commandLines } from "../services/processes.ts";
import { asSudoUser } from "../services/sudo-user.ts";

const uid = 1001;

let project: Project;
let cache: string;
beforeAll(() => {
  project = makeProject({ Dockerfile: "FROM base\n" });
  cache = project.folder("kept");
});
afterAll(() => project[Symbol.dispose]());

const first = "RUN echo runs $((1+1)); mkdir /made; touch /made/a; head -c 2000000 /dev/zero > /made/zeros; sleep 0.5";

/** Builds a Dockerfile with this last instruction. @returns what was told, and the image's digest */
async function build(last: string, words: readonly string[] = [], options: CallOptions = {}) {
  project.repository.write({ Dockerfile: ["FROM base", first, last, ""].join("\n") });
  const call = ["--json", "--cache-folder", cache, ...words];
  const { exitCode, stdout, stderr } = await project.call("build", call, options);
  if (exitCode !== 0) throw new Error(stderr);
  return { told: stderr, digest: (JSON.parse(stdout) as { digest: string }).digest };
}

const keptLine = "--> Kept from an earlier build";

test("a change of the last instruction runs that alone; --force runs all, and makes the same image", async () => {
  const before = await build("RUN echo one > /name");
  expect(before.told).toMatch(/^ *runs 2$/m);
  expect(before.told).not.toContain(keptLine);
  const after = await build("RUN echo two > /name");
  expect(after.told).not.toMatch(/^ *runs 2$/m);
  expect(after.told).toContain(keptLine);
  const forced = await build("RUN echo two > /name", ["--force"]);
  expect(forced.told).toMatch(/^ *runs 2$/m);
  expect(forced.digest).toBe(after.digest);
});

test("a build that was killed in the middle of RUN leaves nothing that the next one takes, and that one says so", async () => {
  const marker = `9876.${process.pid}`;
  await expect(
    build(`RUN echo half > /made/a; sleep ${marker}`, [], {
      onStart: async (child) => {
        await until(() => commandLines().some((line) => line.includes(`sleep\0${marker}`)));
        child.kill("SIGKILL");
      },
    }),
  ).rejects.toThrow("SIGKILL");
  await until(() => !commandLines().some((line) => line.includes(`sleep\0${marker}`)));
  const { told, digest } = await build("RUN echo three > /name");
  expect(told).toContain("The layers of earlier builds are gone: the last build was killed.");
  expect(told).toMatch(/^ *runs 2$/m);
  const elsewhere = ["--cache-folder", project.folder("other")];
  const call = ["--json", "--store", project.folder("other-store"), ...elsewhere];
  const afresh = await project.call("build", call);
  expect((JSON.parse(afresh.stdout) as { digest: string }).digest).toBe(digest);
});

test("prune prints them, and frees them", async () => {
  const { stdout } = await treestamp(["prune", "--all", "--cache-folder", cache]);
  expect(stdout).toMatch(/^removed {2}storage {3}layers {2}[\d.]+ MB {2}last used \d{4}-\d\d-\d\d$/m);
  expect(existsSync(join(cache, "layers"))).toBe(false);
});

test("through sudo they are root's, serve the next build, and are pruned by the user", async () => {
  execFileSync("chown", ["-R", `${uid}:${uid}`, dirname(project.repository.folder)]);
  const folder = project.folder("user");
  const through = asSudoUser(uid, folder);
  execFileSync("chown", ["-R", "0:0", folder]);
  const before = await build("RUN echo four > /name", [], { through });
  expect(before.told).toMatch(/buildah .* through sudo/);
  expect(statSync(join(cache, "layers")).uid).toBe(uid);
  const { uid: owner, mode } = statSync(join(cache, "layers/storage"));
  expect({ owner, mode: mode & 0o7777 }).toEqual({ owner: 0, mode: 0o700 });
  expect((await build("RUN echo five > /name", [], { through })).told).toContain(keptLine);
  const { exitCode, stdout } = await treestamp(["prune", "--all", "--cache-folder", cache], { through });
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringMatching(/^removed {2}storage/m) });
  expect(existsSync(join(cache, "layers"))).toBe(false);
});

async function until(condition: () => boolean): Promise<void> {
  for (const end = Date.now() + 30_000; !condition(); await sleep(20)) {
    if (Date.now() > end) throw new Error("It did not come to pass within 30 seconds.");
  }
}
