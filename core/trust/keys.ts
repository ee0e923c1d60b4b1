/** Keys that sign and verify: Ed25519, in PEM. */
import { createHash, createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { TreestampError } from "../errors.ts";

/** The name of a public key: the sha256 of it, as `cosign` and Rekor name keys. */
export function hintOf(key: KeyObject): string {
  return createHash("sha256")
    .update(key.export({ type: "spki", format: "der" }))
    .digest("hex");
}

/** @throws input-invalid if the text is no Ed25519 key: nothing of it is repeated */
export function signingKey(pem: string): KeyObject {
  return ed25519("attest-key", () => createPrivateKey(pem));
}

/** The public key, or the one that belongs to a private key. @throws input-invalid */
export function verifyingKey(pem: string): KeyObject {
  return ed25519("verify-key", () => createPublicKey(pem));
}

function ed25519(input: string, read: () => KeyObject): KeyObject {
  const key = unlessUnreadable(read);
  if (key?.asymmetricKeyType === "ed25519") return key;
  throw new TreestampError("input-invalid", `\`${input}\` is not an Ed25519 key in PEM.`, {
    remedy:
      "Make one: openssl genpkey -algorithm ed25519 -out key.pem; its public half: openssl pkey -in key.pem -pubout.",
  });
}

function unlessUnreadable(read: () => KeyObject): KeyObject | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
