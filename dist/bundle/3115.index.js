"use strict";
exports.id = 3115;
exports.ids = [3115,1830];
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

/***/ 3920:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ rewriteTar)
/* harmony export */ });
/* harmony import */ var _byte_input_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(11451);
/* harmony import */ var _tar_header_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(88211);
/* harmony import */ var _tar_walk_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50003);
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

/***/ 23349:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ firstBytes)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);

/** At most so many bytes from the start of a file. */
async function firstBytes(path, length) {
    const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.open)(path);
    try {
        const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, 0);
        return buffer.subarray(0, bytesRead);
    }
    finally {
        await file.close();
    }
}


/***/ }),

/***/ 48280:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ kernelHas)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _elevate_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(84931);
/* harmony import */ var _packages_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64280);
/** What the kernel can do. */



/**
 * Whether the kernel has a file system, such as `erofs`. The module of one that it does not list is loaded, if it is there
 * and we may. Source: proc(5), /proc/filesystems.
 * @param path where programs are looked for, as PATH has it
 */
async function kernelHas(fileSystem, path) {
    const isListed = () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)("/proc/filesystems", "utf8")
        .split("\n")
        .some((line) => line.split("\t")[1] === fileSystem);
    if (isListed())
        return true;
    await (0,_elevate_js__WEBPACK_IMPORTED_MODULE_1__/* .probeElevation */ .uI)((0,_elevate_js__WEBPACK_IMPORTED_MODULE_1__/* .rootRights */ .mV)(), { PATH: [path, ..._packages_js__WEBPACK_IMPORTED_MODULE_2__/* .systemFolders */ .p_].join(":") }, ["modprobe", fileSystem]);
    return isListed();
}


/***/ }),

/***/ 99991:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ checkStaysInside)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64256);
/* harmony import */ var _missing_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(71081);
/* harmony import */ var _mounts_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(16431);




/**
 * Refuses a path in a folder that commands write where it leads out of that folder: a command before this one may have put a
 * symbolic link there, to any folder of the machine. What lies elsewhere by its name, and what is not there, is let through.
 * @throws input-invalid
 */
async function checkStaysInside(folder, path) {
    if (!(0,_mounts_js__WEBPACK_IMPORTED_MODULE_3__/* .isWithin */ .UO)(folder, path))
        return;
    const [above, target] = await Promise.all([folder, path].map((each) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(each).catch((0,_missing_js__WEBPACK_IMPORTED_MODULE_2__/* .missing */ .L)(each))));
    if ((0,_mounts_js__WEBPACK_IMPORTED_MODULE_3__/* .isWithin */ .UO)(above, target))
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `${path} leads out of ${folder} by a symbolic link, to ${target}.`, {
        remedy: "The command would get that folder. Name that folder itself, or find out which command made the link.",
    });
}


/***/ }),

/***/ 16431:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gk: () => (/* binding */ placeInFileSystem),
/* harmony export */   LS: () => (/* binding */ mountAt),
/* harmony export */   UO: () => (/* binding */ isWithin),
/* harmony export */   YL: () => (/* binding */ mountsBelow),
/* harmony export */   dx: () => (/* binding */ listMounts)
/* harmony export */ });
/* unused harmony export parseMounts */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/** What is mounted where, as this process sees it. */


/** All mounts, in the kernel's own order. Source: proc_pid_mountinfo(5). */
function listMounts() {
    return parseMounts((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)("/proc/self/mountinfo", "utf8"));
}
/** Reads the text of a mountinfo file. */
function parseMounts(text) {
    return text
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => {
        const [id = "", parent = "", device = "", root = "", place = "", options = ""] = line.split(" ");
        return { id, parent, device, root: unescaped(root), place: unescaped(place), options: options.split(",") };
    });
}
/** Blanks, tabs, line ends and backslashes stand there as octal numbers. */
function unescaped(field) {
    return field.replace(/\\([0-7]{3})/g, (_, digits) => String.fromCharCode(Number.parseInt(digits, 8)));
}
/** The mount that a path without symbolic links is on: step by step, for one mount may hide what is below its place. */
function mountAt(mounts, path) {
    const names = path.split(node_path__WEBPACK_IMPORTED_MODULE_1__.sep).filter(Boolean);
    let at;
    for (let count = 0; count <= names.length; count++) {
        const place = node_path__WEBPACK_IMPORTED_MODULE_1__.sep + names.slice(0, count).join(node_path__WEBPACK_IMPORTED_MODULE_1__.sep);
        const on = () => mounts.find((mount) => mount.place === place && isOn(mount, at, mounts));
        for (let next = on(); next !== undefined; next = on())
            at = next;
    }
    return at;
}
/** True where a mount stands right on another one; on none, where it is the lowest that this process sees. */
function isOn(mount, below, mounts) {
    if (below !== undefined)
        return mount.parent === below.id && mount.id !== below.id;
    return !mounts.some(({ id }) => id === mount.parent && id !== mount.id);
}
/** The mounts that can be reached below a path, itself left out. */
function mountsBelow(mounts, path) {
    return mounts.filter((mount) => mount.place !== path && isWithin(path, mount.place) && mountAt(mounts, mount.place) === mount);
}
/** Where a path is in its file system: the same for two paths that lead to the same folder by different mounts. */
function placeInFileSystem(mount, path) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(mount.root, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(mount.place, path));
}
/** True where `path` is `folder` or in it; both are absolute. */
function isWithin(folder, path) {
    const way = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(folder, path);
    return way !== ".." && !way.startsWith(`..${node_path__WEBPACK_IMPORTED_MODULE_1__.sep}`);
}


/***/ }),

/***/ 60052:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KG: () => (/* binding */ checkParents),
/* harmony export */   VQ: () => (/* binding */ ourFolder),
/* harmony export */   k6: () => (/* binding */ openOurs),
/* harmony export */   mi: () => (/* binding */ checkOurs)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(64256);




/**
 * Refuses a file or folder that another user could change: what is mounted from there is parsed by the kernel as root.
 * @throws input-invalid; ENOENT where there is nothing
 */
async function checkOurs(path) {
    judge(path, await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.lstat)(path));
}
/** Makes a folder of ours, unless it is there. @throws input-invalid as `checkOurs` does */
async function ourFolder(path) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(path, { recursive: true, mode: 0o700 });
    await checkOurs(path);
}
/**
 * Refuses a folder whose name others can make mean another one: in a folder that everybody may write and that is not sticky,
 * or in somebody else's folder in a sticky one.
 * @throws input-invalid
 */
async function checkParents(folder) {
    let path = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)(folder);
    for (let parent = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(path); parent !== path; path = parent, parent = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(path)) {
        const stats = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(parent);
        if ((stats.mode & 0o002) === 0)
            continue;
        if ((stats.mode & 0o1000) === 0) {
            throw refused(folder, `anybody may rename what is in ${parent}`, `Run: chmod +t ${parent} (or choose another folder).`);
        }
        judgeOwner(path, await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(path));
    }
}
/**
 * Opens a file that only we can change, for reading. What is judged is what is open, so its name may come to mean what it
 * will.
 * @throws input-invalid; ENOENT where there is nothing
 */
async function openOurs(path) {
    // Without O_NONBLOCK, opening a fifo in its place would wait for a writer.
    const flags = node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NOFOLLOW | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NONBLOCK;
    const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(path, flags).catch((error) => {
        throw error.code === "ELOOP" ? symbolicLink(path) : error;
    });
    try {
        const stats = await file.stat();
        judge(path, stats);
        if (!stats.isFile())
            throw refused(path, "it is not a file", "Remove it.");
        return file;
    }
    catch (error) {
        await file.close();
        throw error;
    }
}
function judge(path, stats) {
    if (stats.isSymbolicLink())
        throw symbolicLink(path);
    judgeOwner(path, stats);
    if ((stats.mode & 0o022) !== 0) {
        throw refused(path, "others may write to it", `Run: chmod -R go-w ${path} (or choose another folder).`);
    }
}
function judgeOwner(path, { uid }) {
    const self = process.getuid();
    if (uid === self || uid === 0)
        return;
    throw refused(path, `it belongs to uid ${uid}, and this is uid ${self}`, "Choose a folder of your own.");
}
function symbolicLink(path) {
    return refused(path, "it is a symbolic link", "Name the folder itself.");
}
function refused(path, why, remedy) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .TreestampError */ .ks("input-invalid", `Snapshots cannot be kept in ${path}: ${why}.`, { remedy });
}


/***/ }),

/***/ 64280:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $7: () => (/* binding */ managers),
/* harmony export */   Pl: () => (/* binding */ lackingPrograms),
/* harmony export */   j$: () => (/* binding */ isInstalled),
/* harmony export */   pK: () => (/* binding */ installation),
/* harmony export */   p_: () => (/* binding */ systemFolders)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/** The programs that treestamp starts, and the command lines by which a system's package manager installs them. */


const managers = ["apt-get", "dnf", "apk"];
/** git reads the recipe, crun starts commands, buildah builds images. */
const needed = ["git", "crun", "buildah"];
/** Mounts snapshots where the kernel has no EROFS. Without it they are extracted. */
const helpful = "erofsfuse";
async function lackingPrograms(isThere, kernelHasErofs) {
    const there = await Promise.all(needed.map(isThere));
    const isHelped = (await kernelHasErofs()) || (await isThere(helpful));
    return { needed: needed.filter((_, at) => !there[at]), helpful: isHelped ? [] : [helpful] };
}
/** Some programs stand where the PATH of an ordinary user does not look. */
const systemFolders = ["/usr/local/sbin", "/usr/sbin", "/sbin"];
/** Looks for a program in the folders of a PATH, and in those that only root has on it. */
function isInstalled(program, path) {
    const folders = [...path.split(":").filter(Boolean), ...systemFolders];
    return folders.some((folder) => canBeStarted((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, program)));
}
function canBeStarted(file) {
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.accessSync)(file, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.X_OK);
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(file).isFile();
    }
    catch {
        return false;
    }
}
/**
 * How a package manager installs programs. Debian's packages bear the names of these programs; dnf and apk are asked for
 * what has the program. Sources: apt.conf(5), DPkg; dpkg(1), --force-confdef; dnf(8), "Specifying Provides"; apk-package(5), `cmd:`.
 */
function installation(manager, programs) {
    switch (manager) {
        case "apt-get": {
            // Another one, such as that of unattended upgrades, may be at work.
            const apt = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=120"];
            // Settings that are there already stay: dpkg would ask, and nobody answers.
            const keep = ["-o", "Dpkg::Options::=--force-confdef", "-o", "Dpkg::Options::=--force-confold"];
            return {
                refresh: [...apt, "update"],
                install: [...apt, ...keep, "install", "-y", "--no-install-recommends", ...programs],
            };
        }
        case "dnf": {
            const files = programs.map((name) => `/usr/bin/${name}`);
            return { install: ["dnf", "install", "-y", "--setopt=install_weak_deps=False", ...files] };
        }
        case "apk":
            return { install: ["apk", "add", "--no-cache", ...programs.map((name) => `cmd:${name}`)] };
    }
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


/***/ }),

/***/ 9682:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HH: () => (/* binding */ dockerArchive),
/* harmony export */   Kx: () => (/* binding */ listPath),
/* harmony export */   x4: () => (/* binding */ archiveOfBase),
/* harmony export */   zd: () => (/* binding */ imageFor)
/* harmony export */ });
/* harmony import */ var _archive_tar_writer_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64113);
/* harmony import */ var _byte_stream_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(25888);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44617);
/* harmony import */ var _layout_store_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(65209);
/* harmony import */ var _lookup_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(63087);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(24460);
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
    return (0,_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .parseImage */ .zZ)(await (0,_lookup_js__WEBPACK_IMPORTED_MODULE_3__/* .listedManifest */ .nx)((0,_layout_store_js__WEBPACK_IMPORTED_MODULE_2__/* .layoutStore */ .i4)(folder), wanted.digest, remedy));
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

/***/ 11937:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Qz: () => (/* binding */ makeControl),
/* harmony export */   Wi: () => (/* binding */ runControlled),
/* harmony export */   hr: () => (/* binding */ hasTerminal),
/* harmony export */   rq: () => (/* binding */ listenTo)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_child_process__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(78474);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_events__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_3__);
/* harmony import */ var node_readline__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(80481);
/* harmony import */ var node_readline__WEBPACK_IMPORTED_MODULE_4___default = /*#__PURE__*/__webpack_require__.n(node_readline__WEBPACK_IMPORTED_MODULE_4__);
/* harmony import */ var node_tty__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7066);
/* harmony import */ var node_tty__WEBPACK_IMPORTED_MODULE_5___default = /*#__PURE__*/__webpack_require__.n(node_tty__WEBPACK_IMPORTED_MODULE_5__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(64256);
/* harmony import */ var _machine_process_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(47516);
/* harmony import */ var _signals_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(22570);
/** A program under a fifo: lines in it are signals to pass on, and its end says that we are gone. */









/** Makes the fifo `control` in a scratch folder. */
async function makeControl(scratch) {
    const made = await (0,_machine_process_js__WEBPACK_IMPORTED_MODULE_7__/* .run */ .e)("mkfifo", ["-m", "600", (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(scratch, "control")]);
    if (made.exitCode !== 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .TreestampError */ .ks("sandbox-failed", `No fifo can be made: ${made.stderr.trim()}.`);
}
/**
 * Part of a shell: makes the fifo its standard input. Opening it for reading alone would wait for its writer, which may have been
 * killed by then; so it is open for both for a moment. Without the fifo, what is there stays: its end says the same.
 */
function listenTo(fifo) {
    return `command exec 9<>${fifo} 0<${fifo} 9<&-`;
}
/**
 * Runs a program that obeys the fifo, with our own streams, to its end. Signals that we get, and the command's abort, go to
 * it as names (`TERM`) through the fifo; so they pass sudo, which may not be signalled.
 * @throws sandbox-failed where somebody killed that program: how the command would have ended is not known
 */
async function runControlled(scratch, line, command, env) {
    // Open for both, so that opening waits for nobody. When this process dies, so does the last writer.
    const control = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.open)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(scratch, "control"), "r+");
    try {
        const [program, ...args] = line;
        // A session of its own: the terminal's Ctrl-C reaches us alone, and we pass it on once.
        const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(program, args, {
            stdio: streamsOf(command),
            detached: true,
            ...(env === undefined ? {} : { env }),
        });
        if (typeof command.output === "function") {
            for (const stream of [child.stdout, child.stderr]) {
                (0,node_readline__WEBPACK_IMPORTED_MODULE_4__.createInterface)({ input: stream }).on("line", command.output);
            }
        }
        else {
            // What is to have no terminal gets none of ours, and what it prints goes there all the same.
            child.stdout?.pipe(command.output === "stderr" ? process.stderr : process.stdout, { end: false });
            child.stderr?.pipe(process.stderr, { end: false });
        }
        const ended = (0,node_events__WEBPACK_IMPORTED_MODULE_1__.once)(child, "close");
        const { stop, told } = (0,_signals_js__WEBPACK_IMPORTED_MODULE_8__/* .forwardSignals */ .H)((signal) => {
            void control.write(`${signal.slice(3)}\n`).catch(() => { });
        }, command);
        const [code, signal] = await ended.finally(stop);
        if (signal !== null)
            throw killed(signal);
        return { exitCode: (0,_signals_js__WEBPACK_IMPORTED_MODULE_8__/* .exitCodeOf */ .F)(code, signal), told: told() };
    }
    finally {
        await control.close();
    }
}
function killed(signal) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .TreestampError */ .ks("sandbox-failed", `The process that ran the command was ended by ${signal}, and the command with it.`, {
        remedy: "Check whether the machine ran out of memory (dmesg), or what ends processes there.",
    });
}
function streamsOf({ output = "stdout", input }) {
    if (typeof output === "function")
        return ["ignore", "pipe", "pipe"];
    const ours = (fd) => (input === "none" && (0,node_tty__WEBPACK_IMPORTED_MODULE_5__.isatty)(fd) ? "pipe" : fd);
    return [input === "none" ? "ignore" : 0, ours(output === "stderr" ? 2 : 1), ours(2)];
}
/** True if the command gets a terminal, because treestamp has one on both sides. */
function hasTerminal({ output = "stdout", input }) {
    return (0,node_tty__WEBPACK_IMPORTED_MODULE_5__.isatty)(0) && (0,node_tty__WEBPACK_IMPORTED_MODULE_5__.isatty)(1) && output === "stdout" && input !== "none";
}


/***/ }),

/***/ 81830:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   pruneRunImages: () => (/* binding */ pruneRunImages),
/* harmony export */   runImageName: () => (/* binding */ runImageName),
/* harmony export */   touchRunImage: () => (/* binding */ touchRunImage)
/* harmony export */ });
/* harmony import */ var _machine_process_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(47516);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44617);
/** The images that commands ran in, as a docker daemon keeps them: a copy of ours, loaded when it is needed. */


const repository = "treestamp-run";
/** The build image itself; on top of it stand those of the users that commands run as. @param digest of its manifest */
function runImageName(digest) {
    return `${repository}:${(0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .hexOf */ .ZD)(digest)}`;
}
/** Marks the image as used now. The containerd image store ignores this: there, the time of loading counts. */
async function touchRunImage(env, name) {
    await (0,_machine_process_js__WEBPACK_IMPORTED_MODULE_0__/* .run */ .e)("docker", ["image", "tag", name, name], { env });
}
/**
 * Removes images that commands ran in, what was used least recently first, until the others have no more than `limit` bytes.
 * What a container uses stays: docker refuses. So do those `kept`. Without a limit nothing is asked; a docker that does not
 * answer has none.
 */
async function pruneRunImages(env, limit, kept = []) {
    if (limit === Number.POSITIVE_INFINITY)
        return { removed: 0, left: 0, bytesLeft: 0 };
    const images = (await runImages(env)).sort((a, b) => a.used.localeCompare(b.used));
    let bytesLeft = images.reduce((sum, { size }) => sum + size, 0);
    let removed = 0;
    for (const { name, size } of images) {
        if (bytesLeft <= limit)
            break;
        if (kept.includes(name) || (await (0,_machine_process_js__WEBPACK_IMPORTED_MODULE_0__/* .run */ .e)("docker", ["image", "rm", name], { env })).exitCode !== 0)
            continue;
        bytesLeft -= size;
        removed++;
    }
    return { removed, left: images.length - removed, bytesLeft };
}
async function runImages(env) {
    const listed = await docker(env, ["image", "ls", "--format", "{{.Repository}}:{{.Tag}}", repository]);
    const names = listed.split("\n").filter(Boolean);
    if (names.length === 0)
        return [];
    // All at once: each call costs more than what it asks. Of one that is gone by now it prints nothing.
    const { stdout } = await (0,_machine_process_js__WEBPACK_IMPORTED_MODULE_0__/* .run */ .e)("docker", ["image", "inspect", "--format", inspected, ...names], { env });
    const images = new Map();
    for (const line of stdout.toString("utf8").split("\n").filter(Boolean)) {
        const [size, tags, used] = JSON.parse(line);
        for (const name of tags)
            if (names.includes(name))
                images.set(name, { name, size, used });
    }
    return [...images.values()];
}
const inspected = '[{{.Size}},{{json .RepoTags}},"{{.Metadata.LastTagTime}}"]';
/** What docker prints; empty if it fails or is missing. */
async function docker(env, args) {
    const { exitCode, stdout } = await (0,_machine_process_js__WEBPACK_IMPORTED_MODULE_0__/* .run */ .e)("docker", args, { env }).catch(() => ({
        exitCode: 1,
        stdout: Buffer.alloc(0),
    }));
    return exitCode === 0 ? stdout.toString("utf8") : "";
}


/***/ }),

/***/ 23451:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ discardExtracted),
/* harmony export */   N: () => (/* binding */ extractedRoot)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64256);
/* harmony import */ var _machine_elevate_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(84931);
/* harmony import */ var _machine_missing_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(71081);
/* harmony import */ var _machine_owner_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(40542);
/* harmony import */ var _machine_ownership_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(60052);
/* harmony import */ var _machine_scratch_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(58511);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(44617);
/* harmony import */ var _snapshot_erofs_extract_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(46397);
/* harmony import */ var _port_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(68868);
/**
 * Snapshots as plain files, for machines where none can be mounted: each is extracted once, and stays beside the snapshots
 * as `extracted/HEX/root`, with `boot`, the start of the machine in which that was done: nothing is synced to disk, so one
 * from before a loss of power may have empty files, and is extracted anew. Its files belong to the users of the image, so only the rights that extracted it can remove it;
 * that is done when the cache is pruned, once the snapshot itself is gone.
 */











