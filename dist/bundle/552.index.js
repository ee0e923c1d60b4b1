"use strict";
exports.id = 552;
exports.ids = [552];
exports.modules = {

/***/ 6019:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BU: () => (/* binding */ partOf),
/* harmony export */   ej: () => (/* binding */ besideManifest),
/* harmony export */   fy: () => (/* binding */ inlineBlob)
/* harmony export */ });
/* unused harmony export imageConfigMediaType */
/* harmony import */ var _store_digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2529);
/* harmony import */ var _store_manifest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2836);
/**
 * Manifests that stand beside an image and are none: snapshots and notes. They have the form of BuildKit's attestations, the
 * one that every registry is known to store and every client passes over: an image's config that says `unknown/unknown`, and
 * blobs as layers. GitLab refuses an `artifactType`, and every media type that is not on its list (gitlab.com,
 * container-registry, docs/supported-media-types.md; ocx-sh/ocx#480), so annotations say what the parts are.
 */


const imageConfigMediaType = "application/vnd.oci.image.config.v1+json";
/** Annotation on a layer: which part it is. */
const partAnnotation = "dev.treestamp.part";
/** @param parts the layers by their names, in this order. The same parts give the same bytes. */
function besideManifest(parts, annotations) {
    const layers = Object.entries(parts).map(([name, { mediaType, digest, size }]) => {
        return { mediaType, digest, size, annotations: { [partAnnotation]: name } };
    });
    const config = inlineBlob(imageConfigMediaType, {
        architecture: "unknown",
        os: "unknown",
        config: {},
        rootfs: { type: "layers", diff_ids: layers.map(({ digest }) => digest) },
    });
    const manifest = { schemaVersion: 2, mediaType: _store_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .ociManifestMediaType */ .xS, config: config.blob, layers, annotations };
    return { manifest: (0,_store_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .manifestOf */ .$V)(_store_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .ociManifestMediaType */ .xS, Buffer.from(JSON.stringify(manifest))), config };
}
/** The layer of this name; undefined where there is none. */
function partOf({ layers }, name) {
    return layers.find(({ annotations }) => annotations?.[partAnnotation] === name);
}
function inlineBlob(mediaType, value) {
    const bytes = Buffer.from(JSON.stringify(value));
    return { blob: { mediaType, digest: (0,_store_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .sha256Of */ .Bj)(bytes), size: bytes.length }, bytes };
}


/***/ }),

/***/ 7287:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A1: () => (/* binding */ parseIndex),
/* harmony export */   Gi: () => (/* binding */ isFor),
/* harmony export */   H9: () => (/* binding */ makeIndex),
/* harmony export */   Tg: () => (/* binding */ forPlatform),
/* harmony export */   dE: () => (/* binding */ parseSnapshotManifest),
/* harmony export */   qX: () => (/* binding */ makeSnapshotManifest)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/* harmony import */ var _snapshot_format_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(13);
/* harmony import */ var _store_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2529);
/* harmony import */ var _store_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2836);
/* harmony import */ var _beside_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6019);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8512);
/**
 * What one tag names: an OCI index that lists the image for each platform and, beside each, its snapshot. Snapshots
 * carry the platform `unknown/unknown`, as BuildKit's attestations do, so that every client takes the image alone.
 */






/** A chunk table or a configuration is held in memory: a longer one is refused before it is fetched. Some 900,000 chunks. */
const maxPartBytes = 64 * 1024 * 1024;
const unknownPlatform = { os: "unknown", architecture: "unknown" };
/** The index for these images, ready to be stored. The same images give the same bytes. */
function makeIndex(images) {
    const snapshots = images.flatMap(({ image, snapshot }) => snapshot === undefined
        ? []
        : [
            {
                ...snapshot,
                platform: unknownPlatform,
                annotations: { [_snapshot_format_js__WEBPACK_IMPORTED_MODULE_5__/* .snapshotOfAnnotation */ .Pr]: image.digest },
            },
        ]);
    const manifests = [...images.map(({ platform, image }) => ({ ...image, platform })), ...snapshots];
    const index = { schemaVersion: 2, mediaType: _store_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .ociIndexMediaType */ .oQ, manifests };
    return (0,_store_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .manifestOf */ .$V)(_store_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .ociIndexMediaType */ .oQ, Buffer.from(JSON.stringify(index)));
}
/** Reads the index under a key's tag. @throws image-invalid */
function parseIndex(stored) {
    const index = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .parseManifest */ .Ng)(stored);
    if (index.kind !== "index") {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("image-invalid", `${stored.descriptor.digest} is one image, not an index with a snapshot.`, {
            remedy: "Something else than treestamp wrote this tag. Delete it, or keep build images in a repository of their own.",
        });
    }
    const snapshots = new Map(index.manifests
        .filter(({ annotations }) => annotations?.[_snapshot_format_js__WEBPACK_IMPORTED_MODULE_5__/* .snapshotOfAnnotation */ .Pr] !== undefined)
        .map((manifest) => [manifest.annotations[_snapshot_format_js__WEBPACK_IMPORTED_MODULE_5__/* .snapshotOfAnnotation */ .Pr], manifest]));
    return index.manifests
        .filter(({ platform }) => platform !== undefined && platform.os !== unknownPlatform.os)
        .map((image) => ({ platform: image.platform, image, snapshot: snapshots.get(image.digest) }));
}
/** Whether a machine of the wanted platform can run it. */
function isFor({ platform }, wanted) {
    return platform.os === wanted.os && platform.architecture === wanted.architecture;
}
/** What is there for this machine's platform: an image of an index, or a platform of a recipe. @throws platform-missing */
function forPlatform(images, wanted) {
    const found = images.find((image) => isFor(image, wanted));
    if (found !== undefined)
        return found;
    const there = images.map(({ platform }) => (0,_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .formatPlatform */ .Bq)(platform)).join(", ");
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("platform-missing", `The build image is made for ${there || "no platform"}, and this machine is ${(0,_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .formatPlatform */ .Bq)(wanted)}.`, { remedy: `Add ${(0,_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .formatPlatform */ .Bq)(wanted)} to the input "platforms" (this gives another key).` });
}
/** The names of a snapshot's parts. The numbers are those of their formats. */
const parts = { frames: "snapshot.frames.v1", table: "snapshot.table.v1", config: "image.config" };
/** The manifest of a snapshot, ready to be stored. */
function makeSnapshotManifest({ frames, table, config, identity }) {
    const layers = { [parts.frames]: frames, [parts.table]: table, [parts.config]: config };
    return (0,_beside_js__WEBPACK_IMPORTED_MODULE_3__/* .besideManifest */ .ej)(layers, { [_snapshot_format_js__WEBPACK_IMPORTED_MODULE_5__/* .identityAnnotation */ .Ik]: identity });
}
/** Reads a snapshot's manifest. @throws snapshot-invalid */
function parseSnapshotManifest(stored) {
    const manifest = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .parseManifest */ .Ng)(stored);
    const layers = manifest.kind === "manifest" ? manifest : { layers: [] };
    const [frames, table, config] = [parts.frames, parts.table, parts.config].map((name) => (0,_beside_js__WEBPACK_IMPORTED_MODULE_3__/* .partOf */ .BU)(layers, name));
    const identity = manifest.annotations[_snapshot_format_js__WEBPACK_IMPORTED_MODULE_5__/* .identityAnnotation */ .Ik];
    if (frames === undefined || table === undefined || config === undefined || !(0,_store_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc)(identity)) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("snapshot-invalid", `${stored.descriptor.digest} is not the manifest of a snapshot.`, {
            remedy: "It may come from a newer treestamp: use the version that published it, or build again under another key.",
        });
    }
    for (const { digest, size } of [config, table]) {
        if (size <= maxPartBytes)
            continue;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("snapshot-invalid", `A snapshot's part ${digest} of ${size} bytes is too long.`, {
            remedy: "Delete the image's tag from the store, so that it is built again.",
        });
    }
    return { identity, config, frames, table };
}


