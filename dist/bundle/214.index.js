"use strict";
exports.id = 214;
exports.ids = [214];
exports.modules = {

/***/ 11451:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ byteInput)
/* harmony export */ });
/**
 * Bytes of a stream in the portions that a parser wants, without copying what lies in one piece. A piece of the stream is
 * used until the next is asked for: so are `available` and `ready`.
 */
function byteInput(source) {
    const iterator = source[Symbol.asyncIterator]();
    let current = Buffer.alloc(0);
    let at = 0;
    let ended = false;
    const available = (limit) => {
        const end = Math.min(current.length, at + limit);
        const bytes = current.subarray(at, end);
        at = end;
        return bytes;
    };
    const more = async () => {
        while (at === current.length) {
            if (ended)
                return false;
            const next = await iterator.next();
            if (next.done === true) {
                ended = true;
                return false;
            }
            current = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength);
            at = 0;
        }
        return true;
    };
    return {
        available,
        more,
        ready(length) {
            return current.length - at >= length ? available(length) : undefined;
        },
        async upTo(length) {
            const bytes = Buffer.allocUnsafe(length);
            let filled = 0;
            while (filled < length && (await more()))
                filled += available(length - filled).copy(bytes, filled);
            return bytes.subarray(0, filled);
        },
        async drain() {
            do
                at = current.length;
            while (await more());
        },
        async close() {
            if (!ended)
                await iterator.return?.();
            ended = true;
        },
    };
}


/***/ }),

/***/ 48309:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   SX: () => (/* binding */ checkHoles),
/* harmony export */   V9: () => (/* binding */ firstEntry),
/* harmony export */   WY: () => (/* binding */ described),
/* harmony export */   sB: () => (/* binding */ readTar)
/* harmony export */ });
/* harmony import */ var _byte_input_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(11451);
/* harmony import */ var _tar_header_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(88211);
/* harmony import */ var _tar_sparse_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(94202);
/* harmony import */ var _tar_walk_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50003);
/**
 * A streaming reader of tar archives, byte-exact: names, link targets and extended attributes are latin1 strings, one
 * character for one byte. Reads ustar, GNU (long names, sparse files, base-256 numbers) and PAX.
 */




/** Holes of all sparse files of an archive together (16 GiB): a few bytes of sparse map could claim any size. */
const maxHoleBytes = 2 ** 34;
const noXattrs = new Map();
const zeros = Buffer.alloc(64 * 1024);
/**
 * Reads a tar archive to its end, past its end marker: what hashes the stream sees all of it.
 * @throws image-invalid where the archive is truncated or breaks its format
 */
async function readTar(source, visit) {
    const input = (0,_byte_input_js__WEBPACK_IMPORTED_MODULE_3__/* .byteInput */ .j)(source);
    let holeBytes = 0;
    try {
        for (;;) {
            const raw = await (0,_tar_walk_js__WEBPACK_IMPORTED_MODULE_2__/* .nextEntry */ .oP)(input);
            if (typeof raw === "string")
                break;
            const sparse = (0,_tar_sparse_js__WEBPACK_IMPORTED_MODULE_1__/* .isSparse */ .z)(raw) ? await (0,_tar_sparse_js__WEBPACK_IMPORTED_MODULE_1__/* .sparseEntry */ .P)(input, raw) : undefined;
            if (sparse !== undefined)
                holeBytes = checkHoles(holeBytes, sparse);
            const visited = visit(described(raw, sparse));
            const data = visited instanceof Promise ? await visited : visited;
            if (sparse === undefined)
                await copy(input, raw.stored, data);
            else
                await copySparse(input, sparse, data);
            await copy(input, (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .padding */ .Ms)(raw.stored), undefined);
            const ended = data?.end();
            if (ended !== undefined)
                await ended;
        }
        await input.drain();
    }
    finally {
        await input.close();
    }
}
/**
 * The first entry of an archive; undefined where there is none. The stream ends there: nothing that follows is read.
 * @throws image-invalid
 */
