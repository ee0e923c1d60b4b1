/** The sandbox as an outsider attacks it: with an image and a workspace of his own, and a command inside, on every driver. */
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { maskedPaths, readonlyPaths } from "../../core/sandbox/oci-spec.ts";
import { type TarSpec, tar } from "../fixtures/tar.ts";
import {
  type AttackedDriver,
  type AttackedSandbox,
  allDrivers,
  attackedMachine,
  driverName,
} from "../services/attacked-sandbox.ts";
import { failedExitCode } from "../services/sandbox-process.ts";

const machine = attackedMachine();
afterAll(() => machine.close());

const named = allDrivers.map((driver) => ({ driver, name: driverName(driver) }));
const [crun, runc] = allDrivers as [AttackedDriver, AttackedDriver];

describe.each(named)("$name", ({ driver }) => {
  let sandbox: AttackedSandbox;
  beforeAll(async () => {
    sandbox = await machine.sandbox(driver, tar([{ name: "opt/", type: "5", mode: 0o755 }]));
  });

  test("what the kernel tells of the machine is covered, and its settings are read-only, for root, too", async () => {
    const text = `
      for path in ${maskedPaths.join(" ")}; do
        if [ -d $path ]; then [ -z "$(ls -A $path)" ] || echo "$path is open"; else
          [ ! -e $path ] || [ -z "$(head -c 100 $path 2>/dev/null)" ] || echo "$path is open"; fi
      done
      for path in ${readonlyPaths.join(" ")}; do
        [ ! -e $path ] || grep -q " $path .* ro[, ]" /proc/self/mountinfo || grep -q " $path ro[, ]" /proc/self/mountinfo || echo "$path is writable"
      done
      # The letter h asks for help, should anything come through.
      for path in /proc/sysrq-trigger /proc/sys/kernel/core_pattern /proc/sys/kernel/modprobe /sys/kernel/uevent_helper; do
        { [ ! -e $path ] || echo h >$path; } 2>/dev/null && [ -e $path ] && echo "$path was written"
      done
      true`;
    for (const user of ["0:0", "caller"]) {
      expect(await sandbox.attempt(text, { user })).toEqual({ code: 0, stdout: "", stderr: "" });
    }
  });

  test("no process outside can be seen, signalled or entered, and nothing can be mounted", async () => {
    const marker = join(sandbox.place, "marker");
    await writeFile(marker, "");
    const text = `
      for root in /proc/[0-9]*/root; do [ ! -e "$root${marker}" ] || echo "$root is the machine"; done
      kill -9 ${process.pid} 2>/dev/null && echo killed
      nsenter -t 1 -m true 2>/dev/null && ls ${marker} 2>/dev/null
      mount -t tmpfs none /mnt 2>/dev/null && echo mounted
      mount -o remount,rw /sys 2>/dev/null && echo remounted
      mount --bind / /mnt 2>/dev/null && echo bound
      umount /proc/kcore 2>/dev/null && echo uncovered
      umount /proc 2>/dev/null && echo unmounted
      chroot /proc/1/root ls ${marker} 2>/dev/null
      true`;
    for (const user of ["0:0", "caller"]) expect(await sandbox.attempt(text, { user })).toMatchObject({ stdout: "" });
  });

  test("what it mounts nowhere, writes and leaves running stays in it: the machine's mounts are the same", async () => {
    const before = await readFile("/proc/self/mounts", "utf8");
    await sandbox.attempt("mount -t tmpfs none /mnt; mount --make-rshared /; (sleep 300 &) ; true", { user: "0:0" });
    expect(
      (await readFile("/proc/self/mounts", "utf8")).split("\n").filter((line) => line.includes(sandbox.place)),
    ).toEqual(before.split("\n").filter((line) => line.includes(sandbox.place)));
  });
});

/** Images whose folders lead to where an image's folders never lead. `outside` is a folder of the machine. */
const images: readonly (readonly [string, (outside: string) => readonly TarSpec[]])[] = [
  [
    "all folders lead out of it",
    (outside) => [
      ...["tmp", "root", "home", "run", "ws", "srv", "opt"].map((name) => ({ name, type: "2", link: outside })),
      { name: "etc/passwd", type: "2", link: join(outside, "passwd") },
      { name: "etc/resolv.conf", type: "2", link: join(outside, "made") },
      { name: "etc/gitconfig", type: "2", link: join(outside, "made") },
      { name: "var/tmp", type: "2", link: outside },
    ],
  ],
  [
    "folders lead up and out",
    (outside) => [
      { name: "etc", type: "2", link: outside },
      { name: "home/treestamp", type: "2", link: `../../../../../..${outside}` },
      { name: "tmp", type: "2", link: `../../../../../..${outside}` },
      { name: "ws", type: "2", link: "/proc/self/fd/8" },
    ],
  ],
  [
    "folders lead to themselves, and files are folders",
    () => [
      { name: "ws", type: "2", link: "ws" },
      { name: "tmp", type: "2", link: "tmp" },
      { name: "etc/hosts/", type: "5", mode: 0o755 },
      { name: "etc/passwd/", type: "5", mode: 0o755 },
    ],
  ],
  ["/dev leads out of it", (outside) => [{ name: "dev", type: "2", link: outside }]],
  ["/proc leads out of it", (outside) => [{ name: "proc", type: "2", link: outside }]],
  ["/sys leads out of it", (outside) => [{ name: "sys", type: "2", link: outside }]],
];

