import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openRepository, type Repository } from "../../core/git/repository.ts";
import { parseProofs } from "../../core/reuse/proofs.ts";
import { parseRecord, type RunRecord, runTags, whyNot } from "../../core/reuse/record.ts";
import { differences, explainRun, hashesOf, type RunFacts, runKeyOf } from "../../core/reuse/run-key.ts";
import { gitEnvironment, type TestRepository, testRepository } from "../fixtures/git.ts";

const digest = (digit: string) => `sha256:${digit.repeat(64)}` as const;
const facts: RunFacts = {
  files: "1".repeat(40),
  environment: { config: digest("2"), identity: digest("3") },
  platform: "linux/amd64",
  command: digest("4"),
  workspace: "/work/app",
  directory: "/work/app/src",
  user: "1001:118",
  groups: "4,27",
  variables: { CI: digest("5") },
  network: "none",
  seccomp: "default",
  writable: ["/var/lib/tool"],
  caches: ["go /root/.cache/go-build"],
  outputs: ["dist"],
  results: ["GITHUB_OUTPUT"],
};

describe("the run key", () => {
  test("stays what it is from release to release: records would be lost", () => {
    expect(runKeyOf("sha1", facts)).toBe("e7e8528f2a6841a13e1ad08d4b12a83c304c484a");
    expect(runKeyOf("sha256", { ...facts, files: "1".repeat(64) })).toBe(
      "3d4a490a706b64c995a996472ef8a6f5393043f278cfe47cde71945f032eaeed",
    );
    expect(runTags("abc", facts)).toEqual({
      exact: "run-abc",
      newest: "run-newest-e7e0661926b746306f35cbf4966e51d3a3cda2a7",
    });
  });

  test("does not depend on the order in which facts were written", () => {
    const turned = Object.fromEntries(Object.entries(facts).reverse()) as unknown as RunFacts;
    expect(runKeyOf("sha1", { ...turned, variables: { B: digest("1"), A: digest("2") } })).toBe(
      runKeyOf("sha1", { ...facts, variables: { A: digest("2"), B: digest("1") } }),
    );
  });

  const others: Readonly<Record<keyof RunFacts, unknown>> = {
    files: "2".repeat(40),
    environment: { config: digest("3"), identity: digest("2") },
    platform: "linux/arm64",
    command: digest("5"),
    workspace: "/work/other",
    directory: "/work/app",
    user: "0:0",
    groups: "",
    variables: { CI: digest("5"), A: digest("5") },
    network: "host",
    seccomp: "unconfined",
    writable: [],
    caches: ["go /root/.cache/go", "npm /root/.npm"],
    outputs: ["dist", "out"],
    results: [],
  };
  test.each(Object.keys(others) as (keyof RunFacts)[])("is another one with another `%s`", (name) => {
    expect(runKeyOf("sha1", { ...facts, [name]: others[name] })).not.toBe(runKeyOf("sha1", facts));
  });

  test("lists that join to the same text are others", () => {
    expect(runKeyOf("sha1", { ...facts, outputs: ["a b"] })).not.toBe(
      runKeyOf("sha1", { ...facts, outputs: ["a", "b"] }),
    );
    expect(runKeyOf("sha1", { ...facts, outputs: ["a"], writable: [] })).not.toBe(
      runKeyOf("sha1", { ...facts, outputs: [], writable: ["a"] }),
    );
  });

  test("holds no value of a variable, and is explained without it", () => {
    const variables = hashesOf(new Map([["A", "a value that nobody shall read"]]));
    const lines = explainRun("abc", { ...facts, variables });
    expect(lines).toContain(`variable A: ${variables.A}`);
    expect(lines.join("\n")).not.toContain("nobody");
    expect(lines).toContain("run key: abc");
  });
});

describe("what differs from another run", () => {
  let folder: TestRepository;
  let repository: Repository;
  beforeAll(async () => {
    folder = testRepository();
    folder.write({ a: "1", b: "1", c: "1", d: "1", e: "1" });
    folder.commit("one");
    repository = await openRepository(folder.folder, gitEnvironment);
  });
  afterAll(async () => {
    await repository.close();
    folder[Symbol.dispose]();
  });

  test("names files by the two trees, and a tree that is not here by its hash", async () => {
    const before = folder.git("rev-parse", "HEAD^{tree}");
    folder.write({ a: "2", b: "2", c: "2", d: "2" });
    folder.commit("two");
    const now = { ...facts, files: folder.git("rev-parse", "HEAD^{tree}") };
    expect(await differences(repository, { ...facts, files: before }, now)).toEqual(["a, b, c and 1 more files"]);
    expect(await differences(repository, facts, now)).toEqual(["the files (tree 111111111111 before)"]);
  });

  test("is nothing for the same run, and all of it otherwise", async () => {
    expect(await differences(repository, facts, facts)).toEqual([]);
    const other: RunFacts = {
      ...facts,
      environment: { config: digest("6"), identity: digest("7") },
      command: digest("8"),
      variables: { A: digest("1") },
      platform: "linux/arm64",
      outputs: [],
    };
    expect(await differences(repository, facts, other)).toEqual([
      "the image's configuration",
      "the environment's files",
      "the command",
      "the variable CI",
      "the variable A",
      "platform (linux/amd64 before, linux/arm64 now)",
      "outputs",
    ]);
  });
});

