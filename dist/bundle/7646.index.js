"use strict";
exports.id = 7646;
exports.ids = [7646];
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

// EXTERNAL MODULE: ./core/archive/tar-reader.js + 1 modules
var tar_reader = __webpack_require__(9838);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(4256);
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
    await (0,tar_reader/* readTar */.s)(archive, (entry) => {
        if (entry.type === "symlink")
            links.set(entry.name, external_node_path_.posix.join(external_node_path_.posix.dirname(entry.name), entry.linkName));
        if (entry.type !== "file")
            return undefined;
        return whenSniffed((start) => isTar(start)
            ? layerSink((tar) => (0,new_layout/* addLayer */.VE)(output, baseLayers.has(digestIn(entry.name)) ? tar : clampTimes(tar, epoch)), (layer) => layers.set(entry.name, layer))
            : textSink(entry.name, (text) => texts.set(entry.name, text)));
    });
    const [image, ...others] = JSON.parse(read_text(texts, write/* listPath */.Kx));
    if (image === undefined || others.length > 0)
        throw invalid(`${1 + others.length} images instead of one`);
    const config = JSON.parse(read_text(texts, image.Config));
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
function read_text(texts, name) {
    return (texts.get(name) ?? missing(name)).toString("utf8");
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

/***/ 5130:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  hk: () => (/* binding */ addImage),
  yS: () => (/* binding */ addIndex),
  VE: () => (/* binding */ addLayer),
  I5: () => (/* binding */ beginLayout),
  W2: () => (/* binding */ finishLayout),
  bF: () => (/* binding */ makeViewOfOne)
});

// UNUSED EXPORTS: addBlob

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
;// CONCATENATED MODULE: ./core/archive/gzip.js
/**
 * gzip on all cores: blocks are compressed side by side by the threads of Node's own pool and put together as one member.
 * Each block has the end of the one before it as its dictionary, so that cutting costs less than 1 % of size, and ends
 * at a whole byte (a sync flush). As pigz does it: where the blocks are cut depends on the bytes alone, so the same bytes
 * give the same archive on any number of cores, in whatever pieces they come. Sources: RFC 1951, RFC 1952, zlib's manual.
 */



const blockBytes = 1 << 20;
/** How far back deflate looks. */
const windowBytes = 32 * 1024;
const deflate = (0,external_node_util_.promisify)(external_node_zlib_.deflateRaw);
/** No name, no time, no system: nothing that is not of the bytes themselves. */
const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
/**
 * Gives `source` as a gzip archive of one member.
 * @param level zlib's, 1 to 9
 */
async function* gzip(source, level) {
    const compressing = [];
    let before = Buffer.alloc(0);
    let checksum = 0;
    let size = 0;
    const compress = (block, finishFlush) => {
        const dictionary = before.subarray(-windowBytes);
        const deflated = deflate(block, {
            level,
            finishFlush,
            chunkSize: 256 * 1024,
            ...(dictionary.length > 0 ? { dictionary } : {}),
        });
        deflated.catch(() => { }); // told when its turn comes
        compressing.push(deflated);
        before = block;
        checksum = (0,external_node_zlib_.crc32)(block, checksum);
        size += block.length;
    };
    yield header;
    let last = Buffer.alloc(0);
    for await (const block of blocksOf(source)) {
        if (block.length < blockBytes)
            last = block;
        else
            compress(block, external_node_zlib_.constants.Z_SYNC_FLUSH);
        if (compressing.length > (0,external_node_os_.availableParallelism)())
            yield await compressing.shift();
    }
    compress(last, external_node_zlib_.constants.Z_FINISH);
    for (const block of compressing)
        yield await block;
    const trailer = Buffer.alloc(8);
    trailer.writeUInt32LE(checksum, 0);
    trailer.writeUInt32LE(size % 2 ** 32, 4);
    yield trailer;
}
/** Copies the bytes to blocks of one length; the last one alone may be shorter. */
async function* blocksOf(source) {
    let block = Buffer.allocUnsafeSlow(blockBytes);
    let filled = 0;
    for await (const bytes of source) {
        for (let at = 0; at < bytes.length;) {
            const part = bytes.subarray(at, at + blockBytes - filled);
            block.set(part, filled);
            at += part.length;
            filled += part.length;
            if (filled < blockBytes)
                continue;
            yield block;
            block = Buffer.allocUnsafeSlow(blockBytes);
            filled = 0;
        }
    }
    if (filled > 0)
        yield block.subarray(0, filled);
}