/**
 * The folder with the snapshot's files: as it is there, or extracted now. It comes to its place as a whole.
 * @throws SandboxRefused where these rights do not suffice; sandbox-failed where the disk is full; snapshot-invalid
 */
async function extractedRoot({ extracted, digest, snapshot, rights, log }) {
    const place = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(extracted, (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_8__/* .hexOf */ .ZD)(digest));
    await (0,_machine_ownership_js__WEBPACK_IMPORTED_MODULE_6__/* .ourFolder */ .VQ)(extracted);
    const boot = (0,_machine_owner_js__WEBPACK_IMPORTED_MODULE_5__/* .bootId */ .aW)() ?? "";
    const isThere = await (0,_machine_ownership_js__WEBPACK_IMPORTED_MODULE_6__/* .checkOurs */ .mi)(place).then(() => true, (0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_4__/* .missing */ .L)(false));
    if (isThere) {
        if ((await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(place, "boot"), "utf8").catch((0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_4__/* .missing */ .L)(undefined))) === boot)
            return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(place, "root");
    }
    const scratch = await (0,_machine_scratch_js__WEBPACK_IMPORTED_MODULE_7__/* .makeScratch */ .lP)(extracted);
    try {
        log.info(`Extract the snapshot, ${isThere ? "again after the machine's restart" : "once"}: this machine cannot mount it.`);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(scratch, "made"), { mode: 0o700 });
        await (0,_snapshot_erofs_extract_js__WEBPACK_IMPORTED_MODULE_9__/* .extractImage */ .Z)(`/proc/self/fd/${snapshot.fd}`, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(scratch, "made", "root"), rights).catch(refused);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(scratch, "made", "boot"), boot, { mode: 0o600 });
        if (isThere)
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rename)(place, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(scratch, "old")).catch((0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_4__/* .missing */ .L)(undefined));
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rename)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(scratch, "made"), place).catch(async (error) => {
            if (!(await (0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_4__/* .exists */ .t)(place)))
                throw error; // else another process was first
        });
        return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(place, "root");
    }
    finally {
        await (0,_machine_elevate_js__WEBPACK_IMPORTED_MODULE_3__/* .removeAs */ .dc)(rights, [scratch]);
    }
}
/** A full disk is for the user to fix; other failures of tar do not affect other sandboxes. */
function refused(error) {
    if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .isTreestampError */ .Sh)(error, "sandbox-failed") || /no space left/i.test(error.message))
        throw error;
    throw new _port_js__WEBPACK_IMPORTED_MODULE_10__/* .SandboxRefused */ .U(error.message.replace(/\.$/, ""), error.remedy ?? "");
}
/**
 * Takes the extracted snapshots that are not needed any more from their places. Nobody may be about to extract those
 * meanwhile. @returns what is to be removed: them, and what killed processes have left of theirs
 */
async function discardExtracted(extracted, isNeeded) {
    const discarded = await (0,_machine_scratch_js__WEBPACK_IMPORTED_MODULE_7__/* .abandonedScratch */ .h7)(extracted);
    for (const name of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(extracted).catch((0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_4__/* .missing */ .L)([]))) {
        if (!/^[0-9a-f]{64}$/.test(name) || isNeeded(name))
            continue;
        const scratch = await (0,_machine_scratch_js__WEBPACK_IMPORTED_MODULE_7__/* .makeScratch */ .lP)(extracted);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rename)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(extracted, name), (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(scratch, "made"));
        discarded.push(scratch);
    }
    return discarded;
}


/***/ }),

/***/ 229:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ withFallbacks)
/* harmony export */ });
/* harmony import */ var _port_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(68868);

/**
 * One sandbox out of several, best first: where one is refused, the next one runs the command, and the log says why.
 * @param atLast makes the last one, which only those that were refused all others pay for; undefined where none is allowed
 */
function withFallbacks([best, ...others], atLast, log) {
    return {
        ...best,
        run: async (command) => {
            const reasons = [];
            let refused;
            for (const sandbox of [best, ...others]) {
                if (refused !== undefined)
                    log.info(`Sandbox: ${sandbox.description}; ${refused.why}.`);
                try {
                    return await sandbox.run(command);
                }
                catch (error) {
                    if (!(error instanceof _port_js__WEBPACK_IMPORTED_MODULE_0__/* .SandboxRefused */ .U))
                        throw error;
                    refused = error;
                    reasons.push(`not ${sandbox.description}: ${error.why}`);
                }
            }
            if (atLast === undefined)
                throw refused;
            return (await atLast(reasons.join("; "))).run(command);
        },
    };
}


/***/ }),

/***/ 10489:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ describeTools),
/* harmony export */   T: () => (/* binding */ probeMounted)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _machine_elevate_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(84931);
/* harmony import */ var _machine_kernel_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48280);
/** What the mounted sandbox needs of the machine. */



/**
 * Prints what there is, one thing a line: the runtime's path, programs. The last step takes namespaces and mounts
 * something, where nobody sees it. crun starts a command in half the time of runc, and needs no control group.
 */
const look = `
PATH=$PATH:/usr/sbin:/sbin
for program in sh mount unshare rm rmdir mkdir chmod chown cat grep sleep tail; do
  command -v "$program" >/dev/null || { echo "$program cannot be found" >&2; exit 1; }
done
command -v crun || command -v runc || { echo "neither crun nor runc is installed" >&2; exit 1; }
if [ -r /dev/fuse ] && [ -w /dev/fuse ] && command -v erofsfuse >/dev/null; then echo erofsfuse; fi
! command -v tar >/dev/null || echo tar
exec unshare --mount --pid --fork --mount-proc true
`;
/**
 * Finds out whether commands can be run under an overlay here, and with what: as root or through sudo, else in a user
 * namespace of the caller's own. `path` is where programs are looked for, as PATH has it.
 */
async function probeMounted(path) {
    const reasons = [];
    const kernel = { erofs: await (0,_machine_kernel_js__WEBPACK_IMPORTED_MODULE_2__/* .kernelHas */ ._)("erofs", path), overlay: await (0,_machine_kernel_js__WEBPACK_IMPORTED_MODULE_2__/* .kernelHas */ ._)("overlay", path) };
    for (const rights of [(0,_machine_elevate_js__WEBPACK_IMPORTED_MODULE_1__/* .rootRights */ .mV)(), ...((0,_machine_elevate_js__WEBPACK_IMPORTED_MODULE_1__/* .rootRights */ .mV)() === "root" ? [] : ["user namespace"])]) {
        const probe = await (0,_machine_elevate_js__WEBPACK_IMPORTED_MODULE_1__/* .probeElevation */ .uI)(rights, { PATH: path }, ["sh", "-c", look]);
        if (!probe.ok) {
            reasons.push(probe.why);
            continue;
        }
        const [runtimePath, ...found] = probe.printed.trim().split("\n");
        const runtime = { kind: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.basename)(runtimePath) === "crun" ? "crun" : "runc", path: runtimePath };
        const [lower, ...otherwise] = lowersFrom({ ...kernel, programs: found }, rights, reasons);
        if (lower !== undefined)
            return { ok: true, tools: { runtime, rights, lower }, otherwise, why: reasons.join("; ") };
    }
    return { ok: false, why: reasons.join("; ") };
}
/** What was found, best first; why nothing better goes to `reasons`. */
function lowersFrom({ erofs, overlay, programs }, rights, reasons) {
    if (!overlay) {
        reasons.push("the kernel has no overlay");
        return [];
    }
    const lowers = [];
    const missing = (reason) => {
        if (lowers.length === 0)
            reasons.push(reason);
    };
    if (!erofs)
        missing("the kernel has no erofs");
    // A user namespace may not make the kernel parse a disk image.
    else if (rights !== "user namespace")
        lowers.push("kernel");
    if (programs.includes("erofsfuse"))
        lowers.push("erofsfuse");
    else
        missing("there is no erofsfuse with access to /dev/fuse");
    if (programs.includes("tar"))
        lowers.push("extracted");
    else
        missing("there is no tar to extract with");
    return lowers;
}
/** In words, for the log. */
function describeTools({ runtime, rights, lower }) {
    const snapshot = { kernel: "mounted", erofsfuse: "mounted by erofsfuse", extracted: "extracted" }[lower];
    return `the snapshot, ${snapshot}, with ${runtime.kind} as ${rights === "sudo" ? "root through sudo" : rights === "root" ? rights : "root of a user namespace"}`;
}


/***/ }),

/***/ 94538:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  i: () => (/* binding */ mountedSandbox),
  j: () => (/* binding */ removeAbandoned)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./core/machine/elevate.js
var elevate = __webpack_require__(84931);
// EXTERNAL MODULE: ./core/machine/missing.js
var missing = __webpack_require__(71081);
// EXTERNAL MODULE: ./core/machine/mounts.js
var mounts = __webpack_require__(16431);
// EXTERNAL MODULE: ./core/machine/scratch.js
var machine_scratch = __webpack_require__(58511);
// EXTERNAL MODULE: ./core/sandbox/controlled.js
var controlled = __webpack_require__(11937);
;// CONCATENATED MODULE: ./core/sandbox/devices.js
/** Devices of the machine, as an OCI runtime wants to hear of them. */


/** The devices, and of a folder such as /dev/dri all that are in it. What is no device is left out, as docker does it. */
async function deviceNodes(devices) {
    const nodes = [];
    for (const { source, target, access } of devices) {
        const stats = await (0,promises_.stat)(source);
        if (stats.isDirectory()) {
            const inside = (await (0,promises_.readdir)(source)).map((name) => ({
                source: (0,external_node_path_.join)(source, name),
                target: (0,external_node_path_.join)(target, name),
                access,
            }));
            nodes.push(...(await deviceNodes(inside)));
        }
        else if (stats.isCharacterDevice() || stats.isBlockDevice()) {
            const { rdev, mode, uid, gid } = stats;
            const type = stats.isBlockDevice() ? "b" : "c";
            nodes.push({ path: target, type, ...numbersOf(rdev), fileMode: mode & 0o777, uid, gid, access, source });
        }
    }
    return nodes;
}
/** Source: makedev(3), as glibc and the kernel pack the two numbers. */
function numbersOf(rdev) {
    const [high, low] = [Math.floor(rdev / 2 ** 32), rdev % 2 ** 32];
    const major = ((low >>> 8) & 0xfff) + (high >>> 12) * 0x1000;
    const minor = (low & 0xff) + ((low >>> 20) & 0xfff) * 0x100 + (high & 0xfff) * 0x100000;
    return { major, minor };
}

// EXTERNAL MODULE: ./core/sandbox/extracted.js
var extracted = __webpack_require__(23451);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(64256);
// EXTERNAL MODULE: ./core/machine/process.js
var machine_process = __webpack_require__(47516);
;// CONCATENATED MODULE: ./core/sandbox/system-calls.js
/** Numbers of system calls; empty for other architectures. Source: syscalls(2), its tables. */
/** mount and unshare. */
const systemCalls = { x64: "165 272", arm64: "40 97" }[process.arch] ?? "";
const lgetxattr = { x64: "192", arm64: "9" }[process.arch] ?? "";

;// CONCATENATED MODULE: ./core/sandbox/mounted-caches.js
/**
 * Caches of a mounted sandbox: what was saved last, read-only under an overlay of its own, at its place in the environment. In
 * the scratch folder, one folder for each, by its number:
 *
 *     snapshot        where what was saved is: a file that this process has open, or a folder; not there where nothing was
 *     lower, merged   mount points
 *     rw              upper and work folder, which root makes
 *     forgotten       why what the command wrote is not kept; empty, if it is
 *     unmounted       why what was saved is not there; empty, if it is
 */







/** The first of the numbers under which the supervisor has the files open; the last that a shell knows is 9. */
const firstCacheFile = 3;
/** Lays out the folders. One whose snapshot cannot be opened begins empty: that costs time, and fails nothing. */
async function layCaches(caches, laying) {
    const { scratch, tools, log } = laying;
    const opened = [];
    const folders = [];
    const close = async () => {
        for (const file of opened)
            await file.close();
    };
    try {
        for (const [number, cache] of caches.entries()) {
            const folder = (0,external_node_path_.join)(scratch, "caches", `${number}`);
            for (const name of ["lower", "merged"])
                (0,external_node_fs_.mkdirSync)((0,external_node_path_.join)(folder, name), { recursive: true });
            for (const name of ["forgotten", "unmounted"])
                (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(folder, name), "");
            folders.push(folder);
            if (cache.saved === undefined)
                continue;
            const snapshot = await cache.saved.open().catch((error) => {
                (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(folder, "unmounted"), (0,errors/* messageOf */.bD)(error)); // such as one that was pruned meanwhile
            });
            if (snapshot === undefined)
                continue;
            opened.push(snapshot);
            (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(folder, "snapshot"), `${await laying.placeOf(cache.saved, snapshot)}\n`);
        }
    }
    catch (error) {
        await close();
        throw error;
    }
    return {
        binds: caches.map(({ target }, number) => ({ source: (0,external_node_path_.join)(folders[number], "merged"), target, readOnly: false })),
        async end(succeeded) {
            for (const [number, { name, take }] of caches.entries()) {
                const folder = folders[number];
                const unmounted = await (0,promises_.readFile)((0,external_node_path_.join)(folder, "unmounted"), "utf8");
                if (unmounted !== "")
                    log.warning(`The cache ${name} was empty for this command: ${unmounted.trim()}.`);
                const forgotten = await (0,promises_.readFile)((0,external_node_path_.join)(folder, "forgotten"), "utf8");
                if (take === undefined || !succeeded)
                    continue;
                if (forgotten !== "")
                    log.warning(`The cache ${name} is not saved: it was in memory, since ${forgotten.trim()}.`);
                else {
                    const bytes = await bytesWritten(folder, tools).catch(saying(name, log));
                    if (bytes !== undefined)
                        await take(contentOf(folder, tools), bytes);
                }
            }
        },
        close,
    };
}
/** Program of perl: mounts a file, read-only, without devices and set-user-id. Arguments: the number of mount(2), the file, the folder. */
const mountFile = `
my ($mount, $file, $folder) = @ARGV;
my $type = "erofs";
exit(syscall($mount + 0, $file, $folder, $type, 7, 0) == 0 ? 0 : 1);
`;
/** Shell function: shows in the folder $2 what was saved, $1; as $lower says, by mount(2) if $syscalls has its number. */
const attach = `
attach_saved() {
  case $lower in
    kernel)
      { [ -n "$syscalls" ] && perl -e '${mountFile}' "\${syscalls%% *}" "$1" "$2" 2>/dev/null; } ||
        mount --no-canonicalize -t erofs -o ro,nodev,nosuid -- "$1" "$2"
      ;;
    erofsfuse) erofsfuse "$1" "$2" >&2 ;;
    extracted) mount --bind -- "$1" "$2" ;;
  esac
}
`;
/** Part of `supervise`: opens what was saved, each under its own number. Numbers of folders are ours, and nothing but digits. */
const openSaved = `
for saved in caches/*/snapshot; do
  [ -e "$saved" ] || continue
  number=\${saved#caches/}
  IFS= read -r source <"$saved"
  eval "exec $((\${number%/snapshot} + ${firstCacheFile}))<\\"\\$source\\""
done
`;
/** Closes all that \`openSaved\` may have opened. */
const closeSaved = "3<&- 4<&- 5<&- 6<&- 7<&-";
/**
 * Part of \`prepare\`: mounts the caches where the command's binds expect them, and makes them the user's. What cannot be shown
 * leaves a cache empty, and a disk that cannot be under an overlay leaves it in memory: neither ends the command.
 */
const mountCaches = `
${attach}
layer_cache() { mount -t overlay -o "lowerdir=$at/lower,upperdir=$at/rw/upper,workdir=$at/rw/work$1" overlay "$at/merged" 2>>"$at/forgotten"; }
folders_of_cache() {
  mkdir -p "$at/rw/upper" "$at/rw/work" && chown "$uid:$gid" "$at/rw/upper" || return
  [ ! -e "$at/snapshot" ] || [ -s "$at/unmounted" ] || chmod --reference="$at/lower" "$at/rw/upper" 2>/dev/null || true
}
mount_cache() {
  at=caches/$1
  if [ -e "$at/snapshot" ]; then
    source=/proc/self/fd/$(($1 + ${firstCacheFile}))
    [ "$lower" != extracted ] || IFS= read -r source <"$at/snapshot"
    attach_saved "$source" "$at/lower" 2>"$at/unmounted" && true >"$at/unmounted"
  fi
  folders_of_cache && { layer_cache "$options" || layer_cache "\${options#,volatile}" || layer_cache ""; } &&
    { true >"$at/forgotten"; return; }
  mount -t tmpfs -o mode=755 tmpfs "$at/rw" && folders_of_cache && layer_cache ""
}
# The same as make_folder, for the user: what is made on the way, such as ~/.cache, other tools write to as well.
make_own_folder() {
  resolve "$1" || return 1
  first=
  made=$inside
  until [ -e "$made" ]; do first=$made made=\${made%/*}; done
  make_folder "$1" 755 && { [ -z "$first" ] || chown -R "$uid:$gid" "$first"; }
}
for cache in caches/*/; do
  [ -d "$cache" ] || continue
  cache=\${cache#caches/}
  mount_cache "\${cache%/}" || fail "a cache cannot be mounted"
done
`;
/** $1 the folder of a cache, $2 how snapshots are mounted, $3 the number of mount(2), or empty. */
const begin = `
cd "$1" || exit 125
lower=$2 syscalls=$3
${attach}
show_saved() {
  if [ -e snapshot ] && [ ! -s unmounted ]; then
    IFS= read -r source <snapshot
    attach_saved "$source" lower || exit 125
  fi
}
`;
/**
 * $4 options of the overlay. Prints what is there now, as a tar archive: the upper folder over what was saved, mounted where nobody
 * sees it.
 */
const read = `
${begin}
show_saved
mount -t overlay -o "ro,lowerdir=rw/upper:lower$4" overlay merged || exit 125
exec tar --create --file=- --format=posix --pax-option=delete=atime,delete=ctime --sort=name --numeric-owner --directory=merged .
`;
/** What the overlay of a command has written, an overlay that only reads has to be told. */
const readOptions = {
    root: ",metacopy=on,redirect_dir=follow",
    sudo: ",metacopy=on,redirect_dir=follow",
    "user namespace": ",userxattr",
};
/**
 * Program of perl. Argument: the number of lgetxattr(2). Reads `TYPE SIZE NAME`, each ended by NUL, of what stands in an upper folder,
 * and prints the first name whose content is new. The overlay keeps no data of a file whose times alone were set, and marks it
 * (metacopy); and tools open empty files to lock them.
 */
const findNews = `
my ($lgetxattr) = @ARGV;
my $buffer = "\\0" x 4096;
sub marked { my ($name, $mark) = @_; $mark = "trusted.overlay.$mark"; return syscall($lgetxattr + 0, $name, $mark, $buffer, 4096) >= 0 }
$/ = "\\0";
while (<STDIN>) {
  chomp;
  my ($type, $size, $name) = split(/ /, $_, 3);
  my $saved = "../../lower/$name";
  if ($type eq "f" && -f $saved && !-l $saved) {
    next if $size == 0 && -z $saved;
    next if $size > 0 && marked($name, "metacopy") && !marked($name, "redirect");
  }
  next if $type eq "d" && -d $saved && !-l $saved && !marked($name, "opaque") && !marked($name, "redirect");
  print $name;
  exit;
}
`;
/** $1 to $3 as of \`read\`, $4 the number of lgetxattr(2), or empty. Prints how many bytes were written, if any content is new. */
const list = `
${begin}
show_saved
cd rw/upper && find . -maxdepth 0 -printf "" || exit 125
news() { find . -mindepth 1 -printf "%y %s %p\\0"; }
if [ -n "$4" ] && command -v perl >/dev/null; then found=$(news | perl -e '${findNews}' "$4"); else found=$(news | head -c 1); fi
[ -z "$found" ] || du -s --block-size=1 .
`;
/** How many bytes a command has written; undefined where no content is new. */
async function bytesWritten(folder, tools) {
    const [program, ...args] = aside(list, folder, tools, lgetxattr);
    const result = await (0,machine_process/* run */.e)(program, args);
    check("listed", result);
    return result.stdout.length === 0 ? undefined : Number.parseInt(result.stdout.toString("latin1"), 10);
}
/** All that is there now, as a tar archive. It ends with an error where it is not whole. */
function contentOf(folder, tools) {
    return (0,machine_process/* outputOf */.j)(aside(read, folder, tools, readOptions[tools.rights]), {}, (result) => check("read", result));
}
/** The command line of a script that mounts where nobody sees it. In another locale, tar would take names for text. */
function aside(script, folder, { rights, lower }, last) {
    const [mount = ""] = systemCalls.split(" ");
    const namespaces = ["unshare", "--mount", "--propagation", "private", "--"];
    return [
        ...elevate/* elevations */.$F[rights],
        "env",
        "LC_ALL=C",
        ...namespaces,
        "sh",
        "-c",
        script,
        "sh",
        folder,
        lower,
        mount,
        last,
    ];
}
/** The command has succeeded, whatever becomes of its cache. */
function saying(name, log) {
    return (error) => {
        if (!(0,errors/* isTreestampError */.Sh)(error) || error.code === "interrupted")
            throw error;
        log.warning(`The cache ${name} is not saved: ${error.message}`);
    };
}
/** @throws sandbox-failed */
function check(done, { exitCode, stderr }) {
    if (exitCode === 0)
        return;
    const [why = ""] = stderr.trim().split("\n");
    throw new errors/* TreestampError */.ks("sandbox-failed", `A cache could not be ${done}: ${why.replace(/\.$/, "")}.`, {
        remedy: "Caches are read by GNU tar and GNU find: install them.",
    });
}

