/**
 * The results as a picture: one bar a figure, as long as the part of its goal that it uses up, so that figures of all
 * kinds stand on one scale and one line is everybody's goal. An SVG that follows the reader's light or dark mode.
 */
import { amountText, type Figure, useOf } from "./results.ts";

const width = 940;
const rowHeight = 38;
const top = 56;
/** Where bars start, where the goal is, and where a bar that is longer ends. */
const [start, goal, end] = [456, 716, 768];

const style = `
  .title { font: 600 14px system-ui, sans-serif; fill: #1f2328 }
  .name { font: 13px system-ui, sans-serif; fill: #1f2328 }
  .peer { font: 11px system-ui, sans-serif; fill: #59636e }
  .value { font: 600 13px system-ui, sans-serif; fill: #1f2328 }
  .track { fill: #818b9826 }
  .met { fill: #1a7f37 }
  .missed { fill: #cf222e }
  .goal { stroke: #1f2328; stroke-width: 1.5; stroke-dasharray: 4 3 }
  @media (prefers-color-scheme: dark) {
    .title, .name, .value { fill: #f0f6fc }
    .peer { fill: #9198a1 }
    .met { fill: #3fb950 }
    .missed { fill: #f85149 }
    .goal { stroke: #f0f6fc }
  }
`;

/** @returns the text of an SVG file */
export function plotOf(figures: readonly Figure[]): string {
  const height = top + figures.length * rowHeight + 12;
  const met = figures.filter((figure) => figure.met).length;
  const title = `${met} of ${figures.length} goals met`;
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title">`,
    `<title id="title">treestamp against its goals: ${title}</title>`,
    `<style>${style}</style>`,
    text(16, 26, "title", title),
    text(16, 43, "peer", "Each bar is the part of its goal that a figure uses up; shorter is better."),
    text(goal, 43, "peer", "goal", "middle"),
    ...figures.flatMap((figure, position) => row(figure, top + position * rowHeight)),
    `<line class="goal" x1="${goal}" y1="${top - 6}" x2="${goal}" y2="${height - 10}"/>`,
    "</svg>",
  ];
  return `${lines.join("\n")}\n`;
}

function row(figure: Figure, y: number): string[] {
  const { title, against, goalText, met, limits, ours, ratio, unit } = figure;
  const asked = (goal - start) * useOf(figure);
  const length = Math.max(2, Math.min(asked, end - start));
  const bar = `y="${y + 8}" height="14" rx="3"`;
  const value = limits === "ours" ? amountText({ ...ours, rounds: 1 }, unit) : `${significant(ratio!)} x`;
  return [
    text(16, y + 13, "name", title),
    text(16, y + 28, "peer", against === null ? `goal: ${goalText}` : `against ${against}; goal: ${goalText}`),
    `<rect class="track" x="${start}" width="${end - start}" ${bar}/>`,
    `<rect class="${met ? "met" : "missed"}" x="${start}" width="${length.toFixed(1)}" ${bar}/>`,
    text(end + 12, y + 20, "value", `${value}${asked > end - start ? " »" : ""}${met ? "" : ", missed"}`),
  ];
}

function text(x: number, y: number, className: string, words: string, anchor = "start"): string {
  const at = anchor === "start" ? "" : ` text-anchor="${anchor}"`;
  return `<text class="${className}" x="${x}" y="${y}"${at}>${escaped(words)}</text>`;
}

function escaped(words: string): string {
  return words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Two digits that count: 0.14, 1.3, 0.0021. */
export function significant(value: number): string {
  return value >= 10 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
}
