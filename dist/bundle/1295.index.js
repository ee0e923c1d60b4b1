"use strict";
exports.id = 1295;
exports.ids = [1295,5937,5716];
exports.modules = {

/***/ 7986:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ startThreadPool)
/* harmony export */ });
/* unused harmony export serve */
/* harmony import */ var node_worker_threads__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5919);
/* harmony import */ var node_worker_threads__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_worker_threads__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _threads_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4838);
/**
 * Threads that do the same kinds of work, each piece whole and synchronously: their own small heaps make its garbage
 * cheap, and the thread that feeds them does not wait.
 */


/** Calls that a thread has at hand, so that it does not wait for us between two. */
const callsAhead = 2;
/** A thread keeps little, so what it drops need not pile up. MiB. */
const youngGeneration = 4;
/** Starts threads that run core/`module`.ts, which calls `serve` with the functions of `W`: one at once. */
function startThreadPool(module, threads) {
    const waiting = [];
    const running = [];
    let ended;
    function start() {
        const worker = (0,_threads_js__WEBPACK_IMPORTED_MODULE_1__/* .startThread */ .B)(module, { resourceLimits: { maxYoungGenerationSizeMb: youngGeneration } });
        const thread = { worker, given: [] };
        worker.on("message", (answer) => {
            const pending = thread.given.shift();
            if ("result" in answer)
                pending.resolve(answer.result);
            else
                pending.reject(Object.assign(new Error(answer.error.message), answer.error));
            feed(thread);
        });
        worker.on("error", (error) => breakDown(`it failed: ${error.message}`, error));
        worker.on("exit", (code) => breakDown(`it ended with ${code}`));
        running.push(thread);
        return thread;
    }
    /** The thread with the least to do. */
    function idlest() {
        const least = running.reduce((one, other) => (other.given.length < one.given.length ? other : one));
        return least.given.length === callsAhead && running.length < threads ? start() : least;
    }
    function feed({ worker, given }) {
        while (given.length < callsAhead && waiting.length > 0) {
            const next = waiting.shift();
            given.push(next);
            worker.postMessage({ name: next.name, task: next.task });
        }
    }
    function breakDown(how, cause) {
        ended ??= new Error(`A thread (${module}) broke off: ${how}.`, { cause });
        for (const list of [waiting, ...running.map(({ given }) => given)]) {
            for (const pending of list.splice(0))
                pending.reject(ended);
        }
    }
    start();
    return {
        threads,
        call: (name, task) => new Promise((resolve, reject) => {
            if (ended !== undefined)
                return reject(ended);
            waiting.push({ name, task, resolve, reject });
            feed(idlest());
        }),
        async close() {
            ended ??= new Error(`The threads (${module}) were ended.`);
            await Promise.all(running.map(({ worker }) => worker.terminate()));
        },
    };
}
/** The other side: answers calls by their names, one after the other. For the module that a thread runs. */
function serve(work) {
    parentPort.on("message", ({ name, task }) => {
        parentPort.postMessage(answer(work[name], task));
    });
}
function answer(work, task) {
    try {
        return { result: work(task) };
    }
    catch (error) {
        const { message, code, syscall } = error;
        return { error: { message, code, syscall } };
    }
}


/***/ }),

/***/ 4838:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ startThread),
/* harmony export */   p: () => (/* binding */ moduleFile)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_worker_threads__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5919);
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
/** The file to start for core/`module`.ts: among the sources a source, a room above this one; beside the bundle, bundled. */
function moduleFile(module) {
    const extension = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.extname)(__filename);
    return (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(__dirname, extension === ".ts" ? ".." : ".", `${module}${extension}`);
}


/***/ }),

/***/ 5937:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   diffRecipes: () => (/* binding */ diffRecipes),
/* harmony export */   explainRecipe: () => (/* binding */ explainRecipe)
/* harmony export */ });
/* harmony import */ var _git_tree_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2386);
/* harmony import */ var _context_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7585);
/* harmony import */ var _recipe_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1810);



/** Every input of the recipe: all files in the order of the tree, then the rest. */
async function explainRecipe(repository, recipe) {
    const inputs = [];
    for await (const [path, entry] of filesIn((0,_context_js__WEBPACK_IMPORTED_MODULE_1__.treesOf)(repository, recipe), recipe.context)) {
        inputs.push({ kind: "file", name: named(recipe, path), value: entry.oid, mode: entry.mode });
    }
    const { leftOut = [], file: rules = "" } = recipe.ignore ?? {};
    if (leftOut.length > 0) {
        const shown = leftOut.slice(0, 5).map((path) => named(recipe, path));
        const more = leftOut.length > shown.length ? ` and ${leftOut.length - shown.length} more` : "";
        inputs.push({ kind: "left-out", name: shown.join(", ") + more, value: rules });
    }
    inputs.push({ kind: "dockerfile", name: "", value: (0,_git_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .textOf */ .b6)(recipe.origin.dockerfile) });
    if (recipe.target !== undefined)
        inputs.push({ kind: "target", name: "", value: recipe.target });
    for (const [name, value] of recipe.buildArgs)
        inputs.push({ kind: "build-arg", name, value });
    for (const platform of recipe.platforms)
        inputs.push({ kind: "platform", name: "", value: platform });
    for (const { name, digest } of recipe.bases)
        inputs.push({ kind: "base", name, value: digest });
    return inputs;
}
/**
 * What changed from one recipe to the other, a sentence each; empty for recipes of the same key. Directories that are
 * equal are not read.
 */
async function diffRecipes(repository, before, after) {
    const files = await diffTrees({ readTree: (0,_context_js__WEBPACK_IMPORTED_MODULE_1__.treesOf)(repository, before), entries: before.context, name: (path) => named(before, path) }, { readTree: (0,_context_js__WEBPACK_IMPORTED_MODULE_1__.treesOf)(repository, after), entries: after.context, name: (path) => named(after, path) });
    const bases = (recipe) => new Map(recipe.bases.map(({ name, digest }) => [name, digest]));
    return [
        ...files,
        ...(before.dockerfile === after.dockerfile || before.origin.dockerfile === after.origin.dockerfile
            ? []
            : [`Dockerfile is ${(0,_git_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .textOf */ .b6)(after.origin.dockerfile)} instead of ${(0,_git_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .textOf */ .b6)(before.origin.dockerfile)}`]),
        ...diffValues("target", before.target, after.target),
        ...diffMaps("build arg", before.buildArgs, after.buildArgs),
        ...diffSets("platform", before.platforms, after.platforms),
        ...diffMaps("base", bases(before), bases(after)),
    ];
}
/** The repository's path of a file of the context, as text. */
function named(recipe, path) {
    const fields = recipe.reduced.get(path);
    return (0,_git_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .textOf */ .b6)((0,_recipe_js__WEBPACK_IMPORTED_MODULE_2__/* .pathInRepository */ .z)(recipe, path)) + (fields === undefined ? "" : `#${fields.join(",")}`);
}
async function* filesIn(readTree, entries, above = "") {
    for (const entry of entries) {
        const path = above + entry.name;
        if (entry.mode === "40000")
            yield* filesIn(readTree, await readTree(entry.oid), `${path}/`);
        else
            yield [path, entry];
    }
}
async function diffTrees(before, after, above = "") {
    const names = new Set([...before.entries, ...after.entries].map(({ name }) => name));
    const lines = [];
    for (const name of [...names].sort()) {
        const path = above + name;
        const [old, now] = [before, after].map(({ entries }) => entries.find((entry) => entry.name === name));
        if (old?.oid === now?.oid && old?.mode === now?.mode)
            continue;
        const [oldSide, nowSide] = await Promise.all([inside(before, old), inside(after, now)]);
        if (old?.mode === "40000" || now?.mode === "40000") {
            // What is no directory on one side counts as an empty one there, and as a file that came or went.
            if (old !== undefined && old.mode !== "40000")
                lines.push(`${described(before, path, old)} was removed`);
            if (now !== undefined && now.mode !== "40000")
                lines.push(`${described(after, path, now)} was added`);
            lines.push(...(await diffTrees(oldSide, nowSide, `${path}/`)));
        }
        else if (old === undefined) {
            lines.push(`${described(after, path, now)} was added`);
        }
        else if (now === undefined) {
            lines.push(`${described(before, path, old)} was removed`);
        }
        else {
            const [was, is] = [before.name(path), after.name(path)];
            if (was === is)
                lines.push(...changesOf(described(after, path, now), old, now));
            else
                lines.push(`${described(after, path, now)} stands where ${described(before, path, old)} was`);
        }
    }
    return lines;
}
async function inside(side, entry) {
    return { ...side, entries: entry?.mode === "40000" ? await side.readTree(entry.oid) : [] };
}
function described(side, path, { mode }) {
    const kind = mode === "120000" ? "link" : mode === "160000" ? "submodule" : "file";
    const name = side.name(path);
    // A name that could be misread is quoted.
    return `${kind} ${/^[\p{L}\p{N}\p{P}\p{S}]+$/u.test(name) ? name : JSON.stringify(name)}`;
}
function changesOf(what, old, now) {
    const kind = (mode) => (mode.startsWith("100") ? "file" : mode);
    if (kind(old.mode) !== kind(now.mode)) {
        const was = { "120000": "a link", "160000": "a submodule" }[old.mode] ?? "a file";
        return [`${what} was ${was} before`];
    }
    if (now.mode === "160000")
        return [`${what} changed from commit ${old.oid} to ${now.oid}`];
    const lines = [];
    if (old.oid !== now.oid)
        lines.push(now.mode === "120000" ? `${what} points elsewhere` : `${what} changed`);
    if ((old.mode === "100755") !== (now.mode === "100755")) {
        lines.push(now.mode === "100755" ? `${what} became executable` : `${what} is no longer executable`);
    }
    else if (old.mode !== now.mode)
        lines.push(`${what} changed its mode from ${old.mode} to ${now.mode}`);
    return lines;
}
function diffValues(what, old, now) {
    if (old === now)
        return [];
    if (old === undefined)
        return [`${what} ${JSON.stringify(now)} was added`];
    if (now === undefined)
        return [`${what} ${JSON.stringify(old)} was removed`];
    return [`${what} changed from ${JSON.stringify(old)} to ${JSON.stringify(now)}`];
}
function diffMaps(what, old, now) {
    return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((name) => {
        const [was, is] = [old.get(name), now.get(name)];
        if (was !== undefined && is !== undefined)
            return diffValues(`${what} ${name}`, was, is);
        return is === undefined ? [`${what} ${name} was removed`] : [`${what} ${name}=${is} was added`];
    });
}
function diffSets(what, old, now) {
    return [
        ...old.filter((item) => !now.includes(item)).map((item) => `${what} ${item} was removed`),
        ...now.filter((item) => !old.includes(item)).map((item) => `${what} ${item} was added`),
    ];
}


/***/ }),

/***/ 5716:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   chunkTable: () => (/* binding */ chunkTable),
/* harmony export */   encodeChunkTable: () => (/* binding */ encodeChunkTable),
/* harmony export */   identityOf: () => (/* binding */ identityOf),
/* harmony export */   parseChunkTable: () => (/* binding */ parseChunkTable)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4256);
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(13);
/**
 * The chunk table as bytes. All numbers little-endian:
 *
 *     magic "TSCT", u32 version, u64 bytes of the raw image, u64 bytes of the frames blob, u32 count of chunks,
 *     then for each chunk: u32 plain length, u32 frame length, sha256 of the plain bytes, sha256 of the frame
 *
 * Chunks are listed in the order of the raw image, and offsets are sums of lengths. The frame of the first chunk (the
 * head with the superblock, which is known last) stands after all others.
 */



const magic = "TSCT";
const version = 1;
const headerBytes = 28;
const entryBytes = 72;
/** A frame of incompressible bytes is a little longer than them. More slack than zstd's own bound. */
const maxFrameBytes = _format_js__WEBPACK_IMPORTED_MODULE_2__/* .maxChunkBytes */ .zP + 64 * 1024;
/** The table of chunks listed in the order of the raw image. */
function chunkTable(listed) {
    let plainOffset = 0;
    let frameOffset = 0;
    const chunks = [];
    for (const [index, { plainLength, frameLength, plainDigest, frameDigest }] of listed.entries()) {
        chunks.push({ plainOffset, plainLength, frameOffset, frameLength, plainDigest, frameDigest });
        plainOffset += plainLength;
        if (index > 0)
            frameOffset += frameLength;
    }
    const head = chunks[0];
    if (head !== undefined) {
        chunks[0] = { ...head, frameOffset };
        frameOffset += head.frameLength;
    }
    return { plainSize: plainOffset, framesSize: frameOffset, chunks, identity: identityOf(listed) };
}
/** The hash of the plain content: of lengths and digests of the chunks as listed. Does not depend on a compressor. */
function identityOf(listed) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update("treestamp snapshot v1\n");
    const length = Buffer.alloc(4);
    for (const chunk of listed) {
        length.writeUInt32LE(chunk.plainLength);
        hash.update(length).update(chunk.plainDigest);
    }
    return `sha256:${hash.digest("hex")}`;
}
function encodeChunkTable(table) {
    const bytes = Buffer.alloc(headerBytes + table.chunks.length * entryBytes);
    bytes.write(magic, "latin1");
    bytes.writeUInt32LE(version, 4);
    bytes.writeBigUInt64LE(BigInt(table.plainSize), 8);
    bytes.writeBigUInt64LE(BigInt(table.framesSize), 16);
    bytes.writeUInt32LE(table.chunks.length, 24);
    let at = headerBytes;
    for (const chunk of table.chunks) {
        bytes.writeUInt32LE(chunk.plainLength, at);
        bytes.writeUInt32LE(chunk.frameLength, at + 4);
        chunk.plainDigest.copy(bytes, at + 8);
        chunk.frameDigest.copy(bytes, at + 40);
        at += entryBytes;
    }
    return bytes;
}
/**
 * The table that `bytes` hold, every bound checked before anything is made of them.
 * @throws snapshot-invalid
 */
function parseChunkTable(bytes) {
    if (bytes.length < headerBytes || bytes.toString("latin1", 0, 4) !== magic)
        throw invalid("it is no chunk table");
    if (bytes.readUInt32LE(4) !== version)
        throw invalid(`its version is ${bytes.readUInt32LE(4)}, not ${version}`);
    const count = bytes.readUInt32LE(24);
    if (count === 0 || bytes.length !== headerBytes + count * entryBytes)
        throw invalid("its length does not fit");
    const isOfZeros = zeroDigests();
    const listed = [];
    for (let at = headerBytes; at < bytes.length; at += entryBytes) {
        const plainLength = bytes.readUInt32LE(at);
        const frameLength = bytes.readUInt32LE(at + 4);
        if (plainLength === 0 || plainLength > _format_js__WEBPACK_IMPORTED_MODULE_2__/* .maxChunkBytes */ .zP)
            throw invalid(`it has a chunk of ${plainLength} bytes`);
        if (frameLength > maxFrameBytes)
            throw invalid(`it has a frame of ${frameLength} bytes`);
        const plainDigest = Buffer.from(bytes.subarray(at + 8, at + 40));
        const frameDigest = Buffer.from(bytes.subarray(at + 40, at + 72));
        // Nothing arrives that could be compared with it, and the digest is part of the identity.
        if (frameLength === 0 && !isOfZeros(plainDigest, plainLength))
            throw invalid("a chunk without a frame has content");
        listed.push({ plainLength, frameLength, plainDigest, frameDigest });
    }
    const table = chunkTable(listed);
    if (BigInt(table.plainSize) !== bytes.readBigUInt64LE(8))
        throw invalid("its chunks do not add up to its image");
    if (BigInt(table.framesSize) !== bytes.readBigUInt64LE(16))
        throw invalid("its frames do not add up to its blob");
    return table;
}
/** Whether a digest is that of so many zero bytes; few lengths come again and again. */
function zeroDigests() {
    const zeros = Buffer.alloc(_format_js__WEBPACK_IMPORTED_MODULE_2__/* .maxChunkBytes */ .zP);
    const known = new Map();
    return (digest, length) => {
        const expected = known.get(length) ?? (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)("sha256", zeros.subarray(0, length), "buffer");
        known.set(length, expected);
        return digest.equals(expected);
    };
}
function invalid(what) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("snapshot-invalid", `A snapshot's chunk table cannot be used: ${what}.`, {
        remedy: "Delete the image's tag from the store, so that it is built again.",
    });
}


