"use strict";
exports.id = 4577;
exports.ids = [4577];
exports.modules = {

/***/ 14577:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  noteBuildTime: () => (/* binding */ noteBuildTime),
  recordedBuildTime: () => (/* binding */ recordedBuildTime)
});

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(64256);
// EXTERNAL MODULE: ./core/places/note.js
var note = __webpack_require__(52394);
;// CONCATENATED MODULE: ./core/places/build-time-note.js

const kind = "build.v1";
const secondsAnnotation = "dev.treestamp.build.seconds";
/** The tag of the note; no key has that form. */
function buildTimeTag(tag) {
    return `${tag}-build`;
}
/** @param seconds from the engine's start until the image was published */
function buildTimeNote(seconds) {
    return (0,note/* noteManifest */.uq)(kind, { [secondsAnnotation]: seconds.toFixed(1) });
}
/** Seconds; undefined if the manifest is no such note. @throws image-invalid if it is no manifest */
function parseBuildTime(stored) {
    const seconds = Number((0,note/* readNote */.VC)(kind, stored)?.[secondsAnnotation]);
    return seconds >= 0 && Number.isFinite(seconds) ? seconds : undefined;
}

;// CONCATENATED MODULE: ./core/places/build-time.js
/** Reads and writes how long a build took. Nothing depends on it, so none of this fails or takes long. */




/** A registry that does not answer in this time would cost more than it tells. Milliseconds. */
const patience = 2000;
/** Leaves a note on the image of a tag, where other machines can read it. @param seconds that building and publishing took */
async function noteBuildTime(store, tag, seconds, log) {
    if (!store.shared)
        return;
    const saySo = (why) => log.debug(`The time of the build is not recorded: ${why}`);
    await patiently(async () => {
        await (0,note/* writeNote */.IP)(store, buildTimeNote(seconds), buildTimeTag(tag));
    }, saySo);
}
/** Seconds that the image of a tag took to be built and published; undefined where that is not known. */
async function recordedBuildTime(store, tag) {
    if (!store.shared)
        return undefined;
    return patiently(async () => {
        const lookup = await store.lookup(buildTimeTag(tag));
        return lookup.state === "present" ? parseBuildTime(lookup.manifest) : undefined;
    });
}
/** What work gives in time; undefined where the store fails, or would be waited for. */
async function patiently(work, saySo = () => { }) {
    const over = new AbortController();
    const late = (0,promises_.setTimeout)(patience, undefined, { signal: over.signal }).then(() => saySo("the store does not answer."));
    try {
        return (await Promise.race([work(), late])) ?? undefined;
    }
    catch (error) {
        if (!(0,errors/* isTreestampError */.Sh)(error))
            throw error;
        saySo(error.message);
        return undefined;
    }
    finally {
        over.abort();
    }
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