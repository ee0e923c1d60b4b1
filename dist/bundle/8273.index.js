"use strict";
exports.id = 8273;
exports.ids = [8273];
exports.modules = {

/***/ 60083:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Vq: () => (/* binding */ sha256OfFile),
/* harmony export */   ew: () => (/* binding */ largestPointer),
/* harmony export */   vp: () => (/* binding */ parsePointer)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
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

/***/ 21704:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  OM: () => (/* binding */ changedExceptNew),
  vl: () => (/* binding */ changedPaths),
  M_: () => (/* binding */ hasWorkingTree),
  ux: () => (/* binding */ submodulesChangedInside),
  cn: () => (/* binding */ workingTree)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./core/git/path.js
var path = __webpack_require__(3533);
// EXTERNAL MODULE: ./core/git/repository.js + 2 modules
var git_repository = __webpack_require__(8284);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./core/git/lfs-pointer.js
var lfs_pointer = __webpack_require__(60083);
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
/** What stands for the output of a program that wrote more than the file has. */
const noOutput = { exitCode: 1, stdout: Buffer.alloc(0) };

;// CONCATENATED MODULE: ./core/git/working-tree.js
/** The uncommitted state of the work tree as a git tree, made with a copy of the index and our own object directory. */






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
    const { changes, same } = await changesBelow(repository, below);
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
/** The paths of the same changes, in git's order. @throws repository-invalid with what git said */
async function changedPaths(repository, below) {
    return (await changesBelow(repository, below)).changes.map(({ path }) => path);
}
/** The same for the whole work tree, without new files that `isIgnored` tells. @throws repository-invalid with what git said */
async function changedExceptNew(repository, isIgnored) {
    const { changes } = await changesBelow(repository, [""]);
    return changes.filter(({ state, path }) => state !== ".?" || !isIgnored(path)).map(({ path }) => path);
}
/** What git lists, without the files that nobody touched; `same` are those, also where something else about them is staged. */
async function changesBelow(repository, below) {
    const limits = below.includes("") ? [] : ["--", ...below.map(path/* textOfPath */._w)];
    const status = ["status", "--porcelain=v2", "-z", "--no-renames", "--untracked-files=all"];
    const listed = entriesOf(await repository.ask([...quiet, ...status, "--ignore-submodules=dirty", ...limits]));
    const same = await untouched(repository, listed);
    return { changes: listed.filter(({ state, path }) => state[0] !== "." || !same.has(path)), same };
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

/***/ 44075:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Lt: () => (/* binding */ select),
/* harmony export */   TQ: () => (/* binding */ closureOf),
/* harmony export */   Ub: () => (/* binding */ selectAll),
/* harmony export */   dO: () => (/* binding */ sharedInputs),
/* harmony export */   r0: () => (/* binding */ checkEnvironmentName),
/* harmony export */   tq: () => (/* binding */ isEnvironmentName),
/* harmony export */   uK: () => (/* binding */ parseFrom),
/* harmony export */   wg: () => (/* binding */ inputOf),
/* harmony export */   yl: () => (/* binding */ NoSuchEnvironment)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(67896);
/* harmony import */ var _base_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(85964);
/* harmony import */ var _read_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(82453);
/* harmony import */ var _recipe_inputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(48197);
/* harmony import */ var _suggest_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(88879);
/** The environments of a `treestamp.yml`: recipes by name, and what each is made from. */






/** Inputs of all environments: the file's root has them, and an environment itself does not. */
const sharedInputs = ["image"];
/** The name of an environment is also an image's name in a Dockerfile: docker's grammar, without slashes and tags. */
const nameForm = /^[a-z0-9]+(?:(?:[._-]|__)[a-z0-9]+)*$/;
/** An input as `treestamp.yml` has it, for messages. @param environment undefined, or empty, for the recipe at its root */
function inputOf(environment, input) {
    return environment === undefined || environment === "" ? input : `environments.${environment}.${input}`;
}
/** Whether a text can be the name of an environment, and is no image's. */
function isEnvironmentName(text) {
    return nameForm.test(text);
}
/** @throws what `fail` makes of a fault */
function checkEnvironmentName(name, fail) {
    if (name === "scratch")
        throw fail("scratch is the empty image, and no environment", "Give it another name.");
    if (!nameForm.test(name)) {
        throw fail(`${JSON.stringify(name)} cannot be the name of an environment`, "Dockerfiles take it as FROM NAME: lower-case letters and digits, divided by - or _ or a dot.");
    }
}
/** Reads `from`: one name or image, or several by the names that the Dockerfile has for them. @throws what `fail` makes of a fault */
function parseFrom(said, fail) {
    if (typeof said === "string") {
        const from = parseOne(/^[^@]*/.exec(said)[0].replace(/^oci-layout:\/\//, ""), said, fail);
        return new Map([[from.kind === "image" ? from.name : said, from]]);
    }
    if (!(said instanceof Map))
        throw fail("a name or a mapping was expected, not a list");
    return new Map([...said].map(([name, one]) => [name, parseOne(name, one, fail)]));
}
function parseOne(name, said, fail) {
    if (nameForm.test(said))
        return { kind: "environment", name: said };
    if (!said.includes("@")) {
        throw fail(`${said} is neither an environment of this file nor an image fixed by digest`, `Write the name of an environment, or ${(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .lowerCaseRepository */ .WZ)(said)}@sha256:….`);
    }
    const [image] = (0,_base_js__WEBPACK_IMPORTED_MODULE_2__/* .parseBases */ .w)(new Map([[name, said]]), fail);
    return { kind: "image", ...image };
}
/**
 * The environment that a call means.
 * @param asked what the input `environment` says
 * @throws input-invalid if there is none such, or nothing says which one
 */
function select(file, asked, call) {
    const names = [...file.environments.keys()];
    const name = asked ?? file.default ?? (names.length === 1 ? names[0] : undefined);
    if (name === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `Nothing says which environment is meant: ${_recipe_inputs_js__WEBPACK_IMPORTED_MODULE_4__/* .configPath */ .eQ} has ${names.join(", ")}.`, {
            remedy: `Name one by the input \`environment\` (--environment NAME), or the usual one in ${_recipe_inputs_js__WEBPACK_IMPORTED_MODULE_4__/* .configPath */ .eQ}: default: ${names.at(-1)}.`,
        });
    }
    const inputs = file.environments.get(name);
    if (inputs === undefined || (asked === "" && names[0] !== ""))
        throw new NoSuchEnvironment(name, names);
    return { file, environments: new Map([[name, { ...inputs, ...call }]]) };
}
/** All environments of a file, each after those that it is made from. @param call inputs that are for all of them */
function selectAll(file, call) {
    const merged = [...file.environments].map(([name, inputs]) => [name, { ...inputs, ...call }]);
    return { file, environments: closureOf({ file, environments: new Map(merged) }) };
}
/** An input names an environment that the file does not have. */
class NoSuchEnvironment extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks {
    /** What the file has. */
    names;
    /** @param input that names it @param more what else the input may say: a sentence, or nothing */
    constructor(environment, names, input = "environment", more = "") {
        const named = names.filter((name) => name !== "");
        const there = named.length === 0 ? "one recipe, and no environments" : named.join(", ");
        super("input-invalid", `\`${input}\`: ${_recipe_inputs_js__WEBPACK_IMPORTED_MODULE_4__/* .configPath */ .eQ} has no environment ${JSON.stringify(environment)}.`, {
            remedy: (0,_suggest_js__WEBPACK_IMPORTED_MODULE_5__/* .suggesting */ .L)(environment, named, `It has ${there}.${more}`),
        });
        this.names = names;
    }
}
/**
 * The selected environments and all that they are made from: each after those that it is made from.
 * @throws input-invalid for one that is not there, and for a circle, with the way around it
 */
function closureOf({ file, environments }) {
    const closure = new Map();
    const visit = (name, inputs, way) => {
        if (closure.has(name))
            return;
        const round = way.indexOf(name);
        if (round >= 0)
            throw circle([...way.slice(round), name]);
        for (const from of inputs.from?.values() ?? []) {
            if (from.kind !== "environment")
                continue;
            const upstream = environments.get(from.name) ?? file.environments.get(from.name);
            if (upstream === undefined || from.name === "")
                throw noUpstream(name, from.name, file);
            visit(from.name, upstream, [...way, name]);
        }
        closure.set(name, inputs);
    };
    for (const [name, inputs] of environments)
        visit(name, inputs, []);
    return closure;
}
function circle(way) {
    return (0,_read_js__WEBPACK_IMPORTED_MODULE_3__/* .invalid */ .Gq)(_recipe_inputs_js__WEBPACK_IMPORTED_MODULE_4__/* .configPath */ .eQ, `environments are made from each other: ${way.join(" <- ")}`, "Take one of these `from` away.");
}
function noUpstream(at, name, { environments }) {
    const names = [...environments.keys()].filter((one) => one !== at && one !== "");
    const rest = names.length === 0
        ? "An image is written with its digest: IMAGE@sha256:…."
        : `There are ${names.join(", ")}; an image is written with its digest.`;
    return (0,_read_js__WEBPACK_IMPORTED_MODULE_3__/* .invalid */ .Gq)(_recipe_inputs_js__WEBPACK_IMPORTED_MODULE_4__/* .configPath */ .eQ, `\`${inputOf(at, "from")}\`: there is no environment ${name}`, (0,_suggest_js__WEBPACK_IMPORTED_MODULE_5__/* .suggesting */ .L)(name, names, rest));
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
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64256);
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

/***/ 56622:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bj: () => (/* binding */ parseFiles),
/* harmony export */   KI: () => (/* binding */ parseInclude),
/* harmony export */   jt: () => (/* binding */ directoryOf),
/* harmony export */   k_: () => (/* binding */ includedIn)
/* harmony export */ });
/* unused harmony export parseField */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _git_path_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3533);
/* harmony import */ var _git_tree_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(12386);
/* harmony import */ var _dockerignore_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1062);
/* harmony import */ var _lay_in_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(26654);
/* harmony import */ var _path_faults_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(58129);
/* harmony import */ var _unignored_entries_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(10264);
/** `include`, and `paths` of a run: which files of the repository are meant, by paths and patterns. */







