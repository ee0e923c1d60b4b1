"use strict";
exports.id = 6361;
exports.ids = [6361,5716];
exports.modules = {

/***/ 11451:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ byteInput)
/* harmony export */ });
/**
 * Bytes of a stream in the portions that a parser wants, without copying what lies in one piece. A piece of the stream is
 * used until the next is asked for: so are `available` and `ready`.
 */
function byteInput(source) {
    const iterator = source[Symbol.asyncIterator]();
    let current = Buffer.alloc(0);
    let at = 0;
    let ended = false;
    const available = (limit) => {
        const end = Math.min(current.length, at + limit);
        const bytes = current.subarray(at, end);
        at = end;
        return bytes;
    };
    const more = async () => {
        while (at === current.length) {
            if (ended)
                return false;
            const next = await iterator.next();
            if (next.done === true) {
                ended = true;
                return false;
            }
            current = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength);
            at = 0;
        }
        return true;
    };
    return {
        available,
        more,
        ready(length) {
            return current.length - at >= length ? available(length) : undefined;
        },
        async upTo(length) {
            const bytes = Buffer.allocUnsafe(length);
            let filled = 0;
            while (filled < length && (await more()))
                filled += available(length - filled).copy(bytes, filled);
            return bytes.subarray(0, filled);
        },
        async drain() {
            do
                at = current.length;
            while (await more());
        },
        async close() {
            if (!ended)
                await iterator.return?.();
            ended = true;
        },
    };
}


/***/ }),

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

/***/ 47986:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ startThreadPool)
/* harmony export */ });
/* unused harmony export serve */
/* harmony import */ var node_worker_threads__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(75919);
/* harmony import */ var node_worker_threads__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_worker_threads__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _threads_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(34838);
/**
 * Threads that do the same kinds of work, each piece whole and synchronously: their own small heaps make its garbage
 * cheap, and the thread that feeds them does not wait.
 */


/** How many calls a thread has queued, so that it need not wait for the main thread between two. */
const callsAhead = 2;
/** A thread keeps little, so what it drops need not pile up. MiB. */
const youngGeneration = 4;
/**
 * Makes a pool whose threads run core/`module`.ts, which calls `serve` with the functions of `W`. One thread starts at
 * once, unless the first calls do without.
 */
function startThreadPool(module, { threads, without }) {
    const waiting = [];
    const running = [];
    let callsWithout = without.calls;
    let ended;
    function start() {
        const worker = (0,_threads_js__WEBPACK_IMPORTED_MODULE_1__/* .startThread */ .B)(module, { resourceLimits: { maxYoungGenerationSizeMb: youngGeneration } });
        const thread = { worker, given: [] };
        worker.on("message", (answer) => {
            settle(thread.given.shift(), answer);
            feed(thread);
        });
        worker.on("error", (error) => breakDown(`it failed: ${error.message}`, error));
        worker.on("exit", (code) => breakDown(`it ended with ${code}`));
        running.push(thread);
        return thread;
    }
    /** The thread with the least to do. */
    function idlest() {
        if (running.length === 0)
            return start();
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
    /** Between other events of this thread, so that a signal to stop is still heard. */
    function workHere(pending) {
        setImmediate(() => {
            if (ended !== undefined)
                pending.reject(ended);
            else
                settle(pending, answer(without.work[pending.name], pending.task));
        });
    }
    if (callsWithout === 0)
        start();
    return {
        threads,
        call: (name, task) => new Promise((resolve, reject) => {
            if (ended !== undefined)
                return reject(ended);
            const pending = { name, task, resolve, reject };
            if (callsWithout-- > 0)
                return workHere(pending);
            waiting.push(pending);
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
function settle({ resolve, reject }, answer) {
    if ("result" in answer)
        resolve(answer.result);
    else
        reject(Object.assign(new Error(answer.error.message), answer.error));
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


/***/ }),

/***/ 63799:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ sharedBuffers),
/* harmony export */   _: () => (/* binding */ release)
/* harmony export */ });
/**
 * Memory for bytes that pass through. Left to the garbage collector, the buffers of one gigabyte make it mark the whole
 * heap some forty times, which costs half as much as decompressing them: so memory is used again, or given back at once.
 */
/** @param bytes of each buffer */
function sharedBuffers(count, bytes) {
    const memory = new SharedArrayBuffer(count * bytes);
    const free = Array.from({ length: count }, (_, index) => Buffer.from(memory, index * bytes, bytes));
    const waiting = [];
    return {
        take: async () => free.pop() ?? (await new Promise((resolve) => waiting.push(resolve))),
        release(buffer) {
            const next = waiting.shift();
            if (next === undefined)
                free.push(buffer);
            else
                next(buffer);
        },
    };
}
/** Gives a buffer's memory back. Nobody may read it, or anything else in the same memory, afterwards. */
function release(buffer) {
    // Small ones may stand in the pool that Node shares out.
    if (buffer.buffer.byteLength > Buffer.poolSize)
        buffer.buffer.transfer(0);
}


/***/ }),

