"use strict";
exports.id = 552;
exports.ids = [552];
exports.modules = {

/***/ 6019:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BU: () => (/* binding */ partOf),
/* harmony export */   ej: () => (/* binding */ besideManifest),
/* harmony export */   fy: () => (/* binding */ inlineBlob)
/* harmony export */ });
/* unused harmony export imageConfigMediaType */
/* harmony import */ var _store_digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2529);
/* harmony import */ var _store_manifest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2836);
/**
 * Manifests that stand beside an image and are none: snapshots and notes. They have the form of BuildKit's attestations, the
 * one that every registry is known to store and every client passes over: an image's config that says `unknown/unknown`, and
 * blobs as layers. GitLab refuses an `artifactType`, and every media type that is not on its list (gitlab.com,
 * container-registry, docs/supported-media-types.md; ocx-sh/ocx#480), so annotations say what the parts are.
 */


const imageConfigMediaType = "application/vnd.oci.image.config.v1+json";
/** Annotation on a layer: which part it is. */
const partAnnotation = "dev.treestamp.part";
/** @param parts the layers by their names, in this order. The same parts give the same bytes. */
function besideManifest(parts, annotations) {
    const layers = Object.entries(parts).map(([name, { mediaType, digest, size }]) => {
        return { mediaType, digest, size, annotations: { [partAnnotation]: name } };
    });
    const config = inlineBlob(imageConfigMediaType, {
        architecture: "unknown",
        os: "unknown",
        config: {},
        rootfs: { type: "layers", diff_ids: layers.map(({ digest }) => digest) },
    });
    const manifest = { schemaVersion: 2, mediaType: _store_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .ociManifestMediaType */ .xS, config: config.blob, layers, annotations };
    return { manifest: (0,_store_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .manifestOf */ .$V)(_store_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .ociManifestMediaType */ .xS, Buffer.from(JSON.stringify(manifest))), config };
}
/** The layer of this name; undefined where there is none. */
function partOf({ layers }, name) {
    return layers.find(({ annotations }) => annotations?.[partAnnotation] === name);
}
function inlineBlob(mediaType, value) {
    const bytes = Buffer.from(JSON.stringify(value));
    return { blob: { mediaType, digest: (0,_store_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .sha256Of */ .Bj)(bytes), size: bytes.length }, bytes };
}


