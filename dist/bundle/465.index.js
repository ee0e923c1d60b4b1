"use strict";
exports.id = 465;
exports.ids = [465,6906,430,3567];
exports.modules = {

/***/ 465:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  C: () => (/* binding */ runDelivery)
});

// EXTERNAL MODULE: ./core/compose.js + 1 modules
var compose = __webpack_require__(8959);
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

// EXTERNAL MODULE: ./core/host/github.js
var github = __webpack_require__(5215);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(4256);
;// CONCATENATED MODULE: ./core/host/secrets-by-value.js
/** Build secrets that a step is given by their values, as docker/build-push-action takes them. */

/**
 * Turns the input `secrets` into `secret-envs`: each value goes into a variable for the engine alone, never into an argument.
 * @throws input-invalid for a line that is no ID=VALUE, without repeating it
 */
function secretsByValue(written, environment, log) {
    const variables = {};
    const references = (written.get("secrets") ?? []).map((item, index) => {
        const [, id, value] = /^([^=]+)=(.+)$/.exec(item) ?? [];
        if (id === undefined || value === undefined) {
            throw new errors/* TreestampError */.ks("input-invalid", "A line of `secrets` is not written as ID=VALUE.", {
                remedy: "Write each on one line; a value of several lines goes into a file, which `secret-files` names.",
            });
        }
        log.mask(value);
        const variable = `TREESTAMP_SECRET_${index}`;
        variables[variable] = value;
        return `${id}=${variable}`;
    });
    if (references.length === 0)
        return { written, environment: { ...environment } };
    const others = new Map([...written].filter(([name]) => name !== "secrets"));
    others.set("secret-envs", [...(written.get("secret-envs") ?? []), ...references]);
    return { written: others, environment: { ...environment, ...variables } };
}

// EXTERNAL MODULE: ./core/request.js + 1 modules
var core_request = __webpack_require__(3107);
;// CONCATENATED MODULE: ./actions/delivery-step.js
/** push or promote as a step of a workflow. */







/** Runs the verb as a step. Never throws: a failure ends the step as failed. */
async function runDelivery(verb) {
    try {
        const { written, environment } = secretsByValue(await (0,github/* githubInputs */.dN)(verb, process.env), process.env, github/* githubLog */.QL);
        // What we start inherits the rest.
        for (const name of ["INPUT_PASSWORD", "INPUT_SECRETS"]) {
            delete process.env[name];
            delete environment[name];
        }
        const request = (0,core_request/* parseRequest */.T)(verb, written);
        if (request.credentials !== undefined)
            github/* githubLog */.QL.mask(request.credentials.password);
        const host = { log: github/* githubLog */.QL, environment, commandOutput: "stdout" };
        const delivered = await (0,compose.performDelivery)(verb, request, (0,delivery_request.parseDelivery)(verb, written), host);
        github/* githubLog */.QL.info((0,verbs_delivered.deliveredLines)(delivered));
        (0,github/* setOutputs */.n0)((0,verbs_delivered.deliveredStrings)(delivered));
        await (0,github/* addSummary */.S0)(deliverySummary(verb, delivered));
    }
    catch (error) {
        (0,github/* failStep */.vy)(error);
    }
}


/***/ }),

/***/ 7347:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   buildImageName: () => (/* binding */ buildImageName),
/* harmony export */   parseDelivery: () => (/* binding */ parseDelivery)
/* harmony export */ });
/* harmony import */ var _delivery_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2689);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4256);
/* harmony import */ var _recipe_config_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(430);
/* harmony import */ var _recipe_read_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1538);
/* harmony import */ var _store_reference_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9088);
/** What push and promote were told, from strings to values: what core/request.ts does not know of. */





