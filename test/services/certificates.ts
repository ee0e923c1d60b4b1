/** Certificates for tests, by openssl: an authority, and what it signs. */
import { join } from "node:path";
import { run } from "../../core/machine/process.ts";

/**
 * Makes NAME.pem and NAME.key in a folder: by the authority `ca` that was made there, or, where that is its name, signed by
 * itself.
 */
export async function makeCertificate(
  folder: string,
  name: string,
  subject: string,
  ...extensions: readonly string[]
): Promise<void> {
  const file = (path: string) => join(folder, path);
  const own = extensions.flatMap((extension) => ["-addext", extension]);
  const by = name === "ca" ? [] : ["-CA", file("ca.pem"), "-CAkey", file("ca.key")];
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
  const out = ["-keyout", file(`${name}.key`), "-out", file(`${name}.pem`)];
  const { exitCode, stderr } = await run("openssl", ["req", "-x509", ...key, "-subj", subject, ...own, ...by, ...out]);
  if (exitCode !== 0) throw new Error(stderr);
}
