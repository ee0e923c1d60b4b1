/**
 * Whose certificates are trusted, and which one is ours: what Node trusts, then the system's authorities, and what docker
 * and the containers tools keep for one registry. Sources: containers-certs.d(5); docker's docs, "Verify repository client
 * with certificates"; Go's crypto/x509, root_linux.go.
 */
import { X509Certificate } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { SecureContext } from "node:tls";
import { messageOf, TreestampError } from "../../errors.ts";
import type { Environment } from "./credentials.ts";

export interface Trust {
  /** TLS options for a server; undefined for Node's defaults. @throws input-invalid for files that make no sense */
  contextFor(url: URL): Promise<SecureContext | undefined>;
  /** From now on, also trusts the system's authorities. */
  widen(): void;
  isWide(): boolean;
}

/**
 * Authorities that are kept for a registry hold for its token service and its storage, too, as docker has it; our own
 * certificate is for the registry alone.
 * @param own host of the registry in URLs, and its name in the folders
 */
export function createTrust(environment: Environment, own: { readonly host: string; readonly name: string }): Trust {
  let isWide = false;
  let ofRegistry: Promise<Kept> | undefined;
  const contexts = new Map<string, Promise<SecureContext | undefined>>();
  const make = async (isOwn: boolean) => {
    ofRegistry ??= certificatesOf(own.name, environment);
    const kept = await ofRegistry;
    const system = isWide ? await systemAuthorities(environment) : [];
    const shown = isOwn ? kept : { ...kept, certificates: [], keys: [] };
    if (kept.authorities.length + system.length + shown.certificates.length === 0) return undefined;
    return contextOf([...kept.authorities, ...system], shown, environment);
  };
  return {
    contextFor({ host }) {
      const isOwn = host === own.host;
      const key = `${isOwn} ${isWide}`;
      const known = contexts.get(key) ?? make(isOwn);
      contexts.set(key, known);
      return known;
    },
    widen() {
      isWide = true;
    },
    isWide: () => isWide,
  };
}

/** A registry's certificates, in PEM. */
interface Kept {
  readonly folder: string;
  readonly authorities: readonly string[];
  readonly certificates: readonly string[];
  readonly keys: readonly string[];
}

const none: Kept = { folder: "", authorities: [], certificates: [], keys: [] };

async function contextOf(more: readonly string[], kept: Kept, environment: Environment): Promise<SecureContext> {
  const tls = await import("node:tls");
  try {
    return tls.createSecureContext({
      ...(more.length === 0 ? {} : { ca: [...(await usualAuthorities(tls, environment)), ...more] }),
      ...(kept.certificates.length === 0 ? {} : { cert: [...kept.certificates], key: [...kept.keys] }),
    });
  } catch (error) {
    throw unusable(kept.folder, messageOf(error));
  }
}

/** Those that Node trusts by default, including NODE_EXTRA_CA_CERTS. `ca` replaces all of them. */
async function usualAuthorities(tls: typeof import("node:tls"), environment: Environment): Promise<readonly string[]> {
  if (tls.getCACertificates !== undefined) return tls.getCACertificates("default");
  const extra = environment.NODE_EXTRA_CA_CERTS; // Node 23 before 23.10
  return [...tls.rootCertificates, ...(extra ? certificatesIn(await textOf(extra)) : [])];
}

/** The first of them is the system's: of Debian and Alpine, Fedora and RHEL, SUSE, and others. */
const bundles: readonly string[] = [
  "/etc/ssl/certs/ca-certificates.crt",
  "/etc/pki/tls/certs/ca-bundle.crt",
  "/etc/ssl/ca-bundle.pem",
  "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
  "/etc/ssl/cert.pem",
];

async function systemAuthorities({ SSL_CERT_FILE, SSL_CERT_DIR }: Environment): Promise<string[]> {
  const found: string[] = [];
  for (const file of SSL_CERT_FILE ? [SSL_CERT_FILE] : bundles) {
    found.push(...certificatesIn(await textOf(file)));
    if (found.length > 0) break;
  }
  for (const folder of (SSL_CERT_DIR ?? "").split(":").filter(Boolean)) {
    for (const name of await namesIn(folder)) found.push(...certificatesIn(await textOf(join(folder, name))));
  }
  return [...new Set(found)];
}

