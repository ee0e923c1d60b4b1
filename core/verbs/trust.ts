/**
 * Who built an image: whether it may be used, before anything of it is mounted or handed on. Beside the signature, one rule needs no
 * policy that anybody writes: the key is computed anew from the commit that was signed, and must be this key.
 */
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { isTreestampError, messageOf } from "../errors.ts";
import { webAddress } from "../git/named-commit.ts";
import type { Repository } from "../git/repository.ts";
import type { BuildingRequest } from "../inputs/request.ts";
import { isPem, type TrustRequest } from "../inputs/trust.ts";
import { sha256Of } from "../oci/digest.ts";
import type { StoredImage, StoredManifest } from "../oci/port.ts";
import { type Attestation, attestationOf, attestedParts } from "../places/attested.ts";
import { allKeysAt, keysAt } from "../recipe/keys-at.ts";
import { verifyingKey } from "../trust/keys.ts";
import { suffices, type Trust } from "../trust/level.ts";
import { checkSigner, type ExpectedRepository, githubIssuer, nameOfPolicy, type Policy } from "../trust/policy.ts";
import { layProof } from "../trust/proof.ts";
import { type ReadProvenance, readProvenance } from "../trust/statement.ts";
import { untrusted } from "../trust/untrusted.ts";
import type { Believed, SignedBy } from "../trust/verify.ts";
import type { Ports } from "./ports.ts";
import type { Identified } from "./resolve.ts";

/** What a call says, as far as it matters here. */
type Asking = TrustRequest & Pick<BuildingRequest, "path" | "environment" | "recipe">;
/** The key, and where its files are. An image that is meant by its name has the key that was signed, whichever that is. */
type Wanted = Pick<Identified, "repository"> & Partial<Pick<Identified, "key" | "recipe">>;

/**
 * How far an image is trusted that is there already.
 * @throws untrusted, saying what is wrong with it: an attestation that cannot be read is wrong, not absent
 */
export async function trustIn(ports: Ports, asking: Asking, wanted: Wanted, image: StoredImage): Promise<Trust> {
  if (asking.verify === "off") return "unchecked";
  const attestation = attestationOf(image.root);
  if (attestation !== undefined) {
    const { policy, by, provenance } = await verifiedOf(ports, asking, wanted, { root: image.root, attestation });
    const signer = by.kind === "key" ? "the key of `verify-key`" : by.identity.workflow;
    ports.log.info(`Signed by ${signer}, for the commit ${provenance.source.commit.slice(0, 12)}.`);
    return `signed ${nameOfPolicy(policy)}`;
  }
  if (asking.verify === "when-present") return "unsigned";
  throw untrusted(
    `Nobody has signed ${image.store.location}${wanted.key === undefined ? "@" : ":"}${wanted.key?.tag ?? image.root.descriptor.digest}, and \`verify\` is required.`,
    "Build it where `attest: true` signs it: with --force, if it was built without. If it was signed once, somebody has taken the signature away.",
  );
}

/** Whether an image under a key was signed by somebody who may. */
export async function isSigned(
  ports: Ports,
  asking: Asking,
  repository: Repository,
  { tag, ...image }: StoredImage & { readonly tag: string },
): Promise<boolean> {
  const key = { hash: tag, dirty: false, tag };
  try {
    return (await trustIn(ports, { ...asking, verify: "required" }, { repository, key }, image)).startsWith("signed ");
  } catch (error) {
    if (isTreestampError(error, "untrusted", "image-invalid")) return false;
    throw error;
  }
}

/** Whether what this machine remembers of an image was trusted as this call asks for. */
export async function isTrusted(
  ports: Ports,
  asking: Asking,
  repository: Repository,
  trust: Trust | undefined,
): Promise<boolean> {
  const isSigned = trust?.startsWith("signed ") && asking.verify !== "off";
  const name = isSigned ? nameOfPolicy(await policyOf(ports, asking, repository)) : "";
  return suffices(trust, asking.verify, name);
}

/** What was found out about an image. */
export interface Verified {
  readonly by: SignedBy;
  readonly provenance: ReadProvenance;
  readonly policy: Policy;
}

/** @throws untrusted */
export async function verifiedOf(
  ports: Ports,
  asking: Asking,
  wanted: Wanted,
  { root, attestation }: { readonly root: StoredManifest; readonly attestation: Attestation },
): Promise<Verified> {
  const [policy, { verifyBundle }] = await Promise.all([
    policyOf(ports, asking, wanted.repository),
    import("../trust/verify.ts"),
  ]);
  const { statement, by } = await verifyBundle(attestation.bundle, await believedBy(asking, policy));
  const provenance = readProvenance(statement);
  if (provenance === undefined) {
    throw untrusted(
      "The image's attestation is about something else than an image of treestamp's.",
      "Somebody has put another attestation in its place: build the image again.",
    );
  }
  checkSigner(by, provenance.source, policy);
  checkSubjects(root, provenance);
  await checkKey(asking, wanted, provenance, attestation.objects);
  return { by, provenance, policy };
}

