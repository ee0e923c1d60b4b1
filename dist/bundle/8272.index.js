"use strict";
exports.id = 8272;
exports.ids = [8272];
exports.modules = {

/***/ 59529:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ parsedJson)
/* harmony export */ });
/** What the text says; undefined where it is no JSON. For texts from outside, which no message may quote. */
function parsedJson(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 13029:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kt: () => (/* binding */ addProof),
/* harmony export */   Tq: () => (/* binding */ proofsOf)
/* harmony export */ });
/* unused harmony export parseProofs */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(59529);
/* harmony import */ var _oci_lookup_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(63087);
/* harmony import */ var _places_note_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(52394);
/* harmony import */ var _record_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(90783);
/**
 * What is proved of a commit's files: a list of runs that have passed on them, as a note under `run-of-TREE`. It is for people: no
 * run is reused by it. Of two jobs that add to it at the same moment, one may be missing.
 */





const kind = "runs.v1";
const runsAnnotation = "dev.treestamp.runs";
/** A list that grows longer loses its oldest. */
const mostRuns = 100;
function tagOf(tree) {
    return `run-of-${tree}`;
}
/** Adds a run to those of the files, in place of an earlier one with the same key. @throws what the store throws */
async function addProof(store, tree, run) {
    const others = (await proofsIn(store, tree)).filter(({ key }) => key !== run.key);
    const runs = [run, ...others].slice(0, mostRuns);
    await (0,_places_note_js__WEBPACK_IMPORTED_MODULE_2__/* .writeNote */ .IP)(store, (0,_places_note_js__WEBPACK_IMPORTED_MODULE_2__/* .noteManifest */ .uq)(kind, { [runsAnnotation]: JSON.stringify(runs) }), tagOf(tree));
}
/** The runs that have passed on these files, the latest first. @throws why it is not known what a store has */
async function proofsOf(stores, tree) {
    const all = (await Promise.all(stores.map((store) => proofsIn(store, tree)))).flat().sort((a, b) => b.at - a.at);
    return all.filter(({ key }, index) => all.findIndex((other) => other.key === key) === index);
}
async function proofsIn(store, tree) {
    const stored = await (0,_oci_lookup_js__WEBPACK_IMPORTED_MODULE_1__/* .findManifest */ .J9)(store, tagOf(tree));
    const text = stored === undefined ? undefined : noteIn(stored);
    return text === undefined ? [] : parseProofs(text);
}
function noteIn(stored) {
    try {
        return (0,_places_note_js__WEBPACK_IMPORTED_MODULE_2__/* .readNote */ .VC)(kind, stored)?.[runsAnnotation];
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isTreestampError */ .Sh)(error, "image-invalid"))
            return undefined; // something else's tag
        throw error;
    }
}
/** The sound ones of a list. */
function parseProofs(text) {
    const value = (0,_json_js__WEBPACK_IMPORTED_MODULE_4__/* .parsedJson */ .U)(text);
    return Array.isArray(value) ? value.slice(0, mostRuns).flatMap(soundOnly) : [];
}
function soundOnly(value) {
    const { key, environment, command } = value ?? {};
    const passing = (0,_record_js__WEBPACK_IMPORTED_MODULE_3__/* .passingOf */ .Xt)(value ?? {});
    const isLine = (text) => typeof text === "string" && /^[^\p{Cc}]{1,200}$/u.test(text);
    if (passing === undefined || ![key, environment, command].every(isLine))
        return [];
    return [{ ...passing, key: key, environment: environment, command: command }];
}


/***/ }),

/***/ 90783:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   He: () => (/* binding */ runTags),
/* harmony export */   OB: () => (/* binding */ whyNot),
/* harmony export */   Tq: () => (/* binding */ findRecord),
/* harmony export */   Xt: () => (/* binding */ passingOf),
/* harmony export */   kd: () => (/* binding */ recordDigest),
/* harmony export */   yW: () => (/* binding */ isOf)
/* harmony export */ });
/* unused harmony export parseRecord */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64256);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(59529);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44617);
/* harmony import */ var _oci_lookup_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(63087);
/* harmony import */ var _places_published_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(44078);
/* harmony import */ var _run_key_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(93983);
/**
 * The record of a run that has passed: a snapshot of its outputs under the run's tag, and facts in the place of an image's
 * configuration. A second tag names the newest of such runs, for messages alone: no correctness depends on it.
 *
 *     run-<run key>
 *     run-newest-<hash of the command and where it starts>
 */







function runTags(key, { command, directory }) {
    const meant = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256")
        .update(JSON.stringify([command, directory]))
        .digest("hex");
    return { exact: `run-${key}`, newest: `run-newest-${meant.slice(0, 40)}` };
}
/**
 * The record under a tag of the first store that has one.
 * @throws why that is not known; snapshot-invalid for what this version does not write
 */
