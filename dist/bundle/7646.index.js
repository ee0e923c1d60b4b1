"use strict";
exports.id = 7646;
exports.ids = [7646];
exports.modules = {

/***/ 3920:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ rewriteTar)
/* harmony export */ });
/* harmony import */ var _byte_input_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1451);
/* harmony import */ var _tar_header_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8211);
/* harmony import */ var _tar_walk_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3);
/** Tar archives on their way from one program to another, changed in a few headers and otherwise byte for byte the same. */



/** The longest piece that is handed on. Bytes. */
const pieceBytes = 1 << 20;
/**
 * Gives the archive on. Pieces are valid until the next one is asked for.
 * @param change changes an entry's headers; where it returns false, the entry is left out
 * @throws image-invalid where the archive is truncated or breaks its format
 */
async function* rewriteTar(archive, change) {
    const input = (0,_byte_input_js__WEBPACK_IMPORTED_MODULE_2__/* .byteInput */ .j)(archive);
    try {
        for (;;) {
            const extensions = [];
            const raw = await (0,_tar_walk_js__WEBPACK_IMPORTED_MODULE_1__/* .nextEntry */ .oP)(input, extensions);
            if (typeof raw === "string") {
                for (const { block, data } of extensions)
                    yield* [block, data]; // global ones, of entries that never came
                if (raw === "end marker")
                    yield Buffer.alloc(_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .blockBytes */ .VE);
                break;
            }
            const entry = { ...raw, block: Buffer.from(raw.block), extensions };
            const stays = change(entry);
            if (stays) {
                for (const { block, data } of extensions)
                    yield* [block, data];
                yield entry.block;
            }
            for await (const block of (0,_tar_walk_js__WEBPACK_IMPORTED_MODULE_1__/* .sparseMapBlocks */ .bc)(input, entry))
                if (stays)
                    yield block;
            for (let left = entry.stored + (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .padding */ .Ms)(entry.stored); left > 0;) {
                const piece = await (0,_tar_walk_js__WEBPACK_IMPORTED_MODULE_1__/* .nextPiece */ .Ov)(input, Math.min(left, pieceBytes));
                left -= piece.length;
                if (stays)
                    yield piece;
            }
        }
        while (await input.more())
            yield input.available(pieceBytes);
    }
    finally {
        await input.close();
    }
}


/***/ }),

/***/ 8080:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bs: () => (/* binding */ mounter),
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
/** An index in an index is allowed; nobody is known to nest deeper. */
const maxDepth = 4;
const remedy = "Only part of the image is there: push or copy it there again.";
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
/** Tries to mount a blob; true if that worked. A registry that refuses once is not asked again. */
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

/***/ 2360:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  V: () => (/* binding */ layoutFromArchive)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: ./core/archive/tar-header.js
var tar_header = __webpack_require__(8211);
// EXTERNAL MODULE: ./core/archive/tar-rewrite.js
var tar_rewrite = __webpack_require__(3920);
;// CONCATENATED MODULE: ./core/archive/clamp-times.js
/**
 * A layer with no time after a given one, otherwise byte for byte the same: what BuildKit's `rewrite-timestamp` does,
 * for an engine that cannot. Only digits are replaced by as many digits, so that no length changes.
 */


/**
 * Gives the tar archive `layer` on, with every modification, access and change time that is later than `epoch` set to it.
 * @param epoch seconds since 1970
 * @throws image-invalid where the archive is truncated or breaks its format
 */
function clampTimes(layer, epoch) {
    return (0,tar_rewrite/* rewriteTar */.u)(layer, (entry) => {
        for (const extension of entry.extensions) {
            clampHeader(extension, epoch);
            if ("xXg".includes(extension.header.typeFlag))
                clampRecords(extension, epoch);
        }
        clampHeader(entry, epoch);
        return true;
    });
}
function clampHeader({ header, block }, epoch) {
    if (header.mtime <= epoch)
        return;
    (0,tar_header/* setNumber */._t)(block, "mtime", epoch);
    (0,tar_header/* setChecksum */.SA)(block);
}
/** Writes over the digits of times in PAX records. */
function clampRecords({ header, data }, epoch) {
    for (const [key, value, at] of (0,tar_header/* parsePaxRecords */.vZ)(data.subarray(0, header.size))) {
        if (!["mtime", "atime", "ctime"].includes(key) || !(Number(value) > epoch))
            continue;
        const [seconds = "", fraction] = value.split(".");
        const clamped = String(epoch).padStart(seconds.length, "0");
        data.write(fraction === undefined ? clamped : `${clamped}.${"0".repeat(fraction.length)}`, at, "latin1");
    }
}

