"use strict";
exports.id = 4097;
exports.ids = [4097];
exports.modules = {

/***/ 8818:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ clampTimes),
/* harmony export */   i: () => (/* binding */ setTime)
/* harmony export */ });
/* harmony import */ var _tar_header_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(88211);
/* harmony import */ var _tar_rewrite_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3920);
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
    return (0,_tar_rewrite_js__WEBPACK_IMPORTED_MODULE_1__/* .rewriteTar */ .u)(layer, (entry) => {
        for (const extension of entry.extensions) {
            clampHeader(extension, epoch);
            if ("xXg".includes(extension.header.typeFlag))
                clampRecords(extension, epoch);
        }
        clampHeader(entry, epoch);
        return true;
    });
}
/** Gives an entry this time, whatever it had; its records of times are clamped. @param epoch seconds since 1970 */
function setTime({ header, block, extensions }, epoch) {
    for (const extension of extensions) {
        if ("xXg".includes(extension.header.typeFlag))
            clampRecords(extension, epoch);
    }
    if (header.mtime === epoch)
        return;
    (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .setNumber */ ._t)(block, "mtime", epoch);
    (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .setChecksum */ .SA)(block);
}
function clampHeader({ header, block }, epoch) {
    if (header.mtime <= epoch)
        return;
    (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .setNumber */ ._t)(block, "mtime", epoch);
    (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .setChecksum */ .SA)(block);
}
/** Writes over the digits of times in PAX records. */
function clampRecords({ header, data }, epoch) {
    for (const [key, value, at] of (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .parsePaxRecords */ .vZ)(data.subarray(0, header.size))) {
        if (!["mtime", "atime", "ctime"].includes(key) || !(Number(value) > epoch))
            continue;
        const [seconds = "", fraction] = value.split(".");
        const clamped = String(epoch).padStart(seconds.length, "0");
        data.write(fraction === undefined ? clamped : `${clamped}.${"0".repeat(fraction.length)}`, at, "latin1");
    }
}


/***/ }),

/***/ 3920:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ rewriteTar)
/* harmony export */ });
/* harmony import */ var _byte_input_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(11451);
/* harmony import */ var _tar_header_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(88211);
/* harmony import */ var _tar_walk_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50003);
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

/***/ 94097:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ layoutFromArchive)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57075);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_stream__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _archive_clamp_times_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8818);
/* harmony import */ var _archive_tar_reader_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(48309);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(64256);
/* harmony import */ var _image_config_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(74651);
/* harmony import */ var _layout_new_layout_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(94515);
/* harmony import */ var _layout_records_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(94974);
/* harmony import */ var _write_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(9682);
/**
 * The archive that `docker image save` writes: what `docker image load` reads (see write.ts), for stores that give no OCI
 * layout.
 */









/** JSON in the archive is held in memory: more than this is refused. Bytes. */
const maxJson = 16 << 20;
/**
 * Fills the empty folder `output` with the OCI layout of the one image in an archive of `docker image save`, in one pass:
 * layers are compressed, and no time in them is later than `epoch`, but for those of the bases,
 * which stay as they are, as BuildKit's own exporter leaves them.
 * @param baseLayers digests of the uncompressed layers of the bases
 * @returns the image with BuildKit's records, where it has some
 * @throws image-invalid
 */
