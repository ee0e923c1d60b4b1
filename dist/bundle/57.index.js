"use strict";
exports.id = 57;
exports.ids = [57,4311];
exports.modules = {

/***/ 42750:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ download)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64256);
/* harmony import */ var _log_amounts_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(89155);
/* harmony import */ var _log_progress_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(14139);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(44617);
/* harmony import */ var _oci_registry_redirect_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(49669);
/* harmony import */ var _oci_registry_refusal_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(79540);
/* harmony import */ var _oci_registry_retry_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(59075);
/* harmony import */ var _oci_registry_transport_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(46137);
/* harmony import */ var _oci_registry_trust_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(52211);
/* harmony import */ var _oci_registry_url_login_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(63432);
/**
 * A file from an address, hashed while it arrives. A broken transfer goes on where it broke if the server can tell
 * that the file is still the same, and starts again otherwise. Proxies, authorities and time limits are as for registries.
 */












/** A server that starts again takes some seconds: no registry's client is waiting behind this. */
const ourPace = { ..._oci_registry_retry_js__WEBPACK_IMPORTED_MODULE_6__/* .usualPace */ .G7, tries: 6 };
const maxBytes = 2 ** 35;
/** So much more than ever before counts as going well. Bytes. */
const progressBytes = 1 << 20;
const remedy = "Check the address: open it in a browser, or with curl -L.";
/**
 * Leaves the file in `file`, which must not be there yet; only its owner can read it.
 * @returns its digest
 * @throws store-unreachable, store-refused, store-corrupt where its sum is another one, interrupted
 */
async function download({ url, digest }, file, parts) {
    const { environment, signal, log, words, pace = ourPace } = parts;
    const { address, headers } = withoutLogin(url, log);
    const transport = (0,_oci_registry_transport_js__WEBPACK_IMPORTED_MODULE_7__/* .createTransport */ .o)({
        stall: pace.stall,
        signal,
        environment,
        trust: (0,_oci_registry_trust_js__WEBPACK_IMPORTED_MODULE_8__/* .createTrust */ .Zg)(environment, { host: address.host, name: address.host }),
    });
    const patience = (0,_oci_registry_retry_js__WEBPACK_IMPORTED_MODULE_6__/* .createPatience */ .se)({ method: "GET", url: address }, { pace, log, signals: [signal], patient: false, final: (error, tries) => lost(address, words.it, error, tries) });
    const output = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(file, "wx", 0o600);
    const received = beginning(output);
    try {
        let best = 0;
        await (0,_oci_registry_retry_js__WEBPACK_IMPORTED_MODULE_6__/* .persistently */ .p5)(patience, async () => {
            try {
                const all = { ...headers, ...parts.headers };
                const source = { transport, address, headers: all, log, it: words.it, limit: parts.limit ?? maxBytes };
                await receive(received, { ...source, isKnown: digest !== undefined });
            }
            finally {
                if (received.size >= best + progressBytes)
                    patience.renew();
                best = Math.max(best, received.size);
                received.progress.end();
            }
        });
    }
    finally {
        await output.close();
    }
    const hex = received.hash.digest("hex");
    if (digest !== undefined && hex !== (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .hexOf */ .ZD)(digest)) {
        throw otherSum(address, { expected: (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .hexOf */ .ZD)(digest), hex, received, sums: words.sums });
    }
    return `sha256:${hex}`;
}
/** A login in the address goes to its own server alone, as a header. */
function withoutLogin(url, log) {
    const address = new URL(url);
    const login = (0,_oci_registry_url_login_js__WEBPACK_IMPORTED_MODULE_9__/* .basicLoginOf */ .n)(address);
    if (login === undefined)
        return { address, headers: {} };
    for (const secret of [...(0,_oci_registry_url_login_js__WEBPACK_IMPORTED_MODULE_9__/* .secretsOf */ .F)(address), login])
        log.mask(secret);
    [address.username, address.password] = ["", ""];
    return { address, headers: { authorization: `Basic ${login}` } };
}
function beginning(output) {
    const progress = (0,_log_progress_js__WEBPACK_IMPORTED_MODULE_10__/* .noProgress */ .nd)("", 0);
    return { output, size: 0, hash: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256"), start: Buffer.alloc(0), validator: undefined, progress };
}
/** One request: the rest of the file, or all of it. @throws ConnectionFailure, PassingRefusal where another may do better */
async function receive(received, source) {
    const { transport, address, headers, log, it, limit, isKnown } = source;
    const { size, validator } = received;
    const range = size > 0 && validator !== undefined ? { range: `bytes=${size}-`, "if-range": validator } : {};
    const request = { method: "GET", url: address, headers: { ...headers, ...range }, fleeting: true };
    const answer = await (0,_oci_registry_redirect_js__WEBPACK_IMPORTED_MODULE_4__/* .followed */ .X)(transport, request, remedy);
    if (answer.status === 200)
        await startAgain(received, answer);
    else if (!(answer.status === 206 && goesOn(answer, size)))
        throw await refusal(received, answer, it);
    if (!isKnown && /^(text\/html|application\/xhtml)/i.test(answer.headers["content-type"] ?? "")) {
        await answer.discard();
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("store-refused", `${it} cannot be had: ${(0,_oci_registry_refusal_js__WEBPACK_IMPORTED_MODULE_5__/* .redacted */ .pc)(answer.url)} gives a page, not a file.`, {
            remedy,
        });
    }
    const length = answer.headers["content-length"];
    const total = received.size + Number(length ?? 0);
    if (total > limit)
        throw tooLarge(address, limit);
    if (length !== undefined) {
        received.progress = log.progress("Download", total);
        received.progress.add(received.size);
    }
    for await (const part of answer.body) {
        if (received.size + part.length > limit)
            throw tooLarge(address, limit);
        received.hash.update(part);
        if (received.size === 0)
            received.start = Buffer.from(part.subarray(0, shownBytes));
        await writeAt(received.output, received.size, part);
        received.size += part.length;
        received.progress.add(part.length);
    }
}
/** Source: RFC 9110, section 13.1.5: a weak validator fixes no bytes. */
async function startAgain(received, { headers }) {
    const { etag } = headers;
    const validator = etag?.startsWith('"') === true ? etag : headers["last-modified"];
    if (received.size > 0)
        await received.output.truncate(0);
    Object.assign(received, { ...beginning(received.output), validator });
}
function goesOn({ headers }, size) {
    return headers["content-range"]?.startsWith(`bytes ${size}-`) === true;
}
async function writeAt(file, place, part) {
    for (let done = 0; done < part.length;) {
        done += (await file.write(part, done, part.length - done, place + done)).bytesWritten;
    }
}
async function refusal(received, answer, it) {
    const { status, url } = answer;
    if (status === 206 || status === 416) {
        received.validator = undefined; // and so the next request is for all of it
        await answer.discard();
        return new _oci_registry_transport_js__WEBPACK_IMPORTED_MODULE_7__/* .ConnectionFailure */ .l(`the server cannot go on at byte ${received.size} (${status})`);
    }
    const refused = await (0,_oci_registry_refusal_js__WEBPACK_IMPORTED_MODULE_5__/* .refusalOf */ .Of)("GET", answer);
    if ((0,_oci_registry_refusal_js__WEBPACK_IMPORTED_MODULE_5__/* .isPassing */ .WG)(status))
        return new _oci_registry_retry_js__WEBPACK_IMPORTED_MODULE_6__/* .PassingRefusal */ .u8(refused);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("store-refused", `${it} cannot be had: GET ${(0,_oci_registry_refusal_js__WEBPACK_IMPORTED_MODULE_5__/* .redacted */ .pc)(url)}: ${status}.`, {
        remedy: remedies[status] ?? remedy,
    });
}
const wantsLogin = "The server wants a login. Name an address without one.";
const isGone = "Nothing is there: check the address, and whether the release has been taken away.";
const remedies = { 401: wantsLogin, 403: wantsLogin, 404: isGone, 410: isGone };
function lost(address, it, error, tries) {
    const what = error instanceof _oci_registry_retry_js__WEBPACK_IMPORTED_MODULE_6__/* .PassingRefusal */ .u8 ? String(error.refusal.status) : error.message;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("store-unreachable", `${it} cannot be had: GET ${(0,_oci_registry_refusal_js__WEBPACK_IMPORTED_MODULE_5__/* .redacted */ .pc)(address)}: ${what} (tried ${(0,_oci_registry_retry_js__WEBPACK_IMPORTED_MODULE_6__/* .timesOf */ .Qv)(tries)}).`, { remedy: "Check the address and the network, or try again later.", cause: error });
}
function tooLarge(address, limit) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("store-refused", `${(0,_oci_registry_refusal_js__WEBPACK_IMPORTED_MODULE_5__/* .redacted */ .pc)(address)} has more than ${(0,_log_amounts_js__WEBPACK_IMPORTED_MODULE_11__/* .formatBytes */ .z3)(limit)}.`, {
        remedy: "Name another address: no such file is that large.",
    });
}
/** So much of a file is looked at for messages. Bytes. */
const shownBytes = 512;
function otherSum(address, { expected, hex, received, sums, }) {
    const isPage = /^\s*<(!doctype|html|\?xml)/i.test(received.start.toString("latin1"));
    const what = isPage ? "a page, not a file" : (0,_log_amounts_js__WEBPACK_IMPORTED_MODULE_11__/* .formatBytes */ .z3)(received.size);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("store-corrupt", `${(0,_oci_registry_refusal_js__WEBPACK_IMPORTED_MODULE_5__/* .redacted */ .pc)(address)} gives ${what}: its sha256 is ${hex}, and ${sums} says ${expected}.`, {
        remedy: isPage
            ? remedy
            : "Find out why it was changed. If the new file is the right one, commit its sum; nothing was made of it.",
    });
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

/***/ 49669:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ followed)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _refusal_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(79540);
/** Redirects of reads. A login is shown only to its own server. */