/***/ }),

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
        return {
            kind: "manifest",
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
    const { mediaType, digest, size, platform, annotations } = object(value, where);
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

/***/ 7287:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A1: () => (/* binding */ parseIndex),
/* harmony export */   Gi: () => (/* binding */ isFor),
/* harmony export */   H9: () => (/* binding */ makeIndex),
/* harmony export */   Tg: () => (/* binding */ forPlatform),
/* harmony export */   dE: () => (/* binding */ parseSnapshotManifest),
/* harmony export */   qX: () => (/* binding */ makeSnapshotManifest)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/* harmony import */ var _snapshot_format_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(13);
/* harmony import */ var _store_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2529);
/* harmony import */ var _store_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2836);
/* harmony import */ var _beside_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6019);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8512);
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
                platform: unknownPlatform,
                annotations: { [_snapshot_format_js__WEBPACK_IMPORTED_MODULE_5__/* .snapshotOfAnnotation */ .Pr]: image.digest },
            },
        ]);
    const manifests = [...images.map(({ platform, image }) => ({ ...image, platform })), ...snapshots];
    const index = { schemaVersion: 2, mediaType: _store_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .ociIndexMediaType */ .oQ, manifests };
    return (0,_store_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .manifestOf */ .$V)(_store_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .ociIndexMediaType */ .oQ, Buffer.from(JSON.stringify(index)));
}
/** Reads the index under a key's tag. @throws image-invalid */
function parseIndex(stored) {
    const index = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .parseManifest */ .Ng)(stored);
    if (index.kind !== "index") {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("image-invalid", `${stored.descriptor.digest} is one image, not an index with a snapshot.`, {
            remedy: "Something else than treestamp wrote this tag. Delete it, or keep build images in a repository of their own.",
        });
    }
    const snapshots = new Map(index.manifests
        .filter(({ annotations }) => annotations?.[_snapshot_format_js__WEBPACK_IMPORTED_MODULE_5__/* .snapshotOfAnnotation */ .Pr] !== undefined)
        .map((manifest) => [manifest.annotations[_snapshot_format_js__WEBPACK_IMPORTED_MODULE_5__/* .snapshotOfAnnotation */ .Pr], manifest]));
    return index.manifests
        .filter(({ platform }) => platform !== undefined && platform.os !== unknownPlatform.os)
        .map((image) => ({ platform: image.platform, image, snapshot: snapshots.get(image.digest) }));
}
/** Whether a machine of the wanted platform can run it. */
function isFor({ platform }, wanted) {
    return platform.os === wanted.os && platform.architecture === wanted.architecture;
}
/** What is there for this machine's platform: an image of an index, or a platform of a recipe. @throws platform-missing */
function forPlatform(images, wanted) {
    const found = images.find((image) => isFor(image, wanted));
    if (found !== undefined)
        return found;
    const there = images.map(({ platform }) => (0,_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .formatPlatform */ .Bq)(platform)).join(", ");
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("platform-missing", `The build image is made for ${there || "no platform"}, and this machine is ${(0,_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .formatPlatform */ .Bq)(wanted)}.`, { remedy: `Add ${(0,_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .formatPlatform */ .Bq)(wanted)} to the input "platforms" (this gives another key).` });
}
/** The names of a snapshot's parts. The numbers are those of their formats. */
const parts = { frames: "snapshot.frames.v1", table: "snapshot.table.v1", config: "image.config" };
/** The manifest of a snapshot, ready to be stored. */
function makeSnapshotManifest({ frames, table, config, identity }) {
    const layers = { [parts.frames]: frames, [parts.table]: table, [parts.config]: config };
    return (0,_beside_js__WEBPACK_IMPORTED_MODULE_3__/* .besideManifest */ .ej)(layers, { [_snapshot_format_js__WEBPACK_IMPORTED_MODULE_5__/* .identityAnnotation */ .Ik]: identity });
}
/** Reads a snapshot's manifest. @throws snapshot-invalid */
function parseSnapshotManifest(stored) {
    const manifest = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .parseManifest */ .Ng)(stored);
    const layers = manifest.kind === "manifest" ? manifest : { layers: [] };
    const [frames, table, config] = [parts.frames, parts.table, parts.config].map((name) => (0,_beside_js__WEBPACK_IMPORTED_MODULE_3__/* .partOf */ .BU)(layers, name));
    const identity = manifest.annotations[_snapshot_format_js__WEBPACK_IMPORTED_MODULE_5__/* .identityAnnotation */ .Ik];
    if (frames === undefined || table === undefined || config === undefined || !(0,_store_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc)(identity)) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("snapshot-invalid", `${stored.descriptor.digest} is not the manifest of a snapshot.`, {
            remedy: "It may come from a newer treestamp: use the version that published it, or build again under another key.",
        });
    }
    for (const { digest, size } of [config, table]) {
        if (size <= maxPartBytes)
            continue;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("snapshot-invalid", `A snapshot's part ${digest} of ${size} bytes is too long.`, {
            remedy: "Delete the image's tag from the store, so that it is built again.",
        });
    }
    return { identity, config, frames, table };
}


/***/ }),

/***/ 5514:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   An: () => (/* binding */ watchTag),
/* harmony export */   Yq: () => (/* binding */ lostPart),
/* harmony export */   tO: () => (/* binding */ findWhole)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/* harmony import */ var _snapshot_limiter_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7048);
/* harmony import */ var _store_lookup_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9799);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8512);
/* harmony import */ var _published_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7287);
/**
 * Whether all of a published image is there. Registries keep what an index lists as versions without a tag, which clean-up
 * jobs delete; a machine that lost its power leaves files empty. Then the tag still answers, and the image is absent in part.
 */





const blobsAtOnce = 8;
/** Looks a tag up, and what its index lists. Absent, with what is lost, where a needed part is not there any more. */
async function findWhole(store, tag, need, answer = store.lookup(tag)) {
    const lookup = await answer;
    return lookup.state === "present" ? judged(store, lookup.manifest, need) : lookup;
}
function watchTag(store, tag, need) {
    let seen;
    const wholeIn = (lookup) => {
        if (lookup.state === "unknown")
            throw lookup.reason;
        return lookup.state === "present" ? lookup.manifest : undefined;
    };
    const look = async () => {
        const answer = store.lookup(tag);
        const lookup = await answer;
        if (lookup.state === "present")
            seen = lookup.manifest;
        return wholeIn(await findWhole(store, tag, need, answer));
    };
    return {
        look,
        async glance() {
            const digest = await store.peek(tag);
            if (digest === undefined)
                return undefined;
            return seen?.descriptor.digest === digest ? wholeIn(await judged(store, seen, need)) : look();
        },
    };
}
async function judged(store, index, need) {
    try {
        const lost = await lostPart(store, index, need);
        return lost === undefined ? { state: "present", manifest: index } : { state: "absent", lost };
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isTreestampError */ .Sh)(error) && error.code !== "interrupted")
            return { state: "unknown", reason: error };
        throw error;
    }
}
/**
 * What of an index's images is not in the store, as a clause; undefined where all of it is. An index that is none of ours
 * has no parts that we know of.
 * @throws store-unreachable, store-denied, store-refused: it is not known
 */
