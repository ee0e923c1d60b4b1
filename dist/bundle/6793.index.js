"use strict";
exports.id = 6793;
exports.ids = [6793];
exports.modules = {

/***/ 46718:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ keepInCi),
/* harmony export */   h: () => (/* binding */ bringFromCi)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64256);
/* harmony import */ var _places_ci_cache_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(88789);
/**
 * Caches in the CI's cache. An entry is written once, so every save is a new one, whose name begins with what it may be found by:
 *
 *     treestamp-1-cache-NAME-<hash of environment, platform, user, path>-<of the lock files, too>-<when it was saved>
 *
 * Each is an OCI image layout with the cache under its tags. Commands run from this machine's store, so entries come there and are
 * copied from there, as images do (core/places/ci-cache.ts).
 */




/** What the name of an entry begins with; of one with other lock files, the first part alone. */
function startOf({ exact, newest }) {
    return (0,_places_ci_cache_js__WEBPACK_IMPORTED_MODULE_3__.entryOf)(`${newest}-${exact.slice(-12)}-`);
}
/**
 * Brings the newest entry with these lock files to this machine's store, else the newest at all.
 * @param tags whose entries are looked for, best first
 * @throws store-unreachable where the CI's cache does not say whether it has one; store-corrupt for one that is damaged
 */
async function bringFromCi({ entries, snapshots, localStore, openStore }, tags, { scratch, signal }) {
    const exact = tags.map((one) => [startOf(one), one.exact]);
    const newest = tags.map((one) => [(0,_places_ci_cache_js__WEBPACK_IMPORTED_MODULE_3__.entryOf)(`${one.newest}-`), one.newest]);
    for (const [start, tag] of [...exact, ...newest]) {
        const folder = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(scratch, "entry-"));
        const restored = await entries.restoreNewest(start, folder, signal);
        if (restored.state === "unknown")
            throw unreachable(restored.why);
        if (restored.state === "absent")
            continue;
        await snapshots.useImage(tag);
        await snapshots.alone("store", () => (0,_places_ci_cache_js__WEBPACK_IMPORTED_MODULE_3__.copyTagged)(openStore((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, "image")), localStore, tag, signal));
        return;
    }
}
/** Keeps what this machine's store has under these tags. @throws store-unreachable where the CI's cache does not take it */
async function keepInCi({ entries, localStore, openStore }, tags, { scratch, signal }) {
    const folder = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(scratch, "entry-"));
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, "image"));
    const copy = openStore((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, "image"));
    for (const tag of [tags.exact, tags.newest])
        await (0,_places_ci_cache_js__WEBPACK_IMPORTED_MODULE_3__.copyTagged)(localStore, copy, tag, signal);
    const saved = await entries.save(`${startOf(tags)}${Date.now().toString(36)}`, folder, signal);
    if (saved.state === "refused")
        throw unreachable(saved.why);
}
function unreachable(why) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("store-unreachable", `${why.replace(/\.$/, "")}.`);
}


/***/ }),

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

/***/ 91256:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ numberedUser),
/* harmony export */   Ui: () => (/* binding */ ciEntriesOf),
/* harmony export */   ZK: () => (/* binding */ scopesOf),
/* harmony export */   g5: () => (/* binding */ failureOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _inputs_read_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(82453);
/* harmony import */ var _machine_failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(34687);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(24460);




/**
 * What went wrong with a cache, in words: it costs time, and fails nothing.
 * @throws what is no failure of the machine's or a store's: an interruption, a defect
 */
function failureOf(error) {
    const failure = (0,_machine_failure_js__WEBPACK_IMPORTED_MODULE_2__/* .readableFailure */ .r)(error);
    if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isTreestampError */ .Sh)(failure) && failure.code !== "interrupted")
        return failure;
    throw error;
}
/** Where images are asked for in the CI's cache, caches are there, too. */
async function ciEntriesOf({ ports, request, }) {
    const entries = (0,_inputs_read_js__WEBPACK_IMPORTED_MODULE_1__/* .isCiCache */ .Nk)(request.store) ? await ports.entryCache() : undefined;
    if (entries === undefined)
        return undefined;
    const { localStore, openStore } = ports;
    return { entries, localStore, openStore, snapshots: await ports.openCache() };
}
/** Whose caches this job looks at: its own branch's, and then the default branch's. */
function scopesOf({ ports, request: { user }, ready: { key }, right }) {
    const own = { key: key.hash, platform: (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .formatPlatform */ .Bq)(ports.platform), user: numberedUser(user) };
    const branches = right.kind === "branch" ? [right.branch, undefined] : [undefined];
    return branches.map((branch) => ({ ...own, branch }));
}
/** The user of a call, with numbers where it is the caller. */
function numberedUser(user) {
    return user === "caller" ? `${process.getuid()}:${process.getgid()}` : user;
}


