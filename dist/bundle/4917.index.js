"use strict";
exports.id = 4917;
exports.ids = [4917,430];
exports.modules = {

/***/ 83:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Vq: () => (/* binding */ sha256OfFile),
/* harmony export */   ew: () => (/* binding */ largestPointer),
/* harmony export */   vp: () => (/* binding */ parsePointer)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_1__);
/** Git LFS pointers: the small text that git keeps in place of a large file. Source: git-lfs, docs/spec.md. */


/** A larger blob is no pointer. Bytes. */
const largestPointer = 1024;
/**
 * Undefined for what is no pointer. A pointer of the older name of the specification is one; extensions (`ext-0-…`) are
 * none of ours: the content that the pointer names is not the file's then.
 */
function parsePointer(blob) {
    if (blob.length > largestPointer)
        return undefined;
    const found = /^version https:\/\/(?:git-lfs\.github\.com\/spec\/v1|hawser\.github\.com\/spec\/v1)\noid sha256:([0-9a-f]{64})\nsize (\d{1,15})\n$/.exec(blob.toString("latin1"));
    return found === null ? undefined : { sha256: found[1], size: Number(found[2]) };
}
/** What a pointer calls its content: the sha256 of a file, in hexadecimal. */
async function sha256OfFile(path) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256");
    for await (const part of (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.createReadStream)(path))
        hash.update(part);
    return hash.digest("hex");
}


/***/ }),

/***/ 1704:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  M_: () => (/* binding */ hasWorkingTree),
  ux: () => (/* binding */ submodulesChangedInside),
  cn: () => (/* binding */ workingTree)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./core/git/path.js
var path = __webpack_require__(3533);
// EXTERNAL MODULE: ./core/git/repository.js + 2 modules
var git_repository = __webpack_require__(8284);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./core/git/lfs-pointer.js
var lfs_pointer = __webpack_require__(83);
;// CONCATENATED MODULE: ./core/git/untouched.js
/**
 * Files that git calls modified although nobody touched them: git compares what a commit of the file would have, and that
 * is not what the commit has where a blob is not as its attributes want it (a blob with CRLF and `eol=crlf`, an expanded
 * `$Id$`), or where a filter is not installed (Git LFS). Such a file is as its checkout left it.
 */




/** The paths among these whose file is what a checkout of the index would write. */
async function untouched(repository, entries) {
    const same = new Set();
    const waiting = entries.filter(({ state, indexed }) => {
        return state[1] === "M" && indexed?.mode.startsWith("100") && indexed.mode === indexed.workMode;
    });
    const work = async () => {
        for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
            if (await isAsCheckedOut(repository, next.path, next.indexed.oid))
                same.add(next.path);
        }
    };
    await Promise.all(Array.from({ length: 4 }, work));
    return same;
}
async function isAsCheckedOut(repository, path, oid) {
    const place = Buffer.from((0,external_node_path_.join)(Buffer.from(repository.workTree).toString("latin1"), path), "latin1");
    const { size } = await (0,promises_.lstat)(place);
    const blob = await repository.objects.stream(oid);
    if (blob === undefined)
        return false;
    const inGit = (0,external_node_crypto_.createHash)("sha256");
    const parts = [];
    for await (const part of blob.body) {
        inGit.update(part);
        if (blob.size <= lfs_pointer/* largestPointer */.ew)
            parts.push(part);
    }
    const onDisk = await (0,lfs_pointer/* sha256OfFile */.Vq)(place);
    if (size === blob.size && inGit.digest("hex") === onDisk)
        return true;
    const pointer = (0,lfs_pointer/* parsePointer */.vp)(Buffer.concat(parts));
    if (pointer !== undefined)
        return pointer.size === size && pointer.sha256 === onDisk;
    // Git LFS would ask its server for a file that is not here.
    const env = { GIT_LFS_SKIP_SMUDGE: "1" };
    const input = Buffer.concat([Buffer.from(`${oid} `), Buffer.from(path, "latin1"), Buffer.from("\n")]);
    if (path.includes("\n"))
        return false;
    const options = { env, input, maxOutput: size + (1 << 16) };
    const written = await repository.git(["cat-file", "--batch", "--filters"], options).catch(() => noOutput);
    const end = written.stdout.indexOf(0x0a);
    if (written.exitCode !== 0 || end < 0)
        return false;
    const content = written.stdout.subarray(end + 1, -1);
    return content.length === size && (0,external_node_crypto_.createHash)("sha256").update(content).digest("hex") === onDisk;
}
/** Of a program that wrote more than the file has. */
const noOutput = { exitCode: 1, stdout: Buffer.alloc(0) };

