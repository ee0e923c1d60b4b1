"use strict";
exports.id = 6824;
exports.ids = [6824];
exports.modules = {

/***/ 98862:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I9: () => (/* binding */ recall),
/* harmony export */   aE: () => (/* binding */ readRecord),
/* harmony export */   kY: () => (/* binding */ remember)
/* harmony export */ });
/* unused harmony export recordOf */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _machine_missing_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(71081);
/* harmony import */ var _machine_ownership_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(60052);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(44617);
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
    // What is judged is what is read: another process may remove the record, or put a new one in its place, at any moment.
    const file = await (0,_machine_ownership_js__WEBPACK_IMPORTED_MODULE_4__/* .openOurs */ .k6)(path).catch((0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_3__/* .missing */ .L)(undefined));
    if (file === undefined)
        return undefined;
    const text = await file.readFile("utf8").finally(() => file.close());
    try {
        const record = JSON.parse(text);
        return (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_5__/* .isDigest */ .Bc)(record?.table) ? record : undefined;
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

/***/ 2150:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Rl: () => (/* binding */ layersKept),
/* harmony export */   V$: () => (/* binding */ withLayers),
/* harmony export */   gD: () => (/* binding */ layersName),
/* harmony export */   ju: () => (/* binding */ discardLayers)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64256);
/* harmony import */ var _machine_elevate_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(84931);
/* harmony import */ var _machine_folder_lock_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(26469);
/* harmony import */ var _machine_missing_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(71081);
/* harmony import */ var _machine_owner_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(40542);
/* harmony import */ var _machine_ownership_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(60052);
/* harmony import */ var _machine_process_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(47516);
/* harmony import */ var _machine_scratch_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(58511);
/**
 * What builds by buildah leave for the next ones on this machine. One build at a time has it: names of images in a storage mean
 * something else in each build. In the cache's folder of layers:
 *
 *     storage/     buildah's own, with the rights of root
 *     state.json   that the storage is whole, and how large it is
 *
 * The state goes before a build begins to write, and comes back once buildah has ended by itself. So a storage without it was
 * left by a build that was killed, or by a machine that was: nothing in it is believed, and it goes as a whole.
 */










/** The name of the lock, and of the mark of use. */
const layersName = "layers";
/**
 * @throws input-invalid where others can write to the storage; what `build` throws
 */
