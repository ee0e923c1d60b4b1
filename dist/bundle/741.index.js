"use strict";
exports.id = 741;
exports.ids = [741];
exports.modules = {

/***/ 3533:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gp: () => (/* binding */ isInFolder),
/* harmony export */   Rr: () => (/* binding */ parsePath),
/* harmony export */   Wd: () => (/* binding */ fileAt),
/* harmony export */   Zv: () => (/* binding */ foldersAbove),
/* harmony export */   _f: () => (/* binding */ entryAt),
/* harmony export */   _w: () => (/* binding */ textOfPath)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64256);
/* harmony import */ var _tree_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(12386);
/** Paths in a repository: as people write them, and what a tree has there. */



/**
 * Reads a path as somebody wrote it. `.`, `./a//b/` and the like are brought to one form.
 * @param what the input that the path stands in, for the message
 * @throws input-invalid where it is empty or leads out of the repository
 */
function parsePath(text, what) {
    const path = node_path__WEBPACK_IMPORTED_MODULE_0__.posix.normalize(text).replace(/\/$/, "");
    const fault = text === "" || text.includes("\0")
        ? "is empty or holds a NUL"
        : text.startsWith("/")
            ? "is an absolute path"
            : path === ".." || path.startsWith("../")
                ? "leads out of the repository"
                : undefined;
    if (fault !== undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `${what}: ${JSON.stringify(text)} ${fault}.`, {
            remedy: "Give the path from the repository's root, such as `build` or `docker/Dockerfile`.",
        });
    }
    return path === "." ? "" : (0,_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .bytesOf */ .$$)(path);
}
/** The path for people; `.` for the root. */
function textOfPath(path) {
    return path === "" ? "." : (0,_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .textOf */ .b6)(path);
}
/** Whether `path` is `folder` or in it. */
function isInFolder(folder, path) {
    return folder === "" || `${path}/`.startsWith(`${folder}/`);
}
/** The folders that a path is in, from the root down, without the root. */
function* foldersAbove(path) {
    for (let end = path.indexOf("/"); end >= 0; end = path.indexOf("/", end + 1))
        yield path.slice(0, end);
}
/** The entry at `path` below the tree `root`; the root itself for the empty path. Links are not followed. */
async function entryAt(readTree, root, path) {
    let entry = { mode: "40000", name: "", oid: root };
    if (path === "")
        return { entry };
    let walked = "";
    for (const name of path.split("/")) {
        if (entry.mode !== "40000")
            return { entry: undefined, obstacle: { path: walked, entry } };
        const next = (await readTree(entry.oid)).find((candidate) => candidate.name === name);
        if (next === undefined)
            return { entry: undefined, obstacle: undefined };
        entry = next;
        walked = walked === "" ? name : `${walked}/${name}`;
    }
    return { entry };
}
/** Follow at most this many symbolic links, as the kernel does. */
const mostLinks = 40;
/**
 * The file at `path` with symbolic links followed, and where it stands. Undefined where there is none, or a link leads out
 * of the tree or in a circle.
 */
async function fileAt(reader, root, path) {
    let at = path;
    for (let links = 0; links <= mostLinks; links++) {
        const found = await entryAt(reader.readTree, root, at);
        const link = found.entry?.mode === "120000"
            ? { path: at, entry: found.entry }
            : found.entry === undefined && found.obstacle?.entry.mode === "120000"
                ? found.obstacle
                : undefined;
        if (link === undefined) {
            return found.entry?.mode.startsWith("100") ? { path: at, entry: found.entry } : undefined;
        }
        const target = (await reader.readBlob(link.entry.oid)).toString("latin1");
        if (target.startsWith("/"))
            return undefined;
        at = node_path__WEBPACK_IMPORTED_MODULE_0__.posix.join(node_path__WEBPACK_IMPORTED_MODULE_0__.posix.dirname(link.path), target, at.slice(link.path.length)).replace(/\/$/, "");
        if (at === ".." || at.startsWith("../"))
            return undefined;
    }
    return undefined;
}


/***/ }),

/***/ 12386:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $$: () => (/* binding */ bytesOf),
/* harmony export */   TS: () => (/* binding */ isObjectId),
/* harmony export */   b6: () => (/* binding */ textOf),
/* harmony export */   cZ: () => (/* binding */ parseTree),
/* harmony export */   hN: () => (/* binding */ encodeTree),
/* harmony export */   vz: () => (/* binding */ hashTree),
/* harmony export */   wD: () => (/* binding */ compareEntries),
/* harmony export */   wM: () => (/* binding */ hashObject)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64256);
/** Git trees as values: their entries, canonical bytes and hash. */


const modes = new Set(["100644", "100664", "100755", "120000", "40000", "160000"]);
/** A name or path as people write it -> its raw bytes as a latin1 string, the form that trees and archives use here. */
function bytesOf(text) {
    return Buffer.from(text, "utf8").toString("latin1");
}
/** Raw bytes as a latin1 string -> text for people. Bytes that are no UTF-8 show as U+FFFD. */
function textOf(bytes) {
    return Buffer.from(bytes, "latin1").toString("utf8");
}
/**
 * The entries of a tree object, in git's order.
 * @throws repository-invalid where the bytes are no tree
 */
