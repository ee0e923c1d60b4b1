/** What the README shows is true: its figures are the bench's, and its picture of a summary is what treestamp writes. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parseResults } from "../../bench/results.ts";
import { summaryOf } from "../../core/report/summary.ts";
import { exampleOutcome } from "../../scripts/generate/example-summary.ts";
import { pictureOf } from "../../scripts/generate/summary-picture.ts";

const root = join(import.meta.dirname, "../..");
const textOf = (file: string) => readFileSync(join(root, file), "utf8");
const results = parseResults(textOf("bench/results.json"));

describe("the README's figures", () => {
  const rows = textOf("README.md")
    .split("\n")
    .filter((line) => / s \|/.test(line) && line.includes("**"));

  test.each([
    [0, "gigabit-overlay2", "gigabit-containerd"],
    [1, "job-go-overlay2", "job-go-containerd"],
    [2, "one-more-command-overlay2", "one-more-command-containerd"],
    [3, undefined, "build-and-publish"],
  ])("are the medians of the bench, in row %j", (row, overlay2, containerd) => {
    const shown = rows[row]!.split("|")
      .slice(2, 5)
      .map((cell) => cell.replaceAll("*", "").trim());
    const median = (name: string | undefined, whose: "ours" | "peer") =>
      results.figures.find((figure) => figure.name === name)?.[whose]?.median;
    const measured = [median(containerd, "ours"), median(overlay2, "peer"), median(containerd, "peer")];
    for (const [column, seconds] of measured.entries()) {
      if (seconds === undefined) expect(shown[column]).toBe("");
      else expect(Math.abs(Number(shown[column]!.replace(" s", "")) - seconds) / seconds).toBeLessThan(0.02);
    }
  });
});

describe("the picture of a summary", () => {
  const summary = summaryOf("run", exampleOutcome(results));
  const texts = (svg: string) => [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);

  test("has every word of it, and a bar for every stage and phase", () => {
    const drawn = texts(pictureOf(summary, "test")).join(" ").split(/\s+/);
    const words = summary
      .replace(/^\| ---.*$/gm, "")
      .split(/[\s|]+|\*\*|^#+|^- |`/m)
      .filter((word) => word !== "");
    expect(words.length).toBeGreaterThan(50);
    expect(words.filter((word) => !drawn.includes(word))).toEqual([]);
    expect(drawn.filter((word) => /^[━╸]+$/.test(word!)).length).toBe(6);
  });

  test("shows marks of Markdown and of XML as the reader of the summary sees them", () => {
    expect(texts(pictureOf("- since \\`a\\|b\\` &lt;changed> **b*d** `x < y`\n", "a & b"))).toEqual(
      expect.arrayContaining(["a &amp; b summary", "x &lt; y"]),
    );
    expect(texts(pictureOf("- file \\`a\\|b\\` &lt;changed>\n", "test")).join("")).toContain(
      "file `a|b` &lt;changed&gt;",
    );
  });

  test("is refused for Markdown that it cannot show, instead of leaving that out", () => {
    expect(() => pictureOf("1. one\n\n> quoted\n", "test")).toThrow('"> quoted');
    expect(() => pictureOf("- a [link](https://registry.example)\n", "test")).toThrow("(link) cannot be drawn yet");
  });
});
