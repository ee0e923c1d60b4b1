/** What is advised after a failed build fits the instruction that failed. */
import { describe, expect, test } from "@jest/globals";
import { remedyFor } from "../../core/engine/build-output.ts";

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
