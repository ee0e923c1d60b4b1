"use strict";
exports.id = 6298;
exports.ids = [6298,6068];
exports.modules = {

/***/ 3539:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ webAddress),
/* harmony export */   P: () => (/* binding */ nameCommit)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/** A commit with all the names that tags and labels are made of: from the host's event where there is one, else from git. */

/**
 * Names what is checked out. The names of the host's event are taken where it is about this very commit: a workflow may
 * have checked out another one, which must not be called by them.
 * @throws repository-invalid before the first commit
 */
async function nameCommit(repository, event, log) {
    const object = await repository.objects.read("HEAD^{commit}");
    if (object === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("repository-invalid", "The repository has no commit that an image could be named by.", {
            remedy: "Commit first.",
        });
    }
    const [, tree = ""] = /^tree ([0-9a-f]+)$/m.exec(object.body.toString("latin1")) ?? [];
    const [, time = "0"] = /^committer .* (\d+) [+-]\d+$/m.exec(object.body.toString("latin1")) ?? [];
    const refs = await refsOf(repository, object.oid);
    const ours = { commit: object.oid, tree, time: Number(time), knownTags: refs.knownTags, isShallow: refs.isShallow };
    const project = { ...(refs.url === undefined ? {} : { url: refs.url }), ...event?.project };
    const defaultBranch = event?.defaultBranch ?? refs.defaultBranch;
    if (event === undefined || (event.commits.length > 0 && !event.commits.includes(object.oid))) {
        if (event !== undefined) {
            log.warning(`${event.name} is about ${event.commits[0]}, and ${object.oid} is checked out: tags are made of git's own refs.`);
        }
        const { branch, tag } = refs;
        return {
            ...ours,
            branch,
            tag,
            pullRequest: undefined,
            baseBranch: undefined,
            defaultBranch,
            isScheduled: false,
            project,
        };
    }
    const { branch, tag, pullRequest, baseBranch, isScheduled } = event;
    return { ...ours, branch, tag, pullRequest, baseBranch, defaultBranch, isScheduled, project };
}
async function refsOf(repository, commit) {
    const format = "--format=%(refname)%00%(objectname)%00%(*objectname)%00%(symref)";
    const [listed, branch, remote, shallow] = await Promise.all([
        repository.git(["for-each-ref", "--sort=-version:refname", format, "refs/tags", "refs/remotes/origin/HEAD"]),
        repository.git(["symbolic-ref", "--quiet", "--short", "HEAD"]),
        repository.git(["config", "--get", "remote.origin.url"]),
        repository.git(["rev-parse", "--is-shallow-repository"]),
    ]);
    const rows = listed.stdout
        .toString("utf8")
        .split("\n")
        .filter(Boolean)
        .map((line) => line.split("\0"));
    const tags = rows.filter(([name]) => name.startsWith("refs/tags/"));
    const short = (name) => name.slice("refs/tags/".length);
    const here = tags.find(([, object, target]) => (target || object) === commit);
    const [, , , head = ""] = rows.find(([name]) => name === "refs/remotes/origin/HEAD") ?? [];
    return {
        isShallow: shallow.stdout.toString("utf8").trim() === "true",
        knownTags: tags.map(([name]) => short(name)),
        tag: here === undefined ? undefined : short(here[0]),
        branch: branch.exitCode === 0 ? branch.stdout.toString("utf8").trim() : undefined,
        defaultBranch: head.startsWith("refs/remotes/origin/") ? head.slice("refs/remotes/origin/".length) : undefined,
        url: webAddress(remote.stdout.toString("utf8").trim()),
    };
}
/** The page of a remote: `git@github.com:acme/app.git` is `https://github.com/acme/app`. No user name or password stays. */
function webAddress(remote) {
    const [, host, path] = /^(?:https?|ssh|git):\/\/(?:[^@/]*@)?([^/:]+)(?::\d+)?\/(.+?)(?:\.git)?\/?$/.exec(remote) ??
        /^(?:[^@/:]+@)?([^/:]+\.[^/:]+):(?!\/\/)(.+?)(?:\.git)?\/?$/.exec(remote) ??
        [];
    return host === undefined ? undefined : `https://${host}/${path}`;
}


/***/ }),

/***/ 6068:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L1: () => (/* binding */ copyImage),
/* harmony export */   TQ: () => (/* binding */ closureOf),
/* harmony export */   tn: () => (/* binding */ manifestIn)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/* harmony import */ var _snapshot_limiter_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7048);
/* harmony import */ var _store_byte_stream_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3848);
/* harmony import */ var _store_lookup_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9799);
/* harmony import */ var _store_reference_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9088);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8512);
/** Copies an image from store to store, byte for byte, with everything that its manifest leads to. */






const blobsAtOnce = 4;
/**
 * Reads what an image consists of.
 * @throws store-corrupt where a part of it is listed and not there; image-invalid, store-unreachable, store-denied
 */
