"use strict";
exports.id = 7561;
exports.ids = [7561];
exports.modules = {

/***/ 4256:
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

/***/ 5964:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ parseBases)
/* harmony export */ });
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7896);

/** All items, by the names that a Dockerfile has for them. @throws input-invalid for what is not fixed by a digest */
function parseBases(images, fail) {
    return [...images].map(([name, image]) => parseBase(name, image, fail));
}
function parseBase(name, image, fail) {
    const parts = /^(oci-layout:\/\/)?(.+)@(sha256:[0-9a-f]{64})$/.exec(image);
    if (parts === null) {
        throw fail(`${name}=${image} does not fix an image by digest`, "Write NAME=REPOSITORY@sha256:… or NAME=oci-layout://FOLDER@sha256:…, with 64 hexadecimal digits.");
    }
    const [, layout, place, digest] = parts;
    const source = layout
        ? { kind: "layout", folder: place }
        : { kind: "registry", repository: (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .lowerCaseRepository */ .WZ)(place) };
    return { name, digest, source };
}


/***/ }),

/***/ 5008:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ isEmptyScript),
/* harmony export */   q: () => (/* binding */ requestedCommand)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/* harmony import */ var _read_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2453);
/** What `run` is to start: exactly one of a command, a script, phases and the image's own command. */


/**
 * @param argv a command that needs no shell
 * @param asksForShell whether a shell was named, and is no default
 * @throws input-invalid where nothing, or more than one thing, says what to run: a step that runs nothing must not pass
 */
async function requestedCommand({ text, flag, list }, argv, asksForShell) {
    const [script, phases, isOfImage] = [text("run"), list("phases"), flag("image-command")];
    const shell = text("shell");
    const parallel = list("parallel").flatMap((item) => item.split(/\s+/));
    const given = [
        ...(argv.length > 0 ? ["a command"] : []),
        ...(script === undefined ? [] : ["the input `run`"]),
        ...(phases.length > 0 ? ["the input `phases`"] : []),
        ...(isOfImage ? ["the input `image-command`"] : []),
    ];
    if (given.length > 1) {
        throw invalid(`Both ${given.join(" and ")} say what to run.`, "Leave one of them out: what belongs to all phases can be a phase before the others.");
    }
    const nameThem = "Leave it out, or give the scripts names under `phases`.";
    if (phases.length === 0 && parallel.some((name) => (0,_read_js__WEBPACK_IMPORTED_MODULE_1__/* .parseBoolean */ .yG)(name) !== false)) {
        throw invalid("`parallel` is about `phases`, and there are none.", nameThem);
    }
    if (phases.length === 0 && !flag("fail-fast")) {
        throw invalid("`fail-fast` is about `phases`, and there are none.", nameThem);
    }
    if (argv.length > 0 && asksForShell) {
        throw invalid("`shell` is about scripts, and a command behind `--` starts by itself.", "Leave it out, or name the shell in the command: treestamp run -- sh -c 'make test'");
    }
    if (argv.length > 0)
        return { kind: "argv", argv };
    if (phases.length > 0) {
        const { parseNamedScripts, stepsOf } = await Promise.all(/* import() */[__webpack_require__.e(3483), __webpack_require__.e(7053)]).then(__webpack_require__.bind(__webpack_require__, 7053)); // YAML is a large language
        const scripts = parseNamedScripts("phases", phases.map(withUnixLines));
        return { kind: "phases", steps: stepsOf(scripts, parallel), shell, failFast: flag("fail-fast") };
    }
    if (isOfImage)
        return { kind: "image" };
    if (script === undefined)
        throw invalid("There is no command to run.", howToSay);
    if (isEmptyScript(script))
        throw invalid("`run` has no command in it, only blanks and comments.", howToSay);
    return { kind: "script", text: withUnixLines(script), shell };
}
const howToSay = "Give one: the input `run` or `phases` in a workflow, `treestamp run -- make test` on the command line. The image's own command runs by `image-command: true` (--image-command).";
/** With Windows line ends, as a file may have, a CR would be part of the last word of each line. */
function withUnixLines(script) {
    return script.replaceAll("\r\n", "\n");
}
/** True for a script that a shell would pass through without starting anything. */
function isEmptyScript(text) {
    return text.split("\n").every((line) => /^\s*(#|$)/.test(line));
}
function invalid(message, remedy) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", message, { remedy });
}


/***/ }),

/***/ 7961:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FY: () => (/* binding */ buildingVerbs),
/* harmony export */   Kr: () => (/* binding */ calls),
/* harmony export */   PB: () => (/* binding */ verbs),
/* harmony export */   bo: () => (/* binding */ recipeVerbs),
/* harmony export */   bw: () => (/* binding */ actionVerbs),
/* harmony export */   cT: () => (/* binding */ imageVerbs),
/* harmony export */   fC: () => (/* binding */ everywhere)
/* harmony export */ });
/* unused harmony export verbsWithPost */
/** What an input and an output are, and the verbs that have them: the columns of the table. */
const imageVerbs = ["resolve", "build", "pull", "run"];
const actionVerbs = [...imageVerbs, "push", "promote"];
/** Those whose action has something to take down at the end of its job: actions/VERB/post.ts. */
const verbsWithPost = (/* unused pure expression or super */ null && (["pull"]));
const verbs = [...actionVerbs, "prune"];
/** Those whose call may say the recipe of the build image; push takes it from `treestamp.yml`. */
const recipeVerbs = [...imageVerbs, "promote"];
const buildingVerbs = ["build", "pull", "run", "push", "promote"];
/** Where what decides the image can be said. */
const everywhere = ["action", "cli", "config"];
/** Where what is about one call can be said. */
const calls = ["action", "cli"];


/***/ }),

/***/ 7852:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AJ: () => (/* binding */ parseWritable),
/* harmony export */   Ew: () => (/* binding */ parseDevice),
/* harmony export */   wM: () => (/* binding */ parseVolume)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4256);
/** Inputs of `run` that open the sandbox: volumes, devices, folders of the image that the user may write. */


/** Folders whose content is the sandbox's own. Source: runtime-spec, config-linux.md, default filesystems. */
const systemFolders = ["/proc", "/sys", "/dev"];
/**
 * Reads docker's `HOST:CONTAINER[:OPTIONS]`. A relative HOST starts at the current directory, `~` is the caller's home.
 * Options are `ro` and `rw`; those that only tell docker about SELinux labels or propagation are passed over.
 * @param home of the caller
 * @throws input-invalid for a named volume, and for a place that belongs to the sandbox
 */
