"use strict";
exports.id = 5483;
exports.ids = [5483,64,2833];
exports.modules = {

/***/ 7234:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   pruneLines: () => (/* binding */ pruneLines),
/* harmony export */   pruneOutputs: () => (/* binding */ pruneOutputs)
/* harmony export */ });
/* harmony import */ var _core_size_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8158);
/* harmony import */ var _core_verbs_prune_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2833);
/** What `treestamp prune` prints. */


/** A line for each thing that was removed, and what is left. */
function pruneLines({ removed, left, bytesRemoved, bytesLeft }) {
    const rows = removed.map(({ kind, name, bytes, lastUsed }) => ["removed", kind.padEnd("snapshot".length), name, (0,_core_size_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z)(bytes), `last used ${dayOf(lastUsed)}`].join("  "));
    const inUse = left.filter((item) => item.inUse);
    const used = inUse.length === 0 ? "" : `, of which in use: ${(0,_core_verbs_prune_js__WEBPACK_IMPORTED_MODULE_1__.listed)(inUse)}`;
    rows.push(`Removed: ${amount(removed, bytesRemoved)}.`, `Left: ${amount(left, bytesLeft)}${used}.`);
    return `${rows.join("\n")}\n`;
}
function amount(items, bytes) {
    return items.length === 0 ? "nothing" : `${(0,_core_verbs_prune_js__WEBPACK_IMPORTED_MODULE_1__.listed)(items)}, ${(0,_core_size_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z)(bytes)}`;
}
/** The same for `--json`. */
function pruneOutputs({ removed, left, bytesRemoved, bytesLeft }) {
    const item = ({ kind, name, bytes, lastUsed, inUse }) => ({
        ...{ kind, name, bytes },
        ...{ "last-used": new Date(lastUsed).toISOString(), "in-use": inUse },
    });
    const outputs = { removed: removed.map(item), left: left.map(item) };
    return { ...outputs, "bytes-removed": bytesRemoved, "bytes-left": bytesLeft };
}
function dayOf(time) {
    return new Date(time).toISOString().slice(0, "2026-01-31".length);
}


/***/ }),