/***/ }),

/***/ 26793:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  checkRun: () => (/* binding */ checkRun),
  environmentOf: () => (/* binding */ environmentOf),
  runIn: () => (/* binding */ runIn),
  workingDirectoryOf: () => (/* binding */ workingDirectoryOf)
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
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./core/caches/ci-entries.js
var ci_entries = __webpack_require__(46718);
;// CONCATENATED MODULE: ./core/caches/names.js
/**
 * The tags of caches. A cache belongs to a path, an environment, a platform and a user: what is in it was made by those programs, and its
 * files are theirs. One tag says with which lock files it was saved, another one which is the newest.
 *
 *     cache-NAME-<hash of all of that and the lock files>
 *     cache-NAME-<hash of all of that>
 */

/** @param lock digest of the lock files */
function cacheTags({ name, path }, { key, platform, user, branch = "" }, lock) {
    const scope = [path, key, platform, user, branch];
    return { exact: tagOf(name, [...scope, lock]), newest: tagOf(name, scope) };
}
function tagOf(name, parts) {
    const hash = (0,external_node_crypto_.createHash)("sha256").update(JSON.stringify(parts)).digest("hex");
    return `cache-${name}-${hash.slice(0, 40)}`;
}

;// CONCATENATED MODULE: ./core/caches/right.js
/**
 * Whether this run's files are the default branch's. A workflow may have checked out something else than its event is about, such
 * as a pull request's commit for `workflow_run`: then nothing is saved.
 */
async function savingRight(repository, event, isCi) {
    if (event === undefined && isCi)
        return { kind: "none", why: "this CI does not say which branch the run is about" };
    if (event === undefined)
        return { kind: "default" };
    if (event.pullRequest !== undefined)
        return { kind: "none", why: "pull requests only read caches" };
    if (!event.isOfItsRef)
        return { kind: "none", why: "such an event may be about files that are not the branch's" };
    const { branch, commits } = event;
    if (branch === undefined)
        return { kind: "none", why: "this run is of no branch" };
    const head = await repository.git(["rev-parse", "--verify", "--quiet", "HEAD"]);
    if (head.exitCode !== 0 || !commits.includes(head.stdout.toString("utf8").trim())) {
        return { kind: "none", why: "another commit is checked out than this run is about" };
    }
    // CircleCI does not say which branch is the default one, and what .git says of it a command may have written.
    const isDefault = event.defaultBranch === undefined ? ["main", "master"].includes(branch) : branch === event.defaultBranch;
    return isDefault ? { kind: "default" } : { kind: "branch", branch };
}

// EXTERNAL MODULE: ./core/oci/digest.js
var digest = __webpack_require__(44617);
// EXTERNAL MODULE: ./core/places/published.js
var published = __webpack_require__(44078);
;// CONCATENATED MODULE: ./core/caches/stored.js
/** A cache as a store has it: a snapshot's manifest under the cache's tags, and a few facts as its configuration. */



/**
 * The cache with the same lock files in the first store that has one, else the newest.
 * @param tags those that this job would save under first, then others
 * @throws why it is not known what a store has
 */
