"use strict";
exports.id = 7140;
exports.ids = [7140,3567];
exports.modules = {

/***/ 7140:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   main: () => (/* binding */ main)
/* harmony export */ });
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7221);

const main = () => (0,_step_js__WEBPACK_IMPORTED_MODULE_0__/* .runAction */ .C)("run");


/***/ }),

/***/ 7221:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  a: () => (/* binding */ endAction),
  C: () => (/* binding */ runAction)
});

// EXTERNAL MODULE: ./core/compose.js
var compose = __webpack_require__(7095);
;// CONCATENATED MODULE: ./core/host/annotations.js
/** The failure of each phase; or of the command, where no phase has failed. Empty where all went well. */
function failuresOf({ exitCode, outcome, phases = [] }) {
    const failed = phases.filter(({ outcome }) => outcome === "failure").map(ofPhase);
    if (failed.length > 0)
        return failed;
    if (exitCode === undefined || exitCode === 0)
        return [];
    return [{ title: `Exit code ${exitCode}`, message: `The command ${howItEnded(exitCode, outcome)}.` }];
}
function howItEnded(exitCode, outcome) {
    if (outcome === "timed-out")
        return "was ended, with all its processes: its timeout was up";
    if (outcome === "cancelled")
        return "was ended, with all its processes: the job was cancelled";
    return `failed with exit code ${exitCode}`;
}
function ofPhase({ name, exitCode }) {
    const killed = "was killed before it could say its exit code";
    const how = exitCode === undefined ? killed : `failed with exit code ${exitCode}`;
    return { title: `Phase ${name} failed`, message: `The phase ${name} ${how}.` };
}

// EXTERNAL MODULE: ./core/host/github.js
var github = __webpack_require__(5215);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./core/host/passed-variables.js
var passed_variables = __webpack_require__(5024);
;// CONCATENATED MODULE: ./core/host/github-step.js
/** What a command gets of its step on GitHub Actions, and what it leaves to the steps after it. */



/** Variables that GitHub sets for every step: they say where it runs. A token among them is for those who are named. */
const passed = /^(CI|GITHUB_\w+|RUNNER_\w+)$/;
/** Files through which a step speaks to the runner, and what it was started for. */
const files = ["OUTPUT", "ENV", "PATH", "STEP_SUMMARY", "STATE", "EVENT_PATH"].map((name) => `GITHUB_${name}`);
const folders = ["GITHUB_WORKSPACE", "RUNNER_TEMP"];
/** Of what commands have left in GITHUB_ENV, the names; and their folders of GITHUB_PATH, the last one first. */
const names = "TREESTAMP_VARIABLES";
const searched = "TREESTAMP_PATH";
/**
 * Variables that say where the command runs, and those that commands before it have set; the workspace, the folder for
 * temporary files, and the files for outputs, variables, paths, state and summary, all at their own places.
 */
function githubGifts(environment) {
    const handed = listed(environment[names], ",");
    const isPassed = (name) => (passed.test(name) && !(0,passed_variables/* isSecret */.$)(name)) || handed.includes(name);
    const variables = (0,passed_variables/* variablesOf */.h)(environment, isPassed);
    const named = [...folders, ...files].map((name) => environment[name] ?? "");
    const paths = named.filter((path) => path.startsWith("/") && (0,external_node_fs_.existsSync)(path));
    return { variables, paths, searched: listed(environment[searched], ":") };
}
/**
 * What the step's command has written to GITHUB_ENV and GITHUB_PATH is for the commands after it in the image, too: the
 * runner hands it to every step, and of that these variables tell what came from inside. Empty where it wrote nothing.
 */