// EXTERNAL MODULE: ./core/archive/tar-reader.js
var tar_reader = __webpack_require__(8309);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(4256);
// EXTERNAL MODULE: ./core/oci/image-config.js
var image_config = __webpack_require__(4651);
// EXTERNAL MODULE: ./core/oci/layout/new-layout.js + 1 modules
var new_layout = __webpack_require__(5130);
// EXTERNAL MODULE: ./core/oci/docker-archive/write.js
var write = __webpack_require__(9682);
;// CONCATENATED MODULE: ./core/oci/docker-archive/read.js
/**
 * The archive that `docker image save` writes: what `docker image load` reads (see write.ts), for stores that give no OCI
 * layout.
 */








/** JSON in the archive is held in memory: more than this is refused. Bytes. */
const maxJson = 16 << 20;
/**
 * Fills the empty folder `output` with the OCI layout of the one image in an archive of `docker image save`, in one pass:
 * layers are compressed, and no time in them is later than `epoch` (seconds since 1970), but for those of the bases,
 * which stay as they are, as BuildKit's own exporter leaves them.
 * @param baseLayers digests of the uncompressed layers of the bases
 * @throws image-invalid
 */
async function layoutFromArchive(archive, epoch, baseLayers, output) {
    await (0,new_layout/* beginLayout */.I5)(output);
    const layers = new Map();
    const texts = new Map();
    const links = new Map(); // old versions of docker save an equal layer as a link to the first
    await (0,tar_reader/* readTar */.sB)(archive, (entry) => {
        if (entry.type === "symlink")
            links.set(entry.name, external_node_path_.posix.join(external_node_path_.posix.dirname(entry.name), entry.linkName));
        if (entry.type !== "file")
            return undefined;
        return whenSniffed((start) => isTar(start)
            ? layerSink((tar) => (0,new_layout/* addLayer */.VE)(output, baseLayers.has(digestIn(entry.name)) ? tar : clampTimes(tar, epoch)), (layer) => layers.set(entry.name, layer))
            : textSink(entry.name, (text) => texts.set(entry.name, text)));
    });
    const list = jsonIn(texts, write/* listPath */.Kx);
    if (!Array.isArray(list))
        throw invalid(`a ${write/* listPath */.Kx} that lists no images`);
    if (list.length !== 1)
        throw invalid(`${list.length} images instead of one`);
    const [image] = list;
    if (!isImage(image))
        throw invalid(`a ${write/* listPath */.Kx} that does not name the parts of its image`);
    const config = jsonIn(texts, image.Config);
    if (!(0,image_config/* isObject */.Gv)(config))
        throw invalid(`a configuration that is not an object, ${image.Config}`);
    const ordered = image.Layers.map((name) => layers.get(name) ?? layers.get(links.get(name) ?? "") ?? missing(name));
    await (0,new_layout/* finishLayout */.W2)(output, await (0,new_layout/* addImage */.hk)(output, config, ordered));
}
/** The digest in a layer's name, as docker 25 and newer write it; older ones do not tell which layers are the base's. */
function digestIn(name) {
    return name.replace(/^blobs\/sha256\//, "sha256:");
}
/** A tar header has "ustar" at byte 257; an empty layer is zeros alone; JSON is neither. */
function isTar(start) {
    return start[0] === 0 || start.toString("latin1", 257, 262) === "ustar";
}
/** Waits for the first 512 bytes of a file, or its end, before it decides where the file goes. */
function whenSniffed(choose) {
    let start = Buffer.alloc(0);
    let sink;
    return {
        write(bytes) {
            if (sink !== undefined)
                return sink.write(bytes);
            start = Buffer.concat([start, bytes]);
            if (start.length < 512)
                return;
            sink = choose(start);
            return sink.write(start);
        },
        async end() {
            if (sink === undefined) {
                sink = choose(start);
                await sink.write(start);
            }
            await sink.end();
        },
    };
}
function textSink(name, done) {
    const parts = [];
    let size = 0;
    return {
        write(bytes) {
            size += bytes.length;
            if (size > maxJson)
                throw invalid(`the file ${name} that is not a layer, and too large for JSON`);
            parts.push(Buffer.from(bytes)); // a copy: the bytes are ours for this call only
        },
        end: () => done(Buffer.concat(parts)),
    };
}
/** Takes a layer's bytes, and gives them as a stream to `add`. */
function layerSink(add, done) {
    const entrance = new external_node_stream_.PassThrough({ highWaterMark: 4 << 20 });
    const finished = add(entrance);
    finished.catch(() => { }); // told by `write` or `end`
    return {
        async write(bytes) {
            // A copy: the pipeline reads them after this call.
            if (entrance.write(Buffer.from(bytes)))
                return;
            await Promise.race([new Promise((resolve) => entrance.once("drain", resolve)), finished]);
        },
        async end() {
            entrance.end();
            done(await finished);
        },
    };
}
function jsonIn(texts, name) {
    const text = texts.get(name) ?? missing(name);
    try {
        return JSON.parse(text.toString("utf8"));
    }
    catch {
        throw invalid(`a ${name} that is not JSON`);
    }
}
function isImage(value) {
    if (!(0,image_config/* isObject */.Gv)(value) || typeof value.Config !== "string" || !Array.isArray(value.Layers))
        return false;
    return value.Layers.every((name) => typeof name === "string");
}
function missing(name) {
    throw invalid(`no ${name}`);
}
function invalid(what) {
    return new errors/* TreestampError */.ks("image-invalid", `The archive that docker saved has ${what}.`, {
        remedy: "Update docker, or turn on its containerd image store.",
    });
}


/***/ }),

