"use strict";
exports.id = 8462;
exports.ids = [8462];
exports.modules = {

/***/ 4113:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ writeTar)
/* harmony export */ });
const block = 512;
/** Smaller pieces are put together, so that a reader gets few large ones. */
const pieceBytes = 64 * 1024;
/** The most that a ustar header's octal size field holds. */
const maxUstarSize = 0o77777777777;
/** The most that one of its owner fields, and its time field, holds. */
const maxUstarOwner = 0o7777777;
const maxUstarTime = 0o77777777777;
const kinds = { file: "0", hardlink: "1", link: "2", character: "3", block: "4", directory: "5", fifo: "6" };
/** The archive of `entries`, in their order, in pieces of about 64 KiB. */
async function* writeTar(entries) {
    let waiting = [];
    let waitingBytes = 0;
    for await (const part of partsOf(entries)) {
        waiting.push(part);
        waitingBytes += part.length;
        if (waitingBytes < pieceBytes)
            continue;
        yield waiting.length === 1 ? part : Buffer.concat(waiting);
        waiting = [];
        waitingBytes = 0;
    }
    if (waitingBytes > 0)
        yield Buffer.concat(waiting);
}
async function* partsOf(entries) {
    for await (const entry of entries) {
        yield headerOf(entry);
        if (entry.content === undefined)
            continue;
        let left = entry.size;
        for await (const part of entry.content) {
            left -= part.length;
            yield part;
        }
        if (left !== 0)
            throw new Error(`The content of ${entry.path} has not the announced ${entry.size} bytes.`);
        yield padding(entry.size);
    }
    yield Buffer.alloc(2 * block);
}
function headerOf(entry) {
    const path = entry.kind === "directory" ? `${entry.path}/` : entry.path;
    const { mode, target = "", size = 0, uid = 0, gid = 0, mtime, major = 0, minor = 0 } = entry;
    const seconds = mtime?.seconds ?? 0;
    const isPlainTime = mtime === undefined || (mtime.nanoseconds === 0 && seconds >= 0 && seconds <= maxUstarTime);
    const records = [
        path.length > 100 ? record("path", path) : "",
        target.length > 100 ? record("linkpath", target) : "",
        size > maxUstarSize ? record("size", String(size)) : "",
        uid > maxUstarOwner ? record("uid", String(uid)) : "",
        gid > maxUstarOwner ? record("gid", String(gid)) : "",
        isPlainTime ? "" : record("mtime", paxTime(mtime)),
        ...[...(entry.xattrs ?? [])].map(([name, value]) => record(`SCHILY.xattr.${name}`, value)),
    ].join("");
    const own = ustar({
        path,
        mode,
        uid: uid > maxUstarOwner ? 0 : uid,
        gid: gid > maxUstarOwner ? 0 : gid,
        size: Math.min(size, maxUstarSize),
        mtime: isPlainTime ? seconds : 0,
        type: kinds[entry.kind],
        target,
        major,
        minor,
    });
    if (records === "")
        return own;
    const extended = ustar({ path: "PaxHeaders/next", mode: 0o644, size: records.length, type: "x" });
    return Buffer.concat([extended, Buffer.from(records, "latin1"), padding(records.length), own]);
}
/** Seconds as a decimal fraction; before 1970 the fraction counts away from zero. */
function paxTime({ seconds, nanoseconds }) {
    const [whole, fraction] = seconds < 0 && nanoseconds > 0 ? [seconds + 1, 1_000_000_000 - nanoseconds] : [seconds, nanoseconds];
    return `${seconds < 0 && whole === 0 ? "-0" : whole}.${String(fraction).padStart(9, "0")}`;
}
/** A PAX record: its own length in decimal, a space, `name=value` and a line feed. The value is raw bytes. */
function record(name, value) {
    const rest = ` ${name}=${value}\n`;
    let length = rest.length + 1;
    while (String(length).length + rest.length !== length)
        length = String(length).length + rest.length;
    return `${length}${rest}`;
}
function ustar(fields) {
    const { target = "", uid = 0, gid = 0, mtime = 0, major = 0, minor = 0 } = fields;
    const header = Buffer.alloc(block);
    const octal = (value, digits, at) => header.write(`${value.toString(8).padStart(digits, "0")}\0`, at, "latin1");
    header.write(fields.path.slice(0, 100), 0, "latin1");
    octal(fields.mode, 7, 100);
    octal(uid, 7, 108);
    octal(gid, 7, 116);
    octal(fields.size, 11, 124);
    octal(mtime, 11, 136);
    header.write("        ", 148, "latin1"); // the checksum counts as blanks
    header.write(fields.type, 156, "latin1");
    header.write(target.slice(0, 100), 157, "latin1");
    header.write("ustar\x0000", 257, "latin1");
    if (major !== 0)
        octal(major, 7, 329);
    if (minor !== 0)
        octal(minor, 7, 337);
    let sum = 0;
    for (const byte of header)
        sum += byte;
    header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
    return header;
}
function padding(size) {
    return Buffer.alloc((block - (size % block)) % block);
}


