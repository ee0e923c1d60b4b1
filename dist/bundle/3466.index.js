"use strict";
exports.id = 3466;
exports.ids = [3466,6938];
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

/***/ 86938:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  accessFor: () => (/* binding */ accessFor),
  F: () => (/* binding */ buildImageName),
  parseDelivery: () => (/* binding */ parseDelivery)
});

// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(64256);
// EXTERNAL MODULE: ./core/oci/reference.js
var reference = __webpack_require__(67896);
// EXTERNAL MODULE: ./core/inputs/assemble.js
var assemble = __webpack_require__(3137);
// EXTERNAL MODULE: ./core/inputs/base.js
var base = __webpack_require__(85964);
// EXTERNAL MODULE: ./core/inputs/list-text.js
var list_text = __webpack_require__(66637);
// EXTERNAL MODULE: ./core/inputs/platforms.js
var platforms = __webpack_require__(57969);
// EXTERNAL MODULE: ./core/inputs/read.js
var read = __webpack_require__(82453);
// EXTERNAL MODULE: ./core/inputs/rows/assemble.js
var rows_assemble = __webpack_require__(6079);
// EXTERNAL MODULE: ./core/inputs/suggest.js
var suggest = __webpack_require__(88879);
;// CONCATENATED MODULE: ./core/inputs/tag-rules.js
/**
 * The lines of `tags` and `flavor`: the grammar of docker/metadata-action, as far as it goes, with the rules `tree` and
 * `date` besides. A line is a list with commas, a field in double quotes may hold some.
 */




