/** Publishes an image on the first place of its ladder that takes it; if that fails, the image is kept on the one below. */
import { isTreestampError, messageOf, TreestampError } from "../errors.ts";
import type { Log } from "../log/log.ts";
import type { StoredImage } from "../oci/port.ts";
import { type Ladder, type Owed, takersOf } from "./ladder.ts";
import { isHere, type PlacePorts, type PublishedThere, type Publishing, type Taker } from "./port.ts";
import { type Made, publicationIn } from "./publication.ts";
import { uploadImages } from "./publish.ts";
import { refused, sayNotPushed } from "./rights.ts";

/**
 * Packing leaves the network idle: meanwhile the engine's blobs go ahead to the place that takes the image, if it is a
 * registry. What fails is tried once more when the image is published; only a missing right is final.
 * @returns the ladder, by what is known of our rights then
 */
export async function sendAhead(ports: PlacePorts, ladder: Ladder, made: Made, signal: AbortSignal): Promise<Ladder> {
  const [{ store }] = takersOf(ladder);
  if (!store.shared) return ladder;
  try {
    await uploadImages(made, store, ports.log, signal);
  } catch (error) {
    if (isTreestampError(error, "store-denied")) return refused(ports, ladder, error);
    if (!isTreestampError(error, "store-unreachable", "store-refused")) throw error;
    ports.log.info(`${error.message} It is tried again when the snapshot is packed.`);
  }
  return ladder;
}

/**
 * Publishes what was made, and lets every place remember what saves later jobs time.
 * @param begun when making it began, by `performance.now()`
 * @throws what publishing fails with; then the image is kept on this machine, if it can be, and the error says so.
 * A missing right is no failure.
 */
export async function publishOn(
  ports: PlacePorts,
  ladder: Ladder,
  publishing: Publishing,
  begun: number,
): Promise<PublishedThere> {
  const [place, below] = takersOf(ladder);
  const isAsked = place.store.location === ladder.wanted.store.location;
  const note = isAsked ? undefined : `this machine only: ${await whyNot(ports, ladder)}`;
  let image: PublishedThere;
  try {
    image = await place.publish(isAsked ? publishing : regardless(publishing), note);
  } catch (error) {
    if (place.store.shared && isTreestampError(error, "store-denied")) {
      return publishOn(ports, await refused(ports, ladder, error), publishing, begun);
    }
    throw await keptBelow(ports.log, below, publishing, error);
  }
  const seconds = (performance.now() - begun) / 1000;
  for (const { remember } of ladder.places) await remember?.(image, seconds);
  return image;
}

/** To keep an image on this machine takes a moment, and saves a build: we take that moment even if we are told to stop. */
function regardless({ since: _, ...publishing }: Publishing): Publishing {
  return { ...publishing, signal: undefined };
}

async function whyNot(ports: PlacePorts, { refusal }: Ladder): Promise<string> {
  if (refusal === undefined) return "the recipe is not committed";
  return (await ports.lackOfRights()) ?? "no right to push";
}

/** Keeps an image that could not be published, so that the next run need not build it. @returns the failure, which says so */
async function keptBelow(log: Log, below: Taker | undefined, publishing: Publishing, error: unknown): Promise<unknown> {
  const isWorthIt =
    isTreestampError(error, "store-unreachable", "store-refused", "store-denied") ||
    (isTreestampError(error, "tag-taken") && !publishing.isForced);
  if (below === undefined || !isWorthIt) return error;
  try {
    await below.publish(regardless(publishing), "this machine only: it could not be published");
  } catch (second) {
    log.warning(`The image cannot be kept on this machine either: ${messageOf(second)}`);
    return error;
  }
  return sayingKept(error);
}

/**
 * Publishes an image that was kept on this machine until it could be pushed.
 * @returns the image, here and there; here only if we may not push it after all. Undefined if it is damaged: it has to be built
 * @throws what publishing fails with
 */
export async function publishOwed(
  ports: PlacePorts,
  { wanted }: Ladder,
  { image, tag, owedTo }: Owed,
  publishing: Pick<Publishing, "isHeld" | "signal">,
): Promise<StoredImage | undefined> {
  const { location, shared } = owedTo.store;
  const where = isHere(ports, image.store) ? "This machine" : image.store.location;
  ports.log.info(
    tag === wanted.key.tag
      ? `${where} has ${tag}, and ${location} does not: it is published, not built.`
      : `${where} has ${tag}, the same recipe: it is published as ${wanted.key.tag}, not built.`,
  );
  try {
    const publication = await publicationIn(image);
    return await owedTo.publish({ ...publishing, publication, isForced: false });
  } catch (error) {
    if (isTreestampError(error, "store-corrupt", "path-missing", "image-invalid")) {
      ports.log.warning(`${error.message} The image is built again.`);
      return undefined;
    }
    if (!isTreestampError(error) || error.code === "interrupted") throw error;
    if (error.code !== "store-denied" || !shared) throw sayingKept(error);
    await sayNotPushed(ports, error);
    return image;
  }
}

/** The failure of a publishing whose image is not lost. */
function sayingKept(error: TreestampError): TreestampError {
  const remedy = `${error.remedy ?? ""} The next run here publishes it without building it.`.trim();
  return new TreestampError(error.code, `${error.message} The image is kept on this machine.`, {
    remedy,
    cause: error,
  });
}
