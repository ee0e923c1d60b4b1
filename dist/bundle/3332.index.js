"use strict";
exports.id = 3332;
exports.ids = [3332];
exports.modules = {

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

/***/ 3907:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KG: () => (/* binding */ checkParents),
/* harmony export */   VQ: () => (/* binding */ ourFolder),
/* harmony export */   k6: () => (/* binding */ openOurs),
/* harmony export */   mi: () => (/* binding */ checkOurs)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4256);




/**
 * Refuses a file or folder that another user could change: what is mounted from there is parsed by the kernel as root.
 * @throws input-invalid; ENOENT where there is nothing
 */
async function checkOurs(path) {
    judge(path, await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.lstat)(path));
}
/** Makes a folder of ours, unless it is there. @throws input-invalid as `checkOurs` does */
async function ourFolder(path) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(path, { recursive: true, mode: 0o700 });
    await checkOurs(path);
}
/**
 * Refuses a folder whose name others can make mean another one: in a folder that everybody may write and that is not sticky,
 * or in somebody else's folder in a sticky one.
 * @throws input-invalid
 */
async function checkParents(folder) {
    let path = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)(folder);
    for (let parent = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(path); parent !== path; path = parent, parent = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(path)) {
        const stats = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(parent);
        if ((stats.mode & 0o002) === 0)
            continue;
        if ((stats.mode & 0o1000) === 0) {
            throw refused(folder, `everybody may rename what is in ${parent}`, `Run: chmod +t ${parent} (or choose another folder).`);
        }
        judgeOwner(path, await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(path));
    }
}
/**
 * Opens a file that only we can change, for reading. What is judged is what is open, so its name may come to mean what it
 * will.
 * @throws input-invalid; ENOENT where there is nothing
 */
async function openOurs(path) {
    // Without O_NONBLOCK, opening a fifo in its place would wait for a writer.
    const flags = node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NOFOLLOW | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NONBLOCK;
    const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(path, flags).catch((error) => {
        throw error.code === "ELOOP" ? symbolicLink(path) : error;
    });
    try {
        const stats = await file.stat();
        judge(path, stats);
        if (!stats.isFile())
            throw refused(path, "it is not a file", "Remove it.");
        return file;
    }
    catch (error) {
        await file.close();
        throw error;
    }
}
function judge(path, stats) {
    if (stats.isSymbolicLink())
        throw symbolicLink(path);
    judgeOwner(path, stats);
    if ((stats.mode & 0o022) !== 0) {
        throw refused(path, "others may write to it", `Run: chmod -R go-w ${path} (or choose another folder).`);
    }
}
function judgeOwner(path, { uid }) {
    const self = process.getuid();
    if (uid === self || uid === 0)
        return;
    throw refused(path, `it belongs to uid ${uid}, and we are ${self}`, "Choose a folder of your own.");
}
function symbolicLink(path) {
    return refused(path, "it is a symbolic link", "Name the folder itself.");
}
function refused(path, why, remedy) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .TreestampError */ .ks("input-invalid", `Snapshots cannot be kept in ${path}: ${why}.`, { remedy });
}


/***/ }),

/***/ 8512:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bq: () => (/* binding */ formatPlatform),
/* harmony export */   FL: () => (/* binding */ parsePlatform),
/* harmony export */   Ng: () => (/* binding */ parseManifest),
/* harmony export */   Nq: () => (/* binding */ diffIdsOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/* harmony import */ var _store_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2529);
/* harmony import */ var _store_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2836);
/** Image manifests and indexes: parsed once into values, strictly, because their bytes come from outside. */



/**
 * Reads a manifest or index.
 * @throws image-invalid where it is neither, or a field that matters breaks its format
 */
function parseManifest(stored) {
    const where = stored.descriptor.digest;
    const json = object(parseJson(stored.body, where), where);
    const mediaType = text(json.mediaType) ?? stored.descriptor.mediaType;
    const annotations = strings(json.annotations);
    // Clients that go by one list or by the other would see two different images under one digest (CVE-2021-41190).
    if (json.manifests !== undefined && (json.layers !== undefined || json.config !== undefined)) {
        throw invalid(where, "is an image and an index in one");
    }
    if (mediaType === _store_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .ociIndexMediaType */ .oQ || mediaType === _store_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .dockerListMediaType */ .l7) {
        return { kind: "index", manifests: descriptors(json.manifests, where), annotations };
    }
    if (mediaType === _store_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .ociManifestMediaType */ .xS || mediaType === _store_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .dockerManifestMediaType */ .wJ) {
        const artifactType = text(json.artifactType);
        return {
            kind: "manifest",
            ...(artifactType === undefined ? {} : { artifactType }),
            config: descriptor(json.config, where),
            layers: descriptors(json.layers, where),
            annotations,
        };
    }
    throw invalid(where, `has the media type ${mediaType}, which is neither an image manifest nor an index`);
}
/**
 * The digest of each layer once unpacked, from the image's configuration. Source: image-spec, config.md, rootfs.
 * @throws image-invalid where it does not list as many as the manifest has layers
 */
function diffIdsOf(config, manifest) {
    const where = manifest.config.digest;
    const { diff_ids: ids } = object(object(parseJson(config, where), where).rootfs, where);
    if (Array.isArray(ids) && ids.length === manifest.layers.length && ids.every(_store_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc))
        return ids;
    throw invalid(where, `does not list the digests of the image's ${manifest.layers.length} layers`);
}
/** `linux/amd64`, `linux/arm64/v8`: a platform as docker writes it. */
function formatPlatform(platform) {
    return [platform.os, platform.architecture, ...(platform.variant === undefined ? [] : [platform.variant])].join("/");
}
/** Reads `OS/ARCH[/VARIANT]`. @throws input-invalid */
function parsePlatform(written) {
    const [os, architecture, variant, ...rest] = written.split("/");
    if (!os || !architecture || rest.length > 0 || variant === "") {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `"${written}" is not a platform.`, {
            remedy: "Write it as docker does: linux/amd64, linux/arm64 or linux/arm/v7.",
        });
    }
    return variant === undefined ? { os, architecture } : { os, architecture, variant };
}
function parseJson(body, where) {
    try {
        return JSON.parse(body.toString("utf8"));
    }
    catch (cause) {
        throw invalid(where, "is not JSON", cause);
    }
}
function descriptors(value, where) {
    if (!Array.isArray(value))
        throw invalid(where, "lacks its list of parts");
    return value.map((item) => descriptor(item, where));
}
function descriptor(value, where) {
    const { mediaType, digest, size, artifactType, platform, annotations } = object(value, where);
    if (!(0,_store_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc)(digest)) {
        throw invalid(where, `names a part by "${String(digest)}", which is not a sha256 digest`);
    }
    if (typeof mediaType !== "string" || !Number.isSafeInteger(size) || size < 0) {
        throw invalid(where, `describes ${digest} without a proper media type and size`);
    }
    return {
        mediaType,
        digest,
        size: size,
        ...(typeof artifactType === "string" ? { artifactType } : {}),
        ...(platform === undefined ? {} : { platform: parsePlatformObject(platform, where) }),
        ...(annotations === undefined ? {} : { annotations: strings(annotations) }),
    };
}
function parsePlatformObject(value, where) {
    const { os, architecture, variant } = object(value, where);
    if (typeof os !== "string" || typeof architecture !== "string")
        throw invalid(where, "has a platform without a name");
    return typeof variant === "string" && variant !== "" ? { os, architecture, variant } : { os, architecture };
}
function object(value, where) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
        throw invalid(where, "has something else where an object belongs");
    }
    return value;
}
function text(value) {
    return typeof value === "string" ? value : undefined;
}
function strings(value) {
    if (typeof value !== "object" || value === null)
        return {};
    return Object.fromEntries(Object.entries(value).filter((entry) => typeof entry[1] === "string"));
}
function invalid(where, what, cause) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("image-invalid", `${where} ${what}.`, { cause });
}