/***/ }),

/***/ 8462:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  R: () => (/* binding */ archiveOfImage),
  V: () => (/* binding */ layoutFromArchive)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
// EXTERNAL MODULE: ./core/archive/tar-reader.js + 1 modules
var tar_reader = __webpack_require__(9838);
// EXTERNAL MODULE: ./core/archive/tar-writer.js
var tar_writer = __webpack_require__(4113);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(4256);
// EXTERNAL MODULE: ./core/image/manifest.js
var manifest = __webpack_require__(8512);
// EXTERNAL MODULE: ./core/store/byte-stream.js
var byte_stream = __webpack_require__(3848);
// EXTERNAL MODULE: ./core/archive/byte-input.js
var byte_input = __webpack_require__(1451);
// EXTERNAL MODULE: ./core/archive/tar-header.js
var tar_header = __webpack_require__(8211);
;// CONCATENATED MODULE: ./core/engine/clamp-times.js
/**
 * A layer with no time after a given one, otherwise byte for byte the same: what BuildKit's `rewrite-timestamp` does,
 * for an engine that cannot. Only digits are replaced by as many digits, so that no length changes.
 */


/** Extension headers are held in memory: more than this is refused, as in Go's archive/tar. */
const maxExtensionBytes = 1 << 20;
const pieceBytes = 1 << 20;
/**
 * Gives the tar archive `layer` on, with every modification, access and change time that is later than `epoch` set to it.
 * @param epoch seconds since 1970
 * @throws image-invalid where the archive is truncated or breaks its format
 */
