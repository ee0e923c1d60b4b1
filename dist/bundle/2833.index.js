"use strict";
exports.id = 2833;
exports.ids = [2833];
exports.modules = {

/***/ 8862:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I9: () => (/* binding */ recall),
/* harmony export */   aE: () => (/* binding */ readRecord),
/* harmony export */   kY: () => (/* binding */ remember)
/* harmony export */ });
/* unused harmony export recordOf */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _machine_missing_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1081);
/* harmony import */ var _store_digest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2529);
/* harmony import */ var _ownership_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3907);
/** What was learned of environments that are ready on this machine, so that a second run asks no store. */






/** The record of an environment in the folder of all of them. */
function recordOf(folder, location, tag) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, `${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(`${location}\0${tag}`).digest("hex")}.json`);
}
/** The environment that was remembered for this tag of this store. Its snapshot may be gone since. */
async function recall(folder, location, tag) {
    const path = recordOf(folder, location, tag);
    const record = await readRecord(path);
    return record?.location === location && record.tag === tag ? record : undefined;
}
/** Undefined for a file that is not there, or that a machine which lost its power has left empty. */
async function readRecord(path) {
    const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(path, "utf8").catch((0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_3__/* .missing */ .L)(undefined));
    if (text === undefined)
        return undefined;
    await (0,_ownership_js__WEBPACK_IMPORTED_MODULE_5__/* .checkOurs */ .m)(path);
    try {
        const record = JSON.parse(text);
        return (0,_store_digest_js__WEBPACK_IMPORTED_MODULE_4__/* .isDigest */ .Bc)(record?.table) ? record : undefined;
    }
    catch {
        return undefined;
    }
}
/** Writes the record in `staging` first: readers see a whole one. */
async function remember(folder, staging, environment) {
    const made = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(staging, "environment.json");
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.writeFile)(made, `${JSON.stringify(environment)}\n`, { mode: 0o600 });
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(made, recordOf(folder, environment.location, environment.tag));
}


/***/ }),

/***/ 3907:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ openOurs),
/* harmony export */   m: () => (/* binding */ checkOurs)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4256);



/**
 * Refuses a file or folder that another user could change: what is mounted from there is parsed by the kernel as root.
 * @throws input-invalid; ENOENT where there is nothing
 */
async function checkOurs(path) {
    judge(path, await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.lstat)(path));
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
    const self = process.getuid();
    if (stats.isSymbolicLink())
        throw symbolicLink(path);
    if (stats.uid !== self && stats.uid !== 0) {
        throw refused(path, `it belongs to uid ${stats.uid}, and we are ${self}`, "Choose a folder of your own.");
    }
    if ((stats.mode & 0o022) !== 0) {
        throw refused(path, "others may write to it", `Run: chmod -R go-w ${path} (or choose another folder).`);
    }
}
function symbolicLink(path) {
    return refused(path, "it is a symbolic link", "Name the folder itself.");
}
function refused(path, why, remedy) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("input-invalid", `Snapshots cannot be kept in ${path}: ${why}.`, { remedy });
}


/***/ }),

/***/ 6469:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ih: () => (/* binding */ untilUnlocked),
/* harmony export */   ix: () => (/* binding */ withFolderLock),
/* harmony export */   t_: () => (/* binding */ sweepLocks)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4256);
/* harmony import */ var _missing_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1081);
/* harmony import */ var _owner_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(542);
/* harmony import */ var _scratch_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8511);
/** Locks between processes that share a folder, and that no dead process holds for ever. */







/**
 * Runs `work` while no other process runs its own under the lock `name` of the same folder.
 *
 * The lock is a folder: free while it is missing or empty, held while it has a file, which bears its holder's name (see
 * owner.ts). rename(2) puts a folder with our file in place of a missing or empty one, and of nothing else, so taking it is
 * one atomic step. Releasing it, and taking it from a dead holder, is removing that one file by its name, which can never
 * hit the next holder. A holder in another container that was stopped for long looks dead: then two are inside, and
 * `stillHeld` tells the first.
 * @throws store-unreachable where the lock is not to be had
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
/** Who holds the lock; holders that are dead are removed. Whoever is gone meanwhile has released it. */
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
        remedy: "Another process writes to this store all the time; try again later.",
    });
}


