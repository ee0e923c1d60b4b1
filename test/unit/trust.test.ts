/** Who built an image, as a specification: what is accepted, and the attacks that are not, each with what it is told. */
import { generateKeyPairSync } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openRepository } from "../../core/git/repository.ts";
import { githubWorkflow } from "../../core/host/github/workflow.ts";
import { type Request, readRequest } from "../../core/inputs/request.ts";
import { silentLog } from "../../core/log/log.ts";
import { layoutStore } from "../../core/oci/layout/store.ts";
import type { Store, StoredManifest } from "../../core/oci/port.ts";
import { manifestOf } from "../../core/oci/stored-manifest.ts";
import { attestationOf } from "../../core/places/attested.ts";
import type { Ladder } from "../../core/places/ladder.ts";
import { makePublication, type Publication } from "../../core/places/publication.ts";
import { makeIndex, parseIndex } from "../../core/places/published.ts";
import { keyOf } from "../../core/recipe/key.ts";
import { readSource } from "../../core/recipe/source.ts";
import { packSnapshot } from "../../core/snapshot/pack.ts";
import type { Trust } from "../../core/trust/level.ts";
import { passedStatement, provenanceStatement, readPassed, readProvenance } from "../../core/trust/statement.ts";
import { type AncestorImage, layersOf } from "../../core/verbs/ancestor.ts";
import { attestorOf } from "../../core/verbs/attest.ts";
import type { Ports } from "../../core/verbs/ports.ts";
import type { Identified } from "../../core/verbs/resolve.ts";
import { isTrusted, trustIn } from "../../core/verbs/trust.ts";
import { gitEnvironment, type TestRepository, testFolder, testRepository } from "../fixtures/git.ts";
import { layerOf } from "../fixtures/packing.ts";
import { tar } from "../fixtures/tar.ts";
import { type SmallImage, smallImage } from "../services/image.ts";
import { type Claims, claimsOf, type RunningSigstore, startSigstore } from "../services/sigstore.ts";

const files = {
  "environment/Dockerfile": "FROM scratch\n",
  "treestamp.yml": "context: environment\n",
  "README.md": "app\n",
};

let home: ReturnType<typeof testFolder>;
let project: TestRepository;
let sigstore: RunningSigstore;
let store: Store;
let commit: string;
/** What was built here, and something else. */
let genuine: Publication;
let foreign: Publication;
const unopened: { close(): Promise<void> }[] = [];

beforeAll(async () => {
  home = testFolder();
  project = testRepository(files);
  commit = project.git("rev-parse", "HEAD");
  sigstore = await startSigstore(claimsOf(commit));
  store = layoutStore(join(home.path, "store"));
  writeFileSync(join(home.path, "root.json"), JSON.stringify(sigstore.root()));
  [genuine, foreign] = [await built("genuine"), await built("foreign")];
});
afterAll(async () => {
  await Promise.all(unopened.map((one) => one.close()));
  await sigstore.stop();
  project[Symbol.dispose]();
  home[Symbol.dispose]();
});

const platform = { os: "linux", architecture: "amd64" } as const;

async function built(text: string, image: SmallImage = smallImage(text)): Promise<Publication> {
  const layers = [layerOf(tar([{ name: "file", data: Buffer.from(text) }]))];
  const snapshot = await packSnapshot({ layers, folder: join(home.path, text), log: silentLog });
  return makePublication([{ platform, manifest: image.manifest, snapshot }], store);
}

type Said = Readonly<Record<string, string | readonly string[]>>;

async function requestOf(said: Said = {}): Promise<Request<"build">> {
  const all: Said = { sigstore: sigstoreInput(), ...said };
  const written = Object.entries(all).map(([name, value]) => [name, [value].flat()] as const);
  const request = await readRequest("build", { written: new Map(written) });
  return { ...request, path: project.folder };
}

function sigstoreInput(root = "root.json"): readonly string[] {
  const { address } = sigstore;
  return [`fulcio=${address}`, `rekor=${address}`, `root=${join(home.path, root)}`];
}