async function closureOf(from, root) {
    const manifests = new Map();
    const blobs = new Map();
    const visit = async (stored, depth) => {
        if (depth > maxDepth)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("image-invalid", `${root.descriptor.digest} lists indexes too deep.`);
        const parsed = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .parseManifest */ .Ng)(stored);
        if (parsed.kind === "manifest") {
            for (const blob of [parsed.config, ...parsed.layers])
                blobs.set(blob.digest, blob);
        }
        else {
            for (const { digest } of parsed.manifests) {
                if (manifests.has(digest))
                    continue;
                const child = await manifestIn(from, digest);
                await visit(child, depth + 1);
                manifests.set(digest, child);
            }
        }
    };
    await visit(root, 0);
    return { root, manifests: [...manifests.values()], blobs: [...blobs.values()] };
}
/** An index in an index is allowed, and nobody has been seen to go deeper. */
const maxDepth = 4;
const remedy = "The image is there in part only: push or copy it to this place once more.";
/** A manifest that another one lists. @throws store-corrupt where it is not there */
async function manifestIn(store, digest) {
    return (0,_store_lookup_js__WEBPACK_IMPORTED_MODULE_1__/* .listedManifest */ .n)(store, digest, remedy);
}
/**
 * Brings an image to `to`, under no tag yet. Blobs that a donor of the same registry has are mounted where the registry
 * does that, all others are read from `from`.
 * @throws interrupted by `signal`; store-denied, store-unreachable, store-corrupt
 */
async function copyImage({ root, manifests, blobs }, from, to, { donors = [], signal, log }) {
    if (to.shared && (await hasManifests(to, [root, ...manifests], signal)))
        return { streamed: [], mounted: [], wasThere: true };
    const mount = mounter(to, donors, log, signal);
    const [streamed, mounted] = [[], []];
    const progress = log.progress(`Copy to ${to.location}`, blobs.reduce((sum, { size }) => sum + size, 0));
    await (0,_snapshot_limiter_js__WEBPACK_IMPORTED_MODULE_4__/* .limiter */ .T)(blobsAtOnce)
        .all(blobs, async (blob) => {
        if (signal.aborted)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("interrupted", "Copying was interrupted.");
        if (await mount(blob.digest)) {
            mounted.push(blob);
            progress.add(blob.size);
        }
        else {
            await to.writeBlob(blob, () => (0,_store_byte_stream_js__WEBPACK_IMPORTED_MODULE_5__/* .counted */ .hS)(from.readBlob(blob), progress), signal);
            streamed.push(blob);
        }
    })
        .finally(() => progress.end());
    for (const manifest of [...manifests, root])
        await to.writeManifest(manifest, undefined, signal);
    return { streamed, mounted, wasThere: false };
}
/** A registry takes no manifest before its blobs; but what an index lists may have been cleaned away since. */
async function hasManifests(store, manifests, signal) {
    const there = await Promise.all(manifests.map(({ descriptor }) => store.hasManifest(descriptor.digest, signal)));
    return there.every((isThere) => isThere);
}
/** Tries to mount a blob; true where it is there then. A registry that refuses once is not asked again. */
function mounter(to, donors, log, signal) {
    const refused = new Set();
    return async (digest) => {
        const donor = donors.find((one) => one.blobs.has(digest) && isNeighbour(one.store, to) && !refused.has(one));
        if (donor === undefined || to.mountBlob === undefined)
            return false;
        try {
            const { repository } = (0,_store_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .parseLocation */ .zS)(donor.store.location);
            if (await to.mountBlob(digest, repository, signal))
                return true;
        }
        catch (error) {
            if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isTreestampError */ .Sh)(error, "store-denied", "store-refused"))
                throw error;
            log.debug(`${to.location} does not mount from ${donor.store.location}: ${error.message}`);
        }
        refused.add(donor);
        return false;
    };
}
/** Another repository of the same registry. */
function isNeighbour(donor, to) {
    if (!donor.shared || !to.shared || donor.location === to.location)
        return false;
    return (0,_store_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .isSameRegistry */ .mS)((0,_store_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .parseLocation */ .zS)(donor.location), (0,_store_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .parseLocation */ .zS)(to.location));
}


/***/ }),

/***/ 3723:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ fieldsOf),
/* harmony export */   U: () => (/* binding */ itemsIn)
/* harmony export */ });
/* harmony import */ var csv_parse_sync__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(203);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4256);
/**
 * Lists and maps that come as one text, by the grammar of docker's actions. Loaded where such a text is: the hosts of
 * workflows, and `treestamp.yml`; on the command line each flag is one item, which the shell has read already.
 */


/** In no variable and in no file's name: so a comma, and a quote behind one, is a part of the item. */
const noDelimiter = "\0";
/**
 * The items of a text: one a line; blank lines and lines that begin with `#` do not count. An item in double quotes may
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

/***/ 4698:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NR: () => (/* binding */ parseRules),
/* harmony export */   Z4: () => (/* binding */ defaultRules),
/* harmony export */   wp: () => (/* binding */ parseFlavor)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/* harmony import */ var _input_value_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6939);
/* harmony import */ var _list_text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3723);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8409);
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
/** Reads one line of `tags`: a rule, or tags with commas between them. @throws input-invalid, with the nearest word that is known */
function parseRules(line) {
    const fields = (0,_list_text_js__WEBPACK_IMPORTED_MODULE_2__/* .fieldsOf */ .P)(line, `tags: ${line}`);
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
        for (const field of (0,_list_text_js__WEBPACK_IMPORTED_MODULE_2__/* .fieldsOf */ .P)(line, where)) {
            const [, name = field, value = ""] = /^([^=]*?)\s*=\s*(.*)$/.exec(field) ?? [];
            const isOn = (0,_input_value_js__WEBPACK_IMPORTED_MODULE_1__/* .parseBoolean */ .yG)(value);
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
    const near = (0,_nearest_js__WEBPACK_IMPORTED_MODULE_3__/* .nearestName */ .q)(word, known);
    const guess = near === undefined ? "" : `Did you mean ${near}? `;
    return invalid(where, `"${word}" is no ${what}`, `${guess}Known are ${known.join(", ")}.`);
}
function invalid(where, fault, remedy) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `${where}: ${fault}.`, { remedy });
}