describe.each(images)("an image in which %s", (_, entriesOf) => {
  let own: string;
  let outside: string;
  const sandboxes: AttackedSandbox[] = [];
  beforeAll(async () => {
    own = await mkdtemp(join(tmpdir(), "treestamp-outside-"));
    outside = join(own, "outside");
    await chmod(own, 0o755);
    await mkdir(join(outside, "passwd-of"), { recursive: true });
    await writeFile(join(outside, "passwd"), "root:x:0:0:OUTSIDE:/root:/bin/sh\n");
    await chmod(outside, 0o755);
    for (const driver of [crun, runc]) sandboxes.push(await machine.sandbox(driver, tar(entriesOf(outside))));
  });
  afterAll(() => rm(own, { recursive: true }));

  test.each(["0:0", "4201:4201"])("changes nothing outside, and shows nothing of it, to %s", async (user) => {
    const before = await stat(outside);
    for (const sandbox of sandboxes) {
      const workspace = join(sandbox.place, "workspace");
      await mkdir(workspace, { recursive: true });
      await chmod(workspace, 0o777);
      const { code, stdout } = await sandbox.attempt(
        `cat /etc/passwd /tmp/passwd /root/passwd /ws/passwd /dev/passwd /run/passwd 2>/dev/null
        for folder in /tmp /root /home /home/treestamp /etc /ws /dev /run "$HOME"; do echo x 2>/dev/null >$folder/made; done; true`,
        { user, binds: [{ source: workspace, target: "/ws", readOnly: false }] },
      );
      // Whether such an image runs at all is the runtime's to say; never may it show or change the machine.
      expect([0, failedExitCode]).toContain(code);
      expect(stdout).not.toContain("OUTSIDE");
      expect(await readdir(outside)).toEqual(["passwd", "passwd-of"]);
      const { mode, uid, ctimeMs } = await stat(outside);
      expect({ mode, uid, ctimeMs }).toEqual({ mode: before.mode, uid: before.uid, ctimeMs: before.ctimeMs });
      expect(await readFile(join(outside, "passwd"), "utf8")).toContain("OUTSIDE");
    }
  });
});

test.each(["dev", "proc", "sys"])(
  "an image whose /%s is a link is refused in words, by every runtime alike",
  async (name) => {
    const sandbox = await machine.sandbox(crun, tar([{ name, type: "2", link: "/opt" }]));
    const { code, stderr } = await sandbox.attempt("true");
    expect({ code, stderr }).toEqual({
      code: failedExitCode,
      stderr: expect.stringContaining(`could not be set up: /${name} of the image is a symbolic link.`),
    });
  },
);

describe("a hostile name", () => {
  const names = [
    "$(touch made)",
    "`touch made`",
    "; touch made #",
    "a\nb",
    " lead, \"quoted\" 'and' \\back",
    "-rf",
    "%s%n",
    "ü‮é",
    "a:b=c,rw,dev",
    "\\040octal",
  ];
  let sandbox: AttackedSandbox;
  beforeAll(async () => {
    sandbox = await machine.sandbox(crun, tar([]));
  });

  test.each(names)("of a folder is only a name: %j", async (name) => {
    const folder = join(sandbox.place, "names", name);
    const hidden = join(folder, name, "cache");
    await mkdir(hidden, { recursive: true });
    await writeFile(join(hidden, "secret"), "");
    await writeFile(join(folder, "file"), "of this folder");
    const { code, stdout } = await sandbox.attempt("cat file; echo; ls -A ./*/cache; ls -A / /tmp | grep made; true", {
      binds: [{ source: folder, target: folder, readOnly: false }],
      workingDirectory: folder,
      hidden,
    });
    expect({ code, stdout }).toEqual({ code: 0, stdout: "of this folder\n" });
    expect(await readdir(sandbox.place)).not.toContain("made");
  });
});

describe.each(named.filter(({ driver }) => driver === crun || ("lower" in driver && driver.lower === "extracted")))(
  "$name, whose shell of root's is killed alone",
  ({ driver }) => {
    test("takes the command along, leaves nothing, and says what happened", async () => {
      const sandbox = await machine.sandbox(driver, tar([]));
      const workspace = join(sandbox.place, "workspace");
      await mkdir(workspace);
      await chown(workspace, sandbox.caller, sandbox.caller);
      const running = sandbox.attempt("while :; do date +%s%N >/workspace/alive; sleep 0.05; done", {
        binds: [{ source: workspace, target: "/workspace", readOnly: false }],
      });
      const alive = () => readFile(join(workspace, "alive"), "utf8").catch(() => "");
      while ((await alive()) === "") await sleep(20);
      process.kill(await supervisorIn(sandbox.place), "SIGKILL");
      const { code, stderr } = await running;
      expect({ code, stderr }).toEqual({
        code: failedExitCode,
        stderr: expect.stringContaining("sandbox-failed: The process that ran the command was ended by SIGKILL"),
      });
      const last = await alive();
      await sleep(300);
      expect(await alive()).toBe(last);
      expect(await readdir(join(sandbox.place, "scratch"))).toEqual([]);
    });
  },
);

/** The number of the shell that runs `supervise` for a scratch folder in this place. */
async function supervisorIn(place: string): Promise<number> {
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    const [program, , , zero, scratch] = (await readFile(`/proc/${pid}/cmdline`, "latin1").catch(() => "")).split("\0");
    if (program === "sh" && zero === "supervise" && scratch?.startsWith(place)) return Number(pid);
  }
  throw new Error("There is no supervisor.");
}

test("the machine's network is the command's, abstract sockets included: as with docker's --network host", async () => {
  const sandbox = await machine.sandbox(crun, tar([]));
  const server = createServer((socket) => socket.end("of the machine"));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as { port: number };
  const { stdout } = await sandbox.attempt(`nc 127.0.0.1 ${port} </dev/null`);
  expect(stdout).toBe("of the machine");
  await new Promise((done) => server.close(done));
});
