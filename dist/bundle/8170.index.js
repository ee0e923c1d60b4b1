"use strict";
exports.id = 8170;
exports.ids = [8170];
exports.modules = {

/***/ 88211:
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
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
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

/***/ 64113:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ writeTar)
/* harmony export */ });
/* harmony import */ var _tar_header_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(88211);
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

/***/ 88080:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bs: () => (/* binding */ mounter),
/* harmony export */   L1: () => (/* binding */ copyImage),
/* harmony export */   TQ: () => (/* binding */ closureOf),
/* harmony export */   tn: () => (/* binding */ manifestIn)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _parallel_limiter_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(37795);
/* harmony import */ var _byte_stream_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(25888);
/* harmony import */ var _lookup_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(63087);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(24460);
/* harmony import */ var _reference_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(67896);
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
    return (0,_lookup_js__WEBPACK_IMPORTED_MODULE_1__/* .listedManifest */ .nx)(store, digest, remedy);
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

/***/ 63087:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J9: () => (/* binding */ findManifest),
/* harmony export */   Ld: () => (/* binding */ hasBlobs),
/* harmony export */   nx: () => (/* binding */ listedManifest)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/** Lookups for callers that treat `unknown` as an error. */

/** The manifest of a tag or digest; undefined where there is none. See `Store` for `until`. @throws why that is not known */
async function findManifest(store, reference, until) {
    const lookup = await store.lookup(reference, until);
    if (lookup.state === "unknown")
        throw lookup.reason;
    return lookup.state === "present" ? lookup.manifest : undefined;
}
/** Whether a store has all of these, asked at the same time. @throws why that is not known */
async function hasBlobs(store, blobs) {
    const there = await Promise.all(blobs.map(({ digest }) => store.hasBlob(digest)));
    return !there.includes(false);
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

/***/ 37795:
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

/***/ 61420:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CI: () => (/* binding */ partsOf),
/* harmony export */   ej: () => (/* binding */ besideManifest),
/* harmony export */   fy: () => (/* binding */ inlineBlob)
/* harmony export */ });
/* unused harmony export imageConfigMediaType */
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44617);
/* harmony import */ var _oci_stored_manifest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(98706);
/**
 * Manifests that stand beside an image and are not images: snapshots and notes. They have the form of BuildKit's attestations,
 * which every registry stores and every client skips: an image config with the platform `unknown/unknown`, and blobs as
 * layers. GitLab refuses an `artifactType`, and every media type that is not on its list (gitlab.com,
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
    const manifest = { schemaVersion: 2, mediaType: _oci_stored_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .ociManifestMediaType */ .xS, config: config.blob, layers, annotations };
    return { manifest: (0,_oci_stored_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .manifestOf */ .$V)(_oci_stored_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .ociManifestMediaType */ .xS, Buffer.from(JSON.stringify(manifest))), config };
}
/** All layers that have names, by these. */
function partsOf({ layers }) {
    const named = layers.flatMap(({ annotations, ...blob }) => {
        const name = annotations?.[partAnnotation];
        return name === undefined ? [] : [[name, blob]];
    });
    return Object.fromEntries(named);
}
function inlineBlob(mediaType, value) {
    const bytes = Buffer.from(JSON.stringify(value));
    return { blob: { mediaType, digest: (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .sha256Of */ .Bj)(bytes), size: bytes.length }, bytes };
}


/***/ }),

/***/ 44078:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A1: () => (/* binding */ parseIndex),
/* harmony export */   Gi: () => (/* binding */ isFor),
/* harmony export */   H9: () => (/* binding */ makeIndex),
/* harmony export */   JB: () => (/* binding */ listedFor),
/* harmony export */   Tg: () => (/* binding */ forPlatform),
/* harmony export */   dE: () => (/* binding */ parseSnapshotManifest),
/* harmony export */   eY: () => (/* binding */ snapshotOf),
/* harmony export */   eb: () => (/* binding */ unknownPlatform),
/* harmony export */   qX: () => (/* binding */ makeSnapshotManifest)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44617);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(24460);
/* harmony import */ var _oci_stored_manifest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(98706);
/* harmony import */ var _snapshot_format_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(50013);
/* harmony import */ var _beside_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(61420);
/**
 * What one tag names: an OCI index that lists the image for each platform and, beside each, its snapshot. Snapshots
 * carry the platform `unknown/unknown`, as BuildKit's attestations do, so that every client takes only the image.
 */






