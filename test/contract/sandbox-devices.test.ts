/** A device node is a door to the machine: none that an image or a folder brings can be opened, on any driver. */
import { chmod, chown, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { run } from "../../core/machine/process.ts";
import { tar } from "../fixtures/tar.ts";
import { type AttackedSandbox, allDrivers, attackedMachine, driverName } from "../services/attacked-sandbox.ts";
import { failedExitCode } from "../services/sandbox-process.ts";

const machine = attackedMachine();
afterAll(() => machine.close());

/** A loop device and the machine's memory of zeros: the latter opens wherever a device may be opened at all. */
const nodes = (...folders: string[]) =>
  tar(
    folders.flatMap((folder) => [
      { name: `${folder}/disk`, type: "4", mode: 0o666, major: 7, minor: 0 },
      { name: `${folder}/zero`, type: "3", mode: 0o666, major: 1, minor: 5 },
    ]),
  );
/** One in the image's root, and one in a folder that has an overlay of its own. */
const folders = ["etc", "opt"];
const open = (...paths: string[]) =>
  paths.map((path) => `dd if=${path} of=/dev/null bs=1 count=1 2>/dev/null && echo ${path} opens`).join("\n");
/** What every command needs of /dev. */
const own =
  "echo x >/dev/null && [ $(head -c 3 /dev/zero | wc -c) = 3 ] && head -c 1 /dev/urandom >/dev/null && echo /dev works";

describe.each(allDrivers.map((driver) => ({ driver, name: driverName(driver) })))("$name", ({ driver }) => {
  const extractsWithoutRoot = "rights" in driver && driver.rights === "user namespace";
  let sandbox: AttackedSandbox;
  beforeAll(async () => {
    sandbox = await machine.sandbox(driver, extractsWithoutRoot ? tar([]) : nodes(...folders));
  });

  test.each(["caller", "0:0", "4201:4201"])("nodes of the image and of a bind open nothing for %s", async (user) => {
    const workspace = join(sandbox.place, `workspace-${user.replace(":", "-")}`);
    await mkdir(workspace);
    await chown(workspace, sandbox.caller, sandbox.caller);
    for (const [name, ...node] of [
      ["disk", "b", "7", "0"],
      ["zero", "c", "1", "5"],
    ]) {
      await run("mknod", [join(workspace, name!), ...node]);
      await chmod(join(workspace, name!), 0o666);
    }
    const binds = [{ source: workspace, target: "/workspace", readOnly: false }];
    // Docker's control group goes by number, and refuses no zeros: there is nothing in them.
    const names = "store" in driver ? ["disk"] : ["disk", "zero"];
    const paths = [...folders.map((folder) => `/${folder}`), "/workspace"].flatMap((folder) =>
      names.map((name) => `${folder}/${name}`),
    );
    const { code, stdout, stderr } = await sandbox.attempt(`${own}\n${open(...paths)}\ntrue`, { user, binds });
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "/dev works\n", stderr: "" });
  });

  if (!("store" in driver)) {
    test("nodes that an overlay has kept open nothing", async () => {
      const kept = join(sandbox.place, "kept");
      await mkdir(join(kept, "upper"), { recursive: true });
      await writeFile(join(kept, "lock"), "");
      await run("mknod", ["-m", "666", join(kept, "upper/kept"), "c", "1", "5"]);
      for (const path of ["", "lock", "upper"]) await chown(join(kept, path), sandbox.caller, sandbox.caller);
      const { code, stdout } = await sandbox.attempt(`ls /kept; ${open("/kept")}; true`, { kept });
      expect({ code, stdout }).toEqual({ code: 0, stdout: "/kept\n" });
    });
  }

  test("root in the environment makes none, and what it makes of an overlay's own kind opens nothing", async () => {
    const { stdout } = await sandbox.attempt(
      `mknod /tmp/disk b 7 0 2>/dev/null && echo made; mknod /tmp/hole c 0 0 2>/dev/null; ${open("/tmp/disk", "/tmp/hole")}; true`,
      { user: "0:0" },
    );
    expect(stdout).toBe("");
  });
});

test("an image with nodes that cannot be made without root is refused where there is none", async () => {
  const driver = { runtime: "crun", rights: "user namespace", lower: "extracted" } as const;
  const sandbox = await machine.sandbox(driver, nodes("opt"));
  const { code, stdout } = await sandbox.attempt("echo runs");
  expect({ code, stdout }).toEqual({ code: failedExitCode, stdout: "" });
});
