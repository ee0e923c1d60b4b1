"use strict";
exports.id = 8997;
exports.ids = [8997,3870];
exports.modules = {

/***/ 3137:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HD: () => (/* binding */ settingField),
/* harmony export */   Mv: () => (/* binding */ assembleInputs),
/* harmony export */   Pe: () => (/* binding */ assembleField),
/* harmony export */   b6: () => (/* binding */ noSettings)
/* harmony export */ });
/* harmony import */ var _read_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(82453);
/* harmony import */ var _rows_assemble_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6079);


/** Those of an image that is the base's in all. */
const noSettings = { env: new Map(), labels: new Map() };
/** Reads one field of `assemble`. @throws what `fail` makes of a fault */
function assembleField(input, said, fail) {
    const value = (0,_read_js__WEBPACK_IMPORTED_MODULE_0__/* .inputValue */ .UV)(input, said, fail);
    switch (input.name) {
        case "owner": {
            const [, uid, gid] = /^(\d{1,9}):(\d{1,9})$/.exec(value) ?? [];
            if (uid === undefined)
                throw fail(`${JSON.stringify(value)} is not UID:GID`, "Write two numbers, such as 1000:1000.");
            return { owner: { uid: Number(uid), gid: Number(gid) } };
        }
        case "packages": {
            for (const name of value)
                checkPackage(name, fail);
            return { packages: [...new Set(value)].sort() };
        }
        case "clean":
            return { clean: _rows_assemble_js__WEBPACK_IMPORTED_MODULE_1__/* .allCleaned */ ._e.filter((word) => value.includes(word)) };
        default:
            return { [input.name]: value };
    }
}
/** Package managers take more than names: files, addresses, options, patterns, and NAME- for what is to be removed. None of those is fixed by a name. */
function checkPackage(name, fail) {
    const isName = /^[A-Za-z0-9]([A-Za-z0-9+._-]*[A-Za-z0-9+._])?(:[a-z0-9-]+)?([=~<>]+[A-Za-z0-9+.:~_-]+)?$/.test(name);
    if (isName && !/:[^=]*-$/.test(name))
        return;
    throw fail(`${JSON.stringify(name)} is not the name of a package`, "Write NAME, or NAME=VERSION, one per line or item.");
}
/** Puts defaults where nothing was said. */
function assembleInputs(said) {
    const none = {
        proto: undefined,
        owner: { uid: 0, gid: 0 },
        packages: [],
        lock: undefined,
        run: undefined,
        clean: _rows_assemble_js__WEBPACK_IMPORTED_MODULE_1__/* .allCleaned */ ._e,
        config: noSettings,
    };
    return { ...none, ...said };
}
/** Reads one setting of the image. @throws what `fail` makes of a fault */
function settingField(input, said, fail) {
    const value = (0,_read_js__WEBPACK_IMPORTED_MODULE_0__/* .inputValue */ .UV)(input, said, fail);
    if (input.name === "workdir" && !value.startsWith("/")) {
        throw fail(`${JSON.stringify(value)} is not an absolute path`, "Write it as the image has it, such as /work.");
    }
    return { [input.name]: value };
}


/***/ }),

/***/ 75271:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F3: () => (/* binding */ bootstrapField),
/* harmony export */   Mg: () => (/* binding */ distributionInputs),
/* harmony export */   Vx: () => (/* binding */ isRemote),
/* harmony export */   o1: () => (/* binding */ bootstrapInputs),
/* harmony export */   pi: () => (/* binding */ distributionField)
/* harmony export */ });
/* harmony import */ var _read_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(82453);

