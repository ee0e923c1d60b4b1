"use strict";
exports.id = 430;
exports.ids = [430];
exports.modules = {

/***/ 430:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   configPath: () => (/* binding */ configPath),
/* harmony export */   formOf: () => (/* binding */ formOf),
/* harmony export */   inputValue: () => (/* binding */ inputValue),
/* harmony export */   invalid: () => (/* binding */ invalid),
/* harmony export */   mergeInputs: () => (/* binding */ mergeInputs),
/* harmony export */   recipeInputs: () => (/* binding */ recipeInputs),
/* harmony export */   recipeInputsOf: () => (/* binding */ recipeInputsOf),
/* harmony export */   typed: () => (/* binding */ typed)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7834);
/** What decides an image, as people say it: in `treestamp.yml`, or in a call. */


/** Where the repository keeps them. */
const configPath = "treestamp.yml";
/** Those of the inputs that decide an image. */
const recipeInputs = _inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .inputs */ .QL.filter(({ places }) => places.includes("config"));
/**
 * The recipe's inputs out of values by name, as a flag or an action's input gives them: each value as one or more
 * lines; names that are no recipe's are passed over.
 * @throws input-invalid
 */
function recipeInputsOf(values) {
    const said = new Map();
    for (const input of recipeInputs) {
        const value = values.get(input.name);
        if (value !== undefined)
            said.set(input.name, inputValue(input, value, (fault) => invalid(`\`${input.name}\``, fault, formOf(input))));
    }
    return typed(said);
}
/** `call` wins over `file`, each input as a whole. */
function mergeInputs(file, call) {
    return { ...file, ...call };
}
/** Brings what was said into the input's kind: lists and maps may be text with an item a line, maps `NAME=VALUE` items. */
function inputValue(input, said, fail) {
    if (input.kind === "map") {
        if (said instanceof Map)
            return checkedNames(said, fail);
        const pairs = items(said).map((item) => {
            const equals = item.indexOf("=");
            if (equals <= 0)
                throw fail(`${JSON.stringify(item)} is not NAME=VALUE`);
            return [item.slice(0, equals), item.slice(equals + 1)];
        });
        const map = new Map();
        for (const [name, value] of pairs) {
            if (map.has(name))
                throw fail(`${name} is given twice`);
            map.set(name, value);
        }
        return checkedNames(map, fail);
    }
    if (said instanceof Map)
        throw fail(`a ${input.kind} was expected, not a mapping`);
    const list = items(said);
    if (input.kind === "list")
        return input.name === "platforms" ? list.flatMap((item) => item.split(/\s*,\s*/)) : list;
    if (list.length !== 1)
        throw fail(list.length === 0 ? "the value is empty" : "one value was expected, not several");
    return list[0];
}
/** One item a line; blank lines do not count. */
function items(said) {
    if (typeof said !== "string")
        return said.filter((item) => item !== "");
    return said
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== "");
}
function checkedNames(map, fail) {
    if (map.has(""))
        throw fail("a name is empty");
    return map;
}
function typed(said) {
    return Object.fromEntries([...said].map(([name, value]) => [name.replace(/-(.)/g, (_, letter) => letter.toUpperCase()), value]));
}
/** How a value of the input is written. */
function formOf({ kind, placeholder = "VALUE" }) {
    if (kind === "map")
        return `Write ${placeholder}, one on each line, or in ${configPath} a mapping.`;
    return kind === "list" ? `Write ${placeholder}, one on each line, or in ${configPath} a list.` : "Write one value.";
}
function invalid(where, fault, remedy) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `${where}: ${fault}.`.replace(/\.\.$/, "."), { remedy });
}


/***/ })

};
;