/***/ 9682:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HH: () => (/* binding */ dockerArchive),
/* harmony export */   Kx: () => (/* binding */ listPath),
/* harmony export */   x4: () => (/* binding */ archiveOfBase),
/* harmony export */   zd: () => (/* binding */ imageFor)
/* harmony export */ });
/* harmony import */ var _archive_tar_writer_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4113);
/* harmony import */ var _byte_stream_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5888);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4617);
/* harmony import */ var _layout_store_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5209);
/* harmony import */ var _lookup_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3087);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4460);
/**
 * The archive that `docker image load` reads: a tar with `manifest.json`, which names the configuration and the layers (in
 * order) by their paths in it. All versions of docker speak it, also with the classic store, which takes no OCI layout.
 * Source: moby, image/spec/spec.md.
 */






/** The file that lists the images of an archive. */
const listPath = "manifest.json";
/**
 * An image as an archive.
 * @param from has its layers
 * @param name the tag that it will have in docker
 */
async function* dockerArchive({ config, layers }, from, name) {
    const path = ({ digest }) => `blobs/sha256/${(0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .hexOf */ .ZD)(digest)}`;
    const list = Buffer.from(JSON.stringify([{ Config: "config.json", RepoTags: [name], Layers: layers.map(path) }]));
    const entries = async function* () {
        const entry = (entryPath, size) => ({ path: entryPath, kind: "file", mode: 0o644, size });
        yield { ...entry(listPath, list.length), content: (0,_byte_stream_js__WEBPACK_IMPORTED_MODULE_5__/* .streamOf */ .mA)(list) };
        yield { ...entry("config.json", config.size), content: config.content };
        for (const blob of new Map(layers.map((layer) => [layer.digest, layer])).values()) {
            yield { ...entry(path(blob), blob.size), content: from.readBlob(blob) };
        }
    };
    yield* (0,_archive_tar_writer_js__WEBPACK_IMPORTED_MODULE_0__/* .writeTar */ .F)(entries());
}
/**
 * A base image of the layout `folder` as an archive.
 * @param platform the one to take, where the image is an index
 * @param name the tag that it will have in docker
 * @throws path-missing, platform-missing, store-corrupt
 */