/** Reads one field of `bootstrap`. @throws what `fail` makes of a fault */
function bootstrapField(input, said, fail) {
    return { [input.name]: (0,_read_js__WEBPACK_IMPORTED_MODULE_0__/* .inputValue */ .UV)(input, said, fail) };
}
/** Reads one field of `bootstrap.packages`. @throws what `fail` makes of a fault */
function distributionField(input, said, fail) {
    const value = (0,_read_js__WEBPACK_IMPORTED_MODULE_0__/* .inputValue */ .UV)(input, said, fail);
    if (input.name === "snapshot" && !/^\d{8}T\d{6}Z$/.test(value)) {
        throw fail(`${JSON.stringify(value)} is not a time`, "Write it as 20260101T000000Z.");
    }
    const names = input.name === "include" ? value : input.name === "mirror" ? [] : [value];
    const odd = names.find((name) => !/^[A-Za-z0-9][A-Za-z0-9+._:~=-]*$/.test(name));
    if (odd !== undefined)
        throw fail(`${JSON.stringify(odd)} is not a name`);
    return { [input.name]: input.name === "include" ? [...new Set(names)].sort() : value };
}
/** All of `bootstrap.packages`. @throws what `fail` makes of a fault */
function distributionInputs({ suite, ...said }, fail) {
    if (suite === undefined)
        throw fail("`suite` is missing", "Name the release: suite: bookworm.");
    return { suite, mirror: undefined, snapshot: undefined, include: [], variant: "minbase", ...said };
}
/** All of it. @throws what `fail` makes of a fault */
function bootstrapInputs({ tarball, ...said }, fail) {
    if (tarball === undefined && said.packages === undefined) {
        throw fail("`tarball` is missing", "Name the root's archive: tarball: https://…; or a release: packages: { suite: bookworm }.");
    }
    if (tarball !== undefined && said.packages !== undefined) {
        throw fail("`tarball` and `packages` both say what the root is", "Take one of them away.");
    }
    if (tarball !== undefined && isRemote(tarball) && said.sums === undefined) {
        throw fail("`sums` is missing: nothing would fix what the address gives", "Commit a document of `sha256sum FILE`, and name it: sums: ci/SHA256SUMS.");
    }
    return { tarball, packages: undefined, sums: undefined, remove: [], overlay: undefined, ...said };
}
/** Whether an archive is somewhere else than in the repository. */
function isRemote(tarball) {
    return /^[a-z][a-z0-9+.-]*:\/\//i.test(tarball);
}


/***/ }),

/***/ 43870:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  parseConfig: () => (/* binding */ parseConfig)
});

// EXTERNAL MODULE: ../../node_modules/yaml/dist/index.js
var dist = __webpack_require__(33483);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(64256);
// EXTERNAL MODULE: ./core/inputs/assemble.js
var assemble = __webpack_require__(3137);
// EXTERNAL MODULE: ./core/inputs/bootstrap.js
var bootstrap = __webpack_require__(75271);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./core/inputs/read.js
var inputs_read = __webpack_require__(82453);
// EXTERNAL MODULE: ./core/inputs/size.js
var size = __webpack_require__(24496);
;// CONCATENATED MODULE: ./core/inputs/caches.js
/** What commands find again that other jobs have left: the compiler's cache, `target`, `node_modules`. As `treestamp.yml` has it. */



