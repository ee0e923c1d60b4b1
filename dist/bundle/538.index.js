"use strict";
exports.id = 538;
exports.ids = [538];
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

/***/ 16460:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ tarMembers)
/* harmony export */ });
/* harmony import */ var _byte_input_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(11451);
/* harmony import */ var _tar_header_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(88211);
/* harmony import */ var _tar_reader_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48309);
/* harmony import */ var _tar_sparse_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(94202);
/* harmony import */ var _tar_walk_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(50003);
/** The entries of a tar archive one by one, each with its content: for what makes another archive of them. */





const zeros = Buffer.alloc(64 * 1024);
/**
 * Reads a tar archive to its end. Pieces of content lie in the memory of the source's.
 * @throws image-invalid where the archive is truncated or breaks its format
 */
async function* tarMembers(source) {
    const input = (0,_byte_input_js__WEBPACK_IMPORTED_MODULE_4__/* .byteInput */ .j)(source);
    let holeBytes = 0;
    try {
        for (;;) {
            const raw = await (0,_tar_walk_js__WEBPACK_IMPORTED_MODULE_3__/* .nextEntry */ .oP)(input);
            if (typeof raw === "string")
                break;
            const sparse = (0,_tar_sparse_js__WEBPACK_IMPORTED_MODULE_2__/* .isSparse */ .z)(raw) ? await (0,_tar_sparse_js__WEBPACK_IMPORTED_MODULE_2__/* .sparseEntry */ .P)(input, raw) : undefined;
            if (sparse !== undefined)
                holeBytes = (0,_tar_reader_js__WEBPACK_IMPORTED_MODULE_1__/* .checkHoles */ .SX)(holeBytes, sparse);
            const stored = { left: sparse?.stored ?? raw.stored };
            const content = sparse === undefined ? pieces(input, stored, stored.left) : whole(input, stored, sparse);
            yield { entry: (0,_tar_reader_js__WEBPACK_IMPORTED_MODULE_1__/* .described */ .WY)(raw, sparse), content };
            for await (const _ of pieces(input, stored, stored.left + (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .padding */ .Ms)(raw.stored)))
                ;
        }
        await input.drain();
    }
    finally {
        await input.close();
    }
}
/** The next `length` bytes. What is left of the entry is counted down. */
async function* pieces(input, stored, length) {
    for (let left = length; left > 0;) {
        const piece = await (0,_tar_walk_js__WEBPACK_IMPORTED_MODULE_3__/* .nextPiece */ .Ov)(input, left);
        left -= piece.length;
        stored.left -= piece.length;
        yield piece;
    }
}
/** A sparse file with its holes. */
async function* whole(input, stored, sparse) {
    let at = 0;
    for (const { offset, length } of [...sparse.fragments, { offset: sparse.size, length: 0 }]) {
        for (; at < offset; at += Math.min(zeros.length, offset - at)) {
            yield zeros.subarray(0, Math.min(zeros.length, offset - at));
        }
        yield* pieces(input, stored, length);
        at = offset + length;
    }
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

/***/ 20538:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  assemble: () => (/* binding */ assemble)
});

// EXTERNAL MODULE: ./core/archive/tar-writer.js
var tar_writer = __webpack_require__(64113);
// EXTERNAL MODULE: ./core/oci/byte-stream.js
var byte_stream = __webpack_require__(25888);
// EXTERNAL MODULE: ./core/oci/layout/new-layout.js + 3 modules
var new_layout = __webpack_require__(94515);
// EXTERNAL MODULE: ./core/oci/manifest.js
var manifest = __webpack_require__(24460);
// EXTERNAL MODULE: ./core/assemble/root-tree.js
var root_tree = __webpack_require__(27531);
;// CONCATENATED MODULE: ./core/assemble/clean.js

/**
 * By path from the root. A pattern ends in `/` where it means all that is below, in `/.` for what is below and no directory;
 * `*` is for any part of a name.
 */
const patterns = {
    packages: [
        ...["var/lib/apt/lists/", "var/cache/apt/", "var/lib/dpkg/*-old", "var/cache/debconf/*-old"],
        ...["var/cache/apk/", "var/cache/dnf/", "var/cache/libdnf5/", "var/cache/yum/"],
        // Who installed what and when, beside the packages' own database.
        ...["var/lib/dnf/history.sqlite*", "usr/lib/sysimage/libdnf5/transaction_history.sqlite*"],
        // What is looked up in files that are there, with their times.
        ...["var/cache/ldconfig/aux-cache", "var/cache/man/", "var/cache/fontconfig/"],
        // The file before its last change.
        ...["passwd", "group", "shadow", "gshadow", "subuid", "subgid"].map((name) => `etc/${name}-`),
    ],
    // Programs do not start without the directory for their logs.
    logs: ["var/log/."],
    identity: [
        ...["etc/machine-id", "var/lib/dbus/machine-id", "etc/ssh/ssh_host_*key", "etc/ssh/ssh_host_*key.pub"],
        ...["var/lib/systemd/random-seed", "var/lib/systemd/credential.secret"],
        ...["etc/ssl/private/ssl-cert-snakeoil.key", "etc/ssl/certs/ssl-cert-snakeoil.pem"],
    ],
};
/** The paths of those changes that get into the image, each directory before what is in it. */
function cleanedPaths(changed, clean, root) {
    const rules = clean.flatMap((what) => patterns[what]).map(ruleOf);
    const isLeftOut = ({ path, kind }) => {
        if (kind === "character")
            return false; // it hides what the base has
        const rule = rules.find(({ matches }) => matches.test(path));
        if (rule === undefined)
            return false;
        return kind !== "directory" || (rule.withDirectories && (0,root_tree/* nodeAt */.oB)(root, path) === undefined);
    };
    return changed
        .filter((change) => !isLeftOut(change))
        .map(({ path }) => path)
        .sort();
}
function ruleOf(pattern) {
    const escaped = pattern
        .replace(/\/\.?$/, "/")
        .replace(/[.+]/g, "\\$&")
        .replaceAll("*", "[^/]*");
    return {
        matches: new RegExp(`^${escaped}${pattern.endsWith("/") || pattern.endsWith("/.") ? "" : "$"}`),
        withDirectories: pattern.endsWith("/"),
    };
}

// EXTERNAL MODULE: ./core/oci/image-config.js
var image_config = __webpack_require__(74651);
;// CONCATENATED MODULE: ./core/assemble/image-config.js

/** What an image inherits from its base. All else tells how the base was built. Source: image-spec, config.md. */
const inherited = ["architecture", "os", "os.version", "os.features", "variant", "author"];
/**
 * Variables and labels are added to the base's, or replace them; anything else replaces what the base has. An entrypoint takes the
 * base's `cmd` away, since that was its argument. What the base wants to happen in images made of it (ONBUILD) does not.
 * @param base its configuration, JSON
 * @returns all but the layers
 * @throws image-invalid
 */
function derivedConfig(base, settings, step) {
    const { env } = (0,image_config/* parseImageConfig */.FB)(base);
    const whole = JSON.parse(base);
    const { OnBuild: _, ...config } = (whole.config ?? {});
    const created = new Date(step.epoch * 1000).toISOString().replace(".000Z", "Z");
    const kept = inherited.flatMap((name) => (whole[name] === undefined ? [] : [[name, whole[name]]]));
    return {
        created,
        ...Object.fromEntries(kept),
        config: { ...config, ...settingsOf(config, env, settings) },
        ...historyOf(whole, { created, created_by: step.createdBy, ...(step.hasLayer ? {} : { empty_layer: true }) }),
    };
}
/** True where an image made on this base would have instructions to follow that only an engine can. */
function hasTriggers(base) {
    const { config } = JSON.parse(base);
    return Array.isArray(config?.OnBuild) && config.OnBuild.length > 0;
}
function settingsOf(config, env, settings) {
    const { workdir, user, entrypoint, cmd } = settings;
    const variables = new Map([...env, ...sorted(settings.env)]);
    const labels = new Map([...Object.entries((config.Labels ?? {})), ...sorted(settings.labels)]);
    const command = cmd ?? (entrypoint === undefined ? undefined : []);
    return {
        ...(variables.size === 0 ? {} : { Env: [...variables].map(([name, value]) => `${name}=${value}`) }),
        ...(labels.size === 0 ? {} : { Labels: Object.fromEntries(labels) }),
        ...(workdir === undefined ? {} : { WorkingDir: workdir }),
        ...(user === undefined ? {} : { User: user }),
        ...(entrypoint === undefined ? {} : { Entrypoint: orNull(entrypoint) }),
        ...(command === undefined ? {} : { Cmd: orNull(command) }),
    };
}
/** The key does not know in which order they were written. */
function sorted(map) {
    return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}
