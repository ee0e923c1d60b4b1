/** What a base's package manager would install, as a lock: asked in a sandbox on the base, which stays as it is. */
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { showLines } from "../engine/build-output.ts";
import { TreestampError } from "../errors.ts";
import type { Log } from "../log/log.ts";
import { layFile } from "../machine/laid-file.ts";
import { isDigest } from "../oci/digest.ts";
import type { Digest } from "../oci/port.ts";
import { proxySecrets, proxyVariables } from "../oci/registry/proxy.ts";
import type { Sandbox } from "../sandbox/port.ts";
import { checkUrl, type LockedPackage, type LockManager, lockManagers } from "./lock.ts";
import { resolveScript } from "./resolve-script.ts";

/** What is to be resolved, and where. */
export interface Resolving {
  readonly sandbox: Sandbox;
  readonly packages: readonly string[];
  /** The base's platform: `linux/amd64`. */
  readonly platform: string;
  /** `20260131T000000Z`: the mirror as it was then. */
  readonly date: string | undefined;
  /** Its proxies are the package manager's, too: there may be no other way to its mirror. */
  readonly environment: NodeJS.ProcessEnv;
  /** A folder that is not there yet, and goes with the work. */
  readonly scratch: string;
  readonly signal: AbortSignal;
  readonly log: Log;
}

export interface Resolved {
  readonly manager: LockManager;
  readonly packages: readonly LockedPackage[];
}

/**
 * Asks the base's package manager.
 * @throws build-failed with its own words; tool-missing where the base has none; sandbox-failed
 */
export async function resolveOn({ sandbox, scratch, signal, log, ...asked }: Resolving): Promise<Resolved> {
  const facts = join(scratch, "facts");
  await mkdir(scratch);
  await layFile(facts, ""); // made here: the file stays ours, whichever user of the sandbox writes it
  const { masked } = showLines(log, proxySecrets(asked.environment));
  const words: string[] = [];
  const { exitCode } = await sandbox.run({
    argv: ["/bin/sh", "-c", resolveScript, "lock", factsPath, asked.date ?? "", ...asked.packages],
    workingDirectory: "/",
    env: new Map(
      Object.entries({ LC_ALL: "C", DEBIAN_FRONTEND: "noninteractive", ...proxyVariables(asked.environment) }),
    ),
    user: "0:0",
    binds: [{ source: facts, target: factsPath, readOnly: false }],
    devices: [],
    writable: [],
    output: (line) => words.push(masked(line)),
    signal,
  });
  signal.throwIfAborted();
  const [head = "", ...files] = (await readFile(facts, "utf8")).split("\n").filter((line) => line !== "");
  const [manager = "", architecture = ""] = head.split(" ");
  if (exitCode !== 0) throw await failed(words, manager || "the base's shell", exitCode, log);
  for (const line of words) log.debug(line);
  return read(manager, files, { architecture, platform: asked.platform });
}

const factsPath = "/run/treestamp-lock";

async function failed(words: readonly string[], manager: string, exitCode: number, log: Log): Promise<TreestampError> {
  await log.group(`What ${manager} says`, async () => {
    for (const line of words) log.info(line);
  });
  const errors = words.filter((line) => /^(E|ERROR|Error|error|sh): /.test(line)).slice(0, 3);
  const said = errors.length === 0 ? `${manager} ended with exit code ${exitCode}` : errors.join("; ");
  return new TreestampError("build-failed", `The packages cannot be resolved. ${said.replace(/\.$/, "")}.`, {
    remedy: "Check the names in `assemble.packages`, and that the base's package sources can be reached and have them.",
    output: words.slice(-10).join("\n"),
  });
}

function read(
  manager: string,
  lines: readonly string[],
  of: { readonly architecture: string; readonly platform: string },
): Resolved {
  const known = lockManagers.find((one) => one === manager);
  if (known === undefined) {
    throw new TreestampError("tool-missing", "The base has no package manager: neither apt-get, dnf nor apk.", {
      remedy: "Take a base that has one, or lay files over it by `assemble.proto`.",
    });
  }
  return { manager: known, packages: lines.map((line) => packageIn(known, line, of)) };
}

function packageIn(
  manager: LockManager,
  line: string,
  { architecture, platform }: { readonly architecture: string; readonly platform: string },
): LockedPackage {
  const [, url = "", file = "", size = "", hex = ""] = /^'([^']*)' (\S+) (\d+) SHA256:([0-9a-f]{64})$/.exec(line) ?? [];
  const digest: Digest = `sha256:${hex}`;
  const named = namedBy(manager, file, architecture);
  if (!isDigest(digest) || named === undefined) {
    throw new TreestampError("build-failed", `${manager} says of a package what treestamp cannot read: ${line}`, {
      remedy: "If it has no SHA256, its repository signs no list with sums: such a package cannot be locked.",
    });
  }
  checkUrl(
    url,
    (fault) =>
      new TreestampError("build-failed", `${named.name} ${named.version} cannot be locked: ${fault}.`, {
        remedy:
          "A lock is for every machine: have the base take its packages from an http(s) repository without a login.",
      }),
  );
  return { platform, ...named, digest, size: Number(size), url };
}

const anyArchitecture = ["all", "noarch"];

/** Name and version out of a file's name, as its package manager makes it. The name has the architecture where that is foreign. */
function namedBy(manager: LockManager, file: string, own: string) {
  switch (manager) {
    case "apt": {
      const [, name, version, architecture] = /^([^_]+)_([^_]+)_([^_]+)\.deb$/.exec(file) ?? [];
      if (version === undefined) return undefined;
      const isForeign = ![own, ...anyArchitecture].includes(architecture!);
      return { name: isForeign ? `${name}:${architecture}` : name!, version: decodeURIComponent(version) };
    }
    case "dnf": {
      const [, name, version, architecture] = /^(.+)-([^-]+-[^-]+)\.([^.]+)\.rpm$/.exec(file) ?? [];
      if (version === undefined) return undefined;
      const isForeign = ![own, ...anyArchitecture].includes(architecture!);
      return { name: isForeign ? `${name}.${architecture}` : name!, version };
    }
    case "apk": {
      const [, name, version] = /^(.+)-(\d[^-]*-r\d+)\.apk$/.exec(file) ?? [];
      return version === undefined ? undefined : { name: name!, version };
    }
  }
}