function parseVolume(written, home) {
    const [host = "", target, options = "rw", ...more] = written.split(":");
    const fail = (fault, remedy = "Write HOST:CONTAINER or HOST:CONTAINER:ro, both absolute paths.") => new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `The volume "${written}": ${fault}.`, { remedy });
    if (host === "" || target === undefined || target === "" || more.length > 0)
        throw fail("it is not HOST:CONTAINER");
    if (written.includes("\n"))
        throw fail("a path with a line break cannot be mounted");
    if (!/^[/.~]/.test(host)) {
        throw fail("docker's named volumes are not there in a sandbox", `Name a folder of this machine: ./${host}:${target} for one beside you.`);
    }
    if (!(0,node_path__WEBPACK_IMPORTED_MODULE_0__.isAbsolute)(target))
        throw fail(`${target} is not an absolute path of the image`);
    const place = tidy(target);
    if (place === "/")
        throw fail("the image's root cannot be mounted over", "Name a folder below it.");
    if (systemFolders.some((folder) => place === folder) || /^\/(proc|sys)\//.test(place)) {
        throw fail(`${place} belongs to the sandbox`, "Name another place, or give a device by the input `devices`.");
    }
    const flags = options.split(",");
    const unknown = flags.find((flag) => !/^(rw|ro|z|Z|cached|delegated|consistent|(r?(shared|slave|private)))$/.test(flag));
    if (unknown !== undefined)
        throw fail(`the option "${unknown}" is not known`, "The options are ro and rw.");
    if (flags.includes("ro") && flags.includes("rw"))
        throw fail("it cannot be both ro and rw");
    const expanded = /^~(\/|$)/.test(host) && home !== undefined ? `${home}${host.slice(1)}` : host;
    const source = tidy((0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(expanded));
    if (source === "/" || systemFolders.includes(source)) {
        throw fail(`${source} of the machine would end the sandbox`, "Name the folder in it that the command needs.");
    }
    return { source, target: place, readOnly: flags.includes("ro") };
}
/**
 * Reads docker's `HOST[:CONTAINER[:PERMISSIONS]]`, where the permissions are out of `rwm`.
 * @throws input-invalid
 */
function parseDevice(written) {
    const [source = "", second, third, ...more] = written.split(":");
    const fail = (fault) => new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `The device "${written}": ${fault}.`, {
        remedy: "Write /dev/NAME, /dev/NAME:/dev/OTHER or /dev/NAME:/dev/OTHER:rw.",
    });
    const isAccess = (text) => /^(?!.*(.).*\1)[rwm]+$/.test(text);
    const [target, access] = second !== undefined && isAccess(second) && third === undefined
        ? [source, second]
        : [second ?? source, third ?? "rwm"];
    if (more.length > 0 || !isAccess(access))
        throw fail("the permissions are not out of r, w and m");
    if (written.includes("\n") || ![source, target].every((path) => tidy(path).startsWith("/dev/"))) {
        throw fail("it is not a path in /dev");
    }
    return { source: tidy(source), target: tidy(target), access };
}
/** Reads one folder of `writable`: of the image, for the user to write. @throws input-invalid where it is none, or too much */
function parseWritable(written, fail) {
    if (!(0,node_path__WEBPACK_IMPORTED_MODULE_0__.isAbsolute)(written) || /\n/.test(written)) {
        throw fail(`"${written}" is not an absolute path of the image`, "Write it as the image has it, such as /opt/venv.");
    }
    if (/[,\s]\//.test(written)) {
        throw fail(`"${written}" is more than one folder`, "Write one on each line, or as a list: commas belong to a name.");
    }
    const path = tidy(written);
    if (path === "/" || [...systemFolders, "/tmp"].some((folder) => path === folder || path.startsWith(`${folder}/`))) {
        throw fail(`${path} cannot be given to a user`, "Name the folders that the command writes to; as root all is yours: `user: 0:0`.");
    }
    return path;
}
function tidy(path) {
    const normal = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.normalize)(path);
    return normal.length > 1 && normal.endsWith(node_path__WEBPACK_IMPORTED_MODULE_0__.sep) ? normal.slice(0, -1) : normal;
}


/***/ }),

/***/ 7969:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ defaultPlatform),
/* harmony export */   q: () => (/* binding */ parsePlatforms)
/* harmony export */ });
/* harmony import */ var _suggest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8879);

/** What an image is built for where nothing says otherwise. */
const defaultPlatform = "linux/amd64";
/** Other names of an architecture. Source: containerd/platforms, database.go. */
const architectures = {
    ...{ x86_64: "amd64", "x86-64": "amd64", i386: "386", aarch64: "arm64", "arm64/v8": "arm64", "arm64/8": "arm64" },
    ...{ armhf: "arm/v7", armel: "arm/v6", arm: "arm/v7" },
};
/** Those that an image can be for. Source: go tool dist list, from which docker and buildah take the names; wasm is docker's own. */
const known = {
    systems: [
        ...[
            "linux",
            "windows",
            "darwin",
            "freebsd",
            "netbsd",
            "openbsd",
            "dragonfly",
            "solaris",
            "illumos",
            "aix",
            "plan9",
        ],
        ...["android", "ios", "js", "wasi", "wasip1"],
    ],
    architectures: [
        ...["amd64", "arm64", "arm", "386", "ppc64le", "s390x", "riscv64", "loong64", "ppc64"],
        ...["mips64le", "mips64", "mipsle", "mips", "wasm", "wasm32"],
    ],
};
/** Sorted, without duplicates. @throws input-invalid */
function parsePlatforms(platforms, fail) {
    const usual = platforms.map((platform) => {
        const [, os = "", architecture = ""] = /^([^/]*)\/(.*)$/.exec(platform.toLowerCase()) ?? [];
        return os === "" ? platform : `${os}/${architectures[architecture] ?? architecture}`;
    });
    for (const platform of usual) {
        const [, os, architecture] = /^([a-z0-9]+)\/([a-z0-9_]+)(?:\/[a-z0-9.]+)?$/.exec(platform) ?? [];
        if (os === undefined || architecture === undefined) {
            throw fail(`${JSON.stringify(platform)} is not OS/ARCH`, "Write it like linux/amd64 or linux/arm/v7.");
        }
        /** A name that no image has: nothing would be found for it, on any machine. */
        const check = (name, what, names) => {
            if (names.includes(name))
                return;
            const near = (0,_suggest_js__WEBPACK_IMPORTED_MODULE_0__/* .nearestName */ .q)(name, names);
            throw fail(`${platform} has ${what} that does not exist, ${name}`, `${near === undefined ? "" : `Did you mean ${platform.replace(name, near)}? `}Known are ${names.join(", ")}.`);
        };
        check(os, "a system", known.systems);
        check(architecture, "an architecture", known.architectures);
    }
    return [...new Set(usual)].sort();
}


/***/ }),

/***/ 2453:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gq: () => (/* binding */ invalid),
/* harmony export */   Ko: () => (/* binding */ readInputs),
/* harmony export */   Nk: () => (/* binding */ isCiCache),
/* harmony export */   QU: () => (/* binding */ formOf),
/* harmony export */   UV: () => (/* binding */ inputValue),
/* harmony export */   YT: () => (/* binding */ failOf),
/* harmony export */   yG: () => (/* binding */ parseBoolean)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7896);
/* harmony import */ var _suggest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8879);
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6378);
/** What an input's value is, whichever surface it was written on: each is read here, and refused here. */