async function findCache(stores, tags) {
    const wanted = [
        ...tags.map(({ exact }) => ({ tag: exact, isExact: true })),
        ...tags.map(({ newest }) => ({ tag: newest, isExact: false })),
    ];
    const asked = wanted.flatMap((one) => stores.map((store) => ({ ...one, store })));
    const answers = await Promise.all(asked.map(async (one) => ({ ...one, lookup: await one.store.lookup(one.tag) })));
    for (const { lookup, store, tag, isExact } of answers) {
        if (lookup.state === "unknown")
            throw lookup.reason;
        if (lookup.state === "present")
            return { store, tag, isExact, snapshot: (0,published/* parseSnapshotManifest */.dE)(lookup.manifest) };
    }
    return undefined;
}
/** @throws snapshot-invalid where they are not what this version writes; what reading throws */
async function factsOf({ store, snapshot }, signal) {
    const text = (await (0,digest/* readWhole */.oD)(store, snapshot.config, signal)).toString("utf8");
    try {
        const facts = JSON.parse(text);
        const { files = {}, at = 0 } = facts?.workspace ?? {};
        const isTime = (time) => typeof time === "number" && time >= 0 && time < 1e11;
        if (!isTime(at) || !Object.values(files).every(([oid, time]) => typeof oid === "string" && isTime(time)))
            throw new Error("a time cannot be");
        return { workspace: { files, at } };
    }
    catch (cause) {
        throw new errors/* TreestampError */.ks("snapshot-invalid", `The facts of a cache make no sense: ${(0,errors/* messageOf */.bD)(cause)}.`, { cause });
    }
}

// EXTERNAL MODULE: ./core/parallel/limiter.js
var limiter = __webpack_require__(37795);
;// CONCATENATED MODULE: ./core/caches/workspace-times.js
/**
 * Times of the workspace's files for tools that rebuild what is newer than their output. A checkout gives every file the time of
 * the checkout; here a file has the time at which its content came, and keeps it from job to job, however often the cache is saved: so
 * an output that was made of an older content stays older than it until somebody makes it again. The content decides, as git has it.
 */



const filesAtOnce = 64;
const mostNames = { maxOutput: 1 << 30 };
/** @throws repository-invalid */
async function readWorkspace(repository) {
    const [listed, changed] = await Promise.all([
        repository.ask(["ls-files", "-v", "--stage", "-z", "--full-name"], mostNames),
        // Not diff-files, which takes a file for changed whose time is another one, as all are that were given theirs before.
        repository.ask(["diff", "--no-ext-diff", "--no-renames", "--name-only", "-z"], mostNames),
    ]);
    const files = new Map();
    const links = new Map();
    for (const line of items(listed)) {
        // `H`: in lower case, or as S, git does not look whether the file has other content.
        const [, mode, oid, path] = /^H (100[67]\d\d|120000) ([0-9a-f]+) 0\t([\s\S]*)$/.exec(line) ?? [];
        if (path !== undefined)
            (mode === "120000" ? links : files).set(path, oid);
    }
    for (const path of [...items(changed), ...(await filtered(repository, files))])
        files.delete(path);
    return { files, links };
}
/** Files whose content is not their blob's, since a filter stands between them, such as Git LFS. */
async function filtered(repository, files) {
    if (![...files.keys()].some((path) => /(^|\/)\.gitattributes$/.test(path)))
        return [];
    const input = Buffer.from([...files.keys()].map((path) => `${path}\0`).join(""), "latin1");
    const said = items(await repository.ask(["check-attr", "--stdin", "-z", "filter"], { input, ...mostNames }));
    return said.filter((_, at) => at % 3 === 0 && !["unspecified", "unset"].includes(said[at + 2]));
}
/**
 * Gives each file its time. What is new is newer than all caches, also where another machine's clock is ahead of ours. Where a link is
 * another one, all files are new: what it leads to may be anything.
 * @param saved the workspaces of the caches: a file that is not the same in all of them is new
 * @throws what the system says where a file cannot be given its time
 */