/***/ 16690:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Qr: () => (/* binding */ divide),
/* harmony export */   ky: () => (/* binding */ runsOf),
/* harmony export */   x4: () => (/* binding */ inOrderOfFrames)
/* harmony export */ });
/** Bytes of frames that one request asks for, at least and at most. */
const shortestRun = 8 << 20;
const longestRun = 64 << 20;
/** Which chunks a local image has and which must come from the store, in the order of their frames. */
function divide(table, reuse) {
    const local = new Map();
    for (const { image, table: has } of reuse) {
        for (const { plainDigest, plainOffset, plainLength, frameLength } of has.chunks) {
            if (frameLength === 0)
                continue;
            local.set(plainDigest.toString("latin1"), { image, offset: plainOffset, length: plainLength });
        }
    }
    const known = [];
    const missing = [];
    for (const chunk of table.chunks) {
        if (chunk.frameLength === 0)
            continue;
        const found = local.get(chunk.plainDigest.toString("latin1"));
        if (found !== undefined && found.length === chunk.plainLength)
            known.push({ chunk, ...found });
        else
            missing.push(chunk);
    }
    missing.sort(inOrderOfFrames);
    return { known, missing };
}
/** The order in which frames are fetched: blob by blob. */
function inOrderOfFrames(a, b) {
    return a.blob - b.blob || a.frameOffset - b.frameOffset;
}
/**
 * Groups chunks whose frames follow each other. A long run is worth a connection of its own, short ones end together:
 * so there are about two for each of `connections`.
 */
function runsOf(chunks, connections) {
    const total = chunks.reduce((sum, { frameLength }) => sum + frameLength, 0);
    const runBytes = Math.min(Math.max(total / (2 * connections), shortestRun), longestRun);
    const runs = [];
    let size = 0;
    for (const chunk of chunks) {
        const last = runs.at(-1)?.at(-1);
        const adjoins = last?.blob === chunk.blob && last.frameOffset + last.frameLength === chunk.frameOffset;
        if (adjoins && size + chunk.frameLength <= runBytes) {
            runs.at(-1).push(chunk);
            size += chunk.frameLength;
        }
        else {
            runs.push([chunk]);
            size = chunk.frameLength;
        }
    }
    return runs;
}


/***/ }),

/***/ 16361:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  fetchSnapshot: () => (/* binding */ fetchSnapshot)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./core/archive/byte-input.js
var byte_input = __webpack_require__(11451);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(64256);
// EXTERNAL MODULE: ./core/log/log.js
var log_log = __webpack_require__(35288);
// EXTERNAL MODULE: ./core/oci/byte-stream.js
var byte_stream = __webpack_require__(25888);
// EXTERNAL MODULE: ./core/parallel/limiter.js
var limiter = __webpack_require__(37795);
// EXTERNAL MODULE: ./core/parallel/together.js
var together = __webpack_require__(8121);
// EXTERNAL MODULE: ./core/snapshot/buffers.js
var buffers = __webpack_require__(63799);
// EXTERNAL MODULE: ./core/snapshot/fetch-plan.js
var fetch_plan = __webpack_require__(16690);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: ./core/parallel/thread-pool.js
var thread_pool = __webpack_require__(47986);
// EXTERNAL MODULE: ./core/snapshot/format.js
var format = __webpack_require__(50013);
// EXTERNAL MODULE: ./core/snapshot/frame.js
var snapshot_frame = __webpack_require__(57929);
// EXTERNAL MODULE: ./core/snapshot/zeros.js
var zeros = __webpack_require__(79615);
;// CONCATENATED MODULE: ./core/snapshot/fetch-work.js
/** What a thread does to fetch: puts chunks into their places in a raw image, each verified before. */








