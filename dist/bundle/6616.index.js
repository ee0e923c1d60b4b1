"use strict";
exports.id = 6616;
exports.ids = [6616];
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
/** What matches a path, decided from the root downwards. */
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

/***/ 6622:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KI: () => (/* binding */ parseInclude),
/* harmony export */   jt: () => (/* binding */ directoryOf),
/* harmony export */   k_: () => (/* binding */ includedIn)
/* harmony export */ });
/* unused harmony export parseField */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/* harmony import */ var _git_path_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3533);
/* harmony import */ var _git_tree_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2386);
/* harmony import */ var _dockerignore_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1062);
/* harmony import */ var _kept_entries_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1337);
/* harmony import */ var _lay_in_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6654);
/* harmony import */ var _path_faults_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8129);
/** `include`: which files of the repository are laid into the context, by paths and patterns. */







/** Reads `project.dependencies` or `dependencies."a.b"`. @throws input-invalid */
function parseField(text, item) {
    const names = [...text.matchAll(/G?(?:^|\.)(?:"([^"]+)"|([^".]+))/gy)].map(([, quoted, plain]) => quoted ?? plain);
    const written = names.map((name) => (/[".]/.test(name) || text.includes(`"${name}"`) ? `"${name}"` : name)).join(".");
    if (names.length === 0 || written !== text) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `\`include\`: ${JSON.stringify(text)} in ${item} is no field.`, {
            remedy: 'Write names divided by dots, such as project.dependencies, and in quotes what has a dot: a."b.c".',
        });
    }
    return { text, names };
}
/** @throws input-invalid for a path that leads out of the repository, a pattern or a field that cannot be read */
function parseInclude(text) {
    const isException = text.startsWith("!");
    const [, path = text, fields] = /^(.+\.(?:toml|json))#(.+)$/s.exec(text) ?? [];
    if (isException && fields !== undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `\`include\`: ${text} takes fields out of a file.`, {
            remedy: "Name the fields that count: FILE#FIELD,FIELD. `!PATTERN` takes out whole files.",
        });
    }
    return {
        path: (0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .parsePath */ .Rr)(isException ? path.slice(1).trim() : path, "`include`"),
        isException,
        fields: fields?.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((field) => parseField(field.trim(), text)),
    };
}
/** The directory that everything an item can choose is in. */
function directoryOf({ path }) {
    const wildcard = path.search(wildcards);
    return wildcard < 0 ? path : path.slice(0, Math.max(0, path.lastIndexOf("/", wildcard)));
}
const wildcards = /[*?[\\]/;
/**
 * Everything that the items choose from the tree `root`. Patterns are those of `.dockerignore`; a path that is there by its
 * very name is no pattern.
 * @throws path-missing where an item chooses nothing
 */
async function includedIn(into, root, items) {
    const included = [];
    const fields = new Map();
    for (const [index, item] of items.entries()) {
        if (item.isException)
            continue;
        const exceptions = items.slice(index + 1).filter(({ isException }) => isException);
        const rules = exceptions.length === 0 ? _dockerignore_js__WEBPACK_IMPORTED_MODULE_3__/* .noRules */ .jn : rulesOf(exceptions.map(({ path }) => (0,_git_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .textOf */ .b6)(path)));
        const chosen = [];
        for (const found of await chosenBy(into, root, item)) {
            const entry = await without(into, found, rules);
            if (entry !== undefined)
                chosen.push({ path: found.path, entry });
        }
        if (chosen.length === 0)
            throw choosesNothing(item, exceptions.length > 0);
        if (item.fields === undefined) {
            included.push(...chosen.map((each) => ({ ...each, fields: undefined })));
            continue;
        }
        await checkFields(into, item, item.fields, chosen);
        for (const { path, entry } of chosen) {
            const known = fields.get(path);
            fields.set(path, { entry, fields: [...(known?.fields ?? []), ...item.fields] });
        }
    }
    for (const [path, { entry, fields: those }] of fields) {
        const { reduced } = await Promise.all(/* import() */[__webpack_require__.e(528), __webpack_require__.e(9697)]).then(__webpack_require__.bind(__webpack_require__, 9697));
        const { content } = reduced(await into.readBlob(entry.oid), (0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .textOfPath */ ._w)(path), those);
        const oid = (0,_git_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .hashObject */ .wM)(into.format, "blob", content);
        into.madeBlobs.set(oid, content);
        const names = [...new Set(those.map(({ text }) => text))].sort();
        included.push({ path, entry: { mode: "100644", name: entry.name, oid }, fields: names });
    }
    return included;
}
/** @throws path-missing for a field that none of the files has: a misspelt one would never move the key */
async function checkFields(into, { path: asked }, fields, chosen) {
    const { reduced } = await Promise.all(/* import() */[__webpack_require__.e(528), __webpack_require__.e(9697)]).then(__webpack_require__.bind(__webpack_require__, 9697));
    const found = new Set();
    for (const { path, entry } of chosen) {
        if (!entry.mode.startsWith("100")) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `\`include\`: ${(0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .textOfPath */ ._w)(path)} is no file that could have fields.`, {
                remedy: "Name a TOML or JSON file: a directory or a symbolic link is laid in as it is.",
            });
        }
        for (const field of reduced(await into.readBlob(entry.oid), (0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .textOfPath */ ._w)(path), fields).found)
            found.add(field);
    }
    const lacking = fields.find(({ text }) => !found.has(text));
    if (lacking === undefined)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("path-missing", `\`include\`: ${(0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .textOfPath */ ._w)(asked)} has no field ${lacking.text}.`, {
        remedy: 'Check the spelling: names from the top of the file, divided by dots, such as project.dependencies; a."b.c" for a name with a dot.',
    });
}
async function chosenBy(into, root, { path }) {
    const literal = await (0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .entryAt */ ._f)(into.readTree, root, path);
    if (literal.entry !== undefined)
        return [{ path, entry: literal.entry }];
    if (!wildcards.test(path)) {
        if (literal.obstacle !== undefined)
            throw (0,_path_faults_js__WEBPACK_IMPORTED_MODULE_6__/* .notThat */ .N)("include", path, literal.obstacle.entry, "a directory");
        return [];
    }
    const rules = rulesOf([(0,_git_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .textOf */ .b6)(path)]);
    const chosen = [];
    async function look(tree, above) {
        for (const entry of await into.readTree(tree)) {
            const at = above + entry.name;
            if (rules.match((0,_git_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .textOf */ .b6)(at), []).ignored)
                chosen.push({ path: at, entry });
            else if (entry.mode === "40000" && (0,_dockerignore_js__WEBPACK_IMPORTED_MODULE_3__/* .mayMatchBelow */ .qM)((0,_git_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .textOf */ .b6)(path), `${(0,_git_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .textOf */ .b6)(at)}/`))
                await look(entry.oid, `${at}/`);
        }
    }
    await look(root, "");
    return chosen;
}
/** @throws input-invalid for a pattern that cannot be read */
function rulesOf(patterns) {
    return (0,_dockerignore_js__WEBPACK_IMPORTED_MODULE_3__/* .parseDockerignore */ .yr)(patterns.join("\n"), "`include`");
}
/** The entry without what the exceptions name; undefined where nothing is left of it. */
async function without(into, { path, entry }, rules) {
    let matches = [];
    for (let end = path.indexOf("/");; end = path.indexOf("/", end + 1)) {
        const match = rules.match((0,_git_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .textOf */ .b6)(end < 0 ? path : path.slice(0, end)), matches);
        if (match.ignored)
            return undefined;
        ({ matches } = match);
        if (end < 0)
            break;
    }
    if (entry.mode !== "40000" || rules.patterns.length === 0)
        return entry;
    const before = await into.readTree(entry.oid);
    const { entries } = await (0,_kept_entries_js__WEBPACK_IMPORTED_MODULE_4__/* .keptEntries */ .l)(into, before, rules, { path, matches });
    if (entries === before)
        return entry;
    return entries.length === 0 ? undefined : (0,_lay_in_js__WEBPACK_IMPORTED_MODULE_5__/* .makeDirectory */ .Oh)(into, entry.name, entries);
}
function choosesNothing({ path }, hasExceptions) {
    const where = (0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .textOfPath */ ._w)(path);
    if (!wildcards.test(path) && !hasExceptions) {
        return (0,_path_faults_js__WEBPACK_IMPORTED_MODULE_6__/* .nothingThere */ .E)("include", path, "is not in the repository");
    }
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("path-missing", `\`include\`: ${where} chooses nothing in the repository.`, {
        remedy: "Check the pattern: `*` stops at a slash, `**/` stands for any directories, and a later `!PATTERN` takes out what it matches.",
    });
}


