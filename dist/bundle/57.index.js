"use strict";
exports.id = 57;
exports.ids = [57,4311];
exports.modules = {

/***/ 56374:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fv: () => (/* binding */ renewed),
/* harmony export */   fs: () => (/* binding */ changesOf),
/* harmony export */   xm: () => (/* binding */ faultsOf)
/* harmony export */ });
/** What differs, by platform and name. A new address of the same bytes is no change. */
function changesOf(before, after) {
    const [was, is] = [before?.packages ?? [], after.packages].map(byName);
    return [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((key) => {
        const [old, now] = [was.get(key), is.get(key)];
        if (old?.version === now?.version && old?.digest === now?.digest)
            return [];
        const { platform, name } = (now ?? old);
        return [{ platform, name, from: old?.version, to: now?.version }];
    });
}
function byName(packages) {
    return new Map(packages.map((one) => [`${one.platform} ${one.name}`, one]));
}
/** The lock with what was found on one platform. What it has for the others stays, if that was asked of the same manager. */
function renewed(before, { packages, platforms }, found) {
    const isSame = before?.manager === found.manager && before.asked.join() === packages.join();
    const others = isSame ? platforms.filter((one) => one !== found.platform && before.platforms.includes(one)) : [];
    const kept = before?.packages.filter(({ platform }) => others.includes(platform)) ?? [];
    return {
        manager: found.manager,
        asked: packages,
        platforms: platforms.filter((one) => one === found.platform || others.includes(one)),
        packages: [...found.packages, ...kept],
    };
}
/** Why a lock is not the one for what is asked; nothing if it is. */
function faultsOf(lock, { packages, platforms }) {
    const without = (all, some) => all.filter((one) => !some.includes(one));
    const faults = [
        ["it was not made for", without(packages, lock.asked)],
        ["nobody asks any more for", without(lock.asked, packages)],
        ["it has nothing for", without(platforms, lock.platforms)],
        ["nobody builds any more for", without(lock.platforms, platforms)],
    ];
    return faults.flatMap(([fault, names]) => (names.length === 0 ? [] : [`${fault} ${names.join(", ")}`]));
}


/***/ }),

/***/ 92464:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CU: () => (/* binding */ checkUrl),
/* harmony export */   IC: () => (/* binding */ lockManagers),
/* harmony export */   Kk: () => (/* binding */ encodeLock),
/* harmony export */   PG: () => (/* binding */ parseLock)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44617);
/**
 * The lock file of an environment: every package that is installed on its base, by version, sha256 and address. A line a
 * package, sorted, so that a diff shows what moved and git merges what two people have moved.
 *
 *     treestamp-lock 1 apt
 *     asked git
 *     platform linux/amd64
 *     linux/amd64 git 1:2.39.5-0+deb12u2 sha256:… 7260000 http://deb.debian.org/debian/pool/main/g/git/git_2.39.5….deb
 */


const lockManagers = ["apt", "apk", "dnf"];
const format = "treestamp-lock";
const formatVersion = "1";
/** The same lock gives the same text. */
function encodeLock({ manager, asked, platforms, packages }) {
    const lines = [
        [format, formatVersion, manager],
        ...[...asked].sort().map((name) => ["asked", name]),
        ...[...platforms].sort().map((platform) => ["platform", platform]),
        ...[...packages]
            .sort(inOrder)
            .map(({ platform, name, version, digest, size, url }) => [platform, name, version, digest, String(size), url]),
    ];
    return lines.map((words) => `${words.join(" ")}\n`).join("");
}
/**
 * Reads a lock file.
 * @param where its path, for messages
 * @throws input-invalid with the line of the first fault
 */
