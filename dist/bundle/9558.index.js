"use strict";
exports.id = 9558;
exports.ids = [9558,4311,8327];
exports.modules = {

/***/ 1928:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q0: () => (/* binding */ hiding),
/* harmony export */   ed: () => (/* binding */ hiddenName),
/* harmony export */   j9: () => (/* binding */ clamped),
/* harmony export */   qM: () => (/* binding */ directoryEntry),
/* harmony export */   zP: () => (/* binding */ isHidingName),
/* harmony export */   zn: () => (/* binding */ opaqueName)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);

const hidingPrefix = ".wh.";
/** The name of an entry that hides everything which lower layers have in its directory. */
const opaqueName = ".wh..wh..opq";
/** The name of an entry that hides `name` of lower layers. */
function hiding(name) {
    return `${hidingPrefix}${name}`;
}
/** True for a name that means something else in a layer. */
function isHidingName(name) {
    return name.startsWith(hidingPrefix);
}
/** @param what the subject of the sentence */
function hiddenName(what) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `${what} has a name that begins with ${hidingPrefix}: a layer cannot hold it.`, {
        remedy: "In layers such a name removes a file. Name it differently.",
    });
}
/** A time as it may stand in the image: none is later than `epoch`, in seconds since 1970. */
function clamped(time, epoch) {
    return time.seconds >= epoch ? { seconds: epoch, nanoseconds: 0 } : time;
}
function directoryEntry(path, { mode, uid, gid, mtime, xattrs }) {
    return { path, kind: "directory", mode, uid, gid, mtime, xattrs };
}


/***/ }),

/***/ 30310:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ laidEntries)
/* harmony export */ });
/* harmony import */ var _archive_tar_entries_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16460);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64256);
/* harmony import */ var _git_tree_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(12386);
/* harmony import */ var _layer_entry_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1928);
/* harmony import */ var _root_tree_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27531);
/**
 * Files laid over a root, as `cp -a proto/. /` would lay them, without that root: all it takes is the base's names and
 * attributes. A directory of the base stays as it is, and where it is a symbolic link to one, files go where that leads. A
 * file takes the place of a file or link; it never takes a directory's, nor the reverse.
 */





/**
 * The entries of the layer that a proto makes. A directory of the base that something is laid in stands before that with the
 * base's attributes, since some clients would make it with their own.
 * @param proto a tar archive of files, directories and symbolic links
 * @throws input-invalid where a file would take a directory's place or the reverse
 */
async function* laidEntries(proto, { tree, owner, epoch, input }) {
    const root = (0,_root_tree_js__WEBPACK_IMPORTED_MODULE_4__/* .rootOf */ .I5)(tree);
    const written = new Set([root]);
    function* unwritten(folder) {
        if (written.has(folder))
            return;
        if (folder.above !== undefined)
            yield* unwritten(folder.above);
        written.add(folder);
        yield (0,_layer_entry_js__WEBPACK_IMPORTED_MODULE_3__/* .directoryEntry */ .qM)(folder.path, folder.base?.attributes ?? newDirectory);
    }
    const newDirectory = { mode: 0o755, ...owner, mtime: { seconds: 0, nanoseconds: 0 }, xattrs: new Map() };
    for await (const { entry, content } of (0,_archive_tar_entries_js__WEBPACK_IMPORTED_MODULE_0__/* .tarMembers */ .F)(proto)) {
        const laid = { entry, input };
        const names = namesOf(laid);
        const name = names.pop();
        if (name === undefined)
            continue;
        let folder = root;
        for (const above of names)
            folder = into(folder, above, laid) ?? (0,_root_tree_js__WEBPACK_IMPORTED_MODULE_4__/* .addFolder */ .Mp)(folder, above);
        if (entry.type === "directory") {
            if (into(folder, name, laid) !== undefined)
                continue;
            const made = (0,_root_tree_js__WEBPACK_IMPORTED_MODULE_4__/* .addFolder */ .Mp)(folder, name);
            yield* unwritten(folder);
            written.add(made);
            yield { ...(0,_layer_entry_js__WEBPACK_IMPORTED_MODULE_3__/* .directoryEntry */ .qM)(made.path, { ...newDirectory, mode: entry.mode }), mtime: (0,_layer_entry_js__WEBPACK_IMPORTED_MODULE_3__/* .clamped */ .j9)(entry.mtime, epoch) };
            continue;
        }
        const leaf = leafOf(laid);
        checkPlace(folder, name, laid);
        folder.known.set(name, leaf);
        yield* unwritten(folder);
        yield { path: (0,_root_tree_js__WEBPACK_IMPORTED_MODULE_4__/* .pathIn */ .lW)(folder, name), ...bodyOf(entry, content), ...owner, mtime: (0,_layer_entry_js__WEBPACK_IMPORTED_MODULE_3__/* .clamped */ .j9)(entry.mtime, epoch) };
    }
}
function bodyOf({ type, mode, size, linkName }, content) {
    if (type === "symlink")
        return { kind: "link", mode: 0o777, target: linkName };
    return { kind: "file", mode, size, content };
}
/** The directory of this name, by a symbolic link, too; undefined where nothing has the name. */
function into(folder, name, laid) {
    const there = (0,_root_tree_js__WEBPACK_IMPORTED_MODULE_4__/* .nodeIn */ .Gd)(folder, name);
    if (there === undefined)
        return undefined;
    const led = there.type === "symlink" ? (0,_root_tree_js__WEBPACK_IMPORTED_MODULE_4__/* .follow */ .e6)(folder, name) : there;
    if (led?.type === "directory")
        return led;
    const what = there.type === "symlink" ? "a symbolic link to no directory" : "no directory";
    throw inTheWay(laid, `/${(0,_root_tree_js__WEBPACK_IMPORTED_MODULE_4__/* .pathIn */ .lW)(folder, name)}, which is ${what}`, "a directory");
}
/** A symbolic link may take another one's place, whatever that leads to; a file would take the directory's. */
function checkPlace(folder, name, laid) {
    const there = (0,_root_tree_js__WEBPACK_IMPORTED_MODULE_4__/* .nodeIn */ .Gd)(folder, name);
    const isDirectory = (node) => node?.type === "directory";
    if (isDirectory(there))
        throw inTheWay(laid, `the directory /${(0,_root_tree_js__WEBPACK_IMPORTED_MODULE_4__/* .pathIn */ .lW)(folder, name)}`, "a file");
    if (laid.entry.type === "file" && there?.type === "symlink" && isDirectory((0,_root_tree_js__WEBPACK_IMPORTED_MODULE_4__/* .follow */ .e6)(folder, name))) {
        throw inTheWay(laid, `/${(0,_root_tree_js__WEBPACK_IMPORTED_MODULE_4__/* .pathIn */ .lW)(folder, name)}, a symbolic link to a directory`, "a file");
    }
}
const takeAway = {
    proto: "remove what is there by the script `run` of an environment in between",
    overlay: "take away what is there by `remove`",
};
function inTheWay(laid, there, what) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `${named(laid)} needs ${what} in the root, and the base has ${(0,_git_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .textOf */ .b6)(there)}.`, { remedy: `Lay it at another path, or ${takeAway[laid.input]}.` });
}
function leafOf(laid) {
    const { entry } = laid;
    if (entry.type === "symlink")
        return { type: "symlink", target: entry.linkName };
    if (entry.type === "file")
        return { type: "file" };
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `${named(laid)} is a ${entry.type}.`, {
        remedy: "Only files, directories and symbolic links are laid over a root.",
    });
}
/** @throws input-invalid for a name that leads out of the root, or that a layer cannot have */
function namesOf(laid) {
    const names = laid.entry.name.split("/").filter((name) => name !== "" && name !== ".");
    if (names.includes("..")) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `${named(laid)} leads out of the root.`);
    }
    if (names.some(_layer_entry_js__WEBPACK_IMPORTED_MODULE_3__/* .isHidingName */ .zP))
        throw (0,_layer_entry_js__WEBPACK_IMPORTED_MODULE_3__/* .hiddenName */ .ed)(named(laid));
    return names;
}
/** The subject of a message. */
function named({ entry, input }) {
    return `\`${input}\`: ${(0,_git_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .textOf */ .b6)(entry.name.replace(/^(\.?\/)+|\/+$/g, ""))}`;
}


