"use strict";
exports.id = 4065;
exports.ids = [4065,430];
exports.modules = {

/***/ 3533:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Rr: () => (/* binding */ parsePath),
/* harmony export */   _f: () => (/* binding */ entryAt),
/* harmony export */   _w: () => (/* binding */ textOfPath)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4256);
/* harmony import */ var _tree_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2386);
/** Paths in a repository: as people write them, and what a tree has there. */



/**
 * Reads a path as somebody wrote it. `.`, `./a//b/` and the like are brought to one form.
 * @param what the input that the path stands in, for the message
 * @throws input-invalid where it is empty or leads out of the repository
 */
function parsePath(text, what) {
    const path = node_path__WEBPACK_IMPORTED_MODULE_0__.posix.normalize(text).replace(/\/$/, "");
    const fault = text === "" || text.includes("\0")
        ? "is empty or holds a NUL"
        : text.startsWith("/")
            ? "is an absolute path"
            : path === ".." || path.startsWith("../")
                ? "leads out of the repository"
                : undefined;
    if (fault !== undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `${what}: ${JSON.stringify(text)} ${fault}.`, {
            remedy: "Give the path from the repository's root, such as `build` or `docker/Dockerfile`.",
        });
    }
    return path === "." ? "" : (0,_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .bytesOf */ .$$)(path);
}
/** The path for people; `.` for the root. */
function textOfPath(path) {
    return path === "" ? "." : (0,_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .textOf */ .b6)(path);
}
/** The entry at `path` below the tree `root`; the root itself for the empty path. Links are not followed. */
async function entryAt(readTree, root, path) {
    let entry = { mode: "40000", name: "", oid: root };
    if (path === "")
        return { entry };
    let walked = "";
    for (const name of path.split("/")) {
        if (entry.mode !== "40000")
            return { entry: undefined, obstacle: { path: walked, entry } };
        const next = (await readTree(entry.oid)).find((candidate) => candidate.name === name);
        if (next === undefined)
            return { entry: undefined, obstacle: undefined };
        entry = next;
        walked = walked === "" ? name : `${walked}/${name}`;
    }
    return { entry };
}


/***/ }),

/***/ 430:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   configPath: () => (/* binding */ configPath),
/* harmony export */   formOf: () => (/* binding */ formOf),
/* harmony export */   inputValue: () => (/* binding */ inputValue),
/* harmony export */   invalid: () => (/* binding */ invalid),
/* harmony export */   mergeInputs: () => (/* binding */ mergeInputs),
/* harmony export */   recipeInputs: () => (/* binding */ recipeInputs),
/* harmony export */   recipeInputsOf: () => (/* binding */ recipeInputsOf),
/* harmony export */   typed: () => (/* binding */ typed)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7834);
/** What decides an image, as people say it: in `treestamp.yml`, or in a call. */


/** Where the repository keeps them. */
const configPath = "treestamp.yml";
/** Those of the inputs that decide an image. */
const recipeInputs = _inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .inputs */ .QL.filter(({ places }) => places.includes("config"));
/**
 * The recipe's inputs out of values by name, as a flag or an action's input gives them: each value as one or more
 * lines; names that are no recipe's are passed over.
 * @throws input-invalid
 */
