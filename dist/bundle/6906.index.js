"use strict";
exports.id = 6906;
exports.ids = [6906];
exports.modules = {

/***/ 6906:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   deliveredLines: () => (/* binding */ deliveredLines),
/* harmony export */   deliveredName: () => (/* binding */ deliveredName),
/* harmony export */   deliveredOutputs: () => (/* binding */ deliveredOutputs),
/* harmony export */   deliveredStrings: () => (/* binding */ deliveredStrings)
/* harmony export */ });
/* harmony import */ var _stages_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4168);
/* harmony import */ var _store_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9088);
/** What push and promote come to: one value, that the hosts turn into outputs, JSON and a table. */


/** The result by the names of the table of outputs, as JSON has it. */
function deliveredOutputs(delivered) {
    const { digest, tags, version, labels, buildImage, stages } = delivered;
    const [first] = tags;
    return {
        image: first === undefined ? "" : deliveredName(first, digest),
        digest,
        tags: tags.map((tag) => deliveredName(tag)),
        version: version ?? "",
        ...(labels === undefined ? {} : { labels: Object.fromEntries(labels), "build-image": buildImage ?? "" }),
        stages: (0,_stages_js__WEBPACK_IMPORTED_MODULE_1__/* .listedStages */ .ZN)(stages),
    };
}
/** The same as strings, as an action's outputs are: lists one a line. */
function deliveredStrings(delivered) {
    const { tags, labels, stages, ...facts } = deliveredOutputs(delivered);
    return {
        ...Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, String(value)])),
        tags: tags.join("\n"),
        ...(labels === undefined ? {} : { labels: pairs(labels) }),
        stages: JSON.stringify(stages),
    };
}
/** What a person reads: a line for each tag and what became of it. */
function deliveredLines({ digest, tags, isPushed }) {
    const what = { pushed: "pushed", moved: "moved", there: "there" };
    const rows = tags.map((tag) => `${(isPushed ? what[tag.outcome] : "not pushed").padEnd(12)}${deliveredName(tag)}`);
    return `${[...rows, `${"digest".padEnd(12)}${digest}`].join("\n")}\n`;
}
/** `REPOSITORY:TAG`, and the digest where it is given. */
function deliveredName({ location, tag }, digest) {
    return (0,_store_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .formatReference */ .FH)((0,_store_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .parseLocation */ .zS)(location), tag, digest);
}
function pairs(values) {
    return Object.entries(values)
        .map(([name, value]) => `${name}=${value.replace(/\s*\n\s*/g, " ")}`)
        .join("\n");
}


/***/ })

};
;