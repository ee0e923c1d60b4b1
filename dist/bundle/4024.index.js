"use strict";
exports.id = 4024;
exports.ids = [4024];
exports.modules = {

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

/***/ 50475:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ fileSource)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _buffers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(63799);
/* harmony import */ var _invalid_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(41955);
/** Where the bytes of an image come from. */



const bufferBytes = 1024 * 1024;
const windowBytes = 128 * 1024;
const maxWindows = 4;
/** An image in an open file. */
function fileSource(file, size) {
    const buffer = Buffer.allocUnsafeSlow(bufferBytes);
    const read = (offset, length) => {
        const target = length <= buffer.length ? buffer : Buffer.allocUnsafeSlow(length);
        let done = 0;
        while (done < length) {
            const bytesRead = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync)(file.fd, target, done, length - done, offset + done);
            if (bytesRead === 0)
                throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .invalidImage */ .t)("it ends early");
            done += bytesRead;
        }
        return target.subarray(0, length);
    };
    const windowed = windowedReads({ size, read });
    return { size, read: (offset, length) => (length < windowBytes ? windowed(offset, length) : read(offset, length)) };
}
/** Reads through a few windows: a walk moves along the inodes, and now and then goes to the blocks of a large directory. */
function windowedReads(source) {
    /** The last used first. */
    const windows = [];
    return (offset, length) => {
        let found = windows.findIndex(({ at, bytes }) => offset >= at && offset + length <= at + bytes.length);
        if (found === -1) {
            const wanted = Math.min(Math.max(windowBytes, length), source.size - offset);
            found = windows.length < maxWindows ? windows.length : maxWindows - 1;
            if (found < windows.length)
                (0,_buffers_js__WEBPACK_IMPORTED_MODULE_2__/* .release */ ._)(windows[found].bytes);
            windows[found] = { at: offset, bytes: Buffer.from(source.read(offset, wanted)) };
        }
        const [window] = windows.splice(found, 1);
        windows.unshift(window);
        return window.bytes.subarray(offset - window.at, offset - window.at + length);
    };
}


/***/ }),

/***/ 5603:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ watchOwners),
/* harmony export */   J: () => (/* binding */ highOwnersWarning)
/* harmony export */ });
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
/** Warning for those who will want to pull the image. */
function highOwnersWarning({ count, first: { name, uid, gid } }) {
    const path = `/${Buffer.from(name, "latin1").toString()}`.replace(/^\/(\.?\/)+/, "/");
    const others = count === 1 ? "" : ` (and ${count - 1} more)`;
    return (`${path} belongs to ${uid}:${gid} in the image${others}. CircleCI's docker executor and engines without root cannot ` +
        `pull an image with a user or group above ${highest}: chown the file in the Dockerfile's step that makes it.`);
}


/***/ }),

/***/ 83978:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EA: () => (/* binding */ NotOnto),
/* harmony export */   jw: () => (/* binding */ deadAfter),
/* harmony export */   kX: () => (/* binding */ checkRoom)
/* harmony export */ });
/* harmony import */ var _erofs_format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(80585);
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50013);


/** Thrown where packing onto a base is not worthwhile: nothing is wrong, and the snapshot is packed whole. */
class NotOnto extends Error {
}
/** @throws NotOnto where the base has as many frames blobs as a snapshot may have */
function checkRoom({ frames }) {
    if (frames.length >= _format_js__WEBPACK_IMPORTED_MODULE_1__/* .maxBlobs */ .nu)
        throw new NotOnto(`The base has ${frames.length} frames blobs already.`);
}
/**
 * How much of the base is of no use any more. Where a file that is gone has the same content as one that is shown, they stand in
 * one place, and it is counted all the same: to know better, all names would have to be read.
 * @returns bytes, with those that the base itself had
 * @throws NotOnto where that is too much
 */
function deadAfter(changes, { table, metadata, image }) {
    // Zeros cost nothing, wherever they are kept. The first chunk is the head.
    const chunks = table.chunks.slice(1).filter((chunk) => chunk.frameLength > 0 && !metadata.has(chunk));
    const kept = chunks.reduce((sum, { plainLength }) => sum + plainLength, 0);
    const dead = image.dead + bytesIn(chunks, placesOf(changes));
    const alive = kept - dead;
    if (alive < _format_js__WEBPACK_IMPORTED_MODULE_1__/* .leastAlive */ .pv * kept)
        throw new NotOnto(`Only ${alive} of the ${kept} bytes of the base would be of use.`);
    return dead;
}
/** Where each content begins that is gone, and where the longest that begins there ends. Blocks. */
function placesOf({ touched }) {
    const places = new Map();
    for (const leaf of touched) {
        if (leaf.links > 0 || leaf.type !== "file" || leaf.size === 0)
            continue;
        const block = leaf.block;
        places.set(block, Math.max(block + Math.ceil(leaf.size / _erofs_format_js__WEBPACK_IMPORTED_MODULE_0__/* .blockBytes */ .VE), places.get(block) ?? 0));
    }
    return places;
}
/** How many bytes of these chunks, which are in the order of the image, belong to any of the places. */
function bytesIn(chunks, places) {
    let bytes = 0;
    let reached = 0;
    let next = 0;
    for (const [begin, end] of [...places].sort(([a], [b]) => a - b)) {
        reached = Math.max(reached, begin * _erofs_format_js__WEBPACK_IMPORTED_MODULE_0__/* .blockBytes */ .VE);
        while (reached < end * _erofs_format_js__WEBPACK_IMPORTED_MODULE_0__/* .blockBytes */ .VE && next < chunks.length) {
            const { plainOffset, plainLength } = chunks[next];
            const until = Math.min(end * _erofs_format_js__WEBPACK_IMPORTED_MODULE_0__/* .blockBytes */ .VE, plainOffset + plainLength);
            bytes += Math.max(0, until - Math.max(reached, plainOffset));
            reached = Math.max(reached, until);
            if (until === plainOffset + plainLength)
                next++;
        }
    }
    return bytes;
}


/***/ }),

/***/ 34024:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  cp: () => (/* binding */ packSnapshot)
});