/** The name in a Dockerfile that stands for the build image. */
const buildImageName = "build-image";
/** Reads what parseRequest has found to be of the right form. @throws input-invalid, naming the input */
function parseDelivery(verb, written) {
    const rows = new Map(_delivery_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .deliveryInputs */ .U.filter(({ verbs }) => verbs.includes(verb)).map((row) => [row.name, row]));
    const value = (name) => {
        const row = rows.get(name);
        const said = written.get(name)?.filter((item) => item !== "");
        if (row === undefined || said === undefined || said.length === 0)
            return undefined;
        return (0,_recipe_config_js__WEBPACK_IMPORTED_MODULE_2__.inputValue)(row, said, (fault) => (0,_recipe_config_js__WEBPACK_IMPORTED_MODULE_2__.invalid)(`\`${name}\``, fault, (0,_recipe_config_js__WEBPACK_IMPORTED_MODULE_2__.formOf)(row)));
    };
    const text = (name) => value(name);
    const list = (name) => value(name) ?? [];
    const map = (name) => value(name) ?? new Map();
    const source = text("source");
    const images = list("images").map(repositoryName);
    const unread = source === undefined
        ? undefined
        : ["context", "file", "target", "build-image"].find((name) => rows.has(name) && written.has(name));
    if (unread !== undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `The inputs "source" and "${unread}" exclude each other.`, {
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
            noCache: text("no-cache") === "true",
        },
        annotations: map("annotations"),
        push: text("push") !== "false",
    };
}
/**
 * A repository in lower case, as docker/metadata-action has it: `github.repository` may have upper-case letters, which no
 * expression of a workflow can change.
 */
function repositoryName(written) {
    const name = (0,_store_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .isFolderName */ .OB)(written) ? written : written.toLowerCase();
    if (!/^[^@]*:[^/@]+$/.test(name) || (0,_store_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .isFolderName */ .OB)(name))
        return name;
    throw (0,_recipe_config_js__WEBPACK_IMPORTED_MODULE_2__.invalid)("`images`", `${written} ends in a tag`, "Name the repository alone, and its tags under `tags`.");
}


/***/ }),

/***/ 3533:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Rr: () => (/* binding */ parsePath),
/* harmony export */   _f: () => (/* binding */ entryAt),
/* harmony export */   _w: () => (/* binding */ textOfPath)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4256);
/* harmony import */ var _tree_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2386);
/** Paths in a repository: as people write them, and what a tree has there. */



/**
 * Reads a path as somebody wrote it. `.`, `./a//b/` and the like are brought to one form.
 * @param what the input that the path stands in, for the message
 * @throws input-invalid where it is empty or leads out of the repository
 */
function parsePath(text, what) {
    const path = node_path__WEBPACK_IMPORTED_MODULE_0__.posix.normalize(text).replace(/\/$/, "");
    const fault = text === "" || text.includes("\0")
        ? "is empty or holds a NUL"
        : text.startsWith("/")
            ? "is an absolute path"
            : path === ".." || path.startsWith("../")
                ? "leads out of the repository"
                : undefined;
    if (fault !== undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `${what}: ${JSON.stringify(text)} ${fault}.`, {
            remedy: "Give the path from the repository's root, such as `build` or `docker/Dockerfile`.",
        });
    }
    return path === "." ? "" : (0,_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .bytesOf */ .$$)(path);
}
/** The path for people; `.` for the root. */
function textOfPath(path) {
    return path === "" ? "." : (0,_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .textOf */ .b6)(path);
}
/** The entry at `path` below the tree `root`; the root itself for the empty path. Links are not followed. */
async function entryAt(readTree, root, path) {
    let entry = { mode: "40000", name: "", oid: root };
    if (path === "")
        return { entry };
    let walked = "";
    for (const name of path.split("/")) {
        if (entry.mode !== "40000")
            return { entry: undefined, obstacle: { path: walked, entry } };
        const next = (await readTree(entry.oid)).find((candidate) => candidate.name === name);
        if (next === undefined)
            return { entry: undefined, obstacle: undefined };
        entry = next;
        walked = walked === "" ? name : `${walked}/${name}`;
    }
    return { entry };
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
function annotateFailure(message) {
    _actions_core__WEBPACK_IMPORTED_MODULE_5__/* .error */ .z3(message);
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


/***/ }),

