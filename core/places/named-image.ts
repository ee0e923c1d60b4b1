/** An image that is there already, by its name. */
import { TreestampError } from "../errors.ts";
import { findManifest } from "../oci/lookup.ts";
import type { StoredImage } from "../oci/port.ts";
import { parseReference } from "../oci/reference.ts";
import type { PlacePorts } from "./port.ts";

/**
 * Finds the image that an input names: by tag or digest, or the one image of a folder.
 * @param input the input's name, for messages
 * @param workingFolder where a relative folder starts
 * @throws path-missing, input-invalid; why the store does not say whether it is there
 */
export async function namedImage(
  ports: Pick<PlacePorts, "openStore" | "openLayout">,
  input: string,
  reference: string,
  workingFolder: string,
): Promise<StoredImage> {
  const { location, name } = parseReference(reference);
  const store = ports.openStore(location, workingFolder);
  if (name === undefined) return ports.openLayout(store.location);
  const root = await findManifest(store, name);
  if (root !== undefined) return { store, root };
  throw new TreestampError("path-missing", `\`${input}\`: ${store.location} has no ${name}.`, {
    remedy: "Check the name; the step that makes it has to run first.",
  });
}
