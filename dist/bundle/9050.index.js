"use strict";
exports.id = 9050;
exports.ids = [9050];
exports.modules = {

/***/ 64256:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Sh: () => (/* binding */ isTreestampError),
/* harmony export */   bD: () => (/* binding */ messageOf),
/* harmony export */   ks: () => (/* binding */ TreestampError)
/* harmony export */ });
/**
 * The named failures. Every error that a user can see is one of these: it says what happened and why in `message`,
 * and what to do about it in `remedy`. Anything else that is thrown is a defect of treestamp.
 */
/** A failure that is meant to be read by the person who ran treestamp. */
class TreestampError extends Error {
    code;
    remedy;
    output;
    constructor(code, message, details = {}) {
        super(message, details.cause === undefined ? {} : { cause: details.cause });
        this.name = "TreestampError";
        this.code = code;
        this.remedy = details.remedy;
        this.output = details.output;
    }
}
/** True for a `TreestampError` of one of the given codes (of any code where none is given). */
function isTreestampError(error, ...codes) {
    return error instanceof TreestampError && (codes.length === 0 || codes.includes(error.code));
}
/** The message of whatever was thrown. */
function messageOf(error) {
    return error instanceof Error ? error.message : String(error);
}


/***/ }),

/***/ 97961:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FY: () => (/* binding */ buildingVerbs),
/* harmony export */   JS: () => (/* binding */ configField),
/* harmony export */   Kr: () => (/* binding */ calls),
/* harmony export */   Pi: () => (/* binding */ commands),
/* harmony export */   bo: () => (/* binding */ recipeVerbs),
/* harmony export */   bw: () => (/* binding */ actionVerbs),
/* harmony export */   cT: () => (/* binding */ imageVerbs),
/* harmony export */   fC: () => (/* binding */ everywhere),
/* harmony export */   sc: () => (/* binding */ sourceVerbs),
/* harmony export */   zE: () => (/* binding */ graphVerbs)
/* harmony export */ });
/* unused harmony exports actions, verbsWithPost, verbs */
/** What an input and an output are, and the verbs that have them: the columns of the table. */
const imageVerbs = ["resolve", "build", "pull", "run"];
const actionVerbs = [...imageVerbs, "plan", "push", "promote"];
const actions = [...actionVerbs, "setup"];
/** Those whose action has something to take down at the end of its job: actions/VERB/post.ts. */
const verbsWithPost = (/* unused pure expression or super */ null && (["pull"]));
const verbs = [...actionVerbs, "assemble", "lock", "passed", "verify", "prune"];
const commands = [...verbs, "serve"];
/** Verbs whose call may give the build image's recipe; push reads it from `treestamp.yml`. */
const recipeVerbs = [...imageVerbs, "promote", "verify"];
/** Those that can be about all environments at once. */
const graphVerbs = ["resolve", "build"];
/** Those that take sources from elsewhere than a repository. */
const sourceVerbs = ["resolve", "build", "run", "push"];
const buildingVerbs = ["build", "pull", "run", "push", "promote", "lock", "verify"];
/** A row of a mapping inside of `treestamp.yml`: no call has it as it is. */
function configField(row) {
    return { ...row, verbs: [], places: ["config"] };
}
/** Where inputs that decide the image can be set. */
const everywhere = ["action", "cli", "config"];
/** Where inputs about a single call can be set. */
const calls = ["action", "cli"];


/***/ }),

/***/ 82453:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gq: () => (/* binding */ invalid),
/* harmony export */   Ko: () => (/* binding */ readInputs),
/* harmony export */   Nk: () => (/* binding */ isCiCache),
/* harmony export */   QU: () => (/* binding */ formOf),
/* harmony export */   UV: () => (/* binding */ inputValue),
/* harmony export */   YT: () => (/* binding */ failOf),
/* harmony export */   n_: () => (/* binding */ checkRepository),
/* harmony export */   yG: () => (/* binding */ parseBoolean)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(67896);
/* harmony import */ var _suggest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(88879);
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(14893);
/** Reads and refuses every value, whichever surface it was written on. */




/** Reads all that was written for a verb, or for the action setup. Inputs of other verbs are passed over. @throws input-invalid, naming the input */
function readInputs(verb, written) {
    const values = new Map();
    const rows = _table_js__WEBPACK_IMPORTED_MODULE_2__/* .inputs */ .QL.filter(({ verbs }) => verbs.includes(verb));
    for (const input of rows) {
        const said = (written.get(input.name) ?? []).filter((item) => item !== "");
        const fail = failOf(input);
        if (said.length > 0)
            values.set(input.name, inputValue(input, isSingle(input) ? said.slice(-1) : said, fail));
        else if (input.default !== undefined)
            values.set(input.name, input.default);
    }
    return {
        text: (name) => values.get(name),
        flag: (name) => values.get(name) === "true",
        list: (name) => values.get(name) ?? [],
        map: (name) => values.get(name) ?? new Map(),
        fail: (name) => failOf(rows.find((input) => input.name === name)),
    };
}
/** The error about an input of a call. */
function failOf(input) {
    return (fault, remedy) => invalid(`\`${input.name}\``, fault, remedy ?? formOf(input));
}
/** A value in the input's kind: lists and maps from their items (maps: `NAME=VALUE`), or from a mapping. */
function inputValue(input, said, fail) {
    if (said instanceof Map) {
        if (input.kind !== "map")
            throw fail(`a ${input.kind} was expected, not a mapping`);
        for (const name of said.keys())
            checkName(input, name, fail);
        return said;
    }
    const items = typeof said === "string" ? [said] : said;
    switch (input.kind) {
        case "map":
            return mapOf(input, separated(input, items), fail);
        case "list": {
            const list = listOf(input, separated(input, items), fail);
            const { choices } = input;
            const other = choices === undefined ? undefined : list.find((item) => !choices.includes(item));
            if (other !== undefined)
                throw noneOf(choices, other, fail);
            return list;
        }
        case "scripts":
            return items;
        case "boolean":
        case "text": {
            const [only = "", ...more] = items;
            if (more.length > 0)
                throw fail("one value was expected, not several");
            if (only === "")
                throw fail("the value is empty");
            return input.kind === "boolean" ? booleanOf(only, fail) : textOf(input, only, fail);
        }
    }
}
function isSingle({ kind }) {
    return kind === "text" || kind === "boolean";
}
function separated({ commas }, items) {
    const parts = commas === true ? items.flatMap((item) => item.split(",").map((part) => part.trim())) : items;
    return parts.filter((part) => part !== "");
}
function mapOf(input, items, fail) {
    const map = new Map();
    for (const [index, item] of items.entries()) {
        const equals = item.indexOf("=");
        if (equals <= 0)
            throw fail(`${shown(input, item, index)} is not ${input.placeholder ?? "NAME=VALUE"}`, inQuotes(input));
        const name = item.slice(0, equals);
        checkName(input, name, fail, index);
        if (map.has(name))
            throw fail(`${name} is given twice`);
        map.set(name, item.slice(equals + 1));
    }
    return map;
}
function listOf(input, items, fail) {
    if (input.names === undefined)
        return items;
    for (const [index, item] of items.entries()) {
        const [, name = item] = /^([^=]*)=/.exec(item) ?? [];
        if (!nameForms[input.names].pattern.test(name)) {
            throw fail(`${shown(input, item, index)} is not ${input.placeholder === undefined ? "a name" : "NAME=VALUE or NAME"}`);
        }
    }
    return items;
}
/** The usual slip with secrets, which the message does not show: a key or a file without quotes around it. */
function inQuotes(input) {
    if (input.names !== "secret")
        return undefined;
    return `${formOf(input)} Put an item of several lines in double quotes, including its name.`;
}
const nameForms = {
    variable: {
        pattern: /^[A-Za-z_]\w*$/,
        says: "a variable's name consists of letters, digits and _, and does not begin with a digit",
    },
    argument: { pattern: /^[A-Za-z_][\w.-]*$/, says: "an argument's name consists of letters, digits, _, . and -" },
    label: { pattern: /^[^\s"'`,=#]+$/, says: "such a name has no spaces, quotes or commas" },
    annotation: {
        pattern: /^(?:(?:manifest|index)(?:,(?:manifest|index))*:)?(?!(?:manifest|index)(?:-descriptor)?[,[:])[^\s"'`,=#]+$/,
        says: "an annotation's name has no spaces, quotes or commas, and its prefix is `manifest:` or `index:`",
    },
    image: { pattern: /^[^\s"'`,=#]+$/, says: "an image's name has no spaces, quotes or commas" },
    secret: { pattern: /^[^\s"'`,=#]+$/, says: "a secret's id has no spaces, quotes or commas" },
};
/** @param index of the item, where the name may be a value that stands in the wrong place, and is not to be shown */
function checkName({ names }, name, fail, index) {
    if (name === "")
        throw fail("a name is empty");
    if (names === undefined || nameForms[names].pattern.test(name))
        return;
    const what = names === "secret" && index !== undefined ? `the name of item ${index + 1}` : JSON.stringify(name);
    throw fail(`${what} is not a valid name: ${nameForms[names].says}`);
}
/** An item for a message. What may be a secret is not repeated: of a variable only its name is, of a secret nothing. */
function shown({ names }, item, index) {
    if (names !== "secret" && names !== "variable")
        return JSON.stringify(item);
    const [name] = names === "variable" ? (/^[\w.-]+(?=[:\s=])/.exec(item) ?? []) : [];
    return `item ${index + 1}${name === undefined ? "" : ` (${name}…)`}`;
}
function booleanOf(text, fail) {
    const value = parseBoolean(text);
    if (value === undefined)
        throw noneOf(["true", "false"], text, fail);
    return String(value);
}
/** `true`, `True`, `TRUE` and the same of false. Source: YAML 1.2, core schema, which @actions/core's getBooleanInput reads. */
function parseBoolean(text) {
    if (["true", "True", "TRUE"].includes(text))
        return true;
    return ["false", "False", "FALSE"].includes(text) ? false : undefined;
}
function textOf(input, text, fail) {
    if (input.choices !== undefined && !input.choices.includes(text))
        throw noneOf(input.choices, text, fail);
    if (input.form === "repository" && !isCiCache(text))
        checkRepository(text, fail);
    return text;
}
/** @throws what `fail` makes of a name of which no repository can be */
function checkRepository(text, fail) {
    try {
        (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .checkKeepsImages */ .jr)(text);
    }
    catch (error) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isTreestampError */ .Sh)(error) ? fail(error.message, error.remedy) : error;
    }
}
function noneOf(valid, text, fail) {
    return fail(`"${text}" is not a valid value`, (0,_suggest_js__WEBPACK_IMPORTED_MODULE_3__/* .suggesting */ .L)(text, valid, `Valid values are ${valid.join(", ")}.`));
}
/** How a value of the input is written. */
function formOf({ kind, places, placeholder = "VALUE" }) {
    if (kind !== "map" && kind !== "list")
        return "Write one value.";
    const file = places.includes("config") ? `, or in treestamp.yml a ${kind === "map" ? "mapping" : "list"}` : "";
    return `Write ${placeholder}, one per line${file}.`;
}
function invalid(where, fault, remedy) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `${where}: ${fault}.`.replace(/\.\.$/, "."), { remedy });
}
/** What the input `store` says where there is no registry: images are kept in the CI's cache. */
function isCiCache(store) {
    return store === "actions-cache";
}


/***/ }),

/***/ 6079:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AA: () => (/* binding */ callName),
/* harmony export */   KM: () => (/* binding */ assembleFields),
/* harmony export */   OE: () => (/* binding */ assembleRows),
/* harmony export */   _e: () => (/* binding */ allCleaned),
/* harmony export */   o0: () => (/* binding */ settingFields)
/* harmony export */ });
/* harmony import */ var _input_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(97961);
/** How an environment, or a final image, is assembled: the fields of `treestamp.yml`, and the inputs of a call. */

