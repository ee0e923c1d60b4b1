"use strict";
exports.id = 6372;
exports.ids = [6372,5937,7459];
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
/** The file to start for core/`module`.ts: in this room's house it is a room above; beside the bundle, bundled. */
function moduleFile(module) {
    const house = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.basename)(__dirname) === "parallel" ? ".." : ".";
    return (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(__dirname, house, `${module}${(0,node_path__WEBPACK_IMPORTED_MODULE_0__.extname)(__filename)}`);
}


/***/ }),

/***/ 266:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   OR: () => (/* binding */ blobsOf),
/* harmony export */   cG: () => (/* binding */ publicationIn),
/* harmony export */   fc: () => (/* binding */ makePublication)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/* harmony import */ var _oci_byte_stream_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5888);
/* harmony import */ var _oci_copy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8080);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4460);
/* harmony import */ var _published_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4078);
/** What is to be published, as values: made from a build, or read from a store that has it. */





/** All manifests of a build, made once: the same build gives the same bytes wherever it is published. */
function makePublication(images, layout, donors = []) {
    const snapshots = images.map(({ manifest, snapshot }) => (0,_published_js__WEBPACK_IMPORTED_MODULE_3__/* .makeSnapshotManifest */ .qX)({
        ...snapshot,
        frames: [...snapshot.below.map(({ blob }) => blob), snapshot.frames],
        config: imageManifest(manifest).config,
    }));
    const published = images.map(({ platform, manifest }, position) => ({
        platform,
        image: manifest.descriptor,
        snapshot: snapshots[position].manifest.descriptor,
    }));
    const blobs = images.flatMap((image, position) => [
        ...blobsOf(image).map((blob) => ({ blob, source: () => layout.readBlob(blob) })),
        ...image.snapshot.below,
        { blob: image.snapshot.frames, source: { file: image.snapshot.framesFile } },
        { blob: image.snapshot.table, source: image.snapshot.openTable },
        { blob: snapshots[position].config.blob, source: () => (0,_oci_byte_stream_js__WEBPACK_IMPORTED_MODULE_4__/* .streamOf */ .mA)(snapshots[position].config.bytes) },
    ]);
    const manifests = [...images, ...snapshots].map(({ manifest }) => manifest);
    return { index: (0,_published_js__WEBPACK_IMPORTED_MODULE_3__/* .makeIndex */ .H9)(published), manifests, blobs, donors };
}
/** An image that a store has, to be published in another one as it is. @throws store-corrupt if a part of it is missing */
async function publicationIn({ store, root }) {
    const { manifests, blobs } = await (0,_oci_copy_js__WEBPACK_IMPORTED_MODULE_1__/* .closureOf */ .TQ)(store, root);
    return {
        index: root,
        manifests,
        blobs: blobs.map((blob) => ({ blob, source: () => store.readBlob(blob) })),
        donors: [],
    };
}
/** The image's config and layers. */
function blobsOf({ manifest }) {
    const { config, layers } = imageManifest(manifest);
    return [config, ...layers];
}
function imageManifest(stored) {
    const manifest = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .parseManifest */ .Ng)(stored);
    if (manifest.kind === "manifest")
        return manifest;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("image-invalid", `${stored.descriptor.digest} is an index where an image is expected.`);
}


/***/ }),

/***/ 7459:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ uploadImages),
/* harmony export */   publish: () => (/* binding */ publish)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4256);
/* harmony import */ var _oci_byte_stream_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(5888);
/* harmony import */ var _oci_copy_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8080);
/* harmony import */ var _oci_lookup_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3087);
/* harmony import */ var _parallel_limiter_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(7795);
/* harmony import */ var _publication_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(266);
/* harmony import */ var _published_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4078);
/* harmony import */ var _whole_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7959);
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
    await (0,_parallel_limiter_js__WEBPACK_IMPORTED_MODULE_7__/* .limiter */ .T)(writesAtOnce).all(images.flatMap(_publication_js__WEBPACK_IMPORTED_MODULE_4__/* .blobsOf */ .OR), async (blob) => {
        signal.throwIfAborted();
        if (donors.length > 0 && (await mount(blob.digest)))
            return;
        await store.writeBlob(blob, () => (0,_oci_byte_stream_js__WEBPACK_IMPORTED_MODULE_8__/* .abortable */ .ZC)(layout.readBlob(blob), signal), signal);
    });
}
/**
 * Publishes an image under its tag. Nothing is visible until the tag is written. A tag that already names the same images
 * stays as it is; one whose image is absent in part is replaced. When it returns or throws, nothing is under way any more.
 * @throws tag-taken if the tag names other images; store-denied, store-refused, store-unreachable, interrupted
 */
async function publish(request) {
    const { publication, store, tag, signal, log, isAlone = () => true } = request;
    const { index, manifests, blobs, donors } = publication;
    const bytes = blobs.reduce((sum, { blob }) => sum + blob.size, 0);
    const progress = log.progress("Publish", bytes);
    const mount = (0,_oci_copy_js__WEBPACK_IMPORTED_MODULE_2__/* .mounter */ .Bs)(store, donors, log, signal);
    await (0,_parallel_limiter_js__WEBPACK_IMPORTED_MODULE_7__/* .limiter */ .T)(writesAtOnce)
        .all(blobs, async ({ blob, source }) => {
        throwIfAborted(signal);
        if (donors.length === 0 || !(await mount(blob.digest)))
            await store.writeBlob(blob, source, signal);
        progress.add(blob.size);
    })
        .finally(() => progress.end());
    await (0,_parallel_limiter_js__WEBPACK_IMPORTED_MODULE_7__/* .limiter */ .T)(writesAtOnce).all(manifests, (manifest) => store.writeManifest(manifest, undefined, signal));
    throwIfAborted(signal);
    const start = performance.now();
    const there = await (0,_oci_lookup_js__WEBPACK_IMPORTED_MODULE_3__/* .findManifest */ .J)(store, tag, signal);
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
/**
 * The part that the tag's image has lost, as a clause; undefined if it names the same images as ours.
 * @throws tag-taken if it names other images, and is whole
 */
async function lostOf(there, { publication, store, tag }) {
    const [theirs, ours] = [there.descriptor.digest, publication.index.descriptor.digest];
    if (theirs === ours)
        return undefined;
    const lost = await (0,_whole_js__WEBPACK_IMPORTED_MODULE_6__/* .lostPart */ .Yq)(store, there, { blobs: true });
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
            contentOf(there, (digest) => (0,_oci_lookup_js__WEBPACK_IMPORTED_MODULE_3__/* .findManifest */ .J)(store, digest)),
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
    for (const { image, snapshot } of (0,_published_js__WEBPACK_IMPORTED_MODULE_5__/* .parseIndex */ .A1)(index)) {
        const manifest = snapshot === undefined ? undefined : await find(snapshot.digest);
        if (manifest === undefined)
            return undefined;
        said.push(`${image.digest} ${(0,_published_js__WEBPACK_IMPORTED_MODULE_5__/* .parseSnapshotManifest */ .dE)(manifest).identity}`);
    }
    return said.sort().join();
}
function throwIfAborted(signal) {
    if (signal?.aborted)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("interrupted", "Publishing was interrupted.");
}


/***/ }),

