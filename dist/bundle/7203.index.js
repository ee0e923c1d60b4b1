"use strict";
exports.id = 7203;
exports.ids = [7203];
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

/***/ 9920:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   jb: () => (/* binding */ defaultPath),
/* harmony export */   kh: () => (/* binding */ runtimeSpec),
/* harmony export */   p7: () => (/* binding */ environmentOf)
/* harmony export */ });
/* unused harmony export capabilities */
/* harmony import */ var _user_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2332);

/** Where programs are looked for in an image that does not say it. */
const defaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
/**
 * What Docker gives to a container by default. CAP_MKNOD is the one left out: no device control group stands behind it here.
 * Source: moby, daemon/pkg/oci/caps/defaults.go.
 */
const capabilities = [
    "CAP_CHOWN",
    "CAP_DAC_OVERRIDE",
    "CAP_FSETID",
    "CAP_FOWNER",
    "CAP_NET_RAW",
    "CAP_SETGID",
    "CAP_SETUID",
    "CAP_SETFCAP",
    "CAP_SETPCAP",
    "CAP_NET_BIND_SERVICE",
    "CAP_SYS_CHROOT",
    "CAP_KILL",
    "CAP_AUDIT_WRITE",
];
/** Source: moby, daemon/pkg/oci/defaults.go. */
const maskedPaths = [
    "/proc/acpi",
    "/proc/asound",
    "/proc/interrupts",
    "/proc/kcore",
    "/proc/keys",
    "/proc/latency_stats",
    "/proc/sched_debug",
    "/proc/scsi",
    "/proc/timer_list",
    "/proc/timer_stats",
    "/sys/firmware",
];
const readonlyPaths = ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"];
/** The image's variables, then the command's; PATH, HOME and TERM where neither says. `home` is empty to leave it to the runtime. */
function environmentOf(image, command, home, terminal) {
    const env = new Map([["PATH", defaultPath]]);
    if (terminal)
        env.set("TERM", "xterm");
    for (const [name, value] of image.env)
        env.set(name, value);
    // The image's HOME is that of the image's user.
    if (home !== "")
        env.set("HOME", home);
    for (const [name, value] of command.env)
        env.set(name, value);
    return env;
}
/** The configuration as JSON text: what stands before the user's object, and what stands after it. */
function runtimeSpec(image, command, around) {
    const home = around.home !== undefined ? _user_js__WEBPACK_IMPORTED_MODULE_0__/* .callerHome */ .pC : around.user?.uid === 0 ? "/root" : "";
    const process = {
        terminal: around.terminal !== undefined,
        ...(around.terminal === undefined ? {} : { consoleSize: around.terminal }),
        args: command.argv,
        env: [...environmentOf(image, command, home, around.terminal !== undefined)].map(([name, value]) => `${name}=${value}`),
        cwd: command.workingDirectory,
        capabilities: capabilitiesFor(around.user),
    };
    const rest = {
        root: { path: around.root, readonly: false },
        hooks: { createContainer: [withoutDevices(around.root)] },
        mounts: [...systemMounts(around), ...homeMounts(around), ...ownMounts(around)],
        linux: {
            // Network, host name and process numbers are those around: the process namespace is made before the runtime starts.
            namespaces: [{ type: "mount" }, { type: "ipc" }],
            maskedPaths,
            readonlyPaths,
            ...(around.cgroupsPath === undefined ? {} : { cgroupsPath: around.cgroupsPath }),
            ...(around.cgroupsPath === undefined ? {} : { resources: { devices: allowedDevices } }),
        },
    };
    return {
        head: `{"ociVersion":"1.0.2","process":${JSON.stringify(process).slice(0, -1)},"user":`,
        tail: `},${JSON.stringify(rest).slice(1)}\n`,
    };
}
/** Root has them; another user can only gain them from a program that carries them. */
function capabilitiesFor(user) {
    const held = user === undefined || user.uid === 0 ? capabilities : [];
    return { bounding: capabilities, effective: held, permitted: held };
}
function systemMounts({ unifiedCgroups, ownsNetwork }) {
    const mount = (destination, type, ...options) => ({
        destination,
        type,
        source: type,
        options: ["nosuid", ...options],
    });
    return [
        mount("/proc", "proc", "noexec", "nodev"),
        mount("/dev", "tmpfs", "strictatime", "mode=755", "size=65536k"),
        mount("/dev/pts", "devpts", "noexec", "newinstance", "ptmxmode=0666", "mode=0620", "gid=5"),
        mount("/dev/shm", "tmpfs", "noexec", "nodev", "mode=1777"),
        mount("/dev/mqueue", "mqueue", "noexec", "nodev"),
        ownsNetwork ? mount("/sys", "sysfs", "noexec", "nodev", "ro") : bind("/sys", "/sys", "ro", "nosuid", "noexec"),
        ...(unifiedCgroups ? [bind("/sys/fs/cgroup", "/sys/fs/cgroup", "ro", "nosuid", "noexec")] : []),
    ];
}
/**
 * Device nodes of the image, and those that a kept overlay has, open nothing. The mount option alone does not do it: crun
 * clears it when it makes the root a bind, which the runtime does before this hook and no more after it; and a control
 * group, which would refuse devices by their numbers, is not there with crun. /dev is a file system of its own.
 * Source: runtime-spec, config.md, createContainer hooks; a hook that fails ends the start.
 */
