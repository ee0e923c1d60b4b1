import { describe, expect, test } from "@jest/globals";
import { TreestampError } from "../../core/errors.ts";
import type { ImageOutcome } from "../../core/report/outcome.ts";
import { failureSummary, summaryOf } from "../../core/report/summary.ts";

const hit: ImageOutcome = {
  kind: "image",
  key: "0123",
  tag: "0123-dirty",
  image: "oci:/store:0123-dirty",
  digest: undefined,
  state: "present",
  cacheHit: true,
  snapshot: "sha256:abc",
  sandbox: "mounted",
  exitCode: 0,
  stages: [
    { name: "lookup", seconds: 0.1, note: "present" },
    { name: "fetch", seconds: 10, bytes: 1_234_567, note: "3 of 9 chunks" },
    { name: "run", seconds: 20, note: "exit code 0" },
  ],
};
const miss: ImageOutcome = { ...hit, state: "absent", cacheHit: false, missed: "since 0a1b2c, file `a|b` <changed>" };

describe("the summary of a failure", () => {
  test("says what, why and what to do, with the end of what was printed", () => {
    const error = new TreestampError("build-failed", "The image could not be built. error: <exit code 9>", {
      remedy: "Fix the instruction.",
      output: "STEP 2: RUN false\n\u001b[31m```\u001b[0m\nerror: exit code 9",
    });
    expect(failureSummary(error).split("\n")).toEqual([
      ...["### treestamp: failed", "", "The image could not be built. error: &lt;exit code 9>", ""],
      ...["Fix the instruction.", "", "````", "STEP 2: RUN false", "```", "error: exit code 9", "````", ""],
    ]);
  });
});

describe("the summary of a step", () => {
  const lines = (result: ImageOutcome) => summaryOf("run", result).split("\n");

  test("says which image, and of a hit that nothing has changed", () => {
    expect(lines({ ...hit, image: "ghcr.io/acme/build:0123@sha256:def", digest: "sha256:def" }).slice(0, 7)).toEqual([
      "### treestamp: hit",
      "",
      "- **hit**: no recipe input has changed since it was built",
      "- key `0123-dirty`",
      "- image `ghcr.io/acme/build:0123`",
      "- digest `sha256:def`",
      "- environment: mounted, snapshot `sha256:abc`",
    ]);
  });

  test("names the input that caused a miss, whatever characters its name has", () => {
    expect(lines(miss)).toContain("- **miss**: since 0a1b2c, file \\`a\\|b\\` &lt;changed>");
  });

  test("says what a hit has saved: the build's time, less what it took until the image was ready here", () => {
    expect(lines({ ...hit, buildSeconds: 322.4 })).toContain(
      "- **5 min 12 s saved**: to build and publish it took 5 min 22 s",
    );
  });

  test.each([
    ["of a miss", { ...miss, buildSeconds: 322.4 }],
    ["where nobody has noted the build's time", hit],
    ["where the build was quicker", { ...hit, buildSeconds: 9 }],
  ])("says nothing of savings %s", (_when, result) => {
    expect(summaryOf("run", result)).not.toContain("saved");
  });

  test("has a bar for each stage, the longest full and none empty", () => {
    const text = lines(hit);
    expect(text).toContain("| lookup | 0.10 s | ╸ |  | present |");
    expect(text).toContain("| fetch | 10.0 s | ━━━━━━━━━━━━ | 1.2 MB | 3 of 9 chunks |");
    expect(text).toContain("| run | 20.0 s | ━━━━━━━━━━━━━━━━━━━━━━━━ |  | exit code 0 |");
    expect(text).toContain("| **total** | **30.1 s** | | | |");
  });

  test("has a line for each cache: how it was found, what it took, and what was saved or why nothing was", () => {
    const caches = [
      { name: "go", found: "exact", fetched: 325_000_000, saved: 908_468, unsaved: undefined, seconds: 7.4 },
      { name: "target", found: "none", fetched: 0, saved: undefined, unsaved: "`save: never` says so", seconds: 0.01 },
    ] as const;
    expect(lines({ ...hit, caches })).toEqual(
      expect.arrayContaining([
        "| cache | found | fetched | saved | time |",
        "| go | exact | 325 MB | 908 kB | 7.40 s |",
        "| target | none | 0 B | no: \\`save: never\\` says so | 0.01 s |",
      ]),
    );
  });

  test("has the phases with their outcomes", () => {
    const phases = [
      { name: "lint", outcome: "success", exitCode: 0, seconds: 1 },
      { name: "test", outcome: "failure", exitCode: 3, seconds: 130 },
      { name: "build", outcome: "skipped", exitCode: undefined, seconds: 0 },
    ] as const;
    expect(lines({ ...hit, exitCode: 3, phases })).toEqual(
      expect.arrayContaining([
        "### treestamp: hit, exit code 3",
        "| lint | ✅ success | 1.00 s | ╸ |",
        "| test | ❌ failure (exit code 3) | 2 min 10 s | ━━━━━━━━━━━━━━━━━━━━━━━━ |",
        "| build | ⏭️ skipped |  |  |",
      ]),
    );
  });
});
