"use strict";
exports.id = 3380;
exports.ids = [3380];
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

/***/ 7986:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ startThreadPool)
/* harmony export */ });
/* unused harmony export serve */
/* harmony import */ var node_worker_threads__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5919);
/* harmony import */ var node_worker_threads__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_worker_threads__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _threads_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4838);
/**
 * Threads that do the same kinds of work, each piece whole and synchronously: their own small heaps make its garbage
 * cheap, and the thread that feeds them does not wait.
 */


/** How many calls a thread has queued, so that it need not wait for the main thread between two. */
const callsAhead = 2;
/** A thread keeps little, so what it drops need not pile up. MiB. */
const youngGeneration = 4;
/**
 * Makes a pool whose threads run core/`module`.ts, which calls `serve` with the functions of `W`. One thread starts at
 * once, unless the first calls do without.
 */
function startThreadPool(module, { threads, without }) {
    const waiting = [];
    const running = [];
    let callsWithout = without.calls;
    let ended;
    function start() {
        const worker = (0,_threads_js__WEBPACK_IMPORTED_MODULE_1__/* .startThread */ .B)(module, { resourceLimits: { maxYoungGenerationSizeMb: youngGeneration } });
        const thread = { worker, given: [] };
        worker.on("message", (answer) => {
            settle(thread.given.shift(), answer);
            feed(thread);
        });
        worker.on("error", (error) => breakDown(`it failed: ${error.message}`, error));
        worker.on("exit", (code) => breakDown(`it ended with ${code}`));
        running.push(thread);
        return thread;
    }
    /** The thread with the least to do. */
    function idlest() {
        if (running.length === 0)
            return start();
        const least = running.reduce((one, other) => (other.given.length < one.given.length ? other : one));
        return least.given.length === callsAhead && running.length < threads ? start() : least;
    }
    function feed({ worker, given }) {
        while (given.length < callsAhead && waiting.length > 0) {
            const next = waiting.shift();
            given.push(next);
            worker.postMessage({ name: next.name, task: next.task });
        }
    }
    function breakDown(how, cause) {
        ended ??= new Error(`A thread (${module}) broke off: ${how}.`, { cause });
        for (const list of [waiting, ...running.map(({ given }) => given)]) {
            for (const pending of list.splice(0))
                pending.reject(ended);
        }
    }
    /** Between other events of this thread, so that a signal to stop is still heard. */
    function workHere(pending) {
        setImmediate(() => {
            if (ended !== undefined)
                pending.reject(ended);
            else
                settle(pending, answer(without.work[pending.name], pending.task));
        });
    }
    if (callsWithout === 0)
        start();
    return {
        threads,
        call: (name, task) => new Promise((resolve, reject) => {
            if (ended !== undefined)
                return reject(ended);
            const pending = { name, task, resolve, reject };
            if (callsWithout-- > 0)
                return workHere(pending);
            waiting.push(pending);
            feed(idlest());
        }),
        async close() {
            ended ??= new Error(`The threads (${module}) were ended.`);
            await Promise.all(running.map(({ worker }) => worker.terminate()));
        },
    };
}
/** The other side: answers calls by their names, one after the other. For the module that a thread runs. */
function serve(work) {
    parentPort.on("message", ({ name, task }) => {
        parentPort.postMessage(answer(work[name], task));
    });
}
function settle({ resolve, reject }, answer) {
    if ("result" in answer)
        resolve(answer.result);
    else
        reject(Object.assign(new Error(answer.error.message), answer.error));
}
function answer(work, task) {
    try {
        return { result: work(task) };
    }
    catch (error) {
        const { message, code, syscall } = error;
        return { error: { message, code, syscall } };
    }
}


/***/ }),

/***/ 4838:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ startThread),
/* harmony export */   p: () => (/* binding */ moduleFile)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_worker_threads__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5919);
/* harmony import */ var node_worker_threads__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_worker_threads__WEBPACK_IMPORTED_MODULE_1__);
/**
 * Threads of our own, and programs. The code of one is a module of core/ whose name ends in `-thread.ts` or `-child.ts`. The
 * build makes a file of each, at the same place below the bundle, so that it loads nothing but what its module imports.
 */


/**
 * Starts a thread that runs core/`module`.ts, such as `snapshot/chunk-thread`. The two talk through messages (`parentPort`
 * is its side): an `ArrayBuffer` can be handed over, a `SharedArrayBuffer` shared, and file descriptors are the whole
 * process's. The class of an error does not cross: send what makes one. The caller listens to the event `error`, what the
 * thread itself failed with, and ends the thread with `terminate()`; until then it holds the process, unless `unref`ed.
 */
function startThread(module, options = {}) {
    return new node_worker_threads__WEBPACK_IMPORTED_MODULE_1__.Worker(moduleFile(module), options);
}
/** The file to start for core/`module`.ts: in this room's house it is a room above; beside the bundle, bundled. */
function moduleFile(module) {
    const house = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.basename)(__dirname) === "parallel" ? ".." : ".";
    return (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(__dirname, house, `${module}${(0,node_path__WEBPACK_IMPORTED_MODULE_0__.extname)(__filename)}`);
}


/***/ }),

/***/ 9615:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VS: () => (/* binding */ pieceDigest),
/* harmony export */   be: () => (/* binding */ isZero),
/* harmony export */   sc: () => (/* binding */ sha256)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/** Zeros, which neither the image nor the frames hold, and digests, with those of zeros cached. */

const zeros = Buffer.alloc(2 * 1024 * 1024);
const digests = new Map();
/** @param bytes at most 2 MiB */
function isZero(bytes) {
    return bytes[0] === 0 && bytes.equals(zeros.subarray(0, bytes.length));
}
/**
 * sha256, raw: a latin1 string of 32 characters, which takes a fifth of a Buffer's memory and can be the key of a map.
 */
function sha256(bytes) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)("sha256", bytes, "binary");
}
/** The same, of bytes that may well be all zeros: those are hashed once for each length. */
function pieceDigest(bytes) {
    if (!isZero(bytes))
        return sha256(bytes);
    const known = digests.get(bytes.length) ?? sha256(bytes);
    digests.set(bytes.length, known);
    return known;
}


/***/ }),

/***/ 4740:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ handOver)
/* harmony export */ });
/* harmony import */ var _oci_access_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(671);
/* harmony import */ var _oci_copy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8080);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4460);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7896);
/* harmony import */ var _image_there_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9924);





/**
 * The image under the name that a Dockerfile has for it. The engine pulls it with docker's login; if the call brought a login
 * or plain HTTP, which the engine does not have, we fetch the image for it.
 */
async function handOver(ports, name, { store, root }, { access, platforms, folder, signal }) {
    const { digest } = root.descriptor;
    const source = (0,_image_there_js__WEBPACK_IMPORTED_MODULE_4__/* .sourceOf */ .vz)(store);
    const { login, plainHttp } = (0,_oci_access_js__WEBPACK_IMPORTED_MODULE_0__/* .accessAt */ .mD)((0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_3__/* .registryOf */ .Fv)(store.location) ?? "", access);
    if (source.kind === "layout" || (login === undefined && !plainHttp))
        return { name, digest, source };
    const layout = ports.openStore(folder);
    const parsed = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .parseManifest */ .Ng)(root);
    // `FROM --platform=$BUILDPLATFORM` takes this machine's platform, whatever platform the image is for.
    const needed = [...platforms.map(_oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .parsePlatform */ .FL), ports.platform];
    const isNeeded = ({ platform }) => needed.some(({ os, architecture }) => platform?.os === os && platform.architecture === architecture);
    const images = parsed.kind === "manifest" ? [root.descriptor] : parsed.manifests.filter(isNeeded);
    for (const { digest: image } of images) {
        const manifest = await (0,_oci_copy_js__WEBPACK_IMPORTED_MODULE_1__/* .manifestIn */ .tn)(store, image);
        await (0,_oci_copy_js__WEBPACK_IMPORTED_MODULE_1__/* .copyImage */ .L1)(await (0,_oci_copy_js__WEBPACK_IMPORTED_MODULE_1__/* .closureOf */ .TQ)(store, manifest), store, layout, { signal, log: ports.log });
    }
    await layout.writeManifest(root);
    return { name, digest, source: { kind: "layout", folder } };
}


/***/ }),

/***/ 6608:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  makeImages: () => (/* binding */ makeImages),
  packImages: () => (/* binding */ packImages),
  readAhead: () => (/* binding */ readAhead)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(4256);
