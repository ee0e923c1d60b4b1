"use strict";
exports.id = 3800;
exports.ids = [3800,2658,277];
exports.modules = {

/***/ 8121:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ together)
/* harmony export */ });
/** Works that go on at the same time and end together. */
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

/***/ 2394:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IP: () => (/* binding */ writeNote),
/* harmony export */   VC: () => (/* binding */ readNote),
/* harmony export */   uq: () => (/* binding */ noteManifest)
/* harmony export */ });
/* harmony import */ var _oci_byte_stream_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5888);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4460);
/* harmony import */ var _beside_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1420);
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

/***/ 7694:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  M: () => (/* binding */ folderContext),
  C: () => (/* binding */ folderTar)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./core/archive/tar-writer.js
var tar_writer = __webpack_require__(4113);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(4256);
// EXTERNAL MODULE: ./core/git/tree.js
var tree = __webpack_require__(2386);
// EXTERNAL MODULE: ./core/machine/missing.js
var missing = __webpack_require__(1081);
// EXTERNAL MODULE: ./core/oci/byte-stream.js
var byte_stream = __webpack_require__(5888);
// EXTERNAL MODULE: ./core/recipe/dockerignore.js
var dockerignore = __webpack_require__(1062);
// EXTERNAL MODULE: ./core/recipe/recipe.js
var recipe = __webpack_require__(1810);
;// CONCATENATED MODULE: ./core/recipe/unignored-files.js
/** The entries of a build context that get into the build: everything that its ignore rules do not exclude. */

/** What is not ignored, each directory before what is in it. A directory gets in for what gets in below it, too. */
async function* unignoredFiles(listing, rules) {
    /** Directories above the present one that are left out themselves, and appear only if something below them gets in. */
    const unannounced = [];
    async function* below(above, aboveMatches) {
        for (const { name, isDirectory, entry } of await listing(above)) {
            const path = above === undefined ? name : `${above.path}/${name}`;
            const file = { path, isDirectory, entry };
            const { ignored, matches } = rules.match((0,tree/* textOf */.b6)(path), aboveMatches);
            if (!ignored) {
                yield* unannounced.splice(0);
                yield file;
            }
            else if (isDirectory && rules.mayKeepBelow((0,tree/* textOf */.b6)(path))) {
                unannounced.push(file);
            }
            else {
                continue;
            }
            if (isDirectory)
                yield* below(file, matches);
            if (unannounced.at(-1) === file)
                unannounced.pop();
        }
    }
    yield* below(undefined, []);
}

;// CONCATENATED MODULE: ./core/recipe/folder-context.js
/**
 * A folder on disk as a build context: for final images, which take in what a run has made. Modes, owners and times are
 * normalised as in the context of a build image, so that the same files give the same image on every machine.
 */











/**
 * The context of a final image: `folder` without any `.git` and what its `.dockerignore` (or the Dockerfile's own) leaves out.
 * A Dockerfile from elsewhere is laid in under the reserved name.
 * @param named path of the Dockerfile; the one in the folder where it is left out
 * @throws path-missing, input-invalid
 */
