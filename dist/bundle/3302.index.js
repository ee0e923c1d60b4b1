"use strict";
exports.id = 3302;
exports.ids = [3302];
exports.modules = {

/***/ 67694:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  M: () => (/* binding */ folderContext),
  C: () => (/* binding */ folderTar)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./core/archive/tar-writer.js
var tar_writer = __webpack_require__(64113);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(64256);
// EXTERNAL MODULE: ./core/git/tree.js
var tree = __webpack_require__(12386);
// EXTERNAL MODULE: ./core/machine/missing.js
var missing = __webpack_require__(71081);
// EXTERNAL MODULE: ./core/oci/byte-stream.js
var byte_stream = __webpack_require__(25888);
// EXTERNAL MODULE: ./core/recipe/dockerignore.js
var dockerignore = __webpack_require__(1062);
// EXTERNAL MODULE: ./core/recipe/recipe.js
var recipe = __webpack_require__(61810);
;// CONCATENATED MODULE: ./core/recipe/unignored-files.js
/** The entries of a build context that get into the build: everything that its ignore rules do not exclude. */

/** What is not ignored, each directory before what is in it. A directory gets in for what gets in below it, too. */
async function* unignoredFiles(listing, rules) {
    /** Directories above the present one that are left out themselves, and appear only if something below them gets in. */
    const unannounced = [];
    async function* below(above, aboveMatches) {
        for (const { name, isDirectory, entry } of await listing(above)) {
            const path = above === undefined ? name : `${above.path}/${name}`;
            const file = { path, isDirectory, entry };
            const { ignored, matches } = rules.match((0,tree/* textOf */.b6)(path), aboveMatches);
            if (!ignored) {
                yield* unannounced.splice(0);
                yield file;
            }
            else if (isDirectory && rules.mayKeepBelow((0,tree/* textOf */.b6)(path))) {
                unannounced.push(file);
            }
            else {
                continue;
            }
            if (isDirectory)
                yield* below(file, matches);
            if (unannounced.at(-1) === file)
                unannounced.pop();
        }
    }
    yield* below(undefined, []);
}

;// CONCATENATED MODULE: ./core/recipe/folder-context.js
/**
 * A folder on disk as a build context: for final images, which take in what a run has made. Modes, owners and times are
 * normalised as in the context of a build image, so that the same files give the same image on every machine.
 */











/**
 * The context of a final image: `folder` without any `.git` and what its `.dockerignore` (or the Dockerfile's own) leaves out.
 * A Dockerfile from elsewhere is laid in under the reserved name.
 * @param named path of the Dockerfile; the one in the folder where it is left out
 * @throws path-missing, input-invalid
 */
async function folderContext(folder, named) {
    const file = named ?? (await ownDockerfile(folder));
    const stats = await (0,promises_.lstat)(folder).catch((0,missing/* missing */.L)(undefined));
    if (stats === undefined)
        throw notThere("context", folder);
    const text = await textAt(file);
    if (text === undefined)
        throw notThere("file", file);
    const way = (0,external_node_path_.relative)(folder, file).split(external_node_path_.sep).join("/");
    const own = await textAt(`${file}.dockerignore`);
    const shared = own === undefined ? await textAt((0,external_node_path_.join)(folder, ".dockerignore")) : undefined;
    const rules = own === undefined
        ? (0,dockerignore/* parseDockerignore */.yr)(shared ?? "", ".dockerignore")
        : (0,dockerignore/* parseDockerignore */.yr)(own, `${file}.dockerignore`);
    const isOutside = way === ".." || way.startsWith("../") || external_node_path_.posix.isAbsolute(way);
    // A link is not passed on as the Dockerfile: its target may be excluded.
    const isInside = !isOutside && !(0,dockerignore/* matchWay */.d_)(rules, way).ignored && (await (0,promises_.lstat)(file)).isFile();
    const dockerfile = isInside ? way : `${recipe/* reservedName */.kW}/Dockerfile`;
    async function* entries() {
        yield* contextEntries(folder, rules);
        if (isInside)
            return;
        yield { path: recipe/* reservedName */.kW, kind: "directory", mode: 0o755 };
        const body = Buffer.from(text);
        yield { path: (0,tree/* bytesOf */.$$)(dockerfile), kind: "file", mode: 0o644, size: body.length, content: (0,byte_stream/* streamOf */.mA)(body) };
    }
    return { tar: () => (0,tar_writer/* writeTar */.F)(entries()), dockerfile, text };
}
/**
 * The files of a folder, without any `.git`, as they are laid over a root: modes and times as in a context.
 * @throws path-missing
 */
async function folderTar(folder) {
    const stats = await (0,promises_.lstat)(folder).catch((0,missing/* missing */.L)(undefined));
    if (stats?.isDirectory() !== true)
        throw notThere("proto", folder);
    return () => (0,tar_writer/* writeTar */.F)(contextEntries(folder, dockerignore/* noRules */.jn));
}
/** `Dockerfile`, or else `dockerfile`, as for docker. */
async function ownDockerfile(folder) {
    const [usual, otherwise] = [(0,external_node_path_.join)(folder, "Dockerfile"), (0,external_node_path_.join)(folder, "dockerfile")];
    const isThere = async (path) => (await (0,promises_.lstat)(path).catch((0,missing/* missing */.L)(undefined))) !== undefined;
    return !(await isThere(usual)) && (await isThere(otherwise)) ? otherwise : usual;
}
/** Everything that is not excluded, by name. */
async function* contextEntries(folder, rules) {
    const listing = async (directory) => {
        const above = directory?.entry ?? "";
        const entries = await (0,promises_.readdir)((0,external_node_path_.join)(folder, above), { withFileTypes: true });
        return (entries
            // A repository in a folder below, such as a second checkout, may keep a token in its .git, too.
            .filter(({ name }) => name !== ".git" && (directory !== undefined || name !== recipe/* reservedName */.kW))
            .sort((a, b) => (a.name < b.name ? -1 : 1))
            .map((entry) => ({
            name: (0,tree/* bytesOf */.$$)(entry.name),
            isDirectory: entry.isDirectory(),
            entry: external_node_path_.posix.join(above, entry.name),
        })));
    };
    for await (const { entry } of unignoredFiles(listing, rules)) {
        const made = await tarEntry(folder, entry);
        if (made !== undefined)
            yield made;
    }
}
/** Undefined for a socket, a pipe or a device: docker cannot copy them either. */
async function tarEntry(folder, path) {
    const place = (0,external_node_path_.join)(folder, path);
    const stats = await (0,promises_.lstat)(place);
    if (stats.isDirectory())
        return { path: (0,tree/* bytesOf */.$$)(path), kind: "directory", mode: 0o755 };
    if (stats.isSymbolicLink()) {
        return {
            path: (0,tree/* bytesOf */.$$)(path),
            kind: "link",
            mode: 0o777,
            target: (await (0,promises_.readlink)(place, "buffer")).toString("latin1"),
        };
    }
    if (!stats.isFile())
        return undefined;
    const mode = (stats.mode & 0o100) === 0 ? 0o644 : 0o755;
    return { path: (0,tree/* bytesOf */.$$)(path), kind: "file", mode, size: stats.size, content: fileBytes(place, stats.size) };
}
/** @throws input-invalid for a file that somebody writes to meanwhile */
async function* fileBytes(path, size) {
    let left = size;
    if (size > 0) {
        for await (const part of (0,external_node_fs_.createReadStream)(path, { end: size - 1, highWaterMark: 1 << 20 })) {
            left -= part.length;
            yield part;
        }
    }
    if (left === 0)
        return;
    throw new errors/* TreestampError */.ks("input-invalid", `${path} changed while it was being read into the build context.`, {
        remedy: "Wait until nothing writes to the context, or exclude the file in .dockerignore.",
    });
}
async function textAt(path) {
    return (0,promises_.readFile)(path, "utf8").catch((error) => {
        if (error.code === "ENOENT" || error.code === "ENOTDIR")
            return undefined;
        if (error.code === "EISDIR")
            return undefined;
        throw error;
    });
}
function notThere(input, path) {
    const what = input === "file" ? "file" : "folder";
    return new errors/* TreestampError */.ks("path-missing", `\`${input}\`: there is no ${what} ${path}.`, {
        remedy: "Check the spelling; relative paths start where treestamp is called (input `path`, flag -C).",
    });
}


/***/ }),