async function lostPart(store, index, need) {
    const parts = partsOf(index, need.platform);
    const there = await Promise.all(parts.map(({ descriptor }) => store.hasManifest(descriptor.digest)));
    const lost = parts.find((_, at) => !there[at]);
    if (lost !== undefined)
        return isMissing(lost.name, lost.descriptor);
    // To look for a file costs nothing.
    if (store.shared && !need.blobs)
        return undefined;
    for (const { name, descriptor } of parts) {
        const manifest = await (0,_store_lookup_js__WEBPACK_IMPORTED_MODULE_1__/* .findManifest */ .J)(store, descriptor.digest);
        if (manifest === undefined)
            return isMissing(name, descriptor);
        const parsed = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .parseManifest */ .Ng)(manifest);
        if (parsed.kind !== "manifest")
            continue;
        const blobs = [parsed.config, ...parsed.layers];
        const missing = [];
        await (0,_snapshot_limiter_js__WEBPACK_IMPORTED_MODULE_4__/* .limiter */ .T)(blobsAtOnce).all(blobs, async (blob) => {
            if (!(await hasBlob(store, blob, need.blobs === true)))
                missing.push(blob);
        });
        if (missing[0] !== undefined)
            return isMissing(`a blob of ${name}`, missing[0]);
    }
    return undefined;
}
function partsOf(index, platform) {
    const images = imagesIn(index);
    const own = platform === undefined ? [] : images.filter((image) => (0,_published_js__WEBPACK_IMPORTED_MODULE_3__/* .isFor */ .Gi)(image, platform));
    return (own.length > 0 ? own : images).flatMap(({ platform, image, snapshot }) => {
        const of = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .formatPlatform */ .Bq)(platform);
        return [
            { name: `the image for ${of}`, descriptor: image },
            ...(snapshot === undefined ? [] : [{ name: `the snapshot for ${of}`, descriptor: snapshot }]),
        ];
    });
}
function imagesIn(index) {
    try {
        return (0,_published_js__WEBPACK_IMPORTED_MODULE_3__/* .parseIndex */ .A1)(index);
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isTreestampError */ .Sh)(error, "image-invalid"))
            return [];
        throw error;
    }
}
function isMissing(name, { digest }) {
    return `${name} (${digest}) is not there any more`;
}
/** @param thorough reads a file to its end: one that is there may be empty, or zeros */
async function hasBlob(store, blob, thorough) {
    if (store.shared || !thorough)
        return store.hasBlob(blob.digest);
    try {
        for await (const _ of store.readBlob(blob))
            ;
        return true;
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isTreestampError */ .Sh)(error, "store-corrupt", "path-missing"))
            return false;
        throw error;
    }
}


/***/ }),

/***/ 4687:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ machineFault),
/* harmony export */   r: () => (/* binding */ readableFailure)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/** What the operating system has against us, in words. */

const makeRoom = "Free some space there, or name a folder on another disk (`cache-folder`, `store`, TMPDIR).";
const giveAccess = "Give yourself access to it, or name another folder.";
const checkPath = "Check the path.";
const noFolder = { why: "a part of its path is a file, not a folder", remedy: checkPath };
/** By the codes of errno(3). */
const faults = {
    ENOSPC: { why: "the disk is full", remedy: makeRoom },
    EDQUOT: { why: "your share of the disk is used up", remedy: makeRoom },
    EACCES: { why: "access is denied", remedy: giveAccess },
    EPERM: { why: "access is denied", remedy: giveAccess },
    EROFS: { why: "the file system is read-only", remedy: giveAccess },
    ENOTDIR: noFolder,
    EEXIST: noFolder, // of mkdir
    EISDIR: { why: "it is a folder, not a file", remedy: checkPath },
    ENOENT: { why: "it, or a folder above it, is not there", remedy: checkPath },
    ENAMETOOLONG: { why: "its path is too long", remedy: "Name a folder with a shorter path." },
    EMFILE: { why: "too many files are open", remedy: "Raise the limit: ulimit -n." },
    ENFILE: { why: "too many files are open on this machine", remedy: "Raise the limit: sysctl fs.file-max." },
    ENOMEM: { why: "the machine has no memory left", remedy: "Free some memory, and try again." },
    EIO: { why: "the disk fails", remedy: "See what the kernel says of the disk: dmesg." },
};
/** The words for an error of a system call; undefined for any other error. */
function machineFault(error) {
    const { code, syscall } = error;
    if (code === undefined || syscall === undefined)
        return undefined;
    if (code === "ENOENT" && syscall === "mkdir") {
        // Node's recursive mkdir says so of a file system that is read-only, too.
        return { why: "the folder above it is missing, or may not be written to", remedy: giveAccess };
    }
    return faults[code] ?? { why: (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error), remedy: "The reason is this machine's: mend it, and try again." };
}
/** An error of a system call as a failure that a user can read; anything else as it is. */
function readableFailure(error) {
    const fault = machineFault(error);
    if (fault === undefined)
        return error;
    const { path, dest, syscall } = error;
    const what = dest ?? path ?? "A file of treestamp's own";
    const message = `${what} cannot be used: ${fault.why} (${syscall}).`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("machine-failed", message, { remedy: fault.remedy, cause: error });
}


