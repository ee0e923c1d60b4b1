"use strict";
exports.id = 2684;
exports.ids = [2684,6906,7347,3567];
exports.modules = {

/***/ 2684:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  C: () => (/* binding */ runDelivery)
});

// EXTERNAL MODULE: ./core/compose.js
var compose = __webpack_require__(7095);
// EXTERNAL MODULE: ./core/delivery-request.js
var delivery_request = __webpack_require__(7347);
// EXTERNAL MODULE: ./core/verbs/delivered.js
var verbs_delivered = __webpack_require__(6906);
// EXTERNAL MODULE: ./core/host/markdown.js
var markdown = __webpack_require__(7713);
;// CONCATENATED MODULE: ./core/host/delivery-summary.js


/** Markdown: the tags and what became of them, the digest, the stages. */
function deliverySummary(verb, { digest, tags, isPushed, stages }) {
    const done = { pushed: "pushed", moved: "moved here", there: "was there" };
    return [
        `### treestamp: ${verb}`,
        "",
        (0,markdown/* code */.aY)(digest),
        "",
        "| tag | |",
        "| --- | --- |",
        ...tags.map((tag) => `| ${(0,markdown/* code */.aY)((0,verbs_delivered.deliveredName)(tag))} | ${isPushed ? done[tag.outcome] : "not pushed"} |`),
        "",
        ...(0,markdown/* stagesInMarkdown */.QF)(stages),
        "",
    ].join("\n");
}

// EXTERNAL MODULE: ./core/host/github.js + 1 modules
var github = __webpack_require__(1915);
// EXTERNAL MODULE: ./core/machine/linux.js
var linux = __webpack_require__(8399);
// EXTERNAL MODULE: ./core/request.js + 1 modules
var core_request = __webpack_require__(3107);
;// CONCATENATED MODULE: ./actions/delivery-step.js
/** push or promote as a step of a workflow. */







/** Runs the verb as a step. Never throws: a failure ends the step as failed. */
async function runDelivery(verb) {
    try {
        (0,linux/* requireLinux */.g)();
        const written = await (0,github/* githubInputs */.dN)(verb, process.env);
        for (const name of ["INPUT_PASSWORD", "INPUT_SECRETS"])
            delete process.env[name]; // what we start inherits the rest
        const request = (0,core_request/* parseRequest */.T)(verb, written);
        const host = { log: github/* githubLog */.QL, environment: process.env, commandOutput: "stdout" };
        const delivered = await (0,compose.performDelivery)(verb, request, (0,delivery_request.parseDelivery)(verb, written), host);
        github/* githubLog */.QL.info((0,verbs_delivered.deliveredLines)(delivered));
        (0,github/* setOutputs */.n0)((0,verbs_delivered.deliveredStrings)(delivered));
        await (0,github/* addSummary */.S0)(deliverySummary(verb, delivered));
    }
    catch (error) {
        await (0,github/* failStep */.vy)(error);
    }
}


/***/ }),

/***/ 7347:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   accessFor: () => (/* binding */ accessFor),
/* harmony export */   buildImageName: () => (/* binding */ buildImageName),
/* harmony export */   parseDelivery: () => (/* binding */ parseDelivery)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/* harmony import */ var _input_value_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6939);
/* harmony import */ var _list_text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3723);
/* harmony import */ var _recipe_read_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6616);
/* harmony import */ var _store_reference_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9088);
/* harmony import */ var _tags_rules_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4698);