/***/ }),

/***/ 3263:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  D: () => (/* binding */ discardExtracted),
  N: () => (/* binding */ extractedRoot)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(4256);
// EXTERNAL MODULE: ./core/machine/elevate.js
var elevate = __webpack_require__(4931);
// EXTERNAL MODULE: ./core/machine/missing.js
var missing = __webpack_require__(1081);
// EXTERNAL MODULE: ./core/machine/scratch.js
var machine_scratch = __webpack_require__(8511);
// EXTERNAL MODULE: ./core/archive/tar-writer.js
var tar_writer = __webpack_require__(4113);
// EXTERNAL MODULE: ./core/machine/process.js
var process = __webpack_require__(7516);
// EXTERNAL MODULE: ./core/snapshot/erofs/reader.js
var reader = __webpack_require__(5749);
;// CONCATENATED MODULE: ./core/snapshot/erofs/extract.js
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
async function extractImage(rawFile, folder, rights = (0,elevate/* rootRights */.mV)()) {
    const file = await (0,promises_.open)(rawFile, "r");
    try {
        const image = await (0,reader/* openImage */.U)((0,reader/* fileSource */.I)(file, (await file.stat()).size));
        await (0,promises_.mkdir)(folder, { mode: 0o700 });
        await unpack(imageTar(image, rights === "user namespace"), folder, rights);
    }
    finally {
        await file.close();
    }
}
async function unpack(input, folder, rights) {
    const flags = ["--xattrs", "--xattrs-include=*", "--numeric-owner", "--same-owner", "--preserve-permissions"];
    const tar = ["tar", "--extract", "--file=-", `--directory=${folder}`, "--delay-directory-restore", ...flags];
    const [program, ...args] = [...elevate/* elevations */.$F[rights], ...tar];
    const { exitCode, stderr } = await (0,process/* run */.e)(program, args, { input });
    if (exitCode === 0)
        return;
    throw new errors/* TreestampError */.ks("sandbox-failed", `The snapshot cannot be extracted to ${folder}: ${stderr.trim()}.`, {
        remedy: "It needs root, or all users of the image in /etc/subuid, and as much free space as the image's files take.",
    });
}
/** The tree as a tar stream; with `withoutDevices`, those below /dev are left out. @throws snapshot-invalid */
function imageTar(image, withoutDevices = false) {
    return (0,tar_writer/* writeTar */.F)(entriesOf(image, withoutDevices));
}
async function* entriesOf(image, withoutDevices) {
    /** The first name of each inode that has several. */
    const first = new Map();
    for await (const { path, inode } of image.walk()) {
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
            yield { ...entry, kind: "file", size: inode.size, content: copied(image.readFile(inode)) };
        else if (type === "symlink")
            yield { ...entry, kind: "link", target: inode.target };
        else if (type === "character" || type === "block") {
            yield { ...entry, kind: type, major: inode.major, minor: inode.minor };
        }
        else if (type !== "socket")
            yield { ...entry, kind: type };
    }
}
/** The reader uses one buffer again and again, and a stream to a program holds pieces back. */
async function* copied(pieces) {
    for await (const piece of pieces)
        yield Buffer.from(piece);
}

// EXTERNAL MODULE: ./core/store/digest.js
var store_digest = __webpack_require__(2529);
// EXTERNAL MODULE: ./core/sandbox/port.js
var port = __webpack_require__(8868);
;// CONCATENATED MODULE: ./core/sandbox/extracted.js
/**
 * Snapshots as plain files, for machines where none can be mounted: each is extracted once, and stays beside the snapshots
 * as `extracted/HEX/root`. Its files belong to the users of the image, so only the rights that extracted it can remove it;
 * that is done when the cache is pruned, once the snapshot itself is gone.
 */









/**
 * The folder with the snapshot's files: as it is there, or extracted now. It comes to its place as a whole.
 * @throws SandboxRefused where these rights do not suffice; sandbox-failed where the disk is full; snapshot-invalid
 */