const fetchWork = { place, copy };
/** A thread for so many bytes of the image: starting one takes as long as placing some megabytes. */
const bytesPerThread = 16 << 20;
/** An image of so many bytes is placed sooner than a thread has started. */
const bytesWithoutThread = 4 << 20;
/** More threads would wait for the network, or for each other. */
const maxThreads = 8;
/** Threads for an image of so many bytes. The caller closes them. */
function fetchThreads(bytes) {
    return (0,thread_pool/* startThreadPool */.p)("snapshot/fetch-thread", {
        threads: Math.min(Math.ceil(bytes / bytesPerThread), (0,external_node_os_.availableParallelism)(), maxThreads),
        without: { calls: bytes <= bytesWithoutThread ? Number.POSITIVE_INFINITY : 0, work: fetchWork },
    });
}
/**
 * Bytes written at once. Newer kernels keep a larger write in a larger folio, which they have to get from memory that
 * nobody has used yet: where a machine's memory is handed out slowly, that costs twice the time (docs/performance.md).
 */
const writeBytes = 128 << 10;
/** Decompresses a frame, once verified, within the length that the table says, and writes what it holds. */
function place({ raw, plainOffset, plainLength, frame, frameDigest }) {
    const { buffer, byteOffset, length } = frame;
    if ((0,zeros/* sha256 */.sc)(Buffer.from(buffer, byteOffset, length)) !== frameDigest)
        return "damaged";
    let plain;
    try {
        plain = (0,snapshot_frame/* plainOf */.o)(frame, { plainOffset, plainLength });
    }
    catch (error) {
        return { invalid: (0,errors/* messageOf */.bD)(error) };
    }
    write(raw, plain, plainOffset);
    (0,buffers/* release */._)(plain);
    return "placed";
}
let memory;
/** Copies a chunk from a local image. False if it is not there, or no longer. */
function copy({ raw, plainOffset, plainLength, image, offset, plainDigest }) {
    memory ??= Buffer.allocUnsafeSlow(format/* maxChunkBytes */.zP);
    const plain = memory.subarray(0, plainLength);
    if ((0,external_node_fs_.readSync)(image, plain, 0, plainLength, offset) !== plainLength || (0,zeros/* sha256 */.sc)(plain) !== plainDigest)
        return false;
    write(raw, plain, plainOffset);
    return true;
}
function write(file, bytes, position) {
    for (let done = 0; done < bytes.length;) {
        done += (0,external_node_fs_.writeSync)(file, bytes, done, Math.min(writeBytes, bytes.length - done), position + done);
    }
}

// EXTERNAL MODULE: ./core/snapshot/table.js
var snapshot_table = __webpack_require__(55716);
;// CONCATENATED MODULE: ./core/snapshot/fetch.js
/** Brings a snapshot from a store to this machine: frames in, one raw image file out. */













/** Requests in flight at a time. */
const connections = 6;
/** How often to repeat a request that brought wrong bytes and no chunk. */
const retries = 4;
/** Frames in memory: those that arrive, and enough in store that no thread waits. */
const framesInMemory = 16;
/**
 * Writes the raw image. Each frame is verified by its sha256 before it is decompressed, each chunk has exactly the
 * length that the table says, all-zero chunks stay holes, and what arrived is not asked for again when a connection breaks.
 * Nothing is synced to disk: the fresh pages are what the mount reads.
 * @throws store-unreachable, store-denied, store-corrupt, path-missing (from the store); snapshot-invalid (the table
 * contradicts itself, or a frame does not hold what the table says); interrupted
 */