async function settleTimes(workTree, { files, links }, saved) {
    const newest = Math.max(0, ...saved.map(({ at }) => at));
    // Where there is nothing yet, a little earlier, for tools that compare whole seconds.
    const now = newest === 0 ? Date.now() / 1000 - 2 : Math.max(Date.now() / 1000, newest + 0.01);
    const timeOf = (path, oid) => {
        const times = saved.map(({ files: before }) => (Object.hasOwn(before, path) ? before[path] : undefined));
        if (times.length === 0 || times.some((file) => file?.[0] !== oid))
            return now;
        return Math.max(...times.map((file) => file[1]));
    };
    const isSameLink = ([path, oid]) => timeOf(path, oid) !== now;
    const areLinksSame = [...links].every(isSameLink);
    const given = new Map();
    const before = new Map();
    for (const [path, oid] of links)
        given.set(path, [oid, areLinksSame ? timeOf(path, oid) : now]);
    await (0,limiter/* limiter */.T)(filesAtOnce).all([...files], async ([path, oid]) => {
        const file = (0,external_node_path_.join)(workTree, Buffer.from(path, "latin1").toString("utf8"));
        // A folder that has become a link since is git's "changed": what it leads to is not among the files.
        const stats = await (0,promises_.lstat)(file).catch(() => undefined);
        if (!stats?.isFile())
            return;
        const time = areLinksSame ? timeOf(path, oid) : now;
        await (0,promises_.utimes)(file, time, time);
        given.set(path, [oid, time]);
        before.set(file, { given: time, was: stats.mtimeMs / 1000 });
    });
    const putBack = async () => {
        await (0,limiter/* limiter */.T)(filesAtOnce).all([...before], async ([file, { given, was }]) => {
            const stats = await (0,promises_.lstat)(file).catch(() => undefined);
            const isOurs = stats?.isFile() && Math.abs(stats.mtimeMs / 1000 - given) < 0.001;
            if (isOurs)
                await (0,promises_.utimes)(file, was, was).catch(() => { });
        });
    };
    return { files: given, putBack };
}
/**
 * What a save says of the workspace: files that the command has changed, or put in the place of others, count as new the next time.
 * @param previous when the cache that the command began with was saved
 */
async function savedWorkspace(repository, { files }, previous) {
    const now = await readWorkspace(repository);
    const same = [...files].filter(([path, [oid]]) => (now.files.get(path) ?? now.links.get(path)) === oid);
    return { files: Object.fromEntries(same), at: Math.max(Date.now() / 1000, previous) };
}
function items(output) {
    return output.toString("latin1").split("\0").slice(0, -1);
}

// EXTERNAL MODULE: ./core/log/amounts.js
var amounts = __webpack_require__(89155);
// EXTERNAL MODULE: ./core/places/port.js
var port = __webpack_require__(65597);
// EXTERNAL MODULE: ./core/verbs/cache-work.js
var cache_work = __webpack_require__(91256);
// EXTERNAL MODULE: ./core/inputs/read.js
var read = __webpack_require__(82453);
// EXTERNAL MODULE: ./core/oci/lookup.js
var lookup = __webpack_require__(63087);
// EXTERNAL MODULE: ./core/places/publication.js
var publication = __webpack_require__(30266);
// EXTERNAL MODULE: ./core/snapshot/pack.js + 11 modules
var pack = __webpack_require__(34024);
;// CONCATENATED MODULE: ./core/verbs/save-cache.js
/** Saves what a command has left in a cache. Whatever goes wrong is a warning: the command has succeeded. */