async function handedOn(environment) {
    const [set, added] = await Promise.all(["GITHUB_ENV", "GITHUB_PATH"].map((name) => textOf(environment[name])));
    const variables = new Map();
    const add = (variable, separator, found) => {
        const all = [...new Set([...found, ...listed(environment[variable], separator)])];
        if (found.length > 0)
            variables.set(variable, all.join(separator));
    };
    add(names, ",", namesIn(set));
    add(searched, ":", listed(added, "\n").reverse());
    return variables;
}
/** Names of `NAME=VALUE` lines, and of `NAME<<DELIMITER` up to that delimiter. Source: actions/runner, FileCommandManager.cs. */
function namesIn(text) {
    const found = [];
    const lines = text.split(/\r?\n/);
    for (let position = 0; position < lines.length; position++) {
        const [, name, sign, delimiter] = /^([^=<]+)(=|<<)(.*)$/.exec(lines[position]) ?? [];
        if (name === undefined)
            continue;
        found.push(name);
        if (sign === "<<")
            while (position < lines.length && lines[position + 1] !== delimiter)
                position++;
        if (sign === "<<")
            position++;
    }
    return found;
}
async function textOf(path) {
    return path === undefined || path === "" ? "" : (0,promises_.readFile)(path, "utf8").catch(() => "");
}
function listed(text, separator) {
    return (text ?? "").split(separator).filter(Boolean);
}

// EXTERNAL MODULE: ./core/verbs/result.js
var verbs_result = __webpack_require__(6973);
// EXTERNAL MODULE: ./core/host/markdown.js
var markdown = __webpack_require__(7713);
// EXTERNAL MODULE: ./core/host/stage-table.js
var stage_table = __webpack_require__(9677);
;// CONCATENATED MODULE: ./core/host/job-summary.js



/** The image, hit or miss and why, the phases, the stages. */
function jobSummary(result) {
    const { tag, stages, phases, cacheHit, image, digest, snapshot, sandbox } = result;
    return [
        `### treestamp: ${cacheHit ? "hit" : "miss"}${phrase(result)}`,
        "",
        `- **${cacheHit ? "hit" : "miss"}**: ${(0,markdown/* plain */.pj)(why(result))}`,
        ...savings(result),
        `- key ${(0,markdown/* code */.aY)(tag)}`,
        `- image ${(0,markdown/* code */.aY)(image.replace(/@[^@/]*$/, ""))}`, // a line for the digest: both in one are wider than the page
        ...(digest === undefined ? [] : [`- digest ${(0,markdown/* code */.aY)(digest)}`]),
        ...(snapshot === undefined ? [] : [`- environment: ${sandbox}, snapshot ${(0,markdown/* code */.aY)(snapshot)}`]),
        "",
        ...(phases === undefined ? [] : phaseTable(phases)),
        ...(0,markdown/* stagesInMarkdown */.QF)(stages),
        "",
    ].join("\n");
}
function phrase({ exitCode, outcome }) {
    if (exitCode === undefined)
        return "";
    if (outcome === "timed-out")
        return ", the command timed out";
    if (outcome === "cancelled")
        return ", the command was cancelled";
    return exitCode === 0 ? "" : `, exit code ${exitCode}`;
}
function why({ cacheHit, stages, missed }) {
    if (missed !== undefined)
        return missed;
    if (!cacheHit)
        return "nobody had built this key";
    const ready = stages.find(({ name }) => name === "lookup")?.note === "ready on this machine";
    return ready ? "ready on this machine" : "no input of the recipe has changed since it was built";
}
function savings(result) {
    const saved = (0,verbs_result/* secondsSaved */.xw)(result);
    if (saved === undefined)
        return [];
    return [`- **${(0,stage_table/* formatSeconds */.X)(saved)} saved**: to build and publish it took ${(0,stage_table/* formatSeconds */.X)(result.buildSeconds)}`];
}
const signs = { success: "✅", failure: "❌", cancelled: "🚫", skipped: "⏭️" };
function phaseTable(phases) {
    const longest = Math.max(...phases.map(({ seconds }) => seconds));
    return [
        "| phase | outcome | time | |",
        "| --- | --- | ---: | --- |",
        ...phases.map(({ name, outcome, exitCode, seconds }) => {
            const ended = exitCode ? ` (exit code ${exitCode})` : "";
            const time = outcome === "skipped" ? " | " : `${(0,stage_table/* formatSeconds */.X)(seconds)} | ${(0,markdown/* bar */.M0)(seconds, longest)}`;
            return `| ${(0,markdown/* plain */.pj)(name)} | ${signs[outcome]} ${outcome}${ended} | ${time} |`;
        }),
        "",
    ];
}

