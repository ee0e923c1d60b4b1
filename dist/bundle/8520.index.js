"use strict";
exports.id = 8520;
exports.ids = [8520,6722,8327];
exports.modules = {

/***/ 6722:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ zstdFrames)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/**
 * Cuts a zstd stream behind each of its frames. Node's decompressor drops what follows a frame in the same piece of
 * input, and layers of several frames are common: `zstd:chunked` and parallel compressors write them.
 * Source: RFC 8878, section 3.1.
 */

const frameMagic = 0xfd2fb528;
/** Sixteen magic numbers, told apart by their last four bits. */
const skippableMagic = 0x184d2a50;
const maxHeaderBytes = 4;
/**
 * The same bytes in pieces that each end at a frame's end or before it.
 * @throws image-invalid where the stream is cut, or something else than a frame follows
 */
async function* zstdFrames(source) {
    const header = Buffer.alloc(maxHeaderBytes);
    let held = 0;
    let state = betweenFrames;
    let passing = 0;
    for await (const piece of source) {
        let start = 0;
        for (let at = 0; at < piece.length;) {
            if (passing === 0) {
                header[held++] = piece[at++];
                if (held < state.headerBytes)
                    continue;
                const found = state.read(header);
                [held, passing, state] = [0, found.length, found.next];
            }
            const passed = Math.min(passing, piece.length - at);
            at += passed;
            passing -= passed;
            if (passing > 0 || held > 0 || state !== betweenFrames)
                continue;
            yield piece.subarray(start, at);
            start = at;
        }
        if (start < piece.length)
            yield piece.subarray(start);
    }
    if (state !== betweenFrames || held > 0 || passing > 0)
        throw invalid("it ends within a frame");
}
const betweenFrames = {
    headerBytes: 4,
    read(header) {
        const magic = header.readUInt32LE();
        if (magic === frameMagic)
            return { length: 0, next: frameDescriptor };
        if ((magic & ~0xf) === skippableMagic)
            return { length: 0, next: skippableLength };
        throw invalid("something else than a frame follows");
    },
};
const skippableLength = {
    headerBytes: 4,
    read: (header) => ({ length: header.readUInt32LE(), next: betweenFrames }),
};
const frameDescriptor = {
    headerBytes: 1,
    read(header) {
        const descriptor = header[0];
        const isSingleSegment = (descriptor & 0x20) !== 0;
        const sizeBytes = [isSingleSegment ? 1 : 0, 2, 4, 8][descriptor >> 6];
        const dictionaryBytes = [0, 1, 2, 4][descriptor & 3];
        const length = (isSingleSegment ? 0 : 1) + dictionaryBytes + sizeBytes;
        return { length, next: (descriptor & 4) === 0 ? block : blockBeforeChecksum };
    },
};
const block = blocks(0);
const blockBeforeChecksum = blocks(4);
function blocks(checksumBytes) {
    const state = {
        headerBytes: 3,
        read(header) {
            const bits = header.readUIntLE(0, 3);
            const isRunOfOneByte = ((bits >> 1) & 3) === 1;
            const length = isRunOfOneByte ? 1 : bits >> 3;
            const isLast = (bits & 1) !== 0;
            return isLast ? { length: length + checksumBytes, next: betweenFrames } : { length, next: state };
        },
    };
    return state;
}
function invalid(what) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("image-invalid", `A layer is not a readable zstd stream: ${what}.`, {
        remedy: "Build the image again; if it was pushed by another tool, push it again with that tool.",
    });
}


/***/ }),

/***/ 5271:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F3: () => (/* binding */ bootstrapField),
/* harmony export */   Mg: () => (/* binding */ distributionInputs),
/* harmony export */   Vx: () => (/* binding */ isRemote),
/* harmony export */   o1: () => (/* binding */ bootstrapInputs),
/* harmony export */   pi: () => (/* binding */ distributionField)
/* harmony export */ });
/* harmony import */ var _read_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2453);

