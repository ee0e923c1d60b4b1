"use strict";
exports.id = 6426;
exports.ids = [6426,8327];
exports.modules = {

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

/***/ 68327:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   bootstrapPaths: () => (/* binding */ bootstrapPaths),
/* harmony export */   readBootstrap: () => (/* binding */ readBootstrap),
/* harmony export */   removeRules: () => (/* binding */ removeRules),
/* harmony export */   tarballName: () => (/* binding */ tarballName)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _git_path_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3533);
/* harmony import */ var _inputs_bootstrap_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(75271);
/* harmony import */ var _dockerignore_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1062);
/* harmony import */ var _recipe_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(61810);
/* harmony import */ var _sums_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(95120);
/* harmony import */ var _tree_files_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3270);
/** From a tree of the repository to the recipe of a root from a checked archive. Loaded where there is one. */







/** Reads the files of a bootstrap. @throws path-missing, input-invalid */
async function readBootstrap(reader, root, { tarball, packages, sums, remove, overlay, platforms }) {
    removeRules(remove); // or they are refused
    const context = overlay === undefined ? undefined : (0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .parsePath */ .Rr)(overlay, "`bootstrap.overlay`");
    const document = sums === undefined ? undefined : await textOf(reader, root, sums);
    const own = [];
    const known = new Map();
    for (const platform of tarball === undefined ? [] : platforms) {
        const of = (0,_sums_js__WEBPACK_IMPORTED_MODULE_5__/* .tarballFor */ .U)(tarball, platform);
        if (document !== undefined)
            known.set(platform, (0,_sums_js__WEBPACK_IMPORTED_MODULE_5__/* .sumFor */ .L)(document, of, platform, sums));
        if ((0,_inputs_bootstrap_js__WEBPACK_IMPORTED_MODULE_2__/* .isRemote */ .Vx)(tarball))
            continue;
        const path = (0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .parsePath */ .Rr)(of, "`bootstrap.tarball`");
        own.push(await (0,_tree_files_js__WEBPACK_IMPORTED_MODULE_6__/* .ownFile */ .PV)(reader, root, path, { name: tarballName(platform), input: "bootstrap.tarball" }));
    }
    return {
        ..._recipe_js__WEBPACK_IMPORTED_MODULE_4__/* .noFiles */ .JE,
        method: { kind: "bootstrap", tarball, packages, sums: known, remove },
        context: context === undefined ? [] : await (0,_tree_files_js__WEBPACK_IMPORTED_MODULE_6__/* .directoryFiles */ .pb)(reader, root, context, "bootstrap.overlay"),
        own,
        origin: { context, include: [] },
    };
}
/** The name below `.treestamp/` of a platform's archive that is a file of the repository. */
function tarballName(platform) {
    return `tarball-${platform.replaceAll("/", "-")}`;
}
/** The rules of `bootstrap.remove`. @throws input-invalid for a pattern that docker would refuse */
function removeRules(patterns) {
    return (0,_dockerignore_js__WEBPACK_IMPORTED_MODULE_3__/* .parseDockerignore */ .yr)(patterns.join("\n"), "`bootstrap.remove`");
}
/** The paths of the repository that decide it; of an archive with `{arch}` in its path the folder. */
function bootstrapPaths({ tarball, sums, overlay }) {
    const folder = tarball === undefined || (0,_inputs_bootstrap_js__WEBPACK_IMPORTED_MODULE_2__/* .isRemote */ .Vx)(tarball)
        ? undefined
        : /[{]/.test(tarball)
            ? node_path__WEBPACK_IMPORTED_MODULE_0__.posix.dirname(tarball.slice(0, tarball.indexOf("{") + 1))
            : tarball;
    return [folder, sums, overlay].flatMap((path) => (path === undefined ? [] : [(0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .parsePath */ .Rr)(path, "`bootstrap`")]));
}
async function textOf(reader, root, sums) {
    const path = (0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .parsePath */ .Rr)(sums, "`bootstrap.sums`");
    const { entry } = await (0,_tree_files_js__WEBPACK_IMPORTED_MODULE_6__/* .ownFile */ .PV)(reader, root, path, { name: "sums", input: "bootstrap.sums" });
    return (await reader.readBlob(entry.oid)).toString("utf8");
}


/***/ }),