/** Chunk tables and configurations are held in memory, so longer ones are refused before the fetch. Some 900,000 chunks. */
const maxPartBytes = 64 * 1024 * 1024;
/** Of what stands beside images. */
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
    const index = { schemaVersion: 2, mediaType: _oci_stored_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .ociIndexMediaType */ .oQ, manifests };
    return (0,_oci_stored_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .manifestOf */ .$V)(_oci_stored_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .ociIndexMediaType */ .oQ, Buffer.from(JSON.stringify(index)));
}
/** Reads the index under a key's tag. @throws image-invalid */
function parseIndex(stored) {
    const index = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .parseManifest */ .Ng)(stored);
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
/** The one for the wanted platform, if there is one. */
function forPlatform(images, wanted) {
    return images.find((image) => isFor(image, wanted));
}
/** The image for the wanted platform among what an index lists. */
function listedFor(listed, wanted) {
    const images = listed.flatMap(({ platform, ...image }) => (platform === undefined ? [] : [{ ...image, platform }]));
    return forPlatform(images, wanted);
}
/** The snapshot beside an image. @param location of the store, for messages @throws snapshot-invalid */
function snapshotOf({ snapshot, image }, location) {
    if (snapshot !== undefined)
        return snapshot;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("snapshot-invalid", `${location}@${image.digest} has no snapshot beside it.`, {
        remedy: "It was pushed by something else than treestamp: keep build images in a repository of their own.",
    });
}
/** The names of a snapshot's parts. The numbers are those of their formats: see core/snapshot/table.ts. */
const parts = { frames: "snapshot.frames.v1", table: "snapshot.table.v1", config: "image.config" };
/** Version 2 has `snapshot.frames.v2.0`, `snapshot.frames.v2.1` and so on. */
const secondParts = { frames: "snapshot.frames.v2", table: "snapshot.table.v2" };
/** The manifest of a snapshot, ready to be stored. @param version of its table */
function makeSnapshotManifest({ frames, table, config, identity }, version) {
    const layers = version === 1
        ? { [parts.frames]: frames[0], [parts.table]: table }
        : {
            ...Object.fromEntries(frames.map((blob, index) => [`${secondParts.frames}.${index}`, blob])),
            [secondParts.table]: table,
        };
    return (0,_beside_js__WEBPACK_IMPORTED_MODULE_4__/* .besideManifest */ .ej)({ ...layers, [parts.config]: config }, { [_snapshot_format_js__WEBPACK_IMPORTED_MODULE_5__/* .identityAnnotation */ .Ik]: identity });
}
/** Reads a snapshot's manifest. @throws snapshot-invalid */
function parseSnapshotManifest(stored) {
    const manifest = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .parseManifest */ .Ng)(stored);
    const layers = manifest.kind === "manifest" ? manifest : { layers: [] };
    const named = (0,_beside_js__WEBPACK_IMPORTED_MODULE_4__/* .partsOf */ .CI)(layers);
    const frames = framesOf(named);
    const table = named[named[parts.frames] === undefined ? secondParts.table : parts.table];
    const config = named[parts.config];
    const identity = manifest.annotations[_snapshot_format_js__WEBPACK_IMPORTED_MODULE_5__/* .identityAnnotation */ .Ik];
    if (frames.length === 0 || table === undefined || config === undefined || !(0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc)(identity)) {
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
/** The frames blobs, in the order of their numbers; none where these have a gap, or are more than we know what to do with. */
function framesOf(named) {
    const one = named[parts.frames];
    const numbered = Object.keys(named).filter((name) => name.startsWith(`${secondParts.frames}.`));
    if (one !== undefined)
        return numbered.length === 0 ? [one] : [];
    const several = numbered.map((_, number) => named[`${secondParts.frames}.${number}`]);
    const known = several.filter((blob) => blob !== undefined);
    return known.length === several.length && known.length <= _snapshot_format_js__WEBPACK_IMPORTED_MODULE_5__/* .maxBlobs */ .nu ? known : [];
}


/***/ }),

