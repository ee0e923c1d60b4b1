/** Commands change a base's root, on the real kernel: what gets into the layer, and what is left of them. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Rights } from "../../core/machine/elevate.ts";
import { layoutStore, soleManifest } from "../../core/oci/layout/store.ts";
import { type ImageManifest, parseManifest } from "../../core/oci/manifest.ts";
import type { Lower, MountedTools } from "../../core/sandbox/mounted-tools.ts";
import { closeThreads, type ListedFile, listImage, withPacked } from "../fixtures/packing.ts";
import { type TarSpec, tar } from "../fixtures/tar.ts";
import type { AssembleAnswer, AssembleJob } from "../services/assemble-process.ts";
import { makeMarkedBase } from "../services/base-image.ts";
import { listBoth } from "../services/kernel.ts";
import { leftRunning } from "../services/killing.ts";
import { asSudoUser } from "../services/sudo-user.ts";
import { asUnprivilegedUser } from "../services/unprivileged-user.ts";

/** A version 2 capability as the kernel stores it: cap_net_raw, permitted and effective. Source: capability.h. */
const capability = Buffer.from("0100000200200000000000000000000000000000", "hex").toString("latin1");
const dir = (name: string, more: Partial<TarSpec> = {}): TarSpec => ({ name, type: "5", mode: 0o755, ...more });
const file = (name: string, data: string, more: Partial<TarSpec> = {}): TarSpec => ({ name, data, ...more });
const script = (name: string, text: string): TarSpec => file(name, `#!/bin/sh\n${text}`, { mode: 0o755 });

/** What the commands meet. */
const root: readonly TarSpec[] = [
  dir("usr"),
  dir("usr/lib"),
  file("usr/lib/old.so", "old"),
  { name: "lib", type: "2", link: "usr/lib" },
  dir("srv", { mode: 0o2750, uid: 7, gid: 8, mtime: 1_500_000_000, xattrs: { "user.kept": "yes" } }),
  file("srv/a", "a"),
  { name: "srv/b", type: "1", link: "srv/a" },
  dir("srv/sub"),
  file("srv/sub/x", "x"),
  dir("gone"),
  file("gone/x", "x"),
  dir("again"),
  file("again/old", "old"),
  dir("to-file"),
  file("to-file/x", "x"),
  file("to-dir", "x"),
  file("capable", "c", { mode: 0o755, xattrs: { "security.capability": capability } }),
  file("moved", "m"),
  dir("var"),
  dir("var/lib"),
  dir("var/lib/apt"),
  dir("var/lib/apt/lists"),
  file("var/lib/apt/lists/of-base", "kept"),
  file("var/lib/apt/lists/removed", "removed"),
  dir("sbin"),
  script(
    "sbin/apk",
    'echo "apk $*"; env | grep -E "EPOCH|FROM_" | sort; case "$*" in *nope*) echo "ERROR: unable to select packages:"; echo "  nope (no such package):" >&2; exit 1;; esac; echo x >/from-package',
  ),
];

let folder: string;
let snapshot: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "treestamp-assemble-"));
  chmodSync(folder, 0o755);
  const layer = tar(root);
  makeMarkedBase(join(folder, "base"), undefined, {}, [layer]);
  snapshot = join(folder, "snapshot");
  await withPacked(await layersOf(join(folder, "base")), async ({ rawFile }) => {
    execFileSync("cp", ["--sparse=always", rawFile, snapshot]);
    chmodSync(snapshot, 0o644);
  });
});
afterAll(async () => {
  for (const child of callers.values()) child.disconnect();
  await closeThreads();
  await rm(folder, { recursive: true, force: true });
});

async function layersOf(layout: string, base?: string) {
  const manifest = parseManifest(await soleManifest(layout)) as ImageManifest;
  const stores = [layout, ...(base === undefined ? [] : [base])].map((one) => layoutStore(one));
  return Promise.all(
    manifest.layers.map(async (descriptor) => {
      const [here, there] = stores;
      const store = (await here!.hasBlob(descriptor.digest)) ? here! : there!;
      return { descriptor, open: () => store.readBlob(descriptor) };
    }),
  );
}