/** The name in a Dockerfile that stands for the build image. */
const buildImageName = "build-image";
/** What says how a final image is built, and would be dropped where none is. */
const forBuild = [
    ...["context", "file", "target", "build-image", "build-args", "platforms", "base", "labels", "no-cache"],
    ...["secrets", "secret-envs", "secret-files"],
];
const levels = /^(?:manifest|index)(?:,(?:manifest|index))*:/;
/** Reads what parseRequest has found to be of the right form. @throws input-invalid, naming the input */
function parseDelivery(verb, written) {
    const { text, flag, list, map } = (0,_input_value_js__WEBPACK_IMPORTED_MODULE_1__/* .readInputs */ .Ko)(verb, written);
    const source = text("source");
    const images = list("images").flatMap(repositoriesIn);
    const unread = source === undefined || verb !== "push"
        ? undefined
        : forBuild.find((name) => (name === "no-cache" ? flag(name) : written.has(name)));
    if (unread !== undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `The inputs "source" and "${unread}" exclude each other.`, {
            remedy: "`source` is an image that is there; the others say how one is built: leave one of the two out.",
        });
    }
    return {
        images,
        tags: list("tags"),
        flavor: list("flavor"),
        overwrite: list("overwrite"),
        source,
        final: {
            context: text("context") ?? ".",
            file: text("file"),
            target: text("target"),
            buildArgs: map("build-args"),
            platforms: (0,_recipe_read_js__WEBPACK_IMPORTED_MODULE_3__/* .platformsOf */ .Wt)(list("platforms")),
            buildImage: text("build-image"),
            bases: [...map("base")].map(([name, image]) => (0,_recipe_read_js__WEBPACK_IMPORTED_MODULE_3__/* .parseBase */ .Hp)(name, image)),
            labels: map("labels"),
            noCache: flag("no-cache"),
        },
        // docker's levels, as docker/metadata-action writes them: either is what the tag names.
        annotations: new Map([...map("annotations")].map(([name, value]) => [name.replace(levels, ""), value])),
        push: verb === "promote" || flag("push"),
    };
}
/** The access with the registry of the first destination, where no other input names one. */
function accessFor(access, { images, tags, source }) {
    if (access.registry !== undefined)
        return access;
    const named = tags.flatMap(_tags_rules_js__WEBPACK_IMPORTED_MODULE_5__/* .parseRules */ .NR).find(({ type }) => type === "name");
    const [first = named?.line ?? source] = images;
    return { ...access, registry: first === undefined ? undefined : (0,_store_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .registryOf */ .Fv)(first) };
}
/**
 * The repositories of a line: names with commas between them, or `name=…,enable=…`. Source: docker/metadata-action, image.ts.
 * @throws input-invalid
 */
function repositoriesIn(line) {
    const fields = (0,_list_text_js__WEBPACK_IMPORTED_MODULE_2__/* .fieldsOf */ .P)(line, "`images`");
    const attributes = new Map();
    for (const field of fields) {
        const [, name, value] = /^(\w+)\s*=\s*(.*)$/.exec(field) ?? [];
        if (name !== undefined && value !== undefined)
            attributes.set(name.toLowerCase(), value);
        else
            attributes.set("name", field);
    }
    if (fields.every((field) => !/^\w+\s*=/.test(field)))
        return fields.map(repositoryName);
    const { name = "", enable = "true", ...others } = Object.fromEntries(attributes);
    const isEnabled = (0,_input_value_js__WEBPACK_IMPORTED_MODULE_1__/* .parseBoolean */ .yG)(enable);
    if (name === "" || isEnabled === undefined || Object.keys(others).length > 0) {
        throw (0,_input_value_js__WEBPACK_IMPORTED_MODULE_1__/* .invalid */ .Gq)("`images`", `${line} is not a repository`, "Write REPOSITORY, or name=REPOSITORY,enable=true|false.");
    }
    return isEnabled ? [repositoryName(name)] : [];
}
/** @throws input-invalid for what is no repository, or one with a tag */
function repositoryName(written) {
    if (!(0,_store_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .isFolderName */ .OB)(written) && /^[^@]*[^@/]:[^/@]+$/.test(written) && !/^[^/]+:\d+$/.test(written)) {
        throw (0,_input_value_js__WEBPACK_IMPORTED_MODULE_1__/* .invalid */ .Gq)("`images`", `${written} ends in a tag`, "Name the repository alone, and its tags under `tags`.");
    }
    (0,_store_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .checkKeepsImages */ .jr)(written);
    return (0,_store_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .lowerCaseRepository */ .WZ)(written);
}


