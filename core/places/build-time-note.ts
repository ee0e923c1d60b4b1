/**
 * How long an image took to be built: a note beside its key's tag, for jobs to say what they have saved. It is no part of the
 * index, so that two builds of one recipe give the same index.
 */
import type { StoredManifest } from "../oci/port.ts";
import type { Beside } from "./beside.ts";
import { noteManifest, readNote } from "./note.ts";

const kind = "build.v1";
const secondsAnnotation = "dev.treestamp.build.seconds";

/** The note on a key's image has a tag that no key has. */
export function buildTimeTag(tag: string): string {
  return `${tag}-build`;
}

/** @param seconds from the engine's start until the image was published */
export function buildTimeNote(seconds: number): Beside {
  return noteManifest(kind, { [secondsAnnotation]: seconds.toFixed(1) });
}

/** Seconds; undefined for what is no such note. @throws image-invalid for what is no manifest at all */
export function parseBuildTime(stored: StoredManifest): number | undefined {
  const seconds = Number(readNote(kind, stored)?.[secondsAnnotation]);
  return seconds >= 0 && Number.isFinite(seconds) ? seconds : undefined;
}
