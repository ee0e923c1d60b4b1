/** Writes digests behind the names of images in a Dockerfile, and changes nothing else of it. */
import { parseDockerfile } from "../dockerfile/parse.ts";
import type { Digest } from "../oci/port.ts";
import type { MovingImage } from "../recipe/pins.ts";

export interface Rewritten {
  readonly text: string;
  /** Images whose names do not stand there as they are: variables or continued lines make them. */
  readonly left: readonly MovingImage[];
}

/** @param digests of the images, by their names; one without a digest is left as it is */
export function fixInPlace(
  text: string,
  images: readonly MovingImage[],
  digests: ReadonlyMap<string, Digest>,
): Rewritten {
  const lines = text.split("\n");
  const lastLines = new Map(parseDockerfile(text).instructions.map(({ line, lastLine }) => [line, lastLine]));
  const left: MovingImage[] = [];
  for (const image of images) {
    const digest = digests.get(image.name);
    if (digest === undefined) continue;
    const [first, last] =
      image.by === "# syntax" ? [0, lines.length - 1] : [image.line - 1, (lastLines.get(image.line) ?? image.line) - 1];
    const at = lines.findIndex((line, index) => index >= first && index <= last && placeOf(image).test(line));
    if (at < 0) left.push(image);
    else lines[at] = lines[at]!.replace(placeOf(image), (found) => `${found}@${digest}`);
  }
  return { text: lines.join("\n"), left };
}

/** Where the name stands, up to its end. A stage may have the same name as the image that it starts from. */
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
      return new RegExp(`\\bfrom=${literally}(?=[\\s,]|$)`);
  }
}
