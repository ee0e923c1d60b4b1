/** verify: who built an image, and from what; with `rebuild`, whether it comes out the same once more. */
import { TreestampError } from "../errors.ts";
import type { Repository } from "../git/repository.ts";
import type { Request } from "../inputs/request.ts";
import type { StoredImage } from "../oci/port.ts";
import { formatReference, parseLocation } from "../oci/reference.ts";
import { attestationOf } from "../places/attested.ts";
import { findOn, ladderOf } from "../places/ladder.ts";
import { writeKeyTree } from "../recipe/key.ts";
import type { SignerFacts, VerifyOutcome } from "../report/outcome.ts";
import type { Ports } from "./ports.ts";
import { type Identified, identify } from "./resolve.ts";
import { trustIn, type Verified, verifiedOf } from "./trust.ts";

/**
 * Verifies the image of this tree's key; one that nobody has signed only if `verify: off` says so.
 * @throws untrusted; not-built if it is not there; why a store does not say whether it is
 */
export async function verify(ports: Ports, request: Request<"verify">, repository: Repository): Promise<VerifyOutcome> {
  const identified = await identify(ports, request, repository, { askAhead: true });
  const { key, recipe, store, stages } = identified;
  await writeKeyTree(repository, recipe, key);
  const found = await findOn(ports, ladderOf(ports, identified), { blobs: true });
  if (found === undefined) {
    throw new TreestampError("not-built", `${store.location} has no ${key.tag}: there is nothing to verify.`, {
      remedy: "Build it first: treestamp build.",
    });
  }
  const { image } = found;
  const { location } = image.store;
  const signer = await signerOf(ports, request, identified, image);
  const rebuilt = request.rebuild
    ? await (await import("./rebuild.ts")).rebuild(ports, request, identified, image)
    : undefined;
  const { digest } = image.root.descriptor;
  const name = formatReference(parseLocation(location), found.tag, digest);
  return { kind: "verify", key: key.hash, image: name, digest, signer, rebuilt, stages };
}

async function signerOf(
  ports: Ports,
  request: Request<"verify">,
  identified: Identified,
  image: StoredImage,
): Promise<SignerFacts | undefined> {
  if (request.verify === "off") return undefined;
  const attestation = attestationOf(image.root);
  if (attestation !== undefined) {
    return factsOf(await verifiedOf(ports, request, identified, { root: image.root, attestation }));
  }
  await trustIn(ports, { ...request, verify: "required" }, identified, image);
  return undefined;
}

function factsOf({ by, provenance }: Verified): SignerFacts {
  const { source, recipe, builder, run } = provenance;
  const workflow = by.kind === "workflow" ? by.identity : undefined;
  return {
    by: by.kind === "key" ? "verify-key" : "workflow",
    builder: workflow?.workflow ?? builder,
    repository: workflow?.repository ?? source.repository,
    commit: source.commit,
    ref: workflow?.ref,
    event: workflow?.trigger,
    runner: workflow?.runner,
    run: workflow?.run || run,
    paths: recipe.paths,
  };
}