/** Attributes that have no default have to be given. Priorities: the first tag by them is the version. */
const ruleTypes = {
    schedule: { priority: 1000, own: { pattern: "nightly" } },
    semver: { priority: 900, own: { pattern: undefined, value: "", match: "" } },
    match: { priority: 800, own: { pattern: undefined, group: "0", value: "" } },
    edge: { priority: 700, own: { branch: "" } },
    ref: { priority: 600, own: { event: undefined } },
    raw: { priority: 200, own: { value: undefined } },
    date: { priority: 150, own: {} },
    tree: { priority: 120, own: {} },
    sha: { priority: 100, own: { format: "short" } },
};
const common = ["enable", "priority", "prefix", "suffix"];
/** What an attribute's value can be, where not everything can. */
const choices = {
    "ref event": ["branch", "tag", "pr"],
    "sha format": ["short", "long"],
};
/** What is done where `tags` is not given: as in docker/metadata-action. */
const defaultRules = [
    "type=schedule",
    "type=ref,event=branch",
    "type=ref,event=tag",
    "type=ref,event=pr",
];
/** Reads the lines of `tags`; none are the usual ones. @throws input-invalid, with the nearest word that is known */
function parseTags(lines) {
    return (lines.length === 0 ? defaultRules : lines).flatMap(parseLine);
}
/** A rule, or tags with commas between them. */
function parseLine(line) {
    const fields = (0,list_text/* fieldsOf */.P)(line, `tags: ${line}`);
    const isPlain = fields.every((field) => !attribute.test(field));
    return isPlain ? fields.map((field) => parseRule(field, [field])) : [parseRule(line, fields)];
}
const attribute = /^\w+\s*=/;
function parseRule(line, fields) {
    const where = `tags: ${line}`;
    const attributes = new Map();
    for (const field of fields) {
        const equals = field.indexOf("=");
        const isNamed = attribute.test(field);
        const name = isNamed ? field.slice(0, equals).trim().toLowerCase() : "value";
        if (attributes.has(name))
            throw invalid(where, `${name} is given twice`, "Give it once.");
        attributes.set(name, isNamed ? field.slice(equals + 1).trim() : field);
    }
    if (attributes.size === 1 && /[/:]/.test((attributes.get("value") ?? "").replace(/\{\{.*?\}\}/g, "")))
        return { type: "name", line };
    const said = attributes.get("type") ?? "raw";
    if (!isRuleType(said))
        throw unknown(where, "type", said, Object.keys(ruleTypes));
    const { priority, own: defaults } = ruleTypes[said];
    const own = {};
    for (const [name, otherwise] of Object.entries(defaults)) {
        const value = attributes.get(name) ?? otherwise;
        if (value === undefined)
            throw invalid(where, `type=${said} needs ${name}`, example[said] ?? "");
        const valid = choices[`${said} ${name}`];
        if (valid !== undefined && !valid.includes(value))
            throw unknown(where, name, value, valid);
        own[name] = value;
    }
    const known = ["type", ...Object.keys(defaults), ...common];
    const other = [...attributes.keys()].find((name) => !known.includes(name));
    if (other !== undefined)
        throw unknown(where, "attribute of this rule", other, known);
    const level = attributes.get("priority") ?? String(priority);
    if (!/^-?\d{1,9}$/.test(level))
        throw invalid(where, `the priority ${level} is not a number`, "Write it like 500.");
    const prefixes = { sha: "sha-" };
    return {
        type: said,
        line,
        priority: Number(level),
        prefix: attributes.get("prefix") ?? (own.event === "pr" ? "pr-" : prefixes[said]),
        suffix: attributes.get("suffix"),
        enable: attributes.get("enable") ?? "true",
        own,
    };
}
const example = {
    semver: "Write it like type=semver,pattern={{version}}.",
    match: "Write it like type=match,pattern=v(.*),group=1.",
    ref: "Write it like type=ref,event=branch: branch, tag or pr.",
    raw: "Write it like type=raw,value=stable.",
};
/** Reads the lines of `flavor`. @throws input-invalid */
function parseFlavor(lines) {
    const said = { latest: "auto", prefix: "", suffix: "", prefixLatest: false, suffixLatest: false };
    for (const line of lines) {
        const where = `flavor: ${line}`;
        let last;
        for (const field of (0,list_text/* fieldsOf */.P)(line, where)) {
            const [, name = field, value = ""] = /^([^=]*?)\s*=\s*(.*)$/.exec(field) ?? [];
            const isOn = (0,read/* parseBoolean */.yG)(value);
            if (name === "prefix" || name === "suffix") {
                said[name] = value;
                last = name;
            }
            else if (name === "latest") {
                if (value !== "auto" && isOn === undefined)
                    throw unknown(where, name, value, ["auto", "true", "false"]);
                said.latest = isOn === undefined ? "auto" : String(isOn);
            }
            else if (name === "onlatest" && last !== undefined) {
                if (isOn === undefined)
                    throw unknown(where, name, value, ["true", "false"]);
                said[`${last}Latest`] = isOn;
            }
            else {
                throw unknown(where, "attribute", name, ["latest", "prefix", "suffix", "onlatest"]);
            }
        }
    }
    return said;
}
function isRuleType(text) {
    return Object.hasOwn(ruleTypes, text);
}
function unknown(where, what, word, known) {
    return invalid(where, `"${word}" is no ${what}`, (0,suggest/* suggesting */.L)(word, known, `Known are ${known.join(", ")}.`));
}
function invalid(where, fault, remedy) {
    return new errors/* TreestampError */.ks("input-invalid", `${where}: ${fault}.`, { remedy });
}

;// CONCATENATED MODULE: ./core/inputs/delivery.js
/** The inputs of push and promote, from strings to values: loaded only for these two. */