const allCleaned = ["packages", "logs", "identity"];
/** What `assemble.config` may say. */
const settingFields = [
    (0,_input_js__WEBPACK_IMPORTED_MODULE_0__/* .configField */ .JS)({
        name: "env",
        kind: "map",
        names: "variable",
        placeholder: "NAME=VALUE",
        description: "Variables, beside the base's.",
    }),
    (0,_input_js__WEBPACK_IMPORTED_MODULE_0__/* .configField */ .JS)({
        name: "labels",
        kind: "map",
        names: "label",
        placeholder: "NAME=VALUE",
        description: "Labels, beside the base's.",
    }),
    (0,_input_js__WEBPACK_IMPORTED_MODULE_0__/* .configField */ .JS)({
        name: "workdir",
        kind: "text",
        placeholder: "PATH",
        description: "The folder in which commands start.",
    }),
    (0,_input_js__WEBPACK_IMPORTED_MODULE_0__/* .configField */ .JS)({ name: "user", kind: "text", placeholder: "USER[:GROUP]", description: "Who runs commands." }),
    (0,_input_js__WEBPACK_IMPORTED_MODULE_0__/* .configField */ .JS)({
        name: "entrypoint",
        kind: "list",
        placeholder: "WORD",
        description: "Program and first arguments; an empty list for none. The base's `cmd` goes with its entrypoint, as in a Dockerfile.",
    }),
    (0,_input_js__WEBPACK_IMPORTED_MODULE_0__/* .configField */ .JS)({
        name: "cmd",
        kind: "list",
        placeholder: "WORD",
        description: "The command, or what follows the entrypoint; an empty list for none.",
    }),
];
/** What `assemble` may say, but for `config`. */
const assembleFields = [
    (0,_input_js__WEBPACK_IMPORTED_MODULE_0__/* .configField */ .JS)({
        name: "proto",
        kind: "text",
        placeholder: "DIR",
        description: "A directory of the repository, laid over the root.",
    }),
    (0,_input_js__WEBPACK_IMPORTED_MODULE_0__/* .configField */ .JS)({
        name: "owner",
        kind: "text",
        placeholder: "UID:GID",
        default: "0:0",
        description: "Who owns the files of `proto`. Default: 0:0.",
    }),
    (0,_input_js__WEBPACK_IMPORTED_MODULE_0__/* .configField */ .JS)({
        name: "packages",
        kind: "list",
        commas: true,
        placeholder: "NAME",
        description: "Packages to install by the base's own apt, apk or dnf.",
    }),
    (0,_input_js__WEBPACK_IMPORTED_MODULE_0__/* .configField */ .JS)({
        name: "lock",
        kind: "text",
        placeholder: "PATH",
        description: "The file that fixes every package by version and sha256: `treestamp lock` writes it.",
    }),
    (0,_input_js__WEBPACK_IMPORTED_MODULE_0__/* .configField */ .JS)({
        name: "run",
        kind: "text",
        placeholder: "PATH",
        description: "A script to run on the root: its path in the repository, or the script itself. Its `#!` line says by which program; else it is `/bin/sh -e`.",
    }),
    (0,_input_js__WEBPACK_IMPORTED_MODULE_0__/* .configField */ .JS)({
        name: "clean",
        kind: "list",
        commas: true,
        choices: allCleaned,
        placeholder: "WHAT",
        description: "What installing leaves behind and the image shall not have: packages (what package managers keep), logs, identity (machine-id, host keys). Default: all of it; an empty list for nothing.",
    }),
];
/** A field's name as an input of a call: there `run` is what an environment runs. */
function callName({ name }) {
    return name === "run" ? "script" : name;
}
const assembling = ["push", "assemble"];
/** The same for a final image, from files on disk. */
const assembleRows = [
    {
        name: "from",
        kind: "text",
        placeholder: "IMAGE",
        description: "Assemble the final image on this one, without a Dockerfile and an engine: an environment of `treestamp.yml`, REPOSITORY@sha256:…, REPOSITORY:TAG or oci:FOLDER:TAG.",
        verbs: assembling,
        places: _input_js__WEBPACK_IMPORTED_MODULE_0__/* .calls */ .Kr,
    },
    // Without their defaults: on a runner, an input that has one is always given.
    ...assembleFields.map(({ default: _, ...field }) => ({
        ...field,
        name: callName(field),
        ...(field.name === "proto" ? { description: "A folder of this machine, laid over the root of `from`." } : {}),
        verbs: assembling,
        places: _input_js__WEBPACK_IMPORTED_MODULE_0__/* .calls */ .Kr,
    })),
    {
        name: "config",
        kind: "text",
        placeholder: "JSON",
        description: "Settings of the image as a JSON object: env, labels, workdir, user, entrypoint, cmd. What is left out is the base's.",
        verbs: assembling,
        places: _input_js__WEBPACK_IMPORTED_MODULE_0__/* .calls */ .Kr,
    },
    {
        name: "output",
        kind: "text",
        placeholder: "DIR",
        description: "Folder to write the image to as well, as an OCI image layout.",
        verbs: assembling,
        places: _input_js__WEBPACK_IMPORTED_MODULE_0__/* .calls */ .Kr,
    },
];


/***/ }),

/***/ 67760:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ serveRows)
/* harmony export */ });
const of = (row) => ({ ...row, verbs: ["serve"], places: ["cli"] });
const serveRows = [
    of({
        name: "listen",
        kind: "text",
        placeholder: "ADDRESS",
        default: "127.0.0.1",
        description: "Address to listen on. Another one than loopback needs `token-file`, or `allow-anonymous`. Default: 127.0.0.1.",
    }),
    of({
        name: "port",
        kind: "text",
        variable: "PORT",
        placeholder: "N",
        default: "9000",
        description: "Port to listen on; `0` takes a free one. Default: 9000.",
    }),
    of({
        name: "state",
        kind: "text",
        placeholder: "DIR",
        default: "treestamp-state",
        description: "Folder for builds, and for sources and logs unless `s3-bucket` says otherwise.",
    }),
    of({
        name: "token-file",
        kind: "text",
        placeholder: "PATH",
        description: "File with the token that requests must bear (`Authorization: Bearer TOKEN`).",
    }),
    of({
        name: "allow-anonymous",
        kind: "boolean",
        default: "false",
        description: "Listen on an address other than loopback without a token: anyone who can reach it may build.",
    }),
    of({
        name: "callback-secret-file",
        kind: "text",
        placeholder: "PATH",
        description: "File with the secret that signs callbacks (`X-Hub-Signature-256`, as GitHub signs webhooks).",
    }),
    of({
        name: "maximum-parallel-builds",
        kind: "text",
        variable: "MAXIMUM_PARALLEL_BUILDS",
        placeholder: "N",
        default: "4",
        description: "Number of builds at a time; the others wait in their order. Default: 4.",
    }),
    of({
        name: "timeout-in-ms",
        kind: "text",
        variable: "TIMEOUT_IN_MS",
        placeholder: "MS",
        default: "1200000",
        description: "Milliseconds that a build may take once it has started. Default: 20 minutes.",
    }),
    of({
        name: "no-cache",
        kind: "boolean",
        variable: "NO_CACHE",
        default: "false",
        description: "Build without the engine's cache.",
    }),
    of({
        name: "show-build-logs",
        kind: "boolean",
        variable: "SHOW_BUILD_LOGS",
        default: "false",
        description: "Repeat the builds' logs in the service's own.",
    }),
    of({
        name: "extra-build-args",
        kind: "text",
        variable: "EXTRA_BUILD_ARGS",
        placeholder: "JSON|@PATH",
        description: "Build arguments of every build, as a JSON object, or `@` and a file with it; a request's own win.",
    }),
    of({
        name: "extra-docker-registry-config",
        kind: "text",
        variable: "EXTRA_DOCKER_REGISTRY_CONFIG",
        placeholder: "@PATH",
        description: "Logins of more registries, `{HOST: {username, password}}`: the variable is JSON, or `@` and a file with it; the flag is the latter alone.",
    }),
    of({
        name: "docker-build-image",
        kind: "text",
        variable: "DOCKER_BUILD_IMAGE",
        placeholder: "IMAGE",
        description: "Image of the workers, which has treestamp and an engine: each build runs in a container of it. Default: builds are processes of this machine.",
    }),
    of({
        name: "use-kubernetes",
        kind: "boolean",
        variable: "USE_KUBERNETES",
        default: "false",
        description: "Run workers as jobs of the cluster that the service runs in, or that kubectl would talk to.",
    }),
    of({
        name: "service-url",
        kind: "text",
        placeholder: "URL",
        description: "Address by which workers in a cluster reach this service, for the sources.",
    }),
    of({
        name: "worker-memory",
        kind: "text",
        placeholder: "SIZE",
        default: "4GiB",
        description: "Memory that a worker may use. Default: 4GiB.",
    }),
    of({
        name: "worker-cpus",
        kind: "text",
        placeholder: "N",
        default: "2",
        description: "Processors that a worker may use. Default: 2.",
    }),
    of({
        name: "docker-build-settings",
        kind: "text",
        variable: "DOCKER_BUILD_SETTINGS",
        placeholder: "@PATH",
        description: "Docker daemon to build on, `{host, port, ca, cert, key}` or `{socketPath}`: the variable is JSON, or `@` and a file with it; the flag is the latter alone. Default: that of DOCKER_HOST.",
    }),
    of({
        name: "s3-bucket",
        kind: "text",
        variable: "S3_BUCKET",
        placeholder: "NAME",
        description: "Bucket to keep sources and logs in. Default: the folder `state`.",
    }),
    of({
        name: "s3-access-key",
        kind: "text",
        variable: "S3_ACCESS_KEY",
        placeholder: "ID",
        description: "Access key of the bucket.",
    }),
    of({
        name: "s3-secret-key",
        kind: "text",
        variable: "S3_SECRET_KEY",
        placeholder: "@PATH",
        description: "Secret key of the bucket: `@` and a file with it, or the variable, which may hold the key itself.",
    }),
    of({
        name: "s3-region",
        kind: "text",
        variable: "S3_REGION",
        placeholder: "NAME",
        description: "Region of the bucket; S3_LOCATION is another name of the variable.",
    }),
    of({
        name: "s3-endpoint",
        kind: "text",
        variable: "S3_ENDPOINT",
        placeholder: "URL",
        description: "Address of a server that speaks S3. Default: Amazon's.",
    }),
    of({
        name: "kafka-topic",
        kind: "text",
        variable: "KAFKA_TOPIC",
        placeholder: "NAME",
        default: "alamobuildlogs",
        description: "Topic for the logs of requests that name `kafka_hosts`. Default: alamobuildlogs.",
    }),
];


/***/ }),

/***/ 88879:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ suggesting),
/* harmony export */   q: () => (/* binding */ nearestName)
/* harmony export */ });
/** The known name that somebody probably meant, or undefined where none is near: at most a third of its letters differ. */
function nearestName(written, known) {
    const ranked = known
        .map((name) => ({ name, distance: editDistance(written.toLowerCase(), name.toLowerCase()) }))
        .sort((a, b) => a.distance - b.distance);
    const best = ranked[0];
    return best !== undefined && best.distance <= Math.max(1, Math.floor(best.name.length / 3)) ? best.name : undefined;
}
/** What to do about a name that is not known: the nearest one that is, if there is one, and then `rest`. @param show how a name is written */
function suggesting(written, known, rest, show = (name) => name) {
    const near = nearestName(written, known);
    return near === undefined ? rest : `Did you mean ${show(near)}? ${rest}`;
}
/** How many letters have to be put in, left out, replaced, or swapped with their neighbour (optimal string alignment). */
function editDistance(a, b) {
    let before = [];
    let row = Array.from({ length: b.length + 1 }, (_, index) => index);
    for (let i = 1; i <= a.length; i++) {
        const next = [i];
        for (let j = 1; j <= b.length; j++) {
            const replaced = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
            const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? before[j - 2] + 1 : replaced;
            next[j] = Math.min(row[j] + 1, next[j - 1] + 1, replaced, swapped);
        }
        before = row;
        row = next;
    }
    return row[b.length];
}


