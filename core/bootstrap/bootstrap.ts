/** From archives or packages to the OCI layout of an image. */
import { TreestampError } from "../errors.ts";
import type { BootstrapRequest } from "./port.ts";

/**
 * Fills `request.output` with the OCI layout of an image that is the same bytes on every machine.
 * @throws store-unreachable, store-refused, store-corrupt (another sum), image-invalid (no archive of a root), tool-missing,
 * build-failed, interrupted
 */
export async function bootstrap(_request: BootstrapRequest): Promise<void> {
  throw new TreestampError("input-invalid", "`bootstrap` is not there yet.");
}
