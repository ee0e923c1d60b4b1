"use strict";
exports.id = 7905;
exports.ids = [7905];
exports.modules = {

/***/ 43539:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ webAddress),
/* harmony export */   P: () => (/* binding */ nameCommit)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/** A commit with all the names that tags and labels come from: from the host's event if there is one, else from git. */

/**
 * Names what is checked out. The names of the host's event are taken where it is about this very commit: a workflow may
 * have checked out another one, which must not be called by them.
 * @throws repository-invalid before the first commit
 */
async function nameCommit(repository, event, log) {
    const object = await repository.objects.read("HEAD^{commit}");
    if (object === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("repository-invalid", "The repository has no commit to name an image after.", {
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
            log.warning(`${event.name} is about ${event.commits[0]}, and ${object.oid} is checked out: tags come from git's own refs.`);
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

/***/ 74429:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   namedImage: () => (/* binding */ namedImage)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _oci_lookup_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(63087);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(67896);
/** An image that is there already, by its name. */



/**
 * Finds the image that an input names: by tag or digest, or the one image of a folder.
 * @param input the input's name, for messages
 * @param workingFolder where a relative folder starts
 * @throws path-missing, input-invalid; why the store does not say whether it is there
 */
async function namedImage(ports, input, reference, workingFolder) {
    const { location, name } = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .parseReference */ .F2)(reference);
    const store = ports.openStore(location, workingFolder);
    if (name === undefined)
        return ports.openLayout(store.location);
    const root = await (0,_oci_lookup_js__WEBPACK_IMPORTED_MODULE_1__/* .findManifest */ .J9)(store, name);
    if (root !== undefined)
        return { store, root };
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("path-missing", `\`${input}\`: ${store.location} has no ${name}.`, {
        remedy: "Check the name; the step that makes it has to run first.",
    });
}


/***/ }),

/***/ 1910:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ matchesStars)
/* harmony export */ });
/** Patterns that people write for names: `*` stands for any characters, and everything else for itself. */
function matchesStars(pattern, text) {
    const literal = pattern.split("*").map((part) => part.replace(/[\\^$.+?()[\]{}|]/g, "\\$&"));
    return new RegExp(`^${literal.join(".*")}$`, "s").test(text);
}


/***/ }),

/***/ 76185:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  V: () => (/* binding */ planTags)
});