async function firstEntry(source) {
    const input = (0,_byte_input_js__WEBPACK_IMPORTED_MODULE_3__/* .byteInput */ .j)(source);
    try {
        const raw = await (0,_tar_walk_js__WEBPACK_IMPORTED_MODULE_2__/* .nextEntry */ .oP)(input);
        return typeof raw === "string" ? undefined : described(raw);
    }
    finally {
        await input.close();
    }
}
/** The holes of an archive so far, with those of one more file. @throws image-invalid where they are too many */
function checkHoles(before, { size, stored }) {
    const bytes = before + size - stored;
    if (bytes > maxHoleBytes)
        throw (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .invalidTar */ .LK)(`its sparse files have holes of more than ${maxHoleBytes} bytes`);
    return bytes;
}
/** An entry by its headers. */
function described(raw, sparse) {
    const { header, longLink } = raw;
    let { uid, gid } = header;
    let linkName = longLink ?? header.linkName;
    let mtime = { seconds: header.mtime, nanoseconds: 0 };
    let xattrs;
    for (const [key, value] of raw.pax) {
        if (key.startsWith("SCHILY.xattr.")) {
            xattrs ??= new Map();
            xattrs.set(key.slice("SCHILY.xattr.".length), value);
        }
        else if (value !== "") {
            if (key === "linkpath")
                linkName = longLink ?? value;
            else if (key === "uid")
                uid = (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .parseDecimal */ .$Q)(value, "a PAX uid");
            else if (key === "gid")
                gid = (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .parseDecimal */ .$Q)(value, "a PAX gid");
            else if (key === "mtime")
                mtime = (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .parsePaxTime */ .Yx)(value);
        }
    }
    return {
        // Before POSIX, a directory was a file whose name ends in a slash.
        type: header.typeFlag === "\0" && raw.name.endsWith("/") ? "directory" : raw.type,
        name: sparse?.name ?? raw.name,
        linkName,
        mode: header.mode & 0o7777,
        uid,
        gid,
        size: sparse?.size ?? raw.stored,
        mtime,
        major: header.major,
        minor: header.minor,
        xattrs: xattrs ?? noXattrs,
    };
}
/** Hands on `length` bytes in the pieces in which they come, or skips them. */
async function copy(input, length, data) {
    for (let left = length; left > 0;) {
        const next = (0,_tar_walk_js__WEBPACK_IMPORTED_MODULE_2__/* .nextPiece */ .Ov)(input, left);
        const bytes = next instanceof Promise ? await next : next;
        left -= bytes.length;
        const written = data?.write(bytes);
        if (written !== undefined)
            await written;
    }
}
async function copySparse(input, sparse, data) {
    let at = 0;
    for (const { offset, length } of [...sparse.fragments, { offset: sparse.size, length: 0 }]) {
        for (; data !== undefined && at < offset; at += Math.min(zeros.length, offset - at)) {
            await data.write(zeros.subarray(0, Math.min(zeros.length, offset - at)));
        }
        await copy(input, length, data);
        at = offset + length;
    }
}


/***/ }),

/***/ 94202:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ sparseEntry),
/* harmony export */   z: () => (/* binding */ isSparse)
/* harmony export */ });
/* harmony import */ var _tar_header_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(88211);
/* harmony import */ var _tar_walk_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50003);


/** The map of a file is held in memory; more than this many fragments are refused. */
const maxFragments = 1 << 20;
function isSparse({ type, header, pax }) {
    return type === "file" && (header.typeFlag === "S" || pax.some(isSparseRecord));
}
/**
 * Reads the input up to a sparse file's data.
 * @throws image-invalid where the map is not in order, overlaps, leaves the file, or does not fit what is stored
 */
