"use strict";
exports.id = 2523;
exports.ids = [2523,5937];
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


/***/ }),

/***/ 22523:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  VU: () => (/* binding */ ancestorOf),
  w: () => (/* binding */ layersOf),
  i$: () => (/* binding */ relativeIn)
});

// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(64256);
// EXTERNAL MODULE: ./core/oci/access.js
var oci_access = __webpack_require__(50671);
// EXTERNAL MODULE: ./core/oci/digest.js
var digest = __webpack_require__(44617);
// EXTERNAL MODULE: ./core/oci/lookup.js
var lookup = __webpack_require__(63087);
// EXTERNAL MODULE: ./core/oci/reference.js
var reference = __webpack_require__(67896);
// EXTERNAL MODULE: ./core/places/published.js
var published = __webpack_require__(44078);
// EXTERNAL MODULE: ./core/recipe/explain.js
var explain = __webpack_require__(95937);
// EXTERNAL MODULE: ./core/recipe/key.js
var key = __webpack_require__(95665);
// EXTERNAL MODULE: ./core/recipe/source.js + 1 modules
var source = __webpack_require__(68273);
;// CONCATENATED MODULE: ./core/recipe/ancestor.js
/** A key's nearest ancestor: the last recipe before it that has an image. Most of the new image is in that one. */




/** So many commits that touch what decides the image are looked at, and so many images asked for at most. */
const furthest = 20;
/**
 * Looks along the first parents of `ref` for the nearest recipe with another key whose image is there: what changed since a
 * recipe that nobody has built explains nothing, and gives nothing. Undefined where there is none such: at the first use of a
 * store, in a shallow clone, before the recipe's first commit.
 */
async function nearestAncestor(repository, current, { ref, find, ...meant }) {
    const candidates = new Map();
    for (const commit of await commitsThatTouch(repository, { ref, ...meant })) {
        try {
            const { recipe } = await (0,source.readSource)(repository, { ref: commit, ...meant });
            const { hash, tag } = (0,key.keyOf)(repository.objectFormat, recipe, false);
            if (hash !== current.key.hash && !candidates.has(tag))
                candidates.set(tag, { commit, recipe });
        }
        catch (error) {
            if (!(0,errors/* isTreestampError */.Sh)(error))
                throw error; // else there is no recipe, or none that makes sense
        }
    }
    const asked = [...candidates].map(async ([tag, candidate]) => ({ ...candidate, image: await find(tag) }));
    for (const { commit, recipe, image } of await Promise.all(asked)) {
        if (image === undefined)
            continue;
        const [distance, changes] = await Promise.all([
            distanceFrom(repository, commit, ref),
            (0,explain.diffRecipes)(repository, recipe, current.recipe),
        ]);
        return { commit, distance, image, changes };
    }
    return undefined;
}
/** The last commits that have changed what decides the image; none where git cannot tell. */
async function commitsThatTouch(repository, { ref, ...meant }) {
    const paths = await (0,source.decidingPaths)(repository, ref, meant).catch((error) => {
        if ((0,errors/* isTreestampError */.Sh)(error))
            return undefined; // only what is not committed has a recipe
        throw error;
    });
    if (paths === undefined)
        return [];
    // Of a path with a line break, git could not be told in lines; then every commit counts.
    const isSaid = !paths.some((path) => path === "" || path.includes("\n"));
    const said = [ref, ...(isSaid && paths.length > 0 ? ["--", ...paths] : [])].join("\n");
    const { exitCode, stdout } = await repository.git(["rev-list", "--first-parent", `--max-count=${furthest + 1}`, "--stdin"], { input: Buffer.from(`${said}\n`, "latin1") });
    return exitCode === 0 ? stdout.toString("latin1").split("\n").filter(Boolean) : [];
}
async function distanceFrom(repository, commit, ref) {
    const counted = await repository.ask(["rev-list", "--count", "--first-parent", `${commit}..${ref}`, "--"]);
    return Number(counted.toString("latin1"));
}

