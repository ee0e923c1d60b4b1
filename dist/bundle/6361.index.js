"use strict";
exports.id = 6361;
exports.ids = [6361,8121];
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
/** Fetches chunks, sorted by frame, in runs. */
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
/** Fetches the chunks of a run in one request, and adds each to `landed` once it is in its place. */
async function requestRun(transfer, run, landed) {
    const { store, frames, signal, memory } = transfer;
    const offset = run[0].frameOffset;
    const last = run.at(-1);
    const range = { offset, length: last.frameOffset + last.frameLength - offset };
    const input = (0,byte_input/* byteInput */.j)((0,byte_stream/* abortable */.ZC)(store.readBlob(frames[last.blob], range), signal));
    const placing = [];
    let broken;
    try {
        let at = offset;
        for (const chunk of run) {
            const buffer = await memory.take();
            const frame = buffer.subarray(0, chunk.frameLength);
            try {
                await passOver(chunk.frameOffset - at, input, transfer);
                await fill(frame, input, transfer);
                at = chunk.frameOffset + chunk.frameLength;
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
        const part = await nextPart(frame.length - filled, input, transfer);
        frame.set(part, filled);
        filled += part.length;
        transfer.progress.add(part.length);
    }
}
/** Drops what lies between two frames. */
async function passOver(bytes, input, transfer) {
    for (let left = bytes; left > 0;)
        left -= (await nextPart(left, input, transfer)).length;
}
/** What comes next, at most so many bytes. @throws store-unreachable where nothing does */
async function nextPart(most, input, transfer) {
    if (!(await input.more())) {
        const { location } = transfer.store;
        throw new errors/* TreestampError */.ks("store-unreachable", `${location} sent less of the snapshot than it was asked for.`, {
            remedy: "The store has a problem: try again later.",
        });
    }
    const part = input.available(most);
    transfer.received += part.length;
    return part;
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