export const id = 945;
export const ids = [945];
export const modules = {

/***/ 8945:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  fetchSnapshot: () => (/* binding */ fetchSnapshot)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(6058);
;// CONCATENATED MODULE: ./core/snapshot/buffers.js
/**
 * Memory for bytes that pass through. Left to the garbage collector, the buffers of one gigabyte make it mark the whole
 * heap some forty times, which costs half as much as decompressing them: so what is done with is given back at once.
 */
/** Cuts a stream into pieces of these lengths, each in memory of its own. Ends early where the stream does. */
async function* cut(parts, lengths) {
    const waiting = lengths[Symbol.iterator]();
    const fresh = () => {
        const { value, done } = waiting.next();
        return done ? undefined : Buffer.allocUnsafeSlow(value);
    };
    let piece = fresh();
    let filled = 0;
    for await (const part of parts) {
        for (let at = 0; piece !== undefined && at < part.length;) {
            const bytes = part.subarray(at, at + piece.length - filled);
            piece.set(bytes, filled);
            at += bytes.length;
            filled += bytes.length;
            if (filled < piece.length)
                break;
            yield piece;
            piece = fresh();
            filled = 0;
        }
    }
}
/** Gives a buffer's memory back. Nobody may read it, or anything else in the same memory, afterwards. */
function release(buffer) {
    // Small ones may stand in the pool that Node shares out.
    if (buffer.buffer.byteLength > Buffer.poolSize)
        buffer.buffer.transfer(0);
}

;// CONCATENATED MODULE: ./core/snapshot/fetch-plan.js
/** Bytes of frames that one request asks for. */
const runBytes = 8 << 20;
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
    missing.sort((a, b) => a.frameOffset - b.frameOffset);
    return { known, missing };
}
/** Groups chunks whose frames follow each other, up to `runBytes` a group. */
function runsOf(chunks) {
    const runs = [];
    let size = 0;
    for (const chunk of chunks) {
        const last = runs.at(-1)?.at(-1);
        const adjoins = last !== undefined && last.frameOffset + last.frameLength === chunk.frameOffset;
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

;// CONCATENATED MODULE: ./core/snapshot/limiter.js
function limiter(places) {
    let free = places;
    const waiting = [];
    const enter = async () => {
        if (free > 0)
            free--;
        else
            await new Promise((resolve) => waiting.push(resolve));
    };
    const leave = () => {
        const next = waiting.shift();
        if (next === undefined)
            free++;
        else
            next();
    };
    return {
        enter,
        leave,
        async all(items, body) {
            const running = new Set();
            let failure;
            for (const item of items) {
                await enter();
                if (failure !== undefined) {
                    leave();
                    break;
                }
                const task = body(item)
                    .catch((error) => {
                    failure ??= { error };
                })
                    .finally(() => {
                    leave();
                    running.delete(task);
                });
                running.add(task);
            }
            await Promise.all(running);
            if (failure !== undefined)
                throw failure.error;
        },
    };
}

;// CONCATENATED MODULE: ./core/snapshot/fetch.js
/** Brings a snapshot from a store to this machine: frames in, one raw image file out. */









/** Requests in flight at a time. */
const connections = 6;
/** Chunks that are being decompressed or copied at a time; with the longest chunk that a table may have this bounds the memory. */
const chunksInWork = 12;
/**
 * Bytes written at once. Newer kernels keep a larger write in a larger folio, which they have to get from memory that
 * nobody has used yet: where a machine's memory is handed out slowly, that costs twice the time (docs/performance.md).
 */
const writeBytes = 128 << 10;
/** How often a request that brought nothing is made again. */
const retries = 4;
const decompress = (0,external_node_util_.promisify)(external_node_zlib_.zstdDecompress);
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
    if (table.framesSize !== frames.size) {
        throw invalid(`its table speaks of ${table.framesSize} bytes of frames, its manifest of ${frames.size}`);
    }
    const stop = new AbortController();
    const signal = request.signal === undefined ? stop.signal : AbortSignal.any([stop.signal, request.signal]);
    throwIfAborted(signal);
    const partial = `${destination}.${(0,external_node_crypto_.randomBytes)(6).toString("hex")}.partial`;
    const file = await (0,promises_.open)(partial, "wx", 0o600);
    try {
        await file.truncate(table.plainSize);
        const transfer = {
            ...request,
            received: 0,
            stop,
            signal,
            file,
            work: limiter(chunksInWork),
            links: limiter(connections),
        };
        const { known, missing } = divide(table, request.reuse ?? []);
        const copying = copyChunks(transfer, known);
        const fetching = [fetchChunks(transfer, missing), copying.then((copied) => fetchChunks(transfer, copied.refused))];
        for (const outcome of await Promise.allSettled(fetching)) {
            if (outcome.status === "rejected")
                throw outcome.reason;
        }
        const { bytes, refused } = await copying;
        await file.close();
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
        await file.close().catch(() => { });
        await (0,promises_.rm)(partial, { force: true });
        if (request.signal?.aborted)
            throw interrupted();
        throw stop.signal.aborted ? stop.signal.reason : error;
    }
}
/** Copies chunks out of local images. Those that are no longer what their table says are refused, not trusted. */
async function copyChunks({ file, work, signal }, known) {
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
        await work.all(known, async ({ chunk, image, offset }) => {
            throwIfAborted(signal);
            const plain = Buffer.allocUnsafe(chunk.plainLength);
            const source = await images.get(image)?.read(plain, 0, plain.length, offset);
            if (source?.bytesRead !== plain.length || !sha256(plain).equals(chunk.plainDigest)) {
                refused.push(chunk);
                return;
            }
            await writeAll(file, plain, chunk.plainOffset);
            bytes += chunk.plainLength;
            release(plain);
        });
    }
    finally {
        for (const image of images.values())
            await image.close();
    }
    return { bytes, refused: refused.sort((a, b) => a.frameOffset - b.frameOffset) };
}
/** Fetches chunks, sorted by frame, in runs of neighbours. */
async function fetchChunks(transfer, chunks) {
    await transfer.links.all(runsOf(chunks), async (run) => {
        await fetchRun(transfer, run).catch((error) => {
            transfer.stop.abort(error);
            throw error;
        });
    });
}
/** One request, and more of them while each brings at least one chunk or few have failed in a row. */
async function fetchRun(transfer, run) {
    const { signal } = transfer;
    let rest = run;
    for (let failures = 0;;) {
        const landed = [];
        try {
            return await requestRun(transfer, rest, landed);
        }
        catch (error) {
            throwIfAborted(signal);
            failures = landed.length > 0 ? 1 : failures + 1;
            if (!(0,errors/* isTreestampError */.Sh)(error, "store-unreachable", "store-corrupt") || failures > retries)
                throw error;
            rest = rest.filter((chunk) => !landed.includes(chunk));
            await (0,external_node_timers_promises_.setTimeout)(100 * 2 ** failures * (0.5 + Math.random()), undefined, { signal }).catch(() => { });
            throwIfAborted(signal);
        }
    }
}
/** Asks for neighbouring chunks in one request, and adds each to `landed` once it is in its place. */
async function requestRun(transfer, run, landed) {
    const { store, frames, signal, work } = transfer;
    const offset = run[0].frameOffset;
    const last = run.at(-1);
    const range = { offset, length: last.frameOffset + last.frameLength - offset };
    const frameLengths = run.map(({ frameLength }) => frameLength);
    async function* received() {
        for await (const part of abortable(store.readBlob(frames, range), signal)) {
            transfer.received += part.length;
            yield part;
        }
    }
    const placing = [];
    let broken;
    try {
        let next = 0;
        for await (const frame of cut(received(), frameLengths)) {
            const chunk = run[next++];
            verifyFrame(frame, chunk, transfer);
            await work.enter();
            const placed = place(transfer, chunk, frame).finally(work.leave);
            placing.push(placed.then(() => void landed.push(chunk)));
            placed.catch(() => { });
        }
        if (next < run.length) {
            throw new errors/* TreestampError */.ks("store-unreachable", `${store.location} sent less of the snapshot than was asked for.`);
        }
    }
    catch (error) {
        broken = { error };
    }
    for (const outcome of await Promise.allSettled(placing)) {
        if (outcome.status === "rejected")
            throw outcome.reason;
    }
    if (broken !== undefined)
        throw broken.error;
}
function verifyFrame(frame, chunk, { store, frames }) {
    if (sha256(frame).equals(chunk.frameDigest))
        return;
    throw new errors/* TreestampError */.ks("store-corrupt", `${store.location} sent bytes that are not the snapshot's (frame at ${chunk.frameOffset}).`, { remedy: `Try again; where it stays so, remove the blob ${frames.digest} from the store and build with --force.` });
}
/**
 * Decompresses a verified frame, within the length that the table says, and writes it to its place. Keeps the frame's
 * memory only where it fails.
 */
