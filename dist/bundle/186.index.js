"use strict";
exports.id = 186;
exports.ids = [186];
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
    constructor(code, message, details = {}) {
        super(message, details.cause === undefined ? {} : { cause: details.cause });
        this.name = "TreestampError";
        this.code = code;
        this.remedy = details.remedy;
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

/***/ 9677:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ stageSummary),
/* harmony export */   a: () => (/* binding */ stageTable)
/* harmony export */ });
/* harmony import */ var _size_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8158);
/** What a person sees at the end: the stages, with their seconds and sizes. */

/** The table as lines for a terminal. */
function stageTable({ stages, cacheHit }) {
    return text(header, rowsOf(stages, cacheHit));
}
/** The table as Markdown, for a job's summary. */
function stageSummary(result) {
    const rows = rowsOf(result.stages, result.cacheHit);
    return [
        `### treestamp: ${result.cacheHit ? "hit" : "miss"}`,
        "",
        `\`${result.image}\``,
        "",
        `| ${header.join(" | ")} |`,
        "| --- | ---: | ---: | --- |",
        ...rows.map((row) => `| ${row.join(" | ")} |`),
        "",
    ].join("\n");
}
const header = ["stage", "time", "size", ""];
function rowsOf(stages, cacheHit) {
    const rows = stages.map(({ name, seconds, bytes, note }) => [
        name,
        `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`,
        bytes === undefined ? "" : (0,_size_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z)(bytes),
        note ?? "",
    ]);
    const total = stages.reduce((sum, { seconds }) => sum + seconds, 0);
    rows.push(["total", `${total.toFixed(total < 10 ? 2 : 1)} s`, "", cacheHit ? "hit" : "miss"]);
    return rows;
}
function text(header, rows) {
    const all = [header, ...rows];
    const widths = header.map((_, column) => Math.max(...all.map((row) => row[column].length)));
    return all
        .map((row) => row
        .map((cell, column) => column === 1 || column === 2 ? cell.padStart(widths[column]) : cell.padEnd(widths[column]))
        .join("  ")
        .trimEnd())
        .join("\n");
}


/***/ }),

/***/ 7834:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   PB: () => (/* binding */ verbs),
/* harmony export */   QL: () => (/* binding */ inputs)
/* harmony export */ });
/* unused harmony exports imageVerbs, outputs */
/**
 * The one table of inputs and outputs. It writes each `action.yml`, the command line's flags and help, the JSON schema
 * of `treestamp.yml` and the tables in the docs (`npm run generate`); an input that is not here does not exist.
 */
