/** Builders that buildx starts: none runs in the tests, so a program that prints what buildx prints stands for them. */
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { probeNamed } from "../../core/engine/named-builder.ts";
import { silentLog } from "../../core/log/log.ts";
import { testFolder } from "../fixtures/git.ts";

/** What is found by a buildx that answers `inspect`, and then `inspect --bootstrap`, so. */
async function found(inspected: string, started: string) {
  using folder = testFolder();
  const script = `#!/bin/sh\nif [ "$2" = --bootstrap ]; then ${started}; else printf '${inspected}'; fi\n`;
  writeFileSync(join(folder.path, "buildx"), script);
  chmodSync(join(folder.path, "buildx"), 0o755);
  return await probeNamed("mine", { PATH: folder.path }, silentLog);
}

const pod = (status: string) => `Name: mine\\nDriver: kubernetes\\n\\nNodes:\\nName: mine0\\nStatus:   ${status}\\n`;

test("a builder that does not run is started", async () => {
  expect(await found(pod("inactive"), `printf '${pod("running")}'`)).toMatchObject({
    builder: { description: "BuildKit in the builder mine (kubernetes)" },
  });
});

test("one that runs is not", async () => {
  expect((await found(pod("running"), "exit 1")).builder).toBeDefined();
});

test("one node of several is enough", async () => {
  expect((await found(`${pod("inactive")}\\nName: mine1\\nStatus: running\\n`, "exit 1")).builder).toBeDefined();
});

test("one that cannot be started says why", async () => {
  expect(await found(pod("inactive"), "echo 'ERROR: pods is forbidden.' >&2; exit 1")).toEqual({
    builder: undefined,
    reason: "pods is forbidden",
    remedy: "See what it lacks: docker buildx inspect --bootstrap mine.",
  });
  expect(await found(pod("inactive"), `printf '${pod("inactive")}'`)).toMatchObject({ reason: "it is inactive" });
});

test("without buildx there is no builder", async () => {
  expect(await probeNamed("mine", { PATH: "/nonexistent" }, silentLog)).toMatchObject({
    reason: "buildx is not installed",
    remedy: "Install buildx: docker's plugin, or the program alone on PATH.",
  });
});