/** As docker writes a list without words. */
function orNull(words) {
    return words.length === 0 ? null : words;
}
/** The base's history and one step more, unless the base tells none, or one that does not fit its layers. */
function historyOf(base, step) {
    const { diff_ids: layers } = (base.rootfs ?? {});
    const history = base.history;
    if (!Array.isArray(history))
        return {};
    const told = history.filter(({ empty_layer: isEmpty }) => isEmpty !== true);
    return told.length === layers?.length ? { history: [...history, step] } : {};
}

// EXTERNAL MODULE: ./core/archive/tar-entries.js
var tar_entries = __webpack_require__(16460);
// EXTERNAL MODULE: ./core/git/path.js
var git_path = __webpack_require__(3533);
// EXTERNAL MODULE: ./core/git/tree.js
var tree = __webpack_require__(12386);
// EXTERNAL MODULE: ./core/snapshot/xattrs.js
var snapshot_xattrs = __webpack_require__(99114);
// EXTERNAL MODULE: ./core/assemble/layer-entry.js
var layer_entry = __webpack_require__(1928);
;// CONCATENATED MODULE: ./core/assemble/layer.js
/**
 * From what commands have left in an overlay's upper folder to a layer: the overlay's marks become OCI's, times are clamped,
 * and what was only touched is left out. Source: Linux, Documentation/filesystems/overlayfs.rst; image-spec, layer.md.
 */






/**
 * The entries of the layer. A directory of the base stands there with the base's attributes if something in it has changed,
 * and not at all if nothing has.
 * @param archive the changes, each directory before what is in it
 * @throws input-invalid for a name that a layer cannot hold
 */
async function* layerEntries(archive, changed) {
    /** Directories that get an entry only if something below them does. */
    const waiting = new Map();
    function* waitingAbove(path) {
        for (const above of (0,git_path/* foldersAbove */.Zv)(path)) {
            const entry = waiting.get(above);
            if (entry === undefined)
                continue;
            waiting.delete(above);
            yield entry;
        }
    }
    for await (const member of (0,tar_entries/* tarMembers */.F)(archive)) {
        const { entry } = member;
        const path = entry.name === "./" ? "" : entry.name.replace(/\/+$/, "");
        const name = path.slice(path.lastIndexOf("/") + 1);
        if ((0,layer_entry/* isHidingName */.zP)(name))
            throw (0,layer_entry/* hiddenName */.ed)(`/${(0,tree/* textOf */.b6)(path)}`);
        if (entry.type === "directory") {
            const directory = directoryOf(entry, path, changed);
            if (directory.waits)
                waiting.set(path, directory.entry);
            else {
                yield* waitingAbove(path);
                yield directory.entry;
                if (directory.hides)
                    yield markOf(`${path}/${layer_entry/* opaqueName */.zn}`);
            }
            continue;
        }
        const made = entryOf(member, path, changed);
        if (made === undefined)
            continue;
        yield* waitingAbove(path);
        yield made;
    }
}
function directoryOf(entry, path, { root, ours, marks, epoch }) {
    const there = (0,root_tree/* nodeAt */.oB)(root, path);
    const below = there?.type === "directory" ? there.base : undefined;
    const hides = below !== undefined && isOpaque(entry, marks);
    const attributes = attributesOf(entry, epoch);
    // Its time is that of the last change in it, which the layer tells by itself.
    const isBelow = below !== undefined && !hides && isSame(attributes, below.attributes, path === "");
    const waits = isBelow || (below === undefined && ours.has(path));
    const named = path === "" ? "." : path;
    return { entry: (0,layer_entry/* directoryEntry */.qM)(named, isBelow ? below.attributes : attributes), waits, hides };
}
/** @throws Error for a file whose content is elsewhere, which no overlay that is mounted for builds makes */
function isOpaque({ xattrs, name }, marks) {
    if (xattrs.has(`${marks}redirect`))
        throw new Error(`${name} was moved by the overlay`);
    return xattrs.get(`${marks}opaque`) === "y";
}
/** @param isRoot the root's own extended attributes are not known to the overlay */
function isSame(one, other, isRoot) {
    const xattrs = ({ xattrs: all }) => JSON.stringify([...all].sort());
    return (one.mode === other.mode &&
        one.uid === other.uid &&
        one.gid === other.gid &&
        (isRoot || xattrs(one) === xattrs(other)));
}
/** Anything but a directory; undefined for what is not in the layer. */
function entryOf({ entry, content }, path, changed) {
    const { type, linkName, major, minor, size } = entry;
    if (type === "character" && major === 0 && minor === 0) {
        const start = path.lastIndexOf("/") + 1;
        const isThere = (0,root_tree/* nodeAt */.oB)(changed.root, path) !== undefined;
        return isThere ? markOf(`${path.slice(0, start)}${(0,layer_entry/* hiding */.Q0)(path.slice(start))}`) : undefined;
    }
    if (entry.xattrs.has(`${changed.marks}metacopy`)) {
        throw new Error(`The overlay has not copied the content of ${path}.`);
    }
    if (type === "file" && size === 0 && changed.ours.has(path))
        return undefined;
    const { mode, uid, gid, mtime, xattrs } = attributesOf(entry, changed.epoch);
    const common = { path, mode, uid, gid, mtime, xattrs };
    switch (type) {
        case "link":
            return { ...common, kind: "hardlink", target: linkName };
        case "symlink":
            return { ...common, kind: "link", target: linkName };
        case "character":
        case "block":
            return { ...common, kind: type, major, minor };
        case "fifo":
            return { ...common, kind: type };
        default:
            return { ...common, kind: "file", size, content };
    }
}
/** By name, whatever order the file system has them in. */
function attributesOf({ type, mode, uid, gid, mtime, xattrs }, epoch) {
    const kept = [...(0,snapshot_xattrs/* keptXattrs */.l)(xattrs, type === "link" ? "file" : type)].sort(([a], [b]) => (a < b ? -1 : 1));
    return { mode, uid, gid, mtime: (0,layer_entry/* clamped */.j9)(mtime, epoch), xattrs: new Map(kept) };
}
/** An empty file that says something by its name. */
function markOf(path) {
    return { path, kind: "file", mode: 0o644, size: 0 };
}

// EXTERNAL MODULE: ./core/assemble/proto.js
var assemble_proto = __webpack_require__(30310);
// EXTERNAL MODULE: ./core/engine/build-output.js
var build_output = __webpack_require__(80098);
// EXTERNAL MODULE: ./core/errors.js
var core_errors = __webpack_require__(64256);
// EXTERNAL MODULE: ./core/log/amounts.js
var amounts = __webpack_require__(89155);
// EXTERNAL MODULE: ./core/oci/registry/proxy.js
var proxy = __webpack_require__(34605);
;// CONCATENATED MODULE: ./core/assemble/packages.js
/** Installing packages by the base's own package manager: it knows how, and its database is right afterwards. */


const apt = [
    "--quiet=2",
    ...options("Dpkg::Use-Pty=0", "Acquire::Retries=3", "APT::Install-Recommends=0", "APT::Install-Suggests=0"),
];
const dpkg = options("Dpkg::Options::=--force-confold", "Dpkg::Options::=--force-unsafe-io");
/**
 * None asks anything, and none installs what packages only recommend. A configuration file that is there before its package is
 * the proto's: it stays. Sources: apt-get(8), apt.conf(5), dpkg(1); apk(8); dnf(8), dnf.conf(5); microdnf(8).
 */
