import { TreestampError } from "../../errors.ts";

/** The failure for an image that breaks its format. @param what the end of "it cannot be used: …" */
export function invalidImage(what: string): TreestampError {
  return new TreestampError("snapshot-invalid", `A snapshot's image cannot be used: ${what}.`, {
    remedy: "Delete the image's tag from the store, so that it is built again.",
  });
}
