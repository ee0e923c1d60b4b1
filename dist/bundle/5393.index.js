"use strict";
exports.id = 5393;
exports.ids = [5393,3377];
exports.modules = {

/***/ 55393:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  vy: () => (/* binding */ failStep),
  Se: () => (/* binding */ githubHost),
  dN: () => (/* binding */ githubInputs),
  Ik: () => (/* binding */ jobToEnd),
  c$: () => (/* binding */ warnOf)
});

// UNUSED EXPORTS: githubLog

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 3 modules
var core = __webpack_require__(11604);
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/summary.js
var summary = __webpack_require__(97971);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(64256);
// EXTERNAL MODULE: ./core/inputs/list-text.js
var list_text = __webpack_require__(66637);
// EXTERNAL MODULE: ./core/inputs/table.js + 9 modules
var table = __webpack_require__(14893);
// EXTERNAL MODULE: ./core/log/masks.js
var masks = __webpack_require__(7443);
// EXTERNAL MODULE: ./core/log/progress.js
var progress = __webpack_require__(14139);
;// CONCATENATED MODULE: ./core/report/annotations.js
/** The failure of each phase; or of the command, where no phase has failed. Empty where all went well, or nothing ran. */
function failuresOf(outcome) {
    if (outcome.kind !== "image")
        return [];
    const { exitCode, reason, phases = [] } = outcome;
    const failed = phases.filter(({ outcome }) => outcome === "failure").map(ofPhase);
    if (failed.length > 0)
        return failed;
    if (exitCode === undefined || exitCode === 0)
        return [];
    return [{ title: `Exit code ${exitCode}`, message: reason ?? `The command failed with exit code ${exitCode}.` }];
}
function ofPhase({ name, exitCode }) {
    const unseen = "ended without an exit code: it was killed, or the cache folder's disk is full";
    const how = exitCode === undefined ? unseen : `failed with exit code ${exitCode}`;
    return { title: `Phase ${name} failed`, message: `The phase ${name} ${how}.` };
}

// EXTERNAL MODULE: ./core/report/outputs.js
var outputs = __webpack_require__(88396);
// EXTERNAL MODULE: ./core/log/amounts.js
var amounts = __webpack_require__(89155);
// EXTERNAL MODULE: ./core/log/stages.js
var log_stages = __webpack_require__(24291);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
;// CONCATENATED MODULE: ./core/report/markdown.js
/** Markdown as GitHub renders it in a job's summary. */