/** Reads `project.dependencies` or `dependencies."a.b"`. @throws input-invalid */
function parseField(text, item) {
    const names = [...text.matchAll(/G?(?:^|\.)(?:"([^"]+)"|([^".]+))/gy)].map(([, quoted, plain]) => quoted ?? plain);
    const written = names.map((name) => (/[".]/.test(name) || text.includes(`"${name}"`) ? `"${name}"` : name)).join(".");
    if (names.length === 0 || written !== text) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `\`include\`: ${JSON.stringify(text)} in ${item} is not a field.`, {
            remedy: 'Write names divided by dots, such as project.dependencies, and in quotes what has a dot: a."b.c".',
        });
    }
    return { text, names };
}
/** @throws input-invalid for a path that leads out of the repository, a pattern or a field that cannot be read */
function parseInclude(text) {
    return parseItem(text, "include");
}
/** An item of whole files. @throws input-invalid */
function parseFiles(text, input) {
    const item = parseItem(text, input);
    if (item.fields === undefined)
        return item;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `\`${input}\`: ${text} names fields of a file.`, {
        remedy: "Name the whole file: a command sees files as git has them.",
    });
}
function parseItem(text, input) {
    const isException = text.startsWith("!");
    const [, path = text, fields] = /^(.+\.(?:toml|json))#(.+)$/s.exec(text) ?? [];
    if (isException && fields !== undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `\`${input}\`: ${text} excludes fields of a file.`, {
            remedy: "Name the fields that count: FILE#FIELD,FIELD. `!PATTERN` excludes whole files.",
        });
    }
    return {
        input,
        path: (0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .parsePath */ .Rr)(isException ? path.slice(1).trim() : path, `\`${input}\``),
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
        const rules = exceptions.length === 0 ? _dockerignore_js__WEBPACK_IMPORTED_MODULE_3__/* .noRules */ .jn : rulesOf(item.input, ...exceptions.map(({ path }) => (0,_git_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .textOf */ .b6)(path)));
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
        const { reduced } = await Promise.all(/* import() */[__webpack_require__.e(528), __webpack_require__.e(9697)]).then(__webpack_require__.bind(__webpack_require__, 39697));
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
    const { reduced } = await Promise.all(/* import() */[__webpack_require__.e(528), __webpack_require__.e(9697)]).then(__webpack_require__.bind(__webpack_require__, 39697));
    const found = new Set();
    for (const { path, entry } of chosen) {
        if (!entry.mode.startsWith("100")) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `\`include\`: ${(0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .textOfPath */ ._w)(path)} is not a file with fields.`, {
                remedy: "Name a TOML or JSON file: directories and symbolic links are added as they are.",
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
async function chosenBy(into, root, { path, input }) {
    const literal = await (0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .entryAt */ ._f)(into.readTree, root, path);
    if (literal.entry !== undefined)
        return [{ path, entry: literal.entry }];
    if (!wildcards.test(path)) {
        if (literal.obstacle !== undefined)
            throw (0,_path_faults_js__WEBPACK_IMPORTED_MODULE_5__/* .notThat */ .NR)(input, path, literal.obstacle.entry, "a directory");
        return [];
    }
    const rules = rulesOf(input, (0,_git_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .textOf */ .b6)(path));
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
function rulesOf(input, ...patterns) {
    return (0,_dockerignore_js__WEBPACK_IMPORTED_MODULE_3__/* .parseDockerignore */ .yr)(patterns.join("\n"), `\`${input}\``);
}
/** The entry without what the exceptions name; undefined if nothing is left. */
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
    const { entries } = await (0,_unignored_entries_js__WEBPACK_IMPORTED_MODULE_6__/* .unignoredEntries */ .a)(into, before, rules, { path, matches });
    if (entries === before)
        return entry;
    return entries.length === 0 ? undefined : (0,_lay_in_js__WEBPACK_IMPORTED_MODULE_4__/* .makeDirectory */ .Oh)(into, entry.name, entries);
}
function choosesNothing({ path, input }, hasExceptions) {
    const where = (0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .textOfPath */ ._w)(path);
    if (!wildcards.test(path) && !hasExceptions) {
        return new _path_faults_js__WEBPACK_IMPORTED_MODULE_5__/* .NotInTree */ .P5(input, path);
    }
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("path-missing", `\`${input}\`: ${where} matches nothing in the repository.`, {
        remedy: "Check the pattern: `*` stops at a slash, `**/` matches any directories, and a later `!PATTERN` excludes what it matches.",
    });
}


/***/ }),

/***/ 95665:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   isUnchanged: () => (/* binding */ isUnchanged),
/* harmony export */   keyOf: () => (/* binding */ keyOf),
/* harmony export */   tagOf: () => (/* binding */ tagOf),
/* harmony export */   writeKeyTree: () => (/* binding */ writeKeyTree)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _git_tree_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(12386);
/* harmony import */ var _inputs_platforms_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(57969);
/* harmony import */ var _recipe_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(61810);
/** The key: the git tree hash that names a recipe. */





/** Part of every key with parameters; to be raised whenever the same recipe must get another key. */
const version = 1;
/**
 * A recipe's key. A recipe that is one directory and nothing else has this directory's own hash; what else there is
 * stands in `.treestamp/recipe.json` of a tree that only the key names.
 */
function keyOf(format, recipe, dirty) {
    const { hash } = keyTree(format, recipe);
    return { hash, dirty, tag: tagOf(hash, dirty) };
}
/** Whether a recipe is still what it was. @param before undefined where there was none */
function isUnchanged(format, before, now) {
    return before !== undefined && keyOf(format, before, false).hash === keyOf(format, now, false).hash;
}
/** The image tag of a key: the hash, followed by `-dirty` for a recipe that is not committed. */
function tagOf(hash, dirty) {
    return dirty ? `${hash}-dirty` : hash;
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
/** A recipe that many others are made from is hashed once, not once for each way that leads to it. */
const known = { sha1: new WeakMap(), sha256: new WeakMap() };
function keyTree(format, recipe) {
    const tree = known[format].get(recipe) ?? makeKeyTree(format, recipe);
    known[format].set(recipe, tree);
    return tree;
}
function makeKeyTree(format, recipe) {
    const made = new Map(recipe.madeTrees);
    const make = (entries) => {
        const hash = (0,_git_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .hashObject */ .wM)(format, "tree", (0,_git_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .encodeTree */ .hN)(entries));
        made.set(hash, entries);
        return hash;
    };
    const parameters = parametersOf(recipe, format);
    if (parameters === undefined) {
        const plain = made.size === 0 && recipe.laidIn.size === 0;
        const hash = make(recipe.context);
        return { hash, made: plain ? new Map() : made, blobs: [...recipe.madeBlobs.values()] };
    }
    const blob = Buffer.from(`${JSON.stringify(parameters, undefined, 2)}\n`, "utf8");
    const json = { mode: "100644", name: "recipe.json", oid: (0,_git_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .hashObject */ .wM)(format, "blob", blob) };
    const laidIn = recipe.context.find(({ name }) => name === _recipe_js__WEBPACK_IMPORTED_MODULE_4__/* .reservedName */ .kW);
    const engines = laidIn === undefined ? [] : made.get(laidIn.oid);
    const own = recipe.own.map(({ entry }) => entry);
    const all = [...engines, ...own, json].sort(_git_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .compareEntries */ .wD);
    const reserved = { mode: "40000", name: _recipe_js__WEBPACK_IMPORTED_MODULE_4__/* .reservedName */ .kW, oid: make(all) };
    const root = [...recipe.context.filter((entry) => entry !== laidIn), reserved].sort(_git_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .compareEntries */ .wD);
    return { hash: make(root), made, blobs: [...recipe.madeBlobs.values(), blob] };
}
/** What differs from the defaults, in a fixed order; undefined if nothing does. */
function parametersOf(recipe, format) {
    const upstreams = [...recipe.upstreams].map(([name, of]) => [name, keyOf(format, of, false).hash]);
    const said = {
        ...methodParameters(recipe),
        ...(recipe.platforms.join() === _inputs_platforms_js__WEBPACK_IMPORTED_MODULE_3__/* .defaultPlatform */ .n ? {} : { platforms: recipe.platforms }),
        // By digest alone: where the bytes are taken from does not change them.
        ...(recipe.bases.length === 0 ? {} : { bases: sorted(recipe.bases.map(({ name, digest }) => [name, digest])) }),
        ...(upstreams.length === 0 ? {} : { from: sorted(upstreams) }),
    };
    return Object.keys(said).length === 0 ? undefined : { version, ...said };
}
function methodParameters({ method, ignore }) {
    switch (method.kind) {
        case "dockerfile":
            return {
                ...(method.path === "Dockerfile" ? {} : { dockerfile: method.path }),
                // The files of a submodule are not in the tree: what the rules leave out of them is told by the rules alone.
                ...(ignore?.hasSubmodule ? { ignore: ignore.rules.patterns } : {}),
                ...(method.target === undefined ? {} : { target: method.target }),
                ...(method.buildArgs.size === 0 ? {} : { buildArgs: sorted(method.buildArgs) }),
                ...(method.compression === _recipe_js__WEBPACK_IMPORTED_MODULE_4__/* .defaultCompression */ .E$ ? {} : { compression: method.compression }),
            };
        case "assemble": {
            const { owner, packages, clean, config } = method;
            const { env, labels, ...settings } = config;
            const maps = { env: sorted(env), labels: sorted(labels) };
            return {
                assemble: { owner: `${owner.uid}:${owner.gid}`, packages, clean, config: { ...maps, ...inOrder(settings) } },
            };
        }
        case "bootstrap": {
            const { tarball: _, packages, sums, remove } = method; // bytes count, not where they come from
            if (packages === undefined)
                return { bootstrap: { sums: sorted(sums), remove } };
            const { mirror: __, ...distribution } = packages;
            return { bootstrap: { packages: inOrder(distribution), remove } };
        }
        case "image":
            return { image: method.digest };
    }
}
/** The same object whatever the order in which it was written. */
function inOrder(fields) {
    return Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)));
}
/** Pairs rather than an object: an object's own order would depend on the names. */
function sorted(pairs) {
    return [...pairs].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}