/** Part of a tag, together with two hashes. */
const nameForm = /^[a-z0-9][a-z0-9._-]{0,31}$/;
/** Each has a file of its own open in a shell, which knows ten. */
const mostCaches = 5;
const defaultLimit = 10e9;
/** Reads one field of a cache. @throws what `fail` makes of a fault */
function cacheField(input, said, fail) {
    const value = (0,inputs_read/* inputValue */.UV)(input, said, fail);
    if (input.name === "path")
        return { path: parsePath(value, fail) };
    if (input.name === "limit")
        return { limit: (0,size/* parseSize */.D)(value, fail) };
    return { [input.name]: value };
}
/** One cache. @throws what `fail` makes of a fault */
function cacheInputs(name, { path, ...said }, fail) {
    if (!nameForm.test(name)) {
        throw fail(`${JSON.stringify(name)} cannot be the name of a cache`, "It becomes part of a tag: up to 32 lower-case letters, digits, `-`, `_` and `.`.");
    }
    if (path === undefined)
        throw fail("`path` is missing", "Say where commands find it: path: /cache/go.");
    return { name, path, lock: [], mtimes: "keep", save: "default-branch", limit: defaultLimit, ...said };
}
/** All of them. @throws what `fail` makes of a fault: too many, or one inside of another */
function checkedCaches(caches, fail) {
    if (caches.length > mostCaches)
        throw fail(`there are ${caches.length}`, `At most ${mostCaches} can be mounted.`);
    for (const [at, { name, path }] of caches.entries()) {
        const other = caches.find((cache, index) => index !== at && `${path}/`.startsWith(`${cache.path}/`));
        if (other !== undefined)
            throw fail(`${name} is inside of ${other.name}`, "Give each a folder of its own.");
    }
    return caches;
}
function parsePath(written, fail) {
    const path = (0,external_node_path_.normalize)(written).replace(/(?<=.)\/$/, "");
    if (path === "/" || path === "." || /^\.\.(\/|$)/.test(path) || written.includes("\n") || written === "") {
        throw fail(`${JSON.stringify(written)} is no folder for a cache`, "Write a folder of the environment, such as /cache/go, or of the repository, such as target.");
    }
    if (path.startsWith("~")) {
        throw fail(`${path} is no path`, "HOME depends on the user: write it out, such as /home/NAME/.cache, or name a folder of your own.");
    }
    if ((0,external_node_path_.isAbsolute)(path) && /^\/(proc|sys|dev|run)(\/|$)/.test(path)) {
        throw fail(`${path} is the system's`, "Name a folder that belongs to a tool.");
    }
    return path;
}

// EXTERNAL MODULE: ./core/inputs/environments.js
var inputs_environments = __webpack_require__(44075);
// EXTERNAL MODULE: ./core/inputs/list-text.js
var list_text = __webpack_require__(66637);
// EXTERNAL MODULE: ./core/inputs/recipe-inputs.js
var recipe_inputs = __webpack_require__(48197);
// EXTERNAL MODULE: ./core/inputs/rows/assemble.js
var rows_assemble = __webpack_require__(6079);
// EXTERNAL MODULE: ./core/inputs/input.js
var input = __webpack_require__(97961);
;// CONCATENATED MODULE: ./core/inputs/rows/bootstrap.js
/** How an environment is made from nothing: the fields of `treestamp.yml`. */

/** What `bootstrap.packages` may say. */
const distributionFields = [
    (0,input/* configField */.JS)({
        name: "suite",
        kind: "text",
        placeholder: "NAME",
        description: "Debian's or Ubuntu's name of the release: bookworm, noble.",
    }),
    (0,input/* configField */.JS)({
        name: "mirror",
        kind: "text",
        placeholder: "URL",
        description: "Where packages are fetched from; Debian's own archive by default. It is not in the key.",
    }),
    (0,input/* configField */.JS)({
        name: "snapshot",
        kind: "text",
        placeholder: "TIME",
        description: "The time whose packages are taken, such as 20260101T000000Z, from a mirror that keeps all of them. Without it, they are whatever is newest that day.",
    }),
    (0,input/* configField */.JS)({
        name: "include",
        kind: "list",
        placeholder: "NAME",
        description: "Packages besides those of the variant.",
    }),
    (0,input/* configField */.JS)({
        name: "variant",
        kind: "text",
        placeholder: "NAME",
        default: "minbase",
        description: "Which packages a root has at least, by mmdebstrap's names: minbase, apt, essential, buildd, standard.",
    }),
];
/** What `bootstrap` may say, but for `packages`. */
const bootstrapFields = [
    (0,input/* configField */.JS)({
        name: "tarball",
        kind: "text",
        placeholder: "URL",
        description: "The root's archive: an address, or a path in the repository. `{arch}` stands for docker's name of the architecture (amd64, arm64), `{machine}` for the kernel's (x86_64, aarch64).",
    }),
    (0,input/* configField */.JS)({
        name: "sums",
        kind: "text",
        placeholder: "PATH",
        description: "A document of the repository with the archives' sums, as sha256sum writes it: one for all architectures.",
    }),
    (0,input/* configField */.JS)({
        name: "remove",
        kind: "list",
        placeholder: "PATTERN",
        description: "What the archive has and the root shall not have, by patterns as in `.dockerignore`.",
    }),
    (0,input/* configField */.JS)({
        name: "overlay",
        kind: "text",
        placeholder: "DIR",
        description: "A directory of the repository, laid over the root as a layer of its own: repositories' settings.",
    }),
];