/***/ }),

/***/ 14893:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  QL: () => (/* binding */ inputs),
  Vc: () => (/* binding */ inputsOf)
});

// UNUSED EXPORTS: outputs

// EXTERNAL MODULE: ./core/inputs/input.js
var input = __webpack_require__(97961);
// EXTERNAL MODULE: ./core/inputs/rows/assemble.js
var assemble = __webpack_require__(6079);
;// CONCATENATED MODULE: ./core/inputs/rows/build.js
/** Inputs about how an image is built. */

const buildRows = [
    {
        name: "engine",
        kind: "text",
        choices: ["auto", "docker", "buildah"],
        default: "auto",
        description: "What builds the image: `docker` (BuildKit) or `buildah`; `auto` is the first of them that works here.",
        verbs: [...input/* buildingVerbs */.FY, "serve"],
        places: input/* calls */.Kr,
    },
    {
        name: "builder",
        kind: "list",
        commas: true,
        placeholder: "NAME",
        description: "Where BuildKit runs: a buildx instance or a docker context by its name, `tcp://HOST:PORT` or `unix:///PATH`. Of several, the first that can be used; the next one builds where it ends in the middle.",
        verbs: [...input/* buildingVerbs */.FY, "serve"],
        places: input/* calls */.Kr,
    },
    {
        name: "builder-certs",
        kind: "text",
        placeholder: "DIR",
        description: "Folder with `ca.pem`, `cert.pem` and `key.pem`, for builders at `tcp://` (mutual TLS). Required, unless they are on this machine.",
        verbs: [...input/* buildingVerbs */.FY, "serve"],
        places: input/* calls */.Kr,
    },
    {
        name: "force",
        kind: "boolean",
        default: "false",
        description: "Build even if the store already has the image; fails if the bytes differ, because a key names one image.",
        verbs: ["build"],
        places: input/* calls */.Kr,
    },
    {
        name: "max-parallel",
        kind: "text",
        placeholder: "N",
        default: "1",
        description: "With `all`: how many environments to build at once.",
        verbs: ["build"],
        places: input/* calls */.Kr,
    },
    {
        name: "build",
        kind: "text",
        choices: ["missing", "never"],
        default: "missing",
        description: "What to do where the image is absent: `missing` builds it, `never` fails, and says which key is missing and who would build it.",
        verbs: ["pull", "run", "push", "promote"],
        places: input/* calls */.Kr,
    },
    {
        name: "secret-envs",
        kind: "map",
        names: "secret",
        commas: true,
        placeholder: "ID=VARIABLE",
        description: "Build secrets from environment variables, for `RUN --mount=type=secret,id=ID`. Not part of the key.",
        verbs: [...input/* buildingVerbs */.FY, "assemble"],
        places: input/* calls */.Kr,
    },
    {
        name: "secret-files",
        kind: "map",
        names: "secret",
        placeholder: "ID=PATH",
        description: "Build secrets from files, for `RUN --mount=type=secret,id=ID`. Not part of the key.",
        verbs: [...input/* buildingVerbs */.FY, "assemble"],
        places: input/* calls */.Kr,
    },
    {
        name: "network",
        kind: "text",
        choices: ["default", "host", "none"],
        default: "default",
        description: "Network of the build's RUN instructions.",
        verbs: [...input/* buildingVerbs */.FY, "assemble", "serve"],
        places: input/* calls */.Kr,
    },
    {
        name: "callback",
        kind: "text",
        placeholder: "URL",
        description: "Address that is told how the build stands, as the build service tells it: `pending`, then `succeeded`, `failed` or `canceled`. CALLBACK_AUTH is its Authorization header, CALLBACK_SECRET signs.",
        verbs: ["build", "push"],
        places: ["cli"],
    },
    {
        name: "callback-id",
        kind: "text",
        placeholder: "N",
        description: "Number by which the receiver of `callback` knows the build. Default: 0.",
        verbs: ["build", "push"],
        places: ["cli"],
    },
];

;// CONCATENATED MODULE: ./core/inputs/rows/delivery.js
/** The inputs and outputs of push and promote, by the names of docker/build-push-action and docker/metadata-action: part of the one table. */

const delivering = ["push", "promote", "assemble"];
const making = ["push", "assemble"];
const push = ["push"];
const deliveryRows = [
    {
        name: "images",
        kind: "list",
        placeholder: "REPOSITORY",
        description: "Repositories that the image goes to, in any registry, without tags, or folders (OCI image layouts). Default of promote: the build image's repository. Not needed if `tags` has whole names.",
        verbs: delivering,
        places: input/* calls */.Kr,
    },
    {
        name: "tags",
        kind: "list",
        placeholder: "RULE",
        description: "Tags, written as for docker/metadata-action: plain tags, rules such as `type=semver,pattern={{version}}`, `type=ref,event=branch` and `type=sha`, also `type=tree` and `type=date`, or whole names, `ghcr.io/acme/app:1.0`. Default: the branch, git tag or pull request.",
        verbs: delivering,
        places: input/* calls */.Kr,
    },
    {
        name: "flavor",
        kind: "list",
        placeholder: "NAME=VALUE",
        description: "Which images get `latest`: `latest=auto` releases, `latest=true` also the default branch, `latest=false` none; `prefix=…` and `suffix=…` for all tags.",
        verbs: delivering,
        places: input/* calls */.Kr,
    },
    {
        name: "overwrite",
        kind: "list",
        commas: true,
        placeholder: "TAG",
        description: "Tags that may move from another image to this one; `*` matches any characters. `latest`, branches, pull requests, `edge`, `nightly` and parts of versions (`1.2`) always move; a key's tag never does.",
        verbs: delivering,
        places: input/* calls */.Kr,
    },
    {
        name: "saved-image",
        kind: "text",
        placeholder: "PATH",
        description: "Image to push instead of building one: a folder (an OCI image layout) or an archive (`docker save`, or OCI) that an earlier step made.",
        verbs: push,
        places: input/* calls */.Kr,
    },
    {
        name: "source",
        kind: "text",
        placeholder: "IMAGE",
        description: "Existing image: REPOSITORY:TAG, REPOSITORY@sha256:… or oci:FOLDER:TAG. Default: the build image of this tree, built if absent.",
        verbs: ["promote"],
        places: input/* calls */.Kr,
    },
    {
        name: "context",
        kind: "text",
        placeholder: "DIR",
        description: "Folder that is the build context of the final image, as it is on disk, without `.git` and what `.dockerignore` excludes. Default: the current folder.",
        verbs: push,
        places: input/* calls */.Kr,
    },
    {
        name: "file",
        kind: "text",
        short: "f",
        placeholder: "PATH",
        description: "Path of the final image's Dockerfile. Default: `Dockerfile` in the context.",
        verbs: push,
        places: input/* calls */.Kr,
    },
    {
        name: "target",
        kind: "text",
        placeholder: "STAGE",
        description: "Stage of the Dockerfile to build. Default: the last one.",
        verbs: push,
        places: input/* calls */.Kr,
    },
    {
        name: "build-args",
        kind: "map",
        names: "argument",
        placeholder: "NAME=VALUE",
        description: "Build arguments for the Dockerfile.",
        verbs: push,
        places: input/* calls */.Kr,
    },
    {
        name: "compression",
        kind: "text",
        choices: ["gzip", "zstd"],
        description: "How the layers that are built are compressed: `gzip`, which all clients pull, or `zstd`, smaller, for Docker 23 and newer. Default: gzip.",
        verbs: push,
        places: input/* calls */.Kr,
    },
    {
        name: "platforms",
        kind: "list",
        commas: true,
        placeholder: "OS/ARCH",
        description: "Platforms of the final image. Default: linux/amd64.",
        verbs: making,
        places: input/* calls */.Kr,
    },
    {
        name: "build-image",
        kind: "text",
        placeholder: "IMAGE",
        description: "The image that `FROM build-image` means: the output `image` of an earlier step, or another existing image. Default: the build image of `treestamp.yml`, built if absent.",
        verbs: push,
        places: input/* calls */.Kr,
    },
    {
        name: "base",
        kind: "map",
        names: "image",
        placeholder: "NAME=IMAGE@DIGEST",
        description: "More images that `FROM NAME` can mean: `REPOSITORY@sha256:…` in a registry, or `oci-layout://FOLDER@sha256:…` on disk.",
        verbs: push,
        places: input/* calls */.Kr,
    },
    {
        name: "labels",
        kind: "map",
        names: "label",
        placeholder: "NAME=VALUE",
        description: "Labels of the image, in addition to OCI's own (source, revision, created, version, …), which it always gets; an empty value removes one.",
        verbs: making,
        places: input/* calls */.Kr,
    },
    {
        name: "annotations",
        kind: "map",
        names: "annotation",
        placeholder: "NAME=VALUE",
        description: "Annotations of the manifest or index that the tag names, in addition to OCI's own. docker's prefixes `manifest:` and `index:` make no difference.",
        verbs: making,
        places: input/* calls */.Kr,
    },
    {
        name: "secrets",
        kind: "map",
        names: "secret",
        placeholder: "ID=VALUE",
        description: "Build secrets by value, as for docker/build-push-action, for `RUN --mount=type=secret,id=ID`. Put a value of several lines in double quotes, together with its name.",
        verbs: making,
        places: ["action"],
    },
    {
        name: "no-cache",
        kind: "boolean",
        default: "false",
        description: "Build the final image without the engine's cache.",
        verbs: push,
        places: input/* calls */.Kr,
    },
    {
        name: "push",
        kind: "boolean",
        negated: "Build the image and print its tags, but write nothing anywhere.",
        default: "true",
        description: "Whether to push the image: `false` builds it and prints its tags, but writes nothing anywhere (for pull requests).",
        verbs: push,
        places: input/* calls */.Kr,
    },
];
const deliveryOutputs = [
    { name: "image", description: "Full name of the image: its first tag with the digest.", verbs: delivering },
    { name: "digest", description: "Digest of what all the tags name.", verbs: delivering },
    { name: "tags", description: "Full names of all tags, one per line.", verbs: delivering },
    { name: "version", description: "The first tag by priority, which is the image's version label.", verbs: delivering },
    { name: "labels", description: "Labels of the image, NAME=VALUE, one per line.", verbs: making },
    {
        name: "build-image",
        description: "Digest of the build image that this one was built on; empty without one.",
        verbs: push,
    },
    { name: "stages", description: "JSON list of the stages with their seconds and bytes.", verbs: delivering },
];

;// CONCATENATED MODULE: ./core/inputs/rows/lock.js
const lockRows = [
    {
        name: "environment",
        kind: "text",
        placeholder: "NAME",
        description: "Lock this environment of `treestamp.yml` alone. Default: all of them.",
        verbs: ["lock"],
        places: ["cli"],
    },
    {
        name: "check",
        kind: "boolean",
        default: "false",
        description: "Write nothing, and fail if something is not fixed: an image or a download of a Dockerfile, packages without a lock, or a lock for other packages.",
        verbs: ["lock"],
        places: ["cli"],
    },
    {
        name: "snapshot",
        kind: "text",
        placeholder: "DATE",
        description: "Take packages as Debian's mirrors had them on that day, such as `2026-01-31`, from snapshot.debian.org. Default: as the base's own mirror has them now.",
        verbs: ["lock"],
        places: ["cli"],
    },
    {
        name: "bases",
        kind: "text",
        choices: ["map", "in-place"],
        description: "Fix the images that Dockerfiles name, too, by the digests that their registries say now: `map` writes them under `base` in `treestamp.yml`, `in-place` behind the names in the Dockerfile. Default: say which have none.",
        verbs: ["lock"],
        places: ["cli"],
    },
];

