/** What the end of a build's output says: as buildx 0.36 prints it, with buildkitd 0.32, where nothing else is said. */
import { expect, test } from "@jest/globals";
import { verdictOn } from "../../core/engine/death.ts";

const lost = "rpc error: code = Unavailable desc = error reading from server: EOF";

test.each([
  [`ERROR: failed to build: failed to receive status: ${lost}`, "error reading from server: EOF"],
  // Source: docker/buildx#1785, as others saw it.
  [
    'ERROR: failed to solve: Unavailable: closing transport due to: connection error: desc = "error reading from server: EOF", received prior goaway: code: NO_ERROR',
    'Unavailable: closing transport due to: connection error: desc = "error reading from server: EOF", received prior goaway: code: NO_ERROR',
  ],
  [
    'ERROR: failed to solve: Unavailable: connection error: desc = "transport: Error while dialing: dial tcp 10.0.0.1:1: connect: connection refused"',
    'Unavailable: connection error: desc = "transport: Error while dialing: dial tcp 10.0.0.1:1: connect: connection refused"',
  ],
])("the connection has failed: %s", (last, why) => {
  expect(verdictOn(`#5 0.1 ERROR: process "x" did not complete successfully: exit code: 1\n${last}\n`)).toEqual({
    kind: "connection",
    why,
  });
});

test.each([
  `ERROR: failed to build: failed to solve: process "/bin/sh -c echo \\"${lost}\\"; false" did not complete successfully: exit code: 1`,
  'ERROR: failed to solve: process "/bin/sh -c make" did not complete successfully: exit code: 137',
  // BuildKit before 0.11
  `ERROR: failed to solve: executor failed running [/bin/sh -c echo ${lost}; exit 3]: exit code: 3`,
])("an instruction has failed: %s", (last) => {
  expect(verdictOn(`#5 0.1 ${lost}\n${last}`)).toEqual({ kind: "instruction" });
});

test.each([
  "",
  `#5 0.053 ERROR: ${lost}`,
  ` > [2/2] RUN echo ${lost}:\n0.1 ERROR: ${lost}\nERROR: failed to build: failed to solve: Canceled: context canceled`,
  `ERROR: failed to solve: process "/bin/sh -c echo ${lost}" did not complete successfully: context canceled`,
  'ERROR: failed to solve: debian: failed to do request: Head "https://r/": dial tcp 10.0.0.1:443: connect: connection refused',
  "ERROR: failed to solve: Unavailable: unexpected status from HEAD request to https://r/: 503 Service Unavailable",
])("the builder has to be asked: %s", (output) => {
  expect(verdictOn(output)).toEqual({ kind: "unknown" });
});
