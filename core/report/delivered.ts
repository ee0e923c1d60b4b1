/** What push and promote come to: one value, that the hosts turn into outputs, JSON and a table. */
import { listedStages, type Stage } from "../log/stages.ts";
import type { Digest } from "../oci/port.ts";
import { formatReference, parseLocation } from "../oci/reference.ts";
import type { DeliveredTag } from "../verbs/deliver.ts";

export interface Delivered {
  /** Of what all the tags name. */
  readonly digest: Digest;
  readonly tags: readonly (Pick<DeliveredTag, "tag" | "outcome"> & { readonly location: string })[];
  /** False where it was asked that nothing be written. */
  readonly isPushed: boolean;
  readonly version: string | undefined;
  /** Of push. */
  readonly labels?: ReadonlyMap<string, string>;
  readonly buildImage?: Digest | undefined;
  readonly stages: readonly Stage[];
}

/** The result by the names of the table of outputs, as JSON has it. */
export function deliveredOutputs(delivered: Delivered): Record<string, unknown> {
  const { digest, tags, version, labels, buildImage, stages } = delivered;
  const [first] = tags;
  return {
    image: first === undefined ? "" : deliveredName(first, digest),
    digest,
    tags: tags.map((tag) => deliveredName(tag)),
    version: version ?? "",
    ...(labels === undefined ? {} : { labels: Object.fromEntries(labels), "build-image": buildImage ?? "" }),
    stages: listedStages(stages),
  };
}

/** The same as strings, as an action's outputs are: lists one a line. */
export function deliveredStrings(delivered: Delivered): Record<string, string> {
  const { tags, labels, stages, ...facts } = deliveredOutputs(delivered) as Record<string, unknown> & {
    readonly tags: readonly string[];
    readonly labels?: Readonly<Record<string, string>>;
  };
  return {
    ...Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, String(value)])),
    tags: tags.join("\n"),
    ...(labels === undefined ? {} : { labels: pairs(labels) }),
    stages: JSON.stringify(stages),
  };
}

/** What a person reads: a line for each tag and what became of it. */
export function deliveredLines({ digest, tags, isPushed }: Delivered): string {
  const what = { pushed: "pushed", moved: "moved", there: "there" };
  const rows = tags.map((tag) => `${(isPushed ? what[tag.outcome] : "not pushed").padEnd(12)}${deliveredName(tag)}`);
  return `${[...rows, `${"digest".padEnd(12)}${digest}`].join("\n")}\n`;
}

/** `REPOSITORY:TAG`, and the digest where it is given. */
export function deliveredName({ location, tag }: { location: string; tag: string }, digest?: Digest): string {
  return formatReference(parseLocation(location), tag, digest);
}

function pairs(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${value.replace(/\s*\n\s*/g, " ")}`)
    .join("\n");
}