/***/ }),

/***/ 13:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ik: () => (/* binding */ identityAnnotation),
/* harmony export */   Pr: () => (/* binding */ snapshotOfAnnotation),
/* harmony export */   uY: () => (/* binding */ partMediaType),
/* harmony export */   zP: () => (/* binding */ maxChunkBytes)
/* harmony export */ });
/** The media type of frames and table. Registries that know a list of media types know this one: see core/image/beside.ts. */
const partMediaType = "application/octet-stream";
/** Annotation on the snapshot's descriptor in the index: digest of the image manifest that it is a snapshot of. */
const snapshotOfAnnotation = "dev.treestamp.snapshot.of";
/** Annotation on the snapshot's manifest: the identity of the plain content. */
const identityAnnotation = "dev.treestamp.snapshot.identity";
/** No chunk is longer than this once plain; a table that says otherwise is refused before anything is decompressed. */
const maxChunkBytes = 2 * 1024 * 1024;


/***/ }),

/***/ 7048:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ limiter)
/* harmony export */ });
function limiter(places) {
    let free = places;
    const waiting = [];
    const enter = async () => {
        if (free > 0)
            free--;
        else
            await new Promise((resolve) => waiting.push(resolve));
    };
    const leave = () => {
        const next = waiting.shift();
        if (next === undefined)
            free++;
        else
            next();
    };
    return {
        enter,
        leave,
        async all(items, body) {
            const running = new Set();
            let failure;
            for (const item of items) {
                await enter();
                if (failure !== undefined) {
                    leave();
                    break;
                }
                const task = body(item)
                    .catch((error) => {
                    failure ??= { error };
                })
                    .finally(() => {
                    leave();
                    running.delete(task);
                });
                running.add(task);
            }
            await Promise.all(running);
            if (failure !== undefined)
                throw failure.error;
        },
    };
}


/***/ }),

/***/ 231:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h1: () => (/* binding */ unboundInputs),
/* harmony export */   m0: () => (/* binding */ noAccess),
/* harmony export */   mD: () => (/* binding */ accessAt)
/* harmony export */ });
/* harmony import */ var _reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9088);
/** What a call was given for one registry: it holds at that host and at no other. */

const noAccess = { registry: undefined, login: undefined, plainHttp: false };
/** The part of the access that holds at `registry`. */
function accessAt(registry, access) {
    return registry === access.registry ? access : noAccess;
}
/** The inputs that wait for a registry's name before they can be used at `registry`; undefined where none does. */
function unboundInputs({ registry: named, login, plainHttp }, registry) {
    if (named !== undefined)
        return undefined;
    if (login !== undefined)
        return "`username` and `password`";
    return plainHttp && !(0,_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .isLoopback */ .U9)(registry) ? "`plain-http`" : undefined;
}


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

/***/ 8750:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   identify: () => (/* binding */ identify),
/* harmony export */   lookUp: () => (/* binding */ lookUp)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/* harmony import */ var _image_whole_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5514);
/* harmony import */ var _recipe_config_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(430);
/* harmony import */ var _recipe_key_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5665);
/* harmony import */ var _recipe_source_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6020);
/* harmony import */ var _stages_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(4168);
/* harmony import */ var _store_access_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(231);
/* harmony import */ var _store_entry_cache_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(9666);
/* harmony import */ var _store_reference_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9088);
/** resolve: from the files that define an environment to its key, and whether the store has it. */









/**
 * Computes the key. No store is asked; with `askAhead`, a registry is asked for the commit's key while git still compares
 * the work tree with the commit.
 */
