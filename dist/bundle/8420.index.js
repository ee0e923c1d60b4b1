"use strict";
exports.id = 8420;
exports.ids = [8420];
exports.modules = {

/***/ 74651:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FB: () => (/* binding */ parseImageConfig),
/* harmony export */   Gv: () => (/* binding */ isObject),
/* harmony export */   NO: () => (/* binding */ platformIn),
/* harmony export */   jb: () => (/* binding */ defaultPath)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);

/** PATH of a command whose image sets none, as for docker. */
const defaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
/**
 * Reads an OCI (or Docker) image configuration. Source: image-spec, config.md; a missing or null property is an empty one.
 * @throws image-invalid where it is not JSON or a property has the wrong type
 */
function parseImageConfig(json) {
    let document;
    try {
        document = JSON.parse(typeof json === "string" ? json : Buffer.from(json).toString("utf8"));
    }
    catch (error) {
        throw invalid((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error), error);
    }
    if (!isObject(document))
        throw invalid("it is not an object");
    const config = document.config ?? {};
    if (!isObject(config))
        throw invalid("`config` is not an object");
    return {
        env: parseEnv(listOf(config, "Env")),
        user: textOf(config, "User"),
        workingDir: textOf(config, "WorkingDir") || "/",
        entrypoint: listOf(config, "Entrypoint"),
        cmd: listOf(config, "Cmd"),
    };
}
/** What an image was made for, by its configuration; undefined where that does not say. @throws image-invalid */
function platformIn(config) {
    parseImageConfig(config); // or it is refused
    const { os, architecture } = JSON.parse(Buffer.from(config).toString("utf8"));
    return typeof os === "string" && typeof architecture === "string" ? { os, architecture } : undefined;
}
function parseEnv(entries) {
    const env = new Map();
    for (const entry of entries) {
        const equals = entry.indexOf("=");
        if (equals < 1)
            throw invalid(`\`Env\` holds ${JSON.stringify(entry)}, which is not NAME=VALUE`);
        env.set(entry.slice(0, equals), entry.slice(equals + 1));
    }
    return env;
}
function listOf(config, name) {
    const value = config[name] ?? [];
    if (Array.isArray(value) && value.every((item) => typeof item === "string"))
        return value;
    throw invalid(`\`${name}\` is not a list of strings`);
}
function textOf(config, name) {
    const value = config[name] ?? "";
    if (typeof value === "string")
        return value;
    throw invalid(`\`${name}\` is not a string`);
}
/** A JSON object: no list, and not null. */
function isObject(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
function invalid(why, cause) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("image-invalid", `The image's configuration cannot be read: ${why}.`, { cause });
}


/***/ }),

/***/ 59924:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ej: () => (/* binding */ imageThere),
/* harmony export */   I3: () => (/* binding */ checkName),
/* harmony export */   Ip: () => (/* binding */ storeOfImage),
/* harmony export */   vz: () => (/* binding */ sourceOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _oci_copy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(88080);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44617);
/* harmony import */ var _oci_image_config_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(74651);
/* harmony import */ var _oci_lookup_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(63087);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(24460);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(67896);
/* harmony import */ var _places_published_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(44078);
/** A recipe that is an image from elsewhere, fixed by digest: nothing is built, and only its snapshot is made. */








/** What to do about an image that is not there. */
const checkName = "Check the name and the digest of the image.";
/** The store that has the image. */
function storeOfImage({ openStore }, { source }) {
    return openStore(source.kind === "registry" ? source.repository : source.folder);
}
/** Where a store is, as a recipe and an engine have it: the reverse of `storeOfImage`. */
function sourceOf({ location }) {
    const isFolder = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_6__/* .parseLocation */ .zS)(location).kind === "layout";
    return isFolder ? { kind: "layout", folder: location } : { kind: "registry", repository: location };
}
/**
 * The images for these platforms. Their layers stay where they are until somebody asks for them.
 * @throws store-corrupt where the image is not there, platform-missing
 */
async function imageThere(ports, method, platforms) {
    const store = storeOfImage(ports, method);
    const root = await (0,_oci_lookup_js__WEBPACK_IMPORTED_MODULE_4__/* .listedManifest */ .nx)(store, method.digest, checkName);
    const parsed = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .parseManifest */ .Ng)(root);
    if (parsed.kind === "manifest") {
        const config = await (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .readWhole */ .oD)(store, parsed.config);
        return {
            layout: store,
            images: platforms.map((written) => ({ platform: soleOf(config, written), manifest: root })),
        };
    }
    const images = platforms.map(async (written) => {
        const found = (0,_places_published_js__WEBPACK_IMPORTED_MODULE_7__/* .listedFor */ .JB)(parsed.manifests, (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .parsePlatform */ .FL)(written));
        if (found === undefined)
            throw (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .noImageFor */ .UO)(written, method.digest);
        const { platform, digest } = found;
        return { platform, manifest: await (0,_oci_copy_js__WEBPACK_IMPORTED_MODULE_1__/* .manifestIn */ .tn)(store, digest) };
    });
    return { layout: store, images: await Promise.all(images) };
}
/** The platform that is asked for. @throws platform-missing where an image that is no index says another one */
function soleOf(config, written) {
    const wanted = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .parsePlatform */ .FL)(written);
    const platform = (0,_oci_image_config_js__WEBPACK_IMPORTED_MODULE_3__/* .platformIn */ .NO)(config) ?? wanted;
    if ((0,_places_published_js__WEBPACK_IMPORTED_MODULE_7__/* .isFor */ .Gi)({ platform }, wanted))
        return wanted;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("platform-missing", `The image is for ${(0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .formatPlatform */ .Bq)(platform)}, not ${written}.`, {
        remedy: "Name an image that has this platform, or other `platforms`.",
    });
}


