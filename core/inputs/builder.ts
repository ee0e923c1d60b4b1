/** Where BuildKit runs: the inputs `builder` and `builder-certs`. */
import { resolve } from "node:path";
import { isLoopback } from "../oci/reference.ts";
import type { Fail, Values } from "./read.ts";

/** A builder, as its user names it. */
export type BuilderName =
  /** An instance of buildx, or a context of docker. */
  | { readonly kind: "named"; readonly name: string }
  /** A buildkitd on another machine; by TLS with the certificates of a folder, plain without one. */
  | {
      readonly kind: "tcp";
      readonly name: string;
      readonly host: string;
      readonly port: number;
      readonly certificates: string | undefined;
    }
  /** A buildkitd that listens at a socket of this machine. */
  | { readonly kind: "unix"; readonly name: string; readonly path: string };

/** The builders of a call, the preferred one first. @throws input-invalid */
export function buildersOf({ text, list, fail }: Values): readonly BuilderName[] {
  const certificates = text("builder-certs");
  const builders = list("builder").map((said) => parseBuilder(said, certificates, fail("builder")));
  if (builders.length > 0 && text("engine") === "buildah") {
    throw fail("builder")("buildah builds on this machine alone", "Leave out `builder`, or `engine: buildah`.");
  }
  if (certificates !== undefined && !builders.some(({ kind }) => kind === "tcp")) {
    throw fail("builder-certs")(
      "no builder listens at a tcp:// address",
      "Name one (`builder: tcp://HOST:PORT`), or leave the certificates out.",
    );
  }
  return builders;
}

const forms = "Write the name of a buildx instance or of a docker context, tcp://HOST:PORT or unix:///PATH.";

function parseBuilder(said: string, certificates: string | undefined, fail: Fail): BuilderName {
  const [, scheme, rest = ""] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/i.exec(said) ?? [];
  switch (scheme?.toLowerCase()) {
    case undefined:
      // Source: docker/cli, cli/context/store; buildx, store/util.go, allows no more.
      if (/^[A-Za-z0-9][\w.+-]*$/.test(said)) return { kind: "named", name: said };
      throw fail(`${JSON.stringify(said)} is no builder's name`, forms);
    case "tcp":
      return parseAddress(rest, certificates, fail);
    case "unix":
      if (rest.startsWith("/")) return { kind: "unix", name: `unix://${rest}`, path: rest };
      throw fail(`${said} is no absolute path`, "Write unix:///PATH.");
    default:
      throw fail(
        `treestamp knows no builder at ${scheme}://`,
        `${forms} For others, make an instance (docker buildx create), and name that.`,
      );
  }
}

function parseAddress(rest: string, certificates: string | undefined, fail: Fail): BuilderName {
  const [, bracketed, plain, digits] = /^(?:\[([\da-f:.]+)\]|([\w.-]+)):(\d{1,5})\/?$/i.exec(rest) ?? [];
  const [host, port] = [bracketed ?? plain, Number(digits)];
  if (host === undefined || port < 1 || port > 65_535) {
    throw fail(`"tcp://${rest}" is not tcp://HOST:PORT`, "Write it with the port, and with nothing behind it.");
  }
  const address = rest.replace(/\/$/, "");
  const name = `tcp://${address}`;
  if (certificates === undefined && !isLoopback(address.toLowerCase())) {
    throw fail(
      `${name} is on another machine, and \`builder-certs\` is missing: the secrets of a build would go there in plain text`,
      "Name a folder with ca.pem, cert.pem and key.pem: `builder-certs: FOLDER`.",
    );
  }
  return {
    kind: "tcp",
    name,
    host,
    port,
    certificates: certificates === undefined ? undefined : resolve(certificates),
  };
}
