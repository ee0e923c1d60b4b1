/**
 * A Sigstore of our own on loopback, and the identity of a workflow that it believes: Fulcio's and Rekor's answers are made by
 * @sigstore/mock, with keys, certificates and logs of its own. test/long/sigstore.test.ts has the real ones.
 */
import { createHash, generateKeyPairSync } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { fulcioHandler, initializeCA, initializeCTLog, initializeTLog, rekorHandler } from "@sigstore/mock";
import { HashAlgorithm, PublicKeyDetails, TrustedRoot } from "@sigstore/protobuf-specs";

/** What GitHub's token says of a run. Source: docs.github.com, "OpenID Connect reference". */
export interface Claims {
  readonly iss: string;
  readonly sub: string;
  readonly repository: string;
  readonly repository_id: string;
  readonly sha: string;
  readonly ref: string;
  readonly event_name: string;
  readonly job_workflow_ref: string;
  readonly runner_environment: string;
}

export const appRepository = { name: "acme/app", id: "4711" } as const;

/** The claims of an ordinary run on the branch main. */
export function claimsOf(sha: string, other: Partial<Claims> = {}): Claims {
  const repository = other.repository ?? appRepository.name;
  const ref = other.ref ?? "refs/heads/main";
  return {
    iss: "https://token.actions.githubusercontent.com",
    sub: `repo:${repository}:ref:${ref}`,
    repository,
    repository_id: appRepository.id,
    sha,
    ref,
    event_name: "push",
    job_workflow_ref: `${repository}/.github/workflows/build.yml@${ref}`,
    runner_environment: "github-hosted",
    ...other,
  };
}

export function tokenOf(claims: Claims): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "RS256", typ: "JWT" })}.${part({ aud: "sigstore", ...claims })}.${Buffer.from("signature").toString("base64url")}`;
}

export interface RunningSigstore {
  readonly address: string;
  /** What `trusted_root.json` is. @param until when its authority ends; never if left out */
  root(until?: Date): object;
  /** What the next token says. */
  claims: Claims;
  /** Paths that were asked for. */
  readonly seen: string[];
  /** What the service answers with instead: a status. */
  failWith: number | undefined;
  /** The variables of a job of this workflow; without the right to ask for a token if `mayAsk` is false. */
  job(mayAsk?: boolean): NodeJS.ProcessEnv;
  stop(): Promise<void>;
}

export async function startSigstore(claims: Claims): Promise<RunningSigstore> {
  const [caKeys, ctKeys, logKeys] = [pair("P-384"), pair("P-256"), pair("P-256")];
  const ctLog = await initializeCTLog(ctKeys);
  const ca = await initializeCA(caKeys, ctLog);
  const start = new Date(Date.now() - 60_000);
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const tlog = await initializeTLog(address, logKeys);
  const handlers = [fulcioHandler(ca), rekorHandler(tlog)];

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url!, address);
    running.seen.push(pathname);
    const body = await text(request);
    const send = (status: number, said: string) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(said);
    };
    if (running.failWith !== undefined) return send(running.failWith, JSON.stringify({ message: "out of order" }));
    if (pathname === "/token") {
      const isAsked = searchParams.get("audience") === "sigstore" && request.headers.authorization === "Bearer right";
      return isAsked ? send(200, JSON.stringify({ value: tokenOf(running.claims) })) : send(401, "{}");
    }
    const handler = handlers.find(({ path }) => path === pathname);
    if (handler === undefined) return send(404, "{}");
    const { statusCode, response: said } = await handler.fn(pathname.endsWith("/entries") ? asLogged(body) : body);
    send(statusCode, String(said));
  }

  const log = (keys: ReturnType<typeof pair>) => {
    const rawBytes = keys.publicKey.export({ format: "der", type: "spki" });
    return {
      baseUrl: address,
      logId: { keyId: createHash("sha256").update(rawBytes).digest() },
      hashAlgorithm: HashAlgorithm.SHA2_256,
      publicKey: {
        rawBytes,
        keyDetails: PublicKeyDetails.PKIX_ECDSA_P256_SHA_256,
        validFor: { start, end: undefined },
      },
      checkpointKeyId: undefined,
      operator: "test",
    };
  };
  const running: RunningSigstore = {
    address,
    root: (until) =>
      TrustedRoot.toJSON({
        mediaType: "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
        tlogs: [log(logKeys)],
        ctlogs: [log(ctKeys)],
        certificateAuthorities: [
          {
            subject: { commonName: "sigstore", organization: "sigstore.mock" },
            uri: address,
            certChain: { certificates: [{ rawBytes: ca.rootCertificate as Buffer }] },
            validFor: { start, end: until },
            operator: "test",
          },
        ],
        timestampAuthorities: [],
      }) as object,
    claims,
    seen: [],
    failWith: undefined,
    job: (mayAsk = true) => ({
      GITHUB_ACTIONS: "true",
      GITHUB_SERVER_URL: "https://github.com",
      GITHUB_REPOSITORY: running.claims.repository,
      GITHUB_REPOSITORY_ID: running.claims.repository_id,
      GITHUB_SHA: running.claims.sha,
      GITHUB_WORKFLOW_REF: running.claims.job_workflow_ref,
      GITHUB_RUN_ID: "12",
      GITHUB_RUN_ATTEMPT: "1",
      ...(mayAsk
        ? { ACTIONS_ID_TOKEN_REQUEST_URL: `${address}/token?api-version=2.0`, ACTIONS_ID_TOKEN_REQUEST_TOKEN: "right" }
        : {}),
    }),
    stop: () => new Promise((done) => server.close(() => done())),
  };
  return running;
}

/** Of a proposed envelope the log keeps hashes and signatures, as Rekor does. Source: sigstore/rekor, pkg/types/dsse/v0.0.1. */
function asLogged(body: string): string {
  const entry = JSON.parse(body) as { spec: { proposedContent?: { envelope: string; verifiers: string[] } } };
  const { envelope, verifiers } = entry.spec.proposedContent!;
  const { payload, signatures } = JSON.parse(envelope) as { payload: string; signatures: { sig: string }[] };
  const sha256 = (bytes: string | Buffer) => ({
    algorithm: "sha256",
    value: createHash("sha256").update(bytes).digest("hex"),
  });
  const spec = {
    envelopeHash: sha256(envelope),
    payloadHash: sha256(Buffer.from(payload, "base64")),
    signatures: signatures.map(({ sig }, at) => ({ signature: sig, verifier: verifiers[at] })),
  };
  return JSON.stringify({ ...entry, spec });
}

function pair(namedCurve: "P-256" | "P-384") {
  return generateKeyPairSync("ec", { namedCurve });
}
