"use strict";
exports.id = 3422;
exports.ids = [3422,5717,4577,8121,2658];
exports.modules = {

/***/ 43539:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ webAddress),
/* harmony export */   P: () => (/* binding */ nameCommit)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/** A commit with all the names that tags and labels come from: from the host's event if there is one, else from git. */

/**
 * Names what is checked out. The names of the host's event are taken where it is about this very commit: a workflow may
 * have checked out another one, which must not be called by them.
 * @throws repository-invalid before the first commit
 */
async function nameCommit(repository, event, log) {
    const object = await repository.objects.read("HEAD^{commit}");
    if (object === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("repository-invalid", "The repository has no commit to name an image after.", {
            remedy: "Commit first.",
        });
    }
    const [, tree = ""] = /^tree ([0-9a-f]+)$/m.exec(object.body.toString("latin1")) ?? [];
    const [, time = "0"] = /^committer .* (\d+) [+-]\d+$/m.exec(object.body.toString("latin1")) ?? [];
    const refs = await refsOf(repository, object.oid);
    const ours = { commit: object.oid, tree, time: Number(time), knownTags: refs.knownTags, isShallow: refs.isShallow };
    const project = { ...(refs.url === undefined ? {} : { url: refs.url }), ...event?.project };
    const defaultBranch = event?.defaultBranch ?? refs.defaultBranch;
    if (event === undefined || (event.commits.length > 0 && !event.commits.includes(object.oid))) {
        if (event !== undefined) {
            log.warning(`${event.name} is about ${event.commits[0]}, and ${object.oid} is checked out: tags come from git's own refs.`);
        }
        const { branch, tag } = refs;
        return {
            ...ours,
            branch,
            tag,
            pullRequest: undefined,
            baseBranch: undefined,
            defaultBranch,
            isScheduled: false,
            project,
        };
    }
    const { branch, tag, pullRequest, baseBranch, isScheduled } = event;
    return { ...ours, branch, tag, pullRequest, baseBranch, defaultBranch, isScheduled, project };
}
async function refsOf(repository, commit) {
    const format = "--format=%(refname)%00%(objectname)%00%(*objectname)%00%(symref)";
    const [listed, branch, remote, shallow] = await Promise.all([
        repository.git(["for-each-ref", "--sort=-version:refname", format, "refs/tags", "refs/remotes/origin/HEAD"]),
        repository.git(["symbolic-ref", "--quiet", "--short", "HEAD"]),
        repository.git(["config", "--get", "remote.origin.url"]),
        repository.git(["rev-parse", "--is-shallow-repository"]),
    ]);
    const rows = listed.stdout
        .toString("utf8")
        .split("\n")
        .filter(Boolean)
        .map((line) => line.split("\0"));
    const tags = rows.filter(([name]) => name.startsWith("refs/tags/"));
    const short = (name) => name.slice("refs/tags/".length);
    const here = tags.find(([, object, target]) => (target || object) === commit);
    const [, , , head = ""] = rows.find(([name]) => name === "refs/remotes/origin/HEAD") ?? [];
    return {
        isShallow: shallow.stdout.toString("utf8").trim() === "true",
        knownTags: tags.map(([name]) => short(name)),
        tag: here === undefined ? undefined : short(here[0]),
        branch: branch.exitCode === 0 ? branch.stdout.toString("utf8").trim() : undefined,
        defaultBranch: head.startsWith("refs/remotes/origin/") ? head.slice("refs/remotes/origin/".length) : undefined,
        url: webAddress(remote.stdout.toString("utf8").trim()),
    };
}
/** The page of a remote: `git@github.com:acme/app.git` is `https://github.com/acme/app`. No user name or password stays. */
function webAddress(remote) {
    const [, host, path] = /^(?:https?|ssh|git):\/\/(?:[^@/]*@)?([^/:]+)(?::\d+)?\/(.+?)(?:\.git)?\/?$/.exec(remote) ??
        /^(?:[^@/:]+@)?([^/:]+\.[^/:]+):(?!\/\/)(.+?)(?:\.git)?\/?$/.exec(remote) ??
        [];
    return host === undefined ? undefined : `https://${host}/${path}`;
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

/***/ 14577:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  noteBuildTime: () => (/* binding */ noteBuildTime),
  recordedBuildTime: () => (/* binding */ recordedBuildTime)
});

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(64256);
// EXTERNAL MODULE: ./core/places/note.js
var note = __webpack_require__(52394);
;// CONCATENATED MODULE: ./core/places/build-time-note.js

