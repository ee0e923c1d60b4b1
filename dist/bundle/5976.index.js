"use strict";
exports.id = 5976;
exports.ids = [5976];
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

/***/ 88211:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $Q: () => (/* binding */ parseDecimal),
/* harmony export */   LK: () => (/* binding */ invalidTar),
/* harmony export */   Ms: () => (/* binding */ padding),
/* harmony export */   RW: () => (/* binding */ parseHeader),
/* harmony export */   SA: () => (/* binding */ setChecksum),
/* harmony export */   VE: () => (/* binding */ blockBytes),
/* harmony export */   Yx: () => (/* binding */ parsePaxTime),
/* harmony export */   _t: () => (/* binding */ setNumber),
/* harmony export */   sJ: () => (/* binding */ numberField),
/* harmony export */   vZ: () => (/* binding */ parsePaxRecords)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/**
 * The 512-byte header of a tar entry, and the records of a PAX extended header.
 * Source: POSIX.1-2017 pax; GNU tar manual, "Basic Tar Format"; what Go's archive/tar accepts, since docker and
 * containerd read layers with it.
 */

const blockBytes = 512;
/** Bytes that fill the last block of `size` bytes. */
function padding(size) {
    return (blockBytes - (size % blockBytes)) % blockBytes;
}
function invalidTar(what) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("image-invalid", `A layer is not a readable tar archive: ${what}.`, {
        remedy: "Build the image again; if it was pushed by another tool, push it again with that tool.",
    });
}
/** @throws image-invalid where the checksum or a number is wrong */
function parseHeader(block) {
    checkSum(block);
    const magic = block.toString("latin1", 257, 265);
    const isUstar = magic === "ustar\x0000" || magic.startsWith("ustar\0");
    const isGnu = magic === "ustar  \0";
    const prefix = isUstar ? textField(block, 345, block.toString("latin1", 508, 512) === "tar\0" ? 131 : 155) : "";
    const name = textField(block, 0, 100);
    return {
        typeFlag: String.fromCharCode(block[156]),
        name: prefix === "" ? name : `${prefix}/${name}`,
        linkName: textField(block, 157, 100),
        mode: numberField(block, 100, 8, "mode"),
        uid: numberField(block, 108, 8, "uid"),
        gid: numberField(block, 116, 8, "gid"),
        size: numberField(block, 124, 12, "size"),
        mtime: numberField(block, 136, 12, "mtime"),
        major: isUstar || isGnu ? numberField(block, 329, 8, "major device number") : 0,
        minor: isUstar || isGnu ? numberField(block, 337, 8, "minor device number") : 0,
    };
}
/** Some old archivers summed signed characters: both sums are accepted. */
function checkSum(block) {
    let unsigned = 0;
    let signed = 0;
    for (let index = 0; index < blockBytes; index++) {
        const byte = index >= 148 && index < 156 ? 32 : block[index];
        unsigned += byte;
        signed += byte < 128 ? byte : byte - 256;
    }
    const stored = numberField(block, 148, 8, "checksum");
    if (stored !== unsigned && stored !== signed)
        throw invalidTar("a header's checksum is wrong");
}
function textField(block, start, length) {
    const end = block.indexOf(0, start);
    return block.toString("latin1", start, end === -1 || end > start + length ? start + length : end);
}
/** Octal text, or GNU's base-256 where the first byte's high bit is set. Safe integers only. */
function numberField(block, start, length, what) {
    if ((block[start] & 0x80) !== 0)
        return base256(block.subarray(start, start + length), what);
    let at = start;
    let end = start + length;
    while (at < end && (block[at] === 32 || block[at] === 0))
        at++;
    const terminator = block.indexOf(0, at);
    if (terminator !== -1 && terminator < end)
        end = terminator;
    while (end > at && block[end - 1] === 32)
        end--;
    let value = 0;
    for (; at < end; at++) {
        const digit = block[at] - 48;
        if (digit < 0 || digit > 7)
            throw invalidTar(`a header's ${what} is not an octal number`);
        value = value * 8 + digit;
    }
    return value;
}
function base256(field, what) {
    const negative = (field[0] & 0x40) !== 0;
    let value = BigInt(field[0] & 0x3f) - (negative ? 0x40n : 0n);
    for (let index = 1; index < field.length; index++)
        value = value * 256n + BigInt(field[index]);
    if (value > BigInt(Number.MAX_SAFE_INTEGER) || value < BigInt(Number.MIN_SAFE_INTEGER)) {
        throw invalidTar(`a header's ${what} is out of range`);
    }
    return Number(value);
}
/** Where the numbers of a header stand: offset and length. */
const numbers = {
    ...{ mode: [100, 8], uid: [108, 8], gid: [116, 8], size: [124, 12], mtime: [136, 12] },
    ...{ major: [329, 8], minor: [337, 8] },
};
/** Writes a number of 0 or more into a header: as octal text, or where it is too long, as GNU's base-256. */
function setNumber(block, field, value) {
    const [start, length] = numbers[field];
    const octal = value.toString(8);
    if (octal.length < length) {
        block.write(`${octal.padStart(length - 1, "0")}\0`, start, "latin1");
        return;
    }
    let rest = value;
    for (let at = start + length - 1; at > start; at--, rest = Math.floor(rest / 256))
        block[at] = rest % 256;
    block[start] = 0x80;
}
/** Makes a header valid again after its other fields have changed. */
function setChecksum(block) {
    block.fill(" ", 148, 156); // the checksum itself counts as blanks
    let sum = 0;
    for (const byte of block)
        sum += byte;
    block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
}
/**
 * The records of a PAX extended header in their order: GNU's sparse format 0.0 repeats keys.
 * @throws image-invalid where a record breaks the form "LENGTH KEY=VALUE\n"
 */