/** Reads one field of `bootstrap`. @throws what `fail` makes of a fault */
function bootstrapField(input, said, fail) {
    return { [input.name]: (0,_read_js__WEBPACK_IMPORTED_MODULE_0__/* .inputValue */ .UV)(input, said, fail) };
}
/** Reads one field of `bootstrap.packages`. @throws what `fail` makes of a fault */
function distributionField(input, said, fail) {
    const value = (0,_read_js__WEBPACK_IMPORTED_MODULE_0__/* .inputValue */ .UV)(input, said, fail);
    if (input.name === "snapshot" && !/^\d{8}T\d{6}Z$/.test(value)) {
        throw fail(`${JSON.stringify(value)} is not a time`, "Write it as 20260101T000000Z.");
    }
    const names = input.name === "include" ? value : input.name === "mirror" ? [] : [value];
    const odd = names.find((name) => !/^[A-Za-z0-9][A-Za-z0-9+._:~=-]*$/.test(name));
    if (odd !== undefined)
        throw fail(`${JSON.stringify(odd)} is not a name`);
    return { [input.name]: input.name === "include" ? [...new Set(names)].sort() : value };
}
/** All of `bootstrap.packages`. @throws what `fail` makes of a fault */
function distributionInputs({ suite, ...said }, fail) {
    if (suite === undefined)
        throw fail("`suite` is missing", "Name the release: suite: bookworm.");
    return { suite, mirror: undefined, snapshot: undefined, include: [], variant: "minbase", ...said };
}
/** All of it. @throws what `fail` makes of a fault */
function bootstrapInputs({ tarball, ...said }, fail) {
    if (tarball === undefined && said.packages === undefined) {
        throw fail("`tarball` is missing", "Name the root's archive: tarball: https://…; or a release: packages: { suite: bookworm }.");
    }
    if (tarball !== undefined && said.packages !== undefined) {
        throw fail("`tarball` and `packages` both say what the root is", "Take one of them away.");
    }
    if (tarball !== undefined && isRemote(tarball) && said.sums === undefined) {
        throw fail("`sums` is missing: nothing would fix what the address gives", "Commit a document of `sha256sum FILE`, and name it: sums: ci/SHA256SUMS.");
    }
    return { tarball, packages: undefined, sums: undefined, remove: [], overlay: undefined, ...said };
}
/** Whether an archive is somewhere else than in the repository. */
function isRemote(tarball) {
    return /^[a-z][a-z0-9+.-]*:\/\//i.test(tarball);
}


/***/ }),

/***/ 8327:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   bootstrapPaths: () => (/* binding */ bootstrapPaths),
/* harmony export */   readBootstrap: () => (/* binding */ readBootstrap),
/* harmony export */   removeRules: () => (/* binding */ removeRules),
/* harmony export */   tarballName: () => (/* binding */ tarballName)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _git_path_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3533);
/* harmony import */ var _inputs_bootstrap_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5271);
/* harmony import */ var _dockerignore_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1062);
/* harmony import */ var _recipe_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1810);
/* harmony import */ var _sums_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5120);
/* harmony import */ var _tree_files_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3270);
/** From a tree of the repository to the recipe of a root from a checked archive. Loaded where there is one. */







