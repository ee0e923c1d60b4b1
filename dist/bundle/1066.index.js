"use strict";
exports.id = 1066;
exports.ids = [1066];
exports.modules = {

/***/ 34687:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ machineFault),
/* harmony export */   r: () => (/* binding */ readableFailure)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/** System errors as readable messages. */

const makeRoom = "Free some space there, or name a folder on another disk (`cache-folder`, `store`, TMPDIR).";
const giveAccess = "Give this user access to it, or name another folder.";
const checkPath = "Check the path.";
const noFolder = { why: "a part of its path is a file, not a folder", remedy: checkPath };
/** By the codes of errno(3). */
const faults = {
    ENOSPC: { why: "the disk is full", remedy: makeRoom },
    EDQUOT: { why: "your disk quota is used up", remedy: makeRoom },
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
    EIO: { why: "the disk fails", remedy: "See what the kernel says about the disk: dmesg." },
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
    return faults[code] ?? { why: (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error), remedy: "Fix that on this machine, and try again." };
}
/** An error of a system call as a failure that a user can read; anything else as it is. */
function readableFailure(error) {
    const fault = machineFault(error);
    if (fault === undefined)
        return error;
    const { path, dest, syscall } = error;
    const what = dest ?? path ?? "A file that treestamp itself needs";
    const message = `${what} cannot be used: ${fault.why} (${syscall}).`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("machine-failed", message, { remedy: fault.remedy, cause: error });
}


/***/ }),

/***/ 46805:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ checkBucketName)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);

/**
 * A name that every bucket keeps apart from all others: a file's for a folder, a key's for S3, and a part of a URL.
 * @throws input-invalid
 */
function checkBucketName(name) {
    if (/^[A-Za-z0-9._-]{1,200}$/.test(name) && name !== "." && name !== "..")
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `The name ${JSON.stringify(name.slice(0, 300))} cannot be kept.`, {
        remedy: "A name has letters, digits, `-`, `_` and `.` alone, 200 at most.",
    });
}


/***/ }),

/***/ 61066:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   folderBucket: () => (/* binding */ folderBucket)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(46466);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__webpack_require__.n(node_stream_promises__WEBPACK_IMPORTED_MODULE_3__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(64256);
/* harmony import */ var _machine_failure_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(34687);
/* harmony import */ var _machine_missing_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(71081);
/* harmony import */ var _machine_scratch_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(58511);
/* harmony import */ var _bucket_name_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(46805);
/** Files kept in a folder of this machine, for this user's eyes alone. */









/** What is not whole yet lies in this folder, beside the files: no file can have its name. */
const unfinished = "~unfinished";
/** @param path made where it is missing, with the first file @throws machine-failed where the port says store-… */
function folderBucket(path) {
    const fileOf = (name) => {
        (0,_bucket_name_js__WEBPACK_IMPORTED_MODULE_8__/* .checkBucketName */ .W)(name);
        return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(path, name);
    };
    return {
        description: `the folder ${path}`,
        put: async (name, file, signal) => readably(() => keep(path, fileOf(name), file, signal)),
        open: async (name) => readably(async () => (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(fileOf(name), "r").catch((0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_6__/* .missing */ .L)(undefined)))?.createReadStream()),
        has: async (name) => readably(async () => (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(fileOf(name)).catch((0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_6__/* .missing */ .L)(undefined))) !== undefined),
        remove: async (name) => readably(() => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(fileOf(name), { force: true })),
    };
}
/** Gives `target` its content by rename(2), once it is on the disk: what was said to be kept is there after a power cut. */
async function keep(path, target, file, signal) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(path, { recursive: true, mode: 0o700 });
    const scratch = await (0,_machine_scratch_js__WEBPACK_IMPORTED_MODULE_7__/* .makeScratch */ .lP)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(path, unfinished));
    try {
        const written = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(scratch, "file");
        await (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_3__.pipeline)((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.createReadStream)(file, { highWaterMark: 1 << 20 }), (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.createWriteStream)(written, { flags: "wx", mode: 0o600, flush: true }), signal === undefined ? {} : { signal });
        signal?.throwIfAborted();
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(written, target);
    }
    catch (error) {
        if (!signal?.aborted)
            throw error;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .TreestampError */ .ks("interrupted", "The work was ended by a signal.", { cause: error });
    }
    finally {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(scratch, { recursive: true, force: true });
    }
    await sync(path);
    await (0,_machine_scratch_js__WEBPACK_IMPORTED_MODULE_7__/* .sweepScratch */ .Dq)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(path, unfinished)); // of processes that died while they kept something
}
async function sync(folder) {
    const handle = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(folder, "r");
    await handle.sync().finally(() => handle.close());
}
async function readably(work) {
    try {
        return await work();
    }
    catch (error) {
        throw (0,_machine_failure_js__WEBPACK_IMPORTED_MODULE_5__/* .readableFailure */ .r)(error);
    }
}


/***/ })

};
;