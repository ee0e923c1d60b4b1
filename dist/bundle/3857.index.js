"use strict";
exports.id = 3857;
exports.ids = [3857];
exports.modules = {

/***/ 3857:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   contextTar: () => (/* binding */ contextTar),
/* harmony export */   dockerfileText: () => (/* binding */ dockerfileText),
/* harmony export */   treesOf: () => (/* binding */ treesOf)
/* harmony export */ });
/* harmony import */ var _archive_tar_writer_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4113);
/* harmony import */ var _git_repository_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4650);
/** The build context as a tar stream, from git objects alone: the same bytes on every machine. */


/** So many files are asked for before the first half of them is read. */
const askedAhead = 128;
/**
 * The context's tar: blobs as they are (no line endings, no keywords changed), links as links, submodules as empty
 * directories.
 */
function contextTar(repository, recipe) {
    return async function* () {
        // A reader of our own: whoever takes the tar slowly holds up nobody else.
        const objects = repository.openObjects();
        try {
            yield* (0,_archive_tar_writer_js__WEBPACK_IMPORTED_MODULE_0__/* .writeTar */ .F)(archived(placesOf(repository, recipe), objects));
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
/** The text of the recipe's Dockerfile. */
async function dockerfileText(repository, recipe) {
    return (await repository.readBlob(recipe.dockerfileOid)).toString("utf8");
}
/** Everything in the context, each directory before what is in it. */
async function* placesOf(repository, recipe) {
    const readTree = treesOf(repository, recipe);
    async function* below(entries, above) {
        for (const entry of entries) {
            const path = above + entry.name;
            const isDirectory = entry.mode === "40000";
            yield { path, isDirectory, entry };
            if (isDirectory)
                yield* below(await readTree(entry.oid), `${path}/`);
        }
    }
    yield* below(recipe.context, "");
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
        throw (0,_git_repository_js__WEBPACK_IMPORTED_MODULE_1__/* .lacking */ .gP)("blob", entry.oid);
    if (entry.mode === "120000") {
        const parts = [];
        for await (const part of object.body)
            parts.push(part);
        return { path, kind: "link", mode: 0o777, target: Buffer.concat(parts).toString("latin1") };
    }
    const mode = entry.mode === "100755" ? 0o755 : 0o644;
    return { path, kind: "file", mode, size: object.size, content: object.body };
}


/***/ })

};
;