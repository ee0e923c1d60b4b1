/** What differs between two layers that should be the same, file by file, and why that usually is. */
import { createHash } from "node:crypto";
import { readTar, type TarEntry } from "../archive/tar-reader.ts";
import { textOf } from "../git/tree.ts";
import { type LayerSource, plainLayer } from "./layer-stream.ts";

/** How an entry differs from the one of the same name. */
export type DifferenceKind = "added" | "removed" | "kind" | "content" | "mode" | "owner" | "time" | "attribute";

export interface FileDifference {
  readonly path: string;
  /** `added` in the second layer, `removed` from it; else what of the entry differs. */
  readonly what: readonly DifferenceKind[];
  /** The usual reason: a sentence. */
  readonly cause: string;
}

interface Entry extends Omit<TarEntry, "name"> {
  /** sha256 of a file's content. */
  readonly content: string;
}

/** The entries of both that differ, by path. @throws image-invalid, store-corrupt, store-unreachable */
export async function layerDifferences(
  first: LayerSource | undefined,
  second: LayerSource | undefined,
  signal: AbortSignal,
): Promise<readonly FileDifference[]> {
  const [before, after] = [await entriesOf(first, signal), await entriesOf(second, signal)];
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  return paths.flatMap((path) => {
    const what = differenceOf(before.get(path), after.get(path));
    return what.length === 0 ? [] : [{ path: textOf(path), what, cause: causeOf(path, what) }];
  });
}

async function entriesOf(layer: LayerSource | undefined, signal: AbortSignal): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  if (layer === undefined) return entries;
  await readTar(plainLayer(layer, signal), ({ name, ...entry }) => {
    const path = name.replace(/^(?:\.?\/)+/, "").replace(/\/$/, "") || ".";
    const hash = createHash("sha256");
    entries.set(path, { ...entry, content: "" });
    return {
      write: (bytes) => void hash.update(bytes),
      end: () => void entries.set(path, { ...entry, content: hash.digest("hex") }),
    };
  });
  return entries;
}

function differenceOf(before: Entry | undefined, after: Entry | undefined): readonly DifferenceKind[] {
  if (before === undefined || after === undefined) return before === undefined ? ["added"] : ["removed"];
  const kindOf = ({ type, linkName, major, minor }: Entry) => [type, linkName, major, minor].join("\0");
  const ownerOf = ({ uid, gid }: Entry) => `${uid}:${gid}`;
  const timeOf = ({ mtime }: Entry) => `${mtime.seconds}.${mtime.nanoseconds}`;
  const attributesOf = ({ xattrs }: Entry) => JSON.stringify([...xattrs].sort());
  const asked: readonly (readonly [DifferenceKind, (entry: Entry) => unknown])[] = [
    ["kind", kindOf],
    ["content", ({ content, size }) => `${size} ${content}`],
    ["mode", ({ mode }) => mode],
    ["owner", ownerOf],
    ["time", timeOf],
    ["attribute", attributesOf],
  ];
  return asked.filter(([, of]) => of(before) !== of(after)).map(([what]) => what);
}

/** What usually makes files differ from build to build, by their path. Source: reproducible-builds.org, docs. */
const causes: readonly (readonly [RegExp, string])[] = [
  [/(^|\/)var\/log\//, "A log has the time of the build: remove it in the same instruction."],
  [/aux-cache$/, "ldconfig's cache has inode numbers and times: remove it in the same instruction."],
  [/\.pyc$|__pycache__/, "Python's byte code has the time of its source: PYTHONDONTWRITEBYTECODE=1 leaves it out."],
  [
    /(^|\/)(var\/lib\/(dpkg|apt|rpm|dnf)|lib\/apk|usr\/lib\/sysimage)\//,
    "Packages came in other versions: `treestamp lock` fixes them.",
  ],
  [
    /(^|\/)etc\/(passwd|shadow|group|gshadow)-?$/,
    "A user was made, with the day of the build: set it with `chage -d 0`.",
  ],
  [/(^|\/)etc\/(machine-id|ssh\/ssh_host_)/, "It is made by chance: remove it, and make it where the image runs."],
  [/\.(jar|war|zip|whl|gz|tgz|tar|a)$/, "An archive has the times of its files: give its program a fixed one."],
  [
    /(^|\/)(node_modules|site-packages|\.cargo|go\/pkg)\//,
    "Dependencies came in other versions: a lock file fixes them.",
  ],
];

function causeOf(path: string, what: readonly DifferenceKind[]): string {
  const known = causes.find(([pattern]) => pattern.test(path));
  if (known !== undefined) return known[1];
  if (what.length === 1 && what[0] === "time") return "An instruction sets the time of the build: set a fixed one.";
  if (what[0] === "attribute" || what[0] === "owner" || what[0] === "mode") {
    return "Another engine, or other settings of the machine that built it: umask, file system, security module.";
  }
  return "An instruction uses the network, the clock or chance: pin what it fetches, and give it a fixed time.";
}
