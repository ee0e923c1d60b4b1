import Sequencer from "@jest/test-sequencer";
import { isBuilt } from "../scripts/go-tools.ts";
import { allGoTools } from "../scripts/test-tools.ts";
import { toolsOf } from "./tools-of.js";

/** The files that take longest, as seen on a machine of two cores. The end of each run prints the slowest ones. */
const longest = [
  "contract/sandbox-strange-images",
  "contract/places",
  "contract/fixed-images",
  "contract/sandbox-users",
  "contract/dockerfile",
  "e2e/kill-anywhere",
  "contract/sandbox-container",
  "contract/sandbox-mounted",
  "contract/sandbox-unmounted",
  "contract/snapshot-size",
  "contract/faults",
  "contract/same-build",
  "e2e/broken-registry",
  "contract/engine",
  "contract/hostile-layers",
  "e2e/broken-machine",
  "e2e/command-line-parallel",
  "e2e/broken-build",
  "e2e/broken-input",
  "contract/snapshot-kernel",
].map((name) => `/test/${name}.test.ts`);

/**
 * Begins with the files whose programs are there, and among these with what takes longest, so that nothing long is left over
 * for one worker alone at the end. Jest by itself goes by the size of a file that it has not run before, as on every
 * machine of CI, and the shortest of ours take longest.
 */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const index = longest.findIndex((name) => path.endsWith(name));
      return index < 0 ? longest.length : index;
    };
    const coming = allGoTools.filter((tool) => !isBuilt(tool));
    const wait = new Map(tests.map(({ path }) => [path, lastOf(coming, path)]));
    return super.sort(tests).sort((one, other) => wait.get(one.path) - wait.get(other.path) || rank(one) - rank(other));
  }
}

/** When the last program comes that a file waits for: its place in the order of building, 0 where it waits for none. */
function lastOf(coming, path) {
  if (coming.length === 0) return 0;
  const tools = toolsOf(path);
  return coming.findLastIndex((tool) => tools.includes(tool)) + 1;
}