/***/ }),

/***/ 26654:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Oh: () => (/* binding */ makeDirectory),
/* harmony export */   Sn: () => (/* binding */ layIn),
/* harmony export */   f$: () => (/* binding */ assembly)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _git_path_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3533);
/* harmony import */ var _git_tree_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(12386);
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

/***/ 58129:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NR: () => (/* binding */ notThat),
/* harmony export */   P5: () => (/* binding */ NotInTree),
/* harmony export */   XK: () => (/* binding */ sayingWhere),
/* harmony export */   hK: () => (/* binding */ emptyDirectory)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64256);
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
/** Whether git ignores a file, or all that is in a directory. git-check-ignore(1) takes no literal paths. */
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

/***/ 52875:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  YX: () => (/* binding */ imageRecipe),
  wG: () => (/* binding */ pathsOf),
  _0: () => (/* binding */ readSelected)
});

// UNUSED EXPORTS: readRecipe

// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(64256);
// EXTERNAL MODULE: ./core/inputs/environments.js
var environments = __webpack_require__(44075);
// EXTERNAL MODULE: ./core/inputs/platforms.js
var inputs_platforms = __webpack_require__(57969);
// EXTERNAL MODULE: ./core/recipe/include.js
var recipe_include = __webpack_require__(56622);
// EXTERNAL MODULE: ./core/git/path.js
var git_path = __webpack_require__(3533);
// EXTERNAL MODULE: ./core/git/tree.js
var tree = __webpack_require__(12386);
// EXTERNAL MODULE: ./core/recipe/dockerignore.js
var dockerignore = __webpack_require__(1062);
// EXTERNAL MODULE: ./core/recipe/lay-in.js
var lay_in = __webpack_require__(26654);
// EXTERNAL MODULE: ./core/recipe/path-faults.js
var path_faults = __webpack_require__(58129);
// EXTERNAL MODULE: ./core/recipe/recipe.js
var recipe = __webpack_require__(61810);
// EXTERNAL MODULE: ./core/recipe/tree-files.js
var tree_files = __webpack_require__(3270);
// EXTERNAL MODULE: ./core/recipe/unignored-entries.js
var unignored_entries = __webpack_require__(10264);
;// CONCATENATED MODULE: ./core/recipe/read-dockerfile.js
/** From a tree of the repository and the inputs to the recipe of a Dockerfile. */










