"use strict";
exports.id = 2901;
exports.ids = [2901];
exports.modules = {

/***/ 2901:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   endJob: () => (/* binding */ endJob),
/* harmony export */   environmentOfJob: () => (/* binding */ environmentOfJob),
/* harmony export */   jobEnvironments: () => (/* binding */ jobEnvironments),
/* harmony export */   keepEnvironment: () => (/* binding */ keepEnvironment),
/* harmony export */   pulledIn: () => (/* binding */ pulledIn)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64256);
/* harmony import */ var _machine_elevate_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(84931);
/* harmony import */ var _machine_missing_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(71081);
/* harmony import */ var _machine_owner_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(40542);
/* harmony import */ var _machine_ownership_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(60052);
/* harmony import */ var _machine_process_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(47516);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(44617);
/* harmony import */ var _folders_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(38843);
/**
 * Environments that last as long as a job of a CI service, so that its steps see what those before them wrote. In the cache's
 * folder of jobs:
 *
 *     OWNER/HEX/        the environment of the snapshot whose chunk table has the digest sha256:HEX
 *       lock              held while it is mounted: an upper folder can be in one overlay only
 *       upper, work       of the overlay; root's
 *       home              the home folder of a caller that is not root
 *       TAG.json          what a `pull` of the job has named so: a `run` that names nothing takes it
 *
 * OWNER is the process that runs the job's steps, an ancestor of ours: no process of ours goes on between the steps. So what
 * a runner that died has left is recognised by its name (see owner.ts).
 */










/** A runner ends a job after this time at the latest. Milliseconds. Source: docs.github.com, "Usage limits" (5 days). */
const longestJob = 5 * 24 * 3600 * 1000;
/**
 * Makes the environment of a snapshot, unless the job has it already, and removes what dead jobs have left.
 * @param cacheFolder where a job that has none yet gets its folder
 * @returns the job's folder
 * @throws input-invalid where that is none of ours
 */
async function keepEnvironment(cacheFolder, { folder: job, generations }, digest, pulled) {
    const { jobs } = (0,_folders_js__WEBPACK_IMPORTED_MODULE_9__/* .cacheFolders */ .A_)(cacheFolder);
    await (0,_machine_ownership_js__WEBPACK_IMPORTED_MODULE_6__/* .ourFolder */ .VQ)(jobs);
    await removeDeadJobs(jobs, job);
    const folder = job === undefined ? (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(jobs, await (0,_machine_owner_js__WEBPACK_IMPORTED_MODULE_5__/* .ancestorName */ .dz)(generations)) : await checkedJob(jobs, job);
    await (0,_machine_ownership_js__WEBPACK_IMPORTED_MODULE_6__/* .ourFolder */ .VQ)(folder);
    const environment = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_8__/* .hexOf */ .ZD)(digest));
    await (0,_machine_ownership_js__WEBPACK_IMPORTED_MODULE_6__/* .ourFolder */ .VQ)(environment);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(environment, "lock"), "", { mode: 0o600, flag: "wx" }).catch(isThere);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(environment, `${pulled.key.tag}.json`), `${JSON.stringify(pulled)}\n`, { mode: 0o600 });
    return folder;
}
/**
 * What the steps of a job have pulled.
 * @throws input-invalid where `job` is no job's folder in this cache folder
 */
async function pulledIn(cacheFolder, job) {
    const folder = await checkedJob((0,_folders_js__WEBPACK_IMPORTED_MODULE_9__/* .cacheFolders */ .A_)(cacheFolder).jobs, job);
    const pulled = [];
    for (const name of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(folder)) {
        for (const file of (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, name))).filter((entry) => entry.endsWith(".json"))) {
            const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, name, file);
            await (0,_machine_ownership_js__WEBPACK_IMPORTED_MODULE_6__/* .checkOurs */ .mi)(path);
            pulled.push(JSON.parse(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path, "utf8")));
        }
    }
    return pulled;
}
/**
 * The folder of a snapshot's environment in a job; undefined where the job has none of it.
 * @throws input-invalid where `job` is no job's folder in this cache folder
 */
async function environmentOfJob(cacheFolder, job, digest) {
    const environment = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(await checkedJob((0,_folders_js__WEBPACK_IMPORTED_MODULE_9__/* .cacheFolders */ .A_)(cacheFolder).jobs, job), (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_8__/* .hexOf */ .ZD)(digest));
    if (!(await (0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_4__/* .exists */ .t)(environment)))
        return undefined;
    await (0,_machine_ownership_js__WEBPACK_IMPORTED_MODULE_6__/* .checkOurs */ .mi)(environment);
    return environment;
}
/**
 * Removes all environments of a job, once none of them is mounted any more.
 * @param patience how long a command that was killed may take to be gone. Seconds.
 * @throws sandbox-failed where a command still runs in one; machine-failed where not all could be removed
 */
