/** Layers of the nearest ancestor, for a BuildKit that has never built anything: a real Docker 29 with each of its image stores. */
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { BaseImage } from "../../core/inputs/base.ts";
import { silentLog } from "../../core/log/log.ts";
import { closureOf, copyImage, manifestIn } from "../../core/oci/copy.ts";
import { layoutStore, soleManifest } from "../../core/oci/layout/store.ts";
import { openStore } from "../../core/oci/open.ts";
import { keepRecords, recordsOf } from "../../core/places/layer-records.ts";
import { type BuiltImage, drivers, type EngineUnderTest, type Options, startEngine } from "../services/engines.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";

/** The marks that RUN instructions print: what runs says its own. */
const [tool, first, second, last] = ["the tool runs", "the first one runs", "the second one runs", "the last one runs"];
const recipe = (word: string) => [
  ...["FROM base:1 AS tools", `RUN echo ${tool} && seq 1000 > /tool`],
  ...[
    "FROM base:1",
    `RUN echo ${first} && mkdir /first`,
    "COPY own /src/",
    `RUN echo ${second} && seq 100000 > /numbers && touch /src/own /now`,
  ],
  ...["COPY --from=tools /tool /tool", "WORKDIR /work", `RUN echo ${last} && echo ${word} > /last`],
];
const files = { own: "own" };

/** What was printed by instructions, not what BuildKit says of them. */
const ran = ({ lines }: BuiltImage) =>
  [tool, first, second, last].filter((mark) => lines.some((line) => new RegExp(`^#\\d+ [\\d.]+ ${mark}$`).test(line)));

describe.each(drivers.filter(({ title }) => title.startsWith("docker")))("$title", (driver) => {
  let registry: RunningRegistry;
  let ancestor: BuiltImage;
  let cold: BuiltImage;
  let builders: EngineUnderTest[] = [];
  /** The ancestor's image with its records, in a registry and in a folder. */
  let inRegistry: BaseImage;
  let inFolder: BaseImage;

  /** A build where nothing was built before. */
  const afresh = async (word: string, options: Options = {}) => {
    const builder = await startEngine(driver);
    builders.push(builder);
    return builder.build(recipe(word), { files, network: "none", ...options });
  };

  beforeAll(async () => {
    registry = await startRegistry();
    [ancestor, cold] = [await afresh("one"), await afresh("two")];
    const layout = layoutStore(ancestor.folder);
    const repository = `${registry.host}/ancestor`;
    const store = openStore(repository);
    const working = { signal: new AbortController().signal, log: silentLog };
    await copyImage(await closureOf(layout, await soleManifest(ancestor.folder)), layout, store, working);
    expect(await recordsOf(store, "key")).toBeUndefined();
    await keepRecords(
      { store: layout, root: await manifestIn(layout, ancestor.records!.digest) },
      store,
      "key",
      working,
    );
    const digest = (await recordsOf(store, "key"))!;
    expect(digest).toBe(ancestor.records!.digest);
    inRegistry = { name: "ancestor", digest, source: { kind: "registry", repository } };
    const folder = join(builders[0]!.folder, "ancestor, in a folder");
    await cp(ancestor.folder, folder, { recursive: true });
    inFolder = { name: "ancestor", digest, source: { kind: "layout", folder } };
  });
  afterAll(async () => {
    for (const builder of builders) await builder.stop();
    builders = [];
    await registry?.stop();
  });

  test("the image has no records: what is built from a cache is the same", async () => {
    expect(ran(cold)).toEqual([tool, first, second, last]);
    expect(ancestor.records?.digest).not.toBe(ancestor.top.digest);
    expect(JSON.stringify(ancestor.config)).not.toContain("buildkit.cache");
    const again = await builders[0]!.build(recipe("one"), { files, network: "none" });
    expect(ran(again)).toEqual([]);
    expect(again.top.digest).toBe(ancestor.top.digest);
  });

  test.each([
    ["a registry", () => inRegistry],
    ["a folder", () => inFolder],
  ])(
    "runs the changed instruction alone, with the ancestor in %s, and makes what a cold build makes",
    async (_where, from) => {
      const image = await afresh("two", { layersFrom: from() });
      expect(ran(image)).toEqual([last]);
      expect(image.top.digest).toBe(cold.top.digest);
      expect(await image.text("last")).toBe("two\n");
      expect(image.records).toBeDefined();
    },
  );

  test("runs all that comes after a changed file, and what that needs of other stages", async () => {
    const options = { files: { own: "changed" } };
    const image = await afresh("one", { ...options, layersFrom: inRegistry });
    expect(ran(image)).toEqual([tool, second, last]); // no layer of the stage of tools is in the image
    expect(image.top.digest).toBe((await afresh("one", options)).top.digest);
  });

  test("runs everything where nothing may come from a cache, and where the ancestor is not there any more", async () => {
    expect(ran(await afresh("two", { layersFrom: inRegistry, noCache: true }))).toEqual([tool, first, second, last]);
    const digest = `sha256:${"0".repeat(64)}` as const;
    const image = await afresh("two", { layersFrom: { ...inRegistry, digest } });
    expect(ran(image)).toEqual([tool, first, second, last]);
    expect(image.top.digest).toBe(cold.top.digest);
  });
});