;// CONCATENATED MODULE: ./core/sandbox/inside-image-script.js
/**
 * Shell functions of `prepare` for paths of the image. Images have symbolic links where one expects folders, and so may a
 * kept overlay: each link is followed as the command would follow it, inside of `root`, and never out of it. No process of
 * the sandbox lives while these work.
 */
const insideImage = `
# Sets $inside to where $1 leads, from "root" on and without links; what is not there yet is part of it. False for a loop.
resolve() {
  set -- "$1" 0
  inside=root
  while [ -n "$1" ]; do
    part=\${1%%/*}
    case $1 in */*) set -- "\${1#*/}" "$2" ;; *) set -- "" "$2" ;; esac
    case $part in
      "" | .) ;;
      ..) [ "$inside" = root ] || inside=\${inside%/*} ;;
      *)
        if [ -L "$inside/$part" ]; then
          [ "$2" -lt 40 ] && target=$(readlink "$inside/$part" && echo .) || return 1
          target=\${target%??}
          case $target in /*) inside=root ;; esac
          set -- "$target/$1" $(($2 + 1))
        else
          inside=$inside/$part
        fi
        ;;
    esac
  done
}
# Notes that $1, and each folder on the way to it that is missing, is made here: what else is new, the command has made.
note() {
  noted=$1
  until [ -e "$noted" ]; do
    printf '%s\\0' "\${noted#root/}"
    noted=\${noted%/*}
  done >>rw/ours
}
# Makes the folder $1 with the mode $2, unless the image has it; folders above it get 755. Sets $inside.
make_folder() {
  resolve "$1" && { [ -d "$inside" ] || { note "$inside" && mkdir -p -m "$2" "$inside"; }; }
}
# Makes an empty file to mount over, unless something is there that is no folder. Sets $inside.
make_file() {
  resolve "$1" || return 1
  [ ! -e "$inside" ] || [ -d "$inside" ] || return 0
  note "$inside" && { [ -d "\${inside%/*}" ] || mkdir -p "\${inside%/*}"; } && true >"$inside"
}
# True for a file of the image, which $inside then names; no fifo or device is ever opened.
find_file() { resolve "$1" && [ -f "$inside" ]; }
`;

// EXTERNAL MODULE: ./core/sandbox/own-folders-script.js
var own_folders_script = __webpack_require__(34035);
;// CONCATENATED MODULE: ./core/sandbox/mounted-script.js
/**
 * The part of the mounted sandbox that needs root, as two small shell programs. Everything they handle comes as an
 * argument or stands in the scratch folder, which is their working directory; nothing is ever spliced into their text.
 * Starting a program costs more than most of what happens here, so what the shell itself can do, it does.
 *
 * Files of the scratch folder, which the caller makes before it starts `supervise`:
 *   control              fifo: a line with a signal's name passes that signal on; its end means that the caller is gone
 *   config.head          the runtime's configuration up to the end of its variables, and
 *   config.tail          what comes behind the user
 *   places               lines of what the command needs: `writePlaces` says which
 *   failed               why nothing started; emptied by `prepare` once all is mounted
 *   runtime.log          empty
 *   lower, root          empty folders, the mount points
 *   caches               a folder for each cache: see mounted-caches.ts
 * Files that root adds, and removes: rw (upper and work folder, own folders, and `ours`, the names in the upper folder that are
 * there for the command alone, each ended by NUL; or a link to a folder that keeps them), state, container.pid, config.json, own,
 * forgotten (see `prepare`).
 *
 * What root opens and mounts here by name is in the scratch folder or in one that keeps, both in the cache folder. No
 * command sees that, so none could have put a symbolic link there; one that is there all the same is refused.
 */




/**
 * $1 scratch folder, $2 snapshot, as a file or extracted, $3 the folder that holds what commands write for the next one, or empty:
 * a job's, or one of a build, which has a file `of-a-build` and goes with the process that has made it,
 * $4 the text of `prepare`, and what `prepare` needs. Its exit code is the command's.
 *
 * The lock of the job's folder is held until nothing has the overlay mounted: two on one upper folder would destroy it.
 *
 * The snapshot is opened here and never again: what the caller names is a file that it has open, through /proc, which the
 * process namespace of `prepare` does not show.
 *
 * The command runs in a process namespace whose first process, the only child of unshare, is the OCI runtime: when that
 * ends, or is killed from here, the kernel ends all of them, and the mount namespace goes with the last one. crun waits for
 * orphans of the command, which are its children then: so they are killed once the command, its first child, is gone.
 */
const supervise = `
cd "$1" || exit 125
scratch=$1 snapshot=$2 job=$3 prepare=$4
shift 4
umask 022
exec 8<"$snapshot"
${openSaved}
if [ -n "$job" ]; then
  [ -f "$job/lock" ] && [ ! -L "$job/lock" ] || { echo "$job/lock is no file" >failed; exit 125; }
  # A command that was killed may take some moments to be gone.
  why="flock cannot be found"
  command -v flock >/dev/null && why="another command is running in this job's environment" &&
    exec 9<"$job/lock" && flock --timeout 3 9 || { echo "$why" >failed; exit 125; }
  ln -s "$job" rw
fi

# The runtime's number: the child of our last child. Asked of the kernel, for after the caller's death this folder may be
# swept away at any time. The kernel's lists have no end of line, so read fails, and has read them.
find_runtime() {
  list= runtime=
  read -r list <"/proc/$$/task/$$/children"
  for parent in $list; do :; done
  read -r runtime rest <"/proc/$parent/task/$parent/children" || [ -n "$runtime" ]
}
# Numbers of the runtime's own children: the command, and orphans of it. Each of the runtime's threads may have some.
children() { find_runtime && cat /proc/"$runtime"/task/*/children; }
(
  exec 8<&- 9<&- ${closeSaved}
  ${(0,controlled/* listenTo */.rq)("control")}
  while read -r signal; do
    until [ -s container.pid ] || [ ! -e control ]; do sleep 0.02; done
    # The runtime passes every signal on but this one, which would end it before it knows the command's exit code.
    if [ "$signal" = KILL ]; then kill -s KILL $(children); else find_runtime && kill -s "$signal" "$runtime"; fi
  done
  true >orphaned # not \`:\`, which would end this shell where the folder is gone
  # Until it has worked, which ends us, too: so early, our last child may still be another one.
  while [ -e /proc/$$ ]; do
    ! find_runtime || kill -s KILL "$runtime"
    sleep 0.05
  done
) </dev/null >/dev/null 2>&1 &
watcher=$!
(
  exec 8<&- 9<&- ${closeSaved}
  until [ -s container.pid ]; do
    [ -e /proc/$$ ] || exit # somebody killed that shell alone
    sleep 0.1
  done
  # Which of them is the command: its number in its own namespace is the one that the runtime wrote down.
  command=$(grep -l "^NSpid:.*[[:space:]]$(cat container.pid)$" $(printf '/proc/%s/status ' $(children)))
  command=\${command#/proc/}
  [ -z "$command" ] || tail -f /dev/null -s 0.1 --pid "\${command%/status}"
  while orphans=$(children) && [ -n "$orphans" ]; do
    kill -s KILL $orphans
    sleep 0.02
  done
) >/dev/null 2>&1 &
reaper=$!
# Should somebody kill this shell alone, such as the kernel for want of memory, unshare dies with it, and all the rest with that.
mortal=
command -v setpriv >/dev/null && mortal="setpriv --pdeathsig KILL --"
$mortal unshare --mount --pid --fork --kill-child --mount-proc --propagation private -- \\
  sh -c "$prepare" prepare "$snapshot" "$@"
code=$?
kill "$watcher" "$reaper" 2>/dev/null
wait "$watcher" "$reaper" 2>/dev/null
rm -rf --one-file-system rw state container.pid passwd
if [ -e orphaned ]; then
  [ ! -e "$job/of-a-build" ] || rm -rf --one-file-system "$job"
  cd / && rm -rf --one-file-system "$scratch"
fi
for group in /sys/fs/cgroup/"\${scratch##*/}" /sys/fs/cgroup/*/"\${scratch##*/}"; do
  [ ! -d "$group" ] || rmdir "$group" 2>/dev/null
done
exit "$code"
`;
/**
 * Program of perl. Arguments: the number of mount(2), and further options of the overlay. Exits with 1, with nothing mounted,
 * where the kernel mounts no file. Source of the flags, read-only and without devices: mount(2).
 */
const mounted_script_mounts = `
my ($mount, $options) = @ARGV;
sub attach { my @arguments = @_; return syscall($mount + 0, @arguments) == 0 }
attach("/proc/self/fd/8", "lower", "erofs", 5, 0) or exit 1;
exit if -l "rw" || -e "rw";
mkdir "rw" and mkdir "rw/upper" and mkdir "rw/work" or exit;
print 1 if attach("overlay", "root", "overlay", 0, "lowerdir=lower,upperdir=rw/upper,workdir=rw/work$options");
`;
/**
 * $1 folder of an extracted snapshot, $2 how the snapshot comes under the overlay, $3 numbers of the system calls mount and
 * unshare, or empty where they are not known, $4 further options of the overlays, $5 \`crun\` or \`runc\`, $6 path of that
 * program, $7 name of the container, $8 uid:gid:further,groups of the user, or empty for one to be looked up: $9. The
 * snapshot's file is open as 8. Runs as the first process of its own mount and process namespace, and becomes the runtime.
 */
const prepare = `
fail() { echo "$1" >failed; exit 125; }
folder=$1 lower=$2 syscalls=$3 options=$4 kind=$5 runtime=$6 name=$7 numbers=$8 user=$9
${insideImage}${own_folders_script/* ownFolders */.gZ}
# Linux 6.12 and later mount the file itself. mount(8) before 2.41 puts a loop device under it, which has to wait until all
# of a file that was just fetched is on the disk, and then reads small files four times slower. So perl calls mount(2), and
# does it for the overlay, too, where nothing is kept: then $layered says so.
layered=
attach_file() { [ -n "$syscalls" ] && layered=$(perl -e '${mounted_script_mounts}' "\${syscalls% *}" "$options" 2>/dev/null); }
# Another process may take the free loop device that mount has just found, so it looks again.
attach_loop() {
  for delay in 0.1 0.1 0.1 0.1 0; do
    mount --no-canonicalize -t erofs -o ro,nodev -- /proc/self/fd/8 lower 2>failed && return
    sleep "$delay"
  done
  exit 125
}
case $lower in
  kernel) attach_file || attach_loop ;;
  erofsfuse) erofsfuse /proc/self/fd/8 lower >failed 2>&1 || exit 125 ;;
  extracted) mount --bind -- "$folder" lower 2>failed || exit 125 ;;
esac

# Older kernels, and disks that cannot be an upper folder, get less than the options that are asked for; but a layer is never made of
# what an overlay with the kernel's own defaults holds.
layer() { mount -t overlay -o "lowerdir=lower,upperdir=rw/upper,workdir=rw/work$1" overlay root 2>failed; }
# The work folder is never used again: that it was mounted with \`volatile\` would forbid it.
for made in rw/upper rw/work rw/own; do
  [ ! -L "$made" ] || fail "$made is a symbolic link, which treestamp never makes"
done
folders() { { [ ! -e rw/work ] || rm -rf --one-file-system rw/work rw/own/*/work; } && mkdir -p rw/upper rw/work 2>failed; }
building= home_is_ours=
while IFS= read -r place; do
  case $place in building) building=1 ;; home) home_is_ours=1 ;; esac
done <places
[ -n "$layered" ] || { folders && { layer "$options" || layer "\${options#,volatile}" || { [ -z "$building" ] && layer; }; }; } || {
  [ -z "$building" ] || exit 125 # what is in memory here is gone with the command
  cat failed >forgotten # memory is scarcer than a disk, and keeps nothing for the next command
  mount -t tmpfs -o mode=755 tmpfs rw 2>failed && folders && layer
} || exit 125
: >failed

# Older runtimes make the files of /dev by its path from outside, and through a link there on the machine.
for made in dev proc sys; do
  [ ! -L "root/$made" ] || fail "/$made of the image is a symbolic link"
  make_folder "/$made" 755 || fail "/$made cannot be made"
done
make_folder /tmp 1777 && { [ -n "$building" ] || [ -k "$inside" ] || chmod 1777 "$inside"; } || fail "/tmp cannot be made"
make_folder /var/tmp 1777 && make_folder /run 755 && make_folder /root 700 || fail "/var/tmp, /run or /root cannot be made"

number() { case $1 in "" | *[!0-9]*) false ;; esac; }
uid= gid= more= login= home=
# Finds the line of the image's passwd whose number is $1, or with $2 also whose name is $1.
find_line() {
  find_file /etc/passwd || return 1
  while IFS=: read -r login _ entry_uid entry_gid _ home _ || [ -n "$login" ]; do
    [ "$entry_uid" != "$1" ] && [ "\${2:+$login}" != "$1" ] || return 0
  done <"$inside"
  login= home=
  return 1
}
if [ -n "$numbers" ]; then
  uid=\${numbers%%:*} more=,\${numbers##*:} gid=\${numbers#*:}
  gid=\${gid%%:*}
  ! find_line "$uid" || known=1
else
  wanted=\${user%%:*} group=
  case $user in *:*) group=\${user#*:} ;; esac
  if find_line "$wanted" or-name; then
    known=1 uid=$entry_uid gid=$entry_gid
  else
    number "$wanted" || fail "the image has no user $wanted"
    uid=$wanted gid=0
  fi
  if [ -n "$group" ]; then
    gid=
    if number "$group"; then gid=$group; fi
  fi
  if find_file /etc/group; then
    while IFS=: read -r entry _ entry_gid members || [ -n "$entry" ]; do
      [ -z "$group" ] || [ "$entry" != "$group" ] || gid=$entry_gid
      case ",$members," in *",$login,"*)
        if [ -n "$login" ] && [ -z "$group" ] && number "$entry_gid"; then more=$more,$entry_gid; fi ;;
      esac
    done <"$inside"
  fi
  number "$uid" && number "$gid" || fail "the image has no user and group $user"
fi

# The runtime takes HOME from the image's passwd where nobody says another. A home that its user cannot write is none.
variables=
if [ "$uid" = 0 ]; then fallback=/root; else fallback=/home/treestamp; fi
usable() { [ "$home" != / ] && resolve "$home" && [ -d "$inside" ] && [ -n "$(find "$inside" -prune -user "$uid" -perm -300)" ]; }
if [ -z "\${known-}" ] || { [ -n "$home_is_ours" ] && ! usable; }; then
  make_folder "$fallback" 755 && chown "$uid:$gid" "$inside" || fail "the home folder cannot be made"
  [ -z "$home_is_ours" ] || variables=",\\"HOME=$fallback\\""
fi
if [ -z "\${known-}" ] && [ "$uid" != 0 ]; then
  make_file /etc/passwd && [ -f "$inside" ] || fail "/etc/passwd cannot be made"
  [ -s "$inside" ] || echo root:x:0:0:root:/root:/bin/sh >>"$inside"
  [ -z "$(tail -c 1 "$inside")" ] || echo >>"$inside"
  echo "treestamp:x:$uid:$gid::$fallback:/bin/sh" >>"$inside"
fi

# What is to be the user's, then what is to be there for mounts.
writable_whose=own
[ "$uid" != 0 ] || writable_whose=keep
while IFS= read -r place; do
  case $place in
    "local "*) own_folders "\${syscalls#* }" "\${place#* }" "$options" $(local_folders) || fail "the image's folders cannot be given to $uid" ;;
    "writable "*)
      resolve "\${place#* }" && { [ -d "$inside" ] || { mkdir -p "$inside" && chown "$uid:$gid" "$inside"; }; } &&
        own_folders "\${syscalls#* }" "$writable_whose" "$options" "\${inside#root/}" || fail "\${place#* } cannot be made writable" ;;
  esac
done <places
${mountCaches}
while IFS= read -r place; do
  case $place in
    "cache "*) make_own_folder "\${place#* }" || fail "the image has no folder \${place#* }, and something else is at that path" ;;
    "folder "*) make_folder "\${place#* }" 755 || fail "the image has no folder \${place#* }, and something else is at that path" ;;
    "file "*) make_file "\${place#* }" || fail "the image has no file \${place#* }, and something else is at that path" ;;
  esac
done <places

# Every user may work in the workspace. git refuses a repository of another user, and libgit2 reads no variables.
if [ -z "$building" ] && [ -d root/etc ] && resolve /etc/gitconfig && { [ -f "$inside" ] || [ ! -e "$inside" ]; }; then
  { [ -s "$inside" ] && grep -qF 'directory = *' "$inside"; } || printf %s '${own_folders_script/* trustedWorkspace */.lW}' >>"$inside"
fi

umask 077
cat config.head - config.tail >config.json <<end
$variables],"user":{"uid":$uid,"gid":$gid,"additionalGids":[\${more#,}]}
end
umask 022

if [ "$kind" = crun ]; then
  # crun 1.8 refuses a machine that has both versions of cgroups, even when told to use none of them.
  [ ! -d /sys/fs/cgroup/unified ] || mount -t tmpfs -o ro tmpfs /sys/fs/cgroup || fail "/sys/fs/cgroup cannot be hidden"
  set -- --cgroup-manager=disabled
else
  set --
fi
exec "$runtime" "$@" --root state --log runtime.log --log-format json run --pid-file container.pid --bundle . "$name" 8<&- 9<&- ${closeSaved}
`;

// EXTERNAL MODULE: ./core/sandbox/mounted-tools.js
var mounted_tools = __webpack_require__(10489);
// EXTERNAL MODULE: ./core/sandbox/oci-spec.js + 2 modules
var oci_spec = __webpack_require__(9564);
// EXTERNAL MODULE: ./core/sandbox/shown.js
var shown = __webpack_require__(34906);
// EXTERNAL MODULE: ./core/sandbox/port.js
var port = __webpack_require__(68868);
;// CONCATENATED MODULE: ./core/sandbox/start-failure.js




/**
 * Why the command did not start, from what the scratch folder's `failed` and `runtime.log` say; `undefined` where it did, or
 * where its own program could not be started. A working directory that its user may not enter is the command's own failure.
 * @throws sandbox-failed for every other reason, `SandboxRefused` where nothing could be mounted
 */
async function whyNotPrepared(scratch, command, exitCode) {
    const failed = (await (0,promises_.readFile)((0,external_node_path_.join)(scratch, "failed"), "utf8")).trim();
    if (failed !== "")
        throw refusal(failed); // whatever the exit code: the command has not run
    if (exitCode === 0)
        return undefined;
    const complaints = errorsIn(await (0,promises_.readFile)((0,external_node_path_.join)(scratch, "runtime.log"), "utf8"));
    if (complaints.length === 0)
        return undefined;
    const why = complaints.join("; ");
    const denied = /permission denied|operation not permitted/i.test(why);
    if (denied && /\b(chdir|cwd)\b/.test(why)) {
        return {
            exitCode: 126,
            message: `${command.workingDirectory} cannot be the working directory: the command's user may not enter it. Choose another \`working-directory\` or \`user\`.`,
        };
    }
    const program = command.argv[0] ?? "";
    if (!namesProgram(why, program))
        throw failure(why);
    if (denied)
        return { exitCode: 126, message: `${program} cannot be executed: permission denied.` };
    if (/not found|no such file/i.test(why))
        return { exitCode: 127, message: `${program}: not found in the image.` };
    throw failure(why);
}
/** Where no starter of ours stands between: crun has the program in backquotes, runc has `exec: "…"` or `exec …`. */
function namesProgram(why, program) {
    return why.includes(`\`${program}\``) || /\bexec(utable)?\b/.test(why);
}
/** Messages of level error in a runtime's log, one JSON object a line. */
function errorsIn(log) {
    return log
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line))
        .filter((entry) => entry.level === "error" || entry.level === "fatal")
        .map((entry) => entry.msg ?? "");
}
/** Why the runtime was not even started. Another sandbox must not hide what the user can fix. */
function refusal(why) {
    const lasting = /the image has no user|is a symbolic link|is no file|no space left|another command is running/i.test(why);
    return lasting ? failure(why) : new port/* SandboxRefused */.U(why.replace(/\.$/, ""), failure(why).remedy);
}
function failure(why) {
    const remedy = /the image has no user/.test(why)
        ? "Set `user` to a name from the image's /etc/passwd, to numbers (uid:gid), or to `caller`."
        : /of the image is a symbolic link/.test(why)
            ? "The environment mounts its own folder there: remove the link in the Dockerfile."
            : /no space left/i.test(why)
                ? "Free some space, or set `cache-folder` to a folder on another disk."
                : /another command is running/.test(why)
                    ? "Steps of a job share one environment, one at a time: let the other command end first."
                    : "Set `sandbox` to container, or see with --debug what this machine lacks.";
    return new errors/* TreestampError */.ks("sandbox-failed", `The environment could not be set up: ${why}.`, { remedy });
}

