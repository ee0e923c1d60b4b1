/** What may not be there: not an error where it only means "nothing". */
import { stat } from "node:fs/promises";

/** For `.catch`: `value` in place of a file that is not there; every other error goes on. */
export function missing<T>(value: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === "ENOENT") return value;
    throw error;
  };
}

/** True where there is a file or folder. Unlike `access`, it throws where that cannot be known. */
export async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(missing(undefined))) !== undefined;
}
