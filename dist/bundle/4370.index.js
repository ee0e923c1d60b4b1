"use strict";
exports.id = 4370;
exports.ids = [4370,4113,3857];
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

/***/ 4687:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ machineFault),
/* harmony export */   r: () => (/* binding */ readableFailure)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/** What the operating system has against us, in words. */

const makeRoom = "Free some space there, or name a folder on another disk (`cache-folder`, `store`, TMPDIR).";
const giveAccess = "Give yourself access to it, or name another folder.";
const checkPath = "Check the path.";
const noFolder = { why: "a part of its path is a file, not a folder", remedy: checkPath };
/** By the codes of errno(3). */
const faults = {
    ENOSPC: { why: "the disk is full", remedy: makeRoom },
    EDQUOT: { why: "your share of the disk is used up", remedy: makeRoom },
    EACCES: { why: "access is denied", remedy: giveAccess },
    EPERM: { why: "access is denied", remedy: giveAccess },
    EROFS: { why: "the file system is read-only", remedy: giveAccess },
    ENOTDIR: noFolder,
    EEXIST: noFolder, // of mkdir
    EISDIR: { why: "it is a folder, not a file", remedy: checkPath },
    ENOENT: { why: "it, or a folder above it, is not there", remedy: checkPath },
    ENAMETOOLONG: { why: "its path is too long", remedy: "Name a folder with a shorter path." },
    EMFILE: { why: "too many files are open", remedy: "Raise the limit: ulimit -n." },
    ENFILE: { why: "too many files are open on this machine", remedy: "Raise the limit: sysctl fs.file-max." },
    ENOMEM: { why: "the machine has no memory left", remedy: "Free some memory, and try again." },
    EIO: { why: "the disk fails", remedy: "See what the kernel says of the disk: dmesg." },
};
/** The words for an error of a system call; undefined for any other error. */
function machineFault(error) {
    const { code, syscall } = error;
    if (code === undefined || syscall === undefined)
        return undefined;
    if (code === "ENOENT" && syscall === "mkdir") {
        // Node's recursive mkdir says so of a file system that is read-only, too.
        return { why: "the folder above it is missing, or may not be written to", remedy: giveAccess };
    }
    return faults[code] ?? { why: (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error), remedy: "The reason is this machine's: mend it, and try again." };
}
/** An error of a system call as a failure that a user can read; anything else as it is. */
function readableFailure(error) {
    const fault = machineFault(error);
    if (fault === undefined)
        return error;
    const { path, dest, syscall } = error;
    const what = dest ?? path ?? "A file of treestamp's own";
    const message = `${what} cannot be used: ${fault.why} (${syscall}).`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("machine-failed", message, { remedy: fault.remedy, cause: error });
}


/***/ }),

/***/ 3857:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   contextTar: () => (/* binding */ contextTar),
/* harmony export */   textIn: () => (/* binding */ textIn),
/* harmony export */   treesOf: () => (/* binding */ treesOf)
/* harmony export */ });
/* harmony import */ var _archive_tar_writer_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4113);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4256);
/* harmony import */ var _git_path_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3533);
/* harmony import */ var _git_tree_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2386);
/* harmony import */ var _dockerignore_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1062);
/* harmony import */ var _kept_places_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1641);
/** The build context as a tar stream, from git objects alone: the same bytes on every machine. */






/** So many files are asked for before the first half of them is read. */
const askedAhead = 128;
/**
 * The context's tar: blobs as they are (no line endings, no keywords changed), links as links, submodules as empty
 * directories, and without what the `.dockerignore` (or the Dockerfile's own) leaves out.
 */
