/** Signs who built an image, and from which commit: found out before it is built whether that can be signed here. */
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { isTreestampError, TreestampError } from "../errors.ts";
import { entryAt, type TreePath, textOfPath } from "../git/path.ts";
import type { Repository } from "../git/repository.ts";
import type { WorkflowRun } from "../host/port.ts";
import type { BuildingRequest } from "../inputs/request.ts";
import { timed } from "../log/stages.ts";
import { formatPlatform } from "../oci/manifest.ts";
import { attested, attestedParts } from "../places/attested.ts";
import type { Ladder } from "../places/ladder.ts";
import type { Publishing } from "../places/port.ts";
import type { Publication } from "../places/publication.ts";
import { parseIndex, parseSnapshotManifest } from "../places/published.ts";
import { keysAt } from "../recipe/keys-at.ts";
import type { Recipe } from "../recipe/recipe.ts";
import { decidingPaths, type Meant } from "../recipe/source.ts";
import { signingKey } from "../trust/keys.ts";
import { proofOf, watched } from "../trust/proof.ts";
import { type Signer, signStatement } from "../trust/sign.ts";
import { type Named, type Provenance, provenanceStatement } from "../trust/statement.ts";
import { version } from "../version.ts";
import type { Ports } from "./ports.ts";
import type { Identified } from "./resolve.ts";
import { policyOf } from "./trust.ts";

/** Where the public Sigstore is. Source: docs.sigstore.dev. */
const publicGood = { fulcio: "https://fulcio.sigstore.dev", rekor: "https://rekor.sigstore.dev" } as const;
/** A statement names no more paths than this: they are for people. */
const maxPaths = 50;

/**
 * What signs the image, once it is known what is published.
 * @returns undefined if nothing is to be signed, or if we publish nothing where others would look for it
 * @throws not-attested if it was asked for, and cannot be signed here
 */
export async function attestorOf(
  ports: Ports,
  request: BuildingRequest,
  identified: Identified,
  { refusal }: Pick<Ladder, "refusal">,
): Promise<Publishing["attest"]> {
  if (!request.attest) return undefined;
  const { key } = identified;
  const run = await ports.workflowRun();
  const signer = key.dirty ? undefined : await signerOf(request, run);
  if (signer === undefined && (key.dirty || refusal !== undefined)) {
    const why = key.dirty ? "the recipe has uncommitted changes" : "this job may not push";
    ports.log.info(`The image is not signed: ${why}.`);
    return undefined;
  }
  if (signer === undefined) throw noIdentity(run);
  const source = await sourceOf(ports, request, identified, signer.kind === "workflow" ? run : undefined);
  return (publication) =>
    timed(identified.stages, "attest", async (describe) => {
      describe({ note: signer.kind === "key" ? "attest-key" : "the workflow's identity" });
      const statement = provenanceStatement(subjectsOf(publication), {
        ...source.provenance,
        builder: (signer.kind === "workflow" ? run?.workflow : undefined) ?? `treestamp ${version}`,
        run: run?.run,
      });
      return attested(publication, { bundle: await signStatement(signer, statement), objects: source.objects });
    });
}

/** What signs: the key that was given, else the workflow's identity; undefined where there is neither. */
export async function signerOf(
  { attestKey, attestKeyFile, sigstore, path }: BuildingRequest,
  run: WorkflowRun | undefined,
): Promise<Signer | undefined> {
  const pem = attestKey ?? (attestKeyFile && (await readFile(resolve(path, attestKeyFile), "utf8")));
  if (pem !== undefined) return { kind: "key", key: signingKey(pem) };
  if (run?.token === undefined) return undefined;
  const { fulcio = publicGood.fulcio, rekor = publicGood.rekor } = sigstore;
  return { kind: "workflow", sigstore: { fulcio, rekor }, token: () => run.token!() };
}

export function noIdentity(run: WorkflowRun | undefined): TreestampError {
  return run === undefined
    ? new TreestampError(
        "not-attested",
        "`attest` has nothing to sign with: no workflow runs here, and there is no key.",
        {
          remedy: "Give it a key: --attest-key-file FILE; in a workflow or the orb, the input `attest-key`.",
        },
      )
    : new TreestampError("not-attested", "`attest` needs the workflow's identity, and this job may not ask for it.", {
        remedy: "Give the job `permissions: id-token: write`, or the step a key: `attest-key`.",
      });
}

