/** The names of images as docker understands them. Source: github.com/distribution/reference, normalize.go. */

/**
 * The one form of an image's name: `golang` is `docker.io/library/golang:latest`. Undefined for what is no image's name,
 * such as one in upper case.
 */
export function canonicalImage(written: string): string | undefined {
  const [, place = "", tag, digest] =
    /^([^@]*?)(?::([\w][\w.-]{0,127}))?(@[\w+.-]+:[0-9a-f]{32,})?$/.exec(written) ?? [];
  const [first = "", ...others] = place.split("/");
  const isHost = others.length > 0 && (/[.:]|^localhost$/.test(first) || first !== first.toLowerCase());
  const hub = !isHost || first === "index.docker.io" || first === "docker.io";
  const path = isHost ? others.join("/") : place;
  if (!/^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/.test(path))
    return undefined;
  if (isHost && !/^(?:[A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\])(?::\d+)?$/.test(first)) return undefined;
  const repository = hub ? `docker.io/${path.includes("/") ? path : `library/${path}`}` : `${first}/${path}`;
  return `${repository}${tag === undefined ? (digest === undefined ? ":latest" : "") : `:${tag}`}${digest ?? ""}`;
}

/** True where two names stand for one image. */
export function isSameImage(one: string, other: string): boolean {
  return one === other || (canonicalImage(one) ?? one) === (canonicalImage(other) ?? other);
}