function parseTree(body, format) {
    const idBytes = format === "sha1" ? 20 : 32;
    const entries = [];
    let at = 0;
    while (at < body.length) {
        const space = body.indexOf(0x20, at);
        const nul = space < 0 ? -1 : body.indexOf(0, space);
        const end = nul + 1 + idBytes;
        if (nul < 0 || end > body.length)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("repository-invalid", "A tree object is cut short.");
        // Some old tools wrote `040000`.
        const mode = body.toString("latin1", at, space).replace(/^0+/, "");
        if (!modes.has(mode)) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("repository-invalid", `A tree object has an entry of the unknown mode ${mode}.`);
        }
        const name = body.toString("latin1", space + 1, nul);
        if (name === "" || name === "." || name === ".." || name.includes("/")) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("repository-invalid", `A tree object has an entry of the forbidden name "${name}".`);
        }
        entries.push({
            mode: mode,
            name,
            oid: body.toString("hex", nul + 1, end),
        });
        at = end;
    }
    return entries;
}
/** Git's order of the entries of a tree: by bytes, a directory as if its name ended in `/`. */
function compareEntries(a, b) {
    const left = a.mode === "40000" ? `${a.name}/` : a.name;
    const right = b.mode === "40000" ? `${b.name}/` : b.name;
    return left < right ? -1 : left > right ? 1 : 0;
}
/** The bytes of a tree object with these entries, in whatever order they come. */
function encodeTree(entries) {
    const parts = [];
    for (const { mode, name, oid } of [...entries].sort(compareEntries)) {
        parts.push(Buffer.from(`${mode} ${name}\0`, "latin1"), Buffer.from(oid, "hex"));
    }
    return Buffer.concat(parts);
}
/** A full object id: nothing that git would read as a revision's name or as an option. */
function isObjectId(value) {
    return typeof value === "string" && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value);
}
/** The object id that git gives to these bytes. */
function hashObject(format, type, body) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)(format).update(`${type} ${body.length}\0`).update(body).digest("hex");
}
/** The object id of the tree with these entries. */
function hashTree(format, entries) {
    return hashObject(format, "tree", encodeTree(entries));
}


/***/ }),

/***/ 85964:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ parseBases)
/* harmony export */ });
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(67896);

/** All items by the names that a Dockerfile uses. @throws input-invalid for an image without a digest */
function parseBases(images, fail) {
    return [...images].map(([name, image]) => parseBase(name, image, fail));
}
function parseBase(name, image, fail) {
    const parts = /^(oci-layout:\/\/)?(.+)@(sha256:[0-9a-f]{64})$/.exec(image);
    if (parts === null) {
        throw fail(`${name}=${image} does not fix an image by digest`, "Write NAME=REPOSITORY@sha256:… or NAME=oci-layout://FOLDER@sha256:…, with 64 hexadecimal digits.");
    }
    const [, layout, place, digest] = parts;
    const source = layout
        ? { kind: "layout", folder: place }
        : { kind: "registry", repository: (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .lowerCaseRepository */ .WZ)(place) };
    return { name, digest, source };
}


/***/ }),

/***/ 5008:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ isEmptyScript),
/* harmony export */   q: () => (/* binding */ requestedCommand)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _read_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(82453);
/** What `run` is to start: exactly one of a command, a script, phases and the image's own command. */


/**
 * @param argv a command that needs no shell
 * @param asksForShell whether a shell was named, and is no default
 * @throws input-invalid where nothing, or more than one thing, says what to run: a step that runs nothing must not pass
 */
async function requestedCommand({ text, flag, list }, argv, asksForShell) {
    const [script, phases, isOfImage] = [text("run"), list("phases"), flag("image-command")];
    const shell = text("shell");
    const parallel = list("parallel").flatMap((item) => item.split(/\s+/));
    const given = [
        ...(argv.length > 0 ? ["a command"] : []),
        ...(script === undefined ? [] : ["the input `run`"]),
        ...(phases.length > 0 ? ["the input `phases`"] : []),
        ...(isOfImage ? ["the input `image-command`"] : []),
    ];
    if (given.length > 1) {
        throw invalid(`Both ${given.join(" and ")} say what to run.`, "Leave one of them out: what all phases need can be a phase before them.");
    }
    const nameThem = "Leave it out, or give the scripts names under `phases`.";
    if (phases.length === 0 && parallel.some((name) => (0,_read_js__WEBPACK_IMPORTED_MODULE_1__/* .parseBoolean */ .yG)(name) !== false)) {
        throw invalid("`parallel` is about `phases`, and there are none.", nameThem);
    }
    if (phases.length === 0 && !flag("fail-fast")) {
        throw invalid("`fail-fast` is about `phases`, and there are none.", nameThem);
    }
    if (argv.length > 0 && asksForShell) {
        throw invalid("`shell` is about scripts, and a command behind `--` starts by itself.", "Leave it out, or name the shell in the command: treestamp run -- sh -c 'make test'");
    }
    if (argv.length > 0)
        return { kind: "argv", argv };
    if (phases.length > 0) {
        const { parseNamedScripts, stepsOf } = await Promise.all(/* import() */[__webpack_require__.e(3483), __webpack_require__.e(7053)]).then(__webpack_require__.bind(__webpack_require__, 97053)); // YAML is a large language
        const scripts = parseNamedScripts("phases", phases.map(withUnixLines));
        return { kind: "phases", steps: stepsOf(scripts, parallel), shell, failFast: flag("fail-fast") };
    }
    if (isOfImage)
        return { kind: "image" };
    if (script === undefined)
        throw invalid("There is no command to run.", howToSay);
    if (isEmptyScript(script))
        throw invalid("`run` contains no command, only blanks and comments.", howToSay);
    return { kind: "script", text: withUnixLines(script), shell };
}
const howToSay = "Give one: the input `run` or `phases` in a workflow, `treestamp run -- make test` on the command line. `image-command: true` (--image-command) runs the image's own command.";
/** A file may have Windows line ends: the CR would become part of each line's last word. */
function withUnixLines(script) {
    return script.replaceAll("\r\n", "\n");
}
/** True for a script in which a shell would find nothing to run. */
function isEmptyScript(text) {
    return text.split("\n").every((line) => /^\s*(#|$)/.test(line));
}
function invalid(message, remedy) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", message, { remedy });
}


/***/ }),

/***/ 77852:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AJ: () => (/* binding */ parseWritable),
/* harmony export */   Ew: () => (/* binding */ parseDevice),
/* harmony export */   wM: () => (/* binding */ parseVolume)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64256);
/** Inputs of `run` that open the sandbox: volumes, devices, folders of the image that the user may write. */


/** Folders whose content is the sandbox's own. Source: runtime-spec, config-linux.md, default filesystems. */
const systemFolders = ["/proc", "/sys", "/dev"];
/**
 * Reads docker's `HOST:CONTAINER[:OPTIONS]`. A relative HOST starts at the current directory, `~` is the caller's home.
 * Options are `ro` and `rw`; those that only tell docker about SELinux labels or propagation are passed over.
 * @param home of the caller
 * @throws input-invalid for a named volume, and for a place that belongs to the sandbox
 */