const tarType = "application/vnd.oci.image.layer.v1.tar";
/** What takes a cache after a command. @throws interrupted, and nothing else */
function saver(work, named, { base, report }) {
    const { ports, ready, begin } = work;
    const { cache } = named;
    return async (archive, written) => {
        begin();
        const begun = performance.now();
        try {
            await (0,stages/* timed */.ay)(ready.stages, "save", async (describe) => {
                const bytes = await ports.interruptible((signal) => save(work, named, { base, archive, written, signal }));
                report.saved = bytes;
                report.unsaved = undefined;
                describe({ bytes, note: cache.name });
            });
        }
        catch (error) {
            const { message } = (0,cache_work/* failureOf */.g5)(error);
            report.unsaved = message.replace(/\.$/, "");
            ports.log.warning(`The cache ${cache.name} is not saved: ${message}`);
        }
        finally {
            report.seconds += (performance.now() - begun) / 1000;
        }
    };
}
/** @returns bytes that are new in the store */
async function save(work, { cache, lock }, { base, archive, written, signal }) {
    const { ports, ready, settled } = work;
    const { scratch } = work.place;
    if (written > cache.limit)
        throw tooLarge(written, cache);
    const tags = cacheTags(cache, (0,cache_work/* scopesOf */.ZK)(work)[0], lock); // its own branch's come first
    const isOurMachine = (await ports.hostEvent()) === undefined;
    const store = isOurMachine ? ports.localStore : ready.from;
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(scratch, "cache-"));
    // An entry of the CI's cache is whole by itself, so it had better hold nothing that is of no use.
    const relative = base && !(0,read/* isCiCache */.Nk)(work.request.store) ? await relativeOf(base, store) : undefined;
    const size = written + (base?.here.table.plainSize ?? 0); // or a little less: enough to know how many threads are worthwhile
    const layer = { descriptor: { mediaType: tarType, digest: (0,digest/* sha256Of */.Bj)(""), size }, open: () => upTo(archive, cache) };
    const relatives = relative === undefined ? [] : [relative];
    const packed = await (0,pack/* packSnapshot */.cp)({ layers: [layer], relatives, folder, log: ports.log, signal });
    if (packed.chunkTable.plainSize > cache.limit)
        throw tooLarge(packed.chunkTable.plainSize, cache);
    const isTimed = settled !== undefined && cache.mtimes === "git";
    const previous = base?.workspace?.at ?? 0;
    const facts = isTimed ? { workspace: await savedWorkspace(ready.repository, settled, previous) } : {};
    const snapshots = await ports.openCache();
    if ((0,port/* isHere */.n)(ports, store))
        for (const tag of [tags.exact, tags.newest])
            await snapshots.useImage(tag);
    const write = () => (0,publication/* storeSnapshot */.MW)(store, [tags.exact, tags.newest], { packed, facts }, signal);
    await ((0,port/* isHere */.n)(ports, store) ? snapshots.alone("store", write) : write());
    const entries = await (0,cache_work/* ciEntriesOf */.Ui)(work);
    if (entries !== undefined)
        await (0,ci_entries/* keepInCi */.P)(entries, tags, { scratch, signal });
    const { table, rawFile, chunkTable } = packed;
    await snapshots.provide(table.digest, async () => ({ image: rawFile, table: chunkTable }));
    return packed.frames.size + table.size;
}
/** Ends with an error where a cache proves too large: the archive of a sparse file is as long as the file. */
async function* upTo(archive, cache) {
    let bytes = 0;
    for await (const part of archive) {
        bytes += part.length;
        if (bytes > 1.5 * cache.limit + tarOverhead)
            throw tooLarge(bytes, cache); // names and blocks need room, too
        yield part;
    }
}
const tarOverhead = 64 << 20;
function tooLarge(bytes, { limit }) {
    return new errors/* TreestampError */.ks("input-invalid", `it has ${(0,amounts/* formatBytes */.z3)(bytes)}, and its limit is ${(0,amounts/* formatBytes */.z3)(limit)}.`);
}
/** The cache that the command began with, if its frames are in the store that the new one goes to. */
async function relativeOf({ stored, here }, store) {
    if (stored.store.location !== store.location)
        return undefined;
    const { frames } = stored.snapshot;
    return (await (0,lookup/* hasBlobs */.Ld)(store, frames)) ? { store, frames, table: here.table } : undefined;
}

// EXTERNAL MODULE: ./core/verbs/warnings.js
var warnings = __webpack_require__(51973);
;// CONCATENATED MODULE: ./core/verbs/caches.js
/** What the commands of a run find again: found before it, saved after it. None of it ever fails a run: it costs time. */


















