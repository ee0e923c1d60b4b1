/**
 * Files that git calls modified although nobody touched them: git compares what a commit of the file would have, and that
 * is not what the commit has where a blob is not as its attributes want it (a blob with CRLF and `eol=crlf`, an expanded
 * `$Id$`), or where a filter is not installed (Git LFS). Such a file is as its checkout left it.
 */
import { createHash } from "node:crypto";
import { lstat } from "node:fs/promises";
import { join } from "node:path";
import { largestPointer, parsePointer, sha256OfFile } from "./lfs-pointer.ts";
import type { TreePath } from "./path.ts";
import type { Repository } from "./repository.ts";
import type { StatusEntry } from "./working-tree.ts";

/** The paths among these whose file is what a checkout of the index would write. */
export async function untouched(
  repository: Repository,
  entries: readonly StatusEntry[],
): Promise<ReadonlySet<TreePath>> {
  const same = new Set<TreePath>();
  const waiting = entries.filter(({ state, indexed }) => {
    return state[1] === "M" && indexed?.mode.startsWith("100") && indexed.mode === indexed.workMode;
  });
  const work = async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (await isAsCheckedOut(repository, next.path, next.indexed!.oid)) same.add(next.path);
    }
  };
  await Promise.all(Array.from({ length: 4 }, work));
  return same;
}

async function isAsCheckedOut(repository: Repository, path: TreePath, oid: string): Promise<boolean> {
  const place = Buffer.from(join(Buffer.from(repository.workTree!).toString("latin1"), path), "latin1");
  const { size } = await lstat(place);
  const blob = await repository.objects.stream(oid);
  if (blob === undefined) return false;
  const inGit = createHash("sha256");
  const parts: Buffer[] = [];
  for await (const part of blob.body) {
    inGit.update(part);
    if (blob.size <= largestPointer) parts.push(part);
  }
  const onDisk = await sha256OfFile(place);
  if (size === blob.size && inGit.digest("hex") === onDisk) return true;
  const pointer = parsePointer(Buffer.concat(parts));
  if (pointer !== undefined) return pointer.size === size && pointer.sha256 === onDisk;
  // Git LFS would ask its server for a file that is not here.
  const env = { GIT_LFS_SKIP_SMUDGE: "1" };
  const input = Buffer.concat([Buffer.from(`${oid} `), Buffer.from(path, "latin1"), Buffer.from("\n")]);
  if (path.includes("\n")) return false;
  const options = { env, input, maxOutput: size + (1 << 16) };
  const written = await repository.git(["cat-file", "--batch", "--filters"], options).catch(() => noOutput);
  const end = written.stdout.indexOf(0x0a);
  if (written.exitCode !== 0 || end < 0) return false;
  const content = written.stdout.subarray(end + 1, -1);
  return content.length === size && createHash("sha256").update(content).digest("hex") === onDisk;
}

/** What stands for the output of a program that wrote more than the file has. */
const noOutput = { exitCode: 1, stdout: Buffer.alloc(0) };