async function place({ file }, chunk, frame) {
    // One byte more than expected lets zlib see the end in its first call; two frames in one, or a longer one, fail.
    const plain = await decompress(frame, {
        chunkSize: Math.max(chunk.plainLength + 1, 64),
        maxOutputLength: chunk.plainLength,
    }).catch((error) => {
        throw invalid(`a frame (at ${chunk.frameOffset}) cannot be decompressed: ${(0,errors/* messageOf */.bD)(error)}`, error);
    });
    release(frame);
    if (plain.length !== chunk.plainLength) {
        throw invalid(`a chunk (at ${chunk.plainOffset}) has ${plain.length} bytes instead of ${chunk.plainLength}`);
    }
    await writeAll(file, plain, chunk.plainOffset);
    release(plain);
}
async function writeAll(file, bytes, position) {
    for (let done = 0; done < bytes.length;) {
        const length = Math.min(writeBytes, bytes.length - done);
        const { bytesWritten } = await file.write(bytes, done, length, position + done);
        done += bytesWritten;
    }
}
/** The same items, but waiting for the next one ends when the signal does. */
async function* abortable(source, signal) {
    const items = source[Symbol.asyncIterator]();
    let wake = () => { };
    const aborted = new Promise((resolve) => {
        wake = () => resolve("aborted");
    });
    signal.addEventListener("abort", wake, { once: true });
    try {
        for (;;) {
            throwIfAborted(signal);
            const item = await Promise.race([items.next(), aborted]);
            if (item === "aborted" || item.done)
                break;
            yield item.value;
        }
        throwIfAborted(signal);
    }
    finally {
        signal.removeEventListener("abort", wake);
        // Not awaited: a source that hangs in its read would hold us, too.
        void items.return?.().catch(() => { });
    }
}
function sha256(bytes) {
    return (0,external_node_crypto_.hash)("sha256", bytes, "buffer");
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


/***/ })

};
