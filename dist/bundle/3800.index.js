"use strict";
exports.id = 3800;
exports.ids = [3800,2833,8121,2658];
exports.modules = {

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

/***/ 67694:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  M: () => (/* binding */ folderContext),
  C: () => (/* binding */ folderTar)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./core/archive/tar-writer.js
var tar_writer = __webpack_require__(64113);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(64256);
// EXTERNAL MODULE: ./core/git/tree.js
var tree = __webpack_require__(12386);
// EXTERNAL MODULE: ./core/machine/missing.js
var missing = __webpack_require__(71081);
// EXTERNAL MODULE: ./core/oci/byte-stream.js
var byte_stream = __webpack_require__(25888);
// EXTERNAL MODULE: ./core/recipe/dockerignore.js
var dockerignore = __webpack_require__(1062);
// EXTERNAL MODULE: ./core/recipe/recipe.js
var recipe = __webpack_require__(61810);
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

/***/ 23451:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ discardExtracted),
/* harmony export */   N: () => (/* binding */ extractedRoot)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64256);
/* harmony import */ var _machine_elevate_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(84931);
/* harmony import */ var _machine_missing_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(71081);
/* harmony import */ var _machine_owner_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(40542);
/* harmony import */ var _machine_ownership_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(60052);
/* harmony import */ var _machine_scratch_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(58511);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(44617);
/* harmony import */ var _snapshot_erofs_extract_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(46397);
/* harmony import */ var _port_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(68868);
/**
 * Snapshots as plain files, for machines where none can be mounted: each is extracted once, and stays beside the snapshots
 * as `extracted/HEX/root`, with `boot`, the start of the machine in which that was done: nothing is synced to disk, so one
 * from before a loss of power may have empty files, and is extracted anew. Its files belong to the users of the image, so only the rights that extracted it can remove it;
 * that is done when the cache is pruned, once the snapshot itself is gone.
 */











/**
 * The folder with the snapshot's files: as it is there, or extracted now. It comes to its place as a whole.
 * @throws SandboxRefused where these rights do not suffice; sandbox-failed where the disk is full; snapshot-invalid
 */
async function extractedRoot({ extracted, digest, snapshot, rights, log }) {
    const place = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(extracted, (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_8__/* .hexOf */ .ZD)(digest));
    await (0,_machine_ownership_js__WEBPACK_IMPORTED_MODULE_6__/* .ourFolder */ .VQ)(extracted);
    const boot = (0,_machine_owner_js__WEBPACK_IMPORTED_MODULE_5__/* .bootId */ .aW)() ?? "";
    const isThere = await (0,_machine_ownership_js__WEBPACK_IMPORTED_MODULE_6__/* .checkOurs */ .mi)(place).then(() => true, (0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_4__/* .missing */ .L)(false));
    if (isThere) {
        if ((await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(place, "boot"), "utf8").catch((0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_4__/* .missing */ .L)(undefined))) === boot)
            return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(place, "root");
    }
    const scratch = await (0,_machine_scratch_js__WEBPACK_IMPORTED_MODULE_7__/* .makeScratch */ .lP)(extracted);
    try {
        log.info(`Extract the snapshot, ${isThere ? "again after the machine's restart" : "once"}: this machine cannot mount it.`);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(scratch, "made"), { mode: 0o700 });
        await (0,_snapshot_erofs_extract_js__WEBPACK_IMPORTED_MODULE_9__/* .extractImage */ .Z)(`/proc/self/fd/${snapshot.fd}`, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(scratch, "made", "root"), rights).catch(refused);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(scratch, "made", "boot"), boot, { mode: 0o600 });
        if (isThere)
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rename)(place, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(scratch, "old")).catch((0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_4__/* .missing */ .L)(undefined));
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rename)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(scratch, "made"), place).catch(async (error) => {
            if (!(await (0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_4__/* .exists */ .t)(place)))
                throw error; // else another process was first
        });
        return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(place, "root");
    }
    finally {
        await (0,_machine_elevate_js__WEBPACK_IMPORTED_MODULE_3__/* .removeAs */ .dc)(rights, [scratch]);
    }
}
/** A full disk is for the user to fix; other failures of tar do not affect other sandboxes. */
function refused(error) {
    if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .isTreestampError */ .Sh)(error, "sandbox-failed") || /no space left/i.test(error.message))
        throw error;
    throw new _port_js__WEBPACK_IMPORTED_MODULE_10__/* .SandboxRefused */ .U(error.message.replace(/\.$/, ""), error.remedy ?? "");
}
/**
 * Takes the extracted snapshots that are not needed any more from their places. Nobody may be about to extract those
 * meanwhile. @returns what is to be removed: them, and what killed processes have left of theirs
 */