function parseVolume(written, home) {
    const [host = "", target, options = "rw", ...more] = written.split(":");
    const fail = (fault, remedy = "Write HOST:CONTAINER or HOST:CONTAINER:ro, both absolute paths.") => new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `The volume "${written}": ${fault}.`, { remedy });
    if (host === "" || target === undefined || target === "" || more.length > 0)
        throw fail("it is not HOST:CONTAINER");
    if (written.includes("\n"))
        throw fail("a path with a line break cannot be mounted");
    if (!/^[/.~]/.test(host)) {
        throw fail("a sandbox has no named volumes of docker's", `Name a folder of this machine: ./${host}:${target} for one in the current directory.`);
    }
    if (!(0,node_path__WEBPACK_IMPORTED_MODULE_0__.isAbsolute)(target))
        throw fail(`${target} is not an absolute path of the image`);
    const place = tidy(target);
    if (place === "/")
        throw fail("the image's root cannot be mounted over", "Name a folder below it.");
    if (systemFolders.some((folder) => place === folder) || /^\/(proc|sys)\//.test(place)) {
        throw fail(`${place} belongs to the sandbox`, "Name another place, or give a device by the input `devices`.");
    }
    const flags = options.split(",");
    const unknown = flags.find((flag) => !/^(rw|ro|z|Z|cached|delegated|consistent|(r?(shared|slave|private)))$/.test(flag));
    if (unknown !== undefined)
        throw fail(`the option "${unknown}" is not known`, "The options are ro and rw.");
    if (flags.includes("ro") && flags.includes("rw"))
        throw fail("it cannot be both ro and rw");
    const expanded = /^~(\/|$)/.test(host) && home !== undefined ? `${home}${host.slice(1)}` : host;
    const source = tidy((0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(expanded));
    if (source === "/" || systemFolders.includes(source)) {
        throw fail(`${source} of the machine would break the sandbox`, "Name the folder in it that the command needs.");
    }
    return { source, target: place, readOnly: flags.includes("ro") };
}
/**
 * Reads docker's `HOST[:CONTAINER[:PERMISSIONS]]`, where the permissions are out of `rwm`.
 * @throws input-invalid
 */
function parseDevice(written) {
    const [source = "", second, third, ...more] = written.split(":");
    const fail = (fault) => new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `The device "${written}": ${fault}.`, {
        remedy: "Write /dev/NAME, /dev/NAME:/dev/OTHER or /dev/NAME:/dev/OTHER:rw.",
    });
    const isAccess = (text) => /^(?!.*(.).*\1)[rwm]+$/.test(text);
    const [target, access] = second !== undefined && isAccess(second) && third === undefined
        ? [source, second]
        : [second ?? source, third ?? "rwm"];
    if (more.length > 0 || !isAccess(access))
        throw fail("the permissions are not letters out of r, w and m");
    if (written.includes("\n") || ![source, target].every((path) => tidy(path).startsWith("/dev/"))) {
        throw fail("it is not a path in /dev");
    }
    return { source: tidy(source), target: tidy(target), access };
}
/** Reads one folder of `writable`: of the image, for the user to write. @throws input-invalid where it is none, or too much */
function parseWritable(written, fail) {
    if (!(0,node_path__WEBPACK_IMPORTED_MODULE_0__.isAbsolute)(written) || /\n/.test(written)) {
        throw fail(`"${written}" is not an absolute path of the image`, "Write it as the image has it, such as /opt/venv.");
    }
    if (/[,\s]\//.test(written)) {
        throw fail(`"${written}" is more than one folder`, "Write one per line, or a list: commas are part of a name.");
    }
    const path = tidy(written);
    if (path === "/" || [...systemFolders, "/tmp"].some((folder) => path === folder || path.startsWith(`${folder}/`))) {
        throw fail(`${path} cannot belong to a user`, "Name the folders that the command writes to; as root (`user: 0:0`) it may write anywhere.");
    }
    return path;
}
function tidy(path) {
    const normal = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.normalize)(path);
    return normal.length > 1 && normal.endsWith(node_path__WEBPACK_IMPORTED_MODULE_0__.sep) ? normal.slice(0, -1) : normal;
}


/***/ }),

/***/ 57969:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ defaultPlatform),
/* harmony export */   q: () => (/* binding */ parsePlatforms)
/* harmony export */ });
/* harmony import */ var _suggest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(88879);

/** The platform that an image is built for by default. */
const defaultPlatform = "linux/amd64";
/** Other names of an architecture. Source: containerd/platforms, database.go. */
const architectures = {
    ...{ x86_64: "amd64", "x86-64": "amd64", i386: "386", aarch64: "arm64", "arm64/v8": "arm64", "arm64/8": "arm64" },
    ...{ armhf: "arm/v7", armel: "arm/v6", arm: "arm/v7" },
};
/** Those that an image can be for. Source: go tool dist list, from which docker and buildah take the names; wasm is docker's own. */
const known = {
    systems: [
        ...[
            "linux",
            "windows",
            "darwin",
            "freebsd",
            "netbsd",
            "openbsd",
            "dragonfly",
            "solaris",
            "illumos",
            "aix",
            "plan9",
        ],
        ...["android", "ios", "js", "wasi", "wasip1"],
    ],
    architectures: [
        ...["amd64", "arm64", "arm", "386", "ppc64le", "s390x", "riscv64", "loong64", "ppc64"],
        ...["mips64le", "mips64", "mipsle", "mips", "wasm", "wasm32"],
    ],
};
/** Sorted, without duplicates. @throws input-invalid */
function parsePlatforms(platforms, fail) {
    const usual = platforms.map((platform) => {
        const [, os = "", architecture = ""] = /^([^/]*)\/(.*)$/.exec(platform.toLowerCase()) ?? [];
        return os === "" ? platform : `${os}/${architectures[architecture] ?? architecture}`;
    });
    for (const platform of usual) {
        const [, os, architecture] = /^([a-z0-9]+)\/([a-z0-9_]+)(?:\/[a-z0-9.]+)?$/.exec(platform) ?? [];
        if (os === undefined || architecture === undefined) {
            throw fail(`${JSON.stringify(platform)} is not OS/ARCH`, "Write it like linux/amd64 or linux/arm/v7.");
        }
        /** A platform that does not exist: nothing could be found for it, on any machine. */
        const check = (name, what, names) => {
            if (names.includes(name))
                return;
            throw fail(`${platform} has ${what} that does not exist, ${name}`, (0,_suggest_js__WEBPACK_IMPORTED_MODULE_0__/* .suggesting */ .L)(name, names, `Known are ${names.join(", ")}.`, (near) => platform.replace(name, near)));
        };
        check(os, "a system", known.systems);
        check(architecture, "an architecture", known.architectures);
    }
    return [...new Set(usual)].sort();
}