/** As far as a blob is ever sent around. */
const maxRedirects = 5;
const ofRegistry = "Check the store's name: that host does not behave like a registry.";
/**
 * Follows redirects of GET and HEAD; no other origin than the first one gets the Authorization.
 * @param remedy for a redirect that is not followed
 */
async function followed(transport, request, remedy = ofRegistry) {
    const { origin } = request.url;
    const { authorization: _, ...others } = request.headers;
    let current = request;
    for (let hops = 0;; hops++) {
        const answer = await transport(current);
        const target = redirectOf(current, answer, remedy);
        if (target === undefined)
            return answer;
        await answer.discard();
        if (hops === maxRedirects)
            throw lost(request.url, `redirects more than ${maxRedirects} times`, remedy);
        if (target.protocol !== "https:" && target.protocol !== current.url.protocol) {
            throw lost(request.url, `redirects to ${(0,_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .redacted */ .pc)(target)}, which is not https`, remedy);
        }
        current = { ...current, url: target, headers: target.origin === origin ? request.headers : others };
    }
}
function redirectOf({ method, url }, { status, headers }, remedy) {
    if (method !== "GET" && method !== "HEAD")
        return undefined;
    if (![301, 302, 303, 307, 308].includes(status) || headers.location === undefined)
        return undefined;
    if (!URL.canParse(headers.location, url.href))
        throw lost(url, "redirects to something that is not a URL", remedy);
    const target = new URL(headers.location, url);
    [target.username, target.password] = ["", ""];
    return target;
}
function lost(url, how, remedy) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("store-unreachable", `${(0,_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .redacted */ .pc)(url)} ${how}.`, { remedy });
}


/***/ }),

/***/ 59075:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G7: () => (/* binding */ usualPace),
/* harmony export */   Qv: () => (/* binding */ timesOf),
/* harmony export */   p5: () => (/* binding */ persistently),
/* harmony export */   se: () => (/* binding */ createPatience),
/* harmony export */   u8: () => (/* binding */ PassingRefusal)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64256);
/* harmony import */ var _refusal_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(79540);
/* harmony import */ var _transport_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(46137);
/** Trying again: only after failures that pass by themselves, within bounds, and never in silence. */




const usualPace = {
    tries: 4,
    firstDelay: 500,
    longestDelay: 15_000,
    longestAsked: 60_000,
    outage: 90_000,
    stall: 30_000,
};
/** A refusal that may be temporary. */
class PassingRefusal extends Error {
    name = "PassingRefusal";
    refusal;
    constructor(refusal) {
        super((0,_refusal_js__WEBPACK_IMPORTED_MODULE_2__/* .describeRefusal */ .a2)(refusal));
        this.refusal = refusal;
    }
}
function createPatience(work, { pace, log, signals, patient, final }) {
    const name = `${work.method} ${(0,_refusal_js__WEBPACK_IMPORTED_MODULE_2__/* .redacted */ .pc)(work.url)}`;
    const failed = final ?? ((error, tries) => failedRegistry(error, name, tries));
    let failures = 0;
    let since;
    return {
        async afterFailure(error) {
            if (!(error instanceof _transport_js__WEBPACK_IMPORTED_MODULE_3__/* .ConnectionFailure */ .l || error instanceof PassingRefusal))
                throw error;
            failures++;
            since ??= performance.now();
            const asked = (error instanceof PassingRefusal ? error.refusal.retryAfter : undefined) ?? 0;
            const usual = Math.min(pace.firstDelay * 2 ** (failures - 1) * (0.5 + Math.random()), pace.longestDelay);
            const isOver = failures >= pace.tries && !(patient && performance.now() - since < pace.outage);
            if (isOver || asked > pace.longestAsked)
                throw failed(error, failures);
            const delay = Math.max(asked, usual);
            const why = error instanceof PassingRefusal ? error.message : `${name}: ${error.message}`;
            const bound = patient ? `for ${pace.outage / 1000} s at most` : `${failures + 1} of ${pace.tries}`;
            log.info(`${why}. Trying again in ${(delay / 1000).toFixed(1)} s (${bound}).`);
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(delay, undefined, signals.length === 0 ? {} : { signal: AbortSignal.any([...signals]) }).catch((cause) => {
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("interrupted", "The work was ended by a signal.", { cause });
            });
        },
        renew() {
            failures = 0;
            since = undefined;
        },
    };
}
/** Does `work` until it succeeds, fails for good, or has failed for too long. */
async function persistently(patience, work) {
    for (;;) {
        try {
            return await work();
        }
        catch (error) {
            await patience.afterFailure(error);
        }
    }
}
/** `once`, `4 times`. */
function timesOf(tries) {
    return tries === 1 ? "once" : `${tries} times`;
}
function failedRegistry(error, name, tries) {
    const times = timesOf(tries);
    if (error instanceof PassingRefusal)
        return (0,_refusal_js__WEBPACK_IMPORTED_MODULE_2__/* .refusalError */ .z_)(`The registry failed ${times}`, error.refusal);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("store-unreachable", `${name}: ${error.message} (tried ${times}).`, {
        remedy: "Check the store's name, the network, and that the registry is up.",
        cause: error,
    });
}