// EXTERNAL MODULE: ./core/log/stages.js
var log_stages = __webpack_require__(4291);
// EXTERNAL MODULE: ./core/oci/byte-stream.js
var byte_stream = __webpack_require__(5888);
// EXTERNAL MODULE: ./core/oci/digest.js
var digest = __webpack_require__(4617);
// EXTERNAL MODULE: ./core/oci/manifest.js
var oci_manifest = __webpack_require__(4460);
// EXTERNAL MODULE: ./core/places/publication.js
var publication = __webpack_require__(266);
// EXTERNAL MODULE: ./core/recipe/context.js + 2 modules
var context = __webpack_require__(7585);
// EXTERNAL MODULE: ./core/recipe/read-bootstrap.js
var read_bootstrap = __webpack_require__(8327);
// EXTERNAL MODULE: ./core/recipe/sums.js
var sums = __webpack_require__(5120);
;// CONCATENATED MODULE: ./core/snapshot/high-owners.js
const highest = 65_535;
/** Looks at entries as they are read. */
function watchOwners() {
    let count = 0;
    let first;
    return {
        see: ({ name, uid, gid }) => {
            if (uid <= highest && gid <= highest)
                return;
            count++;
            first ??= { name, uid, gid };
        },
        seen: () => (first === undefined ? undefined : { count, first }),
    };
}
/** Warning for those who will want to pull the image. */
function highOwnersWarning({ count, first: { name, uid, gid } }) {
    const path = `/${Buffer.from(name, "latin1").toString()}`.replace(/^\/(\.?\/)+/, "/");
    const others = count === 1 ? "" : ` (and ${count - 1} more)`;
    return (`${path} belongs to ${uid}:${gid} in the image${others}. CircleCI's docker executor and engines without root cannot ` +
        `pull an image with a user or group above ${highest}: chown the file in the Dockerfile's step that makes it.`);
}

// EXTERNAL MODULE: ./core/snapshot/erofs/format.js
var format = __webpack_require__(585);
// EXTERNAL MODULE: ./core/snapshot/format.js
var snapshot_format = __webpack_require__(13);
;// CONCATENATED MODULE: ./core/snapshot/onto.js


/** So much of what is kept of a base has to be alive: the rest is fetched, and never read. */
const leastAlive = 0.6;
/** Thrown where packing onto a base is not worthwhile: nothing is wrong, and the snapshot is packed whole. */
class NotOnto extends Error {
}
/** @throws NotOnto where the base has as many frames blobs as a snapshot may have */
function checkRoom({ frames }) {
    if (frames.length >= snapshot_format/* maxBlobs */.nu)
        throw new NotOnto(`The base has ${frames.length} frames blobs already.`);
}
/**
 * @param root what the snapshot will show
 * @throws NotOnto where too much of the base's content is hidden
 */
