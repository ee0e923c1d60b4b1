"use strict";
exports.id = 5209;
exports.ids = [5209];
exports.modules = {

/***/ 34687:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ machineFault),
/* harmony export */   r: () => (/* binding */ readableFailure)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/** System errors as readable messages. */

const makeRoom = "Free some space there, or name a folder on another disk (`cache-folder`, `store`, TMPDIR).";
const giveAccess = "Give this user access to it, or name another folder.";
const checkPath = "Check the path.";
const noFolder = { why: "a part of its path is a file, not a folder", remedy: checkPath };
/** By the codes of errno(3). */
const faults = {
    ENOSPC: { why: "the disk is full", remedy: makeRoom },
    EDQUOT: { why: "your disk quota is used up", remedy: makeRoom },
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
    EIO: { why: "the disk fails", remedy: "See what the kernel says about the disk: dmesg." },
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
    return faults[code] ?? { why: (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error), remedy: "Fix that on this machine, and try again." };
}
/** An error of a system call as a failure that a user can read; anything else as it is. */
function readableFailure(error) {
    const fault = machineFault(error);
    if (fault === undefined)
        return error;
    const { path, dest, syscall } = error;
    const what = dest ?? path ?? "A file that treestamp itself needs";
    const message = `${what} cannot be used: ${fault.why} (${syscall}).`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("machine-failed", message, { remedy: fault.remedy, cause: error });
}


/***/ }),

/***/ 26469:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ih: () => (/* binding */ untilUnlocked),
/* harmony export */   ix: () => (/* binding */ withFolderLock),
/* harmony export */   t_: () => (/* binding */ sweepLocks)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(58500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(64256);
/* harmony import */ var _missing_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(71081);
/* harmony import */ var _owner_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(40542);
/* harmony import */ var _scratch_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(58511);
/** Locks between processes that share a folder, and that no dead process holds forever. */







/**
 * Runs `work` while no other process runs its own under the lock `name` of the same folder.
 *
 * The lock is a folder: free while it is missing or empty, held while it has a file, which bears its holder's name (see
 * owner.ts). rename(2) puts a folder with our file in place of a missing or empty one, and of nothing else, so taking it is
 * one atomic step. Releasing it, and taking it from a dead holder, is removing that one file by its name, which can never
 * hit the next holder. A holder in another container that was stopped for long looks dead: then two are inside, and
 * `stillHeld` tells the first.
 * @throws store-unreachable if it cannot get the lock
 */
async function withFolderLock(folder, name, work, options = {}) {
    const lock = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, name);
    const ours = await take(folder, lock, options);
    try {
        return await work(() => (0,_missing_js__WEBPACK_IMPORTED_MODULE_4__/* .exists */ .t)(ours));
    }
    finally {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(ours, { force: true });
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rmdir)(lock).catch(() => { }); // gone, or the next holder's by now
    }
}
/** Removes what dead processes have left in a folder of locks: those that they held, and those that they were about to take. */
async function sweepLocks(folder) {
    await (0,_scratch_js__WEBPACK_IMPORTED_MODULE_6__/* .sweepScratch */ .Dq)(folder);
    for (const lock of (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(folder)).map((name) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, name))) {
        if ((0,_owner_js__WEBPACK_IMPORTED_MODULE_5__/* .isOwned */ .go)(lock))
            continue; // a living process is about to put it in a lock's place, and it may still be empty
        if ((await livingHolder(lock, Date.now())) === undefined)
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rmdir)(lock).catch(() => { }); // or somebody took it
    }
}
/** Waits until nobody holds the lock, if anybody does. */
async function untilUnlocked(folder, name) {
    const lock = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, name);
    if (!(await (0,_missing_js__WEBPACK_IMPORTED_MODULE_4__/* .exists */ .t)(lock)))
        return;
    while ((await livingHolder(lock, Date.now())) !== undefined)
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_2__.setTimeout)(2 + Math.random() * 10);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rmdir)(lock).catch(() => { }); // a dead holder's
}
/** @returns the file that says that the lock is ours */
async function take(folder, lock, { patience = Infinity, onWait }) {
    const candidate = await (0,_scratch_js__WEBPACK_IMPORTED_MODULE_6__/* .makeScratch */ .lP)(folder);
    const name = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(candidate);
    const start = performance.now();
    let hasSaid = false;
    try {
        for (;;) {
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(candidate, name), ""); // anew each time: its time is the file system's present
            try {
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rename)(candidate, lock);
                (0,_owner_js__WEBPACK_IMPORTED_MODULE_5__/* .keepAlive */ .Z8)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(lock, name));
                return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(lock, name);
            }
            catch (error) {
                const code = error.code;
                if (code !== "ENOTEMPTY" && code !== "EEXIST")
                    throw error;
            }
            const { ctimeMs: now } = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(candidate, name));
            const holder = await livingHolder(lock, now);
            if (holder === undefined)
                continue;
            if (!hasSaid)
                onWait?.(await (0,_owner_js__WEBPACK_IMPORTED_MODULE_5__/* .describeOwner */ .$S)(holder));
            hasSaid = true;
            const waited = performance.now() - start;
            if (waited > patience)
                throw busy(folder, patience);
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_2__.setTimeout)(2 + Math.random() * Math.min(200, 20 + waited / 10));
        }
    }
    catch (error) {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(candidate, { recursive: true, force: true });
        throw error;
    }
}
/** The lock's holders, after removing dead ones. One that has vanished meanwhile has released it. */
async function livingHolder(lock, now) {
    for (const holder of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(lock).catch((0,_missing_js__WEBPACK_IMPORTED_MODULE_4__/* .missing */ .L)([]))) {
        if (!(await (0,_owner_js__WEBPACK_IMPORTED_MODULE_5__/* .isAbandoned */ .zI)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(lock, holder), now)))
            return holder;
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.unlink)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(lock, holder)).catch((0,_missing_js__WEBPACK_IMPORTED_MODULE_4__/* .missing */ .L)(undefined));
    }
    return undefined;
}
function busy(folder, patience) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .TreestampError */ .ks("store-unreachable", `${folder} has been locked for ${patience / 1000} seconds.`, {
        remedy: "Another process keeps writing to this store; try again later.",
    });
}