/**
 * The caches that are declared, with the digests of their lock files. A missing lock file is a mistake that would go unnoticed.
 * @throws input-invalid
 */
async function namedCaches(request, { repository, caches }) {
    const root = repository.workTree ?? (0,external_node_path_.resolve)(request.path);
    return Promise.all(caches.map(async (cache) => {
        const hash = (0,external_node_crypto_.createHash)("sha256");
        for (const path of cache.lock) {
            const content = await (0,promises_.readFile)((0,external_node_path_.join)(root, path)).catch((error) => {
                throw new errors/* TreestampError */.ks("input-invalid", `\`caches.${cache.name}.lock\`: ${path} cannot be read.`, {
                    remedy: "Name files of the repository, from its root on.",
                    cause: error,
                });
            });
            hash.update(JSON.stringify([path, (0,digest/* sha256Of */.Bj)(content)]));
        }
        return { cache, target: (0,external_node_path_.isAbsolute)(cache.path) ? cache.path : (0,external_node_path_.join)(root, cache.path), lock: hash.digest("hex") };
    }));
}
/** Finds and fetches the caches of a run, all at the same time. */
async function runCaches(ports, request, ready, place) {
    const named = await namedCaches(request, ready);
    let begin = () => { };
    const saving = new Promise((done) => {
        begin = done;
    });
    const none = { mounted: [], reports: [], saving, end: async () => { } };
    if (named.length === 0)
        return none;
    if (ready.sandbox.kind === "container") {
        ports.log.warning("Caches are mounted where snapshots are: this command runs in a container, and without.");
        return none;
    }
    const right = await savingRight(ready.repository, await ports.hostEvent(), (0,warnings/* isCi */.Xt)(ports.environment));
    const work = { ports, request, ready, place, right, begin };
    const opened = await (0,stages/* timed */.ay)(ready.stages, "caches", async (describe) => {
        const found = await Promise.all(named.map((one) => openCache(work, one)));
        const opened = await settle(work, found);
        const bytes = opened.reduce((sum, { report }) => sum + report.fetched, 0);
        describe({ bytes, note: opened.map(({ report: { name, found } }) => `${name}: ${found}`).join(", ") });
        return opened;
    });
    return {
        mounted: opened.map(({ mounted }) => mounted),
        reports: opened.map(({ report }) => report),
        saving,
        async end(succeeded) {
            await work.settled?.putBack();
            for (const { report } of opened)
                if (!succeeded && report.unsaved === unchanged)
                    report.unsaved = "the command failed";
        },
    };
}
const unchanged = "nothing has changed";
/**
 * Gives the workspace's files their times, by those caches that go by them. Where that cannot be done, these caches begin empty: an
 * output of theirs could be taken for newer than it is.
 */