/** Reads all that was written for a verb. Inputs of other verbs are passed over. @throws input-invalid, naming the input */
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
        case "list":
            return listOf(input, separated(input, items), fail);
        case "scripts":
            return items;
        case "boolean":
        case "text": {
            const [only = "", ...more] = items;
            if (more.length > 0)
                throw fail("one value was expected, not several");
            if (only === "")
                throw fail("the value is empty");
            return input.kind === "boolean" ? booleanOf(input, only) : textOf(input, only);
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
    return `${formOf(input)} An item of several lines stands in double quotes, from its name to its end.`;
}
const nameForms = {
    variable: { pattern: /^[A-Za-z_]\w*$/, says: "a variable's name has letters, digits and _, and no digit first" },
    argument: { pattern: /^[A-Za-z_][\w.-]*$/, says: "an argument's name has letters, digits, _, . and -" },
    label: { pattern: /^[^\s"'`,=#]+$/, says: "such a name has no spaces, quotes or commas" },
    annotation: {
        pattern: /^(?:(?:manifest|index)(?:,(?:manifest|index))*:)?(?!(?:manifest|index)(?:-descriptor)?[,[:])[^\s"'`,=#]+$/,
        says: "such a name has no spaces, quotes or commas, and is about the `manifest` or `index` alone",
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
    throw fail(`${what} is no name here: ${nameForms[names].says}`);
}
/** An item for a message. What may be a secret is not repeated: of a variable only its name is, of a secret nothing. */
function shown({ names }, item, index) {
    if (names !== "secret" && names !== "variable")
        return JSON.stringify(item);
    const [name] = names === "variable" ? (/^[\w.-]+(?=[:\s=])/.exec(item) ?? []) : [];
    return `item ${index + 1}${name === undefined ? "" : ` (${name}…)`}`;
}
function booleanOf(input, text) {
    const value = parseBoolean(text);
    if (value === undefined)
        throw cannotBe(input, text, ["true", "false"]);
    return String(value);
}
/** `true`, `True`, `TRUE` and the same of false. Source: YAML 1.2, core schema, which @actions/core's getBooleanInput reads. */
function parseBoolean(text) {
    if (["true", "True", "TRUE"].includes(text))
        return true;
    return ["false", "False", "FALSE"].includes(text) ? false : undefined;
}
function textOf(input, text) {
    if (input.choices !== undefined && !input.choices.includes(text))
        throw cannotBe(input, text, input.choices);
    if (input.form === "repository" && !isCiCache(text))
        (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .checkKeepsImages */ .jr)(text);
    return text;
}
function cannotBe({ name }, text, valid) {
    const near = (0,_suggest_js__WEBPACK_IMPORTED_MODULE_3__/* .nearestName */ .q)(text, valid);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `The input "${name}" cannot be "${text}".`, {
        remedy: `${near === undefined ? "" : `Did you mean ${near}? `}Valid values are ${valid.join(", ")}.`,
    });
}
/** How a value of the input is written. */
function formOf({ kind, places, placeholder = "VALUE" }) {
    if (kind !== "map" && kind !== "list")
        return "Write one value.";
    const file = places.includes("config") ? `, or in treestamp.yml a ${kind === "map" ? "mapping" : "list"}` : "";
    return `Write ${placeholder}, one on each line${file}.`;
}
function invalid(where, fault, remedy) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `${where}: ${fault}.`.replace(/\.\.$/, "."), { remedy });
}
/** What the input `store` says where there is no registry: images are kept in the CI's cache. */
function isCiCache(store) {
    return store === "actions-cache";
}


/***/ }),

/***/ 8197:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Pf: () => (/* binding */ recipeInput),
/* harmony export */   e$: () => (/* binding */ recipeInputs),
/* harmony export */   eQ: () => (/* binding */ configPath),
/* harmony export */   r: () => (/* binding */ recipeInputsOf),
/* harmony export */   sg: () => (/* binding */ mergeInputs)
/* harmony export */ });
/* harmony import */ var _base_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5964);
/* harmony import */ var _openings_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7852);
/* harmony import */ var _platforms_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7969);
/* harmony import */ var _read_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2453);
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6378);
/** What decides an image, as people say it: in `treestamp.yml`, or in a call. Both are read here. */





/** Where the repository keeps them. */
const configPath = "treestamp.yml";
/** Those of the inputs that decide an image. */
const recipeInputs = _table_js__WEBPACK_IMPORTED_MODULE_4__/* .inputs */ .QL.filter(({ places }) => places.includes("config"));
/**
 * The recipe's inputs among those of a verb's call, as a flag or an action's input gives them.
 * @throws input-invalid
 */
function recipeInputsOf(verb, written) {
    const said = recipeInputs.flatMap((input) => {
        const value = input.verbs.includes(verb) ? written.get(input.name) : undefined;
        return value === undefined ? [] : [recipeInput(input, value, (0,_read_js__WEBPACK_IMPORTED_MODULE_3__/* .failOf */ .YT)(input))];
    });
    return Object.assign({}, ...said);
}
/** `call` wins over `file`, each input as a whole. */
function mergeInputs(file, call) {
    return { ...file, ...call };
}
/** One input as a value. @throws what `fail` makes of a fault */
function recipeInput(input, said, fail) {
    const value = (0,_read_js__WEBPACK_IMPORTED_MODULE_3__/* .inputValue */ .UV)(input, said, fail);
    switch (input.name) {
        case "build-args":
            return { buildArgs: value };
        case "platforms":
            return { platforms: (0,_platforms_js__WEBPACK_IMPORTED_MODULE_2__/* .parsePlatforms */ .q)(value, fail) };
        case "base":
            return { bases: (0,_base_js__WEBPACK_IMPORTED_MODULE_0__/* .parseBases */ .w)(value, fail) };
        case "writable":
            return { writable: value.map((folder) => (0,_openings_js__WEBPACK_IMPORTED_MODULE_1__/* .parseWritable */ .AJ)(folder, fail)) };
        default:
            return { [input.name]: value };
    }
}


/***/ }),

/***/ 2573:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  i: () => (/* binding */ readRequest)
});

// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(4256);
// EXTERNAL MODULE: ./core/oci/reference.js
var reference = __webpack_require__(7896);
// EXTERNAL MODULE: ./core/inputs/command.js
var command = __webpack_require__(5008);
;// CONCATENATED MODULE: ./core/inputs/duration.js
/** Spans of time, as people write them. */

/** Timers of Node cannot take longer. Milliseconds. */
const longest = 2 ** 31 - 1;
/**
 * Reads `90s`, `10m`, `1h30m`. `input` is where it was written, for the message.
 * @throws input-invalid
 */
