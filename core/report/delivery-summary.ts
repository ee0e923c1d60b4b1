/** What a person sees of push and promote in a job's summary. */
import type { DeliveryVerb } from "../inputs/table.ts";
import { type Delivered, deliveredName } from "./delivered.ts";
import { code, stagesInMarkdown } from "./markdown.ts";

/** Markdown: the tags and what became of them, the digest, the stages. */
export function deliverySummary(verb: DeliveryVerb, { digest, tags, isPushed, stages }: Delivered): string {
  const done = { pushed: "pushed", moved: "moved here", there: "was there" };
  return [
    `### treestamp: ${verb}`,
    "",
    code(digest),
    "",
    "| tag | |",
    "| --- | --- |",
    ...tags.map((tag) => `| ${code(deliveredName(tag))} | ${isPushed ? done[tag.outcome] : "not pushed"} |`),
    "",
    ...stagesInMarkdown(stages),
    "",
  ].join("\n");
}