async function discardExtracted(extracted, isNeeded) {
    const discarded = await (0,_machine_scratch_js__WEBPACK_IMPORTED_MODULE_7__/* .abandonedScratch */ .h7)(extracted);
    for (const name of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(extracted).catch((0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_4__/* .missing */ .L)([]))) {
        if (!/^[0-9a-f]{64}$/.test(name) || isNeeded(name))
            continue;
        const scratch = await (0,_machine_scratch_js__WEBPACK_IMPORTED_MODULE_7__/* .makeScratch */ .lP)(extracted);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rename)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(extracted, name), (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(scratch, "made"));
        discarded.push(scratch);
    }
    return discarded;
}


/***/ }),

/***/ 68868:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ SandboxRefused)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);

/** The machine does not let this sandbox be set up. The command has not started, so another sandbox may run it. */
class SandboxRefused extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks {
    /** The reason, as part of a sentence. */
    why;
    constructor(why, remedy) {
        super("sandbox-failed", `The environment could not be set up: ${why}.`, { remedy });
        this.why = why;
    }
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

/***/ 46397:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ imageTar),
/* harmony export */   Z: () => (/* binding */ extractImage)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _archive_tar_writer_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64113);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64256);
/* harmony import */ var _machine_elevate_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(84931);
/* harmony import */ var _machine_process_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(47516);
/* harmony import */ var _reader_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(25749);
/* harmony import */ var _source_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(50475);
/**
 * An image as plain files, for machines where it cannot be mounted: our reader gives a tar stream, GNU tar writes it
 * (Node itself makes no devices, no extended attributes and no times finer than a microsecond).
 */







/**
 * Writes the tree of a raw image into `folder`, which must not be there yet. Nothing gets out of it: the folder is new,
 * names come from an image whose names hold no "/" and no "..", and a directory comes before what is in it.
 *
 * Owners and devices need root. Root of a user namespace gives the owners, and may make no devices: those below /dev are
 * left out, since every sandbox has its own there; with any other the image is refused.
 * @throws snapshot-invalid; tool-missing (no tar); sandbox-failed where tar fails, for lack of space or rights
 */