/** The name in a Dockerfile that stands for the build image. */
const buildImageName = "build-image";
/** Inputs that say how a final image is built, and would have no effect if none is built. */
const forBuild = [
    ...["context", "file", "target", "build-image", "build-args", "compression", "platforms", "base", "labels"],
    "no-cache",
    ...["secrets", "secret-envs", "secret-files"],
];
/** Those of them that an assembly takes as well. */
const forAssembly = ["platforms", "labels", "secrets", "secret-envs", "secret-files"];
const levels = /^(?:manifest|index)(?:,(?:manifest|index))*:/;
/** @param written tells what was given from what has its default @throws input-invalid, naming the input */
function parseDelivery(verb, values, written) {
    const { text, flag, list, map, fail } = values;
    const savedImage = text("saved-image");
    const images = list("images").flatMap((line) => repositoriesIn(line, fail("images")));
    const isGiven = (name) => (name === "no-cache" ? flag(name) : written.has(name));
    const refuse = (one, other, remedy) => {
        if (other !== undefined)
            throw fail(one)(`it cannot be used together with \`${other}\``, remedy);
    };
    const both = "`saved-image` is an existing image; the others say how to build one: leave one of them out.";
    if (savedImage !== undefined)
        refuse("saved-image", [...forBuild, "from", "source"].find(isGiven), both);
    const assembly = verb === "promote" ? undefined : finalAssembly(verb, values, written);
    if (assembly !== undefined) {
        const other = forBuild.filter((name) => !forAssembly.includes(name)).find(isGiven);
        refuse("from", other, "`from` assembles the image without a Dockerfile: leave one of them out.");
    }
    const output = text("output");
    const tags = parseTags(list("tags"));
    // Docker leaves what it has built in a store of its own; here nothing would be left.
    const isPublished = images.length > 0 || tags.some(({ type }) => type === "name");
    if (verb === "assemble" && output === undefined && !isPublished) {
        throw fail("images")("nothing says where the image goes", "Name a repository (--images), or a folder (--output DIR).");
    }
    return {
        images,
        tags,
        flavor: parseFlavor(list("flavor")),
        overwrite: list("overwrite"),
        source: verb === "promote" ? text("source") : undefined,
        savedImage,
        final: {
            context: text("context") ?? ".",
            file: text("file"),
            target: text("target"),
            buildArgs: map("build-args"),
            // For clients that nobody knows: Debian 12 still has Docker 20.10, which refuses zstd.
            compression: (text("compression") ?? "gzip"),
            platforms: written.has("platforms") ? (0,platforms/* parsePlatforms */.q)(list("platforms"), fail("platforms")) : [platforms/* defaultPlatform */.n],
            buildImage: text("build-image"),
            bases: (0,base/* parseBases */.w)(map("base"), fail("base")),
            labels: map("labels"),
            noCache: flag("no-cache"),
        },
        assembly,
        output,
        // docker's levels, as docker/metadata-action writes them: either is what the tag names.
        annotations: new Map([...map("annotations")].map(([name, value]) => [name.replace(levels, ""), value])),
        push: verb === "promote" || (verb === "assemble" ? isPublished : flag("push")),
    };
}
/** What is to be assembled; undefined where a Dockerfile or an image is to be taken. @throws input-invalid */
function finalAssembly(verb, values, written) {
    const { text, list, map, fail } = values;
    const from = text("from");
    const rows = rows_assemble/* assembleFields */.KM.filter((row) => written.has((0,rows_assemble/* callName */.AA)(row)));
    if (from === undefined) {
        const first = rows.length > 0 ? (0,rows_assemble/* callName */.AA)(rows[0]) : written.has("config") ? "config" : undefined;
        if (verb === "assemble")
            throw fail("from")("it is missing", "Name the image to assemble on: --from IMAGE.");
        if (first !== undefined)
            throw fail(first)("it is for an image that is assembled", "Name what it is assembled on: from: IMAGE.");
        return undefined;
    }
    const said = rows.map((row) => (0,assemble/* assembleField */.Pe)(row, row.kind === "list" ? list((0,rows_assemble/* callName */.AA)(row)) : text((0,rows_assemble/* callName */.AA)(row)), fail((0,rows_assemble/* callName */.AA)(row))));
    return {
        ...(0,assemble/* assembleInputs */.Mv)(Object.assign({ config: settingsOf(text("config"), fail("config")) }, ...said)),
        from,
        platforms: written.has("platforms") ? (0,platforms/* parsePlatforms */.q)(list("platforms"), fail("platforms")) : [platforms/* defaultPlatform */.n],
        labels: map("labels"),
    };
}
/** Settings of an image from a JSON object. @throws what `fail` makes of a fault */
function settingsOf(json, fail) {
    if (json === undefined)
        return assemble/* noSettings */.b6;
    const form = 'Write a JSON object, such as {"entrypoint": ["/app"], "env": {"LANG": "C.UTF-8"}}.';
    let parsed;
    try {
        parsed = JSON.parse(json);
    }
    catch (cause) {
        throw fail(`it cannot be read as JSON: ${(0,errors/* messageOf */.bD)(cause)}`, form);
    }
    if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed))
        throw fail("it is not a JSON object", form);
    const settings = Object.entries(parsed).map(([name, value]) => {
        const row = rows_assemble/* settingFields */.o0.find((field) => field.name === name);
        if (row === undefined)
            throw fail(`there is no setting ${JSON.stringify(name)}`, `There are ${rows_assemble/* settingFields */.o0.map((field) => field.name).join(", ")}.`);
        const failHere = (fault, remedy) => fail(`${name}: ${fault}`, remedy ?? form);
        return (0,assemble/* settingField */.HD)(row, jsonValue(value, failHere), failHere);
    });
    return Object.assign({ ...assemble/* noSettings */.b6 }, ...settings);
}
function jsonValue(value, fail) {
    const text = (one) => {
        if (typeof one === "string")
            return one;
        throw fail(`${JSON.stringify(one)} is not a text`);
    };
    if (Array.isArray(value))
        return value.map(text);
    if (typeof value === "object" && value !== null)
        return new Map(Object.entries(value).map(([name, one]) => [name, text(one)]));
    return text(value);
}
/** The access with the registry of the first destination, where no other input names one. */
function accessFor(access, { images, tags, source, savedImage }) {
    if (access.registry !== undefined)
        return access;
    const named = tags.find(({ type }) => type === "name");
    const [first = named?.line ?? source ?? savedImage] = images;
    return { ...access, registry: first === undefined ? undefined : (0,reference/* registryOf */.Fv)(first) };
}
/**
 * The repositories of a line: names with commas between them, or `name=…,enable=…`. Source: docker/metadata-action, image.ts.
 * @throws input-invalid
 */