/***/ }),

/***/ 27531:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gd: () => (/* binding */ nodeIn),
/* harmony export */   I5: () => (/* binding */ rootOf),
/* harmony export */   Mp: () => (/* binding */ addFolder),
/* harmony export */   e6: () => (/* binding */ follow),
/* harmony export */   lW: () => (/* binding */ pathIn),
/* harmony export */   oB: () => (/* binding */ nodeAt)
/* harmony export */ });
/** As many symbolic links as Linux follows in one path. Source: path_resolution(7). */
const maxLinks = 40;
function rootOf(base) {
    return { type: "directory", path: "", above: undefined, base, known: new Map() };
}
function pathIn({ path }, name) {
    return path === "" ? name : `${path}/${name}`;
}
/** What has this name in a directory. */
function nodeIn(folder, name) {
    const known = folder.known.get(name);
    if (known !== undefined)
        return known;
    const inode = folder.base?.children.get(name);
    return inode?.type === "directory" ? addFolder(folder, name, inode) : inode;
}
/** Adds a directory: one of the base, or a new one. */
function addFolder(above, name, base) {
    const folder = { type: "directory", path: pathIn(above, name), above, base, known: new Map() };
    above.known.set(name, folder);
    return folder;
}
/** What is at a path without a link in it. */
function nodeAt(root, path) {
    let at = root;
    for (const name of path === "" ? [] : path.split("/"))
        at = at?.type === "directory" ? nodeIn(at, name) : undefined;
    return at;
}
/** What is at a path once symbolic links are followed, as a process in that root would follow them; undefined for nothing. */
function follow(start, path) {
    let at = start;
    const todo = path.split("/").reverse();
    for (let links = 0; todo.length > 0;) {
        const name = todo.pop();
        if (at.type !== "directory")
            return undefined;
        const folder = at;
        if (name === "" || name === ".")
            continue;
        if (name === "..") {
            at = folder.above ?? folder;
            continue;
        }
        const next = nodeIn(folder, name);
        if (next?.type !== "symlink") {
            if (next === undefined)
                return undefined;
            at = next;
            continue;
        }
        if (++links > maxLinks)
            return undefined;
        const target = next.target;
        if (target.startsWith("/"))
            at = topOf(folder);
        todo.push(...target.split("/").reverse());
    }
    return at;
}
function topOf(folder) {
    return folder.above === undefined ? folder : topOf(folder.above);
}


/***/ }),

/***/ 66790:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  bootstrap: () => (/* binding */ bootstrap)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./core/assemble/proto.js
var proto = __webpack_require__(30310);
// EXTERNAL MODULE: ./core/download/download.js
var download = __webpack_require__(42750);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(64256);
// EXTERNAL MODULE: ./core/log/amounts.js
var amounts = __webpack_require__(89155);
// EXTERNAL MODULE: ./core/oci/digest.js
var oci_digest = __webpack_require__(44617);
// EXTERNAL MODULE: ./core/oci/layout/new-layout.js + 3 modules
var new_layout = __webpack_require__(94515);
// EXTERNAL MODULE: ./core/oci/manifest.js
var manifest = __webpack_require__(24460);
// EXTERNAL MODULE: ./core/oci/registry/refusal.js + 1 modules
var refusal = __webpack_require__(79540);
// EXTERNAL MODULE: ./core/assemble/root-tree.js
var root_tree = __webpack_require__(27531);
// EXTERNAL MODULE: ./core/oci/image-config.js
var image_config = __webpack_require__(74651);
;// CONCATENATED MODULE: ./core/bootstrap/image-config.js
/** The configuration of an image that was made from nothing, or from another one that an archive wraps. */




/** What the wrapped image says of its commands. All else tells how, or where, that one was made. Source: image-spec, config.md. */
const inherited = [
    ...["User", "ExposedPorts", "Env", "Entrypoint", "Cmd", "Volumes", "WorkingDir", "Labels", "StopSignal", "Shell"],
];
/**
 * All of the configuration but the layers: PATH, and a shell as the command where the root has one. Nothing in it tells where the root
 * was from: that is not in the key.
 * @throws image-invalid, platform-missing where the wrapped image is another platform's
 */
function rootConfig({ platform, epoch, tree, wrapped, steps }) {
    const created = new Date(epoch * 1000).toISOString().replace(".000Z", "Z");
    const kept = wrapped === undefined ? {} : inheritedFrom(wrapped, platform);
    const { env, cmd, entrypoint } = (0,image_config/* parseImageConfig */.FB)(JSON.stringify({ config: kept }));
    const shell = shellOf(tree);
    return {
        created,
        ...platform,
        config: {
            ...kept,
            Env: [...(env.has("PATH") ? [] : [["PATH", image_config/* defaultPath */.jb]]), ...env].map(([name, value]) => `${name}=${value}`),
            ...(cmd.length === 0 && entrypoint.length === 0 && shell !== undefined ? { Cmd: [shell] } : {}),
        },
        history: steps.map((step) => ({ created, created_by: `treestamp bootstrap: ${step}` })),
    };
}
function inheritedFrom(wrapped, platform) {
    const found = (0,image_config/* platformIn */.NO)(wrapped);
    if (found?.os !== platform.os || found.architecture !== platform.architecture) {
        const is = found === undefined ? "an unknown platform" : (0,manifest/* formatPlatform */.Bq)(found);
        throw new errors/* TreestampError */.ks("platform-missing", `The archive's image is for ${is}, not ${(0,manifest/* formatPlatform */.Bq)(platform)}.`, {
            remedy: "Name the archive of each platform: with {arch} or {machine} in its name.",
        });
    }
    const values = (JSON.parse(wrapped.toString("utf8")).config ?? {});
    return Object.fromEntries(inherited.flatMap((name) => (values[name] === undefined || values[name] === null ? [] : [[name, values[name]]])));
}
function shellOf(tree) {
    const root = (0,root_tree/* rootOf */.I5)(tree);
    return ["/bin/bash", "/bin/sh"].find((shell) => (0,root_tree/* follow */.e6)(root, shell.slice(1))?.type === "file");
}

