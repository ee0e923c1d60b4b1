import Sequencer from "@jest/test-sequencer";
import { isBuilt } from "../scripts/testbed/go-tools.ts";
import { allGoTools } from "../scripts/testbed/test-tools.ts";
import { toolsOf } from "./tools-of.js";

/** The files that take longest, as seen on a machine of two cores. The end of each run prints the slowest ones. */
const longest = [
  "contract/places",
  "contract/sandbox-container",
  "contract/sandbox-mounted",
  "e2e/kill-anywhere",
  "e2e/workflows",
  "contract/turn",
  "contract/dockerfile",
  "contract/sandbox-strange-images",
  "e2e/serve",
  "contract/sandbox-users",
  "contract/snapshot-size",
  "e2e/broken-registry",
  "e2e/command-line-parallel",
  "e2e/lock",
  "e2e/actions-job",
  "e2e/secrets",
  "e2e/environments",
  "e2e/orb",
  "contract/faults",
  "contract/buckets",
  "contract/fixed-images",
  "contract/engine",
  "e2e/command-line-registry",
  "contract/same-build",
  "e2e/push",
  "e2e/forks",
  "e2e/serve-workers",
  "contract/sandbox-machine",
  "contract/sandbox-unmounted",
  "contract/onto",
  "contract/assemble",
  "contract/power-loss",
  "e2e/command-line-machines",
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
