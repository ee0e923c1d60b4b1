"use strict";
exports.id = 2056;
exports.ids = [2056];
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

/***/ 35288:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ silentLog)
/* harmony export */ });
/* harmony import */ var _progress_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(14139);

/** Says nothing. */
const silentLog = {
    info: () => { },
    warning: () => { },
    debug: () => { },
    group: (_title, body) => body(),
    progress: _progress_js__WEBPACK_IMPORTED_MODULE_0__/* .noProgress */ .nd,
    mask: () => { },
};


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

/***/ 63087:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ findManifest),
/* harmony export */   n: () => (/* binding */ listedManifest)
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

/***/ 8121:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ allEnded),
/* harmony export */   b: () => (/* binding */ together)
/* harmony export */ });
/** Works that go on at the same time and end together. */
/** Waits until all have ended. @throws the failure of the first, in their order, that failed */
async function allEnded(works) {
    for (const outcome of await Promise.allSettled(works)) {
        if (outcome.status === "rejected")
            throw outcome.reason;
    }
}
/**
 * Does two works at the same time. The first that fails ends the other one by its signal; that failure is thrown once both
 * have ended, so that nothing goes on behind the caller's back.
 * @param signal ends both
 */
async function together(signal, one, other) {
    const stop = new AbortController();
    const either = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
    let failure;
    const watched = async (work) => {
        try {
            return await work(either);
        }
        catch (error) {
            failure ??= { error };
            stop.abort(error);
            throw error;
        }
    };
    const [first, second] = await Promise.allSettled([watched(one), watched(other)]);
    if (first.status === "fulfilled" && second.status === "fulfilled")
        return [first.value, second.value];
    throw failure.error;
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
/** The names of a snapshot's parts. The numbers are those of their formats. */
const parts = { frames: "snapshot.frames.v1", table: "snapshot.table.v1", config: "image.config" };
/** A snapshot with several frames blobs has `snapshot.frames.v2.0`, `snapshot.frames.v2.1` and so on. */
const severalParts = { frames: "snapshot.frames.v2", table: "snapshot.table.v2" };
/** The manifest of a snapshot, ready to be stored. */
function makeSnapshotManifest({ frames, table, config, identity }) {
    const [only, ...others] = frames;
    const layers = others.length === 0
        ? { [parts.frames]: only, [parts.table]: table }
        : {
            ...Object.fromEntries(frames.map((blob, index) => [`${severalParts.frames}.${index}`, blob])),
            [severalParts.table]: table,
        };
    return (0,_beside_js__WEBPACK_IMPORTED_MODULE_4__/* .besideManifest */ .ej)({ ...layers, [parts.config]: config }, { [_snapshot_format_js__WEBPACK_IMPORTED_MODULE_5__/* .identityAnnotation */ .Ik]: identity });
}
/** Reads a snapshot's manifest. @throws snapshot-invalid */
function parseSnapshotManifest(stored) {
    const manifest = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .parseManifest */ .Ng)(stored);
    const layers = manifest.kind === "manifest" ? manifest : { layers: [] };
    const named = (0,_beside_js__WEBPACK_IMPORTED_MODULE_4__/* .partsOf */ .CI)(layers);
    const frames = framesOf(named);
    const table = named[frames.length === 1 ? parts.table : severalParts.table];
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
    const numbered = Object.keys(named).filter((name) => name.startsWith(`${severalParts.frames}.`));
    if (one !== undefined)
        return numbered.length === 0 ? [one] : [];
    const several = numbered.map((_, number) => named[`${severalParts.frames}.${number}`]);
    const known = several.filter((blob) => blob !== undefined);
    return known.length === several.length && known.length > 1 && known.length <= _snapshot_format_js__WEBPACK_IMPORTED_MODULE_5__/* .maxBlobs */ .nu ? known : [];
}


/***/ }),

/***/ 46397:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ imageTar),
/* harmony export */   Z: () => (/* binding */ extractImage)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _archive_tar_writer_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64113);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64256);
/* harmony import */ var _machine_elevate_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(84931);
/* harmony import */ var _machine_process_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(47516);
/* harmony import */ var _reader_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(25749);
/* harmony import */ var _source_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(50475);
/**
 * An image as plain files, for machines where it cannot be mounted: our reader gives a tar stream, GNU tar writes it
 * (Node itself makes no devices, no extended attributes and no times finer than a microsecond).
 */







