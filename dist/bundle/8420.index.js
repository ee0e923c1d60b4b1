"use strict";
exports.id = 8420;
exports.ids = [8420];
exports.modules = {

/***/ 9924:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ej: () => (/* binding */ imageThere),
/* harmony export */   I3: () => (/* binding */ checkName),
/* harmony export */   Ip: () => (/* binding */ storeOfImage),
/* harmony export */   vz: () => (/* binding */ sourceOf)
/* harmony export */ });
/* harmony import */ var _oci_copy_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8080);
/* harmony import */ var _oci_lookup_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3087);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4460);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7896);
/* harmony import */ var _places_published_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4078);





/** What to do about an image that is not there. */
const checkName = "Check the name and the digest of the image.";
/** The store that has the image. */
function storeOfImage({ openStore }, { source }) {
    return openStore(source.kind === "registry" ? source.repository : source.folder);
}
/** Where a store is, as a recipe and an engine have it: the reverse of `storeOfImage`. */
function sourceOf({ location }) {
    const isFolder = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_3__/* .parseLocation */ .zS)(location).kind === "layout";
    return isFolder ? { kind: "layout", folder: location } : { kind: "registry", repository: location };
}
/**
 * The images for these platforms. Their layers stay where they are until somebody asks for them.
 * @throws store-corrupt where the image is not there, platform-missing
 */
async function imageThere(ports, method, platforms) {
    const store = storeOfImage(ports, method);
    const root = await (0,_oci_lookup_js__WEBPACK_IMPORTED_MODULE_1__/* .listedManifest */ .n)(store, method.digest, checkName);
    const parsed = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .parseManifest */ .Ng)(root);
    if (parsed.kind === "manifest") {
        return { layout: store, images: [{ platform: (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .parsePlatform */ .FL)(platforms[0]), manifest: root }] };
    }
    const listed = parsed.manifests.flatMap(({ platform, digest }) => platform === undefined ? [] : [{ platform, digest }]);
    const images = platforms.map(async (written) => {
        const found = (0,_places_published_js__WEBPACK_IMPORTED_MODULE_4__/* .forPlatform */ .Tg)(listed, (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .parsePlatform */ .FL)(written));
        if (found === undefined)
            throw (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .noImageFor */ .UO)(written, method.digest);
        const { platform, digest } = found;
        return { platform, manifest: await (0,_oci_copy_js__WEBPACK_IMPORTED_MODULE_0__/* .manifestIn */ .tn)(store, digest) };
    });
    return { layout: store, images: await Promise.all(images) };
}


/***/ }),

/***/ 8420:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   QD: () => (/* binding */ identifyUpstream),
/* harmony export */   _s: () => (/* binding */ hasSnapshots),
/* harmony export */   ensureUpstreams: () => (/* binding */ ensureUpstreams),
/* harmony export */   fo: () => (/* binding */ requestOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/* harmony import */ var _oci_lookup_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3087);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4460);
/* harmony import */ var _places_published_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4078);
/* harmony import */ var _recipe_key_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5665);
/* harmony import */ var _build_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2610);
/* harmony import */ var _image_there_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9924);
/** What a recipe is made from is made first: each under its own key, on its own ladder, in its own turn. */







/**
 * Finds the images that a recipe is made from, or builds them. One that another job is building is waited for: so the order
 * in which jobs ask for environments costs time alone.
 * @returns them by the names that the recipe has for them
 */
async function ensureUpstreams(ports, request, identified) {
    const { recipe, store } = identified;
    // An engine takes the layers. All else takes names and attributes, and publishes the rest where it is: what a registry has lost
    // shows there at the latest, and is made again now. Files of this machine are looked for in any case.
    const need = { blobs: recipe.method.kind === "dockerfile" || store.shared };
    const images = new Map();
    for (const [name, upstream] of recipe.upstreams) {
        const own = identifyUpstream(identified, name, upstream);
        const ours = upstream.method.kind === "image" ? await withSnapshots(ports, upstream.method, upstream) : undefined;
        images.set(name, ours ?? (await (0,_build_js__WEBPACK_IMPORTED_MODULE_5__.ensureBuilt)(ports, requestOf(request, upstream), own, need)).image);
    }
    return images;
}
/** An image from elsewhere that treestamp has made: its snapshots are beside it. Undefined where it is any other. */
async function withSnapshots(ports, method, { platforms }) {
    const store = (0,_image_there_js__WEBPACK_IMPORTED_MODULE_6__/* .storeOfImage */ .Ip)(ports, method);
    const image = { store, root: await (0,_oci_lookup_js__WEBPACK_IMPORTED_MODULE_1__/* .listedManifest */ .n)(store, method.digest, _image_there_js__WEBPACK_IMPORTED_MODULE_6__/* .checkName */ .I3) };
    return hasSnapshots(image, platforms) ? image : undefined;
}
/** Whether an image has a snapshot for each of these platforms. */
function hasSnapshots({ root }, platforms) {
    try {
        const published = (0,_places_published_js__WEBPACK_IMPORTED_MODULE_3__/* .parseIndex */ .A1)(root).filter(({ snapshot }) => snapshot !== undefined);
        return platforms.every((written) => published.some((image) => (0,_places_published_js__WEBPACK_IMPORTED_MODULE_3__/* .isFor */ .Gi)(image, (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .parsePlatform */ .FL)(written))));
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isTreestampError */ .Sh)(error, "image-invalid"))
            return false; // one image, and no index
        throw error;
    }
}
/** A call's request as its upstream has it. */
function requestOf(request, { origin }) {
    return { ...request, force: false, environment: origin.environment, recipe: {} };
}
/** An upstream is dirty where it differs from the commit's itself, not where its downstream does. No file decides an image from elsewhere. */
function identifyUpstream(identified, name, recipe) {
    const { repository, key, committed, answer: _, ...rest } = identified;
    const format = repository.objectFormat;
    const before = committed?.upstreams.get(name);
    const isOurs = recipe.method.kind !== "image";
    const dirty = isOurs && key.dirty && !(0,_recipe_key_js__WEBPACK_IMPORTED_MODULE_4__.isUnchanged)(format, before, recipe);
    return {
        ...rest,
        repository,
        recipe,
        committed: before,
        writable: [],
        key: (0,_recipe_key_js__WEBPACK_IMPORTED_MODULE_4__.keyOf)(format, recipe, dirty),
        stages: [],
    };
}


/***/ })

};
;