;// CONCATENATED MODULE: ./core/git/working-tree.js
/** What the work tree has that no commit has, as a git tree: by a copy of the index and an object directory of ours. */






/** Git settings of a user's that would write beside the index copy or start programs. */
const quiet = ["-c", "core.fsmonitor=false", "-c", "core.splitIndex=false", "-c", "core.hooksPath=/dev/null"];
/** True where there are files to compare: a work tree that was checked out. */
async function hasWorkingTree(repository) {
    if (repository.workTree === undefined)
        return false;
    return (0,promises_.stat)(indexOf(repository)).then(() => true, () => false);
}
/**
 * The tree that a commit of everything at or below these paths would have now: changed, staged, deleted and new files;
 * ignored ones not. Undefined where nothing there differs from HEAD. Objects go to `repository.scratch()`; the repository
 * and its index stay as they are.
 * @throws repository-invalid with what git said
 */
async function workingTree(repository, below) {
    const limits = below.includes("") ? [] : ["--", ...below.map(path/* textOfPath */._w)];
    const status = ["status", "--porcelain=v2", "-z", "--no-renames", "--untracked-files=all"];
    const listed = entriesOf(await repository.ask([...quiet, ...status, "--ignore-submodules=dirty", ...limits]));
    const same = await untouched(repository, listed);
    const changes = listed.filter(({ state, path }) => state[0] !== "." || !same.has(path));
    if (changes.length === 0)
        return undefined;
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), "treestamp-index-"));
    try {
        const index = (0,external_node_path_.join)(folder, "index");
        await copyIndex(indexOf(repository), index);
        const env = {
            GIT_INDEX_FILE: index,
            GIT_OBJECT_DIRECTORY: await repository.scratch(),
            GIT_ALTERNATE_OBJECT_DIRECTORIES: (0,git_repository/* quoted */.TL)((0,external_node_path_.join)(repository.commonDirectory, "objects")),
        };
        // A staged change is in the index already; what the work tree adds to it is not.
        const inWorkTree = changes.filter(({ state, path }) => state[1] !== "." && !same.has(path));
        // A merge may be unfinished elsewhere: no tree can be written until each path has one version.
        const unmerged = (await repository.ask(["ls-files", "--unmerged", "-z"]))
            .toString("latin1")
            .match(/(?<=\t)[^\0]+/g);
        const paths = new Set([...inWorkTree.map(({ path }) => path.replace(/\/$/, "")), ...(unmerged ?? [])]);
        await repository.ask([...quiet, "update-index", "--add", "--remove", "--replace", "-z", "--stdin"], {
            env,
            input: Buffer.from([...paths].map((path) => `${path}\0`).join(""), "latin1"),
        });
        return (await repository.ask([...quiet, "write-tree"], { env })).toString("latin1").trim();
    }
    finally {
        await (0,promises_.rm)(folder, { recursive: true, force: true });
    }
}
/**
 * Submodules whose checkout has changes of its own: files changed or new, but the commit that the index names.
 * @param limits `--` and paths; empty for all
 * @throws repository-invalid with what git said
 */
async function submodulesChangedInside(repository, limits) {
    const status = ["status", "--porcelain=v2", "-z", "--no-renames", "--untracked-files=no", "--ignore-submodules=none"];
    const output = await repository.ask([...quiet, ...status, ...limits]);
    // `S<c><m><u>`: the third and fourth letter stand for changed and for new files.
    return entriesOf(output)
        .filter(({ submodule }) => /^S.(M.|.U)$/.test(submodule))
        .map(({ path }) => path);
}
/** Each worktree has its own. Source: gitrepository-layout(5). */
function indexOf({ gitDirectory }) {
    return (0,external_node_path_.join)(gitDirectory, "index");
}
/**
 * Git trusts a file's times unless the file is as young as the index, so the copy must not look younger than the
 * original: it gets its time, rounded down.
 */