// EXTERNAL MODULE: ../../node_modules/semver/functions/compare.js
var compare = __webpack_require__(66841);
var compare_default = /*#__PURE__*/__webpack_require__.n(compare);
// EXTERNAL MODULE: ../../node_modules/semver/functions/parse.js
var parse = __webpack_require__(15797);
var parse_default = /*#__PURE__*/__webpack_require__.n(parse);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(64256);
// EXTERNAL MODULE: ./core/inputs/read.js
var read = __webpack_require__(82453);
// EXTERNAL MODULE: ./core/oci/reference.js
var reference = __webpack_require__(67896);
// EXTERNAL MODULE: ./core/inputs/suggest.js
var suggest = __webpack_require__(88879);
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
        const inBraces = (one) => `{{${one}}}`;
        throw new errors/* TreestampError */.ks("input-invalid", `${where}: ${whole} is unknown.`, {
            remedy: (0,suggest/* suggesting */.L)(name, known, `Known are ${known.map(inBraces).join(", ")}.`, inBraces),
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
        throw new errors/* TreestampError */.ks("input-invalid", `${where}: ${argument || "nothing"} is not a date format.`, {
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
    const { tags: rules, flavor } = request;
    const named = rules.flatMap((rule) => (rule.type === "name" ? [wholeName(rule.line, request)] : []));
    const ruled = rules
        .filter((rule) => rule.type !== "name")
        .sort((a, b) => b.priority - a.priority) // stable: equal ones stay in their order
        .flatMap((rule) => tagOf(rule, flavor, request));
    const [main] = ruled;
    const latest = main === undefined ? [] : latestOf(main, flavor, request);
    const { isShallow, knownTags } = request.commit;
    const following = ruled.filter(({ isLine }) => isLine === true).map(({ tag }) => tag);
    if (main?.isRelease === true)
        following.push(...latest.map(({ tag }) => tag));
    if (following.length > 0 && isShallow && knownTags.length <= 1) {
        const said = following.map((tag) => `\`${tag}\``).join(", ");
        request.log.warning(`Only one version's git tag is known in this shallow clone, so ${said} ${following.length > 1 ? "move" : "moves"} to ${request.commit.tag ?? main?.tag} even if a later one exists. Check out with fetch-tags: true.`);
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
    const isEnabled = (0,read/* parseBoolean */.yG)(enabled);
    if (isEnabled === false)
        return [];
    if (isEnabled === undefined) {
        throw new errors/* TreestampError */.ks("input-invalid", `${where}: enable is "${enabled}".`, {
            remedy: "It has to evaluate to true or false, such as enable={{is_default_branch}}.",
        });
    }
    const given = givenBy(rule, request, fill, where);
    if (given === undefined || given.tag === "")
        return [];
    const whole = fill(rule.prefix ?? flavor.prefix) + given.tag + fill(rule.suffix ?? flavor.suffix);
    return [{ ...given, tag: checkedTag(whole, where) }];
}
/** Undefined if the rule does not apply to this commit. */
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
                return moving(fromLetter(commit.branch));
            if (own.event === "tag")
                return commit.tag === undefined
                    ? undefined
                    : fixed(fromLetter(commit.tag), isNewest(commit.tag, versionIn, request));
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
    const isPrerelease = version.prerelease.length > 0;
    const shown = isPrerelease && !/^\{\{\s*raw\s*\}\}$/.test(pattern) ? "{{version}}" : pattern;
    const has = (name) => new RegExp(`\\{\\{\\s*${name}\\s*\\}\\}`).test(shown);
    const isWhole = has("version") || has("raw") || ["major", "minor", "patch"].every(has);
    const tag = filled(shown, expressionsOfVersion(version, raw), where);
    // A git tag that `match` does not fit, such as another product's, needs no message.
    const versionOf = (known) => versionIn(found(known) ?? "");
    const later = isWhole
        ? undefined
        : commit.knownTags.find((known) => {
            const other = versionOf(known);
            if (other === undefined || other.prerelease.length > 0 || compare_default()(other, version) <= 0)
                return false;
            return filled(shown, expressionsOfVersion(other, known), where) === tag;
        });
    if (later !== undefined) {
        log.info(`\`${tag}\` stays where it is: ${later} is a later version of that line than ${text}.`);
        return undefined;
    }
    return { tag, moves: !isWhole, isRelease: isNewest(text, versionOf, request), isLine: !isWhole };
}
function expressionsOfVersion(version, raw) {
    return {
        version: () => version.version,
        raw: () => raw,
        major: () => String(version.major),
        minor: () => String(version.minor),
        patch: () => String(version.patch),
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
            remedy: "Write it in JavaScript's syntax, and in double quotes if it has a comma.",
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
/** @throws input-invalid if the default branch is unknown: a guess could move tags that nobody wanted to move */
function knownDefault({ defaultBranch }, where) {
    if (defaultBranch !== undefined)
        return defaultBranch;
    throw new errors/* TreestampError */.ks("input-invalid", `${where}: the default branch is unknown.`, {
        remedy: "Tell git: git remote set-head origin --auto",
    });
}
/** A ref's name from the first character on that a tag can begin with: the branch `#12-fix` is `12-fix`. */
function fromLetter(name) {
    return name?.replace(/^[^A-Za-z0-9_]+/, "");
}
function plan_short({ commit }) {
    return commit.slice(0, 7);
}
/** What a tag cannot have becomes a dash, as in docker/metadata-action: `feature/x` is `feature-x`. */
function checkedTag(text, where) {
    const tag = text.replace(/[^A-Za-z0-9_.-]+/g, "-");
    if ((0,reference/* isTag */.dz)(tag))
        return tag;
    const why = tag.length > 128
        ? `has ${tag.length} characters, and a tag has at most 128`
        : "begins with a character that no tag begins with";
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


/***/ }),

/***/ 52959:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Nu: () => (/* binding */ destinationsOf),
/* harmony export */   cK: () => (/* binding */ deliver),
/* harmony export */   pI: () => (/* binding */ askAll)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _git_tree_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(12386);
/* harmony import */ var _log_stages_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(24291);
/* harmony import */ var _oci_copy_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(88080);
/* harmony import */ var _oci_lookup_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(63087);
/* harmony import */ var _stars_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1910);
/* harmony import */ var _warnings_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(51973);
/**
 * Where an image goes: to repositories, each with its tags. All of them are known before anything is built, and nothing is
 * written before all of it may be.
 */







/**
 * The repositories of a delivery, each with its tags.
 * @param images repositories to take if `images` names none
 * @throws input-invalid if an image would get no tag, or a tag no image
 */
async function destinationsOf(ports, delivery, { tags, commit }, images = []) {
    const repositories = delivery.images.length > 0 ? delivery.images : images;
    if (delivery.push)
        await (0,_warnings_js__WEBPACK_IMPORTED_MODULE_4__/* .warnOfNewFolders */ .lH)(ports, [...delivery.images, ...tags.map(({ repository }) => repository)]);
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
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", "There is no repository to push to: `images` is empty.", {
            remedy: "Name one or more: images: ghcr.io/acme/app (--images on the command line).",
        });
    }
    if (byLocation.size === 0 && delivery.push) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `No rule of \`tags\` gives ${describe(commit)} a tag.`, {
            remedy: "Add one that does, such as type=ref,event=branch or type=sha, or push on other events only.",
        });
    }
    return [...byLocation.values()].map(({ store, tags: own }) => ({ store, tags: [...own.values()] }));
}
/** Asks for all tags, so that a wrong name or login fails before the build and not after it. */
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
/**
 * Copies the image, then writes its tags, each after everything that it leads to.
 * @throws tag-taken if a tag names other bytes and may not move; nothing was written then
 */
