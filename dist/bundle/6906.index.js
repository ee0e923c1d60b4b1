"use strict";
exports.id = 6906;
exports.ids = [6906];
exports.modules = {

/***/ 3848:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ZC: () => (/* binding */ abortable),
/* harmony export */   hS: () => (/* binding */ counted),
/* harmony export */   mA: () => (/* binding */ streamOf),
/* harmony export */   p8: () => (/* binding */ collectUpTo)
/* harmony export */ });
/** Streams of bytes: made, taken in, and left when they are not wanted any more. */
/** A stream of these parts. */
async function* streamOf(...parts) {
    yield* parts;
}
/** All bytes of a stream; undefined, and nothing more is read, where they are more than `limit`. */
async function collectUpTo(limit, stream) {
    const parts = [];
    let size = 0;
    for await (const part of stream) {
        size += part.length;
        if (size > limit)
            return undefined;
        parts.push(part);
    }
    return Buffer.concat(parts);
}
/** The same items, but waiting for the next one ends when the signal does. @throws the signal's reason */
async function* abortable(source, signal) {
    const items = source[Symbol.asyncIterator]();
    let wake = () => { };
    const aborted = new Promise((resolve) => {
        wake = () => resolve("aborted");
    });
    signal.addEventListener("abort", wake, { once: true });
    try {
        for (;;) {
            signal.throwIfAborted();
            const item = await Promise.race([items.next(), aborted]);
            if (item === "aborted" || item.done)
                break;
            yield item.value;
        }
        signal.throwIfAborted();
    }
    finally {
        signal.removeEventListener("abort", wake);
        // Not awaited: a source that hangs in its read would hold us, too.
        void items.return?.().catch(() => { });
    }
}
/** The same bytes; how many have come is told. */
async function* counted(source, progress) {
    for await (const part of source) {
        progress.add(part.length);
        yield part;
    }
}


/***/ }),

/***/ 2529:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bc: () => (/* binding */ isDigest),
/* harmony export */   Bj: () => (/* binding */ sha256Of),
/* harmony export */   ZD: () => (/* binding */ hexOf),
/* harmony export */   oD: () => (/* binding */ readWhole),
/* harmony export */   qb: () => (/* binding */ corrupt),
/* harmony export */   zr: () => (/* binding */ verified)
/* harmony export */ });
/* unused harmony exports parseDigest, digestOf */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4256);
/* harmony import */ var _byte_stream_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3848);
/** Digests: what names a blob, and the check that the bytes are the ones it names. */



/** True for `sha256:` and 64 lower-case hexadecimal digits; other algorithms are not used here. */
function isDigest(text) {
    return typeof text === "string" && /^sha256:[0-9a-f]{64}$/.test(text);
}
/** @throws input-invalid */
function parseDigest(text) {
    if (isDigest(text))
        return text;
    throw new TreestampError("input-invalid", `"${text}" is not a digest.`, {
        remedy: "Write a digest as sha256: and 64 lower-case hexadecimal digits.",
    });
}
/** The 64 hexadecimal digits of a digest. */
function hexOf(digest) {
    return digest.slice("sha256:".length);
}
function sha256Of(bytes) {
    return `sha256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(bytes).digest("hex")}`;
}
/** Digest and size of everything that a stream gives. */
async function digestOf(stream) {
    const hash = createHash("sha256");
    let size = 0;
    for await (const part of stream) {
        hash.update(part);
        size += part.length;
    }
    return { digest: `sha256:${hash.digest("hex")}`, size };
}
/**
 * Gives the bytes of `stream` on, and holds the last part back until size and digest are known to be right: whoever
 * reads to the end has what the descriptor names, and a reader that got it all got it right.
 * @param origin where the bytes come from, for the error: `registry.example/team/build`, a file
 * @throws store-corrupt
 */
async function* verified(stream, expected, origin) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256");
    let size = 0;
    let held;
    for await (const part of stream) {
        size += part.length;
        if (size > expected.size)
            throw corrupt(expected, origin, `it gave more than ${expected.size} bytes`);
        hash.update(part);
        if (held !== undefined)
            yield held;
        held = part;
    }
    if (size !== expected.size)
        throw corrupt(expected, origin, `it ended after ${size} of ${expected.size} bytes`);
    const actual = `sha256:${hash.digest("hex")}`;
    if (actual !== expected.digest)
        throw corrupt(expected, origin, `its bytes are ${actual}`);
    if (held !== undefined)
        yield held;
}
/** The failure for bytes that are not the ones asked for. */
function corrupt(expected, origin, what) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("store-corrupt", `${origin} does not give ${expected.digest}: ${what}.`, {
        remedy: "Try again; where it stays so, remove what is stored there under this digest and write it anew.",
    });
}
/**
 * A small blob of a store, whole and verified. For what is known to be small: all of it is in memory.
 * @param signal ends it, with its reason
 */
async function readWhole(store, blob, signal) {
    const stream = store.readBlob(blob);
    const parts = [];
    for await (const part of signal === undefined ? stream : (0,_byte_stream_js__WEBPACK_IMPORTED_MODULE_2__/* .abortable */ .ZC)(stream, signal))
        parts.push(part);
    return Buffer.concat(parts);
}