;// CONCATENATED MODULE: ./core/inputs/rows/caches.js
/** What commands find again: the fields of a cache in `treestamp.yml`. */

const cacheFields = [
    (0,input/* configField */.JS)({
        name: "path",
        kind: "text",
        placeholder: "DIR",
        description: "The folder that commands find again: a path of the environment, such as `/cache/go`, or one of the repository, such as `target`.",
    }),
    (0,input/* configField */.JS)({
        name: "lock",
        kind: "list",
        placeholder: "PATH",
        description: "Files of the repository that say what is in the cache. The cache that was saved with the same ones is taken first, and otherwise the newest.",
    }),
    (0,input/* configField */.JS)({
        name: "mtimes",
        kind: "text",
        choices: ["keep", "git"],
        default: "keep",
        description: "With `git`, files of the repository that have not changed since the cache was saved get one time in the past, and all others the present: cargo, make and ninja then build what has changed, and nothing else.",
    }),
    (0,input/* configField */.JS)({
        name: "save",
        kind: "text",
        choices: ["default-branch", "always", "never"],
        default: "default-branch",
        description: "Which jobs save it after they have succeeded: those of the default branch; or `always` those of every branch, each for itself. Pull requests never save.",
    }),
    (0,input/* configField */.JS)({
        name: "limit",
        kind: "text",
        placeholder: "SIZE",
        default: "10GB",
        description: "A cache that has become larger is not saved.",
    }),
];

// EXTERNAL MODULE: ./core/inputs/suggest.js
var suggest = __webpack_require__(88879);
// EXTERNAL MODULE: ./core/inputs/yaml-lines.js
var yaml_lines = __webpack_require__(66628);
;// CONCATENATED MODULE: ./core/inputs/config-file.js
/** `treestamp.yml`: the recipe's inputs as a file of the repository. Loaded only if there is one, because a YAML parser is large. */














/** What a file with environments may say at its root. */
const rootInputs = [...inputs_environments/* sharedInputs */.dO, "platforms", "caches"];
/**
 * Reads a `treestamp.yml`.
 * @param where the file's name for messages
 * @throws input-invalid with the line and, for a name that is not known, the nearest one that is
 */
