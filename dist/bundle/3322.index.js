"use strict";
exports.id = 3322;
exports.ids = [3322];
exports.modules = {

/***/ 95782:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ layFile)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);

/** Writes a file that every user may read, whatever the umask is: the command's user may be another one than ours. */
async function layFile(path, content) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(path, content);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.chmod)(path, 0o644);
}


/***/ }),

/***/ 99991:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ checkStaysInside)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64256);
/* harmony import */ var _missing_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(71081);
/* harmony import */ var _mounts_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(16431);




/**
 * Refuses a path in a folder that commands write where it leads out of that folder: a command before this one may have put a
 * symbolic link there, to any folder of the machine. What lies elsewhere by its name, and what is not there, is let through.
 * @throws input-invalid
 */
async function checkStaysInside(folder, path) {
    if (!(0,_mounts_js__WEBPACK_IMPORTED_MODULE_3__/* .isWithin */ .UO)(folder, path))
        return;
    const [above, target] = await Promise.all([folder, path].map((each) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(each).catch((0,_missing_js__WEBPACK_IMPORTED_MODULE_2__/* .missing */ .L)(each))));
    if ((0,_mounts_js__WEBPACK_IMPORTED_MODULE_3__/* .isWithin */ .UO)(above, target))
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `${path} leads out of ${folder} by a symbolic link, to ${target}.`, {
        remedy: "The command would get that folder. Name that folder itself, or find out which command made the link.",
    });
}


/***/ }),

/***/ 16431:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gk: () => (/* binding */ placeInFileSystem),
/* harmony export */   LS: () => (/* binding */ mountAt),
/* harmony export */   UO: () => (/* binding */ isWithin),
/* harmony export */   YL: () => (/* binding */ mountsBelow),
/* harmony export */   dx: () => (/* binding */ listMounts)
/* harmony export */ });
/* unused harmony export parseMounts */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/** What is mounted where, as this process sees it. */


/** All mounts, in the kernel's own order. Source: proc_pid_mountinfo(5). */
function listMounts() {
    return parseMounts((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)("/proc/self/mountinfo", "utf8"));
}
/** Reads the text of a mountinfo file. */
function parseMounts(text) {
    return text
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => {
        const [id = "", parent = "", device = "", root = "", place = "", options = ""] = line.split(" ");
        return { id, parent, device, root: unescaped(root), place: unescaped(place), options: options.split(",") };
    });
}
/** Blanks, tabs, line ends and backslashes stand there as octal numbers. */
function unescaped(field) {
    return field.replace(/\\([0-7]{3})/g, (_, digits) => String.fromCharCode(Number.parseInt(digits, 8)));
}
/** The mount that a path without symbolic links is on: step by step, for one mount may hide what is below its place. */
function mountAt(mounts, path) {
    const names = path.split(node_path__WEBPACK_IMPORTED_MODULE_1__.sep).filter(Boolean);
    let at;
    for (let count = 0; count <= names.length; count++) {
        const place = node_path__WEBPACK_IMPORTED_MODULE_1__.sep + names.slice(0, count).join(node_path__WEBPACK_IMPORTED_MODULE_1__.sep);
        const on = () => mounts.find((mount) => mount.place === place && isOn(mount, at, mounts));
        for (let next = on(); next !== undefined; next = on())
            at = next;
    }
    return at;
}
/** True where a mount stands right on another one; on none, where it is the lowest that this process sees. */
function isOn(mount, below, mounts) {
    if (below !== undefined)
        return mount.parent === below.id && mount.id !== below.id;
    return !mounts.some(({ id }) => id === mount.parent && id !== mount.id);
}
/** The mounts that can be reached below a path, itself left out. */
function mountsBelow(mounts, path) {
    return mounts.filter((mount) => mount.place !== path && isWithin(path, mount.place) && mountAt(mounts, mount.place) === mount);
}
/** Where a path is in its file system: the same for two paths that lead to the same folder by different mounts. */
function placeInFileSystem(mount, path) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(mount.root, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(mount.place, path));
}
/** True where `path` is `folder` or in it; both are absolute. */
function isWithin(folder, path) {
    const way = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(folder, path);
    return way !== ".." && !way.startsWith(`..${node_path__WEBPACK_IMPORTED_MODULE_1__.sep}`);
}


/***/ }),