function recipeInputsOf(values) {
    const said = new Map();
    for (const input of recipeInputs) {
        const value = values.get(input.name);
        if (value !== undefined)
            said.set(input.name, inputValue(input, value, (fault) => invalid(`\`${input.name}\``, fault, formOf(input))));
    }
    return typed(said);
}
/** `call` wins over `file`, each input as a whole. */
function mergeInputs(file, call) {
    return { ...file, ...call };
}
/** Brings what was said into the input's kind: lists and maps may be text with an item a line, maps `NAME=VALUE` items. */
function inputValue(input, said, fail) {
    if (input.kind === "map") {
        if (said instanceof Map)
            return checkedNames(said, fail);
        const pairs = items(said).map((item) => {
            const equals = item.indexOf("=");
            if (equals <= 0)
                throw fail(`${JSON.stringify(item)} is not NAME=VALUE`);
            return [item.slice(0, equals), item.slice(equals + 1)];
        });
        const map = new Map();
        for (const [name, value] of pairs) {
            if (map.has(name))
                throw fail(`${name} is given twice`);
            map.set(name, value);
        }
        return checkedNames(map, fail);
    }
    if (said instanceof Map)
        throw fail(`a ${input.kind} was expected, not a mapping`);
    const list = items(said);
    if (input.kind === "list")
        return input.name === "platforms" ? list.flatMap((item) => item.split(/\s*,\s*/)) : list;
    if (list.length !== 1)
        throw fail(list.length === 0 ? "the value is empty" : "one value was expected, not several");
    return list[0];
}
/** One item a line; blank lines do not count. */
function items(said) {
    if (typeof said !== "string")
        return said.filter((item) => item !== "");
    return said
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== "");
}
function checkedNames(map, fail) {
    if (map.has(""))
        throw fail("a name is empty");
    return map;
}
function typed(said) {
    return Object.fromEntries([...said].map(([name, value]) => [name.replace(/-(.)/g, (_, letter) => letter.toUpperCase()), value]));
}
/** How a value of the input is written. */
function formOf({ kind, placeholder = "VALUE" }) {
    if (kind === "map")
        return `Write ${placeholder}, one on each line, or in ${configPath} a mapping.`;
    return kind === "list" ? `Write ${placeholder}, one on each line, or in ${configPath} a list.` : "Write one value.";
}
function invalid(where, fault, remedy) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `${where}: ${fault}.`.replace(/\.\.$/, "."), { remedy });
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
    const { hash, made, blob } = keyTree(repository.objectFormat, recipe);
    if (key.dirty || key.hash !== hash)
        return false;
    if (made.size === 0 || (await isLoose(repository, hash)))
        return true;
    if (blob !== undefined) {
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
        return { hash, made: plain ? new Map() : made, blob: undefined };
    }
    const blob = Buffer.from(`${JSON.stringify(parameters, undefined, 2)}\n`, "utf8");
    const json = { mode: "100644", name: "recipe.json", oid: (0,_git_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .hashObject */ .wM)(format, "blob", blob) };
    const laidIn = recipe.context.find(({ name }) => name === _recipe_js__WEBPACK_IMPORTED_MODULE_3__/* .reservedName */ .k);
    const own = laidIn === undefined ? [] : made.get(laidIn.oid);
    const reserved = { mode: "40000", name: _recipe_js__WEBPACK_IMPORTED_MODULE_3__/* .reservedName */ .k, oid: make([...own, json].sort(_git_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .compareEntries */ .wD)) };
    const root = [...recipe.context.filter((entry) => entry !== laidIn), reserved].sort(_git_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .compareEntries */ .wD);
    return { hash: make(root), made, blob };
}
/** What differs from the defaults, in one fixed order; undefined where nothing does. */
function parametersOf(recipe) {
    const said = {
        ...(recipe.dockerfile === "Dockerfile" ? {} : { dockerfile: recipe.dockerfile }),
        ...(recipe.target === undefined ? {} : { target: recipe.target }),
        ...(recipe.buildArgs.size === 0 ? {} : { buildArgs: sorted(recipe.buildArgs) }),
        ...(recipe.platforms.join() === _recipe_js__WEBPACK_IMPORTED_MODULE_3__/* .defaultPlatform */ .n ? {} : { platforms: recipe.platforms }),
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

/***/ 1538:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  yv: () => (/* binding */ originOf),
  Hp: () => (/* binding */ parseBase),
  Wt: () => (/* binding */ platformsOf),
  XQ: () => (/* binding */ readRecipe)
});

// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(4256);
// EXTERNAL MODULE: ./core/git/path.js
var git_path = __webpack_require__(3533);
// EXTERNAL MODULE: ./core/git/tree.js
var tree = __webpack_require__(2386);
;// CONCATENATED MODULE: ./core/recipe/lay-in.js
/** Laying files and directories into a tree of entries, without writing anything. */



function assembly(format, readGitTree) {
    const made = new Map();
    return { format, made, laidIn: new Set(), readTree: async (oid) => made.get(oid) ?? (await readGitTree(oid)) };
}
/** The entry of a new directory with these entries. */
function makeDirectory(into, name, entries) {
    const oid = (0,tree/* hashTree */.vz)(into.format, entries);
    into.made.set(oid, entries);
    return { mode: "40000", name, oid };
}
/**
 * `entries` with `entry` at `path` (the name of `entry` does not count). Directories are joined; two files at one place
 * must be the same.
 * @param names what the two sides are called in the message of a conflict
 * @throws input-invalid where two different things would stand at one place
 */