function contextTar(repository, recipe) {
    return async function* () {
        const rules = await ignoreRules(repository, recipe);
        // A reader of our own: whoever takes the tar slowly holds up nobody else.
        const objects = repository.openObjects();
        try {
            yield* (0,_archive_tar_writer_js__WEBPACK_IMPORTED_MODULE_0__/* .writeTar */ .F)(archived(placesOf(repository, recipe, rules), objects));
        }
        finally {
            await objects.close();
        }
    };
}
/** Reads the recipe's trees: git's, and those that laying in has made. */
function treesOf(repository, recipe) {
    return async (oid) => recipe.madeTrees.get(oid) ?? (await repository.readTree(oid));
}
/** The content of a file of the context, as text; undefined where there is no such file. */
async function textIn(repository, recipe, path) {
    const readTree = treesOf(repository, recipe);
    const root = "the context";
    const reading = async (oid) => (oid === root ? recipe.context : readTree(oid));
    const { entry } = await (0,_git_path_js__WEBPACK_IMPORTED_MODULE_2__/* .entryAt */ ._f)(reading, root, (0,_git_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .bytesOf */ .$$)(path));
    if (entry === undefined || !entry.mode.startsWith("100"))
        return undefined;
    const object = await repository.objects.read(entry.oid);
    if (object === undefined)
        throw lacking(entry.oid);
    return object.body.toString("utf8");
}
async function ignoreRules(repository, recipe) {
    for (const path of [`${recipe.dockerfile}.dockerignore`, ".dockerignore"]) {
        const text = await textIn(repository, recipe, path);
        if (text !== undefined)
            return (0,_dockerignore_js__WEBPACK_IMPORTED_MODULE_4__/* .parseDockerignore */ .y)(text, path);
    }
    return (0,_dockerignore_js__WEBPACK_IMPORTED_MODULE_4__/* .parseDockerignore */ .y)("", ".dockerignore");
}
/** Everything in the context that is not left out. */
function placesOf(repository, recipe, rules) {
    const readTree = treesOf(repository, recipe);
    const listing = async (directory) => {
        const entries = directory === undefined ? recipe.context : await readTree(directory.entry.oid);
        return entries.map((entry) => ({ name: entry.name, isDirectory: entry.mode === "40000", entry }));
    };
    const dockerfile = (0,_git_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .bytesOf */ .$$)(recipe.dockerfile);
    return (0,_kept_places_js__WEBPACK_IMPORTED_MODULE_5__/* .keptPlaces */ .f)(listing, rules, [dockerfile, `${dockerfile}.dockerignore`, ".dockerignore"]);
}
/** The tar's entries; a few files are asked for ahead, so that git works while the reader does. */
async function* archived(places, objects) {
    const queue = [];
    for await (const place of places) {
        const isBlob = place.entry.mode.startsWith("1") && place.entry.mode !== "160000";
        const content = isBlob ? objects.stream(place.entry.oid) : undefined;
        content?.catch(() => { }); // heard when its turn comes; nobody listens where the reader stops early
        queue.push({ place, content });
        if (queue.length < askedAhead)
            continue;
        for (const next of queue.splice(0, askedAhead / 2))
            yield await tarEntry(next.place, next.content);
    }
    for (const { place, content } of queue)
        yield await tarEntry(place, content);
}
async function tarEntry({ path, entry }, asked) {
    if (asked === undefined)
        return { path, kind: "directory", mode: 0o755 };
    const object = await asked;
    if (object === undefined)
        throw lacking(entry.oid);
    if (entry.mode === "120000") {
        const parts = [];
        for await (const part of object.body)
            parts.push(part);
        return { path, kind: "link", mode: 0o777, target: Buffer.concat(parts).toString("latin1") };
    }
    const mode = entry.mode === "100755" ? 0o755 : 0o644;
    return { path, kind: "file", mode, size: object.size, content: object.body };
}
function lacking(oid) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("repository-invalid", `The repository lacks the blob ${oid}.`, {
        remedy: "Fetch it: a partial or damaged clone may be the cause; `git fsck` tells.",
    });
}


/***/ }),

/***/ 1062:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ parseDockerignore)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4256);
/**
 * `.dockerignore` as BuildKit reads it. Source: docs.docker.com "Build context", and the behaviour of
 * moby/patternmatcher 0.6: a path is left out where the last pattern that matches it, or a directory above it, is no
 * exception (`!`).
 */


/** @throws input-invalid for a pattern that docker would refuse, with its line */
function parseDockerignore(text, file) {
    const patterns = [];
    const lines = text.replace(/^\uFEFF/, "").split("\n");
    for (const [index, line] of lines.entries()) {
        let pattern = line.startsWith("#") ? "" : line.trim();
        if (pattern === "")
            continue;
        const exception = pattern.startsWith("!");
        if (exception)
            pattern = pattern.slice(1).trim();
        pattern = node_path__WEBPACK_IMPORTED_MODULE_0__.posix
            .normalize(pattern)
            .replace(/(.)\/$/, "$1")
            .replace(/^\/(.)/, "$1");
        try {
            if (exception && line.trim() === "!")
                throw new Error("`!` alone names nothing");
            patterns.push({ exception, expression: expressionOf(pattern) });
        }
        catch (error) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `${file}:${index + 1}: ${error.message}.`);
        }
    }
    return {
        hasExceptions: patterns.some(({ exception }) => exception),
        match(path, above) {
            let ignored = false;
            const matches = patterns.map(({ exception, expression }, index) => {
                const matched = above[index] || expression.test(path);
                if (matched)
                    ignored = !exception;
                return matched;
            });
            return { ignored, matches };
        },
    };
}
/** `*` and `?` stop at a slash, `**` does not, `[…]` is a class, `\` takes the next character as it is. */
function expressionOf(pattern) {
    const characters = [...pattern];
    let source = "";
    for (let at = 0; at < characters.length; at++) {
        const character = characters[at];
        if (character === "*" && characters[at + 1] === "*") {
            at++;
            if (characters[at + 1] === "/")
                at++;
            source += at + 1 >= characters.length ? ".*" : "(?:.*/)?";
        }
        else if (character === "*") {
            source += "[^/]*";
        }
        else if (character === "?") {
            source += "[^/]";
        }
        else if (character === "[") {
            const members = classAt(characters, at + 1);
            source += members.source;
            at = members.end;
        }
        else if (character === "\\") {
            at++;
            if (at >= characters.length)
                throw new Error(`${JSON.stringify(pattern)} ends in a backslash`);
            source += literal(characters[at]);
        }
        else {
            source += literal(character);
        }
    }
    return new RegExp(`^${source}$`, "su");
}
/** The class that begins at `at`, after its bracket; `end` is where its closing bracket stands. */
function classAt(characters, at) {
    let source = "";
    let end = characters[at] === "^" ? at + 1 : at;
    const first = end;
    for (; characters[end] !== "]" || end === first; end++) {
        if (characters[end] === "\\")
            source += literal(characters[++end] ?? "");
        else
            source += characters[end] === "-" ? "-" : literal(characters[end] ?? "");
        if (end >= characters.length)
            throw new Error(`the class in ${JSON.stringify(characters.join(""))} has no end`);
    }
    return { source: `[${first === at ? "" : "^"}${source}]`, end };
}
function literal(character) {
    return /[\\^$.*+?()[\]{}|/]/.test(character) ? `\\${character}` : character;
}