function parseLock(text, where) {
    const lines = text.split("\n");
    const fail = (at, fault, remedy = again) => new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `${where}:${at + 1}: ${fault}.`, { remedy });
    const carriage = lines.findIndex((line) => line.endsWith("\r"));
    if (carriage >= 0)
        throw fail(carriage, "the line ends in CR LF", keepLines(where));
    const conflict = lines.findIndex((line) => /^(<{7}|={7}|>{7}|\|{7})/.test(line));
    if (conflict >= 0)
        throw fail(conflict, "git's mark of a conflict");
    if (lines.pop() !== "")
        throw fail(lines.length, "the file ends in the middle of a line");
    const [first = "", ...rest] = lines;
    const manager = managerOf(first, (fault, remedy) => fail(0, fault, remedy));
    const heads = { asked: [], platform: [] };
    const packages = [];
    for (const [index, line] of rest.entries()) {
        const failHere = (fault) => fail(index + 1, fault);
        const words = line.split(" ");
        const [head] = words;
        if (head === "asked" || head === "platform") {
            if (words.length !== 2 || words[1] === "")
                throw failHere(`\`${head}\` is followed by one word`);
            if (packages.length > 0 || (head === "asked" && heads.platform.length > 0))
                throw failHere("what was asked for stands first, then platforms, then packages");
            checkOrder(heads[head].at(-1), words[1], failHere);
            heads[head].push(words[1]);
        }
        else {
            const found = packageOf(words, failHere);
            if (!heads.platform.includes(found.platform))
                throw failHere(`no line above says \`platform ${found.platform}\``);
            const previous = packages.at(-1);
            checkOrder(previous && placeOf(previous), placeOf(found), failHere);
            packages.push(found);
        }
    }
    return { manager, asked: heads.asked, platforms: heads.platform, packages };
}
function managerOf(line, fail) {
    const [name, version, written, ...more] = line.split(" ");
    const manager = lockManagers.find((one) => one === written);
    if (name !== format)
        throw fail(`a lock file begins with \`${format} ${formatVersion}\``);
    if (version !== formatVersion) {
        throw fail(`this is version ${version} of the format, and this treestamp knows ${formatVersion}`, "Use the treestamp that wrote it.");
    }
    if (manager === undefined || more.length > 0)
        throw fail(`the package manager is not one of ${lockManagers.join(", ")}`);
    return manager;
}
/** Names and versions of Debian, Alpine and Fedora; what is more than a word of these is no package's. */
const nameForm = /^[A-Za-z0-9][A-Za-z0-9+._:-]*$/;
const versionForm = /^[A-Za-z0-9][A-Za-z0-9+._:~^-]*$/;
function packageOf(words, fail) {
    if (words.length !== 6)
        throw fail("a package has six words: platform, name, version, sha256, size and URL");
    const [platform, name, version, digest, size, url] = words;
    if (!/^[a-z0-9]+(\/[a-z0-9]+){1,2}$/.test(platform))
        throw fail(`${JSON.stringify(platform)} is not a platform`);
    if (!nameForm.test(name))
        throw fail(`${JSON.stringify(name)} is not the name of a package`);
    if (!versionForm.test(version))
        throw fail(`${JSON.stringify(version)} is not a version`);
    if (!(0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc)(digest))
        throw fail(`${JSON.stringify(digest)} is not sha256: and 64 hexadecimal digits`);
    if (!/^[1-9]\d{0,12}$/.test(size))
        throw fail(`${JSON.stringify(size)} is not a number of bytes`);
    checkUrl(url, fail);
    return { platform, name, version, digest, size: Number(size), url };
}
/** @throws what `fail` makes of an address that another machine cannot use, or may not see */
function checkUrl(written, fail) {
    const url = URL.canParse(written) ? new URL(written) : undefined;
    if (url === undefined || !/^https?:\/\/./.test(written))
        throw fail(`${printable(written)} is not an http(s) URL`);
    if (url.username !== "" || url.password !== "")
        throw fail(`the URL of ${url.host} has a login, and a lock is for everybody`);
    if (url.hash !== "" || /[^\x21-\x7e]/.test(written))
        throw fail(`${printable(written)} is not the URL of a file`);
}
/** Without what may be a login. */
function printable(url) {
    return JSON.stringify(url.replace(/\/\/[^/]*@/, "//…@"));
}
function checkOrder(before, now, fail) {
    if (before === now)
        throw fail("the line names what the one above it names");
    if (before !== undefined && before > now)
        throw fail("the line belongs above the one before it");
}
/** Lines stand by platform, then by name, as bytes are compared: the same in every language. */
function placeOf({ platform, name }) {
    return `${platform} ${name}`;
}
function inOrder(one, other) {
    return placeOf(one) < placeOf(other) ? -1 : 1;
}
const again = "`treestamp lock` writes the whole file anew.";
function keepLines(where) {
    return `Have git keep the file as it is: a line \`${where} -text\` in .gitattributes. ${again}`;
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

/***/ 57929:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ plainOf)
/* harmony export */ });
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38522);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_zlib__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64256);
/** A frame, whose digest somebody has verified, back to its chunk. */


/**
 * What a frame holds: exactly as many bytes as the table says, and never more in memory.
 * @throws Error that says what is wrong, as a clause
 */
function plainOf(frame, { plainOffset, plainLength }) {
    let plain;
    try {
        // One byte more than expected lets zlib see the end in its first call; two frames in one, or a longer one, fail.
        plain = (0,node_zlib__WEBPACK_IMPORTED_MODULE_0__.zstdDecompressSync)(frame, { chunkSize: Math.max(plainLength + 1, 64), maxOutputLength: plainLength });
    }
    catch (error) {
        throw new Error(`the frame of a chunk (at ${plainOffset}) cannot be decompressed: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}`);
    }
    if (plain.length === plainLength)
        return plain;
    throw new Error(`a chunk (at ${plainOffset}) has ${plain.length} bytes instead of ${plainLength}`);
}


/***/ }),

/***/ 98461:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FB: () => (/* binding */ isAmong),
/* harmony export */   Tf: () => (/* binding */ parseRegions),
/* harmony export */   em: () => (/* binding */ encodeRegions)
/* harmony export */ });
/* harmony import */ var _erofs_format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(80585);
/* harmony import */ var _erofs_invalid_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(41955);
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50013);
/**
 * Where the metadata stand of a snapshot that was packed onto another one: that one's, and behind its own content what was added.
 * Said in the image's first block, behind the superblock, where EROFS has nothing:
 *
 *     magic "TSMR", u32 count of regions, u64 bytes that nothing refers to any more, then for each region: u64 offset, u64 bytes
 *
 * A snapshot that was packed whole says nothing: its metadata are all that stands behind its content.
 */



