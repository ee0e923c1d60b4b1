"use strict";
exports.id = 1750;
exports.ids = [1750,4513,7585];
exports.modules = {

/***/ 8537:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IP: () => (/* binding */ writeNote),
/* harmony export */   VC: () => (/* binding */ readNote),
/* harmony export */   uq: () => (/* binding */ noteManifest)
/* harmony export */ });
/* harmony import */ var _store_byte_stream_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3848);
/* harmony import */ var _beside_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6019);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8512);
/** A note: a little manifest beside a key's tag that is nothing but annotations. Nothing that is right depends on one. */



/** Annotation: what kind of note it is. */
const kindAnnotation = "dev.treestamp.note";
/** A manifest refers to something, or some registries do not take it. */
const nothing = (0,_beside_js__WEBPACK_IMPORTED_MODULE_0__/* .inlineBlob */ .fy)("application/json", {});
/** @param kind as `lease.v1`. The same note gives the same bytes. */
function noteManifest(kind, annotations) {
    return (0,_beside_js__WEBPACK_IMPORTED_MODULE_0__/* .besideManifest */ .ej)({ nothing: nothing.blob }, { [kindAnnotation]: kind, ...annotations });
}
/** What a note of this kind says; undefined for what is none. @throws image-invalid for what is no manifest at all */
function readNote(kind, stored) {
    const { annotations } = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .parseManifest */ .Ng)(stored);
    return annotations[kindAnnotation] === kind ? annotations : undefined;
}
/** @throws store-unreachable, store-denied, store-refused */
async function writeNote(store, { manifest, config }, tag) {
    await Promise.all([nothing, config].map(({ blob, bytes }) => store.writeBlob(blob, () => (0,_store_byte_stream_js__WEBPACK_IMPORTED_MODULE_2__/* .streamOf */ .mA)(bytes))));
    await store.writeManifest(manifest, tag);
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
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
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
        if (stats?.isFile() && stats.size === size && (await sha256Of(place)) === sha256)
            return (0,external_node_fs_.createReadStream)(place);
    }
    const where = (0,git_path/* textOfPath */._w)(path);
    throw new errors/* TreestampError */.ks("repository-invalid", `\`context\`: ${where} is kept by Git LFS, and its content is not here.`, {
        remedy: "Fetch it: `lfs: true` of actions/checkout, or `git lfs pull`. A context that does not need it leaves it out by .dockerignore.",
    });
}
async function sha256Of(path) {
    const hash = (0,external_node_crypto_.createHash)("sha256");
    for await (const part of (0,external_node_fs_.createReadStream)(path))
        hash.update(part);
    return hash.digest("hex");
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
    if (!isLink && object.size > lfs_pointer/* largestPointer */.e) {
        return { path, kind: "file", mode, size: object.size, content: object.body };
    }
    const parts = [];
    for await (const part of object.body)
        parts.push(part);
    const body = Buffer.concat(parts);
    if (isLink)
        return { path, kind: "link", mode: 0o777, target: body.toString("latin1") };
    const pointer = (0,lfs_pointer/* parsePointer */.v)(body);
    if (pointer === undefined)
        return { path, kind: "file", mode, size: body.length, content: (0,byte_stream/* streamOf */.mA)(body) };
    return { path, kind: "file", mode, size: pointer.size, content: await files.lfs(path, pointer) };
}


/***/ }),

/***/ 8217:
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

/***/ 4513:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  noteBuildTime: () => (/* binding */ noteBuildTime),
  recordedBuildTime: () => (/* binding */ recordedBuildTime)
});

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(4256);
// EXTERNAL MODULE: ./core/image/note.js
var note = __webpack_require__(8537);
;// CONCATENATED MODULE: ./core/image/build-time.js

const kind = "build.v1";
const secondsAnnotation = "dev.treestamp.build.seconds";
/** The note on a key's image has a tag that no key has. */
function buildTimeTag(tag) {
    return `${tag}-build`;
}
/** @param seconds from the engine's start until the image was published */
function buildTimeNote(seconds) {
    return (0,note/* noteManifest */.uq)(kind, { [secondsAnnotation]: seconds.toFixed(1) });
}
/** Seconds; undefined for what is no such note. @throws image-invalid for what is no manifest at all */
function parseBuildTime(stored) {
    const seconds = Number((0,note/* readNote */.VC)(kind, stored)?.[secondsAnnotation]);
    return seconds >= 0 && Number.isFinite(seconds) ? seconds : undefined;
}

;// CONCATENATED MODULE: ./core/verbs/build-time.js
/** What is remembered of a build's time. Nobody's work depends on it, so none of this ever fails or is waited for long. */




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


/***/ })

};
;