/** The paths of the repository that the inputs name. @throws input-invalid for a path that leads out of it */
function dockerfilePlaces(inputs) {
    const context = (0,git_path/* parsePath */.Rr)(inputs.context ?? ".", "`context`");
    return {
        context,
        include: (inputs.include ?? []).map(recipe_include/* parseInclude */.KI),
        dockerfile: inputs.file === undefined ? below(context, "Dockerfile") : (0,git_path/* parsePath */.Rr)(inputs.file, "`file`"),
    };
}
/**
 * Reads a build context and its Dockerfile from the tree `root`.
 * @throws path-missing, input-invalid
 */
async function readDockerfile(reader, format, root, inputs) {
    const into = (0,lay_in/* assembly */.f$)(format, reader);
    const origin = await foundPlaces(into, root, inputs);
    const directory = await (0,tree_files/* directoryAt */.Dp)(into.readTree, root, origin.context, "context");
    let context = await into.readTree(directory.oid);
    if (context.length === 0)
        throw (0,path_faults/* emptyDirectory */.hK)("context", origin.context);
    if (origin.context !== "" && origin.include.some(({ path, isException }) => path === "" && !isException)) {
        throw new errors/* TreestampError */.ks("input-invalid", "`include`: the whole repository cannot be added to a part of itself.", {
            remedy: "Make the whole repository the context: `context: .` or no `context`.",
        });
    }
    const included = await (0,recipe_include/* includedIn */.k_)(into, root, origin.include);
    for (const { path, entry } of included) {
        if (path === "")
            continue;
        context = await (0,lay_in/* layIn */.Sn)(into, context, { path, entry }, {
            there: `The context (${(0,git_path/* textOfPath */._w)(origin.context)}, with what was added before)`,
            new: `the included path ${(0,git_path/* textOfPath */._w)(path)}`,
        });
    }
    (0,tree_files/* checkReserved */.rk)(context, "The build context");
    const dockerfile = await dockerfileAt(into, root, origin.dockerfile, inputs.file !== undefined);
    const ignore = await ignoreRules(into, root, context, origin);
    const { entries, leftOut, hasSubmodule } = await (0,unignored_entries/* unignoredEntries */.a)(into, context, ignore?.rules ?? dockerignore/* noRules */.jn);
    await checkIncluded(into, entries, included, ignore?.file);
    const placed = await placeDockerfile(into, entries, origin, dockerfile);
    return {
        context: placed.context,
        own: [],
        madeTrees: into.made,
        madeBlobs: into.madeBlobs,
        reduced: new Map(included.flatMap(({ path, fields }) => (fields === undefined ? [] : [[path, fields]]))),
        laidIn: into.laidIn,
        ignore: ignore && { ...ignore, leftOut, hasSubmodule },
        origin: { context: origin.context, include: origin.include },
        method: {
            kind: "dockerfile",
            path: placed.path,
            oid: dockerfile.entry.oid,
            target: inputs.target,
            buildArgs: inputs.buildArgs ?? new Map(),
            compression: inputs.compression ?? recipe/* defaultCompression */.E$,
            origin: origin.dockerfile,
            ...(dockerfile.path === origin.dockerfile ? {} : { linkedTo: dockerfile.path }),
        },
    };
}
function below(directory, name) {
    return directory === "" ? name : `${directory}/${name}`;
}
/** If no Dockerfile is named and there is none, `dockerfile` is used, as by docker. */
async function foundPlaces(into, root, inputs) {
    const origin = dockerfilePlaces(inputs);
    if (inputs.file !== undefined || (await (0,git_path/* entryAt */._f)(into.readTree, root, origin.dockerfile)).entry !== undefined)
        return origin;
    const otherwise = below(origin.context, "dockerfile");
    const { entry } = await (0,git_path/* entryAt */._f)(into.readTree, root, otherwise);
    return entry?.mode.startsWith("100") ? { ...origin, dockerfile: otherwise } : origin;
}
/** The file at the Dockerfile's path; a symbolic link is followed. */
async function dockerfileAt(into, root, path, named) {
    const file = await (0,git_path/* fileAt */.Wd)(into, root, path);
    if (file !== undefined)
        return file;
    const found = await (0,git_path/* entryAt */._f)(into.readTree, root, path);
    if (found.entry !== undefined)
        throw (0,path_faults/* notThat */.NR)("file", path, found.entry, "a file");
    if (found.obstacle !== undefined)
        throw (0,path_faults/* notThat */.NR)("file", path, found.obstacle.entry, "a directory");
    const remedy = named ? undefined : await whereElse(into, root, path);
    throw new path_faults/* NotInTree */.P5("file", path, undefined, remedy);
}
/** What to do if no Dockerfile is named and there is none: a file with another name may be one. */
async function whereElse(into, root, path) {
    const directory = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
    const entries = await into.readTree((await (0,tree_files/* directoryAt */.Dp)(into.readTree, root, directory, "context")).oid);
    const others = entries
        .filter(({ name, mode }) => mode.startsWith("100") && /^(?:docker|container)file(?!\.dockerignore$)|\.dockerfile$/i.test((0,tree/* textOf */.b6)(name)))
        .map(({ name }) => (0,tree/* textOf */.b6)(below(directory, name)));
    if (others.length > 0)
        return `Name one with \`file\`: there is ${others.slice(0, 3).join(", ")}.`;
    return "Name its folder with `context`, or the Dockerfile itself with `file`: as inputs, flags, or lines of treestamp.yml.";
}
/** The Dockerfile's own rules, from NAME.dockerignore beside it, else those of the context. */
async function ignoreRules(into, root, context, { dockerfile }) {
    const own = await (0,git_path/* fileAt */.Wd)(into, root, `${dockerfile}.dockerignore`);
    const shared = own ?? (await (0,git_path/* fileAt */.Wd)(rootedAt(into, context), contextRoot, ".dockerignore"));
    if (shared === undefined)
        return undefined;
    const file = own === undefined ? ".dockerignore" : (0,git_path/* textOfPath */._w)(`${dockerfile}.dockerignore`);
    const rules = (0,dockerignore/* parseDockerignore */.yr)((await into.readBlob(shared.entry.oid)).toString("utf8"), file);
    return rules.patterns.length === 0 ? undefined : { file, rules };
}
/** Stands for the hash of the context's root, which is not made before the key. */
const contextRoot = "the context";
function rootedAt(into, context) {
    return { ...into, readTree: async (oid) => (oid === contextRoot ? context : into.readTree(oid)) };
}
/** @throws input-invalid if the rules exclude everything that an item of `include` matches */
async function checkIncluded(into, context, included, rules) {
    if (rules === undefined)
        return;
    for (const { path } of included) {
        if ((await (0,git_path/* entryAt */._f)(rootedAt(into, context).readTree, contextRoot, path)).entry !== undefined)
            continue;
        throw new errors/* TreestampError */.ks("input-invalid", `\`include\`: ${(0,git_path/* textOfPath */._w)(path)} is excluded by ${rules}.`, {
            remedy: `Add an exception to ${rules}, such as !${(0,git_path/* textOfPath */._w)(path)}, or remove the path from \`include\`.`,
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
    const own = (0,lay_in/* makeDirectory */.Oh)(into, recipe/* reservedName */.kW, [{ ...entry, name: "Dockerfile" }]);
    return { context: [...context, own].sort(tree/* compareEntries */.wD), path: `${recipe/* reservedName */.kW}/Dockerfile` };
}

;// CONCATENATED MODULE: ./core/recipe/read.js
/** From a tree of the repository and the inputs to the recipe. */






/**
 * Reads the recipes of environments, with those that they are made from, from the tree `root`; each once.
 * @returns the selected ones by name
 * @throws path-missing, input-invalid
 */
async function readSelected(reader, format, root, selected) {
    const read = new Map();
    for (const [name, inputs] of (0,environments/* closureOf */.TQ)(selected)) {
        const upstreams = new Map();
        for (const [as, from] of inputs.from ?? []) {
            if (from.kind === "environment")
                upstreams.set(as, read.get(from.name));
        }
        const recipe = await readRecipe(reader, format, { root, upstreams }, inputs).catch(inEnvironment(name, selected));
        read.set(name, name === "" ? recipe : { ...recipe, origin: { ...recipe.origin, environment: name } });
    }
    return new Map([...selected.environments.keys()].map((name) => [name, read.get(name)]));
}
/**
 * Reads one recipe.
 * @throws path-missing, input-invalid
 */
async function readRecipe(reader, format, { root, upstreams = new Map() }, inputs) {
    const kind = kindOf(inputs);
    const platforms = inputs.platforms ?? [inputs_platforms/* defaultPlatform */.n];
    const images = [...(inputs.from?.values() ?? [])].filter((from) => from.kind === "image");
    if (kind === "image")
        return imageRecipe(images[0], platforms);
    const files = kind === "dockerfile"
        ? await readDockerfile(reader, format, root, inputs)
        : kind === "assemble"
            ? await (await __webpack_require__.e(/* import() */ 8901).then(__webpack_require__.bind(__webpack_require__, 8901))).readAssembly(reader, format, root, inputs.assemble)
            : await (await __webpack_require__.e(/* import() */ 8327).then(__webpack_require__.bind(__webpack_require__, 68327))).readBootstrap(reader, root, {
                ...inputs.bootstrap,
                platforms,
            });
    const isAssembled = kind === "assemble";
    const all = isAssembled
        ? new Map([...images.map((image) => [image.name, imageRecipe(image, platforms)]), ...upstreams])
        : upstreams;
    checkUpstreams(all, platforms);
    return {
        ...files,
        platforms,
        bases: [...(inputs.bases ?? []), ...(isAssembled ? [] : images.map(asBase))].sort(byName),
        upstreams: new Map([...all].sort(([a], [b]) => (a < b ? -1 : 1))),
    };
}
/** What the inputs say of how the image is made. @throws input-invalid where they say two things */
function kindOf(inputs) {
    const { from, assemble, bootstrap } = inputs;
    const ofDockerfile = ["context", "file", "target", "buildArgs", "compression", "include", "bases"].filter((name) => inputs[name] !== undefined);
    const named = { buildArgs: "build-args", bases: "base" };
    const without = (method, remedy) => {
        const [other] = ofDockerfile;
        if (other === undefined)
            return;
        throw new errors/* TreestampError */.ks("input-invalid", `\`${named[other] ?? other}\` is for a Dockerfile, and \`${method}\` has none.`, { remedy });
    };
    if (assemble !== undefined && bootstrap !== undefined) {
        throw new errors/* TreestampError */.ks("input-invalid", "`bootstrap` and `assemble` cannot stand side by side.", {
            remedy: "Make two environments: one with `bootstrap`, and one with `from: NAME` and `assemble`.",
        });
    }
    if (assemble !== undefined) {
        without("assemble", "Name files by `assemble.proto`, or take `assemble` away.");
        if (from?.size !== 1) {
            throw new errors/* TreestampError */.ks("input-invalid", `\`assemble\` needs one \`from\`${from === undefined ? "" : `, not ${from.size}`}: the root that everything is laid on.`, {
                remedy: "Write from: NAME, an environment of this file, or from: IMAGE@sha256:….",
            });
        }
        return "assemble";
    }
    if (bootstrap !== undefined) {
        without("bootstrap", "Lay files over the root by `bootstrap.overlay`.");
        if (from !== undefined) {
            throw new errors/* TreestampError */.ks("input-invalid", "`bootstrap` makes a root from nothing, and `from` says what it is made from.", {
                remedy: "Take one of them away.",
            });
        }
        return "bootstrap";
    }
    const only = from?.size === 1 ? [...from.values()][0] : undefined;
    if (only === undefined || ofDockerfile.length > 0)
        return "dockerfile";
    if (only.kind === "image")
        return "image";
    throw new errors/* TreestampError */.ks("input-invalid", `Nothing says what is made from ${only.name}.`, {
        remedy: "Add `context`, the folder of a Dockerfile that says FROM it, or `assemble`.",
    });
}
/** The recipe of an image that exists. */
function imageRecipe({ digest, source }, platforms) {
    return { ...recipe/* noFiles */.JE, method: { kind: "image", digest, source }, platforms, bases: [], upstreams: new Map() };
}
function asBase({ name, digest, source }) {
    return { name, digest, source };
}
/** @throws input-invalid for a platform that an upstream is not made for */
function checkUpstreams(upstreams, platforms) {
    for (const [name, { platforms: has }] of upstreams) {
        const missing = platforms.filter((platform) => !has.includes(platform));
        if (missing.length === 0)
            continue;
        throw new errors/* TreestampError */.ks("input-invalid", `\`platforms\`: ${name}, which this is made from, is not made for ${missing.join(", ")}.`, {
            remedy: `Add it to the platforms of ${name}, which are ${has.join(", ")}.`,
        });
    }
}
/** Says in which environment a fault is, where there are several. */
function inEnvironment(name, { file }) {
    return (error) => {
        if (name === "" || file.environments.size < 2 || !(error instanceof errors/* TreestampError */.ks))
            throw error;
        const { code, message, remedy } = error;
        throw new errors/* TreestampError */.ks(code, `Environment ${name}: ${message}`, {
            ...(remedy === undefined ? {} : { remedy }),
            cause: error,
        });
    };
}
/**
 * The paths of the repository that decide a recipe.
 * @throws input-invalid for a path that leads out of it
 */
async function pathsOf(inputs) {
    switch (kindOf(inputs)) {
        case "image":
            return [];
        case "assemble":
            return (await __webpack_require__.e(/* import() */ 8901).then(__webpack_require__.bind(__webpack_require__, 8901))).assemblyPaths(inputs.assemble);
        case "bootstrap":
            return (await __webpack_require__.e(/* import() */ 8327).then(__webpack_require__.bind(__webpack_require__, 68327))).bootstrapPaths(inputs.bootstrap);
        case "dockerfile": {
            const { context, include, dockerfile } = dockerfilePlaces(inputs);
            return [context, ...include.map(recipe_include/* directoryOf */.jt), dockerfile, `${dockerfile}.dockerignore`];
        }
    }
}
function byName(a, b) {
    return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}


/***/ }),

/***/ 61810:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E$: () => (/* binding */ defaultCompression),
/* harmony export */   F4: () => (/* binding */ withUpstreams),
/* harmony export */   JE: () => (/* binding */ noFiles),
/* harmony export */   Qy: () => (/* binding */ withFolders),
/* harmony export */   kW: () => (/* binding */ reservedName),
/* harmony export */   zB: () => (/* binding */ pathInRepository)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/** Everything that decides a build image. Two recipes that differ in anything here have different keys. */

/** Smaller than gzip, and a third of the time: docker from version 23 on, podman and containerd pull it. */
const defaultCompression = "zstd";
/** The recipe, and all that it is made from; each once. */
function withUpstreams(recipe) {
    const all = new Set([recipe]);
    for (const { upstreams } of all)
        for (const upstream of upstreams.values())
            all.add(upstream);
    return [...all];
}
/** The same recipes with the folders of their images below `root`, where every path of a recipe starts; one that two are made from stays one. */
function withFolders(recipes, root) {
    const done = new Map();
    const located = ({ source, ...image }) => ({
        ...image,
        source: source.kind === "layout" ? { ...source, folder: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(root, source.folder) } : source,
    });
    const whole = (recipe) => {
        const { method, bases, upstreams } = recipe;
        const known = done.get(recipe) ?? {
            ...recipe,
            method: method.kind === "image" ? located(method) : method,
            bases: bases.map(located),
            upstreams: wholeOnes(upstreams),
        };
        done.set(recipe, known);
        return known;
    };
    const wholeOnes = (all) => new Map([...all].map(([name, one]) => [name, whole(one)]));
    return wholeOnes(recipes);
}
/** Directory at the context's root that treestamp reserves for what is not a file of the context. */
const reservedName = ".treestamp";
/** The same where it takes no files. */
const noFiles = {
    context: [],
    own: [],
    madeTrees: new Map(),
    madeBlobs: new Map(),
    reduced: new Map(),
    laidIn: new Set(),
    ignore: undefined,
    origin: { context: undefined, include: [] },
};
/** Where in the repository a path of the context comes from. */
function pathInRepository({ laidIn, method, origin: { context = "" } }, path) {
    if (method?.kind === "dockerfile" && path === `${reservedName}/Dockerfile`)
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

/***/ 68273:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  decidingPaths: () => (/* binding */ decidingPaths),
  keysOf: () => (/* binding */ keysOf),
  readAllSources: () => (/* binding */ readAllSources),
  readSource: () => (/* binding */ readSource),
  readUnlocked: () => (/* binding */ readUnlocked)
});

// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(64256);
// EXTERNAL MODULE: ./core/git/path.js
var git_path = __webpack_require__(3533);
// EXTERNAL MODULE: ./core/git/working-tree.js + 1 modules
var working_tree = __webpack_require__(21704);
// EXTERNAL MODULE: ./core/inputs/environments.js
var environments = __webpack_require__(44075);
// EXTERNAL MODULE: ./core/recipe/key.js
var recipe_key = __webpack_require__(95665);
// EXTERNAL MODULE: ./core/recipe/path-faults.js
var path_faults = __webpack_require__(58129);
// EXTERNAL MODULE: ./core/recipe/read.js + 1 modules
var read = __webpack_require__(52875);
// EXTERNAL MODULE: ./core/inputs/recipe-inputs.js
var recipe_inputs = __webpack_require__(48197);
;// CONCATENATED MODULE: ./core/recipe/read-config.js
/** `treestamp.yml` of a revision. */



/** Other names that people give it. Their content would be ignored silently. */
const otherNames = ["treestamp.yaml", ".treestamp.yml", ".treestamp.yaml"];
/** The paths that decide what it says. */
const configPaths = [recipe_inputs/* configPath */.eQ, ...otherNames];
/** What a repository without one has: a recipe that says nothing. */
const noFile = { environments: new Map([["", {}]]) };
/**
 * The file of a tree; empty if it has none.
 * @param known what was read before, by blob
 * @throws input-invalid; repository-invalid where its blob is missing
 */