function portsIn(job: NodeJS.ProcessEnv | undefined): Ports {
  const run = job && githubWorkflow(job, silentLog);
  return {
    log: silentLog,
    workflowRun: async () => run,
    hostEvent: async () => undefined,
    openStore: () => store,
  } as unknown as Ports;
}

async function identify(folder = project.folder, revision = "HEAD"): Promise<Identified> {
  const repository = await openRepository(folder, gitEnvironment);
  unopened.push(repository);
  const { recipe } = await readSource(repository, { ref: revision, inputs: {} });
  const key = keyOf("sha1", recipe, false);
  return { repository, recipe, key, store, stages: [], writable: [], caches: [], inCiCache: false };
}

const mayPush: Pick<Ladder, "refusal"> = { refusal: undefined };

interface Signing {
  readonly claims?: Partial<Claims>;
  readonly said?: Said;
  readonly publication?: Publication;
  /** The job as its variables say it is, where these lie. */
  readonly job?: NodeJS.ProcessEnv;
  readonly identified?: Identified;
}

/** The index as a job signs it whose identity has these claims. */
async function signed({ claims, said, publication = genuine, job, identified }: Signing = {}): Promise<StoredManifest> {
  sigstore.claims = claimsOf(commit, claims);
  const ports = portsIn(job ?? { ...sigstore.job(), GITHUB_SHA: commit });
  const request = await requestOf({ attest: "true", ...said });
  const attest = await attestorOf(ports, request, identified ?? (await identify()), mayPush);
  return (await attest!(publication)).index;
}

const ourJob = () => ({ ...sigstore.job(), ...repositoryOf(claimsOf(commit)) });
const repositoryOf = ({ repository, repository_id }: Claims) => ({
  GITHUB_REPOSITORY: repository,
  GITHUB_REPOSITORY_ID: repository_id,
});

interface Looking {
  readonly said?: Said;
  readonly job?: NodeJS.ProcessEnv | undefined;
  readonly identified?: Identified;
}

/** How far an image under the project's key is trusted in an ordinary job of the repository. */
async function trustOf(root: StoredManifest, { said, job = ourJob(), identified }: Looking = {}): Promise<Trust> {
  const request = await requestOf({ verify: "required", ...said });
  return trustIn(portsIn(job), request, identified ?? (await identify()), { store, root });
}

/** The same index with something changed. */
function changed(index: StoredManifest, change: (json: { manifests: Listed[] }) => void): StoredManifest {
  const json = JSON.parse(index.body.toString("utf8")) as { manifests: Listed[] };
  change(json);
  return manifestOf(index.descriptor.mediaType, Buffer.from(JSON.stringify(json)));
}
interface Listed {
  digest: string;
  platform?: { os: string; architecture: string };
  annotations?: Record<string, string>;
}

/** An index of one build with the attestation of another. */
function withAttestationOf(index: StoredManifest, other: StoredManifest): StoredManifest {
  const { manifests } = JSON.parse(other.body.toString("utf8")) as { manifests: Listed[] };
  return changed(index, (json) => json.manifests.push(manifests.at(-1)!));
}

