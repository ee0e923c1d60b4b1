"use strict";
exports.id = 3750;
exports.ids = [3750];
exports.modules = {

/***/ 8818:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ clampTimes)
/* harmony export */ });
/* harmony import */ var _byte_input_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1451);
/* harmony import */ var _tar_header_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8211);
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
 * @param drops empty files that are left out
 * @throws image-invalid where the archive is truncated or breaks its format
 */
async function* clampTimes(layer, epoch, drops = () => false) {
    const input = (0,_byte_input_js__WEBPACK_IMPORTED_MODULE_1__/* .byteInput */ .j)(layer);
    let isExtended = false;
    let paxSize;
    try {
        for (;;) {
            const header = Buffer.from(await input.upTo(_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .blockBytes */ .VE)); // a copy: it is written to
            if (header.length === 0)
                return;
            if (header.length < _tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .blockBytes */ .VE)
                throw (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .invalidTar */ .LK)("it ends within a header");
            if (header.every((byte) => byte === 0)) {
                yield header;
                break;
            }
            const parsed = (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .parseHeader */ .RW)(header);
            const { typeFlag, size, mtime } = parsed;
            if (!isExtended && typeFlag === "0" && size === 0 && drops(parsed))
                continue;
            isExtended = "xXgLK".includes(typeFlag);
            if (mtime > epoch)
                setTime(header, epoch);
            yield header;
            if ("xXg".includes(typeFlag)) {
                const data = Buffer.from(await exactly(input, size, maxExtensionBytes));
                clampRecords(data, size, epoch);
                const written = (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .parsePaxRecords */ .vZ)(data.subarray(0, size)).findLast(([key]) => key === "size")?.[1];
                if (typeFlag !== "g" && written !== undefined)
                    paxSize = (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .parseDecimal */ .$Q)(written, "a PAX size");
                yield data;
                continue;
            }
            if (typeFlag === "L" || typeFlag === "K") {
                yield await exactly(input, size, maxExtensionBytes);
                continue;
            }
            for (let more = typeFlag === "S" && header[482] !== 0; more;) {
                const map = await exactly(input, _tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .blockBytes */ .VE, _tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .blockBytes */ .VE);
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
                throw (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .invalidTar */ .LK)("it ends within a file");
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
        throw (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .invalidTar */ .LK)(`an extension header of ${size} bytes is out of bounds`);
    const bytes = await input.upTo(padded(size));
    if (bytes.length < padded(size))
        throw (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .invalidTar */ .LK)("it ends within an extension header");
    return bytes;
}
function padded(size) {
    return Math.ceil(size / _tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .blockBytes */ .VE) * _tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .blockBytes */ .VE;
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
            throw (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .invalidTar */ .LK)("a PAX header has a record of a wrong length");
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


/***/ }),

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

/***/ 3750:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ archiveOfImage),
/* harmony export */   V: () => (/* binding */ layoutFromArchive)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7075);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_stream__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _archive_clamp_times_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8818);
/* harmony import */ var _archive_tar_reader_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9838);
/* harmony import */ var _archive_tar_writer_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4113);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4256);
/* harmony import */ var _byte_stream_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(5888);
/* harmony import */ var _layout_image_folder_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6646);
/* harmony import */ var _layout_layer_file_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(2206);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(4460);
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
    let image = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_9__/* .parseManifest */ .Ng)(await (0,_layout_image_folder_js__WEBPACK_IMPORTED_MODULE_7__/* .readManifest */ .WI)(folder, digest));
    if (image.kind === "index") {
        const wanted = image.manifests.find((one) => one.platform !== undefined && (0,_manifest_js__WEBPACK_IMPORTED_MODULE_9__/* .formatPlatform */ .Bq)(one.platform) === platform);
        if (wanted === undefined) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .TreestampError */ .ks("platform-missing", `The base image ${digest} has no image for ${platform}.`, {
                remedy: "Take a base image that has this platform.",
            });
        }
        image = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_9__/* .parseManifest */ .Ng)(await (0,_layout_image_folder_js__WEBPACK_IMPORTED_MODULE_7__/* .readManifest */ .WI)(folder, wanted.digest));
        if (image.kind === "index")
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .TreestampError */ .ks("image-invalid", `${wanted.digest} is an index in an index.`);
    }
    const { config, layers } = image;
    const list = [
        { Config: (0,_layout_image_folder_js__WEBPACK_IMPORTED_MODULE_7__/* .blobPath */ .nD)(config.digest), RepoTags: [name], Layers: layers.map((layer) => (0,_layout_image_folder_js__WEBPACK_IMPORTED_MODULE_7__/* .blobPath */ .nD)(layer.digest)) },
    ];
    const entries = async function* () {
        const body = Buffer.from(JSON.stringify(list));
        yield { ...file(manifestPath, body.length), content: (0,_byte_stream_js__WEBPACK_IMPORTED_MODULE_10__/* .streamOf */ .mA)(body) };
        for (const blob of new Map([config, ...layers].map((blob) => [blob.digest, blob])).values()) {
            yield { ...file((0,_layout_image_folder_js__WEBPACK_IMPORTED_MODULE_7__/* .blobPath */ .nD)(blob.digest), blob.size), content: (0,_layout_image_folder_js__WEBPACK_IMPORTED_MODULE_7__/* .readBlobFile */ .Ww)(folder, blob.digest) };
        }
    };
    yield* (0,_archive_tar_writer_js__WEBPACK_IMPORTED_MODULE_5__/* .writeTar */ .F)(entries());
}
function file(path, size) {
    return { path, kind: "file", mode: 0o644, size };
}
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
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(output, "blobs/sha256"), { recursive: true });
    const layers = new Map();
    const texts = new Map();
    const links = new Map(); // old versions of docker save an equal layer as a link to the first
    await (0,_archive_tar_reader_js__WEBPACK_IMPORTED_MODULE_4__/* .readTar */ .s)(archive, (entry) => {
        if (entry.type === "symlink")
            links.set(entry.name, node_path__WEBPACK_IMPORTED_MODULE_1__.posix.join(node_path__WEBPACK_IMPORTED_MODULE_1__.posix.dirname(entry.name), entry.linkName));
        if (entry.type !== "file")
            return undefined;
        return whenSniffed((start) => isTar(start)
            ? layerSink(output, baseLayers.has(digestIn(entry.name)) ? undefined : epoch, (layer) => layers.set(entry.name, layer))
            : textSink(entry.name, (text) => texts.set(entry.name, text)));
    });
    const [image, ...others] = JSON.parse(text(texts, manifestPath));
    if (image === undefined || others.length > 0)
        throw invalid(`${1 + others.length} images instead of one`);
    const config = JSON.parse(text(texts, image.Config));
    const ordered = image.Layers.map((name) => layers.get(name) ?? layers.get(links.get(name) ?? "") ?? missing(name));
    config.rootfs = { type: "layers", diff_ids: ordered.map((layer) => layer.diffId) };
    const json = (value) => Buffer.from(JSON.stringify(value));
    const manifest = {
        schemaVersion: 2,
        mediaType: "application/vnd.oci.image.manifest.v1+json",
        config: await (0,_layout_image_folder_js__WEBPACK_IMPORTED_MODULE_7__/* .writeBlob */ .Zh)(output, "application/vnd.oci.image.config.v1+json", json(config)),
        layers: ordered.map((layer) => layer.descriptor),
    };
    await (0,_layout_image_folder_js__WEBPACK_IMPORTED_MODULE_7__/* .writeIndexFile */ .Gh)(output, [await (0,_layout_image_folder_js__WEBPACK_IMPORTED_MODULE_7__/* .writeBlob */ .Zh)(output, manifest.mediaType, json(manifest))]);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(output, "oci-layout"), _layout_image_folder_js__WEBPACK_IMPORTED_MODULE_7__/* .layoutFile */ .NI);
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
    const entrance = new node_stream__WEBPACK_IMPORTED_MODULE_2__.PassThrough({ highWaterMark: 4 << 20 });
    const finished = (0,_layout_layer_file_js__WEBPACK_IMPORTED_MODULE_8__/* .writeLayer */ .B)(entrance, (source) => (epoch === undefined ? source : (0,_archive_clamp_times_js__WEBPACK_IMPORTED_MODULE_3__/* .clampTimes */ .A)(source, epoch)), output);
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
function text(texts, name) {
    return (texts.get(name) ?? missing(name)).toString("utf8");
}
function missing(name) {
    throw invalid(`no ${name}`);
}
function invalid(what) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .TreestampError */ .ks("image-invalid", `The archive that docker saved has ${what}.`, {
        remedy: "Update docker, or turn on its containerd image store.",
    });
}


