import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, expect } from "@jest/globals";
import { isBuilt } from "../scripts/testbed/go-tools.ts";
import { toolsOf } from "./tools-of.js";

/** Longer than all of them take on a busy machine. Milliseconds. */
const longest = 45 * 60_000;

// npm test builds them meanwhile, and says here where it failed (scripts/test.ts).
const failed = process.env.TREESTAMP_TOOLS_FAILED;
if (failed !== undefined) {
  const missing = toolsOf(expect.getState().testPath).filter((tool) => !isBuilt(tool));
  if (missing.length > 0) {
    const { existsSync } = await import("node:fs");
    beforeAll(async () => {
      for (const tool of missing) {
        while (!isBuilt(tool)) {
          if (existsSync(failed))
            throw new Error(`${tool.command} could not be built: see the first lines of npm test.`);
          await sleep(200);
        }
      }
    }, longest);
  }
}