// UNUSED EXPORTS: packThreads, writeSnapshot

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:v8"
var external_node_v8_ = __webpack_require__(78877);
// EXTERNAL MODULE: external "node:vm"
var external_node_vm_ = __webpack_require__(30714);
// EXTERNAL MODULE: ./core/oci/byte-stream.js
var byte_stream = __webpack_require__(25888);
// EXTERNAL MODULE: ./core/oci/digest.js
var digest = __webpack_require__(44617);
// EXTERNAL MODULE: ./core/parallel/thread-pool.js
var thread_pool = __webpack_require__(47986);
// EXTERNAL MODULE: ./core/parallel/together.js
var together = __webpack_require__(8121);
// EXTERNAL MODULE: ./core/snapshot/changes.js
var snapshot_changes = __webpack_require__(5285);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(64256);
// EXTERNAL MODULE: ./core/snapshot/buffers.js
var buffers = __webpack_require__(63799);
// EXTERNAL MODULE: ./core/snapshot/table.js
var snapshot_table = __webpack_require__(55716);
;// CONCATENATED MODULE: ./core/snapshot/chunk-writer.js
/**
 * Writes the raw image and the frames blob side by side, chunk by chunk. Each byte is in memory once: a chunk's buffer is
 * shared with a thread, which hashes it, writes it to the image and puts the compressed frame in its place; the frames
 * are added here, in order.
 */