describe("an image that the workflow has signed", () => {
  test("is trusted by its signature, offline, as long as the policy is the same", async () => {
    const index = await signed();
    sigstore.seen.length = 0;
    const trust = await trustOf(index);
    expect(trust).toMatch(/^signed /);
    expect(sigstore.seen).toEqual([]);
    const { repository } = await identify();
    const ask = async (said: Said) => isTrusted(portsIn(ourJob()), await requestOf(said), repository, trust);
    expect(await ask({ verify: "required" })).toBe(true);
    expect(await ask({ verify: "required", "verify-workflow": [".github/workflows/other.yml"] })).toBe(false);
    writeFileSync(join(home.path, "other-root.json"), JSON.stringify(sigstore.root(new Date())));
    expect(await ask({ verify: "required", sigstore: sigstoreInput("other-root.json") })).toBe(false);
  });

  test("has the same images under the same digests, and one manifest more beside them", async () => {
    const index = await signed();
    const images = parseIndex(index).map(({ image, snapshot }) => [image.digest, snapshot?.digest]);
    expect(images).toEqual(parseIndex(genuine.index).map(({ image, snapshot }) => [image.digest, snapshot?.digest]));
    const { manifests } = JSON.parse(index.body.toString("utf8")) as { manifests: Listed[] };
    expect(manifests.at(-1)?.platform).toEqual({ os: "unknown", architecture: "unknown" });
    expect(index.body.length).toBeLessThan(20_000);
  });

  test("is trusted in a clone of depth 1 that lacks the signed commit", async () => {
    const index = await signed();
    project.write({ "README.md": "later\n" });
    project.commit("later");
    using folder = testFolder();
    const clone = join(folder.path, "clone");
    project.git("clone", "-q", "--depth", "1", `file://${project.folder}`, clone);
    const identified = await identify(clone);
    expect(await identified.repository.objects.read(commit)).toBeUndefined();
    expect(await trustOf(index, { identified })).toMatch(/^signed /);
    const without = changed(index, ({ manifests }) => {
      delete manifests.at(-1)!.annotations!["dev.treestamp.attestation.objects"];
    });
    const again = await identify(clone);
    await expect(trustOf(without, { identified: again })).rejects.toMatchObject({
      code: "untrusted",
      message: expect.stringContaining("which this clone does not have"),
      remedy: expect.stringContaining("fetch-depth: 0"),
    });
  });

  test("is found by the name of the remote `origin` where no workflow runs", async () => {
    const index = await signed();
    const identified = await identify();
    await expect(trustOf(index, { job: undefined, identified })).resolves.toMatch(/^signed /);
    await expect(
      trustIn(portsIn(undefined), await requestOf(), identified, { store, root: index }),
    ).rejects.toMatchObject({
      message: expect.stringContaining("nothing here says whether that is the right repository"),
    });
    project.git("remote", "add", "origin", "git@github.com:Acme/app.git");
    try {
      const trust = await trustIn(portsIn(undefined), await requestOf(), identified, { store, root: index });
      expect(trust).toMatch(/^signed /);
    } finally {
      project.git("remote", "set-url", "origin", "https://github.com/me/app");
      await expect(
        trustIn(portsIn(undefined), await requestOf(), identified, { store, root: index }),
      ).rejects.toMatchObject({
        message: expect.stringContaining("another repository than https://github.com/me/app"),
      });
      project.git("remote", "add", "upstream", "https://github.com/acme/app");
      const trust = await trustIn(portsIn(undefined), await requestOf(), identified, { store, root: index });
      expect(trust).toMatch(/^signed /);
      project.git("remote", "remove", "upstream");
      project.git("remote", "remove", "origin");
    }
  });
});

