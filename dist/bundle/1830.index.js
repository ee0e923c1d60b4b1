"use strict";
exports.id = 1830;
exports.ids = [1830];
exports.modules = {

/***/ 81830:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   pruneRunImages: () => (/* binding */ pruneRunImages),
/* harmony export */   runImageName: () => (/* binding */ runImageName),
/* harmony export */   touchRunImage: () => (/* binding */ touchRunImage)
/* harmony export */ });
/* harmony import */ var _machine_process_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(47516);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44617);
/** The images that commands ran in, as a docker daemon keeps them: a copy of ours, loaded when it is needed. */


const repository = "treestamp-run";
/** The build image itself; on top of it stand those of the users that commands run as. @param digest of its manifest */
function runImageName(digest) {
    return `${repository}:${(0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .hexOf */ .ZD)(digest)}`;
}
/** Marks the image as used now. The containerd image store ignores this: there, the time of loading counts. */
async function touchRunImage(env, name) {
    await (0,_machine_process_js__WEBPACK_IMPORTED_MODULE_0__/* .run */ .e)("docker", ["image", "tag", name, name], { env });
}
/**
 * Removes images that commands ran in, what was used least recently first, until the others have no more than `limit` bytes.
 * What a container uses stays: docker refuses. So do those `kept`. Without a limit nothing is asked; a docker that does not
 * answer has none.
 */
async function pruneRunImages(env, limit, kept = []) {
    if (limit === Number.POSITIVE_INFINITY)
        return { removed: 0, left: 0, bytesLeft: 0 };
    const images = (await runImages(env)).sort((a, b) => a.used.localeCompare(b.used));
    let bytesLeft = images.reduce((sum, { size }) => sum + size, 0);
    let removed = 0;
    for (const { name, size } of images) {
        if (bytesLeft <= limit)
            break;
        if (kept.includes(name) || (await (0,_machine_process_js__WEBPACK_IMPORTED_MODULE_0__/* .run */ .e)("docker", ["image", "rm", name], { env })).exitCode !== 0)
            continue;
        bytesLeft -= size;
        removed++;
    }
    return { removed, left: images.length - removed, bytesLeft };
}
async function runImages(env) {
    const listed = await docker(env, ["image", "ls", "--format", "{{.Repository}}:{{.Tag}}", repository]);
    const names = listed.split("\n").filter(Boolean);
    if (names.length === 0)
        return [];
    // All at once: each call costs more than what it asks. Of one that is gone by now it prints nothing.
    const { stdout } = await (0,_machine_process_js__WEBPACK_IMPORTED_MODULE_0__/* .run */ .e)("docker", ["image", "inspect", "--format", inspected, ...names], { env });
    const images = new Map();
    for (const line of stdout.toString("utf8").split("\n").filter(Boolean)) {
        const [size, tags, used] = JSON.parse(line);
        for (const name of tags)
            if (names.includes(name))
                images.set(name, { name, size, used });
    }
    return [...images.values()];
}
const inspected = '[{{.Size}},{{json .RepoTags}},"{{.Metadata.LastTagTime}}"]';
/** What docker prints; empty if it fails or is missing. */
async function docker(env, args) {
    const { exitCode, stdout } = await (0,_machine_process_js__WEBPACK_IMPORTED_MODULE_0__/* .run */ .e)("docker", args, { env }).catch(() => ({
        exitCode: 1,
        stdout: Buffer.alloc(0),
    }));
    return exitCode === 0 ? stdout.toString("utf8") : "";
}


/***/ })

};
;