/***/ }),

/***/ 5514:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   An: () => (/* binding */ watchTag),
/* harmony export */   Yq: () => (/* binding */ lostPart),
/* harmony export */   tO: () => (/* binding */ findWhole)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/* harmony import */ var _snapshot_limiter_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7048);
/* harmony import */ var _store_lookup_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9799);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8512);
/* harmony import */ var _published_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7287);
/**
 * Whether all of a published image is there. Registries keep what an index lists as versions without a tag, which clean-up
 * jobs delete; a machine that lost its power leaves files empty. Then the tag still answers, and the image is absent in part.
 */





const blobsAtOnce = 8;
/** Looks a tag up, and what its index lists. Absent, with what is lost, where a needed part is not there any more. */
async function findWhole(store, tag, need, answer = store.lookup(tag)) {
    const lookup = await answer;
    return lookup.state === "present" ? judged(store, lookup.manifest, need) : lookup;
}
function watchTag(store, tag, need) {
    let seen;
    const wholeIn = (lookup) => {
        if (lookup.state === "unknown")
            throw lookup.reason;
        return lookup.state === "present" ? lookup.manifest : undefined;
    };
    const look = async () => {
        const answer = store.lookup(tag);
        const lookup = await answer;
        if (lookup.state === "present")
            seen = lookup.manifest;
        return wholeIn(await findWhole(store, tag, need, answer));
    };
    return {
        look,
        async glance() {
            const digest = await store.peek(tag);
            if (digest === undefined)
                return undefined;
            return seen?.descriptor.digest === digest ? wholeIn(await judged(store, seen, need)) : look();
        },
    };
}
async function judged(store, index, need) {
    try {
        const lost = await lostPart(store, index, need);
        return lost === undefined ? { state: "present", manifest: index } : { state: "absent", lost };
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isTreestampError */ .Sh)(error) && error.code !== "interrupted")
            return { state: "unknown", reason: error };
        throw error;
    }
}
/**
 * The first part of an index's images that is missing from the store, as a clause; undefined if none is. An index that
 * treestamp did not write has no parts that we know of.
 * @throws store-unreachable, store-denied, store-refused: it is not known
 */
async function lostPart(store, index, need) {
    const parts = partsOf(index, need.platform);
    const there = await Promise.all(parts.map(({ descriptor }) => store.hasManifest(descriptor.digest)));
    const lost = parts.find((_, at) => !there[at]);
    if (lost !== undefined)
        return isMissing(lost.name, lost.descriptor);
    // To look for a file costs nothing.
    if (store.shared && !need.blobs)
        return undefined;
    for (const { name, descriptor } of parts) {
        const manifest = await (0,_store_lookup_js__WEBPACK_IMPORTED_MODULE_1__/* .findManifest */ .J)(store, descriptor.digest);
        if (manifest === undefined)
            return isMissing(name, descriptor);
        const parsed = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .parseManifest */ .Ng)(manifest);
        if (parsed.kind !== "manifest")
            continue;
        const blobs = [parsed.config, ...parsed.layers];
        const missing = new Set();
        await (0,_snapshot_limiter_js__WEBPACK_IMPORTED_MODULE_4__/* .limiter */ .T)(blobsAtOnce).all(blobs, async (blob) => {
            if (!(await hasBlob(store, blob, need.blobs === true)))
                missing.add(blob);
        });
        const first = blobs.find((blob) => missing.has(blob)); // whichever answer came first
        if (first !== undefined)
            return isMissing(`a blob of ${name}`, first, store.shared ? "" : " or damaged");
    }
    return undefined;
}
function partsOf(index, platform) {
    const images = imagesIn(index);
    const own = platform === undefined ? [] : images.filter((image) => (0,_published_js__WEBPACK_IMPORTED_MODULE_3__/* .isFor */ .Gi)(image, platform));
    return (own.length > 0 ? own : images).flatMap(({ platform, image, snapshot }) => {
        const of = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .formatPlatform */ .Bq)(platform);
        return [
            { name: `the image for ${of}`, descriptor: image },
            ...(snapshot === undefined ? [] : [{ name: `the snapshot for ${of}`, descriptor: snapshot }]),
        ];
    });
}
function imagesIn(index) {
    try {
        return (0,_published_js__WEBPACK_IMPORTED_MODULE_3__/* .parseIndex */ .A1)(index);
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isTreestampError */ .Sh)(error, "image-invalid"))
            return [];
        throw error;
    }
}
function isMissing(name, { digest }, orElse = "") {
    return `${name} (${digest}) is missing${orElse}`;
}
/** @param thorough reads a file to its end: one that is there may be empty, or zeros */
async function hasBlob(store, blob, thorough) {
    if (store.shared || !thorough)
        return store.hasBlob(blob.digest);
    try {
        for await (const _ of store.readBlob(blob))
            ;
        return true;
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isTreestampError */ .Sh)(error, "store-corrupt", "path-missing"))
            return false;
        throw error;
    }
}