;// CONCATENATED MODULE: ./core/inputs/rows/recipe.js
/** Inputs that decide the image. */

const recipeRows = [
    {
        name: "environment",
        kind: "text",
        placeholder: "NAME",
        description: "Which environment of `treestamp.yml` is meant. Default: what that file says under `default`, or its only one.",
        verbs: [...input/* recipeVerbs */.bo, "push", "passed"],
        places: input/* calls */.Kr,
    },
    {
        name: "all",
        kind: "boolean",
        default: "false",
        description: "All environments of `treestamp.yml` instead of one, each after those that it is made from.",
        verbs: input/* graphVerbs */.zE,
        places: input/* calls */.Kr,
    },
    {
        name: "image",
        kind: "text",
        form: "repository",
        placeholder: "REPOSITORY",
        description: "Repository of the build image in a registry, without a tag: the tag is the key. Default: none; images stay in a folder on this machine.",
        verbs: [...input/* recipeVerbs */.bo, "plan", "passed"],
        places: input/* everywhere */.fC,
    },
    {
        name: "context",
        kind: "text",
        placeholder: "DIR",
        default: ".",
        description: "Directory of the repository that is the build context. Default: the whole repository.",
        verbs: input/* recipeVerbs */.bo,
        places: input/* everywhere */.fC,
    },
    {
        name: "file",
        kind: "text",
        short: "f",
        placeholder: "PATH",
        description: "Path of the Dockerfile in the repository. Default: `Dockerfile` in the context.",
        verbs: input/* recipeVerbs */.bo,
        places: input/* everywhere */.fC,
    },
    {
        name: "target",
        kind: "text",
        placeholder: "STAGE",
        description: "Stage of the Dockerfile to build. Default: the last one.",
        verbs: input/* recipeVerbs */.bo,
        places: input/* everywhere */.fC,
    },
    {
        name: "build-args",
        kind: "map",
        names: "argument",
        placeholder: "NAME=VALUE",
        description: "Build arguments for the Dockerfile. They are part of the key.",
        verbs: input/* recipeVerbs */.bo,
        places: input/* everywhere */.fC,
    },
    {
        name: "platforms",
        kind: "list",
        commas: true,
        placeholder: "OS/ARCH",
        description: "Platforms to build for. Default: linux/amd64, on every machine, so that the key is the same everywhere.",
        verbs: input/* recipeVerbs */.bo,
        places: input/* everywhere */.fC,
    },
    {
        name: "compression",
        kind: "text",
        choices: ["zstd", "gzip"],
        description: "How the layers that are built are compressed: `zstd`, for Docker 23 and newer, podman and containerd, or `gzip`, which older clients pull, too. Part of the key. Default: zstd.",
        verbs: input/* recipeVerbs */.bo,
        places: input/* everywhere */.fC,
    },
    {
        name: "include",
        kind: "list",
        placeholder: "PATH",
        description: "More files or directories of the repository to add to the context at their own path, such as lock files. Patterns are written as in `.dockerignore` (`crates/*/Cargo.toml`; a later `!PATTERN` excludes again), and one that matches nothing is an error. `FILE#FIELD,FIELD` adds a TOML or JSON file reduced to these fields.",
        verbs: input/* recipeVerbs */.bo,
        places: input/* everywhere */.fC,
    },
    {
        name: "base",
        kind: "map",
        names: "image",
        placeholder: "NAME=IMAGE@DIGEST",
        description: "Images that the Dockerfile names, pinned by digest: `NAME=REPOSITORY@sha256:…` in a registry, or `NAME=oci-layout://FOLDER@sha256:…` on disk. The digest is part of the key.",
        verbs: input/* recipeVerbs */.bo,
        places: input/* everywhere */.fC,
    },
];

;// CONCATENATED MODULE: ./core/inputs/rows/reuse.js
/** Inputs about a run that need not be repeated. */

const reuseRows = [
    {
        name: "reuse",
        kind: "boolean",
        default: "false",
        description: "Run the command in a fresh checkout, without network, and record that it has passed: where the same files, environment, command and variables have passed before, that stands for the run.",
        verbs: ["run"],
        places: input/* calls */.Kr,
    },
    {
        name: "paths",
        kind: "list",
        placeholder: "PATH",
        description: "With `reuse`: the files of the repository that the command sees, as paths and patterns from its root on, `!PATTERN` for exceptions. Default: all that git has.",
        verbs: ["run"],
        places: input/* calls */.Kr,
    },
    {
        name: "outputs",
        kind: "list",
        placeholder: "PATH",
        description: "With `reuse`: files and folders that the command makes in the repository and later steps need, such as `dist` or `coverage.xml`. They are kept with the record, and brought back with it.",
        verbs: ["run"],
        places: input/* calls */.Kr,
    },
    {
        name: "max-age",
        kind: "text",
        placeholder: "TIME",
        description: "With `reuse`: how old a record may be, such as `12h` or `7d`. Default: no limit without network, and 24h with `run-network: host`.",
        verbs: ["run"],
        places: input/* calls */.Kr,
    },
    {
        name: "reuse-from",
        kind: "text",
        choices: ["store", "same-ref", "attested"],
        description: "With `reuse`: whose records count: those of everybody who may push to the images' repository (`store`); of those only what runs of the same branch or tag have left (`same-ref`); or only those that a workflow of the same files has signed (`attested`). Default: `attested` with `attest`, else `store`.",
        verbs: ["run"],
        places: input/* calls */.Kr,
    },
    {
        name: "run-network",
        kind: "text",
        choices: ["host", "none"],
        description: "Network of the command: the machine's, or none but loopback. Default: `host`, and `none` with `reuse`.",
        verbs: ["run"],
        places: input/* calls */.Kr,
    },
];

;// CONCATENATED MODULE: ./core/inputs/rows/run.js
/** Inputs about the environment, and what runs in it. */

const runRows = [
    {
        name: "run",
        kind: "text",
        description: "Script to run in the environment, with `shell`.",
        verbs: ["run"],
        places: ["action"],
    },
    {
        name: "image-command",
        kind: "boolean",
        default: "false",
        description: "Run the image's own command, its ENTRYPOINT and CMD, instead of `run` or `phases`. One of the three is required.",
        verbs: ["run"],
        places: input/* calls */.Kr,
    },
    {
        name: "phases",
        kind: "scripts",
        placeholder: "NAME=SCRIPT",
        description: "Named scripts, such as lint and test, to run in one environment instead of `run`: each has its own time, group in the log, and outcome.",
        verbs: ["run"],
        places: input/* calls */.Kr,
    },
    {
        name: "parallel",
        kind: "list",
        commas: true,
        placeholder: "PHASES",
        alone: true,
        description: "Names of phases that run side by side, such as `lint,typing,test`; every other phase waits for those before it. `true` runs all at once. The output of each appears when it ends.",
        verbs: ["run"],
        places: input/* calls */.Kr,
    },
    {
        name: "fail-fast",
        kind: "boolean",
        default: "true",
        negated: "Run all phases to the end, even after one has failed. The exit code is still that of the first failure.",
        description: "Whether the first phase that fails stops the running ones and skips the rest. `false` runs all of them to the end. Either way, the exit code is that of the first failure.",
        verbs: ["run"],
        places: input/* calls */.Kr,
    },
    {
        name: "shell",
        kind: "text",
        choices: ["bash", "sh"],
        default: "bash",
        description: "Shell for the script or phases: `bash -e -o pipefail` or `sh -e`, as in a workflow step.",
        verbs: ["run"],
        places: input/* calls */.Kr,
    },
    {
        name: "working-directory",
        kind: "text",
        short: "w",
        placeholder: "DIR",
        description: "Where the command starts. Default: the current directory, which has the same path in the environment.",
        verbs: ["run"],
        places: input/* calls */.Kr,
    },
    {
        name: "env",
        kind: "list",
        short: "e",
        names: "variable",
        placeholder: "NAME[=VALUE]",
        description: "Variables for the command: `NAME=VALUE`, or `NAME` to pass its value on. In a workflow, the variables that GitHub sets are passed on by themselves, except tokens.",
        circleci: {
            description: "Variables for the command: `NAME=VALUE`, or `NAME` to pass the job's value on. `CI`, `CIRCLECI` and `CIRCLE_…` are passed on by themselves, except tokens and keys.",
        },
        verbs: ["run"],
        places: input/* calls */.Kr,
    },
    {
        name: "timeout",
        kind: "text",
        placeholder: "TIME",
        description: "Time limit for the command, such as `90s`, `10m` or `1h30m`. After that it is ended with all its processes; the exit code is 124 and the outcome timed-out. Default: no limit.",
        verbs: ["run"],
        places: input/* calls */.Kr,
    },
    {
        name: "user",
        kind: "text",
        short: "u",
        placeholder: "USER",
        default: "caller",
        description: "User that the command runs as: `caller` (so that the files it makes are yours), `image` (the image's USER), or `uid[:gid]`.",
        verbs: ["run"],
        places: input/* calls */.Kr,
    },
    {
        name: "security-opt",
        kind: "text",
        choices: ["seccomp=unconfined"],
        description: "As for docker: `seccomp=unconfined` allows all system calls, which a sandbox inside the command needs (Chromium's, bubblewrap, podman, buildah). Default: docker's default profile.",
        verbs: ["run"],
        places: input/* calls */.Kr,
    },
    {
        name: "writable",
        kind: "list",
        placeholder: "DIR",
        description: "Folders of the image that the command may write to although they belong to root, such as `/var/lib/tool`. `/usr/local`, `/opt`, `/srv` and folders like `/go` or `/app` need not be named. Not part of the key.",
        verbs: ["run"],
        places: input/* everywhere */.fC,
    },
    {
        name: "volumes",
        kind: "list",
        short: "v",
        placeholder: "HOST:CONTAINER[:ro]",
        description: "Folders, files and sockets of this machine that the command sees, written as for docker's `-v`: `~/.m2:/root/.m2`, `/var/run/docker.sock:/var/run/docker.sock`.",
        verbs: ["run"],
        places: input/* calls */.Kr,
    },
    {
        name: "devices",
        kind: "list",
        placeholder: "HOST[:CONTAINER[:rwm]]",
        description: "Devices of this machine that the command may open, written as for docker's `--device`: `/dev/kvm`.",
        verbs: ["run"],
        places: input/* calls */.Kr,
    },
    {
        name: "sandbox",
        kind: "text",
        choices: ["auto", "mounted", "container"],
        default: "auto",
        description: "How to make the environment: mount the snapshot, or use a container of the engine where mounting is impossible.",
        verbs: ["pull", "run", "lock"],
        places: input/* calls */.Kr,
    },
];

// EXTERNAL MODULE: ./core/inputs/rows/serve.js
var serve = __webpack_require__(67760);
;// CONCATENATED MODULE: ./core/inputs/rows/setup.js
const setupRows = [
    {
        name: "install",
        kind: "boolean",
        default: "false",
        description: "Install the programs that the runner lacks: git, crun and buildah, and erofsfuse if the kernel has no EROFS. Needs apt-get, dnf or apk, and root or a `sudo` that needs no password.",
        verbs: ["setup"],
        places: ["action"],
    },
];
const setupOutputs = [
    { name: "version", description: "Version of treestamp.", verbs: ["setup"] },
    { name: "path", description: "Full path of the command `treestamp`.", verbs: ["setup"] },
];

