"use strict";
exports.id = 5086;
exports.ids = [5086];
exports.modules = {

/***/ 5086:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   parseConfig: () => (/* binding */ parseConfig)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3483);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4256);
/* harmony import */ var _list_text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6637);
/* harmony import */ var _read_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2453);
/* harmony import */ var _recipe_inputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8197);
/* harmony import */ var _suggest_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8879);
/* harmony import */ var _yaml_lines_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6628);
/** `treestamp.yml`: the recipe's inputs as a file of the repository. Loaded only if there is one, because a YAML parser is large. */







/**
 * Reads a `treestamp.yml`.
 * @param where the file's name for messages
 * @throws input-invalid with the line and, for a name that is not known, the nearest one that is
 */
function parseConfig(text, where = _recipe_inputs_js__WEBPACK_IMPORTED_MODULE_4__/* .configPath */ .eQ) {
    const lines = new yaml__WEBPACK_IMPORTED_MODULE_0__/* .LineCounter */ .HN();
    // Scalars stay the text that was written: a version 1.20 is no number.
    const document = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .parseDocument */ .Tp)(text, { schema: "failsafe", lineCounter: lines, prettyErrors: false });
    const at = (offset) => (offset === undefined ? where : `${where}:${lines.linePos(offset).line}`);
    const [problem] = [...document.errors, ...document.warnings];
    if (problem?.code === "MULTIPLE_DOCS")
        throw (0,_read_js__WEBPACK_IMPORTED_MODULE_3__/* .invalid */ .Gq)(at(problem.pos[0]), "the file has several documents", oneDocument);
    if (problem?.code === "TAG_RESOLVE_FAILED")
        throw (0,_read_js__WEBPACK_IMPORTED_MODULE_3__/* .invalid */ .Gq)(at(problem.pos[0]), problem.message, quoteIt);
    if (problem !== undefined)
        throw (0,_read_js__WEBPACK_IMPORTED_MODULE_3__/* .invalid */ .Gq)(at(problem.pos[0]), problem.message, mendFile);
    const expression = text.indexOf("${{");
    if (expression >= 0 && !isComment(text, expression)) {
        throw (0,_read_js__WEBPACK_IMPORTED_MODULE_3__/* .invalid */ .Gq)(at(expression), "an expression (`${{ … }}`) is not evaluated here", fillInCall);
    }
    const root = document.contents;
    if (root === null || ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(root) && root.value === ""))
        return {};
    if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(root))
        throw (0,_read_js__WEBPACK_IMPORTED_MODULE_3__/* .invalid */ .Gq)(at(root.range?.[0]), "the file must be a mapping of inputs to values", mendFile);
    const said = [];
    for (const { key, value } of root.items) {
        const name = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(key) ? String(key.value) : "";
        const place = at(key.range?.[0]);
        const input = _recipe_inputs_js__WEBPACK_IMPORTED_MODULE_4__/* .recipeInputs */ .e$.find((candidate) => candidate.name === name);
        if (input === undefined)
            throw unknown(place, name);
        const fail = (fault, remedy) => (0,_read_js__WEBPACK_IMPORTED_MODULE_3__/* .invalid */ .Gq)(place, `\`${name}\`: ${fault}`, remedy ?? (0,_read_js__WEBPACK_IMPORTED_MODULE_3__/* .formOf */ .QU)(input));
        if (input.kind !== "text" && (0,_yaml_lines_js__WEBPACK_IMPORTED_MODULE_5__/* .isFolded */ .z)(value, text))
            throw fail("YAML joins its lines into one", useBar);
        const written = plain(document, value, fail);
        said.push((0,_recipe_inputs_js__WEBPACK_IMPORTED_MODULE_4__/* .recipeInput */ .Pf)(input, typeof written === "string" ? (0,_list_text_js__WEBPACK_IMPORTED_MODULE_2__/* .itemsIn */ .U)(input, written.trim()) : written, fail));
    }
    return Object.assign({}, ...said);
}
/** A YAML value with its scalars as text; aliases followed. */
function plain(document, node, fail) {
    const resolved = (candidate) => {
        if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isAlias */ .Vj)(candidate))
            return candidate ?? null;
        const target = candidate.resolve(document);
        // For example an unquoted pattern: if it were dropped, its files would be missing from the image.
        if (target === undefined)
            throw fail(`*${candidate.source} is an alias without an anchor`, quoteIt);
        return target;
    };
    const text = (candidate) => {
        const scalar = resolved(candidate);
        if (scalar === null)
            return "";
        if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(scalar))
            throw fail("a text was expected inside the list or mapping");
        return String(scalar.value);
    };
    const value = resolved(node);
    if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isSeq */ .oP)(value))
        return value.items.map(text);
    if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(value))
        return new Map(value.items.map((item) => [text(item.key), text(item.value)]));
    return text(value);
}
function isComment(text, offset) {
    return /(^|\s)#/.test(text.slice(text.lastIndexOf("\n", offset) + 1, offset));
}
const useBar = "Write `|` after the colon, which keeps the lines apart, or a list with a dash before each item.";
const oneDocument = "Keep one, and remove the line `---` between them.";
const fillInCall = "Only a workflow evaluates it: set that input in the step, which overrides this file, or write the value.";
const quoteIt = "A leading `*`, `!` or `&` means something else in YAML: quote the value, such as '*.toml'.";
const mendFile = "Fix the YAML there: NAME: VALUE on each line; editors check it with treestamp.schema.json.";
function unknown(where, name) {
    const names = _recipe_inputs_js__WEBPACK_IMPORTED_MODULE_4__/* .recipeInputs */ .e$.map((input) => input.name);
    const near = (0,_suggest_js__WEBPACK_IMPORTED_MODULE_6__/* .nearestName */ .q)(name, names);
    const guess = near === undefined ? "" : ` Did you mean \`${near}\`?`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `${where}: \`${name}\` is not a recipe input.${guess}`, {
        remedy: `Known here: ${names.join(", ")}.`,
    });
}