// EXTERNAL MODULE: ./core/request.js + 1 modules
var core_request = __webpack_require__(3107);
;// CONCATENATED MODULE: ./actions/step.js
/** One step of a workflow: inputs in, a verb, outputs out. */







/** Runs a verb as a step. Never throws: a failure ends the step as failed. */
async function runAction(verb) {
    try {
        const request = (0,core_request/* parseRequest */.T)(verb, await (0,github/* githubInputs */.dN)(verb, process.env));
        delete process.env.INPUT_PASSWORD; // what we start inherits the rest
        if (request.access.login !== undefined)
            github/* githubLog */.QL.mask(request.access.login.password);
        const result = await (0,compose.perform)(verb, request, {
            log: github/* githubLog */.QL,
            environment: process.env,
            commandOutput: "stdout",
            gifts: githubGifts(process.env),
            job: (0,github/* githubJob */.X9)(process.env),
        });
        if (result.job !== undefined)
            (0,github/* keepJob */.LQ)(result.job);
        if (verb === "run")
            (0,github/* exportVariables */.qY)(await handedOn(process.env));
        (0,github/* setOutputs */.n0)((0,verbs_result/* outputStrings */.Gb)(result));
        for (const failure of failuresOf(result))
            (0,github/* annotateFailure */.pC)(failure);
        await (0,github/* addSummary */.S0)(jobSummary(result));
        if (result.exitCode !== undefined)
            process.exitCode = result.exitCode;
    }
    catch (error) {
        (0,github/* failStep */.vy)(error);
    }
}
/** The end of a job: takes down what its `pull` step has kept for the later ones. Never throws, and fails no step. */
async function endAction() {
    try {
        const folder = (0,github/* jobToEnd */.Ik)();
        if (folder !== undefined)
            await (0,compose.endJob)(folder);
    }
    catch (error) {
        (0,github/* warnOf */.c$)(error);
    }
}


/***/ }),

/***/ 5215:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ik: () => (/* binding */ jobToEnd),
/* harmony export */   LQ: () => (/* binding */ keepJob),
/* harmony export */   QL: () => (/* binding */ githubLog),
/* harmony export */   S0: () => (/* binding */ addSummary),
/* harmony export */   X9: () => (/* binding */ githubJob),
/* harmony export */   c$: () => (/* binding */ warnOf),
/* harmony export */   dN: () => (/* binding */ githubInputs),
/* harmony export */   n0: () => (/* binding */ setOutputs),
/* harmony export */   pC: () => (/* binding */ annotateFailure),
/* harmony export */   qY: () => (/* binding */ exportVariables),
/* harmony export */   vy: () => (/* binding */ failStep)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1604);
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7971);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7834);
/* harmony import */ var _progress_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5724);
/* harmony import */ var _request_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3107);
/* harmony import */ var _lack_of_rights_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3567);
/** GitHub Actions: the only file that knows @actions/core. */






/** A log that becomes annotations, groups and masks of the job's log. */
const githubLog = {
    info: _actions_core__WEBPACK_IMPORTED_MODULE_5__/* .info */ .pq,
    warning: _actions_core__WEBPACK_IMPORTED_MODULE_5__/* .warning */ .$e,
    debug: _actions_core__WEBPACK_IMPORTED_MODULE_5__/* .debug */ .Yz,
    group: _actions_core__WEBPACK_IMPORTED_MODULE_5__/* .group */ .Os,
    progress: (0,_progress_js__WEBPACK_IMPORTED_MODULE_2__/* .progressLines */ .Ld)(_actions_core__WEBPACK_IMPORTED_MODULE_5__/* .info */ .pq),
    mask: _actions_core__WEBPACK_IMPORTED_MODULE_5__/* .setSecret */ .Pq,
};
/**
 * The inputs of a step as they stand in the workflow. Lists and maps are one item a line. A login whose password the run does
 * not get, as in a fork's pull request, whose secrets are empty, is none.
 */