/***/ }),

/***/ 57929:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ plainOf)
/* harmony export */ });
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38522);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_zlib__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64256);
/** A frame, whose digest somebody has verified, back to its chunk. */


/**
 * What a frame holds: exactly as many bytes as the table says, and never more in memory.
 * @throws Error that says what is wrong, as a clause
 */
function plainOf(frame, { plainOffset, plainLength }) {
    let plain;
    try {
        // One byte more than expected lets zlib see the end in its first call; two frames in one, or a longer one, fail.
        plain = (0,node_zlib__WEBPACK_IMPORTED_MODULE_0__.zstdDecompressSync)(frame, { chunkSize: Math.max(plainLength + 1, 64), maxOutputLength: plainLength });
    }
    catch (error) {
        throw new Error(`the frame of a chunk (at ${plainOffset}) cannot be decompressed: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}`);
    }
    if (plain.length === plainLength)
        return plain;
    throw new Error(`a chunk (at ${plainOffset}) has ${plain.length} bytes instead of ${plainLength}`);
}


/***/ }),

/***/ 10762:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   An: () => (/* binding */ addEntry),
/* harmony export */   Fv: () => (/* binding */ sharedName),
/* harmony export */   LF: () => (/* binding */ sharedAttributes),
/* harmony export */   Wp: () => (/* binding */ setAttributes),
/* harmony export */   ep: () => (/* binding */ newLayer),
/* harmony export */   jD: () => (/* binding */ hide),
/* harmony export */   kF: () => (/* binding */ newDirectory),
/* harmony export */   ts: () => (/* binding */ cleanPath)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _xattrs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(99114);


function newLayer(root = newDirectory()) {
    return { root, links: [] };
}
function newDirectory(attributes) {
    const children = new Map();
    return { type: "directory", attributes, children, links: 0, nid: 0, opaque: false, whiteouts: undefined };
}
/** Hides a name of lower layers. */
function hide(directory, name) {
    directory.whiteouts ??= new Set();
    directory.whiteouts.add(name);
}
const whiteoutPrefix = ".wh.";
const opaqueName = ".wh..wh..opq";
const maxNameBytes = 255;
/** PATH_MAX of Linux, with its final NUL. */
const maxTargetBytes = 4095;
const maxLinksFollowed = 255;
/** As deep as a path of Linux's PATH_MAX can go. */
const maxDepth = 2048;
/** Kernel device numbers: 12 bits major, 20 bits minor. */
const maxMajor = 0xfff;
const maxMinor = 0xfffff;
const maxId = 0xffffffff;
/** What Linux shows of any. */
const symlinkMode = 0o777;
/** How many different values are kept at hand, so that others can share them. */
const maxRemembered = 4000;
/** Adds an entry to its layer's tree. Returns the file if it is one, whose content comes next. */
function addEntry(layer, entry) {
    const { root } = layer;
    const path = cleanPath(entry.name);
    if (path.length === 0) {
        if (entry.type !== "directory")
            throw invalid(entry.name, "it is the root, but not a directory");
        root.attributes = attributesOf(entry);
        return undefined;
    }
    const name = sharedName(path.pop());
    const parent = followDirectories(root, path, entry.name, true);
    if (name.startsWith(whiteoutPrefix)) {
        addWhiteout(parent.directory, name, entry);
        return undefined;
    }
    const old = parent.directory.children.get(name);
    if (entry.type === "directory") {
        if (old?.type === "directory")
            old.attributes = attributesOf(entry);
        else
            parent.directory.children.set(name, newDirectory(attributesOf(entry)));
        return undefined;
    }
    if (entry.type === "link") {
        parent.directory.children.set(name, linkedNode(layer, entry));
        return undefined;
    }
    if (entry.type === "character" && entry.major === 0 && entry.minor === 0) {
        parent.directory.children.delete(name);
        hide(parent.directory, name);
        return undefined;
    }
    const inode = leafInode(entry);
    parent.directory.children.set(name, inode);
    return inode.type === "file" ? { inode, path: [...parent.path, name] } : undefined;
}
function addWhiteout(directory, name, entry) {
    if (name === opaqueName) {
        directory.opaque = true;
        return;
    }
    // AUFS kept its own bookkeeping under such names: docker leaves it out, too.
    if (name.startsWith(`${whiteoutPrefix}${whiteoutPrefix}`))
        return;
    const hidden = name.slice(whiteoutPrefix.length);
    if (hidden === "" || hidden === "." || hidden === "..")
        throw invalid(entry.name, "it hides a name that cannot exist");
    hide(directory, hidden);
}
/** The target of a hard link: the inode itself if this layer has it. */
function linkedNode({ root, links }, entry) {
    const target = cleanPath(entry.linkName);
    const name = target.pop();
    if (name === undefined)
        throw invalid(entry.name, "it is a hard link to the root");
    const attributes = attributesOf(entry);
    const parent = followDirectories(root, target, entry.linkName, false);
    const node = parent?.directory.children.get(name);
    if (node?.type === "directory")
        throw invalid(entry.name, "it is a hard link to a directory");
    if (node === undefined || node.type === "link") {
        const link = { type: "link", target: node?.target ?? [...(parent?.path ?? target), name], attributes };
        links.push(link);
        return link;
    }
    setAttributes(node, attributes);
    return node;
}
/** A hard link's entry describes the inode again: the later description wins; its attributes are added. */
function setAttributes(inode, described) {
    const mode = inode.type === "symlink" ? symlinkMode : described.mode;
    const xattrs = new Map([...inode.attributes.xattrs, ...(0,_xattrs_js__WEBPACK_IMPORTED_MODULE_1__/* .keptXattrs */ .l)(described.xattrs, inode.type)]);
    inode.attributes = sharedAttributes({ ...described, mode, xattrs });
}
/**
 * Goes down a path within the layer, through its symbolic links. What is not there is made, or ends the walk with
 * nothing.
 */
