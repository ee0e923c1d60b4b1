/** Errors about paths of a recipe that are not in the repository, or are something else there. */
import { TreestampError } from "../errors.ts";
import { type TreePath, textOfPath } from "../git/path.ts";
import type { TreeEntry } from "../git/tree.ts";

/** The error about an input whose path leads to nothing. */
export function nothingThere(input: string, path: TreePath, what: string, remedy?: string): TreestampError {
  return new TreestampError("path-missing", `\`${input}\`: ${textOfPath(path)} ${what}.`, {
    remedy:
      remedy ?? "Check the spelling, and that it is committed: git keeps neither empty directories nor ignored files.",
  });
}

/** The error about an input whose path ends at, or leads through, the wrong kind of entry. */
export function notThat(input: string, path: TreePath, entry: TreeEntry, wanted: string): TreestampError {
  const where = textOfPath(path);
  if (entry.mode === "160000") {
    return new TreestampError("input-invalid", `\`${input}\`: ${where} is, or is in, a submodule.`, {
      remedy:
        "A submodule's files are not in this repository's tree: run treestamp in the submodule (`-C`), or include it as a whole.",
    });
  }
  const is = entry.mode === "120000" ? "a symbolic link" : entry.mode === "40000" ? "a directory" : "a file";
  const remedy = is === "a symbolic link" ? "Name the path that it points to." : `Name ${wanted}.`;
  return new TreestampError("input-invalid", `\`${input}\`: ${where} is, or leads through, ${is}.`, { remedy });
}
