"use strict";
exports.id = 4429;
exports.ids = [4429];
exports.modules = {

/***/ 63087:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J9: () => (/* binding */ findManifest),
/* harmony export */   Ld: () => (/* binding */ hasBlobs),
/* harmony export */   nx: () => (/* binding */ listedManifest)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/** Lookups for callers that treat `unknown` as an error. */

/** The manifest of a tag or digest; undefined where there is none. See `Store` for `until`. @throws why that is not known */
async function findManifest(store, reference, until) {
    const lookup = await store.lookup(reference, until);
    if (lookup.state === "unknown")
        throw lookup.reason;
    return lookup.state === "present" ? lookup.manifest : undefined;
}
/** Whether a store has all of these, asked at the same time. @throws why that is not known */
async function hasBlobs(store, blobs) {
    const there = await Promise.all(blobs.map(({ digest }) => store.hasBlob(digest)));
    return !there.includes(false);
}
/**
 * A manifest that another one lists.
 * @param remedy what to do where it is not there
 * @throws store-corrupt where it is not there
 */
async function listedManifest(store, digest, remedy) {
    const manifest = await findManifest(store, digest);
    if (manifest !== undefined)
        return manifest;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("store-corrupt", `${store.location} lists the manifest ${digest} and does not hold it.`, {
        remedy,
    });
}


/***/ }),

/***/ 74429:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   namedImage: () => (/* binding */ namedImage)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _oci_lookup_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(63087);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(67896);
/** An image that is there already, by its name. */



/**
 * Finds the image that an input names: by tag or digest, or the one image of a folder.
 * @param input the input's name, for messages
 * @param workingFolder where a relative folder starts
 * @throws path-missing, input-invalid; why the store does not say whether it is there
 */
async function namedImage(ports, input, reference, workingFolder) {
    const { location, name } = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .parseReference */ .F2)(reference);
    const store = ports.openStore(location, workingFolder);
    if (name === undefined)
        return ports.openLayout(store.location);
    const root = await (0,_oci_lookup_js__WEBPACK_IMPORTED_MODULE_1__/* .findManifest */ .J9)(store, name);
    if (root !== undefined)
        return { store, root };
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("path-missing", `\`${input}\`: ${store.location} has no ${name}.`, {
        remedy: "Check the name; the step that makes it has to run first.",
    });
}


/***/ })

};
;