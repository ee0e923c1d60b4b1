"use strict";
exports.id = 430;
exports.ids = [430];
exports.modules = {

/***/ 430:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   configPath: () => (/* binding */ configPath),
/* harmony export */   mergeInputs: () => (/* binding */ mergeInputs),
/* harmony export */   recipeInputs: () => (/* binding */ recipeInputs),
/* harmony export */   recipeInputsOf: () => (/* binding */ recipeInputsOf),
/* harmony export */   typed: () => (/* binding */ typed)
/* harmony export */ });
/* harmony import */ var _input_value_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6939);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5457);
/** What decides an image, as people say it: in `treestamp.yml`, or in a call. */


/** Where the repository keeps them. */
const configPath = "treestamp.yml";
/** Those of the inputs that decide an image. */
const recipeInputs = _inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .inputs */ .QL.filter(({ places }) => places.includes("config"));
/**
 * The recipe's inputs among those of a call, as a flag or an action's input gives them.
 * @throws input-invalid
 */
function recipeInputsOf(written) {
    const said = new Map();
    for (const input of recipeInputs) {
        const value = written.get(input.name);
        if (value === undefined)
            continue;
        said.set(input.name, (0,_input_value_js__WEBPACK_IMPORTED_MODULE_0__/* .inputValue */ .UV)(input, value, (0,_input_value_js__WEBPACK_IMPORTED_MODULE_0__/* .failOf */ .YT)(input)));
    }
    return typed(said);
}
/** `call` wins over `file`, each input as a whole. */
function mergeInputs(file, call) {
    return { ...file, ...call };
}
/** By the names of their fields. */
function typed(said) {
    return Object.fromEntries([...said].map(([name, value]) => [name.replace(/-(.)/g, (_, letter) => letter.toUpperCase()), value]));
}


/***/ })

};
;