/***/ }),

/***/ 6646:
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
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4617);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4460);
/* harmony import */ var _stored_manifest_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8706);
/** The folder of an OCI image layout, as engines take bases from it and leave images in it. */







const layoutFile = JSON.stringify({ imageLayoutVersion: "1.0.0" });
/** The path of a blob within a layout. */
function blobPath(digest) {
    return `blobs/sha256/${(0,_digest_js__WEBPACK_IMPORTED_MODULE_4__/* .hexOf */ .ZD)(digest)}`;
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
    return (0,_stored_manifest_js__WEBPACK_IMPORTED_MODULE_6__/* .checkedManifest */ .ld)(body, { mediaType: (0,_stored_manifest_js__WEBPACK_IMPORTED_MODULE_6__/* .mediaTypeOf */ .c0)(body) ?? "no manifest" }, digest, folder);
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
        digest: (0,_digest_js__WEBPACK_IMPORTED_MODULE_4__/* .sha256Of */ .Bj)(body),
        size: body.length,
    };
    const index = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .parseManifest */ .Ng)({ descriptor, body });
    return index.kind === "index" ? index.manifests : [];
}
/** Stores bytes as a blob. */
async function writeBlob(folder, mediaType, body) {
    const descriptor = { mediaType, digest: (0,_digest_js__WEBPACK_IMPORTED_MODULE_4__/* .sha256Of */ .Bj)(body), size: body.length };
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, "blobs/sha256"), { recursive: true });
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, blobPath(descriptor.digest)), body);
    return descriptor;
}
function readBlobFile(folder, digest) {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.createReadStream)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, blobPath(digest)), { highWaterMark: 1 << 20 });
}


