"use strict";
exports.id = 9076;
exports.ids = [9076];
exports.modules = {

/***/ 8211:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $Q: () => (/* binding */ parseDecimal),
/* harmony export */   LK: () => (/* binding */ invalidTar),
/* harmony export */   Ms: () => (/* binding */ padding),
/* harmony export */   RW: () => (/* binding */ parseHeader),
/* harmony export */   SA: () => (/* binding */ setChecksum),
/* harmony export */   VE: () => (/* binding */ blockBytes),
/* harmony export */   Yx: () => (/* binding */ parsePaxTime),
/* harmony export */   _t: () => (/* binding */ setNumber),
/* harmony export */   sJ: () => (/* binding */ numberField),
/* harmony export */   vZ: () => (/* binding */ parsePaxRecords)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/**
 * The 512-byte header of a tar entry, and the records of a PAX extended header.
 * Source: POSIX.1-2017 pax; GNU tar manual, "Basic Tar Format"; what Go's archive/tar accepts, since docker and
 * containerd read layers with it.
 */

const blockBytes = 512;
/** Bytes that fill the last block of `size` bytes. */
function padding(size) {
    return (blockBytes - (size % blockBytes)) % blockBytes;
}
function invalidTar(what) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("image-invalid", `A layer is not a readable tar archive: ${what}.`, {
        remedy: "Build the image again; if it was pushed by another tool, push it again with that tool.",
    });
}
/** @throws image-invalid where the checksum or a number is wrong */
function parseHeader(block) {
    checkSum(block);
    const magic = block.toString("latin1", 257, 265);
    const isUstar = magic === "ustar\x0000" || magic.startsWith("ustar\0");
    const isGnu = magic === "ustar  \0";
    const prefix = isUstar ? textField(block, 345, block.toString("latin1", 508, 512) === "tar\0" ? 131 : 155) : "";
    const name = textField(block, 0, 100);
    return {
        typeFlag: String.fromCharCode(block[156]),
        name: prefix === "" ? name : `${prefix}/${name}`,
        linkName: textField(block, 157, 100),
        mode: numberField(block, 100, 8, "mode"),
        uid: numberField(block, 108, 8, "uid"),
        gid: numberField(block, 116, 8, "gid"),
        size: numberField(block, 124, 12, "size"),
        mtime: numberField(block, 136, 12, "mtime"),
        major: isUstar || isGnu ? numberField(block, 329, 8, "major device number") : 0,
        minor: isUstar || isGnu ? numberField(block, 337, 8, "minor device number") : 0,
    };
}
/** Some old archivers summed signed characters: both sums are accepted. */
function checkSum(block) {
    let unsigned = 0;
    let signed = 0;
    for (let index = 0; index < blockBytes; index++) {
        const byte = index >= 148 && index < 156 ? 32 : block[index];
        unsigned += byte;
        signed += byte < 128 ? byte : byte - 256;
    }
    const stored = numberField(block, 148, 8, "checksum");
    if (stored !== unsigned && stored !== signed)
        throw invalidTar("a header's checksum is wrong");
}
function textField(block, start, length) {
    const end = block.indexOf(0, start);
    return block.toString("latin1", start, end === -1 || end > start + length ? start + length : end);
}
/** Octal text, or GNU's base-256 where the first byte's high bit is set. Safe integers only. */
function numberField(block, start, length, what) {
    if ((block[start] & 0x80) !== 0)
        return base256(block.subarray(start, start + length), what);
    let at = start;
    let end = start + length;
    while (at < end && (block[at] === 32 || block[at] === 0))
        at++;
    const terminator = block.indexOf(0, at);
    if (terminator !== -1 && terminator < end)
        end = terminator;
    while (end > at && block[end - 1] === 32)
        end--;
    let value = 0;
    for (; at < end; at++) {
        const digit = block[at] - 48;
        if (digit < 0 || digit > 7)
            throw invalidTar(`a header's ${what} is not an octal number`);
        value = value * 8 + digit;
    }
    return value;
}
function base256(field, what) {
    const negative = (field[0] & 0x40) !== 0;
    let value = BigInt(field[0] & 0x3f) - (negative ? 0x40n : 0n);
    for (let index = 1; index < field.length; index++)
        value = value * 256n + BigInt(field[index]);
    if (value > BigInt(Number.MAX_SAFE_INTEGER) || value < BigInt(Number.MIN_SAFE_INTEGER)) {
        throw invalidTar(`a header's ${what} is out of range`);
    }
    return Number(value);
}
/** Where the numbers of a header stand: offset and length. */
const numbers = {
    ...{ mode: [100, 8], uid: [108, 8], gid: [116, 8], size: [124, 12], mtime: [136, 12] },
    ...{ major: [329, 8], minor: [337, 8] },
};
/** Writes a number of 0 or more into a header: as octal text, or where it is too long, as GNU's base-256. */
function setNumber(block, field, value) {
    const [start, length] = numbers[field];
    const octal = value.toString(8);
    if (octal.length < length) {
        block.write(`${octal.padStart(length - 1, "0")}\0`, start, "latin1");
        return;
    }
    let rest = value;
    for (let at = start + length - 1; at > start; at--, rest = Math.floor(rest / 256))
        block[at] = rest % 256;
    block[start] = 0x80;
}
/** Makes a header valid again after its other fields have changed. */
function setChecksum(block) {
    block.fill(" ", 148, 156); // the checksum itself counts as blanks
    let sum = 0;
    for (const byte of block)
        sum += byte;
    block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
}
/**
 * The records of a PAX extended header in their order: GNU's sparse format 0.0 repeats keys.
 * @throws image-invalid where a record breaks the form "LENGTH KEY=VALUE\n"
 */