async function withLayers(folders, build) {
    let isOurs = false;
    const alone = async () => {
        isOurs = true;
        return build(await taken(folders));
    };
    try {
        return await (0,_machine_folder_lock_js__WEBPACK_IMPORTED_MODULE_4__/* .withFolderLock */ .ix)(folders.locks, layersName, alone, { patience: 0 });
    }
    catch (error) {
        if (isOurs || !(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .isTreestampError */ .Sh)(error, "store-unreachable"))
            throw error;
    }
    return build(undefined);
}
async function taken(folders) {
    const { layers } = folders;
    const storage = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(layers, "storage");
    await (0,_machine_ownership_js__WEBPACK_IMPORTED_MODULE_7__/* .ourFolder */ .VQ)(layers);
    const isThere = await (0,_machine_ownership_js__WEBPACK_IMPORTED_MODULE_7__/* .checkOurs */ .mi)(storage).then(() => true, (0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_5__/* .missing */ .L)(false));
    const state = isThere ? await readState(layers) : undefined;
    const isSound = state !== undefined && (state.boot === null || state.boot === (0,_machine_owner_js__WEBPACK_IMPORTED_MODULE_6__/* .bootId */ .aW)());
    const discard = async () => (0,_machine_elevate_js__WEBPACK_IMPORTED_MODULE_3__/* .removeAsAnyone */ .js)([await discardLayers(folders)]);
    if (isThere && !isSound) {
        await discard();
        await (0,_machine_ownership_js__WEBPACK_IMPORTED_MODULE_7__/* .ourFolder */ .VQ)(layers);
    }
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(stateOf(layers), { force: true });
    await syncFolder(layers); // or a loss of power could bring it back, beside a storage that is half written
    const lost = state === undefined ? "the last build was killed" : "the machine was restarted before they were on its disk";
    return {
        storage,
        isUsed: isThere && isSound,
        lost: isThere && !isSound ? lost : undefined,
        renewed: (isSound ? state.renewed : undefined) ?? {},
        settle: (renewed) => settle(layers, storage, renewed),
        discard,
    };
}
async function settle(layers, storage, renewed) {
    if (!(await (0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_5__/* .exists */ .t)(storage)))
        return;
    const [bytes, isOnDisk] = await Promise.all([bytesOf(storage), syncDisk(layers)]);
    const state = { boot: isOnDisk ? null : ((0,_machine_owner_js__WEBPACK_IMPORTED_MODULE_6__/* .bootId */ .aW)() ?? ""), bytes, renewed };
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(`${stateOf(layers)}.new`, JSON.stringify(state), { mode: 0o600 });
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rename)(`${stateOf(layers)}.new`, stateOf(layers));
}
/** What root's files take on the disk. */
async function bytesOf(storage) {
    const [program, ...args] = [..._machine_elevate_js__WEBPACK_IMPORTED_MODULE_3__/* .elevations */ .$F[(0,_machine_elevate_js__WEBPACK_IMPORTED_MODULE_3__/* .rootRights */ .mV)()], "du", "--summarize", "--block-size=1", "--", storage];
    const { stdout } = await (0,_machine_process_js__WEBPACK_IMPORTED_MODULE_8__/* .run */ .e)(program, args);
    return Number.parseInt(stdout.toString("utf8"), 10) || 0;
}
/** Waits until the disk has what was written. A disk that is busy with others' bytes is not waited for. */
async function syncDisk(folder) {
    const { exitCode } = await (0,_machine_process_js__WEBPACK_IMPORTED_MODULE_8__/* .run */ .e)("timeout", ["20", "sync", "--file-system", folder]);
    return exitCode === 0;
}
async function syncFolder(folder) {
    const handle = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.open)(folder, "r");
    try {
        await handle.sync();
    }
    finally {
        await handle.close();
    }
}
function stateOf(layers) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(layers, "state.json");
}
/** Undefined where there is none, or it makes no sense. */
async function readState(layers) {
    try {
        await (0,_machine_ownership_js__WEBPACK_IMPORTED_MODULE_7__/* .checkOurs */ .mi)(stateOf(layers));
        const { boot, bytes, renewed } = JSON.parse(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(stateOf(layers), "utf8"));
        const isState = (boot === null || typeof boot === "string") && Number.isFinite(bytes) && typeof renewed === "object";
        return isState ? { boot, bytes, renewed: renewed ?? {} } : undefined;
    }
    catch (error) {
        if (error instanceof SyntaxError)
            return undefined;
        return (0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_5__/* .missing */ .L)(undefined)(error);
    }
}
/** What pruning asks of them; undefined where there are none, or a build has them. */
async function layersKept(layers) {
    const state = await readState(layers);
    const stats = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(stateOf(layers)).catch((0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_5__/* .missing */ .L)(undefined));
    return state === undefined || stats === undefined ? undefined : { bytes: state.bytes, lastUsed: stats.mtimeMs };
}
/** Takes them from their place; nobody may have them meanwhile. @returns what is to be removed, with the rights of root */
async function discardLayers({ layers, incoming }) {
    const scratch = await (0,_machine_scratch_js__WEBPACK_IMPORTED_MODULE_9__/* .makeScratch */ .lP)(incoming);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(layers, { recursive: true, mode: 0o700 });
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rename)(layers, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(scratch, layersName));
    return scratch;
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

/***/ 27204:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $E: () => (/* binding */ contentOf),
/* harmony export */   F$: () => (/* binding */ removeImages),
/* harmony export */   X9: () => (/* binding */ touchImage)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _machine_missing_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(71081);
/* harmony import */ var _machine_scratch_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(58511);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(44617);
/* harmony import */ var _stored_manifest_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(98706);
/* harmony import */ var _index_file_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(17043);
/* harmony import */ var _paths_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(24796);
/** What the store of this machine holds, by tag and by blob, and taking images out of it. */