async function folderContext(folder, named) {
    const file = named ?? (await ownDockerfile(folder));
    const stats = await (0,promises_.lstat)(folder).catch((0,missing/* missing */.L)(undefined));
    if (stats === undefined)
        throw notThere("context", folder);
    const text = await textAt(file);
    if (text === undefined)
        throw notThere("file", file);
    const way = (0,external_node_path_.relative)(folder, file).split(external_node_path_.sep).join("/");
    const own = await textAt(`${file}.dockerignore`);
    const shared = own === undefined ? await textAt((0,external_node_path_.join)(folder, ".dockerignore")) : undefined;
    const rules = own === undefined
        ? (0,dockerignore/* parseDockerignore */.yr)(shared ?? "", ".dockerignore")
        : (0,dockerignore/* parseDockerignore */.yr)(own, `${file}.dockerignore`);
    const isOutside = way === ".." || way.startsWith("../") || external_node_path_.posix.isAbsolute(way);
    // A link is not passed on as the Dockerfile: its target may be excluded.
    const isInside = !isOutside && !(0,dockerignore/* matchWay */.d_)(rules, way).ignored && (await (0,promises_.lstat)(file)).isFile();
    const dockerfile = isInside ? way : `${recipe/* reservedName */.kW}/Dockerfile`;
    async function* entries() {
        yield* contextEntries(folder, rules);
        if (isInside)
            return;
        yield { path: recipe/* reservedName */.kW, kind: "directory", mode: 0o755 };
        const body = Buffer.from(text);
        yield { path: (0,tree/* bytesOf */.$$)(dockerfile), kind: "file", mode: 0o644, size: body.length, content: (0,byte_stream/* streamOf */.mA)(body) };
    }
    return { tar: () => (0,tar_writer/* writeTar */.F)(entries()), dockerfile, text };
}
/**
 * The files of a folder, without any `.git`, as they are laid over a root: modes and times as in a context.
 * @throws path-missing
 */
async function folderTar(folder) {
    const stats = await (0,promises_.lstat)(folder).catch((0,missing/* missing */.L)(undefined));
    if (stats?.isDirectory() !== true)
        throw notThere("proto", folder);
    return () => (0,tar_writer/* writeTar */.F)(contextEntries(folder, dockerignore/* noRules */.jn));
}
/** `Dockerfile`, or else `dockerfile`, as for docker. */
async function ownDockerfile(folder) {
    const [usual, otherwise] = [(0,external_node_path_.join)(folder, "Dockerfile"), (0,external_node_path_.join)(folder, "dockerfile")];
    const isThere = async (path) => (await (0,promises_.lstat)(path).catch((0,missing/* missing */.L)(undefined))) !== undefined;
    return !(await isThere(usual)) && (await isThere(otherwise)) ? otherwise : usual;
}
/** Everything that is not excluded, by name. */
async function* contextEntries(folder, rules) {
    const listing = async (directory) => {
        const above = directory?.entry ?? "";
        const entries = await (0,promises_.readdir)((0,external_node_path_.join)(folder, above), { withFileTypes: true });
        return (entries
            // A repository in a folder below, such as a second checkout, may keep a token in its .git, too.
            .filter(({ name }) => name !== ".git" && (directory !== undefined || name !== recipe/* reservedName */.kW))
            .sort((a, b) => (a.name < b.name ? -1 : 1))
            .map((entry) => ({
            name: (0,tree/* bytesOf */.$$)(entry.name),
            isDirectory: entry.isDirectory(),
            entry: external_node_path_.posix.join(above, entry.name),
        })));
    };
    for await (const { entry } of unignoredFiles(listing, rules)) {
        const made = await tarEntry(folder, entry);
        if (made !== undefined)
            yield made;
    }
}
/** Undefined for a socket, a pipe or a device: docker cannot copy them either. */
async function tarEntry(folder, path) {
    const place = (0,external_node_path_.join)(folder, path);
    const stats = await (0,promises_.lstat)(place);
    if (stats.isDirectory())
        return { path: (0,tree/* bytesOf */.$$)(path), kind: "directory", mode: 0o755 };
    if (stats.isSymbolicLink()) {
        return {
            path: (0,tree/* bytesOf */.$$)(path),
            kind: "link",
            mode: 0o777,
            target: (await (0,promises_.readlink)(place, "buffer")).toString("latin1"),
        };
    }
    if (!stats.isFile())
        return undefined;
    const mode = (stats.mode & 0o100) === 0 ? 0o644 : 0o755;
    return { path: (0,tree/* bytesOf */.$$)(path), kind: "file", mode, size: stats.size, content: fileBytes(place, stats.size) };
}
/** @throws input-invalid for a file that somebody writes to meanwhile */
async function* fileBytes(path, size) {
    let left = size;
    if (size > 0) {
        for await (const part of (0,external_node_fs_.createReadStream)(path, { end: size - 1, highWaterMark: 1 << 20 })) {
            left -= part.length;
            yield part;
        }
    }
    if (left === 0)
        return;
    throw new errors/* TreestampError */.ks("input-invalid", `${path} changed while it was being read into the build context.`, {
        remedy: "Wait until nothing writes to the context, or exclude the file in .dockerignore.",
    });
}
async function textAt(path) {
    return (0,promises_.readFile)(path, "utf8").catch((error) => {
        if (error.code === "ENOENT" || error.code === "ENOTDIR")
            return undefined;
        if (error.code === "EISDIR")
            return undefined;
        throw error;
    });
}
function notThere(input, path) {
    const what = input === "file" ? "file" : "folder";
    return new errors/* TreestampError */.ks("path-missing", `\`${input}\`: there is no ${what} ${path}.`, {
        remedy: "Check the spelling; relative paths start where treestamp is called (input `path`, flag -C).",
    });
}