/***/ }),

/***/ 48197:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Pf: () => (/* binding */ recipeInput),
/* harmony export */   e$: () => (/* binding */ recipeInputs),
/* harmony export */   eQ: () => (/* binding */ configPath),
/* harmony export */   r: () => (/* binding */ recipeInputsOf)
/* harmony export */ });
/* harmony import */ var _base_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(85964);
/* harmony import */ var _openings_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(77852);
/* harmony import */ var _platforms_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57969);
/* harmony import */ var _read_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(82453);
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(14893);





/** Where the repository keeps them. */
const configPath = "treestamp.yml";
/** Those of the inputs that decide an image. */
const recipeInputs = _table_js__WEBPACK_IMPORTED_MODULE_4__/* .inputs */ .QL.filter(({ places }) => places.includes("config"));
/**
 * The recipe's inputs among those of a verb's call, as a flag or an action's input gives them.
 * @throws input-invalid
 */
function recipeInputsOf(verb, written) {
    const said = recipeInputs.flatMap((input) => {
        const value = input.verbs.includes(verb) ? written.get(input.name) : undefined;
        return value === undefined ? [] : [recipeInput(input, value, (0,_read_js__WEBPACK_IMPORTED_MODULE_3__/* .failOf */ .YT)(input))];
    });
    return Object.assign({}, ...said);
}
/** One input as a value. @throws what `fail` makes of a fault */
function recipeInput(input, said, fail) {
    const value = (0,_read_js__WEBPACK_IMPORTED_MODULE_3__/* .inputValue */ .UV)(input, said, fail);
    switch (input.name) {
        case "build-args":
            return { buildArgs: value };
        case "platforms":
            return { platforms: (0,_platforms_js__WEBPACK_IMPORTED_MODULE_2__/* .parsePlatforms */ .q)(value, fail) };
        case "base":
            return { bases: (0,_base_js__WEBPACK_IMPORTED_MODULE_0__/* .parseBases */ .w)(value, fail) };
        case "writable":
            return { writable: value.map((folder) => (0,_openings_js__WEBPACK_IMPORTED_MODULE_1__/* .parseWritable */ .AJ)(folder, fail)) };
        default:
            return { [input.name]: value };
    }
}


/***/ }),

/***/ 12876:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  i: () => (/* binding */ readRequest)
});

// EXTERNAL MODULE: ./core/oci/reference.js
var reference = __webpack_require__(67896);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./core/inputs/builder.js
/** Where BuildKit runs: the inputs `builder` and `builder-certs`. */


/** The builders of a call, the preferred one first. @throws input-invalid */
function buildersOf({ text, list, fail }) {
    const certificates = text("builder-certs");
    const builders = list("builder").map((said) => parseBuilder(said, certificates, fail("builder")));
    if (builders.length > 0 && text("engine") === "buildah") {
        throw fail("builder")("buildah builds on this machine alone", "Leave out `builder`, or `engine: buildah`.");
    }
    if (certificates !== undefined && !builders.some(({ kind }) => kind === "tcp")) {
        throw fail("builder-certs")("no builder listens at a tcp:// address", "Name one (`builder: tcp://HOST:PORT`), or leave the certificates out.");
    }
    return builders;
}
const builder_forms = "Write the name of a buildx instance or of a docker context, tcp://HOST:PORT or unix:///PATH.";
function parseBuilder(said, certificates, fail) {
    const [, scheme, rest = ""] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/i.exec(said) ?? [];
    switch (scheme?.toLowerCase()) {
        case undefined:
            // Source: docker/cli, cli/context/store; buildx, store/util.go, allows no more.
            if (/^[A-Za-z0-9][\w.+-]*$/.test(said))
                return { kind: "named", name: said };
            throw fail(`${JSON.stringify(said)} is no builder's name`, builder_forms);
        case "tcp":
            return parseAddress(rest, certificates, fail);
        case "unix":
            if (rest.startsWith("/"))
                return { kind: "unix", name: `unix://${rest}`, path: rest };
            throw fail(`${said} is no absolute path`, "Write unix:///PATH.");
        default:
            throw fail(`treestamp knows no builder at ${scheme}://`, `${builder_forms} For others, make an instance (docker buildx create), and name that.`);
    }
}
function parseAddress(rest, certificates, fail) {
    const [, bracketed, plain, digits] = /^(?:\[([\da-f:.]+)\]|([\w.-]+)):(\d{1,5})\/?$/i.exec(rest) ?? [];
    const [host, port] = [bracketed ?? plain, Number(digits)];
    if (host === undefined || port < 1 || port > 65_535) {
        throw fail(`"tcp://${rest}" is not tcp://HOST:PORT`, "Write it with the port, and with nothing behind it.");
    }
    const address = rest.replace(/\/$/, "");
    const name = `tcp://${address}`;
    if (certificates === undefined && !(0,reference/* isLoopback */.U9)(address.toLowerCase())) {
        throw fail(`${name} is on another machine, and \`builder-certs\` is missing: the secrets of a build would go there in plain text`, "Name a folder with ca.pem, cert.pem and key.pem: `builder-certs: FOLDER`.");
    }
    return {
        kind: "tcp",
        name,
        host,
        port,
        certificates: certificates === undefined ? undefined : (0,external_node_path_.resolve)(certificates),
    };
}

// EXTERNAL MODULE: ./core/inputs/web-address.js
var web_address = __webpack_require__(11298);
;// CONCATENATED MODULE: ./core/inputs/callback.js