/** The stages as a table, with a bar each. @returns its lines */
function stagesInMarkdown(stages) {
    const total = stages.reduce((sum, { seconds }) => sum + seconds, 0);
    const longest = Math.max(...stages.map(({ seconds }) => seconds));
    return [
        "| stage | time | | size | |",
        "| --- | ---: | --- | ---: | --- |",
        ...stages.map(({ name, seconds, bytes, note = "" }) => {
            const size = bytes === undefined ? "" : (0,amounts/* formatBytes */.z3)(bytes);
            return `| ${plain(name)} | ${(0,amounts/* formatSeconds */.Xo)(seconds)} | ${bar(seconds, longest)} | ${size} | ${plain(note)} |`;
        }),
        `| **total** | **${(0,amounts/* formatSeconds */.Xo)(total)}** | | | |`,
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
    return [fence, ...(0,external_node_util_.stripVTControlCharacters)(output).split("\n"), fence];
}

// EXTERNAL MODULE: ./core/report/outcome.js
var outcome = __webpack_require__(87306);
;// CONCATENATED MODULE: ./core/report/summary.js





/** Summary of any verb; empty for verbs that are not steps. */
function summaryOf(verb, outcome) {
    switch (outcome.kind) {
        case "image":
            return imageSummary(outcome);
        case "environments":
            return environmentsSummary(outcome);
        case "delivery":
            return deliverySummary(verb, outcome);
        case "lock":
        case "passed":
        case "verify":
        case "prune":
            return "";
    }
}
/** A build image: its name, hit or miss and why, the phases, the stages. */
function imageSummary(result) {
    const { tag, stages, phases, caches = [], cacheHit, image, digest, snapshot, sandbox, reused, runKey } = result;
    return [
        `### treestamp: ${reused ? "passed before" : cacheHit ? "hit" : "miss"}${phrase(result)}`,
        "",
        ...(reused ? [passedBefore(reused)] : [`- **${cacheHit ? "hit" : "miss"}**: ${plain(why(result))}`]),
        ...savings(result),
        `- key ${code(tag)}`,
        `- image ${code(image.replace(/@[^@/]*$/, ""))}`, // a line for the digest: both in one are wider than the page
        ...(digest === undefined ? [] : [`- digest ${code(digest)}`]),
        ...(snapshot === undefined ? [] : [`- environment: ${sandbox ? `${sandbox}, ` : ""}snapshot ${code(snapshot)}`]),
        ...(runKey === undefined ? [] : [`- run key ${code(runKey)}`]),
        "",
        ...(phases === undefined ? [] : phaseTable(phases)),
        ...(caches.length === 0 ? [] : cacheTable(caches)),
        ...stagesInMarkdown(stages),
        "",
    ].join("\n");
}
/** All environments: the state of each, or what became of it. */
function environmentsSummary({ verb, environments, stages }) {
    return [
        `### treestamp: ${verb}`,
        "",
        "| environment | | key |",
        "| --- | --- | --- |",
        ...environments.map(({ environment, state, cacheHit, missed, tag }) => `| ${plain(environment || "(the only one)")} | ${verb === "build" ? (cacheHit ? "hit" : `built${missed === undefined ? "" : `: ${plain(missed)}`}`) : state} | ${code(tag)} |`),
        "",
        ...(stages.length === 0 ? [] : [...stagesInMarkdown(stages), ""]),
    ].join("\n");
}
/** A delivered image: its tags and what became of them, the digest, the stages. */
function deliverySummary(verb, { digest, tags, isPushed, stages }) {
    const done = { pushed: "pushed", moved: "moved here", there: "was there" };
    return [
        `### treestamp: ${verb}`,
        "",
        code(digest),
        "",
        "| tag | |",
        "| --- | --- |",
        ...tags.map((tag) => `| ${code((0,outputs/* nameOf */.Vb)(tag))} | ${isPushed ? done[tag.outcome] : "not pushed"} |`),
        "",
        ...stagesInMarkdown(stages),
        "",
    ].join("\n");
}
/** What failed before there was a result: what and why, what to do, and what a program printed. */
function failureSummary({ message, remedy, output }) {
    return [
        "### treestamp: failed",
        "",
        plain(message),
        ...(remedy === undefined ? [] : ["", plain(remedy)]),
        ...(output === undefined ? [] : ["", ...fenced(output)]),
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
        return "no one had built this key";
    const ready = stages.find(({ note }) => note === log_stages/* readyHere */.WH || note === log_stages/* pulledHere */.zB);
    return ready?.note ?? "no recipe input has changed since it was built";
}
/** Where it has passed, and when: the address is a record's, and text until it is known to be one. */
function passedBefore({ at, url }) {
    const when = new Date(at).toISOString().replace("T", " ").slice(0, "2026-01-31 12:00".length);
    const where = url === undefined
        ? ""
        : ` in [${plain(url)}](${url.replace(/[()]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)})`;
    return `- **the command did not run**: the same has passed${where} at ${when} UTC`;
}
function savings(result) {
    const saved = (0,outcome/* secondsSaved */.xw)(result);
    if (saved === undefined)
        return [];
    const took = result.reused
        ? `the run took ${(0,amounts/* formatSeconds */.Xo)(result.reused.seconds)}`
        : `to build and publish it took ${(0,amounts/* formatSeconds */.Xo)(result.buildSeconds)}`;
    return [`- **${(0,amounts/* formatSeconds */.Xo)(saved)} saved**: ${took}`];
}
const signs = { success: "✅", failure: "❌", cancelled: "🚫", skipped: "⏭️" };
function phaseTable(phases) {
    const longest = Math.max(...phases.map(({ seconds }) => seconds));
    return [
        "| phase | outcome | time | |",
        "| --- | --- | ---: | --- |",
        ...phases.map(({ name, outcome, exitCode, seconds }) => {
            const ended = exitCode ? ` (exit code ${exitCode})` : "";
            const time = outcome === "skipped" ? " | " : `${(0,amounts/* formatSeconds */.Xo)(seconds)} | ${bar(seconds, longest)}`;
            return `| ${plain(name)} | ${signs[outcome]} ${outcome}${ended} | ${time} |`;
        }),
        "",
    ];
}
function cacheTable(caches) {
    return [
        "| cache | found | fetched | saved | time |",
        "| --- | --- | ---: | --- | ---: |",
        ...caches.map(({ name, found, fetched, saved, unsaved = "", seconds }) => {
            const kept = saved === undefined ? `no: ${plain(unsaved)}` : (0,amounts/* formatBytes */.z3)(saved);
            return `| ${plain(name)} | ${found} | ${(0,amounts/* formatBytes */.z3)(fetched)} | ${kept} | ${(0,amounts/* formatSeconds */.Xo)(seconds)} |`;
        }),
        "",
    ];
}

// EXTERNAL MODULE: ./core/report/terminal.js
var terminal = __webpack_require__(57580);
// EXTERNAL MODULE: ./core/host/github/lack-of-rights.js
var lack_of_rights = __webpack_require__(63377);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./core/host/last-line.js
var last_line = __webpack_require__(67887);
// EXTERNAL MODULE: ./core/host/passed-variables.js
var passed_variables = __webpack_require__(85024);
;// CONCATENATED MODULE: ./core/host/github/step.js
/** What a command gets from its step on GitHub Actions, and what it leaves for later steps. */





/** Variables that GitHub sets for every step, which say where it runs. Tokens among them are passed on only by name. */
const passed = /^(CI|GITHUB_\w+|RUNNER_\w+)$/;
/** Files through which a step talks to the runner, and the event that it was started for. */
const files = ["OUTPUT", "ENV", "PATH", "STEP_SUMMARY", "STATE", "EVENT_PATH"].map((name) => `GITHUB_${name}`);
/** Those that are about the step alone: what a step sets for the steps after it is no result of its own. */
const repeatable = { GITHUB_OUTPUT: { isProse: false }, GITHUB_STEP_SUMMARY: { isProse: true } };
const folders = ["GITHUB_WORKSPACE", "RUNNER_TEMP"];
/** The command must not change these: later jobs of a kept runner use them as well. */
const readOnlyFolders = ["GITHUB_ACTION_PATH", "RUNNER_TOOL_CACHE"];
/** The names that commands have written to GITHUB_ENV, and their folders in GITHUB_PATH, the last one first. */
const names = "TREESTAMP_VARIABLES";
const searched = "TREESTAMP_PATH";
/**
 * Variables that say where the command runs, and those that commands before it have set; the workspace, the folder for
 * temporary files, and the files for outputs, variables, paths, state and summary, all at their own places.
 */
function githubGifts(environment) {
    const handed = listed(environment[names], ",");
    const isPassed = (name) => (passed.test(name) && !(0,masks/* looksSecret */.n)(name)) || handed.includes(name);
    const variables = (0,passed_variables/* variablesOf */.h)(environment, isPassed);
    const present = (all) => all.map((name) => environment[name] ?? "").filter((path) => path.startsWith("/") && (0,external_node_fs_.existsSync)(path));
    const paths = present([...folders, ...files]);
    const results = Object.entries(repeatable).flatMap(([name, { isProse }]) => {
        const file = environment[name];
        return file !== undefined && (0,external_node_fs_.existsSync)(file) ? [[name, { file, isProse }]] : [];
    });
    return {
        ...{ variables, paths, readOnlyPaths: present(readOnlyFolders) },
        ...{ searched: listed(environment[searched], ":"), results: new Map(results) },
    };
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
/** Ends the lines that the command has left unfinished in the runner's files: we write to them next. */
function endLines(environment) {
    for (const name of files)
        if (name !== "GITHUB_EVENT_PATH")
            (0,last_line/* endLastLine */._)(environment[name]);
}
async function textOf(path) {
    return path === undefined || path === "" ? "" : (0,promises_.readFile)(path, "utf8").catch(() => "");
}
function listed(text, separator) {
    return (text ?? "").split(separator).filter(Boolean);
}

// EXTERNAL MODULE: ./core/inputs/suggest.js
var suggest = __webpack_require__(88879);
;// CONCATENATED MODULE: ./core/host/github/unknown-inputs.js
/** Inputs of a step that are not in the table: the runner warns about them and passes them on anyway, as `INPUT_RUNN`. */



const sayWhatToRun = ["run", "phases", "image-command"];
/**
 * A sentence about each input that the action does not have.
 * @throws input-invalid where nothing says what to run, or where something says it to an action that runs nothing: such a
 *   step would pass without the user's command
 */
function unknownInputs(action, written, environment) {
    const known = (0,table/* inputsOf */.Vc)(action, "action").map(({ name }) => name);
    const names = Object.keys(environment)
        .filter((variable) => variable.startsWith("INPUT_") && variable !== "INPUT_")
        .map((variable) => variable.slice("INPUT_".length).toLowerCase())
        .filter((name) => !known.includes(name));
    const sentences = names.map((name) => {
        const near = (0,suggest/* nearestName */.q)(name.replaceAll("_", "-"), known);
        return `There is no input "${name}" here.${near === undefined ? "" : ` Did you mean "${near}"?`}`;
    });
    // A boolean that nobody set has its default here.
    const isSaid = (name) => ![undefined, "false"].includes(written.get(name)?.[0]?.toLowerCase());
    if (action === "run" && sentences.length > 0 && !sayWhatToRun.some(isSaid)) {
        throw new errors/* TreestampError */.ks("input-invalid", `There is no command to run. ${sentences.join(" ")}`, {
            remedy: "Say what to run by `run` or `phases`; the image's own command runs by `image-command: true`.",
        });
    }
    // nektos/act passes a composite action's inputs on to its steps; the runner does not.
    const misplaced = action === "run" || environment.ACT === "true" ? undefined : sayWhatToRun.find((name) => names.includes(name));
    if (misplaced !== undefined) {
        throw new errors/* TreestampError */.ks("input-invalid", `The action ${action} runs no command, and has no input "${misplaced}".`, {
            remedy: "Give it to treestamp/treestamp or treestamp/treestamp/actions/run.",
        });
    }
    return sentences;
}

;// CONCATENATED MODULE: ./core/host/github/host.js
/** A step of GitHub Actions. */













/** A log that becomes annotations, groups and masks of the job's log. */
const githubLog = {
    info: core/* info */.pq,
    warning: core/* warning */.$e,
    debug: core/* debug */.Yz,
    group: core/* group */.Os,
    progress: (0,progress/* progressLines */.Ld)(core/* info */.pq),
    // The runner would mask every line of a value of several, even short ones; so each mask is set by itself.
    mask: (value) => {
        for (const mask of (0,masks/* masksOf */.J)(value))
            if (!mask.includes("\n"))
                core/* setSecret */.Pq(mask);
    },
    // The runner recognizes an annotation only at the start of a line.
    outputEnded: () => void process.stdout.write("\n"),
};
/**
 * The inputs of a step as they stand in the workflow. A login whose password the run does not get, as in a fork's pull
 * request, whose secrets are empty, is none.
 * @throws input-invalid where an input that does not exist may have been meant to say what to run
 */
async function githubInputs(action, environment) {
    const written = new Map();
    for (const input of (0,table/* inputsOf */.Vc)(action, "action")) {
        const value = core/* getInput */.V4(input.name, { trimWhitespace: input.name !== "run" && input.name !== "secrets" });
        if (value !== "")
            written.set(input.name, (0,list_text/* itemsIn */.U)(input, value));
    }
    for (const unknown of unknownInputs(action, written, environment))
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
/**
 * A step of a workflow.
 * @param environment of the process; a step's inputs, of which any may hold a secret, are taken out once they are read,
 * since what we start inherits the rest
 */
function githubHost(verb, environment) {
    return {
        verb,
        log: githubLog,
        environment,
        commandOutput: "stdout",
        ...(verb === "run" ? { gifts: githubGifts(environment) } : {}),
        job: { folder: environment[jobVariable] || undefined, generations: 1 },
        read: async () => {
            const written = await githubInputs(verb, environment);
            for (const { name } of (0,table/* inputsOf */.Vc)(verb, "action"))
                delete environment[`INPUT_${name.toUpperCase()}`];
            return { written, home: environment.HOME };
        },
        tell: async (outcome) => {
            endLines(environment);
            if (outcome.kind === "image")
                await leave(verb, outcome, environment);
            else
                core/* info */.pq((0,terminal/* linesOf */.D)(outcome));
            for (const [name, value] of Object.entries((0,outputs/* outputStrings */.Gb)(outcome)))
                core/* setOutput */.uH(name, value);
            for (const { title, message } of failuresOf(outcome))
                core/* error */.z3(message, { title });
            await addSummary(summaryOf(verb, outcome));
        },
        fail: (error) => failStep(error, environment),
    };
}
/** Holds the folder of the job's environments, for later steps. */
const jobVariable = "TREESTAMP_JOB";
const jobState = "job";
/** What later steps of the job get: its folder, which this action's post step also gets, and the variables that the command has set. */
async function leave(verb, { job }, environment) {
    if (job !== undefined) {
        core/* exportVariable */.dN(jobVariable, job);
        core/* saveState */.LZ(jobState, job);
    }
    if (verb === "run")
        for (const [name, value] of await handedOn(environment))
            core/* exportVariable */.dN(name, value);
}
/** In a post step: the folder that the main step saved; undefined if it failed before that. */
function jobToEnd() {
    return core/* getState */.Gu(jobState) || undefined;
}
/** For a post step: a failure is only a warning, because the job's work is done. */
function warnOf(error) {
    core/* warning */.$e(whatToSay(error));
    if (error instanceof Error)
        core/* debug */.Yz(error.stack ?? "");
}
/**
 * Ends the step as failed: one annotation that says what, why and what to do, and the same in the job's summary; the trace
 * only for a defect of ours.
 * @returns the exit code
 */
async function failStep(error, environment) {
    core/* setFailed */.C1(whatToSay(error));
    if (error instanceof Error)
        core/* debug */.Yz(error.stack ?? "");
    try {
        endLines(environment);
        if ((0,errors/* isTreestampError */.Sh)(error))
            await addSummary(failureSummary(error));
    }
    catch { } // the annotation says it all
    return 1;
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

/***/ 63377:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   lackOfRights: () => (/* binding */ lackOfRights)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/** Runs that a host starts with fewer rights than the repository's own, if the host says so beforehand. */

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
/** Full names of the two repositories; undefined if they cannot be read. */
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