/**
 * Signs a statement: by the identity of a workflow (Fulcio gives a certificate for it, Rekor's log keeps the signature), or by
 * a key that some jobs share. Either way the result is a Sigstore bundle, which cosign reads, too.
 */
import { createPublicKey, type KeyObject, sign } from "node:crypto";
import type { BundleBuilderOptions } from "@sigstore/sign";
import { messageOf, TreestampError } from "../errors.ts";
import { hintOf } from "./keys.ts";
import { payloadType, type Statement } from "./statement.ts";

/** Where a workflow's identity becomes a signature. */
export interface Sigstore {
  readonly fulcio: string;
  readonly rekor: string;
}

/** What may sign. */
export type Signer =
  | {
      readonly kind: "workflow";
      readonly sigstore: Sigstore;
      /** A token that says who we are; asked for once for each signature, because it lives ten minutes. */
      token(): Promise<string>;
    }
  | { readonly kind: "key"; readonly key: KeyObject };

/** A signature that has not come after this time and as many tries is a failure. Milliseconds. */
const patience = { retry: { retries: 3, minTimeout: 500 }, timeout: 30_000 };

/** @returns the bundle as JSON @throws not-attested */
export async function signStatement(signer: Signer, statement: Statement): Promise<string> {
  const [{ DSSEBundleBuilder }, { bundleToJSON }] = await Promise.all([
    import("@sigstore/sign"),
    import("@sigstore/bundle"),
  ]);
  const builder = new DSSEBundleBuilder(await optionsFor(signer));
  try {
    const bundle = await builder.create({ data: Buffer.from(JSON.stringify(statement)), type: payloadType });
    // The bundle names the key. Cosign would look for an id of its own kind here, and passes over a signature with another.
    for (const signature of bundle.content.dsseEnvelope.signatures) signature.keyid = "";
    return JSON.stringify(bundleToJSON(bundle));
  } catch (error) {
    if (error instanceof TreestampError) throw error;
    throw new TreestampError("not-attested", `The signature could not be made: ${reasonOf(error)}.`, {
      remedy: "Run it again once the signing service answers. Without `attest`, nothing is signed.",
      cause: error,
    });
  }
}

async function optionsFor(signer: Signer): Promise<BundleBuilderOptions> {
  if (signer.kind === "key") {
    const publicKey = createPublicKey(signer.key);
    const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
    const key = { $case: "publicKey", publicKey: pem, hint: hintOf(publicKey) } as const;
    // Ed25519 hashes by itself, so it takes no name of a hash; the key is of no other kind.
    return { signer: { sign: async (data) => ({ key, signature: sign(undefined, data, signer.key) }) }, witnesses: [] };
  }
  const { FulcioSigner, RekorWitness } = await import("@sigstore/sign");
  const { fulcio, rekor } = signer.sigstore;
  return {
    signer: new FulcioSigner({
      fulcioBaseURL: fulcio,
      identityProvider: { getToken: () => signer.token() },
      ...patience,
    }),
    witnesses: [new RekorWitness({ rekorBaseURL: rekor, entryType: "dsse", ...patience })],
  };
}

/** The library says "error creating signing certificate" and keeps to itself why. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause as unknown) : undefined;
  return [error, cause]
    .filter((one) => one !== undefined)
    .map((one) => messageOf(one).replace(/\.$/, ""))
    .join(": ");
}