function parsePaxRecords(data) {
    const records = [];
    let at = 0;
    while (at < data.length) {
        const space = data.indexOf(32, at);
        const digits = space === -1 ? "" : data.toString("latin1", at, space);
        const end = at + Number(digits);
        if (!/^[0-9]{1,9}$/.test(digits) || end > data.length || end <= space + 2 || data[end - 1] !== 10) {
            throw invalidTar("a PAX header has a record of a wrong length");
        }
        const equals = data.indexOf(61, space);
        if (equals === -1 || equals >= end || equals === space + 1)
            throw invalidTar("a PAX record has no key");
        records.push([
            data.toString("latin1", space + 1, equals),
            data.toString("latin1", equals + 1, end - 1),
            equals + 1,
        ]);
        at = end;
    }
    return records;
}
function parseDecimal(text, what) {
    const value = Number(text);
    if (!/^[0-9]+$/.test(text) || !Number.isSafeInteger(value)) {
        throw invalidTar(`${what} is not a number that can be: ${JSON.stringify(text.slice(0, 40))}`);
    }
    return value;
}
/** A PAX time: "-12.34". Digits beyond nanoseconds are dropped. */
function parsePaxTime(text) {
    const match = /^(-?)([0-9]+)(?:\.([0-9]*))?$/.exec(text);
    const whole = Number(match?.[2]);
    if (match === null || !Number.isSafeInteger(whole))
        throw invalidTar("a PAX time is not a number");
    const nanoseconds = Number((match[3] ?? "").slice(0, 9).padEnd(9, "0"));
    if (match[1] === "")
        return { seconds: whole, nanoseconds };
    if (nanoseconds === 0)
        return { seconds: whole === 0 ? 0 : -whole, nanoseconds: 0 };
    return { seconds: -whole - 1, nanoseconds: 1_000_000_000 - nanoseconds };
}


/***/ }),

/***/ 4113:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ writeTar)
/* harmony export */ });
/* harmony import */ var _tar_header_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8211);
/**
 * Writes tar streams that are the same bytes everywhere: ustar headers, PAX records where a value does not fit; owner 0
 * and time 0 where an entry does not say otherwise. Source: POSIX.1-2017, pax, "ustar Interchange Format" and "pax Extended Header".
 */

/** Smaller pieces are put together, so that a reader gets few large ones. */
const pieceBytes = 64 * 1024;
/** The most that a ustar header's octal size field holds. */
const maxUstarSize = 0o77777777777;
/** The most that one of its owner fields, and its time field, holds. */
const maxUstarOwner = 0o7777777;
const maxUstarTime = 0o77777777777;
const kinds = { file: "0", hardlink: "1", link: "2", character: "3", block: "4", directory: "5", fifo: "6" };
/**
 * The archive of `entries`, in their order, in pieces of about 64 KiB. A part of a file's content is used until the next one is
 * asked for; so is a piece of the archive.
 */
async function* writeTar(entries) {
    let piece = Buffer.allocUnsafe(pieceBytes);
    let filled = 0;
    for await (const part of partsOf(entries)) {
        if (filled + part.length > pieceBytes && filled > 0) {
            yield piece.subarray(0, filled);
            piece = Buffer.allocUnsafe(pieceBytes);
            filled = 0;
        }
        if (part.length >= pieceBytes)
            yield part;
        else {
            piece.set(part, filled);
            filled += part.length;
        }
    }
    if (filled > 0)
        yield piece.subarray(0, filled);
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
        yield Buffer.alloc((0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .padding */ .Ms)(entry.size));
    }
    yield Buffer.alloc(2 * _tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .blockBytes */ .VE);
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
    return Buffer.concat([extended, Buffer.from(records, "latin1"), Buffer.alloc((0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .padding */ .Ms)(records.length)), own]);
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
    const header = Buffer.alloc(_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .blockBytes */ .VE);
    header.write(fields.path.slice(0, 100), 0, "latin1");
    (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .setNumber */ ._t)(header, "mode", fields.mode);
    (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .setNumber */ ._t)(header, "uid", uid);
    (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .setNumber */ ._t)(header, "gid", gid);
    (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .setNumber */ ._t)(header, "size", fields.size);
    (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .setNumber */ ._t)(header, "mtime", mtime);
    header.write(fields.type, 156, "latin1");
    header.write(target.slice(0, 100), 157, "latin1");
    header.write("ustar\x0000", 257, "latin1");
    if (major !== 0)
        (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .setNumber */ ._t)(header, "major", major);
    if (minor !== 0)
        (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .setNumber */ ._t)(header, "minor", minor);
    (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .setChecksum */ .SA)(header);
    return header;
}


/***/ }),

/***/ 4651:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FB: () => (/* binding */ parseImageConfig),
/* harmony export */   Gv: () => (/* binding */ isObject),
/* harmony export */   NO: () => (/* binding */ platformIn),
/* harmony export */   jb: () => (/* binding */ defaultPath)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);

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

/***/ 5130:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  hk: () => (/* binding */ addImage),
  yS: () => (/* binding */ addIndex),
  VE: () => (/* binding */ addLayer),
  Mr: () => (/* binding */ addLayerOf),
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

// EXTERNAL MODULE: ./core/archive/tar-writer.js
var tar_writer = __webpack_require__(4113);
// EXTERNAL MODULE: ./core/oci/byte-stream.js
var byte_stream = __webpack_require__(5888);
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


/***/ })

};
;