async function readConfig(repository, tree, known = new Map()) {
    const readTree = repository.readTree;
    const { entry } = await (0,git_path/* entryAt */._f)(readTree, tree, recipe_inputs/* configPath */.eQ);
    if (entry === undefined) {
        const other = (await readTree(tree)).find(({ name }) => otherNames.includes(name));
        if (other === undefined)
            return noFile;
        throw new errors/* TreestampError */.ks("input-invalid", `The repository has ${other.name}, and treestamp reads ${recipe_inputs/* configPath */.eQ}.`, {
            remedy: `Rename it: git mv ${other.name} ${recipe_inputs/* configPath */.eQ}.`,
        });
    }
    if (!entry.mode.startsWith("100")) {
        throw new errors/* TreestampError */.ks("input-invalid", `${recipe_inputs/* configPath */.eQ} is not a plain file.`, {
            remedy: "Make it a file: links, directories and submodules of this name are not read.",
        });
    }
    const before = known.get(entry.oid);
    if (before !== undefined)
        return before;
    const object = await repository.objects.read(entry.oid);
    if (object === undefined) {
        throw new errors/* TreestampError */.ks("repository-invalid", `The repository lacks the blob of ${recipe_inputs/* configPath */.eQ}, ${entry.oid}.`);
    }
    const { parseConfig } = await Promise.all(/* import() */[__webpack_require__.e(203), __webpack_require__.e(3483), __webpack_require__.e(3870)]).then(__webpack_require__.bind(__webpack_require__, 43870));
    const file = parseConfig(object.body.toString("utf8"));
    known.set(entry.oid, file);
    return file;
}