/***/ 74651:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FB: () => (/* binding */ parseImageConfig),
/* harmony export */   Gv: () => (/* binding */ isObject),
/* harmony export */   NO: () => (/* binding */ platformIn),
/* harmony export */   jb: () => (/* binding */ defaultPath)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);

/** PATH of a command whose image sets none, as for docker. */
const defaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
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
/** What an image was made for, by its configuration; undefined where that does not say. @throws image-invalid */
function platformIn(config) {
    parseImageConfig(config); // or it is refused
    const { os, architecture } = JSON.parse(Buffer.from(config).toString("utf8"));
    return typeof os === "string" && typeof architecture === "string" ? { os, architecture } : undefined;
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
/** A JSON object: no list, and not null. */
function isObject(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
function invalid(why, cause) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("image-invalid", `The image's configuration cannot be read: ${why}.`, { cause });
}


/***/ }),

/***/ 53322:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  checkRun: () => (/* binding */ checkRun),
  runIn: () => (/* binding */ runIn)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(64256);
// EXTERNAL MODULE: ./core/machine/mounts.js
var mounts = __webpack_require__(16431);
;// CONCATENATED MODULE: ./core/git/shown-folders.js
/**
 * Which folders of a repository a command may be given. Git finds them by files of the work tree, which commands can write: `.git`
 * as a file, `.git/commondir`, and `core.worktree` may name any folder of the machine. So each is believed only where the folder
 * at its other end says the same.
 */




/** @throws repository-invalid where a configuration names a work tree that is not the repository's */
async function shownFolders(repository) {
    const { workTree, gitDirectory, commonDirectory } = repository;
    if (workTree === undefined)
        return { folders: [] };
    if (!(await isSame(await linkedFrom(workTree), gitDirectory)))
        throw notItsOwn(workTree, gitDirectory);
    if ((0,mounts/* isWithin */.UO)(await real(workTree), await real(commonDirectory)))
        return { folders: [workTree] };
    const knows = (await isSame(gitDirectory, commonDirectory))
        ? await knowsAsSubmodule(repository, workTree)
        : await knowsAsWorktree(repository, workTree);
    return knows ? { folders: [workTree, commonDirectory] } : { folders: [workTree], unknown: commonDirectory };
}
/** Where the `.git` of a folder leads. Source: gitrepository-layout(5). */
async function linkedFrom(workTree) {
    const path = (0,external_node_path_.join)(workTree, ".git");
    const stats = await (0,promises_.stat)(path).catch(() => undefined);
    if (stats?.isDirectory())
        return path;
    const [, directory] = /^gitdir: (.*)\n?$/s.exec(await textOf(path)) ?? [];
    return directory === undefined ? undefined : (0,external_node_path_.resolve)(workTree, directory.replace(/\n$/, ""));
}
/** A linked worktree: the repository has a folder for it, which names the work tree's `.git`. */
async function knowsAsWorktree({ gitDirectory, commonDirectory }, workTree) {
    if (!(0,mounts/* isWithin */.UO)((0,external_node_path_.join)(await real(commonDirectory), "worktrees"), await real(gitDirectory)))
        return false;
    const back = (await textOf((0,external_node_path_.join)(gitDirectory, "gitdir"))).replace(/\n$/, "");
    return back !== "" && isSame((0,external_node_path_.resolve)(gitDirectory, back), (0,external_node_path_.join)(workTree, ".git"));
}
/** A submodule: its git directory, in that of the repository around it, names the work tree. */
async function knowsAsSubmodule({ gitDirectory, git }, workTree) {
    const asked = ["config", "--file", (0,external_node_path_.join)(gitDirectory, "config"), "--get", "core.worktree"];
    const { exitCode, stdout } = await git(asked);
    const back = stdout.toString("utf8").replace(/\n$/, "");
    return exitCode === 0 && back !== "" && isSame((0,external_node_path_.resolve)(gitDirectory, back), workTree);
}
async function isSame(a, b) {
    return a !== undefined && (await real(a)) === (await real(b));
}
function real(path) {
    return (0,promises_.realpath)(path).catch(() => path);
}
function textOf(path) {
    return (0,promises_.readFile)(path, "utf8").catch(() => "");
}
function notItsOwn(workTree, gitDirectory) {
    const message = `git takes ${workTree} for the work tree of ${gitDirectory}, and its .git does not lead there.`;
    return new errors/* TreestampError */.ks("repository-invalid", message, {
        remedy: `The command would get that folder. See core.worktree in ${(0,external_node_path_.join)(gitDirectory, "config")}: a command before this one may have set it.`,
    });
}