async function extractedRoot({ extracted, digest, snapshot, rights, log }) {
    const place = (0,external_node_path_.join)(extracted, (0,store_digest/* hexOf */.ZD)(digest));
    if (await (0,missing/* exists */.t)(place))
        return (0,external_node_path_.join)(place, "root");
    const scratch = await (0,machine_scratch/* makeScratch */.lP)(extracted);
    try {
        log.info("Extract the snapshot, once: this machine cannot mount it.");
        await (0,promises_.mkdir)((0,external_node_path_.join)(scratch, "made"), { mode: 0o700 });
        await extractImage(`/proc/self/fd/${snapshot.fd}`, (0,external_node_path_.join)(scratch, "made", "root"), rights).catch(refused);
        await (0,promises_.rename)((0,external_node_path_.join)(scratch, "made"), place).catch(async (error) => {
            if (!(await (0,missing/* exists */.t)(place)))
                throw error; // else another process was first
        });
        return (0,external_node_path_.join)(place, "root");
    }
    finally {
        await (0,elevate/* removeAs */.dc)(rights, [scratch]);
    }
}
/** A full disk is for the user to mend; what else tar cannot do, another sandbox can do without. */
function refused(error) {
    if (!(0,errors/* isTreestampError */.Sh)(error, "sandbox-failed") || /no space left/i.test(error.message))
        throw error;
    throw new port/* SandboxRefused */.U(error.message.replace(/\.$/, ""), error.remedy ?? "");
}
/**
 * Takes the extracted snapshots that are not needed any more from their places. Nobody may be about to extract those
 * meanwhile. @returns what is to be removed: them, and what killed processes have left of theirs
 */
async function discardExtracted(extracted, isNeeded) {
    const discarded = await (0,machine_scratch/* abandonedScratch */.h7)(extracted);
    for (const name of await (0,promises_.readdir)(extracted).catch((0,missing/* missing */.L)([]))) {
        if (!/^[0-9a-f]{64}$/.test(name) || isNeeded(name))
            continue;
        const scratch = await (0,machine_scratch/* makeScratch */.lP)(extracted);
        await (0,promises_.rename)((0,external_node_path_.join)(extracted, name), (0,external_node_path_.join)(scratch, "made"));
        discarded.push(scratch);
    }
    return discarded;
}


/***/ }),

/***/ 8868:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ SandboxRefused)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/** A sandbox runs commands in a build image. The mounted snapshot and the engine's container are drivers of this port. */

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

/***/ 5662:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VN: () => (/* binding */ changeIndex),
/* harmony export */   c7: () => (/* binding */ blobFile),
/* harmony export */   my: () => (/* binding */ refNameAnnotation),
/* harmony export */   vY: () => (/* binding */ readIndex),
/* harmony export */   zJ: () => (/* binding */ blobStats)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4256);
/* harmony import */ var _machine_folder_lock_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6469);
/* harmony import */ var _machine_missing_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1081);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2529);
/* harmony import */ var _layout_write_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9885);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2836);








