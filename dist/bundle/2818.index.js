"use strict";
exports.id = 2818;
exports.ids = [2818];
exports.modules = {

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

/***/ 5285:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Is: () => (/* binding */ changedDirectories),
/* harmony export */   qR: () => (/* binding */ newChanges),
/* harmony export */   uu: () => (/* binding */ takeAway)
/* harmony export */ });
function newChanges() {
    return { kept: new Set(), over: new Map(), touched: new Set(), gone: 0 };
}
/** Takes a name of the base away, with all below it. */
function takeAway(inode, changes) {
    if (inode.type === "directory") {
        changes.gone++;
        for (const child of inode.children.values())
            takeAway(child, changes);
    }
    else {
        inode.links--;
        changes.touched.add(inode);
    }
}
/** The directories of a tree that do not stand as they did, by path; all of them where there are no changes. */
function* changedDirectories(root, changes, path = "") {
    yield { path, directory: root };
    for (const [name, child] of root.children) {
        if (child.type !== "directory" || changes?.kept.has(child))
            continue;
        yield* changedDirectories(child, changes, path === "" ? name : `${path}/${name}`);
    }
}


/***/ }),

/***/ 62818:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ flatten),
/* harmony export */   L: () => (/* binding */ mergedTree)
/* harmony export */ });
/* harmony import */ var _archive_tar_reader_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48309);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64256);
/* harmony import */ var _changes_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5285);
/* harmony import */ var _layer_stream_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(42154);
/* harmony import */ var _layer_tree_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(10762);
/* harmony import */ var _tree_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(81062);
/**
 * Layers to one tree, each layer read once. The uppermost layer comes first: what hides a lower file is known before that
 * file's bytes arrive, so nothing hidden is ever handed on.
 *
 * Layers merge as overlayfs merges them (see layer-tree.ts): directories of the same name show both contents and the
 * upper one's attributes; anything else shows the upper one alone. A directory that no entry describes has the lower
 * layer's attributes, or 0755 root:root at time 0.
 */






/**
 * Reads all layers and gives the root of the tree that a container would see.
 * @throws image-invalid, store-corrupt, store-unreachable
 */
async function flatten(request) {
    const { layers, base, sink, onEntry, signal, changes = (0,_changes_js__WEBPACK_IMPORTED_MODULE_4__/* .newChanges */ .qR)() } = request;
    const below = base === undefined ? 0 : 1;
    const trees = [];
    /** For each layer, the files whose bytes were not kept, with the number of each among the layer's entries. */
    const passedOver = layers.map(() => new Map());
    let merged;
    for (let index = layers.length - 1; index >= 0; index--) {
        const tree = (0,_layer_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .newLayer */ .ep)();
        const above = merged;
        let entries = 0;
        await (0,_archive_tar_reader_js__WEBPACK_IMPORTED_MODULE_0__/* .readTar */ .sB)((0,_layer_stream_js__WEBPACK_IMPORTED_MODULE_2__/* .plainLayer */ .c)(layers[index], signal), (entry) => {
            entries++;
            onEntry?.(entry);
            const file = (0,_layer_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .addEntry */ .An)(tree, entry);
            if (file === undefined)
                return undefined;
            if (above === undefined || lookUp(above, file.path) === undefined)
                return keep(file.inode, sink);
            passedOver[index].set(file.inode, entries);
            return undefined;
        });
        hideBelowWhiteouts(tree.root);
        trees[index + below] = tree;
        if (merged === undefined)
            merged = tree.root;
        else
            mergeBelow(merged, tree.root);
    }
    merged ??= (0,_layer_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .newDirectory */ .kF)();
    if (base !== undefined) {
        trees[0] = (0,_layer_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .newLayer */ .ep)(base); // it hides nothing
        layOnto(merged, base, changes);
    }
    const links = resolveLinks(trees);
    // Only what is in an image has a number.
    for (const inode of links.values())
        if (inode.nid !== 0)
            changes.touched.add(inode);
    const root = finish(merged, links, changes);
    await readPassedOver({ ...request, changes }, passedOver, root);
    return root;
}
/** The tree that a container would see, of layers that are read already, bottom to top. Their own trees are used up. */
function mergedTree(layers) {
    const [top = (0,_layer_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .newLayer */ .ep)(), ...below] = layers.toReversed();
    for (const { root } of layers)
        hideBelowWhiteouts(root);
    for (const { root } of below)
        mergeBelow(top.root, root);
    return finish(top.root, resolveLinks(layers), (0,_changes_js__WEBPACK_IMPORTED_MODULE_4__/* .newChanges */ .qR)());
}
/** As `mergeBelow`, and nothing is looked at but the directories that both have, and what is hidden. */
function layOnto(upper, lower, changes) {
    changes.over.set(upper, lower);
    upper.nid = lower.nid;
    if (!upper.opaque)
        upper.attributes ??= lower.attributes;
    for (const [name, below] of lower.children) {
        const above = upper.children.get(name);
        const isHidden = upper.opaque || upper.whiteouts?.has(name) === true;
        if (above?.type === "directory" && below.type === "directory" && !isHidden)
            layOnto(above, below, changes);
        else if (above !== undefined || isHidden)
            (0,_changes_js__WEBPACK_IMPORTED_MODULE_4__/* .takeAway */ .uu)(below, changes);
        else {
            upper.children.set(name, below);
            changes.kept.add(below);
        }
    }
}
function keep(inode, sink) {
    const target = sink.begin(inode.size);
    return {
        write: (bytes) => target.write(bytes),
        end: () => {
            const block = target.end();
            if (typeof block === "number") {
                inode.block = block;
                return;
            }
            return block.then((begin) => {
                inode.block = begin;
            });
        },
    };
}
/** What a layer has at `path`; "hidden" where it has nothing there and lets nothing of lower layers show. */
function lookUp(root, path) {
    let directory = root;
    let opaque = false;
    for (const [depth, name] of path.entries()) {
        opaque ||= directory.opaque;
        const child = directory.children.get(name);
        if (child === undefined)
            return opaque || directory.whiteouts?.has(name) ? "hidden" : undefined;
        if (depth === path.length - 1)
            return child;
        if (child.type !== "directory")
            return "hidden";
        directory = child;
    }
    return directory;
}
/** A whiteout beside an entry of the same name and layer: the entry stands, and nothing lower shows in it. */
function hideBelowWhiteouts(directory) {
    for (const [name, child] of directory.children) {
        if (child.type !== "directory")
            continue;
        if (directory.whiteouts?.has(name))
            child.opaque = true;
        hideBelowWhiteouts(child);
    }
}
function mergeBelow(upper, lower) {
    if (upper.opaque)
        return;
    upper.attributes ??= lower.attributes;
    for (const [name, below] of lower.children) {
        if (upper.whiteouts?.has(name))
            continue;
        const above = upper.children.get(name);
        if (above === undefined)
            upper.children.set(name, below);
        else if (above.type === "directory" && below.type === "directory")
            mergeBelow(above, below);
        else if (above.type === "directory")
            above.opaque = true;
    }
    for (const name of lower.whiteouts ?? []) {
        (0,_layer_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .hide */ .jD)(upper, name);
        const above = upper.children.get(name);
        if (above?.type === "directory" && !lower.children.has(name))
            above.opaque = true;
    }
    upper.opaque = lower.opaque;
}
/**
 * Resolves hard links to lower layers, as they come when layers are applied one after the other: of several that describe
 * a file, the last one wins, even if its own name is hidden. One without a file is an error only where it is shown.
 */