interface Driver {
  readonly runtime: "crun" | "runc";
  readonly rights: Rights;
  readonly lower: Lower;
}

const drivers: readonly Driver[] = [
  { runtime: "crun", rights: "root", lower: "kernel" },
  { runtime: "runc", rights: "sudo", lower: "kernel" },
  { runtime: "crun", rights: "user namespace", lower: "extracted" },
];

/** A proxy that commands are told of, with a password. */
const ftp_proxy = "http://me:open-sesame@127.0.0.1:9";

const callers = new Map<string, ChildProcess>();

/** A process that assembles, with its environment marked. */
function start({ rights }: Pick<Driver, "rights">, mark: string): ChildProcess {
  const uid = rights === "root" ? 0 : 1001;
  const place = join(folder, `who-${randomBytes(4).toString("hex")}`);
  const through = { root: () => [], sudo: asSudoUser, "user namespace": asUnprivilegedUser }[rights](uid, place);
  const [program, ...words] = [
    ...through,
    process.execPath,
    join(import.meta.dirname, "../services/assemble-process.ts"),
  ];
  const env = { ...process.env, MARK: mark, TOKEN: "hunter2-hunter2", http_proxy: "http://127.0.0.1:9", ftp_proxy };
  return spawn(program!, words, { stdio: ["ignore", "inherit", "inherit", "ipc"], env, detached: true });
}

interface Place {
  readonly scratch: string;
  readonly output: string;
  readonly job: AssembleJob;
}

/** Folders of the caller's, and a job in them. */
function placeFor(driver: Driver, uid: number, job: Partial<AssembleJob>): Place {
  const place = mkdtempSync(join(folder, "place-"));
  const [scratch, output, extracted] = ["scratch", "output", "extracted"].map((name) => join(place, name));
  for (const path of [scratch!, output!, extracted!]) mkdirSync(path);
  for (const path of [place, scratch!, output!, extracted!]) chownSync(path, uid, uid);
  chmodSync(place, 0o755);
  const path = execFileSync("sh", ["-c", 'command -v "$1"', "sh", driver.runtime], { encoding: "utf8" }).trim();
  const tools: MountedTools = { runtime: { kind: driver.runtime, path }, rights: driver.rights, lower: driver.lower };
  const base = join(folder, "base");
  const asked = { packages: [], clean: [], network: "host", secrets: [], umask: "022", ...job };
  return {
    scratch: scratch!,
    output: output!,
    job: { ...asked, base, snapshot, tools, scratch: scratch!, extracted: extracted!, output: output! },
  };
}

interface Assembled extends AssembleAnswer {
  readonly manifest: ImageManifest | undefined;
  readonly files: readonly ListedFile[];
  /** Names in the layer, as they stand there. */
  readonly layer: readonly string[];
  readonly left: readonly string[];
  readonly job: AssembleJob;
}

/** @param prepare changes the scratch folder before, and gives what undoes that */
async function assembled(
  driver: Driver,
  given: Partial<AssembleJob>,
  prepare?: (scratch: string, uid: number) => () => void,
): Promise<Assembled> {
  const uid = driver.rights === "root" ? 0 : 1001;
  const { scratch, output, job } = placeFor(driver, uid, given);
  const undo = prepare?.(scratch, uid);
  // A process that is not root sees the mounts that there were when it started.
  const child = (undo === undefined ? callers.get(driver.rights) : undefined) ?? start(driver, "assembling");
  if (undo === undefined) callers.set(driver.rights, child);
  const answered = answerOf(child);
  child.send(job);
  const answer = await answered;
  const left = readdirSync(scratch);
  if (undo !== undefined) child.disconnect();
  undo?.();
  if (!existsSync(join(output, "index.json")))
    return { ...answer, manifest: undefined, files: [], layer: [], left, job };
  const manifest = parseManifest(await soleManifest(output)) as ImageManifest;
  const files = await withPacked(await layersOf(output, join(folder, "base")), ({ rawFile }) => listImage(rawFile));
  const own = manifest.layers[2];
  const layer =
    own === undefined
      ? ""
      : execFileSync("tar", ["--list", "--gzip", "--file", join(output, "blobs/sha256", own.digest.slice(7))], {
          encoding: "utf8",
        });
  return { ...answer, manifest, files, layer: layer.split("\n").slice(0, -1), left, job };
}

