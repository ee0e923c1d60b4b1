"use strict";
exports.id = 5882;
exports.ids = [5882,2836,4113];
exports.modules = {

/***/ 4113:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ writeTar)
/* harmony export */ });
const block = 512;
/** Smaller pieces are put together, so that a reader gets few large ones. */
const pieceBytes = 64 * 1024;
/** The most that a ustar header's octal size field holds. */
const maxUstarSize = 0o77777777777;
/** The most that one of its owner fields, and its time field, holds. */
const maxUstarOwner = 0o7777777;
const maxUstarTime = 0o77777777777;
const kinds = { file: "0", hardlink: "1", link: "2", character: "3", block: "4", directory: "5", fifo: "6" };
/** The archive of `entries`, in their order, in pieces of about 64 KiB. */
async function* writeTar(entries) {
    let waiting = [];
    let waitingBytes = 0;
    for await (const part of partsOf(entries)) {
        waiting.push(part);
        waitingBytes += part.length;
        if (waitingBytes < pieceBytes)
            continue;
        yield waiting.length === 1 ? part : Buffer.concat(waiting);
        waiting = [];
        waitingBytes = 0;
    }
    if (waitingBytes > 0)
        yield Buffer.concat(waiting);
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
        yield padding(entry.size);
    }
    yield Buffer.alloc(2 * block);
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
    return Buffer.concat([extended, Buffer.from(records, "latin1"), padding(records.length), own]);
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
    const header = Buffer.alloc(block);
    const octal = (value, digits, at) => header.write(`${value.toString(8).padStart(digits, "0")}\0`, at, "latin1");
    header.write(fields.path.slice(0, 100), 0, "latin1");
    octal(fields.mode, 7, 100);
    octal(uid, 7, 108);
    octal(gid, 7, 116);
    octal(fields.size, 11, 124);
    octal(mtime, 11, 136);
    header.write("        ", 148, "latin1"); // the checksum counts as blanks
    header.write(fields.type, 156, "latin1");
    header.write(target.slice(0, 100), 157, "latin1");
    header.write("ustar\x0000", 257, "latin1");
    if (major !== 0)
        octal(major, 7, 329);
    if (minor !== 0)
        octal(minor, 7, 337);
    let sum = 0;
    for (const byte of header)
        sum += byte;
    header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
    return header;
}
function padding(size) {
    return Buffer.alloc((block - (size % block)) % block);
}


/***/ }),

/***/ 4687:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ machineFault),
/* harmony export */   r: () => (/* binding */ readableFailure)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/** What the operating system has against us, in words. */

const makeRoom = "Free some space there, or name a folder on another disk (`cache-folder`, `store`, TMPDIR).";
const giveAccess = "Give yourself access to it, or name another folder.";
const checkPath = "Check the path.";
const noFolder = { why: "a part of its path is a file, not a folder", remedy: checkPath };
/** By the codes of errno(3). */
const faults = {
    ENOSPC: { why: "the disk is full", remedy: makeRoom },
    EDQUOT: { why: "your share of the disk is used up", remedy: makeRoom },
    EACCES: { why: "access is denied", remedy: giveAccess },
    EPERM: { why: "access is denied", remedy: giveAccess },
    EROFS: { why: "the file system is read-only", remedy: giveAccess },
    ENOTDIR: noFolder,
    EEXIST: noFolder, // of mkdir
    EISDIR: { why: "it is a folder, not a file", remedy: checkPath },
    ENOENT: { why: "it, or a folder above it, is not there", remedy: checkPath },
    ENAMETOOLONG: { why: "its path is too long", remedy: "Name a folder with a shorter path." },
    EMFILE: { why: "too many files are open", remedy: "Raise the limit: ulimit -n." },
    ENFILE: { why: "too many files are open on this machine", remedy: "Raise the limit: sysctl fs.file-max." },
    ENOMEM: { why: "the machine has no memory left", remedy: "Free some memory, and try again." },
    EIO: { why: "the disk fails", remedy: "See what the kernel says of the disk: dmesg." },
};
/** The words for an error of a system call; undefined for any other error. */
function machineFault(error) {
    const { code, syscall } = error;
    if (code === undefined || syscall === undefined)
        return undefined;
    if (code === "ENOENT" && syscall === "mkdir") {
        // Node's recursive mkdir says so of a file system that is read-only, too.
        return { why: "the folder above it is missing, or may not be written to", remedy: giveAccess };
    }
    return faults[code] ?? { why: (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error), remedy: "The reason is this machine's: mend it, and try again." };
}
/** An error of a system call as a failure that a user can read; anything else as it is. */
function readableFailure(error) {
    const fault = machineFault(error);
    if (fault === undefined)
        return error;
    const { path, dest, syscall } = error;
    const what = dest ?? path ?? "A file of treestamp's own";
    const message = `${what} cannot be used: ${fault.why} (${syscall}).`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("machine-failed", message, { remedy: fault.remedy, cause: error });
}