function followDirectories(root, path, name, make) {
    const way = [root];
    const real = [];
    const todo = path.toReversed();
    let followed = 0;
    while (todo.length > 0) {
        const part = todo.pop();
        if (part === "..") {
            if (real.pop() !== undefined)
                way.pop();
            continue;
        }
        const directory = way.at(-1);
        let next = directory.children.get(part);
        if (next === undefined) {
            if (!make)
                return undefined;
            next = newDirectory();
            directory.children.set(part, next);
        }
        if (next.type === "directory") {
            way.push(next);
            real.push(part);
            if (real.length > maxDepth)
                throw invalid(name, "it is too deep");
        }
        else if (next.type === "symlink") {
            if (++followed > maxLinksFollowed)
                throw invalid(name, "its symbolic links form a circle");
            const target = next.target.split("/").filter((piece) => piece !== "" && piece !== ".");
            for (const piece of target)
                checkName(piece, name);
            if (next.target.startsWith("/")) {
                way.length = 1;
                real.length = 0;
            }
            todo.push(...target.reverse());
        }
        else if (make) {
            throw invalid(name, `${[...real, part].join("/")} is no directory`);
        }
        else {
            return undefined;
        }
    }
    return { directory: way.at(-1), path: real };
}
function leafInode(entry) {
    const attributes = attributesOf(entry);
    switch (entry.type) {
        case "file":
            return { type: "file", attributes, links: 0, nid: 0, size: entry.size, block: undefined };
        case "symlink": {
            const target = entry.linkName;
            if (target === "" || target.length > maxTargetBytes || target.includes("\0")) {
                throw invalid(entry.name, `its target has an impossible length of ${target.length} bytes`);
            }
            return { type: "symlink", attributes, links: 0, nid: 0, target };
        }
        case "character":
        case "block": {
            const { type, major, minor } = entry;
            if (major < 0 || major > maxMajor || minor < 0 || minor > maxMinor) {
                throw invalid(entry.name, `a device ${major}:${minor} cannot be`);
            }
            return { type, attributes, links: 0, nid: 0, major, minor };
        }
        default:
            return { type: "fifo", attributes, links: 0, nid: 0 };
    }
}
function attributesOf({ name, type, mode, uid, gid, mtime, xattrs }) {
    if (uid < 0 || gid < 0 || uid > maxId || gid > maxId)
        throw invalid(name, `its owner ${uid}:${gid} is out of range`);
    const kept = (0,_xattrs_js__WEBPACK_IMPORTED_MODULE_1__/* .keptXattrs */ .l)(xattrs, type === "link" ? "file" : type);
    return sharedAttributes({ mode: type === "symlink" ? symlinkMode : mode, uid, gid, mtime, xattrs: kept });
}
/**
 * What came lately, so that equal values are one object: files that belong together have mostly the same attributes, and
 * some names are in every other directory.
 */
const lately = { attributes: new Map(), names: new Map() };
function remember(values, key, value) {
    if (values.size === maxRemembered)
        values.clear();
    values.set(key, value);
    return value;
}
/** The attributes themselves, or equal ones that came lately. */
function sharedAttributes(attributes) {
    const { mode, uid, gid, mtime, xattrs } = attributes;
    if (xattrs.size > 0)
        return attributes;
    const key = `${mode} ${uid} ${gid} ${mtime.seconds} ${mtime.nanoseconds}`;
    return lately.attributes.get(key) ?? remember(lately.attributes, key, attributes);
}
/** The name in memory of its own, which other directories may share. */
function sharedName(name) {
    const known = lately.names.get(name);
    if (known !== undefined)
        return known;
    // As a part of a longer string it would keep that in memory.
    const own = Buffer.from(name, "latin1").toString("latin1");
    return remember(lately.names, own, own);
}
/** The components of a name, without ".", ".." and empty ones. @throws image-invalid where it leaves the root */
function cleanPath(name) {
    const path = [];
    for (const part of name.split("/")) {
        if (part === "" || part === ".")
            continue;
        checkName(part, name);
        if (part !== "..")
            path.push(part);
        else if (path.pop() === undefined)
            throw invalid(name, "it leaves the image's root");
    }
    return path;
}
function checkName(part, name) {
    if (part.length > maxNameBytes)
        throw invalid(name, `a part of its name has ${part.length} bytes, more than 255`);
    if (part.includes("\0"))
        throw invalid(name, "its name has a NUL byte");
}
function invalid(name, what) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("image-invalid", `A layer's entry ${JSON.stringify(name.slice(0, 300))} cannot be: ${what}.`, {
        remedy: "Docker would refuse it or change it: build the image again without it.",
    });
}


/***/ }),

/***/ 98461:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FB: () => (/* binding */ isAmong),
/* harmony export */   Tf: () => (/* binding */ parseRegions),
/* harmony export */   em: () => (/* binding */ encodeRegions)
/* harmony export */ });
/* harmony import */ var _erofs_format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(80585);
/* harmony import */ var _erofs_invalid_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(41955);
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50013);
/**
 * Where the metadata stand of a snapshot that was packed onto another one: that one's, and behind its own content what was added.
 * Said in the image's first block, behind the superblock, where EROFS has nothing:
 *
 *     magic "TSMR", u32 count of regions, u64 bytes that nothing refers to any more, then for each region: u64 offset, u64 bytes
 *
 * A snapshot that was packed whole says nothing: its metadata are all that stands behind its content.
 */



/** Whether any byte of a range is in one of the regions. */
function isAmong(regions, at, bytes) {
    return regions.some((region) => at < region.at + region.bytes && at + bytes > region.at);
}
const magic = "TSMR";
const place = 2048;
const headerBytes = 16;
const entryBytes = 16;
/** Writes them into the image's first block. */
function encodeRegions(head, { regions, dead }) {
    head.write(magic, place, "latin1");
    head.writeUInt32LE(regions.length, place + 4);
    head.writeBigUInt64LE(BigInt(dead), place + 8);
    for (const [index, { at, bytes }] of regions.entries()) {
        head.writeBigUInt64LE(BigInt(at), place + headerBytes + index * entryBytes);
        head.writeBigUInt64LE(BigInt(bytes), place + headerBytes + index * entryBytes + 8);
    }
}
/**
 * @param head the image's first block
 * @param metadataAt from where it counts inodes
 * @param size of the image
 * @throws snapshot-invalid for regions that cannot be
 */
function parseRegions(head, metadataAt, size) {
    if (head.toString("latin1", place, place + 4) !== magic) {
        return { regions: [{ at: metadataAt, bytes: Math.max(0, size - metadataAt) }], dead: 0 };
    }
    const count = head.readUInt32LE(place + 4);
    if (count === 0 || count > _format_js__WEBPACK_IMPORTED_MODULE_2__/* .maxBlobs */ .nu)
        throw (0,_erofs_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .invalidImage */ .t)(`it has ${count} regions of metadata`);
    const number = (at) => Number(head.readBigUInt64LE(at));
    const regions = Array.from({ length: count }, (_, index) => {
        const entry = place + headerBytes + index * entryBytes;
        return { at: number(entry), bytes: number(entry + 8) };
    });
    let end = _erofs_format_js__WEBPACK_IMPORTED_MODULE_0__/* .blockBytes */ .VE;
    for (const { at, bytes } of regions) {
        if (at < end || at % _erofs_format_js__WEBPACK_IMPORTED_MODULE_0__/* .blockBytes */ .VE !== 0 || at + bytes > size)
            throw (0,_erofs_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .invalidImage */ .t)("its metadata are where they cannot be");
        end = at + bytes;
    }
    if (regions[0].at !== metadataAt)
        throw (0,_erofs_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .invalidImage */ .t)("its metadata do not begin where its inodes are counted from");
    return { regions, dead: number(place + 8) };
}


/***/ }),

/***/ 99114:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ keptXattrs)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/** Which extended attributes of a layer are kept, as by docker and the kernel. */

