export const id = 140;
export const ids = [140,42];
export const modules = {

/***/ 4425:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LO: () => (/* binding */ missing),
/* harmony export */   ih: () => (/* binding */ untilUnlocked),
/* harmony export */   ix: () => (/* binding */ withFolderLock)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8500);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6058);
/* harmony import */ var _owner_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3010);
/* harmony import */ var _scratch_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9723);
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
        return await work(() => exists(ours));
    }
    finally {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(ours, { force: true });
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rmdir)(lock).catch(() => { }); // gone, or the next holder's by now
    }
}
/** Waits until nobody holds the lock, if anybody does. */
async function untilUnlocked(folder, name) {
    const holders = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, name)).catch(missing([]));
    if (holders.length > 0)
        await withFolderLock(folder, name, async () => { });
}
/** @returns the file that says that the lock is ours */
async function take(folder, lock, { patience = Infinity, onWait }) {
    const candidate = await (0,_scratch_js__WEBPACK_IMPORTED_MODULE_5__/* .makeScratch */ .lP)(folder);
    const name = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(candidate);
    const start = performance.now();
    let hasSaid = false;
    try {
        for (;;) {
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(candidate, name), ""); // anew each time: its time is the file system's present
            try {
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rename)(candidate, lock);
                (0,_owner_js__WEBPACK_IMPORTED_MODULE_4__/* .keepAlive */ .Z8)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(lock, name));
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
                onWait?.(await (0,_owner_js__WEBPACK_IMPORTED_MODULE_4__/* .describeOwner */ .$S)(holder));
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
    for (const holder of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(lock).catch(missing([]))) {
        if (!(await (0,_owner_js__WEBPACK_IMPORTED_MODULE_4__/* .isAbandoned */ .zI)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(lock, holder), now)))
            return holder;
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.unlink)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(lock, holder)).catch(missing(undefined));
    }
    return undefined;
}
async function exists(file) {
    return (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(file).catch(missing(undefined))) !== undefined;
}
/** For `.catch`: `value` in place of a file that is not there; every other error goes on. */
function missing(value) {
    return (error) => {
        if (error.code === "ENOENT")
            return value;
        throw error;
    };
}
function busy(folder, patience) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .TreestampError */ .ks("store-unreachable", `${folder} has been locked for ${patience / 1000} seconds.`, {
        remedy: "Another process writes to this store all the time; try again later.",
    });
}


/***/ }),

/***/ 5778:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ hideFromGit)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
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

/***/ 5140:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openSnapshotCache: () => (/* binding */ openSnapshotCache)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(6058);
// EXTERNAL MODULE: ./core/folder-lock.js
var folder_lock = __webpack_require__(4425);
// EXTERNAL MODULE: ./core/hidden-folder.js
var hidden_folder = __webpack_require__(5778);
// EXTERNAL MODULE: ./core/scratch.js
var core_scratch = __webpack_require__(9723);
// EXTERNAL MODULE: ./core/store/digest.js
var digest = __webpack_require__(5911);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./core/snapshot/ownership.js


/**
 * Refuses a file or folder that another user could change: what is mounted from there is parsed by the kernel as root.
 * @throws input-invalid; ENOENT where there is nothing
 */
async function checkOurs(path) {
    const { uid, mode } = await (0,promises_.lstat)(path);
    const self = process.getuid();
    const isLink = (mode & 0o170000) === 0o120000;
    if (isLink)
        throw refused(path, "it is a symbolic link", "Name the folder itself.");
    if (uid !== self && uid !== 0) {
        throw refused(path, `it belongs to uid ${uid}, and we are ${self}`, "Choose a folder of your own.");
    }
    if ((mode & 0o022) !== 0) {
        throw refused(path, "others may write to it", `Run: chmod -R go-w ${path} (or choose another folder).`);
    }
}
function refused(path, why, remedy) {
    return new errors/* TreestampError */.ks("input-invalid", `Snapshots cannot be kept in ${path}: ${why}.`, { remedy });
}

;// CONCATENATED MODULE: ./core/snapshot/environments.js
/** What was learned of environments that are ready on this machine, so that a second run asks no store. */





