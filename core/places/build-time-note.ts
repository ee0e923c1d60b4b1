/**
 * How long an image took to build: a note beside its key's tag, from which later jobs tell what they have saved. It is not
 * part of the index, so that two builds of one recipe give the same index.
 */
import type { StoredManifest } from "../oci/port.ts";
import type { Beside } from "./beside.ts";
import { noteManifest, readNote } from "./note.ts";

const kind = "build.v1";
const secondsAnnotation = "dev.treestamp.build.seconds";

/** The tag of the note; no key has that form. */
export function buildTimeTag(tag: string): string {
  return `${tag}-build`;
}

/** @param seconds from the engine's start until the image was published */
export function buildTimeNote(seconds: number): Beside {
  return noteManifest(kind, { [secondsAnnotation]: seconds.toFixed(1) });
}

/** Seconds; undefined if the manifest is no such note. @throws image-invalid if it is no manifest */
export function parseBuildTime(stored: StoredManifest): number | undefined {
  const seconds = Number(readNote(kind, stored)?.[secondsAnnotation]);
  return seconds >= 0 && Number.isFinite(seconds) ? seconds : undefined;
}