const accessAcl = "system.posix_acl_access";
const defaultAcl = "system.posix_acl_default";
const none = new Map();
/** What overlayfs, with and without privileges, and fuse-overlayfs obey. */
const overlayPrefixes = ["trusted.overlay.", "user.overlay.", "user.fuseoverlayfs."];
/** Linux: XATTR_NAME_MAX; EROFS: 16 bits for the length of a value. */
const maxNameBytes = 255;
const maxValueBytes = 65_535;
/** EROFS counts an inode's attributes in 16 bits of 4-byte units. */
const maxAllBytes = 4 * 65_000;
/**
 * Those of a layer's attributes that the image keeps: `user.*` (on files and directories: the kernel has it on nothing
 * else), `security.capability`, POSIX ACLs in the kernel's form, and `trusted.*`. Not those that would steer the
 * overlay that is mounted on top. All others (SELinux labels, IMA) belong to the machine that made them.
 * @throws image-invalid for attributes longer than the kernel takes
 */
function keptXattrs(xattrs, type) {
    if (xattrs.size === 0)
        return none;
    const kept = new Map();
    let bytes = 0;
    for (const [name, value] of xattrs) {
        if (!isKept(name, value, type))
            continue;
        bytes += name.length + value.length + 8;
        if (name.length > maxNameBytes || name.includes("\0") || value.length > maxValueBytes || bytes > maxAllBytes) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("image-invalid", `A layer has an extended attribute that is too long: ${name}.`, {
                remedy: "Build the image again without it: Linux file systems do not take it.",
            });
        }
        kept.set(name, value);
    }
    return kept;
}
function isKept(name, value, type) {
    if (overlayPrefixes.some((prefix) => name.startsWith(prefix)))
        return false;
    if (name.startsWith("user."))
        return name.length > "user.".length && (type === "file" || type === "directory");
    if (name === "security.capability")
        return type === "file";
    if (name === accessAcl)
        return type !== "symlink" && isAcl(value);
    if (name === defaultAcl)
        return type === "directory" && isAcl(value);
    return name.startsWith("trusted.") && name.length > "trusted.".length;
}
/** Version 2, then 8 bytes for each entry. Source: Linux include/uapi/linux/posix_acl_xattr.h. */
function isAcl(value) {
    return value.length > 4 && value.length % 8 === 4 && value.startsWith("\x02\0\0\0");
}


/***/ }),

/***/ 48184:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  l: () => (/* binding */ assembleImages),
  G: () => (/* binding */ readBelow)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(64256);
// EXTERNAL MODULE: ./core/oci/copy.js
var copy = __webpack_require__(88080);
// EXTERNAL MODULE: ./core/oci/digest.js
var digest = __webpack_require__(44617);
;// CONCATENATED MODULE: ./core/oci/joined.js
/** One store to read from, out of several: each thing is read from the first that has it. */

/**
 * A view of an image whose parts are in several stores: what was made here, on layers that lie elsewhere.
 * @param first is written to by nobody through the view, and names it
 */
function joined(first, ...others) {
    const all = [first, ...others];
    const readOnly = async () => {
        throw new errors/* TreestampError */.ks("store-refused", `${first.location} is read here, and not written.`);
    };
    return {
        location: first.location,
        shared: first.shared,
        async lookup(reference, until) {
            let lookup = await first.lookup(reference, until);
            for (const store of others)
                if (lookup.state === "absent")
                    lookup = await store.lookup(reference, until);
            return lookup;
        },
        hasManifest: (digest, until) => firstTrue(all, (store) => store.hasManifest(digest, until)),
        hasBlob: (digest) => firstTrue(all, (store) => store.hasBlob(digest)),
        async *readBlob(blob, range) {
            let holder = first;
            for (const store of all) {
                holder = store;
                if (store !== all.at(-1) && (await store.hasBlob(blob.digest)))
                    break;
            }
            yield* holder.readBlob(blob, range);
        },
        writeBlob: readOnly,
        writeManifest: readOnly,
    };
}
async function firstTrue(stores, ask) {
    for (const store of stores)
        if (await ask(store))
            return true;
    return false;
}

// EXTERNAL MODULE: ./core/oci/manifest.js
var oci_manifest = __webpack_require__(24460);
// EXTERNAL MODULE: ./core/places/published.js
var places_published = __webpack_require__(44078);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./core/oci/byte-stream.js
var byte_stream = __webpack_require__(25888);
// EXTERNAL MODULE: ./core/parallel/limiter.js
var limiter = __webpack_require__(37795);
// EXTERNAL MODULE: ./core/snapshot/erofs/format.js
var format = __webpack_require__(80585);
// EXTERNAL MODULE: ./core/snapshot/erofs/invalid.js
var invalid = __webpack_require__(41955);
// EXTERNAL MODULE: ./core/snapshot/erofs/reader.js
var reader = __webpack_require__(25749);
// EXTERNAL MODULE: ./core/snapshot/fetch-plan.js
var fetch_plan = __webpack_require__(16690);
// EXTERNAL MODULE: ./core/snapshot/frame.js
var snapshot_frame = __webpack_require__(57929);
// EXTERNAL MODULE: ./core/snapshot/layer-tree.js
var layer_tree = __webpack_require__(10762);
// EXTERNAL MODULE: ./core/snapshot/regions.js
var snapshot_regions = __webpack_require__(98461);
// EXTERNAL MODULE: ./core/snapshot/table.js
var snapshot_table = __webpack_require__(55716);
// EXTERNAL MODULE: ./core/snapshot/xattrs.js
var snapshot_xattrs = __webpack_require__(99114);
;// CONCATENATED MODULE: ./core/snapshot/base.js
/**
 * A snapshot that something is laid on: its names and attributes, and where the content of its files stands. Metadata stand
 * together at the end of an image, so that takes a range or two of the frames, whatever the image's size.
 */














/** How many requests are under way at a time. */
const connections = 4;
/** More than millions of names take. They are held in memory, however short their frames are. */
const maxMetadataBytes = 256 * 1024 * 1024;
/**
 * Reads the head and the metadata of a snapshot. Nothing that it says is trusted: of the tree, every file stands in the content.
 * @throws snapshot-invalid, store-corrupt, store-unreachable, store-denied; the signal's reason
 */