async function settle(work, opened) {
    const { log } = work.ports;
    const { repository } = work.ready;
    const timed = opened.filter(({ isTimed }) => isTimed);
    if (timed.length === 0)
        return opened;
    try {
        if (repository.workTree === undefined)
            throw new errors/* TreestampError */.ks("repository-invalid", "There is no work tree.");
        if (work.place.isOwn)
            throw new errors/* TreestampError */.ks("input-invalid", "With `reuse`, all files are as old as the run's own checkout.");
        const saved = timed.map(({ timesOf }) => timesOf?.workspace ?? { files: {}, at: 0 });
        work.settled = await settleTimes(repository.workTree, await readWorkspace(repository), saved);
        return opened;
    }
    catch (error) {
        const { message } = (0,cache_work/* failureOf */.g5)(error);
        log.warning(`Caches with \`mtimes: git\` are not used: ${message}`);
        return opened.map((one) => {
            if (!one.isTimed)
                return one;
            const report = { ...one.report, found: "unknown", unsaved: message.replace(/\.$/, "") };
            return { ...one, report, mounted: { ...one.mounted, saved: undefined, take: undefined } };
        });
    }
}
async function openCache(work, named) {
    const { ports, ready } = work;
    const { cache, target } = named;
    const isTimed = cache.mtimes === "git";
    const begun = performance.now();
    const { stored, here, facts: timesOf, found, fetched } = await foundCache(work, named);
    const report = { name: cache.name, found, fetched, saved: undefined, unsaved: undefined, seconds: 0 };
    report.seconds = (performance.now() - begun) / 1000;
    if (!(0,external_node_path_.isAbsolute)(cache.path)) {
        await checkUntracked(ready, cache);
        await makeInside(work.place.root, (0,external_node_path_.join)(work.place.root, cache.path));
    }
    const saved = here && {
        digest: here.digest,
        open: async () => (await Promise.all(/* import() */[__webpack_require__.e(6824), __webpack_require__.e(6877)]).then(__webpack_require__.bind(__webpack_require__, 56877))).openSnapshot(here),
    };
    const why = whyNotSaved(work, cache);
    report.unsaved = why ?? unchanged;
    const base = stored && here && { stored, here, ...timesOf };
    const save = why === undefined ? saver(work, named, { base, report }) : undefined;
    const which = found === "exact" && cache.lock.length === 0 ? words.newest : words[found];
    ports.log.info(`Cache ${cache.name}: ${which}${fetched > 0 ? `, ${(0,amounts/* formatBytes */.z3)(fetched)} fetched` : ""}.`);
    return { mounted: { name: cache.name, target, saved, take: save }, report, isTimed, timesOf };
}
/** @throws input-invalid where git has files there, which the command would not see */
async function checkUntracked({ repository }, { name, path }) {
    const { stdout } = await repository.git(["ls-files", "-z", "--", path]);
    if (stdout.length === 0)
        return;
    const [first] = stdout.toString("utf8").split("\0");
    throw new errors/* TreestampError */.ks("input-invalid", `\`caches.${name}.path\`: git has files in ${path}, such as ${first}.`, {
        remedy: "A cache hides what is there: name a folder that only holds what commands make.",
    });
}
/** Makes a folder of the workspace with the caller's own rights. @throws input-invalid where a link on the way leads out of it */
async function makeInside(root, folder) {
    let there = folder;
    while (there !== root && !(await (0,missing/* exists */.t)(there)))
        there = (0,external_node_path_.dirname)(there);
    await (0,leads_out/* checkStaysInside */.N)(root, there);
    await (0,promises_.mkdir)(folder, { recursive: true });
}
const words = {
    exact: "saved with the same lock files",
    newest: "the one that was saved last",
    none: "none yet, it begins empty",
    unknown: "it begins empty",
};
function whyNotSaved({ right }, { save }) {
    if (save === "never")
        return "`save: never` says so";
    if (right.kind === "none")
        return right.why;
    return right.kind === "branch" && save !== "always" ? "only the default branch saves it" : undefined;
}
/** What was saved, on this machine. @throws interrupted, and nothing else */
async function foundCache(work, { cache, lock }) {
    const { ports, ready } = work;
    const { log, interruptible } = ports;
    const tags = (0,cache_work/* scopesOf */.ZK)(work).map((scope) => cacheTags(cache, scope, lock));
    const stores = (0,port/* isHere */.n)(ports, ready.from) ? [ready.from] : [ready.from, ports.localStore];
    try {
        const entries = await (0,cache_work/* ciEntriesOf */.Ui)(work);
        if (entries !== undefined)
            await interruptible((signal) => (0,ci_entries/* bringFromCi */.h)(entries, tags, { scratch: work.place.scratch, signal }));
        const stored = await findCache(stores, tags);
        if (stored === undefined)
            return { found: "none", fetched: 0 };
        const snapshots = await ports.openCache();
        if ((0,port/* isHere */.n)(ports, stored.store))
            await snapshots.useImage(stored.tag);
        const { fetchedSnapshot } = await __webpack_require__.e(/* import() */ 8128).then(__webpack_require__.bind(__webpack_require__, 88128));
        const stages = [];
        const [here, facts] = await interruptible((signal) => Promise.all([
            fetchedSnapshot(snapshots, { store: stored.store, ...stored.snapshot }, { log, stages, signal, interruptible }),
            cache.mtimes === "git" ? factsOf(stored, signal) : undefined,
        ]));
        const fetched = stages.reduce((sum, { bytes = 0 }) => sum + bytes, 0);
        return { stored, here, facts, found: stored.isExact ? "exact" : "newest", fetched };
    }
    catch (error) {
        log.warning(`The cache ${cache.name} is not used: ${(0,cache_work/* failureOf */.g5)(error).message}`);
        return { found: "unknown", fetched: 0 };
    }
}

