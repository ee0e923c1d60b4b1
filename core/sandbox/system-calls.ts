/** Numbers of system calls; empty for other architectures. Source: syscalls(2), its tables. */

/** mount and unshare. */
export const systemCalls = { x64: "165 272", arm64: "40 97" }[process.arch as string] ?? "";
export const lgetxattr = { x64: "192", arm64: "9" }[process.arch as string] ?? "";