/** What becomes of the job that the process has. Its lines come as messages, too, and several of them at once. */
function answerOf(child: ChildProcess): Promise<AssembleAnswer> {
  return new Promise((resolve, reject) => {
    const take = ({ answer }: { readonly answer?: AssembleAnswer }) => {
      if (answer === undefined) return;
      stop();
      resolve(answer);
    };
    const ended = () => {
      stop();
      reject(new Error("The process that assembles has ended without an answer."));
    };
    const stop = () => void child.off("message", take).off("close", ended);
    child.on("message", take).on("close", ended);
  });
}

const at = ({ files }: Pick<Assembled, "files">, path: string) => files.find((one) => one.path === path);

/** What commands see of the root: a line for each name. What is mounted or was made for them alone is another's. */
const listing = `
find / -xdev | sort | while IFS= read -r name; do
  case $name in / | /proc | /sys | /dev | /run | /run/* | /var/tmp | /etc/resolv.conf | /etc/hosts) continue ;; esac
  what= links=
  if [ -L "$name" ]; then what=$(readlink "$name"); elif [ -f "$name" ]; then what=$(sha256sum <"$name" | cut -d " " -f 1); fi
  case $name in /opt/*) { [ -d "$name" ] && [ ! -L "$name" ]; } || links=$(stat -c %h "$name") ;; esac
  echo "listed $(stat -c '%a %u:%g' "$name") $links $what $name"
done
`;

/** The same of an image. A name of a base's file that was copied up still counts its old links: only new files tell theirs. */
function listed({ files }: Assembled): string[] {
  const names = new Map<number, number>();
  for (const { inode } of files) names.set(inode, (names.get(inode) ?? 0) + 1);
  return files
    .filter(({ path }) => path !== "")
    .map(({ path, type, mode, uid, gid, inode, target, content }) => {
      const links = path.startsWith("opt/") && type !== "directory" ? names.get(inode) : "";
      const name = Buffer.from(path, "latin1").toString("utf8");
      return `listed ${mode.toString(8)} ${uid}:${gid} ${links} ${target ?? content ?? ""} /${name}`;
    });
}

const everything = `
echo new >/srv/new; echo more >>/srv/a; chmod 0711 /srv/sub; rm /srv/sub/x
rm -r /gone; rm -r /again; mkdir /again; echo new >/again/new
rm -r /to-file; echo f >/to-file; rm /to-dir; mkdir /to-dir; echo d >/to-dir/in
chmod 0750 /capable; mv /moved /srv/moved; chown 5:6 /srv/moved
mkdir -p /opt/one/two; ln -s ../srv /opt/link; mkfifo /opt/pipe; echo 1 >/opt/h1; ln /opt/h1 /opt/one/h2
touch "$(printf '/opt/\\303\\244 \\377')"; chmod 4755 /opt/h1; mkdir -m 1777 /opt/sticky; touch /opt/--checkpoint-action=exec=false "/opt/ *"
touch /tmp/t; rm /tmp/t; touch /lib/made.so; chmod 0700 /root
`;

/** The layer that each driver has made of the same commands. */
const layers = new Map<string, string>();