/***/ }),

/***/ 68606:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ hideFromGit)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/** Folders of ours that may lie in a repository: a store, a cache. */


/**
 * Hides a folder and all that is in it from git. Otherwise an image that is kept in the work tree would be an uncommitted
 * change of the recipe, and the next call would have another key.
 */
async function hideFromGit(folder) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, ".gitignore"), "*\n", { flag: "wx" }).catch((error) => {
        if (error.code !== "EEXIST")
            throw error;
    });
}


/***/ }),

/***/ 17043:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VN: () => (/* binding */ changeIndex),
/* harmony export */   vY: () => (/* binding */ readIndex),
/* harmony export */   zJ: () => (/* binding */ blobStats)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64256);
/* harmony import */ var _machine_folder_lock_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(26469);
/* harmony import */ var _machine_missing_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(71081);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(44617);
/* harmony import */ var _stored_manifest_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(98706);
/* harmony import */ var _paths_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(24796);
/* harmony import */ var _write_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(65299);









/** Longest wait for those who write `index.json`, which takes them milliseconds. Milliseconds. */
const patience = 60_000;
/** Replaces `index.json` by what `change` makes of it; changes by several processes follow one another. */
async function changeIndex(folder, change, kind) {
    for (;;) {
        const replaceIndex = async (stillHeld) => {
            const index = await readIndex(folder, kind);
            const next = {
                schemaVersion: 2,
                mediaType: _stored_manifest_js__WEBPACK_IMPORTED_MODULE_6__/* .ociIndexMediaType */ .oQ,
                ...index,
                manifests: change(index?.manifests ?? []),
            };
            // stillHeld: had we slept for too long, the file would be another's to write by now
            return await (0,_write_js__WEBPACK_IMPORTED_MODULE_8__/* .replaceFile */ .f)(folder, "index.json", JSON.stringify(next), stillHeld);
        };
        const done = await (0,_machine_folder_lock_js__WEBPACK_IMPORTED_MODULE_3__/* .withFolderLock */ .ix)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, _paths_js__WEBPACK_IMPORTED_MODULE_7__/* .ownFolder */ .vY), "lock", replaceIndex, { patience });
        if (done)
            return;
    }
}
/** Undefined for a folder that is not there, is empty, or is just being made; and for a cache that is damaged. */
async function readIndex(folder, { isCache = false }) {
    try {
        return await readStrictly(folder);
    }
    catch (error) {
        if (isCache && (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .isTreestampError */ .Sh)(error, "store-corrupt"))
            return undefined;
        throw error;
    }
}
async function readStrictly(folder) {
    const marker = await readMarker(folder);
    if (marker === undefined)
        return undefined;
    const version = parsed(marker, folder, "oci-layout")?.imageLayoutVersion;
    if (version !== "1.0.0")
        throw damaged(folder, `its oci-layout says version ${JSON.stringify(version)}, not "1.0.0"`);
    const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, "index.json"), "utf8").catch((0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_4__/* .missing */ .L)(undefined));
    if (text === undefined)
        return undefined;
    const index = parsed(text, folder, "index.json");
    if (!Array.isArray(index?.manifests) || !index.manifests.every((entry) => (0,_digest_js__WEBPACK_IMPORTED_MODULE_5__/* .isDigest */ .Bc)(entry?.digest))) {
        throw damaged(folder, "its index.json has no list of manifests with sha256 digests");
    }
    return index;
}
/** The text of `oci-layout`; undefined where there is nothing in the folder yet. */
async function readMarker(folder) {
    const read = () => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, "oci-layout"), "utf8").catch((0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_4__/* .missing */ .L)(undefined));
    const marker = await read();
    if (marker !== undefined)
        return marker;
    const entries = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(folder).catch((0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_4__/* .missing */ .L)([]));
    const foreign = entries.find((name) => name !== _paths_js__WEBPACK_IMPORTED_MODULE_7__/* .ownFolder */ .vY && name !== "blobs");
    if (foreign === undefined)
        return undefined;
    const made = await read(); // by another process, between the two looks
    if (made !== undefined)
        return made;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("input-invalid", `${folder} is not an OCI image layout: it has ${foreign}, no oci-layout.`, {
        remedy: "Name an empty folder, one that does not exist yet, or an OCI image layout.",
    });
}
function parsed(text, folder, name) {
    try {
        return JSON.parse(text);
    }
    catch (error) {
        throw damaged(folder, `its ${name} is not JSON (${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error)})`);
    }
}
async function blobStats(folder, digest) {
    const stats = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)((0,_paths_js__WEBPACK_IMPORTED_MODULE_7__/* .blobFile */ .c7)(folder, digest)).catch((0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_4__/* .missing */ .L)(undefined));
    // Reading a pipe would hang us.
    if (stats !== undefined && !stats.isFile())
        throw (0,_digest_js__WEBPACK_IMPORTED_MODULE_5__/* .corrupt */ .qb)({ digest }, folder, "it is no file there");
    return stats;
}
function damaged(folder, how) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("store-corrupt", `${folder} is a damaged OCI image layout: ${how}.`, {
        remedy: "Remove the folder if it is a cache, or restore it.",
    });
}