/***/ }),

/***/ 68420:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ensureUpstreams: () => (/* binding */ ensureUpstreams),
/* harmony export */   hasSnapshots: () => (/* binding */ hasSnapshots),
/* harmony export */   identifyUpstream: () => (/* binding */ identifyUpstream),
/* harmony export */   requestOf: () => (/* binding */ requestOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _oci_lookup_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(63087);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(24460);
/* harmony import */ var _places_published_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(44078);
/* harmony import */ var _recipe_key_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(95665);
/* harmony import */ var _build_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(56855);
/* harmony import */ var _image_there_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(59924);
/** What a recipe is made from is made first: each under its own key, on its own ladder, in its own turn. */







/**
 * Finds the images that a recipe is made from, or builds them. One that another job is building is waited for: so the order
 * in which jobs ask for environments costs time alone.
 * @returns them by the names that the recipe has for them
 */
async function ensureUpstreams(ports, request, identified) {
    const { recipe, store } = identified;
    // An engine takes the layers. All else takes names and attributes, and publishes the rest where it is: what a registry has lost
    // shows there at the latest, and is made again now. Files of this machine are looked for in any case.
    const need = { blobs: recipe.method.kind === "dockerfile" || store.shared };
    const images = new Map();
    for (const [name, upstream] of recipe.upstreams) {
        const own = identifyUpstream(identified, name, upstream);
        const ours = upstream.method.kind === "image" ? await withSnapshots(ports, upstream.method, upstream) : undefined;
        images.set(name, ours ?? (await (0,_build_js__WEBPACK_IMPORTED_MODULE_5__.ensureBuilt)(ports, requestOf(request, upstream), own, need)).image);
    }
    return images;
}
/** An image from elsewhere that treestamp has made: its snapshots are beside it. Undefined where it is any other. */
async function withSnapshots(ports, method, { platforms }) {
    const store = (0,_image_there_js__WEBPACK_IMPORTED_MODULE_6__/* .storeOfImage */ .Ip)(ports, method);
    const image = { store, root: await (0,_oci_lookup_js__WEBPACK_IMPORTED_MODULE_1__/* .listedManifest */ .nx)(store, method.digest, _image_there_js__WEBPACK_IMPORTED_MODULE_6__/* .checkName */ .I3) };
    return hasSnapshots(image, platforms) ? image : undefined;
}
/** Whether an image has a snapshot for each of these platforms. */
function hasSnapshots({ root }, platforms) {
    try {
        const published = (0,_places_published_js__WEBPACK_IMPORTED_MODULE_3__/* .parseIndex */ .A1)(root).filter(({ snapshot }) => snapshot !== undefined);
        return platforms.every((written) => published.some((image) => (0,_places_published_js__WEBPACK_IMPORTED_MODULE_3__/* .isFor */ .Gi)(image, (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .parsePlatform */ .FL)(written))));
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isTreestampError */ .Sh)(error, "image-invalid"))
            return false; // one image, and no index
        throw error;
    }
}
/** A call's request as its upstream has it. */
function requestOf(request, { origin }) {
    return { ...request, force: false, environment: origin.environment, recipe: {} };
}
/** An upstream is dirty where it differs from the commit's itself, not where its downstream does. No file decides an image from elsewhere. */
function identifyUpstream(identified, name, recipe) {
    const { repository, key, committed, answer: _, ...rest } = identified;
    const format = repository.objectFormat;
    const before = committed?.upstreams.get(name);
    const isOurs = recipe.method.kind !== "image";
    const dirty = isOurs && key.dirty && !(0,_recipe_key_js__WEBPACK_IMPORTED_MODULE_4__.isUnchanged)(format, before, recipe);
    return {
        ...rest,
        repository,
        recipe,
        committed: before,
        writable: [],
        caches: [],
        key: (0,_recipe_key_js__WEBPACK_IMPORTED_MODULE_4__.keyOf)(format, recipe, dirty),
        stages: [],
    };
}


/***/ })

};
;