const managers = [
    {
        places: ["usr/bin/apt-get"],
        env: { DEBIAN_FRONTEND: "noninteractive", DEBCONF_NONINTERACTIVE_SEEN: "true" },
        commands: (packages) => [
            // Without this option, an index that cannot be fetched is a warning.
            [...apt, "--option", "APT::Update::Error-Mode=any", "update"],
            [...apt, ...dpkg, "--yes", "install", "--", ...packages],
        ],
        lockManager: "apt",
        // --no-download is not for files (apt 2.6); without lists, there is nothing to be downloaded.
        fromFiles: (files, packages) => [
            ...[...apt, ...dpkg, ...options("Dir::State::Lists=/nonexistent/", "APT::Sandbox::User=root")],
            ...["--yes", "install", "--", ...files, ...packages],
        ],
    },
    {
        places: ["sbin/apk", "usr/sbin/apk", "usr/bin/apk"],
        env: {},
        commands: (packages) => [["--no-cache", "--no-progress", "add", "--", ...packages]],
        lockManager: "apk",
        // Each file has the signature of its repository, whose key the base has.
        fromFiles: (files, packages) => [
            ...["--no-cache", "--no-progress", "--no-network", "--repositories-file", "/dev/null", "add", "--"],
            ...[...files, ...packages],
        ],
    },
    {
        places: ["usr/bin/dnf"],
        env: {},
        commands: (packages) => [[...dnf, "--setopt=install_weak_deps=False", ...packages]],
        lockManager: "dnf",
        fromFiles: (files, packages) => [
            ...[...dnf, "--setopt=install_weak_deps=False", "--disablerepo=*", ...files, ...packages],
        ],
    },
    {
        places: ["usr/bin/microdnf"],
        env: {},
        commands: (packages) => [[...dnf, "--setopt=install_weak_deps=0", ...packages]],
    },
];
function options(...all) {
    return all.flatMap((option) => ["--option", option]);
}
const dnf = ["install", "--assumeyes", "--setopt=keepcache=0"];
/** What makes programs write the same in each installation. Sources: reproducible-builds.org; Python, Perl: their seeds. */
function reproducible(epoch) {
    return { SOURCE_DATE_EPOCH: `${epoch}`, PYTHONHASHSEED: "0", PERL_HASH_SEED: "0" };
}
/** Where the files of a lock's packages are while they are installed. */
const lockedFolder = "/run/treestamp-packages";
/**
 * How packages are installed in a root.
 * @param locked their files, where a lock fixes them
 * @throws input-invalid where it has no package manager that we know, or the lock is another one's
 */
function installationOf(root, packages, locked) {
    for (const manager of managers) {
        const place = manager.places.find((path) => (0,root_tree/* follow */.e6)(root, path)?.type === "file");
        if (place === undefined)
            continue;
        const commands = locked === undefined ? manager.commands(packages) : [fromLock(manager, packages, locked)];
        return { env: manager.env, commands: commands.map((words) => [`/${place}`, ...words]) };
    }
    const known = managers.map(({ places }) => places[0].replace(/.*\//, ""));
    throw new core_errors/* TreestampError */.ks("input-invalid", `\`packages\`: the base has no package manager: none of ${known.join(", ")} is in it.`, { remedy: "Assemble on a base that has one, or bring what is needed by `proto`." });
}
function fromLock({ places, lockManager, fromFiles }, packages, locked) {
    const words = locked.names.map((name) => `${lockedFolder}/${name}`);
    if (lockManager === locked.manager && fromFiles !== undefined)
        return fromFiles(words, packages);
    throw new core_errors/* TreestampError */.ks("input-invalid", `\`lock\`: it has packages of ${locked.manager}, and the base has ${places[0].replace(/.*\//, "")}.`, { remedy: "Lock them for this base: treestamp lock." });
}

;// CONCATENATED MODULE: ./core/assemble/steps.js
/** What runs on the root: the package manager, then the script. */






/** Where the script is while it runs. */
const scriptPath = "/run/treestamp-script";
const moreSpace = "Free some space, or set `cache-folder` to a folder on another disk.";
/** What is to be run, in this order. @throws input-invalid where packages are wanted and no package manager is there */
function stepsOf({ packages, locked, run }, root) {
    const steps = [];
    if (packages.length > 0) {
        const { commands, env } = installationOf(root, packages, locked);
        const folders = locked === undefined ? [] : [{ source: locked.folder, target: lockedFolder }];
        const title = `Install ${(0,amounts/* counted */.hS)(packages.length, "package")}`;
        const failed = "The packages could not be installed.";
        const remedy = locked === undefined
            ? "Check the names in `packages`, and that the base's package sources can be reached and have them."
            : "The lock was made for another base, or for other packages: treestamp lock.";
        steps.push({ title, failed, remedy, commands, env, files: [], folders });
    }
    if (run !== undefined) {
        const isProgram = run.subarray(0, 2).toString("latin1") === "#!";
        steps.push({
            title: "Run the script",
            failed: "The script `run` failed.",
            remedy: "Mend the script, or what it needs; all that it printed is in the log above.",
            commands: [isProgram ? [scriptPath] : ["/bin/sh", "-e", scriptPath]],
            env: {},
            files: [{ path: scriptPath, content: run, mode: 0o555 }],
            folders: [],
        });
    }
    return steps;
}
/** Runs the steps. @throws build-failed, with the end of what the failing one printed; interrupted */
async function runSteps(root, steps, request) {
    const { secrets, environment, log, signal, epoch, base, config } = request;
    const { contents, masks } = await (0,build_output/* readSecrets */.ql)(secrets, environment, log);
    const hidden = [...masks, ...(0,proxy/* proxySecrets */.Wm)(environment)];
    const secretFiles = secrets.map(({ id }, at) => ({
        path: `/run/secrets/${id}`,
        content: contents[at],
        mode: 0o400,
    }));
    const usual = {
        ...Object.fromEntries([...(0,image_config/* parseImageConfig */.FB)(base.config).env, ...config.env]),
        ...(0,proxy/* proxyVariables */.eq)(environment),
        ...reproducible(epoch),
    };
    for (const { title, commands, env, files, folders, failed, remedy } of steps) {
        const { show, last } = (0,build_output/* showLines */.P6)(log, hidden);
        const common = {
            workingDirectory: "/",
            env: variables({ ...usual, ...env }),
            files: [...files, ...secretFiles],
            folders,
            onLine: show,
            signal,
        };
        const exitCode = await log.group(title, async () => {
            for (const argv of commands) {
                const { exitCode } = await root.run({ ...common, argv });
                if (exitCode !== 0)
                    return exitCode;
            }
            return 0;
        });
        if (exitCode === 0)
            continue;
        const errors = last.filter((line) => /^(E|ERROR|Error|error): /.test(line));
        const said = errors.length === 0
            ? `It ended with exit code ${exitCode}.`
            : `${errors.slice(0, 3).join("; ").replace(/[.:]$/, "")}.`;
        const output = last.join("\n");
        const isFull = /no space left on device/i.test(output);
        throw new core_errors/* TreestampError */.ks("build-failed", `${failed} ${said}`, { remedy: isFull ? moreSpace : remedy, output });
    }
}
function variables(all) {
    return new Map(Object.entries(all).flatMap(([name, value]) => (value === undefined || name === "HOME" ? [] : [[name, value]])));
}

;// CONCATENATED MODULE: ./core/assemble/assemble.js
/**
 * Makes an image on another one's root, with no engine: files are laid over it, packages installed, a script run; what has
 * changed is its only new layer. The base's layers are named and never read. Where there are only files, nothing is mounted and
 * no program runs.
 */











/**
 * Leaves an OCI image layout in `request.output`.
 * @throws input-invalid where the files do not fit the root; build-failed where a package manager or the script fails, with the end
 * of what it printed
 */
async function assemble(request) {
    const { base, config, output, log } = request;
    if (hasTriggers(base.config)) {
        log.warning("The base has ONBUILD instructions, which only builds from a Dockerfile follow: they are left out.");
    }
    await (0,new_layout/* beginLayout */.I5)(output);
    const layer = await makeLayer(request);
    const image = { base, config, layer, step: { createdBy: describe(request), epoch: request.epoch } };
    await (0,new_layout/* finishLayout */.W2)(output, await addDerivedImage(output, image));
}
/** The layer of what is new, in the layout; undefined where nothing is. */
async function makeLayer(request) {
    const { base, proto, owner, epoch, clean, output, signal } = request;
    const root = (0,root_tree/* rootOf */.I5)(base.tree);
    const steps = stepsOf(request, root);
    const laid = proto === undefined ? nothing() : (0,assemble_proto/* laidEntries */.n)(proto(), { tree: base.tree, owner, epoch, input: "proto" });
    if (steps.length === 0)
        return (0,new_layout/* addLayerOf */.Mr)(output, laid, signal);
    const writable = await request.openRoot(request.network === "none" ? "none" : "host");
    try {
        await writable.lay((0,tar_writer/* writeTar */.F)((0,byte_stream/* untilAborted */.Eu)(withRoot(base.tree, laid), signal)));
        await runSteps(writable, steps, request);
        const { changed, ours } = await writable.changes();
        const take = (archive) => (0,new_layout/* addLayerOf */.Mr)(output, layerEntries(archive, { root, ours, marks: writable.marks, epoch }), signal);
        return await writable.read(cleanedPaths(changed, clean, root), take);
    }
    finally {
        await writable.close();
    }
}
async function* nothing() { }
/** The root's own attributes go first: an overlay shows those of its upper folder. */
async function* withRoot(tree, entries) {
    yield (0,layer_entry/* directoryEntry */.qM)(".", { ...tree.attributes, xattrs: new Map() });
    yield* entries;
}
/** Stores configuration and manifest of an image that has the base's layers, by name, and at most one more. */
async function addDerivedImage(output, { base, config, layer, step }) {
    const diffIds = (0,manifest/* diffIdsOf */.Nq)(Buffer.from(base.config), base.manifest);
    const layers = base.manifest.layers.map((descriptor, index) => ({
        descriptor: { ...descriptor, mediaType: ociMediaType(descriptor.mediaType) },
        diffId: diffIds[index],
    }));
    const whole = derivedConfig(base.config, config, { ...step, hasLayer: layer !== undefined });
    return (0,new_layout/* addImage */.hk)(output, whole, layer === undefined ? layers : [...layers, layer]);
}
/** OCI's name for a layer of docker's own kind: the bytes are the same, and strict clients take no mixture. */
function ociMediaType(mediaType) {
    const [, foreign, compression] = /^application\/vnd\.docker\.image\.rootfs\.(foreign\.)?diff\.tar(?:\.(gzip|zstd))?$/.exec(mediaType) ?? [];
    if (!mediaType.startsWith("application/vnd.docker."))
        return mediaType;
    const kind = foreign === undefined ? "" : "nondistributable.";
    return `application/vnd.oci.image.layer.${kind}v1.tar${compression === undefined ? "" : `+${compression}`}`;
}
/** What was done, for the image's history. */
function describe({ proto, packages, run }) {
    const done = [
        ...(proto === undefined ? [] : ["proto"]),
        ...(packages.length === 0 ? [] : [`packages ${packages.join(" ")}`]),
        ...(run === undefined ? [] : ["run"]),
    ];
    return `treestamp assemble: ${done.join(", ") || "config"}`;
}


/***/ }),