/***/ 95120:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ sumFor),
/* harmony export */   U: () => (/* binding */ tarballFor)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _log_amounts_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(89155);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(24460);
/**
 * The sums of archives, as sha256sum(1) writes them, one document for all platforms. Sources: coreutils, "md5sum invocation"
 * (both forms, and escaped names); RFC 9580, section 7 (documents that distributions sign in place).
 */



/** What uname(1) says where docker's name of the architecture is another one. */
const machines = {
    amd64: "x86_64",
    arm64: "aarch64",
    "386": "i686",
    arm: "armv7l",
    "arm/v5": "armv5tel",
    "arm/v6": "armv6l",
    loong64: "loongarch64",
    mips64le: "mips64",
};
/**
 * The archive's address or path for one platform.
 * @param platform as docker writes it: `linux/amd64`, `linux/arm/v7`
 * @throws input-invalid for another name in braces, and for an address that is not of http or https
 */
function tarballFor(tarball, platform) {
    const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(tarball)?.[1]?.toLowerCase();
    if (scheme !== undefined && scheme !== "http" && scheme !== "https") {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `\`bootstrap.tarball\`: archives are not fetched by ${scheme}.`, {
            remedy: "Name an https or http address, or a path in the repository.",
        });
    }
    const known = namesOf((0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .parsePlatform */ .FL)(platform));
    return tarball.replace(/\{([^{}]*)\}/g, (written, name) => {
        const value = known.get(name);
        if (value !== undefined)
            return value;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `\`bootstrap.tarball\`: ${written} stands for nothing.`, {
            remedy: "Write {arch} for docker's name of the architecture (amd64), {machine} for the kernel's (x86_64).",
        });
    });
}
function namesOf({ architecture, variant }) {
    const machine = machines[`${architecture}/${variant}`] ?? machines[architecture] ?? architecture;
    return new Map([
        ["arch", architecture],
        ["machine", machine],
    ]);
}
/**
 * The archive's sum. A line is about it if its name is the end of the archive's address or path; the longest such name counts, so
 * that `amd64/root.tar.xz` and `arm64/root.tar.xz` can stand in one document.
 * @param document its text
 * @param tarball the address or path for the platform (`tarballFor`)
 * @param where the document's path, for messages
 * @throws input-invalid where there is no such line, there are several with different sums, or a line cannot be read
 */
