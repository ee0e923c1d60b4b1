/** Names of processes that are not there. */

/**
 * The name that a dead process of our own namespace would have given. No process has had its number: they end below 2 to
 * the 22nd. Source: proc(5), pid_max.
 */
export function deadOwner(name: string): string {
  return name.replace(/^\d+/, "4194305");
}

/** A name as a process in another container would make it: we cannot see whether that process is alive. */
export function foreignOwner(name: string): string {
  return name.replace(/-[0-9a-f]{8}-/, "-00000000-");
}
