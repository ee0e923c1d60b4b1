/** What a build by buildah takes from the builds before it on the same machine: all that is the same, and nothing that is not. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openSnapshotCache, type SnapshotCache } from "../../core/cache/cache.ts";
import { pruneCache } from "../../core/cache/prune.ts";
import { probeBuildah } from "../../core/engine/buildah.ts";
import { makeMarkedBase } from "../services/base-image.ts";
import { type BuiltImage, drivers, type EngineUnderTest, type Options, startEngine } from "../services/engines.ts";

const buildah = drivers.find(({ title }) => title === "buildah")!;

let folder: string;
let cache: SnapshotCache;
let keeping: EngineUnderTest;
/** The same without anything of another build. */
let alone: EngineUnderTest;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "treestamp-kept-"));
  cache = await openSnapshotCache(folder);
  keeping = await startEngine({ ...buildah, probe: (env, log) => probeBuildah(env, log, cache.withLayers) });
  alone = await startEngine(buildah, { OTHER_SECRET: "other" });
});
afterAll(async () => {
  await Promise.all([keeping?.stop(), alone?.stop(), cache?.close()]);
  await rm(folder, { recursive: true, force: true });
});

type Recipe = readonly [dockerfile: readonly string[], options?: Options];
const build = (...[dockerfile, options]: Recipe) => keeping.build(dockerfile, options);
/** Builds the same without layers of other builds, and compares. */
async function buildLikeAlone(...[dockerfile, options]: Recipe): Promise<BuiltImage> {
  const image = await build(dockerfile, options);
  const afresh = await alone.build(dockerfile, options);
  expect({ config: image.config, digest: image.top.digest }).toEqual({
    config: afresh.config,
    digest: afresh.top.digest,
  });
  return image;
}

/** An instruction whose output says so where it is run. */
const says = (name: string) => `RUN echo "$(date +%s%N) runs ${name}" | cut -d' ' -f2-; echo ${name} > /${name}`;
const ran = ({ lines }: { readonly lines: readonly string[] }) =>
  lines.flatMap((line) => /^runs (\w+)$/.exec(line)?.[1] ?? []);
const kept = ({ lines }: BuiltImage) => lines.filter((line) => line === "--> Kept from an earlier build").length;

const storage = () => join(folder, "layers/storage");

describe("a build after another", () => {
  const recipe = (last: string) => [
    "FROM base:1",
    says("first"),
    "COPY a /a",
    says("second"),
    "WORKDIR /w/d",
    says(last),
  ];
  const files = { a: "a" };

  test("runs nothing again that is the same, says so, and makes the same image as without the first", async () => {
    const first = await build(recipe("third"), { files });
    expect(ran(first)).toEqual(["first", "second", "third"]);
    expect(kept(first)).toBe(0);
    const second = await buildLikeAlone(recipe("third"), { files });
    expect(ran(second)).toEqual([]);
    expect(kept(second)).toBe(5);
    expect(second.top.digest).toBe(first.top.digest);
    expect(second.lines.join("\n")).not.toMatch(/treestamp\.key|treestamp-empty|Using cache|localhost\/built/);
  });

  test("runs only the last instruction where that is another", async () => {
    const image = await buildLikeAlone(recipe("other"), { files });
    expect(ran(image)).toEqual(["other"]);
    expect(await image.text("other")).toBe("other\n");
    expect(await image.names()).not.toContain("third");
  });

  test("runs what comes after a file that is another, and nothing before it", async () => {
    expect(ran(await buildLikeAlone(recipe("other"), { files: { a: "b" } }))).toEqual(["second", "other"]);
  });

  test("has the labels and the time of its own, whenever its layers were made", async () => {
    const labels = new Map([["revision", "2"]]);
    const image = await buildLikeAlone(recipe("other"), { files, labels, epoch: 1_900_000_000 });
    expect(ran(image)).toEqual([]);
    expect(image.config.config.Labels).toEqual({ revision: "2" });
    expect(JSON.stringify(image.config)).not.toMatch(/treestamp/);
  });

  test("shares a stage with it", async () => {
    const stages = (last: string) => [
      ...["FROM base:1 AS made", says("stage"), "FROM base:1", "COPY --from=made /stage /stage", says(last)],
    ];
    expect(ran(await build(stages("one")))).toEqual(["stage", "one"]);
    expect(ran(await buildLikeAlone(stages("two")))).toEqual(["two"]);
  });

  test("takes what came before an instruction that has failed", async () => {
    await expect(build(["FROM base:1", says("before"), "RUN exit 3"])).rejects.toMatchObject({ code: "build-failed" });
    expect(ran(await buildLikeAlone(["FROM base:1", says("before"), "RUN exit 0"]))).toEqual([]);
  });
});