async function fetchSnapshot(request) {
    const { table, frames, destination } = request;
    const start = performance.now();
    (0,snapshot_table.checkBlobs)(table, frames);
    const stop = new AbortController();
    const signal = request.signal === undefined ? stop.signal : AbortSignal.any([stop.signal, request.signal]);
    throwIfAborted(signal);
    const { known, missing } = (0,fetch_plan/* divide */.Qr)(table, request.reuse ?? []);
    const toFetch = missing.reduce((sum, { frameLength }) => sum + frameLength, 0);
    const partial = `${destination}.${(0,external_node_crypto_.randomBytes)(6).toString("hex")}.partial`;
    const file = await (0,promises_.open)(partial, "wx", 0o600);
    const progress = (request.log ?? log_log/* silentLog */.a).progress("Fetch", toFetch);
    const threads = fetchThreads(table.plainSize);
    const close = async () => {
        await threads.close(); // they write to the file
        await file.close();
    };
    try {
        await file.truncate(table.plainSize);
        const memory = (0,buffers/* sharedBuffers */.T)(framesInMemory, longestFrame(table));
        const transfer = {
            ...request,
            received: 0,
            progress,
            stop,
            signal,
            file,
            threads,
            memory,
            links: (0,limiter/* limiter */.T)(connections),
        };
        const copying = copyChunks(transfer, known);
        const fetching = [fetchChunks(transfer, missing), copying.then((copied) => fetchChunks(transfer, copied.refused))];
        await (0,together/* allEnded */.C)(fetching);
        const { bytes, refused } = await copying;
        await close();
        await (0,promises_.rename)(partial, destination);
        return {
            bytesFetched: transfer.received,
            chunksFetched: missing.length + refused.length,
            chunksReused: known.length - refused.length,
            bytesReused: bytes,
            seconds: (performance.now() - start) / 1000,
        };
    }
    catch (error) {
        await close().catch(() => { });
        await (0,promises_.rm)(partial, { force: true });
        if (request.signal?.aborted)
            throw interrupted();
        throw stop.signal.aborted ? stop.signal.reason : error;
    }
    finally {
        progress.end();
    }
}
function longestFrame({ chunks }) {
    return chunks.reduce((longest, { frameLength }) => Math.max(longest, frameLength), 0);
}
/** Copies chunks out of local images, and refuses those that no longer match their table. */
async function copyChunks({ file, threads, signal, stop }, known) {
    let bytes = 0;
    const refused = [];
    const images = new Map();
    try {
        for (const { image } of known) {
            if (images.has(image))
                continue;
            // An image that was removed meanwhile has nothing to copy: its chunks are fetched.
            const handle = await (0,promises_.open)(image, "r").catch(() => undefined);
            if (handle !== undefined)
                images.set(image, handle);
        }
        // Few at a time, so that frames that arrive do not wait for all of them.
        await (0,limiter/* limiter */.T)(2 * threads.threads).all(known, async ({ chunk, image, offset }) => {
            throwIfAborted(signal);
            const { plainOffset, plainLength, plainDigest } = chunk;
            const handle = images.get(image);
            const copied = handle !== undefined &&
                (await threads.call("copy", {
                    raw: file.fd,
                    plainOffset,
                    plainLength,
                    image: handle.fd,
                    offset,
                    plainDigest: plainDigest.toString("latin1"),
                }));
            if (copied)
                bytes += plainLength;
            else
                refused.push(chunk);
        });
    }
    catch (error) {
        stop.abort(error);
        throw error;
    }
    finally {
        for (const image of images.values())
            await image.close();
    }
    return { bytes, refused: refused.sort(fetch_plan/* inOrderOfFrames */.x4) };
}
/** Fetches chunks, sorted by frame, in runs of neighbours. */
async function fetchChunks(transfer, chunks) {
    await transfer.links.all((0,fetch_plan/* runsOf */.ky)(chunks, connections), async (run) => {
        await fetchRun(transfer, run).catch((error) => {
            transfer.stop.abort(error);
            throw error;
        });
    });
}
/**
 * One request; and where bytes came that are not the snapshot's, more of them, while each brings at least one chunk or
 * few have failed in a row. A store that does not answer has been asked often enough by its own driver.
 */
