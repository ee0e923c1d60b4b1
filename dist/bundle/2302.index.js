"use strict";
exports.id = 2302;
exports.ids = [2302];
exports.modules = {

/***/ 12302:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   keepRecords: () => (/* binding */ keepRecords),
/* harmony export */   recordsOf: () => (/* binding */ recordsOf)
/* harmony export */ });
/* unused harmony export recordsTag */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _oci_copy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(88080);
/* harmony import */ var _oci_lookup_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(63087);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(24460);
/**
 * An engine's records of an image: which instruction has made which layer. They stand in an image of the same layers, under a
 * tag beside the key's, from where the engine takes the layers of instructions that have not changed since. No correctness
 * depends on them, and they are not part of the index, so that two builds of one recipe give the same index.
 */




/** The tag of the records; no key has that form. */
function recordsTag(tag) {
    return `${tag}-records`;
}
/**
 * Leaves the records of the image `tag`, whose layers are in the store.
 * @param records in the engine's own layout
 * @throws interrupted; whatever else fails goes to the log
 */
async function keepRecords({ store: layout, root }, store, tag, { log, signal }) {
    if (!store.shared)
        return; // builders here have caches of their own
    try {
        const { manifests } = await (0,_oci_copy_js__WEBPACK_IMPORTED_MODULE_1__/* .closureOf */ .TQ)(layout, root);
        for (const manifest of [...manifests, root]) {
            const parsed = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .parseManifest */ .Ng)(manifest);
            if (parsed.kind === "manifest") {
                await store.writeBlob(parsed.config, () => layout.readBlob(parsed.config), signal);
            }
            await store.writeManifest(manifest, manifest === root ? recordsTag(tag) : undefined, signal);
        }
    }
    catch (error) {
        if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isTreestampError */ .Sh)(error) || error.code === "interrupted")
            throw error;
        log.debug(`The engine's records are not kept: ${error.message}`);
    }
}
/** The image that has the records of `tag`; undefined where there is none. @throws store-unreachable, store-denied */
async function recordsOf(store, tag) {
    return (await (0,_oci_lookup_js__WEBPACK_IMPORTED_MODULE_2__/* .findManifest */ .J9)(store, recordsTag(tag)))?.descriptor.digest;
}


/***/ })

};
;