"use strict";
exports.id = 8006;
exports.ids = [8006,5716];
exports.modules = {

/***/ 8006:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  discard: () => (/* binding */ discard),
  look: () => (/* binding */ look),
  openSnapshot: () => (/* binding */ openSnapshot),
  put: () => (/* binding */ put),
  readTable: () => (/* binding */ readTable)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(4256);
// EXTERNAL MODULE: ./core/machine/missing.js
var missing = __webpack_require__(1081);
// EXTERNAL MODULE: ./core/machine/owner.js
var owner = __webpack_require__(542);
// EXTERNAL MODULE: ./core/machine/ownership.js
var ownership = __webpack_require__(52);
// EXTERNAL MODULE: ./core/oci/digest.js
var oci_digest = __webpack_require__(4617);
// EXTERNAL MODULE: ./core/snapshot/table.js
var snapshot_table = __webpack_require__(5716);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./core/cache/verify.js

/** True where the file holds exactly the plain bytes that the table says. Reads all of it. */
async function holdsChunks(file, table) {
    if ((await file.stat()).size !== table.plainSize)
        return false;
    for (const { plainOffset, plainLength, plainDigest } of table.chunks) {
        const plain = Buffer.allocUnsafe(plainLength);
        const { bytesRead } = await file.read(plain, 0, plainLength, plainOffset);
        if (bytesRead !== plainLength || !(0,external_node_crypto_.hash)("sha256", plain, "buffer").equals(plainDigest))
            return false;
    }
    return true;
}

;// CONCATENATED MODULE: ./core/cache/cached-snapshot.js
/**
 * One snapshot in the cache: a folder with
 *
 *     image.erofs   the raw image, ready to be mounted
 *     table         its chunk table, as the store had it
 *     state.json    what the image file looked like when it was last known to be right
 *
 * Its name is its table's digest, which fixes every byte of the frames and so of the image. The snapshot's identity would not do:
 * it is what a table claims about the bytes in its frames, and nothing holds a hostile table to it.
 *
 * It comes to its place and leaves it as a whole, by rename(2). One that was touched is verified again, chunk by chunk
 * against its table, before it is given out; and so is one from before the machine's last start: nothing is synced to
 * disk, so a machine that lost its power may have kept the file's size and times, and not its bytes.
 */









/**
 * Looks at the snapshot whose folder is `place`, and reads all of it where it may have changed.
 * @throws input-invalid where others can write to it
 */
async function look(place, digest) {
    const snapshot = await readTable(place, digest);
    if (snapshot === undefined)
        return { state: (await (0,missing/* exists */.t)(place)) ? "damaged" : "absent" };
    try {
        const file = await openSound(snapshot);
        if (file === undefined)
            return { state: "damaged" };
        await file.close();
        const used = new Date();
        await (0,promises_.utimes)(place, used, used);
        return { state: "sound", snapshot };
    }
    catch (error) {
        if (error.code === "ENOENT")
            return { state: "absent" }; // taken away meanwhile
        throw error;
    }
}
/**
 * Opens a snapshot's image to be mounted. Its name may come to mean another file at any time: so what is judged, and verified
 * where it may have changed since it was looked at, is the open file, and that is what is to be mounted.
 * @throws snapshot-invalid where it is another; input-invalid where others can write to it
 */
async function openSnapshot(snapshot) {
    const file = await openSound(snapshot);
    if (file !== undefined)
        return file;
    throw new errors/* TreestampError */.ks("snapshot-invalid", `${snapshot.image} was changed after it had been verified.`, {
        remedy: "Run it again, and the snapshot is fetched anew. See what else writes into that folder.",
    });
}
/** The open image; undefined where its bytes are not those of its table. */
async function openSound({ image, table }) {
    const file = await (0,ownership/* openOurs */.k6)(image);
    try {
        const record = (0,external_node_path_.join)((0,external_node_path_.dirname)(image), "state.json");
        const now = await stateOf(file);
        const known = now === (await (0,promises_.readFile)(record, "utf8").catch((0,missing/* missing */.L)(undefined)));
        if (!known && !(await holdsChunks(file, table))) {
            await file.close();
            return undefined;
        }
        if (!known)
            await (0,promises_.writeFile)(record, now, { mode: 0o600 });
        return file;
    }
    catch (error) {
        await file.close();
        throw error;
    }
}
/** What the folder says, the image itself unread. Undefined where it is not there or makes no sense. */
async function readTable(place, digest) {
    const image = (0,external_node_path_.join)(place, "image.erofs");
    try {
        for (const path of [place, image, (0,external_node_path_.join)(place, "table")])
            await (0,ownership/* checkOurs */.mi)(path);
        const bytes = await (0,promises_.readFile)((0,external_node_path_.join)(place, "table"));
        return (0,oci_digest/* sha256Of */.Bj)(bytes) === digest ? { digest, image, table: (0,snapshot_table.parseChunkTable)(bytes) } : undefined;
    }
    catch (error) {
        if (error.code === "ENOENT" || (0,errors/* isTreestampError */.Sh)(error, "snapshot-invalid")) {
            return undefined;
        }
        throw error;
    }
}
/**
 * Takes a verified raw image over, in the empty folder `staging`, from where it is renamed to `place`. The file is moved,
 * not copied, where it stands on the same disk. What is there already stays, where it is sound. To be called by one
 * process at a time.
 * @throws snapshot-invalid where the table has another digest, or the image another size
 */
async function put(place, staging, { digest, image, table }) {
    const { size } = await (0,promises_.stat)(image);
    const bytes = (0,snapshot_table.encodeChunkTable)(table);
    if ((0,oci_digest/* sha256Of */.Bj)(bytes) !== digest || table.plainSize !== size)
        throw mismatch(digest, table, size);
    const made = (0,external_node_path_.join)(staging, "made");
    await (0,promises_.mkdir)(made, { mode: 0o700 });
    await move(image, (0,external_node_path_.join)(made, "image.erofs"));
    await (0,promises_.writeFile)((0,external_node_path_.join)(made, "table"), bytes, { mode: 0o600 });
    const file = await (0,ownership/* openOurs */.k6)((0,external_node_path_.join)(made, "image.erofs"));
    await (0,promises_.writeFile)((0,external_node_path_.join)(made, "state.json"), await stateOf(file).finally(() => file.close()), { mode: 0o600 });
    await (0,promises_.rename)(made, place).catch(async (error) => {
        if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST")
            throw error;
        if ((await look(place, digest)).state === "sound")
            return;
        await discard(place, staging);
        await (0,promises_.rename)(made, place);
    });
    return { digest, image: (0,external_node_path_.join)(place, "image.erofs"), table };
}
/** Takes a snapshot from its place in one step, and then removes it. `staging` is a folder of ours on the same disk. */
async function discard(place, staging) {
    const discarded = (0,external_node_path_.join)(staging, "discarded");
    await (0,promises_.rename)(place, discarded).catch((0,missing/* missing */.L)(undefined));
    await (0,promises_.rm)(discarded, { recursive: true, force: true });
}
function mismatch(digest, table, size) {
    return new errors/* TreestampError */.ks("snapshot-invalid", `A snapshot of ${size} bytes was to be kept with the chunk table ${digest}, and its table is another one, for ${table.plainSize} bytes.`, { remedy: "Delete the image's tag from the store, so that it is built again." });
}
/** Moves a file, by a copy where it stands on another disk; afterwards only we can read and write it. */
async function move(from, to) {
    await (0,promises_.rename)(from, to).catch(async (error) => {
        if (error.code !== "EXDEV")
            throw error;
        await (0,promises_.copyFile)(from, to);
        await (0,promises_.rm)(from);
    });
    await (0,promises_.chmod)(to, 0o600);
}
/** What changes whenever a file is written to, truncated or replaced, even if its times are set back; or the machine starts. */
async function stateOf(file) {
    const { size, mtimeNs, ctimeNs, ino } = await file.stat({ bigint: true });
    const state = {
        size: `${size}`,
        modified: `${mtimeNs}`,
        changed: `${ctimeNs}`,
        inode: `${ino}`,
        boot: await (0,owner/* bootId */.aW)(),
    };
    return `${JSON.stringify(state)}\n`;
}


/***/ }),

