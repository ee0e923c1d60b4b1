/** A machine that has neither an engine nor a daemon, as PATH says it. */
import { mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";

const engines = /^(docker|buildah|podman|buildkit|buildctl|containerd|nerdctl)/;

/** PATH to all that this machine has, but for whatever builds images. @param folder a new one, for links */
export function withoutEngines(folder: string): string {
  mkdirSync(folder);
  for (const name of readdirSync("/usr/bin")) {
    if (!engines.test(name)) symlinkSync(join("/usr/bin", name), join(folder, name));
  }
  return `${folder}:/usr/sbin`;
}