describe("a record", () => {
  const record: RunRecord = {
    run: facts,
    outputs: digest("9"),
    at: 1_700_000_000_000,
    seconds: 12,
    results: { GITHUB_OUTPUT: "a=1\n" },
    phases: { test: 3 },
  };
  const parse = (change: object) => parseRecord(JSON.stringify({ ...record, ...change }), "store:run-1");

  test("is read as it was written", () => {
    expect(parse({ url: "https://forge.example/run/1", ref: "refs/heads/main", commit: "abc" })).toMatchObject({
      ...record,
      ...{ url: "https://forge.example/run/1", ref: "refs/heads/main", commit: "abc" },
    });
  });

  test.each([
    ["no facts", { run: undefined }],
    ["facts that lack one", { run: { ...facts, outputs: undefined } }],
    ["facts of other kinds", { run: { ...facts, variables: { A: 1 } } }],
    ["files that are no tree", { run: { ...facts, files: "main" } }],
    ["a time before all times", { at: -1 }],
    ["no time", { at: "now" }],
    ["outputs without a digest", { outputs: "dist" }],
    ["half of a signature", { signed: { bundle: "{}" } }],
    ["results that are a list", { results: ["a"] }],
    ["phases without seconds", { phases: { test: "3" } }],
    ["another mark", { differs: "no" }],
  ])("with %s is none", (_, change) => {
    expect(() => parse(change)).toThrow("store:run-1 is not the record of a run.");
  });

  test.each(["", "null", "[]", "{", '"text"'])("%j is none", (text) => {
    expect(() => parseRecord(text, "store:run-1")).toThrow("store:run-1 is not the record of a run.");
  });

  test.each(["javascript:alert(1)", "file:///etc/passwd", "no address"])("leads to no such address as %s", (url) => {
    expect(parse({ url }).url).toBeUndefined();
  });

  test("leads to its address on one line, whatever was written", () => {
    expect(parse({ url: "https://forge.example/a\n::warning::b" }).url).toBe("https://forge.example/a::warning::b");
  });

  const now = record.at + 3_600_000;
  test.each([
    ["an hour old, for two", { maxAge: 7_200_000 }, undefined],
    ["an hour old, for half of one", { maxAge: 1_800_000 }, "its record is older than `max-age`"],
    ["from the future", { maxAge: 7_200_000, now: record.at - 3_600_000 }, "its record is older than `max-age`"],
    ["a clock that is a little behind", { maxAge: 7_200_000, now: record.at - 60_000 }, undefined],
    ["of no branch, for one", { ref: "refs/heads/main" }, "it has passed for no branch alone"],
  ])("%s", (_, wanted, why) => {
    expect(whyNot(record, { now, ...wanted })).toBe(why);
  });

  test("of another branch does not count for this one, nor one that came out differently for anyone", () => {
    const ofTopic = { ...record, ref: "refs/heads/topic" };
    expect(whyNot(ofTopic, { now, ref: "refs/heads/main" })).toBe("it has passed for refs/heads/topic alone");
    expect(whyNot(ofTopic, { now, ref: "refs/heads/topic" })).toBeUndefined();
    expect(whyNot({ ...record, differs: true }, { now })).toContain("not hermetic");
  });
});

describe("a list of what is proved", () => {
  const run = { key: "abc", at: 1, seconds: 2, environment: "def", command: "make …", url: undefined, ref: undefined };

  test("has the sound ones of what anybody may have written there", () => {
    const written = [
      run,
      null,
      7,
      { ...run, at: "now" },
      { ...run, command: "two\nlines" },
      { ...run, ref: "\u001b[31m" },
      { ...run, key: undefined },
      { ...run, command: "x".repeat(201) },
    ];
    expect(parseProofs(JSON.stringify(written))).toEqual([run]);
    for (const text of ["", "{", "{}", "null"]) expect(parseProofs(text)).toEqual([]);
  });
});