const refNameAnnotation = "org.opencontainers.image.ref.name";
/** Longest wait for those who write `index.json`, which takes them milliseconds. Milliseconds. */
const patience = 60_000;
/** Replaces `index.json` by what `change` makes of it; changes by several processes follow one another. */
async function changeIndex(folder, change) {
    for (;;) {
        const replaceIndex = async (stillHeld) => {
            const index = await readIndex(folder);
            const next = {
                schemaVersion: 2,
                mediaType: _manifest_js__WEBPACK_IMPORTED_MODULE_7__/* .ociIndexMediaType */ .oQ,
                ...index,
                manifests: change(index?.manifests ?? []),
            };
            // stillHeld: had we slept for too long, the file would be another's to write by now
            return await (0,_layout_write_js__WEBPACK_IMPORTED_MODULE_6__/* .replaceFile */ .fR)(folder, "index.json", JSON.stringify(next), stillHeld);
        };
        const done = await (0,_machine_folder_lock_js__WEBPACK_IMPORTED_MODULE_3__/* .withFolderLock */ .ix)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, _layout_write_js__WEBPACK_IMPORTED_MODULE_6__/* .ownFolder */ .vY), "lock", replaceIndex, { patience });
        if (done)
            return;
    }
}
/** Undefined for a folder that is not there, is empty, or is just being made. */
async function readIndex(folder) {
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
    const foreign = entries.find((name) => name !== _layout_write_js__WEBPACK_IMPORTED_MODULE_6__/* .ownFolder */ .vY && name !== "blobs");
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
/** Where a blob stands. */
function blobFile(folder, digest) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, "blobs", "sha256", (0,_digest_js__WEBPACK_IMPORTED_MODULE_5__/* .hexOf */ .ZD)(digest));
}
async function blobStats(folder, digest) {
    const stats = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(blobFile(folder, digest)).catch((0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_4__/* .missing */ .L)(undefined));
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

/***/ 6654:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $E: () => (/* binding */ contentOf),
/* harmony export */   F$: () => (/* binding */ removeImages),
/* harmony export */   X9: () => (/* binding */ touchImage)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _machine_missing_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1081);
/* harmony import */ var _machine_scratch_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8511);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2529);
/* harmony import */ var _layout_index_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5662);
/* harmony import */ var _layout_write_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9885);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2836);
/** What an OCI image layout holds, by tag and by blob, and taking images out of it. */








/** @throws store-corrupt where its index cannot be read */
async function contentOf(folder) {
    const images = [];
    for (const { digest, annotations } of (await (0,_layout_index_js__WEBPACK_IMPORTED_MODULE_5__/* .readIndex */ .vY)(folder))?.manifests ?? []) {
        const tag = annotations?.[_layout_index_js__WEBPACK_IMPORTED_MODULE_5__/* .refNameAnnotation */ .my];
        if (tag === undefined)
            continue;
        const lastUsed = (await (0,_layout_index_js__WEBPACK_IMPORTED_MODULE_5__/* .blobStats */ .zJ)(folder, digest))?.mtimeMs ?? 0;
        images.push({ tag, lastUsed, blobs: await reachable(folder, digest) });
    }
    const blobs = new Map();
    for (const name of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, "blobs", "sha256")).catch((0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_2__/* .missing */ .L)([]))) {
        const digest = `sha256:${name}`;
        const stats = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, "blobs", "sha256", name)).catch((0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_2__/* .missing */ .L)(undefined));
        if ((0,_digest_js__WEBPACK_IMPORTED_MODULE_4__/* .isDigest */ .Bc)(digest) && stats !== undefined)
            blobs.set(digest, stats.blocks * 512);
    }
    return { images, blobs };
}
/**
 * Takes these tags out, and then every blob that nothing refers to. To be called while nobody publishes to the layout: the
 * blobs of an image come before its tag.
 */
