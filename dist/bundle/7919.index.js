"use strict";
exports.id = 7919;
exports.ids = [7919,8420];
exports.modules = {

/***/ 80098:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P6: () => (/* binding */ showLines),
/* harmony export */   XR: () => (/* binding */ csvField),
/* harmony export */   c8: () => (/* binding */ secretVariables),
/* harmony export */   iK: () => (/* binding */ runBuildStep),
/* harmony export */   ql: () => (/* binding */ readSecrets),
/* harmony export */   tX: () => (/* binding */ secretArguments),
/* harmony export */   wJ: () => (/* binding */ remedyFor)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64256);
/* harmony import */ var _log_masks_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7443);
/* harmony import */ var _machine_process_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(47516);
/** What a build prints: to the log as it comes, without its secrets, and its end into the error where it fails. */




/** How many last lines of a failed build the error has; both engines print the failing instruction there. */
const linesInError = 30;
/**
 * Runs one program of a build. Its lines go to the log, with `***` in place of each of `secretValues`.
 * @throws build-failed where its exit code is not 0
 */
async function runBuildStep(program, args, 
/** Without a reader, all that is printed is shown. */
options) {
    const { log, secretValues, reader, ...programOptions } = options;
    const { show, masked, last } = showLines(log, secretValues);
    const onLine = (printed) => {
        for (const line of reader?.shown(printed) ?? [printed])
            show(line);
    };
    const { exitCode } = await (0,_machine_process_js__WEBPACK_IMPORTED_MODULE_2__/* .run */ .e)(program, args, { ...programOptions, lines: "both", onLine });
    if (exitCode === 0)
        return;
    const failure = reader?.failure();
    for (const line of failure?.excerpt ?? [])
        show(line);
    const output = last.join("\n");
    const summary = failure?.summary ??
        last.findLast((line) => /^error[: ]/i.test(line)) ??
        `${program} ended with exit code ${exitCode}.`;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("build-failed", `The image could not be built. ${masked(summary)}`, {
        remedy: remedyFor(`${output}\n${failure?.printed ?? ""}`, "Fix the instruction that failed, or what it needs; everything the build printed is in the log above."),
        output,
    });
}
/** Lines on their way to the log, with `***` in place of each of `secretValues`; `last` are those for an error. */
function showLines(log, secretValues) {
    const last = [];
    const masked = (text) => secretValues.reduce((rest, value) => rest.replaceAll(value, "***"), text);
    const show = (line) => {
        const shown = masked(line);
        log.info(shown);
        last.push(shown);
        if (last.length > linesInError)
            last.shift();
    };
    return { show, masked, last: last };
}
/** How buildah and BuildKit report that a `RUN` command failed: its output is not about the context. */
const commandFailed = /building at STEP "RUN |process "[^\n]*" did not complete successfully/;
/** What to do about a build that ended with this output, by the engines' known messages. */
function remedyFor(output, otherwise) {
    const known = [
        [
            /only supports the|in substitution: |flag provided but not defined|invalid mount option|secret should have syntax/,
            "This buildah does not know it: install a newer one, or build with docker, on a machine with its daemon (`engine: docker`).",
        ],
        [
            /no stage found with name/,
            "buildah takes a cache mount from a stage, not from an image: write FROM IMAGE AS NAME, and from=NAME.",
        ],
        [
            /granting entitlement network\.host is not allowed/,
            "This builder gives no instruction the network of its host: start it with --allow-insecure-entitlement=network.host, or leave `network: host` out.",
        ],
        [/no space left on device/i, "Free some space, or set `cache-folder` to a folder on another disk."],
        [
            /secret.*(not found|required)|(no|unable to find|missing).*secret/i,
            "Give the build its secret: `secret-envs: ID=VARIABLE` or `secret-files: ID=PATH`.",
        ],
        [
            /COPY|ADD/.test(output) && !commandFailed.test(output)
                ? /no such file or directory|no items matching|not found/i
                : /$^/,
            "A build gets only what is committed in the context: check the path, and add other files with `include`.",
        ],
        [
            /(target|stage).*(not found|could not be found|no such)|no stage/i,
            "Check `target` against the Dockerfile's `FROM … AS NAME`.",
        ],
    ];
    return known.find(([pattern]) => pattern.test(output))?.[1] ?? otherwise;
}
/** Reads the secrets, and tells the log what to hide. @throws input-invalid where a secret's source is not there */
async function readSecrets(secrets, env, log) {
    const contents = await Promise.all(secrets.map((secret) => bytesOf(secret, env)));
    const values = contents.map((bytes) => bytes.toString("utf8"));
    for (const value of values)
        log.mask(value);
    return { contents, masks: [...new Set(values.flatMap(_log_masks_js__WEBPACK_IMPORTED_MODULE_3__/* .masksOf */ .J))].sort((a, b) => b.length - a.length) };
}
/** @throws input-invalid; it does not show what was written, which may be the secret itself in the place of its name */
async function bytesOf({ id, source }, env) {
    if (source.kind === "value")
        return Buffer.from(source.value);
    if (source.kind === "environment") {
        const value = env[source.variable];
        if (value !== undefined)
            return Buffer.from(value);
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `The build secret "${id}" names a variable that is not set.`, {
            remedy: `Set the variable that \`secret-envs\` names after ${id}= (its name, not its value), or leave the secret out.`,
        });
    }
    const unreadable = (why) => new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `The build secret "${id}" names a file that cannot be read (${why}).`, {
        remedy: `First write the file that \`secret-files\` names after ${id}= (its path, not its content), or leave the secret out.`,
    });
    try {
        // Engines read it again, and a pipe has it once.
        if (!(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(source.path)).isFile())
            throw unreadable("it is no regular file");
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(source.path);
    }
    catch (error) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isTreestampError */ .Sh)(error) ? error : unreadable(String(error.code));
    }
}
/** `--secret` for each: where the value is, never the value. Both engines read the same notation: one line of CSV. */
function secretArguments(secrets) {
    return secrets.flatMap(({ id, source }, index) => {
        const variable = source.kind === "environment" ? source.variable : variableOfValue(index);
        const from = source.kind === "file" ? `src=${source.path}` : `env=${variable}`;
        return ["--secret", [`id=${id}`, from].map(csvField).join(",")];
    });
}
/** The variables that secretArguments names for what was given by value: for the engine's process alone. */
function secretVariables(secrets) {
    return Object.fromEntries(secrets.flatMap(({ source }, index) => (source.kind === "value" ? [[variableOfValue(index), source.value]] : [])));
}
function variableOfValue(index) {
    return `TREESTAMP_SECRET_${index}`;
}
/** A field of a line of CSV, in quotes where it must be. Source: RFC 4180, as Go's encoding/csv reads it. */
function csvField(text) {
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}


/***/ }),