function parseDuration(input, written) {
    const [whole, hours = "0", minutes = "0", seconds = "0"] = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(written.trim()) ?? [];
    const milliseconds = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
    if (whole !== undefined && milliseconds > 0 && milliseconds <= longest)
        return { milliseconds, written: whole };
    const isNumber = /^\d+$/.test(written.trim());
    const why = isNumber ? "it has no unit" : whole && milliseconds > longest ? "it is too long" : "it is not a time";
    throw new errors/* TreestampError */.ks("input-invalid", `The input "${input}" cannot be "${written}": ${why}.`, {
        remedy: `Write a number and its unit, such as ${isNumber && Number(written) > 0 ? `${Number(written)}m` : "10m"}, 90s or 1h30m; 24 days at most.`,
    });
}

// EXTERNAL MODULE: ./core/inputs/openings.js
var openings = __webpack_require__(7852);
// EXTERNAL MODULE: ./core/inputs/read.js
var read = __webpack_require__(2453);
// EXTERNAL MODULE: ./core/inputs/recipe-inputs.js
var recipe_inputs = __webpack_require__(8197);
;// CONCATENATED MODULE: ./core/inputs/secrets.js
/** Secrets of a build, from the three inputs that can name one. */

/** All of a call, by where they are. @throws input-invalid for one that is empty, or given twice */
function buildSecrets(map) {
    return differentSecrets([
        ...secretsOf(map("secret-envs"), "secret-envs", (variable) => ({ kind: "environment", variable })),
        ...secretsOf(map("secret-files"), "secret-files", (path) => ({ kind: "file", path })),
        ...secretsOf(map("secrets"), "secrets", (value) => ({ kind: "value", value })),
    ]);
}
function secretsOf(said, input, source) {
    return [...said].map(([id, value]) => {
        if (value !== "")
            return { id, source: source(value), input };
        throw new errors/* TreestampError */.ks("input-invalid", `\`${input}\`: the secret "${id}" is empty.`, {
            remedy: "Look whether the secret exists in this repository; a run for a fork or by Dependabot gets none.",
        });
    });
}
function differentSecrets(secrets) {
    const twice = secrets.find(({ id }, index) => secrets.findIndex((other) => other.id === id) < index);
    if (twice === undefined)
        return secrets.map(({ id, source }) => ({ id, source }));
    const inputs = secrets.filter(({ id }) => id === twice.id).map(({ input }) => input);
    throw new errors/* TreestampError */.ks("input-invalid", `The build secret "${twice.id}" is given twice: by ${inputs.join(" and by ")}.`, {
        remedy: "Give it once; another secret needs another id.",
    });
}

;// CONCATENATED MODULE: ./core/inputs/size.js
/** Amounts of bytes, as people write them. */

/** Bytes by unit: powers of ten, and with an i of two. Upper and lower case are the same. */
const units = {
    ...{ b: 1, kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12 },
    ...{ kib: 2 ** 10, mib: 2 ** 20, gib: 2 ** 30, tib: 2 ** 40 },
};
/**
 * Reads `20GB`, `1.5 GiB`, `0`, or `unlimited`, which is Infinity. `input` is where it was written, for the message.
 * @throws input-invalid, also for a number without a unit: `20` would be 20 bytes, which nobody means
 */
function parseSize(input, text) {
    const written = text.trim();
    if (written === "unlimited")
        return Infinity;
    if (written === "0")
        return 0;
    const [, number, unit = ""] = /^(\d+(?:\.\d+)?) ?([a-z]*)$/i.exec(written) ?? [];
    const factor = units[unit.toLowerCase()];
    if (number !== undefined && factor !== undefined)
        return Math.floor(Number(number) * factor);
    const why = number === undefined ? "it is not a size" : unit === "" ? "it has no unit" : `"${unit}" is not a unit`;
    throw new errors/* TreestampError */.ks("input-invalid", `The input "${input}" cannot be "${text}": ${why}.`, {
        remedy: `Write a number and its unit, such as ${unit === "" && number !== undefined ? `${number}GB` : "20GB"} or 512MiB; or 0, or unlimited.`,
    });
}

;// CONCATENATED MODULE: ./core/inputs/request.js
/** From what people wrote (strings, whatever the host) to what a verb works with (values), read once. */









/**
 * Reads what was said for a verb.
 * @throws input-invalid, naming the input, the value and the valid ones
 */
async function readRequest(verb, said) {
    return (await requestOf(verb, said));
}
async function requestOf(verb, said) {
    const { written, explain = false, diff } = said;
    const values = (0,read/* readInputs */.Ko)(verb, written);
    const cache = cacheRequest(values);
    if (verb === "prune")
        return { verb, ...cache };
    const recipe = { ...cache, ...recipeRequest(verb, values, written) };
    if (verb === "resolve")
        return { verb, ...recipe, explain, diff };
    const build = { ...recipe, ...buildRequest(values) };
    if (verb === "build")
        return { verb, ...build };
    if (verb === "push" || verb === "promote") {
        const { accessFor, parseDelivery } = await Promise.all(/* import() */[__webpack_require__.e(203), __webpack_require__.e(6938)]).then(__webpack_require__.bind(__webpack_require__, 6938));
        const delivery = parseDelivery(verb, values, written);
        return { verb, ...build, access: accessFor(build.access, delivery), delivery };
    }
    const environment = { ...build, sandbox: values.text("sandbox") };
    if (verb === "pull")
        return { verb, ...environment };
    return { verb, ...environment, ...(await runRequest(values, said)) };
}
function cacheRequest({ text }) {
    return { cacheFolder: text("cache-folder"), cacheSize: parseSize("cache-size", text("cache-size") ?? "unlimited") };
}
function recipeRequest(verb, { text, flag }, written) {
    return {
        path: text("path") ?? ".",
        ref: text("ref"),
        recipe: (0,recipe_inputs/* recipeInputsOf */.r)(verb, written),
        store: text("store"),
        access: accessOf(text, flag("plain-http")),
    };
}
function buildRequest({ text, flag, map }) {
    return {
        engine: text("engine"),
        force: flag("force"),
        secrets: buildSecrets(map),
        network: text("network"),
    };
}
async function runRequest(values, { written, argv = [], home }) {
    const { text, list } = values;
    const timeout = text("timeout");
    return {
        command: await (0,command/* requestedCommand */.q)(values, argv, written.has("shell")),
        workingDirectory: text("working-directory"),
        env: list("env"),
        timeout: timeout === undefined ? undefined : parseDuration("timeout", timeout),
        user: text("user"),
        seccomp: text("security-opt") === "seccomp=unconfined" ? "unconfined" : "default",
        volumes: list("volumes").map((volume) => (0,openings/* parseVolume */.wM)(volume, home)),
        devices: list("devices").map(openings/* parseDevice */.Ew),
    };
}
/**
 * The login and plain HTTP, with the one registry that they are for: what `registry` says, else that of the inputs `store` or
 * `image`. `treestamp.yml` never decides it, because a pull request can change that file.
 */