/***/ 52:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KG: () => (/* binding */ checkParents),
/* harmony export */   VQ: () => (/* binding */ ourFolder),
/* harmony export */   k6: () => (/* binding */ openOurs),
/* harmony export */   mi: () => (/* binding */ checkOurs)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4256);




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

/***/ 13:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ik: () => (/* binding */ identityAnnotation),
/* harmony export */   Pr: () => (/* binding */ snapshotOfAnnotation),
/* harmony export */   uY: () => (/* binding */ partMediaType),
/* harmony export */   zP: () => (/* binding */ maxChunkBytes)
/* harmony export */ });
/** The media type of frames and table. Registries that know a list of media types know this one: see core/places/beside.ts. */
const partMediaType = "application/octet-stream";
/** Annotation on the snapshot's descriptor in the index: digest of the image manifest that it is a snapshot of. */
const snapshotOfAnnotation = "dev.treestamp.snapshot.of";
/** Annotation on the snapshot's manifest: the identity of the plain content. */
const identityAnnotation = "dev.treestamp.snapshot.identity";
/** No chunk is longer than this once plain; a table that says otherwise is refused before anything is decompressed. */
const maxChunkBytes = 2 * 1024 * 1024;


/***/ }),

/***/ 5716:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   chunkTable: () => (/* binding */ chunkTable),
/* harmony export */   encodeChunkTable: () => (/* binding */ encodeChunkTable),
/* harmony export */   identityOf: () => (/* binding */ identityOf),
/* harmony export */   parseChunkTable: () => (/* binding */ parseChunkTable)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4256);
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(13);
/**
 * The chunk table as bytes. All numbers little-endian:
 *
 *     magic "TSCT", u32 version, u64 bytes of the raw image, u64 bytes of the frames blob, u32 count of chunks,
 *     then for each chunk: u32 plain length, u32 frame length, sha256 of the plain bytes, sha256 of the frame
 *
 * Chunks are listed in the order of the raw image, and offsets are sums of lengths. The frame of the first chunk (the
 * head with the superblock, which is known last) stands after all others.
 */



