"use strict";
exports.id = 2901;
exports.ids = [2901];
exports.modules = {

/***/ 2901:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   endJob: () => (/* binding */ endJob),
/* harmony export */   keepEnvironment: () => (/* binding */ keepEnvironment),
/* harmony export */   keptEnvironment: () => (/* binding */ keptEnvironment)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4256);
/* harmony import */ var _machine_elevate_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4931);
/* harmony import */ var _machine_missing_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1081);
/* harmony import */ var _machine_owner_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(542);
/* harmony import */ var _machine_process_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7516);
/* harmony import */ var _store_digest_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2529);
/* harmony import */ var _ownership_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(3907);
/**
 * Environments that last as long as a job of a CI service, so that its steps see what those before them wrote:
 *
 *     jobs/OWNER/HEX/   the environment of the snapshot whose chunk table has the digest sha256:HEX
 *       lock              held by whoever has it mounted: an upper folder can be in one overlay only
 *       upper, work       of the overlay; root's
 *       home              the home folder of a caller that is not root
 *
 * OWNER is the process that runs the job's steps, our parent: no process of ours goes on between the steps. So what a
 * runner that died has left is recognised by its name (see owner.ts).
 */









/** A runner ends a job after this time at the latest. Milliseconds. Source: docs.github.com, "Usage limits" (5 days). */
const longestJob = 5 * 24 * 3600 * 1000;
/**
 * Makes the environment of a snapshot, unless the job has it already, and removes what dead jobs have left.
 * @param cacheFolder where a job that has none yet gets its folder
 * @param job the job's folder, where it has one
 * @returns the job's folder
 * @throws input-invalid where that is none of ours
 */
async function keepEnvironment(cacheFolder, job, digest) {
    const jobs = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(cacheFolder, "jobs");
    await removeDeadJobs(jobs, job);
    const folder = job === undefined ? (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(jobs, await (0,_machine_owner_js__WEBPACK_IMPORTED_MODULE_5__/* .parentName */ .Ot)()) : await checkedJob(job);
    const environment = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, (0,_store_digest_js__WEBPACK_IMPORTED_MODULE_7__/* .hexOf */ .ZD)(digest));
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(environment, { recursive: true, mode: 0o700 });
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(environment, "lock"), "", { mode: 0o600 });
    return folder;
}
/**
 * The folder of a snapshot's environment in a job; undefined where the job has none of it.
 * @throws input-invalid where `job` is no job's folder of ours
 */
async function keptEnvironment(job, digest) {
    const environment = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(await checkedJob(job), (0,_store_digest_js__WEBPACK_IMPORTED_MODULE_7__/* .hexOf */ .ZD)(digest));
    return (await (0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_4__/* .exists */ .t)(environment)) ? environment : undefined;
}
/**
 * Removes all environments of a job, once none of them is mounted any more.
 * @throws sandbox-failed where a command still runs in one; machine-failed where not all could be removed
 */
async function endJob(job) {
    if (!(await (0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_4__/* .exists */ .t)(job)))
        return;
    await checkedJob(job);
    for (const name of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(job).catch((0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_4__/* .missing */ .L)([]))) {
        const { exitCode } = await (0,_machine_process_js__WEBPACK_IMPORTED_MODULE_6__/* .run */ .e)("flock", ["--timeout", "10", (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(job, name, "lock"), "true"]);
        if (exitCode !== 0) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("sandbox-failed", `A command still runs in ${(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(job, name)}.`, {
                remedy: "End it, and remove the folder.",
            });
        }
    }
    await (0,_machine_elevate_js__WEBPACK_IMPORTED_MODULE_3__/* .removeAsAnyone */ .js)([job]);
    if (await (0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_4__/* .exists */ .t)(job)) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("machine-failed", `${job} could not be removed.`, { remedy: `Run: sudo rm -rf ${job}` });
    }
}
async function removeDeadJobs(jobs, ownJob) {
    const dead = [];
    for (const path of (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(jobs).catch((0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_4__/* .missing */ .L)([]))).map((name) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(jobs, name))) {
        if (path !== ownJob && (await (0,_machine_owner_js__WEBPACK_IMPORTED_MODULE_5__/* .isAbandoned */ .zI)(path, Date.now(), longestJob)))
            dead.push(path);
    }
    await (0,_machine_elevate_js__WEBPACK_IMPORTED_MODULE_3__/* .removeAsAnyone */ .js)(dead);
}
/** What is removed and mounted as root: so not whatever a variable says. */
async function checkedJob(job) {
    if (job.startsWith("/") && (0,_machine_owner_js__WEBPACK_IMPORTED_MODULE_5__/* .isOwned */ .go)(job) && (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(job)) === "jobs" && (await (0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_4__/* .exists */ .t)(job))) {
        await (0,_ownership_js__WEBPACK_IMPORTED_MODULE_8__/* .checkOurs */ .m)(job);
        return job;
    }
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("input-invalid", `There is no environment of this job at ${job}.`, {
        remedy: "TREESTAMP_JOB is set by the pull action: leave it as it is, and run the action again where it was lost.",
    });
}


/***/ }),

/***/ 3907:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ openOurs),
/* harmony export */   m: () => (/* binding */ checkOurs)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4256);



/**
 * Refuses a file or folder that another user could change: what is mounted from there is parsed by the kernel as root.
 * @throws input-invalid; ENOENT where there is nothing
 */
async function checkOurs(path) {
    judge(path, await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.lstat)(path));
}
/**
 * Opens a file that only we can change, for reading. What is judged is what is open, so its name may come to mean what it
 * will.
 * @throws input-invalid; ENOENT where there is nothing
 */
async function openOurs(path) {
    // Without O_NONBLOCK, opening a fifo in its place would wait for a writer.
    const flags = node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NOFOLLOW | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NONBLOCK;
    const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(path, flags).catch((error) => {
        throw error.code === "ELOOP" ? symbolicLink(path) : error;
    });
    try {
        const stats = await file.stat();
        judge(path, stats);
        if (!stats.isFile())
            throw refused(path, "it is not a file", "Remove it.");
        return file;
    }
    catch (error) {
        await file.close();
        throw error;
    }
}
function judge(path, stats) {
    const self = process.getuid();
    if (stats.isSymbolicLink())
        throw symbolicLink(path);
    if (stats.uid !== self && stats.uid !== 0) {
        throw refused(path, `it belongs to uid ${stats.uid}, and we are ${self}`, "Choose a folder of your own.");
    }
    if ((stats.mode & 0o022) !== 0) {
        throw refused(path, "others may write to it", `Run: chmod -R go-w ${path} (or choose another folder).`);
    }
}
function symbolicLink(path) {
    return refused(path, "it is a symbolic link", "Name the folder itself.");
}
function refused(path, why, remedy) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("input-invalid", `Snapshots cannot be kept in ${path}: ${why}.`, { remedy });
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


/***/ })

};
;