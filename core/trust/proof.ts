/**
 * What a clone of depth 1 lacks of the commit that an image was built from: the commit itself and the trees above the recipe. It
 * stands beside the signature so that the key can be computed anew without asking anybody. It is not signed, and need not be:
 * each object is named by its hash, and the commit's hash is signed.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { deflateRawSync, deflateSync, inflateRawSync } from "node:zlib";
import type { Repository } from "../git/repository.ts";
import { hashObject } from "../git/tree.ts";

/** Of the objects as they are laid out; some 600 trees of 50 names. A recipe that takes more is checked in a full clone. */
const maxBytes = 1024 * 1024;
/** Anybody may have written them: each becomes a file. */
const maxObjects = 4096;
/** Of the text in an index: registries take manifests of 4 MiB. */
const maxText = 256 * 1024;

type ObjectType = "blob" | "tree" | "commit" | "tag";

/** What was read of a repository. */
export interface Watched {
  readonly repository: Repository;
  /** The objects' ids. */
  readonly read: ReadonlySet<string>;
}

/** A repository that notes what is read of it. */
export function watched(repository: Repository): Watched {
  const read = new Set<string>();
  const noting = <A extends unknown[], R>(ask: (oid: string, ...rest: A) => R) => {
    return (oid: string, ...rest: A): R => {
      read.add(oid);
      return ask(oid, ...rest);
    };
  };
  const objects: Repository["objects"] = {
    close: () => repository.objects.close(),
    read: async (name) => note(await repository.objects.read(name)),
    stream: async (name) => note(await repository.objects.stream(name)),
  };
  function note<T extends { readonly oid: string } | undefined>(object: T): T {
    if (object !== undefined) read.add(object.oid);
    return object;
  }
  const noted: Repository = {
    ...repository,
    objects,
    readTree: noting(repository.readTree),
    readBlob: noting(repository.readBlob),
    resolve: async (revision) => {
      const found = await repository.resolve(revision);
      if (found.commit !== undefined) read.add(found.commit);
      return found;
    },
  };
  return { repository: noted, read };
}

/**
 * The objects as text.
 * @param but those that every clone has that asks for the key
 * @returns undefined where it would be too long
 */
export async function proofOf({ repository, read }: Watched, but: ReadonlySet<string>): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for (const oid of read) {
    const object = but.has(oid) ? undefined : await repository.objects.read(oid);
    if (object === undefined) continue;
    const part = framed(object.type, object.body);
    size += part.length;
    if (size > maxBytes || parts.length === maxObjects) return undefined;
    parts.push(part);
  }
  const text = deflateRawSync(Buffer.concat(parts)).toString("base64");
  return text.length > maxText ? undefined : text;
}

/**
 * Lays the objects where the repository's readers see them from then on; its own folder does not change.
 * @throws Error where the text is not what `proofOf` writes
 */
export async function layProof(repository: Repository, text: string): Promise<void> {
  const objects = parseProof(text);
  const folder = await repository.scratch();
  for (const { type, body } of objects) {
    const oid = hashObject(repository.objectFormat, type, body);
    const file = join(folder, oid.slice(0, 2), oid.slice(2));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, deflateSync(framed(type, body)));
  }
}

function parseProof(text: string): { type: ObjectType; body: Buffer }[] {
  const bytes = inflateRawSync(Buffer.from(text, "base64"), { maxOutputLength: maxBytes });
  const objects: { type: ObjectType; body: Buffer }[] = [];
  for (let at = 0; at < bytes.length; ) {
    const nul = bytes.indexOf(0, at);
    const head = /^(blob|tree|commit|tag) (\d{1,8})$/.exec(bytes.toString("latin1", at, Math.min(nul, at + 32)));
    const end = nul + 1 + Number(head?.[2]);
    if (nul < 0 || head === null || end > bytes.length) throw new Error("the objects beside it are cut short");
    if (objects.length === maxObjects) throw new Error(`more than ${maxObjects} objects stand beside it`);
    objects.push({ type: head[1] as ObjectType, body: bytes.subarray(nul + 1, end) });
    at = end;
  }
  return objects;
}

/** As git hashes it, and keeps it in a file of its own. Source: gitformat-loose(5). */
function framed(type: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${type} ${body.length}\0`), body]);
}