/***/ }),

/***/ 9088:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F2: () => (/* binding */ parseReference),
/* harmony export */   FH: () => (/* binding */ formatReference),
/* harmony export */   OB: () => (/* binding */ isFolderName),
/* harmony export */   U9: () => (/* binding */ isLoopback),
/* harmony export */   bI: () => (/* binding */ dockerHubHosts),
/* harmony export */   dz: () => (/* binding */ isTag),
/* harmony export */   j$: () => (/* binding */ formatLocation),
/* harmony export */   mS: () => (/* binding */ isSameRegistry),
/* harmony export */   uC: () => (/* binding */ checkTagOrDigest),
/* harmony export */   zS: () => (/* binding */ parseLocation)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7030);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_net__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4256);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2529);
/** Names of stores and of what is in them, parsed once into values. */



/**
 * Reads the name of a store: a repository, completed as docker does it (`debian` is `docker.io/library/debian`), or a
 * folder, which starts with `/`, `./`, `../` or `oci:`. Grammar: distribution/reference.
 * @throws input-invalid
 */
function parseLocation(text) {
    if (text === "" || text.trim() !== text)
        throw invalid(text, "it is empty, or has spaces around it");
    if (isFolderName(text))
        return folderLocation(text.replace(/^oci:/, ""), text);
    if (text.startsWith("~")) {
        throw invalid(text, "`~` is not expanded here", "Write the folder's whole path.");
    }
    return repositoryLocation(text);
}
/** True for two repositories that one registry has. */
function isSameRegistry(one, other) {
    return one.kind === "registry" && other.kind === "registry" && one.registry === other.registry;
}
/** True for the name of a folder rather than of a repository. */
function isFolderName(text) {
    return text.startsWith("oci:") || /^\.{0,2}\//.test(text) || text === "." || text === "..";
}
/** The name that people write and other programs take: `docker.io/library/debian`, `./images`. */
function formatLocation(location) {
    return location.kind === "layout" ? location.folder : `${location.registry}/${location.repository}`;
}
/**
 * The whole name of an image. In a registry `NAME:TAG@DIGEST`, as docker takes it; in a folder `oci:FOLDER:TAG`, as
 * skopeo, buildah and podman take it (they know no digest there), or `oci:FOLDER@DIGEST` without a tag.
 */
function formatReference(location, tag, digest) {
    const tagPart = tag === undefined ? "" : `:${tag}`;
    const digestPart = digest === undefined ? "" : `@${digest}`;
    if (location.kind === "registry")
        return formatLocation(location) + tagPart + digestPart;
    return `oci:${location.folder}${tag === undefined ? digestPart : tagPart}`;
}
/**
 * Reads the whole name of an image, in all forms that `formatReference` writes: `NAME:TAG`, `NAME@DIGEST`, `NAME:TAG@DIGEST`,
 * `oci:FOLDER:TAG`, `oci:FOLDER@DIGEST`; and a folder alone.
 * @throws input-invalid
 */
