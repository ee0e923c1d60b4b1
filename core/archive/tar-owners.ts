/** Files of one container on their way into another: the chosen ones, with other owners. */
import { setChecksum, setNumber } from "./tar-header.ts";
import { rewriteTar } from "./tar-rewrite.ts";

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Gives the entries below chosen folders. What belongs to such a folder's owner belongs to `owner` then.
 * @param folderOf the chosen folder that a path lies in, or is; paths have no slash at either end and are latin1
 * @throws image-invalid where it is no tar
 */
export function withOwner(
  source: AsyncIterable<Uint8Array>,
  folderOf: (path: string) => string | undefined,
  owner: Owner,
): AsyncGenerator<Uint8Array, void, undefined> {
  const owners = new Map<string, Owner>();
  return rewriteTar(source, ({ name, header, block }) => {
    const folder = folderOf(name.replace(/^(\.?\/)+|\/+$/g, "").replace(/^\.$/, ""));
    if (folder === undefined) return false;
    const first = owners.get(folder) ?? { uid: header.uid, gid: header.gid };
    owners.set(folder, first);
    if (header.uid === first.uid) setNumber(block, "uid", owner.uid);
    if (header.gid === first.gid) setNumber(block, "gid", owner.gid);
    setChecksum(block);
    return true;
  });
}