function parsePaxRecords(data) {
    const records = [];
    let at = 0;
    while (at < data.length) {
        const space = data.indexOf(32, at);
        const digits = space === -1 ? "" : data.toString("latin1", at, space);
        const end = at + Number(digits);
        if (!/^[0-9]{1,9}$/.test(digits) || end > data.length || end <= space + 2 || data[end - 1] !== 10) {
            throw invalidTar("a PAX header has a record of a wrong length");
        }
        const equals = data.indexOf(61, space);
        if (equals === -1 || equals >= end || equals === space + 1)
            throw invalidTar("a PAX record has no key");
        records.push([
            data.toString("latin1", space + 1, equals),
            data.toString("latin1", equals + 1, end - 1),
            equals + 1,
        ]);
        at = end;
    }
    return records;
}
function parseDecimal(text, what) {
    const value = Number(text);
    if (!/^[0-9]+$/.test(text) || !Number.isSafeInteger(value)) {
        throw invalidTar(`${what} is not a number that can be: ${JSON.stringify(text.slice(0, 40))}`);
    }
    return value;
}
/** A PAX time: "-12.34". Digits beyond nanoseconds are dropped. */
function parsePaxTime(text) {
    const match = /^(-?)([0-9]+)(?:\.([0-9]*))?$/.exec(text);
    const whole = Number(match?.[2]);
    if (match === null || !Number.isSafeInteger(whole))
        throw invalidTar("a PAX time is not a number");
    const nanoseconds = Number((match[3] ?? "").slice(0, 9).padEnd(9, "0"));
    if (match[1] === "")
        return { seconds: whole, nanoseconds };
    if (nanoseconds === 0)
        return { seconds: whole === 0 ? 0 : -whole, nanoseconds: 0 };
    return { seconds: -whole - 1, nanoseconds: 1_000_000_000 - nanoseconds };
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

/***/ 64113:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ writeTar)
/* harmony export */ });
/* harmony import */ var _tar_header_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(88211);
/**
 * Writes tar streams that are the same bytes everywhere: ustar headers, PAX records where a value does not fit; owner 0
 * and time 0 where an entry does not say otherwise. Source: POSIX.1-2017, pax, "ustar Interchange Format" and "pax Extended Header".
 */

/** Smaller pieces are put together, so that a reader gets few large ones. */
const pieceBytes = 64 * 1024;
/** The most that a ustar header's octal size field holds. */
const maxUstarSize = 0o77777777777;
/** The most that one of its owner fields, and its time field, holds. */
const maxUstarOwner = 0o7777777;
const maxUstarTime = 0o77777777777;
const kinds = { file: "0", hardlink: "1", link: "2", character: "3", block: "4", directory: "5", fifo: "6" };
/**
 * The archive of `entries`, in their order, in pieces of about 64 KiB. A part of a file's content is used until the next one is
 * asked for; so is a piece of the archive.
 */
