"use strict";
exports.id = 9947;
exports.ids = [9947,430];
exports.modules = {

/***/ 3533:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Rr: () => (/* binding */ parsePath),
/* harmony export */   Wd: () => (/* binding */ fileAt),
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
/** No more symbolic links than this are followed, as the kernel has it. */
const mostLinks = 40;
/**
 * The file at `path` with symbolic links followed, and where it stands. Undefined where there is none, or a link leads out
 * of the tree or in a circle.
 */
async function fileAt(reader, root, path) {
    let at = path;
    for (let links = 0; links <= mostLinks; links++) {
        const found = await entryAt(reader.readTree, root, at);
        const link = found.entry?.mode === "120000"
            ? { path: at, entry: found.entry }
            : found.entry === undefined && found.obstacle?.entry.mode === "120000"
                ? found.obstacle
                : undefined;
        if (link === undefined) {
            return found.entry?.mode.startsWith("100") ? { path: at, entry: found.entry } : undefined;
        }
        const target = (await reader.readBlob(link.entry.oid)).toString("latin1");
        if (target.startsWith("/"))
            return undefined;
        at = node_path__WEBPACK_IMPORTED_MODULE_0__.posix.join(node_path__WEBPACK_IMPORTED_MODULE_0__.posix.dirname(link.path), target, at.slice(link.path.length)).replace(/\/$/, "");
        if (at === ".." || at.startsWith("../"))
            return undefined;
    }
    return undefined;
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

/***/ 1062:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ noRules),
/* harmony export */   y: () => (/* binding */ parseDockerignore)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4256);
/**
 * `.dockerignore` as BuildKit reads it. Source: moby/patternmatcher 0.6.1 (`ignorefile.ReadAll`, `MatchesUsingParentResults`),
 * which tonistiigi/fsutil walks a context with. Its quirks are kept: they decide what is in the image.
 */


