/** What `treestamp prune` prints. */

import type { CacheItem, PruneReport } from "../core/cache/prune.ts";
import { formatBytes } from "../core/inputs/size.ts";
import { listed } from "../core/verbs/prune.ts";

/** A line for each thing that was removed, and what is left. */
export function pruneLines({ removed, left, bytesRemoved, bytesLeft }: PruneReport): string {
  const rows = removed.map(({ kind, name, bytes, lastUsed }) =>
    ["removed", kind.padEnd("snapshot".length), name, formatBytes(bytes), `last used ${dayOf(lastUsed)}`].join("  "),
  );
  const inUse = left.filter((item) => item.inUse);
  const used = inUse.length === 0 ? "" : `, of which in use: ${listed(inUse)}`;
  rows.push(`Removed: ${amount(removed, bytesRemoved)}.`, `Left: ${amount(left, bytesLeft)}${used}.`);
  return `${rows.join("\n")}\n`;
}

function amount(items: readonly CacheItem[], bytes: number): string {
  return items.length === 0 ? "nothing" : `${listed(items)}, ${formatBytes(bytes)}`;
}

/** The same for `--json`. */
export function pruneOutputs({ removed, left, bytesRemoved, bytesLeft }: PruneReport): Record<string, unknown> {
  const item = ({ kind, name, bytes, lastUsed, inUse }: CacheItem) => ({
    ...{ kind, name, bytes },
    ...{ "last-used": new Date(lastUsed).toISOString(), "in-use": inUse },
  });
  const outputs = { removed: removed.map(item), left: left.map(item) };
  return { ...outputs, "bytes-removed": bytesRemoved, "bytes-left": bytesLeft };
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, "2026-01-31".length);
}
