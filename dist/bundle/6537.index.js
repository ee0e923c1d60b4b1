"use strict";
exports.id = 6537;
exports.ids = [6537];
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

/***/ 2857:
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
/* harmony import */ var _image_manifest_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8512);
/* harmony import */ var _machine_missing_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(1081);
/* harmony import */ var _docker_archive_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(863);
/* harmony import */ var _image_folder_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(9000);
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
    const stats = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(path).catch((0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_8__/* .missing */ .L)(undefined));
    if (stats === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .TreestampError */ .ks("path-missing", `\`source\`: there is no folder or archive ${path}.`, {
            remedy: "Check the spelling; the step that makes it has to come first.",
        });
    }
    if (stats.isDirectory())
        return path;
    try {
        const [oci, docker] = [(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(scratch, "oci"), (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(scratch, "docker")];
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(oci, "blobs/sha256"), { recursive: true });
        const isOci = await extractLayout(await archiveAt(path), oci);
        if (isOci && (await isCompressed(oci)))
            return oci;
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(docker);
        await (0,_docker_archive_js__WEBPACK_IMPORTED_MODULE_9__/* .layoutFromArchive */ .V)(await archiveAt(path), noEpoch, new Set(), docker);
        return docker;
    }
    catch (error) {
        if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .isTreestampError */ .Sh)(error, "image-invalid") && !isBroken(error))
            throw error;
        const why = (0,_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .messageOf */ .bD)(error)
            .replace(/^(A layer|The archive that docker saved) /, "It ")
            .replace(/\.?$/, ".");
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .TreestampError */ .ks("image-invalid", `\`source\`: ${path} is not the archive of one image. ${why}`, {
            remedy: "Write it by `docker save -o FILE IMAGE`, or by docker buildx build --output type=oci,dest=FILE.",
            cause: error,
        });
    }
}
/** What zlib says of bytes that it did not write. */
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
/** Takes the files of an OCI layout out of an archive, and no other. @returns false where it is none */
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
/** Whether the layers of an archive's images are as registries keep them. */
async function isCompressed(folder) {
    const visit = async (digests) => {
        for (const digest of digests) {
            const parsed = (0,_image_manifest_js__WEBPACK_IMPORTED_MODULE_7__/* .parseManifest */ .Ng)(await (0,_image_folder_js__WEBPACK_IMPORTED_MODULE_10__/* .readManifest */ .WI)(folder, digest));
            if (parsed.kind === "index") {
                if (!(await visit(parsed.manifests.map((one) => one.digest))))
                    return false;
            }
            else if (parsed.layers.some(({ mediaType }) => /\.tar$/.test(mediaType)))
                return false;
        }
        return true;
    };
    return visit((await (0,_image_folder_js__WEBPACK_IMPORTED_MODULE_10__/* .readIndexFile */ .fV)(folder)).map(({ digest }) => digest));
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