/** No rules: everything is kept. */
const noRules = {
    patterns: [],
    match: () => ({ ignored: false, matches: [] }),
    mayKeepBelow: () => true,
};
/** @throws input-invalid for a pattern that docker would refuse, with its line */
function parseDockerignore(text, file) {
    const patterns = [];
    for (const [index, line] of text
        .replace(/^\uFEFF/, "")
        .split("\n")
        .entries()) {
        const written = trimmed(line);
        if (line.startsWith("#") || written === "")
            continue;
        try {
            // Read twice, as docker does: `/!name` is an exception, too.
            const once = written.startsWith("!") ? `!${cleaned(trimmed(written.slice(1)))}` : cleaned(written);
            const twice = node_path__WEBPACK_IMPORTED_MODULE_0__.posix.normalize(trimmed(once)).replace(/(.)\/$/, "$1");
            const isException = twice.startsWith("!");
            const pattern = isException ? twice.slice(1) : twice;
            if (pattern === "")
                throw new Error("`!` alone names nothing");
            patterns.push({ text: pattern, isException, matches: matcher(pattern) });
        }
        catch (error) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `${file}:${index + 1}: ${error.message}.`, {
                remedy: "Mend the pattern: docker refuses it, too.",
            });
        }
    }
    const exceptions = patterns.filter(({ isException }) => isException).map(({ text }) => text);
    return {
        patterns: patterns.map(({ text, isException }) => (isException ? `!${text}` : text)),
        match(path, above) {
            let ignored = false;
            const matches = patterns.map(({ isException, matches }, index) => {
                // A pattern that cannot change the answer is not tried, and counts as no match for what is below: moby has it so.
                const matched = above[index] === true || (isException === ignored && matches(path));
                if (matched)
                    ignored = !isException;
                return matched;
            });
            return { ignored, matches };
        },
        mayKeepBelow: (path) => exceptions.some((exception) => mayMatchBelow(exception, `${path}/`)),
    };
}
/** Whether the pattern can match a path that begins with `directory`: its text up to the first wildcard decides. */
function mayMatchBelow(pattern, directory) {
    const fixed = pattern.slice(0, pattern.search(/[*?^[\\]|$/));
    return fixed.length === pattern.length
        ? pattern.startsWith(directory)
        : fixed.startsWith(directory) || directory.startsWith(fixed);
}
/** Go's `strings.TrimSpace`: JavaScript's trim knows U+FEFF as a blank, and U+0085 as none. */
function trimmed(text) {
    const blank = "[\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]*";
    return text.replace(new RegExp(`^${blank}`), "").replace(new RegExp(`${blank}$`), "");
}
/** Go's `filepath.Clean`, and without the slash at the front: both forms mean the context's root. */
function cleaned(pattern) {
    if (pattern === "")
        return "";
    const path = node_path__WEBPACK_IMPORTED_MODULE_0__.posix.normalize(pattern).replace(/(.)\/$/, "$1");
    return path.replace(/^\/(.)/, "$1");
}
/** @throws Error for a pattern that `filepath.Match` refuses */
function matcher(pattern) {
    checkSyntax([...pattern]);
    const { kind, source } = compiled([...pattern]);
    switch (kind) {
        case "exact":
            return (path) => path === pattern;
        case "prefix":
            return (path) => path.startsWith(pattern.slice(0, -2));
        case "suffix": {
            // `**/foo` matches `foo`, too; `**.md` any name with that end.
            const suffix = pattern.slice(2);
            return (path) => path.endsWith(suffix) || (suffix.startsWith("/") && path === suffix.slice(1));
        }
        case "expression": {
            const expression = new RegExp(`^${source}$`, "u");
            return (path) => expression.test(path);
        }
    }
}
/** The pattern as moby compiles it: most have a quicker form than an expression, and not always one of the same meaning. */
function compiled(characters) {
    let kind = "exact";
    let source = "";
    let inClass = false;
    for (let at = 0, turn = 0; at < characters.length; at++, turn++) {
        const character = characters[at];
        const next = characters[at + 1];
        if (character === "*" && next === "*") {
            at += characters[at + 2] === "/" ? 2 : 1;
            if (at + 1 < characters.length) {
                source += inClass ? "(.*/)?" : `(?:${anything}/)?`;
                kind = "expression";
            }
            else if (kind === "exact") {
                kind = "prefix";
            }
            else {
                source += anything;
                kind = "expression";
            }
            if (turn === 0)
                kind = "suffix";
        }
        else if (character === "*" || character === "?") {
            source += character === "*" ? "[^/]*" : "[^/]";
            inClass = false; // inside a class the bracket above ends it
            kind = "expression";
        }
        else if (character === "\\") {
            if (next === undefined)
                throw new Error(`${quoted(characters)} ends in a backslash`);
            source += escaped(next, characters);
            kind = "expression";
            at++;
        }
        else if (character === "[") {
            source += "[";
            if (inClass && next === ":")
                throw new Error(`${quoted(characters)} has a named class, which is not known here`);
            inClass = true;
            kind = "expression";
        }
        else if (character === "]") {
            source += inClass ? "]" : "\\]";
            inClass = false;
            kind = "expression";
        }
        else {
            source += /[.+()|{}$]/.test(character) ? `\\${character}` : character;
        }
    }
    return { kind, source };
}
/** `.*` of Go, whose dot is everything but a line feed. */
const anything = "[^\\n]*";
/** What follows a backslash. A letter is a class or a control character to Go's expressions: `\d` is a digit. */
function escaped(character, characters) {
    if (/[\^$\\.*+?()[\]{}|/]/.test(character))
        return `\\${character}`;
    if (character === "-")
        return "\\u002d";
    if (/[dDwWbBfnrtv]/.test(character))
        return `\\${character}`;
    if (character === "a")
        return "\\u0007";
    if (character === "s")
        return "[\\t\\n\\f\\r ]";
    if (character === "S")
        return "[^\\t\\n\\f\\r ]";
    if (character < "\x80" && !/[A-Za-z0-9]/.test(character))
        return character;
    throw new Error(`${quoted(characters)}: no path has \\${character}; directories are divided by /`);
}
/** The syntax of Go's `filepath.Match`. @throws Error */
function checkSyntax(characters) {
    let at = 0;
    const classEnd = () => new Error(`the class in ${quoted(characters)} has no end`);
    const member = () => {
        const character = characters[at];
        if (character === undefined)
            throw classEnd();
        if (character === "-" || character === "]")
            throw new Error(`the class in ${quoted(characters)} is malformed`);
        if (character === "\\")
            at++;
        if (characters[at] === undefined)
            throw classEnd();
        at++;
        if (characters[at] === undefined)
            throw classEnd();
    };
    while (at < characters.length) {
        const character = characters[at++];
        if (character === "\\" && at++ >= characters.length)
            throw new Error(`${quoted(characters)} ends in a backslash`);
        if (character !== "[")
            continue;
        if (characters[at] === "^")
            at++;
        for (let members = 0; members === 0 || characters[at] !== "]"; members++) {
            member();
            if (characters[at] !== "-")
                continue;
            at++;
            member();
        }
        at++;
    }
}
function quoted(characters) {
    return JSON.stringify(characters.join(""));
}


/***/ }),

/***/ 2088:
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
// EXTERNAL MODULE: ./core/recipe/dockerignore.js
var dockerignore = __webpack_require__(1062);
;// CONCATENATED MODULE: ./core/recipe/lay-in.js
/** Laying files and directories into a tree of entries, without writing anything. */



