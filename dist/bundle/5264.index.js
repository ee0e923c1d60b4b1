"use strict";
exports.id = 5264;
exports.ids = [5264,3857];
exports.modules = {

/***/ 8537:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IP: () => (/* binding */ writeNote),
/* harmony export */   VC: () => (/* binding */ readNote),
/* harmony export */   uq: () => (/* binding */ noteManifest)
/* harmony export */ });
/* harmony import */ var _store_byte_stream_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3848);
/* harmony import */ var _store_manifest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2836);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8512);
/** A note: a little manifest beside a key's tag that is nothing but annotations. Nothing that is right depends on one. */



/** A manifest refers to something, or some registries do not take it. Source: image-spec, "Guidance for an Empty Descriptor". */
const emptyBlob = Buffer.from("{}");
const emptyDescriptor = {
    mediaType: "application/vnd.oci.empty.v1+json",
    digest: "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
    size: 2,
};
/** The same note gives the same bytes. */
function noteManifest(artifactType, annotations) {
    const layers = [emptyDescriptor];
    const manifest = { schemaVersion: 2, mediaType: _store_manifest_js__WEBPACK_IMPORTED_MODULE_0__/* .ociManifestMediaType */ .xS, artifactType, config: emptyDescriptor, layers };
    return (0,_store_manifest_js__WEBPACK_IMPORTED_MODULE_0__/* .manifestOf */ .$V)(_store_manifest_js__WEBPACK_IMPORTED_MODULE_0__/* .ociManifestMediaType */ .xS, Buffer.from(JSON.stringify({ ...manifest, annotations })));
}
/** What a note of this type says; undefined for what is none. @throws image-invalid for what is no manifest at all */
function readNote(artifactType, stored) {
    const manifest = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .parseManifest */ .Ng)(stored);
    return manifest.kind === "manifest" && manifest.artifactType === artifactType ? manifest.annotations : undefined;
}
/** @throws store-unreachable, store-denied */
async function writeNote(store, note, tag) {
    await store.writeBlob(emptyDescriptor, () => (0,_store_byte_stream_js__WEBPACK_IMPORTED_MODULE_2__/* .streamOf */ .mA)(emptyBlob));
    await store.writeManifest(note, tag);
}


/***/ }),

/***/ 7287:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A1: () => (/* binding */ parseIndex),
/* harmony export */   H9: () => (/* binding */ makeIndex),
/* harmony export */   Tg: () => (/* binding */ forPlatform),
/* harmony export */   dE: () => (/* binding */ parseSnapshotManifest),
/* harmony export */   qX: () => (/* binding */ makeSnapshotManifest)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/* harmony import */ var _snapshot_format_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(13);
/* harmony import */ var _store_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2529);
/* harmony import */ var _store_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2836);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8512);
/**
 * What one tag names: an OCI index that lists the image for each platform and, beside each, its snapshot. Snapshots
 * carry the platform `unknown/unknown`, as BuildKit's attestations do, so that every client takes the image alone.
 */