async function layoutFromArchive(archive, { epoch, compression, output }, baseLayers) {
    await (0,_layout_new_layout_js__WEBPACK_IMPORTED_MODULE_6__/* .beginLayout */ .I5)(output);
    const layers = new Map();
    const texts = new Map();
    const links = new Map(); // old versions of docker save an equal layer as a link to the first
    await (0,_archive_tar_reader_js__WEBPACK_IMPORTED_MODULE_3__/* .readTar */ .sB)(archive, (entry) => {
        if (entry.type === "symlink")
            links.set(entry.name, node_path__WEBPACK_IMPORTED_MODULE_0__.posix.join(node_path__WEBPACK_IMPORTED_MODULE_0__.posix.dirname(entry.name), entry.linkName));
        if (entry.type !== "file")
            return undefined;
        return whenSniffed((start) => isTar(start)
            ? layerSink((tar) => (0,_layout_new_layout_js__WEBPACK_IMPORTED_MODULE_6__/* .addLayer */ .VE)(output, baseLayers.has(digestIn(entry.name)) ? tar : (0,_archive_clamp_times_js__WEBPACK_IMPORTED_MODULE_2__/* .clampTimes */ .A)(tar, epoch), compression), (layer) => layers.set(entry.name, layer))
            : textSink(entry.name, (text) => texts.set(entry.name, text)));
    });
    const list = jsonIn(texts, _write_js__WEBPACK_IMPORTED_MODULE_8__/* .listPath */ .Kx);
    if (!Array.isArray(list))
        throw invalid(`a ${_write_js__WEBPACK_IMPORTED_MODULE_8__/* .listPath */ .Kx} that lists no images`);
    if (list.length !== 1)
        throw invalid(`${list.length} images instead of one`);
    const [image] = list;
    if (!isImage(image))
        throw invalid(`a ${_write_js__WEBPACK_IMPORTED_MODULE_8__/* .listPath */ .Kx} that does not name the parts of its image`);
    const config = jsonIn(texts, image.Config);
    if (!(0,_image_config_js__WEBPACK_IMPORTED_MODULE_5__/* .isObject */ .Gv)(config))
        throw invalid(`a configuration that is not an object, ${image.Config}`);
    const ordered = image.Layers.map((name) => layers.get(name) ?? layers.get(links.get(name) ?? "") ?? missing(name));
    const recorded = await (0,_layout_records_js__WEBPACK_IMPORTED_MODULE_7__/* .addRecorded */ .k)(output, config, ordered);
    await (0,_layout_new_layout_js__WEBPACK_IMPORTED_MODULE_6__/* .finishLayout */ .W2)(output, recorded.image);
    return recorded.records;
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
    const entrance = new node_stream__WEBPACK_IMPORTED_MODULE_1__.PassThrough({ highWaterMark: 4 << 20 });
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
    if (!(0,_image_config_js__WEBPACK_IMPORTED_MODULE_5__/* .isObject */ .Gv)(value) || typeof value.Config !== "string" || !Array.isArray(value.Layers))
        return false;
    return value.Layers.every((name) => typeof name === "string");
}
function missing(name) {
    throw invalid(`no ${name}`);
}
function invalid(what) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .TreestampError */ .ks("image-invalid", `The archive that docker saved has ${what}.`, {
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
/* harmony import */ var _archive_tar_writer_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64113);
/* harmony import */ var _byte_stream_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(25888);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44617);
/* harmony import */ var _layout_store_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(65209);
/* harmony import */ var _lookup_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(63087);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(24460);
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
    return (0,_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .parseImage */ .zZ)(await (0,_lookup_js__WEBPACK_IMPORTED_MODULE_3__/* .listedManifest */ .nx)((0,_layout_store_js__WEBPACK_IMPORTED_MODULE_2__/* .layoutStore */ .i4)(folder), wanted.digest, remedy));
}


/***/ }),

/***/ 74651:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FB: () => (/* binding */ parseImageConfig),
/* harmony export */   Gv: () => (/* binding */ isObject),
/* harmony export */   NO: () => (/* binding */ platformIn),
/* harmony export */   jb: () => (/* binding */ defaultPath)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);

/** PATH of a command whose image sets none, as for docker. */
const defaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
/**
 * Reads an OCI (or Docker) image configuration. Source: image-spec, config.md; a missing or null property is an empty one.
 * @throws image-invalid where it is not JSON or a property has the wrong type
 */
function parseImageConfig(json) {
    let document;
    try {
        document = JSON.parse(typeof json === "string" ? json : Buffer.from(json).toString("utf8"));
    }
    catch (error) {
        throw invalid((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error), error);
    }
    if (!isObject(document))
        throw invalid("it is not an object");
    const config = document.config ?? {};
    if (!isObject(config))
        throw invalid("`config` is not an object");
    return {
        env: parseEnv(listOf(config, "Env")),
        user: textOf(config, "User"),
        workingDir: textOf(config, "WorkingDir") || "/",
        entrypoint: listOf(config, "Entrypoint"),
        cmd: listOf(config, "Cmd"),
    };
}
/** What an image was made for, by its configuration; undefined where that does not say. @throws image-invalid */
function platformIn(config) {
    parseImageConfig(config); // or it is refused
    const { os, architecture } = JSON.parse(Buffer.from(config).toString("utf8"));
    return typeof os === "string" && typeof architecture === "string" ? { os, architecture } : undefined;
}
function parseEnv(entries) {
    const env = new Map();
    for (const entry of entries) {
        const equals = entry.indexOf("=");
        if (equals < 1)
            throw invalid(`\`Env\` holds ${JSON.stringify(entry)}, which is not NAME=VALUE`);
        env.set(entry.slice(0, equals), entry.slice(equals + 1));
    }
    return env;
}
function listOf(config, name) {
    const value = config[name] ?? [];
    if (Array.isArray(value) && value.every((item) => typeof item === "string"))
        return value;
    throw invalid(`\`${name}\` is not a list of strings`);
}
function textOf(config, name) {
    const value = config[name] ?? "";
    if (typeof value === "string")
        return value;
    throw invalid(`\`${name}\` is not a string`);
}
/** A JSON object: no list, and not null. */
function isObject(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
function invalid(why, cause) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("image-invalid", `The image's configuration cannot be read: ${why}.`, { cause });
}


