"use strict";
exports.id = 4169;
exports.ids = [4169];
exports.modules = {

/***/ 4169:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   parseConfig: () => (/* binding */ parseConfig)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3483);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4256);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8409);
/* harmony import */ var _config_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(430);
/** `treestamp.yml`: the recipe's inputs as a file of the repository. Loaded where there is one: YAML is a large language. */




/**
 * Reads a `treestamp.yml`.
 * @param where the file's name for messages
 * @throws input-invalid with the line and, for a name that is not known, the nearest one that is
 */
function parseConfig(text, where = _config_js__WEBPACK_IMPORTED_MODULE_2__.configPath) {
    const lines = new yaml__WEBPACK_IMPORTED_MODULE_0__/* .LineCounter */ .HN();
    // Scalars stay the text that was written: a version 1.20 is no number.
    const document = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .parseDocument */ .Tp)(text, { schema: "failsafe", lineCounter: lines, prettyErrors: false });
    const at = (offset) => (offset === undefined ? where : `${where}:${lines.linePos(offset).line}`);
    const [problem] = [...document.errors, ...document.warnings];
    if (problem !== undefined)
        throw (0,_config_js__WEBPACK_IMPORTED_MODULE_2__.invalid)(at(problem.pos[0]), problem.message, mendFile);
    const root = document.contents;
    if (root === null || ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(root) && root.value === ""))
        return {};
    if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(root))
        throw (0,_config_js__WEBPACK_IMPORTED_MODULE_2__.invalid)(at(root.range?.[0]), "the file must be a mapping of inputs to values", mendFile);
    const said = new Map();
    for (const { key, value } of root.items) {
        const name = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(key) ? String(key.value) : "";
        const place = at(key.range?.[0]);
        const input = _config_js__WEBPACK_IMPORTED_MODULE_2__.recipeInputs.find((candidate) => candidate.name === name);
        if (input === undefined)
            throw unknown(place, name);
        const fail = (fault) => (0,_config_js__WEBPACK_IMPORTED_MODULE_2__.invalid)(place, `\`${name}\`: ${fault}`, (0,_config_js__WEBPACK_IMPORTED_MODULE_2__.formOf)(input));
        said.set(name, (0,_config_js__WEBPACK_IMPORTED_MODULE_2__.inputValue)(input, plain(document, value, fail), fail));
    }
    return (0,_config_js__WEBPACK_IMPORTED_MODULE_2__.typed)(said);
}
/** A YAML value with its scalars as text; aliases followed. */
function plain(document, node, fail) {
    const text = (candidate) => {
        const scalar = resolved(document, candidate);
        if (scalar === null)
            return "";
        if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(scalar))
            throw fail("a text was expected inside the list or mapping");
        return String(scalar.value);
    };
    const value = resolved(document, node);
    if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isSeq */ .oP)(value))
        return value.items.map(text);
    if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(value))
        return new Map(value.items.map((item) => [text(item.key), text(item.value)]));
    return text(value);
}
function resolved(document, node) {
    return typeof node === "object" && node !== null && "resolve" in node
        ? (node.resolve(document) ?? null)
        : (node ?? null);
}
const mendFile = "Mend the YAML there: NAME: VALUE on each line; editors check it by treestamp.schema.json.";
function unknown(where, name) {
    const names = _config_js__WEBPACK_IMPORTED_MODULE_2__.recipeInputs.map((input) => input.name);
    const near = (0,_nearest_js__WEBPACK_IMPORTED_MODULE_3__/* .nearestName */ .q)(name, names);
    const guess = near === undefined ? "" : ` Did you mean \`${near}\`?`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `${where}: \`${name}\` is not an input of a recipe.${guess}`, {
        remedy: `Known here: ${names.join(", ")}.`,
    });
}


/***/ })

};
;