"use strict";
exports.id = 5716;
exports.ids = [5716];
exports.modules = {

/***/ 5716:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   chunkTable: () => (/* binding */ chunkTable),
/* harmony export */   encodeChunkTable: () => (/* binding */ encodeChunkTable),
/* harmony export */   identityOf: () => (/* binding */ identityOf),
/* harmony export */   parseChunkTable: () => (/* binding */ parseChunkTable)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4256);
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(13);
/**
 * The chunk table as bytes. All numbers little-endian:
 *
 *     magic "TSCT", u32 version, u64 bytes of the raw image, u64 bytes of the frames blob, u32 count of chunks,
 *     then for each chunk: u32 plain length, u32 frame length, sha256 of the plain bytes, sha256 of the frame
 *
 * Chunks are listed in the order of the raw image, and offsets are sums of lengths. The frame of the first chunk (the
 * head with the superblock, which is known last) stands after all others.
 */



const magic = "TSCT";
const version = 1;
const headerBytes = 28;
const entryBytes = 72;
/** A frame of incompressible bytes is a little longer than them. More slack than zstd's own bound. */
const maxFrameBytes = _format_js__WEBPACK_IMPORTED_MODULE_2__/* .maxChunkBytes */ .zP + 64 * 1024;
/** The table of chunks listed in the order of the raw image. */
function chunkTable(listed) {
    let plainOffset = 0;
    let frameOffset = 0;
    const chunks = [];
    for (const [index, { plainLength, frameLength, plainDigest, frameDigest }] of listed.entries()) {
        chunks.push({ plainOffset, plainLength, frameOffset, frameLength, plainDigest, frameDigest });
        plainOffset += plainLength;
        if (index > 0)
            frameOffset += frameLength;
    }
    const head = chunks[0];
    if (head !== undefined) {
        chunks[0] = { ...head, frameOffset };
        frameOffset += head.frameLength;
    }
    return { plainSize: plainOffset, framesSize: frameOffset, chunks, identity: identityOf(listed) };
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
    const bytes = Buffer.alloc(headerBytes + table.chunks.length * entryBytes);
    bytes.write(magic, "latin1");
    bytes.writeUInt32LE(version, 4);
    bytes.writeBigUInt64LE(BigInt(table.plainSize), 8);
    bytes.writeBigUInt64LE(BigInt(table.framesSize), 16);
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
/**
 * The table that `bytes` hold, every bound checked before anything is made of them.
 * @throws snapshot-invalid
 */
function parseChunkTable(bytes) {
    if (bytes.length < headerBytes || bytes.toString("latin1", 0, 4) !== magic)
        throw invalid("it is not a chunk table");
    if (bytes.readUInt32LE(4) !== version)
        throw invalid(`its version is ${bytes.readUInt32LE(4)}, not ${version}`);
    const count = bytes.readUInt32LE(24);
    if (count === 0 || bytes.length !== headerBytes + count * entryBytes)
        throw invalid("its length does not fit");
    const isOfZeros = zeroDigests();
    const listed = [];
    for (let at = headerBytes; at < bytes.length; at += entryBytes) {
        const plainLength = bytes.readUInt32LE(at);
        const frameLength = bytes.readUInt32LE(at + 4);
        if (plainLength === 0 || plainLength > _format_js__WEBPACK_IMPORTED_MODULE_2__/* .maxChunkBytes */ .zP)
            throw invalid(`it has a chunk of ${plainLength} bytes`);
        if (frameLength > maxFrameBytes)
            throw invalid(`it has a frame of ${frameLength} bytes`);
        const plainDigest = Buffer.from(bytes.subarray(at + 8, at + 40));
        const frameDigest = Buffer.from(bytes.subarray(at + 40, at + 72));
        // Nothing arrives that could be compared with it, and the digest is part of the identity.
        if (frameLength === 0 && !isOfZeros(plainDigest, plainLength))
            throw invalid("a chunk without a frame has content");
        listed.push({ plainLength, frameLength, plainDigest, frameDigest });
    }
    const table = chunkTable(listed);
    if (BigInt(table.plainSize) !== bytes.readBigUInt64LE(8))
        throw invalid("its chunks do not add up to its image");
    if (BigInt(table.framesSize) !== bytes.readBigUInt64LE(16))
        throw invalid("its frames do not add up to its blob");
    return table;
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