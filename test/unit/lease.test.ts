/** Anybody who may push to a registry can write a lease, and others print who holds it. */
import { expect, test } from "@jest/globals";
import { leaseManifest, parseLease } from "../../core/places/lease.ts";

const holderOf = (holder: string) => {
  const lease = parseLease(leaseManifest({ holder, nonce: "n", beat: 1 }).manifest);
  return lease === "over" ? lease : lease.holder;
};

test("a job's address is shown as it is", () => {
  const holder = "https://github.com/acme/app/actions/runs/1/attempts/2 (build)";
  expect(holderOf(holder).replaceAll("?", "")).toContain("github.com/acme/app/actions/runs/1/attempts/2 (build)");
});

test("what a runner would take for a command is none in one line of its log", () => {
  const shown = holderOf("a\n::add-mask::b\r\n::error::\u001b[31mc%0Ad");
  expect(shown).not.toMatch(/[\r\n\u001b%]/);
  expect(holderOf("x".repeat(5000))).toHaveLength(300);
  expect(holderOf("")).toBe("another job");
});