// EXTERNAL MODULE: ./core/sandbox/start-report.js + 1 modules
var start_report = __webpack_require__(49949);
// EXTERNAL MODULE: ./core/sandbox/user.js
var sandbox_user = __webpack_require__(22332);
;// CONCATENATED MODULE: ./core/sandbox/mounted.js
/** The mounted sandbox: a snapshot under an overlay, in namespaces that end with the command. */




















/**
 * Runs commands in a snapshot. A command's writes to the root go to a scratch folder and are gone with it, unless a folder
 * keeps them; the machine's
 * mounts never change, for all happens in a mount namespace of its own.
 */
function mountedSandbox(options) {
    const { tools } = options;
    return {
        kind: "mounted",
        description: (0,mounted_tools/* describeTools */.B)(tools),
        run: (command) => runMounted(options, command),
    };
}
async function runMounted(options, command) {
    const { tools, log } = options;
    await removeAbandoned(options);
    const jobFolder = await options.jobFolder?.();
    const snapshot = await options.openSnapshot();
    const scratch = await (0,machine_scratch/* makeScratch */.lP)(options.scratch);
    const placeOf = (saved, file) => sourceOf({ ...options, ...saved }, file);
    let caches;
    try {
        caches = await layCaches(command.caches ?? [], { scratch, tools, placeOf, log });
        const binds = [...command.binds, ...caches.binds];
        const fill = async () => {
            const started = await (0,start_report/* withStarter */.iq)({ ...command, binds }, options.image, scratch, tools.rights === "user namespace");
            return fillScratch(options, started, scratch);
        };
        const [, { numbers, lookup }] = await Promise.all([(0,controlled/* makeControl */.Qz)(scratch), fill()]);
        const { runtime, lower, rights } = tools;
        const name = `treestamp-${(0,external_node_path_.basename)(scratch)}`;
        const overlay = options.building === undefined ? overlayOptions(rights) : buildOverlayOptions(rights);
        const forPrepare = [lower, systemCalls, overlay, runtime.kind, runtime.path, name, numbers, lookup];
        const parameters = [scratch, await sourceOf(options, snapshot), jobFolder ?? "", prepare, ...forPrepare];
        const elevation = options.building?.elevation ?? elevate/* elevations */.$F[rights];
        const line = [...elevation, "sh", "-c", supervise, "supervise", ...parameters];
        const outcome = await (0,controlled/* runControlled */.Wi)(scratch, line, command);
        const { exitCode } = outcome;
        const failure = (await whyNotPrepared(scratch, command, exitCode)) ??
            (await (0,start_report/* startReport */.Fg)(scratch, command, options.image, exitCode));
        await sayIfInMemory(scratch, jobFolder, log);
        await caches.end(exitCode === 0 && outcome.told === undefined);
        if (failure === undefined)
            return outcome;
        (0,start_report/* sayNotStarted */.aX)(command, failure.message, log);
        return { ...outcome, exitCode: failure.exitCode };
    }
    finally {
        await Promise.all([snapshot.close(), caches?.close()]);
        await removeScratch(scratch, tools.rights);
    }
}
/** What the disk cannot take is written to memory, and gone with the command, where a later one was to find it. */
async function sayIfInMemory(scratch, jobFolder, log) {
    const why = await (0,promises_.readFile)((0,external_node_path_.join)(scratch, "forgotten"), "utf8").catch((0,missing/* missing */.L)(undefined));
    if (why === undefined)
        return;
    const because = `since the disk of ${jobFolder ?? scratch} cannot be under an overlay: ${why.trim().replace(/\.$/, "")}`;
    const otherwise = "Name a folder on another disk: `cache-folder`.";
    if (jobFolder !== undefined) {
        log.warning(`What this command wrote outside of its workspace is gone for later steps, ${because}. ${otherwise}`);
    }
    else
        log.info(`What commands write outside of their workspace is in memory, up to half of it, ${because}. ${otherwise}`);
}
/**
 * Nothing of the upper folder is to survive a loss of power, so nothing of it needs to reach the disk (volatile), and a changed owner or
 * mode needs no copy of the data (metacopy). In a user namespace, the overlay's own marks are ordinary attributes.
 */
function overlayOptions(rights) {
    return rights === "user namespace" ? ",volatile,userxattr" : ",volatile,metacopy=on,redirect_dir=on";
}
/** A layer has whole files, and knows of no directory that was elsewhere: rename(2) says so, and programs copy. Kernels may have other defaults. */
function buildOverlayOptions(rights) {
    return rights === "user namespace" ? ",volatile,userxattr" : ",volatile,metacopy=off,redirect_dir=off,index=off";
}
/**
 * A path to the snapshot for other processes. For root it leads to the very file that is open, by /proc's own number of this
 * process, should it have two. Root of a user namespace may not look there, and makes no kernel parse anything.
 */
async function sourceOf(options, snapshot) {
    const { lower, rights } = options.tools;
    if (lower === "extracted")
        return (0,extracted/* extractedRoot */.N)({ ...options, rights, snapshot });
    const open = `/proc/${await (0,promises_.readlink)("/proc/self")}/fd/${snapshot.fd}`;
    return rights === "user namespace" ? (0,promises_.readlink)(open) : open;
}
/**
 * Root has taken its own files away, unless it was killed: then these rights do it, when the last process there is gone. What
 * is left all the same is removed by the next command.
 */
async function removeScratch(scratch, rights) {
    for (let tries = 0; tries < 20; tries++) {
        try {
            (0,external_node_fs_.rmSync)(scratch, { recursive: true, force: true }); // small files: their removal one by one takes threads longer
            return;
        }
        catch {
            await (0,elevate/* removeAs */.dc)(rights, [scratch]);
            await (0,external_node_timers_promises_.setTimeout)(tries * 10);
        }
    }
}
function terminalSize() {
    const { rows, columns } = process.stdout;
    return { height: rows, width: columns };
}
/** Removes what processes that were killed together with their supervisor have left; root owns part of it. */
async function removeAbandoned({ scratch, tools, }) {
    await (0,elevate/* removeAs */.dc)(tools.rights, await (0,machine_scratch/* abandonedScratch */.h7)(scratch));
}
/**
 * Makes the files that `supervise` and `prepare` expect. They are small: to hand each to a thread would take ten times as
 * long. Gives the last two arguments of `prepare`.
 */
async function fillScratch({ image, tools, hidden, building }, command, scratch) {
    const at = (name) => (0,external_node_path_.join)(scratch, name);
    const secluded = command.secluded ?? building;
    const files = networkFiles(scratch, secluded?.network);
    for (const folder of ["lower", "root"])
        (0,external_node_fs_.mkdirSync)(at(folder));
    (0,external_node_fs_.writeFileSync)(at("failed"), `${elevate/* elevations */.$F[tools.rights][0] ?? "sh"} did not start the mount process`);
    (0,external_node_fs_.writeFileSync)(at("runtime.log"), "");
    const user = (0,sandbox_user/* numericUser */.b)(command.user);
    const { head, tail } = (0,oci_spec/* runtimeSpec */.kh)(image, command, {
        root: at("root"),
        user,
        files,
        shown: await (0,shown/* hide */.j)(await (0,shown/* withMountsBelow */.M)(command.binds), hidden),
        devices: await deviceNodes(command.devices),
        terminal: (0,controlled/* hasTerminal */.hr)(command) ? terminalSize() : undefined,
        ownsNetwork: tools.rights !== "user namespace",
        unifiedCgroups: statsOf("/sys/fs/cgroup/cgroup.controllers") !== undefined,
        cgroupsPath: `/${(0,external_node_path_.basename)(scratch)}`,
        ...(secluded === undefined ? {} : { secluded }),
    });
    (0,external_node_fs_.writeFileSync)(at("config.head"), head, { mode: 0o600 });
    (0,external_node_fs_.writeFileSync)(at("config.tail"), tail, { mode: 0o600 });
    (0,external_node_fs_.writeFileSync)(at("places"), placesOf(command, files.keys(), building !== undefined, at("caches")));
    if (user === undefined) {
        return { numbers: "", lookup: (command.user === "image" ? image.user : command.user) || "0:0" };
    }
    return { numbers: `${user.uid}:${user.gid}:${user.additionalGids.join(",")}`, lookup: "" };
}
/**
 * Lines that tell `prepare` what the command needs in the image: `building` where a layer is made of what it writes, `home`
 * where HOME is ours to say, `local own|keep` for the folders that are the caller's by default, `writable PATH`, and
 * `folder PATH` or `file PATH` for what is mounted over; `cache PATH` for one that is the user's, with what is made on the way to it.
 * @param caches the folder from which caches are bound
 */
function placesOf(command, files, building, caches) {
    const lines = building ? ["building"] : [];
    // A user who is looked up in the image has the home that the image says, as in docker.
    if ((0,sandbox_user/* numericUser */.b)(command.user) !== undefined && !command.env.has("HOME"))
        lines.push("home");
    // For all users of the environment, so that each finds there what another has written.
    if (process.getuid() !== 0 && !building)
        lines.push(`local ${command.user === "caller" ? "own" : "keep"}`);
    lines.push(...command.writable.map((path) => `writable ${path}`), ...[...files].map((path) => `file ${path}`));
    for (const { source, target } of command.binds) {
        const isFolder = statsOf(source)?.isDirectory();
        if ((0,mounts/* isWithin */.UO)(caches, source))
            lines.push(`cache ${target}`);
        else if (isFolder !== undefined && !/^\/(proc|sys|dev)\//.test(target))
            lines.push(`${isFolder ? "folder" : "file"} ${target}`);
    }
    return `${lines.filter((line) => !line.includes("\n")).join("\n")}\n`;
}
/** Copies of the files that make the machine's network usable, so that a command may change its own; without network, the same everywhere. */
function networkFiles(scratch, network) {
    const files = new Map();
    for (const [path, alone] of filesWithoutNetwork) {
        const copy = (0,external_node_path_.join)(scratch, (0,external_node_path_.basename)(path));
        if (network === "none")
            (0,external_node_fs_.writeFileSync)(copy, alone);
        else if (statsOf(path) === undefined)
            continue;
        else
            (0,external_node_fs_.copyFileSync)(path, copy);
        (0,external_node_fs_.chmodSync)(copy, 0o644); // whatever the umask is
        files.set(path, copy);
    }
    return files;
}
const filesWithoutNetwork = [
    ["/etc/resolv.conf", "nameserver 127.0.0.1\n"],
    ["/etc/hosts", "127.0.0.1 localhost\n::1 localhost\n"],
];
/** Undefined where there is nothing. */
function statsOf(path) {
    return (0,external_node_fs_.statSync)(path, { throwIfNoEntry: false });
}


/***/ }),

/***/ 9564:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  p7: () => (/* binding */ environmentOf),
  kh: () => (/* binding */ runtimeSpec)
});

// UNUSED EXPORTS: capabilities, maskedPaths, readonlyPaths

// EXTERNAL MODULE: ./core/oci/image-config.js
var image_config = __webpack_require__(74651);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: ./core/machine/program-version.js
var program_version = __webpack_require__(67596);
;// CONCATENATED MODULE: ./core/sandbox/seccomp-default.json
const seccomp_default_namespaceObject = /*#__PURE__*/JSON.parse('{"Mz":"SCMP_ACT_ERRNO","h":1,"rn":[{"architecture":"SCMP_ARCH_X86_64","subArchitectures":["SCMP_ARCH_X86","SCMP_ARCH_X32"]},{"architecture":"SCMP_ARCH_AARCH64","subArchitectures":["SCMP_ARCH_ARM"]},{"architecture":"SCMP_ARCH_MIPS64","subArchitectures":["SCMP_ARCH_MIPS","SCMP_ARCH_MIPS64N32"]},{"architecture":"SCMP_ARCH_MIPS64N32","subArchitectures":["SCMP_ARCH_MIPS","SCMP_ARCH_MIPS64"]},{"architecture":"SCMP_ARCH_MIPSEL64","subArchitectures":["SCMP_ARCH_MIPSEL","SCMP_ARCH_MIPSEL64N32"]},{"architecture":"SCMP_ARCH_MIPSEL64N32","subArchitectures":["SCMP_ARCH_MIPSEL","SCMP_ARCH_MIPSEL64"]},{"architecture":"SCMP_ARCH_S390X","subArchitectures":["SCMP_ARCH_S390"]},{"architecture":"SCMP_ARCH_RISCV64","subArchitectures":null},{"architecture":"SCMP_ARCH_LOONGARCH64","subArchitectures":null}],"RH":[{"names":["accept","accept4","access","adjtimex","alarm","bind","brk","cachestat","capget","capset","chdir","chmod","chown","chown32","clock_adjtime","clock_adjtime64","clock_getres","clock_getres_time64","clock_gettime","clock_gettime64","clock_nanosleep","clock_nanosleep_time64","close","close_range","connect","copy_file_range","creat","dup","dup2","dup3","epoll_create","epoll_create1","epoll_ctl","epoll_ctl_old","epoll_pwait","epoll_pwait2","epoll_wait","epoll_wait_old","eventfd","eventfd2","execve","execveat","exit","exit_group","faccessat","faccessat2","fadvise64","fadvise64_64","fallocate","fanotify_mark","fchdir","fchmod","fchmodat","fchmodat2","fchown","fchown32","fchownat","fcntl","fcntl64","fdatasync","fgetxattr","flistxattr","flock","fork","fremovexattr","fsetxattr","fstat","fstat64","fstatat64","fstatfs","fstatfs64","fsync","ftruncate","ftruncate64","futex","futex_requeue","futex_time64","futex_wait","futex_waitv","futex_wake","futimesat","getcpu","getcwd","getdents","getdents64","getegid","getegid32","geteuid","geteuid32","getgid","getgid32","getgroups","getgroups32","getitimer","getpeername","getpgid","getpgrp","getpid","getppid","getpriority","getrandom","getresgid","getresgid32","getresuid","getresuid32","getrlimit","get_robust_list","getrusage","getsid","getsockname","getsockopt","get_thread_area","gettid","gettimeofday","getuid","getuid32","getxattr","getxattrat","inotify_add_watch","inotify_init","inotify_init1","inotify_rm_watch","io_cancel","ioctl","io_destroy","io_getevents","io_pgetevents","io_pgetevents_time64","ioprio_get","ioprio_set","io_setup","io_submit","ipc","kill","landlock_add_rule","landlock_create_ruleset","landlock_restrict_self","lchown","lchown32","lgetxattr","link","linkat","listen","listmount","listxattr","listxattrat","llistxattr","_llseek","lremovexattr","lseek","lsetxattr","lstat","lstat64","madvise","map_shadow_stack","membarrier","memfd_create","memfd_secret","mincore","mkdir","mkdirat","mknod","mknodat","mlock","mlock2","mlockall","mmap","mmap2","mprotect","mq_getsetattr","mq_notify","mq_open","mq_timedreceive","mq_timedreceive_time64","mq_timedsend","mq_timedsend_time64","mq_unlink","mremap","mseal","msgctl","msgget","msgrcv","msgsnd","msync","munlock","munlockall","munmap","name_to_handle_at","nanosleep","newfstatat","_newselect","open","openat","openat2","pause","pidfd_open","pidfd_send_signal","pipe","pipe2","pkey_alloc","pkey_free","pkey_mprotect","poll","ppoll","ppoll_time64","prctl","pread64","preadv","preadv2","prlimit64","process_mrelease","pselect6","pselect6_time64","pwrite64","pwritev","pwritev2","read","readahead","readlink","readlinkat","readv","recv","recvfrom","recvmmsg","recvmmsg_time64","recvmsg","remap_file_pages","removexattr","removexattrat","rename","renameat","renameat2","restart_syscall","riscv_hwprobe","rmdir","rseq","rt_sigaction","rt_sigpending","rt_sigprocmask","rt_sigqueueinfo","rt_sigreturn","rt_sigsuspend","rt_sigtimedwait","rt_sigtimedwait_time64","rt_tgsigqueueinfo","sched_getaffinity","sched_getattr","sched_getparam","sched_get_priority_max","sched_get_priority_min","sched_getscheduler","sched_rr_get_interval","sched_rr_get_interval_time64","sched_setaffinity","sched_setattr","sched_setparam","sched_setscheduler","sched_yield","seccomp","select","semctl","semget","semop","semtimedop","semtimedop_time64","send","sendfile","sendfile64","sendmmsg","sendmsg","sendto","setfsgid","setfsgid32","setfsuid","setfsuid32","setgid","setgid32","setgroups","setgroups32","setitimer","setpgid","setpriority","setregid","setregid32","setresgid","setresgid32","setresuid","setresuid32","setreuid","setreuid32","setrlimit","set_robust_list","setsid","setsockopt","set_thread_area","set_tid_address","setuid","setuid32","setxattr","setxattrat","shmat","shmctl","shmdt","shmget","shutdown","sigaltstack","signalfd","signalfd4","sigprocmask","sigreturn","socketcall","socketpair","splice","stat","stat64","statfs","statfs64","statmount","statx","symlink","symlinkat","sync","sync_file_range","syncfs","sysinfo","tee","tgkill","time","timer_create","timer_delete","timer_getoverrun","timer_gettime","timer_gettime64","timer_settime","timer_settime64","timerfd_create","timerfd_gettime","timerfd_gettime64","timerfd_settime","timerfd_settime64","times","tkill","truncate","truncate64","ugetrlimit","umask","uname","unlink","unlinkat","uretprobe","utime","utimensat","utimensat_time64","utimes","vfork","vmsplice","wait4","waitid","waitpid","write","writev"],"action":"SCMP_ACT_ALLOW"},{"names":["process_vm_readv","process_vm_writev","ptrace"],"action":"SCMP_ACT_ALLOW","includes":{"minKernel":"4.8"}},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":3,"op":"SCMP_CMP_LT"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":7,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":8,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":9,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":10,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":13,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":14,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":15,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":16,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":17,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":18,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":21,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":22,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":24,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":26,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":27,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":28,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":29,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":30,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":31,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":32,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":33,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":35,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":36,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":39,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":41,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":42,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":43,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":44,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":45,"op":"SCMP_CMP_EQ"}]},{"names":["personality"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":0,"op":"SCMP_CMP_EQ"}]},{"names":["personality"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":8,"op":"SCMP_CMP_EQ"}]},{"names":["personality"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":131072,"op":"SCMP_CMP_EQ"}]},{"names":["personality"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":131080,"op":"SCMP_CMP_EQ"}]},{"names":["personality"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":4294967295,"op":"SCMP_CMP_EQ"}]},{"names":["sync_file_range2","swapcontext"],"action":"SCMP_ACT_ALLOW","includes":{"arches":["ppc64le"]}},{"names":["arm_fadvise64_64","arm_sync_file_range","sync_file_range2","breakpoint","cacheflush","set_tls"],"action":"SCMP_ACT_ALLOW","includes":{"arches":["arm","arm64"]}},{"names":["arch_prctl"],"action":"SCMP_ACT_ALLOW","includes":{"arches":["amd64","x32"]}},{"names":["modify_ldt"],"action":"SCMP_ACT_ALLOW","includes":{"arches":["amd64","x32","x86"]}},{"names":["s390_pci_mmio_read","s390_pci_mmio_write","s390_runtime_instr"],"action":"SCMP_ACT_ALLOW","includes":{"arches":["s390","s390x"]}},{"names":["riscv_flush_icache"],"action":"SCMP_ACT_ALLOW","includes":{"arches":["riscv64"]}},{"names":["open_by_handle_at"],"action":"SCMP_ACT_ALLOW","includes":{"caps":["CAP_DAC_READ_SEARCH"]}},{"names":["bpf","clone","clone3","fanotify_init","fsconfig","fsmount","fsopen","fspick","lookup_dcookie","lsm_get_self_attr","lsm_list_modules","lsm_set_self_attr","mount","mount_setattr","move_mount","open_tree","perf_event_open","quotactl","quotactl_fd","setdomainname","sethostname","setns","syslog","umount","umount2","unshare"],"action":"SCMP_ACT_ALLOW","includes":{"caps":["CAP_SYS_ADMIN"]}},{"names":["clone"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":2114060288,"op":"SCMP_CMP_MASKED_EQ"}],"excludes":{"caps":["CAP_SYS_ADMIN"],"arches":["s390","s390x"]}},{"names":["clone"],"action":"SCMP_ACT_ALLOW","args":[{"index":1,"value":2114060288,"op":"SCMP_CMP_MASKED_EQ"}],"comment":"s390 parameter ordering for clone is different","includes":{"arches":["s390","s390x"]},"excludes":{"caps":["CAP_SYS_ADMIN"]}},{"names":["clone3"],"action":"SCMP_ACT_ERRNO","errnoRet":38,"excludes":{"caps":["CAP_SYS_ADMIN"]}},{"names":["reboot"],"action":"SCMP_ACT_ALLOW","includes":{"caps":["CAP_SYS_BOOT"]}},{"names":["chroot"],"action":"SCMP_ACT_ALLOW","includes":{"caps":["CAP_SYS_CHROOT"]}},{"names":["delete_module","init_module","finit_module"],"action":"SCMP_ACT_ALLOW","includes":{"caps":["CAP_SYS_MODULE"]}},{"names":["acct"],"action":"SCMP_ACT_ALLOW","includes":{"caps":["CAP_SYS_PACCT"]}},{"names":["kcmp","pidfd_getfd","process_madvise","process_vm_readv","process_vm_writev","ptrace"],"action":"SCMP_ACT_ALLOW","includes":{"caps":["CAP_SYS_PTRACE"]}},{"names":["iopl","ioperm"],"action":"SCMP_ACT_ALLOW","includes":{"caps":["CAP_SYS_RAWIO"]}},{"names":["settimeofday","stime","clock_settime","clock_settime64"],"action":"SCMP_ACT_ALLOW","includes":{"caps":["CAP_SYS_TIME"]}},{"names":["vhangup"],"action":"SCMP_ACT_ALLOW","includes":{"caps":["CAP_SYS_TTY_CONFIG"]}},{"names":["get_mempolicy","mbind","set_mempolicy","set_mempolicy_home_node"],"action":"SCMP_ACT_ALLOW","includes":{"caps":["CAP_SYS_NICE"]}},{"names":["syslog"],"action":"SCMP_ACT_ALLOW","includes":{"caps":["CAP_SYSLOG"]}},{"names":["bpf"],"action":"SCMP_ACT_ALLOW","includes":{"caps":["CAP_BPF"]}},{"names":["perf_event_open"],"action":"SCMP_ACT_ALLOW","includes":{"caps":["CAP_PERFMON"]}}]}');
;// CONCATENATED MODULE: ./core/sandbox/seccomp.js
/**
 * The system calls that a command may make: Docker's default profile, for the capabilities that a command can have here.
 *
 * seccomp-default.json is default.json of the Go module github.com/moby/profiles/seccomp, version 0.3.0, unchanged.
 * By the Moby authors, Apache License 2.0: seccomp-default.license.txt.
 */



