/** Two works at the same time: what each of them must be able to rely on. */
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { together, type Work } from "../../core/parallel/together.ts";

/** Goes on until it is ended, and takes its time to tidy up. */
function endless(): { readonly work: Work<never>; readonly log: string[] } {
  const log: string[] = [];
  const work: Work<never> = async (signal) => {
    log.push("began");
    await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
    await sleep(5);
    log.push("ended");
    throw new Error("ended by its signal");
  };
  return { work, log };
}

test("both give what they made", async () => {
  const made = together(
    undefined,
    async () => 1,
    async () => "two",
  );
  expect(await made).toEqual([1, "two"]);
});

test.each(["first", "second"])(
  "the %s fails: the other is ended, waited for, and the failure is told",
  async (which) => {
    const failure = new Error("no room");
    const other = endless();
    const fail = async () => {
      await sleep(1);
      throw failure;
    };
    const [one, two] = which === "first" ? [fail, other.work] : [other.work, fail];
    await expect(together(undefined, one, two)).rejects.toBe(failure);
    expect(other.log).toEqual(["began", "ended"]);
  },
);

test("an interruption ends both", async () => {
  const both = [endless(), endless()] as const;
  const interruption = new AbortController();
  setTimeout(() => interruption.abort(), 1);
  await expect(together(interruption.signal, both[0].work, both[1].work)).rejects.toThrow("ended by its signal");
  expect(both.map(({ log }) => log)).toEqual([
    ["began", "ended"],
    ["began", "ended"],
  ]);
});
