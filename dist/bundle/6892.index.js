"use strict";
exports.id = 6892;
exports.ids = [6892];
exports.modules = {

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

/***/ 96892:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   layerDifferences: () => (/* binding */ layerDifferences)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _archive_tar_reader_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48309);
/* harmony import */ var _git_tree_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(12386);
/* harmony import */ var _layer_stream_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(42154);
/** What differs between two layers that should be the same, file by file, and why that usually is. */




/** The entries of both that differ, by path. @throws image-invalid, store-corrupt, store-unreachable */
async function layerDifferences(first, second, signal) {
    const [before, after] = [await entriesOf(first, signal), await entriesOf(second, signal)];
    const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
    return paths.flatMap((path) => {
        const what = differenceOf(before.get(path), after.get(path));
        return what.length === 0 ? [] : [{ path: (0,_git_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .textOf */ .b6)(path), what, cause: causeOf(path, what) }];
    });
}
async function entriesOf(layer, signal) {
    const entries = new Map();
    if (layer === undefined)
        return entries;
    await (0,_archive_tar_reader_js__WEBPACK_IMPORTED_MODULE_1__/* .readTar */ .sB)((0,_layer_stream_js__WEBPACK_IMPORTED_MODULE_3__/* .plainLayer */ .c)(layer, signal), ({ name, ...entry }) => {
        const path = name.replace(/^(?:\.?\/)+/, "").replace(/\/$/, "") || ".";
        const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256");
        entries.set(path, { ...entry, content: "" });
        return {
            write: (bytes) => void hash.update(bytes),
            end: () => void entries.set(path, { ...entry, content: hash.digest("hex") }),
        };
    });
    return entries;
}
function differenceOf(before, after) {
    if (before === undefined || after === undefined)
        return before === undefined ? ["added"] : ["removed"];
    const kindOf = ({ type, linkName, major, minor }) => [type, linkName, major, minor].join("\0");
    const ownerOf = ({ uid, gid }) => `${uid}:${gid}`;
    const timeOf = ({ mtime }) => `${mtime.seconds}.${mtime.nanoseconds}`;
    const attributesOf = ({ xattrs }) => JSON.stringify([...xattrs].sort());
    const asked = [
        ["kind", kindOf],
        ["content", ({ content, size }) => `${size} ${content}`],
        ["mode", ({ mode }) => mode],
        ["owner", ownerOf],
        ["time", timeOf],
        ["attribute", attributesOf],
    ];
    return asked.filter(([, of]) => of(before) !== of(after)).map(([what]) => what);
}
/** What usually makes files differ from build to build, by their path. Source: reproducible-builds.org, docs. */
const causes = [
    [/(^|\/)var\/log\//, "A log has the time of the build: remove it in the same instruction."],
    [/aux-cache$/, "ldconfig's cache has inode numbers and times: remove it in the same instruction."],
    [/\.pyc$|__pycache__/, "Python's byte code has the time of its source: PYTHONDONTWRITEBYTECODE=1 leaves it out."],
    [
        /(^|\/)(var\/lib\/(dpkg|apt|rpm|dnf)|lib\/apk|usr\/lib\/sysimage)\//,
        "Packages came in other versions: `treestamp lock` fixes them.",
    ],
    [
        /(^|\/)etc\/(passwd|shadow|group|gshadow)-?$/,
        "A user was made, with the day of the build: set it with `chage -d 0`.",
    ],
    [/(^|\/)etc\/(machine-id|ssh\/ssh_host_)/, "It is made by chance: remove it, and make it where the image runs."],
    [/\.(jar|war|zip|whl|gz|tgz|tar|a)$/, "An archive has the times of its files: give its program a fixed one."],
    [
        /(^|\/)(node_modules|site-packages|\.cargo|go\/pkg)\//,
        "Dependencies came in other versions: a lock file fixes them.",
    ],
];
function causeOf(path, what) {
    const known = causes.find(([pattern]) => pattern.test(path));
    if (known !== undefined)
        return known[1];
    if (what.length === 1 && what[0] === "time")
        return "An instruction sets the time of the build: set a fixed one.";
    if (what[0] === "attribute" || what[0] === "owner" || what[0] === "mode") {
        return "Another engine, or other settings of the machine that built it: umask, file system, security module.";
    }
    return "An instruction uses the network, the clock or chance: pin what it fetches, and give it a fixed time.";
}


/***/ }),

/***/ 42154:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ plainLayer),
/* harmony export */   j: () => (/* binding */ decompressed)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57075);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_stream__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(38522);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_zlib__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _archive_zstd_frames_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(26722);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(64256);
/* harmony import */ var _buffers_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(63799);
/** A layer's blob as the plain tar inside it. */