async function fetchRun(transfer, run) {
    const { signal, log = log_log/* silentLog */.a } = transfer;
    let rest = run;
    for (let failures = 0;;) {
        const landed = [];
        try {
            return await requestRun(transfer, rest, landed);
        }
        catch (error) {
            throwIfAborted(signal);
            failures = landed.length > 0 ? 1 : failures + 1;
            if (!(0,errors/* isTreestampError */.Sh)(error, "store-corrupt") || failures > retries)
                throw error;
            rest = rest.filter((chunk) => !landed.includes(chunk));
            const wait = 100 * 2 ** failures * (0.5 + Math.random());
            const next = `Trying again in ${(wait / 1000).toFixed(1)} s (${failures + 1} of ${retries + 1}).`;
            log.info(`${error.message} ${next}`);
            await (0,external_node_timers_promises_.setTimeout)(wait, undefined, { signal }).catch(() => { });
            throwIfAborted(signal);
        }
    }
}
/** Fetches neighbouring chunks in one request, and adds each to `landed` once it is in its place. */
async function requestRun(transfer, run, landed) {
    const { store, frames, signal, memory } = transfer;
    const offset = run[0].frameOffset;
    const last = run.at(-1);
    const range = { offset, length: last.frameOffset + last.frameLength - offset };
    const input = (0,byte_input/* byteInput */.j)((0,byte_stream/* abortable */.ZC)(store.readBlob(frames[last.blob], range), signal));
    const placing = [];
    let broken;
    try {
        for (const chunk of run) {
            const buffer = await memory.take();
            const frame = buffer.subarray(0, chunk.frameLength);
            try {
                await fill(frame, input, transfer);
            }
            catch (error) {
                memory.release(buffer);
                throw error;
            }
            const placed = fetch_place(transfer, chunk, frame).finally(() => memory.release(buffer));
            const landing = placed.then(() => landed.push(chunk));
            landing.catch(() => { }); // looked at in the end
            placing.push(landing);
        }
    }
    catch (error) {
        broken = { error };
    }
    finally {
        await input.close();
    }
    await (0,together/* allEnded */.C)(placing);
    if (broken !== undefined)
        throw broken.error;
}
/** Fills `frame` with what comes next. */
async function fill(frame, input, transfer) {
    for (let filled = 0; filled < frame.length;) {
        if (!(await input.more())) {
            const { location } = transfer.store;
            throw new errors/* TreestampError */.ks("store-unreachable", `${location} sent less of the snapshot than it was asked for.`, {
                remedy: "The store has a problem: try again later.",
            });
        }
        const part = input.available(frame.length - filled);
        frame.set(part, filled);
        filled += part.length;
        transfer.received += part.length;
        transfer.progress.add(part.length);
    }
}
/** Has a thread verify a frame, decompress it and write what it holds. */
async function fetch_place({ store, frames, file, threads }, chunk, frame) {
    const { plainOffset, plainLength, frameOffset } = chunk;
    const frameDigest = chunk.frameDigest.toString("latin1");
    const placed = await threads.call("place", { raw: file.fd, plainOffset, plainLength, frame, frameDigest });
    if (placed === "placed")
        return;
    if (placed !== "damaged")
        throw invalid(placed.invalid);
    throw new errors/* TreestampError */.ks("store-corrupt", `${store.location} sent wrong bytes for the snapshot (frame at ${frameOffset}).`, {
        remedy: `Try again. If it happens again, delete the blob ${frames[chunk.blob].digest} from the store and build with --force.`,
    });
}
function throwIfAborted(signal) {
    if (signal.aborted)
        throw interrupted();
}
function interrupted() {
    return new errors/* TreestampError */.ks("interrupted", "Fetching the snapshot was stopped.");
}
function invalid(why, cause) {
    return new errors/* TreestampError */.ks("snapshot-invalid", `The snapshot cannot be used: ${why}.`, {
        remedy: "Delete the image's tag from the store, so that it is built again.",
        cause,
    });
}


/***/ }),

/***/ 57929:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ plainOf)
/* harmony export */ });
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38522);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_zlib__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64256);
/** A frame, whose digest somebody has verified, back to its chunk. */