/***/ 1928:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q0: () => (/* binding */ hiding),
/* harmony export */   ed: () => (/* binding */ hiddenName),
/* harmony export */   j9: () => (/* binding */ clamped),
/* harmony export */   qM: () => (/* binding */ directoryEntry),
/* harmony export */   zP: () => (/* binding */ isHidingName),
/* harmony export */   zn: () => (/* binding */ opaqueName)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);

const hidingPrefix = ".wh.";
/** The name of an entry that hides everything which lower layers have in its directory. */
const opaqueName = ".wh..wh..opq";
/** The name of an entry that hides `name` of lower layers. */
function hiding(name) {
    return `${hidingPrefix}${name}`;
}
/** True for a name that means something else in a layer. */
function isHidingName(name) {
    return name.startsWith(hidingPrefix);
}
/** @param what the subject of the sentence */
function hiddenName(what) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `${what} has a name that begins with ${hidingPrefix}: a layer cannot hold it.`, {
        remedy: "In layers such a name removes a file. Name it differently.",
    });
}
/** A time as it may stand in the image: none is later than `epoch`, in seconds since 1970. */
function clamped(time, epoch) {
    return time.seconds >= epoch ? { seconds: epoch, nanoseconds: 0 } : time;
}
function directoryEntry(path, { mode, uid, gid, mtime, xattrs }) {
    return { path, kind: "directory", mode, uid, gid, mtime, xattrs };
}


/***/ }),

/***/ 30310:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ laidEntries)
/* harmony export */ });
/* harmony import */ var _archive_tar_entries_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16460);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64256);
/* harmony import */ var _git_tree_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(12386);
/* harmony import */ var _layer_entry_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1928);
/* harmony import */ var _root_tree_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27531);
/**
 * Files laid over a root, as `cp -a proto/. /` would lay them, without that root: all it takes is the base's names and
 * attributes. A directory of the base stays as it is, and where it is a symbolic link to one, files go where that leads. A
 * file takes the place of a file or link; it never takes a directory's, nor the reverse.
 */





/**
 * The entries of the layer that a proto makes. A directory of the base that something is laid in stands before that with the
 * base's attributes, since some clients would make it with their own.
 * @param proto a tar archive of files, directories and symbolic links
 * @throws input-invalid where a file would take a directory's place or the reverse
 */
async function* laidEntries(proto, { tree, owner, epoch, input }) {
    const root = (0,_root_tree_js__WEBPACK_IMPORTED_MODULE_4__/* .rootOf */ .I5)(tree);
    const written = new Set([root]);
    function* unwritten(folder) {
        if (written.has(folder))
            return;
        if (folder.above !== undefined)
            yield* unwritten(folder.above);
        written.add(folder);
        yield (0,_layer_entry_js__WEBPACK_IMPORTED_MODULE_3__/* .directoryEntry */ .qM)(folder.path, folder.base?.attributes ?? newDirectory);
    }
    const newDirectory = { mode: 0o755, ...owner, mtime: { seconds: 0, nanoseconds: 0 }, xattrs: new Map() };
    for await (const { entry, content } of (0,_archive_tar_entries_js__WEBPACK_IMPORTED_MODULE_0__/* .tarMembers */ .F)(proto)) {
        const laid = { entry, input };
        const names = namesOf(laid);
        const name = names.pop();
        if (name === undefined)
            continue;
        let folder = root;
        for (const above of names)
            folder = into(folder, above, laid) ?? (0,_root_tree_js__WEBPACK_IMPORTED_MODULE_4__/* .addFolder */ .Mp)(folder, above);
        if (entry.type === "directory") {
            if (into(folder, name, laid) !== undefined)
                continue;
            const made = (0,_root_tree_js__WEBPACK_IMPORTED_MODULE_4__/* .addFolder */ .Mp)(folder, name);
            yield* unwritten(folder);
            written.add(made);
            yield { ...(0,_layer_entry_js__WEBPACK_IMPORTED_MODULE_3__/* .directoryEntry */ .qM)(made.path, { ...newDirectory, mode: entry.mode }), mtime: (0,_layer_entry_js__WEBPACK_IMPORTED_MODULE_3__/* .clamped */ .j9)(entry.mtime, epoch) };
            continue;
        }
        const leaf = leafOf(laid);
        checkPlace(folder, name, laid);
        folder.known.set(name, leaf);
        yield* unwritten(folder);
        yield { path: (0,_root_tree_js__WEBPACK_IMPORTED_MODULE_4__/* .pathIn */ .lW)(folder, name), ...bodyOf(entry, content), ...owner, mtime: (0,_layer_entry_js__WEBPACK_IMPORTED_MODULE_3__/* .clamped */ .j9)(entry.mtime, epoch) };
    }
}
function bodyOf({ type, mode, size, linkName }, content) {
    if (type === "symlink")
        return { kind: "link", mode: 0o777, target: linkName };
    return { kind: "file", mode, size, content };
}
/** The directory of this name, by a symbolic link, too; undefined where nothing has the name. */
function into(folder, name, laid) {
    const there = (0,_root_tree_js__WEBPACK_IMPORTED_MODULE_4__/* .nodeIn */ .Gd)(folder, name);
    if (there === undefined)
        return undefined;
    const led = there.type === "symlink" ? (0,_root_tree_js__WEBPACK_IMPORTED_MODULE_4__/* .follow */ .e6)(folder, name) : there;
    if (led?.type === "directory")
        return led;
    const what = there.type === "symlink" ? "a symbolic link to no directory" : "no directory";
    throw inTheWay(laid, `/${(0,_root_tree_js__WEBPACK_IMPORTED_MODULE_4__/* .pathIn */ .lW)(folder, name)}, which is ${what}`, "a directory");
}
/** A symbolic link may take another one's place, whatever that leads to; a file would take the directory's. */
function checkPlace(folder, name, laid) {
    const there = (0,_root_tree_js__WEBPACK_IMPORTED_MODULE_4__/* .nodeIn */ .Gd)(folder, name);
    const isDirectory = (node) => node?.type === "directory";
    if (isDirectory(there))
        throw inTheWay(laid, `the directory /${(0,_root_tree_js__WEBPACK_IMPORTED_MODULE_4__/* .pathIn */ .lW)(folder, name)}`, "a file");
    if (laid.entry.type === "file" && there?.type === "symlink" && isDirectory((0,_root_tree_js__WEBPACK_IMPORTED_MODULE_4__/* .follow */ .e6)(folder, name))) {
        throw inTheWay(laid, `/${(0,_root_tree_js__WEBPACK_IMPORTED_MODULE_4__/* .pathIn */ .lW)(folder, name)}, a symbolic link to a directory`, "a file");
    }
}
const takeAway = {
    proto: "remove what is there by the script `run` of an environment in between",
    overlay: "take away what is there by `remove`",
};
function inTheWay(laid, there, what) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `${named(laid)} needs ${what} in the root, and the base has ${(0,_git_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .textOf */ .b6)(there)}.`, { remedy: `Lay it at another path, or ${takeAway[laid.input]}.` });
}
function leafOf(laid) {
    const { entry } = laid;
    if (entry.type === "symlink")
        return { type: "symlink", target: entry.linkName };
    if (entry.type === "file")
        return { type: "file" };
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `${named(laid)} is a ${entry.type}.`, {
        remedy: "Only files, directories and symbolic links are laid over a root.",
    });
}
/** @throws input-invalid for a name that leads out of the root, or that a layer cannot have */
function namesOf(laid) {
    const names = laid.entry.name.split("/").filter((name) => name !== "" && name !== ".");
    if (names.includes("..")) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `${named(laid)} leads out of the root.`);
    }
    if (names.some(_layer_entry_js__WEBPACK_IMPORTED_MODULE_3__/* .isHidingName */ .zP))
        throw (0,_layer_entry_js__WEBPACK_IMPORTED_MODULE_3__/* .hiddenName */ .ed)(named(laid));
    return names;
}
/** The subject of a message. */
function named({ entry, input }) {
    return `\`${input}\`: ${(0,_git_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .textOf */ .b6)(entry.name.replace(/^(\.?\/)+|\/+$/g, ""))}`;
}


