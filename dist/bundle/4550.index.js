"use strict";
exports.id = 4550;
exports.ids = [4550,4311];
exports.modules = {

/***/ 34550:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  main: () => (/* binding */ main)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 3 modules
var core = __webpack_require__(11604);
// EXTERNAL MODULE: ./node_modules/@actions/tool-cache/lib/tool-cache.js
var tool_cache = __webpack_require__(86332);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(64256);
// EXTERNAL MODULE: ./core/inputs/read.js
var read = __webpack_require__(82453);
// EXTERNAL MODULE: ./core/machine/folder-lock.js
var folder_lock = __webpack_require__(26469);
// EXTERNAL MODULE: ./core/machine/linux.js
var linux = __webpack_require__(58399);
// EXTERNAL MODULE: ./core/version.js
var version = __webpack_require__(84311);
// EXTERNAL MODULE: ./core/host/github/host.js + 5 modules
var host = __webpack_require__(55393);
;// CONCATENATED MODULE: ./core/host/github/setup.js
/** The action setup: the command `treestamp` for the later steps of a job, and the programs that it needs. */











/** The Node of the step, for bin/treestamp of dist: the one on PATH may be missing, or too old. */
const nodeVariable = "TREESTAMP_NODE";
/** One step. Never throws. @returns the exit code */
async function setUp(environment) {
    try {
        (0,linux/* requireLinux */.g)();
        const inputs = (0,read/* readInputs */.Ko)("setup", await (0,host/* githubInputs */.dN)("setup", environment));
        if (inputs.flag("install"))
            await (await __webpack_require__.e(/* import() */ 2800).then(__webpack_require__.bind(__webpack_require__, 82800))).installMissing(environment);
        const folder = (0,external_node_path_.join)(await release(environment.RUNNER_TOOL_CACHE), "bin");
        core/* exportVariable */.dN(nodeVariable, process.execPath);
        core/* addPath */.fM(folder);
        core/* setOutput */.uH("version", version/* version */.r);
        core/* setOutput */.uH("path", (0,external_node_path_.join)(folder, "treestamp"));
        core/* info */.pq(`treestamp ${version/* version */.r}, with Node ${process.versions.node}: ${folder}`);
        return 0;
    }
    catch (error) {
        return (0,host/* failStep */.vy)(error, environment);
    }
}
/**
 * The folder of this release. It is kept in the runner's tool cache, which commands in the sandbox cannot write; where there
 * is none, or none that can be used, it is the action's own, which lasts as long as the job.
 */
async function release(toolCache) {
    const own = (0,external_node_path_.join)(__dirname, ".."); // dist, seen from its bundle
    if (!toolCache)
        return own;
    try {
        return await keep(own, toolCache);
    }
    catch (error) {
        core/* info */.pq(`treestamp is not kept in the tool cache ${toolCache}: ${(0,errors/* messageOf */.bD)(error)}`);
        return own;
    }
}
const tool = "treestamp";
/** Finds the release in the tool cache, or lays it there, whole. Jobs of several runners may do so at the same time. */
async function keep(own, toolCache) {
    const release = `${version/* version */.r}-sha${await identityOf(own)}`;
    const found = (0,tool_cache/* find */.I6)(tool, release);
    if (found !== "")
        return found;
    const home = (0,external_node_path_.join)(toolCache, tool);
    await (0,promises_.mkdir)(home, { recursive: true });
    return (0,folder_lock/* withFolderLock */.ix)(home, ".lock", async () => {
        const foundNow = (0,tool_cache/* find */.I6)(tool, release);
        if (foundNow !== "")
            return foundNow;
        try {
            return await (0,tool_cache/* cacheDir */.e8)(own, tool, release);
        }
        catch (error) {
            await (0,promises_.rm)((0,external_node_path_.join)(home, release), { recursive: true, force: true });
            throw error;
        }
    });
}
/** Tells commits of the same version apart, by the files that start the command line: one names the bundle's content. */
async function identityOf(own) {
    const hash = (0,external_node_crypto_.createHash)("sha256");
    for (const file of ["bin/treestamp", "cli/index.js", "start.cjs"])
        hash.update(await (0,promises_.readFile)((0,external_node_path_.join)(own, file)));
    return hash.digest("hex").slice(0, 12);
}

;// CONCATENATED MODULE: ./actions/setup/main.js

async function main() {
    process.exitCode = await setUp(process.env);
}


/***/ }),

