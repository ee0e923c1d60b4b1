import type { Command } from "./port.ts";

/** uid, gid and further groups of a process. */
export interface NumericUser {
  readonly uid: number;
  readonly gid: number;
  readonly additionalGids: readonly number[];
}

/** Where the home folder of a numeric user that is not root stands. */
export const callerHome = "/home/treestamp";

/** The user where no file of the image is needed to know it. */
export function numericUser(user: Command["user"]): NumericUser | undefined {
  if (user === "caller") {
    const [uid, gid] = [process.getuid!(), process.getgid!()];
    return { uid, gid, additionalGids: process.getgroups!().filter((group) => group !== gid) };
  }
  const numbers = /^(\d+):(\d+)$/.exec(user);
  return numbers === null ? undefined : { uid: Number(numbers[1]), gid: Number(numbers[2]), additionalGids: [] };
}

export interface PasswdLine {
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
}

/** The line of an image's passwd for a number, or, where names count, for a name. Source: passwd(5). */
export function passwdLine(passwd: string, wanted: string | number, names: boolean): PasswdLine | undefined {
  for (const line of passwd.split("\n")) {
    const [name, , uid, gid, , home = ""] = line.split(":");
    if (uid === `${wanted}` || (names && name === `${wanted}`)) return { uid: Number(uid), gid: Number(gid), home };
  }
  return undefined;
}

/** The passwd file of an image with a line for a user whom it does not know. */
export function passwdWith(passwd: string, { uid, gid }: Pick<NumericUser, "uid" | "gid">): string {
  const known = passwd === "" ? "root:x:0:0:root:/root:/bin/sh\n" : passwd;
  const start = known.endsWith("\n") ? known : `${known}\n`;
  return `${start}treestamp:x:${uid}:${gid}::${callerHome}:/bin/sh\n`;
}
