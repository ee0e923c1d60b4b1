"use strict";
exports.id = 795;
exports.ids = [795,4577,6830];
exports.modules = {

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


/***/ }),

/***/ 795:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ensureReady: () => (/* binding */ ensureReady)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4256);
/* harmony import */ var _log_stages_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(4291);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4617);
/* harmony import */ var _oci_lookup_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3087);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4460);
/* harmony import */ var _parallel_together_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(8121);
/* harmony import */ var _places_build_time_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4577);
/* harmony import */ var _places_published_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4078);
/* harmony import */ var _ports_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(3606);
/* harmony import */ var _resolve_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8750);
/** pull: make the environment ready to run. */











/**
 * Gives the environment of what is here, building and fetching what is not there. A snapshot that this machine has had ready
 * before needs no request, because a key names one image.
 */
async function ensureReady(ports, request, repository) {
    const identifying = (0,_resolve_js__WEBPACK_IMPORTED_MODULE_7__.identify)(ports, request, repository);
    const choosing = ports.chooseSandbox(); // takes as long, and needs nothing of it
    choosing.catch(() => { }); // to be heard of below, after what is wrong with the recipe
    const identified = await identifying;
    // Before a build whose image could not be run here.
    (0,_places_published_js__WEBPACK_IMPORTED_MODULE_6__/* .forPlatform */ .Tg)(identified.recipe.platforms.map((written) => ({ platform: (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .parsePlatform */ .FL)(written) })), ports.platform);
    const [cache, choice] = await Promise.all([ports.openCache(), choosing]);
    const known = choice.kind === "mounted" ? await recall(ports, cache, identified) : undefined;
    const asRemembered = ({ environment, from, snapshot }) => {
        const sandbox = choice.open(environment, from, snapshot);
        return { ...identified, environment, from, sandbox, hit: true, state: "present" };
    };
    if (known !== undefined && !isOwedToStore(ports, known.from, identified))
        return asRemembered(known);
    const prepare = (built) => readyFrom(ports, request, { cache, choice }, built);
    const { ensureBuilt } = await Promise.all(/* import() */[__webpack_require__.e(5749), __webpack_require__.e(9838), __webpack_require__.e(1295), __webpack_require__.e(8080)]).then(__webpack_require__.bind(__webpack_require__, 1295)); // not for an environment that is ready
    // A container takes the image's layers, of which a snapshot needs none.
    const need = { platform: ports.platform, blobs: choice.kind === "container" };
    const built = await ensureBuilt(ports, request, identified, need).catch((error) => {
        if (known === undefined || !(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isTreestampError */ .Sh)(error, "store-unreachable", "store-denied", "store-refused"))
            throw error;
        ports.log.warning(`${error.message} The environment is ready on this machine, and used.`);
        return undefined;
    });
    if (built === undefined)
        return asRemembered(known);
    try {
        return await prepare(built);
    }
    catch (error) {
        if (!built.hit || !(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isTreestampError */ .Sh)(error, "path-missing", "store-corrupt"))
            throw error;
        const { answer: _, ...anew } = identified;
        const again = await ensureBuilt(ports, request, anew, { ...need, blobs: true });
        // All of it is there, and the error another one: that somebody has repaired it meanwhile is seen by what was missing.
        if (again.hit && error.code === "store-corrupt")
            throw error;
        return prepare(again);
    }
}
/** Whether an environment is this machine's alone only because it could not be pushed: it may be by now. */
function isOwedToStore(ports, from, { store, key }) {
    return !(0,_ports_js__WEBPACK_IMPORTED_MODULE_8__/* .isElsewhere */ .l)(ports, from) && (0,_ports_js__WEBPACK_IMPORTED_MODULE_8__/* .isElsewhere */ .l)(ports, store) && !key.dirty;
}
/** Fetches what an image's environment needs, and remembers it. */
async function readyFrom(ports, request, { cache, choice }, built) {
    const { from, hit, stages } = built;
    const { image, snapshot } = await publishedFor(built, ports.platform);
    // Neither needs the other: the config has come when the snapshot has.
    const [[config, buildSeconds], open] = await (0,_parallel_together_js__WEBPACK_IMPORTED_MODULE_9__/* .together */ .b)(undefined, (signal) => Promise.all([(0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .readWhole */ .oD)(from, snapshot.config, signal), hit ? (0,_places_build_time_js__WEBPACK_IMPORTED_MODULE_5__.recordedBuildTime)(from, built.key.tag) : undefined]), async (signal) => {
        if (choice.kind === "container")
            return (ready) => choice.open(ready, from);
        const kept = await cached(ports, cache, { from, snapshot }, { stages, signal });
        return (ready) => choice.open(ready, from, kept);
    });
    const environment = {
        location: from.location,
        tag: built.key.tag,
        digest: built.index.descriptor.digest,
        image,
        table: snapshot.table.digest,
        identity: snapshot.identity,
        config: config.toString("utf8"),
        buildSeconds,
    };
    const sandbox = open(environment);
    await cache.remember(environment);
    const { keepWithinLimit } = await Promise.all(/* import() */[__webpack_require__.e(5749), __webpack_require__.e(7707), __webpack_require__.e(5214)]).then(__webpack_require__.bind(__webpack_require__, 2833));
    await keepWithinLimit(ports, request.cacheSize);
    const { repository, recipe, key, store, writable, keptByCi, lookup, missed } = built;
    const identified = { repository, recipe, key, store, writable, keptByCi, stages };
    const state = lookup.state === "present" ? "present" : "absent";
    return { ...identified, environment, from, sandbox, hit, state, missed };
}
/** The environment as this machine remembers it, where its snapshot is still here. */
async function recall(ports, cache, { store, key, stages }) {
    const start = performance.now();
    for (const from of (0,_ports_js__WEBPACK_IMPORTED_MODULE_8__/* .isElsewhere */ .l)(ports, store) ? [store, ports.localStore] : [store]) {
        const environment = await cache.recall(from.location, key.tag);
        if (environment !== undefined && from === ports.localStore)
            await cache.useImage(key.tag);
        const snapshot = environment === undefined ? undefined : await cache.find(environment.table);
        if (environment === undefined || snapshot === undefined)
            continue;
        stages.push({ name: "lookup", seconds: (performance.now() - start) / 1000, note: _log_stages_js__WEBPACK_IMPORTED_MODULE_10__/* .readyHere */ .WH });
        return { environment, from, snapshot };
    }
    return undefined;
}
/** What the index says of this machine's platform, and the snapshot's own manifest. */
async function publishedFor({ from, index }, platform) {
    const published = (0,_places_published_js__WEBPACK_IMPORTED_MODULE_6__/* .forPlatform */ .Tg)((0,_places_published_js__WEBPACK_IMPORTED_MODULE_6__/* .parseIndex */ .A1)(index), platform);
    const snapshot = (0,_places_published_js__WEBPACK_IMPORTED_MODULE_6__/* .parseSnapshotManifest */ .dE)(await (0,_oci_lookup_js__WEBPACK_IMPORTED_MODULE_3__/* .listedManifest */ .n)(from, snapshotOf(published, from).digest, "The store was cleaned while the image was read: run it again."));
    return { image: published.image, snapshot };
}
/** The snapshot's file on this machine: as it is here, or fetched, by us or by another process that is at it. */
async function cached({ log, interruptible }, cache, { from, snapshot }, { stages, signal }) {
    const { identity, table: tableBlob, frames } = snapshot;
    const check = ({ identity: claimed }) => {
        if (claimed !== identity)
            throw otherIdentity(from, identity, claimed);
    };
    const here = await cache.find(tableBlob.digest);
    if (here !== undefined) {
        check(here.table);
        return here;
    }
    return (0,_log_stages_js__WEBPACK_IMPORTED_MODULE_10__/* .timed */ .ay)(stages, "fetch", async (describe) => {
        describe({ note: "by another process of this machine" });
        const fetchTo = async (folder, either) => {
            const image = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(folder, "image.erofs");
            const [{ fetchSnapshot }, { parseChunkTable }] = await Promise.all([
                __webpack_require__.e(/* import() */ 3490).then(__webpack_require__.bind(__webpack_require__, 3490)),
                __webpack_require__.e(/* import() */ 5716).then(__webpack_require__.bind(__webpack_require__, 5716)),
            ]);
            const table = parseChunkTable(await (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .readWhole */ .oD)(from, tableBlob, either));
            const reuse = await cache.list();
            const report = await fetchSnapshot({
                store: from,
                frames,
                table,
                destination: image,
                reuse,
                log,
                signal: either,
            });
            const { chunksFetched, chunksReused, bytesFetched } = report;
            describe({ bytes: bytesFetched, note: `${chunksFetched} of ${chunksFetched + chunksReused} chunks` });
            check(table);
            return { image, table };
        };
        return cache.provide(tableBlob.digest, (folder) => interruptible((interruption) => fetchTo(folder, AbortSignal.any([signal, interruption]))), (holder) => log.info(`Waiting for ${holder}, which fetches the same snapshot.`));
    });
}
function otherIdentity(from, said, claimed) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("snapshot-invalid", `${from.location} has a snapshot that is ${said} by its manifest, and ${claimed} by its chunk table.`, { remedy: "Delete the image's tag from the store, so that it is built again." });
}
function snapshotOf({ snapshot, image }, from) {
    if (snapshot !== undefined)
        return snapshot;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("snapshot-invalid", `${from.location}@${image.digest} has no snapshot beside it.`, {
        remedy: "It was pushed by something else than treestamp: keep build images in a repository of their own.",
    });
}


/***/ })

};
;