/***/ 84931:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $F: () => (/* binding */ elevations),
/* harmony export */   J: () => (/* binding */ elevateWith),
/* harmony export */   dc: () => (/* binding */ removeAs),
/* harmony export */   js: () => (/* binding */ removeAsAnyone),
/* harmony export */   kk: () => (/* binding */ giveToCaller),
/* harmony export */   mV: () => (/* binding */ rootRights),
/* harmony export */   uI: () => (/* binding */ probeElevation)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(47516);
/** Having the rights of root: as we are, through a sudo that asks no question, or in a user namespace of our own. */


/** Real root's, and how we come to it. */
function rootRights() {
    return process.getuid() === 0 ? "root" : "sudo";
}
/** A user namespace needs newuidmap, and unshare of util-linux 2.38. */
const elevations = {
    root: [],
    sudo: ["sudo", "-n"],
    "user namespace": [
        ...["unshare", "--user", "--map-auto", "--map-current-user", "--setuid", "0", "--setgid", "0", "--"],
    ],
};
/**
 * Finds out whether a command line can be run so; by default one that takes namespaces and mounts something, where nobody
 * sees it. `env` is where programs are looked for, by its PATH.
 */
async function probeElevation(rights, env, line = ["unshare", "--mount", "--pid", "--fork", "--mount-proc", "true"]) {
    const [program, ...args] = [...elevations[rights], ...line];
    try {
        // Without a terminal, as everything later: a password that was given at this one is not asked for only here.
        const { exitCode, stdout, stderr } = await (0,_process_js__WEBPACK_IMPORTED_MODULE_1__/* .run */ .e)(program, args, { env, stopBy: "end of input" });
        if (exitCode === 0)
            return { ok: true, printed: stdout.toString("utf8") };
        const why = (stderr.trim().split("\n").at(-1) ?? "").replace(/\.$/, "");
        if (why.startsWith("sudo: "))
            return { ok: false, why: `root is needed, and sudo says: ${why.slice(6)}` };
        if (rights === "user namespace")
            return { ok: false, why: `in a user namespace of the caller: ${why}` };
        return { ok: false, why: why.startsWith("unshare: ") ? `this process may not mount: ${why}` : why };
    }
    catch (error) {
        const why = (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error).replace(/\.$/, "");
        return { ok: false, why: rights === "sudo" ? `root is needed: ${why}` : why };
    }
}
/** Removes folders in which files of other users may be, as far as these rights go. */
async function removeAs(rights, folders) {
    if (folders.length === 0)
        return;
    const [program, ...args] = [...elevations[rights], "rm", "-rf", "--one-file-system", "--", ...folders];
    await (0,_process_js__WEBPACK_IMPORTED_MODULE_1__/* .run */ .e)(program, args);
}
/** The same where it is not known whose rights made them: those that lack some leave the rest to the others. */
async function removeAsAnyone(folders) {
    const all = rootRights() === "root" ? ["root"] : ["user namespace", "sudo"];
    for (const rights of all)
        await removeAs(rights, folders).catch(() => { });
}
/**
 * Makes a folder or file, and all in it, the caller's, who can read and write it then; as far as that can be done. Links are not followed. For
 * what a command has left that ran as another user: nobody else may be at it.
 */
async function giveToCaller(path) {
    const owner = `${process.getuid()}:${process.getgid()}`;
    const script = 'chown -R -h -P -- "$1" "$2"; [ -h "$2" ] || chmod -R u+rwX -- "$2"';
    const line = ["sh", "-c", script, "sh", owner, path];
    const all = rootRights() === "root" ? ["root"] : ["user namespace", "sudo"];
    for (const rights of all) {
        const [program, ...args] = [...elevations[rights], ...line];
        await (0,_process_js__WEBPACK_IMPORTED_MODULE_1__/* .run */ .e)(program, args).catch(() => { });
    }
    await (0,_process_js__WEBPACK_IMPORTED_MODULE_1__/* .run */ .e)("sh", ["-c", '[ -h "$1" ] || chmod -R u+rwX -- "$1"', "sh", path]);
}
/** sudo sets the first two itself, and no program with the set-user-id bit is given the third. */
const resetBySudo = ["PATH", "HOME", "TMPDIR"];
/**
 * The start of a command line that runs as root and in the environment `env`, with which the program itself is to be
 * started. Everybody can read command lines: so names stand there, and values only of PATH, HOME and TMPDIR.
 */