function sumFor(document, tarball, platform, where) {
    const lines = sumLines(document, where);
    const path = pathOf(tarball);
    const about = lines.filter(({ name }) => path === name || path.endsWith(`/${name}`));
    const longest = Math.max(...about.map(({ name }) => name.length));
    const found = about.filter(({ name }) => name.length === longest);
    const sums = new Map(found.filter(({ hex }) => hex.length === 64).map((line) => [line.hex, line]));
    const [first, second] = [...sums.values()];
    if (second !== undefined) {
        throw fault(`${where} has two sums of ${first.name}: ${first.hex} in line ${first.number}, ${second.hex} in line ${second.number}`, "Leave the right one in it.");
    }
    if (first !== undefined)
        return `sha256:${first.hex}`;
    const other = found[0];
    if (other !== undefined) {
        const algorithm = algorithms[other.hex.length];
        const is = algorithm === undefined ? "" : `, as ${algorithm} has`;
        throw fault(`${where}:${other.number}: the sum of ${other.name} has ${other.hex.length} digits${is}, not the 64 of SHA-256`, "Write the document with sha256sum.");
    }
    const there = [...new Set(lines.map(({ name }) => name))];
    throw fault(`${where} has no sum of ${path.slice(path.lastIndexOf("/") + 1)}, the archive for ${platform}` +
        (there.length === 0 ? ": it is empty" : `; it has ${(0,_log_amounts_js__WEBPACK_IMPORTED_MODULE_2__/* .listed */ .KE)(there, shownNames)}`), `Add the line that \`sha256sum FILE\` prints for ${tarball}.`);
}
/** So many names of a document stand in a message. */
const shownNames = 5;
/** By the digits of their sums. */
const algorithms = {
    32: "MD5",
    40: "SHA-1",
    56: "SHA-224",
    96: "SHA-384",
    128: "SHA-512",
};
/** `HEX  NAME`, `HEX *NAME`; behind a backslash, the name has its own. */
const plainLine = /^(?<escapes>\\?)(?<hex>[0-9a-f]+)[ \t]+\*?(?<name>.+)$/i;
/** `SHA256 (NAME) = HEX`. */
const taggedLine = /^(?<escapes>\\?)[A-Z][\w/-]* \((?<name>.+)\) = (?<hex>[0-9a-f]+)$/i;
/** All sums of a document, of whatever algorithm. */
function sumLines(document, where) {
    const lines = [];
    let isSignature = false;
    for (const [index, line] of document
        .replace(/^\uFEFF/, "")
        .split(/\r?\n/)
        .entries()) {
        if (line === "-----BEGIN PGP SIGNATURE-----")
            isSignature = true;
        const isSkipped = isSignature || /^(\s*|#.*|-----.*-----|Hash: [\w, -]+)$/.test(line);
        if (line === "-----END PGP SIGNATURE-----")
            isSignature = false;
        if (isSkipped)
            continue;
        const { escapes, hex, name } = (plainLine.exec(line) ?? taggedLine.exec(line))?.groups ?? {};
        if (hex === undefined || name === undefined) {
            throw fault(`${where}:${index + 1}: ${JSON.stringify(line.slice(0, 80))} is not a sum and a name`, "Write the document with sha256sum: HEX, two blanks, NAME.");
        }
        const plain = escapes === "" ? name : name.replace(/\\([\\nr])/g, (_, code) => escaped[code]);
        lines.push({ number: index + 1, name: plain.replace(/^(\.\/)+/, ""), hex: hex.toLowerCase() });
    }
    return lines;
}
const escaped = { "\\": "\\", n: "\n", r: "\r" };
/** The path of an address, without query and with its characters as they are; a path of the repository as it is. */
function pathOf(tarball) {
    if (!/^https?:\/\//i.test(tarball))
        return tarball.replace(/^(\.?\/)+/, "");
    if (!URL.canParse(tarball))
        throw fault(`\`bootstrap.tarball\`: ${tarball} is not an address`, "Check the spelling.");
    const { pathname } = new URL(tarball);
    try {
        return decodeURIComponent(pathname);
    }
    catch {
        return pathname;
    }
}
function fault(message, remedy) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `${message}.`, { remedy });
}


/***/ }),

/***/ 14740:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ handOver)
/* harmony export */ });
/* harmony import */ var _oci_access_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50671);
/* harmony import */ var _oci_copy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(88080);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(24460);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(67896);
/* harmony import */ var _image_there_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(59924);





/**
 * The image under the name that a Dockerfile has for it. The engine pulls it with docker's login; if the call brought a login
 * or plain HTTP, which the engine does not have, we fetch the image for it.
 */
async function handOver(ports, name, { store, root }, { access, platforms, folder, signal }) {
    const { digest } = root.descriptor;
    const source = (0,_image_there_js__WEBPACK_IMPORTED_MODULE_4__/* .sourceOf */ .vz)(store);
    const { login, plainHttp } = (0,_oci_access_js__WEBPACK_IMPORTED_MODULE_0__/* .accessAt */ .mD)((0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_3__/* .registryOf */ .Fv)(store.location) ?? "", access);
    if (source.kind === "layout" || (login === undefined && !plainHttp))
        return { name, digest, source };
    const layout = ports.openStore(folder);
    const parsed = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .parseManifest */ .Ng)(root);
    // `FROM --platform=$BUILDPLATFORM` takes this machine's platform, whatever platform the image is for.
    const needed = [...platforms.map(_oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .parsePlatform */ .FL), ports.platform];
    const isNeeded = ({ platform }) => needed.some(({ os, architecture }) => platform?.os === os && platform.architecture === architecture);
    const images = parsed.kind === "manifest" ? [root.descriptor] : parsed.manifests.filter(isNeeded);
    for (const { digest: image } of images) {
        const manifest = await (0,_oci_copy_js__WEBPACK_IMPORTED_MODULE_1__/* .manifestIn */ .tn)(store, image);
        await (0,_oci_copy_js__WEBPACK_IMPORTED_MODULE_1__/* .copyImage */ .L1)(await (0,_oci_copy_js__WEBPACK_IMPORTED_MODULE_1__/* .closureOf */ .TQ)(store, manifest), store, layout, { signal, log: ports.log });
    }
    await layout.writeManifest(root);
    return { name, digest, source: { kind: "layout", folder } };
}