/***/ 4113:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ writeTar)
/* harmony export */ });
const block = 512;
/** Smaller pieces are put together, so that a reader gets few large ones. */
const pieceBytes = 64 * 1024;
/** The most that a ustar header's octal size field holds. */
const maxUstarSize = 0o77777777777;
/** The most that one of its owner fields, and its time field, holds. */
const maxUstarOwner = 0o7777777;
const maxUstarTime = 0o77777777777;
const kinds = { file: "0", hardlink: "1", link: "2", character: "3", block: "4", directory: "5", fifo: "6" };
/** The archive of `entries`, in their order, in pieces of about 64 KiB. */
async function* writeTar(entries) {
    let waiting = [];
    let waitingBytes = 0;
    for await (const part of partsOf(entries)) {
        waiting.push(part);
        waitingBytes += part.length;
        if (waitingBytes < pieceBytes)
            continue;
        yield waiting.length === 1 ? part : Buffer.concat(waiting);
        waiting = [];
        waitingBytes = 0;
    }
    if (waitingBytes > 0)
        yield Buffer.concat(waiting);
}
async function* partsOf(entries) {
    for await (const entry of entries) {
        yield headerOf(entry);
        if (entry.content === undefined)
            continue;
        let left = entry.size;
        for await (const part of entry.content) {
            left -= part.length;
            yield part;
        }
        if (left !== 0)
            throw new Error(`The content of ${entry.path} has not the announced ${entry.size} bytes.`);
        yield padding(entry.size);
    }
    yield Buffer.alloc(2 * block);
}
function headerOf(entry) {
    const path = entry.kind === "directory" ? `${entry.path}/` : entry.path;
    const { mode, target = "", size = 0, uid = 0, gid = 0, mtime, major = 0, minor = 0 } = entry;
    const seconds = mtime?.seconds ?? 0;
    const isPlainTime = mtime === undefined || (mtime.nanoseconds === 0 && seconds >= 0 && seconds <= maxUstarTime);
    const records = [
        path.length > 100 ? record("path", path) : "",
        target.length > 100 ? record("linkpath", target) : "",
        size > maxUstarSize ? record("size", String(size)) : "",
        uid > maxUstarOwner ? record("uid", String(uid)) : "",
        gid > maxUstarOwner ? record("gid", String(gid)) : "",
        isPlainTime ? "" : record("mtime", paxTime(mtime)),
        ...[...(entry.xattrs ?? [])].map(([name, value]) => record(`SCHILY.xattr.${name}`, value)),
    ].join("");
    const own = ustar({
        path,
        mode,
        uid: uid > maxUstarOwner ? 0 : uid,
        gid: gid > maxUstarOwner ? 0 : gid,
        size: Math.min(size, maxUstarSize),
        mtime: isPlainTime ? seconds : 0,
        type: kinds[entry.kind],
        target,
        major,
        minor,
    });
    if (records === "")
        return own;
    const extended = ustar({ path: "PaxHeaders/next", mode: 0o644, size: records.length, type: "x" });
    return Buffer.concat([extended, Buffer.from(records, "latin1"), padding(records.length), own]);
}
/** Seconds as a decimal fraction; before 1970 the fraction counts away from zero. */
function paxTime({ seconds, nanoseconds }) {
    const [whole, fraction] = seconds < 0 && nanoseconds > 0 ? [seconds + 1, 1_000_000_000 - nanoseconds] : [seconds, nanoseconds];
    return `${seconds < 0 && whole === 0 ? "-0" : whole}.${String(fraction).padStart(9, "0")}`;
}
/** A PAX record: its own length in decimal, a space, `name=value` and a line feed. The value is raw bytes. */
function record(name, value) {
    const rest = ` ${name}=${value}\n`;
    let length = rest.length + 1;
    while (String(length).length + rest.length !== length)
        length = String(length).length + rest.length;
    return `${length}${rest}`;
}
function ustar(fields) {
    const { target = "", uid = 0, gid = 0, mtime = 0, major = 0, minor = 0 } = fields;
    const header = Buffer.alloc(block);
    const octal = (value, digits, at) => header.write(`${value.toString(8).padStart(digits, "0")}\0`, at, "latin1");
    header.write(fields.path.slice(0, 100), 0, "latin1");
    octal(fields.mode, 7, 100);
    octal(uid, 7, 108);
    octal(gid, 7, 116);
    octal(fields.size, 11, 124);
    octal(mtime, 11, 136);
    header.write("        ", 148, "latin1"); // the checksum counts as blanks
    header.write(fields.type, 156, "latin1");
    header.write(target.slice(0, 100), 157, "latin1");
    header.write("ustar\x0000", 257, "latin1");
    if (major !== 0)
        octal(major, 7, 329);
    if (minor !== 0)
        octal(minor, 7, 337);
    let sum = 0;
    for (const byte of header)
        sum += byte;
    header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
    return header;
}
function padding(size) {
    return Buffer.alloc((block - (size % block)) % block);
}


/***/ }),

/***/ 4931:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $F: () => (/* binding */ elevations),
/* harmony export */   J: () => (/* binding */ elevateWith),
/* harmony export */   dc: () => (/* binding */ removeAs),
/* harmony export */   js: () => (/* binding */ removeAsAnyone),
/* harmony export */   mV: () => (/* binding */ rootRights),
/* harmony export */   uI: () => (/* binding */ probeElevation)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7516);
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

/***/ 4687:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ machineFault),
/* harmony export */   r: () => (/* binding */ readableFailure)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/** What the operating system has against us, in words. */