function accessOf(text, plainHttp) {
    const username = text("username");
    const password = text("password");
    if ((username === undefined) !== (password === undefined)) {
        const [given, missing] = username === undefined ? ["password", "username"] : ["username", "password"];
        throw new errors/* TreestampError */.ks("input-invalid", `The input "${given}" is given and "${missing}" is not.`, {
            remedy: "Give both, or neither to use the login of docker or podman.",
        });
    }
    const named = text("registry");
    const registry = named === undefined ? (registryIn(text("store")) ?? registryIn(text("image"))) : (0,reference/* parseRegistry */.l5)(named);
    const login = username === undefined ? undefined : { username, password: password };
    return { registry, login, plainHttp };
}
function registryIn(store) {
    return store === undefined || (0,read/* isCiCache */.Nk)(store) ? undefined : (0,reference/* registryOf */.Fv)(store);
}


/***/ }),

/***/ 8879:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
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

/***/ 6378:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  QL: () => (/* binding */ inputs),
  Vc: () => (/* binding */ inputsOf)
});

// UNUSED EXPORTS: outputs

// EXTERNAL MODULE: ./core/inputs/input.js
var input = __webpack_require__(7961);
;// CONCATENATED MODULE: ./core/inputs/rows/build.js
/** Inputs about how an image is built. */

const buildRows = [
    {
        name: "engine",
        kind: "text",
        choices: ["auto", "docker", "buildah"],
        default: "auto",
        description: "What builds the image: `docker` (BuildKit) or `buildah`. By default, the first of them that works here.",
        verbs: input/* buildingVerbs */.FY,
        places: input/* calls */.Kr,
    },
    {
        name: "force",
        kind: "boolean",
        default: "false",
        description: "Build even where the store has the image already; fails if the bytes differ, because a key names one image.",
        verbs: ["build"],
        places: input/* calls */.Kr,
    },
    {
        name: "secret-envs",
        kind: "map",
        names: "secret",
        commas: true,
        placeholder: "ID=VARIABLE",
        description: "Build secrets from variables of the environment, for `RUN --mount=type=secret,id=ID`. Not part of the key.",
        verbs: input/* buildingVerbs */.FY,
        places: input/* calls */.Kr,
    },
    {
        name: "secret-files",
        kind: "map",
        names: "secret",
        placeholder: "ID=PATH",
        description: "Build secrets from files, for `RUN --mount=type=secret,id=ID`. Not part of the key.",
        verbs: input/* buildingVerbs */.FY,
        places: input/* calls */.Kr,
    },
    {
        name: "network",
        kind: "text",
        choices: ["default", "host", "none"],
        default: "default",
        description: "Network of the build's RUN instructions.",
        verbs: input/* buildingVerbs */.FY,
        places: input/* calls */.Kr,
    },
];

;// CONCATENATED MODULE: ./core/inputs/rows/delivery.js
/** The inputs and outputs of push and promote, by the names of docker/build-push-action and docker/metadata-action: part of the one table. */

const both = ["push", "promote"];
const push = ["push"];
const deliveryRows = [
    {
        name: "images",
        kind: "list",
        placeholder: "REPOSITORY",
        description: "Repositories that the image goes to, in any registries, without tags; a folder (an OCI image layout) is one, too. Default of promote: the repository of the build image. Not needed where `tags` has whole names.",
        verbs: both,
        places: input/* calls */.Kr,
    },
    {
        name: "tags",
        kind: "list",
        placeholder: "RULE",
        description: "Tags, as docker/metadata-action has them: plain ones, rules such as `type=semver,pattern={{version}}`, `type=ref,event=branch`, `type=sha`, and besides `type=tree` and `type=date`; or whole names, `ghcr.io/acme/app:1.0`. Default: the branch, git tag or pull request.",
        verbs: both,
        places: input/* calls */.Kr,
    },
    {
        name: "flavor",
        kind: "list",
        placeholder: "NAME=VALUE",
        description: "With which images `latest` goes: `latest=auto` with a release, `latest=true` on the default branch, too, `latest=false` never; `prefix=…` and `suffix=…` for all tags.",
        verbs: both,
        places: input/* calls */.Kr,
    },
    {
        name: "overwrite",
        kind: "list",
        commas: true,
        placeholder: "TAG",
        description: "Tags that may be moved from another image, `*` for any characters. `latest`, branches, pull requests, `edge`, `nightly` and parts of versions (`1.2`) move without being named; a key's tag never does.",
        verbs: both,
        places: input/* calls */.Kr,
    },
    {
        name: "source",
        kind: "text",
        placeholder: "PATH",
        description: "Image to push instead of building one: a folder (an OCI image layout) or an archive (`docker save`, or OCI) that a run has made.",
        verbs: push,
        places: input/* calls */.Kr,
    },
    {
        name: "source",
        kind: "text",
        placeholder: "IMAGE",
        description: "Image that is there: REPOSITORY:TAG, REPOSITORY@sha256:… or oci:FOLDER:TAG. Default: the build image of this tree, which is built where it is absent.",
        verbs: ["promote"],
        places: input/* calls */.Kr,
    },
    {
        name: "context",
        kind: "text",
        placeholder: "DIR",
        description: "Folder that is the build context of the final image, as it is on disk, without `.git` and what `.dockerignore` leaves out. Default: the current one.",
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
        name: "platforms",
        kind: "list",
        commas: true,
        placeholder: "OS/ARCH",
        description: "Platforms of the final image. Default: linux/amd64.",
        verbs: push,
        places: input/* calls */.Kr,
    },
    {
        name: "build-image",
        kind: "text",
        placeholder: "IMAGE",
        description: "What `FROM build-image` stands for: the output `image` of an earlier step, or another image that is there. Default: the build image of `treestamp.yml`, which is built where it is absent.",
        verbs: push,
        places: input/* calls */.Kr,
    },
    {
        name: "base",
        kind: "map",
        names: "image",
        placeholder: "NAME=IMAGE@DIGEST",
        description: "Further images that `FROM NAME` stands for: `REPOSITORY@sha256:…` in a registry, or `oci-layout://FOLDER@sha256:…` on disk.",
        verbs: push,
        places: input/* calls */.Kr,
    },
    {
        name: "labels",
        kind: "map",
        names: "label",
        placeholder: "NAME=VALUE",
        description: "Labels of the image, besides OCI's own (source, revision, created, version, …), which are given anyway; an empty value takes one away.",
        verbs: push,
        places: input/* calls */.Kr,
    },
    {
        name: "annotations",
        kind: "map",
        names: "annotation",
        placeholder: "NAME=VALUE",
        description: "Annotations of the manifest or index that the tag names, besides OCI's own. `manifest:` and `index:` before a name, as docker has them, both mean it.",
        verbs: push,
        places: input/* calls */.Kr,
    },
    {
        name: "secrets",
        kind: "map",
        names: "secret",
        placeholder: "ID=VALUE",
        description: "Build secrets by their values, as docker/build-push-action has them, for `RUN --mount=type=secret,id=ID`. A value of several lines stands in double quotes, together with its name.",
        verbs: push,
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
        negated: "Build the image and say its tags, but write nothing anywhere.",
        default: "true",
        description: "Whether the image is pushed: `false` builds it and says its tags, and writes nothing anywhere (for pull requests).",
        verbs: push,
        places: input/* calls */.Kr,
    },
];
const deliveryOutputs = [
    { name: "image", description: "Full name of the image: its first tag with the digest.", verbs: both },
    { name: "digest", description: "Digest of what all the tags name.", verbs: both },
    { name: "tags", description: "Full names of all tags, one a line.", verbs: both },
    { name: "version", description: "The first tag by priority, which the image calls its version.", verbs: both },
    { name: "labels", description: "Labels of the image, NAME=VALUE, one a line.", verbs: push },
    {
        name: "build-image",
        description: "Digest of the build image that it was built on; empty without one.",
        verbs: push,
    },
    { name: "stages", description: "JSON list of the stages with their seconds and bytes.", verbs: both },
];