const imageVerbs = ["resolve", "build", "pull", "run"];
const verbs = [...imageVerbs, "prune"];
const everywhere = ["action", "cli", "config"];
const calls = ["action", "cli"];
const inputs = [
    {
        name: "image",
        kind: "text",
        placeholder: "REPOSITORY",
        description: "Repository of the build image in a registry, without a tag: the tag is the key. Without it, images are kept in a folder of this machine.",
        verbs: imageVerbs,
        places: everywhere,
    },
    {
        name: "context",
        kind: "text",
        placeholder: "DIR",
        default: ".",
        description: "Directory of the repository that is the build context. Default: the whole repository.",
        verbs: imageVerbs,
        places: everywhere,
    },
    {
        name: "file",
        kind: "text",
        placeholder: "PATH",
        description: "Path of the Dockerfile in the repository. Default: `Dockerfile` in the context.",
        verbs: imageVerbs,
        places: everywhere,
    },
    {
        name: "target",
        kind: "text",
        placeholder: "STAGE",
        description: "Stage of the Dockerfile to build. Default: the last one.",
        verbs: imageVerbs,
        places: everywhere,
    },
    {
        name: "build-args",
        kind: "map",
        placeholder: "NAME=VALUE",
        description: "Build arguments for the Dockerfile. They are part of the key.",
        verbs: imageVerbs,
        places: everywhere,
    },
    {
        name: "platforms",
        kind: "list",
        placeholder: "OS/ARCH",
        description: "Platforms to build for. Default: linux/amd64, on every machine, so that the key is the same everywhere.",
        verbs: imageVerbs,
        places: everywhere,
    },
    {
        name: "include",
        kind: "list",
        placeholder: "PATH",
        description: "Further files or directories of the repository to lay into the context at their own path, such as lock files.",
        verbs: imageVerbs,
        places: everywhere,
    },
    {
        name: "base",
        kind: "map",
        placeholder: "NAME=IMAGE@DIGEST",
        description: "Images that `FROM NAME` in the Dockerfile stands for, fixed by digest: `REPOSITORY@sha256:…` in a registry, or `oci-layout://FOLDER@sha256:…` on disk. The digest is part of the key.",
        verbs: imageVerbs,
        places: everywhere,
    },
    {
        name: "path",
        kind: "text",
        placeholder: "DIR",
        default: ".",
        description: "Folder of the git repository.",
        verbs: imageVerbs,
        places: calls,
    },
    {
        name: "ref",
        kind: "text",
        placeholder: "REV",
        description: "Revision to take the recipe from. Default: what is checked out, with uncommitted changes under a tag that ends in -dirty.",
        verbs: imageVerbs,
        places: calls,
    },
    {
        name: "store",
        kind: "text",
        placeholder: "REPOSITORY|DIR",
        description: "Where images and snapshots are kept: a repository in a registry, or a folder (an OCI image layout). Wins over `image`.",
        verbs: imageVerbs,
        places: calls,
    },
    {
        name: "username",
        kind: "text",
        description: "User name for the registry of the store. Default: what docker or podman is logged in with.",
        verbs: imageVerbs,
        places: ["action"],
    },
    {
        name: "password",
        kind: "text",
        description: "Password or token for the registry of the store.",
        verbs: imageVerbs,
        places: ["action"],
    },
    {
        name: "plain-http",
        kind: "boolean",
        default: "false",
        description: "Speak plain HTTP with the registry of the store. Loopback addresses need no asking.",
        verbs: imageVerbs,
        places: calls,
    },
    {
        name: "engine",
        kind: "text",
        choices: ["auto", "docker", "buildah"],
        default: "auto",
        description: "What builds the image: `docker` (BuildKit) or `buildah`. By default, the first of them that works here.",
        verbs: ["build", "pull", "run"],
        places: calls,
    },
    {
        name: "force",
        kind: "boolean",
        default: "false",
        description: "Build even where the store has the image already; fails if the bytes differ, because a key names one image.",
        verbs: ["build"],
        places: calls,
    },
    {
        name: "secret-envs",
        kind: "map",
        placeholder: "ID=VARIABLE",
        description: "Build secrets from variables of the environment, for `RUN --mount=type=secret,id=ID`. Not part of the key.",
        verbs: ["build", "pull", "run"],
        places: calls,
    },
    {
        name: "secret-files",
        kind: "map",
        placeholder: "ID=PATH",
        description: "Build secrets from files, for `RUN --mount=type=secret,id=ID`. Not part of the key.",
        verbs: ["build", "pull", "run"],
        places: calls,
    },
    {
        name: "network",
        kind: "text",
        choices: ["default", "host", "none"],
        default: "default",
        description: "Network of the build's RUN instructions.",
        verbs: ["build", "pull", "run"],
        places: calls,
    },
    {
        name: "run",
        kind: "text",
        description: "Script to run in the environment, by `shell`.",
        verbs: ["run"],
        places: ["action"],
    },
    {
        name: "shell",
        kind: "text",
        choices: ["bash", "sh"],
        default: "bash",
        description: "Shell of the script: `bash -e -o pipefail` or `sh -e`, as in a step of a workflow.",
        verbs: ["run"],
        places: ["action"],
    },
    {
        name: "working-directory",
        kind: "text",
        placeholder: "DIR",
        description: "Where the command starts. Default: the current directory, which the environment sees at the same place.",
        verbs: ["run"],
        places: calls,
    },
    {
        name: "env",
        kind: "list",
        placeholder: "NAME[=VALUE]",
        description: "Variables for the command: `NAME=VALUE`, or `NAME` to hand on its value from here.",
        verbs: ["run"],
        places: calls,
    },
    {
        name: "user",
        kind: "text",
        placeholder: "USER",
        default: "caller",
        description: "Who the command runs as: `caller` (so that the files it makes are yours), `image` (the image's USER), or `uid[:gid]`.",
        verbs: ["run"],
        places: calls,
    },
    {
        name: "sandbox",
        kind: "text",
        choices: ["auto", "mounted", "container"],
        default: "auto",
        description: "How the environment is made: the mounted snapshot, or a container of the engine where mounting is impossible.",
        verbs: ["pull", "run"],
        places: calls,
    },
    {
        name: "cache-folder",
        kind: "text",
        placeholder: "DIR",
        description: "Where fetched snapshots and the default store are kept on this machine.",
        verbs,
        places: calls,
    },
    {
        name: "cache-size",
        kind: "text",
        placeholder: "SIZE",
        default: "20GB",
        description: "Most that is kept in the cache folder, such as `20GB` or `512MiB`; what was used least recently is removed first, and nothing that is in use. `0` keeps only that, `unlimited` everything. Default: 20GB.",
        verbs: ["build", "pull", "run", "prune"],
        places: calls,
    },
];
const outputs = [
    { name: "key", description: "The git tree hash that names the recipe.", verbs: imageVerbs },
    {
        name: "tag",
        description: "The image tag: the key, with -dirty after it for an uncommitted recipe.",
        verbs: imageVerbs,
    },
    {
        name: "image",
        description: "Full name of the build image: location and tag, with the digest where it is known.",
        verbs: imageVerbs,
    },
    {
        name: "digest",
        description: "Digest of the image index that the tag names; empty where it is not there.",
        verbs: imageVerbs,
    },
    { name: "state", description: "What the store said first: present, absent or unknown.", verbs: imageVerbs },
    { name: "cache-hit", description: "true where the image was there and nothing had to be built.", verbs: imageVerbs },
    {
        name: "snapshot",
        description: "Identity of this machine's snapshot: the hash of its plain content.",
        verbs: ["pull", "run"],
    },
    { name: "sandbox", description: "How the environment is made: mounted or container.", verbs: ["pull", "run"] },
    { name: "stages", description: "JSON list of the stages with their seconds and bytes.", verbs: imageVerbs },
    { name: "outcome", description: "success or failure: how the command ended.", verbs: ["run"] },
    { name: "exit-code", description: "The command's exit code.", verbs: ["run"] },
];


