/** Whether a signer may: its repository, workflow, event and runner. That the key follows from the commit is core/verbs/trust.ts's. */
import { createHash, type KeyObject } from "node:crypto";
import type { Digest } from "../oci/port.ts";
import { matchesStars } from "../stars.ts";
import { hintOf } from "./keys.ts";
import type { SignedSource } from "./statement.ts";
import { untrusted } from "./untrusted.ts";
import type { Identity, SignedBy, SignedThing } from "./verify.ts";

/** The repository whose workflows sign. By its number if that is known: a name can be given to another repository. */
export interface ExpectedRepository {
  readonly id?: string | undefined;
  /** `https://github.com/acme/app`; of several, each. Empty where nothing tells. */
  readonly addresses: readonly string[];
}

export interface Policy {
  readonly repository: ExpectedRepository;
  /** Who vouches for workflows. */
  readonly issuer: string;
  /** `PATH` or `PATH@REF`, where `*` stands for anything; empty for any workflow of the repository. */
  readonly workflows: readonly string[];
  readonly selfHosted: boolean;
  /** Digest of the file with the roots of trust; undefined for the public Sigstore's. */
  readonly root?: Digest | undefined;
  readonly key?: KeyObject | undefined;
}

export const githubIssuer = "https://token.actions.githubusercontent.com";

/**
 * Their runs have the base branch's commit, token and identity, and are usually started by somebody else or about somebody
 * else's files. Source: securitylab.github.com, "Preventing pwn requests".
 */
const foreignEvents: readonly string[] = ["pull_request_target", "workflow_run", "issue_comment"];

/** @throws untrusted, saying what is wrong with the signer and what to do */
export function checkSigner(by: SignedBy, source: SignedSource, policy: Policy, what: SignedThing = "image"): void {
  if (by.kind === "workflow") checkWorkflow(by.identity, source, policy, what);
  else checkRepository(source.repositoryId, source.repository, policy.repository, what);
}

function checkWorkflow(identity: Identity, source: SignedSource, policy: Policy, what: SignedThing): void {
  const { issuer, workflow, runner, repository, repositoryId, commit, trigger } = identity;
  if (issuer !== policy.issuer) {
    throw untrusted(
      `${issuer || "Nobody"} vouches for the attestation's signer, and ${policy.issuer} should.`,
      "Name the issuer of your own Sigstore: sigstore: issuer=URL.",
    );
  }
  checkRepository(repositoryId, repository, policy.repository, what);
  if (foreignEvents.includes(trigger)) {
    throw untrusted(
      `The ${what} was signed in a run of ${trigger}, which has this repository's identity no matter whose files it builds.`,
      "Build images on `push` or `pull_request`, and this one again.",
    );
  }
  if (runner !== "github-hosted" && !policy.selfHosted) {
    const machine = runner === "" ? "machine of unknown kind" : `${runner} machine`;
    throw untrusted(
      `The ${what} comes from a ${machine}, where an earlier job may have left something behind.`,
      "If your runners are trusted: verify-self-hosted: true.",
    );
  }
  const isOwn = workflow.startsWith(`${repository}/`);
  const { workflows } = policy;
  if (workflows.length === 0 ? !isOwn : !workflows.some((said) => isMeant(said, identity, isOwn))) {
    throw untrusted(
      `The ${what} was signed by the workflow ${workflow}, which is ${workflows.length === 0 ? "another repository's" : `none of ${workflows.join(", ")}`}.`,
      "Name the workflows that may sign: verify-workflow: PATH@REF, or OWNER/NAME/PATH@REF for another repository's.",
    );
  }
  // The certificate is the authority on the commit; a statement that says another one contradicts its own signature.
  if (commit !== source.commit) {
    throw untrusted(
      `The attestation says that the commit is ${source.commit}, and its certificate says ${commit}.`,
      "Somebody has signed what did not happen: look at the run, and build the image again.",
    );
  }
}

/** @param said `PATH`, `PATH@REF` or `OWNER/NAME/PATH@REF` */
function isMeant(said: string, { workflow, repository }: Identity, isOwn: boolean): boolean {
  const withRef = said.includes("@") ? said : `${said}@*`;
  if (said.startsWith(".github/")) return isOwn && matchesStars(withRef, workflow.slice(repository.length + 1));
  const { origin } = new URL(repository);
  return workflow.startsWith(`${origin}/`) && matchesStars(withRef, workflow.slice(origin.length + 1));
}

function checkRepository(
  id: string | undefined,
  address: string | undefined,
  expected: ExpectedRepository,
  what: SignedThing,
): void {
  const { addresses } = expected;
  const isNamed = addresses.some((one) => isSameAddress(address, one));
  const other = `another repository than ${addresses.length > 0 ? addresses.join(" or ") : `the one with the number ${expected.id}`}`;
  if (expected.id !== undefined && id !== undefined) {
    if (id === expected.id) return;
    throw untrusted(
      isNamed
        ? `The ${what} was signed in a repository of the name ${address} whose number is ${id}; this one's is ${expected.id}: one of them was renamed, or made anew under a name that was free.`
        : `The ${what} was signed in ${address} (number ${id}), which is ${other}.`,
      "Build the image again in this repository, or say whose signature counts: verify-repository: OWNER/NAME or its number.",
    );
  }
  if (isNamed) return;
  if (addresses.length === 0 && expected.id === undefined) {
    throw untrusted(
      `The ${what} was signed in ${address}, and nothing here says whether that is the right repository.`,
      "Say it: verify-repository: OWNER/NAME. In a job of GitHub Actions, or where `origin` is the repository, it is known.",
    );
  }
  throw untrusted(
    `The ${what} was signed in ${address ?? "no repository that it names"}, which is ${other}.`,
    "Build the image again in this repository, or say whose signature counts: verify-repository: OWNER/NAME or its number.",
  );
}

function isSameAddress(one: string | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}

/** What was believed, in a few characters: what is remembered as trusted was trusted by this. */
export function nameOfPolicy({ repository, issuer, workflows, selfHosted, root, key }: Policy): string {
  const said = [repository.id, repository.addresses, issuer, workflows, selfHosted, root, key && hintOf(key)];
  return createHash("sha256").update(JSON.stringify(said)).digest("hex").slice(0, 16);
}