/**
 * Writes the tree of a raw image into `folder`, which must not be there yet. Nothing gets out of it: the folder is new,
 * names come from an image whose names hold no "/" and no "..", and a directory comes before what is in it.
 *
 * Owners and devices need root. Root of a user namespace gives the owners, and may make no devices: those below /dev are
 * left out, since every sandbox has its own there; with any other the image is refused.
 * @throws snapshot-invalid; tool-missing (no tar); sandbox-failed where tar fails, for lack of space or rights
 */
async function extractImage(rawFile, folder, rights = (0,_machine_elevate_js__WEBPACK_IMPORTED_MODULE_3__/* .rootRights */ .mV)()) {
    const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.open)(rawFile, "r");
    try {
        const image = (0,_reader_js__WEBPACK_IMPORTED_MODULE_5__/* .openImage */ .U)((0,_source_js__WEBPACK_IMPORTED_MODULE_6__/* .fileSource */ .I)(file, (await file.stat()).size));
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(folder, { mode: 0o700 });
        await unpack(imageTar(image, rights === "user namespace"), folder, rights);
    }
    finally {
        await file.close();
    }
}
async function unpack(input, folder, rights) {
    const flags = ["--xattrs", "--xattrs-include=*", "--numeric-owner", "--same-owner", "--preserve-permissions"];
    const tar = ["tar", "--extract", "--file=-", `--directory=${folder}`, "--delay-directory-restore", ...flags];
    const [program, ...args] = [..._machine_elevate_js__WEBPACK_IMPORTED_MODULE_3__/* .elevations */ .$F[rights], ...tar];
    const { exitCode, stderr } = await (0,_machine_process_js__WEBPACK_IMPORTED_MODULE_4__/* .run */ .e)(program, args, { input });
    if (exitCode === 0)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("sandbox-failed", `The snapshot cannot be extracted to ${folder}: ${stderr.trim()}.`, {
        remedy: "That needs root, or all users of the image in /etc/subuid, and as much free space as the image's files take.",
    });
}
/** The tree as a tar stream; with `withoutDevices`, those below /dev are left out. @throws snapshot-invalid */
function imageTar(image, withoutDevices = false) {
    return (0,_archive_tar_writer_js__WEBPACK_IMPORTED_MODULE_1__/* .writeTar */ .F)(entriesOf(image, withoutDevices));
}
async function* entriesOf(image, withoutDevices) {
    /** The first name of each inode that has several. */
    const first = new Map();
    for (const { path, inode } of image.walk()) {
        const { type, nid, links, mode, uid, gid, mtime, xattrs } = inode;
        if (withoutDevices && (type === "character" || type === "block") && path.startsWith("dev/"))
            continue;
        const entry = { path: path === "" ? "." : path, mode, uid, gid, mtime, xattrs };
        const original = first.get(nid);
        if (original !== undefined) {
            yield { ...entry, kind: "hardlink", target: original };
            continue;
        }
        if (type !== "directory" && links > 1)
            first.set(nid, path);
        if (type === "file")
            yield { ...entry, kind: "file", size: inode.size, content: copied(image.readFile(inode)) };
        else if (type === "symlink")
            yield { ...entry, kind: "link", target: inode.target };
        else if (type === "character" || type === "block") {
            yield { ...entry, kind: type, major: inode.major, minor: inode.minor };
        }
        else if (type !== "socket")
            yield { ...entry, kind: type };
    }
}
/** The reader uses one buffer again and again, and a stream to a program holds pieces back. */
async function* copied(pieces) {
    for (const piece of pieces)
        yield Buffer.from(piece);
}


/***/ }),

/***/ 50013:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ik: () => (/* binding */ identityAnnotation),
/* harmony export */   Pr: () => (/* binding */ snapshotOfAnnotation),
/* harmony export */   nu: () => (/* binding */ maxBlobs),
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


/***/ }),

/***/ 10762:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   An: () => (/* binding */ addEntry),
/* harmony export */   Fv: () => (/* binding */ sharedName),
/* harmony export */   LF: () => (/* binding */ sharedAttributes),
/* harmony export */   Wp: () => (/* binding */ setAttributes),
/* harmony export */   ep: () => (/* binding */ newLayer),
/* harmony export */   jD: () => (/* binding */ hide),
/* harmony export */   kF: () => (/* binding */ newDirectory),
/* harmony export */   ts: () => (/* binding */ cleanPath)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _xattrs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(99114);


