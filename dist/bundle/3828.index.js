"use strict";
exports.id = 3828;
exports.ids = [3828];
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
/** Follow at most this many symbolic links, as the kernel does. */
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

/***/ 1062:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d_: () => (/* binding */ matchWay),
/* harmony export */   jn: () => (/* binding */ noRules),
/* harmony export */   qM: () => (/* binding */ mayMatchBelow),
/* harmony export */   yr: () => (/* binding */ parseDockerignore)
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
                remedy: "Fix the pattern: docker refuses it as well.",
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
/** The rule that matches a path, decided from the root downwards. */
function matchWay(rules, path) {
    let answer = { ignored: false, matches: [] };
    for (let end = path.indexOf("/");; end = path.indexOf("/", end + 1)) {
        answer = rules.match(end < 0 ? path : path.slice(0, end), answer.matches);
        if (end < 0)
            return answer;
    }
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
                throw new Error(`${quoted(characters)} has a named class, which treestamp does not know`);
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
/** Go's `.*`, whose dot matches anything but a line feed. */
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
    const classEnd = () => new Error(`the class in ${quoted(characters)} is not closed`);
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

/***/ 6654:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Oh: () => (/* binding */ makeDirectory),
/* harmony export */   Sn: () => (/* binding */ layIn),
/* harmony export */   f$: () => (/* binding */ assembly)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/* harmony import */ var _git_path_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3533);
/* harmony import */ var _git_tree_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2386);
/** Laying files and directories into a tree of entries, without writing anything. */



function assembly(format, { readTree, readBlob }) {
    const made = new Map();
    return {
        format,
        made,
        madeBlobs: new Map(),
        laidIn: new Set(),
        readTree: async (oid) => made.get(oid) ?? (await readTree(oid)),
        readBlob,
    };
}
/** The entry of a new directory with these entries. */
function makeDirectory(into, name, entries) {
    const oid = (0,_git_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .hashTree */ .vz)(into.format, entries);
    into.made.set(oid, entries);
    return { mode: "40000", name, oid };
}
/**
 * `entries` with `entry` at `path` (the name of `entry` does not count). Directories are joined; two files at one place
 * must be the same.
 * @param names what the two sides are called in the message of a conflict
 * @throws input-invalid where two different things would stand at one place
 */
async function layIn(into, entries, { path, entry }, names) {
    async function place(among, parts, walked) {
        const [name, ...rest] = parts;
        const at = walked === "" ? name : `${walked}/${name}`;
        const there = among.find((candidate) => candidate.name === name);
        const placed = rest.length > 0
            ? makeDirectory(into, name, await place(await below(there, at), rest, at))
            : await join(there, { ...entry, name }, at);
        return [...among.filter((candidate) => candidate !== there), placed].sort(_git_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .compareEntries */ .wD);
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
            joined = [...joined.filter((candidate) => candidate !== known), merged].sort(_git_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .compareEntries */ .wD);
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
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `${names.there} and ${names.new} both have ${(0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .textOfPath */ ._w)(at)}, and they differ.`, {
            remedy: "One path of the build context cannot hold both: leave one out, or make them equal.",
        });
    }
    return place(entries, path.split("/"), "");
}


/***/ }),

/***/ 8129:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NR: () => (/* binding */ notThat),
/* harmony export */   P5: () => (/* binding */ NotInTree),
/* harmony export */   XK: () => (/* binding */ sayingWhere),
/* harmony export */   hK: () => (/* binding */ emptyDirectory)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4256);
/* harmony import */ var _git_path_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3533);
/** Errors about paths of a recipe that are not in the repository, or are something else there. */




/** An input's path leads to nothing in the tree that was read. */
class NotInTree extends _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks {
    path;
    /** What the message says of the path. */
    what;
    constructor(input, path, what = "is not in the repository", remedy = checkCommitted) {
        super("path-missing", `\`${input}\`: ${(0,_git_path_js__WEBPACK_IMPORTED_MODULE_3__/* .textOfPath */ ._w)(path)} ${what}.`, { remedy });
        this.path = path;
        this.what = what;
    }
}
const checkCommitted = "Check the spelling, and that it is committed: git keeps neither empty directories nor ignored files.";
/** The error about a directory without a file. */
function emptyDirectory(input, path) {
    const remedy = checkCommitted;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("path-missing", `\`${input}\`: ${(0,_git_path_js__WEBPACK_IMPORTED_MODULE_3__/* .textOfPath */ ._w)(path)} is an empty directory.`, { remedy });
}
/**
 * What to throw for an error about a tree: of a path that is elsewhere, it says where.
 * @param ref the revision whose tree was read; undefined if it was the working tree's
 * @param head the tree of HEAD, if there is one
 */