// EXTERNAL MODULE: ./core/archive/tar-entries.js
var tar_entries = __webpack_require__(16460);
// EXTERNAL MODULE: ./core/download/unpack.js
var unpack = __webpack_require__(25140);
// EXTERNAL MODULE: ./core/oci/byte-stream.js
var byte_stream = __webpack_require__(25888);
// EXTERNAL MODULE: ./core/oci/docker-archive/write.js
var write = __webpack_require__(9682);
// EXTERNAL MODULE: ./core/oci/layout/store.js
var layout_store = __webpack_require__(65209);
// EXTERNAL MODULE: ./core/oci/saved-image.js
var saved_image = __webpack_require__(7646);
// EXTERNAL MODULE: ./core/recipe/read-bootstrap.js
var read_bootstrap = __webpack_require__(68327);
// EXTERNAL MODULE: ./core/snapshot/flatten.js
var flatten = __webpack_require__(62818);
// EXTERNAL MODULE: ./core/snapshot/layer-stream.js
var layer_stream = __webpack_require__(42154);
// EXTERNAL MODULE: ./core/snapshot/layer-tree.js
var layer_tree = __webpack_require__(10762);
// EXTERNAL MODULE: ./core/assemble/layer-entry.js
var layer_entry = __webpack_require__(1928);
// EXTERNAL MODULE: ./core/git/tree.js
var git_tree = __webpack_require__(12386);
// EXTERNAL MODULE: ./core/recipe/dockerignore.js
var dockerignore = __webpack_require__(1062);
// EXTERNAL MODULE: ./core/snapshot/xattrs.js
var snapshot_xattrs = __webpack_require__(99114);
;// CONCATENATED MODULE: ./core/bootstrap/root-entries.js






const kinds = {
    file: "file",
    link: "hardlink",
    symlink: "link",
    character: "character",
    block: "block",
    directory: "directory",
    fifo: "fifo",
};
/**
 * @param tree gets the entries, and refuses those that no layer can have
 * @throws image-invalid for names that leave the root and others that cannot be, and for too many of them
 */
async function* rootEntries(members, tree, { remove, epoch, hides, maxEntries }, leftOut) {
    const devices = new Set();
    const isRemoved = (path) => path !== "" && (0,dockerignore/* matchWay */.d_)(remove, (0,git_tree/* textOf */.b6)(path)).ignored;
    let count = 0;
    for await (const { entry, content } of members) {
        if (++count > maxEntries)
            throw new errors/* TreestampError */.ks("image-invalid", `It has more than ${maxEntries} entries.`);
        const path = (0,layer_tree/* cleanPath */.ts)(entry.name).join("/");
        if (path !== "" && remove.patterns.length > 0) {
            const { ignored, matches } = (0,dockerignore/* matchWay */.d_)(remove, (0,git_tree/* textOf */.b6)(path));
            for (const [index, matched] of matches.entries())
                if (matched)
                    leftOut.matched[index] = true;
            if (ignored && !(entry.type === "directory" && remove.mayKeepBelow((0,git_tree/* textOf */.b6)(path))))
                continue;
        }
        if (entry.type === "character" || entry.type === "block") {
            devices.add(path);
            leftOut.devices++;
            continue;
        }
        if (!hides && (0,layer_entry/* isHidingName */.zP)(path.slice(path.lastIndexOf("/") + 1)))
            throw (0,layer_entry/* hiddenName */.ed)(`/${(0,git_tree/* textOf */.b6)(path)} of the archive`);
        const target = entry.type === "link" ? (0,layer_tree/* cleanPath */.ts)(entry.linkName).join("/") : entry.linkName;
        if (entry.type === "link") {
            if (devices.has(target))
                continue;
            if (isRemoved(target))
                throw linkToRemoved(path, target);
        }
        const taken = { ...entry, name: path, linkName: target, mtime: (0,layer_entry/* clamped */.j9)(entry.mtime, epoch) };
        (0,layer_tree/* addEntry */.An)(tree, taken);
        yield written(taken, content);
    }
}
function written({ name, type, linkName, size, ...entry }, content) {
    const { mode, uid, gid, mtime, xattrs } = entry;
    return {
        path: name === "" ? "." : name,
        kind: kinds[type],
        ...{ mode, uid, gid, mtime },
        xattrs: (0,snapshot_xattrs/* keptXattrs */.l)(xattrs, type === "link" ? "file" : type),
        ...(type === "link" || type === "symlink" ? { target: linkName } : {}),
        ...(type === "file" ? { size, content } : {}),
    };
}
function linkToRemoved(path, target) {
    return new errors/* TreestampError */.ks("input-invalid", `\`bootstrap.remove\` takes /${(0,git_tree/* textOf */.b6)(target)} away, and /${(0,git_tree/* textOf */.b6)(path)} is another name of that file.`, { remedy: "Let the patterns match both, or none." });
}

;// CONCATENATED MODULE: ./core/bootstrap/layers.js
/** The layers of a root in a layout, from an archive of files, or from one that wraps an image. */















const usualLimits = { plainBytes: unpack/* maxPlainBytes */.o2, entries: 5_000_000 };
/**
 * Adds the layers of one platform's root to the layout `request.output`.
 * @param scratch an empty folder of ours
 * @throws image-invalid where the archive is no root; platform-missing where it wraps an image of others; input-invalid, tool-missing
 */
