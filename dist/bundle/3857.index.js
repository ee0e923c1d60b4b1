"use strict";
exports.id = 3857;
exports.ids = [3857];
exports.modules = {

/***/ 3857:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   contextTar: () => (/* binding */ contextTar),
/* harmony export */   textIn: () => (/* binding */ textIn),
/* harmony export */   treesOf: () => (/* binding */ treesOf)
/* harmony export */ });
/* harmony import */ var _archive_tar_writer_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4113);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4256);
/* harmony import */ var _git_path_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3533);
/* harmony import */ var _git_tree_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2386);
/* harmony import */ var _dockerignore_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1062);
/* harmony import */ var _kept_places_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1641);
/** The build context as a tar stream, from git objects alone: the same bytes on every machine. */






/** So many files are asked for before the first half of them is read. */
const askedAhead = 128;
/**
 * The context's tar: blobs as they are (no line endings, no keywords changed), links as links, submodules as empty
 * directories, and without what the `.dockerignore` (or the Dockerfile's own) leaves out.
 */
function contextTar(repository, recipe) {
    return async function* () {
        const rules = await ignoreRules(repository, recipe);
        // A reader of our own: whoever takes the tar slowly holds up nobody else.
        const objects = repository.openObjects();
        try {
            yield* (0,_archive_tar_writer_js__WEBPACK_IMPORTED_MODULE_0__/* .writeTar */ .F)(archived(placesOf(repository, recipe, rules), objects));
        }
        finally {
            await objects.close();
        }
    };
}
/** Reads the recipe's trees: git's, and those that laying in has made. */
function treesOf(repository, recipe) {
    return async (oid) => recipe.madeTrees.get(oid) ?? (await repository.readTree(oid));
}
/** The content of a file of the context, as text; undefined where there is no such file. */
async function textIn(repository, recipe, path) {
    const readTree = treesOf(repository, recipe);
    const root = "the context";
    const reading = async (oid) => (oid === root ? recipe.context : readTree(oid));
    const { entry } = await (0,_git_path_js__WEBPACK_IMPORTED_MODULE_2__/* .entryAt */ ._f)(reading, root, (0,_git_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .bytesOf */ .$$)(path));
    if (entry === undefined || !entry.mode.startsWith("100"))
        return undefined;
    const object = await repository.objects.read(entry.oid);
    if (object === undefined)
        throw lacking(entry.oid);
    return object.body.toString("utf8");
}
async function ignoreRules(repository, recipe) {
    for (const path of [`${recipe.dockerfile}.dockerignore`, ".dockerignore"]) {
        const text = await textIn(repository, recipe, path);
        if (text !== undefined)
            return (0,_dockerignore_js__WEBPACK_IMPORTED_MODULE_4__/* .parseDockerignore */ .y)(text, path);
    }
    return (0,_dockerignore_js__WEBPACK_IMPORTED_MODULE_4__/* .parseDockerignore */ .y)("", ".dockerignore");
}
/** Everything in the context that is not left out. */
function placesOf(repository, recipe, rules) {
    const readTree = treesOf(repository, recipe);
    const listing = async (directory) => {
        const entries = directory === undefined ? recipe.context : await readTree(directory.entry.oid);
        return entries.map((entry) => ({ name: entry.name, isDirectory: entry.mode === "40000", entry }));
    };
    const dockerfile = (0,_git_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .bytesOf */ .$$)(recipe.dockerfile);
    return (0,_kept_places_js__WEBPACK_IMPORTED_MODULE_5__/* .keptPlaces */ .f)(listing, rules, [dockerfile, `${dockerfile}.dockerignore`, ".dockerignore"]);
}
/** The tar's entries; a few files are asked for ahead, so that git works while the reader does. */
async function* archived(places, objects) {
    const queue = [];
    for await (const place of places) {
        const isBlob = place.entry.mode.startsWith("1") && place.entry.mode !== "160000";
        const content = isBlob ? objects.stream(place.entry.oid) : undefined;
        content?.catch(() => { }); // heard when its turn comes; nobody listens where the reader stops early
        queue.push({ place, content });
        if (queue.length < askedAhead)
            continue;
        for (const next of queue.splice(0, askedAhead / 2))
            yield await tarEntry(next.place, next.content);
    }
    for (const { place, content } of queue)
        yield await tarEntry(place, content);
}
async function tarEntry({ path, entry }, asked) {
    if (asked === undefined)
        return { path, kind: "directory", mode: 0o755 };
    const object = await asked;
    if (object === undefined)
        throw lacking(entry.oid);
    if (entry.mode === "120000") {
        const parts = [];
        for await (const part of object.body)
            parts.push(part);
        return { path, kind: "link", mode: 0o777, target: Buffer.concat(parts).toString("latin1") };
    }
    const mode = entry.mode === "100755" ? 0o755 : 0o644;
    return { path, kind: "file", mode, size: object.size, content: object.body };
}
function lacking(oid) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("repository-invalid", `The repository lacks the blob ${oid}.`, {
        remedy: "Fetch it: a partial or damaged clone may be the cause; `git fsck` tells.",
    });
}


/***/ })

};
;