/** The variables that an engine's programs get from us: those that lead to their daemon, their configuration and their logins. */
import type { BuildSecret } from "../inputs/secrets.ts";
import { proxyVariable } from "../oci/registry/proxy.ts";

/** Left out on purpose, because they would change the image: DOCKER_DEFAULT_PLATFORM, SOURCE_DATE_EPOCH, EXPERIMENTAL_BUILDKIT_SOURCE_POLICY, BUILDAH_*. */
const machine = /^(PATH|HOME|USER|LOGNAME|TMPDIR|TZ|LANG|LC_\w+|XDG_\w+|SSL_CERT_(FILE|DIR))$/i;
const docker =
  /^(DOCKER_(HOST|CONTEXT|CONFIG|TLS|TLS_VERIFY|CERT_PATH|API_VERSION|CUSTOM_HEADERS|HIDE_LEGACY_COMMANDS)|BUILDX_(BUILDER|CONFIG)|SSH_AUTH_SOCK)$/;
/** Logins, and what credential helpers (ECR, GAR, ACR, pass, secretservice) read. */
const logins =
  /^(DOCKER_AUTH_CONFIG|REGISTRY_AUTH_FILE|(AWS|AZURE|GOOGLE|CLOUDSDK|MSI|IDENTITY)_\w+|DBUS_SESSION_BUS_ADDRESS|PASSWORD_STORE_DIR|GNUPGHOME)$/;

/** For programs that may go to a registry. The variables of these `secrets` are in it, and no other secret of a build. */
export function engineEnvironment(env: NodeJS.ProcessEnv, secrets: readonly BuildSecret[]): NodeJS.ProcessEnv {
  return pick(env, secrets, [machine, proxyVariable, docker, logins]);
}

/** For a program that goes to no registry, and in which instructions run. */
export function instructionEnvironment(env: NodeJS.ProcessEnv, secrets: readonly BuildSecret[]): NodeJS.ProcessEnv {
  return pick(env, secrets, [machine, proxyVariable]);
}

function pick(env: NodeJS.ProcessEnv, secrets: readonly BuildSecret[], patterns: readonly RegExp[]): NodeJS.ProcessEnv {
  const asked = new Set(secrets.flatMap(({ source }) => (source.kind === "environment" ? [source.variable] : [])));
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => asked.has(name) || patterns.some((pattern) => pattern.test(name))),
  );
}