// EXTERNAL MODULE: ./core/log/stages.js
var stages = __webpack_require__(24291);
// EXTERNAL MODULE: ./core/machine/laid-file.js
var laid_file = __webpack_require__(95782);
// EXTERNAL MODULE: ./core/machine/leads-out.js
var leads_out = __webpack_require__(99991);
// EXTERNAL MODULE: ./core/machine/missing.js
var missing = __webpack_require__(71081);
// EXTERNAL MODULE: ./core/oci/image-config.js
var image_config = __webpack_require__(74651);
;// CONCATENATED MODULE: ./core/verbs/run.js
/** run: a command in the environment, with the workspace mounted at the same path. */










/** Path of a script inside the environment: every process of the machine could read it on a command line. */
const scriptPath = "/run/treestamp-script";
/** Runs the requested command, or the phases, to the end or until the time is up. */
async function runIn(ports, request, ready) {
    const cache = await ports.openCache();
    return cache.withIncoming(async (scratch) => {
        const command = await commandOf(ports, request, ready, scratch);
        return (0,stages/* timed */.ay)(ready.stages, "run", async (describe) => {
            const { timeout } = request;
            const stop = new AbortController();
            const clock = timeout === undefined ? undefined : setTimeout(() => stop.abort(), timeout.milliseconds);
            const running = { sandbox: ready.sandbox, command: { ...command, signal: stop.signal }, scratch };
            const ended = await start(ports, request.command, running).finally(() => clearTimeout(clock));
            if (ended.phases === undefined && ended.exitCode !== 0)
                ports.log.outputEnded?.();
            const timedOut = stop.signal.aborted && ended.told !== undefined;
            const exitCode = timedOut ? 124 : ended.exitCode;
            const outcome = timedOut ? "timed-out" : outcomeOf(ended);
            describe({ note: timedOut ? `timed out after ${timeout.written}` : `exit code ${exitCode}` });
            const reason = whyEnded(outcome, timeout?.written, ended.told?.signal);
            if (reason !== undefined)
                ports.log.info(reason);
            else if (exitCode === 137)
                ports.log.warning(killed);
            return { exitCode, outcome, reason, phases: ended.phases };
        });
    });
}
/** The command as the sandbox gets it; each phase brings its own program and differs in nothing else. */
async function commandOf(ports, request, ready, scratch) {
    const image = (0,image_config/* parseImageConfig */.FB)(ready.environment.config);
    const opened = await openings(request, ready);
    const { argv, binds } = await program(request.command, image, scratch);
    const workingDirectory = await folderAt(workingDirectoryOf(request));
    return {
        argv,
        workingDirectory,
        env: new Map([...given(ports.gifts, image), ...environmentOf(request.env, ports.environment)]),
        user: request.user,
        seccomp: request.seccomp,
        ...opened,
        binds: [...(await workspace(ports, request, ready.repository, workingDirectory)), ...opened.binds, ...binds],
        output: ports.commandOutput,
    };
}
async function start({ log, print }, requested, { sandbox, command, scratch }) {
    if (requested.kind !== "phases")
        return sandbox.run(command);
    const { runPhases } = await __webpack_require__.e(/* import() */ 6655).then(__webpack_require__.bind(__webpack_require__, 76655));
    const phases = { ...requested, shell: shellLine(requested.shell) };
    return runPhases(phases, {
        ...{ scratch, log, print },
        run: ({ signal: failure, ...part }) => {
            const signal = failure === undefined ? command.signal : AbortSignal.any([command.signal, failure]);
            return sandbox.run({ ...command, ...part, binds: [...command.binds, ...part.binds], signal });
        },
    });
}
/** A command that we told to end, and that ends well, has succeeded. Phases that fail-fast ended have failed with the first. */
function outcomeOf({ exitCode, told, phases = [] }) {
    if (exitCode === 0)
        return "success";
    return told === undefined || phases.some(({ outcome }) => outcome === "failure") ? "failure" : "cancelled";
}
/** Checks that this machine has what the run asks for, before anything is fetched or built. @throws input-invalid */
async function checkRun(request) {
    for (const { source } of request.devices) {
        if (await (0,missing/* exists */.t)(source))
            continue;
        throw new errors/* TreestampError */.ks("input-invalid", `This machine has no device ${source}.`, {
            remedy: "Check `devices`: on a virtual machine, /dev/kvm needs nested virtualization.",
        });
    }
    await folderAt(workingDirectoryOf(request));
}
/** What the command may use besides the workspace. A volume's folder that does not exist is made, as docker does it. */
async function openings({ volumes: binds, devices }, { writable }) {
    for (const { source } of binds)
        if (!(await (0,missing/* exists */.t)(source)))
            await (0,promises_.mkdir)(source, { recursive: true });
    return { binds, devices, writable };
}
function workingDirectoryOf({ path, workingDirectory = "." }) {
    return (0,external_node_path_.resolve)(path, workingDirectory);
}
const killed = "The command was killed (exit code 137), and not by us: most often the machine has run out of memory.";
function whyEnded(outcome, timeout = "", signal = "") {
    if (outcome === "timed-out") {
        return `The command was ended, with all its processes: its timeout of ${timeout} was up.`;
    }
    if (outcome === "cancelled") {
        return `The command was ended, with all its processes: we were told to stop (${signal}).`;
    }
    return undefined;
}
/** @throws input-invalid if the folder does not exist: making it would hide a mistake */
async function folderAt(path) {
    const stats = await (0,promises_.stat)(path).catch(() => undefined);
    if (stats?.isDirectory())
        return path;
    throw new errors/* TreestampError */.ks("input-invalid", `The working directory ${path} is not a folder of this machine.`, {
        remedy: "Check `working-directory`: the command sees the workspace at its own place.",
    });
}
/** A shell as a step of a workflow starts it; the path of a script follows. */
function shellLine(shell) {
    return shell === "bash" ? ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail"] : ["sh", "-e"];
}
/** What to start: the command itself, a script by its shell, or the image's own command. */
async function program(command, image, scratch) {
    if (command.kind === "phases")
        return { argv: [], binds: [] }; // each has its own
    if (command.kind === "argv")
        return { argv: command.argv, binds: [] };
    if (command.kind === "script") {
        const file = (0,external_node_path_.join)(scratch, "script");
        await (0,laid_file/* layFile */.r)(file, command.text);
        return {
            argv: [...shellLine(command.shell), scriptPath],
            binds: [{ source: file, target: scriptPath, readOnly: true }],
        };
    }
    const argv = [...image.entrypoint, ...image.cmd];
    if (argv.length > 0)
        return { argv, binds: [] };
    throw new errors/* TreestampError */.ks("input-invalid", "The image has no command of its own: neither ENTRYPOINT nor CMD.", {
        remedy: "Say what to run instead of `image-command`: treestamp run -- make test, or the input `run` in a workflow.",
    });
}
/**
 * Binds the work tree; and the working directory, the git directory (of a linked worktree, of a submodule) and the host's
 * folders, if they lie outside of it.
 */