async function sparseEntry(input, raw) {
    const { name, stored } = raw;
    if (raw.header.typeFlag === "S")
        return checked({ ...(await oldSparseMap(input, raw)), name, stored });
    const { fragments, size, name: realName = name } = paxSparseMap(raw.pax.filter(isSparseRecord));
    if (fragments !== undefined)
        return checked({ size, fragments, name: realName, stored });
    const map = await readSparseMapOfData(input, stored);
    return checked({ size, fragments: map.fragments, name: realName, stored: stored - map.mapBytes });
}
function isSparseRecord([key]) {
    return key.startsWith("GNU.sparse.");
}
function checked(file) {
    let end = 0;
    let sum = 0;
    for (const { offset, length } of file.fragments) {
        if (offset < end || length < 0 || offset + length > file.size)
            throw (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .invalidTar */ .LK)("a sparse file's map is wrong");
        end = offset + length;
        sum += length;
    }
    if (sum !== file.stored)
        throw (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .invalidTar */ .LK)("a sparse file's map does not fit its data");
    if (file.size < 0 || file.size > _tar_walk_js__WEBPACK_IMPORTED_MODULE_1__/* .maxFileBytes */ .eV)
        throw (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .invalidTar */ .LK)(`an entry of ${file.size} bytes is out of bounds`);
    return file;
}
/** The map of a header of type S, and of the blocks that continue it. */
async function oldSparseMap(input, entry) {
    const size = (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .numberField */ .sJ)(entry.block, 483, 12, "real size");
    const fragments = [];
    const take = (block, start, count) => {
        for (let index = 0; index < count; index++) {
            const at = start + index * 24;
            if (block[at] === 0)
                return;
            fragments.push({
                offset: (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .numberField */ .sJ)(block, at, 12, "sparse offset"),
                length: (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .numberField */ .sJ)(block, at + 12, 12, "sparse length"),
            });
        }
    };
    take(entry.block, 386, 4);
    for await (const block of (0,_tar_walk_js__WEBPACK_IMPORTED_MODULE_1__/* .sparseMapBlocks */ .bc)(input, entry)) {
        if (fragments.length > maxFragments)
            throw (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .invalidTar */ .LK)("a sparse file's map is too long");
        take(block, 0, 21);
    }
    return { size, fragments };
}
/** What the `GNU.sparse.` records of a PAX header say. */
function paxSparseMap(records) {
    const values = new Map(records.map(([key, value]) => [key, value]));
    const number = (key) => (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .parseDecimal */ .$Q)(values.get(key) ?? "", key);
    const name = values.get("GNU.sparse.name");
    const version = `${values.get("GNU.sparse.major") ?? "0"}.${values.get("GNU.sparse.minor") ?? "?"}`;
    if (version === "1.0") {
        return { size: number("GNU.sparse.realsize"), name, fragments: undefined };
    }
    if (!version.startsWith("0."))
        throw (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .invalidTar */ .LK)(`a sparse file has the unknown format ${version}`);
    const size = values.has("GNU.sparse.size") ? number("GNU.sparse.size") : number("GNU.sparse.realsize");
    const map = values.get("GNU.sparse.map");
    const numbers = map !== undefined
        ? map.split(",")
        : records.filter(([key]) => key === "GNU.sparse.offset" || key === "GNU.sparse.numbytes").map(([, text]) => text);
    if (map === "")
        numbers.pop();
    return { size, name, fragments: pairs(numbers) };
}
/** Format 1.0: decimal numbers, a line each (how many fragments, then offset and length of each), padded to a block. */
async function readSparseMapOfData(input, stored) {
    const lines = [];
    let rest = "";
    let mapBytes = 0;
    let expected = 1;
    while (lines.length < expected) {
        const block = input.ready(_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .blockBytes */ .VE) ?? (await input.upTo(_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .blockBytes */ .VE));
        mapBytes += _tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .blockBytes */ .VE;
        if (block.length < _tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .blockBytes */ .VE || mapBytes > stored)
            throw (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .invalidTar */ .LK)("it ends within a sparse file's map");
        const pieces = (rest + block.toString("latin1")).split("\n");
        rest = pieces.pop();
        lines.push(...pieces);
        if (lines.length > 0)
            expected = 1 + 2 * (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .parseDecimal */ .$Q)(lines[0], "a sparse file's map");
        if (expected > 2 * maxFragments || rest.length > _tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .blockBytes */ .VE * 2)
            throw (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .invalidTar */ .LK)("a sparse file's map is too long");
    }
    return { fragments: pairs(lines.slice(1, expected)), mapBytes };
}
function pairs(numbers) {
    if (numbers.length % 2 !== 0)
        throw (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .invalidTar */ .LK)("a sparse file's map has an odd count of numbers");
    const fragments = [];
    for (let index = 0; index < numbers.length; index += 2) {
        fragments.push({
            offset: (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .parseDecimal */ .$Q)(numbers[index], "a sparse file's map"),
            length: (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .parseDecimal */ .$Q)(numbers[index + 1], "a sparse file's map"),
        });
    }
    return fragments;
}


/***/ }),

/***/ 50003:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ov: () => (/* binding */ nextPiece),
/* harmony export */   bc: () => (/* binding */ sparseMapBlocks),
/* harmony export */   eV: () => (/* binding */ maxFileBytes),
/* harmony export */   oP: () => (/* binding */ nextEntry)
/* harmony export */ });
/* harmony import */ var _tar_header_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(88211);

/** Long names and PAX headers are held in memory: more than this is refused, as in Go's archive/tar. */
const maxExtensionBytes = 1 << 20;
/** All of them before one entry. An archiver writes one of each kind at most. */
const maxExtensionsBytes = 8 << 20;
/** A file longer than this is refused (1 TiB). */
const maxFileBytes = 2 ** 40;
const types = {
    "0": "file",
    "\0": "file",
    "7": "file",
    S: "file",
    "1": "link",
    "2": "symlink",
    "3": "character",
    "4": "block",
    "5": "directory",
    "6": "fifo",
};
const noRecords = [];
const zeroBlock = Buffer.alloc(_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .blockBytes */ .VE);
/**
 * Reads the headers of the next entry. What follows it in the input has to be read before the next call: the blocks of
 * `sparseMapBlocks`, `stored` bytes of data, and their `padding`.
 * @param kept gets copies of the extension headers
 * @throws image-invalid where the archive is truncated or breaks its format
 */
