/** What the mounted sandbox needs of the machine. */
import { basename } from "node:path";
import { probeElevation, type Rights, rootRights } from "../machine/elevate.ts";
import { kernelHas } from "../machine/kernel.ts";

/**
 * How the files of a snapshot come under the overlay, best first: mounted by the kernel, mounted by a program (FUSE), or
 * extracted to plain files, once for each snapshot.
 */
export type Lower = "kernel" | "erofsfuse" | "extracted";

export interface MountedTools {
  readonly runtime: { readonly kind: "crun" | "runc"; readonly path: string };
  readonly rights: Rights;
  readonly lower: Lower;
}

export type MountedProbe =
  /**
   * `otherwise` is what else is there, best first, should the kernel refuse what it offers. `why` is the reason for which
   * nothing better is used; empty for the best.
   */
  | { readonly ok: true; readonly tools: MountedTools; readonly otherwise: readonly Lower[]; readonly why: string }
  | { readonly ok: false; readonly why: string };

/**
 * Prints what there is, one thing a line: the runtime's path, programs. The last step takes namespaces and mounts
 * something, where nobody sees it. crun starts a command in half the time of runc, and needs no control group.
 */
const look = `
PATH=$PATH:/usr/sbin:/sbin
for program in sh mount unshare rm rmdir mkdir chmod chown cat grep sleep tail; do
  command -v "$program" >/dev/null || { echo "$program cannot be found" >&2; exit 1; }
done
command -v crun || command -v runc || { echo "neither crun nor runc is installed" >&2; exit 1; }
if [ -r /dev/fuse ] && [ -w /dev/fuse ] && command -v erofsfuse >/dev/null; then echo erofsfuse; fi
! command -v tar >/dev/null || echo tar
exec unshare --mount --pid --fork --mount-proc true
`;

/**
 * Finds out whether commands can be run under an overlay here, and with what: as root or through sudo, else in a user
 * namespace of the caller's own. `path` is where programs are looked for, as PATH has it.
 */
export async function probeMounted(path: string): Promise<MountedProbe> {
  const reasons: string[] = [];
  const kernel = { erofs: await kernelHas("erofs", path), overlay: await kernelHas("overlay", path) };
  for (const rights of [rootRights(), ...(rootRights() === "root" ? [] : ["user namespace" as const])]) {
    const probe = await probeElevation(rights, { PATH: path }, ["sh", "-c", look]);
    if (!probe.ok) {
      reasons.push(probe.why);
      continue;
    }
    const [runtimePath, ...found] = probe.printed.trim().split("\n");
    const runtime = { kind: basename(runtimePath!) === "crun" ? "crun" : "runc", path: runtimePath! } as const;
    const [lower, ...otherwise] = lowersFrom({ ...kernel, programs: found }, rights, reasons);
    if (lower !== undefined) return { ok: true, tools: { runtime, rights, lower }, otherwise, why: reasons.join("; ") };
  }
  return { ok: false, why: reasons.join("; ") };
}

interface Found {
  /** Whether the kernel has these file systems. */
  readonly erofs: boolean;
  readonly overlay: boolean;
  readonly programs: readonly string[];
}

/** What was found, best first; why nothing better goes to `reasons`. */
function lowersFrom({ erofs, overlay, programs }: Found, rights: Rights, reasons: string[]): readonly Lower[] {
  if (!overlay) {
    reasons.push("the kernel has no overlay");
    return [];
  }
  const lowers: Lower[] = [];
  const missing = (reason: string) => {
    if (lowers.length === 0) reasons.push(reason);
  };
  if (!erofs) missing("the kernel has no erofs");
  // A user namespace may not make the kernel parse a disk image.
  else if (rights !== "user namespace") lowers.push("kernel");
  if (programs.includes("erofsfuse")) lowers.push("erofsfuse");
  else missing("there is no erofsfuse with access to /dev/fuse");
  if (programs.includes("tar")) lowers.push("extracted");
  else missing("there is no tar to extract with");
  return lowers;
}

/** In words, for the log. */
export function describeTools({ runtime, rights, lower }: MountedTools): string {
  const snapshot = { kernel: "mounted", erofsfuse: "mounted by erofsfuse", extracted: "extracted" }[lower];
  return `the snapshot, ${snapshot}, with ${runtime.kind} as ${rights === "sudo" ? "root through sudo" : rights === "root" ? rights : "root of a user namespace"}`;
}