// EXTERNAL MODULE: ./core/recipe/recipe.js
var recipe_recipe = __webpack_require__(61810);
;// CONCATENATED MODULE: ./core/recipe/source.js
/** Where a recipe comes from: a revision, or what is checked out. */









/**
 * Reads the recipe of a revision. Without `ref`: of what is checked out, with uncommitted changes to the recipe's own
 * paths; of HEAD where there is no work tree.
 * @throws repository-invalid, path-missing, input-invalid
 */
async function readSource(repository, request) {
    const { ref, environment, inputs, onCommitted } = request;
    const sources = await readSources(repository, {
        ref,
        choose: (file) => (0,environments/* select */.Lt)(file, environment, inputs),
        onCommitted: onCommitted && ((committed) => onCommitted(only(committed))),
    });
    return only(sources);
}
/**
 * Reads the recipes of all environments, as `readSource` reads one.
 * @returns them by name, each after those that it is made from
 */
async function readAllSources(repository, { ref, inputs }) {
    return readSources(repository, { ref, choose: (file) => (0,environments/* selectAll */.Ub)(file, inputs) });
}
/**
 * Reads the recipes of what is checked out without their locks.
 * @param environment undefined for all of them, as `readAllSources` reads them
 */
async function readUnlocked(repository, environment) {
    let said = noFile;
    const sources = await readSources(repository, {
        choose: (file) => {
            said = file;
            const unlocked = [...file.environments].map(([name, { assemble, ...others }]) => {
                return [
                    name,
                    assemble === undefined ? others : { ...others, assemble: { ...assemble, lock: undefined } },
                ];
            });
            const read = { ...file, environments: new Map(unlocked) };
            return environment === undefined ? (0,environments/* selectAll */.Ub)(read, {}) : (0,environments/* select */.Lt)(read, environment, {});
        },
    });
    const locked = ([name, source]) => {
        return [name, { ...source, lock: said.environments.get(name)?.assemble?.lock }];
    };
    return new Map([...sources].map(locked));
}
function only(sources) {
    return [...sources.values()][0];
}
async function readSources(repository, reading) {
    const { ref, choose } = reading;
    if (ref === undefined && (await (0,working_tree/* hasWorkingTree */.M_)(repository)))
        return readCheckedOut(repository, reading);
    const revision = ref === undefined ? await headOf(repository) : await repository.resolve(ref);
    if (revision === undefined)
        throw noCommits();
    const selected = choose(await readConfig(repository, revision.tree));
    return committedSources(repository, revision, selected).catch(async (error) => {
        throw await (0,path_faults/* sayingWhere */.XK)(error, repository, { ref: ref ?? "HEAD" });
    });
}
async function committedSources(repository, { tree, commit }, selected) {
    const recipes = await recipesIn(repository, tree, selected);
    return sourcesOf(selected, (name) => ({ recipe: recipes.get(name), commit, dirty: false }));
}
function sourcesOf(selected, source) {
    return new Map([...selected.environments].map(([name, inputs]) => [name, { ...source(name), inputs }]));
}
/**
 * The keys of many revisions by one process of git; what revisions share is read once. A revision that has no key is an
 * answer with an error, and the next one follows.
 */