async function extractImage(rawFile, folder, rights = (0,_machine_elevate_js__WEBPACK_IMPORTED_MODULE_3__/* .rootRights */ .mV)()) {
    const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.open)(rawFile, "r");
    try {
        const image = (0,_reader_js__WEBPACK_IMPORTED_MODULE_5__/* .openImage */ .UY)((0,_source_js__WEBPACK_IMPORTED_MODULE_6__/* .fileSource */ .I)(file, (await file.stat()).size));
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(folder, { mode: 0o700 });
        await unpack(imageTar(image, rights === "user namespace"), folder, rights);
    }
    finally {
        await file.close();
    }
}
async function unpack(input, folder, rights) {
    const flags = ["--xattrs", "--xattrs-include=*", "--numeric-owner", "--same-owner", "--preserve-permissions"];
    const tar = ["tar", "--extract", "--file=-", `--directory=${folder}`, "--delay-directory-restore", ...flags];
    const [program, ...args] = [..._machine_elevate_js__WEBPACK_IMPORTED_MODULE_3__/* .elevations */ .$F[rights], ...tar];
    const { exitCode, stderr } = await (0,_machine_process_js__WEBPACK_IMPORTED_MODULE_4__/* .run */ .e)(program, args, { input });
    if (exitCode === 0)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("sandbox-failed", `The snapshot cannot be extracted to ${folder}: ${stderr.trim()}.`, {
        remedy: "That needs root, or all users of the image in /etc/subuid, and as much free space as the image's files take.",
    });
}
/** The tree as a tar stream; with `withoutDevices`, those below /dev are left out. @throws snapshot-invalid */
function imageTar(image, withoutDevices = false) {
    return (0,_archive_tar_writer_js__WEBPACK_IMPORTED_MODULE_1__/* .writeTar */ .F)(entriesOf(image, withoutDevices));
}
async function* entriesOf(image, withoutDevices) {
    /** The first name of each inode that has several. */
    const first = new Map();
    for (const { path, inode } of image.walk()) {
        const { type, nid, links, mode, uid, gid, mtime, xattrs } = inode;
        if (withoutDevices && (type === "character" || type === "block") && path.startsWith("dev/"))
            continue;
        const entry = { path: path === "" ? "." : path, mode, uid, gid, mtime, xattrs };
        const original = first.get(nid);
        if (original !== undefined) {
            yield { ...entry, kind: "hardlink", target: original };
            continue;
        }
        if (type !== "directory" && links > 1)
            first.set(nid, path);
        if (type === "file")
            yield { ...entry, kind: "file", size: inode.size, content: (0,_reader_js__WEBPACK_IMPORTED_MODULE_5__/* .copied */ .pG)(image.readFile(inode)) };
        else if (type === "symlink")
            yield { ...entry, kind: "link", target: inode.target };
        else if (type === "character" || type === "block") {
            yield { ...entry, kind: type, major: inode.major, minor: inode.minor };
        }
        else if (type !== "socket")
            yield { ...entry, kind: type };
    }
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

/***/ 30527:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   assembleFinal: () => (/* binding */ assembleFinal),
/* harmony export */   baseOf: () => (/* binding */ baseOf)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64256);
/* harmony import */ var _git_tree_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(12386);
/* harmony import */ var _inputs_environments_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(44075);
/* harmony import */ var _log_stages_js__WEBPACK_IMPORTED_MODULE_19__ = __webpack_require__(24291);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(67896);
/* harmony import */ var _places_named_image_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(74429);
/* harmony import */ var _places_published_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(44078);
/* harmony import */ var _recipe_folder_context_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(67694);
/* harmony import */ var _recipe_key_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(95665);
/* harmony import */ var _recipe_read_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(52875);
/* harmony import */ var _assembly_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(48184);
/* harmony import */ var _build_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(56855);
/* harmony import */ var _image_there_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(59924);
/* harmony import */ var _locked_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(47179);
/* harmony import */ var _prune_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(12833);
/* harmony import */ var _resolve_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(88750);
/* harmony import */ var _trust_js__WEBPACK_IMPORTED_MODULE_17__ = __webpack_require__(62633);
/* harmony import */ var _upstreams_js__WEBPACK_IMPORTED_MODULE_18__ = __webpack_require__(68420);
/** A final image that is assembled: files that a run has left on disk, laid on an environment or on another image. */




















/**
 * The image that everything is laid on: an environment of `treestamp.yml`, built if it is absent, or an image that is there.
 * One that treestamp did not make gets a snapshot, which stays on this machine.
 */