function repositoriesIn(line, fail) {
    const fields = (0,list_text/* fieldsOf */.P)(line, "`images`");
    const attributes = new Map();
    for (const field of fields) {
        const [, name, value] = /^(\w+)\s*=\s*(.*)$/.exec(field) ?? [];
        if (name !== undefined && value !== undefined)
            attributes.set(name.toLowerCase(), value);
        else
            attributes.set("name", field);
    }
    if (fields.every((field) => !/^\w+\s*=/.test(field)))
        return fields.map((field) => repositoryName(field, fail));
    const { name = "", enable = "true", ...others } = Object.fromEntries(attributes);
    const isEnabled = (0,read/* parseBoolean */.yG)(enable);
    if (name === "" || isEnabled === undefined || Object.keys(others).length > 0) {
        throw fail(`${line} is not a repository`, "Write REPOSITORY, or name=REPOSITORY,enable=true|false.");
    }
    return isEnabled ? [repositoryName(name, fail)] : [];
}
/** @throws what `fail` makes of what is no repository, or one with a tag */
function repositoryName(written, fail) {
    if (!(0,reference/* isFolderName */.OB)(written) && /^[^@]*[^@/]:[^/@]+$/.test(written) && !/^[^/]+:\d+$/.test(written)) {
        throw fail(`${written} ends in a tag`, "Name the repository alone, and its tags under `tags`.");
    }
    (0,read/* checkRepository */.n_)(written, fail);
    return (0,reference/* lowerCaseRepository */.WZ)(written);
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

/***/ 67694:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  M: () => (/* binding */ folderContext),
  C: () => (/* binding */ folderTar)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./core/archive/tar-writer.js
var tar_writer = __webpack_require__(64113);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(64256);
// EXTERNAL MODULE: ./core/git/tree.js
var tree = __webpack_require__(12386);
// EXTERNAL MODULE: ./core/machine/missing.js
var missing = __webpack_require__(71081);
// EXTERNAL MODULE: ./core/oci/byte-stream.js
var byte_stream = __webpack_require__(25888);
// EXTERNAL MODULE: ./core/recipe/dockerignore.js
var dockerignore = __webpack_require__(1062);
// EXTERNAL MODULE: ./core/recipe/recipe.js
var recipe = __webpack_require__(61810);
;// CONCATENATED MODULE: ./core/recipe/unignored-files.js
/** The entries of a build context that get into the build: everything that its ignore rules do not exclude. */

/** What is not ignored, each directory before what is in it. A directory gets in for what gets in below it, too. */
async function* unignoredFiles(listing, rules) {
    /** Directories above the present one that are left out themselves, and appear only if something below them gets in. */
    const unannounced = [];
    async function* below(above, aboveMatches) {
        for (const { name, isDirectory, entry } of await listing(above)) {
            const path = above === undefined ? name : `${above.path}/${name}`;
            const file = { path, isDirectory, entry };
            const { ignored, matches } = rules.match((0,tree/* textOf */.b6)(path), aboveMatches);
            if (!ignored) {
                yield* unannounced.splice(0);
                yield file;
            }
            else if (isDirectory && rules.mayKeepBelow((0,tree/* textOf */.b6)(path))) {
                unannounced.push(file);
            }
            else {
                continue;
            }
            if (isDirectory)
                yield* below(file, matches);
            if (unannounced.at(-1) === file)
                unannounced.pop();
        }
    }
    yield* below(undefined, []);
}

;// CONCATENATED MODULE: ./core/recipe/folder-context.js
/**
 * A folder on disk as a build context: for final images, which take in what a run has made. Modes, owners and times are
 * normalised as in the context of a build image, so that the same files give the same image on every machine.
 */











/**
 * The context of a final image: `folder` without any `.git` and what its `.dockerignore` (or the Dockerfile's own) leaves out.
 * A Dockerfile from elsewhere is laid in under the reserved name.
 * @param named path of the Dockerfile; the one in the folder where it is left out
 * @throws path-missing, input-invalid
 */
async function folderContext(folder, named) {
    const file = named ?? (await ownDockerfile(folder));
    const stats = await (0,promises_.lstat)(folder).catch((0,missing/* missing */.L)(undefined));
    if (stats === undefined)
        throw notThere("context", folder);
    const text = await textAt(file);
    if (text === undefined)
        throw notThere("file", file);
    const way = (0,external_node_path_.relative)(folder, file).split(external_node_path_.sep).join("/");
    const own = await textAt(`${file}.dockerignore`);
    const shared = own === undefined ? await textAt((0,external_node_path_.join)(folder, ".dockerignore")) : undefined;
    const rules = own === undefined
        ? (0,dockerignore/* parseDockerignore */.yr)(shared ?? "", ".dockerignore")
        : (0,dockerignore/* parseDockerignore */.yr)(own, `${file}.dockerignore`);
    const isOutside = way === ".." || way.startsWith("../") || external_node_path_.posix.isAbsolute(way);
    // A link is not passed on as the Dockerfile: its target may be excluded.
    const isInside = !isOutside && !(0,dockerignore/* matchWay */.d_)(rules, way).ignored && (await (0,promises_.lstat)(file)).isFile();
    const dockerfile = isInside ? way : `${recipe/* reservedName */.kW}/Dockerfile`;
    async function* entries() {
        yield* contextEntries(folder, rules);
        if (isInside)
            return;
        yield { path: recipe/* reservedName */.kW, kind: "directory", mode: 0o755 };
        const body = Buffer.from(text);
        yield { path: (0,tree/* bytesOf */.$$)(dockerfile), kind: "file", mode: 0o644, size: body.length, content: (0,byte_stream/* streamOf */.mA)(body) };
    }
    return { tar: () => (0,tar_writer/* writeTar */.F)(entries()), dockerfile, text };
}
/**
 * The files of a folder, without any `.git`, as they are laid over a root: modes and times as in a context.
 * @throws path-missing
 */
async function folderTar(folder) {
    const stats = await (0,promises_.lstat)(folder).catch((0,missing/* missing */.L)(undefined));
    if (stats?.isDirectory() !== true)
        throw notThere("proto", folder);
    return () => (0,tar_writer/* writeTar */.F)(contextEntries(folder, dockerignore/* noRules */.jn));
}
/** `Dockerfile`, or else `dockerfile`, as for docker. */
async function ownDockerfile(folder) {
    const [usual, otherwise] = [(0,external_node_path_.join)(folder, "Dockerfile"), (0,external_node_path_.join)(folder, "dockerfile")];
    const isThere = async (path) => (await (0,promises_.lstat)(path).catch((0,missing/* missing */.L)(undefined))) !== undefined;
    return !(await isThere(usual)) && (await isThere(otherwise)) ? otherwise : usual;
}
/** Everything that is not excluded, by name. */
async function* contextEntries(folder, rules) {
    const listing = async (directory) => {
        const above = directory?.entry ?? "";
        const entries = await (0,promises_.readdir)((0,external_node_path_.join)(folder, above), { withFileTypes: true });
        return (entries
            // A repository in a folder below, such as a second checkout, may keep a token in its .git, too.
            .filter(({ name }) => name !== ".git" && (directory !== undefined || name !== recipe/* reservedName */.kW))
            .sort((a, b) => (a.name < b.name ? -1 : 1))
            .map((entry) => ({
            name: (0,tree/* bytesOf */.$$)(entry.name),
            isDirectory: entry.isDirectory(),
            entry: external_node_path_.posix.join(above, entry.name),
        })));
    };
    for await (const { entry } of unignoredFiles(listing, rules)) {
        const made = await tarEntry(folder, entry);
        if (made !== undefined)
            yield made;
    }
}
/** Undefined for a socket, a pipe or a device: docker cannot copy them either. */
async function tarEntry(folder, path) {
    const place = (0,external_node_path_.join)(folder, path);
    const stats = await (0,promises_.lstat)(place);
    if (stats.isDirectory())
        return { path: (0,tree/* bytesOf */.$$)(path), kind: "directory", mode: 0o755 };
    if (stats.isSymbolicLink()) {
        return {
            path: (0,tree/* bytesOf */.$$)(path),
            kind: "link",
            mode: 0o777,
            target: (await (0,promises_.readlink)(place, "buffer")).toString("latin1"),
        };
    }
    if (!stats.isFile())
        return undefined;
    const mode = (stats.mode & 0o100) === 0 ? 0o644 : 0o755;
    return { path: (0,tree/* bytesOf */.$$)(path), kind: "file", mode, size: stats.size, content: fileBytes(place, stats.size) };
}
/** @throws input-invalid for a file that somebody writes to meanwhile */
async function* fileBytes(path, size) {
    let left = size;
    if (size > 0) {
        for await (const part of (0,external_node_fs_.createReadStream)(path, { end: size - 1, highWaterMark: 1 << 20 })) {
            left -= part.length;
            yield part;
        }
    }
    if (left === 0)
        return;
    throw new errors/* TreestampError */.ks("input-invalid", `${path} changed while it was being read into the build context.`, {
        remedy: "Wait until nothing writes to the context, or exclude the file in .dockerignore.",
    });
}
async function textAt(path) {
    return (0,promises_.readFile)(path, "utf8").catch((error) => {
        if (error.code === "ENOENT" || error.code === "ENOTDIR")
            return undefined;
        if (error.code === "EISDIR")
            return undefined;
        throw error;
    });
}
function notThere(input, path) {
    const what = input === "file" ? "file" : "folder";
    return new errors/* TreestampError */.ks("path-missing", `\`${input}\`: there is no ${what} ${path}.`, {
        remedy: "Check the spelling; relative paths start where treestamp is called (input `path`, flag -C).",
    });
}


/***/ }),