async function readBase(source, signal) {
    const { store, frames } = source;
    const table = (0,snapshot_table.parseChunkTable)(await (0,digest/* readWhole */.oD)(store, source.table, signal));
    (0,snapshot_table.checkBlobs)(table, frames);
    const [head, ...others] = table.chunks;
    // What is packed onto it has a head of one block.
    if (head.plainLength !== format/* blockBytes */.VE)
        throw base_invalid("its head is not one block");
    const plain = new Map();
    await load(source, [head], plain, signal);
    // What is packed onto it begins with a block.
    if (table.plainSize % format/* blockBytes */.VE !== 0)
        throw base_invalid("its content does not end with a block");
    const from = sourceOf(table, plain);
    const image = (0,reader/* openImage */.UY)(from);
    const { superblock } = image;
    const placed = (0,snapshot_regions/* parseRegions */.Tf)(plain.get(head), superblock.metadataAt, table.plainSize);
    const { regions } = placed;
    plain.delete(head); // which is no metadata
    const metadata = others.filter(({ plainOffset, plainLength }) => (0,snapshot_regions/* isAmong */.FB)(regions, plainOffset, plainLength));
    await load(source, metadata, plain, signal);
    return {
        ...{ store, table, frames, metadata: plain },
        tree: treeOf(image, regions),
        image: { ...superblock, ...placed, read: from.read, attributesOf: (nid) => attributesOf(image.inode(nid)) },
    };
}
/** Puts chunks into `plain`. */
async function load(source, chunks, plain, signal) {
    const bytes = chunks.reduce((sum, { plainLength }) => sum + plainLength, 0);
    if (bytes > maxMetadataBytes)
        throw base_invalid(`its metadata are ${bytes} bytes`);
    const framed = [];
    for (const chunk of chunks) {
        if (chunk.frameLength > 0)
            framed.push(chunk);
        else
            plain.set(chunk, Buffer.alloc(chunk.plainLength));
    }
    await (0,limiter/* limiter */.T)(connections).all((0,fetch_plan/* runsOf */.ky)(framed.sort(fetch_plan/* inOrderOfFrames */.x4), connections), async (run) => {
        for (const [chunk, content] of await readRun(source, run, signal))
            plain.set(chunk, content);
    });
}
/** Frames that follow each other, by one request; each verified before it is decompressed. */
async function readRun({ store, frames }, run, signal) {
    const [first, last] = [run[0], run.at(-1)];
    const blob = frames[first.blob];
    const start = first.frameOffset;
    const range = { offset: start, length: last.frameOffset + last.frameLength - start };
    const bytes = await (0,byte_stream/* bytesOf */.$$)(store.readBlob(blob, range), signal);
    return run.map((chunk) => {
        const frame = bytes.subarray(chunk.frameOffset - start, chunk.frameOffset - start + chunk.frameLength);
        if ((0,external_node_crypto_.hash)("sha256", frame, "buffer").equals(chunk.frameDigest))
            return [chunk, plainIn(frame, chunk)];
        throw new errors/* TreestampError */.ks("store-corrupt", `${store.location} gave other bytes of ${blob.digest} than the base's chunk table says.`, { remedy: "Delete the base's tag from the store, so that it is built again." });
    });
}
function plainIn(frame, chunk) {
    try {
        return (0,snapshot_frame/* plainOf */.o)(frame, chunk);
    }
    catch (error) {
        throw base_invalid((0,errors/* messageOf */.bD)(error));
    }
}
/** What has been loaded, by its place in the image. */
function sourceOf({ chunks, plainSize }, plain) {
    return {
        size: plainSize,
        read(offset, length) {
            const parts = [];
            for (let at = offset; at < offset + length;) {
                const chunk = chunkAt(chunks, at);
                const bytes = plain.get(chunk);
                if (bytes === undefined)
                    throw base_invalid("its names are not where its metadata are");
                const part = bytes.subarray(at - chunk.plainOffset, Math.min(chunk.plainLength, offset + length - chunk.plainOffset));
                parts.push(part);
                at += part.length;
            }
            return parts.length === 1 ? parts[0] : Buffer.concat(parts);
        },
    };
}
function chunkAt(chunks, offset) {
    let [low, high] = [0, chunks.length - 1];
    while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (chunks[middle].plainOffset <= offset)
            low = middle;
        else
            high = middle - 1;
    }
    return chunks[low];
}
/** The tree of an image, whose files have their block and not their content. */
function treeOf(image, metadata) {
    const leaves = new Map();
    const entered = new Set();
    const directoryOf = (inode, parent) => {
        let children;
        const { nid, links } = inode;
        return {
            ...{ type: "directory", attributes: attributesOf(inode), links, nid },
            get children() {
                children ??= childrenOf(inode, parent);
                return children;
            },
        };
    };
    const childrenOf = (directory, parent) => {
        if (entered.has(directory.nid))
            throw (0,invalid/* invalidImage */.t)(reader/* astray */.hC);
        entered.add(directory.nid);
        const children = new Map();
        for (const { name, inode } of image.children(directory, parent)) {
            const made = inode.type === "directory" ? directoryOf(inode, directory) : (leaves.get(inode.nid) ?? leafOf(inode, metadata));
            if (made.type !== "directory")
                leaves.set(inode.nid, made);
            children.set((0,layer_tree/* sharedName */.Fv)(name), made);
        }
        return children;
    };
    const { root } = image;
    return directoryOf(root, root);
}
/** What a layer may not bring in, a base may not either. */
function attributesOf({ type, mode, uid, gid, mtime, xattrs }) {
    return (0,layer_tree/* sharedAttributes */.LF)({ mode, uid, gid, mtime, xattrs: (0,snapshot_xattrs/* keptXattrs */.l)(xattrs, type) });
}
function leafOf(inode, metadata) {
    const { type, nid, links, size, address, tail, target, major, minor } = inode;
    const common = { attributes: attributesOf(inode), links, nid };
    switch (type) {
        case "file":
            if (size === 0)
                return { ...common, type, size, block: 0 };
            if (tail !== undefined || address < format/* blockBytes */.VE || (0,snapshot_regions/* isAmong */.FB)(metadata, address, size)) {
                throw base_invalid("a file is not where its contents are");
            }
            return { ...common, type, size, block: address / format/* blockBytes */.VE };
        case "symlink":
            return { ...common, type, target };
        case "character":
        case "block":
            return { ...common, type, major, minor };
        default:
            return { ...common, type: type };
    }
}
function base_invalid(why) {
    return new errors/* TreestampError */.ks("snapshot-invalid", `A base's snapshot cannot be used: ${why}.`, {
        remedy: "Delete its image's tag from the store, so that it is built again.",
    });
}

// EXTERNAL MODULE: ./core/verbs/locked.js + 2 modules
var verbs_locked = __webpack_require__(47179);
;// CONCATENATED MODULE: ./core/verbs/assembly.js
/** Images that are assembled without an engine: recipes with `assemble`, and final images of files on disk. */










/**
 * Assembles an image for each platform. Layers of the base stay where they are.
 * @throws platform-missing where commands would have to run on another platform; what assembling throws
 */