const makeRoom = "Free some space there, or name a folder on another disk (`cache-folder`, `store`, TMPDIR).";
const giveAccess = "Give yourself access to it, or name another folder.";
const checkPath = "Check the path.";
const noFolder = { why: "a part of its path is a file, not a folder", remedy: checkPath };
/** By the codes of errno(3). */
const faults = {
    ENOSPC: { why: "the disk is full", remedy: makeRoom },
    EDQUOT: { why: "your share of the disk is used up", remedy: makeRoom },
    EACCES: { why: "access is denied", remedy: giveAccess },
    EPERM: { why: "access is denied", remedy: giveAccess },
    EROFS: { why: "the file system is read-only", remedy: giveAccess },
    ENOTDIR: noFolder,
    EEXIST: noFolder, // of mkdir
    EISDIR: { why: "it is a folder, not a file", remedy: checkPath },
    ENOENT: { why: "it, or a folder above it, is not there", remedy: checkPath },
    ENAMETOOLONG: { why: "its path is too long", remedy: "Name a folder with a shorter path." },
    EMFILE: { why: "too many files are open", remedy: "Raise the limit: ulimit -n." },
    ENFILE: { why: "too many files are open on this machine", remedy: "Raise the limit: sysctl fs.file-max." },
    ENOMEM: { why: "the machine has no memory left", remedy: "Free some memory, and try again." },
    EIO: { why: "the disk fails", remedy: "See what the kernel says of the disk: dmesg." },
};
/** The words for an error of a system call; undefined for any other error. */
function machineFault(error) {
    const { code, syscall } = error;
    if (code === undefined || syscall === undefined)
        return undefined;
    if (code === "ENOENT" && syscall === "mkdir") {
        // Node's recursive mkdir says so of a file system that is read-only, too.
        return { why: "the folder above it is missing, or may not be written to", remedy: giveAccess };
    }
    return faults[code] ?? { why: (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error), remedy: "The reason is this machine's: mend it, and try again." };
}
/** An error of a system call as a failure that a user can read; anything else as it is. */
function readableFailure(error) {
    const fault = machineFault(error);
    if (fault === undefined)
        return error;
    const { path, dest, syscall } = error;
    const what = dest ?? path ?? "A file of treestamp's own";
    const message = `${what} cannot be used: ${fault.why} (${syscall}).`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("machine-failed", message, { remedy: fault.remedy, cause: error });
}


/***/ }),

/***/ 1081:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ missing),
/* harmony export */   t: () => (/* binding */ exists)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
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

/***/ 542:
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
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
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
        const stats = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(`/proc/${pid}/stat`, "latin1").catch(() => "");
        const parent = stats.slice(stats.lastIndexOf(")") + 2).split(" ")[1] ?? "0";
        // Of what is started in a container from outside, the parent is out of sight: then the container itself.
        pid = parent === "0" ? "1" : parent;
    }
    return `${pid}-${(await startTime(pid)) ?? "0"}-${place}-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(6).toString("hex")}`;
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
        return (await startTime(owner.pid)) !== owner.start;
    const stats = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(path).catch(() => undefined);
    return stats !== undefined && stats.ctimeMs < now - quiet; // ctime: the file system's own clock
}
/** True where the file's or folder's name is one of `ownName`, whoever's. */
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
        (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.utimes)(path, now, now).catch(() => {
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
        const [pid] = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)("/proc/self/stat", "latin1")).split(" ");
        const start = await startTime(pid);
        const boot = await bootId();
        if (start === undefined || boot === undefined)
            throw new Error("no numbers");
        const place = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(`${boot} ${await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readlink)("/proc/self/ns/pid")}`);
        return { pid: pid, start, place: place.digest("hex").slice(0, 8) };
    }
    catch {
        return { pid: `${process.pid}`, start: "0", place: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(4).toString("hex") };
    }
}
let boot;
/** What is another after each start of the machine; `undefined` where that cannot be known. Source: random(4). */
function bootId() {
    boot ??= (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)("/proc/sys/kernel/random/boot_id", "utf8").then((text) => text.trim(), () => undefined);
    return boot;
}
/**
 * When a process started; `undefined` where there is no such process.
 * Source: proc(5), field 22 of /proc/PID/stat; the name in field 2 may itself hold spaces and parentheses.
 */
async function startTime(pid) {
    const line = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(`/proc/${pid}/stat`, "latin1").catch(() => undefined);
    return line?.slice(line.lastIndexOf(")") + 2).split(" ")[19];
}


/***/ }),

