/** Outputs of a run on their way to the workspace: the same whether the command has just made them or a record has kept them. */
import { lstat, mkdir, open, realpath, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { TreestampError } from "../errors.ts";
import { type TreePath, textOfPath } from "../git/path.ts";
import { missing } from "../machine/missing.ts";
import { folderTar } from "../recipe/folder-context.ts";
import { imageTar } from "../snapshot/erofs/extract.ts";
import { openImage } from "../snapshot/erofs/reader.ts";
import { fileSource } from "../snapshot/erofs/source.ts";
import { unpack } from "./checkout.ts";

/** The outputs in a folder as an archive: names, content and which files can be run; one time for all. */
export async function outputsIn(folder: string): Promise<() => AsyncIterable<Uint8Array>> {
  return folderTar(folder);
}

/** The same from a raw snapshot. It is read while the archive is. */
export async function* outputsOf(rawFile: string): AsyncGenerator<Uint8Array, void, undefined> {
  const file = await open(rawFile, "r");
  try {
    yield* imageTar(openImage(fileSource(file, (await file.stat()).size)));
  } finally {
    await file.close();
  }
}

/**
 * Writes outputs to the workspace, in place of what is there, and nothing else that the archive may have. A command before may
 * have put links on the way to them: none is followed.
 * @throws input-invalid where one stands there; sandbox-failed; interrupted
 */
export async function layOutputs(
  archive: AsyncIterable<Uint8Array>,
  outputs: readonly TreePath[],
  workspace: string,
  signal: AbortSignal,
): Promise<void> {
  const root = await realpath(workspace);
  for (const path of outputs) {
    const target = join(root, textOfPath(path));
    await makeFolders(root, dirname(target));
    await rm(target, { recursive: true, force: true });
  }
  if (outputs.length > 0) await unpack(archive, root, signal, outputs);
}

async function makeFolders(root: string, folder: string): Promise<void> {
  if (folder === root) return;
  await makeFolders(root, dirname(folder));
  const stats = await lstat(folder).catch(missing(undefined));
  if (stats === undefined) await mkdir(folder);
  else if (!stats.isDirectory()) {
    throw new TreestampError(
      "input-invalid",
      `\`outputs\`: ${folder} is no folder, and something is to be written there.`,
      {
        remedy: "Remove it before, or find out which command has made it.",
      },
    );
  }
}