function checkWorthwhile(root, { content }) {
    // Zeros cost nothing, wherever they are kept.
    const chunks = content.filter(({ frameLength }) => frameLength > 0);
    const kept = chunks.reduce((sum, { plainLength }) => sum + plainLength, 0);
    const alive = bytesIn(chunks, placesOf(root));
    if (alive < leastAlive * kept)
        throw new NotOnto(`Only ${alive} of the ${kept} bytes of the base would be of use.`);
}
/** Where each content begins, and where the longest that begins there ends: equal files stand in one place. Blocks. */
function placesOf(root) {
    const places = new Map();
    const look = (directory) => {
        for (const child of directory.children.values()) {
            if (child.type === "directory")
                look(child);
            if (child.type !== "file" || child.size === 0)
                continue;
            const block = child.block;
            places.set(block, Math.max(block + Math.ceil(child.size / format/* blockBytes */.VE), places.get(block) ?? 0));
        }
    };
    look(root);
    return places;
}
/** How many bytes of these chunks, which are in the order of the image, belong to any of the places. */
function bytesIn(chunks, places) {
    let bytes = 0;
    let reached = 0;
    let next = 0;
    for (const [begin, end] of [...places].sort(([a], [b]) => a - b)) {
        reached = Math.max(reached, begin * format/* blockBytes */.VE);
        while (reached < end * format/* blockBytes */.VE && next < chunks.length) {
            const { plainOffset, plainLength } = chunks[next];
            const until = Math.min(end * format/* blockBytes */.VE, plainOffset + plainLength);
            bytes += Math.max(0, until - Math.max(reached, plainOffset));
            reached = Math.max(reached, until);
            if (until === plainOffset + plainLength)
                next++;
        }
    }
    return bytes;
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:v8"
var external_node_v8_ = __webpack_require__(8877);
// EXTERNAL MODULE: external "node:vm"
var external_node_vm_ = __webpack_require__(714);
// EXTERNAL MODULE: ./core/parallel/thread-pool.js
var thread_pool = __webpack_require__(7986);
// EXTERNAL MODULE: ./core/parallel/together.js
var together = __webpack_require__(8121);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./core/snapshot/buffers.js
var buffers = __webpack_require__(3799);
// EXTERNAL MODULE: ./core/snapshot/table.js
var snapshot_table = __webpack_require__(5716);
;// CONCATENATED MODULE: ./core/snapshot/chunk-writer.js
/**
 * Writes the raw image and the frames blob side by side, chunk by chunk. Each byte is in memory once: a chunk's buffer is
 * shared with a thread, which hashes it, writes it to the image and puts the compressed frame in its place; the frames
 * are added here, in order.
 */





/** What `buffer` gives: room for the longest chunk and the file that proves too much for it. */
const chunkBufferBytes = 1280 * 1024;
const noDigest = Buffer.alloc(32);
/** Opens both files, newly created and readable only by their owner until they are published. */
async function createChunkWriter(options) {
    const { headBytes, level, signal, threads } = options;
    const raw = await (0,promises_.open)(options.rawFile, "wx+", 0o600);
    const frames = await (0,promises_.open)(options.framesFile, "wx", 0o600).catch(async (error) => {
        await raw.close();
        throw error;
    });
    // Enough that each thread has its next chunk at hand, one is filled, and frames wait for the ones before them.
    const { take, release } = (0,buffers/* sharedBuffers */.T)(2 * threads.threads + 2, chunkBufferBytes);
    const listed = [];
    const memoryOfDigests = digestMemory();
    const framesHash = (0,external_node_crypto_.createHash)("sha256");
    const { kept } = options;
    let position = headBytes + (kept?.chunks ?? []).reduce((sum, { plainLength }) => sum + plainLength, 0);
    let framesSize = 0;
    let failure;
    /** Settles when all frames appended so far are written. Never rejects: see `failure`. */
    let written = Promise.resolve();
    const check = () => {
        if (failure !== undefined)
            throw failure;
        if (signal?.aborted)
            throw new errors/* TreestampError */.ks("interrupted", "Packing was interrupted.", { cause: signal.reason });
    };
    const takeBuffer = async () => {
        const buffer = await take();
        try {
            check();
        }
        catch (error) {
            release(buffer);
            throw error;
        }
        return buffer;
    };
    const addFrame = async (frame) => {
        framesHash.update(frame);
        await writeAll(frames, frame, framesSize);
        framesSize += frame.length;
    };
    /** Has a thread work on the chunk at once, and adds its frame after all frames before it. */
    const addChunk = (buffer, length, at, digest) => {
        const chunk = { plainLength: length, frameLength: 0, plainDigest: noDigest, frameDigest: noDigest };
        const added = threads.call("add", { raw: raw.fd, position: at, memory: buffer, length, digest, level });
        written = Promise.allSettled([added, written]).then(async ([outcome]) => {
            try {
                if (outcome.status === "rejected")
                    throw outcome.reason;
                Object.assign(chunk, described(outcome.value, memoryOfDigests()));
                if (failure === undefined)
                    await addFrame(buffer.subarray(0, chunk.frameLength));
            }
            catch (error) {
                failure ??= error;
            }
            finally {
                release(buffer);
            }
        });
        return chunk;
    };
    return {
        get position() {
            return position;
        },
        buffer: takeBuffer,
        append(buffer, length, digest) {
            check();
            listed.push(addChunk(buffer, length, position, digest));
            position += length;
        },
        release,
        async read(buffer, length, from) {
            await written;
            check();
            const { bytesRead } = await raw.read(buffer, 0, length, from);
            if (bytesRead !== length)
                buffer.fill(0, bytesRead, length);
        },
        async finish(head) {
            await written;
            check();
            const buffer = await takeBuffer();
            const chunk = addChunk(buffer, head([...(kept?.chunks ?? []), ...listed]).copy(buffer), 0);
            await written;
            check();
            await raw.truncate(position);
            const table = kept === undefined ? (0,snapshot_table.chunkTable)([chunk, ...listed]) : (0,snapshot_table.chunkTableOnto)(kept, chunk, listed);
            return { table, framesDigest: `sha256:${framesHash.digest("hex")}` };
        },
        async close() {
            await written;
            await Promise.all([raw.close(), frames.close()]);
        },
    };
}
function described({ plainDigest, frameLength, frameDigest }, digests) {
    digests.write(plainDigest, 0, "latin1");
    digests.write(frameDigest, 32, "latin1");
    return { plainDigest: digests.subarray(0, 32), frameLength, frameDigest: digests.subarray(32) };
}
/** Memory for the digests of many chunks at once: a piece of its own for each would take twice as much. */
function digestMemory() {
    let free = Buffer.alloc(0);
    return () => {
        if (free.length === 0)
            free = Buffer.allocUnsafeSlow(64 * 1024);
        const taken = free.subarray(0, 64);
        free = free.subarray(64);
        return taken;
    };
}
async function writeAll(file, bytes, position) {
    let done = 0;
    while (done < bytes.length)
        done += (await file.write(bytes, done, bytes.length - done, position + done)).bytesWritten;
}

;// CONCATENATED MODULE: ./core/snapshot/content-table.js
/**
 * Which contents an image has. An image of 8 GB has some 400,000: they are kept as bytes, 42 for each and 4 to 12 to find
 * it again, because as objects in a map they would take four times as much.
 */

/** Entries are a digest, a u32 and a u48. They are kept in slabs, which never move. */
const blockAt = 32;
const sizeAt = 36;
const entryBytes = 42;
const entriesPerSlab = 2048;
/** The first 32 bits of a digest, as they stand in an entry. */
function startOf(digest) {
    return [3, 2, 1, 0].reduce((start, place) => start * 256 + digest.charCodeAt(place), 0);
}
function contentTable() {
    const slabs = [];
    let count = 0;
    /** By digest, open addressing: the number of an entry, counted from 1, or 0. At most two thirds are in use. */
    let index = new Uint32Array(1024);
    const slabOf = (entry) => slabs[Math.floor(entry / entriesPerSlab)];
    const placeOf = (entry) => (entry % entriesPerSlab) * entryBytes;
    const contentOf = (entry) => {
        const slab = slabOf(entry);
        const at = placeOf(entry);
        const digest = slab.toString("latin1", at, at + blockAt);
        return { block: slab.readUInt32LE(at + blockAt), size: slab.readUIntLE(at + sizeAt, 6), digest };
    };
    /** Where in the index a digest that begins so is, or the free place where it would be. */
    const slotOf = (start, isIt) => {
        let slot = start % index.length;
        while (index[slot] !== 0 && !isIt(index[slot] - 1))
            slot = (slot + 1) % index.length;
        return slot;
    };
    const enter = (entry) => {
        index[slotOf(slabOf(entry).readUInt32LE(placeOf(entry)), () => false)] = entry + 1;
    };
    const growIndex = () => {
        const full = index;
        index = new Uint32Array(2 * full.length);
        (0,buffers/* release */._)(full);
        for (let entry = 0; entry < count; entry++)
            enter(entry);
    };
    return {
        add({ block, size, digest }) {
            if (count % entriesPerSlab === 0)
                slabs.push(Buffer.allocUnsafeSlow(entriesPerSlab * entryBytes));
            const slab = slabOf(count);
            const at = placeOf(count);
            slab.write(digest, at, "latin1");
            slab.writeUInt32LE(block, at + blockAt);
            slab.writeUIntLE(size, at + sizeAt, 6);
            if (3 * count >= 2 * index.length)
                growIndex();
            enter(count++);
        },
        find(size, digest) {
            const isIt = (entry) => {
                const content = contentOf(entry);
                return content.size === size && content.digest === digest;
            };
            const found = index[slotOf(startOf(digest), isIt)];
            return found === 0 ? undefined : contentOf(found - 1).block;
        },
        seal() {
            (0,buffers/* release */._)(index);
        },
        *[Symbol.iterator]() {
            for (let entry = 0; entry < count; entry++)
                yield contentOf(entry);
        },
    };
}

// EXTERNAL MODULE: ./core/snapshot/zeros.js
var zeros = __webpack_require__(9615);
;// CONCATENATED MODULE: ./core/snapshot/content.js
/**
 * Contents of files, in order of arrival, at block-aligned places of the image; equal files stand there once.
 *
 * Chunks follow files, so that a change of one file changes few chunks:
 * - a file over 256 KiB is cut before, after, and every 512 KiB;
 * - smaller ones share chunks of 256 KiB to 1 MiB; a chunk ends after a file whose content says so (one in sixteen), so
 *   that the same neighbours share a chunk again in another version of the image.
 */



/** Files up to this size share chunks. */
const smallFileBytes = 256 * 1024;
/** A large file is cut every so many bytes. */
const pieceBytes = 512 * 1024;
const minGroupBytes = 256 * 1024;
const maxGroupBytes = 1024 * 1024;
/**
 * What a file is known by: sha256 of its content where it is small; where it is large, sha256 of the digests of its
 * 512 KiB pieces (the last one filled up with zeros to whole blocks), which are the digests of its chunks.
 */
function contentDigest(size, pieces) {
    return size <= smallFileBytes ? pieces[0] : (0,zeros/* sha256 */.sc)(Buffer.from(pieces.join(""), "latin1"));
}
async function createContentWriter(chunks) {
    const group = await chunks.buffer();
    const writing = {
        ...{ chunks, contents: contentTable(), large: new Map() },
        ...{ group, groupLength: 0, equalFiles: 0 },
    };
    return {
        begin(size) {
            if (size === 0)
                return { write: () => { }, end: () => 0 };
            return size <= smallFileBytes ? smallFile(writing, size) : largeFile(writing, size);
        },
        end() {
            const { contents, group, groupLength } = writing;
            if (groupLength > 0)
                chunks.append(group, groupLength);
            else
                chunks.release(group);
            contents.seal();
            writing.large.clear();
            return contents;
        },
        get equalFiles() {
            return writing.equalFiles;
        },
    };
}
/** A small file is gathered behind the group, where it will stand if it is new. */
function smallFile(writing, size) {
    const { chunks, contents } = writing;
    let length = 0;
    return {
        write(bytes) {
            writing.group.set(bytes, writing.groupLength + length);
            length += bytes.length;
        },
        end() {
            const { group, groupLength } = writing;
            const digest = (0,zeros/* sha256 */.sc)(group.subarray(groupLength, groupLength + size));
            const there = contents.find(size, digest);
            if (there !== undefined) {
                writing.equalFiles++;
                return there;
            }
            const padded = wholeBlocks(size);
            group.fill(0, groupLength + size, groupLength + padded);
            const place = () => {
                const block = (chunks.position + writing.groupLength) / format/* blockBytes */.VE;
                contents.add({ block, size, digest });
                writing.groupLength += padded;
                return block;
            };
            if (groupLength + padded > maxGroupBytes)
                return moveToNextGroup(writing, padded).then(place);
            const block = place();
            if (writing.groupLength >= minGroupBytes && digest.charCodeAt(0) < 16)
                return cutGroup(writing).then(() => block);
            return block;
        },
    };
}
async function cutGroup(writing) {
    const { chunks, group, groupLength } = writing;
    if (groupLength === 0)
        return;
    chunks.append(group, groupLength);
    writing.groupLength = 0;
    writing.group = await chunks.buffer();
}
/** Cuts the group before its last file, of `length` bytes, which is then the first of the next one. */
async function moveToNextGroup(writing, length) {
    const { chunks, group, groupLength } = writing;
    const next = await chunks.buffer();
    group.copy(next, 0, groupLength, groupLength + length);
    chunks.append(group, groupLength);
    writing.group = next;
    writing.groupLength = 0;
}
/**
 * A large file is compared piece by piece with those of its size before it; as long as one of them goes along, nothing
 * is written. Where the last one parts, what they had in common is read back and written for the new file.
 */
function largeFile(writing, size) {
    const { chunks, contents, large } = writing;
    const coming = { digests: [], piece: undefined, length: 0, left: size, address: -1, alike: [] };
    const writeSlowly = async (bytes) => {
        let at = 0;
        while (at < bytes.length) {
            coming.piece ??= await chunks.buffer();
            const part = bytes.subarray(at, at + pieceBytes - coming.length);
            coming.piece.set(part, coming.length);
            coming.length += part.length;
            at += part.length;
            if (coming.length === pieceBytes || coming.length === coming.left)
                await endPiece(writing, coming, size);
        }
    };
    return {
        write(bytes) {
            const { piece, length, left } = coming;
            if (piece === undefined || length + bytes.length >= Math.min(pieceBytes, left))
                return writeSlowly(bytes);
            piece.set(bytes, length);
            coming.length += bytes.length;
            return undefined;
        },
        end() {
            const { digests, address, alike } = coming;
            const equal = alike[0];
            if (equal !== undefined) {
                writing.equalFiles++;
                return equal.address / format/* blockBytes */.VE;
            }
            const key = `${size} ${digests[0]}`;
            const same = large.get(key);
            const file = { address, digests };
            if (same === undefined)
                large.set(key, [file]);
            else
                same.push(file);
            const block = address / format/* blockBytes */.VE;
            contents.add({ block, size, digest: contentDigest(size, digests) });
            return block;
        },
    };
}
async function endPiece(writing, coming, size) {
    const { digests, length } = coming;
    const piece = coming.piece;
    const padded = wholeBlocks(length);
    piece.fill(0, length, padded);
    const digest = (0,zeros/* pieceDigest */.VS)(piece.subarray(0, padded));
    const model = coming.alike[0];
    if (digests.length === 0)
        coming.alike = writing.large.get(`${size} ${digest}`) ?? [];
    else
        coming.alike = coming.alike.filter((file) => file.digests[digests.length] === digest);
    if (coming.alike.length > 0) {
        writing.chunks.release(piece);
    }
    else {
        if (model !== undefined)
            await repeat(writing, coming, model);
        await beginAt(writing, coming);
        writing.chunks.append(piece, padded, digest);
    }
    digests.push(digest);
    coming.left -= length;
    coming.length = 0;
    coming.piece = undefined;
}
/** Writes the pieces that a file has in common with `model` so far. */
async function repeat(writing, coming, model) {
    const { chunks } = writing;
    for (const [index, digest] of coming.digests.entries()) {
        const buffer = await chunks.buffer();
        await chunks.read(buffer, pieceBytes, model.address + index * pieceBytes);
        await beginAt(writing, coming);
        chunks.append(buffer, pieceBytes, digest);
    }
}
/** Says where a file stands, before the first of its pieces is written. */
async function beginAt(writing, coming) {
    if (coming.address !== -1)
        return;
    await cutGroup(writing);
    coming.address = writing.chunks.position;
}
function wholeBlocks(bytes) {
    return Math.ceil(bytes / format/* blockBytes */.VE) * format/* blockBytes */.VE;
}

// EXTERNAL MODULE: ./core/snapshot/tree.js
var tree = __webpack_require__(8681);
// EXTERNAL MODULE: ./core/snapshot/erofs/directory.js
var directory = __webpack_require__(4603);
// EXTERNAL MODULE: ./core/snapshot/erofs/xattr.js
var xattr = __webpack_require__(2707);
;// CONCATENATED MODULE: ./core/snapshot/erofs/metadata.js
/**
 * The metadata region of an EROFS image, and its superblock: all inodes in depth-first order with names sorted, each
 * followed by its extended attributes and, where they fit in one block, its symlink target or the last part of its
 * directory; then the full blocks of directories and long symlink targets. The same tree gives the same bytes.
 */





/** Gives each inode of the tree its place (`nid`). */
function planMetadata(root) {
    const directories = new Map();
    const times = new Map();
    let inodes = 0;
    for (const { inode, parent } of inodesOf(root)) {
        inodes++;
        if (inode.type === "directory")
            directories.set(inode, { parent, size: (0,directory/* directoryBytes */.pF)((0,tree/* namesIn */.w)(inode)) });
        const time = inode.attributes.mtime;
        const key = `${time.seconds}.${time.nanoseconds}`;
        const known = times.get(key);
        if (known === undefined)
            times.set(key, { count: 1, time });
        else
            known.count++;
    }
    const plan = { root, inodes, directories, buildTime: mostCommon(times.values()) };
    return { ...plan, ...place(plan) };
}
/** Each inode once, depth first, names in byte order; with the directory where its first name is. */
function* inodesOf(root, parent = root, seen = new Set()) {
    yield { inode: root, parent };
    for (const name of (0,tree/* namesIn */.w)(root)) {
        const child = root.children.get(name);
        if (child.type === "directory") {
            yield* inodesOf(child, root, seen);
            continue;
        }
        if (child.links > 1) {
            if (seen.has(child))
                continue;
            seen.add(child);
        }
        yield { inode: child, parent: root };
    }
}
function mostCommon(times) {
    let best = { count: 0, time: { seconds: 0, nanoseconds: 0 } };
    for (const candidate of times)
        if (candidate.time.seconds >= 0 && candidate.count > best.count)
            best = candidate;
    return best.time;
}
function place(plan) {
    const haveBlocks = [];
    // The first slot stays empty, so that no inode has the number 0, which programs take for "none".
    let end = format/* slotBytes */.Gm;
    for (const { inode } of inodesOf(plan.root)) {
        const head = headBytes(plan, inode);
        const tail = tailBytes(plan, inode);
        let position = Math.ceil(end / format/* slotBytes */.Gm) * format/* slotBytes */.Gm;
        if (tail > 0 && within(position + head) + tail > format/* blockBytes */.VE && within(head) + tail <= format/* blockBytes */.VE) {
            position = metadata_wholeBlocks(position);
        }
        inode.nid = position / format/* slotBytes */.Gm;
        end = position + head + inlineBytes(plan, inode);
        if ((inode.type === "directory" || inode.type === "symlink") && fullBytes(plan, inode) > 0)
            haveBlocks.push(inode);
    }
    const blocksAt = new Map();
    end = metadata_wholeBlocks(end);
    for (const inode of haveBlocks) {
        blocksAt.set(inode, end);
        end += fullBytes(plan, inode);
    }
    return { bytes: end, blocksAt };
}
function within(position) {
    return position % format/* blockBytes */.VE;
}
function metadata_wholeBlocks(bytes) {
    return Math.ceil(bytes / format/* blockBytes */.VE) * format/* blockBytes */.VE;
}
function sizeOf(plan, inode) {
    if (inode.type === "file")
        return inode.size;
    if (inode.type === "symlink")
        return inode.target.length;
    return inode.type === "directory" ? plan.directories.get(inode).size : 0;
}
/** Bytes of an inode and its attributes. */
function headBytes(plan, inode) {
    return (fitsCompact(plan, inode) ? format/* compactInodeBytes */.ov : format/* extendedInodeBytes */.iB) + (0,xattr/* xattrBytes */.Z1)(inode.attributes.xattrs);
}
/** What may stand behind the inode: a short symlink target, the last part of a directory. Never a whole block. */
function tailBytes(plan, inode) {
    return inode.type === "symlink" || inode.type === "directory" ? within(sizeOf(plan, inode)) : 0;
}
/** What does stand behind the inode, at its place: all of its tail where that crosses no block, or nothing. */
function inlineBytes(plan, inode) {
    const tail = tailBytes(plan, inode);
    return tail > 0 && within(inode.nid * format/* slotBytes */.Gm + headBytes(plan, inode)) + tail <= format/* blockBytes */.VE ? tail : 0;
}
/** What stands in blocks of its own. */
function fullBytes(plan, inode) {
    return metadata_wholeBlocks(sizeOf(plan, inode) - inlineBytes(plan, inode));
}
function fitsCompact(plan, inode) {
    const { uid, gid, mtime } = inode.attributes;
    const small = uid <= 0xffff && gid <= 0xffff && inode.links <= 0xffff && sizeOf(plan, inode) <= 0xffffffff;
    return small && mtime.seconds === plan.buildTime.seconds && mtime.nanoseconds === plan.buildTime.nanoseconds;
}
/**
 * Encodes what was planned, piece by piece from the region's start to its end.
 * @param address byte offset in the image where the region will stand
 * @returns pieces, each valid until the next is asked for
 */
function* encodeMetadata(plan, address) {
    let memory = Buffer.alloc(2 * format/* blockBytes */.VE);
    /** Zeros in used memory. */
    const zeros = (length) => {
        if (length > memory.length)
            memory = Buffer.alloc(length);
        return memory.subarray(0, length).fill(0);
    };
    const placed = { ...plan, address };
    let end = 0;
    let number = 0;
    for (const { inode } of inodesOf(plan.root)) {
        const at = inode.nid * format/* slotBytes */.Gm;
        const length = headBytes(plan, inode) + inlineBytes(plan, inode);
        const piece = zeros(at + length - end);
        encodeInode(piece.subarray(at - end), placed, inode, ++number);
        yield piece;
        end = at + length;
    }
    yield zeros(metadata_wholeBlocks(end) - end);
    for (const inode of plan.blocksAt.keys()) {
        for (const encodeBlock of contentBlocks(plan, inode).slice(0, fullBytes(plan, inode) / format/* blockBytes */.VE)) {
            const piece = zeros(format/* blockBytes */.VE);
            encodeBlock(piece);
            yield piece;
        }
    }
}
function encodeInode(region, plan, inode, number) {
    const { mode, uid, gid, mtime, xattrs } = inode.attributes;
    const isCompact = fitsCompact(plan, inode);
    const size = sizeOf(plan, inode);
    const head = headBytes(plan, inode);
    const inline = inlineBytes(plan, inode);
    const attributes = (0,xattr/* xattrBytes */.Z1)(xattrs);
    const layout = inline > 0 ? format/* layoutInline */.OF : format/* layoutPlain */.Ju;
    region.writeUInt16LE((isCompact ? 0 : format/* versionExtended */.CP) | (layout << 1), 0);
    region.writeUInt16LE(attributes === 0 ? 0 : (attributes - 12) / 4 + 1, 2);
    region.writeUInt16LE(format/* fileTypes */.Ko[inode.type].mode | mode, 4);
    region.writeUInt32LE(dataField(plan, inode), 16);
    region.writeUInt32LE(number, 20);
    if (isCompact) {
        region.writeUInt16LE(inode.links, 6);
        region.writeUInt32LE(size, 8);
        region.writeUInt16LE(uid, 24);
        region.writeUInt16LE(gid, 26);
    }
    else {
        region.writeBigUInt64LE(BigInt(size), 8);
        region.writeUInt32LE(uid, 24);
        region.writeUInt32LE(gid, 28);
        region.writeBigInt64LE(BigInt(mtime.seconds), 32);
        region.writeUInt32LE(mtime.nanoseconds, 40);
        region.writeUInt32LE(inode.links, 44);
    }
    (0,xattr/* encodeXattrs */.tv)(region, head - attributes, xattrs);
    if (inline > 0 && (inode.type === "directory" || inode.type === "symlink")) {
        contentBlocks(plan, inode).at(-1)(region.subarray(head));
    }
}
/** i_u: the device's number, or the block where the data starts, or 0. */
function dataField({ blocksAt, address }, inode) {
    switch (inode.type) {
        case "character":
        case "block":
            return (0,format/* encodeDevice */.b5)(inode.major, inode.minor);
        case "file":
            if (inode.block === undefined)
                throw new Error("a file of the tree has no content");
            return inode.block;
        case "directory":
        case "symlink": {
            const at = blocksAt.get(inode);
            return at === undefined ? 0 : (address + at) / format/* blockBytes */.VE;
        }
        default:
            return 0;
    }
}
/** Writers of what a directory or a symlink holds, one for each block: a symlink's target is shorter than one. */
function contentBlocks({ directories }, inode) {
    if (inode.type === "symlink")
        return [(region) => void region.write(inode.target, "latin1")];
    const look = (name) => name === "." ? inode : name === ".." ? directories.get(inode).parent : inode.children.get(name);
    return (0,directory/* directoryBlocks */.Yu)((0,tree/* namesIn */.w)(inode)).map((block) => (region) => {
        (0,directory/* encodeDirectoryBlock */.R5)(region, block, (name) => {
            const { nid, type } = look(name);
            return { nid, type: format/* fileTypes */.Ko[type].dirent };
        });
    });
}
/** The image's first block. @param identity what the image's uuid is made of */
function encodeHead(metadata, address, identity) {
    const head = Buffer.alloc(format/* blockBytes */.VE);
    const block = head.subarray(format/* superblockOffset */.U8, format/* superblockOffset */.U8 + format/* superblockBytes */.IB);
    block.writeUInt32LE(format/* superblockMagic */.iE, 0);
    block.writeUInt32LE(format/* compatMtime */.L8, 8);
    block.writeUInt8(format/* blockBits */.CZ, 12);
    block.writeUInt16LE(metadata.root.nid, 14);
    block.writeBigUInt64LE(BigInt(metadata.inodes), 16);
    block.writeBigUInt64LE(BigInt(metadata.buildTime.seconds), 24);
    block.writeUInt32LE(metadata.buildTime.nanoseconds, 32);
    block.writeUInt32LE((address + metadata.bytes) / format/* blockBytes */.VE, 36);
    block.writeUInt32LE(address / format/* blockBytes */.VE, 40);
    const uuid = (0,external_node_crypto_.createHash)("sha256").update(identity).digest().subarray(0, 16);
    uuid[6] = (uuid[6] & 0x0f) | 0x80; // version 8, made by a rule of one's own (RFC 9562)
    uuid[8] = (uuid[8] & 0x3f) | 0x80;
    uuid.copy(block, 48);
    return head;
}

// EXTERNAL MODULE: ./core/snapshot/flatten.js
var flatten = __webpack_require__(2818);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
;// CONCATENATED MODULE: ./core/snapshot/pack-work.js
/** What a thread does to pack: adds chunks to a snapshot, and checks those that were added. */




const packWork = { add, check };
/** A run of zeros in the image of at least this many bytes stays a hole. */
const holeBytes = 64 * 1024;
const pack_work_noDigest = "\0".repeat(32);
/** Writes a chunk to its place in the raw image, and leaves its frame in its memory. */
function add({ raw, position, memory, length, digest, level }) {
    const plain = bufferOf(memory, length);
    if ((0,zeros/* isZero */.be)(plain))
        return { plainDigest: (0,zeros/* pieceDigest */.VS)(plain), frameLength: 0, frameDigest: pack_work_noDigest };
    const plainDigest = digest ?? (0,zeros/* sha256 */.sc)(plain);
    writeWithHoles(raw, plain, position);
    const frame = (0,external_node_zlib_.zstdCompressSync)(plain, {
        params: { [external_node_zlib_.constants.ZSTD_c_compressionLevel]: level },
        pledgedSrcSize: length,
        // Room for all of it, also where the bytes grow by zstd's bound, lets it work in one go.
        chunkSize: length + (length >> 7) + 512,
    });
    const frameLength = frame.length;
    const stored = bufferOf(memory, frameLength);
    frame.copy(stored);
    (0,buffers/* release */._)(frame);
    return { plainDigest, frameLength, frameDigest: (0,zeros/* sha256 */.sc)(stored) };
}
function bufferOf({ buffer, byteOffset }, length) {
    return Buffer.from(buffer, byteOffset, length);
}
function writeWithHoles(file, bytes, position) {
    let start = 0;
    while (start < bytes.length) {
        let end = start;
        while (end < bytes.length && !isHole(bytes, end))
            end = Math.min(bytes.length, end + holeBytes);
        for (let at = start; at < end;)
            at += (0,external_node_fs_.writeSync)(file, bytes, at, end - at, position + at);
        start = end;
        while (start < bytes.length && isHole(bytes, start))
            start = Math.min(bytes.length, start + holeBytes);
    }
}
function isHole(bytes, at) {
    return (0,zeros/* isZero */.be)(bytes.subarray(at, at + holeBytes));
}
/** Reads a chunk and its frame out of the files. Says what differs from its description, or nothing. */
function check(chunk) {
    const { raw, plainOffset, plainLength, frames, frameOffset, frameLength } = chunk;
    const plain = Buffer.allocUnsafeSlow(plainLength);
    const frame = Buffer.allocUnsafeSlow(frameLength);
    try {
        if ((0,external_node_fs_.readSync)(raw, plain, 0, plainLength, plainOffset) !== plainLength)
            return `the length of the image`;
        if ((0,zeros/* pieceDigest */.VS)(plain) !== chunk.plainDigest)
            return `the chunk at ${plainOffset}`;
        for (const { offset, size, digest } of chunk.files) {
            if ((0,zeros/* sha256 */.sc)(plain.subarray(offset, offset + size)) !== digest)
                return `the file at ${plainOffset + offset}`;
        }
        if (frameLength === 0)
            return (0,zeros/* isZero */.be)(plain) ? undefined : `a chunk without a frame (at ${plainOffset})`;
        if ((0,external_node_fs_.readSync)(frames, frame, 0, frameLength, frameOffset) !== frameLength)
            return `the length of the frames`;
        if ((0,zeros/* sha256 */.sc)(frame) !== chunk.frameDigest)
            return `the frame at ${frameOffset}`;
        return holds(frame, plain) ? undefined : `what the frame at ${frameOffset} holds`;
    }
    finally {
        (0,buffers/* release */._)(plain);
        (0,buffers/* release */._)(frame);
    }
}
function holds(frame, plain) {
    let decompressed;
    try {
        // One byte more than expected lets zlib see the end in its first call.
        decompressed = (0,external_node_zlib_.zstdDecompressSync)(frame, { maxOutputLength: plain.length, chunkSize: plain.length + 1 });
    }
    catch {
        return false;
    }
    const same = decompressed.equals(plain);
    (0,buffers/* release */._)(decompressed);
    return same;
}

// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./core/snapshot/erofs/reader.js
var reader = __webpack_require__(5749);
// EXTERNAL MODULE: ./core/machine/elevate.js
var elevate = __webpack_require__(4931);
// EXTERNAL MODULE: ./core/machine/process.js
var process = __webpack_require__(7516);
;// CONCATENATED MODULE: ./core/snapshot/kernel-walk.js
/**
 * The kernel's own view of a raw image, name by name, against the tree that it was made from. It is mounted in a private
 * mount namespace, so nothing stays mounted however this ends.
 *
 * Only names and attributes: contents are compared at their addresses by our own reader (read-back.ts). Measured in one
 * run on a busy machine of 2 cores, an image of 80,000 names and 1.5 GB: this walk 1.1 s, reading all files through the
 * loop device 15 s. So the walk is always done, and contents are read through the kernel in the tests only.
 */





const mountFailed = 90;
/**
 * $1 image, $2 mount point. It is the first process of its namespace, so all ends with it. It ends with its standard input, too:
 * a process of root's may not be signalled.
 */
const script = `
exec 3<&0 </dev/null
mount -t erofs -o ro,nodev,loop "$1" "$2" 3<&- || exit ${mountFailed}
find "$2" -printf '%y %m %U %G %s %n %T@\\0%l\\0%P\\0' 3<&- &
listing=$!
{ read -r line; kill -s KILL "$listing"; } <&3 >/dev/null 2>&1 &
exec 3<&-
wait "$listing"`;
const inNamespaces = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--propagation", "private", "--"];
/** What mount(8) prints if the file system itself was refused. */
const refused = /bad superblock|needs cleaning/i;
const letters = {
    file: "f",
    directory: "d",
    symlink: "l",
    character: "c",
    block: "b",
    fifo: "p",
    socket: "s",
};
/**
 * Compares where the kernel can mount EROFS for us (root or sudo, a loop device, the module, GNU find); the log says why where
 * it cannot.
 * @throws snapshot-invalid where the kernel refuses the image or shows something else; interrupted
 */
async function compareWithKernel(rawFile, root, log, signal) {
    const place = await (0,promises_.mkdtemp)(`${rawFile}.mount-`);
    try {
        const [program, ...args] = [...elevate/* elevations */.$F[(0,elevate/* rootRights */.mV)()], ...inNamespaces, "sh", "-c", script, "sh", rawFile, place];
        let names = 0;
        const onOutput = async (listing) => {
            names = await compareListing(listing, root);
        };
        const stopped = { stopBy: "end of input", ...(signal === undefined ? {} : { signal }) };
        const { exitCode, stderr } = await (0,process/* run */.e)(program, args, { onOutput, ...stopped });
        if (exitCode === mountFailed && refused.test(stderr))
            throw differs(`it cannot be mounted: ${stderr.trim()}`);
        if (exitCode === 0 && names !== countNames(root))
            throw differs(`it has ${names} names`);
        if (exitCode !== 0 && names > 0)
            throw differs(`it cannot be read: ${stderr.trim()}`);
        if (exitCode !== 0)
            log.info(notCompared(stderr.trim()));
    }
    catch (error) {
        if (!(error instanceof errors/* TreestampError */.ks) || error.code !== "tool-missing")
            throw error;
        log.info(notCompared((0,errors/* messageOf */.bD)(error)));
    }
    finally {
        await (0,promises_.rmdir)(place);
    }
}
/** Compares a listing of three NUL-terminated fields for each name: numbers, symlink target, path. Counts the names. */
async function compareListing(listing, root) {
    let names = 0;
    let rest = "";
    const fields = [];
    for await (const part of listing) {
        const ended = (rest + part.toString("latin1")).split("\0");
        (0,buffers/* release */._)(part);
        rest = ended.pop();
        for (const field of ended) {
            if (fields.push(field) < 3)
                continue;
            const [numbers, target, path] = fields.splice(0);
            const inode = find(root, path);
            if (inode === undefined || !isAsShown(inode, numbers, target)) {
                throw differs(`${JSON.stringify(`/${path}`)} is ${numbers} ${target}`.trim());
            }
            names++;
        }
    }
    return names;
}
function find(root, path) {
    let inode = root;
    for (const name of path === "" ? [] : path.split("/")) {
        inode = inode?.type === "directory" ? inode.children.get(name) : undefined;
    }
    return inode;
}
function isAsShown(inode, numbers, target) {
    const [type, mode, uid, gid, size, links, time] = numbers.split(" ");
    const { attributes } = inode;
    const { seconds, nanoseconds } = attributes.mtime;
    return (type === letters[inode.type] &&
        Number.parseInt(mode, 8) === attributes.mode &&
        Number(uid) === attributes.uid &&
        Number(gid) === attributes.gid &&
        Number(links) === inode.links &&
        (inode.type !== "file" || Number(size) === inode.size) &&
        (inode.type !== "symlink" || target === inode.target) &&
        // find shows times before 1970 in more than one way.
        (seconds < 0 || time.startsWith(`${seconds}.${String(nanoseconds).padStart(9, "0")}`)));
}
function countNames(directory) {
    let names = 1;
    for (const child of directory.children.values())
        names += child.type === "directory" ? countNames(child) : 1;
    return names;
}
function notCompared(why) {
    return `The packed snapshot was read back by treestamp only, not through the kernel: ${why.replace(/\.$/, "")}.`;
}
function differs(what) {
    return new errors/* TreestampError */.ks("snapshot-invalid", `The kernel shows the snapshot differently from the image: ${what}.`, {
        remedy: "Nothing was published. This is a defect of treestamp, or of this kernel's EROFS: please report both versions.",
    });
}

;// CONCATENATED MODULE: ./core/snapshot/read-back.js
/**
 * What was written is read back and compared with what the layers gave, before anything is published:
 * - every chunk of the raw image and every frame has the digest that the table names, each frame holds its chunk, and
 *   each file's content stands where the tree has it (here, and pack-work.ts);
 * - the raw image is walked by our own reader: every name, attribute and place;
 * - where the kernel can mount it, the kernel's names and attributes (kernel-walk.ts).
 *
 * All of it is always done.
 */









/** Checks names and attributes with our own reader and through the kernel. @throws snapshot-invalid at the first difference; interrupted */
async function compareNames(rawFile, root, log, signal) {
    const raw = await (0,promises_.open)(rawFile, "r");
    const comparing = [compareTree(raw, root, signal), compareWithKernel(rawFile, root, log, signal)];
    try {
        await (0,together/* allEnded */.C)(comparing);
    }
    finally {
        await raw.close();
    }
}
/** Chunks, frames and contents. @throws snapshot-invalid at the first difference; interrupted */
async function compareContents({ rawFile, framesFile, table, blob, contents }, threads, signal) {
    const files = [];
    try {
        for (const [path, size] of [
            [rawFile, table.plainSize],
            [framesFile, table.framesSizes[blob]],
        ]) {
            const file = await (0,promises_.open)(path, "r");
            files.push(file);
            if ((await file.stat()).size !== size)
                throw read_back_differs("a file's length");
        }
        const [raw, frames] = files;
        const described = describeChunks(table.chunks.filter((chunk) => chunk.blob === blob), contents);
        const lane = async () => {
            for (const { chunk, files } of described) {
                read_back_check(signal);
                const { plainOffset, plainLength, frameOffset, frameLength } = chunk;
                const difference = await threads.call("check", {
                    ...{ raw: raw.fd, plainOffset, plainLength, plainDigest: chunk.plainDigest.toString("latin1"), files },
                    ...{ frames: frames.fd, frameOffset, frameLength, frameDigest: chunk.frameDigest.toString("latin1") },
                });
                if (difference !== undefined)
                    throw read_back_differs(difference);
            }
        };
        await (0,together/* allEnded */.C)(Array.from({ length: 2 * threads.threads }, lane));
    }
    finally {
        for (const file of files)
            await file.close();
    }
}
/** Goes along chunks and contents, both in the order of places: small ones stand in one chunk, large ones are chunks. */
function* describeChunks(chunks, contents) {
    const stored = contents[Symbol.iterator]();
    let next = stored.next();
    for (const [index, chunk] of chunks.entries()) {
        const files = [];
        for (; next.done !== true; next = stored.next()) {
            const { block, size, digest } = next.value;
            const offset = block * format/* blockBytes */.VE - chunk.plainOffset;
            if (offset >= chunk.plainLength)
                break;
            const isThere = size > smallFileBytes
                ? offset === 0 && piecesDigest(chunks, index, size) === digest
                : offset >= 0 && offset + size <= chunk.plainLength;
            if (!isThere)
                throw read_back_differs(`the file at ${block * format/* blockBytes */.VE}`);
            if (size <= smallFileBytes)
                files.push({ offset, size, digest });
        }
        yield { chunk, files };
    }
    if (next.done !== true)
        throw read_back_differs(`the file at ${next.value.block * format/* blockBytes */.VE}`);
}
/** Identity of a large file from the chunks that hold it: its pieces. */
function piecesDigest(chunks, first, size) {
    const digests = [];
    let left = Math.ceil(size / format/* blockBytes */.VE) * format/* blockBytes */.VE;
    for (let index = first; left > 0 && index < chunks.length; index++) {
        left -= chunks[index].plainLength;
        digests.push(chunks[index].plainDigest.toString("latin1"));
    }
    return left === 0 ? contentDigest(size, digests) : undefined;
}
/** They take some milliseconds. */
const namesInATurn = 2000;
/**
 * Names and attributes by our own reader. Walks the image and the tree side by side: both are in the order of names.
 * @throws snapshot-invalid at the first difference; interrupted
 */
async function compareTree(raw, root, signal) {
    const image = (0,reader/* openImage */.UY)((0,reader/* fileSource */.IO)(raw, (await raw.stat()).size));
    const expected = walkTree(root, "");
    let names = 0;
    for (const entry of image.walk()) {
        if (++names % namesInATurn === 0) {
            await (0,external_node_timers_promises_.setImmediate)(); // others want to be heard, such as the kernel's walk
            read_back_check(signal);
        }
        const next = expected.next();
        if (next.done === true || next.value.path !== entry.path || !isSame(entry.inode, next.value.inode)) {
            throw read_back_differs(nameOf(entry));
        }
    }
    if (expected.next().done !== true)
        throw read_back_differs("a name that is missing");
}
function* walkTree(inode, path) {
    yield { path, inode };
    if (inode.type !== "directory")
        return;
    const prefix = path === "" ? "" : `${path}/`;
    for (const name of (0,tree/* namesIn */.w)(inode))
        yield* walkTree(inode.children.get(name), prefix + name);
}
function isSame(inode, expected) {
    return (inode.nid === expected.nid &&
        inode.type === expected.type &&
        inode.links === expected.links &&
        sameAttributes(inode, expected.attributes) &&
        (expected.type !== "file" || (inode.size === expected.size && isAtItsPlace(inode, expected.block))) &&
        (expected.type !== "symlink" || inode.target === expected.target) &&
        ((expected.type !== "character" && expected.type !== "block") ||
            (inode.major === expected.major && inode.minor === expected.minor)));
}
/** The content there is compared with the chunks. */
function isAtItsPlace({ tail, size, address }, block) {
    return tail === undefined && (size === 0 || address / format/* blockBytes */.VE === block);
}
function sameAttributes(a, b) {
    const scalars = a.mode === b.mode && a.uid === b.uid && a.gid === b.gid && a.xattrs.size === b.xattrs.size;
    if (!scalars || a.mtime.seconds !== b.mtime.seconds || a.mtime.nanoseconds !== b.mtime.nanoseconds)
        return false;
    for (const [name, value] of a.xattrs)
        if (b.xattrs.get(name) !== value)
            return false;
    return true;
}
function nameOf({ path }) {
    return JSON.stringify(`/${path}`);
}
function read_back_check(signal) {
    if (signal?.aborted)
        throw new errors/* TreestampError */.ks("interrupted", "Packing was interrupted.", { cause: signal.reason });
}
function read_back_differs(what) {
    return new errors/* TreestampError */.ks("snapshot-invalid", `The snapshot was read back and differs from the image: ${what}.`, {
        remedy: "Nothing was published. Look for a full or failing disk; otherwise this is a defect of treestamp.",
    });
}

;// CONCATENATED MODULE: ./core/snapshot/pack.js
/** From an image's layers to a snapshot: raw image, frames and chunk table, verified before they are returned. */




















const defaultLevel = 3;
/**
 * Two keep up with the one that reads the layers (1.3 GB in 90,000 names: 4.3 and 3.3 s of CPU time to its 5.0 s); each
 * more would take some 20 MiB of memory.
 */
const maxThreads = 2;
/** A thread for so many bytes of the image: starting one takes as long as packing some megabytes. */
const bytesPerThread = 4 << 20;
/** Chunks that are packed without a thread where no more are expected: some megabytes. */
const chunksWithoutThread = 16;
/** About how many bytes of the image one byte of a layer becomes. */
const usualCompression = 3;
/** Contents up to which names are compared at the same time. For more, the memory of the tree is wanted back first. */
const fewBytes = 256 << 20;
/** Inodes up to which a tree is not worth a collection: some MiB, where going through the heap takes as long as packing them. */
const smallTree = 10_000;
/** Threads for packing so many bytes and reading them back. The caller closes them. */
function packThreads(bytes) {
    const worthwhile = Math.max(1, Math.ceil(bytes / bytesPerThread));
    return (0,thread_pool/* startThreadPool */.p)("snapshot/pack-thread", {
        threads: Math.min(worthwhile, (0,external_node_os_.availableParallelism)(), maxThreads),
        without: { calls: bytes <= bytesPerThread ? chunksWithoutThread : 0, work: packWork },
    });
}
/**
 * Flattens, writes, reads back and compares. On failure nothing is left in the folder.
 * @throws image-invalid, snapshot-invalid, store-corrupt, store-unreachable, interrupted; `NotOnto` where the snapshot had better
 * be packed whole
 */
async function packSnapshot(request) {
    const { folder, onto } = request;
    if (onto !== undefined)
        checkRoom(onto);
    const rawFile = (0,external_node_path_.join)(folder, "raw.erofs");
    const framesFile = (0,external_node_path_.join)(folder, "frames.zst");
    await (0,promises_.mkdir)(folder, { recursive: true });
    keepHeapTight(true);
    try {
        const { written, contents, inodes, highOwners, names } = await writeSnapshot(request, rawFile, framesFile);
        const chunkTable = written.table;
        const own = chunkTable.framesSizes.length - 1;
        const files = { rawFile, framesFile, table: chunkTable, blob: own, contents };
        const bytes = contentBytes(chunkTable);
        if (bytes > fewBytes && inodes > smallTree)
            collectGarbage();
        await (0,together/* allEnded */.C)([names, withThreads(request, bytes, (threads) => compareContents(files, threads, request.signal))]);
        const table = (0,snapshot_table.encodeChunkTable)(chunkTable);
        const frames = { mediaType: snapshot_format/* partMediaType */.uY, digest: written.framesDigest, size: chunkTable.framesSizes[own] };
        return {
            rawFile,
            framesFile,
            frames,
            below: framesBelow(onto),
            table: { mediaType: snapshot_format/* partMediaType */.uY, digest: (0,digest/* sha256Of */.Bj)(table), size: table.length },
            openTable: () => (0,byte_stream/* streamOf */.mA)(table),
            chunkTable,
            identity: chunkTable.identity,
            files: inodes,
            highOwners,
        };
    }
    catch (error) {
        await Promise.all([(0,promises_.rm)(rawFile, { force: true }), (0,promises_.rm)(framesFile, { force: true })]);
        throw error;
    }
    finally {
        keepHeapTight(false);
    }
}
function framesBelow(onto) {
    if (onto === undefined)
        return [];
    return onto.frames.map((blob) => ({ blob, source: () => onto.store.readBlob(blob) }));
}
/** Threads for one part of the work, so that the next part does not also hold the memory that this one has gathered. */
async function withThreads(request, bytes, work) {
    if (request.threads !== undefined)
        return work(request.threads);
    const threads = packThreads(bytes);
    try {
        return await work(threads);
    }
    finally {
        await threads.close();
    }
}
/**
 * V8 takes memory to save time, which here saves none: for a tree of 400,000 names, of 55 MiB, it would let the space for
 * new objects grow to 128 MiB, and collect the old ones only when there are twice as many. It reads these flags whenever
 * a space might grow; 2 and 0 (by its own measure) are its defaults.
 */
function keepHeapTight(tight) {
    (0,external_node_v8_.setFlagsFromString)(`--semi-space-growth-factor=${tight ? 1 : 2}`);
    (0,external_node_v8_.setFlagsFromString)(`--heap-growing-percent=${tight ? 5 : 0}`);
}
/**
 * The tree is garbage from here on, and comparing contents makes so little more that V8 would never look. Its collector
 * can be called by name where a flag says so, and gives memory back as a last resort only. Source: V8,
 * src/extensions/gc-extension.cc.
 */
function collectGarbage() {
    (0,external_node_v8_.setFlagsFromString)("--expose-gc");
    const collect = (0,external_node_vm_.runInNewContext)("gc");
    collect({ type: "major", execution: "sync", flavor: "last-resort" });
}
/** Bytes of the image whose frames were written. */
function contentBytes({ chunks, framesSizes }) {
    const own = framesSizes.length - 1;
    return chunks.reduce((sum, { blob, plainLength }) => sum + (blob === own ? plainLength : 0), 0);
}
/** Writes both files. `names` compares their names with the layers'; where contents are many, that has ended, and the tree is gone. */
async function writeSnapshot(request, rawFile, framesFile) {
    const bytes = usualCompression * request.layers.reduce((sum, { descriptor }) => sum + descriptor.size, 0);
    const { root, ...written } = await withThreads(request, bytes, (threads) => writeFiles(request, threads, rawFile, framesFile));
    const names = compareNames(rawFile, root, request.log, request.signal);
    if (contentBytes(written.written.table) > fewBytes)
        await names;
    return { ...written, names };
}
async function writeFiles(request, threads, rawFile, framesFile) {
    const { layers, onto, log, signal, level = defaultLevel } = request;
    const abort = signal === undefined ? {} : { signal };
    const kept = onto && { chunks: onto.content, framesSizes: onto.table.framesSizes };
    const chunks = await createChunkWriter({
        rawFile,
        framesFile,
        threads,
        headBytes: format/* blockBytes */.VE,
        kept,
        level,
        ...abort,
    });
    try {
        const writer = await createContentWriter(chunks);
        const owners = watchOwners();
        const root = await (0,flatten/* flatten */.B)({ layers, base: onto?.tree, sink: writer, log, onEntry: owners.see, ...abort });
        if (onto !== undefined)
            checkWorthwhile(root, onto);
        const contents = writer.end();
        const address = chunks.position;
        const metadata = planMetadata(root);
        await appendPieces(chunks, encodeMetadata(metadata, address));
        const written = await chunks.finish((listed) => encodeHead(metadata, address, Buffer.from((0,snapshot_table.identityOf)(listed), "latin1")));
        log.debug(`Packed ${metadata.inodes} inodes; ${writer.equalFiles} files were duplicates.`);
        return { root, contents, written, inodes: metadata.inodes, highOwners: owners.seen() };
    }
    finally {
        await chunks.close();
    }
}
/** Gathers the pieces in chunks. */
async function appendPieces(chunks, pieces) {
    let buffer = await chunks.buffer();
    let length = 0;
    for (const piece of pieces) {
        for (let at = 0; at < piece.length;) {
            if (length === pieceBytes) {
                chunks.append(buffer, length);
                buffer = await chunks.buffer();
                length = 0;
            }
            const copied = piece.copy(buffer, length, at, at + pieceBytes - length);
            at += copied;
            length += copied;
        }
    }
    chunks.append(buffer, length);
}

// EXTERNAL MODULE: ./core/verbs/assembly.js + 2 modules
var assembly = __webpack_require__(8184);
// EXTERNAL MODULE: ./core/verbs/hand-over.js
var hand_over = __webpack_require__(4740);
// EXTERNAL MODULE: ./core/verbs/image-there.js
var image_there = __webpack_require__(9924);
// EXTERNAL MODULE: ./core/verbs/locked.js + 2 modules
var verbs_locked = __webpack_require__(7179);
;// CONCATENATED MODULE: ./core/verbs/make.js
/** From a recipe to images and snapshots, not published yet: engine, layout, pack. */


















/** Reads what the image will be made from, before it is sure that it is made here; undefined where that is the engine's to do. */
async function readAhead({ recipe: { method, platforms }, upstreams }, signal) {
    const [base] = upstreams.values();
    return method.kind === "assemble" && base !== undefined ? (0,assembly/* readBelow */.G)(base, platforms, signal) : undefined;
}
/** Makes the images of a recipe, one for each platform. @throws interrupted by the work's signal */
async function makeImages(ports, request, of, work) {
    const { method, platforms } = of.recipe;
    if (method.kind === "image")
        return (0,image_there/* imageThere */.Ej)(ports, method, platforms);
    if (method.kind === "assemble")
        return assembled(ports, request, { ...of, method }, work);
    const output = (0,external_node_path_.join)(work.scratch, "layout");
    await (0,promises_.mkdir)(output);
    if (method.kind === "dockerfile")
        await build(ports, request, { ...of, method }, { ...work, output });
    else
        await bootstrapped(ports, { ...of, method }, { ...work, output });
    const { store: layout, root } = await ports.openLayout(output);
    return { layout, images: await imagesOf(layout, root, platforms) };
}
async function assembled(ports, request, { recipe, method, repository, upstreams, stages, store, ...of }, work) {
    const [base] = upstreams.values();
    const proto = recipe.context.length === 0 ? undefined : (0,context.contextTar)(repository, recipe);
    const run = await (0,context.ownFile)(repository, recipe, "run");
    const lock = await (0,verbs_locked/* lockOf */.Vx)(repository, method, recipe);
    const locked = lock && { ...lock, stores: [store, ports.localStore] };
    const { platforms } = recipe;
    return (0,log_stages/* timed */.ay)(stages, "assemble", async () => {
        const below = (await of.below) ?? (await (0,assembly/* readBelow */.G)(base, platforms, work.signal));
        return (0,assembly/* assembleImages */.l)(ports, request, { ...method, base: base, below, platforms, proto, locked, run, epoch: 0 }, work);
    });
}
async function bootstrapped(ports, { recipe, method, repository, stages }, { scratch, output, signal }) {
    const roots = new Map();
    for (const platform of recipe.platforms) {
        if (method.packages !== undefined) {
            roots.set(platform, { kind: "packages", ...method.packages });
            continue;
        }
        const tarball = (0,sums/* tarballFor */.U)(method.tarball, platform);
        const digest = method.sums.get(platform);
        const file = recipe.own.find(({ name }) => name === (0,read_bootstrap.tarballName)(platform));
        if (file === undefined)
            roots.set(platform, { kind: "download", url: tarball, digest: digest });
        else
            roots.set(platform, { kind: "file", name: tarball, content: (0,context.blobOf)(repository, file.entry.oid), digest });
    }
    const folder = (0,external_node_path_.join)(scratch, "bootstrap");
    await (0,promises_.mkdir)(folder);
    await (0,log_stages/* timed */.ay)(stages, "bootstrap", async () => ports.bootstrap({
        roots,
        remove: method.remove,
        overlay: recipe.context.length === 0 ? undefined : (0,context.contextTar)(repository, recipe),
        epoch: 0,
        cache: await ports.openCache(),
        environment: ports.environment,
        scratch: folder,
        output,
        signal,
        log: ports.log,
    }));
}
/** Packs the snapshots of images. @throws interrupted by the work's signal */
async function packImages(ports, { layout, images, donors }, { stages, store, key }, { scratch, signal }) {
    const packed = await (0,log_stages/* timed */.ay)(stages, "pack", async (describe) => {
        const packed = [];
        for (const image of images) {
            const folder = (0,external_node_path_.join)(scratch, String(packed.length));
            const snapshot = await pack(ports, layout, image, { scratch: folder, signal });
            packed.push({ ...image, snapshot });
            const isForOthers = store.shared && !key.dirty; // only an engine that pulls the image minds high owners
            if (isForOthers && snapshot.highOwners !== undefined)
                ports.log.warning(highOwnersWarning(snapshot.highOwners));
        }
        const total = (what) => packed.reduce((sum, { snapshot }) => sum + what(snapshot), 0);
        describe({ bytes: total(({ frames }) => frames.size), note: `${total(({ files }) => files)} files` });
        return packed;
    });
    return { images: packed, publication: (0,publication/* makePublication */.fc)(packed, layout, donors), packedAt: performance.now() };
}
async function build(ports, request, { recipe, repository, stages, method, upstreams }, { scratch, output, signal }) {
    const { platforms } = recipe;
    const [engine, text] = await Promise.all([ports.chooseEngine(), (0,context.dockerfileText)(repository, method)]);
    const bases = [...recipe.bases];
    for (const [name, image] of upstreams) {
        const folder = (0,external_node_path_.join)(scratch, `from-${bases.length}`);
        bases.push(await (0,hand_over/* handOver */.C)(ports, name, image, { access: request.access, platforms, folder, signal }));
    }
    await (0,log_stages/* timed */.ay)(stages, "build", async (describe) => {
        await engine.build({
            context: (0,context.contextTar)(repository, recipe),
            dockerfile: { path: method.path, text },
            target: method.target,
            buildArgs: method.buildArgs,
            labels: new Map(),
            platforms,
            bases,
            secrets: request.secrets,
            epoch: 0,
            network: request.network,
            noCache: request.force,
            output,
            signal,
        });
        describe({ note: engine.name });
    });
}
/** The image of each platform in an engine's layout. */
async function imagesOf(layout, root, platforms) {
    const top = (0,oci_manifest/* parseManifest */.Ng)(root);
    if (top.kind === "manifest")
        return [{ platform: (0,oci_manifest/* parsePlatform */.FL)(platforms[0]), manifest: root }];
    const images = [];
    for (const { platform, digest } of top.manifests) {
        const lookup = await layout.lookup(digest);
        if (lookup.state !== "present" || platform === undefined) {
            throw new errors/* TreestampError */.ks("image-invalid", `The engine's layout lists ${digest} and does not hold it.`);
        }
        images.push({ platform, manifest: lookup.manifest });
    }
    const missing = platforms.filter((wanted) => !images.some(({ platform }) => (0,oci_manifest/* formatPlatform */.Bq)(platform) === wanted));
    if (missing.length > 0) {
        throw new errors/* TreestampError */.ks("build-failed", `The engine built no image for ${missing.join(", ")}.`);
    }
    return images;
}
/** Packs an image's snapshot: onto that of its lower layers, or whole, where there is none or that is not worthwhile. */
async function pack(ports, layout, image, { scratch: folder, signal }) {
    const { onto, manifest: stored } = image;
    const manifest = (0,oci_manifest/* parseImage */.zZ)(stored);
    const diffIds = (0,oci_manifest/* diffIdsOf */.Nq)(await (0,digest/* readWhole */.oD)(layout, manifest.config), manifest);
    const packFrom = (lowest, base) => {
        const sizes = manifest.layers.slice(lowest).map(({ size }) => size);
        const progress = ports.log.progress("Pack", sizes.reduce((sum, size) => sum + size, 0));
        const layers = manifest.layers.map((descriptor, position) => ({
            descriptor,
            diffId: diffIds[position],
            open: () => (0,byte_stream/* counted */.hS)(layout.readBlob(descriptor), progress),
        }));
        const request = { layers: layers.slice(lowest), onto: base, folder, log: ports.log, signal };
        return packSnapshot(request).finally(() => progress.end());
    };
    if (onto === undefined)
        return packFrom(0);
    return packFrom(onto.layers, onto.base).catch((error) => {
        if (!(error instanceof NotOnto))
            throw error;
        ports.log.debug(`The snapshot is packed whole. ${error.message}`);
        return packFrom(0);
    });
}


/***/ })

};
;