const magic = "TSCT";
const version = 1;
const headerBytes = 28;
const entryBytes = 72;
/** A frame of incompressible bytes is a little longer than them. More slack than zstd's own bound. */
const maxFrameBytes = _format_js__WEBPACK_IMPORTED_MODULE_2__/* .maxChunkBytes */ .zP + 64 * 1024;
/** The table of chunks listed in the order of the raw image. */
function chunkTable(listed) {
    let plainOffset = 0;
    let frameOffset = 0;
    const chunks = [];
    for (const [index, { plainLength, frameLength, plainDigest, frameDigest }] of listed.entries()) {
        chunks.push({ plainOffset, plainLength, frameOffset, frameLength, plainDigest, frameDigest });
        plainOffset += plainLength;
        if (index > 0)
            frameOffset += frameLength;
    }
    const head = chunks[0];
    if (head !== undefined) {
        chunks[0] = { ...head, frameOffset };
        frameOffset += head.frameLength;
    }
    return { plainSize: plainOffset, framesSize: frameOffset, chunks, identity: identityOf(listed) };
}
/** The hash of the plain content: of lengths and digests of the chunks as listed. Does not depend on a compressor. */
function identityOf(listed) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update("treestamp snapshot v1\n");
    const length = Buffer.alloc(4);
    for (const chunk of listed) {
        length.writeUInt32LE(chunk.plainLength);
        hash.update(length).update(chunk.plainDigest);
    }
    return `sha256:${hash.digest("hex")}`;
}
function encodeChunkTable(table) {
    const bytes = Buffer.alloc(headerBytes + table.chunks.length * entryBytes);
    bytes.write(magic, "latin1");
    bytes.writeUInt32LE(version, 4);
    bytes.writeBigUInt64LE(BigInt(table.plainSize), 8);
    bytes.writeBigUInt64LE(BigInt(table.framesSize), 16);
    bytes.writeUInt32LE(table.chunks.length, 24);
    let at = headerBytes;
    for (const chunk of table.chunks) {
        bytes.writeUInt32LE(chunk.plainLength, at);
        bytes.writeUInt32LE(chunk.frameLength, at + 4);
        chunk.plainDigest.copy(bytes, at + 8);
        chunk.frameDigest.copy(bytes, at + 40);
        at += entryBytes;
    }
    return bytes;
}
/**
 * The table that `bytes` hold, every bound checked before anything is made of them.
 * @throws snapshot-invalid
 */
function parseChunkTable(bytes) {
    if (bytes.length < headerBytes || bytes.toString("latin1", 0, 4) !== magic)
        throw invalid("it is not a chunk table");
    if (bytes.readUInt32LE(4) !== version)
        throw invalid(`its version is ${bytes.readUInt32LE(4)}, not ${version}`);
    const count = bytes.readUInt32LE(24);
    if (count === 0 || bytes.length !== headerBytes + count * entryBytes)
        throw invalid("its length does not fit");
    const isOfZeros = zeroDigests();
    const listed = [];
    for (let at = headerBytes; at < bytes.length; at += entryBytes) {
        const plainLength = bytes.readUInt32LE(at);
        const frameLength = bytes.readUInt32LE(at + 4);
        if (plainLength === 0 || plainLength > _format_js__WEBPACK_IMPORTED_MODULE_2__/* .maxChunkBytes */ .zP)
            throw invalid(`it has a chunk of ${plainLength} bytes`);
        if (frameLength > maxFrameBytes)
            throw invalid(`it has a frame of ${frameLength} bytes`);
        const plainDigest = Buffer.from(bytes.subarray(at + 8, at + 40));
        const frameDigest = Buffer.from(bytes.subarray(at + 40, at + 72));
        // Nothing arrives that could be compared with it, and the digest is part of the identity.
        if (frameLength === 0 && !isOfZeros(plainDigest, plainLength))
            throw invalid("a chunk without a frame has content");
        listed.push({ plainLength, frameLength, plainDigest, frameDigest });
    }
    const table = chunkTable(listed);
    if (BigInt(table.plainSize) !== bytes.readBigUInt64LE(8))
        throw invalid("its chunks do not add up to its image");
    if (BigInt(table.framesSize) !== bytes.readBigUInt64LE(16))
        throw invalid("its frames do not add up to its blob");
    return table;
}
/** Whether a digest is that of so many zero bytes; cached, because few lengths recur. */
function zeroDigests() {
    const zeros = Buffer.alloc(_format_js__WEBPACK_IMPORTED_MODULE_2__/* .maxChunkBytes */ .zP);
    const known = new Map();
    return (digest, length) => {
        const expected = known.get(length) ?? (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)("sha256", zeros.subarray(0, length), "buffer");
        known.set(length, expected);
        return digest.equals(expected);
    };
}
function invalid(what) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("snapshot-invalid", `A snapshot's chunk table cannot be used: ${what}.`, {
        remedy: "Delete the image's tag from the store, so that it is built again.",
    });
}


/***/ })

};
;