describe("runs all instructions", () => {
  test("where no cache is wanted; and the next build takes what that one has made", async () => {
    const recipe = ["FROM base:1", "RUN cat /proc/sys/kernel/random/uuid | tee /uuid"];
    const first = await (await build(recipe)).text("uuid");
    const forced = await build(recipe, { noCache: true });
    expect(await forced.text("uuid")).not.toBe(first);
    expect(await (await build(recipe)).text("uuid")).toBe(await forced.text("uuid"));
  });

  test("where RUN has a mount that is not told by its words", async () => {
    const recipe = ["FROM base:1", "RUN --mount=type=bind,target=/context cp /context/a /a"];
    expect(await (await build(recipe, { files: { a: "1" } })).text("a")).toBe("1");
    expect(await (await build(recipe, { files: { a: "2" } })).text("a")).toBe("2");
  });

  test("where RUN has a secret, of which nothing is kept", async () => {
    const recipe = ["FROM base:1", "RUN --mount=type=secret,id=one cat /run/secrets/one | wc -c > /length"];
    const withSecret = (value: string) =>
      build(recipe, { secrets: [{ id: "one", source: { kind: "value", value } }] }).then((image) =>
        image.text("length"),
      );
    expect(await withSecret("a-secret-of-13")).toBe("14\n");
    expect(await withSecret("longer-secret-of-19")).toBe("19\n");
    const found = execFileSync("sh", ["-c", `grep -rlE "secret-of-1" "$1" || true`, "sh", storage()], {
      encoding: "utf8",
    });
    expect(found).toBe("");
  });
});