async function deliver(request) {
    const { image, destinations, overwrite, stages, signal, log } = request;
    const { store: from, root } = image;
    const states = await (0,_log_stages_js__WEBPACK_IMPORTED_MODULE_5__/* .timed */ .ay)(stages, "lookup", () => stateOfTags(root, destinations, overwrite, signal));
    return (0,_log_stages_js__WEBPACK_IMPORTED_MODULE_5__/* .timed */ .ay)(stages, "push", async (describe) => {
        const closure = await (0,_oci_copy_js__WEBPACK_IMPORTED_MODULE_2__/* .closureOf */ .TQ)(from, root);
        const donors = [...request.donors, donorOf(from, closure)];
        let [streamed, mounted] = [0, 0];
        const delivered = [];
        for (const { store, tags } of destinations) {
            if (store.location !== from.location) {
                const copied = await (0,_oci_copy_js__WEBPACK_IMPORTED_MODULE_2__/* .copyImage */ .L1)(closure, from, store, { donors, signal, log });
                streamed += sizeOf(copied.streamed);
                mounted += copied.mounted.length;
                donors.push(donorOf(store, closure));
            }
            for (const planned of tags) {
                if (signal.aborted)
                    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("interrupted", "Pushing was interrupted.");
                const outcome = states.get(`${store.location}:${planned.tag}`);
                if (outcome !== "there")
                    await putTag(store, planned, root, { moves: mayMove(planned, overwrite), signal });
                delivered.push({ location: store.location, tag: planned.tag, outcome });
            }
        }
        describe({ bytes: streamed, ...(mounted === 0 ? {} : { note: `${mounted} blobs mounted` }) });
        return delivered;
    });
}
/** What each tag names now. @throws tag-taken, naming every tag that is in the way */
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
/** No registry compares and swaps, so a tag that must not move is checked right before and after it is written. */
async function putTag(store, { tag }, root, { moves, signal }) {
    const check = async () => {
        const digest = (await (0,_oci_lookup_js__WEBPACK_IMPORTED_MODULE_3__/* .findManifest */ .J9)(store, tag, signal))?.descriptor.digest;
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
/** A tag that looks like a key (a git hash) names one tree's image forever, whatever `overwrite` says. */
function mayMove({ tag, moves }, overwrite) {
    if ((0,_git_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .isObjectId */ .TS)(tag))
        return false;
    return moves || overwrite.some((pattern) => (0,_stars_js__WEBPACK_IMPORTED_MODULE_6__/* .matchesStars */ .b)(pattern, tag));
}
function tagTaken(taken, ours) {
    const listed = taken.map(({ store, tag, digest }) => `${store.location}:${tag} is ${digest}`).join("; ");
    const tags = [...new Set(taken.map(({ tag }) => tag))];
    const remedy = tags.some(_git_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .isObjectId */ .TS)
        ? "A key names one image, so its tag never moves. Look for inputs that are not pinned, or give the image another tag."
        : `Give it another tag, or name the tag under \`overwrite\` if it is meant to move: ${tags.join(", ")}.`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("tag-taken", `${listed}; the image to be pushed is ${ours}.`, {
        remedy,
    });
}
function donorOf(store, { blobs }) {
    return { store, blobs: new Set(blobs.map(({ digest }) => digest)) };
}
function sizeOf(blobs) {
    return blobs.reduce((sum, { size }) => sum + size, 0);
}


/***/ })

};
;