/***/ 56374:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fv: () => (/* binding */ renewed),
/* harmony export */   fs: () => (/* binding */ changesOf),
/* harmony export */   xm: () => (/* binding */ faultsOf)
/* harmony export */ });
/** What differs, by platform and name. A new address of the same bytes is no change. */
function changesOf(before, after) {
    const [was, is] = [before?.packages ?? [], after.packages].map(byName);
    return [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((key) => {
        const [old, now] = [was.get(key), is.get(key)];
        if (old?.version === now?.version && old?.digest === now?.digest)
            return [];
        const { platform, name } = (now ?? old);
        return [{ platform, name, from: old?.version, to: now?.version }];
    });
}
function byName(packages) {
    return new Map(packages.map((one) => [`${one.platform} ${one.name}`, one]));
}
/** The lock with what was found on one platform. What it has for the others stays, if that was asked of the same manager. */
function renewed(before, { packages, platforms }, found) {
    const isSame = before?.manager === found.manager && before.asked.join() === packages.join();
    const others = isSame ? platforms.filter((one) => one !== found.platform && before.platforms.includes(one)) : [];
    const kept = before?.packages.filter(({ platform }) => others.includes(platform)) ?? [];
    return {
        manager: found.manager,
        asked: packages,
        platforms: platforms.filter((one) => one === found.platform || others.includes(one)),
        packages: [...found.packages, ...kept],
    };
}
/** Why a lock is not the one for what is asked; nothing if it is. */
function faultsOf(lock, { packages, platforms }) {
    const without = (all, some) => all.filter((one) => !some.includes(one));
    const faults = [
        ["it was not made for", without(packages, lock.asked)],
        ["nobody asks any more for", without(lock.asked, packages)],
        ["it has nothing for", without(platforms, lock.platforms)],
        ["nobody builds any more for", without(lock.platforms, platforms)],
    ];
    return faults.flatMap(([fault, names]) => (names.length === 0 ? [] : [`${fault} ${names.join(", ")}`]));
}


/***/ }),

/***/ 92464:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CU: () => (/* binding */ checkUrl),
/* harmony export */   IC: () => (/* binding */ lockManagers),
/* harmony export */   Kk: () => (/* binding */ encodeLock),
/* harmony export */   PG: () => (/* binding */ parseLock)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44617);
/**
 * The lock file of an environment: every package that is installed on its base, by version, sha256 and address. A line a
 * package, sorted, so that a diff shows what moved and git merges what two people have moved.
 *
 *     treestamp-lock 1 apt
 *     asked git
 *     platform linux/amd64
 *     linux/amd64 git 1:2.39.5-0+deb12u2 sha256:… 7260000 http://deb.debian.org/debian/pool/main/g/git/git_2.39.5….deb
 */


const lockManagers = ["apt", "apk", "dnf"];
const format = "treestamp-lock";
const formatVersion = "1";
/** The same lock gives the same text. */
function encodeLock({ manager, asked, platforms, packages }) {
    const lines = [
        [format, formatVersion, manager],
        ...[...asked].sort().map((name) => ["asked", name]),
        ...[...platforms].sort().map((platform) => ["platform", platform]),
        ...[...packages]
            .sort(inOrder)
            .map(({ platform, name, version, digest, size, url }) => [platform, name, version, digest, String(size), url]),
    ];
    return lines.map((words) => `${words.join(" ")}\n`).join("");
}
/**
 * Reads a lock file.
 * @param where its path, for messages
 * @throws input-invalid with the line of the first fault
 */
function parseLock(text, where) {
    const lines = text.split("\n");
    const fail = (at, fault, remedy = again) => new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `${where}:${at + 1}: ${fault}.`, { remedy });
    const carriage = lines.findIndex((line) => line.endsWith("\r"));
    if (carriage >= 0)
        throw fail(carriage, "the line ends in CR LF", keepLines(where));
    const conflict = lines.findIndex((line) => /^(<{7}|={7}|>{7}|\|{7})/.test(line));
    if (conflict >= 0)
        throw fail(conflict, "git's mark of a conflict");
    if (lines.pop() !== "")
        throw fail(lines.length, "the file ends in the middle of a line");
    const [first = "", ...rest] = lines;
    const manager = managerOf(first, (fault, remedy) => fail(0, fault, remedy));
    const heads = { asked: [], platform: [] };
    const packages = [];
    for (const [index, line] of rest.entries()) {
        const failHere = (fault) => fail(index + 1, fault);
        const words = line.split(" ");
        const [head] = words;
        if (head === "asked" || head === "platform") {
            if (words.length !== 2 || words[1] === "")
                throw failHere(`\`${head}\` is followed by one word`);
            if (packages.length > 0 || (head === "asked" && heads.platform.length > 0))
                throw failHere("what was asked for stands first, then platforms, then packages");
            checkOrder(heads[head].at(-1), words[1], failHere);
            heads[head].push(words[1]);
        }
        else {
            const found = packageOf(words, failHere);
            if (!heads.platform.includes(found.platform))
                throw failHere(`no line above says \`platform ${found.platform}\``);
            const previous = packages.at(-1);
            checkOrder(previous && placeOf(previous), placeOf(found), failHere);
            packages.push(found);
        }
    }
    return { manager, asked: heads.asked, platforms: heads.platform, packages };
}
function managerOf(line, fail) {
    const [name, version, written, ...more] = line.split(" ");
    const manager = lockManagers.find((one) => one === written);
    if (name !== format)
        throw fail(`a lock file begins with \`${format} ${formatVersion}\``);
    if (version !== formatVersion) {
        throw fail(`this is version ${version} of the format, and this treestamp knows ${formatVersion}`, "Use the treestamp that wrote it.");
    }
    if (manager === undefined || more.length > 0)
        throw fail(`the package manager is not one of ${lockManagers.join(", ")}`);
    return manager;
}
/** Names and versions of Debian, Alpine and Fedora; what is more than a word of these is no package's. */
const nameForm = /^[A-Za-z0-9][A-Za-z0-9+._:-]*$/;
const versionForm = /^[A-Za-z0-9][A-Za-z0-9+._:~^-]*$/;
function packageOf(words, fail) {
    if (words.length !== 6)
        throw fail("a package has six words: platform, name, version, sha256, size and URL");
    const [platform, name, version, digest, size, url] = words;
    if (!/^[a-z0-9]+(\/[a-z0-9]+){1,2}$/.test(platform))
        throw fail(`${JSON.stringify(platform)} is not a platform`);
    if (!nameForm.test(name))
        throw fail(`${JSON.stringify(name)} is not the name of a package`);
    if (!versionForm.test(version))
        throw fail(`${JSON.stringify(version)} is not a version`);
    if (!(0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc)(digest))
        throw fail(`${JSON.stringify(digest)} is not sha256: and 64 hexadecimal digits`);
    if (!/^[1-9]\d{0,12}$/.test(size))
        throw fail(`${JSON.stringify(size)} is not a number of bytes`);
    checkUrl(url, fail);
    return { platform, name, version, digest, size: Number(size), url };
}
/** @throws what `fail` makes of an address that another machine cannot use, or may not see */
function checkUrl(written, fail) {
    const url = URL.canParse(written) ? new URL(written) : undefined;
    if (url === undefined || !/^https?:\/\/./.test(written))
        throw fail(`${printable(written)} is not an http(s) URL`);
    if (url.username !== "" || url.password !== "")
        throw fail(`the URL of ${url.host} has a login, and a lock is for everybody`);
    if (url.hash !== "" || /[^\x21-\x7e]/.test(written))
        throw fail(`${printable(written)} is not the URL of a file`);
}
/** Without what may be a login. */
function printable(url) {
    return JSON.stringify(url.replace(/\/\/[^/]*@/, "//…@"));
}
function checkOrder(before, now, fail) {
    if (before === now)
        throw fail("the line names what the one above it names");
    if (before !== undefined && before > now)
        throw fail("the line belongs above the one before it");
}
/** Lines stand by platform, then by name, as bytes are compared: the same in every language. */
function placeOf({ platform, name }) {
    return `${platform} ${name}`;
}
function inOrder(one, other) {
    return placeOf(one) < placeOf(other) ? -1 : 1;
}
const again = "`treestamp lock` writes the whole file anew.";
function keepLines(where) {
    return `Have git keep the file as it is: a line \`${where} -text\` in .gitattributes. ${again}`;
}