/** Whether any byte of a range is in one of the regions. */
function isAmong(regions, at, bytes) {
    return regions.some((region) => at < region.at + region.bytes && at + bytes > region.at);
}
const magic = "TSMR";
const place = 2048;
const headerBytes = 16;
const entryBytes = 16;
/** Writes them into the image's first block. */
function encodeRegions(head, { regions, dead }) {
    head.write(magic, place, "latin1");
    head.writeUInt32LE(regions.length, place + 4);
    head.writeBigUInt64LE(BigInt(dead), place + 8);
    for (const [index, { at, bytes }] of regions.entries()) {
        head.writeBigUInt64LE(BigInt(at), place + headerBytes + index * entryBytes);
        head.writeBigUInt64LE(BigInt(bytes), place + headerBytes + index * entryBytes + 8);
    }
}
/**
 * @param head the image's first block
 * @param metadataAt from where it counts inodes
 * @param size of the image
 * @throws snapshot-invalid for regions that cannot be
 */
function parseRegions(head, metadataAt, size) {
    if (head.toString("latin1", place, place + 4) !== magic) {
        return { regions: [{ at: metadataAt, bytes: Math.max(0, size - metadataAt) }], dead: 0 };
    }
    const count = head.readUInt32LE(place + 4);
    if (count === 0 || count > _format_js__WEBPACK_IMPORTED_MODULE_2__/* .maxBlobs */ .nu)
        throw (0,_erofs_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .invalidImage */ .t)(`it has ${count} regions of metadata`);
    const number = (at) => Number(head.readBigUInt64LE(at));
    const regions = Array.from({ length: count }, (_, index) => {
        const entry = place + headerBytes + index * entryBytes;
        return { at: number(entry), bytes: number(entry + 8) };
    });
    let end = _erofs_format_js__WEBPACK_IMPORTED_MODULE_0__/* .blockBytes */ .VE;
    for (const { at, bytes } of regions) {
        if (at < end || at % _erofs_format_js__WEBPACK_IMPORTED_MODULE_0__/* .blockBytes */ .VE !== 0 || at + bytes > size)
            throw (0,_erofs_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .invalidImage */ .t)("its metadata are where they cannot be");
        end = at + bytes;
    }
    if (regions[0].at !== metadataAt)
        throw (0,_erofs_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .invalidImage */ .t)("its metadata do not begin where its inodes are counted from");
    return { regions, dead: number(place + 8) };
}


/***/ }),

/***/ 48184:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  l: () => (/* binding */ assembleImages),
  G: () => (/* binding */ readBelow)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(64256);
// EXTERNAL MODULE: ./core/oci/copy.js
var copy = __webpack_require__(88080);
// EXTERNAL MODULE: ./core/oci/digest.js
var digest = __webpack_require__(44617);
;// CONCATENATED MODULE: ./core/oci/joined.js
/** One store to read from, out of several: each thing is read from the first that has it. */

/**
 * A view of an image whose parts are in several stores: what was made here, on layers that lie elsewhere.
 * @param first is written to by nobody through the view, and names it
 */
function joined(first, ...others) {
    const all = [first, ...others];
    const readOnly = async () => {
        throw new errors/* TreestampError */.ks("store-refused", `${first.location} is read here, and not written.`);
    };
    return {
        location: first.location,
        shared: first.shared,
        async lookup(reference, until) {
            let lookup = await first.lookup(reference, until);
            for (const store of others)
                if (lookup.state === "absent")
                    lookup = await store.lookup(reference, until);
            return lookup;
        },
        hasManifest: (digest, until) => firstTrue(all, (store) => store.hasManifest(digest, until)),
        hasBlob: (digest) => firstTrue(all, (store) => store.hasBlob(digest)),
        async *readBlob(blob, range) {
            let holder = first;
            for (const store of all) {
                holder = store;
                if (store !== all.at(-1) && (await store.hasBlob(blob.digest)))
                    break;
            }
            yield* holder.readBlob(blob, range);
        },
        writeBlob: readOnly,
        writeManifest: readOnly,
    };
}
async function firstTrue(stores, ask) {
    for (const store of stores)
        if (await ask(store))
            return true;
    return false;
}

// EXTERNAL MODULE: ./core/oci/manifest.js
var oci_manifest = __webpack_require__(24460);
// EXTERNAL MODULE: ./core/places/published.js
var places_published = __webpack_require__(44078);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./core/oci/byte-stream.js
var byte_stream = __webpack_require__(25888);
// EXTERNAL MODULE: ./core/parallel/limiter.js
var limiter = __webpack_require__(37795);
// EXTERNAL MODULE: ./core/snapshot/erofs/format.js
var format = __webpack_require__(80585);
// EXTERNAL MODULE: ./core/snapshot/erofs/invalid.js
var invalid = __webpack_require__(41955);
// EXTERNAL MODULE: ./core/snapshot/erofs/reader.js
var reader = __webpack_require__(25749);
// EXTERNAL MODULE: ./core/snapshot/fetch-plan.js
var fetch_plan = __webpack_require__(16690);
// EXTERNAL MODULE: ./core/snapshot/frame.js
var snapshot_frame = __webpack_require__(57929);
// EXTERNAL MODULE: ./core/snapshot/layer-tree.js
var layer_tree = __webpack_require__(10762);
// EXTERNAL MODULE: ./core/snapshot/regions.js
var snapshot_regions = __webpack_require__(98461);
// EXTERNAL MODULE: ./core/snapshot/table.js
var snapshot_table = __webpack_require__(55716);
// EXTERNAL MODULE: ./core/snapshot/xattrs.js
var snapshot_xattrs = __webpack_require__(99114);
;// CONCATENATED MODULE: ./core/snapshot/base.js
/**
 * A snapshot that something is laid on: its names and attributes, and where the content of its files stands. Metadata stand
 * together at the end of an image, so that takes a range or two of the frames, whatever the image's size.
 */