/***/ }),

/***/ 27531:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gd: () => (/* binding */ nodeIn),
/* harmony export */   I5: () => (/* binding */ rootOf),
/* harmony export */   Mp: () => (/* binding */ addFolder),
/* harmony export */   e6: () => (/* binding */ follow),
/* harmony export */   lW: () => (/* binding */ pathIn),
/* harmony export */   oB: () => (/* binding */ nodeAt)
/* harmony export */ });
/** As many symbolic links as Linux follows in one path. Source: path_resolution(7). */
const maxLinks = 40;
function rootOf(base) {
    return { type: "directory", path: "", above: undefined, base, known: new Map() };
}
function pathIn({ path }, name) {
    return path === "" ? name : `${path}/${name}`;
}
/** What has this name in a directory. */
function nodeIn(folder, name) {
    const known = folder.known.get(name);
    if (known !== undefined)
        return known;
    const inode = folder.base?.children.get(name);
    return inode?.type === "directory" ? addFolder(folder, name, inode) : inode;
}
/** Adds a directory: one of the base, or a new one. */
function addFolder(above, name, base) {
    const folder = { type: "directory", path: pathIn(above, name), above, base, known: new Map() };
    above.known.set(name, folder);
    return folder;
}
/** What is at a path without a link in it. */
function nodeAt(root, path) {
    let at = root;
    for (const name of path === "" ? [] : path.split("/"))
        at = at?.type === "directory" ? nodeIn(at, name) : undefined;
    return at;
}
/** What is at a path once symbolic links are followed, as a process in that root would follow them; undefined for nothing. */
function follow(start, path) {
    let at = start;
    const todo = path.split("/").reverse();
    for (let links = 0; todo.length > 0;) {
        const name = todo.pop();
        if (at.type !== "directory")
            return undefined;
        const folder = at;
        if (name === "" || name === ".")
            continue;
        if (name === "..") {
            at = folder.above ?? folder;
            continue;
        }
        const next = nodeIn(folder, name);
        if (next?.type !== "symlink") {
            if (next === undefined)
                return undefined;
            at = next;
            continue;
        }
        if (++links > maxLinks)
            return undefined;
        const target = next.target;
        if (target.startsWith("/"))
            at = topOf(folder);
        todo.push(...target.split("/").reverse());
    }
    return at;
}
function topOf(folder) {
    return folder.above === undefined ? folder : topOf(folder.above);
}


/***/ }),

/***/ 80098:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P6: () => (/* binding */ showLines),
/* harmony export */   XR: () => (/* binding */ csvField),
/* harmony export */   c8: () => (/* binding */ secretVariables),
/* harmony export */   iK: () => (/* binding */ runBuildStep),
/* harmony export */   ql: () => (/* binding */ readSecrets),
/* harmony export */   tX: () => (/* binding */ secretArguments),
/* harmony export */   wJ: () => (/* binding */ remedyFor)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64256);
/* harmony import */ var _log_masks_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7443);
/* harmony import */ var _machine_process_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(47516);
/** What a build prints: to the log as it comes, without its secrets, and its end into the error where it fails. */




/** How many last lines of a failed build the error has; both engines print the failing instruction there. */
const linesInError = 30;
/**
 * Runs one program of a build. Its lines go to the log, with `***` in place of each of `secretValues`.
 * @throws build-failed where its exit code is not 0
 */
async function runBuildStep(program, args, 
/** Without a reader, all that is printed is shown. */
options) {
    const { log, secretValues, reader, ...programOptions } = options;
    const { show, masked, last } = showLines(log, secretValues);
    const onLine = (printed) => {
        for (const line of reader?.shown(printed) ?? [printed])
            show(line);
    };
    const { exitCode } = await (0,_machine_process_js__WEBPACK_IMPORTED_MODULE_2__/* .run */ .e)(program, args, { ...programOptions, lines: "both", onLine });
    if (exitCode === 0)
        return;
    const failure = reader?.failure();
    for (const line of failure?.excerpt ?? [])
        show(line);
    const output = last.join("\n");
    const summary = failure?.summary ??
        last.findLast((line) => /^error[: ]/i.test(line)) ??
        `${program} ended with exit code ${exitCode}.`;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("build-failed", `The image could not be built. ${masked(summary)}`, {
        remedy: remedyFor(`${output}\n${failure?.printed ?? ""}`, "Fix the instruction that failed, or what it needs; everything the build printed is in the log above."),
        output,
    });
}
/** Lines on their way to the log, with `***` in place of each of `secretValues`; `last` are those for an error. */
function showLines(log, secretValues) {
    const last = [];
    const masked = (text) => secretValues.reduce((rest, value) => rest.replaceAll(value, "***"), text);
    const show = (line) => {
        const shown = masked(line);
        log.info(shown);
        last.push(shown);
        if (last.length > linesInError)
            last.shift();
    };
    return { show, masked, last: last };
}
/** How buildah and BuildKit report that a `RUN` command failed: its output is not about the context. */
const commandFailed = /building at STEP "RUN |process "[^\n]*" did not complete successfully/;
/** What to do about a build that ended with this output, by the engines' known messages. */
function remedyFor(output, otherwise) {
    const known = [
        [
            /only supports the|in substitution: |flag provided but not defined|invalid mount option|secret should have syntax/,
            "This buildah does not know it: install a newer one, or build with docker, on a machine with its daemon (`engine: docker`).",
        ],
        [
            /no stage found with name/,
            "buildah takes a cache mount from a stage, not from an image: write FROM IMAGE AS NAME, and from=NAME.",
        ],
        [
            /granting entitlement network\.host is not allowed/,
            "This builder gives no instruction the network of its host: start it with --allow-insecure-entitlement=network.host, or leave `network: host` out.",
        ],
        [/no space left on device/i, "Free some space, or set `cache-folder` to a folder on another disk."],
        [
            /secret.*(not found|required)|(no|unable to find|missing).*secret/i,
            "Give the build its secret: `secret-envs: ID=VARIABLE` or `secret-files: ID=PATH`.",
        ],
        [
            /COPY|ADD/.test(output) && !commandFailed.test(output)
                ? /no such file or directory|no items matching|not found/i
                : /$^/,
            "A build gets only what is committed in the context: check the path, and add other files with `include`.",
        ],
        [
            /(target|stage).*(not found|could not be found|no such)|no stage/i,
            "Check `target` against the Dockerfile's `FROM … AS NAME`.",
        ],
    ];
    return known.find(([pattern]) => pattern.test(output))?.[1] ?? otherwise;
}
/** Reads the secrets, and tells the log what to hide. @throws input-invalid where a secret's source is not there */
async function readSecrets(secrets, env, log) {
    const contents = await Promise.all(secrets.map((secret) => bytesOf(secret, env)));
    const values = contents.map((bytes) => bytes.toString("utf8"));
    for (const value of values)
        log.mask(value);
    return { contents, masks: [...new Set(values.flatMap(_log_masks_js__WEBPACK_IMPORTED_MODULE_3__/* .masksOf */ .J))].sort((a, b) => b.length - a.length) };
}
/** @throws input-invalid; it does not show what was written, which may be the secret itself in the place of its name */
async function bytesOf({ id, source }, env) {
    if (source.kind === "value")
        return Buffer.from(source.value);
    if (source.kind === "environment") {
        const value = env[source.variable];
        if (value !== undefined)
            return Buffer.from(value);
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `The build secret "${id}" names a variable that is not set.`, {
            remedy: `Set the variable that \`secret-envs\` names after ${id}= (its name, not its value), or leave the secret out.`,
        });
    }
    const unreadable = (why) => new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `The build secret "${id}" names a file that cannot be read (${why}).`, {
        remedy: `First write the file that \`secret-files\` names after ${id}= (its path, not its content), or leave the secret out.`,
    });
    try {
        // Engines read it again, and a pipe has it once.
        if (!(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(source.path)).isFile())
            throw unreadable("it is no regular file");
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(source.path);
    }
    catch (error) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isTreestampError */ .Sh)(error) ? error : unreadable(String(error.code));
    }
}
/** `--secret` for each: where the value is, never the value. Both engines read the same notation: one line of CSV. */
function secretArguments(secrets) {
    return secrets.flatMap(({ id, source }, index) => {
        const variable = source.kind === "environment" ? source.variable : variableOfValue(index);
        const from = source.kind === "file" ? `src=${source.path}` : `env=${variable}`;
        return ["--secret", [`id=${id}`, from].map(csvField).join(",")];
    });
}
/** The variables that secretArguments names for what was given by value: for the engine's process alone. */
function secretVariables(secrets) {
    return Object.fromEntries(secrets.flatMap(({ source }, index) => (source.kind === "value" ? [[variableOfValue(index), source.value]] : [])));
}
function variableOfValue(index) {
    return `TREESTAMP_SECRET_${index}`;
}
/** A field of a line of CSV, in quotes where it must be. Source: RFC 4180, as Go's encoding/csv reads it. */
function csvField(text) {
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}