async function findRecord(stores, tag, signal) {
    const found = await Promise.all(stores.map(async (store) => ({ store, manifest: await (0,_oci_lookup_js__WEBPACK_IMPORTED_MODULE_3__/* .findManifest */ .J9)(store, tag) })));
    for (const { store, manifest } of found) {
        if (manifest === undefined)
            continue;
        const snapshot = (0,_places_published_js__WEBPACK_IMPORTED_MODULE_4__/* .parseSnapshotManifest */ .dE)(manifest);
        const text = (await (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .readWhole */ .oD)(store, snapshot.config, signal)).toString("utf8");
        const record = parseRecord(text, `${store.location}:${tag}`);
        return { record, digest: recordDigest(JSON.parse(text)), store, tag, snapshot };
    }
    return undefined;
}
/** Whether a record is of the run with this key: it holds all that the key is made of, and names the outputs that stand with it. */
function isOf({ record, snapshot }, format, key) {
    return (0,_run_key_js__WEBPACK_IMPORTED_MODULE_5__/* .runKeyOf */ .kB)(format, record.run) === key && record.outputs === snapshot.table.digest;
}
/** What a signature of a record is about: all that it says. */
function recordDigest({ signed: _, ...said }) {
    return (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .sha256Of */ .Bj)(JSON.stringify((0,_run_key_js__WEBPACK_IMPORTED_MODULE_5__/* .inOrder */ .al)(said)));
}
/** @param name of the record, for the message @throws snapshot-invalid */
function parseRecord(text, name) {
    const value = ((0,_json_js__WEBPACK_IMPORTED_MODULE_6__/* .parsedJson */ .U)(text) ?? {});
    const { run, outputs, results, phases, commit, signed, differs } = value;
    const passing = passingOf(value);
    const isSound = isFacts(run) &&
        (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .isDigest */ .Bc)(outputs) &&
        isMap(results, "string") &&
        isMap(phases, "number") &&
        (commit === undefined || typeof commit === "string") &&
        (signed === undefined || (isMap(signed, "string") && "bundle" in signed && "commit" in signed)) &&
        (differs === undefined || differs === true);
    if (isSound && passing !== undefined)
        return { run, outputs, ...passing, results: results, phases: phases, commit, signed, differs };
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("snapshot-invalid", `${name} is not the record of a run.`, {
        remedy: "It may come from a newer treestamp, or from something else: delete the tag.",
    });
}
/** When, where and for how long a run has passed; undefined where that makes no sense. Anybody who may push can have written it. */
function passingOf({ at, seconds, url, ref }) {
    if (!isAmount(at) || at > latest || !isAmount(seconds) || seconds > longest)
        return undefined;
    if (ref !== undefined && !(typeof ref === "string" && /^[^\p{Cc}]{1,300}$/u.test(ref)))
        return undefined;
    const address = typeof url === "string" ? URL.parse(url) : null;
    const isLink = address !== null && /^https?:$/.test(address.protocol);
    return { at, seconds, ref, url: isLink ? address.href : undefined };
}
/** No date is later. Milliseconds. Source: ECMA-262, "Time Values and Time Range". */
const latest = 8.64e15;
/** No run takes longer: a year. Seconds. */
const longest = 366 * 86_400;
function isAmount(value) {
    return typeof value === "number" && Number.isFinite(value) && value >= 0;
}
function isMap(value, type) {
    if (typeof value !== "object" || value === null || Array.isArray(value))
        return false;
    return Object.values(value).every((each) => (type === "number" ? isAmount(each) : typeof each === type));
}
/** Enough to compare it with others, and to say what differs: what it says is held against its key. */
function isFacts(value) {
    if (typeof value !== "object" || value === null)
        return false;
    const { environment, variables, writable, caches, outputs, results, ...texts } = value;
    const lists = [writable, caches, outputs, results];
    return (Object.values(texts).every(isLine) &&
        /^[0-9a-f]{40,64}$/.test(texts.files) &&
        isMap(environment, "string") &&
        isMap(variables, "string") &&
        Object.keys(variables).every((name) => /^\w{1,255}$/.test(name)) &&
        lists.every((list) => Array.isArray(list) && list.every(isLine)));
}
/** What is shown to people is one line, without a terminal's commands. */
function isLine(text) {
    return typeof text === "string" && /^[^\p{Cc}]{0,4096}$/u.test(text);
}
/** Why a record does not stand for this run, as a clause; undefined if it does. @param now milliseconds since 1970 */
function whyNot({ at, ref, differs }, { maxAge, ref: ours, now, }) {
    if (differs)
        return "the same run has left different outputs before, so it is not hermetic";
    // Clocks differ a little; one that is far ahead tells nothing of its age.
    if (maxAge !== undefined && (now - at > maxAge || at - now > clockSkew))
        return "its record is older than `max-age`";
    if (ours !== undefined && ref !== ours)
        return `it has passed for ${ref ?? "no branch"} alone`;
    return undefined;
}
/** Milliseconds. */
const clockSkew = 300_000;


/***/ }),

/***/ 93983:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Df: () => (/* binding */ explainRun),
/* harmony export */   al: () => (/* binding */ inOrder),
/* harmony export */   kB: () => (/* binding */ runKeyOf),
/* harmony export */   mU: () => (/* binding */ hashesOf),
/* harmony export */   tX: () => (/* binding */ differences)
/* harmony export */ });
/* harmony import */ var _git_tree_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(12386);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44617);


/** To be raised whenever the same facts must get another key. */
const version = 1;
/** A git tree of `files` and `run.json`. */
function runKeyOf(format, facts) {
    const json = Buffer.from(JSON.stringify({ version, ...inOrder(facts) }));
    return (0,_git_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .hashTree */ .vz)(format, [
        { mode: "40000", name: "files", oid: facts.files },
        { mode: "100644", name: "run.json", oid: (0,_git_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .hashObject */ .wM)(format, "blob", json) },
    ]);
}
/** The same value whatever the order in which it was made or read. */
function inOrder(value) {
    if (Array.isArray(value) || typeof value !== "object" || value === null)
        return value;
    const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(sorted.map(([name, each]) => [name, inOrder(each)]));
}
/** The hashes of variables' values. */
function hashesOf(variables) {
    return Object.fromEntries([...variables].map(([name, value]) => [name, (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .sha256Of */ .Bj)(value)]));
}
/** What a run depends on, a line for each part. */
function explainRun(hash, { environment, variables, ...facts }) {
    const shown = (value) => (typeof value === "string" ? value : value.join(", "));
    const rows = [
        ["run key", hash],
        ["config", environment.config],
        ["snapshot", environment.identity],
        ...Object.entries(facts).map(([name, value]) => [name, shown(value)]),
        ...Object.entries(variables).map(([name, digest]) => [`variable ${name}`, digest]),
    ];
    return rows.filter(([, value]) => value !== "").map(([name, value]) => `${name}: ${value}`);
}
/** What differs between two runs, in words. @param before of a run that has passed */
async function differences(repository, before, now) {
    const said = [];
    if (before.files !== now.files)
        said.push(await changedFiles(repository, before.files, now.files));
    if (before.environment.config !== now.environment.config)
        said.push("the image's configuration");
    if (before.environment.identity !== now.environment.identity)
        said.push("the environment's files");
    if (before.command !== now.command)
        said.push("the command");
    for (const name of new Set([...Object.keys(before.variables), ...Object.keys(now.variables)])) {
        if (before.variables[name] !== now.variables[name])
            said.push(`the variable ${name}`);
    }
    for (const name of ["platform", "workspace", "directory", "user", "groups", "network", "seccomp"]) {
        if (before[name] !== now[name])
            said.push(`${name} (${before[name] || "none"} before, ${now[name] || "none"} now)`);
    }
    for (const name of ["writable", "caches", "outputs", "results"]) {
        if (before[name].join("\0") !== now[name].join("\0"))
            said.push(name);
    }
    return said;
}
/** At most so many names are said. */
const mostNames = 3;
/** The repository may not have the other tree: a shallow clone, or a branch of somebody else's. */
async function changedFiles(repository, before, now) {
    const names = ["diff-tree", "-r", "--name-only", "--no-renames", before, now];
    const { exitCode, stdout } = await repository.git(names).catch(() => ({ exitCode: 1, stdout: Buffer.alloc(0) }));
    const paths = stdout.toString("utf8").split("\n").filter(Boolean);
    if (exitCode !== 0 || paths.length === 0)
        return `the files (tree ${before.slice(0, 12)} before)`;
    const more = paths.length > mostNames ? ` and ${paths.length - mostNames} more files` : "";
    return `${paths.slice(0, mostNames).join(", ")}${more}`;
}


/***/ }),

/***/ 58272:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  recordStores: () => (/* binding */ recordStores),
  runOnce: () => (/* binding */ runOnce)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(64256);