/** Two builds of the same words, or of words of which buildah looks at the same, which make different images. */
const differing: Readonly<Record<string, () => readonly [Recipe, Recipe]>> = {
  "the value of an argument that a variable takes": () => {
    const dockerfile = ["FROM base:1", "RUN true", "ARG A", "ENV X=$A"];
    return [
      [dockerfile, { buildArgs: new Map([["A", "1"]]) }],
      [dockerfile, { buildArgs: new Map([["A", "2"]]) }],
    ];
  },
  "the default of an argument": () => [
    [["FROM base:1", "RUN true", "ARG A=1", "LABEL x=$A"]],
    [["FROM base:1", "RUN true", "ARG A=2", "LABEL x=$A"]],
  ],
  "an argument before the first FROM": () => [
    [["ARG A=1", "FROM base:1", "RUN true", "ARG A", "WORKDIR /$A", "COPY a ."], { files: { a: "a" } }],
    [["ARG A=2", "FROM base:1", "RUN true", "ARG A", "WORKDIR /$A", "COPY a ."], { files: { a: "a" } }],
  ],
  "arguments whose values look like other arguments": () => {
    const dockerfile = ["FROM base:1", "ARG A", "ARG B", 'RUN echo "$A" > /a'];
    const values = (A: string, B: string) => ({ buildArgs: new Map(Object.entries({ A, B })) });
    return [
      [dockerfile, values("x B=y", "z")],
      [dockerfile, values("x", "y B=z")],
    ];
  },
  "the owner of a new folder": () => [
    [["FROM base:1", "COPY --chown=1:1 empty/ /new/"], { files: { "empty/a": "" } }],
    [["FROM base:1", "COPY --chown=2:2 empty/ /new/"], { files: { "empty/a": "" } }],
  ],
  "the mode of a file": () => [
    [["FROM base:1", "COPY --chmod=600 a /a"], { files: { a: "a" } }],
    [["FROM base:1", "COPY --chmod=644 a /a"], { files: { a: "a" } }],
  ],
  "the name of a file": () => [
    [["FROM base:1", "COPY a /d/"], { files: { a: "a", b: "a" } }],
    [["FROM base:1", "COPY b /d/"], { files: { a: "a", b: "a" } }],
  ],
  "whose folder a WORKDIR is": () => [
    [["FROM base:1", "RUN true", "USER 1", "WORKDIR /w"]],
    [["FROM base:1", "RUN true", "USER 2", "WORKDIR /w"]],
  ],
  "the network": () => {
    const dockerfile = [
      "FROM base:1",
      "RUN grep -c : /proc/net/dev > /networks; echo $(wc -l < /proc/net/dev) > /lines",
    ];
    return [
      [dockerfile, { network: "host" }],
      [dockerfile, { network: "none" }],
    ];
  },
  "a proxy, of which no ARG speaks": () => {
    const dockerfile = ["FROM base:1", 'RUN echo "$HTTP_PROXY" > /proxy'];
    const proxy = (url: string) => ({ buildArgs: new Map([["HTTP_PROXY", url]]) });
    return [
      [dockerfile, proxy("http://one.example")],
      [dockerfile, proxy("http://two.example")],
    ];
  },
  "the configuration of a base image with the same layers": () => {
    const dockerfile = ["FROM base:1", 'RUN echo "$V" > /v'];
    const based = (V: string): Recipe => {
      const base = makeMarkedBase(join(folder, `base-${V}`), undefined, { Env: ["PATH=/bin", `V=${V}`] });
      const source = { kind: "layout", folder: base.folder } as const;
      return [dockerfile, { bases: [{ name: "base:1", digest: base.digest, source }] }];
    };
    return [based("1"), based("2")];
  },
};

test.each(Object.entries(differing))("no image of another build where it differs in %s", async (_what, both) => {
  const [one, other] = both();
  const first = await build(...one);
  const second = await buildLikeAlone(...other);
  expect(second.top.digest).not.toBe(first.top.digest);
});