function parseConfig(text, where = recipe_inputs/* configPath */.eQ) {
    const lines = new dist/* LineCounter */.HN();
    // Scalars stay the text that was written: a version 1.20 is no number.
    const document = (0,dist/* parseDocument */.Tp)(text, { schema: "failsafe", lineCounter: lines, prettyErrors: false });
    const lineOf = (offset) => offset === undefined ? where : `${where}:${lines.linePos(offset).line}`;
    const [problem] = [...document.errors, ...document.warnings];
    if (problem?.code === "MULTIPLE_DOCS")
        throw (0,inputs_read/* invalid */.Gq)(lineOf(problem.pos[0]), "the file has several documents", oneDocument);
    if (problem?.code === "TAG_RESOLVE_FAILED")
        throw (0,inputs_read/* invalid */.Gq)(lineOf(problem.pos[0]), problem.message, quoteIt);
    if (problem !== undefined)
        throw (0,inputs_read/* invalid */.Gq)(lineOf(problem.pos[0]), problem.message, mendFile);
    const expression = text.indexOf("${{");
    if (expression >= 0 && !isComment(text, expression)) {
        throw (0,inputs_read/* invalid */.Gq)(lineOf(expression), "an expression (`${{ … }}`) is not evaluated here", fillInCall);
    }
    const file = { text, document, at: (node) => lineOf(node?.range?.[0]) };
    const root = document.contents;
    if (root === null || ((0,dist/* isScalar */.jn)(root) && root.value === ""))
        return { environments: new Map([["", {}]]) };
    if (!(0,dist/* isMap */.jh)(root))
        throw (0,inputs_read/* invalid */.Gq)(file.at(root), "the file must be a mapping of inputs to values", mendFile);
    const items = itemsOf(file, root);
    if (items.some(({ name }) => name === "environments"))
        return withEnvironments(file, items);
    return { environments: new Map([["", recipeIn(file, items, "")]]) };
}
function itemsOf(file, map) {
    return map.items.map(({ key, value }) => ({
        name: (0,dist/* isScalar */.jn)(key) ? String(key.value) : "",
        value: value ?? null,
        place: file.at(key),
    }));
}
/** The items of what has to be a mapping. @throws what `fail` makes of a fault */
function mappingAt(file, value, fail) {
    const resolved = (0,dist/* isAlias */.Vj)(value) ? value.resolve(file.document) : value;
    if (!(0,dist/* isMap */.jh)(resolved))
        throw fail("a mapping was expected", mendFile);
    return itemsOf(file, resolved);
}
function withEnvironments(file, items) {
    const shared = [];
    const environments = new Map();
    let named;
    for (const item of items) {
        const fail = (fault, remedy = mendFile) => (0,inputs_read/* invalid */.Gq)(item.place, `\`${item.name}\`: ${fault}`, remedy);
        if (item.name === "environments") {
            const all = mappingAt(file, item.value, fail);
            if (all.length === 0)
                throw fail("there is none", "Name one: environments: { ci: { context: environment } }.");
            for (const { name, value, place } of all) {
                const path = `environments.${name}`;
                const failHere = (fault, remedy = mendFile) => (0,inputs_read/* invalid */.Gq)(place, `\`${path}\`: ${fault}`, remedy);
                (0,inputs_environments/* checkEnvironmentName */.r0)(name, failHere);
                environments.set(name, recipeIn(file, mappingAt(file, value, failHere), `${path}.`));
            }
        }
        else if (item.name === "default") {
            const text = plain(file, item.value, fail);
            if (typeof text !== "string" || text === "")
                throw fail("the name of an environment was expected");
            named = { ...item, text };
        }
        else if (rootInputs.includes(item.name))
            shared.push(recipeIn(file, [item], ""));
        else if ([...recipe_inputs/* recipeInputs */.e$, ...methodInputs].some(({ name }) => name === item.name)) {
            throw fail("with `environments`, this belongs to one of them", `Move it below environments: NAME: … .`);
        }
        else
            throw unknown(item.place, item.name, ["environments", "default", ...rootInputs]);
    }
    if (named !== undefined && !environments.has(named.text)) {
        const names = [...environments.keys()];
        throw (0,inputs_read/* invalid */.Gq)(named.place, `\`default\`: there is no environment ${named.text}`, (0,suggest/* suggesting */.L)(named.text, names, `There are ${names.join(", ")}.`));
    }
    const whole = [...environments].map(([name, inputs]) => [name, { ...Object.assign({}, ...shared), ...inputs }]);
    return { environments: new Map(whole), ...(named === undefined ? {} : { default: named.text }) };
}
/** What says how an environment is made, where no Dockerfile does, and what its commands find again; `treestamp.yml` alone has it. */
const methodInputs = [{ name: "from" }, { name: "assemble" }, { name: "bootstrap" }, { name: "caches" }];
/** @param above what stands before a name in messages: `environments.tools.` */
function recipeIn(file, items, above) {
    const said = [];
    for (const { name, value, place } of items) {
        const input = recipe_inputs/* recipeInputs */.e$.find((candidate) => candidate.name === name);
        const fail = (fault, remedy) => (0,inputs_read/* invalid */.Gq)(place, `\`${above}${name}\`: ${fault}`, remedy ?? (input === undefined ? mendFile : (0,inputs_read/* formOf */.QU)(input)));
        if (above !== "" && inputs_environments/* sharedInputs */.dO.includes(name))
            throw fail("all environments have one", `Write \`${name}\` once, at the root of the file.`);
        if (name === "from")
            said.push({ from: (0,inputs_environments/* parseFrom */.uK)(plain(file, value, fail), fail) });
        else if (name === "caches")
            said.push({ caches: cachesIn(file, value, `${above}caches`, fail) });
        else if (name === "assemble")
            said.push({ assemble: assembleIn(file, value, `${above}assemble`, fail) });
        else if (name === "bootstrap") {
            const fields = fieldsIn(file, value, {
                above: `${above}bootstrap`,
                known: bootstrapFields,
                read: bootstrap/* bootstrapField */.F3,
                fail,
                nested: {
                    packages: (node, failHere) => {
                        const packages = {
                            above: `${above}bootstrap.packages`,
                            known: distributionFields,
                            read: bootstrap/* distributionField */.pi,
                        };
                        const all = fieldsIn(file, node, { ...packages, fail: failHere });
                        return { packages: (0,bootstrap/* distributionInputs */.Mg)(Object.assign({}, ...all), failHere) };
                    },
                },
            });
            said.push({ bootstrap: (0,bootstrap/* bootstrapInputs */.o1)(Object.assign({}, ...fields), fail) });
        }
        else if (input === undefined) {
            throw unknown(place, name, [...recipe_inputs/* recipeInputs */.e$, ...methodInputs].map((one) => one.name));
        }
        else
            said.push((0,recipe_inputs/* recipeInput */.Pf)(input, fieldValue(file, value, input, fail), fail));
    }
    return Object.assign({}, ...said);
}
function cachesIn(file, value, above, fail) {
    const caches = mappingAt(file, value, fail).map((item) => {
        const path = `${above}.${item.name}`;
        const failHere = (fault, remedy = mendFile) => (0,inputs_read/* invalid */.Gq)(item.place, `\`${path}\`: ${fault}`, remedy);
        const fields = { above: path, known: cacheFields, read: cacheField, fail: failHere };
        return cacheInputs(item.name, Object.assign({}, ...fieldsIn(file, item.value, fields)), failHere);
    });
    return checkedCaches(caches, fail);
}
function assembleIn(file, value, above, fail) {
    const said = fieldsIn(file, value, {
        above,
        known: rows_assemble/* assembleFields */.KM,
        read: assemble/* assembleField */.Pe,
        fail,
        nested: {
            config: (node, failHere) => {
                const settings = fieldsIn(file, node, {
                    above: `${above}.config`,
                    known: rows_assemble/* settingFields */.o0,
                    read: assemble/* settingField */.HD,
                    fail: failHere,
                });
                return { config: { ...assemble/* noSettings */.b6, ...Object.assign({}, ...settings) } };
            },
        },
    });
    return (0,assemble/* assembleInputs */.Mv)(Object.assign({}, ...said));
}
function fieldsIn(file, value, { above, known, read, fail, nested = {} }) {
    return mappingAt(file, value, fail).map((item) => {
        const input = known.find(({ name }) => name === item.name);
        const failHere = (fault, remedy) => (0,inputs_read/* invalid */.Gq)(item.place, `\`${above}.${item.name}\`: ${fault}`, remedy ?? (input === undefined ? mendFile : (0,inputs_read/* formOf */.QU)(input)));
        const inside = nested[item.name];
        if (inside !== undefined)
            return inside(item.value, failHere);
        if (input === undefined)
            throw unknown(item.place, item.name, [...known.map(({ name }) => name), ...Object.keys(nested)], above);
        return read(input, fieldValue(file, item.value, input, failHere), failHere);
    });
}
/** A value in the form that its input reads. */
function fieldValue(file, node, input, fail) {
    const isScript = input.name === "run";
    if ((input.kind !== "text" || isScript) && (0,yaml_lines/* isFolded */.z)(node, file.text))
        throw fail("YAML joins its lines into one", useBar);
    const written = plain(file, node, fail);
    return typeof written === "string" ? (0,list_text/* itemsIn */.U)(input, isScript ? written : written.trim()) : written;
}
/** A YAML value with its scalars as text; aliases followed. */
function plain({ document }, node, fail) {
    const resolved = (candidate) => {
        if (!(0,dist/* isAlias */.Vj)(candidate))
            return candidate ?? null;
        const target = candidate.resolve(document);
        // For example an unquoted pattern: if it were dropped, its files would be missing from the image.
        if (target === undefined)
            throw fail(`*${candidate.source} is an alias without an anchor`, quoteIt);
        return target;
    };
    const text = (candidate) => {
        const scalar = resolved(candidate);
        if (scalar === null)
            return "";
        if (!(0,dist/* isScalar */.jn)(scalar))
            throw fail("a text was expected inside the list or mapping");
        return String(scalar.value);
    };
    const value = resolved(node);
    if ((0,dist/* isSeq */.oP)(value))
        return value.items.map(text);
    if ((0,dist/* isMap */.jh)(value))
        return new Map(value.items.map((item) => [text(item.key), text(item.value)]));
    return text(value);
}
function isComment(text, offset) {
    return /(^|\s)#/.test(text.slice(text.lastIndexOf("\n", offset) + 1, offset));
}
const useBar = "Write `|` after the colon, which keeps the lines apart, or a list with a dash before each item.";
const oneDocument = "Keep one, and remove the line `---` between them.";
const fillInCall = "Only a workflow evaluates it: set that input in the step, which overrides this file, or write the value.";
const quoteIt = "A leading `*`, `!` or `&` means something else in YAML: quote the value, such as '*.toml'.";
const mendFile = "Fix the YAML there: NAME: VALUE on each line; editors check it with treestamp.schema.json.";
function unknown(where, name, known, above) {
    const near = (0,suggest/* nearestName */.q)(name, known);
    const guess = near === undefined ? "" : ` Did you mean \`${near}\`?`;
    const fault = above === undefined ? `\`${name}\` is not a recipe input` : `\`${above}\` has no \`${name}\``;
    return new errors/* TreestampError */.ks("input-invalid", `${where}: ${fault}.${guess}`, {
        remedy: `Known here: ${known.join(", ")}.`,
    });
}


