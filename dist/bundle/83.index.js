"use strict";
exports.id = 83;
exports.ids = [83];
exports.modules = {

/***/ 3083:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   main: () => (/* binding */ main)
/* harmony export */ });
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2690);

const main = () => (0,_step_js__WEBPACK_IMPORTED_MODULE_0__/* .runAction */ .C)("resolve");


/***/ }),

/***/ 2690:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  C: () => (/* binding */ runAction)
});

// EXTERNAL MODULE: ./core/compose.js + 1 modules
var compose = __webpack_require__(8959);
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 3 modules
var core = __webpack_require__(1604);
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/summary.js
var summary = __webpack_require__(7971);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(4256);
// EXTERNAL MODULE: ./core/inputs.js
var inputs = __webpack_require__(7834);
;// CONCATENATED MODULE: ./core/host/github.js
/** GitHub Actions: the only file that knows @actions/core. */



/** A log that becomes annotations, groups and masks of the job's log. */
const githubLog = {
    info: core/* info */.pq,
    warning: core/* warning */.$e,
    debug: core/* debug */.Yz,
    group: core/* group */.Os,
    mask: core/* setSecret */.Pq,
};
/** The inputs of a step as they stand in the workflow. Lists and maps are one item a line. */
function githubInputs(verb) {
    const written = new Map();
    for (const { name, kind, verbs, places } of inputs/* inputs */.QL) {
        if (!verbs.includes(verb) || !places.includes("action"))
            continue;
        const value = core/* getInput */.V4(name, { trimWhitespace: name !== "run" });
        if (value === "")
            continue;
        const isMany = kind === "list" || kind === "map";
        written.set(name, isMany
            ? value
                .split("\n")
                .map((line) => line.trim())
                .filter(Boolean)
            : [value]);
    }
    return written;
}
/** Sets the step's outputs. */
function setOutputs(outputs) {
    for (const [name, value] of Object.entries(outputs))
        core/* setOutput */.uH(name, value);
}
/** Ends the step as failed: one annotation that says what, why and what to do; the trace only for a defect of ours. */
function failStep(error) {
    if ((0,errors/* isTreestampError */.Sh)(error)) {
        core/* setFailed */.C1([error.message, error.remedy].filter(Boolean).join(" "));
    }
    else {
        core/* setFailed */.C1(`Unexpected failure, please report it: ${(0,errors/* messageOf */.bD)(error)}`);
    }
    if (error instanceof Error)
        core/* debug */.Yz(error.stack ?? "");
}
/** Appends Markdown to the job's summary. */
async function addSummary(markdown) {
    await summary/* summary */.z.addRaw(markdown, true).write();
}

// EXTERNAL MODULE: ./core/host/stage-table.js
var stage_table = __webpack_require__(9677);
// EXTERNAL MODULE: ./core/request.js
var core_request = __webpack_require__(3646);
// EXTERNAL MODULE: ./core/verbs/result.js
var verbs_result = __webpack_require__(6973);
;// CONCATENATED MODULE: ./actions/step.js
/** One step of a workflow: inputs in, a verb, outputs out. */





/** Runs a verb as a step. Never throws: a failure ends the step as failed. */
async function runAction(verb) {
    try {
        const request = (0,core_request/* parseRequest */.T)(verb, githubInputs(verb));
        delete process.env.INPUT_PASSWORD; // what we start inherits the rest
        if (request.credentials !== undefined)
            githubLog.mask(request.credentials.password);
        const result = await (0,compose.perform)(verb, request, {
            log: githubLog,
            environment: process.env,
            commandOutput: "stdout",
        });
        setOutputs((0,verbs_result/* outputStrings */.Gb)(result));
        await addSummary((0,stage_table/* stageSummary */.J)(result));
        if (result.exitCode !== undefined)
            process.exitCode = result.exitCode;
    }
    catch (error) {
        failStep(error);
    }
}


/***/ })

};
;