/** A chunk table or a configuration is held in memory: a longer one is refused before it is fetched. Some 900,000 chunks. */
const maxPartBytes = 64 * 1024 * 1024;
const unknownPlatform = { os: "unknown", architecture: "unknown" };
/** The index for these images, ready to be stored. The same images give the same bytes. */
function makeIndex(images) {
    const snapshots = images.flatMap(({ image, snapshot }) => snapshot === undefined
        ? []
        : [
            {
                ...snapshot,
                artifactType: _snapshot_format_js__WEBPACK_IMPORTED_MODULE_4__/* .snapshotArtifactType */ .re,
                platform: unknownPlatform,
                annotations: { [_snapshot_format_js__WEBPACK_IMPORTED_MODULE_4__/* .snapshotOfAnnotation */ .Pr]: image.digest },
            },
        ]);
    const manifests = [...images.map(({ platform, image }) => ({ ...image, platform })), ...snapshots];
    return stored({ schemaVersion: 2, mediaType: _store_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .ociIndexMediaType */ .oQ, manifests });
}
/** Reads the index under a key's tag. @throws image-invalid */
function parseIndex(stored) {
    const index = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .parseManifest */ .Ng)(stored);
    if (index.kind !== "index") {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("image-invalid", `${stored.descriptor.digest} is one image, not an index with a snapshot.`, {
            remedy: "Something else than treestamp wrote this tag. Delete it, or keep build images in a repository of their own.",
        });
    }
    const snapshots = new Map(index.manifests
        .filter(({ annotations }) => annotations?.[_snapshot_format_js__WEBPACK_IMPORTED_MODULE_4__/* .snapshotOfAnnotation */ .Pr] !== undefined)
        .map((manifest) => [manifest.annotations[_snapshot_format_js__WEBPACK_IMPORTED_MODULE_4__/* .snapshotOfAnnotation */ .Pr], manifest]));
    return index.manifests
        .filter(({ platform }) => platform !== undefined && platform.os !== unknownPlatform.os)
        .map((image) => ({ platform: image.platform, image, snapshot: snapshots.get(image.digest) }));
}
/** What is there for this machine's platform: an image of an index, or a platform of a recipe. @throws platform-missing */
function forPlatform(images, wanted) {
    const found = images.find(({ platform }) => platform.os === wanted.os && platform.architecture === wanted.architecture);
    if (found !== undefined)
        return found;
    const there = images.map(({ platform }) => (0,_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .formatPlatform */ .Bq)(platform)).join(", ");
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("platform-missing", `The build image is made for ${there || "no platform"}, and this machine is ${(0,_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .formatPlatform */ .Bq)(wanted)}.`, { remedy: `Add ${(0,_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .formatPlatform */ .Bq)(wanted)} to the input "platforms" (this gives another key).` });
}
/** The manifest of a snapshot, ready to be stored. */
function makeSnapshotManifest(snapshot) {
    return stored({
        schemaVersion: 2,
        mediaType: _store_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .ociManifestMediaType */ .xS,
        artifactType: _snapshot_format_js__WEBPACK_IMPORTED_MODULE_4__/* .snapshotArtifactType */ .re,
        config: snapshot.config,
        layers: [snapshot.frames, snapshot.table],
        annotations: { [_snapshot_format_js__WEBPACK_IMPORTED_MODULE_4__/* .identityAnnotation */ .Ik]: snapshot.identity },
    });
}
/** Reads a snapshot's manifest. @throws snapshot-invalid */
function parseSnapshotManifest(stored) {
    const manifest = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .parseManifest */ .Ng)(stored);
    const layer = (mediaType) => manifest.layers?.find((candidate) => candidate.mediaType === mediaType);
    const frames = layer(_snapshot_format_js__WEBPACK_IMPORTED_MODULE_4__/* .framesMediaType */ .te);
    const table = layer(_snapshot_format_js__WEBPACK_IMPORTED_MODULE_4__/* .tableMediaType */ .FQ);
    const identity = manifest.annotations[_snapshot_format_js__WEBPACK_IMPORTED_MODULE_4__/* .identityAnnotation */ .Ik];
    const isWhole = frames !== undefined && table !== undefined && identity !== undefined && (0,_store_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc)(identity);
    if (manifest.kind !== "manifest" || !isWhole) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("snapshot-invalid", `${stored.descriptor.digest} is not the manifest of a snapshot.`, {
            remedy: "It may come from a newer treestamp: use the version that published it, or build again under another key.",
        });
    }
    for (const { digest, size } of [manifest.config, table]) {
        if (size <= maxPartBytes)
            continue;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("snapshot-invalid", `A snapshot's part ${digest} of ${size} bytes is too long.`, {
            remedy: "Delete the image's tag from the store, so that it is built again.",
        });
    }
    return { identity, config: manifest.config, frames, table };
}
function stored(manifest) {
    return (0,_store_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .manifestOf */ .$V)(manifest.mediaType, Buffer.from(JSON.stringify(manifest)));
}


/***/ }),

/***/ 3857:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   contextTar: () => (/* binding */ contextTar),
/* harmony export */   dockerfileText: () => (/* binding */ dockerfileText),
/* harmony export */   treesOf: () => (/* binding */ treesOf)
/* harmony export */ });
/* harmony import */ var _archive_tar_writer_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4113);
/* harmony import */ var _git_repository_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4650);
/** The build context as a tar stream, from git objects alone: the same bytes on every machine. */


/** So many files are asked for before the first half of them is read. */
const askedAhead = 128;
/**
 * The context's tar: blobs as they are (no line endings, no keywords changed), links as links, submodules as empty
 * directories.
 */