async function githubInputs(verb, environment) {
    const written = new Map();
    for (const input of (0,_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .inputsOf */ .Vc)(verb, "action")) {
        const value = _actions_core__WEBPACK_IMPORTED_MODULE_5__/* .getInput */ .V4(input.name, { trimWhitespace: input.name !== "run" });
        if (value !== "")
            written.set(input.name, (0,_request_js__WEBPACK_IMPORTED_MODULE_3__/* .itemsIn */ .U)(input, value));
    }
    if (written.has("username") && !written.has("password")) {
        const lack = await (0,_lack_of_rights_js__WEBPACK_IMPORTED_MODULE_4__.lackOfRights)(environment);
        if (lack !== undefined) {
            written.delete("username");
            _actions_core__WEBPACK_IMPORTED_MODULE_5__/* .info */ .pq(`The registry is asked without a login: the password is empty, as ${lack}.`);
        }
    }
    return written;
}
/** Holds the folder of the job's environments, for later steps. */
const jobVariable = "TREESTAMP_JOB";
const jobState = "job";
/** The job as the steps before this one have left it. */
function githubJob(environment) {
    return { folder: environment[jobVariable] || undefined };
}
/** Lets later steps of the job know its folder, and this action's own post step. */
function keepJob(folder) {
    _actions_core__WEBPACK_IMPORTED_MODULE_5__/* .exportVariable */ .dN(jobVariable, folder);
    _actions_core__WEBPACK_IMPORTED_MODULE_5__/* .saveState */ .LZ(jobState, folder);
}
/** In a post step: the folder that the main step has kept; undefined where it came to nothing. */
function jobToEnd() {
    return _actions_core__WEBPACK_IMPORTED_MODULE_5__/* .getState */ .Gu(jobState) || undefined;
}
/** For a post step: what went wrong in it is said, and fails no job whose work is done. */
function warnOf(error) {
    _actions_core__WEBPACK_IMPORTED_MODULE_5__/* .warning */ .$e(whatToSay(error));
    if (error instanceof Error)
        _actions_core__WEBPACK_IMPORTED_MODULE_5__/* .debug */ .Yz(error.stack ?? "");
}
/** Lets later steps of the job have these variables. */
function exportVariables(variables) {
    for (const [name, value] of variables)
        _actions_core__WEBPACK_IMPORTED_MODULE_5__/* .exportVariable */ .dN(name, value);
}
/** Sets the step's outputs. */
function setOutputs(outputs) {
    for (const [name, value] of Object.entries(outputs))
        _actions_core__WEBPACK_IMPORTED_MODULE_5__/* .setOutput */ .uH(name, value);
}
/** Ends the step as failed: one annotation that says what, why and what to do; the trace only for a defect of ours. */
function failStep(error) {
    _actions_core__WEBPACK_IMPORTED_MODULE_5__/* .setFailed */ .C1(whatToSay(error));
    if (error instanceof Error)
        _actions_core__WEBPACK_IMPORTED_MODULE_5__/* .debug */ .Yz(error.stack ?? "");
}
/** An annotation for what failed, where the step's own end does not say it. */
function annotateFailure({ title, message }) {
    _actions_core__WEBPACK_IMPORTED_MODULE_5__/* .error */ .z3(message, { title });
}
function whatToSay(error) {
    if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isTreestampError */ .Sh)(error))
        return [error.message, error.remedy].filter(Boolean).join(" ");
    return `Unexpected failure, please report it: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}`;
}
/** Appends Markdown to the job's summary. */
async function addSummary(markdown) {
    await _actions_core__WEBPACK_IMPORTED_MODULE_6__/* .summary */ .z.addRaw(markdown, true).write();
}


/***/ }),

/***/ 3567:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   lackOfRights: () => (/* binding */ lackOfRights)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/** Runs that a host starts with fewer rights than the repository's own have, as far as the host says so beforehand. */

/**
 * Why this run may be without secrets and the right to push, as a clause; undefined where nothing is known of that. It only
 * explains: what we may do, the registry says. Source: docs.github.com, "Events that trigger workflows" (pull_request and
 * forks) and "Troubleshooting Dependabot on GitHub Actions".
 */