/***/ 63799:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ sharedBuffers),
/* harmony export */   _: () => (/* binding */ release)
/* harmony export */ });
/**
 * Memory for bytes that pass through. Left to the garbage collector, the buffers of one gigabyte make it mark the whole
 * heap some forty times, which costs half as much as decompressing them: so memory is used again, or given back at once.
 */
/** @param bytes of each buffer */
function sharedBuffers(count, bytes) {
    const memory = new SharedArrayBuffer(count * bytes);
    const free = Array.from({ length: count }, (_, index) => Buffer.from(memory, index * bytes, bytes));
    const waiting = [];
    return {
        take: async () => free.pop() ?? (await new Promise((resolve) => waiting.push(resolve))),
        release(buffer) {
            const next = waiting.shift();
            if (next === undefined)
                free.push(buffer);
            else
                next(buffer);
        },
    };
}
/** Gives a buffer's memory back. Nobody may read it, or anything else in the same memory, afterwards. */
function release(buffer) {
    // Small ones may stand in the pool that Node shares out.
    if (buffer.buffer.byteLength > Buffer.poolSize)
        buffer.buffer.transfer(0);
}


/***/ }),

/***/ 42154:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ plainLayer),
/* harmony export */   j: () => (/* binding */ decompressed)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57075);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_stream__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(38522);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_zlib__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _archive_zstd_frames_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(26722);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(64256);
/* harmony import */ var _buffers_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(63799);
/** A layer's blob as the plain tar inside it. */