/***/ }),

/***/ 4687:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ machineFault),
/* harmony export */   r: () => (/* binding */ readableFailure)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/** What the operating system has against us, in words. */

const makeRoom = "Free some space there, or name a folder on another disk (`cache-folder`, `store`, TMPDIR).";
const giveAccess = "Give yourself access to it, or name another folder.";
const checkPath = "Check the path.";
const noFolder = { why: "a part of its path is a file, not a folder", remedy: checkPath };
/** By the codes of errno(3). */
const faults = {
    ENOSPC: { why: "the disk is full", remedy: makeRoom },
    EDQUOT: { why: "your share of the disk is used up", remedy: makeRoom },
    EACCES: { why: "access is denied", remedy: giveAccess },
    EPERM: { why: "access is denied", remedy: giveAccess },
    EROFS: { why: "the file system is read-only", remedy: giveAccess },
    ENOTDIR: noFolder,
    EEXIST: noFolder, // of mkdir
    EISDIR: { why: "it is a folder, not a file", remedy: checkPath },
    ENOENT: { why: "it, or a folder above it, is not there", remedy: checkPath },
    ENAMETOOLONG: { why: "its path is too long", remedy: "Name a folder with a shorter path." },
    EMFILE: { why: "too many files are open", remedy: "Raise the limit: ulimit -n." },
    ENFILE: { why: "too many files are open on this machine", remedy: "Raise the limit: sysctl fs.file-max." },
    ENOMEM: { why: "the machine has no memory left", remedy: "Free some memory, and try again." },
    EIO: { why: "the disk fails", remedy: "See what the kernel says of the disk: dmesg." },
};
/** The words for an error of a system call; undefined for any other error. */
function machineFault(error) {
    const { code, syscall } = error;
    if (code === undefined || syscall === undefined)
        return undefined;
    if (code === "ENOENT" && syscall === "mkdir") {
        // Node's recursive mkdir says so of a file system that is read-only, too.
        return { why: "the folder above it is missing, or may not be written to", remedy: giveAccess };
    }
    return faults[code] ?? { why: (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error), remedy: "The reason is this machine's: mend it, and try again." };
}
/** An error of a system call as a failure that a user can read; anything else as it is. */
function readableFailure(error) {
    const fault = machineFault(error);
    if (fault === undefined)
        return error;
    const { path, dest, syscall } = error;
    const what = dest ?? path ?? "A file of treestamp's own";
    const message = `${what} cannot be used: ${fault.why} (${syscall}).`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("machine-failed", message, { remedy: fault.remedy, cause: error });
}


/***/ }),

/***/ 7585:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  contextTar: () => (/* binding */ contextTar),
  dockerfileText: () => (/* binding */ dockerfileText),
  treesOf: () => (/* binding */ treesOf)
});

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: ./core/archive/tar-writer.js
var tar_writer = __webpack_require__(4113);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(4256);
// EXTERNAL MODULE: ./core/git/lfs-pointer.js
var lfs_pointer = __webpack_require__(83);
// EXTERNAL MODULE: ./core/git/tree.js
var tree = __webpack_require__(2386);
// EXTERNAL MODULE: ./core/store/byte-stream.js
var byte_stream = __webpack_require__(3848);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./core/git/path.js
var git_path = __webpack_require__(3533);
// EXTERNAL MODULE: ./core/machine/missing.js
var missing = __webpack_require__(1081);
;// CONCATENATED MODULE: ./core/recipe/lfs.js
/** Files of Git LFS in a context: git has a pointer, and the image gets the content that it names. */







/**
 * The content of a pointer: from Git LFS's own store, or from the work tree where the file there is the one.
 * @param path from the repository's root
 * @throws repository-invalid where the content is not on this machine
 */
async function lfsContent(repository, gitDirectories, path, { sha256, size }) {
    const said = (await repository.git(["config", "--get", "lfs.storage"])).stdout.toString("utf8").trim();
    const stores = gitDirectories.map((folder) => ((0,external_node_path_.isAbsolute)(said) ? said : (0,external_node_path_.join)(folder, said || "lfs")));
    const kept = stores.map((store) => (0,external_node_path_.join)(store, "objects", sha256.slice(0, 2), sha256.slice(2, 4), sha256));
    const checkedOut = repository.workTree === undefined
        ? []
        : [Buffer.from(`${Buffer.from(repository.workTree).toString("latin1")}/${path}`, "latin1")];
    for (const place of [...kept, ...checkedOut]) {
        const stats = await (0,promises_.stat)(place).catch((0,missing/* missing */.L)(undefined));
        if (stats?.isFile() && stats.size === size && (await (0,lfs_pointer/* sha256OfFile */.Vq)(place)) === sha256)
            return (0,external_node_fs_.createReadStream)(place);
    }
    const where = (0,git_path/* textOfPath */._w)(path);
    throw new errors/* TreestampError */.ks("repository-invalid", `\`context\`: ${where} is kept by Git LFS, and its content is not here.`, {
        remedy: "Fetch it: `lfs: true` of actions/checkout, or `git lfs pull`. A context that does not need it leaves it out by .dockerignore.",
    });
}

// EXTERNAL MODULE: ./core/recipe/recipe.js
var recipe_recipe = __webpack_require__(1810);
// EXTERNAL MODULE: ./core/git/repository.js + 2 modules
var git_repository = __webpack_require__(8284);
// EXTERNAL MODULE: ./core/recipe/dockerignore.js
var dockerignore = __webpack_require__(1062);
// EXTERNAL MODULE: ./core/recipe/kept-entries.js
var kept_entries = __webpack_require__(1337);
// EXTERNAL MODULE: ./core/recipe/lay-in.js
var lay_in = __webpack_require__(6654);
;// CONCATENATED MODULE: ./core/recipe/submodules.js
/**
 * A context with the files of its submodules. The key knows a submodule by its commit, as git does; its files are in a
 * repository of its own, which a checkout may or may not have brought along.
 */