/***/ }),

/***/ 24796:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bd: () => (/* binding */ blobsFolder),
/* harmony export */   c7: () => (/* binding */ blobFile),
/* harmony export */   fB: () => (/* binding */ layoutMarker),
/* harmony export */   my: () => (/* binding */ refNameAnnotation),
/* harmony export */   vY: () => (/* binding */ ownFolder)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44617);
/** Where things stand in the folder of an OCI image layout. Source: image-spec, image-layout.md. */


/** What `oci-layout` says. */
const layoutMarker = '{"imageLayoutVersion":"1.0.0"}';
/** The annotation of a listed manifest that holds its tag. */
const refNameAnnotation = "org.opencontainers.image.ref.name";
/** The folder for our own files inside a layout, which the specification allows: temporary files and the lock. */
const ownFolder = ".treestamp";
/** The folder of all blobs. */
function blobsFolder(folder) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(folder, "blobs", "sha256");
}
/** Where a blob stands. */
function blobFile(folder, digest) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(blobsFolder(folder), (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .hexOf */ .ZD)(digest));
}


/***/ }),

/***/ 65209:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X3: () => (/* binding */ soleManifest),
/* harmony export */   i4: () => (/* binding */ layoutStore),
/* harmony export */   jq: () => (/* binding */ imageByDigest)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(64256);
/* harmony import */ var _machine_failure_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(34687);
/* harmony import */ var _machine_hidden_folder_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(68606);
/* harmony import */ var _byte_stream_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(25888);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(44617);
/* harmony import */ var _lookup_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(63087);
/* harmony import */ var _reference_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(67896);
/* harmony import */ var _stored_manifest_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(98706);
/* harmony import */ var _index_file_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(17043);
/* harmony import */ var _paths_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(24796);
/* harmony import */ var _write_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(65299);
/**
 * An OCI image layout on disk as a store. Source: image-spec, image-layout.md.
 *
 * Blobs are written beside their place and renamed into it once their digest is known to be right, so that readers in
 * other processes see whole blobs or none. `index.json` is replaced as a whole under a lock. Our own temporary files
 * live in the folder `.treestamp`, which the specification allows.
 */