/***/ }),

/***/ 1915:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  S0: () => (/* binding */ addSummary),
  pC: () => (/* binding */ annotateFailure),
  qY: () => (/* binding */ exportVariables),
  vy: () => (/* binding */ failStep),
  dN: () => (/* binding */ githubInputs),
  X9: () => (/* binding */ githubJob),
  QL: () => (/* binding */ githubLog),
  Ik: () => (/* binding */ jobToEnd),
  LQ: () => (/* binding */ keepJob),
  n0: () => (/* binding */ setOutputs),
  c$: () => (/* binding */ warnOf)
});

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 3 modules
var core = __webpack_require__(1604);
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/summary.js
var summary = __webpack_require__(7971);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(4256);
// EXTERNAL MODULE: ./core/inputs.js + 1 modules
var inputs = __webpack_require__(5457);
// EXTERNAL MODULE: ./core/list-text.js
var list_text = __webpack_require__(3723);
// EXTERNAL MODULE: ./core/masks.js
var masks = __webpack_require__(7358);
// EXTERNAL MODULE: ./core/progress.js
var progress = __webpack_require__(5724);
// EXTERNAL MODULE: ./core/host/job-summary.js
var job_summary = __webpack_require__(8584);
// EXTERNAL MODULE: ./core/host/lack-of-rights.js
var lack_of_rights = __webpack_require__(3567);
// EXTERNAL MODULE: ./core/nearest.js
var nearest = __webpack_require__(8409);
;// CONCATENATED MODULE: ./core/host/unknown-inputs.js
/** Inputs of a step that no table has: the runner warns of them and hands them on all the same, as `INPUT_RUNN`. */



const sayWhatToRun = ["run", "phases", "image-command"];
/**
 * A sentence about each input that the verb does not have.
 * @throws input-invalid where nothing says what to run, or where something says it to an action that runs nothing: such a
 *   step would pass without the user's command
 */
function unknownInputs(verb, written, environment) {
    const known = (0,inputs/* inputsOf */.Vc)(verb, "action").map(({ name }) => name);
    const names = Object.keys(environment)
        .filter((variable) => variable.startsWith("INPUT_") && variable !== "INPUT_")
        .map((variable) => variable.slice("INPUT_".length).toLowerCase())
        .filter((name) => !known.includes(name));
    const sentences = names.map((name) => {
        const near = (0,nearest/* nearestName */.q)(name.replaceAll("_", "-"), known);
        return `There is no input "${name}" here.${near === undefined ? "" : ` Did you mean "${near}"?`}`;
    });
    // A boolean that nobody gave is there with its default.
    const isSaid = (name) => ![undefined, "false"].includes(written.get(name)?.[0]?.toLowerCase());
    if (verb === "run" && sentences.length > 0 && !sayWhatToRun.some(isSaid)) {
        throw new errors/* TreestampError */.ks("input-invalid", `There is no command to run. ${sentences.join(" ")}`, {
            remedy: "Say what to run by `run` or `phases`; the image's own command runs by `image-command: true`.",
        });
    }
    // nektos/act hands a composite action's inputs on to its steps; the runner does not.
    const misplaced = verb === "run" || environment.ACT === "true" ? undefined : sayWhatToRun.find((name) => names.includes(name));
    if (misplaced !== undefined) {
        throw new errors/* TreestampError */.ks("input-invalid", `The action ${verb} runs no command, and has no input "${misplaced}".`, {
            remedy: "Give it to treestamp/treestamp or treestamp/treestamp/actions/run.",
        });
    }
    return sentences;
}

;// CONCATENATED MODULE: ./core/host/github.js
/** GitHub Actions: the only file that knows @actions/core. */