function newLayer(root = newDirectory()) {
    return { root, links: [] };
}
function newDirectory(attributes) {
    const children = new Map();
    return { type: "directory", attributes, children, links: 0, nid: 0, opaque: false, whiteouts: undefined };
}
/** Hides a name of lower layers. */
function hide(directory, name) {
    directory.whiteouts ??= new Set();
    directory.whiteouts.add(name);
}
const whiteoutPrefix = ".wh.";
const opaqueName = ".wh..wh..opq";
const maxNameBytes = 255;
/** PATH_MAX of Linux, with its final NUL. */
const maxTargetBytes = 4095;
const maxLinksFollowed = 255;
/** As deep as a path of Linux's PATH_MAX can go. */
const maxDepth = 2048;
/** Kernel device numbers: 12 bits major, 20 bits minor. */
const maxMajor = 0xfff;
const maxMinor = 0xfffff;
const maxId = 0xffffffff;
/** What Linux shows of any. */
const symlinkMode = 0o777;
/** How many different values are kept at hand, so that others can share them. */
const maxRemembered = 4000;
/** Adds an entry to its layer's tree. Returns the file if it is one, whose content comes next. */
function addEntry(layer, entry) {
    const { root } = layer;
    const path = cleanPath(entry.name);
    if (path.length === 0) {
        if (entry.type !== "directory")
            throw invalid(entry.name, "it is the root, but not a directory");
        root.attributes = attributesOf(entry);
        return undefined;
    }
    const name = sharedName(path.pop());
    const parent = followDirectories(root, path, entry.name, true);
    if (name.startsWith(whiteoutPrefix)) {
        addWhiteout(parent.directory, name, entry);
        return undefined;
    }
    const old = parent.directory.children.get(name);
    if (entry.type === "directory") {
        if (old?.type === "directory")
            old.attributes = attributesOf(entry);
        else
            parent.directory.children.set(name, newDirectory(attributesOf(entry)));
        return undefined;
    }
    if (entry.type === "link") {
        parent.directory.children.set(name, linkedNode(layer, entry));
        return undefined;
    }
    if (entry.type === "character" && entry.major === 0 && entry.minor === 0) {
        parent.directory.children.delete(name);
        hide(parent.directory, name);
        return undefined;
    }
    const inode = leafInode(entry);
    parent.directory.children.set(name, inode);
    return inode.type === "file" ? { inode, path: [...parent.path, name] } : undefined;
}
function addWhiteout(directory, name, entry) {
    if (name === opaqueName) {
        directory.opaque = true;
        return;
    }
    // AUFS kept its own bookkeeping under such names: docker leaves it out, too.
    if (name.startsWith(`${whiteoutPrefix}${whiteoutPrefix}`))
        return;
    const hidden = name.slice(whiteoutPrefix.length);
    if (hidden === "" || hidden === "." || hidden === "..")
        throw invalid(entry.name, "it hides a name that cannot exist");
    hide(directory, hidden);
}
/** The target of a hard link: the inode itself if this layer has it. */
function linkedNode({ root, links }, entry) {
    const target = cleanPath(entry.linkName);
    const name = target.pop();
    if (name === undefined)
        throw invalid(entry.name, "it is a hard link to the root");
    const attributes = attributesOf(entry);
    const parent = followDirectories(root, target, entry.linkName, false);
    const node = parent?.directory.children.get(name);
    if (node?.type === "directory")
        throw invalid(entry.name, "it is a hard link to a directory");
    if (node === undefined || node.type === "link") {
        const link = { type: "link", target: node?.target ?? [...(parent?.path ?? target), name], attributes };
        links.push(link);
        return link;
    }
    setAttributes(node, attributes);
    return node;
}
/** A hard link's entry describes the inode again: the later description wins; its attributes are added. */
function setAttributes(inode, described) {
    const mode = inode.type === "symlink" ? symlinkMode : described.mode;
    const xattrs = new Map([...inode.attributes.xattrs, ...(0,_xattrs_js__WEBPACK_IMPORTED_MODULE_1__/* .keptXattrs */ .l)(described.xattrs, inode.type)]);
    inode.attributes = sharedAttributes({ ...described, mode, xattrs });
}
/**
 * Goes down a path within the layer, through its symbolic links. What is not there is made, or ends the walk with
 * nothing.
 */