const kind = "build.v1";
const secondsAnnotation = "dev.treestamp.build.seconds";
/** The tag of the note; no key has that form. */
function buildTimeTag(tag) {
    return `${tag}-build`;
}
/** @param seconds from the engine's start until the image was published */
function buildTimeNote(seconds) {
    return (0,note/* noteManifest */.uq)(kind, { [secondsAnnotation]: seconds.toFixed(1) });
}
/** Seconds; undefined if the manifest is no such note. @throws image-invalid if it is no manifest */
function parseBuildTime(stored) {
    const seconds = Number((0,note/* readNote */.VC)(kind, stored)?.[secondsAnnotation]);
    return seconds >= 0 && Number.isFinite(seconds) ? seconds : undefined;
}

;// CONCATENATED MODULE: ./core/places/build-time.js
/** Reads and writes how long a build took. Nothing depends on it, so none of this fails or takes long. */




/** A registry that does not answer in this time would cost more than it tells. Milliseconds. */
const patience = 2000;
/** Leaves a note on the image of a tag, where other machines can read it. @param seconds that building and publishing took */
async function noteBuildTime(store, tag, seconds, log) {
    if (!store.shared)
        return;
    const saySo = (why) => log.debug(`The time of the build is not recorded: ${why}`);
    await patiently(async () => {
        await (0,note/* writeNote */.IP)(store, buildTimeNote(seconds), buildTimeTag(tag));
    }, saySo);
}
/** Seconds that the image of a tag took to be built and published; undefined where that is not known. */
async function recordedBuildTime(store, tag) {
    if (!store.shared)
        return undefined;
    return patiently(async () => {
        const lookup = await store.lookup(buildTimeTag(tag));
        return lookup.state === "present" ? parseBuildTime(lookup.manifest) : undefined;
    });
}
/** What work gives in time; undefined where the store fails, or would be waited for. */
async function patiently(work, saySo = () => { }) {
    const over = new AbortController();
    const late = (0,promises_.setTimeout)(patience, undefined, { signal: over.signal }).then(() => saySo("the store does not answer."));
    try {
        return (await Promise.race([work(), late])) ?? undefined;
    }
    catch (error) {
        if (!(0,errors/* isTreestampError */.Sh)(error))
            throw error;
        saySo(error.message);
        return undefined;
    }
    finally {
        over.abort();
    }
}


/***/ }),

/***/ 52394:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IP: () => (/* binding */ writeNote),
/* harmony export */   VC: () => (/* binding */ readNote),
/* harmony export */   uq: () => (/* binding */ noteManifest)
/* harmony export */ });
/* harmony import */ var _oci_byte_stream_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(25888);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(24460);
/* harmony import */ var _beside_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(61420);
/** A note: a small manifest beside a key's tag that holds annotations alone. No correctness depends on one. */



/** Annotation: what kind of note it is. */
const kindAnnotation = "dev.treestamp.note";
/** Some registries refuse a manifest that refers to nothing. */
const nothing = (0,_beside_js__WEBPACK_IMPORTED_MODULE_1__/* .inlineBlob */ .fy)("application/json", {});
/** @param kind as `lease.v1`. The same note gives the same bytes. */
function noteManifest(kind, annotations) {
    return (0,_beside_js__WEBPACK_IMPORTED_MODULE_1__/* .besideManifest */ .ej)({ nothing: nothing.blob }, { [kindAnnotation]: kind, ...annotations });
}
/** The annotations of a note of this kind; undefined if it is none. @throws image-invalid if it is no manifest */
function readNote(kind, stored) {
    const { annotations } = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_0__/* .parseManifest */ .Ng)(stored);
    return annotations[kindAnnotation] === kind ? annotations : undefined;
}
/** @throws store-unreachable, store-denied, store-refused */
async function writeNote(store, { manifest, config }, tag) {
    await Promise.all([nothing, config].map(({ blob, bytes }) => store.writeBlob(blob, () => (0,_oci_byte_stream_js__WEBPACK_IMPORTED_MODULE_2__/* .streamOf */ .mA)(bytes))));
    await store.writeManifest(manifest, tag);
}