;// CONCATENATED MODULE: ./core/inputs/rows/trust.js
/** Inputs about who built an image: to sign it, and to believe a signature. */

/** What can be signed is built by them. */
const attesting = ["build", "pull", "run", "push", "promote", "lock"];
const trustRows = [
    {
        name: "attest",
        kind: "boolean",
        default: "false",
        description: "Sign who built the image, and from which commit, by the workflow's identity (the job needs `id-token: write`), or by `attest-key`. The signature stands in the image's index.",
        circleci: {
            description: "Sign who built the image, and from which commit, by `attest-key`. The signature stands in the image's index.",
        },
        verbs: attesting,
        places: input/* calls */.Kr,
    },
    {
        name: "attest-key",
        kind: "text",
        placeholder: "PEM",
        description: "Ed25519 private key in PEM, to sign with instead of the workflow's identity. A secret.",
        verbs: attesting,
        places: ["action"],
    },
    {
        name: "attest-key-file",
        kind: "text",
        placeholder: "FILE",
        description: "File with an Ed25519 private key in PEM, to sign with.",
        verbs: attesting,
        places: ["cli"],
    },
    {
        name: "verify",
        kind: "text",
        choices: ["required", "when-present", "off"],
        default: "when-present",
        description: "Whether an image that is there already has to be signed: `required` refuses one that is not, `when-present` refuses one with a wrong signature, `off` looks at none. What this call builds itself needs no signature.",
        verbs: input/* buildingVerbs */.FY,
        places: input/* calls */.Kr,
    },
    {
        name: "verify-key",
        kind: "text",
        placeholder: "PEM|FILE",
        description: "Ed25519 public key in PEM, or a file with it: images that it has signed are believed, and no others. Default: those that a workflow of this repository has signed.",
        verbs: input/* buildingVerbs */.FY,
        places: input/* calls */.Kr,
    },
    {
        name: "verify-repository",
        kind: "text",
        placeholder: "OWNER/NAME|NUMBER",
        description: "Repository whose workflows may sign, by its name or, better, its number. Default: the workflow's own, elsewhere those of the remotes `origin` and `upstream`.",
        verbs: input/* buildingVerbs */.FY,
        places: input/* calls */.Kr,
    },
    {
        name: "verify-workflow",
        kind: "list",
        commas: true,
        placeholder: "PATH[@REF]",
        description: "Workflows that may sign: `.github/workflows/build.yml`, with `@refs/heads/main` only as that branch has it, `OWNER/NAME/PATH@REF` for another repository's reusable one; `*` matches any characters. Default: all of the repository.",
        circleci: {
            description: "Workflows that may sign, by their path in the repository, with `@refs/heads/main` only as that branch has it; `*` matches any characters. Default: all of the repository.",
        },
        verbs: input/* buildingVerbs */.FY,
        places: input/* calls */.Kr,
    },
    {
        name: "verify-self-hosted",
        kind: "boolean",
        default: "false",
        description: "Believe images that were built on self-hosted runners, too.",
        verbs: input/* buildingVerbs */.FY,
        places: input/* calls */.Kr,
    },
    {
        name: "sigstore",
        kind: "map",
        names: "argument",
        commas: true,
        placeholder: "NAME=VALUE",
        description: "A Sigstore of your own instead of the public one: `fulcio=URL`, `rekor=URL`, `issuer=URL` (who vouches for the workflows), `root=FILE` (its root of trust, `trusted_root.json`).",
        verbs: input/* buildingVerbs */.FY,
        places: input/* calls */.Kr,
    },
    {
        name: "rebuild",
        kind: "boolean",
        default: "false",
        description: "Build the image anew, without caches, and compare: reports each file that differs, by layer, and why that usually is.",
        verbs: ["verify"],
        places: ["cli"],
    },
];

;// CONCATENATED MODULE: ./core/inputs/rows/where.js
/** Inputs that say which recipe is meant, and where its image is. */

const whereRows = [
    {
        name: "path",
        kind: "text",
        short: "C",
        placeholder: "DIR",
        default: ".",
        description: "Folder of the git repository.",
        verbs: [...input/* actionVerbs */.bw, "assemble", "lock", "passed", "verify"],
        places: input/* calls */.Kr,
    },
    {
        name: "ref",
        kind: "text",
        placeholder: "REV",
        description: "Revision to read the recipe from. Default: the checkout; with uncommitted changes, the tag ends in -dirty.",
        verbs: [...input/* imageVerbs */.cT, "plan", "passed", "verify"],
        places: input/* calls */.Kr,
    },
    {
        name: "source",
        kind: "text",
        placeholder: "URI",
        description: "Files to work with instead of the repository's: `https://….tar.gz` or `.zip` (`#sha256=…` if its sum is known), `docker://HOST/REPOSITORY:TAG` for the files of an image, a `data:` URI, a folder or an archive, `-` for a tar on standard input. Their key is the one that the same files have as a commit.",
        verbs: input/* sourceVerbs */.sc,
        places: input/* calls */.Kr,
    },
    {
        name: "store",
        kind: "text",
        form: "repository",
        placeholder: "REPOSITORY|DIR",
        description: "Where to keep images and snapshots: a repository in a registry, a folder (an OCI image layout), or `actions-cache`, the cache of GitHub Actions. Overrides `image`.",
        circleci: {
            description: "Where to keep images and snapshots: a repository in a registry, or a folder (an OCI image layout). Overrides `image`.",
        },
        verbs: [...input/* actionVerbs */.bw, "lock", "passed", "verify"],
        places: input/* calls */.Kr,
    },
    {
        name: "registry",
        kind: "text",
        placeholder: "HOST",
        description: "Registry that `username`, `password` and `plain-http` are for, such as `ghcr.io`; no other gets them. Default: that of the input `store` or `image`, else of the first destination. Required if only `treestamp.yml` names the image.",
        verbs: [...input/* actionVerbs */.bw, "assemble", "lock", "passed", "verify"],
        places: input/* calls */.Kr,
    },
    {
        name: "username",
        kind: "text",
        description: "User name for `registry`. Default: the login of docker or podman.",
        verbs: input/* actionVerbs */.bw,
        places: ["action"],
    },
    {
        name: "password",
        kind: "text",
        description: "Password or token for `registry`.",
        verbs: input/* actionVerbs */.bw,
        places: ["action"],
    },
    {
        name: "plain-http",
        kind: "boolean",
        default: "false",
        description: "Use plain HTTP for `registry`. Loopback addresses do not need it.",
        verbs: [...input/* actionVerbs */.bw, "assemble", "lock", "passed", "verify"],
        places: input/* calls */.Kr,
    },
];
/** Inputs about what this machine keeps. */
const cacheRows = [
    {
        name: "cache-folder",
        kind: "text",
        placeholder: "DIR",
        description: "Where this machine keeps fetched snapshots and the default store.",
        verbs: input/* commands */.Pi,
        places: input/* calls */.Kr,
    },
    {
        name: "cache-size",
        kind: "text",
        placeholder: "SIZE",
        default: "20GB",
        description: "Size limit of the cache folder, such as `20GB` or `512MiB`; what was used least recently is removed first, and nothing that is in use. `0` keeps only what is in use, `unlimited` everything. Default: 20GB.",
        verbs: [...input/* buildingVerbs */.FY, "assemble", "serve", "prune"],
        places: input/* calls */.Kr,
    },
];

;// CONCATENATED MODULE: ./core/inputs/table.js
/**
 * The one table of inputs and outputs. It writes each `action.yml`, the command line's flags and help, the JSON schema
 * of `treestamp.yml` and the tables in the docs (`npm run generate`); an input that is not here does not exist.
 */












const inputs = [
    ...recipeRows,
    ...whereRows,
    ...buildRows,
    ...trustRows,
    ...runRows,
    ...reuseRows,
    ...cacheRows,
    ...deliveryRows,
    ...assemble/* assembleRows */.OE,
    ...lockRows,
    ...serve/* serveRows */.h,
    ...setupRows,
];
/** The inputs that a verb, or the action setup, has in an action, on the command line or in `treestamp.yml`. */
function inputsOf(verb, place) {
    return inputs.filter(({ verbs, places }) => verbs.includes(verb) && places.includes(place));
}
const outputs = [
    { name: "key", description: "The git tree hash that names the recipe.", verbs: input/* imageVerbs */.cT },
    {
        name: "tag",
        description: "The image tag: the key, followed by -dirty if the recipe has uncommitted changes.",
        verbs: input/* imageVerbs */.cT,
    },
    {
        name: "image",
        description: "Full name of the build image: location and tag, with the digest if it is known.",
        verbs: input/* imageVerbs */.cT,
    },
    {
        name: "digest",
        description: "Digest of the image index that the tag names; empty if there is none.",
        verbs: input/* imageVerbs */.cT,
    },
    { name: "state", description: "The store's first answer: present, absent or unknown.", verbs: input/* imageVerbs */.cT },
    { name: "cache-hit", description: "true if the image was present and nothing had to be built.", verbs: input/* imageVerbs */.cT },
    {
        name: "snapshot",
        description: "Identity of the snapshot for this machine: the hash of its plain content.",
        verbs: ["pull", "run"],
    },
    { name: "sandbox", description: "How the environment is made: mounted or container.", verbs: ["pull", "run"] },
    { name: "stages", description: "JSON list of the stages with their seconds and bytes.", verbs: input/* imageVerbs */.cT },
    {
        name: "outcome",
        description: "How the command ended: success, failure, timed-out, or cancelled if treestamp was told to stop.",
        verbs: ["run"],
    },
    { name: "exit-code", description: "The command's exit code.", verbs: ["run"] },
    {
        name: "outcomes",
        description: "JSON object with the outcome of each phase: success, failure, cancelled or skipped; empty without phases. `outcome-NAME` is the outcome of one phase.",
        verbs: ["run"],
    },
    {
        name: "caches",
        description: "JSON list of the caches of `treestamp.yml`: how each was found (exact, newest, none, unknown), bytes fetched, bytes saved or why none were, and seconds; empty without caches.",
        verbs: ["run"],
    },
    {
        name: "reused",
        description: "true if a run that had passed before stood for this one, and the command did not run.",
        verbs: ["run"],
    },
    {
        name: "run-key",
        description: "With `reuse`: the git tree hash of all that the run depends on; empty where that is not known.",
        verbs: ["run"],
    },
    {
        name: "environments",
        description: "JSON list of all environments, with the key, image and state of each, and what it is made from.",
        verbs: ["plan"],
    },
    {
        name: "matrix",
        description: "What `strategy.matrix` takes to build each absent environment in a job of its own, as JSON.",
        verbs: ["plan"],
    },
    {
        name: "absent",
        description: "Number of environments that are absent: `0` if there is nothing to build.",
        verbs: ["plan"],
    },
    ...deliveryOutputs,
    ...setupOutputs,
];


/***/ }),