/** @throws repository-invalid for a submodule that is not checked out */
async function withSubmodules(repository, recipe) {
    const made = new Map(recipe.madeTrees);
    const objectFolders = [];
    const gitDirectories = [repository.commonDirectory];
    const readers = [];
    const close = async () => void (await Promise.all(readers.map((reader) => reader.close())));
    const readTree = async (oid) => {
        const known = made.get(oid);
        if (known !== undefined)
            return known;
        if (objectFolders.length === 0)
            return repository.readTree(oid);
        const object = await treeReader().read(oid);
        if (object?.type !== "tree")
            throw await repository.lacking("tree", oid);
        return (0,tree/* parseTree */.cZ)(object.body, repository.objectFormat);
    };
    /** git looks for object directories once, at its start: the newest reader knows them all. */
    const treeReader = () => readers.at(-1);
    const into = { format: repository.objectFormat, made, readTree };
    async function replaced(entries, above, home) {
        const all = [];
        for (const entry of entries) {
            const path = above + entry.name;
            if (entry.mode === "40000") {
                const before = await readTree(entry.oid);
                const after = await replaced(before, `${path}/`, home);
                all.push(after === before ? entry : (0,lay_in/* makeDirectory */.Oh)(into, entry.name, after));
            }
            else if (entry.mode === "160000") {
                const directory = await filled(entry, path, home);
                if (directory !== undefined)
                    all.push(directory);
            }
            else
                all.push(entry);
        }
        return all.length === entries.length && all.every((entry, index) => entry === entries[index]) ? entries : all;
    }
    /** The submodule as a directory; undefined where the ignore rules leave it out but for exceptions that it does not have. */
    async function filled(entry, path, home) {
        const inside = await submoduleAt(home, (0,recipe_recipe/* pathInRepository */.zB)(recipe, path));
        gitDirectories.push(...inside.gitDirectories);
        objectFolders.push(...inside.gitDirectories.map((folder) => (0,external_node_path_.join)(folder, "objects")));
        readers.push(repository.openObjects(objectFolders));
        const commit = await treeReader().read(entry.oid);
        if (commit?.type !== "commit")
            throw notCheckedOut(inside.path, entry.oid, home.path !== "");
        let entries = await readTree((0,git_repository/* treeOfCommit */.rv)(commit.body));
        if (recipe.ignore !== undefined) {
            const { rules } = recipe.ignore;
            const { ignored, matches } = (0,dockerignore/* matchWay */.d_)(rules, (0,tree/* textOf */.b6)(path));
            ({ entries } = await (0,kept_entries/* keptEntries */.l)(into, entries, rules, { path, matches }));
            if (ignored && entries.length === 0)
                return undefined;
        }
        const modules = (await treeReader().read(`${entry.oid}:.gitmodules`))?.body.toString("utf8") ?? "";
        return (0,lay_in/* makeDirectory */.Oh)(into, entry.name, await replaced(entries, `${path}/`, { ...inside, modules }));
    }
    try {
        const { workTree, gitDirectory, commonDirectory } = repository;
        const modules = (await repository.objects.read("HEAD:.gitmodules"))?.body.toString("utf8") ?? "";
        const home = { path: "", workTree, gitDirectories: [gitDirectory, commonDirectory], modules };
        const entries = await replaced(recipe.context, "", home);
        const objects = repository.openObjects(objectFolders);
        readers.unshift(objects);
        return { entries, readTree, objects, gitDirectories, close };
    }
    catch (error) {
        await close();
        throw error;
    }
}
/**
 * Where the repository of a submodule may be: where its checkout says, and where git keeps one that is not checked out any
 * more. Source: gitrepository-layout(5), gitsubmodules(7).
 * @param path in the outermost repository
 */
async function submoduleAt(home, path) {
    const own = (0,git_path/* textOfPath */._w)(home.path === "" ? path : path.slice(home.path.length + 1));
    const workTree = home.workTree === undefined ? undefined : (0,external_node_path_.join)(home.workTree, own);
    const name = nameIn(home.modules, own) ?? own;
    const kept = home.gitDirectories.map((folder) => (0,external_node_path_.join)(folder, "modules", name));
    const candidates = [...(workTree === undefined ? [] : await gitDirectoriesOf(workTree)), ...kept];
    const gitDirectories = [];
    for (const folder of candidates) {
        const objects = await (0,promises_.stat)((0,external_node_path_.join)(folder, "objects")).catch((0,missing/* missing */.L)(undefined));
        if (objects?.isDirectory() && !gitDirectories.includes(folder))
            gitDirectories.push(folder);
    }
    return { path, workTree, gitDirectories };
}
/** The git directory that a checkout names, and the one it shares with other worktrees. */
async function gitDirectoriesOf(workTree) {
    const git = (0,external_node_path_.join)(workTree, ".git");
    const stats = await (0,promises_.stat)(git).catch((0,missing/* missing */.L)(undefined));
    if (stats === undefined)
        return [];
    if (stats.isDirectory())
        return [git];
    const [, target] = /^gitdir: (.+?)\n?$/s.exec(await (0,promises_.readFile)(git, "utf8")) ?? [];
    if (target === undefined)
        return [];
    const folder = (0,external_node_path_.resolve)(workTree, target);
    const common = await (0,promises_.readFile)((0,external_node_path_.join)(folder, "commondir"), "utf8").catch((0,missing/* missing */.L)(undefined));
    return common === undefined ? [folder] : [folder, (0,external_node_path_.resolve)(folder, common.trim())];
}
/** The name that the text of a `.gitmodules` gives to the submodule at `path`. */
function nameIn(text, path) {
    for (const section of text.split(/^\s*(?=\[submodule )/m)) {
        const [, name] = /^\[submodule "([^"\n]+)"\]/.exec(section) ?? [];
        const [, at] = /^\s*path\s*=\s*"?(.*?)"?\s*$/m.exec(section) ?? [];
        if (name !== undefined && at === path && !name.split("/").includes(".."))
            return name;
    }
    return undefined;
}
function notCheckedOut(path, commit, isNested) {
    const where = (0,git_path/* textOfPath */._w)(path);
    return new errors/* TreestampError */.ks("repository-invalid", `\`context\`: ${where} is a submodule, and its commit ${commit} is not in this checkout.`, {
        remedy: `Check it out: \`submodules: ${isNested ? "recursive" : "true"}\` of actions/checkout, or \`git submodule update --init${isNested ? " --recursive" : ""}\`. A context that does not need it leaves it out by .dockerignore.`,
    });
}