/***/ }),

/***/ 1910:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ matchesStars)
/* harmony export */ });
/** Patterns that people write for names: `*` stands for any characters, and everything else for itself. */
function matchesStars(pattern, text) {
    const literal = pattern.split("*").map((part) => part.replace(/[\\^$.+?()[\]{}|]/g, "\\$&"));
    return new RegExp(`^${literal.join(".*")}$`, "s").test(text);
}


/***/ }),

/***/ 80795:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ensureReady: () => (/* binding */ ensureReady),
/* harmony export */   makeReady: () => (/* binding */ makeReady),
/* harmony export */   namesEnvironment: () => (/* binding */ namesEnvironment),
/* harmony export */   publishedFor: () => (/* binding */ publishedFor),
/* harmony export */   pulledBefore: () => (/* binding */ pulledBefore),
/* harmony export */   readyOutcome: () => (/* binding */ readyOutcome)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _log_stages_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(24291);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44617);
/* harmony import */ var _oci_lookup_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(63087);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(24460);
/* harmony import */ var _parallel_together_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(8121);
/* harmony import */ var _places_build_time_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(14577);
/* harmony import */ var _places_ladder_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(80239);
/* harmony import */ var _places_port_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(65597);
/* harmony import */ var _places_published_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(44078);
/* harmony import */ var _resolve_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(88750);
/* harmony import */ var _trust_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(62633);












/**
 * Makes the environment of this tree ready, building or fetching what is missing. A snapshot that this machine had ready
 * before needs no request, because a key names one image.
 */