/**
 * What a frame holds: exactly as many bytes as the table says, and never more in memory.
 * @throws Error that says what is wrong, as a clause
 */
function plainOf(frame, { plainOffset, plainLength }) {
    let plain;
    try {
        // One byte more than expected lets zlib see the end in its first call; two frames in one, or a longer one, fail.
        plain = (0,node_zlib__WEBPACK_IMPORTED_MODULE_0__.zstdDecompressSync)(frame, { chunkSize: Math.max(plainLength + 1, 64), maxOutputLength: plainLength });
    }
    catch (error) {
        throw new Error(`the frame of a chunk (at ${plainOffset}) cannot be decompressed: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}`);
    }
    if (plain.length === plainLength)
        return plain;
    throw new Error(`a chunk (at ${plainOffset}) has ${plain.length} bytes instead of ${plainLength}`);
}


/***/ }),

/***/ 55716:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   checkBlobs: () => (/* binding */ checkBlobs),
/* harmony export */   chunkTable: () => (/* binding */ chunkTable),
/* harmony export */   chunkTableOnto: () => (/* binding */ chunkTableOnto),
/* harmony export */   encodeChunkTable: () => (/* binding */ encodeChunkTable),
/* harmony export */   identityOf: () => (/* binding */ identityOf),
/* harmony export */   parseChunkTable: () => (/* binding */ parseChunkTable)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64256);
/* harmony import */ var _fetch_plan_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(16690);
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50013);
/**
 * The chunk table as bytes. All numbers little-endian. Version 1, of a snapshot with one frames blob:
 *
 *     magic "TSCT", u32 version, u64 bytes of the raw image, u64 bytes of the frames blob, u32 count of chunks,
 *     then for each chunk: u32 plain length, u32 frame length, sha256 of the plain bytes, sha256 of the frame
 *
 * Chunks are listed in the order of the raw image, and offsets are sums of lengths. The frame of the first chunk (the
 * head with the superblock, which is known last) stands after all others.
 *
 * Version 2, of a snapshot with several frames blobs, in the order of its manifest:
 *
 *     magic "TSCT", u32 version, u64 bytes of the raw image, u32 count of blobs, u32 count of chunks,
 *     then for each blob: u64 bytes,
 *     then for each chunk: u32 plain length, u32 frame length, u64 frame offset, u32 blob, sha256 of the plain bytes,
 *     sha256 of the frame
 *
 * There, frames of one blob never overlap; between them may be what another snapshot has there, and this one does not keep.
 */




const magic = "TSCT";
const headerBytes = 28;
const entryBytes = 72;
const headerBytes2 = 24;
const entryBytes2 = 84;
/** A frame of incompressible bytes is a little longer than them. More slack than zstd's own bound. */
const maxFrameBytes = _format_js__WEBPACK_IMPORTED_MODULE_2__/* .maxChunkBytes */ .zP + 64 * 1024;
/** The table of chunks listed in the order of the raw image. */
function chunkTable(listed) {
    let plainOffset = 0;
    let frameOffset = 0;
    const chunks = [];
    for (const [index, { plainLength, frameLength, plainDigest, frameDigest }] of listed.entries()) {
        chunks.push({ plainOffset, plainLength, blob: 0, frameOffset, frameLength, plainDigest, frameDigest });
        plainOffset += plainLength;
        if (index > 0)
            frameOffset += frameLength;
    }
    const head = chunks[0];
    if (head !== undefined) {
        chunks[0] = { ...head, frameOffset };
        frameOffset += head.frameLength;
    }
    return { plainSize: plainOffset, framesSizes: [frameOffset], chunks, identity: identityOf(listed) };
}
/**
 * The table of kept chunks, and of new ones behind them, whose frames are in a blob of their own; behind these the frames of those
 * that take a kept one's place, in their order, and at last the head's.
 */
