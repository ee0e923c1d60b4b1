/** Git trees as values: their entries, canonical bytes and hash. */
import { createHash } from "node:crypto";
import { TreestampError } from "../errors.ts";

/** An entry of a git tree. Names are raw bytes, one byte per character (latin1), so that every name survives. */
export interface TreeEntry {
  /** Trees that git wrote before 2005-05 have `100664`; it is kept so that their hashes do not change. */
  readonly mode: "100644" | "100664" | "100755" | "120000" | "40000" | "160000";
  /** Raw bytes as a latin1 string: never contains `/` or NUL. */
  readonly name: string;
  /** Object id in hexadecimal. */
  readonly oid: string;
}

export type ObjectFormat = "sha1" | "sha256";

const modes: ReadonlySet<string> = new Set(["100644", "100664", "100755", "120000", "40000", "160000"]);

/** A name or path as people write it -> its raw bytes as a latin1 string, the form that trees and archives use here. */
export function bytesOf(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}

/** Raw bytes as a latin1 string -> text for people. Bytes that are no UTF-8 show as U+FFFD. */
export function textOf(bytes: string): string {
  return Buffer.from(bytes, "latin1").toString("utf8");
}

/**
 * The entries of a tree object, in git's order.
 * @throws repository-invalid where the bytes are no tree
 */
export function parseTree(body: Buffer, format: ObjectFormat): TreeEntry[] {
  const idBytes = format === "sha1" ? 20 : 32;
  const entries: TreeEntry[] = [];
  let at = 0;
  while (at < body.length) {
    const space = body.indexOf(0x20, at);
    const nul = space < 0 ? -1 : body.indexOf(0, space);
    const end = nul + 1 + idBytes;
    if (nul < 0 || end > body.length) throw new TreestampError("repository-invalid", "A tree object is cut short.");
    // Some old tools wrote `040000`.
    const mode = body.toString("latin1", at, space).replace(/^0+/, "");
    if (!modes.has(mode)) {
      throw new TreestampError("repository-invalid", `A tree object has an entry of the unknown mode ${mode}.`);
    }
    const name = body.toString("latin1", space + 1, nul);
    if (name === "" || name === "." || name === ".." || name.includes("/")) {
      throw new TreestampError("repository-invalid", `A tree object has an entry of the forbidden name "${name}".`);
    }
    entries.push({
      mode: mode as TreeEntry["mode"],
      name,
      oid: body.toString("hex", nul + 1, end),
    });
    at = end;
  }
  return entries;
}

/** Git's order of the entries of a tree: by bytes, a directory as if its name ended in `/`. */
export function compareEntries(a: TreeEntry, b: TreeEntry): number {
  const left = a.mode === "40000" ? `${a.name}/` : a.name;
  const right = b.mode === "40000" ? `${b.name}/` : b.name;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The bytes of a tree object with these entries, in whatever order they come. */
export function encodeTree(entries: readonly TreeEntry[]): Buffer {
  const parts: Buffer[] = [];
  for (const { mode, name, oid } of [...entries].sort(compareEntries)) {
    parts.push(Buffer.from(`${mode} ${name}\0`, "latin1"), Buffer.from(oid, "hex"));
  }
  return Buffer.concat(parts);
}

/** A full object id: nothing that git would read as a revision's name or as an option. */
export function isObjectId(value: unknown): value is string {
  return typeof value === "string" && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value);
}

/** The object id that git gives to these bytes. */
export function hashObject(format: ObjectFormat, type: "blob" | "tree" | "commit" | "tag", body: Uint8Array): string {
  return createHash(format).update(`${type} ${body.length}\0`).update(body).digest("hex");
}

/** The object id of the tree with these entries. */
export function hashTree(format: ObjectFormat, entries: readonly TreeEntry[]): string {
  return hashObject(format, "tree", encodeTree(entries));
}
