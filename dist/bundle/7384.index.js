"use strict";
exports.id = 7384;
exports.ids = [7384,6068];
exports.modules = {

/***/ 6068:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L1: () => (/* binding */ copyImage),
/* harmony export */   TQ: () => (/* binding */ closureOf),
/* harmony export */   tn: () => (/* binding */ manifestIn)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/* harmony import */ var _snapshot_limiter_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7048);
/* harmony import */ var _store_byte_stream_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3848);
/* harmony import */ var _store_lookup_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9799);
/* harmony import */ var _store_reference_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9088);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8512);
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
        const parsed = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .parseManifest */ .Ng)(stored);
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
    return (0,_store_lookup_js__WEBPACK_IMPORTED_MODULE_1__/* .listedManifest */ .n)(store, digest, remedy);
}
/**
 * Brings an image to `to`, under no tag yet. Blobs that a donor of the same registry has are mounted where the registry
 * does that, all others are read from `from`.
 * @throws interrupted by `signal`; store-denied, store-unreachable, store-corrupt
 */
async function copyImage({ root, manifests, blobs }, from, to, { donors = [], signal, log }) {
    const there = await (0,_store_lookup_js__WEBPACK_IMPORTED_MODULE_1__/* .findManifest */ .J)(to, root.descriptor.digest, signal);
    // A registry takes no manifest before all that it lists. A folder may have been cleaned in part.
    if (there !== undefined && to.shared)
        return { streamed: [], mounted: [], wasThere: true };
    const mount = mounter(to, donors, log, signal);
    const [streamed, mounted] = [[], []];
    const progress = log.progress(`Copy to ${to.location}`, blobs.reduce((sum, { size }) => sum + size, 0));
    await (0,_snapshot_limiter_js__WEBPACK_IMPORTED_MODULE_4__/* .limiter */ .T)(blobsAtOnce)
        .all(blobs, async (blob) => {
        if (signal.aborted)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("interrupted", "Copying was interrupted.");
        if (await mount(blob.digest)) {
            mounted.push(blob);
            progress.add(blob.size);
        }
        else {
            await to.writeBlob(blob, () => (0,_store_byte_stream_js__WEBPACK_IMPORTED_MODULE_5__/* .counted */ .hS)(from.readBlob(blob), progress), signal);
            streamed.push(blob);
        }
    })
        .finally(() => progress.end());
    for (const manifest of [...manifests, root])
        await to.writeManifest(manifest, undefined, signal);
    return { streamed, mounted, wasThere: false };
}
/** Tries to mount a blob; true where it is there then. A registry that refuses once is not asked again. */
function mounter(to, donors, log, signal) {
    const refused = new Set();
    return async (digest) => {
        const donor = donors.find((one) => one.blobs.has(digest) && isNeighbour(one.store, to) && !refused.has(one));
        if (donor === undefined || to.mountBlob === undefined)
            return false;
        try {
            const { repository } = (0,_store_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .parseLocation */ .zS)(donor.store.location);
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
    return (0,_store_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .isSameRegistry */ .mS)((0,_store_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .parseLocation */ .zS)(donor.location), (0,_store_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .parseLocation */ .zS)(to.location));
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

/***/ 7384:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   checkCiCache: () => (/* binding */ checkCiCache),
/* harmony export */   keep: () => (/* binding */ keep),
/* harmony export */   takeKept: () => (/* binding */ takeKept)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4256);
/* harmony import */ var _image_copy_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6068);
/* harmony import */ var _machine_missing_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1081);
/* harmony import */ var _stages_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4168);
/* harmony import */ var _store_digest_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2529);
/* harmony import */ var _store_lookup_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9799);
/**
 * Images that cannot be pushed, kept from job to job in the CI's cache: one entry for each key, an OCI image layout with
 * this one image in it. On a machine they are in its own store; the cache brings them there, and takes them from there.
 */