function chunkTableOnto({ chunks: kept, framesSizes }, head, listed, instead = new Map()) {
    const blob = framesSizes.length;
    let plainOffset = head.plainLength + kept.reduce((sum, { plainLength }) => sum + plainLength, 0);
    let frameOffset = 0;
    const added = [];
    for (const chunk of listed) {
        added.push({ ...chunk, plainOffset, blob, frameOffset });
        plainOffset += chunk.plainLength;
        frameOffset += chunk.frameLength;
    }
    const replaced = new Map();
    for (const [old, chunk] of instead) {
        replaced.set(old, { ...chunk, plainOffset: old.plainOffset, blob, frameOffset });
        frameOffset += chunk.frameLength;
    }
    const below = kept.map((chunk) => replaced.get(chunk) ?? chunk);
    const chunks = [{ ...head, plainOffset: 0, blob, frameOffset }, ...below, ...added];
    const sizes = [...framesSizes, frameOffset + head.frameLength];
    return { plainSize: plainOffset, framesSizes: sizes, chunks, identity: identityOf(chunks) };
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
    return table.framesSizes.length === 1 ? encodeFirst(table) : encodeSecond(table);
}
function encodeFirst(table) {
    const bytes = Buffer.alloc(headerBytes + table.chunks.length * entryBytes);
    bytes.write(magic, "latin1");
    bytes.writeUInt32LE(1, 4);
    bytes.writeBigUInt64LE(BigInt(table.plainSize), 8);
    bytes.writeBigUInt64LE(BigInt(table.framesSizes[0]), 16);
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
function encodeSecond({ plainSize, framesSizes, chunks }) {
    const bytes = Buffer.alloc(headerBytes2 + 8 * framesSizes.length + chunks.length * entryBytes2);
    bytes.write(magic, "latin1");
    bytes.writeUInt32LE(2, 4);
    bytes.writeBigUInt64LE(BigInt(plainSize), 8);
    bytes.writeUInt32LE(framesSizes.length, 16);
    bytes.writeUInt32LE(chunks.length, 20);
    let at = headerBytes2;
    for (const size of framesSizes)
        at = bytes.writeBigUInt64LE(BigInt(size), at);
    for (const chunk of chunks) {
        bytes.writeUInt32LE(chunk.plainLength, at);
        bytes.writeUInt32LE(chunk.frameLength, at + 4);
        bytes.writeBigUInt64LE(BigInt(chunk.frameOffset), at + 8);
        bytes.writeUInt32LE(chunk.blob, at + 16);
        chunk.plainDigest.copy(bytes, at + 20);
        chunk.frameDigest.copy(bytes, at + 52);
        at += entryBytes2;
    }
    return bytes;
}
/**
 * The table that `bytes` hold, every bound checked before anything is made of them.
 * @throws snapshot-invalid
 */
function parseChunkTable(bytes) {
    if (bytes.length < headerBytes2 || bytes.toString("latin1", 0, 4) !== magic)
        throw invalid("it is not a chunk table");
    const version = bytes.readUInt32LE(4);
    if (version === 1)
        return parseFirst(bytes);
    if (version === 2)
        return parseSecond(bytes);
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("snapshot-invalid", `A snapshot's chunk table has the version ${version}, which this treestamp does not know.`, {
        remedy: "A newer treestamp has published it: use that version.",
    });
}
function parseFirst(bytes) {
    if (bytes.length < headerBytes)
        throw invalid("its length does not fit");
    const count = bytes.readUInt32LE(24);
    if (count === 0 || bytes.length !== headerBytes + count * entryBytes)
        throw invalid("its length does not fit");
    const isOfZeros = zeroDigests();
    const listed = [];
    for (let at = headerBytes; at < bytes.length; at += entryBytes) {
        listed.push(listedChunk(bytes, { at, digestsAt: at + 8 }, isOfZeros));
    }
    const table = chunkTable(listed);
    if (BigInt(table.plainSize) !== bytes.readBigUInt64LE(8))
        throw invalid("its chunks do not add up to its image");
    if (BigInt(table.framesSizes[0]) !== bytes.readBigUInt64LE(16))
        throw invalid("its frames do not add up to its blob");
    return table;
}
function parseSecond(bytes) {
    const blobs = bytes.readUInt32LE(16);
    const count = bytes.readUInt32LE(20);
    if (blobs === 0 || blobs > _format_js__WEBPACK_IMPORTED_MODULE_2__/* .maxBlobs */ .nu)
        throw invalid(`it has ${blobs} frames blobs`);
    const first = headerBytes2 + 8 * blobs;
    if (count === 0 || bytes.length !== first + count * entryBytes2)
        throw invalid("its length does not fit");
    const framesSizes = Array.from({ length: blobs }, (_, blob) => numberAt(bytes, headerBytes2 + 8 * blob));
    const isOfZeros = zeroDigests();
    const chunks = [];
    let plainOffset = 0;
    for (let at = first; at < bytes.length; at += entryBytes2) {
        const listed = listedChunk(bytes, { at, digestsAt: at + 20 }, isOfZeros);
        const [frameOffset, blob] = [numberAt(bytes, at + 8), bytes.readUInt32LE(at + 16)];
        if (blob >= blobs || frameOffset + listed.frameLength > framesSizes[blob]) {
            throw invalid("a frame is outside of its blob");
        }
        chunks.push({ ...listed, plainOffset, blob, frameOffset });
        plainOffset += listed.plainLength;
    }
    checkApart(chunks);
    if (BigInt(plainOffset) !== bytes.readBigUInt64LE(8))
        throw invalid("its chunks do not add up to its image");
    return { plainSize: plainOffset, framesSizes, chunks, identity: identityOf(chunks) };
}
/** No two frames share bytes: then all of them are no more than their blobs. */
function checkApart(chunks) {
    const framed = chunks.filter(({ frameLength }) => frameLength > 0).sort(_fetch_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .inOrderOfFrames */ .x4);
    for (const [index, { blob, frameOffset }] of framed.entries()) {
        const before = framed[index - 1];
        if (before?.blob === blob && before.frameOffset + before.frameLength > frameOffset)
            throw invalid("its frames overlap");
    }
}
/** @throws snapshot-invalid where a manifest's frames blobs are others than those that its table speaks of */
function checkBlobs({ framesSizes }, frames) {
    const sizes = frames.map(({ size }) => size);
    if (framesSizes.join() === sizes.join())
        return;
    throw invalid(`it speaks of ${framesSizes.join(" + ")} bytes of frames, and its manifest of ${sizes.join(" + ")}`);
}
function listedChunk(bytes, { at, digestsAt }, isOfZeros) {
    const plainLength = bytes.readUInt32LE(at);
    const frameLength = bytes.readUInt32LE(at + 4);
    if (plainLength === 0 || plainLength > _format_js__WEBPACK_IMPORTED_MODULE_2__/* .maxChunkBytes */ .zP)
        throw invalid(`it has a chunk of ${plainLength} bytes`);
    if (frameLength > maxFrameBytes)
        throw invalid(`it has a frame of ${frameLength} bytes`);
    const plainDigest = Buffer.from(bytes.subarray(digestsAt, digestsAt + 32));
    const frameDigest = Buffer.from(bytes.subarray(digestsAt + 32, digestsAt + 64));
    // Nothing arrives that could be compared with it, and the digest is part of the identity.
    if (frameLength === 0 && !isOfZeros(plainDigest, plainLength))
        throw invalid("a chunk without a frame has content");
    return { plainLength, frameLength, plainDigest, frameDigest };
}
function numberAt(bytes, at) {
    const value = bytes.readBigUInt64LE(at);
    if (value > BigInt(Number.MAX_SAFE_INTEGER))
        throw invalid("it has a number that cannot be");
    return Number(value);
}
/** Whether a digest is that of so many zero bytes; cached, because few lengths recur. */
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

/***/ 79615:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VS: () => (/* binding */ pieceDigest),
/* harmony export */   be: () => (/* binding */ isZero),
/* harmony export */   sc: () => (/* binding */ sha256)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/** Zeros, which neither the image nor the frames hold, and digests, with those of zeros cached. */

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
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)("sha256", bytes, "binary");
}
/** The same, of bytes that may well be all zeros: those are hashed once for each length. */
function pieceDigest(bytes) {
    if (!isZero(bytes))
        return sha256(bytes);
    const known = digests.get(bytes.length) ?? sha256(bytes);
    digests.set(bytes.length, known);
    return known;
}


/***/ })

};
;