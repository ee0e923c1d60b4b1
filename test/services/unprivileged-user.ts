/** A user who may not use sudo, and who exists in tests only. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { codeCacheOf } from "./code-cache.ts";

/**
 * The start of a command line that runs as this user. The machine does not change: the user stands in files of `folder`,
 * which the command sees in place of the machine's own. `numbers` are those of other users that it may give away: subuid(5).
 */
export function asUnprivilegedUser(uid: number, folder: string, numbers = "caller:100000:65536\n"): string[] {
  mkdirSync(folder, { recursive: true });
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text, { mode: 0o644 });
    return join(folder, name);
  };
  const passwd = file("passwd", `root:x:0:0:root:/root:/bin/sh\ncaller:x:${uid}:${uid}::/nowhere:/bin/sh\n`);
  const group = file("group", `root:x:0:\ncaller:x:${uid}:\n`);
  // The tests may stand in a folder of root's, and the user has to be able to read them.
  const script = `
    mount --bind "$1" /etc/passwd && mount --bind "$2" /etc/group &&
    touch /etc/subuid /etc/subgid && mount --bind "$3" /etc/subuid && mount --bind "$3" /etc/subgid &&
    uid=$4 && export NODE_COMPILE_CACHE="$5" && shift 5 &&
    exec setpriv --reuid "$uid" --regid "$uid" --clear-groups --inh-caps +dac_read_search --ambient-caps +dac_read_search "$@"`;
  return [
    "unshare",
    "--mount",
    "sh",
    "-c",
    script,
    "sh",
    passwd,
    group,
    file("numbers", numbers),
    `${uid}`,
    codeCacheOf(uid),
  ];
}