/** How many requests are under way at a time. */
const connections = 4;
/** More than millions of names take. They are held in memory, however short their frames are. */
const maxMetadataBytes = 256 * 1024 * 1024;
/**
 * Reads the head and the metadata of a snapshot. Nothing that it says is trusted: of the tree, every file stands in the content.
 * @throws snapshot-invalid, store-corrupt, store-unreachable, store-denied; the signal's reason
 */
async function readBase(source, signal) {
    const { store, frames } = source;
    const table = (0,snapshot_table.parseChunkTable)(await (0,digest/* readWhole */.oD)(store, source.table, signal));
    (0,snapshot_table.checkBlobs)(table, frames);
    const [head, ...others] = table.chunks;
    // What is packed onto it has a head of one block.
    if (head.plainLength !== format/* blockBytes */.VE)
        throw base_invalid("its head is not one block");
    const plain = new Map();
    await load(source, [head], plain, signal);
    // What is packed onto it begins with a block.
    if (table.plainSize % format/* blockBytes */.VE !== 0)
        throw base_invalid("its content does not end with a block");
    const from = sourceOf(table, plain);
    const image = (0,reader/* openImage */.U)(from);
    const { superblock } = image;
    const placed = (0,snapshot_regions/* parseRegions */.Tf)(plain.get(head), superblock.metadataAt, table.plainSize);
    const { regions } = placed;
    plain.delete(head); // which is no metadata
    const metadata = others.filter(({ plainOffset, plainLength }) => (0,snapshot_regions/* isAmong */.FB)(regions, plainOffset, plainLength));
    await load(source, metadata, plain, signal);
    return {
        ...{ store, table, frames, metadata: plain },
        tree: treeOf(image, regions),
        image: { ...superblock, ...placed, read: from.read, attributesOf: (nid) => attributesOf(image.inode(nid)) },
    };
}
/** Puts chunks into `plain`. */
async function load(source, chunks, plain, signal) {
    const bytes = chunks.reduce((sum, { plainLength }) => sum + plainLength, 0);
    if (bytes > maxMetadataBytes)
        throw base_invalid(`its metadata are ${bytes} bytes`);
    const framed = [];
    for (const chunk of chunks) {
        if (chunk.frameLength > 0)
            framed.push(chunk);
        else
            plain.set(chunk, Buffer.alloc(chunk.plainLength));
    }
    await (0,limiter/* limiter */.T)(connections).all((0,fetch_plan/* runsOf */.ky)(framed.sort(fetch_plan/* inOrderOfFrames */.x4), connections), async (run) => {
        for (const [chunk, content] of await readRun(source, run, signal))
            plain.set(chunk, content);
    });
}
/** Frames that follow each other, by one request; each verified before it is decompressed. */
async function readRun({ store, frames }, run, signal) {
    const [first, last] = [run[0], run.at(-1)];
    const blob = frames[first.blob];
    const start = first.frameOffset;
    const range = { offset: start, length: last.frameOffset + last.frameLength - start };
    const bytes = await (0,byte_stream/* bytesOf */.$$)(store.readBlob(blob, range), signal);
    return run.map((chunk) => {
        const frame = bytes.subarray(chunk.frameOffset - start, chunk.frameOffset - start + chunk.frameLength);
        if ((0,external_node_crypto_.hash)("sha256", frame, "buffer").equals(chunk.frameDigest))
            return [chunk, plainIn(frame, chunk)];
        throw new errors/* TreestampError */.ks("store-corrupt", `${store.location} gave other bytes of ${blob.digest} than the base's chunk table says.`, { remedy: "Delete the base's tag from the store, so that it is built again." });
    });
}
function plainIn(frame, chunk) {
    try {
        return (0,snapshot_frame/* plainOf */.o)(frame, chunk);
    }
    catch (error) {
        throw base_invalid((0,errors/* messageOf */.bD)(error));
    }
}
/** What has been loaded, by its place in the image. */
function sourceOf({ chunks, plainSize }, plain) {
    return {
        size: plainSize,
        read(offset, length) {
            const parts = [];
            for (let at = offset; at < offset + length;) {
                const chunk = chunkAt(chunks, at);
                const bytes = plain.get(chunk);
                if (bytes === undefined)
                    throw base_invalid("its names are not where its metadata are");
                const part = bytes.subarray(at - chunk.plainOffset, Math.min(chunk.plainLength, offset + length - chunk.plainOffset));
                parts.push(part);
                at += part.length;
            }
            return parts.length === 1 ? parts[0] : Buffer.concat(parts);
        },
    };
}
function chunkAt(chunks, offset) {
    let [low, high] = [0, chunks.length - 1];
    while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (chunks[middle].plainOffset <= offset)
            low = middle;
        else
            high = middle - 1;
    }
    return chunks[low];
}
/** The tree of an image, whose files have their block and not their content. */
function treeOf(image, metadata) {
    const leaves = new Map();
    const entered = new Set();
    const directoryOf = (inode, parent) => {
        let children;
        const { nid, links } = inode;
        return {
            ...{ type: "directory", attributes: attributesOf(inode), links, nid },
            get children() {
                children ??= childrenOf(inode, parent);
                return children;
            },
        };
    };
    const childrenOf = (directory, parent) => {
        if (entered.has(directory.nid))
            throw (0,invalid/* invalidImage */.t)(reader/* astray */.h);
        entered.add(directory.nid);
        const children = new Map();
        for (const { name, inode } of image.children(directory, parent)) {
            const made = inode.type === "directory" ? directoryOf(inode, directory) : (leaves.get(inode.nid) ?? leafOf(inode, metadata));
            if (made.type !== "directory")
                leaves.set(inode.nid, made);
            children.set((0,layer_tree/* sharedName */.Fv)(name), made);
        }
        return children;
    };
    const { root } = image;
    return directoryOf(root, root);
}
/** What a layer may not bring in, a base may not either. */
function attributesOf({ type, mode, uid, gid, mtime, xattrs }) {
    return (0,layer_tree/* sharedAttributes */.LF)({ mode, uid, gid, mtime, xattrs: (0,snapshot_xattrs/* keptXattrs */.l)(xattrs, type) });
}
function leafOf(inode, metadata) {
    const { type, nid, links, size, address, tail, target, major, minor } = inode;
    const common = { attributes: attributesOf(inode), links, nid };
    switch (type) {
        case "file":
            if (size === 0)
                return { ...common, type, size, block: 0 };
            if (tail !== undefined || address < format/* blockBytes */.VE || (0,snapshot_regions/* isAmong */.FB)(metadata, address, size)) {
                throw base_invalid("a file is not where its contents are");
            }
            return { ...common, type, size, block: address / format/* blockBytes */.VE };
        case "symlink":
            return { ...common, type, target };
        case "character":
        case "block":
            return { ...common, type, major, minor };
        default:
            return { ...common, type: type };
    }
}
function base_invalid(why) {
    return new errors/* TreestampError */.ks("snapshot-invalid", `A base's snapshot cannot be used: ${why}.`, {
        remedy: "Delete its image's tag from the store, so that it is built again.",
    });
}