function followDirectories(root, path, name, make) {
    const way = [root];
    const real = [];
    const todo = path.toReversed();
    let followed = 0;
    while (todo.length > 0) {
        const part = todo.pop();
        if (part === "..") {
            if (real.pop() !== undefined)
                way.pop();
            continue;
        }
        const directory = way.at(-1);
        let next = directory.children.get(part);
        if (next === undefined) {
            if (!make)
                return undefined;
            next = newDirectory();
            directory.children.set(part, next);
        }
        if (next.type === "directory") {
            way.push(next);
            real.push(part);
            if (real.length > maxDepth)
                throw invalid(name, "it is too deep");
        }
        else if (next.type === "symlink") {
            if (++followed > maxLinksFollowed)
                throw invalid(name, "its symbolic links form a circle");
            const target = next.target.split("/").filter((piece) => piece !== "" && piece !== ".");
            for (const piece of target)
                checkName(piece, name);
            if (next.target.startsWith("/")) {
                way.length = 1;
                real.length = 0;
            }
            todo.push(...target.reverse());
        }
        else if (make) {
            throw invalid(name, `${[...real, part].join("/")} is no directory`);
        }
        else {
            return undefined;
        }
    }
    return { directory: way.at(-1), path: real };
}
function leafInode(entry) {
    const attributes = attributesOf(entry);
    switch (entry.type) {
        case "file":
            return { type: "file", attributes, links: 0, nid: 0, size: entry.size, block: undefined };
        case "symlink": {
            const target = entry.linkName;
            if (target === "" || target.length > maxTargetBytes || target.includes("\0")) {
                throw invalid(entry.name, `its target has an impossible length of ${target.length} bytes`);
            }
            return { type: "symlink", attributes, links: 0, nid: 0, target };
        }
        case "character":
        case "block": {
            const { type, major, minor } = entry;
            if (major < 0 || major > maxMajor || minor < 0 || minor > maxMinor) {
                throw invalid(entry.name, `a device ${major}:${minor} cannot be`);
            }
            return { type, attributes, links: 0, nid: 0, major, minor };
        }
        default:
            return { type: "fifo", attributes, links: 0, nid: 0 };
    }
}
function attributesOf({ name, type, mode, uid, gid, mtime, xattrs }) {
    if (uid < 0 || gid < 0 || uid > maxId || gid > maxId)
        throw invalid(name, `its owner ${uid}:${gid} is out of range`);
    const kept = (0,_xattrs_js__WEBPACK_IMPORTED_MODULE_1__/* .keptXattrs */ .l)(xattrs, type === "link" ? "file" : type);
    return sharedAttributes({ mode: type === "symlink" ? symlinkMode : mode, uid, gid, mtime, xattrs: kept });
}
/**
 * What came lately, so that equal values are one object: files that belong together have mostly the same attributes, and
 * some names are in every other directory.
 */
const lately = { attributes: new Map(), names: new Map() };
function remember(values, key, value) {
    if (values.size === maxRemembered)
        values.clear();
    values.set(key, value);
    return value;
}
/** The attributes themselves, or equal ones that came lately. */
function sharedAttributes(attributes) {
    const { mode, uid, gid, mtime, xattrs } = attributes;
    if (xattrs.size > 0)
        return attributes;
    const key = `${mode} ${uid} ${gid} ${mtime.seconds} ${mtime.nanoseconds}`;
    return lately.attributes.get(key) ?? remember(lately.attributes, key, attributes);
}
/** The name in memory of its own, which other directories may share. */
function sharedName(name) {
    const known = lately.names.get(name);
    if (known !== undefined)
        return known;
    // As a part of a longer string it would keep that in memory.
    const own = Buffer.from(name, "latin1").toString("latin1");
    return remember(lately.names, own, own);
}
/** The components of a name, without ".", ".." and empty ones. @throws image-invalid where it leaves the root */
function cleanPath(name) {
    const path = [];
    for (const part of name.split("/")) {
        if (part === "" || part === ".")
            continue;
        checkName(part, name);
        if (part !== "..")
            path.push(part);
        else if (path.pop() === undefined)
            throw invalid(name, "it leaves the image's root");
    }
    return path;
}
function checkName(part, name) {
    if (part.length > maxNameBytes)
        throw invalid(name, `a part of its name has ${part.length} bytes, more than 255`);
    if (part.includes("\0"))
        throw invalid(name, "its name has a NUL byte");
}
function invalid(name, what) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("image-invalid", `A layer's entry ${JSON.stringify(name.slice(0, 300))} cannot be: ${what}.`, {
        remedy: "Docker would refuse it or change it: build the image again without it.",
    });
}


/***/ }),

/***/ 99114:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ keptXattrs)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/** Which extended attributes of a layer are kept, as by docker and the kernel. */