/***/ }),

/***/ 95782:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ layFile)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);

/** Writes a file that every user may read, whatever the umask is: the command's user may be another one than ours. */
async function layFile(path, content) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(path, content);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.chmod)(path, 0o644);
}


/***/ }),

/***/ 99991:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ checkStaysInside)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64256);
/* harmony import */ var _missing_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(71081);
/* harmony import */ var _mounts_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(16431);




/**
 * Refuses a path in a folder that commands write where it leads out of that folder: a command before this one may have put a
 * symbolic link there, to any folder of the machine. What lies elsewhere by its name, and what is not there, is let through.
 * @throws input-invalid
 */
async function checkStaysInside(folder, path) {
    if (!(0,_mounts_js__WEBPACK_IMPORTED_MODULE_3__/* .isWithin */ .UO)(folder, path))
        return;
    const [above, target] = await Promise.all([folder, path].map((each) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(each).catch((0,_missing_js__WEBPACK_IMPORTED_MODULE_2__/* .missing */ .L)(each))));
    if ((0,_mounts_js__WEBPACK_IMPORTED_MODULE_3__/* .isWithin */ .UO)(above, target))
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `${path} leads out of ${folder} by a symbolic link, to ${target}.`, {
        remedy: "The command would get that folder. Name that folder itself, or find out which command made the link.",
    });
}


/***/ }),

/***/ 16431:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gk: () => (/* binding */ placeInFileSystem),
/* harmony export */   LS: () => (/* binding */ mountAt),
/* harmony export */   UO: () => (/* binding */ isWithin),
/* harmony export */   YL: () => (/* binding */ mountsBelow),
/* harmony export */   dx: () => (/* binding */ listMounts)
/* harmony export */ });
/* unused harmony export parseMounts */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/** What is mounted where, as this process sees it. */


/** All mounts, in the kernel's own order. Source: proc_pid_mountinfo(5). */
function listMounts() {
    return parseMounts((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)("/proc/self/mountinfo", "utf8"));
}
/** Reads the text of a mountinfo file. */
function parseMounts(text) {
    return text
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => {
        const [id = "", parent = "", device = "", root = "", place = "", options = ""] = line.split(" ");
        return { id, parent, device, root: unescaped(root), place: unescaped(place), options: options.split(",") };
    });
}
/** Blanks, tabs, line ends and backslashes stand there as octal numbers. */
function unescaped(field) {
    return field.replace(/\\([0-7]{3})/g, (_, digits) => String.fromCharCode(Number.parseInt(digits, 8)));
}
/** The mount that a path without symbolic links is on: step by step, for one mount may hide what is below its place. */
function mountAt(mounts, path) {
    const names = path.split(node_path__WEBPACK_IMPORTED_MODULE_1__.sep).filter(Boolean);
    let at;
    for (let count = 0; count <= names.length; count++) {
        const place = node_path__WEBPACK_IMPORTED_MODULE_1__.sep + names.slice(0, count).join(node_path__WEBPACK_IMPORTED_MODULE_1__.sep);
        const on = () => mounts.find((mount) => mount.place === place && isOn(mount, at, mounts));
        for (let next = on(); next !== undefined; next = on())
            at = next;
    }
    return at;
}
/** True where a mount stands right on another one; on none, where it is the lowest that this process sees. */
function isOn(mount, below, mounts) {
    if (below !== undefined)
        return mount.parent === below.id && mount.id !== below.id;
    return !mounts.some(({ id }) => id === mount.parent && id !== mount.id);
}
/** The mounts that can be reached below a path, itself left out. */
function mountsBelow(mounts, path) {
    return mounts.filter((mount) => mount.place !== path && isWithin(path, mount.place) && mountAt(mounts, mount.place) === mount);
}
/** Where a path is in its file system: the same for two paths that lead to the same folder by different mounts. */
function placeInFileSystem(mount, path) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(mount.root, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(mount.place, path));
}
/** True where `path` is `folder` or in it; both are absolute. */
function isWithin(folder, path) {
    const way = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(folder, path);
    return way !== ".." && !way.startsWith(`..${node_path__WEBPACK_IMPORTED_MODULE_1__.sep}`);
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

/***/ 34605:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EU: () => (/* binding */ throughProxy),
/* harmony export */   Wm: () => (/* binding */ proxySecrets),
/* harmony export */   dd: () => (/* binding */ tunnel),
/* harmony export */   eq: () => (/* binding */ proxyVariables),
/* harmony export */   iJ: () => (/* binding */ proxyFor),
/* harmony export */   rw: () => (/* binding */ proxyVariable),
/* harmony export */   se: () => (/* binding */ refusalOfProxy)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77030);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_net__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64256);
/* harmony import */ var _reference_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(67896);
/* harmony import */ var _url_login_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(63432);




/**
 * The proxy for a URL; undefined where it is reached directly. Loopback never goes through a proxy.
 * @param environment HTTPS_PROXY, HTTP_PROXY and NO_PROXY, in either case
 * @throws input-invalid for a variable that names no HTTP proxy
 */
