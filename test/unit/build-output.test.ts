/** What is told of a failed build: the instruction, why, and what to do. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { readSecrets, remedyFor, runBuildStep } from "../../core/engine/build-output.ts";
import { checkDialect } from "../../core/engine/buildah-dialect.ts";
import { readerOf } from "../../core/engine/buildah-told.ts";
import { planOf } from "../../core/engine/plan.ts";
import type { BuildRequest } from "../../core/engine/port.ts";
import { silentLog } from "../../core/log/log.ts";
import { testFolder } from "../fixtures/git.ts";

const steps = "STEP 1/3: FROM scratch\nSTEP 2/3: COPY root /\n";
const path = expect.stringContaining("check the path, and add other files with `include`");

describe("a build that failed", () => {
  test.each([
    [`${steps}Error: building at STEP "COPY go.mod /": copier: stat: "/go.mod": no such file or directory`],
    ['#5 [2/2] COPY go.mod /\nERROR: failed to calculate checksum of ref x: "/go.mod": not found'],
  ])("by a path that the context lacks: %j", (output) => {
    expect(remedyFor(output, "otherwise")).toEqual(path);
  });

  test.each([
    [`${steps}/bin/sh: make: not found\nError: building at STEP "RUN make": exit status 127`],
    [
      '#5 [2/3] COPY root /\n#6 make: not found\nERROR: process "/bin/sh -c make" did not complete successfully: exit code: 127',
    ],
  ])("by a command of its own has nothing to do with the context: %j", (output) => {
    expect(remedyFor(output, "otherwise")).toBe("otherwise");
  });
});

test("a build that failed shows its secrets nowhere", async () => {
  const lines: string[] = [];
  const log = { ...silentLog, info: (line: string) => void lines.push(line) };
  const failure = { printed: "", summary: "The word open-sesame failed.", excerpt: ["   1 | RUN open-sesame"] };
  const reader = { shown: (line: string) => [line], failure: () => failure };
  const options = { env: process.env, log, secretValues: ["open-sesame"], reader };
  await expect(runBuildStep("sh", ["-c", "echo open-sesame; exit 3"], options)).rejects.toMatchObject({
    message: "The image could not be built. The word *** failed.",
    output: "***\n   1 | RUN ***",
  });
  expect(lines).toEqual(["***", "   1 | RUN ***"]);
});

test("a secret that can be read only once is refused: engines read it again", async () => {
  using folder = testFolder();
  const path = join(folder.path, "pipe");
  execFileSync("mkfifo", [path]);
  await expect(readSecrets([{ id: "a", source: { kind: "file", path } }], {}, silentLog)).rejects.toMatchObject({
    code: "input-invalid",
    message: 'The build secret "a" names a file that cannot be read (it is no regular file).',
  });
});

/** A Dockerfile of these lines, as engines read it. */
function planned(lines: readonly string[]) {
  const text = `${lines.join("\n")}\n`;
  const request = { dockerfile: { path: "Dockerfile", text }, buildArgs: new Map(), bases: [], target: undefined };
  return { text, plan: planOf(request as unknown as BuildRequest, "linux/amd64") };
}

test.each([
  ["RUNN make", "RUNN", "Did you mean RUN?"],
  ["&& make", "&&", "Check its spelling, and that the line before it ends as it should."],
])("a line that begins with no instruction is named before buildah starts: %s", (line, word, remedy) => {
  const { plan } = planned(["FROM base", line]);
  expect(() => checkDialect(plan, new Map(), [1, 28])).toThrow(
    expect.objectContaining({
      message: `The Dockerfile's line 2 begins with ${word}, which is no instruction.`,
      remedy,
    }),
  );
});

describe("what buildah prints", () => {
  /** What is shown of these lines, and what is told of the failure that they end with. */
  const told = (dockerfile: readonly string[], printed: readonly string[]) => {
    const { text, plan } = planned(dockerfile);
    const reader = readerOf(text, plan, new Map());
    const shown = printed.flatMap(reader.shown);
    const { summary, excerpt } = reader.failure() ?? {};
    return { shown, summary, excerpt };
  };
  const from = "STEP 1/2: FROM docker.io/library/base:latest";

  test("of a RUN that fails is shown without its own processes' ends, and the command once, by its lines", () => {
    const lines = ["FROM base", "# why", "RUN echo one \\", "  && exit 3"];
    const step = "STEP 2/2: RUN echo one   && exit 3";
    const end = ["subprocess exited with status 3", "subprocess exited with status 3"];
    const error = 'Error: building at STEP "RUN echo one   && exit 3": exit status 3';
    expect(told(lines, [from, step, "one", ...end, error])).toEqual({
      shown: [from, step, "one"],
      summary: "The Dockerfile's line 3 (RUN) failed: exit status 3.",
      excerpt: ["   3 | RUN echo one \\", "   4 |   && exit 3"],
    });
  });

  test.each([
    [
      "COPY package.json /",
      'checking on sources under "/tmp/a b/context": copier: stat: "/package.json": no such file or directory',
      '"/package.json": no such file or directory',
    ],
    [
      'RUN echo "a": b',
      `resolving mountpoints for container "${"0f".repeat(32)}": invalid mount type "nonsense"`,
      'invalid mount type "nonsense"',
    ],
    [
      "ONBUILD RUNN",
      'Build error: Unknown instruction: "RUNN" &imagebuilder.Step{Env:[]string{"PATH=/bin"}, Command:"runn"}',
      'Unknown instruction: "RUNN"',
    ],
    ["RUN --network=none  [ 1 ]", "error while running runtime: exit status 9", "exit status 9"],
  ])("of %s names the line and the cause, without buildah's folders, numbers and values", (instruction, why, cause) => {
    const printed = [from, `STEP 2/2: ${instruction}`, `Error: building at STEP "${instruction}": ${why}`];
    expect(told(["FROM base", instruction], printed)).toEqual({
      shown: printed.slice(0, 2),
      summary: `The Dockerfile's line 2 (${instruction.split(" ")[0]}) failed: ${cause}.`,
      excerpt: [], // it is the last line that was shown
    });
  });

  test("of an instruction that stands twice names the one that was begun last", () => {
    const lines = ["FROM base AS a", "RUN make", "FROM a", "RUN make", "RUN make"];
    const steps = ["[1/2] STEP 2/2: RUN make", "[2/2] STEP 2/3: RUN make"];
    expect(told(lines, [...steps, 'Error: building at STEP "RUN make": exit status 2']).summary).toContain("line 4 ");
  });

  test("of what it cannot read has a line if only one instruction can be meant", () => {
    const error = "Error: parsing main Dockerfile: Dockerfile.linux-amd64: ENV must have two arguments";
    expect(told(["FROM base", "ENV X"], [error])).toMatchObject({
      summary: "The Dockerfile's line 2 (ENV) failed: ENV must have two arguments.",
      excerpt: ["   2 | ENV X"],
    });
    expect(told(["FROM base", "ENV X", "ENV Y"], [error]).summary).toBe("ENV must have two arguments.");
  });

  test("is shown as it is where a command has printed it, or it has another form", () => {
    const lines = ["subprocess exited with status 1", "and went on", "Error: of its own", "STEP by step"];
    expect(told(["FROM base"], lines)).toEqual({ shown: lines, summary: undefined, excerpt: undefined });
    const glued = "process failed to start with error: fork/exec /x: no such file or directory";
    expect(
      told(["FROM base"], [`${glued}process exited with error: exec: not startedsubprocess exited with status 1`]),
    ).toMatchObject({ shown: [glued] });
  });
});
