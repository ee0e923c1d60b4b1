/** Who runs a command in an image whose files are root's: its folders, its home, its repository; on every driver. */
import { chmod, chown, mkdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { tar } from "../fixtures/tar.ts";
import {
  type AttackedSandbox as AnySandbox,
  type Attempt,
  allDrivers,
  attackedSandbox,
  driverName,
} from "../services/attacked-sandbox.ts";

/** What a Dockerfile makes that never says USER: a virtual environment, a module cache, a program with a mode for root. */
const layer = tar([
  { name: "etc/", type: "5", mode: 0o755 },
  {
    name: "etc/passwd",
    mode: 0o644,
    data: [
      "root:x:0:0:root:/root:/bin/sh",
      "builder:x:1000:1000::/home/builder:/bin/sh",
      "dev:x:1500:1500::/home/dev:/bin/sh",
      "lost:x:1600:1600::/home/lost:/bin/sh",
      "closed:x:1700:1700::/home/closed:/bin/sh",
      "runner:x:1001:1001::/home/runner:/bin/sh\n",
    ].join("\n"),
  },
  ...["opt/", "opt/venv/", "opt/venv/lib/", "usr/", "usr/local/", "usr/local/bin/", "usr/bin/", "go/", "go/mod/"].map(
    (name) => ({ name, type: "5", mode: 0o755 }),
  ),
  { name: "opt/venv/lib/module.py", mode: 0o644, data: "old" },
  { name: "opt/venv/lib/read-only", mode: 0o444, data: "r" },
  { name: "opt/venv/theirs", mode: 0o644, data: "x", uid: 1500, gid: 1500 },
  { name: "go/mod/cache", mode: 0o644, data: "c" },
  { name: "usr/bin/tool", mode: 0o755, data: "t" },
  { name: "var/", type: "5", mode: 0o755 },
  { name: "var/tool/", type: "5", mode: 0o755, uid: 1500, gid: 1500 },
  { name: "var/tool/state", mode: 0o600, data: "s", uid: 1500, gid: 1500 },
  { name: "home/dev/", type: "5", mode: 0o755, uid: 1500, gid: 1500 },
  { name: "home/dev/.profile", mode: 0o644, data: "p", uid: 1500, gid: 1500 },
  { name: "home/runner/", type: "5", mode: 0o750, uid: 1001, gid: 1001 },
  { name: "home/closed/", type: "5", mode: 0o755 },
]);

describe.each(allDrivers.map((driver) => ({ driver, name: driverName(driver) })))("$name", ({ driver }) => {
  let sandbox: AnySandbox;
  beforeAll(async () => {
    sandbox = await attackedSandbox(driver, layer);
  });
  afterAll(() => sandbox.close());

  const shell = async (text: string, given: Attempt = {}) => {
    const { code, stdout, stderr } = await sandbox.attempt(text, given);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    return stdout.trim();
  };

  test("the caller may write where no package manager of a distribution looks after the files, and only there", async () => {
    const { caller } = sandbox;
    const seen = await shell(
      [
        "echo new >>/opt/venv/lib/module.py; mkdir /opt/venv/bin /opt/tools; rm /opt/venv/lib/read-only",
        "mv /opt/venv/lib /opt/venv/lib64; cat /opt/venv/lib64/module.py; echo; stat -c %u:%g /opt /opt/venv/lib64 /opt/venv/theirs",
        "echo x >/usr/local/bin/x; echo x >>/go/mod/cache; cat /go/mod/cache",
        "for place in /usr/bin/tool /etc/passwd /usr /etc; do [ ! -w $place ] || echo writable $place; done",
      ].join("\n"),
    );
    expect(seen.split("\n")).toEqual([
      ...["oldnew", "", `${caller}:${caller}`, `${caller}:${caller}`, "1500:1500", "cx"],
      ...(caller === 0 ? ["/usr/bin/tool", "/etc/passwd", "/usr", "/etc"].map((path) => `writable ${path}`) : []),
    ]);
    expect(await shell("cat /opt/venv/lib/module.py; echo; ls /opt; ls /usr/local/bin")).toBe("old\nvenv");
  });

  test("another user has the image's folders as they are, but for those that are named", async () => {
    const user = "1600:1600";
    expect(await shell("[ ! -w /opt/venv ] && [ ! -w /var/tool ] && stat -c %u /opt /var/tool", { user })).toBe(
      "0\n1500",
    );
    const writable = ["/var/tool", "/opt/venv/lib/", "/data/of/it"];
    const text =
      "echo new >>/var/tool/state; cat /var/tool/state; echo; rm /opt/venv/lib/module.py; touch /data/of/it/x; [ ! -w /opt ] && ls /opt/venv/lib";
    expect(await shell(text, { user, writable })).toBe("snew\n\nread-only");
    expect(await shell("cat /var/tool/state", { user: "0:0" })).toBe("s");
  });

  test("the home of a number that the image knows is that user's, where it can be written", async () => {
    const home = (user: string, given: Attempt = {}) =>
      shell('echo $HOME; touch "$HOME/made"; whoami; ls -A $HOME', { user, ...given });
    expect(await home("1500:1500")).toBe("/home/dev\ndev\n.profile\nmade");
    expect(await home("dev")).toBe("/home/dev\ndev\n.profile\nmade");
    // An image's HOME belongs to the image's user.
    expect(await home("1500:1500", { imageEnv: { HOME: "/root" } })).toBe("/home/dev\ndev\n.profile\nmade");
    expect(await home("1600:1600")).toBe("/home/treestamp\nlost\nmade");
    expect(await home("1700:1700")).toBe("/home/treestamp\nclosed\nmade");
    expect(await home("4711:4712")).toBe("/home/treestamp\ntreestamp\nmade");
    expect(await home("1600:1600", { env: { HOME: "/tmp" } })).toMatch(/^\/tmp\nlost\n/);
    const caller = sandbox.caller === 0 ? "/root\nroot\nmade" : "/home/runner\nrunner\nmade";
    expect(await home("caller")).toBe(caller);
  });

  test("a user looked up in the image has the home and the rights that the image gives", async () => {
    const image: Attempt = { user: "image", imageUser: "dev", imageEnv: { HOME: "/opt" } };
    expect(await shell("echo $HOME; id -u; grep CapEff /proc/self/status", image)).toMatch(
      /^\/opt\n1500\nCapEff:\s+0{16}$/,
    );
  });

  test("every file that is laid for the command can be read by its user, whatever the caller's umask is", async () => {
    const text = "cat /etc/passwd /etc/group /etc/hosts /etc/resolv.conf /etc/gitconfig >/dev/null; id -un";
    for (const umask of ["027", "077"]) {
      expect(await shell(text, { user: "4711:4712", umask })).toBe("treestamp");
      expect(await shell(text, { umask })).toBe(sandbox.caller === 0 ? "root" : "runner");
    }
  });

  test("git takes the workspace for safe, whoever runs", async () => {
    const workspace = join(sandbox.place, "work");
    await mkdir(workspace);
    await chown(workspace, sandbox.caller, sandbox.caller);
    await chmod(workspace, 0o755);
    try {
      for (const user of ["caller", "0:0", "1500:1500", "dev"]) {
        expect(await shell("cat /etc/gitconfig", { user })).toBe("[safe]\n\tdirectory = *");
      }
      expect((await stat(workspace)).uid).toBe(sandbox.caller);
    } finally {
      await rm(workspace, { recursive: true });
    }
  });
});