/** The name of an entry. The number is that of its format. */
const entryOf = (tag) => `treestamp-1-${tag}`;
/** @throws input-invalid where `store` names a cache that is not here */
async function checkCiCache(ports) {
    if ((await ports.entryCache()) !== undefined)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("input-invalid", "`store: actions-cache` is for jobs of GitHub Actions, and this is none.", {
        remedy: "Name a registry's repository or a folder here. In a job, the action itself has to be the step: a `run` step gets no token of the cache.",
    });
}
/** The image of a key from the CI's cache, brought to this machine's store. Undefined where it is not to be had. */
async function takeKept(ports, stages, tag) {
    const entries = await ports.entryCache();
    if (entries === undefined)
        return undefined;
    const cache = await ports.openCache();
    await cache.useImage(tag);
    return (0,_stages_js__WEBPACK_IMPORTED_MODULE_7__/* .timed */ .a)(stages, "restore", (describe) => cache.withIncoming((scratch) => ports.interruptible(async (signal) => {
        const restored = await entries.restore(entryOf(tag), scratch, signal);
        describe({ note: `${entries.name}: ${restored.state}` });
        if (restored.state === "absent")
            ports.log.info(`${sentence(entries)} has no ${tag}.`);
        if (restored.state === "unknown")
            unusable(ports, entries, tag, restored.why);
        if (restored.state !== "present")
            return undefined;
        try {
            const { index, bytes } = await cache.alone("store", () => copyTagged(ports.openStore((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(scratch, "image")), ports.localStore, tag, signal));
            describe({ bytes });
            return index;
        }
        catch (error) {
            if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .isTreestampError */ .Sh)(error, "store-corrupt", "image-invalid", "path-missing", "input-invalid"))
                throw error;
            describe({ note: `${entries.name}: damaged` });
            unusable(ports, entries, tag, (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error));
            return undefined;
        }
    })));
}
/** Keeps an image of this machine's store for later jobs. That it could not be kept is no failure: only time is lost. */
async function keep(ports, stages, tag) {
    const entries = await ports.entryCache();
    if (entries === undefined)
        return;
    const cache = await ports.openCache();
    await (0,_stages_js__WEBPACK_IMPORTED_MODULE_7__/* .timed */ .a)(stages, "keep", (describe) => cache.withIncoming((scratch) => ports.interruptible(async (signal) => {
        const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(scratch, "image");
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(folder);
        const { bytes } = await copyTagged(ports.localStore, ports.openStore(folder), tag, signal);
        const saved = await entries.save(entryOf(tag), scratch, signal);
        describe({ bytes, note: `${entries.name}: ${saved.state === "taken" ? "was there" : saved.state}` });
        if (saved.state === "saved")
            ports.log.info(`${sentence(entries)} keeps the image for later jobs.`);
        if (saved.state === "taken")
            ports.log.info(`${sentence(entries)} has the image already: another job was first.`);
        if (saved.state === "refused") {
            ports.log.warning(`${sentence(entries)} did not take the image: ${saved.why}. This job goes on with it; the next one builds it again.`);
        }
    })));
}
/** A cache may lose what it had, so what cannot be had from it is made again; but nobody is to think it was absent. */
function unusable({ log }, entries, tag, why) {
    log.warning(`Whether ${entries.name} has ${tag} is not known: ${why.replace(/\.$/, "")}. It is only a cache, so the image is built in this job.`);
}
/** Brings an image from one folder to another: by hard links, each file read once to verify it. */
async function copyTagged(from, to, tag, signal) {
    const tagged = await (0,_store_lookup_js__WEBPACK_IMPORTED_MODULE_6__/* .findManifest */ .J)(from, tag);
    if (tagged === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("store-corrupt", `${from.location} has no ${tag}.`);
    const { root, manifests, blobs } = await (0,_image_copy_js__WEBPACK_IMPORTED_MODULE_3__/* .closureOf */ .TQ)(from, tagged);
    for (const blob of blobs) {
        signal.throwIfAborted();
        const file = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(from.location, "blobs", "sha256", (0,_store_digest_js__WEBPACK_IMPORTED_MODULE_5__/* .hexOf */ .ZD)(blob.digest));
        // A link to a symbolic link would lead the store out of its folder: an archive can have any kind of file.
        if ((await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(file).catch((0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_4__/* .missing */ .L)(undefined)))?.isFile() !== true) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("store-corrupt", `${from.location} has no file of ${blob.digest}.`);
        }
        await to.writeBlob(blob, { file });
    }
    for (const manifest of manifests)
        await to.writeManifest(manifest);
    await to.writeManifest(root, tag);
    return { index: root, bytes: blobs.reduce((sum, { size }) => sum + size, 0) };
}
function sentence({ name }) {
    return name.charAt(0).toUpperCase() + name.slice(1);
}


/***/ })

};
;