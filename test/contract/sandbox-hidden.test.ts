/** The cache folder decides what root mounts and writes for the next command: so no command sees it, wherever it lies. */
import { chown, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { run } from "../../core/machine/process.ts";
import { tar } from "../fixtures/tar.ts";
import { type AttackedSandbox, attackedMachine, driverName, mainDrivers } from "../services/attacked-sandbox.ts";
import { failedExitCode } from "../services/sandbox-process.ts";

const machine = attackedMachine();
afterAll(() => machine.close());

describe.each(mainDrivers.map((driver) => ({ driver, name: driverName(driver) })))("$name", ({ driver }) => {
  let sandbox: AttackedSandbox;
  let workspace: string;
  beforeAll(async () => {
    sandbox = await machine.sandbox(driver, tar([]));
  });
  beforeEach(async () => {
    workspace = await mkdtemp(join(sandbox.place, "work space,"));
    await chown(workspace, sandbox.caller, sandbox.caller);
  });

  /** Folders of the caller's, each in the one before it, the last one with a file. */
  const secretIn = async (...names: string[]) => {
    let path = workspace;
    for (const name of names) {
      path = join(path, name);
      await mkdir(path);
      await chown(path, sandbox.caller, sandbox.caller);
    }
    await writeFile(join(path, "secret"), "of ours");
    await chown(join(path, "secret"), sandbox.caller, sandbox.caller);
    return path;
  };
  const binds = () => [{ source: workspace, target: workspace, readOnly: false }];

  test.each(["caller", "0:0"])(
    "a cache folder in the workspace is empty and cannot be changed or replaced by %s",
    async (user) => {
      const hidden = await secretIn("a", "b", "cache");
      const text = `
      cd "${workspace}"; ls -A a/b/cache; cat a/b/cache/secret 2>/dev/null
      for to in a/b/cache a/b a; do mv $to away 2>/dev/null && echo moved $to; rm -rf $to 2>/dev/null && echo removed $to; done
      echo x 2>/dev/null >a/b/cache/made && echo written
      umount a/b/cache 2>/dev/null && echo uncovered
      echo beside >a/b/beside`;
      const { code, stdout } = await sandbox.attempt(text, {
        binds: binds(),
        hidden,
        user,
        workingDirectory: workspace,
      });
      expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
      expect(await readFile(join(hidden, "secret"), "utf8")).toBe("of ours");
      expect(await readdir(hidden)).toEqual(["secret"]);
      expect(await readFile(join(workspace, "a/b/beside"), "utf8")).toBe("beside\n");
    },
  );

  test("what the command puts beside it, and other folders it gets there, are as without", async () => {
    const hidden = await secretIn("a", "cache");
    const other = await mkdtemp(join(sandbox.place, "other-"));
    await chown(other, sandbox.caller, sandbox.caller);
    await writeFile(join(other, "file"), "of the other folder\n");
    await mkdir(join(workspace, "a/inner"));
    const inner = { source: other, target: join(workspace, "a/inner"), readOnly: true };
    const { stdout } = await sandbox.attempt(`cd "${workspace}"; cat a/inner/file; ls a a/cache`, {
      binds: [inner, ...binds()],
      hidden,
    });
    expect(stdout).toBe("of the other folder\na:\ncache\ninner\n\na/cache:\n");
  });

  test("a cache folder that is not there yet is none that the command makes", async () => {
    const hidden = join(workspace, "cache");
    const { stdout } = await sandbox.attempt(`echo x 2>/dev/null >"${hidden}/forged" && echo forged`, {
      binds: binds(),
      hidden,
    });
    expect(stdout).toBe("");
    expect(await readdir(hidden)).toEqual([]);
    expect((await stat(hidden)).mode & 0o777).toBe(0o700);
  });

  test("a folder in the workspace that a command has made a link out of it is refused", async () => {
    const outside = await mkdtemp(join(sandbox.place, "outside-"));
    await writeFile(join(outside, "file"), "of the machine");
    await symlink(outside, join(workspace, "data"));
    const { code, stdout, stderr } = await sandbox.attempt("ls /data", {
      binds: [...binds(), { source: join(workspace, "data"), target: "/data", readOnly: true }],
    });
    expect({ code, stdout }).toEqual({ code: failedExitCode, stdout: "" });
    expect(stderr).toContain(`leads out of ${workspace} by a symbolic link, to ${outside}.`);
    await rm(join(workspace, "data"));
    await mkdir(join(workspace, "real"));
    await symlink("real", join(workspace, "data"));
    const within = await sandbox.attempt("ls -d /data", {
      binds: [...binds(), { source: join(workspace, "data"), target: "/data", readOnly: true }],
    });
    expect(within).toMatchObject({ code: 0, stdout: "/data\n" });
  });

  test("one that is the workspace itself is refused", async () => {
    const { code, stdout, stderr } = await sandbox.attempt("echo started", { binds: binds(), hidden: workspace });
    expect({ code, stdout }).toEqual({ code: failedExitCode, stdout: "" });
    expect(stderr).toMatch(/^input-invalid: The command would see treestamp's own files/m);
  });
});

describe("a folder that keeps what commands write", () => {
  let sandbox: AttackedSandbox;
  beforeAll(async () => {
    sandbox = await machine.sandbox({ runtime: "crun", rights: "root", lower: "kernel" }, tar([]));
  });

  test.each(["lock", "upper", "work", "own"])("is refused where a link stands in place of its %s", async (name) => {
    const own = await mkdtemp(join(sandbox.place, "kept-"));
    const [kept, outside] = [join(own, "kept"), join(own, "outside")];
    await mkdir(kept);
    await mkdir(outside);
    await writeFile(join(outside, "file"), "");
    if (name !== "lock") await writeFile(join(kept, "lock"), "");
    await symlink(name === "lock" ? join(outside, "file") : outside, join(kept, name));
    // The user is uid 4201, so that a home folder and a line in passwd have to be made.
    const { code, stdout, stderr } = await sandbox.attempt("echo started; echo x >/etc/made; touch ~/made", {
      kept,
      user: "4201:4201",
    });
    expect({ code, stdout }).toEqual({ code: failedExitCode, stdout: "" });
    expect(stderr).toMatch(name === "lock" ? /is no file/ : /is a symbolic link, which treestamp never makes/);
    expect(await readdir(outside)).toEqual(["file"]);
  });

  test("has no file that root writes through: a link that is named as one of root's leads nowhere", async () => {
    const own = await mkdtemp(join(sandbox.place, "kept-"));
    const [kept, outside] = [join(own, "kept"), join(own, "outside")];
    await mkdir(kept);
    await writeFile(join(kept, "lock"), "");
    await writeFile(outside, "of the machine");
    for (const name of ["passwd", "config.json", "failed", "container.pid", "forgotten"]) {
      await symlink(outside, join(kept, name));
    }
    expect(await sandbox.attempt("echo started", { kept, user: "4201:4201" })).toMatchObject({ stdout: "started\n" });
    expect(await readFile(outside, "utf8")).toBe("of the machine");
  });
});

describe("a cache folder that has another name in the workspace", () => {
  let sandbox: AttackedSandbox;
  beforeAll(async () => {
    sandbox = await machine.sandbox({ runtime: "crun", rights: "root", lower: "kernel" }, tar([]));
  });

  test.each(["mounted out of the workspace", "mounted into the workspace"])("is hidden, too: %s", async (how) => {
    const own = await mkdtemp(join(sandbox.place, "twice-"));
    const [workspace, home] = [join(own, "workspace"), join(own, "home")];
    for (const path of [workspace, home, join(workspace, "inner"), join(workspace, "inner/x")]) await mkdir(path);
    const [from, to] = how.includes("out of") ? [join(workspace, "inner"), home] : [home, join(workspace, "inner")];
    // As the home folder of a container job on GitHub is a folder in RUNNER_TEMP, mounted once more.
    await run("mount", ["--bind", from, to]);
    try {
      const hidden = join(home, "cache");
      await mkdir(hidden);
      await writeFile(join(hidden, "secret"), "of ours");
      const { stdout } = await sandbox.attempt(
        `ls /w/inner; cat /w/inner/cache/secret; mv /w/inner /w/away && echo moved`,
        {
          binds: [{ source: workspace, target: "/w", readOnly: false }],
          hidden,
        },
      );
      expect(stdout.replace("x\n", "")).toBe("cache\n");
    } finally {
      await run("umount", [to]);
    }
  });

  test("a mount below a bind gets the bind's options: no devices, and read-only where it is", async () => {
    const own = await mkdtemp(join(sandbox.place, "below-"));
    await mkdir(join(own, "chroot dev"));
    await run("mount", ["-t", "tmpfs", "none", join(own, "chroot dev")]);
    try {
      await run("mknod", ["-m", "666", join(own, "chroot dev/zero"), "c", "1", "5"]);
      const text = "cd /w/*dev && ls && head -c 1 zero; echo x >made";
      const writable = await sandbox.attempt(text, { binds: [{ source: own, target: "/w", readOnly: false }] });
      expect(writable).toMatchObject({
        code: 0,
        stdout: "zero\n",
        stderr: expect.stringContaining("Permission denied"),
      });
      const readOnly = await sandbox.attempt(text, { binds: [{ source: own, target: "/w", readOnly: true }] });
      expect(readOnly.stderr).toContain("Read-only file system");
      expect(await readdir(join(own, "chroot dev"))).toEqual(["made", "zero"]);
    } finally {
      await run("umount", [join(own, "chroot dev")]);
      await rm(own, { recursive: true });
    }
  });
});