const pieceBytes = 256 * 1024;
/** Gives the plain tar; a piece is valid until the next is asked for. At its end the digest is right, or it throws image-invalid. */
async function* plainLayer(layer, signal) {
    const hash = layer.diffId === undefined ? undefined : (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256");
    const compression = compressionOf(layer.descriptor);
    const what = `Layer ${layer.descriptor.digest}`;
    for await (const bytes of decompressed(layer.open(), compression, what, signal)) {
        hash?.update(bytes);
        yield bytes;
    }
    const actual = hash === undefined ? layer.diffId : `sha256:${hash.digest("hex")}`;
    if (actual === layer.diffId)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .TreestampError */ .ks("image-invalid", `Layer ${layer.descriptor.digest} decompresses to ${actual}, and the image's configuration says ${layer.diffId}.`, { remedy: "The image is inconsistent: build it again." });
}
/**
 * Each piece as the decompressor has written it. Else a reader that is late gets several as one, in memory of its own, and the next
 * one may stand behind the first of them.
 */
const inPieces = { chunkSize: pieceBytes, readableObjectMode: true, readableHighWaterMark: 1 };
/**
 * The plain bytes; a piece is valid until the next is asked for.
 * @param what the subject of a message: `Layer sha256:…`
 * @throws image-invalid where they cannot be decompressed; what `source` throws
 */
function decompressed(source, compression, what, signal) {
    if (compression === "none")
        return source;
    const decompressor = compression === "zstd" ? (0,node_zlib__WEBPACK_IMPORTED_MODULE_2__.createZstdDecompress)(inPieces) : (0,node_zlib__WEBPACK_IMPORTED_MODULE_2__.createGunzip)(inPieces);
    let failure;
    // The output ends with the error of whichever stream failed; the source's own error says more than "premature close".
    const bytes = node_stream__WEBPACK_IMPORTED_MODULE_1__.Readable.from(compression === "zstd" ? (0,_archive_zstd_frames_js__WEBPACK_IMPORTED_MODULE_3__/* .zstdFrames */ .C)(source) : source, {
        objectMode: true,
        highWaterMark: 1,
    });
    bytes.on("error", (error) => {
        failure ??= error;
    });
    const plain = (0,node_stream__WEBPACK_IMPORTED_MODULE_1__.pipeline)(signal === undefined ? bytes : (0,node_stream__WEBPACK_IMPORTED_MODULE_1__.addAbortSignal)(signal, bytes), decompressor, () => { });
    return translated(plain, what, () => failure, signal);
}
async function* translated(plain, what, sourceFailure, signal) {
    let last;
    try {
        for await (const piece of plain) {
            // Pieces in other memory: what the last ones stood in is full, and the decompressor is done with it.
            if (last !== undefined && last.buffer !== piece.buffer)
                (0,_buffers_js__WEBPACK_IMPORTED_MODULE_5__/* .release */ ._)(last);
            last = piece;
            yield piece;
        }
    }
    catch (error) {
        if (signal?.aborted)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .TreestampError */ .ks("interrupted", "Packing was interrupted.", { cause: signal.reason });
        const cause = sourceFailure() ?? error;
        const code = cause.code ?? "";
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .isTreestampError */ .Sh)(cause) || !/^(Z_|ZSTD_)/.test(code))
            throw cause;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .TreestampError */ .ks("image-invalid", `${what} cannot be decompressed: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .messageOf */ .bD)(cause)}.`, {
            cause,
            remedy: "The image is damaged: build it again.",
        });
    }
}
/** By media type. Source: image-spec layer.md; distribution, manifest v2 schema 2. */
function compressionOf({ mediaType, digest }) {
    switch (mediaType) {
        case "application/vnd.oci.image.layer.v1.tar":
        case "application/vnd.oci.image.layer.nondistributable.v1.tar":
        case "application/vnd.docker.image.rootfs.diff.tar":
            return "none";
        case "application/vnd.oci.image.layer.v1.tar+gzip":
        case "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip":
        case "application/vnd.docker.image.rootfs.diff.tar.gzip":
        case "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip":
            return "gzip";
        case "application/vnd.oci.image.layer.v1.tar+zstd":
        case "application/vnd.oci.image.layer.nondistributable.v1.tar+zstd":
        case "application/vnd.docker.image.rootfs.diff.tar.zstd":
            return "zstd";
        default:
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .TreestampError */ .ks("image-invalid", `Layer ${digest} has the media type ${mediaType}, which is not a layer's.`, {
                remedy: "Use an engine that writes tar layers, plain or compressed with gzip or zstd.",
            });
    }
}


/***/ })

};
;