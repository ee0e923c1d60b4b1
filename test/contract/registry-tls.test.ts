/** A real registry behind TLS, with a certificate that this machine trusts or not. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { run } from "../../core/process.ts";
import { openStore } from "../../core/store/open.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";

let folder: string;
let certificate: string;
let secure: RunningRegistry;
let plain: RunningRegistry;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "treestamp-tls-"));
  certificate = join(folder, "certificate.pem");
  const key = join(folder, "key.pem");
  const made = await run("openssl", [
    ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"],
    ...["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate],
  ]);
  if (made.exitCode !== 0) throw new Error(made.stderr);
  secure = await startRegistry({
    settings: { REGISTRY_HTTP_TLS_CERTIFICATE: certificate, REGISTRY_HTTP_TLS_KEY: key },
  });
  plain = await startRegistry();
});
afterAll(async () => {
  await secure.stop();
  await plain.stop();
  await rm(folder, { recursive: true, force: true });
});

test("a certificate of a known authority is trusted", async () => {
  const writer = new URL("./store-writer.ts", import.meta.url).pathname;
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: certificate };
  const { exitCode, stderr } = await run(process.execPath, [writer, `${secure.host}/team/a`, "v", "2", "tls"], { env });
  expect([exitCode, exitCode === 0 ? "" : stderr]).toEqual([0, ""]);
});

test("a certificate that nobody vouches for leaves everything unknown, at once", async () => {
  expect(await openStore(`${secure.host}/team/a`, { plainHttp: false }).lookup("v-0")).toMatchObject({
    state: "unknown",
    reason: {
      code: "store-unreachable",
      message: expect.stringMatching(/self-signed certificate/),
      remedy: expect.stringMatching(/NODE_EXTRA_CA_CERTS/),
    },
  });
});

test("a registry without TLS is not spoken to in plain text where TLS is wanted", async () => {
  expect(await openStore(`${plain.host}/team/a`, { plainHttp: false }).lookup("v-0")).toMatchObject({
    state: "unknown",
    reason: { code: "store-unreachable", remedy: expect.stringMatching(/plain http/) },
  });
});