/***/ }),

/***/ 94515:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  hk: () => (/* binding */ addImage),
  yS: () => (/* binding */ addIndex),
  VE: () => (/* binding */ addLayer),
  Mr: () => (/* binding */ addLayerOf),
  I5: () => (/* binding */ beginLayout),
  W2: () => (/* binding */ finishLayout),
  bF: () => (/* binding */ makeViewOfOne),
  pP: () => (/* binding */ moveBlob)
});

// UNUSED EXPORTS: addBlob

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
;// CONCATENATED MODULE: ./core/archive/blocks.js
/** A stream in blocks of one length, which threads compress side by side. */

/** Copies the bytes to blocks of `length` bytes; the last one alone may be shorter. */
async function* blocksOf(source, length) {
    let block = Buffer.allocUnsafeSlow(length);
    let filled = 0;
    for await (const bytes of source) {
        for (let at = 0; at < bytes.length;) {
            const part = bytes.subarray(at, at + length - filled);
            block.set(part, filled);
            at += part.length;
            filled += part.length;
            if (filled < length)
                continue;
            yield block;
            block = Buffer.allocUnsafeSlow(length);
            filled = 0;
        }
    }
    if (filled > 0)
        yield block.subarray(0, filled);
}
/** Gives what each of the blocks becomes, in their order; the next ones are under way meanwhile. */
async function* sideBySide(blocks, work) {
    const begun = [];
    for await (const block of blocks) {
        const result = work(block);
        result.catch(() => { }); // told when its turn comes
        begun.push(result);
        if (begun.length > (0,external_node_os_.availableParallelism)())
            yield await begun.shift();
    }
    for (const result of begun)
        yield await result;
}

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
    let before = Buffer.alloc(0);
    let checksum = 0;
    let size = 0;
    const compress = (block) => {
        const dictionary = before.subarray(-windowBytes);
        before = block;
        checksum = (0,external_node_zlib_.crc32)(block, checksum);
        size += block.length;
        return deflate(block, {
            level,
            finishFlush: block.length < blockBytes ? external_node_zlib_.constants.Z_FINISH : external_node_zlib_.constants.Z_SYNC_FLUSH,
            chunkSize: 256 * 1024,
            ...(dictionary.length > 0 ? { dictionary } : {}),
        });
    };
    yield header;
    yield* sideBySide(withShortBlock(blocksOf(source, blockBytes)), compress);
    const trailer = Buffer.alloc(8);
    trailer.writeUInt32LE(checksum, 0);
    trailer.writeUInt32LE(size % 2 ** 32, 4);
    yield trailer;
}
/** Ends with a block that is shorter, or empty: it finishes the archive. */
async function* withShortBlock(blocks) {
    let last = blockBytes;
    for await (const block of blocks) {
        last = block.length;
        yield block;
    }
    if (last === blockBytes)
        yield Buffer.alloc(0);
}

// EXTERNAL MODULE: ./core/archive/tar-writer.js
var tar_writer = __webpack_require__(64113);
;// CONCATENATED MODULE: ./core/archive/zstd.js
/**
 * zstd on all cores: each block is a frame of its own, compressed by the threads of Node's own pool. Where the blocks are cut
 * depends on the bytes alone, so the same bytes give the same frames on any number of cores, in whatever pieces they come.
 * Source: RFC 8878; a decoder gives frames that follow one another as one stream.
 */



/** Frames of 1 MiB take 2 % more space, and longer ones next to nothing less. */
const zstd_blockBytes = 4 << 20;
const compress = (0,external_node_util_.promisify)(external_node_zlib_.zstdCompress);
/**
 * Gives `source` as zstd frames; nothing at all is one empty frame.
 * @param level zstd's, 1 to 22
 */