/***/ }),

/***/ 1337:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ keptEntries)
/* harmony export */ });
/* harmony import */ var _git_tree_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2386);
/* harmony import */ var _lay_in_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6654);


/**
 * Trees of which nothing is left out stay as git has them, so their hash is git's.
 * @param at the directory that the entries are in, with what matches it; the context's root where it is left out
 */
async function keptEntries(into, context, rules, at = { path: "", matches: [] }) {
    if (rules.patterns.length === 0)
        return { entries: context, leftOut: [], hasSubmodule: false };
    const leftOut = [];
    let hasSubmodule = false;
    async function keptIn(entries, above, aboveMatches) {
        const kept = [];
        for (const entry of entries) {
            const path = above + entry.name;
            const { ignored, matches } = rules.match((0,_git_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .textOf */ .b6)(path), aboveMatches);
            const isDirectory = entry.mode === "40000" || entry.mode === "160000";
            if (ignored && !(isDirectory && rules.mayKeepBelow((0,_git_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .textOf */ .b6)(path)))) {
                leftOut.push(isDirectory ? `${path}/` : path);
            }
            else if (entry.mode === "40000") {
                const before = await into.readTree(entry.oid);
                const after = await keptIn(before, `${path}/`, matches);
                if (after.length > 0 || !ignored)
                    kept.push(after === before ? entry : (0,_lay_in_js__WEBPACK_IMPORTED_MODULE_1__/* .makeDirectory */ .Oh)(into, entry.name, after));
            }
            else {
                hasSubmodule ||= entry.mode === "160000";
                kept.push(entry);
            }
        }
        return kept.length === entries.length && kept.every((entry, index) => entry === entries[index]) ? entries : kept;
    }
    const entries = await keptIn(context, at.path === "" ? "" : `${at.path}/`, at.matches);
    return { entries, leftOut, hasSubmodule };
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
async function layIn(into, entries, path, entry, names) {
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
            remedy: "Two things cannot stand at one place of the build context: leave one of them out or make them equal.",
        });
    }
    return place(entries, path.split("/"), "");
}