/** The record of an environment in the folder of all of them. */
function recordOf(folder, location, tag) {
    return (0,external_node_path_.join)(folder, `${(0,external_node_crypto_.createHash)("sha256").update(`${location}\0${tag}`).digest("hex")}.json`);
}
/** The environment that was remembered for this tag of this store. Its snapshot may be gone since. */
async function recall(folder, location, tag) {
    const path = recordOf(folder, location, tag);
    const record = await readRecord(path);
    if (record?.location !== location || record.tag !== tag)
        return undefined;
    const used = new Date();
    await (0,promises_.utimes)(path, used, used).catch((0,folder_lock/* missing */.LO)(undefined));
    return record;
}
/** Undefined for a file that is not there, or that a machine which lost its power has left empty. */
async function readRecord(path) {
    const text = await (0,promises_.readFile)(path, "utf8").catch((0,folder_lock/* missing */.LO)(undefined));
    if (text === undefined)
        return undefined;
    await checkOurs(path);
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
/** Writes the record in `staging` first: readers see a whole one. */
async function remember(folder, staging, environment) {
    const made = (0,external_node_path_.join)(staging, "environment.json");
    await (0,promises_.writeFile)(made, `${JSON.stringify(environment)}\n`, { mode: 0o600 });
    await (0,promises_.rename)(made, recordOf(folder, environment.location, environment.tag));
}

// EXTERNAL MODULE: ./core/owner.js
var owner = __webpack_require__(3010);
// EXTERNAL MODULE: ./core/snapshot/table.js
var snapshot_table = __webpack_require__(42);
;// CONCATENATED MODULE: ./core/snapshot/verify.js


/** True where the file holds exactly the plain bytes that the table says. Reads all of it. */
async function holdsChunks(path, table) {
    const file = await (0,promises_.open)(path, "r");
    try {
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
    finally {
        await file.close();
    }
}

;// CONCATENATED MODULE: ./core/snapshot/kept-snapshot.js
/**
 * One snapshot in the cache: a folder with
 *
 *     image.erofs   the raw image, ready to be mounted
 *     table         its chunk table, as the store had it
 *     state.json    what the image file looked like when it was last known to be right
 *
 * It comes to its place and leaves it as a whole, by rename(2). One that was touched is verified again, chunk by chunk
 * against its identity, before it is given out; and so is one from before the machine's last start: nothing is synced to
 * disk, so a machine that lost its power may have kept the file's size and times, and not its bytes.
 */








/**
 * Looks at the snapshot whose folder is `place`, and reads all of it where it may have changed.
 * @throws input-invalid where others can write to it
 */
async function look(place, identity) {
    const snapshot = await readTable(place, identity);
    if (snapshot === undefined)
        return { state: (await exists(place)) ? "damaged" : "absent" };
    try {
        const now = await fileState(snapshot.image);
        if (now !== (await (0,promises_.readFile)((0,external_node_path_.join)(place, "state.json"), "utf8").catch((0,folder_lock/* missing */.LO)(undefined)))) {
            if (!(await holdsChunks(snapshot.image, snapshot.table)))
                return { state: "damaged" };
            await (0,promises_.writeFile)((0,external_node_path_.join)(place, "state.json"), now, { mode: 0o600 });
        }
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
/** What the folder says, the image itself unread. Undefined where it is not there or makes no sense. */
async function readTable(place, identity) {
    const image = (0,external_node_path_.join)(place, "image.erofs");
    try {
        for (const path of [place, image, (0,external_node_path_.join)(place, "table")])
            await checkOurs(path);
        const table = (0,snapshot_table.parseChunkTable)(await (0,promises_.readFile)((0,external_node_path_.join)(place, "table")));
        return table.identity === identity ? { identity, image, table } : undefined;
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
 * @throws snapshot-invalid where table, identity and size do not belong together
 */
async function put(place, staging, { identity, image, table }) {
    const { size } = await (0,promises_.stat)(image);
    if (table.identity !== identity || table.plainSize !== size)
        throw mismatch(identity, table, size);
    const made = (0,external_node_path_.join)(staging, "made");
    await (0,promises_.mkdir)(made, { mode: 0o700 });
    await move(image, (0,external_node_path_.join)(made, "image.erofs"));
    await (0,promises_.writeFile)((0,external_node_path_.join)(made, "table"), (0,snapshot_table.encodeChunkTable)(table), { mode: 0o600 });
    await (0,promises_.writeFile)((0,external_node_path_.join)(made, "state.json"), await fileState((0,external_node_path_.join)(made, "image.erofs")), { mode: 0o600 });
    await (0,promises_.rename)(made, place).catch(async (error) => {
        if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST")
            throw error;
        if ((await look(place, identity)).state === "sound")
            return;
        await discard(place, staging);
        await (0,promises_.rename)(made, place);
    });
    return { identity, image: (0,external_node_path_.join)(place, "image.erofs"), table };
}
/** Takes a snapshot from its place in one step, and then removes it. `staging` is a folder of ours on the same disk. */
async function discard(place, staging) {
    const discarded = (0,external_node_path_.join)(staging, "discarded");
    await (0,promises_.rename)(place, discarded).catch((0,folder_lock/* missing */.LO)(undefined));
    await (0,promises_.rm)(discarded, { recursive: true, force: true });
}
function mismatch(identity, table, size) {
    return new errors/* TreestampError */.ks("snapshot-invalid", `A snapshot of ${size} bytes was to be kept as ${identity}, and its table is for ${table.plainSize} bytes of ${table.identity}.`, { remedy: "Delete the image's tag from the store, so that it is built again." });
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
async function fileState(path) {
    const { size, mtimeNs, ctimeNs, ino } = await (0,promises_.stat)(path, { bigint: true });
    const state = {
        size: `${size}`,
        modified: `${mtimeNs}`,
        changed: `${ctimeNs}`,
        inode: `${ino}`,
        boot: await (0,owner/* bootId */.aW)(),
    };
    return `${JSON.stringify(state)}\n`;
}
async function exists(path) {
    return (await (0,promises_.stat)(path).catch((0,folder_lock/* missing */.LO)(undefined))) !== undefined;
}

;// CONCATENATED MODULE: ./core/snapshot/cache.js
/**
 * What this machine keeps between runs, in one folder of ours that all processes of a user share:
 *
 *     snapshots/HEX/           the snapshot whose identity is sha256:HEX (kept-snapshot.ts)
 *     environments/HEX.json    one ready environment; HEX is the hash of the store's location and the tag
 *     store/                   the store of this machine, an OCI image layout
 *     incoming/                files under way, each in a scratch folder of the process that makes them
 *     uses/OWNER/NAME          what a process uses: snapshots by HEX, images of the store by their tag (prune.ts)
 *     locks/NAME/              who works alone at something (folder-lock.ts)
 *
 * The kernel parses an image as root. So an image gets in only whole and verified, into folders that nobody else can
 * write. Not defended against: the same user, or root, changing the file while it is mounted.
 */










/**
 * Opens the cache in `folder`, which is made where it is missing.
 * @throws input-invalid where others can write the folder
 */
async function openSnapshotCache(folder) {
    await ourFolder(folder);
    await Promise.all(["snapshots", "environments", "incoming", "uses", "locks"].map((name) => ourFolder((0,external_node_path_.join)(folder, name))));
    await (0,hidden_folder/* hideFromGit */.v)(folder);
    await Promise.all(["incoming", "uses", "locks"].map((name) => (0,core_scratch/* sweepScratch */.Dq)((0,external_node_path_.join)(folder, name))));
    const alone = (name, work, onWait) => (0,folder_lock/* withFolderLock */.ix)((0,external_node_path_.join)(folder, "locks"), name, work, onWait === undefined ? {} : { onWait });
    const withIncoming = async (work) => {
        const scratch = await (0,core_scratch/* makeScratch */.lP)((0,external_node_path_.join)(folder, "incoming"));
        try {
            return await work(scratch);
        }
        finally {
            await (0,promises_.rm)(scratch, { recursive: true, force: true });
        }
    };
    let uses;
    /** Either who prunes sees our mark, or we see its lock, and look afterwards. */
    const use = async (name) => {
        uses ??= (0,core_scratch/* makeScratch */.lP)((0,external_node_path_.join)(folder, "uses"));
        await (0,promises_.writeFile)((0,external_node_path_.join)(await uses, name), "");
        await (0,folder_lock/* untilUnlocked */.ih)((0,external_node_path_.join)(folder, "locks"), "prune");
    };
    const find = async (identity) => {
        const place = placeOf(folder, identity);
        await use((0,digest/* hexOf */.ZD)(identity));
        let found = await look(place, identity);
        if (found.state === "damaged") {
            found = await alone(lockOf(identity), async () => {
                const again = await look(place, identity);
                if (again.state === "damaged")
                    await withIncoming((staging) => discard(place, staging));
                return again;
            });
        }
        return found.state === "sound" ? found.snapshot : undefined;
    };
    return {
        folder,
        find,
        async provide(identity, make, onWait) {
            const here = await find(identity);
            if (here !== undefined)
                return here;
            const place = placeOf(folder, identity);
            const makeAlone = async () => {
                const found = await look(place, identity);
                if (found.state === "sound")
                    return found.snapshot;
                return withIncoming(async (staging) => put(place, staging, { identity, ...(await make(staging)) }));
            };
            return alone(lockOf(identity), makeAlone, onWait);
        },
        list: () => list(folder),
        recall: (location, tag) => recall((0,external_node_path_.join)(folder, "environments"), location, tag),
        remember: (environment) => withIncoming((staging) => remember((0,external_node_path_.join)(folder, "environments"), staging, environment)),
        useImage: use,
        alone,
        withIncoming,
        async close() {
            if (uses !== undefined)
                await (0,promises_.rm)(await uses, { recursive: true, force: true });
            uses = undefined;
        },
    };
}
async function ourFolder(path) {
    await (0,promises_.mkdir)(path, { recursive: true, mode: 0o700 });
    await checkOurs(path);
}
function placeOf(folder, identity) {
    if (!(0,digest/* isDigest */.Bc)(identity))
        throw new errors/* TreestampError */.ks("snapshot-invalid", `"${identity}" is no snapshot's identity.`);
    return (0,external_node_path_.join)(folder, "snapshots", (0,digest/* hexOf */.ZD)(identity));
}
function lockOf(identity) {
    return `snapshot-${(0,digest/* hexOf */.ZD)(identity)}`;
}
async function list(folder) {
    const found = [];
    for (const name of await (0,promises_.readdir)((0,external_node_path_.join)(folder, "snapshots"))) {
        const identity = `sha256:${name}`;
        if (!(0,digest/* isDigest */.Bc)(identity))
            continue;
        const place = placeOf(folder, identity);
        const used = await (0,promises_.stat)(place).catch((0,folder_lock/* missing */.LO)(undefined));
        const snapshot = await readTable(place, identity);
        if (snapshot !== undefined && used !== undefined)
            found.push({ snapshot, used: used.mtimeMs });
    }
    return found.sort((a, b) => b.used - a.used).map(({ snapshot }) => snapshot);
}


/***/ }),

/***/ 7607:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FQ: () => (/* binding */ tableMediaType),
/* harmony export */   Ik: () => (/* binding */ identityAnnotation),
/* harmony export */   Pr: () => (/* binding */ snapshotOfAnnotation),
/* harmony export */   re: () => (/* binding */ snapshotArtifactType),
/* harmony export */   te: () => (/* binding */ framesMediaType),
/* harmony export */   zP: () => (/* binding */ maxChunkBytes)
/* harmony export */ });
const snapshotArtifactType = "application/vnd.treestamp.snapshot.v1";
const framesMediaType = "application/vnd.treestamp.snapshot.frames.v1+zstd";
const tableMediaType = "application/vnd.treestamp.snapshot.table.v1";
/** Annotation on the snapshot's descriptor in the index: digest of the image manifest that it is a snapshot of. */
const snapshotOfAnnotation = "dev.treestamp.snapshot.of";
/** Annotation on the snapshot's manifest: the identity of the plain content. */
const identityAnnotation = "dev.treestamp.snapshot.identity";
/** No chunk is longer than this once plain; a table that says otherwise is refused before anything is decompressed. */
const maxChunkBytes = 2 * 1024 * 1024;


/***/ }),

/***/ 42:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   chunkTable: () => (/* binding */ chunkTable),
/* harmony export */   encodeChunkTable: () => (/* binding */ encodeChunkTable),
/* harmony export */   identityOf: () => (/* binding */ identityOf),
/* harmony export */   parseChunkTable: () => (/* binding */ parseChunkTable)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6058);
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7607);
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
        throw invalid("it is no chunk table");
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
/** Whether a digest is that of so many zero bytes; few lengths come again and again. */
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


/***/ }),

/***/ 5911:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

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
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6058);
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
/** A small blob of a store, whole and verified. For what is known to be small: all of it is in memory. */
async function readWhole(store, blob) {
    const parts = [];
    for await (const part of store.readBlob(blob))
        parts.push(part);
    return Buffer.concat(parts);
}


/***/ })

};
