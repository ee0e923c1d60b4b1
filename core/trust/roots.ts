/**
 * Roots of trust: whose certificates and logs are believed. The public Sigstore's comes with treestamp: public-good-root.json is
 * the target `trusted_root.json` of tuf-repo-cdn.sigstore.dev as @sigstore/tuf has it, which a test compares.
 */
import { readFile } from "node:fs/promises";
import { messageOf, TreestampError } from "../errors.ts";

/** @param file a root, or several, one a line, as `gh attestation trusted-root` prints them @throws input-invalid */
export async function trustedRoots(file: string | undefined): Promise<readonly object[]> {
  if (file === undefined) return [(await import("./public-good-root.json", { with: { type: "json" } })).default];
  try {
    const text = await readFile(file, "utf8");
    const roots = rootsIn(text);
    if (roots.every((root) => Array.isArray(root.certificateAuthorities))) return roots;
    throw new Error("it lists no certificate authorities");
  } catch (cause) {
    throw new TreestampError("input-invalid", `\`sigstore\`: ${file} is no root of trust: ${messageOf(cause)}.`, {
      remedy: "Get it where the Sigstore is run: cosign trusted-root create, or gh attestation trusted-root.",
      cause,
    });
  }
}

function rootsIn(text: string): Record<string, unknown>[] {
  const lines = text.trim().split("\n");
  const isOnePerLine = lines.length > 1 && lines.every((line) => line.startsWith("{") && line.trimEnd().endsWith("}"));
  return (isOnePerLine ? lines : [text]).map((one) => JSON.parse(one) as Record<string, unknown>);
}