/***/ }),

/***/ 1641:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ keptPlaces)
/* harmony export */ });
/* harmony import */ var _git_tree_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2386);
/** What of a build context gets in: everything that its ignore rules do not leave out. */

/**
 * The places that are kept, each directory before what is in it.
 * @param always paths, as raw bytes, that no rule leaves out
 */
async function* keptPlaces(listing, rules, always) {
    /** Directories above the present one that are left out themselves, and appear only if something in them is kept. */
    const unannounced = [];
    async function* below(above, aboveMatches) {
        for (const { name, isDirectory, entry } of await listing(above)) {
            const path = above === undefined ? name : `${above.path}/${name}`;
            const place = { path, isDirectory, entry };
            const { ignored, matches } = rules.match((0,_git_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .textOf */ .b6)(path), aboveMatches);
            if (!ignored || always.includes(path)) {
                yield* unannounced.splice(0);
                yield place;
            }
            else if (isDirectory && (rules.hasExceptions || always.some((kept) => kept.startsWith(`${path}/`)))) {
                unannounced.push(place);
            }
            else {
                continue;
            }
            if (isDirectory)
                yield* below(place, matches);
            if (unannounced.at(-1) === place)
                unannounced.pop();
        }
    }
    yield* below(undefined, []);
}


/***/ }),

/***/ 3848:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ZC: () => (/* binding */ abortable),
/* harmony export */   hS: () => (/* binding */ counted),
/* harmony export */   mA: () => (/* binding */ streamOf),
/* harmony export */   p8: () => (/* binding */ collectUpTo)
/* harmony export */ });
/** Streams of bytes: made, taken in, and left when they are not wanted any more. */
/** A stream of these parts. */
async function* streamOf(...parts) {
    yield* parts;
}
/** All bytes of a stream; undefined, and nothing more is read, where they are more than `limit`. */
async function collectUpTo(limit, stream) {
    const parts = [];
    let size = 0;
    for await (const part of stream) {
        size += part.length;
        if (size > limit)
            return undefined;
        parts.push(part);
    }
    return Buffer.concat(parts);
}
/** The same items, but waiting for the next one ends when the signal does. @throws the signal's reason */
async function* abortable(source, signal) {
    const items = source[Symbol.asyncIterator]();
    let wake = () => { };
    const aborted = new Promise((resolve) => {
        wake = () => resolve("aborted");
    });
    signal.addEventListener("abort", wake, { once: true });
    try {
        for (;;) {
            signal.throwIfAborted();
            const item = await Promise.race([items.next(), aborted]);
            if (item === "aborted" || item.done)
                break;
            yield item.value;
        }
        signal.throwIfAborted();
    }
    finally {
        signal.removeEventListener("abort", wake);
        // Not awaited: a source that hangs in its read would hold us, too.
        void items.return?.().catch(() => { });
    }
}
/** The same bytes; how many have come is told. */
async function* counted(source, progress) {
    for await (const part of source) {
        progress.add(part.length);
        yield part;
    }
}


/***/ }),

/***/ 2529:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bc: () => (/* binding */ isDigest),
/* harmony export */   Bj: () => (/* binding */ sha256Of),
/* harmony export */   ZD: () => (/* binding */ hexOf),
/* harmony export */   oD: () => (/* binding */ readWhole),
/* harmony export */   qb: () => (/* binding */ corrupt),
/* harmony export */   zr: () => (/* binding */ verified)
/* harmony export */ });
/* unused harmony exports parseDigest, digestOf */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4256);
/* harmony import */ var _byte_stream_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3848);
/** Digests: what names a blob, and the check that the bytes are the ones it names. */