/***/ }),

/***/ 6298:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  callDelivery: () => (/* binding */ callDelivery)
});

// EXTERNAL MODULE: ./core/machine/failure.js
var failure = __webpack_require__(4687);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(4256);
// EXTERNAL MODULE: ./core/git/named-commit.js
var named_commit = __webpack_require__(3539);
// EXTERNAL MODULE: ./core/recipe/key.js
var recipe_key = __webpack_require__(5665);
// EXTERNAL MODULE: ./core/stages.js
var core_stages = __webpack_require__(4168);
// EXTERNAL MODULE: ../../node_modules/semver/functions/compare.js
var compare = __webpack_require__(6841);
var compare_default = /*#__PURE__*/__webpack_require__.n(compare);
// EXTERNAL MODULE: ../../node_modules/semver/functions/parse.js
var parse = __webpack_require__(5797);
var parse_default = /*#__PURE__*/__webpack_require__.n(parse);
// EXTERNAL MODULE: ./core/input-value.js
var input_value = __webpack_require__(6939);
// EXTERNAL MODULE: ./core/store/reference.js
var reference = __webpack_require__(9088);
// EXTERNAL MODULE: ./core/tags/rules.js
var tags_rules = __webpack_require__(4698);
// EXTERNAL MODULE: ./core/nearest.js
var nearest = __webpack_require__(8409);
;// CONCATENATED MODULE: ./core/tags/template.js
/**
 * `{{…}}` in tag rules, by the names that docker/metadata-action gave them. Source: its README, "Global expressions".
 */


/**
 * A text with its expressions filled in.
 * @param where what the text is, for messages
 * @throws input-invalid for an expression that is not known, with the nearest one that is
 */
