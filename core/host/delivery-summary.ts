/** What a person sees of push and promote in a job's summary. */
import type { DeliveryVerb } from "../inputs.ts";
import { formatBytes } from "../size.ts";
import { type Delivered, deliveredName } from "../verbs/delivered.ts";

/** Markdown: the tags and what became of them, the digest, the stages. */
export function deliverySummary(verb: DeliveryVerb, { digest, tags, isPushed, stages }: Delivered): string {
  const done = { pushed: "pushed", moved: "moved here", there: "was there" };
  return [
    `### treestamp: ${verb}`,
    "",
    `\`${digest}\``,
    "",
    "| tag | |",
    "| --- | --- |",
    ...tags.map((tag) => `| \`${deliveredName(tag)}\` | ${isPushed ? done[tag.outcome] : "not pushed"} |`),
    "",
    "| stage | time | size | |",
    "| --- | ---: | ---: | --- |",
    ...stages.map(({ name, seconds, bytes, note = "" }) => {
      return `| ${name} | ${seconds.toFixed(2)} s | ${bytes === undefined ? "" : formatBytes(bytes)} | ${note} |`;
    }),
    "",
  ].join("\n");
}
