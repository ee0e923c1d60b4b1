"use strict";
exports.id = 7977;
exports.ids = [7977,8121];
exports.modules = {

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
        const image = (0,_reader_js__WEBPACK_IMPORTED_MODULE_5__/* .openImage */ .UY)((0,_source_js__WEBPACK_IMPORTED_MODULE_6__/* .fileSource */ .I)(file, (await file.stat()).size));
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
            yield { ...entry, kind: "file", size: inode.size, content: (0,_reader_js__WEBPACK_IMPORTED_MODULE_5__/* .copied */ .pG)(image.readFile(inode)) };
        else if (type === "symlink")
            yield { ...entry, kind: "link", target: inode.target };
        else if (type === "character" || type === "block") {
            yield { ...entry, kind: type, major: inode.major, minor: inode.minor };
        }
        else if (type !== "socket")
            yield { ...entry, kind: type };
    }
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
/* harmony import */ var _snapshot_pack_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(34024);
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
        yield* (0,_snapshot_erofs_extract_js__WEBPACK_IMPORTED_MODULE_7__/* .imageTar */ .B)((0,_snapshot_erofs_reader_js__WEBPACK_IMPORTED_MODULE_8__/* .openImage */ .UY)((0,_snapshot_erofs_source_js__WEBPACK_IMPORTED_MODULE_9__/* .fileSource */ .I)(file, (await file.stat()).size)));
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