async function copyIndex(from, to) {
    const { mtimeMs } = await (0,promises_.stat)(from);
    await (0,promises_.copyFile)(from, to);
    const seconds = Math.floor(mtimeMs / 1000);
    await (0,promises_.utimes)(to, seconds, seconds);
}
/** The records of `git status --porcelain=v2 -z`. Source: git-status(1). */
function entriesOf(output) {
    const entries = [];
    for (const record of output.toString("latin1").split("\0")) {
        const [kind = "", state = "", submodule = "", , mode = "", workMode = "", , oid = ""] = record.split(" ", 8);
        const path = record
            .split(" ")
            .slice({ "1": 8, u: 10, "?": 1 }[kind] ?? Number.POSITIVE_INFINITY)
            .join(" ");
        if (kind === "1")
            entries.push({ state, path, submodule, indexed: { mode, workMode, oid } });
        else if (kind === "u")
            entries.push({ state: "UU", path, submodule });
        else if (kind === "?")
            entries.push({ state: ".?", path, submodule: "N..." });
    }
    return entries;
}


/***/ }),

/***/ 430:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   configPath: () => (/* binding */ configPath),
/* harmony export */   mergeInputs: () => (/* binding */ mergeInputs),
/* harmony export */   recipeInputs: () => (/* binding */ recipeInputs),
/* harmony export */   recipeInputsOf: () => (/* binding */ recipeInputsOf),
/* harmony export */   typed: () => (/* binding */ typed)
/* harmony export */ });
/* harmony import */ var _input_value_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6939);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5457);
/** What decides an image, as people say it: in `treestamp.yml`, or in a call. */


/** Where the repository keeps them. */
const configPath = "treestamp.yml";
/** Those of the inputs that decide an image. */
const recipeInputs = _inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .inputs */ .QL.filter(({ places }) => places.includes("config"));
/**
 * The recipe's inputs among those of a call, as a flag or an action's input gives them.
 * @throws input-invalid
 */
function recipeInputsOf(written) {
    const said = new Map();
    for (const input of recipeInputs) {
        const value = written.get(input.name);
        if (value === undefined)
            continue;
        said.set(input.name, (0,_input_value_js__WEBPACK_IMPORTED_MODULE_0__/* .inputValue */ .UV)(input, value, (0,_input_value_js__WEBPACK_IMPORTED_MODULE_0__/* .failOf */ .YT)(input)));
    }
    return typed(said);
}
/** `call` wins over `file`, each input as a whole. */
function mergeInputs(file, call) {
    return { ...file, ...call };
}
/** By the names of their fields. */
function typed(said) {
    return Object.fromEntries([...said].map(([name, value]) => [name.replace(/-(.)/g, (_, letter) => letter.toUpperCase()), value]));
}


/***/ }),

/***/ 5665:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   keyOf: () => (/* binding */ keyOf),
/* harmony export */   writeKeyTree: () => (/* binding */ writeKeyTree)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _git_tree_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2386);
/* harmony import */ var _recipe_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1810);
/** The key: the git tree hash that names a recipe. */




/** Part of every key with parameters; to be raised whenever the same recipe must get another key. */
const version = 1;
/**
 * A recipe's key. A recipe that is one directory and nothing else has this directory's own hash; what else there is
 * stands in `.treestamp/recipe.json` of a tree that only the key names.
 */
function keyOf(format, recipe, dirty) {
    const { hash } = keyTree(format, recipe);
    return { hash, dirty, tag: dirty ? `${hash}-dirty` : hash };
}
/**
 * Writes the trees and the blob that make a key and that git does not have, so that `git ls-tree -r KEY` shows what went
 * in. Nothing is written for a recipe that is a plain directory, or for uncommitted changes.
 * @returns whether the repository has the key's tree now; a repository that cannot be written is no error
 */