/** A log that becomes annotations, groups and masks of the job's log. */
const githubLog = {
    info: core/* info */.pq,
    warning: core/* warning */.$e,
    debug: core/* debug */.Yz,
    group: core/* group */.Os,
    progress: (0,progress/* progressLines */.Ld)(core/* info */.pq),
    // The runner makes masks of all lines of what has several, the short ones, too: those are told one by one.
    mask: (value) => {
        for (const mask of (0,masks/* masksOf */.J)(value))
            if (!mask.includes("\n"))
                core/* setSecret */.Pq(mask);
    },
};
/**
 * The inputs of a step as they stand in the workflow. A login whose password the run does not get, as in a fork's pull
 * request, whose secrets are empty, is none.
 * @throws input-invalid where an input that does not exist may have been meant to say what to run
 */
async function githubInputs(verb, environment) {
    const written = new Map();
    for (const input of (0,inputs/* inputsOf */.Vc)(verb, "action")) {
        const value = core/* getInput */.V4(input.name, { trimWhitespace: input.name !== "run" && input.name !== "secrets" });
        if (value !== "")
            written.set(input.name, (0,list_text/* itemsIn */.U)(input, value));
    }
    for (const unknown of unknownInputs(verb, written, environment))
        core/* warning */.$e(unknown);
    if (written.has("username") && !written.has("password")) {
        const lack = await (0,lack_of_rights.lackOfRights)(environment);
        if (lack !== undefined) {
            written.delete("username");
            core/* info */.pq(`The registry is asked without a login: the password is empty, as ${lack}.`);
        }
    }
    return written;
}
/** Holds the folder of the job's environments, for later steps. */
const jobVariable = "TREESTAMP_JOB";
const jobState = "job";
/** The job as the steps before this one have left it. */
function githubJob(environment) {
    return { folder: environment[jobVariable] || undefined, generations: 1 };
}
/** Lets later steps of the job know its folder, and this action's own post step. */
function keepJob(folder) {
    core/* exportVariable */.dN(jobVariable, folder);
    core/* saveState */.LZ(jobState, folder);
}
/** In a post step: the folder that the main step has kept; undefined where it came to nothing. */
function jobToEnd() {
    return core/* getState */.Gu(jobState) || undefined;
}
/** For a post step: what went wrong in it is said, and fails no job whose work is done. */
function warnOf(error) {
    core/* warning */.$e(whatToSay(error));
    if (error instanceof Error)
        core/* debug */.Yz(error.stack ?? "");
}
/** Lets later steps of the job have these variables. */
function exportVariables(variables) {
    for (const [name, value] of variables)
        core/* exportVariable */.dN(name, value);
}
/** Sets the step's outputs. */
function setOutputs(outputs) {
    for (const [name, value] of Object.entries(outputs))
        core/* setOutput */.uH(name, value);
}
/**
 * Ends the step as failed: one annotation that says what, why and what to do, and the same in the job's summary; the trace
 * only for a defect of ours.
 */
async function failStep(error) {
    core/* setFailed */.C1(whatToSay(error));
    if (error instanceof Error)
        core/* debug */.Yz(error.stack ?? "");
    if ((0,errors/* isTreestampError */.Sh)(error))
        await addSummary((0,job_summary/* failureSummary */.j)(error)).catch(() => { }); // the annotation says it all
}
/** An annotation for what failed, where the step's own end does not say it. */
function annotateFailure({ title, message }) {
    core/* error */.z3(message, { title });
}
function whatToSay(error) {
    if ((0,errors/* isTreestampError */.Sh)(error)) {
        return [error.message, error.remedy].filter(Boolean).join(" ") + (error.output ? `\n${error.output}` : "");
    }
    return `Unexpected failure, please report it: ${(0,errors/* messageOf */.bD)(error)}`;
}
/** Appends Markdown to the job's summary. */
async function addSummary(markdown) {
    await summary/* summary */.z.addRaw(markdown, true).write();
}


