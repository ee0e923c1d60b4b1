/** Docker without root (rootless mode), whose containers have the caller's own number as root's. */

import { execFileSync } from "node:child_process";
import { mkdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { tar } from "../fixtures/tar.ts";
import { type AttackedSandbox, attackedMachine } from "../services/attacked-sandbox.ts";

const caller = 1001;
const machine = attackedMachine();
afterAll(() => machine.close());
let sandbox: AttackedSandbox;
beforeAll(async () => {
  const layer = tar([{ name: "opt/", type: "5", mode: 0o755 }]);
  sandbox = await machine.sandbox({ store: "overlay2", caller, rootless: true }, layer);
});

test("what the caller's command makes in the workspace is the caller's, first and later", async () => {
  const workspace = join(sandbox.place, "work");
  await mkdir(workspace);
  execFileSync("chown", [`${caller}:${caller}`, workspace]);
  const binds = [{ source: workspace, target: workspace, readOnly: false }];
  try {
    for (const name of ["first", "later"]) {
      const text = `touch ${name} "$HOME/x" /opt/x /tmp/x && echo $HOME && whoami`;
      expect(await sandbox.attempt(text, { binds, workingDirectory: workspace })).toEqual({
        ...{ code: 0, stdout: "/root\nroot\n", stderr: "" },
      });
      const { uid, gid } = await stat(join(workspace, name));
      expect([uid, gid]).toEqual([caller, caller]);
    }
  } finally {
    await rm(workspace, { recursive: true });
  }
});

test("another user is the image's", async () => {
  expect(await sandbox.attempt("id -u; touch $HOME/x", { user: "4711:4712" })).toEqual({
    ...{ code: 0, stdout: "4711\n", stderr: "" },
  });
});