async function* clampTimes(layer, epoch) {
    const input = (0,byte_input/* byteInput */.j)(layer);
    let paxSize;
    try {
        for (;;) {
            const header = Buffer.from(await input.upTo(tar_header/* blockBytes */.VE)); // a copy: it is written to
            if (header.length === 0)
                return;
            if (header.length < tar_header/* blockBytes */.VE)
                throw (0,tar_header/* invalidTar */.LK)("it ends within a header");
            if (header.every((byte) => byte === 0)) {
                yield header;
                break;
            }
            const { typeFlag, size, mtime } = (0,tar_header/* parseHeader */.RW)(header);
            if (mtime > epoch)
                setTime(header, epoch);
            yield header;
            if ("xXg".includes(typeFlag)) {
                const data = Buffer.from(await exactly(input, size, maxExtensionBytes));
                clampRecords(data, size, epoch);
                const written = (0,tar_header/* parsePaxRecords */.vZ)(data.subarray(0, size)).findLast(([key]) => key === "size")?.[1];
                if (typeFlag !== "g" && written !== undefined)
                    paxSize = (0,tar_header/* parseDecimal */.$Q)(written, "a PAX size");
                yield data;
                continue;
            }
            if (typeFlag === "L" || typeFlag === "K") {
                yield await exactly(input, size, maxExtensionBytes);
                continue;
            }
            for (let more = typeFlag === "S" && header[482] !== 0; more;) {
                const map = await exactly(input, tar_header/* blockBytes */.VE, tar_header/* blockBytes */.VE);
                yield map;
                more = map[504] !== 0;
            }
            // Links, directories and devices may announce a size; nothing follows them.
            if ("0\x007S".includes(typeFlag))
                yield* data(input, paxSize ?? size);
            paxSize = undefined;
        }
        yield* rest(input);
    }
    finally {
        await input.close();
    }
}
/** The data after a header with its padding. */
async function* data(input, size) {
    for (let left = padded(size); left > 0;) {
        const bytes = input.available(Math.min(left, pieceBytes));
        if (bytes.length === 0) {
            if (!(await input.more()))
                throw (0,tar_header/* invalidTar */.LK)("it ends within a file");
            continue;
        }
        left -= bytes.length;
        yield bytes;
    }
}
async function* rest(input) {
    while (await input.more())
        yield input.available(pieceBytes);
}
async function exactly(input, size, limit) {
    if (size < 0 || size > limit)
        throw (0,tar_header/* invalidTar */.LK)(`an extension header of ${size} bytes is out of bounds`);
    const bytes = await input.upTo(padded(size));
    if (bytes.length < padded(size))
        throw (0,tar_header/* invalidTar */.LK)("it ends within an extension header");
    return bytes;
}
function padded(size) {
    return Math.ceil(size / tar_header/* blockBytes */.VE) * tar_header/* blockBytes */.VE;
}
function setTime(header, epoch) {
    header.write(`${epoch.toString(8).padStart(11, "0")}\0`, 136, "latin1");
    header.fill(" ", 148, 156); // the checksum counts as blanks
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
}
const timeKeys = ["mtime", "atime", "ctime"];
/** Writes over the digits of times in PAX records: `LENGTH KEY=VALUE\n`. */
function clampRecords(data, size, epoch) {
    for (let at = 0; at < size;) {
        const space = data.indexOf(32, at);
        const equals = data.indexOf(61, space);
        const end = at + Number(data.toString("latin1", at, space));
        if (!(end > at) || equals === -1)
            throw (0,tar_header/* invalidTar */.LK)("a PAX header has a record of a wrong length");
        if (timeKeys.includes(data.toString("latin1", space + 1, equals))) {
            const value = data.toString("latin1", equals + 1, end - 1);
            const [seconds = "", fraction] = value.split(".");
            if (Number(value) > epoch) {
                const clamped = String(epoch).padStart(seconds.length, "0");
                data.write(fraction === undefined ? clamped : `${clamped}.${"0".repeat(fraction.length)}`, equals + 1, "latin1");
            }
        }
        at = end;
    }
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
;// CONCATENATED MODULE: ./core/engine/gzip.js
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

// EXTERNAL MODULE: ./core/engine/image-folder.js
var image_folder = __webpack_require__(9000);
;// CONCATENATED MODULE: ./core/engine/docker-archive.js
/**
 * The archive that `docker image load` reads and `docker image save` writes: a tar with `manifest.json`, which names the
 * configuration and the layers (in order) by their paths in it. Source: moby, image/spec/spec.md. All versions of docker
 * speak it, also with the classic store, which cannot take or give an OCI layout.
 */














const manifestPath = "manifest.json";
/**
 * An image of the layout `folder` as an archive for `docker image load`.
 * @param name the tag that it will have there
 * @throws path-missing, platform-missing
 */
async function* archiveOfImage(folder, digest, platform, name) {
    let image = (0,manifest/* parseManifest */.Ng)(await (0,image_folder/* readManifest */.WI)(folder, digest));
    if (image.kind === "index") {
        const wanted = image.manifests.find((one) => one.platform !== undefined && (0,manifest/* formatPlatform */.Bq)(one.platform) === platform);
        if (wanted === undefined) {
            throw new errors/* TreestampError */.ks("platform-missing", `The base image ${digest} has no image for ${platform}.`, {
                remedy: "Take a base image that has this platform.",
            });
        }
        image = (0,manifest/* parseManifest */.Ng)(await (0,image_folder/* readManifest */.WI)(folder, wanted.digest));
        if (image.kind === "index")
            throw new errors/* TreestampError */.ks("image-invalid", `${wanted.digest} is an index in an index.`);
    }
    const { config, layers } = image;
    const list = [
        { Config: (0,image_folder/* blobPath */.nD)(config.digest), RepoTags: [name], Layers: layers.map((layer) => (0,image_folder/* blobPath */.nD)(layer.digest)) },
    ];
    const entries = async function* () {
        const body = Buffer.from(JSON.stringify(list));
        yield { ...file(manifestPath, body.length), content: (0,byte_stream/* streamOf */.mA)(body) };
        for (const blob of new Map([config, ...layers].map((blob) => [blob.digest, blob])).values()) {
            yield { ...file((0,image_folder/* blobPath */.nD)(blob.digest), blob.size), content: (0,image_folder/* readBlobFile */.Ww)(folder, blob.digest) };
        }
    };
    yield* (0,tar_writer/* writeTar */.F)(entries());
}
function file(path, size) {
    return { path, kind: "file", mode: 0o644, size };
}
/** JSON in the archive is held in memory: more than this is refused. Bytes. */
const maxJson = 16 << 20;
/** Compression is the slowest part of the way; level 6 takes twice the time for 3 % less. */
const gzipLevel = 4;
/**
 * Fills the empty folder `output` with the OCI layout of the one image in an archive of `docker image save`, in one pass:
 * layers are compressed, and no time in them is later than `epoch` (seconds since 1970), but for those of the bases,
 * which stay as they are, as BuildKit's own exporter leaves them.
 * @param baseLayers digests of the uncompressed layers of the bases
 * @throws image-invalid
 */
async function layoutFromArchive(archive, epoch, baseLayers, output) {
    await (0,promises_.mkdir)((0,external_node_path_.join)(output, "blobs/sha256"), { recursive: true });
    const layers = new Map();
    const texts = new Map();
    const links = new Map(); // old versions of docker save an equal layer as a link to the first
    await (0,tar_reader/* readTar */.s)(archive, (entry) => {
        if (entry.type === "symlink")
            links.set(entry.name, external_node_path_.posix.join(external_node_path_.posix.dirname(entry.name), entry.linkName));
        if (entry.type !== "file")
            return undefined;
        return whenSniffed((start) => isTar(start)
            ? layerSink(output, baseLayers.has(digestIn(entry.name)) ? undefined : epoch, (layer) => layers.set(entry.name, layer))
            : textSink(entry.name, (text) => texts.set(entry.name, text)));
    });
    const [image, ...others] = JSON.parse(docker_archive_text(texts, manifestPath));
    if (image === undefined || others.length > 0)
        throw invalid(`${1 + others.length} images instead of one`);
    const config = JSON.parse(docker_archive_text(texts, image.Config));
    const ordered = image.Layers.map((name) => layers.get(name) ?? layers.get(links.get(name) ?? "") ?? missing(name));
    config.rootfs = { type: "layers", diff_ids: ordered.map((layer) => layer.diffId) };
    const json = (value) => Buffer.from(JSON.stringify(value));
    const manifest = {
        schemaVersion: 2,
        mediaType: "application/vnd.oci.image.manifest.v1+json",
        config: await (0,image_folder/* writeBlob */.Zh)(output, "application/vnd.oci.image.config.v1+json", json(config)),
        layers: ordered.map((layer) => layer.descriptor),
    };
    await (0,image_folder/* writeIndexFile */.Gh)(output, [await (0,image_folder/* writeBlob */.Zh)(output, manifest.mediaType, json(manifest))]);
    await (0,promises_.writeFile)((0,external_node_path_.join)(output, "oci-layout"), image_folder/* layoutFile */.NI);
}
/** What docker (25 and newer) says of a layer by its name; older ones do not say which layers are the base's. */
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
                throw invalid(`the file ${name} that is neither a layer nor of a size for JSON`);
            parts.push(Buffer.from(bytes)); // a copy: the bytes are ours for this call only
        },
        end: () => done(Buffer.concat(parts)),
    };
}
/** Clamps (where there is an `epoch`), compresses and hashes a layer on its way to its place. */
function layerSink(output, epoch, done) {
    const plain = (0,external_node_crypto_.createHash)("sha256");
    const packed = (0,external_node_crypto_.createHash)("sha256");
    let size = 0;
    const entrance = new external_node_stream_.PassThrough({ highWaterMark: 4 << 20 });
    const unnamed = (0,external_node_path_.join)(output, `layer-${(0,external_node_crypto_.randomBytes)(8).toString("hex")}`);
    const finished = (0,external_node_stream_promises_.pipeline)(entrance, (source) => (epoch === undefined ? source : clampTimes(source, epoch)), async function* (source) {
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
            await finished;
            const digest = `sha256:${packed.digest("hex")}`;
            await (0,promises_.rename)(unnamed, (0,external_node_path_.join)(output, (0,image_folder/* blobPath */.nD)(digest)));
            const mediaType = "application/vnd.oci.image.layer.v1.tar+gzip";
            done({ descriptor: { mediaType, digest, size }, diffId: `sha256:${plain.digest("hex")}` });
        },
    };
}
function docker_archive_text(texts, name) {
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

/***/ 9000:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gh: () => (/* binding */ writeIndexFile),
/* harmony export */   NI: () => (/* binding */ layoutFile),
/* harmony export */   WI: () => (/* binding */ readManifest),
/* harmony export */   Ww: () => (/* binding */ readBlobFile),
/* harmony export */   Zh: () => (/* binding */ writeBlob),
/* harmony export */   bF: () => (/* binding */ makeViewOfOne),
/* harmony export */   fV: () => (/* binding */ readIndexFile),
/* harmony export */   nD: () => (/* binding */ blobPath)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4256);
/* harmony import */ var _image_manifest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8512);
/* harmony import */ var _store_digest_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2529);
/* harmony import */ var _store_manifest_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2836);
/** The folder of an OCI image layout, as engines take bases from it and leave images in it. */