describe.each(drivers.map((driver) => ({ driver, name: `${driver.runtime}, ${driver.rights}, ${driver.lower}` })))(
  "$name",
  ({ driver }) => {
    test("the image has what the commands have left, and the same bytes for every user and umask", async () => {
      const umask = driver.rights === "root" ? "022" : "077";
      const made = await assembled(driver, { run: `${everything}${listing}`, umask });
      expect(made).toMatchObject({ left: [] });
      expect(made.error).toBeUndefined();
      expect(listed(made).sort()).toEqual(made.lines.filter((line) => line.startsWith("listed ")).sort());
      expect(at(made, "capable")?.xattrs).toEqual({ "security.capability": capability });
      expect(at(made, "srv")).toMatchObject({ mtime: "1500000000000000000", xattrs: { "user.kept": "yes" } });
      expect(at(made, "srv/new")).toMatchObject({ mtime: "0" });
      expect(made.layer).toEqual(
        expect.arrayContaining([".wh.gone", ".wh.moved", "again/.wh..wh..opq", "srv/sub/.wh.x"]),
      );
      expect(made.layer.join(" ")).not.toMatch(/proc|sys|dev|resolv|gitconfig|run|tmp/);
      const same = [...layers.values()][0] ?? made.manifest!.layers[2]!.digest;
      layers.set(driver.rights, made.manifest!.layers[2]!.digest);
      expect(made.manifest!.layers[2]!.digest).toBe(same);
    });

    test("commands that change nothing leave no layer", async () => {
      const run = "touch /srv/x /tmp/y /run/z; rm /srv/x /tmp/y /run/z; cd /srv/sub; [ $(id -u):$HOME = 0:/root ]";
      const made = await assembled(driver, { run });
      expect(made.error).toBeUndefined();
      expect(made.manifest?.layers).toHaveLength(2);
    });

    test("a secret is a file for root alone, for as long as commands run; it is in no log and no layer", async () => {
      const run =
        "cat /run/secrets/token; echo; echo $ftp_proxy; stat -c %a /run/secrets/token; cat /proc/*/cmdline | grep hunter[2] || ls /run >/seen";
      const secrets = [{ id: "token", source: { kind: "environment", variable: "TOKEN" } }] as const;
      const made = await assembled(driver, { run, secrets });
      expect(made.error).toBeUndefined();
      expect(made.lines.filter((line) => !line.startsWith("Extract "))).toEqual([
        "***",
        "http://me:***@127.0.0.1:9",
        "400",
      ]);
      expect(made.layer).toEqual(["seen"]);
    });
  },
);

test.each(drivers.filter(({ rights }) => rights !== "sudo"))(
  "$rights: where the disk cannot be under an overlay, what is written is in memory",
  async (driver) => {
    const made = await assembled(driver, { run: "echo new >>/srv/a; rm /gone/x" }, (scratch, uid) => {
      const [lower, upper, work] = ["lower", "upper", "work"].map((name) => `${scratch}-${name}`);
      for (const path of [lower!, upper!, work!]) mkdirSync(path);
      chownSync(upper!, uid, uid);
      const options = `lowerdir=${lower},upperdir=${upper},workdir=${work}`;
      execFileSync("mount", ["-t", "overlay", "-o", options, "overlay", scratch]);
      return () => execFileSync("umount", ["--lazy", scratch]);
    });
    expect(made.error).toBeUndefined();
    expect(made.lines.join("\n")).toMatch(/is in memory, .* cannot be under an overlay: .*`cache-folder`/);
    expect(made.layer).toEqual(["gone/", "gone/.wh.x", "srv/", "srv/a"]);
    expect(made.left).toEqual([]);
    expect(await leftRunning(made.job.scratch)).toEqual([]);
  },
);

const [asRoot] = drivers as readonly [Driver];