async function writeKeyTree(repository, recipe, key) {
    const { hash, made, blobs } = keyTree(repository.objectFormat, recipe);
    if (key.dirty || key.hash !== hash)
        return false;
    if (made.size === 0 || (await isLoose(repository, hash)))
        return true;
    for (const blob of blobs) {
        const { exitCode } = await repository.git(["hash-object", "-w", "--stdin"], { input: blob });
        if (exitCode !== 0)
            return false;
    }
    const input = [...made.values()].map((entries) => Buffer.from(`${entries.map(listed).join("")}\0`, "latin1"));
    const written = await repository.git(["mktree", "--batch", "-z", "--missing"], { input: Buffer.concat(input) });
    return written.exitCode === 0 && written.stdout.toString("latin1").split("\n").includes(hash);
}
/**
 * Whether git has an object in a file of its own, as `git mktree` leaves it. To ask git for what may not be there could make
 * it ask the remote of a partial clone.
 */
async function isLoose({ commonDirectory }, oid) {
    return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.access)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(commonDirectory, "objects", oid.slice(0, 2), oid.slice(2))).then(() => true, () => false);
}
/** An entry as `git mktree -z` reads it. */
function listed({ mode, oid, name }) {
    const type = mode === "40000" ? "tree" : mode === "160000" ? "commit" : "blob";
    return `${mode} ${type} ${oid}\t${name}\0`;
}
function keyTree(format, recipe) {
    const made = new Map(recipe.madeTrees);
    const make = (entries) => {
        const hash = (0,_git_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .hashObject */ .wM)(format, "tree", (0,_git_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .encodeTree */ .hN)(entries));
        made.set(hash, entries);
        return hash;
    };
    const parameters = parametersOf(recipe);
    if (parameters === undefined) {
        const plain = made.size === 0 && recipe.laidIn.size === 0;
        const hash = make(recipe.context);
        return { hash, made: plain ? new Map() : made, blobs: [...recipe.madeBlobs.values()] };
    }
    const blob = Buffer.from(`${JSON.stringify(parameters, undefined, 2)}\n`, "utf8");
    const json = { mode: "100644", name: "recipe.json", oid: (0,_git_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .hashObject */ .wM)(format, "blob", blob) };
    const laidIn = recipe.context.find(({ name }) => name === _recipe_js__WEBPACK_IMPORTED_MODULE_3__/* .reservedName */ .kW);
    const own = laidIn === undefined ? [] : made.get(laidIn.oid);
    const reserved = { mode: "40000", name: _recipe_js__WEBPACK_IMPORTED_MODULE_3__/* .reservedName */ .kW, oid: make([...own, json].sort(_git_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .compareEntries */ .wD)) };
    const root = [...recipe.context.filter((entry) => entry !== laidIn), reserved].sort(_git_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .compareEntries */ .wD);
    return { hash: make(root), made, blobs: [...recipe.madeBlobs.values(), blob] };
}
/** What differs from the defaults, in one fixed order; undefined where nothing does. */
function parametersOf(recipe) {
    const said = {
        ...(recipe.dockerfile === "Dockerfile" ? {} : { dockerfile: recipe.dockerfile }),
        // The files of a submodule are not in the tree: what the rules leave out of them is told by the rules alone.
        ...(recipe.ignore?.hasSubmodule ? { ignore: recipe.ignore.rules.patterns } : {}),
        ...(recipe.target === undefined ? {} : { target: recipe.target }),
        ...(recipe.buildArgs.size === 0 ? {} : { buildArgs: sorted(recipe.buildArgs) }),
        ...(recipe.platforms.join() === _recipe_js__WEBPACK_IMPORTED_MODULE_3__/* .defaultPlatform */ .nx ? {} : { platforms: recipe.platforms }),
        // By digest alone: where the bytes are taken from does not change them.
        ...(recipe.bases.length === 0 ? {} : { bases: sorted(recipe.bases.map(({ name, digest }) => [name, digest])) }),
    };
    return Object.keys(said).length === 0 ? undefined : { version, ...said };
}
/** Pairs rather than an object: an object's own order would depend on the names. */
function sorted(pairs) {
    return [...pairs].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}


/***/ }),