/** What Go, and so the profile, calls what Node calls otherwise; and what seccomp calls those. */
const architectures = {
    x64: ["amd64", "SCMP_ARCH_X86_64"],
    arm64: ["arm64", "SCMP_ARCH_AARCH64"],
    ppc64: ["ppc64le", "SCMP_ARCH_PPC64LE"],
    s390x: ["s390x", "SCMP_ARCH_S390X"],
    riscv64: ["riscv64", "SCMP_ARCH_RISCV64"],
    loong64: ["loong64", "SCMP_ARCH_LOONGARCH64"],
};
/**
 * Architectures that a machine's kernel runs, and whose every rule costs the start milliseconds: x32 is not worth its 13,
 * for Debian's and Ubuntu's kernels do not run it. A call of an architecture that is left out ends the program.
 */
const leftOut = ["SCMP_ARCH_X32"];
/**
 * The profile as an OCI runtime takes it: the rules for a machine and a bounding set. Both crun and runc leave out calls that
 * their libseccomp does not know. Source: runtime-spec, config-linux.md, seccomp.
 */
function seccompFor(capabilities, { arch, kernel } = { arch: process.arch, kernel: (0,external_node_os_.release)() }) {
    const [goArch, seccompArch] = architectures[arch] ?? [arch, ""];
    const family = seccomp_default_namespaceObject.rn.find(({ architecture }) => architecture === seccompArch);
    const holds = ({ arches = [], caps = [], minKernel }) => (arches.length === 0 || arches.includes(goArch)) &&
        caps.every((capability) => capabilities.includes(capability)) &&
        (minKernel === undefined || (0,program_version/* isAtLeast */.d)((0,program_version/* programVersion */.R)(kernel), (0,program_version/* programVersion */.R)(minKernel)));
    const excluded = ({ arches = [], caps = [] }) => arches.includes(goArch) || caps.some((capability) => capabilities.includes(capability));
    return {
        defaultAction: seccomp_default_namespaceObject.Mz,
        defaultErrnoRet: seccomp_default_namespaceObject.h,
        ...(family === undefined
            ? {}
            : {
                architectures: [family.architecture, ...(family.subArchitectures ?? [])].filter((name) => !leftOut.includes(name)),
            }),
        syscalls: seccomp_default_namespaceObject.RH
            .filter(({ includes = {}, excludes = {} }) => holds(includes) && !excluded(excludes))
            .map(({ names, action, args, errnoRet }) => ({
            names,
            action,
            ...(args && { args }),
            ...(errnoRet && { errnoRet }),
        })),
    };
}

// EXTERNAL MODULE: ./core/sandbox/user.js
var user = __webpack_require__(22332);
;// CONCATENATED MODULE: ./core/sandbox/oci-spec.js
/** The configuration that an OCI runtime takes. Source: runtime-spec 1.0, config.md and config-linux.md. */



/**
 * What Docker gives to a container by default. CAP_MKNOD is the one left out: no device control group stands behind it here.
 * Source: moby, daemon/pkg/oci/caps/defaults.go.
 */
const capabilities = [
    "CAP_CHOWN",
    "CAP_DAC_OVERRIDE",
    "CAP_FSETID",
    "CAP_FOWNER",
    "CAP_NET_RAW",
    "CAP_SETGID",
    "CAP_SETUID",
    "CAP_SETFCAP",
    "CAP_SETPCAP",
    "CAP_NET_BIND_SERVICE",
    "CAP_SYS_CHROOT",
    "CAP_KILL",
    "CAP_AUDIT_WRITE",
];
/** Source: moby, daemon/pkg/oci/defaults.go. */
const maskedPaths = [
    "/proc/acpi",
    "/proc/asound",
    "/proc/interrupts",
    "/proc/kcore",
    "/proc/keys",
    "/proc/latency_stats",
    "/proc/sched_debug",
    "/proc/scsi",
    "/proc/timer_list",
    "/proc/timer_stats",
    "/sys/devices/virtual/powercap",
    "/sys/firmware",
];
const readonlyPaths = ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"];
/**
 * The image's variables, then the command's; PATH and TERM where neither says. HOME is that of the user who runs: the image's
 * own variable belongs to the image's user, and `home` is empty to leave out the variable otherwise.
 */
function environmentOf(image, command, home, terminal) {
    const env = new Map([["PATH", image_config/* defaultPath */.jb]]);
    if (terminal)
        env.set("TERM", "xterm");
    for (const [name, value] of image.env)
        env.set(name, value);
    if ((0,user/* numericUser */.b)(command.user) !== undefined)
        env.delete("HOME");
    if (home !== "")
        env.set("HOME", home);
    for (const [name, value] of command.env)
        env.set(name, value);
    return env;
}
/** The configuration as JSON text, around what is only known once the image is mounted: `head`, more variables, `],"user":{…}`, `tail`. */
function runtimeSpec(image, command, around) {
    const process = {
        terminal: around.terminal !== undefined,
        ...(around.terminal === undefined ? {} : { consoleSize: around.terminal }),
        args: command.argv,
        cwd: command.workingDirectory,
        capabilities: capabilitiesFor(around.user),
        // The last one: it is left open.
        env: [...environmentOf(image, command, "", around.terminal !== undefined)].map(([name, value]) => `${name}=${value}`),
    };
    const rest = {
        root: { path: around.root, readonly: false },
        ...(around.secluded === undefined ? {} : { hostname: "localhost" }),
        hooks: { createContainer: [withoutDevices(around.root)] },
        mounts: [...systemMounts(around), ...deviceMounts(around), ...ownMounts(around)],
        linux: {
            // Network, host name and process numbers are those around: the process namespace is made before the runtime starts.
            namespaces: [{ type: "mount" }, { type: "ipc" }, ...secludedNamespaces(around)],
            maskedPaths,
            readonlyPaths,
            ...(command.seccomp === "unconfined" ? {} : { seccomp: seccompFor(capabilities) }),
            devices: around.ownsNetwork ? around.devices.map(({ access: _, source: __, ...node }) => node) : [],
            ...(around.cgroupsPath === undefined ? {} : { cgroupsPath: around.cgroupsPath }),
            ...(around.cgroupsPath === undefined
                ? {}
                : { resources: { devices: [...allowedDevices, ...around.devices.map(allowed)] } }),
        },
    };
    return {
        head: `{"ociVersion":"1.0.2","process":${JSON.stringify(process).slice(0, -"]}".length)}`,
        tail: `},${JSON.stringify(rest).slice(1)}\n`,
    };
}
/** The machine's name gets into no file of an image, and into no result that stands for other machines' runs. */
function secludedNamespaces({ secluded }) {
    if (secluded === undefined)
        return [];
    return [{ type: "uts" }, ...(secluded.network === "none" ? [{ type: "network" }] : [])];
}
/** Root has them; another user can only gain them from a program that carries them. */
function capabilitiesFor(user) {
    const held = user === undefined || user.uid === 0 ? capabilities : [];
    return { bounding: capabilities, effective: held, permitted: held };
}
function systemMounts({ unifiedCgroups, ownsNetwork, secluded }) {
    const mount = (destination, type, ...options) => ({
        destination,
        type,
        source: type,
        options: ["nosuid", ...options],
    });
    return [
        mount("/proc", "proc", "noexec", "nodev"),
        mount("/dev", "tmpfs", "strictatime", "mode=755", "size=65536k"),
        mount("/dev/pts", "devpts", "noexec", "newinstance", "ptmxmode=0666", "mode=0620", "gid=5"),
        mount("/dev/shm", "tmpfs", "noexec", "nodev", "mode=1777"),
        mount("/dev/mqueue", "mqueue", "noexec", "nodev"),
        ownsNetwork || secluded?.network === "none"
            ? mount("/sys", "sysfs", "noexec", "nodev", "ro")
            : bind("/sys", "/sys", "ro", "nosuid", "noexec"),
        ...(unifiedCgroups ? [bind("/sys/fs/cgroup", "/sys/fs/cgroup", "ro", "nosuid", "noexec")] : []),
    ];
}
/**
 * Device nodes of the image, and those that a kept overlay has, open nothing. The mount option alone does not do it: crun
 * clears it when it makes the root a bind, which the runtime does before this hook and no more after it; and a control
 * group, which would refuse devices by their numbers, is not there with crun. /dev is a file system of its own.
 * Source: runtime-spec, config.md, createContainer hooks; a hook that fails ends the start.
 */
function withoutDevices(root) {
    // The container's state comes on standard input. crun 1.8 fails where a hook ends without having read it.
    const script = 'while read -r state; do :; done; exec mount -o remount,bind,nodev -- "$1"';
    const args = ["sh", "-c", script, "sh", root];
    return { path: "/bin/sh", args, env: [`PATH=${image_config/* defaultPath */.jb}`] };
}
/** A user namespace may make no device node: it binds the machine's. */
function deviceMounts({ devices, ownsNetwork }) {
    if (ownsNetwork)
        return [];
    return devices.map(({ path, source }) => ({
        destination: path,
        type: "bind",
        source,
        options: ["bind", "rprivate", "nosuid", "noexec"],
    }));
}
function ownMounts({ files, shown }) {
    return [
        ...[...files].map(([target, source]) => bind(source, target, "rw")),
        ...shown.binds.map(({ source, target, readOnly }) => bind(source, target, readOnly ? "ro" : "rw")),
        ...shown.masks.map((destination) => ({ destination, type: "tmpfs", source: "tmpfs", options: maskOptions })),
    ];
}
const maskOptions = ["ro", "nosuid", "nodev", "noexec", "mode=555"];
/** A device node in a folder of the machine opens nothing either, no matter who made it. */
function bind(source, destination, ...options) {
    return { destination, type: "bind", source, options: ["rbind", "rprivate", "nodev", ...options] };
}
function allowed({ type, major, minor, access }) {
    return { allow: true, type, major, minor, access };
}
/** Character devices that Docker allows: null, zero, full, random, urandom, tty, console, ptmx, pts. */
const allowedDevices = [
    { allow: false, access: "rwm" },
    ...[
        [1, 3],
        [1, 5],
        [1, 7],
        [1, 8],
        [1, 9],
        [5, 0],
        [5, 1],
        [5, 2],
    ].map(([major, minor]) => ({ allow: true, type: "c", major, minor, access: "rwm" })),
    { allow: true, type: "c", major: 136, access: "rwm" },
];


/***/ }),

/***/ 83115:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openSandbox: () => (/* binding */ openSandbox),
  openWritableRoot: () => (/* binding */ openWritableRoot)
});

// EXTERNAL MODULE: ./core/oci/image-config.js
var image_config = __webpack_require__(74651);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(64256);
// EXTERNAL MODULE: ./core/machine/process.js
var machine_process = __webpack_require__(47516);
// EXTERNAL MODULE: ./core/sandbox/mounted-tools.js
var mounted_tools = __webpack_require__(10489);
;// CONCATENATED MODULE: ./core/sandbox/choose.js
/** Which sandbox commands run in. */



/** A daemon that takes longer to say its version is taken for one that does not answer. Milliseconds. */
const patience = 20_000;
/** Whether a docker daemon answers. `env` is the environment of the docker client. */
async function probeDockerContainers(env) {
    const signal = AbortSignal.timeout(patience);
    try {
        const asked = await (0,machine_process/* run */.e)("docker", ["version", "--format", "{{.Server.Version}}"], { env, signal });
        const version = asked.stdout.toString("utf8").trim();
        if (asked.exitCode === 0 && version !== "")
            return { ok: true, version };
        return {
            ok: false,
            why: asked.stderr.trim().split("\n").at(-1)?.replace(/\.$/, "") || "docker does not report its version",
        };
    }
    catch (error) {
        return { ok: false, why: signal.aborted ? "docker does not answer" : (0,errors/* messageOf */.bD)(error).replace(/\.$/, "") };
    }
}
/**
 * Takes the kind that was asked for; with `auto` a snapshot under an overlay where that is possible, else a container of
 * docker. The log says why nothing better; of the best there is nothing to say, and the terminal is the command's.
 * @throws sandbox-failed where none can be used, with each one's reason
 */
async function chooseSandbox(preference, probes, log) {
    if (preference === "container")
        return chooseContainer("a container was asked for", probes.docker, log);
    if (preference === "mounted") {
        return chooseMounted(probes.mounted, log, `${toMount}; or leave \`sandbox: mounted\` out where docker is`);
    }
    const mounted = await probes.mounted();
    return mounted.ok ? taken(mounted, log) : chooseContainer(whyNotMounted(mounted.why), probes.docker, log);
}
/** Takes a snapshot under an overlay. @throws sandbox-failed where that is not possible: a container would not do */
async function chooseMounted(probe, log, remedy = toMount) {
    const mounted = await probe();
    if (mounted.ok)
        return taken(mounted, log);
    throw cannotRun([whyNotMounted(mounted.why)], remedy);
}
function taken({ tools, otherwise, why }, log) {
    if (why === "")
        log.debug(`Sandbox: ${(0,mounted_tools/* describeTools */.B)(tools)}.`);
    else
        log.info(`Sandbox: ${(0,mounted_tools/* describeTools */.B)(tools)}; ${why}.`);
    return { kind: "mounted", ways: [tools, ...otherwise.map((lower) => ({ ...tools, lower }))] };
}
function whyNotMounted(why) {
    return `a snapshot can neither be mounted nor extracted: ${why}`;
}
/**
 * Takes a container of docker, `why` being the reason for which nothing better is used.
 * @throws sandbox-failed where there is none, with both reasons
 */