/***/ }),

/***/ 3332:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  chooseContainer: () => (/* reexport */ chooseContainer),
  chooseSandbox: () => (/* reexport */ chooseSandbox),
  dockerSandbox: () => (/* reexport */ dockerSandbox),
  mountedSandbox: () => (/* reexport */ mountedSandbox),
  parseImageConfig: () => (/* reexport */ image_config/* parseImageConfig */.F),
  probeDockerContainers: () => (/* reexport */ probeDockerContainers),
  probeMounted: () => (/* reexport */ probeMounted),
  withFallbacks: () => (/* reexport */ withFallbacks)
});

// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(4256);
// EXTERNAL MODULE: ./core/machine/process.js
var machine_process = __webpack_require__(7516);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./core/machine/elevate.js
var elevate = __webpack_require__(4931);
;// CONCATENATED MODULE: ./core/sandbox/mounted-tools.js
/** What the mounted sandbox needs of the machine. */


/**
 * Prints what there is, one thing a line: the runtime's path, file systems, programs. The last step takes namespaces and
 * mounts something, where nobody sees it. crun starts a command in half the time of runc, and needs no control group.
 */
const look = `
PATH=$PATH:/usr/sbin:/sbin
for program in sh mount unshare rm rmdir mkdir chmod chown cat grep sleep tail; do
  command -v "$program" >/dev/null || { echo "$program cannot be found" >&2; exit 1; }
done
command -v crun || command -v runc || { echo "neither crun nor runc is installed" >&2; exit 1; }
has() {
  while read -r first second; do [ "\${second:-$first}" != "$1" ] || return 0; done </proc/filesystems
  return 1
}
for name in erofs overlay; do
  if has "$name" || { modprobe "$name" && has "$name"; } 2>/dev/null; then echo "$name"; fi
done
if [ -r /dev/fuse ] && [ -w /dev/fuse ] && command -v erofsfuse >/dev/null; then echo erofsfuse; fi
! command -v tar >/dev/null || echo tar
exec unshare --mount --pid --fork --mount-proc true
`;
/**
 * Finds out whether commands can be run under an overlay here, and with what: as root or through sudo, else in a user
 * namespace of the caller's own. Tries `modprobe` for a file system that the kernel does not list. `path` is where programs
 * are looked for, as PATH has it.
 */
async function probeMounted(path) {
    const reasons = [];
    for (const rights of [(0,elevate/* rootRights */.mV)(), ...((0,elevate/* rootRights */.mV)() === "root" ? [] : ["user namespace"])]) {
        const probe = await (0,elevate/* probeElevation */.uI)(rights, { PATH: path }, ["sh", "-c", look]);
        if (!probe.ok) {
            reasons.push(probe.why);
            continue;
        }
        const [runtimePath, ...found] = probe.printed.trim().split("\n");
        const runtime = { kind: (0,external_node_path_.basename)(runtimePath) === "crun" ? "crun" : "runc", path: runtimePath };
        const [lower, ...otherwise] = lowersFrom(found, rights, reasons);
        if (lower !== undefined)
            return { ok: true, tools: { runtime, rights, lower }, otherwise, why: reasons.join("; ") };
    }
    return { ok: false, why: reasons.join("; ") };
}
/** What was found, best first; why nothing better goes to `reasons`. */
function lowersFrom(found, rights, reasons) {
    if (!found.includes("overlay")) {
        reasons.push("the kernel has no overlay");
        return [];
    }
    const lowers = [];
    const missing = (reason) => {
        if (lowers.length === 0)
            reasons.push(reason);
    };
    if (!found.includes("erofs"))
        missing("the kernel has no erofs");
    // A user namespace may not make the kernel parse a disk image.
    else if (rights !== "user namespace")
        lowers.push("kernel");
    if (found.includes("erofsfuse"))
        lowers.push("erofsfuse");
    else
        missing("there is no erofsfuse with access to /dev/fuse");
    if (found.includes("tar"))
        lowers.push("extracted");
    else
        missing("there is no tar to extract with");
    return lowers;
}
/** In words, for the log. */
function describeTools({ runtime, rights, lower }) {
    const snapshot = { kernel: "mounted", erofsfuse: "mounted by erofsfuse", extracted: "extracted" }[lower];
    return `the snapshot, ${snapshot}, with ${runtime.kind} as ${rights === "sudo" ? "root through sudo" : rights === "root" ? rights : "root of a user namespace"}`;
}

;// CONCATENATED MODULE: ./core/sandbox/choose.js
/** Which sandbox commands run in. */



/** A daemon that takes longer to say its version is taken for one that does not answer. Milliseconds. */
const patience = 20_000;
/** Whether a docker daemon answers. `env` is the environment of the docker client. */
async function probeDockerContainers(env) {
    const signal = AbortSignal.timeout(patience);
    try {
        const asked = await (0,machine_process/* run */.e)("docker", ["version", "--format", "{{.Server.Version}}"], { env, signal });
        const version = asked.stdout.toString("utf8").trim();
        if (asked.exitCode === 0 && version !== "")
            return { ok: true, version };
        return {
            ok: false,
            why: asked.stderr.trim().split("\n").at(-1)?.replace(/\.$/, "") || "docker does not say its version",
        };
    }
    catch (error) {
        return { ok: false, why: signal.aborted ? "docker does not answer" : (0,errors/* messageOf */.bD)(error).replace(/\.$/, "") };
    }
}
/**
 * Takes the kind that was asked for; with `auto` a snapshot under an overlay where that is possible, else a container of
 * docker. The log says why nothing better; of the best there is nothing to say, and the terminal is the command's.
 * @throws sandbox-failed where none can be used, with each one's reason
 */
async function chooseSandbox(preference, probes, log) {
    if (preference === "container")
        return chooseContainer("a container was asked for", probes.docker, log);
    const mounted = await probes.mounted();
    if (mounted.ok) {
        const { tools, otherwise, why } = mounted;
        if (why === "")
            log.debug(`Sandbox: ${describeTools(tools)}.`);
        else
            log.info(`Sandbox: ${describeTools(tools)}; ${why}.`);
        return { kind: "mounted", ways: [tools, ...otherwise.map((lower) => ({ ...tools, lower }))] };
    }
    const why = `a snapshot can neither be mounted nor extracted: ${mounted.why}`;
    if (preference === "mounted")
        throw cannotRun([why]);
    return chooseContainer(why, probes.docker, log);
}
/**
 * Takes a container of docker, `why` being the reason for which nothing better is used.
 * @throws sandbox-failed where there is none, with both reasons
 */
