"use strict";
exports.id = 5937;
exports.ids = [5937];
exports.modules = {

/***/ 95937:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   diffRecipes: () => (/* binding */ diffRecipes),
/* harmony export */   explainRecipe: () => (/* binding */ explainRecipe)
/* harmony export */ });
/* harmony import */ var _git_tree_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(12386);
/* harmony import */ var _inputs_recipe_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48197);
/* harmony import */ var _log_amounts_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(89155);
/* harmony import */ var _context_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7585);
/* harmony import */ var _key_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(95665);
/* harmony import */ var _recipe_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(61810);






/** Every input of the recipe: all files in the order of the tree, then the rest. */
async function explainRecipe(repository, recipe) {
    const inputs = [];
    for await (const [path, entry] of filesIn((0,_context_js__WEBPACK_IMPORTED_MODULE_2__.treesOf)(repository, recipe), recipe.context)) {
        inputs.push({ kind: "file", name: named(recipe, path), value: entry.oid, mode: entry.mode });
    }
    const { leftOut = [], file: rules = "" } = recipe.ignore ?? {};
    if (leftOut.length > 0) {
        inputs.push({ kind: "left-out", name: (0,_log_amounts_js__WEBPACK_IMPORTED_MODULE_5__/* .listed */ .KE)(leftOut.map((path) => named(recipe, path))), value: rules });
    }
    inputs.push(...explainMethod(recipe));
    for (const platform of recipe.platforms)
        inputs.push({ kind: "platform", name: "", value: platform });
    for (const { name, digest } of recipe.bases)
        inputs.push({ kind: "base", name, value: digest });
    for (const [name, of] of recipe.upstreams) {
        inputs.push({ kind: "from", name, value: (0,_key_js__WEBPACK_IMPORTED_MODULE_3__.keyOf)(repository.objectFormat, of, false).hash });
    }
    return inputs;
}
function explainMethod({ method, own }) {
    switch (method.kind) {
        case "dockerfile":
            return [
                { kind: "dockerfile", name: "", value: (0,_git_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .textOf */ .b6)(method.origin) },
                ...(method.target === undefined ? [] : [{ kind: "target", name: "", value: method.target }]),
                ...[...method.buildArgs].map(([name, value]) => ({ kind: "build-arg", name, value })),
                ...(method.compression === _recipe_js__WEBPACK_IMPORTED_MODULE_4__/* .defaultCompression */ .E$
                    ? []
                    : [{ kind: "compression", name: "", value: method.compression }]),
            ];
        case "assemble":
            return [
                { kind: "owner", name: "", value: `${method.owner.uid}:${method.owner.gid}` },
                ...own.map(({ name, entry, origin = _inputs_recipe_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .configPath */ .eQ }) => ({
                    kind: name,
                    name: (0,_git_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .textOf */ .b6)(origin),
                    value: entry.oid,
                    mode: entry.mode,
                })),
                ...method.packages.map((value) => ({ kind: "package", name: "", value })),
                { kind: "clean", name: "", value: method.clean.join(", ") || "nothing" },
                ...settingsOf(method.config).map(([name, value]) => ({ kind: "config", name, value })),
            ];
        case "bootstrap":
            return [
                ...[...method.sums].map(([platform, value]) => ({
                    kind: "tarball",
                    name: `${method.tarball} (${platform})`,
                    value,
                })),
                ...own.map(({ entry, origin = "" }) => ({ kind: "tarball", name: (0,_git_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .textOf */ .b6)(origin), value: entry.oid })),
                ...packagesOf(method).map((value) => ({ kind: "package", name: "", value })),
                ...method.remove.map((value) => ({ kind: "remove", name: "", value })),
            ];
        case "image":
            return [{ kind: "image", name: placeOf(method), value: method.digest }];
    }
}
/** What packages make a root, in words: `suite bookworm`, `git`. */
function packagesOf({ packages }) {
    if (packages === undefined)
        return [];
    const { suite, variant, snapshot, include } = packages;
    return [
        `suite ${suite}`,
        `variant ${variant}`,
        ...(snapshot === undefined ? [] : [`snapshot ${snapshot}`]),
        ...include,
    ];
}
/** The settings of an image, one a pair. */
function settingsOf({ env, labels, ...rest }) {
    return [
        ...[...env].map(([name, value]) => ["env", `${name}=${value}`]),
        ...[...labels].map(([name, value]) => ["labels", `${name}=${value}`]),
        ...Object.entries(rest).map(([name, value]) => [
            name,
            typeof value === "string" ? value : JSON.stringify(value),
        ]),
    ];
}
function placeOf({ source }) {
    return source.kind === "registry" ? source.repository : source.folder;
}
/**
 * What changed from one recipe to the other, a sentence each; empty for recipes of the same key. Directories that are
 * equal are not read. What changed below is told once, by the first of the ways that lead there.
 */