/** @throws input-invalid */
function callbackOf({ text, fail }) {
    const [url, id] = [text("callback"), text("callback-id")];
    if (url === undefined) {
        if (id !== undefined)
            throw fail("callback-id")("nobody is told: `callback` is missing", "Name its address.");
        return undefined;
    }
    if (!(0,web_address/* isWebAddress */.d)(url))
        throw fail("callback")(`"${url}" is no address of http`);
    if (!/^\d{1,15}$/.test(id ?? "0"))
        throw fail("callback-id")(`"${id}" is not a number`);
    return { url, id: Number(id ?? "0") };
}

// EXTERNAL MODULE: ./core/inputs/command.js
var command = __webpack_require__(5008);
;// CONCATENATED MODULE: ./core/inputs/duration.js
/** Timers of Node cannot take longer. Milliseconds. */
const longest = 2 ** 31 - 1;
/** Reads `90s`, `10m`, `1h30m`. @throws what `fail` makes of a fault */
function parseDuration(written, fail) {
    return parseTime(written, fail, { longest, form: "90s or 1h30m; 24 days at most" });
}
/** The same for what no timer waits for: `7d`, too. @throws what `fail` makes of a fault */
function parseAge(written, fail) {
    return parseTime(written, fail, { longest: Number.MAX_SAFE_INTEGER, form: "12h or 7d" });
}
function parseTime(written, fail, { longest, form }) {
    const [whole, days = "0", hours = "0", minutes = "0", seconds = "0"] = /^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(written.trim()) ?? [];
    const milliseconds = (((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
    if (whole !== undefined && milliseconds > 0 && milliseconds <= longest)
        return { milliseconds, written: whole };
    const isNumber = /^\d+$/.test(written.trim());
    const fault = isNumber ? "has no unit" : whole && milliseconds > longest ? "is too long" : "is not a time";
    const example = isNumber && Number(written) > 0 ? `${Number(written)}m` : "10m";
    throw fail(`"${written}" ${fault}`, `Write a number and its unit, such as ${example}, ${form}.`);
}

// EXTERNAL MODULE: ./core/inputs/input.js
var input = __webpack_require__(97961);
// EXTERNAL MODULE: ./core/inputs/openings.js
var openings = __webpack_require__(77852);
// EXTERNAL MODULE: ./core/inputs/read.js
var read = __webpack_require__(82453);
// EXTERNAL MODULE: ./core/inputs/recipe-inputs.js
var recipe_inputs = __webpack_require__(48197);
// EXTERNAL MODULE: ./core/git/path.js
var git_path = __webpack_require__(3533);
;// CONCATENATED MODULE: ./core/inputs/reuse.js
/** What a run that need not be repeated depends on, and what it leaves. */


const aboutReuse = ["paths", "outputs", "max-age", "reuse-from"];
/** With a network, what answers there is in no key. */
const withNetwork = "24h";
/** @throws input-invalid where something is said of it, and nothing is to be reused; for an output outside of the repository */
function reuseOf({ text, flag, list, fail }, network, explains) {
    if (!flag("reuse")) {
        if (explains)
            throw fail("reuse")("`--explain` is about it, and it is off", "Add --reuse, or leave --explain out.");
        const other = aboutReuse.find((name) => text(name) !== undefined);
        if (other === undefined)
            return undefined;
        throw fail(other)("it is about `reuse`, which is off", "Set `reuse: true` (--reuse), or leave it out.");
    }
    const age = text("max-age") ?? (network === "host" ? withNetwork : undefined);
    return {
        paths: list("paths"),
        outputs: outputsOf(list("outputs"), fail("outputs")),
        maxAge: age === undefined ? undefined : parseAge(age, fail("max-age")),
        from: (text("reuse-from") ?? (flag("attest") ? "attested" : "store")),
    };
}
/** @throws input-invalid for one inside of another, too */
function outputsOf(written, fail) {
    const paths = [...new Set(written.map((path) => outputAt(path, fail)))];
    for (const path of paths) {
        const outer = paths.find((other) => path.startsWith(`${other}/`));
        if (outer !== undefined)
            throw fail(`${path} is inside of ${outer}`, "Name the outer one alone.");
    }
    return paths;
}
/** Longer paths cannot be written below every folder. Bytes. */
const longestPath = 1000;
function outputAt(written, fail) {
    const path = (0,git_path/* parsePath */.Rr)(written, "`outputs`");
    const isRepository = path.split("/").some((part) => part.toLowerCase() === ".git");
    if (path !== "" && path.length <= longestPath && !isRepository)
        return path;
    throw fail(`${JSON.stringify(written)} is no file or folder that a command makes`, "Name what later steps need.");
}

// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(64256);
;// CONCATENATED MODULE: ./core/inputs/secrets.js
/** Secrets of a build, from the three inputs that can name one. */

/** All of a call, by where they are. @throws input-invalid for one that is empty, or given twice */
function buildSecrets(map) {
    return differentSecrets([
        ...secretsOf(map("secret-envs"), "secret-envs", (variable) => ({ kind: "environment", variable })),
        ...secretsOf(map("secret-files"), "secret-files", (path) => ({ kind: "file", path })),
        ...secretsOf(map("secrets"), "secrets", (value) => ({ kind: "value", value })),
    ]);
}
function secretsOf(said, input, source) {
    return [...said].map(([id, value]) => {
        if (value !== "")
            return { id, source: source(value), input };
        throw new errors/* TreestampError */.ks("input-invalid", `\`${input}\`: the secret "${id}" is empty.`, {
            remedy: "Check that the secret exists in this repository; a run for a fork or by Dependabot gets none.",
        });
    });
}
function differentSecrets(secrets) {
    const twice = secrets.find(({ id }, index) => secrets.findIndex((other) => other.id === id) < index);
    if (twice === undefined)
        return secrets.map(({ id, source }) => ({ id, source }));
    const inputs = secrets.filter(({ id }) => id === twice.id).map(({ input }) => input);
    throw new errors/* TreestampError */.ks("input-invalid", `The build secret "${twice.id}" is given twice: by ${inputs.join(" and by ")}.`, {
        remedy: "Give it once; a second secret needs an id of its own.",
    });
}

// EXTERNAL MODULE: ./core/inputs/size.js
var inputs_size = __webpack_require__(24496);
// EXTERNAL MODULE: ./core/inputs/source.js
var source = __webpack_require__(83116);
// EXTERNAL MODULE: ./core/inputs/trust.js
var trust = __webpack_require__(69783);
;// CONCATENATED MODULE: ./core/inputs/request.js














/**
 * Reads what was written for a verb.
 * @throws input-invalid, naming the input, the value and the valid ones
 */
async function readRequest(verb, said) {
    return (await requestOf(verb, said));
}
async function requestOf(verb, said) {
    const { written, explain = false, diff } = said;
    const values = (0,read/* readInputs */.Ko)(verb, written);
    const cache = cacheRequest(values);
    if (verb === "prune")
        return { verb, ...cache };
    const recipe = { ...cache, ...recipeRequest(verb, values, written) };
    if (verb === "plan" || verb === "passed")
        return { verb, ...recipe };
    if (verb === "resolve")
        return { verb, ...recipe, explain, diff, all: allOf(values, recipe) };
    const build = { ...recipe, ...buildRequest(values) };
    if (verb === "build") {
        const callback = callbackOf(values);
        return { verb, ...build, callback, all: allOf(values, recipe), maxParallel: parallelOf(values) };
    }
    if (verb === "verify")
        return { verb, ...build, rebuild: values.flag("rebuild") };
    if (verb === "push" || verb === "promote" || verb === "assemble") {
        const { accessFor, parseDelivery } = await Promise.all(/* import() */[__webpack_require__.e(203), __webpack_require__.e(6938)]).then(__webpack_require__.bind(__webpack_require__, 86938));
        const delivery = parseDelivery(verb, values, written);
        const delivering = { ...build, access: accessFor(build.access, delivery), delivery };
        return verb === "push" ? { verb, ...delivering, callback: callbackOf(values) } : { verb, ...delivering };
    }
    const environment = { ...build, sandbox: values.text("sandbox") };
    if (verb === "pull")
        return { verb, ...environment };
    if (verb === "lock")
        return { verb, ...environment, ...lockRequest(values) };
    return { verb, ...environment, ...(await runRequest(values, said)) };
}
function cacheRequest({ text, fail }) {
    const size = text("cache-size") ?? "unlimited";
    return { cacheFolder: text("cache-folder"), cacheSize: (0,inputs_size/* parseSize */.D)(size, fail("cache-size")) };
}
function recipeRequest(verb, values, written) {
    const { text } = values;
    return {
        path: text("path") ?? ".",
        ref: text("ref"),
        source: input/* sourceVerbs */.sc.includes(verb) ? sourceOf(values, written) : undefined,
        environment: text("environment"),
        recipe: (0,recipe_inputs/* recipeInputsOf */.r)(verb, written),
        store: text("store"),
        access: accessOf(values),
    };
}
/** @throws input-invalid where the repository's own files are asked for as well */
function sourceOf({ text, fail }, written) {
    const said = text("source");
    if (said === undefined)
        return undefined;
    const other = ["ref", "path"].find((name) => written.has(name) && text(name) !== "."); // an action's path has a default
    if (other === undefined)
        return (0,source/* parseSource */.P)(said);
    throw fail("source")(`it stands instead of a repository, and \`${other}\` is about one`, "Leave one of them out.");
}
function buildRequest(values) {
    const { text, flag, map } = values;
    return {
        engine: text("engine"),
        builders: buildersOf(values),
        force: flag("force"),
        secrets: buildSecrets(map),
        network: text("network"),
        build: text("build") === "never" ? "never" : "missing",
        ...(0,trust/* trustRequest */.C)(values),
    };
}
/** `all` is for no environment in particular. @throws input-invalid where one is named, or an input would be for one */
function allOf({ flag, fail }, { environment, recipe }) {
    if (!flag("all"))
        return false;
    const other = environment === undefined ? Object.keys(recipe).find((name) => name !== "image") : "environment";
    if (other === undefined)
        return true;
    throw fail("all")(`it is for all environments, and \`${other}\` for one`, "Leave one of them out.");
}
function parallelOf({ text, fail }) {
    const said = text("max-parallel");
    if (/^[1-9]\d?$/.test(said))
        return Number(said);
    throw fail("max-parallel")(`"${said}" is not a number from 1 to 99`, "Write how many environments to build at once.");
}
/** @throws input-invalid for what is no date, or for what a check does not do */
function lockRequest({ text, flag, fail }) {
    const [check, said, bases] = [flag("check"), text("snapshot"), text("bases")];
    const [, day, time = "T00:00:00Z"] = /^(\d{4}-?\d\d-?\d\d)(T\d\d:?\d\d:?\d\dZ)?$/.exec(said ?? "") ?? [];
    if (said !== undefined && day === undefined)
        throw fail("snapshot")(`${JSON.stringify(said)} is not a date`, "Write 2026-01-31, or 20260131T120000Z.");
    const unread = check ? (said === undefined ? (bases === undefined ? undefined : "bases") : "snapshot") : undefined;
    if (unread !== undefined)
        throw fail(unread)("`check` changes nothing", "Leave one of them out.");
    return {
        check,
        date: day === undefined ? undefined : `${day}${time}`.replace(/[-:]/g, ""),
        bases: bases,
    };
}
async function runRequest(values, { written, argv = [], home, explain = false }) {
    const { text, list, fail } = values;
    const timeout = text("timeout");
    const network = text("run-network") ?? (values.flag("reuse") ? "none" : "host");
    const runNetwork = network === "none" ? "none" : "host";
    return {
        command: await (0,command/* requestedCommand */.q)(values, argv, written.has("shell")),
        workingDirectory: text("working-directory"),
        env: list("env"),
        timeout: timeout === undefined ? undefined : parseDuration(timeout, fail("timeout")),
        user: text("user"),
        seccomp: text("security-opt") === "seccomp=unconfined" ? "unconfined" : "default",
        volumes: list("volumes").map((volume) => (0,openings/* parseVolume */.wM)(volume, home)),
        devices: list("devices").map(openings/* parseDevice */.Ew),
        runNetwork,
        reuse: reuseOf(values, runNetwork, explain),
        explain,
    };
}
/**
 * The login and plain HTTP, with the one registry that they are for: what `registry` says, else that of the inputs `store` or
 * `image`. `treestamp.yml` never decides it, because a pull request can change that file.
 */
function accessOf({ text, flag, fail }) {
    const username = text("username");
    const password = text("password");
    if ((username === undefined) !== (password === undefined)) {
        const [given, missing] = username === undefined ? ["password", "username"] : ["username", "password"];
        throw fail(given)(`\`${missing}\` is missing`, "Give both, or neither to use the login of docker or podman.");
    }
    const named = text("registry");
    const registry = named === undefined ? (registryIn(text("store")) ?? registryIn(text("image"))) : (0,reference/* parseRegistry */.l5)(named);
    const login = username === undefined ? undefined : { username, password: password };
    return { registry, login, plainHttp: flag("plain-http") };
}
function registryIn(store) {
    return store === undefined || (0,read/* isCiCache */.Nk)(store) ? undefined : (0,reference/* registryOf */.Fv)(store);
}


/***/ }),

/***/ 24496:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ parseSize)
/* harmony export */ });
/** Bytes by unit: powers of ten, and with an i of two. Upper and lower case are the same. */
const units = {
    ...{ b: 1, kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12 },
    ...{ kib: 2 ** 10, mib: 2 ** 20, gib: 2 ** 30, tib: 2 ** 40 },
};
/**
 * Reads `20GB`, `1.5 GiB`, `0`, or `unlimited`, which is Infinity.
 * @throws what `fail` makes of a fault, also of a number without a unit: `20` would be 20 bytes, which nobody means
 */