const pieceBytes = 256 * 1024;
/** Gives the plain tar; a piece is valid until the next is asked for. At its end the digest is right, or it throws image-invalid. */
async function* plainLayer(layer, signal) {
    const hash = layer.diffId === undefined ? undefined : (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256");
    const compression = compressionOf(layer.descriptor);
    const what = `Layer ${layer.descriptor.digest}`;
    for await (const bytes of decompressed(layer.open(), compression, what, signal)) {
        hash?.update(bytes);
        yield bytes;
    }
    const actual = hash === undefined ? layer.diffId : `sha256:${hash.digest("hex")}`;
    if (actual === layer.diffId)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .TreestampError */ .ks("image-invalid", `Layer ${layer.descriptor.digest} decompresses to ${actual}, and the image's configuration says ${layer.diffId}.`, { remedy: "The image is inconsistent: build it again." });
}
/**
 * Each piece as the decompressor has written it. Else a reader that is late gets several as one, in memory of its own, and the next
 * one may stand behind the first of them.
 */
const inPieces = { chunkSize: pieceBytes, readableObjectMode: true, readableHighWaterMark: 1 };
/**
 * The plain bytes; a piece is valid until the next is asked for.
 * @param what the subject of a message: `Layer sha256:…`
 * @throws image-invalid where they cannot be decompressed; what `source` throws
 */
function decompressed(source, compression, what, signal) {
    if (compression === "none")
        return source;
    const decompressor = compression === "zstd" ? (0,node_zlib__WEBPACK_IMPORTED_MODULE_2__.createZstdDecompress)(inPieces) : (0,node_zlib__WEBPACK_IMPORTED_MODULE_2__.createGunzip)(inPieces);
    let failure;
    // The output ends with the error of whichever stream failed; the source's own error says more than "premature close".
    const bytes = node_stream__WEBPACK_IMPORTED_MODULE_1__.Readable.from(compression === "zstd" ? (0,_archive_zstd_frames_js__WEBPACK_IMPORTED_MODULE_3__/* .zstdFrames */ .C)(source) : source, {
        objectMode: true,
        highWaterMark: 1,
    });
    bytes.on("error", (error) => {
        failure ??= error;
    });
    const plain = (0,node_stream__WEBPACK_IMPORTED_MODULE_1__.pipeline)(signal === undefined ? bytes : (0,node_stream__WEBPACK_IMPORTED_MODULE_1__.addAbortSignal)(signal, bytes), decompressor, () => { });
    return translated(plain, what, () => failure, signal);
}
async function* translated(plain, what, sourceFailure, signal) {
    let last;
    try {
        for await (const piece of plain) {
            // Pieces in other memory: what the last ones stood in is full, and the decompressor is done with it.
            if (last !== undefined && last.buffer !== piece.buffer)
                (0,_buffers_js__WEBPACK_IMPORTED_MODULE_5__/* .release */ ._)(last);
            last = piece;
            yield piece;
        }
    }
    catch (error) {
        if (signal?.aborted)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .TreestampError */ .ks("interrupted", "Packing was interrupted.", { cause: signal.reason });
        const cause = sourceFailure() ?? error;
        const code = cause.code ?? "";
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .isTreestampError */ .Sh)(cause) || !/^(Z_|ZSTD_)/.test(code))
            throw cause;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .TreestampError */ .ks("image-invalid", `${what} cannot be decompressed: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .messageOf */ .bD)(cause)}.`, {
            cause,
            remedy: "The image is damaged: build it again.",
        });
    }
}
/** By media type. Source: image-spec layer.md; distribution, manifest v2 schema 2. */
function compressionOf({ mediaType, digest }) {
    switch (mediaType) {
        case "application/vnd.oci.image.layer.v1.tar":
        case "application/vnd.oci.image.layer.nondistributable.v1.tar":
        case "application/vnd.docker.image.rootfs.diff.tar":
            return "none";
        case "application/vnd.oci.image.layer.v1.tar+gzip":
        case "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip":
        case "application/vnd.docker.image.rootfs.diff.tar.gzip":
        case "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip":
            return "gzip";
        case "application/vnd.oci.image.layer.v1.tar+zstd":
        case "application/vnd.oci.image.layer.nondistributable.v1.tar+zstd":
        case "application/vnd.docker.image.rootfs.diff.tar.zstd":
            return "zstd";
        default:
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .TreestampError */ .ks("image-invalid", `Layer ${digest} has the media type ${mediaType}, which is not a layer's.`, {
                remedy: "Use an engine that writes tar layers, plain or compressed with gzip or zstd.",
            });
    }
}


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