async function endJob(job, patience = 10) {
    if (!(await (0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_4__/* .exists */ .t)(job)))
        return;
    await checkedJob((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(job), job);
    for (const name of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(job).catch((0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_4__/* .missing */ .L)([]))) {
        const { exitCode } = await (0,_machine_process_js__WEBPACK_IMPORTED_MODULE_7__/* .run */ .e)("flock", ["--timeout", `${patience}`, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(job, name, "lock"), "true"]);
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
/**
 * What is removed and mounted as root: so not whatever a variable says. A command of the job can set the variable, and can
 * write to folders of ours, but not to the cache folder, which it does not see.
 * @param jobs where all jobs of this cache folder are
 */
async function checkedJob(jobs, job) {
    if ((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(job) !== jobs || !(0,_folders_js__WEBPACK_IMPORTED_MODULE_9__/* .isJobsFolder */ .Rw)(jobs) || !(0,_machine_owner_js__WEBPACK_IMPORTED_MODULE_5__/* .isOwned */ .go)(job) || !(await (0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_4__/* .exists */ .t)(job))) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("input-invalid", `There is no environment of this job at ${job}.`, {
            remedy: "TREESTAMP_JOB is set by the pull action: leave it as it is, give all steps of the job the same `cache-folder`, and run the action again where the environment was lost.",
        });
    }
    await (0,_machine_ownership_js__WEBPACK_IMPORTED_MODULE_6__/* .checkOurs */ .mi)(jobs);
    await (0,_machine_ownership_js__WEBPACK_IMPORTED_MODULE_6__/* .checkOurs */ .mi)(job);
    return job;
}
/** The environments of one job in the cache in `cacheFolder`. */
function jobEnvironments(cacheFolder, job) {
    const { folder } = job;
    return {
        keep: (digest, pulled) => keepEnvironment(cacheFolder, job, digest, pulled),
        pulled: async () => (folder === undefined ? [] : pulledIn(cacheFolder, folder)),
        folderOf: async (digest) => (folder === undefined ? undefined : environmentOfJob(cacheFolder, folder, digest)),
    };
}
function isThere(error) {
    if (error.code !== "EEXIST")
        throw error;
}


/***/ }),

/***/ 60052:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KG: () => (/* binding */ checkParents),
/* harmony export */   VQ: () => (/* binding */ ourFolder),
/* harmony export */   k6: () => (/* binding */ openOurs),
/* harmony export */   mi: () => (/* binding */ checkOurs)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(64256);




/**
 * Refuses a file or folder that another user could change: what is mounted from there is parsed by the kernel as root.
 * @throws input-invalid; ENOENT where there is nothing
 */
async function checkOurs(path) {
    judge(path, await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.lstat)(path));
}
/** Makes a folder of ours, unless it is there. @throws input-invalid as `checkOurs` does */
async function ourFolder(path) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(path, { recursive: true, mode: 0o700 });
    await checkOurs(path);
}
/**
 * Refuses a folder whose name others can make mean another one: in a folder that everybody may write and that is not sticky,
 * or in somebody else's folder in a sticky one.
 * @throws input-invalid
 */
async function checkParents(folder) {
    let path = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)(folder);
    for (let parent = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(path); parent !== path; path = parent, parent = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(path)) {
        const stats = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(parent);
        if ((stats.mode & 0o002) === 0)
            continue;
        if ((stats.mode & 0o1000) === 0) {
            throw refused(folder, `anybody may rename what is in ${parent}`, `Run: chmod +t ${parent} (or choose another folder).`);
        }
        judgeOwner(path, await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(path));
    }
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
    if (stats.isSymbolicLink())
        throw symbolicLink(path);
    judgeOwner(path, stats);
    if ((stats.mode & 0o022) !== 0) {
        throw refused(path, "others may write to it", `Run: chmod -R go-w ${path} (or choose another folder).`);
    }
}
function judgeOwner(path, { uid }) {
    const self = process.getuid();
    if (uid === self || uid === 0)
        return;
    throw refused(path, `it belongs to uid ${uid}, and this is uid ${self}`, "Choose a folder of your own.");
}
function symbolicLink(path) {
    return refused(path, "it is a symbolic link", "Name the folder itself.");
}
function refused(path, why, remedy) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .TreestampError */ .ks("input-invalid", `Snapshots cannot be kept in ${path}: ${why}.`, { remedy });
}


/***/ })

};
;