async function layIn(into, entries, path, entry, names) {
    async function place(among, parts, walked) {
        const [name, ...rest] = parts;
        const at = walked === "" ? name : `${walked}/${name}`;
        const there = among.find((candidate) => candidate.name === name);
        const placed = rest.length > 0
            ? makeDirectory(into, name, await place(await below(there, at), rest, at))
            : await join(there, { ...entry, name }, at);
        return [...among.filter((candidate) => candidate !== there), placed].sort(tree/* compareEntries */.wD);
    }
    async function join(there, added, at) {
        if (there === undefined)
            into.laidIn.add(at);
        if (there === undefined || (there.oid === added.oid && there.mode === added.mode))
            return added;
        if (there.mode !== "40000" || added.mode !== "40000")
            throw conflict(at);
        let joined = await into.readTree(there.oid);
        for (const child of await into.readTree(added.oid)) {
            const known = joined.find((candidate) => candidate.name === child.name);
            const merged = await join(known, child, `${at}/${child.name}`);
            joined = [...joined.filter((candidate) => candidate !== known), merged].sort(tree/* compareEntries */.wD);
        }
        return makeDirectory(into, added.name, joined);
    }
    async function below(there, at) {
        if (there === undefined)
            return [];
        if (there.mode !== "40000")
            throw conflict(at);
        return into.readTree(there.oid);
    }
    function conflict(at) {
        return new errors/* TreestampError */.ks("input-invalid", `${names.there} and ${names.new} both have ${(0,git_path/* textOfPath */._w)(at)}, and they differ.`, {
            remedy: "Two things cannot stand at one place of the build context: leave one of them out or make them equal.",
        });
    }
    return place(entries, path.split("/"), "");
}

// EXTERNAL MODULE: ./core/recipe/recipe.js
var recipe = __webpack_require__(1810);
;// CONCATENATED MODULE: ./core/recipe/read.js





/** The paths of the repository that the inputs name. @throws input-invalid for a path that leads out of it */
function originOf(inputs) {
    const context = (0,git_path/* parsePath */.Rr)(inputs.context ?? ".", "`context`");
    return {
        context,
        include: (inputs.include ?? []).map((path) => (0,git_path/* parsePath */.Rr)(path, "`include`")),
        dockerfile: inputs.file === undefined ? below(context, "Dockerfile") : (0,git_path/* parsePath */.Rr)(inputs.file, "`file`"),
    };
}
/**
 * Reads a recipe from the tree `root`.
 * @throws path-missing, input-invalid
 */
