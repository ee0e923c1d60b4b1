/**
 * Draws a job's summary as GitHub shows it: an SVG of the Markdown that treestamp writes. It is plain SVG, without HTML in
 * it, so that every viewer shows it, and it follows the reader's light or dark mode.
 */
import { marked, type Token, type Tokens } from "marked";

/** Pixels, as in github.com's style of `.markdown-body` in a job's summary. */
const page = { width: 800, padding: 24, text: 14, line: 21 };
const cell = { height: 33, padding: 13 };

const style = `
  .page { fill: #ffffff; stroke: #d1d9e0 }
  .text { font: 14px Helvetica, Arial, sans-serif; fill: #1f2328 }
  .bold { font: 600 14px Helvetica, Arial, sans-serif; fill: #1f2328 }
  .heading { font: 600 17.5px Helvetica, Arial, sans-serif; fill: #1f2328 }
  .code { font: 11.9px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; fill: #1f2328 }
  .quiet { font: 12px Helvetica, Arial, sans-serif; fill: #59636e }
  .pill { fill: #818b981f }
  .line { stroke: #d1d9e0 }
  .row { fill: #ffffff; stroke: #d1d9e0 }
  .even { fill: #f6f8fa; stroke: #d1d9e0 }
  @media (prefers-color-scheme: dark) {
    .page { fill: #0d1117; stroke: #3d444d }
    .text, .bold, .heading, .code { fill: #f0f6fc }
    .quiet { fill: #9198a1 }
    .pill { fill: #656c7633 }
    .line { stroke: #3d444d }
    .row { fill: #0d1117; stroke: #3d444d }
    .even { fill: #151b23; stroke: #3d444d }
  }
`;

/** A piece of a line in one type. */
interface Run {
  readonly text: string;
  readonly kind: "text" | "bold" | "heading" | "code" | "quiet";
}

/** What was drawn, and the height it takes. */
interface Drawn {
  readonly svg: readonly string[];
  readonly height: number;
}

/**
 * @param job name that GitHub puts above the summary
 * @returns the text of an SVG file
 * @throws Error for Markdown that no summary of ours has, instead of leaving it out
 */
