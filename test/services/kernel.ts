/** The kernel as a judge: mounts a raw image in a private mount namespace, so that nothing stays mounted. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
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

/** What the kernel shows of an EROFS image. */
export async function listMounted(rawFile: string): Promise<ListedFile[]> {
  return (await listWithMounted(rawFile))[0];
}

/** What the kernel shows of an EROFS image, and of a folder. */
export async function listBoth(rawFile: string, folder: string): Promise<[ListedFile[], ListedFile[]]> {
  const [mounted, listed] = await listWithMounted(rawFile, folder);
  return [mounted, listed!];
}

function listWithMounted(rawFile: string, ...besides: string[]): Promise<[ListedFile[], ...ListedFile[][]]> {
  return withFolder(async (place) => {
    const script = 'mount -t erofs -o ro,loop "$1" "$2" && shift && exec "$node" "$listTree" "$@"';
    return JSON.parse(await shellInNamespace(script, rawFile, place, ...besides));
  });
}

/** Runs a script in a mount namespace of its own. */
function shellInNamespace(script: string, ...words: string[]): Promise<string> {
  const variables = [`node=${process.execPath}`, `listTree=${listTree}`];
  return succeed("env", ...variables, "unshare", "-m", "sh", "-euc", script, "sh", ...words);
}

/** Runs a shell script with the image mounted at "$1". @returns its output */
export async function inMounted(rawFile: string, script: string): Promise<string> {
  return withFolder((folder) =>
    succeed("unshare", "-m", "sh", "-c", `mount -t erofs -o ro,loop "$2" "$1" && ${script}`, "sh", folder, rawFile),
  );
}

/**
 * What the kernel shows of an EROFS image, and what docker's overlay2 driver makes of its layers: GNU tar unpacks each into
 * a folder of its own, whiteouts become overlayfs's (a device 0:0; an attribute on the directory), overlayfs merges.
 * @param layers tar archives, bottom first
 */
export async function listBesideOverlay(
  rawFile: string,
  layers: readonly Buffer[],
): Promise<[mounted: ListedFile[], overlaid: ListedFile[]]> {
  return withFolder(async (folder) => {
    for (const [index, layer] of layers.entries()) await writeFile(join(folder, `${index}.tar`), layer);
    return JSON.parse(await shellInNamespace(unpackAndMerge, rawFile, folder));
  });
}

/** $1 an image, $2 a folder with the layers as 0.tar, 1.tar and so on. Each folder in them keeps its time. */
const unpackAndMerge = `
mkdir "$2/empty" "$2/merged" "$2/mounted"
mount -t erofs -o ro,loop "$1" "$2/mounted"
cd "$2"
# The empty layer on top lets overlayfs take a single lower one.
lower=$2/empty
at=0
while [ -e "$at.tar" ]; do
  mkdir "$at"
  tar --extract --file "$at.tar" --directory "$at" --xattrs '--xattrs-include=*' --numeric-owner --same-owner \\
    --preserve-permissions --delay-directory-restore
  find "$at" -name '.wh.*' -execdir sh -c '
    name="\${2#./}"
    touch -r . "$1"
    rm "$name"
    if [ "$name" = .wh..wh..opq ]; then setfattr -n trusted.overlay.opaque -v y .; else mknod "\${name#.wh.}" c 0 0; fi
    touch -r "$1" .
  ' sh "$2/time" {} ';'
  lower=$2/$at:$lower
  at=$((at + 1))
done
mount -t overlay overlay -o "lowerdir=$lower" merged
exec "$node" "$listTree" "$2/mounted" "$2/merged"
`;

async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "treestamp-kernel-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