/** True for `sha256:` and 64 lower-case hexadecimal digits; other algorithms are not used here. */
function isDigest(text) {
    return typeof text === "string" && /^sha256:[0-9a-f]{64}$/.test(text);
}
/** @throws input-invalid */
function parseDigest(text) {
    if (isDigest(text))
        return text;
    throw new TreestampError("input-invalid", `"${text}" is not a digest.`, {
        remedy: "Write a digest as sha256: and 64 lower-case hexadecimal digits.",
    });
}
/** The 64 hexadecimal digits of a digest. */
function hexOf(digest) {
    return digest.slice("sha256:".length);
}
function sha256Of(bytes) {
    return `sha256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(bytes).digest("hex")}`;
}
/** Digest and size of everything that a stream gives. */
async function digestOf(stream) {
    const hash = createHash("sha256");
    let size = 0;
    for await (const part of stream) {
        hash.update(part);
        size += part.length;
    }
    return { digest: `sha256:${hash.digest("hex")}`, size };
}
/**
 * Gives the bytes of `stream` on, and holds the last part back until size and digest are known to be right: whoever
 * reads to the end has what the descriptor names, and a reader that got it all got it right.
 * @param origin where the bytes come from, for the error: `registry.example/team/build`, a file
 * @throws store-corrupt
 */
async function* verified(stream, expected, origin) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256");
    let size = 0;
    let held;
    for await (const part of stream) {
        size += part.length;
        if (size > expected.size)
            throw corrupt(expected, origin, `it gave more than ${expected.size} bytes`);
        hash.update(part);
        if (held !== undefined)
            yield held;
        held = part;
    }
    if (size !== expected.size)
        throw corrupt(expected, origin, `it ended after ${size} of ${expected.size} bytes`);
    const actual = `sha256:${hash.digest("hex")}`;
    if (actual !== expected.digest)
        throw corrupt(expected, origin, `its bytes are ${actual}`);
    if (held !== undefined)
        yield held;
}
/** The failure for bytes that are not the ones asked for. */
function corrupt(expected, origin, what) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("store-corrupt", `${origin} does not give ${expected.digest}: ${what}.`, {
        remedy: "Try again; where it stays so, remove what is stored there under this digest and write it anew.",
    });
}
/**
 * A small blob of a store, whole and verified. For what is known to be small: all of it is in memory.
 * @param signal ends it, with its reason
 */
async function readWhole(store, blob, signal) {
    const stream = store.readBlob(blob);
    const parts = [];
    for await (const part of signal === undefined ? stream : (0,_byte_stream_js__WEBPACK_IMPORTED_MODULE_2__/* .abortable */ .ZC)(stream, signal))
        parts.push(part);
    return Buffer.concat(parts);
}


/***/ }),

/***/ 9088:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F2: () => (/* binding */ parseReference),
/* harmony export */   FH: () => (/* binding */ formatReference),
/* harmony export */   OB: () => (/* binding */ isFolderName),
/* harmony export */   U9: () => (/* binding */ isLoopback),
/* harmony export */   bI: () => (/* binding */ dockerHubHosts),
/* harmony export */   dz: () => (/* binding */ isTag),
/* harmony export */   j$: () => (/* binding */ formatLocation),
/* harmony export */   mS: () => (/* binding */ isSameRegistry),
/* harmony export */   uC: () => (/* binding */ checkTagOrDigest),
/* harmony export */   zS: () => (/* binding */ parseLocation)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7030);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_net__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4256);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2529);
/** Names of stores and of what is in them, parsed once into values. */



/**
 * Reads the name of a store: a repository, completed as docker does it (`debian` is `docker.io/library/debian`), or a
 * folder, which starts with `/`, `./`, `../` or `oci:`. Grammar: distribution/reference.
 * @throws input-invalid
 */
function parseLocation(text) {
    if (text === "" || text.trim() !== text)
        throw invalid(text, "it is empty, or has spaces around it");
    if (isFolderName(text))
        return folderLocation(text.replace(/^oci:/, ""), text);
    if (text.startsWith("~")) {
        throw invalid(text, "`~` is not expanded here", "Write the folder's whole path.");
    }
    return repositoryLocation(text);
}
/** True for two repositories that one registry has. */
function isSameRegistry(one, other) {
    return one.kind === "registry" && other.kind === "registry" && one.registry === other.registry;
}
/** True for the name of a folder rather than of a repository. */
function isFolderName(text) {
    return text.startsWith("oci:") || /^\.{0,2}\//.test(text) || text === "." || text === "..";
}
/** The name that people write and other programs take: `docker.io/library/debian`, `./images`. */
function formatLocation(location) {
    return location.kind === "layout" ? location.folder : `${location.registry}/${location.repository}`;
}
/**
 * The whole name of an image. In a registry `NAME:TAG@DIGEST`, as docker takes it; in a folder `oci:FOLDER:TAG`, as
 * skopeo, buildah and podman take it (they know no digest there), or `oci:FOLDER@DIGEST` without a tag.
 */
