/** What comes out: the same names everywhere, and a table for people. */
import { describe, expect, test } from "@jest/globals";
import { localLog } from "../../core/host/shell/log.ts";
import { outputs } from "../../core/inputs/table.ts";
import { formatBytes } from "../../core/log/amounts.ts";
import { platformOf } from "../../core/oci/manifest.ts";
import type { EnvironmentsOutcome, ImageOutcome } from "../../core/report/outcome.ts";
import { outputStrings, outputsOf } from "../../core/report/outputs.ts";
import { linesOf, stageTable } from "../../core/report/terminal.ts";

const resolved: ImageOutcome = {
  kind: "image",
  key: "0123",
  tag: "0123-dirty",
  image: "oci:/store:0123-dirty",
  digest: undefined,
  state: "absent",
  cacheHit: false,
  stages: [
    { name: "key", seconds: 0.01234 },
    { name: "build", seconds: 12.3456, note: "buildah" },
    { name: "pack", seconds: 1.5, bytes: 1_234_567, note: "287 files" },
  ],
};
const ran: ImageOutcome = { ...resolved, snapshot: "sha256:abc", sandbox: "mounted", exitCode: 3, outcome: "failure" };

const environment = { ...resolved, environment: "tools", from: [] };
const planned: EnvironmentsOutcome = {
  kind: "environments",
  verb: "plan",
  environments: [environment, { ...environment, environment: "tests", from: ["tools"], state: "present" }],
  stages: [],
};

const names = (verb: "resolve" | "run" | "plan") =>
  outputs.filter(({ verbs }) => verbs.includes(verb)).map(({ name }) => name);

describe("outputs", () => {
  test("have the names of the table", () => {
    expect(Object.keys(outputsOf(resolved)).sort()).toEqual(names("resolve").sort());
    expect(Object.keys(outputsOf(planned)).sort()).toEqual(names("plan").sort());
    expect(Object.keys(outputsOf(ran)).sort()).toEqual(names("run").sort());
  });

  test("of all environments say which of them a matrix has to build", () => {
    expect(outputStrings(planned)).toMatchObject({
      matrix: JSON.stringify({ include: [{ environment: "tools", key: resolved.key }] }),
      absent: "1",
    });
    expect(linesOf(planned)).toBe(`absent   ${resolved.tag}  tools\npresent  ${resolved.tag}  tests\n`);
  });

  test("of a command say how it ended", () => {
    expect(outputsOf(ran)).toMatchObject({ outcome: "failure", "exit-code": 3 });
    expect(outputsOf({ ...ran, exitCode: 130, outcome: "cancelled" })).toMatchObject({ outcome: "cancelled" });
  });

  test("of phases say how each ended, all of them in one and each by itself", () => {
    const phases = [
      { name: "lint", outcome: "failure", exitCode: 3, seconds: 1 },
      { name: "test", outcome: "skipped", exitCode: undefined, seconds: 0 },
    ] as const;
    expect(outputsOf({ ...ran, phases })).toMatchObject({ outcomes: { lint: "failure", test: "skipped" } });
    expect(outputStrings({ ...ran, phases })).toMatchObject({
      outcomes: '{"lint":"failure","test":"skipped"}',
      ...{ "outcome-lint": "failure", "outcome-test": "skipped" },
    });
  });

  test("are strings for an action, with nothing undefined", () => {
    const strings = outputStrings(ran);
    expect(strings).toMatchObject({ digest: "", "cache-hit": "false", "exit-code": "3" });
    expect(JSON.parse(strings.stages!)).toEqual([
      { name: "key", seconds: 0.012 },
      { name: "build", seconds: 12.346, note: "buildah" },
      { name: "pack", seconds: 1.5, bytes: 1_234_567, note: "287 files" },
    ]);
  });
});

describe("the table of stages", () => {
  test("has times and sizes one below the other, and the sum", () => {
    expect(stageTable(resolved)).toBe(
      [
        "stage    time    size",
        "key    0.01 s          ",
        "build  12.3 s          buildah",
        "pack   1.50 s  1.2 MB  287 files",
        "total  13.9 s          miss",
      ]
        .map((line) => line.trimEnd())
        .join("\n"),
    );
  });

  test("says what a hit has saved", () => {
    const [total] = stageTable({ ...resolved, cacheHit: true, buildSeconds: 100 })
      .split("\n")
      .slice(-1);
    expect(total).toBe("total  13.9 s          hit, 86.1 s saved");
  });

  test.each([
    [0, "0 B"],
    [999, "999 B"],
    [1000, "1.0 kB"],
    [15_499, "15 kB"],
    [1_234_567, "1.2 MB"],
    [482_000_000, "482 MB"],
    [1_200_000_000, "1.2 GB"],
    [5e15, "5000 TB"],
  ])("shows %d bytes as %s", (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

describe("what prune tells", () => {
  const snapshot = { kind: "snapshot", name: "sha256:abc", bytes: 3_000_000, lastUsed: 0 } as const;
  const report = { removed: [], bytesRemoved: 0, bytesLeft: 3_000_000 };
  const nothing = { removed: 0, left: 0, bytesLeft: 0 };

  test("is short where the limit holds", () => {
    const left = [{ ...snapshot, users: ["process 4711"] }];
    expect(linesOf({ kind: "prune", ...report, left, limit: 3_000_000, inDocker: nothing })).toBe(
      "Removed: nothing.\nLeft: 1 snapshot, 3.0 MB, of which in use: 1 snapshot.\n",
    );
  });

  test("says which processes keep more than the limit, and that containers do", () => {
    const left = [
      { ...snapshot, users: ["process 4711", "another process"] },
      { ...snapshot, kind: "image" as const, users: ["process 4711"] },
    ];
    const inDocker = { removed: 1, left: 2, bytesLeft: 5_000_000 };
    expect(
      linesOf({ kind: "prune", ...report, left, limit: 2_000_000, inDocker })
        .split("\n")
        .slice(2),
    ).toEqual([
      "That is more than the limit, 2.0 MB: what is left is in use by process 4711, another process. Prune again once that has ended.",
      "Removed from docker: 1 image that commands ran in.",
      "Left in docker: 2 images that commands ran in, 5.0 MB, more than the limit: containers use them.",
      "",
    ]);
  });
});

describe("the log of a shell", () => {
  const logged = (debug: boolean) => {
    const lines: string[] = [];
    return { lines, log: localLog({ write: (text) => lines.push(text), debug }) };
  };

  test("is lines; warnings say that they are; debug is for who asked", () => {
    for (const debug of [false, true]) {
      const { lines, log } = logged(debug);
      log.info("one");
      log.warning("two");
      log.debug("three");
      expect(lines).toEqual(["one\n", "warning: two\n", ...(debug ? ["three\n"] : [])]);
    }
  });

  test("never shows what was masked, whole or a line of it", () => {
    const { lines, log } = logged(true);
    log.mask("first line\nsecond line\n");
    log.info("the first line, the second line");
    expect(lines).toEqual(["the ***, the ***\n"]);
  });
});

test.each([
  ["x64", "amd64"],
  ["arm64", "arm64"],
  ["ia32", "386"],
  ["riscv64", "riscv64"],
])("Node's %s is OCI's %s", (arch, architecture) => {
  expect(platformOf({ platform: "linux", arch })).toEqual({ os: "linux", architecture });
});
