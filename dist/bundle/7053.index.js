"use strict";
exports.id = 7053;
exports.ids = [7053];
exports.modules = {

/***/ 97053:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   parseNamedScripts: () => (/* binding */ parseNamedScripts),
/* harmony export */   stepsOf: () => (/* binding */ stepsOf)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33483);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64256);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5008);
/* harmony import */ var _read_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(82453);
/* harmony import */ var _suggest_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(88879);
/* harmony import */ var _yaml_lines_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(66628);
/** Named scripts, such as phases. Loaded only if there are some, because a YAML parser is large. */






const remedy = "Write a YAML mapping, `NAME: SCRIPT` on each line; on the command line also --phases NAME=SCRIPT.";
/** A name becomes part of an output's name. Source: GitHub's syntax of step ids. */
const nameForm = /^[A-Za-z_][\w-]*$/;
/**
 * Reads items, each `NAME=SCRIPT` in one line or a YAML mapping of names to scripts.
 * @param input the input's name, for messages
 * @throws input-invalid
 */
function parseNamedScripts(input, items) {
    const fail = (fault) => new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `\`${input}\`: ${fault}.`, { remedy });
    const scripts = items.flatMap((item) => {
        const short = /^([A-Za-z_][\w-]*)=([^\n]*)$/.exec(item.trim());
        return short === null ? mapping(item, fail) : [{ name: short[1], script: short[2] }];
    });
    if (scripts.length === 0)
        throw fail("it has no phase");
    for (const [index, { name, script }] of scripts.entries()) {
        if (!nameForm.test(name)) {
            throw fail(`${JSON.stringify(name)} is not a name: use letters, digits, - and _, and no digit first`);
        }
        if ((0,_command_js__WEBPACK_IMPORTED_MODULE_2__/* .isEmptyScript */ .P)(script))
            throw fail(`${name} has no command in it`);
        if (scripts.findIndex((other) => other.name === name) < index)
            throw fail(`${name} is given twice`);
    }
    return scripts;
}
/**
 * The order in which phases run. Those that `parallel` names run side by side, each with its named neighbours in the mapping;
 * every other one waits for all before it.
 * @param parallel names of phases, or `true` or `false` for all or none
 * @throws input-invalid for a name that no phase has, or that has no other named one beside it
 */
function stepsOf(phases, parallel) {
    const all = parallel.length === 1 ? (0,_read_js__WEBPACK_IMPORTED_MODULE_3__/* .parseBoolean */ .yG)(parallel[0]) : undefined;
    if (parallel.length === 0 || all === false)
        return phases.map((phase) => [phase]);
    if (all === true)
        return [phases];
    const names = phases.map(({ name }) => name);
    const unknown = parallel.find((name) => !names.includes(name));
    if (unknown !== undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `\`parallel\` names "${unknown}", and there is no such phase.`, {
            remedy: (0,_suggest_js__WEBPACK_IMPORTED_MODULE_5__/* .suggesting */ .L)(unknown, names, `It takes true, false, or names of phases: ${names.join(", ")}.`),
        });
    }
    const isNamed = (phase) => phase !== undefined && parallel.includes(phase.name);
    const steps = [];
    for (const [index, phase] of phases.entries()) {
        if (isNamed(phase) && isNamed(phases[index - 1]))
            steps.at(-1).push(phase);
        else
            steps.push([phase]);
    }
    const alone = steps.find((step) => step.length === 1 && isNamed(step[0]));
    if (alone === undefined)
        return steps;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `\`parallel\` names ${alone[0].name}, which has no neighbour to run beside.`, {
        remedy: "Put phases that run side by side next to each other in `phases`, and name each of them in `parallel`.",
    });
}
function mapping(text, fail) {
    // Scalars stay the text that was written: `true` is a command.
    const document = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .parseDocument */ .Tp)(text, { schema: "failsafe", prettyErrors: false });
    const [problem] = [...document.errors, ...document.warnings];
    if (problem !== undefined)
        throw fail(problem.message);
    if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(document.contents))
        throw fail("a mapping of names to scripts was expected");
    return document.contents.items.map(({ key, value }) => {
        if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(key))
            throw fail("a name was expected before the colon");
        if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(value))
            throw fail(`${String(key.value)} has no script`);
        // `npm ci` and `npm test` below each other would be one command, and the tests would not run. Who writes `>` means that.
        if (value.type !== "BLOCK_FOLDED" && (0,_yaml_lines_js__WEBPACK_IMPORTED_MODULE_4__/* .isFolded */ .z)(value, text)) {
            throw fail(`${String(key.value)} has lines that YAML joins into one: write | after its colon`);
        }
        return { name: String(key.value), script: String(value.value) };
    });
}


/***/ }),

/***/ 66628:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   z: () => (/* binding */ isFolded)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33483);
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