/***/ 7516:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ run)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_child_process__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8474);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_events__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7075);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__webpack_require__.n(node_stream__WEBPACK_IMPORTED_MODULE_3__);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6466);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_4___default = /*#__PURE__*/__webpack_require__.n(node_stream_promises__WEBPACK_IMPORTED_MODULE_4__);
/* harmony import */ var node_string_decoder__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6193);
/* harmony import */ var node_string_decoder__WEBPACK_IMPORTED_MODULE_5___default = /*#__PURE__*/__webpack_require__.n(node_string_decoder__WEBPACK_IMPORTED_MODULE_5__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4256);
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
        await ended.catch(() => { }); // whoever cleans up after this failure must not meet a program that still works
        throw error;
    }
    finally {
        signal?.removeEventListener("abort", stop);
    }
}
/** The code that a shell would report for the child: its exit code, or 128 + n for signal n. */
async function exitOf(child, program) {
    const [code, signalName] = await (0,node_events__WEBPACK_IMPORTED_MODULE_1__.once)(child, "close").catch((error) => {
        const [why, remedy] = error.code === "ENOENT"
            ? ["is not installed", `Install ${program}, or see that PATH leads to it.`]
            : [
                `cannot be started: ${error.message}`,
                `See what ${program} is on this machine, and whether you may run it.`,
            ];
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

/***/ 8511:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dq: () => (/* binding */ sweepScratch),
/* harmony export */   h7: () => (/* binding */ abandonedScratch),
/* harmony export */   lP: () => (/* binding */ makeScratch)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _elevate_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4931);
/* harmony import */ var _missing_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1081);
/* harmony import */ var _owner_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(542);
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

/***/ 3263:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  D: () => (/* binding */ discardExtracted),
  N: () => (/* binding */ extractedRoot)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./core/cache/ownership.js
var ownership = __webpack_require__(3907);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(4256);
// EXTERNAL MODULE: ./core/machine/elevate.js
var elevate = __webpack_require__(4931);
// EXTERNAL MODULE: ./core/machine/missing.js
var missing = __webpack_require__(1081);
// EXTERNAL MODULE: ./core/machine/owner.js
var owner = __webpack_require__(542);
// EXTERNAL MODULE: ./core/machine/scratch.js
var machine_scratch = __webpack_require__(8511);
// EXTERNAL MODULE: ./core/archive/tar-writer.js
var tar_writer = __webpack_require__(4113);
// EXTERNAL MODULE: ./core/machine/process.js
var process = __webpack_require__(7516);
// EXTERNAL MODULE: ./core/snapshot/erofs/reader.js
var reader = __webpack_require__(5749);
;// CONCATENATED MODULE: ./core/snapshot/erofs/extract.js
/**
 * An image as plain files, for machines where it cannot be mounted: our reader gives a tar stream, GNU tar writes it
 * (Node itself makes no devices, no extended attributes and no times finer than a microsecond).
 */






/**
 * Writes the tree of a raw image into `folder`, which must not be there yet. Nothing gets out of it: the folder is new,
 * names come from an image whose names hold no "/" and no "..", and a directory comes before what is in it.
 *
 * Owners and devices need root. Root of a user namespace gives the owners, and may make no devices: those below /dev are
 * left out, since every sandbox has its own there; with any other the image is refused.
 * @throws snapshot-invalid; tool-missing (no tar); sandbox-failed where tar fails, for lack of space or rights
 */
async function extractImage(rawFile, folder, rights = (0,elevate/* rootRights */.mV)()) {
    const file = await (0,promises_.open)(rawFile, "r");
    try {
        const image = await (0,reader/* openImage */.U)((0,reader/* fileSource */.I)(file, (await file.stat()).size));
        await (0,promises_.mkdir)(folder, { mode: 0o700 });
        await unpack(imageTar(image, rights === "user namespace"), folder, rights);
    }
    finally {
        await file.close();
    }
}
async function unpack(input, folder, rights) {
    const flags = ["--xattrs", "--xattrs-include=*", "--numeric-owner", "--same-owner", "--preserve-permissions"];
    const tar = ["tar", "--extract", "--file=-", `--directory=${folder}`, "--delay-directory-restore", ...flags];
    const [program, ...args] = [...elevate/* elevations */.$F[rights], ...tar];
    const { exitCode, stderr } = await (0,process/* run */.e)(program, args, { input });
    if (exitCode === 0)
        return;
    throw new errors/* TreestampError */.ks("sandbox-failed", `The snapshot cannot be extracted to ${folder}: ${stderr.trim()}.`, {
        remedy: "It needs root, or all users of the image in /etc/subuid, and as much free space as the image's files take.",
    });
}
/** The tree as a tar stream; with `withoutDevices`, those below /dev are left out. @throws snapshot-invalid */
function imageTar(image, withoutDevices = false) {
    return (0,tar_writer/* writeTar */.F)(entriesOf(image, withoutDevices));
}
async function* entriesOf(image, withoutDevices) {
    /** The first name of each inode that has several. */
    const first = new Map();
    for await (const { path, inode } of image.walk()) {
        const { type, nid, links, mode, uid, gid, mtime, xattrs } = inode;
        if (withoutDevices && (type === "character" || type === "block") && path.startsWith("dev/"))
            continue;
        const entry = { path: path === "" ? "." : path, mode, uid, gid, mtime, xattrs };
        const original = first.get(nid);
        if (original !== undefined) {
            yield { ...entry, kind: "hardlink", target: original };
            continue;
        }
        if (type !== "directory" && links > 1)
            first.set(nid, path);
        if (type === "file")
            yield { ...entry, kind: "file", size: inode.size, content: copied(image.readFile(inode)) };
        else if (type === "symlink")
            yield { ...entry, kind: "link", target: inode.target };
        else if (type === "character" || type === "block") {
            yield { ...entry, kind: type, major: inode.major, minor: inode.minor };
        }
        else if (type !== "socket")
            yield { ...entry, kind: type };
    }
}
/** The reader uses one buffer again and again, and a stream to a program holds pieces back. */
async function* copied(pieces) {
    for await (const piece of pieces)
        yield Buffer.from(piece);
}

// EXTERNAL MODULE: ./core/store/digest.js
var store_digest = __webpack_require__(2529);
// EXTERNAL MODULE: ./core/sandbox/port.js
var port = __webpack_require__(8868);
;// CONCATENATED MODULE: ./core/sandbox/extracted.js
/**
 * Snapshots as plain files, for machines where none can be mounted: each is extracted once, and stays beside the snapshots
 * as `extracted/HEX/root`, with `boot`, the start of the machine in which that was done: nothing is synced to disk, so one
 * from before a loss of power may have empty files, and is extracted anew. Its files belong to the users of the image, so only the rights that extracted it can remove it;
 * that is done when the cache is pruned, once the snapshot itself is gone.
 */











/**
 * The folder with the snapshot's files: as it is there, or extracted now. It comes to its place as a whole.
 * @throws SandboxRefused where these rights do not suffice; sandbox-failed where the disk is full; snapshot-invalid
 */
async function extractedRoot({ extracted, digest, snapshot, rights, log }) {
    const place = (0,external_node_path_.join)(extracted, (0,store_digest/* hexOf */.ZD)(digest));
    await (0,ownership/* ourFolder */.VQ)(extracted);
    const boot = (await (0,owner/* bootId */.aW)()) ?? "";
    const isThere = await (0,missing/* exists */.t)(place);
    if (isThere) {
        await (0,ownership/* checkOurs */.mi)(place);
        if ((await (0,promises_.readFile)((0,external_node_path_.join)(place, "boot"), "utf8").catch((0,missing/* missing */.L)(undefined))) === boot)
            return (0,external_node_path_.join)(place, "root");
    }
    const scratch = await (0,machine_scratch/* makeScratch */.lP)(extracted);
    try {
        log.info(`Extract the snapshot, ${isThere ? "as the machine was started anew" : "once"}: this machine cannot mount it.`);
        await (0,promises_.mkdir)((0,external_node_path_.join)(scratch, "made"), { mode: 0o700 });
        await extractImage(`/proc/self/fd/${snapshot.fd}`, (0,external_node_path_.join)(scratch, "made", "root"), rights).catch(refused);
        await (0,promises_.writeFile)((0,external_node_path_.join)(scratch, "made", "boot"), boot, { mode: 0o600 });
        if (isThere)
            await (0,promises_.rename)(place, (0,external_node_path_.join)(scratch, "old")).catch((0,missing/* missing */.L)(undefined));
        await (0,promises_.rename)((0,external_node_path_.join)(scratch, "made"), place).catch(async (error) => {
            if (!(await (0,missing/* exists */.t)(place)))
                throw error; // else another process was first
        });
        return (0,external_node_path_.join)(place, "root");
    }
    finally {
        await (0,elevate/* removeAs */.dc)(rights, [scratch]);
    }
}
/** A full disk is for the user to mend; what else tar cannot do, another sandbox can do without. */
function refused(error) {
    if (!(0,errors/* isTreestampError */.Sh)(error, "sandbox-failed") || /no space left/i.test(error.message))
        throw error;
    throw new port/* SandboxRefused */.U(error.message.replace(/\.$/, ""), error.remedy ?? "");
}
/**
 * Takes the extracted snapshots that are not needed any more from their places. Nobody may be about to extract those
 * meanwhile. @returns what is to be removed: them, and what killed processes have left of theirs
 */
async function discardExtracted(extracted, isNeeded) {
    const discarded = await (0,machine_scratch/* abandonedScratch */.h7)(extracted);
    for (const name of await (0,promises_.readdir)(extracted).catch((0,missing/* missing */.L)([]))) {
        if (!/^[0-9a-f]{64}$/.test(name) || isNeeded(name))
            continue;
        const scratch = await (0,machine_scratch/* makeScratch */.lP)(extracted);
        await (0,promises_.rename)((0,external_node_path_.join)(extracted, name), (0,external_node_path_.join)(scratch, "made"));
        discarded.push(scratch);
    }
    return discarded;
}


/***/ }),

