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
/* harmony import */ var _git_path_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3533);
/* harmony import */ var _git_tree_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(12386);
/* harmony import */ var _recipe_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(61810);
/* harmony import */ var _tree_files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3270);
/** From a tree of the repository to the recipe of what is assembled on another root. Loaded where there is one. */




/** Reads the files of an assembly. @throws path-missing, input-invalid */
async function readAssembly(reader, format, root, { proto, owner, packages, lock, run, clean, config }) {
    const madeBlobs = new Map();
    const context = proto === undefined ? undefined : (0,_git_path_js__WEBPACK_IMPORTED_MODULE_0__/* .parsePath */ .Rr)(proto, "`assemble.proto`");
    const own = [];
    if (lock !== undefined) {
        const remedy = "`treestamp lock` writes it; then commit it.";
        const path = (0,_git_path_js__WEBPACK_IMPORTED_MODULE_0__/* .parsePath */ .Rr)(lock, "`assemble.lock`");
        own.push(await (0,_tree_files_js__WEBPACK_IMPORTED_MODULE_3__/* .ownFile */ .PV)(reader, root, path, { name: "lock", input: "assemble.lock", remedy }));
    }
    if (run !== undefined && isPath(run)) {
        const path = (0,_git_path_js__WEBPACK_IMPORTED_MODULE_0__/* .parsePath */ .Rr)(run, "`assemble.run`");
        const remedy = `Commit it; or write the script itself, in several words: run: sh -c ${(0,_git_path_js__WEBPACK_IMPORTED_MODULE_0__/* .textOfPath */ ._w)(path)}.`;
        own.push(await (0,_tree_files_js__WEBPACK_IMPORTED_MODULE_3__/* .ownFile */ .PV)(reader, root, path, { name: "run", input: "assemble.run", remedy }));
    }
    else if (run !== undefined) {
        const script = Buffer.from(run, "utf8");
        const oid = (0,_git_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .hashObject */ .wM)(format, "blob", script);
        madeBlobs.set(oid, script);
        own.push({ name: "run", entry: { mode: "100755", name: "run", oid }, origin: undefined });
    }
    return {
        ..._recipe_js__WEBPACK_IMPORTED_MODULE_2__/* .noFiles */ .JE,
        method: { kind: "assemble", owner, packages, clean, config },
        context: context === undefined ? [] : await (0,_tree_files_js__WEBPACK_IMPORTED_MODULE_3__/* .directoryFiles */ .pb)(reader, root, context, "assemble.proto"),
        own,
        madeBlobs,
        origin: { context, include: [] },
    };
}
/** The paths of the repository that decide it. */
function assemblyPaths({ proto, lock, run }) {
    const files = [lock, run !== undefined && isPath(run) ? run : undefined];
    return [
        ...(proto === undefined ? [] : [(0,_git_path_js__WEBPACK_IMPORTED_MODULE_0__/* .parsePath */ .Rr)(proto, "`assemble.proto`")]),
        ...files.flatMap((path) => (path === undefined ? [] : [(0,_git_path_js__WEBPACK_IMPORTED_MODULE_0__/* .parsePath */ .Rr)(path, "`assemble`")])),
    ];
}
/** One word is the path of a script; all else is the script. */
function isPath(run) {
    return !/\s/.test(run.trim());
}


/***/ })

};
;