/***/ }),

/***/ 1295:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ensureBuilt: () => (/* binding */ ensureBuilt)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./core/machine/missing.js
var missing = __webpack_require__(1081);
;// CONCATENATED MODULE: ./core/cache/mark.js
/**
 * What a job of this machine leaves in the cache while it holds something elsewhere, so that the next one knows it for dead.
 * To be used under a lock of the same name: then whoever left a mark that is still there is gone.
 */




/** @param cache the cache's folder */
async function leaveMark(cache, name) {
    const folder = (0,external_node_path_.join)(cache, "marks");
    await (0,promises_.mkdir)(folder, { recursive: true, mode: 0o700 });
    const file = (0,external_node_path_.join)(folder, name);
    const dead = await (0,promises_.readFile)(file, "latin1").catch((0,missing/* missing */.L)(undefined));
    const ours = (0,external_node_crypto_.randomBytes)(12).toString("hex");
    await (0,promises_.writeFile)(file, ours);
    return { ours, dead, remove: () => (0,promises_.rm)(file, { force: true }) };
}

// EXTERNAL MODULE: ./core/log/stages.js
var log_stages = __webpack_require__(4291);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
;// CONCATENATED MODULE: ./core/machine/job-name.js
/** Who we are to other jobs: what a person who waits for us would like to look at. Nothing that is secret. */

/** Source: docs.github.com, "Default environment variables"; circleci.com/docs, "Built-in environment variables". */
function jobName(environment) {
    const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = environment;
    if (environment.GITHUB_ACTIONS === "true" && server && repository && run) {
        const { GITHUB_RUN_ATTEMPT: attempt = "1", GITHUB_JOB: job = "" } = environment;
        return `${server}/${repository}/actions/runs/${run}/attempts/${attempt} (${job})`;
    }
    if (environment.CIRCLECI === "true" && environment.CIRCLE_BUILD_URL)
        return environment.CIRCLE_BUILD_URL;
    return `process ${process.pid} on ${(0,external_node_os_.hostname)()}`;
}

// EXTERNAL MODULE: ./core/places/build-time.js + 1 modules
var build_time = __webpack_require__(4577);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(4256);
// EXTERNAL MODULE: ./core/oci/lookup.js
var lookup = __webpack_require__(3087);
// EXTERNAL MODULE: ./core/places/note.js
var places_note = __webpack_require__(2394);
;// CONCATENATED MODULE: ./core/places/lease.js
/**
 * The lease: a note beside a key's tag that tells other jobs who is building the image. It says nothing of any
 * time: clocks of two machines are not to be compared.
 */


/** What stays where nothing can be removed: nobody builds. The same bytes for all keys. */
const over = "over";
const kind = "lease.v1";
const names = {
    holder: "dev.treestamp.lease.holder",
    nonce: "dev.treestamp.lease.nonce",
    beat: "dev.treestamp.lease.beat",
};
/** The lease of a key's tag has a tag that no key has. */
function leaseTag(tag) {
    return `${tag}-lease`;
}
/** The same lease gives the same bytes. */
function leaseManifest(lease) {
    const annotations = lease === over
        ? {}
        : { [names.holder]: lease.holder, [names.nonce]: lease.nonce, [names.beat]: String(lease.beat) };
    return (0,places_note/* noteManifest */.uq)(kind, annotations);
}
/** @throws image-invalid for what is no lease */
function parseLease(stored) {
    const annotations = (0,places_note/* readNote */.VC)(kind, stored);
    if (annotations === undefined) {
        throw new errors/* TreestampError */.ks("image-invalid", `${stored.descriptor.digest} stands where a lease belongs, and is none.`);
    }
    const { [names.holder]: holder = "", [names.nonce]: nonce, [names.beat]: beat } = annotations;
    return nonce === undefined ? over : { holder: printable(holder), nonce, beat: Number(beat) };
}
/** Anybody who may push has written it, and it is printed into logs whose runners take some lines for commands. */
function printable(holder) {
    return holder.replace(/[^\w .:/()@+,-]/g, "?").slice(0, 300) || "another job";
}

;// CONCATENATED MODULE: ./core/places/turn.js
/**
 * Of many jobs, on many machines, that find an image absent at the same time, one builds it; the others wait, and take it.
 *
 * They agree by a lease in the registry (core/places/lease.ts). No registry compares and swaps, so a job that finds no lease
 * puts its own, waits until any job that looked at the same time must have put one, too, and looks again: the last lease
 * counts. Its holder renews it. A lease that has not changed for a while, by the waiting job's clock, belongs to a dead job,
 * and may be replaced. Where two hold one all the same, both build, and either takes what the tag names a little
 * after it was written (publish.ts). A lease saves work; nothing that is right depends on it.
 */





const usualTurnPace = { settle: 500, beat: 15_000 };
function canHaveLeases(store) {
    return store.peek !== undefined && store.removeManifest !== undefined;
}
/** It is ours, and nobody knows. */
const unheld = { isHeld: () => false, release: async () => { } };
/**
 * Waits while another job builds the image of a tag that was found absent.
 * @throws what the lookup of the tag failed with; the signal's reason. A store that has no lease to give, because it cannot
 * be written or its tags not be moved, is no failure: then it is ours, and the log says so.
 */
async function takeTurn(request) {
    const { store, tag, watch, log, signal, pace = usualTurnPace } = request;
    const board = openBoard(store, leaseTag(tag));
    const say = createWaitingLines(log);
    let last;
    let claims = 0;
    for (let pause = pace.settle * 2;; pause = Math.min(pause * 1.5, pace.beat / 2)) {
        let claimed;
        try {
            const start = performance.now();
            let seen = await board.look();
            if (isFree(seen, request)) {
                const claim = await putClaim(board, request, `${request.mark}.${++claims}`, start);
                if (claim.isOurs)
                    claimed = claim;
                else
                    seen = claim.instead;
            }
            if (claimed === undefined && seen !== undefined && seen.lease !== over)
                last = say(seen.lease);
        }
        catch (error) {
            if (!(0,errors/* isTreestampError */.Sh)(error) || error.code === "interrupted")
                throw error;
            log.info(`Other jobs cannot be told that this image is being built here: ${error.message}`);
            return { kind: "ours", note: "no lease to be had", ...unheld };
        }
        if (claimed !== undefined)
            return await unlessBuilt(request, claimed, last);
        signal.throwIfAborted();
        await (0,external_node_timers_promises_.setTimeout)(pause * (0.5 + Math.random()), undefined, { signal });
        const built = await ifReachable(watch.glance());
        if (built !== undefined)
            return { kind: "built", manifest: built, note: builtBy(last) };
    }
}
/** The last holder of the lease may have built the image between our looking for it and our claim. */
async function unlessBuilt({ watch, log }, held, last) {
    try {
        const manifest = await watch.look();
        if (manifest === undefined) {
            if (last === undefined)
                return { kind: "ours", note: "nobody else builds it", ...held };
            log.info(`${last.holder} has ended without an image, or has not been heard of any more: it is built here.`);
            return { kind: "ours", note: "after another job that made no image", ...held };
        }
        await held.release();
        return { kind: "built", manifest, note: builtBy(last) };
    }
    catch (error) {
        await held.release();
        throw error;
    }
}
function builtBy(last) {
    return `built by ${last?.holder ?? "another job"}`;
}
/** While one waits, a registry may be gone for a while: the next look will tell. */
async function ifReachable(answer) {
    return answer.catch((error) => {
        if ((0,errors/* isTreestampError */.Sh)(error, "store-unreachable"))
            return undefined;
        throw error;
    });
}
function openBoard(store, tag) {
    const known = new Map();
    let seen;
    async function read() {
        const digest = seen === undefined ? undefined : await store.peek(tag);
        const lease = digest === undefined ? undefined : known.get(digest);
        if (digest !== undefined && lease !== undefined)
            return { digest, lease };
        const manifest = await (0,lookup/* findManifest */.J)(store, tag);
        if (manifest === undefined)
            return undefined;
        return { digest: manifest.descriptor.digest, lease: parseLease(manifest) };
    }
    return {
        async look() {
            try {
                const now = await read();
                if (now === undefined)
                    seen = undefined;
                else if (now.digest !== seen?.digest)
                    seen = { ...now, since: performance.now() };
                if (now !== undefined)
                    known.set(now.digest, now.lease);
            }
            catch (error) {
                if (seen === undefined || !(0,errors/* isTreestampError */.Sh)(error, "store-unreachable"))
                    throw error;
            }
            return seen;
        },
        async put(lease) {
            const note = leaseManifest(lease);
            await (0,places_note/* writeNote */.IP)(store, note, tag);
            const { digest } = note.manifest.descriptor;
            known.set(digest, lease);
            return digest;
        },
        remove: (digest) => store.removeManifest(digest),
    };
}
function isFree(seen, { mark, dead, pace = usualTurnPace }) {
    if (seen === undefined || seen.lease === over)
        return true;
    const [whose] = seen.lease.nonce.split(".");
    if (whose === mark || whose === dead)
        return true;
    const silence = seen.lease.beat === 0 ? pace.beat : 4 * pace.beat;
    return performance.now() - seen.since > silence;
}
function isOf(seen, nonce) {
    return seen !== undefined && seen.lease !== over && seen.lease.nonce === nonce;
}
/**
 * Puts our lease where none was seen, and looks whether another one's came after it.
 * @param start when the look was begun that saw none, by `performance.now()`
 */
async function putClaim(board, request, nonce, start) {
    const { holder, signal, log, pace = usualTurnPace } = request;
    const ours = new Set();
    const put = async (beat) => void ours.add(await board.put({ holder, nonce, beat }));
    let keeping;
    const ended = new AbortController();
    const release = async () => {
        ended.abort();
        await keeping;
        await clear(board, nonce, ours).catch((error) => log.debug(`The lease stays: ${(0,errors/* messageOf */.bD)(error)}`));
    };
    try {
        await put(0);
        // A job that looked when we did, and is as slow as we are, has put its own by then.
        await (0,external_node_timers_promises_.setTimeout)(Math.max(pace.settle, 3 * (performance.now() - start)), undefined, { signal });
        const seen = await board.look();
        if (!isOf(seen, nonce)) {
            await release();
            return { isOurs: false, instead: seen };
        }
        await put(1); // others see that we live; and we, whether the tag can be moved at all
    }
    catch (error) {
        await release();
        throw error;
    }
    let renewed = performance.now();
    // Others believe us dead after four beats; what was lost once is not ours again.
    const isHeld = () => performance.now() - renewed < 3 * pace.beat;
    const onRenewal = (isOurs) => {
        if (!isOurs)
            renewed = Number.NEGATIVE_INFINITY;
        else if (isHeld())
            renewed = performance.now();
    };
    keeping = keep(board, request, nonce, { put, onRenewal }, ended.signal);
    return { isOurs: true, release, isHeld };
}
/**
 * Renews our lease until we are told to stop, or another job has it. It looks more often at first: a job that was too slow
 * has put a claim over our lease, and has to see ours again before it believes in its own.
 */