/***/ 93466:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  buildFinal: () => (/* binding */ buildFinal),
  gather: () => (/* binding */ gather)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(64256);
// EXTERNAL MODULE: ./core/git/path.js
var path = __webpack_require__(3533);
// EXTERNAL MODULE: ./core/inputs/delivery.js + 1 modules
var delivery = __webpack_require__(86938);
// EXTERNAL MODULE: ./core/inputs/recipe-inputs.js
var recipe_inputs = __webpack_require__(48197);
// EXTERNAL MODULE: ./core/log/stages.js
var log_stages = __webpack_require__(24291);
// EXTERNAL MODULE: ./core/oci/copy.js
var copy = __webpack_require__(88080);
// EXTERNAL MODULE: ./core/places/named-image.js
var named_image = __webpack_require__(74429);
// EXTERNAL MODULE: ./core/recipe/folder-context.js + 1 modules
var folder_context = __webpack_require__(67694);
// EXTERNAL MODULE: ./core/recipe/pins.js
var pins = __webpack_require__(58004);
// EXTERNAL MODULE: ./core/dockerfile/image-name.js
var image_name = __webpack_require__(66523);
// EXTERNAL MODULE: ./core/dockerfile/parse.js
var parse = __webpack_require__(14817);
// EXTERNAL MODULE: ./core/dockerfile/stages.js
var dockerfile_stages = __webpack_require__(8019);
// EXTERNAL MODULE: ./core/dockerfile/words.js
var words = __webpack_require__(74187);
// EXTERNAL MODULE: ./core/inputs/platforms.js
var platforms = __webpack_require__(57969);
;// CONCATENATED MODULE: ./core/recipe/takes-from.js
/** Whether a Dockerfile needs an image. Source: docs.docker.com, "Dockerfile reference": FROM, COPY --from, RUN --mount. */






