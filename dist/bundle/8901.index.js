"use strict";
exports.id = 8901;
exports.ids = [8901];
exports.modules = {

/***/ 8901:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   assemblyPaths: () => (/* binding */ assemblyPaths),
/* harmony export */   readAssembly: () => (/* binding */ readAssembly)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/* harmony import */ var _git_path_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3533);
/* harmony import */ var _git_tree_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2386);
/* harmony import */ var _lay_in_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6654);
/* harmony import */ var _path_faults_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8129);
/* harmony import */ var _tree_files_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3270);
/** From a tree of the repository to the recipe of what is assembled on another root. Loaded where there is one. */






/** Reads the files of an assembly. @throws path-missing, input-invalid */
async function readAssembly(reader, format, root, { proto, owner, packages, lock, run, clean, config }) {
    const into = (0,_lay_in_js__WEBPACK_IMPORTED_MODULE_3__/* .assembly */ .f$)(format, reader);
    const context = proto === undefined ? undefined : (0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .parsePath */ .Rr)(proto, "`assemble.proto`");
    const own = [];
    if (lock !== undefined)
        own.push(await ownFile(into, root, "lock", lock));
    if (run !== undefined && isPath(run))
        own.push(await ownFile(into, root, "run", run));
    else if (run !== undefined) {
        const script = Buffer.from(run, "utf8");
        const oid = (0,_git_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .hashObject */ .wM)(format, "blob", script);
        into.madeBlobs.set(oid, script);
        own.push({ name: "run", entry: { mode: "100755", name: "run", oid }, origin: undefined });
    }
    return {
        method: { kind: "assemble", owner, packages, clean, config },
        context: context === undefined ? [] : await (0,_tree_files_js__WEBPACK_IMPORTED_MODULE_5__/* .directoryFiles */ .pb)(into, root, context, "assemble.proto"),
        own,
        madeTrees: into.made,
        madeBlobs: into.madeBlobs,
        reduced: new Map(),
        laidIn: into.laidIn,
        ignore: undefined,
        origin: { context, include: [] },
    };
}
/** The paths of the repository that decide it. */
function assemblyPaths({ proto, lock, run }) {
    const files = [lock, run !== undefined && isPath(run) ? run : undefined];
    return [
        ...(proto === undefined ? [] : [(0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .parsePath */ .Rr)(proto, "`assemble.proto`")]),
        ...files.flatMap((path) => (path === undefined ? [] : [(0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .parsePath */ .Rr)(path, "`assemble`")])),
    ];
}
/** One word is the path of a script; all else is the script. */
function isPath(run) {
    return !/\s/.test(run.trim());
}
async function ownFile(into, root, name, written) {
    const path = (0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .parsePath */ .Rr)(written, `\`assemble.${name}\``);
    const file = await (0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .fileAt */ .Wd)(into, root, path);
    if (file === undefined) {
        const remedy = name === "lock"
            ? "`treestamp lock` writes it; then commit it."
            : `Commit it; or write the script itself, in several words: run: sh -c ${(0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .textOfPath */ ._w)(path)}.`;
        throw new _path_faults_js__WEBPACK_IMPORTED_MODULE_4__/* .NotInTree */ .P5(`assemble.${name}`, path, "is no file of the repository", remedy);
    }
    if (file.entry.mode === "160000")
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `\`assemble.${name}\`: ${written} is a submodule.`);
    return { name, entry: { ...file.entry, name }, origin: path };
}


/***/ })

};
;