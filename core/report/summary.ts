/** What a person sees of a step in the job's summary: Markdown as GitHub renders it. */
import type { TreestampError } from "../errors.ts";
import type { Verb } from "../inputs/input.ts";
import { formatBytes, formatSeconds } from "../log/amounts.ts";
import { pulledHere, readyHere } from "../log/stages.ts";
import type { PhaseOutcome } from "../sandbox/phases/run.ts";
import { bar, code, fenced, plain, stagesInMarkdown } from "./markdown.ts";
import {
  type CacheReport,
  type DeliveryOutcome,
  type EnvironmentsOutcome,
  type ImageOutcome,
  type Outcome,
  type ReusedRun,
  secondsSaved,
} from "./outcome.ts";
import { nameOf } from "./outputs.ts";

/** Summary of any verb; empty for verbs that are not steps. */
export function summaryOf(verb: Verb, outcome: Outcome): string {
  switch (outcome.kind) {
    case "image":
      return imageSummary(outcome);
    case "environments":
      return environmentsSummary(outcome);
    case "delivery":
      return deliverySummary(verb, outcome);
    case "lock":
    case "passed":
    case "verify":
    case "prune":
      return "";
  }
}

/** A build image: its name, hit or miss and why, the phases, the stages. */
function imageSummary(result: ImageOutcome): string {
  const { tag, stages, phases, caches = [], cacheHit, image, digest, snapshot, sandbox, reused, runKey } = result;
  return [
    `### treestamp: ${reused ? "passed before" : cacheHit ? "hit" : "miss"}${phrase(result)}`,
    "",
    ...(reused ? [passedBefore(reused)] : [`- **${cacheHit ? "hit" : "miss"}**: ${plain(why(result))}`]),
    ...savings(result),
    `- key ${code(tag)}`,
    `- image ${code(image.replace(/@[^@/]*$/, ""))}`, // a line for the digest: both in one are wider than the page
    ...(digest === undefined ? [] : [`- digest ${code(digest)}`]),
    ...(snapshot === undefined ? [] : [`- environment: ${sandbox ? `${sandbox}, ` : ""}snapshot ${code(snapshot)}`]),
    ...(runKey === undefined ? [] : [`- run key ${code(runKey)}`]),
    "",
    ...(phases === undefined ? [] : phaseTable(phases)),
    ...(caches.length === 0 ? [] : cacheTable(caches)),
    ...stagesInMarkdown(stages),
    "",
  ].join("\n");
}

/** All environments: the state of each, or what became of it. */
function environmentsSummary({ verb, environments, stages }: EnvironmentsOutcome): string {
  return [
    `### treestamp: ${verb}`,
    "",
    "| environment | | key |",
    "| --- | --- | --- |",
    ...environments.map(
      ({ environment, state, cacheHit, missed, tag }) =>
        `| ${plain(environment || "(the only one)")} | ${verb === "build" ? (cacheHit ? "hit" : `built${missed === undefined ? "" : `: ${plain(missed)}`}`) : state} | ${code(tag)} |`,
    ),
    "",
    ...(stages.length === 0 ? [] : [...stagesInMarkdown(stages), ""]),
  ].join("\n");
}

/** A delivered image: its tags and what became of them, the digest, the stages. */
function deliverySummary(verb: Verb, { digest, tags, isPushed, stages }: DeliveryOutcome): string {
  const done = { pushed: "pushed", moved: "moved here", there: "was there" };
  return [
    `### treestamp: ${verb}`,
    "",
    code(digest),
    "",
    "| tag | |",
    "| --- | --- |",
    ...tags.map((tag) => `| ${code(nameOf(tag))} | ${isPushed ? done[tag.outcome] : "not pushed"} |`),
    "",
    ...stagesInMarkdown(stages),
    "",
  ].join("\n");
}

/** What failed before there was a result: what and why, what to do, and what a program printed. */
export function failureSummary({ message, remedy, output }: TreestampError): string {
  return [
    "### treestamp: failed",
    "",
    plain(message),
    ...(remedy === undefined ? [] : ["", plain(remedy)]),
    ...(output === undefined ? [] : ["", ...fenced(output)]),
    "",
  ].join("\n");
}

function phrase({ exitCode, outcome }: ImageOutcome): string {
  if (exitCode === undefined) return "";
  if (outcome === "timed-out") return ", the command timed out";
  if (outcome === "cancelled") return ", the command was cancelled";
  return exitCode === 0 ? "" : `, exit code ${exitCode}`;
}

function why({ cacheHit, stages, missed }: ImageOutcome): string {
  if (missed !== undefined) return missed;
  if (!cacheHit) return "no one had built this key";
  const ready = stages.find(({ note }) => note === readyHere || note === pulledHere);
  return ready?.note ?? "no recipe input has changed since it was built";
}

/** Where it has passed, and when: the address is a record's, and text until it is known to be one. */
function passedBefore({ at, url }: ReusedRun): string {
  const when = new Date(at).toISOString().replace("T", " ").slice(0, "2026-01-31 12:00".length);
  const where =
    url === undefined
      ? ""
      : ` in [${plain(url)}](${url.replace(/[()]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)})`;
  return `- **the command did not run**: the same has passed${where} at ${when} UTC`;
}

function savings(result: ImageOutcome): string[] {
  const saved = secondsSaved(result);
  if (saved === undefined) return [];
  const took = result.reused
    ? `the run took ${formatSeconds(result.reused.seconds)}`
    : `to build and publish it took ${formatSeconds(result.buildSeconds!)}`;
  return [`- **${formatSeconds(saved)} saved**: ${took}`];
}

const signs: Record<PhaseOutcome, string> = { success: "✅", failure: "❌", cancelled: "🚫", skipped: "⏭️" };

function phaseTable(phases: NonNullable<ImageOutcome["phases"]>): string[] {
  const longest = Math.max(...phases.map(({ seconds }) => seconds));
  return [
    "| phase | outcome | time | |",
    "| --- | --- | ---: | --- |",
    ...phases.map(({ name, outcome, exitCode, seconds }) => {
      const ended = exitCode ? ` (exit code ${exitCode})` : "";
      const time = outcome === "skipped" ? " | " : `${formatSeconds(seconds)} | ${bar(seconds, longest)}`;
      return `| ${plain(name)} | ${signs[outcome]} ${outcome}${ended} | ${time} |`;
    }),
    "",
  ];
}

function cacheTable(caches: readonly CacheReport[]): string[] {
  return [
    "| cache | found | fetched | saved | time |",
    "| --- | --- | ---: | --- | ---: |",
    ...caches.map(({ name, found, fetched, saved, unsaved = "", seconds }) => {
      const kept = saved === undefined ? `no: ${plain(unsaved)}` : formatBytes(saved);
      return `| ${plain(name)} | ${found} | ${formatBytes(fetched)} | ${kept} | ${formatSeconds(seconds)} |`;
    }),
    "",
  ];
}