/**
 * True where the Dockerfile takes something from the image `name`, which is no stage of its own: by FROM, by `--from=` or
 * `from=`, or by an argument that stands for it. False for a Dockerfile that cannot be read, as the engine will say so.
 */
function takesFrom(text, name, buildArgs) {
    try {
        const dockerfile = (0,parse/* parseDockerfile */.Ai)(text);
        const variables = { buildArgs, target: undefined, platform: platforms/* defaultPlatform */.n, buildPlatform: platforms/* defaultPlatform */.n };
        const { stages } = (0,dockerfile_stages/* stagesOf */.ZL)(dockerfile, variables);
        if (stages.some((stage) => stage.name === name))
            return false;
        const all = new Set(stages.keys());
        if ((0,dockerfile_stages/* imagesTaken */.ul)(stages, all, platforms/* defaultPlatform */.n).some((image) => (0,image_name/* isSameImage */.m)(image.name, name)))
            return true;
        const defaults = dockerfile.instructions
            .filter(({ word }) => word === "ARG")
            .flatMap(({ rest }) => (0,dockerfile_stages/* argumentsOf */.aX)(rest))
            .flatMap(([, value]) => (value === undefined ? [] : [(0,words/* expandWord */.Vo)(value, new Map())]));
        return [...defaults, ...buildArgs.values()].includes(name);
    }
    catch (error) {
        if ((0,errors/* isTreestampError */.Sh)(error))
            return false;
        throw error;
    }
}

