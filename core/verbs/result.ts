/** What every verb comes to: one value, that the hosts turn into outputs, JSON and a table. */
import type { Stage } from "../stages.ts";
import type { Platform } from "../store/port.ts";

export interface Result {
  readonly key: string;
  readonly tag: string;
  /** Location and tag, with the digest where it is known. */
  readonly image: string;
  readonly digest: string | undefined;
  /** What the store said when it was first asked. */
  readonly state: "present" | "absent" | "unknown";
  readonly cacheHit: boolean;
  readonly snapshot?: string | undefined;
  readonly sandbox?: "mounted" | "container" | undefined;
  readonly exitCode?: number | undefined;
  /** Every input of the recipe with its hash, where that was asked for. */
  readonly inputs?: readonly string[] | undefined;
  /** What changed in the recipe since another revision, in words, where that was asked for. */
  readonly changes?: readonly string[] | undefined;
  readonly stages: readonly Stage[];
}

/** The result by the names of the table of outputs, as JSON has it; what this verb does not know is left out. */
export function outputsOf(result: Result): Record<string, unknown> {
  const { key, tag, image, digest, state, cacheHit, snapshot, sandbox, exitCode, stages, inputs, changes } = result;
  return {
    key,
    tag,
    image,
    digest: digest ?? "",
    state,
    "cache-hit": cacheHit,
    ...(snapshot === undefined ? {} : { snapshot }),
    ...(sandbox === undefined ? {} : { sandbox }),
    ...(exitCode === undefined ? {} : { outcome: exitCode === 0 ? "success" : "failure", "exit-code": exitCode }),
    ...(inputs === undefined ? {} : { inputs }),
    ...(changes === undefined ? {} : { changes }),
    stages: stages.map(({ seconds, ...stage }) => ({ ...stage, seconds: Number(seconds.toFixed(3)) })),
  };
}

/** The same as strings, as an action's outputs are. */
export function outputStrings(result: Result): Record<string, string> {
  return Object.fromEntries(
    Object.entries(outputsOf(result)).map(([name, value]) => [
      name,
      typeof value === "object" ? JSON.stringify(value) : String(value),
    ]),
  );
}

/** A machine's platform by OCI's names, from Node's. */
export function platformOf(machine: { readonly platform: string; readonly arch: string }): Platform {
  const architectures: Record<string, string> = { x64: "amd64", ia32: "386" };
  // Build images are Linux images also on a laptop that runs another system: its engine has a Linux of its own.
  return { os: "linux", architecture: architectures[machine.arch] ?? machine.arch };
}