async function baseOf(ports, request, repository, { assembly: { from, platforms }, stages }) {
    if ((0,_inputs_environments_js__WEBPACK_IMPORTED_MODULE_4__/* .isEnvironmentName */ .tq)(from)) {
        const identified = await (0,_resolve_js__WEBPACK_IMPORTED_MODULE_16__.identify)(ports, { ...request, environment: from }, repository).catch((error) => {
            if (!(error instanceof _inputs_environments_js__WEBPACK_IMPORTED_MODULE_4__/* .NoSuchEnvironment */ .yl))
                throw error;
            throw new _inputs_environments_js__WEBPACK_IMPORTED_MODULE_4__/* .NoSuchEnvironment */ .yl(from, error.names, "from", ` An image is written ${from}:TAG or ${from}@sha256:….`);
        });
        const { image, hit } = await (0,_build_js__WEBPACK_IMPORTED_MODULE_12__.ensureBuilt)(ports, (0,_upstreams_js__WEBPACK_IMPORTED_MODULE_18__.requestOf)(request, identified.recipe), identified, {});
        stages.push(...identified.stages);
        if (!hit)
            await (0,_prune_js__WEBPACK_IMPORTED_MODULE_15__.keepWithinLimit)(ports, request.cacheSize);
        return image;
    }
    const image = await (0,_log_stages_js__WEBPACK_IMPORTED_MODULE_19__/* .timed */ .ay)(stages, "lookup", () => (0,_places_named_image_js__WEBPACK_IMPORTED_MODULE_6__.namedImage)(ports, "from", from, request.path));
    if ((0,_upstreams_js__WEBPACK_IMPORTED_MODULE_18__.hasSnapshots)(image, platforms)) {
        await (0,_trust_js__WEBPACK_IMPORTED_MODULE_17__/* .trustIn */ .Us)(ports, request, { repository }, image);
        return image;
    }
    const { digest } = image.root.descriptor;
    if (!from.includes("@")) {
        const fixed = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_5__/* .formatReference */ .FH)((0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_5__/* .parseLocation */ .zS)(image.store.location), undefined, digest);
        ports.log.warning(`\`from\`: ${from} is not fixed by a digest: write ${fixed}.`);
    }
    const recipe = (0,_recipe_read_js__WEBPACK_IMPORTED_MODULE_10__/* .imageRecipe */ .YX)({ digest, source: (0,_image_there_js__WEBPACK_IMPORTED_MODULE_13__/* .sourceOf */ .vz)(image.store) }, platforms);
    const key = (0,_recipe_key_js__WEBPACK_IMPORTED_MODULE_9__.keyOf)(repository.objectFormat, recipe, false);
    const own = { repository, recipe, key, store: ports.localStore, writable: [], caches: [], inCiCache: false, stages };
    const built = await (0,_build_js__WEBPACK_IMPORTED_MODULE_12__.ensureBuilt)(ports, { ...(0,_upstreams_js__WEBPACK_IMPORTED_MODULE_18__.requestOf)(request, recipe), build: "missing" }, own, {});
    if (!built.hit)
        await (0,_prune_js__WEBPACK_IMPORTED_MODULE_15__.keepWithinLimit)(ports, request.cacheSize);
    return built.image;
}
/** Assembles the final image. @returns it where it lies, with the repository that already has the base's blobs */
async function assembleFinal(ports, request, { assembly, base }, { commit, labels, scratch, stages, signal }) {
    const { proto, run, config, lock, packages, platforms } = assembly;
    const place = (path) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(request.path, path);
    const locked = lock === undefined ? undefined : await lockAt(place(lock), { packages, platforms });
    const made = await (0,_log_stages_js__WEBPACK_IMPORTED_MODULE_19__/* .timed */ .ay)(stages, "assemble", async () => (0,_assembly_js__WEBPACK_IMPORTED_MODULE_11__/* .assembleImages */ .l)(ports, request, {
        ...assembly,
        base,
        below: await (0,_assembly_js__WEBPACK_IMPORTED_MODULE_11__/* .readBelow */ .G)(base, platforms, signal),
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
    return { lock: (0,_locked_js__WEBPACK_IMPORTED_MODULE_14__/* .readLock */ .mF)(bytes, path, asked), oid: (0,_git_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .hashObject */ .wM)("sha1", "blob", bytes) };
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
    return (0,_places_published_js__WEBPACK_IMPORTED_MODULE_7__/* .makeIndex */ .H9)(images.map(({ platform, manifest }) => ({ platform, image: manifest.descriptor, snapshot: undefined })));
}


/***/ }),

/***/ 12833:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  keepWithinLimit: () => (/* binding */ keepWithinLimit),
  prune: () => (/* binding */ prune_prune)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./core/machine/elevate.js
var elevate = __webpack_require__(84931);
// EXTERNAL MODULE: ./core/machine/missing.js
var missing = __webpack_require__(71081);
// EXTERNAL MODULE: ./core/machine/owner.js
var machine_owner = __webpack_require__(40542);
// EXTERNAL MODULE: ./core/machine/scratch.js
var scratch = __webpack_require__(58511);
// EXTERNAL MODULE: ./core/oci/digest.js
var oci_digest = __webpack_require__(44617);
// EXTERNAL MODULE: ./core/oci/layout/prune.js
var prune = __webpack_require__(27204);
// EXTERNAL MODULE: ./core/sandbox/extracted.js
var sandbox_extracted = __webpack_require__(23451);
// EXTERNAL MODULE: ./core/cache/environments.js
var environments = __webpack_require__(98862);
// EXTERNAL MODULE: ./core/cache/folders.js
var cache_folders = __webpack_require__(38843);
// EXTERNAL MODULE: ./core/cache/layers.js
var cache_layers = __webpack_require__(2150);
;// CONCATENATED MODULE: ./core/cache/prune.js
/**
 * Keeps the cache under a limit: what was used least recently goes first, and nothing goes that a living process uses.
 *
 * A process marks the snapshot, archive or image that it is about to use, and then waits until nobody holds the lock `prune`. The pruning
 * process takes that lock before it reads the marks: so it sees the mark, or the other process looks only once pruning is done.
 * A snapshot or an archive leaves its place by rename(2): nobody finds one half removed.
 */












/** Removes what was used least recently until no more than `limit` bytes are left, or all of that is in use. */
async function pruneCache(cache, limit) {
    const folders = (0,cache_folders/* cacheFolders */.A_)(cache.folder);
    const { store, uses, snapshots, archives, environments, extracted, layers } = folders;
    const discarded = [];
    const pruneAlone = async (staging) => {
        const users = await usersByName(uses);
        const content = await (0,prune/* contentOf */.$E)(store);
        const files = [
            ...(await snapshotsIn(folders, users)),
            ...(await archivesIn(folders, users)),
            ...(await storageIn(folders, users)),
        ];
        const report = choose(files, content, users, limit);
        const names = (wanted) => report.removed.filter(({ kind }) => kind === wanted).map(({ name }) => name);
        await (0,prune/* removeImages */.F$)(store, new Set(names("image")));
        for (const [kind, folder] of [
            ["snapshot", snapshots],
            ["archive", archives],
        ]) {
            for (const hex of names(kind).map((name) => (0,oci_digest/* hexOf */.ZD)(name))) {
                await (0,promises_.rename)((0,external_node_path_.join)(folder, hex), (0,external_node_path_.join)(staging, `${kind}-${hex}`)).catch((0,missing/* missing */.L)(undefined));
            }
        }
        const isLeft = !users.has(cache_layers/* layersName */.gD) && (await (0,cache_layers/* layersKept */.Rl)(layers)) === undefined && (await (0,missing/* exists */.t)(layers));
        if (names("storage").length > 0 || isLeft)
            discarded.push(await (0,cache_layers/* discardLayers */.ju)(folders));
        const stays = new Set([...(await (0,promises_.readdir)(snapshots)), ...users.keys()]);
        await removeRecords(environments, stays);
        discarded.push(...(await (0,sandbox_extracted/* discardExtracted */.D)(extracted, (hex) => stays.has(hex))));
        return report;
    };
    const report = await cache.withIncoming((staging) => cache.alone("prune", () => cache.alone("store", () => pruneAlone(staging))));
    await (0,elevate/* removeAsAnyone */.js)(discarded);
    return report;
}
async function usersByName(uses) {
    await (0,scratch/* sweepScratch */.Dq)(uses);
    const users = new Map();
    for (const owner of await (0,promises_.readdir)(uses)) {
        const process = await (0,machine_owner/* describeOwner */.$S)(owner);
        for (const name of await (0,promises_.readdir)((0,external_node_path_.join)(uses, owner)).catch((0,missing/* missing */.L)([]))) {
            users.set(name, [...(users.get(name) ?? []), process]);
        }
    }
    return users;
}
async function snapshotsIn({ snapshots, extracted }, users) {
    const items = [];
    const named = await (0,promises_.readdir)(extracted).catch((0,missing/* missing */.L)([]));
    for (const hex of await (0,promises_.readdir)(snapshots)) {
        const digest = `sha256:${hex}`;
        const place = (0,external_node_path_.join)(snapshots, hex);
        const stats = await (0,promises_.stat)(place).catch((0,missing/* missing */.L)(undefined));
        if (!(0,oci_digest/* isDigest */.Bc)(digest) || stats === undefined)
            continue;
        let bytes = 0;
        for (const file of await (0,promises_.readdir)(place).catch((0,missing/* missing */.L)([]))) {
            bytes += ((await (0,promises_.stat)((0,external_node_path_.join)(place, file)).catch((0,missing/* missing */.L)(undefined)))?.blocks ?? 0) * 512;
        }
        if (named.includes(hex))
            bytes *= 2; // its files once more, and too many to be counted one by one
        items.push({ kind: "snapshot", name: digest, bytes, lastUsed: stats.mtimeMs, users: users.get(hex) ?? [] });
    }
    return items;
}
async function archivesIn({ archives }, users) {
    const items = [];
    for (const hex of await (0,promises_.readdir)(archives)) {
        const digest = `sha256:${hex}`;
        const stats = await (0,promises_.stat)((0,external_node_path_.join)(archives, hex)).catch((0,missing/* missing */.L)(undefined));
        if (!(0,oci_digest/* isDigest */.Bc)(digest) || stats === undefined)
            continue;
        const { blocks, mtimeMs: lastUsed } = stats;
        items.push({ kind: "archive", name: digest, bytes: blocks * 512, lastUsed, users: users.get(hex) ?? [] });
    }
    return items;
}
/** What builds have left. What a build has now does not count. */
async function storageIn({ layers }, users) {
    const kept = await (0,cache_layers/* layersKept */.Rl)(layers);
    return kept === undefined ? [] : [{ kind: "storage", name: cache_layers/* layersName */.gD, ...kept, users: users.get(cache_layers/* layersName */.gD) ?? [] }];
}
/**
 * Of a storage nothing can go but all of it, and each build makes it larger, and the last that was used: with more than half of
 * the limit it would drive out everything else.
 */
function isTooLarge({ kind, bytes }, limit) {
    return kind === "storage" && bytes > limit / 2;
}
/** What goes and what stays. A blob that several images have goes with the last of them. */
function choose(files, { images, blobs }, users, limit) {
    const needed = new Map();
    for (const digest of images.flatMap((image) => [...image.blobs]))
        needed.set(digest, (needed.get(digest) ?? 0) + 1);
    const sizeOf = (digests) => sum([...digests].map((digest) => blobs.get(digest) ?? 0));
    const blobsOf = (tag) => [...images.find((image) => image.tag === tag).blobs];
    const own = (tag) => sizeOf(blobsOf(tag).filter((digest) => needed.get(digest) === 1));
    const items = [
        ...files,
        ...images.map(({ tag, lastUsed }) => {
            return { kind: "image", name: tag, bytes: own(tag), lastUsed, users: users.get(tag) ?? [] };
        }),
    ].sort((a, b) => Number(isTooLarge(b, limit)) - Number(isTooLarge(a, limit)) || a.lastUsed - b.lastUsed);
    let bytesLeft = sum(files.map(({ bytes }) => bytes)) + sizeOf(needed.keys());
    const removed = [];
    for (const item of items) {
        if (bytesLeft <= limit && !isTooLarge(item, limit))
            break;
        if (item.users.length > 0)
            continue;
        const bytes = item.kind === "image" ? own(item.name) : item.bytes;
        for (const digest of item.kind === "image" ? blobsOf(item.name) : [])
            needed.set(digest, needed.get(digest) - 1);
        removed.push({ ...item, bytes });
        bytesLeft -= bytes;
    }
    const names = new Set(removed.map(({ kind, name }) => `${kind} ${name}`));
    const left = items.filter(({ kind, name }) => !names.has(`${kind} ${name}`));
    return { removed, left, bytesRemoved: sum(removed.map(({ bytes }) => bytes)), bytesLeft, limit };
}
/** An environment whose snapshot is not here is not ready; whose snapshot is just being made, may be in a moment. */
async function removeRecords(folder, stays) {
    for (const name of await (0,promises_.readdir)(folder)) {
        const record = await (0,environments/* readRecord */.aE)((0,external_node_path_.join)(folder, name));
        if (record === undefined || !stays.has((0,oci_digest/* hexOf */.ZD)(record.table)))
            await (0,promises_.rm)((0,external_node_path_.join)(folder, name), { force: true });
    }
}
function sum(numbers) {
    return numbers.reduce((total, number) => total + number, 0);
}

// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(64256);
// EXTERNAL MODULE: ./core/log/amounts.js
var amounts = __webpack_require__(89155);
// EXTERNAL MODULE: ./core/machine/failure.js
var failure = __webpack_require__(34687);
;// CONCATENATED MODULE: ./core/verbs/prune.js
/** prune: keep this machine's cache under a limit. */




/** Removes what was used least recently, until the limit holds or everything left is in use. */
async function prune_prune(ports, limit) {
    try {
        return await pruneCache(await ports.openCache(), limit);
    }
    catch (error) {
        throw (0,failure/* readableFailure */.r)(error);
    }
}
/** The same after something was added. If this fails, the work that added it does not. */
async function keepWithinLimit(ports, limit) {
    try {
        const { removed, bytesRemoved, bytesLeft } = await prune_prune(ports, limit);
        if (removed.length > 0) {
            ports.log.info(`Removed from the cache: ${(0,amounts/* countOf */.pq)(removed)}, ${(0,amounts/* formatBytes */.z3)(bytesRemoved)}, not used for the longest time.`);
        }
        if (bytesLeft > limit) {
            ports.log.debug(`The cache has ${(0,amounts/* formatBytes */.z3)(bytesLeft)}, more than ${(0,amounts/* formatBytes */.z3)(limit)}: all of it is in use.`);
        }
    }
    catch (error) {
        ports.log.warning(`The cache cannot be kept under its limit: ${(0,errors/* messageOf */.bD)(error)}`);
    }
}


/***/ }),

