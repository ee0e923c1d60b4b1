"use strict";
exports.id = 52;
exports.ids = [52];
exports.modules = {

/***/ 90052:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   passed: () => (/* binding */ passed)
/* harmony export */ });
/* harmony import */ var _reuse_proofs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(13029);
/* harmony import */ var _resolve_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(88750);
/* harmony import */ var _reuse_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(58272);



/** Lists the runs that have passed on the files of a revision, by default HEAD. @throws why it is not known what a store has */
async function passed(ports, request, repository) {
    const { commit, tree } = await repository.resolve(request.ref ?? "HEAD");
    const { store } = await (0,_resolve_js__WEBPACK_IMPORTED_MODULE_1__.identify)(ports, request, repository);
    return { kind: "passed", commit, tree, runs: await (0,_reuse_proofs_js__WEBPACK_IMPORTED_MODULE_0__/* .proofsOf */ .Tq)(await (0,_reuse_js__WEBPACK_IMPORTED_MODULE_2__.recordStores)(ports, store), tree) };
}


/***/ })

};
;