describe("as root", () => {
  test("buildah, which knows nothing of ours, sees the same files", async () => {
    const { job } = await assembled(asRoot, { run: everything });
    const { output, base } = job;
    execFileSync("cp", ["--recursive", "--no-clobber", join(base, "blobs"), output]); // which the layer is on
    const [storage, policy] = [mkdtempSync(join(folder, "storage-")), join(folder, "policy.json")];
    writeFileSync(policy, JSON.stringify({ default: [{ type: "insecureAcceptAnything" }] }));
    const buildah = (...words: string[]) => {
      const places = ["--root", join(storage, "root"), "--runroot", join(storage, "run"), "--storage-driver", "vfs"];
      const cwd = dirname(output); // the path is to be a name of buildah's
      return execFileSync("buildah", [...places, ...words], { cwd, encoding: "utf8", stdio: "pipe" });
    };
    const container = buildah("from", "--signature-policy", policy, "oci:output").trim();
    const root = buildah("mount", container).trim();
    await withPacked(await layersOf(output), async ({ rawFile }) => {
      const [[, ...ours], [, ...theirs]] = await listBoth(rawFile, root); // the root itself is buildah's own
      expect(theirs).toEqual(ours);
      const there = (path: string) => theirs.find((one) => one.path === path);
      expect(["gone", "again/old", "srv/sub/x"].filter(there)).toEqual([]);
      expect(there("capable")?.xattrs).toEqual({ "security.capability": capability });
      expect(there("opt/one/h2")?.inode).toBe(there("opt/h1")!.inode);
    });
  });

  test("files of the proto are there before the first command, and are the layer's once it has changed them", async () => {
    const proto = join(folder, "proto.tar");
    writeFileSync(
      proto,
      tar([
        dir("lib"),
        file("lib/p.so", "p"),
        file("lib/q.so", "q"),
        dir("srv"),
        file("srv/kept", "k", { mode: 0o755 }),
      ]),
    );
    const made = await assembled(asRoot, { proto, run: "cat /usr/lib/p.so; rm /lib/p.so; echo more >>/lib/q.so" });
    expect(made.lines).toEqual(["p"]);
    expect(made.layer).toEqual(["srv/", "srv/kept", "usr/", "usr/lib/", "usr/lib/q.so"]);
    expect(at(made, "srv/kept")).toMatchObject({ mode: 0o755 });
    expect(at(made, "usr/lib/q.so")).toMatchObject({ size: "qmore\n".length });
  });

  test("packages are installed by the base's own manager, then the script runs by its first line", async () => {
    const made = await assembled(asRoot, { packages: ["a", "b"], run: "#!/bin/cat\nthe script\n" });
    expect(made.error).toBeUndefined();
    expect(made.lines).toEqual([
      "apk --no-cache --no-progress add -- a b",
      ...["FROM_SETTINGS=yes", "SOURCE_DATE_EPOCH=0"],
      ...["#!/bin/cat", "the script"],
    ]);
    expect(made.layer).toEqual(["from-package"]);
  });

  test("what the package manager says of a name that it does not know is in the error; nothing is made", async () => {
    const made = await assembled(asRoot, { packages: ["a", "nope"], run: "echo never" });
    expect(made.error).toMatchObject({
      code: "build-failed",
      message: expect.stringMatching(/^The packages could not be installed\. ERROR: unable to select packages\.$/),
      output: expect.stringContaining("nope (no such package)"),
    });
    expect(made).toMatchObject({ manifest: undefined, left: [] });
    expect(made.lines).not.toContain("never");
  });

  test.each([
    ["fails", "echo before; false; echo never", { code: "build-failed", output: "before" }, "exit code 1"],
    ["has no interpreter", "#!/no/such\n", { code: "build-failed" }, "exit code 126"],
    ["mounts", "mount -t tmpfs none /srv", { code: "build-failed" }, "exit code 1"],
    ["makes a device", "mknod /srv/d c 1 3", { code: "build-failed" }, "exit code 1"],
    ["makes a name that layers cannot hold", "touch /srv/.wh.a", { code: "input-invalid" }, "/srv/.wh.a has a name"],
  ])("a script that %s makes nothing and leaves nothing", async (_, run, error, message) => {
    const made = await assembled(asRoot, { run });
    expect(made.error).toMatchObject({ ...error, message: expect.stringContaining(message) });
    expect(made).toMatchObject({ manifest: undefined, left: [] });
  });

  test("what a script leaves running ends before the layer is made", async () => {
    const made = await assembled(asRoot, {
      run: "(sleep 1; touch /srv/late) & setsid sh -c 'sleep 999' & echo done >/early",
    });
    expect(made.error).toBeUndefined();
    expect(made.layer).toEqual(["early"]);
    expect(await leftRunning(made.job.scratch)).toEqual([]);
  });

  test("without a network there is loopback alone, and nobody learns the machine's name", async () => {
    const run =
      "cut -d : -f 1 /proc/net/dev | tail -n +3 | tr -d ' '; hostname; ping -c 1 127.0.0.1 >/dev/null && echo up";
    expect((await assembled(asRoot, { run, network: "none" })).lines).toEqual(["lo", "localhost", "up"]);
    const names = readFileSync("/proc/net/dev", "utf8")
      .match(/^ *\S+(?=:)/gm)!
      .map((name) => name.trim());
    expect((await assembled(asRoot, { run, network: "host" })).lines).toEqual([...names, "localhost", "up"]);
  });

  test("a full disk is an error that says so", async () => {
    const made = await assembled(asRoot, { run: "dd if=/dev/zero of=/srv/big bs=1M count=64" }, (scratch) => {
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=8m,mode=755", "tmpfs", scratch]);
      return () => execFileSync("umount", ["--lazy", scratch]);
    });
    expect(made.error).toMatchObject({
      code: "build-failed",
      output: expect.stringMatching(/No space left on device/),
      remedy: expect.stringContaining("Free some space"),
    });
    expect(made).toMatchObject({ manifest: undefined, left: [] });
  });

  test("what installing leaves behind is left out where it is new; what is removed stays removed", async () => {
    const run = `
      mkdir -p /var/lib/apt/lists/partial /var/log/nginx /var/cache/debconf /etc/ssh /var/lib/dpkg
      touch /var/lib/apt/lists/new /var/lib/apt/lists/partial/x /var/log/dpkg.log /var/log/nginx/access.log
      echo changed >/var/lib/apt/lists/of-base; rm /var/lib/apt/lists/removed
      touch /var/cache/debconf/config.dat /var/cache/debconf/config.dat-old /var/lib/dpkg/status /var/lib/dpkg/status-old
      touch /etc/machine-id /etc/ssh/ssh_host_rsa_key /etc/ssh/ssh_host_rsa_key.pub /etc/ssh/sshd_config /etc/passwd-
      echo linked >/var/log/first; ln /var/log/first /srv/first`;
    const made = await assembled(asRoot, { run, clean: ["packages", "logs", "identity"] });
    const files = made.layer.filter((name) => !name.endsWith("/"));
    expect(files).toEqual([
      "etc/ssh/sshd_config",
      "srv/first",
      "var/cache/debconf/config.dat",
      "var/lib/apt/lists/.wh.removed",
      "var/lib/dpkg/status",
    ]);
    expect(made.layer).toContain("var/log/nginx/");
    expect(made.layer).not.toContain("var/lib/apt/lists/partial/");
    expect(at(made, "var/lib/apt/lists/of-base")).toMatchObject({ size: "kept".length });
    expect(at(made, "srv/first")).toMatchObject({ size: "linked\n".length });
    const all = await assembled(asRoot, { run });
    expect(all.layer).toEqual(expect.arrayContaining(["etc/machine-id", "etc/passwd-", "var/log/first"]));
  });

  test.each(["SIGTERM", "SIGKILL"] as const)(
    "ended by %s, it leaves no process, no mount, no file and no image",
    async (signal) => {
      const mark = `mark-${randomBytes(8).toString("hex")}`;
      const child = start(asRoot, mark);
      const { scratch, output, job } = placeFor(asRoot, 0, { run: "touch /srv/made; echo running; sleep 999" });
      const running = once(child, "message");
      child.send(job);
      expect(await running).toMatchObject([{ line: "running" }]);
      child.kill(signal);
      if (signal === "SIGTERM") {
        expect((await answerOf(child)).error).toMatchObject({ code: "interrupted" });
        child.disconnect();
      }
      expect(await leftRunning(mark)).toEqual([]);
      expect(await leftRunning(scratch)).toEqual([]);
      expect(readdirSync(scratch)).toEqual([]);
      expect(existsSync(join(output, "index.json"))).toBe(false);
    },
  );
});