// EXTERNAL MODULE: ./core/snapshot/table.js
var snapshot_table = __webpack_require__(55716);
;// CONCATENATED MODULE: ./core/verbs/ancestor.js
/** The nearest ancestor of an image that is made: why it is made at all, and what need not be made again. */








/**
 * The nearest ancestor whose image is in one of the stores. Undefined where there is none, and where nobody says so: nothing
 * depends on it.
 * @param stores the first that has an image gives it
 */
async function ancestorOf(request, identified, stores) {
    if (identified.recipe.method.kind === "image")
        return undefined; // no commit has changed it
    const asked = [...new Map(stores.map((store) => [store.location, store])).values()];
    return nearestAncestor(identified.repository, identified, {
        ref: request.ref ?? "HEAD",
        environment: request.environment,
        inputs: request.recipe,
        find: async (tag) => {
            for (const store of asked) {
                const lookup = await store.lookup(tag);
                if (lookup.state === "present")
                    return { store, root: lookup.manifest, tag };
            }
            return undefined;
        },
    });
}
/**
 * The image from which BuildKit takes the layers of instructions that have not changed; undefined where there is none, and where the
 * engine would need what only this call has: a login, or plain HTTP. Nobody has signed them, so what is to be signed takes none.
 * @throws interrupted
 */
async function layersOf({ log }, { access, force, attest, verify }, ancestor) {
    if (ancestor === undefined || force || attest || verify === "required")
        return undefined;
    const { store, tag } = ancestor.image;
    const registry = (0,reference/* registryOf */.Fv)(store.location);
    if (registry === undefined)
        return undefined; // builders here have caches of their own
    const { login, plainHttp } = (0,oci_access/* accessAt */.mD)(registry, access);
    if (login !== undefined || plainHttp)
        return undefined;
    try {
        const { recordsOf } = await __webpack_require__.e(/* import() */ 2302).then(__webpack_require__.bind(__webpack_require__, 12302));
        const digest = await recordsOf(store, tag);
        if (digest === undefined)
            return undefined;
        const ago = `${ancestor.distance} ${ancestor.distance === 1 ? "commit" : "commits"} ago`;
        log.info(`Instructions that have not changed take their layers from ${tag.slice(0, 12)}, ${ago}.`);
        return { name: "ancestor", digest, source: { kind: "registry", repository: store.location } };
    }
    catch (error) {
        if (!(0,errors/* isTreestampError */.Sh)(error) || error.code === "interrupted")
            throw error;
        log.debug(`No layers are taken from ${tag}: ${error.message}`);
        return undefined;
    }
}
/**
 * The snapshot of a store's image, as a relative of one that is packed for the same store. Undefined where it is not all there, or
 * cannot be read: then all frames are written.
 * @throws interrupted
 */
async function relativeIn({ log }, { store, root }, platform, signal) {
    try {
        const snapshot = (0,published/* forPlatform */.Tg)((0,published/* parseIndex */.A1)(root), platform)?.snapshot;
        const manifest = snapshot && (await (0,lookup/* findManifest */.J9)(store, snapshot.digest, signal));
        if (manifest === undefined)
            return undefined;
        const { frames, table: stored } = (0,published/* parseSnapshotManifest */.dE)(manifest);
        const [bytes, isThere] = await Promise.all([(0,digest/* readWhole */.oD)(store, stored, signal), (0,lookup/* hasBlobs */.Ld)(store, frames)]);
        if (!isThere)
            return undefined;
        const table = (0,snapshot_table.parseChunkTable)(bytes);
        (0,snapshot_table.checkBlobs)(table, frames);
        return { store, frames, table };
    }
    catch (error) {
        if (signal.aborted || !(0,errors/* isTreestampError */.Sh)(error) || error.code === "interrupted")
            throw error;
        log.debug(`No frames are kept of ${store.location}@${root.descriptor.digest}: ${error.message}`);
        return undefined;
    }
}


/***/ })

};
;