async function addRootLayers(request, archive, platform, scratch) {
    const { output, epoch, signal, log, limits = usualLimits } = request;
    const rules = { remove: (0,read_bootstrap.removeRules)(request.remove), epoch, maxEntries: limits.entries };
    const leftOut = { devices: 0, matched: rules.remove.patterns.map(() => false) };
    const trees = [];
    const layers = [];
    const add = async (members, hides) => {
        const tree = (0,layer_tree/* newLayer */.ep)();
        trees.push(tree);
        const layer = await (0,new_layout/* addLayerOf */.Mr)(output, rootEntries(members, tree, { ...rules, hides }, leftOut), signal);
        if (layer !== undefined)
            layers.push(layer);
    };
    try {
        const files = await withoutImage((0,tar_entries/* tarMembers */.F)((0,unpack/* unpacked */.KZ)(archive, { ...request, maxBytes: limits.plainBytes })));
        const wrapped = { platform, scratch, maxBytes: limits.plainBytes };
        const config = files === undefined ? await addWrapped(add, request, archive, wrapped) : undefined;
        if (files !== undefined)
            await add(files, false);
        const tree = (0,flatten/* mergedTree */.L)(trees);
        if (tree.children.size === 0)
            throw new errors/* TreestampError */.ks("image-invalid", "It holds no files.");
        tell(archive, rules.remove.patterns, leftOut, log);
        return { layers, tree, config };
    }
    catch (error) {
        if (!(0,errors/* isTreestampError */.Sh)(error, "image-invalid") || error.message.startsWith(archive.name))
            throw error;
        const why = error.message.replace(/^A layer's /, "Its ").replace(/^A layer /, "It ");
        throw new errors/* TreestampError */.ks("image-invalid", `${archive.name} is not the archive of a root. ${why}`, {
            remedy: "Pack the root again, with numbers for owners: tar -C ROOT --numeric-owner --xattrs -cJf FILE.tar.xz .",
            cause: error,
        });
    }
}
/** Adds the layers of an image that the archive wraps. @returns its configuration, JSON */
async function addWrapped(add, request, archive, { platform, scratch, maxBytes }) {
    const folder = await (0,saved_image.layoutOfArchive)(() => (0,unpack/* unpacked */.KZ)(archive, { ...request, maxBytes }), scratch);
    const image = await (0,write/* imageFor */.zd)(platform, folder, (await (0,layout_store/* soleManifest */.X3)(folder)).descriptor.digest);
    const store = (0,layout_store/* layoutStore */.i4)(folder);
    const config = await (0,oci_digest/* readWhole */.oD)(store, image.config);
    const diffIds = (0,manifest/* diffIdsOf */.Nq)(config, image);
    for (const [at, descriptor] of image.layers.entries()) {
        const source = { descriptor, open: () => store.readBlob(descriptor), diffId: diffIds[at] };
        await add((0,tar_entries/* tarMembers */.F)((0,unpack/* bounded */.Mm)((0,layer_stream/* plainLayer */.c)(source, request.signal), archive.name, maxBytes)), true);
    }
    return config;
}
function tell({ name }, patterns, { devices, matched }, log) {
    if (devices > 0)
        log.debug(`${name}: ${devices} devices are left out.`);
    for (const [at, pattern] of patterns.entries()) {
        if (!matched[at] && !pattern.startsWith("!"))
            log.warning(`\`bootstrap.remove\`: the root has no ${pattern}.`);
    }
}
/** Files at the top of an archive that wraps an image: an OCI layout, or what `docker save` writes. */
const ofImage = /^(oci-layout|index\.json|manifest\.json|repositories|blobs\/sha256\/[0-9a-f]{64}|[0-9a-f]{64}(\.json|\/.+))$/;
/** And its folders. */
const folderOfImage = /^(|blobs|blobs\/sha256|[0-9a-f]{64})$/;
/**
 * The same members; undefined, with the stream closed, where they are those of an archive that wraps an image. That is told by its
 * first file, or by a folder that no such archive has.
 */
async function withoutImage(members) {
    const seen = []; // folders, which have no content to be read, and the first that is not one of an image
    for (let next = await members.next(); next.done !== true; next = await members.next()) {
        seen.push(next.value);
        const { name, type } = next.value.entry;
        const path = name.replace(/^(\.?\/)+|\/+$/g, "").replace(/^\.$/, "");
        if (type === "directory" && folderOfImage.test(path))
            continue;
        if (!ofImage.test(path))
            break;
        await members.return(undefined);
        return undefined;
    }
    return (0,byte_stream/* resumed */.uN)(seen, members);
}

// EXTERNAL MODULE: ./core/engine/build-output.js
var build_output = __webpack_require__(80098);
// EXTERNAL MODULE: ./core/machine/elevate.js
var machine_elevate = __webpack_require__(84931);
// EXTERNAL MODULE: ./core/machine/packages.js
var machine_packages = __webpack_require__(64280);
// EXTERNAL MODULE: ./core/machine/process.js
var process = __webpack_require__(47516);
// EXTERNAL MODULE: ./core/oci/registry/proxy.js
var proxy = __webpack_require__(34605);
;// CONCATENATED MODULE: ./core/bootstrap/packages.js
/**
 * A root from packages of Debian or Ubuntu, made by mmdebstrap as a tar stream. It gives the same bytes for the same packages: no
 * logs, no caches, no identity, and no time after SOURCE_DATE_EPOCH.
 */







/** Where Debian is, and where it keeps every day's packages. */
const debian = { now: "http://deb.debian.org/debian", dated: "http://snapshot.debian.org/archive/debian" };
/** Debian's names of architectures that docker calls something else. */
const architectures = {
    "386": "i386",
    "arm/v5": "armel",
    "arm/v6": "armel",
    "arm/v7": "armhf",
    arm: "armhf",
    mips64le: "mips64el",
    ppc64le: "ppc64el",
};
/**
 * The root as an archive. Making it needs root, or user numbers of its own.
 * @throws tool-missing, sandbox-failed where neither is to be had, input-invalid; while it is read: build-failed, interrupted
 */
async function packagesArchive({ environment, epoch, signal, log }, platform, root) {
    if (!(0,machine_packages/* isInstalled */.j$)("mmdebstrap", environment.PATH ?? "")) {
        throw new errors/* TreestampError */.ks("tool-missing", "A root from packages is made by mmdebstrap, which is not installed.", {
            remedy: "Install it: apt-get install mmdebstrap. It needs apt, and the keys of the distribution's archive.",
        });
    }
    const rights = await rightsHere(environment);
    const words = [
        "mmdebstrap",
        ...options(root, platform),
        `--mode=${rights === "user namespace" ? "unshare" : "root"}`,
    ];
    const env = { ...passedOn(environment), SOURCE_DATE_EPOCH: String(epoch), LC_ALL: "C.UTF-8" };
    const elevate = rights === "sudo" ? (0,machine_elevate/* elevateWith */.J)(machine_elevate/* elevations */.$F.sudo, env) : [];
    const line = [...elevate, "sh", "-c", untilInputEnds, "sh", ...words, root.suite, "-", source(root)];
    const { show: onLine, last } = (0,build_output/* showLines */.P6)(log, (0,proxy/* proxySecrets */.Wm)(environment));
    const open = () => (0,process/* outputOf */.j)(line, { env, signal, onLine, stopBy: "end of input" }, ({ exitCode }) => {
        if (exitCode === 0)
            return;
        throw new errors/* TreestampError */.ks("build-failed", `mmdebstrap could not make the root of ${root.suite} (exit code ${exitCode}).`, {
            remedy: "Its last lines say why. Where a key is missing: install debian-archive-keyring or ubuntu-keyring.",
            output: last.join("\n"),
        });
    });
    return { name: `The root of ${root.suite}`, open };
}
/**
 * $@ a command line. Ends it, so that it can clean up, when standard input ends: a user cannot signal a program of root's, and may be
 * gone.
 */
const untilInputEnds = `
exec 3<&0 </dev/null
"$@" 3<&- &
command=$!
{ read -r line; kill -s TERM "$command"; } <&3 >/dev/null 2>&1 &
watcher=$!
exec 3<&-
wait "$command"
code=$?
kill "$watcher" 2>/dev/null
exit "$code"
`;
async function rightsHere(environment) {
    if ((0,machine_elevate/* rootRights */.mV)() === "root")
        return "root";
    const own = await (0,machine_elevate/* probeElevation */.uI)("user namespace", environment);
    if (own.ok)
        return "user namespace";
    const sudo = await (0,machine_elevate/* probeElevation */.uI)("sudo", environment, ["true"]);
    if (sudo.ok)
        return "sudo";
    throw new errors/* TreestampError */.ks("sandbox-failed", `A root cannot be made from packages here: ${own.why}; ${sudo.why}.`, {
        remedy: "Run it as root, with a sudo that asks no question, or where users have namespaces (newuidmap, /etc/subuid).",
    });
}
/** What apt and mmdebstrap may see: where programs and scratch space are, and proxies. */
function passedOn(environment) {
    const { PATH, HOME, TMPDIR } = environment;
    return { PATH, HOME, TMPDIR, ...(0,proxy/* proxyVariables */.eq)(environment) };
}
function options({ include, variant }, platform) {
    const { architecture, variant: version } = (0,manifest/* parsePlatform */.FL)(platform);
    const name = architectures[`${architecture}/${version}`] ?? architectures[architecture] ?? architecture;
    return [
        ...[`--variant=${variant}`, `--architectures=${name}`, "--format=tar"],
        ...(include.length === 0 ? [] : [`--include=${include.join(",")}`]),
    ];
}
/** @throws input-invalid for a mirror that is neither an address nor a line of sources.list(5), or a time that is none */
function source({ suite, mirror, snapshot }) {
    if (mirror !== undefined && !/^(https?:\/\/|deb )\S/.test(mirror)) {
        throw invalid("mirror", mirror, "an http or https address", "http://deb.debian.org/debian, or a line: deb ADDRESS SUITE main");
    }
    if (snapshot === undefined)
        return mirror ?? debian.now;
    if (!/^\d{8}T\d{6}Z$/.test(snapshot))
        throw invalid("snapshot", snapshot, "a time", "20260101T000000Z");
    if (mirror?.startsWith("deb ")) {
        throw invalid("mirror", mirror, "the address that a time is added to", "https://snapshot.ubuntu.com/ubuntu");
    }
    // What was valid then is out of date now.
    return `deb [check-valid-until=no] ${(mirror ?? debian.dated).replace(/\/+$/, "")}/${snapshot}/ ${suite} main`;
}
function invalid(field, said, what, example) {
    return new errors/* TreestampError */.ks("input-invalid", `\`bootstrap.packages.${field}\`: ${JSON.stringify(said)} is not ${what}.`, {
        remedy: `Write it like this: ${example}.`,
    });
}

;// CONCATENATED MODULE: ./core/bootstrap/bootstrap.js
/**
 * From archives or packages to the OCI layout of an image, with no engine: the root is the lowest layer, and what is laid over it
 * another one. Nothing reads an archive before its sum has proved right.
 */














/**
 * Fills `request.output` with the OCI layout of an image that is the same bytes on every machine.
 * @throws store-unreachable, store-refused, store-corrupt (another sum), image-invalid (no archive of a root), platform-missing,
 * input-invalid, tool-missing, build-failed, interrupted
 */
async function bootstrap(request) {
    const { roots, output } = request;
    await (0,new_layout/* beginLayout */.I5)(output);
    const images = [];
    for (const [platform, root] of roots) {
        const image = await request.log.group(`Bootstrap ${platform}`, () => addPlatform(request, platform, root));
        images.push({ ...image, platform: (0,manifest/* parsePlatform */.FL)(platform) });
    }
    const [sole, ...others] = images;
    if (sole === undefined)
        throw new Error("no platform");
    const { platform: _, ...plain } = sole;
    await (0,new_layout/* finishLayout */.W2)(output, others.length === 0 ? plain : await (0,new_layout/* addIndex */.yS)(output, images));
}
async function addPlatform(request, platform, root) {
    const { overlay, epoch, output, signal } = request;
    const scratch = (0,external_node_path_.join)(request.scratch, platform.replaceAll("/", "-"));
    await (0,promises_.mkdir)(scratch);
    const archive = await archiveOf(request, platform, root);
    const { layers, tree, config } = await addRootLayers(request, archive, platform, scratch);
    const laid = overlay === undefined
        ? undefined
        : await (0,new_layout/* addLayerOf */.Mr)(output, (0,proto/* laidEntries */.n)(overlay(), { tree, owner: { uid: 0, gid: 0 }, epoch, input: "overlay" }), signal);
    const steps = [...layers.map(() => "root"), ...(laid === undefined ? [] : ["overlay"])];
    const all = laid === undefined ? layers : [...layers, laid];
    return (0,new_layout/* addImage */.hk)(output, rootConfig({ platform: (0,manifest/* parsePlatform */.FL)(platform), epoch, tree, wrapped: config, steps }), all);
}
const archiveWords = { it: "The archive", sums: "`sums`" };
/** What gives the root's bytes, which are known to be right. */
async function archiveOf(request, platform, root) {
    const { cache, log } = request;
    switch (root.kind) {
        case "file":
            return checked(root);
        case "packages":
            return packagesArchive(request, platform, root);
        case "download": {
            const fetch = (file) => (0,download/* download */.R)(root, file, { ...request, words: archiveWords });
            const wait = () => log.info("Another process of this machine is fetching the archive: waiting for it.");
            const file = await cache.provideArchive(root.digest, fetch, wait);
            return { name: (0,refusal/* redacted */.pc)(new URL(root.url)), open: () => (0,external_node_fs_.createReadStream)(file, { highWaterMark: 1 << 20 }) };
        }
    }
}
async function checked({ name, content, digest }) {
    if (digest !== undefined) {
        const found = await (0,oci_digest/* digestOf */.ol)(content());
        if (found.digest !== digest) {
            throw new errors/* TreestampError */.ks("store-corrupt", `${name} has ${(0,amounts/* formatBytes */.z3)(found.size)}: its sha256 is ${(0,oci_digest/* hexOf */.ZD)(found.digest)}, and \`sums\` says ${(0,oci_digest/* hexOf */.ZD)(digest)}.`, { remedy: "Commit the sum together with the archive." });
        }
    }
    return { name, open: content };
}


/***/ }),