/** Bytes read at once: few round trips to the thread pool for large blobs. */
const readBytes = 1024 * 1024;
/** Opens a folder as a store. It need not exist: then it is empty, and the first write makes it. */
function layoutStore(folder, kind = {}) {
    const ask = async (reference) => {
        try {
            return await lookup(folder, reference, kind);
        }
        catch (error) {
            if (kind.isCache && (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .isTreestampError */ .Sh)(error, "store-corrupt"))
                return { state: "absent" };
            return { state: "unknown", reason: folderFailure(folder, error) };
        }
    };
    return {
        location: folder,
        shared: false,
        lookup: ask,
        hasManifest: async (digest) => (await (0,_lookup_js__WEBPACK_IMPORTED_MODULE_7__/* .findManifest */ .J9)({ lookup: ask }, digest)) !== undefined,
        readBlob: (blob, range) => readBlob(folder, blob, range),
        hasBlob: (digest) => reported(folder, async () => (await (0,_index_file_js__WEBPACK_IMPORTED_MODULE_10__/* .blobStats */ .zJ)(folder, digest)) !== undefined),
        writeBlob: (blob, source) => reported(folder, async () => {
            if (await isSound(folder, blob))
                return;
            await prepare(folder, kind);
            await (0,_write_js__WEBPACK_IMPORTED_MODULE_12__/* .writeLayoutBlob */ .p)(folder, blob, source);
        }),
        writeManifest: (manifest, tag) => reported(folder, () => writeManifest(folder, manifest, tag, kind)),
    };
}
/**
 * The one manifest that a layout lists, as engines and `skopeo copy` leave it.
 * @throws image-invalid where it lists none or several; store-corrupt, store-unreachable, store-denied
 */
async function soleManifest(folder) {
    return reported(folder, async () => {
        const listed = (await (0,_index_file_js__WEBPACK_IMPORTED_MODULE_10__/* .readIndex */ .vY)(folder, {}))?.manifests ?? [];
        const digests = new Set(listed.map((descriptor) => descriptor.digest));
        if (digests.size !== 1) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .TreestampError */ .ks("image-invalid", `${folder} lists ${digests.size} images where one is expected.`, {
                remedy: "Give an OCI image layout with one image in it.",
            });
        }
        return await readManifest(folder, listed[0]);
    });
}
/**
 * The image of a layout that an input names by its digest, listed or not.
 * @throws path-missing where it is not there; store-corrupt, store-unreachable, store-denied
 */
