/** Being root, for what only root may do: as we are, or through a sudo that asks no question. */
import { messageOf } from "./errors.ts";
import { run } from "./process.ts";

/** What to put before a command line that needs root: nothing where we are root, else sudo. */
export type Elevation = readonly string[];

export type ElevationProbe =
  | { readonly ok: true; readonly elevate: Elevation }
  | { readonly ok: false; readonly why: string };

/**
 * Finds out whether we can have namespaces and mounts of our own, and how: mounts something where nobody sees it.
 * `env` is where programs are looked for, by its PATH.
 */
export async function probeElevation(env: NodeJS.ProcessEnv): Promise<ElevationProbe> {
  const elevate = process.getuid!() === 0 ? [] : ["sudo", "-n"];
  const namespaces = ["unshare", "--mount", "--pid", "--fork", "--mount-proc"];
  const [program, ...args] = [...elevate, ...namespaces, "mount", "-t", "tmpfs", "tmpfs", "/mnt"];
  try {
    // Without a terminal, as everything later: a password that was given at this one is not asked for only here.
    const { exitCode, stderr } = await run(program!, args, { env, stopBy: "end of input" });
    if (exitCode === 0) return { ok: true, elevate };
    const why = stderr.trim().split("\n").at(-1) ?? "";
    if (elevate.length === 0) return { ok: false, why: `this process may not mount: ${why}` };
    return { ok: false, why: `root is needed, and sudo says: ${why.replace(/^sudo: /, "")}` };
  } catch (error) {
    return { ok: false, why: `root is needed: ${messageOf(error)}` };
  }
}

/** sudo sets the first two itself, and no program with the set-user-id bit is given the third. */
const resetBySudo = ["PATH", "HOME", "TMPDIR"];

/**
 * The start of a command line that runs as root and in the environment `env`, with which the program itself is to be
 * started. Everybody can read command lines: so names stand there, and values only of PATH, HOME and TMPDIR.
 */
export function elevateWith(elevate: Elevation, env: NodeJS.ProcessEnv): readonly string[] {
  if (elevate.length === 0) return [];
  const names = Object.keys(env).filter((name) => /^[A-Za-z_]\w*$/.test(name) && !resetBySudo.includes(name));
  const values = resetBySudo.filter((name) => env[name] !== undefined).map((name) => `${name}=${env[name]}`);
  return [...elevate, ...(names.length > 0 ? [`--preserve-env=${names.join(",")}`] : []), "env", ...values];
}
