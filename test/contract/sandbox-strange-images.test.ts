/**
 * Images that are laid out as nobody expects: commands run in them all the same, on every driver, and no link in them leads
 * what we mount out of them. The image has nothing of the base but what its layer leaves.
 */
import { readFileSync } from "node:fs";
import { chmod, chown, mkdir, readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { type TarSpec, tar } from "../fixtures/tar.ts";
import {
  type AttackedSandbox as AnySandbox,
  type AttackedDriver,
  attackedMachine,
  driverName,
} from "../services/attacked-sandbox.ts";
import { failedExitCode } from "../services/sandbox-process.ts";

const machine = attackedMachine();
afterAll(() => machine.close());

const folder = (name: string, mode = 0o755): TarSpec => ({ name: `${name}/`, type: "5", mode });
const link = (name: string, target: string): TarSpec => ({ name, type: "2", link: target });
/** Takes away what a lower layer has. Source: image-spec, layer.md, whiteouts. */
const without = (...names: string[]): TarSpec[] =>
  names.map((name) => ({ name: name.replace(/[^/]*$/, (last) => `.wh.${last}`), mode: 0o644 }));

/** What a command is run with: a home that can be written, a script of ours in /run, a workspace, the network's files. */
const images: readonly (readonly [string, readonly TarSpec[]])[] = [
  [
    "bootc and CoreOS: links into an empty /var, and resolv.conf, hosts and passwd as links",
    [
      ...without("home", "root", "tmp"),
      link("home", "var/home"),
      link("root", "var/roothome"),
      link("tmp", "sysroot/tmp"),
      link("opt", "var/opt"),
      link("srv", "var/srv"),
      link("mnt", "var/mnt"),
      folder("var"),
      folder("usr"),
      link("usr/local", "../var/usrlocal"),
      folder("etc"),
      ...without("etc/passwd", "etc/group"),
      link("etc/resolv.conf", "../run/systemd/resolve/stub-resolv.conf"),
      link("etc/hosts", "/etc/static/hosts"),
      link("etc/passwd", "static/passwd"),
      link("etc/group", "/etc/static/group"),
      link("etc/gitconfig", "static/git"),
    ],
  ],
  [
    "absolute links that lead nowhere",
    [
      ...without("home", "root", "tmp"),
      link("home", "/data/home"),
      link("root", "/data/root"),
      link("tmp", "/var/tmp"),
      link("run", "/var/run"),
      link("var", "/data/var"),
    ],
  ],
  ["no /etc, /home, /root, /tmp: a program alone", without("etc", "home", "root", "tmp")],
  ["/etc as a link", [...without("etc"), link("etc", "usr/etc"), folder("usr"), folder("usr/etc")]],
  [
    "folders that nobody may write, files in /dev, /proc and /sys, and links in a circle at places that nobody needs",
    [
      ...["etc", "home", "run", "var"].map((name) => folder(name, 0o555)),
      folder("dev"),
      { name: "dev/null", mode: 0o644, data: "x" },
      folder("dev/shm"),
      { name: "dev/shm/x", mode: 0o644 },
      folder("proc"),
      { name: "proc/cpuinfo", mode: 0o644 },
      folder("sys"),
      { name: "sys/x", mode: 0o644 },
      ...[link("opt", "srv"), link("srv", "opt"), link("mnt", "mnt")],
    ],
  ],
];

const drivers: readonly AttackedDriver[] = [
  { runtime: "crun", rights: "sudo", lower: "kernel" },
  { runtime: "runc", rights: "root", lower: "kernel" },
  { runtime: "crun", rights: "user namespace", lower: "extracted" },
  { store: "overlay2", caller: 1001 },
];

/** In docker another user has what the caller has, but for folders of the caller's own: sandbox-users.test.ts tells them apart. */
const usersOf = (driver: AttackedDriver) => [
  "caller",
  ...("rights" in driver && driver.rights === "root" ? [] : ["0:0"]), // root is the caller there
  ...("store" in driver ? [] : ["4711:4712"]),
];

describe.each(drivers.map((driver) => ({ driver, name: driverName(driver) })))("$name", ({ driver }) => {
  describe.each(images)("%s", (_, entries) => {
    let sandbox: AnySandbox;
    beforeAll(async () => {
      sandbox = await machine.sandbox(driver, tar(entries));
    });

    test("each user runs with a home, a workspace and the network's files", async () => {
      const workspace = join(sandbox.place, "work");
      await mkdir(workspace);
      await chown(workspace, sandbox.caller, sandbox.caller);
      await chmod(workspace, 0o777);
      const binds = [
        { source: workspace, target: "/home/runner/work/app", readOnly: false },
        { source: workspace, target: "/run/of/ours", readOnly: true },
      ];
      const text = [
        'cd "$HOME" && touch made && id -u && cd /home/runner/work/app && echo "$HOME" >of-$(id -u)',
        "touch /tmp/x && rm /tmp/x; echo x >/dev/null; grep -q localhost /etc/hosts && [ -e /etc/resolv.conf ] && ls /run/of/ours",
      ].join("\n");
      for (const user of usersOf(driver)) {
        const uid = user === "caller" ? sandbox.caller : Number.parseInt(user, 10);
        expect(await sandbox.attempt(text, { user, binds, workingDirectory: "/home/runner/work/app" })).toEqual({
          code: 0,
          stdout: expect.stringMatching(new RegExp(`^${uid}\n(of-.*\n)*of-${uid}\n`)),
          stderr: "",
        });
        await rm(join(workspace, `of-${uid}`));
      }
      await rm(workspace, { recursive: true, force: true });
    });
  });

  test("an image of one static binary runs it, as each user, without a shell, /etc or a folder for temporary files", async () => {
    const program = { name: "busybox", mode: 0o755, data: readFileSync("/bin/busybox") };
    const layer = tar([...without("bin", "etc", "home", "root", "tmp"), program]);
    const sandbox = await machine.sandbox(driver, layer, {
      Entrypoint: ["/busybox"],
      User: "65532",
      WorkingDir: "/no/such",
    });
    const given = { shell: ["/busybox", "sh", "-c"], imageUser: "65532" };
    for (const user of [...usersOf(driver), "image"]) {
      const uid = { caller: sandbox.caller, image: 65532 }[user] ?? Number.parseInt(user, 10);
      const text = "/busybox id -u; cd /tmp && /busybox touch made && /busybox ls -A /tmp";
      const { code, stdout, stderr } = await sandbox.attempt(text, { ...given, user });
      expect({ user, code, stdout, stderr }).toEqual({ user, code: 0, stdout: `${uid}\nmade\n`, stderr: "" });
    }
    const { code, stderr } = await sandbox.attempt("true");
    expect({ code, stderr }).toEqual({
      code: 127,
      stderr: expect.stringContaining("/bin/sh: not found in the image"),
    });
  });

  /** What a configuration says beside variables and words. */
  const configured = () => {
    const check = { Test: ["CMD-SHELL", "echo checked >>/tmp/checked"], Interval: 1e8, StartInterval: 1e8 };
    const config = {
      Volumes: { "/opt/data": {}, "/home": {}, "/tmp": {} },
      Healthcheck: check,
      OnBuild: ["RUN false"],
      User: "nobody-here",
      WorkingDir: "/no/such",
    };
    const layer = tar([
      folder("opt"),
      folder("opt/data"),
      { name: "opt/data/file", mode: 0o644, data: "of the image" },
    ]);
    return machine.sandbox(driver, layer, config);
  };

  test("VOLUME takes no folder from the caller, and HEALTHCHECK and ONBUILD run nothing", async () => {
    const sandbox = await configured();
    const text = 'touch /opt/data/x "$HOME/x" && cat /opt/data/file && echo && sleep 1 && ls /tmp';
    for (const user of ["caller", "4711:4712"]) {
      expect(await sandbox.attempt(text, { user, writable: ["/opt/data"] })).toEqual({
        ...{ code: 0, stdout: "of the image\n", stderr: "" },
      });
    }
  });

  test("USER and WORKDIR of the image may be names that it does not have, as long as nobody asks for them", async () => {
    const sandbox = await configured();
    expect(await sandbox.attempt("id -u", { imageUser: "nobody-here" })).toEqual({
      ...{ code: 0, stdout: `${sandbox.caller}\n`, stderr: "" },
    });
    const { code, stderr } = await sandbox.attempt("id -u", { user: "image", imageUser: "nobody-here" });
    expect({ code, stderr }).toEqual({ code: failedExitCode, stderr: expect.stringContaining("nobody-here") });
  });
});

describe("a link that leads out of the image", () => {
  const outside = "/tmp/treestamp-outside";
  beforeEach(async () => {
    await mkdir(outside);
  });
  afterEach(() => rm(outside, { recursive: true }));

  test.each(["/tmp/treestamp-outside", "../../../../../../../../tmp/treestamp-outside"])(
    "%s changes nothing there",
    async (target) => {
      const places = ["home", "root", "run", "srv", "var"];
      const layer = tar([
        ...without("home", "root", "etc/passwd", "tmp"),
        ...places.map((name) => link(name, target)),
        folder("etc"),
        link("etc/passwd", `${target}/passwd`),
        link("etc/gitconfig", `${target}/git`),
        link("etc/hosts", `${target}/hosts`),
      ]);
      for (const driver of drivers.slice(0, 3)) {
        const sandbox = await machine.sandbox(driver, layer);
        const given = { user: "4711:4712", writable: ["/srv/x", "/var/lib/y"] };
        const { code, stderr } = await sandbox.attempt('touch "$HOME/x" /srv/x/made /var/lib/y/made; whoami', given);
        expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
        expect(await readdir(outside)).toEqual([]);
        expect((await stat(outside)).uid).toBe(process.getuid!());
      }
      expect(await readFile("/etc/passwd", "utf8")).not.toContain("treestamp:x:4711");
    },
  );
});