function resolveLinks(layers) {
    const resolved = new Map();
    for (const [index, { links }] of layers.entries()) {
        for (const link of links) {
            const node = lookUpBelow(layers, index, link.target);
            const inode = node?.type === "link" ? resolved.get(node) : node;
            if (inode === undefined || inode.type === "directory")
                continue;
            (0,_layer_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .setAttributes */ .Wp)(inode, link.attributes);
            resolved.set(link, inode);
        }
    }
    return resolved;
}
/** What is at `path` once all layers below one are merged. */
function lookUpBelow(layers, layer, path) {
    for (let index = layer - 1; index >= 0; index--) {
        const found = lookUp(layers[index].root, path);
        if (found !== undefined)
            return found === "hidden" ? undefined : found;
    }
    return undefined;
}
const impliedAttributes = {
    mode: 0o755,
    uid: 0,
    gid: 0,
    mtime: { seconds: 0, nanoseconds: 0 },
    xattrs: new Map(),
};
/** Turns the merged layers' tree into the image's in place: a copy would take as much memory again. */
function finish(directory, links, changes) {
    directory.attributes ??= impliedAttributes;
    directory.links = 2;
    for (const name of (0,_tree_js__WEBPACK_IMPORTED_MODULE_5__/* .namesIn */ .w)(directory)) {
        const child = directory.children.get(name);
        const isKept = changes.kept.has(child);
        if (child.type === "directory") {
            if (!isKept)
                finish(child, links, changes);
            directory.links++;
        }
        else if (!isKept) {
            const inode = child.type === "link" ? fileOf(child, links) : child;
            if (inode !== child)
                directory.children.set(name, inode);
            inode.links++;
        }
    }
    return directory;
}
function fileOf(link, links) {
    const inode = links.get(link);
    if (inode !== undefined)
        return inode;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("image-invalid", `A layer has a hard link to ${JSON.stringify(link.target.join("/"))}, and no such file is there.`, { remedy: "Docker would refuse this layer: build the image again." });
}
/**
 * A hard link of an upper layer may keep a lower file alive whose own name is hidden. That is known too late and is very
 * rare, so such layers are read once more.
 */
async function readPassedOver({ layers, sink, log, signal, changes }, passedOver, root) {
    const missing = new Set();
    for (const { directory } of (0,_changes_js__WEBPACK_IMPORTED_MODULE_4__/* .changedDirectories */ .Is)(root, changes)) {
        for (const child of directory.children.values()) {
            if (child.type === "file" && child.block === undefined)
                missing.add(child);
        }
    }
    for (const [index, files] of passedOver.entries()) {
        const wanted = new Map();
        for (const [inode, number] of files)
            if (missing.delete(inode))
                wanted.set(number, inode);
        if (wanted.size === 0)
            continue;
        const layer = layers[index];
        log.debug(`Reading layer ${layer.descriptor.digest} again: hard links of upper layers need ${wanted.size} hidden files.`);
        let number = 0;
        await (0,_archive_tar_reader_js__WEBPACK_IMPORTED_MODULE_0__/* .readTar */ .sB)((0,_layer_stream_js__WEBPACK_IMPORTED_MODULE_2__/* .plainLayer */ .c)(layer, signal), () => {
            const inode = wanted.get(++number);
            return inode === undefined ? undefined : keep(inode, sink);
        });
    }
    if (missing.size > 0)
        throw new Error(`${missing.size} files of the tree have no content`);
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

/***/ 81062:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ namesIn)
/* harmony export */ });
/** The names in a directory, in the order of their bytes. */
function namesIn({ children }) {
    return [...children.keys()].sort();
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


/***/ })

};
;