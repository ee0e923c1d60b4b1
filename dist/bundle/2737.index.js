"use strict";
exports.id = 2737;
exports.ids = [2737,8121,3097];
exports.modules = {

/***/ 8121:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ allEnded),
/* harmony export */   b: () => (/* binding */ together)
/* harmony export */ });
/** Works that go on at the same time and end together. */
/** Waits until all have ended. @throws the failure of the first, in their order, that failed */
async function allEnded(works) {
    for (const outcome of await Promise.allSettled(works)) {
        if (outcome.status === "rejected")
            throw outcome.reason;
    }
}
/**
 * Does two works at the same time. The first that fails ends the other one by its signal; that failure is thrown once both
 * have ended, so that nothing goes on behind the caller's back.
 * @param signal ends both
 */
async function together(signal, one, other) {
    const stop = new AbortController();
    const either = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
    let failure;
    const watched = async (work) => {
        try {
            return await work(either);
        }
        catch (error) {
            failure ??= { error };
            stop.abort(error);
            throw error;
        }
    };
    const [first, second] = await Promise.allSettled([watched(one), watched(other)]);
    if (first.status === "fulfilled" && second.status === "fulfilled")
        return [first.value, second.value];
    throw failure.error;
}


/***/ }),

/***/ 43097:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   packImages: () => (/* binding */ packImages),
/* harmony export */   relativesFor: () => (/* binding */ relativesFor)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _log_amounts_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(89155);
/* harmony import */ var _log_stages_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(24291);
/* harmony import */ var _oci_byte_stream_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(25888);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44617);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(24460);
/* harmony import */ var _places_publication_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(30266);
/* harmony import */ var _places_published_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(44078);
/* harmony import */ var _snapshot_high_owners_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(5603);
/* harmony import */ var _snapshot_onto_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(83978);
/* harmony import */ var _snapshot_pack_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(34024);
/* harmony import */ var _ancestor_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(22523);
/** Packs the snapshots of what was made, beside those of the nearest ancestor. */













/** The ancestor's snapshots, if they are in the store where the new ones go: only there are their frames of use. */
async function relativesFor(ports, { location }, ancestor, { recipe, signal }) {
    if (ancestor?.image.store.location !== location)
        return new Map();
    const read = recipe.platforms.map(async (written) => {
        const platform = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .parsePlatform */ .FL)(written);
        const relative = await (0,_ancestor_js__WEBPACK_IMPORTED_MODULE_8__/* .relativeIn */ .i$)(ports, ancestor.image, platform, signal);
        return relative === undefined ? [] : [[(0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .formatPlatform */ .Bq)(platform), relative]];
    });
    return new Map((await Promise.all(read)).flat());
}
/**
 * Packs the snapshots of images; this machine's own is kept, ready to be mounted.
 * @throws interrupted by the work's signal
 */
async function packImages(ports, packing, work) {
    const { made, identified, relatives } = packing;
    const { stages, store, key } = identified;
    const images = await (0,_log_stages_js__WEBPACK_IMPORTED_MODULE_9__/* .timed */ .ay)(stages, "pack", async (describe) => {
        const packed = [];
        for (const image of made.images) {
            const scratch = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(work.scratch, "pack-"));
            const beside = relatives.get((0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .formatPlatform */ .Bq)(image.platform));
            const snapshot = await pack(ports, made.layout, { ...image, beside }, { ...work, scratch });
            packed.push({ ...image, snapshot });
            const isForOthers = store.shared && !key.dirty; // only an engine that pulls the image minds high owners
            if (isForOthers && snapshot.highOwners !== undefined)
                ports.log.warning((0,_snapshot_high_owners_js__WEBPACK_IMPORTED_MODULE_10__/* .highOwnersWarning */ .J)(snapshot.highOwners));
        }
        const total = (what) => packed.reduce((sum, { snapshot }) => sum + what(snapshot), 0);
        const kept = total(({ below }) => below.reduce((sum, { blob }) => sum + blob.size, 0));
        const note = `${total(({ files }) => files)} files${kept === 0 ? "" : `; ${(0,_log_amounts_js__WEBPACK_IMPORTED_MODULE_11__/* .formatBytes */ .z3)(kept)} of frames are there`}`;
        describe({ bytes: total(({ frames }) => frames.size), note });
        return packed;
    });
    await keepSnapshot(ports, images);
    const publication = (0,_places_publication_js__WEBPACK_IMPORTED_MODULE_4__/* .makePublication */ .fc)(images, made.layout, made.donors);
    const beside = relatives.values().next().value;
    const blobs = images.flatMap(({ snapshot }) => (snapshot.isWhole ? snapshot.below.map(({ blob }) => blob) : []));
    if (beside === undefined || blobs.length === 0)
        return publication;
    const whole = () => packImages(ports, { ...packing, relatives: new Map() }, work);
    return { ...publication, kept: { location: beside.store.location, blobs, whole } };
}
/** Packs an image's snapshot: onto that of its lower layers, or whole, where there is none or that is not worthwhile. */
async function pack(ports, layout, { onto, manifest: stored, beside }, { scratch: folder, signal }) {
    const manifest = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .parseImage */ .zZ)(stored);
    const diffIds = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .diffIdsOf */ .Nq)(await (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .readWhole */ .oD)(layout, manifest.config), manifest);
    const relatives = beside === undefined ? [] : [beside];
    const packFrom = (lowest, base) => {
        const sizes = manifest.layers.slice(lowest).map(({ size }) => size);
        const progress = ports.log.progress("Pack", sizes.reduce((sum, size) => sum + size, 0));
        const layers = manifest.layers.map((descriptor, position) => ({
            descriptor,
            diffId: diffIds[position],
            open: () => (0,_oci_byte_stream_js__WEBPACK_IMPORTED_MODULE_12__/* .counted */ .hS)(layout.readBlob(descriptor), progress),
        }));
        const request = { layers: layers.slice(lowest), onto: base, relatives, folder, log: ports.log, signal };
        return (0,_snapshot_pack_js__WEBPACK_IMPORTED_MODULE_7__/* .packSnapshot */ .cp)(request).finally(() => progress.end());
    };
    if (onto === undefined)
        return packFrom(0);
    return packFrom(onto.layers, onto.base).catch((error) => {
        if (!(error instanceof _snapshot_onto_js__WEBPACK_IMPORTED_MODULE_6__/* .NotOnto */ .EA))
            throw error;
        ports.log.debug(`The snapshot is packed whole. ${error.message}`);
        return packFrom(0);
    });
}
/** What was packed for this machine's platform need not be fetched: the mountable file moves to the cache. */
async function keepSnapshot(ports, images) {
    const own = images.find((image) => (0,_places_published_js__WEBPACK_IMPORTED_MODULE_5__/* .isFor */ .Gi)(image, ports.platform));
    if (!own?.snapshot.isWhole)
        return; // then its base's content comes from the base's snapshot
    const { table, rawFile, chunkTable } = own.snapshot;
    await (await ports.openCache()).provide(table.digest, async () => ({ image: rawFile, table: chunkTable }));
}


/***/ })

};
;