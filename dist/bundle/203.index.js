"use strict";
exports.id = 203;
exports.ids = [203];
exports.modules = {

/***/ 5517:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ parseImageConfig)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);

/**
 * Reads an OCI (or Docker) image configuration. Source: image-spec, config.md; a missing or null property is an empty one.
 * @throws image-invalid where it is not JSON or a property has the wrong type
 */
function parseImageConfig(json) {
    let document;
    try {
        document = JSON.parse(typeof json === "string" ? json : Buffer.from(json).toString("utf8"));
    }
    catch (error) {
        throw invalid((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error), error);
    }
    if (!isObject(document))
        throw invalid("it is not an object");
    const config = document.config ?? {};
    if (!isObject(config))
        throw invalid("`config` is not an object");
    return {
        env: parseEnv(listOf(config, "Env")),
        user: textOf(config, "User"),
        workingDir: textOf(config, "WorkingDir") || "/",
        entrypoint: listOf(config, "Entrypoint"),
        cmd: listOf(config, "Cmd"),
    };
}
function parseEnv(entries) {
    const env = new Map();
    for (const entry of entries) {
        const equals = entry.indexOf("=");
        if (equals < 1)
            throw invalid(`\`Env\` holds ${JSON.stringify(entry)}, which is not NAME=VALUE`);
        env.set(entry.slice(0, equals), entry.slice(equals + 1));
    }
    return env;
}
function listOf(config, name) {
    const value = config[name] ?? [];
    if (Array.isArray(value) && value.every((item) => typeof item === "string"))
        return value;
    throw invalid(`\`${name}\` is not a list of strings`);
}
function textOf(config, name) {
    const value = config[name] ?? "";
    if (typeof value === "string")
        return value;
    throw invalid(`\`${name}\` is not a string`);
}
function isObject(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
function invalid(why, cause) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("image-invalid", `The image's configuration cannot be read: ${why}.`, { cause });
}


/***/ }),

/***/ 7203:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runIn: () => (/* binding */ runIn)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4256);
/* harmony import */ var _sandbox_image_config_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5517);
/* harmony import */ var _stages_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4168);
/** run: a command in the environment, with the workspace at its own place. */





/** Where a script stands inside the environment: not on a command line, which every process of the machine can read. */
const scriptPath = "/run/treestamp-script";
/** Runs the requested command to its end. @returns its exit code */
async function runIn(ports, request, ready) {
    const { sandbox } = ready;
    const image = (0,_sandbox_image_config_js__WEBPACK_IMPORTED_MODULE_3__/* .parseImageConfig */ .F)(ready.environment.config);
    const cache = await ports.openCache();
    return cache.withIncoming(async (scratch) => {
        const { argv, binds } = await program(request, image, scratch);
        const workingDirectory = await folderAt((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(request.path, request.workingDirectory ?? "."));
        const command = {
            argv,
            workingDirectory,
            env: environmentOf(request.env, ports.environment),
            user: request.user,
            binds: [...workspace(ready.repository, workingDirectory), ...binds],
            output: ports.commandOutput,
        };
        return (0,_stages_js__WEBPACK_IMPORTED_MODULE_4__/* .timed */ .a)(ready.stages, "run", async (describe) => {
            const { exitCode } = await sandbox.run(command);
            describe({ note: `exit code ${exitCode}` });
            return exitCode;
        });
    });
}
/** @throws input-invalid where there is no such folder: one that is made now would be the mistake's, not the user's */
async function folderAt(path) {
    const stats = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(path).catch(() => undefined);
    if (stats?.isDirectory())
        return path;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("input-invalid", `The working directory ${path} is not a folder of this machine.`, {
        remedy: "Check `working-directory`: the command sees the workspace at its own place.",
    });
}
/** What to start: the command as it is; a script by its shell, as a step of a workflow does it; or what the image says. */
async function program(request, image, scratch) {
    const { command } = request;
    if (command?.kind === "argv")
        return { argv: command.argv, binds: [] };
    if (command?.kind === "script") {
        const file = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(scratch, "script");
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(file, command.text, { mode: 0o644 });
        const options = command.shell === "bash" ? ["--noprofile", "--norc", "-e", "-o", "pipefail"] : ["-e"];
        return {
            argv: [command.shell, ...options, scriptPath],
            binds: [{ source: file, target: scriptPath, readOnly: true }],
        };
    }
    const argv = [...image.entrypoint, ...image.cmd];
    if (argv.length > 0)
        return { argv, binds: [] };
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("input-invalid", "There is no command to run, and the image has no ENTRYPOINT or CMD.", {
        remedy: "Give one: treestamp run -- make test, or the input `run` in a workflow.",
    });
}
/**
 * The work tree; the working directory, and the git directory (of a linked worktree, of a submodule), where they lie
 * elsewhere.
 */
function workspace({ workTree, commonDirectory }, workingDirectory) {
    const folders = workTree === undefined ? [workingDirectory] : [workTree];
    for (const folder of [workingDirectory, ...(workTree === undefined ? [] : [commonDirectory])]) {
        if (!folders.some((above) => isWithin(above, folder)))
            folders.push(folder);
    }
    return folders.map((folder) => ({ source: folder, target: folder, readOnly: false }));
}
function isWithin(above, folder) {
    const way = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(above, folder);
    return way !== ".." && !way.startsWith(`..${node_path__WEBPACK_IMPORTED_MODULE_1__.sep}`);
}
/** `NAME=VALUE` as it is; `NAME` with the caller's value, and nothing where the caller has none, as docker does it. */
function environmentOf(items, caller) {
    const variables = new Map();
    for (const item of items) {
        const equals = item.indexOf("=");
        const name = equals < 0 ? item : item.slice(0, equals);
        const value = equals < 0 ? caller[name] : item.slice(equals + 1);
        if (value !== undefined)
            variables.set(name, value);
    }
    return variables;
}


/***/ })

};
;