test.each([
  ["what is cut short", (objects: Buffer) => objects.subarray(0, -3)],
  ["more objects than a recipe has", () => Buffer.from("blob 0\0".repeat(5000))],
  ["what is no object", () => Buffer.from("nonsense")],
])("beside a signature stands %s: refused, and no file is written", async (_name, change) => {
  const index = await signed();
  const objects = inflateRawSync(Buffer.from(attestationOf(index)!.objects!, "base64"));
  const damaged = changed(index, ({ manifests }) => {
    manifests.at(-1)!.annotations!["dev.treestamp.attestation.objects"] = deflateRawSync(change(objects)).toString(
      "base64",
    );
  });
  using folder = testFolder();
  const clone = join(folder.path, "clone");
  project.write({ "README.md": "even later\n" });
  project.commit("even later");
  project.git("clone", "-q", "--depth", "1", `file://${project.folder}`, clone);
  await expect(trustOf(damaged, { identified: await identify(clone) })).rejects.toMatchObject({
    code: "untrusted",
    message: expect.stringMatching(/which this clone does not have \(.*(cut short|beside it)/),
  });
});

describe("an image that nobody has signed", () => {
  test.each([
    ["when-present", "unsigned"],
    ["off", "unchecked"],
  ])("with `verify: %s` is %s", async (verify, trust) => {
    expect(await trustOf(genuine.index, { said: { verify } })).toBe(trust);
  });

  test("is no environment that `required` takes, if it was fetched with `off` or `when-present`", async () => {
    const { repository } = await identify();
    const ask = async (verify: string, trust: Trust | undefined) =>
      isTrusted(portsIn(ourJob()), await requestOf({ verify }), repository, trust);
    expect(
      await Promise.all((["unchecked", "unsigned", undefined] as const).map((was) => ask("required", was))),
    ).toEqual([false, false, false]);
    expect(await ask("when-present", "unsigned")).toBe(true);
    expect(await ask("when-present", "unchecked")).toBe(false);
    expect(await ask("when-present", undefined)).toBe(false);
    expect(await ask("off", undefined)).toBe(true);
    expect(await ask("required", "built")).toBe(true);
  });
});

/** Each attack on an image: what stands under the key, and what its victim is told. */
const attacks: readonly (readonly [
  name: string,
  attack: () => Promise<StoredManifest>,
  told: string,
  looking?: () => Promise<Looking>,
])[] = [
  ["a foreign image under the key", async () => withAttestationOf(foreign.index, await signed()), "was never signed"],
  [
    "a foreign image that another branch's workflow has signed",
    async () => signedAt({ "environment/Dockerfile": "FROM scratch\nENV EVIL=1\n" }),
    "was signed as",
  ],
  [
    "the same, where the statement lies about the key",
    async () => {
      const other = await signedAt({ "environment/Dockerfile": "FROM scratch\nENV EVIL=2\n" }, { lie: true });
      return other;
    },
    "whose files give the key",
  ],
  [
    "a workflow that another branch has changed, and whose recipe is the same",
    () => signed({ publication: foreign, claims: { ref: "refs/heads/evil" } }),
    "was signed by the workflow https://github.com/acme/app/.github/workflows/build.yml@refs/heads/evil, which is none of",
    async () => ({ said: { "verify-workflow": [".github/workflows/build.yml@refs/heads/main"] } }),
  ],
  [
    "a repository made anew under the name of one that was renamed",
    () => signed({ claims: { repository_id: "666" } }),
    "one of them was renamed, or made anew under a name that was free",
  ],
  [
    "a bundle replayed from another key",
    () => signedAt({ "environment/Dockerfile": "FROM scratch\nENV OLD=1\n" }),
    "was signed as",
  ],
  [
    "another subject: a snapshot that is not the image's",
    async () => {
      const [image] = parseIndex(genuine.index);
      const [other] = parseIndex(foreign.index);
      const index = makeIndex([{ ...image!, snapshot: other!.snapshot }]);
      return withAttestationOf(index, await signed());
    },
    "snapshot linux/amd64",
  ],
  [
    "another subject: the image of another platform",
    async () =>
      changed(await signed(), ({ manifests }) => {
        manifests[0]!.platform!.architecture = "arm64";
      }),
    "image linux/arm64",
  ],
  [
    "another subject: a snapshot that is called an attestation as well",
    async () =>
      changed(await signed(), ({ manifests }) => {
        const [, snapshot] = parseIndex(foreign.index).flatMap((one) => [one.image, one.snapshot]);
        const own = manifests[1]!.annotations!;
        const bundle = manifests.at(-1)!.annotations!;
        manifests[1] = { ...manifests[1]!, digest: snapshot!.digest, annotations: { ...bundle, ...own } };
      }),
    "was never signed",
  ],
  [
    "a root of trust that has expired",
    async () => {
      writeFileSync(join(home.path, "expired.json"), JSON.stringify(sigstore.root(new Date(Date.now() - 30_000))));
      return signed();
    },
    "is not valid by the root of trust",
    async () => ({ said: { sigstore: sigstoreInput("expired.json") } }),
  ],
  [
    "a Sigstore that nobody knows",
    async () => signed(),
    "is not valid by the root of trust",
    async () => ({ said: { sigstore: [`issuer=${claimsOf(commit).iss}`] } }),
  ],
  ["a bundle that was taken away, where one is required", async () => genuine.index, "Nobody has signed"],
  [
    "pull_request_target",
    () => signed({ claims: { event_name: "pull_request_target" } }),
    "a run of pull_request_target",
  ],
  [
    "a fork",
    () => signed({ claims: { repository: "mallory/app", repository_id: "13" } }),
    "was signed in https://github.com/mallory/app (number 13), which is another repository than",
  ],
  [
    "another repository of the same owner",
    () => signed({ claims: { repository: "acme/other", repository_id: "4712" } }),
    "was signed in https://github.com/acme/other",
  ],
  [
    "another repository's reusable workflow",
    () => signed({ claims: { job_workflow_ref: "mallory/builder/.github/workflows/build.yml@refs/heads/main" } }),
    "which is another repository's",
  ],
  [
    "a reusable workflow of a repository whose name is as long",
    () => signed({ claims: { job_workflow_ref: "evil/app/.github/workflows/build.yml@refs/heads/main" } }),
    "which is none of .github/workflows/build.yml",
    async () => ({ said: { "verify-workflow": [".github/workflows/build.yml"] } }),
  ],
  [
    "a self-hosted runner",
    () => signed({ claims: { runner_environment: "self-hosted" } }),
    "comes from a self-hosted machine",
  ],
  [
    "an issuer that anybody can be",
    () => signed({ claims: { iss: "https://accounts.example" } }),
    "https://accounts.example vouches",
  ],
  [
    "an edited note: a statement that was changed after it was signed",
    async () =>
      edited(await signed(), (bundle) => {
        const envelope = bundle.dsseEnvelope as { payload: string };
        const statement = JSON.parse(Buffer.from(envelope.payload, "base64").toString("utf8")) as { subject: object[] };
        statement.subject.push({ name: "image linux/amd64", digest: { sha256: "0".repeat(64) } });
        envelope.payload = Buffer.from(JSON.stringify(statement)).toString("base64");
      }),
    "is not valid by the root of trust",
  ],
  [
    "a signature that no log has",
    async () =>
      edited(await signed(), (bundle) => {
        (bundle.verificationMaterial as { tlogEntries: object[] }).tlogEntries = [];
      }),
    "is not valid by the root of trust",
  ],
  [
    "a bundle that cannot be read, where one may be absent",
    async () =>
      edited(await signed(), (bundle) => {
        bundle.mediaType = "application/json";
      }),
    "has an attestation that cannot be read",
    async () => ({ said: { verify: "when-present" } }),
  ],
  [
    "a statement for another commit than the certificate's",
    async () => {
      project.write({ "README.md": "another\n" });
      const other = project.commit("another");
      return signed({ claims: { sha: other }, job: { ...sigstore.job(), GITHUB_SHA: commit } });
    },
    "and its certificate says",
  ],
];

/** An index that is signed at a commit of another branch. @param lie signs it as an image of the project's own key */
async function signedAt(change: Readonly<Record<string, string>>, { lie = false } = {}): Promise<StoredManifest> {
  project.git("checkout", "-q", "-b", `branch-${Math.random().toString(36).slice(2)}`);
  project.write(change);
  const sha = project.commit("evil");
  const there = await identify();
  project.git("checkout", "-q", "main");
  sigstore.claims = claimsOf(sha, { ref: "refs/heads/evil" });
  if (!lie) {
    const attest = await attestorOf(
      portsIn({ ...sigstore.job(), GITHUB_SHA: sha }),
      await requestOf({ attest: "true" }),
      there,
      mayPush,
    );
    return (await attest!(foreign)).index;
  }
  const { signStatement } = await import("../../core/trust/sign.ts");
  const { attested, attestedParts } = await import("../../core/places/attested.ts");
  const { key } = await identify();
  const source = { repository: "https://github.com/acme/app", repositoryId: "4711", commit: sha };
  const said = { key: key.hash, source, recipe: { paths: [], platforms: [] }, builder: "evil" };
  const token = async () => (await import("../services/sigstore.ts")).tokenOf(sigstore.claims);
  const { address } = sigstore;
  const signer = { kind: "workflow", sigstore: { fulcio: address, rekor: address }, token } as const;
  const bundle = await signStatement(signer, provenanceStatement(attestedParts(foreign.index), said));
  return attested(foreign, { bundle }).index;
}

function edited(index: StoredManifest, edit: (bundle: Record<string, unknown>) => void): StoredManifest {
  return changed(index, ({ manifests }) => {
    const annotations = manifests.at(-1)!.annotations!;
    const bundle = JSON.parse(annotations["dev.treestamp.attestation"]!) as Record<string, unknown>;
    edit(bundle);
    annotations["dev.treestamp.attestation"] = JSON.stringify(bundle);
  });
}

describe("an attack", () => {
  test.each(attacks.map((attack) => [attack[0], attack] as const))("%s: refused, saying why", async (_name, tried) => {
    const [, attack, told, looking] = tried;
    const root = await attack();
    await expect(trustOf(root, await looking?.())).rejects.toMatchObject({
      code: "untrusted",
      message: expect.stringContaining(told),
      remedy: expect.stringMatching(/\w\.$/),
    });
  });

  test("is told apart from what a policy allows", async () => {
    const selfHosted = await signed({ claims: { runner_environment: "self-hosted" } });
    expect(await trustOf(selfHosted, { said: { "verify-self-hosted": "true" } })).toMatch(/^signed /);
    const reusable = await signed({
      claims: { job_workflow_ref: "acme/builder/.github/workflows/build.yml@refs/tags/v1" },
    });
    const said = { "verify-workflow": ["acme/builder/.github/workflows/build.yml@refs/tags/v*"] };
    expect(await trustOf(reusable, { said })).toMatch(/^signed /);
    const fork = await signed({ claims: { repository: "mallory/app", repository_id: "13" } });
    expect(await trustOf(fork, { said: { "verify-repository": "13" } })).toMatch(/^signed /);
    expect(await trustOf(fork, { said: { "verify-repository": "mallory/app" } })).toMatch(/^signed /);
  });
});

describe("a key that jobs share", () => {
  const pem = (keys = generateKeyPairSync("ed25519")) => ({
    secret: keys.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    open: keys.publicKey.export({ type: "spki", format: "pem" }).toString(),
  });
  const ours = pem();
  const byKey = (signing: Signing = {}) => signed({ ...signing, said: { "attest-key": ours.secret } });

  test("signs without any service, and its public half verifies; so does the secret itself", async () => {
    sigstore.seen.length = 0;
    const index = await byKey();
    expect(sigstore.seen).toEqual([]);
    writeFileSync(join(home.path, "key.pub"), ours.open);
    for (const key of [ours.open, ours.secret, join(home.path, "key.pub")]) {
      expect(await trustOf(index, { said: { "verify-key": key } })).toMatch(/^signed /);
    }
  });

  test.each([
    ["another key", () => byKey(), { "verify-key": pem().open }, "is not by `verify-key`"],
    ["no key is believed", () => byKey(), {}, "no `verify-key` says which key is believed"],
    ["a workflow has signed", () => signed(), { "verify-key": ours.open }, "believes one key alone"],
    [
      "another repository has the same key",
      () => byKey({ job: { ...ourJob(), GITHUB_REPOSITORY_ID: "5" }, said: {} }),
      { "verify-key": ours.open },
      "number is 5",
    ],
    [
      "the image is another one",
      async () => withAttestationOf(foreign.index, await byKey()),
      { "verify-key": ours.open },
      "was never signed",
    ],
  ] as const)("%s: refused, saying why", async (_name, attack, said, told) => {
    await expect(trustOf(await attack(), { said })).rejects.toMatchObject({
      code: "untrusted",
      message: expect.stringContaining(told),
    });
  });

  test("is refused if it is no Ed25519 key, and not repeated", async () => {
    const rsa = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ type: "pkcs8", format: "pem" });
    for (const key of [rsa.toString(), "hunter2"]) {
      await expect(requestOf({ "attest-key": key })).rejects.toMatchObject({
        code: "input-invalid",
        message: "`attest-key` is not an Ed25519 key in PEM.",
      });
    }
  });
});