/** What `buffer` gives: room for the longest chunk and the file that proves too much for it. */
const chunkBufferBytes = 1280 * 1024;
const noDigest = Buffer.alloc(32);
/** Opens both files, newly created and readable only by their owner until they are published. */
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
    const { kept, known } = options;
    const instead = new Map();
    let position = headBytes + (kept?.chunks ?? []).reduce((sum, { plainLength }) => sum + plainLength, 0);
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
    const work = (chunk, buffer, how) => {
        const { at: position, ...others } = how;
        const task = { raw: raw.fd, position, memory: buffer, length: chunk.plainLength, level, ...others };
        written = Promise.allSettled([threads.call("add", task), written]).then(async ([outcome]) => {
            try {
                if (outcome.status === "rejected")
                    throw outcome.reason;
                Object.assign(chunk, described(outcome.value, memoryOfDigests()), { frameOffset: framesSize });
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
    const readInto = async (buffer, length, from) => {
        const { bytesRead } = await raw.read(buffer, 0, length, from);
        if (bytesRead !== length)
            buffer.fill(0, bytesRead, length);
    };
    /** Chooses what is kept of the relatives' frames, and writes those of the other chunks that they have. */
    const keepKnown = async () => {
        if (known === undefined)
            return undefined;
        const choice = known.keep(listed.filter(({ isKnown }) => isKnown));
        let at = headBytes;
        for (const chunk of listed) {
            if (chunk.isKnown && !choice.places.has(chunk)) {
                const buffer = await takeBuffer();
                await readInto(buffer, chunk.plainLength, at);
                work(chunk, buffer, { at, digest: chunk.plainDigest.toString("latin1") });
            }
            at += chunk.plainLength;
        }
        return choice;
    };
    return {
        get position() {
            return position;
        },
        buffer: takeBuffer,
        append(buffer, length, digest) {
            check();
            listed.push(work(newChunk(length), buffer, { at: position, digest, known: known?.digests }));
            position += length;
        },
        release,
        restore: (chunk, bytes) => writeAll(raw, bytes, chunk.plainOffset),
        async replace(chunk, bytes) {
            const buffer = await takeBuffer();
            instead.set(chunk, work(newChunk(bytes.copy(buffer)), buffer, { at: chunk.plainOffset }));
        },
        async read(buffer, length, from) {
            await written;
            check();
            await readInto(buffer, length, from);
        },
        async finish(head) {
            await written;
            check();
            const choice = await keepKnown();
            const below = kept?.framesSizes ?? choice?.blobs.map(({ blob }) => blob.size) ?? [];
            const own = (chunk) => ({ ...chunk, blob: below.length, ...choice?.places.get(chunk) });
            const others = [...(kept?.chunks ?? []).map((chunk) => instead.get(chunk) ?? chunk), ...listed];
            const buffer = await takeBuffer();
            const length = head(others).copy(buffer);
            const first = work(newChunk(length), buffer, { at: 0 });
            await written;
            check();
            await raw.truncate(position);
            const placed = [first, ...others].map((chunk) => ("isKnown" in chunk ? own(chunk) : chunk));
            return {
                table: (0,snapshot_table.tableOf)(placed, [...below, framesSize]),
                framesDigest: `sha256:${framesHash.digest("hex")}`,
                keptBlobs: choice?.blobs ?? [],
            };
        },
        async close() {
            await written;
            await Promise.all([raw.close(), frames.close()]);
        },
    };
}
function newChunk(plainLength) {
    return { plainLength, frameLength: 0, plainDigest: noDigest, frameDigest: noDigest, frameOffset: 0, isKnown: false };
}
function described({ plainDigest, frameLength, frameDigest, isKnown }, digests) {
    digests.write(plainDigest, 0, "latin1");
    digests.write(frameDigest, 32, "latin1");
    return { plainDigest: digests.subarray(0, 32), frameLength, frameDigest: digests.subarray(32), isKnown };
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
var format = __webpack_require__(80585);
// EXTERNAL MODULE: ./core/snapshot/zeros.js
var zeros = __webpack_require__(79615);
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
    return size <= smallFileBytes ? pieces[0] : (0,zeros/* sha256 */.sc)(Buffer.from(pieces.join(""), "latin1"));
}
async function createContentWriter(chunks) {
    const group = await chunks.buffer();
    const writing = {
        ...{ chunks, contents: contentTable(), large: new Map() },
        ...{ group, groupLength: 0, equalFiles: 0 },
    };
    return {
        begin(size) {
            if (size === 0)
                return { write: () => { }, end: () => 0 };
            return size <= smallFileBytes ? smallFile(writing, size) : largeFile(writing, size);
        },
        end() {
            const { contents, group, groupLength } = writing;
            if (groupLength > 0)
                chunks.append(group, groupLength);
            else
                chunks.release(group);
            contents.seal();
            writing.large.clear();
            return contents;
        },
        get equalFiles() {
            return writing.equalFiles;
        },
    };
}
/** A small file is gathered behind the group, where it will stand if it is new. */
function smallFile(writing, size) {
    const { chunks, contents } = writing;
    let length = 0;
    return {
        write(bytes) {
            writing.group.set(bytes, writing.groupLength + length);
            length += bytes.length;
        },
        end() {
            const { group, groupLength } = writing;
            const digest = (0,zeros/* sha256 */.sc)(group.subarray(groupLength, groupLength + size));
            const there = contents.find(size, digest);
            if (there !== undefined) {
                writing.equalFiles++;
                return there;
            }
            const padded = wholeBlocks(size);
            group.fill(0, groupLength + size, groupLength + padded);
            const place = () => {
                const block = (chunks.position + writing.groupLength) / format/* blockBytes */.VE;
                contents.add({ block, size, digest });
                writing.groupLength += padded;
                return block;
            };
            if (groupLength + padded > maxGroupBytes)
                return moveToNextGroup(writing, padded).then(place);
            const block = place();
            if (writing.groupLength >= minGroupBytes && digest.charCodeAt(0) < 16)
                return cutGroup(writing).then(() => block);
            return block;
        },
    };
}
async function cutGroup(writing) {
    const { chunks, group, groupLength } = writing;
    if (groupLength === 0)
        return;
    chunks.append(group, groupLength);
    writing.groupLength = 0;
    writing.group = await chunks.buffer();
}
/** Cuts the group before its last file, of `length` bytes, which is then the first of the next one. */
async function moveToNextGroup(writing, length) {
    const { chunks, group, groupLength } = writing;
    const next = await chunks.buffer();
    group.copy(next, 0, groupLength, groupLength + length);
    chunks.append(group, groupLength);
    writing.group = next;
    writing.groupLength = 0;
}
/**
 * A large file is compared piece by piece with those of its size before it; as long as one of them goes along, nothing
 * is written. Where the last one parts, what they had in common is read back and written for the new file.
 */
function largeFile(writing, size) {
    const { chunks, contents, large } = writing;
    const coming = { digests: [], piece: undefined, length: 0, left: size, address: -1, alike: [] };
    const writeSlowly = async (bytes) => {
        let at = 0;
        while (at < bytes.length) {
            coming.piece ??= await chunks.buffer();
            const part = bytes.subarray(at, at + pieceBytes - coming.length);
            coming.piece.set(part, coming.length);
            coming.length += part.length;
            at += part.length;
            if (coming.length === pieceBytes || coming.length === coming.left)
                await endPiece(writing, coming, size);
        }
    };
    return {
        write(bytes) {
            const { piece, length, left } = coming;
            if (piece === undefined || length + bytes.length >= Math.min(pieceBytes, left))
                return writeSlowly(bytes);
            piece.set(bytes, length);
            coming.length += bytes.length;
            return undefined;
        },
        end() {
            const { digests, address, alike } = coming;
            const equal = alike[0];
            if (equal !== undefined) {
                writing.equalFiles++;
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
}
async function endPiece(writing, coming, size) {
    const { digests, length } = coming;
    const piece = coming.piece;
    const padded = wholeBlocks(length);
    piece.fill(0, length, padded);
    const digest = (0,zeros/* pieceDigest */.VS)(piece.subarray(0, padded));
    const model = coming.alike[0];
    if (digests.length === 0)
        coming.alike = writing.large.get(`${size} ${digest}`) ?? [];
    else
        coming.alike = coming.alike.filter((file) => file.digests[digests.length] === digest);
    if (coming.alike.length > 0) {
        writing.chunks.release(piece);
    }
    else {
        if (model !== undefined)
            await repeat(writing, coming, model);
        await beginAt(writing, coming);
        writing.chunks.append(piece, padded, digest);
    }
    digests.push(digest);
    coming.left -= length;
    coming.length = 0;
    coming.piece = undefined;
}
/** Writes the pieces that a file has in common with `model` so far. */
async function repeat(writing, coming, model) {
    const { chunks } = writing;
    for (const [index, digest] of coming.digests.entries()) {
        const buffer = await chunks.buffer();
        await chunks.read(buffer, pieceBytes, model.address + index * pieceBytes);
        await beginAt(writing, coming);
        chunks.append(buffer, pieceBytes, digest);
    }
}
/** Says where a file stands, before the first of its pieces is written. */
async function beginAt(writing, coming) {
    if (coming.address !== -1)
        return;
    await cutGroup(writing);
    coming.address = writing.chunks.position;
}
function wholeBlocks(bytes) {
    return Math.ceil(bytes / format/* blockBytes */.VE) * format/* blockBytes */.VE;
}

// EXTERNAL MODULE: ./core/snapshot/erofs/superblock.js
var superblock = __webpack_require__(42610);
// EXTERNAL MODULE: ./core/snapshot/flatten.js
var flatten = __webpack_require__(62818);
// EXTERNAL MODULE: ./core/snapshot/format.js
var snapshot_format = __webpack_require__(50013);
// EXTERNAL MODULE: ./core/snapshot/high-owners.js
var high_owners = __webpack_require__(5603);
// EXTERNAL MODULE: ./core/snapshot/onto.js
var snapshot_onto = __webpack_require__(83978);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
;// CONCATENATED MODULE: ./core/snapshot/relatives.js

/** The most that a snapshot keeps: one more is its own. */
const mostKept = snapshot_format/* maxBlobs */.nu - 1;
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
        .filter(({ candidate, bytes }) => bytes > 0 && bytes >= snapshot_format/* leastAlive */.pv * candidate.blob.size)
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

;// CONCATENATED MODULE: ./core/snapshot/pack-work.js
/** What a thread does to pack: adds chunks to a snapshot, and checks those that were added. */





const packWork = { add, check };
/** A run of zeros in the image of at least this many bytes stays a hole. */
const holeBytes = 64 * 1024;
const pack_work_noDigest = "\0".repeat(32);
/** Writes a chunk to its place in the raw image, and leaves its frame in its memory. */
function add({ raw, position, memory, length, digest, known, level }) {
    const plain = bufferOf(memory, length);
    const frameless = { frameLength: 0, frameDigest: pack_work_noDigest };
    if ((0,zeros/* isZero */.be)(plain))
        return { plainDigest: (0,zeros/* pieceDigest */.VS)(plain), ...frameless, isKnown: false };
    const plainDigest = digest ?? (0,zeros/* sha256 */.sc)(plain);
    writeWithHoles(raw, plain, position);
    if (known !== undefined && isAmongDigests(known, plainDigest))
        return { plainDigest, ...frameless, isKnown: true };
    const frame = (0,external_node_zlib_.zstdCompressSync)(plain, {
        params: { [external_node_zlib_.constants.ZSTD_c_compressionLevel]: level },
        pledgedSrcSize: length,
        // Room for all of it, also where the bytes grow by zstd's bound, lets it work in one go.
        chunkSize: length + (length >> 7) + 512,
    });
    const frameLength = frame.length;
    const stored = bufferOf(memory, frameLength);
    frame.copy(stored);
    (0,buffers/* release */._)(frame);
    return { plainDigest, frameLength, frameDigest: (0,zeros/* sha256 */.sc)(stored), isKnown: false };
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
            at += (0,external_node_fs_.writeSync)(file, bytes, at, end - at, position + at);
        start = end;
        while (start < bytes.length && isHole(bytes, start))
            start = Math.min(bytes.length, start + holeBytes);
    }
}
function isHole(bytes, at) {
    return (0,zeros/* isZero */.be)(bytes.subarray(at, at + holeBytes));
}
/** Reads a chunk and its frame out of the files. Says what differs from its description, or nothing. */
function check({ raw, plainOffset, plainLength, plainDigest, frame, files }) {
    const plain = Buffer.allocUnsafeSlow(plainLength);
    try {
        if ((0,external_node_fs_.readSync)(raw, plain, 0, plainLength, plainOffset) !== plainLength)
            return `the length of the image`;
        if ((0,zeros/* pieceDigest */.VS)(plain) !== plainDigest)
            return `the chunk at ${plainOffset}`;
        for (const { offset, size, digest } of files) {
            if ((0,zeros/* sha256 */.sc)(plain.subarray(offset, offset + size)) !== digest)
                return `the file at ${plainOffset + offset}`;
        }
        if (frame === undefined)
            return undefined;
        if (frame.length > 0)
            return checkFrame(frame, plain);
        return (0,zeros/* isZero */.be)(plain) ? undefined : `a chunk without a frame (at ${plainOffset})`;
    }
    finally {
        (0,buffers/* release */._)(plain);
    }
}
function checkFrame({ frames, offset, length, digest }, plain) {
    const frame = Buffer.allocUnsafeSlow(length);
    try {
        if ((0,external_node_fs_.readSync)(frames, frame, 0, length, offset) !== length)
            return `the length of the frames`;
        if ((0,zeros/* sha256 */.sc)(frame) !== digest)
            return `the frame at ${offset}`;
        return holds(frame, plain) ? undefined : `what the frame at ${offset} holds`;
    }
    finally {
        (0,buffers/* release */._)(frame);
    }
}
function holds(frame, plain) {
    let decompressed;
    try {
        // One byte more than expected lets zlib see the end in its first call.
        decompressed = (0,external_node_zlib_.zstdDecompressSync)(frame, { maxOutputLength: plain.length, chunkSize: plain.length + 1 });
    }
    catch {
        return false;
    }
    const same = decompressed.equals(plain);
    (0,buffers/* release */._)(decompressed);
    return same;
}

// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./core/snapshot/attributes.js
function sameAttributes(a, b) {
    const scalars = a.mode === b.mode && a.uid === b.uid && a.gid === b.gid;
    const times = a.mtime.seconds === b.mtime.seconds && a.mtime.nanoseconds === b.mtime.nanoseconds;
    return scalars && times && sameXattrs(a.xattrs, b.xattrs);
}
function sameXattrs(a, b) {
    if (a.size !== b.size)
        return false;
    for (const [name, value] of a)
        if (b.get(name) !== value)
            return false;
    return true;
}

// EXTERNAL MODULE: ./core/snapshot/erofs/reader.js
var reader = __webpack_require__(25749);
// EXTERNAL MODULE: ./core/snapshot/erofs/source.js
var source = __webpack_require__(50475);
// EXTERNAL MODULE: ./core/machine/elevate.js
var elevate = __webpack_require__(84931);
// EXTERNAL MODULE: ./core/machine/process.js
var process = __webpack_require__(47516);
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
 * $1 image, $2 mount point, $3 empty, or a list of directories that are looked at, each ended by NUL. It is the first process of its namespace, so all ends with it. It ends with its standard input, too:
 * a process of root's may not be signalled.
 */
const script = `
exec 3<&0 </dev/null
mount -t erofs -o ro,nodev,loop "$1" "$2" 3<&- || exit ${mountFailed}
cd "$2" || exit
format='%y %m %U %G %s %n %T@\\0%l\\0%p\\0'
if [ -z "$3" ]; then find . -printf "$format" 3<&- &
else xargs -0 -a "$3" sh -c 'format=$1; shift; exec find "$@" -maxdepth 1 -printf "$format"' sh "$format" 3<&- &
fi
listing=$!
{ read -r line; kill -s KILL "$listing"; } <&3 >/dev/null 2>&1 &
exec 3<&-
wait "$listing"`;
const inNamespaces = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--propagation", "private", "--"];
/** What mount(8) prints if the file system itself was refused. */
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
async function compareWithKernel(rawFile, { root, changes }, log, signal) {
    const place = await (0,promises_.mkdtemp)(`${rawFile}.mount-`);
    const list = changes === undefined ? "" : `${place}.list`;
    try {
        const looked = [...(0,snapshot_changes/* changedDirectories */.Is)(root, changes)];
        if (list !== "") {
            await (0,promises_.writeFile)(list, looked.map(({ path }) => `./${path}\0`).join(""), { encoding: "latin1", mode: 0o644 });
        }
        const parameters = [(0,external_node_path_.resolve)(rawFile), place, list === "" ? "" : (0,external_node_path_.resolve)(list)];
        const [program, ...args] = [...elevate/* elevations */.$F[(0,elevate/* rootRights */.mV)()], ...inNamespaces, "sh", "-c", script, "sh", ...parameters];
        const listed = looked.reduce((sum, { directory }) => sum + directory.children.size, 0);
        // Each directory of a list is shown besides what is in it; of all names, the root alone is in none.
        const expected = listed + (changes === undefined ? 1 : looked.length);
        let names = 0;
        const onOutput = async (listing) => {
            names = await compareListing(listing, root);
        };
        const stopped = { stopBy: "end of input", ...(signal === undefined ? {} : { signal }) };
        const { exitCode, stderr } = await (0,process/* run */.e)(program, args, { onOutput, ...stopped });
        if (exitCode === mountFailed && refused.test(stderr))
            throw differs(`it cannot be mounted: ${stderr.trim()}`);
        if (exitCode === 0 && names !== expected)
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
        if (list !== "")
            await (0,promises_.rm)(list, { force: true });
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
            const [numbers, target, shown] = fields.splice(0);
            const path = shown.replace(/^\.\/?/, "");
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
function notCompared(why) {
    return `The packed snapshot was read back by treestamp only, not through the kernel: ${why.replace(/\.$/, "")}.`;
}
function differs(what) {
    return new errors/* TreestampError */.ks("snapshot-invalid", `The kernel shows the snapshot differently from the image: ${what}.`, {
        remedy: "Nothing was published. This is a defect of treestamp, or of this kernel's EROFS: please report both versions.",
    });
}

// EXTERNAL MODULE: ./core/snapshot/tree.js
var tree = __webpack_require__(81062);
;// CONCATENATED MODULE: ./core/snapshot/read-back.js
/**
 * What was written is read back and compared with what the layers gave, before anything is published:
 * - every chunk of the raw image and every frame has the digest that the table names, each frame holds its chunk, and
 *   each file's content stands where the tree has it (here, and pack-work.ts);
 * - the raw image is walked by our own reader: every name, attribute and place;
 * - where the kernel can mount it, the kernel's names and attributes (kernel-walk.ts).
 *
 * All of it is always done.
 */












/** Checks names and attributes with our own reader and through the kernel. @throws snapshot-invalid at the first difference; interrupted */
async function compareNames(rawFile, { root, changes }, log, signal) {
    const raw = await (0,promises_.open)(rawFile, "r");
    const shown = { root, changes };
    const comparing = [compareTree(raw, shown, signal), compareWithKernel(rawFile, shown, log, signal)];
    try {
        await (0,together/* allEnded */.C)(comparing);
    }
    finally {
        await raw.close();
    }
}
/** Chunks, frames and contents. @throws snapshot-invalid at the first difference; interrupted */
async function compareContents({ rawFile, framesFile, table, isWhole, contents }, threads, signal) {
    const files = [];
    // The last blob is what was written: frames that others have are there already.
    const own = table.framesSizes.length - 1;
    try {
        for (const [path, size] of [
            [rawFile, table.plainSize],
            [framesFile, table.framesSizes[own]],
        ]) {
            const file = await (0,promises_.open)(path, "r");
            files.push(file);
            if ((await file.stat()).size !== size)
                throw read_back_differs("a file's length");
        }
        const [raw, frames] = files;
        const described = describeChunks(table.chunks.filter(({ blob }) => isWhole || blob === own), contents);
        const lane = async () => {
            for (const { chunk, files } of described) {
                read_back_check(signal);
                const { plainOffset, plainLength, frameOffset: offset, frameLength: length } = chunk;
                const frame = { frames: frames.fd, offset, length, digest: chunk.frameDigest.toString("latin1") };
                const plainDigest = chunk.plainDigest.toString("latin1");
                const difference = await threads.call("check", {
                    ...{ raw: raw.fd, plainOffset, plainLength, plainDigest, files },
                    frame: chunk.blob === own ? frame : undefined,
                });
                if (difference !== undefined)
                    throw read_back_differs(difference);
            }
        };
        await (0,together/* allEnded */.C)(Array.from({ length: 2 * threads.threads }, lane));
    }
    finally {
        for (const file of files)
            await file.close();
    }
}
/** Goes along chunks and contents, both in the order of places: small ones stand in one chunk, large ones are chunks. */
function* describeChunks(chunks, contents) {
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
/** Identity of a large file from the chunks that hold it: its pieces. */
function piecesDigest(chunks, first, size) {
    const digests = [];
    let left = Math.ceil(size / format/* blockBytes */.VE) * format/* blockBytes */.VE;
    for (let index = first; left > 0 && index < chunks.length; index++) {
        left -= chunks[index].plainLength;
        digests.push(chunks[index].plainDigest.toString("latin1"));
    }
    return left === 0 ? contentDigest(size, digests) : undefined;
}
/** They take some milliseconds. */
const namesInATurn = 2000;
/**
 * Names and attributes by our own reader. Walks the image and the tree side by side: both are in the order of names.
 * @throws snapshot-invalid at the first difference; interrupted
 */
async function compareTree(raw, { root, changes }, signal) {
    const image = (0,reader/* openImage */.UY)((0,source/* fileSource */.I)(raw, (await raw.stat()).size));
    const expected = walkTree(root, "", changes);
    const changed = changes && new Set([...(0,snapshot_changes/* changedDirectories */.Is)(root, changes)].map(({ directory }) => directory.nid));
    let names = 0;
    for (const entry of image.walk(changed && (({ nid }) => changed.has(nid)))) {
        if (++names % namesInATurn === 0) {
            await (0,external_node_timers_promises_.setImmediate)(); // others want to be heard, such as the kernel's walk
            read_back_check(signal);
        }
        const next = expected.next();
        if (next.done === true || next.value.path !== entry.path || !isSame(entry.inode, next.value.inode)) {
            throw read_back_differs(nameOf(entry));
        }
    }
    if (expected.next().done !== true)
        throw read_back_differs("a name that is missing");
}
function* walkTree(inode, path, changes) {
    yield { path, inode };
    if (inode.type !== "directory" || changes?.kept.has(inode))
        return;
    const prefix = path === "" ? "" : `${path}/`;
    for (const name of (0,tree/* namesIn */.w)(inode))
        yield* walkTree(inode.children.get(name), prefix + name, changes);
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
function nameOf({ path }) {
    return JSON.stringify(`/${path}`);
}
function read_back_check(signal) {
    if (signal?.aborted)
        throw new errors/* TreestampError */.ks("interrupted", "Packing was interrupted.", { cause: signal.reason });
}
function read_back_differs(what) {
    return new errors/* TreestampError */.ks("snapshot-invalid", `The snapshot was read back and differs from the image: ${what}.`, {
        remedy: "Nothing was published. Look for a full or failing disk; otherwise this is a defect of treestamp.",
    });
}

// EXTERNAL MODULE: ./core/snapshot/regions.js
var snapshot_regions = __webpack_require__(98461);
// EXTERNAL MODULE: ./core/snapshot/erofs/directory.js
var directory = __webpack_require__(54603);
// EXTERNAL MODULE: ./core/snapshot/erofs/xattr.js
var xattr = __webpack_require__(52707);
;// CONCATENATED MODULE: ./core/snapshot/erofs/metadata.js




/** Gives each inode of the tree its place (`nid`). */
function planMetadata(root) {
    const { inodes, directories, times } = survey(root, undefined);
    const plan = { root, changes: undefined, origin: 0, directories, buildTime: mostCommon(times.values()) };
    // The first slot stays empty, so that no inode has the number 0, which programs take for "none".
    return { ...plan, inodes, ...place(plan, format/* slotBytes */.Gm) };
}
/**
 * The same for what is new on a base, whose own inodes keep their places: new ones, and the names of the directories that have
 * changed. What these inodes say themselves is to be changed where they stand: see patch.ts.
 * @param address byte offset in the image where the region will stand
 */
function planAdded(root, changes, { metadataAt, buildTime }, address) {
    const { inodes, directories } = survey(root, changes);
    const plan = { root, changes, origin: address - metadataAt, directories, buildTime };
    return { ...plan, inodes: inodes - changes.over.size, ...place(plan, 0) };
}
function survey(root, changes) {
    const directories = new Map();
    const times = new Map();
    let inodes = 0;
    for (const { inode, parent } of inodesOf(root, changes)) {
        inodes++;
        if (inode.type === "directory")
            directories.set(inode, { parent, size: (0,directory/* directoryBytes */.pF)((0,tree/* namesIn */.w)(inode)) });
        const time = inode.attributes.mtime;
        const key = `${time.seconds}.${time.nanoseconds}`;
        const known = times.get(key);
        if (known === undefined)
            times.set(key, { count: 1, time });
        else
            known.count++;
    }
    return { inodes, directories, times };
}
/** Each inode once, depth first, names in byte order; with the directory where its first name is. */
function* inodesOf(root, changes, parent = root, seen = new Set()) {
    yield { inode: root, parent };
    for (const name of (0,tree/* namesIn */.w)(root)) {
        const child = root.children.get(name);
        if (changes?.kept.has(child))
            continue;
        if (child.type === "directory") {
            yield* inodesOf(child, changes, root, seen);
            continue;
        }
        if (changes?.touched.has(child))
            continue; // one more name of what the base has
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
/** @param start where the first inode may stand in the region */
function place(plan, start) {
    const haveBlocks = [];
    let end = start;
    for (const { inode } of inodesOf(plan.root, plan.changes)) {
        if (hasPlace(plan, inode)) {
            haveBlocks.push(inode);
            continue;
        }
        const head = headBytes(plan, inode);
        const tail = tailBytes(plan, inode);
        let position = Math.ceil(end / format/* slotBytes */.Gm) * format/* slotBytes */.Gm;
        if (tail > 0 && within(position + head) + tail > format/* blockBytes */.VE && within(head) + tail <= format/* blockBytes */.VE) {
            position = metadata_wholeBlocks(position);
        }
        inode.nid = (plan.origin + position) / format/* slotBytes */.Gm;
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
/** True for a directory that the base has: its inode stays, and its names get blocks. */
function hasPlace({ changes }, inode) {
    return inode.type === "directory" && changes?.over.has(inode) === true;
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
    if (hasPlace(plan, inode))
        return 0;
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
    const placed = { ...plan, address };
    let end = 0;
    let number = 0;
    for (const { inode } of inodesOf(plan.root, plan.changes)) {
        if (hasPlace(plan, inode))
            continue;
        const at = inode.nid * format/* slotBytes */.Gm - plan.origin;
        const length = headBytes(plan, inode) + inlineBytes(plan, inode);
        const piece = zeros(at + length - end);
        encodeInode(piece.subarray(at - end), placed, inode, plan.changes === undefined ? ++number : inode.nid >>> 0);
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
function encodeInode(region, plan, inode, number) {
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
    region.writeUInt32LE(dataField(plan, inode), 16);
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
function dataField({ blocksAt, address }, inode) {
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
    return (0,directory/* directoryBlocks */.Yu)((0,tree/* namesIn */.w)(inode)).map((block) => (region) => {
        (0,directory/* encodeDirectoryBlock */.R5)(region, block, (name) => {
            const { nid, type } = look(name);
            return { nid, type: format/* fileTypes */.Ko[type].dirent };
        });
    });
}

;// CONCATENATED MODULE: ./core/snapshot/erofs/patch.js
/**
 * Inodes of a base that say something else now, where they stand: a directory's names are elsewhere, a file has one name more
 * or less. Nothing else of the base's metadata is written again.
 */


const maxCompactLinks = 0xffff;
const maxCompactOwner = 0xffff;
/**
 * The patches, in the order of the image; undefined where one would not fit its place: then all metadata are written anew.
 * @param plan what is added to the image, at `address`
 */
function patchesOf(plan, changes, base, address) {
    const patches = [];
    for (const [directory, below] of changes.over) {
        const { size } = plan.directories.get(directory);
        const names = { size, block: (address + plan.blocksAt.get(directory)) / format/* blockBytes */.VE };
        const patch = directoryPatch(directory, below, names, base);
        if (patch === undefined)
            return undefined;
        patches.push(patch);
    }
    for (const leaf of changes.touched) {
        if (leaf.links === 0)
            continue;
        // A new description may be longer than the old one, and nothing says which names lead here.
        if (!sameAttributes(leaf.attributes, base.attributesOf(leaf.nid)))
            return undefined;
        const patch = inodeBytes(base, leaf);
        if (!setLinks(patch.bytes, leaf.links))
            return undefined;
        patches.push(patch);
    }
    return patches.sort((a, b) => a.at - b.at);
}
/** @param names how many bytes the directory's names have, and in which block of the image they begin */
function directoryPatch(directory, below, { size, block }, base) {
    const { mode, uid, gid, mtime, xattrs } = directory.attributes;
    const patch = inodeBytes(base, directory);
    const { bytes } = patch;
    if (!sameXattrs(xattrs, below.attributes.xattrs) || !setLinks(bytes, directory.links))
        return undefined;
    const extended = isExtended(bytes);
    bytes.writeUInt16LE((extended ? format/* versionExtended */.CP : 0) | (format/* layoutPlain */.Ju << 1), 0);
    bytes.writeUInt16LE(format/* fileTypes */.Ko.directory.mode | mode, 4);
    bytes.writeUInt32LE(block, 16);
    if (extended) {
        bytes.writeBigUInt64LE(BigInt(size), 8);
        bytes.writeUInt32LE(uid, 24);
        bytes.writeUInt32LE(gid, 28);
        bytes.writeBigInt64LE(BigInt(mtime.seconds), 32);
        bytes.writeUInt32LE(mtime.nanoseconds, 40);
        return patch;
    }
    const { seconds, nanoseconds } = base.buildTime;
    if (uid > maxCompactOwner ||
        gid > maxCompactOwner ||
        mtime.seconds !== seconds ||
        mtime.nanoseconds !== nanoseconds) {
        return undefined;
    }
    bytes.writeUInt32LE(size, 8);
    bytes.writeUInt16LE(uid, 24);
    bytes.writeUInt16LE(gid, 26);
    return patch;
}
/** An inode as it stands in the image. */
function inodeBytes({ metadataAt, read }, { nid }) {
    const at = metadataAt + nid * format/* slotBytes */.Gm;
    const head = Buffer.from(read(at, format/* slotBytes */.Gm));
    return { at, bytes: isExtended(head) ? Buffer.from(read(at, format/* extendedInodeBytes */.iB)) : head };
}
function isExtended(inode) {
    return (inode.readUInt16LE(0) & format/* versionExtended */.CP) !== 0;
}
/** @returns false where there is no room for so many */
function setLinks(inode, links) {
    if (isExtended(inode))
        inode.writeUInt32LE(links, 44);
    else if (links > maxCompactLinks)
        return false;
    else
        inode.writeUInt16LE(links, 6);
    return true;
}

;// CONCATENATED MODULE: ./core/snapshot/write-metadata.js




/** Writes all metadata of a tree. */
async function writeMetadata(chunks, root) {
    const address = chunks.position;
    const plan = planMetadata(root);
    await appendPieces(chunks, encodeMetadata(plan, address));
    return { head: (0,superblock/* headOf */.Uo)(plan, address), regions: undefined, shown: { root } };
}
/** Writes what a tree has that its base has not, and changes what the base says where it stands; all anew where that has no room. */
async function addMetadata(chunks, root, { base, changes, dead }) {
    const { image, metadata } = base;
    const address = chunks.position;
    const plan = planAdded(root, changes, image, address);
    const patches = patchesOf(plan, changes, image, address);
    if (patches === undefined) {
        const { head, shown } = await writeMetadata(chunks, root);
        const unused = image.regions.reduce((sum, { bytes }) => sum + bytes, dead);
        return { head, shown, regions: { regions: [{ at: address, bytes: head.end - address }], dead: unused } };
    }
    await appendPieces(chunks, encodeMetadata(plan, address));
    for (const [chunk, bytes] of [...metadata].sort(([a], [b]) => a.plainOffset - b.plainOffset)) {
        const patched = withPatches(bytes, chunk.plainOffset, patches);
        if (patched === undefined)
            await chunks.restore(chunk, bytes);
        else
            await chunks.replace(chunk, patched);
    }
    const left = [...changes.touched].filter(({ links }) => links === 0).length;
    const { rootNid, buildTime, metadataAt, inodes } = image;
    return {
        head: {
            rootNid,
            buildTime,
            metadataAt,
            inodes: inodes + plan.inodes - left - changes.gone,
            end: address + plan.bytes,
        },
        regions: { regions: [...image.regions, { at: address, bytes: plan.bytes }], dead },
        shown: { root, changes },
    };
}
/** A copy of what stands at `offset`, with the patches in it; undefined where there is none. */
function withPatches(bytes, offset, patches) {
    let copy;
    for (const patch of patches) {
        const at = patch.at - offset;
        if (at >= bytes.length || at + patch.bytes.length <= 0)
            continue;
        copy ??= Buffer.from(bytes);
        // One may go on in the next chunk.
        if (at < 0)
            patch.bytes.copy(copy, 0, -at);
        else
            patch.bytes.copy(copy, at);
    }
    return copy;
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

;// CONCATENATED MODULE: ./core/snapshot/pack.js
/** From an image's layers to a snapshot: raw image, frames and chunk table, verified before they are returned. */
























const defaultLevel = 3;
/**
 * Two keep up with the one that reads the layers (1.3 GB in 90,000 names: 4.3 and 3.3 s of CPU time to its 5.0 s); each
 * more would take some 20 MiB of memory.
 */
const maxThreads = 2;
/** A thread for so many bytes of the image: starting one takes as long as packing some megabytes. */
const bytesPerThread = 4 << 20;
/** Chunks that are packed without a thread where no more are expected: some megabytes. */
const chunksWithoutThread = 16;
/** About how many bytes of the image one byte of a layer becomes. */
const usualCompression = 3;
/** Contents up to which names are compared at the same time. For more, the memory of the tree is wanted back first. */
const fewBytes = 256 << 20;
/** Inodes up to which a tree is not worth a collection: some MiB, where going through the heap takes as long as packing them. */
const smallTree = 10_000;
/** Threads for packing so many bytes and reading them back. The caller closes them. */
function packThreads(bytes) {
    const worthwhile = Math.max(1, Math.ceil(bytes / bytesPerThread));
    return (0,thread_pool/* startThreadPool */.p)("snapshot/pack-thread", {
        threads: Math.min(worthwhile, (0,external_node_os_.availableParallelism)(), maxThreads),
        without: { calls: bytes <= bytesPerThread ? chunksWithoutThread : 0, work: packWork },
    });
}
/**
 * Flattens, writes, reads back and compares. On failure nothing is left in the folder.
 * @throws image-invalid, snapshot-invalid, store-corrupt, store-unreachable, interrupted; `NotOnto` where the snapshot had better
 * be packed whole
 */
async function packSnapshot(request) {
    const { folder, onto } = request;
    if (onto !== undefined)
        (0,snapshot_onto/* checkRoom */.kX)(onto);
    const rawFile = (0,external_node_path_.join)(folder, "raw.erofs");
    const framesFile = (0,external_node_path_.join)(folder, "frames.zst");
    await (0,promises_.mkdir)(folder, { recursive: true });
    keepHeapTight(true);
    try {
        const { written, contents, inodes, highOwners, names } = await writeSnapshot(request, rawFile, framesFile);
        const chunkTable = written.table;
        const isWhole = onto === undefined;
        const files = { rawFile, framesFile, table: chunkTable, isWhole, contents };
        const bytes = contentBytes(chunkTable, isWhole);
        if (bytes > fewBytes && inodes > smallTree)
            collectGarbage();
        await (0,together/* allEnded */.C)([names, withThreads(request, bytes, (threads) => compareContents(files, threads, request.signal))]);
        const table = (0,snapshot_table.encodeChunkTable)(chunkTable);
        const frames = { mediaType: snapshot_format/* partMediaType */.uY, digest: written.framesDigest, size: chunkTable.framesSizes.at(-1) };
        return {
            rawFile,
            framesFile,
            frames,
            below: onto === undefined ? written.keptBlobs : framesBelow(onto),
            isWhole,
            table: { mediaType: snapshot_format/* partMediaType */.uY, digest: (0,digest/* sha256Of */.Bj)(table), size: table.length },
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
function framesBelow(onto) {
    return onto.frames.map((blob) => ({ blob, source: () => onto.store.readBlob(blob) }));
}
/** Threads for one part of the work, so that the next part does not also hold the memory that this one has gathered. */
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
/** Bytes that were written to the image. */
function contentBytes({ chunks, framesSizes }, isWhole) {
    const own = framesSizes.length - 1;
    return chunks.reduce((sum, { blob, plainLength }) => sum + (isWhole || blob === own ? plainLength : 0), 0);
}
/** Writes both files. `names` compares their names with the layers'; where contents are many, that has ended, and the tree is gone. */
async function writeSnapshot(request, rawFile, framesFile) {
    const bytes = usualCompression * request.layers.reduce((sum, { descriptor }) => sum + descriptor.size, 0);
    const { shown, ...written } = await withThreads(request, bytes, (threads) => writeFiles(request, threads, rawFile, framesFile));
    const names = compareNames(rawFile, shown, request.log, request.signal);
    if (contentBytes(written.written.table, request.onto === undefined) > fewBytes)
        await names;
    return { ...written, names };
}
async function writeFiles(request, threads, rawFile, framesFile) {
    const { layers, onto, relatives = [], log, signal, level = defaultLevel } = request;
    const abort = signal === undefined ? {} : { signal };
    const kept = onto && { chunks: onto.table.chunks.slice(1), framesSizes: onto.table.framesSizes };
    const chunks = await createChunkWriter({
        rawFile,
        framesFile,
        threads,
        headBytes: format/* blockBytes */.VE,
        kept,
        known: onto === undefined && relatives.length > 0 ? knownFrames(relatives) : undefined,
        level,
        ...abort,
    });
    try {
        const writer = await createContentWriter(chunks);
        const owners = (0,high_owners/* watchOwners */.C)();
        const changes = (0,snapshot_changes/* newChanges */.qR)();
        const root = await (0,flatten/* flatten */.B)({ layers, base: onto?.tree, changes, sink: writer, log, onEntry: owners.see, ...abort });
        const laid = onto && { base: onto, changes, dead: (0,snapshot_onto/* deadAfter */.jw)(changes, onto) };
        const contents = writer.end();
        const { head, regions, shown } = await (laid === undefined
            ? writeMetadata(chunks, root)
            : addMetadata(chunks, root, laid));
        const written = await chunks.finish((listed) => {
            const block = (0,superblock/* encodeHead */.bX)(head, Buffer.from((0,snapshot_table.identityOf)(listed), "latin1"));
            if (regions !== undefined)
                (0,snapshot_regions/* encodeRegions */.em)(block, regions);
            return block;
        });
        log.debug(`Packed ${head.inodes} inodes; ${writer.equalFiles} files were duplicates.`);
        return { shown, contents, written, inodes: head.inodes, highOwners: owners.seen() };
    }
    finally {
        await chunks.close();
    }
}


/***/ }),

/***/ 98461:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FB: () => (/* binding */ isAmong),
/* harmony export */   Tf: () => (/* binding */ parseRegions),
/* harmony export */   em: () => (/* binding */ encodeRegions)
/* harmony export */ });
/* harmony import */ var _erofs_format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(80585);
/* harmony import */ var _erofs_invalid_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(41955);
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50013);
/**
 * Where the metadata stand of a snapshot that was packed onto another one: that one's, and behind its own content what was added.
 * Said in the image's first block, behind the superblock, where EROFS has nothing:
 *
 *     magic "TSMR", u32 count of regions, u64 bytes that nothing refers to any more, then for each region: u64 offset, u64 bytes
 *
 * A snapshot that was packed whole says nothing: its metadata are all that stands behind its content.
 */



/** Whether any byte of a range is in one of the regions. */
function isAmong(regions, at, bytes) {
    return regions.some((region) => at < region.at + region.bytes && at + bytes > region.at);
}
const magic = "TSMR";
const place = 2048;
const headerBytes = 16;
const entryBytes = 16;
/** Writes them into the image's first block. */
function encodeRegions(head, { regions, dead }) {
    head.write(magic, place, "latin1");
    head.writeUInt32LE(regions.length, place + 4);
    head.writeBigUInt64LE(BigInt(dead), place + 8);
    for (const [index, { at, bytes }] of regions.entries()) {
        head.writeBigUInt64LE(BigInt(at), place + headerBytes + index * entryBytes);
        head.writeBigUInt64LE(BigInt(bytes), place + headerBytes + index * entryBytes + 8);
    }
}
/**
 * @param head the image's first block
 * @param metadataAt from where it counts inodes
 * @param size of the image
 * @throws snapshot-invalid for regions that cannot be
 */
function parseRegions(head, metadataAt, size) {
    if (head.toString("latin1", place, place + 4) !== magic) {
        return { regions: [{ at: metadataAt, bytes: Math.max(0, size - metadataAt) }], dead: 0 };
    }
    const count = head.readUInt32LE(place + 4);
    if (count === 0 || count > _format_js__WEBPACK_IMPORTED_MODULE_2__/* .maxBlobs */ .nu)
        throw (0,_erofs_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .invalidImage */ .t)(`it has ${count} regions of metadata`);
    const number = (at) => Number(head.readBigUInt64LE(at));
    const regions = Array.from({ length: count }, (_, index) => {
        const entry = place + headerBytes + index * entryBytes;
        return { at: number(entry), bytes: number(entry + 8) };
    });
    let end = _erofs_format_js__WEBPACK_IMPORTED_MODULE_0__/* .blockBytes */ .VE;
    for (const { at, bytes } of regions) {
        if (at < end || at % _erofs_format_js__WEBPACK_IMPORTED_MODULE_0__/* .blockBytes */ .VE !== 0 || at + bytes > size)
            throw (0,_erofs_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .invalidImage */ .t)("its metadata are where they cannot be");
        end = at + bytes;
    }
    if (regions[0].at !== metadataAt)
        throw (0,_erofs_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .invalidImage */ .t)("its metadata do not begin where its inodes are counted from");
    return { regions, dead: number(place + 8) };
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