/***/ 4917:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   keysOf: () => (/* binding */ keysOf),
/* harmony export */   readSource: () => (/* binding */ readSource)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4256);
/* harmony import */ var _git_path_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3533);
/* harmony import */ var _git_working_tree_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1704);
/* harmony import */ var _config_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(430);
/* harmony import */ var _include_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6622);
/* harmony import */ var _key_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5665);
/* harmony import */ var _read_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6616);
/** Where a recipe comes from: a revision, or what is checked out. */








/**
 * Reads the recipe of a revision. Without `ref`: of what is checked out, with uncommitted changes to the recipe's own
 * paths; of HEAD where there is no work tree.
 * @throws repository-invalid, path-missing, input-invalid
 */
async function readSource(repository, request) {
    const { ref, inputs } = request;
    if (ref === undefined && (await (0,_git_working_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .hasWorkingTree */ .M_)(repository)))
        return readCheckedOut(repository, request);
    const revision = ref === undefined ? await headOf(repository) : await repository.resolve(ref);
    if (revision === undefined)
        throw noCommits();
    const merged = (0,_config_js__WEBPACK_IMPORTED_MODULE_4__.mergeInputs)(await readConfig(repository, revision.tree), inputs);
    const recipe = await recipeIn(repository, revision.tree, merged);
    return { recipe, inputs: merged, commit: revision.commit, dirty: false };
}
/**
 * The keys of many revisions by one process of git; what revisions share is read once. A revision that has no key is an
 * answer with an error, and the next one follows.
 */