describe("what cannot be signed", () => {
  const attesting = async (job: NodeJS.ProcessEnv | undefined, ladder = mayPush) =>
    attestorOf(portsIn(job), await requestOf({ attest: "true" }), await identify(), ladder);

  test("a job that may not ask for its identity is told which permission it lacks", async () => {
    sigstore.claims = claimsOf(commit);
    await expect(attesting(sigstore.job(false))).rejects.toMatchObject({
      code: "not-attested",
      remedy: expect.stringContaining("permissions: id-token: write"),
    });
  });

  test("a fork's job, which may neither push nor sign, goes on without", async () => {
    const refusal = { refusal: new Error("no right") } as unknown as typeof mayPush;
    expect(await attesting(sigstore.job(false), refusal)).toBeUndefined();
  });

  test("on a laptop a key is asked for", async () => {
    await expect(attesting(undefined)).rejects.toMatchObject({ remedy: expect.stringContaining("--attest-key-file") });
  });

  test("a checkout of another commit than the run's", async () => {
    const other = { ...sigstore.job(), GITHUB_SHA: "1".repeat(40) };
    await expect(attesting(other)).rejects.toMatchObject({
      code: "not-attested",
      message: expect.stringContaining(`the commit to be signed is ${"1".repeat(40)}`),
    });
  });

  test("a commit whose files give another key: its identity would sign for what it is not", async () => {
    project.git("checkout", "-q", "-b", "another-recipe");
    project.write({ "environment/Dockerfile": "FROM scratch\nENV ANOTHER=1\n" });
    const other = project.commit("another recipe");
    project.git("checkout", "-q", "main");
    await expect(attesting({ ...sigstore.job(), GITHUB_SHA: other })).rejects.toMatchObject({
      code: "not-attested",
      message: expect.stringContaining(`the commit to be signed is ${other}: its files give`),
    });
  });

  test("while the service is down: the reason is the service's", async () => {
    sigstore.claims = claimsOf(commit);
    const attest = await attesting(sigstore.job());
    sigstore.failWith = 403;
    try {
      await expect(attest!(genuine)).rejects.toMatchObject({
        code: "not-attested",
        message: expect.stringMatching(/40[13]/),
      });
    } finally {
      sigstore.failWith = undefined;
    }
  });

  test("the token is masked, and so is the right to ask for it", async () => {
    const masked: string[] = [];
    const run = githubWorkflow(sigstore.job(), { ...silentLog, mask: (value) => masked.push(value) })!;
    expect(masked).toEqual([]);
    const token = await run.token!();
    expect(masked).toEqual(["right", token]);
  });
});

