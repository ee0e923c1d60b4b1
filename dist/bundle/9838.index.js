"use strict";
exports.id = 9838;
exports.ids = [9838];
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

/***/ 8211:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $Q: () => (/* binding */ parseDecimal),
/* harmony export */   LK: () => (/* binding */ invalidTar),
/* harmony export */   RW: () => (/* binding */ parseHeader),
/* harmony export */   VE: () => (/* binding */ blockBytes),
/* harmony export */   Yx: () => (/* binding */ parsePaxTime),
/* harmony export */   sJ: () => (/* binding */ numberField),
/* harmony export */   vZ: () => (/* binding */ parsePaxRecords)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/**
 * The 512-byte header of a tar entry, and the records of a PAX extended header.
 * Source: POSIX.1-2017 pax; GNU tar manual, "Basic Tar Format"; what Go's archive/tar accepts, since docker and
 * containerd read layers with it.
 */

const blockBytes = 512;
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
        records.push([data.toString("latin1", space + 1, equals), data.toString("latin1", equals + 1, end - 1)]);
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

/***/ 9838:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  s: () => (/* binding */ readTar)
});

// EXTERNAL MODULE: ./core/archive/byte-input.js
var byte_input = __webpack_require__(1451);
// EXTERNAL MODULE: ./core/archive/tar-header.js
var tar_header = __webpack_require__(8211);
;// CONCATENATED MODULE: ./core/archive/tar-sparse.js

/** The map of a file is held in memory; more than this many fragments are refused. */
const maxFragments = 1 << 20;
/**
 * The map checked: in order, without overlap, within the file, and together as long as what is stored.
 * @throws image-invalid
 */
function sparseFile(file, stored) {
    let end = 0;
    let sum = 0;
    for (const { offset, length } of file.fragments) {
        if (offset < end || length < 0 || offset + length > file.size)
            throw (0,tar_header/* invalidTar */.LK)("a sparse file's map is wrong");
        end = offset + length;
        sum += length;
    }
    if (sum !== stored)
        throw (0,tar_header/* invalidTar */.LK)("a sparse file's map does not fit its data");
    return file;
}
/** The map of a header of type S, and of the blocks that continue it. */
async function oldSparseMap(input, header) {
    const size = (0,tar_header/* numberField */.sJ)(header, 483, 12, "real size");
    const fragments = [];
    const take = (block, start, count) => {
        for (let index = 0; index < count; index++) {
            const at = start + index * 24;
            if (block[at] === 0)
                return;
            fragments.push({
                offset: (0,tar_header/* numberField */.sJ)(block, at, 12, "sparse offset"),
                length: (0,tar_header/* numberField */.sJ)(block, at + 12, 12, "sparse length"),
            });
        }
    };
    take(header, 386, 4);
    let continues = header[482] !== 0;
    while (continues) {
        const block = input.ready(tar_header/* blockBytes */.VE) ?? (await input.upTo(tar_header/* blockBytes */.VE));
        if (block.length < tar_header/* blockBytes */.VE)
            throw (0,tar_header/* invalidTar */.LK)("it ends within a sparse file's map");
        if (fragments.length > maxFragments)
            throw (0,tar_header/* invalidTar */.LK)("a sparse file's map is too long");
        take(block, 0, 21);
        continues = block[504] !== 0;
    }
    return { size, fragments };
}
/** What the `GNU.sparse.` records of a PAX header say. */
function paxSparseMap(records) {
    const values = new Map(records);
    const number = (key) => (0,tar_header/* parseDecimal */.$Q)(values.get(key) ?? "", key);
    const name = values.get("GNU.sparse.name");
    const version = `${values.get("GNU.sparse.major") ?? "0"}.${values.get("GNU.sparse.minor") ?? "?"}`;
    if (version === "1.0") {
        return { size: number("GNU.sparse.realsize"), name, fragments: undefined, mapInData: true };
    }
    if (!version.startsWith("0."))
        throw (0,tar_header/* invalidTar */.LK)(`a sparse file has the unknown format ${version}`);
    const size = values.has("GNU.sparse.size") ? number("GNU.sparse.size") : number("GNU.sparse.realsize");
    const map = values.get("GNU.sparse.map");
    const numbers = map !== undefined
        ? map.split(",")
        : records.filter(([key]) => key === "GNU.sparse.offset" || key === "GNU.sparse.numbytes").map(([, text]) => text);
    if (map === "")
        numbers.pop();
    return { size, name, fragments: pairs(numbers), mapInData: false };
}
/** Format 1.0: decimal numbers, a line each (how many fragments, then offset and length of each), padded to a block. */
async function readSparseMapOfData(input, stored) {
    const lines = [];
    let rest = "";
    let mapBytes = 0;
    let expected = 1;
    while (lines.length < expected) {
        const block = input.ready(tar_header/* blockBytes */.VE) ?? (await input.upTo(tar_header/* blockBytes */.VE));
        mapBytes += tar_header/* blockBytes */.VE;
        if (block.length < tar_header/* blockBytes */.VE || mapBytes > stored)
            throw (0,tar_header/* invalidTar */.LK)("it ends within a sparse file's map");
        const pieces = (rest + block.toString("latin1")).split("\n");
        rest = pieces.pop();
        lines.push(...pieces);
        if (lines.length > 0)
            expected = 1 + 2 * (0,tar_header/* parseDecimal */.$Q)(lines[0], "a sparse file's map");
        if (expected > 2 * maxFragments || rest.length > tar_header/* blockBytes */.VE * 2)
            throw (0,tar_header/* invalidTar */.LK)("a sparse file's map is too long");
    }
    return { fragments: pairs(lines.slice(1, expected)), mapBytes };
}
function pairs(numbers) {
    if (numbers.length % 2 !== 0)
        throw (0,tar_header/* invalidTar */.LK)("a sparse file's map has an odd count of numbers");
    const fragments = [];
    for (let index = 0; index < numbers.length; index += 2) {
        fragments.push({
            offset: (0,tar_header/* parseDecimal */.$Q)(numbers[index], "a sparse file's map"),
            length: (0,tar_header/* parseDecimal */.$Q)(numbers[index + 1], "a sparse file's map"),
        });
    }
    return fragments;
}

