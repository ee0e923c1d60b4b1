/** Which storage a build has: the layers that this machine keeps, or one of its own, which is thrown away. */
import type { KeepLayers } from "../cache/layers.ts";
import { messageOf } from "../errors.ts";
import type { Log } from "../log/log.ts";
import type { Storage } from "./buildah-storage.ts";

export interface Place {
  readonly storage: Storage;
  /** See layerKeys; a build adds to it. */
  readonly renewed: Record<string, string>;
  /** The folder below the working directory that gets the images, and is not there yet. */
  readonly images: string;
  /** Called where an instruction has failed, and not buildah. */
  readonly onInstruction: () => void;
}

type Build<T> = (place: Place) => Promise<T>;

interface Surroundings {
  readonly storageIn: (folder: string) => Storage;
  /** Of the build's own storage. */
  readonly folder: string;
  readonly log: Log;
  readonly signal?: AbortSignal;
}

export function onOwnStorage<T>(
  build: Build<T>,
  { storageIn, folder, images = "images" }: Surroundings & { readonly images?: string },
): Promise<T> {
  return build({ storage: storageIn(folder), renewed: {}, images, onInstruction: () => {} });
}

/**
 * Builds on the layers that this machine keeps; on a storage of its own where another build has them, or where the disk has no
 * overlay mounts, and a storage is whole copies. Where buildah fails on them, and no instruction has, they may be damaged: then it
 * builds once more without them.
 */
export function onKeptLayers<T>(keepLayers: KeepLayers, build: Build<T>, surroundings: Surroundings): Promise<T> {
  const { storageIn, log, signal } = surroundings;
  return keepLayers(async (kept) => {
    if (kept === undefined) {
      log.info("Another build has the layers that this machine keeps: this one runs all instructions.");
      return onOwnStorage(build, surroundings);
    }
    if (kept.lost !== undefined) log.info(`The layers of earlier builds are gone: ${kept.lost}.`);
    const storage = storageIn(kept.storage);
    if (!(await storage.seesChanges())) {
      await kept.discard();
      log.debug("No layers are kept: there are no overlay mounts in the cache folder.");
      return onOwnStorage(build, surroundings);
    }
    const renewed = { ...kept.renewed };
    let isInstruction = false;
    const onInstruction = () => {
      isInstruction = true;
    };
    try {
      const built = await build({ storage, renewed, images: "images", onInstruction });
      await kept.settle(renewed);
      return built;
    } catch (error) {
      if (signal?.aborted) throw error;
      if (isInstruction) await kept.settle(renewed); // the layers before it are whole
      if (isInstruction || !kept.isUsed) throw error;
      log.warning(
        `buildah cannot build on the layers of earlier builds, so it builds without them: ${messageOf(error)}`,
      );
      const built = await onOwnStorage(build, { ...surroundings, images: "images-again" }).catch(async (again) => {
        // Then it is not the layers' fault, such as a registry that does not answer.
        if (messageOf(again) === messageOf(error) && !wasKilled(error)) await kept.settle(renewed);
        throw again;
      });
      await kept.discard();
      return built;
    }
  });
}

/** A buildah that ends by itself says why. */
function wasKilled(error: unknown): boolean {
  return messageOf(error).includes(" ended with exit code ");
}