// EXTERNAL MODULE: ./core/git/path.js
var git_path = __webpack_require__(3533);
// EXTERNAL MODULE: ./core/log/masks.js
var masks = __webpack_require__(7443);
// EXTERNAL MODULE: ./core/log/stages.js
var stages = __webpack_require__(24291);
// EXTERNAL MODULE: ./core/machine/mounts.js
var mounts = __webpack_require__(16431);
// EXTERNAL MODULE: ./core/oci/digest.js
var oci_digest = __webpack_require__(44617);
// EXTERNAL MODULE: ./core/oci/manifest.js
var manifest = __webpack_require__(24460);
// EXTERNAL MODULE: ./core/git/repository.js + 2 modules
var git_repository = __webpack_require__(8284);
// EXTERNAL MODULE: ./core/git/tree.js
var tree = __webpack_require__(12386);
// EXTERNAL MODULE: ./core/git/working-tree.js + 1 modules
var working_tree = __webpack_require__(21704);
// EXTERNAL MODULE: ./core/log/amounts.js
var amounts = __webpack_require__(89155);
// EXTERNAL MODULE: ./core/recipe/include.js
var include = __webpack_require__(56622);
// EXTERNAL MODULE: ./core/recipe/lay-in.js
var lay_in = __webpack_require__(26654);
// EXTERNAL MODULE: ./core/recipe/recipe.js
var recipe = __webpack_require__(61810);
;// CONCATENATED MODULE: ./core/reuse/files.js
/** The files that a run depends on: those that git has, changes of the work tree included. */









/**
 * @param paths paths and patterns; empty for all files
 * @param outputs what a run before may have left in the work tree: new files there are no change
 * @throws repository-invalid, input-invalid; path-missing for a path that chooses nothing
 */