export function pictureOf(markdown: string, job: string): string {
  const { padding, width } = page;
  const svg: string[] = [];
  let y = padding;
  const add = (drawn: Drawn, gap: number) => {
    svg.push(...drawn.svg);
    y += drawn.height + gap;
  };
  add({ svg: line([{ text: `${job} summary`, kind: "bold" }], padding, y), height: page.line }, 12);
  svg.push(`<line class="line" x1="0" y1="${y}" x2="${width}" y2="${y}"/>`);
  y += padding;
  for (const token of marked.lexer(markdown)) {
    if (token.type !== "space") add(block(token, y), 16);
  }
  add({ svg: line([{ text: "Job summary generated at run-time", kind: "quiet" }], padding, y), height: page.line }, 12);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${y}" viewBox="0 0 ${width} ${y}" role="img" aria-labelledby="title">`,
    `<title id="title">${escaped(`Summary of the job ${job}: ${markdown.split("\n")[0]!.replace(/^#+ /, "")}`)}</title>`,
    `<style>${style}</style>`,
    `<rect class="page" x="0.5" y="0.5" width="${width - 1}" height="${y - 1}" rx="6"/>`,
    ...svg,
    "</svg>\n",
  ].join("\n");
}

function block(token: Token, y: number): Drawn {
  switch (token.type) {
    case "heading": {
      const runs = runsOf(token.tokens!).map(({ text }): Run => ({ text, kind: "heading" }));
      return { svg: line(runs, page.padding, y + 3), height: 26 };
    }
    case "list": {
      const items = (token as Tokens.List).items.map(({ tokens }) => runsOf(tokens));
      const [bullet, indent, step] = [page.padding + 16, page.padding + 28, page.line + 4];
      return {
        svg: items.flatMap((runs, position) => {
          const top = y + position * step;
          return [`<circle class="text" cx="${bullet}" cy="${top + 10}" r="2.5"/>`, ...line(runs, indent, top)];
        }),
        height: items.length * step,
      };
    }
    case "table":
      return table(token as Tokens.Table, y);
    default:
      throw new Error(`A summary with "${token.raw}" (${token.type}) cannot be drawn yet.`);
  }
}

function table({ header, rows, align }: Tokens.Table, y: number): Drawn {
  const lines = [
    header.map(({ tokens }) => runsOf(tokens).map(({ text }): Run => ({ text, kind: "bold" }))),
    ...rows.map((row) => row.map(({ tokens }) => runsOf(tokens))),
  ];
  const widths = header.map((_, column) => Math.ceil(Math.max(...lines.map((row) => widthOf(row[column]!)))) + 26);
  const svg = lines.flatMap((row, position) => {
    const top = y + position * cell.height;
    let x = page.padding + 0.5;
    return row.flatMap((runs, column) => {
      const width = widths[column]!;
      const kind = position > 0 && position % 2 === 0 ? "even" : "row";
      const box = `<rect class="${kind}" x="${x}" y="${top + 0.5}" width="${width}" height="${cell.height}"/>`;
      const space = width - widthOf(runs) - cell.padding;
      const isRight = align[column] === "right";
      const start = isRight
        ? space
        : position === 0 && align[column] === null
          ? (space + cell.padding) / 2
          : cell.padding;
      const drawn = line(runs, x + start, top + 6);
      x += width;
      return [box, ...drawn];
    });
  });
  return { svg, height: lines.length * cell.height };
}

/** What stands in a line, in the order of its types. */
function runsOf(tokens: readonly Token[], kind: Run["kind"] = "text"): Run[] {
  return tokens.flatMap((token): Run[] => {
    switch (token.type) {
      case "text":
        return token.tokens === undefined ? [{ text: plain(token.text), kind }] : runsOf(token.tokens, kind);
      case "escape":
        return [{ text: token.text, kind }];
      case "paragraph":
        return runsOf(token.tokens!, kind);
      case "strong":
        return runsOf(token.tokens!, "bold");
      case "codespan":
        return [{ text: plain(token.text), kind: "code" }];
      default:
        throw new Error(`A summary with "${token.raw}" (${token.type}) cannot be drawn yet.`);
    }
  });
}

/** Each run at its own place and as wide as it was reckoned, whatever fonts a reader has. */
function line(runs: readonly Run[], x: number, top: number): string[] {
  let at = x;
  return runs.flatMap(({ text, kind }) => {
    const width = widthOf([{ text, kind }]);
    const inner = kind === "code" ? width - 10 : width;
    const start = kind === "code" ? at + 5 : at;
    const pill = `<rect class="pill" x="${at.toFixed(1)}" y="${top}" width="${width.toFixed(1)}" height="20" rx="6"/>`;
    const words = `<text class="${kind}" x="${start.toFixed(1)}" y="${top + 15}" textLength="${inner.toFixed(1)}" lengthAdjust="spacingAndGlyphs" xml:space="preserve">${escaped(text)}</text>`;
    at += width;
    if (text === "") return [];
    return kind === "code" ? [pill, words] : [words];
  });
}

function widthOf(runs: readonly Run[]): number {
  return runs.reduce((sum, { text, kind }) => {
    if (kind === "code") return sum + [...text].length * 11.9 * 0.602 + 10;
    const size = kind === "heading" ? 17.5 : kind === "quiet" ? 12 : page.text;
    const weight = kind === "bold" || kind === "heading" ? 1.07 : 1;
    return sum + [...text].reduce((width, letter) => width + letterWidth(letter), 0) * size * weight;
  }, 0);
}

/** Parts of the type's size: Helvetica's widths, which Arial has, too. What is in no row is as wide as a digit. */
const letterWidths: readonly (readonly [letters: string, width: number])[] = [
  ["ijl'", 0.222],
  [" !,./:;I[]\\ft", 0.278],
  ["()-r`", 0.333],
  ["cksvxyzJ", 0.5],
  ["FTZ━╸", 0.605],
  ["ABEKPSVXY&", 0.667],
  ["CDHNRUw", 0.722],
  ["GOQmM", 0.8],
  ["W%", 0.92],
  ["✅❌🚫⏭", 1.25],
  ["\ufe0f", 0],
];

function letterWidth(letter: string): number {
  return letterWidths.find(([letters]) => letters.includes(letter))?.[1] ?? 0.556;
}

/** The parser leaves the entities that stand in the Markdown. */
function plain(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