;// CONCATENATED MODULE: ./core/verbs/run.js
/** run: a command in the environment, with the workspace mounted at the same path. */











/** Path of a script inside the environment: every process of the machine could read it on a command line. */
const scriptPath = "/run/treestamp-script";
/** Runs the requested command, or the phases, to the end or until the time is up. */
async function runIn(ports, request, ready, workplace) {
    const cache = await ports.openCache();
    return cache.withIncoming(async (scratch) => {
        const place = workplace ?? (await workspace(ports, request, ready.repository));
        const [command, caches] = await Promise.all([
            commandOf(ports, request, { ready, place }, scratch),
            runCaches(ports, request, ready, { ...place, scratch }),
        ]);
        const { timeout } = request;
        const stop = new AbortController();
        const clock = timeout === undefined ? undefined : setTimeout(() => stop.abort(), timeout.milliseconds);
        const started = { ...command, caches: caches.mounted, signal: stop.signal };
        const running = start(ports, request.command, { sandbox: ready.sandbox, command: started, scratch });
        running.catch(() => { }); // awaited below
        const timedOut = (ended) => stop.signal.aborted && ended?.told !== undefined;
        await (0,stages/* timed */.ay)(ready.stages, "run", async (describe) => {
            // To save caches, which only a success does, takes none of the command's time.
            const ended = await Promise.race([running, caches.saving.then(() => undefined)]).finally(() => clearTimeout(clock));
            const exitCode = ended?.exitCode ?? 0;
            describe({ note: timedOut(ended) ? `timed out after ${timeout.written}` : `exit code ${exitCode}` });
        });
        const isSuccess = (ended) => ended.exitCode === 0;
        await running.then(isSuccess, () => false).then(caches.end);
        const ended = await running;
        if (ended.phases === undefined && ended.exitCode !== 0)
            ports.log.outputEnded?.();
        const exitCode = timedOut(ended) ? 124 : ended.exitCode;
        const outcome = timedOut(ended) ? "timed-out" : outcomeOf(ended);
        const reason = whyEnded(outcome, timeout?.written, ended.told?.signal);
        if (reason !== undefined)
            ports.log.info(reason);
        else if (exitCode === 137)
            ports.log.warning(killed);
        const isCut = ended.told !== undefined;
        return { exitCode, outcome, reason, phases: ended.phases, caches: caches.reports, isCut };
    });
}
/** The command as the sandbox gets it; each phase brings its own program and differs in nothing else. */
async function commandOf({ environment, commandOutput: output }, request, { ready, place }, scratch) {
    const image = (0,image_config/* parseImageConfig */.FB)(ready.environment.config);
    const opened = await openings(request, ready);
    const { argv, binds } = await program(request.command, image, scratch);
    const { user, seccomp, runNetwork: network } = request;
    return {
        ...{ argv, user, seccomp, output },
        workingDirectory: await folderAt(workingDirectoryOf(request)),
        env: new Map([...given(place.gifts, image), ...environmentOf(request.env, environment)]),
        ...opened,
        binds: [...place.binds, ...opened.binds, ...binds],
        input: place.isOwn ? "none" : undefined,
        secluded: place.isOwn || network === "none" ? { network } : undefined,
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
async function workspace({ log, gifts }, request, repository) {
    const { paths, readOnlyPaths } = gifts;
    const workingDirectory = workingDirectoryOf(request);
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
    const binds = [...folders.map(bind(false)), ...further.map(bind(true))];
    return { root: repository.workTree ?? path, binds, gifts, isOwn: false };
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