"use strict";
exports.id = 9544;
exports.ids = [9544,6877];
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

/***/ 16690:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Qr: () => (/* binding */ divide),
/* harmony export */   ky: () => (/* binding */ runsOf),
/* harmony export */   x4: () => (/* binding */ inOrderOfFrames)
/* harmony export */ });
/** Bytes of frames that one request asks for, at least and at most. */
const shortestRun = 8 << 20;
const longestRun = 64 << 20;
/** Which chunks a local image has and which must come from the store, in the order of their frames. */
function divide(table, reuse) {
    const local = new Map();
    for (const { image, table: has } of reuse) {
        for (const { plainDigest, plainOffset, plainLength, frameLength } of has.chunks) {
            if (frameLength === 0)
                continue;
            local.set(plainDigest.toString("latin1"), { image, offset: plainOffset, length: plainLength });
        }
    }
    const known = [];
    const missing = [];
    for (const chunk of table.chunks) {
        if (chunk.frameLength === 0)
            continue;
        const found = local.get(chunk.plainDigest.toString("latin1"));
        if (found !== undefined && found.length === chunk.plainLength)
            known.push({ chunk, ...found });
        else
            missing.push(chunk);
    }
    missing.sort(inOrderOfFrames);
    return { known, missing };
}
/** The order in which frames are fetched: blob by blob. */
function inOrderOfFrames(a, b) {
    return a.blob - b.blob || a.frameOffset - b.frameOffset;
}
/** So much of what is fetched may be frames of other snapshots that lie between ours. */
const mostWaste = 0.015;
/**
 * Groups chunks whose frames follow each other, or nearly: what another snapshot has between them is passed over, where that is little.
 * A long run is worth a connection of its own, short ones end together: so there are about two for each of `connections`.
 * @param chunks in the order of their frames
 */
function runsOf(chunks, connections) {
    const total = chunks.reduce((sum, { frameLength }) => sum + frameLength, 0);
    const runBytes = Math.min(Math.max(total / (2 * connections), shortestRun), longestRun);
    const longestGap = longestGapOf(chunks, mostWaste * total);
    const runs = [];
    let size = 0;
    for (const [at, chunk] of chunks.entries()) {
        const gap = gapBefore(chunks, at);
        if (gap <= longestGap && size + gap + chunk.frameLength <= runBytes) {
            runs.at(-1).push(chunk);
            size += gap + chunk.frameLength;
        }
        else {
            runs.push([chunk]);
            size = chunk.frameLength;
        }
    }
    return runs;
}
/** Bytes between a chunk's frame and the one before it; without end where that is in another blob, or there is none. */
function gapBefore(chunks, at) {
    const [last, { blob, frameOffset }] = [chunks[at - 1], chunks[at]];
    return last?.blob === blob ? frameOffset - last.frameOffset - last.frameLength : Number.POSITIVE_INFINITY;
}
/** The longest gap so that all up to its length are no more than `most` bytes together. */
function longestGapOf(chunks, most) {
    const counts = new Map();
    for (const at of chunks.keys()) {
        const gap = gapBefore(chunks, at);
        counts.set(gap, (counts.get(gap) ?? 0) + 1);
    }
    let [longest, waste] = [0, 0];
    for (const [gap, count] of [...counts].sort(([a], [b]) => a - b)) {
        waste += gap * count;
        if (waste > most)
            break;
        longest = gap;
    }
    return longest;
}


/***/ }),

/***/ 50013:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ik: () => (/* binding */ identityAnnotation),
/* harmony export */   Pr: () => (/* binding */ snapshotOfAnnotation),
/* harmony export */   nu: () => (/* binding */ maxBlobs),
/* harmony export */   pv: () => (/* binding */ leastAlive),
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
/** No snapshot has more frames blobs: each is a connection more for who fetches it from nothing. */
const maxBlobs = 4;
/** So much of what a snapshot keeps of another one has to be alive: the rest is stored, and of no use to it. */
const leastAlive = 0.6;


/***/ }),

/***/ 55716:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   checkBlobs: () => (/* binding */ checkBlobs),
/* harmony export */   chunkTable: () => (/* binding */ chunkTable),
/* harmony export */   encodeChunkTable: () => (/* binding */ encodeChunkTable),
/* harmony export */   identityOf: () => (/* binding */ identityOf),
/* harmony export */   parseChunkTable: () => (/* binding */ parseChunkTable),
/* harmony export */   tableOf: () => (/* binding */ tableOf),
/* harmony export */   versionOf: () => (/* binding */ versionOf)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64256);
/* harmony import */ var _fetch_plan_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(16690);
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50013);
/**
 * The chunk table as bytes. All numbers little-endian. Version 1, of a snapshot that was written whole:
 *
 *     magic "TSCT", u32 version, u64 bytes of the raw image, u64 bytes of the frames blob, u32 count of chunks,
 *     then for each chunk: u32 plain length, u32 frame length, sha256 of the plain bytes, sha256 of the frame
 *
 * Chunks are listed in the order of the raw image, and offsets are sums of lengths. The frame of the first chunk (the
 * head with the superblock, which is known last) stands after all others.
 *
 * Version 2, of a snapshot that keeps frames of others, in several blobs as a rule, in the order of its manifest:
 *
 *     magic "TSCT", u32 version, u64 bytes of the raw image, u32 count of blobs, u32 count of chunks,
 *     then for each blob: u64 bytes,
 *     then for each chunk: u32 plain length, u32 frame length, u64 frame offset, u32 blob, sha256 of the plain bytes,
 *     sha256 of the frame
 *
 * There, frames of one blob never overlap; between them may be what another snapshot has there, and this one does not keep.
 */