/***/ 80098:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P6: () => (/* binding */ showLines),
/* harmony export */   XR: () => (/* binding */ csvField),
/* harmony export */   c8: () => (/* binding */ secretVariables),
/* harmony export */   iK: () => (/* binding */ runBuildStep),
/* harmony export */   ql: () => (/* binding */ readSecrets),
/* harmony export */   tX: () => (/* binding */ secretArguments),
/* harmony export */   wJ: () => (/* binding */ remedyFor)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64256);
/* harmony import */ var _log_masks_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7443);
/* harmony import */ var _machine_process_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(47516);
/** What a build prints: to the log as it comes, without its secrets, and its end into the error where it fails. */




/** How many last lines of a failed build the error has; both engines print the failing instruction there. */
const linesInError = 30;
/**
 * Runs one program of a build. Its lines go to the log, with `***` in place of each of `secretValues`.
 * @throws build-failed where its exit code is not 0
 */
async function runBuildStep(program, args, 
/** Without a reader, all that is printed is shown. */
options) {
    const { log, secretValues, reader, ...programOptions } = options;
    const { show, masked, last } = showLines(log, secretValues);
    const onLine = (printed) => {
        for (const line of reader?.shown(printed) ?? [printed])
            show(line);
    };
    const { exitCode } = await (0,_machine_process_js__WEBPACK_IMPORTED_MODULE_2__/* .run */ .e)(program, args, { ...programOptions, lines: "both", onLine });
    if (exitCode === 0)
        return;
    const failure = reader?.failure();
    for (const line of failure?.excerpt ?? [])
        show(line);
    const output = last.join("\n");
    const summary = failure?.summary ??
        last.findLast((line) => /^error[: ]/i.test(line)) ??
        `${program} ended with exit code ${exitCode}.`;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("build-failed", `The image could not be built. ${masked(summary)}`, {
        remedy: remedyFor(`${output}\n${failure?.printed ?? ""}`, "Fix the instruction that failed, or what it needs; everything the build printed is in the log above."),
        output,
    });
}
/** Lines on their way to the log, with `***` in place of each of `secretValues`; `last` are those for an error. */
function showLines(log, secretValues) {
    const last = [];
    const masked = (text) => secretValues.reduce((rest, value) => rest.replaceAll(value, "***"), text);
    const show = (line) => {
        const shown = masked(line);
        log.info(shown);
        last.push(shown);
        if (last.length > linesInError)
            last.shift();
    };
    return { show, masked, last: last };
}
/** How buildah and BuildKit report that a `RUN` command failed: its output is not about the context. */
const commandFailed = /building at STEP "RUN |process "[^\n]*" did not complete successfully/;
/** What to do about a build that ended with this output, by the engines' known messages. */
function remedyFor(output, otherwise) {
    const known = [
        [
            /only supports the|in substitution: |flag provided but not defined|invalid mount option|secret should have syntax/,
            "This buildah does not know it: install a newer one, or build with docker, on a machine with its daemon (`engine: docker`).",
        ],
        [
            /no stage found with name/,
            "buildah takes a cache mount from a stage, not from an image: write FROM IMAGE AS NAME, and from=NAME.",
        ],
        [
            /granting entitlement network\.host is not allowed/,
            "This builder gives no instruction the network of its host: start it with --allow-insecure-entitlement=network.host, or leave `network: host` out.",
        ],
        [/no space left on device/i, "Free some space, or set `cache-folder` to a folder on another disk."],
        [
            /secret.*(not found|required)|(no|unable to find|missing).*secret/i,
            "Give the build its secret: `secret-envs: ID=VARIABLE` or `secret-files: ID=PATH`.",
        ],
        [
            /COPY|ADD/.test(output) && !commandFailed.test(output)
                ? /no such file or directory|no items matching|not found/i
                : /$^/,
            "A build gets only what is committed in the context: check the path, and add other files with `include`.",
        ],
        [
            /(target|stage).*(not found|could not be found|no such)|no stage/i,
            "Check `target` against the Dockerfile's `FROM … AS NAME`.",
        ],
    ];
    return known.find(([pattern]) => pattern.test(output))?.[1] ?? otherwise;
}
/** Reads the secrets, and tells the log what to hide. @throws input-invalid where a secret's source is not there */
async function readSecrets(secrets, env, log) {
    const contents = await Promise.all(secrets.map((secret) => bytesOf(secret, env)));
    const values = contents.map((bytes) => bytes.toString("utf8"));
    for (const value of values)
        log.mask(value);
    return { contents, masks: [...new Set(values.flatMap(_log_masks_js__WEBPACK_IMPORTED_MODULE_3__/* .masksOf */ .J))].sort((a, b) => b.length - a.length) };
}
/** @throws input-invalid; it does not show what was written, which may be the secret itself in the place of its name */
async function bytesOf({ id, source }, env) {
    if (source.kind === "value")
        return Buffer.from(source.value);
    if (source.kind === "environment") {
        const value = env[source.variable];
        if (value !== undefined)
            return Buffer.from(value);
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `The build secret "${id}" names a variable that is not set.`, {
            remedy: `Set the variable that \`secret-envs\` names after ${id}= (its name, not its value), or leave the secret out.`,
        });
    }
    const unreadable = (why) => new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `The build secret "${id}" names a file that cannot be read (${why}).`, {
        remedy: `First write the file that \`secret-files\` names after ${id}= (its path, not its content), or leave the secret out.`,
    });
    try {
        // Engines read it again, and a pipe has it once.
        if (!(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(source.path)).isFile())
            throw unreadable("it is no regular file");
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(source.path);
    }
    catch (error) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isTreestampError */ .Sh)(error) ? error : unreadable(String(error.code));
    }
}
/** `--secret` for each: where the value is, never the value. Both engines read the same notation: one line of CSV. */
function secretArguments(secrets) {
    return secrets.flatMap(({ id, source }, index) => {
        const variable = source.kind === "environment" ? source.variable : variableOfValue(index);
        const from = source.kind === "file" ? `src=${source.path}` : `env=${variable}`;
        return ["--secret", [`id=${id}`, from].map(csvField).join(",")];
    });
}
/** The variables that secretArguments names for what was given by value: for the engine's process alone. */
function secretVariables(secrets) {
    return Object.fromEntries(secrets.flatMap(({ source }, index) => (source.kind === "value" ? [[variableOfValue(index), source.value]] : [])));
}
function variableOfValue(index) {
    return `TREESTAMP_SECRET_${index}`;
}
/** A field of a line of CSV, in quotes where it must be. Source: RFC 4180, as Go's encoding/csv reads it. */
function csvField(text) {
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}


