/** Amounts as people read them. */

/** Bytes by powers of ten, as docker shows them: `1.2 GB`. */
export function formatBytes(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${power === 0 ? value : value.toFixed(value < 10 ? 1 : 0)} ${units[power]}`;
}

/** Seconds: more digits for short times, minutes for long ones. */
export function formatSeconds(seconds: number): string {
  if (seconds < 100) return `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** How long ago something was, in one unit: `2 days ago`. @param milliseconds since then */
export function formatAge(milliseconds: number): string {
  const units = [
    [86_400_000, "day"],
    [3_600_000, "hour"],
    [60_000, "minute"],
  ] as const;
  const [length, name] = units.find(([length]) => milliseconds >= length) ?? [0, ""];
  return length === 0 ? "just now" : `${counted(Math.floor(milliseconds / length), name)} ago`;
}

/** `1 package`, `2 packages`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** `2 snapshots and 1 image`. */
export function countOf(items: readonly { readonly kind: "snapshot" | "archive" | "image" | "storage" }[]): string {
  const parts = (["snapshot", "archive", "image", "storage"] as const).flatMap((kind) => {
    const count = items.filter((item) => item.kind === kind).length;
    return count === 0 ? [] : [counted(count, kind)];
  });
  return parts.join(", ").replace(/, ([^,]*)$/, " and $1") || "nothing";
}

/** The first of several names, and how many more there are: `a, b and 3 more`. */
export function listed(names: readonly string[], most = 5): string {
  const shown = names.slice(0, most).join(", ");
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}
