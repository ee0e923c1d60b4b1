"use strict";
exports.id = 5716;
exports.ids = [5716];
exports.modules = {

/***/ 16690:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Qr: () => (/* binding */ divide),
/* harmony export */   ky: () => (/* binding */ runsOf),
/* harmony export */   x4: () => (/* binding */ inOrderOfFrames)
/* harmony export */ });
/** Bytes of frames that one request asks for, at least and at most. */
const shortestRun = 8 << 20;
const longestRun = 64 << 20;
/** Which chunks a local image has and which must come from the store, in the order of their frames. */
function divide(table, reuse) {
    const local = new Map();
    for (const { image, table: has } of reuse) {
        for (const { plainDigest, plainOffset, plainLength, frameLength } of has.chunks) {
            if (frameLength === 0)
                continue;
            local.set(plainDigest.toString("latin1"), { image, offset: plainOffset, length: plainLength });
        }
    }
    const known = [];
    const missing = [];
    for (const chunk of table.chunks) {
        if (chunk.frameLength === 0)
            continue;
        const found = local.get(chunk.plainDigest.toString("latin1"));
        if (found !== undefined && found.length === chunk.plainLength)
            known.push({ chunk, ...found });
        else
            missing.push(chunk);
    }
    missing.sort(inOrderOfFrames);
    return { known, missing };
}
/** The order in which frames are fetched: blob by blob. */
function inOrderOfFrames(a, b) {
    return a.blob - b.blob || a.frameOffset - b.frameOffset;
}
/**
 * Groups chunks whose frames follow each other. A long run is worth a connection of its own, short ones end together:
 * so there are about two for each of `connections`.
 */
function runsOf(chunks, connections) {
    const total = chunks.reduce((sum, { frameLength }) => sum + frameLength, 0);
    const runBytes = Math.min(Math.max(total / (2 * connections), shortestRun), longestRun);
    const runs = [];
    let size = 0;
    for (const chunk of chunks) {
        const last = runs.at(-1)?.at(-1);
        const adjoins = last?.blob === chunk.blob && last.frameOffset + last.frameLength === chunk.frameOffset;
        if (adjoins && size + chunk.frameLength <= runBytes) {
            runs.at(-1).push(chunk);
            size += chunk.frameLength;
        }
        else {
            runs.push([chunk]);
            size = chunk.frameLength;
        }
    }
    return runs;
}


/***/ }),

/***/ 55716:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   checkBlobs: () => (/* binding */ checkBlobs),
/* harmony export */   chunkTable: () => (/* binding */ chunkTable),
/* harmony export */   chunkTableOnto: () => (/* binding */ chunkTableOnto),
/* harmony export */   encodeChunkTable: () => (/* binding */ encodeChunkTable),
/* harmony export */   identityOf: () => (/* binding */ identityOf),
/* harmony export */   parseChunkTable: () => (/* binding */ parseChunkTable)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64256);
/* harmony import */ var _fetch_plan_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(16690);
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50013);
/**
 * The chunk table as bytes. All numbers little-endian. Version 1, of a snapshot with one frames blob:
 *
 *     magic "TSCT", u32 version, u64 bytes of the raw image, u64 bytes of the frames blob, u32 count of chunks,
 *     then for each chunk: u32 plain length, u32 frame length, sha256 of the plain bytes, sha256 of the frame
 *
 * Chunks are listed in the order of the raw image, and offsets are sums of lengths. The frame of the first chunk (the
 * head with the superblock, which is known last) stands after all others.
 *
 * Version 2, of a snapshot with several frames blobs, in the order of its manifest:
 *
 *     magic "TSCT", u32 version, u64 bytes of the raw image, u32 count of blobs, u32 count of chunks,
 *     then for each blob: u64 bytes,
 *     then for each chunk: u32 plain length, u32 frame length, u64 frame offset, u32 blob, sha256 of the plain bytes,
 *     sha256 of the frame
 *
 * There, frames of one blob never overlap; between them may be what another snapshot has there, and this one does not keep.
 */




const magic = "TSCT";
const headerBytes = 28;
const entryBytes = 72;
const headerBytes2 = 24;
const entryBytes2 = 84;
/** A frame of incompressible bytes is a little longer than them. More slack than zstd's own bound. */
const maxFrameBytes = _format_js__WEBPACK_IMPORTED_MODULE_2__/* .maxChunkBytes */ .zP + 64 * 1024;
/** The table of chunks listed in the order of the raw image. */
function chunkTable(listed) {
    let plainOffset = 0;
    let frameOffset = 0;
    const chunks = [];
    for (const [index, { plainLength, frameLength, plainDigest, frameDigest }] of listed.entries()) {
        chunks.push({ plainOffset, plainLength, blob: 0, frameOffset, frameLength, plainDigest, frameDigest });
        plainOffset += plainLength;
        if (index > 0)
            frameOffset += frameLength;
    }
    const head = chunks[0];
    if (head !== undefined) {
        chunks[0] = { ...head, frameOffset };
        frameOffset += head.frameLength;
    }
    return { plainSize: plainOffset, framesSizes: [frameOffset], chunks, identity: identityOf(listed) };
}
/**
 * The table of kept chunks, and of new ones behind them, whose frames are in a blob of their own; behind these the frames of those
 * that take a kept one's place, in their order, and at last the head's.
 */
