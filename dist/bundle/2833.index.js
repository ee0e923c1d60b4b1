"use strict";
exports.id = 2833;
exports.ids = [2833];
exports.modules = {

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


/***/ }),

/***/ 12833:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  keepWithinLimit: () => (/* binding */ keepWithinLimit),
  prune: () => (/* binding */ prune_prune)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./core/machine/elevate.js
var elevate = __webpack_require__(84931);
// EXTERNAL MODULE: ./core/machine/missing.js
var missing = __webpack_require__(71081);
// EXTERNAL MODULE: ./core/machine/owner.js
var machine_owner = __webpack_require__(40542);
// EXTERNAL MODULE: ./core/machine/scratch.js
var scratch = __webpack_require__(58511);
// EXTERNAL MODULE: ./core/oci/digest.js
var oci_digest = __webpack_require__(44617);
// EXTERNAL MODULE: ./core/oci/layout/prune.js
var prune = __webpack_require__(27204);
// EXTERNAL MODULE: ./core/sandbox/extracted.js
var sandbox_extracted = __webpack_require__(23451);
// EXTERNAL MODULE: ./core/cache/environments.js
var environments = __webpack_require__(98862);
// EXTERNAL MODULE: ./core/cache/folders.js
var cache_folders = __webpack_require__(38843);
// EXTERNAL MODULE: ./core/cache/layers.js
var cache_layers = __webpack_require__(2150);
;// CONCATENATED MODULE: ./core/cache/prune.js
/**
 * Keeps the cache under a limit: what was used least recently goes first, and nothing goes that a living process uses.
 *
 * A process marks the snapshot, archive or image that it is about to use, and then waits until nobody holds the lock `prune`. The pruning
 * process takes that lock before it reads the marks: so it sees the mark, or the other process looks only once pruning is done.
 * A snapshot or an archive leaves its place by rename(2): nobody finds one half removed.
 */












/** Removes what was used least recently until no more than `limit` bytes are left, or all of that is in use. */
async function pruneCache(cache, limit) {
    const folders = (0,cache_folders/* cacheFolders */.A_)(cache.folder);
    const { store, uses, snapshots, archives, environments, extracted, layers } = folders;
    const discarded = [];
    const pruneAlone = async (staging) => {
        const users = await usersByName(uses);
        const content = await (0,prune/* contentOf */.$E)(store);
        const files = [
            ...(await snapshotsIn(folders, users)),
            ...(await archivesIn(folders, users)),
            ...(await storageIn(folders, users)),
        ];
        const report = choose(files, content, users, limit);
        const names = (wanted) => report.removed.filter(({ kind }) => kind === wanted).map(({ name }) => name);
        await (0,prune/* removeImages */.F$)(store, new Set(names("image")));
        for (const [kind, folder] of [
            ["snapshot", snapshots],
            ["archive", archives],
        ]) {
            for (const hex of names(kind).map((name) => (0,oci_digest/* hexOf */.ZD)(name))) {
                await (0,promises_.rename)((0,external_node_path_.join)(folder, hex), (0,external_node_path_.join)(staging, `${kind}-${hex}`)).catch((0,missing/* missing */.L)(undefined));
            }
        }
        const isLeft = !users.has(cache_layers/* layersName */.gD) && (await (0,cache_layers/* layersKept */.Rl)(layers)) === undefined && (await (0,missing/* exists */.t)(layers));
        if (names("storage").length > 0 || isLeft)
            discarded.push(await (0,cache_layers/* discardLayers */.ju)(folders));
        const stays = new Set([...(await (0,promises_.readdir)(snapshots)), ...users.keys()]);
        await removeRecords(environments, stays);
        discarded.push(...(await (0,sandbox_extracted/* discardExtracted */.D)(extracted, (hex) => stays.has(hex))));
        return report;
    };
    const report = await cache.withIncoming((staging) => cache.alone("prune", () => cache.alone("store", () => pruneAlone(staging))));
    await (0,elevate/* removeAsAnyone */.js)(discarded);
    return report;
}
async function usersByName(uses) {
    await (0,scratch/* sweepScratch */.Dq)(uses);
    const users = new Map();
    for (const owner of await (0,promises_.readdir)(uses)) {
        const process = await (0,machine_owner/* describeOwner */.$S)(owner);
        for (const name of await (0,promises_.readdir)((0,external_node_path_.join)(uses, owner)).catch((0,missing/* missing */.L)([]))) {
            users.set(name, [...(users.get(name) ?? []), process]);
        }
    }
    return users;
}
async function snapshotsIn({ snapshots, extracted }, users) {
    const items = [];
    const named = await (0,promises_.readdir)(extracted).catch((0,missing/* missing */.L)([]));
    for (const hex of await (0,promises_.readdir)(snapshots)) {
        const digest = `sha256:${hex}`;
        const place = (0,external_node_path_.join)(snapshots, hex);
        const stats = await (0,promises_.stat)(place).catch((0,missing/* missing */.L)(undefined));
        if (!(0,oci_digest/* isDigest */.Bc)(digest) || stats === undefined)
            continue;
        let bytes = 0;
        for (const file of await (0,promises_.readdir)(place).catch((0,missing/* missing */.L)([]))) {
            bytes += ((await (0,promises_.stat)((0,external_node_path_.join)(place, file)).catch((0,missing/* missing */.L)(undefined)))?.blocks ?? 0) * 512;
        }
        if (named.includes(hex))
            bytes *= 2; // its files once more, and too many to be counted one by one
        items.push({ kind: "snapshot", name: digest, bytes, lastUsed: stats.mtimeMs, users: users.get(hex) ?? [] });
    }
    return items;
}
async function archivesIn({ archives }, users) {
    const items = [];
    for (const hex of await (0,promises_.readdir)(archives)) {
        const digest = `sha256:${hex}`;
        const stats = await (0,promises_.stat)((0,external_node_path_.join)(archives, hex)).catch((0,missing/* missing */.L)(undefined));
        if (!(0,oci_digest/* isDigest */.Bc)(digest) || stats === undefined)
            continue;
        const { blocks, mtimeMs: lastUsed } = stats;
        items.push({ kind: "archive", name: digest, bytes: blocks * 512, lastUsed, users: users.get(hex) ?? [] });
    }
    return items;
}
/** What builds have left. What a build has now does not count. */
async function storageIn({ layers }, users) {
    const kept = await (0,cache_layers/* layersKept */.Rl)(layers);
    return kept === undefined ? [] : [{ kind: "storage", name: cache_layers/* layersName */.gD, ...kept, users: users.get(cache_layers/* layersName */.gD) ?? [] }];
}
/**
 * Of a storage nothing can go but all of it, and each build makes it larger, and the last that was used: with more than half of
 * the limit it would drive out everything else.
 */