;// CONCATENATED MODULE: ./core/inputs/rows/recipe.js
/** Inputs that decide the image. */

const recipeRows = [
    {
        name: "image",
        kind: "text",
        form: "repository",
        placeholder: "REPOSITORY",
        description: "Repository of the build image in a registry, without a tag: the tag is the key. Without it, images are kept in a folder of this machine.",
        verbs: input/* recipeVerbs */.bo,
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
        name: "include",
        kind: "list",
        placeholder: "PATH",
        description: "Further files or directories of the repository to lay into the context at their own path, such as lock files. Patterns are those of `.dockerignore` (`crates/*/Cargo.toml`, later `!PATTERN` takes out again), and one that chooses nothing is an error. `FILE#FIELD,FIELD` lays in a TOML or JSON file with these fields alone.",
        verbs: input/* recipeVerbs */.bo,
        places: input/* everywhere */.fC,
    },
    {
        name: "base",
        kind: "map",
        names: "image",
        placeholder: "NAME=IMAGE@DIGEST",
        description: "Images that `FROM NAME` in the Dockerfile stands for, fixed by digest: `REPOSITORY@sha256:…` in a registry, or `oci-layout://FOLDER@sha256:…` on disk. The digest is part of the key.",
        verbs: input/* recipeVerbs */.bo,
        places: input/* everywhere */.fC,
    },
];

;// CONCATENATED MODULE: ./core/inputs/rows/run.js
/** Inputs about the environment, and what runs in it. */

const runRows = [
    {
        name: "run",
        kind: "text",
        description: "Script to run in the environment, by `shell`.",
        verbs: ["run"],
        places: ["action"],
    },
    {
        name: "image-command",
        kind: "boolean",
        default: "false",
        description: "Run the image's own command, its ENTRYPOINT and CMD, instead of `run` or `phases`. Without one of the three, nothing is started.",
        verbs: ["run"],
        places: input/* calls */.Kr,
    },
    {
        name: "phases",
        kind: "scripts",
        placeholder: "NAME=SCRIPT",
        description: "Scripts with names, such as lint and test, to run in one environment instead of `run`: each is timed and has a group in the log and an outcome of its own.",
        verbs: ["run"],
        places: input/* calls */.Kr,
    },
    {
        name: "parallel",
        kind: "list",
        commas: true,
        placeholder: "PHASES",
        alone: true,
        description: "Phases that run side by side, by their names, such as `lint typing test`; each of the others waits for those before it. `true` runs all at the same time. The output of each is shown as a whole when it ends.",
        verbs: ["run"],
        places: input/* calls */.Kr,
    },
    {
        name: "fail-fast",
        kind: "boolean",
        default: "true",
        negated: "Run all phases to their end, even after one has failed. The exit code is still that of the first failure.",
        description: "The first phase that fails ends those that run, and the others are skipped. With `false` all run to their end. The exit code is that of the first failure either way.",
        verbs: ["run"],
        places: input/* calls */.Kr,
    },
    {
        name: "shell",
        kind: "text",
        choices: ["bash", "sh"],
        default: "bash",
        description: "Shell of the script or of the phases: `bash -e -o pipefail` or `sh -e`, as in a step of a workflow.",
        verbs: ["run"],
        places: input/* calls */.Kr,
    },
    {
        name: "working-directory",
        kind: "text",
        short: "w",
        placeholder: "DIR",
        description: "Where the command starts. Default: the current directory, which the environment sees at the same place.",
        verbs: ["run"],
        places: input/* calls */.Kr,
    },
    {
        name: "env",
        kind: "list",
        short: "e",
        names: "variable",
        placeholder: "NAME[=VALUE]",
        description: "Variables for the command: `NAME=VALUE`, or `NAME` to hand on its value from here. In a workflow, those that GitHub itself sets need no asking, tokens excepted.",
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
        description: "Longest time the command may take, such as `90s`, `10m` or `1h30m`: then it is ended with all its processes, the exit code is 124 and the outcome timed-out. Default: no limit.",
        verbs: ["run"],
        places: input/* calls */.Kr,
    },
    {
        name: "user",
        kind: "text",
        short: "u",
        placeholder: "USER",
        default: "caller",
        description: "Who the command runs as: `caller` (so that the files it makes are yours), `image` (the image's USER), or `uid[:gid]`.",
        verbs: ["run"],
        places: input/* calls */.Kr,
    },
    {
        name: "security-opt",
        kind: "text",
        choices: ["seccomp=unconfined"],
        description: "As docker has it: `seccomp=unconfined` lets the command make all system calls, which a sandbox within needs (Chromium's, bubblewrap, podman or buildah). Default: docker's own profile.",
        verbs: ["run"],
        places: input/* calls */.Kr,
    },
    {
        name: "writable",
        kind: "list",
        placeholder: "DIR",
        description: "Folders of the image that the command may write although they are root's, such as `/var/lib/tool`. What is in `/usr/local`, `/opt`, `/srv` and folders like `/go` or `/app` the caller may write unasked. Not part of the key.",
        verbs: ["run"],
        places: input/* everywhere */.fC,
    },
    {
        name: "volumes",
        kind: "list",
        short: "v",
        placeholder: "HOST:CONTAINER[:ro]",
        description: "Folders, files and sockets of this machine that the command sees, as docker's `-v` takes them: `~/.m2:/root/.m2`, `/var/run/docker.sock:/var/run/docker.sock`.",
        verbs: ["run"],
        places: input/* calls */.Kr,
    },
    {
        name: "devices",
        kind: "list",
        placeholder: "HOST[:CONTAINER[:rwm]]",
        description: "Devices of this machine that the command may open, as docker's `--device` takes them: `/dev/kvm`.",
        verbs: ["run"],
        places: input/* calls */.Kr,
    },
    {
        name: "sandbox",
        kind: "text",
        choices: ["auto", "mounted", "container"],
        default: "auto",
        description: "How the environment is made: the mounted snapshot, or a container of the engine where mounting is impossible.",
        verbs: ["pull", "run"],
        places: input/* calls */.Kr,
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
        verbs: input/* actionVerbs */.bw,
        places: input/* calls */.Kr,
    },
    {
        name: "ref",
        kind: "text",
        placeholder: "REV",
        description: "Revision to take the recipe from. Default: what is checked out, with uncommitted changes under a tag that ends in -dirty.",
        verbs: input/* imageVerbs */.cT,
        places: input/* calls */.Kr,
    },
    {
        name: "store",
        kind: "text",
        form: "repository",
        placeholder: "REPOSITORY|DIR",
        description: "Where images and snapshots are kept: a repository in a registry, a folder (an OCI image layout), or `actions-cache`, the cache of GitHub Actions. Wins over `image`.",
        circleci: {
            description: "Where images and snapshots are kept: a repository in a registry, or a folder (an OCI image layout). Wins over `image`.",
        },
        verbs: input/* actionVerbs */.bw,
        places: input/* calls */.Kr,
    },
    {
        name: "registry",
        kind: "text",
        placeholder: "HOST",
        description: "Registry that `username`, `password` and `plain-http` are for, such as `ghcr.io`; no other gets them. Default: that of the input `store` or `image`, else of the first destination. Has to be named where only `treestamp.yml` names the image.",
        verbs: input/* actionVerbs */.bw,
        places: input/* calls */.Kr,
    },
    {
        name: "username",
        kind: "text",
        description: "User name for `registry`. Default: what docker or podman is logged in with.",
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
        description: "Speak plain HTTP with `registry`. Loopback addresses need no asking.",
        verbs: input/* actionVerbs */.bw,
        places: input/* calls */.Kr,
    },
];
/** Inputs about what this machine keeps. */
const cacheRows = [
    {
        name: "cache-folder",
        kind: "text",
        placeholder: "DIR",
        description: "Where fetched snapshots and the default store are kept on this machine.",
        verbs: input/* verbs */.PB,
        places: input/* calls */.Kr,
    },
    {
        name: "cache-size",
        kind: "text",
        placeholder: "SIZE",
        default: "20GB",
        description: "Most that is kept in the cache folder, such as `20GB` or `512MiB`; what was used least recently is removed first, and nothing that is in use. `0` keeps only that, `unlimited` everything. Default: 20GB.",
        verbs: [...input/* buildingVerbs */.FY, "prune"],
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
    ...runRows,
    ...cacheRows,
    ...deliveryRows,
];
/** The inputs that a verb has in an action, on the command line or in `treestamp.yml`. */
function inputsOf(verb, place) {
    return inputs.filter(({ verbs, places }) => verbs.includes(verb) && places.includes(place));
}
const outputs = [
    { name: "key", description: "The git tree hash that names the recipe.", verbs: input/* imageVerbs */.cT },
    {
        name: "tag",
        description: "The image tag: the key, with -dirty after it for an uncommitted recipe.",
        verbs: input/* imageVerbs */.cT,
    },
    {
        name: "image",
        description: "Full name of the build image: location and tag, with the digest where it is known.",
        verbs: input/* imageVerbs */.cT,
    },
    {
        name: "digest",
        description: "Digest of the image index that the tag names; empty where it is not there.",
        verbs: input/* imageVerbs */.cT,
    },
    { name: "state", description: "What the store said first: present, absent or unknown.", verbs: input/* imageVerbs */.cT },
    { name: "cache-hit", description: "true where the image was there and nothing had to be built.", verbs: input/* imageVerbs */.cT },
    {
        name: "snapshot",
        description: "Identity of this machine's snapshot: the hash of its plain content.",
        verbs: ["pull", "run"],
    },
    { name: "sandbox", description: "How the environment is made: mounted or container.", verbs: ["pull", "run"] },
    { name: "stages", description: "JSON list of the stages with their seconds and bytes.", verbs: input/* imageVerbs */.cT },
    {
        name: "outcome",
        description: "How the command ended: success, failure, timed-out, or cancelled where treestamp was told to stop.",
        verbs: ["run"],
    },
    { name: "exit-code", description: "The command's exit code.", verbs: ["run"] },
    {
        name: "outcomes",
        description: "JSON object with the outcome of each phase: success, failure, cancelled or skipped; empty without phases. `outcome-NAME` has that of one.",
        verbs: ["run"],
    },
    ...deliveryOutputs,
];


/***/ }),