/***/ 16690:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Qr: () => (/* binding */ divide),
/* harmony export */   ky: () => (/* binding */ runsOf),
/* harmony export */   x4: () => (/* binding */ inOrderOfFrames)
/* harmony export */ });
/** Bytes of frames that one request asks for, at least and at most. */
const shortestRun = 8 << 20;
const longestRun = 64 << 20;
/** Which chunks a local image has and which must come from the store, in the order of their frames. */
function divide(table, reuse) {
    const local = new Map();
    for (const { image, table: has } of reuse) {
        for (const { plainDigest, plainOffset, plainLength, frameLength } of has.chunks) {
            if (frameLength === 0)
                continue;
            local.set(plainDigest.toString("latin1"), { image, offset: plainOffset, length: plainLength });
        }
    }
    const known = [];
    const missing = [];
    for (const chunk of table.chunks) {
        if (chunk.frameLength === 0)
            continue;
        const found = local.get(chunk.plainDigest.toString("latin1"));
        if (found !== undefined && found.length === chunk.plainLength)
            known.push({ chunk, ...found });
        else
            missing.push(chunk);
    }
    missing.sort(inOrderOfFrames);
    return { known, missing };
}
/** The order in which frames are fetched: blob by blob. */
function inOrderOfFrames(a, b) {
    return a.blob - b.blob || a.frameOffset - b.frameOffset;
}
/** So much of what is fetched may be frames of other snapshots that lie between ours. */
const mostWaste = 0.015;
/**
 * Groups chunks whose frames follow each other, or nearly: what another snapshot has between them is passed over, where that is little.
 * A long run is worth a connection of its own, short ones end together: so there are about two for each of `connections`.
 * @param chunks in the order of their frames
 */
function runsOf(chunks, connections) {
    const total = chunks.reduce((sum, { frameLength }) => sum + frameLength, 0);
    const runBytes = Math.min(Math.max(total / (2 * connections), shortestRun), longestRun);
    const longestGap = longestGapOf(chunks, mostWaste * total);
    const runs = [];
    let size = 0;
    for (const [at, chunk] of chunks.entries()) {
        const gap = gapBefore(chunks, at);
        if (gap <= longestGap && size + gap + chunk.frameLength <= runBytes) {
            runs.at(-1).push(chunk);
            size += gap + chunk.frameLength;
        }
        else {
            runs.push([chunk]);
            size = chunk.frameLength;
        }
    }
    return runs;
}
/** Bytes between a chunk's frame and the one before it; without end where that is in another blob, or there is none. */
function gapBefore(chunks, at) {
    const [last, { blob, frameOffset }] = [chunks[at - 1], chunks[at]];
    return last?.blob === blob ? frameOffset - last.frameOffset - last.frameLength : Number.POSITIVE_INFINITY;
}
/** The longest gap so that all up to its length are no more than `most` bytes together. */
function longestGapOf(chunks, most) {
    const counts = new Map();
    for (const at of chunks.keys()) {
        const gap = gapBefore(chunks, at);
        counts.set(gap, (counts.get(gap) ?? 0) + 1);
    }
    let [longest, waste] = [0, 0];
    for (const [gap, count] of [...counts].sort(([a], [b]) => a - b)) {
        waste += gap * count;
        if (waste > most)
            break;
        longest = gap;
    }
    return longest;
}


/***/ }),

/***/ 50013:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ik: () => (/* binding */ identityAnnotation),
/* harmony export */   Pr: () => (/* binding */ snapshotOfAnnotation),
/* harmony export */   nu: () => (/* binding */ maxBlobs),
/* harmony export */   pv: () => (/* binding */ leastAlive),
/* harmony export */   uY: () => (/* binding */ partMediaType),
/* harmony export */   zP: () => (/* binding */ maxChunkBytes)
/* harmony export */ });
/** The media type of frames and table. Registries that know a list of media types know this one: see core/places/beside.ts. */
const partMediaType = "application/octet-stream";
/** Annotation on the snapshot's descriptor in the index: digest of the image manifest that it is a snapshot of. */
const snapshotOfAnnotation = "dev.treestamp.snapshot.of";
/** Annotation on the snapshot's manifest: the identity of the plain content. */
const identityAnnotation = "dev.treestamp.snapshot.identity";
/** No chunk is longer than this once plain; a table that says otherwise is refused before anything is decompressed. */
const maxChunkBytes = 2 * 1024 * 1024;
/** No snapshot has more frames blobs: each is a connection more for who fetches it from nothing. */
const maxBlobs = 4;
/** So much of what a snapshot keeps of another one has to be alive: the rest is stored, and of no use to it. */
const leastAlive = 0.6;