function isTooLarge({ kind, bytes }, limit) {
    return kind === "storage" && bytes > limit / 2;
}
/** What goes and what stays. A blob that several images have goes with the last of them. */
function choose(files, { images, blobs }, users, limit) {
    const needed = new Map();
    for (const digest of images.flatMap((image) => [...image.blobs]))
        needed.set(digest, (needed.get(digest) ?? 0) + 1);
    const sizeOf = (digests) => sum([...digests].map((digest) => blobs.get(digest) ?? 0));
    const blobsOf = (tag) => [...images.find((image) => image.tag === tag).blobs];
    const own = (tag) => sizeOf(blobsOf(tag).filter((digest) => needed.get(digest) === 1));
    const items = [
        ...files,
        ...images.map(({ tag, lastUsed }) => {
            return { kind: "image", name: tag, bytes: own(tag), lastUsed, users: users.get(tag) ?? [] };
        }),
    ].sort((a, b) => Number(isTooLarge(b, limit)) - Number(isTooLarge(a, limit)) || a.lastUsed - b.lastUsed);
    let bytesLeft = sum(files.map(({ bytes }) => bytes)) + sizeOf(needed.keys());
    const removed = [];
    for (const item of items) {
        if (bytesLeft <= limit && !isTooLarge(item, limit))
            break;
        if (item.users.length > 0)
            continue;
        const bytes = item.kind === "image" ? own(item.name) : item.bytes;
        for (const digest of item.kind === "image" ? blobsOf(item.name) : [])
            needed.set(digest, needed.get(digest) - 1);
        removed.push({ ...item, bytes });
        bytesLeft -= bytes;
    }
    const names = new Set(removed.map(({ kind, name }) => `${kind} ${name}`));
    const left = items.filter(({ kind, name }) => !names.has(`${kind} ${name}`));
    return { removed, left, bytesRemoved: sum(removed.map(({ bytes }) => bytes)), bytesLeft, limit };
}
/** An environment whose snapshot is not here is not ready; whose snapshot is just being made, may be in a moment. */
async function removeRecords(folder, stays) {
    for (const name of await (0,promises_.readdir)(folder)) {
        const record = await (0,environments/* readRecord */.aE)((0,external_node_path_.join)(folder, name));
        if (record === undefined || !stays.has((0,oci_digest/* hexOf */.ZD)(record.table)))
            await (0,promises_.rm)((0,external_node_path_.join)(folder, name), { force: true });
    }
}
function sum(numbers) {
    return numbers.reduce((total, number) => total + number, 0);
}

// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(64256);
// EXTERNAL MODULE: ./core/log/amounts.js
var amounts = __webpack_require__(89155);
// EXTERNAL MODULE: ./core/machine/failure.js
var failure = __webpack_require__(34687);
;// CONCATENATED MODULE: ./core/verbs/prune.js
/** prune: keep this machine's cache under a limit. */




/** Removes what was used least recently, until the limit holds or everything left is in use. */
async function prune_prune(ports, limit) {
    try {
        return await pruneCache(await ports.openCache(), limit);
    }
    catch (error) {
        throw (0,failure/* readableFailure */.r)(error);
    }
}
/** The same after something was added. If this fails, the work that added it does not. */
async function keepWithinLimit(ports, limit) {
    try {
        const { removed, bytesRemoved, bytesLeft } = await prune_prune(ports, limit);
        if (removed.length > 0) {
            ports.log.info(`Removed from the cache: ${(0,amounts/* countOf */.pq)(removed)}, ${(0,amounts/* formatBytes */.z3)(bytesRemoved)}, not used for the longest time.`);
        }
        if (bytesLeft > limit) {
            ports.log.debug(`The cache has ${(0,amounts/* formatBytes */.z3)(bytesLeft)}, more than ${(0,amounts/* formatBytes */.z3)(limit)}: all of it is in use.`);
        }
    }
    catch (error) {
        ports.log.warning(`The cache cannot be kept under its limit: ${(0,errors/* messageOf */.bD)(error)}`);
    }
}


/***/ })

};
;