/** The commit that is signed, with what verifying needs of it. */
interface AttestedSource {
  readonly provenance: Omit<Provenance, "builder" | "run">;
  readonly objects: string | undefined;
}

/**
 * @param run whose identity signs: then it is its commit that is signed, whatever was checked out
 * @throws not-attested unless that commit's files give this very key
 */
async function sourceOf(
  ports: Ports,
  request: BuildingRequest,
  { repository, recipe, key }: Identified,
  run: WorkflowRun | undefined,
): Promise<AttestedSource> {
  const { environment, recipe: inputs, ref = "HEAD" } = request;
  const meant = { environment, inputs };
  const commit = run?.commit ?? (await repository.resolve(ref)).commit;
  if (commit === undefined) throw otherKey(key.hash, "no commit", "the revision names a tree");
  const watching = watched(repository);
  const isFromFiles = recipe.method.kind !== "image";
  const keys = isFromFiles
    ? await keysAt(watching.repository, commit, meant).catch((error) => {
        if (!isTreestampError(error) || error.code === "interrupted") throw error;
        throw otherKey(key.hash, commit, error.message);
      })
    : [];
  if (isFromFiles && !keys.includes(key.hash)) throw otherKey(key.hash, commit, `its files give ${keys[0]}`);
  const [{ repository: of }, paths, objects] = await Promise.all([
    run === undefined
      ? policyOf(ports, request, repository)
      : { repository: { id: run.repositoryId, addresses: [run.repository] } },
    isFromFiles ? pathsThere(repository, commit, meant) : [],
    isFromFiles ? belowKey(repository, recipe).then((known) => proofOf(watching, known)) : undefined,
  ]);
  const { method, platforms, origin } = recipe;
  const dockerfile = method.kind === "dockerfile" ? method : undefined;
  return {
    objects,
    provenance: {
      key: key.hash,
      source: { repository: of.addresses[0], repositoryId: of.id, commit },
      recipe: {
        environment: origin.environment,
        paths: paths.slice(0, maxPaths).map(textOfPath),
        dockerfile: dockerfile && textOfPath(dockerfile.origin),
        target: dockerfile?.target,
        platforms,
      },
    },
  };
}

/** The paths that decide a commit's recipe, without those that decide by not being there. */
async function pathsThere(repository: Repository, commit: string, meant: Meant): Promise<readonly TreePath[]> {
  const [{ tree }, paths] = await Promise.all([repository.resolve(commit), decidingPaths(repository, commit, meant)]);
  const found = await Promise.all(paths.map((path) => entryAt(repository.readTree, tree, path)));
  return paths.filter((path, at) => path === "" || found[at]!.entry !== undefined);
}

function otherKey(key: string, commit: string, why: string): TreestampError {
  return new TreestampError(
    "not-attested",
    `What is checked out gives the key ${key}, and the commit to be signed is ${commit}: ${why}.`,
    {
      remedy:
        "Check out the commit that the run is of: actions/checkout does, without `ref`. A run signs for no other.",
    },
  );
}

/** All objects that everybody has who asks for the key: they are in the recipe itself. */
async function belowKey(repository: Repository, recipe: Recipe): Promise<ReadonlySet<string>> {
  const known = new Set<string>(recipe.own.map(({ entry }) => entry.oid));
  const visit = async (entries: Recipe["context"]): Promise<void> => {
    for (const { oid, mode } of entries) {
      if (known.has(oid)) continue;
      known.add(oid);
      if (mode === "40000") await visit(recipe.madeTrees.get(oid) ?? (await repository.readTree(oid)));
    }
  };
  await visit(recipe.context);
  return known;
}

/** What is signed: all that the index lists, and the content of the snapshots, which does not depend on how it is compressed. */
function subjectsOf({ index, manifests }: Publication): readonly Named[] {
  const stored = new Map(manifests.map((manifest) => [manifest.descriptor.digest, manifest]));
  const contents = parseIndex(index).flatMap(({ platform, snapshot }): Named[] => {
    const manifest = snapshot === undefined ? undefined : stored.get(snapshot.digest);
    if (manifest === undefined) return [];
    return [{ name: `content ${formatPlatform(platform)}`, digest: parseSnapshotManifest(manifest).identity }];
  });
  return [...attestedParts(index), ...contents];
}
