/** Volumes, sockets and devices of the machine in a sandbox, on every driver. */

import { chmod, chown, mkdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { run } from "../../core/machine/process.ts";
import { tar } from "../fixtures/tar.ts";
import {
  type AttackedSandbox as AnySandbox,
  attackedMachine,
  driverName,
  mainDrivers,
} from "../services/attacked-sandbox.ts";

const machine = attackedMachine();
afterAll(() => machine.close());

describe.each(mainDrivers.map((driver) => ({ driver, name: driverName(driver) })))("$name", ({ driver }) => {
  let sandbox: AnySandbox;
  beforeAll(async () => {
    sandbox = await machine.sandbox(driver, tar([{ name: "opt/", type: "5", mode: 0o755 }]));
  });

  test("a device of the machine can be opened, under its own name or another; others cannot", async () => {
    const text =
      "head -c 4 /dev/first >/dev/null && head -c 3 /dev/more/random | wc -c; [ -e /dev/loop-control ] || echo none";
    const devices = [
      { source: "/dev/zero", target: "/dev/first", access: "rwm" },
      { source: "/dev/urandom", target: "/dev/more/random", access: "r" },
    ];
    expect(await sandbox.attempt(text, { devices })).toEqual({ code: 0, stdout: "3\nnone\n", stderr: "" });
  });

  test("/dev/fuse, which no sandbox has by itself", async () => {
    if ((await run("sh", ["-c", "exec 3<>/dev/fuse"])).exitCode !== 0)
      throw new Error("This machine has no /dev/fuse.");
    const devices = [{ source: "/dev/fuse", target: "/dev/fuse", access: "rwm" }];
    // Its rights are the machine's: 0600 of root here, and in a user namespace root's number is nobody's.
    const user = "rights" in driver && driver.rights === "user namespace" ? "caller" : "0:0";
    const text = "[ -c /dev/fuse ] && stat -c %t:%T /dev/fuse; exec 3<>/dev/fuse && echo open";
    const { stdout } = await sandbox.attempt(text, { devices, user });
    expect(stdout).toBe(user === "caller" ? "a:e5\n" : "a:e5\nopen\n");
    expect((await sandbox.attempt("[ ! -e /dev/fuse ]", { user: "0:0" })).code).toBe(0);
  });

  test("a file and a socket appear at places that the image does not have", async () => {
    const folder = join(sandbox.place, "volumes");
    await mkdir(folder);
    await chown(folder, sandbox.caller, sandbox.caller);
    await writeFile(join(folder, "file"), "of the machine");
    const server = createServer();
    const socket = join(folder, "socket");
    await new Promise<void>((done) => server.listen(socket, done));
    try {
      await chmod(socket, 0o666);
      const binds = [
        { source: join(folder, "file"), target: "/no/such/place/file", readOnly: true },
        { source: socket, target: "/var/run/docker.sock", readOnly: false },
      ];
      const text =
        "cat /no/such/place/file; echo; [ -S /var/run/docker.sock ] && echo a socket; echo x >>/no/such/place/file";
      const { stdout, code } = await sandbox.attempt(text, { binds });
      expect({ stdout, refused: code !== 0 }).toEqual({ stdout: "of the machine\na socket\n", refused: true });
    } finally {
      await new Promise((done) => server.close(done));
      await rm(folder, { recursive: true });
    }
  });
});