/***/ 5937:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   diffRecipes: () => (/* binding */ diffRecipes),
/* harmony export */   explainRecipe: () => (/* binding */ explainRecipe)
/* harmony export */ });
/* harmony import */ var _git_tree_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2386);
/* harmony import */ var _inputs_recipe_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8197);
/* harmony import */ var _context_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7585);
/* harmony import */ var _key_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5665);
/* harmony import */ var _recipe_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1810);





/** Every input of the recipe: all files in the order of the tree, then the rest. */
async function explainRecipe(repository, recipe) {
    const inputs = [];
    for await (const [path, entry] of filesIn((0,_context_js__WEBPACK_IMPORTED_MODULE_2__.treesOf)(repository, recipe), recipe.context)) {
        inputs.push({ kind: "file", name: named(recipe, path), value: entry.oid, mode: entry.mode });
    }
    const { leftOut = [], file: rules = "" } = recipe.ignore ?? {};
    if (leftOut.length > 0) {
        const shown = leftOut.slice(0, 5).map((path) => named(recipe, path));
        const more = leftOut.length > shown.length ? ` and ${leftOut.length - shown.length} more` : "";
        inputs.push({ kind: "left-out", name: shown.join(", ") + more, value: rules });
    }
    inputs.push(...explainMethod(recipe));
    for (const platform of recipe.platforms)
        inputs.push({ kind: "platform", name: "", value: platform });
    for (const { name, digest } of recipe.bases)
        inputs.push({ kind: "base", name, value: digest });
    for (const [name, of] of recipe.upstreams) {
        inputs.push({ kind: "from", name, value: (0,_key_js__WEBPACK_IMPORTED_MODULE_3__.keyOf)(repository.objectFormat, of, false).hash });
    }
    return inputs;
}
function explainMethod({ method, own }) {
    switch (method.kind) {
        case "dockerfile":
            return [
                { kind: "dockerfile", name: "", value: (0,_git_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .textOf */ .b6)(method.origin) },
                ...(method.target === undefined ? [] : [{ kind: "target", name: "", value: method.target }]),
                ...[...method.buildArgs].map(([name, value]) => ({ kind: "build-arg", name, value })),
            ];
        case "assemble":
            return [
                { kind: "owner", name: "", value: `${method.owner.uid}:${method.owner.gid}` },
                ...own.map(({ name, entry, origin = _inputs_recipe_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .configPath */ .eQ }) => ({
                    kind: name,
                    name: (0,_git_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .textOf */ .b6)(origin),
                    value: entry.oid,
                    mode: entry.mode,
                })),
                ...method.packages.map((value) => ({ kind: "package", name: "", value })),
                { kind: "clean", name: "", value: method.clean.join(", ") || "nothing" },
                ...settingsOf(method.config).map(([name, value]) => ({ kind: "config", name, value })),
            ];
        case "bootstrap":
            return [
                ...[...method.sums].map(([platform, value]) => ({
                    kind: "tarball",
                    name: `${method.tarball} (${platform})`,
                    value,
                })),
                ...own.map(({ entry, origin = "" }) => ({ kind: "tarball", name: (0,_git_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .textOf */ .b6)(origin), value: entry.oid })),
                ...packagesOf(method).map((value) => ({ kind: "package", name: "", value })),
                ...method.remove.map((value) => ({ kind: "remove", name: "", value })),
            ];
        case "image":
            return [{ kind: "image", name: placeOf(method), value: method.digest }];
    }
}
/** What packages make a root, in words: `suite bookworm`, `git`. */
function packagesOf({ packages }) {
    if (packages === undefined)
        return [];
    const { suite, variant, snapshot, include } = packages;
    return [
        `suite ${suite}`,
        `variant ${variant}`,
        ...(snapshot === undefined ? [] : [`snapshot ${snapshot}`]),
        ...include,
    ];
}
/** The settings of an image, one a pair. */
function settingsOf({ env, labels, ...rest }) {
    return [
        ...[...env].map(([name, value]) => ["env", `${name}=${value}`]),
        ...[...labels].map(([name, value]) => ["labels", `${name}=${value}`]),
        ...Object.entries(rest).map(([name, value]) => [
            name,
            typeof value === "string" ? value : JSON.stringify(value),
        ]),
    ];
}
function placeOf({ source }) {
    return source.kind === "registry" ? source.repository : source.folder;
}
/**
 * What changed from one recipe to the other, a sentence each; empty for recipes of the same key. Directories that are
 * equal are not read.
 */