/***/ }),

/***/ 75271:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F3: () => (/* binding */ bootstrapField),
/* harmony export */   Mg: () => (/* binding */ distributionInputs),
/* harmony export */   Vx: () => (/* binding */ isRemote),
/* harmony export */   o1: () => (/* binding */ bootstrapInputs),
/* harmony export */   pi: () => (/* binding */ distributionField)
/* harmony export */ });
/* harmony import */ var _read_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(82453);

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

/***/ 64280:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $7: () => (/* binding */ managers),
/* harmony export */   Pl: () => (/* binding */ lackingPrograms),
/* harmony export */   j$: () => (/* binding */ isInstalled),
/* harmony export */   pK: () => (/* binding */ installation),
/* harmony export */   p_: () => (/* binding */ systemFolders)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/** The programs that treestamp starts, and the command lines by which a system's package manager installs them. */


const managers = ["apt-get", "dnf", "apk"];
/** git reads the recipe, crun starts commands, buildah builds images. */
const needed = ["git", "crun", "buildah"];
/** Mounts snapshots where the kernel has no EROFS. Without it they are extracted. */
const helpful = "erofsfuse";
async function lackingPrograms(isThere, kernelHasErofs) {
    const there = await Promise.all(needed.map(isThere));
    const isHelped = (await kernelHasErofs()) || (await isThere(helpful));
    return { needed: needed.filter((_, at) => !there[at]), helpful: isHelped ? [] : [helpful] };
}
/** Some programs stand where the PATH of an ordinary user does not look. */
const systemFolders = ["/usr/local/sbin", "/usr/sbin", "/sbin"];
/** Looks for a program in the folders of a PATH, and in those that only root has on it. */
function isInstalled(program, path) {
    const folders = [...path.split(":").filter(Boolean), ...systemFolders];
    return folders.some((folder) => canBeStarted((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, program)));
}
function canBeStarted(file) {
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.accessSync)(file, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.X_OK);
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(file).isFile();
    }
    catch {
        return false;
    }
}
/**
 * How a package manager installs programs. Debian's packages bear the names of these programs; dnf and apk are asked for
 * what has the program. Sources: apt.conf(5), DPkg; dpkg(1), --force-confdef; dnf(8), "Specifying Provides"; apk-package(5), `cmd:`.
 */