/***/ }),

/***/ 527:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   assembleFinal: () => (/* binding */ assembleFinal),
/* harmony export */   baseOf: () => (/* binding */ baseOf)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4256);
/* harmony import */ var _git_tree_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2386);
/* harmony import */ var _inputs_environments_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4075);
/* harmony import */ var _log_stages_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(4291);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7896);
/* harmony import */ var _oci_stored_manifest_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8706);
/* harmony import */ var _places_named_image_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4429);
/* harmony import */ var _recipe_folder_context_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(7694);
/* harmony import */ var _recipe_key_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(5665);
/* harmony import */ var _recipe_read_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(5256);
/* harmony import */ var _assembly_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(8184);
/* harmony import */ var _build_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(7169);
/* harmony import */ var _locked_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(7179);
/* harmony import */ var _resolve_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(8750);
/* harmony import */ var _upstreams_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(8420);
/** A final image that is assembled: files that a run has left on disk, laid on an environment or on another image. */

















/**
 * The image that everything is laid on: an environment of `treestamp.yml`, built if it is absent, or an image that is there.
 * One that treestamp did not make gets a snapshot, which stays on this machine.
 */
async function baseOf(ports, request, repository, { assembly: { from, platforms }, stages }) {
    if ((0,_inputs_environments_js__WEBPACK_IMPORTED_MODULE_4__/* .isEnvironmentName */ .tq)(from)) {
        const identified = await (0,_resolve_js__WEBPACK_IMPORTED_MODULE_14__.identify)(ports, { ...request, environment: from }, repository).catch((error) => {
            if (!(error instanceof _inputs_environments_js__WEBPACK_IMPORTED_MODULE_4__/* .NoSuchEnvironment */ .yl))
                throw error;
            throw new _inputs_environments_js__WEBPACK_IMPORTED_MODULE_4__/* .NoSuchEnvironment */ .yl(from, error.names, "from", ` An image is written ${from}:TAG or ${from}@sha256:….`);
        });
        stages.push(...identified.stages);
        return (await (0,_build_js__WEBPACK_IMPORTED_MODULE_12__.ensureBuilt)(ports, request, identified, {})).image;
    }
    const image = await (0,_log_stages_js__WEBPACK_IMPORTED_MODULE_16__/* .timed */ .ay)(stages, "lookup", () => (0,_places_named_image_js__WEBPACK_IMPORTED_MODULE_7__/* .namedImage */ .V)(ports, "from", from, request.path));
    if ((0,_upstreams_js__WEBPACK_IMPORTED_MODULE_15__/* .hasSnapshots */ ._s)(image, platforms))
        return image;
    const { digest } = image.root.descriptor;
    if (!from.includes("@"))
        ports.log.warning(`\`from\`: ${from} is not fixed by a digest: write ${image.store.location}@${digest}.`);
    const { kind } = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_5__/* .parseLocation */ .zS)(image.store.location);
    const { location } = image.store;
    const source = kind === "layout" ? { kind, folder: location } : { kind: "registry", repository: location };
    const recipe = (0,_recipe_read_js__WEBPACK_IMPORTED_MODULE_10__/* .imageRecipe */ .YX)({ digest, source }, platforms);
    const key = (0,_recipe_key_js__WEBPACK_IMPORTED_MODULE_9__.keyOf)(repository.objectFormat, recipe, false);
    const own = { repository, recipe, key, store: ports.localStore, writable: [], inCiCache: false, stages };
    return (await (0,_build_js__WEBPACK_IMPORTED_MODULE_12__.ensureBuilt)(ports, { ...request, build: "missing" }, own, {})).image;
}
/** Assembles the final image. @returns it where it lies, with the repository that already has the base's blobs */
async function assembleFinal(ports, request, { assembly, base }, { commit, labels, scratch, stages, signal }) {
    const { proto, run, config, lock, packages, platforms } = assembly;
    const place = (path) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(request.path, path);
    const locked = lock === undefined ? undefined : await lockAt(place(lock), { packages, platforms });
    const made = await (0,_log_stages_js__WEBPACK_IMPORTED_MODULE_16__/* .timed */ .ay)(stages, "assemble", async () => (0,_assembly_js__WEBPACK_IMPORTED_MODULE_11__/* .assembleImages */ .l)(ports, request, {
        ...assembly,
        base,
        config: { ...config, labels: new Map([...config.labels, ...labels]) },
        locked: locked && { ...locked, stores: [base.store, ports.localStore] },
        proto: proto === undefined ? undefined : await (0,_recipe_folder_context_js__WEBPACK_IMPORTED_MODULE_8__/* .folderTar */ .C)(place(proto)),
        run: run === undefined ? undefined : await scriptAt(run, place(run)),
        epoch: commit.time,
    }, { scratch, signal }));
    // Where the image goes, its users look: what it was made of stays here.
    await made.keepBeside?.(ports.localStore);
    return { store: made.layout, root: rootOf(made.images), donors: made.donors ?? [] };
}
async function lockAt(path, asked) {
    const bytes = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path).catch((cause) => {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("path-missing", `\`lock\`: ${path} cannot be read (${cause.code}).`, {
            remedy: "Name the file that `treestamp lock` has written.",
            cause,
        });
    });
    return { lock: (0,_locked_js__WEBPACK_IMPORTED_MODULE_13__/* .readLock */ .mF)(bytes, path, asked), oid: (0,_git_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .hashObject */ .wM)("sha1", "blob", bytes) };
}
/** One word is the path of a script; all else is the script. */
async function scriptAt(run, path) {
    if (/\s/.test(run.trim()))
        return Buffer.from(run);
    return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path).catch((cause) => {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("path-missing", `\`script\`: ${path} cannot be read (${cause.code}).`, {
            remedy: "Name a script, or write it, in several words.",
            cause,
        });
    });
}
/** The one image, or the index of all platforms'. */
function rootOf(images) {
    const [only, ...others] = images;
    if (others.length === 0)
        return only.manifest;
    const manifests = images.map(({ platform, manifest: { descriptor } }) => ({ ...descriptor, platform }));
    const index = { schemaVersion: 2, mediaType: _oci_stored_manifest_js__WEBPACK_IMPORTED_MODULE_6__/* .ociIndexMediaType */ .oQ, manifests };
    return (0,_oci_stored_manifest_js__WEBPACK_IMPORTED_MODULE_6__/* .manifestOf */ .$V)(_oci_stored_manifest_js__WEBPACK_IMPORTED_MODULE_6__/* .ociIndexMediaType */ .oQ, Buffer.from(JSON.stringify(index)));
}


/***/ })

};
;