/***/ 1538:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  yv: () => (/* binding */ originOf),
  Hp: () => (/* binding */ parseBase),
  Wt: () => (/* binding */ platformsOf),
  XQ: () => (/* binding */ readRecipe)
});

// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(4256);
// EXTERNAL MODULE: ./core/git/path.js
var git_path = __webpack_require__(3533);
// EXTERNAL MODULE: ./core/git/tree.js
var tree = __webpack_require__(2386);
;// CONCATENATED MODULE: ./core/recipe/lay-in.js
/** Laying files and directories into a tree of entries, without writing anything. */



function assembly(format, readGitTree) {
    const made = new Map();
    return { format, made, laidIn: new Set(), readTree: async (oid) => made.get(oid) ?? (await readGitTree(oid)) };
}
/** The entry of a new directory with these entries. */
function makeDirectory(into, name, entries) {
    const oid = (0,tree/* hashTree */.vz)(into.format, entries);
    into.made.set(oid, entries);
    return { mode: "40000", name, oid };
}
/**
 * `entries` with `entry` at `path` (the name of `entry` does not count). Directories are joined; two files at one place
 * must be the same.
 * @param names what the two sides are called in the message of a conflict
 * @throws input-invalid where two different things would stand at one place
 */
async function layIn(into, entries, path, entry, names) {
    async function place(among, parts, walked) {
        const [name, ...rest] = parts;
        const at = walked === "" ? name : `${walked}/${name}`;
        const there = among.find((candidate) => candidate.name === name);
        const placed = rest.length > 0
            ? makeDirectory(into, name, await place(await below(there, at), rest, at))
            : await join(there, { ...entry, name }, at);
        return [...among.filter((candidate) => candidate !== there), placed].sort(tree/* compareEntries */.wD);
    }
    async function join(there, added, at) {
        if (there === undefined)
            into.laidIn.add(at);
        if (there === undefined || (there.oid === added.oid && there.mode === added.mode))
            return added;
        if (there.mode !== "40000" || added.mode !== "40000")
            throw conflict(at);
        let joined = await into.readTree(there.oid);
        for (const child of await into.readTree(added.oid)) {
            const known = joined.find((candidate) => candidate.name === child.name);
            const merged = await join(known, child, `${at}/${child.name}`);
            joined = [...joined.filter((candidate) => candidate !== known), merged].sort(tree/* compareEntries */.wD);
        }
        return makeDirectory(into, added.name, joined);
    }
    async function below(there, at) {
        if (there === undefined)
            return [];
        if (there.mode !== "40000")
            throw conflict(at);
        return into.readTree(there.oid);
    }
    function conflict(at) {
        return new errors/* TreestampError */.ks("input-invalid", `${names.there} and ${names.new} both have ${(0,git_path/* textOfPath */._w)(at)}, and they differ.`, {
            remedy: "Two things cannot stand at one place of the build context: leave one of them out or make them equal.",
        });
    }
    return place(entries, path.split("/"), "");
}

// EXTERNAL MODULE: ./core/recipe/recipe.js
var recipe = __webpack_require__(1810);
;// CONCATENATED MODULE: ./core/recipe/read.js





/** The paths of the repository that the inputs name. @throws input-invalid for a path that leads out of it */
function originOf(inputs) {
    const context = (0,git_path/* parsePath */.Rr)(inputs.context ?? ".", "`context`");
    return {
        context,
        include: (inputs.include ?? []).map((path) => (0,git_path/* parsePath */.Rr)(path, "`include`")),
        dockerfile: inputs.file === undefined ? below(context, "Dockerfile") : (0,git_path/* parsePath */.Rr)(inputs.file, "`file`"),
    };
}
/**
 * Reads a recipe from the tree `root`.
 * @throws path-missing, input-invalid
 */