/***/ }),

/***/ 6637:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ fieldsOf),
/* harmony export */   U: () => (/* binding */ itemsIn)
/* harmony export */ });
/* harmony import */ var csv_parse_sync__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(203);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4256);
/**
 * Lists and maps that come as one text, by the grammar of docker's actions. Loaded where such a text is: the hosts of
 * workflows, and `treestamp.yml`; on the command line each flag is one item, which the shell has read already.
 */


/** In no variable and in no file's name: so a comma, and a quote behind one, is a part of the item. */
const noDelimiter = "\0";
/**
 * The items of a text: one per line; blank lines and lines that begin with `#` do not count. An item in double quotes may
 * have several lines and a `#` in front, and `""` in it is one quote. Source: docker/actions-toolkit, Util.getList; unlike
 * that, an item keeps the quotes behind its commas: `LIST=["a","b","c"]`.
 * @throws input-invalid for a quote that is never closed
 */
function itemsIn(input, text) {
    if (input.kind !== "list" && input.kind !== "map")
        return [text];
    const items = rowsOf(text, `\`${input.name}\``, { delimiter: input.commas === true ? "," : noDelimiter }).flat();
    // The end of a secret's value may be a line break that counts; an item is never empty.
    return (input.names === "secret" ? items : items.map((item) => item.trim())).filter((item) => item.trim() !== "");
}
/** The fields of one line with commas, such as a rule of `tags`: trimmed, without empty ones. @throws input-invalid */
function fieldsOf(line, where) {
    return rowsOf(line, where, { delimiter: ",", trim: true })
        .flat()
        .map((field) => field.trim())
        .filter((field) => field !== "");
}
function rowsOf(text, where, options) {
    try {
        return (0,csv_parse_sync__WEBPACK_IMPORTED_MODULE_0__/* .parse */ .qg)(text, {
            ...options,
            record_delimiter: ["\r\n", "\n"],
            comment: "#",
            comment_no_infix: true, // only at the start of a line
            ltrim: true, // such as the indentation of a block in YAML
            relax_quotes: true, // inside an item they are characters like others
            relax_column_count: true,
            skip_empty_lines: true,
        });
    }
    catch (cause) {
        // The parser's own message may quote the text, and that may be a secret.
        const fault = cause.code === "CSV_QUOTE_NOT_CLOSED" ? "is never closed" : "is closed before its end";
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `${where}: a double quote at the start of an item ${fault}.`, {
            remedy: 'Close it at the end of the item; a quote inside of a quoted item is written twice: "A=say ""hi""".',
            cause,
        });
    }
}


/***/ }),

/***/ 6628:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   z: () => (/* binding */ isFolded)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3483);
/** Texts in YAML whose lines are not what they look like. Source: YAML 1.2.2, "Line Folding". */

/** Whether a text has several lines that YAML joins by blanks: all but those behind `|`. @param text the whole document */
function isFolded(node, text) {
    if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(node) || node.type === "BLOCK_LITERAL" || !node.range)
        return false;
    const [start, end] = node.range;
    return text
        .slice(start, end)
        .replace(/^>.*\n/, "")
        .trim()
        .includes("\n");
}


/***/ })

};
;