function diffRecipes(repository, before, after) {
    return diffUntold(repository, before, after, new Set());
}
/** @param told the recipes of which it has been said what changed */
async function diffUntold(repository, before, after, told) {
    told.add(after);
    const files = await diffTrees({ readTree: (0,_context_js__WEBPACK_IMPORTED_MODULE_2__.treesOf)(repository, before), entries: before.context, name: (path) => named(before, path) }, { readTree: (0,_context_js__WEBPACK_IMPORTED_MODULE_2__.treesOf)(repository, after), entries: after.context, name: (path) => named(after, path) });
    const bases = (recipe) => new Map(recipe.bases.map(({ name, digest }) => [name, digest]));
    return [
        ...files,
        ...diffMethods(before, after),
        ...diffSets("platform", before.platforms, after.platforms),
        ...diffMaps("base", bases(before), bases(after)),
        ...(await diffUpstreams(repository, before.upstreams, after.upstreams, told)),
    ];
}
/** What changed in the recipes that one is made from, each sentence with the name that it has there. */
async function diffUpstreams(repository, before, after, told) {
    const lines = [];
    for (const name of [...new Set([...before.keys(), ...after.keys()])].sort()) {
        const [was, is] = [before.get(name), after.get(name)];
        if (was === undefined || is === undefined)
            lines.push(`from ${name} was ${is === undefined ? "removed" : "added"}`);
        else if (!told.has(is) && !(0,_key_js__WEBPACK_IMPORTED_MODULE_3__.isUnchanged)(repository.objectFormat, was, is))
            lines.push(...(await diffUntold(repository, was, is, told)).map((line) => `${name}: ${line}`));
    }
    return lines;
}
const methodNames = { dockerfile: "a Dockerfile", assemble: "`assemble`", bootstrap: "`bootstrap`", image: "an image" };
function diffMethods({ method: was, ...before }, { method: is, ...after }) {
    const own = diffOwn(before.own, after.own);
    if (was.kind === "dockerfile" && is.kind === "dockerfile") {
        return [
            ...(was.path === is.path || was.origin === is.origin
                ? []
                : [`Dockerfile is ${(0,_git_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .textOf */ .b6)(is.origin)} instead of ${(0,_git_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .textOf */ .b6)(was.origin)}`]),
            ...diffValues("target", was.target, is.target),
            ...diffMaps("build arg", was.buildArgs, is.buildArgs),
            ...diffValues("compression", was.compression, is.compression),
        ];
    }
    if (was.kind === "assemble" && is.kind === "assemble") {
        const settings = ({ config }) => settingsOf(config).map(([name, value]) => `${name} ${value}`);
        return [
            ...own,
            ...diffValues("owner", `${was.owner.uid}:${was.owner.gid}`, `${is.owner.uid}:${is.owner.gid}`),
            ...diffSets("package", was.packages, is.packages),
            ...diffSets("clean", was.clean, is.clean),
            ...diffSets("config", settings(was), settings(is)),
        ];
    }
    if (was.kind === "bootstrap" && is.kind === "bootstrap") {
        return [
            ...own,
            ...diffMaps("sum of the archive for", was.sums, is.sums),
            ...diffSets("package", packagesOf(was), packagesOf(is)),
            ...diffSets("remove", was.remove, is.remove),
        ];
    }
    if (was.kind === "image" && is.kind === "image")
        return diffValues("image", was.digest, is.digest);
    return [`it is made by ${methodNames[is.kind]} and no longer by ${methodNames[was.kind]}`];
}
function diffOwn(before, after) {
    return [...new Set([...before, ...after].map(({ name }) => name))].sort().flatMap((name) => {
        const [was, is] = [before, after].map((files) => files.find((file) => file.name === name));
        const what = is?.origin === undefined ? name : `${name} ${(0,_git_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .textOf */ .b6)(is.origin)}`;
        if (was === undefined)
            return [`${what} was added`];
        if (is === undefined)
            return [`${name} was removed`];
        return was.entry.oid === is.entry.oid ? [] : [`${what} changed`];
    });
}
/** The repository's path of a file of the context, as text. */
function named(recipe, path) {
    const fields = recipe.reduced.get(path);
    return (0,_git_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .textOf */ .b6)((0,_recipe_js__WEBPACK_IMPORTED_MODULE_4__/* .pathInRepository */ .zB)(recipe, path)) + (fields === undefined ? "" : `#${fields.join(",")}`);
}
async function* filesIn(readTree, entries, above = "") {
    for (const entry of entries) {
        const path = above + entry.name;
        if (entry.mode === "40000")
            yield* filesIn(readTree, await readTree(entry.oid), `${path}/`);
        else
            yield [path, entry];
    }
}
async function diffTrees(before, after, above = "") {
    const names = new Set([...before.entries, ...after.entries].map(({ name }) => name));
    const lines = [];
    for (const name of [...names].sort()) {
        const path = above + name;
        const [old, now] = [before, after].map(({ entries }) => entries.find((entry) => entry.name === name));
        if (old?.oid === now?.oid && old?.mode === now?.mode)
            continue;
        const [oldSide, nowSide] = await Promise.all([inside(before, old), inside(after, now)]);
        if (old?.mode === "40000" || now?.mode === "40000") {
            // What is no directory on one side counts as an empty one there, and as a file that came or went.
            if (old !== undefined && old.mode !== "40000")
                lines.push(`${described(before, path, old)} was removed`);
            if (now !== undefined && now.mode !== "40000")
                lines.push(`${described(after, path, now)} was added`);
            lines.push(...(await diffTrees(oldSide, nowSide, `${path}/`)));
        }
        else if (old === undefined) {
            lines.push(`${described(after, path, now)} was added`);
        }
        else if (now === undefined) {
            lines.push(`${described(before, path, old)} was removed`);
        }
        else {
            const [was, is] = [before.name(path), after.name(path)];
            if (was === is)
                lines.push(...changesOf(described(after, path, now), old, now));
            else
                lines.push(`${described(after, path, now)} stands where ${described(before, path, old)} was`);
        }
    }
    return lines;
}
async function inside(side, entry) {
    return { ...side, entries: entry?.mode === "40000" ? await side.readTree(entry.oid) : [] };
}
function described(side, path, { mode }) {
    const kind = mode === "120000" ? "link" : mode === "160000" ? "submodule" : "file";
    const name = side.name(path);
    // A name that could be misread is quoted.
    return `${kind} ${/^[\p{L}\p{N}\p{P}\p{S}]+$/u.test(name) ? name : JSON.stringify(name)}`;
}
function changesOf(what, old, now) {
    const kind = (mode) => (mode.startsWith("100") ? "file" : mode);
    if (kind(old.mode) !== kind(now.mode)) {
        const was = { "120000": "a link", "160000": "a submodule" }[old.mode] ?? "a file";
        return [`${what} was ${was} before`];
    }
    if (now.mode === "160000")
        return [`${what} changed from commit ${old.oid} to ${now.oid}`];
    const lines = [];
    if (old.oid !== now.oid)
        lines.push(now.mode === "120000" ? `${what} points elsewhere` : `${what} changed`);
    if ((old.mode === "100755") !== (now.mode === "100755")) {
        lines.push(now.mode === "100755" ? `${what} became executable` : `${what} is no longer executable`);
    }
    else if (old.mode !== now.mode)
        lines.push(`${what} changed its mode from ${old.mode} to ${now.mode}`);
    return lines;
}
function diffValues(what, old, now) {
    if (old === now)
        return [];
    if (old === undefined)
        return [`${what} ${JSON.stringify(now)} was added`];
    if (now === undefined)
        return [`${what} ${JSON.stringify(old)} was removed`];
    return [`${what} changed from ${JSON.stringify(old)} to ${JSON.stringify(now)}`];
}
function diffMaps(what, old, now) {
    return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((name) => {
        const [was, is] = [old.get(name), now.get(name)];
        if (was !== undefined && is !== undefined)
            return diffValues(`${what} ${name}`, was, is);
        return is === undefined ? [`${what} ${name} was removed`] : [`${what} ${name}=${is} was added`];
    });
}
function diffSets(what, old, now) {
    return [
        ...old.filter((item) => !now.includes(item)).map((item) => `${what} ${item} was removed`),
        ...now.filter((item) => !old.includes(item)).map((item) => `${what} ${item} was added`),
    ];
}


/***/ })

};
;