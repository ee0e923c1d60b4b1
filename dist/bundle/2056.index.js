"use strict";
exports.id = 2056;
exports.ids = [2056];
exports.modules = {

/***/ 5288:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ silentLog)
/* harmony export */ });
/* harmony import */ var _progress_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4139);

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

/***/ 6397:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ imageTar),
/* harmony export */   Z: () => (/* binding */ extractImage)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _archive_tar_writer_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4113);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4256);
/* harmony import */ var _machine_elevate_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4931);
/* harmony import */ var _machine_process_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7516);
/* harmony import */ var _reader_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5749);
/* harmony import */ var _source_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(475);
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

/***/ 762:
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
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/* harmony import */ var _xattrs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9114);


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

/***/ 9114:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ keptXattrs)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
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
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _log_log_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5288);
/* harmony import */ var _oci_copy_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8080);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4617);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4460);
/* harmony import */ var _places_published_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4078);
/* harmony import */ var _snapshot_erofs_extract_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6397);
/* harmony import */ var _snapshot_erofs_reader_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(5749);
/* harmony import */ var _snapshot_erofs_source_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(475);
/* harmony import */ var _snapshot_pack_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(7900);
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