function proxyFor(url, environment) {
    if ((0,_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .isLoopback */ .U9)(url.host))
        return undefined;
    const name = url.protocol === "https:" ? "HTTPS_PROXY" : "HTTP_PROXY";
    const variable = environment[name] ? name : name.toLowerCase();
    const written = environment[variable];
    if (!written || isExempt(url, environment.NO_PROXY || environment.no_proxy || ""))
        return undefined;
    const whole = written.includes("://") ? written : `http://${written}`;
    const proxy = URL.canParse(whole) ? new URL(whole) : undefined;
    if (proxy === undefined || !["http:", "https:"].includes(proxy.protocol) || proxy.hostname === "") {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `The variable ${variable} does not name an HTTP proxy.`, {
            remedy: `Write http://HOST:PORT, or name ${url.hostname} in NO_PROXY.`,
        });
    }
    const login = proxy.username === "" ? undefined : (0,_url_login_js__WEBPACK_IMPORTED_MODULE_3__/* .basicLoginOf */ .n)(proxy);
    const headers = login === undefined ? {} : { "proxy-authorization": `Basic ${login}` };
    return { url: proxy, variable, headers };
}
/** Variables that programs know a proxy by, and what is to be reached without one. */
const proxyVariable = /^(HTTPS?|NO|ALL|FTP)_PROXY$/i;
/** Those of an environment: for the way to the network alone. */
function proxyVariables(environment) {
    return Object.fromEntries(Object.entries(environment).flatMap(([name, value]) => value !== undefined && proxyVariable.test(name) ? [[name, value]] : []));
}
/** The passwords of all proxies: programs that are told of these print them. */
function proxySecrets(environment) {
    const wholes = Object.values(proxyVariables(environment)).map((value) => value.includes("://") ? value : `http://${value}`);
    return [...new Set(wholes.flatMap((whole) => (URL.canParse(whole) ? (0,_url_login_js__WEBPACK_IMPORTED_MODULE_3__/* .secretsOf */ .F)(new URL(whole)) : [])))];
}
/** `*`, `host` with all below it, `.suffix`, addresses and their ranges (`10.0.0.0/8`); each but the last with a port, too. */
function isExempt(url, list) {
    const host = url.hostname.toLowerCase().replace(/^\[|\]$/g, "");
    const port = url.port || (url.protocol === "https:" ? "443" : "80");
    return list
        .toLowerCase()
        .split(/[\s,]+/)
        .filter(Boolean)
        .some((entry) => {
        if (entry === "*")
            return true;
        const [, address = "", prefix] = /^([\d.a-f:]+)\/(\d+)$/.exec(entry) ?? [];
        if (prefix !== undefined)
            return isInRange(host, address, Number(prefix));
        const [, named = entry, namedPort] = (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(entry) ? [] : (/^(.*?)(?::(\d+))?$/.exec(entry) ?? []);
        const bare = named.replace(/^\[|\]$/g, "").replace(/^\*(?=\.)/, "");
        if (namedPort !== undefined && namedPort !== port)
            return false;
        return bare.startsWith(".") ? host.endsWith(bare) : host === bare || (!(0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(host) && host.endsWith(`.${bare}`));
    });
}
function isInRange(host, address, prefix) {
    const family = (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(address) === 6 ? "ipv6" : "ipv4";
    if ((0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(host) === 0 || (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(host) !== (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(address) || prefix > (family === "ipv6" ? 128 : 32))
        return false;
    const range = new node_net__WEBPACK_IMPORTED_MODULE_0__.BlockList();
    range.addSubnet(address, prefix, family);
    return range.check(host, family);
}
/** What stands in for the server in a request without TLS: it gets the whole URL. */
function throughProxy({ url: { hostname, port, protocol }, headers }, url) {
    const address = hostname.replace(/^\[|\]$/g, "");
    return {
        protocol,
        hostname: address,
        port: port || (protocol === "https:" ? 443 : 80),
        path: url.href,
        headers: { host: url.host, ...headers },
    };
}
/** An agent's `createConnection` that has the proxy connect us, and speaks TLS with the server itself. */
function tunnel(proxy, stall) {
    return (options, made) => {
        open(proxy, stall, options).then((socket) => made(null, socket), (error) => made(error));
    };
}
async function open(proxy, stall, options) {
    const [{ connect }, { request }] = await Promise.all([
        Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 41692, 23)),
        proxy.url.protocol === "https:" ? Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 44708, 23)) : Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 37067, 23)),
    ]);
    const { host, port } = options;
    const target = `${(0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(host ?? "") === 6 ? `[${host}]` : host}:${port}`;
    const { hostname, port: proxyPort, protocol, headers } = throughProxy(proxy, proxy.url);
    const [answer, socket] = await new Promise((resolve, reject) => {
        const asked = request({
            ...{ protocol, hostname, port: proxyPort, method: "CONNECT", path: target, agent: false, timeout: stall },
            headers: { ...headers, host: target },
        });
        asked.once("connect", (response, connection) => resolve([response, connection]));
        asked.once("response", (response) => {
            response.resume();
            reject(refusalOfProxy(proxy, response.statusCode ?? 0, target));
        });
        asked.once("timeout", () => asked.destroy(new Error(`nothing moved for ${stall / 1000} s`)));
        asked.once("error", (error) => reject(new Error(`the proxy ${proxy.url.host}: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}`, { cause: error })));
        asked.end();
    });
    if (answer.statusCode === 200) {
        socket.setTimeout(0);
        return connect({ ...options, socket, servername: options.servername ?? host ?? "" });
    }
    socket.destroy();
    throw refusalOfProxy(proxy, answer.statusCode ?? 0, target);
}
/** A proxy's 5xx may be temporary; its other answers are not. */
function refusalOfProxy({ url, variable }, status, target) {
    if (status === 407) {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("store-unreachable", `The proxy ${url.host} wants a login for ${target} (407).`, {
            remedy: `Put it into ${variable}: http://USER:PASSWORD@${url.host}. If it is there already, it is wrong.`,
        });
    }
    if (status >= 500)
        return new Error(`the proxy ${url.host} answered ${status}`);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("store-unreachable", `The proxy ${url.host} refuses to connect to ${target} (${status}).`, {
        remedy: `Have the proxy allow it, or name the host in NO_PROXY if it can be reached directly.`,
    });
}


/***/ }),