async function ensureReady(ports, request, repository) {
    return makeReady(ports, request, (0,_resolve_js__WEBPACK_IMPORTED_MODULE_7__.identify)(ports, request, repository));
}
/** The same for a recipe that is read already, or just being read. */
async function makeReady(ports, request, identifying) {
    // They take as long, and do not depend on it.
    const opening = Promise.all([ports.openCache(), ports.chooseSandbox()]);
    opening.catch(() => { }); // handled below, so that errors of the recipe are reported first
    const identified = await identifying;
    checkRunsHere(ports, identified); // before a build whose image could not be run here
    const [cache, choice] = await opening;
    const known = choice.kind === "mounted" ? await recall(ports, request, { cache, choice }, identified) : undefined;
    if (known !== undefined && !known.isOwed)
        return known.ready;
    const prepare = (built) => readyFrom(ports, request, { cache, choice }, built);
    const { ensureBuilt } = await Promise.all(/* import() */[__webpack_require__.e(2523), __webpack_require__.e(6855)]).then(__webpack_require__.bind(__webpack_require__, 56855)); // not for an environment that is ready
    // A container needs the image's layers, a snapshot does not.
    const need = { platform: ports.platform, blobs: choice.kind === "container" };
    let built;
    try {
        built = await ensureBuilt(ports, request, identified, need);
    }
    catch (error) {
        if (known === undefined || !(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isTreestampError */ .Sh)(error, "store-unreachable", "store-denied", "store-refused"))
            throw error;
        ports.log.warning(`${error.message} The environment is ready on this machine, and used.`);
        return known.ready;
    }
    try {
        return await prepare(built);
    }
    catch (error) {
        if (!built.hit || !(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isTreestampError */ .Sh)(error, "path-missing", "store-corrupt"))
            throw error;
        const { answer: _, ...anew } = identified;
        const again = await ensureBuilt(ports, request, anew, { ...need, blobs: true });
        // Every part is there, so the error is another one; but a missing part may have been repaired meanwhile.
        if (again.hit && error.code === "store-corrupt")
            throw error;
        return prepare(again);
    }
}
/** @throws platform-missing if the recipe makes no image that this machine can run */
function checkRunsHere({ platform }, { recipe }) {
    forThisMachine(recipe.platforms.map((written) => ({ platform: (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .parsePlatform */ .FL)(written) })), platform);
}
/** @throws platform-missing */
function forThisMachine(images, here) {
    const found = (0,_places_published_js__WEBPACK_IMPORTED_MODULE_6__/* .forPlatform */ .Tg)(images, here);
    if (found !== undefined)
        return found;
    const there = images.map(({ platform }) => (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .formatPlatform */ .Bq)(platform)).join(", ");
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("platform-missing", `The build image is made for ${there || "no platform"}, and this machine is ${(0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .formatPlatform */ .Bq)(here)}.`, { remedy: `Add ${(0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .formatPlatform */ .Bq)(here)} to the input "platforms" (this gives another key).` });
}
/** Fetches what an image's environment needs, and remembers it. */
async function readyFrom(ports, request, { cache, choice }, built) {
    const { hit, stages, key } = built;
    const { store: from, root } = built.image;
    const { image, snapshot } = await publishedFor(built.image, ports.platform);
    // Independent of each other: the config arrives while the snapshot does.
    const [[config, buildSeconds], open] = await (0,_parallel_together_js__WEBPACK_IMPORTED_MODULE_9__/* .together */ .b)(undefined, (signal) => Promise.all([(0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .readWhole */ .oD)(from, snapshot.config, signal), hit ? (0,_places_build_time_js__WEBPACK_IMPORTED_MODULE_4__.recordedBuildTime)(from, key.tag) : undefined]), async (signal) => {
        if (choice.kind === "container")
            return (ready) => choice.open(ready, from);
        const { log, interruptible } = ports;
        const { fetchedSnapshot } = await __webpack_require__.e(/* import() */ 8128).then(__webpack_require__.bind(__webpack_require__, 88128));
        const here = await fetchedSnapshot(cache, { store: from, ...snapshot }, { log, stages, signal, interruptible });
        return (ready) => choice.open(ready, from, here);
    });
    const environment = {
        location: from.location,
        tag: key.tag,
        digest: root.descriptor.digest,
        image,
        table: snapshot.table.digest,
        identity: snapshot.identity,
        config: config.toString("utf8"),
        buildSeconds,
        trust: built.trust,
    };
    const sandbox = open(environment);
    await cache.remember(environment);
    const { keepWithinLimit } = await Promise.all(/* import() */[__webpack_require__.e(5749), __webpack_require__.e(6824), __webpack_require__.e(2833)]).then(__webpack_require__.bind(__webpack_require__, 12833));
    await keepWithinLimit(ports, request.cacheSize);
    const { repository, writable, caches, lookup, missed } = built;
    const state = lookup.state === "present" ? "present" : "absent";
    return { repository, key, stages, writable, caches, environment, from, sandbox, hit, state, missed };
}
/** What is told of an environment that is ready. */
function readyOutcome({ environment, from, sandbox, hit, state, missed, ...of }) {
    const { digest, identity: snapshot, buildSeconds } = environment;
    const facts = { state, cacheHit: hit, missed, buildSeconds, snapshot, sandbox: sandbox.kind };
    return { ...(0,_resolve_js__WEBPACK_IMPORTED_MODULE_7__.named)(of, from.location, digest), ...facts };
}
/**
 * The environment as this machine remembers it, if its snapshot is still here, and was trusted as this call asks for; and whether its
 * image has to go elsewhere.
 */