const layoutFile = JSON.stringify({ imageLayoutVersion: "1.0.0" });
/** The path of a blob within a layout. */
function blobPath(digest) {
    return `blobs/sha256/${(0,_store_digest_js__WEBPACK_IMPORTED_MODULE_5__/* .hexOf */ .ZD)(digest)}`;
}
/**
 * Reads a manifest or index out of a layout.
 * @throws path-missing where it is not there; store-corrupt where its bytes are others
 */
async function readManifest(folder, digest) {
    let body;
    try {
        body = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, blobPath(digest)));
    }
    catch (cause) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .TreestampError */ .ks("path-missing", `${folder} does not hold the image ${digest}.`, {
            remedy: "Check folder and digest of the base image.",
            cause,
        });
    }
    return (0,_store_manifest_js__WEBPACK_IMPORTED_MODULE_6__/* .checkedManifest */ .ld)(body, { mediaType: (0,_store_manifest_js__WEBPACK_IMPORTED_MODULE_6__/* .mediaTypeOf */ .c0)(body) ?? "no manifest" }, digest, folder);
}
/** Makes in the empty `view` a layout that has the blobs of `folder` by a link, and lists one image alone as `base`. */
async function makeViewOfOne(view, folder, digest) {
    const { descriptor } = await readManifest(folder, digest);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.symlink)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(folder), "blobs"), (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(view, "blobs"));
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(view, "oci-layout"), layoutFile);
    await writeIndexFile(view, [{ ...descriptor, annotations: { "org.opencontainers.image.ref.name": "base" } }]);
}
/** Writes `index.json`. */
async function writeIndexFile(folder, manifests) {
    const mediaType = "application/vnd.oci.image.index.v1+json";
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, "index.json"), JSON.stringify({ schemaVersion: 2, mediaType, manifests }));
}
/** The manifests that `index.json` lists. */
async function readIndexFile(folder) {
    const body = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, "index.json"));
    const descriptor = {
        mediaType: "application/vnd.oci.image.index.v1+json",
        digest: (0,_store_digest_js__WEBPACK_IMPORTED_MODULE_5__/* .sha256Of */ .Bj)(body),
        size: body.length,
    };
    const index = (0,_image_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .parseManifest */ .Ng)({ descriptor, body });
    return index.kind === "index" ? index.manifests : [];
}
/** Stores bytes as a blob. */
async function writeBlob(folder, mediaType, body) {
    const descriptor = { mediaType, digest: (0,_store_digest_js__WEBPACK_IMPORTED_MODULE_5__/* .sha256Of */ .Bj)(body), size: body.length };
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, "blobs/sha256"), { recursive: true });
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, blobPath(descriptor.digest)), body);
    return descriptor;
}
function readBlobFile(folder, digest) {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.createReadStream)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, blobPath(digest)), { highWaterMark: 1 << 20 });
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


/***/ })

};
;