// EXTERNAL MODULE: ./core/verbs/locked.js + 2 modules
var verbs_locked = __webpack_require__(47179);
;// CONCATENATED MODULE: ./core/verbs/assembly.js
/** Images that are assembled without an engine: recipes with `assemble`, and final images of files on disk. */










/**
 * Assembles an image for each platform. Layers of the base stay where they are.
 * @throws platform-missing where commands would have to run on another platform; what assembling throws
 */
async function assembleImages(ports, request, assembly, { scratch, signal }) {
    const { base, platforms, packages, locked, run } = assembly;
    const fetched = [];
    const images = [];
    const layouts = [];
    const taken = new Set();
    for (const [index, written] of platforms.entries()) {
        const platform = (0,oci_manifest/* parsePlatform */.FL)(written);
        if (packages.length > 0 || run !== undefined)
            checkRunsHere(ports, platform);
        const below = assembly.below[index];
        for (const { digest } of [...below.manifest.layers, ...below.snapshot.frames])
            taken.add(digest);
        const folder = (0,external_node_path_.join)(scratch, `packages-${index}`);
        const ofLock = locked && (await (0,verbs_locked/* fetchPackages */.gI)(ports, locked, { platform: written, folder, signal }));
        fetched.push(...(ofLock?.fetched ?? []));
        const output = (0,external_node_path_.join)(scratch, `assembled-${index}`);
        await (0,promises_.mkdir)(output);
        await ports.assemble({
            ...assembly,
            base: below,
            locked: ofLock?.files,
            secrets: request.secrets,
            network: request.network,
            environment: ports.environment,
            openRoot: (network) => openRoot(ports, { store: base.store, below, network, signal }),
            output,
            signal,
            log: ports.log,
        });
        const { store, root } = await ports.openLayout(output);
        layouts.push(store);
        images.push({ platform, manifest: root, onto: { base: below.names, layers: below.manifest.layers.length } });
    }
    const [first, ...others] = layouts;
    const layout = joined(first, ...others, base.store);
    const donors = [{ store: base.store, blobs: taken }];
    if (locked === undefined)
        return { layout, images, donors };
    return { layout, images, donors, keepBeside: (store) => (0,verbs_locked/* keepFetched */.jp)(ports, locked, fetched, { store, signal }) };
}
/** The base's root, for commands: its snapshot is fetched if it is not here. */
async function openRoot(ports, { store, below, network, signal, }) {
    const { fetchedSnapshot } = await __webpack_require__.e(/* import() */ 8128).then(__webpack_require__.bind(__webpack_require__, 88128));
    const { log, interruptible } = ports;
    const fetching = { log, stages: [], signal, interruptible };
    const snapshot = await fetchedSnapshot(await ports.openCache(), { store, ...below.snapshot }, fetching);
    return ports.openRoot(snapshot, below.config, network);
}
/** @throws platform-missing */
function checkRunsHere({ platform: here }, platform) {
    if ((0,places_published/* isFor */.Gi)({ platform }, here))
        return;
    throw new errors/* TreestampError */.ks("platform-missing", `Packages and scripts for ${(0,oci_manifest/* formatPlatform */.Bq)(platform)} cannot run on this machine, which is ${(0,oci_manifest/* formatPlatform */.Bq)(here)}.`, { remedy: "Build it on a machine of that platform; files alone are laid anywhere." });
}
/** Reads what assembling needs of a base: names and attributes. @throws platform-missing; what reading throws */
function readBelow(base, platforms, signal) {
    return Promise.all(platforms.map((written) => belowFor(base, (0,oci_manifest/* parsePlatform */.FL)(written), signal)));
}
async function belowFor({ store, root }, platform, signal) {
    const published = (0,places_published/* forPlatform */.Tg)((0,places_published/* parseIndex */.A1)(root), platform);
    if (published === undefined)
        throw (0,oci_manifest/* noImageFor */.UO)((0,oci_manifest/* formatPlatform */.Bq)(platform), root.descriptor.digest);
    const [image, snapshot] = await Promise.all([
        (0,copy/* manifestIn */.tn)(store, published.image.digest),
        (0,copy/* manifestIn */.tn)(store, (0,places_published/* snapshotOf */.eY)(published, store.location).digest).then(places_published/* parseSnapshotManifest */.dE),
    ]);
    const manifest = (0,oci_manifest/* parseImage */.zZ)(image);
    const [config, names] = await Promise.all([
        (0,digest/* readWhole */.oD)(store, manifest.config, signal),
        readBase({ store, ...snapshot }, signal),
    ]);
    return { image, manifest, config: config.toString("utf8"), snapshot, names, tree: names.tree };
}