async function keep(board, { log, pace = usualTurnPace }, nonce, { put, onRenewal }, ended) {
    let beat = 1;
    for (let gap = pace.settle;; gap = Math.min(gap * 2, pace.beat)) {
        await (0,external_node_timers_promises_.setTimeout)(gap, undefined, { signal: ended, ref: false }).catch(() => { });
        if (ended.aborted)
            return;
        try {
            const seen = await board.look();
            if (seen !== undefined && seen.lease !== over && seen.lease.nonce !== nonce && seen.lease.beat > 0) {
                log.info(`${seen.lease.holder} builds the same image, too.`);
                onRenewal(false);
                return;
            }
            if (isOf(seen, nonce) && gap < pace.beat)
                continue;
            beat = 3 - beat;
            await put(beat);
            onRenewal(true);
        }
        catch (error) {
            log.debug(`The lease could not be renewed: ${(0,errors/* messageOf */.bD)(error)}`); // the next time, perhaps
        }
    }
}
/** Takes our manifests away, the tag with them; where the store does not do that, says that we are done. */
async function clear(board, nonce, ours) {
    const isThere = isOf(await board.look(), nonce);
    for (const digest of [...ours].reverse()) {
        if (await board.remove(digest))
            continue;
        if (isThere)
            await board.put(over);
        return;
    }
}
/** Says for whom we wait; now and then, for how long. */
function createWaitingLines(log) {
    let current;
    let start = 0;
    let next = 0;
    return (lease) => {
        const now = performance.now();
        if (lease.nonce !== current?.nonce) {
            log.info(`Waiting for ${lease.holder}, which builds the same image.`);
            [start, next] = [now, 30_000];
        }
        else if (now - start >= next) {
            log.info(`Still waiting for ${lease.holder}, for ${duration(now - start)} now.`);
            next = Math.min(next * 2, next + 300_000);
        }
        current = lease;
        return lease;
    };
}
function duration(milliseconds) {
    const seconds = Math.round(milliseconds / 1000);
    return seconds < 60 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

// EXTERNAL MODULE: ./core/places/whole.js
var whole = __webpack_require__(7959);
// EXTERNAL MODULE: ./core/recipe/explain.js
var explain = __webpack_require__(5937);
// EXTERNAL MODULE: ./core/recipe/key.js
var key = __webpack_require__(5665);
// EXTERNAL MODULE: ./core/recipe/source.js + 1 modules
var source = __webpack_require__(8869);
;// CONCATENATED MODULE: ./core/recipe/previous.js
/** Why is this key new? The nearest commit before it with another recipe, and what has changed since. */




/** No more commits than this are looked at. */
const furthest = 20;
/** No more images than these are asked for. */
const mostKeys = 5;
/**
 * Compares a recipe with the one of the nearest first-parent ancestor of `ref` that has another key, and whose image is there:
 * what changed since a recipe that nobody has built explains nothing. Undefined where there is none such: at the first
 * use of a store, in a shallow clone, before the recipe's first commit.
 */
async function changesSincePrevious(repository, current, { ref, inputs, isThere }) {
    const range = ["rev-list", "--first-parent", `--max-count=${furthest}`, ref, "--"];
    const { exitCode, stdout } = await repository.git(range);
    if (exitCode !== 0)
        return undefined;
    const looked = new Set([current.key.hash]);
    for (const commit of stdout.toString("latin1").split("\n").filter(Boolean)) {
        try {
            const { recipe } = await (0,source.readSource)(repository, { ref: commit, inputs });
            const { hash, tag } = (0,key.keyOf)(repository.objectFormat, recipe, false);
            if (looked.has(hash))
                continue;
            if (looked.size > mostKeys)
                return undefined;
            looked.add(hash);
            if (await isThere(tag))
                return { commit, changes: await (0,explain.diffRecipes)(repository, recipe, current.recipe) };
        }
        catch (error) {
            if ((0,errors/* isTreestampError */.Sh)(error))
                return undefined; // no recipe there yet, or the history ends here
            throw error;
        }
    }
    return undefined;
}

// EXTERNAL MODULE: ./core/verbs/kept.js
var kept = __webpack_require__(7384);
// EXTERNAL MODULE: ./core/oci/byte-stream.js
var byte_stream = __webpack_require__(5888);
// EXTERNAL MODULE: ./core/oci/digest.js
var digest = __webpack_require__(4617);
// EXTERNAL MODULE: ./core/oci/manifest.js
var oci_manifest = __webpack_require__(4460);
// EXTERNAL MODULE: ./core/oci/copy.js
var copy = __webpack_require__(8080);
// EXTERNAL MODULE: ./core/places/published.js
var places_published = __webpack_require__(4078);
;// CONCATENATED MODULE: ./core/places/publication.js
/** What is to be published, as values: made from a build, or read from a store that has it. */





/** All manifests of a build, made once: the same build gives the same bytes wherever it is published. */
function makePublication(images, layout) {
    const snapshots = images.map(({ manifest, snapshot }) => (0,places_published/* makeSnapshotManifest */.qX)({ ...snapshot, config: imageManifest(manifest).config }));
    const published = images.map(({ platform, manifest }, position) => ({
        platform,
        image: manifest.descriptor,
        snapshot: snapshots[position].manifest.descriptor,
    }));
    const blobs = images.flatMap((image, position) => [
        ...blobsOf(image).map((blob) => ({ blob, source: () => layout.readBlob(blob) })),
        { blob: image.snapshot.frames, source: { file: image.snapshot.framesFile } },
        { blob: image.snapshot.table, source: image.snapshot.openTable },
        { blob: snapshots[position].config.blob, source: () => (0,byte_stream/* streamOf */.mA)(snapshots[position].config.bytes) },
    ]);
    const manifests = [...images, ...snapshots].map(({ manifest }) => manifest);
    return { index: (0,places_published/* makeIndex */.H9)(published), manifests, blobs };
}
/** An image that a store has, to be published in another one as it is. @throws store-corrupt where a part of it is missing */
async function publicationIn(store, index) {
    const { manifests, blobs } = await (0,copy/* closureOf */.TQ)(store, index);
    return { index, manifests, blobs: blobs.map((blob) => ({ blob, source: () => store.readBlob(blob) })) };
}
/** The image's config and layers. */
function blobsOf({ manifest }) {
    const { config, layers } = imageManifest(manifest);
    return [config, ...layers];
}
function imageManifest(stored) {
    const manifest = (0,oci_manifest/* parseManifest */.Ng)(stored);
    if (manifest.kind === "manifest")
        return manifest;
    throw new errors/* TreestampError */.ks("image-invalid", `${stored.descriptor.digest} is an index where an image is expected.`);
}

// EXTERNAL MODULE: ./core/recipe/context.js + 2 modules
var context = __webpack_require__(7585);
;// CONCATENATED MODULE: ./core/snapshot/high-owners.js
const highest = 65_535;
/** Looks at entries as they are read. */
function watchOwners() {
    let count = 0;
    let first;
    return {
        see: ({ name, uid, gid }) => {
            if (uid <= highest && gid <= highest)
                return;
            count++;
            first ??= { name, uid, gid };
        },
        seen: () => (first === undefined ? undefined : { count, first }),
    };
}
/** What to tell who will want to pull the image. */
function highOwnersWarning({ count, first: { name, uid, gid } }) {
    const path = `/${Buffer.from(name, "latin1").toString()}`.replace(/^\/(\.?\/)+/, "/");
    const others = count === 1 ? "" : ` (and ${count - 1} more)`;
    return (`${path} belongs to ${uid}:${gid} in the image${others}. CircleCI's docker executor and engines without root cannot ` +
        `pull an image with a user or group above ${highest}: let the Dockerfile's step that makes the file chown it, too.`);
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:v8"
var external_node_v8_ = __webpack_require__(8877);
// EXTERNAL MODULE: external "node:vm"
var external_node_vm_ = __webpack_require__(714);
// EXTERNAL MODULE: ./core/parallel/thread-pool.js
var thread_pool = __webpack_require__(7986);
// EXTERNAL MODULE: ./core/snapshot/buffers.js
var buffers = __webpack_require__(3799);
// EXTERNAL MODULE: ./core/snapshot/table.js
var snapshot_table = __webpack_require__(5716);
;// CONCATENATED MODULE: ./core/snapshot/chunk-writer.js
/**
 * Writes the raw image and the frames blob side by side, chunk by chunk. Each byte is in memory once: a chunk's buffer is
 * shared with a thread, which hashes it, writes it to the image and puts the compressed frame in its place; the frames
 * are added here, in order.
 */





/** What `buffer` gives: room for the longest chunk and the file that proves too much for it. */
const chunkBufferBytes = 1280 * 1024;
const noDigest = Buffer.alloc(32);
/** Opens both files (made anew, readable by the owner alone until published). */
async function createChunkWriter(options) {
    const { headBytes, level, signal, threads } = options;
    const raw = await (0,promises_.open)(options.rawFile, "wx+", 0o600);
    const frames = await (0,promises_.open)(options.framesFile, "wx", 0o600).catch(async (error) => {
        await raw.close();
        throw error;
    });
    // Enough that each thread has its next chunk at hand, one is filled, and frames wait for the ones before them.
    const { take, release } = (0,buffers/* sharedBuffers */.T)(2 * threads.threads + 2, chunkBufferBytes);
    const listed = [];
    const memoryOfDigests = digestMemory();
    const framesHash = (0,external_node_crypto_.createHash)("sha256");
    let position = headBytes;
    let framesSize = 0;
    let failure;
    /** Settles when all frames appended so far are written. Never rejects: see `failure`. */
    let written = Promise.resolve();
    const check = () => {
        if (failure !== undefined)
            throw failure;
        if (signal?.aborted)
            throw new errors/* TreestampError */.ks("interrupted", "Packing was interrupted.", { cause: signal.reason });
    };
    const takeBuffer = async () => {
        const buffer = await take();
        try {
            check();
        }
        catch (error) {
            release(buffer);
            throw error;
        }
        return buffer;
    };
    const addFrame = async (frame) => {
        framesHash.update(frame);
        await writeAll(frames, frame, framesSize);
        framesSize += frame.length;
    };
    /** Has a thread work on the chunk at once, and adds its frame after all frames before it. */
    const addChunk = (buffer, length, at, digest) => {
        const chunk = { plainLength: length, frameLength: 0, plainDigest: noDigest, frameDigest: noDigest };
        const added = threads.call("add", { raw: raw.fd, position: at, memory: buffer, length, digest, level });
        written = Promise.allSettled([added, written]).then(async ([outcome]) => {
            try {
                if (outcome.status === "rejected")
                    throw outcome.reason;
                Object.assign(chunk, described(outcome.value, memoryOfDigests()));
                if (failure === undefined)
                    await addFrame(buffer.subarray(0, chunk.frameLength));
            }
            catch (error) {
                failure ??= error;
            }
            finally {
                release(buffer);
            }
        });
        return chunk;
    };
    return {
        get position() {
            return position;
        },
        buffer: takeBuffer,
        append(buffer, length, digest) {
            check();
            listed.push(addChunk(buffer, length, position, digest));
            position += length;
        },
        release,
        async read(buffer, length, from) {
            await written;
            check();
            const { bytesRead } = await raw.read(buffer, 0, length, from);
            if (bytesRead !== length)
                buffer.fill(0, bytesRead, length);
        },
        async finish(head) {
            await written;
            check();
            const buffer = await takeBuffer();
            const chunk = addChunk(buffer, head(listed).copy(buffer), 0);
            await written;
            check();
            await raw.truncate(position);
            return { table: (0,snapshot_table.chunkTable)([chunk, ...listed]), framesDigest: `sha256:${framesHash.digest("hex")}` };
        },
        async close() {
            await written;
            await Promise.all([raw.close(), frames.close()]);
        },
    };
}
function described({ plainDigest, frameLength, frameDigest }, digests) {
    digests.write(plainDigest, 0, "latin1");
    digests.write(frameDigest, 32, "latin1");
    return { plainDigest: digests.subarray(0, 32), frameLength, frameDigest: digests.subarray(32) };
}
/** Memory for the digests of many chunks at once: a piece of its own for each would take twice as much. */
function digestMemory() {
    let free = Buffer.alloc(0);
    return () => {
        if (free.length === 0)
            free = Buffer.allocUnsafeSlow(64 * 1024);
        const taken = free.subarray(0, 64);
        free = free.subarray(64);
        return taken;
    };
}
async function writeAll(file, bytes, position) {
    let done = 0;
    while (done < bytes.length)
        done += (await file.write(bytes, done, bytes.length - done, position + done)).bytesWritten;
}

;// CONCATENATED MODULE: ./core/snapshot/content-table.js
/**
 * Which contents an image has. An image of 8 GB has some 400,000: they are kept as bytes, 42 for each and 4 to 12 to find
 * it again, because as objects in a map they would take four times as much.
 */

/** Entries are a digest, a u32 and a u48. They are kept in slabs, which never move. */
const blockAt = 32;
const sizeAt = 36;
const entryBytes = 42;
const entriesPerSlab = 2048;
/** The first 32 bits of a digest, as they stand in an entry. */
function startOf(digest) {
    return [3, 2, 1, 0].reduce((start, place) => start * 256 + digest.charCodeAt(place), 0);
}
function contentTable() {
    const slabs = [];
    let count = 0;
    /** By digest, open addressing: the number of an entry, counted from 1, or 0. At most two thirds are in use. */
    let index = new Uint32Array(1024);
    const slabOf = (entry) => slabs[Math.floor(entry / entriesPerSlab)];
    const placeOf = (entry) => (entry % entriesPerSlab) * entryBytes;
    const contentOf = (entry) => {
        const slab = slabOf(entry);
        const at = placeOf(entry);
        const digest = slab.toString("latin1", at, at + blockAt);
        return { block: slab.readUInt32LE(at + blockAt), size: slab.readUIntLE(at + sizeAt, 6), digest };
    };
    /** Where in the index a digest that begins so is, or the free place where it would be. */
    const slotOf = (start, isIt) => {
        let slot = start % index.length;
        while (index[slot] !== 0 && !isIt(index[slot] - 1))
            slot = (slot + 1) % index.length;
        return slot;
    };
    const enter = (entry) => {
        index[slotOf(slabOf(entry).readUInt32LE(placeOf(entry)), () => false)] = entry + 1;
    };
    const growIndex = () => {
        const full = index;
        index = new Uint32Array(2 * full.length);
        (0,buffers/* release */._)(full);
        for (let entry = 0; entry < count; entry++)
            enter(entry);
    };
    return {
        add({ block, size, digest }) {
            if (count % entriesPerSlab === 0)
                slabs.push(Buffer.allocUnsafeSlow(entriesPerSlab * entryBytes));
            const slab = slabOf(count);
            const at = placeOf(count);
            slab.write(digest, at, "latin1");
            slab.writeUInt32LE(block, at + blockAt);
            slab.writeUIntLE(size, at + sizeAt, 6);
            if (3 * count >= 2 * index.length)
                growIndex();
            enter(count++);
        },
        find(size, digest) {
            const isIt = (entry) => {
                const content = contentOf(entry);
                return content.size === size && content.digest === digest;
            };
            const found = index[slotOf(startOf(digest), isIt)];
            return found === 0 ? undefined : contentOf(found - 1).block;
        },
        seal() {
            (0,buffers/* release */._)(index);
        },
        *[Symbol.iterator]() {
            for (let entry = 0; entry < count; entry++)
                yield contentOf(entry);
        },
    };
}

// EXTERNAL MODULE: ./core/snapshot/erofs/format.js
var format = __webpack_require__(585);
;// CONCATENATED MODULE: ./core/snapshot/zeros.js
/** Zeros, which neither the image nor the frames hold; and digests, which know those of zeros by heart. */

const zeros = Buffer.alloc(2 * 1024 * 1024);
const digests = new Map();
/** @param bytes at most 2 MiB */
function isZero(bytes) {
    return bytes[0] === 0 && bytes.equals(zeros.subarray(0, bytes.length));
}
/**
 * sha256, raw: a latin1 string of 32 characters, which takes a fifth of a Buffer's memory and can be the key of a map.
 */
function sha256(bytes) {
    return (0,external_node_crypto_.hash)("sha256", bytes, "binary");
}
/** The same, of bytes that may well be all zeros: those are hashed once for each length. */
function pieceDigest(bytes) {
    if (!isZero(bytes))
        return sha256(bytes);
    const known = digests.get(bytes.length) ?? sha256(bytes);
    digests.set(bytes.length, known);
    return known;
}

;// CONCATENATED MODULE: ./core/snapshot/content.js
/**
 * Contents of files, in order of arrival, at block-aligned places of the image; equal files stand there once.
 *
 * Chunks follow files, so that a change of one file changes few chunks:
 * - a file over 256 KiB is cut before, after, and every 512 KiB;
 * - smaller ones share chunks of 256 KiB to 1 MiB; a chunk ends after a file whose content says so (one in sixteen), so
 *   that the same neighbours share a chunk again in another version of the image.
 */



/** Files up to this size share chunks. */
const smallFileBytes = 256 * 1024;
/** A large file is cut every so many bytes. */
const pieceBytes = 512 * 1024;
const minGroupBytes = 256 * 1024;
const maxGroupBytes = 1024 * 1024;
/**
 * What a file is known by: sha256 of its content where it is small; where it is large, sha256 of the digests of its
 * 512 KiB pieces (the last one filled up with zeros to whole blocks), which are the digests of its chunks.
 */
function contentDigest(size, pieces) {
    return size <= smallFileBytes ? pieces[0] : sha256(Buffer.from(pieces.join(""), "latin1"));
}
async function createContentWriter(chunks) {
    const contents = contentTable();
    /** Large files by size and first piece. */
    const large = new Map();
    let equalFiles = 0;
    let group = await chunks.buffer();
    let groupLength = 0;
    const cutGroup = async () => {
        if (groupLength === 0)
            return;
        chunks.append(group, groupLength);
        groupLength = 0;
        group = await chunks.buffer();
    };
    /** A small file is gathered behind the group, where it will stand if it is new. */
    const beginSmall = (size) => {
        let length = 0;
        return {
            write(bytes) {
                group.set(bytes, groupLength + length);
                length += bytes.length;
            },
            end() {
                const digest = sha256(group.subarray(groupLength, groupLength + size));
                const there = contents.find(size, digest);
                if (there !== undefined) {
                    equalFiles++;
                    return there;
                }
                const padded = wholeBlocks(size);
                group.fill(0, groupLength + size, groupLength + padded);
                const place = () => {
                    const block = (chunks.position + groupLength) / format/* blockBytes */.VE;
                    contents.add({ block, size, digest });
                    groupLength += padded;
                    return block;
                };
                if (groupLength + padded > maxGroupBytes)
                    return moveToNextGroup(padded).then(place);
                const block = place();
                if (groupLength >= minGroupBytes && digest.charCodeAt(0) < 16)
                    return cutGroup().then(() => block);
                return block;
            },
        };
    };
    const moveToNextGroup = async (length) => {
        const next = await chunks.buffer();
        group.copy(next, 0, groupLength, groupLength + length);
        chunks.append(group, groupLength);
        group = next;
        groupLength = 0;
    };
    /**
     * A large file is compared piece by piece with those of its size before it; as long as one of them goes along, nothing
     * is written. Where the last one parts, what they had in common is read back and written for the new file.
     */
    const beginLarge = (size) => {
        const digests = [];
        let piece;
        let length = 0;
        let left = size;
        let address = -1;
        let alike = [];
        const emit = async (buffer, bytes, digest) => {
            if (address === -1) {
                await cutGroup();
                address = chunks.position;
            }
            chunks.append(buffer, bytes, digest);
        };
        const endPiece = async () => {
            const padded = wholeBlocks(length);
            piece.fill(0, length, padded);
            const digest = pieceDigest(piece.subarray(0, padded));
            const model = alike[0];
            if (digests.length === 0)
                alike = large.get(`${size} ${digest}`) ?? [];
            else
                alike = alike.filter((file) => file.digests[digests.length] === digest);
            if (alike.length > 0) {
                chunks.release(piece);
            }
            else {
                if (model !== undefined)
                    await repeat(model);
                await emit(piece, padded, digest);
            }
            digests.push(digest);
            left -= length;
            length = 0;
            piece = undefined;
        };
        /** Writes the pieces that this file has in common with `model` so far. */
        const repeat = async (model) => {
            for (const [index, digest] of digests.entries()) {
                const buffer = await chunks.buffer();
                await chunks.read(buffer, pieceBytes, model.address + index * pieceBytes);
                await emit(buffer, pieceBytes, digest);
            }
        };
        const writeSlowly = async (bytes) => {
            let at = 0;
            while (at < bytes.length) {
                piece ??= await chunks.buffer();
                const part = bytes.subarray(at, at + pieceBytes - length);
                piece.set(part, length);
                length += part.length;
                at += part.length;
                if (length === pieceBytes || length === left)
                    await endPiece();
            }
        };
        return {
            write(bytes) {
                if (piece === undefined || length + bytes.length >= Math.min(pieceBytes, left))
                    return writeSlowly(bytes);
                piece.set(bytes, length);
                length += bytes.length;
                return undefined;
            },
            end() {
                const equal = alike[0];
                if (equal !== undefined) {
                    equalFiles++;
                    return equal.address / format/* blockBytes */.VE;
                }
                const key = `${size} ${digests[0]}`;
                const same = large.get(key);
                const file = { address, digests };
                if (same === undefined)
                    large.set(key, [file]);
                else
                    same.push(file);
                const block = address / format/* blockBytes */.VE;
                contents.add({ block, size, digest: contentDigest(size, digests) });
                return block;
            },
        };
    };
    return {
        begin(size) {
            if (size === 0)
                return { write: () => { }, end: () => 0 };
            return size <= smallFileBytes ? beginSmall(size) : beginLarge(size);
        },
        end() {
            if (groupLength > 0)
                chunks.append(group, groupLength);
            else
                chunks.release(group);
            contents.seal();
            large.clear();
            return contents;
        },
        get equalFiles() {
            return equalFiles;
        },
    };
}
function wholeBlocks(bytes) {
    return Math.ceil(bytes / format/* blockBytes */.VE) * format/* blockBytes */.VE;
}

;// CONCATENATED MODULE: ./core/snapshot/tree.js
/** The names in a directory, in the order of their bytes. */
function namesIn({ children }) {
    return [...children.keys()].sort();
}

// EXTERNAL MODULE: ./core/snapshot/erofs/directory.js
var directory = __webpack_require__(4603);
// EXTERNAL MODULE: ./core/snapshot/erofs/xattr.js
var xattr = __webpack_require__(2707);
;// CONCATENATED MODULE: ./core/snapshot/erofs/metadata.js
/**
 * The metadata region of an EROFS image, and its superblock: all inodes in depth-first order with names sorted, each
 * followed by its extended attributes and, where they fit in one block, its symlink target or the last part of its
 * directory; then the full blocks of directories and long symlink targets. The same tree gives the same bytes.
 */





/** Gives each inode of the tree its place (`nid`). */
function planMetadata(root) {
    const directories = new Map();
    const times = new Map();
    let inodes = 0;
    for (const { inode, parent } of inodesOf(root)) {
        inodes++;
        if (inode.type === "directory")
            directories.set(inode, { parent, size: (0,directory/* directoryBytes */.pF)(namesIn(inode)) });
        const time = inode.attributes.mtime;
        const key = `${time.seconds}.${time.nanoseconds}`;
        const known = times.get(key);
        if (known === undefined)
            times.set(key, { count: 1, time });
        else
            known.count++;
    }
    const plan = { root, inodes, directories, buildTime: mostCommon(times.values()) };
    return { ...plan, ...place(plan) };
}
/** Each inode once, depth first, names in byte order; with the directory where its first name is. */
function* inodesOf(root, parent = root, seen = new Set()) {
    yield { inode: root, parent };
    for (const name of namesIn(root)) {
        const child = root.children.get(name);
        if (child.type === "directory") {
            yield* inodesOf(child, root, seen);
            continue;
        }
        if (child.links > 1) {
            if (seen.has(child))
                continue;
            seen.add(child);
        }
        yield { inode: child, parent: root };
    }
}
function mostCommon(times) {
    let best = { count: 0, time: { seconds: 0, nanoseconds: 0 } };
    for (const candidate of times)
        if (candidate.time.seconds >= 0 && candidate.count > best.count)
            best = candidate;
    return best.time;
}
function place(plan) {
    const haveBlocks = [];
    // The first slot stays empty, so that no inode has the number 0, which programs take for "none".
    let end = format/* slotBytes */.Gm;
    for (const { inode } of inodesOf(plan.root)) {
        const head = headBytes(plan, inode);
        const tail = tailBytes(plan, inode);
        let position = Math.ceil(end / format/* slotBytes */.Gm) * format/* slotBytes */.Gm;
        if (tail > 0 && within(position + head) + tail > format/* blockBytes */.VE && within(head) + tail <= format/* blockBytes */.VE) {
            position = metadata_wholeBlocks(position);
        }
        inode.nid = position / format/* slotBytes */.Gm;
        end = position + head + inlineBytes(plan, inode);
        if ((inode.type === "directory" || inode.type === "symlink") && fullBytes(plan, inode) > 0)
            haveBlocks.push(inode);
    }
    const blocksAt = new Map();
    end = metadata_wholeBlocks(end);
    for (const inode of haveBlocks) {
        blocksAt.set(inode, end);
        end += fullBytes(plan, inode);
    }
    return { bytes: end, blocksAt };
}
function within(position) {
    return position % format/* blockBytes */.VE;
}
function metadata_wholeBlocks(bytes) {
    return Math.ceil(bytes / format/* blockBytes */.VE) * format/* blockBytes */.VE;
}
function sizeOf(plan, inode) {
    if (inode.type === "file")
        return inode.size;
    if (inode.type === "symlink")
        return inode.target.length;
    return inode.type === "directory" ? plan.directories.get(inode).size : 0;
}
/** Bytes of an inode and its attributes. */
function headBytes(plan, inode) {
    return (fitsCompact(plan, inode) ? format/* compactInodeBytes */.ov : format/* extendedInodeBytes */.iB) + (0,xattr/* xattrBytes */.Z1)(inode.attributes.xattrs);
}
/** What may stand behind the inode: a short symlink target, the last part of a directory. Never a whole block. */
function tailBytes(plan, inode) {
    return inode.type === "symlink" || inode.type === "directory" ? within(sizeOf(plan, inode)) : 0;
}
/** What does stand behind the inode, at its place: all of its tail where that crosses no block, or nothing. */
function inlineBytes(plan, inode) {
    const tail = tailBytes(plan, inode);
    return tail > 0 && within(inode.nid * format/* slotBytes */.Gm + headBytes(plan, inode)) + tail <= format/* blockBytes */.VE ? tail : 0;
}
/** What stands in blocks of its own. */
function fullBytes(plan, inode) {
    return metadata_wholeBlocks(sizeOf(plan, inode) - inlineBytes(plan, inode));
}
function fitsCompact(plan, inode) {
    const { uid, gid, mtime } = inode.attributes;
    const small = uid <= 0xffff && gid <= 0xffff && inode.links <= 0xffff && sizeOf(plan, inode) <= 0xffffffff;
    return small && mtime.seconds === plan.buildTime.seconds && mtime.nanoseconds === plan.buildTime.nanoseconds;
}
/**
 * Encodes what was planned, piece by piece from the region's start to its end.
 * @param address byte offset in the image where the region will stand
 * @returns pieces, each valid until the next is asked for
 */
function* encodeMetadata(plan, address) {
    let memory = Buffer.alloc(2 * format/* blockBytes */.VE);
    /** Zeros in used memory. */
    const zeros = (length) => {
        if (length > memory.length)
            memory = Buffer.alloc(length);
        return memory.subarray(0, length).fill(0);
    };
    let end = 0;
    let number = 0;
    for (const { inode } of inodesOf(plan.root)) {
        const at = inode.nid * format/* slotBytes */.Gm;
        const length = headBytes(plan, inode) + inlineBytes(plan, inode);
        const piece = zeros(at + length - end);
        encodeInode(piece.subarray(at - end), plan, inode, ++number, address);
        yield piece;
        end = at + length;
    }
    yield zeros(metadata_wholeBlocks(end) - end);
    for (const inode of plan.blocksAt.keys()) {
        for (const encodeBlock of contentBlocks(plan, inode).slice(0, fullBytes(plan, inode) / format/* blockBytes */.VE)) {
            const piece = zeros(format/* blockBytes */.VE);
            encodeBlock(piece);
            yield piece;
        }
    }
}
function encodeInode(region, plan, inode, number, address) {
    const { mode, uid, gid, mtime, xattrs } = inode.attributes;
    const isCompact = fitsCompact(plan, inode);
    const size = sizeOf(plan, inode);
    const head = headBytes(plan, inode);
    const inline = inlineBytes(plan, inode);
    const attributes = (0,xattr/* xattrBytes */.Z1)(xattrs);
    const layout = inline > 0 ? format/* layoutInline */.OF : format/* layoutPlain */.Ju;
    region.writeUInt16LE((isCompact ? 0 : format/* versionExtended */.CP) | (layout << 1), 0);
    region.writeUInt16LE(attributes === 0 ? 0 : (attributes - 12) / 4 + 1, 2);
    region.writeUInt16LE(format/* fileTypes */.Ko[inode.type].mode | mode, 4);
    region.writeUInt32LE(dataField(plan, inode, address), 16);
    region.writeUInt32LE(number, 20);
    if (isCompact) {
        region.writeUInt16LE(inode.links, 6);
        region.writeUInt32LE(size, 8);
        region.writeUInt16LE(uid, 24);
        region.writeUInt16LE(gid, 26);
    }
    else {
        region.writeBigUInt64LE(BigInt(size), 8);
        region.writeUInt32LE(uid, 24);
        region.writeUInt32LE(gid, 28);
        region.writeBigInt64LE(BigInt(mtime.seconds), 32);
        region.writeUInt32LE(mtime.nanoseconds, 40);
        region.writeUInt32LE(inode.links, 44);
    }
    (0,xattr/* encodeXattrs */.tv)(region, head - attributes, xattrs);
    if (inline > 0 && (inode.type === "directory" || inode.type === "symlink")) {
        contentBlocks(plan, inode).at(-1)(region.subarray(head));
    }
}
/** i_u: the device's number, or the block where the data starts, or 0. */
function dataField({ blocksAt }, inode, address) {
    switch (inode.type) {
        case "character":
        case "block":
            return (0,format/* encodeDevice */.b5)(inode.major, inode.minor);
        case "file":
            if (inode.block === undefined)
                throw new Error("a file of the tree has no content");
            return inode.block;
        case "directory":
        case "symlink": {
            const at = blocksAt.get(inode);
            return at === undefined ? 0 : (address + at) / format/* blockBytes */.VE;
        }
        default:
            return 0;
    }
}
/** Writers of what a directory or a symlink holds, one for each block: a symlink's target is shorter than one. */
function contentBlocks({ directories }, inode) {
    if (inode.type === "symlink")
        return [(region) => void region.write(inode.target, "latin1")];
    const look = (name) => name === "." ? inode : name === ".." ? directories.get(inode).parent : inode.children.get(name);
    return (0,directory/* directoryBlocks */.Yu)(namesIn(inode)).map((block) => (region) => {
        (0,directory/* encodeDirectoryBlock */.R5)(region, block, (name) => {
            const { nid, type } = look(name);
            return { nid, type: format/* fileTypes */.Ko[type].dirent };
        });
    });
}
/** The image's first block. @param identity what the image's uuid is made of */
function encodeHead(metadata, address, identity) {
    const head = Buffer.alloc(format/* blockBytes */.VE);
    const block = head.subarray(format/* superblockOffset */.U8, format/* superblockOffset */.U8 + format/* superblockBytes */.IB);
    block.writeUInt32LE(format/* superblockMagic */.iE, 0);
    block.writeUInt32LE(format/* compatMtime */.L8, 8);
    block.writeUInt8(format/* blockBits */.CZ, 12);
    block.writeUInt16LE(metadata.root.nid, 14);
    block.writeBigUInt64LE(BigInt(metadata.inodes), 16);
    block.writeBigUInt64LE(BigInt(metadata.buildTime.seconds), 24);
    block.writeUInt32LE(metadata.buildTime.nanoseconds, 32);
    block.writeUInt32LE((address + metadata.bytes) / format/* blockBytes */.VE, 36);
    block.writeUInt32LE(address / format/* blockBytes */.VE, 40);
    const uuid = (0,external_node_crypto_.createHash)("sha256").update(identity).digest().subarray(0, 16);
    uuid[6] = (uuid[6] & 0x0f) | 0x80; // version 8, made by a rule of one's own (RFC 9562)
    uuid[8] = (uuid[8] & 0x3f) | 0x80;
    uuid.copy(block, 48);
    return head;
}

// EXTERNAL MODULE: ./core/archive/tar-reader.js + 1 modules
var tar_reader = __webpack_require__(9838);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
;// CONCATENATED MODULE: ./core/archive/zstd-frames.js
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
    return new errors/* TreestampError */.ks("image-invalid", `A layer is not a readable zstd stream: ${what}.`, {
        remedy: "Build the image again; if it was pushed by another tool, push it again with that tool.",
    });
}

;// CONCATENATED MODULE: ./core/snapshot/layer-stream.js
/** A layer's blob as the plain tar inside it. */






const layer_stream_pieceBytes = 256 * 1024;
/** Gives the plain tar; a piece is valid until the next is asked for. At its end the digest is right, or it throws image-invalid. */
async function* plainLayer(layer, signal) {
    const hash = layer.diffId === undefined ? undefined : (0,external_node_crypto_.createHash)("sha256");
    for await (const bytes of decompressed(layer, signal)) {
        hash?.update(bytes);
        yield bytes;
    }
    const actual = hash === undefined ? layer.diffId : `sha256:${hash.digest("hex")}`;
    if (actual === layer.diffId)
        return;
    throw new errors/* TreestampError */.ks("image-invalid", `Layer ${layer.descriptor.digest} is ${actual} once decompressed, and the image's configuration says ${layer.diffId}.`, { remedy: "The image is inconsistent: build it again." });
}
function decompressed(layer, signal) {
    const decompressor = decompressorFor(layer.descriptor);
    if (decompressor === undefined)
        return layer.open();
    let failure;
    // The output ends with the error of whichever stream failed; the source's own error says more than "premature close".
    const bytes = layer.descriptor.mediaType.endsWith("zstd") ? zstdFrames(layer.open()) : layer.open();
    const source = external_node_stream_.Readable.from(bytes, { objectMode: true, highWaterMark: 1 });
    source.on("error", (error) => {
        failure ??= error;
    });
    const plain = (0,external_node_stream_.pipeline)(signal === undefined ? source : (0,external_node_stream_.addAbortSignal)(signal, source), decompressor, () => { });
    return translated(plain, layer.descriptor, () => failure, signal);
}
async function* translated(plain, descriptor, sourceFailure, signal) {
    let last;
    try {
        for await (const piece of plain) {
            // Pieces in other memory: what the last ones stood in is full, and the decompressor is done with it.
            if (last !== undefined && last.buffer !== piece.buffer)
                (0,buffers/* release */._)(last);
            last = piece;
            yield piece;
        }
    }
    catch (error) {
        if (signal?.aborted)
            throw new errors/* TreestampError */.ks("interrupted", "Packing was interrupted.", { cause: signal.reason });
        const cause = sourceFailure() ?? error;
        const code = cause.code ?? "";
        if ((0,errors/* isTreestampError */.Sh)(cause) || !/^(Z_|ZSTD_)/.test(code))
            throw cause;
        throw new errors/* TreestampError */.ks("image-invalid", `Layer ${descriptor.digest} cannot be decompressed: ${(0,errors/* messageOf */.bD)(cause)}.`, { cause, remedy: "The image is damaged: build it again." });
    }
}
/** By media type; nothing for a plain tar. Source: image-spec layer.md; distribution, manifest v2 schema 2. */
function decompressorFor({ mediaType, digest }) {
    switch (mediaType) {
        case "application/vnd.oci.image.layer.v1.tar":
        case "application/vnd.oci.image.layer.nondistributable.v1.tar":
        case "application/vnd.docker.image.rootfs.diff.tar":
            return undefined;
        case "application/vnd.oci.image.layer.v1.tar+gzip":
        case "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip":
        case "application/vnd.docker.image.rootfs.diff.tar.gzip":
        case "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip":
            return (0,external_node_zlib_.createGunzip)({ chunkSize: layer_stream_pieceBytes });
        case "application/vnd.oci.image.layer.v1.tar+zstd":
        case "application/vnd.oci.image.layer.nondistributable.v1.tar+zstd":
        case "application/vnd.docker.image.rootfs.diff.tar.zstd":
            return (0,external_node_zlib_.createZstdDecompress)({ chunkSize: layer_stream_pieceBytes });
        default:
            throw new errors/* TreestampError */.ks("image-invalid", `Layer ${digest} has the media type ${mediaType}, which is no layer's.`, {
                remedy: "Let the engine write tar layers, plain or compressed by gzip or zstd.",
            });
    }
}

;// CONCATENATED MODULE: ./core/snapshot/xattrs.js
/** Which extended attributes of a layer stay, as docker and the kernel take them. */

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
            throw new errors/* TreestampError */.ks("image-invalid", `A layer has an extended attribute that is too long: ${name}.`, {
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

;// CONCATENATED MODULE: ./core/snapshot/layer-tree.js


function newDirectory(attributes) {
    const children = new Map();
    return { type: "directory", attributes, children, links: 0, nid: 0, opaque: false, whiteouts: undefined };
}
/** Says that a name of lower layers does not show. */
function hide(directory, name) {
    directory.whiteouts ??= new Set();
    directory.whiteouts.add(name);
}
const whiteoutPrefix = ".wh.";
const opaqueName = ".wh..wh..opq";
const layer_tree_maxNameBytes = 255;
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
/** Adds an entry to its layer's tree. Gives the file where it is one, whose content comes next. */
function addEntry(root, entry) {
    const path = cleanPath(entry.name);
    if (path.length === 0) {
        if (entry.type !== "directory")
            throw layer_tree_invalid(entry.name, "it is the root and no directory");
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
        parent.directory.children.set(name, linkedNode(root, entry));
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
        throw layer_tree_invalid(entry.name, "it hides no name that can be");
    hide(directory, hidden);
}
/** What a hard link stands for: the inode itself where this layer has it. */
function linkedNode(root, entry) {
    const target = cleanPath(entry.linkName);
    const name = target.pop();
    if (name === undefined)
        throw layer_tree_invalid(entry.name, "it is a hard link to the root");
    const attributes = attributesOf(entry);
    const parent = followDirectories(root, target, entry.linkName, false);
    const node = parent?.directory.children.get(name);
    if (node === undefined)
        return { type: "link", target: [...(parent?.path ?? target), name], attributes, layer: root };
    if (node.type === "directory")
        throw layer_tree_invalid(entry.name, "it is a hard link to a directory");
    if (node.type !== "link")
        setAttributes(node, attributes);
    return node;
}
/** A hard link's entry describes the inode once more: the later description holds; its attributes are added. */
function setAttributes(inode, described) {
    const mode = inode.type === "symlink" ? symlinkMode : described.mode;
    const xattrs = new Map([...inode.attributes.xattrs, ...keptXattrs(described.xattrs, inode.type)]);
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
                throw layer_tree_invalid(name, "it is too deep");
        }
        else if (next.type === "symlink") {
            if (++followed > maxLinksFollowed)
                throw layer_tree_invalid(name, "its symbolic links go round");
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
            throw layer_tree_invalid(name, `${[...real, part].join("/")} is no directory`);
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
                throw layer_tree_invalid(entry.name, `its target of ${target.length} bytes cannot be`);
            }
            return { type: "symlink", attributes, links: 0, nid: 0, target };
        }
        case "character":
        case "block": {
            const { type, major, minor } = entry;
            if (major < 0 || major > maxMajor || minor < 0 || minor > maxMinor) {
                throw layer_tree_invalid(entry.name, `a device ${major}:${minor} cannot be`);
            }
            return { type, attributes, links: 0, nid: 0, major, minor };
        }
        default:
            return { type: "fifo", attributes, links: 0, nid: 0 };
    }
}
function attributesOf({ name, type, mode, uid, gid, mtime, xattrs }) {
    if (uid < 0 || gid < 0 || uid > maxId || gid > maxId)
        throw layer_tree_invalid(name, `its owner ${uid}:${gid} cannot be`);
    const kept = keptXattrs(xattrs, type === "link" ? "file" : type);
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
function sharedAttributes(attributes) {
    const { mode, uid, gid, mtime, xattrs } = attributes;
    if (xattrs.size > 0)
        return attributes;
    const key = `${mode} ${uid} ${gid} ${mtime.seconds} ${mtime.nanoseconds}`;
    return lately.attributes.get(key) ?? remember(lately.attributes, key, attributes);
}
function sharedName(name) {
    const known = lately.names.get(name);
    if (known !== undefined)
        return known;
    // As a part of a longer string it would keep that in memory.
    const own = Buffer.from(name, "latin1").toString("latin1");
    return remember(lately.names, own, own);
}
/** The components of a name, without ".", ".." and empty ones. */
function cleanPath(name) {
    const path = [];
    for (const part of name.split("/")) {
        if (part === "" || part === ".")
            continue;
        checkName(part, name);
        if (part !== "..")
            path.push(part);
        else if (path.pop() === undefined)
            throw layer_tree_invalid(name, "it leaves the image's root");
    }
    return path;
}
function checkName(part, name) {
    if (part.length > layer_tree_maxNameBytes)
        throw layer_tree_invalid(name, `a part of its name has ${part.length} bytes, more than 255`);
    if (part.includes("\0"))
        throw layer_tree_invalid(name, "its name has a NUL byte");
}
function layer_tree_invalid(name, what) {
    return new errors/* TreestampError */.ks("image-invalid", `A layer's entry ${JSON.stringify(name.slice(0, 300))} cannot be: ${what}.`, {
        remedy: "Docker would refuse it or make something else of it: build the image again without it.",
    });
}

;// CONCATENATED MODULE: ./core/snapshot/flatten.js
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
    const { layers, sink, onEntry, signal } = request;
    const trees = [];
    /** Of each layer: its files whose bytes were not kept, and the number of each among the layer's entries. */
    const passedOver = layers.map(() => new Map());
    let merged;
    for (let index = layers.length - 1; index >= 0; index--) {
        const tree = newDirectory();
        const above = merged;
        let entries = 0;
        await (0,tar_reader/* readTar */.s)(plainLayer(layers[index], signal), (entry) => {
            entries++;
            onEntry?.(entry);
            const file = addEntry(tree, entry);
            if (file === undefined)
                return undefined;
            if (above === undefined || !isHidden(above, file.path))
                return flatten_keep(file.inode, sink);
            passedOver[index].set(file.inode, entries);
            return undefined;
        });
        hideBelowWhiteouts(tree);
        trees[index] = tree;
        if (merged === undefined)
            merged = tree;
        else
            mergeBelow(merged, tree);
    }
    const linked = linkResolver(trees);
    const root = finish(merged ?? newDirectory(), linked);
    await readPassedOver(request, passedOver, root);
    return root;
}
function flatten_keep(inode, sink) {
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
/** Whether a lower layer's file at `path` cannot be seen through the layers above it. */
function isHidden(above, path) {
    let directory = above;
    for (const [index, name] of path.entries()) {
        const child = directory.children.get(name);
        if (child === undefined)
            return directory.opaque || directory.whiteouts?.has(name) === true;
        if (child.type !== "directory" || index === path.length - 1)
            return true;
        directory = child;
    }
    return true;
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
        hide(upper, name);
        const above = upper.children.get(name);
        if (above?.type === "directory" && !lower.children.has(name))
            above.opaque = true;
    }
    upper.opaque = lower.opaque;
}
/** Finds what hard links to lower layers stand for. Each link goes to a lower layer, so this comes to an end. */
function linkResolver(trees) {
    const found = new Map();
    const resolve = (link) => {
        const known = found.get(link);
        if (known !== undefined)
            return known;
        const node = lookUpBelow(trees, trees.indexOf(link.layer), link.target);
        if (node === undefined || node.type === "directory") {
            throw new errors/* TreestampError */.ks("image-invalid", `A layer has a hard link to ${JSON.stringify(link.target.join("/"))}, and no file of that name is there.`, { remedy: "Docker would refuse this layer: build the image again." });
        }
        const inode = node.type === "link" ? resolve(node) : node;
        setAttributes(inode, link.attributes);
        found.set(link, inode);
        return inode;
    };
    return resolve;
}
/** What stands at `path` once all layers below `layer` are merged. */
function lookUpBelow(trees, layer, path) {
    for (let index = layer - 1; index >= 0; index--) {
        let directory = trees[index];
        for (const [depth, name] of path.entries()) {
            const child = directory.children.get(name);
            if (child === undefined) {
                if (directory.opaque || directory.whiteouts?.has(name))
                    return undefined;
                break;
            }
            if (depth === path.length - 1)
                return child;
            if (child.type !== "directory")
                return undefined;
            directory = child;
        }
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
/** Makes the image's tree out of the merged layers', in its place: beside it, it would take as much memory again. */
function finish(directory, linked) {
    directory.attributes ??= impliedAttributes;
    directory.links = 2;
    for (const name of namesIn(directory)) {
        const child = directory.children.get(name);
        if (child.type === "directory") {
            finish(child, linked);
            directory.links++;
        }
        else {
            const inode = child.type === "link" ? linked(child) : child;
            if (inode !== child)
                directory.children.set(name, inode);
            inode.links++;
        }
    }
    return directory;
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
        await (0,tar_reader/* readTar */.s)(plainLayer(layer, signal), () => {
            const inode = wanted.get(++number);
            return inode === undefined ? undefined : flatten_keep(inode, sink);
        });
    }
    if (missing.size > 0)
        throw new Error(`${missing.size} files of the tree have no content`);
}

// EXTERNAL MODULE: ./core/snapshot/format.js
var snapshot_format = __webpack_require__(13);
// EXTERNAL MODULE: ./core/snapshot/erofs/reader.js
var reader = __webpack_require__(5749);
// EXTERNAL MODULE: ./core/machine/elevate.js
var elevate = __webpack_require__(4931);
// EXTERNAL MODULE: ./core/machine/process.js
var machine_process = __webpack_require__(7516);
;// CONCATENATED MODULE: ./core/snapshot/kernel-walk.js
/**
 * The kernel's own view of a raw image, name by name, against the tree that it was made from. It is mounted in a private
 * mount namespace, so nothing stays mounted however this ends.
 *
 * Only names and attributes: contents are compared at their addresses by our own reader (read-back.ts). Measured in one
 * run on a busy machine of 2 cores, an image of 80,000 names and 1.5 GB: this walk 1.1 s, reading all files through the
 * loop device 15 s. So the walk is always done, and contents are read through the kernel in the tests only.
 */





const mountFailed = 90;
/**
 * $1 image, $2 mount point. It is the first process of its namespace, so all ends with it. It ends with its standard input, too:
 * a process of root's may not be signalled.
 */
const script = `
exec 3<&0 </dev/null
mount -t erofs -o ro,nodev,loop "$1" "$2" 3<&- || exit ${mountFailed}
find "$2" -printf '%y %m %U %G %s %n %T@\\0%l\\0%P\\0' 3<&- &
listing=$!
{ read -r line; kill -s KILL "$listing"; } <&3 >/dev/null 2>&1 &
exec 3<&-
wait "$listing"`;
const inNamespaces = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--propagation", "private", "--"];
/** What mount(8) says where the file system itself was refused. */
const refused = /bad superblock|needs cleaning/i;
const letters = {
    file: "f",
    directory: "d",
    symlink: "l",
    character: "c",
    block: "b",
    fifo: "p",
    socket: "s",
};
/**
 * Compares where the kernel can mount EROFS for us (root or sudo, a loop device, the module, GNU find); the log says why where
 * it cannot.
 * @throws snapshot-invalid where the kernel refuses the image or shows something else; interrupted
 */
async function compareWithKernel(rawFile, root, log, signal) {
    const place = await (0,promises_.mkdtemp)(`${rawFile}.mount-`);
    try {
        const [program, ...args] = [...elevate/* elevations */.$F[(0,elevate/* rootRights */.mV)()], ...inNamespaces, "sh", "-c", script, "sh", rawFile, place];
        let names = 0;
        const onOutput = async (listing) => {
            names = await compareListing(listing, root);
        };
        const stopped = { stopBy: "end of input", ...(signal === undefined ? {} : { signal }) };
        const { exitCode, stderr } = await (0,machine_process/* run */.e)(program, args, { onOutput, ...stopped });
        if (exitCode === mountFailed && refused.test(stderr))
            throw differs(`it cannot be mounted: ${stderr.trim()}`);
        if (exitCode === 0 && names !== countNames(root))
            throw differs(`it has ${names} names`);
        if (exitCode !== 0 && names > 0)
            throw differs(`it cannot be read: ${stderr.trim()}`);
        if (exitCode !== 0)
            log.info(notCompared(stderr.trim()));
    }
    catch (error) {
        if (!(error instanceof errors/* TreestampError */.ks) || error.code !== "tool-missing")
            throw error;
        log.info(notCompared((0,errors/* messageOf */.bD)(error)));
    }
    finally {
        await (0,promises_.rmdir)(place);
    }
}
/** Compares a listing of three NUL-terminated fields for each name: numbers, symlink target, path. Counts the names. */
async function compareListing(listing, root) {
    let names = 0;
    let rest = "";
    const fields = [];
    for await (const part of listing) {
        const ended = (rest + part.toString("latin1")).split("\0");
        (0,buffers/* release */._)(part);
        rest = ended.pop();
        for (const field of ended) {
            if (fields.push(field) < 3)
                continue;
            const [numbers, target, path] = fields.splice(0);
            const inode = find(root, path);
            if (inode === undefined || !isAsShown(inode, numbers, target)) {
                throw differs(`${JSON.stringify(`/${path}`)} is ${numbers} ${target}`.trim());
            }
            names++;
        }
    }
    return names;
}
function find(root, path) {
    let inode = root;
    for (const name of path === "" ? [] : path.split("/")) {
        inode = inode?.type === "directory" ? inode.children.get(name) : undefined;
    }
    return inode;
}
function isAsShown(inode, numbers, target) {
    const [type, mode, uid, gid, size, links, time] = numbers.split(" ");
    const { attributes } = inode;
    const { seconds, nanoseconds } = attributes.mtime;
    return (type === letters[inode.type] &&
        Number.parseInt(mode, 8) === attributes.mode &&
        Number(uid) === attributes.uid &&
        Number(gid) === attributes.gid &&
        Number(links) === inode.links &&
        (inode.type !== "file" || Number(size) === inode.size) &&
        (inode.type !== "symlink" || target === inode.target) &&
        // find shows times before 1970 in more than one way.
        (seconds < 0 || time.startsWith(`${seconds}.${String(nanoseconds).padStart(9, "0")}`)));
}
function countNames(directory) {
    let names = 1;
    for (const child of directory.children.values())
        names += child.type === "directory" ? countNames(child) : 1;
    return names;
}
function notCompared(why) {
    return `What was packed was read back by treestamp alone, and not through the kernel: ${why.replace(/\.$/, "")}.`;
}
function differs(what) {
    return new errors/* TreestampError */.ks("snapshot-invalid", `The kernel shows the snapshot differently from the image: ${what}.`, {
        remedy: "Nothing was published. This is a defect of treestamp, or of this kernel's EROFS: please report both versions.",
    });
}

;// CONCATENATED MODULE: ./core/snapshot/read-back.js
/**
 * What was written is read back and compared with what the layers gave, before anything is published:
 * - every chunk of the raw image and every frame has the digest that the table names, each frame holds its chunk, and
 *   each file's content stands where the tree has it (here, and pack-thread.ts);
 * - the raw image is walked by our own reader: every name, attribute and place;
 * - where the kernel can mount it, the kernel's names and attributes (kernel-walk.ts).
 *
 * All of it is always done.
 */







/** Names and attributes, by our own reader and by the kernel. @throws snapshot-invalid at the first difference; interrupted */
async function compareNames(rawFile, root, log, signal) {
    const raw = await (0,promises_.open)(rawFile, "r");
    const comparing = [compareTree(raw, root, signal), compareWithKernel(rawFile, root, log, signal)];
    try {
        for (const outcome of await Promise.allSettled(comparing)) {
            if (outcome.status === "rejected")
                throw outcome.reason;
        }
    }
    finally {
        await raw.close();
    }
}
/** Chunks, frames and contents. @throws snapshot-invalid at the first difference; interrupted */
async function compareContents({ rawFile, framesFile, table, contents }, threads, signal) {
    const files = [];
    try {
        for (const [path, size] of [
            [rawFile, table.plainSize],
            [framesFile, table.framesSize],
        ]) {
            const file = await (0,promises_.open)(path, "r");
            files.push(file);
            if ((await file.stat()).size !== size)
                throw read_back_differs("a file's length");
        }
        const [raw, frames] = files;
        const described = describeChunks(table, contents);
        const lane = async () => {
            for (const { chunk, files } of described) {
                check(signal);
                const { plainOffset, plainLength, frameOffset, frameLength } = chunk;
                const difference = await threads.call("check", {
                    ...{ raw: raw.fd, plainOffset, plainLength, plainDigest: chunk.plainDigest.toString("latin1"), files },
                    ...{ frames: frames.fd, frameOffset, frameLength, frameDigest: chunk.frameDigest.toString("latin1") },
                });
                if (difference !== undefined)
                    throw read_back_differs(difference);
            }
        };
        for (const outcome of await Promise.allSettled(Array.from({ length: 2 * threads.threads }, lane))) {
            if (outcome.status === "rejected")
                throw outcome.reason;
        }
    }
    finally {
        for (const file of files)
            await file.close();
    }
}
/** Goes along chunks and contents, both in the order of places: small ones stand in one chunk, large ones are chunks. */
function* describeChunks({ chunks }, contents) {
    const stored = contents[Symbol.iterator]();
    let next = stored.next();
    for (const [index, chunk] of chunks.entries()) {
        const files = [];
        for (; next.done !== true; next = stored.next()) {
            const { block, size, digest } = next.value;
            const offset = block * format/* blockBytes */.VE - chunk.plainOffset;
            if (offset >= chunk.plainLength)
                break;
            const isThere = size > smallFileBytes
                ? offset === 0 && piecesDigest(chunks, index, size) === digest
                : offset >= 0 && offset + size <= chunk.plainLength;
            if (!isThere)
                throw read_back_differs(`the file at ${block * format/* blockBytes */.VE}`);
            if (size <= smallFileBytes)
                files.push({ offset, size, digest });
        }
        yield { chunk, files };
    }
    if (next.done !== true)
        throw read_back_differs(`the file at ${next.value.block * format/* blockBytes */.VE}`);
}
/** What a large file is known by, from the chunks that hold it: its pieces. */
function piecesDigest(chunks, first, size) {
    const digests = [];
    let left = Math.ceil(size / format/* blockBytes */.VE) * format/* blockBytes */.VE;
    for (let index = first; left > 0 && index < chunks.length; index++) {
        left -= chunks[index].plainLength;
        digests.push(chunks[index].plainDigest.toString("latin1"));
    }
    return left === 0 ? contentDigest(size, digests) : undefined;
}
/**
 * Names and attributes by our own reader. Walks the image and the tree side by side: both are in the order of names.
 * @throws snapshot-invalid at the first difference; interrupted
 */
async function compareTree(raw, root, signal) {
    const image = await (0,reader/* openImage */.U)((0,reader/* fileSource */.I)(raw, (await raw.stat()).size));
    const expected = walkTree(root, "");
    for await (const entry of image.walk()) {
        check(signal);
        const next = expected.next();
        if (next.done === true || next.value.path !== entry.path || !isSame(entry.inode, next.value.inode)) {
            throw read_back_differs(nameOf(entry));
        }
    }
    if (expected.next().done !== true)
        throw read_back_differs("a name that is missing");
}
function* walkTree(inode, path) {
    yield { path, inode };
    if (inode.type !== "directory")
        return;
    const prefix = path === "" ? "" : `${path}/`;
    for (const name of namesIn(inode))
        yield* walkTree(inode.children.get(name), prefix + name);
}
function isSame(inode, expected) {
    return (inode.nid === expected.nid &&
        inode.type === expected.type &&
        inode.links === expected.links &&
        sameAttributes(inode, expected.attributes) &&
        (expected.type !== "file" || (inode.size === expected.size && isAtItsPlace(inode, expected.block))) &&
        (expected.type !== "symlink" || inode.target === expected.target) &&
        ((expected.type !== "character" && expected.type !== "block") ||
            (inode.major === expected.major && inode.minor === expected.minor)));
}
/** The content there is compared with the chunks. */
function isAtItsPlace({ tail, size, address }, block) {
    return tail === undefined && (size === 0 || address / format/* blockBytes */.VE === block);
}
function sameAttributes(a, b) {
    const scalars = a.mode === b.mode && a.uid === b.uid && a.gid === b.gid && a.xattrs.size === b.xattrs.size;
    if (!scalars || a.mtime.seconds !== b.mtime.seconds || a.mtime.nanoseconds !== b.mtime.nanoseconds)
        return false;
    for (const [name, value] of a.xattrs)
        if (b.xattrs.get(name) !== value)
            return false;
    return true;
}
function nameOf({ path }) {
    return JSON.stringify(`/${path}`);
}
function check(signal) {
    if (signal?.aborted)
        throw new errors/* TreestampError */.ks("interrupted", "Packing was interrupted.", { cause: signal.reason });
}
function read_back_differs(what) {
    return new errors/* TreestampError */.ks("snapshot-invalid", `The snapshot was read back and differs from the image: ${what}.`, {
        remedy: "Nothing was published. Look for a full or failing disk; if neither is, this is a defect of treestamp.",
    });
}

;// CONCATENATED MODULE: ./core/snapshot/pack.js
/** From an image's layers to a snapshot: raw image, frames and chunk table, verified before anybody gets them. */


















const defaultLevel = 3;
/**
 * Two keep up with the one that reads the layers (1.3 GB in 90,000 names: 4.3 and 3.3 s of CPU time to its 5.0 s); each
 * more would take some 20 MiB of memory.
 */
const maxThreads = 2;
/** A thread for so many bytes of the image: starting one takes as long as packing some megabytes. */
const bytesPerThread = 4 << 20;
/** A byte of a layer is about so many of the image. */
const usualCompression = 3;
/** Inodes up to which a tree is not worth a collection: some MiB, where going through the heap takes as long as packing them. */
const smallTree = 10_000;
/** Threads for packing so many bytes and reading them back. The caller closes them. */
function packThreads(bytes) {
    const worthwhile = Math.max(1, Math.ceil(bytes / bytesPerThread));
    return (0,thread_pool/* startThreadPool */.p)("snapshot/pack-thread", Math.min(worthwhile, (0,external_node_os_.availableParallelism)(), maxThreads));
}
/**
 * Flattens, writes, reads back and compares. On failure nothing is left in the folder.
 * @throws image-invalid, snapshot-invalid, store-corrupt, store-unreachable, interrupted
 */
async function packSnapshot(request) {
    const { folder } = request;
    const rawFile = (0,external_node_path_.join)(folder, "raw.erofs");
    const framesFile = (0,external_node_path_.join)(folder, "frames.zst");
    await (0,promises_.mkdir)(folder, { recursive: true });
    keepHeapTight(true);
    try {
        const { written, contents, inodes, highOwners } = await writeSnapshot(request, rawFile, framesFile);
        const chunkTable = written.table;
        const files = { rawFile, framesFile, table: chunkTable, contents };
        if (inodes > smallTree)
            collectGarbage();
        await withThreads(request, chunkTable.plainSize, (threads) => compareContents(files, threads, request.signal));
        const table = (0,snapshot_table.encodeChunkTable)(chunkTable);
        return {
            rawFile,
            framesFile,
            frames: { mediaType: snapshot_format/* partMediaType */.uY, digest: written.framesDigest, size: chunkTable.framesSize },
            table: { mediaType: snapshot_format/* partMediaType */.uY, digest: (0,digest/* sha256Of */.Bj)(table), size: table.length },
            openFrames: () => (0,external_node_fs_.createReadStream)(framesFile, { highWaterMark: 1024 * 1024 }),
            openTable: () => (0,byte_stream/* streamOf */.mA)(table),
            chunkTable,
            identity: chunkTable.identity,
            files: inodes,
            highOwners,
        };
    }
    catch (error) {
        await Promise.all([(0,promises_.rm)(rawFile, { force: true }), (0,promises_.rm)(framesFile, { force: true })]);
        throw error;
    }
    finally {
        keepHeapTight(false);
    }
}
/** Threads for one part of the work: what they gathered in it, the next part need not have beside its own. */
async function withThreads(request, bytes, work) {
    if (request.threads !== undefined)
        return work(request.threads);
    const threads = packThreads(bytes);
    try {
        return await work(threads);
    }
    finally {
        await threads.close();
    }
}
/**
 * V8 takes memory to save time, which here saves none: for a tree of 400,000 names, of 55 MiB, it would let the space for
 * new objects grow to 128 MiB, and collect the old ones only when there are twice as many. It reads these flags whenever
 * a space might grow; 2 and 0 (by its own measure) are its defaults.
 */
function keepHeapTight(tight) {
    (0,external_node_v8_.setFlagsFromString)(`--semi-space-growth-factor=${tight ? 1 : 2}`);
    (0,external_node_v8_.setFlagsFromString)(`--heap-growing-percent=${tight ? 5 : 0}`);
}
/**
 * The tree is garbage from here on, and comparing contents makes so little more that V8 would never look. Its collector
 * can be called by name where a flag says so, and gives memory back as a last resort only. Source: V8,
 * src/extensions/gc-extension.cc.
 */
function collectGarbage() {
    (0,external_node_v8_.setFlagsFromString)("--expose-gc");
    const collect = (0,external_node_vm_.runInNewContext)("gc");
    collect({ type: "major", execution: "sync", flavor: "last-resort" });
}
/** Writes both files, and compares the names in them with the layers': after it nobody needs the tree any more. */
async function writeSnapshot(request, rawFile, framesFile) {
    const bytes = usualCompression * request.layers.reduce((sum, { descriptor }) => sum + descriptor.size, 0);
    const { root, ...written } = await withThreads(request, bytes, (threads) => writeFiles(request, threads, rawFile, framesFile));
    await compareNames(rawFile, root, request.log, request.signal);
    return written;
}
async function writeFiles(request, threads, rawFile, framesFile) {
    const { layers, log, signal, level = defaultLevel } = request;
    const abort = signal === undefined ? {} : { signal };
    const chunks = await createChunkWriter({ rawFile, framesFile, threads, headBytes: format/* blockBytes */.VE, level, ...abort });
    try {
        const writer = await createContentWriter(chunks);
        const owners = watchOwners();
        const root = await flatten({ layers, sink: writer, log, onEntry: owners.see, ...abort });
        const contents = writer.end();
        const address = chunks.position;
        const metadata = planMetadata(root);
        await appendPieces(chunks, encodeMetadata(metadata, address));
        const written = await chunks.finish((listed) => encodeHead(metadata, address, Buffer.from((0,snapshot_table.identityOf)(listed), "latin1")));
        log.debug(`Packed ${metadata.inodes} inodes; ${writer.equalFiles} files had been there before.`);
        return { root, contents, written, inodes: metadata.inodes, highOwners: owners.seen() };
    }
    finally {
        await chunks.close();
    }
}
/** Gathers the pieces in chunks. */
async function appendPieces(chunks, pieces) {
    let buffer = await chunks.buffer();
    let length = 0;
    for (const piece of pieces) {
        for (let at = 0; at < piece.length;) {
            if (length === pieceBytes) {
                chunks.append(buffer, length);
                buffer = await chunks.buffer();
                length = 0;
            }
            const copied = piece.copy(buffer, length, at, at + pieceBytes - length);
            at += copied;
            length += copied;
        }
    }
    chunks.append(buffer, length);
}

;// CONCATENATED MODULE: ./core/verbs/make.js
/** From a recipe to images and snapshots that nobody has seen yet: engine, layout, pack. */











/** Builds the images of a recipe, of each platform one. @throws interrupted by the work's signal */
async function makeImages(ports, request, resolved, work) {
    const output = (0,external_node_path_.join)(work.scratch, "layout");
    await (0,promises_.mkdir)(output);
    await build(ports, request, resolved, { output, signal: work.signal });
    const { store: layout, root } = await ports.openLayout(output);
    return { layout, images: await imagesOf(layout, root, resolved.recipe.platforms) };
}
/** Packs the snapshots of images. @throws interrupted by the work's signal */
async function packImages(ports, { layout, images }, { stages, store, key }, { scratch, signal }) {
    const packed = await (0,log_stages/* timed */.ay)(stages, "pack", async (describe) => {
        const packed = [];
        for (const { platform, manifest } of images) {
            const folder = (0,external_node_path_.join)(scratch, String(packed.length));
            const snapshot = await pack(ports, layout, manifest, { scratch: folder, signal });
            packed.push({ platform, manifest, snapshot });
            const isForOthers = store.shared && !key.dirty; // who mounts the snapshot or keeps a folder needs no engine to pull
            if (isForOthers && snapshot.highOwners !== undefined)
                ports.log.warning(highOwnersWarning(snapshot.highOwners));
        }
        const total = (what) => packed.reduce((sum, { snapshot }) => sum + what(snapshot), 0);
        describe({ bytes: total(({ frames }) => frames.size), note: `${total(({ files }) => files)} files` });
        return packed;
    });
    return { images: packed, publication: makePublication(packed, layout) };
}
async function build(ports, request, { recipe, repository, stages }, { output, signal }) {
    const [engine, text] = await Promise.all([ports.chooseEngine(), (0,context.dockerfileText)(repository, recipe)]);
    await (0,log_stages/* timed */.ay)(stages, "build", async (describe) => {
        await engine.build({
            context: (0,context.contextTar)(repository, recipe),
            dockerfile: { path: recipe.dockerfile, text },
            target: recipe.target,
            buildArgs: recipe.buildArgs,
            labels: new Map(),
            platforms: recipe.platforms,
            bases: recipe.bases,
            secrets: request.secrets,
            epoch: 0,
            network: request.network,
            noCache: request.force,
            output,
            signal,
        });
        describe({ note: engine.name });
    });
}
/** The image of each platform in an engine's layout. */
async function imagesOf(layout, root, platforms) {
    const top = (0,oci_manifest/* parseManifest */.Ng)(root);
    if (top.kind === "manifest")
        return [{ platform: (0,oci_manifest/* parsePlatform */.FL)(platforms[0]), manifest: root }];
    const images = [];
    for (const { platform, digest } of top.manifests) {
        const lookup = await layout.lookup(digest);
        if (lookup.state !== "present" || platform === undefined) {
            throw new errors/* TreestampError */.ks("image-invalid", `The engine's layout lists ${digest} and does not hold it.`);
        }
        images.push({ platform, manifest: lookup.manifest });
    }
    const missing = platforms.filter((wanted) => !images.some(({ platform }) => (0,oci_manifest/* formatPlatform */.Bq)(platform) === wanted));
    if (missing.length > 0) {
        throw new errors/* TreestampError */.ks("build-failed", `The engine built no image for ${missing.join(", ")}.`);
    }
    return images;
}
async function pack(ports, layout, stored, { scratch: folder, signal }) {
    const manifest = (0,oci_manifest/* parseManifest */.Ng)(stored);
    if (manifest.kind !== "manifest") {
        throw new errors/* TreestampError */.ks("image-invalid", `${stored.descriptor.digest} is an index inside of an index.`);
    }
    const diffIds = (0,oci_manifest/* diffIdsOf */.Nq)(await (0,digest/* readWhole */.oD)(layout, manifest.config), manifest);
    const progress = ports.log.progress("Pack", manifest.layers.reduce((sum, { size }) => sum + size, 0));
    const layers = manifest.layers.map((descriptor, position) => ({
        descriptor,
        diffId: diffIds[position],
        open: () => (0,byte_stream/* counted */.hS)(layout.readBlob(descriptor), progress),
    }));
    return packSnapshot({ layers, folder, log: ports.log, signal }).finally(() => progress.end());
}

// EXTERNAL MODULE: ./core/verbs/ports.js
var verbs_ports = __webpack_require__(3606);
// EXTERNAL MODULE: ./core/parallel/together.js
var together = __webpack_require__(8121);
// EXTERNAL MODULE: ./core/parallel/limiter.js
var limiter = __webpack_require__(7795);
;// CONCATENATED MODULE: ./core/places/publish.js
/**
 * To a store: blobs first, then manifests, the index with the tag last. What the engine made may go ahead, while its
 * snapshot is not packed yet.
 */








const writesAtOnce = 4;
/** Least time until another job that looked when we did has put its tag. Milliseconds. */
const settle = 500;
/**
 * Uploads the images' own blobs, which `publish` then finds there. Nothing is visible by that. Once it returns or throws,
 * nothing of it is under way any more.
 * @param signal ends it, in the middle of a blob
 * @throws store-denied, store-refused, store-unreachable; the signal's reason
 */
async function uploadImages(images, layout, store, signal) {
    await (0,limiter/* limiter */.T)(writesAtOnce).all(images.flatMap(blobsOf), async (blob) => {
        signal.throwIfAborted();
        await store.writeBlob(blob, () => (0,byte_stream/* abortable */.ZC)(layout.readBlob(blob), signal), signal);
    });
}
/**
 * Publishes an image under its tag. Until the tag is written nothing is visible; a tag that already names the same images
 * is left as it is, and one whose image is there in part only is replaced. Once it returns or throws, nothing of it is
 * under way any more.
 * @throws tag-taken where the tag names other images; store-denied, store-refused, store-unreachable, interrupted
 */
async function publish(request) {
    const { publication, store, tag, signal, log, isAlone = () => true } = request;
    const { index, manifests, blobs } = publication;
    const bytes = blobs.reduce((sum, { blob }) => sum + blob.size, 0);
    const progress = log.progress("Publish", bytes);
    await (0,limiter/* limiter */.T)(writesAtOnce)
        .all(blobs, async ({ blob, source }) => {
        throwIfAborted(signal);
        await store.writeBlob(blob, source, signal);
        progress.add(blob.size);
    })
        .finally(() => progress.end());
    await (0,limiter/* limiter */.T)(writesAtOnce).all(manifests, (manifest) => store.writeManifest(manifest, undefined, signal));
    throwIfAborted(signal);
    const start = performance.now();
    const there = await (0,lookup/* findManifest */.J)(store, tag, signal);
    const lost = there === undefined ? undefined : await lostOf(there, request);
    if (there !== undefined) {
        if (lost === undefined)
            return { index: there, bytes };
        const [theirs, ours] = [there.descriptor.digest, index.descriptor.digest];
        log.warning(`${store.location}:${tag} was ${theirs} and is ${ours} from now on: of the former, ${lost}.`);
    }
    await store.writeManifest(index, tag, signal);
    const first = await afterWriting(request);
    if (isAlone())
        return { index: first, bytes };
    // Another job that looked when we did, and is as slow as we are, has put its own by then.
    await (0,external_node_timers_promises_.setTimeout)(Math.max(settle, 3 * (performance.now() - start)), undefined, { signal }).catch(() => { });
    return { index: await afterWriting(request), bytes };
}
/**
 * What the tag names now. No registry compares and swaps: another job may have put its own between our look and our
 * writing, or since. A registry that does not show the tag yet has taken it all the same.
 */
async function afterWriting(request) {
    const { publication, store, tag } = request;
    const now = await store.lookup(tag);
    const isTheirs = now.state === "present" && (await lostOf(now.manifest, request)) === undefined;
    return isTheirs ? now.manifest : publication.index;
}
/**
 * The part that the tag's image has lost, as a clause; undefined if it names the same images as ours.
 * @throws tag-taken where it says something else, and is whole
 */
async function lostOf(there, { publication, store, tag }) {
    const [theirs, ours] = [there.descriptor.digest, publication.index.descriptor.digest];
    if (theirs === ours)
        return undefined;
    const lost = await (0,whole/* lostPart */.Yq)(store, there, { blobs: true });
    if (lost !== undefined)
        return lost;
    if (await saysTheSame(there, publication, store))
        return undefined;
    throw new errors/* TreestampError */.ks("tag-taken", `${store.location}:${tag} is ${theirs}, and this build is ${ours}: the same recipe gave other bytes.`, {
        remedy: "A key names one image, so the first one stays. Look for unpinned inputs: treestamp resolve lists them.",
    });
}
/** Whether it has the same images, and snapshots of the same content: another compressor makes other frames of that. */
async function saysTheSame(there, publication, store) {
    const own = new Map(publication.manifests.map((manifest) => [manifest.descriptor.digest, manifest]));
    try {
        const [theirs, ours] = await Promise.all([
            contentOf(there, (digest) => (0,lookup/* findManifest */.J)(store, digest)),
            contentOf(publication.index, async (digest) => own.get(digest)),
        ]);
        return theirs !== undefined && theirs === ours;
    }
    catch (error) {
        if ((0,errors/* isTreestampError */.Sh)(error, "image-invalid", "snapshot-invalid"))
            return false; // something else than ours
        throw error;
    }
}
/** An index by what it says; undefined where one of its images has no snapshot. */
async function contentOf(index, find) {
    const said = [];
    for (const { image, snapshot } of (0,places_published/* parseIndex */.A1)(index)) {
        const manifest = snapshot === undefined ? undefined : await find(snapshot.digest);
        if (manifest === undefined)
            return undefined;
        said.push(`${image.digest} ${(0,places_published/* parseSnapshotManifest */.dE)(manifest).identity}`);
    }
    return said.sort().join();
}
function throwIfAborted(signal) {
    if (signal?.aborted)
        throw new errors/* TreestampError */.ks("interrupted", "Publishing was interrupted.");
}

;// CONCATENATED MODULE: ./core/verbs/rights.js
/** Whether this run may push, found out where that matters: in a CI, whose forks may not, before anything is built. */

/**
 * Asks whether we may push, before a build for whose image that matters, in a CI, where a fork's job may not and its user can
 * do nothing about it. A person's shell hears of it when it comes to that.
 */
async function refusalBeforehand(ports, resolved) {
    const { store, key, lookup } = resolved;
    if (store.refusesWrites === undefined || key.dirty || lookup.state === "present" || isUnanswered(lookup))
        return undefined;
    if ((await ports.entryCache()) === undefined && (await ports.lackOfRights()) === undefined)
        return undefined;
    try {
        const refusal = await store.refusesWrites();
        if (refusal !== undefined)
            await sayNotPushed(ports, refusal);
        return refusal;
    }
    catch (error) {
        if ((0,errors/* isTreestampError */.Sh)(error, "store-unreachable"))
            return undefined; // by the end of the build it may be back
        throw error;
    }
}
/** Unknown for another reason than a right that we have not. */
function isUnanswered(lookup) {
    return lookup.state === "unknown" && lookup.reason.code !== "store-denied";
}
async function sayNotPushed({ log, lackOfRights }, refusal) {
    const lack = await lackOfRights();
    if (lack === undefined) {
        log.warning(`The image is not pushed: ${refusal.message} It is kept on this machine. ${refusal.remedy ?? ""}`.trim());
    }
    else
        log.info(`The image is not pushed, as ${lack}. It is kept on this machine. (${refusal.message})`);
}

;// CONCATENATED MODULE: ./core/verbs/publish-made.js











/**
 * Packs images and publishes them; what was packed for this machine goes to its cache.
 * @throws interrupted by the work's signal; tag-taken where a forced build gave other bytes; store-unreachable, store-refused,
 * store-corrupt. An image that could not be published is kept in this machine's store.
 */
async function publishMade(ports, resolved, made, work) {
    const cache = await ports.openCache();
    const ready = await packAndUpload(ports, resolved, made, work);
    let failure;
    const place = await publishWhereAllowed(ports, resolved, ready, work.signal).catch(async (error) => {
        failure = await keptHere(ports, resolved, ready.publication, error);
    });
    await keepSnapshot(ports, cache, ready.images);
    if (place === undefined)
        throw failure;
    return place;
}
/** Keeps an image that could not be published, so that the next run need not build it. @returns the failure, which says so */
async function keptHere(ports, resolved, publication, error) {
    const { store, isForced } = resolved;
    const isWorthIt = (0,errors/* isTreestampError */.Sh)(error, "store-unreachable", "store-refused", "store-denied") ||
        ((0,errors/* isTreestampError */.Sh)(error, "tag-taken") && !isForced);
    if (!(0,verbs_ports/* isElsewhere */.l)(ports, store) || !isWorthIt)
        throw error;
    try {
        await publishHere(ports, resolved, publication, "this machine only: it could not be published");
    }
    catch (second) {
        ports.log.warning(`The image cannot be kept on this machine either: ${(0,errors/* messageOf */.bD)(second)}`);
        throw error;
    }
    return isHere(error);
}
/**
 * Publishes an image that this machine had to keep for itself. Undefined where it is damaged: then it has to be built.
 * @throws what publishing fails with; a missing right is a warning
 */
async function publishKept(ports, resolved, index, signal) {
    const { store, key } = resolved;
    ports.log.info(`This machine has ${key.tag}, and ${store.location} does not: it is published, not built.`);
    try {
        const publication = await publicationIn(ports.localStore, index);
        return { ...(await publishThere(ports, resolved, publication, { signal })), hit: true };
    }
    catch (error) {
        if ((0,errors/* isTreestampError */.Sh)(error, "store-corrupt", "path-missing", "image-invalid")) {
            ports.log.warning(`${error.message} The image is built again.`);
            return undefined;
        }
        if (!(0,errors/* isTreestampError */.Sh)(error) || error.code === "interrupted")
            throw error;
        if (error.code !== "store-denied" || !store.shared)
            throw isHere(error);
        await sayNotPushed(ports, error);
        return { index, from: ports.localStore, hit: true };
    }
}
/**
 * Packing leaves the network idle: what the engine made goes ahead meanwhile, where it is to go over one. What fails in
 * that is tried once more when all is packed; only a missing right is final.
 */
async function packAndUpload(ports, resolved, made, { scratch, signal }) {
    const { store, key } = resolved;
    const [packed, refusal] = await (0,together/* together */.b)(signal, async (both) => {
        const packed = await packImages(ports, made, resolved, { scratch, signal: both });
        return { ...packed, packedAt: performance.now() };
    }, async (both) => {
        if (!store.shared || key.dirty || resolved.refusal !== undefined)
            return resolved.refusal;
        try {
            await uploadImages(made.images, made.layout, store, both);
            return undefined;
        }
        catch (error) {
            if ((0,errors/* isTreestampError */.Sh)(error, "store-denied"))
                return error;
            if (!(0,errors/* isTreestampError */.Sh)(error, "store-unreachable", "store-refused"))
                throw error;
            ports.log.info(`${error.message} It is tried again when the snapshot is packed.`);
            return undefined;
        }
    });
    return { ...packed, refusal };
}
/** Publishes to the store that was asked for; where we may not write there, to this machine's own. */
async function publishWhereAllowed(ports, resolved, { publication, packedAt, refusal }, signal) {
    const { store, key, stages, keptByCi, refusal: known } = resolved;
    if (key.dirty && store.shared) {
        return publishHere(ports, resolved, publication, "this machine only: the recipe is not committed");
    }
    try {
        if (refusal !== undefined)
            throw refusal;
        const place = await publishThere(ports, resolved, publication, { signal, since: packedAt });
        if (keptByCi && !key.dirty)
            await (0,kept.keep)(ports, stages, key.tag);
        return place;
    }
    catch (error) {
        if (!(0,errors/* isTreestampError */.Sh)(error, "store-denied") || !store.shared)
            throw error;
        if (error !== known)
            await sayNotPushed(ports, error);
        const lack = await ports.lackOfRights();
        const place = await publishHere(ports, resolved, publication, `this machine only: ${lack ?? "no right to push"}`);
        await (0,kept.keep)(ports, stages, key.tag);
        return place;
    }
}
/** To the store that was asked for. Where another job was first there, its image is the one that the key names from now on. */
async function publishThere(ports, { store, key, stages, isHeld, isForced }, publication, { signal, since }) {
    const note = store.shared && since !== undefined ? `${store.location}, begun while packing` : store.location;
    const request = {
        publication,
        store,
        tag: key.tag,
        log: ports.log,
        signal,
        isAlone: () => !store.shared || isHeld(),
    };
    const work = async () => {
        try {
            return { ...(await publish(request)), from: store, hit: false };
        }
        catch (error) {
            if (!(0,errors/* isTreestampError */.Sh)(error, "tag-taken") || isForced)
                throw error;
            const lookup = await (0,whole/* findWhole */.tO)(store, key.tag, { blobs: true });
            if (lookup.state !== "present")
                throw error;
            ports.log.warning(`${error.message} The one that is there is used.`);
            return { index: lookup.manifest, bytes: 0, from: store, hit: false };
        }
    };
    return timedPublish(ports, { stages, target: store, note, since }, work);
}
/** To this machine's own store, which only this machine reads. */
async function publishHere(ports, { key, stages }, publication, note) {
    const store = ports.localStore;
    return timedPublish(ports, { stages, target: store, note }, async () => ({
        ...(await publish({ publication, store, tag: key.tag, log: ports.log })),
        from: store,
        hit: false,
    }));
}
async function timedPublish(ports, { stages, target, note, since }, work) {
    const cache = await ports.openCache();
    return (0,log_stages/* timed */.ay)(stages, "publish", async (describe) => {
        // What is there and has no tag yet is not to be taken for what nobody needs (prune.ts).
        const { bytes, ...place } = await (target === ports.localStore ? cache.alone("store", work) : work());
        describe({ bytes, note });
        return place;
    }, since);
}
/** What was packed here for this machine's platform need not be fetched: the mountable file moves to the cache. */
async function keepSnapshot(ports, cache, images) {
    const own = images.find((image) => (0,places_published/* isFor */.Gi)(image, ports.platform));
    if (own === undefined)
        return;
    const { table, rawFile, chunkTable } = own.snapshot;
    await cache.provide(table.digest, async () => ({ image: rawFile, table: chunkTable }));
}
/** The failure of a publishing whose image is not lost. */
function isHere(error) {
    const remedy = `${error.remedy ?? ""} The next run here publishes it without building it.`.trim();
    return new errors/* TreestampError */.ks(error.code, `${error.message} The image is kept on this machine.`, {
        remedy,
        cause: error,
    });
}

// EXTERNAL MODULE: ./core/verbs/resolve.js
var resolve = __webpack_require__(8750);
// EXTERNAL MODULE: ./core/verbs/warnings.js + 1 modules
var warnings = __webpack_require__(2443);
;// CONCATENATED MODULE: ./core/verbs/build.js
/** build: make the image and its snapshot, if nobody has. */















/**
 * Gives the image of a key, building and publishing it where it is absent. Of several processes of this machine one builds
 * it, and of several machines that share a registry; the others wait for it and take it. Where that one fails or dies, the
 * next one builds. What this machine built and could not publish then, it publishes where it may now.
 * @param need what of an image that is there has to be whole
 * @throws what the lookup failed with: an unknown state is never taken for absent
 */
async function ensureBuilt(ports, request, identified, need = { platform: ports.platform }) {
    const { store, key } = identified;
    const cache = await ports.openCache();
    await cache.useImage(key.tag);
    const looked = await (0,resolve.lookUp)(ports, identified, need);
    const resolved = { ...looked, refusal: await refusalBeforehand(ports, looked) };
    const placeBy = async (lookup) => request.force ? undefined : whereItIs(ports, { ...resolved, lookup }, need);
    const there = (await placeBy(looked.lookup)) ?? (await whereItIsKept(ports, request, resolved));
    if (there !== undefined)
        return { ...resolved, ...there };
    const lock = `build-${(0,external_node_crypto_.createHash)("sha256").update(`${store.location}\0${key.tag}`).digest("hex")}`;
    const work = async (signal) => {
        const by = await placeBy(await (0,whole/* findWhole */.tO)(store, key.tag, need));
        if (by !== undefined)
            return { ...resolved, ...by };
        const absent = { resolved, need, lock, folder: cache.folder, isForced: request.force, signal };
        return inTurn(ports, absent, async ({ isHeld }) => {
            const here = request.force || !mayPublish(ports, resolved) ? undefined : await whereItIsHere(ports, key.tag, need);
            const published = here && (await publishKept(ports, { ...resolved, isHeld, isForced: false }, here.index, signal));
            if (published !== undefined)
                return { ...resolved, ...published };
            const missed = await sayWhyMissed(ports, request, resolved);
            return cache.withIncoming(async (scratch) => {
                const start = performance.now();
                const made = await makeImages(ports, request, resolved, { scratch, signal });
                const ready = { ...resolved, isHeld, isForced: request.force };
                const place = await publishMade(ports, ready, made, { scratch, signal });
                await (0,build_time.noteBuildTime)(place.from, key.tag, (performance.now() - start) / 1000, ports.log);
                return { ...resolved, ...place, missed };
            });
        });
    };
    return cache.alone(lock, () => ports.interruptible(work), (holder) => ports.log.info(`Waiting for ${holder}, which builds the same image.`));
}
/**
 * Builds, unless a job of another machine does: then waits, and takes its image. An image that is built anew whatever is
 * there, or that is only for this machine, is nobody else's.
 */
async function inTurn(ports, { resolved, need, lock, folder, isForced, signal }, build) {
    const { store, key, stages, refusal } = resolved;
    if (!canHaveLeases(store) || key.dirty || isForced || refusal !== undefined)
        return build(unheld);
    const mark = await leaveMark(folder, lock);
    try {
        const turn = await (0,log_stages/* timed */.ay)(stages, "wait", async (describe) => {
            const holder = jobName(ports.environment);
            const { ours, dead } = mark;
            const watch = (0,whole/* watchTag */.An)(store, key.tag, need);
            const turn = await takeTurn({ store, tag: key.tag, watch, holder, mark: ours, dead, log: ports.log, signal });
            describe({ note: turn.note });
            return turn;
        });
        if (turn.kind === "built")
            return { ...resolved, index: turn.manifest, from: store, hit: true };
        try {
            return await build(turn);
        }
        finally {
            await turn.release();
        }
    }
    finally {
        await mark.remove();
    }
}
/** The image by the store's answer; or one that this machine built for itself before, where it still may not push it. */
async function whereItIs(ports, resolved, need) {
    const { store, key, lookup, refusal } = resolved;
    if (lookup.state === "present")
        return { index: lookup.manifest, from: store, hit: true };
    // Whoever may neither read nor write there, as a fork's job with a private repository, does without that store.
    if (lookup.state === "unknown" && (refusal === undefined || isUnanswered(lookup)))
        throw lookup.reason;
    if (!(0,verbs_ports/* isElsewhere */.l)(ports, store))
        return undefined;
    const here = await whereItIsHere(ports, key.tag, need);
    if (here === undefined || !mayPublish(ports, resolved))
        return here;
    const refused = await store.refusesWrites?.();
    if (refused === undefined)
        return undefined; // it is published when it is our turn
    ports.log.debug(`The image of this machine is not pushed: ${refused.message}`);
    return here;
}
/** Whether an image that is absent in the store is to get there, as far as that is known. */
function mayPublish(ports, { store, key, lookup, refusal }) {
    return (0,verbs_ports/* isElsewhere */.l)(ports, store) && !key.dirty && refusal === undefined && lookup.state === "absent";
}
/** The image in the store of this machine. One that was damaged is none. */
async function whereItIsHere({ localStore }, tag, need) {
    const lookup = await (0,whole/* findWhole */.tO)(localStore, tag, need);
    if (lookup.state === "unknown")
        throw lookup.reason;
    return lookup.state === "present" ? { index: lookup.manifest, from: localStore, hit: true } : undefined;
}
/** The image that an earlier job, which could not push it either, has left in the CI's cache. */
async function whereItIsKept(ports, request, { key, stages, refusal }) {
    if (refusal === undefined || request.force)
        return undefined;
    const index = await (0,kept.takeKept)(ports, stages, key.tag);
    return index === undefined ? undefined : { index, from: ports.localStore, hit: true };
}
/** Says why nobody has built this key yet: what changed in the recipe since the last one. @returns the same in short */
async function sayWhyMissed(ports, request, resolved) {
    const { key, store, repository, lookup } = resolved;
    if (lookup.state === "absent" && lookup.lost !== undefined) {
        ports.log.info(`Miss: ${store.location} has ${key.tag} in part only: ${lookup.lost}. It is built again.`);
        return `${store.location} has it in part only: ${lookup.lost}`;
    }
    const has = async (from, tag) => (await from.lookup(tag)).state === "present";
    const previous = await changesSincePrevious(repository, resolved, {
        ref: request.ref ?? "HEAD",
        inputs: request.recipe,
        isThere: async (tag) => (await has(store, tag)) || (store.shared && (await has(ports.localStore, tag))),
    });
    const since = previous && `since ${previous.commit.slice(0, 12)}, ${(0,warnings/* listed */.KE)(previous.changes)}`;
    const asked = lookup.state !== "unknown";
    const miss = `${store.location} ${asked ? "has no" : "cannot be asked for"} ${key.tag}`;
    ports.log.info(`Miss: ${miss}${since === undefined ? (asked ? " yet" : "") : `: ${since}`}.`);
    if (since === undefined && asked && (0,warnings/* isCi */.Xt)(ports.environment) && (await repository.isShallow())) {
        ports.log.warning("What changed since the last image cannot be told: this checkout has no history. `fetch-depth: 20` of actions/checkout gives it some.");
    }
    return since ?? (asked ? `${store.location} has no image of it yet` : `${store.location} cannot be asked for it`);
}


/***/ }),

