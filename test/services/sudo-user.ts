/** A user who may use sudo without a password, and who exists in tests only. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { codeCacheOf } from "./code-cache.ts";

/**
 * The start of a command line that runs as this user. The machine does not change: the user stands in files of `folder`,
 * which the command sees in place of the machine's own.
 */
export function asSudoUser(uid: number, folder: string): string[] {
  mkdirSync(folder, { recursive: true });
  const file = (name: string, mode: number, text: string) => {
    writeFileSync(join(folder, name), text, { mode });
    return join(folder, name);
  };
  const rules = file("sudoers", 0o440, `root ALL=(ALL) ALL\n#${uid} ALL=(ALL) NOPASSWD: ALL\n`);
  const passwd = file("passwd", 0o644, `root:x:0:0:root:/root:/bin/sh\ncaller:x:${uid}:${uid}::/nowhere:/bin/sh\n`);
  const shadow = file("shadow", 0o600, "root:*:19000:0:99999:7:::\ncaller:*:19000:0:99999:7:::\n");
  // The tests may stand in a folder of root's, and the user has to be able to read them.
  const script = `
    mount --bind "$1" /etc/sudoers && mount --bind "$2" /etc/passwd && mount --bind "$3" /etc/shadow &&
    uid=$4 && export NODE_COMPILE_CACHE="$5" && shift 5 &&
    exec setpriv --reuid "$uid" --regid "$uid" --clear-groups --inh-caps +dac_read_search --ambient-caps +dac_read_search "$@"`;
  return ["unshare", "--mount", "sh", "-c", script, "sh", rules, passwd, shadow, `${uid}`, codeCacheOf(uid)];
}