// EXTERNAL MODULE: ./core/verbs/hand-over.js
var hand_over = __webpack_require__(14740);
// EXTERNAL MODULE: ./core/verbs/trust.js + 1 modules
var trust = __webpack_require__(62633);
;// CONCATENATED MODULE: ./core/verbs/final-image.js
/** A final image: built from a Dockerfile, on top of the build image if the Dockerfile says so. */














/**
 * Reads the context, and builds the build image if the Dockerfile needs it and it is absent.
 * @throws path-missing, input-invalid; whatever building the build image throws
 */
async function gather(ports, request, repository, stages) {
    const { final } = request.delivery;
    const place = (path) => (0,external_node_path_.resolve)(request.path, path);
    const context = await (0,folder_context/* folderContext */.M)(place(final.context), final.file === undefined ? undefined : place(final.file));
    const bases = [...final.bases.map(({ name }) => name), delivery/* buildImageName */.F];
    for (const { line, message } of (0,pins/* unpinnedInputs */.L9)(context.text, { ...final, bases })) {
        ports.log.warning(`${final.file ?? (0,external_node_path_.join)(final.context, "Dockerfile")}:${line}: ${message}`);
    }
    const isSaid = final.bases.some(({ name }) => name === delivery/* buildImageName */.F);
    if (isSaid || !takesFrom(context.text, delivery/* buildImageName */.F, final.buildArgs))
        return { context, buildImage: undefined };
    const buildImage = final.buildImage === undefined
        ? await ownBuildImage(ports, request, repository, stages)
        : await (0,named_image.namedImage)(ports, "build-image", final.buildImage, request.path);
    if (final.buildImage !== undefined)
        await (0,trust/* trustIn */.Us)(ports, request, { repository }, buildImage);
    return { context, buildImage };
}
const remedy = `Describe it in ${recipe_inputs/* configPath */.eQ} (context: environment), or give the input \`build-image\` the output \`image\` of the step that built it.`;
/** The build image of `treestamp.yml`. @throws input-invalid if that file describes none */
async function ownBuildImage(ports, request, repository, stages) {
    const [{ identify }, { ensureBuilt }, { writeKeyTree }, { dockerfileText }] = await Promise.all([
        Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 88750)),
        Promise.all(/* import() */[__webpack_require__.e(2523), __webpack_require__.e(6855), __webpack_require__.e(2658)]).then(__webpack_require__.bind(__webpack_require__, 56855)),
        Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 95665)),
        Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 7585)),
    ]);
    const identified = await identify(ports, request, repository, { askAhead: true });
    const { recipe } = identified;
    const { method } = recipe;
    const takesItself = method.kind === "dockerfile" &&
        takesFrom(await dockerfileText(repository, method), delivery/* buildImageName */.F, method.buildArgs) &&
        ![...recipe.bases.map(({ name }) => name), ...recipe.upstreams.keys()].includes(delivery/* buildImageName */.F);
    if (takesItself) {
        throw new errors/* TreestampError */.ks("input-invalid", `The Dockerfile says FROM ${delivery/* buildImageName */.F}, and nothing says what the build image is: its own Dockerfile would be ${(0,path/* textOfPath */._w)(method.origin)}, which says so, too.`, { remedy });
    }
    await writeKeyTree(repository, recipe, identified.key);
    const { image, hit, key } = await ensureBuilt(ports, request, identified, { blobs: true });
    stages.push(...identified.stages);
    if (!hit)
        await (await Promise.all(/* import() */[__webpack_require__.e(5749), __webpack_require__.e(6824), __webpack_require__.e(2833)]).then(__webpack_require__.bind(__webpack_require__, 12833))).keepWithinLimit(ports, request.cacheSize);
    if (key.dirty)
        ports.log.warning("The build image's recipe has uncommitted changes: so has the final image.");
    return image;
}
/** What the registry of the build image can mount into another repository. */
async function donorOf({ store, root }) {
    const { blobs } = store.shared ? await (0,copy/* closureOf */.TQ)(store, root) : { blobs: [] };
    return { store, blobs: new Set(blobs.map(({ digest }) => digest)) };
}
/** Builds the final image. @returns it in the engine's layout, with the repository that already has the build image's blobs */
async function buildFinal(ports, request, { context, buildImage }, { commit, labels, scratch, stages, signal }) {
    const { final } = request.delivery;
    const bases = final.bases.map(({ source, ...base }) => ({
        ...base,
        source: source.kind === "layout" ? { ...source, folder: (0,external_node_path_.resolve)(request.path, source.folder) } : source,
    }));
    const donors = [];
    if (buildImage !== undefined) {
        const { access } = request;
        const handing = { access, platforms: final.platforms, folder: (0,external_node_path_.join)(scratch, "build-image"), signal };
        bases.push(await (0,hand_over/* handOver */.C)(ports, delivery/* buildImageName */.F, buildImage, handing));
        donors.push(await donorOf(buildImage));
    }
    const output = (0,external_node_path_.join)(scratch, "final");
    await (0,promises_.mkdir)(output);
    const engine = await ports.chooseEngine();
    await (0,log_stages/* timed */.ay)(stages, "build", async (describe) => {
        await engine.build({
            context: context.tar,
            dockerfile: { path: context.dockerfile, text: context.text },
            target: final.target,
            buildArgs: final.buildArgs,
            labels,
            platforms: final.platforms,
            bases,
            secrets: request.secrets,
            epoch: commit.time,
            compression: final.compression,
            network: request.network,
            noCache: final.noCache,
            output,
            signal,
        });
        describe({ note: engine.name });
    });
    return { ...(await ports.openLayout(output)), donors };
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


/***/ })

};
;