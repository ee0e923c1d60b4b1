"use strict";
exports.id = 1349;
exports.ids = [1349];
exports.modules = {

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

/***/ 71349:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   rebuild: () => (/* binding */ rebuild)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _cache_verify_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(25561);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(44617);
/* harmony import */ var _oci_lookup_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(63087);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(24460);
/* harmony import */ var _places_published_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(44078);
/** Builds an image again, without anything that earlier builds have left, and compares it with the one that is there. */







/** A layer lists no more files than this: the count says how many there are. */
const maxListed = 200;
const remedy = "Part of the image is gone: build it again.";
/** @returns how it came out, by platform: those of either image */
async function rebuild(ports, request, identified, { store, root }) {
    const [cache, { makeImages }, { packImages }, { ensureUpstreams }] = await Promise.all([
        ports.openCache(),
        Promise.all(/* import() */[__webpack_require__.e(5749), __webpack_require__.e(574), __webpack_require__.e(57), __webpack_require__.e(6426)]).then(__webpack_require__.bind(__webpack_require__, 36426)),
        Promise.all(/* import() */[__webpack_require__.e(214), __webpack_require__.e(5749), __webpack_require__.e(2523), __webpack_require__.e(2818), __webpack_require__.e(4024), __webpack_require__.e(2737)]).then(__webpack_require__.bind(__webpack_require__, 43097)),
        Promise.all(/* import() */[__webpack_require__.e(2523), __webpack_require__.e(6855), __webpack_require__.e(1965)]).then(__webpack_require__.bind(__webpack_require__, 68420)),
    ]);
    const upstreams = await ensureUpstreams(ports, request, identified);
    return ports.interruptible((signal) => cache.withIncoming(async (scratch) => {
        const work = { scratch, signal };
        const makeable = { ...identified, upstreams, below: undefined };
        const made = await makeImages(ports, { ...request, force: true }, makeable, work);
        const publication = await packImages(ports, { made, identified, relatives: new Map() }, work);
        const [there, now] = [byPlatform(root), byPlatform(publication.index)];
        const compared = [];
        for (const platform of new Set([...there.keys(), ...now.keys()])) {
            const [before, after] = [there.get(platform), now.get(platform)];
            if (before === undefined || after === undefined) {
                compared.push({ platform, image: "unmatched", snapshot: "differs", layers: [] });
                continue;
            }
            const isSameImage = before.image.digest === after.image.digest;
            const isSameSnapshot = await holds(ports, [store, before], expectedOf(publication, after), work);
            const layers = isSameImage ? [] : await layersThatDiffer([store, before], [made.layout, after], signal);
            compared.push({
                platform,
                image: isSameImage ? "same" : "differs",
                snapshot: isSameSnapshot ? "same" : "differs",
                layers,
            });
        }
        return compared;
    }));
}
function byPlatform(index) {
    return new Map((0,_places_published_js__WEBPACK_IMPORTED_MODULE_6__/* .parseIndex */ .A1)(index).map((image) => [(0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .formatPlatform */ .Bq)(image.platform), image]));
}
function expectedOf({ manifests }, { snapshot }) {
    return (0,_places_published_js__WEBPACK_IMPORTED_MODULE_6__/* .parseSnapshotManifest */ .dE)(manifests.find(({ descriptor }) => descriptor.digest === snapshot?.digest));
}
/**
 * Whether the snapshot that is there holds this content. It is fetched whole and read: that its table says so is not enough, because
 * anybody who may push can write one.
 */
async function holds({ log }, [store, { snapshot }], expected, { scratch, signal }) {
    if (snapshot === undefined)
        return false;
    const { identity, config, table: stored, frames, } = (0,_places_published_js__WEBPACK_IMPORTED_MODULE_6__/* .parseSnapshotManifest */ .dE)(await (0,_oci_lookup_js__WEBPACK_IMPORTED_MODULE_4__/* .listedManifest */ .nx)(store, snapshot.digest, remedy));
    if (identity !== expected.identity || config.digest !== expected.config.digest)
        return false;
    const [{ fetchSnapshot }, { parseChunkTable }] = await Promise.all([
        __webpack_require__.e(/* import() */ 6361).then(__webpack_require__.bind(__webpack_require__, 16361)),
        Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 55716)),
    ]);
    const table = parseChunkTable(await (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .readWhole */ .oD)(store, stored, signal));
    if (table.identity !== identity)
        return false;
    const destination = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(scratch, "there-")), "image.erofs");
    await fetchSnapshot({ store, frames, table, destination, reuse: [], log, signal });
    const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.open)(destination);
    return (0,_cache_verify_js__WEBPACK_IMPORTED_MODULE_2__/* .holdsChunks */ .t)(file, table).finally(() => file.close());
}
/** Layers by their place: those of the image that is there, and those that were built now. */
async function layersThatDiffer(there, now, signal) {
    const { layerDifferences } = await Promise.all(/* import() */[__webpack_require__.e(214), __webpack_require__.e(6892)]).then(__webpack_require__.bind(__webpack_require__, 96892));
    const [before, after] = await Promise.all([layersIn(...there), layersIn(...now)]);
    const compared = [];
    for (let at = 0; at < Math.max(before.length, after.length); at++) {
        const [first, second] = [before[at], after[at]];
        if (first?.descriptor.digest === second?.descriptor.digest)
            continue;
        const isOnlyCompressed = first?.diffId === second?.diffId;
        const all = isOnlyCompressed ? [] : await layerDifferences(first, second, signal);
        compared.push({ layer: at + 1, files: all.length, differences: all.slice(0, maxListed), isOnlyCompressed });
    }
    return compared;
}
async function layersIn(store, { image }) {
    const manifest = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .parseImage */ .zZ)(await (0,_oci_lookup_js__WEBPACK_IMPORTED_MODULE_4__/* .listedManifest */ .nx)(store, image.digest, remedy));
    const diffIds = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .diffIdsOf */ .Nq)(await (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .readWhole */ .oD)(store, manifest.config), manifest);
    return manifest.layers.map((descriptor, at) => ({
        descriptor,
        diffId: diffIds[at],
        open: () => store.readBlob(descriptor),
    }));
}


/***/ })

};
;