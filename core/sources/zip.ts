/** A zip archive as the members of a tar. Its central directory decides: yauzl looks at nothing else. */
import { crc32 } from "node:zlib";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import type { TarMember } from "../archive/tar-entries.ts";
import type { TarType } from "../archive/tar-reader.ts";
import { isTreestampError, messageOf, TreestampError } from "../errors.ts";
import { bytesOf } from "../git/tree.ts";
import { bytesOf as collect, streamOf } from "../oci/byte-stream.ts";

/** High byte of "version made by". Source: APPNOTE.TXT 6.3.10, section 4.4.2. */
const unix = 3;
/** Source: stat(2); the upper half of the external attributes of a file that was packed on Unix. */
const types = new Map<number, TarType>([
  [0o100000, "file"],
  [0o040000, "directory"],
  [0o120000, "symlink"],
  [0o010000, "fifo"],
]);
/** A target is read into memory. Linux: PATH_MAX. */
const maxTargetBytes = 4096;
const noTime = { seconds: 0, nanoseconds: 0 };

/**
 * Reads an archive in a file.
 * @param name the subject of messages
 * @throws image-invalid where it is damaged, encrypted, or compressed in a way that nobody uses
 */
export async function* zipMembers(file: string, name: string): AsyncGenerator<TarMember, void, undefined> {
  let zip: ZipFile | undefined;
  try {
    zip = await openPromise(file, { autoClose: false, strictFileNames: false });
    for await (const entry of zip.eachEntry()) yield await memberOf(zip, entry);
  } catch (error) {
    if (isTreestampError(error)) throw error;
    throw damaged(name, messageOf(error), error);
  } finally {
    zip?.close();
  }

  async function memberOf(zip: ZipFile, entry: Entry): Promise<TarMember> {
    if (entry.isEncrypted()) throw damaged(name, `${entry.fileName} is encrypted`);
    if (!entry.canDecodeFileData())
      throw damaged(name, `${entry.fileName} is compressed by method ${entry.compressionMethod}`);
    const isFromUnix = entry.versionMadeBy >> 8 === unix;
    const mode = isFromUnix ? entry.externalFileAttributes >>> 16 : 0;
    const type = entry.fileName.endsWith("/") ? "directory" : (types.get(mode & 0o170000) ?? "file");
    const common = {
      name: isFromUnix ? entry.fileNameRaw.toString("latin1") : bytesOf(entry.fileName),
      ...{ mode: mode & 0o7777, uid: 0, gid: 0, mtime: noTime, major: 0, minor: 0, linkName: "", xattrs: new Map() },
    };
    if (type === "symlink") {
      if (entry.uncompressedSize > maxTargetBytes) throw damaged(name, `the link ${entry.fileName} is too long`);
      const linkName = (await collect(contentOf(zip, entry))).toString("latin1");
      return { entry: { ...common, type, size: 0, linkName }, content: streamOf() };
    }
    const size = type === "file" ? entry.uncompressedSize : 0;
    return { entry: { ...common, type, size }, content: type === "file" ? contentOf(zip, entry) : streamOf() };
  }

  /** An entry's content: exactly of the size and the sum that the directory says. */
  async function* contentOf(zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
    let sum = 0;
    try {
      for await (const part of await zip.openReadStreamPromise(entry)) {
        sum = crc32(part as Buffer, sum);
        yield part as Buffer;
      }
    } catch (error) {
      throw isTreestampError(error) ? error : damaged(name, `${entry.fileName}: ${messageOf(error)}`, error);
    }
    if (sum !== entry.crc32) throw damaged(name, `${entry.fileName} has another checksum than the archive says`);
  }
}

function damaged(name: string, why: string, cause?: unknown): TreestampError {
  return new TreestampError("image-invalid", `${name} cannot be unpacked: ${why.replace(/\.$/, "")}.`, {
    remedy: "Pack it again; a tar archive will do as well.",
    cause,
  });
}