async function imageByDigest(folder, digest) {
    const image = await (0,_lookup_js__WEBPACK_IMPORTED_MODULE_7__/* .findManifest */ .J9)(layoutStore(folder), digest);
    if (image !== undefined)
        return image;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .TreestampError */ .ks("path-missing", `${folder} does not hold the image ${digest}.`, {
        remedy: "Check folder and digest of the base image.",
    });
}
async function lookup(folder, reference, kind) {
    (0,_reference_js__WEBPACK_IMPORTED_MODULE_8__/* .checkTagOrDigest */ .uC)(reference);
    const index = await (0,_index_file_js__WEBPACK_IMPORTED_MODULE_10__/* .readIndex */ .vY)(folder, kind);
    if (index === undefined)
        return { state: "absent" };
    if ((0,_digest_js__WEBPACK_IMPORTED_MODULE_6__/* .isDigest */ .Bc)(reference))
        return await lookupDigest(folder, reference);
    const named = taggedIn(index, reference);
    if (named.length === 0)
        return { state: "absent" };
    if (new Set(named.map((descriptor) => descriptor.digest)).size > 1) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .TreestampError */ .ks("image-invalid", `${folder} lists ${named.length} images under ${reference}.`, {
            remedy: "Remove all but one of them from its index.json.",
        });
    }
    try {
        return { state: "present", manifest: await readManifest(folder, named[0]) };
    }
    catch (error) {
        const now = await (0,_index_file_js__WEBPACK_IMPORTED_MODULE_10__/* .readIndex */ .vY)(folder, kind);
        // Taken out of the folder between the two looks.
        if (now !== undefined && taggedIn(now, reference).length === 0)
            return { state: "absent" };
        throw error;
    }
}
function taggedIn({ manifests }, tag) {
    return manifests.filter((descriptor) => descriptor.annotations?.[_paths_js__WEBPACK_IMPORTED_MODULE_11__/* .refNameAnnotation */ .my] === tag);
}
/** Whatever manifest has this digest, listed in `index.json` or not: the images of an index are not. */
async function lookupDigest(folder, digest) {
    const stats = await (0,_index_file_js__WEBPACK_IMPORTED_MODULE_10__/* .blobStats */ .zJ)(folder, digest);
    if (stats === undefined || stats.size > _stored_manifest_js__WEBPACK_IMPORTED_MODULE_9__/* .maxManifestBytes */ .rq)
        return { state: "absent" };
    const body = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)((0,_paths_js__WEBPACK_IMPORTED_MODULE_11__/* .blobFile */ .c7)(folder, digest));
    const mediaType = (0,_stored_manifest_js__WEBPACK_IMPORTED_MODULE_9__/* .mediaTypeOf */ .c0)(body);
    if (mediaType === undefined)
        return { state: "absent" }; // some other blob
    return { state: "present", manifest: (0,_stored_manifest_js__WEBPACK_IMPORTED_MODULE_9__/* .checkedManifest */ .ld)(body, { mediaType }, digest, (0,_paths_js__WEBPACK_IMPORTED_MODULE_11__/* .blobFile */ .c7)(folder, digest)) };
}
async function readManifest(folder, descriptor) {
    const file = (0,_paths_js__WEBPACK_IMPORTED_MODULE_11__/* .blobFile */ .c7)(folder, descriptor.digest);
    const stats = await (0,_index_file_js__WEBPACK_IMPORTED_MODULE_10__/* .blobStats */ .zJ)(folder, descriptor.digest);
    if (stats === undefined)
        throw (0,_digest_js__WEBPACK_IMPORTED_MODULE_6__/* .corrupt */ .qb)(descriptor, folder, "its index.json lists it, and the blob is missing");
    if (stats.size > _stored_manifest_js__WEBPACK_IMPORTED_MODULE_9__/* .maxManifestBytes */ .rq)
        throw (0,_digest_js__WEBPACK_IMPORTED_MODULE_6__/* .corrupt */ .qb)(descriptor, folder, `it has ${stats.size} bytes`);
    return (0,_stored_manifest_js__WEBPACK_IMPORTED_MODULE_9__/* .checkedManifest */ .ld)(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(file), descriptor, descriptor.digest, file);
}
async function* readBlob(folder, blob, range) {
    const { offset, length } = range ?? { offset: 0, length: blob.size };
    const file = (0,_paths_js__WEBPACK_IMPORTED_MODULE_11__/* .blobFile */ .c7)(folder, blob.digest);
    try {
        const stats = await (0,_index_file_js__WEBPACK_IMPORTED_MODULE_10__/* .blobStats */ .zJ)(folder, blob.digest);
        if (stats === undefined) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .TreestampError */ .ks("path-missing", `${folder} has no blob ${blob.digest}.`, {
                remedy: "The store was cleaned or filled in part; build or copy the image again.",
            });
        }
        if (stats.size !== blob.size)
            throw (0,_digest_js__WEBPACK_IMPORTED_MODULE_6__/* .corrupt */ .qb)(blob, folder, `it has ${stats.size} bytes, not ${blob.size}`);
        if (offset + length > blob.size)
            throw (0,_digest_js__WEBPACK_IMPORTED_MODULE_6__/* .corrupt */ .qb)(blob, folder, `it ends before byte ${offset + length}`);
        const bytes = length === 0 ? (0,_byte_stream_js__WEBPACK_IMPORTED_MODULE_13__/* .streamOf */ .mA)() : fileBytes(file, offset, length);
        yield* range === undefined ? (0,_digest_js__WEBPACK_IMPORTED_MODULE_6__/* .verified */ .zr)(bytes, blob, folder) : bytes;
    }
    catch (error) {
        throw folderFailure(folder, error);
    }
}
async function* fileBytes(file, offset, length) {
    yield* (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.createReadStream)(file, { start: offset, end: offset + length - 1, highWaterMark: readBytes });
}
/** True where the blob is there byte for byte. One that was damaged, as by a machine that lost its power, is written anew. */
async function isSound(folder, blob) {
    if ((await (0,_index_file_js__WEBPACK_IMPORTED_MODULE_10__/* .blobStats */ .zJ)(folder, blob.digest))?.size !== blob.size)
        return false;
    try {
        for await (const _ of readBlob(folder, blob))
            ;
        return true;
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .isTreestampError */ .Sh)(error, "store-corrupt", "path-missing"))
            return false;
        throw error;
    }
}
async function writeManifest(folder, manifest, tag, kind) {
    if (tag !== undefined)
        (0,_reference_js__WEBPACK_IMPORTED_MODULE_8__/* .checkTagOrDigest */ .uC)(tag);
    await prepare(folder, kind);
    const { descriptor, body } = manifest;
    (0,_stored_manifest_js__WEBPACK_IMPORTED_MODULE_9__/* .checkedManifest */ .ld)(body, descriptor, descriptor.digest, "The manifest to be written");
    if (!(await isSound(folder, descriptor)))
        await (0,_write_js__WEBPACK_IMPORTED_MODULE_12__/* .writeLayoutBlob */ .p)(folder, descriptor, () => (0,_byte_stream_js__WEBPACK_IMPORTED_MODULE_13__/* .streamOf */ .mA)(body));
    if (tag === undefined)
        return;
    const entry = { ...descriptor, annotations: { ...descriptor.annotations, [_paths_js__WEBPACK_IMPORTED_MODULE_11__/* .refNameAnnotation */ .my]: tag } };
    const others = (listed) => listed.filter((other) => other.annotations?.[_paths_js__WEBPACK_IMPORTED_MODULE_11__/* .refNameAnnotation */ .my] !== tag);
    await (0,_index_file_js__WEBPACK_IMPORTED_MODULE_10__/* .changeIndex */ .VN)(folder, (listed) => [...others(listed), entry], kind);
}
/** Makes the folder a layout if it is none yet. Safe if several processes do it at once: all write the same bytes. */
async function prepare(folder, kind) {
    const index = await (0,_index_file_js__WEBPACK_IMPORTED_MODULE_10__/* .readIndex */ .vY)(folder, kind);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, _paths_js__WEBPACK_IMPORTED_MODULE_11__/* .ownFolder */ .vY), { recursive: true });
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)((0,_paths_js__WEBPACK_IMPORTED_MODULE_11__/* .blobsFolder */ .Bd)(folder), { recursive: true });
    if (index !== undefined)
        return;
    await (0,_write_js__WEBPACK_IMPORTED_MODULE_12__/* .replaceFile */ .f)(folder, "oci-layout", _paths_js__WEBPACK_IMPORTED_MODULE_11__/* .layoutMarker */ .fB);
    await (0,_machine_hidden_folder_js__WEBPACK_IMPORTED_MODULE_5__/* .hideFromGit */ .v)(folder);
    await (0,_index_file_js__WEBPACK_IMPORTED_MODULE_10__/* .changeIndex */ .VN)(folder, (listed) => [...listed], kind);
}
/** Runs `work`, and throws what the operating system has against it as a failure of the store. */
async function reported(folder, work) {
    try {
        return await work();
    }
    catch (error) {
        throw folderFailure(folder, error);
    }
}
/** The operating system's error about a folder, in the words of a store. Throws every other error unchanged. */
function folderFailure(folder, error) {
    if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .isTreestampError */ .Sh)(error))
        return error;
    const fault = (0,_machine_failure_js__WEBPACK_IMPORTED_MODULE_4__/* .machineFault */ .M)(error);
    if (fault === undefined)
        throw error;
    const isDenied = ["EACCES", "EPERM", "EROFS"].includes(error.code ?? "");
    const message = `${folder} cannot be used: ${fault.why}.`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .TreestampError */ .ks(isDenied ? "store-denied" : "store-unreachable", message, {
        remedy: fault.remedy,
        cause: error,
    });
}


