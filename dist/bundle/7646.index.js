"use strict";
exports.id = 7646;
exports.ids = [7646];
exports.modules = {

/***/ 7646:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   savedImage: () => (/* binding */ savedImage)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7075);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__webpack_require__.n(node_stream__WEBPACK_IMPORTED_MODULE_3__);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8522);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_4___default = /*#__PURE__*/__webpack_require__.n(node_zlib__WEBPACK_IMPORTED_MODULE_4__);
/* harmony import */ var _archive_tar_reader_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9838);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4256);
/* harmony import */ var _machine_missing_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1081);
/* harmony import */ var _docker_archive_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(3750);
/* harmony import */ var _layout_image_folder_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(6646);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(4460);
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
    const stats = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(path).catch((0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_7__/* .missing */ .L)(undefined));
    if (stats === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .TreestampError */ .ks("path-missing", `\`source\`: there is no folder or archive ${path}.`, {
            remedy: "Check the spelling; the step that makes it has to come first.",
        });
    }
    if (stats.isDirectory())
        return path;
    try {
        const [oci, docker] = [(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(scratch, "oci"), (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(scratch, "docker")];
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(oci, "blobs/sha256"), { recursive: true });
        const isOci = await extractLayout(await archiveAt(path), oci);
        if (isOci && (await isCompressed(oci)))
            return oci;
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(docker);
        await (0,_docker_archive_js__WEBPACK_IMPORTED_MODULE_8__/* .layoutFromArchive */ .V)(await archiveAt(path), noEpoch, new Set(), docker);
        return docker;
    }
    catch (error) {
        if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .isTreestampError */ .Sh)(error, "image-invalid") && !isBroken(error))
            throw error;
        const why = (0,_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .messageOf */ .bD)(error)
            .replace(/^(A layer|The archive that docker saved) /, "It ")
            .replace(/\.?$/, ".");
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .TreestampError */ .ks("image-invalid", `\`source\`: ${path} is not the archive of one image. ${why}`, {
            remedy: "Write it by `docker save -o FILE IMAGE`, or by docker buildx build --output type=oci,dest=FILE.",
            cause: error,
        });
    }
}
/** What zlib says of bytes that it did not write. */
function isBroken(error) {
    return String(error.code).startsWith("Z_") || /zstd/i.test((0,_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .messageOf */ .bD)(error));
}
async function archiveAt(path) {
    const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(path);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0).finally(() => file.close());
    const magic = buffer.toString("hex", 0, bytesRead);
    const bytes = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.createReadStream)(path, { highWaterMark: 1 << 20 });
    const through = (unpack) => node_stream__WEBPACK_IMPORTED_MODULE_3__.Readable.from(bytes)
        .on("error", (error) => unpack.destroy(error))
        .pipe(unpack);
    if (magic.startsWith("1f8b"))
        return through((0,node_zlib__WEBPACK_IMPORTED_MODULE_4__.createGunzip)());
    return magic === "28b52ffd" ? through((0,node_zlib__WEBPACK_IMPORTED_MODULE_4__.createZstdDecompress)()) : bytes;
}
/** Takes the files of an OCI layout out of an archive, and no other. @returns false where it is none */
async function extractLayout(archive, folder) {
    let hasIndex = false;
    await (0,_archive_tar_reader_js__WEBPACK_IMPORTED_MODULE_5__/* .readTar */ .s)(archive, ({ type, name }) => {
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
/** Whether the layers of an archive's images are as registries keep them. */
async function isCompressed(folder) {
    const visit = async (digests) => {
        for (const digest of digests) {
            const parsed = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_10__/* .parseManifest */ .Ng)(await (0,_layout_image_folder_js__WEBPACK_IMPORTED_MODULE_9__/* .readManifest */ .WI)(folder, digest));
            if (parsed.kind === "index") {
                if (!(await visit(parsed.manifests.map((one) => one.digest))))
                    return false;
            }
            else if (parsed.layers.some(({ mediaType }) => /\.tar$/.test(mediaType)))
                return false;
        }
        return true;
    };
    return visit((await (0,_layout_image_folder_js__WEBPACK_IMPORTED_MODULE_9__/* .readIndexFile */ .fV)(folder)).map(({ digest }) => digest));
}


/***/ })

};
;