/***/ 35287:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  PI: () => (/* binding */ checkArchive),
  checkOut: () => (/* binding */ checkOut),
  SD: () => (/* binding */ emptyRepository),
  tW: () => (/* binding */ usualLimits)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: ./core/archive/tar-entries.js
var tar_entries = __webpack_require__(16460);
// EXTERNAL MODULE: ./core/download/download.js
var download = __webpack_require__(42750);
// EXTERNAL MODULE: ./core/download/unpack.js
var unpack = __webpack_require__(25140);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(64256);
// EXTERNAL MODULE: ./core/log/amounts.js
var amounts = __webpack_require__(89155);
// EXTERNAL MODULE: ./core/machine/first-bytes.js
var first_bytes = __webpack_require__(23349);
// EXTERNAL MODULE: ./core/machine/missing.js
var missing = __webpack_require__(71081);
// EXTERNAL MODULE: ./core/machine/process.js
var process = __webpack_require__(47516);
// EXTERNAL MODULE: ./core/machine/scratch.js
var machine_scratch = __webpack_require__(58511);
// EXTERNAL MODULE: ./core/oci/registry/refusal.js + 1 modules
var refusal = __webpack_require__(79540);
// EXTERNAL MODULE: ./core/recipe/folder-context.js + 1 modules
var folder_context = __webpack_require__(67694);
// EXTERNAL MODULE: ./core/git/tree.js
var tree = __webpack_require__(12386);
// EXTERNAL MODULE: ./core/snapshot/layer-tree.js
var layer_tree = __webpack_require__(10762);
;// CONCATENATED MODULE: ./core/sources/lay-out.js
/**
 * Files of an archive on disk, as git would check them out: what git does not store (owners, times, devices, most of the mode) is
 * left out. Nothing gets out of the folder: names are cleaned, and no way leads through a link that the archive has made.
 */