/** No other layout is pruned. */
const cacheKind = { isCache: true };
async function contentOf(folder) {
    const images = [];
    for (const { digest, annotations } of (await (0,_index_file_js__WEBPACK_IMPORTED_MODULE_6__/* .readIndex */ .vY)(folder, cacheKind))?.manifests ?? []) {
        const tag = annotations?.[_paths_js__WEBPACK_IMPORTED_MODULE_7__/* .refNameAnnotation */ .my];
        if (tag === undefined)
            continue;
        const lastUsed = (await (0,_index_file_js__WEBPACK_IMPORTED_MODULE_6__/* .blobStats */ .zJ)(folder, digest))?.mtimeMs ?? 0;
        images.push({ tag, lastUsed, blobs: await reachable(folder, digest) });
    }
    const blobs = new Map();
    for (const name of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)((0,_paths_js__WEBPACK_IMPORTED_MODULE_7__/* .blobsFolder */ .Bd)(folder)).catch((0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_2__/* .missing */ .L)([]))) {
        const digest = `sha256:${name}`;
        const stats = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)((0,_paths_js__WEBPACK_IMPORTED_MODULE_7__/* .blobsFolder */ .Bd)(folder), name)).catch((0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_2__/* .missing */ .L)(undefined));
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
        const stays = ({ annotations }) => !isRemoved(annotations?.[_paths_js__WEBPACK_IMPORTED_MODULE_7__/* .refNameAnnotation */ .my]);
        await (0,_index_file_js__WEBPACK_IMPORTED_MODULE_6__/* .changeIndex */ .VN)(folder, (listed) => listed.filter(stays), cacheKind);
    }
    const needed = new Set();
    for (const { digest } of (await (0,_index_file_js__WEBPACK_IMPORTED_MODULE_6__/* .readIndex */ .vY)(folder, cacheKind))?.manifests ?? []) {
        for (const blob of await reachable(folder, digest))
            needed.add(blob);
    }
    for (const digest of (await contentOf(folder)).blobs.keys()) {
        if (!needed.has(digest))
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.unlink)((0,_paths_js__WEBPACK_IMPORTED_MODULE_7__/* .blobFile */ .c7)(folder, digest)).catch((0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_2__/* .missing */ .L)(undefined));
    }
    await (0,_machine_scratch_js__WEBPACK_IMPORTED_MODULE_3__/* .sweepScratch */ .Dq)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, _paths_js__WEBPACK_IMPORTED_MODULE_7__/* .ownFolder */ .vY));
}
/** Notes that the image of this tag, if it is there, was used now. */
async function touchImage(folder, tag) {
    const listed = (await (0,_index_file_js__WEBPACK_IMPORTED_MODULE_6__/* .readIndex */ .vY)(folder, cacheKind))?.manifests ?? [];
    const now = new Date();
    for (const { digest, annotations } of listed) {
        if (annotations?.[_paths_js__WEBPACK_IMPORTED_MODULE_7__/* .refNameAnnotation */ .my] !== tag)
            continue;
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.utimes)((0,_paths_js__WEBPACK_IMPORTED_MODULE_7__/* .blobFile */ .c7)(folder, digest), now, now).catch((0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_2__/* .missing */ .L)(undefined));
    }
}
/** A manifest or index, and all that it refers to. What cannot be read refers to nothing: no image can be had from it. */
async function reachable(folder, digest) {
    const found = new Set([digest]);
    const stats = await (0,_index_file_js__WEBPACK_IMPORTED_MODULE_6__/* .blobStats */ .zJ)(folder, digest);
    if (stats === undefined || stats.size > _stored_manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .maxManifestBytes */ .rq)
        return found;
    const { manifests, config, layers } = references(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)((0,_paths_js__WEBPACK_IMPORTED_MODULE_7__/* .blobFile */ .c7)(folder, digest), "utf8"));
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


/***/ })

};
;