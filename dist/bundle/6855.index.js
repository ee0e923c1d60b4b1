"use strict";
exports.id = 6855;
exports.ids = [6855];
exports.modules = {

/***/ 87459:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   publish: () => (/* binding */ publish),
/* harmony export */   uploadImages: () => (/* binding */ uploadImages)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64256);
/* harmony import */ var _oci_byte_stream_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(25888);
/* harmony import */ var _oci_copy_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(88080);
/* harmony import */ var _oci_lookup_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(63087);
/* harmony import */ var _parallel_limiter_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(37795);
/* harmony import */ var _attested_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(94442);
/* harmony import */ var _publication_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(30266);
/* harmony import */ var _published_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(44078);
/* harmony import */ var _whole_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(77959);
/**
 * Writes an image to a store: blobs first, then manifests, the tagged index last. The engine's blobs may go ahead while the
 * snapshot is being packed.
 */










const writesAtOnce = 4;
/** The least time in which another job that looked when we did has written its tag. Milliseconds. */
const settle = 500;
/**
 * Uploads the images' own blobs, which `publish` then finds. It makes nothing visible. When it returns or throws, nothing is
 * under way any more.
 * @param signal ends it, in the middle of a blob
 * @throws store-denied, store-refused, store-unreachable; the signal's reason
 */
async function uploadImages({ images, layout, donors = [] }, store, log, signal) {
    const mount = (0,_oci_copy_js__WEBPACK_IMPORTED_MODULE_2__/* .mounter */ .Bs)(store, donors, log, signal);
    await (0,_parallel_limiter_js__WEBPACK_IMPORTED_MODULE_8__/* .limiter */ .T)(writesAtOnce).all(images.flatMap(_publication_js__WEBPACK_IMPORTED_MODULE_5__/* .blobsOf */ .OR), async (blob) => {
        signal.throwIfAborted();
        if (donors.length > 0 && (await mount(blob.digest)))
            return;
        await store.writeBlob(blob, () => (0,_oci_byte_stream_js__WEBPACK_IMPORTED_MODULE_9__/* .abortable */ .ZC)(layout.readBlob(blob), signal), signal);
    });
}
/**
 * Publishes an image under its tag. Nothing is visible until the tag is written. A tag that already names the same images
 * stays as it is; one whose image is absent in part is replaced. When it returns or throws, nothing is under way any more.
 * @throws tag-taken if the tag names other images; store-denied, store-refused, store-unreachable, interrupted
 */
async function publish(request) {
    const { publication, store, tag, signal, log, isAlone = () => true, resigns = false } = request;
    const { index, manifests, blobs, donors } = publication;
    const bytes = blobs.reduce((sum, { blob }) => sum + blob.size, 0);
    const progress = log.progress("Publish", bytes);
    const mount = (0,_oci_copy_js__WEBPACK_IMPORTED_MODULE_2__/* .mounter */ .Bs)(store, donors, log, signal);
    await (0,_parallel_limiter_js__WEBPACK_IMPORTED_MODULE_8__/* .limiter */ .T)(writesAtOnce)
        .all(blobs, async ({ blob, source }) => {
        throwIfAborted(signal);
        if (donors.length === 0 || !(await mount(blob.digest)))
            await store.writeBlob(blob, source, signal);
        progress.add(blob.size);
    })
        .finally(() => progress.end());
    await (0,_parallel_limiter_js__WEBPACK_IMPORTED_MODULE_8__/* .limiter */ .T)(writesAtOnce).all(manifests, (manifest) => store.writeManifest(manifest, undefined, signal));
    throwIfAborted(signal);
    const start = performance.now();
    const there = await (0,_oci_lookup_js__WEBPACK_IMPORTED_MODULE_3__/* .findManifest */ .J9)(store, tag, signal);
    const lost = there === undefined ? undefined : await lostOf(there, request);
    if (there !== undefined) {
        if (lost === undefined && !isToSign(there, index, resigns))
            return { index: there, bytes };
        const [theirs, ours] = [there.descriptor.digest, index.descriptor.digest];
        if (lost === undefined)
            log.info(`${store.location}:${tag} has the same image, which is signed now.`);
        else
            log.warning(`${store.location}:${tag} was ${theirs} and is ${ours} from now on: of the former, ${lost}.`);
    }
    await store.writeManifest(index, tag, signal);
    const first = await afterWriting(request);
    if (isAlone())
        return { index: first, bytes };
    // By then another job that looked when we did, and is as slow as we are, has written its own.
    await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(Math.max(settle, 3 * (performance.now() - start)), undefined, { signal }).catch(() => { });
    return { index: await afterWriting(request), bytes };
}
/**
 * What the tag names now. No registry compares and swaps: another job may have written the tag between our check and our
 * write, or since. A registry that does not show the tag yet has accepted it all the same.
 */