// EXTERNAL MODULE: ./core/oci/digest.js
var digest = __webpack_require__(4617);
// EXTERNAL MODULE: ./core/oci/stored-manifest.js
var stored_manifest = __webpack_require__(8706);
// EXTERNAL MODULE: ./core/oci/layout/paths.js
var paths = __webpack_require__(4796);
// EXTERNAL MODULE: ./core/oci/layout/store.js
var store = __webpack_require__(5209);
;// CONCATENATED MODULE: ./core/oci/layout/new-layout.js
/**
 * An OCI image layout that is made here, in a folder of ours that nobody else knows before it is whole: so its files are
 * written in place, without lock or mark.
 */










/** Compression takes most of the time; level 6 takes twice as long for 3 % less. */
const gzipLevel = 4;
/** Prepares the folder for blobs. It is a layout once `finishLayout` has listed what is in it. */
async function beginLayout(folder) {
    await (0,promises_.mkdir)((0,paths/* blobsFolder */.Bd)(folder), { recursive: true });
}
/** Stores bytes as a blob. */
async function addBlob(folder, mediaType, body) {
    const descriptor = { mediaType, digest: (0,digest/* sha256Of */.Bj)(body), size: body.length };
    await (0,promises_.writeFile)((0,paths/* blobFile */.c7)(folder, descriptor.digest), body);
    return descriptor;
}
/** Compresses, hashes and stores a layer in one pass. */
async function addLayer(folder, tar) {
    const plain = (0,external_node_crypto_.createHash)("sha256");
    const packed = (0,external_node_crypto_.createHash)("sha256");
    let size = 0;
    const unnamed = (0,external_node_path_.join)(folder, `layer-${(0,external_node_crypto_.randomBytes)(8).toString("hex")}`);
    await (0,external_node_stream_promises_.pipeline)(tar, async function* (source) {
        for await (const part of source) {
            plain.update(part);
            yield part;
        }
    }, (source) => gzip(source, gzipLevel), async function* (source) {
        for await (const part of source) {
            packed.update(part);
            size += part.length;
            yield part;
        }
    }, (0,external_node_fs_.createWriteStream)(unnamed));
    const digest = `sha256:${packed.digest("hex")}`;
    await (0,promises_.rename)(unnamed, (0,paths/* blobFile */.c7)(folder, digest));
    const mediaType = "application/vnd.oci.image.layer.v1.tar+gzip";
    return { descriptor: { mediaType, digest, size }, diffId: `sha256:${plain.digest("hex")}` };
}
/** Stores an image of these layers, bottom to top. @param config all of its configuration but for the layers */
async function addImage(folder, config, layers) {
    const whole = { ...config, rootfs: { type: "layers", diff_ids: layers.map(({ diffId }) => diffId) } };
    const manifest = {
        schemaVersion: 2,
        mediaType: stored_manifest/* ociManifestMediaType */.xS,
        config: await addBlob(folder, "application/vnd.oci.image.config.v1+json", json(whole)),
        layers: layers.map(({ descriptor }) => descriptor),
    };
    return addBlob(folder, stored_manifest/* ociManifestMediaType */.xS, json(manifest));
}
/** Stores an index of images. */
async function addIndex(folder, manifests) {
    return addBlob(folder, stored_manifest/* ociIndexMediaType */.oQ, json({ schemaVersion: 2, mediaType: stored_manifest/* ociIndexMediaType */.oQ, manifests }));
}
/** Lists the one image (or index) that the layout is made for. */
async function finishLayout(folder, root) {
    const index = { schemaVersion: 2, mediaType: stored_manifest/* ociIndexMediaType */.oQ, manifests: [root] };
    await (0,promises_.writeFile)((0,external_node_path_.join)(folder, "index.json"), json(index));
    await (0,promises_.writeFile)((0,external_node_path_.join)(folder, "oci-layout"), paths/* layoutMarker */.fB);
}
/**
 * Makes in the empty `view` a layout that has the blobs of `folder` by a link, and lists one image alone, as `base`.
 * @throws path-missing where the folder does not hold it
 */
