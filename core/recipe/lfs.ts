/** Files of Git LFS in a context: git has a pointer, and the image gets the content that it names. */
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { TreestampError } from "../errors.ts";
import { type LfsPointer, sha256OfFile } from "../git/lfs-pointer.ts";
import { type TreePath, textOfPath } from "../git/path.ts";
import type { Repository } from "../git/repository.ts";
import { missing } from "../machine/missing.ts";
import type { Purpose } from "./submodules.ts";

/**
 * The content of a pointer: from Git LFS's own store, or from the work tree where the file there is the one.
 * @param path from the repository's root
 * @throws repository-invalid where the content is not on this machine
 */
export async function lfsContent(
  repository: Repository,
  { gitDirectories, purpose }: { readonly gitDirectories: readonly string[]; readonly purpose: Purpose },
  path: TreePath,
  { sha256, size }: LfsPointer,
): Promise<AsyncIterable<Uint8Array>> {
  const said = (await repository.git(["config", "--get", "lfs.storage"])).stdout.toString("utf8").trim();
  const stores = gitDirectories.map((folder) => (isAbsolute(said) ? said : join(folder, said || "lfs")));
  const kept = stores.map((store) => join(store, "objects", sha256.slice(0, 2), sha256.slice(2, 4), sha256));
  const checkedOut =
    repository.workTree === undefined
      ? []
      : [Buffer.from(`${Buffer.from(repository.workTree).toString("latin1")}/${path}`, "latin1")];
  for (const place of [...kept, ...checkedOut]) {
    const stats = await stat(place).catch(missing(undefined));
    if (stats?.isFile() && stats.size === size && (await sha256OfFile(place)) === sha256)
      return createReadStream(place);
  }
  const where = textOfPath(path);
  throw new TreestampError(
    "repository-invalid",
    `\`${purpose.input}\`: ${where} is kept in Git LFS, and its content is not here.`,
    {
      remedy: `Fetch it: \`lfs: true\` of actions/checkout, or \`git lfs pull\`. ${purpose.otherwise}`,
    },
  );
}
