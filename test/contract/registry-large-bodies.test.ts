/** Large bodies, which are read past Node's parser of HTTP: over plain connections, TLS and a proxy's tunnel, and failing. */
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer as createPlainServer, type RequestListener, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { run } from "../../core/machine/process.ts";
import { ConnectionFailure, createTransport, type HttpAnswer } from "../../core/oci/registry/transport.ts";
import { createTrust } from "../../core/oci/registry/trust.ts";
import { startTunnel } from "../services/tunnel.ts";

const size = 5_000_000;
const bytes = Buffer.alloc(size);
for (let at = 0; at < size; at += 4) bytes.writeUInt32LE(at, at);

/** Digest of all parts, each looked at before the next is asked for. */
async function digestOf({ body }: HttpAnswer): Promise<string> {
  const hash = createHash("sha256");
  for await (const part of body) hash.update(part);
  return hash.digest("hex");
}
const digest = createHash("sha256").update(bytes).digest("hex");

describe.each(["plain", "TLS", "TLS through a proxy"])("a large body over %s", (kind) => {
  let folder: string;
  let tls: { key: Buffer; cert: Buffer };
  let stops: (() => unknown)[] = [];
  const trusted = getCACertificates();
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "treestamp-bodies-"));
    const [key, cert] = [join(folder, "key.pem"), join(folder, "certificate.pem")];
    const made = await run("openssl", [
      ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"],
      ...[
        "-subj",
        "/CN=test",
        "-addext",
        "subjectAltName=DNS:localhost,DNS:registry.example",
        "-keyout",
        key,
        "-out",
        cert,
      ],
    ]);
    if (made.exitCode !== 0) throw new Error(made.stderr);
    tls = { key: await readFile(key), cert: await readFile(cert) };
    setDefaultCACertificates([...trusted, String(tls.cert)]);
  });
  afterAll(async () => {
    setDefaultCACertificates(trusted);
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(() => {
    stops = [];
  });
  afterEach(async () => {
    for (const stop of stops) await stop();
  });

  /** Starts a server, and gives what asks it for a large body. */
  async function serving(handle: RequestListener, stall = 10_000) {
    const server = kind === "plain" ? createPlainServer(handle) : createSecureServer(tls, handle);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    stops.push(() => {
      server.closeAllConnections();
      server.close();
    });
    const { port } = server.address() as AddressInfo;
    const proxy = kind === "TLS through a proxy" ? await startTunnel(`127.0.0.1:${port}`) : undefined;
    if (proxy !== undefined) stops.push(() => proxy.stop());
    const environment = proxy === undefined ? {} : { HTTPS_PROXY: proxy.url };
    const host = `${proxy === undefined ? "localhost" : "registry.example"}:${port}`;
    const trust = createTrust(environment, { host, name: host });
    const transport = createTransport({ stall, signal: undefined, environment, trust });
    const url = new URL(`${kind === "plain" ? "http" : "https"}://${host}/`);
    return () => transport({ method: "GET", url, headers: {}, fleeting: true });
  }
  const whole = (response: ServerResponse) => response.writeHead(200, { "content-length": size });

  test("arrives byte for byte, again and again", async () => {
    const ask = await serving((_, response) => whole(response).end(bytes));
    for (let i = 0; i < 3; i++) expect(await digestOf(await ask())).toBe(digest);
  });

  test("arrives from many connections at a time, each its own", async () => {
    const ask = await serving((_, response) => whole(response).end(bytes));
    const digests = await Promise.all(Array.from({ length: 8 }, async () => digestOf(await ask())));
    expect(new Set(digests)).toEqual(new Set([digest]));
  });

  test("in small pieces, with waits between them, and to a reader that takes its time", async () => {
    const ask = await serving(async (_, response) => {
      whole(response);
      for (let at = 0; at < size; at += 700_000) {
        response.write(bytes.subarray(at, at + 1000));
        await sleep(5);
        response.write(bytes.subarray(at + 1000, at + 700_000));
      }
      response.end();
    });
    const { body } = await ask();
    const hash = createHash("sha256");
    for await (const part of body) {
      const before = Buffer.from(part);
      await sleep(2);
      expect(before.equals(part)).toBe(true); // nothing has come over it meanwhile
      hash.update(part);
    }
    expect(hash.digest("hex")).toBe(digest);
  });

  test("without a length, or small, arrives as well", async () => {
    const ask = await serving((request, response) => {
      if (request.method === "GET") response.write(bytes.subarray(0, 2_000_000));
      response.end(bytes.subarray(2_000_000));
    });
    expect(await digestOf(await ask())).toBe(digest);
  });

  test("that breaks off is a failure of the connection, after all that came", async () => {
    const ask = await serving((_, response) => {
      whole(response).write(bytes.subarray(0, 3_000_000), () => setTimeout(() => response.destroy(), 100));
    });
    let seen = 0;
    const read = async () => {
      for await (const part of (await ask()).body) seen += part.length;
    };
    await expect(read()).rejects.toThrow(ConnectionFailure);
    expect(seen).toBe(3_000_000);
  });

  test("that stands still is given up", async () => {
    const ask = await serving((_, response) => void whole(response).write(bytes.subarray(0, 3_000_000)), 1_500);
    await expect(ask().then(digestOf)).rejects.toThrow(/nothing moved/);
  });

  test("that nobody reads to its end can be given up", async () => {
    const ask = await serving((_, response) => whole(response).end(bytes));
    for await (const part of (await ask()).body) {
      expect(part.length).toBeGreaterThan(0);
      break;
    }
    await (await ask()).discard();
    expect(await digestOf(await ask())).toBe(digest);
  });
});