async function* keysOf(repository, inputs, revisions) {
    const configs = new Map();
    const keys = new Map();
    for await (const revision of revisions) {
        try {
            const { tree } = await repository.resolve(revision);
            let key = keys.get(tree);
            if (key === undefined) {
                const merged = (0,_config_js__WEBPACK_IMPORTED_MODULE_4__.mergeInputs)(await readConfig(repository, tree, configs), inputs);
                key = (0,_key_js__WEBPACK_IMPORTED_MODULE_6__.keyOf)(repository.objectFormat, await recipeIn(repository, tree, merged), false);
                keys.set(tree, key);
            }
            yield { revision, key };
        }
        catch (error) {
            if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isTreestampError */ .Sh)(error))
                throw error;
            yield { revision, error };
        }
    }
}
async function readCheckedOut(repository, { inputs, onCommitted }) {
    const head = await headOf(repository);
    // Nearly always `treestamp.yml` is the commit's, and one question to git is enough.
    const merged = await unlessWrong(async () => (0,_config_js__WEBPACK_IMPORTED_MODULE_4__.mergeInputs)(await configOf(repository, head?.tree), inputs));
    const paths = merged === undefined ? [_config_js__WEBPACK_IMPORTED_MODULE_4__.configPath] : pathsOf(merged);
    const comparing = (0,_git_working_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .workingTree */ .cn)(repository, paths);
    comparing.catch(() => { }); // to be heard of below
    const committed = await unlessWrong(async () => {
        if (head === undefined || merged === undefined)
            return undefined;
        const recipe = await recipeIn(repository, head.tree, merged);
        return { recipe, inputs: merged, commit: head.commit, dirty: false };
    });
    if (committed !== undefined)
        onCommitted?.(committed);
    const linked = committed?.recipe.origin.dockerfileTarget;
    const isSeen = linked === undefined || paths.some((path) => path === "" || `${linked}/`.startsWith(`${path}/`));
    const all = isSeen ? paths : [...paths, linked];
    const changed = isSeen ? await comparing : await comparing.then(() => (0,_git_working_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .workingTree */ .cn)(repository, all));
    if (changed === undefined && committed !== undefined)
        return committed;
    return readChanged(repository, { head, committed, changed, paths: all }, inputs);
}
/** What is said now, where it is not what the commit says, or where the commit says nothing that makes sense. */
async function readChanged(repository, known, inputs) {
    const { head, committed } = known;
    const merged = (0,_config_js__WEBPACK_IMPORTED_MODULE_4__.mergeInputs)(await configOf(repository, known.changed ?? head?.tree), inputs);
    const paths = [...new Set([...pathsOf(merged), ...known.paths])];
    const isKnown = paths.every((path) => known.paths.includes(path));
    const changed = isKnown ? known.changed : await (0,_git_working_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .workingTree */ .cn)(repository, paths);
    const tree = changed ?? head?.tree;
    if (tree === undefined)
        throw noCommits();
    const recipe = await recipeIn(repository, tree, merged);
    // A file that was changed and changed back is no change.
    const hash = (of) => (0,_key_js__WEBPACK_IMPORTED_MODULE_6__.keyOf)(repository.objectFormat, of, false).hash;
    const dirty = changed !== undefined && (committed === undefined || hash(committed.recipe) !== hash(recipe));
    return { recipe, inputs: merged, commit: head?.commit, dirty, ...(dirty ? { committed: committed?.recipe } : {}) };
}
/** Undefined where the commit has no recipe that could be read: there may be one by now that can. */
async function unlessWrong(read) {
    try {
        return await read();
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isTreestampError */ .Sh)(error, "path-missing", "input-invalid"))
            return undefined;
        throw error;
    }
}
function pathsOf(inputs) {
    const { context, include, dockerfile } = (0,_read_js__WEBPACK_IMPORTED_MODULE_7__/* .originOf */ .yv)(inputs);
    return [_config_js__WEBPACK_IMPORTED_MODULE_4__.configPath, context, ...include.map(_include_js__WEBPACK_IMPORTED_MODULE_5__/* .directoryOf */ .jt), dockerfile, `${dockerfile}.dockerignore`];
}
async function configOf(repository, tree) {
    return tree === undefined ? {} : readConfig(repository, tree);
}
/** HEAD's commit; undefined before the first one. */
async function headOf(repository) {
    try {
        return await repository.resolve("HEAD");
    }
    catch (error) {
        if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isTreestampError */ .Sh)(error, "repository-invalid"))
            throw error;
        const { exitCode } = await repository.git(["rev-parse", "--verify", "--quiet", "HEAD"]);
        if (exitCode === 0)
            throw error; // there is one, and it cannot be read
        return undefined;
    }
}
function noCommits() {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("repository-invalid", "The repository has no commit and no file to take a recipe from.", {
        remedy: "Add the files of the recipe: `git add`, and commit them.",
    });
}
async function recipeIn(repository, tree, inputs) {
    const recipe = await (0,_read_js__WEBPACK_IMPORTED_MODULE_7__/* .readRecipe */ .XQ)(repository, repository.objectFormat, tree, inputs);
    const { workTree } = repository;
    if (workTree === undefined)
        return recipe;
    // Like every path of a recipe, the folder of a base starts at the repository's root.
    const bases = recipe.bases.map(({ source, ...base }) => ({
        ...base,
        source: source.kind === "layout" ? { ...source, folder: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(workTree, source.folder) } : source,
    }));
    return { ...recipe, bases };
}
/** `treestamp.yml` of a tree; nothing where it has none. `known` keeps what was read, by blob. */
async function readConfig(repository, tree, known = new Map()) {
    const readTree = repository.readTree;
    const { entry } = await (0,_git_path_js__WEBPACK_IMPORTED_MODULE_2__/* .entryAt */ ._f)(readTree, tree, _config_js__WEBPACK_IMPORTED_MODULE_4__.configPath);
    if (entry === undefined)
        return {};
    if (!entry.mode.startsWith("100")) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `${_config_js__WEBPACK_IMPORTED_MODULE_4__.configPath} is not a plain file.`, {
            remedy: "Make it a file: a link, a directory or a submodule of this name is not read.",
        });
    }
    const before = known.get(entry.oid);
    if (before !== undefined)
        return before;
    const object = await repository.objects.read(entry.oid);
    if (object === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("repository-invalid", `The repository lacks the blob of ${_config_js__WEBPACK_IMPORTED_MODULE_4__.configPath}, ${entry.oid}.`);
    }
    const { parseConfig } = await Promise.all(/* import() */[__webpack_require__.e(203), __webpack_require__.e(3483), __webpack_require__.e(4169)]).then(__webpack_require__.bind(__webpack_require__, 4169));
    const inputs = parseConfig(object.body.toString("utf8"));
    known.set(entry.oid, inputs);
    return inputs;
}


/***/ })

};
;