function elevateWith(elevate, env) {
    if (elevate.length === 0)
        return [];
    const names = Object.keys(env).filter((name) => /^[A-Za-z_]\w*$/.test(name) && !resetBySudo.includes(name));
    const values = resetBySudo.filter((name) => env[name] !== undefined).map((name) => `${name}=${env[name]}`);
    return [...elevate, ...(names.length > 0 ? [`--preserve-env=${names.join(",")}`] : []), "env", ...values];
}


/***/ }),

/***/ 26469:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ih: () => (/* binding */ untilUnlocked),
/* harmony export */   ix: () => (/* binding */ withFolderLock),
/* harmony export */   t_: () => (/* binding */ sweepLocks)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(58500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(64256);
/* harmony import */ var _missing_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(71081);
/* harmony import */ var _owner_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(40542);
/* harmony import */ var _scratch_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(58511);
/** Locks between processes that share a folder, and that no dead process holds forever. */







/**
 * Runs `work` while no other process runs its own under the lock `name` of the same folder.
 *
 * The lock is a folder: free while it is missing or empty, held while it has a file, which bears its holder's name (see
 * owner.ts). rename(2) puts a folder with our file in place of a missing or empty one, and of nothing else, so taking it is
 * one atomic step. Releasing it, and taking it from a dead holder, is removing that one file by its name, which can never
 * hit the next holder. A holder in another container that was stopped for long looks dead: then two are inside, and
 * `stillHeld` tells the first.
 * @throws store-unreachable if it cannot get the lock
 */
async function withFolderLock(folder, name, work, options = {}) {
    const lock = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, name);
    const ours = await take(folder, lock, options);
    try {
        return await work(() => (0,_missing_js__WEBPACK_IMPORTED_MODULE_4__/* .exists */ .t)(ours));
    }
    finally {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(ours, { force: true });
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rmdir)(lock).catch(() => { }); // gone, or the next holder's by now
    }
}
/** Removes what dead processes have left in a folder of locks: those that they held, and those that they were about to take. */
async function sweepLocks(folder) {
    await (0,_scratch_js__WEBPACK_IMPORTED_MODULE_6__/* .sweepScratch */ .Dq)(folder);
    for (const lock of (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(folder)).map((name) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, name))) {
        if ((0,_owner_js__WEBPACK_IMPORTED_MODULE_5__/* .isOwned */ .go)(lock))
            continue; // a living process is about to put it in a lock's place, and it may still be empty
        if ((await livingHolder(lock, Date.now())) === undefined)
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rmdir)(lock).catch(() => { }); // or somebody took it
    }
}
/** Waits until nobody holds the lock, if anybody does. */
async function untilUnlocked(folder, name) {
    const lock = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, name);
    if (!(await (0,_missing_js__WEBPACK_IMPORTED_MODULE_4__/* .exists */ .t)(lock)))
        return;
    while ((await livingHolder(lock, Date.now())) !== undefined)
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_2__.setTimeout)(2 + Math.random() * 10);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rmdir)(lock).catch(() => { }); // a dead holder's
}
/** @returns the file that says that the lock is ours */
async function take(folder, lock, { patience = Infinity, onWait }) {
    const candidate = await (0,_scratch_js__WEBPACK_IMPORTED_MODULE_6__/* .makeScratch */ .lP)(folder);
    const name = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(candidate);
    const start = performance.now();
    let hasSaid = false;
    try {
        for (;;) {
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(candidate, name), ""); // anew each time: its time is the file system's present
            try {
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rename)(candidate, lock);
                (0,_owner_js__WEBPACK_IMPORTED_MODULE_5__/* .keepAlive */ .Z8)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(lock, name));
                return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(lock, name);
            }
            catch (error) {
                const code = error.code;
                if (code !== "ENOTEMPTY" && code !== "EEXIST")
                    throw error;
            }
            const { ctimeMs: now } = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(candidate, name));
            const holder = await livingHolder(lock, now);
            if (holder === undefined)
                continue;
            if (!hasSaid)
                onWait?.(await (0,_owner_js__WEBPACK_IMPORTED_MODULE_5__/* .describeOwner */ .$S)(holder));
            hasSaid = true;
            const waited = performance.now() - start;
            if (waited > patience)
                throw busy(folder, patience);
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_2__.setTimeout)(2 + Math.random() * Math.min(200, 20 + waited / 10));
        }
    }
    catch (error) {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(candidate, { recursive: true, force: true });
        throw error;
    }
}
/** The lock's holders, after removing dead ones. One that has vanished meanwhile has released it. */
async function livingHolder(lock, now) {
    for (const holder of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(lock).catch((0,_missing_js__WEBPACK_IMPORTED_MODULE_4__/* .missing */ .L)([]))) {
        if (!(await (0,_owner_js__WEBPACK_IMPORTED_MODULE_5__/* .isAbandoned */ .zI)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(lock, holder), now)))
            return holder;
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.unlink)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(lock, holder)).catch((0,_missing_js__WEBPACK_IMPORTED_MODULE_4__/* .missing */ .L)(undefined));
    }
    return undefined;
}
function busy(folder, patience) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .TreestampError */ .ks("store-unreachable", `${folder} has been locked for ${patience / 1000} seconds.`, {
        remedy: "Another process keeps writing to this store; try again later.",
    });
}


