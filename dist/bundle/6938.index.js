"use strict";
exports.id = 6938;
exports.ids = [6938];
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


/***/ })

};
;