async function sayingWhere(error, repository, { ref, head }) {
    const fault = error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks && error.cause instanceof NotInTree ? error.cause : error;
    if (!(fault instanceof NotInTree))
        return error;
    const found = await (ref === undefined
        ? sinceHead(repository, fault.path, head)
        : notIn(ref, repository, fault.path));
    if (found === undefined)
        return error;
    const [what, remedy] = found;
    const message = error.message.replace(`${fault.what}.`, () => `${what}.`);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("path-missing", message, { remedy, cause: error });
}
async function sinceHead(repository, path, head) {
    const text = (0,_git_path_js__WEBPACK_IMPORTED_MODULE_3__/* .textOfPath */ ._w)(path);
    if ((await isOnDisk(repository, path)) && (await isIgnored(repository, text))) {
        const remedy = `Take it out of .gitignore, or commit it all the same: git add --force ${text}.`;
        return ["is not committed: git ignores it", remedy];
    }
    if (head === undefined || (await (0,_git_path_js__WEBPACK_IMPORTED_MODULE_3__/* .entryAt */ ._f)(repository.readTree, head, path)).entry === undefined)
        return undefined;
    const remedy = `Bring it back with git checkout HEAD -- ${text}, or name what has taken its place.`;
    return ["was deleted in the working tree", remedy];
}
async function notIn(ref, repository, path) {
    if (!(await isOnDisk(repository, path)))
        return undefined;
    const remedy = "Commit it, or leave `ref` out: then what is checked out counts.";
    return [`is not in ${ref}, only in the working tree`, remedy];
}
async function isOnDisk({ workTree }, path) {
    if (workTree === undefined)
        return false;
    return (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(workTree, (0,_git_path_js__WEBPACK_IMPORTED_MODULE_3__/* .textOfPath */ ._w)(path))).catch(() => undefined)) !== undefined;
}
/** Of a directory: all that is in it. git-check-ignore(1) takes no literal paths. */
async function isIgnored({ git }, path) {
    const ignored = ["ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "--no-empty-directory"];
    return (await git([...ignored, "--", path])).stdout.length > 0;
}
/** The error about an input whose path ends at, or leads through, the wrong kind of entry. */
function notThat(input, path, entry, wanted) {
    const where = (0,_git_path_js__WEBPACK_IMPORTED_MODULE_3__/* .textOfPath */ ._w)(path);
    if (entry.mode === "160000") {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("input-invalid", `\`${input}\`: ${where} is, or is in, a submodule.`, {
            remedy: "A submodule's files are not in this repository's tree: run treestamp in the submodule (`-C`), or include it as a whole.",
        });
    }
    const is = entry.mode === "120000" ? "a symbolic link" : entry.mode === "40000" ? "a directory" : "a file";
    const remedy = is === "a symbolic link" ? "Name the path that it points to." : `Name ${wanted}.`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("input-invalid", `\`${input}\`: ${where} is, or leads through, ${is}.`, { remedy });
}


/***/ }),

/***/ 1810:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F4: () => (/* binding */ withUpstreams),
/* harmony export */   kW: () => (/* binding */ reservedName),
/* harmony export */   zB: () => (/* binding */ pathInRepository)
/* harmony export */ });
/** Everything that decides a build image. Two recipes that differ in anything here have different keys. */
/** The recipe, and all that it is made from; each once. */
function withUpstreams(recipe) {
    return [...new Set([recipe, ...[...recipe.upstreams.values()].flatMap(withUpstreams)])];
}
/** Directory at the context's root that treestamp reserves for what is not a file of the context. */
const reservedName = ".treestamp";
/** Where in the repository a path of the context comes from. */
function pathInRepository({ laidIn, method, origin: { context = "" } }, path) {
    if (method.kind === "dockerfile" && path === `${reservedName}/Dockerfile`)
        return method.origin;
    return context === "" || isIn(laidIn, path) ? path : `${context}/${path}`;
}
/** Whether the path itself or a directory above it is among these. */
function isIn(places, path) {
    for (let end = path.length; end > 0; end = path.lastIndexOf("/", end - 1)) {
        if (places.has(path.slice(0, end)))
            return true;
    }
    return false;
}


/***/ }),

/***/ 3270:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dp: () => (/* binding */ directoryAt),
/* harmony export */   pb: () => (/* binding */ directoryFiles),
/* harmony export */   rk: () => (/* binding */ checkReserved)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/* harmony import */ var _git_path_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3533);
/* harmony import */ var _path_faults_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8129);
/* harmony import */ var _recipe_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1810);
/** Directories of the repository, as recipes name them. */




/** The directory at a path. @param input the one that names it, for messages. @throws path-missing, input-invalid */
async function directoryAt(readTree, root, path, input) {
    const found = await (0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .entryAt */ ._f)(readTree, root, path);
    const entry = found.entry ?? found.obstacle?.entry;
    if (entry === undefined)
        throw new _path_faults_js__WEBPACK_IMPORTED_MODULE_2__/* .NotInTree */ .P5(input, path);
    if (entry.mode !== "40000")
        throw (0,_path_faults_js__WEBPACK_IMPORTED_MODULE_2__/* .notThat */ .NR)(input, path, entry, "a directory");
    return entry;
}
/** The entries of a directory of files for an image. @throws path-missing, input-invalid */
async function directoryFiles({ readTree }, root, path, input) {
    const entries = await readTree((await directoryAt(readTree, root, path, input)).oid);
    if (entries.length === 0)
        throw (0,_path_faults_js__WEBPACK_IMPORTED_MODULE_2__/* .emptyDirectory */ .hK)(input, path);
    checkReserved(entries, `The directory of \`${input}\``);
    return entries;
}
/** @throws input-invalid where a file has the name that the key needs */
function checkReserved(entries, what) {
    if (!entries.some(({ name }) => name === _recipe_js__WEBPACK_IMPORTED_MODULE_3__/* .reservedName */ .kW))
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `${what} has an entry ${_recipe_js__WEBPACK_IMPORTED_MODULE_3__/* .reservedName */ .kW} at its root.`, {
        remedy: "treestamp reserves this name: rename the file or directory.",
    });
}


/***/ })

};
;