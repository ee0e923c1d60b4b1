/** Caches of people who are not root: through sudo, and in a user namespace of their own. */
import { execFileSync } from "node:child_process";
import { dirname, join } from "node:path";
import { expect, test } from "@jest/globals";
import { makeBusyboxBase } from "../services/base-image.ts";
import { makeProject, treestamp } from "../services/command-line.ts";
import { asSudoUser } from "../services/sudo-user.ts";
import { asUnprivilegedUser } from "../services/unprivileged-user.ts";

const uid = 1001;

test.each([
  ["through sudo", asSudoUser, "as root through sudo"],
  ["in a user namespace", asUnprivilegedUser, "as root of a user namespace"],
])("%s, a command finds what the last one has left, as its own", async (_how, asUser, said) => {
  using project = makeProject({ "app.c": "a" });
  const image = makeBusyboxBase(project.folder("image"));
  const from = `from: "oci-layout://${image.folder}@${image.digest}"\n`;
  project.repository.write({
    "treestamp.yml": `${from}caches: { tool: { path: /cache/tool }, target: { path: target } }\n`,
  });
  project.repository.commit("caches");
  const through = asUser(uid, project.folder("user"));
  const cache = project.folder("cache");
  execFileSync("chown", ["-R", `${uid}:${uid}`, dirname(project.folder("repository"))]);
  execFileSync("chown", ["-R", "0:0", project.folder("user")]);
  const run = async (script: string) => {
    const words = ["run", "--cache-folder", cache, "--sandbox", "mounted", "--debug", "--json"];
    const options = { through, cwd: project.repository.folder };
    const { exitCode, stdout, stderr } = await treestamp([...words, "--", "sh", "-c", script], options);
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0, stderr: expect.stringContaining(said) });
    return JSON.parse(stdout).caches as readonly { readonly found: string; readonly saved?: number }[];
  };
  const first = await run("id -u >/cache/tool/user; mkdir /cache/tool/more; echo built >target/object");
  expect(first).toMatchObject([
    { found: "none", saved: expect.any(Number) },
    { found: "none", saved: expect.any(Number) },
  ]);
  const seen = `test ${uid} = $(stat -c %u /cache/tool/user) && test ${uid} = $(cat /cache/tool/user) && test built = $(cat target/object)`;
  const second = await run(`${seen} && echo more >/cache/tool/more/file && rm /cache/tool/user`);
  expect(second).toMatchObject([{ found: "exact", saved: expect.any(Number) }, { found: "exact" }]);
  await run("test ! -e /cache/tool/user && test more = $(cat /cache/tool/more/file)");
  const others = ["find", cache, "-path", join(cache, "extracted"), "-prune", "-o", "!", "-user", `${uid}`, "-print"];
  expect(execFileSync(others[0]!, others.slice(1), { encoding: "utf8" })).toBe("");
});