/***/ }),

/***/ 59924:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ej: () => (/* binding */ imageThere),
/* harmony export */   I3: () => (/* binding */ checkName),
/* harmony export */   Ip: () => (/* binding */ storeOfImage),
/* harmony export */   vz: () => (/* binding */ sourceOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _oci_copy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(88080);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44617);
/* harmony import */ var _oci_image_config_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(74651);
/* harmony import */ var _oci_lookup_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(63087);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(24460);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(67896);
/* harmony import */ var _places_published_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(44078);
/** A recipe that is an image from elsewhere, fixed by digest: nothing is built, and only its snapshot is made. */








/** What to do about an image that is not there. */
const checkName = "Check the name and the digest of the image.";
/** The store that has the image. */
function storeOfImage({ openStore }, { source }) {
    return openStore(source.kind === "registry" ? source.repository : source.folder);
}
/** Where a store is, as a recipe and an engine have it: the reverse of `storeOfImage`. */
function sourceOf({ location }) {
    const isFolder = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_6__/* .parseLocation */ .zS)(location).kind === "layout";
    return isFolder ? { kind: "layout", folder: location } : { kind: "registry", repository: location };
}
/**
 * The images for these platforms. Their layers stay where they are until somebody asks for them.
 * @throws store-corrupt where the image is not there, platform-missing
 */
async function imageThere(ports, method, platforms) {
    const store = storeOfImage(ports, method);
    const root = await (0,_oci_lookup_js__WEBPACK_IMPORTED_MODULE_4__/* .listedManifest */ .nx)(store, method.digest, checkName);
    const parsed = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .parseManifest */ .Ng)(root);
    if (parsed.kind === "manifest") {
        const config = await (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .readWhole */ .oD)(store, parsed.config);
        return {
            layout: store,
            images: platforms.map((written) => ({ platform: soleOf(config, written), manifest: root })),
        };
    }
    const images = platforms.map(async (written) => {
        const found = (0,_places_published_js__WEBPACK_IMPORTED_MODULE_7__/* .listedFor */ .JB)(parsed.manifests, (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .parsePlatform */ .FL)(written));
        if (found === undefined)
            throw (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .noImageFor */ .UO)(written, method.digest);
        const { platform, digest } = found;
        return { platform, manifest: await (0,_oci_copy_js__WEBPACK_IMPORTED_MODULE_1__/* .manifestIn */ .tn)(store, digest) };
    });
    return { layout: store, images: await Promise.all(images) };
}
/** The platform that is asked for. @throws platform-missing where an image that is no index says another one */
function soleOf(config, written) {
    const wanted = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .parsePlatform */ .FL)(written);
    const platform = (0,_oci_image_config_js__WEBPACK_IMPORTED_MODULE_3__/* .platformIn */ .NO)(config) ?? wanted;
    if ((0,_places_published_js__WEBPACK_IMPORTED_MODULE_7__/* .isFor */ .Gi)({ platform }, wanted))
        return wanted;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("platform-missing", `The image is for ${(0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .formatPlatform */ .Bq)(platform)}, not ${written}.`, {
        remedy: "Name an image that has this platform, or other `platforms`.",
    });
}


/***/ }),

/***/ 47179:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  gI: () => (/* binding */ fetchPackages),
  jp: () => (/* binding */ keepFetched),
  Vx: () => (/* binding */ lockOf),
  mF: () => (/* binding */ readLock)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(64256);
// EXTERNAL MODULE: ./core/git/path.js
var path = __webpack_require__(3533);
// EXTERNAL MODULE: ./core/lock/changes.js
var changes = __webpack_require__(56374);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: ./core/download/download.js
var download = __webpack_require__(42750);
// EXTERNAL MODULE: ./core/log/progress.js
var progress = __webpack_require__(14139);
// EXTERNAL MODULE: ./core/oci/byte-stream.js
var byte_stream = __webpack_require__(25888);
// EXTERNAL MODULE: ./core/oci/digest.js
var oci_digest = __webpack_require__(44617);
// EXTERNAL MODULE: ./core/parallel/limiter.js
var limiter = __webpack_require__(37795);
;// CONCATENATED MODULE: ./core/lock/fetch.js
/**
 * The packages of a lock, as files: from the stores that keep them, else from where the lock says they were. Either way, what
 * has another sha256 never gets its name.
 */









