"use strict";
exports.id = 8128;
exports.ids = [8128];
exports.modules = {

/***/ 88128:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   fetchedSnapshot: () => (/* binding */ fetchedSnapshot)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64256);
/* harmony import */ var _log_stages_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(24291);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44617);
/** Brings a published snapshot to this machine. */




/**
 * The snapshot's file on this machine: as it is here, or fetched, by us or by another process that is at it.
 * @throws snapshot-invalid if its chunk table is not what its manifest says; store-unreachable, store-denied, store-corrupt,
 * path-missing; interrupted
 */
async function fetchedSnapshot(cache, snapshot, work) {
    const here = await cache.find(snapshot.table.digest);
    if (here !== undefined) {
        checkIdentity(snapshot, here.table);
        return here;
    }
    const { log, stages, signal, interruptible } = work;
    return (0,_log_stages_js__WEBPACK_IMPORTED_MODULE_3__/* .timed */ .ay)(stages, "fetch", (describe) => {
        describe({ note: "by another process of this machine" });
        return cache.provide(snapshot.table.digest, (folder) => interruptible(async (interruption) => {
            const either = AbortSignal.any([signal, interruption]);
            const { bytes, note, ...made } = await fetchTo(folder, cache, snapshot, { log, signal: either });
            describe({ bytes, note });
            checkIdentity(snapshot, made.table);
            return made;
        }), (holder) => log.info(`Waiting for ${holder}, which fetches the same snapshot.`));
    });
}
async function fetchTo(folder, cache, snapshot, { log, signal }) {
    const image = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(folder, "image.erofs");
    const { store, frames } = snapshot;
    const [{ fetchSnapshot }, { parseChunkTable }] = await Promise.all([
        __webpack_require__.e(/* import() */ 6361).then(__webpack_require__.bind(__webpack_require__, 16361)),
        Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 55716)),
    ]);
    const table = parseChunkTable(await (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .readWhole */ .oD)(store, snapshot.table, signal));
    const reuse = await cache.list();
    const report = await fetchSnapshot({ store, frames, table, destination: image, reuse, log, signal });
    const { chunksFetched, chunksReused, bytesFetched } = report;
    return { image, table, bytes: bytesFetched, note: `${chunksFetched} of ${chunksFetched + chunksReused} chunks` };
}
function checkIdentity({ store, identity }, { identity: claimed }) {
    if (claimed === identity)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("snapshot-invalid", `${store.location} has a snapshot that is ${identity} by its manifest, and ${claimed} by its chunk table.`, { remedy: "Delete the image's tag from the store, so that it is built again." });
}


/***/ })

};
;