/***/ 8868:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ SandboxRefused)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/** A sandbox runs commands in a build image. The mounted snapshot and the engine's container are drivers of this port. */

/** The machine does not let this sandbox be set up. The command has not started, so another sandbox may run it. */
class SandboxRefused extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks {
    /** The reason, as part of a sentence. */
    why;
    constructor(why, remedy) {
        super("sandbox-failed", `The environment could not be set up: ${why}.`, { remedy });
        this.why = why;
    }
}


/***/ }),

/***/ 2836:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $P: () => (/* binding */ manifestMediaTypes),
/* harmony export */   $V: () => (/* binding */ manifestOf),
/* harmony export */   c0: () => (/* binding */ mediaTypeOf),
/* harmony export */   l7: () => (/* binding */ dockerListMediaType),
/* harmony export */   ld: () => (/* binding */ checkedManifest),
/* harmony export */   oQ: () => (/* binding */ ociIndexMediaType),
/* harmony export */   rq: () => (/* binding */ maxManifestBytes),
/* harmony export */   wJ: () => (/* binding */ dockerManifestMediaType),
/* harmony export */   xS: () => (/* binding */ ociManifestMediaType)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2529);
/** Manifests as bytes: what they are, and how large they may be. */


const ociIndexMediaType = "application/vnd.oci.image.index.v1+json";
const ociManifestMediaType = "application/vnd.oci.image.manifest.v1+json";
const dockerListMediaType = "application/vnd.docker.distribution.manifest.list.v2+json";
const dockerManifestMediaType = "application/vnd.docker.distribution.manifest.v2+json";
/** All kinds of manifest that a lookup takes. */
const manifestMediaTypes = [
    ociIndexMediaType,
    ociManifestMediaType,
    dockerListMediaType,
    dockerManifestMediaType,
];
/** No manifest is read beyond this. Registries refuse more than 4 MiB, too. Bytes. */
const maxManifestBytes = 4 * 1024 * 1024;
/** A manifest made here, with its descriptor. */
function manifestOf(mediaType, body) {
    return { descriptor: { mediaType, digest: (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .sha256Of */ .Bj)(body), size: body.length }, body };
}
/**
 * The media type of a manifest by its own bytes; undefined for what is none. Old manifests may leave the field out:
 * then the list that they have (`manifests`, `layers`) tells. Source: image-spec, "mediaType" of index and manifest.
 */
