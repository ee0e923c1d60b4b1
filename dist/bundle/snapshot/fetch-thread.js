/******/ (() => { // webpackBootstrap
/******/ 	"use strict";
var __webpack_exports__ = {};

;// CONCATENATED MODULE: external "node:worker_threads"
const external_node_worker_threads_namespaceObject = require("node:worker_threads");
;// CONCATENATED MODULE: external "node:path"
const external_node_path_namespaceObject = require("node:path");
;// CONCATENATED MODULE: ./core/parallel/threads.js
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
function threads_startThread(module, options = {}) {
    return new Worker(moduleFile(module), options);
}
/** The file to start for core/`module`.ts: in this room's house it is a room above; beside the bundle, bundled. */
function moduleFile(module) {
    const house = basename(__dirname) === "parallel" ? ".." : ".";
    return join(__dirname, house, `${module}${extname(__filename)}`);
}

;// CONCATENATED MODULE: ./core/parallel/thread-pool.js
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
function thread_pool_startThreadPool(module, { threads, without }) {
    const waiting = [];
    const running = [];
    let callsWithout = without.calls;
    let ended;
    function start() {
        const worker = startThread(module, { resourceLimits: { maxYoungGenerationSizeMb: youngGeneration } });
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
    external_node_worker_threads_namespaceObject.parentPort.on("message", ({ name, task }) => {
        external_node_worker_threads_namespaceObject.parentPort.postMessage(answer(work[name], task));
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

;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = require("node:fs");
;// CONCATENATED MODULE: external "node:os"
const external_node_os_namespaceObject = require("node:os");
;// CONCATENATED MODULE: ./core/errors.js
/**
 * The named failures. Every error that a user can see is one of these: it says what happened and why in `message`,
 * and what to do about it in `remedy`. Anything else that is thrown is a defect of treestamp.
 */
/** A failure that is meant to be read by the person who ran treestamp. */
class TreestampError extends Error {
    code;
    remedy;
    output;
    constructor(code, message, details = {}) {
        super(message, details.cause === undefined ? {} : { cause: details.cause });
        this.name = "TreestampError";
        this.code = code;
        this.remedy = details.remedy;
        this.output = details.output;
    }
}
/** True for a `TreestampError` of one of the given codes (of any code where none is given). */
function isTreestampError(error, ...codes) {
    return error instanceof TreestampError && (codes.length === 0 || codes.includes(error.code));
}
/** The message of whatever was thrown. */
function messageOf(error) {
    return error instanceof Error ? error.message : String(error);
}

;// CONCATENATED MODULE: ./core/snapshot/buffers.js
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

;// CONCATENATED MODULE: ./core/snapshot/format.js
/** The media type of frames and table. Registries that know a list of media types know this one: see core/places/beside.ts. */
const partMediaType = "application/octet-stream";
/** Annotation on the snapshot's descriptor in the index: digest of the image manifest that it is a snapshot of. */
const snapshotOfAnnotation = "dev.treestamp.snapshot.of";
/** Annotation on the snapshot's manifest: the identity of the plain content. */
const identityAnnotation = "dev.treestamp.snapshot.identity";
/** No chunk is longer than this once plain; a table that says otherwise is refused before anything is decompressed. */
const maxChunkBytes = 2 * 1024 * 1024;
/** No snapshot has more frames blobs: each is a connection more for who fetches it from nothing. */
const maxBlobs = 4;
/** So much of what a snapshot keeps of another one has to be alive: the rest is stored, and of no use to it. */
const leastAlive = 0.6;

;// CONCATENATED MODULE: external "node:zlib"
const external_node_zlib_namespaceObject = require("node:zlib");
;// CONCATENATED MODULE: ./core/snapshot/frame.js
/** A frame, whose digest somebody has verified, back to its chunk. */


/**
 * What a frame holds: exactly as many bytes as the table says, and never more in memory.
 * @throws Error that says what is wrong, as a clause
 */
function plainOf(frame, { plainOffset, plainLength }) {
    let plain;
    try {
        // One byte more than expected lets zlib see the end in its first call; two frames in one, or a longer one, fail.
        plain = (0,external_node_zlib_namespaceObject.zstdDecompressSync)(frame, { chunkSize: Math.max(plainLength + 1, 64), maxOutputLength: plainLength });
    }
    catch (error) {
        throw new Error(`the frame of a chunk (at ${plainOffset}) cannot be decompressed: ${messageOf(error)}`);
    }
    if (plain.length === plainLength)
        return plain;
    throw new Error(`a chunk (at ${plainOffset}) has ${plain.length} bytes instead of ${plainLength}`);
}

;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = require("node:crypto");
;// CONCATENATED MODULE: ./core/snapshot/zeros.js
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
    return (0,external_node_crypto_namespaceObject.hash)("sha256", bytes, "binary");
}
/** The same, of bytes that may well be all zeros: those are hashed once for each length. */
function pieceDigest(bytes) {
    if (!isZero(bytes))
        return sha256(bytes);
    const known = digests.get(bytes.length) ?? sha256(bytes);
    digests.set(bytes.length, known);
    return known;
}

;// CONCATENATED MODULE: ./core/snapshot/fetch-work.js
/** What a thread does to fetch: puts chunks into their places in a raw image, each verified before. */








const fetchWork = { place, copy };
/** A thread for so many bytes of the image: starting one takes as long as placing some megabytes. */
const bytesPerThread = (/* unused pure expression or super */ null && (16 << 20));
/** An image of so many bytes is placed sooner than a thread has started. */
const bytesWithoutThread = (/* unused pure expression or super */ null && (4 << 20));
/** More threads would wait for the network, or for each other. */
const maxThreads = 8;
/** Threads for an image of so many bytes. The caller closes them. */
function fetchThreads(bytes) {
    return startThreadPool("snapshot/fetch-thread", {
        threads: Math.min(Math.ceil(bytes / bytesPerThread), availableParallelism(), maxThreads),
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
    if (sha256(Buffer.from(buffer, byteOffset, length)) !== frameDigest)
        return "damaged";
    let plain;
    try {
        plain = plainOf(frame, { plainOffset, plainLength });
    }
    catch (error) {
        return { invalid: messageOf(error) };
    }
    write(raw, plain, plainOffset);
    release(plain);
    return "placed";
}
let memory;
/** Copies a chunk from a local image. False if it is not there, or no longer. */
function copy({ raw, plainOffset, plainLength, image, offset, plainDigest }) {
    memory ??= Buffer.allocUnsafeSlow(maxChunkBytes);
    const plain = memory.subarray(0, plainLength);
    if ((0,external_node_fs_namespaceObject.readSync)(image, plain, 0, plainLength, offset) !== plainLength || sha256(plain) !== plainDigest)
        return false;
    write(raw, plain, plainOffset);
    return true;
}
function write(file, bytes, position) {
    for (let done = 0; done < bytes.length;) {
        done += (0,external_node_fs_namespaceObject.writeSync)(file, bytes, done, Math.min(writeBytes, bytes.length - done), position + done);
    }
}

;// CONCATENATED MODULE: ./core/snapshot/fetch-thread.js
/** A thread that does the work of fetch-work.ts. */


serve(fetchWork);

module.exports = __webpack_exports__;
/******/ })()
;