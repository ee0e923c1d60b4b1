"use strict";
exports.id = 4513;
exports.ids = [4513];
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