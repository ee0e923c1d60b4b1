"use strict";
exports.id = 7384;
exports.ids = [7384,8080];
exports.modules = {

/***/ 8080:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L1: () => (/* binding */ copyImage),
/* harmony export */   TQ: () => (/* binding */ closureOf),
/* harmony export */   tn: () => (/* binding */ manifestIn)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/* harmony import */ var _parallel_limiter_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7795);
/* harmony import */ var _byte_stream_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5888);
/* harmony import */ var _lookup_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3087);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4460);
/* harmony import */ var _reference_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7896);
/** Copies an image from store to store, byte for byte, with everything that its manifest leads to. */






const blobsAtOnce = 4;
/**
 * Reads what an image consists of.
 * @throws store-corrupt where a part of it is listed and not there; image-invalid, store-unreachable, store-denied
 */
async function closureOf(from, root) {
    const manifests = new Map();
    const blobs = new Map();
    const visit = async (stored, depth) => {
        if (depth > maxDepth)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("image-invalid", `${root.descriptor.digest} lists indexes too deep.`);
        const parsed = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .parseManifest */ .Ng)(stored);
        if (parsed.kind === "manifest") {
            for (const blob of [parsed.config, ...parsed.layers])
                blobs.set(blob.digest, blob);
        }
        else {
            for (const { digest } of parsed.manifests) {
                if (manifests.has(digest))
                    continue;
                const child = await manifestIn(from, digest);
                await visit(child, depth + 1);
                manifests.set(digest, child);
            }
        }
    };
    await visit(root, 0);
    return { root, manifests: [...manifests.values()], blobs: [...blobs.values()] };
}
/** An index in an index is allowed, and nobody has been seen to go deeper. */
const maxDepth = 4;
const remedy = "The image is there in part only: push or copy it to this place once more.";
/** A manifest that another one lists. @throws store-corrupt where it is not there */
async function manifestIn(store, digest) {
    return (0,_lookup_js__WEBPACK_IMPORTED_MODULE_1__/* .listedManifest */ .n)(store, digest, remedy);
}
/**
 * Brings an image to `to`, under no tag yet. Blobs that a donor of the same registry has are mounted where the registry
 * does that, all others are read from `from`.
 * @throws interrupted by `signal`; store-denied, store-unreachable, store-corrupt
 */
async function copyImage({ root, manifests, blobs }, from, to, { donors = [], signal, log }) {
    if (to.shared && (await hasManifests(to, [root, ...manifests], signal)))
        return { streamed: [], mounted: [], wasThere: true };
    const mount = mounter(to, donors, log, signal);
    const [streamed, mounted] = [[], []];
    const progress = log.progress(`Copy to ${to.location}`, blobs.reduce((sum, { size }) => sum + size, 0));
    await (0,_parallel_limiter_js__WEBPACK_IMPORTED_MODULE_4__/* .limiter */ .T)(blobsAtOnce)
        .all(blobs, async (blob) => {
        if (signal.aborted)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("interrupted", "Copying was interrupted.");
        if (await mount(blob.digest)) {
            mounted.push(blob);
            progress.add(blob.size);
        }
        else {
            await to.writeBlob(blob, () => (0,_byte_stream_js__WEBPACK_IMPORTED_MODULE_5__/* .counted */ .hS)(from.readBlob(blob), progress), signal);
            streamed.push(blob);
        }
    })
        .finally(() => progress.end());
    for (const manifest of [...manifests, root])
        await to.writeManifest(manifest, undefined, signal);
    return { streamed, mounted, wasThere: false };
}
/** A registry takes no manifest before its blobs; but what an index lists may have been cleaned away since. */
async function hasManifests(store, manifests, signal) {
    const there = await Promise.all(manifests.map(({ descriptor }) => store.hasManifest(descriptor.digest, signal)));
    return there.every((isThere) => isThere);
}
/** Tries to mount a blob; true where it is there then. A registry that refuses once is not asked again. */
function mounter(to, donors, log, signal) {
    const refused = new Set();
    return async (digest) => {
        const donor = donors.find((one) => one.blobs.has(digest) && isNeighbour(one.store, to) && !refused.has(one));
        if (donor === undefined || to.mountBlob === undefined)
            return false;
        try {
            const { repository } = (0,_reference_js__WEBPACK_IMPORTED_MODULE_3__/* .parseLocation */ .zS)(donor.store.location);
            if (await to.mountBlob(digest, repository, signal))
                return true;
        }
        catch (error) {
            if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isTreestampError */ .Sh)(error, "store-denied", "store-refused"))
                throw error;
            log.debug(`${to.location} does not mount from ${donor.store.location}: ${error.message}`);
        }
        refused.add(donor);
        return false;
    };
}
/** Another repository of the same registry. */
function isNeighbour(donor, to) {
    if (!donor.shared || !to.shared || donor.location === to.location)
        return false;
    return (0,_reference_js__WEBPACK_IMPORTED_MODULE_3__/* .isSameRegistry */ .mS)((0,_reference_js__WEBPACK_IMPORTED_MODULE_3__/* .parseLocation */ .zS)(donor.location), (0,_reference_js__WEBPACK_IMPORTED_MODULE_3__/* .parseLocation */ .zS)(to.location));
}


/***/ }),

