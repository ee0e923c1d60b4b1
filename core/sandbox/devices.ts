/** Devices of the machine, as an OCI runtime wants to hear of them. */
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Device } from "../inputs/openings.ts";

/** Source: runtime-spec, config-linux.md, devices; the access stands in its resources. */
export interface DeviceNode {
  readonly path: string;
  readonly type: "b" | "c";
  readonly major: number;
  readonly minor: number;
  /** Rights, such as 0o660, and owner, all as on the machine. */
  readonly fileMode: number;
  readonly uid: number;
  readonly gid: number;
  readonly access: string;
  /** Its path on the machine. */
  readonly source: string;
}

/** The devices, and of a folder such as /dev/dri all that are in it. What is no device is left out, as docker does it. */
export async function deviceNodes(devices: readonly Device[]): Promise<readonly DeviceNode[]> {
  const nodes: DeviceNode[] = [];
  for (const { source, target, access } of devices) {
    const stats = await stat(source);
    if (stats.isDirectory()) {
      const inside = (await readdir(source)).map((name) => ({
        source: join(source, name),
        target: join(target, name),
        access,
      }));
      nodes.push(...(await deviceNodes(inside)));
    } else if (stats.isCharacterDevice() || stats.isBlockDevice()) {
      const { rdev, mode, uid, gid } = stats;
      const type = stats.isBlockDevice() ? "b" : "c";
      nodes.push({ path: target, type, ...numbersOf(rdev), fileMode: mode & 0o777, uid, gid, access, source });
    }
  }
  return nodes;
}

/** Source: makedev(3), as glibc and the kernel pack the two numbers. */
function numbersOf(rdev: number): { major: number; minor: number } {
  const [high, low] = [Math.floor(rdev / 2 ** 32), rdev % 2 ** 32];
  const major = ((low >>> 8) & 0xfff) + (high >>> 12) * 0x1000;
  const minor = (low & 0xff) + ((low >>> 20) & 0xfff) * 0x100 + (high & 0xfff) * 0x100000;
  return { major, minor };
}
