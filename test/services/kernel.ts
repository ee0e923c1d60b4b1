/** The kernel as a judge: mounts a raw image in a private mount namespace, so that nothing stays mounted. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "../../core/machine/process.ts";
import type { ListedFile } from "../fixtures/packing.ts";

const listTree = fileURLToPath(new URL("list-tree.ts", import.meta.url));

/** Runs a program to success and gives its standard output. */
export async function succeed(program: string, ...args: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await run(program, args);
  if (exitCode !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${exitCode}:\n${stdout}\n${stderr}`);
  return stdout.toString("utf8");
}

/** What the kernel shows of a folder. */
export async function listFolder(folder: string): Promise<ListedFile[]> {
  return JSON.parse(await succeed(process.execPath, listTree, folder));
}

/** What the kernel shows of an EROFS image. */
export async function listMounted(rawFile: string): Promise<ListedFile[]> {
  return withFolder(async (folder) => {
    const script = 'mount -t erofs -o ro,loop "$1" "$2" && exec "$3" "$4" "$2"';
    return JSON.parse(
      await succeed("unshare", "-m", "sh", "-c", script, "sh", rawFile, folder, process.execPath, listTree),
    );
  });
}

/** Runs a shell script with the image mounted at "$1", and gives what it printed. */
export async function inMounted(rawFile: string, script: string): Promise<string> {
  return withFolder((folder) =>
    succeed("unshare", "-m", "sh", "-c", `mount -t erofs -o ro,loop "$2" "$1" && ${script}`, "sh", folder, rawFile),
  );
}

/**
 * What docker's overlay2 driver makes of layers: GNU tar unpacks each into a folder of its own, whiteouts become
 * overlayfs's (a device 0:0; an attribute on the directory), overlayfs merges.
 * @param layers tar archives, bottom first
 */
export async function listOverlaid(layers: readonly Buffer[]): Promise<ListedFile[]> {
  return withFolder(async (folder) => {
    const lower: string[] = [];
    for (const [index, layer] of layers.entries()) {
      const place = join(folder, `layer${index}`);
      await mkdir(place);
      await writeFile(`${place}.tar`, layer);
      const flags = [
        "--xattrs",
        "--xattrs-include=*",
        "--numeric-owner",
        "--same-owner",
        "--preserve-permissions",
        "--delay-directory-restore",
      ];
      await succeed("tar", "--extract", "--file", `${place}.tar`, "--directory", place, ...flags);
      await succeed("sh", "-c", convertWhiteouts, "sh", place);
      lower.unshift(place);
    }
    const empty = join(folder, "empty");
    const merged = join(folder, "merged");
    await mkdir(empty);
    await mkdir(merged);
    // The empty layer on top lets overlayfs take a single lower one.
    const options = `lowerdir=${[...lower, empty].join(":")}`;
    const script = 'mount -t overlay overlay -o "$1" "$2" && exec "$3" "$4" "$2"';
    return JSON.parse(
      await succeed("unshare", "-m", "sh", "-c", script, "sh", options, merged, process.execPath, listTree),
    );
  });
}

/** Each folder keeps its time. */
const convertWhiteouts = `
find "$1" -name '.wh.*' -execdir sh -c '
  name="\${2#./}"
  touch -r . "$1"
  rm "$name"
  if [ "$name" = .wh..wh..opq ]; then setfattr -n trusted.overlay.opaque -v y .; else mknod "\${name#.wh.}" c 0 0; fi
  touch -r "$1" .
' sh "$1.time" {} ';'
`;

async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "treestamp-kernel-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