/***/ 9155:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Xo: () => (/* binding */ formatSeconds),
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
/** `2 snapshots and 1 image`. */
function countOf(items) {
    const counted = ["snapshot", "image"].flatMap((kind) => {
        const count = items.filter((item) => item.kind === kind).length;
        return count === 0 ? [] : [`${count} ${kind}${count === 1 ? "" : "s"}`];
    });
    return counted.join(" and ") || "nothing";
}


/***/ }),

/***/ 7443:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ masksOf)
/* harmony export */ });
/** The parts of a secret that a log must not show. */
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


/***/ }),

/***/ 4139:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ld: () => (/* binding */ progressLines),
/* harmony export */   hr: () => (/* binding */ progressBar),
/* harmony export */   nd: () => (/* binding */ noProgress)
/* harmony export */ });
/* harmony import */ var _amounts_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9155);
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

/***/ 4291:
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

/***/ 9934:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ interruptible),
/* harmony export */   j: () => (/* binding */ Interrupted)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/** Being told to stop, by Ctrl-C, a cancelled job or a terminal that closes, while something of ours runs. */

const endings = ["SIGINT", "SIGTERM", "SIGHUP"];
/** Runners of jobs take to stronger means after 7.5 seconds. Milliseconds. Source: actions/runner, ProcessInvoker. */
const patience = 7_000;
/** We were told to stop, and have. */
class Interrupted extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks {
    signal;
    constructor(signal, cause) {
        super("interrupted", `Ended by ${signal}.`, { cause });
        this.signal = signal;
    }
}
/**
 * Does work that has something to tidy up at its end: files, locks, what would go on without us. Where we are told to stop
 * meanwhile, `work` is told by its signal; told once more, or where that takes too long, we stop at once.
 * @throws interrupted where we were told to stop
 */
async function interruptible(work) {
    const controller = new AbortController();
    let impatience;
    const stopListening = () => {
        for (const name of endings)
            process.off(name, interrupt);
    };
    const interrupt = (name) => {
        stopListening();
        impatience = setTimeout(() => process.kill(process.pid, name), patience);
        controller.abort(name);
    };
    for (const name of endings)
        process.on(name, interrupt);
    try {
        const result = await work(controller.signal);
        if (!controller.signal.aborted)
            return result;
    }
    catch (error) {
        if (!controller.signal.aborted)
            throw error;
        throw new Interrupted(controller.signal.reason, error);
    }
    finally {
        stopListening();
        clearTimeout(impatience);
    }
    throw new Interrupted(controller.signal.reason);
}


/***/ }),

/***/ 8399:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ requireLinux)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
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