function parseSize(text, fail) {
    const written = text.trim();
    if (written === "unlimited")
        return Infinity;
    if (written === "0")
        return 0;
    const [, number, unit = ""] = /^(\d+(?:\.\d+)?) ?([a-z]*)$/i.exec(written) ?? [];
    const factor = units[unit.toLowerCase()];
    if (number !== undefined && factor !== undefined)
        return Math.floor(Number(number) * factor);
    const fault = number === undefined ? "is not a size" : unit === "" ? "has no unit" : "has no unit that is known";
    const example = unit === "" && number !== undefined ? `${number}GB` : "20GB";
    throw fail(`"${text}" ${fault}`, `Write a number and its unit, such as ${example} or 512MiB; or 0, or unlimited.`);
}


/***/ }),

/***/ 83116:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ parseSource)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_url__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73136);
/* harmony import */ var node_url__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_url__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64256);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(44617);
/** Where sources come from: a URI as people write it, and what it names. */




const forms = "Write https://….tar.gz or ….zip, with #sha256=… if its sum is known, docker://HOST/REPOSITORY:TAG, a data: URI, a folder or archive, or `-` for a tar on standard input.";
/** Reads the input `source`. @throws input-invalid */
function parseSource(written) {
    if (written === "-")
        return { kind: "stdin" };
    const [, scheme = ""] = /^([a-z][a-z0-9+.-]*):/i.exec(written) ?? [];
    switch (scheme.toLowerCase()) {
        case "http":
        case "https":
            return parseDownload(written);
        case "docker":
            return parseImageSource(written);
        case "data":
            return { kind: "data", bytes: parseData(written) };
        case "file":
            return { kind: "path", path: pathOf(written) };
        default:
            if (!written.startsWith(`${scheme}://`))
                return { kind: "path", path: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(written) };
            throw invalid(`${scheme}: is no source that treestamp knows`, forms);
    }
}
function parseDownload(written) {
    if (!URL.canParse(written))
        throw invalid("it is not a URL", forms);
    const url = new URL(written);
    const options = new URLSearchParams(url.hash.slice(1));
    url.hash = "";
    if (/\.git\/?$/.test(url.pathname)) {
        throw invalid(`${url.host}${url.pathname} is a git repository`, "Clone it first, and leave `source` out: `ref` names a revision. Or name an archive of it: …/archive/REF.tar.gz.");
    }
    const unknown = [...options.keys()].find((name) => name !== "sha256" && name !== "strip");
    if (unknown !== undefined)
        throw invalid(`#${unknown} says nothing here`, "Known are #sha256=… and &strip=0 or 1.");
    const [sum, strip] = [options.get("sha256"), options.get("strip")];
    if (sum !== null && !/^[0-9a-f]{64}$/i.test(sum)) {
        throw invalid("#sha256= is not followed by 64 hexadecimal digits", "Write what `sha256sum FILE` prints.");
    }
    if (strip !== null && strip !== "0" && strip !== "1")
        throw invalid("strip= is neither 0 nor 1", "Leave it out.");
    return {
        kind: "download",
        url: url.href,
        digest: sum === null ? undefined : (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .parseDigest */ .m)(`sha256:${sum.toLowerCase()}`),
        strip: strip === null ? undefined : strip === "1",
    };
}
function parseImageSource(written) {
    const reference = written.replace(/^docker:\/\//i, "");
    if (reference === "" || reference.startsWith("/")) {
        throw invalid("docker:// names no image", "Write docker://HOST/REPOSITORY:TAG or docker://HOST/REPOSITORY@sha256:….");
    }
    return { kind: "image", reference };
}
/** Source: RFC 2397. */
function parseData(written) {
    const [, parameters, data] = /^data:([^,]*),(.*)$/is.exec(written) ?? [];
    if (parameters === undefined || data === undefined)
        throw invalid("a data: URI has a comma before its data", forms);
    const plain = decoded(data);
    // Clients of build services write `data:base64,` as well; no media type has that name.
    if (!/(^|;)\s*base64\s*$/i.test(parameters))
        return Buffer.from(plain, "latin1");
    const bare = plain.replace(/\s+/g, "");
    if (!/^[A-Za-z0-9+/_-]*={0,2}$/.test(bare))
        throw invalid("a data: URI holds what is not base64", forms);
    return Buffer.from(bare, "base64");
}
/** Percent-encoding undone, byte by byte. */
function decoded(text) {
    return text.replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}
function pathOf(written) {
    try {
        return (0,node_url__WEBPACK_IMPORTED_MODULE_1__.fileURLToPath)(written);
    }
    catch {
        throw invalid("a file: URI names a path of this machine", "Write file:///PATH, or the path alone.");
    }
}
function invalid(why, remedy) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("input-invalid", `\`source\`: ${why}.`, { remedy });
}