/***/ }),

/***/ 55716:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   checkBlobs: () => (/* binding */ checkBlobs),
/* harmony export */   chunkTable: () => (/* binding */ chunkTable),
/* harmony export */   encodeChunkTable: () => (/* binding */ encodeChunkTable),
/* harmony export */   identityOf: () => (/* binding */ identityOf),
/* harmony export */   parseChunkTable: () => (/* binding */ parseChunkTable),
/* harmony export */   tableOf: () => (/* binding */ tableOf),
/* harmony export */   versionOf: () => (/* binding */ versionOf)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64256);
/* harmony import */ var _fetch_plan_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(16690);
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50013);
/**
 * The chunk table as bytes. All numbers little-endian. Version 1, of a snapshot that was written whole:
 *
 *     magic "TSCT", u32 version, u64 bytes of the raw image, u64 bytes of the frames blob, u32 count of chunks,
 *     then for each chunk: u32 plain length, u32 frame length, sha256 of the plain bytes, sha256 of the frame
 *
 * Chunks are listed in the order of the raw image, and offsets are sums of lengths. The frame of the first chunk (the
 * head with the superblock, which is known last) stands after all others.
 *
 * Version 2, of a snapshot that keeps frames of others, in several blobs as a rule, in the order of its manifest:
 *
 *     magic "TSCT", u32 version, u64 bytes of the raw image, u32 count of blobs, u32 count of chunks,
 *     then for each blob: u64 bytes,
 *     then for each chunk: u32 plain length, u32 frame length, u64 frame offset, u32 blob, sha256 of the plain bytes,
 *     sha256 of the frame
 *
 * There, frames of one blob never overlap; between them may be what another snapshot has there, and this one does not keep.
 */




