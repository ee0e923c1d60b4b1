"use strict";
exports.id = 6488;
exports.ids = [6488];
exports.modules = {

/***/ 66488:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runCircleStep: () => (/* binding */ runCircleStep)
});

// EXTERNAL MODULE: ./core/app.js
var app = __webpack_require__(76692);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(64256);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./core/inputs/list-text.js
var list_text = __webpack_require__(66637);
// EXTERNAL MODULE: ./core/inputs/read.js
var read = __webpack_require__(82453);
// EXTERNAL MODULE: ./core/inputs/table.js + 9 modules
var table = __webpack_require__(14893);
// EXTERNAL MODULE: ./core/log/masks.js
var masks = __webpack_require__(7443);
// EXTERNAL MODULE: ./core/report/outputs.js
var outputs = __webpack_require__(88396);
// EXTERNAL MODULE: ./core/report/terminal.js
var terminal = __webpack_require__(57580);
// EXTERNAL MODULE: ./core/host/last-line.js
var last_line = __webpack_require__(67887);
// EXTERNAL MODULE: ./core/host/passed-variables.js
var passed_variables = __webpack_require__(85024);
// EXTERNAL MODULE: ./core/host/shell/host.js
var host = __webpack_require__(23101);
// EXTERNAL MODULE: ./core/host/shell/log.js
var shell_log = __webpack_require__(96797);
;// CONCATENATED MODULE: ./core/host/circleci/host.js
/**
 * CircleCI: how the orb's steps hand inputs in and get outputs back. A step's parameters arrive as variables of its own
 * environment, so no shell reads them; outputs go to `$BASH_ENV`, which every later step reads, and to a file as JSON.
 */













/** Inputs that are secrets or belong to one: the orb's parameter is the name of the variable that holds the value. */
const named = ["username", "password"];
/** Those whose spaces count. */
const exact = ["run", "secrets"];
function isNamedByVariable({ name }) {
    return named.includes(name);
}
/** `build-args` -> `build_args`, as parameters of orbs are written. */
function parameterOf(name) {
    return name.replaceAll("-", "_");
}
/** The variable that a parameter arrives in. */
function variableOf(name) {
    return `TREESTAMP_INPUT_${parameterOf(name).toUpperCase()}`;
}
/** The folder that keeps images between jobs if CircleCI's cache is the store: the orb saves and restores it. */
const cachedStore = ".treestamp/store";
/**
 * The inputs of a step, from the variables that the orb gives it.
 * @throws input-invalid where the folder that CircleCI's cache keeps is asked for and there is no home
 */
function circleInputs(verb, environment) {
    const written = new Map();
    for (const input of (0,table/* inputsOf */.Vc)(verb, "action")) {
        const { name } = input;
        const said = environment[variableOf(name)] ?? "";
        const value = isNamedByVariable(input)
            ? (environment[said] ?? "").trim()
            : exact.includes(name)
                ? said
                : said.trim();
        if (value !== "")
            written.set(name, (0,list_text/* itemsIn */.U)(input, value));
    }
    if ((0,read/* parseBoolean */.yG)(environment.TREESTAMP_CIRCLECI_CACHE ?? "") !== true)
        return written;
    if (written.has("store")) {
        throw new errors/* TreestampError */.ks("input-invalid", "`store` and `circleci_cache` cannot be used together.", {
            remedy: "Leave one of them out: the cache of CircleCI is a store of its own.",
        });
    }
    const { HOME: home } = environment;
    if (!home)
        throw new errors/* TreestampError */.ks("input-invalid", "There is no folder for CircleCI's cache: HOME is not set.");
    return written.set("store", [(0,external_node_path_.join)(home, cachedStore)]);
}
/** CircleCI's variables about the pipeline and the job. Its tokens, and the key that continues a pipeline, are passed on only by name. */
const passed = /^(CI|CIRCLECI|CIRCLE_(?!INTERNAL)\w+)$/;
/** What a command gets in addition to what `env` names. */
function circleGifts(environment) {
    return {
        variables: (0,passed_variables/* variablesOf */.h)(environment, (name) => passed.test(name) && !(0,masks/* looksSecret */.n)(name)),
        paths: [],
        readOnlyPaths: [],
        searched: [],
        results: new Map(),
    };
}
/**
 * A step of the orb.
 * @param environment of the process; a step's inputs, of which some are secrets, are taken out once they are read, since
 * what we start inherits the rest
 */
function circleHost(verb, environment, write) {
    const log = (0,shell_log/* localLog */.g)({ write, debug: false });
    return {
        verb,
        log,
        environment,
        commandOutput: "stdout",
        gifts: circleGifts(environment),
        // A step has a shell of its own, which CircleCI's agent starts.
        job: { folder: environment[jobVariable] || undefined, generations: 2 },
        read: async () => {
            const written = circleInputs(verb, environment);
            for (const { name } of (0,table/* inputsOf */.Vc)(verb, "action"))
                delete environment[variableOf(name)];
            return { written, home: environment.HOME };
        },
        tell: async (outcome) => {
            if (outcome.kind === "image" && outcome.job !== undefined)
                await keepCircleJob(outcome.job, environment);
            log.info(outcome.kind === "image" ? `${outcome.image}\n${(0,terminal/* stageTable */.J)(outcome)}` : (0,terminal/* linesOf */.D)(outcome));
            await writeCircleOutputs(verb, (0,outputs/* outputStrings */.Gb)(outcome), environment);
        },
        fail: async (error) => (0,host/* reportFailure */.xV)(error, false, write),
    };
}
/** Holds the folder of the job's environments, for later steps. */
const jobVariable = "TREESTAMP_JOB";
/**
 * Lets later steps of the job know its folder.
 * @throws input-invalid where that cannot be written
 */
