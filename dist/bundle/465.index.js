"use strict";
exports.id = 465;
exports.ids = [465,6906,7347,3567];
exports.modules = {

/***/ 465:
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
        if (request.access.login !== undefined)
            github/* githubLog */.QL.mask(request.access.login.password);
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
/* harmony export */   accessFor: () => (/* binding */ accessFor),
/* harmony export */   buildImageName: () => (/* binding */ buildImageName),
/* harmony export */   parseDelivery: () => (/* binding */ parseDelivery)
/* harmony export */ });
/* harmony import */ var _delivery_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2689);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4256);
/* harmony import */ var _recipe_config_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(430);
/* harmony import */ var _recipe_read_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2088);
/* harmony import */ var _store_reference_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9088);
/* harmony import */ var _tags_rules_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4698);
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
/** The access with the registry of the first destination, where no other input names one. */
function accessFor(access, { images, tags, source }) {
    if (access.registry !== undefined)
        return access;
    const named = tags.find((line) => (0,_tags_rules_js__WEBPACK_IMPORTED_MODULE_5__/* .parseRule */ .iT)(line).type === "name");
    const [first = named ?? source] = images;
    return { ...access, registry: first === undefined ? undefined : (0,_store_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .registryOf */ .Fv)(first) };
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

/***/ 4698:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z4: () => (/* binding */ defaultRules),
/* harmony export */   iT: () => (/* binding */ parseRule),
/* harmony export */   wp: () => (/* binding */ parseFlavor)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8409);
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
/** Reads one line of `tags`. @throws input-invalid, with the nearest word that is known */
function parseRule(line) {
    const where = `tags: ${line}`;
    const attributes = new Map();
    for (const field of fieldsOf(line)) {
        const equals = field.indexOf("=");
        const isNamed = /^\s*\w+\s*=/.test(field);
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
        for (const field of fieldsOf(line)) {
            const [, name = field, value = ""] = /^([^=]*)=(.*)$/.exec(field) ?? [];
            if (name === "prefix" || name === "suffix") {
                said[name] = value;
                last = name;
            }
            else if (name === "latest") {
                if (!["auto", "true", "false"].includes(value))
                    throw unknown(where, name, value, ["auto", "true", "false"]);
                said.latest = value;
            }
            else if (name === "onlatest" && last !== undefined) {
                if (value !== "true" && value !== "false")
                    throw unknown(where, name, value, ["true", "false"]);
                said[`${last}Latest`] = value === "true";
            }
            else {
                throw unknown(where, "attribute", name, ["latest", "prefix", "suffix", "onlatest"]);
            }
        }
    }
    return said;
}
/** The fields of a line with commas. Source: RFC 4180. */
function fieldsOf(line) {
    const fields = [];
    for (const [, quoted, plain, end] of line.matchAll(/(?:\s*"((?:[^"]|"")*)"\s*|([^,]*))(,|$)/g)) {
        const field = quoted === undefined ? plain.trim() : quoted.replaceAll('""', '"');
        if (field !== "")
            fields.push(field);
        if (end === "")
            break;
    }
    return fields;
}
function isRuleType(text) {
    return Object.hasOwn(ruleTypes, text);
}
function unknown(where, what, word, known) {
    const near = (0,_nearest_js__WEBPACK_IMPORTED_MODULE_1__/* .nearestName */ .q)(word, known);
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