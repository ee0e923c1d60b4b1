import Sequencer from "@jest/test-sequencer";

/** The files that take more than half a minute, by what they take; seen on a machine of two cores. */
const longest = [
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
 * Begins with what takes longest, so that nothing long is left over for one worker alone at the end. Jest by itself goes by
 * the size of a file where it has not run it before, as on every machine of CI; and the shortest of ours take long.
 */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const index = longest.findIndex((name) => path.endsWith(name));
      return index < 0 ? longest.length : index;
    };
    return super.sort(tests).sort((one, other) => rank(one) - rank(other));
  }
}
