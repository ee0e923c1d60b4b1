import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { allGoTools } from "../scripts/testbed/test-tools.ts";

/** How the source of a test, or of a service that it imports, shows that it calls a Go program. */
const signs = {
  registry: /"registry", \["serve"/,
  dockerd: /(?<!function )startDocker\(/,
  buildx: /(?<!function )start(Docker|Buildkitd)\(/,
  buildkitd: /(?<!function )startBuildkitd\(/,
  crane: /"crane"/,
  act: /"act"/,
  versitygw: /"versitygw"/,
  actionlint: /lint-workflows/,
  circleci: /circleciTool|pack-orb/,
};

/** @returns the Go programs that the test file at `path` calls, itself or through a file that it imports */
export function toolsOf(path) {
  const commands = new Set();
  const seen = new Set();
  const read = (file) => {
    if (seen.has(file)) return;
    seen.add(file);
    const text = readFileSync(file, "utf8");
    for (const [command, sign] of Object.entries(signs)) if (sign.test(text)) commands.add(command);
    for (const [, imported] of text.matchAll(/^(?:import .*|\} )from "(\.[^"]+)"/gm)) {
      const next = join(dirname(file), imported);
      // The product names none of them for itself, and the list of them calls none.
      if (/\/(test|scripts)\//.test(next) && !next.endsWith("/test-tools.ts")) read(next);
    }
  };
  read(path);
  return allGoTools.filter(({ command }) => commands.has(command));
}
