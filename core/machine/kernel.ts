/** What the kernel can do. */
import { readFileSync } from "node:fs";
import { probeElevation, rootRights } from "./elevate.ts";
import { systemFolders } from "./packages.ts";

/**
 * Whether the kernel has a file system, such as `erofs`. The module of one that it does not list is loaded, if it is there
 * and we may. Source: proc(5), /proc/filesystems.
 * @param path where programs are looked for, as PATH has it
 */
export async function kernelHas(fileSystem: string, path: string): Promise<boolean> {
  const isListed = () =>
    readFileSync("/proc/filesystems", "utf8")
      .split("\n")
      .some((line) => line.split("\t")[1] === fileSystem);
  if (isListed()) return true;
  await probeElevation(rootRights(), { PATH: [path, ...systemFolders].join(":") }, ["modprobe", fileSystem]);
  return isListed();
}