/***/ }),

/***/ 8584:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ failureSummary),
/* harmony export */   s: () => (/* binding */ jobSummary)
/* harmony export */ });
/* harmony import */ var _stages_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4168);
/* harmony import */ var _verbs_result_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6973);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7713);
/* harmony import */ var _stage_table_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9677);




/** The image, hit or miss and why, the phases, the stages. */
function jobSummary(result) {
    const { tag, stages, phases, cacheHit, image, digest, snapshot, sandbox } = result;
    return [
        `### treestamp: ${cacheHit ? "hit" : "miss"}${phrase(result)}`,
        "",
        `- **${cacheHit ? "hit" : "miss"}**: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .plain */ .pj)(why(result))}`,
        ...savings(result),
        `- key ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(tag)}`,
        `- image ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(image.replace(/@[^@/]*$/, ""))}`, // a line for the digest: both in one are wider than the page
        ...(digest === undefined ? [] : [`- digest ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(digest)}`]),
        ...(snapshot === undefined ? [] : [`- environment: ${sandbox}, snapshot ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(snapshot)}`]),
        "",
        ...(phases === undefined ? [] : phaseTable(phases)),
        ...(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .stagesInMarkdown */ .QF)(stages),
        "",
    ].join("\n");
}
/** What failed before there was a result: what and why, what to do, and what a program printed. */
function failureSummary({ message, remedy, output }) {
    return [
        "### treestamp: failed",
        "",
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .plain */ .pj)(message),
        ...(remedy === undefined ? [] : ["", (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .plain */ .pj)(remedy)]),
        ...(output === undefined ? [] : ["", ...(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .fenced */ .OF)(output)]),
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
    const ready = stages.find(({ note }) => note === _stages_js__WEBPACK_IMPORTED_MODULE_2__/* .readyHere */ .WH || note === _stages_js__WEBPACK_IMPORTED_MODULE_2__/* .pulledHere */ .zB);
    return ready?.note ?? "no input of the recipe has changed since it was built";
}
function savings(result) {
    const saved = (0,_verbs_result_js__WEBPACK_IMPORTED_MODULE_3__/* .secondsSaved */ .xw)(result);
    if (saved === undefined)
        return [];
    return [`- **${(0,_stage_table_js__WEBPACK_IMPORTED_MODULE_1__/* .formatSeconds */ .X)(saved)} saved**: to build and publish it took ${(0,_stage_table_js__WEBPACK_IMPORTED_MODULE_1__/* .formatSeconds */ .X)(result.buildSeconds)}`];
}
const signs = { success: "✅", failure: "❌", cancelled: "🚫", skipped: "⏭️" };
function phaseTable(phases) {
    const longest = Math.max(...phases.map(({ seconds }) => seconds));
    return [
        "| phase | outcome | time | |",
        "| --- | --- | ---: | --- |",
        ...phases.map(({ name, outcome, exitCode, seconds }) => {
            const ended = exitCode ? ` (exit code ${exitCode})` : "";
            const time = outcome === "skipped" ? " | " : `${(0,_stage_table_js__WEBPACK_IMPORTED_MODULE_1__/* .formatSeconds */ .X)(seconds)} | ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .bar */ .M0)(seconds, longest)}`;
            return `| ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .plain */ .pj)(name)} | ${signs[outcome]} ${outcome}${ended} | ${time} |`;
        }),
        "",
    ];
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
/* harmony export */   OF: () => (/* binding */ fenced),
/* harmony export */   QF: () => (/* binding */ stagesInMarkdown),
/* harmony export */   aY: () => (/* binding */ code),
/* harmony export */   pj: () => (/* binding */ plain)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7975);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_util__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _size_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8158);
/* harmony import */ var _stage_table_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9677);
/** Markdown as GitHub renders it in a job's summary. */