async function* archiveOfBase(folder, digest, platform, name) {
    const store = (0,_layout_store_js__WEBPACK_IMPORTED_MODULE_2__/* .layoutStore */ .i4)(folder);
    const { config, layers } = await imageFor(platform, folder, digest);
    yield* dockerArchive({ config: { size: config.size, content: store.readBlob(config) }, layers }, store, name);
}
/**
 * The image of a layout, by its digest; of an index, the one for `platform`.
 * @throws path-missing, platform-missing, store-corrupt, image-invalid
 */
async function imageFor(platform, folder, digest) {
    const image = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .parseManifest */ .Ng)(await (0,_layout_store_js__WEBPACK_IMPORTED_MODULE_2__/* .imageByDigest */ .jq)(folder, digest));
    if (image.kind === "manifest")
        return image;
    const wanted = image.manifests.find((one) => one.platform !== undefined && (0,_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .formatPlatform */ .Bq)(one.platform) === platform);
    if (wanted === undefined)
        throw (0,_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .noImageFor */ .UO)(platform, digest);
    const remedy = "The base image is there in part only: copy it to this folder once more.";
    return (0,_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .parseImage */ .zZ)(await (0,_lookup_js__WEBPACK_IMPORTED_MODULE_3__/* .listedManifest */ .n)((0,_layout_store_js__WEBPACK_IMPORTED_MODULE_2__/* .layoutStore */ .i4)(folder), wanted.digest, remedy));
}


/***/ }),

/***/ 7646:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   layoutOfArchive: () => (/* binding */ layoutOfArchive),
/* harmony export */   savedImage: () => (/* binding */ savedImage)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7075);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__webpack_require__.n(node_stream__WEBPACK_IMPORTED_MODULE_3__);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8522);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_4___default = /*#__PURE__*/__webpack_require__.n(node_zlib__WEBPACK_IMPORTED_MODULE_4__);
/* harmony import */ var _archive_tar_reader_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8309);
/* harmony import */ var _archive_zstd_frames_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6722);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4256);
/* harmony import */ var _machine_first_bytes_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(3349);
/* harmony import */ var _machine_missing_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(1081);
/* harmony import */ var _copy_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(8080);
/* harmony import */ var _docker_archive_read_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(2360);
/* harmony import */ var _layout_index_file_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(7043);
/* harmony import */ var _layout_new_layout_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(5130);
/* harmony import */ var _layout_store_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(5209);
/**
 * An image that a run has left on disk: the folder of an OCI layout, or an archive, as `docker save`, `docker buildx build
 * --output type=oci` and `skopeo copy` write them. Plain, or compressed by gzip or zstd.
 */















/** Times in the layers stay as they are. */
const noEpoch = Number.MAX_SAFE_INTEGER;
/**
 * The folder of the image's OCI layout: the one that was named, or one that is filled from an archive. Blobs of an OCI archive
 * stay the bytes that they are; layers that are not compressed (docker's classic store saves them so) are compressed.
 * @param scratch an empty folder of ours
 * @throws path-missing, image-invalid
 */
async function savedImage(path, scratch) {
    const stats = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(path).catch((0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_9__/* .missing */ .L)(undefined));
    if (stats === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_7__/* .TreestampError */ .ks("path-missing", `\`saved-image\`: there is no folder or archive ${path}.`, {
            remedy: "Check the spelling; the step that makes it has to run first.",
        });
    }
    if (stats.isDirectory())
        return path;
    try {
        return await layoutOfArchive(() => archiveAt(path), scratch, isCompressed);
    }
    catch (error) {
        if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_7__/* .isTreestampError */ .Sh)(error, "image-invalid") && !isBroken(error))
            throw error;
        const why = (0,_errors_js__WEBPACK_IMPORTED_MODULE_7__/* .messageOf */ .bD)(error)
            .replace(/^(A layer|The archive that docker saved) /, "It ")
            .replace(/\.?$/, ".");
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_7__/* .TreestampError */ .ks("image-invalid", `\`saved-image\`: ${path} is not the archive of one image. ${why}`, {
            remedy: "Write it with `docker save -o FILE IMAGE`, or with docker buildx build --output type=oci,dest=FILE.",
            cause: error,
        });
    }
}
/**
 * The folder of an OCI layout with the image of an archive. Layers of docker's own archives are compressed.
 * @param open gives the plain archive, the same bytes each time
 * @param scratch an empty folder of ours
 * @param isEnough whether the archive's own layout is taken as it is; where it is docker's archive, too, that is made a layout otherwise
 * @throws image-invalid
 */