function assembly(format, { readTree, readBlob }) {
    const made = new Map();
    return { format, made, laidIn: new Set(), readTree: async (oid) => made.get(oid) ?? (await readTree(oid)), readBlob };
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

;// CONCATENATED MODULE: ./core/recipe/kept-entries.js


/** Trees of which nothing is left out stay as git has them, so their hash is git's. */
async function keptEntries(into, context, rules) {
    if (rules.patterns.length === 0)
        return { entries: context, leftOut: [], hasSubmodule: false };
    const leftOut = [];
    let hasSubmodule = false;
    async function keptIn(entries, above, aboveMatches) {
        const kept = [];
        for (const entry of entries) {
            const path = above + entry.name;
            const { ignored, matches } = rules.match((0,tree/* textOf */.b6)(path), aboveMatches);
            const isDirectory = entry.mode === "40000" || entry.mode === "160000";
            if (ignored && !(isDirectory && rules.mayKeepBelow((0,tree/* textOf */.b6)(path)))) {
                leftOut.push(isDirectory ? `${path}/` : path);
            }
            else if (entry.mode === "40000") {
                const before = await into.readTree(entry.oid);
                const after = await keptIn(before, `${path}/`, matches);
                if (after.length > 0 || !ignored)
                    kept.push(after === before ? entry : makeDirectory(into, entry.name, after));
            }
            else {
                hasSubmodule ||= entry.mode === "160000";
                kept.push(entry);
            }
        }
        return kept.length === entries.length && kept.every((entry, index) => entry === entries[index]) ? entries : kept;
    }
    const entries = await keptIn(context, "", []);
    return { entries, leftOut, hasSubmodule };
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
async function readRecipe(reader, format, root, inputs) {
    const origin = originOf(inputs);
    const into = assembly(format, reader);
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
    const dockerfile = await dockerfileAt(into, root, origin.dockerfile, inputs.file !== undefined);
    const ignore = await ignoreRules(into, root, context, origin);
    const { entries, leftOut, hasSubmodule } = await keptEntries(into, context, ignore?.rules ?? dockerignore/* noRules */.j);
    await checkIncluded(into, entries, origin, ignore?.file);
    const placed = await placeDockerfile(into, entries, origin, dockerfile);
    return {
        context: placed.context,
        madeTrees: into.made,
        laidIn: into.laidIn,
        dockerfile: placed.path,
        dockerfileOid: dockerfile.entry.oid,
        ignore: ignore && { ...ignore, leftOut, hasSubmodule },
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
/** The file at the Dockerfile's path; a symbolic link is followed. */
async function dockerfileAt(into, root, path, named) {
    const file = await (0,git_path/* fileAt */.Wd)(into, root, path);
    if (file !== undefined)
        return file;
    const found = await (0,git_path/* entryAt */._f)(into.readTree, root, path);
    if (found.entry !== undefined)
        throw notThat("file", path, found.entry, "a file");
    if (found.obstacle !== undefined)
        throw notThat("file", path, found.obstacle.entry, "a directory");
    const remedy = named ? undefined : "Name the Dockerfile: input `file`, flag `--file`, or `file:` in treestamp.yml.";
    throw nothingThere("file", path, "is not in the repository", remedy);
}
/** The Dockerfile's own rules where a file beside it has its name and `.dockerignore`, else those of the context. */
async function ignoreRules(into, root, context, { dockerfile }) {
    const own = await (0,git_path/* fileAt */.Wd)(into, root, `${dockerfile}.dockerignore`);
    const shared = own ?? (await (0,git_path/* fileAt */.Wd)(rootedAt(into, context), contextRoot, ".dockerignore"));
    if (shared === undefined)
        return undefined;
    const file = own === undefined ? ".dockerignore" : (0,git_path/* textOfPath */._w)(`${dockerfile}.dockerignore`);
    const rules = (0,dockerignore/* parseDockerignore */.y)((await into.readBlob(shared.entry.oid)).toString("utf8"), file);
    return rules.patterns.length === 0 ? undefined : { file, rules };
}
/** Stands for the hash of the context's root, which is not made before the key. */
const contextRoot = "the context";
function rootedAt(into, context) {
    return { ...into, readTree: async (oid) => (oid === contextRoot ? context : into.readTree(oid)) };
}
/** @throws input-invalid where the rules leave out all of what `include` asks for */
async function checkIncluded(into, context, { include }, rules) {
    if (rules === undefined)
        return;
    for (const path of include) {
        if ((await (0,git_path/* entryAt */._f)(rootedAt(into, context).readTree, contextRoot, path)).entry !== undefined)
            continue;
        throw new errors/* TreestampError */.ks("input-invalid", `\`include\`: ${(0,git_path/* textOfPath */._w)(path)} is left out by ${rules}.`, {
            remedy: `Add an exception to ${rules}, such as !${(0,git_path/* textOfPath */._w)(path)}, or take the path out of \`include\`.`,
        });
    }
}
/**
 * Where the engine finds the Dockerfile: at its own path if the context has it there, else under the reserved name. So a
 * Dockerfile that the ignore rules leave out builds the image and does not get into the context's folders.
 */
async function placeDockerfile(into, context, { context: directory, dockerfile: path }, { entry }) {
    const inside = directory === "" ? path : path.startsWith(`${directory}/`) ? path.slice(directory.length + 1) : "";
    if (inside !== "") {
        const kept = await (0,git_path/* fileAt */.Wd)(rootedAt(into, context), contextRoot, inside);
        if (kept?.entry.oid === entry.oid)
            return { context, path: (0,tree/* textOf */.b6)(inside) };
    }
    const own = makeDirectory(into, recipe/* reservedName */.k, [{ ...entry, name: "Dockerfile" }]);
    return { context: [...context, own].sort(tree/* compareEntries */.wD), path: `${recipe/* reservedName */.k}/Dockerfile` };
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


/***/ })

};
;