/** Whether a buildkitd listens at an address: asked by ourselves, since buildx waits 20 seconds and does not say what for. */
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { connect as connectHttp2 } from "node:http2";
import { connect as connectPlain, isIP, type Socket } from "node:net";
import { join } from "node:path";
import { connect as connectTls } from "node:tls";
import { messageOf, TreestampError } from "../errors.ts";
import type { BuilderName } from "../inputs/builder.ts";

export type Address = Exclude<BuilderName, { readonly kind: "named" }>;

/** By their names in the folder; docker's layout, as DOCKER_CERT_PATH has it. */
export const certificateFiles = { ca: "ca.pem", cert: "cert.pem", key: "key.pem" } as const;

export type Certificates = Readonly<Record<keyof typeof certificateFiles, Buffer>>;

/** @throws input-invalid where one is missing */
export async function readCertificates(folder: string): Promise<Certificates> {
  const read = async (name: string) => {
    try {
      return await readFile(join(folder, name));
    } catch (cause) {
      const why = (cause as NodeJS.ErrnoException).code;
      throw new TreestampError("input-invalid", `\`builder-certs\`: ${join(folder, name)} cannot be read (${why}).`, {
        remedy: "Name a folder with ca.pem, cert.pem and key.pem.",
        cause,
      });
    }
  };
  const { ca, cert, key } = certificateFiles;
  return { ca: await read(ca), cert: await read(cert), key: await read(key) };
}

/** What has no answer by then is not there. Milliseconds. */
const patience = 10_000;

/**
 * Why nothing there speaks HTTP/2, as a buildkitd does; undefined where something does. A server that does not like our
 * certificate says so only after the handshake: so its first frame is awaited.
 * @throws input-invalid for certificates that are none
 */
export async function whyUnreachable(
  address: Address,
  certificates: Certificates | undefined,
): Promise<string | undefined> {
  const socket = open(address, certificates);
  const session = connectHttp2("http://localhost", { createConnection: () => socket });
  const signal = AbortSignal.timeout(patience);
  try {
    // Of two errors that come at once the socket's is the one with a cause.
    await Promise.race([
      once(session, "remoteSettings", { signal }),
      once(socket, "close").then(() => Promise.reject(new Error("it ends the connection"))),
    ]);
    return undefined;
  } catch (error) {
    return signal.aborted ? `no answer in ${patience / 1000} seconds` : faultIn(error);
  } finally {
    session.on("error", () => {}).destroy();
    socket.on("error", () => {}).destroy();
  }
}

function open(address: Address, certificates: Certificates | undefined): Socket {
  if (address.kind === "unix") return connectPlain(address.path);
  const { host, port } = address;
  if (certificates === undefined) return connectPlain(port, host);
  // Go's TLS, which buildx has, sends no name where the host is an address.
  const named = isIP(host) === 0 ? { servername: host } : {};
  try {
    return connectTls({ ...certificates, ...named, host, port, ALPNProtocols: ["h2"] });
  } catch (cause) {
    throw new TreestampError("input-invalid", `\`builder-certs\`: they cannot be used (${faultIn(cause)}).`, {
      remedy: "Check that the three files are in PEM, and that the key is the certificate's.",
      cause,
    });
  }
}

const known: Readonly<Record<string, string>> = {
  ECONNREFUSED: "the connection is refused",
  ECONNRESET: "it ends the connection",
  ENOTFOUND: "no such host",
  EAI_AGAIN: "the name server does not answer",
  EHOSTUNREACH: "no way leads there",
  ENETUNREACH: "no way leads there",
  ETIMEDOUT: "no answer",
  ENOENT: "no such socket",
  EACCES: "access to the socket is denied",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is another host's",
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: "it asks for a certificate",
  ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: "it does not trust our certificate",
};

function faultIn(error: unknown): string {
  const { code = "", reason } = error as NodeJS.ErrnoException & { reason?: unknown };
  if (/SELF_SIGNED|UNABLE_TO_(GET|VERIFY)/.test(code)) return "its certificate is not by an authority in ca.pem";
  return known[code] ?? (typeof reason === "string" ? reason : messageOf(error));
}
