/** What follows from the results on pages: all of it in docs/performance.md, a few lines in the README. */
import { formatBytes } from "../core/log/amounts.ts";
import { significant } from "./plot.ts";
import { type Amount, amountText, type Figure, type Results } from "./results.ts";

/** @param plot where the plot stands, as seen from the page */
export function pageOf(results: Results, plot: string): string {
  const { figures, notes } = results;
  const missed = figures.filter(({ met }) => !met).map(({ name }) => `\`${name}\``);
  const verdict =
    missed.length === 0
      ? `All ${figures.length} goals are met.`
      : `${figures.length - missed.length} of ${figures.length} goals are met. Missed: ${missed.join(", ")}.`;
  return [
    `${origin(results)} ${verdict}`,
    `![Each figure as the part of its goal that it uses up](${plot})`,
    "Median (minimum to maximum) of the rounds. Lower is better in all of them; the ratio is ours by the peer's.",
    table(["figure", "treestamp", "peer", "ratio", "goal", ""], figures.map(rowOf)),
    "## Beside the figures",
    "From the same run: where our time goes, and what the same bytes take with no work done on them.",
    table(["", "", ""], Object.entries(notes).flatMap(noteRows)),
  ].join("\n\n");
}

/** What the README shows: our seconds beside docker's with each of its stores, also where docker is quicker. */
export function briefOf({ figures, notes, machine }: Results): string {
  const median = (name: string, whose: "ours" | "peer") => {
    const amount = figures.find((figure) => figure.name === name)?.[whose];
    if (amount == null) throw new Error(`bench/results.json has no figure "${name}" with a peer.`);
    return `${significant(amount.median)} s`;
  };
  const row = (title: string, overlay2: string | undefined, containerd: string) => [
    title,
    `**${median(containerd, "ours")}**`,
    ...[overlay2 === undefined ? "" : median(overlay2, "peer"), median(containerd, "peer")],
  ];
  const size = notes["the image"]?.["file (bytes)"];
  if (typeof size !== "number") throw new Error("bench/results.json does not say how large the image is.");
  const missed = figures.filter(({ met }) => !met).length;
  return [
    table(
      ["", "treestamp", "docker, overlay2 store", "docker, containerd store"],
      [
        row("From nothing to the first command, at 1 Gbit/s", "gigabit-overlay2", "gigabit-containerd"),
        row("From nothing through a cold `go build`", "job-go-overlay2", "job-go-containerd"),
        row("One more command", "one-more-command-overlay2", "one-more-command-containerd"),
        row("After a change: build and publish", undefined, "build-and-publish"),
      ],
    ),
    `Medians, for an image of ${formatBytes(size)} on ${machine.cores} cores; hosted runners have docker's overlay2 store. [All ${figures.length} figures](docs/performance.md), ${missed} of which miss their goals.`,
  ].join("\n\n");
}

function origin({ measured, machine, versions }: Results): string {
  const { cpu, cores, memory, system, kernel } = machine;
  const programs = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const place = `${cores} cores of ${cpu}, ${Math.round(memory / 2 ** 30)} GiB of memory, ${system}, Linux ${kernel}`;
  return `Measured on ${measured.slice(0, 10)} on one machine (${place}) with ${programs.join(", ")}.`;
}

function rowOf({ name, title, unit, ours, against, peer, ratio, limits, goalText, met }: Figure): string[] {
  const compared = ratio === null ? "" : significant(ratio);
  return [
    `${title} (\`${name}\`)`,
    amountText(ours, unit),
    peer === null ? "" : `${against}: ${amountText(peer, unit)}`,
    limits === "ratio" ? `**${compared}**` : compared,
    goalText,
    met ? "met" : "**missed**",
  ];
}

function noteRows([about, values]: [string, Readonly<Record<string, Amount | number>>]): string[][] {
  return Object.entries(values).map(([name, value], position) => [
    position === 0 ? about : "",
    name,
    typeof value === "number" ? value.toLocaleString("en") : spread(value),
  ]);
}

/** A note's unit, where it is not seconds, stands in its name. */
function spread({ median, min, max, rounds }: Amount): string {
  const range = rounds === 1 ? "" : ` (${min.toFixed(3)} to ${max.toFixed(3)})`;
  return `${median.toFixed(3)}${range}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