/***/ }),

/***/ 3848:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ZC: () => (/* binding */ abortable),
/* harmony export */   hS: () => (/* binding */ counted),
/* harmony export */   mA: () => (/* binding */ streamOf),
/* harmony export */   p8: () => (/* binding */ collectUpTo)
/* harmony export */ });
/** Streams of bytes: made, taken in, and left when they are not wanted any more. */
/** A stream of these parts. */
async function* streamOf(...parts) {
    yield* parts;
}
/** All bytes of a stream; undefined, and nothing more is read, where they are more than `limit`. */
async function collectUpTo(limit, stream) {
    const parts = [];
    let size = 0;
    for await (const part of stream) {
        size += part.length;
        if (size > limit)
            return undefined;
        parts.push(part);
    }
    return Buffer.concat(parts);
}
/** The same items, but waiting for the next one ends when the signal does. @throws the signal's reason */
async function* abortable(source, signal) {
    const items = source[Symbol.asyncIterator]();
    let wake = () => { };
    const aborted = new Promise((resolve) => {
        wake = () => resolve("aborted");
    });
    signal.addEventListener("abort", wake, { once: true });
    try {
        for (;;) {
            signal.throwIfAborted();
            const item = await Promise.race([items.next(), aborted]);
            if (item === "aborted" || item.done)
                break;
            yield item.value;
        }
        signal.throwIfAborted();
    }
    finally {
        signal.removeEventListener("abort", wake);
        // Not awaited: a source that hangs in its read would hold us, too.
        void items.return?.().catch(() => { });
    }
}
/** The same bytes; how many have come is told. */
async function* counted(source, progress) {
    for await (const part of source) {
        progress.add(part.length);
        yield part;
    }
}


/***/ }),

/***/ 2529:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bc: () => (/* binding */ isDigest),
/* harmony export */   Bj: () => (/* binding */ sha256Of),
/* harmony export */   ZD: () => (/* binding */ hexOf),
/* harmony export */   oD: () => (/* binding */ readWhole),
/* harmony export */   qb: () => (/* binding */ corrupt),
/* harmony export */   zr: () => (/* binding */ verified)
/* harmony export */ });
/* unused harmony exports parseDigest, digestOf */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4256);
/* harmony import */ var _byte_stream_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3848);
/** Digests: what names a blob, and the check that the bytes are the ones it names. */



/** True for `sha256:` and 64 lower-case hexadecimal digits; other algorithms are not used here. */
function isDigest(text) {
    return typeof text === "string" && /^sha256:[0-9a-f]{64}$/.test(text);
}
/** @throws input-invalid */
function parseDigest(text) {
    if (isDigest(text))
        return text;
    throw new TreestampError("input-invalid", `"${text}" is not a digest.`, {
        remedy: "Write a digest as sha256: and 64 lower-case hexadecimal digits.",
    });
}
/** The 64 hexadecimal digits of a digest. */
function hexOf(digest) {
    return digest.slice("sha256:".length);
}
function sha256Of(bytes) {
    return `sha256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(bytes).digest("hex")}`;
}
/** Digest and size of everything that a stream gives. */
async function digestOf(stream) {
    const hash = createHash("sha256");
    let size = 0;
    for await (const part of stream) {
        hash.update(part);
        size += part.length;
    }
    return { digest: `sha256:${hash.digest("hex")}`, size };
}
/**
 * Gives the bytes of `stream` on, and holds the last part back until size and digest are known to be right: whoever
 * reads to the end has what the descriptor names, and a reader that got it all got it right.
 * @param origin where the bytes come from, for the error: `registry.example/team/build`, a file
 * @throws store-corrupt
 */