/**
 * @param name of the archive, the subject of messages
 * @param folder empty, and nobody else's
 * @throws image-invalid; store-refused where there is too much of it; the signal's reason
 */
async function layOut(members, name, folder, { limits, signal }) {
    /** What stands where, by clean path. */
    const laid = new Map([["", "directory"]]);
    const place = (path) => Buffer.from((0,external_node_path_.join)((0,tree/* bytesOf */.$$)(folder), path), "latin1");
    let [entries, bytes, special] = [0, 0, 0];
    /** Makes the folders above a path. */
    async function reach(path) {
        const there = laid.get(path);
        if (there === "directory")
            return;
        if (there !== undefined)
            throw invalid(name, `${(0,tree/* textOf */.b6)(path)} is a ${there} and has something below it`);
        const above = parentOf(path);
        await reach(above);
        await (0,promises_.mkdir)(place(path), { mode: 0o755 });
        laid.set(path, "directory");
    }
    /** Makes room for what is no folder: an archive may have a file twice, and the last counts. */
    async function make(path, kind) {
        await reach(parentOf(path));
        const there = laid.get(path);
        if (there === "directory")
            throw invalid(name, `${(0,tree/* textOf */.b6)(path)} is a folder and a ${kind}`);
        if (there !== undefined)
            await (0,promises_.rm)(place(path));
        laid.set(path, kind);
    }
    for await (const { entry, content } of members) {
        signal.throwIfAborted();
        if (++entries > limits.entries)
            throw tooMuch(name, `more than ${limits.entries} entries`);
        const path = cleaned(entry.name, name);
        // git stores none, and what is in one decides which programs git starts.
        if (path === "" || path.split("/").some(isGitFolder))
            continue;
        switch (entry.type) {
            case "directory":
                await reach(path);
                break;
            case "file": {
                bytes += entry.size;
                if (bytes > limits.bytes)
                    throw tooMuch(name, `more than ${(0,amounts/* formatBytes */.z3)(limits.bytes)}`);
                await make(path, "file");
                await write(place(path), content, (entry.mode & 0o100) !== 0);
                break;
            }
            case "symlink":
                await make(path, "link");
                await (0,promises_.symlink)(Buffer.from(entry.linkName, "latin1"), place(path));
                break;
            case "link": {
                const target = cleaned(entry.linkName, name);
                if (target === path)
                    break;
                if (laid.get(target) !== "file")
                    throw invalid(name, `${(0,tree/* textOf */.b6)(path)} is another name of ${(0,tree/* textOf */.b6)(target)}, which it lacks`);
                await make(path, "file");
                await (0,promises_.link)(place(target), place(path));
                break;
            }
            default:
                special++;
        }
    }
    return { special };
}
async function write(place, content, isExecutable) {
    const file = await (0,promises_.open)(place, "wx", isExecutable ? 0o755 : 0o644);
    try {
        for await (const part of content)
            await file.writeFile(part);
    }
    finally {
        await file.close();
    }
    if (isExecutable)
        await (0,promises_.chmod)(place, 0o755); // whatever the umask is
}
/** As git compares it: on some file systems these are one folder. */
function isGitFolder(part) {
    return part.toLowerCase() === ".git";
}
function parentOf(path) {
    return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
function cleaned(path, name) {
    try {
        return (0,layer_tree/* cleanPath */.ts)(path).join("/");
    }
    catch {
        throw invalid(name, `the name ${JSON.stringify((0,tree/* textOf */.b6)(path).slice(0, 300))} leaves it`);
    }
}
function invalid(name, why) {
    return new errors/* TreestampError */.ks("image-invalid", `${name} cannot be unpacked: ${why}.`, {
        remedy: "Pack it again, from a folder of its own.",
    });
}
function tooMuch(name, what) {
    return new errors/* TreestampError */.ks("store-refused", `${name} has ${what}, more than sources may have.`, {
        remedy: "Leave out what is no source; a build gets large files by a base image.",
    });
}

// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
// EXTERNAL MODULE: ../../node_modules/yauzl/index.js
var yauzl = __webpack_require__(40171);
// EXTERNAL MODULE: ./core/oci/byte-stream.js
var byte_stream = __webpack_require__(25888);
;// CONCATENATED MODULE: ./core/sources/zip.js
/** A zip archive as the members of a tar. Its central directory decides: yauzl looks at nothing else. */





/** High byte of "version made by". Source: APPNOTE.TXT 6.3.10, section 4.4.2. */
const unix = 3;
/** Source: stat(2); the upper half of the external attributes of a file that was packed on Unix. */
const types = new Map([
    [0o100000, "file"],
    [0o040000, "directory"],
    [0o120000, "symlink"],
    [0o010000, "fifo"],
]);
/** A target is read into memory. Linux: PATH_MAX. */
const maxTargetBytes = 4096;
const noTime = { seconds: 0, nanoseconds: 0 };
/**
 * Reads an archive in a file.
 * @param name the subject of messages
 * @throws image-invalid where it is damaged, encrypted, or compressed in a way that nobody uses
 */
async function* zipMembers(file, name) {
    let zip;
    try {
        zip = await (0,yauzl/* openPromise */.sO)(file, { autoClose: false, strictFileNames: false });
        for await (const entry of zip.eachEntry())
            yield await memberOf(zip, entry);
    }
    catch (error) {
        if ((0,errors/* isTreestampError */.Sh)(error))
            throw error;
        throw damaged(name, (0,errors/* messageOf */.bD)(error), error);
    }
    finally {
        zip?.close();
    }
    async function memberOf(zip, entry) {
        if (entry.isEncrypted())
            throw damaged(name, `${entry.fileName} is encrypted`);
        if (!entry.canDecodeFileData())
            throw damaged(name, `${entry.fileName} is compressed by method ${entry.compressionMethod}`);
        const isFromUnix = entry.versionMadeBy >> 8 === unix;
        const mode = isFromUnix ? entry.externalFileAttributes >>> 16 : 0;
        const type = entry.fileName.endsWith("/") ? "directory" : (types.get(mode & 0o170000) ?? "file");
        const common = {
            name: isFromUnix ? entry.fileNameRaw.toString("latin1") : (0,tree/* bytesOf */.$$)(entry.fileName),
            ...{ mode: mode & 0o7777, uid: 0, gid: 0, mtime: noTime, major: 0, minor: 0, linkName: "", xattrs: new Map() },
        };
        if (type === "symlink") {
            if (entry.uncompressedSize > maxTargetBytes)
                throw damaged(name, `the link ${entry.fileName} is too long`);
            const linkName = (await (0,byte_stream/* bytesOf */.$$)(contentOf(zip, entry))).toString("latin1");
            return { entry: { ...common, type, size: 0, linkName }, content: (0,byte_stream/* streamOf */.mA)() };
        }
        const size = type === "file" ? entry.uncompressedSize : 0;
        return { entry: { ...common, type, size }, content: type === "file" ? contentOf(zip, entry) : (0,byte_stream/* streamOf */.mA)() };
    }
    /** An entry's content: exactly of the size and the sum that the directory says. */
    async function* contentOf(zip, entry) {
        let sum = 0;
        try {
            for await (const part of await zip.openReadStreamPromise(entry)) {
                sum = (0,external_node_zlib_.crc32)(part, sum);
                yield part;
            }
        }
        catch (error) {
            throw (0,errors/* isTreestampError */.Sh)(error) ? error : damaged(name, `${entry.fileName}: ${(0,errors/* messageOf */.bD)(error)}`, error);
        }
        if (sum !== entry.crc32)
            throw damaged(name, `${entry.fileName} has another checksum than the archive says`);
    }
}
function damaged(name, why, cause) {
    return new errors/* TreestampError */.ks("image-invalid", `${name} cannot be unpacked: ${why.replace(/\.$/, "")}.`, {
        remedy: "Pack it again; a tar archive will do as well.",
        cause,
    });
}

;// CONCATENATED MODULE: ./core/sources/checkout.js
/**
 * Sources from anywhere as the commit of a git repository: from there on nothing differs, and their key is the one that the same
 * files have as a commit. What git would change on its way in (line ends that .gitattributes names) is changed.
 */


















/** Limits for archives and for what is in them. */
const usualLimits = { bytes: 8 * 2 ** 30, entries: 1_000_000, time: 15 * 60_000 };
/**
 * Fetches sources and commits them to a repository of their own, which the caller removes.
 * @throws path-missing, input-invalid, image-invalid (no archive, or one that leaves its folder), store-refused (also where they are too
 * large, or take too long), store-unreachable, store-corrupt, tool-missing, interrupted
 */
async function checkOut(source, parts) {
    const { limits = usualLimits, log } = parts;
    await (0,machine_scratch/* sweepScratch */.Dq)((0,external_node_os_.tmpdir)());
    const scratch = await (0,machine_scratch/* makeScratch */.lP)((0,external_node_os_.tmpdir)(), "treestamp-");
    const remove = () => (0,promises_.rm)(scratch, { recursive: true, force: true });
    const late = AbortSignal.timeout(limits.time);
    const signal = AbortSignal.any([parts.signal, late]);
    try {
        const folder = (0,external_node_path_.join)(scratch, "sources");
        await (0,promises_.mkdir)(folder);
        const name = nameOf(source);
        const members = await membersOf(source, scratch, { ...parts, limits, signal });
        const { special } = await layOut(members, name, folder, { limits, signal });
        if (special > 0)
            log.warning(`${name}: ${special} devices, fifos and sockets are left out: git stores none.`);
        const root = await rootOf(source, folder);
        await checkNoImage(root, name);
        await commit(root, { environment: parts.environment, signal });
        return { folder: root, remove };
    }
    catch (error) {
        await remove();
        if (!late.aborted || parts.signal.aborted)
            throw error;
        throw new errors/* TreestampError */.ks("store-refused", `${nameOf(source)} took longer than ${limits.time / 60_000} minutes.`, {
            remedy: "Fetch it in a step before this one, and name the file.",
            cause: error,
        });
    }
}
/** The subject of messages. */
function nameOf(source) {
    switch (source.kind) {
        case "download":
            return (0,refusal/* redacted */.pc)(new URL(source.url));
        case "image":
            return source.reference;
        case "data":
            return "The data: URI";
        case "path":
            return source.path;
        case "stdin":
            return "Standard input";
    }
}
async function membersOf(source, scratch, parts) {
    const { environment, log, signal, limits } = parts;
    const archive = (0,external_node_path_.join)(scratch, "archive");
    switch (source.kind) {
        case "download": {
            const words = { it: "The archive", sums: "`source`" };
            await (0,download/* download */.R)(source, archive, { environment, signal, log, words, limit: limits.bytes });
            return inArchive(archive, nameOf(source), parts);
        }
        case "image":
            return (0,tar_entries/* tarMembers */.F)(parts.filesOf(source.reference, scratch, signal));
        case "data":
            await (0,promises_.writeFile)(archive, source.bytes, { flag: "wx" });
            return inArchive(archive, nameOf(source), parts);
        case "path": {
            const path = await (0,promises_.realpath)(source.path).catch((0,missing/* missing */.L)(undefined));
            if (path === undefined)
                throw notThere(source.path);
            const isFolder = (await (0,promises_.stat)(path)).isDirectory();
            return isFolder ? (0,tar_entries/* tarMembers */.F)((await (0,folder_context/* folderTar */.C)(path))()) : inArchive(path, source.path, parts);
        }
        case "stdin":
            await (0,external_node_stream_promises_.pipeline)(atMost(limits.bytes, parts.stdin), (0,external_node_fs_.createWriteStream)(archive, { flags: "wx" }), { signal });
            return inArchive(archive, nameOf(source), parts);
    }
}
async function* atMost(bytes, stream) {
    let left = bytes;
    for await (const part of stream) {
        left -= part.length;
        if (left < 0) {
            throw new errors/* TreestampError */.ks("store-refused", `Standard input has more than ${(0,amounts/* formatBytes */.z3)(bytes)}.`, {
                remedy: "Leave out what is no source.",
            });
        }
        yield part;
    }
}
/** Source: APPNOTE.TXT 6.3.10, sections 4.3.7 and 4.3.16 (an archive with no file). */
function isZip(start) {
    return ["PK\x03\x04", "PK\x05\x06"].includes(start.toString("latin1", 0, 4));
}
/** Looks whether a file begins as an archive does. @throws image-invalid */
async function checkArchive(file, name) {
    const start = await (0,first_bytes/* firstBytes */.m)(file, 512);
    if (!isZip(start))
        (0,unpack/* checkArchiveStart */.p0)(start, name);
}
/** By its first bytes; its name may say anything. */
async function inArchive(file, name, parts) {
    if (isZip(await (0,first_bytes/* firstBytes */.m)(file, 4)))
        return zipMembers(file, name);
    return (0,tar_entries/* tarMembers */.F)((0,unpack/* unpacked */.KZ)({ name, open: () => (0,external_node_fs_.createReadStream)(file, { highWaterMark: 1 << 20 }) }, parts));
}
/** Forges put all files of an archive into one folder; nobody else's are looked at, unless that is asked for. */
async function rootOf(source, folder) {
    const strip = source.kind === "download" ? source.strip : source.kind === "path" && (source.strip ?? false);
    if (strip === false)
        return folder;
    const [only, ...others] = await (0,promises_.readdir)(folder, { withFileTypes: true });
    if (only?.isDirectory() === true && others.length === 0)
        return (0,external_node_path_.join)(folder, only.name);
    if (source.kind === "path" || strip === undefined)
        return folder;
    throw new errors/* TreestampError */.ks("input-invalid", `\`source\`: ${nameOf(source)} has more than one folder at its top.`, {
        remedy: "Leave strip=1 out.",
    });
}
/** An image in a folder or an archive has files too, which nobody means. @throws input-invalid */
async function checkNoImage(folder, name) {
    const names = await (0,promises_.readdir)(folder);
    if (!names.includes("oci-layout") || !names.includes("index.json"))
        return;
    throw new errors/* TreestampError */.ks("input-invalid", `\`source\`: ${name} is an image, and not sources.`, {
        remedy: "`push` takes it as `saved-image`; the files of an image in a registry are docker://HOST/REPOSITORY:TAG.",
    });
}
/** The same on every machine, whatever its git is told. */
const settings = {
    ...{ GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1", GIT_ATTR_NOSYSTEM: "1", LC_ALL: "C" },
    ...{ GIT_AUTHOR_NAME: "treestamp", GIT_AUTHOR_EMAIL: "sources@treestamp", GIT_AUTHOR_DATE: "@0 +0000" },
    ...{ GIT_COMMITTER_NAME: "treestamp", GIT_COMMITTER_EMAIL: "sources@treestamp", GIT_COMMITTER_DATE: "@0 +0000" },
};
/** Makes a repository whose only commit has nothing in it, for work that is about no files. @throws as `checkOut` */
async function emptyRepository(folder, environment) {
    await commit(folder, { environment, signal: undefined });
}
/** Commits all files, those that a .gitignore names as well. HEAD is no branch: nobody named one. */
async function commit(folder, { environment, signal }) {
    const env = { PATH: environment.PATH, ...settings };
    const options = ["-c", "core.compression=0", "-c", "core.fsync=none", "-c", "core.safecrlf=false"];
    const git = async (...args) => {
        const { exitCode, stdout, stderr } = await (0,process/* run */.e)("git", [...options, ...args], {
            cwd: folder,
            env,
            ...(signal && { signal }),
        });
        if (exitCode === 0)
            return stdout.toString("latin1").trim();
        throw new errors/* TreestampError */.ks("repository-invalid", `git ${args[0]} failed on the sources: ${stderr.trim()}`, {
            remedy: "A name among them may be one that git does not store.",
        });
    };
    await git("init", "--quiet", "--template=", "--initial-branch=sources");
    await git("add", "--all", "--force", ".");
    const tree = await git("write-tree");
    await git("update-ref", "--no-deref", "HEAD", await git("commit-tree", "-m", "Sources", tree));
}
function notThere(path) {
    return new errors/* TreestampError */.ks("path-missing", `\`source\`: there is no folder or archive ${path}.`, {
        remedy: "Check the spelling. A git revision is `ref`.",
    });
}


/***/ })

};
;