/***/ 89155:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KE: () => (/* binding */ listed),
/* harmony export */   Xo: () => (/* binding */ formatSeconds),
/* harmony export */   hS: () => (/* binding */ counted),
/* harmony export */   nV: () => (/* binding */ formatAge),
/* harmony export */   pq: () => (/* binding */ countOf),
/* harmony export */   z3: () => (/* binding */ formatBytes)
/* harmony export */ });
/** Amounts as people read them. */
/** Bytes by powers of ten, as docker shows them: `1.2 GB`. */
function formatBytes(bytes) {
    const units = ["B", "kB", "MB", "GB", "TB"];
    const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
    const value = bytes / 1000 ** power;
    return `${power === 0 ? value : value.toFixed(value < 10 ? 1 : 0)} ${units[power]}`;
}
/** Seconds: more digits for short times, minutes for long ones. */
function formatSeconds(seconds) {
    if (seconds < 100)
        return `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`;
    const whole = Math.round(seconds);
    return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
/** How long ago something was, in one unit: `2 days ago`. @param milliseconds since then */
function formatAge(milliseconds) {
    const units = [
        [86_400_000, "day"],
        [3_600_000, "hour"],
        [60_000, "minute"],
    ];
    const [length, name] = units.find(([length]) => milliseconds >= length) ?? [0, ""];
    return length === 0 ? "just now" : `${counted(Math.floor(milliseconds / length), name)} ago`;
}
/** `1 package`, `2 packages`. */
function counted(count, noun) {
    return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
/** `2 snapshots and 1 image`. */
function countOf(items) {
    const parts = ["snapshot", "archive", "image", "storage"].flatMap((kind) => {
        const count = items.filter((item) => item.kind === kind).length;
        return count === 0 ? [] : [counted(count, kind)];
    });
    return parts.join(", ").replace(/, ([^,]*)$/, " and $1") || "nothing";
}
/** The first of several names, and how many more there are: `a, b and 3 more`. */
function listed(names, most = 5) {
    const shown = names.slice(0, most).join(", ");
    return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}


/***/ }),

/***/ 7443:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ masksOf),
/* harmony export */   n: () => (/* binding */ looksSecret)
/* harmony export */ });
/** What is secret, and which parts of it a log must not show. */
/** A line of a long value that is shorter ("}", "fi") is in every output: hiding it would hide the output alone. */
const shortestLine = 8;
const shortestValue = 3;
/** What everybody may see, and what is in many a file beside a key. Source: RFC 7468. */
const publicBlocks = /-----BEGIN ((?:TRUSTED |X509 )?CERTIFICATE|X509 CRL|(?:RSA )?PUBLIC KEY)-----[\s\S]*?-----END \1-----/g;
/** What stands between the certificates of a bundle: comments, and curl's names of them, underlined. */
const headings = /^(?:#.*|.*\r?\n=+)$/gm;
/**
 * The texts to hide for one secret: its value as a whole, and of a value of several lines each long one. Certificates are
 * no secret. The longest comes first, so that none is hidden in part.
 */
function masksOf(value) {
    const rest = value.replaceAll(publicBlocks, "");
    const secret = (rest === value ? value : rest.replaceAll(headings, "")).trim();
    const lines = secret.split(/\r?\n/).map((line) => line.trim());
    if (lines.length === 1)
        return secret.length < shortestValue ? [] : [secret];
    const long = lines.filter((line) => line.length >= shortestLine && !/^-----.*-----$/.test(line));
    return [...new Set([secret, ...long])].sort((a, b) => b.length - a.length);
}
const secret = /TOKEN|SECRET|PASS|CREDENTIAL|PRIVATE|KEY|JWT|COOKIE|(?:^|_)O?AUTH(?:_|$)|_(?:PAT|PEM|PWD)$/i;
/** Whether a variable's name suggests a secret: no command gets it that does not name it. */
function looksSecret(name) {
    return secret.test(name);
}


/***/ }),

/***/ 14139:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ld: () => (/* binding */ progressLines),
/* harmony export */   hr: () => (/* binding */ progressBar),
/* harmony export */   nd: () => (/* binding */ noProgress)
/* harmony export */ });
/* harmony import */ var _amounts_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(89155);
/** How far a long transfer is, for people: a line now and then, or a bar where there is a terminal. */

const noProgress = () => ({ add: () => { }, end: () => { } });
/** Milliseconds between two lines, and before the first: what is quicker needs none. */
const betweenLines = 10_000;
/** A line every ten seconds. They come also where nothing moves: that it stands still is news. */
function progressLines(say) {
    return (title, total) => {
        const state = { done: 0, since: performance.now() };
        const timer = setInterval(() => say(`${title}: ${described(state, total)}.`), betweenLines);
        timer.unref();
        return {
            add: (bytes) => {
                state.done = Math.min(total, state.done + bytes);
            },
            end: () => clearInterval(timer),
        };
    };
}
/** Milliseconds between two pictures of the bar, and before the first. */
const betweenPictures = 200;
const barWidth = 24;
/** The last line of a terminal, redrawn in place; gone when all is over. `columns` is the terminal's width. */
function progressBar(write, columns) {
    const active = [];
    let timer;
    let isDrawn = false;
    const hide = () => {
        if (isDrawn)
            write("\r\x1b[K");
        isDrawn = false;
    };
    const draw = () => {
        const [first] = active;
        if (first === undefined)
            return;
        const full = first.total === 0 ? 0 : Math.floor((first.done / first.total) * barWidth);
        const line = `${first.title} ${"█".repeat(full)}${"░".repeat(barWidth - full)} ${described(first, first.total)}`;
        hide();
        write(line.slice(0, Math.max(0, columns() - 1))); // a line that wraps cannot be taken back
        isDrawn = true;
    };
    return {
        hide,
        show: (title, total) => {
            const mine = { title, total, done: 0, since: performance.now() };
            active.push(mine);
            timer ??= setInterval(draw, betweenPictures).unref();
            return {
                add: (bytes) => {
                    mine.done = Math.min(total, mine.done + bytes);
                },
                end: () => {
                    const index = active.indexOf(mine);
                    if (index >= 0)
                        active.splice(index, 1);
                    if (active.length > 0)
                        return;
                    clearInterval(timer);
                    timer = undefined;
                    hide();
                },
            };
        },
    };
}
/** `120 MB of 460 MB (26 %), 34 MB/s`. */
function described({ done, since }, total) {
    const seconds = (performance.now() - since) / 1000;
    const part = total === 0 ? 100 : Math.floor((done / total) * 100);
    const speed = seconds > 0 ? `, ${(0,_amounts_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z3)(Math.round(done / seconds))}/s` : "";
    return `${(0,_amounts_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z3)(done)} of ${(0,_amounts_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z3)(total)} (${part} %)${speed}`;
}


/***/ }),

/***/ 24291:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   WH: () => (/* binding */ readyHere),
/* harmony export */   ZN: () => (/* binding */ listedStages),
/* harmony export */   ay: () => (/* binding */ timed),
/* harmony export */   zB: () => (/* binding */ pulledHere)
/* harmony export */ });
/** The note of a lookup that asked no store. */
const readyHere = "ready on this machine";
/** The same where an earlier step of the job has named the environment. */
const pulledHere = "pulled by this job";
/** Stages for outputs and JSON: seconds to the millisecond. */
function listedStages(stages) {
    return stages.map(({ seconds, ...stage }) => ({ ...stage, seconds: Number(seconds.toFixed(3)) }));
}
/**
 * Runs `work` and appends a stage to `stages`, also when it fails. `work` may describe its own outcome.
 * @param start when it began, by `performance.now()`
 */
async function timed(stages, name, work, start = performance.now()) {
    let outcome = {};
    try {
        return await work((described) => {
            outcome = { ...outcome, ...described };
        });
    }
    finally {
        stages.push({ name, seconds: (performance.now() - start) / 1000, ...outcome });
    }
}


/***/ }),

/***/ 58399:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ requireLinux)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/** Where treestamp runs. */

/**
 * The first thing that every entry does: what comes after it takes mounts, user ids and signals of Linux for granted.
 * @param platform of this process
 * @throws platform-unsupported
 */
function requireLinux(platform = process.platform) {
    if (platform === "linux")
        return;
    const name = { darwin: "macOS", win32: "Windows" }[platform] ?? platform;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("platform-unsupported", `treestamp runs on Linux only, and this is ${name}.`, {
        remedy: "Run the job on Linux (runs-on: ubuntu-24.04, a Linux executor of CircleCI), or use WSL 2 or a Linux virtual machine.",
    });
}


/***/ }),

/***/ 25888:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $$: () => (/* binding */ bytesOf),
/* harmony export */   Eu: () => (/* binding */ untilAborted),
/* harmony export */   ZC: () => (/* binding */ abortable),
/* harmony export */   hS: () => (/* binding */ counted),
/* harmony export */   mA: () => (/* binding */ streamOf),
/* harmony export */   p8: () => (/* binding */ collectUpTo),
/* harmony export */   uN: () => (/* binding */ resumed)
/* harmony export */ });
/** Streams of bytes: made, taken in, and left when they are not wanted any more. */
/** A stream of these parts. */
async function* streamOf(...parts) {
    yield* parts;
}
/** The items that were taken from a stream, and then its rest. A generator that has not begun would not close it. */
function resumed(taken, rest) {
    const held = [...taken];
    const end = { done: true, value: undefined };
    const stream = {
        next: async () => {
            if (held.length > 0)
                return { done: false, value: held.shift() };
            const next = await rest.next();
            return next.done === true ? end : next;
        },
        return: async () => {
            held.length = 0;
            await rest.return?.();
            return end;
        },
        [Symbol.asyncIterator]: () => stream,
    };
    return stream;
}
/** All bytes of a stream. Stops reading and returns undefined if there are more than `limit`. */
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
/** The same items, for sources that do not hang: the signal is looked at before each. @throws the signal's reason */
async function* untilAborted(source, signal) {
    for await (const item of source) {
        signal.throwIfAborted();
        yield item;
    }
}
/** The same bytes; how many have come is told. */
async function* counted(source, progress) {
    for await (const part of source) {
        progress.add(part.length);
        yield part;
    }
}
/**
 * All that a stream gives, in memory. Each part is copied: a range of a blob uses its memory again.
 * @param signal ends it, with its reason
 */
async function bytesOf(stream, signal) {
    const parts = [];
    for await (const part of signal === undefined ? stream : abortable(stream, signal))
        parts.push(Buffer.from(part));
    return Buffer.concat(parts);
}


/***/ }),

/***/ 44617:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bc: () => (/* binding */ isDigest),
/* harmony export */   Bj: () => (/* binding */ sha256Of),
/* harmony export */   ZD: () => (/* binding */ hexOf),
/* harmony export */   m: () => (/* binding */ parseDigest),
/* harmony export */   oD: () => (/* binding */ readWhole),
/* harmony export */   ol: () => (/* binding */ digestOf),
/* harmony export */   qb: () => (/* binding */ corrupt),
/* harmony export */   zr: () => (/* binding */ verified)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64256);
/* harmony import */ var _byte_stream_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(25888);
/** Digests: what names a blob, and the check that the bytes are the ones it names. */



/** True for `sha256:` and 64 lower-case hexadecimal digits; other algorithms are not used here. */
function isDigest(text) {
    return typeof text === "string" && /^sha256:[0-9a-f]{64}$/.test(text);
}
/** @throws input-invalid */
function parseDigest(text) {
    if (isDigest(text))
        return text;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `"${text}" is not a digest.`, {
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
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256");
    let size = 0;
    for await (const part of stream) {
        hash.update(part);
        size += part.length;
    }
    return { digest: `sha256:${hash.digest("hex")}`, size };
}
/**
 * Passes on the bytes of `stream`, and holds back the last part until size and digest have proved right: a reader that
 * reaches the end has exactly what the descriptor names.
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
        remedy: "Try again. If it happens again, delete what is stored under this digest and write it again.",
    });
}
/**
 * A small blob of a store, whole and verified. For what is known to be small: all of it is in memory.
 * @param signal ends it, with its reason
 */
async function readWhole(store, blob, signal) {
    return (0,_byte_stream_js__WEBPACK_IMPORTED_MODULE_2__/* .bytesOf */ .$$)(store.readBlob(blob), signal);
}


/***/ }),

