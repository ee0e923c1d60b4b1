/**
 * Signs that a run has passed, and finds out who has signed that of another. The signer's identity names a commit, and that commit's
 * files must be those of the run: so only a workflow that is among them can have said that they pass.
 */
import { isTreestampError } from "../errors.ts";
import { treeOfCommit } from "../git/repository.ts";
import { hashObject } from "../git/tree.ts";
import type { Digest } from "../oci/port.ts";
import { type RunRecord, recordDigest, type SignedRecord, type StoredRecord } from "../reuse/record.ts";
import { checkSigner } from "../trust/policy.ts";
import { signStatement } from "../trust/sign.ts";
import { passedStatement, readPassed } from "../trust/statement.ts";
import { untrusted } from "../trust/untrusted.ts";
import { verifyBundle } from "../trust/verify.ts";
import { noIdentity, signerOf } from "./attest.ts";
import type { KeyedRun, Reusing } from "./reuse.ts";
import { believedBy, policyOf } from "./trust.ts";

/** Signs a run; undefined if that is not asked for, or cannot be done here, which is said: the command has passed. */
export async function signedRun(
  { ports, request, repository, checked }: Reusing,
  { key }: KeyedRun,
  record: RunRecord,
  name: string,
): Promise<SignedRecord | undefined> {
  if (!request.attest) return undefined;
  try {
    const run = await ports.workflowRun();
    const signer = await signerOf(request, run);
    if (signer === undefined) throw noIdentity(run);
    const commit = signer.kind === "workflow" ? run?.commit : checked.commit;
    const object = commit === checked.commit ? await repository.objects.read(`${commit}^{commit}`) : undefined;
    if (object === undefined) {
      ports.log.warning("The run is not signed: another commit is checked out than this workflow's run is of.");
      return undefined;
    }
    const about = { tree: checked.whole, runKey: key, record: recordDigest(record), url: record.url };
    const statement = passedStatement({ ...about, name });
    return { bundle: await signStatement(signer, statement), commit: object.body.toString("base64") };
  } catch (error) {
    if (!isTreestampError(error, "not-attested")) throw error;
    ports.log.warning(`The run is not signed: ${error.message} ${error.remedy ?? ""}`.trim());
    return undefined;
  }
}

/** Why it is not believed that a run has passed, as a clause; undefined if it is. */
export async function whyUnproved(
  call: Reusing,
  { key }: KeyedRun,
  { record: { signed }, digest }: StoredRecord,
): Promise<string | undefined> {
  if (signed === undefined) return "nobody has signed its record";
  try {
    await verifyRun(call, { key, digest }, signed);
    return undefined;
  } catch (error) {
    if (!isTreestampError(error, "untrusted")) throw error;
    return `its record is not believed. ${error.message.replace(/\.$/, "")}`;
  }
}

/** @throws untrusted */
async function verifyRun(
  { ports, request, repository, checked }: Reusing,
  { key, digest }: { readonly key: string; readonly digest: Digest },
  { bundle, commit }: SignedRecord,
): Promise<void> {
  const policy = await policyOf(ports, request, repository);
  const { statement, by } = await verifyBundle(bundle, await believedBy(request, policy), "record");
  const passed = readPassed(statement);
  if (passed?.runKey !== key) throw notThis("another run");
  if (passed.record !== digest) throw notThis("another record of it");
  if (passed.tree !== checked.whole) throw notThis("other files of the repository");
  if (by.kind === "key") return; // its holder is believed
  const { identity } = by;
  const body = Buffer.from(commit, "base64");
  const isNamed = hashObject(repository.objectFormat, "commit", body) === identity.commit;
  if (!isNamed || treeOfCommit(body) !== checked.whole) throw notThis("a commit with other files");
  checkSigner(by, identity, policy, "record");
}

function notThis(other: string) {
  return untrusted(`Its signature is about ${other}.`, "The command runs, and its own record takes that one's place.");
}
