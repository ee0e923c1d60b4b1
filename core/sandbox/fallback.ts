/** What runs a command where the machine refuses what the best sandbox needs, which shows only when it is set up. */
import type { Log } from "../log/log.ts";
import { type Sandbox, SandboxRefused } from "./port.ts";

/**
 * One sandbox out of several, best first: where one is refused, the next one runs the command, and the log says why.
 * @param atLast makes the last one, which only those that were refused all others pay for; undefined where none is allowed
 */
export function withFallbacks(
  [best, ...others]: readonly [Sandbox, ...Sandbox[]],
  atLast: ((why: string) => Promise<Sandbox>) | undefined,
  log: Log,
): Sandbox {
  return {
    ...best,
    run: async (command) => {
      const reasons: string[] = [];
      let refused: SandboxRefused | undefined;
      for (const sandbox of [best, ...others]) {
        if (refused !== undefined) log.info(`Sandbox: ${sandbox.description}; ${refused.why}.`);
        try {
          return await sandbox.run(command);
        } catch (error) {
          if (!(error instanceof SandboxRefused)) throw error;
          refused = error;
          reasons.push(`not ${sandbox.description}: ${error.why}`);
        }
      }
      if (atLast === undefined) throw refused;
      return (await atLast(reasons.join("; "))).run(command);
    },
  };
}
