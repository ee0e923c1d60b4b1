"use strict";
exports.id = 4991;
exports.ids = [4991,4577,6830,8080];
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


/***/ }),

/***/ 8121:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ together)
/* harmony export */ });
/** Works that go on at the same time and end together. */
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

/***/ 4577:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  noteBuildTime: () => (/* binding */ noteBuildTime),
  recordedBuildTime: () => (/* binding */ recordedBuildTime)
});

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(4256);
// EXTERNAL MODULE: ./core/places/note.js
var note = __webpack_require__(2394);
;// CONCATENATED MODULE: ./core/places/build-time-note.js

const kind = "build.v1";
const secondsAnnotation = "dev.treestamp.build.seconds";
/** The note on a key's image has a tag that no key has. */
function buildTimeTag(tag) {
    return `${tag}-build`;
}
/** @param seconds from the engine's start until the image was published */
function buildTimeNote(seconds) {
    return (0,note/* noteManifest */.uq)(kind, { [secondsAnnotation]: seconds.toFixed(1) });
}
/** Seconds; undefined for what is no such note. @throws image-invalid for what is no manifest at all */
function parseBuildTime(stored) {
    const seconds = Number((0,note/* readNote */.VC)(kind, stored)?.[secondsAnnotation]);
    return seconds >= 0 && Number.isFinite(seconds) ? seconds : undefined;
}

;// CONCATENATED MODULE: ./core/places/build-time.js
/** What is remembered of a build's time. Nobody's work depends on it, so none of this ever fails or is waited for long. */




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

/***/ 2394:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IP: () => (/* binding */ writeNote),
/* harmony export */   VC: () => (/* binding */ readNote),
/* harmony export */   uq: () => (/* binding */ noteManifest)
/* harmony export */ });
/* harmony import */ var _oci_byte_stream_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5888);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4460);
/* harmony import */ var _beside_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1420);
/** A note: a little manifest beside a key's tag that is nothing but annotations. Nothing that is right depends on one. */



/** Annotation: what kind of note it is. */
const kindAnnotation = "dev.treestamp.note";
/** A manifest refers to something, or some registries do not take it. */
const nothing = (0,_beside_js__WEBPACK_IMPORTED_MODULE_1__/* .inlineBlob */ .fy)("application/json", {});
/** @param kind as `lease.v1`. The same note gives the same bytes. */
function noteManifest(kind, annotations) {
    return (0,_beside_js__WEBPACK_IMPORTED_MODULE_1__/* .besideManifest */ .ej)({ nothing: nothing.blob }, { [kindAnnotation]: kind, ...annotations });
}
/** What a note of this kind says; undefined for what is none. @throws image-invalid for what is no manifest at all */
function readNote(kind, stored) {
    const { annotations } = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_0__/* .parseManifest */ .Ng)(stored);
    return annotations[kindAnnotation] === kind ? annotations : undefined;
}
/** @throws store-unreachable, store-denied, store-refused */
async function writeNote(store, { manifest, config }, tag) {
    await Promise.all([nothing, config].map(({ blob, bytes }) => store.writeBlob(blob, () => (0,_oci_byte_stream_js__WEBPACK_IMPORTED_MODULE_2__/* .streamOf */ .mA)(bytes))));
    await store.writeManifest(manifest, tag);
}


/***/ }),

/***/ 3606:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ isElsewhere)
/* harmony export */ });
/** What the verbs need from outside. `core/app.ts` fills these with drivers; a verb knows none of them. */
/** Whether a store is another one than this machine's own, which then has what could not get there. */
function isElsewhere({ localStore }, store) {
    return store.location !== localStore.location;
}


/***/ })

};
;