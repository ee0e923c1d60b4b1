/** An outcome as lines for a terminal. */
import type { CacheItem } from "../cache/prune.ts";
import type { Change } from "../lock/changes.ts";
import { counted, countOf, formatAge, formatBytes, formatSeconds } from "../log/amounts.ts";
import {
  type DeliveryOutcome,
  type EnvironmentFacts,
  type EnvironmentsOutcome,
  type LayerComparison,
  type LockOutcome,
  type Outcome,
  type PassedOutcome,
  type PruneOutcome,
  type Rebuilt,
  secondsSaved,
  type TimedOutcome,
  type VerifyOutcome,
} from "./outcome.ts";
import { nameOf, outputsOf } from "./outputs.ts";

/** All lines of an outcome, each with its end. */
export function linesOf(outcome: Outcome): string {
  switch (outcome.kind) {
    case "image": {
      const { stages: _stages, caches: _caches, ...facts } = outputsOf(outcome); // which the log has
      return imageLines(facts);
    }
    case "environments":
      return environmentLines(outcome);
    case "delivery":
      return deliveryLines(outcome);
    case "lock":
      return lockLines(outcome);
    case "passed":
      return passedLines(outcome);
    case "verify":
      return verifyLines(outcome);
    case "prune":
      return pruneLines(outcome);
  }
}

function imageLines({ inputs, changes, ...facts }: Record<string, unknown>): string {
  const rows = Object.entries(facts).filter(([, value]) => value !== "");
  const column = Math.max(...rows.map(([name]) => name.length)) + 2;
  const lines = rows.map(([name, value]) => `${name.padEnd(column)}${String(value)}`);
  for (const more of [inputs, changes]) if (Array.isArray(more)) lines.push("", ...more);
  return `${lines.join("\n")}\n`;
}

/** A line for each environment: its state, or what became of it, its tag and its name; and what changed. */
function environmentLines({ environments, verb }: EnvironmentsOutcome): string {
  const said = (one: EnvironmentFacts) => (verb === "build" ? (one.cacheHit ? "hit" : "built") : one.state);
  const lines = environments.flatMap((one) => [
    `${said(one).padEnd(9)}${one.tag}  ${one.environment}`.trimEnd(),
    ...(one.changes ?? []).map((change) => `${" ".repeat(9)}${change}`),
  ]);
  return `${lines.join("\n")}\n`;
}

/** A line for each tag and what became of it. */
function deliveryLines({ digest, tags, isPushed }: DeliveryOutcome): string {
  const rows = tags.map((tag) => `${(isPushed ? tag.outcome : "not pushed").padEnd(12)}${nameOf(tag)}`);
  return `${[...rows, `${"digest".padEnd(12)}${digest}`].join("\n")}\n`;
}

/** Each lock with a table of what has changed, and a line for each image. */
function lockLines({ isWritten, locks, images }: LockOutcome): string {
  const lines = locks.flatMap(({ path, packages, changes }) => {
    const moved = changes.length === 0 ? "nothing has changed" : `${changes.length} changed`;
    return [`${path}: ${counted(packages, "package")}${isWritten ? `, ${moved}` : ""}`, ...changeTable(changes)];
  });
  const named = images.map(({ file, line, what, fixed, note }) => {
    return `${file}:${line}: ${what} ${fixed === undefined ? "is not fixed" : `is ${fixed} now`}${note}`;
  });
  const all = [...lines, ...named];
  return all.length === 0 ? "Everything is fixed; there is nothing to lock.\n" : `${all.join("\n")}\n`;
}

/** A line for each run. */
function passedLines({ tree, runs }: PassedOutcome): string {
  if (runs.length === 0) return `No run is known to have passed on these files (tree ${tree}).\n`;
  const rows = runs.map(({ at, seconds, command, environment, ref = "", url = "" }) => {
    const age = formatAge(Date.now() - at);
    return [age, formatSeconds(seconds), command, `in ${environment.slice(0, 12)}`, ref, url];
  });
  return `${aligned(rows).join("\n")}\n`;
}