async function readRecipe(readGitTree, format, root, inputs) {
    const origin = originOf(inputs);
    const into = assembly(format, readGitTree);
    const directory = await directoryAt(into.readTree, root, origin.context);
    let context = await into.readTree(directory.oid);
    if (context.length === 0)
        throw nothingThere("context", origin.context, "is an empty directory");
    for (const path of origin.include) {
        if (path === "")
            continue;
        const entry = await includedAt(into.readTree, root, path);
        context = await layIn(into, context, path, entry, {
            there: `The context (${(0,git_path/* textOfPath */._w)(origin.context)}, with what was laid in before)`,
            new: `the included path ${(0,git_path/* textOfPath */._w)(path)}`,
        });
    }
    if (origin.include.includes("") && origin.context !== "") {
        throw new errors/* TreestampError */.ks("input-invalid", "`include`: the whole repository cannot be laid into a part of it.", {
            remedy: "Make it the context, with `.` as its path.",
        });
    }
    if (context.some(({ name }) => name === recipe/* reservedName */.k)) {
        throw new errors/* TreestampError */.ks("input-invalid", `The build context has an entry ${recipe/* reservedName */.k} at its root.`, {
            remedy: "treestamp keeps this name for itself: give the file or directory another one.",
        });
    }
    const dockerfile = await dockerfileIn(into, root, context, origin, inputs.file !== undefined);
    return {
        context: dockerfile.context,
        madeTrees: into.made,
        laidIn: into.laidIn,
        dockerfile: dockerfile.path,
        target: inputs.target,
        buildArgs: inputs.buildArgs ?? new Map(),
        platforms: platformsOf(inputs.platforms),
        bases: [...(inputs.base ?? [])].map(([name, image]) => parseBase(name, image)).sort(byName),
        origin,
    };
}
function below(directory, name) {
    return directory === "" ? name : `${directory}/${name}`;
}
async function directoryAt(readTree, root, path) {
    const found = await (0,git_path/* entryAt */._f)(readTree, root, path);
    const entry = found.entry ?? found.obstacle?.entry;
    if (entry === undefined)
        throw nothingThere("context", path, "is not in the repository");
    if (entry.mode !== "40000")
        throw notThat("context", path, entry, "a directory");
    return entry;
}
async function includedAt(readTree, root, path) {
    const { entry, obstacle } = { obstacle: undefined, ...(await (0,git_path/* entryAt */._f)(readTree, root, path)) };
    if (entry === undefined && obstacle === undefined) {
        throw nothingThere("include", path, "is not in the repository");
    }
    if (entry === undefined)
        throw notThat("include", path, obstacle.entry, "a directory");
    if (entry.mode === "160000")
        throw notThat("include", path, entry, "a file or directory");
    return entry;
}
/** Finds the Dockerfile; one from outside of the context is laid in under the reserved name, with its own ignore file. */
async function dockerfileIn(into, root, context, { context: directory, dockerfile: path }, named) {
    const found = await (0,git_path/* entryAt */._f)(into.readTree, root, path);
    const entry = found.entry;
    if (entry === undefined) {
        if (!("obstacle" in found) || found.obstacle === undefined) {
            const remedy = named
                ? undefined
                : "Name the Dockerfile: input `file`, flag `--file`, or `file:` in treestamp.yml.";
            throw nothingThere("file", path, "is not in the repository", remedy);
        }
        throw notThat("file", path, found.obstacle.entry, "a directory");
    }
    if (entry.mode === "40000" || entry.mode === "160000")
        throw notThat("file", path, entry, "a file");
    const inside = directory === "" ? path : path.startsWith(`${directory}/`) ? path.slice(directory.length + 1) : "";
    if (inside !== "")
        return { context, path: (0,tree/* textOf */.b6)(inside) };
    if (entry.mode === "120000")
        throw notThat("file", path, entry, "a file");
    const ignore = (await (0,git_path/* entryAt */._f)(into.readTree, root, `${path}.dockerignore`)).entry;
    const own = [{ ...entry, name: "Dockerfile" }];
    if (ignore !== undefined)
        own.push({ ...ignore, name: "Dockerfile.dockerignore" });
    return {
        context: [...context, makeDirectory(into, recipe/* reservedName */.k, own)].sort(tree/* compareEntries */.wD),
        path: `${recipe/* reservedName */.k}/Dockerfile`,
    };
}
function nothingThere(input, path, what, remedy) {
    return new errors/* TreestampError */.ks("path-missing", `\`${input}\`: ${(0,git_path/* textOfPath */._w)(path)} ${what}.`, {
        remedy: remedy ??
            "Check the spelling, and that it is committed: git keeps no empty directories, and ignored files are not in it.",
    });
}
function notThat(input, path, entry, wanted) {
    const where = (0,git_path/* textOfPath */._w)(path);
    if (entry.mode === "160000") {
        return new errors/* TreestampError */.ks("input-invalid", `\`${input}\`: ${where} is, or is in, a submodule.`, {
            remedy: "A submodule's files are not in this repository's tree: run treestamp in the submodule (`-C`), or copy them.",
        });
    }
    const is = entry.mode === "120000" ? "a symbolic link" : entry.mode === "40000" ? "a directory" : "a file";
    const remedy = is === "a symbolic link" ? "Name the path that it points to." : `Name ${wanted}.`;
    return new errors/* TreestampError */.ks("input-invalid", `\`${input}\`: ${where} is, or leads through, ${is}.`, { remedy });
}
/** Platforms in one order, the usual one where none is said. @throws input-invalid */
function platformsOf(platforms) {
    if (platforms === undefined || platforms.length === 0)
        return [recipe/* defaultPlatform */.n];
    for (const platform of platforms) {
        if (/^[a-z0-9]+\/[a-z0-9_]+(\/[a-z0-9.]+)?$/.test(platform))
            continue;
        throw new errors/* TreestampError */.ks("input-invalid", `\`platforms\`: ${JSON.stringify(platform)} is not OS/ARCH.`, {
            remedy: "Write it like linux/amd64 or linux/arm/v7.",
        });
    }
    return [...new Set(platforms)].sort();
}
/** One item of `base`. @throws input-invalid for what is not fixed by a digest */
function parseBase(name, image) {
    const parts = /^(oci-layout:\/\/)?(.+)@(sha256:[0-9a-f]{64})$/.exec(image);
    if (parts === null) {
        throw new errors/* TreestampError */.ks("input-invalid", `\`base\`: ${name}=${image} does not fix an image by digest.`, {
            remedy: "Write NAME=REPOSITORY@sha256:… or NAME=oci-layout://FOLDER@sha256:…, with 64 hexadecimal digits.",
        });
    }
    const [, layout, place, digest] = parts;
    const source = layout
        ? { kind: "layout", folder: place }
        : { kind: "registry", repository: place };
    return { name, digest, source };
}
function byName(a, b) {
    return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}


