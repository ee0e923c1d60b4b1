/**
 * How much of the machine a command can reach, on every driver. A device node is a door to it: none that an image or a folder
 * brings can be opened. System calls are docker's, and a sandbox within has its way out. Volumes, sockets and devices that
 * are asked for are there.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { chmod, chown, mkdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { run } from "../../core/machine/process.ts";
import { type TarSpec, tar } from "../fixtures/tar.ts";
import { type AttackedSandbox, allDrivers, attackedMachine, driverName } from "../services/attacked-sandbox.ts";
import { failedExitCode } from "../services/sandbox-process.ts";

const machine = attackedMachine();
afterAll(() => machine.close());

/** A loop device and the machine's memory of zeros: the latter opens wherever a device may be opened at all. */
const nodes = (...folders: string[]): TarSpec[] =>
  folders.flatMap((folder) => [
    { name: `${folder}/disk`, type: "4", mode: 0o666, major: 7, minor: 0 },
    { name: `${folder}/zero`, type: "3", mode: 0o666, major: 1, minor: 5 },
  ]);
/** One in the image's root, and one in a folder that has an overlay of its own. */
const folders = ["etc", "opt"];
const open = (...paths: string[]) =>
  paths.map((path) => `dd if=${path} of=/dev/null bs=1 count=1 2>/dev/null && echo ${path} opens`).join("\n");
/** What every command needs of /dev. */
const own =
  "echo x >/dev/null && [ $(head -c 3 /dev/zero | wc -c) = 3 ] && head -c 1 /dev/urandom >/dev/null && echo /dev works";

/** A program of the 32-bit x86: exit(7). Source: elf(5). */
const program32 = Buffer.from(
  [
    "7f454c46010101000000000000000000", // ELF, 32 bits, little endian
    "02000300010000005480040834000000", // executable, i386, entry 0x8048054, program headers at 52
    "00000000000000003400200001000000",
    "00000000",
    "01000000000000000080040800800408", // load all of the file at 0x8048000
    "60000000600000000500000000100000",
    "b801000000bb07000000cd80", // mov eax, 1; mov ebx, 7; int 0x80
  ].join(""),
  "hex",
);

/** Whether this kernel runs such programs at all. */
function runsHere(): boolean {
  const folder = mkdtempSync(join(tmpdir(), "treestamp-32-"));
  const path = join(folder, "program");
  writeFileSync(path, program32, { mode: 0o755 });
  const { status } = spawnSync(path);
  rmSync(folder, { recursive: true });
  return status === 7;
}

describe.each(allDrivers.map((driver) => ({ driver, name: driverName(driver) })))("$name", ({ driver }) => {
  const extractsWithoutRoot = "rights" in driver && driver.rights === "user namespace";
  let sandbox: AttackedSandbox;
  beforeAll(async () => {
    const program = { name: "opt/program32", mode: 0o755, data: program32 };
    sandbox = await machine.sandbox(driver, tar([program, ...(extractsWithoutRoot ? [] : nodes(...folders))]));
  });

  describe("device nodes", () => {
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

  describe("system calls", () => {
    test.each(["caller", "0:0", "4201:4201"])("%s makes no namespace of its own, and none within it", async (user) => {
      const text =
        "grep Seccomp: /proc/self/status; unshare -U true && echo made; unshare -Ur mount -t tmpfs none /mnt && echo mounted; true";
      const { stdout, stderr } = await sandbox.attempt(text, { user });
      expect(stdout.replace(/\s+/g, " ")).toBe("Seccomp: 2 ");
      expect(stderr.match(/Operation not permitted/g)).toHaveLength(2);
    });

    test("seccomp=unconfined lets it", async () => {
      const text = "grep Seccomp: /proc/self/status; unshare -U echo made";
      const { stdout } = await sandbox.attempt(text, { seccomp: "unconfined", user: "4201:4201" });
      expect(stdout.replace(/\s+/g, " ")).toBe("Seccomp: 0 made ");
    });

    test("programs of 32 bits run where the machine runs them", async () => {
      expect((await sandbox.attempt("/opt/program32")).code === 7).toBe(runsHere());
    });
  });

  describe("volumes and devices", () => {
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
      // It keeps the machine's rights: root's with 0600 here, and a user namespace maps nobody to root's number.
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
});

test("an image with nodes that cannot be made without root is refused where there is none", async () => {
  const driver = { runtime: "crun", rights: "user namespace", lower: "extracted" } as const;
  const sandbox = await machine.sandbox(driver, tar(nodes("opt")));
  const { code, stdout } = await sandbox.attempt("echo runs");
  expect({ code, stdout }).toEqual({ code: failedExitCode, stdout: "" });
});