async function chooseContainer(why, probe, log) {
    const docker = await probe();
    if (!docker.ok)
        throw cannotRun([why, `no container can be made: ${docker.why}`], `${toMount}; or start docker`);
    log.info(`Sandbox: a container of docker ${docker.version}; ${why}.`);
    return { kind: "container", why };
}
const toMount = "Run as root or with a sudo that needs no password, with crun or runc installed";
function cannotRun(reasons, remedy) {
    return new errors/* TreestampError */.ks("sandbox-failed", `Commands cannot be run here: ${reasons.join("; ")}.`, {
        remedy: `${remedy}.`,
    });
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./core/machine/mounts.js
var mounts = __webpack_require__(16431);
// EXTERNAL MODULE: ./core/machine/owner.js
var owner = __webpack_require__(40542);
// EXTERNAL MODULE: ./core/machine/scratch.js
var machine_scratch = __webpack_require__(58511);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./core/archive/tar-reader.js
var tar_reader = __webpack_require__(48309);
// EXTERNAL MODULE: ./core/archive/tar-writer.js
var tar_writer = __webpack_require__(64113);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./core/archive/tar-header.js
var tar_header = __webpack_require__(88211);
// EXTERNAL MODULE: ./core/archive/tar-rewrite.js
var tar_rewrite = __webpack_require__(3920);
;// CONCATENATED MODULE: ./core/archive/tar-owners.js
/** Files of one container on their way into another: the chosen ones, with other owners. */


/**
 * Gives the entries below chosen folders. What belongs to such a folder's owner belongs to `owner` then.
 * @param folderOf the chosen folder that a path lies in, or is; paths have no slash at either end and are latin1
 * @throws image-invalid where it is no tar
 */
function withOwner(source, folderOf, owner) {
    const owners = new Map();
    return (0,tar_rewrite/* rewriteTar */.u)(source, ({ name, header, block }) => {
        const folder = folderOf(name.replace(/^(\.?\/)+|\/+$/g, "").replace(/^\.$/, ""));
        if (folder === undefined)
            return false;
        const first = owners.get(folder) ?? { uid: header.uid, gid: header.gid };
        owners.set(folder, first);
        if (header.uid === first.uid)
            (0,tar_header/* setNumber */._t)(block, "uid", owner.uid);
        if (header.gid === first.gid)
            (0,tar_header/* setNumber */._t)(block, "gid", owner.gid);
        (0,tar_header/* setChecksum */.SA)(block);
        return true;
    });
}

// EXTERNAL MODULE: ./core/oci/byte-stream.js
var byte_stream = __webpack_require__(25888);
// EXTERNAL MODULE: ./core/oci/digest.js
var digest = __webpack_require__(44617);
// EXTERNAL MODULE: ./core/oci/docker-archive/write.js
var write = __webpack_require__(9682);
// EXTERNAL MODULE: ./core/oci/lookup.js
var lookup = __webpack_require__(63087);
// EXTERNAL MODULE: ./core/oci/manifest.js
var oci_manifest = __webpack_require__(24460);
// EXTERNAL MODULE: ./core/sandbox/docker-images.js
var docker_images = __webpack_require__(81830);
// EXTERNAL MODULE: ./core/sandbox/own-folders-script.js
var own_folders_script = __webpack_require__(34035);
// EXTERNAL MODULE: ./core/sandbox/user.js
var sandbox_user = __webpack_require__(22332);
;// CONCATENATED MODULE: ./core/sandbox/docker-image.js
/**
 * The image in a docker daemon: the build image itself, and one on top of it for each user that commands run as. That has
 * what a mounted sandbox gives a user: a home, a line in passwd, the folders that are theirs, a workspace that git trusts.
 * It is made once, so later commands only start. Everything goes through the daemon, which need not see our files.
 */
















/** The labels of a user's image that say who that is, and HOME. */
const labels = { user: "treestamp.user", home: "treestamp.home" };
/** Gives the image for this command's user, made where the daemon does not have it. @throws sandbox-failed */
async function userImage(options, command) {
    const isCaller = command.user === "caller" && process.getuid() !== 0;
    const asked = command.user === "image" ? options.config.user || "0:0" : command.user;
    const number = (0,sandbox_user/* numericUser */.b)(command.user);
    const what = [labels, number === undefined ? asked : [number.uid, number.gid], isCaller, command.writable];
    const variant = (0,external_node_crypto_.createHash)("sha256").update(JSON.stringify(what)).digest("hex").slice(0, 16);
    const base = (0,docker_images.runImageName)(options.image.digest);
    const name = `${base}-${variant}`;
    const format = Object.values(labels).map((label) => `{{index .Config.Labels "${label}"}}`);
    const there = await docker(options, ["image", "inspect", "--format", format.join("\n"), name]);
    if (there.exitCode === 0) {
        await (0,docker_images.touchRunImage)(options.env, name);
        const [user = "", home = ""] = there.stdout.toString("utf8").split("\n");
        return { name, user, home };
    }
    const isRoot = isCaller && (await isRootless(options));
    const numeric = isRoot ? { uid: 0, gid: 0, additionalGids: [] } : number;
    const user = numeric === undefined ? asked : `${numeric.uid}:${numeric.gid}`;
    const copies = (isCaller && !isRoot) || command.writable.length > 0;
    const container = `treestamp-${await (0,owner/* ownName */.qU)()}`;
    // Where folders are copied, two: docker lets nobody write to a container while it is read.
    const source = copies ? `treestamp-${await (0,owner/* ownName */.qU)()}` : container;
    const containers = [...new Set([source, container])];
    try {
        for (const made of containers)
            await makeContainer(options, made, base);
        const places = { options, source, container };
        const { owner, home } = await giveHome(places, user, numeric);
        if (isCaller && !isRoot)
            await giveFolder(places, ["container", "export", source], { to: "/", folderOf: localFolderOf, owner });
        for (const folder of owner.uid === 0 ? [] : command.writable) {
            if ((await entryAt(options, source, folder)) === undefined)
                await putIn(places, "/", [directory(await placeOf(options, source, folder), owner)]);
            else {
                const from = ["container", "cp", "--follow-link", `${source}:${folder}`, "-"];
                await giveFolder(places, from, { to: (0,external_node_path_.dirname)(folder), folderOf: () => "", owner });
            }
        }
        const change = `LABEL ${labels.user}=${JSON.stringify(user)} ${labels.home}=${JSON.stringify(home)}`;
        await orFail(options, ["container", "commit", "--change", change, container, name]);
        return { name, user, home };
    }
    finally {
        await docker(options, ["container", "rm", "--force", ...containers]);
        await (0,docker_images.pruneRunImages)(options.env, options.limit, [name, base]);
    }
}
/** In a rootless daemon, root inside is the user who started it, and that user's own number is nobody. */
async function isRootless(options) {
    const { stdout } = await orFail(options, ["info", "--format", "{{json .SecurityOptions}}"]);
    return stdout.includes('"name=rootless"');
}
/** Who the user is, with a home, a line in passwd, and a git that trusts the workspace. `home` is empty where docker finds it. */
async function giveHome(places, user, numeric) {
    const { options, source } = places;
    const passwd = await textOf(options, source, "/etc/passwd");
    const [name = ""] = user.split(":");
    const line = (0,sandbox_user/* passwdLine */.j$)(passwd, numeric?.uid ?? name, numeric === undefined);
    const owner = numeric ?? { uid: line?.uid ?? (Number(name) || 0), gid: line?.gid ?? 0 };
    const entries = [];
    const settings = await textOf(options, source, "/etc/gitconfig");
    if (!settings.includes(own_folders_script/* trustedWorkspace */.lW))
        entries.push(fileEntry("etc/gitconfig", settings + own_folders_script/* trustedWorkspace */.lW));
    for (const path of ["/tmp", "/var/tmp"]) {
        if ((await entryAt(options, source, path)) === undefined) {
            const place = await placeOf(options, source, path);
            entries.push({ ...directory(place, { uid: 0, gid: 0 }), mode: 0o1777 });
        }
    }
    let home = "";
    if (line === undefined || (numeric !== undefined && !(await isUsableHome(options, source, line.home, owner.uid)))) {
        home = owner.uid === 0 ? "/root" : sandbox_user/* callerHome */.pC;
        if (home === sandbox_user/* callerHome */.pC || (await entryAt(options, source, home)) === undefined)
            entries.push(directory(await placeOf(options, source, home), owner));
        if (line === undefined && owner.uid !== 0)
            entries.push(fileEntry("etc/passwd", (0,sandbox_user/* passwdWith */.TQ)(passwd, owner)));
    }
    else if (numeric !== undefined)
        home = line.home;
    await putIn(places, "/", entries);
    return { owner, home };
}
function localFolderOf(path) {
    const [first = "", second] = path.split("/");
    if (first === "usr" && second === "local")
        return "usr/local";
    return (0,own_folders_script/* isLocalFolder */.Ej)(first) ? first : undefined;
}
/** Sends files of the image through us into the user's, with the owner who shall have them. */
async function giveFolder({ options, container }, from, gift) {
    const { to, folderOf, owner } = gift;
    const read = await docker(options, from, {
        onOutput: async (stdout) => {
            await orFail(options, ["container", "cp", "-", `${container}:${to}`], {
                input: withOwner(stdout, folderOf, owner),
            });
        },
    });
    if (read.exitCode !== 0)
        throw dockerFailure(options, read.stderr.trim());
}
async function putIn({ options, container }, to, entries) {
    const all = async function* () {
        yield* entries;
    };
    await orFail(options, ["container", "cp", "-", `${container}:${to}`], { input: (0,tar_writer/* writeTar */.F)(all()) });
}
/** Makes a container of the build image, which is loaded where the daemon lacks it. */
async function makeContainer(options, name, base) {
    const create = ["container", "create", "--name", name, "--pull", "never", "--entrypoint", "/", base];
    const made = await docker(options, create);
    if (made.exitCode === 0)
        return;
    if (!lacksImage(made.stderr))
        throw dockerFailure(options, made.stderr.trim());
    await loadImage(options, base);
    await orFail(options, create);
}
/** Whether docker's client says that the daemon does not have the image. The words are moby's. */
function lacksImage(said) {
    return /no such image/i.test(said);
}
/** Puts the build image into the daemon. */
async function loadImage(options, name) {
    const { from, image, log } = options;
    const found = await (0,lookup/* findManifest */.J9)(from, image.digest);
    const manifest = found === undefined ? undefined : (0,oci_manifest/* parseManifest */.Ng)(found);
    if (manifest?.kind !== "manifest")
        throw dockerFailure(options, `${from.location} has no image ${image.digest}`);
    log.info(`Load ${image.digest} into docker.`);
    const config = await withoutHabits(options, manifest.config);
    const loaded = await docker(options, ["image", "load", "--quiet"], {
        input: (0,write/* dockerArchive */.HH)({ config: { size: config.length, content: (0,byte_stream/* streamOf */.mA)(config) }, layers: manifest.layers }, from, name),
    });
    if (loaded.exitCode !== 0)
        throw dockerFailure(options, `docker cannot load the image: ${loaded.stderr.trim()}`);
}
/**
 * The image's configuration without what docker does by itself in each container: a health check beside the command, and
 * volumes, whose folders no image on top of this one can give to a user.
 */
async function withoutHabits({ from }, config) {
    const image = JSON.parse((await (0,digest/* readWhole */.oD)(from, config)).toString("utf8"));
    const { Volumes: _volumes, Healthcheck: _check, ...kept } = image.config ?? {};
    return Buffer.from(JSON.stringify({ ...image, config: kept }));
}
/** A file of the container, its links followed; empty where there is none. */
async function textOf(options, container, path) {
    const copied = await docker(options, ["container", "cp", "--follow-link", `${container}:${path}`, "-"]);
    if (copied.exitCode !== 0)
        return "";
    const parts = [];
    await (0,tar_reader/* readTar */.sB)((0,byte_stream/* streamOf */.mA)(copied.stdout), (entry) => entry.type === "file" ? { write: (bytes) => void parts.push(Buffer.from(bytes)), end: () => { } } : undefined);
    return Buffer.concat(parts).toString("utf8");
}
/** True for a folder that its user may write. */
async function isUsableHome(options, container, home, uid) {
    if (!home.startsWith("/") || home === "/")
        return false;
    const entry = await entryAt(options, container, home);
    return entry?.type === "directory" && entry.uid === uid && (entry.mode & 0o300) === 0o300;
}
/** Where a path of a container leads, its links followed one by one: docker makes no folder through one that leads nowhere. */
async function placeOf(options, container, path) {
    let place = "/";
    let left = 40;
    for (let rest = path.split("/").filter(Boolean); rest.length > 0;) {
        const next = external_node_path_.posix.join(place, rest[0]);
        rest = rest.slice(1);
        const entry = await entryAt(options, container, next, []);
        if (entry === undefined)
            return external_node_path_.posix.join(next, ...rest); // nor is anything below it
        if (entry.type !== "symlink")
            place = next;
        else {
            if (left-- === 0)
                throw dockerFailure(options, `the links at ${path} of the image lead in a circle`);
            const target = external_node_path_.posix.resolve(place, entry.linkName);
            [place, rest] = ["/", [...target.split("/").filter(Boolean), ...rest]];
        }
    }
    return place;
}
/** What a container has at a path, its links followed; undefined for nothing. The content that comes behind is not read. */
async function entryAt(options, container, path, how = ["--follow-link"]) {
    let entry;
    await docker(options, ["container", "cp", ...how, `${container}:${path}`, "-"], {
        onOutput: async (stdout) => {
            entry = await (0,tar_reader/* firstEntry */.V9)(stdout);
        },
    });
    return entry;
}
function fileEntry(path, text) {
    const content = Buffer.from(text);
    return { path, kind: "file", mode: 0o644, size: content.length, content: (0,byte_stream/* streamOf */.mA)(content) };
}
function directory(path, { uid, gid }) {
    return { path: path.slice(1), kind: "directory", mode: 0o755, uid, gid };
}
async function orFail(options, args, more = {}) {
    const done = await docker(options, args, more);
    if (done.exitCode !== 0)
        throw dockerFailure(options, done.stderr.trim());
    return done;
}
/** Runs the docker client to its end, with the environment that it was given. */
function docker({ env }, args, more = {}) {
    return (0,machine_process/* run */.e)("docker", args, { env, ...more });
}

;// CONCATENATED MODULE: ./core/sandbox/carried.js
/**
 * Our own files in a container whose daemon does not see our folders, such as one on another machine or in another pod: the
 * script, the phases and the starter go in through the daemon, and what is written to them comes back while the command runs.
 */








/** How long we wait before we look for new output again: so many milliseconds, or so many times what the last look took. */
const pause = { least: 500, times: 5 };
/** Puts the files into a container that has not been started, at the places where binds would have them. @throws sandbox-failed */
async function carryIn(options, container, binds) {
    const places = [];
    for (const { source, target } of outermost(binds)) {
        places.push([source, external_node_path_.posix.join(await placeOf(options, container, (0,external_node_path_.dirname)(target)), (0,external_node_path_.basename)(target))]);
    }
    // All places come first: docker lets nobody read a container that is written to.
    const entries = async function* () {
        for (const [source, place] of places)
            yield* entriesOf(source, place.slice(1));
    };
    await orFail(options, ["container", "cp", "-", `${container}:/`], { input: (0,tar_writer/* writeTar */.F)(entries()) });
}
/** Brings back what the container writes, now and then until `work` is done, and once more then. */
async function carryBackDuring(options, container, binds, work) {
    const over = new AbortController();
    const looking = (async () => {
        for (let wait = pause.least; !over.signal.aborted;) {
            await (0,external_node_timers_promises_.setTimeout)(wait, undefined, { signal: over.signal }).catch(() => { });
            if (over.signal.aborted)
                break;
            const begun = performance.now();
            await carryBack(options, container, binds);
            wait = Math.max(pause.least, pause.times * (performance.now() - begun));
        }
    })();
    return work().finally(async () => {
        over.abort();
        await looking;
        await carryBack(options, container, binds);
    });
}
/** A file that cannot be read now, because the command has removed it or it is changing, keeps its content here. */
async function carryBack(options, container, binds) {
    const written = new Map(binds.filter(({ readOnly }) => !readOnly).map(({ source, target }) => [target, source]));
    for (const { target } of outermost(binds)) {
        if (![...written.keys()].some((path) => (0,mounts/* isWithin */.UO)(target, path)))
            continue;
        const read = async (stdout) => (0,tar_reader/* readTar */.sB)(stdout, async ({ type, name }) => {
            const source = written.get(external_node_path_.posix.join((0,external_node_path_.dirname)(target), name));
            return type === "file" && source !== undefined ? overwriting(source) : undefined;
        });
        await docker(options, ["container", "cp", `${container}:${target}`, "-"], { onOutput: read }).catch(() => { });
    }
}
/** Writes a file's content in place, because somebody has it open and goes on reading from the same position. */
async function overwriting(path) {
    const file = await (0,promises_.open)(path, "r+");
    let at = 0;
    return {
        write: async (bytes) => {
            await file.write(bytes, 0, bytes.length, at);
            at += bytes.length;
        },
        end: async () => {
            await file.truncate(at);
            await file.close();
        },
    };
}
function outermost(binds) {
    return binds.filter((bind) => !binds.some((other) => other !== bind && (0,mounts/* isWithin */.UO)(other.target, bind.target)));
}
async function* entriesOf(source, path) {
    const stats = await (0,promises_.stat)(source);
    const mode = stats.mode & 0o777;
    if (!stats.isDirectory()) {
        yield { path, kind: "file", mode, size: stats.size, content: (0,external_node_fs_.createReadStream)(source) };
        return;
    }
    yield { path, kind: "directory", mode };
    for (const name of await (0,promises_.readdir)(source))
        yield* entriesOf((0,external_node_path_.join)(source, name), external_node_path_.posix.join(path, name));
}

// EXTERNAL MODULE: ./core/sandbox/controlled.js
var controlled = __webpack_require__(11937);
// EXTERNAL MODULE: ./core/sandbox/oci-spec.js + 2 modules
var oci_spec = __webpack_require__(9564);
// EXTERNAL MODULE: ./core/sandbox/shown.js
var shown = __webpack_require__(34906);
// EXTERNAL MODULE: ./core/sandbox/start-report.js + 1 modules
var start_report = __webpack_require__(49949);
;// CONCATENATED MODULE: ./core/sandbox/docker.js
/** The container sandbox: the ordinary image in a container of a docker daemon, where a snapshot cannot be mounted. */















/**
 * Runs commands in containers. The daemon must see the workspace at the same path, for it mounts it. Output passes through the
 * daemon, and what it has not read two seconds after the command's end is lost, without an error: so on a machine that is busy
 * beyond measure the last lines may be missing. Source: moby, daemon/monitor.go, handleContainerExit.
 */
function dockerSandbox(options) {
    const imageFor = userImages(options);
    let sweeping;
    return {
        kind: "container",
        description: `docker container: ${options.why}`,
        run: async (command) => {
            sweeping ??= sweep(options);
            await sweeping;
            if ((command.caches ?? []).length > 0) {
                options.log.warning(`Caches are mounted where snapshots are, and this command begins without: ${options.why}.`);
            }
            return runContainer(options, imageFor, command);
        },
    };
}
/** Removes what killed processes have left. */
async function sweep(options) {
    await Promise.all([(0,machine_scratch/* sweepScratch */.Dq)(options.scratch), removeAbandonedContainers(options)]);
}
/** Asks the daemon once for each user: commands that follow each other, as phases do, need not wait for its answer again. */
function userImages(options) {
    const known = new Map();
    return (command, lost) => {
        const key = JSON.stringify([command.user, command.writable]);
        const image = (lost === undefined ? known.get(key) : undefined) ?? userImage(options, command);
        known.set(key, image);
        return image;
    };
}
/**
 * $1 name of a container that was made, $2 scratch folder. Signals go to the container by its name, also when it is still about
 * to be started; when the caller is gone, it is killed and removed, and the scratch folder with it.
 */
const supervise = `
name=$1 scratch=$2
(
  ${(0,controlled/* listenTo */.rq)('"$scratch/control"')}
  while read -r signal; do
    until docker kill --signal "$signal" "$name"; do sleep 0.05; done
  done
  true >"$scratch/orphaned" # not \`:\`, which would end this shell where the folder is gone
  until docker kill "$name"; do sleep 0.05; done
) </dev/null >/dev/null 2>&1 &
watcher=$!
docker start --attach --interactive "$name"
code=$?
kill "$watcher" 2>/dev/null
if [ ! -e "$scratch" ] || [ -e "$scratch/orphaned" ]; then
  docker rm --force "$name" >/dev/null 2>&1
  rm -rf "$scratch"
fi
exit "$code"
`;
async function runContainer(options, imageFor, command) {
    const scratch = await (0,machine_scratch/* makeScratch */.lP)(options.scratch);
    const name = `treestamp-${(0,external_node_path_.basename)(scratch)}`;
    try {
        await (0,controlled/* makeControl */.Qz)(scratch);
        const started = await (0,start_report/* withStarter */.iq)(command, options.config, scratch, true);
        const carried = await createContainer(options, imageFor, started, scratch);
        const line = ["sh", "-c", supervise, "supervise", name, scratch];
        const start = () => (0,controlled/* runControlled */.Wi)(scratch, line, command, options.env);
        const ended = await (carried.length === 0 ? start() : carryBackDuring(options, name, carried, start));
        const outcome = ended.exitCode === 0 ? ended : { ...ended, exitCode: await exitCodeOf(options, name, ended) };
        const why = await (0,start_report/* startReport */.Fg)(scratch, command, options.config, outcome.exitCode);
        if (why !== undefined)
            (0,start_report/* sayNotStarted */.aX)(command, why.message, options.log);
        return outcome;
    }
    finally {
        await docker(options, ["container", "rm", "--force", name]);
        await (0,promises_.rm)(scratch, { recursive: true, force: true });
    }
}
/** Ends and removes the containers of processes that were killed together with their supervisor. Their names tell. */
async function removeAbandonedContainers(options) {
    const ours = ["--filter", "name=^treestamp-", "--format", "{{.Names}}"];
    const listed = await docker(options, ["container", "ls", "--all", ...ours]);
    const abandoned = [];
    for (const name of listed.stdout.toString("utf8").split("\n"))
        if (await (0,owner/* isAbandoned */.zI)(name))
            abandoned.push(name);
    if (abandoned.length > 0)
        await docker(options, ["container", "rm", "--force", ...abandoned]);
}
/**
 * Makes the container: what the daemon says against it comes to us, and not to the terminal.
 * @returns the binds of files of ours that the daemon does not see, whose content was put into the container
 * @throws sandbox-failed
 */
async function createContainer(options, imageFor, command, scratch) {
    const name = `treestamp-${(0,external_node_path_.basename)(scratch)}`;
    let image = await imageFor(command);
    const create = async (binds) => {
        const { args, env } = await containerOf(options, image, { ...command, binds }, scratch);
        return (0,machine_process/* run */.e)("docker", ["container", "create", "--name", name, ...args], { env });
    };
    let carried = [];
    let made = await create(command.binds);
    if (lacksImage(made.stderr)) {
        image = await imageFor(command, "lost"); // another process has pruned it since
        made = await create(command.binds);
    }
    if (unseenPath(made.stderr) !== undefined) {
        const isOurs = ({ source }) => [options.scratch, ...options.hidden].some((ours) => (0,mounts/* isWithin */.UO)(ours, source));
        carried = command.binds.filter(isOurs);
        made = await create(command.binds.filter((bind) => !isOurs(bind)));
    }
    if (made.exitCode !== 0)
        throw unseen(options, made.stderr) ?? dockerFailure(options, made.stderr.trim());
    if (carried.length > 0)
        await carryIn(options, name, carried);
    return carried;
}
/** The words are moby's. */
function unseenPath(said) {
    return /bind source path does not exist: (.*)/.exec(said)?.[1]?.trim();
}
/** What to do where the daemon is on another machine or in another pod, and has no such folder. */
function unseen({ env }, said) {
    const path = unseenPath(said);
    if (path === undefined)
        return undefined;
    const daemon = env.DOCKER_HOST ? `The docker daemon at ${env.DOCKER_HOST}` : "The docker daemon";
    return new errors/* TreestampError */.ks("sandbox-failed", `${daemon} does not see ${path}: it has folders of its own.`, {
        remedy: "Share the folder with the daemon at the same path, or run where a snapshot can be mounted: as root, or with a sudo that needs no password.",
    });
}
/** The container's own exit code: of one that could not be started docker's client says 1, and the daemon knows 126 or 127. */
async function exitCodeOf(options, name, ended) {
    const format = "{{.State.StartedAt}} {{.State.ExitCode}} {{.State.Running}}";
    const { exitCode, stdout, stderr } = await docker(options, ["container", "inspect", "--format", format, name]);
    if (exitCode !== 0)
        throw dockerFailure(options, stderr.trim());
    const [startedAt = "", code = "", isRunning] = stdout.toString("utf8").trim().split(" ");
    if (isRunning === "true")
        throw dockerFailure(options, "the daemon lost the command before it ended");
    if (!startedAt.startsWith("0001-"))
        return ended.exitCode;
    if (code === "126" || code === "127")
        return Number(code);
    throw dockerFailure(options, "docker could not start it; its message is above");
}
/** The arguments of `docker create`, and its environment, which holds the values of the command's own variables. */
async function containerOf(options, image, command, scratch) {
    const terminal = (0,controlled/* hasTerminal */.hr)(command);
    const { binds, masks } = await (0,shown/* hide */.j)(command.binds, options.hidden);
    const mounts = [
        ...binds.map(({ source, target, readOnly }) => bind(source, target, readOnly)),
        ...masks.map((target) => `type=tmpfs,${field(`target=${target}`)},tmpfs-mode=0555,readonly`),
    ];
    const env = { ...options.env };
    const variables = [];
    const inFile = [];
    for (const [variable, value] of (0,oci_spec/* environmentOf */.p7)(options.config, command, image.home, terminal)) {
        // Everybody can read a command line: no value stands there. The client's own variables keep theirs.
        const heeded = variable in options.env || /^(DOCKER_|BUILDX_|HTTPS?_PROXY|NO_PROXY|LD_|GO)/i.test(variable);
        if (heeded && options.env[variable] !== value && !value.includes("\n"))
            inFile.push(`${variable}=${value}\n`);
        else {
            env[variable] = value;
            variables.push("--env", variable);
        }
    }
    const file = (0,external_node_path_.join)(scratch, "variables");
    await (0,promises_.writeFile)(file, inFile.join(""), { mode: 0o600 });
    variables.push("--env-file", file);
    const args = [
        ...["--init", "--pull", "never"],
        ...["--network", command.secluded?.network ?? "host", "--cap-drop", "MKNOD", "--interactive"],
        // Else docker names the machine's own servers there.
        ...(command.secluded?.network === "none" ? ["--dns", "127.0.0.1", "--dns-search", "."] : []),
        ...(command.secluded === undefined ? [] : ["--hostname", "localhost"]),
        ...(command.seccomp === "unconfined" ? ["--security-opt", "seccomp=unconfined"] : []),
        ...(terminal ? ["--tty"] : []),
        // Docker's own 64 MiB are too little for browsers and databases; a mounted sandbox has half of the memory, too.
        ...["--shm-size", `${Math.floor((0,external_node_os_.totalmem)() / 2)}`],
        ...["--user", image.user],
        ...((0,sandbox_user/* numericUser */.b)(command.user)?.additionalGids ?? []).flatMap((gid) => ["--group-add", `${gid}`]),
        ...["--workdir", command.workingDirectory],
        ...variables,
        ...mounts.flatMap((mount) => ["--mount", mount]),
        ...command.devices.flatMap(({ source, target, access }) => ["--device", `${source}:${target}:${access}`]),
        ...["--entrypoint", command.argv[0] ?? "", image.name],
        ...command.argv.slice(1),
    ];
    return { args, env };
}
/** A bind as `--mount` takes it: a line of comma-separated values. */
function bind(source, target, readOnly) {
    return ["type=bind", field(`source=${source}`), field(`target=${target}`), ...(readOnly ? ["readonly"] : [])].join();
}
function field(text) {
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
function dockerFailure({ why }, what) {
    return new errors/* TreestampError */.ks("sandbox-failed", `The container cannot be made: ${what}.`, {
        remedy: `A container is used because ${why}. Check that docker works: docker run --rm IMAGE true.`,
    });
}

// EXTERNAL MODULE: ./core/sandbox/fallback.js
var fallback = __webpack_require__(229);
// EXTERNAL MODULE: ./core/sandbox/mounted.js + 6 modules
var mounted = __webpack_require__(94538);
;// CONCATENATED MODULE: ./core/sandbox/open.js






/** Looks for a kind of sandbox that works on this machine. @throws sandbox-failed where commands cannot be run here, with the reasons */
async function openSandbox(settings) {
    const { preference, environment, log } = settings;
    const probes = {
        mounted: () => (0,mounted_tools/* probeMounted */.T)(environment.PATH ?? ""),
        docker: () => probeDockerContainers(environment),
    };
    const decision = await chooseSandbox(preference, probes, log);
    if (decision.kind === "container") {
        const { kind, why } = decision;
        return { kind, open: (image, from) => open_containerOf(settings, image, from, why) };
    }
    const [best, ...others] = decision.ways;
    return {
        kind: "mounted",
        open: (image, from, snapshot) => {
            const mounted = (tools) => mountedOf(settings, image, snapshot, tools);
            const container = async (reasons) => {
                const { why } = await chooseContainer(reasons, probes.docker, log);
                return open_containerOf(settings, image, from, why);
            };
            const atLast = preference === "mounted" ? undefined : container;
            return (0,fallback/* withFallbacks */.I)([mounted(best), ...others.map(mounted)], atLast, log);
        },
    };
}
/**
 * Opens the root of a snapshot for commands that change it; `jobFolder` is not asked. It is to be closed.
 * @throws sandbox-failed where no snapshot can be mounted or extracted here: a container would not do
 */
async function openWritableRoot(settings, { config }, snapshot, network) {
    const { folders, environment, ...rest } = settings;
    const { ways } = await chooseMounted(() => (0,mounted_tools/* probeMounted */.T)(environment.PATH ?? ""), settings.log);
    const { digest, open } = snapshot;
    const image = (0,image_config/* parseImageConfig */.FB)(config);
    const { writableRoot } = await __webpack_require__.e(/* import() */ 6980).then(__webpack_require__.bind(__webpack_require__, 6980));
    return writableRoot({ ...rest, ...folders, ways, network, image, digest, openSnapshot: open });
}
/** @param why no snapshot is mounted */
function open_containerOf({ folders, hidden, limit, environment, log }, { image, config }, from, why) {
    const { scratch } = folders;
    return dockerSandbox({
        ...{ from, image, config: (0,image_config/* parseImageConfig */.FB)(config), env: environment },
        ...{ scratch, hidden, why, limit, log },
    });
}
function mountedOf({ folders, hidden, log }, { config }, { digest, open, jobFolder }, tools) {
    const { scratch, extracted } = folders;
    const image = (0,image_config/* parseImageConfig */.FB)(config);
    return (0,mounted/* mountedSandbox */.i)({ openSnapshot: open, digest, image, tools, jobFolder, scratch, extracted, hidden, log });
}


/***/ }),