async function assembleImages(ports, request, assembly, { scratch, signal }) {
    const { base, platforms, packages, locked, run } = assembly;
    const fetched = [];
    const images = [];
    const layouts = [];
    const taken = new Set();
    for (const [index, written] of platforms.entries()) {
        const platform = (0,oci_manifest/* parsePlatform */.FL)(written);
        if (packages.length > 0 || run !== undefined)
            checkRunsHere(ports, platform);
        const below = assembly.below[index];
        for (const { digest } of [...below.manifest.layers, ...below.snapshot.frames])
            taken.add(digest);
        const folder = (0,external_node_path_.join)(scratch, `packages-${index}`);
        const ofLock = locked && (await (0,verbs_locked/* fetchPackages */.gI)(ports, locked, { platform: written, folder, signal }));
        fetched.push(...(ofLock?.fetched ?? []));
        const output = (0,external_node_path_.join)(scratch, `assembled-${index}`);
        await (0,promises_.mkdir)(output);
        await ports.assemble({
            ...assembly,
            base: below,
            locked: ofLock?.files,
            secrets: request.secrets,
            network: request.network,
            environment: ports.environment,
            openRoot: (network) => openRoot(ports, { store: base.store, below, network, signal }),
            output,
            signal,
            log: ports.log,
        });
        const { store, root } = await ports.openLayout(output);
        layouts.push(store);
        images.push({ platform, manifest: root, onto: { base: below.names, layers: below.manifest.layers.length } });
    }
    const [first, ...others] = layouts;
    const layout = joined(first, ...others, base.store);
    const donors = [{ store: base.store, blobs: taken }];
    if (locked === undefined)
        return { layout, images, donors };
    return { layout, images, donors, keepBeside: (store) => (0,verbs_locked/* keepFetched */.jp)(ports, locked, fetched, { store, signal }) };
}
/** The base's root, for commands: its snapshot is fetched if it is not here. */
async function openRoot(ports, { store, below, network, signal, }) {
    const { fetchedSnapshot } = await __webpack_require__.e(/* import() */ 8128).then(__webpack_require__.bind(__webpack_require__, 88128));
    const { log, interruptible } = ports;
    const fetching = { log, stages: [], signal, interruptible };
    const snapshot = await fetchedSnapshot(await ports.openCache(), { store, ...below.snapshot }, fetching);
    return ports.openRoot(snapshot, below.config, network);
}
/** @throws platform-missing */
function checkRunsHere({ platform: here }, platform) {
    if ((0,places_published/* isFor */.Gi)({ platform }, here))
        return;
    throw new errors/* TreestampError */.ks("platform-missing", `Packages and scripts for ${(0,oci_manifest/* formatPlatform */.Bq)(platform)} cannot run on this machine, which is ${(0,oci_manifest/* formatPlatform */.Bq)(here)}.`, { remedy: "Build it on a machine of that platform; files alone are laid anywhere." });
}
/** Reads what assembling needs of a base: names and attributes. @throws platform-missing; what reading throws */
function readBelow(base, platforms, signal) {
    return Promise.all(platforms.map((written) => belowFor(base, (0,oci_manifest/* parsePlatform */.FL)(written), signal)));
}
async function belowFor({ store, root }, platform, signal) {
    const published = (0,places_published/* forPlatform */.Tg)((0,places_published/* parseIndex */.A1)(root), platform);
    if (published === undefined)
        throw (0,oci_manifest/* noImageFor */.UO)((0,oci_manifest/* formatPlatform */.Bq)(platform), root.descriptor.digest);
    const [image, snapshot] = await Promise.all([
        (0,copy/* manifestIn */.tn)(store, published.image.digest),
        (0,copy/* manifestIn */.tn)(store, (0,places_published/* snapshotOf */.eY)(published, store.location).digest).then(places_published/* parseSnapshotManifest */.dE),
    ]);
    const manifest = (0,oci_manifest/* parseImage */.zZ)(image);
    const [config, names] = await Promise.all([
        (0,digest/* readWhole */.oD)(store, manifest.config, signal),
        readBase({ store, ...snapshot }, signal),
    ]);
    return { image, manifest, config: config.toString("utf8"), snapshot, names, tree: names.tree };
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

/***/ 47179:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  gI: () => (/* binding */ fetchPackages),
  jp: () => (/* binding */ keepFetched),
  Vx: () => (/* binding */ lockOf),
  mF: () => (/* binding */ readLock)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(64256);
// EXTERNAL MODULE: ./core/git/path.js
var path = __webpack_require__(3533);
// EXTERNAL MODULE: ./core/lock/changes.js
var changes = __webpack_require__(56374);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: ./core/download/download.js
var download = __webpack_require__(42750);
// EXTERNAL MODULE: ./core/log/progress.js
var progress = __webpack_require__(14139);
// EXTERNAL MODULE: ./core/oci/byte-stream.js
var byte_stream = __webpack_require__(25888);
// EXTERNAL MODULE: ./core/oci/digest.js
var oci_digest = __webpack_require__(44617);
// EXTERNAL MODULE: ./core/parallel/limiter.js
var limiter = __webpack_require__(37795);
;// CONCATENATED MODULE: ./core/lock/fetch.js
/**
 * The packages of a lock, as files: from the stores that keep them, else from where the lock says they were. Either way, what
 * has another sha256 never gets its name.
 */









const filesAtOnce = 8;
/**
 * Puts the packages of one platform into a folder, under names that their package manager takes.
 * @param folder empty, and readable by the package manager
 * @throws for a package that nobody has any more, what its mirror says: store-refused, store-unreachable, store-corrupt; interrupted
 */
async function fetchLocked(sources, lock, platform, folder) {
    const wanted = lock.packages.filter((one) => one.platform === platform);
    const progress = sources.log.progress("Packages", wanted.reduce((sum, { size }) => sum + size, 0));
    const fetched = [];
    const lost = new Set(); // stores that do not answer are not asked for each package
    try {
        await (0,limiter/* limiter */.T)(filesAtOnce).all(wanted, async (locked) => {
            sources.signal.throwIfAborted();
            const file = (0,external_node_path_.join)(folder, fileNameOf(lock.manager, locked));
            const from = (await fromStores(sources, locked, { file, lost, progress })) ??
                (await fromUrl(sources, locked, { file, lost }));
            if (from === undefined)
                progress.add(locked.size);
            fetched.push({ locked, file, from });
        });
    }
    finally {
        progress.end();
    }
    const kept = fetched.filter(({ from }) => from !== undefined).length;
    if (wanted.length > 0)
        sources.log.info(`Packages: ${kept} from the store, ${wanted.length - kept} from their mirrors.`);
    return fetched.sort((a, b) => (a.locked.name < b.locked.name ? -1 : 1));
}
/** As a blob of a store. */
function blobOf({ digest, size }) {
    return { mediaType: "application/octet-stream", digest, size };
}
const endings = { apt: "deb", apk: "apk", dnf: "rpm" };
/** Linux: NAME_MAX, without room for what is added. */
const longestName = 240;
/** A name without what shells, URLs and package managers read as something else. Two packages never have the same. */
function fileNameOf(manager, { name, version, digest }) {
    const words = `${encodeURIComponent(name).replaceAll("_", "%5F")}_${encodeURIComponent(version)}`;
    return `${words.length > longestName ? (0,oci_digest/* hexOf */.ZD)(digest) : words}.${endings[manager]}`;
}
/** @returns the store that had it; undefined where none has */
async function fromStores({ stores, log }, locked, to) {
    const part = `${to.file}.part`;
    for (const { location, readBlob } of stores) {
        if (to.lost.has(location))
            continue;
        try {
            const bytes = (0,byte_stream/* counted */.hS)(readBlob(blobOf(locked)), to.progress);
            // Opened before it is read: a stream that fails at once may open its file after we have looked for it, to remove it.
            const output = await (0,promises_.open)(part, "wx", 0o644);
            await (0,external_node_stream_promises_.pipeline)(bytes, output.createWriteStream());
            await (0,promises_.rename)(part, to.file);
            return location;
        }
        catch (error) {
            await (0,promises_.rm)(part, { force: true });
            if ((0,errors/* isTreestampError */.Sh)(error, "path-missing"))
                continue;
            if (!(0,errors/* isTreestampError */.Sh)(error, "store-corrupt", "store-unreachable", "store-denied", "store-refused"))
                throw error;
            if (error.code !== "store-corrupt")
                to.lost.add(location);
            log.debug(`${locked.name} is not taken from ${location}: ${error.message}`);
        }
    }
    return undefined;
}
async function fromUrl({ stores, environment, signal, log }, locked, { file, lost }) {
    const { name, version, url, digest, size } = locked;
    const words = { it: `${name} ${version}`, sums: "the lock" };
    const quiet = { ...log, progress: progress/* noProgress */.nd }; // all packages have one
    const part = `${file}.part`;
    try {
        await (0,download/* download */.R)({ url, digest }, part, { environment, signal, log: quiet, words, limit: size });
        await checkSize(locked, part);
        await (0,promises_.chmod)(part, 0o644); // a store may keep the very file
        await (0,promises_.rename)(part, file);
        return undefined;
    }
    catch (error) {
        await (0,promises_.rm)(part, { force: true });
        if (!(0,errors/* isTreestampError */.Sh)(error, "store-refused", "store-unreachable", "store-corrupt"))
            throw error;
        const why = [error.message.replace(/\.$/, ""), ...stores.map(({ location }) => whyNotFrom(location, lost))];
        throw new errors/* TreestampError */.ks(error.code, `${why.join("; ")}.`, {
            remedy: "If the mirror has given up that version, `treestamp lock` takes what it has now; `--snapshot DATE` takes a mirror that keeps every version.",
            cause: error,
        });
    }
}
function whyNotFrom(store, lost) {
    return lost.has(store) ? `${store} does not answer` : `${store} has not kept it`;
}
async function checkSize({ name, version, size }, file) {
    const found = (await (0,promises_.stat)(file)).size;
    if (found === size)
        return;
    throw new errors/* TreestampError */.ks("input-invalid", `${name} ${version} has ${found} bytes, and the lock says ${size}.`, {
        remedy: "Its sum is right, so the lock was changed by hand: `treestamp lock` writes it anew.",
    });
}

// EXTERNAL MODULE: ./core/oci/lookup.js
var lookup = __webpack_require__(63087);
// EXTERNAL MODULE: ./core/oci/manifest.js
var oci_manifest = __webpack_require__(24460);
// EXTERNAL MODULE: ./core/places/beside.js
var beside = __webpack_require__(61420);
;// CONCATENATED MODULE: ./core/lock/keep.js
/**
 * A lock's packages as blobs of a store, beside the images: what a mirror gives up, a later build finds there. One manifest lists
 * them, under a tag that follows from the lock file, so that no clean-up of the store takes them for garbage.
 */






const kindAnnotation = "dev.treestamp.packages";
const blobsAtOnce = 4;
/** The tag of a lock's packages. @param oid the lock file's hash in git */
function packagesTag(oid) {
    return `${oid}-packages`;
}
/**
 * Keeps the packages, with those that the tag lists already: each platform may be built on a machine of its own.
 * @param oid the lock file's hash in git
 * @throws store-unreachable, store-denied, store-refused
 */
async function keepPackages(store, oid, packages, signal) {
    if (packages.length === 0)
        return; // some registries refuse a manifest that refers to nothing
    const tag = packagesTag(oid);
    const before = await (0,lookup/* findManifest */.J9)(store, tag);
    const listed = before && (0,oci_manifest/* parseManifest */.Ng)(before);
    const known = listed?.kind === "manifest" ? (0,beside/* partsOf */.CI)(listed) : {};
    const own = Object.fromEntries(packages.map(({ locked }) => [`${locked.platform} ${locked.name}`, blobOf(locked)]));
    const all = { ...known, ...own };
    const parts = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
    const { manifest, config } = (0,beside/* besideManifest */.ej)(parts, { [kindAnnotation]: "v1" });
    await (0,limiter/* limiter */.T)(blobsAtOnce).all(packages, async ({ locked, file, from }) => {
        signal.throwIfAborted();
        if (from !== store.location)
            await store.writeBlob(blobOf(locked), { file }, signal);
    });
    if (before?.descriptor.digest === manifest.descriptor.digest)
        return;
    await store.writeBlob(config.blob, () => (0,byte_stream/* streamOf */.mA)(config.bytes), signal);
    await store.writeManifest(manifest, tag, signal);
}

// EXTERNAL MODULE: ./core/lock/lock.js
var lock_lock = __webpack_require__(92464);
// EXTERNAL MODULE: ./core/recipe/context.js + 2 modules
var context = __webpack_require__(7585);
;// CONCATENATED MODULE: ./core/verbs/locked.js
/** The packages of a lock: fetched before anything is installed, and kept beside the image once that is published. */









/** The lock of a recipe; undefined if it has none. @throws input-invalid, not-fixed: see `readLock` */
async function lockOf(repository, { packages }, recipe) {
    const [bytes, file] = [await (0,context.ownFile)(repository, recipe, "lock"), recipe.own.find(({ name }) => name === "lock")];
    if (bytes === undefined || file === undefined)
        return undefined;
    const { platforms } = recipe;
    return { lock: readLock(bytes, (0,path/* textOfPath */._w)(file.origin), { packages, platforms }), oid: file.entry.oid };
}
/**
 * Reads a lock that is to be installed.
 * @param path for messages
 * @throws input-invalid where it cannot be read; not-fixed where it is not the one for what is asked
 */
function readLock(bytes, path, asked) {
    const lock = (0,lock_lock/* parseLock */.PG)(bytes.toString("utf8"), path);
    const faults = (0,changes/* faultsOf */.xm)(lock, asked);
    if (faults.length === 0)
        return lock;
    throw new errors/* TreestampError */.ks("not-fixed", `${path}: ${faults.join("; ")}.`, {
        remedy: "`treestamp lock` writes it anew; then commit it.",
    });
}
/**
 * Fetches the packages of one platform.
 * @param folder not there yet; it goes with the work
 * @throws what `fetchLocked` throws
 */
async function fetchPackages(ports, { lock, oid, stores }, { platform, folder, signal }) {
    await (0,promises_.mkdir)(folder);
    await (await ports.openCache()).useImage(packagesTag(oid));
    const { environment, log } = ports;
    const different = stores.filter(({ location }, at) => stores.findIndex((one) => one.location === location) === at);
    const fetched = await fetchLocked({ stores: different, environment, log, signal }, lock, platform, folder);
    return { files: { manager: lock.manager, folder, names: fetched.map(({ file }) => (0,external_node_path_.basename)(file)) }, fetched };
}
/** Keeps packages in the store that has the image now. What fails is a warning: the image is there. @throws interrupted */
async function keepFetched({ log }, { oid }, fetched, { store, signal }) {
    try {
        await keepPackages(store, oid, fetched, signal);
    }
    catch (error) {
        if (!(0,errors/* isTreestampError */.Sh)(error) || error.code === "interrupted")
            throw error;
        log.warning(`The packages of the lock are not kept in ${store.location}: ${error.message} Once their mirror gives them up, this image cannot be made again.`);
    }
}


/***/ }),

/***/ 84311:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ version)
/* harmony export */ });
/** The version of package.json; a test holds them equal. */
const version = "0.1.0";


/***/ })

};
;