async function checkedFiles(repository, { paths, outputs }) {
    if (!(await (0,working_tree/* hasWorkingTree */.M_)(repository)))
        throw noWorkTree();
    const items = paths.map((text) => (0,include/* parseFiles */.Bj)(text, "paths"));
    const isOutput = (path) => outputs.some((output) => (0,git_path/* isInFolder */.Gp)(output, path));
    const [changes, commit] = await Promise.all([
        (0,working_tree/* changedExceptNew */.OM)(repository, isOutput),
        repository.objects.read("HEAD^{commit}"),
    ]);
    const whole = changes.length > 0 ? await (0,working_tree/* workingTree */.cn)(repository, [""]) : commit && (0,git_repository/* treeOfCommit */.rv)(commit.body);
    if (whole === undefined)
        throw noWorkTree();
    const root = await repository.readTree(whole);
    const hasModules = root.some(({ name }) => name === ".gitmodules");
    const inside = hasModules ? await (0,working_tree/* submodulesChangedInside */.ux)(repository, []) : [];
    const known = { whole, commit: commit?.oid, changed: said([...new Set([...changes, ...inside])]) };
    if (items.length === 0)
        return { ...known, tree: whole, files: { ...recipe/* noFiles */.JE, ...asInRepository, context: root } };
    const into = (0,lay_in/* assembly */.f$)(repository.objectFormat, repository);
    let context = [];
    for (const item of await (0,include/* includedIn */.k_)(into, whole, items)) {
        context = await (0,lay_in/* layIn */.Sn)(into, context, item, { there: "`paths`", new: "`paths`" });
    }
    const files = { ...recipe/* noFiles */.JE, ...asInRepository, context, madeTrees: into.made };
    return { ...known, tree: (0,tree/* hashTree */.vz)(repository.objectFormat, context), files };
}
const asInRepository = { origin: { context: "", include: [] } };
/** A clause. What has changed inside of a submodule is in no tree: the command gets its commit. */
function said(changes) {
    return changes.length === 0 ? undefined : `there are uncommitted changes: ${(0,amounts/* listed */.KE)(changes.map(git_path/* textOfPath */._w), 3)}`;
}
function noWorkTree() {
    return new errors/* TreestampError */.ks("repository-invalid", "`reuse` needs files that git has, and there are none.", {
        remedy: "Check the repository out before, with actions/checkout or `checkout`; or leave `reuse` out.",
    });
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./core/archive/tar-writer.js
var tar_writer = __webpack_require__(64113);
// EXTERNAL MODULE: ./core/machine/elevate.js
var elevate = __webpack_require__(84931);
// EXTERNAL MODULE: ./core/machine/scratch.js
var machine_scratch = __webpack_require__(58511);
// EXTERNAL MODULE: ./core/oci/byte-stream.js
var byte_stream = __webpack_require__(25888);
// EXTERNAL MODULE: ./core/snapshot/erofs/reader.js
var reader = __webpack_require__(25749);
// EXTERNAL MODULE: ./core/snapshot/erofs/source.js
var source = __webpack_require__(50475);
// EXTERNAL MODULE: ./core/machine/process.js
var machine_process = __webpack_require__(47516);
// EXTERNAL MODULE: ./core/recipe/context.js + 2 modules
var context = __webpack_require__(7585);
;// CONCATENATED MODULE: ./core/reuse/walk.js
/** What is in a folder that a command has written to, by names as the file system has them. */


/** The place of a path below a folder: names are raw bytes. */
function placeOf(folder, path) {
    const above = Buffer.from(folder);
    return path === "" ? above : Buffer.concat([above, Buffer.from(`/${path}`, "latin1")]);
}
/** Everything below a path, each folder before what is in it; links are not followed. */
async function* entriesBelow(folder, above = "") {
    for (const name of await (0,promises_.readdir)(placeOf(folder, above), { encoding: "buffer" })) {
        yield* entriesAt(folder, `${above}${above === "" ? "" : "/"}${name.toString("latin1")}`);
    }
}
/** The same, beginning with what stands at the path itself. @throws ENOENT, ENOTDIR where nothing does */
async function* entriesAt(folder, path) {
    const place = placeOf(folder, path);
    const stats = await (0,promises_.lstat)(place);
    if (!stats.isDirectory()) {
        yield { path, stats };
        return;
    }
    const isClosed = await (0,promises_.access)(place, external_node_fs_.constants.R_OK | external_node_fs_.constants.X_OK).then(() => false, () => true);
    yield { path, stats, isClosed };
    if (!isClosed)
        yield* entriesBelow(folder, path);
}
/** What tells that something was not written to since: its kind and permissions, and its size where it is no folder. */
function described({ mode, size }) {
    const isFolder = (mode & 0o170000) === 0o040000;
    return isFolder ? "folder" : `${mode.toString(8)} ${size}`;
}

;// CONCATENATED MODULE: ./core/reuse/checkout.js
/** A fresh checkout for one command: the files that git has and nothing else, whatever lies about in the workspace. */






const purpose = { input: "reuse", otherwise: "Or name the `paths` that the command needs." };
/** Writes the files to a new folder. @throws repository-invalid, sandbox-failed; interrupted */
async function checkOut(repository, files, folder, signal) {
    await (0,promises_.mkdir)(folder);
    await (0,promises_.chmod)(folder, 0o755); // whatever the umask is
    await unpack((0,context.contextTar)(repository, files, purpose)(), folder, signal);
    const marker = `${folder}.made`;
    await (0,promises_.writeFile)(marker, "");
    const { ctimeMs: at } = await (0,promises_.lstat)(marker);
    const before = new Map();
    for await (const { path, stats } of entriesBelow(folder))
        before.set(path, described(stats));
    return { folder, before, at };
}
/**
 * Extracts an archive: modes as they are there, the present for times, and the caller's files.
 * @param only the paths that are taken, with all below them; empty for all
 * @throws sandbox-failed; interrupted
 */
async function unpack(archive, folder, signal, only = []) {
    const modes = ["--no-same-owner", "--preserve-permissions", "--touch", "--no-overwrite-dir"];
    const names = ["--no-wildcards", "--no-unquote", "--", ...only.map(git_path/* textOfPath */._w)];
    const tar = ["tar", "--extract", "--file=-", `--directory=${folder}`, ...modes, ...names];
    const { exitCode, stderr } = await (0,machine_process/* run */.e)("env", ["LC_ALL=C", ...tar], { input: archive, signal });
    if (exitCode === 0)
        return;
    const [why = ""] = stderr.trim().split("\n");
    throw new errors/* TreestampError */.ks("sandbox-failed", `Files could not be written to ${folder}: ${why.replace(/\.$/, "")}.`, {
        remedy: /no space left/i.test(stderr)
            ? "Free some space, or set `cache-folder` to a folder on another disk."
            : "Check who may write there: the workspace and the cache folder have to be the caller's.",
    });
}
/** What a command has left in its checkout besides its outputs. */
async function leftOver(repository, { folder, before, at }, outputs) {
    const isOutput = (path) => outputs.some((output) => (0,git_path/* isInFolder */.Gp)(output, path));
    const made = [];
    const changed = [];
    const gone = new Set(before.keys());
    for await (const { path, stats, isClosed } of entriesBelow(folder)) {
        gone.delete(path);
        const [was, is] = [before.get(path), described(stats)];
        if (isOutput(path) || (is === "folder" && was === undefined && !isClosed))
            continue;
        if (was === undefined)
            made.push(path);
        else if (was !== is || isClosed || (is !== "folder" && stats.ctimeMs > at))
            changed.push(path);
    }
    const ignored = await ignoredOf(repository, made);
    return {
        changed: [...changed, ...[...gone].filter((path) => !isOutput(path))],
        made: made.filter((path) => !ignored.has(path)),
    };
}
/** Those of the paths that git ignores: the work tree has the rules, also where the command does not see their files. */
async function ignoredOf(repository, paths) {
    if (paths.length === 0)
        return new Set();
    // `./` keeps a name such as `:x` from being read as a pattern; literal patterns are nothing that this command knows.
    const { exitCode, stdout, stderr } = await repository.git(["check-ignore", "--stdin", "-z", "--no-index"], {
        env: { GIT_LITERAL_PATHSPECS: "0" },
        input: Buffer.from(paths.map((path) => `./${path}\0`).join(""), "latin1"),
        maxOutput: 1 << 30,
    });
    if (exitCode > 1)
        throw new errors/* TreestampError */.ks("repository-invalid", `git check-ignore failed: ${stderr.trim()}`);
    const ignored = stdout.toString("latin1").split("\0");
    return new Set(ignored.map((path) => path.slice("./".length)));
}

;// CONCATENATED MODULE: ./core/reuse/outputs.js
/**
 * Outputs of a run on their way to the workspace: the same whether the command has just made them or a record has kept them. They
 * are folders, files and links; a file can be run or not, and nothing else of its mode, owner and times goes along.
 */













/** Nothing is there, also where a file stands in a folder's place. */
function absent(value) {
    return (error) => {
        if (error.code === "ENOENT" || error.code === "ENOTDIR" || error.code === "ENAMETOOLONG")
            return value;
        throw error;
    };
}
/**
 * Looks at the outputs in a checkout. Those of another user become the caller's.
 * @throws sandbox-failed for what the caller cannot be given
 */
async function outputsIn(checkout, outputs) {
    const { folder } = checkout;
    const [present, lacking, entries] = [[], [], []];
    let unkept;
    for (const path of outputs) {
        const found = await ownEntries(folder, path);
        if (!found.some((entry) => isWritten(checkout, entry)) && !hasLost(checkout, path, found))
            lacking.push(path);
        else {
            present.push(path);
            const kept = found.filter((entry) => whyUnkept(entry) === undefined);
            unkept ??= found.map(whyUnkept).find((why) => why !== undefined);
            entries.push(...kept);
        }
    }
    const isThere = present.filter((path) => entries.some((entry) => entry.path === path));
    return { present: isThere, lacking, unkept, archive: () => (0,tar_writer/* writeTar */.F)(archived(folder, isThere, entries)) };
}
async function ownEntries(folder, path) {
    if (!(await isBelowFolders(folder, path)))
        return [];
    const look = async () => {
        const found = [];
        for await (const entry of entriesAt(folder, path))
            found.push(entry);
        return found;
    };
    const found = await look().catch(absent([]));
    const uid = process.getuid();
    if (uid === 0 || found.every(({ stats, isClosed }) => stats.uid === uid && !isClosed && isReadable(stats)))
        return found;
    await (0,elevate/* giveToCaller */.kk)(placeOf(folder, path).toString());
    return look();
}
function isReadable(stats) {
    return !stats.isFile() || (stats.mode & 0o400) !== 0;
}
/** No way leads through a link that the command has made. */
async function isBelowFolders(folder, path) {
    for (const above of (0,git_path/* foldersAbove */.Zv)(path)) {
        const stats = await (0,promises_.lstat)(placeOf(folder, above)).catch(absent(undefined));
        if (!stats?.isDirectory())
            return false;
    }
    return true;
}
function isWritten({ before, at }, { path, stats }) {
    return before.get(path) !== described(stats) || (!stats.isDirectory() && stats.ctimeMs > at);
}
/** Whether something below an output was removed. */
function hasLost({ before }, output, found) {
    const there = new Set(found.map(({ path }) => path));
    return found.length > 0 && [...before.keys()].some((path) => path.startsWith(`${output}/`) && !there.has(path));
}
function whyUnkept({ path, stats, isClosed }) {
    const name = (0,git_path/* textOfPath */._w)(path);
    if (isClosed || !isReadable(stats))
        return `${name} cannot be read`;
    if (path.split("/").some((part) => part.toLowerCase() === ".git"))
        return `${name} is a repository's`;
    const isKept = stats.isFile() || stats.isDirectory() || stats.isSymbolicLink();
    return isKept ? undefined : `${name} is neither a file, nor a folder, nor a link`;
}
async function* archived(folder, outputs, entries) {
    const above = new Set(outputs.flatMap((path) => [...(0,git_path/* foldersAbove */.Zv)(path)]));
    for (const path of [...above].sort())
        yield { path, kind: "directory", mode: 0o755 };
    for (const { path, stats } of [...entries].sort((a, b) => (a.path < b.path ? -1 : 1))) {
        const place = placeOf(folder, path);
        if (stats.isDirectory())
            yield { path, kind: "directory", mode: 0o755 };
        else if (stats.isSymbolicLink()) {
            yield { path, kind: "link", mode: 0o777, target: (await (0,promises_.readlink)(place, "buffer")).toString("latin1") };
        }
        else {
            const { size } = stats;
            const content = size === 0 ? (0,byte_stream/* streamOf */.mA)() : (0,external_node_fs_.createReadStream)(place, { end: size - 1 });
            yield { path, kind: "file", mode: modeOf(stats.mode), size, content };
        }
    }
}
function modeOf(mode) {
    return (mode & 0o100) === 0 ? 0o644 : 0o755;
}
/**
 * The outputs of a record, from its raw snapshot, as an archive. The file is open while that is read.
 * @throws snapshot-invalid for what no run of ours leaves: anybody who may push can have written it
 */
async function* outputsOf(rawFile) {
    const file = await (0,promises_.open)(rawFile, "r");
    try {
        const image = (0,reader/* openImage */.UY)((0,source/* fileSource */.I)(file, (await file.stat()).size));
        yield* (0,tar_writer/* writeTar */.F)((async function* () {
            for (const { path, inode } of image.walk()) {
                const { type, mode, size, target } = inode;
                if (path === "")
                    continue;
                if (type === "directory")
                    yield { path, kind: "directory", mode: 0o755 };
                else if (type === "symlink")
                    yield { path, kind: "link", mode: 0o777, target };
                else if (type === "file") {
                    yield { path, kind: "file", mode: modeOf(mode), size, content: (0,reader/* copied */.pG)(image.readFile(inode)) };
                }
                else
                    throw new errors/* TreestampError */.ks("snapshot-invalid", `${(0,git_path/* textOfPath */._w)(path)} in it is a ${type}.`);
            }
        })());
    }
    finally {
        await file.close();
    }
}
/**
 * Whether outputs can be laid: no link stands on their way, and none takes the place of a repository.
 * @throws input-invalid
 */
async function checkPlaces(workspace, outputs) {
    for (const path of outputs) {
        for (const above of (0,git_path/* foldersAbove */.Zv)(path)) {
            const stats = await (0,promises_.lstat)(placeOf(workspace, above)).catch(absent(undefined));
            if (stats === undefined)
                break;
            if (!stats.isDirectory())
                throw notLaid(path, `${(0,git_path/* textOfPath */._w)(above)} is no folder`);
        }
        const names = await (0,promises_.readdir)(placeOf(workspace, path)).catch((error) => absent([])(error));
        for (const at of ["", ...names.map((name) => `/${name}`)]) {
            const git = await (0,promises_.lstat)((0,external_node_path_.join)(placeOf(workspace, path).toString() + at, ".git")).catch(absent(undefined));
            if (git !== undefined)
                throw notLaid(path, `${(0,git_path/* textOfPath */._w)(path)}${at} is a repository of its own`);
        }
    }
}
function notLaid(path, why) {
    return new errors/* TreestampError */.ks("input-invalid", `\`outputs\`: ${(0,git_path/* textOfPath */._w)(path)} cannot be written to: ${why}.`, {
        remedy: "Outputs take the place of what is there: move that, or name another folder.",
    });
}
/**
 * Writes outputs to the workspace, and nothing else that the archive may have. What is there stays until all of them are whole.
 * @throws input-invalid where they cannot be laid; sandbox-failed; interrupted
 */
async function layOutputs(archive, outputs, workspace, signal) {
    if (outputs.length === 0)
        return;
    const root = await (0,promises_.realpath)(workspace);
    await checkPlaces(root, outputs);
    await (0,machine_scratch/* sweepScratch */.Dq)(root);
    const scratch = await (0,machine_scratch/* makeScratch */.lP)(root, "treestamp-");
    try {
        await (0,promises_.mkdir)((0,external_node_path_.join)(scratch, "old"));
        await unpack(archive, scratch, signal, outputs);
        for (const [number, path] of outputs.entries()) {
            const target = placeOf(root, path);
            await (0,promises_.mkdir)((0,external_node_path_.dirname)(target.toString()), { recursive: true });
            await (0,promises_.rename)(target, (0,external_node_path_.join)(scratch, "old", `${number}`)).catch(absent(undefined));
            await (0,promises_.rename)(placeOf(scratch, path), target);
        }
    }
    finally {
        await (0,machine_scratch/* removeScratch */.ZU)(scratch);
    }
}

// EXTERNAL MODULE: ./core/reuse/run-key.js
var run_key = __webpack_require__(93983);
// EXTERNAL MODULE: ./core/verbs/cache-work.js
var cache_work = __webpack_require__(91256);
// EXTERNAL MODULE: ./core/places/ladder.js + 1 modules
var ladder = __webpack_require__(80239);
// EXTERNAL MODULE: ./core/verbs/pull.js
var pull = __webpack_require__(80795);
// EXTERNAL MODULE: ./core/verbs/trust.js + 1 modules
var trust = __webpack_require__(62633);
;// CONCATENATED MODULE: ./core/verbs/known-environment.js




/**
 * An environment that is there, and trusted, as this machine remembers it, else by two requests; undefined where it has to be built first, or
 * where that is not known. What the store has answered is there for who asks next.
 */
async function environmentThere(ports, request, identified) {
    const { places } = (0,ladder/* ladderOf */.Id)(ports, identified);
    const cache = await ports.openCache();
    for (const { store, tag } of places) {
        const remembered = await cache.recall(store.location, tag);
        if (remembered === undefined || !(await (0,trust/* isTrusted */.W2)(ports, request, identified.repository, remembered.trust)))
            continue;
        return { environment: known(remembered), identified };
    }
    const { store } = places[0];
    const lookup = await places[0].find({ platform: ports.platform }, identified.answer);
    const asked = { ...identified, answer: Promise.resolve(lookup) };
    if (lookup.state !== "present")
        return { environment: undefined, identified: asked };
    const image = { store, root: lookup.manifest };
    await (0,trust/* trustIn */.Us)(ports, request, identified, image);
    const { snapshot } = await (0,pull.publishedFor)(image, ports.platform);
    const { config, identity } = snapshot;
    const { digest } = lookup.manifest.descriptor;
    return { environment: { location: store.location, digest, config: config.digest, identity }, identified: asked };
}
/** The same of one that is ready. */
function known({ location, digest, config, identity }) {
    return { location, digest, config: (0,oci_digest/* sha256Of */.Bj)(config), identity };
}

// EXTERNAL MODULE: ./core/caches/ci-entries.js
var ci_entries = __webpack_require__(46718);
// EXTERNAL MODULE: ./core/places/port.js
var port = __webpack_require__(65597);
// EXTERNAL MODULE: ./core/reuse/record.js
var record = __webpack_require__(90783);
;// CONCATENATED MODULE: ./core/verbs/passed-before.js
/** Looks for a run that has passed before, and repeats what it has left. */









/** The same run, where one has passed and its outputs are brought back; undefined where the command has to run. @throws interrupted */
async function passedBefore(call, keyed) {
    const { log } = call.ports;
    try {
        return await (0,stages/* timed */.ay)(call.of.stages, "reuse", async (describe) => {
            const found = await usable(call, keyed);
            describe({ note: found === undefined ? "miss" : "hit" });
            if (found === undefined)
                return undefined;
            await repeat(call, found);
            const { at, seconds, url } = found.record;
            const where = url === undefined ? "" : `: ${url}`;
            log.info(`The command does not run: the same took ${(0,amounts/* formatSeconds */.Xo)(seconds)} and passed ${(0,amounts/* formatAge */.nV)(Date.now() - at)}${where}`);
            return { reused: { at, seconds, url }, phases: phasesOf(call, found.record) };
        });
    }
    catch (error) {
        log.warning(`The command runs, since the record of this run cannot be used: ${(0,cache_work/* failureOf */.g5)(error).message}`);
        return undefined;
    }
}
/** Signatures are looked at where somebody wants them. */
async function whyUnproved(...asked) {
    return (await __webpack_require__.e(/* import() */ 9657).then(__webpack_require__.bind(__webpack_require__, 39657))).whyUnproved(...asked);
}
async function usable(call, { facts, key }) {
    const { ports, reuse, repository } = call;
    const tags = (0,record/* runTags */.He)(key, facts);
    const { exact, newest } = tags;
    await bring(call, tags);
    const found = await recordUnder(call, exact);
    if (found === undefined) {
        await sayNearest(call, facts, newest);
        return undefined;
    }
    const ref = reuse.from === "same-ref" ? ((await refOf(call)) ?? "no branch") : undefined;
    const why = (0,record/* isOf */.yW)(found, repository.objectFormat, key)
        ? ((0,record/* whyNot */.OB)(found.record, { maxAge: reuse.maxAge?.milliseconds, ref, now: Date.now() }) ??
            (reuse.from === "attested" ? await whyUnproved(call, { facts, key }, found) : undefined))
        : "its record is of another run";
    if (why === undefined)
        return found;
    ports.log.info(`The command runs: ${why}.`);
    return undefined;
}
/** @throws why it is not known */
async function recordUnder(call, tag) {
    return call.ports.interruptible((signal) => (0,record/* findRecord */.Tq)(call.stores, tag, signal));
}
/** Brings what the CI's cache has of the run to this machine's store, where images are kept there. */
async function bring(call, tags) {
    const { ports } = call;
    const entries = await (0,cache_work/* ciEntriesOf */.Ui)(call);
    if (entries === undefined)
        return;
    const cache = await ports.openCache();
    await cache.withIncoming((scratch) => ports.interruptible((signal) => (0,ci_entries/* bringFromCi */.h)(entries, [tags], { scratch, signal })));
}
/** `refs/heads/main`: what the host says that the run is for. */
async function refOf({ ports }) {
    const event = await ports.hostEvent();
    if (event?.pullRequest !== undefined)
        return `refs/pull/${event.pullRequest}`;
    if (event?.branch !== undefined)
        return `refs/heads/${event.branch}`;
    return event?.tag === undefined ? undefined : `refs/tags/${event.tag}`;
}
/** Leaves what the run has left: its outputs in the workspace, and its results. */
async function repeat(call, { record, store, tag, snapshot }) {
    const { ports, reuse, repository, of } = call;
    const { log, interruptible } = ports;
    const cache = await ports.openCache();
    if ((0,port/* isHere */.n)(ports, store))
        await cache.useImage(tag);
    if (reuse.outputs.length > 0) {
        const { fetchedSnapshot } = await __webpack_require__.e(/* import() */ 8128).then(__webpack_require__.bind(__webpack_require__, 88128));
        await interruptible(async (signal) => {
            const fetching = { log, stages: of.stages, signal, interruptible };
            const { image } = await fetchedSnapshot(cache, { store, ...snapshot }, fetching);
            await layOutputs(outputsOf(image), reuse.outputs, repository.workTree, signal);
        });
    }
    await repeatResults(call, record.results);
}
/** Adds results to the files that the host reads. */
async function repeatResults({ ports }, results) {
    for (const [name, { file }] of ports.gifts.results) {
        const text = results[name] ?? "";
        if (text !== "")
            await (0,promises_.appendFile)(file, text.endsWith("\n") ? text : `${text}\n`);
    }
}
function phasesOf({ request: { command } }, { phases }) {
    if (command.kind !== "phases")
        return undefined;
    return command.steps.flat().map(({ name }) => {
        return { name, outcome: "success", exitCode: 0, seconds: phases[name] ?? 0 };
    });
}
/** Says what differs from the last such run that has passed. No correctness depends on it. */
async function sayNearest(call, facts, tag) {
    const { log } = call.ports;
    try {
        const nearest = await recordUnder(call, tag);
        const said = nearest === undefined ? [] : await (0,run_key/* differences */.tX)(call.repository, nearest.record.run, facts);
        const since = said.length === 0 ? "" : ` Since the last that has, this changed: ${said.join("; ")}.`;
        log.info(`No such run has passed before.${since}`);
    }
    catch (error) {
        log.debug(`It is not known what has passed before: ${(0,cache_work/* failureOf */.g5)(error).message}`);
    }
}

// EXTERNAL MODULE: ./core/verbs/resolve.js
var resolve = __webpack_require__(88750);
// EXTERNAL MODULE: ./core/verbs/run.js + 7 modules
var run = __webpack_require__(26793);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: ./core/places/publication.js
var publication = __webpack_require__(30266);
// EXTERNAL MODULE: ./core/reuse/proofs.js
var proofs = __webpack_require__(13029);
// EXTERNAL MODULE: ./core/snapshot/pack.js + 11 modules
var pack = __webpack_require__(34024);
;// CONCATENATED MODULE: ./core/verbs/record-run.js
/** Records that a run has passed: what it depended on, what it has left, and who says so. */
















/** The results of a run that were longer would be longer than a summary may be on GitHub. Bytes. */
const longestResult = 1 << 20;
/** Whatever goes wrong is said, and no more: the command has passed. @throws interrupted */
async function recordRun(call, keyed, left) {
    const { log } = call.ports;
    try {
        const why = await whyUnrecorded(call, left);
        if (why !== undefined)
            return log.warning(`The run is not recorded: ${why}.`);
        const { differs } = await (0,stages/* timed */.ay)(call.of.stages, "record", async (describe) => {
            const kept = await call.ports.interruptible((signal) => keep(call, keyed, left, signal));
            describe({ bytes: kept.bytes });
            return kept;
        });
        if (differs)
            log.warning(notHermetic(keyed.key));
        else
            log.info(`Recorded that the command has passed: run key ${keyed.key}.`);
    }
    catch (error) {
        const failure = (0,cache_work/* failureOf */.g5)(error);
        const isUsual = (0,errors/* isTreestampError */.Sh)(failure, "store-denied");
        log[isUsual ? "info" : "warning"](`The run is not recorded: ${failure.message}`);
    }
}
/** A clause. */
async function whyUnrecorded({ repository, reuse }, left) {
    const { lacking, unkept } = left.outputs;
    if (lacking.length > 0)
        return `the command has not made ${(0,git_path/* textOfPath */._w)(lacking[0])}, which \`outputs\` names`;
    if (unkept !== undefined)
        return `${unkept}, so \`outputs\` cannot keep it`;
    const { changed, made } = await leftOver(repository, left.checkout, reuse.outputs);
    if (changed.length > 0)
        return `the command has changed or removed ${listedPaths(changed)}, which git has: name it under \`outputs\`, or let the command write elsewhere`;
    if (made.length > 0)
        return `the command has left ${listedPaths(made)}: name what later steps need under \`outputs\`, and the rest in .gitignore`;
    for (const [name, file] of left.results) {
        if ((await (0,promises_.stat)(file)).size > longestResult)
            return `the command has written more than 1 MiB to ${name}`;
    }
    return undefined;
}
function listedPaths(paths) {
    return (0,amounts/* listed */.KE)(paths.map(git_path/* textOfPath */._w), 3);
}
/** @returns bytes that are new in the store, and whether the same run has left something else before */
async function keep(call, { facts, key }, left, signal) {
    const { ports, repository, stores, checked } = call;
    const event = await ports.hostEvent();
    const store = event === undefined ? ports.localStore : stores[0]; // a person's machine proves nothing to others
    const tags = (0,record/* runTags */.He)(key, facts);
    const descriptor = { mediaType: "application/vnd.oci.image.layer.v1.tar", digest: (0,oci_digest/* sha256Of */.Bj)(""), size: 0 };
    const layer = { descriptor, open: left.outputs.archive };
    const results = await textsOf(left.results);
    const packed = await (0,pack/* packSnapshot */.cp)({ layers: [layer], folder: (0,external_node_path_.join)(left.scratch, "packed"), log: ports.log, signal });
    const before = await (0,record/* findRecord */.Tq)([store], tags.exact, signal).catch(unlessNoRecord);
    const known = before !== undefined && (0,record/* isOf */.yW)(before, repository.objectFormat, key) ? before : undefined;
    const isSame = known === undefined || isAsBefore(call, known, { identity: packed.identity, results });
    const differs = !isSame || known?.record.differs === true;
    const command = commandName(call.request.command);
    const unsigned = {
        ...{ run: facts, outputs: packed.table.digest, at: Date.now(), seconds: left.seconds, results },
        ...{ url: event?.url, ref: await refOf(call), commit: checked.commit },
        phases: Object.fromEntries(left.phases.map(({ name, seconds }) => [name, seconds])),
        ...(differs ? { differs: true } : {}),
    };
    const { signedRun } = await __webpack_require__.e(/* import() */ 9657).then(__webpack_require__.bind(__webpack_require__, 39657));
    const said = { ...unsigned, signed: differs ? undefined : await signedRun(call, { facts, key }, unsigned, command) };
    const snapshots = await ports.openCache();
    if ((0,port/* isHere */.n)(ports, store))
        for (const tag of [tags.exact, tags.newest])
            await snapshots.useImage(tag);
    const write = () => (0,publication/* storeSnapshot */.MW)(store, [tags.exact, tags.newest], { packed, facts: said }, signal);
    await ((0,port/* isHere */.n)(ports, store) ? snapshots.alone("store", write) : write());
    const { at, seconds, url, ref } = said;
    const proof = { ...{ key, at, seconds, url, ref }, environment: call.of.key.tag, command };
    await (0,proofs/* addProof */.Kt)(store, checked.whole, proof).catch((error) => {
        ports.log.debug(`The run is not listed among those of its commit: ${(0,cache_work/* failureOf */.g5)(error).message}`);
    });
    const entries = await (0,cache_work/* ciEntriesOf */.Ui)(call);
    if (entries !== undefined)
        await (0,ci_entries/* keepInCi */.P)(entries, tags, { scratch: left.scratch, signal });
    return { bytes: packed.frames.size + packed.table.size, differs };
}
/** Whether the same run has left the same before. What is for people to read, such as a summary, may say how long it took. */
function isAsBefore({ ports }, { record, snapshot }, { identity, results }) {
    const data = [...ports.gifts.results].filter(([, { isProse }]) => !isProse).map(([name]) => name);
    return snapshot.identity === identity && data.every((name) => (record.results[name] ?? "") === (results[name] ?? ""));
}
async function textsOf(files) {
    const texts = [...files].map(async ([name, file]) => [name, await (0,promises_.readFile)(file, "utf8")]);
    return Object.fromEntries(await Promise.all(texts));
}
/** What is no record is replaced; what cannot be read may say that the run is not hermetic. */
function unlessNoRecord(error) {
    if (!(0,errors/* isTreestampError */.Sh)(error, "snapshot-invalid", "image-invalid"))
        throw error;
}
/** What ran, without anything that may be secret. */
function commandName(command) {
    switch (command.kind) {
        case "argv":
            return command.argv.length > 1 ? `${(0,external_node_path_.basename)(command.argv[0])} …` : (0,external_node_path_.basename)(command.argv[0]);
        case "script":
            return "a script";
        case "image":
            return "the image's command";
        case "phases":
            return command.steps.flatMap((step) => step.map(({ name }) => name)).join(", ");
    }
}
function notHermetic(key) {
    return `The command is not hermetic: the same run has left something else before, so it is not reused. What decides it is in no key, such as the time or a random number. To begin anew, delete run-${key} from the store.`;
}

;// CONCATENATED MODULE: ./core/verbs/run-own.js
/** Runs a command in a checkout of its own. */











/** @param keyed the run, where it is to be recorded */
async function runOwn(call, ready, keyed) {
    const { ports, request, repository, checked, reuse } = call;
    const cache = await ports.openCache();
    return cache.withIncoming(async (scratch) => {
        const folder = (0,external_node_path_.join)(scratch, "workspace");
        const checkout = await (0,stages/* timed */.ay)(call.of.stages, "checkout", () => ports.interruptible((signal) => checkOut(repository, checked.files, folder, signal)));
        await checkDirectory(call, folder);
        const { place, results } = await ownPlace(call, folder, scratch);
        const begun = performance.now();
        const ran = await (0,run.runIn)(ports, request, ready, place);
        const seconds = (performance.now() - begun) / 1000;
        // Nobody waits for what it has left, and what a command says of its end once it was told to end proves nothing.
        if (ran.isCut && ran.outcome !== "timed-out")
            return ran;
        await tellResults(call, results);
        const outputs = await outputsIn(checkout, reuse.outputs);
        const lay = ports.interruptible((signal) => layOutputs(outputs.archive(), outputs.present, repository.workTree, signal));
        if (ran.outcome === "success")
            await lay;
        else
            await lay.catch((error) => ports.log.warning((0,cache_work/* failureOf */.g5)(error).message)); // its own exit code says more
        if (ran.outcome === "success" && keyed !== undefined) {
            await recordRun(call, keyed, { checkout, outputs, scratch, seconds, results, phases: ran.phases ?? [] });
        }
        return ran;
    });
}
/** @throws input-invalid for a folder that is in the work tree alone, such as one that git ignores */
async function checkDirectory({ request, repository }, folder) {
    const directory = (0,run.workingDirectoryOf)(request);
    const path = (0,external_node_path_.relative)(repository.workTree, directory);
    const stats = await (0,promises_.lstat)((0,external_node_path_.join)(folder, path)).catch(() => undefined);
    if (stats?.isDirectory())
        return;
    throw new errors/* TreestampError */.ks("input-invalid", `\`reuse\`: the command would not find its working directory ${directory}.`, {
        remedy: "It sees what git has, and of that the `paths`: check both, and `working-directory`.",
    });
}
/** The checkout at the work tree's place, and empty files for results. */
async function ownPlace({ ports, repository }, folder, scratch) {
    const results = new Map();
    const variables = new Map();
    const binds = [{ source: folder, target: repository.workTree, readOnly: false }];
    for (const name of ports.gifts.results.keys()) {
        const file = (0,external_node_path_.join)(scratch, name);
        await (0,promises_.writeFile)(file, "");
        await (0,promises_.chmod)(file, 0o666); // for any user that the command may run as
        const target = `/run/treestamp-${name}`;
        results.set(name, file);
        variables.set(name, target);
        binds.push({ source: file, target, readOnly: false });
    }
    const place = { root: folder, binds, gifts: { variables, searched: [] }, isOwn: true };
    return { place, results };
}
/** Adds what the command has written to the files that the host reads, however much that is. */
async function tellResults({ ports }, files) {
    for (const [name, file] of files) {
        const { file: host } = ports.gifts.results.get(name);
        await (0,external_node_stream_promises_.pipeline)((0,external_node_fs_.createReadStream)(file), (0,external_node_fs_.createWriteStream)(host, { flags: "a" }));
    }
}

;// CONCATENATED MODULE: ./core/verbs/reuse.js
/**
 * A run that need not be repeated: where the same has passed before, that stands for it. Whatever is wrong with a record costs time
 * alone: the command runs. Nothing is red for it, and nothing is green without it.
 */


















/** Runs the command, unless the same run has passed before. */
async function runOnce(ports, asked, repository) {
    const [pulled] = await Promise.all([(0,pull.pulledBefore)(ports, asked, repository), (0,run.checkRun)(asked)]);
    const request = await inRepository(asked, repository);
    const reuse = request.reuse;
    const begun = pulled === undefined
        ? await beginAnew(ports, request, repository)
        : { ready: pulled, of: pulled, from: pulled.from };
    const { of } = begun;
    const checked = await (0,stages/* timed */.ay)(of.stages, "files", () => checkedFiles(repository, reuse));
    await checkPlaces(repository.workTree, reuse.outputs);
    const stores = await recordStores(ports, begun.from);
    const call = { ports, request, repository, reuse, checked, stores, of };
    const environment = begun.ready === undefined ? begun.environment : known(begun.ready.environment);
    const keyed = keyedRun(call, environment);
    for (const line of (0,run_key/* explainRun */.Df)(keyed.key, keyed.facts))
        ports.log[request.explain ? "info" : "debug"](line);
    const unfit = whyUnfit(call);
    if (unfit === undefined) {
        const passed = await passedBefore(call, keyed);
        if (passed !== undefined)
            return reusedOutcome(call, environment, { ...passed, runKey: keyed.key });
    }
    else
        ports.log.warning(`\`reuse\`: the command runs, and is not recorded: ${unfit}.`);
    const ready = begun.ready ?? (await begun.prepare());
    const used = keyedRun(call, known(ready.environment));
    const ran = await runOwn(call, ready, unfit === undefined ? used : undefined);
    return { ...(0,pull.readyOutcome)(ready), runKey: used.key, ...ran };
}
/** An environment that is there, and need not be brought here; else one that was built just now. */
async function beginAnew(ports, request, repository) {
    const there = await environmentThere(ports, request, await (0,resolve.identify)(ports, request, repository));
    const { environment, identified: of } = there;
    const prepare = () => (0,pull.makeReady)(ports, request, of);
    if (environment === undefined)
        return { ready: await prepare(), of, from: of.store };
    return { ready: undefined, environment, prepare, of, from: of.store };
}
function reusedOutcome({ of }, { location, digest, identity }, passed) {
    const there = { state: "present", cacheHit: true, snapshot: identity };
    return { ...(0,resolve.named)(of, location, digest), ...there, exitCode: 0, outcome: "success", ...passed };
}
/** Where a record may be. A person's own store has what that person's machine has proved, which no job of a CI believes. */
async function recordStores({ localStore, hostEvent }, store) {
    const isAlone = store.location === localStore.location || (await hostEvent()) !== undefined;
    return isAlone ? [store] : [store, localStore];
}
function keyedRun(call, environment) {
    const facts = factsOf(call, environment);
    return { facts, key: (0,run_key/* runKeyOf */.kB)(call.repository.objectFormat, facts) };
}
function factsOf({ ports, request, repository, reuse, checked, of }, { config, identity }) {
    const { command, user, runNetwork: network, seccomp } = request;
    return {
        files: checked.tree,
        environment: { config, identity },
        platform: (0,manifest/* formatPlatform */.Bq)(ports.platform),
        command: (0,oci_digest/* sha256Of */.Bj)(JSON.stringify(command)),
        workspace: repository.workTree,
        directory: (0,run.workingDirectoryOf)(request),
        ...{ user: (0,cache_work/* numberedUser */.A)(user), groups: groupsOf(user) },
        variables: (0,run_key/* hashesOf */.mU)((0,run.environmentOf)(request.env, ports.environment)),
        ...{ network, seccomp, writable: of.writable },
        caches: of.caches.map(({ name, path }) => `${name} ${path}`),
        outputs: reuse.outputs.map(git_path/* textOfPath */._w),
        results: [...ports.gifts.results.keys()].sort(),
    };
}
/** Those that the caller brings along. */
function groupsOf(user) {
    return user === "caller" ? [...process.getgroups()].sort((a, b) => a - b).join(",") : "";
}
/** Why a run is neither looked for nor recorded: what it depends on is in no key, or is to be in no record. A clause. */
function whyUnfit({ ports, request, checked }) {
    if (checked.changed !== undefined)
        return checked.changed;
    const secret = [...(0,run.environmentOf)(request.env, ports.environment).keys()].find(masks/* looksSecret */.n);
    if (secret !== undefined)
        return `the variable ${secret} looks like a secret`;
    for (const name of ["volumes", "devices"]) {
        if (request[name].length > 0)
            return `\`${name}\` show what is in no key`;
    }
    return undefined;
}
/**
 * The same call with its working directory as git names it: the command sees the repository at that place alone.
 * @throws input-invalid for one that is elsewhere
 */
async function inRepository(request, { workTree = "" }) {
    const workingDirectory = await (0,promises_.realpath)((0,run.workingDirectoryOf)(request));
    if ((0,mounts/* isWithin */.UO)(workTree, workingDirectory))
        return { ...request, workingDirectory };
    throw new errors/* TreestampError */.ks("input-invalid", `\`reuse\`: the working directory ${workingDirectory} is not in the repository.`, {
        remedy: "The command sees the files of the repository and nothing else: start it there (`working-directory`).",
    });
}


/***/ })

};
;