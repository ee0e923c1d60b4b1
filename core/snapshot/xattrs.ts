/** Which extended attributes of a layer are kept, as by docker and the kernel. */
import { TreestampError } from "../errors.ts";

const accessAcl = "system.posix_acl_access";
const defaultAcl = "system.posix_acl_default";
const none: ReadonlyMap<string, string> = new Map();

/** What overlayfs, with and without privileges, and fuse-overlayfs obey. */
const overlayPrefixes = ["trusted.overlay.", "user.overlay.", "user.fuseoverlayfs."];

/** Linux: XATTR_NAME_MAX; EROFS: 16 bits for the length of a value. */
const maxNameBytes = 255;
const maxValueBytes = 65_535;
/** EROFS counts an inode's attributes in 16 bits of 4-byte units. */
const maxAllBytes = 4 * 65_000;

/**
 * Those of a layer's attributes that the image keeps: `user.*` (on files and directories: the kernel has it on nothing
 * else), `security.capability`, POSIX ACLs in the kernel's form, and `trusted.*`. Not those that would steer the
 * overlay that is mounted on top. All others (SELinux labels, IMA) belong to the machine that made them.
 * @throws image-invalid for attributes longer than the kernel takes
 */
export function keptXattrs(xattrs: ReadonlyMap<string, string>, type: string): ReadonlyMap<string, string> {
  if (xattrs.size === 0) return none;
  const kept = new Map<string, string>();
  let bytes = 0;
  for (const [name, value] of xattrs) {
    if (!isKept(name, value, type)) continue;
    bytes += name.length + value.length + 8;
    if (name.length > maxNameBytes || name.includes("\0") || value.length > maxValueBytes || bytes > maxAllBytes) {
      throw new TreestampError("image-invalid", `A layer has an extended attribute that is too long: ${name}.`, {
        remedy: "Build the image again without it: Linux file systems do not take it.",
      });
    }
    kept.set(name, value);
  }
  return kept;
}

function isKept(name: string, value: string, type: string): boolean {
  if (overlayPrefixes.some((prefix) => name.startsWith(prefix))) return false;
  if (name.startsWith("user.")) return name.length > "user.".length && (type === "file" || type === "directory");
  if (name === "security.capability") return type === "file";
  if (name === accessAcl) return type !== "symlink" && isAcl(value);
  if (name === defaultAcl) return type === "directory" && isAcl(value);
  return name.startsWith("trusted.") && name.length > "trusted.".length;
}

/** Version 2, then 8 bytes for each entry. Source: Linux include/uapi/linux/posix_acl_xattr.h. */
function isAcl(value: string): boolean {
  return value.length > 4 && value.length % 8 === 4 && value.startsWith("\x02\0\0\0");
}