async function* verified(stream, expected, origin) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256");
    let size = 0;
    let held;
    for await (const part of stream) {
        size += part.length;
        if (size > expected.size)
            throw corrupt(expected, origin, `it gave more than ${expected.size} bytes`);
        hash.update(part);
        if (held !== undefined)
            yield held;
        held = part;
    }
    if (size !== expected.size)
        throw corrupt(expected, origin, `it ended after ${size} of ${expected.size} bytes`);
    const actual = `sha256:${hash.digest("hex")}`;
    if (actual !== expected.digest)
        throw corrupt(expected, origin, `its bytes are ${actual}`);
    if (held !== undefined)
        yield held;
}
/** The failure for bytes that are not the ones asked for. */
function corrupt(expected, origin, what) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("store-corrupt", `${origin} does not give ${expected.digest}: ${what}.`, {
        remedy: "Try again; where it stays so, remove what is stored there under this digest and write it anew.",
    });
}
/**
 * A small blob of a store, whole and verified. For what is known to be small: all of it is in memory.
 * @param signal ends it, with its reason
 */
async function readWhole(store, blob, signal) {
    const stream = store.readBlob(blob);
    const parts = [];
    for await (const part of signal === undefined ? stream : (0,_byte_stream_js__WEBPACK_IMPORTED_MODULE_2__/* .abortable */ .ZC)(stream, signal))
        parts.push(part);
    return Buffer.concat(parts);
}


/***/ }),

/***/ 2836:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $P: () => (/* binding */ manifestMediaTypes),
/* harmony export */   $V: () => (/* binding */ manifestOf),
/* harmony export */   c0: () => (/* binding */ mediaTypeOf),
/* harmony export */   l7: () => (/* binding */ dockerListMediaType),
/* harmony export */   ld: () => (/* binding */ checkedManifest),
/* harmony export */   oQ: () => (/* binding */ ociIndexMediaType),
/* harmony export */   rq: () => (/* binding */ maxManifestBytes),
/* harmony export */   wJ: () => (/* binding */ dockerManifestMediaType),
/* harmony export */   xS: () => (/* binding */ ociManifestMediaType)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2529);
/** Manifests as bytes: what they are, and how large they may be. */


const ociIndexMediaType = "application/vnd.oci.image.index.v1+json";
const ociManifestMediaType = "application/vnd.oci.image.manifest.v1+json";
const dockerListMediaType = "application/vnd.docker.distribution.manifest.list.v2+json";
const dockerManifestMediaType = "application/vnd.docker.distribution.manifest.v2+json";
/** All kinds of manifest that a lookup takes. */
const manifestMediaTypes = [
    ociIndexMediaType,
    ociManifestMediaType,
    dockerListMediaType,
    dockerManifestMediaType,
];
/** No manifest is read beyond this. Registries refuse more than 4 MiB, too. Bytes. */
const maxManifestBytes = 4 * 1024 * 1024;
/** A manifest made here, with its descriptor. */
function manifestOf(mediaType, body) {
    return { descriptor: { mediaType, digest: (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .sha256Of */ .Bj)(body), size: body.length }, body };
}
/**
 * The media type of a manifest by its own bytes; undefined for what is none. Old manifests may leave the field out:
 * then the list that they have (`manifests`, `layers`) tells. Source: image-spec, "mediaType" of index and manifest.
 */
function mediaTypeOf(body) {
    let value;
    try {
        value = JSON.parse(body.toString("utf8"));
    }
    catch {
        return undefined;
    }
    if (typeof value !== "object" || value === null)
        return undefined;
    const { mediaType, manifests, layers, config } = value;
    if (typeof mediaType === "string")
        return manifestMediaTypes.includes(mediaType) ? mediaType : undefined;
    if (Array.isArray(manifests))
        return ociIndexMediaType;
    return Array.isArray(layers) && typeof config === "object" ? ociManifestMediaType : undefined;
}
/**
 * Checks a manifest's bytes against what named them.
 * @param expected the digest that was asked for or that the store claims; undefined where there is none
 * @throws store-corrupt
 */
function checkedManifest(body, descriptor, expected, origin) {
    const manifest = manifestOf(descriptor.mediaType, body);
    const own = mediaTypeOf(body);
    if (expected !== undefined && manifest.descriptor.digest !== expected) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("store-corrupt", `${origin} has bytes of ${manifest.descriptor.digest}, not ${expected}.`, {
            remedy: "Try again; where it stays so, the store is damaged and the image must be pushed anew.",
        });
    }
    if (own !== descriptor.mediaType) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("store-corrupt", `${origin} is said to be ${descriptor.mediaType}, and its bytes are ${own ?? "no manifest that is known here"}.`, { remedy: "Check what was pushed under this name." });
    }
    return manifest;
}


/***/ })

};
;