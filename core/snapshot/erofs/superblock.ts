/** What an image says of itself: written into its first block, and read from it. */
import { createHash } from "node:crypto";
import type { Time } from "../../archive/tar-header.ts";
import { blockBits, blockBytes, compatMtime, superblockBytes, superblockMagic, superblockOffset } from "./format.ts";
import { invalidImage } from "./invalid.ts";
import type { Metadata } from "./metadata.ts";
import type { ImageSource } from "./source.ts";

export interface Superblock {
  readonly rootNid: number;
  /** How many inodes there are, as the image says. */
  readonly inodes: number;
  /** The time of every inode that has none of its own. */
  readonly buildTime: Time;
  /** Where inodes, and the attributes that several of them have, begin in the image. Bytes. */
  readonly metadataAt: number;
  readonly sharedXattrsAt: number;
}

/** @throws snapshot-invalid */
export function readSuperblock(source: ImageSource): Superblock {
  if (source.size < superblockOffset + superblockBytes) throw invalidImage("it is shorter than a superblock");
  const block = source.read(superblockOffset, superblockBytes);
  if (block.readUInt32LE(0) !== superblockMagic) throw invalidImage("it has no EROFS superblock");
  if (block.readUInt8(12) !== blockBits) throw invalidImage("its blocks are not of 4 KiB");
  if (block.readUInt32LE(80) !== 0) throw invalidImage("it uses unknown features");
  return {
    rootNid: block.readUInt16LE(14),
    inodes: Number(block.readBigUInt64LE(16)),
    buildTime: { seconds: Number(block.readBigUInt64LE(24)), nanoseconds: block.readUInt32LE(32) },
    metadataAt: block.readUInt32LE(40) * blockBytes,
    sharedXattrsAt: block.readUInt32LE(44) * blockBytes,
  };
}

/** What the superblock says. */
export interface Head {
  readonly rootNid: number;
  readonly inodes: number;
  readonly buildTime: Time;
  /** From where inodes are counted, and where the image ends. Bytes. */
  readonly metadataAt: number;
  readonly end: number;
}

/** The head of an image whose only metadata stand at `address`. */
export function headOf({ root, inodes, buildTime, bytes }: Metadata, address: number): Head {
  return { rootNid: root.nid, inodes, buildTime, metadataAt: address, end: address + bytes };
}

/** The image's first block. @param identity what the image's uuid is made of */
export function encodeHead({ rootNid, inodes, buildTime, metadataAt, end }: Head, identity: Uint8Array): Buffer {
  const head = Buffer.alloc(blockBytes);
  const block = head.subarray(superblockOffset, superblockOffset + superblockBytes);
  block.writeUInt32LE(superblockMagic, 0);
  block.writeUInt32LE(compatMtime, 8);
  block.writeUInt8(blockBits, 12);
  block.writeUInt16LE(rootNid, 14);
  block.writeBigUInt64LE(BigInt(inodes), 16);
  block.writeBigUInt64LE(BigInt(buildTime.seconds), 24);
  block.writeUInt32LE(buildTime.nanoseconds, 32);
  block.writeUInt32LE(end / blockBytes, 36);
  block.writeUInt32LE(metadataAt / blockBytes, 40);
  const uuid = createHash("sha256").update(identity).digest().subarray(0, 16);
  uuid[6] = (uuid[6]! & 0x0f) | 0x80; // version 8, made by a rule of one's own (RFC 9562)
  uuid[8] = (uuid[8]! & 0x3f) | 0x80;
  uuid.copy(block, 48);
  return head;
}
