"use strict";
exports.id = 2836;
exports.ids = [2836];
exports.modules = {

/***/ 2836:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $P: () => (/* binding */ manifestMediaTypes),
/* harmony export */   $V: () => (/* binding */ manifestOf),
/* harmony export */   c0: () => (/* binding */ mediaTypeOf),
/* harmony export */   l7: () => (/* binding */ dockerListMediaType),
/* harmony export */   ld: () => (/* binding */ checkedManifest),
/* harmony export */   oQ: () => (/* binding */ ociIndexMediaType),
/* harmony export */   rq: () => (/* binding */ maxManifestBytes),
/* harmony export */   wJ: () => (/* binding */ dockerManifestMediaType),
/* harmony export */   xS: () => (/* binding */ ociManifestMediaType)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2529);
/** Manifests as bytes: what they are, and how large they may be. */


const ociIndexMediaType = "application/vnd.oci.image.index.v1+json";
const ociManifestMediaType = "application/vnd.oci.image.manifest.v1+json";
const dockerListMediaType = "application/vnd.docker.distribution.manifest.list.v2+json";
const dockerManifestMediaType = "application/vnd.docker.distribution.manifest.v2+json";
/** All kinds of manifest that a lookup takes. */
const manifestMediaTypes = [
    ociIndexMediaType,
    ociManifestMediaType,
    dockerListMediaType,
    dockerManifestMediaType,
];
/** No manifest is read beyond this. Registries refuse more than 4 MiB, too. Bytes. */
const maxManifestBytes = 4 * 1024 * 1024;
/** A manifest made here, with its descriptor. */
function manifestOf(mediaType, body) {
    return { descriptor: { mediaType, digest: (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .sha256Of */ .Bj)(body), size: body.length }, body };
}
/**
 * The media type of a manifest by its own bytes; undefined for what is none. Old manifests may leave the field out:
 * then the list that they have (`manifests`, `layers`) tells. Source: image-spec, "mediaType" of index and manifest.
 */
function mediaTypeOf(body) {
    let value;
    try {
        value = JSON.parse(body.toString("utf8"));
    }
    catch {
        return undefined;
    }
    if (typeof value !== "object" || value === null)
        return undefined;
    const { mediaType, manifests, layers, config } = value;
    if (typeof mediaType === "string")
        return manifestMediaTypes.includes(mediaType) ? mediaType : undefined;
    if (Array.isArray(manifests))
        return ociIndexMediaType;
    return Array.isArray(layers) && typeof config === "object" ? ociManifestMediaType : undefined;
}
/**
 * Checks a manifest's bytes against what named them.
 * @param expected the digest that was asked for or that the store claims; undefined where there is none
 * @throws store-corrupt
 */
function checkedManifest(body, descriptor, expected, origin) {
    const manifest = manifestOf(descriptor.mediaType, body);
    const own = mediaTypeOf(body);
    if (expected !== undefined && manifest.descriptor.digest !== expected) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("store-corrupt", `${origin} has bytes of ${manifest.descriptor.digest}, not ${expected}.`, {
            remedy: "Try again; where it stays so, the store is damaged and the image must be pushed anew.",
        });
    }
    if (own !== descriptor.mediaType) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("store-corrupt", `${origin} is said to be ${descriptor.mediaType}, and its bytes are ${own ?? "no manifest that is known here"}.`, { remedy: "Check what was pushed under this name." });
    }
    return manifest;
}


/***/ })

};
;