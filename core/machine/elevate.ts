/** Having the rights of root: as we are, through a sudo that asks no question, or in a user namespace of our own. */
import { messageOf } from "../errors.ts";
import { run } from "./process.ts";

/** What to put before a command line that needs such rights: nothing where we are root. */
export type Elevation = readonly string[];

export type ElevationProbe =
  | { readonly ok: true; readonly printed: string }
  | { readonly ok: false; readonly why: string };

/**
 * Whose rights. Root of a user namespace of our own may mount there; in it our own number is as it is, and the numbers of
 * all others are those that /etc/subuid and /etc/subgid give us.
 */
export type Rights = "root" | "sudo" | "user namespace";

/** Real root's, and how we come to it. */
export function rootRights(): Rights {
  return process.getuid!() === 0 ? "root" : "sudo";
}

/** A user namespace needs newuidmap, and unshare of util-linux 2.38. */
export const elevations: Readonly<Record<Rights, Elevation>> = {
  root: [],
  sudo: ["sudo", "-n"],
  "user namespace": [
    ...["unshare", "--user", "--map-auto", "--map-current-user", "--setuid", "0", "--setgid", "0", "--"],
  ],
};

/**
 * Finds out whether a command line can be run so; by default one that takes namespaces and mounts something, where nobody
 * sees it. `env` is where programs are looked for, by its PATH.
 */
export async function probeElevation(
  rights: Rights,
  env: NodeJS.ProcessEnv,
  line: readonly string[] = ["unshare", "--mount", "--pid", "--fork", "--mount-proc", "true"],
): Promise<ElevationProbe> {
  const [program, ...args] = [...elevations[rights], ...line];
  try {
    // Without a terminal, as everything later: a password that was given at this one is not asked for only here.
    const { exitCode, stdout, stderr } = await run(program!, args, { env, stopBy: "end of input" });
    if (exitCode === 0) return { ok: true, printed: stdout.toString("utf8") };
    const why = (stderr.trim().split("\n").at(-1) ?? "").replace(/\.$/, "");
    if (why.startsWith("sudo: ")) return { ok: false, why: `root is needed, and sudo says: ${why.slice(6)}` };
    if (rights === "user namespace") return { ok: false, why: `in a user namespace of the caller: ${why}` };
    return { ok: false, why: why.startsWith("unshare: ") ? `this process may not mount: ${why}` : why };
  } catch (error) {
    const why = messageOf(error).replace(/\.$/, "");
    return { ok: false, why: rights === "sudo" ? `root is needed: ${why}` : why };
  }
}

/** Removes folders in which files of other users may be, as far as these rights go. */
export async function removeAs(rights: Rights, folders: readonly string[]): Promise<void> {
  if (folders.length === 0) return;
  const [program, ...args] = [...elevations[rights], "rm", "-rf", "--one-file-system", "--", ...folders];
  await run(program!, args);
}

/** The same where it is not known whose rights made them: those that lack some leave the rest to the others. */
export async function removeAsAnyone(folders: readonly string[]): Promise<void> {
  const all: readonly Rights[] = rootRights() === "root" ? ["root"] : ["user namespace", "sudo"];
  for (const rights of all) await removeAs(rights, folders).catch(() => {});
}

/**
 * Makes a folder or file, and all in it, the caller's, who can read and write it then; as far as that can be done. Links are not followed. For
 * what a command has left that ran as another user: nobody else may be at it.
 */
export async function giveToCaller(path: string): Promise<void> {
  const owner = `${process.getuid!()}:${process.getgid!()}`;
  const script = 'chown -R -h -P -- "$1" "$2"; [ -h "$2" ] || chmod -R u+rwX -- "$2"';
  const line = ["sh", "-c", script, "sh", owner, path];
  const all: readonly Rights[] = rootRights() === "root" ? ["root"] : ["user namespace", "sudo"];
  for (const rights of all) {
    const [program, ...args] = [...elevations[rights], ...line];
    await run(program!, args).catch(() => {});
  }
  await run("sh", ["-c", '[ -h "$1" ] || chmod -R u+rwX -- "$1"', "sh", path]);
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