/***/ }),

/***/ 71081:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ missing),
/* harmony export */   t: () => (/* binding */ exists)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/** What may not be there: not an error where it only means "nothing". */

/** For `.catch`: `value` in place of a file that is not there; every other error goes on. */
function missing(value) {
    return (error) => {
        if (error.code === "ENOENT")
            return value;
        throw error;
    };
}
/** True where there is a file or folder. Unlike `access`, it throws where that cannot be known. */
async function exists(path) {
    return (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(path).catch(missing(undefined))) !== undefined;
}


/***/ }),

/***/ 40542:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $S: () => (/* binding */ describeOwner),
/* harmony export */   Z8: () => (/* binding */ keepAlive),
/* harmony export */   aW: () => (/* binding */ bootId),
/* harmony export */   dz: () => (/* binding */ ancestorName),
/* harmony export */   go: () => (/* binding */ isOwned),
/* harmony export */   qU: () => (/* binding */ ownName),
/* harmony export */   zI: () => (/* binding */ isAbandoned)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _process_stat_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(88467);
/**
 * Whose a file or folder is that processes of one machine share, told by its name: process id, the process's start time,
 * where such numbers mean that process (a boot of a kernel and a process namespace of it), and something random. So what a
 * process that was killed has left behind is recognised: at once from the same namespace; from another container or
 * another machine, where nothing can be said of the process, by its heartbeat, which stops.
 */




/** How often what is ours is touched. Milliseconds. */
const heartbeat = 5_000;
/** What has not been touched for this long by a process that we cannot see belongs to a dead one. Milliseconds. */
const silence = 30_000;
let identity;
/** A name for a file or folder of this process, unlike every other. It is to be kept alive by `keepAlive`. */
async function ownName() {
    identity ??= identify();
    const { pid, start, place } = await identity;
    return `${pid}-${start}-${place}-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(6).toString("hex")}`;
}
/**
 * A name for what lasts as long as an ancestor of ours, such as the runner of a CI job's steps.
 * @param generations 1 for the process that started us, 2 for the one that started that
 */