async function keepCircleJob(folder, { BASH_ENV: script }) {
    if (script)
        await written(script, () => appendLines(script, `export ${jobVariable}=${quoted(folder)}\n`));
}
/**
 * Hands the outputs to later steps: `TREESTAMP_KEY` and so on (of push and promote `TREESTAMP_PUSH_…`, because those are
 * about another image), and all of them as one JSON object in the file that the step was given. For a build image its tag
 * goes to a file, too, that names the cache of it.
 * @throws input-invalid where one of the files cannot be written
 */
async function writeCircleOutputs(verb, outputs, environment) {
    const prefix = verb === "push" || verb === "promote" ? `TREESTAMP_${verb.toUpperCase()}` : "TREESTAMP";
    const lines = Object.entries(outputs).map(([name, value]) => `export ${prefix}_${parameterOf(name).toUpperCase()}=${quoted(value)}\n`);
    const { BASH_ENV: script, TREESTAMP_OUTPUTS_FILE: file, TREESTAMP_KEY_FILE: keyFile } = environment;
    if (script)
        await written(script, () => appendLines(script, lines.join("")));
    if (file)
        await written(file, () => (0,promises_.writeFile)(file, `${JSON.stringify(outputs, null, 2)}\n`));
    if (keyFile)
        await written(keyFile, () => (0,promises_.writeFile)(keyFile, `${outputs.tag}\n`));
}
async function appendLines(path, lines) {
    (0,last_line/* endLastLine */._)(path);
    await (0,promises_.appendFile)(path, lines);
}
async function written(path, write) {
    try {
        await (0,promises_.mkdir)((0,external_node_path_.dirname)(path), { recursive: true });
        await write();
    }
    catch (cause) {
        throw new errors/* TreestampError */.ks("input-invalid", `The outputs cannot be written to ${path}: ${cause.message}.`, {
            remedy: "Name a file that this job may write.",
            cause,
        });
    }
}
/** A shell word that means exactly this text. Variables cannot hold a NUL. */
function quoted(value) {
    return `'${value.replaceAll("\0", "").replaceAll("'", "'\\''")}'`;
}

// EXTERNAL MODULE: ./core/inputs/input.js
var input = __webpack_require__(97961);
;// CONCATENATED MODULE: ./cli/circleci-step.js
/** `treestamp circleci-step VERB`: one step of the orb: variables in, a verb, outputs for later steps. */




/** Carries out the verb. @returns the exit code @throws input-invalid where it is not called as the orb calls it */
async function runCircleStep([word, ...rest], process) {
    const verb = input/* actionVerbs */.bw.find((candidate) => candidate === word);
    if (verb === undefined || rest.length > 0) {
        throw new errors/* TreestampError */.ks("input-invalid", "circleci-step takes one verb, and its inputs from the environment.", {
            remedy: "It is what the orb calls: see docs/circleci.md. On a command line, write treestamp VERB.",
        });
    }
    return (0,app.carryOut)(circleHost(verb, process.env, (text) => process.stderr.write(text)));
}


/***/ }),

/***/ 67887:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ endLastLine)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/** Files that a step's command writes, too: what it leaves without a line feed at its end would run into our first line. */

/** Reads and appends without following a link, or waiting at a fifo, that the command has put in the file's place. */
const flags = node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDWR | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_APPEND | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NOFOLLOW | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NONBLOCK;
/** Ends the file's last line if it is unfinished. Leaves alone what is missing or not a file. */
function endLastLine(path) {
    if (!path)
        return;
    let file;
    try {
        file = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(path, flags);
    }
    catch {
        return; // the next write to it says why that cannot be done
    }
    try {
        const stats = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(file);
        if (!stats.isFile() || stats.size === 0)
            return;
        const last = Buffer.alloc(1);
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync)(file, last, 0, 1, stats.size - 1);
        if (last[0] !== 0x0a)
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeSync)(file, "\n");
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(file);
    }
}


/***/ }),

/***/ 85024:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ variablesOf)
/* harmony export */ });
/** Which of a job's variables a command gets without naming them: those whose name is wanted. */
function variablesOf(environment, isWanted) {
    const variables = new Map();
    for (const [name, value] of Object.entries(environment)) {
        if (value !== undefined && isWanted(name))
            variables.set(name, value);
    }
    return variables;
}


/***/ }),

/***/ 66637:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ fieldsOf),
/* harmony export */   U: () => (/* binding */ itemsIn)
/* harmony export */ });
/* harmony import */ var csv_parse_sync__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(40203);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64256);
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


/***/ })

};
;