/***/ }),

/***/ 36426:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   makeImages: () => (/* binding */ makeImages),
/* harmony export */   readAhead: () => (/* binding */ readAhead)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64256);
/* harmony import */ var _log_stages_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(24291);
/* harmony import */ var _oci_copy_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(88080);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(24460);
/* harmony import */ var _recipe_context_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7585);
/* harmony import */ var _recipe_read_bootstrap_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(68327);
/* harmony import */ var _recipe_sums_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(95120);
/* harmony import */ var _assembly_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(48184);
/* harmony import */ var _hand_over_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(14740);
/* harmony import */ var _image_there_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(59924);
/* harmony import */ var _locked_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(47179);
/** From a recipe to images in a layout: by an engine, or without one. */













/** Reads what the image will be made from, before it is sure that it is made here; undefined where that is the engine's to do. */
async function readAhead({ recipe: { method, platforms }, upstreams }, signal) {
    const [base] = upstreams.values();
    return method.kind === "assemble" && base !== undefined ? (0,_assembly_js__WEBPACK_IMPORTED_MODULE_8__/* .readBelow */ .G)(base, platforms, signal) : undefined;
}
/** Makes the images of a recipe, one for each platform. @throws interrupted by the work's signal */
async function makeImages(ports, request, of, work) {
    const { method, platforms } = of.recipe;
    if (method.kind === "image")
        return (0,_image_there_js__WEBPACK_IMPORTED_MODULE_10__/* .imageThere */ .Ej)(ports, method, platforms);
    if (method.kind === "assemble")
        return assembled(ports, request, { ...of, method }, work);
    const output = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(work.scratch, "layout");
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(output);
    const records = method.kind === "dockerfile"
        ? await build(ports, request, { ...of, method }, { ...work, output })
        : await bootstrapped(ports, { ...of, method }, { ...work, output });
    const { store: layout, root } = await ports.openLayout(output);
    const made = { layout, images: await imagesOf(layout, root, platforms) };
    if (records === undefined)
        return made;
    return { ...made, keepBeside: (store) => keepBeside(ports, { ...of, layout, records }, store, work.signal) };
}
/** Keeps the engine's records beside the image. */
async function keepBeside({ log }, { layout, records, key }, store, signal) {
    const { keepRecords } = await __webpack_require__.e(/* import() */ 2302).then(__webpack_require__.bind(__webpack_require__, 12302));
    const root = await (0,_oci_copy_js__WEBPACK_IMPORTED_MODULE_3__/* .manifestIn */ .tn)(layout, records.digest);
    await keepRecords({ store: layout, root }, store, key.tag, { log, signal });
}
async function assembled(ports, request, { recipe, method, repository, upstreams, stages, store, ...of }, work) {
    const [base] = upstreams.values();
    const proto = recipe.context.length === 0 ? undefined : (0,_recipe_context_js__WEBPACK_IMPORTED_MODULE_5__.contextTar)(repository, recipe);
    const run = await (0,_recipe_context_js__WEBPACK_IMPORTED_MODULE_5__.ownFile)(repository, recipe, "run");
    const lock = await (0,_locked_js__WEBPACK_IMPORTED_MODULE_11__/* .lockOf */ .Vx)(repository, method, recipe);
    const locked = lock && { ...lock, stores: [store, ports.localStore] };
    const { platforms } = recipe;
    return (0,_log_stages_js__WEBPACK_IMPORTED_MODULE_12__/* .timed */ .ay)(stages, "assemble", async () => {
        const below = (await of.below) ?? (await (0,_assembly_js__WEBPACK_IMPORTED_MODULE_8__/* .readBelow */ .G)(base, platforms, work.signal));
        return (0,_assembly_js__WEBPACK_IMPORTED_MODULE_8__/* .assembleImages */ .l)(ports, request, { ...method, base: base, below, platforms, proto, locked, run, epoch: 0 }, work);
    });
}
async function bootstrapped(ports, { recipe, method, repository, stages }, { scratch, output, signal }) {
    const roots = new Map();
    for (const platform of recipe.platforms) {
        if (method.packages !== undefined) {
            roots.set(platform, { kind: "packages", ...method.packages });
            continue;
        }
        const tarball = (0,_recipe_sums_js__WEBPACK_IMPORTED_MODULE_7__/* .tarballFor */ .U)(method.tarball, platform);
        const digest = method.sums.get(platform);
        const file = recipe.own.find(({ name }) => name === (0,_recipe_read_bootstrap_js__WEBPACK_IMPORTED_MODULE_6__.tarballName)(platform));
        if (file === undefined)
            roots.set(platform, { kind: "download", url: tarball, digest: digest });
        else
            roots.set(platform, { kind: "file", name: tarball, content: (0,_recipe_context_js__WEBPACK_IMPORTED_MODULE_5__.blobOf)(repository, file.entry.oid), digest });
    }
    const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(scratch, "bootstrap");
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(folder);
    await (0,_log_stages_js__WEBPACK_IMPORTED_MODULE_12__/* .timed */ .ay)(stages, "bootstrap", async () => ports.bootstrap({
        roots,
        remove: method.remove,
        overlay: recipe.context.length === 0 ? undefined : (0,_recipe_context_js__WEBPACK_IMPORTED_MODULE_5__.contextTar)(repository, recipe),
        epoch: 0,
        cache: await ports.openCache(),
        environment: ports.environment,
        scratch: folder,
        output,
        signal,
        log: ports.log,
    }));
}
async function build(ports, request, { recipe, repository, stages, method, upstreams, layersFrom }, { scratch, output, signal }) {
    const { platforms } = recipe;
    const [engine, text] = await Promise.all([ports.chooseEngine(), (0,_recipe_context_js__WEBPACK_IMPORTED_MODULE_5__.dockerfileText)(repository, method)]);
    const bases = [...recipe.bases];
    for (const [name, image] of upstreams) {
        const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(scratch, `from-${bases.length}`);
        bases.push(await (0,_hand_over_js__WEBPACK_IMPORTED_MODULE_9__/* .handOver */ .C)(ports, name, image, { access: request.access, platforms, folder, signal }));
    }
    return (0,_log_stages_js__WEBPACK_IMPORTED_MODULE_12__/* .timed */ .ay)(stages, "build", async (describe) => {
        const records = await engine.build({
            context: (0,_recipe_context_js__WEBPACK_IMPORTED_MODULE_5__.contextTar)(repository, recipe),
            dockerfile: { path: method.path, text },
            target: method.target,
            buildArgs: method.buildArgs,
            labels: new Map(),
            platforms,
            bases,
            secrets: request.secrets,
            epoch: 0,
            compression: method.compression,
            network: request.network,
            noCache: request.force,
            layersFrom,
            output,
            signal,
        });
        describe({ note: engine.name });
        return records;
    });
}
/** The image of each platform in an engine's layout. */
async function imagesOf(layout, root, platforms) {
    const top = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .parseManifest */ .Ng)(root);
    if (top.kind === "manifest")
        return [{ platform: (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .parsePlatform */ .FL)(platforms[0]), manifest: root }];
    const images = [];
    for (const { platform, digest } of top.manifests) {
        const lookup = await layout.lookup(digest);
        if (lookup.state !== "present" || platform === undefined) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("image-invalid", `The engine's layout lists ${digest} and does not hold it.`);
        }
        images.push({ platform, manifest: lookup.manifest });
    }
    const missing = platforms.filter((wanted) => !images.some(({ platform }) => (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .formatPlatform */ .Bq)(platform) === wanted));
    if (missing.length > 0) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("build-failed", `The engine built no image for ${missing.join(", ")}.`);
    }
    return images;
}


/***/ })

};
;