/** What an ordinary user has whose sudo asks for no password: everything, with buildah and a mounted snapshot. */
import { execFileSync } from "node:child_process";
import { globSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { ownName } from "../../core/machine/owner.ts";
import { makeProject, type Project } from "../services/command-line.ts";
import { deadOwner } from "../services/dead-owner.ts";
import { commandLines } from "../services/processes.ts";
import { asSudoUser } from "../services/sudo-user.ts";

const uid = 1001;
const secret = "a secret, of = the tests 4b1d";

const flags = ["--context", "environment", "--secret-envs", "token=TOKEN"];

let project: Project;
let through: string[];
beforeAll(() => {
  project = makeProject({
    // As root and as a user it has to become the same image.
    "environment/Dockerfile": [
      "FROM base",
      "COPY . /copied",
      "RUN --mount=type=bind,target=/context cp -a /context /seen",
      "RUN --mount=type=secret,id=token sha256sum < /run/secrets/token > /sum; sleep 0.5",
    ].join("\n"),
    "environment/run": { run: "#!/bin/sh\n" },
    "slow/Dockerfile": "FROM base\nRUN echo has begun; sleep 60\n",
  });
  through = asSudoUser(uid, project.folder("user"));
});
beforeEach(() => {
  execFileSync("chown", ["-R", `${uid}:${uid}`, dirname(project.folder("repository"))]);
  execFileSync("chown", ["-R", "0:0", project.folder("user")]);
});
afterAll(() => project[Symbol.dispose]());

/** Files that are not the user's, for the user could not remove them; without kept layers, which the next build or prune does. */
const foreign = () => {
  const kept = join(project.folder("cache"), "layers/storage");
  const find = ["find", project.folder("cache"), "-path", kept, "-prune", "-o", "!", "-user", `${uid}`, "-print"];
  return execFileSync(find[0]!, find.slice(1), { encoding: "utf8" }).split("\n").filter(Boolean);
};

test("one command builds the image, mounts it and runs as the user", async () => {
  const options = { env: { TOKEN: secret }, through };
  let seen = false;
  const watch = setInterval(() => {
    seen ||= commandLines().some((line) => line.includes("4b1d"));
  }, 50);
  const script = "id -u; cat /sum; touch made";
  const { exitCode, stdout, stderr } = await project
    .call("run", [...flags, "--sandbox", "mounted", "--", "sh", "-c", script], options)
    .finally(() => clearInterval(watch));
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0, stderr: expect.stringMatching(/buildah .* through sudo/) });
  const sum = execFileSync("sha256sum", { input: secret, encoding: "utf8" });
  expect(stdout).toBe(`${uid}\n${sum}`);
  expect(seen).toBe(false);
  expect(foreign()).toEqual([]);
  expect(execFileSync("stat", ["-c", "%u", join(project.repository.folder, "made")], { encoding: "utf8" })).toBe(
    "1001\n",
  );
});

test("the image is the one that root builds", async () => {
  const env = { TOKEN: secret };
  const { digest } = await project.json("resolve", ["--context", "environment"], { through });
  // Its cache is not in a folder of the user's in /tmp, who could put another in its place.
  execFileSync("chown", ["0:0", dirname(project.repository.folder)]);
  execFileSync("chown", ["-R", "0:0", project.repository.folder]);
  const byRoot = await project.json("build", [...flags, "--cache-folder", project.folder("of-root")], { env });
  expect(byRoot.digest).toBe(digest);
});

describe("a build that ends early takes all that root does for it along", () => {
  const begun = "\nhas begun";
  const slow = ["--context", "slow"];

  /** Waits up to five seconds for processes and files of the build to be gone. */
  const nothingIsLeft = async () => {
    const left = () => [
      ...commandLines().filter((line) => line.includes(project.folder("cache"))),
      ...globSync(join(project.folder("cache"), "incoming/*/*.buildah-*")),
    ];
    for (let tries = 0; left().length > 0 && tries < 50; tries++) await sleep(100);
    expect(left()).toEqual([]);
    expect(foreign()).toEqual([]);
  };

  test("told to stop", async () => {
    const interrupt = { after: begun, signal: "SIGTERM" } as const;
    const { exitCode, stderr } = await project.call("build", slow, { through, interrupt });
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 143, stderr: expect.stringContaining("Ended by SIGTERM.") });
    await nothingIsLeft();
  });

  test("killed", async () => {
    const interrupt = { after: begun, signal: "SIGKILL" } as const;
    await expect(project.call("build", slow, { through, interrupt })).rejects.toThrow("SIGKILL");
    await nothingIsLeft();
  });
});

test("what a build of a killed process has left is removed by the next one, with root's files in it", async () => {
  const left = join(project.folder("cache"), "incoming", deadOwner(await ownName()));
  mkdirSync(join(left, "layout.buildah-killed/storage"), { recursive: true });
  execFileSync("chown", [`${uid}:${uid}`, left, join(left, "layout.buildah-killed")]);
  writeFileSync(join(left, "layout.buildah-killed/storage/layer"), "");
  expect(foreign()).toHaveLength(2);
  const { exitCode } = await project.call("pull", ["--context", "environment"], { through });
  expect({ exitCode, left: foreign() }).toEqual({ exitCode: 0, left: [] });
});

test("a sudo that asks for a password is no way: the reason is named, and what to do", async () => {
  const options = ["setpriv", "--reuid", "1002", "--regid", "1002", "--clear-groups"];
  const capable = ["--inh-caps", "+dac_read_search", "--ambient-caps", "+dac_read_search"];
  execFileSync("chown", ["-R", "1002:1002", dirname(project.repository.folder)]);
  const { exitCode, stderr } = await project.call("build", ["--context", "environment", "--force"], {
    through: [...options, ...capable],
  });
  expect(exitCode).toBe(125);
  expect(stderr).toMatch(/buildah cannot be used: root is needed, and sudo says: /);
  expect(stderr).toMatch(/sudo that needs no password/);
});
