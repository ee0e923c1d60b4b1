/** Markdown as GitHub renders it in a job's summary. */
import { stripVTControlCharacters } from "node:util";
import { formatBytes, formatSeconds } from "../log/amounts.ts";
import type { Stage } from "../log/stages.ts";

/** The stages as a table, with a bar each. @returns its lines */
export function stagesInMarkdown(stages: readonly Stage[]): string[] {
  const total = stages.reduce((sum, { seconds }) => sum + seconds, 0);
  const longest = Math.max(...stages.map(({ seconds }) => seconds));
  return [
    "| stage | time | | size | |",
    "| --- | ---: | --- | ---: | --- |",
    ...stages.map(({ name, seconds, bytes, note = "" }) => {
      const size = bytes === undefined ? "" : formatBytes(bytes);
      return `| ${plain(name)} | ${formatSeconds(seconds)} | ${bar(seconds, longest)} | ${size} | ${plain(note)} |`;
    }),
    `| **total** | **${formatSeconds(total)}** | | | |`,
  ];
}

/** Characters of the longest bar. */
const width = 24;

/**
 * A bar of characters: it stands beside its number, and is there in mails, in dark mode and without a script. What takes time
 * at all has at least the thinnest one.
 */
export function bar(seconds: number, longest: number): string {
  if (longest <= 0) return "";
  const halves = Math.max(1, Math.round((seconds / longest) * width * 2));
  return "━".repeat(Math.floor(halves / 2)) + (halves % 2 === 1 ? "╸" : "");
}

/** Text in a list or in a cell of a table: whatever is in it, it is text. */
export function plain(text: string): string {
  return text
    .replace(/[\\`*_[\]~]/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll("|", "\\|")
    .replace(/\s+/g, " ");
}

/** The same in the type of code. */
export function code(text: string): string {
  return `\`${text.replaceAll("`", "'").replaceAll("|", "\\|")}\``;
}

/** Lines of a program's output, as they are: its escape sequences are taken out, and no line of it ends the block. */
export function fenced(output: string): string[] {
  const fence = "`".repeat(Math.max(3, ...[...output.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return [fence, ...stripVTControlCharacters(output).split("\n"), fence];
}