async function ancestorName(generations) {
    identity ??= identify();
    const { place } = await identity;
    let pid = "self";
    for (let generation = 0; generation < generations && pid !== "1"; generation++) {
        const parent = (0,_process_stat_js__WEBPACK_IMPORTED_MODULE_3__/* .processStat */ .Q)(pid)?.parent ?? "0";
        // Of what is started in a container from outside, the parent is out of sight: then the container itself.
        pid = parent === "0" ? "1" : parent;
    }
    return `${pid}-${(0,_process_stat_js__WEBPACK_IMPORTED_MODULE_3__/* .processStat */ .Q)(pid)?.start ?? "0"}-${place}-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(6).toString("hex")}`;
}
/** The process that a name speaks of, in words: by its number where that is one of our own namespace. */
async function describeOwner(name) {
    const owner = parse(name);
    identity ??= identify();
    return owner !== undefined && owner.place === (await identity).place ? `process ${owner.pid}` : "another process";
}
/**
 * True where the file or folder at `path`, whose name is one of `ownName`, belongs to a process that is gone. False where
 * the name is another, and where there is nothing any more.
 * @param now the file system's present, where that may differ from this machine's. Milliseconds.
 * @param quiet how long what belongs to a process that we cannot see may stay untouched. Milliseconds.
 */
async function isAbandoned(path, now = Date.now(), quiet = silence) {
    const owner = parse(path);
    if (owner === undefined)
        return false;
    identity ??= identify();
    if (owner.place === (await identity).place)
        return (0,_process_stat_js__WEBPACK_IMPORTED_MODULE_3__/* .processStat */ .Q)(owner.pid)?.start !== owner.start;
    const stats = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.stat)(path).catch(() => undefined);
    return stats !== undefined && stats.ctimeMs < now - quiet; // ctime: the file system's own clock
}
/** Whether `ownName` made the name of this file or folder, in any process. */
function isOwned(path) {
    return parse(path) !== undefined;
}
const kept = new Set();
let beat;
/** Touches what is at `path` from now on, until the first beat that does not find it. Keeps no process from its end. */
function keepAlive(path) {
    kept.add(path);
    beat ??= setInterval(touchAll, heartbeat).unref();
}
function touchAll() {
    const now = new Date();
    for (const path of kept) {
        (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.utimes)(path, now, now).catch(() => {
            kept.delete(path);
            if (kept.size > 0)
                return;
            clearInterval(beat);
            beat = undefined;
        });
    }
}
function parse(path) {
    const match = /(?:^|\/)(?:treestamp-)?(\d+)-(\d+)-([0-9a-f]{8})-[0-9a-f]{12}$/.exec(path);
    return match === null ? undefined : { pid: match[1], start: match[2], place: match[3] };
}
/** Where /proc does not tell, the place is one that no other process has: then the heartbeat alone says that we live. */
async function identify() {
    try {
        // By /proc's own numbers, which are another namespace's where it was not mounted anew for ours.
        const [pid] = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)("/proc/self/stat", "latin1").split(" ");
        const start = (0,_process_stat_js__WEBPACK_IMPORTED_MODULE_3__/* .processStat */ .Q)(pid)?.start;
        const boot = bootId();
        if (start === undefined || boot === undefined)
            throw new Error("no numbers");
        const place = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(`${boot} ${(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readlinkSync)("/proc/self/ns/pid")}`);
        return { pid: pid, start, place: place.digest("hex").slice(0, 8) };
    }
    catch {
        return { pid: `${process.pid}`, start: "0", place: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(4).toString("hex") };
    }
}
/** What is another after each start of the machine; `undefined` where that cannot be known. Source: random(4). */
function bootId() {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)("/proc/sys/kernel/random/boot_id", "utf8").trim();
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 88467:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ processStat)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/** What the kernel tells of a process. Source: proc(5), /proc/PID/stat. */

/**
 * Undefined where there is no such process. The kernel answers at once: to ask a thread for each of four calls would take ten
 * times as long.
 * @param pid also `self`
 */
function processStat(pid) {
    let line;
    try {
        line = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`/proc/${pid}/stat`, "latin1");
    }
    catch {
        return undefined;
    }
    // The name in field 2 may itself hold spaces and parentheses.
    const fields = line.slice(line.lastIndexOf(")") + 2).split(" ");
    return { state: fields[0], parent: fields[1], group: fields[2], start: fields[19] };
}


/***/ }),

