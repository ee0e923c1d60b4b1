/** An image that is there, by its name. */
import { TreestampError } from "../errors.ts";
import { findManifest } from "../oci/lookup.ts";
import type { Store, StoredManifest } from "../oci/port.ts";
import { parseReference } from "../oci/reference.ts";
import type { Ports } from "./ports.ts";

/**
 * Finds what an input names: by tag or digest, or the one image of a folder. A relative folder starts at `workingFolder`.
 * @param input its name, for messages
 * @throws path-missing, input-invalid, and what the store has against it
 */
export async function imageIn(
  ports: Ports,
  input: string,
  reference: string,
  workingFolder: string,
): Promise<{ readonly store: Store; readonly root: StoredManifest }> {
  const { location, name } = parseReference(reference);
  const store = ports.openStore(location, workingFolder);
  if (name === undefined) return ports.openLayout(store.location);
  const root = await findManifest(store, name);
  if (root !== undefined) return { store, root };
  throw new TreestampError("path-missing", `\`${input}\`: ${store.location} has no ${name}.`, {
    remedy: "Check the name; the step that makes it has to come first.",
  });
}