/** Rows as lines, each column as wide as its longest cell. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join("  ")
      .trimEnd(),
  );
}

function changeTable(changes: readonly Change[]): string[] {
  const rows = changes.map(({ platform, name, from, to }) => {
    if (from === undefined) return [platform, name, "added", to!];
    if (to === undefined) return [platform, name, "removed", from];
    return [platform, name, from === to ? "rebuilt" : "moved", from === to ? from : `${from} -> ${to}`];
  });
  return aligned(rows).map((line) => `  ${line}`);
}

/** Who built it, and from what; and how it came out once more. */
function verifyLines({ image, key, signer, rebuilt = [] }: VerifyOutcome): string {
  const { paths = [], ...said } = signer ?? {};
  const facts = { image, key, ...said, ...(paths.length === 0 ? {} : { from: paths.join(", ") }) };
  const rows = Object.entries(facts).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return `${[...aligned(rows), ...rebuilt.flatMap(rebuiltLines)].join("\n")}\n`;
}

function rebuiltLines({ platform, image, snapshot, layers }: Rebuilt): string[] {
  if (image === "unmatched") return ["", `${platform}: only one of the two images has this platform.`];
  const said = `${platform}: built again, the image ${image === "same" ? "is the same" : "differs"}, its snapshot ${snapshot === "same" ? "is the same" : "differs"}.`;
  const alike = "  all layers are the same: what differs is the image's configuration, or its manifest";
  return ["", said, ...(image === "differs" && layers.length === 0 ? [alike] : layers.flatMap(layerLines))];
}

function layerLines({ layer, files, differences, isOnlyCompressed }: LayerComparison): string[] {
  if (isOnlyCompressed) return [`  layer ${layer}: the same files, compressed by another version of the engine`];
  const rest = files - differences.length;
  const lines = differences.map(({ path, what, cause }) => `    ${what.join(", ").padEnd(10)} ${path}  ${cause}`);
  return [
    `  layer ${layer}: ${counted(files, "file")} ${files === 1 ? "differs" : "differ"}`,
    ...lines,
    ...(rest > 0 ? [`    and ${rest} more`] : []),
  ];
}

/** A line for each thing that was removed, and what is left; why that is more than the limit, if it is. */
function pruneLines({ removed, left, bytesRemoved, bytesLeft, limit, inDocker }: PruneOutcome): string {
  const rows = removed.map(({ kind, name, bytes, lastUsed }) =>
    ["removed", kind.padEnd("snapshot".length), name, formatBytes(bytes), `last used ${dayOf(lastUsed)}`].join("  "),
  );
  const inUse = left.filter(({ users }) => users.length > 0);
  const used = inUse.length === 0 ? "" : `, of which in use: ${countOf(inUse)}`;
  rows.push(`Removed: ${amount(removed, bytesRemoved)}.`, `Left: ${amount(left, bytesLeft)}${used}.`);
  if (bytesLeft > limit) {
    const users = [...new Set(inUse.flatMap((item) => item.users))].join(", ");
    rows.push(
      `That is more than the limit, ${formatBytes(limit)}: what is left is in use by ${users}. Prune again once that has ended.`,
    );
  }
  const images = (count: number) => `${counted(count, "image")} that commands ran in`;
  if (inDocker.removed > 0) rows.push(`Removed from docker: ${images(inDocker.removed)}.`);
  if (inDocker.bytesLeft > limit) {
    rows.push(
      `Left in docker: ${images(inDocker.left)}, ${formatBytes(inDocker.bytesLeft)}, more than the limit: containers use them.`,
    );
  }
  return `${rows.join("\n")}\n`;
}

function amount(items: readonly CacheItem[], bytes: number): string {
  return items.length === 0 ? "nothing" : `${countOf(items)}, ${formatBytes(bytes)}`;
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, "2026-01-31".length);
}

/** The stages with their seconds and sizes, as a table. */
export function stageTable(outcome: TimedOutcome): string {
  const rows = [["stage", "time", "size", ""], ...stageRows(outcome)];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const isNumber = (column: number) => column === 1 || column === 2;
  return rows
    .map((row) =>
      row
        .map((cell, column) => (isNumber(column) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function stageRows(outcome: TimedOutcome): string[][] {
  const { stages, cacheHit } = outcome;
  const rows = stages.map(({ name, seconds, bytes, note }) => [
    name,
    formatSeconds(seconds),
    bytes === undefined ? "" : formatBytes(bytes),
    note ?? "",
  ]);
  const total = stages.reduce((sum, { seconds }) => sum + seconds, 0);
  const saved = secondsSaved(outcome);
  const saving = saved === undefined ? "" : `, ${formatSeconds(saved)} saved`;
  rows.push(["total", formatSeconds(total), "", (cacheHit ? "hit" : "miss") + saving]);
  return rows;
}