async function chooseContainer(why, probe, log) {
    const docker = await probe();
    if (!docker.ok)
        throw cannotRun([why, `no container can be made: ${docker.why}`]);
    log.info(`Sandbox: a container of docker ${docker.version}; ${why}.`);
    return { kind: "container", why };
}
function cannotRun(reasons) {
    return new errors/* TreestampError */.ks("sandbox-failed", `Commands cannot be run here: ${reasons.join("; ")}.`, {
        remedy: "Run as root or with a sudo that asks for no password, with crun or runc installed; or start docker.",
    });
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./core/archive/tar-reader.js + 1 modules
var tar_reader = __webpack_require__(9838);
// EXTERNAL MODULE: ./core/archive/tar-writer.js
var tar_writer = __webpack_require__(4113);
// EXTERNAL MODULE: ./core/image/manifest.js
var image_manifest = __webpack_require__(8512);
// EXTERNAL MODULE: ./core/machine/owner.js
var owner = __webpack_require__(542);
// EXTERNAL MODULE: ./core/machine/scratch.js
var machine_scratch = __webpack_require__(8511);
// EXTERNAL MODULE: ./core/store/byte-stream.js
var byte_stream = __webpack_require__(3848);
// EXTERNAL MODULE: ./core/store/digest.js
var store_digest = __webpack_require__(2529);
// EXTERNAL MODULE: ./core/store/lookup.js
var lookup = __webpack_require__(9799);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
// EXTERNAL MODULE: external "node:tty"
var external_node_tty_ = __webpack_require__(7066);
// EXTERNAL MODULE: ./core/sandbox/signals.js
var signals = __webpack_require__(2570);
;// CONCATENATED MODULE: ./core/sandbox/controlled.js
/** A program under a fifo: lines in it are signals to pass on, and its end says that we are gone. */








/** Makes the fifo `control` in a scratch folder. */
async function makeControl(scratch) {
    const made = await (0,machine_process/* run */.e)("mkfifo", ["-m", "600", (0,external_node_path_.join)(scratch, "control")]);
    if (made.exitCode !== 0)
        throw new errors/* TreestampError */.ks("sandbox-failed", `No fifo can be made: ${made.stderr.trim()}.`);
}
/**
 * Runs a program that obeys the fifo, with our own streams, to its end. Signals that we get, and the command's abort, go to
 * it as names (`TERM`) through the fifo; so they pass sudo, which may not be signalled.
 */
async function runControlled(scratch, line, command, env) {
    // Open for both, so that opening waits for nobody. When this process dies, so does the last writer.
    const control = await (0,promises_.open)((0,external_node_path_.join)(scratch, "control"), "r+");
    try {
        const [program, ...args] = line;
        // A session of its own: the terminal's Ctrl-C reaches us alone, and we pass it on once.
        const child = (0,external_node_child_process_.spawn)(program, args, {
            stdio: [0, command.output === "stderr" ? 2 : 1, 2],
            detached: true,
            ...(env === undefined ? {} : { env }),
        });
        const ended = (0,external_node_events_.once)(child, "close");
        const { stop, told } = (0,signals/* forwardSignals */.H)((signal) => {
            void control.write(`${signal.slice(3)}\n`).catch(() => { });
        }, command);
        const [code, signal] = await ended.finally(stop);
        return { exitCode: (0,signals/* exitCodeOf */.F)(code, signal), told: told() };
    }
    finally {
        await control.close();
    }
}
/** True where the command gets a terminal, since we have one on both sides. */
function hasTerminal(command) {
    return (0,external_node_tty_.isatty)(0) && (0,external_node_tty_.isatty)(1) && command.output !== "stderr";
}

// EXTERNAL MODULE: ./core/sandbox/oci-spec.js
var oci_spec = __webpack_require__(9920);
// EXTERNAL MODULE: ./core/machine/missing.js
var missing = __webpack_require__(1081);
;// CONCATENATED MODULE: ./core/machine/mounts.js
/** What is mounted where, as this process sees it. */


/** All mounts, in the kernel's own order. Source: proc_pid_mountinfo(5). */
async function listMounts() {
    return parseMounts(await (0,promises_.readFile)("/proc/self/mountinfo", "utf8"));
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
    const names = path.split(external_node_path_.sep).filter(Boolean);
    let at;
    for (let count = 0; count <= names.length; count++) {
        const place = external_node_path_.sep + names.slice(0, count).join(external_node_path_.sep);
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
    return (0,external_node_path_.join)(mount.root, (0,external_node_path_.relative)(mount.place, path));
}
/** True where `path` is `folder` or in it; both are absolute. */
function isWithin(folder, path) {
    const way = (0,external_node_path_.relative)(folder, path);
    return way !== ".." && !way.startsWith(`..${external_node_path_.sep}`);
}

;// CONCATENATED MODULE: ./core/sandbox/shown.js
/** What a command sees through its binds, and should not: our own folders, and devices. */





/**
 * Hides folders of ours that lie in what is bound: who could write there would decide what root does for the next command,
 * and what that command runs in. Folders on the way to them are bound to themselves, since a mount point can neither be
 * renamed nor replaced. A folder may be shown under another name, as the home folder of a container job on GitHub is: it
 * is recognised by its place in the file system.
 * @param hidden absolute paths; what is not there yet is made, so that no command makes it
 * @throws input-invalid where one is itself what a bind shows
 */
async function hide(binds, hidden) {
    const mounts = await listMounts();
    const steps = [];
    const masks = new Set();
    for (const path of hidden) {
        // Where we may make nothing, there is nothing to be hidden.
        await (0,promises_.mkdir)(path, { recursive: true, mode: 0o700 }).catch(() => { });
        const folder = await (0,promises_.realpath)(path).catch((0,missing/* missing */.L)(undefined));
        for (const bind of folder === undefined ? [] : binds) {
            const source = await sourceOf(bind);
            if (await isSame(source, folder))
                throw isShown(folder);
            for (const path of await pathsTo(mounts, folder, source)) {
                const names = (0,external_node_path_.relative)(source, path).split(external_node_path_.sep);
                const target = (0,external_node_path_.join)(bind.target, ...names);
                if (isCovered(target, bind, binds))
                    continue;
                masks.add(target);
                for (let count = 1; count < names.length; count++) {
                    const way = names.slice(0, count);
                    steps.push({ ...bind, source: (0,external_node_path_.join)(source, ...way), target: (0,external_node_path_.join)(bind.target, ...way) });
                }
            }
        }
    }
    return { binds: inOrder([...steps, ...binds]), masks: [...masks] };
}
/**
 * Adds binds for the mounts below what is bound, such as a /dev that somebody has mounted in the workspace: the options of
 * a bind, without devices and read-only, hold for one mount alone.
 */
async function withMountsBelow(binds) {
    const mounts = await listMounts();
    const below = [];
    for (const bind of binds) {
        const source = await sourceOf(bind);
        for (const { place, options } of mountsBelow(mounts, source)) {
            const target = (0,external_node_path_.join)(bind.target, (0,external_node_path_.relative)(source, place));
            const holds = options.includes("nodev") && (!bind.readOnly || options.includes("ro"));
            if (!holds && !isCovered(target, bind, binds))
                below.push({ ...bind, source: place, target });
        }
    }
    return inOrder([...below, ...binds]);
}
/** A source that is not there is what the runtime complains of. */
function sourceOf({ source }) {
    return (0,promises_.realpath)(source).catch((0,missing/* missing */.L)(source));
}
/** True where another bind stands on the way from a bind to a path below it. */
function isCovered(target, bind, binds) {
    return binds.some((other) => other !== bind && isWithin(bind.target, other.target) && isWithin(other.target, target));
}
/** Outer ones first; of two at one place, the latter is on top. */
function inOrder(binds) {
    const depth = ({ target }) => target.split(external_node_path_.sep).filter(Boolean).length;
    return [...binds].sort((a, b) => depth(a) - depth(b));
}
/** The paths in `source` that lead to a folder. */
async function pathsTo(mounts, folder, source) {
    const own = mountAt(mounts, folder);
    if (own === undefined)
        return [];
    const place = placeInFileSystem(own, folder);
    const parts = [{ mount: mountAt(mounts, source), path: source }];
    for (const mount of mountsBelow(mounts, source))
        parts.push({ mount, path: mount.place });
    const paths = [];
    for (const { mount, path } of parts) {
        if (mount?.device !== own.device)
            continue;
        const shown = placeInFileSystem(mount, path);
        if (!isWithin(shown, place))
            continue;
        const found = (0,external_node_path_.join)(path, (0,external_node_path_.relative)(shown, place));
        // Another mount may stand there, and hide it.
        if (await isSame(found, folder))
            paths.push(found);
    }
    return paths;
}
async function isSame(path, folder) {
    const [a, b] = await Promise.all([path, folder].map((each) => (0,promises_.stat)(each).catch(() => undefined)));
    return a !== undefined && a.dev === b?.dev && a.ino === b.ino;
}
function isShown(folder) {
    const message = `The command would see what treestamp keeps in ${folder}: it gets that folder itself.`;
    return new errors/* TreestampError */.ks("input-invalid", message, {
        remedy: "Name another `cache-folder`: neither the workspace nor another folder that the command gets.",
    });
}

// EXTERNAL MODULE: ./core/sandbox/user.js
var sandbox_user = __webpack_require__(2332);
;// CONCATENATED MODULE: ./core/sandbox/docker.js
/** The container sandbox: the ordinary image in a container of a docker daemon, where a snapshot cannot be mounted. */

















/**
 * Runs commands in containers. The daemon must be on this machine, for it mounts our folders. Output passes through it, and
 * what it has not read two seconds after the command's end is lost, without an error: so on a machine that is busy beyond
 * measure the last lines may be missing. Source: moby, daemon/monitor.go, handleContainerExit.
 */
function dockerSandbox(options) {
    let name;
    return {
        kind: "container",
        description: `docker container: ${options.why}`,
        run: async (command) => {
            name ??= loadImage(options);
            return runContainer(options, await name, command);
        },
    };
}
/**
 * $1 name of the container, $2 scratch folder, then the command line of `docker run`. Signals go to the container by its
 * name, also when it is still about to be started; when the caller is gone, it is killed, and the scratch folder removed.
 */
const supervise = `
name=$1 scratch=$2
shift 2
(
  while read -r signal; do
    until docker kill --signal "$signal" "$name"; do sleep 0.05; done
  done
  true >"$scratch/orphaned" # not \`:\`, which would end this shell where the folder is gone
  until docker kill "$name"; do sleep 0.05; done
) <"$scratch/control" >/dev/null 2>&1 &
watcher=$!
"$@"
code=$?
kill "$watcher" 2>/dev/null
[ ! -e "$scratch/orphaned" ] || rm -rf "$scratch"
exit "$code"
`;
/** What docker run itself ends with where it could not run the command. Source: docker run reference, exit status. */
const dockerFailed = 125;
async function runContainer(options, image, command) {
    await Promise.all([(0,machine_scratch/* sweepScratch */.Dq)(options.scratch), removeAbandonedContainers(options)]);
    const scratch = await (0,machine_scratch/* makeScratch */.lP)(options.scratch);
    const name = `treestamp-${(0,external_node_path_.basename)(scratch)}`;
    const begun = Date.now();
    try {
        await makeControl(scratch);
        const { args, env } = await dockerRun(options, image, command, scratch, name);
        const line = ["sh", "-c", supervise, "supervise", name, scratch, "docker", "run", ...args];
        const outcome = await runControlled(scratch, line, command, env);
        if (outcome.exitCode === dockerFailed && !(await wasStarted(options, name, begun))) {
            throw failure(options, "docker could not start it, and its own words are above");
        }
        return outcome;
    }
    finally {
        await (0,promises_.rm)(scratch, { recursive: true, force: true });
    }
}
/** Ends and removes the containers of processes that were killed together with their supervisor. Their names tell. */
async function removeAbandonedContainers(options) {
    const ours = ["--filter", "name=^treestamp-", "--format", "{{.Names}}"];
    const listed = await docker(options, ["container", "ls", "--all", ...ours]);
    const abandoned = [];
    for (const name of listed.stdout.toString("utf8").split("\n"))
        if (await (0,owner/* isAbandoned */.zI)(name))
            abandoned.push(name);
    if (abandoned.length > 0)
        await docker(options, ["container", "rm", "--force", ...abandoned]);
}
/** What docker remembers of the container, which it has removed by now. `since` is in milliseconds since 1970. */
async function wasStarted(options, name, since) {
    const seconds = (time) => (time / 1000).toFixed(3);
    const times = ["--since", seconds(since), "--until", seconds(Date.now())];
    const filters = ["--filter", `container=${name}`, "--filter", "event=start"];
    const { exitCode, stdout, stderr } = await docker(options, ["events", ...times, ...filters]);
    if (exitCode !== 0)
        throw failure(options, stderr.trim());
    return stdout.length > 0;
}
/** The arguments of `docker run`, and its environment, which holds the values of the command's own variables. */
async function dockerRun(options, image, command, scratch, name) {
    const user = (0,sandbox_user/* numericUser */.b)(command.user);
    const home = user !== undefined && user.uid !== 0 ? sandbox_user/* callerHome */.pC : user === undefined ? "" : "/root";
    const terminal = hasTerminal(command);
    const { binds, masks } = await hide(command.binds, options.hidden);
    const mounts = binds.flatMap(({ source, target, readOnly }) => ["--mount", bind(source, target, readOnly)]);
    for (const target of masks)
        mounts.push("--mount", `type=tmpfs,${field(`target=${target}`)},tmpfs-mode=0555,readonly`);
    if (home === sandbox_user/* callerHome */.pC) {
        const passwd = (0,external_node_path_.join)(scratch, "passwd");
        await (0,promises_.writeFile)(passwd, (0,sandbox_user/* passwdWith */.TQ)(await passwdOf(options, image), user), { mode: 0o644 });
        mounts.push("--mount", bind(passwd, "/etc/passwd", false), ...(await homeFor(user, scratch)));
    }
    const env = { ...options.env };
    const variables = [];
    const inFile = [];
    for (const [variable, value] of (0,oci_spec/* environmentOf */.p7)(options.config, command, home, terminal)) {
        // Everybody can read a command line: no value stands there. The client's own variables keep theirs.
        const heeded = variable in options.env || /^(DOCKER_|BUILDX_|HTTPS?_PROXY|NO_PROXY|LD_|GO)/i.test(variable);
        if (heeded && options.env[variable] !== value && !value.includes("\n"))
            inFile.push(`${variable}=${value}\n`);
        else {
            env[variable] = value;
            variables.push("--env", variable);
        }
    }
    const file = (0,external_node_path_.join)(scratch, "variables");
    await (0,promises_.writeFile)(file, inFile.join(""), { mode: 0o600 });
    variables.push("--env-file", file);
    const named = command.user === "image" ? options.config.user : command.user;
    const args = [
        ...["--rm", "--init", "--name", name, "--pull", "never"],
        ...["--network", "host", "--cap-drop", "MKNOD", "--interactive"],
        ...(terminal ? ["--tty"] : []),
        // Docker's own 64 MiB are too little for browsers and databases; a mounted sandbox has half of the memory, too.
        ...["--shm-size", `${Math.floor((0,external_node_os_.totalmem)() / 2)}`],
        ...["--user", user === undefined ? named || "0:0" : `${user.uid}:${user.gid}`],
        ...(user?.additionalGids ?? []).flatMap((gid) => ["--group-add", `${gid}`]),
        ...["--workdir", command.workingDirectory],
        ...variables,
        ...mounts,
        ...["--entrypoint", command.argv[0] ?? "", image],
        ...command.argv.slice(1),
    ];
    return { args, env };
}
/** An empty home folder: on our disk, or in memory where we could neither give a folder away nor remove what is in it. */
async function homeFor({ uid, gid }, scratch) {
    const self = process.getuid();
    if (self !== 0 && self !== uid)
        return ["--tmpfs", `${sandbox_user/* callerHome */.pC}:exec,mode=755,uid=${uid},gid=${gid}`];
    const folder = (0,external_node_path_.join)(scratch, "home");
    await (0,promises_.mkdir)(folder, { mode: 0o755 });
    await (0,promises_.chown)(folder, uid, gid);
    return ["--mount", bind(folder, sandbox_user/* callerHome */.pC, false)];
}
/** A bind as `--mount` takes it: a line of comma-separated values. */
function bind(source, target, readOnly) {
    return ["type=bind", field(`source=${source}`), field(`target=${target}`), ...(readOnly ? ["readonly"] : [])].join();
}
function field(text) {
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
/** Puts the image into the daemon, unless it is there. @returns its name there */
async function loadImage(options) {
    const { from, image, log } = options;
    const name = `treestamp-run:${(0,store_digest/* hexOf */.ZD)(image.digest)}`;
    const there = await docker(options, ["image", "inspect", "--format", "{{.Id}}", name]);
    if (there.exitCode === 0)
        return name;
    const found = await (0,lookup/* findManifest */.J)(from, image.digest);
    const manifest = found === undefined ? undefined : (0,image_manifest/* parseManifest */.Ng)(found);
    if (manifest?.kind !== "manifest")
        throw failure(options, `${from.location} has no image ${image.digest}`);
    log.info(`Load ${image.digest} into docker.`);
    const { config, layers } = manifest;
    const path = ({ digest }) => `blobs/sha256/${(0,store_digest/* hexOf */.ZD)(digest)}`;
    const list = Buffer.from(JSON.stringify([{ Config: path(config), RepoTags: [name], Layers: layers.map(path) }]));
    const entries = async function* () {
        const entry = (path, size) => ({ path, kind: "file", mode: 0o644, size });
        yield { ...entry("manifest.json", list.length), content: (0,byte_stream/* streamOf */.mA)(list) };
        for (const blob of new Map([config, ...layers].map((blob) => [blob.digest, blob])).values()) {
            yield { ...entry(path(blob), blob.size), content: from.readBlob(blob) };
        }
    };
    const loaded = await docker(options, ["image", "load", "--quiet"], { input: (0,tar_writer/* writeTar */.F)(entries()) });
    if (loaded.exitCode !== 0)
        throw failure(options, `docker cannot load the image: ${loaded.stderr.trim()}`);
    return name;
}
/** The image's /etc/passwd; empty where it has none. */
async function passwdOf(options, image) {
    const name = `treestamp-${await (0,owner/* ownName */.qU)()}`;
    const flags = ["--name", name, "--pull", "never", "--entrypoint", "/"];
    const made = await docker(options, ["container", "create", ...flags, image]);
    if (made.exitCode !== 0)
        throw failure(options, made.stderr.trim());
    try {
        const copied = await docker(options, ["container", "cp", "--follow-link", `${name}:/etc/passwd`, "-"]);
        if (copied.exitCode !== 0)
            return "";
        const parts = [];
        await (0,tar_reader/* readTar */.s)((0,byte_stream/* streamOf */.mA)(copied.stdout), (entry) => entry.type === "file" ? { write: (bytes) => void parts.push(Buffer.from(bytes)), end: () => { } } : undefined);
        return Buffer.concat(parts).toString("utf8");
    }
    finally {
        await docker(options, ["container", "rm", name]);
    }
}
function docker({ env }, args, more = {}) {
    return (0,machine_process/* run */.e)("docker", args, { env, ...more });
}
function failure({ why }, what) {
    return new errors/* TreestampError */.ks("sandbox-failed", `The container cannot be made: ${what}.`, {
        remedy: `A container is used because ${why}. See that docker works: docker run --rm IMAGE true.`,
    });
}

// EXTERNAL MODULE: ./core/sandbox/port.js
var port = __webpack_require__(8868);
;// CONCATENATED MODULE: ./core/sandbox/fallback.js

/**
 * One sandbox out of several, best first: where one is refused, the next one runs the command, and the log says why.
 * @param atLast makes the last one, which only those that were refused all others pay for; undefined where none is allowed
 */
function withFallbacks([best, ...others], atLast, log) {
    return {
        ...best,
        run: async (command) => {
            const reasons = [];
            let refused;
            for (const sandbox of [best, ...others]) {
                if (refused !== undefined)
                    log.info(`Sandbox: ${sandbox.description}; ${refused.why}.`);
                try {
                    return await sandbox.run(command);
                }
                catch (error) {
                    if (!(error instanceof port/* SandboxRefused */.U))
                        throw error;
                    refused = error;
                    reasons.push(`not ${sandbox.description}: ${error.why}`);
                }
            }
            if (atLast === undefined)
                throw refused;
            return (await atLast(reasons.join("; "))).run(command);
        },
    };
}

// EXTERNAL MODULE: ./core/sandbox/image-config.js
var image_config = __webpack_require__(5517);
// EXTERNAL MODULE: ./core/sandbox/extracted.js + 1 modules
var extracted = __webpack_require__(3263);
;// CONCATENATED MODULE: ./core/sandbox/mounted-script.js
/**
 * The part of the mounted sandbox that needs root, as two small shell programs. Everything they handle comes as an
 * argument or stands in the scratch folder, which is their working directory; nothing is ever spliced into their text.
 * Starting a program costs more than most of what happens here, so what the shell itself can do, it does.
 *
 * Files of the scratch folder, which the caller makes before it starts `supervise`:
 *   control              fifo: a line with a signal's name passes that signal on; its end means that the caller is gone
 *   config.json          the runtime's configuration, or config.head and config.tail around the user to be looked up
 *   failed               why nothing started; emptied by `prepare` once all is mounted
 *   runtime.log          empty
 *   lower, root          empty folders, the mount points
 * Files that root adds, and removes: rw (upper and work folder, home; or a link to a folder that keeps them), state,
 * container.pid, passwd, forgotten (see `prepare`).
 *
 * What root opens and mounts here by name is in the scratch folder or in one that keeps, both in the cache folder. No
 * command sees that, so none could have put a symbolic link there; one that is there all the same is refused.
 */
/**
 * $1 scratch folder, $2 snapshot, as a file or extracted, $3 folder that keeps what commands write, or empty, $4 the text of
 * `prepare`, and what `prepare` needs. Its exit code is the command's.
 *
 * The lock of a folder that keeps is held until nothing has the overlay mounted: two on one upper folder would destroy it.
 *
 * The snapshot is opened here and never again: what the caller names is a file that it has open, through /proc, which the
 * process namespace of `prepare` does not show.
 *
 * The command runs in a process namespace whose first process, the only child of unshare, is the OCI runtime: when that
 * ends, or is killed from here, the kernel ends all of them, and the mount namespace goes with the last one. crun waits for
 * orphans of the command, which are its children then: so they are killed once the command, its first child, is gone.
 */
const mounted_script_supervise = `
cd "$1" || exit 125
scratch=$1 snapshot=$2 kept=$3 prepare=$4
shift 4
umask 022
exec 8<"$snapshot"
if [ -n "$kept" ]; then
  [ -f "$kept/lock" ] && [ ! -L "$kept/lock" ] || { echo "$kept/lock is no file" >failed; exit 125; }
  # A command that was killed may take some moments to be gone.
  why="flock cannot be found"
  command -v flock >/dev/null && why="another command is running in this job's environment" &&
    exec 9<"$kept/lock" && flock --timeout 3 9 || { echo "$why" >failed; exit 125; }
  ln -s "$kept" rw
fi

# The runtime's number: the child of our last child. Asked of the kernel, for after the caller's death this folder may be
# swept away at any time. The kernel's lists have no end of line, so read fails, and has read them.
find_runtime() {
  list= runtime=
  read -r list <"/proc/$$/task/$$/children"
  for parent in $list; do :; done
  read -r runtime rest <"/proc/$parent/task/$parent/children" || [ -n "$runtime" ]
}
# Numbers of the runtime's own children: the command, and orphans of it. Each of the runtime's threads may have some.
children() { find_runtime && cat /proc/"$runtime"/task/*/children; }
(
  exec 8<&- 9<&-
  while read -r signal; do
    until [ -s container.pid ] || [ ! -e control ]; do sleep 0.02; done
    # The runtime passes every signal on but this one, which would end it before it knows the command's exit code.
    if [ "$signal" = KILL ]; then kill -s KILL $(children); else find_runtime && kill -s "$signal" "$runtime"; fi
  done
  true >orphaned # not \`:\`, which would end this shell where the folder is gone
  # Until it has worked, which ends us, too: so early, our last child may still be another one.
  while [ -e /proc/$$ ]; do
    ! find_runtime || kill -s KILL "$runtime"
    sleep 0.05
  done
) <control >/dev/null 2>&1 &
watcher=$!
(
  exec 8<&- 9<&-
  until [ -s container.pid ]; do
    [ -e /proc/$$ ] || exit # somebody killed that shell alone
    sleep 0.1
  done
  # Which of them is the command: its number in its own namespace is the one that the runtime wrote down.
  command=$(grep -l "^NSpid:.*[[:space:]]$(cat container.pid)$" $(printf '/proc/%s/status ' $(children)))
  command=\${command#/proc/}
  [ -z "$command" ] || tail -f /dev/null -s 0.1 --pid "\${command%/status}"
  while orphans=$(children) && [ -n "$orphans" ]; do
    kill -s KILL $orphans
    sleep 0.02
  done
) >/dev/null 2>&1 &
reaper=$!
unshare --mount --pid --fork --kill-child --mount-proc --propagation private -- \\
  sh -c "$prepare" prepare "$snapshot" "$@"
code=$?
kill "$watcher" "$reaper" 2>/dev/null
wait "$watcher" "$reaper" 2>/dev/null
rm -rf --one-file-system rw state container.pid passwd
if [ -e orphaned ]; then
  cd / && rm -rf --one-file-system "$scratch"
fi
for group in /sys/fs/cgroup/"\${scratch##*/}" /sys/fs/cgroup/*/"\${scratch##*/}"; do
  [ ! -d "$group" ] || rmdir "$group" 2>/dev/null
done
exit "$code"
`;
/**
 * $1 folder of an extracted snapshot, $2 how the snapshot comes under the overlay, $3 number of the system call mount, or
 * empty where it is not known, $4 further options of the overlay, $5 \`crun\` or \`runc\`, $6 path of that program,
 * $7 name of the container, $8 uid:gid of the home folder to be made, or empty, $9 user to be looked up in the image, or
 * empty. The snapshot's file is open as 8. Runs as the first process of its own mount and process namespace, and becomes
 * the runtime.
 */
const prepare = `
fail() { echo "$1" >failed; exit 125; }
folder=$1 lower=$2 syscall=$3 options=$4 kind=$5 runtime=$6 name=$7 owner=$8 user=$9

# Linux 6.12 and later mount the file itself. mount(8) before 2.41 puts a loop device under it, which has to wait until all
# of a file that was just fetched is on the disk, and then reads small files four times slower. So perl calls mount(2).
read_only_no_devices=5
attach_file() {
  [ -n "$syscall" ] && perl -e '($number, $flags, @names) = @ARGV; exit(syscall($number + 0, @names, $flags + 0, 0) != 0)' \
    "$syscall" "$read_only_no_devices" /proc/self/fd/8 lower erofs 2>/dev/null
}
# Another process may take the free loop device that mount has just found, so it looks again.
attach_loop() {
  for delay in 0.1 0.1 0.1 0.1 0; do
    mount --no-canonicalize -t erofs -o ro,nodev -- /proc/self/fd/8 lower 2>failed && return
    sleep "$delay"
  done
  exit 125
}
case $lower in
  kernel) attach_file || attach_loop ;;
  erofsfuse) erofsfuse /proc/self/fd/8 lower >failed 2>&1 || exit 125 ;;
  extracted) mount --bind -- "$folder" lower 2>failed || exit 125 ;;
esac

# Older kernels, and disks that cannot be an upper folder, get less than the options that are asked for.
layer() { mount -t overlay -o "lowerdir=lower,upperdir=rw/upper,workdir=rw/work$1" overlay root 2>failed; }
# The work folder is never used again: that it was mounted with \`volatile\` would forbid it.
for made in rw/upper rw/work rw/home; do
  [ ! -L "$made" ] || fail "$made is a symbolic link, which treestamp never makes"
done
folders() { { [ ! -e rw/work ] || rm -rf --one-file-system rw/work; } && mkdir -p rw/upper rw/work 2>failed; }
folders && { layer "$options" || layer; } || {
  [ ! -L rw ] || cat failed >forgotten # memory keeps nothing for the next command
  mount -t tmpfs -o mode=755 tmpfs rw 2>failed && folders && layer
} || exit 125
: >failed

# A link here could lead out of the image: it is left to the image.
if [ ! -L root/tmp ] && [ ! -k root/tmp ]; then
  mkdir -p root/tmp && chmod 1777 root/tmp || fail "/tmp cannot be made"
fi
[ -L root/root ] || [ -e root/root ] || mkdir -m 700 root/root || fail "/root cannot be made"

readable() { [ -f "root/etc/$1" ] && [ ! -L "root/etc/$1" ] && [ ! -L root/etc ]; }
if [ -n "$owner" ]; then
  { [ -d rw/home ] || mkdir -m 755 rw/home; } && chown -h "$owner" rw/home || fail "the home folder cannot be made"
  if readable passwd; then cat root/etc/passwd >passwd; else echo root:x:0:0:root:/root:/bin/sh >passwd; fi
  if ! grep -q "^[^:]*:[^:]*:\${owner%:*}:" passwd; then
    echo "treestamp:x:$owner::/home/treestamp:/bin/sh" >>passwd
  fi
fi

number() { case $1 in "" | *[!0-9]*) false ;; esac; }
if [ -n "$user" ]; then
  wanted=\${user%%:*} group= uid= gid= login= more=
  case $user in *:*) group=\${user#*:} ;; esac
  if readable passwd; then
    while IFS=: read -r entry _ entry_uid entry_gid _ || [ -n "$entry" ]; do
      if [ "$entry" = "$wanted" ] || [ "$entry_uid" = "$wanted" ]; then
        uid=$entry_uid gid=$entry_gid login=$entry
        break
      fi
    done <root/etc/passwd
  fi
  if [ -z "$uid" ]; then
    number "$wanted" || fail "the image has no user $wanted"
    uid=$wanted gid=0
  fi
  if [ -n "$group" ]; then
    gid=
    if number "$group"; then gid=$group; fi
  fi
  if readable group; then
    while IFS=: read -r entry _ entry_gid members || [ -n "$entry" ]; do
      [ -z "$group" ] || [ "$entry" != "$group" ] || gid=$entry_gid
      case ",$members," in *",$login,"*)
        if [ -n "$login" ] && [ -z "$group" ] && number "$entry_gid"; then more=$more,$entry_gid; fi ;;
      esac
    done <root/etc/group
  fi
  number "$uid" && number "$gid" || fail "the image has no user and group $user"
  { cat config.head; printf '{"uid":%s,"gid":%s,"additionalGids":[%s]}' "$uid" "$gid" "\${more#,}"; cat config.tail; } >config.json
fi

if [ "$kind" = crun ]; then
  # crun 1.8 refuses a machine that has both versions of cgroups, even when told to use none of them.
  [ ! -d /sys/fs/cgroup/unified ] || mount -t tmpfs -o ro tmpfs /sys/fs/cgroup || fail "/sys/fs/cgroup cannot be hidden"
  set -- --cgroup-manager=disabled
else
  set --
fi
exec "$runtime" "$@" --root state --log runtime.log --log-format json run --pid-file container.pid --bundle . "$name" 8<&- 9<&-
`;

;// CONCATENATED MODULE: ./core/sandbox/start-failure.js




/**
 * Why the command did not start, from what the scratch folder's `failed` and `runtime.log` say; `undefined` where it did.
 * A program that is missing or cannot be executed is the command's own failure and has a shell's exit code.
 * @throws sandbox-failed for every other reason, `SandboxRefused` where nothing could be mounted
 */
async function whyNotStarted(scratch, command, exitCode) {
    if (exitCode === 0)
        return undefined;
    const failed = (await (0,promises_.readFile)((0,external_node_path_.join)(scratch, "failed"), "utf8")).trim();
    if (failed !== "")
        throw refusal(failed);
    const complaints = errorsIn(await (0,promises_.readFile)((0,external_node_path_.join)(scratch, "runtime.log"), "utf8"));
    if (complaints.length === 0)
        return undefined;
    const why = complaints.join("; ");
    const program = command.argv[0] ?? "";
    if (!namesProgram(why, program))
        throw start_failure_failure(why);
    if (/permission denied|operation not permitted|exec format error|is a directory/i.test(why)) {
        return {
            exitCode: 126,
            message: `${program}: cannot be executed in the image. Is it a program, with the right to execute it, for this machine?`,
        };
    }
    if (/not found|no such file/i.test(why)) {
        const otherwise = program === "bash" ? ", or set the input `shell` to sh" : "";
        return { exitCode: 127, message: `${program}: not found in the image. Install it in the Dockerfile${otherwise}.` };
    }
    throw start_failure_failure(why);
}
/** Both runtimes name the program where it is to blame, crun in backquotes and runc as `exec: "…"` or `exec …`. */
function namesProgram(why, program) {
    return why.includes(`\`${program}\``) || /\bexec(utable)?\b/.test(why);
}
/** Messages of level error in a runtime's log, one JSON object a line. */
function errorsIn(log) {
    return log
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line))
        .filter((entry) => entry.level === "error" || entry.level === "fatal")
        .map((entry) => entry.msg ?? "");
}
/** Why the runtime was not even started. What the user can mend, another sandbox need not get round. */
function refusal(why) {
    const lasting = /the image has no user|no space left|another command is running/i.test(why);
    return lasting ? start_failure_failure(why) : new port/* SandboxRefused */.U(why.replace(/\.$/, ""), start_failure_failure(why).remedy);
}
function start_failure_failure(why) {
    const remedy = /the image has no user/.test(why)
        ? "Set `user` to one that is in the image's /etc/passwd, to numbers (uid:gid), or to `caller`."
        : /no space left/i.test(why)
            ? "Free some space, or name a folder on another disk: `cache-folder`."
            : /another command is running/.test(why)
                ? "Steps of a job share one environment, one after the other: let the other command end first."
                : "Run with the sandbox set to container, or see with --debug what this machine lacks.";
    return new errors/* TreestampError */.ks("sandbox-failed", `The environment could not be set up: ${why}.`, { remedy });
}

;// CONCATENATED MODULE: ./core/sandbox/mounted.js
/** The mounted sandbox: a snapshot under an overlay, in namespaces that end with the command. */













/**
 * Runs commands in a snapshot. A command's writes to the root go to a scratch folder and are gone with it, unless a folder
 * keeps them; the machine's
 * mounts never change, for all happens in a mount namespace of its own. HOME is `/root` for root and `/home/treestamp`, an empty
 * folder, for any other caller or number; a user that is looked up in the image has the home that the image says.
 */
function mountedSandbox(options) {
    const { tools } = options;
    return {
        kind: "mounted",
        description: describeTools(tools),
        run: (command) => runMounted(options, command),
    };
}
async function runMounted(options, command) {
    const { tools, log } = options;
    await removeAbandoned(options);
    const kept = await options.kept?.();
    const snapshot = await options.openSnapshot();
    const scratch = await (0,machine_scratch/* makeScratch */.lP)(options.scratch);
    try {
        const { owner, lookup } = await fillScratch(options, command, scratch);
        const { runtime, lower, rights } = tools;
        const name = `treestamp-${(0,external_node_path_.basename)(scratch)}`;
        const forPrepare = [lower, mountCall, overlayOptions(rights), runtime.kind, runtime.path, name, owner, lookup];
        const parameters = [scratch, await mounted_sourceOf(options, snapshot), kept ?? "", prepare, ...forPrepare];
        const line = [...elevate/* elevations */.$F[rights], "sh", "-c", mounted_script_supervise, "supervise", ...parameters];
        const outcome = await runControlled(scratch, line, command);
        const failure = await whyNotStarted(scratch, command, outcome.exitCode);
        if (kept !== undefined)
            await warnIfForgotten(scratch, kept, log);
        if (failure === undefined)
            return outcome;
        log.warning(failure.message);
        return { ...outcome, exitCode: failure.exitCode };
    }
    finally {
        await snapshot.close();
        await (0,promises_.rm)(scratch, { recursive: true, force: true });
    }
}
/** What the disk cannot keep is written to memory, and gone with the command. */
async function warnIfForgotten(scratch, kept, log) {
    const why = await (0,promises_.readFile)((0,external_node_path_.join)(scratch, "forgotten"), "utf8").catch((0,missing/* missing */.L)(undefined));
    if (why === undefined)
        return;
    log.warning(`What this command wrote outside of its workspace is gone for later steps, since the disk of ${kept} cannot be under an overlay: ${why.trim()}. Name a folder on another disk: \`cache-folder\`.`);
}
/**
 * Nothing of the upper folder is to survive a loss of power, so nothing of it needs to reach the disk (volatile), and a changed owner or
 * mode needs no copy of the data (metacopy). In a user namespace, the overlay's own marks are ordinary attributes.
 */
function overlayOptions(rights) {
    return rights === "user namespace" ? ",volatile,userxattr" : ",volatile,metacopy=on,redirect_dir=on";
}
/** Number of the system call mount on this machine; empty for other architectures. Source: syscalls(2), its tables. */
const mountCall = { x64: "165", arm64: "40" }[process.arch] ?? "";
/**
 * A path to the snapshot for other processes. For root it leads to the very file that is open, by /proc's own number of this
 * process, should it have two. Root of a user namespace may not look there, and makes no kernel parse anything.
 */
async function mounted_sourceOf(options, snapshot) {
    const { lower, rights } = options.tools;
    if (lower === "extracted")
        return (0,extracted/* extractedRoot */.N)({ ...options, rights, snapshot });
    const open = `/proc/${await (0,promises_.readlink)("/proc/self")}/fd/${snapshot.fd}`;
    return rights === "user namespace" ? (0,promises_.readlink)(open) : open;
}
function terminalSize() {
    const { rows, columns } = process.stdout;
    return { height: rows, width: columns };
}
/** Removes what processes that were killed together with their supervisor have left; root owns part of it. */
async function removeAbandoned({ scratch, tools }) {
    await (0,elevate/* removeAs */.dc)(tools.rights, await (0,machine_scratch/* abandonedScratch */.h7)(scratch));
}
/** Makes the files that `supervise` and `prepare` expect. Gives their last two arguments. */
async function fillScratch({ image, tools, hidden }, command, scratch) {
    const at = (name) => (0,external_node_path_.join)(scratch, name);
    const [files, shown, unifiedCgroups] = await Promise.all([
        networkFiles(scratch),
        withMountsBelow(command.binds).then((binds) => hide(binds, hidden)),
        exists("/sys/fs/cgroup/cgroup.controllers"),
        makeControl(scratch),
        ...["lower", "root"].map((folder) => (0,promises_.mkdir)(at(folder))),
        (0,promises_.writeFile)(at("failed"), `${elevate/* elevations */.$F[tools.rights][0] ?? "sh"} did not start what mounts`),
        (0,promises_.writeFile)(at("runtime.log"), ""),
    ]);
    const user = (0,sandbox_user/* numericUser */.b)(command.user);
    const needsHome = user !== undefined && user.uid !== 0;
    const { head, tail } = (0,oci_spec/* runtimeSpec */.kh)(image, command, {
        root: at("root"),
        user,
        ...(needsHome ? { home: { folder: at("rw/home"), passwd: at("passwd") } } : {}),
        files,
        shown,
        terminal: hasTerminal(command) ? terminalSize() : undefined,
        ownsNetwork: tools.rights !== "user namespace",
        unifiedCgroups,
        cgroupsPath: `/${(0,external_node_path_.basename)(scratch)}`,
    });
    if (user === undefined) {
        await (0,promises_.writeFile)(at("config.head"), head, { mode: 0o600 });
        await (0,promises_.writeFile)(at("config.tail"), tail, { mode: 0o600 });
        return { owner: "", lookup: (command.user === "image" ? image.user : command.user) || "0:0" };
    }
    await (0,promises_.writeFile)(at("config.json"), head + JSON.stringify(user) + tail, { mode: 0o600 });
    return { owner: needsHome ? `${user.uid}:${user.gid}` : "", lookup: "" };
}
/** Copies of the files that make the host's network usable, so that a command may change its own. */
async function networkFiles(scratch) {
    const files = new Map();
    for (const path of ["/etc/resolv.conf", "/etc/hosts"]) {
        if (!(await exists(path)))
            continue;
        const copy = (0,external_node_path_.join)(scratch, (0,external_node_path_.basename)(path));
        await (0,promises_.copyFile)(path, copy);
        files.set(path, copy);
    }
    return files;
}
async function exists(path) {
    return (0,promises_.stat)(path).then(() => true, (error) => {
        if (error.code === "ENOENT" || error.code === "ENOTDIR")
            return false;
        throw error;
    });
}

;// CONCATENATED MODULE: ./core/sandbox/drivers.js
/** All kinds of sandboxes, as one piece of the bundle: only what runs commands loads it. */








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
 * as `extracted/HEX/root`. Its files belong to the users of the image, so only the rights that extracted it can remove it;
 * that is done when the cache is pruned, once the snapshot itself is gone.
 */










/**
 * The folder with the snapshot's files: as it is there, or extracted now. It comes to its place as a whole.
 * @throws SandboxRefused where these rights do not suffice; sandbox-failed where the disk is full; snapshot-invalid
 */
async function extractedRoot({ extracted, digest, snapshot, rights, log }) {
    const place = (0,external_node_path_.join)(extracted, (0,store_digest/* hexOf */.ZD)(digest));
    await (0,ownership/* ourFolder */.VQ)(extracted);
    if (await (0,missing/* exists */.t)(place)) {
        await (0,ownership/* checkOurs */.mi)(place);
        return (0,external_node_path_.join)(place, "root");
    }
    const scratch = await (0,machine_scratch/* makeScratch */.lP)(extracted);
    try {
        log.info("Extract the snapshot, once: this machine cannot mount it.");
        await (0,promises_.mkdir)((0,external_node_path_.join)(scratch, "made"), { mode: 0o700 });
        await extractImage(`/proc/self/fd/${snapshot.fd}`, (0,external_node_path_.join)(scratch, "made", "root"), rights).catch(refused);
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

/***/ 2570:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ exitCodeOf),
/* harmony export */   H: () => (/* binding */ forwardSignals)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_0__);

/** Signals that a person or a CI service sends to the command, and that therefore are not ours to die of. */
const forwarded = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR2", "SIGWINCH"];
/** Those of them that tell it to end. */
const endings = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"];
/**
 * Passes signals that this process gets on through `send`, and ends the command when its own signal says so: SIGTERM, and
 * SIGKILL after the time of grace. `stop` ends that, and `told` says whether the command was told to end until now.
 */
function forwardSignals(send, { signal: abort, grace = 10_000 }) {
    let killing;
    let told;
    const forward = (signal) => {
        if (endings.includes(signal))
            told ??= { signal, at: performance.now() };
        send(signal);
    };
    const end = () => {
        forward("SIGTERM");
        killing = setTimeout(() => send("SIGKILL"), grace);
    };
    for (const signal of forwarded)
        process.on(signal, forward);
    abort?.addEventListener("abort", end, { once: true });
    if (abort?.aborted)
        end();
    const stop = () => {
        clearTimeout(killing);
        for (const signal of forwarded)
            process.off(signal, forward);
        abort?.removeEventListener("abort", end);
    };
    return { stop, told: () => told };
}
/** The code that a shell reports for a child that ended so: its own, or 128 + n for signal n. */
function exitCodeOf(code, signal) {
    return code ?? 128 + (signal === null ? 0 : node_os__WEBPACK_IMPORTED_MODULE_0__.constants.signals[signal]);
}


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

/***/ 9799:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ findManifest),
/* harmony export */   n: () => (/* binding */ listedManifest)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/** What a lookup comes to for whoever can do nothing about a store that does not answer. */

/** The manifest of a tag or digest; undefined where there is none. See `Store` for `until`. @throws why that is not known */
async function findManifest(store, reference, until) {
    const lookup = await store.lookup(reference, until);
    if (lookup.state === "unknown")
        throw lookup.reason;
    return lookup.state === "present" ? lookup.manifest : undefined;
}
/**
 * A manifest that another one lists.
 * @param remedy what to do where it is not there
 * @throws store-corrupt where it is not there
 */
async function listedManifest(store, digest, remedy) {
    const manifest = await findManifest(store, digest);
    if (manifest !== undefined)
        return manifest;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("store-corrupt", `${store.location} lists the manifest ${digest} and does not hold it.`, {
        remedy,
    });
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


/***/ })

};
;