async function readRecipe(readGitTree, format, root, inputs) {
    const origin = originOf(inputs);
    const into = assembly(format, readGitTree);
    const directory = await directoryAt(into.readTree, root, origin.context);
    let context = await into.readTree(directory.oid);
    if (context.length === 0)
        throw nothingThere("context", origin.context, "is an empty directory");
    for (const path of origin.include) {
        if (path === "")
            continue;
        const entry = await includedAt(into.readTree, root, path);
        context = await layIn(into, context, path, entry, {
            there: `The context (${(0,git_path/* textOfPath */._w)(origin.context)}, with what was laid in before)`,
            new: `the included path ${(0,git_path/* textOfPath */._w)(path)}`,
        });
    }
    if (origin.include.includes("") && origin.context !== "") {
        throw new errors/* TreestampError */.ks("input-invalid", "`include`: the whole repository cannot be laid into a part of it.", {
            remedy: "Make it the context, with `.` as its path.",
        });
    }
    if (context.some(({ name }) => name === recipe/* reservedName */.k)) {
        throw new errors/* TreestampError */.ks("input-invalid", `The build context has an entry ${recipe/* reservedName */.k} at its root.`, {
            remedy: "treestamp keeps this name for itself: give the file or directory another one.",
        });
    }
    const dockerfile = await dockerfileIn(into, root, context, origin, inputs.file !== undefined);
    return {
        context: dockerfile.context,
        madeTrees: into.made,
        laidIn: into.laidIn,
        dockerfile: dockerfile.path,
        target: inputs.target,
        buildArgs: inputs.buildArgs ?? new Map(),
        platforms: platformsOf(inputs.platforms),
        bases: [...(inputs.base ?? [])].map(([name, image]) => parseBase(name, image)).sort(byName),
        origin,
    };
}
function below(directory, name) {
    return directory === "" ? name : `${directory}/${name}`;
}
async function directoryAt(readTree, root, path) {
    const found = await (0,git_path/* entryAt */._f)(readTree, root, path);
    const entry = found.entry ?? found.obstacle?.entry;
    if (entry === undefined)
        throw nothingThere("context", path, "is not in the repository");
    if (entry.mode !== "40000")
        throw notThat("context", path, entry, "a directory");
    return entry;
}
async function includedAt(readTree, root, path) {
    const { entry, obstacle } = { obstacle: undefined, ...(await (0,git_path/* entryAt */._f)(readTree, root, path)) };
    if (entry === undefined && obstacle === undefined) {
        throw nothingThere("include", path, "is not in the repository");
    }
    if (entry === undefined)
        throw notThat("include", path, obstacle.entry, "a directory");
    if (entry.mode === "160000")
        throw notThat("include", path, entry, "a file or directory");
    return entry;
}
/** Finds the Dockerfile; one from outside of the context is laid in under the reserved name, with its own ignore file. */
async function dockerfileIn(into, root, context, { context: directory, dockerfile: path }, named) {
    const found = await (0,git_path/* entryAt */._f)(into.readTree, root, path);
    const entry = found.entry;
    if (entry === undefined) {
        if (!("obstacle" in found) || found.obstacle === undefined) {
            const remedy = named
                ? undefined
                : "Name the Dockerfile: input `file`, flag `--file`, or `file:` in treestamp.yml.";
            throw nothingThere("file", path, "is not in the repository", remedy);
        }
        throw notThat("file", path, found.obstacle.entry, "a directory");
    }
    if (entry.mode === "40000" || entry.mode === "160000")
        throw notThat("file", path, entry, "a file");
    const inside = directory === "" ? path : path.startsWith(`${directory}/`) ? path.slice(directory.length + 1) : "";
    if (inside !== "")
        return { context, path: (0,tree/* textOf */.b6)(inside) };
    if (entry.mode === "120000")
        throw notThat("file", path, entry, "a file");
    const ignore = (await (0,git_path/* entryAt */._f)(into.readTree, root, `${path}.dockerignore`)).entry;
    const own = [{ ...entry, name: "Dockerfile" }];
    if (ignore !== undefined)
        own.push({ ...ignore, name: "Dockerfile.dockerignore" });
    return {
        context: [...context, makeDirectory(into, recipe/* reservedName */.k, own)].sort(tree/* compareEntries */.wD),
        path: `${recipe/* reservedName */.k}/Dockerfile`,
    };
}
function nothingThere(input, path, what, remedy) {
    return new errors/* TreestampError */.ks("path-missing", `\`${input}\`: ${(0,git_path/* textOfPath */._w)(path)} ${what}.`, {
        remedy: remedy ??
            "Check the spelling, and that it is committed: git keeps no empty directories, and ignored files are not in it.",
    });
}
function notThat(input, path, entry, wanted) {
    const where = (0,git_path/* textOfPath */._w)(path);
    if (entry.mode === "160000") {
        return new errors/* TreestampError */.ks("input-invalid", `\`${input}\`: ${where} is, or is in, a submodule.`, {
            remedy: "A submodule's files are not in this repository's tree: run treestamp in the submodule (`-C`), or copy them.",
        });
    }
    const is = entry.mode === "120000" ? "a symbolic link" : entry.mode === "40000" ? "a directory" : "a file";
    const remedy = is === "a symbolic link" ? "Name the path that it points to." : `Name ${wanted}.`;
    return new errors/* TreestampError */.ks("input-invalid", `\`${input}\`: ${where} is, or leads through, ${is}.`, { remedy });
}
/** Platforms in one order, the usual one where none is said. @throws input-invalid */
function platformsOf(platforms) {
    if (platforms === undefined || platforms.length === 0)
        return [recipe/* defaultPlatform */.n];
    for (const platform of platforms) {
        if (/^[a-z0-9]+\/[a-z0-9_]+(\/[a-z0-9.]+)?$/.test(platform))
            continue;
        throw new errors/* TreestampError */.ks("input-invalid", `\`platforms\`: ${JSON.stringify(platform)} is not OS/ARCH.`, {
            remedy: "Write it like linux/amd64 or linux/arm/v7.",
        });
    }
    return [...new Set(platforms)].sort();
}
/** One item of `base`. @throws input-invalid for what is not fixed by a digest */
function parseBase(name, image) {
    const parts = /^(oci-layout:\/\/)?(.+)@(sha256:[0-9a-f]{64})$/.exec(image);
    if (parts === null) {
        throw new errors/* TreestampError */.ks("input-invalid", `\`base\`: ${name}=${image} does not fix an image by digest.`, {
            remedy: "Write NAME=REPOSITORY@sha256:… or NAME=oci-layout://FOLDER@sha256:…, with 64 hexadecimal digits.",
        });
    }
    const [, layout, place, digest] = parts;
    const source = layout
        ? { kind: "layout", folder: place }
        : { kind: "registry", repository: place };
    return { name, digest, source };
}
function byName(a, b) {
    return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}


