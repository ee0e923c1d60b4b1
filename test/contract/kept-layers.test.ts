/** What a build by buildah takes from the builds before it on the same machine. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openSnapshotCache, type SnapshotCache } from "../../core/cache/cache.ts";
import { pruneCache } from "../../core/cache/prune.ts";
import type { BuiltImage, EngineUnderTest, Options } from "../services/engines.ts";
import { type Keeping, startKeeping, startOn } from "../services/keeping.ts";

let under: Keeping;
let folder: string;
let cache: SnapshotCache;
let keeping: EngineUnderTest;
let alone: EngineUnderTest;
beforeAll(async () => {
  under = await startKeeping();
  ({ folder, cache, keeping, alone } = under);
});
afterAll(() => under?.stop());

const build = (dockerfile: readonly string[], options?: Options) => keeping.build(dockerfile, options);
const buildLikeAlone: Keeping["buildLikeAlone"] = (...recipe) => under.buildLikeAlone(...recipe);

/** An instruction whose output says so where it is run. */
const says = (name: string) =>
  `RUN echo "$(date +%s%N) runs ${name}" | cut -d' ' -f2-; echo ${name} > /${name}; sleep 0.1`;
/**
 * Those that were run: by what they have printed, which buildah may lose on a busy machine, or by what it says of each step. It says
 * of none that it was run, but of each that it was not.
 */
const ran = ({ lines }: { readonly lines: readonly string[] }) => {
  const said = lines.flatMap((line) => /^runs (\w+)$/.exec(line)?.[1] ?? []);
  const steps = lines.flatMap((line, at) => (/STEP \d+\/\d+: /.test(line) ? [at] : []));
  return steps.flatMap((at, number) => {
    const name = / RUN .* runs (\w+)"/.exec(lines[at]!)?.[1];
    const isKept = lines.slice(at, steps[number + 1]).includes("--> Kept from an earlier build");
    return name !== undefined && (!isKept || said.includes(name)) ? [name] : [];
  });
};
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

  test("has the configuration of all of its instructions", async () => {
    const recipe = [
      ...["FROM base:1", "MAINTAINER me", "HEALTHCHECK --interval=5s CMD true", "ONBUILD RUN true", "VOLUME /v /w"],
      ...["EXPOSE 80/tcp", 'SHELL ["/bin/sh", "-ec"]', "RUN mkdir -p /v && touch /v/in", "STOPSIGNAL 9", "CMD one"],
      ...["ENTRYPOINT two", "USER 5", "WORKDIR /last/of/all"],
    ];
    await build(recipe);
    const image = await buildLikeAlone(recipe);
    expect(await image.names()).toEqual(expect.arrayContaining(["v/in", "last/of/all/"]));
    const owners = (await image.entries()).filter(({ name }) => name.startsWith("last/of")).map(({ uid }) => uid);
    expect(owners).toEqual([5, 5]);
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

describe("what is kept", () => {
  const recipe = (last: string) => ["FROM base:1", says("common"), says(last)];

  test("serves one of two builds at once; the other runs all instructions, and both make the same image", async () => {
    const first = await build(recipe("both"));
    // Of two that keep layers, the log of one engine would have the lines of both.
    const other = await startOn(cache);
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
    const engine = await startOn(there);
    try {
      const random = ["FROM base:1", "RUN cat /proc/sys/kernel/random/uuid > /uuid"];
      const uuids = [await engine.build(random), await engine.build(random)].map((image) => image.text("uuid"));
      expect(new Set(await Promise.all(uuids)).size).toBe(2);
      const second = await engine.build(recipe("copied"));
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
    await until(() => keeping.lines.some((line) => line.includes("RUN sleep 2")));
    expect((await pruneCache(cache, 0)).removed).toEqual([]);
    await running;
    expect((await pruneCache(cache, 0)).removed).toMatchObject([{ kind: "storage" }]);
  });
});

async function until(condition: () => boolean): Promise<void> {
  for (const end = Date.now() + 60_000; !condition(); await sleep(20)) {
    if (Date.now() > end) throw new Error("It did not come to pass within a minute.");
  }
}