async function recall(ports, request, { cache, choice }, identified) {
    const start = performance.now();
    const { repository, key, stages, writable, caches } = identified;
    const of = { repository, key, stages, writable, caches };
    const ladder = (0,_places_ladder_js__WEBPACK_IMPORTED_MODULE_5__/* .ladderOf */ .Id)(ports, identified);
    for (const place of ladder.places) {
        const { store: from, tag } = place;
        const environment = await cache.recall(from.location, tag);
        if (environment !== undefined && (0,_places_port_js__WEBPACK_IMPORTED_MODULE_10__/* .isHere */ .n)(ports, from))
            await cache.useImage(tag);
        const snapshot = environment === undefined ? undefined : await cache.find(environment.table);
        if (environment === undefined || snapshot === undefined)
            continue;
        if (!(await (0,_trust_js__WEBPACK_IMPORTED_MODULE_8__/* .isTrusted */ .W2)(ports, request, repository, environment.trust)))
            continue;
        stages.push({ name: "lookup", seconds: (performance.now() - start) / 1000, note: _log_stages_js__WEBPACK_IMPORTED_MODULE_11__/* .readyHere */ .WH });
        const sandbox = choice.open(environment, from, snapshot);
        const ready = { ...of, environment, from, sandbox, hit: true, state: "present" };
        return { ready, isOwed: (0,_places_ladder_js__WEBPACK_IMPORTED_MODULE_5__/* .owedTo */ .nW)(ladder, place) !== undefined };
    }
    return undefined;
}
/** The image for this machine's platform by the index, and the manifest of its snapshot. */
async function publishedFor({ store: from, root }, platform) {
    const published = forThisMachine((0,_places_published_js__WEBPACK_IMPORTED_MODULE_6__/* .parseIndex */ .A1)(root), platform);
    const snapshot = (0,_places_published_js__WEBPACK_IMPORTED_MODULE_6__/* .parseSnapshotManifest */ .dE)(await (0,_oci_lookup_js__WEBPACK_IMPORTED_MODULE_2__/* .listedManifest */ .nx)(from, (0,_places_published_js__WEBPACK_IMPORTED_MODULE_6__/* .snapshotOf */ .eY)(published, from.location).digest, "The store was cleaned while the image was read: run it again."));
    return { image: published.image, snapshot };
}
/**
 * The environment of the job's `pull`, as it was then, whatever has changed in the workspace since. Undefined if the request
 * names an environment itself, or the job has pulled none.
 * @throws input-invalid if the job has pulled several; sandbox-failed if it is no longer on this machine
 */
async function pulledBefore(ports, request, repository) {
    if (namesEnvironment(request))
        return undefined;
    const pulled = meant(await ports.pulledBefore());
    if (pulled === undefined)
        return undefined;
    const { key, location } = pulled;
    const stages = [];
    return (0,_log_stages_js__WEBPACK_IMPORTED_MODULE_11__/* .timed */ .ay)(stages, "lookup", async (describe) => {
        describe({ note: _log_stages_js__WEBPACK_IMPORTED_MODULE_11__/* .pulledHere */ .zB });
        const [cache, choice] = await Promise.all([ports.openCache(), ports.chooseSandbox()]);
        const environment = await cache.recall(location, key.tag);
        const snapshot = environment && (await cache.find(environment.table));
        if (environment === undefined || (choice.kind === "mounted" && snapshot === undefined))
            throw lost(pulled);
        const required = request.verify === "required";
        if (required && !(await (0,_trust_js__WEBPACK_IMPORTED_MODULE_8__/* .isTrusted */ .W2)(ports, request, repository, environment.trust)))
            throw notVerified(pulled);
        const from = location === ports.localStore.location ? ports.localStore : ports.openStore(location);
        const sandbox = choice.kind === "mounted" ? choice.open(environment, from, snapshot) : choice.open(environment, from);
        const writable = request.recipe.writable ?? pulled.writable;
        const { caches } = pulled;
        return { repository, key, stages, writable, caches, environment, from, sandbox, hit: true, state: "present" };
    });
}
/** Whether an input of the call names the environment. `writable` alone does not. */
function namesEnvironment({ recipe, ref, store, environment }) {
    const isNamed = ref !== undefined || store !== undefined || environment !== undefined;
    return isNamed || Object.keys(recipe).some((name) => name !== "writable");
}
/** The only one; of several, the one that was pulled without inputs, because this `run` has none either. */
function meant(all) {
    const different = (some) => new Set(some.map(({ location, key }) => `${location} ${key.tag}`)).size;
    const byConfig = all.filter(({ byInputs }) => !byInputs);
    if (different(all) <= 1)
        return all[0];
    if (different(byConfig) === 1)
        return byConfig[0];
    const names = all.map(({ location, key }) => `${location} ${key.tag}`).sort();
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `This job has pulled several environments: ${names.join(", ")}.`, {
        remedy: "Give `run` the same inputs as the `pull` whose environment it means.",
    });
}
function notVerified({ key, location }) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("untrusted", `The \`pull\` of this job did not ask for a signature of ${key.tag} of ${location}, and this \`run\` requires one.`, { remedy: "Give the pull action `verify: required` as well, and the same `verify-…` inputs." });
}
function lost({ key, location }) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("sandbox-failed", `The environment that this job has pulled, ${key.tag} of ${location}, is not on this machine any more.`, { remedy: "Run the pull action again, with a `cache-size` that has room for it and the same `cache-folder`." });
}


/***/ })

};
;