/***/ }),

/***/ 8129:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ nothingThere),
/* harmony export */   N: () => (/* binding */ notThat)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/* harmony import */ var _git_path_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3533);
/** Errors about paths of a recipe that are not in the repository, or are something else there. */


/** The error about an input whose path leads to nothing. */
function nothingThere(input, path, what, remedy) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("path-missing", `\`${input}\`: ${(0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .textOfPath */ ._w)(path)} ${what}.`, {
        remedy: remedy ??
            "Check the spelling, and that it is committed: git keeps no empty directories, and ignored files are not in it.",
    });
}
/** The error about an input whose path ends at, or leads through, something else than it wants. */
function notThat(input, path, entry, wanted) {
    const where = (0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .textOfPath */ ._w)(path);
    if (entry.mode === "160000") {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `\`${input}\`: ${where} is, or is in, a submodule.`, {
            remedy: "A submodule's files are not in this repository's tree: run treestamp in the submodule (`-C`), or include it as a whole.",
        });
    }
    const is = entry.mode === "120000" ? "a symbolic link" : entry.mode === "40000" ? "a directory" : "a file";
    const remedy = is === "a symbolic link" ? "Name the path that it points to." : `Name ${wanted}.`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `\`${input}\`: ${where} is, or leads through, ${is}.`, { remedy });
}