describe("a statement", () => {
  const record = `sha256:${"e".repeat(64)}` as const;
  const about = { tree: "a".repeat(40), runKey: "b".repeat(40), record };
  const run = { ...about, url: "https://ci.example/1", name: "make test" };

  test("about a run that passed says for which tree, and under which run key", () => {
    expect(passedStatement(run)).toMatchObject({
      subject: [{ digest: { gitTree: run.tree } }],
      predicateType: "https://in-toto.io/attestation/test-result/v0.1",
      predicate: { result: "PASSED" },
    });
    const { name: _, ...read } = run;
    expect(readPassed(passedStatement(run))).toEqual(read);
  });

  test.each([
    ["it failed", (said: Changed) => ({ ...said, predicate: { ...said.predicate, result: "FAILED" } })],
    ["it is about two trees", (said: Changed) => ({ ...said, subject: [...said.subject, ...said.subject] })],
    ["the tree is an option of git's", (said: Changed) => ({ ...said, subject: [{ digest: { gitTree: "--all" } }] })],
    [
      "the record is not named",
      (said: Changed) => ({
        ...said,
        predicate: { ...said.predicate, configuration: [{ digest: { gitTree: about.runKey } }] },
      }),
    ],
    ["it is about an image", () => provenanceStatement([], provenance)],
    ["it is nothing", () => null],
  ])("is about no run that passed where %s", (_name, change) => {
    expect(readPassed(change(passedStatement(run) as unknown as Changed))).toBeUndefined();
  });

  interface Changed {
    readonly subject: readonly object[];
    readonly predicate: object;
  }
  const source = { repository: undefined, repositoryId: undefined, commit: "c".repeat(40) };
  const provenance = { key: "d".repeat(40), source, recipe: { paths: [], platforms: [] }, builder: "us" };

  test("about an image is read as it was written, and by nobody else's parameters", () => {
    const digest = `sha256:${"0".repeat(64)}` as const;
    const said = provenanceStatement([{ name: "image linux/amd64", digest }], provenance);
    expect(said.predicate).toMatchObject({
      buildDefinition: { buildType: "https://github.com/treestamp/treestamp/blob/main/docs/attestations.md#v1" },
    });
    expect(readProvenance(said)).toMatchObject({ ...provenance, subjects: [{ name: "image linux/amd64", digest }] });
    const other = JSON.stringify(said).replace("treestamp/treestamp", "mallory/treestamp");
    expect(readProvenance(JSON.parse(other))).toBeUndefined();
    const option = JSON.stringify(said).replace("c".repeat(40), "--upload-pack=evil");
    expect(readProvenance(JSON.parse(option))).toBeUndefined();
    expect(readProvenance(passedStatement(run))).toBeUndefined();
  });
});