describe("what is kept", () => {
  const recipe = (last: string) => ["FROM base:1", says("common"), says(last)];

  test("serves one of two builds at once; the other runs all instructions, and both make the same image", async () => {
    const first = await build(recipe("both"));
    // Of two that keep layers, the log of one engine would have the lines of both.
    const other = await startEngine({ ...buildah, probe: (env, log) => probeBuildah(env, log, cache.withLayers) });
    try {
      const slow = ["FROM base:1", "RUN sleep 2", says("slow")];
      const running = build(slow);
      await until(() => existsSync(join(folder, "locks/layers")));
      const own = await other.build(recipe("both"));
      expect(ran(own)).toEqual(["common", "both"]);
      expect(own.lines).toContain(
        "Another build has the layers that this machine keeps: this one runs all instructions.",
      );
      expect(own.top.digest).toBe(first.top.digest);
      expect(ran(await running)).toEqual(["slow"]);
    } finally {
      await other.stop();
    }
  });

  test("is gone after a build that was stopped in the middle, and the next one says so", async () => {
    await build(recipe("kept"));
    const controller = new AbortController();
    const stopped = build(["FROM base:1", "RUN touch /half && echo is in && sleep 60"], { signal: controller.signal });
    const ended = stopped.catch((error: unknown) => error);
    await until(() => keeping.lines.includes("is in"));
    controller.abort();
    expect(await ended).toMatchObject({ code: "interrupted" });
    const image = await buildLikeAlone(recipe("kept"));
    expect(ran(image)).toEqual(["common", "kept"]);
    expect(image.lines).toContain("The layers of earlier builds are gone: the last build was killed.");
    expect(ran(await build(recipe("kept")))).toEqual([]);
  });

  const damages: Readonly<Record<string, () => void>> = {
    "lacks a layer's files": () => {
      for (const name of readdirSync(join(storage(), "overlay")))
        rmSync(join(storage(), "overlay", name, "diff"), { recursive: true, force: true });
    },
    "has lost a layer": () => {
      for (const name of readdirSync(join(storage(), "overlay")))
        if (name.length === 64) rmSync(join(storage(), "overlay", name), { recursive: true });
    },
    "has a list of images that is cut": () => writeFileSync(join(storage(), "overlay-images/images.json"), "[{"),
    "has a list of layers that is empty": () => writeFileSync(join(storage(), "overlay-layers/layers.json"), ""),
    "has another list of layers": () => writeFileSync(join(storage(), "overlay-layers/layers.json"), "[]"),
    "has lost the configuration of its images": () => {
      for (const name of readdirSync(join(storage(), "overlay-images")))
        if (name.length === 64) rmSync(join(storage(), "overlay-images", name), { recursive: true });
    },
    "has a state that makes no sense": () => writeFileSync(join(folder, "layers/state.json"), "{"),
  };
  test.each(Object.entries(damages))("makes no build fail, and none another, where it %s", async (_what, damage) => {
    const before = await build(recipe("sound"));
    damage();
    expect((await build(recipe("sound"))).top.digest).toBe(before.top.digest);
    await build(recipe("sound"));
    expect(ran(await build(recipe("sound")))).toEqual([]);
    expect(keeping.lines.join("\n")).not.toMatch(/are gone|builds without them/);
  });

  test("is nothing on a disk without overlay mounts, where a storage is whole copies", async () => {
    const place = join(folder, "on-overlay");
    const [lower, upper, work] = ["lower", "upper", "work"].map((name) => join(folder, `overlay-${name}`));
    for (const path of [place, lower!, upper!, work!]) mkdirSync(path);
    execFileSync("mount", [
      "-t",
      "overlay",
      "-o",
      `lowerdir=${lower},upperdir=${upper},workdir=${work}`,
      "none",
      place,
    ]);
    const there = await openSnapshotCache(join(place, "cache"));
    const engine = await startEngine({ ...buildah, probe: (env, log) => probeBuildah(env, log, there.withLayers) });
    try {
      const first = await engine.build(recipe("copied"));
      const second = await engine.build(recipe("copied"));
      expect([ran(first), ran(second)]).toEqual([
        ["common", "copied"],
        ["common", "copied"],
      ]);
      expect(second.warnings).toEqual([]);
      expect(second.lines.join("\n")).not.toContain("are gone");
      expect(existsSync(join(place, "cache/layers"))).toBe(false);
      expect(second.top.digest).toBe((await alone.build(recipe("copied"))).top.digest);
    } finally {
      await engine.stop();
      await there.close();
      execFileSync("umount", [place]);
    }
  });

  test("counts in the size of the cache, and goes as a whole", async () => {
    await build(recipe("pruned"));
    const { left } = await pruneCache(cache, Number.POSITIVE_INFINITY);
    expect(left).toMatchObject([{ kind: "storage", name: "layers", users: [] }]);
    expect(left[0]!.bytes).toBeGreaterThan(1_000_000);
    expect((await pruneCache(cache, left[0]!.bytes * 3)).removed).toEqual([]);
    const { removed, bytesLeft } = await pruneCache(cache, left[0]!.bytes * 1.5);
    expect({ removed, bytesLeft }).toMatchObject({ removed: [{ kind: "storage" }], bytesLeft: 0 });
    expect(existsSync(storage())).toBe(false);
    expect(ran(await buildLikeAlone(recipe("pruned")))).toEqual(["common", "pruned"]);
  });

  test("stays while a build has it", async () => {
    const running = build(["FROM base:1", says("long"), "RUN sleep 2"]);
    await until(() => keeping.lines.includes("runs long"));
    expect((await pruneCache(cache, 0)).removed).toEqual([]);
    await running;
    expect((await pruneCache(cache, 0)).removed).toMatchObject([{ kind: "storage" }]);
  });
});

async function until(condition: () => boolean): Promise<void> {
  for (const end = Date.now() + 20_000; !condition(); await sleep(20)) {
    if (Date.now() > end) throw new Error("It did not come to pass within 20 seconds.");
  }
}