/***/ }),

/***/ 1810:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ reservedName),
/* harmony export */   n: () => (/* binding */ defaultPlatform)
/* harmony export */ });
/** Directory at the context's root that treestamp keeps for what is not a file of the context. */
const reservedName = ".treestamp";
/** What a recipe is built for where it does not say. */
const defaultPlatform = "linux/amd64";


/***/ }),

/***/ 3848:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ZC: () => (/* binding */ abortable),
/* harmony export */   hS: () => (/* binding */ counted),
/* harmony export */   mA: () => (/* binding */ streamOf),
/* harmony export */   p8: () => (/* binding */ collectUpTo)
/* harmony export */ });
/** Streams of bytes: made, taken in, and left when they are not wanted any more. */
/** A stream of these parts. */
async function* streamOf(...parts) {
    yield* parts;
}
/** All bytes of a stream; undefined, and nothing more is read, where they are more than `limit`. */
async function collectUpTo(limit, stream) {
    const parts = [];
    let size = 0;
    for await (const part of stream) {
        size += part.length;
        if (size > limit)
            return undefined;
        parts.push(part);
    }
    return Buffer.concat(parts);
}
/** The same items, but waiting for the next one ends when the signal does. @throws the signal's reason */
async function* abortable(source, signal) {
    const items = source[Symbol.asyncIterator]();
    let wake = () => { };
    const aborted = new Promise((resolve) => {
        wake = () => resolve("aborted");
    });
    signal.addEventListener("abort", wake, { once: true });
    try {
        for (;;) {
            signal.throwIfAborted();
            const item = await Promise.race([items.next(), aborted]);
            if (item === "aborted" || item.done)
                break;
            yield item.value;
        }
        signal.throwIfAborted();
    }
    finally {
        signal.removeEventListener("abort", wake);
        // Not awaited: a source that hangs in its read would hold us, too.
        void items.return?.().catch(() => { });
    }
}
/** The same bytes; how many have come is told. */
async function* counted(source, progress) {
    for await (const part of source) {
        progress.add(part.length);
        yield part;
    }
}