function mediaTypeOf(body) {
    let value;
    try {
        value = JSON.parse(body.toString("utf8"));
    }
    catch {
        return undefined;
    }
    if (typeof value !== "object" || value === null)
        return undefined;
    const { mediaType, manifests, layers, config } = value;
    if (typeof mediaType === "string")
        return manifestMediaTypes.includes(mediaType) ? mediaType : undefined;
    if (Array.isArray(manifests))
        return ociIndexMediaType;
    return Array.isArray(layers) && typeof config === "object" ? ociManifestMediaType : undefined;
}
/**
 * Checks a manifest's bytes against what named them.
 * @param expected the digest that was asked for or that the store claims; undefined where there is none
 * @throws store-corrupt
 */
function checkedManifest(body, descriptor, expected, origin) {
    const manifest = manifestOf(descriptor.mediaType, body);
    const own = mediaTypeOf(body);
    if (expected !== undefined && manifest.descriptor.digest !== expected) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("store-corrupt", `${origin} has bytes of ${manifest.descriptor.digest}, not ${expected}.`, {
            remedy: "Try again; where it stays so, the store is damaged and the image must be pushed anew.",
        });
    }
    if (own !== descriptor.mediaType) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("store-corrupt", `${origin} is said to be ${descriptor.mediaType}, and its bytes are ${own ?? "no manifest that is known here"}.`, { remedy: "Check what was pushed under this name." });
    }
    return manifest;
}


/***/ }),

