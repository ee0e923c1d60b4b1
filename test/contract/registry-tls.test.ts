/** A real registry behind TLS, with a certificate that this machine trusts or not; reached through a proxy's tunnel. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { run } from "../../core/machine/process.ts";
import { openStore } from "../../core/store/open.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";
import { startTunnel, type Tunnel } from "../services/tunnel.ts";

const name = "registry.example/team/image";

let folder: string;
let certificate: string;
let registries: RunningRegistry[];
let secure: Tunnel;
let plain: Tunnel;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "treestamp-tls-"));
  certificate = join(folder, "certificate.pem");
  const key = join(folder, "key.pem");
  const made = await run("openssl", [
    ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"],
    ...["-subj", "/CN=test", "-addext", "subjectAltName=DNS:registry.example", "-keyout", key, "-out", certificate],
  ]);
  if (made.exitCode !== 0) throw new Error(made.stderr);
  const settings = { REGISTRY_HTTP_TLS_CERTIFICATE: certificate, REGISTRY_HTTP_TLS_KEY: key };
  registries = [await startRegistry({ settings }), await startRegistry()];
  secure = await startTunnel(registries[0]!.host);
  plain = await startTunnel(registries[1]!.host);
});
afterAll(async () => {
  for (const service of [secure, plain, ...registries]) await service.stop();
  await rm(folder, { recursive: true, force: true });
});

test("a certificate of a known authority is trusted", async () => {
  const writer = new URL("./store-writer.ts", import.meta.url).pathname;
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: certificate, HTTPS_PROXY: secure.url };
  const { exitCode, stderr } = await run(process.execPath, [writer, name, "v", "2"], { env });
  expect([exitCode, exitCode === 0 ? "" : stderr]).toEqual([0, ""]);
  expect(secure.asked).toContain("registry.example:443");
});

test("a certificate that nobody vouches for leaves everything unknown, at once", async () => {
  const count = secure.asked.length;
  expect(await openStore(name, { environment: { HTTPS_PROXY: secure.url } }).lookup("v-0")).toMatchObject({
    state: "unknown",
    reason: {
      code: "store-unreachable",
      message: expect.stringMatching(/self-signed certificate/),
      remedy: expect.stringMatching(/NODE_EXTRA_CA_CERTS/),
    },
  });
  expect(secure.asked).toHaveLength(count + 1);
});

test("a registry without TLS is not spoken to in plain text unless that is asked for", async () => {
  expect(await openStore(name, { environment: { HTTPS_PROXY: plain.url } }).lookup("v-0")).toMatchObject({
    state: "unknown",
    reason: { code: "store-unreachable", remedy: expect.stringMatching(/plain http/) },
  });
});