function contextTar(repository, recipe) {
    return async function* () {
        // A reader of our own: whoever takes the tar slowly holds up nobody else.
        const objects = repository.openObjects();
        try {
            yield* (0,_archive_tar_writer_js__WEBPACK_IMPORTED_MODULE_0__/* .writeTar */ .F)(archived(placesOf(repository, recipe), objects));
        }
        finally {
            await objects.close();
        }
    };
}
/** Reads the recipe's trees: git's, and those that laying in has made. */
function treesOf(repository, recipe) {
    return async (oid) => recipe.madeTrees.get(oid) ?? (await repository.readTree(oid));
}
/** The text of the recipe's Dockerfile. */
async function dockerfileText(repository, recipe) {
    return (await repository.readBlob(recipe.dockerfileOid)).toString("utf8");
}
/** Everything in the context, each directory before what is in it. */
async function* placesOf(repository, recipe) {
    const readTree = treesOf(repository, recipe);
    async function* below(entries, above) {
        for (const entry of entries) {
            const path = above + entry.name;
            const isDirectory = entry.mode === "40000";
            yield { path, isDirectory, entry };
            if (isDirectory)
                yield* below(await readTree(entry.oid), `${path}/`);
        }
    }
    yield* below(recipe.context, "");
}
/** The tar's entries; a few files are asked for ahead, so that git works while the reader does. */
async function* archived(places, objects) {
    const queue = [];
    for await (const place of places) {
        const isBlob = place.entry.mode.startsWith("1") && place.entry.mode !== "160000";
        const content = isBlob ? objects.stream(place.entry.oid) : undefined;
        content?.catch(() => { }); // heard when its turn comes; nobody listens where the reader stops early
        queue.push({ place, content });
        if (queue.length < askedAhead)
            continue;
        for (const next of queue.splice(0, askedAhead / 2))
            yield await tarEntry(next.place, next.content);
    }
    for (const { place, content } of queue)
        yield await tarEntry(place, content);
}
async function tarEntry({ path, entry }, asked) {
    if (asked === undefined)
        return { path, kind: "directory", mode: 0o755 };
    const object = await asked;
    if (object === undefined)
        throw (0,_git_repository_js__WEBPACK_IMPORTED_MODULE_1__/* .lacking */ .gP)("blob", entry.oid);
    if (entry.mode === "120000") {
        const parts = [];
        for await (const part of object.body)
            parts.push(part);
        return { path, kind: "link", mode: 0o777, target: Buffer.concat(parts).toString("latin1") };
    }
    const mode = entry.mode === "100755" ? 0o755 : 0o644;
    return { path, kind: "file", mode, size: object.size, content: object.body };
}


/***/ }),

/***/ 13:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FQ: () => (/* binding */ tableMediaType),
/* harmony export */   Ik: () => (/* binding */ identityAnnotation),
/* harmony export */   Pr: () => (/* binding */ snapshotOfAnnotation),
/* harmony export */   re: () => (/* binding */ snapshotArtifactType),
/* harmony export */   te: () => (/* binding */ framesMediaType),
/* harmony export */   zP: () => (/* binding */ maxChunkBytes)
/* harmony export */ });
const snapshotArtifactType = "application/vnd.treestamp.snapshot.v1";
const framesMediaType = "application/vnd.treestamp.snapshot.frames.v1+zstd";
const tableMediaType = "application/vnd.treestamp.snapshot.table.v1";
/** Annotation on the snapshot's descriptor in the index: digest of the image manifest that it is a snapshot of. */
const snapshotOfAnnotation = "dev.treestamp.snapshot.of";
/** Annotation on the snapshot's manifest: the identity of the plain content. */
const identityAnnotation = "dev.treestamp.snapshot.identity";
/** No chunk is longer than this once plain; a table that says otherwise is refused before anything is decompressed. */
const maxChunkBytes = 2 * 1024 * 1024;


/***/ }),

/***/ 8217:
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

/***/ 4513:
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
// EXTERNAL MODULE: ./core/image/note.js
var note = __webpack_require__(8537);
;// CONCATENATED MODULE: ./core/image/build-time.js

const artifactType = "application/vnd.treestamp.build.v1";
const secondsAnnotation = "dev.treestamp.build.seconds";
/** The note on a key's image has a tag that no key has. */
function buildTimeTag(tag) {
    return `${tag}-build`;
}
/** @param seconds from the engine's start until the image was published */
function buildTimeNote(seconds) {
    return (0,note/* noteManifest */.uq)(artifactType, { [secondsAnnotation]: seconds.toFixed(1) });
}
/** Seconds; undefined for what is no such note. @throws image-invalid for what is no manifest at all */
function parseBuildTime(stored) {
    const seconds = Number((0,note/* readNote */.VC)(artifactType, stored)?.[secondsAnnotation]);
    return seconds >= 0 && Number.isFinite(seconds) ? seconds : undefined;
}

;// CONCATENATED MODULE: ./core/verbs/build-time.js
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


/***/ })

};
;