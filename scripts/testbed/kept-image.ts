/** Images that take minutes to make: made once on a machine, like the programs that tests need. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { soleManifest } from "../../core/oci/layout/store.ts";
import type { Digest } from "../../core/oci/port.ts";
import { rootPrefix } from "./debian-packages.ts";

export interface KeptImage {
  /** An OCI image layout. */
  readonly folder: string;
  readonly digest: Digest;
}

/**
 * Gives the image of the layout `folder`, which appears as a whole, at the first call.
 * @param make makes the layout `layout`; `work` is scratch space, gone afterwards also where it throws
 */
export async function keptImage(
  folder: string,
  make: (layout: string, work: string) => Promise<void>,
): Promise<KeptImage> {
  if (!existsSync(folder)) {
    await mkdir(dirname(folder), { recursive: true });
    const work = await mkdtemp(join(dirname(folder), `making-${basename(folder)}-`));
    try {
      const layout = join(work, "layout");
      await make(layout, work);
      await rename(layout, folder);
    } finally {
      // A root's files may be root's.
      const [program, ...words] = [...(rootPrefix() ?? []), "rm", "-rf", "--one-file-system", work];
      await promisify(execFile)(program!, words);
    }
  }
  return { folder, digest: (await soleManifest(folder)).descriptor.digest };
}
