/**
 * How far an image is trusted, as a machine remembers it: `built` in this very call, `signed` by a policy that stands behind it,
 * `unsigned` after somebody looked, `unchecked` where nobody did.
 */
export type Trust = "built" | "unsigned" | "unchecked" | `signed ${string}`;

export type Verify = "required" | "when-present" | "off";

/** Whether what is remembered is enough for a call. @param policy the name of what the call believes */
export function suffices(trust: Trust | undefined, verify: Verify, policy: string): boolean {
  if (verify === "off" || trust === "built") return true;
  if (trust === `signed ${policy}`) return true;
  return verify === "when-present" && trust === "unsigned";
}