;// CONCATENATED MODULE: ./core/recipe/context.js
/** The build context as a tar stream, from git objects alone: the same bytes on every machine. */









/** So many files are asked for before the first half of them is read. */
const askedAhead = 128;
/**
 * The context's tar: blobs as they are (no line endings, no keywords changed), links as links, submodules with their files,
 * the files of Git LFS with their content.
 */
function contextTar(repository, recipe) {
    return async function* () {
        // A reader of our own: whoever takes the tar slowly holds up nobody else.
        const context = await withSubmodules(repository, recipe);
        const files = {
            lfs: (path, pointer) => lfsContent(repository, context.gitDirectories, (0,recipe_recipe/* pathInRepository */.zB)(recipe, path), pointer),
            lacking: (oid) => repository.lacking("blob", oid),
            name: (path) => (0,tree/* textOf */.b6)((0,recipe_recipe/* pathInRepository */.zB)(recipe, path)),
        };
        try {
            yield* (0,tar_writer/* writeTar */.F)(archived(placesOf(context), streamer(recipe, context.objects), files));
        }
        finally {
            await context.close();
        }
    };
}
/** Reads the recipe's trees: git's, and those that laying in has made. */
function treesOf(repository, recipe) {
    return async (oid) => recipe.madeTrees.get(oid) ?? (await repository.readTree(oid));
}
/** The text of the recipe's Dockerfile. */
async function dockerfileText(repository, recipe) {
    return (await repository.readBlob(recipe.dockerfileOid)).toString("utf8");
}
/** Streams git's blobs, and those that reducing a file has made. */
function streamer({ madeBlobs }, objects) {
    return async (oid) => {
        const made = madeBlobs.get(oid);
        if (made === undefined)
            return objects.stream(oid);
        return { oid, type: "blob", size: made.length, body: external_node_stream_.Readable.from([made]) };
    };
}
/** Everything in the context, each directory before what is in it. */
async function* placesOf({ entries, readTree }) {
    async function* below(entries, above) {
        for (const entry of entries) {
            const path = above + entry.name;
            yield { path, entry };
            if (entry.mode === "40000")
                yield* below(await readTree(entry.oid), `${path}/`);
        }
    }
    yield* below(entries, "");
}
/** The tar's entries; a few files are asked for ahead, so that git works while the reader does. */
async function* archived(places, stream, files) {
    const queue = [];
    for await (const place of places) {
        const content = place.entry.mode !== "40000" ? stream(place.entry.oid) : undefined;
        content?.catch(() => { }); // heard when its turn comes; nobody listens where the reader stops early
        queue.push({ place, content });
        if (queue.length < askedAhead)
            continue;
        for (const next of queue.splice(0, askedAhead / 2))
            yield await tarEntry(next.place, next.content, files);
    }
    for (const { place, content } of queue)
        yield await tarEntry(place, content, files);
}
async function tarEntry({ path, entry }, asked, files) {
    if (asked === undefined)
        return { path, kind: "directory", mode: 0o755 };
    const object = await asked.catch((cause) => {
        if (!(0,errors/* isTreestampError */.Sh)(cause))
            throw cause;
        const { code, message, remedy } = cause;
        throw new errors/* TreestampError */.ks(code, `${files.name(path)} cannot be read: ${message}`, {
            ...(remedy === undefined ? {} : { remedy }),
            cause,
        });
    });
    if (object === undefined)
        throw await files.lacking(entry.oid);
    const mode = entry.mode === "100755" ? 0o755 : 0o644;
    const isLink = entry.mode === "120000";
    if (!isLink && object.size > lfs_pointer/* largestPointer */.ew) {
        return { path, kind: "file", mode, size: object.size, content: object.body };
    }
    const parts = [];
    for await (const part of object.body)
        parts.push(part);
    const body = Buffer.concat(parts);
    if (isLink)
        return { path, kind: "link", mode: 0o777, target: body.toString("latin1") };
    const pointer = (0,lfs_pointer/* parsePointer */.vp)(body);
    if (pointer === undefined)
        return { path, kind: "file", mode, size: body.length, content: (0,byte_stream/* streamOf */.mA)(body) };
    return { path, kind: "file", mode, size: pointer.size, content: await files.lfs(path, pointer) };
}


/***/ }),

/***/ 8004:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ unpinnedInputs),
/* harmony export */   v: () => (/* binding */ unpinnedIn)
/* harmony export */ });
/* harmony import */ var _dockerfile_image_name_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6523);
/* harmony import */ var _dockerfile_parse_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4817);
/* harmony import */ var _dockerfile_stages_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8019);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4256);
/* harmony import */ var _context_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7585);
/**
 * Finds inputs of a Dockerfile that the key cannot see because nothing fixes their bytes: images without a digest,
 * downloads without a checksum. Source of the syntax: docs.docker.com, "Dockerfile reference".
 */