/***/ 2833:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  keepWithinLimit: () => (/* binding */ keepWithinLimit),
  listed: () => (/* binding */ listed),
  prune: () => (/* binding */ prune)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./core/machine/elevate.js
var elevate = __webpack_require__(4931);
// EXTERNAL MODULE: ./core/machine/missing.js
var missing = __webpack_require__(1081);
// EXTERNAL MODULE: ./core/machine/scratch.js
var scratch = __webpack_require__(8511);
// EXTERNAL MODULE: ./core/sandbox/extracted.js + 1 modules
var extracted = __webpack_require__(3263);
// EXTERNAL MODULE: ./core/store/digest.js
var store_digest = __webpack_require__(2529);
// EXTERNAL MODULE: ./core/store/layout-prune.js
var layout_prune = __webpack_require__(4273);
// EXTERNAL MODULE: ./core/cache/environments.js
var environments = __webpack_require__(8862);
;// CONCATENATED MODULE: ./core/cache/prune.js
/**
 * Keeps the cache under a limit: what was used least recently goes first, and nothing goes that a living process uses.
 *
 * Whoever uses a snapshot or an image of the machine's store marks that first, and then waits until nobody holds the lock
 * `prune`; whoever prunes holds that lock, and then reads the marks. So either we see the mark, or the other one looks
 * only after we are done. A snapshot leaves its place by rename(2), so that one which is half removed is never found.
 */









/** Removes what was used least recently until no more than `limit` bytes are left, or all of that is in use. */
async function pruneCache(cache, limit) {
    const { folder } = cache;
    const store = (0,external_node_path_.join)(folder, "store");
    const discarded = [];
    const pruneAlone = async (staging) => {
        const inUse = await namesInUse((0,external_node_path_.join)(folder, "uses"));
        const snapshots = await snapshotsIn(folder, inUse);
        const content = await (0,layout_prune/* contentOf */.$E)(store);
        const report = choose(snapshots, content, inUse, limit);
        const names = (wanted) => report.removed.filter(({ kind }) => kind === wanted).map(({ name }) => name);
        await (0,layout_prune/* removeImages */.F$)(store, new Set(names("image")));
        for (const hex of names("snapshot").map((name) => (0,store_digest/* hexOf */.ZD)(name))) {
            await (0,promises_.rename)((0,external_node_path_.join)(folder, "snapshots", hex), (0,external_node_path_.join)(staging, hex)).catch((0,missing/* missing */.L)(undefined));
        }
        const stays = new Set([...(await (0,promises_.readdir)((0,external_node_path_.join)(folder, "snapshots"))), ...inUse]);
        await removeRecords((0,external_node_path_.join)(folder, "environments"), stays);
        discarded.push(...(await (0,extracted/* discardExtracted */.D)((0,external_node_path_.join)(folder, "extracted"), (hex) => stays.has(hex))));
        return report;
    };
    const report = await cache.withIncoming((staging) => cache.alone("prune", () => cache.alone("store", () => pruneAlone(staging))));
    await (0,elevate/* removeAsAnyone */.js)(discarded);
    return report;
}
/** What every living process uses, by name. */
async function namesInUse(uses) {
    await (0,scratch/* sweepScratch */.Dq)(uses);
    const lists = (await (0,promises_.readdir)(uses)).map((owner) => (0,promises_.readdir)((0,external_node_path_.join)(uses, owner)).catch((0,missing/* missing */.L)([])));
    return new Set((await Promise.all(lists)).flat());
}
async function snapshotsIn(folder, inUse) {
    const items = [];
    const extracted = await (0,promises_.readdir)((0,external_node_path_.join)(folder, "extracted")).catch((0,missing/* missing */.L)([]));
    for (const hex of await (0,promises_.readdir)((0,external_node_path_.join)(folder, "snapshots"))) {
        const digest = `sha256:${hex}`;
        const place = (0,external_node_path_.join)(folder, "snapshots", hex);
        const stats = await (0,promises_.stat)(place).catch((0,missing/* missing */.L)(undefined));
        if (!(0,store_digest/* isDigest */.Bc)(digest) || stats === undefined)
            continue;
        let bytes = 0;
        for (const file of await (0,promises_.readdir)(place).catch((0,missing/* missing */.L)([]))) {
            bytes += ((await (0,promises_.stat)((0,external_node_path_.join)(place, file)).catch((0,missing/* missing */.L)(undefined)))?.blocks ?? 0) * 512;
        }
        if (extracted.includes(hex))
            bytes *= 2; // its files once more, and too many to be counted one by one
        items.push({ kind: "snapshot", name: digest, bytes, lastUsed: stats.mtimeMs, inUse: inUse.has(hex) });
    }
    return items;
}
/** What goes and what stays. A blob that several images have goes with the last of them. */
function choose(snapshots, { images, blobs }, inUse, limit) {
    const needed = new Map();
    for (const digest of images.flatMap((image) => [...image.blobs]))
        needed.set(digest, (needed.get(digest) ?? 0) + 1);
    const sizeOf = (digests) => sum([...digests].map((digest) => blobs.get(digest) ?? 0));
    const blobsOf = (tag) => [...images.find((image) => image.tag === tag).blobs];
    const own = (tag) => sizeOf(blobsOf(tag).filter((digest) => needed.get(digest) === 1));
    const items = [
        ...snapshots,
        ...images.map(({ tag, lastUsed }) => {
            return { kind: "image", name: tag, bytes: own(tag), lastUsed, inUse: inUse.has(tag) };
        }),
    ].sort((a, b) => a.lastUsed - b.lastUsed);
    let bytesLeft = sum(snapshots.map(({ bytes }) => bytes)) + sizeOf(needed.keys());
    const removed = [];
    for (const item of items) {
        if (bytesLeft <= limit)
            break;
        if (item.inUse)
            continue;
        const bytes = item.kind === "image" ? own(item.name) : item.bytes;
        for (const digest of item.kind === "image" ? blobsOf(item.name) : [])
            needed.set(digest, needed.get(digest) - 1);
        removed.push({ ...item, bytes });
        bytesLeft -= bytes;
    }
    const names = new Set(removed.map(({ kind, name }) => `${kind} ${name}`));
    const left = items.filter(({ kind, name }) => !names.has(`${kind} ${name}`));
    return { removed, left, bytesRemoved: sum(removed.map(({ bytes }) => bytes)), bytesLeft };
}
/** An environment whose snapshot is not here is not ready; whose snapshot is just being made, may be in a moment. */
async function removeRecords(folder, stays) {
    for (const name of await (0,promises_.readdir)(folder)) {
        const record = await (0,environments/* readRecord */.aE)((0,external_node_path_.join)(folder, name));
        if (record === undefined || !stays.has((0,store_digest/* hexOf */.ZD)(record.table)))
            await (0,promises_.rm)((0,external_node_path_.join)(folder, name), { force: true });
    }
}
function sum(numbers) {
    return numbers.reduce((total, number) => total + number, 0);
}

// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(4256);
// EXTERNAL MODULE: ./core/machine/failure.js
var failure = __webpack_require__(4687);
// EXTERNAL MODULE: ./core/size.js
var size = __webpack_require__(8158);
;// CONCATENATED MODULE: ./core/verbs/prune.js
/** prune: keep what this machine has in its cache under a limit. */




/** Removes what was used least recently, until the limit holds or all that is left is in use. */
async function prune(ports, limit) {
    try {
        return await pruneCache(await ports.openCache(), limit);
    }
    catch (error) {
        throw (0,failure/* readableFailure */.r)(error);
    }
}
/** The same after something has come in. The work that it came for does not fail where this does. */
async function keepWithinLimit(ports, limit) {
    try {
        const { removed, bytesRemoved, bytesLeft } = await prune(ports, limit);
        if (removed.length > 0) {
            ports.log.info(`Removed from the cache: ${listed(removed)}, ${(0,size/* formatBytes */.z)(bytesRemoved)}, not used for the longest time.`);
        }
        if (bytesLeft > limit) {
            ports.log.debug(`The cache has ${(0,size/* formatBytes */.z)(bytesLeft)}, more than ${(0,size/* formatBytes */.z)(limit)}: all of it is in use.`);
        }
    }
    catch (error) {
        ports.log.warning(`The cache cannot be kept under its limit: ${(0,errors/* messageOf */.bD)(error)}`);
    }
}
/** `2 snapshots and 1 image`. */
function listed(items) {
    const counted = ["snapshot", "image"].flatMap((kind) => {
        const count = items.filter((item) => item.kind === kind).length;
        return count === 0 ? [] : [`${count} ${kind}${count === 1 ? "" : "s"}`];
    });
    return counted.join(" and ") || "nothing";
}


/***/ })

};
;