"use strict";
exports.id = 6722;
exports.ids = [6722];
exports.modules = {

/***/ 6722:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ zstdFrames)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/**
 * Cuts a zstd stream behind each of its frames. Node's decompressor drops what follows a frame in the same piece of
 * input, and layers of several frames are common: `zstd:chunked` and parallel compressors write them.
 * Source: RFC 8878, section 3.1.
 */

const frameMagic = 0xfd2fb528;
/** Sixteen magic numbers, told apart by their last four bits. */
const skippableMagic = 0x184d2a50;
const maxHeaderBytes = 4;
/**
 * The same bytes in pieces that each end at a frame's end or before it.
 * @throws image-invalid where the stream is cut, or something else than a frame follows
 */
async function* zstdFrames(source) {
    const header = Buffer.alloc(maxHeaderBytes);
    let held = 0;
    let state = betweenFrames;
    let passing = 0;
    for await (const piece of source) {
        let start = 0;
        for (let at = 0; at < piece.length;) {
            if (passing === 0) {
                header[held++] = piece[at++];
                if (held < state.headerBytes)
                    continue;
                const found = state.read(header);
                [held, passing, state] = [0, found.length, found.next];
            }
            const passed = Math.min(passing, piece.length - at);
            at += passed;
            passing -= passed;
            if (passing > 0 || held > 0 || state !== betweenFrames)
                continue;
            yield piece.subarray(start, at);
            start = at;
        }
        if (start < piece.length)
            yield piece.subarray(start);
    }
    if (state !== betweenFrames || held > 0 || passing > 0)
        throw invalid("it ends within a frame");
}
const betweenFrames = {
    headerBytes: 4,
    read(header) {
        const magic = header.readUInt32LE();
        if (magic === frameMagic)
            return { length: 0, next: frameDescriptor };
        if ((magic & ~0xf) === skippableMagic)
            return { length: 0, next: skippableLength };
        throw invalid("something else than a frame follows");
    },
};
const skippableLength = {
    headerBytes: 4,
    read: (header) => ({ length: header.readUInt32LE(), next: betweenFrames }),
};
const frameDescriptor = {
    headerBytes: 1,
    read(header) {
        const descriptor = header[0];
        const isSingleSegment = (descriptor & 0x20) !== 0;
        const sizeBytes = [isSingleSegment ? 1 : 0, 2, 4, 8][descriptor >> 6];
        const dictionaryBytes = [0, 1, 2, 4][descriptor & 3];
        const length = (isSingleSegment ? 0 : 1) + dictionaryBytes + sizeBytes;
        return { length, next: (descriptor & 4) === 0 ? block : blockBeforeChecksum };
    },
};
const block = blocks(0);
const blockBeforeChecksum = blocks(4);
function blocks(checksumBytes) {
    const state = {
        headerBytes: 3,
        read(header) {
            const bits = header.readUIntLE(0, 3);
            const isRunOfOneByte = ((bits >> 1) & 3) === 1;
            const length = isRunOfOneByte ? 1 : bits >> 3;
            const isLast = (bits & 1) !== 0;
            return isLast ? { length: length + checksumBytes, next: betweenFrames } : { length, next: state };
        },
    };
    return state;
}
function invalid(what) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("image-invalid", `A layer is not a readable zstd stream: ${what}.`, {
        remedy: "Build the image again; if it was pushed by another tool, push it again with that tool.",
    });
}


/***/ })

};
;