const magic = "TSCT";
const headerBytes = 28;
const entryBytes = 72;
const headerBytes2 = 24;
const entryBytes2 = 84;
/** A frame of incompressible bytes is a little longer than them. More slack than zstd's own bound. */
const maxFrameBytes = _format_js__WEBPACK_IMPORTED_MODULE_2__/* .maxChunkBytes */ .zP + 64 * 1024;
/** The table of chunks, in the order of the raw image, whose frames follow each other in one blob, the first one's behind the others. */
function chunkTable(listed) {
    let plainOffset = 0;
    let frameOffset = 0;
    const chunks = [];
    for (const [index, { plainLength, frameLength, plainDigest, frameDigest }] of listed.entries()) {
        chunks.push({ plainOffset, plainLength, blob: 0, frameOffset, frameLength, plainDigest, frameDigest });
        plainOffset += plainLength;
        if (index > 0)
            frameOffset += frameLength;
    }
    const head = chunks[0];
    if (head !== undefined) {
        chunks[0] = { ...head, frameOffset };
        frameOffset += head.frameLength;
    }
    return { plainSize: plainOffset, framesSizes: [frameOffset], chunks, identity: identityOf(listed) };
}
/** The table of chunks in the order of the raw image, each of which says where its frame is. @param framesSizes bytes of each frames blob */
function tableOf(placed, framesSizes) {
    let plainOffset = 0;
    const chunks = [];
    for (const { plainLength, blob, frameOffset, frameLength, plainDigest, frameDigest } of placed) {
        chunks.push({ plainOffset, plainLength, blob, frameOffset, frameLength, plainDigest, frameDigest });
        plainOffset += plainLength;
    }
    return { plainSize: plainOffset, framesSizes, chunks, identity: identityOf(chunks) };
}
/** The version of the format that says all of a table: 1 where the frames' places follow from their lengths. */
function versionOf({ framesSizes, chunks }) {
    if (framesSizes.length > 1)
        return 2;
    let next = 0;
    const inOrder = [...chunks.slice(1), ...chunks.slice(0, 1)].every(({ frameLength, frameOffset }) => {
        const follows = frameLength === 0 || frameOffset === next;
        next += frameLength;
        return follows;
    });
    return inOrder && next === framesSizes[0] ? 1 : 2;
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
    return versionOf(table) === 1 ? encodeFirst(table) : encodeSecond(table);
}
function encodeFirst(table) {
    const bytes = Buffer.alloc(headerBytes + table.chunks.length * entryBytes);
    bytes.write(magic, "latin1");
    bytes.writeUInt32LE(1, 4);
    bytes.writeBigUInt64LE(BigInt(table.plainSize), 8);
    bytes.writeBigUInt64LE(BigInt(table.framesSizes[0]), 16);
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
function encodeSecond({ plainSize, framesSizes, chunks }) {
    const bytes = Buffer.alloc(headerBytes2 + 8 * framesSizes.length + chunks.length * entryBytes2);
    bytes.write(magic, "latin1");
    bytes.writeUInt32LE(2, 4);
    bytes.writeBigUInt64LE(BigInt(plainSize), 8);
    bytes.writeUInt32LE(framesSizes.length, 16);
    bytes.writeUInt32LE(chunks.length, 20);
    let at = headerBytes2;
    for (const size of framesSizes)
        at = bytes.writeBigUInt64LE(BigInt(size), at);
    for (const chunk of chunks) {
        bytes.writeUInt32LE(chunk.plainLength, at);
        bytes.writeUInt32LE(chunk.frameLength, at + 4);
        bytes.writeBigUInt64LE(BigInt(chunk.frameOffset), at + 8);
        bytes.writeUInt32LE(chunk.blob, at + 16);
        chunk.plainDigest.copy(bytes, at + 20);
        chunk.frameDigest.copy(bytes, at + 52);
        at += entryBytes2;
    }
    return bytes;
}
/**
 * The table that `bytes` hold, every bound checked before anything is made of them.
 * @throws snapshot-invalid
 */
function parseChunkTable(bytes) {
    if (bytes.length < headerBytes2 || bytes.toString("latin1", 0, 4) !== magic)
        throw invalid("it is not a chunk table");
    const version = bytes.readUInt32LE(4);
    if (version === 1)
        return parseFirst(bytes);
    if (version === 2)
        return parseSecond(bytes);
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("snapshot-invalid", `A snapshot's chunk table has the version ${version}, which this treestamp does not know.`, {
        remedy: "A newer treestamp has published it: use that version.",
    });
}
function parseFirst(bytes) {
    if (bytes.length < headerBytes)
        throw invalid("its length does not fit");
    const count = bytes.readUInt32LE(24);
    if (count === 0 || bytes.length !== headerBytes + count * entryBytes)
        throw invalid("its length does not fit");
    const isOfZeros = zeroDigests();
    const listed = [];
    for (let at = headerBytes; at < bytes.length; at += entryBytes) {
        listed.push(listedChunk(bytes, { at, digestsAt: at + 8 }, isOfZeros));
    }
    const table = chunkTable(listed);
    if (BigInt(table.plainSize) !== bytes.readBigUInt64LE(8))
        throw invalid("its chunks do not add up to its image");
    if (BigInt(table.framesSizes[0]) !== bytes.readBigUInt64LE(16))
        throw invalid("its frames do not add up to its blob");
    return table;
}
function parseSecond(bytes) {
    const blobs = bytes.readUInt32LE(16);
    const count = bytes.readUInt32LE(20);
    if (blobs === 0 || blobs > _format_js__WEBPACK_IMPORTED_MODULE_2__/* .maxBlobs */ .nu)
        throw invalid(`it has ${blobs} frames blobs`);
    const first = headerBytes2 + 8 * blobs;
    if (count === 0 || bytes.length !== first + count * entryBytes2)
        throw invalid("its length does not fit");
    const framesSizes = Array.from({ length: blobs }, (_, blob) => numberAt(bytes, headerBytes2 + 8 * blob));
    const isOfZeros = zeroDigests();
    const chunks = [];
    let plainOffset = 0;
    for (let at = first; at < bytes.length; at += entryBytes2) {
        const listed = listedChunk(bytes, { at, digestsAt: at + 20 }, isOfZeros);
        const [frameOffset, blob] = [numberAt(bytes, at + 8), bytes.readUInt32LE(at + 16)];
        if (blob >= blobs || frameOffset + listed.frameLength > framesSizes[blob]) {
            throw invalid("a frame is outside of its blob");
        }
        chunks.push({ ...listed, plainOffset, blob, frameOffset });
        plainOffset += listed.plainLength;
    }
    checkApart(chunks);
    if (BigInt(plainOffset) !== bytes.readBigUInt64LE(8))
        throw invalid("its chunks do not add up to its image");
    return { plainSize: plainOffset, framesSizes, chunks, identity: identityOf(chunks) };
}
/** No two frames share bytes: then all of them are no more than their blobs. */
function checkApart(chunks) {
    const framed = chunks.filter(({ frameLength }) => frameLength > 0).sort(_fetch_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .inOrderOfFrames */ .x4);
    for (const [index, { blob, frameOffset }] of framed.entries()) {
        const before = framed[index - 1];
        if (before?.blob === blob && before.frameOffset + before.frameLength > frameOffset)
            throw invalid("its frames overlap");
    }
}
/** @throws snapshot-invalid where a manifest's frames blobs are others than those that its table speaks of */
function checkBlobs({ framesSizes }, frames) {
    const sizes = frames.map(({ size }) => size);
    if (framesSizes.join() === sizes.join())
        return;
    throw invalid(`it speaks of ${framesSizes.join(" + ")} bytes of frames, and its manifest of ${sizes.join(" + ")}`);
}
function listedChunk(bytes, { at, digestsAt }, isOfZeros) {
    const plainLength = bytes.readUInt32LE(at);
    const frameLength = bytes.readUInt32LE(at + 4);
    if (plainLength === 0 || plainLength > _format_js__WEBPACK_IMPORTED_MODULE_2__/* .maxChunkBytes */ .zP)
        throw invalid(`it has a chunk of ${plainLength} bytes`);
    if (frameLength > maxFrameBytes)
        throw invalid(`it has a frame of ${frameLength} bytes`);
    const plainDigest = Buffer.from(bytes.subarray(digestsAt, digestsAt + 32));
    const frameDigest = Buffer.from(bytes.subarray(digestsAt + 32, digestsAt + 64));
    // Nothing arrives that could be compared with it, and the digest is part of the identity.
    if (frameLength === 0 && !isOfZeros(plainDigest, plainLength))
        throw invalid("a chunk without a frame has content");
    return { plainLength, frameLength, plainDigest, frameDigest };
}
function numberAt(bytes, at) {
    const value = bytes.readBigUInt64LE(at);
    if (value > BigInt(Number.MAX_SAFE_INTEGER))
        throw invalid("it has a number that cannot be");
    return Number(value);
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