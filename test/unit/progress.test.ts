/** How far a long transfer is: on a clock of our own. */
import { mock } from "node:test";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { localLog } from "../../core/host/shell/log.ts";

beforeEach(() => {
  mock.timers.enable();
  mock.method(performance, "now", () => Date.now());
});
afterEach(() => mock.reset());

function logged(columns?: () => number) {
  const written: string[] = [];
  return { written, log: localLog({ write: (text) => written.push(text), debug: false, columns }) };
}

test("without a terminal it is a line every ten seconds, also where nothing moves, until the end", () => {
  const { written, log } = logged();
  const progress = log.progress("Fetch", 400e6);
  progress.add(100e6);
  mock.timers.tick(10_000);
  mock.timers.tick(10_000);
  progress.end();
  mock.timers.tick(60_000);
  expect(written).toEqual([
    "Fetch: 100 MB of 400 MB (25 %), 10 MB/s.\n",
    "Fetch: 100 MB of 400 MB (25 %), 5.0 MB/s.\n",
  ]);
});

test("what is quick says nothing", () => {
  const { written, log } = logged();
  log.progress("Fetch", 1000).end();
  mock.timers.tick(60_000);
  expect(written).toEqual([]);
});

test("in a terminal it is a bar in the last line, which makes room for other lines and is gone in the end", () => {
  const { written, log } = logged(() => 80);
  const progress = log.progress("Fetch", 400e6);
  progress.add(100e6);
  mock.timers.tick(200);
  log.info("Sandbox: mounted.");
  mock.timers.tick(200);
  progress.end();
  mock.timers.tick(60_000);
  const gone = "\r\x1b[K";
  const bar = expect.stringMatching(/^Fetch █{6}░{18} 100 MB of 400 MB \(25 %\), \d+ MB\/s$/);
  expect(written).toEqual([bar, gone, "Sandbox: mounted.\n", bar, gone]);
});

test("a bar is never wider than the terminal, for it could not be taken back", () => {
  const { written, log } = logged(() => 20);
  log.progress("Fetch", 400e6);
  mock.timers.tick(200);
  expect(written).toEqual([`Fetch ${"░".repeat(13)}`]);
});

test("what was sent twice shows no more than all", () => {
  const { written, log } = logged();
  const progress = log.progress("Fetch", 1000);
  progress.add(800);
  progress.add(800);
  mock.timers.tick(10_000);
  progress.end();
  expect(written[0]).toContain("1.0 kB of 1.0 kB (100 %)");
});