/***/ 7384:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   checkCiCache: () => (/* binding */ checkCiCache),
/* harmony export */   keep: () => (/* binding */ keep),
/* harmony export */   takeKept: () => (/* binding */ takeKept)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4256);
/* harmony import */ var _log_stages_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4291);
/* harmony import */ var _machine_missing_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1081);
/* harmony import */ var _oci_copy_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8080);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4617);
/* harmony import */ var _oci_lookup_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3087);
/**
 * Images that cannot be pushed, kept from job to job in the CI's cache: one entry for each key, an OCI image layout with
 * this one image in it. On a machine they are in its own store; the cache brings them there, and takes them from there.
 */








/** The name of an entry. The number is that of its format. */
const entryOf = (tag) => `treestamp-1-${tag}`;
/** @throws input-invalid where `store` names a cache that is not here */
async function checkCiCache(ports) {
    if ((await ports.entryCache()) !== undefined)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("input-invalid", "`store: actions-cache` is for jobs of GitHub Actions, and this is none.", {
        remedy: "Name a registry's repository or a folder here. In a job, the action itself has to be the step: a `run` step gets no token of the cache.",
    });
}
/** The image of a key from the CI's cache, brought to this machine's store. Undefined where it is not to be had. */
async function takeKept(ports, stages, tag) {
    const entries = await ports.entryCache();
    if (entries === undefined)
        return undefined;
    const cache = await ports.openCache();
    await cache.useImage(tag);
    return (0,_log_stages_js__WEBPACK_IMPORTED_MODULE_7__/* .timed */ .ay)(stages, "restore", (describe) => cache.withIncoming((scratch) => ports.interruptible(async (signal) => {
        const restored = await entries.restore(entryOf(tag), scratch, signal);
        describe({ note: `${entries.name}: ${restored.state}` });
        if (restored.state === "absent")
            ports.log.info(`${sentence(entries)} has no ${tag}.`);
        if (restored.state === "unknown")
            unusable(ports, entries, tag, restored.why);
        if (restored.state !== "present")
            return undefined;
        try {
            const { index, bytes } = await cache.alone("store", () => copyTagged(ports.openStore((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(scratch, "image")), ports.localStore, tag, signal));
            describe({ bytes });
            return index;
        }
        catch (error) {
            if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .isTreestampError */ .Sh)(error, "store-corrupt", "image-invalid", "path-missing", "input-invalid"))
                throw error;
            describe({ note: `${entries.name}: damaged` });
            unusable(ports, entries, tag, (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error));
            return undefined;
        }
    })));
}
/** Keeps an image of this machine's store for later jobs. That it could not be kept is no failure: only time is lost. */
async function keep(ports, stages, tag) {
    const entries = await ports.entryCache();
    if (entries === undefined)
        return;
    const cache = await ports.openCache();
    await (0,_log_stages_js__WEBPACK_IMPORTED_MODULE_7__/* .timed */ .ay)(stages, "keep", (describe) => cache.withIncoming((scratch) => ports.interruptible(async (signal) => {
        const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(scratch, "image");
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(folder);
        const { bytes } = await copyTagged(ports.localStore, ports.openStore(folder), tag, signal);
        const saved = await entries.save(entryOf(tag), scratch, signal);
        describe({ bytes, note: `${entries.name}: ${saved.state === "taken" ? "was there" : saved.state}` });
        if (saved.state === "saved")
            ports.log.info(`${sentence(entries)} keeps the image for later jobs.`);
        if (saved.state === "taken")
            ports.log.info(`${sentence(entries)} has the image already: another job was first.`);
        if (saved.state === "refused") {
            ports.log.warning(`${sentence(entries)} did not take the image: ${saved.why}. This job goes on with it; the next one builds it again.`);
        }
    })));
}
/** A cache may lose what it had, so what cannot be had from it is made again; but nobody is to think it was absent. */
function unusable({ log }, entries, tag, why) {
    log.warning(`Whether ${entries.name} has ${tag} is not known: ${why.replace(/\.$/, "")}. It is only a cache, so the image is built in this job.`);
}
/** Brings an image from one folder to another: by hard links, each file read once to verify it. */
async function copyTagged(from, to, tag, signal) {
    const tagged = await (0,_oci_lookup_js__WEBPACK_IMPORTED_MODULE_6__/* .findManifest */ .J)(from, tag);
    if (tagged === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("store-corrupt", `${from.location} has no ${tag}.`);
    const { root, manifests, blobs } = await (0,_oci_copy_js__WEBPACK_IMPORTED_MODULE_4__/* .closureOf */ .TQ)(from, tagged);
    const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(from.location)), (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(from.location));
    for (const blob of blobs) {
        signal.throwIfAborted();
        const file = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, "blobs", "sha256", (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_5__/* .hexOf */ .ZD)(blob.digest));
        // A symbolic link, of the file or of a folder above it, would lead the store out of itself, to a file that a command may
        // write: an archive can have any kind of file.
        const isInside = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(file).catch((0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_3__/* .missing */ .L)(undefined))) === file;
        if (!isInside || !(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(file)).isFile()) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("store-corrupt", `${from.location} has no file of ${blob.digest}.`);
        }
        await to.writeBlob(blob, { file });
    }
    for (const manifest of manifests)
        await to.writeManifest(manifest);
    await to.writeManifest(root, tag);
    return { index: root, bytes: blobs.reduce((sum, { size }) => sum + size, 0) };
}
function sentence({ name }) {
    return name.charAt(0).toUpperCase() + name.slice(1);
}


/***/ })

};
;