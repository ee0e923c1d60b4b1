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

/** The passwd file of an image, with a line for the user where it has none. */
export function passwdWith(passwd: string, { uid, gid }: NumericUser): string {
  if (passwd.split("\n").some((line) => line.split(":")[2] === `${uid}`)) return passwd;
  const start = passwd === "" || passwd.endsWith("\n") ? passwd : `${passwd}\n`;
  return `${start}treestamp:x:${uid}:${gid}::${callerHome}:/bin/sh\n`;
}
