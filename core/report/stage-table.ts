/** What a person sees at the end in a terminal: the stages, with their seconds and sizes. */
import { formatBytes } from "../inputs/size.ts";
import { secondsSaved, type TimedResult } from "./result.ts";

/** The table as lines for a terminal. */
export function stageTable(result: TimedResult): string {
  return text(header, rowsOf(result));
}

const header = ["stage", "time", "size", ""];

function rowsOf(result: TimedResult): string[][] {
  const { stages, cacheHit } = result;
  const rows = stages.map(({ name, seconds, bytes, note }) => [
    name,
    formatSeconds(seconds),
    bytes === undefined ? "" : formatBytes(bytes),
    note ?? "",
  ]);
  const total = stages.reduce((sum, { seconds }) => sum + seconds, 0);
  const saved = secondsSaved(result);
  const saving = saved === undefined ? "" : `, ${formatSeconds(saved)} saved`;
  rows.push(["total", formatSeconds(total), "", (cacheHit ? "hit" : "miss") + saving]);
  return rows;
}

/** Seconds for people: of short times more digits, of long ones minutes. */
export function formatSeconds(seconds: number): string {
  if (seconds < 100) return `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

function text(header: string[], rows: string[][]): string {
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  return all
    .map((row) =>
      row
        .map((cell, column) =>
          column === 1 || column === 2 ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!),
        )
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