async function diffRecipes(repository, before, after) {
    const files = await diffTrees({ readTree: (0,_context_js__WEBPACK_IMPORTED_MODULE_2__.treesOf)(repository, before), entries: before.context, name: (path) => named(before, path) }, { readTree: (0,_context_js__WEBPACK_IMPORTED_MODULE_2__.treesOf)(repository, after), entries: after.context, name: (path) => named(after, path) });
    const bases = (recipe) => new Map(recipe.bases.map(({ name, digest }) => [name, digest]));
    return [
        ...files,
        ...diffMethods(before, after),
        ...diffSets("platform", before.platforms, after.platforms),
        ...diffMaps("base", bases(before), bases(after)),
        ...(await diffUpstreams(repository, before.upstreams, after.upstreams)),
    ];
}
/** What changed in the recipes that one is made from, each sentence with the name that it has there. */
async function diffUpstreams(repository, before, after) {
    const lines = [];
    for (const name of [...new Set([...before.keys(), ...after.keys()])].sort()) {
        const [was, is] = [before.get(name), after.get(name)];
        if (was === undefined || is === undefined)
            lines.push(`from ${name} was ${is === undefined ? "removed" : "added"}`);
        else
            lines.push(...(await diffRecipes(repository, was, is)).map((line) => `${name}: ${line}`));
    }
    return lines;
}
const methodNames = { dockerfile: "a Dockerfile", assemble: "`assemble`", bootstrap: "`bootstrap`", image: "an image" };
function diffMethods({ method: was, ...before }, { method: is, ...after }) {
    const own = diffOwn(before.own, after.own);
    if (was.kind === "dockerfile" && is.kind === "dockerfile") {
        return [
            ...(was.path === is.path || was.origin === is.origin
                ? []
                : [`Dockerfile is ${(0,_git_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .textOf */ .b6)(is.origin)} instead of ${(0,_git_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .textOf */ .b6)(was.origin)}`]),
            ...diffValues("target", was.target, is.target),
            ...diffMaps("build arg", was.buildArgs, is.buildArgs),
        ];
    }
    if (was.kind === "assemble" && is.kind === "assemble") {
        const settings = ({ config }) => settingsOf(config).map(([name, value]) => `${name} ${value}`);
        return [
            ...own,
            ...diffValues("owner", `${was.owner.uid}:${was.owner.gid}`, `${is.owner.uid}:${is.owner.gid}`),
            ...diffSets("package", was.packages, is.packages),
            ...diffSets("clean", was.clean, is.clean),
            ...diffSets("config", settings(was), settings(is)),
        ];
    }
    if (was.kind === "bootstrap" && is.kind === "bootstrap") {
        return [
            ...own,
            ...diffMaps("sum of the archive for", was.sums, is.sums),
            ...diffSets("package", packagesOf(was), packagesOf(is)),
            ...diffSets("remove", was.remove, is.remove),
        ];
    }
    if (was.kind === "image" && is.kind === "image")
        return diffValues("image", was.digest, is.digest);
    return [`it is made by ${methodNames[is.kind]} and no longer by ${methodNames[was.kind]}`];
}
function diffOwn(before, after) {
    return [...new Set([...before, ...after].map(({ name }) => name))].sort().flatMap((name) => {
        const [was, is] = [before, after].map((files) => files.find((file) => file.name === name));
        const what = is?.origin === undefined ? name : `${name} ${(0,_git_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .textOf */ .b6)(is.origin)}`;
        if (was === undefined)
            return [`${what} was added`];
        if (is === undefined)
            return [`${name} was removed`];
        return was.entry.oid === is.entry.oid ? [] : [`${what} changed`];
    });
}
/** The repository's path of a file of the context, as text. */
function named(recipe, path) {
    const fields = recipe.reduced.get(path);
    return (0,_git_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .textOf */ .b6)((0,_recipe_js__WEBPACK_IMPORTED_MODULE_4__/* .pathInRepository */ .zB)(recipe, path)) + (fields === undefined ? "" : `#${fields.join(",")}`);
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

/***/ 9615:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VS: () => (/* binding */ pieceDigest),
/* harmony export */   be: () => (/* binding */ isZero),
/* harmony export */   sc: () => (/* binding */ sha256)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
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


/***/ }),

/***/ 7169:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ensureBuilt: () => (/* binding */ ensureBuilt)
});

// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(4256);
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