async function makeViewOfOne(view, folder, digest) {
    const { descriptor } = await (0,store/* imageByDigest */.jq)(folder, digest);
    await (0,promises_.symlink)((0,external_node_path_.resolve)((0,paths/* blobsFolder */.Bd)(folder), ".."), (0,external_node_path_.join)(view, "blobs"));
    await finishLayout(view, { ...descriptor, annotations: { [paths/* refNameAnnotation */.my]: "base" } });
}
function json(value) {
    return Buffer.from(JSON.stringify(value));
}


/***/ }),

/***/ 7646:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
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
/* harmony import */ var _archive_tar_reader_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9838);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4256);
/* harmony import */ var _machine_missing_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1081);
/* harmony import */ var _copy_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(8080);
/* harmony import */ var _docker_archive_read_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(2360);
/* harmony import */ var _layout_index_file_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(7043);
/* harmony import */ var _layout_new_layout_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(5130);
/* harmony import */ var _layout_store_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(5209);
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
    const stats = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(path).catch((0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_7__/* .missing */ .L)(undefined));
    if (stats === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .TreestampError */ .ks("path-missing", `\`source\`: there is no folder or archive ${path}.`, {
            remedy: "Check the spelling; the step that makes it has to run first.",
        });
    }
    if (stats.isDirectory())
        return path;
    try {
        const [oci, docker] = [(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(scratch, "oci"), (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(scratch, "docker")];
        await (0,_layout_new_layout_js__WEBPACK_IMPORTED_MODULE_11__/* .beginLayout */ .I5)(oci);
        const isOci = await extractLayout(await archiveAt(path), oci);
        if (isOci && (await isCompressed(oci)))
            return oci;
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(docker);
        await (0,_docker_archive_read_js__WEBPACK_IMPORTED_MODULE_9__/* .layoutFromArchive */ .V)(await archiveAt(path), noEpoch, new Set(), docker);
        return docker;
    }
    catch (error) {
        if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .isTreestampError */ .Sh)(error, "image-invalid") && !isBroken(error))
            throw error;
        const why = (0,_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .messageOf */ .bD)(error)
            .replace(/^(A layer|The archive that docker saved) /, "It ")
            .replace(/\.?$/, ".");
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .TreestampError */ .ks("image-invalid", `\`source\`: ${path} is not the archive of one image. ${why}`, {
            remedy: "Write it with `docker save -o FILE IMAGE`, or with docker buildx build --output type=oci,dest=FILE.",
            cause: error,
        });
    }
}
/** zlib's error codes for bytes that are not gzip. */
function isBroken(error) {
    return String(error.code).startsWith("Z_") || /zstd/i.test((0,_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .messageOf */ .bD)(error));
}
async function archiveAt(path) {
    const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(path);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0).finally(() => file.close());
    const magic = buffer.toString("hex", 0, bytesRead);
    const bytes = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.createReadStream)(path, { highWaterMark: 1 << 20 });
    const through = (unpack) => node_stream__WEBPACK_IMPORTED_MODULE_3__.Readable.from(bytes)
        .on("error", (error) => unpack.destroy(error))
        .pipe(unpack);
    if (magic.startsWith("1f8b"))
        return through((0,node_zlib__WEBPACK_IMPORTED_MODULE_4__.createGunzip)());
    return magic === "28b52ffd" ? through((0,node_zlib__WEBPACK_IMPORTED_MODULE_4__.createZstdDecompress)()) : bytes;
}
/** Extracts only the files of an OCI layout from an archive. @returns false if it is not one */
async function extractLayout(archive, folder) {
    let hasIndex = false;
    await (0,_archive_tar_reader_js__WEBPACK_IMPORTED_MODULE_5__/* .readTar */ .s)(archive, ({ type, name }) => {
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
    for (const { digest } of (await (0,_layout_index_file_js__WEBPACK_IMPORTED_MODULE_10__/* .readIndex */ .vY)(folder, {}))?.manifests ?? []) {
        const { blobs } = await (0,_copy_js__WEBPACK_IMPORTED_MODULE_8__/* .closureOf */ .TQ)((0,_layout_store_js__WEBPACK_IMPORTED_MODULE_12__/* .layoutStore */ .i4)(folder), await (0,_layout_store_js__WEBPACK_IMPORTED_MODULE_12__/* .imageByDigest */ .jq)(folder, digest));
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