/***/ 34035:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ej: () => (/* binding */ isLocalFolder),
/* harmony export */   gZ: () => (/* binding */ ownFolders),
/* harmony export */   lW: () => (/* binding */ trustedWorkspace)
/* harmony export */ });
/**
 * Folders of the image that belong to who runs the command. An image's files are root's, and the caller on a CI machine is
 * not root: so it could neither install into the image's virtual environment nor write to a compiler's cache.
 *
 * Each such folder is an overlay of its own, whose lower folder shows what belongs to the folder's owner as the user's
 * (an id-mapped mount): nothing is copied. Where the kernel or perl cannot, the owners are changed in the overlay.
 *
 * Without being told, the caller gets what no package manager of a distribution looks after: /usr/local, /opt, /srv, and
 * folders beside those of the Filesystem Hierarchy Standard, such as /go, /app and /venv. Programs with the set-user-id bit, such
 * as sudo, and the settings in /etc stay root's.
 */
/** Folders that belong to a distribution, to the machine, or to users. Source: FHS 3.0; ostree, snap. */
const systemFolders = [
    ...[
        "afs",
        "bin",
        "boot",
        "dev",
        "etc",
        "home",
        "lib",
        "lib32",
        "lib64",
        "libexec",
        "libx32",
        "lost+found",
        "media",
        "mnt",
    ],
    ...["ostree", "proc", "root", "run", "sbin", "snap", "sys", "sysroot", "tmp", "usr", "var"],
];
/** True for a folder in the image's root that is the caller's unasked; so is usr/local. */
function isLocalFolder(name) {
    return /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(name) && !systemFolders.includes(name);
}
/** The part of /etc/gitconfig that makes git and libgit2 trust the workspace, regardless of its owner. */
const trustedWorkspace = "[safe]\n\tdirectory = *\n";
/**
 * Program of perl. Arguments: the number of unshare(2); uid and gid of the user, or two empty ones to leave the owners; options of the
 * overlays; then folders from the image's root on, without links in their paths. Prints each folder that is an overlay now, one
 * a line; the others are not in the image. Exits with 1, with nothing mounted, where the kernel maps no numbers. The numbers
 * of the newer system calls are the same on all machines. Source: mount_setattr(2), user_namespaces(7), Linux's syscall tables.
 */
const overlays = String.raw `
use strict;
my ($unshare, $uid, $gid, $options, @folders) = @ARGV;
my ($open_tree, $move_mount, $mount_setattr, $mount) = (428, 429, 442, $unshare == 272 ? 165 : 40);
my ($here, $none) = (-100, "");
sub is_folder {
  my ($path, $rest) = @_;
  for (split "/", $rest) { $path .= "/$_"; return 0 if -l $path || !-d _ }
  return 1;
}
@folders = grep { is_folder("lower", $_) && is_folder("root", $_) } @folders;

sub numbers {
  my ($from, $to) = @_;
  return "0 0 4294967295\n" if $to eq "" || $from == $to;
  my ($low, $high) = sort { $a <=> $b } $from, $to;
  my @lines = ("$from $to 1", "$to $from 1");
  for ([0, $low], [$low + 1, $high], [$high + 1, 4294967295]) {
    push @lines, "$_->[0] $_->[0] " . ($_->[1] - $_->[0]) if $_->[1] > $_->[0];
  }
  return join("\n", @lines) . "\n";
}
my %spaces;
sub space {
  my ($from_uid, $from_gid) = @_;
  return $spaces{"$from_uid:$from_gid"} //= do {
    pipe(my $ready, my $tell) && pipe(my $wait, my $go) or exit 1;
    my $child = fork // exit 1;
    if ($child == 0) {
      close $go;
      syscall($unshare + 0, 0x10000000) == 0 or exit 1;
      syswrite $tell, ".";
      sysread $wait, my $end, 1;
      exit 0;
    }
    close $tell;
    (sysread($ready, my $byte, 1) // 0) == 1 or exit 1;
    for (["uid", $from_uid, $uid], ["gid", $from_gid, $gid]) {
      open(my $map, ">", "/proc/$child/$_->[0]_map") or exit 1;
      syswrite($map, numbers($_->[1], $_->[2])) or exit 1;
      close $map;
    }
    open(my $space, "<", "/proc/$child/ns/user") or exit 1;
    close $go;
    waitpid $child, 0;
    $space;
  };
}

my @mapped;
for my $folder (@folders) {
  my $from = "lower/$folder";
  my (undef, undef, $mode, undef, $from_uid, $from_gid) = stat $from;
  my $tree = syscall($open_tree, $here, $from, 0x80001);
  exit 1 if $tree < 0;
  my $attributes = pack "QQQQ", 0x00100000, 0, 0, fileno(space($from_uid, $from_gid));
  syscall($mount_setattr, $tree, $none, 0x1000, $attributes, 32) == 0 or exit 1;
  push @mapped, [$folder, $tree, $mode & 07777, $uid eq "" ? ($from_uid, $from_gid) : ($uid, $gid)];
}
sub attach {
  my ($target, $data) = @_;
  my $type = "overlay";
  return syscall($mount, $type, $target, $type, 4, $data) == 0;
}
mkdir "rw/own";
for (@mapped) {
  my ($folder, $tree, $mode, @owner) = @$_;
  my $place = "rw/own/" . unpack("H*", $folder);
  my $new = mkdir $place;
  mkdir "$place/$_" for qw(lower upper work);
  chown(@owner, "$place/upper") && (!$new || chmod $mode, "$place/upper") or die "$folder: $!\n";
  my ($lower, $target) = ("$place/lower", "root/$folder");
  syscall($move_mount, $tree, $none, $here, $lower, 4) == 0 or die "$folder: $!\n";
  my $data = "lowerdir=$lower,upperdir=$place/upper,workdir=$place/work";
  attach($target, $data . $options) || attach($target, $data) or die "$folder: $!\n";
  print "$folder\n";
}
`;
/** Shell functions of `prepare`; they need those of `insideImage`. */
const ownFolders = `
# Prints the folders that no package manager of a distribution looks after.
local_folders() {
  for folder in lower/*; do
    folder=\${folder#lower/}
    case $folder in
      ${systemFolders.join(" | ")}) ;;
      *[!A-Za-z0-9._-]* | .*) ;;
      *) echo "$folder" ;;
    esac
  done
  echo usr/local
}
# Changes the owners in the overlay: what is the folder's owner's becomes the user's.
give() {
  set -- "$1" $(stat -c '%u %g' "$1")
  [ "$2" = "$uid" ] || find "$1" -xdev -user "$2" -exec chown -h "$uid" {} + || return 1
  [ "$3" = "$gid" ] || find "$1" -xdev -group "$3" -exec chown -h ":$gid" {} +
}
# $1 number of unshare(2), or empty where it is not known, $2 \`own\` to give the folders to the user, or \`keep\` where only
# another user of this environment has them, $3 options of overlays, then folders.
own_folders() {
  number=$1 whose=$2 options=$3
  shift 3
  as_uid=$uid as_gid=$gid
  [ "$whose" = own ] || as_uid= as_gid=
  if [ -z "$number" ] || ! command -v perl >/dev/null; then
    false
  else
    perl -e '${overlays}' "$number" "$as_uid" "$as_gid" "$options" "$@" >own 2>failed
    case $? in 0) ;; 1) false ;; *) exit 125 ;; esac
  fi || true >own
  : >failed
  [ "$whose" = own ] || return 0
  for folder; do
    if ! grep -qxF -- "$folder" own && resolve "$folder" && [ -d "$inside" ]; then give "$inside" || return 1; fi
  done
}
`;


/***/ }),

/***/ 68868:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ SandboxRefused)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);

/** The machine does not let this sandbox be set up. The command has not started, so another sandbox may run it. */
class SandboxRefused extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks {
    /** The reason, as part of a sentence. */
    why;
    constructor(why, remedy) {
        super("sandbox-failed", `The environment could not be set up: ${why}.`, { remedy });
        this.why = why;
    }
}


/***/ }),

/***/ 34906:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ withMountsBelow),
/* harmony export */   j: () => (/* binding */ hide)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64256);
/* harmony import */ var _machine_leads_out_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(99991);
/* harmony import */ var _machine_missing_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(71081);
/* harmony import */ var _machine_mounts_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(16431);
/** What a command sees through its binds, and should not: our own folders, and devices. */






/**
 * Hides folders of ours that lie in what is bound: who could write there would decide what root does for the next command,
 * and what that command runs in. Folders on the way to them are bound to themselves, since a mount point can neither be
 * renamed nor replaced. A folder may be shown under another name, as the home folder of a container job on GitHub is: it
 * is recognised by its place in the file system.
 * @param hidden absolute paths; what is not there yet is made, so that no command makes it
 * @throws input-invalid where one is itself what a bind shows, and where a source leads out of another bind by a link
 */
async function hide(binds, hidden) {
    await checkSources(binds);
    const mounts = (0,_machine_mounts_js__WEBPACK_IMPORTED_MODULE_5__/* .listMounts */ .dx)();
    const folders = await Promise.all(hidden.map(madeFolder));
    const pairs = folders.flatMap((folder) => (folder === undefined ? [] : binds.map((bind) => ({ folder, bind }))));
    const found = await Promise.all(pairs.map(async ({ folder, bind }) => {
        const source = await sourceOf(bind);
        const isItself = await isSame(source, folder);
        return { folder, bind, source, paths: isItself ? undefined : await pathsTo(mounts, folder, source) };
    }));
    const steps = [];
    const masks = new Set();
    for (const { folder, bind, source, paths } of found) {
        if (paths === undefined)
            throw isShown(folder);
        for (const path of paths) {
            const names = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(source, path).split(node_path__WEBPACK_IMPORTED_MODULE_1__.sep);
            const target = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(bind.target, ...names);
            if (isCovered(target, bind, binds))
                continue;
            masks.add(target);
            for (let count = 1; count < names.length; count++) {
                const way = names.slice(0, count);
                steps.push({ ...bind, source: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(source, ...way), target: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(bind.target, ...way) });
            }
        }
    }
    return { binds: inOrder([...steps, ...binds]), masks: [...masks] };
}
/**
 * Adds binds for the mounts below what is bound, such as a /dev that somebody has mounted in the workspace: the options of
 * a bind, without devices and read-only, hold for one mount alone.
 */
async function withMountsBelow(binds) {
    const mounts = (0,_machine_mounts_js__WEBPACK_IMPORTED_MODULE_5__/* .listMounts */ .dx)();
    const sources = await Promise.all(binds.map(sourceOf));
    const below = [];
    for (const [at, bind] of binds.entries()) {
        const source = sources[at];
        for (const { place, options } of (0,_machine_mounts_js__WEBPACK_IMPORTED_MODULE_5__/* .mountsBelow */ .YL)(mounts, source)) {
            const target = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(bind.target, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(source, place));
            const holds = options.includes("nodev") && (!bind.readOnly || options.includes("ro"));
            if (!holds && !isCovered(target, bind, binds))
                below.push({ ...bind, source: place, target });
        }
    }
    return inOrder([...below, ...binds]);
}
/** A folder that is to be hidden, by its true path; undefined where we may make none, and so there is nothing to be hidden. */
async function madeFolder(path) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(path, { recursive: true, mode: 0o700 }).catch(() => { });
    return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(path).catch((0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_4__/* .missing */ .L)(undefined));
}
async function checkSources(binds) {
    for (const { source } of binds) {
        for (const above of binds)
            if (!above.readOnly)
                await (0,_machine_leads_out_js__WEBPACK_IMPORTED_MODULE_3__/* .checkStaysInside */ .N)(above.source, source);
    }
}
/** A source that is not there is what the runtime complains of. */
function sourceOf({ source }) {
    return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(source).catch((0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_4__/* .missing */ .L)(source));
}
/** True where another bind stands on the way from a bind to a path below it. */
function isCovered(target, bind, binds) {
    return binds.some((other) => other !== bind && (0,_machine_mounts_js__WEBPACK_IMPORTED_MODULE_5__/* .isWithin */ .UO)(bind.target, other.target) && (0,_machine_mounts_js__WEBPACK_IMPORTED_MODULE_5__/* .isWithin */ .UO)(other.target, target));
}
/** Outer ones first; of two at one place, the latter is on top. */
function inOrder(binds) {
    const depth = ({ target }) => target.split(node_path__WEBPACK_IMPORTED_MODULE_1__.sep).filter(Boolean).length;
    return [...binds].sort((a, b) => depth(a) - depth(b));
}
/** The paths in `source` that lead to a folder. */
async function pathsTo(mounts, folder, source) {
    const own = (0,_machine_mounts_js__WEBPACK_IMPORTED_MODULE_5__/* .mountAt */ .LS)(mounts, folder);
    if (own === undefined)
        return [];
    const place = (0,_machine_mounts_js__WEBPACK_IMPORTED_MODULE_5__/* .placeInFileSystem */ .Gk)(own, folder);
    const parts = [{ mount: (0,_machine_mounts_js__WEBPACK_IMPORTED_MODULE_5__/* .mountAt */ .LS)(mounts, source), path: source }];
    for (const mount of (0,_machine_mounts_js__WEBPACK_IMPORTED_MODULE_5__/* .mountsBelow */ .YL)(mounts, source))
        parts.push({ mount, path: mount.place });
    const paths = [];
    for (const { mount, path } of parts) {
        if (mount?.device !== own.device)
            continue;
        const shown = (0,_machine_mounts_js__WEBPACK_IMPORTED_MODULE_5__/* .placeInFileSystem */ .Gk)(mount, path);
        if (!(0,_machine_mounts_js__WEBPACK_IMPORTED_MODULE_5__/* .isWithin */ .UO)(shown, place))
            continue;
        const found = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(shown, place));
        // Another mount may stand there, and hide it.
        if (await isSame(found, folder))
            paths.push(found);
    }
    return paths;
}
async function isSame(path, folder) {
    const [a, b] = await Promise.all([path, folder].map((each) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(each).catch(() => undefined)));
    return a !== undefined && a.dev === b?.dev && a.ino === b.ino;
}
function isShown(folder) {
    const message = `The command would see treestamp's own files: it gets the folder ${folder} itself.`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("input-invalid", message, {
        remedy: "Set `cache-folder` to a folder that is neither the workspace nor given to the command.",
    });
}