function installation(manager, programs) {
    switch (manager) {
        case "apt-get": {
            // Another one, such as that of unattended upgrades, may be at work.
            const apt = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=120"];
            // Settings that are there already stay: dpkg would ask, and nobody answers.
            const keep = ["-o", "Dpkg::Options::=--force-confdef", "-o", "Dpkg::Options::=--force-confold"];
            return {
                refresh: [...apt, "update"],
                install: [...apt, ...keep, "install", "-y", "--no-install-recommends", ...programs],
            };
        }
        case "dnf": {
            const files = programs.map((name) => `/usr/bin/${name}`);
            return { install: ["dnf", "install", "-y", "--setopt=install_weak_deps=False", ...files] };
        }
        case "apk":
            return { install: ["apk", "add", "--no-cache", ...programs.map((name) => `cmd:${name}`)] };
    }
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

/***/ 7646:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   layoutOfArchive: () => (/* binding */ layoutOfArchive),
/* harmony export */   savedImage: () => (/* binding */ savedImage)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(57075);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__webpack_require__.n(node_stream__WEBPACK_IMPORTED_MODULE_3__);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(38522);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_4___default = /*#__PURE__*/__webpack_require__.n(node_zlib__WEBPACK_IMPORTED_MODULE_4__);
/* harmony import */ var _archive_tar_reader_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(48309);
/* harmony import */ var _archive_zstd_frames_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(26722);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(64256);
/* harmony import */ var _machine_first_bytes_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(23349);
/* harmony import */ var _machine_missing_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(71081);
/* harmony import */ var _copy_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(88080);
/* harmony import */ var _docker_archive_read_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(94097);
/* harmony import */ var _layout_index_file_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(17043);
/* harmony import */ var _layout_new_layout_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(94515);
/* harmony import */ var _layout_store_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(65209);
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
    const stats = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(path).catch((0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_9__/* .missing */ .L)(undefined));
    if (stats === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_7__/* .TreestampError */ .ks("path-missing", `\`saved-image\`: there is no folder or archive ${path}.`, {
            remedy: "Check the spelling; the step that makes it has to run first.",
        });
    }
    if (stats.isDirectory())
        return path;
    try {
        return await layoutOfArchive(() => archiveAt(path), scratch, isCompressed);
    }
    catch (error) {
        if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_7__/* .isTreestampError */ .Sh)(error, "image-invalid") && !isBroken(error))
            throw error;
        const why = (0,_errors_js__WEBPACK_IMPORTED_MODULE_7__/* .messageOf */ .bD)(error)
            .replace(/^(A layer|The archive that docker saved) /, "It ")
            .replace(/\.?$/, ".");
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_7__/* .TreestampError */ .ks("image-invalid", `\`saved-image\`: ${path} is not the archive of one image. ${why}`, {
            remedy: "Write it with `docker save -o FILE IMAGE`, or with docker buildx build --output type=oci,dest=FILE.",
            cause: error,
        });
    }
}
/**
 * The folder of an OCI layout with the image of an archive. Layers of docker's own archives are compressed.
 * @param open gives the plain archive, the same bytes each time
 * @param scratch an empty folder of ours
 * @param isEnough whether the archive's own layout is taken as it is; where it is docker's archive, too, that is made a layout otherwise
 * @throws image-invalid
 */