/** Reads the files of a bootstrap. @throws path-missing, input-invalid */
async function readBootstrap(reader, root, { tarball, packages, sums, remove, overlay, platforms }) {
    removeRules(remove); // or they are refused
    const context = overlay === undefined ? undefined : (0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .parsePath */ .Rr)(overlay, "`bootstrap.overlay`");
    const document = sums === undefined ? undefined : await textOf(reader, root, sums);
    const own = [];
    const known = new Map();
    for (const platform of tarball === undefined ? [] : platforms) {
        const of = (0,_sums_js__WEBPACK_IMPORTED_MODULE_5__/* .tarballFor */ .U)(tarball, platform);
        if (document !== undefined)
            known.set(platform, (0,_sums_js__WEBPACK_IMPORTED_MODULE_5__/* .sumFor */ .L)(document, of, platform, sums));
        if ((0,_inputs_bootstrap_js__WEBPACK_IMPORTED_MODULE_2__/* .isRemote */ .Vx)(tarball))
            continue;
        const path = (0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .parsePath */ .Rr)(of, "`bootstrap.tarball`");
        own.push(await (0,_tree_files_js__WEBPACK_IMPORTED_MODULE_6__/* .ownFile */ .PV)(reader, root, path, { name: tarballName(platform), input: "bootstrap.tarball" }));
    }
    return {
        ..._recipe_js__WEBPACK_IMPORTED_MODULE_4__/* .noFiles */ .JE,
        method: { kind: "bootstrap", tarball, packages, sums: known, remove },
        context: context === undefined ? [] : await (0,_tree_files_js__WEBPACK_IMPORTED_MODULE_6__/* .directoryFiles */ .pb)(reader, root, context, "bootstrap.overlay"),
        own,
        origin: { context, include: [] },
    };
}
/** The name below `.treestamp/` of a platform's archive that is a file of the repository. */
function tarballName(platform) {
    return `tarball-${platform.replaceAll("/", "-")}`;
}
/** The rules of `bootstrap.remove`. @throws input-invalid for a pattern that docker would refuse */
function removeRules(patterns) {
    return (0,_dockerignore_js__WEBPACK_IMPORTED_MODULE_3__/* .parseDockerignore */ .yr)(patterns.join("\n"), "`bootstrap.remove`");
}
/** The paths of the repository that decide it; of an archive with `{arch}` in its path the folder. */
function bootstrapPaths({ tarball, sums, overlay }) {
    const folder = tarball === undefined || (0,_inputs_bootstrap_js__WEBPACK_IMPORTED_MODULE_2__/* .isRemote */ .Vx)(tarball)
        ? undefined
        : /[{]/.test(tarball)
            ? node_path__WEBPACK_IMPORTED_MODULE_0__.posix.dirname(tarball.slice(0, tarball.indexOf("{") + 1))
            : tarball;
    return [folder, sums, overlay].flatMap((path) => (path === undefined ? [] : [(0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .parsePath */ .Rr)(path, "`bootstrap`")]));
}
async function textOf(reader, root, sums) {
    const path = (0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .parsePath */ .Rr)(sums, "`bootstrap.sums`");
    const { entry } = await (0,_tree_files_js__WEBPACK_IMPORTED_MODULE_6__/* .ownFile */ .PV)(reader, root, path, { name: "sums", input: "bootstrap.sums" });
    return (await reader.readBlob(entry.oid)).toString("utf8");
}


/***/ }),

/***/ 5120:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ sumFor),
/* harmony export */   U: () => (/* binding */ tarballFor)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4460);
/**
 * The sums of archives, as sha256sum(1) writes them, one document for all platforms. Sources: coreutils, "md5sum invocation"
 * (both forms, and escaped names); RFC 9580, section 7 (documents that distributions sign in place).
 */


/** What uname(1) says where docker's name of the architecture is another one. */
const machines = {
    amd64: "x86_64",
    arm64: "aarch64",
    "386": "i686",
    arm: "armv7l",
    "arm/v5": "armv5tel",
    "arm/v6": "armv6l",
    loong64: "loongarch64",
    mips64le: "mips64",
};
/**
 * The archive's address or path for one platform.
 * @param platform as docker writes it: `linux/amd64`, `linux/arm/v7`
 * @throws input-invalid for another name in braces, and for an address that is not of http or https
 */
function tarballFor(tarball, platform) {
    const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(tarball)?.[1]?.toLowerCase();
    if (scheme !== undefined && scheme !== "http" && scheme !== "https") {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `\`bootstrap.tarball\`: archives are not fetched by ${scheme}.`, {
            remedy: "Name an https or http address, or a path in the repository.",
        });
    }
    const known = namesOf((0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .parsePlatform */ .FL)(platform));
    return tarball.replace(/\{([^{}]*)\}/g, (written, name) => {
        const value = known.get(name);
        if (value !== undefined)
            return value;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `\`bootstrap.tarball\`: ${written} stands for nothing.`, {
            remedy: "Write {arch} for docker's name of the architecture (amd64), {machine} for the kernel's (x86_64).",
        });
    });
}
function namesOf({ architecture, variant }) {
    const machine = machines[`${architecture}/${variant}`] ?? machines[architecture] ?? architecture;
    return new Map([
        ["arch", architecture],
        ["machine", machine],
    ]);
}
/**
 * The archive's sum. A line is about it if its name is the end of the archive's address or path; the longest such name counts, so
 * that `amd64/root.tar.xz` and `arm64/root.tar.xz` can stand in one document.
 * @param document its text
 * @param tarball the address or path for the platform (`tarballFor`)
 * @param where the document's path, for messages
 * @throws input-invalid where there is no such line, there are several with different sums, or a line cannot be read
 */
