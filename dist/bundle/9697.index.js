"use strict";
exports.id = 9697;
exports.ids = [9697];
exports.modules = {

/***/ 39697:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   reduced: () => (/* binding */ reduced)
/* harmony export */ });
/* harmony import */ var smol_toml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20528);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64256);
/**
 * A TOML or JSON file reduced to some of its fields: a key that follows it moves with those alone. Loaded where fields are
 * named.
 */


/**
 * The file with these fields alone, in the file's own order and always in one form: comments, blanks and quotes do not count.
 * @param file its path, whose ending tells the format
 * @throws input-invalid where it cannot be read
 */
function reduced(blob, file, fields) {
    const isJson = file.endsWith(".json");
    const found = new Set();
    const document = parsed(blob.toString("utf8").replace(/^\uFEFF/, ""), file, isJson);
    const picked = pick(document, fields, 0, found) ?? {};
    const text = isJson
        ? `${JSON.stringify(picked, undefined, 2)}\n`
        : `${(0,smol_toml__WEBPACK_IMPORTED_MODULE_0__/* .stringify */ .As)(picked, { numbersAsFloat: true }).trimEnd()}\n`;
    return { content: Buffer.from(text), found };
}
function parsed(text, file, isJson) {
    try {
        // Whole numbers as such, so that they are written as they were.
        return isJson ? JSON.parse(text) : (0,smol_toml__WEBPACK_IMPORTED_MODULE_0__/* .parse */ .qg)(text, { integersAsBigInt: true });
    }
    catch (cause) {
        const [why] = (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(cause).split("\n");
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `\`include\`: ${file} cannot be read as ${isJson ? "JSON" : "TOML"}: ${why}.`, {
            remedy: "Fix the file, or include it whole, without fields.",
            cause,
        });
    }
}
/** The parts of `value` that the fields name, below the first `depth` names of each; undefined if there are none. */
function pick(value, fields, depth, found) {
    const ended = fields.filter(({ names }) => names.length === depth);
    for (const { text } of ended)
        found.add(text);
    if (ended.length > 0) {
        for (const field of fields)
            if (has(value, field.names.slice(depth)))
                found.add(field.text);
        return value;
    }
    if (!isTable(value))
        return undefined;
    const kept = Object.entries(value).flatMap(([name, inside]) => {
        const those = fields.filter(({ names }) => names[depth] === name);
        const part = those.length === 0 ? undefined : pick(inside, those, depth + 1, found);
        return part === undefined ? [] : [[name, part]];
    });
    return kept.length === 0 ? undefined : Object.fromEntries(kept);
}
function has(value, names) {
    const [first, ...rest] = names;
    return first === undefined || (isTable(value) && Object.hasOwn(value, first) && has(value[first], rest));
}
function isTable(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}


/***/ })

};
;