/***/ }),

/***/ 2529:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bc: () => (/* binding */ isDigest),
/* harmony export */   Bj: () => (/* binding */ sha256Of),
/* harmony export */   ZD: () => (/* binding */ hexOf),
/* harmony export */   oD: () => (/* binding */ readWhole),
/* harmony export */   qb: () => (/* binding */ corrupt),
/* harmony export */   zr: () => (/* binding */ verified)
/* harmony export */ });
/* unused harmony exports parseDigest, digestOf */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4256);
/* harmony import */ var _byte_stream_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3848);
/** Digests: what names a blob, and the check that the bytes are the ones it names. */



/** True for `sha256:` and 64 lower-case hexadecimal digits; other algorithms are not used here. */
function isDigest(text) {
    return typeof text === "string" && /^sha256:[0-9a-f]{64}$/.test(text);
}
/** @throws input-invalid */
function parseDigest(text) {
    if (isDigest(text))
        return text;
    throw new TreestampError("input-invalid", `"${text}" is not a digest.`, {
        remedy: "Write a digest as sha256: and 64 lower-case hexadecimal digits.",
    });
}
/** The 64 hexadecimal digits of a digest. */
function hexOf(digest) {
    return digest.slice("sha256:".length);
}
function sha256Of(bytes) {
    return `sha256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(bytes).digest("hex")}`;
}
/** Digest and size of everything that a stream gives. */
async function digestOf(stream) {
    const hash = createHash("sha256");
    let size = 0;
    for await (const part of stream) {
        hash.update(part);
        size += part.length;
    }
    return { digest: `sha256:${hash.digest("hex")}`, size };
}
/**
 * Gives the bytes of `stream` on, and holds the last part back until size and digest are known to be right: whoever
 * reads to the end has what the descriptor names, and a reader that got it all got it right.
 * @param origin where the bytes come from, for the error: `registry.example/team/build`, a file
 * @throws store-corrupt
 */
async function* verified(stream, expected, origin) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256");
    let size = 0;
    let held;
    for await (const part of stream) {
        size += part.length;
        if (size > expected.size)
            throw corrupt(expected, origin, `it gave more than ${expected.size} bytes`);
        hash.update(part);
        if (held !== undefined)
            yield held;
        held = part;
    }
    if (size !== expected.size)
        throw corrupt(expected, origin, `it ended after ${size} of ${expected.size} bytes`);
    const actual = `sha256:${hash.digest("hex")}`;
    if (actual !== expected.digest)
        throw corrupt(expected, origin, `its bytes are ${actual}`);
    if (held !== undefined)
        yield held;
}
/** The failure for bytes that are not the ones asked for. */
function corrupt(expected, origin, what) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("store-corrupt", `${origin} does not give ${expected.digest}: ${what}.`, {
        remedy: "Try again; where it stays so, remove what is stored there under this digest and write it anew.",
    });
}
/**
 * A small blob of a store, whole and verified. For what is known to be small: all of it is in memory.
 * @param signal ends it, with its reason
 */
