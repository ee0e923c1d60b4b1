"use strict";
exports.id = 6877;
exports.ids = [6877];
exports.modules = {

/***/ 56877:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openSnapshot: () => (/* reexport */ openSnapshot),
  openSnapshotCache: () => (/* binding */ openSnapshotCache)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(64256);
// EXTERNAL MODULE: ./core/machine/folder-lock.js
var folder_lock = __webpack_require__(26469);
// EXTERNAL MODULE: ./core/machine/hidden-folder.js
var hidden_folder = __webpack_require__(68606);
// EXTERNAL MODULE: ./core/machine/missing.js
var missing = __webpack_require__(71081);
// EXTERNAL MODULE: ./core/machine/ownership.js
var ownership = __webpack_require__(60052);
// EXTERNAL MODULE: ./core/machine/scratch.js
var machine_scratch = __webpack_require__(58511);
// EXTERNAL MODULE: ./core/oci/digest.js
var oci_digest = __webpack_require__(44617);
// EXTERNAL MODULE: ./core/oci/layout/prune.js
var prune = __webpack_require__(27204);
;// CONCATENATED MODULE: ./core/cache/archives.js
/**
 * Archives of roots that have come over the network, each a file whose name is its sum. They are kept here rather than in the tool
 * cache of GitHub's runners, which every command of a job can write to and nobody ever prunes.
 */




/**
 * Whether the file is there and has this sum. All of it is read: nothing is synced to disk, so a machine that lost its power may
 * have kept the name and not the bytes.
 * @throws input-invalid where others can write to it
 */
async function isSoundArchive(place, digest) {
    const file = await (0,ownership/* openOurs */.k6)(place).catch((0,missing/* missing */.L)(undefined));
    if (file === undefined)
        return false;
    const found = await (0,oci_digest/* digestOf */.ol)(file.createReadStream({ highWaterMark: 1 << 20 }));
    if (found.digest !== digest)
        return false;
    const used = new Date();
    await (0,promises_.utimes)(place, used, used);
    return true;
}

// EXTERNAL MODULE: ./core/machine/owner.js
var owner = __webpack_require__(40542);
// EXTERNAL MODULE: ./core/snapshot/table.js
var snapshot_table = __webpack_require__(55716);
// EXTERNAL MODULE: ./core/cache/verify.js
var verify = __webpack_require__(25561);
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
 * A snapshot whose table is parsed when it is asked for: who only mounts the image does without. What has its digest was
 * parsed before it was kept.
 */
function withTable(digest, image, bytes) {
    let table;
    return {
        digest,
        image,
        get table() {
            table ??= (0,snapshot_table.parseChunkTable)(bytes);
            return table;
        },
    };
}
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
async function openSound(snapshot) {
    const { image } = snapshot;
    const file = await (0,ownership/* openOurs */.k6)(image);
    try {
        const record = (0,external_node_path_.join)((0,external_node_path_.dirname)(image), "state.json");
        const [now, before] = await Promise.all([stateOf(file), (0,promises_.readFile)(record, "utf8").catch((0,missing/* missing */.L)(undefined))]);
        const known = now === before;
        if (!known && !(await (0,verify/* holdsChunks */.t)(file, snapshot.table))) {
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
        await Promise.all([place, image, (0,external_node_path_.join)(place, "table")].map(ownership/* checkOurs */.mi));
        const bytes = await (0,promises_.readFile)((0,external_node_path_.join)(place, "table"));
        return (0,oci_digest/* sha256Of */.Bj)(bytes) === digest ? withTable(digest, image, bytes) : undefined;
    }
    catch (error) {
        if (error.code === "ENOENT")
            return undefined;
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
        boot: (0,owner/* bootId */.aW)(),
    };
    return `${JSON.stringify(state)}\n`;
}

// EXTERNAL MODULE: ./core/cache/environments.js
var cache_environments = __webpack_require__(98862);
// EXTERNAL MODULE: ./core/cache/folders.js
var cache_folders = __webpack_require__(38843);
// EXTERNAL MODULE: ./core/cache/layers.js
var cache_layers = __webpack_require__(2150);
;// CONCATENATED MODULE: ./core/cache/cache.js
/**
 * What this machine keeps between runs, in one folder of ours that all processes of a user share. folders.ts says what is in
 * it.
 *
 * The kernel parses an image as root. So an image gets in only whole and verified, into folders that nobody else can
 * write, and no command sees (sandbox/shown.ts). Not defended against: the same user, or root, changing the file while it is mounted.
 */
















/**
 * Opens the cache in `folder`, which is made where it is missing.
 * @throws input-invalid where others can write the folder, or put another in its place
 */
async function openSnapshotCache(folder) {
    await (0,ownership/* ourFolder */.VQ)(folder);
    await (0,ownership/* checkParents */.KG)(folder);
    const folders = (0,cache_folders/* cacheFolders */.A_)(folder);
    const { snapshots, environments, archives, incoming, uses, locks, scratch } = folders;
    await Promise.all([snapshots, environments, archives, incoming, uses, locks, scratch].map(ownership/* ourFolder */.VQ));
    await (0,hidden_folder/* hideFromGit */.v)(folder);
    await Promise.all([(0,machine_scratch/* sweepScratch */.Dq)(incoming), (0,machine_scratch/* sweepScratch */.Dq)(uses), (0,folder_lock/* sweepLocks */.t_)(locks)]);
    const alone = (name, work, onWait) => (0,folder_lock/* withFolderLock */.ix)(locks, name, work, onWait === undefined ? {} : { onWait });
    const withIncoming = async (work) => {
        const own = await (0,machine_scratch/* makeScratch */.lP)(incoming);
        try {
            return await work(own);
        }
        finally {
            await (0,machine_scratch/* removeScratch */.ZU)(own);
        }
    };
    const ours = usesIn(folders);
    let builds = 0;
    const find = async (digest) => {
        const place = placeOf(folders, digest);
        await ours.add((0,oci_digest/* hexOf */.ZD)(digest));
        let found = await look(place, digest);
        if (found.state === "damaged") {
            found = await alone(lockOf(digest), async () => {
                const again = await look(place, digest);
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
        async provide(digest, make, onWait) {
            const here = await find(digest);
            if (here !== undefined)
                return here;
            const place = placeOf(folders, digest);
            const makeAlone = async () => {
                const found = await look(place, digest);
                if (found.state === "sound")
                    return found.snapshot;
                return withIncoming(async (staging) => put(place, staging, { digest, ...(await make(staging)) }));
            };
            return alone(lockOf(digest), makeAlone, onWait);
        },
        async provideArchive(digest, fetch, onWait) {
            const hex = (0,oci_digest/* hexOf */.ZD)(digest);
            const place = (0,external_node_path_.join)(archives, hex);
            await ours.add(hex);
            const provide = async () => {
                if (!(await isSoundArchive(place, digest))) {
                    await withIncoming(async (staging) => {
                        const file = (0,external_node_path_.join)(staging, "archive");
                        await fetch(file);
                        await (0,promises_.rename)(file, place);
                    });
                }
                return place;
            };
            return alone(`archive-${hex}`, provide, onWait);
        },
        list: () => list(folders),
        recall: (location, tag) => (0,cache_environments/* recall */.I9)(environments, location, tag),
        remember: (environment) => withIncoming((staging) => (0,cache_environments/* remember */.kY)(environments, staging, environment)),
        async useImage(tag) {
            await ours.add(tag);
            await (0,prune/* touchImage */.X9)(folders.store, tag).catch(() => { }); // what is wrong with it tells who reads it
        },
        async withLayers(build) {
            builds++;
            await ours.add(cache_layers/* layersName */.gD);
            try {
                return await (0,cache_layers/* withLayers */.V$)(folders, build);
            }
            finally {
                builds--;
                if (builds === 0)
                    await ours.remove(cache_layers/* layersName */.gD); // this process may prune them once it has built
            }
        },
        alone,
        withIncoming,
        close: ours.giveUp,
    };
}
/** What this process uses, so that nobody prunes it. */
function usesIn({ uses, locks }) {
    let own;
    return {
        /** Either who prunes sees our mark, or we see its lock, and look afterwards. */
        async add(name) {
            own ??= (0,machine_scratch/* makeScratch */.lP)(uses);
            await (0,promises_.writeFile)((0,external_node_path_.join)(await own, name), "");
            await (0,folder_lock/* untilUnlocked */.ih)(locks, "prune");
        },
        async remove(name) {
            if (own !== undefined)
                await (0,promises_.rm)((0,external_node_path_.join)(await own, name), { force: true });
        },
        async giveUp() {
            if (own !== undefined)
                await (0,promises_.rm)(await own, { recursive: true, force: true });
            own = undefined;
        },
    };
}
function placeOf({ snapshots }, digest) {
    if (!(0,oci_digest/* isDigest */.Bc)(digest))
        throw new errors/* TreestampError */.ks("snapshot-invalid", `"${digest}" is no digest of a chunk table.`);
    return (0,external_node_path_.join)(snapshots, (0,oci_digest/* hexOf */.ZD)(digest));
}
function lockOf(digest) {
    return `snapshot-${(0,oci_digest/* hexOf */.ZD)(digest)}`;
}
async function list(folders) {
    const found = [];
    for (const name of await (0,promises_.readdir)(folders.snapshots)) {
        const digest = `sha256:${name}`;
        if (!(0,oci_digest/* isDigest */.Bc)(digest))
            continue;
        const place = placeOf(folders, digest);
        const used = await (0,promises_.stat)(place).catch((0,missing/* missing */.L)(undefined));
        const snapshot = await readTable(place, digest);
        if (snapshot !== undefined && used !== undefined)
            found.push({ snapshot, used: used.mtimeMs });
    }
    return found.sort((a, b) => b.used - a.used).map(({ snapshot }) => snapshot);
}


/***/ }),

/***/ 25561:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ holdsChunks)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);

/** True where the file holds exactly the plain bytes that the table says. Reads all of it. */
async function holdsChunks(file, table) {
    if ((await file.stat()).size !== table.plainSize)
        return false;
    for (const { plainOffset, plainLength, plainDigest } of table.chunks) {
        const plain = Buffer.allocUnsafe(plainLength);
        const { bytesRead } = await file.read(plain, 0, plainLength, plainOffset);
        if (bytesRead !== plainLength || !(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)("sha256", plain, "buffer").equals(plainDigest))
            return false;
    }
    return true;
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


/***/ })

};
;