/** Folders for files that must not outlive the process that made them: the next process removes what is left of a dead one. */
import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { removeAs, removeAsAnyone, rootRights } from "./elevate.ts";
import { missing } from "./missing.ts";
import { isAbandoned, keepAlive, ownName } from "./owner.ts";

/**
 * Makes an empty folder of our own (mode 0700) in `parent`, which is made where it is missing. The caller removes it.
 * `prefix` is for a parent that has folders of others, too: `treestamp-` or nothing.
 */
export async function makeScratch(parent: string, prefix: "treestamp-" | "" = ""): Promise<string> {
  await mkdir(parent, { recursive: true, mode: 0o700 });
  const folder = join(parent, `${prefix}${await ownName()}`);
  await mkdir(folder, { mode: 0o700 });
  keepAlive(folder);
  return folder;
}

/** Removes such a folder, also where a command has left files of another user in it. What is left all the same, the next process removes. */
export async function removeScratch(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true }).catch(() => removeAsAnyone([folder]));
}

/** Paths of the folders (and files, see `ownName`) in `parent` whose process is gone. */
export async function abandonedScratch(parent: string): Promise<string[]> {
  const names = await readdir(parent).catch(missing([]));
  const abandoned: string[] = [];
  for (const path of names.map((name) => join(parent, name))) if (await isAbandoned(path)) abandoned.push(path);
  return abandoned;
}

/** Removes those of them that we are allowed to remove, also where root has files in one of ours: a build's, through sudo. */
export async function sweepScratch(parent: string): Promise<void> {
  const withOthersFiles: string[] = [];
  for (const folder of await abandonedScratch(parent)) {
    const isOurs = await stat(folder).then(
      ({ uid }) => uid === process.getuid!(),
      () => false, // somebody else was first
    );
    await rm(folder, { recursive: true, force: true }).catch(() => {
      if (isOurs) withOthersFiles.push(folder);
    });
  }
  await removeAs(rootRights(), withOthersFiles).catch(() => {}); // the next one may have the rights
}