function formatReference(location, tag, digest) {
    const tagPart = tag === undefined ? "" : `:${tag}`;
    const digestPart = digest === undefined ? "" : `@${digest}`;
    if (location.kind === "registry")
        return formatLocation(location) + tagPart + digestPart;
    return `oci:${location.folder}${tag === undefined ? digestPart : tagPart}`;
}
/**
 * Reads the whole name of an image, in all forms that `formatReference` writes: `NAME:TAG`, `NAME@DIGEST`, `NAME:TAG@DIGEST`,
 * `oci:FOLDER:TAG`, `oci:FOLDER@DIGEST`; and a folder alone.
 * @throws input-invalid
 */
function parseReference(text) {
    const [, before = text, digest] = /^(.+)@(sha256:[0-9a-f]{64})$/.exec(text) ?? [];
    const tagged = isFolderName(before) ? /^(oci:.+):([^:/]+)$/.exec(before) : /^(.+):([^:/]+)$/.exec(before);
    const location = tagged?.[1] ?? before;
    const name = digest ?? tagged?.[2];
    if (name !== undefined)
        checkTagOrDigest(name);
    const { kind } = parseLocation(location);
    if (kind === "layout" || name !== undefined)
        return { location, name };
    throw invalid(text, "it has neither a tag nor a digest", `Write ${text}:TAG or ${text}@sha256:…`, "an image");
}
/** A tag: up to 128 letters, digits, `_`, `.` and `-`. Source: distribution-spec, "Pulling manifests". */
function isTag(text) {
    return /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/.test(text);
}
/** @throws input-invalid for what is neither a tag nor a digest */
function checkTagOrDigest(reference) {
    if (isTag(reference) || (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .isDigest */ .Bc)(reference))
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `"${reference}" is neither a tag nor a digest.`, {
        remedy: "A tag has up to 128 letters, digits, `_`, `.` and `-`; a digest is sha256: and 64 hexadecimal digits.",
    });
}
/** True for `localhost`, 127.0.0.0/8 and ::1, with or without a port: traffic to them does not leave the machine. */
function isLoopback(registry) {
    const host = registry.replace(/:\d+$/, "");
    return host === "localhost" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);
}
function folderLocation(folder, text) {
    if (folder === "" || folder.includes("\0"))
        throw invalid(text, "it names no folder");
    return { kind: "layout", folder };
}
function repositoryLocation(text) {
    if (/^[a-z]+:\/\//i.test(text)) {
        throw invalid(text, "it starts like a URL", `Write it without the scheme: ${text.replace(/^[a-z]+:\/\//i, "")}`);
    }
    if (text.includes("@")) {
        throw invalid(text, "it ends in a digest", `A store is a whole repository: ${text.replace(/@.*$/, "")}`);
    }
    const { registry, repository } = splitRegistry(text);
    const tagged = /^([^:]*):[^/]*$/.exec(repository);
    if (tagged !== null) {
        const without = text.slice(0, text.lastIndexOf(":"));
        throw invalid(text, "it ends in a tag", `A store is a whole repository, and the key is the tag: ${without}`);
    }
    if (!isHost(registry))
        throw invalid(text, `"${registry}" is not the name of a host`);
    if (repository === "")
        throw invalid(text, "it names a registry, but no repository in it");
    if (/[A-Z]/.test(repository)) {
        throw invalid(text, "names of repositories have no upper-case letters", `Try ${text.toLowerCase()}`);
    }
    if (!repository.split("/").every((part) => /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/.test(part))) {
        throw invalid(text, "a part of the repository's name has characters other than a-z, 0-9 and single . _ - between them");
    }
    if (registry.length + 1 + repository.length > 255)
        throw invalid(text, "it is longer than 255 characters");
    return { kind: "registry", registry, repository };
}
/** Docker's rule: the first part is a host if it has a dot, a port or an upper-case letter, or is `localhost`. */
function splitRegistry(text) {
    const slash = text.indexOf("/");
    const first = text.slice(0, Math.max(slash, 0));
    if (slash > 0 && (/[.:A-Z[]/.test(first) || first === "localhost")) {
        const registry = first.toLowerCase();
        if (!dockerHubHosts.includes(registry))
            return { registry, repository: text.slice(slash + 1) };
        return hubLocation(text.slice(slash + 1));
    }
    return hubLocation(text);
}
function hubLocation(repository) {
    return { registry: "docker.io", repository: repository.includes("/") ? repository : `library/${repository}` };
}
/** All that people and configuration files write for Docker Hub. */
const dockerHubHosts = ["docker.io", "index.docker.io", "registry-1.docker.io"];
function isHost(text) {
    const [, host = "", port] = /^(.*?)(?::(\d{1,5}))?$/.exec(text) ?? [];
    if (port !== undefined && (Number(port) === 0 || Number(port) > 65535))
        return false;
    if (host.startsWith("["))
        return host.endsWith("]") && (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIPv6)(host.slice(1, -1));
    return host.split(".").every((label) => /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(label));
}
function invalid(text, why, remedy, what = "a store") {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `"${text}" is not the name of ${what}: ${why}.`, {
        remedy: remedy ?? "Write a repository such as registry.example/team/build, or a folder such as ./images.",
    });
}


/***/ }),