/***/ }),

/***/ 8409:
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

/***/ 3646:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ parseRequest)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7834);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8409);
/* harmony import */ var _size_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8158);




/**
 * Checks what was written for a verb and gives it types. `argv` is a command that needs no shell.
 * @throws input-invalid, naming the input, the value and the valid ones
 */
function parseRequest(verb, written, argv = []) {
    const table = new Map(_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .inputs */ .QL.filter((input) => input.verbs.includes(verb)).map((input) => [input.name, input]));
    const text = (name) => textOf(table.get(name), written);
    const items = (name) => (table.has(name) ? itemsOf(written, name) : []);
    const username = text("username");
    const password = text("password");
    if ((username === undefined) !== (password === undefined)) {
        const [given, missing] = username === undefined ? ["password", "username"] : ["username", "password"];
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `The input "${given}" is given and "${missing}" is not.`, {
            remedy: "Give both, or neither to use the login of docker or podman.",
        });
    }
    return {
        path: text("path") ?? ".",
        ref: text("ref"),
        recipe: new Map([...written].filter(([name]) => table.get(name)?.places.includes("config"))),
        store: text("store"),
        credentials: username === undefined ? undefined : { username, password: password },
        plainHttp: text("plain-http") === "true",
        engine: (text("engine") ?? "auto"),
        force: text("force") === "true",
        secrets: differentSecrets([
            ...secretsOf(items("secret-envs"), "variable"),
            ...secretsOf(items("secret-files"), "path"),
        ]),
        network: text("network") ?? "default",
        command: commandOf(argv, text("run"), text("shell")),
        workingDirectory: text("working-directory"),
        env: variablesOf(items("env")),
        user: text("user") ?? "caller",
        sandbox: (text("sandbox") ?? "auto"),
        cacheFolder: text("cache-folder"),
        cacheSize: (0,_size_js__WEBPACK_IMPORTED_MODULE_2__/* .parseSize */ .D)("cache-size", text("cache-size") ?? "unlimited"),
    };
}
function commandOf(argv, script, shell) {
    if (argv.length > 0)
        return { kind: "argv", argv };
    if (script === undefined)
        return undefined;
    return { kind: "script", text: script, shell: shell };
}
function textOf(input, written) {
    if (input === undefined)
        return undefined;
    const value = written.get(input.name)?.at(-1);
    if (value === undefined || value === "")
        return input.default;
    const choices = input.kind === "boolean" ? ["true", "false"] : input.choices;
    if (choices !== undefined && !choices.includes(value)) {
        const near = (0,_nearest_js__WEBPACK_IMPORTED_MODULE_3__/* .nearestName */ .q)(value, choices);
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `The input "${input.name}" cannot be "${value}".`, {
            remedy: `${near === undefined ? "" : `Did you mean ${near}? `}Valid values are ${choices.join(", ")}.`,
        });
    }
    return value;
}
function itemsOf(written, name) {
    return (written.get(name) ?? []).filter((item) => item !== "");
}
function variablesOf(items) {
    const nameless = items.find((item) => item.startsWith("="));
    if (nameless === undefined)
        return items;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `"${nameless}" is not a variable.`, {
        remedy: "Write NAME=VALUE, or NAME to hand on its value from here.",
    });
}
function secretsOf(items, kind) {
    return items.map((item) => {
        const equals = item.indexOf("=");
        const [id, value] = [item.slice(0, equals), item.slice(equals + 1)];
        if (equals < 1 || value === "") {
            // The item itself may be the secret, put in the wrong place: it is not repeated.
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `A build secret is not written as ID=${kind.toUpperCase()}.`, {
                remedy: "secret-envs takes ID=VARIABLE (the variable's name), secret-files takes ID=PATH.",
            });
        }
        return {
            id,
            source: kind === "variable" ? { kind: "environment", variable: value } : { kind: "file", path: value },
        };
    });
}
function differentSecrets(secrets) {
    const twice = secrets.find(({ id }, index) => secrets.findIndex((other) => other.id === id) < index);
    if (twice === undefined)
        return secrets;
    const inputsOf = secrets.filter(({ id }) => id === twice.id).map(({ source }) => placeOfSecret[source.kind]);
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `The build secret "${twice.id}" is given twice: by ${inputsOf.join(" and by ")}.`, {
        remedy: "Give it once; another secret needs another id.",
    });
}
const placeOfSecret = { environment: "secret-envs", file: "secret-files" };