/** What the recipe's Dockerfile takes from outside without fixing it. */
async function unpinnedIn(repository, recipe) {
    const bases = recipe.bases.map(({ name }) => name);
    return unpinnedInputs(await (0,_context_js__WEBPACK_IMPORTED_MODULE_3__.dockerfileText)(repository, recipe), { ...recipe, bases });
}
/** What the stages that are built take; nothing of a Dockerfile that cannot be read, as the engine will say so. */
function unpinnedInputs(text, naming) {
    try {
        const dockerfile = (0,_dockerfile_parse_js__WEBPACK_IMPORTED_MODULE_0__/* .parseDockerfile */ .Ai)(text);
        const found = naming.platforms.flatMap((platform) => {
            const { buildArgs, target } = naming;
            const { stages } = (0,_dockerfile_stages_js__WEBPACK_IMPORTED_MODULE_1__/* .stagesOf */ .ZL)(dockerfile, { buildArgs, target, platform, buildPlatform: platform });
            const needed = (0,_dockerfile_stages_js__WEBPACK_IMPORTED_MODULE_1__/* .neededStages */ .xB)(stages, (0,_dockerfile_stages_js__WEBPACK_IMPORTED_MODULE_1__/* .targetOf */ .$r)(stages, target));
            return [
                ...frontend(dockerfile, buildArgs),
                ...images((0,_dockerfile_stages_js__WEBPACK_IMPORTED_MODULE_1__/* .imagesTaken */ .ul)(stages, needed, platform), naming.bases),
                ...downloads(stages, needed),
            ];
        });
        const once = new Map(found.map((each) => [`${each.line} ${each.message}`, each]));
        return [...once.values()].sort((a, b) => a.line - b.line);
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .isTreestampError */ .Sh)(error))
            return [];
        throw error;
    }
}
/** The image that reads the Dockerfile: what it makes of the same text may change, too. */
function frontend({ directives }, buildArgs) {
    const set = buildArgs.get("BUILDKIT_SYNTAX");
    const image = set ?? directives.get("syntax");
    if (image === undefined || isFixed(image))
        return [];
    const where = set === undefined ? "# syntax" : "The build argument BUILDKIT_SYNTAX";
    return [
        {
            line: 1,
            message: `${where} ${image} is not fixed by a digest: write ${image}@sha256:…, or leave it out, for BuildKit has one of its own`,
        },
    ];
}
function images(taken, bases) {
    return taken.flatMap(({ name, line, by }) => {
        if (isFixed(name) || bases.some((base) => (0,_dockerfile_image_name_js__WEBPACK_IMPORTED_MODULE_4__/* .isSameImage */ .m)(base, name)))
            return [];
        const tag = /:([^/:]+)$/.exec(name)?.[1];
        const moves = tag === undefined || tag === "latest" ? ", which is whatever is newest on the day" : "";
        const message = `${by} ${name} is not fixed by a digest${moves}: write ${name}@sha256:…, or name it under \`base\``;
        return [{ line, message }];
    });
}
function isFixed(image) {
    return /@(sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/.test(image);
}
function downloads(stages, needed) {
    return (0,_dockerfile_stages_js__WEBPACK_IMPORTED_MODULE_1__/* .instructionsOf */ .Jk)(stages, needed).flatMap((instruction) => {
        if (instruction.word !== "ADD" || (0,_dockerfile_parse_js__WEBPACK_IMPORTED_MODULE_0__/* .flagOf */ .iP)(instruction, "checksum") !== undefined)
            return [];
        const urls = instruction.rest.match(/(?:\b(?:https?|ssh|git):\/\/|\bgit@)[^\s"',\]]+/g) ?? [];
        return urls.flatMap((url) => {
            const { line } = instruction;
            const isGit = !/^https?:/.test(url) || /\.git([#?].*)?$/.test(url);
            if (!isGit)
                return [{ line, message: `ADD ${url} has no checksum: write ADD --checksum=sha256:… ${url}` }];
            if (/#[0-9a-f]{40,64}(:|$)/.test(url) || /[?&](checksum|commit)=[0-9a-f]{40,64}(&|#|$)/.test(url))
                return [];
            return [{ line, message: `ADD ${url} is not fixed to a commit: write the 40 digits of one behind #` }];
        });
    });
}


/***/ }),

/***/ 13:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ik: () => (/* binding */ identityAnnotation),
/* harmony export */   Pr: () => (/* binding */ snapshotOfAnnotation),
/* harmony export */   uY: () => (/* binding */ partMediaType),
/* harmony export */   zP: () => (/* binding */ maxChunkBytes)
/* harmony export */ });
/** The media type of frames and table. Registries that know a list of media types know this one: see core/image/beside.ts. */
const partMediaType = "application/octet-stream";
/** Annotation on the snapshot's descriptor in the index: digest of the image manifest that it is a snapshot of. */
const snapshotOfAnnotation = "dev.treestamp.snapshot.of";
/** Annotation on the snapshot's manifest: the identity of the plain content. */
const identityAnnotation = "dev.treestamp.snapshot.identity";
/** No chunk is longer than this once plain; a table that says otherwise is refused before anything is decompressed. */
const maxChunkBytes = 2 * 1024 * 1024;


/***/ }),

/***/ 7048:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ limiter)
/* harmony export */ });
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


/***/ }),

/***/ 231:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h1: () => (/* binding */ unboundInputs),
/* harmony export */   m0: () => (/* binding */ noAccess),
/* harmony export */   mD: () => (/* binding */ accessAt)
/* harmony export */ });
/* harmony import */ var _reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9088);
/** What a call was given for one registry: it holds at that host and at no other. */

const noAccess = { registry: undefined, login: undefined, plainHttp: false };
/** The part of the access that holds at `registry`. */
function accessAt(registry, access) {
    return registry === access.registry ? access : noAccess;
}
/** The inputs that wait for a registry's name before they can be used at `registry`; undefined where none does. */
function unboundInputs({ registry: named, login, plainHttp }, registry) {
    if (named !== undefined)
        return undefined;
    if (login !== undefined)
        return "`username` and `password`";
    return plainHttp && !(0,_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .isLoopback */ .U9)(registry) ? "`plain-http`" : undefined;
}


/***/ }),

/***/ 9799:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ findManifest),
/* harmony export */   n: () => (/* binding */ listedManifest)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/** What a lookup comes to for whoever can do nothing about a store that does not answer. */

/** The manifest of a tag or digest; undefined where there is none. See `Store` for `until`. @throws why that is not known */
async function findManifest(store, reference, until) {
    const lookup = await store.lookup(reference, until);
    if (lookup.state === "unknown")
        throw lookup.reason;
    return lookup.state === "present" ? lookup.manifest : undefined;
}
/**
 * A manifest that another one lists.
 * @param remedy what to do where it is not there
 * @throws store-corrupt where it is not there
 */
async function listedManifest(store, digest, remedy) {
    const manifest = await findManifest(store, digest);
    if (manifest !== undefined)
        return manifest;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("store-corrupt", `${store.location} lists the manifest ${digest} and does not hold it.`, {
        remedy,
    });
}


/***/ }),

/***/ 8750:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   identify: () => (/* binding */ identify),
/* harmony export */   lookUp: () => (/* binding */ lookUp)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/* harmony import */ var _image_whole_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5514);
/* harmony import */ var _recipe_config_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(430);
/* harmony import */ var _recipe_key_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5665);
/* harmony import */ var _recipe_source_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4917);
/* harmony import */ var _stages_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(4168);
/* harmony import */ var _store_access_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(231);
/* harmony import */ var _store_entry_cache_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(9666);
/* harmony import */ var _store_reference_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9088);
/* harmony import */ var _warnings_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2443);
/** resolve: from the files that define an environment to its key, and whether the store has it. */










