"use strict";
exports.id = 7936;
exports.ids = [7936];
exports.modules = {

/***/ 1451:
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

/***/ 8309:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   SX: () => (/* binding */ checkHoles),
/* harmony export */   V9: () => (/* binding */ firstEntry),
/* harmony export */   WY: () => (/* binding */ described),
/* harmony export */   sB: () => (/* binding */ readTar)
/* harmony export */ });
/* harmony import */ var _byte_input_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1451);
/* harmony import */ var _tar_header_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8211);
/* harmony import */ var _tar_sparse_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4202);
/* harmony import */ var _tar_walk_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3);
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

/***/ 3920:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ rewriteTar)
/* harmony export */ });
/* harmony import */ var _byte_input_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1451);
/* harmony import */ var _tar_header_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8211);
/* harmony import */ var _tar_walk_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3);
/** Tar archives on their way from one program to another, changed in a few headers and otherwise byte for byte the same. */



/** The longest piece that is handed on. Bytes. */
const pieceBytes = 1 << 20;
/**
 * Gives the archive on. Pieces are valid until the next one is asked for.
 * @param change changes an entry's headers; where it returns false, the entry is left out
 * @throws image-invalid where the archive is truncated or breaks its format
 */
async function* rewriteTar(archive, change) {
    const input = (0,_byte_input_js__WEBPACK_IMPORTED_MODULE_2__/* .byteInput */ .j)(archive);
    try {
        for (;;) {
            const extensions = [];
            const raw = await (0,_tar_walk_js__WEBPACK_IMPORTED_MODULE_1__/* .nextEntry */ .oP)(input, extensions);
            if (typeof raw === "string") {
                for (const { block, data } of extensions)
                    yield* [block, data]; // global ones, of entries that never came
                if (raw === "end marker")
                    yield Buffer.alloc(_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .blockBytes */ .VE);
                break;
            }
            const entry = { ...raw, block: Buffer.from(raw.block), extensions };
            const stays = change(entry);
            if (stays) {
                for (const { block, data } of extensions)
                    yield* [block, data];
                yield entry.block;
            }
            for await (const block of (0,_tar_walk_js__WEBPACK_IMPORTED_MODULE_1__/* .sparseMapBlocks */ .bc)(input, entry))
                if (stays)
                    yield block;
            for (let left = entry.stored + (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .padding */ .Ms)(entry.stored); left > 0;) {
                const piece = await (0,_tar_walk_js__WEBPACK_IMPORTED_MODULE_1__/* .nextPiece */ .Ov)(input, Math.min(left, pieceBytes));
                left -= piece.length;
                if (stays)
                    yield piece;
            }
        }
        while (await input.more())
            yield input.available(pieceBytes);
    }
    finally {
        await input.close();
    }
}


/***/ }),

/***/ 4202:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ sparseEntry),
/* harmony export */   z: () => (/* binding */ isSparse)
/* harmony export */ });
/* harmony import */ var _tar_header_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8211);
/* harmony import */ var _tar_walk_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3);


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

/***/ 3:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ov: () => (/* binding */ nextPiece),
/* harmony export */   bc: () => (/* binding */ sparseMapBlocks),
/* harmony export */   eV: () => (/* binding */ maxFileBytes),
/* harmony export */   oP: () => (/* binding */ nextEntry)
/* harmony export */ });
/* harmony import */ var _tar_header_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8211);

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

/***/ 7596:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ programVersion),
/* harmony export */   d: () => (/* binding */ isAtLeast)
/* harmony export */ });
/** The version that a text begins with; 0.0 where it begins with none. */
function programVersion(text) {
    const [, major = "0", minor = "0"] = /^(\d+)\.(\d+)/.exec(text) ?? [];
    return [Number(major), Number(minor)];
}
/** Whether a version is `since` or newer; never where no version is known to be. */
function isAtLeast([major, minor], since) {
    return since !== undefined && (major > since[0] || (major === since[0] && minor >= since[1]));
}


/***/ }),

/***/ 9682:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HH: () => (/* binding */ dockerArchive),
/* harmony export */   Kx: () => (/* binding */ listPath),
/* harmony export */   x4: () => (/* binding */ archiveOfBase),
/* harmony export */   zd: () => (/* binding */ imageFor)
/* harmony export */ });
/* harmony import */ var _archive_tar_writer_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4113);
/* harmony import */ var _byte_stream_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5888);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4617);
/* harmony import */ var _layout_store_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5209);
/* harmony import */ var _lookup_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3087);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4460);
/**
 * The archive that `docker image load` reads: a tar with `manifest.json`, which names the configuration and the layers (in
 * order) by their paths in it. All versions of docker speak it, also with the classic store, which takes no OCI layout.
 * Source: moby, image/spec/spec.md.
 */






/** The file that lists the images of an archive. */
const listPath = "manifest.json";
/**
 * An image as an archive.
 * @param from has its layers
 * @param name the tag that it will have in docker
 */
async function* dockerArchive({ config, layers }, from, name) {
    const path = ({ digest }) => `blobs/sha256/${(0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .hexOf */ .ZD)(digest)}`;
    const list = Buffer.from(JSON.stringify([{ Config: "config.json", RepoTags: [name], Layers: layers.map(path) }]));
    const entries = async function* () {
        const entry = (entryPath, size) => ({ path: entryPath, kind: "file", mode: 0o644, size });
        yield { ...entry(listPath, list.length), content: (0,_byte_stream_js__WEBPACK_IMPORTED_MODULE_5__/* .streamOf */ .mA)(list) };
        yield { ...entry("config.json", config.size), content: config.content };
        for (const blob of new Map(layers.map((layer) => [layer.digest, layer])).values()) {
            yield { ...entry(path(blob), blob.size), content: from.readBlob(blob) };
        }
    };
    yield* (0,_archive_tar_writer_js__WEBPACK_IMPORTED_MODULE_0__/* .writeTar */ .F)(entries());
}
/**
 * A base image of the layout `folder` as an archive.
 * @param platform the one to take, where the image is an index
 * @param name the tag that it will have in docker
 * @throws path-missing, platform-missing, store-corrupt
 */
async function* archiveOfBase(folder, digest, platform, name) {
    const store = (0,_layout_store_js__WEBPACK_IMPORTED_MODULE_2__/* .layoutStore */ .i4)(folder);
    const { config, layers } = await imageFor(platform, folder, digest);
    yield* dockerArchive({ config: { size: config.size, content: store.readBlob(config) }, layers }, store, name);
}
/**
 * The image of a layout, by its digest; of an index, the one for `platform`.
 * @throws path-missing, platform-missing, store-corrupt, image-invalid
 */
async function imageFor(platform, folder, digest) {
    const image = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .parseManifest */ .Ng)(await (0,_layout_store_js__WEBPACK_IMPORTED_MODULE_2__/* .imageByDigest */ .jq)(folder, digest));
    if (image.kind === "manifest")
        return image;
    const wanted = image.manifests.find((one) => one.platform !== undefined && (0,_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .formatPlatform */ .Bq)(one.platform) === platform);
    if (wanted === undefined)
        throw (0,_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .noImageFor */ .UO)(platform, digest);
    const remedy = "The base image is there in part only: copy it to this folder once more.";
    return (0,_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .parseImage */ .zZ)(await (0,_lookup_js__WEBPACK_IMPORTED_MODULE_3__/* .listedManifest */ .n)((0,_layout_store_js__WEBPACK_IMPORTED_MODULE_2__/* .layoutStore */ .i4)(folder), wanted.digest, remedy));
}


/***/ })

};
;