/***/ 5888:
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

/***/ 4617:
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
/* harmony import */ var _byte_stream_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5888);
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

/***/ 7896:
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
/* harmony export */   mS: () => (/* binding */ isSameRegistry),
/* harmony export */   uC: () => (/* binding */ checkTagOrDigest),
/* harmony export */   zS: () => (/* binding */ parseLocation)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7030);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_net__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4256);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4617);
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
        throw invalid(text, "it names a registry, but no repository in it", `Write ${text}/OWNER/NAME.`);
    }
    const location = parseLocation(text);
    if (location.kind === "layout" || location.registry !== "docker.io")
        return;
    if (!location.repository.startsWith("library/") || text.includes("library/"))
        return;
    const name = location.repository.slice("library/".length);
    throw invalid(text, `it stands for ${formatLocation(location)}, where only Docker's own images are kept`, `Name the registry and the owner, too, such as ghcr.io/acme/${name} or docker.io/acme/${name}; a folder is ./${name}.`);
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
        throw invalid(text, "it starts like a URL", `Write it without the scheme: ${text.replace(/^[a-z]+:\/\//i, "")}`);
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
        throw invalid(text, "it names a registry, but no repository in it");
    if (text.endsWith("/"))
        throw invalid(text, "it ends in a slash", `Write ${text.replace(/\/+$/, "")}`);
    if (text.includes("//")) {
        throw invalid(text, "there is nothing between two of its slashes", "Look whether an expression in it is empty.");
    }
    if (!repository.split("/").every((part) => /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/.test(part))) {
        throw invalid(text, "a part of the repository's name has characters other than a-z, 0-9 and single . _ - between them");
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
/** All that people and configuration files write for Docker Hub. */
const dockerHubHosts = ["docker.io", "index.docker.io", "registry-1.docker.io"];
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
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `There is a login in the name of a registry: …@${name}.`, {
        remedy: `Write ${name}, and give the login by \`username\` and \`password\`, or by docker login.`,
    });
}
function invalid(text, why, remedy, what = "a store") {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `"${text}" is not the name of ${what}: ${why}.`, {
        remedy: remedy ?? "Write a repository such as registry.example/team/build, or a folder such as ./images.",
    });
}


/***/ }),

/***/ 7306:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ exitCodeOf),
/* harmony export */   x: () => (/* binding */ secondsSaved)
/* harmony export */ });
/**
 * What a hit has saved: the time of the build that it did not have to do, less its own until the image was ready here.
 * Seconds; undefined where nothing is known to be saved.
 */
function secondsSaved({ cacheHit, buildSeconds, stages }) {
    if (!cacheHit || buildSeconds === undefined)
        return undefined;
    const own = stages.reduce((sum, { name, seconds }) => (name === "run" ? sum : sum + seconds), 0);
    return buildSeconds > own ? buildSeconds - own : undefined;
}
/** The exit code of the program that carried out the verb: the command's, where one ran. */
function exitCodeOf(outcome) {
    return outcome.kind === "image" ? (outcome.exitCode ?? 0) : 0;
}


/***/ }),

/***/ 8396:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gb: () => (/* binding */ outputStrings),
/* harmony export */   Vb: () => (/* binding */ nameOf),
/* harmony export */   Yz: () => (/* binding */ outputsOf)
/* harmony export */ });
/* harmony import */ var _log_stages_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4291);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7896);


/** For `--json`. What this verb does not know is left out. */
function outputsOf(outcome) {
    switch (outcome.kind) {
        case "image":
            return imageOutputs(outcome);
        case "delivery":
            return deliveryOutputs(outcome);
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
            : { outcome: outcome.outcome, "exit-code": outcome.exitCode, outcomes: outcomesOf(outcome.phases ?? []) }),
        ...(inputs === undefined ? {} : { inputs }),
        ...(changes === undefined ? {} : { changes }),
        stages: (0,_log_stages_js__WEBPACK_IMPORTED_MODULE_1__/* .listedStages */ .ZN)(stages),
    };
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
function pruneOutputs({ removed, left, bytesRemoved, bytesLeft }) {
    const item = ({ kind, name, bytes, lastUsed, inUse }) => ({
        ...{ kind, name, bytes },
        ...{ "last-used": new Date(lastUsed).toISOString(), "in-use": inUse },
    });
    const outputs = { removed: removed.map(item), left: left.map(item) };
    return { ...outputs, "bytes-removed": bytesRemoved, "bytes-left": bytesLeft };
}


/***/ }),

/***/ 7580:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ linesOf),
/* harmony export */   J: () => (/* binding */ stageTable)
/* harmony export */ });
/* harmony import */ var _log_amounts_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9155);
/* harmony import */ var _outcome_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7306);
/* harmony import */ var _outputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8396);



/** All lines of an outcome, each with its end. */
function linesOf(outcome) {
    switch (outcome.kind) {
        case "image": {
            const { stages: _stages, ...facts } = (0,_outputs_js__WEBPACK_IMPORTED_MODULE_0__/* .outputsOf */ .Yz)(outcome);
            return imageLines(facts);
        }
        case "delivery":
            return deliveryLines(outcome);
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
/** A line for each tag and what became of it. */
function deliveryLines({ digest, tags, isPushed }) {
    const rows = tags.map((tag) => `${(isPushed ? tag.outcome : "not pushed").padEnd(12)}${(0,_outputs_js__WEBPACK_IMPORTED_MODULE_0__/* .nameOf */ .Vb)(tag)}`);
    return `${[...rows, `${"digest".padEnd(12)}${digest}`].join("\n")}\n`;
}
/** A line for each thing that was removed, and what is left. */
function pruneLines({ removed, left, bytesRemoved, bytesLeft }) {
    const rows = removed.map(({ kind, name, bytes, lastUsed }) => ["removed", kind.padEnd("snapshot".length), name, (0,_log_amounts_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z3)(bytes), `last used ${dayOf(lastUsed)}`].join("  "));
    const inUse = left.filter((item) => item.inUse);
    const used = inUse.length === 0 ? "" : `, of which in use: ${(0,_log_amounts_js__WEBPACK_IMPORTED_MODULE_1__/* .countOf */ .pq)(inUse)}`;
    rows.push(`Removed: ${amount(removed, bytesRemoved)}.`, `Left: ${amount(left, bytesLeft)}${used}.`);
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
    const saved = (0,_outcome_js__WEBPACK_IMPORTED_MODULE_2__/* .secondsSaved */ .x)(outcome);
    const saving = saved === undefined ? "" : `, ${(0,_log_amounts_js__WEBPACK_IMPORTED_MODULE_1__/* .formatSeconds */ .Xo)(saved)} saved`;
    rows.push(["total", (0,_log_amounts_js__WEBPACK_IMPORTED_MODULE_1__/* .formatSeconds */ .Xo)(total), "", (cacheHit ? "hit" : "miss") + saving]);
    return rows;
}


/***/ })

};
;