function parseReference(text) {
    const [, before = text, digest] = /^(.+)@(sha256:[0-9a-f]{64})$/.exec(text) ?? [];
    const tagged = isFolderName(before) ? /^(oci:.+):([^:/]+)$/.exec(before) : /^(.+):([^:/]+)$/.exec(before);
    const location = tagged?.[1] ?? before;
    const name = digest ?? tagged?.[2];
    if (name !== undefined)
        checkTagOrDigest(name);
    const { kind } = parseLocation(location);
    if (kind === "layout" || name !== undefined)
        return { location, name };
    throw invalid(text, "it has neither a tag nor a digest", `Write ${text}:TAG or ${text}@sha256:…`, "an image");
}
/** A tag: up to 128 letters, digits, `_`, `.` and `-`. Source: distribution-spec, "Pulling manifests". */
function isTag(text) {
    return /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/.test(text);
}
/** @throws input-invalid for what is neither a tag nor a digest */
function checkTagOrDigest(reference) {
    if (isTag(reference) || (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .isDigest */ .Bc)(reference))
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `"${reference}" is neither a tag nor a digest.`, {
        remedy: "A tag has up to 128 letters, digits, `_`, `.` and `-`; a digest is sha256: and 64 hexadecimal digits.",
    });
}
/** True for `localhost`, 127.0.0.0/8 and ::1, with or without a port: traffic to them does not leave the machine. */
function isLoopback(registry) {
    const host = registry.replace(/:\d+$/, "");
    return host === "localhost" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);
}
function folderLocation(folder, text) {
    if (folder === "" || folder.includes("\0"))
        throw invalid(text, "it names no folder");
    return { kind: "layout", folder };
}
function repositoryLocation(text) {
    if (/^[a-z]+:\/\//i.test(text)) {
        throw invalid(text, "it starts like a URL", `Write it without the scheme: ${text.replace(/^[a-z]+:\/\//i, "")}`);
    }
    if (text.includes("@")) {
        throw invalid(text, "it ends in a digest", `A store is a whole repository: ${text.replace(/@.*$/, "")}`);
    }
    const { registry, repository } = splitRegistry(text);
    const tagged = /^([^:]*):[^/]*$/.exec(repository);
    if (tagged !== null) {
        const without = text.slice(0, text.lastIndexOf(":"));
        throw invalid(text, "it ends in a tag", `A store is a whole repository, and the key is the tag: ${without}`);
    }
    if (!isHost(registry))
        throw invalid(text, `"${registry}" is not the name of a host`);
    if (repository === "")
        throw invalid(text, "it names a registry, but no repository in it");
    if (/[A-Z]/.test(repository)) {
        throw invalid(text, "names of repositories have no upper-case letters", `Try ${text.toLowerCase()}`);
    }
    if (!repository.split("/").every((part) => /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/.test(part))) {
        throw invalid(text, "a part of the repository's name has characters other than a-z, 0-9 and single . _ - between them");
    }
    if (registry.length + 1 + repository.length > 255)
        throw invalid(text, "it is longer than 255 characters");
    return { kind: "registry", registry, repository };
}
/** Docker's rule: the first part is a host if it has a dot, a port or an upper-case letter, or is `localhost`. */
function splitRegistry(text) {
    const slash = text.indexOf("/");
    const first = text.slice(0, Math.max(slash, 0));
    if (slash > 0 && (/[.:A-Z[]/.test(first) || first === "localhost")) {
        const registry = first.toLowerCase();
        if (!dockerHubHosts.includes(registry))
            return { registry, repository: text.slice(slash + 1) };
        return hubLocation(text.slice(slash + 1));
    }
    return hubLocation(text);
}
function hubLocation(repository) {
    return { registry: "docker.io", repository: repository.includes("/") ? repository : `library/${repository}` };
}
/** All that people and configuration files write for Docker Hub. */
const dockerHubHosts = ["docker.io", "index.docker.io", "registry-1.docker.io"];
function isHost(text) {
    const [, host = "", port] = /^(.*?)(?::(\d{1,5}))?$/.exec(text) ?? [];
    if (port !== undefined && (Number(port) === 0 || Number(port) > 65535))
        return false;
    if (host.startsWith("["))
        return host.endsWith("]") && (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIPv6)(host.slice(1, -1));
    return host.split(".").every((label) => /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(label));
}
function invalid(text, why, remedy, what = "a store") {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `"${text}" is not the name of ${what}: ${why}.`, {
        remedy: remedy ?? "Write a repository such as registry.example/team/build, or a folder such as ./images.",
    });
}


/***/ }),

/***/ 6906:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   deliveredLines: () => (/* binding */ deliveredLines),
/* harmony export */   deliveredName: () => (/* binding */ deliveredName),
/* harmony export */   deliveredOutputs: () => (/* binding */ deliveredOutputs),
/* harmony export */   deliveredStrings: () => (/* binding */ deliveredStrings)
/* harmony export */ });
/* harmony import */ var _stages_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4168);
/* harmony import */ var _store_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9088);
/** What push and promote come to: one value, that the hosts turn into outputs, JSON and a table. */


/** The result by the names of the table of outputs, as JSON has it. */
function deliveredOutputs(delivered) {
    const { digest, tags, version, labels, buildImage, stages } = delivered;
    const [first] = tags;
    return {
        image: first === undefined ? "" : deliveredName(first, digest),
        digest,
        tags: tags.map((tag) => deliveredName(tag)),
        version: version ?? "",
        ...(labels === undefined ? {} : { labels: Object.fromEntries(labels), "build-image": buildImage ?? "" }),
        stages: (0,_stages_js__WEBPACK_IMPORTED_MODULE_1__/* .listedStages */ .Z)(stages),
    };
}
/** The same as strings, as an action's outputs are: lists one a line. */
function deliveredStrings(delivered) {
    const { tags, labels, stages, ...facts } = deliveredOutputs(delivered);
    return {
        ...Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, String(value)])),
        tags: tags.join("\n"),
        ...(labels === undefined ? {} : { labels: pairs(labels) }),
        stages: JSON.stringify(stages),
    };
}
/** What a person reads: a line for each tag and what became of it. */
function deliveredLines({ digest, tags, isPushed }) {
    const what = { pushed: "pushed", moved: "moved", there: "there" };
    const rows = tags.map((tag) => `${(isPushed ? what[tag.outcome] : "not pushed").padEnd(12)}${deliveredName(tag)}`);
    return `${[...rows, `${"digest".padEnd(12)}${digest}`].join("\n")}\n`;
}
/** `REPOSITORY:TAG`, and the digest where it is given. */
function deliveredName({ location, tag }, digest) {
    return (0,_store_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .formatReference */ .FH)((0,_store_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .parseLocation */ .zS)(location), tag, digest);
}
function pairs(values) {
    return Object.entries(values)
        .map(([name, value]) => `${name}=${value.replace(/\s*\n\s*/g, " ")}`)
        .join("\n");
}


/***/ })

};
;