/** The stages as a table, with a bar each. @returns its lines */
function stagesInMarkdown(stages) {
    const total = stages.reduce((sum, { seconds }) => sum + seconds, 0);
    const longest = Math.max(...stages.map(({ seconds }) => seconds));
    return [
        "| stage | time | | size | |",
        "| --- | ---: | --- | ---: | --- |",
        ...stages.map(({ name, seconds, bytes, note = "" }) => {
            const size = bytes === undefined ? "" : (0,_size_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z)(bytes);
            return `| ${plain(name)} | ${(0,_stage_table_js__WEBPACK_IMPORTED_MODULE_2__/* .formatSeconds */ .X)(seconds)} | ${bar(seconds, longest)} | ${size} | ${plain(note)} |`;
        }),
        `| **total** | **${(0,_stage_table_js__WEBPACK_IMPORTED_MODULE_2__/* .formatSeconds */ .X)(total)}** | | | |`,
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
/** Lines of a program's output, as they are: its escape sequences are taken out, and no line of it ends the block. */
function fenced(output) {
    const fence = "`".repeat(Math.max(3, ...[...output.matchAll(/`+/g)].map(([run]) => run.length + 1)));
    return [fence, ...(0,node_util__WEBPACK_IMPORTED_MODULE_0__.stripVTControlCharacters)(output).split("\n"), fence];
}


/***/ }),

/***/ 3723:
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
 * The items of a text: one a line; blank lines and lines that begin with `#` do not count. An item in double quotes may
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

/***/ 4698:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NR: () => (/* binding */ parseRules),
/* harmony export */   Z4: () => (/* binding */ defaultRules),
/* harmony export */   wp: () => (/* binding */ parseFlavor)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/* harmony import */ var _input_value_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6939);
/* harmony import */ var _list_text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3723);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8409);
/**
 * The lines of `tags` and `flavor`: the grammar of docker/metadata-action, as far as it goes, with the rules `tree` and
 * `date` besides. A line is a list with commas, a field in double quotes may hold some.
 */




/** Attributes that have no default have to be given. Priorities: the first tag by them is the version. */
const ruleTypes = {
    schedule: { priority: 1000, own: { pattern: "nightly" } },
    semver: { priority: 900, own: { pattern: undefined, value: "", match: "" } },
    match: { priority: 800, own: { pattern: undefined, group: "0", value: "" } },
    edge: { priority: 700, own: { branch: "" } },
    ref: { priority: 600, own: { event: undefined } },
    raw: { priority: 200, own: { value: undefined } },
    date: { priority: 150, own: {} },
    tree: { priority: 120, own: {} },
    sha: { priority: 100, own: { format: "short" } },
};
const common = ["enable", "priority", "prefix", "suffix"];
/** What an attribute's value can be, where not everything can. */
const choices = {
    "ref event": ["branch", "tag", "pr"],
    "sha format": ["short", "long"],
};
/** What is done where `tags` is not given: as in docker/metadata-action. */
const defaultRules = [
    "type=schedule",
    "type=ref,event=branch",
    "type=ref,event=tag",
    "type=ref,event=pr",
];
/** Reads one line of `tags`: a rule, or tags with commas between them. @throws input-invalid, with the nearest word that is known */
function parseRules(line) {
    const fields = (0,_list_text_js__WEBPACK_IMPORTED_MODULE_2__/* .fieldsOf */ .P)(line, `tags: ${line}`);
    const isPlain = fields.every((field) => !attribute.test(field));
    return isPlain ? fields.map((field) => parseRule(field, [field])) : [parseRule(line, fields)];
}
const attribute = /^\w+\s*=/;
function parseRule(line, fields) {
    const where = `tags: ${line}`;
    const attributes = new Map();
    for (const field of fields) {
        const equals = field.indexOf("=");
        const isNamed = attribute.test(field);
        const name = isNamed ? field.slice(0, equals).trim().toLowerCase() : "value";
        if (attributes.has(name))
            throw invalid(where, `${name} is given twice`, "Give it once.");
        attributes.set(name, isNamed ? field.slice(equals + 1).trim() : field);
    }
    if (attributes.size === 1 && /[/:]/.test((attributes.get("value") ?? "").replace(/\{\{.*?\}\}/g, "")))
        return { type: "name", line };
    const said = attributes.get("type") ?? "raw";
    if (!isRuleType(said))
        throw unknown(where, "type", said, Object.keys(ruleTypes));
    const { priority, own: defaults } = ruleTypes[said];
    const own = {};
    for (const [name, otherwise] of Object.entries(defaults)) {
        const value = attributes.get(name) ?? otherwise;
        if (value === undefined)
            throw invalid(where, `type=${said} needs ${name}`, example[said] ?? "");
        const valid = choices[`${said} ${name}`];
        if (valid !== undefined && !valid.includes(value))
            throw unknown(where, name, value, valid);
        own[name] = value;
    }
    const known = ["type", ...Object.keys(defaults), ...common];
    const other = [...attributes.keys()].find((name) => !known.includes(name));
    if (other !== undefined)
        throw unknown(where, "attribute of this rule", other, known);
    const level = attributes.get("priority") ?? String(priority);
    if (!/^-?\d{1,9}$/.test(level))
        throw invalid(where, `the priority ${level} is no number`, "Write it like 500.");
    const prefixes = { sha: "sha-" };
    return {
        type: said,
        line,
        priority: Number(level),
        prefix: attributes.get("prefix") ?? (own.event === "pr" ? "pr-" : prefixes[said]),
        suffix: attributes.get("suffix"),
        enable: attributes.get("enable") ?? "true",
        own,
    };
}
const example = {
    semver: "Write it like type=semver,pattern={{version}}.",
    match: "Write it like type=match,pattern=v(.*),group=1.",
    ref: "Write it like type=ref,event=branch: branch, tag or pr.",
    raw: "Write it like type=raw,value=stable.",
};
/** Reads the lines of `flavor`. @throws input-invalid */
function parseFlavor(lines) {
    const said = { latest: "auto", prefix: "", suffix: "", prefixLatest: false, suffixLatest: false };
    for (const line of lines) {
        const where = `flavor: ${line}`;
        let last;
        for (const field of (0,_list_text_js__WEBPACK_IMPORTED_MODULE_2__/* .fieldsOf */ .P)(line, where)) {
            const [, name = field, value = ""] = /^([^=]*?)\s*=\s*(.*)$/.exec(field) ?? [];
            const isOn = (0,_input_value_js__WEBPACK_IMPORTED_MODULE_1__/* .parseBoolean */ .yG)(value);
            if (name === "prefix" || name === "suffix") {
                said[name] = value;
                last = name;
            }
            else if (name === "latest") {
                if (value !== "auto" && isOn === undefined)
                    throw unknown(where, name, value, ["auto", "true", "false"]);
                said.latest = isOn === undefined ? "auto" : String(isOn);
            }
            else if (name === "onlatest" && last !== undefined) {
                if (isOn === undefined)
                    throw unknown(where, name, value, ["true", "false"]);
                said[`${last}Latest`] = isOn;
            }
            else {
                throw unknown(where, "attribute", name, ["latest", "prefix", "suffix", "onlatest"]);
            }
        }
    }
    return said;
}
function isRuleType(text) {
    return Object.hasOwn(ruleTypes, text);
}
function unknown(where, what, word, known) {
    const near = (0,_nearest_js__WEBPACK_IMPORTED_MODULE_3__/* .nearestName */ .q)(word, known);
    const guess = near === undefined ? "" : `Did you mean ${near}? `;
    return invalid(where, `"${word}" is no ${what}`, `${guess}Known are ${known.join(", ")}.`);
}
function invalid(where, fault, remedy) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `${where}: ${fault}.`, { remedy });
}


/***/ }),

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