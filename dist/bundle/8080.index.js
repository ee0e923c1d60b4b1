"use strict";
exports.id = 8080;
exports.ids = [8080];
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


/***/ })

};
;