const magic = "TSCT";
const headerBytes = 28;
const entryBytes = 72;
const headerBytes2 = 24;
const entryBytes2 = 84;
/** A frame of incompressible bytes is a little longer than them. More slack than zstd's own bound. */
const maxFrameBytes = _format_js__WEBPACK_IMPORTED_MODULE_2__/* .maxChunkBytes */ .zP + 64 * 1024;
/** The table of chunks, in the order of the raw image, whose frames follow each other in one blob, the first one's behind the others. */
function chunkTable(listed) {
    let plainOffset = 0;
    let frameOffset = 0;
    const chunks = [];
    for (const [index, { plainLength, frameLength, plainDigest, frameDigest }] of listed.entries()) {
        chunks.push({ plainOffset, plainLength, blob: 0, frameOffset, frameLength, plainDigest, frameDigest });
        plainOffset += plainLength;
        if (index > 0)
            frameOffset += frameLength;
    }
    const head = chunks[0];
    if (head !== undefined) {
        chunks[0] = { ...head, frameOffset };
        frameOffset += head.frameLength;
    }
    return { plainSize: plainOffset, framesSizes: [frameOffset], chunks, identity: identityOf(listed) };
}
/** The table of chunks in the order of the raw image, each of which says where its frame is. @param framesSizes bytes of each frames blob */
function tableOf(placed, framesSizes) {
    let plainOffset = 0;
    const chunks = [];
    for (const { plainLength, blob, frameOffset, frameLength, plainDigest, frameDigest } of placed) {
        chunks.push({ plainOffset, plainLength, blob, frameOffset, frameLength, plainDigest, frameDigest });
        plainOffset += plainLength;
    }
    return { plainSize: plainOffset, framesSizes, chunks, identity: identityOf(chunks) };
}
/** The version of the format that says all of a table: 1 where the frames' places follow from their lengths. */
function versionOf({ framesSizes, chunks }) {
    if (framesSizes.length > 1)
        return 2;
    let next = 0;
    const inOrder = [...chunks.slice(1), ...chunks.slice(0, 1)].every(({ frameLength, frameOffset }) => {
        const follows = frameLength === 0 || frameOffset === next;
        next += frameLength;
        return follows;
    });
    return inOrder && next === framesSizes[0] ? 1 : 2;
}
/** The hash of the plain content: of lengths and digests of the chunks as listed. Does not depend on a compressor. */
function identityOf(listed) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update("treestamp snapshot v1\n");
    const length = Buffer.alloc(4);
    for (const chunk of listed) {
        length.writeUInt32LE(chunk.plainLength);
        hash.update(length).update(chunk.plainDigest);
    }
    return `sha256:${hash.digest("hex")}`;
}
function encodeChunkTable(table) {
    return versionOf(table) === 1 ? encodeFirst(table) : encodeSecond(table);
}
function encodeFirst(table) {
    const bytes = Buffer.alloc(headerBytes + table.chunks.length * entryBytes);
    bytes.write(magic, "latin1");
    bytes.writeUInt32LE(1, 4);
    bytes.writeBigUInt64LE(BigInt(table.plainSize), 8);
    bytes.writeBigUInt64LE(BigInt(table.framesSizes[0]), 16);
    bytes.writeUInt32LE(table.chunks.length, 24);
    let at = headerBytes;
    for (const chunk of table.chunks) {
        bytes.writeUInt32LE(chunk.plainLength, at);
        bytes.writeUInt32LE(chunk.frameLength, at + 4);
        chunk.plainDigest.copy(bytes, at + 8);
        chunk.frameDigest.copy(bytes, at + 40);
        at += entryBytes;
    }
    return bytes;
}
function encodeSecond({ plainSize, framesSizes, chunks }) {
    const bytes = Buffer.alloc(headerBytes2 + 8 * framesSizes.length + chunks.length * entryBytes2);
    bytes.write(magic, "latin1");
    bytes.writeUInt32LE(2, 4);
    bytes.writeBigUInt64LE(BigInt(plainSize), 8);
    bytes.writeUInt32LE(framesSizes.length, 16);
    bytes.writeUInt32LE(chunks.length, 20);
    let at = headerBytes2;
    for (const size of framesSizes)
        at = bytes.writeBigUInt64LE(BigInt(size), at);
    for (const chunk of chunks) {
        bytes.writeUInt32LE(chunk.plainLength, at);
        bytes.writeUInt32LE(chunk.frameLength, at + 4);
        bytes.writeBigUInt64LE(BigInt(chunk.frameOffset), at + 8);
        bytes.writeUInt32LE(chunk.blob, at + 16);
        chunk.plainDigest.copy(bytes, at + 20);
        chunk.frameDigest.copy(bytes, at + 52);
        at += entryBytes2;
    }
    return bytes;
}
/**
 * The table that `bytes` hold, every bound checked before anything is made of them.
 * @throws snapshot-invalid
 */