/***/ 67896:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F2: () => (/* binding */ parseReference),
/* harmony export */   FH: () => (/* binding */ formatReference),
/* harmony export */   Fv: () => (/* binding */ registryOf),
/* harmony export */   OB: () => (/* binding */ isFolderName),
/* harmony export */   U9: () => (/* binding */ isLoopback),
/* harmony export */   WZ: () => (/* binding */ lowerCaseRepository),
/* harmony export */   bI: () => (/* binding */ dockerHubHosts),
/* harmony export */   dz: () => (/* binding */ isTag),
/* harmony export */   j$: () => (/* binding */ formatLocation),
/* harmony export */   jr: () => (/* binding */ checkKeepsImages),
/* harmony export */   l5: () => (/* binding */ parseRegistry),
/* harmony export */   lu: () => (/* binding */ dockerServerName),
/* harmony export */   mS: () => (/* binding */ isSameRegistry),
/* harmony export */   uC: () => (/* binding */ checkTagOrDigest),
/* harmony export */   zS: () => (/* binding */ parseLocation)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77030);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_net__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64256);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44617);
/** Names of stores and of what is in them, parsed once into values. */



/**
 * Reads the name of a store: a repository, completed as docker does it (`debian` is `docker.io/library/debian`), or a
 * folder, which starts with `/`, `./`, `../` or `oci:`. Grammar: distribution/reference; upper-case letters are taken as
 * lower-case ones, since `github.repository` may have some and no expression of a workflow can change them.
 * @throws input-invalid
 */
function parseLocation(text) {
    if (text === "" || text.trim() !== text)
        throw invalid(text, "it is empty, or has spaces around it");
    checkNoLogin(text);
    if (isFolderName(text))
        return folderLocation(text.replace(/^oci:/, ""), text);
    if (text.startsWith("~")) {
        throw invalid(text, "`~` is not expanded here", "Write the folder's whole path.");
    }
    return repositoryLocation(text);
}
/**
 * The registry that a store's name begins with, before anything else of the name is checked; undefined for a folder's name.
 */
function registryOf(text) {
    return isFolderName(text) || text.startsWith("~") ? undefined : splitRegistry(text.toLowerCase()).registry;
}
/**
 * Reads the name of a registry alone, also as logins have it (`https://index.docker.io/v1/`).
 * @throws input-invalid
 */
function parseRegistry(text) {
    checkNoLogin(text);
    const host = text
        .replace(/^https:\/\//i, "")
        .replace(/\/(v1|v2)?\/?$/, "")
        .toLowerCase();
    if (dockerHubHosts.includes(host))
        return "docker.io";
    if (isHost(host))
        return host;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `"${text}" is not the name of a registry.`, {
        remedy: "Write its host alone, with the port where it has one: ghcr.io, registry.example:5000.",
    });
}
/**
 * Refuses the name of a repository that nobody can keep images in: a registry alone, or one word, which docker takes for
 * one of its own images. @throws input-invalid
 */
function checkKeepsImages(text) {
    checkNoLogin(text);
    if (!isFolderName(text) && /^(localhost|\[.*\]|[^/]*\.[^/]*)(:\d+)?$/.test(text)) {
        throw invalid(text, "it names a registry, but no repository", `Write ${text}/OWNER/NAME.`);
    }
    const location = parseLocation(text);
    if (location.kind === "layout" || location.registry !== "docker.io")
        return;
    if (!location.repository.startsWith("library/") || text.includes("library/"))
        return;
    const name = location.repository.slice("library/".length);
    throw invalid(text, `it stands for ${formatLocation(location)}, which only has Docker's own images`, `Include the registry and the owner, such as ghcr.io/acme/${name} or docker.io/acme/${name}; a folder is ./${name}.`);
}
/** An image's name with its repository in lower case; its tag stays as it is. */
function lowerCaseRepository(name) {
    if (isFolderName(name))
        return name;
    const [, repository = name, tag = ""] = /^(.*?)(:[^/:]*)?$/.exec(name) ?? [];
    return repository.toLowerCase() + tag;
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
        throw invalid(text, "it begins like a URL", `Write it without the scheme: ${text.replace(/^[a-z]+:\/\//i, "")}`);
    }
    if (text.includes("@")) {
        throw invalid(text, "it ends in a digest", `A store is a whole repository: ${text.replace(/@.*$/, "")}`);
    }
    const { registry, repository } = splitRegistry(text.toLowerCase());
    const tagged = /^([^:]*):[^/]*$/.exec(repository);
    if (tagged !== null) {
        const without = text.slice(0, text.lastIndexOf(":"));
        throw invalid(text, "it ends in a tag", `A store is a whole repository, and the key is the tag: ${without}`);
    }
    if (!isHost(registry))
        throw invalid(text, `"${registry}" is not the name of a host`);
    if (repository === "")
        throw invalid(text, "it names a registry, but no repository");
    if (text.endsWith("/"))
        throw invalid(text, "it ends in a slash", `Write ${text.replace(/\/+$/, "")}`);
    if (text.includes("//")) {
        throw invalid(text, "two of its slashes have nothing between them", "Check whether an expression in it is empty.");
    }
    if (!repository.split("/").every((part) => /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/.test(part))) {
        throw invalid(text, "a repository's name consists of a-z and 0-9, with single . _ - between them");
    }
    if (registry.length + 1 + repository.length > 255)
        throw invalid(text, "it is longer than 255 characters");
    return { kind: "registry", registry, repository };
}
/** Docker's rule: the first part is a host if it has a dot or a port, or is `localhost`. */
function splitRegistry(text) {
    const slash = text.indexOf("/");
    const registry = text.slice(0, Math.max(slash, 0));
    if (slash > 0 && (/[.:[]/.test(registry) || registry === "localhost")) {
        if (!dockerHubHosts.includes(registry))
            return { registry, repository: text.slice(slash + 1) };
        return hubLocation(text.slice(slash + 1));
    }
    return hubLocation(text);
}
function hubLocation(repository) {
    return { registry: "docker.io", repository: repository.includes("/") ? repository : `library/${repository}` };
}
/** Every name that people and configuration files use for Docker Hub. */
const dockerHubHosts = ["docker.io", "index.docker.io", "registry-1.docker.io"];
/** What docker's own configuration calls a registry. Docker Hub has this URL there since docker 1.0. */
function dockerServerName(registry) {
    return dockerHubHosts.includes(registry) ? "https://index.docker.io/v1/" : registry;
}
function isHost(text) {
    const [, host = "", port] = /^(.*?)(?::(\d{1,5}))?$/.exec(text) ?? [];
    if (port !== undefined && (Number(port) === 0 || Number(port) > 65535))
        return false;
    if (!URL.canParse(`https://${text}/`))
        return false; // such as 127.0.0.256
    if (host.startsWith("["))
        return host.endsWith("]") && (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIPv6)(host.slice(1, -1));
    return host.split(".").every((label) => /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(label));
}
/** `user:password@host`, which is not repeated: messages are for everybody. @throws input-invalid */
function checkNoLogin(text) {
    const [, name] = /^(?:[a-z]+:\/\/)?[^/@]+@(?!sha256:)([^/]+(?:\/.*)?)$/i.exec(text) ?? [];
    if (name === undefined)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `A registry's name contains a login: …@${name}.`, {
        remedy: `Write ${name}, and give the login in \`username\` and \`password\`, or with docker login.`,
    });
}
function invalid(text, why, remedy, what = "a store") {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `"${text}" is not the name of ${what}: ${why}.`, {
        remedy: remedy ?? "Write a repository such as registry.example/team/build, or a folder such as ./images.",
    });
}


/***/ }),

/***/ 87306:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FO: () => (/* binding */ exitCodeOf),
/* harmony export */   xw: () => (/* binding */ secondsSaved)
/* harmony export */ });
/* unused harmony export isSame */
/**
 * What a hit has saved: the time of the build, or of the run, that it did not have to do, less its own until then. Seconds;
 * undefined where nothing is known to be saved.
 */
function secondsSaved({ cacheHit, buildSeconds, reused, stages }) {
    const spared = reused?.seconds ?? (cacheHit ? buildSeconds : undefined);
    if (spared === undefined)
        return undefined;
    const own = stages.reduce((sum, { name, seconds }) => (name === "run" ? sum : sum + seconds), 0);
    return spared > own ? spared - own : undefined;
}
/** Whether what was built again is what was there. */
function isSame({ rebuilt = [] }) {
    return rebuilt.every(({ image, snapshot }) => image === "same" && snapshot === "same");
}
/** The exit code of the program that carried out the verb: the command's, where one ran. */
function exitCodeOf(outcome) {
    if (outcome.kind === "verify")
        return isSame(outcome) ? 0 : 1;
    return outcome.kind === "image" ? (outcome.exitCode ?? 0) : 0;
}


/***/ }),

/***/ 88396:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gb: () => (/* binding */ outputStrings),
/* harmony export */   Vb: () => (/* binding */ nameOf),
/* harmony export */   Yz: () => (/* binding */ outputsOf)
/* harmony export */ });
/* harmony import */ var _log_stages_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(24291);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(67896);


/** For `--json`, without what this verb does not know. */
function outputsOf(outcome) {
    switch (outcome.kind) {
        case "image":
            return imageOutputs(outcome);
        case "environments":
            return environmentsOutputs(outcome);
        case "delivery":
            return deliveryOutputs(outcome);
        case "lock":
            return lockOutputs(outcome);
        case "passed":
            return passedOutputs(outcome);
        case "verify":
            return verifyOutputs(outcome);
        case "prune":
            return pruneOutputs(outcome);
    }
}
/**
 * For a host whose outputs are strings: lists one item a line, what has more structure as JSON; and the outcome of each
 * phase by itself, since a runner takes outputs that action.yml does not name.
 */
function outputStrings(outcome) {
    const outputs = Object.entries(outputsOf(outcome)).map(([name, value]) => [name, asString(name, value)]);
    const phases = outcome.kind === "image" ? (outcome.phases ?? []) : [];
    return Object.fromEntries([...outputs, ...phases.map(({ name, outcome }) => [`outcome-${name}`, outcome])]);
}
function asString(name, value) {
    if (name === "tags")
        return value.join("\n");
    if (name === "labels")
        return pairs(value);
    return typeof value === "object" ? JSON.stringify(value) : String(value);
}
function imageOutputs(outcome) {
    const { key, tag, image, digest, state, cacheHit, snapshot, sandbox, stages, inputs, changes } = outcome;
    return {
        key,
        tag,
        image,
        digest: digest ?? "",
        state,
        "cache-hit": cacheHit,
        ...(snapshot === undefined ? {} : { snapshot }),
        ...(sandbox === undefined ? {} : { sandbox }),
        ...(outcome.exitCode === undefined
            ? {}
            : {
                ...{ outcome: outcome.outcome, "exit-code": outcome.exitCode, outcomes: outcomesOf(outcome.phases ?? []) },
                ...{ reused: outcome.reused !== undefined, "run-key": outcome.runKey ?? "" },
                caches: (outcome.caches ?? []).map((cache) => ({ ...cache, seconds: Number(cache.seconds.toFixed(3)) })),
            }),
        ...(inputs === undefined ? {} : { inputs }),
        ...(changes === undefined ? {} : { changes }),
        stages: (0,_log_stages_js__WEBPACK_IMPORTED_MODULE_1__/* .listedStages */ .ZN)(stages),
    };
}
function environmentsOutputs({ environments }) {
    const absent = environments.filter(({ state }) => state === "absent");
    return {
        environments: environments.map(({ environment, from, key, tag, image, state, cacheHit, changes }) => ({
            ...{ environment, from, key, tag, image, state, "cache-hit": cacheHit },
            ...(changes === undefined ? {} : { changes }),
        })),
        matrix: matrixOf(absent),
        absent: absent.length,
    };
}
/** What `strategy.matrix` takes. Source: docs.github.com, "Workflow syntax", jobs.<job_id>.strategy.matrix. */
function matrixOf(environments) {
    return { include: environments.map(({ environment, key }) => ({ environment, key })) };
}
function outcomesOf(phases) {
    return Object.fromEntries(phases.map(({ name, outcome }) => [name, outcome]));
}
function deliveryOutputs({ digest, tags, version, labels, buildImage, stages }) {
    const [first] = tags;
    return {
        image: first === undefined ? "" : nameOf(first, digest),
        digest,
        tags: tags.map((tag) => nameOf(tag)),
        version: version ?? "",
        ...(labels === undefined ? {} : { labels: Object.fromEntries(labels), "build-image": buildImage ?? "" }),
        stages: (0,_log_stages_js__WEBPACK_IMPORTED_MODULE_1__/* .listedStages */ .ZN)(stages),
    };
}
/** `REPOSITORY:TAG`, and the digest where it is given. */
function nameOf({ location, tag }, digest) {
    return (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .formatReference */ .FH)((0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .parseLocation */ .zS)(location), tag, digest);
}
function pairs(values) {
    return Object.entries(values)
        .map(([name, value]) => `${name}=${value.replace(/\s*\n\s*/g, " ")}`)
        .join("\n");
}
function verifyOutputs({ kind: _, stages, signer, rebuilt, ...facts }) {
    return {
        ...facts,
        ...(signer === undefined ? {} : { signer }),
        ...(rebuilt === undefined ? {} : { rebuilt }),
        stages: (0,_log_stages_js__WEBPACK_IMPORTED_MODULE_1__/* .listedStages */ .ZN)(stages),
    };
}
function lockOutputs({ locks, images }) {
    return { locks, images: images.map(({ note: _, ...image }) => image) };
}
function passedOutputs({ commit = "", tree, runs }) {
    return { commit, tree, runs: runs.map(({ at, ...run }) => ({ ...run, at: new Date(at).toISOString() })) };
}
function pruneOutputs({ removed, left, bytesRemoved, bytesLeft, inDocker }) {
    const item = ({ kind, name, bytes, lastUsed, users }) => ({
        ...{ kind, name, bytes },
        ...{ "last-used": new Date(lastUsed).toISOString(), "in-use": users.length > 0 },
    });
    return {
        removed: removed.map(item),
        left: left.map(item),
        "bytes-removed": bytesRemoved,
        "bytes-left": bytesLeft,
        "in-docker": { removed: inDocker.removed, left: inDocker.left, "bytes-left": inDocker.bytesLeft },
    };
}