async function nextEntry(input, kept) {
    let pax = noRecords;
    let longName;
    let longLink;
    for (let before = 0;;) {
        const block = input.ready(_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .blockBytes */ .VE) ?? (await input.upTo(_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .blockBytes */ .VE));
        const isMarker = block.length === _tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .blockBytes */ .VE && block[0] === 0 && block.equals(zeroBlock);
        if (isMarker || block.length === 0) {
            if (pax.length > 0 || longName !== undefined || longLink !== undefined) {
                throw (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .invalidTar */ .LK)("it ends after an extension header");
            }
            return isMarker ? "end marker" : "end of stream";
        }
        if (block.length < _tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .blockBytes */ .VE)
            throw (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .invalidTar */ .LK)("it ends within a header");
        const header = (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .parseHeader */ .RW)(block);
        if (!isExtension(header))
            return entryOf(header, block, { pax, longName, longLink });
        const copy = kept && Buffer.from(block);
        const data = await extensionData(input, header);
        before += _tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .blockBytes */ .VE + data.length;
        if (before > maxExtensionsBytes)
            throw (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .invalidTar */ .LK)("too many extension headers stand before one entry");
        const content = data.subarray(0, header.size);
        if (header.typeFlag === "L")
            longName = untilNul(content);
        else if (header.typeFlag === "K")
            longLink = untilNul(content);
        else if (header.typeFlag !== "g")
            pax = (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .parsePaxRecords */ .vZ)(content);
        if (copy !== undefined)
            kept.push({ header, block: copy, data: Buffer.from(data) });
    }
}
function isExtension({ typeFlag }) {
    return typeFlag === "x" || typeFlag === "L" || typeFlag === "K" || typeFlag === "g" || typeFlag === "X";
}
/** The data of an extension header, and its padding. */
async function extensionData(input, { size }) {
    if (size < 0 || size > maxExtensionBytes)
        throw (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .invalidTar */ .LK)(`an extension header of ${size} bytes is out of bounds`);
    const padded = size + (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .padding */ .Ms)(size);
    const data = input.ready(padded) ?? (await input.upTo(padded));
    if (data.length < padded)
        throw (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .invalidTar */ .LK)("it ends within an extension header");
    return data;
}
function untilNul(data) {
    const end = data.indexOf(0);
    return data.toString("latin1", 0, end === -1 ? data.length : end);
}
function entryOf(header, block, { pax, longName, longLink }) {
    const type = types[header.typeFlag];
    if (type === undefined)
        throw (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .invalidTar */ .LK)(`it has an entry of the unknown type ${JSON.stringify(header.typeFlag)}`);
    let { name, size } = header;
    for (const [key, value] of pax) {
        if (value === "")
            continue;
        if (key === "path")
            name = value;
        else if (key === "size")
            size = (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .parseDecimal */ .$Q)(value, "a PAX size");
    }
    const stored = type === "file" ? size : 0;
    if (stored < 0 || stored > maxFileBytes)
        throw (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .invalidTar */ .LK)(`an entry of ${stored} bytes is out of bounds`);
    return { type, name: longName ?? name, header, block, pax, longLink, stored };
}
/** The blocks behind a header of GNU's old sparse format that continue its map. */
async function* sparseMapBlocks(input, { header, block }) {
    let continues = header.typeFlag === "S" && block[482] !== 0;
    while (continues) {
        const more = input.ready(_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .blockBytes */ .VE) ?? (await input.upTo(_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .blockBytes */ .VE));
        if (more.length < _tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .blockBytes */ .VE)
            throw (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .invalidTar */ .LK)("it ends within a sparse file's map");
        continues = more[504] !== 0;
        yield more;
    }
}
/** The next piece of `left` bytes of data, as it comes. Valid until more of the input is read. Never empty. */
function nextPiece(input, left) {
    const bytes = input.available(left);
    return bytes.length > 0 ? bytes : awaitedPiece(input, left);
}
async function awaitedPiece(input, left) {
    if (!(await input.more()))
        throw (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .invalidTar */ .LK)("it ends within a file");
    return input.available(left);
}


/***/ }),

/***/ 26722:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ zstdFrames)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
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