function chunkTableOnto({ chunks: kept, framesSizes }, head, listed, instead = new Map()) {
    const blob = framesSizes.length;
    let plainOffset = head.plainLength + kept.reduce((sum, { plainLength }) => sum + plainLength, 0);
    let frameOffset = 0;
    const added = [];
    for (const chunk of listed) {
        added.push({ ...chunk, plainOffset, blob, frameOffset });
        plainOffset += chunk.plainLength;
        frameOffset += chunk.frameLength;
    }
    const replaced = new Map();
    for (const [old, chunk] of instead) {
        replaced.set(old, { ...chunk, plainOffset: old.plainOffset, blob, frameOffset });
        frameOffset += chunk.frameLength;
    }
    const below = kept.map((chunk) => replaced.get(chunk) ?? chunk);
    const chunks = [{ ...head, plainOffset: 0, blob, frameOffset }, ...below, ...added];
    const sizes = [...framesSizes, frameOffset + head.frameLength];
    return { plainSize: plainOffset, framesSizes: sizes, chunks, identity: identityOf(chunks) };
}
/** The hash of the plain content: of lengths and digests of the chunks as listed. Does not depend on a compressor. */
function identityOf(listed) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update("treestamp snapshot v1\n");
    const length = Buffer.alloc(4);
    for (const chunk of listed) {
        length.writeUInt32LE(chunk.plainLength);
        hash.update(length).update(chunk.plainDigest);
    }
    return `sha256:${hash.digest("hex")}`;
}
function encodeChunkTable(table) {
    return table.framesSizes.length === 1 ? encodeFirst(table) : encodeSecond(table);
}
function encodeFirst(table) {
    const bytes = Buffer.alloc(headerBytes + table.chunks.length * entryBytes);
    bytes.write(magic, "latin1");
    bytes.writeUInt32LE(1, 4);
    bytes.writeBigUInt64LE(BigInt(table.plainSize), 8);
    bytes.writeBigUInt64LE(BigInt(table.framesSizes[0]), 16);
    bytes.writeUInt32LE(table.chunks.length, 24);
    let at = headerBytes;
    for (const chunk of table.chunks) {
        bytes.writeUInt32LE(chunk.plainLength, at);
        bytes.writeUInt32LE(chunk.frameLength, at + 4);
        chunk.plainDigest.copy(bytes, at + 8);
        chunk.frameDigest.copy(bytes, at + 40);
        at += entryBytes;
    }
    return bytes;
}
function encodeSecond({ plainSize, framesSizes, chunks }) {
    const bytes = Buffer.alloc(headerBytes2 + 8 * framesSizes.length + chunks.length * entryBytes2);
    bytes.write(magic, "latin1");
    bytes.writeUInt32LE(2, 4);
    bytes.writeBigUInt64LE(BigInt(plainSize), 8);
    bytes.writeUInt32LE(framesSizes.length, 16);
    bytes.writeUInt32LE(chunks.length, 20);
    let at = headerBytes2;
    for (const size of framesSizes)
        at = bytes.writeBigUInt64LE(BigInt(size), at);
    for (const chunk of chunks) {
        bytes.writeUInt32LE(chunk.plainLength, at);
        bytes.writeUInt32LE(chunk.frameLength, at + 4);
        bytes.writeBigUInt64LE(BigInt(chunk.frameOffset), at + 8);
        bytes.writeUInt32LE(chunk.blob, at + 16);
        chunk.plainDigest.copy(bytes, at + 20);
        chunk.frameDigest.copy(bytes, at + 52);
        at += entryBytes2;
    }
    return bytes;
}
/**
 * The table that `bytes` hold, every bound checked before anything is made of them.
 * @throws snapshot-invalid
 */
