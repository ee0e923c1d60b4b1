/** Reads and writes how long a build took. Nothing depends on it, so none of this fails or takes long. */
import { setTimeout as sleep } from "node:timers/promises";
import { isTreestampError } from "../errors.ts";
import type { Log } from "../log/log.ts";
import type { Store } from "../oci/port.ts";
import { buildTimeNote, buildTimeTag, parseBuildTime } from "./build-time-note.ts";
import { writeNote } from "./note.ts";

/** A registry that does not answer in this time would cost more than it tells. Milliseconds. */
const patience = 2000;

/** Leaves a note on the image of a tag, where other machines can read it. @param seconds that building and publishing took */
export async function noteBuildTime(store: Store, tag: string, seconds: number, log: Log): Promise<void> {
  if (!store.shared) return;
  const saySo = (why: string) => log.debug(`The time of the build is not recorded: ${why}`);
  await patiently(async () => {
    await writeNote(store, buildTimeNote(seconds), buildTimeTag(tag));
  }, saySo);
}

/** Seconds that the image of a tag took to be built and published; undefined where that is not known. */
export async function recordedBuildTime(store: Store, tag: string): Promise<number | undefined> {
  if (!store.shared) return undefined;
  return patiently(async () => {
    const lookup = await store.lookup(buildTimeTag(tag));
    return lookup.state === "present" ? parseBuildTime(lookup.manifest) : undefined;
  });
}

/** What work gives in time; undefined where the store fails, or would be waited for. */
async function patiently<T>(work: () => Promise<T>, saySo: (why: string) => void = () => {}): Promise<T | undefined> {
  const over = new AbortController();
  const late = sleep(patience, undefined, { signal: over.signal }).then(() => saySo("the store does not answer."));
  try {
    return (await Promise.race([work(), late])) ?? undefined;
  } catch (error) {
    if (!isTreestampError(error)) throw error;
    saySo(error.message);
    return undefined;
  } finally {
    over.abort();
  }
}
