/** Where treestamp runs. */
import { TreestampError } from "../errors.ts";

/**
 * The first thing that every entry does: what comes after it takes mounts, user ids and signals of Linux for granted.
 * @param platform of this process
 * @throws platform-unsupported
 */
export function requireLinux(platform: NodeJS.Platform = process.platform): void {
  if (platform === "linux") return;
  const name = { darwin: "macOS", win32: "Windows" }[platform as string] ?? platform;
  throw new TreestampError("platform-unsupported", `treestamp runs on Linux only, and this is ${name}.`, {
    remedy:
      "Run the job on Linux (runs-on: ubuntu-24.04, a Linux executor of CircleCI), or use WSL 2 or a Linux virtual machine.",
  });
}
