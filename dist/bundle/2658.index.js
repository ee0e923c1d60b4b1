"use strict";
exports.id = 2658;
exports.ids = [2658,8121];
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

/***/ 52394:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IP: () => (/* binding */ writeNote),
/* harmony export */   VC: () => (/* binding */ readNote),
/* harmony export */   uq: () => (/* binding */ noteManifest)
/* harmony export */ });
/* harmony import */ var _oci_byte_stream_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(25888);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(24460);
/* harmony import */ var _beside_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(61420);
/** A note: a small manifest beside a key's tag that holds annotations alone. No correctness depends on one. */



/** Annotation: what kind of note it is. */
const kindAnnotation = "dev.treestamp.note";
/** Some registries refuse a manifest that refers to nothing. */
const nothing = (0,_beside_js__WEBPACK_IMPORTED_MODULE_1__/* .inlineBlob */ .fy)("application/json", {});
/** @param kind as `lease.v1`. The same note gives the same bytes. */
function noteManifest(kind, annotations) {
    return (0,_beside_js__WEBPACK_IMPORTED_MODULE_1__/* .besideManifest */ .ej)({ nothing: nothing.blob }, { [kindAnnotation]: kind, ...annotations });
}
/** The annotations of a note of this kind; undefined if it is none. @throws image-invalid if it is no manifest */
function readNote(kind, stored) {
    const { annotations } = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_0__/* .parseManifest */ .Ng)(stored);
    return annotations[kindAnnotation] === kind ? annotations : undefined;
}
/** @throws store-unreachable, store-denied, store-refused */
async function writeNote(store, { manifest, config }, tag) {
    await Promise.all([nothing, config].map(({ blob, bytes }) => store.writeBlob(blob, () => (0,_oci_byte_stream_js__WEBPACK_IMPORTED_MODULE_2__/* .streamOf */ .mA)(bytes))));
    await store.writeManifest(manifest, tag);
}


/***/ })

};
;