/***/ }),

/***/ 22570:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ exitCodeOf),
/* harmony export */   H: () => (/* binding */ forwardSignals)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_0__);

/** Signals that a person or a CI service sends to the command, and that therefore are not ours to die of. */
const forwarded = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR2", "SIGWINCH"];
/** Those of them that tell it to end. */
const endings = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"];
/**
 * Passes signals that this process gets on through `send`, and ends the command when its own signal says so: SIGTERM, and
 * SIGKILL after the time of grace. `stop` ends that, and `told` says whether the command was told to end until now.
 */
function forwardSignals(send, { signal: abort, grace = 10_000 }) {
    let killing;
    let told;
    const forward = (signal) => {
        if (endings.includes(signal))
            told ??= { signal, at: performance.now() };
        send(signal);
    };
    const end = () => {
        forward("SIGTERM");
        killing = setTimeout(() => send("SIGKILL"), grace);
    };
    for (const signal of forwarded)
        process.on(signal, forward);
    abort?.addEventListener("abort", end, { once: true });
    if (abort?.aborted)
        end();
    const stop = () => {
        clearTimeout(killing);
        for (const signal of forwarded)
            process.off(signal, forward);
        abort?.removeEventListener("abort", end);
    };
    return { stop, told: () => told };
}
/** The code that a shell reports for a child that ended so: its own, or 128 + n for signal n. */
function exitCodeOf(code, signal) {
    return code ?? 128 + (signal === null ? 0 : node_os__WEBPACK_IMPORTED_MODULE_0__.constants.signals[signal]);
}


/***/ }),

/***/ 49949:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  aX: () => (/* binding */ sayNotStarted),
  Fg: () => (/* binding */ startReport),
  iq: () => (/* binding */ withStarter)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ./core/machine/first-bytes.js
var first_bytes = __webpack_require__(23349);
// EXTERNAL MODULE: ./core/machine/mounts.js
var mounts = __webpack_require__(16431);
// EXTERNAL MODULE: ./core/machine/process.js
var machine_process = __webpack_require__(47516);
// EXTERNAL MODULE: ./core/oci/image-config.js
var image_config = __webpack_require__(74651);
;// CONCATENATED MODULE: ./core/sandbox/starter.js
/**
 * The program that starts a command inside, and reports why it cannot be started: no runtime does so itself. crun prints JSON
 * to the command's standard error and exits with 1, as the command may; docker's init has no word for what it cannot do.
 *
 * It calls execve(2) for each place where the command may be, so the reason is the kernel's own, for the very user, root and
 * mounts of the command, and nothing of it is left when the command runs. It is written in assembler, since an image need not
 * have a shell or a C library: starter-x64.s and starter-arm64.s, which test/unit/starter.test.ts assembles and compares.
 *
 * Its words: the report's path, the places, an empty word, the command line. Its exit code is 127 where nothing is at any
 * place and else 126. The report gets two bytes: the error's number (`noInterpreter` where execve says ENOENT of a file
 * that is there), and which of the places it is about.
 */
const code = {
    x64: {
        machine: 62,
        text: "Mf9IiwQkg/gCD4KoAAAATItkJBBMjWzEEEyNfCQYTYn+SYsGSYPGCIA4AHX0MdtFMcm9AgAAAEmLP4A/AHRDTIn2TInquDsAAAAP" +
            "BffYg/gCdBeD+BR0ConFQYnZg/gNdSBJg8cI/8PrzUmLPzH2uBUAAAAPBYXAdei9/wAAAEGJ2UHB4QhBCelBUUyJ574BAAAAuAIA" +
            "AAAPBYnHSInmugIAAAC4AQAAAA8Fv34AAACD/QJ1Av/HuOcAAAAPBQ==",
    },
    arm64: {
        machine: 183,
        text: "AACA0vMDQPl/CgDx6wYAVPQLQPn1YwCR9m8zi9ZCAJH3AxWq6YZA+CkBQDnJ//81WACAUhkAgFIaAIBSoAJA+QkAQDkpAwA04QMX" +
            "quIDFqqoG4DSAQAA1OkDAEs/CQBxQAEAVD9RAHGgAABU+AMJKvkDGio/NQBxgQEAVLUiAJFaBwAR7v//F2AMgJKhAkD5AgCA0ggG" +
            "gNIBAADUAP//tfgfgFL5AxoqCSMZKukPH/hgDICS4QMUqiIAgNIDAIDSCAeA0gEAANThAwCRQgCA0ggIgNIBAADUwA+A0h8LAHFB" +
            "AABU4A+A0sgLgNIBAADU",
    },
};
/** The file is there, but the program that should run it is not: a script's first line or a binary's header names it. */
const noInterpreter = 255;
/** The program as a file for this kind of machine; undefined where there is none for it. */
function starterFor(architecture) {
    const program = code[architecture];
    return program && elf(program.machine, Buffer.from(program.text, "base64"));
}
/** Where a command may be: at its path, or in each folder of PATH. Source: execvp(3). */
function placesOf(program, path) {
    if (program === "")
        return [];
    return program.includes("/") ? [program] : path.split(":").map((folder) => `${folder || "."}/${program}`);
}
/** A static program of one segment. Source: elf(5). */
function elf(machine, text) {
    const [fileHeader, programHeader, address] = [64, 56, 0x400000];
    const start = fileHeader + programHeader;
    const head = Buffer.alloc(start);
    head.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]); // 64 bit, little-endian
    head.writeUInt16LE(2, 16); // ET_EXEC
    head.writeUInt16LE(machine, 18);
    head.writeUInt32LE(1, 20);
    head.writeBigUInt64LE(BigInt(address + start), 24); // entry
    head.writeBigUInt64LE(BigInt(fileHeader), 32);
    head.writeUInt16LE(fileHeader, 52);
    head.writeUInt16LE(programHeader, 54);
    head.writeUInt16LE(1, 56);
    head.writeUInt32LE(1, 64); // PT_LOAD
    head.writeUInt32LE(5, 68); // to read and to execute
    head.writeBigUInt64LE(BigInt(address), 80);
    head.writeBigUInt64LE(BigInt(address), 88);
    head.writeBigUInt64LE(BigInt(start + text.length), 96);
    head.writeBigUInt64LE(BigInt(start + text.length), 104);
    head.writeBigUInt64LE(0x1000n, 112);
    return Buffer.concat([head, text]);
}

;// CONCATENATED MODULE: ./core/sandbox/start-report.js
/** Starts a command by our own starter, and puts in words what that reports. */








/** Where starter and report stand inside. */
const inside = { starter: "/run/treestamp-start", report: "/run/treestamp-not-started" };
/**
 * What is started instead, in a scratch folder: the command by way of the starter; itself where this machine has none.
 * @param probed whether the starter has to prove first that programs can be started in the folder: its disk may be mounted
 * `noexec`, and the container's system be another than Linux
 */
async function withStarter(command, image, scratch, probed) {
    const program = starterFor(process.arch);
    if (program === undefined)
        return command;
    const [starter, report] = [(0,external_node_path_.join)(scratch, "starter"), (0,external_node_path_.join)(scratch, "report")];
    (0,external_node_fs_.writeFileSync)(starter, program);
    (0,external_node_fs_.writeFileSync)(report, "");
    (0,external_node_fs_.chmodSync)(starter, 0o755); // for every user, under every umask
    (0,external_node_fs_.chmodSync)(report, 0o666);
    if (probed && !(await runsAlone(starter)))
        return command;
    const words = [inside.report, ...placesOfCommand(command, image), "", ...command.argv];
    return {
        ...command,
        argv: [inside.starter, ...words],
        binds: [
            ...command.binds,
            { source: starter, target: inside.starter, readOnly: true },
            { source: report, target: inside.report, readOnly: false },
        ],
    };
}
/** Without words the starter does nothing, and ends well. */
function runsAlone(starter) {
    return (0,machine_process/* run */.e)(starter, []).then(({ exitCode }) => exitCode === 0, () => false);
}
/** What the starter has reported; undefined where it has started the command, which may have written there, too. */
async function startReport(scratch, command, image, exitCode) {
    if (exitCode !== 126 && exitCode !== 127)
        return undefined;
    const report = await (0,first_bytes/* firstBytes */.m)((0,external_node_path_.join)(scratch, "report"), 3);
    if (report.length !== 2)
        return undefined;
    const places = placesOfCommand(command, image);
    const place = places[report[1]] ?? command.argv[0] ?? "";
    return inWords(report[0], place, command);
}
function placesOfCommand({ argv, env }, image) {
    return placesOf(argv[0] ?? "", env.get("PATH") ?? (image.env.get("PATH") || image_config/* defaultPath */.jb));
}
async function inWords(error, place, command) {
    const program = command.argv[0] ?? "";
    const cannot = (why) => ({ exitCode: 126, message: `${place} cannot be executed: ${why}` });
    switch (error === noInterpreter ? "no interpreter" : (0,external_node_util_.getSystemErrorName)(-error)) {
        case "ENOENT": {
            const otherwise = program === "bash" ? ", or set the input `shell` to sh" : "";
            const isLine = /\s/.test(program) && command.argv.length === 1;
            const remedy = isLine
                ? "It is one word with blanks in it: remove the quotes, or let a shell split it: sh -c."
                : program.includes("/")
                    ? "Check the path."
                    : `Install it in the Dockerfile${otherwise}.`;
            return { exitCode: 127, message: `${JSON.stringify(program).slice(1, -1)}: not found in the image. ${remedy}` };
        }
        case "no interpreter":
            return cannot(await whatRuns(place, command));
        case "EACCES":
            return cannot(`permission denied to ${userOf(command)}. It is not executable (chmod +x), it is a folder, or a folder above it is closed to this user: then move it in the Dockerfile, or choose another \`user\`.`);
        case "ENOEXEC":
            return cannot("it is neither a program for this machine nor a script: a script's first line is `#!` and the program that runs it.");
        case "E2BIG":
            return cannot("its arguments and variables are too long. Pass them in a file.");
        default:
            return cannot(`the kernel says ${(0,external_node_util_.getSystemErrorName)(-error)}.`);
    }
}
/** Says why a command did not start: to who reads its output, or in the log. */
function sayNotStarted({ output }, why, log) {
    if (typeof output === "function")
        output(why);
    else
        log.warning(why);
}
/** Says which interpreter of a file is missing, where the file can be read from here. */
async function whatRuns(place, command) {
    const path = onMachine((0,external_node_path_.resolve)(command.workingDirectory, place), command);
    const start = path === undefined ? "" : (await (0,first_bytes/* firstBytes */.m)(path, 256).catch(() => Buffer.alloc(0))).toString("latin1");
    const [, interpreter, end] = /^#![ \t]*([^\s]+)[^\r\n]*(\r?)/.exec(start) ?? [];
    if (end === "\r") {
        return `it has Windows line ends (CRLF), so ${interpreter} is looked up with a carriage return at the end of its name. Convert it, and make git keep it that way: \`*.sh text eol=lf\` in .gitattributes.`;
    }
    if (interpreter !== undefined) {
        return `${interpreter}, which its first line names, is not in the image. Install it in the Dockerfile.`;
    }
    return "what should run it is not in the image: the program named in a script's first line (with Windows line ends, CRLF, a carriage return is part of that name), or the loader of a binary for another C library.";
}
/** Where a path of the command is on this machine; undefined for what is in the image. */
function onMachine(path, { binds }) {
    for (const { source, target } of binds.toReversed()) {
        if ((0,mounts/* isWithin */.UO)(target, path))
            return (0,external_node_path_.join)(source, (0,external_node_path_.relative)(target, path));
    }
    return undefined;
}
function userOf({ user }) {
    return user === "caller" ? `uid ${process.getuid()}` : user === "image" ? "the image's user" : `user ${user}`;
}


/***/ }),

/***/ 22332:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TQ: () => (/* binding */ passwdWith),
/* harmony export */   b: () => (/* binding */ numericUser),
/* harmony export */   j$: () => (/* binding */ passwdLine),
/* harmony export */   pC: () => (/* binding */ callerHome)
/* harmony export */ });
/** Where the home folder of a numeric user that is not root stands. */
const callerHome = "/home/treestamp";
/** The user where no file of the image is needed to know it. */
function numericUser(user) {
    if (user === "caller") {
        const [uid, gid] = [process.getuid(), process.getgid()];
        return { uid, gid, additionalGids: process.getgroups().filter((group) => group !== gid) };
    }
    const numbers = /^(\d+):(\d+)$/.exec(user);
    return numbers === null ? undefined : { uid: Number(numbers[1]), gid: Number(numbers[2]), additionalGids: [] };
}
/** The line of an image's passwd for a number, or, where names count, for a name. Source: passwd(5). */
function passwdLine(passwd, wanted, names) {
    for (const line of passwd.split("\n")) {
        const [name, , uid, gid, , home = ""] = line.split(":");
        if (uid === `${wanted}` || (names && name === `${wanted}`))
            return { uid: Number(uid), gid: Number(gid), home };
    }
    return undefined;
}
/** The passwd file of an image with a line for a user whom it does not know. */
function passwdWith(passwd, { uid, gid }) {
    const known = passwd === "" ? "root:x:0:0:root:/root:/bin/sh\n" : passwd;
    const start = known.endsWith("\n") ? known : `${known}\n`;
    return `${start}treestamp:x:${uid}:${gid}::${callerHome}:/bin/sh\n`;
}


/***/ }),

/***/ 63799:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ sharedBuffers),
/* harmony export */   _: () => (/* binding */ release)
/* harmony export */ });
/**
 * Memory for bytes that pass through. Left to the garbage collector, the buffers of one gigabyte make it mark the whole
 * heap some forty times, which costs half as much as decompressing them: so memory is used again, or given back at once.
 */
/** @param bytes of each buffer */
function sharedBuffers(count, bytes) {
    const memory = new SharedArrayBuffer(count * bytes);
    const free = Array.from({ length: count }, (_, index) => Buffer.from(memory, index * bytes, bytes));
    const waiting = [];
    return {
        take: async () => free.pop() ?? (await new Promise((resolve) => waiting.push(resolve))),
        release(buffer) {
            const next = waiting.shift();
            if (next === undefined)
                free.push(buffer);
            else
                next(buffer);
        },
    };
}
/** Gives a buffer's memory back. Nobody may read it, or anything else in the same memory, afterwards. */
function release(buffer) {
    // Small ones may stand in the pool that Node shares out.
    if (buffer.buffer.byteLength > Buffer.poolSize)
        buffer.buffer.transfer(0);
}


/***/ }),

/***/ 46397:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ imageTar),
/* harmony export */   Z: () => (/* binding */ extractImage)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _archive_tar_writer_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64113);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64256);
/* harmony import */ var _machine_elevate_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(84931);
/* harmony import */ var _machine_process_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(47516);
/* harmony import */ var _reader_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(25749);
/* harmony import */ var _source_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(50475);
/**
 * An image as plain files, for machines where it cannot be mounted: our reader gives a tar stream, GNU tar writes it
 * (Node itself makes no devices, no extended attributes and no times finer than a microsecond).
 */







/**
 * Writes the tree of a raw image into `folder`, which must not be there yet. Nothing gets out of it: the folder is new,
 * names come from an image whose names hold no "/" and no "..", and a directory comes before what is in it.
 *
 * Owners and devices need root. Root of a user namespace gives the owners, and may make no devices: those below /dev are
 * left out, since every sandbox has its own there; with any other the image is refused.
 * @throws snapshot-invalid; tool-missing (no tar); sandbox-failed where tar fails, for lack of space or rights
 */
async function extractImage(rawFile, folder, rights = (0,_machine_elevate_js__WEBPACK_IMPORTED_MODULE_3__/* .rootRights */ .mV)()) {
    const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.open)(rawFile, "r");
    try {
        const image = (0,_reader_js__WEBPACK_IMPORTED_MODULE_5__/* .openImage */ .UY)((0,_source_js__WEBPACK_IMPORTED_MODULE_6__/* .fileSource */ .I)(file, (await file.stat()).size));
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(folder, { mode: 0o700 });
        await unpack(imageTar(image, rights === "user namespace"), folder, rights);
    }
    finally {
        await file.close();
    }
}
async function unpack(input, folder, rights) {
    const flags = ["--xattrs", "--xattrs-include=*", "--numeric-owner", "--same-owner", "--preserve-permissions"];
    const tar = ["tar", "--extract", "--file=-", `--directory=${folder}`, "--delay-directory-restore", ...flags];
    const [program, ...args] = [..._machine_elevate_js__WEBPACK_IMPORTED_MODULE_3__/* .elevations */ .$F[rights], ...tar];
    const { exitCode, stderr } = await (0,_machine_process_js__WEBPACK_IMPORTED_MODULE_4__/* .run */ .e)(program, args, { input });
    if (exitCode === 0)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("sandbox-failed", `The snapshot cannot be extracted to ${folder}: ${stderr.trim()}.`, {
        remedy: "That needs root, or all users of the image in /etc/subuid, and as much free space as the image's files take.",
    });
}
/** The tree as a tar stream; with `withoutDevices`, those below /dev are left out. @throws snapshot-invalid */
function imageTar(image, withoutDevices = false) {
    return (0,_archive_tar_writer_js__WEBPACK_IMPORTED_MODULE_1__/* .writeTar */ .F)(entriesOf(image, withoutDevices));
}
async function* entriesOf(image, withoutDevices) {
    /** The first name of each inode that has several. */
    const first = new Map();
    for (const { path, inode } of image.walk()) {
        const { type, nid, links, mode, uid, gid, mtime, xattrs } = inode;
        if (withoutDevices && (type === "character" || type === "block") && path.startsWith("dev/"))
            continue;
        const entry = { path: path === "" ? "." : path, mode, uid, gid, mtime, xattrs };
        const original = first.get(nid);
        if (original !== undefined) {
            yield { ...entry, kind: "hardlink", target: original };
            continue;
        }
        if (type !== "directory" && links > 1)
            first.set(nid, path);
        if (type === "file")
            yield { ...entry, kind: "file", size: inode.size, content: (0,_reader_js__WEBPACK_IMPORTED_MODULE_5__/* .copied */ .pG)(image.readFile(inode)) };
        else if (type === "symlink")
            yield { ...entry, kind: "link", target: inode.target };
        else if (type === "character" || type === "block") {
            yield { ...entry, kind: type, major: inode.major, minor: inode.minor };
        }
        else if (type !== "socket")
            yield { ...entry, kind: type };
    }
}


/***/ }),

/***/ 50475:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ fileSource)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _buffers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(63799);
/* harmony import */ var _invalid_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(41955);
/** Where the bytes of an image come from. */



const bufferBytes = 1024 * 1024;
const windowBytes = 128 * 1024;
const maxWindows = 4;
/** An image in an open file. */
function fileSource(file, size) {
    const buffer = Buffer.allocUnsafeSlow(bufferBytes);
    const read = (offset, length) => {
        const target = length <= buffer.length ? buffer : Buffer.allocUnsafeSlow(length);
        let done = 0;
        while (done < length) {
            const bytesRead = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync)(file.fd, target, done, length - done, offset + done);
            if (bytesRead === 0)
                throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .invalidImage */ .t)("it ends early");
            done += bytesRead;
        }
        return target.subarray(0, length);
    };
    const windowed = windowedReads({ size, read });
    return { size, read: (offset, length) => (length < windowBytes ? windowed(offset, length) : read(offset, length)) };
}
/** Reads through a few windows: a walk moves along the inodes, and now and then goes to the blocks of a large directory. */
function windowedReads(source) {
    /** The last used first. */
    const windows = [];
    return (offset, length) => {
        let found = windows.findIndex(({ at, bytes }) => offset >= at && offset + length <= at + bytes.length);
        if (found === -1) {
            const wanted = Math.min(Math.max(windowBytes, length), source.size - offset);
            found = windows.length < maxWindows ? windows.length : maxWindows - 1;
            if (found < windows.length)
                (0,_buffers_js__WEBPACK_IMPORTED_MODULE_2__/* .release */ ._)(windows[found].bytes);
            windows[found] = { at: offset, bytes: Buffer.from(source.read(offset, wanted)) };
        }
        const [window] = windows.splice(found, 1);
        windows.unshift(window);
        return window.bytes.subarray(offset - window.at, offset - window.at + length);
    };
}


/***/ })

};
;