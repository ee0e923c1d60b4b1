/**
 * A root from packages of Debian or Ubuntu, made by mmdebstrap as a tar stream. It gives the same bytes for the same packages: no
 * logs, no caches, no identity, and no time after SOURCE_DATE_EPOCH.
 */

import type { Archive } from "../download/unpack.ts";
import { showLines } from "../engine/build-output.ts";
import { TreestampError } from "../errors.ts";
import { elevateWith, elevations, probeElevation, type Rights, rootRights } from "../machine/elevate.ts";
import { isInstalled } from "../machine/packages.ts";
import { outputOf } from "../machine/process.ts";
import { parsePlatform } from "../oci/manifest.ts";
import { proxySecrets, proxyVariables } from "../oci/registry/proxy.ts";
import type { BootstrapRequest, PackagesRoot } from "./port.ts";

/** Where Debian is, and where it keeps every day's packages. */
const debian = { now: "http://deb.debian.org/debian", dated: "http://snapshot.debian.org/archive/debian" };

/** Debian's names of architectures that docker calls something else. */
const architectures: Readonly<Record<string, string>> = {
  "386": "i386",
  "arm/v5": "armel",
  "arm/v6": "armel",
  "arm/v7": "armhf",
  arm: "armhf",
  mips64le: "mips64el",
  ppc64le: "ppc64el",
};

/**
 * The root as an archive. Making it needs root, or user numbers of its own.
 * @throws tool-missing, sandbox-failed where neither is to be had, input-invalid; while it is read: build-failed, interrupted
 */
export async function packagesArchive(
  { environment, epoch, signal, log }: BootstrapRequest,
  platform: string,
  root: PackagesRoot,
): Promise<Archive> {
  if (!isInstalled("mmdebstrap", environment.PATH ?? "")) {
    throw new TreestampError("tool-missing", "A root from packages is made by mmdebstrap, which is not installed.", {
      remedy: "Install it: apt-get install mmdebstrap. It needs apt, and the keys of the distribution's archive.",
    });
  }
  const rights = await rightsHere(environment);
  const words = [
    "mmdebstrap",
    ...options(root, platform),
    `--mode=${rights === "user namespace" ? "unshare" : "root"}`,
  ];
  const env = { ...passedOn(environment), SOURCE_DATE_EPOCH: String(epoch), LC_ALL: "C.UTF-8" };
  const elevate = rights === "sudo" ? elevateWith(elevations.sudo, env) : [];
  const line = [...elevate, "sh", "-c", untilInputEnds, "sh", ...words, root.suite, "-", source(root)];
  const { show: onLine, last } = showLines(log, proxySecrets(environment));
  const open = () =>
    outputOf(line, { env, signal, onLine, stopBy: "end of input" }, ({ exitCode }) => {
      if (exitCode === 0) return;
      throw new TreestampError(
        "build-failed",
        `mmdebstrap could not make the root of ${root.suite} (exit code ${exitCode}).`,
        {
          remedy: "Its last lines say why. Where a key is missing: install debian-archive-keyring or ubuntu-keyring.",
          output: last.join("\n"),
        },
      );
    });
  return { name: `The root of ${root.suite}`, open };
}

/**
 * $@ a command line. Ends it, so that it can clean up, when standard input ends: a user cannot signal a program of root's, and may be
 * gone.
 */
const untilInputEnds = `
exec 3<&0 </dev/null
"$@" 3<&- &
command=$!
{ read -r line; kill -s TERM "$command"; } <&3 >/dev/null 2>&1 &
watcher=$!
exec 3<&-
wait "$command"
code=$?
kill "$watcher" 2>/dev/null
exit "$code"
`;

async function rightsHere(environment: NodeJS.ProcessEnv): Promise<Rights> {
  if (rootRights() === "root") return "root";
  const own = await probeElevation("user namespace", environment);
  if (own.ok) return "user namespace";
  const sudo = await probeElevation("sudo", environment, ["true"]);
  if (sudo.ok) return "sudo";
  throw new TreestampError("sandbox-failed", `A root cannot be made from packages here: ${own.why}; ${sudo.why}.`, {
    remedy:
      "Run it as root, with a sudo that asks no question, or where users have namespaces (newuidmap, /etc/subuid).",
  });
}

/** What apt and mmdebstrap may see: where programs and scratch space are, and proxies. */
function passedOn(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = environment;
  return { PATH, HOME, TMPDIR, ...proxyVariables(environment) };
}

function options({ include, variant }: PackagesRoot, platform: string): readonly string[] {
  const { architecture, variant: version } = parsePlatform(platform);
  const name = architectures[`${architecture}/${version}`] ?? architectures[architecture] ?? architecture;
  return [
    ...[`--variant=${variant}`, `--architectures=${name}`, "--format=tar"],
    ...(include.length === 0 ? [] : [`--include=${include.join(",")}`]),
  ];
}

/** @throws input-invalid for a mirror that is neither an address nor a line of sources.list(5), or a time that is none */
function source({ suite, mirror, snapshot }: PackagesRoot): string {
  if (mirror !== undefined && !/^(https?:\/\/|deb )\S/.test(mirror)) {
    throw invalid(
      "mirror",
      mirror,
      "an http or https address",
      "http://deb.debian.org/debian, or a line: deb ADDRESS SUITE main",
    );
  }
  if (snapshot === undefined) return mirror ?? debian.now;
  if (!/^\d{8}T\d{6}Z$/.test(snapshot)) throw invalid("snapshot", snapshot, "a time", "20260101T000000Z");
  if (mirror?.startsWith("deb ")) {
    throw invalid("mirror", mirror, "the address that a time is added to", "https://snapshot.ubuntu.com/ubuntu");
  }
  // What was valid then is out of date now.
  return `deb [check-valid-until=no] ${(mirror ?? debian.dated).replace(/\/+$/, "")}/${snapshot}/ ${suite} main`;
}

function invalid(field: string, said: string, what: string, example: string): TreestampError {
  return new TreestampError(
    "input-invalid",
    `\`bootstrap.packages.${field}\`: ${JSON.stringify(said)} is not ${what}.`,
    {
      remedy: `Write it like this: ${example}.`,
    },
  );
}
