/**
 * Reads a bundle and finds out who signed it: the signature, the certificate and its authority, the entry of the transparency
 * log. All of it is offline, by a root of trust that is on this machine. Whether that signer may is policy.ts's.
 */
import type { KeyObject } from "node:crypto";
import type { Bundle } from "@sigstore/bundle";
import type { ObjectIdentifierValuePair, TrustMaterial } from "@sigstore/verify";
import { messageOf } from "../errors.ts";
import { hintOf } from "./keys.ts";
import { payloadType } from "./statement.ts";
import { untrusted } from "./untrusted.ts";

/** A statement that somebody has signed. It is JSON from outside still. */
export interface Signed {
  readonly statement: unknown;
  readonly by: SignedBy;
}

/** What was signed, for messages. */
export type SignedThing = "image" | "record";

export type SignedBy = { readonly kind: "workflow"; readonly identity: Identity } | { readonly kind: "key" };

/**
 * What Fulcio's certificate says about a workflow.
 * Source: sigstore/fulcio, docs/oid-info.md, 1.3.6.1.4.1.57264.1.8 to .22.
 */
export interface Identity {
  readonly issuer: string;
  /** `https://github.com/acme/app/.github/workflows/build.yml@refs/heads/main`: the workflow that signed, reusable or not. */
  readonly workflow: string;
  /** `github-hosted` or `self-hosted`. */
  readonly runner: string;
  /** `https://github.com/acme/app` */
  readonly repository: string;
  readonly repositoryId: string;
  readonly commit: string;
  readonly ref: string;
  /** The event that started the run. */
  readonly trigger: string;
  /** The run's address. */
  readonly run: string;
}

const extensions: Readonly<Record<keyof Identity, number>> = {
  issuer: 8,
  workflow: 9,
  runner: 11,
  repository: 12,
  commit: 13,
  ref: 14,
  repositoryId: 15,
  trigger: 20,
  run: 21,
};

/** Who is believed: the roots of Sigstores, or one key. */
export type Believed =
  | { readonly kind: "roots"; readonly roots: readonly object[] }
  | { readonly kind: "key"; readonly key: KeyObject };

/**
 * @param text the bundle, as JSON
 * @throws untrusted, saying why
 */
export async function verifyBundle(text: string, believed: Believed, what: SignedThing = "image"): Promise<Signed> {
  const bundle = await parseBundle(text, what);
  if (bundle.content.$case !== "dsseEnvelope" || bundle.content.dsseEnvelope.payloadType !== payloadType) {
    throw unreadable(what, "it holds no in-toto statement");
  }
  const byKey = bundle.verificationMaterial.content.$case === "publicKey";
  if (byKey !== (believed.kind === "key")) throw otherKind(what, byKey);
  const by = believed.kind === "key" ? await byThisKey(bundle, believed.key) : await byWorkflow(bundle, believed.roots);
  try {
    return { statement: JSON.parse(bundle.content.dsseEnvelope.payload.toString("utf8")), by };
  } catch (cause) {
    throw unreadable(what, "its statement is not JSON", cause);
  }
}

async function parseBundle(text: string, what: SignedThing): Promise<Bundle> {
  const { bundleFromJSON } = await import("@sigstore/bundle");
  try {
    return bundleFromJSON(JSON.parse(text));
  } catch (cause) {
    throw unreadable(what, messageOf(cause), cause);
  }
}

async function byThisKey(bundle: Bundle, key: KeyObject): Promise<SignedBy> {
  const { Verifier, toSignedEntity, toTrustMaterial } = await import("@sigstore/verify");
  const { TrustedRoot } = await import("@sigstore/protobuf-specs");
  const only = { publicKey: key, validFor: () => true };
  const material = toTrustMaterial(TrustedRoot.fromJSON({}), (hint) => {
    if (hint === hintOf(key)) return only;
    throw new Error(`it was signed by the key ${hint.slice(0, 12)}, and \`verify-key\` is ${hintOf(key).slice(0, 12)}`);
  });
  const nothing = { ctlogThreshold: 0, tlogThreshold: 0, timestampThreshold: 0 };
  try {
    new Verifier(material, nothing).verify(toSignedEntity(bundle));
  } catch (cause) {
    throw untrusted(`The attestation's signature is not by \`verify-key\`: ${reason(cause)}.`, signAgain, cause);
  }
  return { kind: "key" };
}

async function byWorkflow(bundle: Bundle, roots: readonly object[]): Promise<SignedBy> {
  const { Verifier, toSignedEntity, toTrustMaterial } = await import("@sigstore/verify");
  const { TrustedRoot } = await import("@sigstore/protobuf-specs");
  let why: unknown;
  for (const root of roots) {
    try {
      const material: TrustMaterial = toTrustMaterial(TrustedRoot.fromJSON(root));
      const { identity } = new Verifier(material).verify(toSignedEntity(bundle));
      return { kind: "workflow", identity: await identityIn(identity?.oids ?? []) };
    } catch (error) {
      why = error;
    }
  }
  throw untrusted(
    `The attestation's signature is not valid by the root of trust: ${reason(why)}.`,
    "If the Sigstore that signed is your own, or newer than this treestamp, name its root: sigstore: root=FILE. Otherwise somebody has changed the attestation: build the image again.",
    why,
  );
}

async function identityIn(oids: readonly ObjectIdentifierValuePair[]) {
  const { ASN1Obj } = await import("@sigstore/core");
  const said = new Map(oids.map(({ oid, value }) => [oid?.id.join("."), value]));
  const read = (number: number) => {
    const value = said.get(`1.3.6.1.4.1.57264.1.${number}`);
    return value === undefined ? "" : ASN1Obj.parseBuffer(Buffer.from(value)).value.toString("utf8");
  };
  return Object.fromEntries(Object.entries(extensions).map(([name, number]) => [name, read(number)])) as Record<
    keyof Identity,
    string
  >;
}

const signAgain = "Build the image again where the right key signs it, or give the key that signed it.";

function otherKind(what: SignedThing, byKey: boolean) {
  return byKey
    ? untrusted(`The ${what} is signed by a key, and no \`verify-key\` says which key is believed.`, signAgain)
    : untrusted(
        `The ${what} is signed by a workflow's identity, and \`verify-key\` believes one key alone.`,
        "Leave `verify-key` out to believe the workflows of this repository.",
      );
}

function unreadable(what: SignedThing, why: string, cause?: unknown) {
  return untrusted(
    `The ${what} has an attestation that cannot be read: ${why.replace(/\.$/, "")}.`,
    "It may come from a newer treestamp: update this one. Otherwise it is damaged: build the image again.",
    cause,
  );
}

function reason(error: unknown): string {
  const cause = error instanceof Error ? (error.cause as unknown) : undefined;
  return messageOf(cause ?? error).replace(/\.$/, "");
}