/***/ }),

/***/ 2206:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  B: () => (/* binding */ writeLayer)
});

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

// EXTERNAL MODULE: ./core/oci/layout/image-folder.js
var image_folder = __webpack_require__(6646);
;// CONCATENATED MODULE: ./core/oci/layout/layer-file.js
/** A layer on its way from a plain tar archive to a blob of the layout. */







/** Compression is the slowest part of the way; level 6 takes twice the time for 3 % less. */
const gzipLevel = 4;
/**
 * Compresses and hashes what `changed` makes of a layer's tar archive.
 * @param output a layout's folder, which has `blobs/sha256`
 */
async function writeLayer(tar, changed, output) {
    const plain = (0,external_node_crypto_.createHash)("sha256");
    const packed = (0,external_node_crypto_.createHash)("sha256");
    let size = 0;
    const unnamed = (0,external_node_path_.join)(output, `layer-${(0,external_node_crypto_.randomBytes)(8).toString("hex")}`);
    await (0,external_node_stream_promises_.pipeline)(tar, changed, async function* (source) {
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
    await (0,promises_.rename)(unnamed, (0,external_node_path_.join)(output, (0,image_folder/* blobPath */.nD)(digest)));
    const mediaType = "application/vnd.oci.image.layer.v1.tar+gzip";
    return { descriptor: { mediaType, digest, size }, diffId: `sha256:${plain.digest("hex")}` };
}


/***/ })

};
;