/** What a call says about who built an image. */
import { signingKey, verifyingKey } from "../trust/keys.ts";
import type { Verify } from "../trust/level.ts";
import type { Values } from "./read.ts";
import { isWebAddress } from "./web-address.ts";

export interface TrustRequest {
  readonly attest: boolean;
  /** PEM. */
  readonly attestKey: string | undefined;
  readonly attestKeyFile: string | undefined;
  readonly verify: Verify;
  /** PEM, or a file with it. */
  readonly verifyKey: string | undefined;
  /** A name or a number. */
  readonly verifyRepository: string | undefined;
  readonly verifyWorkflows: readonly string[];
  readonly verifySelfHosted: boolean;
  readonly sigstore: SigstoreRequest;
}

export interface SigstoreRequest {
  readonly fulcio: string | undefined;
  readonly rekor: string | undefined;
  readonly issuer: string | undefined;
  /** A file. */
  readonly root: string | undefined;
}

/** @throws input-invalid */
export function trustRequest(values: Values): TrustRequest {
  const { text, flag, list, fail } = values;
  const [attestKey, verifyKey, verifyRepository] = [text("attest-key"), text("verify-key"), text("verify-repository")];
  if (attestKey !== undefined) signingKey(attestKey);
  if (verifyKey !== undefined && isPem(verifyKey)) verifyingKey(verifyKey);
  if (verifyRepository !== undefined && !/^(?:\d+|[\w.-]+\/[\w.-]+)$/.test(verifyRepository)) {
    throw fail("verify-repository")(`"${verifyRepository}" is not a repository`, "Write OWNER/NAME, or its number.");
  }
  return {
    attest: flag("attest"),
    attestKey,
    attestKeyFile: text("attest-key-file"),
    verify: (text("verify") ?? "when-present") as Verify,
    verifyKey,
    verifyRepository,
    verifyWorkflows: list("verify-workflow"),
    verifySelfHosted: flag("verify-self-hosted"),
    sigstore: sigstoreOf(values),
  };
}

/** Whether it is a key itself, and not the path of one. */
export function isPem(said: string): boolean {
  return said.trimStart().startsWith("-----BEGIN ");
}

function sigstoreOf({ map, fail }: Values): SigstoreRequest {
  const said = map("sigstore");
  const names = ["fulcio", "rekor", "issuer", "root"];
  const other = [...said.keys()].find((name) => !names.includes(name));
  if (other !== undefined) throw fail("sigstore")(`"${other}" is none of ${names.join(", ")}`);
  for (const name of ["fulcio", "rekor"]) {
    const address = said.get(name);
    if (address === undefined || isSafe(address)) continue;
    throw fail("sigstore")(`${name}=${address} is not an https address`, "The workflow's token goes there: use https.");
  }
  const [fulcio, rekor, issuer, root] = names.map((name) => said.get(name));
  return { fulcio, rekor, issuer, root };
}

/** What is sent to it, nobody else reads. */
function isSafe(address: string): boolean {
  if (!isWebAddress(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === "https:" || ["127.0.0.1", "[::1]", "localhost"].includes(hostname);
}
