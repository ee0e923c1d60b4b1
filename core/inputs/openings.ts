/** Inputs of `run` that open the sandbox: volumes, devices, folders of the image that the user may write. */
import { isAbsolute, normalize, resolve, sep } from "node:path";
import { TreestampError } from "../errors.ts";
import type { Fail } from "./read.ts";

/** A folder, file or socket of the machine that the command sees at the same or another place. */
export interface Bind {
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
}

/** A device of the machine that the command may open. */
export interface Device {
  readonly source: string;
  readonly target: string;
  /** Out of `r`, `w` and `m`, as docker has it. */
  readonly access: string;
}

/** Folders whose content is the sandbox's own. Source: runtime-spec, config-linux.md, default filesystems. */
const systemFolders = ["/proc", "/sys", "/dev"];

/**
 * Reads docker's `HOST:CONTAINER[:OPTIONS]`. A relative HOST starts at the current directory, `~` is the caller's home.
 * Options are `ro` and `rw`; those that only tell docker about SELinux labels or propagation are passed over.
 * @param home of the caller
 * @throws input-invalid for a named volume, and for a place that belongs to the sandbox
 */
export function parseVolume(written: string, home: string | undefined): Bind {
  const [host = "", target, options = "rw", ...more] = written.split(":");
  const fail = (fault: string, remedy = "Write HOST:CONTAINER or HOST:CONTAINER:ro, both absolute paths.") =>
    new TreestampError("input-invalid", `The volume "${written}": ${fault}.`, { remedy });
  if (host === "" || target === undefined || target === "" || more.length > 0) throw fail("it is not HOST:CONTAINER");
  if (written.includes("\n")) throw fail("a path with a line break cannot be mounted");
  if (!/^[/.~]/.test(host)) {
    throw fail(
      "a sandbox has no named volumes of docker's",
      `Name a folder of this machine: ./${host}:${target} for one in the current directory.`,
    );
  }
  if (!isAbsolute(target)) throw fail(`${target} is not an absolute path of the image`);
  const place = tidy(target);
  if (place === "/") throw fail("the image's root cannot be mounted over", "Name a folder below it.");
  if (systemFolders.some((folder) => place === folder) || /^\/(proc|sys)\//.test(place)) {
    throw fail(`${place} belongs to the sandbox`, "Name another place, or give a device by the input `devices`.");
  }
  const flags = options.split(",");
  const unknown = flags.find(
    (flag) => !/^(rw|ro|z|Z|cached|delegated|consistent|(r?(shared|slave|private)))$/.test(flag),
  );
  if (unknown !== undefined) throw fail(`the option "${unknown}" is not known`, "The options are ro and rw.");
  if (flags.includes("ro") && flags.includes("rw")) throw fail("it cannot be both ro and rw");
  const expanded = /^~(\/|$)/.test(host) && home !== undefined ? `${home}${host.slice(1)}` : host;
  const source = tidy(resolve(expanded));
  if (source === "/" || systemFolders.includes(source)) {
    throw fail(`${source} of the machine would break the sandbox`, "Name the folder in it that the command needs.");
  }
  return { source, target: place, readOnly: flags.includes("ro") };
}

/**
 * Reads docker's `HOST[:CONTAINER[:PERMISSIONS]]`, where the permissions are out of `rwm`.
 * @throws input-invalid
 */
export function parseDevice(written: string): Device {
  const [source = "", second, third, ...more] = written.split(":");
  const fail = (fault: string) =>
    new TreestampError("input-invalid", `The device "${written}": ${fault}.`, {
      remedy: "Write /dev/NAME, /dev/NAME:/dev/OTHER or /dev/NAME:/dev/OTHER:rw.",
    });
  const isAccess = (text: string) => /^(?!.*(.).*\1)[rwm]+$/.test(text);
  const [target, access] =
    second !== undefined && isAccess(second) && third === undefined
      ? [source, second]
      : [second ?? source, third ?? "rwm"];
  if (more.length > 0 || !isAccess(access)) throw fail("the permissions are not letters out of r, w and m");
  if (written.includes("\n") || ![source, target].every((path) => tidy(path).startsWith("/dev/"))) {
    throw fail("it is not a path in /dev");
  }
  return { source: tidy(source), target: tidy(target), access };
}

/** Reads one folder of `writable`: of the image, for the user to write. @throws input-invalid where it is none, or too much */
export function parseWritable(written: string, fail: Fail): string {
  if (!isAbsolute(written) || /\n/.test(written)) {
    throw fail(`"${written}" is not an absolute path of the image`, "Write it as the image has it, such as /opt/venv.");
  }
  if (/[,\s]\//.test(written)) {
    throw fail(`"${written}" is more than one folder`, "Write one per line, or a list: commas are part of a name.");
  }
  const path = tidy(written);
  if (path === "/" || [...systemFolders, "/tmp"].some((folder) => path === folder || path.startsWith(`${folder}/`))) {
    throw fail(
      `${path} cannot belong to a user`,
      "Name the folders that the command writes to; as root (`user: 0:0`) it may write anywhere.",
    );
  }
  return path;
}

function tidy(path: string): string {
  const normal = normalize(path);
  return normal.length > 1 && normal.endsWith(sep) ? normal.slice(0, -1) : normal;
}
