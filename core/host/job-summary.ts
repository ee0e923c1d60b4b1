/** What a person sees of a step in the job's summary: Markdown as GitHub renders it. */
import { formatBytes } from "../size.ts";
import type { PhaseOutcome } from "../verbs/phases.ts";
import { type Result, secondsSaved } from "../verbs/result.ts";
import { formatSeconds } from "./stage-table.ts";

/**
 * The image, hit or miss and why, the phases, the stages with a bar each. Bars are characters: they stand beside their
 * numbers, and are there in mails, in dark mode and without a script.
 */
export function jobSummary(result: Result): string {
  const { tag, stages, phases, cacheHit, image, digest, snapshot, sandbox } = result;
  const total = stages.reduce((sum, { seconds }) => sum + seconds, 0);
  const longest = Math.max(...stages.map(({ seconds }) => seconds));
  return [
    `### treestamp: ${cacheHit ? "hit" : "miss"}${phrase(result)}`,
    "",
    `- **${cacheHit ? "hit" : "miss"}**: ${plain(why(result))}`,
    ...savings(result),
    `- key ${code(tag)}`,
    `- image ${code(image.replace(/@[^@/]*$/, ""))}`, // a line for the digest: both in one are wider than the page
    ...(digest === undefined ? [] : [`- digest ${code(digest)}`]),
    ...(snapshot === undefined ? [] : [`- environment: ${sandbox}, snapshot ${code(snapshot)}`]),
    "",
    ...(phases === undefined ? [] : phaseTable(phases)),
    "| stage | time | | size | |",
    "| --- | ---: | --- | ---: | --- |",
    ...stages.map(({ name, seconds, bytes, note = "" }) => {
      const size = bytes === undefined ? "" : formatBytes(bytes);
      return `| ${plain(name)} | ${formatSeconds(seconds)} | ${bar(seconds, longest)} | ${size} | ${plain(note)} |`;
    }),
    `| **total** | **${formatSeconds(total)}** | | | |`,
    "",
  ].join("\n");
}

function phrase({ exitCode, timedOut }: Result): string {
  if (exitCode === undefined) return "";
  if (timedOut) return ", the command timed out";
  return exitCode === 0 ? "" : `, exit code ${exitCode}`;
}

function why({ cacheHit, stages, missed }: Result): string {
  if (missed !== undefined) return missed;
  if (!cacheHit) return "nobody had built this key";
  const ready = stages.find(({ name }) => name === "lookup")?.note === "ready on this machine";
  return ready ? "ready on this machine" : "no input of the recipe has changed since it was built";
}

function savings(result: Result): string[] {
  const saved = secondsSaved(result);
  if (saved === undefined) return [];
  return [`- **${formatSeconds(saved)} saved**: to build and publish it took ${formatSeconds(result.buildSeconds!)}`];
}

const signs: Record<PhaseOutcome, string> = { success: "✅", failure: "❌", cancelled: "🚫", skipped: "⏭️" };

function phaseTable(phases: NonNullable<Result["phases"]>): string[] {
  const longest = Math.max(...phases.map(({ seconds }) => seconds));
  return [
    "| phase | outcome | time | |",
    "| --- | --- | ---: | --- |",
    ...phases.map(({ name, outcome, exitCode, seconds }) => {
      const code = exitCode ? ` (exit code ${exitCode})` : "";
      const time = outcome === "skipped" ? " | " : `${formatSeconds(seconds)} | ${bar(seconds, longest)}`;
      return `| ${plain(name)} | ${signs[outcome]} ${outcome}${code} | ${time} |`;
    }),
    "",
  ];
}

/** Characters of the longest bar. */
const width = 24;

/** What takes time at all has at least the thinnest bar. */
function bar(seconds: number, longest: number): string {
  if (longest <= 0) return "";
  const halves = Math.max(1, Math.round((seconds / longest) * width * 2));
  return "━".repeat(Math.floor(halves / 2)) + (halves % 2 === 1 ? "╸" : "");
}

/** Text in a list or in a cell of a table: whatever is in it, it is text. */
function plain(text: string): string {
  return text
    .replace(/[\\`*_[\]~]/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll("|", "\\|")
    .replace(/\s+/g, " ");
}

function code(text: string): string {
  return `\`${text.replaceAll("`", "'").replaceAll("|", "\\|")}\``;
}