const filesAtOnce = 8;
/**
 * Puts the packages of one platform into a folder, under names that their package manager takes.
 * @param folder empty, and readable by the package manager
 * @throws for a package that nobody has any more, what its mirror says: store-refused, store-unreachable, store-corrupt; interrupted
 */
async function fetchLocked(sources, lock, platform, folder) {
    const wanted = lock.packages.filter((one) => one.platform === platform);
    const progress = sources.log.progress("Packages", wanted.reduce((sum, { size }) => sum + size, 0));
    const fetched = [];
    const lost = new Set(); // stores that do not answer are not asked for each package
    try {
        await (0,limiter/* limiter */.T)(filesAtOnce).all(wanted, async (locked) => {
            sources.signal.throwIfAborted();
            const file = (0,external_node_path_.join)(folder, fileNameOf(lock.manager, locked));
            const from = (await fromStores(sources, locked, { file, lost, progress })) ??
                (await fromUrl(sources, locked, { file, lost }));
            if (from === undefined)
                progress.add(locked.size);
            fetched.push({ locked, file, from });
        });
    }
    finally {
        progress.end();
    }
    const kept = fetched.filter(({ from }) => from !== undefined).length;
    if (wanted.length > 0)
        sources.log.info(`Packages: ${kept} from the store, ${wanted.length - kept} from their mirrors.`);
    return fetched.sort((a, b) => (a.locked.name < b.locked.name ? -1 : 1));
}
/** As a blob of a store. */
function blobOf({ digest, size }) {
    return { mediaType: "application/octet-stream", digest, size };
}
const endings = { apt: "deb", apk: "apk", dnf: "rpm" };
/** Linux: NAME_MAX, without room for what is added. */
const longestName = 240;
/** A name without what shells, URLs and package managers read as something else. Two packages never have the same. */
function fileNameOf(manager, { name, version, digest }) {
    const words = `${encodeURIComponent(name).replaceAll("_", "%5F")}_${encodeURIComponent(version)}`;
    return `${words.length > longestName ? (0,oci_digest/* hexOf */.ZD)(digest) : words}.${endings[manager]}`;
}
/** @returns the store that had it; undefined where none has */
async function fromStores({ stores, log }, locked, to) {
    const part = `${to.file}.part`;
    for (const { location, readBlob } of stores) {
        if (to.lost.has(location))
            continue;
        try {
            const bytes = (0,byte_stream/* counted */.hS)(readBlob(blobOf(locked)), to.progress);
            // Opened before it is read: a stream that fails at once may open its file after we have looked for it, to remove it.
            const output = await (0,promises_.open)(part, "wx", 0o644);
            await (0,external_node_stream_promises_.pipeline)(bytes, output.createWriteStream());
            await (0,promises_.rename)(part, to.file);
            return location;
        }
        catch (error) {
            await (0,promises_.rm)(part, { force: true });
            if ((0,errors/* isTreestampError */.Sh)(error, "path-missing"))
                continue;
            if (!(0,errors/* isTreestampError */.Sh)(error, "store-corrupt", "store-unreachable", "store-denied", "store-refused"))
                throw error;
            if (error.code !== "store-corrupt")
                to.lost.add(location);
            log.debug(`${locked.name} is not taken from ${location}: ${error.message}`);
        }
    }
    return undefined;
}
async function fromUrl({ stores, environment, signal, log }, locked, { file, lost }) {
    const { name, version, url, digest, size } = locked;
    const words = { it: `${name} ${version}`, sums: "the lock" };
    const quiet = { ...log, progress: progress/* noProgress */.nd }; // all packages have one
    const part = `${file}.part`;
    try {
        await (0,download/* download */.R)({ url, digest }, part, { environment, signal, log: quiet, words, limit: size });
        await checkSize(locked, part);
        await (0,promises_.chmod)(part, 0o644); // a store may keep the very file
        await (0,promises_.rename)(part, file);
        return undefined;
    }
    catch (error) {
        await (0,promises_.rm)(part, { force: true });
        if (!(0,errors/* isTreestampError */.Sh)(error, "store-refused", "store-unreachable", "store-corrupt"))
            throw error;
        const why = [error.message.replace(/\.$/, ""), ...stores.map(({ location }) => whyNotFrom(location, lost))];
        throw new errors/* TreestampError */.ks(error.code, `${why.join("; ")}.`, {
            remedy: "If the mirror has given up that version, `treestamp lock` takes what it has now; `--snapshot DATE` takes a mirror that keeps every version.",
            cause: error,
        });
    }
}
function whyNotFrom(store, lost) {
    return lost.has(store) ? `${store} does not answer` : `${store} has not kept it`;
}
async function checkSize({ name, version, size }, file) {
    const found = (await (0,promises_.stat)(file)).size;
    if (found === size)
        return;
    throw new errors/* TreestampError */.ks("input-invalid", `${name} ${version} has ${found} bytes, and the lock says ${size}.`, {
        remedy: "Its sum is right, so the lock was changed by hand: `treestamp lock` writes it anew.",
    });
}