const accessAcl = "system.posix_acl_access";
const defaultAcl = "system.posix_acl_default";
const none = new Map();
/** What overlayfs, with and without privileges, and fuse-overlayfs obey. */
const overlayPrefixes = ["trusted.overlay.", "user.overlay.", "user.fuseoverlayfs."];
/** Linux: XATTR_NAME_MAX; EROFS: 16 bits for the length of a value. */
const maxNameBytes = 255;
const maxValueBytes = 65_535;
/** EROFS counts an inode's attributes in 16 bits of 4-byte units. */
const maxAllBytes = 4 * 65_000;
/**
 * Those of a layer's attributes that the image keeps: `user.*` (on files and directories: the kernel has it on nothing
 * else), `security.capability`, POSIX ACLs in the kernel's form, and `trusted.*`. Not those that would steer the
 * overlay that is mounted on top. All others (SELinux labels, IMA) belong to the machine that made them.
 * @throws image-invalid for attributes longer than the kernel takes
 */
function keptXattrs(xattrs, type) {
    if (xattrs.size === 0)
        return none;
    const kept = new Map();
    let bytes = 0;
    for (const [name, value] of xattrs) {
        if (!isKept(name, value, type))
            continue;
        bytes += name.length + value.length + 8;
        if (name.length > maxNameBytes || name.includes("\0") || value.length > maxValueBytes || bytes > maxAllBytes) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("image-invalid", `A layer has an extended attribute that is too long: ${name}.`, {
                remedy: "Build the image again without it: Linux file systems do not take it.",
            });
        }
        kept.set(name, value);
    }
    return kept;
}
function isKept(name, value, type) {
    if (overlayPrefixes.some((prefix) => name.startsWith(prefix)))
        return false;
    if (name.startsWith("user."))
        return name.length > "user.".length && (type === "file" || type === "directory");
    if (name === "security.capability")
        return type === "file";
    if (name === accessAcl)
        return type !== "symlink" && isAcl(value);
    if (name === defaultAcl)
        return type === "directory" && isAcl(value);
    return name.startsWith("trusted.") && name.length > "trusted.".length;
}
/** Version 2, then 8 bytes for each entry. Source: Linux include/uapi/linux/posix_acl_xattr.h. */
function isAcl(value) {
    return value.length > 4 && value.length % 8 === 4 && value.startsWith("\x02\0\0\0");
}


/***/ }),

/***/ 6721:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   imageFiles: () => (/* binding */ imageFiles)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _log_log_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35288);
/* harmony import */ var _oci_copy_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(88080);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(44617);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(24460);
/* harmony import */ var _places_published_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(44078);
/* harmony import */ var _snapshot_erofs_extract_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(46397);
/* harmony import */ var _snapshot_erofs_reader_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(25749);
/* harmony import */ var _snapshot_erofs_source_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(50475);
/* harmony import */ var _snapshot_pack_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(37900);
/** The files of an image, as a container would see them, in a tar. */











/**
 * @param scratch a folder of ours
 * @throws platform-missing where an index has none for the platform; image-invalid, store-corrupt
 */
async function* imageFiles(image, platform, scratch, signal) {
    const { store } = image;
    const manifest = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .parseImage */ .zZ)(await forMachine(image, platform));
    const diffIds = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .diffIdsOf */ .Nq)(await (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_4__/* .readWhole */ .oD)(store, manifest.config, signal), manifest);
    const layers = manifest.layers.map((descriptor, at) => ({
        descriptor,
        diffId: diffIds[at],
        open: () => store.readBlob(descriptor),
    }));
    const { rawFile } = await (0,_snapshot_pack_js__WEBPACK_IMPORTED_MODULE_10__/* .packSnapshot */ .cp)({ layers, folder: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(scratch, "image"), log: _log_log_js__WEBPACK_IMPORTED_MODULE_2__/* .silentLog */ .a, signal });
    const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.open)(rawFile);
    try {
        yield* (0,_snapshot_erofs_extract_js__WEBPACK_IMPORTED_MODULE_7__/* .imageTar */ .B)((0,_snapshot_erofs_reader_js__WEBPACK_IMPORTED_MODULE_8__/* .openImage */ .U)((0,_snapshot_erofs_source_js__WEBPACK_IMPORTED_MODULE_9__/* .fileSource */ .I)(file, (await file.stat()).size)));
    }
    finally {
        await file.close();
    }
}
async function forMachine({ store, root }, platform) {
    const top = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .parseManifest */ .Ng)(root);
    if (top.kind === "manifest")
        return root;
    const found = (0,_places_published_js__WEBPACK_IMPORTED_MODULE_6__/* .listedFor */ .JB)(top.manifests, platform);
    if (found === undefined)
        throw (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .noImageFor */ .UO)((0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .formatPlatform */ .Bq)(platform), root.descriptor.digest);
    return (0,_oci_copy_js__WEBPACK_IMPORTED_MODULE_3__/* .manifestIn */ .tn)(store, found.digest);
}


/***/ })

};
;