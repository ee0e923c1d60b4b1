/** System errors as readable messages. */
import { messageOf, TreestampError } from "../errors.ts";

export interface MachineFault {
  /** What is wrong, to stand after "…: ". */
  readonly why: string;
  readonly remedy: string;
}

const makeRoom = "Free some space there, or name a folder on another disk (`cache-folder`, `store`, TMPDIR).";
const giveAccess = "Give this user access to it, or name another folder.";
const checkPath = "Check the path.";

const noFolder: MachineFault = { why: "a part of its path is a file, not a folder", remedy: checkPath };

/** By the codes of errno(3). */
const faults: Readonly<Record<string, MachineFault>> = {
  ENOSPC: { why: "the disk is full", remedy: makeRoom },
  EDQUOT: { why: "your disk quota is used up", remedy: makeRoom },
  EACCES: { why: "access is denied", remedy: giveAccess },
  EPERM: { why: "access is denied", remedy: giveAccess },
  EROFS: { why: "the file system is read-only", remedy: giveAccess },
  ENOTDIR: noFolder,
  EEXIST: noFolder, // of mkdir
  EISDIR: { why: "it is a folder, not a file", remedy: checkPath },
  ENOENT: { why: "it, or a folder above it, is not there", remedy: checkPath },
  ENAMETOOLONG: { why: "its path is too long", remedy: "Name a folder with a shorter path." },
  EMFILE: { why: "too many files are open", remedy: "Raise the limit: ulimit -n." },
  ENFILE: { why: "too many files are open on this machine", remedy: "Raise the limit: sysctl fs.file-max." },
  ENOMEM: { why: "the machine has no memory left", remedy: "Free some memory, and try again." },
  EIO: { why: "the disk fails", remedy: "See what the kernel says about the disk: dmesg." },
};

/** The words for an error of a system call; undefined for any other error. */
export function machineFault(error: unknown): MachineFault | undefined {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return undefined;
  if (code === "ENOENT" && syscall === "mkdir") {
    // Node's recursive mkdir says so of a file system that is read-only, too.
    return { why: "the folder above it is missing, or may not be written to", remedy: giveAccess };
  }
  return faults[code] ?? { why: messageOf(error), remedy: "Fix that on this machine, and try again." };
}

/** An error of a system call as a failure that a user can read; anything else as it is. */
export function readableFailure(error: unknown): unknown {
  const fault = machineFault(error);
  if (fault === undefined) return error;
  const { path, dest, syscall } = error as NodeJS.ErrnoException & { dest?: string };
  const what = dest ?? path ?? "A file that treestamp itself needs";
  const message = `${what} cannot be used: ${fault.why} (${syscall}).`;
  return new TreestampError("machine-failed", message, { remedy: fault.remedy, cause: error });
}