/***/ }),

/***/ 6616:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hp: () => (/* binding */ parseBase),
/* harmony export */   Wt: () => (/* binding */ platformsOf),
/* harmony export */   XQ: () => (/* binding */ readRecipe),
/* harmony export */   yv: () => (/* binding */ originOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/* harmony import */ var _git_path_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3533);
/* harmony import */ var _git_tree_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2386);
/* harmony import */ var _store_reference_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9088);
/* harmony import */ var _dockerignore_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1062);
/* harmony import */ var _include_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6622);
/* harmony import */ var _kept_entries_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1337);
/* harmony import */ var _lay_in_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6654);
/* harmony import */ var _path_faults_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(8129);
/* harmony import */ var _recipe_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(1810);










/** The paths of the repository that the inputs name. @throws input-invalid for a path that leads out of it */
function originOf(inputs) {
    const context = (0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .parsePath */ .Rr)(inputs.context ?? ".", "`context`");
    return {
        context,
        include: (inputs.include ?? []).map(_include_js__WEBPACK_IMPORTED_MODULE_5__/* .parseInclude */ .KI),
        dockerfile: inputs.file === undefined ? below(context, "Dockerfile") : (0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .parsePath */ .Rr)(inputs.file, "`file`"),
    };
}
/**
 * Reads a recipe from the tree `root`.
 * @throws path-missing, input-invalid
 */