async function layoutOfArchive(open, scratch, isEnough = async () => true) {
    const [oci, docker] = [(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(scratch, "oci"), (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(scratch, "docker")];
    await (0,_layout_new_layout_js__WEBPACK_IMPORTED_MODULE_13__/* .beginLayout */ .I5)(oci);
    const isOci = await extractLayout(open(), oci);
    if (isOci && (await isEnough(oci)))
        return oci;
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(docker);
    await (0,_docker_archive_read_js__WEBPACK_IMPORTED_MODULE_11__/* .layoutFromArchive */ .V)(open(), { epoch: noEpoch, compression: "gzip", output: docker }, new Set());
    return docker;
}
/** zlib's error codes for bytes that are not gzip. */
function isBroken(error) {
    return String(error.code).startsWith("Z_") || /zstd/i.test((0,_errors_js__WEBPACK_IMPORTED_MODULE_7__/* .messageOf */ .bD)(error));
}
/** A frame, or one to be skipped. Source: RFC 8878, section 3.1. */
const isZstd = /^(28b52ffd|5[0-9a-f]2a4d18)/;
async function* archiveAt(path) {
    const magic = (await (0,_machine_first_bytes_js__WEBPACK_IMPORTED_MODULE_8__/* .firstBytes */ .m)(path, 4)).toString("hex");
    const bytes = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.createReadStream)(path, { highWaterMark: 1 << 20 });
    const through = (source, unpack) => node_stream__WEBPACK_IMPORTED_MODULE_3__.Readable.from(source)
        .on("error", (error) => unpack.destroy(error))
        .pipe(unpack);
    if (magic.startsWith("1f8b"))
        yield* through(bytes, (0,node_zlib__WEBPACK_IMPORTED_MODULE_4__.createGunzip)());
    else if (isZstd.test(magic))
        yield* through((0,_archive_zstd_frames_js__WEBPACK_IMPORTED_MODULE_6__/* .zstdFrames */ .C)(bytes), (0,node_zlib__WEBPACK_IMPORTED_MODULE_4__.createZstdDecompress)());
    else
        yield* bytes;
}
/** Extracts only the files of an OCI layout from an archive. @returns false if it is not one */
async function extractLayout(archive, folder) {
    let hasIndex = false;
    await (0,_archive_tar_reader_js__WEBPACK_IMPORTED_MODULE_5__/* .readTar */ .sB)(archive, ({ type, name }) => {
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
/** Whether the layers of all images in a layout are as registries keep them. */
async function isCompressed(folder) {
    for (const { digest } of (await (0,_layout_index_file_js__WEBPACK_IMPORTED_MODULE_12__/* .readIndex */ .vY)(folder, {}))?.manifests ?? []) {
        const { blobs } = await (0,_copy_js__WEBPACK_IMPORTED_MODULE_10__/* .closureOf */ .TQ)((0,_layout_store_js__WEBPACK_IMPORTED_MODULE_14__/* .layoutStore */ .i4)(folder), await (0,_layout_store_js__WEBPACK_IMPORTED_MODULE_14__/* .imageByDigest */ .jq)(folder, digest));
        if (blobs.some(({ mediaType }) => mediaType.endsWith(".tar")))
            return false;
    }
    return true;
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

/***/ 58129:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NR: () => (/* binding */ notThat),
/* harmony export */   P5: () => (/* binding */ NotInTree),
/* harmony export */   XK: () => (/* binding */ sayingWhere),
/* harmony export */   hK: () => (/* binding */ emptyDirectory)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64256);
/* harmony import */ var _git_path_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3533);
/** Errors about paths of a recipe that are not in the repository, or are something else there. */




/** An input's path leads to nothing in the tree that was read. */
class NotInTree extends _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks {
    path;
    /** What the message says of the path. */
    what;
    constructor(input, path, what = "is not in the repository", remedy = checkCommitted) {
        super("path-missing", `\`${input}\`: ${(0,_git_path_js__WEBPACK_IMPORTED_MODULE_3__/* .textOfPath */ ._w)(path)} ${what}.`, { remedy });
        this.path = path;
        this.what = what;
    }
}
const checkCommitted = "Check the spelling, and that it is committed: git keeps neither empty directories nor ignored files.";
/** The error about a directory without a file. */
function emptyDirectory(input, path) {
    const remedy = checkCommitted;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("path-missing", `\`${input}\`: ${(0,_git_path_js__WEBPACK_IMPORTED_MODULE_3__/* .textOfPath */ ._w)(path)} is an empty directory.`, { remedy });
}
/**
 * What to throw for an error about a tree: of a path that is elsewhere, it says where.
 * @param ref the revision whose tree was read; undefined if it was the working tree's
 * @param head the tree of HEAD, if there is one
 */
async function sayingWhere(error, repository, { ref, head }) {
    const fault = error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks && error.cause instanceof NotInTree ? error.cause : error;
    if (!(fault instanceof NotInTree))
        return error;
    const found = await (ref === undefined
        ? sinceHead(repository, fault.path, head)
        : notIn(ref, repository, fault.path));
    if (found === undefined)
        return error;
    const [what, remedy] = found;
    const message = error.message.replace(`${fault.what}.`, () => `${what}.`);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("path-missing", message, { remedy, cause: error });
}
async function sinceHead(repository, path, head) {
    const text = (0,_git_path_js__WEBPACK_IMPORTED_MODULE_3__/* .textOfPath */ ._w)(path);
    if ((await isOnDisk(repository, path)) && (await isIgnored(repository, text))) {
        const remedy = `Take it out of .gitignore, or commit it all the same: git add --force ${text}.`;
        return ["is not committed: git ignores it", remedy];
    }
    if (head === undefined || (await (0,_git_path_js__WEBPACK_IMPORTED_MODULE_3__/* .entryAt */ ._f)(repository.readTree, head, path)).entry === undefined)
        return undefined;
    const remedy = `Bring it back with git checkout HEAD -- ${text}, or name what has taken its place.`;
    return ["was deleted in the working tree", remedy];
}
async function notIn(ref, repository, path) {
    if (!(await isOnDisk(repository, path)))
        return undefined;
    const remedy = "Commit it, or leave `ref` out: then what is checked out counts.";
    return [`is not in ${ref}, only in the working tree`, remedy];
}
async function isOnDisk({ workTree }, path) {
    if (workTree === undefined)
        return false;
    return (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(workTree, (0,_git_path_js__WEBPACK_IMPORTED_MODULE_3__/* .textOfPath */ ._w)(path))).catch(() => undefined)) !== undefined;
}
/** Whether git ignores a file, or all that is in a directory. git-check-ignore(1) takes no literal paths. */
async function isIgnored({ git }, path) {
    const ignored = ["ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "--no-empty-directory"];
    return (await git([...ignored, "--", path])).stdout.length > 0;
}
/** The error about an input whose path ends at, or leads through, the wrong kind of entry. */
function notThat(input, path, entry, wanted) {
    const where = (0,_git_path_js__WEBPACK_IMPORTED_MODULE_3__/* .textOfPath */ ._w)(path);
    if (entry.mode === "160000") {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("input-invalid", `\`${input}\`: ${where} is, or is in, a submodule.`, {
            remedy: "A submodule's files are not in this repository's tree: run treestamp in the submodule (`-C`), or include it as a whole.",
        });
    }
    const is = entry.mode === "120000" ? "a symbolic link" : entry.mode === "40000" ? "a directory" : "a file";
    const remedy = is === "a symbolic link" ? "Name the path that it points to." : `Name ${wanted}.`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("input-invalid", `\`${input}\`: ${where} is, or leads through, ${is}.`, { remedy });
}


/***/ }),

/***/ 68327:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   bootstrapPaths: () => (/* binding */ bootstrapPaths),
/* harmony export */   readBootstrap: () => (/* binding */ readBootstrap),
/* harmony export */   removeRules: () => (/* binding */ removeRules),
/* harmony export */   tarballName: () => (/* binding */ tarballName)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _git_path_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3533);
/* harmony import */ var _inputs_bootstrap_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(75271);
/* harmony import */ var _dockerignore_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1062);
/* harmony import */ var _recipe_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(61810);
/* harmony import */ var _sums_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(95120);
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

/***/ 95120:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ sumFor),
/* harmony export */   U: () => (/* binding */ tarballFor)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _log_amounts_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(89155);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(24460);
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
    throw fault(`${where} has no sum of ${path.slice(path.lastIndexOf("/") + 1)}, the archive for ${platform}` +
        (there.length === 0 ? ": it is empty" : `; it has ${(0,_log_amounts_js__WEBPACK_IMPORTED_MODULE_2__/* .listed */ .KE)(there, shownNames)}`), `Add the line that \`sha256sum FILE\` prints for ${tarball}.`);
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

/***/ 3270:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dp: () => (/* binding */ directoryAt),
/* harmony export */   PV: () => (/* binding */ ownFile),
/* harmony export */   pb: () => (/* binding */ directoryFiles),
/* harmony export */   rk: () => (/* binding */ checkReserved)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _git_path_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3533);
/* harmony import */ var _path_faults_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(58129);
/* harmony import */ var _recipe_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(61810);
/** Directories of the repository, as recipes name them. */




/** The directory at a path. @param input the one that names it, for messages. @throws path-missing, input-invalid */
async function directoryAt(readTree, root, path, input) {
    const found = await (0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .entryAt */ ._f)(readTree, root, path);
    const entry = found.entry ?? found.obstacle?.entry;
    if (entry === undefined)
        throw new _path_faults_js__WEBPACK_IMPORTED_MODULE_2__/* .NotInTree */ .P5(input, path);
    if (entry.mode !== "40000")
        throw (0,_path_faults_js__WEBPACK_IMPORTED_MODULE_2__/* .notThat */ .NR)(input, path, entry, "a directory");
    return entry;
}
/** The entries of a directory of files for an image. @throws path-missing, input-invalid */
async function directoryFiles({ readTree }, root, path, input) {
    const entries = await readTree((await directoryAt(readTree, root, path, input)).oid);
    if (entries.length === 0)
        throw (0,_path_faults_js__WEBPACK_IMPORTED_MODULE_2__/* .emptyDirectory */ .hK)(input, path);
    checkReserved(entries, `The directory of \`${input}\``);
    return entries;
}
/** A file that decides the image and does not get into it. @throws path-missing */
async function ownFile(reader, root, path, { name, input, remedy }) {
    const file = await (0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .fileAt */ .Wd)(reader, root, path);
    if (file === undefined)
        throw new _path_faults_js__WEBPACK_IMPORTED_MODULE_2__/* .NotInTree */ .P5(input, path, "is no file of the repository", remedy);
    return { name, entry: { ...file.entry, name }, origin: path };
}
/** @throws input-invalid where a file has the name that the key needs */
function checkReserved(entries, what) {
    if (!entries.some(({ name }) => name === _recipe_js__WEBPACK_IMPORTED_MODULE_3__/* .reservedName */ .kW))
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `${what} has an entry ${_recipe_js__WEBPACK_IMPORTED_MODULE_3__/* .reservedName */ .kW} at its root.`, {
        remedy: "treestamp reserves this name: rename the file or directory.",
    });
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