function parseChunkTable(bytes) {
    if (bytes.length < headerBytes2 || bytes.toString("latin1", 0, 4) !== magic)
        throw invalid("it is not a chunk table");
    const version = bytes.readUInt32LE(4);
    if (version === 1)
        return parseFirst(bytes);
    if (version === 2)
        return parseSecond(bytes);
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("snapshot-invalid", `A snapshot's chunk table has the version ${version}, which this treestamp does not know.`, {
        remedy: "A newer treestamp has published it: use that version.",
    });
}
function parseFirst(bytes) {
    if (bytes.length < headerBytes)
        throw invalid("its length does not fit");
    const count = bytes.readUInt32LE(24);
    if (count === 0 || bytes.length !== headerBytes + count * entryBytes)
        throw invalid("its length does not fit");
    const isOfZeros = zeroDigests();
    const listed = [];
    for (let at = headerBytes; at < bytes.length; at += entryBytes) {
        listed.push(listedChunk(bytes, { at, digestsAt: at + 8 }, isOfZeros));
    }
    const table = chunkTable(listed);
    if (BigInt(table.plainSize) !== bytes.readBigUInt64LE(8))
        throw invalid("its chunks do not add up to its image");
    if (BigInt(table.framesSizes[0]) !== bytes.readBigUInt64LE(16))
        throw invalid("its frames do not add up to its blob");
    return table;
}
function parseSecond(bytes) {
    const blobs = bytes.readUInt32LE(16);
    const count = bytes.readUInt32LE(20);
    if (blobs === 0 || blobs > _format_js__WEBPACK_IMPORTED_MODULE_2__/* .maxBlobs */ .nu)
        throw invalid(`it has ${blobs} frames blobs`);
    const first = headerBytes2 + 8 * blobs;
    if (count === 0 || bytes.length !== first + count * entryBytes2)
        throw invalid("its length does not fit");
    const framesSizes = Array.from({ length: blobs }, (_, blob) => numberAt(bytes, headerBytes2 + 8 * blob));
    const isOfZeros = zeroDigests();
    const chunks = [];
    let plainOffset = 0;
    for (let at = first; at < bytes.length; at += entryBytes2) {
        const listed = listedChunk(bytes, { at, digestsAt: at + 20 }, isOfZeros);
        const [frameOffset, blob] = [numberAt(bytes, at + 8), bytes.readUInt32LE(at + 16)];
        if (blob >= blobs || frameOffset + listed.frameLength > framesSizes[blob]) {
            throw invalid("a frame is outside of its blob");
        }
        chunks.push({ ...listed, plainOffset, blob, frameOffset });
        plainOffset += listed.plainLength;
    }
    checkApart(chunks);
    if (BigInt(plainOffset) !== bytes.readBigUInt64LE(8))
        throw invalid("its chunks do not add up to its image");
    return { plainSize: plainOffset, framesSizes, chunks, identity: identityOf(chunks) };
}
/** No two frames share bytes: then all of them are no more than their blobs. */
function checkApart(chunks) {
    const framed = chunks.filter(({ frameLength }) => frameLength > 0).sort(_fetch_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .inOrderOfFrames */ .x4);
    for (const [index, { blob, frameOffset }] of framed.entries()) {
        const before = framed[index - 1];
        if (before?.blob === blob && before.frameOffset + before.frameLength > frameOffset)
            throw invalid("its frames overlap");
    }
}
/** @throws snapshot-invalid where a manifest's frames blobs are others than those that its table speaks of */
function checkBlobs({ framesSizes }, frames) {
    const sizes = frames.map(({ size }) => size);
    if (framesSizes.join() === sizes.join())
        return;
    throw invalid(`it speaks of ${framesSizes.join(" + ")} bytes of frames, and its manifest of ${sizes.join(" + ")}`);
}
function listedChunk(bytes, { at, digestsAt }, isOfZeros) {
    const plainLength = bytes.readUInt32LE(at);
    const frameLength = bytes.readUInt32LE(at + 4);
    if (plainLength === 0 || plainLength > _format_js__WEBPACK_IMPORTED_MODULE_2__/* .maxChunkBytes */ .zP)
        throw invalid(`it has a chunk of ${plainLength} bytes`);
    if (frameLength > maxFrameBytes)
        throw invalid(`it has a frame of ${frameLength} bytes`);
    const plainDigest = Buffer.from(bytes.subarray(digestsAt, digestsAt + 32));
    const frameDigest = Buffer.from(bytes.subarray(digestsAt + 32, digestsAt + 64));
    // Nothing arrives that could be compared with it, and the digest is part of the identity.
    if (frameLength === 0 && !isOfZeros(plainDigest, plainLength))
        throw invalid("a chunk without a frame has content");
    return { plainLength, frameLength, plainDigest, frameDigest };
}
function numberAt(bytes, at) {
    const value = bytes.readBigUInt64LE(at);
    if (value > BigInt(Number.MAX_SAFE_INTEGER))
        throw invalid("it has a number that cannot be");
    return Number(value);
}
/** Whether a digest is that of so many zero bytes; cached, because few lengths recur. */
function zeroDigests() {
    const zeros = Buffer.alloc(_format_js__WEBPACK_IMPORTED_MODULE_2__/* .maxChunkBytes */ .zP);
    const known = new Map();
    return (digest, length) => {
        const expected = known.get(length) ?? (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)("sha256", zeros.subarray(0, length), "buffer");
        known.set(length, expected);
        return digest.equals(expected);
    };
}
function invalid(what) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("snapshot-invalid", `A snapshot's chunk table cannot be used: ${what}.`, {
        remedy: "Delete the image's tag from the store, so that it is built again.",
    });
}


/***/ })

};
;