/** @throws untrusted unless all that the index lists was signed, each part as what it is listed */
function checkSubjects(root: StoredManifest, { subjects }: ReadProvenance): void {
  const signed = new Set(subjects.map(({ name, digest }) => `${name} ${digest}`));
  const other = attestedParts(root).find(({ name, digest }) => !signed.has(`${name} ${digest}`));
  if (other === undefined) return;
  throw untrusted(
    `The attestation is not about this image: ${other.name}, ${other.digest}, was never signed.`,
    "Somebody has changed the image, or taken the attestation from another one: build the image again.",
  );
}

/** @throws untrusted unless the signed commit's files give this very key */
async function checkKey(
  { environment, recipe: inputs }: Asking,
  { key, recipe, repository }: Wanted,
  { key: signed, source: { commit } }: ReadProvenance,
  objects: string | undefined,
): Promise<void> {
  const hash = key?.hash ?? signed;
  if (signed !== hash) {
    throw untrusted(
      `The image was signed as ${signed}, and stands under ${hash}.`,
      "Somebody has moved it from another key: build the image again.",
    );
  }
  if (recipe?.method.kind === "image") return; // its digest is in the key; no file of a commit decides it
  await bringCommit(repository, commit, objects);
  const reading =
    key === undefined ? allKeysAt(repository, commit) : keysAt(repository, commit, { environment, inputs });
  const keys = await reading.catch((error) => {
    if (!isTreestampError(error) || error.code === "interrupted") throw error;
    throw untrusted(
      `The image was signed for the commit ${commit}, whose recipe cannot be read: ${error.message}`,
      "Build the image again from a commit that has its files.",
      error,
    );
  });
  if (keys.includes(hash)) return;
  throw untrusted(
    `The image was signed for the commit ${commit}, whose files give the key ${keys[0]}: whatever was built there, it was not ${hash}.`,
    "Build the image again. If the workflow gives other inputs than this call, give the same ones.",
  );
}

/** Makes a commit readable that this clone does not have. @throws untrusted */
async function bringCommit(repository: Repository, commit: string, objects: string | undefined): Promise<void> {
  const isHere = async () => (await repository.objects.read(commit))?.type === "commit";
  if (await isHere()) return;
  let why = "";
  try {
    if (objects !== undefined) await layProof(repository, objects);
    if (objects !== undefined && (await isHere())) return;
  } catch (error) {
    if (isTreestampError(error)) throw error;
    why = ` (${messageOf(error)})`;
  }
  throw untrusted(
    `The image was signed for the commit ${commit}, which this clone does not have${why}: its key cannot be compared.`,
    `Fetch it: git fetch --depth 1 origin ${commit}, or \`fetch-depth: 0\` of actions/checkout.`,
  );
}

/** Whose signatures a call believes. @throws input-invalid for a root of trust that cannot be read */
export async function believedBy({ sigstore: { root }, path }: Asking, { key }: Policy): Promise<Believed> {
  if (key !== undefined) return { kind: "key", key };
  const { trustedRoots } = await import("../trust/roots.ts");
  return { kind: "roots", roots: await trustedRoots(root && resolve(path, root)) };
}

/** What the call believes. @throws input-invalid */
export async function policyOf(ports: Ports, asking: Asking, repository: Repository): Promise<Policy> {
  const { verifyWorkflows: workflows, verifySelfHosted: selfHosted, sigstore } = asking;
  return {
    repository: await expectedIn(ports, asking, repository),
    issuer: sigstore.issuer ?? githubIssuer,
    workflows,
    selfHosted,
    root: sigstore.root === undefined ? undefined : sha256Of(await readFile(resolve(asking.path, sigstore.root))),
    key: await keyOfCall(asking),
  };
}

/** The repository that the call names; else the workflow's own, or the one that is checked out. */
async function expectedIn(
  ports: Ports,
  { verifyRepository: said }: Asking,
  repository: Repository,
): Promise<ExpectedRepository> {
  if (said !== undefined && /^\d+$/.test(said)) return { id: said, addresses: [] };
  const run = await ports.workflowRun();
  const server = run === undefined ? "https://github.com" : new URL(run.repository).origin;
  if (said !== undefined) return { addresses: [`${server}/${said}`] };
  if (run !== undefined) return { id: run.repositoryId, addresses: [run.repository] };
  return { addresses: await addressesOf(ports, repository) };
}

/** The repository by its host; else by git's remotes, and the one that it is a fork of, by the names that git and gh give them. */
async function addressesOf(ports: Ports, repository: Repository): Promise<readonly string[]> {
  const url = (await ports.hostEvent())?.project.url;
  if (url !== undefined) return [url];
  const { stdout } = await repository.git(["config", "--get-regexp", "^remote\\.(origin|upstream)\\.url$"]);
  const lines = stdout.toString("utf8").split("\n");
  return lines.map((line) => webAddress(line.slice(line.indexOf(" ") + 1).trim())).filter((one) => one !== undefined);
}

async function keyOfCall({ verifyKey, path }: Asking) {
  if (verifyKey === undefined) return undefined;
  return verifyingKey(isPem(verifyKey) ? verifyKey : await readFile(resolve(path, verifyKey), "utf8"));
}
