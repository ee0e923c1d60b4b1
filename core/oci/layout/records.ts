/**
 * BuildKit's records: which instruction, on which inputs, has made which layer of an image. It writes them into the image's
 * configuration, and takes layers from any image that has them there. They tell when each layer was made: so they stand in a
 * second image of the same layers, and the first is the same from whatever cache it was built.
 * Source: moby/buildkit, cache/remotecache/import.go, importInlineCache: records name layers by their numbers.
 */
import type { Descriptor } from "../port.ts";
import { addImage, addIndex, type Layer } from "./new-layout.ts";

const recordsField = "moby.buildkit.cache.v0";

/** An image, and the same with records; that is undefined where there are none. */
export interface Recorded {
  readonly image: Descriptor;
  readonly records: Descriptor | undefined;
}

/** Stores the image of a configuration that may have records, and the image with them. */
export async function addRecorded(
  folder: string,
  config: Readonly<Record<string, unknown>>,
  layers: readonly Layer[],
): Promise<Recorded> {
  const { [recordsField]: records, ...plain } = config;
  const image = await addImage(folder, plain, layers);
  return { image, records: records === undefined ? undefined : await addImage(folder, config, layers) };
}

/** Stores an index of the images, and one of those that have records. */
export async function addRecordedIndex(folder: string, all: readonly Recorded[]): Promise<Recorded> {
  const records = all.flatMap((one) => (one.records === undefined ? [] : [one.records]));
  const image = await addIndex(
    folder,
    all.map((one) => one.image),
  );
  return { image, records: records.length === 0 ? undefined : await addIndex(folder, records) };
}
