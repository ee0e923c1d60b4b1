"use strict";
exports.id = 7347;
exports.ids = [7347];
exports.modules = {

/***/ 7347:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   accessFor: () => (/* binding */ accessFor),
/* harmony export */   buildImageName: () => (/* binding */ buildImageName),
/* harmony export */   parseDelivery: () => (/* binding */ parseDelivery)
/* harmony export */ });
/* harmony import */ var _delivery_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2689);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4256);
/* harmony import */ var _recipe_config_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(430);
/* harmony import */ var _recipe_read_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2088);
/* harmony import */ var _store_reference_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9088);
/* harmony import */ var _tags_rules_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4698);
/** What push and promote were told, from strings to values: what core/request.ts does not know of. */






/** The name in a Dockerfile that stands for the build image. */
const buildImageName = "build-image";
/** Reads what parseRequest has found to be of the right form. @throws input-invalid, naming the input */
function parseDelivery(verb, written) {
    const rows = new Map(_delivery_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .deliveryInputs */ .U.filter(({ verbs }) => verbs.includes(verb)).map((row) => [row.name, row]));
    const value = (name) => {
        const row = rows.get(name);
        const said = written.get(name)?.filter((item) => item !== "");
        if (row === undefined || said === undefined || said.length === 0)
            return undefined;
        return (0,_recipe_config_js__WEBPACK_IMPORTED_MODULE_2__.inputValue)(row, said, (fault) => (0,_recipe_config_js__WEBPACK_IMPORTED_MODULE_2__.invalid)(`\`${name}\``, fault, (0,_recipe_config_js__WEBPACK_IMPORTED_MODULE_2__.formOf)(row)));
    };
    const text = (name) => value(name);
    const list = (name) => value(name) ?? [];
    const map = (name) => value(name) ?? new Map();
    const source = text("source");
    const images = list("images").map(repositoryName);
    const unread = source === undefined
        ? undefined
        : ["context", "file", "target", "build-image"].find((name) => rows.has(name) && written.has(name));
    if (unread !== undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `The inputs "source" and "${unread}" exclude each other.`, {
            remedy: "`source` is an image that is there; the others say how one is built: leave one of the two out.",
        });
    }
    return {
        images,
        tags: list("tags"),
        flavor: list("flavor"),
        overwrite: list("overwrite"),
        source,
        final: {
            context: text("context") ?? ".",
            file: text("file"),
            target: text("target"),
            buildArgs: map("build-args"),
            platforms: (0,_recipe_read_js__WEBPACK_IMPORTED_MODULE_3__/* .platformsOf */ .Wt)(list("platforms")),
            buildImage: text("build-image"),
            bases: [...map("base")].map(([name, image]) => (0,_recipe_read_js__WEBPACK_IMPORTED_MODULE_3__/* .parseBase */ .Hp)(name, image)),
            labels: map("labels"),
            noCache: text("no-cache") === "true",
        },
        annotations: map("annotations"),
        push: text("push") !== "false",
    };
}
/** The access with the registry of the first destination, where no other input names one. */
function accessFor(access, { images, tags, source }) {
    if (access.registry !== undefined)
        return access;
    const named = tags.find((line) => (0,_tags_rules_js__WEBPACK_IMPORTED_MODULE_5__/* .parseRule */ .iT)(line).type === "name");
    const [first = named ?? source] = images;
    return { ...access, registry: first === undefined ? undefined : (0,_store_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .registryOf */ .Fv)(first) };
}
/**
 * A repository in lower case, as docker/metadata-action has it: `github.repository` may have upper-case letters, which no
 * expression of a workflow can change.
 */
function repositoryName(written) {
    const name = (0,_store_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .isFolderName */ .OB)(written) ? written : written.toLowerCase();
    if (!/^[^@]*:[^/@]+$/.test(name) || (0,_store_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .isFolderName */ .OB)(name))
        return name;
    throw (0,_recipe_config_js__WEBPACK_IMPORTED_MODULE_2__.invalid)("`images`", `${written} ends in a tag`, "Name the repository alone, and its tags under `tags`.");
}


/***/ }),

/***/ 4698:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z4: () => (/* binding */ defaultRules),
/* harmony export */   iT: () => (/* binding */ parseRule),
/* harmony export */   wp: () => (/* binding */ parseFlavor)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8409);
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
/** Reads one line of `tags`. @throws input-invalid, with the nearest word that is known */
function parseRule(line) {
    const where = `tags: ${line}`;
    const attributes = new Map();
    for (const field of fieldsOf(line)) {
        const equals = field.indexOf("=");
        const isNamed = /^\s*\w+\s*=/.test(field);
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
        throw invalid(where, `the priority ${level} is no number`, "Write it like 500.");
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
        for (const field of fieldsOf(line)) {
            const [, name = field, value = ""] = /^([^=]*)=(.*)$/.exec(field) ?? [];
            if (name === "prefix" || name === "suffix") {
                said[name] = value;
                last = name;
            }
            else if (name === "latest") {
                if (!["auto", "true", "false"].includes(value))
                    throw unknown(where, name, value, ["auto", "true", "false"]);
                said.latest = value;
            }
            else if (name === "onlatest" && last !== undefined) {
                if (value !== "true" && value !== "false")
                    throw unknown(where, name, value, ["true", "false"]);
                said[`${last}Latest`] = value === "true";
            }
            else {
                throw unknown(where, "attribute", name, ["latest", "prefix", "suffix", "onlatest"]);
            }
        }
    }
    return said;
}
/** The fields of a line with commas. Source: RFC 4180. */
function fieldsOf(line) {
    const fields = [];
    for (const [, quoted, plain, end] of line.matchAll(/(?:\s*"((?:[^"]|"")*)"\s*|([^,]*))(,|$)/g)) {
        const field = quoted === undefined ? plain.trim() : quoted.replaceAll('""', '"');
        if (field !== "")
            fields.push(field);
        if (end === "")
            break;
    }
    return fields;
}
function isRuleType(text) {
    return Object.hasOwn(ruleTypes, text);
}
function unknown(where, what, word, known) {
    const near = (0,_nearest_js__WEBPACK_IMPORTED_MODULE_1__/* .nearestName */ .q)(word, known);
    const guess = near === undefined ? "" : `Did you mean ${near}? `;
    return invalid(where, `"${word}" is no ${what}`, `${guess}Known are ${known.join(", ")}.`);
}
function invalid(where, fault, remedy) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `${where}: ${fault}.`, { remedy });
}


/***/ })

};
;