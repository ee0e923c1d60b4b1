"use strict";
exports.id = 7678;
exports.ids = [7678];
exports.modules = {

/***/ 57678:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   main: () => (/* binding */ main)
/* harmony export */ });
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(52637);

const main = () => (0,_step_js__WEBPACK_IMPORTED_MODULE_0__/* .runAction */ .C)("pull");


/***/ }),

/***/ 52637:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ runAction),
/* harmony export */   a: () => (/* binding */ endAction)
/* harmony export */ });
/* harmony import */ var _core_app_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76692);
/* harmony import */ var _core_host_github_host_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(55393);
/** One step of a workflow. */


/** Runs a verb as a step. Never throws: a failure ends the step as failed. */
async function runAction(verb) {
    process.exitCode = await (0,_core_app_js__WEBPACK_IMPORTED_MODULE_0__.carryOut)((0,_core_host_github_host_js__WEBPACK_IMPORTED_MODULE_1__/* .githubHost */ .Se)(verb, process.env));
}
/** The end of a job: takes down what its `pull` step has kept for the later ones. Never throws, and fails no step. */
async function endAction() {
    try {
        const folder = (0,_core_host_github_host_js__WEBPACK_IMPORTED_MODULE_1__/* .jobToEnd */ .Ik)();
        if (folder !== undefined)
            await (0,_core_app_js__WEBPACK_IMPORTED_MODULE_0__/* .endJob */ .L)(folder); // nothing where the main step has failed, as on another system
    }
    catch (error) {
        (0,_core_host_github_host_js__WEBPACK_IMPORTED_MODULE_1__/* .warnOf */ .c$)(error);
    }
}


/***/ })

};
;