/***/ 63432:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ secretsOf),
/* harmony export */   n: () => (/* binding */ basicLoginOf)
/* harmony export */ });
/** User and password in an address. */
/** The bytes that a part of an address means: what is no escape means itself, as for curl. A URL has ASCII alone. */
function decoded(written) {
    const bytes = written.replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
    return Buffer.from(bytes, "latin1");
}
/** `USER:PASSWORD` as HTTP has it, in base64; undefined where there is none. Source: RFC 7617. */
function basicLoginOf({ username, password }) {
    if (username === "" && password === "")
        return undefined;
    return Buffer.concat([decoded(username), Buffer.from(":"), decoded(password)]).toString("base64");
}
/** The texts of an address that nobody may see: its password, in each form. */
function secretsOf(url) {
    if (url.password === "")
        return [];
    return [...new Set([url.password, decoded(url.password).toString(), basicLoginOf(url)])];
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

/***/ 47919:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  lock: () => (/* binding */ lock)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./core/errors.js
var core_errors = __webpack_require__(64256);
// EXTERNAL MODULE: ./core/git/path.js
var path = __webpack_require__(3533);
// EXTERNAL MODULE: ./core/inputs/environments.js
var environments = __webpack_require__(44075);
// EXTERNAL MODULE: ./core/lock/changes.js
var changes = __webpack_require__(56374);
// EXTERNAL MODULE: ./core/lock/lock.js
var lock_lock = __webpack_require__(92464);
// EXTERNAL MODULE: ./core/engine/build-output.js
var build_output = __webpack_require__(80098);
// EXTERNAL MODULE: ./core/machine/laid-file.js
var laid_file = __webpack_require__(95782);
// EXTERNAL MODULE: ./core/oci/digest.js
var oci_digest = __webpack_require__(44617);
// EXTERNAL MODULE: ./core/oci/registry/proxy.js
var proxy = __webpack_require__(34605);
;// CONCATENATED MODULE: ./core/lock/resolve-script.js
/**
 * Asks a base's own package manager what it would install: run by the base's /bin/sh as root, in a root that is gone
 * afterwards. Its parameters: a file for the facts, a date or nothing, packages. All else is the package manager's own words.
 *
 * The facts: a line `MANAGER ARCHITECTURE`, then one for each file, `'URL' FILE SIZE SHA256:…`, as apt-get prints it. Only apt
 * knows sha256 sums before it has the files; apk and dnf download them here, and check them by their indexes and keys.
 * Sources: apt-get(8), --print-uris; apt.conf(5), Acquire::ForceHash, APT::Update::Error-Mode; dnf(8), --destdir; dnf
 * repoquery, --location; apk-fetch(8), --url.
 */
const resolveScript = String.raw `
set -eu
facts=$1 date=$2
shift 2
has() { command -v "$1" >/dev/null 2>&1; }
files=$(mktemp -d)

apt() {
  # A mirror that does not answer is an error: otherwise apt goes on with the list that it has.
  apt-get -q -y -o APT::Sandbox::User=root -o APT::Update::Error-Mode=any -o Acquire::Retries=2 \
    -o Acquire::ForceHash=SHA256 -o Acquire::Check-Valid-Until="$checked" -o Acquire::Languages=none -o Dir::Cache::archives="$files/" "$@"
}

resolve_apt() {
  echo "apt $(dpkg --print-architecture)" >"$facts"
  checked=true
  mkdir "$files/partial"
  if [ -n "$date" ]; then
    checked=false # an old list has expired
    set_date
  fi
  apt update
  apt --no-install-recommends --simulate install "$@"
  apt -q --no-install-recommends --print-uris install "$@" >>"$facts"
}

set_date() {
  mirror='https?://([a-z0-9.-]+\.)?debian\.org/(debian(-security)?)/?([[:space:]]|$)'
  found=
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/*; do
    [ -f "$file" ] || continue
    sed -E -i "s#$mirror#http://snapshot.debian.org/archive/\\2/$date/\\4#g" "$file"
    if grep -q "snapshot\.debian\.org/archive/[a-z-]*/$date/" "$file"; then found=yes; fi
  done
  [ -n "$found" ] || fail "The base has no package source of debian.org: only that has mirrors by date."
}

# What was downloaded, with its URLs out of the lines of the file $1.
print_files() {
  for file in *; do
    [ -f "$file" ] || continue
    url=
    while read -r line; do
      case $line in */"$file") url=$line ;; esac
    done <"$1"
    echo "'$url' $file $(wc -c <"$file") SHA256:$(sha256sum "$file" | cut -d ' ' -f 1)"
  done >>"$facts"
}

resolve_dnf() {
  echo "dnf $(uname -m)" >"$facts"
  no_date
  cd "$files"
  urls=$(mktemp)
  dnf -y --setopt=install_weak_deps=False "--setopt=*.skip_if_unavailable=False" --downloadonly --destdir="$files" install "$@"
  set -- *.rpm
  [ -f "$1" ] || return 0
  for file in "$@"; do
    shift
    set -- "$@" "$(basename "$file" .rpm)"
  done
  dnf -q repoquery --location "$@" >"$urls"
  print_files "$urls"
}

resolve_apk() {
  echo "apk $(apk --print-arch)" >"$facts"
  no_date
  cd "$files"
  urls=$(mktemp)
  apk update
  apk add --simulate "$@" >"$urls" || { cat "$urls"; exit 1; }
  set -- $(sed -nE 's/^\( *[0-9]+\/[0-9]+\) (Installing|Upgrading|Downgrading|Replacing|Reinstalling) ([^ ]+) \((.* -> )?([^ )]+)\)$/\2=\4/p' "$urls")
  [ $# -gt 0 ] || return 0
  apk fetch --url --simulate "$@" >"$urls"
  apk fetch --output "$files" "$@"
  print_files "$urls"
}

no_date() {
  [ -z "$date" ] || fail "Mirrors by date are known for apt alone."
}

fail() {
  echo "$1"
  exit 1
}

if has apt-get; then resolve_apt "$@"
elif has apk; then resolve_apk "$@"
elif has dnf; then resolve_dnf "$@"
else echo none - >"$facts"
fi
`;

;// CONCATENATED MODULE: ./core/lock/resolve.js
/** What a base's package manager would install, as a lock: asked in a sandbox on the base, which stays as it is. */









/**
 * Asks the base's package manager.
 * @throws build-failed with its own words; tool-missing where the base has none; sandbox-failed
 */
async function resolveOn({ sandbox, scratch, signal, log, ...asked }) {
    const facts = (0,external_node_path_.join)(scratch, "facts");
    await (0,promises_.mkdir)(scratch);
    await (0,laid_file/* layFile */.r)(facts, ""); // made here: the file stays ours, whichever user of the sandbox writes it
    const { masked } = (0,build_output/* showLines */.P6)(log, (0,proxy/* proxySecrets */.Wm)(asked.environment));
    const words = [];
    const { exitCode } = await sandbox.run({
        argv: ["/bin/sh", "-c", resolveScript, "lock", factsPath, asked.date ?? "", ...asked.packages],
        workingDirectory: "/",
        env: new Map(Object.entries({ LC_ALL: "C", DEBIAN_FRONTEND: "noninteractive", ...(0,proxy/* proxyVariables */.eq)(asked.environment) })),
        user: "0:0",
        binds: [{ source: facts, target: factsPath, readOnly: false }],
        devices: [],
        writable: [],
        output: (line) => words.push(masked(line)),
        signal,
    });
    signal.throwIfAborted();
    const [head = "", ...files] = (await (0,promises_.readFile)(facts, "utf8")).split("\n").filter((line) => line !== "");
    const [manager = "", architecture = ""] = head.split(" ");
    if (exitCode !== 0)
        throw await failed(words, manager || "the base's shell", exitCode, log);
    for (const line of words)
        log.debug(line);
    return read(manager, files, { architecture, platform: asked.platform });
}
const factsPath = "/run/treestamp-lock";
async function failed(words, manager, exitCode, log) {
    await log.group(`What ${manager} says`, async () => {
        for (const line of words)
            log.info(line);
    });
    const errors = words.filter((line) => /^(E|ERROR|Error|error|sh): /.test(line)).slice(0, 3);
    const said = errors.length === 0 ? `${manager} ended with exit code ${exitCode}` : errors.join("; ");
    return new core_errors/* TreestampError */.ks("build-failed", `The packages cannot be resolved. ${said.replace(/\.$/, "")}.`, {
        remedy: "Check the names in `assemble.packages`, and that the base's package sources can be reached and have them.",
        output: words.slice(-10).join("\n"),
    });
}
function read(manager, lines, of) {
    const known = lock_lock/* lockManagers */.IC.find((one) => one === manager);
    if (known === undefined) {
        throw new core_errors/* TreestampError */.ks("tool-missing", "The base has no package manager: neither apt-get, dnf nor apk.", {
            remedy: "Take a base that has one, or lay files over it by `assemble.proto`.",
        });
    }
    return { manager: known, packages: lines.map((line) => packageIn(known, line, of)) };
}
function packageIn(manager, line, { architecture, platform }) {
    const [, url = "", file = "", size = "", hex = ""] = /^'([^']*)' (\S+) (\d+) SHA256:([0-9a-f]{64})$/.exec(line) ?? [];
    const digest = `sha256:${hex}`;
    const named = namedBy(manager, file, architecture);
    if (!(0,oci_digest/* isDigest */.Bc)(digest) || named === undefined) {
        throw new core_errors/* TreestampError */.ks("build-failed", `${manager} says of a package what treestamp cannot read: ${line}`, {
            remedy: "If it has no SHA256, its repository signs no list with sums: such a package cannot be locked.",
        });
    }
    (0,lock_lock/* checkUrl */.CU)(url, (fault) => new core_errors/* TreestampError */.ks("build-failed", `${named.name} ${named.version} cannot be locked: ${fault}.`, {
        remedy: "A lock is for every machine: have the base take its packages from an http(s) repository without a login.",
    }));
    return { platform, ...named, digest, size: Number(size), url };
}
const anyArchitecture = ["all", "noarch"];
/** Name and version out of a file's name, as its package manager makes it. The name has the architecture where that is foreign. */
function namedBy(manager, file, own) {
    switch (manager) {
        case "apt": {
            const [, name, version, architecture] = /^([^_]+)_([^_]+)_([^_]+)\.deb$/.exec(file) ?? [];
            if (version === undefined)
                return undefined;
            const isForeign = ![own, ...anyArchitecture].includes(architecture);
            return { name: isForeign ? `${name}:${architecture}` : name, version: decodeURIComponent(version) };
        }
        case "dnf": {
            const [, name, version, architecture] = /^(.+)-([^-]+-[^-]+)\.([^.]+)\.rpm$/.exec(file) ?? [];
            if (version === undefined)
                return undefined;
            const isForeign = ![own, ...anyArchitecture].includes(architecture);
            return { name: isForeign ? `${name}.${architecture}` : name, version };
        }
        case "apk": {
            const [, name, version] = /^(.+)-(\d[^-]*-r\d+)\.apk$/.exec(file) ?? [];
            return version === undefined ? undefined : { name: name, version };
        }
    }
}

