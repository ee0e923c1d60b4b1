/** A real registry behind TLS, with a certificate that this machine trusts or not; reached through a proxy's tunnel. */
import { mkdirSync } from "node:fs";
import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TLSSocket } from "node:tls";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { run } from "../../core/machine/process.ts";
import { openStore } from "../../core/oci/open.ts";
import { createTransport } from "../../core/oci/registry/transport.ts";
import { createTrust } from "../../core/oci/registry/trust.ts";
import { makeCertificate } from "../services/certificates.ts";
import { codeCacheOf } from "../services/code-cache.ts";
import { publish, smallImage } from "../services/image.ts";
import { inOwnFolder } from "../services/own-folder.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";
import { startTunnel, type Tunnel } from "../services/tunnel.ts";

const name = "registry.example/team/image";

let folder: string;
/** Files in the folder: an authority, and what it has signed for a server and for a client. */
const file = (path: string) => join(folder, path);
let registries: RunningRegistry[];
let secure: Tunnel;
let plain: Tunnel;
let wantsClient: Tunnel;

const certificate = (path: string, subject: string, ...extensions: string[]) =>
  makeCertificate(folder, path, subject, ...extensions);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "treestamp-tls-"));
  await certificate("ca", "/CN=an authority");
  const leaf = "basicConstraints=critical,CA:FALSE";
  await certificate("server", "/CN=server", "subjectAltName=DNS:registry.example", leaf);
  await certificate("client", "/CN=client", "extendedKeyUsage=clientAuth", leaf);
  const settings = {
    REGISTRY_HTTP_TLS_CERTIFICATE: file("server.pem"),
    REGISTRY_HTTP_TLS_KEY: file("server.key"),
  };
  const asking = { ...settings, REGISTRY_HTTP_TLS_CLIENTCAS: `["${file("ca.pem")}"]` };
  registries = await Promise.all([startRegistry({ settings }), startRegistry(), startRegistry({ settings: asking })]);
  [secure, plain, wantsClient] = (await Promise.all(registries.map(({ host }) => startTunnel(host)))) as [
    Tunnel,
    Tunnel,
    Tunnel,
  ];
});
afterAll(async () => {
  for (const service of [secure, plain, wantsClient, ...(registries ?? [])]) await service?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A home with these files for the registry. */
async function homeWith(path: string, files: Readonly<Record<string, string>>): Promise<string> {
  const home = await mkdtemp(file("home-"));
  mkdirSync(join(home, path), { recursive: true });
  for (const [target, source] of Object.entries(files)) await copyFile(file(source), join(home, path, target));
  return home;
}

/** Publishes in a process of its own. @param through a command line that starts it */
async function publishApart(variables: NodeJS.ProcessEnv, ...through: string[]): Promise<void> {
  const { SSL_CERT_FILE: _, SSL_CERT_DIR: __, NODE_EXTRA_CA_CERTS: ___, ...inherited } = process.env;
  const env = { ...inherited, NODE_COMPILE_CACHE: codeCacheOf(), HTTPS_PROXY: secure.url, ...variables };
  const writer = join(import.meta.dirname, "store-writer.ts");
  const [program, ...words] = [...through, process.execPath, writer, name, "v", "1"];
  const { exitCode, stderr } = await run(program!, words, { env });
  expect([exitCode, exitCode === 0 ? "" : stderr]).toEqual([0, ""]);
}

test("a certificate of a known authority is trusted", async () => {
  await publishApart({ NODE_EXTRA_CA_CERTS: file("ca.pem") });
  expect(secure.asked).toContain("registry.example:443");
});

describe("an authority that Node does not know is trusted", () => {
  const works = async (environment: Record<string, string>) => {
    const store = openStore(name, { environment: { HTTPS_PROXY: secure.url, ...environment } });
    const image = smallImage();
    await publish(store, image, "tls"); // with a body, whose sending began before the certificate was refused
    expect(await store.lookup("tls")).toEqual({ state: "present", manifest: image.index });
  };

  test("by SSL_CERT_FILE, as it is by every program that has OpenSSL or Go inside", async () => {
    await works({ SSL_CERT_FILE: file("ca.pem") });
  });

  test("by SSL_CERT_DIR", async () => {
    const home = await homeWith("certs", { "one.pem": "ca.pem" });
    await works({ SSL_CERT_DIR: `/nowhere:${join(home, "certs")}` });
  });

  test("among others that cannot be read", async () => {
    const broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    await writeFile(file("bundle.pem"), broken + (await readFile(file("ca.pem"), "utf8")));
    await works({ SSL_CERT_FILE: file("bundle.pem") });
  });

  test.each(["containers", "docker"])("by the folder of %s", async (tool) => {
    await works({ HOME: await homeWith(`.config/${tool}/certs.d/registry.example`, { "ca.crt": "ca.pem" }) });
    const home = await homeWith(`${tool}/certs.d/registry.example`, { "ca.crt": "ca.pem" });
    await works({ XDG_CONFIG_HOME: home });
  });

  test.each([
    ["Debian's and Alpine's authorities", "/etc/ssl/certs/ca-certificates.crt"],
    ["Fedora's", "/etc/pki/tls/certs/ca-bundle.crt"],
    ["SUSE's", "/etc/ssl/ca-bundle.pem"],
    ["RHEL's", "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem"],
    ["OpenSSL's", "/etc/ssl/cert.pem"],
    ["the machine's folder of containers", "/etc/containers/certs.d/registry.example/ca.crt"],
    ["the machine's folder of docker", "/etc/docker/certs.d/registry.example/ca.crt"],
  ])("by %s", async (_, path) => {
    await publishApart({}, ...inOwnFolder("/etc", { [path]: file("ca.pem") }));
  });

  test("by requests that run side by side", async () => {
    const environment = { HTTPS_PROXY: secure.url, SSL_CERT_FILE: file("ca.pem") };
    const store = openStore(name, { environment });
    const states = await Promise.all(Array.from({ length: 6 }, async () => (await store.lookup("none")).state));
    expect(states).toEqual(Array.from({ length: 6 }, () => "absent"));
  });

  test("not for another registry than the folder's", async () => {
    const HOME = await homeWith(".config/containers/certs.d/other.example", { "ca.crt": "ca.pem" });
    const lookup = await openStore(name, { environment: { HTTPS_PROXY: secure.url, HOME } }).lookup("none");
    expect(lookup).toMatchObject({ state: "unknown", reason: { code: "store-unreachable" } });
  });
});

describe("a registry that wants a client's certificate", () => {
  const ask = async (files: Readonly<Record<string, string>>) => {
    const HOME = await homeWith(".config/containers/certs.d/registry.example", files);
    return openStore(name, { environment: { HTTPS_PROXY: wantsClient.url, HOME } }).lookup("none");
  };

  test("gets it", async () => {
    const files = { "ca.crt": "ca.pem", "client.cert": "client.pem", "client.key": "client.key" };
    expect(await ask(files)).toEqual({ state: "absent" });
  });

  test("and does not get it is unknown, at once, with what to do", async () => {
    const count = wantsClient.asked.length;
    expect(await ask({ "ca.crt": "ca.pem" })).toMatchObject({
      state: "unknown",
      reason: { code: "store-unreachable", remedy: expect.stringMatching(/NAME\.cert and NAME\.key/) },
    });
    expect(wantsClient.asked).toHaveLength(count + 1);
  });

  test.each([
    ["without its key", { "client.cert": "client.pem" }, /client\.key is missing/],
    ["with another's key", { "client.cert": "client.pem", "client.key": "server.key" }, /cannot be used/],
    ["whose authority is no certificate", { "ca.crt": "ca.key" }, /not a certificate/],
  ])("%s is an error", async (_what, files, message) => {
    expect(await ask(files)).toMatchObject({
      state: "unknown",
      reason: { code: "input-invalid", message: expect.stringMatching(message) },
    });
  });
});

test("the registry's authorities hold for its token service and storage, our certificate is for itself alone", async () => {
  await certificate("both", "/CN=both", "subjectAltName=DNS:registry.example,DNS:other.example");
  const shown: string[] = [];
  const [key, cert] = await Promise.all([readFile(file("both.key")), readFile(file("both.pem"))]);
  const server = createServer(
    { key, cert, requestCert: true, rejectUnauthorized: false },
    ({ socket, headers }, response) => {
      shown.push(`${headers.host} ${(socket as TLSSocket).getPeerCertificate().subject?.CN ?? "nobody"}`);
      response.end();
    },
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const tunnel = await startTunnel(`127.0.0.1:${(server.address() as AddressInfo).port}`);
  try {
    const files = { "ca.crt": "ca.pem", "client.cert": "client.pem", "client.key": "client.key" };
    const HOME = await homeWith(".config/containers/certs.d/registry.example", files);
    const environment = { HOME, HTTPS_PROXY: tunnel.url };
    const trust = createTrust(environment, { host: "registry.example", name: "registry.example" });
    const transport = createTransport({ stall: 5_000, signal: undefined, environment, trust });
    for (const host of ["registry.example", "other.example"]) {
      const answer = await transport({ method: "GET", url: new URL(`https://${host}/`), headers: {} });
      await answer.discard();
    }
    expect(shown).toEqual(["registry.example client", "other.example nobody"]);
  } finally {
    await tunnel.stop();
    server.closeAllConnections();
    server.close();
  }
});

test("a certificate that nobody vouches for leaves everything unknown, without another try", async () => {
  const count = secure.asked.length;
  expect(await openStore(name, { environment: { HTTPS_PROXY: secure.url } }).lookup("v-0")).toMatchObject({
    state: "unknown",
    reason: {
      code: "store-unreachable",
      message: expect.stringMatching(/unable to verify the first certificate/), // UNABLE_TO_VERIFY_LEAF_SIGNATURE
      remedy: expect.stringMatching(/SSL_CERT_FILE or NODE_EXTRA_CA_CERTS/),
    },
  });
  expect(secure.asked).toHaveLength(count + 2); // once more with the system's authorities
});

test("a registry without TLS is not spoken to in plain text unless that is asked for", async () => {
  expect(await openStore(name, { environment: { HTTPS_PROXY: plain.url } }).lookup("v-0")).toMatchObject({
    state: "unknown",
    reason: { code: "store-unreachable", remedy: expect.stringMatching(/plain-http/) },
  });
});