/** Only readable certificates: one unreadable certificate would invalidate all others. */
function certificatesIn(text: string): string[] {
  const blocks =
    text.match(/-----BEGIN (?:TRUSTED )?CERTIFICATE-----[^-]*-----END (?:TRUSTED )?CERTIFICATE-----/g) ?? [];
  return blocks.filter((block) => {
    try {
      return new X509Certificate(block).raw.length > 0;
    } catch {
      return false;
    }
  });
}

/**
 * In the first folder `HOST[:PORT]` that there is: `*.crt` are authorities, `NAME.cert` with `NAME.key` is what we show.
 * @throws input-invalid
 */
async function certificatesOf(registry: string, { HOME, XDG_CONFIG_HOME }: Environment): Promise<Kept> {
  const config = XDG_CONFIG_HOME || (HOME ? join(HOME, ".config") : undefined);
  const users = config === undefined ? [] : [join(config, "containers/certs.d"), join(config, "docker/certs.d")];
  const hosts = registry === "docker.io" ? ["docker.io", "registry-1.docker.io"] : [registry];
  for (const base of [...users, "/etc/containers/certs.d", "/etc/docker/certs.d"]) {
    for (const host of hosts) {
      const folder = join(base, host);
      const names = (await namesIn(folder)).filter((name) => /\.(crt|cert|key)$/.test(name));
      if (names.length > 0) return await read(folder, names);
    }
  }
  return none;
}

async function read(folder: string, names: readonly string[]): Promise<Kept> {
  const at = (name: string) => textOf(join(folder, name), true);
  const authorities: string[] = [];
  const certificates: string[] = [];
  const keys: string[] = [];
  for (const name of names) {
    if (name.endsWith(".crt")) {
      const found = certificatesIn(await at(name));
      if (found.length === 0) throw unusable(join(folder, name), "it is not a certificate");
      authorities.push(...found);
    } else if (name.endsWith(".cert")) {
      const key = name.replace(/cert$/, "key");
      if (!names.includes(key)) throw unusable(join(folder, name), `${key} is missing beside it`);
      certificates.push(await at(name));
      keys.push(await at(key));
    }
  }
  return { folder, authorities, certificates, keys };
}

async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(() => [])).sort();
}

async function textOf(file: string, isNeeded = false): Promise<string> {
  return await readFile(file, "utf8").catch((error: unknown) => {
    if (isNeeded) throw unusable(file, messageOf(error));
    return "";
  });
}

function unusable(path: string, why: string): TreestampError {
  return new TreestampError("input-invalid", `The certificates in ${path} cannot be used: ${why}.`, {
    remedy: "A folder of certs.d has *.crt for authorities, and NAME.cert with NAME.key for a client.",
  });
}

/** True for a certificate that no known authority has signed. */
export function isUnknownIssuer(code: string): boolean {
  return /^(UNABLE_TO_(GET_ISSUER_CERT|VERIFY_LEAF)|SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED|CERT_UNTRUSTED)/.test(code);
}

/** What to do about a TLS failure, by its code; undefined for other failures, which may be temporary. */
export function remedyOfTls(code: string): string | undefined {
  if (/ALERT_(CERTIFICATE_REQUIRED|BAD_CERTIFICATE|UNKNOWN_CA|HANDSHAKE_FAILURE)/.test(code)) {
    return "The server may want a client's certificate: put NAME.cert and NAME.key into /etc/containers/certs.d/HOST/.";
  }
  const isOfCertificate = /CERT|ALTNAME|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE)|PATH_LENGTH|TOO_(SMALL|WEAK)|CRL/;
  if (isOfCertificate.test(code) || isUnknownIssuer(code)) {
    return (
      "Set SSL_CERT_FILE or NODE_EXTRA_CA_CERTS to your certificate authority's file, put it into " +
      "/etc/containers/certs.d/HOST/ca.crt, or fix the registry's certificate."
    );
  }
  return /^EPROTO$|^ERR_SSL_/.test(code)
    ? "Check host and port; a registry without TLS has to be allowed explicitly (plain-http)."
    : undefined;
}