/***/ }),

/***/ 66637:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ fieldsOf),
/* harmony export */   U: () => (/* binding */ itemsIn)
/* harmony export */ });
/* harmony import */ var csv_parse_sync__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(40203);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64256);
/**
 * Lists and maps that come as one text, by the grammar of docker's actions. Loaded where such a text is: the hosts of
 * workflows, and `treestamp.yml`; on the command line each flag is one item, which the shell has read already.
 */


/** In no variable and in no file's name: so a comma, and a quote behind one, is a part of the item. */
const noDelimiter = "\0";
/**
 * The items of a text: one per line; blank lines and lines that begin with `#` do not count. An item in double quotes may
 * have several lines and a `#` in front, and `""` in it is one quote. Source: docker/actions-toolkit, Util.getList; unlike
 * that, an item keeps the quotes behind its commas: `LIST=["a","b","c"]`.
 * @throws input-invalid for a quote that is never closed
 */
function itemsIn(input, text) {
    if (input.kind !== "list" && input.kind !== "map")
        return [text];
    const items = rowsOf(text, `\`${input.name}\``, { delimiter: input.commas === true ? "," : noDelimiter }).flat();
    // The end of a secret's value may be a line break that counts; an item is never empty.
    return (input.names === "secret" ? items : items.map((item) => item.trim())).filter((item) => item.trim() !== "");
}
/** The fields of one line with commas, such as a rule of `tags`: trimmed, without empty ones. @throws input-invalid */
function fieldsOf(line, where) {
    return rowsOf(line, where, { delimiter: ",", trim: true })
        .flat()
        .map((field) => field.trim())
        .filter((field) => field !== "");
}
function rowsOf(text, where, options) {
    try {
        return (0,csv_parse_sync__WEBPACK_IMPORTED_MODULE_0__/* .parse */ .qg)(text, {
            ...options,
            record_delimiter: ["\r\n", "\n"],
            comment: "#",
            comment_no_infix: true, // only at the start of a line
            ltrim: true, // such as the indentation of a block in YAML
            relax_quotes: true, // inside an item they are characters like others
            relax_column_count: true,
            skip_empty_lines: true,
        });
    }
    catch (cause) {
        // The parser's own message may quote the text, and that may be a secret.
        const fault = cause.code === "CSV_QUOTE_NOT_CLOSED" ? "is never closed" : "is closed before its end";
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `${where}: a double quote at the start of an item ${fault}.`, {
            remedy: 'Close it at the end of the item; a quote inside of a quoted item is written twice: "A=say ""hi""".',
            cause,
        });
    }
}