async function* writeTar(entries) {
    let piece = Buffer.allocUnsafe(pieceBytes);
    let filled = 0;
    for await (const part of partsOf(entries)) {
        if (filled + part.length > pieceBytes && filled > 0) {
            yield piece.subarray(0, filled);
            piece = Buffer.allocUnsafe(pieceBytes);
            filled = 0;
        }
        if (part.length >= pieceBytes)
            yield part;
        else {
            piece.set(part, filled);
            filled += part.length;
        }
    }
    if (filled > 0)
        yield piece.subarray(0, filled);
}
async function* partsOf(entries) {
    for await (const entry of entries) {
        yield headerOf(entry);
        if (entry.content === undefined)
            continue;
        let left = entry.size;
        for await (const part of entry.content) {
            left -= part.length;
            yield part;
        }
        if (left !== 0)
            throw new Error(`The content of ${entry.path} has not the announced ${entry.size} bytes.`);
        yield Buffer.alloc((0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .padding */ .Ms)(entry.size));
    }
    yield Buffer.alloc(2 * _tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .blockBytes */ .VE);
}
function headerOf(entry) {
    const path = entry.kind === "directory" ? `${entry.path}/` : entry.path;
    const { mode, target = "", size = 0, uid = 0, gid = 0, mtime, major = 0, minor = 0 } = entry;
    const seconds = mtime?.seconds ?? 0;
    const isPlainTime = mtime === undefined || (mtime.nanoseconds === 0 && seconds >= 0 && seconds <= maxUstarTime);
    const records = [
        path.length > 100 ? record("path", path) : "",
        target.length > 100 ? record("linkpath", target) : "",
        size > maxUstarSize ? record("size", String(size)) : "",
        uid > maxUstarOwner ? record("uid", String(uid)) : "",
        gid > maxUstarOwner ? record("gid", String(gid)) : "",
        isPlainTime ? "" : record("mtime", paxTime(mtime)),
        ...[...(entry.xattrs ?? [])].map(([name, value]) => record(`SCHILY.xattr.${name}`, value)),
    ].join("");
    const own = ustar({
        path,
        mode,
        uid: uid > maxUstarOwner ? 0 : uid,
        gid: gid > maxUstarOwner ? 0 : gid,
        size: Math.min(size, maxUstarSize),
        mtime: isPlainTime ? seconds : 0,
        type: kinds[entry.kind],
        target,
        major,
        minor,
    });
    if (records === "")
        return own;
    const extended = ustar({ path: "PaxHeaders/next", mode: 0o644, size: records.length, type: "x" });
    return Buffer.concat([extended, Buffer.from(records, "latin1"), Buffer.alloc((0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .padding */ .Ms)(records.length)), own]);
}
/** Seconds as a decimal fraction; before 1970 the fraction counts away from zero. */
function paxTime({ seconds, nanoseconds }) {
    const [whole, fraction] = seconds < 0 && nanoseconds > 0 ? [seconds + 1, 1_000_000_000 - nanoseconds] : [seconds, nanoseconds];
    return `${seconds < 0 && whole === 0 ? "-0" : whole}.${String(fraction).padStart(9, "0")}`;
}
/** A PAX record: its own length in decimal, a space, `name=value` and a line feed. The value is raw bytes. */
function record(name, value) {
    const rest = ` ${name}=${value}\n`;
    let length = rest.length + 1;
    while (String(length).length + rest.length !== length)
        length = String(length).length + rest.length;
    return `${length}${rest}`;
}
function ustar(fields) {
    const { target = "", uid = 0, gid = 0, mtime = 0, major = 0, minor = 0 } = fields;
    const header = Buffer.alloc(_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .blockBytes */ .VE);
    header.write(fields.path.slice(0, 100), 0, "latin1");
    (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .setNumber */ ._t)(header, "mode", fields.mode);
    (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .setNumber */ ._t)(header, "uid", uid);
    (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .setNumber */ ._t)(header, "gid", gid);
    (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .setNumber */ ._t)(header, "size", fields.size);
    (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .setNumber */ ._t)(header, "mtime", mtime);
    header.write(fields.type, 156, "latin1");
    header.write(target.slice(0, 100), 157, "latin1");
    header.write("ustar\x0000", 257, "latin1");
    if (major !== 0)
        (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .setNumber */ ._t)(header, "major", major);
    if (minor !== 0)
        (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .setNumber */ ._t)(header, "minor", minor);
    (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .setChecksum */ .SA)(header);
    return header;
}


/***/ }),

/***/ 67596:
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


/***/ })

};
;