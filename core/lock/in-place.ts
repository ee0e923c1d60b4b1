/** Writes digests behind the names of images in a Dockerfile, and changes nothing else of it. */
import { parseDockerfile } from "../dockerfile/parse.ts";
import type { Digest } from "../oci/port.ts";
import type { MovingImage } from "../recipe/pins.ts";

export interface Rewritten<T extends MovingImage> {
  readonly text: string;
  /** Images whose names do not stand there as they are: variables or continued lines make them. */
  readonly left: readonly T[];
}

/** @param digests of the images, by their names; one without a digest is left as it is */
export function fixInPlace<T extends MovingImage>(
  text: string,
  images: readonly T[],
  digests: ReadonlyMap<string, Digest>,
): Rewritten<T> {
  const lines = text.split("\n");
  const lastLines = new Map(parseDockerfile(text).instructions.map(({ line, lastLine }) => [line, lastLine]));
  const left: T[] = [];
  for (const image of images) {
    const digest = digests.get(image.name);
    if (digest === undefined) continue;
    const [first, last] =
      image.by === "# syntax" ? [0, lines.length - 1] : [image.line - 1, (lastLines.get(image.line) ?? image.line) - 1];
    const found = lines.flatMap((line, at) =>
      at >= first && at <= last && line.search(placeOf(image)) >= 0 ? [at] : [],
    );
    if (found.length === 0) left.push(image);
    // An instruction names an image once, but for the mounts of a RUN.
    for (const at of image.by === "RUN --mount" ? found : found.slice(0, 1)) {
      lines[at] = lines[at]!.replace(placeOf(image), (name) => `${name}@${digest}`);
    }
  }
  return { text: lines.join("\n"), left };
}

/** Where the name stands, up to its end, on a line. A stage may have the same name as the image that it starts from. */
function placeOf({ name, by }: MovingImage): RegExp {
  const literally = name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  switch (by) {
    case "# syntax":
      return new RegExp(`^\\uFEFF?\\s*#\\s*syntax\\s*=\\s*${literally}(?=\\s*$)`, "i");
    case "FROM":
      return new RegExp(`^\\uFEFF?\\s*FROM(?:\\s+--\\S+)*\\s+${literally}(?=\\s|$)`, "i");
    case "COPY --from":
      return new RegExp(`\\s--from=${literally}(?=\\s|$)`);
    case "RUN --mount":
      return new RegExp(`(?<=\\s--mount=\\S*)\\bfrom=${literally}(?=[\\s,]|$)`, "g");
  }
}