/***/ }),

/***/ 74651:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FB: () => (/* binding */ parseImageConfig),
/* harmony export */   Gv: () => (/* binding */ isObject),
/* harmony export */   NO: () => (/* binding */ platformIn),
/* harmony export */   jb: () => (/* binding */ defaultPath)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);

/** PATH of a command whose image sets none, as for docker. */
const defaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
/**
 * Reads an OCI (or Docker) image configuration. Source: image-spec, config.md; a missing or null property is an empty one.
 * @throws image-invalid where it is not JSON or a property has the wrong type
 */
function parseImageConfig(json) {
    let document;
    try {
        document = JSON.parse(typeof json === "string" ? json : Buffer.from(json).toString("utf8"));
    }
    catch (error) {
        throw invalid((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error), error);
    }
    if (!isObject(document))
        throw invalid("it is not an object");
    const config = document.config ?? {};
    if (!isObject(config))
        throw invalid("`config` is not an object");
    return {
        env: parseEnv(listOf(config, "Env")),
        user: textOf(config, "User"),
        workingDir: textOf(config, "WorkingDir") || "/",
        entrypoint: listOf(config, "Entrypoint"),
        cmd: listOf(config, "Cmd"),
    };
}
/** What an image was made for, by its configuration; undefined where that does not say. @throws image-invalid */
function platformIn(config) {
    parseImageConfig(config); // or it is refused
    const { os, architecture } = JSON.parse(Buffer.from(config).toString("utf8"));
    return typeof os === "string" && typeof architecture === "string" ? { os, architecture } : undefined;
}
function parseEnv(entries) {
    const env = new Map();
    for (const entry of entries) {
        const equals = entry.indexOf("=");
        if (equals < 1)
            throw invalid(`\`Env\` holds ${JSON.stringify(entry)}, which is not NAME=VALUE`);
        env.set(entry.slice(0, equals), entry.slice(equals + 1));
    }
    return env;
}
function listOf(config, name) {
    const value = config[name] ?? [];
    if (Array.isArray(value) && value.every((item) => typeof item === "string"))
        return value;
    throw invalid(`\`${name}\` is not a list of strings`);
}
function textOf(config, name) {
    const value = config[name] ?? "";
    if (typeof value === "string")
        return value;
    throw invalid(`\`${name}\` is not a string`);
}
/** A JSON object: no list, and not null. */
function isObject(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
function invalid(why, cause) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("image-invalid", `The image's configuration cannot be read: ${why}.`, { cause });
}


/***/ }),

/***/ 94515:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  hk: () => (/* binding */ addImage),
  yS: () => (/* binding */ addIndex),
  VE: () => (/* binding */ addLayer),
  Mr: () => (/* binding */ addLayerOf),
  I5: () => (/* binding */ beginLayout),
  W2: () => (/* binding */ finishLayout),
  bF: () => (/* binding */ makeViewOfOne),
  pP: () => (/* binding */ moveBlob)
});

// UNUSED EXPORTS: addBlob

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
;// CONCATENATED MODULE: ./core/archive/blocks.js
/** A stream in blocks of one length, which threads compress side by side. */

/** Copies the bytes to blocks of `length` bytes; the last one alone may be shorter. */
async function* blocksOf(source, length) {
    let block = Buffer.allocUnsafeSlow(length);
    let filled = 0;
    for await (const bytes of source) {
        for (let at = 0; at < bytes.length;) {
            const part = bytes.subarray(at, at + length - filled);
            block.set(part, filled);
            at += part.length;
            filled += part.length;
            if (filled < length)
                continue;
            yield block;
            block = Buffer.allocUnsafeSlow(length);
            filled = 0;
        }
    }
    if (filled > 0)
        yield block.subarray(0, filled);
}
/** Gives what each of the blocks becomes, in their order; the next ones are under way meanwhile. */
async function* sideBySide(blocks, work) {
    const begun = [];
    for await (const block of blocks) {
        const result = work(block);
        result.catch(() => { }); // told when its turn comes
        begun.push(result);
        if (begun.length > (0,external_node_os_.availableParallelism)())
            yield await begun.shift();
    }
    for (const result of begun)
        yield await result;
}

;// CONCATENATED MODULE: ./core/archive/gzip.js
/**
 * gzip on all cores: blocks are compressed side by side by the threads of Node's own pool and put together as one member.
 * Each block has the end of the one before it as its dictionary, so that cutting costs less than 1 % of size, and ends
 * at a whole byte (a sync flush). As pigz does it: where the blocks are cut depends on the bytes alone, so the same bytes
 * give the same archive on any number of cores, in whatever pieces they come. Sources: RFC 1951, RFC 1952, zlib's manual.
 */



const blockBytes = 1 << 20;
/** How far back deflate looks. */
const windowBytes = 32 * 1024;
const deflate = (0,external_node_util_.promisify)(external_node_zlib_.deflateRaw);
/** No name, no time, no system: nothing that is not of the bytes themselves. */
const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
/**
 * Gives `source` as a gzip archive of one member.
 * @param level zlib's, 1 to 9
 */
async function* gzip(source, level) {
    let before = Buffer.alloc(0);
    let checksum = 0;
    let size = 0;
    const compress = (block) => {
        const dictionary = before.subarray(-windowBytes);
        before = block;
        checksum = (0,external_node_zlib_.crc32)(block, checksum);
        size += block.length;
        return deflate(block, {
            level,
            finishFlush: block.length < blockBytes ? external_node_zlib_.constants.Z_FINISH : external_node_zlib_.constants.Z_SYNC_FLUSH,
            chunkSize: 256 * 1024,
            ...(dictionary.length > 0 ? { dictionary } : {}),
        });
    };
    yield header;
    yield* sideBySide(withShortBlock(blocksOf(source, blockBytes)), compress);
    const trailer = Buffer.alloc(8);
    trailer.writeUInt32LE(checksum, 0);
    trailer.writeUInt32LE(size % 2 ** 32, 4);
    yield trailer;
}
/** Ends with a block that is shorter, or empty: it finishes the archive. */
async function* withShortBlock(blocks) {
    let last = blockBytes;
    for await (const block of blocks) {
        last = block.length;
        yield block;
    }
    if (last === blockBytes)
        yield Buffer.alloc(0);
}

// EXTERNAL MODULE: ./core/archive/tar-writer.js
var tar_writer = __webpack_require__(64113);
;// CONCATENATED MODULE: ./core/archive/zstd.js
/**
 * zstd on all cores: each block is a frame of its own, compressed by the threads of Node's own pool. Where the blocks are cut
 * depends on the bytes alone, so the same bytes give the same frames on any number of cores, in whatever pieces they come.
 * Source: RFC 8878; a decoder gives frames that follow one another as one stream.
 */



