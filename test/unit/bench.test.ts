/** What the bench does with what it measured: statistics, goals, the results' file, the page and the picture. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { allGoals, figuresNamed } from "../../bench/figures.ts";
import { alternate, eachRound, wallTime } from "../../bench/measure.ts";
import { pageOf } from "../../bench/page.ts";
import { plotOf } from "../../bench/plot.ts";
import { amountOf, type Figure, figureOf, type Goal, parseResults, type Results } from "../../bench/results.ts";

const goal: Goal = {
  ...{ name: "pull", title: "Pull & run", unit: "s", against: "docker <29>" },
  ...{ limits: "ratio", goal: 0.5, goalText: "at most 1/2" },
};

describe("the rounds of a figure", () => {
  test("give the median, the least and the most", () => {
    expect(amountOf([3, 1, 2])).toEqual({ median: 2, min: 1, max: 3, rounds: 3 });
    expect(amountOf([4, 1, 2, 3])).toEqual({ median: 2.5, min: 1, max: 4, rounds: 4 });
  });

  test("are one at least", () => {
    expect(() => amountOf([])).toThrow("No round was measured.");
  });

  test("are combined round by round", () => {
    expect(eachRound((whole, part) => whole! - part!, [5, 7], [1, 2])).toEqual([4, 5]);
  });
});

describe("a goal", () => {
  test("that limits a ratio is held against our median by the peer's", () => {
    expect(figureOf(goal, { name: "pull", ours: [1, 9, 2], peer: [4, 4, 4] })).toMatchObject({ ratio: 0.5, met: true });
    expect(figureOf(goal, { name: "pull", ours: [2.1], peer: [4] })).toMatchObject({ ratio: 0.525, met: false });
  });

  test("that limits an amount needs no peer, and passes one by", () => {
    const amount: Goal = { ...goal, limits: "ours", goal: 200, unit: "MiB", against: null };
    expect(figureOf(amount, { name: "pull", ours: [199] })).toMatchObject({ peer: null, ratio: null, met: true });
    expect(figureOf({ ...amount, against: "git" }, { name: "pull", ours: [201], peer: [1000] })).toMatchObject({
      ratio: 0.201,
      met: false,
    });
  });

  test("may depend on what the peer took", () => {
    const beside: Goal = { ...goal, goal: (peer) => (1.15 * peer + 0.5) / peer };
    expect(figureOf(beside, { name: "pull", ours: [1.65], peer: [1] })).toMatchObject({ goal: 1.65, met: true });
    expect(figureOf(beside, { name: "pull", ours: [12.1], peer: [10] })).toMatchObject({ goal: 1.2, met: false });
  });

  test("names a peer if and only if one was measured", () => {
    expect(() => figureOf(goal, { name: "pull", ours: [1] })).toThrow("a peer is named, or measured, and not both");
    expect(() => figureOf({ ...goal, against: null }, { name: "pull", ours: [1], peer: [1] })).toThrow("a peer");
  });

  test("has a name of its own", () => {
    const names = allGoals.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { against, limits } of allGoals) expect(limits === "ratio" ? against : "any").not.toBeNull();
  });
});

describe("the figures that --only names", () => {
  test("are one by its whole name, or all that begin so, up to a dash", () => {
    expect(figuresNamed(["touch-in-order", "job-go"])).toEqual([
      "touch-in-order",
      "job-go-containerd",
      "job-go-overlay2",
    ]);
    for (const start of ["job", "job-"]) expect(figuresNamed([start])).toHaveLength(4);
    expect(figuresNamed([])).toEqual([]);
  });

  test("are listed where one names none, and half a word does not", () => {
    expect(() => figuresNamed(["pack", "gigabi"])).toThrow(/^There is no figure "gigabi"\. There are: first-command-/);
  });

  test("are described by --help, which measures nothing", () => {
    const run = join(import.meta.dirname, "../../bench/run.ts");
    const text = execFileSync(process.execPath, [run, "--help"], { encoding: "utf8" });
    for (const word of ["--only", "--rounds", ...allGoals.map(({ name }) => name)]) expect(text).toContain(word);
  });
});

describe("contestants", () => {
  test("work in turn, each round beginning with another one, after they were reset", async () => {
    const log: string[] = [];
    const contestant = (name: string) =>
      wallTime(
        name,
        async () => log.push(name),
        async () => void log.push(`reset ${name}`),
      );
    const measured = await alternate([contestant("a"), contestant("b")], 2, () => {});
    expect(log).toEqual(["reset a", "a", "reset b", "b", "reset b", "b", "reset a", "a"]);
    expect(measured("a")).toHaveLength(2);
    expect(() => measured("c")).toThrow('Nothing was measured as "c".');
  });
});

const figures: readonly Figure[] = [
  figureOf(goal, { name: "pull", ours: [1, 2, 3], peer: [10, 11, 12] }),
  figureOf({ ...goal, name: "run", goal: 0.001 }, { name: "run", ours: [1], peer: [1] }),
];

const results: Results = {
  measured: "2026-11-21T10:01:00.000Z",
  machine: { cpu: "AMD EPYC", cores: 2, memory: 2 ** 34, system: "Debian 12", kernel: "6.18" },
  versions: { node: "24.21.0", docker: "29" },
  notes: { "stages of run": { fetch: amountOf([1, 2, 3]), chunks: 4000 } },
  figures,
};

describe("the page", () => {
  const page = pageOf(results, "plot.svg");

  test("says when, where and with what it was measured", () => {
    expect(page).toContain("Measured on 2026-11-21 on one machine (2 cores of AMD EPYC, 16 GiB of memory, Debian 12");
    expect(page).toContain("with node 24.21.0, docker 29.");
  });

  test("names what was missed first", () => {
    expect(page).toContain("1 of 2 goals are met. Missed: `run`.");
  });

  test("has a line for each figure, and for each note", () => {
    const cells = "2.00 s (1.00 to 3.00) | docker <29>: 11.00 s (10.00 to 12.00) | **0.182** | at most 1/2 | met";
    expect(page).toContain(`| Pull & run (\`pull\`) | ${cells} |`);
    expect(page).toContain("| stages of run | fetch | 2.000 (1.000 to 3.000) |\n|  | chunks | 4,000 |");
  });
});

describe("the plot", () => {
  const plot = plotOf(figures);

  test("has a bar for each figure that ends before the goal's line if, and only if, the goal is met", () => {
    const line = Number(/class="goal" x1="(\d+)"/.exec(plot)![1]);
    const bars = [...plot.matchAll(/class="(met|missed)" x="(\d+)" width="([\d.]+)"/g)];
    expect(bars.map(([, verdict, x, width]) => [verdict, Number(x) + Number(width) <= line])).toEqual([
      ["met", true],
      ["missed", false],
    ]);
  });

  test("keeps a bar that is far too long inside of the picture, and says so", () => {
    expect(plot).toContain("1 x », missed");
  });

  test("is well-formed where names have letters that XML reserves, and knows light and dark", () => {
    expect(plot).toContain("Pull &amp; run");
    expect(plot).toContain("against docker &lt;29&gt;");
    expect(plot).toContain("@media (prefers-color-scheme: dark)");
  });
});

describe("the results' file", () => {
  test("is read again as it was written", () => {
    expect(parseResults(JSON.stringify(results))).toEqual(results);
  });

  test("that lacks a part is refused by its name", () => {
    expect(() => parseResults(JSON.stringify({ ...results, notes: undefined }))).toThrow('has no "notes"');
    const [first] = figures;
    const halved = { ...results, figures: [{ ...first, ratio: null }] };
    expect(() => parseResults(JSON.stringify(halved))).toThrow('"pull" is not whole');
  });

  test("that is committed lists figures that the bench has", () => {
    const text = readFileSync(join(import.meta.dirname, "../../bench/results.json"), "utf8");
    const names = allGoals.map(({ name }) => name);
    for (const { name } of parseResults(text).figures) expect(names).toContain(name);
  });
});