/***/ }),

/***/ 69783:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ trustRequest),
/* harmony export */   X: () => (/* binding */ isPem)
/* harmony export */ });
/* harmony import */ var _trust_keys_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(30272);
/* harmony import */ var _web_address_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(11298);
/** What a call says about who built an image. */


/** @throws input-invalid */
function trustRequest(values) {
    const { text, flag, list, fail } = values;
    const [attestKey, verifyKey, verifyRepository] = [text("attest-key"), text("verify-key"), text("verify-repository")];
    if (attestKey !== undefined)
        (0,_trust_keys_js__WEBPACK_IMPORTED_MODULE_0__/* .signingKey */ .NR)(attestKey);
    if (verifyKey !== undefined && isPem(verifyKey))
        (0,_trust_keys_js__WEBPACK_IMPORTED_MODULE_0__/* .verifyingKey */ .HK)(verifyKey);
    if (verifyRepository !== undefined && !/^(?:\d+|[\w.-]+\/[\w.-]+)$/.test(verifyRepository)) {
        throw fail("verify-repository")(`"${verifyRepository}" is not a repository`, "Write OWNER/NAME, or its number.");
    }
    return {
        attest: flag("attest"),
        attestKey,
        attestKeyFile: text("attest-key-file"),
        verify: (text("verify") ?? "when-present"),
        verifyKey,
        verifyRepository,
        verifyWorkflows: list("verify-workflow"),
        verifySelfHosted: flag("verify-self-hosted"),
        sigstore: sigstoreOf(values),
    };
}
/** Whether it is a key itself, and not the path of one. */
function isPem(said) {
    return said.trimStart().startsWith("-----BEGIN ");
}
function sigstoreOf({ map, fail }) {
    const said = map("sigstore");
    const names = ["fulcio", "rekor", "issuer", "root"];
    const other = [...said.keys()].find((name) => !names.includes(name));
    if (other !== undefined)
        throw fail("sigstore")(`"${other}" is none of ${names.join(", ")}`);
    for (const name of ["fulcio", "rekor"]) {
        const address = said.get(name);
        if (address === undefined || isSafe(address))
            continue;
        throw fail("sigstore")(`${name}=${address} is not an https address`, "The workflow's token goes there: use https.");
    }
    const [fulcio, rekor, issuer, root] = names.map((name) => said.get(name));
    return { fulcio, rekor, issuer, root };
}
/** What is sent to it, nobody else reads. */
function isSafe(address) {
    if (!(0,_web_address_js__WEBPACK_IMPORTED_MODULE_1__/* .isWebAddress */ .d)(address))
        return false;
    const { protocol, hostname } = new URL(address);
    return protocol === "https:" || ["127.0.0.1", "[::1]", "localhost"].includes(hostname);
}


