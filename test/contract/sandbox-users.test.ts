/** Who runs a command in an image whose files are root's: its folders, its home, its repository; on every driver. */
import { execFileSync } from "node:child_process";
import { readFileSync, realpathSync } from "node:fs";
import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type TarSpec, tar } from "../fixtures/tar.ts";
import {
  type AttackedSandbox as AnySandbox,
  type AttackedDriver,
  type Attempt,
  attackedMachine,
  driverName,
  mainDrivers,
} from "../services/attacked-sandbox.ts";

const machine = attackedMachine();
afterAll(() => machine.close());

/** This machine's git with the libraries that its loader names, each at its own path. */
function realGit(): TarSpec[] {
  const program = execFileSync("sh", ["-c", "command -v git"], { encoding: "utf8" }).trim();
  const libraries = execFileSync("ldd", [program], { encoding: "utf8" }).match(/\/\S+/g) ?? [];
  return [{ name: "opt/git/git", path: program }, ...libraries.map((path) => ({ name: path.slice(1), path }))].map(
    ({ name, path }) => ({ name, mode: 0o755, data: readFileSync(realpathSync(path)) }),
  );
}

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
  ...realGit(),
]);

const throughSudo = mainDrivers.find((driver) => "rights" in driver && driver.rights === "sudo");
/** As root and through sudo, the same script looks for homes and lays files in the same way: once is enough. */
const isAsThroughSudo = (driver: AttackedDriver) =>
  driver !== throughSudo && "rights" in driver && driver.rights !== "user namespace";

describe.each(mainDrivers.map((driver) => ({ driver, name: driverName(driver) })))("$name", ({ driver }) => {
  let sandbox: AnySandbox;
  beforeAll(async () => {
    sandbox = await machine.sandbox(driver, layer);
  });

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
    expect(await shell("cat /opt/venv/lib/module.py; echo; ls /opt; ls /usr/local/bin")).toBe("old\ngit\nvenv");
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
    const caller = sandbox.caller === 0 ? "/root\nroot\nmade" : "/home/runner\nrunner\nmade";
    expect(await home("caller")).toBe(caller);
    if (isAsThroughSudo(driver)) return;
    expect(await home("dev")).toBe("/home/dev\ndev\n.profile\nmade");
    // An image's HOME belongs to the image's user.
    expect(await home("1500:1500", { imageEnv: { HOME: "/root" } })).toBe("/home/dev\ndev\n.profile\nmade");
    expect(await home("1600:1600")).toBe("/home/treestamp\nlost\nmade");
    expect(await home("1700:1700")).toBe("/home/treestamp\nclosed\nmade");
    expect(await home("4711:4712")).toBe("/home/treestamp\ntreestamp\nmade");
    expect(await home("1600:1600", { env: { HOME: "/tmp" } })).toMatch(/^\/tmp\nlost\n/);
  });

  test("a user looked up in the image has the home and the rights that the image gives", async () => {
    const image: Attempt = { user: "image", imageUser: "dev", imageEnv: { HOME: "/opt" } };
    expect(await shell("echo $HOME; id -u; grep CapEff /proc/self/status", image)).toMatch(
      /^\/opt\n1500\nCapEff:\s+0{16}$/,
    );
  });

  test("every file that is laid for the command can be read by its user, whatever the caller's umask is", async () => {
    const text = "cat /etc/passwd /etc/group /etc/hosts /etc/resolv.conf /etc/gitconfig >/dev/null; id -un";
    const umask = "077";
    expect(await shell(text, { user: "4711:4712", umask })).toBe("treestamp");
    expect(await shell(text, { umask })).toBe(sandbox.caller === 0 ? "root" : "runner");
  });

  test("a file moves from a folder of the caller's into another; links and renames across them are refused, as across disks", async () => {
    const moved = await shell(
      "mv /opt/venv/lib /usr/local/lib && mv /usr/local/lib/module.py /go/mod/ && cat /go/mod/module.py && ls /usr/local/lib",
    );
    expect(moved).toBe("oldread-only");
    const { code, stderr } = await sandbox.attempt("ln /opt/venv/lib/module.py /go/mod/linked");
    // Root owns the image's folders as they are, and docker's images have other owners.
    const isOneDisk = sandbox.caller === 0 || "store" in driver || driver.rights === "user namespace";
    expect({ code, stderr }).toEqual(
      isOneDisk ? { code: 0, stderr: "" } : { code: 1, stderr: expect.stringMatching(/cross-device link/i) },
    );
  });

  test("git works in the workspace, for any user and any owner of the checkout", async () => {
    const workspaces = ["work", "work of another user"].map((name) => join(sandbox.place, name));
    const git = (...words: string[]) => execFileSync("git", words, { encoding: "utf8" }).trim();
    const [mine, theirs] = workspaces as [string, string];
    git("init", "--quiet", "--initial-branch", "main", mine);
    const commit = ["commit", "--quiet", "--allow-empty", "--message", "first"];
    git("-C", mine, "-c", "user.name=a", "-c", "user.email=a@b", ...commit);
    git("-C", mine, "tag", "v1.2.3");
    const head = git("-C", mine, "rev-parse", "HEAD");
    await cp(mine, theirs, { recursive: true });
    for (const [path, owner] of [[mine, sandbox.caller] as const, [theirs, 4242] as const])
      execFileSync("chown", ["-R", `${owner}:${owner}`, path]);
    try {
      const text = workspaces.map(
        (path) =>
          `cd '${path}' && /opt/git/git describe --tags && /opt/git/git status --porcelain && /opt/git/git rev-parse HEAD`,
      );
      const binds = workspaces.map((path) => ({ source: path, target: path, readOnly: false }));
      const others: Attempt[] = [{ user: "0:0" }, { user: "image", imageUser: "1600" }];
      for (const given of [{}, { user: "dev" }, ...(isAsThroughSudo(driver) ? [] : others)]) {
        expect(await shell(text.join(" && "), { ...given, binds, workingDirectory: mine })).toBe(
          [`v1.2.3\n${head}`, `v1.2.3\n${head}`].join("\n"),
        );
      }
    } finally {
      for (const path of workspaces) await rm(path, { recursive: true });
    }
  });
});
