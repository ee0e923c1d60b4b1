/** Random layers that go together: whiteouts, opaque directories and hard links among few names, so that they meet. */
import { isTreestampError } from "../../core/errors.ts";
import { silentLog } from "../../core/log/log.ts";
import { sha256Of } from "../../core/oci/digest.ts";
import { type FileSink, flatten } from "../../core/snapshot/flatten.ts";
import { type DirectoryInode, type Inode, namesIn } from "../../core/snapshot/tree.ts";
import { layerOf } from "../fixtures/packing.ts";
import { type TarSpec, tar } from "../fixtures/tar.ts";
import type { Random } from "./random.ts";

/** Layers on the tree of those below show what all of them show at once. */
export async function stack(random: Random): Promise<"taken" | "refused"> {
  const files: string[] = [];
  const layers = Array.from({ length: 2 + random.below(4) }, () => randomLayer(random, files));
  const below = 1 + random.below(layers.length - 1);
  const sink = contentSink();
  const base = await treeOrRefusal(layers.slice(0, below), sink);
  if (typeof base === "string") return "refused";
  const whole = await treeOrRefusal(layers, sink);
  const [expected, found] = [shown(whole), shown(await treeOrRefusal(layers.slice(below), sink, base))];
  if (expected.join() !== found.join()) {
    const at = expected.findIndex((line, index) => line !== found[index]);
    const difference = { layers, expected: expected[at], found: found[at] };
    throw new Error(`on a base of ${below} layers: ${JSON.stringify(difference)}`);
  }
  return typeof whole === "string" ? "refused" : "taken";
}

/** What an entry says of itself, and what a file holds. */
export interface Look {
  attributes(): Pick<TarSpec, "mode" | "uid" | "mtime" | "xattrs">;
  data(): string | Uint8Array;
}

/** @param files names of files so far, in this layer and below: what hard links go to */
export function randomLayer(random: Random, files: string[], look = anyLook(random)): readonly TarSpec[] {
  const folder = (least: number) => Array.from({ length: least + random.below(3) }, () => random.of(["D", "E"]));
  const entry = (): TarSpec => {
    const name = [...folder(0), random.of(["a", "b", "c", "d", "D"])].join("/");
    const attributes = look.attributes();
    switch (random.below(8)) {
      case 0:
        return { name: `${folder(1).join("/")}/`, type: "5", ...attributes };
      case 1:
        return { name, type: "2", link: random.of(["a", "D", "../c", "/E"]), ...attributes };
      case 2:
        return { name: name.replace(/[^/]*$/, ".wh.$&") };
      case 3:
        return { name: [...folder(0), ".wh..wh..opq"].join("/") };
      case 4:
      case 5:
        if (files.length > 0) return { name, type: "1", link: random.of(files), ...attributes };
    }
    files.push(name);
    return { name, data: look.data(), ...attributes };
  };
  return Array.from({ length: 1 + random.below(8) }, entry);
}

function anyLook(random: Random): Look {
  return {
    attributes: () => ({
      xattrs: random.below(4) === 0 ? { [`user.${random.of(["x", "y"])}`]: String(random.below(9)) } : {},
      mode: random.of([0o644, 0o755, 0o4711]),
      uid: random.below(3),
      mtime: random.below(1e9),
    }),
    data: () => "x".repeat(random.below(5)),
  };
}

/** Gives each content a block of its own. */
function contentSink(): FileSink {
  const blocks = new Map<string, number>();
  return {
    begin() {
      const parts: Uint8Array[] = [];
      return {
        write(bytes) {
          parts.push(Uint8Array.from(bytes));
        },
        end() {
          const digest = sha256Of(Buffer.concat(parts));
          if (!blocks.has(digest)) blocks.set(digest, blocks.size);
          return blocks.get(digest)!;
        },
      };
    },
  };
}

/** The tree, or why there is none. */
async function treeOrRefusal(
  layers: readonly (readonly TarSpec[])[],
  sink: FileSink,
  base?: DirectoryInode,
): Promise<DirectoryInode | string> {
  try {
    return await flatten({ layers: layers.map((entries) => layerOf(tar(entries))), base, sink, log: silentLog });
  } catch (error) {
    if (isTreestampError(error)) return error.message;
    throw error;
  }
}

/** What a tree shows, name by name; a file has the same number by each of its names. */
function shown(tree: DirectoryInode | string): readonly string[] {
  if (typeof tree === "string") return [tree];
  const numbers = new Map<Inode, number>();
  const lines: string[] = [];
  const look = (inode: Inode, path: string) => {
    if (!numbers.has(inode)) numbers.set(inode, numbers.size);
    const { type, links, attributes } = inode;
    const content = type === "file" ? [inode.size, inode.block] : type === "symlink" ? inode.target : undefined;
    const described = { ...attributes, xattrs: [...attributes.xattrs].sort() };
    lines.push(JSON.stringify({ path, number: numbers.get(inode), type, links, content, described }));
    if (type === "directory") for (const name of namesIn(inode)) look(inode.children.get(name)!, `${path}/${name}`);
  };
  look(tree, "");
  return lines;
}