// EXTERNAL MODULE: ./core/machine/missing.js
var missing = __webpack_require__(71081);
// EXTERNAL MODULE: ./core/machine/leads-out.js
var leads_out = __webpack_require__(99991);
;// CONCATENATED MODULE: ./core/machine/replaced-file.js




/**
 * Writes a file of a work tree as a whole: a reader sees the old one or the new one. It keeps its permissions, and a symbolic
 * link inside of the work tree leads to the new one. @throws input-invalid for a path that leads out of it
 */
async function replaceFile(root, path, text) {
    await (0,leads_out/* checkStaysInside */.N)(root, path);
    await makeFolderInside(root, (0,external_node_path_.dirname)(path));
    const target = await (0,promises_.realpath)(path).catch((0,missing/* missing */.L)(path));
    const mode = (await (0,promises_.stat)(target).catch((0,missing/* missing */.L)(undefined)))?.mode;
    const written = `${target}.treestamp-${process.pid}`;
    const file = await (0,promises_.open)(written, "wx"); // one that is there is not ours to remove
    try {
        await file.writeFile(text).finally(() => file.close());
        if (mode !== undefined)
            await (0,promises_.chmod)(written, mode & 0o777);
        await (0,promises_.rename)(written, target);
    }
    catch (error) {
        await (0,promises_.rm)(written, { force: true });
        throw error;
    }
}
/** Makes a folder one by one: nothing is made where a link on the way has led out. */
async function makeFolderInside(root, folder) {
    if (!(await (0,missing/* exists */.t)(folder))) {
        await makeFolderInside(root, (0,external_node_path_.dirname)(folder));
        await (0,promises_.mkdir)(folder, { recursive: true });
    }
    await (0,leads_out/* checkStaysInside */.N)(root, folder);
}

// EXTERNAL MODULE: ./core/oci/manifest.js
var manifest = __webpack_require__(24460);
// EXTERNAL MODULE: ./core/recipe/pins.js
var pins = __webpack_require__(58004);
// EXTERNAL MODULE: ./core/recipe/recipe.js
var recipe_recipe = __webpack_require__(61810);
// EXTERNAL MODULE: ./core/recipe/source.js + 1 modules
var source = __webpack_require__(68273);
// EXTERNAL MODULE: ./core/dockerfile/image-name.js
var image_name = __webpack_require__(66523);
// EXTERNAL MODULE: ./core/inputs/recipe-inputs.js
var recipe_inputs = __webpack_require__(48197);
// EXTERNAL MODULE: ./core/dockerfile/parse.js
var parse = __webpack_require__(14817);
;// CONCATENATED MODULE: ./core/lock/in-place.js
/** Writes digests behind the names of images in a Dockerfile, and changes nothing else of it. */

/** @param digests of the images, by their names; one without a digest is left as it is */
function fixInPlace(text, images, digests) {
    const lines = text.split("\n");
    const lastLines = new Map((0,parse/* parseDockerfile */.Ai)(text).instructions.map(({ line, lastLine }) => [line, lastLine]));
    const left = [];
    for (const image of images) {
        const digest = digests.get(image.name);
        if (digest === undefined)
            continue;
        const [first, last] = image.by === "# syntax" ? [0, lines.length - 1] : [image.line - 1, (lastLines.get(image.line) ?? image.line) - 1];
        const found = lines.flatMap((line, at) => at >= first && at <= last && line.search(placeOf(image)) >= 0 ? [at] : []);
        if (found.length === 0)
            left.push(image);
        // An instruction names an image once, but for the mounts of a RUN.
        for (const at of image.by === "RUN --mount" ? found : found.slice(0, 1)) {
            lines[at] = lines[at].replace(placeOf(image), (name) => `${name}@${digest}`);
        }
    }
    return { text: lines.join("\n"), left };
}
/** Where the name stands, up to its end, on a line. A stage may have the same name as the image that it starts from. */
function placeOf({ name, by }) {
    const literally = name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
    switch (by) {
        case "# syntax":
            return new RegExp(`^\\uFEFF?\\s*#\\s*syntax\\s*=\\s*${literally}(?=\\s*$)`, "i");
        case "FROM":
            return new RegExp(`^\\uFEFF?\\s*FROM(?:\\s+--\\S+)*\\s+${literally}(?=\\s|$)`, "i");
        case "COPY --from":
            return new RegExp(`\\s--from=${literally}(?=\\s|$)`);
        case "RUN --mount":
            return new RegExp(`(?<=\\s--mount=\\S*)\\bfrom=${literally}(?=[\\s,]|$)`, "g");
    }
}