async function workspace({ log, gifts: { paths, readOnlyPaths } }, request, repository, workingDirectory) {
    const { folders: own, unknown } = await shownFolders(repository);
    if (unknown !== undefined) {
        log.warning(`The command does not see ${unknown}, where git has this repository: nothing there names this work tree, and any file here can name any folder.`);
    }
    const path = (0,external_node_path_.resolve)(request.path);
    for (const above of [...own, ...paths, path]) {
        for (const named of [path, workingDirectory])
            await (0,leads_out/* checkStaysInside */.N)(above, named);
    }
    const folders = [];
    for (const folder of [...own, workingDirectory, ...paths]) {
        if (!folders.some((above) => (0,mounts/* isWithin */.UO)(above, folder)))
            folders.push(folder);
    }
    const further = readOnlyPaths.filter((path) => !folders.some((above) => (0,mounts/* isWithin */.UO)(above, path)));
    const bind = (readOnly) => (path) => ({ source: path, target: path, readOnly });
    return [...folders.map(bind(false)), ...further.map(bind(true))];
}
/** The host's own variables, with the folders that it adds to the image's PATH. */
function given({ variables, searched }, { env }) {
    if (searched.length === 0)
        return variables;
    return new Map([...variables, ["PATH", [...searched, env.get("PATH") || image_config/* defaultPath */.jb].join(":")]]);
}
/** `NAME=VALUE` as it is; `NAME` with the caller's value, or not at all if the caller has none, as docker does it. */
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