async function identify(ports, request, repository, { askAhead = false } = {}) {
    const stages = [];
    if ((0,_store_entry_cache_js__WEBPACK_IMPORTED_MODULE_7__/* .isCiCache */ .N)(request.store))
        await (await __webpack_require__.e(/* import() */ 7384).then(__webpack_require__.bind(__webpack_require__, 7384))).checkCiCache(ports);
    const identified = ({ recipe, inputs, dirty }) => ({
        repository,
        recipe,
        key: (0,_recipe_key_js__WEBPACK_IMPORTED_MODULE_3__.keyOf)(repository.objectFormat, recipe, dirty),
        store: storeOf(ports, request, repository, inputs.image),
        writable: inputs.writable ?? [],
        keptByCi: (0,_store_entry_cache_js__WEBPACK_IMPORTED_MODULE_7__/* .isCiCache */ .N)(request.store),
        stages,
    });
    let ahead;
    const now = await (0,_stages_js__WEBPACK_IMPORTED_MODULE_8__/* .timed */ .ay)(stages, "key", async () => {
        const source = await (0,_recipe_source_js__WEBPACK_IMPORTED_MODULE_4__.readSource)(repository, {
            ref: request.ref,
            inputs: (0,_recipe_config_js__WEBPACK_IMPORTED_MODULE_2__.recipeInputsOf)(request.recipe),
            onCommitted: (committed) => {
                if (askAhead)
                    ahead = asked(identified, committed);
            },
        });
        return identified(source);
    });
    return ahead?.key.tag === now.key.tag && ahead.store.location === now.store.location ? ahead : now;
}
/** What a commit says, with the store's answer on its way. Undefined where there is nobody worth asking. */
function asked(identified, committed) {
    try {
        const expected = identified(committed);
        if (!expected.store.shared)
            return undefined;
        const answer = expected.store.lookup(expected.key.tag);
        answer.catch(() => { }); // whoever needs it will hear of it
        return { ...expected, answer };
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isTreestampError */ .Sh)(error))
            return undefined; // such as a store's name that makes no sense, and that was mended
        throw error;
    }
}
/** A folder that `treestamp.yml` names starts where the file is, so that it is the same from every folder. */
function storeOf(ports, request, { workTree }, image) {
    if ((0,_store_entry_cache_js__WEBPACK_IMPORTED_MODULE_7__/* .isCiCache */ .N)(request.store))
        return ports.localStore;
    if (request.store !== undefined)
        return ports.openStore(request.store);
    if (image === undefined)
        return ports.localStore;
    if (request.recipe.has("image"))
        return ports.openStore(image);
    checkAccess(request, image);
    return ports.openStore(image, workTree);
}
/** `treestamp.yml` may say where the image is, not who gets the password of the call. @throws input-invalid */
function checkAccess({ access }, image) {
    const registry = (0,_store_reference_js__WEBPACK_IMPORTED_MODULE_6__/* .registryOf */ .Fv)(image);
    const unbound = registry === undefined ? undefined : (0,_store_access_js__WEBPACK_IMPORTED_MODULE_5__/* .unboundInputs */ .h1)(access, registry);
    if (unbound === undefined)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `No input says which registry ${unbound} ${unbound.includes(" and ") ? "are" : "is"} for.`, {
        remedy: `Name it: registry: ${registry} (--registry on the command line). ${_recipe_config_js__WEBPACK_IMPORTED_MODULE_2__.configPath}, which has ${image}, does not decide that, because a pull request can change it.`,
    });
}
/**
 * Asks the store for the key's tag, and whether what it lists is there for this machine: an image that was cleaned in part
 * is absent. What the CI's cache has of it comes into the store by that.
 */
async function lookUp(ports, identified, need) {
    const { store, keptByCi, key, stages, answer } = identified;
    const lookup = await (0,_stages_js__WEBPACK_IMPORTED_MODULE_8__/* .timed */ .ay)(stages, "lookup", async (describe) => {
        const found = await (0,_image_whole_js__WEBPACK_IMPORTED_MODULE_1__/* .findWhole */ .tO)(store, key.tag, need ?? { platform: ports.platform }, answer);
        describe({ note: found.state === "absent" && found.lost !== undefined ? "absent in part" : found.state });
        return found;
    });
    if (lookup.state === "absent" && keptByCi && !key.dirty) {
        const { takeKept } = await __webpack_require__.e(/* import() */ 7384).then(__webpack_require__.bind(__webpack_require__, 7384));
        const manifest = await takeKept(ports, stages, key.tag);
        if (manifest !== undefined)
            return { ...identified, lookup: { state: "present", manifest } };
    }
    return { ...identified, lookup };
}


/***/ })

};
;