/***/ 47516:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ run),
/* harmony export */   j: () => (/* binding */ outputOf)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_child_process__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(78474);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_events__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(57075);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__webpack_require__.n(node_stream__WEBPACK_IMPORTED_MODULE_3__);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(46466);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_4___default = /*#__PURE__*/__webpack_require__.n(node_stream_promises__WEBPACK_IMPORTED_MODULE_4__);
/* harmony import */ var node_string_decoder__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(46193);
/* harmony import */ var node_string_decoder__WEBPACK_IMPORTED_MODULE_5___default = /*#__PURE__*/__webpack_require__.n(node_string_decoder__WEBPACK_IMPORTED_MODULE_5__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(64256);
/** Running other programs: arguments as an array, never a shell. */







/**
 * Runs a program to its end and gives what it printed, whatever its exit code.
 * @throws tool-missing where there is no such program; interrupted where `signal` ended it
 */
async function run(program, args, options = {}) {
    const { input, onLine, lines = "stderr", signal, maxOutput = 64 << 20, onOutput, stopBy = "SIGTERM" } = options;
    const watchesInput = stopBy === "end of input";
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(program, [...args], {
        ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
        ...(options.env === undefined ? {} : { env: options.env }),
        stdio: [input === undefined && !watchesInput ? "ignore" : "pipe", "pipe", "pipe"],
        detached: watchesInput,
    });
    const ended = exitOf(child, program);
    const stop = () => (watchesInput ? child.stdin.destroy() : child.kill("SIGTERM"));
    signal?.addEventListener("abort", stop, { once: true });
    if (signal?.aborted)
        stop();
    // When a program has ended, Node drops what nobody has begun to read. Source: node, lib/internal/child_process.js, flushStdio.
    if (onOutput !== undefined)
        child.stdout.on("readable", () => { });
    try {
        const feeding = input === undefined ? undefined : feed(child, input);
        const [stdout, stderr, exitCode] = await Promise.all([
            onOutput === undefined
                ? collect(child.stdout, lines === "both" ? undefined : maxOutput, lines === "both" ? onLine : undefined)
                : onOutput(child.stdout).then(() => Buffer.alloc(0)),
            collect(child.stderr, undefined, onLine),
            ended,
            feeding,
        ]);
        if (signal?.aborted)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .TreestampError */ .ks("interrupted", `${program} was ended by a signal.`);
        return { exitCode, stdout, stderr: stderr.toString("utf8") };
    }
    catch (error) {
        stop();
        await ended.catch(() => { }); // a caller that cleans up after this failure must not race a program that is still running
        throw error;
    }
    finally {
        signal?.removeEventListener("abort", stop);
    }
}
/**
 * What a program prints, as it comes. Ends the program where the reader leaves early.
 * @param check gets the result at the end, and throws where the output is not to be trusted
 * @throws what `run` and `check` throw
 */
async function* outputOf(line, options, check) {
    const [program, ...args] = line;
    const started = Promise.withResolvers();
    const read = Promise.withResolvers();
    const onOutput = (stdout) => {
        started.resolve(stdout);
        return read.promise;
    };
    const result = run(program, args, { ...options, onOutput });
    result.catch(started.reject);
    try {
        yield* await started.promise;
    }
    catch (error) {
        read.reject(error); // which stops the program
        throw error;
    }
    finally {
        read.resolve();
        await result.catch(() => { });
    }
    check(await result);
}
/** The code that a shell would report for the child: its exit code, or 128 + n for signal n. */
async function exitOf(child, program) {
    const [code, signalName] = await (0,node_events__WEBPACK_IMPORTED_MODULE_1__.once)(child, "close").catch((error) => {
        const [why, remedy] = error.code === "ENOENT"
            ? ["is not installed", `Install ${program}, or add its folder to PATH.`]
            : [`cannot be started: ${error.message}`, `Check what ${program} is on this machine, and that you may run it.`];
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .TreestampError */ .ks("tool-missing", `${program} ${why}.`, { remedy, cause: error });
    });
    return code ?? 128 + (node_os__WEBPACK_IMPORTED_MODULE_2__.constants.signals[signalName] ?? 0);
}
/** Writes `input` at the pace of the reader. A program that stops reading early is no error: its exit code tells. */
async function feed(child, input) {
    const chunks = typeof input === "string" || input instanceof Uint8Array ? [input] : input;
    try {
        await (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_4__.pipeline)(node_stream__WEBPACK_IMPORTED_MODULE_3__.Readable.from(chunks, { objectMode: true }), child.stdin);
    }
    catch (error) {
        const code = error.code;
        if (code !== "EPIPE" && code !== "ERR_STREAM_PREMATURE_CLOSE")
            throw error;
    }
}
/** All bytes of a stream; without a `limit`, its last 64 KiB. */
async function collect(stream, limit, onLine) {
    const parts = [];
    let size = 0;
    let rest = "";
    const decoder = new node_string_decoder__WEBPACK_IMPORTED_MODULE_5__.StringDecoder("utf8"); // a character may come in two parts
    for await (const part of stream) {
        if (onLine !== undefined) {
            const pieces = (rest + decoder.write(part)).split(/\r?\n/);
            rest = pieces.pop();
            for (const line of pieces)
                onLine(line);
        }
        parts.push(part);
        size += part.length;
        if (limit !== undefined && size > limit) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .TreestampError */ .ks("input-invalid", `A program printed more than ${limit} bytes.`);
        }
        while (limit === undefined && size - parts[0].length > tailBytes)
            size -= parts.shift().length;
    }
    if (rest !== "" && onLine !== undefined)
        onLine(rest);
    return Buffer.concat(parts);
}
const tailBytes = 64 * 1024;