async function afterWriting(request) {
    const { publication, store, tag } = request;
    const now = await store.lookup(tag);
    const isTheirs = now.state === "present" && (await lostOf(now.manifest, request)) === undefined;
    return isTheirs ? now.manifest : publication.index;
}
/** Whether a tag gets our signature: the image that it names stays. */
function isToSign(there, ours, resigns) {
    if (there.descriptor.digest === ours.descriptor.digest || (0,_attested_js__WEBPACK_IMPORTED_MODULE_4__/* .attestationOf */ .kV)(ours) === undefined)
        return false;
    return resigns || (0,_attested_js__WEBPACK_IMPORTED_MODULE_4__/* .attestationOf */ .kV)(there) === undefined;
}
/**
 * The part that the tag's image has lost, as a clause; undefined if it names the same images as ours.
 * @throws tag-taken if it names other images, and is whole
 */
async function lostOf(there, { publication, store, tag }) {
    const [theirs, ours] = [there.descriptor.digest, publication.index.descriptor.digest];
    if (theirs === ours)
        return undefined;
    const lost = await (0,_whole_js__WEBPACK_IMPORTED_MODULE_7__/* .lostPart */ .Yq)(store, there, { blobs: true });
    if (lost !== undefined)
        return lost;
    if (await saysTheSame(there, publication, store))
        return undefined;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("tag-taken", `${store.location}:${tag} is ${theirs}, and this build is ${ours}: the same recipe gave other bytes.`, {
        remedy: "A key names one image, so the first one stays. Look for unpinned inputs: treestamp resolve lists them.",
    });
}
/** Whether the images are the same, and their snapshots' content: another compressor gives other frames. */
async function saysTheSame(there, publication, store) {
    const own = new Map(publication.manifests.map((manifest) => [manifest.descriptor.digest, manifest]));
    try {
        const [theirs, ours] = await Promise.all([
            contentOf(there, (digest) => (0,_oci_lookup_js__WEBPACK_IMPORTED_MODULE_3__/* .findManifest */ .J9)(store, digest)),
            contentOf(publication.index, async (digest) => own.get(digest)),
        ]);
        return theirs !== undefined && theirs === ours;
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isTreestampError */ .Sh)(error, "image-invalid", "snapshot-invalid"))
            return false; // not written by treestamp
        throw error;
    }
}
/** The content of an index; undefined if one of its images has no snapshot. */
async function contentOf(index, find) {
    const said = [];
    for (const { image, snapshot } of (0,_published_js__WEBPACK_IMPORTED_MODULE_6__/* .parseIndex */ .A1)(index)) {
        const manifest = snapshot === undefined ? undefined : await find(snapshot.digest);
        if (manifest === undefined)
            return undefined;
        const { identity, config } = (0,_published_js__WEBPACK_IMPORTED_MODULE_6__/* .parseSnapshotManifest */ .dE)(manifest);
        said.push(`${image.digest} ${identity} ${config.digest}`);
    }
    return said.sort().join();
}
function throwIfAborted(signal) {
    if (signal?.aborted)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("interrupted", "Publishing was interrupted.");
}


/***/ }),

/***/ 56855:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ensureBuilt: () => (/* binding */ ensureBuilt)
});

// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(64256);
// EXTERNAL MODULE: ./core/log/amounts.js
var amounts = __webpack_require__(89155);
// EXTERNAL MODULE: ./core/log/stages.js
var log_stages = __webpack_require__(24291);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
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

// EXTERNAL MODULE: ./core/parallel/together.js
var together = __webpack_require__(8121);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./core/machine/missing.js
var missing = __webpack_require__(71081);
// EXTERNAL MODULE: ./core/cache/folders.js
var folders = __webpack_require__(38843);
;// CONCATENATED MODULE: ./core/cache/mark.js
/**
 * What a job of this machine leaves in the cache while it holds something elsewhere, so that the next one knows it for dead.
 * Use it under a lock of the same name: then a mark that is still there was left by a process that is gone.
 */