/***/ }),

/***/ 8158:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ parseSize),
/* harmony export */   z: () => (/* binding */ formatBytes)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/** Amounts of bytes, as people write and read them. */

/** Bytes by powers of ten, as docker shows them: `1.2 GB`. */
function formatBytes(bytes) {
    const units = ["B", "kB", "MB", "GB", "TB"];
    const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
    const value = bytes / 1000 ** power;
    return `${power === 0 ? value : value.toFixed(value < 10 ? 1 : 0)} ${units[power]}`;
}
/** Bytes by unit: powers of ten, and with an i of two. Upper and lower case are the same. */
const units = {
    ...{ "": 1, b: 1, kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12 },
    ...{ kib: 2 ** 10, mib: 2 ** 20, gib: 2 ** 30, tib: 2 ** 40 },
};
/**
 * Reads `20GB`, `1.5 GiB`, `0`, or `unlimited`, which is Infinity. `input` is where it was written, for the message.
 * @throws input-invalid
 */
function parseSize(input, text) {
    if (text === "unlimited")
        return Infinity;
    const [, number = "", unit = ""] = /^(\d+(?:\.\d+)?) ?([kmgt]?i?b)?$/i.exec(text) ?? [];
    const factor = units[unit.toLowerCase()];
    if (number !== "" && factor !== undefined)
        return Math.floor(Number(number) * factor);
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `The input "${input}" cannot be "${text}".`, {
        remedy: "Write a number with a unit, such as 20GB or 512MiB; or unlimited.",
    });
}


/***/ }),

/***/ 6973:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gb: () => (/* binding */ outputStrings),
/* harmony export */   Yz: () => (/* binding */ outputsOf),
/* harmony export */   tj: () => (/* binding */ platformOf)
/* harmony export */ });
/** The result by the names of the table of outputs, as JSON has it; what this verb does not know is left out. */
function outputsOf(result) {
    const { key, tag, image, digest, state, cacheHit, snapshot, sandbox, exitCode, stages, inputs, changes } = result;
    return {
        key,
        tag,
        image,
        digest: digest ?? "",
        state,
        "cache-hit": cacheHit,
        ...(snapshot === undefined ? {} : { snapshot }),
        ...(sandbox === undefined ? {} : { sandbox }),
        ...(exitCode === undefined ? {} : { outcome: exitCode === 0 ? "success" : "failure", "exit-code": exitCode }),
        ...(inputs === undefined ? {} : { inputs }),
        ...(changes === undefined ? {} : { changes }),
        stages: stages.map(({ seconds, ...stage }) => ({ ...stage, seconds: Number(seconds.toFixed(3)) })),
    };
}
/** The same as strings, as an action's outputs are. */
function outputStrings(result) {
    return Object.fromEntries(Object.entries(outputsOf(result)).map(([name, value]) => [
        name,
        typeof value === "object" ? JSON.stringify(value) : String(value),
    ]));
}
/** A machine's platform by OCI's names, from Node's. */
function platformOf(machine) {
    const architectures = { x64: "amd64", ia32: "386" };
    // Build images are Linux images also on a laptop that runs another system: its engine has a Linux of its own.
    return { os: "linux", architecture: architectures[machine.arch] ?? machine.arch };
}


/***/ })

};
;