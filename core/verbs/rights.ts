/** Whether this run may push, found out where that matters: in a CI, whose forks may not, before anything is built. */
import { isTreestampError, type TreestampError } from "../errors.ts";
import type { Lookup } from "../oci/port.ts";
import type { Ports } from "./ports.ts";
import type { Resolved } from "./resolve.ts";

/** With why we may not push, where that was found out before the work starts. */
export type Refused = Resolved & { readonly refusal: TreestampError | undefined };

/**
 * Asks whether we may push, before a build for whose image that matters, in a CI, where a fork's job may not and its user can
 * do nothing about it. A person's shell hears of it when it comes to that.
 */
export async function refusalBeforehand(ports: Ports, resolved: Resolved): Promise<TreestampError | undefined> {
  const { store, key, lookup } = resolved;
  if (store.refusesWrites === undefined || key.dirty || lookup.state === "present" || isUnanswered(lookup))
    return undefined;
  if ((await ports.entryCache()) === undefined && (await ports.lackOfRights()) === undefined) return undefined;
  try {
    const refusal = await store.refusesWrites();
    if (refusal !== undefined) await sayNotPushed(ports, refusal);
    return refusal;
  } catch (error) {
    if (isTreestampError(error, "store-unreachable")) return undefined; // by the end of the build it may be back
    throw error;
  }
}

/** Unknown for another reason than a right that we have not. */
export function isUnanswered(lookup: Lookup): boolean {
  return lookup.state === "unknown" && lookup.reason.code !== "store-denied";
}

export async function sayNotPushed({ log, lackOfRights }: Ports, refusal: TreestampError): Promise<void> {
  const lack = await lackOfRights();
  if (lack === undefined) {
    log.warning(
      `The image is not pushed: ${refusal.message} It is kept on this machine. ${refusal.remedy ?? ""}`.trim(),
    );
  } else log.info(`The image is not pushed, as ${lack}. It is kept on this machine. (${refusal.message})`);
}