async function readRecipe(reader, format, root, inputs) {
    const into = (0,_lay_in_js__WEBPACK_IMPORTED_MODULE_7__/* .assembly */ .f$)(format, reader);
    const origin = await foundOrigin(into, root, inputs);
    const directory = await directoryAt(into.readTree, root, origin.context);
    let context = await into.readTree(directory.oid);
    if (context.length === 0)
        throw (0,_path_faults_js__WEBPACK_IMPORTED_MODULE_8__/* .nothingThere */ .E)("context", origin.context, "is an empty directory");
    if (origin.context !== "" && origin.include.some(({ path, isException }) => path === "" && !isException)) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", "`include`: the whole repository cannot be laid into a part of it.", {
            remedy: "Make it the context, with `.` as its path.",
        });
    }
    const included = await (0,_include_js__WEBPACK_IMPORTED_MODULE_5__/* .includedIn */ .k_)(into, root, origin.include);
    for (const { path, entry } of included) {
        if (path === "")
            continue;
        context = await (0,_lay_in_js__WEBPACK_IMPORTED_MODULE_7__/* .layIn */ .Sn)(into, context, path, entry, {
            there: `The context (${(0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .textOfPath */ ._w)(origin.context)}, with what was laid in before)`,
            new: `the included path ${(0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .textOfPath */ ._w)(path)}`,
        });
    }
    if (context.some(({ name }) => name === _recipe_js__WEBPACK_IMPORTED_MODULE_9__/* .reservedName */ .kW)) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `The build context has an entry ${_recipe_js__WEBPACK_IMPORTED_MODULE_9__/* .reservedName */ .kW} at its root.`, {
            remedy: "treestamp keeps this name for itself: give the file or directory another one.",
        });
    }
    const dockerfile = await dockerfileAt(into, root, origin.dockerfile, inputs.file !== undefined);
    const ignore = await ignoreRules(into, root, context, origin);
    const { entries, leftOut, hasSubmodule } = await (0,_kept_entries_js__WEBPACK_IMPORTED_MODULE_6__/* .keptEntries */ .l)(into, context, ignore?.rules ?? _dockerignore_js__WEBPACK_IMPORTED_MODULE_4__/* .noRules */ .jn);
    await checkIncluded(into, entries, included, ignore?.file);
    const placed = await placeDockerfile(into, entries, origin, dockerfile);
    return {
        context: placed.context,
        madeTrees: into.made,
        madeBlobs: into.madeBlobs,
        reduced: new Map(included.flatMap(({ path, fields }) => (fields === undefined ? [] : [[path, fields]]))),
        laidIn: into.laidIn,
        dockerfile: placed.path,
        dockerfileOid: dockerfile.entry.oid,
        ignore: ignore && { ...ignore, leftOut, hasSubmodule },
        target: inputs.target,
        buildArgs: inputs.buildArgs ?? new Map(),
        platforms: platformsOf(inputs.platforms),
        bases: [...(inputs.base ?? [])].map(([name, image]) => parseBase(name, image)).sort(byName),
        origin: dockerfile.path === origin.dockerfile ? origin : { ...origin, dockerfileTarget: dockerfile.path },
    };
}
function below(directory, name) {
    return directory === "" ? name : `${directory}/${name}`;
}
async function directoryAt(readTree, root, path) {
    const found = await (0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .entryAt */ ._f)(readTree, root, path);
    const entry = found.entry ?? found.obstacle?.entry;
    if (entry === undefined)
        throw (0,_path_faults_js__WEBPACK_IMPORTED_MODULE_8__/* .nothingThere */ .E)("context", path, "is not in the repository");
    if (entry.mode !== "40000")
        throw (0,_path_faults_js__WEBPACK_IMPORTED_MODULE_8__/* .notThat */ .N)("context", path, entry, "a directory");
    return entry;
}
/** Where no Dockerfile is named and there is none, `dockerfile` is one, as for docker. */
async function foundOrigin(into, root, inputs) {
    const origin = originOf(inputs);
    if (inputs.file !== undefined || (await (0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .entryAt */ ._f)(into.readTree, root, origin.dockerfile)).entry !== undefined)
        return origin;
    const otherwise = below(origin.context, "dockerfile");
    const { entry } = await (0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .entryAt */ ._f)(into.readTree, root, otherwise);
    return entry?.mode.startsWith("100") ? { ...origin, dockerfile: otherwise } : origin;
}
/** The file at the Dockerfile's path; a symbolic link is followed. */
async function dockerfileAt(into, root, path, named) {
    const file = await (0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .fileAt */ .Wd)(into, root, path);
    if (file !== undefined)
        return file;
    const found = await (0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .entryAt */ ._f)(into.readTree, root, path);
    if (found.entry !== undefined)
        throw (0,_path_faults_js__WEBPACK_IMPORTED_MODULE_8__/* .notThat */ .N)("file", path, found.entry, "a file");
    if (found.obstacle !== undefined)
        throw (0,_path_faults_js__WEBPACK_IMPORTED_MODULE_8__/* .notThat */ .N)("file", path, found.obstacle.entry, "a directory");
    const remedy = named
        ? undefined
        : "Name the folder that holds it by `context`, or the Dockerfile itself by `file`: inputs, flags, or lines of treestamp.yml.";
    throw (0,_path_faults_js__WEBPACK_IMPORTED_MODULE_8__/* .nothingThere */ .E)("file", path, "is not in the repository", remedy);
}
/** The Dockerfile's own rules where a file beside it has its name and `.dockerignore`, else those of the context. */
async function ignoreRules(into, root, context, { dockerfile }) {
    const own = await (0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .fileAt */ .Wd)(into, root, `${dockerfile}.dockerignore`);
    const shared = own ?? (await (0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .fileAt */ .Wd)(rootedAt(into, context), contextRoot, ".dockerignore"));
    if (shared === undefined)
        return undefined;
    const file = own === undefined ? ".dockerignore" : (0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .textOfPath */ ._w)(`${dockerfile}.dockerignore`);
    const rules = (0,_dockerignore_js__WEBPACK_IMPORTED_MODULE_4__/* .parseDockerignore */ .yr)((await into.readBlob(shared.entry.oid)).toString("utf8"), file);
    return rules.patterns.length === 0 ? undefined : { file, rules };
}
/** Stands for the hash of the context's root, which is not made before the key. */
const contextRoot = "the context";
function rootedAt(into, context) {
    return { ...into, readTree: async (oid) => (oid === contextRoot ? context : into.readTree(oid)) };
}
/** @throws input-invalid where the rules leave out all of what `include` asks for */
async function checkIncluded(into, context, included, rules) {
    if (rules === undefined)
        return;
    for (const { path } of included) {
        if ((await (0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .entryAt */ ._f)(rootedAt(into, context).readTree, contextRoot, path)).entry !== undefined)
            continue;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `\`include\`: ${(0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .textOfPath */ ._w)(path)} is left out by ${rules}.`, {
            remedy: `Add an exception to ${rules}, such as !${(0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .textOfPath */ ._w)(path)}, or take the path out of \`include\`.`,
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
        const kept = await (0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .fileAt */ .Wd)(rootedAt(into, context), contextRoot, inside);
        if (kept?.entry.oid === entry.oid)
            return { context, path: (0,_git_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .textOf */ .b6)(inside) };
    }
    const own = (0,_lay_in_js__WEBPACK_IMPORTED_MODULE_7__/* .makeDirectory */ .Oh)(into, _recipe_js__WEBPACK_IMPORTED_MODULE_9__/* .reservedName */ .kW, [{ ...entry, name: "Dockerfile" }]);
    return { context: [...context, own].sort(_git_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .compareEntries */ .wD), path: `${_recipe_js__WEBPACK_IMPORTED_MODULE_9__/* .reservedName */ .kW}/Dockerfile` };
}
/** Other names of an architecture. Source: containerd/platforms, database.go. */
const architectures = {
    ...{ x86_64: "amd64", "x86-64": "amd64", i386: "386", aarch64: "arm64", "arm64/v8": "arm64", "arm64/8": "arm64" },
    ...{ armhf: "arm/v7", armel: "arm/v6", arm: "arm/v7" },
};
/** Platforms by their usual names and in one order, the usual one where none is said. @throws input-invalid */
function platformsOf(platforms) {
    if (platforms === undefined || platforms.length === 0)
        return [_recipe_js__WEBPACK_IMPORTED_MODULE_9__/* .defaultPlatform */ .nx];
    const usual = platforms.map((platform) => {
        const [, os = "", architecture = ""] = /^([^/]*)\/(.*)$/.exec(platform.toLowerCase()) ?? [];
        return os === "" ? platform : `${os}/${architectures[architecture] ?? architecture}`;
    });
    for (const platform of usual) {
        if (/^[a-z0-9]+\/[a-z0-9_]+(\/[a-z0-9.]+)?$/.test(platform))
            continue;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `\`platforms\`: ${JSON.stringify(platform)} is not OS/ARCH.`, {
            remedy: "Write it like linux/amd64 or linux/arm/v7.",
        });
    }
    return [...new Set(usual)].sort();
}
/** One item of `base`. @throws input-invalid for what is not fixed by a digest */
function parseBase(name, image) {
    const parts = /^(oci-layout:\/\/)?(.+)@(sha256:[0-9a-f]{64})$/.exec(image);
    if (parts === null) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `\`base\`: ${name}=${image} does not fix an image by digest.`, {
            remedy: "Write NAME=REPOSITORY@sha256:… or NAME=oci-layout://FOLDER@sha256:…, with 64 hexadecimal digits.",
        });
    }
    const [, layout, place, digest] = parts;
    const source = layout
        ? { kind: "layout", folder: place }
        : { kind: "registry", repository: (0,_store_reference_js__WEBPACK_IMPORTED_MODULE_3__/* .lowerCaseRepository */ .WZ)(place) };
    return { name, digest, source };
}
function byName(a, b) {
    return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}


/***/ }),

/***/ 1810:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   kW: () => (/* binding */ reservedName),
/* harmony export */   nx: () => (/* binding */ defaultPlatform),
/* harmony export */   zB: () => (/* binding */ pathInRepository)
/* harmony export */ });
/** Directory at the context's root that treestamp keeps for what is not a file of the context. */
const reservedName = ".treestamp";
/** What a recipe is built for where it does not say. */
const defaultPlatform = "linux/amd64";
/** Where in the repository a path of the context comes from. */
function pathInRepository({ laidIn, origin: { context, dockerfile } }, path) {
    if (path === `${reservedName}/Dockerfile`)
        return dockerfile;
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


/***/ })

};
;