function sumFor(document, tarball, platform, where) {
    const lines = sumLines(document, where);
    const path = pathOf(tarball);
    const about = lines.filter(({ name }) => path === name || path.endsWith(`/${name}`));
    const longest = Math.max(...about.map(({ name }) => name.length));
    const found = about.filter(({ name }) => name.length === longest);
    const sums = new Map(found.filter(({ hex }) => hex.length === 64).map((line) => [line.hex, line]));
    const [first, second] = [...sums.values()];
    if (second !== undefined) {
        throw fault(`${where} has two sums of ${first.name}: ${first.hex} in line ${first.number}, ${second.hex} in line ${second.number}`, "Leave the right one in it.");
    }
    if (first !== undefined)
        return `sha256:${first.hex}`;
    const other = found[0];
    if (other !== undefined) {
        const algorithm = algorithms[other.hex.length];
        const is = algorithm === undefined ? "" : `, as ${algorithm} has`;
        throw fault(`${where}:${other.number}: the sum of ${other.name} has ${other.hex.length} digits${is}, not the 64 of SHA-256`, "Write the document with sha256sum.");
    }
    const there = [...new Set(lines.map(({ name }) => name))];
    const shown = there.slice(0, shownNames).join(", ");
    const more = there.length > shownNames ? ` and ${there.length - shownNames} more` : "";
    throw fault(`${where} has no sum of ${path.slice(path.lastIndexOf("/") + 1)}, the archive for ${platform}` +
        (there.length === 0 ? ": it is empty" : `; it has ${shown}${more}`), `Add the line that \`sha256sum FILE\` prints for ${tarball}.`);
}
/** So many names of a document stand in a message. */
const shownNames = 5;
/** By the digits of their sums. */
const algorithms = {
    32: "MD5",
    40: "SHA-1",
    56: "SHA-224",
    96: "SHA-384",
    128: "SHA-512",
};
/** `HEX  NAME`, `HEX *NAME`; behind a backslash, the name has its own. */
const plainLine = /^(?<escapes>\\?)(?<hex>[0-9a-f]+)[ \t]+\*?(?<name>.+)$/i;
/** `SHA256 (NAME) = HEX`. */
const taggedLine = /^(?<escapes>\\?)[A-Z][\w/-]* \((?<name>.+)\) = (?<hex>[0-9a-f]+)$/i;
/** All sums of a document, of whatever algorithm. */
function sumLines(document, where) {
    const lines = [];
    let isSignature = false;
    for (const [index, line] of document
        .replace(/^\uFEFF/, "")
        .split(/\r?\n/)
        .entries()) {
        if (line === "-----BEGIN PGP SIGNATURE-----")
            isSignature = true;
        const isSkipped = isSignature || /^(\s*|#.*|-----.*-----|Hash: [\w, -]+)$/.test(line);
        if (line === "-----END PGP SIGNATURE-----")
            isSignature = false;
        if (isSkipped)
            continue;
        const { escapes, hex, name } = (plainLine.exec(line) ?? taggedLine.exec(line))?.groups ?? {};
        if (hex === undefined || name === undefined) {
            throw fault(`${where}:${index + 1}: ${JSON.stringify(line.slice(0, 80))} is not a sum and a name`, "Write the document with sha256sum: HEX, two blanks, NAME.");
        }
        const plain = escapes === "" ? name : name.replace(/\\([\\nr])/g, (_, code) => escaped[code]);
        lines.push({ number: index + 1, name: plain.replace(/^(\.\/)+/, ""), hex: hex.toLowerCase() });
    }
    return lines;
}
const escaped = { "\\": "\\", n: "\n", r: "\r" };
/** The path of an address, without query and with its characters as they are; a path of the repository as it is. */
function pathOf(tarball) {
    if (!/^https?:\/\//i.test(tarball))
        return tarball.replace(/^(\.?\/)+/, "");
    if (!URL.canParse(tarball))
        throw fault(`\`bootstrap.tarball\`: ${tarball} is not an address`, "Check the spelling.");
    const { pathname } = new URL(tarball);
    try {
        return decodeURIComponent(pathname);
    }
    catch {
        return pathname;
    }
}
function fault(message, remedy) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `${message}.`, { remedy });
}


