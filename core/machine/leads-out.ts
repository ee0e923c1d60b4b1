import { realpath } from "node:fs/promises";
import { TreestampError } from "../errors.ts";
import { missing } from "./missing.ts";
import { isWithin } from "./mounts.ts";

/**
 * Refuses a path in a folder that commands write where it leads out of that folder: a command before this one may have put a
 * symbolic link there, to any folder of the machine. What lies elsewhere by its name, and what is not there, is let through.
 * @throws input-invalid
 */
export async function checkStaysInside(folder: string, path: string): Promise<void> {
  if (!isWithin(folder, path)) return;
  const [above, target] = await Promise.all([folder, path].map((each) => realpath(each).catch(missing(each))));
  if (isWithin(above!, target!)) return;
  throw new TreestampError("input-invalid", `${path} leads out of ${folder} by a symbolic link, to ${target}.`, {
    remedy: "The command would get that folder. Name that folder itself, or find out which command made the link.",
  });
}
