"use strict";
exports.id = 795;
exports.ids = [795,4513];
exports.modules = {

/***/ 8512:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bq: () => (/* binding */ formatPlatform),
/* harmony export */   FL: () => (/* binding */ parsePlatform),
/* harmony export */   Ng: () => (/* binding */ parseManifest),
/* harmony export */   Nq: () => (/* binding */ diffIdsOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/* harmony import */ var _store_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2529);
/* harmony import */ var _store_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2836);
/** Image manifests and indexes: parsed once into values, strictly, because their bytes come from outside. */



/**
 * Reads a manifest or index.
 * @throws image-invalid where it is neither, or a field that matters breaks its format
 */
function parseManifest(stored) {
    const where = stored.descriptor.digest;
    const json = object(parseJson(stored.body, where), where);
    const mediaType = text(json.mediaType) ?? stored.descriptor.mediaType;
    const annotations = strings(json.annotations);
    // Clients that go by one list or by the other would see two different images under one digest (CVE-2021-41190).
    if (json.manifests !== undefined && (json.layers !== undefined || json.config !== undefined)) {
        throw invalid(where, "is an image and an index in one");
    }
    if (mediaType === _store_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .ociIndexMediaType */ .oQ || mediaType === _store_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .dockerListMediaType */ .l7) {
        return { kind: "index", manifests: descriptors(json.manifests, where), annotations };
    }
    if (mediaType === _store_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .ociManifestMediaType */ .xS || mediaType === _store_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .dockerManifestMediaType */ .wJ) {
        const artifactType = text(json.artifactType);
        return {
            kind: "manifest",
            ...(artifactType === undefined ? {} : { artifactType }),
            config: descriptor(json.config, where),
            layers: descriptors(json.layers, where),
            annotations,
        };
    }
    throw invalid(where, `has the media type ${mediaType}, which is neither an image manifest nor an index`);
}
/**
 * The digest of each layer once unpacked, from the image's configuration. Source: image-spec, config.md, rootfs.
 * @throws image-invalid where it does not list as many as the manifest has layers
 */
function diffIdsOf(config, manifest) {
    const where = manifest.config.digest;
    const { diff_ids: ids } = object(object(parseJson(config, where), where).rootfs, where);
    if (Array.isArray(ids) && ids.length === manifest.layers.length && ids.every(_store_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc))
        return ids;
    throw invalid(where, `does not list the digests of the image's ${manifest.layers.length} layers`);
}
/** `linux/amd64`, `linux/arm64/v8`: a platform as docker writes it. */
function formatPlatform(platform) {
    return [platform.os, platform.architecture, ...(platform.variant === undefined ? [] : [platform.variant])].join("/");
}
/** Reads `OS/ARCH[/VARIANT]`. @throws input-invalid */
function parsePlatform(written) {
    const [os, architecture, variant, ...rest] = written.split("/");
    if (!os || !architecture || rest.length > 0 || variant === "") {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `"${written}" is not a platform.`, {
            remedy: "Write it as docker does: linux/amd64, linux/arm64 or linux/arm/v7.",
        });
    }
    return variant === undefined ? { os, architecture } : { os, architecture, variant };
}
function parseJson(body, where) {
    try {
        return JSON.parse(body.toString("utf8"));
    }
    catch (cause) {
        throw invalid(where, "is not JSON", cause);
    }
}
function descriptors(value, where) {
    if (!Array.isArray(value))
        throw invalid(where, "lacks its list of parts");
    return value.map((item) => descriptor(item, where));
}
function descriptor(value, where) {
    const { mediaType, digest, size, artifactType, platform, annotations } = object(value, where);
    if (!(0,_store_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc)(digest)) {
        throw invalid(where, `names a part by "${String(digest)}", which is not a sha256 digest`);
    }
    if (typeof mediaType !== "string" || !Number.isSafeInteger(size) || size < 0) {
        throw invalid(where, `describes ${digest} without a proper media type and size`);
    }
    return {
        mediaType,
        digest,
        size: size,
        ...(typeof artifactType === "string" ? { artifactType } : {}),
        ...(platform === undefined ? {} : { platform: parsePlatformObject(platform, where) }),
        ...(annotations === undefined ? {} : { annotations: strings(annotations) }),
    };
}
function parsePlatformObject(value, where) {
    const { os, architecture, variant } = object(value, where);
    if (typeof os !== "string" || typeof architecture !== "string")
        throw invalid(where, "has a platform without a name");
    return typeof variant === "string" && variant !== "" ? { os, architecture, variant } : { os, architecture };
}
function object(value, where) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
        throw invalid(where, "has something else where an object belongs");
    }
    return value;
}
function text(value) {
    return typeof value === "string" ? value : undefined;
}
function strings(value) {
    if (typeof value !== "object" || value === null)
        return {};
    return Object.fromEntries(Object.entries(value).filter((entry) => typeof entry[1] === "string"));
}
function invalid(where, what, cause) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("image-invalid", `${where} ${what}.`, { cause });
}


/***/ }),

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

/***/ 9799:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ findManifest),
/* harmony export */   n: () => (/* binding */ listedManifest)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/** What a lookup comes to for whoever can do nothing about a store that does not answer. */