/***/ 68420:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ensureUpstreams: () => (/* binding */ ensureUpstreams),
/* harmony export */   hasSnapshots: () => (/* binding */ hasSnapshots),
/* harmony export */   identifyUpstream: () => (/* binding */ identifyUpstream),
/* harmony export */   requestOf: () => (/* binding */ requestOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _oci_lookup_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(63087);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(24460);
/* harmony import */ var _places_published_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(44078);
/* harmony import */ var _recipe_key_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(95665);
/* harmony import */ var _build_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(56855);
/* harmony import */ var _image_there_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(59924);
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
/** An image from elsewhere that treestamp has made: its snapshots are beside it. Undefined where it is any other. */
async function withSnapshots(ports, method, { platforms }) {
    const store = (0,_image_there_js__WEBPACK_IMPORTED_MODULE_6__/* .storeOfImage */ .Ip)(ports, method);
    const image = { store, root: await (0,_oci_lookup_js__WEBPACK_IMPORTED_MODULE_1__/* .listedManifest */ .nx)(store, method.digest, _image_there_js__WEBPACK_IMPORTED_MODULE_6__/* .checkName */ .I3) };
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
/** An upstream is dirty where it differs from the commit's itself, not where its downstream does. No file decides an image from elsewhere. */
function identifyUpstream(identified, name, recipe) {
    const { repository, key, committed, answer: _, ...rest } = identified;
    const format = repository.objectFormat;
    const before = committed?.upstreams.get(name);
    const isOurs = recipe.method.kind !== "image";
    const dirty = isOurs && key.dirty && !(0,_recipe_key_js__WEBPACK_IMPORTED_MODULE_4__.isUnchanged)(format, before, recipe);
    return {
        ...rest,
        repository,
        recipe,
        committed: before,
        writable: [],
        caches: [],
        key: (0,_recipe_key_js__WEBPACK_IMPORTED_MODULE_4__.keyOf)(format, recipe, dirty),
        stages: [],
    };
}


/***/ })

};
;