/**
 * Computes the key. No store is asked; with `askAhead`, a registry is asked for the commit's key while git still compares
 * the work tree with the commit.
 */
async function identify(ports, request, repository, { askAhead = false } = {}) {
    const stages = [];
    if ((0,_store_entry_cache_js__WEBPACK_IMPORTED_MODULE_8__/* .isCiCache */ .N)(request.store))
        await (await __webpack_require__.e(/* import() */ 7384).then(__webpack_require__.bind(__webpack_require__, 7384))).checkCiCache(ports);
    const identified = ({ recipe, inputs, dirty }) => ({
        repository,
        recipe,
        key: (0,_recipe_key_js__WEBPACK_IMPORTED_MODULE_3__.keyOf)(repository.objectFormat, recipe, dirty),
        store: storeOf(ports, request, repository, inputs.image),
        writable: inputs.writable ?? [],
        keptByCi: (0,_store_entry_cache_js__WEBPACK_IMPORTED_MODULE_8__/* .isCiCache */ .N)(request.store),
        stages,
    });
    let ahead;
    const source = await (0,_stages_js__WEBPACK_IMPORTED_MODULE_9__/* .timed */ .ay)(stages, "key", () => (0,_recipe_source_js__WEBPACK_IMPORTED_MODULE_4__.readSource)(repository, {
        ref: request.ref,
        inputs: (0,_recipe_config_js__WEBPACK_IMPORTED_MODULE_2__.recipeInputsOf)(request.recipe),
        onCommitted: (committed) => {
            if (askAhead)
                ahead = asked(identified, committed);
        },
    }));
    const now = identified(source);
    await (0,_warnings_js__WEBPACK_IMPORTED_MODULE_7__/* .warnOf */ .c$)(ports, request, repository, { source, store: now.store });
    return ahead?.key.tag === now.key.tag && ahead.store.location === now.store.location ? ahead : now;
}
/** What a commit says, with the store's answer on its way. Undefined where there is nobody worth asking. */
function asked(identified, committed) {
    try {
        const expected = identified(committed);
        if (!expected.store.shared)
            return undefined;
        const answer = expected.store.lookup(expected.key.tag);
        answer.catch(() => { }); // whoever needs it will hear of it
        return { ...expected, answer };
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isTreestampError */ .Sh)(error))
            return undefined; // such as a store's name that makes no sense, and that was mended
        throw error;
    }
}
/** A folder that `treestamp.yml` names starts where the file is, so that it is the same from every folder. */
function storeOf(ports, request, { workTree }, image) {
    if ((0,_store_entry_cache_js__WEBPACK_IMPORTED_MODULE_8__/* .isCiCache */ .N)(request.store))
        return ports.localStore;
    if (request.store !== undefined)
        return ports.openStore(request.store);
    if (image === undefined)
        return ports.localStore;
    if (request.recipe.has("image"))
        return ports.openStore(image);
    checkAccess(request, image);
    return ports.openStore(image, workTree);
}
/** `treestamp.yml` may say where the image is, not who gets the password of the call. @throws input-invalid */
function checkAccess({ access }, image) {
    const registry = (0,_store_reference_js__WEBPACK_IMPORTED_MODULE_6__/* .registryOf */ .Fv)(image);
    const unbound = registry === undefined ? undefined : (0,_store_access_js__WEBPACK_IMPORTED_MODULE_5__/* .unboundInputs */ .h1)(access, registry);
    if (unbound === undefined)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `No input says which registry ${unbound} ${unbound.includes(" and ") ? "are" : "is"} for.`, {
        remedy: `Name it: registry: ${registry} (--registry on the command line). ${_recipe_config_js__WEBPACK_IMPORTED_MODULE_2__.configPath}, which has ${image}, does not decide that, because a pull request can change it.`,
    });
}
/**
 * Asks the store for the key's tag, and whether what it lists is there for this machine: an image that was cleaned in part
 * is absent. What the CI's cache has of it comes into the store by that.
 */
async function lookUp(ports, identified, need) {
    const { store, keptByCi, key, stages, answer } = identified;
    const lookup = await (0,_stages_js__WEBPACK_IMPORTED_MODULE_9__/* .timed */ .ay)(stages, "lookup", async (describe) => {
        const found = await (0,_image_whole_js__WEBPACK_IMPORTED_MODULE_1__/* .findWhole */ .tO)(store, key.tag, need ?? { platform: ports.platform }, answer);
        describe({ note: found.state === "absent" && found.lost !== undefined ? "absent in part" : found.state });
        return found;
    });
    if (lookup.state === "absent" && keptByCi && !key.dirty) {
        const { takeKept } = await __webpack_require__.e(/* import() */ 7384).then(__webpack_require__.bind(__webpack_require__, 7384));
        const manifest = await takeKept(ports, stages, key.tag);
        if (manifest !== undefined)
            return { ...identified, lookup: { state: "present", manifest } };
    }
    return { ...identified, lookup };
}


/***/ }),

/***/ 2443:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Xt: () => (/* binding */ isCi),
  KE: () => (/* binding */ listed),
  c$: () => (/* binding */ warnOf),
  lH: () => (/* binding */ warnOfNewFolders)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./core/git/path.js
var git_path = __webpack_require__(3533);
// EXTERNAL MODULE: ./core/machine/missing.js
var missing = __webpack_require__(1081);
// EXTERNAL MODULE: ./core/recipe/pins.js
var pins = __webpack_require__(8004);
// EXTERNAL MODULE: ./core/git/working-tree.js + 1 modules
var working_tree = __webpack_require__(1704);
// EXTERNAL MODULE: ./core/recipe/dockerignore.js
var dockerignore = __webpack_require__(1062);
// EXTERNAL MODULE: ./core/recipe/include.js
var include = __webpack_require__(6622);
;// CONCATENATED MODULE: ./core/recipe/unlike-checkout.js
/**
 * Where the image gets other bytes than the checkout shows: git keeps them in another form, or in another repository. The
 * key and the image follow what git has, and an edit of the file would not show why.
 */