async function* keysOf(repository, meant, revisions) {
    const configs = new Map();
    const keys = new Map();
    for await (const revision of revisions) {
        try {
            const { tree } = await repository.resolve(revision);
            let key = keys.get(tree);
            if (key === undefined) {
                const selected = (0,environments/* select */.Lt)(await readConfig(repository, tree, configs), meant.environment, meant.inputs);
                const [recipe] = (await recipesIn(repository, tree, selected)).values();
                key = (0,recipe_key.keyOf)(repository.objectFormat, recipe, false);
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
async function readCheckedOut(repository, reading) {
    const { choose, onCommitted } = reading;
    const head = await headOf(repository);
    // Nearly always `treestamp.yml` is the commit's, and one question to git is enough.
    const known = await unlessWrong(async () => {
        const selected = choose(await configOf(repository, head?.tree));
        return { selected, paths: await pathsOfAll(selected) };
    });
    const paths = known?.paths ?? configPaths;
    const comparing = (0,working_tree/* workingTree */.cn)(repository, paths);
    comparing.catch(() => { }); // rejection handled below, so other errors are reported first
    const committed = await unlessWrong(async () => head === undefined || known === undefined ? undefined : committedSources(repository, head, known.selected));
    if (committed !== undefined)
        onCommitted?.(committed);
    const isSeen = (linked) => paths.some((path) => (0,git_path/* isInFolder */.Gp)(path, linked));
    const links = [...(committed?.values() ?? [])].flatMap(({ recipe }) => linksOf(recipe));
    const unseen = links.filter((linked) => !isSeen(linked));
    const all = [...paths, ...unseen];
    const changed = unseen.length === 0 ? await comparing : await comparing.then(() => (0,working_tree/* workingTree */.cn)(repository, all));
    if (changed === undefined && committed !== undefined)
        return committed;
    return readChanged(repository, { head, committed, changed, paths: all }, choose);
}
/** The file as it is now, if it differs from the commit's, or if the commit's makes no sense. */
async function readChanged(repository, known, choose) {
    const { head, committed } = known;
    const selected = choose(await configOf(repository, known.changed ?? head?.tree));
    const paths = [...new Set([...(await pathsOfAll(selected)), ...known.paths])];
    const isKnown = paths.every((path) => known.paths.includes(path));
    const changed = isKnown ? known.changed : await (0,working_tree/* workingTree */.cn)(repository, paths);
    const tree = changed ?? head?.tree;
    if (tree === undefined)
        throw noCommits();
    const recipes = await recipesIn(repository, tree, selected).catch(async (error) => {
        throw await (0,path_faults/* sayingWhere */.XK)(error, repository, { head: head?.tree });
    });
    return sourcesOf(selected, (name) => {
        const [recipe, before] = [recipes.get(name), committed?.get(name)?.recipe];
        // A file that was changed and changed back is no change.
        const dirty = changed !== undefined && !(0,recipe_key.isUnchanged)(repository.objectFormat, before, recipe);
        return { recipe, commit: head?.commit, dirty, ...(dirty ? { committed: before } : {}) };
    });
}
/** Undefined if the commit has no readable recipe: the checkout may have one. */
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
/** The paths that decide a revision's recipe. @throws repository-invalid, path-missing, input-invalid */
async function decidingPaths(repository, ref, { environment, inputs }) {
    const { tree } = await repository.resolve(ref);
    return pathsOfAll((0,environments/* select */.Lt)(await readConfig(repository, tree), environment, inputs));
}
/** The paths that decide an environment, and those that it is made from. */
async function pathsOfAll(selected) {
    const paths = await Promise.all([...(0,environments/* closureOf */.TQ)(selected).values()].map(read/* pathsOf */.wG));
    return [...new Set([...configPaths, ...paths.flat()])];
}
/** Where the symbolic links of Dockerfiles lead. */
function linksOf(recipe) {
    return (0,recipe_recipe/* withUpstreams */.F4)(recipe).flatMap(({ method }) => (method.kind === "dockerfile" ? (method.linkedTo ?? []) : []));
}
async function configOf(repository, tree) {
    return tree === undefined ? noFile : readConfig(repository, tree);
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
    return new errors/* TreestampError */.ks("repository-invalid", "The repository has no commit, and no file to read a recipe from.", {
        remedy: "Add the recipe's files with `git add`, and commit them.",
    });
}
async function recipesIn(repository, tree, selected) {
    const { workTree, objectFormat } = repository;
    const recipes = await (0,read/* readSelected */._0)(repository, objectFormat, tree, selected);
    return workTree === undefined ? recipes : (0,recipe_recipe/* withFolders */.Qy)(recipes, workTree);
}


/***/ }),

/***/ 3270:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dp: () => (/* binding */ directoryAt),
/* harmony export */   PV: () => (/* binding */ ownFile),
/* harmony export */   pb: () => (/* binding */ directoryFiles),
/* harmony export */   rk: () => (/* binding */ checkReserved)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _git_path_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3533);
/* harmony import */ var _path_faults_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(58129);
/* harmony import */ var _recipe_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(61810);
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
/** A file that decides the image and does not get into it. @throws path-missing */
async function ownFile(reader, root, path, { name, input, remedy }) {
    const file = await (0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .fileAt */ .Wd)(reader, root, path);
    if (file === undefined)
        throw new _path_faults_js__WEBPACK_IMPORTED_MODULE_2__/* .NotInTree */ .P5(input, path, "is no file of the repository", remedy);
    return { name, entry: { ...file.entry, name }, origin: path };
}
/** @throws input-invalid where a file has the name that the key needs */
function checkReserved(entries, what) {
    if (!entries.some(({ name }) => name === _recipe_js__WEBPACK_IMPORTED_MODULE_3__/* .reservedName */ .kW))
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `${what} has an entry ${_recipe_js__WEBPACK_IMPORTED_MODULE_3__/* .reservedName */ .kW} at its root.`, {
        remedy: "treestamp reserves this name: rename the file or directory.",
    });
}


/***/ }),

/***/ 10264:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ unignoredEntries)
/* harmony export */ });
/* harmony import */ var _git_tree_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(12386);
/* harmony import */ var _lay_in_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(26654);


/**
 * Trees of which nothing is left out stay as git has them, so their hash is git's.
 * @param at the directory that the entries are in, with what matches it; the context's root where it is left out
 */
async function unignoredEntries(into, context, rules, at = { path: "", matches: [] }) {
    if (rules.patterns.length === 0)
        return { entries: context, leftOut: [], hasSubmodule: false };
    const leftOut = [];
    let hasSubmodule = false;
    async function unignoredIn(entries, above, aboveMatches) {
        const taken = [];
        for (const entry of entries) {
            const path = above + entry.name;
            const { ignored, matches } = rules.match((0,_git_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .textOf */ .b6)(path), aboveMatches);
            const isDirectory = entry.mode === "40000" || entry.mode === "160000";
            if (ignored && !(isDirectory && rules.mayKeepBelow((0,_git_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .textOf */ .b6)(path)))) {
                leftOut.push(isDirectory ? `${path}/` : path);
            }
            else if (entry.mode === "40000") {
                const before = await into.readTree(entry.oid);
                const after = await unignoredIn(before, `${path}/`, matches);
                if (after.length > 0 || !ignored)
                    taken.push(after === before ? entry : (0,_lay_in_js__WEBPACK_IMPORTED_MODULE_1__/* .makeDirectory */ .Oh)(into, entry.name, after));
            }
            else {
                hasSubmodule ||= entry.mode === "160000";
                taken.push(entry);
            }
        }
        return taken.length === entries.length && taken.every((entry, index) => entry === entries[index]) ? entries : taken;
    }
    const entries = await unignoredIn(context, at.path === "" ? "" : `${at.path}/`, at.matches);
    return { entries, leftOut, hasSubmodule };
}


/***/ })

};
;