/** @param cache the cache's folder */
async function leaveMark(cache, name) {
    const folder = (0,folders/* cacheFolders */.A_)(cache).marks;
    await (0,promises_.mkdir)(folder, { recursive: true, mode: 0o700 });
    const file = (0,external_node_path_.join)(folder, name);
    const dead = await (0,promises_.readFile)(file, "latin1").catch((0,missing/* missing */.L)(undefined));
    const ours = (0,external_node_crypto_.randomBytes)(12).toString("hex");
    await (0,promises_.writeFile)(file, ours);
    return { ours, dead, remove: () => (0,promises_.rm)(file, { force: true }) };
}

// EXTERNAL MODULE: ./core/places/ladder.js + 1 modules
var places_ladder = __webpack_require__(80239);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./core/places/note.js
var places_note = __webpack_require__(52394);
;// CONCATENATED MODULE: ./core/places/lease.js
/**
 * The lease: a note beside a key's tag that tells other jobs who is building the image. It holds no time, because the clocks
 * of two machines cannot be compared.
 */


/** Left in registries that remove nothing: nobody builds. The same bytes for all keys. */
const over = "over";
const kind = "lease.v1";
const names = {
    holder: "dev.treestamp.lease.holder",
    nonce: "dev.treestamp.lease.nonce",
    beat: "dev.treestamp.lease.beat",
};
/** The tag of the lease; no key has that form. */
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
/** @throws image-invalid if the manifest is no lease */
function parseLease(stored) {
    const annotations = (0,places_note/* readNote */.VC)(kind, stored);
    if (annotations === undefined) {
        throw new errors/* TreestampError */.ks("image-invalid", `${stored.descriptor.digest} stands where a lease belongs, and is none.`);
    }
    const { [names.holder]: holder = "", [names.nonce]: nonce, [names.beat]: beat } = annotations;
    return nonce === undefined ? over : { holder: printable(holder), nonce, beat: Number(beat) };
}
/** Anyone who may push can write it, and runners take some lines of a log for commands. */
function printable(holder) {
    return holder.replace(/[^\w .:/()@+,-]/g, "?").slice(0, 300) || "another job";
}

// EXTERNAL MODULE: ./core/oci/lookup.js
var lookup = __webpack_require__(63087);
;// CONCATENATED MODULE: ./core/places/lease-board.js
/** Where the lease of a key is read, written and removed. */