/***/ }),

/***/ 57580:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ linesOf),
/* harmony export */   J: () => (/* binding */ stageTable)
/* harmony export */ });
/* harmony import */ var _log_amounts_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(89155);
/* harmony import */ var _outcome_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(87306);
/* harmony import */ var _outputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(88396);



/** All lines of an outcome, each with its end. */
function linesOf(outcome) {
    switch (outcome.kind) {
        case "image": {
            const { stages: _stages, caches: _caches, ...facts } = (0,_outputs_js__WEBPACK_IMPORTED_MODULE_0__/* .outputsOf */ .Yz)(outcome); // which the log has
            return imageLines(facts);
        }
        case "environments":
            return environmentLines(outcome);
        case "delivery":
            return deliveryLines(outcome);
        case "lock":
            return lockLines(outcome);
        case "passed":
            return passedLines(outcome);
        case "verify":
            return verifyLines(outcome);
        case "prune":
            return pruneLines(outcome);
    }
}
function imageLines({ inputs, changes, ...facts }) {
    const rows = Object.entries(facts).filter(([, value]) => value !== "");
    const column = Math.max(...rows.map(([name]) => name.length)) + 2;
    const lines = rows.map(([name, value]) => `${name.padEnd(column)}${String(value)}`);
    for (const more of [inputs, changes])
        if (Array.isArray(more))
            lines.push("", ...more);
    return `${lines.join("\n")}\n`;
}
/** A line for each environment: its state, or what became of it, its tag and its name; and what changed. */
function environmentLines({ environments, verb }) {
    const said = (one) => (verb === "build" ? (one.cacheHit ? "hit" : "built") : one.state);
    const lines = environments.flatMap((one) => [
        `${said(one).padEnd(9)}${one.tag}  ${one.environment}`.trimEnd(),
        ...(one.changes ?? []).map((change) => `${" ".repeat(9)}${change}`),
    ]);
    return `${lines.join("\n")}\n`;
}
/** A line for each tag and what became of it. */
function deliveryLines({ digest, tags, isPushed }) {
    const rows = tags.map((tag) => `${(isPushed ? tag.outcome : "not pushed").padEnd(12)}${(0,_outputs_js__WEBPACK_IMPORTED_MODULE_0__/* .nameOf */ .Vb)(tag)}`);
    return `${[...rows, `${"digest".padEnd(12)}${digest}`].join("\n")}\n`;
}
/** Each lock with a table of what has changed, and a line for each image. */
function lockLines({ isWritten, locks, images }) {
    const lines = locks.flatMap(({ path, packages, changes }) => {
        const moved = changes.length === 0 ? "nothing has changed" : `${changes.length} changed`;
        return [`${path}: ${(0,_log_amounts_js__WEBPACK_IMPORTED_MODULE_1__/* .counted */ .hS)(packages, "package")}${isWritten ? `, ${moved}` : ""}`, ...changeTable(changes)];
    });
    const named = images.map(({ file, line, what, fixed, note }) => {
        return `${file}:${line}: ${what} ${fixed === undefined ? "is not fixed" : `is ${fixed} now`}${note}`;
    });
    const all = [...lines, ...named];
    return all.length === 0 ? "Everything is fixed; there is nothing to lock.\n" : `${all.join("\n")}\n`;
}
/** A line for each run. */
function passedLines({ tree, runs }) {
    if (runs.length === 0)
        return `No run is known to have passed on these files (tree ${tree}).\n`;
    const rows = runs.map(({ at, seconds, command, environment, ref = "", url = "" }) => {
        const age = (0,_log_amounts_js__WEBPACK_IMPORTED_MODULE_1__/* .formatAge */ .nV)(Date.now() - at);
        return [age, (0,_log_amounts_js__WEBPACK_IMPORTED_MODULE_1__/* .formatSeconds */ .Xo)(seconds), command, `in ${environment.slice(0, 12)}`, ref, url];
    });
    return `${aligned(rows).join("\n")}\n`;
}
/** Rows as lines, each column as wide as its longest cell. */
function aligned(rows) {
    const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column].length)));
    return rows.map((row) => row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join("  ")
        .trimEnd());
}
function changeTable(changes) {
    const rows = changes.map(({ platform, name, from, to }) => {
        if (from === undefined)
            return [platform, name, "added", to];
        if (to === undefined)
            return [platform, name, "removed", from];
        return [platform, name, from === to ? "rebuilt" : "moved", from === to ? from : `${from} -> ${to}`];
    });
    return aligned(rows).map((line) => `  ${line}`);
}
/** Who built it, and from what; and how it came out once more. */
function verifyLines({ image, key, signer, rebuilt = [] }) {
    const { paths = [], ...said } = signer ?? {};
    const facts = { image, key, ...said, ...(paths.length === 0 ? {} : { from: paths.join(", ") }) };
    const rows = Object.entries(facts).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
    return `${[...aligned(rows), ...rebuilt.flatMap(rebuiltLines)].join("\n")}\n`;
}
function rebuiltLines({ platform, image, snapshot, layers }) {
    if (image === "unmatched")
        return ["", `${platform}: only one of the two images has this platform.`];
    const said = `${platform}: built again, the image ${image === "same" ? "is the same" : "differs"}, its snapshot ${snapshot === "same" ? "is the same" : "differs"}.`;
    const alike = "  all layers are the same: what differs is the image's configuration, or its manifest";
    return ["", said, ...(image === "differs" && layers.length === 0 ? [alike] : layers.flatMap(layerLines))];
}
function layerLines({ layer, files, differences, isOnlyCompressed }) {
    if (isOnlyCompressed)
        return [`  layer ${layer}: the same files, compressed by another version of the engine`];
    const rest = files - differences.length;
    const lines = differences.map(({ path, what, cause }) => `    ${what.join(", ").padEnd(10)} ${path}  ${cause}`);
    return [
        `  layer ${layer}: ${(0,_log_amounts_js__WEBPACK_IMPORTED_MODULE_1__/* .counted */ .hS)(files, "file")} ${files === 1 ? "differs" : "differ"}`,
        ...lines,
        ...(rest > 0 ? [`    and ${rest} more`] : []),
    ];
}
/** A line for each thing that was removed, and what is left; why that is more than the limit, if it is. */
function pruneLines({ removed, left, bytesRemoved, bytesLeft, limit, inDocker }) {
    const rows = removed.map(({ kind, name, bytes, lastUsed }) => ["removed", kind.padEnd("snapshot".length), name, (0,_log_amounts_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z3)(bytes), `last used ${dayOf(lastUsed)}`].join("  "));
    const inUse = left.filter(({ users }) => users.length > 0);
    const used = inUse.length === 0 ? "" : `, of which in use: ${(0,_log_amounts_js__WEBPACK_IMPORTED_MODULE_1__/* .countOf */ .pq)(inUse)}`;
    rows.push(`Removed: ${amount(removed, bytesRemoved)}.`, `Left: ${amount(left, bytesLeft)}${used}.`);
    if (bytesLeft > limit) {
        const users = [...new Set(inUse.flatMap((item) => item.users))].join(", ");
        rows.push(`That is more than the limit, ${(0,_log_amounts_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z3)(limit)}: what is left is in use by ${users}. Prune again once that has ended.`);
    }
    const images = (count) => `${(0,_log_amounts_js__WEBPACK_IMPORTED_MODULE_1__/* .counted */ .hS)(count, "image")} that commands ran in`;
    if (inDocker.removed > 0)
        rows.push(`Removed from docker: ${images(inDocker.removed)}.`);
    if (inDocker.bytesLeft > limit) {
        rows.push(`Left in docker: ${images(inDocker.left)}, ${(0,_log_amounts_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z3)(inDocker.bytesLeft)}, more than the limit: containers use them.`);
    }
    return `${rows.join("\n")}\n`;
}
function amount(items, bytes) {
    return items.length === 0 ? "nothing" : `${(0,_log_amounts_js__WEBPACK_IMPORTED_MODULE_1__/* .countOf */ .pq)(items)}, ${(0,_log_amounts_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z3)(bytes)}`;
}
function dayOf(time) {
    return new Date(time).toISOString().slice(0, "2026-01-31".length);
}
/** The stages with their seconds and sizes, as a table. */
function stageTable(outcome) {
    const rows = [["stage", "time", "size", ""], ...stageRows(outcome)];
    const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
    const isNumber = (column) => column === 1 || column === 2;
    return rows
        .map((row) => row
        .map((cell, column) => (isNumber(column) ? cell.padStart(widths[column]) : cell.padEnd(widths[column])))
        .join("  ")
        .trimEnd())
        .join("\n");
}
function stageRows(outcome) {
    const { stages, cacheHit } = outcome;
    const rows = stages.map(({ name, seconds, bytes, note }) => [
        name,
        (0,_log_amounts_js__WEBPACK_IMPORTED_MODULE_1__/* .formatSeconds */ .Xo)(seconds),
        bytes === undefined ? "" : (0,_log_amounts_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z3)(bytes),
        note ?? "",
    ]);
    const total = stages.reduce((sum, { seconds }) => sum + seconds, 0);
    const saved = (0,_outcome_js__WEBPACK_IMPORTED_MODULE_2__/* .secondsSaved */ .xw)(outcome);
    const saving = saved === undefined ? "" : `, ${(0,_log_amounts_js__WEBPACK_IMPORTED_MODULE_1__/* .formatSeconds */ .Xo)(saved)} saved`;
    rows.push(["total", (0,_log_amounts_js__WEBPACK_IMPORTED_MODULE_1__/* .formatSeconds */ .Xo)(total), "", (cacheHit ? "hit" : "miss") + saving]);
    return rows;
}


/***/ })

};
;