"use strict";
exports.id = 7691;
exports.ids = [7691];
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


/***/ })

};
;