// EXTERNAL MODULE: ./core/oci/lookup.js
var lookup = __webpack_require__(63087);
// EXTERNAL MODULE: ./core/oci/manifest.js
var oci_manifest = __webpack_require__(24460);
// EXTERNAL MODULE: ./core/places/beside.js
var beside = __webpack_require__(61420);
;// CONCATENATED MODULE: ./core/lock/keep.js
/**
 * A lock's packages as blobs of a store, beside the images: what a mirror gives up, a later build finds there. One manifest lists
 * them, under a tag that follows from the lock file, so that no clean-up of the store takes them for garbage.
 */






const kindAnnotation = "dev.treestamp.packages";
const blobsAtOnce = 4;
/** The tag of a lock's packages. @param oid the lock file's hash in git */
function packagesTag(oid) {
    return `${oid}-packages`;
}
/**
 * Keeps the packages, with those that the tag lists already: each platform may be built on a machine of its own.
 * @param oid the lock file's hash in git
 * @throws store-unreachable, store-denied, store-refused
 */
async function keepPackages(store, oid, packages, signal) {
    if (packages.length === 0)
        return; // some registries refuse a manifest that refers to nothing
    const tag = packagesTag(oid);
    const before = await (0,lookup/* findManifest */.J9)(store, tag);
    const listed = before && (0,oci_manifest/* parseManifest */.Ng)(before);
    const known = listed?.kind === "manifest" ? (0,beside/* partsOf */.CI)(listed) : {};
    const own = Object.fromEntries(packages.map(({ locked }) => [`${locked.platform} ${locked.name}`, blobOf(locked)]));
    const all = { ...known, ...own };
    const parts = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
    const { manifest, config } = (0,beside/* besideManifest */.ej)(parts, { [kindAnnotation]: "v1" });
    await (0,limiter/* limiter */.T)(blobsAtOnce).all(packages, async ({ locked, file, from }) => {
        signal.throwIfAborted();
        if (from !== store.location)
            await store.writeBlob(blobOf(locked), { file }, signal);
    });
    if (before?.descriptor.digest === manifest.descriptor.digest)
        return;
    await store.writeBlob(config.blob, () => (0,byte_stream/* streamOf */.mA)(config.bytes), signal);
    await store.writeManifest(manifest, tag, signal);
}

// EXTERNAL MODULE: ./core/lock/lock.js
var lock_lock = __webpack_require__(92464);
// EXTERNAL MODULE: ./core/recipe/context.js + 2 modules
var context = __webpack_require__(7585);
;// CONCATENATED MODULE: ./core/verbs/locked.js
/** The packages of a lock: fetched before anything is installed, and kept beside the image once that is published. */









/** The lock of a recipe; undefined if it has none. @throws input-invalid, not-fixed: see `readLock` */
async function lockOf(repository, { packages }, recipe) {
    const [bytes, file] = [await (0,context.ownFile)(repository, recipe, "lock"), recipe.own.find(({ name }) => name === "lock")];
    if (bytes === undefined || file === undefined)
        return undefined;
    const { platforms } = recipe;
    return { lock: readLock(bytes, (0,path/* textOfPath */._w)(file.origin), { packages, platforms }), oid: file.entry.oid };
}
/**
 * Reads a lock that is to be installed.
 * @param path for messages
 * @throws input-invalid where it cannot be read; not-fixed where it is not the one for what is asked
 */
function readLock(bytes, path, asked) {
    const lock = (0,lock_lock/* parseLock */.PG)(bytes.toString("utf8"), path);
    const faults = (0,changes/* faultsOf */.xm)(lock, asked);
    if (faults.length === 0)
        return lock;
    throw new errors/* TreestampError */.ks("not-fixed", `${path}: ${faults.join("; ")}.`, {
        remedy: "`treestamp lock` writes it anew; then commit it.",
    });
}
/**
 * Fetches the packages of one platform.
 * @param folder not there yet; it goes with the work
 * @throws what `fetchLocked` throws
 */
async function fetchPackages(ports, { lock, oid, stores }, { platform, folder, signal }) {
    await (0,promises_.mkdir)(folder);
    await (await ports.openCache()).useImage(packagesTag(oid));
    const { environment, log } = ports;
    const different = stores.filter(({ location }, at) => stores.findIndex((one) => one.location === location) === at);
    const fetched = await fetchLocked({ stores: different, environment, log, signal }, lock, platform, folder);
    return { files: { manager: lock.manager, folder, names: fetched.map(({ file }) => (0,external_node_path_.basename)(file)) }, fetched };
}
/** Keeps packages in the store that has the image now. What fails is a warning: the image is there. @throws interrupted */
async function keepFetched({ log }, { oid }, fetched, { store, signal }) {
    try {
        await keepPackages(store, oid, fetched, signal);
    }
    catch (error) {
        if (!(0,errors/* isTreestampError */.Sh)(error) || error.code === "interrupted")
            throw error;
        log.warning(`The packages of the lock are not kept in ${store.location}: ${error.message} Once their mirror gives them up, this image cannot be made again.`);
    }
}


/***/ }),

/***/ 84311:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ version)
/* harmony export */ });
/** The version of package.json; a test holds them equal. */
const version = "0.1.0";


/***/ })

};
;