function parseChunkTable(bytes) {
    if (bytes.length < headerBytes2 || bytes.toString("latin1", 0, 4) !== magic)
        throw invalid("it is not a chunk table");
    const version = bytes.readUInt32LE(4);
    if (version === 1)
        return parseFirst(bytes);
    if (version === 2)
        return parseSecond(bytes);
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("snapshot-invalid", `A snapshot's chunk table has the version ${version}, which this treestamp does not know.`, {
        remedy: "A newer treestamp has published it: use that version.",
    });
}
function parseFirst(bytes) {
    if (bytes.length < headerBytes)
        throw invalid("its length does not fit");
    const count = bytes.readUInt32LE(24);
    if (count === 0 || bytes.length !== headerBytes + count * entryBytes)
        throw invalid("its length does not fit");
    const isOfZeros = zeroDigests();
    const listed = [];
    for (let at = headerBytes; at < bytes.length; at += entryBytes) {
        listed.push(listedChunk(bytes, { at, digestsAt: at + 8 }, isOfZeros));
    }
    const table = chunkTable(listed);
    if (BigInt(table.plainSize) !== bytes.readBigUInt64LE(8))
        throw invalid("its chunks do not add up to its image");
    if (BigInt(table.framesSizes[0]) !== bytes.readBigUInt64LE(16))
        throw invalid("its frames do not add up to its blob");
    return table;
}
function parseSecond(bytes) {
    const blobs = bytes.readUInt32LE(16);
    const count = bytes.readUInt32LE(20);
    if (blobs === 0 || blobs > _format_js__WEBPACK_IMPORTED_MODULE_2__/* .maxBlobs */ .nu)
        throw invalid(`it has ${blobs} frames blobs`);
    const first = headerBytes2 + 8 * blobs;
    if (count === 0 || bytes.length !== first + count * entryBytes2)
        throw invalid("its length does not fit");
    const framesSizes = Array.from({ length: blobs }, (_, blob) => numberAt(bytes, headerBytes2 + 8 * blob));
    const isOfZeros = zeroDigests();
    const chunks = [];
    let plainOffset = 0;
    for (let at = first; at < bytes.length; at += entryBytes2) {
        const listed = listedChunk(bytes, { at, digestsAt: at + 20 }, isOfZeros);
        const [frameOffset, blob] = [numberAt(bytes, at + 8), bytes.readUInt32LE(at + 16)];
        if (blob >= blobs || frameOffset + listed.frameLength > framesSizes[blob]) {
            throw invalid("a frame is outside of its blob");
        }
        chunks.push({ ...listed, plainOffset, blob, frameOffset });
        plainOffset += listed.plainLength;
    }
    checkApart(chunks);
    if (BigInt(plainOffset) !== bytes.readBigUInt64LE(8))
        throw invalid("its chunks do not add up to its image");
    return { plainSize: plainOffset, framesSizes, chunks, identity: identityOf(chunks) };
}
/** No two frames share bytes: then all of them are no more than their blobs. */
function checkApart(chunks) {
    const framed = chunks.filter(({ frameLength }) => frameLength > 0).sort(_fetch_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .inOrderOfFrames */ .x4);
    for (const [index, { blob, frameOffset }] of framed.entries()) {
        const before = framed[index - 1];
        if (before?.blob === blob && before.frameOffset + before.frameLength > frameOffset)
            throw invalid("its frames overlap");
    }
}
/** @throws snapshot-invalid where a manifest's frames blobs are others than those that its table speaks of */
function checkBlobs({ framesSizes }, frames) {
    const sizes = frames.map(({ size }) => size);
    if (framesSizes.join() === sizes.join())
        return;
    throw invalid(`it speaks of ${framesSizes.join(" + ")} bytes of frames, and its manifest of ${sizes.join(" + ")}`);
}
function listedChunk(bytes, { at, digestsAt }, isOfZeros) {
    const plainLength = bytes.readUInt32LE(at);
    const frameLength = bytes.readUInt32LE(at + 4);
    if (plainLength === 0 || plainLength > _format_js__WEBPACK_IMPORTED_MODULE_2__/* .maxChunkBytes */ .zP)
        throw invalid(`it has a chunk of ${plainLength} bytes`);
    if (frameLength > maxFrameBytes)
        throw invalid(`it has a frame of ${frameLength} bytes`);
    const plainDigest = Buffer.from(bytes.subarray(digestsAt, digestsAt + 32));
    const frameDigest = Buffer.from(bytes.subarray(digestsAt + 32, digestsAt + 64));
    // Nothing arrives that could be compared with it, and the digest is part of the identity.
    if (frameLength === 0 && !isOfZeros(plainDigest, plainLength))
        throw invalid("a chunk without a frame has content");
    return { plainLength, frameLength, plainDigest, frameDigest };
}
function numberAt(bytes, at) {
    const value = bytes.readBigUInt64LE(at);
    if (value > BigInt(Number.MAX_SAFE_INTEGER))
        throw invalid("it has a number that cannot be");
    return Number(value);
}
/** Whether a digest is that of so many zero bytes; cached, because few lengths recur. */
function zeroDigests() {
    const zeros = Buffer.alloc(_format_js__WEBPACK_IMPORTED_MODULE_2__/* .maxChunkBytes */ .zP);
    const known = new Map();
    return (digest, length) => {
        const expected = known.get(length) ?? (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)("sha256", zeros.subarray(0, length), "buffer");
        known.set(length, expected);
        return digest.equals(expected);
    };
}
function invalid(what) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("snapshot-invalid", `A snapshot's chunk table cannot be used: ${what}.`, {
        remedy: "Delete the image's tag from the store, so that it is built again.",
    });
}


/***/ })

};
;