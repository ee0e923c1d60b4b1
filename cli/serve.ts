/** `treestamp serve`: the build service, until it is told to end. */
import { localLog } from "../core/host/shell/log.ts";
import type { Written } from "../core/inputs/read.ts";
import { Interrupted, interruptible } from "../core/machine/interrupt.ts";
import { requireLinux } from "../core/machine/linux.ts";
import { runService } from "../core/service/service.ts";
import { settingsOf } from "../core/service/settings.ts";

/** @returns the exit code: being told to end is no failure of a service */
export async function serve(
  { written, debug }: { readonly written: Written; readonly debug: boolean },
  process: NodeJS.Process,
): Promise<number> {
  requireLinux();
  const { env: environment, stdout, stderr, execPath, argv } = process;
  const log = localLog({ write: (text) => stderr.write(text), debug });
  const command = [execPath, argv[1]!, "service-build"];
  const echo = (bytes: Uint8Array) => void stdout.write(bytes);
  const settings = settingsOf(written, environment);
  return interruptible((signal) => runService(settings, { environment, log, command, echo }, signal)).then(
    () => 0,
    (error: unknown) => {
      if (error instanceof Interrupted) return 0;
      throw error;
    },
  );
}