async function layoutOfArchive(open, scratch, isEnough = async () => true) {
    const [oci, docker] = [(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(scratch, "oci"), (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(scratch, "docker")];
    await (0,_layout_new_layout_js__WEBPACK_IMPORTED_MODULE_13__/* .beginLayout */ .I5)(oci);
    const isOci = await extractLayout(open(), oci);
    if (isOci && (await isEnough(oci)))
        return oci;
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(docker);
    await (0,_docker_archive_read_js__WEBPACK_IMPORTED_MODULE_11__/* .layoutFromArchive */ .V)(open(), noEpoch, new Set(), docker);
    return docker;
}
/** zlib's error codes for bytes that are not gzip. */
function isBroken(error) {
    return String(error.code).startsWith("Z_") || /zstd/i.test((0,_errors_js__WEBPACK_IMPORTED_MODULE_7__/* .messageOf */ .bD)(error));
}
/** A frame, or one to be skipped. Source: RFC 8878, section 3.1. */
const isZstd = /^(28b52ffd|5[0-9a-f]2a4d18)/;
async function* archiveAt(path) {
    const magic = (await (0,_machine_first_bytes_js__WEBPACK_IMPORTED_MODULE_8__/* .firstBytes */ .m)(path, 4)).toString("hex");
    const bytes = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.createReadStream)(path, { highWaterMark: 1 << 20 });
    const through = (source, unpack) => node_stream__WEBPACK_IMPORTED_MODULE_3__.Readable.from(source)
        .on("error", (error) => unpack.destroy(error))
        .pipe(unpack);
    if (magic.startsWith("1f8b"))
        yield* through(bytes, (0,node_zlib__WEBPACK_IMPORTED_MODULE_4__.createGunzip)());
    else if (isZstd.test(magic))
        yield* through((0,_archive_zstd_frames_js__WEBPACK_IMPORTED_MODULE_6__/* .zstdFrames */ .C)(bytes), (0,node_zlib__WEBPACK_IMPORTED_MODULE_4__.createZstdDecompress)());
    else
        yield* bytes;
}
/** Extracts only the files of an OCI layout from an archive. @returns false if it is not one */
async function extractLayout(archive, folder) {
    let hasIndex = false;
    await (0,_archive_tar_reader_js__WEBPACK_IMPORTED_MODULE_5__/* .readTar */ .sB)(archive, ({ type, name }) => {
        const path = name.replace(/^(\.\/)+/, "");
        const isOurs = path === "index.json" || path === "oci-layout" || /^blobs\/sha256\/[0-9a-f]{64}$/.test(path);
        if (type !== "file" || !isOurs)
            return undefined;
        if (path === "index.json")
            hasIndex = true;
        return fileSink((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, path));
    });
    return hasIndex;
}
function fileSink(path) {
    const file = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.createWriteStream)(path);
    const written = (write) => new Promise((resolve, reject) => {
        write((error) => (error ? reject(error) : resolve()));
    });
    return {
        write: (bytes) => written((done) => file.write(bytes, done)),
        end: () => written((done) => file.end(done)),
    };
}
/** Whether the layers of all images in a layout are as registries keep them. */
async function isCompressed(folder) {
    for (const { digest } of (await (0,_layout_index_file_js__WEBPACK_IMPORTED_MODULE_12__/* .readIndex */ .vY)(folder, {}))?.manifests ?? []) {
        const { blobs } = await (0,_copy_js__WEBPACK_IMPORTED_MODULE_10__/* .closureOf */ .TQ)((0,_layout_store_js__WEBPACK_IMPORTED_MODULE_14__/* .layoutStore */ .i4)(folder), await (0,_layout_store_js__WEBPACK_IMPORTED_MODULE_14__/* .imageByDigest */ .jq)(folder, digest));
        if (blobs.some(({ mediaType }) => mediaType.endsWith(".tar")))
            return false;
    }
    return true;
}


/***/ }),

/***/ 7795:
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


/***/ })

};
;