"use strict";
exports.id = 4788;
exports.ids = [4788];
exports.modules = {

/***/ 54788:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   actionsCache: () => (/* binding */ actionsCache)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64256);
/* harmony import */ var _machine_process_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(47516);
/* harmony import */ var _parallel_threads_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(34838);
/**
 * The cache of GitHub Actions by its own client, @actions/cache, which takes what goes wrong for a warning and then for a
 * miss. It runs as a program of its own (actions-cache-child.ts): so its words are ours to read, its paths are the same
 * everywhere, and nobody else loads Azure's client.
 */





/** The cache of this job; undefined outside of Actions, or on a server without one. */
function actionsCache(environment, log) {
    const { GITHUB_ACTIONS, ACTIONS_RUNTIME_TOKEN, ACTIONS_RESULTS_URL, ACTIONS_CACHE_URL } = environment;
    if (GITHUB_ACTIONS !== "true" || !ACTIONS_RUNTIME_TOKEN || !(ACTIONS_RESULTS_URL || ACTIONS_CACHE_URL)) {
        return undefined;
    }
    const call = (verb, key, folder, signal) => callClient({ environment, log }, [verb, key], folder, signal);
    /** The service compares prefixes, and gives the newest. */
    const restore = async (key, folder, signal, isIt) => {
        const { answer, said } = await call("restore", key, folder, signal);
        if (typeof answer?.kept === "string" && isIt(answer.kept))
            return { state: "present" };
        const why = problemIn(said) ?? (answer === undefined ? "its client ended without an answer" : undefined);
        return why === undefined ? { state: "absent" } : { state: "unknown", why };
    };
    return {
        name: "the Actions cache",
        restore: (key, folder, signal) => restore(key, folder, signal, (kept) => kept === key), // none is the beginning of another
        restoreNewest: (start, folder, signal) => restore(start, folder, signal, (kept) => kept.startsWith(start)),
        async save(key, folder, signal) {
            const { answer, said } = await call("save", key, folder, signal);
            if (typeof answer?.kept === "number" && answer.kept >= 0)
                return { state: "saved" };
            const reserving = said
                .map((line) => /^::debug::Failed to reserve cache: (?:Error: )?(.*)$/.exec(line)?.[1])
                .find(Boolean);
            const why = problemIn(said) ?? reserving;
            // Whatever keeps the client from reserving the key, it only prints "another job may be creating this cache".
            if (/already exists|\(409\)/i.test(why ?? ""))
                return { state: "taken" };
            return { state: "refused", why: why ?? "its client ended without an answer" };
        },
    };
}
async function callClient({ environment, log }, args, folder, signal) {
    const temporary = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, "temporary");
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(temporary, { recursive: true });
    // RUNNER_DEBUG would have it list every archive.
    const { RUNNER_DEBUG: _, ...inherited } = environment;
    const env = { ...inherited, GITHUB_WORKSPACE: folder, RUNNER_TEMP: temporary };
    const said = [];
    let answer;
    const onLine = (line) => {
        const mask = /^::add-mask::(.*)$/.exec(line)?.[1];
        if (mask !== undefined)
            log.mask(mask);
        else if (line.startsWith('{"kept"') || line === "{}")
            answer = JSON.parse(line);
        else if (line !== "") {
            said.push(line);
            // Its debug output contains signed URLs.
            if (!line.startsWith("::debug::"))
                log.debug(`Actions cache: ${line}`);
        }
    };
    try {
        const program = [(0,_parallel_threads_js__WEBPACK_IMPORTED_MODULE_4__/* .moduleFile */ .p)("host/github/actions-cache-child"), ...args];
        const { exitCode, stderr } = await (0,_machine_process_js__WEBPACK_IMPORTED_MODULE_3__/* .run */ .e)(process.execPath, program, {
            cwd: folder,
            env,
            onLine,
            lines: "both",
            ...(signal === undefined ? {} : { signal }),
        });
        if (exitCode !== 0) {
            const error = /^\w*Error: .*$/m.exec(stderr)?.[0] ?? stderr.trim().split("\n").at(-1);
            said.push(`::error::its client ended with ${exitCode}: ${error}`);
        }
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .isTreestampError */ .Sh)(error, "interrupted"))
            throw error;
        said.push(`::error::${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error)}`);
    }
    return { answer, said };
}
/** The client's first warning, or that it was told not to try. */
function problemIn(said) {
    for (const line of said) {
        const text = /^::(?:warning|error)[^:]*::(.*)$/.exec(line)?.[1] ?? /^Cache (?:restore|save) skipped: .*$/.exec(line)?.[0];
        if (text !== undefined)
            return text.replaceAll("%0A", " ").replaceAll("%0D", "").replaceAll("%25", "%").replace(/\.$/, "");
    }
    return undefined;
}


/***/ }),

/***/ 34838:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ startThread),
/* harmony export */   p: () => (/* binding */ moduleFile)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_worker_threads__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(75919);
/* harmony import */ var node_worker_threads__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_worker_threads__WEBPACK_IMPORTED_MODULE_1__);
/**
 * Threads of our own, and programs. The code of one is a module of core/ whose name ends in `-thread.ts` or `-child.ts`. The
 * build makes a file of each, at the same place below the bundle, so that it loads nothing but what its module imports.
 */


/**
 * Starts a thread that runs core/`module`.ts, such as `snapshot/chunk-thread`. The two talk through messages (`parentPort`
 * is its side): an `ArrayBuffer` can be handed over, a `SharedArrayBuffer` shared, and file descriptors are the whole
 * process's. The class of an error does not cross: send what makes one. The caller listens to the event `error`, what the
 * thread itself failed with, and ends the thread with `terminate()`; until then it holds the process, unless `unref`ed.
 */
function startThread(module, options = {}) {
    return new node_worker_threads__WEBPACK_IMPORTED_MODULE_1__.Worker(moduleFile(module), options);
}
/** The file to start for core/`module`.ts: in this room's house it is a room above; beside the bundle, bundled. */
function moduleFile(module) {
    const house = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.basename)(__dirname) === "parallel" ? ".." : ".";
    return (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(__dirname, house, `${module}${(0,node_path__WEBPACK_IMPORTED_MODULE_0__.extname)(__filename)}`);
}


/***/ })

};
;