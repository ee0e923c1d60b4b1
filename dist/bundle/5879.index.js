"use strict";
exports.id = 5879;
exports.ids = [5879];
exports.modules = {

/***/ 5879:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   main: () => (/* binding */ main)
/* harmony export */ });
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33);

const main = () => (0,_step_js__WEBPACK_IMPORTED_MODULE_0__/* .runAction */ .C)("build");


/***/ })

};
;