/***/ }),

/***/ 66628:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   z: () => (/* binding */ isFolded)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33483);
/** Texts in YAML whose lines are not what they look like. Source: YAML 1.2.2, "Line Folding". */

/** Whether a text has several lines that YAML joins by blanks: all but those behind `|`. @param text the whole document */
function isFolded(node, text) {
    if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(node) || node.type === "BLOCK_LITERAL" || !node.range)
        return false;
    const [start, end] = node.range;
    return text
        .slice(start, end)
        .replace(/^>.*\n/, "")
        .trim()
        .includes("\n");
}


/***/ }),

/***/ 48997:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   withBases: () => (/* binding */ withBases)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33483);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64256);
/* harmony import */ var _inputs_config_file_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(43870);
/* harmony import */ var _inputs_environments_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(44075);
/* harmony import */ var _inputs_recipe_inputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(48197);
/** Writes images into `base` of a `treestamp.yml`, and keeps its order and comments. Loaded where that is asked for. */





/**
 * The file with these images under `base` of an environment.
 * @param environment its name; empty for the recipe at the file's root
 * @param images `REPOSITORY@sha256:…` by the names that the Dockerfile has for them
 * @throws input-invalid for a file that cannot be read, or has `base` in a form that nothing can be added to
 */
function withBases(text, environment, images) {
    (0,_inputs_config_file_js__WEBPACK_IMPORTED_MODULE_2__.parseConfig)(text); // a file that nobody can read is not written either
    const document = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .parseDocument */ .Tp)(text, { schema: "failsafe" });
    if (document.contents === null || (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(document.contents))
        document.contents = new yaml__WEBPACK_IMPORTED_MODULE_0__/* .Document */ .yo({}).contents;
    const place = environment === "" ? [] : ["environments", environment];
    const recipe = place.length === 0 ? document.contents : document.getIn(place, true);
    if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(recipe))
        throw byHand(environment);
    const bases = recipe.get("base", true);
    if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isSeq */ .oP)(bases))
        for (const [name, image] of images)
            bases.add(document.createNode(`${name}=${image}`));
    else {
        const map = baseMap(document, recipe);
        if (map === undefined)
            throw byHand(environment);
        for (const [name, image] of images)
            map.set(name, image);
    }
    const written = document.toString({ lineWidth: 0 });
    (0,_inputs_config_file_js__WEBPACK_IMPORTED_MODULE_2__.parseConfig)(written);
    return written;
}
/** The mapping `base` of a recipe, a new one where it is empty or not there; undefined where it has another form. */
function baseMap(document, recipe) {
    const bases = recipe.get("base", true);
    if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(bases))
        return bases;
    if (bases !== undefined && !((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(bases) && bases.value === ""))
        return undefined;
    const empty = document.createNode({});
    recipe.set("base", empty);
    return empty;
}
function byHand(environment) {
    const where = `\`${(0,_inputs_environments_js__WEBPACK_IMPORTED_MODULE_3__/* .inputOf */ .wg)(environment, "base")}\``;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `${_inputs_recipe_inputs_js__WEBPACK_IMPORTED_MODULE_4__/* .configPath */ .eQ}: ${where} is written so that nothing can be added to it.`, {
        remedy: "Write a mapping, NAME: REPOSITORY@sha256:… on each line; or take --bases in-place.",
    });
}


/***/ })

};
;