/** Frames of 1 MiB take 2 % more space, and longer ones next to nothing less. */
const zstd_blockBytes = 4 << 20;
const compress = (0,external_node_util_.promisify)(external_node_zlib_.zstdCompress);
/**
 * Gives `source` as zstd frames; nothing at all is one empty frame.
 * @param level zstd's, 1 to 22
 */
async function* zstd(source, level) {
    const frame = (block) => compress(block, {
        params: { [external_node_zlib_.constants.ZSTD_c_compressionLevel]: level },
        pledgedSrcSize: block.length, // the frame says how long it is, and decoders need no more memory than that
        chunkSize: 1 << 20,
    });
    let isEmpty = true;
    for await (const compressed of sideBySide(blocksOf(source, zstd_blockBytes), frame)) {
        isEmpty = false;
        yield compressed;
    }
    if (isEmpty)
        yield await frame(Buffer.alloc(0));
}

// EXTERNAL MODULE: ./core/oci/byte-stream.js
var byte_stream = __webpack_require__(25888);
// EXTERNAL MODULE: ./core/oci/digest.js
var digest = __webpack_require__(44617);
// EXTERNAL MODULE: ./core/oci/stored-manifest.js
var stored_manifest = __webpack_require__(98706);
// EXTERNAL MODULE: ./core/oci/layout/paths.js
var paths = __webpack_require__(24796);
// EXTERNAL MODULE: ./core/oci/layout/store.js
var store = __webpack_require__(65209);
;// CONCATENATED MODULE: ./core/oci/layout/new-layout.js
/**
 * An OCI image layout that is made here, in a folder of ours that nobody else knows before it is whole: so its files are
 * written in place, without lock or mark.
 */













/** gzip takes most of the time; level 6 takes twice as long for 3 % less. zstd at 3 is smaller than that, in a third of the time. */
const compressions = {
    gzip: (tar) => gzip(tar, 4),
    zstd: (tar) => zstd(tar, 3),
};
/** Prepares the folder for blobs. It is a layout once `finishLayout` has listed what is in it. */
async function beginLayout(folder) {
    await (0,promises_.mkdir)((0,paths/* blobsFolder */.Bd)(folder), { recursive: true });
}
/** Stores bytes as a blob. */
async function addBlob(folder, mediaType, body) {
    const descriptor = { mediaType, digest: (0,digest/* sha256Of */.Bj)(body), size: body.length };
    await (0,promises_.writeFile)((0,paths/* blobFile */.c7)(folder, descriptor.digest), body);
    return descriptor;
}
/** Stores a blob of another layout, which loses it. */
async function moveBlob(from, folder, { digest }) {
    await (0,promises_.rename)((0,paths/* blobFile */.c7)(from, digest), (0,paths/* blobFile */.c7)(folder, digest));
}
/** Compresses, hashes and stores a layer in one pass. */
async function addLayer(folder, tar, compression = "gzip") {
    const plain = (0,external_node_crypto_.createHash)("sha256");
    const packed = (0,external_node_crypto_.createHash)("sha256");
    let size = 0;
    const unnamed = (0,external_node_path_.join)(folder, `layer-${(0,external_node_crypto_.randomBytes)(8).toString("hex")}`);
    await (0,external_node_stream_promises_.pipeline)(tar, async function* (source) {
        for await (const part of source) {
            plain.update(part);
            yield part;
        }
    }, compressions[compression], async function* (source) {
        for await (const part of source) {
            packed.update(part);
            size += part.length;
            yield part;
        }
    }, (0,external_node_fs_.createWriteStream)(unnamed));
    const digest = `sha256:${packed.digest("hex")}`;
    await (0,promises_.rename)(unnamed, (0,paths/* blobFile */.c7)(folder, digest));
    const mediaType = `application/vnd.oci.image.layer.v1.tar+${compression}`;
    return { descriptor: { mediaType, digest, size }, diffId: `sha256:${plain.digest("hex")}` };
}
/** Stores a layer of these entries, unless there are none. @throws the signal's reason */
async function addLayerOf(folder, entries, signal) {
    const first = await entries.next();
    if (first.done === true)
        return undefined;
    return addLayer(folder, (0,tar_writer/* writeTar */.F)((0,byte_stream/* untilAborted */.Eu)((0,byte_stream/* resumed */.uN)([first.value], entries), signal)));
}
/** Stores an image of these layers, bottom to top. @param config all of its configuration but for the layers */
async function addImage(folder, config, layers) {
    const whole = { ...config, rootfs: { type: "layers", diff_ids: layers.map(({ diffId }) => diffId) } };
    const manifest = {
        schemaVersion: 2,
        mediaType: stored_manifest/* ociManifestMediaType */.xS,
        config: await addBlob(folder, "application/vnd.oci.image.config.v1+json", json(whole)),
        layers: layers.map(({ descriptor }) => descriptor),
    };
    return addBlob(folder, stored_manifest/* ociManifestMediaType */.xS, json(manifest));
}
/** Stores an index of images. */
async function addIndex(folder, manifests) {
    return addBlob(folder, stored_manifest/* ociIndexMediaType */.oQ, json({ schemaVersion: 2, mediaType: stored_manifest/* ociIndexMediaType */.oQ, manifests }));
}
/** Lists the one image (or index) that the layout is made for. */
async function finishLayout(folder, root) {
    const index = { schemaVersion: 2, mediaType: stored_manifest/* ociIndexMediaType */.oQ, manifests: [root] };
    await (0,promises_.writeFile)((0,external_node_path_.join)(folder, "index.json"), json(index));
    await (0,promises_.writeFile)((0,external_node_path_.join)(folder, "oci-layout"), paths/* layoutMarker */.fB);
}
/**
 * Makes in the empty `view` a layout that has the blobs of `folder` by a link, and lists one image alone, as `base`.
 * @throws path-missing where the folder does not hold it
 */
async function makeViewOfOne(view, folder, digest) {
    const { descriptor } = await (0,store/* imageByDigest */.jq)(folder, digest);
    await (0,promises_.symlink)((0,external_node_path_.resolve)((0,paths/* blobsFolder */.Bd)(folder), ".."), (0,external_node_path_.join)(view, "blobs"));
    await finishLayout(view, { ...descriptor, annotations: { [paths/* refNameAnnotation */.my]: "base" } });
}
function json(value) {
    return Buffer.from(JSON.stringify(value));
}


/***/ }),

/***/ 34605:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EU: () => (/* binding */ throughProxy),
/* harmony export */   Wm: () => (/* binding */ proxySecrets),
/* harmony export */   dd: () => (/* binding */ tunnel),
/* harmony export */   eq: () => (/* binding */ proxyVariables),
/* harmony export */   iJ: () => (/* binding */ proxyFor),
/* harmony export */   rw: () => (/* binding */ proxyVariable),
/* harmony export */   se: () => (/* binding */ refusalOfProxy)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77030);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_net__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64256);
/* harmony import */ var _reference_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(67896);
/* harmony import */ var _url_login_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(63432);




/**
 * The proxy for a URL; undefined where it is reached directly. Loopback never goes through a proxy.
 * @param environment HTTPS_PROXY, HTTP_PROXY and NO_PROXY, in either case
 * @throws input-invalid for a variable that names no HTTP proxy
 */