/***/ 7384:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   checkCiCache: () => (/* binding */ checkCiCache),
/* harmony export */   keep: () => (/* binding */ keep),
/* harmony export */   takeKept: () => (/* binding */ takeKept)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4256);
/* harmony import */ var _log_stages_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4291);
/* harmony import */ var _machine_missing_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1081);
/* harmony import */ var _oci_copy_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8080);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4617);
/* harmony import */ var _oci_lookup_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3087);
/**
 * Images that cannot be pushed, kept from job to job in the CI's cache: one entry for each key, an OCI image layout with
 * this one image in it. On a machine they are in its own store; the cache brings them there, and takes them from there.
 */








/** The name of an entry. The number is that of its format. */
const entryOf = (tag) => `treestamp-1-${tag}`;
/** @throws input-invalid where `store` names a cache that is not here */
async function checkCiCache(ports) {
    if ((await ports.entryCache()) !== undefined)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("input-invalid", "`store: actions-cache` is for jobs of GitHub Actions, and this is none.", {
        remedy: "Name a registry's repository or a folder here. In a job, the action itself has to be the step: a `run` step gets no token of the cache.",
    });
}
/** The image of a key from the CI's cache, brought to this machine's store. Undefined where it is not to be had. */
async function takeKept(ports, stages, tag) {
    const entries = await ports.entryCache();
    if (entries === undefined)
        return undefined;
    const cache = await ports.openCache();
    await cache.useImage(tag);
    return (0,_log_stages_js__WEBPACK_IMPORTED_MODULE_7__/* .timed */ .ay)(stages, "restore", (describe) => cache.withIncoming((scratch) => ports.interruptible(async (signal) => {
        const restored = await entries.restore(entryOf(tag), scratch, signal);
        describe({ note: `${entries.name}: ${restored.state}` });
        if (restored.state === "absent")
            ports.log.info(`${sentence(entries)} has no ${tag}.`);
        if (restored.state === "unknown")
            unusable(ports, entries, tag, restored.why);
        if (restored.state !== "present")
            return undefined;
        try {
            const { index, bytes } = await cache.alone("store", () => copyTagged(ports.openStore((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(scratch, "image")), ports.localStore, tag, signal));
            describe({ bytes });
            return index;
        }
        catch (error) {
            if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .isTreestampError */ .Sh)(error, "store-corrupt", "image-invalid", "path-missing", "input-invalid"))
                throw error;
            describe({ note: `${entries.name}: damaged` });
            unusable(ports, entries, tag, (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error));
            return undefined;
        }
    })));
}
/** Keeps an image of this machine's store for later jobs. That it could not be kept is no failure: only time is lost. */
async function keep(ports, stages, tag) {
    const entries = await ports.entryCache();
    if (entries === undefined)
        return;
    const cache = await ports.openCache();
    await (0,_log_stages_js__WEBPACK_IMPORTED_MODULE_7__/* .timed */ .ay)(stages, "keep", (describe) => cache.withIncoming((scratch) => ports.interruptible(async (signal) => {
        const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(scratch, "image");
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(folder);
        const { bytes } = await copyTagged(ports.localStore, ports.openStore(folder), tag, signal);
        const saved = await entries.save(entryOf(tag), scratch, signal);
        describe({ bytes, note: `${entries.name}: ${saved.state === "taken" ? "was there" : saved.state}` });
        if (saved.state === "saved")
            ports.log.info(`${sentence(entries)} keeps the image for later jobs.`);
        if (saved.state === "taken")
            ports.log.info(`${sentence(entries)} has the image already: another job was first.`);
        if (saved.state === "refused") {
            ports.log.warning(`${sentence(entries)} did not take the image: ${saved.why}. This job goes on with it; the next one builds it again.`);
        }
    })));
}
/** A cache may lose what it had, so what cannot be had from it is made again; but nobody is to think it was absent. */
function unusable({ log }, entries, tag, why) {
    log.warning(`Whether ${entries.name} has ${tag} is not known: ${why.replace(/\.$/, "")}. It is only a cache, so the image is built in this job.`);
}
/** Brings an image from one folder to another: by hard links, each file read once to verify it. */
async function copyTagged(from, to, tag, signal) {
    const tagged = await (0,_oci_lookup_js__WEBPACK_IMPORTED_MODULE_6__/* .findManifest */ .J)(from, tag);
    if (tagged === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("store-corrupt", `${from.location} has no ${tag}.`);
    const { root, manifests, blobs } = await (0,_oci_copy_js__WEBPACK_IMPORTED_MODULE_4__/* .closureOf */ .TQ)(from, tagged);
    const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(from.location)), (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(from.location));
    for (const blob of blobs) {
        signal.throwIfAborted();
        const file = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, "blobs", "sha256", (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_5__/* .hexOf */ .ZD)(blob.digest));
        // A symbolic link, of the file or of a folder above it, would lead the store out of itself, to a file that a command may
        // write: an archive can have any kind of file.
        const isInside = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(file).catch((0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_3__/* .missing */ .L)(undefined))) === file;
        if (!isInside || !(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(file)).isFile()) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("store-corrupt", `${from.location} has no file of ${blob.digest}.`);
        }
        await to.writeBlob(blob, { file });
    }
    for (const manifest of manifests)
        await to.writeManifest(manifest);
    await to.writeManifest(root, tag);
    return { index: root, bytes: blobs.reduce((sum, { size }) => sum + size, 0) };
}
function sentence({ name }) {
    return name.charAt(0).toUpperCase() + name.slice(1);
}


/***/ })

};
;