function filled(text, expressions, where) {
    return text.replace(/\{\{(.*?)\}\}/g, (whole, inner) => {
        const [, name = "", argument = ""] = /^\s*([\w#/]*)\s*(.*?)\s*$/.exec(inner) ?? [];
        const expression = Object.hasOwn(expressions, name) ? expressions[name] : undefined;
        if (expression !== undefined)
            return expression(argument);
        const known = Object.keys(expressions);
        const near = (0,nearest/* nearestName */.q)(name, known);
        throw new errors/* TreestampError */.ks("input-invalid", `${where}: ${whole} is not known here.`, {
            remedy: `${near === undefined ? "" : `Did you mean {{${near}}}? `}Known are ${known.map((one) => `{{${one}}}`).join(", ")}.`,
        });
    });
}
/**
 * A time by a format in quotes, such as `'YYYYMMDD.HHmmss'`, and perhaps `tz='Europe/Berlin'`.
 * @param seconds since 1970
 * @throws input-invalid
 */
function formattedTime(seconds, argument, where) {
    const [, , format = "", , , zone = "UTC"] = /^(['"])(.*?)\1(\s+tz=(['"])(.*?)\4)?$/.exec(argument) ?? [];
    const parts = /^(?:YYYY|YY|MM|DD|HH|mm|ss|X|\[[^\]]*\]|[^A-Za-z[\]])+$/.test(format)
        ? partsOf(seconds, zone)
        : undefined;
    if (parts === undefined) {
        throw new errors/* TreestampError */.ks("input-invalid", `${where}: ${argument || "nothing"} is not the format of a date.`, {
            remedy: "Write it like 'YYYYMMDD.HHmmss' (YYYY, YY, MM, DD, HH, mm, ss, X, [text]), and a zone like tz='Europe/Berlin'.",
        });
    }
    return format.replace(/YYYY|YY|MM|DD|HH|mm|ss|X|\[([^\]]*)\]/g, (token, text) => text ?? parts[token]);
}
/** Undefined for a time zone that does not exist. */
function partsOf(seconds, timeZone) {
    let format;
    try {
        const digits = { month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit" };
        format = new Intl.DateTimeFormat("en-GB", { ...digits, year: "numeric", hourCycle: "h23", timeZone });
    }
    catch {
        return undefined;
    }
    const parts = new Map(format.formatToParts(seconds * 1000).map(({ type, value }) => [type, value]));
    const get = (type) => parts.get(type) ?? "";
    const time = { MM: get("month"), DD: get("day"), HH: get("hour"), mm: get("minute"), ss: get("second") };
    return { ...time, YYYY: get("year"), YY: get("year").slice(-2), X: String(seconds) };
}

;// CONCATENATED MODULE: ./core/tags/plan.js







/** @throws input-invalid for a rule that cannot be meant, and for a tag that no registry would take */
function planTags(request) {
    const flavor = (0,tags_rules/* parseFlavor */.wp)(request.flavor);
    const rules = (request.tags.length === 0 ? tags_rules/* defaultRules */.Z4 : request.tags).flatMap(tags_rules/* parseRules */.NR);
    const named = rules.flatMap((rule) => (rule.type === "name" ? [wholeName(rule.line, request)] : []));
    const ruled = rules
        .filter((rule) => rule.type !== "name")
        .sort((a, b) => b.priority - a.priority) // stable: equal ones stay in their order
        .flatMap((rule) => tagOf(rule, flavor, request));
    const [main] = ruled;
    const latest = main === undefined ? [] : latestOf(main, flavor, request);
    const { isShallow, knownTags } = request.commit;
    if (latest.length > 0 && main?.isRelease === true && isShallow && knownTags.length <= 1) {
        request.log.warning(`Only one version's git tag is known in this shallow clone, so \`${latest[0].tag}\` moves to ${main.tag} even where a later one exists. Check out with fetch-tags: true.`);
    }
    const tags = [...ruled, ...latest];
    const unique = new Map();
    for (const { tag, moves } of tags)
        unique.set(tag, { tag, moves: moves || unique.get(tag)?.moves === true });
    return { tags: [...unique.values(), ...named], version: main?.tag ?? named[0]?.tag };
}
/** `{{…}}` of a commit. @param now seconds since 1970 */
function expressionsOf(commit, now, where) {
    return {
        branch: () => commit.branch ?? "",
        tag: () => commit.tag ?? "",
        sha: () => plan_short(commit),
        base_ref: () => commit.baseBranch ?? "",
        is_default_branch: () => String(isDefaultBranch(commit, where)),
        is_not_default_branch: () => String(!isDefaultBranch(commit, where)),
        commit_date: (format) => formattedTime(commit.time, format, where),
        date: (format) => formattedTime(now, format, where),
    };
}
function tagOf(rule, flavor, request) {
    const where = `tags: ${rule.line}`;
    const expressions = expressionsOf(request.commit, request.now, where);
    const fill = (text) => filled(text, expressions, where);
    const enabled = fill(rule.enable);
    const isEnabled = (0,input_value/* parseBoolean */.yG)(enabled);
    if (isEnabled === false)
        return [];
    if (isEnabled === undefined) {
        throw new errors/* TreestampError */.ks("input-invalid", `${where}: enable is "${enabled}".`, {
            remedy: "It has to become true or false, such as enable={{is_default_branch}}.",
        });
    }
    const given = givenBy(rule, request, fill, where);
    if (given === undefined || given.tag === "")
        return [];
    const whole = fill(rule.prefix ?? flavor.prefix) + given.tag + fill(rule.suffix ?? flavor.suffix);
    return [{ ...given, tag: checkedTag(whole, where) }];
}
/** Undefined where the rule has nothing to say of this commit. */
function givenBy(rule, request, fill, where) {
    const { commit, now } = request;
    const { own } = rule;
    const fixed = (tag, isRelease = false) => tag === undefined ? undefined : { tag, moves: tag === "latest", isRelease };
    const moving = (tag) => (tag === undefined ? undefined : { tag, moves: true, isRelease: false });
    switch (rule.type) {
        case "schedule": {
            const { date, commit_date } = expressionsOf(commit, now, where);
            return commit.isScheduled
                ? moving(filled(own.pattern, { date: date, commit_date: commit_date }, where))
                : undefined;
        }
        case "semver":
            return versionTag(rule, request, fill, where);
        case "match": {
            const text = own.value === "" ? commit.tag : fill(own.value);
            if (text === undefined)
                return undefined;
            const found = matched(own.pattern, own.group, text, where);
            if (found === undefined)
                request.log.warning(`${where}: the pattern does not match ${text}, so it gives no tag.`);
            // What the pattern finds is the version (`app-v1.2.3` gives 1.2.3), or else the tag is (v1.2.3 gives 1.2).
            const versionOf = (tag) => {
                const part = matched(own.pattern, own.group, tag, where);
                return part === undefined ? undefined : (versionIn(part) ?? versionIn(tag));
            };
            return found === undefined ? undefined : fixed(found, isNewest(text, versionOf, request));
        }
        case "edge":
            return commit.branch !== undefined && commit.branch === (own.branch || knownDefault(commit, where))
                ? moving("edge")
                : undefined;
        case "ref":
            if (own.event === "branch")
                return moving(commit.branch);
            if (own.event === "tag")
                return commit.tag === undefined ? undefined : fixed(commit.tag, isNewest(commit.tag, versionIn, request));
            return moving(commit.pullRequest === undefined ? undefined : String(commit.pullRequest));
        case "raw":
            return fixed(fill(own.value));
        case "date":
            return fixed(`${formattedTime(commit.time, "'YYYYMMDD.HHmmss'", where)}-${plan_short(commit)}`);
        case "tree":
            return fixed(request.tree);
        case "sha":
            return fixed(own.format === "long" ? commit.commit : plan_short(commit));
    }
}
/**
 * A version's tag. Of a version before its release only the whole one is given, whatever the pattern: `1.2` is no promise
 * that a release candidate could keep.
 */
function versionTag(rule, request, fill, where) {
    const { commit, log } = request;
    const { pattern = "", value = "", match = "" } = rule.own;
    const text = value === "" ? commit.tag : fill(value);
    if (text === undefined)
        return undefined;
    const found = (tag) => (match === "" ? tag : matched(match, "1", tag, where))?.replaceAll("/", "-");
    const raw = found(text) ?? text.replaceAll("/", "-");
    const version = versionIn(raw);
    if (version === undefined) {
        log.warning(`${where}: ${raw} is not a semantic version, so it gives no tag.`);
        return undefined;
    }
    const expressions = {
        version: () => version.version,
        raw: () => raw,
        major: () => String(version.major),
        minor: () => String(version.minor),
        patch: () => String(version.patch),
    };
    const isPrerelease = version.prerelease.length > 0;
    const shown = isPrerelease && !/^\{\{\s*raw\s*\}\}$/.test(pattern) ? "{{version}}" : pattern;
    const has = (name) => new RegExp(`\\{\\{\\s*${name}\\s*\\}\\}`).test(shown);
    const isWhole = has("version") || has("raw") || ["major", "minor", "patch"].every(has);
    return {
        tag: filled(shown, expressions, where),
        moves: !isWhole,
        // Of a tag that `match` does not fit, such as another product's, nothing is said.
        isRelease: isNewest(text, (tag) => versionIn(found(tag) ?? ""), request),
    };
}
/**
 * Whether a git tag comes with `latest`: only a version that is a release, and only if no later one is known. So a patch of
 * an old line takes nothing back, and what cannot be ordered is never the newest.
 */
function isNewest(tag, versionOf, { commit, log }) {
    const version = versionOf(tag);
    if (version === undefined)
        log.info(`${tag} is not a semantic version, so \`latest\` does not come with it.`);
    if (version === undefined || version.prerelease.length > 0)
        return false;
    return !commit.knownTags.some((known) => {
        const other = versionOf(known);
        return other !== undefined && other.prerelease.length === 0 && compare_default()(other, version) > 0;
    });
}
/** A semantic version with or without a `v`. Undefined for what is none, such as `1.2`, `1.2.3.4` or `1.2.3-01`. */
function versionIn(text) {
    return parse_default()(text) ?? undefined;
}
/** What a pattern's group finds in a text. @throws input-invalid for what is no pattern */
function matched(pattern, group, text, where) {
    const [, source = pattern, flags = ""] = /^\/(.+)\/([a-z]*)$/.exec(pattern) ?? [];
    try {
        return new RegExp(source, flags.replace("g", "")).exec(text)?.[Number(group)];
    }
    catch (cause) {
        throw new errors/* TreestampError */.ks("input-invalid", `${where}: ${pattern} is not a regular expression.`, {
            remedy: "Write it as JavaScript has it; a pattern with a comma stands in double quotes.",
            cause,
        });
    }
}
/** `latest`, where the main tag comes with it. It never comes with a pull request or with a branch other than the default one. */
function latestOf(main, flavor, { commit }) {
    if (flavor.latest === "false")
        return [];
    const onDefault = flavor.latest === "true" && commit.branch !== undefined && isDefaultBranch(commit, "flavor: latest=true");
    if (!main.isRelease && !onDefault)
        return [];
    const tag = `${flavor.prefixLatest ? flavor.prefix : ""}latest${flavor.suffixLatest ? flavor.suffix : ""}`;
    return [{ tag: checkedTag(tag, "flavor"), moves: true, isRelease: true }];
}
function isDefaultBranch(commit, where) {
    return commit.branch !== undefined && commit.branch === knownDefault(commit, where);
}
/** @throws input-invalid where nobody has said which branch it is: to guess would move tags that nobody wanted to move */
function knownDefault({ defaultBranch }, where) {
    if (defaultBranch !== undefined)
        return defaultBranch;
    throw new errors/* TreestampError */.ks("input-invalid", `${where}: which branch is the default one is not known here.`, {
        remedy: "Tell git: git remote set-head origin --auto",
    });
}
function plan_short({ commit }) {
    return commit.slice(0, 7);
}
/** What a tag cannot have becomes a dash, as in docker/metadata-action: `feature/x` is `feature-x`. */
function checkedTag(text, where) {
    const tag = text.replace(/[^A-Za-z0-9_.-]+/g, "-");
    if ((0,reference/* isTag */.dz)(tag))
        return tag;
    const why = tag.length > 128 ? `has ${tag.length} characters, and a tag has at most 128` : "begins like no tag";
    throw new errors/* TreestampError */.ks("input-invalid", `${where}: "${tag}" ${why}.`, {
        remedy: "A tag has up to 128 letters, digits, `_`, `.` and `-`, and begins with a letter, a digit or `_`.",
    });
}
function wholeName(line, { commit, now }) {
    const where = `tags: ${line}`;
    const name = filled(line, expressionsOf(commit, now, where), where);
    const [, repository, tag] = /^(.+):([^/:]+)$/.exec(name) ?? [];
    if (repository === undefined || tag === undefined || !(0,reference/* isTag */.dz)(tag)) {
        throw new errors/* TreestampError */.ks("input-invalid", `${where} is neither a tag nor REPOSITORY:TAG.`, {
            remedy: "Write a tag (1.0), a rule (type=semver,pattern={{version}}) or a whole name (ghcr.io/acme/app:1.0).",
        });
    }
    return { repository, tag, moves: tag === "latest" };
}

// EXTERNAL MODULE: ./core/image/copy.js
var copy = __webpack_require__(6068);
// EXTERNAL MODULE: ./core/store/lookup.js
var lookup = __webpack_require__(9799);
;// CONCATENATED MODULE: ./core/verbs/deliver.js
/** From an image in a store to its tags, in all repositories. Nothing is written anywhere before all of it may be. */




/**
 * Copies the image and gives it its tags; a tag is written after everything it leads to.
 * @throws tag-taken where a tag names other bytes and may not move: then nothing was written
 */
async function deliver(request) {
    const { from, root, destinations, overwrite, stages, signal, log } = request;
    const states = await (0,core_stages/* timed */.ay)(stages, "lookup", () => stateOfTags(root, destinations, overwrite, signal));
    return (0,core_stages/* timed */.ay)(stages, "push", async (describe) => {
        const closure = await (0,copy/* closureOf */.TQ)(from, root);
        const donors = [...request.donors, donorOf(from, closure)];
        let [streamed, mounted] = [0, 0];
        const delivered = [];
        for (const { store, tags } of destinations) {
            if (store.location !== from.location) {
                const copied = await (0,copy/* copyImage */.L1)(closure, from, store, { donors, signal, log });
                streamed += sizeOf(copied.streamed);
                mounted += copied.mounted.length;
                donors.push(donorOf(store, closure));
            }
            for (const planned of tags) {
                if (signal.aborted)
                    throw new errors/* TreestampError */.ks("interrupted", "Pushing was interrupted.");
                const outcome = states.get(`${store.location}:${planned.tag}`);
                if (outcome !== "there")
                    await putTag(store, planned, root, { moves: mayMove(planned, overwrite), signal });
                delivered.push({ store, tag: planned.tag, outcome });
            }
        }
        describe({ bytes: streamed, ...(mounted === 0 ? {} : { note: `${mounted} blobs mounted` }) });
        return delivered;
    });
}
/** What each tag names now. All of those that stand in the way are told at once. */
async function stateOfTags(root, destinations, overwrite, signal) {
    const states = new Map();
    const taken = [];
    const asked = destinations.flatMap(({ store, tags }) => tags.map((planned) => ({ store, planned })));
    const lookups = await Promise.all(asked.map(({ store, planned }) => store.lookup(planned.tag, signal)));
    for (const [index, { store, planned }] of asked.entries()) {
        const lookup = lookups[index];
        if (lookup.state === "unknown")
            throw lookup.reason;
        const digest = lookup.state === "present" ? lookup.manifest.descriptor.digest : undefined;
        if (digest !== undefined && digest !== root.descriptor.digest && !mayMove(planned, overwrite)) {
            taken.push({ store, tag: planned.tag, digest });
        }
        const outcome = digest === undefined ? "pushed" : digest === root.descriptor.digest ? "there" : "moved";
        states.set(`${store.location}:${planned.tag}`, outcome);
    }
    if (taken.length > 0)
        throw tagTaken(taken, root.descriptor.digest);
    return states;
}
/** No registry compares and swaps: a tag that names one image is looked at right before it is written, and after. */
async function putTag(store, { tag }, root, { moves, signal }) {
    const check = async () => {
        const digest = (await (0,lookup/* findManifest */.J)(store, tag, signal))?.descriptor.digest;
        if (digest !== undefined && digest !== root.descriptor.digest) {
            throw tagTaken([{ store, tag, digest }], root.descriptor.digest);
        }
    };
    if (!moves)
        await check();
    await store.writeManifest(root, tag, signal);
    if (!moves)
        await check();
}
/** A tag in the form of a key (a git hash) names one tree's image for ever, whatever `overwrite` says. */
function mayMove({ tag, moves }, overwrite) {
    if (isKey(tag))
        return false;
    return moves || overwrite.some((pattern) => matches(pattern, tag));
}
function isKey(tag) {
    return /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(tag);
}
function matches(pattern, tag) {
    const source = pattern.split("*").map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
    return new RegExp(`^${source.join(".*")}$`, "s").test(tag);
}
function tagTaken(taken, ours) {
    const listed = taken.map(({ store, tag, digest }) => `${store.location}:${tag} is ${digest}`).join("; ");
    const tags = [...new Set(taken.map(({ tag }) => tag))];
    const remedy = tags.some(isKey)
        ? "A key names one image, so its tag never moves. Look for inputs that are not pinned, or give the image another tag."
        : `Give it another tag, or name the tag under \`overwrite\` if it is meant to move: ${tags.join(", ")}.`;
    return new errors/* TreestampError */.ks("tag-taken", `${listed}; the image to be pushed is ${ours}.`, {
        remedy,
    });
}
function donorOf(store, { blobs }) {
    return { store, blobs: new Set(blobs.map(({ digest }) => digest)) };
}
function sizeOf(blobs) {
    return blobs.reduce((sum, { size }) => sum + size, 0);
}

// EXTERNAL MODULE: ./core/verbs/warnings.js + 1 modules
var warnings = __webpack_require__(2443);
;// CONCATENATED MODULE: ./core/verbs/destinations.js


/**
 * @param images where `images` does not say any
 * @throws input-invalid where an image would get no tag, or a tag no image
 */
async function destinationsOf(ports, delivery, { tags }, commit, images) {
    const repositories = delivery.images.length > 0 ? delivery.images : images;
    if (delivery.push)
        await (0,warnings/* warnOfNewFolders */.lH)(ports, [...delivery.images, ...tags.map(({ repository }) => repository)]);
    const byLocation = new Map();
    for (const planned of tags) {
        for (const image of planned.repository === undefined ? repositories : [planned.repository]) {
            const store = ports.openStore(image);
            const known = byLocation.get(store.location) ?? { store, tags: new Map() };
            byLocation.set(store.location, known);
            known.tags.set(planned.tag, planned);
        }
    }
    const ruled = tags.filter(({ repository }) => repository === undefined);
    if (delivery.push && repositories.length === 0 && (ruled.length > 0 || tags.length === 0)) {
        throw new errors/* TreestampError */.ks("input-invalid", "There is no repository to push to: `images` is empty.", {
            remedy: "Name one or more: images: ghcr.io/acme/app (--images on the command line).",
        });
    }
    if (byLocation.size === 0 && delivery.push) {
        throw new errors/* TreestampError */.ks("input-invalid", `No rule of \`tags\` gives ${describe(commit)} a tag.`, {
            remedy: "Add one that does, such as type=ref,event=branch or type=sha, or push on other events only.",
        });
    }
    return [...byLocation.values()].map(({ store, tags: own }) => ({ store, tags: [...own.values()] }));
}
/** Asks for all tags, so that a name or a login that is wrong is told before a build and not after it. */
async function askAll(destinations) {
    const lookups = destinations.flatMap(({ store, tags }) => tags.map(({ tag }) => store.lookup(tag)));
    for (const lookup of await Promise.all(lookups))
        if (lookup.state === "unknown")
            throw lookup.reason;
}
function describe({ tag, branch, pullRequest, commit }) {
    if (pullRequest !== undefined)
        return `pull request ${pullRequest}`;
    if (tag !== undefined)
        return `the git tag ${tag}`;
    return branch === undefined ? `the commit ${commit.slice(0, 12)}` : `the branch ${branch}`;
}

// EXTERNAL MODULE: ./core/verbs/image-in.js
var image_in = __webpack_require__(2963);
// EXTERNAL MODULE: ./core/verbs/resolve.js
var resolve = __webpack_require__(8750);
;// CONCATENATED MODULE: ./core/verbs/promote.js









/**
 * Gives an image that is there further tags. Without `source` it is the build image of this tree, on hit and miss alike: so an
 * alias of it is never missing.
 * @throws TreestampError
 */
async function promote(ports, request, delivery, repository) {
    const { log } = ports;
    const commit = await (0,named_commit/* nameCommit */.P)(repository, await ports.hostEvent(), log);
    const promoted = delivery.source === undefined
        ? await buildImage(ports, request, repository)
        : await imageThere(ports, delivery.source, request.path);
    const { home, isDirty, stages } = promoted;
    const now = Math.floor(Date.now() / 1000);
    const plan = planTags({ ...delivery, commit, tree: promoted.tree ?? commit.tree, now, log });
    const destinations = await destinationsOf(ports, delivery, plan, commit, [home.location]);
    const shared = destinations.find(({ store }) => store.shared);
    if (isDirty && shared !== undefined) {
        throw new errors/* TreestampError */.ks("input-invalid", `The recipe has uncommitted changes: ${shared.store.location} is shared.`, {
            remedy: "Commit them first. The build image of what is not committed stays on this machine.",
        });
    }
    const { from, root } = await promoted.image();
    const tags = await ports.interruptible((signal) => deliver({ from, root, destinations, overwrite: delivery.overwrite, donors: [], stages, signal, log }));
    const { digest } = root.descriptor;
    const named = tags.map(({ store, tag, outcome }) => ({ location: store.location, tag, outcome }));
    return { digest, tags: named, isPushed: true, version: plan.version, stages };
}
async function buildImage(ports, request, repository) {
    const [identified, { ensureBuilt }] = await Promise.all([
        (0,resolve.identify)(ports, request, repository, { askAhead: true }),
        Promise.all(/* import() */[__webpack_require__.e(5749), __webpack_require__.e(9838), __webpack_require__.e(1226), __webpack_require__.e(8718)]).then(__webpack_require__.bind(__webpack_require__, 1226)),
    ]);
    const { recipe, key, store, stages } = identified;
    const image = async () => {
        await (0,recipe_key.writeKeyTree)(repository, recipe, key);
        const { from, index, hit } = await ensureBuilt(ports, request, identified, { blobs: true });
        if (!hit)
            await (await Promise.all(/* import() */[__webpack_require__.e(5749), __webpack_require__.e(8793), __webpack_require__.e(2833)]).then(__webpack_require__.bind(__webpack_require__, 2833))).keepWithinLimit(ports, request.cacheSize);
        return { from, root: index };
    };
    return { image, home: store, tree: key.hash, isDirty: key.dirty, stages };
}
async function imageThere(ports, source, path) {
    const stages = [];
    const { store: from, root } = await (0,core_stages/* timed */.ay)(stages, "lookup", () => (0,image_in/* imageIn */.L)(ports, "source", source, path));
    return { image: async () => ({ from, root }), home: from, tree: undefined, isDirty: false, stages };
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./core/store/manifest.js
var store_manifest = __webpack_require__(2836);
;// CONCATENATED MODULE: ./core/image/annotate.js
/** Annotations for what a tag names: image or index. */

/**
 * The manifest or index with further annotations. Docker's own formats have none, and are given back as they are.
 * @param known gives way to what is there already
 * @param said wins over it
 */
function annotated(stored, known, said) {
    const { mediaType } = stored.descriptor;
    if (mediaType !== store_manifest/* ociManifestMediaType */.xS && mediaType !== store_manifest/* ociIndexMediaType */.oQ)
        return stored;
    const manifest = JSON.parse(stored.body.toString("utf8"));
    const annotations = { ...Object.fromEntries(known), ...manifest.annotations, ...Object.fromEntries(said) };
    for (const [name, value] of Object.entries(annotations))
        if (value === "")
            delete annotations[name];
    if (JSON.stringify(annotations) === JSON.stringify(manifest.annotations ?? {}))
        return stored;
    return (0,store_manifest/* manifestOf */.$V)(mediaType, Buffer.from(JSON.stringify({ ...manifest, annotations })));
}

;// CONCATENATED MODULE: ./core/tags/labels.js
/** The key of the build image that a final image was built on. */
const buildImageLabel = "dev.treestamp.build-image";
/**
 * Labels or annotations for an image of this commit; what is not known is left out. All of them are the same in every run.
 * @param version the image's first tag
 * @param said wins over what we know; an empty value takes a label away
 */
function ociLabels({ commit, tree, time, project }, version, said) {
    const oci = {
        title: project.name,
        description: project.description,
        url: project.url,
        source: project.url,
        licenses: project.license,
        version,
        revision: commit,
        created: new Date(time * 1000).toISOString().replace(".000Z", "Z"),
    };
    const labels = new Map([["dev.treestamp.tree", tree]]);
    for (const [name, value] of Object.entries(oci)) {
        if (value !== undefined && value !== "")
            labels.set(`org.opencontainers.image.${name}`, value);
    }
    for (const [name, value] of said) {
        if (value === "")
            labels.delete(name);
        else
            labels.set(name, value);
    }
    return new Map([...labels].sort(([a], [b]) => (a < b ? -1 : 1)));
}

;// CONCATENATED MODULE: ./core/verbs/push.js
/** push: a final image, built or taken from disk, under its tags in all its repositories. */










/**
 * Makes the final image (or takes the one of `source`), labels it and pushes it.
 * @throws TreestampError; tag-taken where a tag names other bytes: then nothing was pushed
 */
async function push(ports, request, delivery, repository) {
    const { log } = ports;
    const stages = [];
    const commit = await (0,named_commit/* nameCommit */.P)(repository, await ports.hostEvent(), log);
    const plan = planTags({ ...delivery, commit, tree: commit.tree, now: Math.floor(Date.now() / 1000), log });
    const { version } = plan;
    const destinations = await destinationsOf(ports, delivery, plan, commit, []);
    if (delivery.push)
        await (0,core_stages/* timed */.ay)(stages, "lookup", () => askAll(destinations));
    const cache = await ports.openCache();
    const finish = async (make, labels, buildImage) => ports.interruptible((signal) => cache.withIncoming(async (scratch) => {
        const { store, root: made, donors } = await make(scratch, signal);
        const root = annotated(made, ociLabels(commit, version, new Map()), delivery.annotations);
        const { overwrite } = delivery;
        const tags = delivery.push
            ? await deliver({ from: store, root, destinations, overwrite, donors, stages, signal, log })
            : destinations.flatMap((one) => one.tags.map(({ tag }) => ({ store: one.store, tag, outcome: "pushed" })));
        const named = tags.map(({ store: { location }, tag, outcome }) => ({ location, tag, outcome }));
        const { digest } = root.descriptor;
        return { digest, tags: named, isPushed: delivery.push, version, labels, buildImage, stages };
    }));
    const { source, final } = delivery;
    if (source !== undefined) {
        return finish(async (scratch) => ({ ...(await sourceImage(ports, request, source, scratch, stages)), donors: [] }), new Map(), undefined);
    }
    const { buildFinal, gather } = await __webpack_require__.e(/* import() */ 8736).then(__webpack_require__.bind(__webpack_require__, 8736));
    const ingredients = await gather(ports, request, final, repository, stages);
    const digest = ingredients.buildImage?.root.descriptor.digest;
    const own = new Map([...(digest === undefined ? [] : [[buildImageLabel, digest]]), ...final.labels]);
    const labels = ociLabels(commit, version, own);
    return finish((scratch, signal) => buildFinal(ports, request, final, ingredients, { commit, labels, scratch, stages, signal }), labels, digest);
}
/** The image that a run has left: `oci:FOLDER:TAG`, a folder with one image, or an archive. */
async function sourceImage(ports, request, source, scratch, stages) {
    return (0,core_stages/* timed */.ay)(stages, "read", async () => {
        if (source.startsWith("oci:"))
            return (0,image_in/* imageIn */.L)(ports, "source", source, request.path);
        const folder = (0,external_node_path_.join)(scratch, "source");
        await (0,promises_.mkdir)(folder);
        return ports.openSaved((0,external_node_path_.resolve)(request.path, source), folder);
    });
}

;// CONCATENATED MODULE: ./core/verbs/call-delivery.js



/** Carries out one of the two. @throws TreestampError */
async function callDelivery(verb, ...call) {
    try {
        return await (verb === "push" ? push : promote)(...call);
    }
    catch (error) {
        throw (0,failure/* readableFailure */.r)(error);
    }
}


/***/ }),

/***/ 2963:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ imageIn)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/* harmony import */ var _store_lookup_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9799);
/* harmony import */ var _store_reference_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9088);
/** An image that is there, by its name. */



/**
 * Finds what an input names: by tag or digest, or the one image of a folder. A relative folder starts at `workingFolder`.
 * @param input its name, for messages
 * @throws path-missing, input-invalid, and what the store has against it
 */
async function imageIn(ports, input, reference, workingFolder) {
    const { location, name } = (0,_store_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .parseReference */ .F2)(reference);
    const store = ports.openStore(location, workingFolder);
    if (name === undefined)
        return ports.openLayout(store.location);
    const root = await (0,_store_lookup_js__WEBPACK_IMPORTED_MODULE_1__/* .findManifest */ .J)(store, name);
    if (root !== undefined)
        return { store, root };
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("path-missing", `\`${input}\`: ${store.location} has no ${name}.`, {
        remedy: "Check the name; the step that makes it has to come first.",
    });
}


/***/ })

};
;