/***/ 4370:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  callVerb: () => (/* binding */ callVerb)
});

// EXTERNAL MODULE: ./core/git/path.js
var path = __webpack_require__(3533);
// EXTERNAL MODULE: ./core/machine/failure.js
var failure = __webpack_require__(4687);
// EXTERNAL MODULE: ./core/recipe/config.js
var config = __webpack_require__(430);
// EXTERNAL MODULE: ./core/recipe/key.js
var recipe_key = __webpack_require__(5665);
// EXTERNAL MODULE: ./core/recipe/context.js
var context = __webpack_require__(3857);
;// CONCATENATED MODULE: ./core/recipe/pins.js
/**
 * Finds inputs of a Dockerfile that the key cannot see because nothing fixes their bytes: images without a digest,
 * downloads without a checksum. Source of the syntax: docs.docker.com, "Dockerfile reference".
 */

/** What the recipe's Dockerfile takes from outside without fixing it. */
async function unpinnedIn(repository, recipe) {
    const text = (await (0,context.textIn)(repository, recipe, recipe.dockerfile)) ?? "";
    return unpinnedInputs(text, recipe.bases.map(({ name }) => name), recipe.buildArgs);
}
/**
 * @param bases names that the recipe fixes by digest
 * @param buildArgs the recipe's arguments, which an ARG before the first FROM may be set by
 */