/***/ }),

/***/ 2818:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ flatten),
/* harmony export */   L: () => (/* binding */ mergedTree)
/* harmony export */ });
/* harmony import */ var _archive_tar_reader_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8309);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4256);
/* harmony import */ var _layer_stream_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2154);
/* harmony import */ var _layer_tree_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(762);
/* harmony import */ var _tree_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8681);
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
    const { layers, base, sink, onEntry, signal } = request;
    const below = base === undefined ? 0 : 1;
    const trees = [];
    /** Of each layer: its files whose bytes were not kept, and the number of each among the layer's entries. */
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
    if (base !== undefined) {
        trees[0] = (0,_layer_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .newLayer */ .ep)(asLayer(base));
        if (merged === undefined)
            merged = trees[0].root;
        else
            mergeBelow(merged, trees[0].root);
    }
    const root = finish(merged ?? (0,_layer_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .newDirectory */ .kF)(), resolveLinks(trees));
    await readPassedOver(request, passedOver, root);
    return root;
}
/** The tree that a container would see, of layers that are read already, bottom to top. Their own trees are used up. */
function mergedTree(layers) {
    const [top = (0,_layer_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .newLayer */ .ep)(), ...below] = layers.toReversed();
    for (const { root } of layers)
        hideBelowWhiteouts(root);
    for (const { root } of below)
        mergeBelow(top.root, root);
    return finish(top.root, resolveLinks(layers));
}
/** A tree as the lowest layer: places and counts of names are given anew. */
function asLayer({ attributes, children }) {
    const directory = (0,_layer_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .newDirectory */ .kF)(attributes);
    for (const [name, child] of children) {
        if (child.type === "directory")
            directory.children.set(name, asLayer(child));
        else {
            child.links = 0;
            child.nid = 0;
            directory.children.set(name, child);
        }
    }
    return directory;
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
function finish(directory, links) {
    directory.attributes ??= impliedAttributes;
    directory.links = 2;
    for (const name of (0,_tree_js__WEBPACK_IMPORTED_MODULE_4__/* .namesIn */ .w)(directory)) {
        const child = directory.children.get(name);
        if (child.type === "directory") {
            finish(child, links);
            directory.links++;
        }
        else {
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
async function readPassedOver({ layers, sink, log, signal }, passedOver, root) {
    const missing = new Set();
    const look = (directory) => {
        for (const child of directory.children.values()) {
            if (child.type === "directory")
                look(child);
            else if (child.type === "file" && child.block === undefined)
                missing.add(child);
        }
    };
    look(root);
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

/***/ 2154:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ plainLayer),
/* harmony export */   j: () => (/* binding */ decompressed)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7075);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_stream__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8522);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_zlib__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _archive_zstd_frames_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6722);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4256);
/* harmony import */ var _buffers_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3799);
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
 * The plain bytes; a piece is valid until the next is asked for.
 * @param what the subject of a message: `Layer sha256:…`
 * @throws image-invalid where they cannot be decompressed; what `source` throws
 */
function decompressed(source, compression, what, signal) {
    if (compression === "none")
        return source;
    const decompressor = compression === "zstd" ? (0,node_zlib__WEBPACK_IMPORTED_MODULE_2__.createZstdDecompress)({ chunkSize: pieceBytes }) : (0,node_zlib__WEBPACK_IMPORTED_MODULE_2__.createGunzip)({ chunkSize: pieceBytes });
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

/***/ 8681:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ namesIn)
/* harmony export */ });
/** The names in a directory, in the order of their bytes. */
function namesIn({ children }) {
    return [...children.keys()].sort();
}


/***/ })

};
;