test("what is to be signed takes no layers from records that anybody may have pushed", async () => {
  const location = "registry.example/team/build";
  const ancestor = { image: { store: { location }, tag: "key" }, commit, changes: [] } as unknown as AncestorImage;
  const found = { state: "present", manifest: genuine.index };
  const records = { ...ancestor, image: { ...ancestor.image, store: { location, lookup: async () => found } } };
  const layersFor = async (said: Said) =>
    layersOf({ log: silentLog }, await requestOf(said), records as unknown as AncestorImage);
  expect(await layersFor({})).toBeDefined();
  expect(await layersFor({ attest: "true" })).toBeUndefined();
  expect(await layersFor({ verify: "required" })).toBeUndefined();
});

test("a version that knows no attestations sees the index that it always saw", async () => {
  const index = await signed();
  expect(attestationOf(index)?.bundle).toContain("dsseEnvelope");
  const { manifests } = JSON.parse(index.body.toString("utf8")) as { manifests: Listed[] };
  const snapshots = manifests.filter(({ annotations }) => annotations?.["dev.treestamp.snapshot.of"] !== undefined);
  const images = manifests.filter(({ platform }) => platform?.os !== "unknown");
  expect([images.length, snapshots.length, manifests.length]).toEqual([1, 1, 3]);
});

test("the public Sigstore's root is the one that its library has", () => {
  const require = createRequire(import.meta.url);
  const seeds = require("@sigstore/tuf/seeds.json") as Record<string, { targets: Record<string, string> }>;
  const said = seeds["https://tuf-repo-cdn.sigstore.dev"]!.targets["trusted_root.json"]!;
  const ours = readFileSync(join(import.meta.dirname, "../../core/trust/public-good-root.json"), "utf8");
  expect(JSON.parse(ours)).toEqual(JSON.parse(Buffer.from(said, "base64").toString("utf8")));
});
