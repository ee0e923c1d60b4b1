/** When the storage of earlier builds is believed, and what an image has of it. No buildah runs here. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { openSnapshotCache, type SnapshotCache } from "../../core/cache/cache.ts";
import type { KeptLayers } from "../../core/cache/layers.ts";
import { withoutKeys } from "../../core/engine/docker-folder.ts";
import { bootId } from "../../core/machine/owner.ts";

let folder: string;
let cache: SnapshotCache;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "treestamp-layers-"));
  cache = await openSnapshotCache(folder);
});
afterEach(async () => {
  await cache.close();
  await rm(folder, { recursive: true, force: true });
});

const state = () => join(folder, "layers/state.json");

/** A build that leaves a storage with one file. */
const build = (settles = true) =>
  cache.withLayers(async (kept) => {
    mkdirSync(kept!.storage, { recursive: true, mode: 0o700 });
    writeFileSync(join(kept!.storage, "layer"), "bytes");
    if (settles) await kept!.settle({ start: "anew" });
  });
const look = () => cache.withLayers(async (kept) => kept!);

test("a storage whose build has ended is the next one's, and its state is not there meanwhile", async () => {
  expect(await look()).toMatchObject({ isUsed: false, lost: undefined });
  await build();
  await cache.withLayers(async (kept) => {
    expect(kept).toMatchObject({ isUsed: true, lost: undefined, renewed: { start: "anew" } });
    expect(existsSync(state())).toBe(false);
  });
});

test.each([
  ["of a build that did not end", () => build(false), "the last build was killed"],
  [
    "of another start of the machine, not yet on its disk",
    () => settledIn("another start"),
    "the machine was restarted before they were on its disk",
  ],
  ["whose state is cut", () => build().then(() => writeFileSync(state(), '{"boot":')), "the last build was killed"],
])("a storage %s goes", async (_what, make, lost) => {
  await make();
  const kept: KeptLayers = await look();
  expect(kept).toMatchObject({ isUsed: false, lost, renewed: {} });
  expect(existsSync(kept.storage)).toBe(false);
});

test.each([[bootId()], [null]])(
  "a storage stays in the start of the machine that made it, or with all of it on the disk (%s)",
  async (boot) => {
    await settledIn(boot!);
    expect(await look()).toMatchObject({ isUsed: true, lost: undefined });
  },
);

async function settledIn(boot: string | null): Promise<void> {
  await build();
  writeFileSync(state(), JSON.stringify({ ...JSON.parse(readFileSync(state(), "utf8")), boot }));
}

test("only one build has it at a time", async () => {
  const second = await cache.withLayers(() => cache.withLayers(async (kept) => kept));
  expect(second).toBeUndefined();
});

test("an image has nothing of what tells layers apart: neither labels, steps, times nor folders by COPY", () => {
  const nop = (by: string, more: object = {}) => ({
    created: "2026-01-01T00:00:00.5Z",
    created_by: `/bin/sh -c #(nop) ${by}`,
    ...more,
  });
  const written = {
    created: "2026-01-01T00:00:00.5Z",
    config: { Labels: { b: "own", "treestamp.key.1": "f00", c: "own" } },
    history: [
      { created: "2020-01-01T00:00:00Z", created_by: "base" },
      nop('LABEL "treestamp.key.1"="f00"', { empty_layer: true }),
      nop("LABEL b=own c=own", { empty_layer: true }),
      nop("WORKDIR /w", { empty_layer: true }),
      nop("COPY dir:e3b0 in . "),
      nop("COPY dir:e3b0 in . "),
    ],
  };
  const facts = {
    epoch: 60,
    labels: new Map([
      ["a", "given"],
      ["b", "given"],
    ]),
    baseSteps: 1,
    isLayered: true,
  };
  const created = "1970-01-01T00:01:00Z";
  expect(withoutKeys(written, facts)).toEqual({
    created,
    config: { Labels: { a: "given", b: "given", c: "own" } },
    history: [
      { created: "2020-01-01T00:00:00Z", created_by: "base" },
      { ...nop("LABEL b=own c=own", { empty_layer: true }), created },
      { ...nop("WORKDIR /w"), created },
      { ...nop("COPY dir:e3b0 in . "), created },
    ],
  });
});
