/**
 * Where what commands write to a root stays until its layer is made: on the disk, or in memory where that disk cannot be under an
 * overlay, as in most containers. Memory is a file system in a mount namespace that lives as long as a process of ours does; all
 * who are to see it go in there.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Log } from "../log/log.ts";
import { type Elevation, elevations, type Rights } from "../machine/elevate.ts";
import { run } from "../machine/process.ts";
import { SandboxRefused } from "./port.ts";

export interface UpperPlace {
  /** Holds `lock` and `of-a-build`, as mounted-script.ts wants them. */
  readonly folder: string;
  /** Starts command lines that have the rights of its files, and see them. */
  readonly elevation: Elevation;
  close(): Promise<void>;
}

const files = ["lock", "of-a-build"];
const otherwise = "Set `cache-folder` to a folder on another disk.";

/** @param folder an empty one of ours, on the disk */
export async function upperPlace(folder: string, rights: Rights, log: Log): Promise<UpperPlace> {
  const elevation = elevations[rights];
  const why = await whyNoUpper(folder, rights);
  if (why === undefined) {
    for (const name of files) await writeFile(join(folder, name), "", { mode: 0o600 });
    return { folder, elevation, close: async () => {} };
  }
  log.info(
    `What the commands write is in memory, up to half of it, since the disk of ${folder} cannot be under an overlay: ${why}. ${otherwise}`,
  );
  return inMemory(join(folder, "memory"), rights);
}

/** Mounts an overlay whose upper folder is $1/probe/upper, where nobody sees it. $2: further options. */
const probe = `
cd "$1" && mkdir probe probe/lower probe/upper probe/work probe/root &&
  unshare --mount --propagation private -- \\
    mount -t overlay -o "lowerdir=probe/lower,upperdir=probe/upper,workdir=probe/work$2" overlay probe/root
code=$?
rm -rf probe
exit "$code"
`;

async function whyNoUpper(folder: string, rights: Rights): Promise<string | undefined> {
  const options = rights === "user namespace" ? ",userxattr" : "";
  const [program, ...args] = [...elevations[rights], "sh", "-c", probe, "sh", folder, options];
  const { exitCode, stderr } = await run(program!, args);
  if (exitCode === 0) return undefined;
  return stderr.trim().split("\n").at(-1)?.replace(/\.$/, "") || `mount ended with exit code ${exitCode}`;
}

/** Mounts a file system in memory on $1, prints its own number, and lives until the end of its input, which our end is, too. */
const hold = `
mount -t tmpfs -o mode=755 tmpfs "$1" && true >"$1/lock" && true >"$1/of-a-build" && echo "$$" && exec cat
`;

async function inMemory(folder: string, rights: Rights): Promise<UpperPlace> {
  await mkdir(folder);
  const unshare = ["unshare", "--mount", "--propagation", "private", "--"];
  const [program, ...args] = [...elevations[rights], ...unshare, "sh", "-c", hold, "sh", folder];
  // A session of its own: the terminal's Ctrl-C is for us to act on.
  const holder = spawn(program!, args, { stdio: ["pipe", "pipe", "pipe"], detached: true });
  const ended = once(holder, "close");
  const complaints: string[] = [];
  createInterface({ input: holder.stderr }).on("line", (line) => complaints.push(line));
  const [pid] = (await Promise.race([once(createInterface({ input: holder.stdout }), "line"), ended])) as [unknown];
  if (typeof pid !== "string") {
    throw new SandboxRefused(complaints.at(-1)?.replace(/\.$/, "") ?? "no memory can be mounted", otherwise);
  }
  return {
    folder,
    elevation: entering(pid, rights),
    close: async () => {
      holder.stdin.end();
      await ended;
    },
  };
}

/** Root of a user namespace goes into that one: another would have no rights there. */
function entering(pid: string, rights: Rights): Elevation {
  const mounts = `--mount=/proc/${pid}/ns/mnt`;
  if (rights !== "user namespace") return [...elevations[rights], "nsenter", mounts, "--"];
  return ["nsenter", `--user=/proc/${pid}/ns/user`, mounts, "--setuid", "0", "--setgid", "0", "--"];
}