/***/ }),

/***/ 65299:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ replaceFile),
/* harmony export */   p: () => (/* binding */ writeLayoutBlob)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _machine_owner_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(40542);
/* harmony import */ var _machine_scratch_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(58511);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(44617);
/* harmony import */ var _paths_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(24796);
/** How a blob gets into an OCI image layout: by a hard link where it can be, else by one copy. */







const readBytes = 1024 * 1024;
/**
 * Puts a blob at its place in a layout that is already there, once its bytes are known to be right.
 * @throws store-corrupt
 */
async function writeLayoutBlob(folder, blob, source) {
    const temporary = await temporaryFile(folder);
    try {
        if ("file" in source)
            await adopt(source.file, temporary, blob);
        else
            await copy(source(), temporary, blob, "The source of the blob");
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(temporary, (0,_paths_js__WEBPACK_IMPORTED_MODULE_6__/* .blobFile */ .c7)(folder, blob.digest));
    }
    finally {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(temporary, { force: true }); // there after a failure, or where both names were links to one file
    }
    await (0,_machine_scratch_js__WEBPACK_IMPORTED_MODULE_4__/* .sweepScratch */ .Dq)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, _paths_js__WEBPACK_IMPORTED_MODULE_6__/* .ownFolder */ .vY)); // of processes that died in the middle of a write
}
/** A name for a file of this process in our own folder of the layout. */
async function temporaryFile(folder) {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, _paths_js__WEBPACK_IMPORTED_MODULE_6__/* .ownFolder */ .vY, await (0,_machine_owner_js__WEBPACK_IMPORTED_MODULE_3__/* .ownName */ .qU)());
    (0,_machine_owner_js__WEBPACK_IMPORTED_MODULE_3__/* .keepAlive */ .Z8)(path);
    return path;
}
/** Links `file`, and reads it once to verify it; copies it where it is on another file system or may not be linked. */
async function adopt(file, temporary, blob) {
    const bytes = (name) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.createReadStream)(name, { highWaterMark: readBytes });
    try {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.link)(file, temporary);
    }
    catch (error) {
        const code = error.code;
        if (code !== "EXDEV" && code !== "EPERM" && code !== "EMLINK")
            throw error;
        await copy(bytes(file), temporary, blob, file);
        return;
    }
    for await (const _ of (0,_digest_js__WEBPACK_IMPORTED_MODULE_5__/* .verified */ .zr)(bytes(temporary), blob, file))
        ;
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.chmod)(temporary, 0o644); // as any blob: a file made by mkstemp would be its owner's alone
}
/** Gives a file its content in one step, so that no reader sees half of it. */
async function replaceFile(folder, name, content, mayStill = async () => true) {
    const temporary = await temporaryFile(folder);
    try {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.writeFile)(temporary, content);
        if (!(await mayStill()))
            return false;
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(temporary, (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, name));
        return true;
    }
    finally {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(temporary, { force: true });
    }
}
async function copy(bytes, temporary, blob, origin) {
    const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(temporary, "wx");
    try {
        for await (const part of (0,_digest_js__WEBPACK_IMPORTED_MODULE_5__/* .verified */ .zr)(bytes, blob, origin))
            await writeWhole(file, part);
    }
    finally {
        await file.close();
    }
}
async function writeWhole(file, part) {
    for (let done = 0; done < part.length;)
        done += (await file.write(part, done)).bytesWritten;
}


/***/ }),

/***/ 63087:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J9: () => (/* binding */ findManifest),
/* harmony export */   Ld: () => (/* binding */ hasBlobs),
/* harmony export */   nx: () => (/* binding */ listedManifest)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/** Lookups for callers that treat `unknown` as an error. */

/** The manifest of a tag or digest; undefined where there is none. See `Store` for `until`. @throws why that is not known */
async function findManifest(store, reference, until) {
    const lookup = await store.lookup(reference, until);
    if (lookup.state === "unknown")
        throw lookup.reason;
    return lookup.state === "present" ? lookup.manifest : undefined;
}
/** Whether a store has all of these, asked at the same time. @throws why that is not known */
async function hasBlobs(store, blobs) {
    const there = await Promise.all(blobs.map(({ digest }) => store.hasBlob(digest)));
    return !there.includes(false);
}
/**
 * A manifest that another one lists.
 * @param remedy what to do where it is not there
 * @throws store-corrupt where it is not there
 */
async function listedManifest(store, digest, remedy) {
    const manifest = await findManifest(store, digest);
    if (manifest !== undefined)
        return manifest;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("store-corrupt", `${store.location} lists the manifest ${digest} and does not hold it.`, {
        remedy,
    });
}


/***/ })

};
;