async function lackOfRights(environment) {
    const { GITHUB_ACTIONS, GITHUB_EVENT_NAME: event = "", GITHUB_EVENT_PATH: path, GITHUB_ACTOR: actor } = environment;
    if (GITHUB_ACTIONS !== "true")
        return undefined;
    // pull_request_target and workflow_run have the base repository's rights.
    if (event.startsWith("pull_request") && event !== "pull_request_target") {
        const { base, head } = await pullRequestIn(path);
        if (base !== undefined && head !== base) {
            return `the pull request comes from ${head === undefined ? "a fork that is gone" : `the fork ${head}`}, whose jobs may only read`;
        }
    }
    const byDependabot = ["pull_request", "pull_request_review", "pull_request_review_comment", "push", "create"];
    if (actor === "dependabot[bot]" && byDependabot.includes(event)) {
        return "the run was started by Dependabot, whose jobs may only read";
    }
    return undefined;
}
/** Full names of the two repositories; nothing of what cannot be read. */
async function pullRequestIn(path) {
    try {
        const { pull_request } = JSON.parse(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path ?? "", "utf8"));
        return { base: pull_request?.base.repo?.full_name, head: pull_request?.head.repo?.full_name };
    }
    catch {
        return {};
    }
}


/***/ }),

/***/ 7713:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M0: () => (/* binding */ bar),
/* harmony export */   QF: () => (/* binding */ stagesInMarkdown),
/* harmony export */   aY: () => (/* binding */ code),
/* harmony export */   pj: () => (/* binding */ plain)
/* harmony export */ });
/* harmony import */ var _size_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8158);
/* harmony import */ var _stage_table_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9677);
/** Markdown as GitHub renders it in a job's summary. */


/** The stages as a table, with a bar each. @returns its lines */
function stagesInMarkdown(stages) {
    const total = stages.reduce((sum, { seconds }) => sum + seconds, 0);
    const longest = Math.max(...stages.map(({ seconds }) => seconds));
    return [
        "| stage | time | | size | |",
        "| --- | ---: | --- | ---: | --- |",
        ...stages.map(({ name, seconds, bytes, note = "" }) => {
            const size = bytes === undefined ? "" : (0,_size_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z)(bytes);
            return `| ${plain(name)} | ${(0,_stage_table_js__WEBPACK_IMPORTED_MODULE_1__/* .formatSeconds */ .X)(seconds)} | ${bar(seconds, longest)} | ${size} | ${plain(note)} |`;
        }),
        `| **total** | **${(0,_stage_table_js__WEBPACK_IMPORTED_MODULE_1__/* .formatSeconds */ .X)(total)}** | | | |`,
    ];
}
/** Characters of the longest bar. */
const width = 24;
/**
 * A bar of characters: it stands beside its number, and is there in mails, in dark mode and without a script. What takes time
 * at all has at least the thinnest one.
 */
function bar(seconds, longest) {
    if (longest <= 0)
        return "";
    const halves = Math.max(1, Math.round((seconds / longest) * width * 2));
    return "━".repeat(Math.floor(halves / 2)) + (halves % 2 === 1 ? "╸" : "");
}
/** Text in a list or in a cell of a table: whatever is in it, it is text. */
function plain(text) {
    return text
        .replace(/[\\`*_[\]~]/g, "\\$&")
        .replaceAll("&", "&amp;")
        .replaceAll("<", "&lt;")
        .replaceAll("|", "\\|")
        .replace(/\s+/g, " ");
}
/** The same in the type of code. */
function code(text) {
    return `\`${text.replaceAll("`", "'").replaceAll("|", "\\|")}\``;
}


/***/ }),

/***/ 5024:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ isSecret),
/* harmony export */   h: () => (/* binding */ variablesOf)
/* harmony export */ });
/** Which variables of a job a command may have without being named. */
const secret = /TOKEN|SECRET|PASSWORD|CREDENTIAL|PRIVATE|KEY|_PAT$/;
/** Whether a variable's name says that its value is for those alone who are named. */
function isSecret(name) {
    return secret.test(name);
}
/** Those of the variables whose name is wanted. */
function variablesOf(environment, isWanted) {
    const variables = new Map();
    for (const [name, value] of Object.entries(environment)) {
        if (value !== undefined && isWanted(name))
            variables.set(name, value);
    }
    return variables;
}


/***/ })

};
;