/***/ }),

/***/ 11298:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ isWebAddress)
/* harmony export */ });
/** Whether a text is a whole address of http or https. */
function isWebAddress(text) {
    return /^https?:$/.test(URL.parse(text)?.protocol ?? "");
}


/***/ }),

/***/ 29934:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ interruptible),
/* harmony export */   j: () => (/* binding */ Interrupted)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/** Being told to stop, by Ctrl-C, a cancelled job or a terminal that closes, while something of ours runs. */

const endings = ["SIGINT", "SIGTERM", "SIGHUP"];
/** Runners of jobs take to stronger means after 7.5 seconds. Milliseconds. Source: actions/runner, ProcessInvoker. */
const patience = 7_000;
/** We were told to stop, and have. */
class Interrupted extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks {
    signal;
    constructor(signal, cause) {
        super("interrupted", `Ended by ${signal}.`, { cause });
        this.signal = signal;
    }
}
/**
 * Does work that has something to tidy up at its end: files, locks, what would go on without us. Where we are told to stop
 * meanwhile, `work` is told by its signal; told once more, or where that takes too long, we stop at once.
 * @throws interrupted where we were told to stop
 */
async function interruptible(work) {
    const controller = new AbortController();
    let impatience;
    const stopListening = () => {
        for (const name of endings)
            process.off(name, interrupt);
    };
    const interrupt = (name) => {
        stopListening();
        impatience = setTimeout(() => process.kill(process.pid, name), patience);
        controller.abort(name);
    };
    for (const name of endings)
        process.on(name, interrupt);
    try {
        const result = await work(controller.signal);
        if (!controller.signal.aborted)
            return result;
    }
    catch (error) {
        if (!controller.signal.aborted)
            throw error;
        throw new Interrupted(controller.signal.reason, error);
    }
    finally {
        stopListening();
        clearTimeout(impatience);
    }
    throw new Interrupted(controller.signal.reason);
}


/***/ }),

/***/ 30272:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $z: () => (/* binding */ hintOf),
/* harmony export */   HK: () => (/* binding */ verifyingKey),
/* harmony export */   NR: () => (/* binding */ signingKey)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64256);
/** Keys that sign and verify: Ed25519, in PEM. */


/** The name of a public key: the sha256 of it, as `cosign` and Rekor name keys. */
function hintOf(key) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256")
        .update(key.export({ type: "spki", format: "der" }))
        .digest("hex");
}
/** @throws input-invalid if the text is no Ed25519 key: nothing of it is repeated */
function signingKey(pem) {
    return ed25519("attest-key", () => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPrivateKey)(pem));
}
/** The public key, or the one that belongs to a private key. @throws input-invalid */
function verifyingKey(pem) {
    return ed25519("verify-key", () => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPublicKey)(pem));
}
function ed25519(input, read) {
    const key = unlessUnreadable(read);
    if (key?.asymmetricKeyType === "ed25519")
        return key;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `\`${input}\` is not an Ed25519 key in PEM.`, {
        remedy: "Make one: openssl genpkey -algorithm ed25519 -out key.pem; its public half: openssl pkey -in key.pem -pubout.",
    });
}
function unlessUnreadable(read) {
    try {
        return read();
    }
    catch {
        return undefined;
    }
}


/***/ })

};
;