/** The manifest of a tag or digest; undefined where there is none. See `Store` for `until`. @throws why that is not known */
async function findManifest(store, reference, until) {
    const lookup = await store.lookup(reference, until);
    if (lookup.state === "unknown")
        throw lookup.reason;
    return lookup.state === "present" ? lookup.manifest : undefined;
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
/* harmony import */ var _image_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8512);
/* harmony import */ var _image_published_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7287);
/* harmony import */ var _stages_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(4168);
/* harmony import */ var _store_digest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2529);
/* harmony import */ var _store_lookup_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9799);
/* harmony import */ var _together_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(8217);
/* harmony import */ var _build_time_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4513);
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
    (0,_image_published_js__WEBPACK_IMPORTED_MODULE_3__/* .forPlatform */ .Tg)(identified.recipe.platforms.map((written) => ({ platform: (0,_image_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .parsePlatform */ .FL)(written) })), ports.platform);
    const [cache, choice] = await Promise.all([ports.openCache(), choosing]);
    if (choice.kind === "mounted") {
        const known = await recall(ports, cache, identified);
        if (known !== undefined) {
            const { environment, from, snapshot } = known;
            return {
                ...identified,
                environment,
                from,
                sandbox: choice.open(environment, from, snapshot),
                hit: true,
                state: "present",
            };
        }
    }
    const { ensureBuilt } = await Promise.all(/* import() */[__webpack_require__.e(5749), __webpack_require__.e(9838), __webpack_require__.e(8174), __webpack_require__.e(6068)]).then(__webpack_require__.bind(__webpack_require__, 8174)); // not for an environment that is ready
    const built = await ensureBuilt(ports, request, identified);
    const { from, hit, stages } = built;
    const { image, snapshot } = await publishedFor(built, ports.platform);
    // Neither needs the other: the config has come when the snapshot has.
    const [[config, buildSeconds], open] = await (0,_together_js__WEBPACK_IMPORTED_MODULE_8__/* .together */ .b)(undefined, (signal) => Promise.all([(0,_store_digest_js__WEBPACK_IMPORTED_MODULE_4__/* .readWhole */ .oD)(from, snapshot.config, signal), hit ? (0,_build_time_js__WEBPACK_IMPORTED_MODULE_6__.recordedBuildTime)(from, built.key.tag) : undefined]), async (signal) => {
        if (choice.kind === "container")
            return (ready) => choice.open(ready, from);
        const kept = await cached(ports, cache, from, snapshot, stages, signal);
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
    const { keepWithinLimit } = await Promise.all(/* import() */[__webpack_require__.e(5749), __webpack_require__.e(8793), __webpack_require__.e(5214)]).then(__webpack_require__.bind(__webpack_require__, 2833));
    await keepWithinLimit(ports, request.cacheSize);
    const state = built.lookup.state === "present" ? "present" : "absent";
    return { ...identified, environment, from, sandbox, hit, state, missed: built.missed };
}
/** The environment as this machine remembers it, where its snapshot is still here. */
async function recall(ports, cache, { store, key, stages }) {
    const start = performance.now();
    for (const from of store.shared ? [store, ports.localStore] : [store]) {
        const environment = await cache.recall(from.location, key.tag);
        if (environment !== undefined && from === ports.localStore)
            await cache.useImage(key.tag);
        const snapshot = environment === undefined ? undefined : await cache.find(environment.table);
        if (environment === undefined || snapshot === undefined)
            continue;
        stages.push({ name: "lookup", seconds: (performance.now() - start) / 1000, note: "ready on this machine" });
        return { environment, from, snapshot };
    }
    return undefined;
}
/** What the index says of this machine's platform, and the snapshot's own manifest. */
async function publishedFor({ from, index }, platform) {
    const published = (0,_image_published_js__WEBPACK_IMPORTED_MODULE_3__/* .forPlatform */ .Tg)((0,_image_published_js__WEBPACK_IMPORTED_MODULE_3__/* .parseIndex */ .A1)(index), platform);
    const snapshot = (0,_image_published_js__WEBPACK_IMPORTED_MODULE_3__/* .parseSnapshotManifest */ .dE)(await (0,_store_lookup_js__WEBPACK_IMPORTED_MODULE_5__/* .listedManifest */ .n)(from, snapshotOf(published, from).digest, "The store was cleaned in part: delete the tag, so that it is built again."));
    return { image: published.image, snapshot };
}
/** The snapshot's file on this machine: as it is here, or fetched, by us or by another process that is at it. */
async function cached({ log, interruptible }, cache, from, { identity, table: tableBlob, frames }, stages, signal) {
    const check = ({ identity: claimed }) => {
        if (claimed !== identity)
            throw otherIdentity(from, identity, claimed);
    };
    const here = await cache.find(tableBlob.digest);
    if (here !== undefined) {
        check(here.table);
        return here;
    }
    return (0,_stages_js__WEBPACK_IMPORTED_MODULE_9__/* .timed */ .a)(stages, "fetch", async (describe) => {
        describe({ note: "by another process of this machine" });
        const fetchTo = async (folder, either) => {
            const image = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(folder, "image.erofs");
            const [{ fetchSnapshot }, { parseChunkTable }] = await Promise.all([
                __webpack_require__.e(/* import() */ 3490).then(__webpack_require__.bind(__webpack_require__, 3490)),
                __webpack_require__.e(/* import() */ 5716).then(__webpack_require__.bind(__webpack_require__, 5716)),
            ]);
            const table = parseChunkTable(await (0,_store_digest_js__WEBPACK_IMPORTED_MODULE_4__/* .readWhole */ .oD)(from, tableBlob, either));
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