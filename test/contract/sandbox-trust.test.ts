/** What is mounted is parsed by the kernel as root: only bytes that were verified, in a file that nobody else can write. */
import { copyFileSync, readFileSync } from "node:fs";
import {
  appendFile,
  chmod,
  chown,
  link,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { type CachedSnapshot, openSnapshotCache, type SnapshotCache } from "../../core/cache/cache.ts";
import { openSnapshot } from "../../core/cache/cached-snapshot.ts";
import { silentLog } from "../../core/log/log.ts";
import { run } from "../../core/machine/process.ts";
import { mountedSandbox } from "../../core/sandbox/mounted.ts";
import { type Packed, packSnapshot } from "../../core/snapshot/pack.ts";
import { layerOf } from "../fixtures/packing.ts";
import { tar } from "../fixtures/tar.ts";

let folder: string;
/** Two images that differ in one word. */
const images: Partial<Record<"good" | "evil", Packed>> = {};
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "treestamp-trust-"));
  for (const word of ["good", "evil"] as const) {
    const layer = tar([
      { name: "bin/", type: "5", mode: 0o755 },
      { name: "bin/busybox", mode: 0o755, data: readFileSync("/bin/busybox") },
      { name: "word", mode: 0o644, data: word },
    ]);
    images[word] = await packSnapshot({ layers: [layerOf(layer)], folder: join(folder, word), log: silentLog });
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let place: string;
let cache: SnapshotCache;
let kept: CachedSnapshot;
beforeEach(async () => {
  place = await mkdtemp(join(folder, "case-"));
  cache = await openSnapshotCache(join(place, "cache"));
  const { table, chunkTable, rawFile } = images.good!;
  kept = await cache.provide(table.digest, async (staging) => {
    copyFileSync(rawFile, join(staging, "raw"));
    return { image: join(staging, "raw"), table: chunkTable };
  });
});
afterEach(async () => {
  await cache.close();
  await rm(place, { recursive: true, force: true });
});

/** Runs a shell text in the mounted image; it sees the folder `out` of the case as /out. */
async function inside(text: string, openIt = () => openSnapshot(kept)): Promise<void> {
  const out = join(place, "out");
  await mkdir(out);
  const path = (await run("sh", ["-c", "command -v crun"])).stdout.toString().trim();
  const sandbox = mountedSandbox({
    openSnapshot: openIt,
    digest: kept.digest,
    extracted: join(place, "extracted"),
    image: { env: new Map(), user: "", workingDir: "/", entrypoint: [], cmd: [] },
    tools: { runtime: { kind: "crun", path }, rights: "root", lower: "kernel" },
    scratch: join(place, "scratch"),
    hidden: [],
    log: silentLog,
  });
  const { exitCode } = await sandbox.run({
    argv: ["/bin/busybox", "sh", "-c", text],
    workingDirectory: "/",
    env: new Map(),
    user: "caller",
    binds: [{ source: out, target: "/out", readOnly: false }],
    devices: [],
    writable: [],
  });
  expect(exitCode).toBe(0);
  expect(await readdir(join(place, "scratch"))).toEqual([]);
}

/** The word that a command finds in the image that is mounted. */
async function wordInside(openIt = () => openSnapshot(kept)): Promise<string> {
  await inside("busybox cp /word /out/word", openIt);
  return readFile(join(place, "out", "word"), "utf8");
}

/** True where this kernel mounts a file without a loop device: Linux 6.12 and newer may. */
async function kernelMountsFiles(file: string): Promise<boolean> {
  const call = "exit(syscall({ x86_64 => 165, aarch64 => 40 }->{$ARGV[3]}, @ARGV[0..2], 1, 0) != 0)";
  const machine = (await run("uname", ["-m"])).stdout.toString().trim();
  return (await run("unshare", ["--mount", "perl", "-e", call, file, place, "erofs", machine])).exitCode === 0;
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

/** A copy of the other image, with the same owner and mode, ready to be put in place. */
async function evilFile(): Promise<string> {
  const path = join(place, "evil");
  copyFileSync(images.evil!.rawFile, path);
  await chmod(path, 0o600);
  return path;
}

describe("a snapshot that is mounted", () => {
  test("is the one that was verified", async () => {
    expect(await wordInside()).toBe("good");
  });

  test("has no loop device under it where the kernel mounts files", async () => {
    const [here, go] = [join(place, "out", "here"), join(place, "out", "go")];
    const ended = inside(
      "busybox touch /out/here; for i in $(busybox seq 100); do [ -e /out/go ] && break; busybox sleep 0.1; done",
    );
    while (!(await exists(here))) await delay(50);
    const loops = (await run("losetup", ["--list", "--noheadings", "--output", "BACK-FILE"])).stdout.toString();
    await writeFile(go, "");
    await ended;
    expect(loops.includes(kept.image)).toBe(!(await kernelMountsFiles(kept.image)));
  });

  test("is never a file that was put in its place after it had been verified", async () => {
    await rename(await evilFile(), kept.image);
    await expect(wordInside()).rejects.toMatchObject({
      code: "snapshot-invalid",
      message: expect.stringContaining("was changed after it had been verified"),
    });
    expect(await readdir(join(place, "out"))).toEqual([]);
    expect(await cache.find(kept.digest)).toBeUndefined();
  });

  test("is the file that was verified, when another is put in its place before it is mounted", async () => {
    const evil = await evilFile();
    const swap = async () => {
      const file = await openSnapshot(kept);
      await rename(evil, kept.image);
      return file;
    };
    expect(await wordInside(swap)).toBe("good");
  });

  test("is never one whose bytes were changed, even if its times are set back", async () => {
    const { atime, mtime } = await stat(kept.image);
    const file = await open(kept.image, "r+");
    await file.write(Buffer.from("evil"), 0, 4, (await readFile(kept.image)).indexOf("good"));
    await file.close();
    await utimes(kept.image, atime, mtime);
    await expect(wordInside()).rejects.toMatchObject({ code: "snapshot-invalid" });
  });

  test("is verified again where the file got a second name, and refused where that was used to change it", async () => {
    await mkdir(join(place, "open-to-all"), { mode: 0o777 });
    await chmod(join(place, "open-to-all"), 0o777);
    const second = join(place, "open-to-all", "link");
    await link(kept.image, second);
    expect(await wordInside()).toBe("good");
    await appendFile(second, "x");
    await rm(join(place, "out"), { recursive: true });
    await expect(wordInside()).rejects.toMatchObject({ code: "snapshot-invalid" });
  });

  const spoils: readonly (readonly [string, () => Promise<void>, RegExp])[] = [
    ["a file that others may write", () => chmod(kept.image, 0o666), /others may write/],
    ["another user's file", () => chown(kept.image, 1001, 1001), /belongs to uid 1001/],
    [
      "a symbolic link",
      async () => {
        const evil = await evilFile();
        await rm(kept.image);
        await symlink(evil, kept.image);
      },
      /symbolic link/,
    ],
    [
      "a fifo",
      async () => {
        await rm(kept.image);
        await run("mkfifo", ["-m", "600", kept.image]);
      },
      /not a file/,
    ],
  ];
  test.each(spoils)("is never %s", async (_, spoil, why) => {
    await spoil();
    await expect(wordInside()).rejects.toMatchObject({ code: "input-invalid", message: expect.stringMatching(why) });
    expect(await readdir(join(place, "out"))).toEqual([]);
  });

  test("is never one in a folder that others may write", async () => {
    await chmod(join(kept.image, ".."), 0o777);
    await expect(cache.find(kept.digest)).rejects.toMatchObject({ code: "input-invalid" });
  });
});