// EXTERNAL MODULE: ./core/oci/lookup.js
var lookup = __webpack_require__(63087);
// EXTERNAL MODULE: ./core/recipe/context.js + 2 modules
var context = __webpack_require__(7585);
;// CONCATENATED MODULE: ./core/verbs/lock-images.js
/** The images that Dockerfiles name, fixed by the digests that their registries say now. */












/**
 * Fixes the images that have no digest.
 * @param bases where the digests go; undefined to ask nobody, and only say which images have none
 * @throws path-missing where a registry has no such image; store-unreachable, store-denied
 */
async function fixImages(ports, checkout, bases) {
    const images = await namedIn(checkout);
    if (bases === undefined || images.length === 0) {
        return withoutTwins(images).map((image) => told(image, undefined, ": --bases map or --bases in-place fixes it"));
    }
    const digests = new Map();
    for (const { name } of images)
        if (!digests.has(name))
            digests.set(name, await digestOf(ports, name));
    return bases === "map" ? inMap(checkout, images, digests) : inPlace(checkout, withoutTwins(images), digests);
}
async function namedIn({ repository, sources }) {
    const all = [];
    for (const [environment, { recipe }] of sources) {
        const { method, bases, upstreams, platforms } = recipe;
        if (method.kind !== "dockerfile")
            continue;
        const known = [...bases.map(({ name }) => name), ...upstreams.keys()];
        const images = (0,pins/* movingImages */.$Z)(await (0,context.dockerfileText)(repository, method), { ...method, platforms, bases: known });
        const file = (0,path/* textOfPath */._w)(method.linkedTo ?? method.origin);
        all.push(...images.map((image) => ({ ...image, environment, file })));
    }
    return all;
}
function told({ file, line, by, name }, fixed, note) {
    return { file, line, what: `${by} ${name}`, fixed, note };
}
/** What an image's name means now: an index, where it has one. */
async function digestOf(ports, name) {
    const [, repository, tag] = /^(.+):([^:/]+)$/.exec((0,image_name/* canonicalImage */.K)(name) ?? "") ?? [];
    if (repository === undefined) {
        throw new core_errors/* TreestampError */.ks("input-invalid", `${name} is not the name of an image.`, {
            remedy: "Check that line of the Dockerfile; a registry's names are in lower case.",
        });
    }
    const store = ports.openStore(repository);
    const digest = (await store.peek?.(tag)) ?? (await (0,lookup/* findManifest */.J9)(store, tag))?.descriptor.digest;
    if (digest !== undefined)
        return { repository, digest };
    throw new core_errors/* TreestampError */.ks("path-missing", `${repository} has no ${tag}.`, {
        remedy: `Check ${name} in the Dockerfile, and whether the registry wants a login.`,
    });
}
async function inPlace({ workTree }, images, fixed) {
    const digests = new Map([...fixed].map(([name, { digest }]) => [name, digest]));
    const all = [];
    for (const [file, own] of Map.groupBy(images, (image) => image.file)) {
        const path = (0,external_node_path_.join)(workTree, file);
        const { text, left } = fixInPlace(await (0,promises_.readFile)(path, "utf8"), own, digests);
        await replaceFile(workTree, path, text);
        for (const image of own) {
            all.push(left.includes(image)
                ? told(image, undefined, ": its name is made of variables, and --bases map fixes it")
                : told(image, `${image.name}@${digests.get(image.name)}`, ""));
        }
    }
    return all;
}
/** Two environments may have one Dockerfile: each image of a line once. */
function withoutTwins(images) {
    return [...new Map(images.map((image) => [`${image.file} ${image.line} ${image.by} ${image.name}`, image])).values()];
}
async function inMap({ workTree }, images, fixed) {
    const { withBases } = await Promise.all(/* import() */[__webpack_require__.e(203), __webpack_require__.e(3483), __webpack_require__.e(8997)]).then(__webpack_require__.bind(__webpack_require__, 48997));
    const path = (0,external_node_path_.join)(workTree, recipe_inputs/* configPath */.eQ);
    const before = await (0,promises_.readFile)(path, "utf8").catch((0,missing/* missing */.L)(""));
    const whole = (name) => `${fixed.get(name).repository}@${fixed.get(name).digest}`;
    let text = before;
    for (const environment of new Set(images.map((image) => image.environment))) {
        const own = images.filter((image) => image.environment === environment && image.by !== "# syntax");
        if (own.length > 0)
            text = withBases(text, environment, new Map(own.map(({ name }) => [name, whole(name)])));
    }
    if (text !== before)
        await replaceFile(workTree, path, text);
    return images.map((image) => image.by === "# syntax"
        ? told(image, undefined, ": `base` does not reach it, and --bases in-place fixes it")
        : told(image, whole(image.name), `, by \`base\` in ${recipe_inputs/* configPath */.eQ}`));
}

// EXTERNAL MODULE: ./core/verbs/pull.js
var pull = __webpack_require__(80795);
// EXTERNAL MODULE: ./core/verbs/resolve.js
var resolve = __webpack_require__(88750);
// EXTERNAL MODULE: ./core/verbs/upstreams.js
var upstreams = __webpack_require__(68420);
;// CONCATENATED MODULE: ./core/verbs/lock.js
/** lock: fix by version, sha256 and digest what decides images and is not in git. */


















/**
 * Writes the locks of environments, and digests of images where the request says so; or compares all that, and changes nothing.
 * @throws not-fixed by a check, with everything that is not; build-failed where a package manager finds no solution
 */