async function removeImages(folder, tags) {
    const isRemoved = (tag) => tag !== undefined && tags.has(tag);
    if (tags.size > 0) {
        await (0,_layout_index_js__WEBPACK_IMPORTED_MODULE_5__/* .changeIndex */ .VN)(folder, (listed) => listed.filter(({ annotations }) => !isRemoved(annotations?.[_layout_index_js__WEBPACK_IMPORTED_MODULE_5__/* .refNameAnnotation */ .my])));
    }
    const needed = new Set();
    for (const { digest } of (await (0,_layout_index_js__WEBPACK_IMPORTED_MODULE_5__/* .readIndex */ .vY)(folder))?.manifests ?? []) {
        for (const blob of await reachable(folder, digest))
            needed.add(blob);
    }
    for (const digest of (await contentOf(folder)).blobs.keys()) {
        if (!needed.has(digest))
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.unlink)((0,_layout_index_js__WEBPACK_IMPORTED_MODULE_5__/* .blobFile */ .c7)(folder, digest)).catch((0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_2__/* .missing */ .L)(undefined));
    }
    await (0,_machine_scratch_js__WEBPACK_IMPORTED_MODULE_3__/* .sweepScratch */ .Dq)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, _layout_write_js__WEBPACK_IMPORTED_MODULE_6__/* .ownFolder */ .vY));
}
/** Notes that the image of this tag, if it is there, was used now. */
async function touchImage(folder, tag) {
    const listed = (await (0,_layout_index_js__WEBPACK_IMPORTED_MODULE_5__/* .readIndex */ .vY)(folder))?.manifests ?? [];
    const now = new Date();
    for (const { digest, annotations } of listed) {
        if (annotations?.[_layout_index_js__WEBPACK_IMPORTED_MODULE_5__/* .refNameAnnotation */ .my] !== tag)
            continue;
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.utimes)((0,_layout_index_js__WEBPACK_IMPORTED_MODULE_5__/* .blobFile */ .c7)(folder, digest), now, now).catch((0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_2__/* .missing */ .L)(undefined));
    }
}
/** A manifest or index, and all that it refers to. What cannot be read refers to nothing: no image can be had from it. */
async function reachable(folder, digest) {
    const found = new Set([digest]);
    const stats = await (0,_layout_index_js__WEBPACK_IMPORTED_MODULE_5__/* .blobStats */ .zJ)(folder, digest);
    if (stats === undefined || stats.size > _manifest_js__WEBPACK_IMPORTED_MODULE_7__/* .maxManifestBytes */ .rq)
        return found;
    const { manifests, config, layers } = references(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)((0,_layout_index_js__WEBPACK_IMPORTED_MODULE_5__/* .blobFile */ .c7)(folder, digest), "utf8"));
    for (const blob of [config, ...layers])
        if ((0,_digest_js__WEBPACK_IMPORTED_MODULE_4__/* .isDigest */ .Bc)(blob?.digest))
            found.add(blob.digest);
    for (const manifest of manifests) {
        if (!(0,_digest_js__WEBPACK_IMPORTED_MODULE_4__/* .isDigest */ .Bc)(manifest?.digest) || found.has(manifest.digest))
            continue;
        for (const blob of await reachable(folder, manifest.digest))
            found.add(blob);
    }
    return found;
}
function references(text) {
    const list = (value) => (Array.isArray(value) ? value : []);
    try {
        const { manifests, config, layers } = JSON.parse(text);
        return { manifests: list(manifests), config: config, layers: list(layers) };
    }
    catch {
        return { manifests: [], config: null, layers: [] };
    }
}


/***/ }),

/***/ 9885:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   fR: () => (/* binding */ replaceFile),
/* harmony export */   p6: () => (/* binding */ writeLayoutBlob),
/* harmony export */   vY: () => (/* binding */ ownFolder)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _machine_owner_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(542);
/* harmony import */ var _machine_scratch_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8511);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2529);
/** How a blob gets into an OCI image layout: by a hard link where it can be, else by one copy. */






/** The folder for our own files inside a layout: temporary files and the lock. */
const ownFolder = ".treestamp";
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
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(temporary, (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, "blobs", "sha256", (0,_digest_js__WEBPACK_IMPORTED_MODULE_5__/* .hexOf */ .ZD)(blob.digest)));
    }
    finally {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(temporary, { force: true }); // there after a failure, or where both names were links to one file
    }
    await (0,_machine_scratch_js__WEBPACK_IMPORTED_MODULE_4__/* .sweepScratch */ .Dq)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, ownFolder)); // of processes that died in the middle of a write
}
/** A name for a file of this process in our own folder of the layout. */
async function temporaryFile(folder) {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, ownFolder, await (0,_machine_owner_js__WEBPACK_IMPORTED_MODULE_3__/* .ownName */ .qU)());
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

/***/ 2833:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  keepWithinLimit: () => (/* binding */ keepWithinLimit),
  listed: () => (/* binding */ listed),
  prune: () => (/* binding */ prune)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./core/machine/elevate.js