function openBoard(store, tag) {
    const known = new Map();
    let seen;
    async function read() {
        const digest = seen === undefined ? undefined : await store.peek(tag);
        const lease = digest === undefined ? undefined : known.get(digest);
        if (digest !== undefined && lease !== undefined)
            return { digest, lease };
        const manifest = await (0,lookup/* findManifest */.J9)(store, tag);
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

;// CONCATENATED MODULE: ./core/places/turn.js
/**
 * Of many jobs on many machines that find an image absent at the same time, one builds it; the others wait, and take it.
 *
 * They agree by a lease in the registry (lease.ts). No registry compares and swaps, so a job that finds no lease writes its
 * own, waits until any job that looked at the same time must have written one, too, and looks again: the last lease counts.
 * Its holder renews it. A lease that has not changed for a while, by the waiting job's clock, belongs to a dead job and may be
 * replaced. If two jobs hold one all the same, both build, and each takes what the tag names a little after it was written
 * (publish.ts). A lease saves work; no correctness depends on it.
 */




const usualTurnPace = { settle: 500, beat: 15_000 };
function canHaveLeases(store) {
    return store.peek !== undefined && store.removeManifest !== undefined;
}
/** Our turn, without a lease. */
const unheld = { isHeld: () => false, release: async () => { } };
/**
 * Waits while another job builds the image of a tag that was found absent.
 * @throws the reason if the tag cannot be looked up; the signal's reason. If the store takes no lease, because we may not write
 * to it or its tags cannot move, the turn is ours, and the log says so.
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
            return { kind: "ours", note: "no lease possible", ...unheld };
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
/** The last holder of the lease may have built the image between our lookup and our claim. */
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
/** A registry may be gone for a while during the wait: the next look will tell. */
async function ifReachable(answer) {
    return answer.catch((error) => {
        if ((0,errors/* isTreestampError */.Sh)(error, "store-unreachable"))
            return undefined;
        throw error;
    });
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
 * Writes our lease after none was seen, and checks whether another job's came after it.
 * @param start when the look that saw none began, by `performance.now()`
 */
async function putClaim(board, request, nonce, start) {
    const { holder, signal, log, pace = usualTurnPace } = request;
    const ours = new Set();
    const put = async (beat) => void ours.add(await board.put({ holder, nonce, beat }));
    let renewing;
    const ended = new AbortController();
    const release = async () => {
        ended.abort();
        await renewing;
        await clear(board, nonce, ours).catch((error) => log.debug(`The lease stays: ${(0,errors/* messageOf */.bD)(error)}`));
    };
    try {
        await put(0);
        request.onClaim?.();
        // By then a job that looked when we did, and is as slow as we are, has written its own.
        await (0,external_node_timers_promises_.setTimeout)(Math.max(pace.settle, 3 * (performance.now() - start)), undefined, { signal });
        const seen = await board.look();
        if (!isOf(seen, nonce)) {
            await release();
            return { isOurs: false, instead: seen };
        }
        await put(1); // others see that we are alive, and we see whether the tag can move at all
    }
    catch (error) {
        await release();
        throw error;
    }
    let renewed = performance.now();
    // Others believe us dead after four beats; a lease that was lost is never ours again.
    const isHeld = () => performance.now() - renewed < 3 * pace.beat;
    const onRenewal = (isOurs) => {
        if (!isOurs)
            renewed = Number.NEGATIVE_INFINITY;
        else if (isHeld())
            renewed = performance.now();
    };
    renewing = renew(board, request, { nonce, put, onRenewal, ended: ended.signal });
    return { isOurs: true, release, isHeld };
}
/**
 * Renews our lease until we are told to stop, or another job has it. It looks more often at first: a job that was too slow
 * has put a claim over our lease, and has to see ours again before it believes in its own.
 */
async function renew(board, { log, pace = usualTurnPace }, { nonce, put, onRenewal, ended }) {
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
/** Removes our manifests and the tag with them; if the store cannot, writes that we are done. */
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
/** Logs whom we wait for and, now and then, for how long. */
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
var whole = __webpack_require__(77959);
;// CONCATENATED MODULE: ./core/places/alone.js
/**
 * Of all processes of this machine, and of all machines that share a registry, one makes the image of a key; the others wait,
 * and take it. If that one fails or dies, the next one makes it.
 */






/** Runs `work` while no other process of this machine looks for the same image. @throws interrupted */
async function aloneHere(ports, ladder, work) {
    const cache = await ports.openCache();
    return cache.alone(lockOf(ladder), () => ports.interruptible(work), (holder) => ports.log.info(`Waiting for ${holder}, which builds the same image.`));
}
/** A turn that needs no waiting: no other machine could take the image. */
const ours = { kind: "ours", note: "", ...unheld };
/** Waits until no other machine makes the image, and then runs `work`. To be called under `aloneHere`. */
async function inTurn(ports, ladder, { need, holder, isForced, signal, ...rest }, work) {
    const { key, stages } = ladder.wanted;
    const [{ store }] = (0,places_ladder/* takersOf */.ay)(ladder);
    if (!canHaveLeases(store) || isForced)
        return work(ours);
    const mark = await leaveMark((await ports.openCache()).folder, lockOf(ladder));
    try {
        const turn = await (0,log_stages/* timed */.ay)(stages, "wait", async (describe) => {
            const watch = (0,whole/* watchTag */.An)(store, key.tag, need);
            const by = { holder, mark: mark.ours, dead: mark.dead };
            const turn = await takeTurn({ store, tag: key.tag, watch, ...by, log: ports.log, signal, ...rest });
            describe({ note: turn.note });
            return turn;
        });
        if (turn.kind === "built")
            return await work(turn);
        try {
            return await work(turn);
        }
        finally {
            await turn.release();
        }
    }
    finally {
        await mark.remove();
    }
}
function lockOf({ wanted: { key }, places: [{ store }] }) {
    return `build-${(0,external_node_crypto_.createHash)("sha256").update(`${store.location}\0${key.tag}`).digest("hex")}`;
}

// EXTERNAL MODULE: ./core/places/port.js
var port = __webpack_require__(65597);
// EXTERNAL MODULE: ./core/places/publication.js
var places_publication = __webpack_require__(30266);
// EXTERNAL MODULE: ./core/places/publish.js
var publish = __webpack_require__(87459);
// EXTERNAL MODULE: ./core/places/ci-cache.js
var ci_cache = __webpack_require__(88789);
;// CONCATENATED MODULE: ./core/places/rights.js
/** Whether this run may push: found out before anything is built where that matters, in a CI whose forks may not. */



/**
 * Asks whether we may push, if an image is to be built in a CI, where a fork's job may not and its user can do nothing about
 * it. In a person's shell the build goes first, and the registry's refusal comes when it is pushed.
 * @param lookup what the first place has answered
 * @returns the ladder, by what is known then
 */
async function withRights(ports, ladder, lookup) {
    const [asked] = ladder.places;
    if (lookup.state === "present" || (lookup.state === "unknown" && !(0,places_ladder/* isDenied */.GZ)(lookup.reason)))
        return ladder;
    if (asked.refusal === undefined || (0,places_ladder/* takersOf */.ay)(ladder)[0] !== asked)
        return ladder;
    if ((await ports.entryCache()) === undefined && (await ports.lackOfRights()) === undefined)
        return ladder;
    try {
        const refusal = await asked.refusal();
        return refusal === undefined ? ladder : await refused(ports, ladder, refusal);
    }
    catch (error) {
        if ((0,errors/* isTreestampError */.Sh)(error, "store-unreachable"))
            return ladder; // it may be back by the end of the build
        throw error;
    }
}
/** The ladder of a run that may not push, which is told so: this machine keeps the image, and the CI's cache a copy of it. */
async function refused(ports, ladder, refusal) {
    await sayNotPushed(ports, refusal);
    const [asked, ...below] = ladder.places;
    return { ...ladder, refusal, places: [asked, ...below, (0,ci_cache.ciCache)(ports, ladder.wanted)] };
}
async function sayNotPushed({ log, lackOfRights }, refusal) {
    const lack = await lackOfRights();
    if (lack === undefined) {
        log.warning(`The image is not pushed: ${refusal.message} It is kept on this machine. ${refusal.remedy ?? ""}`.trim());
    }
    else
        log.info(`The image is not pushed, as ${lack}. It is kept on this machine. (${refusal.message})`);
}

;// CONCATENATED MODULE: ./core/places/ladder-publish.js
/** Publishes an image on the first place of its ladder that takes it; if that fails, the image is kept on the one below. */






/**
 * Packing leaves the network idle: meanwhile the engine's blobs go ahead to the place that takes the image, if it is a
 * registry. What fails is tried once more when the image is published; only a missing right is final.
 * @returns the ladder, by what is known of our rights then
 */
async function sendAhead(ports, ladder, made, signal) {
    const [{ store }] = (0,places_ladder/* takersOf */.ay)(ladder);
    if (!store.shared)
        return ladder;
    try {
        await (0,publish.uploadImages)(made, store, ports.log, signal);
    }
    catch (error) {
        if ((0,errors/* isTreestampError */.Sh)(error, "store-denied"))
            return refused(ports, ladder, error);
        if (!(0,errors/* isTreestampError */.Sh)(error, "store-unreachable", "store-refused"))
            throw error;
        ports.log.info(`${error.message} It is tried again when the snapshot is packed.`);
    }
    return ladder;
}
/**
 * Publishes what was made, and lets every place remember what saves later jobs time.
 * @param begun when making it began, by `performance.now()`
 * @throws what publishing fails with; then the image is kept on this machine, if it can be, and the error says so.
 * A missing right is no failure.
 */
async function publishOn(ports, ladder, publishing, begun) {
    const [place, below] = (0,places_ladder/* takersOf */.ay)(ladder);
    const isAsked = place.store.location === ladder.wanted.store.location;
    const note = isAsked ? undefined : `this machine only: ${await whyNot(ports, ladder)}`;
    let image;
    try {
        image = await place.publish(isAsked ? publishing : regardless(publishing), note);
    }
    catch (error) {
        if (place.store.shared && (0,errors/* isTreestampError */.Sh)(error, "store-denied")) {
            return publishOn(ports, await refused(ports, ladder, error), publishing, begun);
        }
        throw await keptBelow(ports.log, below, publishing, error);
    }
    const seconds = (performance.now() - begun) / 1000;
    for (const { remember } of ladder.places)
        await remember?.(image, seconds);
    return image;
}
/** To keep an image on this machine takes a moment, and saves a build: we take that moment even if we are told to stop. */
function regardless({ since: _, ...publishing }) {
    return { ...publishing, signal: undefined };
}
async function whyNot(ports, { refusal }) {
    if (refusal === undefined)
        return "the recipe is not committed";
    return (await ports.lackOfRights()) ?? "no right to push";
}
/** Keeps an image that could not be published, so that the next run need not build it. @returns the failure, which says so */
async function keptBelow(log, below, publishing, error) {
    const isWorthIt = (0,errors/* isTreestampError */.Sh)(error, "store-unreachable", "store-refused", "store-denied") ||
        ((0,errors/* isTreestampError */.Sh)(error, "tag-taken") && !publishing.isForced);
    if (below === undefined || !isWorthIt)
        return error;
    try {
        await below.publish(regardless(publishing), "this machine only: it could not be published");
    }
    catch (second) {
        log.warning(`The image cannot be kept on this machine either: ${(0,errors/* messageOf */.bD)(second)}`);
        return error;
    }
    return sayingKept(error);
}
/**
 * Publishes an image that was kept on this machine until it could be pushed.
 * @returns the image, here and there; here only if we may not push it after all. Undefined if it is damaged: it has to be built
 * @throws what publishing fails with
 */
async function publishOwed(ports, { wanted }, { image, tag, owedTo }, publishing) {
    const { location, shared } = owedTo.store;
    const where = (0,port/* isHere */.n)(ports, image.store) ? "This machine" : image.store.location;
    ports.log.info(tag === wanted.key.tag
        ? `${where} has ${tag}, and ${location} does not: it is published, not built.`
        : `${where} has ${tag}, the same recipe: it is published as ${wanted.key.tag}, not built.`);
    try {
        const publication = await (0,places_publication/* publicationIn */.cG)(image);
        return await owedTo.publish({ ...publishing, publication, isForced: false });
    }
    catch (error) {
        if ((0,errors/* isTreestampError */.Sh)(error, "store-corrupt", "path-missing", "image-invalid")) {
            ports.log.warning(`${error.message} The image is built again.`);
            return undefined;
        }
        if (!(0,errors/* isTreestampError */.Sh)(error) || error.code === "interrupted")
            throw error;
        if (error.code !== "store-denied" || !shared)
            throw sayingKept(error);
        await sayNotPushed(ports, error);
        return image;
    }
}
/** The failure of a publishing whose image is not lost. */
function sayingKept(error) {
    const remedy = `${error.remedy ?? ""} The next run here publishes it without building it.`.trim();
    return new errors/* TreestampError */.ks(error.code, `${error.message} The image is kept on this machine.`, {
        remedy,
        cause: error,
    });
}

// EXTERNAL MODULE: ./core/verbs/ancestor.js + 1 modules
var verbs_ancestor = __webpack_require__(22523);
// EXTERNAL MODULE: ./core/verbs/trust.js + 1 modules
var verbs_trust = __webpack_require__(62633);
// EXTERNAL MODULE: ./core/verbs/warnings.js
var warnings = __webpack_require__(51973);
;// CONCATENATED MODULE: ./core/verbs/build.js
/** build: make the image and its snapshot, if nobody has. */












/**
 * Finds the image of a key on its ladder; if it is absent, takes the turn, makes it, and publishes it on the first place that
 * takes it. An image that this machine has kept until it can be pushed is published, not made.
 * @param need the parts without which an image counts as absent
 * @throws the reason if a place cannot tell whether it has the image: unknown is never taken for absent; untrusted
 */
async function ensureBuilt(ports, request, identified, need = { platform: ports.platform }) {
    await (await ports.openCache()).useImage(identified.key.tag);
    const asked = (0,places_ladder/* ladderOf */.Id)(ports, identified);
    const answer = await (0,places_ladder/* lookUp */.TE)(asked, need);
    const { lookup } = answer;
    const ladder = await withRights(ports, asked, lookup);
    const isForced = request.force;
    const find = async (first) => (isForced ? undefined : (0,places_ladder/* findOn */.tP)(ports, ladder, need, first));
    const hit = async (image) => {
        return { ...identified, lookup, image, hit: true, trust: await (0,verbs_trust/* trustIn */.Us)(ports, request, identified, image) };
    };
    const found = await find(answer);
    if (found !== undefined && !(0,places_ladder/* isOwed */.mR)(found))
        return hit(found.image);
    let attest;
    const prepare = async () => {
        if (request.build === "never")
            throw notBuilt(identified);
        attest = await attestorFor(ports, request, identified, ladder); // a job that cannot sign fails before anything is built
        return timedUpstreams(ports, attest === undefined ? request : signedBelow(request), identified);
    };
    // Before our own turn: nobody waits for us while we wait for others. What is owed is made only if it is damaged.
    const prepared = found === undefined ? await prepare() : undefined;
    return aloneHere(ports, ladder, async (signal) => {
        const found = await find();
        if (found !== undefined && !(0,places_ladder/* isOwed */.mR)(found))
            return hit(found.image);
        const reading = new AbortController();
        let below;
        const onClaim = () => {
            if (prepared === undefined)
                return;
            below ??= beginToRead({ identified, upstreams: prepared }, AbortSignal.any([signal, reading.signal]));
        };
        const waiting = { need, holder: jobName(ports.environment), isForced, signal, onClaim };
        const work = async (turn) => {
            if (turn.kind === "built")
                return hit({ store: identified.store, root: turn.manifest });
            const { isHeld } = turn;
            if ((0,places_ladder/* isOwed */.mR)(found))
                await (0,verbs_trust/* trustIn */.Us)(ports, request, identified, found.image); // before others get it
            const published = (0,places_ladder/* isOwed */.mR)(found) ? await publishOwed(ports, ladder, found, { isHeld, signal }) : undefined;
            if (published !== undefined)
                return hit(published);
            const upstreams = prepared ?? (await prepare());
            const stores = [(0,places_ladder/* takersOf */.ay)(ladder)[0].store, identified.store, ports.localStore];
            const ancestor = await (0,verbs_ancestor/* ancestorOf */.VU)(request, identified, stores);
            const missed = await sayWhyMissed(ports, identified, answer, ancestor);
            const making = { identified, ladder, upstreams, below, ancestor, attest };
            const { isAnother, ...image } = await make(ports, request, making, { isHeld, signal });
            const trust = isAnother === true ? await (0,verbs_trust/* trustIn */.Us)(ports, request, identified, image) : "built";
            return { ...identified, lookup, image, hit: false, missed, trust };
        };
        return inTurn(ports, ladder, waiting, work).finally(() => reading.abort());
    });
}
/** Starts reading what the image will most likely be made from. A failure is reported only if the result is used. */
function beginToRead(of, signal) {
    const { identified, upstreams } = of;
    const below = Promise.all(/* import() */[__webpack_require__.e(5749), __webpack_require__.e(574), __webpack_require__.e(57), __webpack_require__.e(6426)]).then(__webpack_require__.bind(__webpack_require__, 36426)).then(({ readAhead }) => readAhead({ ...identified, upstreams }, signal));
    below.catch(() => undefined);
    return below;
}
/** What an image is made from, as one stage: in a graph, most of the wait may be there. */
async function timedUpstreams(ports, request, identified) {
    const names = [...identified.recipe.upstreams.keys()];
    if (names.length === 0)
        return new Map();
    return (0,log_stages/* timed */.ay)(identified.stages, "upstreams", async (describe) => {
        describe({ note: names.join(", ") });
        const { ensureUpstreams } = await __webpack_require__.e(/* import() */ 8420).then(__webpack_require__.bind(__webpack_require__, 68420));
        return ensureUpstreams(ports, request, identified);
    });
}
/** The error about an image that others are to build. */
function notBuilt({ key, store, recipe }) {
    const { environment } = recipe.origin;
    const which = environment === undefined ? "" : ` --environment ${environment}`;
    return new errors/* TreestampError */.ks("not-built", `${store.location} has no ${key.tag} yet, and \`build: never\` leaves it to others.`, {
        remedy: `Run \`treestamp build${which}\` first, where images may be pushed: in a job before this one, or on the default branch.`,
    });
}
/** What is signed is made from nothing that nobody has signed: else the signature would be good for that, too. */
function signedBelow(request) {
    return request.verify === "when-present" ? { ...request, verify: "required" } : request;
}
async function attestorFor(...asked) {
    return asked[1].attest ? (await __webpack_require__.e(/* import() */ 665).then(__webpack_require__.bind(__webpack_require__, 53046))).attestorOf(...asked) : undefined;
}
/** Makes the image, and publishes it: the engine's layers go to a registry while the snapshot is packed. */
async function make(ports, request, { identified, ladder, upstreams, below, ancestor, attest }, { isHeld, signal }) {
    const [cache, { makeImages }, { packImages, relativesFor }] = await Promise.all([
        ports.openCache(),
        Promise.all(/* import() */[__webpack_require__.e(5749), __webpack_require__.e(574), __webpack_require__.e(57), __webpack_require__.e(6426)]).then(__webpack_require__.bind(__webpack_require__, 36426)),
        Promise.all(/* import() */[__webpack_require__.e(214), __webpack_require__.e(5749), __webpack_require__.e(2818), __webpack_require__.e(4024), __webpack_require__.e(3097)]).then(__webpack_require__.bind(__webpack_require__, 43097)),
    ]);
    return cache.withIncoming(async (scratch) => {
        const begun = performance.now();
        const { recipe } = identified;
        const isBelieved = async ({ image }) => attest === undefined || (0,verbs_trust/* isSigned */.JI)(ports, request, identified.repository, image);
        const relative = ancestor !== undefined && (await isBelieved(ancestor)) ? ancestor : undefined;
        const reading = relativesFor(ports, (0,places_ladder/* takersOf */.ay)(ladder)[0].store, relative, { recipe, signal });
        reading.catch(() => undefined); // looked at once there is something to pack
        const layersFrom = recipe.method.kind === "dockerfile" ? await (0,verbs_ancestor/* layersOf */.w)(ports, request, ancestor) : undefined;
        const making = makeImages(ports, request, { ...identified, upstreams, below, layersFrom }, { scratch, signal });
        const made = await making.catch(notMade(recipe.origin.environment));
        const pack = async (both) => {
            const relatives = await reading;
            const publication = await packImages(ports, { made, identified, relatives }, { scratch, signal: both });
            return { publication, since: performance.now() }; // uploading that takes longer than packing is publishing
        };
        const [packed, known] = await (0,together/* together */.b)(signal, pack, (both) => sendAhead(ports, ladder, made, both));
        const publishing = { ...packed, ...(attest && { attest }), isHeld, isForced: request.force, signal };
        const published = await publishOn(ports, known, publishing, begun);
        await made.keepBeside?.(published.store);
        return published;
    });
}
/** Says which environment cannot be made: it may be below the one that was asked for. */
function notMade(environment) {
    return (error) => {
        if (environment === undefined || !(0,errors/* isTreestampError */.Sh)(error) || error.code === "interrupted")
            throw error;
        const { code, message, remedy, output } = error;
        throw new errors/* TreestampError */.ks(code, `Environment ${environment}: ${message}`, {
            ...(remedy === undefined ? {} : { remedy }),
            ...(output === undefined ? {} : { output }),
            cause: error,
        });
    };
}
/** Logs why this key was not built before: what changed in the recipe since the last image. @returns the same in short */
async function sayWhyMissed(ports, { key, repository, recipe }, { lookup, place: { store: asked } }, ancestor) {
    const { environment } = recipe.origin;
    const what = environment === undefined ? key.tag : `${key.tag} (${environment})`;
    if (lookup.state === "absent" && lookup.lost !== undefined) {
        ports.log.info(`Miss: ${asked.location} has ${what} in part only: ${lookup.lost}. It is built again.`);
        return `${asked.location} has it in part only: ${lookup.lost}`;
    }
    const since = ancestor && `since ${ancestor.commit.slice(0, 12)}, ${(0,amounts/* listed */.KE)(ancestor.changes)}`;
    const isAbsent = lookup.state !== "unknown";
    const miss = `${asked.location} ${isAbsent ? "has no" : "cannot be asked for"} ${what}`;
    ports.log.info(`Miss: ${miss}${since === undefined ? (isAbsent ? " yet" : "") : `: ${since}`}.`);
    const isUntold = recipe.method.kind !== "image" && since === undefined && isAbsent;
    if (isUntold && (0,warnings/* isCi */.Xt)(ports.environment) && (await repository.isShallow())) {
        ports.log.warning("What changed since the last image cannot be told: this checkout has no history. `fetch-depth: 20` of actions/checkout gives it some.");
    }
    return since ?? (isAbsent ? `${asked.location} has no image of it yet` : `${asked.location} cannot be asked for it`);
}


/***/ })

};
;