;// CONCATENATED MODULE: ./core/archive/tar-reader.js
/**
 * A streaming reader of tar archives, byte-exact: names, link targets and extended attributes are latin1 strings, one
 * character for one byte. Reads ustar, GNU (long names, sparse files, base-256 numbers) and PAX. Where formats leave
 * room it does what Go's archive/tar does, since that is what docker and containerd read layers with: global PAX
 * headers change nothing, a missing end marker is no error, what follows the end marker is not looked at.
 */



/** Long names and PAX headers are held in memory: more than this is refused, as in Go's archive/tar. */
const maxExtensionBytes = 1024 * 1024;
/** A file longer than this is refused (1 TiB). */
const maxFileBytes = 2 ** 40;
/** Holes of all sparse files of an archive together (16 GiB): a few bytes of sparse map could claim any size. */
const maxHoleBytes = 2 ** 34;
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
const noXattrs = new Map();
const zeros = Buffer.alloc(64 * 1024);
/**
 * Reads a tar archive to its end, also what follows its end marker, so that whoever hashes the stream sees all of it.
 * @throws image-invalid where the archive is truncated or breaks its format
 */
async function readTar(source, visit) {
    const input = (0,byte_input/* byteInput */.j)(source);
    let holeBytes = 0;
    const addHoles = (bytes) => {
        holeBytes += bytes;
        if (holeBytes > maxHoleBytes)
            throw (0,tar_header/* invalidTar */.LK)(`its sparse files have holes of more than ${maxHoleBytes} bytes`);
    };
    try {
        for (;;) {
            const extensions = await readExtensions(input);
            if (extensions === undefined)
                break;
            await readEntry(input, extensions, visit, addHoles);
        }
        await input.drain();
    }
    finally {
        await input.close();
    }
}
async function readExtensions(input) {
    let pax = [];
    let longName;
    let longLink;
    for (;;) {
        const block = input.ready(tar_header/* blockBytes */.VE) ?? (await input.upTo(tar_header/* blockBytes */.VE));
        const isEnd = block.length === 0 || (block.length === tar_header/* blockBytes */.VE && block[0] === 0 && isZero(block));
        if (isEnd) {
            if (pax.length > 0 || longName !== undefined || longLink !== undefined) {
                throw (0,tar_header/* invalidTar */.LK)("it ends after an extension header");
            }
            return undefined;
        }
        if (block.length < tar_header/* blockBytes */.VE)
            throw (0,tar_header/* invalidTar */.LK)("it ends within a header");
        const header = (0,tar_header/* parseHeader */.RW)(block);
        switch (header.typeFlag) {
            case "x":
            case "X":
                pax = (0,tar_header/* parsePaxRecords */.vZ)(await extensionData(input, header));
                break;
            case "g":
                await extensionData(input, header);
                break;
            case "L":
                longName = untilNul(await extensionData(input, header));
                break;
            case "K":
                longLink = untilNul(await extensionData(input, header));
                break;
            default:
                return { header, block, pax, longName, longLink };
        }
    }
}
async function extensionData(input, header) {
    if (header.size < 0 || header.size > maxExtensionBytes) {
        throw (0,tar_header/* invalidTar */.LK)(`an extension header of ${header.size} bytes is out of bounds`);
    }
    const padded = Math.ceil(header.size / tar_header/* blockBytes */.VE) * tar_header/* blockBytes */.VE;
    const data = input.ready(padded) ?? (await input.upTo(padded));
    if (data.length < padded)
        throw (0,tar_header/* invalidTar */.LK)("it ends within an extension header");
    return data.subarray(0, header.size);
}
function untilNul(data) {
    const end = data.indexOf(0);
    return data.toString("latin1", 0, end === -1 ? data.length : end);
}
async function readEntry(input, extended, visit, addHoles) {
    const { header, pax } = extended;
    let type = types[header.typeFlag];
    if (type === undefined)
        throw (0,tar_header/* invalidTar */.LK)(`it has an entry of the unknown type ${JSON.stringify(header.typeFlag)}`);
    let { uid, gid, size } = header;
    let name = extended.longName ?? header.name;
    let linkName = extended.longLink ?? header.linkName;
    let mtime = { seconds: header.mtime, nanoseconds: 0 };
    let xattrs;
    const sparseRecords = [];
    for (const [key, value] of pax) {
        if (key.startsWith("SCHILY.xattr.")) {
            xattrs ??= new Map();
            xattrs.set(key.slice("SCHILY.xattr.".length), value);
        }
        else if (key.startsWith("GNU.sparse.")) {
            sparseRecords.push([key, value]);
        }
        else if (value !== "") {
            if (key === "path")
                name = extended.longName ?? value;
            else if (key === "linkpath")
                linkName = extended.longLink ?? value;
            else if (key === "size")
                size = (0,tar_header/* parseDecimal */.$Q)(value, "a PAX size");
            else if (key === "uid")
                uid = (0,tar_header/* parseDecimal */.$Q)(value, "a PAX uid");
            else if (key === "gid")
                gid = (0,tar_header/* parseDecimal */.$Q)(value, "a PAX gid");
            else if (key === "mtime")
                mtime = (0,tar_header/* parsePaxTime */.Yx)(value);
        }
    }
    if (type !== "file")
        size = 0;
    if (header.typeFlag === "\0" && name.endsWith("/"))
        type = "directory";
    let stored = size;
    let sparse;
    if (type === "file") {
        if (header.typeFlag === "S")
            sparse = await oldSparseMap(input, extended.block);
        else if (sparseRecords.length > 0) {
            const described = paxSparseMap(sparseRecords);
            name = described.name ?? name;
            if (described.mapInData) {
                const { fragments, mapBytes } = await readSparseMapOfData(input, size);
                sparse = { size: described.size, fragments };
                stored -= mapBytes;
            }
            else if (described.fragments !== undefined) {
                sparse = { size: described.size, fragments: described.fragments };
            }
        }
        if (sparse !== undefined) {
            sparse = sparseFile(sparse, stored);
            size = sparse.size;
            addHoles(size - stored);
        }
    }
    if (stored < 0 || size < 0 || size > maxFileBytes || stored > maxFileBytes) {
        throw (0,tar_header/* invalidTar */.LK)(`an entry of ${size} bytes is out of bounds`);
    }
    const entry = {
        type,
        name,
        linkName,
        mode: header.mode & 0o7777,
        uid,
        gid,
        size,
        mtime,
        major: header.major,
        minor: header.minor,
        xattrs: xattrs ?? noXattrs,
    };
    const visited = visit(entry);
    const data = visited instanceof Promise ? await visited : visited;
    if (sparse === undefined)
        await copy(input, stored, data);
    else
        await copySparse(input, sparse, data);
    await copy(input, padding(stored), undefined);
    const ended = data?.end();
    if (ended !== undefined)
        await ended;
}
/** Hands on `length` bytes in the pieces in which they come, or skips them. */
async function copy(input, length, data) {
    let left = length;
    while (left > 0) {
        const bytes = input.available(left);
        if (bytes.length === 0) {
            if (!(await input.more()))
                throw (0,tar_header/* invalidTar */.LK)("it ends within a file");
            continue;
        }
        left -= bytes.length;
        const written = data?.write(bytes);
        if (written !== undefined)
            await written;
    }
}
async function copySparse(input, sparse, data) {
    let at = 0;
    const end = { offset: sparse.size, length: 0 };
    for (const { offset, length } of [...sparse.fragments, end]) {
        for (; data !== undefined && at < offset; at += Math.min(zeros.length, offset - at)) {
            await data.write(zeros.subarray(0, Math.min(zeros.length, offset - at)));
        }
        await copy(input, length, data);
        at = offset + length;
    }
}
function padding(size) {
    return (tar_header/* blockBytes */.VE - (size % tar_header/* blockBytes */.VE)) % tar_header/* blockBytes */.VE;
}
function isZero(block) {
    return block.equals(zeros.subarray(0, block.length));
}


/***/ })

};
;