function withoutDevices(root) {
    // The container's state comes on standard input. crun 1.8 fails where a hook ends without having read it.
    const script = 'while read -r state; do :; done; exec mount -o remount,bind,nodev -- "$1"';
    const args = ["sh", "-c", script, "sh", root];
    return { path: "/bin/sh", args, env: [`PATH=${defaultPath}`] };
}
function homeMounts({ home }) {
    if (home === undefined)
        return [];
    return [bind(home.folder, _user_js__WEBPACK_IMPORTED_MODULE_0__/* .callerHome */ .pC, "rw"), bind(home.passwd, "/etc/passwd", "rw")];
}
function ownMounts({ files, shown }) {
    return [
        ...[...files].map(([target, source]) => bind(source, target, "rw")),
        ...shown.binds.map(({ source, target, readOnly }) => bind(source, target, readOnly ? "ro" : "rw")),
        ...shown.masks.map((destination) => ({ destination, type: "tmpfs", source: "tmpfs", options: maskOptions })),
    ];
}
const maskOptions = ["ro", "nosuid", "nodev", "noexec", "mode=555"];
/** A device node in a folder of the machine opens nothing either, whoever has made it there. */
function bind(source, destination, ...options) {
    return { destination, type: "bind", source, options: ["rbind", "rprivate", "nodev", ...options] };
}
/** Character devices that Docker allows: null, zero, full, random, urandom, tty, console, ptmx, pts. */
const allowedDevices = [
    { allow: false, access: "rwm" },
    ...[
        [1, 3],
        [1, 5],
        [1, 7],
        [1, 8],
        [1, 9],
        [5, 0],
        [5, 1],
        [5, 2],
    ].map(([major, minor]) => ({ allow: true, type: "c", major, minor, access: "rwm" })),
    { allow: true, type: "c", major: 136, access: "rwm" },
];


/***/ }),

/***/ 2332:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TQ: () => (/* binding */ passwdWith),
/* harmony export */   b: () => (/* binding */ numericUser),
/* harmony export */   pC: () => (/* binding */ callerHome)
/* harmony export */ });
/** Where the home folder of a numeric user that is not root stands. */
const callerHome = "/home/treestamp";
/** The user where no file of the image is needed to know it. */
function numericUser(user) {
    if (user === "caller") {
        const [uid, gid] = [process.getuid(), process.getgid()];
        return { uid, gid, additionalGids: process.getgroups().filter((group) => group !== gid) };
    }
    const numbers = /^(\d+):(\d+)$/.exec(user);
    return numbers === null ? undefined : { uid: Number(numbers[1]), gid: Number(numbers[2]), additionalGids: [] };
}
/** The passwd file of an image, with a line for the user where it has none. */
function passwdWith(passwd, { uid, gid }) {
    if (passwd.split("\n").some((line) => line.split(":")[2] === `${uid}`))
        return passwd;
    const start = passwd === "" || passwd.endsWith("\n") ? passwd : `${passwd}\n`;
    return `${start}treestamp:x:${uid}:${gid}::${callerHome}:/bin/sh\n`;
}


/***/ }),

/***/ 7203:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   requestedPhases: () => (/* binding */ requestedPhases),
/* harmony export */   runIn: () => (/* binding */ runIn)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4256);
/* harmony import */ var _sandbox_image_config_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5517);
/* harmony import */ var _sandbox_oci_spec_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9920);
/* harmony import */ var _stages_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4168);
/** run: a command in the environment, with the workspace at its own place. */






