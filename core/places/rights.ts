/** Whether this run may push: found out before anything is built where that matters, in a CI whose forks may not. */
import { isTreestampError, type TreestampError } from "../errors.ts";
import type { Lookup } from "../oci/port.ts";
import { ciCache } from "./ci-cache.ts";
import { isDenied, type Ladder, takersOf } from "./ladder.ts";
import type { PlacePorts } from "./port.ts";

/**
 * Asks whether we may push, if an image is to be built in a CI, where a fork's job may not and its user can do nothing about
 * it. In a person's shell the build goes first, and the registry's refusal comes when it is pushed.
 * @param lookup what the first place has answered
 * @returns the ladder, by what is known then
 */
export async function withRights(ports: PlacePorts, ladder: Ladder, lookup: Lookup): Promise<Ladder> {
  const [asked] = ladder.places;
  if (lookup.state === "present" || (lookup.state === "unknown" && !isDenied(lookup.reason))) return ladder;
  if (asked.refusal === undefined || takersOf(ladder)[0] !== asked) return ladder;
  if ((await ports.entryCache()) === undefined && (await ports.lackOfRights()) === undefined) return ladder;
  try {
    const refusal = await asked.refusal();
    return refusal === undefined ? ladder : await refused(ports, ladder, refusal);
  } catch (error) {
    if (isTreestampError(error, "store-unreachable")) return ladder; // it may be back by the end of the build
    throw error;
  }
}

/** The ladder of a run that may not push, which is told so: this machine keeps the image, and the CI's cache a copy of it. */
export async function refused(ports: PlacePorts, ladder: Ladder, refusal: TreestampError): Promise<Ladder> {
  await sayNotPushed(ports, refusal);
  const [asked, ...below] = ladder.places;
  return { ...ladder, refusal, places: [asked, ...below, ciCache(ports, ladder.wanted)] };
}

export async function sayNotPushed({ log, lackOfRights }: PlacePorts, refusal: TreestampError): Promise<void> {
  const lack = await lackOfRights();
  if (lack === undefined) {
    log.warning(
      `The image is not pushed: ${refusal.message} It is kept on this machine. ${refusal.remedy ?? ""}`.trim(),
    );
  } else log.info(`The image is not pushed, as ${lack}. It is kept on this machine. (${refusal.message})`);
}