var elevate = __webpack_require__(4931);
// EXTERNAL MODULE: ./core/machine/missing.js
var missing = __webpack_require__(1081);
// EXTERNAL MODULE: ./core/machine/scratch.js
var scratch = __webpack_require__(8511);
// EXTERNAL MODULE: ./core/sandbox/extracted.js + 1 modules
var extracted = __webpack_require__(3263);
// EXTERNAL MODULE: ./core/store/digest.js
var store_digest = __webpack_require__(2529);
// EXTERNAL MODULE: ./core/store/layout-prune.js
var layout_prune = __webpack_require__(6654);
// EXTERNAL MODULE: ./core/cache/environments.js
var environments = __webpack_require__(8862);
;// CONCATENATED MODULE: ./core/cache/prune.js
/**
 * Keeps the cache under a limit: what was used least recently goes first, and nothing goes that a living process uses.
 *
 * Whoever uses a snapshot or an image of the machine's store marks that first, and then waits until nobody holds the lock
 * `prune`; whoever prunes holds that lock, and then reads the marks. So either we see the mark, or the other one looks
 * only after we are done. A snapshot leaves its place by rename(2), so that one which is half removed is never found.
 */









/**
 * Removes what was used least recently until no more than `limit` bytes are left, or all of that is in use.
 * @throws store-corrupt where the index of the machine's store cannot be read
 */
async function pruneCache(cache, limit) {
    const { folder } = cache;
    const store = (0,external_node_path_.join)(folder, "store");
    const discarded = [];
    const pruneAlone = async (staging) => {
        const inUse = await namesInUse((0,external_node_path_.join)(folder, "uses"));
        const snapshots = await snapshotsIn(folder, inUse);
        const content = await (0,layout_prune/* contentOf */.$E)(store);
        const report = choose(snapshots, content, inUse, limit);
        const names = (wanted) => report.removed.filter(({ kind }) => kind === wanted).map(({ name }) => name);
        await (0,layout_prune/* removeImages */.F$)(store, new Set(names("image")));
        for (const hex of names("snapshot").map((name) => (0,store_digest/* hexOf */.ZD)(name))) {
            await (0,promises_.rename)((0,external_node_path_.join)(folder, "snapshots", hex), (0,external_node_path_.join)(staging, hex)).catch((0,missing/* missing */.L)(undefined));
        }
        const stays = new Set([...(await (0,promises_.readdir)((0,external_node_path_.join)(folder, "snapshots"))), ...inUse]);
        await removeRecords((0,external_node_path_.join)(folder, "environments"), stays);
        discarded.push(...(await (0,extracted/* discardExtracted */.D)((0,external_node_path_.join)(folder, "extracted"), (hex) => stays.has(hex))));
        return report;
    };
    const report = await cache.withIncoming((staging) => cache.alone("prune", () => cache.alone("store", () => pruneAlone(staging))));
    await (0,elevate/* removeAsAnyone */.js)(discarded);
    return report;
}
/** What every living process uses, by name. */
async function namesInUse(uses) {
    await (0,scratch/* sweepScratch */.Dq)(uses);
    const lists = (await (0,promises_.readdir)(uses)).map((owner) => (0,promises_.readdir)((0,external_node_path_.join)(uses, owner)).catch((0,missing/* missing */.L)([])));
    return new Set((await Promise.all(lists)).flat());
}
async function snapshotsIn(folder, inUse) {
    const items = [];
    const extracted = await (0,promises_.readdir)((0,external_node_path_.join)(folder, "extracted")).catch((0,missing/* missing */.L)([]));
    for (const hex of await (0,promises_.readdir)((0,external_node_path_.join)(folder, "snapshots"))) {
        const digest = `sha256:${hex}`;
        const place = (0,external_node_path_.join)(folder, "snapshots", hex);
        const stats = await (0,promises_.stat)(place).catch((0,missing/* missing */.L)(undefined));
        if (!(0,store_digest/* isDigest */.Bc)(digest) || stats === undefined)
            continue;
        let bytes = 0;
        for (const file of await (0,promises_.readdir)(place).catch((0,missing/* missing */.L)([]))) {
            bytes += ((await (0,promises_.stat)((0,external_node_path_.join)(place, file)).catch((0,missing/* missing */.L)(undefined)))?.blocks ?? 0) * 512;
        }
        if (extracted.includes(hex))
            bytes *= 2; // its files once more, and too many to be counted one by one
        items.push({ kind: "snapshot", name: digest, bytes, lastUsed: stats.mtimeMs, inUse: inUse.has(hex) });
    }
    return items;
}
/** What goes and what stays. A blob that several images have goes with the last of them. */
function choose(snapshots, { images, blobs }, inUse, limit) {
    const needed = new Map();
    for (const digest of images.flatMap((image) => [...image.blobs]))
        needed.set(digest, (needed.get(digest) ?? 0) + 1);
    const sizeOf = (digests) => sum([...digests].map((digest) => blobs.get(digest) ?? 0));
    const blobsOf = (tag) => [...images.find((image) => image.tag === tag).blobs];
    const own = (tag) => sizeOf(blobsOf(tag).filter((digest) => needed.get(digest) === 1));
    const items = [
        ...snapshots,
        ...images.map(({ tag, lastUsed }) => {
            return { kind: "image", name: tag, bytes: own(tag), lastUsed, inUse: inUse.has(tag) };
        }),
    ].sort((a, b) => a.lastUsed - b.lastUsed);
    let bytesLeft = sum(snapshots.map(({ bytes }) => bytes)) + sizeOf(needed.keys());
    const removed = [];
    for (const item of items) {
        if (bytesLeft <= limit)
            break;
        if (item.inUse)
            continue;
        const bytes = item.kind === "image" ? own(item.name) : item.bytes;
        for (const digest of item.kind === "image" ? blobsOf(item.name) : [])
            needed.set(digest, needed.get(digest) - 1);
        removed.push({ ...item, bytes });
        bytesLeft -= bytes;
    }
    const names = new Set(removed.map(({ kind, name }) => `${kind} ${name}`));
    const left = items.filter(({ kind, name }) => !names.has(`${kind} ${name}`));
    return { removed, left, bytesRemoved: sum(removed.map(({ bytes }) => bytes)), bytesLeft };
}
/** An environment whose snapshot is not here is not ready; whose snapshot is just being made, may be in a moment. */
async function removeRecords(folder, stays) {
    for (const name of await (0,promises_.readdir)(folder)) {
        const record = await (0,environments/* readRecord */.aE)((0,external_node_path_.join)(folder, name));
        if (record === undefined || !stays.has((0,store_digest/* hexOf */.ZD)(record.table)))
            await (0,promises_.rm)((0,external_node_path_.join)(folder, name), { force: true });
    }
}
function sum(numbers) {
    return numbers.reduce((total, number) => total + number, 0);
}

// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(4256);
// EXTERNAL MODULE: ./core/machine/failure.js
var failure = __webpack_require__(4687);
// EXTERNAL MODULE: ./core/size.js
var size = __webpack_require__(8158);
;// CONCATENATED MODULE: ./core/verbs/prune.js
/** prune: keep what this machine has in its cache under a limit. */




/** Removes what was used least recently, until the limit holds or all that is left is in use. */
async function prune(ports, limit) {
    try {
        return await pruneCache(await ports.openCache(), limit);
    }
    catch (error) {
        throw (0,failure/* readableFailure */.r)(error);
    }
}
/** The same after something has come in. The work that it came for does not fail where this does. */
async function keepWithinLimit(ports, limit) {
    try {
        const { removed, bytesRemoved, bytesLeft } = await prune(ports, limit);
        if (removed.length > 0) {
            ports.log.info(`Removed from the cache: ${listed(removed)}, ${(0,size/* formatBytes */.z)(bytesRemoved)}, not used for the longest time.`);
        }
        if (bytesLeft > limit) {
            ports.log.debug(`The cache has ${(0,size/* formatBytes */.z)(bytesLeft)}, more than ${(0,size/* formatBytes */.z)(limit)}: all of it is in use.`);
        }
    }
    catch (error) {
        ports.log.warning(`The cache cannot be kept under its limit: ${(0,errors/* messageOf */.bD)(error)}`);
    }
}
/** `2 snapshots and 1 image`. */
function listed(items) {
    const counted = ["snapshot", "image"].flatMap((kind) => {
        const count = items.filter((item) => item.kind === kind).length;
        return count === 0 ? [] : [`${count} ${kind}${count === 1 ? "" : "s"}`];
    });
    return counted.join(" and ") || "nothing";
}


/***/ })

};
;