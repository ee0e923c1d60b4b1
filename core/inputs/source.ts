/** Where sources come from: a URI as people write it, and what it names. */
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { TreestampError } from "../errors.ts";
import { parseDigest } from "../oci/digest.ts";
import type { Digest } from "../oci/port.ts";

/** What `source` names. The files are the same from any of them, and so is the key. */
export type Source =
  | {
      readonly kind: "download";
      /** http or https, without its fragment. */
      readonly url: string;
      /** The archive's digest, if that was given. */
      readonly digest: Digest | undefined;
      /** Whether a folder that holds all else is left out: undefined where it is, if there is one. */
      readonly strip: boolean | undefined;
    }
  /** `HOST/REPO:TAG` or `HOST/REPO@DIGEST`: the files of the image. */
  | { readonly kind: "image"; readonly reference: string }
  /** An archive that stands in the URI. */
  | { readonly kind: "data"; readonly bytes: Buffer }
  /** A folder or an archive on this machine. Absolute. `strip` as for a download; where it is missing, nothing is left out. */
  | { readonly kind: "path"; readonly path: string; readonly strip?: true }
  | { readonly kind: "stdin" };

const forms =
  "Write https://….tar.gz or ….zip, with #sha256=… if its sum is known, docker://HOST/REPOSITORY:TAG, a data: URI, a folder or archive, or `-` for a tar on standard input.";

/** Reads the input `source`. @throws input-invalid */
export function parseSource(written: string): Source {
  if (written === "-") return { kind: "stdin" };
  const [, scheme = ""] = /^([a-z][a-z0-9+.-]*):/i.exec(written) ?? [];
  switch (scheme.toLowerCase()) {
    case "http":
    case "https":
      return parseDownload(written);
    case "docker":
      return parseImageSource(written);
    case "data":
      return { kind: "data", bytes: parseData(written) };
    case "file":
      return { kind: "path", path: pathOf(written) };
    default:
      if (!written.startsWith(`${scheme}://`)) return { kind: "path", path: resolve(written) };
      throw invalid(`${scheme}: is no source that treestamp knows`, forms);
  }
}

function parseDownload(written: string): Source {
  if (!URL.canParse(written)) throw invalid("it is not a URL", forms);
  const url = new URL(written);
  const options = new URLSearchParams(url.hash.slice(1));
  url.hash = "";
  if (/\.git\/?$/.test(url.pathname)) {
    throw invalid(
      `${url.host}${url.pathname} is a git repository`,
      "Clone it first, and leave `source` out: `ref` names a revision. Or name an archive of it: …/archive/REF.tar.gz.",
    );
  }
  const unknown = [...options.keys()].find((name) => name !== "sha256" && name !== "strip");
  if (unknown !== undefined) throw invalid(`#${unknown} says nothing here`, "Known are #sha256=… and &strip=0 or 1.");
  const [sum, strip] = [options.get("sha256"), options.get("strip")];
  if (sum !== null && !/^[0-9a-f]{64}$/i.test(sum)) {
    throw invalid("#sha256= is not followed by 64 hexadecimal digits", "Write what `sha256sum FILE` prints.");
  }
  if (strip !== null && strip !== "0" && strip !== "1") throw invalid("strip= is neither 0 nor 1", "Leave it out.");
  return {
    kind: "download",
    url: url.href,
    digest: sum === null ? undefined : parseDigest(`sha256:${sum.toLowerCase()}`),
    strip: strip === null ? undefined : strip === "1",
  };
}

function parseImageSource(written: string): Source {
  const reference = written.replace(/^docker:\/\//i, "");
  if (reference === "" || reference.startsWith("/")) {
    throw invalid(
      "docker:// names no image",
      "Write docker://HOST/REPOSITORY:TAG or docker://HOST/REPOSITORY@sha256:….",
    );
  }
  return { kind: "image", reference };
}

/** Source: RFC 2397. */
function parseData(written: string): Buffer {
  const [, parameters, data] = /^data:([^,]*),(.*)$/is.exec(written) ?? [];
  if (parameters === undefined || data === undefined) throw invalid("a data: URI has a comma before its data", forms);
  const plain = decoded(data);
  // Clients of build services write `data:base64,` as well; no media type has that name.
  if (!/(^|;)\s*base64\s*$/i.test(parameters)) return Buffer.from(plain, "latin1");
  const bare = plain.replace(/\s+/g, "");
  if (!/^[A-Za-z0-9+/_-]*={0,2}$/.test(bare)) throw invalid("a data: URI holds what is not base64", forms);
  return Buffer.from(bare, "base64");
}

/** Percent-encoding undone, byte by byte. */
function decoded(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function pathOf(written: string): string {
  try {
    return fileURLToPath(written);
  } catch {
    throw invalid("a file: URI names a path of this machine", "Write file:///PATH, or the path alone.");
  }
}

function invalid(why: string, remedy: string): TreestampError {
  return new TreestampError("input-invalid", `\`source\`: ${why}.`, { remedy });
}
