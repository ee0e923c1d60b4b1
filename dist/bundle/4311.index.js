"use strict";
exports.id = 4311;
exports.ids = [4311];
exports.modules = {

/***/ 84311:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ version)
/* harmony export */ });
/** The version of package.json; a test holds them equal. */
const version = "0.1.0";


/***/ })

};
;