function proxyFor(url, environment) {
    if ((0,_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .isLoopback */ .U9)(url.host))
        return undefined;
    const name = url.protocol === "https:" ? "HTTPS_PROXY" : "HTTP_PROXY";
    const variable = environment[name] ? name : name.toLowerCase();
    const written = environment[variable];
    if (!written || isExempt(url, environment.NO_PROXY || environment.no_proxy || ""))
        return undefined;
    const whole = written.includes("://") ? written : `http://${written}`;
    const proxy = URL.canParse(whole) ? new URL(whole) : undefined;
    if (proxy === undefined || !["http:", "https:"].includes(proxy.protocol) || proxy.hostname === "") {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `The variable ${variable} does not name an HTTP proxy.`, {
            remedy: `Write http://HOST:PORT, or name ${url.hostname} in NO_PROXY.`,
        });
    }
    const login = proxy.username === "" ? undefined : (0,_url_login_js__WEBPACK_IMPORTED_MODULE_3__/* .basicLoginOf */ .n)(proxy);
    const headers = login === undefined ? {} : { "proxy-authorization": `Basic ${login}` };
    return { url: proxy, variable, headers };
}
/** Variables that programs know a proxy by, and what is to be reached without one. */
const proxyVariable = /^(HTTPS?|NO|ALL|FTP)_PROXY$/i;
/** Those of an environment: for the way to the network alone. */
function proxyVariables(environment) {
    return Object.fromEntries(Object.entries(environment).flatMap(([name, value]) => value !== undefined && proxyVariable.test(name) ? [[name, value]] : []));
}
/** The passwords of all proxies: programs that are told of these print them. */
function proxySecrets(environment) {
    const wholes = Object.values(proxyVariables(environment)).map((value) => value.includes("://") ? value : `http://${value}`);
    return [...new Set(wholes.flatMap((whole) => (URL.canParse(whole) ? (0,_url_login_js__WEBPACK_IMPORTED_MODULE_3__/* .secretsOf */ .F)(new URL(whole)) : [])))];
}
/** `*`, `host` with all below it, `.suffix`, addresses and their ranges (`10.0.0.0/8`); each but the last with a port, too. */
function isExempt(url, list) {
    const host = url.hostname.toLowerCase().replace(/^\[|\]$/g, "");
    const port = url.port || (url.protocol === "https:" ? "443" : "80");
    return list
        .toLowerCase()
        .split(/[\s,]+/)
        .filter(Boolean)
        .some((entry) => {
        if (entry === "*")
            return true;
        const [, address = "", prefix] = /^([\d.a-f:]+)\/(\d+)$/.exec(entry) ?? [];
        if (prefix !== undefined)
            return isInRange(host, address, Number(prefix));
        const [, named = entry, namedPort] = (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(entry) ? [] : (/^(.*?)(?::(\d+))?$/.exec(entry) ?? []);
        const bare = named.replace(/^\[|\]$/g, "").replace(/^\*(?=\.)/, "");
        if (namedPort !== undefined && namedPort !== port)
            return false;
        return bare.startsWith(".") ? host.endsWith(bare) : host === bare || (!(0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(host) && host.endsWith(`.${bare}`));
    });
}
function isInRange(host, address, prefix) {
    const family = (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(address) === 6 ? "ipv6" : "ipv4";
    if ((0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(host) === 0 || (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(host) !== (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(address) || prefix > (family === "ipv6" ? 128 : 32))
        return false;
    const range = new node_net__WEBPACK_IMPORTED_MODULE_0__.BlockList();
    range.addSubnet(address, prefix, family);
    return range.check(host, family);
}
/** What stands in for the server in a request without TLS: it gets the whole URL. */
function throughProxy({ url: { hostname, port, protocol }, headers }, url) {
    const address = hostname.replace(/^\[|\]$/g, "");
    return {
        protocol,
        hostname: address,
        port: port || (protocol === "https:" ? 443 : 80),
        path: url.href,
        headers: { host: url.host, ...headers },
    };
}
/** An agent's `createConnection` that has the proxy connect us, and speaks TLS with the server itself. */
function tunnel(proxy, stall) {
    return (options, made) => {
        open(proxy, stall, options).then((socket) => made(null, socket), (error) => made(error));
    };
}
async function open(proxy, stall, options) {
    const [{ connect }, { request }] = await Promise.all([
        Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 41692, 23)),
        proxy.url.protocol === "https:" ? Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 44708, 23)) : Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 37067, 23)),
    ]);
    const { host, port } = options;
    const target = `${(0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(host ?? "") === 6 ? `[${host}]` : host}:${port}`;
    const { hostname, port: proxyPort, protocol, headers } = throughProxy(proxy, proxy.url);
    const [answer, socket] = await new Promise((resolve, reject) => {
        const asked = request({
            ...{ protocol, hostname, port: proxyPort, method: "CONNECT", path: target, agent: false, timeout: stall },
            headers: { ...headers, host: target },
        });
        asked.once("connect", (response, connection) => resolve([response, connection]));
        asked.once("response", (response) => {
            response.resume();
            reject(refusalOfProxy(proxy, response.statusCode ?? 0, target));
        });
        asked.once("timeout", () => asked.destroy(new Error(`nothing moved for ${stall / 1000} s`)));
        asked.once("error", (error) => reject(new Error(`the proxy ${proxy.url.host}: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}`, { cause: error })));
        asked.end();
    });
    if (answer.statusCode === 200) {
        socket.setTimeout(0);
        return connect({ ...options, socket, servername: options.servername ?? host ?? "" });
    }
    socket.destroy();
    throw refusalOfProxy(proxy, answer.statusCode ?? 0, target);
}
/** A proxy's 5xx may be temporary; its other answers are not. */
function refusalOfProxy({ url, variable }, status, target) {
    if (status === 407) {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("store-unreachable", `The proxy ${url.host} wants a login for ${target} (407).`, {
            remedy: `Put it into ${variable}: http://USER:PASSWORD@${url.host}. If it is there already, it is wrong.`,
        });
    }
    if (status >= 500)
        return new Error(`the proxy ${url.host} answered ${status}`);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("store-unreachable", `The proxy ${url.host} refuses to connect to ${target} (${status}).`, {
        remedy: `Have the proxy allow it, or name the host in NO_PROXY if it can be reached directly.`,
    });
}


/***/ }),

/***/ 63432:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ secretsOf),
/* harmony export */   n: () => (/* binding */ basicLoginOf)
/* harmony export */ });
/** User and password in an address. */
/** The bytes that a part of an address means: what is no escape means itself, as for curl. A URL has ASCII alone. */
function decoded(written) {
    const bytes = written.replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
    return Buffer.from(bytes, "latin1");
}
/** `USER:PASSWORD` as HTTP has it, in base64; undefined where there is none. Source: RFC 7617. */
function basicLoginOf({ username, password }) {
    if (username === "" && password === "")
        return undefined;
    return Buffer.concat([decoded(username), Buffer.from(":"), decoded(password)]).toString("base64");
}
/** The texts of an address that nobody may see: its password, in each form. */
function secretsOf(url) {
    if (url.password === "")
        return [];
    return [...new Set([url.password, decoded(url.password).toString(), basicLoginOf(url)])];
}


/***/ }),

/***/ 99114:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ keptXattrs)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/** Which extended attributes of a layer are kept, as by docker and the kernel. */

const accessAcl = "system.posix_acl_access";
const defaultAcl = "system.posix_acl_default";
const none = new Map();
/** What overlayfs, with and without privileges, and fuse-overlayfs obey. */
const overlayPrefixes = ["trusted.overlay.", "user.overlay.", "user.fuseoverlayfs."];
/** Linux: XATTR_NAME_MAX; EROFS: 16 bits for the length of a value. */
const maxNameBytes = 255;
const maxValueBytes = 65_535;
/** EROFS counts an inode's attributes in 16 bits of 4-byte units. */
const maxAllBytes = 4 * 65_000;
/**
 * Those of a layer's attributes that the image keeps: `user.*` (on files and directories: the kernel has it on nothing
 * else), `security.capability`, POSIX ACLs in the kernel's form, and `trusted.*`. Not those that would steer the
 * overlay that is mounted on top. All others (SELinux labels, IMA) belong to the machine that made them.
 * @throws image-invalid for attributes longer than the kernel takes
 */
function keptXattrs(xattrs, type) {
    if (xattrs.size === 0)
        return none;
    const kept = new Map();
    let bytes = 0;
    for (const [name, value] of xattrs) {
        if (!isKept(name, value, type))
            continue;
        bytes += name.length + value.length + 8;
        if (name.length > maxNameBytes || name.includes("\0") || value.length > maxValueBytes || bytes > maxAllBytes) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("image-invalid", `A layer has an extended attribute that is too long: ${name}.`, {
                remedy: "Build the image again without it: Linux file systems do not take it.",
            });
        }
        kept.set(name, value);
    }
    return kept;
}
function isKept(name, value, type) {
    if (overlayPrefixes.some((prefix) => name.startsWith(prefix)))
        return false;
    if (name.startsWith("user."))
        return name.length > "user.".length && (type === "file" || type === "directory");
    if (name === "security.capability")
        return type === "file";
    if (name === accessAcl)
        return type !== "symlink" && isAcl(value);
    if (name === defaultAcl)
        return type === "directory" && isAcl(value);
    return name.startsWith("trusted.") && name.length > "trusted.".length;
}
/** Version 2, then 8 bytes for each entry. Source: Linux include/uapi/linux/posix_acl_xattr.h. */
function isAcl(value) {
    return value.length > 4 && value.length % 8 === 4 && value.startsWith("\x02\0\0\0");
}


/***/ })

};
;