function unpinnedInputs(dockerfile, bases, buildArgs) {
    const found = [];
    const args = new Map();
    const stages = new Set();
    let stageCount = 0;
    const image = (line, reference, where) => {
        const name = reference.replace(/\$(?:\{(\w+)(?::-([^}]*))?\}|(\w+))/g, (whole, braced, otherwise, bare) => {
            return args.get(braced ?? bare) ?? otherwise ?? whole;
        });
        if (name === "scratch" || name === "" || bases.includes(name) || stages.has(name.toLowerCase()))
            return;
        if (/@sha256:[0-9a-f]{64}$/.test(name))
            return;
        const tag = /:([^/:]+)$/.exec(name)?.[1];
        const moves = tag === undefined || tag === "latest" ? ", which is whatever is newest on the day" : "";
        found.push({
            line,
            message: `${where} ${name} is not fixed by a digest${moves}: write ${name}@sha256:…, or name it under \`base\``,
        });
    };
    for (const { line, word, rest } of instructionsOf(dockerfile)) {
        const flag = (name) => new RegExp(`(?:^|\\s)--${name}=(\\S+)`).exec(rest)?.[1];
        if (word === "ARG" && stageCount === 0) {
            for (const [, name, value] of rest.matchAll(/(\w+)(?:=("[^"]*"|\S*))?/g)) {
                const set = buildArgs.get(name) ?? value?.replace(/^"(.*)"$/, "$1");
                if (set !== undefined)
                    args.set(name, set);
            }
        }
        else if (word === "FROM") {
            const [reference = "", as, stage] = rest.replace(/^(--\S+\s+)+/, "").split(/\s+/);
            image(line, reference, "FROM");
            if (as?.toUpperCase() === "AS" && stage !== undefined)
                stages.add(stage.toLowerCase());
            stages.add(String(stageCount++));
        }
        else if (word === "COPY" && flag("from") !== undefined) {
            image(line, flag("from"), "COPY --from");
        }
        else if (word === "ADD" && flag("checksum") === undefined) {
            for (const [url] of rest.matchAll(/\bhttps?:\/\/[^\s"\],]+/g)) {
                if (/\.git(#.*)?$/.test(url) && /#[0-9a-f]{40}/.test(url))
                    continue; // a commit
                found.push({ line, message: `ADD ${url} has no checksum: write ADD --checksum=sha256:… ${url}` });
            }
        }
    }
    return found;
}
/** The instructions with their first line; continued lines joined, comments and here-documents left out. */
function* instructionsOf(dockerfile) {
    const lines = dockerfile.split(/\r?\n/);
    const continuation = /^#\s*escape\s*=\s*`/im.test(lines.slice(0, 5).join("\n")) ? "`" : "\\";
    for (let at = 0; at < lines.length; at++) {
        const line = at + 1;
        if (/^\s*(#|$)/.test(lines[at]))
            continue;
        let text = "";
        for (; at < lines.length; at++) {
            const part = lines[at].trimEnd();
            if (text !== "" && /^\s*(#|$)/.test(part))
                continue;
            text += part.endsWith(continuation) ? `${part.slice(0, -1)} ` : part;
            if (!part.endsWith(continuation))
                break;
        }
        const [, word = "", rest = ""] = /^\s*(\w+)\s+(.*)$/s.exec(text) ?? [];
        for (const [, , end] of /^(RUN|COPY|ADD)$/i.test(word) ? rest.matchAll(/<<-?(["']?)([A-Za-z_]\w*)\1/g) : []) {
            const last = lines.findIndex((candidate, index) => index > at && candidate.replace(/^\t+/, "") === end);
            at = last < 0 ? lines.length : last;
        }
        yield { line, word: word.toUpperCase(), rest: rest.trim() };
    }
}

// EXTERNAL MODULE: ./core/recipe/source.js + 1 modules
var source = __webpack_require__(4065);
// EXTERNAL MODULE: ./core/store/reference.js
var reference = __webpack_require__(9088);
// EXTERNAL MODULE: ./core/verbs/resolve.js + 1 modules
var resolve = __webpack_require__(4576);
;// CONCATENATED MODULE: ./core/verbs/call.js
/** Each verb as a whole: from a request to a result. What only some verbs need is loaded by those. */








/** Carries out one verb. @throws TreestampError */
async function callVerb(...call) {
    try {
        return await carryOut(...call);
    }
    catch (error) {
        throw (0,failure/* readableFailure */.r)(error);
    }
}
async function carryOut(verb, ports, request, repository, extras) {
    switch (verb) {
        case "resolve":
            return resolved(ports, request, await (0,resolve.identify)(ports, request, repository, { askAhead: true }), extras);
        case "build": {
            const [identified, { ensureBuilt }, { recordedBuildTime }] = await Promise.all([
                (0,resolve.identify)(ports, request, repository, { askAhead: true }),
                Promise.all(/* import() */[__webpack_require__.e(5749), __webpack_require__.e(9838), __webpack_require__.e(8174), __webpack_require__.e(3570)]).then(__webpack_require__.bind(__webpack_require__, 8174)),
                __webpack_require__.e(/* import() */ 4513).then(__webpack_require__.bind(__webpack_require__, 4513)),
            ]);
            await (0,recipe_key.writeKeyTree)(repository, identified.recipe, identified.key);
            const { lookup, index, from, hit, missed } = await ensureBuilt(ports, request, identified);
            const state = lookup.state;
            const buildSeconds = hit ? await recordedBuildTime(from, identified.key.tag) : undefined;
            if (!hit)
                await (await Promise.all(/* import() */[__webpack_require__.e(5749), __webpack_require__.e(2833), __webpack_require__.e(2836)]).then(__webpack_require__.bind(__webpack_require__, 2833))).keepWithinLimit(ports, request.cacheSize);
            const digest = index.descriptor.digest;
            return { ...named(identified, from.location, digest), state, cacheHit: hit, missed, buildSeconds };
        }
        case "pull":
        case "run": {
            const [{ ensureReady }, { requestedPhases, runIn }] = await Promise.all([
                __webpack_require__.e(/* import() */ 795).then(__webpack_require__.bind(__webpack_require__, 795)),
                __webpack_require__.e(/* import() */ 7203).then(__webpack_require__.bind(__webpack_require__, 7203)),
            ]);
            const phases = await requestedPhases(request);
            const ready = await ensureReady(ports, request, repository);
            const { environment, from, state, hit, sandbox } = ready;
            const ran = verb === "run" ? await runIn(ports, request, ready, phases) : undefined;
            const job = verb === "pull" ? await kept(ports, ready) : undefined;
            return {
                ...named(ready, from.location, environment.digest),
                state,
                cacheHit: hit,
                missed: ready.missed,
                buildSeconds: environment.buildSeconds,
                snapshot: environment.identity,
                sandbox: sandbox.kind,
                job,
                ...ran,
            };
        }
    }
}
/** @returns the folder of the host's job, whose steps have the environment in common from now on */
async function kept({ keepEnvironment, log }, { environment, sandbox }) {
    if (sandbox.kind === "mounted")
        return keepEnvironment(environment.table);
    log.info("Each command gets a fresh container: of what one writes, the next one sees the workspace alone.");
    return undefined;
}
async function resolved(ports, request, identified, extras) {
    const { repository, recipe, key } = identified;
    const [{ lookup, store }, unpinned] = await Promise.all([
        (0,resolve.lookUp)(ports, identified),
        unpinnedIn(repository, recipe),
        (0,recipe_key.writeKeyTree)(repository, recipe, key),
    ]);
    for (const { line, message } of unpinned) {
        ports.log.warning(`${(0,path/* textOfPath */._w)(recipe.origin.dockerfile)}:${line}: ${message}`);
    }
    if (lookup.state === "unknown")
        ports.log.warning(`${lookup.reason.message} ${lookup.reason.remedy ?? ""}`.trim());
    const digest = lookup.state === "present" ? lookup.manifest.descriptor.digest : undefined;
    return {
        ...named(identified, store.location, digest),
        state: lookup.state,
        cacheHit: lookup.state === "present",
        ...(extras.explain === true ? { inputs: await inputLines(identified) } : {}),
        ...(extras.diff === undefined ? {} : { changes: await changesSince(request, identified, extras.diff) }),
    };
}
async function inputLines({ repository, recipe }) {
    const { explainRecipe } = await __webpack_require__.e(/* import() */ 5937).then(__webpack_require__.bind(__webpack_require__, 5937));
    return (await explainRecipe(repository, recipe)).map(inputLine);
}
async function changesSince(request, { repository, recipe }, ref) {
    const { diffRecipes } = await __webpack_require__.e(/* import() */ 5937).then(__webpack_require__.bind(__webpack_require__, 5937));
    const before = await (0,source.readSource)(repository, { ref, inputs: (0,config.recipeInputsOf)(request.recipe) });
    const changes = await diffRecipes(repository, before.recipe, recipe);
    return changes.length > 0 ? changes : [`Nothing in the recipe changed since ${ref}.`];
}
function named({ key, stages }, location, digest) {
    return {
        key: key.hash,
        tag: key.tag,
        image: (0,reference/* formatReference */.FH)((0,reference/* parseLocation */.zS)(location), key.tag, digest),
        digest,
        stages,
    };
}
function inputLine({ kind, name, value }) {
    return [kind.padEnd(11), value, name].join("  ").trimEnd();
}


/***/ }),

/***/ 4576:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  identify: () => (/* binding */ identify),
  lookUp: () => (/* binding */ lookUp)
});

// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(4256);
// EXTERNAL MODULE: ./core/recipe/config.js
var config = __webpack_require__(430);
// EXTERNAL MODULE: ./core/recipe/key.js
var key = __webpack_require__(5665);
// EXTERNAL MODULE: ./core/recipe/source.js + 1 modules
var recipe_source = __webpack_require__(4065);
// EXTERNAL MODULE: ./core/stages.js
var core_stages = __webpack_require__(4168);
;// CONCATENATED MODULE: ./core/store/entry-cache.js
/**
 * What a CI keeps from one job to the next: folders by key, each written once. It is a cache: an entry may be gone tomorrow,
 * and nobody is promised that it is there. So "not known" lets the work go on here, and says so; a store's never does.
 */
/** What the input `store` says where there is no registry: images are kept in the CI's cache. */
function isCiCache(store) {
    return store === "actions-cache";
}

;// CONCATENATED MODULE: ./core/verbs/resolve.js
/** resolve: from the files that define an environment to its key, and whether the store has it. */






/**
 * Computes the key. No store is asked; with `askAhead`, a registry is asked for the commit's key while git still compares
 * the work tree with the commit.
 */
async function identify(ports, request, repository, { askAhead = false } = {}) {
    const stages = [];
    if (isCiCache(request.store))
        await (await __webpack_require__.e(/* import() */ 7384).then(__webpack_require__.bind(__webpack_require__, 7384))).checkCiCache(ports);
    const identified = ({ recipe, inputs, dirty }) => ({
        repository,
        recipe,
        key: (0,key.keyOf)(repository.objectFormat, recipe, dirty),
        store: storeOf(ports, request, repository, inputs.image),
        keptByCi: isCiCache(request.store),
        stages,
    });
    let ahead;
    const now = await (0,core_stages/* timed */.a)(stages, "key", async () => {
        const source = await (0,recipe_source.readSource)(repository, {
            ref: request.ref,
            inputs: (0,config.recipeInputsOf)(request.recipe),
            onCommitted: (committed) => {
                if (askAhead)
                    ahead = asked(identified, committed);
            },
        });
        return identified(source);
    });
    return ahead?.key.tag === now.key.tag && ahead.store.location === now.store.location ? ahead : now;
}
/** What a commit says, with the store's answer on its way. Undefined where there is nobody worth asking. */
function asked(identified, committed) {
    try {
        const expected = identified(committed);
        if (!expected.store.shared)
            return undefined;
        const answer = expected.store.lookup(expected.key.tag);
        answer.catch(() => { }); // whoever needs it will hear of it
        return { ...expected, answer };
    }
    catch (error) {
        if ((0,errors/* isTreestampError */.Sh)(error))
            return undefined; // such as a store's name that makes no sense, and that was mended
        throw error;
    }
}
/** A folder that `treestamp.yml` names starts where the file is, so that it is the same from every folder. */
function storeOf(ports, request, { workTree }, image) {
    if (isCiCache(request.store))
        return ports.localStore;
    if (request.store !== undefined)
        return ports.openStore(request.store);
    if (image === undefined)
        return ports.localStore;
    return ports.openStore(image, request.recipe.has("image") ? undefined : workTree);
}
/** Asks the store for the key's tag: one request. What the CI's cache has of it comes into the store by that. */
async function lookUp(ports, identified) {
    const { store, keptByCi, key, stages } = identified;
    const lookup = await (0,core_stages/* timed */.a)(stages, "lookup", async (describe) => {
        const answer = await (identified.answer ?? store.lookup(key.tag));
        describe({ note: answer.state });
        return answer;
    });
    if (lookup.state === "absent" && keptByCi && !key.dirty) {
        const { takeKept } = await __webpack_require__.e(/* import() */ 7384).then(__webpack_require__.bind(__webpack_require__, 7384));
        const manifest = await takeKept(ports, stages, key.tag);
        if (manifest !== undefined)
            return { ...identified, lookup: { state: "present", manifest } };
    }
    return { ...identified, lookup };
}


/***/ })

};
;