/** The variables that an engine's programs get from us: those that lead to their daemon, their configuration and their logins. */
import type { BuildSecret } from "../inputs/secrets.ts";
import { proxyVariable } from "../oci/registry/proxy.ts";

/** Left out on purpose, because they would change the image: DOCKER_DEFAULT_PLATFORM, SOURCE_DATE_EPOCH, EXPERIMENTAL_BUILDKIT_SOURCE_POLICY, BUILDAH_*. */
const machine = /^(PATH|HOME|USER|LOGNAME|TMPDIR|TZ|LANG|LC_\w+|XDG_\w+|SSL_CERT_(FILE|DIR))$/i;
const docker =
  /^(DOCKER_(HOST|CONTEXT|CONFIG|TLS|TLS_VERIFY|CERT_PATH|API_VERSION|CUSTOM_HEADERS|HIDE_LEGACY_COMMANDS)|BUILDX_(BUILDER|CONFIG)|SSH_AUTH_SOCK|KUBECONFIG|KUBERNETES_SERVICE_(HOST|PORT))$/;
/** Logins, and what credential helpers (ECR, GAR, ACR, pass, secretservice) read. */
const logins =
  /^(DOCKER_AUTH_CONFIG|REGISTRY_AUTH_FILE|(AWS|AZURE|GOOGLE|CLOUDSDK|MSI|IDENTITY)_\w+|DBUS_SESSION_BUS_ADDRESS|PASSWORD_STORE_DIR|GNUPGHOME)$/;

/** What else an engine's clients read, with the programs that they start (git, credential helpers) and the languages of these. */
const clients = new RegExp(
  `^(${[
    "(_?BUILDAH|BUILDKIT|BUILDX|COMPOSE|_?CONTAINERS?|DOCKER|EXPERIMENTAL_BUILDKIT|GRPC|JAEGER|KUBE(RNETES)?|LD|LISTEN|NETAVARK)_\\w+",
    "(OPENSSL|OTEL|PODMAN|SYSTEMD|TREESTAMP)_\\w+|PYTHON\\w+|STORAGE_(DRIVER|OPTS)|SUDO_(COMMAND|GID|UID|USER)",
    "GIT_(ASKPASS|CEILING|COMMON|CONFIG|DIR|EXEC|INDEX|NAMESPACE|OBJECT|PROXY|SSH|SSL|TEMPLATE|TERMINAL|TRACE|WORK)\\w*",
    "GITHUB_(ACTIONS?|ACTOR|EVENT|JOB|REF|REPOSITORY|RUN|SERVER|WORKFLOW)(_\\w+)?|IMAGE(OS|VERSION)",
    "RUNNER_(ARCH|ENVIRONMENT|NAME|OS|TRACKING_ID)|SSH_(AGENT_PID|ASKPASS\\w*)|TRACE(PARENT|STATE)",
    "GO(AMD64|ARM64|COVERDIR|DEBUG|FIPS140|GC|MAXPROCS|MEMLIMIT|RACE|TRACEBACK)|CLICOLOR(_FORCE)?|NO_COLOR|TERM",
    "COLUMNS|LINES|DISPLAY|HOSTALIASES|LOCALDOMAIN|NOTIFY_SOCKET|RES_OPTIONS|SOURCE_DATE_EPOCH",
  ].join("|")})$`,
  "i",
);
/** What a shell on the way reads or sets. Source: dash(1), bash(1). */
const shells =
  /^(_|BASH\w*|CDPATH|COMP_\w+|DIRSTACK|ENV|EPOCH\w+|E?UID|FCEDIT|FUNC\w+|GLOB\w+|GROUPS|HIST\w+|HOST(NAME|TYPE|FILE)|IFS|IGNOREEOF|INPUTRC|LANGUAGE|LINENO|MACHTYPE|MAIL\w*|NLSPATH|OLDPWD|OPT(IND|ARG|ERR)|OSTYPE|PIPESTATUS|POSIX\w+|PPID|PROMPT\w*|PS\d|PWD|RANDOM|REPLY|SECONDS|SHELL\w*|SHLVL|SRANDOM|TIMEFORMAT|TMOUT)$/;
/** The variables of our own scripts: buildah-process.ts. */
const scripts = /^(code|command|line|name|number|scratch|storage|folder)$/;

/** Whether a variable of this name may mean something to an engine's client, or to what is between us and it. */
export function isReadByClient(name: string): boolean {
  return [machine, proxyVariable, docker, logins, clients, shells, scripts].some((pattern) => pattern.test(name));
}

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