/** Where a script stands inside the environment: not on a command line, which every process of the machine can read. */
const scriptPath = "/run/treestamp-script";
/** The phases of a request, checked before anything is fetched for them. @throws input-invalid */
async function requestedPhases({ command }) {
    if (command?.kind !== "phases")
        return undefined;
    const { parseNamedScripts, stepsOf } = await Promise.all(/* import() */[__webpack_require__.e(3483), __webpack_require__.e(3995)]).then(__webpack_require__.bind(__webpack_require__, 3995));
    const { failFast, shell } = command;
    const steps = stepsOf(parseNamedScripts("phases", command.scripts), command.parallel);
    return { steps, failFast, shell: shellLine(shell) };
}
/** Runs the requested command, or these phases, to its end, or to that of its time. */
async function runIn(ports, request, ready, phases) {
    const { sandbox } = ready;
    const image = (0,_sandbox_image_config_js__WEBPACK_IMPORTED_MODULE_3__/* .parseImageConfig */ .F)(ready.environment.config);
    const cache = await ports.openCache();
    return cache.withIncoming(async (scratch) => {
        const { argv, binds } = phases === undefined ? await program(request, image, scratch) : { argv: [], binds: [] };
        const workingDirectory = await folderAt((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(request.path, request.workingDirectory ?? "."));
        const command = {
            argv,
            workingDirectory,
            env: new Map([...given(ports.gifts, image), ...environmentOf(request.env, ports.environment)]),
            user: request.user,
            binds: [...workspace(ready.repository, workingDirectory, ports.gifts.paths), ...binds],
            output: ports.commandOutput,
        };
        return (0,_stages_js__WEBPACK_IMPORTED_MODULE_5__/* .timed */ .a)(ready.stages, "run", async (describe) => {
            const { timeout } = request;
            const stop = new AbortController();
            const clock = timeout === undefined ? undefined : setTimeout(() => stop.abort(), timeout.milliseconds);
            const start = async (signal) => {
                if (phases === undefined)
                    return sandbox.run({ ...command, signal });
                const { runPhases } = await __webpack_require__.e(/* import() */ 2836).then(__webpack_require__.bind(__webpack_require__, 455));
                const { log, print } = ports;
                return runPhases(phases, {
                    ...{ scratch, log, print },
                    run: ({ signal: failure, ...part }) => sandbox.run({
                        ...command,
                        ...part,
                        binds: [...command.binds, ...part.binds],
                        signal: failure === undefined ? signal : AbortSignal.any([signal, failure]),
                    }),
                });
            };
            const ended = await start(stop.signal).finally(() => clearTimeout(clock));
            const timedOut = stop.signal.aborted && ended.told !== undefined;
            const exitCode = timedOut ? 124 : ended.exitCode;
            const outcome = timedOut ? "timed-out" : outcomeOf(ended);
            describe({ note: timedOut ? `timed out after ${timeout.written}` : `exit code ${exitCode}` });
            if (timedOut) {
                ports.log.warning(`The command was ended, with all its processes: its timeout of ${timeout.written} was up.`);
            }
            else if (outcome === "cancelled") {
                ports.log.warning(`The command was ended by ${ended.told.signal}, with all its processes: we were told to stop.`);
            }
            else if (exitCode === 137) {
                ports.log.warning("The command was killed (exit code 137), and not by us: most often the machine has run out of memory.");
            }
            return { exitCode, outcome, phases: ended.phases };
        });
    });
}
/** A command that we told to end and that ends well all the same has succeeded; fail-fast ends phases since one has failed. */
function outcomeOf({ exitCode, told, phases = [] }) {
    if (exitCode === 0)
        return "success";
    return told === undefined || phases.some(({ outcome }) => outcome === "failure") ? "failure" : "cancelled";
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
/** A shell as a step of a workflow starts it, to be followed by a script's path. */
function shellLine(shell) {
    return shell === "bash" ? ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail"] : ["sh", "-e"];
}
/** What to start: the command as it is; a script by its shell, as a step of a workflow does it; or what the image says. */
async function program(request, image, scratch) {
    const { command } = request;
    if (command?.kind === "argv")
        return { argv: command.argv, binds: [] };
    if (command?.kind === "script") {
        const file = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(scratch, "script");
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(file, command.text, { mode: 0o644 });
        return {
            argv: [...shellLine(command.shell), scriptPath],
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
 * The work tree; the working directory, the git directory (of a linked worktree, of a submodule), and what the host gives,
 * where they lie elsewhere.
 */
function workspace({ workTree, commonDirectory }, workingDirectory, given) {
    const folders = workTree === undefined ? [workingDirectory] : [workTree];
    for (const folder of [workingDirectory, ...(workTree === undefined ? [] : [commonDirectory]), ...given]) {
        if (!folders.some((above) => isWithin(above, folder)))
            folders.push(folder);
    }
    return folders.map((folder) => ({ source: folder, target: folder, readOnly: false }));
}
function isWithin(above, folder) {
    const way = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(above, folder);
    return way !== ".." && !way.startsWith(`..${node_path__WEBPACK_IMPORTED_MODULE_1__.sep}`);
}
/** The host's own variables, and where programs are looked for, if not in the image's places alone. */
function given({ variables, searched }, { env }) {
    if (searched.length === 0)
        return variables;
    return new Map([...variables, ["PATH", [...searched, env.get("PATH") || _sandbox_oci_spec_js__WEBPACK_IMPORTED_MODULE_4__/* .defaultPath */ .jb].join(":")]]);
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