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
function startThreadPool(module, { threads, without }) {
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
;// CONCATENATED MODULE: external "node:zlib"
const external_node_zlib_namespaceObject = require("node:zlib");
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
const maxChunkBytes = (/* unused pure expression or super */ null && (2 * 1024 * 1024));
/** No snapshot has more frames blobs: each is a connection more for who fetches it from nothing. */
const maxBlobs = 4;
/** So much of what a snapshot keeps of another one has to be alive: the rest is stored, and of no use to it. */
const format_leastAlive = 0.6;

;// CONCATENATED MODULE: ./core/snapshot/relatives.js

/** The most that a snapshot keeps: one more is its own. */
const mostKept = maxBlobs - 1;
function knownFrames(relatives) {
    const candidates = candidatesOf(relatives);
    const all = new Set([...candidates.values()].flatMap(({ frames }) => [...frames.keys()]));
    return {
        digests: sharedDigests([...all].sort()),
        keep(chunks) {
            const places = new Map();
            const kept = [];
            let open = [...chunks];
            while (kept.length < mostKept && open.length > 0) {
                const best = bestOf([...candidates.values()].filter((candidate) => !kept.includes(candidate)), open);
                if (best === undefined)
                    break;
                for (const [chunk, { frameOffset, frameLength, frameDigest }] of best.found) {
                    places.set(chunk, { blob: kept.length, frameOffset, frameLength, frameDigest });
                }
                kept.push(best.candidate);
                open = open.filter((chunk) => !places.has(chunk));
            }
            return { blobs: kept.map(({ blob, source }) => ({ blob, source })), places };
        },
    };
}
/** The blobs of all relatives, each once: relatives share most of them. */
function candidatesOf(relatives) {
    const candidates = new Map();
    for (const { store, frames, table } of relatives) {
        const own = frames.map((blob) => {
            const known = candidates.get(blob.digest) ?? { blob, source: () => store.readBlob(blob), frames: new Map() };
            candidates.set(blob.digest, known);
            return known;
        });
        for (const chunk of table.chunks) {
            if (chunk.frameLength === 0)
                continue;
            const { frames } = own[chunk.blob];
            const digest = chunk.plainDigest.toString("latin1");
            const same = frames.get(digest);
            if (same === undefined)
                frames.set(digest, [chunk]);
            else if (!same.some(({ frameOffset }) => frameOffset === chunk.frameOffset))
                same.push(chunk);
        }
    }
    return candidates;
}
/** The candidate with most of the frames that are wanted, of those that are worth keeping. */
function bestOf(candidates, wanted) {
    return candidates
        .map((candidate) => matchOf(candidate, wanted))
        .filter(({ candidate, bytes }) => bytes > 0 && bytes >= leastAlive * candidate.blob.size)
        .reduce((best, match) => (best === undefined || match.bytes > best.bytes ? match : best), undefined);
}
/** Each frame is that of one chunk: a table in which two share bytes would be refused. */
function matchOf(candidate, wanted) {
    const found = new Map();
    const taken = new Map();
    let bytes = 0;
    for (const chunk of wanted) {
        const digest = chunk.plainDigest.toString("latin1");
        const before = taken.get(digest) ?? 0;
        const frame = candidate.frames.get(digest)?.[before];
        if (frame === undefined)
            continue;
        taken.set(digest, before + 1);
        found.set(chunk, frame);
        bytes += frame.frameLength;
    }
    return { candidate, found, bytes };
}
const digestBytes = 32;
function sharedDigests(sorted) {
    const shared = new Uint8Array(new SharedArrayBuffer(sorted.length * digestBytes));
    for (const [index, digest] of sorted.entries())
        shared.set(Buffer.from(digest, "latin1"), index * digestBytes);
    return shared;
}
/** Whether a digest, a latin1 string, is among those that `knownFrames` shares. */
function isAmongDigests(digests, digest) {
    const sorted = Buffer.from(digests.buffer, digests.byteOffset, digests.byteLength);
    let [low, high] = [0, sorted.length / digestBytes];
    while (low < high) {
        const middle = (low + high) >> 1;
        const there = sorted.toString("latin1", middle * digestBytes, (middle + 1) * digestBytes);
        if (there === digest)
            return true;
        if (there < digest)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
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

;// CONCATENATED MODULE: ./core/snapshot/pack-work.js
/** What a thread does to pack: adds chunks to a snapshot, and checks those that were added. */





const packWork = { add, check };
/** A run of zeros in the image of at least this many bytes stays a hole. */
const holeBytes = 64 * 1024;
const noDigest = "\0".repeat(32);
/** Writes a chunk to its place in the raw image, and leaves its frame in its memory. */
function add({ raw, position, memory, length, digest, known, level }) {
    const plain = bufferOf(memory, length);
    const frameless = { frameLength: 0, frameDigest: noDigest };
    if (isZero(plain))
        return { plainDigest: pieceDigest(plain), ...frameless, isKnown: false };
    const plainDigest = digest ?? sha256(plain);
    writeWithHoles(raw, plain, position);
    if (known !== undefined && isAmongDigests(known, plainDigest))
        return { plainDigest, ...frameless, isKnown: true };
    const frame = (0,external_node_zlib_namespaceObject.zstdCompressSync)(plain, {
        params: { [external_node_zlib_namespaceObject.constants.ZSTD_c_compressionLevel]: level },
        pledgedSrcSize: length,
        // Room for all of it, also where the bytes grow by zstd's bound, lets it work in one go.
        chunkSize: length + (length >> 7) + 512,
    });
    const frameLength = frame.length;
    const stored = bufferOf(memory, frameLength);
    frame.copy(stored);
    release(frame);
    return { plainDigest, frameLength, frameDigest: sha256(stored), isKnown: false };
}
function bufferOf({ buffer, byteOffset }, length) {
    return Buffer.from(buffer, byteOffset, length);
}
function writeWithHoles(file, bytes, position) {
    let start = 0;
    while (start < bytes.length) {
        let end = start;
        while (end < bytes.length && !isHole(bytes, end))
            end = Math.min(bytes.length, end + holeBytes);
        for (let at = start; at < end;)
            at += (0,external_node_fs_namespaceObject.writeSync)(file, bytes, at, end - at, position + at);
        start = end;
        while (start < bytes.length && isHole(bytes, start))
            start = Math.min(bytes.length, start + holeBytes);
    }
}
function isHole(bytes, at) {
    return isZero(bytes.subarray(at, at + holeBytes));
}
/** Reads a chunk and its frame out of the files. Says what differs from its description, or nothing. */
function check({ raw, plainOffset, plainLength, plainDigest, frame, files }) {
    const plain = Buffer.allocUnsafeSlow(plainLength);
    try {
        if ((0,external_node_fs_namespaceObject.readSync)(raw, plain, 0, plainLength, plainOffset) !== plainLength)
            return `the length of the image`;
        if (pieceDigest(plain) !== plainDigest)
            return `the chunk at ${plainOffset}`;
        for (const { offset, size, digest } of files) {
            if (sha256(plain.subarray(offset, offset + size)) !== digest)
                return `the file at ${plainOffset + offset}`;
        }
        if (frame === undefined)
            return undefined;
        if (frame.length > 0)
            return checkFrame(frame, plain);
        return isZero(plain) ? undefined : `a chunk without a frame (at ${plainOffset})`;
    }
    finally {
        release(plain);
    }
}
function checkFrame({ frames, offset, length, digest }, plain) {
    const frame = Buffer.allocUnsafeSlow(length);
    try {
        if ((0,external_node_fs_namespaceObject.readSync)(frames, frame, 0, length, offset) !== length)
            return `the length of the frames`;
        if (sha256(frame) !== digest)
            return `the frame at ${offset}`;
        return holds(frame, plain) ? undefined : `what the frame at ${offset} holds`;
    }
    finally {
        release(frame);
    }
}
function holds(frame, plain) {
    let decompressed;
    try {
        // One byte more than expected lets zlib see the end in its first call.
        decompressed = (0,external_node_zlib_namespaceObject.zstdDecompressSync)(frame, { maxOutputLength: plain.length, chunkSize: plain.length + 1 });
    }
    catch {
        return false;
    }
    const same = decompressed.equals(plain);
    release(decompressed);
    return same;
}

;// CONCATENATED MODULE: ./core/snapshot/pack-thread.js
/** A thread that does the work of pack-work.ts. */


serve(packWork);

module.exports = __webpack_exports__;
/******/ })()
;