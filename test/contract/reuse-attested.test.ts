/** Runs whose records are signed: only a workflow of the very same files is believed, no matter who may push to the store. */
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { streamOf } from "../../core/oci/byte-stream.ts";
import { readWhole } from "../../core/oci/digest.ts";
import { openStore } from "../../core/oci/open.ts";
import { inlineBlob } from "../../core/places/beside.ts";
import { makeSnapshotManifest, parseSnapshotManifest } from "../../core/places/published.ts";
import { type RunRecord, recordDigest } from "../../core/reuse/record.ts";
import { signStatement } from "../../core/trust/sign.ts";
import { passedStatement } from "../../core/trust/statement.ts";
import { makeBusyboxBase, type TestImage } from "../services/base-image.ts";
import { type Machine, type Machines, makeMachines } from "../services/machines.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";
import { type Claims, claimsOf, type RunningSigstore, startSigstore, tokenOf } from "../services/sigstore.ts";

let folder: string;
let image: TestImage;
let registry: RunningRegistry;
let sigstore: RunningSigstore;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "treestamp-attested-"));
  image = makeBusyboxBase(join(folder, "base"));
  [registry, sigstore] = await Promise.all([startRegistry(), startSigstore(claimsOf("0".repeat(40)))]);
  store = `${registry.host}/team/attested`;
  writeFileSync(join(folder, "root.json"), JSON.stringify(sigstore.root()));
  writeFileSync(join(folder, "event.json"), JSON.stringify({ repository: { default_branch: "main" } }));
});
afterAll(async () => {
  await Promise.all([registry?.stop(), sigstore?.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

let machines: Machines;
let store: string;
beforeEach(() => {
  machines = makeMachines("FROM base\n");
  machines.repository.write({ "treestamp.yml": `from: "oci-layout://${image.folder}@${image.digest}"\n`, source: "1" });
  machines.repository.commit("first");
});
afterEach(() => machines[Symbol.dispose]());

/** A job of a workflow whose token says this. */
function job(claims: Partial<Claims> = {}): Machine {
  sigstore.claims = claimsOf(machines.repository.git("rev-parse", "HEAD"), claims);
  return machines.machine(store, {
    ...(sigstore.job() as Record<string, string>),
    ...{ GITHUB_REF: sigstore.claims.ref, GITHUB_EVENT_NAME: sigstore.claims.event_name },
    GITHUB_EVENT_PATH: join(folder, "event.json"),
  });
}
const ours = () => `fulcio=${sigstore.address},rekor=${sigstore.address},root=${join(folder, "root.json")}`;
/** Jobs of all tests share what they have ready: their workspaces, and so their runs, are their own. */
const inputs = () => ({ base: "", engine: "", shell: "sh", reuse: "true", "cache-folder": join(folder, "cache") });
/** Runs a command that has to pass. @returns whether it was reused */
async function isReused(on: Machine, more: Readonly<Record<string, string>> = {}): Promise<boolean> {
  const outcome = await on.call("run", {
    ...inputs(),
    run: "test -e source",
    attest: "true",
    sigstore: ours(),
    ...more,
  });
  expect(outcome).toMatchObject({ exitCode: 0, outcome: "success" });
  return outcome.reused !== undefined;
}
/** What the log says of why the command runs. */
const why = ({ lines }: Machine) => lines.find((line) => line.startsWith("The command runs: "));

/** Changes the record of the run, as anyone can who may push. */
async function forge(
  on: Machine,
  change: (record: RunRecord) => object,
  look?: (record: RunRecord) => Promise<void>,
): Promise<void> {
  const key = /run key ([0-9a-f]+)/.exec(on.lines.join("\n"))![1];
  const there = openStore(store);
  const lookup = await there.lookup(`run-${key}`);
  if (lookup.state !== "present") throw new Error("there is no record");
  const snapshot = parseSnapshotManifest(lookup.manifest);
  const record = JSON.parse((await readWhole(there, snapshot.config)).toString("utf8")) as RunRecord;
  await look?.(record);
  const { blob, bytes } = inlineBlob(snapshot.config.mediaType, change(record));
  const { manifest, config } = makeSnapshotManifest({ ...snapshot, config: blob }, 1);
  await there.writeBlob(blob, () => streamOf(bytes));
  await there.writeBlob(config.blob, () => streamOf(config.bytes));
  await there.writeManifest(manifest, `run-${key}`);
}

describe("a run that a workflow has signed", () => {
  test("stands for the same one of another branch with the same files; a pull request's for its merge", async () => {
    expect(await isReused(job({ ref: "refs/pull/7/merge", event_name: "pull_request" }))).toBe(false);
    machines.repository.git("commit", "--allow-empty", "-q", "-m", "merge");
    expect(await isReused(job())).toBe(true);
  });

  test("with outputs, binds them", async () => {
    const outputs = { run: "echo built >dist", outputs: "dist" };
    expect(await isReused(job(), outputs)).toBe(false);
    rmSync(join(machines.repository.folder, "dist"));
    expect(await isReused(job(), outputs)).toBe(true);
  });

  test("by a key, where there is no identity", async () => {
    const pair = generateKeyPairSync("ed25519");
    const key = {
      "attest-key": pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
      "verify-key": pair.publicKey.export({ type: "spki", format: "pem" }).toString(),
    };
    expect(await isReused(job(), key)).toBe(false);
    expect(await isReused(job(), key)).toBe(true);
    const off = { verify: "off" }; // of the image
    const other = generateKeyPairSync("ed25519").publicKey.export({ type: "spki", format: "pem" }).toString();
    const reader = job();
    expect(await isReused(reader, { ...key, ...off, "verify-key": other })).toBe(false);
    expect(why(reader)).toContain("signature is not by `verify-key`");
  });
});

describe("is not believed, and the command runs:", () => {
  test.each<[string, Partial<Claims>, string]>([
    ["a workflow that another branch has written", { sha: "1".repeat(40) }, "nobody has signed its record"],
    ["another repository", { repository: "mallory/app", repository_id: "666" }, "another repository than"],
    [
      "a repository that has the name now",
      { repository_id: "666" },
      "of the name https://github.com/acme/app whose number is 666",
    ],
    [
      "a fork",
      { repository: "mallory/app", repository_id: "667", event_name: "pull_request" },
      "another repository than",
    ],
    [
      "a run of pull_request_target",
      { event_name: "pull_request_target" },
      "was signed in a run of pull_request_target",
    ],
    ["a self-hosted runner", { runner_environment: "self-hosted" }, "comes from a self-hosted machine"],
    [
      "another repository's reusable workflow",
      { job_workflow_ref: "mallory/tools/.github/workflows/x.yml@v1" },
      "was signed by the workflow",
    ],
    ["another issuer", { iss: "https://idp.example" }, "https://idp.example vouches for"],
  ])("%s", async (_, claims, said) => {
    await isReused(job(), { env: "OF=another" }); // the image is this repository's own
    await isReused(job(claims), { verify: "off" });
    const reader = job();
    expect(await isReused(reader)).toBe(false);
    expect(why(reader)).toContain(said);
  });

  test.each<[string, (record: RunRecord) => object, string]>([
    ["its signature was taken away", ({ signed: _, ...record }) => record, "nobody has signed its record"],
    [
      "its results were edited",
      (record) => ({ ...record, results: { GITHUB_OUTPUT: "evil=1" } }),
      "Its signature is about another record of it",
    ],
    [
      "it was made younger",
      (record) => ({ ...record, at: record.at + 1 }),
      "Its signature is about another record of it",
    ],
    [
      "the commit is another one",
      (record) => ({ ...record, signed: { ...record.signed!, commit: Buffer.from("tree 1").toString("base64") } }),
      "Its signature is about a commit with other files",
    ],
    [
      "the bundle is nonsense",
      (record) => ({ ...record, signed: { ...record.signed!, bundle: "{}" } }),
      "The record has an attestation that cannot be read",
    ],
  ])("a record where %s", async (_, change, said) => {
    const writer = job();
    await isReused(writer);
    await forge(writer, change);
    const reader = job();
    expect(await isReused(reader)).toBe(false);
    expect(why(reader)).toContain(said);
  });

  test.each(["its own commit", "the commit of these files"])(
    "a workflow of another branch that signs a run of these files, and shows %s",
    async (shown) => {
      const { repository } = machines;
      const writer = job();
      await isReused(writer);
      const mine = repository.git("rev-parse", "HEAD");
      repository.git("checkout", "-q", "-b", "evil");
      repository.write({ source: "evil" });
      const theirs = repository.commit("evil");
      repository.git("checkout", "-q", "main");
      const token = async () => tokenOf(claimsOf(theirs, { ref: "refs/heads/evil" }));
      const commit = repository.git("cat-file", "commit", shown === "its own commit" ? theirs : mine);
      const key = /run key ([0-9a-f]+)/.exec(writer.lines.join("\n"))![1]!;
      const tree = repository.git("rev-parse", `${mine}^{tree}`);
      const { address: fulcio } = sigstore;
      const sign = (record: RunRecord) =>
        signStatement(
          { kind: "workflow", sigstore: { fulcio, rekor: fulcio }, token },
          passedStatement({ tree, runKey: key, record: recordDigest(record), name: "evil" }),
        );
      let bundle = "";
      await forge(
        writer,
        (record) => record,
        async (record) => {
          bundle = await sign(record);
        },
      );
      await forge(writer, (record) => ({
        ...record,
        signed: { bundle, commit: Buffer.from(`${commit}\n`).toString("base64") },
      }));
      const reader = job();
      expect(await isReused(reader)).toBe(false);
      expect(why(reader)).toContain("Its signature is about a commit with other files");
    },
  );

  test("the signature of another run", async () => {
    const other = job();
    await isReused(other, { env: "A=1" });
    let signed: RunRecord["signed"];
    await forge(other, (record) => {
      ({ signed } = record);
      return record;
    });
    const writer = job();
    await isReused(writer);
    await forge(writer, (record) => ({ ...record, signed }));
    const reader = job();
    expect(await isReused(reader)).toBe(false);
    expect(why(reader)).toContain("Its signature is about another run");
  });

  test("what nobody has signed; with `reuse-from: store`, that counts", async () => {
    await isReused(job(), { attest: "" });
    const reader = job();
    expect(await isReused(reader)).toBe(false);
    expect(why(reader)).toContain("nobody has signed its record");
    expect(await isReused(job(), { "reuse-from": "store" })).toBe(true);
  });
});

test("a job that may not ask for its identity is green, and says that its run is not signed", async () => {
  await isReused(job()); // the image is signed
  machines.repository.write({ source: "2" });
  machines.repository.commit("other");
  sigstore.claims = claimsOf(machines.repository.git("rev-parse", "HEAD"));
  const mute = machines.machine(store, {
    ...(sigstore.job(false) as Record<string, string>),
    ...{ GITHUB_REF: "refs/heads/main", GITHUB_EVENT_NAME: "push", GITHUB_EVENT_PATH: join(folder, "event.json") },
  });
  expect(await isReused(mute)).toBe(false);
  expect(mute.warnings.join()).toContain("The run is not signed: `attest` needs the workflow's identity");
});