async function readWhole(store, blob, signal) {
    const stream = store.readBlob(blob);
    const parts = [];
    for await (const part of signal === undefined ? stream : (0,_byte_stream_js__WEBPACK_IMPORTED_MODULE_2__/* .abortable */ .ZC)(stream, signal))
        parts.push(part);
    return Buffer.concat(parts);
}


/***/ }),

/***/ 9088:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F2: () => (/* binding */ parseReference),
/* harmony export */   FH: () => (/* binding */ formatReference),
/* harmony export */   OB: () => (/* binding */ isFolderName),
/* harmony export */   U9: () => (/* binding */ isLoopback),
/* harmony export */   bI: () => (/* binding */ dockerHubHosts),
/* harmony export */   dz: () => (/* binding */ isTag),
/* harmony export */   j$: () => (/* binding */ formatLocation),
/* harmony export */   mS: () => (/* binding */ isSameRegistry),
/* harmony export */   uC: () => (/* binding */ checkTagOrDigest),
/* harmony export */   zS: () => (/* binding */ parseLocation)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7030);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_net__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4256);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2529);
/** Names of stores and of what is in them, parsed once into values. */



/**
 * Reads the name of a store: a repository, completed as docker does it (`debian` is `docker.io/library/debian`), or a
 * folder, which starts with `/`, `./`, `../` or `oci:`. Grammar: distribution/reference.
 * @throws input-invalid
 */
function parseLocation(text) {
    if (text === "" || text.trim() !== text)
        throw invalid(text, "it is empty, or has spaces around it");
    if (isFolderName(text))
        return folderLocation(text.replace(/^oci:/, ""), text);
    if (text.startsWith("~")) {
        throw invalid(text, "`~` is not expanded here", "Write the folder's whole path.");
    }
    return repositoryLocation(text);
}
/** True for two repositories that one registry has. */
function isSameRegistry(one, other) {
    return one.kind === "registry" && other.kind === "registry" && one.registry === other.registry;
}
/** True for the name of a folder rather than of a repository. */
function isFolderName(text) {
    return text.startsWith("oci:") || /^\.{0,2}\//.test(text) || text === "." || text === "..";
}
/** The name that people write and other programs take: `docker.io/library/debian`, `./images`. */
function formatLocation(location) {
    return location.kind === "layout" ? location.folder : `${location.registry}/${location.repository}`;
}
/**
 * The whole name of an image. In a registry `NAME:TAG@DIGEST`, as docker takes it; in a folder `oci:FOLDER:TAG`, as
 * skopeo, buildah and podman take it (they know no digest there), or `oci:FOLDER@DIGEST` without a tag.
 */
function formatReference(location, tag, digest) {
    const tagPart = tag === undefined ? "" : `:${tag}`;
    const digestPart = digest === undefined ? "" : `@${digest}`;
    if (location.kind === "registry")
        return formatLocation(location) + tagPart + digestPart;
    return `oci:${location.folder}${tag === undefined ? digestPart : tagPart}`;
}
/**
 * Reads the whole name of an image, in all forms that `formatReference` writes: `NAME:TAG`, `NAME@DIGEST`, `NAME:TAG@DIGEST`,
 * `oci:FOLDER:TAG`, `oci:FOLDER@DIGEST`; and a folder alone.
 * @throws input-invalid
 */