/***/ }),

/***/ 1810:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ reservedName),
/* harmony export */   n: () => (/* binding */ defaultPlatform)
/* harmony export */ });
/** Directory at the context's root that treestamp keeps for what is not a file of the context. */
const reservedName = ".treestamp";
/** What a recipe is built for where it does not say. */
const defaultPlatform = "linux/amd64";


/***/ }),

/***/ 4065:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  keysOf: () => (/* binding */ keysOf),
  readSource: () => (/* binding */ readSource)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(4256);
// EXTERNAL MODULE: ./core/git/path.js
var path = __webpack_require__(3533);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./core/git/repository.js + 1 modules
var git_repository = __webpack_require__(4650);
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
    const status = ["status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all"];
    const changes = entriesOf(await repository.ask([...quiet, ...status, "--ignore-submodules=dirty", ...limits]));
    if (changes.length === 0)
        return undefined;
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), "treestamp-index-"));
    try {
        const index = (0,external_node_path_.join)(folder, "index");
        await copyIndex(indexOf(repository), index);
        const env = {
            GIT_INDEX_FILE: index,
            GIT_OBJECT_DIRECTORY: await repository.scratch(),
            GIT_ALTERNATE_OBJECT_DIRECTORIES: (0,git_repository/* quoted */.T)((0,external_node_path_.join)(repository.commonDirectory, "objects")),
        };
        // A staged change is in the index already; what the work tree adds to it is not.
        const inWorkTree = changes.filter(({ state }) => state[1] !== " ").map(({ path }) => path.replace(/\/$/, ""));
        // A merge may be unfinished elsewhere: no tree can be written until each path has one version.
        const unmerged = (await repository.ask(["ls-files", "--unmerged", "-z"]))
            .toString("latin1")
            .match(/(?<=\t)[^\0]+/g);
        const paths = new Set([...inWorkTree, ...(unmerged ?? [])]);
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
/** The records of `git status --porcelain -z`: two letters, a space, a path. */
function entriesOf(output) {
    const records = output.toString("latin1").split("\0");
    return records
        .filter((record) => record !== "")
        .map((record) => ({ state: record.slice(0, 2), path: record.slice(3) }));
}

// EXTERNAL MODULE: ./core/recipe/config.js
var config = __webpack_require__(430);
// EXTERNAL MODULE: ./core/recipe/key.js
var recipe_key = __webpack_require__(5665);
// EXTERNAL MODULE: ./core/recipe/read.js + 1 modules
var read = __webpack_require__(1538);
;// CONCATENATED MODULE: ./core/recipe/source.js
/** Where a recipe comes from: a revision, or what is checked out. */







/**
 * Reads the recipe of a revision. Without `ref`: of what is checked out, with uncommitted changes to the recipe's own
 * paths; of HEAD where there is no work tree.
 * @throws repository-invalid, path-missing, input-invalid
 */
async function readSource(repository, request) {
    const { ref, inputs } = request;
    if (ref === undefined && (await hasWorkingTree(repository)))
        return readCheckedOut(repository, request);
    const revision = ref === undefined ? await headOf(repository) : await repository.resolve(ref);
    if (revision === undefined)
        throw noCommits();
    const merged = (0,config.mergeInputs)(await readConfig(repository, revision.tree), inputs);
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
                const merged = (0,config.mergeInputs)(await readConfig(repository, tree, configs), inputs);
                key = (0,recipe_key.keyOf)(repository.objectFormat, await recipeIn(repository, tree, merged), false);
                keys.set(tree, key);
            }
            yield { revision, key };
        }
        catch (error) {
            if (!(0,errors/* isTreestampError */.Sh)(error))
                throw error;
            yield { revision, error };
        }
    }
}
async function readCheckedOut(repository, { inputs, onCommitted }) {
    const head = await headOf(repository);
    // Nearly always `treestamp.yml` is the commit's, and one question to git is enough.
    const merged = await unlessWrong(async () => (0,config.mergeInputs)(await configOf(repository, head?.tree), inputs));
    const paths = merged === undefined ? [config.configPath] : pathsOf(merged);
    const comparing = workingTree(repository, paths);
    comparing.catch(() => { }); // to be heard of below
    const committed = await unlessWrong(async () => {
        if (head === undefined || merged === undefined)
            return undefined;
        const recipe = await recipeIn(repository, head.tree, merged);
        return { recipe, inputs: merged, commit: head.commit, dirty: false };
    });
    if (committed !== undefined)
        onCommitted?.(committed);
    const changed = await comparing;
    if (changed === undefined && committed !== undefined)
        return committed;
    return readChanged(repository, { head, committed, changed, paths }, inputs);
}
/** What is said now, where it is not what the commit says, or where the commit says nothing that makes sense. */
async function readChanged(repository, known, inputs) {
    const { head, committed } = known;
    const merged = (0,config.mergeInputs)(await configOf(repository, known.changed ?? head?.tree), inputs);
    const paths = pathsOf(merged);
    const isKnown = paths.every((path) => known.paths.includes(path));
    const changed = isKnown ? known.changed : await workingTree(repository, paths);
    const tree = changed ?? head?.tree;
    if (tree === undefined)
        throw noCommits();
    const recipe = await recipeIn(repository, tree, merged);
    // A file that was changed and changed back is no change.
    const hash = (of) => (0,recipe_key.keyOf)(repository.objectFormat, of, false).hash;
    const dirty = changed !== undefined && (committed === undefined || hash(committed.recipe) !== hash(recipe));
    return { recipe, inputs: merged, commit: head?.commit, dirty };
}
/** Undefined where the commit has no recipe that could be read: there may be one by now that can. */
async function unlessWrong(read) {
    try {
        return await read();
    }
    catch (error) {
        if ((0,errors/* isTreestampError */.Sh)(error, "path-missing", "input-invalid"))
            return undefined;
        throw error;
    }
}
function pathsOf(inputs) {
    const { context, include, dockerfile } = (0,read/* originOf */.yv)(inputs);
    return [config.configPath, context, ...include, dockerfile, `${dockerfile}.dockerignore`];
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
        if (!(0,errors/* isTreestampError */.Sh)(error, "repository-invalid"))
            throw error;
        const { exitCode } = await repository.git(["rev-parse", "--verify", "--quiet", "HEAD"]);
        if (exitCode === 0)
            throw error; // there is one, and it cannot be read
        return undefined;
    }
}
function noCommits() {
    return new errors/* TreestampError */.ks("repository-invalid", "The repository has no commit and no file to take a recipe from.", {
        remedy: "Add the files of the recipe: `git add`, and commit them.",
    });
}
async function recipeIn(repository, tree, inputs) {
    const recipe = await (0,read/* readRecipe */.XQ)(repository.readTree, repository.objectFormat, tree, inputs);
    const { workTree } = repository;
    if (workTree === undefined)
        return recipe;
    // Like every path of a recipe, the folder of a base starts at the repository's root.
    const bases = recipe.bases.map(({ source, ...base }) => ({
        ...base,
        source: source.kind === "layout" ? { ...source, folder: (0,external_node_path_.resolve)(workTree, source.folder) } : source,
    }));
    return { ...recipe, bases };
}
/** `treestamp.yml` of a tree; nothing where it has none. `known` keeps what was read, by blob. */
async function readConfig(repository, tree, known = new Map()) {
    const readTree = repository.readTree;
    const { entry } = await (0,path/* entryAt */._f)(readTree, tree, config.configPath);
    if (entry === undefined)
        return {};
    if (!entry.mode.startsWith("100")) {
        throw new errors/* TreestampError */.ks("input-invalid", `${config.configPath} is not a plain file.`, {
            remedy: "Make it a file: a link, a directory or a submodule of this name is not read.",
        });
    }
    const before = known.get(entry.oid);
    if (before !== undefined)
        return before;
    const object = await repository.objects.read(entry.oid);
    if (object === undefined) {
        throw new errors/* TreestampError */.ks("repository-invalid", `The repository lacks the blob of ${config.configPath}, ${entry.oid}.`);
    }
    const { parseConfig } = await Promise.all(/* import() */[__webpack_require__.e(3483), __webpack_require__.e(4169)]).then(__webpack_require__.bind(__webpack_require__, 4169));
    const inputs = parseConfig(object.body.toString("utf8"));
    known.set(entry.oid, inputs);
    return inputs;
}


/***/ })

};
;