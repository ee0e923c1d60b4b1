/** What a person sees at the end: the stages, with their seconds and sizes. */
import { formatBytes } from "../size.ts";
import type { Result } from "../verbs/result.ts";

/** The table as lines for a terminal. */
export function stageTable({ stages, cacheHit }: Pick<Result, "stages" | "cacheHit">): string {
  return text(header, rowsOf(stages, cacheHit));
}

/** The table as Markdown, for a job's summary. */
export function stageSummary(result: Result): string {
  const rows = rowsOf(result.stages, result.cacheHit);
  return [
    `### treestamp: ${result.cacheHit ? "hit" : "miss"}`,
    "",
    `\`${result.image}\``,
    "",
    `| ${header.join(" | ")} |`,
    "| --- | ---: | ---: | --- |",
    ...rows.map((row) => `| ${row.join(" | ")} |`),
    "",
  ].join("\n");
}

const header = ["stage", "time", "size", ""];

function rowsOf(stages: Result["stages"], cacheHit: boolean): string[][] {
  const rows = stages.map(({ name, seconds, bytes, note }) => [
    name,
    `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`,
    bytes === undefined ? "" : formatBytes(bytes),
    note ?? "",
  ]);
  const total = stages.reduce((sum, { seconds }) => sum + seconds, 0);
  rows.push(["total", `${total.toFixed(total < 10 ? 2 : 1)} s`, "", cacheHit ? "hit" : "miss"]);
  return rows;
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