// EXTERNAL MODULE: ./core/parallel/together.js
var together = __webpack_require__(8121);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./core/machine/missing.js
var missing = __webpack_require__(1081);
// EXTERNAL MODULE: ./core/cache/folders.js
var folders = __webpack_require__(8843);
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
var places_ladder = __webpack_require__(239);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./core/places/note.js
var places_note = __webpack_require__(2394);
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
var lookup = __webpack_require__(3087);
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
var whole = __webpack_require__(7959);
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
async function inTurn(ports, ladder, { need, holder, isForced, signal }, work) {
    const { key, stages } = ladder.wanted;
    const [{ store }] = (0,places_ladder/* takersOf */.ay)(ladder);
    if (!canHaveLeases(store) || isForced)
        return work(ours);
    const mark = await leaveMark((await ports.openCache()).folder, lockOf(ladder));
    try {
        const turn = await (0,log_stages/* timed */.ay)(stages, "wait", async (describe) => {
            const watch = (0,whole/* watchTag */.An)(store, key.tag, need);
            const by = { holder, mark: mark.ours, dead: mark.dead };
            const turn = await takeTurn({ store, tag: key.tag, watch, ...by, log: ports.log, signal });
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
var port = __webpack_require__(5597);
// EXTERNAL MODULE: ./core/places/publication.js
var places_publication = __webpack_require__(266);
// EXTERNAL MODULE: ./core/places/publish.js
var publish = __webpack_require__(7459);
// EXTERNAL MODULE: ./core/places/ci-cache.js
var ci_cache = __webpack_require__(8789);
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
        await (0,publish/* uploadImages */.M)(made, store, ports.log, signal);
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

// EXTERNAL MODULE: ./core/places/published.js
var published = __webpack_require__(4078);
// EXTERNAL MODULE: ./core/recipe/explain.js
var explain = __webpack_require__(5937);
// EXTERNAL MODULE: ./core/recipe/key.js
var key = __webpack_require__(5665);
// EXTERNAL MODULE: ./core/recipe/source.js
var source = __webpack_require__(4917);
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
async function changesSincePrevious(repository, current, { ref, isThere, ...meant }) {
    const range = ["rev-list", "--first-parent", `--max-count=${furthest}`, ref, "--"];
    const { exitCode, stdout } = await repository.git(range);
    if (exitCode !== 0)
        return undefined;
    const looked = new Set([current.key.hash]);
    for (const commit of stdout.toString("latin1").split("\n").filter(Boolean)) {
        try {
            const { recipe } = await (0,source.readSource)(repository, { ref: commit, ...meant });
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

// EXTERNAL MODULE: ./core/oci/byte-stream.js
var byte_stream = __webpack_require__(5888);
// EXTERNAL MODULE: ./core/oci/digest.js
var digest = __webpack_require__(4617);
// EXTERNAL MODULE: ./core/oci/manifest.js
var oci_manifest = __webpack_require__(4460);
// EXTERNAL MODULE: ./core/recipe/context.js + 2 modules
var context = __webpack_require__(7585);
// EXTERNAL MODULE: ./core/recipe/read-bootstrap.js
var read_bootstrap = __webpack_require__(8327);
// EXTERNAL MODULE: ./core/recipe/sums.js
var sums = __webpack_require__(5120);
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
/** Warning for those who will want to pull the image. */
function highOwnersWarning({ count, first: { name, uid, gid } }) {
    const path = `/${Buffer.from(name, "latin1").toString()}`.replace(/^\/(\.?\/)+/, "/");
    const others = count === 1 ? "" : ` (and ${count - 1} more)`;
    return (`${path} belongs to ${uid}:${gid} in the image${others}. CircleCI's docker executor and engines without root cannot ` +
        `pull an image with a user or group above ${highest}: chown the file in the Dockerfile's step that makes it.`);
}

// EXTERNAL MODULE: ./core/snapshot/erofs/format.js
var format = __webpack_require__(585);
// EXTERNAL MODULE: ./core/snapshot/format.js
var snapshot_format = __webpack_require__(13);
;// CONCATENATED MODULE: ./core/snapshot/onto.js


/** So much of what is kept of a base has to be alive: the rest is fetched, and never read. */
const leastAlive = 0.6;
/** Thrown where packing onto a base is not worthwhile: nothing is wrong, and the snapshot is packed whole. */
class NotOnto extends Error {
}
/** @throws NotOnto where the base has as many frames blobs as a snapshot may have */
function checkRoom({ frames }) {
    if (frames.length >= snapshot_format/* maxBlobs */.nu)
        throw new NotOnto(`The base has ${frames.length} frames blobs already.`);
}
/**
 * @param root what the snapshot will show
 * @throws NotOnto where too much of the base's content is hidden
 */
function checkWorthwhile(root, { content }) {
    // Zeros cost nothing, wherever they are kept.
    const chunks = content.filter(({ frameLength }) => frameLength > 0);
    const kept = chunks.reduce((sum, { plainLength }) => sum + plainLength, 0);
    const alive = bytesIn(chunks, placesOf(root));
    if (alive < leastAlive * kept)
        throw new NotOnto(`Only ${alive} of the ${kept} bytes of the base would be of use.`);
}
/** Where each content begins, and where the longest that begins there ends: equal files stand in one place. Blocks. */
function placesOf(root) {
    const places = new Map();
    const look = (directory) => {
        for (const child of directory.children.values()) {
            if (child.type === "directory")
                look(child);
            if (child.type !== "file" || child.size === 0)
                continue;
            const block = child.block;
            places.set(block, Math.max(block + Math.ceil(child.size / format/* blockBytes */.VE), places.get(block) ?? 0));
        }
    };
    look(root);
    return places;
}
/** How many bytes of these chunks, which are in the order of the image, belong to any of the places. */
function bytesIn(chunks, places) {
    let bytes = 0;
    let reached = 0;
    let next = 0;
    for (const [begin, end] of [...places].sort(([a], [b]) => a - b)) {
        reached = Math.max(reached, begin * format/* blockBytes */.VE);
        while (reached < end * format/* blockBytes */.VE && next < chunks.length) {
            const { plainOffset, plainLength } = chunks[next];
            const until = Math.min(end * format/* blockBytes */.VE, plainOffset + plainLength);
            bytes += Math.max(0, until - Math.max(reached, plainOffset));
            reached = Math.max(reached, until);
            if (until === plainOffset + plainLength)
                next++;
        }
    }
    return bytes;
}

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
    const { kept } = options;
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
            const chunk = addChunk(buffer, head([...(kept?.chunks ?? []), ...listed]).copy(buffer), 0);
            await written;
            check();
            await raw.truncate(position);
            const table = kept === undefined ? (0,snapshot_table.chunkTable)([chunk, ...listed]) : (0,snapshot_table.chunkTableOnto)(kept, chunk, listed);
            return { table, framesDigest: `sha256:${framesHash.digest("hex")}` };
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

// EXTERNAL MODULE: ./core/snapshot/zeros.js
var zeros = __webpack_require__(9615);
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

// EXTERNAL MODULE: ./core/snapshot/tree.js
var tree = __webpack_require__(8681);
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
            directories.set(inode, { parent, size: (0,directory/* directoryBytes */.pF)((0,tree/* namesIn */.w)(inode)) });
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
    for (const name of (0,tree/* namesIn */.w)(root)) {
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
    const placed = { ...plan, address };
    let end = 0;
    let number = 0;
    for (const { inode } of inodesOf(plan.root)) {
        const at = inode.nid * format/* slotBytes */.Gm;
        const length = headBytes(plan, inode) + inlineBytes(plan, inode);
        const piece = zeros(at + length - end);
        encodeInode(piece.subarray(at - end), placed, inode, ++number);
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

// EXTERNAL MODULE: ./core/snapshot/flatten.js
var flatten = __webpack_require__(2818);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
;// CONCATENATED MODULE: ./core/snapshot/pack-work.js
/** What a thread does to pack: adds chunks to a snapshot, and checks those that were added. */




const packWork = { add, check };
/** A run of zeros in the image of at least this many bytes stays a hole. */
const holeBytes = 64 * 1024;
const pack_work_noDigest = "\0".repeat(32);
/** Writes a chunk to its place in the raw image, and leaves its frame in its memory. */
function add({ raw, position, memory, length, digest, level }) {
    const plain = bufferOf(memory, length);
    if ((0,zeros/* isZero */.be)(plain))
        return { plainDigest: (0,zeros/* pieceDigest */.VS)(plain), frameLength: 0, frameDigest: pack_work_noDigest };
    const plainDigest = digest ?? (0,zeros/* sha256 */.sc)(plain);
    writeWithHoles(raw, plain, position);
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
    return { plainDigest, frameLength, frameDigest: (0,zeros/* sha256 */.sc)(stored) };
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
function check(chunk) {
    const { raw, plainOffset, plainLength, frames, frameOffset, frameLength } = chunk;
    const plain = Buffer.allocUnsafeSlow(plainLength);
    const frame = Buffer.allocUnsafeSlow(frameLength);
    try {
        if ((0,external_node_fs_.readSync)(raw, plain, 0, plainLength, plainOffset) !== plainLength)
            return `the length of the image`;
        if ((0,zeros/* pieceDigest */.VS)(plain) !== chunk.plainDigest)
            return `the chunk at ${plainOffset}`;
        for (const { offset, size, digest } of chunk.files) {
            if ((0,zeros/* sha256 */.sc)(plain.subarray(offset, offset + size)) !== digest)
                return `the file at ${plainOffset + offset}`;
        }
        if (frameLength === 0)
            return (0,zeros/* isZero */.be)(plain) ? undefined : `a chunk without a frame (at ${plainOffset})`;
        if ((0,external_node_fs_.readSync)(frames, frame, 0, frameLength, frameOffset) !== frameLength)
            return `the length of the frames`;
        if ((0,zeros/* sha256 */.sc)(frame) !== chunk.frameDigest)
            return `the frame at ${frameOffset}`;
        return holds(frame, plain) ? undefined : `what the frame at ${frameOffset} holds`;
    }
    finally {
        (0,buffers/* release */._)(plain);
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
/** What mount(8) prints if the file system itself was refused. */
const kernel_walk_refused = /bad superblock|needs cleaning/i;
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
        if (exitCode === mountFailed && kernel_walk_refused.test(stderr))
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
    return `The packed snapshot was read back by treestamp only, not through the kernel: ${why.replace(/\.$/, "")}.`;
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
 *   each file's content stands where the tree has it (here, and pack-work.ts);
 * - the raw image is walked by our own reader: every name, attribute and place;
 * - where the kernel can mount it, the kernel's names and attributes (kernel-walk.ts).
 *
 * All of it is always done.
 */







/** Checks names and attributes with our own reader and through the kernel. @throws snapshot-invalid at the first difference; interrupted */
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
async function compareContents({ rawFile, framesFile, table, blob, contents }, threads, signal) {
    const files = [];
    try {
        for (const [path, size] of [
            [rawFile, table.plainSize],
            [framesFile, table.framesSizes[blob]],
        ]) {
            const file = await (0,promises_.open)(path, "r");
            files.push(file);
            if ((await file.stat()).size !== size)
                throw read_back_differs("a file's length");
        }
        const [raw, frames] = files;
        const described = describeChunks(table.chunks.filter((chunk) => chunk.blob === blob), contents);
        const lane = async () => {
            for (const { chunk, files } of described) {
                read_back_check(signal);
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
/**
 * Names and attributes by our own reader. Walks the image and the tree side by side: both are in the order of names.
 * @throws snapshot-invalid at the first difference; interrupted
 */
async function compareTree(raw, root, signal) {
    const image = await (0,reader/* openImage */.UY)((0,reader/* fileSource */.IO)(raw, (await raw.stat()).size));
    const expected = walkTree(root, "");
    for await (const entry of image.walk()) {
        read_back_check(signal);
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
    for (const name of (0,tree/* namesIn */.w)(inode))
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
function read_back_check(signal) {
    if (signal?.aborted)
        throw new errors/* TreestampError */.ks("interrupted", "Packing was interrupted.", { cause: signal.reason });
}
function read_back_differs(what) {
    return new errors/* TreestampError */.ks("snapshot-invalid", `The snapshot was read back and differs from the image: ${what}.`, {
        remedy: "Nothing was published. Look for a full or failing disk; otherwise this is a defect of treestamp.",
    });
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
        checkRoom(onto);
    const rawFile = (0,external_node_path_.join)(folder, "raw.erofs");
    const framesFile = (0,external_node_path_.join)(folder, "frames.zst");
    await (0,promises_.mkdir)(folder, { recursive: true });
    keepHeapTight(true);
    try {
        const { written, contents, inodes, highOwners } = await writeSnapshot(request, rawFile, framesFile);
        const chunkTable = written.table;
        const own = chunkTable.framesSizes.length - 1;
        const files = { rawFile, framesFile, table: chunkTable, blob: own, contents };
        if (inodes > smallTree)
            collectGarbage();
        const bytes = chunkTable.chunks.reduce((sum, { blob, plainLength }) => sum + (blob === own ? plainLength : 0), 0);
        await withThreads(request, bytes, (threads) => compareContents(files, threads, request.signal));
        const table = (0,snapshot_table.encodeChunkTable)(chunkTable);
        const frames = { mediaType: snapshot_format/* partMediaType */.uY, digest: written.framesDigest, size: chunkTable.framesSizes[own] };
        return {
            rawFile,
            framesFile,
            frames,
            below: framesBelow(onto),
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
    if (onto === undefined)
        return [];
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
/** Writes both files and compares their names with the layers'. After that, the tree is no longer needed. */
async function writeSnapshot(request, rawFile, framesFile) {
    const bytes = usualCompression * request.layers.reduce((sum, { descriptor }) => sum + descriptor.size, 0);
    const { root, ...written } = await withThreads(request, bytes, (threads) => writeFiles(request, threads, rawFile, framesFile));
    await compareNames(rawFile, root, request.log, request.signal);
    return written;
}
async function writeFiles(request, threads, rawFile, framesFile) {
    const { layers, onto, log, signal, level = defaultLevel } = request;
    const abort = signal === undefined ? {} : { signal };
    const kept = onto && { chunks: onto.content, framesSizes: onto.table.framesSizes };
    const chunks = await createChunkWriter({
        rawFile,
        framesFile,
        threads,
        headBytes: format/* blockBytes */.VE,
        kept,
        level,
        ...abort,
    });
    try {
        const writer = await createContentWriter(chunks);
        const owners = watchOwners();
        const root = await (0,flatten/* flatten */.B)({ layers, base: onto?.tree, sink: writer, log, onEntry: owners.see, ...abort });
        if (onto !== undefined)
            checkWorthwhile(root, onto);
        const contents = writer.end();
        const address = chunks.position;
        const metadata = planMetadata(root);
        await appendPieces(chunks, encodeMetadata(metadata, address));
        const written = await chunks.finish((listed) => encodeHead(metadata, address, Buffer.from((0,snapshot_table.identityOf)(listed), "latin1")));
        log.debug(`Packed ${metadata.inodes} inodes; ${writer.equalFiles} files were duplicates.`);
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

// EXTERNAL MODULE: ./core/verbs/assembly.js + 2 modules
var assembly = __webpack_require__(8184);
// EXTERNAL MODULE: ./core/verbs/hand-over.js
var hand_over = __webpack_require__(4740);
// EXTERNAL MODULE: ./core/verbs/image-there.js
var image_there = __webpack_require__(9924);
// EXTERNAL MODULE: ./core/verbs/locked.js + 2 modules
var verbs_locked = __webpack_require__(7179);
;// CONCATENATED MODULE: ./core/verbs/make.js
/** From a recipe to images and snapshots, not published yet: engine, layout, pack. */


















/** Makes the images of a recipe, one for each platform. @throws interrupted by the work's signal */
async function makeImages(ports, request, of, work) {
    const { method, platforms } = of.recipe;
    if (method.kind === "image")
        return (0,image_there/* imageThere */.Ej)(ports, method, platforms);
    if (method.kind === "assemble")
        return assembled(ports, request, { ...of, method }, work);
    const output = (0,external_node_path_.join)(work.scratch, "layout");
    await (0,promises_.mkdir)(output);
    if (method.kind === "dockerfile")
        await build(ports, request, { ...of, method }, { ...work, output });
    else
        await bootstrapped(ports, { ...of, method }, { ...work, output });
    const { store: layout, root } = await ports.openLayout(output);
    return { layout, images: await imagesOf(layout, root, platforms) };
}
async function assembled(ports, request, { recipe, method, repository, upstreams, stages, store }, work) {
    const [base] = upstreams.values();
    const proto = recipe.context.length === 0 ? undefined : (0,context.contextTar)(repository, recipe);
    const run = await (0,context.ownFile)(repository, recipe, "run");
    const lock = await (0,verbs_locked/* lockOf */.Vx)(repository, method, recipe);
    const locked = lock && { ...lock, stores: [store, ports.localStore] };
    const { platforms } = recipe;
    return (0,log_stages/* timed */.ay)(stages, "assemble", () => (0,assembly/* assembleImages */.l)(ports, request, { ...method, base: base, platforms, proto, locked, run, epoch: 0 }, work));
}
async function bootstrapped(ports, { recipe, method, repository, stages }, { scratch, output, signal }) {
    const roots = new Map();
    for (const platform of recipe.platforms) {
        if (method.packages !== undefined) {
            roots.set(platform, { kind: "packages", ...method.packages });
            continue;
        }
        const tarball = (0,sums/* tarballFor */.U)(method.tarball, platform);
        const digest = method.sums.get(platform);
        const file = recipe.own.find(({ name }) => name === (0,read_bootstrap.tarballName)(platform));
        if (file === undefined)
            roots.set(platform, { kind: "download", url: tarball, digest: digest });
        else
            roots.set(platform, { kind: "file", name: tarball, content: (0,context.blobOf)(repository, file.entry.oid), digest });
    }
    const folder = (0,external_node_path_.join)(scratch, "bootstrap");
    await (0,promises_.mkdir)(folder);
    await (0,log_stages/* timed */.ay)(stages, "bootstrap", async () => ports.bootstrap({
        roots,
        remove: method.remove,
        overlay: recipe.context.length === 0 ? undefined : (0,context.contextTar)(repository, recipe),
        epoch: 0,
        cache: await ports.openCache(),
        environment: ports.environment,
        scratch: folder,
        output,
        signal,
        log: ports.log,
    }));
}
/** Packs the snapshots of images. @throws interrupted by the work's signal */
async function packImages(ports, { layout, images, donors }, { stages, store, key }, { scratch, signal }) {
    const packed = await (0,log_stages/* timed */.ay)(stages, "pack", async (describe) => {
        const packed = [];
        for (const image of images) {
            const folder = (0,external_node_path_.join)(scratch, String(packed.length));
            const snapshot = await pack(ports, layout, image, { scratch: folder, signal });
            packed.push({ ...image, snapshot });
            const isForOthers = store.shared && !key.dirty; // only an engine that pulls the image minds high owners
            if (isForOthers && snapshot.highOwners !== undefined)
                ports.log.warning(highOwnersWarning(snapshot.highOwners));
        }
        const total = (what) => packed.reduce((sum, { snapshot }) => sum + what(snapshot), 0);
        describe({ bytes: total(({ frames }) => frames.size), note: `${total(({ files }) => files)} files` });
        return packed;
    });
    return { images: packed, publication: (0,places_publication/* makePublication */.fc)(packed, layout, donors), packedAt: performance.now() };
}
async function build(ports, request, { recipe, repository, stages, method, upstreams }, { scratch, output, signal }) {
    const { platforms } = recipe;
    const [engine, text] = await Promise.all([ports.chooseEngine(), (0,context.dockerfileText)(repository, method)]);
    const bases = [...recipe.bases];
    for (const [name, image] of upstreams) {
        const folder = (0,external_node_path_.join)(scratch, `from-${bases.length}`);
        bases.push(await (0,hand_over/* handOver */.C)(ports, name, image, { access: request.access, platforms, folder, signal }));
    }
    await (0,log_stages/* timed */.ay)(stages, "build", async (describe) => {
        await engine.build({
            context: (0,context.contextTar)(repository, recipe),
            dockerfile: { path: method.path, text },
            target: method.target,
            buildArgs: method.buildArgs,
            labels: new Map(),
            platforms,
            bases,
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
/** Packs an image's snapshot: onto that of its lower layers, or whole, where there is none or that is not worthwhile. */
async function pack(ports, layout, image, { scratch: folder, signal }) {
    const { onto, manifest: stored } = image;
    const manifest = (0,oci_manifest/* parseManifest */.Ng)(stored);
    if (manifest.kind !== "manifest") {
        throw new errors/* TreestampError */.ks("image-invalid", `${stored.descriptor.digest} is an index inside of an index.`);
    }
    const diffIds = (0,oci_manifest/* diffIdsOf */.Nq)(await (0,digest/* readWhole */.oD)(layout, manifest.config), manifest);
    const packFrom = (lowest, base) => {
        const sizes = manifest.layers.slice(lowest).map(({ size }) => size);
        const progress = ports.log.progress("Pack", sizes.reduce((sum, size) => sum + size, 0));
        const layers = manifest.layers.map((descriptor, position) => ({
            descriptor,
            diffId: diffIds[position],
            open: () => (0,byte_stream/* counted */.hS)(layout.readBlob(descriptor), progress),
        }));
        const request = { layers: layers.slice(lowest), onto: base, folder, log: ports.log, signal };
        return packSnapshot(request).finally(() => progress.end());
    };
    if (onto === undefined)
        return packFrom(0);
    return packFrom(onto.layers, onto.base).catch((error) => {
        if (!(error instanceof NotOnto))
            throw error;
        ports.log.debug(`The snapshot is packed whole. ${error.message}`);
        return packFrom(0);
    });
}

// EXTERNAL MODULE: ./core/verbs/upstreams.js
var upstreams = __webpack_require__(8420);
// EXTERNAL MODULE: ./core/verbs/warnings.js
var warnings = __webpack_require__(1973);
;// CONCATENATED MODULE: ./core/verbs/build.js
/** build: make the image and its snapshot, if nobody has. */













/**
 * Finds the image of a key on its ladder; if it is absent, takes the turn, makes it, and publishes it on the first place that
 * takes it. An image that this machine has kept until it can be pushed is published, not made.
 * @param need the parts without which an image counts as absent
 * @throws the reason if a place cannot tell whether it has the image: unknown is never taken for absent
 */
async function ensureBuilt(ports, request, identified, need = { platform: ports.platform }) {
    await (await ports.openCache()).useImage(identified.key.tag);
    const asked = (0,places_ladder/* ladderOf */.Id)(ports, identified);
    const answer = await (0,places_ladder/* lookUp */.TE)(asked, need);
    const { lookup } = answer;
    const ladder = await withRights(ports, asked, lookup);
    const isForced = request.force;
    const find = async (first) => (isForced ? undefined : (0,places_ladder/* findOn */.tP)(ports, ladder, need, first));
    const hit = (image) => ({ ...identified, lookup, image, hit: true });
    const found = await find(answer);
    if (found !== undefined && !(0,places_ladder/* isOwed */.mR)(found))
        return hit(found.image);
    if (found === undefined && request.build === "never")
        throw notBuilt(identified);
    // Before our own turn: nobody waits for us while we wait for others.
    const upstreams = found === undefined ? await timedUpstreams(ports, request, identified) : new Map();
    return aloneHere(ports, ladder, async (signal) => {
        const found = await find();
        if (found !== undefined && !(0,places_ladder/* isOwed */.mR)(found))
            return hit(found.image);
        const waiting = { need, holder: jobName(ports.environment), isForced, signal };
        return inTurn(ports, ladder, waiting, async (turn) => {
            if (turn.kind === "built")
                return hit({ store: identified.store, root: turn.manifest });
            const { isHeld } = turn;
            const published = (0,places_ladder/* isOwed */.mR)(found) ? await publishOwed(ports, ladder, found, { isHeld, signal }) : undefined;
            if (published !== undefined)
                return hit(published);
            const missed = await sayWhyMissed(ports, request, identified, answer);
            const image = await make(ports, request, { identified, ladder, upstreams }, { isHeld, signal });
            return { ...identified, lookup, image, hit: false, missed };
        });
    });
}
/** What an image is made from, as one stage: whoever waits for a graph wants to know. */
async function timedUpstreams(ports, request, identified) {
    const names = [...identified.recipe.upstreams.keys()];
    if (names.length === 0)
        return new Map();
    return (0,log_stages/* timed */.ay)(identified.stages, "upstreams", (describe) => {
        describe({ note: names.join(", ") });
        return (0,upstreams/* ensureUpstreams */.Nh)(ports, request, identified);
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
/** Makes the image, and publishes it: the engine's layers go to a registry while the snapshot is packed. */
async function make(ports, request, { identified, ladder, upstreams }, { isHeld, signal }) {
    const cache = await ports.openCache();
    return cache.withIncoming(async (scratch) => {
        const begun = performance.now();
        const making = makeImages(ports, request, { ...identified, upstreams }, { scratch, signal });
        const made = await making.catch(notMade(identified.recipe.origin.environment));
        const [{ images, publication, packedAt }, known] = await (0,together/* together */.b)(signal, (both) => packImages(ports, made, identified, { scratch, signal: both }), (both) => sendAhead(ports, ladder, made, both));
        await keepSnapshot(ports, images);
        const publishing = { publication, since: packedAt, isHeld, isForced: request.force, signal };
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
/** What was packed for this machine's platform need not be fetched: the mountable file moves to the cache. */
async function keepSnapshot(ports, images) {
    const own = images.find((image) => (0,published/* isFor */.Gi)(image, ports.platform));
    if (own === undefined || own.snapshot.below.length > 0)
        return; // then its base's content comes from the base's snapshot
    const { table, rawFile, chunkTable } = own.snapshot;
    await (await ports.openCache()).provide(table.digest, async () => ({ image: rawFile, table: chunkTable }));
}
/** Logs why this key was not built before: what changed in the recipe since the last image. @returns the same in short */
async function sayWhyMissed(ports, request, identified, { lookup, place: { store: asked } }) {
    const { key, store, repository, recipe } = identified;
    const { environment } = recipe.origin;
    const what = environment === undefined ? key.tag : `${key.tag} (${environment})`;
    if (lookup.state === "absent" && lookup.lost !== undefined) {
        ports.log.info(`Miss: ${asked.location} has ${what} in part only: ${lookup.lost}. It is built again.`);
        return `${asked.location} has it in part only: ${lookup.lost}`;
    }
    const has = async (from, tag) => (await from.lookup(tag)).state === "present";
    const previous = await changesSincePrevious(repository, identified, {
        ref: request.ref ?? "HEAD",
        environment: request.environment,
        inputs: request.recipe,
        isThere: async (tag) => (await has(store, tag)) || (store.shared && (await has(ports.localStore, tag))),
    });
    const since = previous && `since ${previous.commit.slice(0, 12)}, ${(0,warnings/* listed */.KE)(previous.changes)}`;
    const isAbsent = lookup.state !== "unknown";
    const miss = `${asked.location} ${isAbsent ? "has no" : "cannot be asked for"} ${what}`;
    ports.log.info(`Miss: ${miss}${since === undefined ? (isAbsent ? " yet" : "") : `: ${since}`}.`);
    if (since === undefined && isAbsent && (0,warnings/* isCi */.Xt)(ports.environment) && (await repository.isShallow())) {
        ports.log.warning("What changed since the last image cannot be told: this checkout has no history. `fetch-depth: 20` of actions/checkout gives it some.");
    }
    return since ?? (isAbsent ? `${asked.location} has no image of it yet` : `${asked.location} cannot be asked for it`);
}


/***/ }),

/***/ 9924:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ej: () => (/* binding */ imageThere),
/* harmony export */   I3: () => (/* binding */ checkName),
/* harmony export */   Ip: () => (/* binding */ storeOfImage)
/* harmony export */ });
/* harmony import */ var _oci_copy_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8080);
/* harmony import */ var _oci_lookup_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3087);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4460);
/* harmony import */ var _places_published_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4078);
/** A recipe that is an image of elsewhere, fixed by digest: nothing is built, and only its snapshot is made. */




/** What to do about an image that is not there. */
const checkName = "Check the name and the digest of the image.";
/** The store that has the image. */
function storeOfImage({ openStore }, { source }) {
    return openStore(source.kind === "registry" ? source.repository : source.folder);
}
/**
 * The images for these platforms. Their layers stay where they are until somebody asks for them.
 * @throws store-corrupt where the image is not there, platform-missing
 */
async function imageThere(ports, method, platforms) {
    const store = storeOfImage(ports, method);
    const root = await (0,_oci_lookup_js__WEBPACK_IMPORTED_MODULE_1__/* .listedManifest */ .n)(store, method.digest, checkName);
    const parsed = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .parseManifest */ .Ng)(root);
    if (parsed.kind === "manifest") {
        return { layout: store, images: [{ platform: (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .parsePlatform */ .FL)(platforms[0]), manifest: root }] };
    }
    const listed = parsed.manifests.flatMap(({ platform, digest }) => platform === undefined ? [] : [{ platform, digest }]);
    const images = platforms.map(async (written) => {
        const { platform, digest } = (0,_places_published_js__WEBPACK_IMPORTED_MODULE_3__/* .forPlatform */ .Tg)(listed, (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .parsePlatform */ .FL)(written));
        return { platform, manifest: await (0,_oci_copy_js__WEBPACK_IMPORTED_MODULE_0__/* .manifestIn */ .tn)(store, digest) };
    });
    return { layout: store, images: await Promise.all(images) };
}


/***/ }),

/***/ 8420:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Nh: () => (/* binding */ ensureUpstreams),
/* harmony export */   QD: () => (/* binding */ identifyUpstream),
/* harmony export */   _s: () => (/* binding */ hasSnapshots),
/* harmony export */   fo: () => (/* binding */ requestOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/* harmony import */ var _oci_lookup_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3087);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4460);
/* harmony import */ var _places_published_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4078);
/* harmony import */ var _recipe_key_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5665);
/* harmony import */ var _build_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7169);
/* harmony import */ var _image_there_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9924);
/** What a recipe is made from is made first: each under its own key, on its own ladder, in its own turn. */







/**
 * Finds the images that a recipe is made from, or builds them. One that another job is building is waited for: so the order
 * in which jobs ask for environments costs time alone.
 * @returns them by the names that the recipe has for them
 */
async function ensureUpstreams(ports, request, identified) {
    const { recipe, store } = identified;
    // An engine takes the layers. All else takes names and attributes, and publishes the rest where it is: what a registry has lost
    // shows there at the latest, and is made again now. Files of this machine are looked for in any case.
    const need = { blobs: recipe.method.kind === "dockerfile" || store.shared };
    const images = new Map();
    for (const [name, upstream] of recipe.upstreams) {
        const own = identifyUpstream(identified, name, upstream);
        const ours = upstream.method.kind === "image" ? await withSnapshots(ports, upstream.method, upstream) : undefined;
        images.set(name, ours ?? (await (0,_build_js__WEBPACK_IMPORTED_MODULE_5__.ensureBuilt)(ports, requestOf(request, upstream), own, need)).image);
    }
    return images;
}
/** An image of elsewhere that treestamp has made: its snapshots are beside it. Undefined where it is any other. */
async function withSnapshots(ports, method, { platforms }) {
    const store = (0,_image_there_js__WEBPACK_IMPORTED_MODULE_6__/* .storeOfImage */ .Ip)(ports, method);
    const image = { store, root: await (0,_oci_lookup_js__WEBPACK_IMPORTED_MODULE_1__/* .listedManifest */ .n)(store, method.digest, _image_there_js__WEBPACK_IMPORTED_MODULE_6__/* .checkName */ .I3) };
    return hasSnapshots(image, platforms) ? image : undefined;
}
/** Whether an image has a snapshot for each of these platforms. */
function hasSnapshots({ root }, platforms) {
    try {
        const published = (0,_places_published_js__WEBPACK_IMPORTED_MODULE_3__/* .parseIndex */ .A1)(root).filter(({ snapshot }) => snapshot !== undefined);
        return platforms.every((written) => published.some((image) => (0,_places_published_js__WEBPACK_IMPORTED_MODULE_3__/* .isFor */ .Gi)(image, (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .parsePlatform */ .FL)(written))));
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isTreestampError */ .Sh)(error, "image-invalid"))
            return false; // one image, and no index
        throw error;
    }
}
/** A call's request as its upstream has it. */
function requestOf(request, { origin }) {
    return { ...request, force: false, environment: origin.environment, recipe: {} };
}
/** An upstream is dirty where it differs from the commit's itself, not where its downstream does. No file decides an image of elsewhere. */
function identifyUpstream(identified, name, recipe) {
    const { repository, key, committed, answer: _, ...rest } = identified;
    const format = repository.objectFormat;
    const before = committed?.upstreams.get(name);
    const hash = (of) => (0,_recipe_key_js__WEBPACK_IMPORTED_MODULE_4__.keyOf)(format, of, false).hash;
    const isOurs = recipe.method.kind !== "image";
    const dirty = isOurs && key.dirty && (before === undefined || hash(before) !== hash(recipe));
    return {
        ...rest,
        repository,
        recipe,
        committed: before,
        writable: [],
        key: (0,_recipe_key_js__WEBPACK_IMPORTED_MODULE_4__.keyOf)(format, recipe, dirty),
        stages: [],
    };
}


/***/ })

};
;