/***/ }),

/***/ 58511:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dq: () => (/* binding */ sweepScratch),
/* harmony export */   ZU: () => (/* binding */ removeScratch),
/* harmony export */   h7: () => (/* binding */ abandonedScratch),
/* harmony export */   lP: () => (/* binding */ makeScratch)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _elevate_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(84931);
/* harmony import */ var _missing_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(71081);
/* harmony import */ var _owner_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(40542);
/** Folders for files that must not outlive the process that made them: the next process removes what is left of a dead one. */





/**
 * Makes an empty folder of our own (mode 0700) in `parent`, which is made where it is missing. The caller removes it.
 * `prefix` is for a parent that has folders of others, too: `treestamp-` or nothing.
 */
async function makeScratch(parent, prefix = "") {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(parent, { recursive: true, mode: 0o700 });
    const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(parent, `${prefix}${await (0,_owner_js__WEBPACK_IMPORTED_MODULE_4__/* .ownName */ .qU)()}`);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(folder, { mode: 0o700 });
    (0,_owner_js__WEBPACK_IMPORTED_MODULE_4__/* .keepAlive */ .Z8)(folder);
    return folder;
}
/** Removes such a folder, also where a command has left files of another user in it. What is left all the same, the next process removes. */
async function removeScratch(folder) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(folder, { recursive: true, force: true }).catch(() => (0,_elevate_js__WEBPACK_IMPORTED_MODULE_2__/* .removeAsAnyone */ .js)([folder]));
}
/** Paths of the folders (and files, see `ownName`) in `parent` whose process is gone. */
async function abandonedScratch(parent) {
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(parent).catch((0,_missing_js__WEBPACK_IMPORTED_MODULE_3__/* .missing */ .L)([]));
    const abandoned = [];
    for (const path of names.map((name) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(parent, name)))
        if (await (0,_owner_js__WEBPACK_IMPORTED_MODULE_4__/* .isAbandoned */ .zI)(path))
            abandoned.push(path);
    return abandoned;
}
/** Removes those of them that we are allowed to remove, also where root has files in one of ours: a build's, through sudo. */
async function sweepScratch(parent) {
    const withOthersFiles = [];
    for (const folder of await abandonedScratch(parent)) {
        const isOurs = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(folder).then(({ uid }) => uid === process.getuid(), () => false);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(folder, { recursive: true, force: true }).catch(() => {
            if (isOurs)
                withOthersFiles.push(folder);
        });
    }
    await (0,_elevate_js__WEBPACK_IMPORTED_MODULE_2__/* .removeAs */ .dc)((0,_elevate_js__WEBPACK_IMPORTED_MODULE_2__/* .rootRights */ .mV)(), withOthersFiles).catch(() => { }); // the next one may have the rights
}


/***/ }),

/***/ 84311:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ version)
/* harmony export */ });
/** The version of package.json; a test holds them equal. */
const version = "0.1.0";


/***/ })

};
;