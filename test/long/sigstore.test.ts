/** What treestamp signs, as cosign verifies it: the program that most people have for that. */
import { execFile } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { sha256Of } from "../../core/oci/digest.ts";
import { type Signer, signStatement } from "../../core/trust/sign.ts";
import { passedStatement, provenanceStatement, type Statement } from "../../core/trust/statement.ts";
import { buildMissing, folderOf } from "../../scripts/testbed/go-tools.ts";
import { cosignTool } from "../../scripts/testbed/test-tools.ts";
import { testFolder } from "../fixtures/git.ts";
import { claimsOf, type RunningSigstore, startSigstore, tokenOf } from "../services/sigstore.ts";

const manifest = Buffer.from("the bytes of an image's manifest");
const commit = "c".repeat(40);

let home: ReturnType<typeof testFolder>;
let sigstore: RunningSigstore;
beforeAll(async () => {
  home = testFolder();
  await buildMissing([cosignTool]);
  sigstore = await startSigstore(claimsOf(commit));
  writeFileSync(inHome("manifest"), manifest);
  writeFileSync(inHome("root.json"), JSON.stringify(sigstore.root()));
}, 1_800_000);
afterAll(async () => {
  await sigstore?.stop();
  home[Symbol.dispose]();
});

const inHome = (name: string) => join(home.path, name);

function provenance(): Statement {
  const source = { repository: "https://github.com/acme/app", repositoryId: "4711", commit };
  const recipe = { paths: ["environment"], platforms: ["linux/amd64"] };
  const of = [{ name: "image linux/amd64", digest: sha256Of(manifest) }];
  return provenanceStatement(of, { key: "d".repeat(40), source, recipe, builder: "treestamp" });
}

const byWorkflow = (): Signer => ({
  kind: "workflow",
  sigstore: { fulcio: sigstore.address, rekor: sigstore.address },
  token: async () => tokenOf(sigstore.claims),
});

async function cosign(
  signer: Signer,
  flags: readonly string[],
  file = "manifest",
  statement = provenance(),
): Promise<string> {
  writeFileSync(inHome("bundle.json"), await signStatement(signer, statement));
  const words = ["verify-blob-attestation", "--bundle", inHome("bundle.json"), ...flags, inHome(file)];
  const program = join(folderOf(cosignTool), cosignTool.command);
  const { stdout, stderr } = await promisify(execFile)(program, words, { env: { HOME: home.path } });
  return stdout + stderr;
}

describe("what a workflow signs", () => {
  const identity = (name = "repo:acme/app:ref:refs/heads/main") => [
    ...["--trusted-root", inHome("root.json"), "--certificate-identity", name],
    ...["--certificate-oidc-issuer", "https://token.actions.githubusercontent.com"],
  ];

  test("cosign verifies: the certificate, the log, the subject and the kind of the statement", async () => {
    expect(await cosign(byWorkflow(), [...identity(), "--type", "slsaprovenance1"])).toContain("Verified OK");
  });

  test("cosign refuses of somebody else, and of another image", async () => {
    const type = ["--type", "slsaprovenance1"];
    await expect(cosign(byWorkflow(), [...identity("mallory"), ...type])).rejects.toThrow(
      "no matching CertificateIdentity found",
    );
    writeFileSync(inHome("other"), "another manifest");
    await expect(cosign(byWorkflow(), [...identity(), ...type], "other")).rejects.toThrow("digest");
  });

  test("cosign verifies of a run that has passed, too, whose subject is a tree", async () => {
    const tree = passedStatement({
      tree: "a".repeat(40),
      runKey: "b".repeat(40),
      record: sha256Of("record"),
      name: "make test",
    });
    const type = ["--type", "https://in-toto.io/attestation/test-result/v0.1", "--check-claims=false"];
    expect(await cosign(byWorkflow(), [...identity(), ...type], "manifest", tree)).toContain("Verified OK");
  });
});

test("what a key signs, cosign verifies by its public half, and by no other", async () => {
  const [ours, other] = [generateKeyPairSync("ed25519"), generateKeyPairSync("ed25519")];
  const flags = ({ publicKey }: typeof ours) => {
    writeFileSync(inHome("key.pub"), publicKey.export({ type: "spki", format: "pem" }));
    return ["--key", inHome("key.pub"), "--insecure-ignore-tlog", "--type", "slsaprovenance1"];
  };
  const signer: Signer = { kind: "key", key: ours.privateKey };
  expect(await cosign(signer, flags(ours))).toContain("Verified OK");
  await expect(cosign(signer, flags(other))).rejects.toThrow("failed to verify signature");
});