/** One sentence or two for each kind, with the paths; nothing of what the ignore rules leave out. */
async function unlikeCheckout(repository, recipe) {
    const { workTree } = repository;
    if (workTree === undefined)
        return [];
    const below = [recipe.origin.context, ...recipe.origin.include.map(include/* directoryOf */.jt)];
    const limits = below.includes("") ? [] : ["--", ...below.map(git_path/* textOfPath */._w)];
    const kept = (path) => !isLeftOut(recipe, path);
    const modules = async () => {
        const hasModules = (await (0,promises_.stat)((0,external_node_path_.join)(workTree, ".gitmodules")).catch((0,missing/* missing */.L)(undefined))) !== undefined;
        return hasModules ? (0,working_tree/* submodulesChangedInside */.ux)(repository, limits) : [];
    };
    const [changed, filtered] = await Promise.all([modules(), filteredFiles(repository, limits)]);
    return [
        ...changed
            .filter(kept)
            .map((path) => `${(0,git_path/* textOfPath */._w)(path)} is a submodule with changes that are not committed: the image gets its commit, without them. Commit them there.`),
        ...driversOf(filtered.filter(({ path }) => kept(path))).map(([driver, paths]) => {
            const more = paths.length > 1 ? ` and ${paths.length - 1} more` : "";
            return `${(0,git_path/* textOfPath */._w)(paths[0])}${more}: git's filter "${driver}" (.gitattributes) changes this file at checkout, and the image gets what git keeps. Undo the filter in the Dockerfile, or leave the file out by .dockerignore.`;
        }),
    ];
}
/** Tracked files that a filter of git's settings changes at checkout. Git LFS is none: its content is looked up. */
async function filteredFiles(repository, limits) {
    const settings = await repository.git(["config", "--null", "--get-regexp", "^filter\\..*\\.(smudge|process)$"]);
    const drivers = new Set();
    for (const setting of settings.stdout.toString("utf8").split("\0")) {
        const [, driver, program = ""] = /^filter\.(.+)\.(?:smudge|process)\n(.*)$/s.exec(setting) ?? [];
        if (driver !== undefined && driver !== "lfs" && !["", "cat"].includes(program.trim()))
            drivers.add(driver);
    }
    if (drivers.size === 0)
        return [];
    const input = await repository.ask(["ls-files", "-z", ...limits]);
    const answer = await repository.ask(["check-attr", "-z", "--stdin", "filter"], { input });
    const fields = answer.toString("latin1").split("\0");
    const found = [];
    for (let at = 0; at + 2 < fields.length; at += 3) {
        const [path, , driver] = fields.slice(at, at + 3);
        if (drivers.has(driver))
            found.push({ path, driver });
    }
    return found;
}
function driversOf(files) {
    const paths = Map.groupBy(files, ({ driver }) => driver);
    return [...paths].map(([driver, each]) => [driver, each.map(({ path }) => path)]);
}
function isLeftOut({ ignore, origin: { context } }, path) {
    if (ignore === undefined)
        return false;
    const isInside = context === "" || path.startsWith(`${context}/`);
    const inContext = isInside && context !== "" ? path.slice(context.length + 1) : path;
    return (0,dockerignore/* matchWay */.d_)(ignore.rules, (0,git_path/* textOfPath */._w)(inContext)).ignored;
}

;// CONCATENATED MODULE: ./core/verbs/warnings.js
/** What a job should hear once: where nothing can be kept for the next job, and what the key cannot see. */






/** @param store where the image would be */
async function warnOf({ log, environment }, { access, store: said, ref }, repository, { source, store }) {
    const { recipe } = source;
    const [unpinned, unlike] = await Promise.all([
        (0,pins/* unpinnedIn */.v)(repository, recipe),
        ref === undefined ? unlikeCheckout(repository, recipe) : [],
    ]);
    for (const { line, message } of unpinned) {
        log.warning(`${(0,git_path/* textOfPath */._w)(recipe.origin.dockerfile)}:${line}: ${message}`);
    }
    for (const message of unlike)
        log.warning(message);
    if (!isCi(environment))
        return; // on a laptop all of this is as it should be
    if (source.dirty)
        log.warning(await dirtyWarning(repository, source));
    else if (recipe.origin.context === "" && recipe.ignore === undefined) {
        log.warning("The whole repository is the build context, so each commit gets an image of its own. Name a folder by `context`, or leave out what the image does not need by .dockerignore.");
    }
    await warnOfNewFolders({ log, environment }, [said ?? source.inputs.image]);
    if (access.login !== undefined && said === undefined && !store.shared) {
        log.warning("`username` and `password` are given, and neither `image` nor `store` names a registry: the image stays on this machine, and the next job builds it again.");
    }
}
/** In CI: `${{ vars.X }}/acme/app` is a folder of the machine where the variable is empty, and nobody meant that. */
async function warnOfNewFolders({ log, environment }, written) {
    if (!isCi(environment))
        return;
    for (const folder of new Set(written)) {
        if (!folder?.startsWith("/") || (await (0,promises_.stat)((0,external_node_path_.dirname)(folder)).catch((0,missing/* missing */.L)(undefined))) !== undefined)
            continue;
        log.warning(`The images go to ${folder}, a new folder of this machine, and to no registry. If a registry was meant, the expression before the first slash is empty.`);
    }
}
/** True where a CI runs us. GitHub Actions, CircleCI, GitLab and others set `CI`. */
function isCi({ CI }) {
    return CI !== undefined && CI !== "" && CI !== "false" && CI !== "0";
}
async function dirtyWarning(repository, { recipe, committed }) {
    const { diffRecipes } = await __webpack_require__.e(/* import() */ 5937).then(__webpack_require__.bind(__webpack_require__, 5937));
    const changes = committed === undefined ? [] : await diffRecipes(repository, committed, recipe);
    const what = changes.length === 0 ? "" : `: ${listed(changes)}`;
    return `The recipe is not the commit's${what}. So its image is not shared, and each job builds it again. Let the step before write elsewhere, or name what it writes in .gitignore or .dockerignore; or commit it.`;
}
/** At most five changes in a line; more are counted. */
function listed(changes) {
    const shown = changes.slice(0, 5).join(", ");
    return changes.length > 5 ? `${shown} and ${changes.length - 5} more` : shown;
}


/***/ })

};
;