async function* zstd(source, level) {
    const frame = (block) => compress(block, {
        params: { [external_node_zlib_.constants.ZSTD_c_compressionLevel]: level },
        pledgedSrcSize: block.length, // the frame says how long it is, and decoders need no more memory than that
        chunkSize: 1 << 20,
    });
    let isEmpty = true;
    for await (const compressed of sideBySide(blocksOf(source, zstd_blockBytes), frame)) {
        isEmpty = false;
        yield compressed;
    }
    if (isEmpty)
        yield await frame(Buffer.alloc(0));
}

// EXTERNAL MODULE: ./core/oci/byte-stream.js
var byte_stream = __webpack_require__(25888);
// EXTERNAL MODULE: ./core/oci/digest.js
var digest = __webpack_require__(44617);
// EXTERNAL MODULE: ./core/oci/stored-manifest.js
var stored_manifest = __webpack_require__(98706);
// EXTERNAL MODULE: ./core/oci/layout/paths.js
var paths = __webpack_require__(24796);
// EXTERNAL MODULE: ./core/oci/layout/store.js
var store = __webpack_require__(65209);
;// CONCATENATED MODULE: ./core/oci/layout/new-layout.js
/**
 * An OCI image layout that is made here, in a folder of ours that nobody else knows before it is whole: so its files are
 * written in place, without lock or mark.
 */













/** gzip takes most of the time; level 6 takes twice as long for 3 % less. zstd at 3 is smaller than that, in a third of the time. */
const compressions = {
    gzip: (tar) => gzip(tar, 4),
    zstd: (tar) => zstd(tar, 3),
};
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
/** Stores a blob of another layout, which loses it. */
async function moveBlob(from, folder, { digest }) {
    await (0,promises_.rename)((0,paths/* blobFile */.c7)(from, digest), (0,paths/* blobFile */.c7)(folder, digest));
}
/** Compresses, hashes and stores a layer in one pass. */
async function addLayer(folder, tar, compression = "gzip") {
    const plain = (0,external_node_crypto_.createHash)("sha256");
    const packed = (0,external_node_crypto_.createHash)("sha256");
    let size = 0;
    const unnamed = (0,external_node_path_.join)(folder, `layer-${(0,external_node_crypto_.randomBytes)(8).toString("hex")}`);
    await (0,external_node_stream_promises_.pipeline)(tar, async function* (source) {
        for await (const part of source) {
            plain.update(part);
            yield part;
        }
    }, compressions[compression], async function* (source) {
        for await (const part of source) {
            packed.update(part);
            size += part.length;
            yield part;
        }
    }, (0,external_node_fs_.createWriteStream)(unnamed));
    const digest = `sha256:${packed.digest("hex")}`;
    await (0,promises_.rename)(unnamed, (0,paths/* blobFile */.c7)(folder, digest));
    const mediaType = `application/vnd.oci.image.layer.v1.tar+${compression}`;
    return { descriptor: { mediaType, digest, size }, diffId: `sha256:${plain.digest("hex")}` };
}
/** Stores a layer of these entries, unless there are none. @throws the signal's reason */
async function addLayerOf(folder, entries, signal) {
    const first = await entries.next();
    if (first.done === true)
        return undefined;
    return addLayer(folder, (0,tar_writer/* writeTar */.F)((0,byte_stream/* untilAborted */.Eu)((0,byte_stream/* resumed */.uN)([first.value], entries), signal)));
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

/***/ 94974:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ addRecorded),
/* harmony export */   s: () => (/* binding */ addRecordedIndex)
/* harmony export */ });
/* harmony import */ var _new_layout_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(94515);

const recordsField = "moby.buildkit.cache.v0";
/** Stores the image of a configuration that may have records, and the image with them. */
async function addRecorded(folder, config, layers) {
    const { [recordsField]: records, ...plain } = config;
    const image = await (0,_new_layout_js__WEBPACK_IMPORTED_MODULE_0__/* .addImage */ .hk)(folder, plain, layers);
    return { image, records: records === undefined ? undefined : await (0,_new_layout_js__WEBPACK_IMPORTED_MODULE_0__/* .addImage */ .hk)(folder, config, layers) };
}
/** Stores an index of the images, and one of those that have records. */
async function addRecordedIndex(folder, all) {
    const records = all.flatMap((one) => (one.records === undefined ? [] : [one.records]));
    const image = await (0,_new_layout_js__WEBPACK_IMPORTED_MODULE_0__/* .addIndex */ .yS)(folder, all.map((one) => one.image));
    return { image, records: records.length === 0 ? undefined : await (0,_new_layout_js__WEBPACK_IMPORTED_MODULE_0__/* .addIndex */ .yS)(folder, records) };
}


/***/ })

};
;