function parseReference(text) {
    const [, before = text, digest] = /^(.+)@(sha256:[0-9a-f]{64})$/.exec(text) ?? [];
    const tagged = isFolderName(before) ? /^(oci:.+):([^:/]+)$/.exec(before) : /^(.+):([^:/]+)$/.exec(before);
    const location = tagged?.[1] ?? before;
    const name = digest ?? tagged?.[2];
    if (name !== undefined)
        checkTagOrDigest(name);
    const { kind } = parseLocation(location);
    if (kind === "layout" || name !== undefined)
        return { location, name };
    throw invalid(text, "it has neither a tag nor a digest", `Write ${text}:TAG or ${text}@sha256:…`, "an image");
}
/** A tag: up to 128 letters, digits, `_`, `.` and `-`. Source: distribution-spec, "Pulling manifests". */
function isTag(text) {
    return /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/.test(text);
}
/** @throws input-invalid for what is neither a tag nor a digest */
function checkTagOrDigest(reference) {
    if (isTag(reference) || (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .isDigest */ .Bc)(reference))
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `"${reference}" is neither a tag nor a digest.`, {
        remedy: "A tag has up to 128 letters, digits, `_`, `.` and `-`; a digest is sha256: and 64 hexadecimal digits.",
    });
}
/** True for `localhost`, 127.0.0.0/8 and ::1, with or without a port: traffic to them does not leave the machine. */
function isLoopback(registry) {
    const host = registry.replace(/:\d+$/, "");
    return host === "localhost" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);
}
function folderLocation(folder, text) {
    if (folder === "" || folder.includes("\0"))
        throw invalid(text, "it names no folder");
    return { kind: "layout", folder };
}
function repositoryLocation(text) {
    if (/^[a-z]+:\/\//i.test(text)) {
        throw invalid(text, "it starts like a URL", `Write it without the scheme: ${text.replace(/^[a-z]+:\/\//i, "")}`);
    }
    if (text.includes("@")) {
        throw invalid(text, "it ends in a digest", `A store is a whole repository: ${text.replace(/@.*$/, "")}`);
    }
    const { registry, repository } = splitRegistry(text);
    const tagged = /^([^:]*):[^/]*$/.exec(repository);
    if (tagged !== null) {
        const without = text.slice(0, text.lastIndexOf(":"));
        throw invalid(text, "it ends in a tag", `A store is a whole repository, and the key is the tag: ${without}`);
    }
    if (!isHost(registry))
        throw invalid(text, `"${registry}" is not the name of a host`);
    if (repository === "")
        throw invalid(text, "it names a registry, but no repository in it");
    if (/[A-Z]/.test(repository)) {
        throw invalid(text, "names of repositories have no upper-case letters", `Try ${text.toLowerCase()}`);
    }
    if (!repository.split("/").every((part) => /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/.test(part))) {
        throw invalid(text, "a part of the repository's name has characters other than a-z, 0-9 and single . _ - between them");
    }
    if (registry.length + 1 + repository.length > 255)
        throw invalid(text, "it is longer than 255 characters");
    return { kind: "registry", registry, repository };
}
/** Docker's rule: the first part is a host if it has a dot, a port or an upper-case letter, or is `localhost`. */
function splitRegistry(text) {
    const slash = text.indexOf("/");
    const first = text.slice(0, Math.max(slash, 0));
    if (slash > 0 && (/[.:A-Z[]/.test(first) || first === "localhost")) {
        const registry = first.toLowerCase();
        if (!dockerHubHosts.includes(registry))
            return { registry, repository: text.slice(slash + 1) };
        return hubLocation(text.slice(slash + 1));
    }
    return hubLocation(text);
}
function hubLocation(repository) {
    return { registry: "docker.io", repository: repository.includes("/") ? repository : `library/${repository}` };
}
/** All that people and configuration files write for Docker Hub. */
const dockerHubHosts = ["docker.io", "index.docker.io", "registry-1.docker.io"];
function isHost(text) {
    const [, host = "", port] = /^(.*?)(?::(\d{1,5}))?$/.exec(text) ?? [];
    if (port !== undefined && (Number(port) === 0 || Number(port) > 65535))
        return false;
    if (host.startsWith("["))
        return host.endsWith("]") && (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIPv6)(host.slice(1, -1));
    return host.split(".").every((label) => /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(label));
}
function invalid(text, why, remedy, what = "a store") {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `"${text}" is not the name of ${what}: ${why}.`, {
        remedy: remedy ?? "Write a repository such as registry.example/team/build, or a folder such as ./images.",
    });
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
        stages: (0,_stages_js__WEBPACK_IMPORTED_MODULE_1__/* .listedStages */ .Z)(stages),
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