import type { DirectoryInode, Inode } from "./tree.ts";

/** Names of each inode; for a directory, its own, its "." and the ".." of each directory in it. */
export function countLinks(root: DirectoryInode): Map<Inode, number> {
  const links = new Map<Inode, number>([[root, 2]]);
  const count = (directory: DirectoryInode) => {
    for (const child of directory.children.values()) {
      if (child.type === "directory") {
        links.set(directory, links.get(directory)! + 1);
        links.set(child, 2);
        count(child);
      } else {
        links.set(child, (links.get(child) ?? 0) + 1);
      }
    }
  };
  count(root);
  return links;
}