async function lock(ports, request, repository) {
    const { workTree } = repository;
    if (workTree === undefined) {
        throw new core_errors/* TreestampError */.ks("repository-invalid", "A bare repository has no files to be locked.", {
            remedy: "Run it in a checkout.",
        });
    }
    const checkout = { repository, workTree, sources: await (0,source.readUnlocked)(repository, request.environment) };
    if (request.check)
        return check(checkout);
    const locks = [];
    const assembled = assembledOf(checkout);
    checkApart(checkout, assembled);
    for (const one of assembled)
        locks.push(...(await writeLock(ports, request, checkout, one)));
    const images = await fixImages(ports, checkout, request.bases);
    return { kind: "lock", isWritten: true, locks, images };
}
function assembledOf({ sources }) {
    return [...sources].flatMap(([name, { recipe, lock }]) => {
        const { method } = recipe;
        if (method.kind !== "assemble" || method.packages.length === 0)
            return [];
        return [{ name, recipe, method, lock, input: (0,environments/* inputOf */.wg)(name, "assemble") }];
    });
}
/** One file cannot say what is missing in two bases. @throws input-invalid */
function checkApart(checkout, assembled) {
    const places = new Map();
    for (const one of assembled) {
        if (one.lock === undefined)
            continue;
        const place = lock_placeOf(checkout, one);
        const other = places.get(place);
        if (other !== undefined) {
            throw new core_errors/* TreestampError */.ks("input-invalid", `\`${other}.lock\` and \`${one.input}.lock\` are one file, ${one.lock}.`, {
                remedy: "Name a file for each environment: what it lacks depends on its base.",
            });
        }
        places.set(place, one.input);
    }
}
/** @returns what a lock says now; nothing for an environment that names no file for it */
async function writeLock(ports, request, checkout, assembled) {
    const { name, recipe, lock, input, method } = assembled;
    if (lock === undefined) {
        ports.log.warning(`\`${input}.packages\` are not locked: name a file, such as \`lock: ci/${name || "packages"}.lock\`.`);
        return [];
    }
    const path = lock_placeOf(checkout, assembled);
    // What was written by hand, or by a merge, is written anew.
    const before = await readLock(checkout, assembled).catch((error) => {
        ports.log.warning((0,core_errors/* messageOf */.bD)(error));
        return undefined;
    });
    const platform = (0,manifest/* formatPlatform */.Bq)(ports.platform);
    if (!recipe.platforms.includes(platform)) {
        throw new core_errors/* TreestampError */.ks("platform-missing", `${lock} is for ${recipe.platforms.join(", ")}, and this machine is ${platform}.`, {
            remedy: "Packages are locked on a machine of their platform.",
        });
    }
    const found = await resolved(ports, request, checkout, assembled);
    const after = (0,changes/* renewed */.Fv)(before, { packages: method.packages, platforms: recipe.platforms }, { ...found, platform });
    for (const other of recipe.platforms.filter((one) => one !== platform)) {
        const stays = after.platforms.includes(other) ? "stay as they are" : "are missing";
        ports.log.warning(`${lock}: the packages of ${other} ${stays}: a machine of that platform can lock them.`);
    }
    const text = (0,lock_lock/* encodeLock */.Kk)(after);
    const { packages: all } = (0,lock_lock/* parseLock */.PG)(text, lock); // what nobody could read is not written
    await replaceFile(checkout.workTree, path, text);
    return [{ environment: name, path: lock, packages: all.length, changes: (0,changes/* changesOf */.fs)(before, after) }];
}
/** Asks the base's package manager, in an environment of the base. */
async function resolved(ports, request, checkout, { name, method }) {
    const { repository, sources } = checkout;
    const { inputs } = sources.get(name);
    const asked = { ...request, environment: name === "" ? undefined : name, recipe: { assemble: inputs.assemble } };
    const identified = await (0,resolve.identify)(ports, asked, repository);
    const [[as, base]] = [...identified.recipe.upstreams];
    const ready = await (0,pull.makeReady)(ports, (0,upstreams.requestOf)(request, base), (0,upstreams.identifyUpstream)(identified, as, base));
    ports.log.info(`Asking the package manager of ${base.origin.environment ?? as} for ${method.packages.join(", ")}.`);
    const cache = await ports.openCache();
    return cache.withIncoming((scratch) => ports.interruptible((signal) => resolveOn({
        sandbox: ready.sandbox,
        packages: method.packages,
        platform: (0,manifest/* formatPlatform */.Bq)(ports.platform),
        date: request.date,
        environment: ports.environment,
        scratch: (0,external_node_path_.join)(scratch, "resolve"),
        signal,
        log: ports.log,
    })));
}
/** @throws not-fixed with everything that is not */
async function check(checkout) {
    const recipes = new Set([...checkout.sources.values()].flatMap(({ recipe }) => (0,recipe_recipe/* withUpstreams */.F4)(recipe)));
    // Packages of an `assemble` are told below, with their locks, which these recipes were read without.
    const others = [...recipes].filter(({ method }) => method.kind !== "assemble");
    const unpinned = await (0,pins/* unpinnedIn */.v6)(checkout.repository, others);
    const faults = unpinned.map(({ file, line, message }) => `${(0,path/* textOfPath */._w)(file)}${line === undefined ? "" : `:${line}`}: ${message}`);
    const locks = [];
    for (const assembled of assembledOf(checkout)) {
        const found = await checkLock(checkout, assembled);
        if (typeof found === "object")
            locks.push(found);
        else
            faults.push(found);
    }
    if (faults.length === 0)
        return { kind: "lock", isWritten: false, locks, images: [] };
    const count = faults.length === 1 ? "One thing is" : `${faults.length} things are`;
    throw new core_errors/* TreestampError */.ks("not-fixed", [`${count} not fixed:`, ...new Set(faults)].join("\n  "), {
        remedy: "`treestamp lock` writes locks of packages, and with --bases also the digests of images; then commit that.",
    });
}
/** @returns the lock, or what is wrong with it */
async function checkLock(checkout, assembled) {
    const { name, lock, input, method, recipe } = assembled;
    if (lock === undefined)
        return `treestamp.yml: \`${input}.packages\` have no lock`;
    try {
        const found = await readLock(checkout, assembled);
        if (found === undefined)
            return `${lock}: \`${input}.lock\` is not there`;
        const [fault, ...more] = (0,changes/* faultsOf */.xm)(found, { packages: method.packages, platforms: recipe.platforms });
        if (fault !== undefined)
            return `${lock}: ${[fault, ...more].join("; ")}`;
        return { environment: name, path: lock, packages: found.packages.length, changes: [] };
    }
    catch (error) {
        return (0,core_errors/* messageOf */.bD)(error).replace(/\.$/, "");
    }
}
/** The lock file as it is on disk; undefined if there is none. @throws input-invalid for one that cannot be read */
async function readLock(checkout, assembled) {
    const text = await (0,promises_.readFile)(lock_placeOf(checkout, assembled), "utf8").catch((0,missing/* missing */.L)(undefined));
    return text === undefined ? undefined : (0,lock_lock/* parseLock */.PG)(text, assembled.lock);
}
/** @throws input-invalid for a path that leads out of the repository */
function lock_placeOf({ workTree }, { lock, input }) {
    return (0,external_node_path_.join)(workTree, (0,path/* textOfPath */._w)((0,path/* parsePath */.Rr)(lock, `\`${input}.lock\``)));
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