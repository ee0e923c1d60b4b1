"use strict";
exports.id = 7864;
exports.ids = [7864];
exports.modules = {

/***/ 66523:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ canonicalImage),
/* harmony export */   m: () => (/* binding */ isSameImage)
/* harmony export */ });
/** The names of images as docker understands them. Source: github.com/distribution/reference, normalize.go. */
/**
 * The one form of an image's name: `golang` is `docker.io/library/golang:latest`. Undefined for what is no image's name,
 * such as one in upper case.
 */
function canonicalImage(written) {
    const [, place = "", tag, digest] = /^([^@]*?)(?::([\w][\w.-]{0,127}))?(@[\w+.-]+:[0-9a-f]{32,})?$/.exec(written) ?? [];
    const [first = "", ...others] = place.split("/");
    const isHost = others.length > 0 && (/[.:]|^localhost$/.test(first) || first !== first.toLowerCase());
    const hub = !isHost || first === "index.docker.io" || first === "docker.io";
    const path = isHost ? others.join("/") : place;
    if (!/^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/.test(path))
        return undefined;
    if (isHost && !/^(?:[A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\])(?::\d+)?$/.test(first))
        return undefined;
    const repository = hub ? `docker.io/${path.includes("/") ? path : `library/${path}`}` : `${first}/${path}`;
    return `${repository}${tag === undefined ? (digest === undefined ? ":latest" : "") : `:${tag}`}${digest ?? ""}`;
}
/** True where two names stand for one image. */
function isSameImage(one, other) {
    return one === other || (canonicalImage(one) ?? one) === (canonicalImage(other) ?? other);
}


/***/ }),

/***/ 14817:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ai: () => (/* binding */ parseDockerfile),
/* harmony export */   iP: () => (/* binding */ flagOf),
/* harmony export */   ix: () => (/* binding */ triggerOf),
/* harmony export */   mD: () => (/* binding */ directivesOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(74187);
/**
 * A Dockerfile as BuildKit's parser cuts it: directives, then instructions with their flags and here-documents.
 * Source: moby/buildkit, frontend/dockerfile/parser.
 */


/** These take flags; elsewhere `--x` is an argument. */
const takesFlags = new Set(["FROM", "RUN", "COPY", "ADD", "HEALTHCHECK"]);
const takesHeredocs = new Set(["RUN", "COPY", "ADD"]);
/** @throws input-invalid where a here-document has no end */
function parseDockerfile(text) {
    const lines = linesOf(text);
    const directives = directivesOf(text);
    const escaping = directives.get("escape") === "`" ? "`" : "\\";
    // An escape character before the last one makes it an ordinary character.
    const joins = escaping === "`" ? /(^|[^`])`[ \t]*$/ : /(^|[^\\])\\[ \t]*$/;
    const instructions = [];
    for (let at = 0; at < lines.length; at++) {
        if (/^\s*(#|$)/.test(lines[at]))
            continue;
        const line = at + 1;
        let joined = "";
        for (; at < lines.length; at++) {
            const part = lines[at];
            if (joined !== "" && /^\s*(#|$)/.test(part))
                continue; // comments and empty lines between continued ones
            joined += part.replace(joins, "$1");
            if (!joins.test(part))
                break;
        }
        at = Math.min(at, lines.length - 1);
        const instruction = cut(joined);
        const ends = heredocsOf(instruction);
        for (const { name, dropsTabs } of ends) {
            const start = at;
            do
                at++;
            while (at < lines.length && (dropsTabs ? lines[at].replace(/^\t+/, "") : lines[at]) !== name);
            if (at === lines.length) {
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `The Dockerfile's here-document ${name} (line ${start + 1}) has no end.`, {
                    remedy: `End it with a line that says ${name} and nothing else.`,
                });
            }
        }
        instructions.push({ ...instruction, line, lastLine: at + 1, hasHeredoc: ends.length > 0 });
    }
    return { directives, escaping, instructions };
}
/** The instruction that an ONBUILD leaves to the images built on it; the instruction itself where it is another. */
function triggerOf(instruction) {
    return instruction.word === "ONBUILD" ? { ...instruction, ...cut(instruction.rest) } : instruction;
}
/** The value of a flag; undefined where it is not there. */
function flagOf({ flags }, name) {
    return flags.findLast((flag) => flag.name === name)?.value;
}
function linesOf(text) {
    return text.replace(/^\uFEFF/, "").split(/\r?\n/);
}
/** Comments of the form `# name=value` before everything else. They can be read in the language of any frontend. */
function directivesOf(text) {
    const found = new Map();
    for (const line of linesOf(text)) {
        const [, name, value] = /^\s*#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.+?)\s*$/.exec(line) ?? [];
        if (name === undefined)
            break;
        found.set(name.toLowerCase(), value);
    }
    return found;
}
function cut(text) {
    const [, word = "", after = ""] = /^\s*(\S+)\s*([\s\S]*)$/.exec(text) ?? [];
    const upper = word.toUpperCase();
    const flags = [];
    let rest = after;
    while (takesFlags.has(upper)) {
        const [whole, name, value] = /^--([\w-]+)(?:=((?:[^\s"']|"[^"]*"|'[^']*')*))?(?=\s|$)\s*/.exec(rest) ?? [];
        if (whole === undefined)
            break;
        flags.push({ name: name, value: value?.replace(/"([^"]*)"|'([^']*)'/g, "$1$2") });
        rest = rest.slice(whole.length);
    }
    return { word: upper, flags, rest: rest.trim() };
}
/** `<<NAME`, `<<-NAME`, `<<"NAME"` as a word of its own. */
function heredocsOf(instruction) {
    const { word, rest } = triggerOf(instruction);
    if (!takesHeredocs.has(word) || !rest.includes("<<"))
        return [];
    return (0,_words_js__WEBPACK_IMPORTED_MODULE_1__/* .wordsOf */ .Z9)(rest).flatMap((text) => {
        const [, dash, written = ""] = /^\d*<<(-?)([^<]+)$/.exec(text) ?? [];
        const name = written.replace(/["']/g, "");
        return name === "" ? [] : [{ name, dropsTabs: dash === "-" }];
    });
}


/***/ }),

/***/ 8019:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $r: () => (/* binding */ targetOf),
/* harmony export */   Jk: () => (/* binding */ instructionsOf),
/* harmony export */   Pf: () => (/* binding */ fieldsOf),
/* harmony export */   ZL: () => (/* binding */ stagesOf),
/* harmony export */   aX: () => (/* binding */ argumentsOf),
/* harmony export */   d8: () => (/* binding */ firstStage),
/* harmony export */   ul: () => (/* binding */ imagesTaken),
/* harmony export */   xB: () => (/* binding */ neededStages)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _parse_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(14817);
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(74187);
/** The stages of a Dockerfile, and the images that they use. Source: moby/buildkit, frontend/dockerfile/dockerfile2llb. */



/**
 * The stages, and what is `known` of the arguments before the first FROM.
 * @throws input-invalid for a FROM that names nothing
 */
function stagesOf({ instructions, escaping }, variables) {
    const known = new Map(platformVariables(variables));
    const stages = [];
    for (const instruction of instructions) {
        const stage = stages.at(-1);
        if (instruction.word === "FROM") {
            stages.push(stageOf(instruction, stages, { known, escaping, platform: variables.platform }));
        }
        else if (stage !== undefined) {
            stage.instructions.push(instruction);
        }
        else if (instruction.word === "ARG") {
            for (const [name, value] of argumentsOf(instruction.rest)) {
                const set = variables.buildArgs.get(name) ?? (value === undefined ? undefined : (0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .expandWord */ .Vo)(value, known, escaping));
                if (set !== undefined)
                    known.set(name, set);
            }
        }
    }
    return { stages, known };
}
function stageOf(from, before, { known, escaping, platform }) {
    const [written = "", as, name] = from.rest.split(/\s+/);
    const image = (0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .expandWord */ .Vo)(written, known, escaping);
    if (image === "") {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `The Dockerfile's line ${from.line}, FROM ${from.rest}, names no image.`, {
            remedy: `Give ${written} a value: a default (ARG NAME=image before the first FROM) or \`build-args\`.`,
        });
    }
    const stage = stageNamed(before, image);
    return {
        name: as?.toUpperCase() === "AS" ? name?.toLowerCase() : undefined,
        from,
        base: stage === undefined ? { image } : { stage },
        platform: (0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .expandWord */ .Vo)((0,_parse_js__WEBPACK_IMPORTED_MODULE_1__/* .flagOf */ .iP)(from, "platform") ?? "", known, escaping) || platform,
        instructions: [],
    };
}
/** A stage by its name, or by its number where `numbers` count, too, as they do after --from. */
function stageNamed(stages, name, numbers = false) {
    const found = stages.findLastIndex((stage) => stage.name === name.toLowerCase());
    if (found >= 0)
        return found;
    return numbers && /^\d+$/.test(name) && Number(name) < stages.length ? Number(name) : undefined;
}
/** `NAME`, `NAME=value`, several on one line. */
function argumentsOf(rest) {
    return (0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .wordsOf */ .Z9)(rest).map((word) => {
        const at = word.indexOf("=");
        return at === -1 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
    });
}
function* platformVariables({ platform, buildPlatform, target }) {
    for (const [prefix, written] of [
        ["TARGET", platform],
        ["BUILD", buildPlatform],
    ]) {
        const [os = "", architecture = "", variant = ""] = written.split("/");
        yield [`${prefix}PLATFORM`, written];
        yield [`${prefix}OS`, os];
        yield [`${prefix}ARCH`, architecture];
        yield [`${prefix}VARIANT`, variant];
    }
    yield ["TARGETSTAGE", target ?? "default"];
}
/** Where an instruction takes files from: the names in `COPY --from` and `RUN --mount=…,from=`, as they are written. */
function sourcesOf(instruction) {
    if (instruction.word === "COPY") {
        const name = (0,_parse_js__WEBPACK_IMPORTED_MODULE_1__/* .flagOf */ .iP)(instruction, "from");
        return name === undefined || name === "" ? [] : [{ name, by: "COPY --from" }];
    }
    if (instruction.word !== "RUN")
        return [];
    const mounts = instruction.flags.filter(({ name }) => name === "mount");
    return mounts.flatMap(({ value = "" }) => {
        const name = fieldsOf(value).get("from");
        return name === undefined || name === "" ? [] : [{ name, by: "RUN --mount" }];
    });
}
/** The fields of `--mount=type=…,from=…`. */
function fieldsOf(mount) {
    return new Map(mount.split(",").map((field) => {
        const at = field.indexOf("=");
        return at === -1 ? [field.toLowerCase(), ""] : [field.slice(0, at).toLowerCase(), field.slice(at + 1)];
    }));
}
/** The number of the stage that is built. @throws input-invalid where `target` names none */
function targetOf(stages, target) {
    if (stages.length === 0) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", "The Dockerfile has no FROM.", {
            remedy: "Begin it with the image that it builds on: FROM debian:13.",
        });
    }
    if (target === undefined)
        return stages.length - 1;
    const found = stageNamed(stages, target, true);
    if (found !== undefined)
        return found;
    const names = stages.flatMap(({ name }) => name ?? []);
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `The Dockerfile has no stage ${target}.`, {
        remedy: `Check \`target\` against the Dockerfile's FROM … AS NAME${names.length > 0 ? `: ${names.join(", ")}` : ""}.`,
    });
}
/** The first of the stages that one starts from, and the image below that. */
function firstStage(stages, at) {
    const stage = stages[at];
    return "stage" in stage.base ? firstStage(stages, stage.base.stage) : { stage, image: stage.base.image };
}
/** The numbers of the stages that a target needs, itself among them. */
function neededStages(stages, target) {
    const needed = new Set();
    const visit = (at) => {
        if (needed.has(at))
            return;
        needed.add(at);
        const { base, instructions } = stages[at];
        if ("stage" in base)
            visit(base.stage);
        for (const { name } of instructions.flatMap(sourcesOf)) {
            const stage = stageNamed(stages.slice(0, at), name, true);
            if (stage !== undefined)
                visit(stage);
        }
    };
    visit(target);
    return needed;
}
/** The images that these stages use, once for each use. ONBUILD counts, for images built on this one. */
function imagesTaken(stages, needed, platform) {
    const taken = [];
    for (const [at, stage] of stages.entries()) {
        if (!needed.has(at))
            continue;
        if ("image" in stage.base && stage.base.image !== "scratch") {
            taken.push({ name: stage.base.image, platform: stage.platform, line: stage.from.line, by: "FROM" });
        }
        for (const instruction of stage.instructions) {
            for (const { name, by } of sourcesOf(instruction)) {
                if (name === "scratch" || stageNamed(stages.slice(0, at), name, true) !== undefined)
                    continue;
                taken.push({ name, platform, line: instruction.line, by });
            }
        }
    }
    return taken;
}
/** Every instruction of these stages; those after ONBUILD as what they will become. */
function instructionsOf(stages, needed) {
    return stages.flatMap((stage, at) => (needed.has(at) ? [stage.from, ...stage.instructions.map(_parse_js__WEBPACK_IMPORTED_MODULE_1__/* .triggerOf */ .ix)] : []));
}


/***/ }),

/***/ 74187:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Vo: () => (/* binding */ expandWord),
/* harmony export */   WY: () => (/* binding */ jsonWords),
/* harmony export */   Z9: () => (/* binding */ wordsOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/** Quotes and variables of a Dockerfile's words. Source: moby/buildkit, frontend/dockerfile/shell/lex.go. */

/** The words of an instruction, with their quotes, which may hold spaces. */
function wordsOf(text) {
    return text.match(/(?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"|'[^']*')+/g) ?? [];
}
/** The words of an instruction in its JSON form; undefined where it is in another. */
function jsonWords(rest) {
    try {
        const words = JSON.parse(rest);
        return Array.isArray(words) && words.every((word) => typeof word === "string") ? words : undefined;
    }
    catch {
        return undefined;
    }
}
/**
 * A word without its quotes, its variables replaced; one that is not set stands for nothing.
 * @throws input-invalid for what cannot be expanded, and for `${NAME:?words}` where NAME is not set
 */
function expandWord(word, variables, escaping = "\\") {
    const reader = { text: word, at: 0, variables, escaping };
    return readUntil(reader, undefined);
}
/** Reads to the end of the text, or to a character that ends what is in braces, which it leaves. */
function readUntil(reader, end) {
    let result = "";
    while (reader.at < reader.text.length) {
        const character = reader.text[reader.at];
        if (character === end)
            return result;
        if (character === "'")
            result += singleQuoted(reader);
        else if (character === '"')
            result += doubleQuoted(reader);
        else if (character === "$")
            result += variable(reader);
        else if (character === reader.escaping) {
            result += reader.text[reader.at + 1] ?? "";
            reader.at += 2;
        }
        else {
            result += character;
            reader.at++;
        }
    }
    if (end !== undefined)
        throw bad(reader, `lacks a ${end}`);
    return result;
}
function singleQuoted(reader) {
    const close = reader.text.indexOf("'", reader.at + 1);
    if (close === -1)
        throw bad(reader, "has a quote that is not closed");
    const content = reader.text.slice(reader.at + 1, close);
    reader.at = close + 1;
    return content;
}
function doubleQuoted(reader) {
    let result = "";
    reader.at++;
    for (;;) {
        const character = reader.text[reader.at];
        if (character === undefined)
            throw bad(reader, "has a quote that is not closed");
        if (character === "$") {
            result += variable(reader);
            continue;
        }
        reader.at++;
        if (character === '"')
            return result;
        if (character !== reader.escaping) {
            result += character;
            continue;
        }
        const next = reader.text[reader.at++] ?? "";
        result += next === '"' || next === "$" || next === reader.escaping ? next : character + next;
    }
}
function variable(reader) {
    const rest = reader.text.slice(reader.at + 1);
    const [bare] = /^(?:[A-Za-z_]\w*|[0-9@*#?!$-])/.exec(rest) ?? [];
    if (bare !== undefined) {
        reader.at += 1 + bare.length;
        return reader.variables.get(bare) ?? "";
    }
    const [head, name, operator = ""] = /^\{(\w+)(:[-+?]|##?|%%?|\/\/?|[-+?])?/.exec(rest) ?? [];
    if (head === undefined) {
        if (rest.startsWith("{"))
            throw bad(reader, "has a substitution without a name");
        reader.at++;
        return "$";
    }
    reader.at += 1 + head.length;
    const value = reader.variables.get(name);
    const isThere = operator.startsWith(":") ? value !== undefined && value !== "" : value !== undefined;
    const pattern = operator.startsWith("/") ? readUntil(reader, "/") : "";
    if (operator.startsWith("/"))
        reader.at++;
    const word = readUntil(reader, "}");
    reader.at++;
    const kind = operator.at(-1);
    if (kind === undefined) {
        if (word !== "")
            throw bad(reader, `has an unknown modifier: ${word}`);
        return value ?? "";
    }
    if (kind === "-")
        return isThere ? value : word;
    if (kind === "+")
        return isThere ? word : "";
    if (kind === "?") {
        if (isThere)
            return value;
        throw bad(reader, `needs ${name}${word === "" ? "" : `: ${word}`}`);
    }
    const text = value ?? "";
    const isGreedy = operator.length === 2;
    if (kind === "#")
        return text.replace(new RegExp(`^${ofGlob(word, isGreedy)}`), "");
    if (kind === "%")
        return withoutEnd(text, new RegExp(`^${ofGlob(word, true)}$`), isGreedy);
    return text.replace(new RegExp(ofGlob(pattern, true), isGreedy ? "g" : ""), word.replaceAll("$", "$$$$"));
}
/** Without the shortest, or the longest, end that the pattern matches. */
function withoutEnd(text, pattern, isGreedy) {
    const starts = Array.from({ length: text.length + 1 }, (_, index) => (isGreedy ? index : text.length - index));
    const start = starts.find((index) => pattern.test(text.slice(index)));
    return text.slice(0, start ?? text.length);
}
/** A regular expression for a shell's pattern, of which `*` and `?` are known. */
function ofGlob(pattern, isGreedy) {
    return pattern
        .replace(/[\\^$.+()[\]{}|]/g, "\\$&")
        .replaceAll("?", "[\\s\\S]")
        .replaceAll("*", isGreedy ? "[\\s\\S]*" : "[\\s\\S]*?");
}
function bad({ text }, what) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `The Dockerfile's word ${text} ${what}.`, {
        remedy: "Source of what is possible: docs.docker.com/reference/dockerfile, environment replacement.",
    });
}


/***/ }),

/***/ 34687:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ machineFault),
/* harmony export */   r: () => (/* binding */ readableFailure)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/** System errors as readable messages. */

const makeRoom = "Free some space there, or name a folder on another disk (`cache-folder`, `store`, TMPDIR).";
const giveAccess = "Give this user access to it, or name another folder.";
const checkPath = "Check the path.";
const noFolder = { why: "a part of its path is a file, not a folder", remedy: checkPath };
/** By the codes of errno(3). */
const faults = {
    ENOSPC: { why: "the disk is full", remedy: makeRoom },
    EDQUOT: { why: "your disk quota is used up", remedy: makeRoom },
    EACCES: { why: "access is denied", remedy: giveAccess },
    EPERM: { why: "access is denied", remedy: giveAccess },
    EROFS: { why: "the file system is read-only", remedy: giveAccess },
    ENOTDIR: noFolder,
    EEXIST: noFolder, // of mkdir
    EISDIR: { why: "it is a folder, not a file", remedy: checkPath },
    ENOENT: { why: "it, or a folder above it, is not there", remedy: checkPath },
    ENAMETOOLONG: { why: "its path is too long", remedy: "Name a folder with a shorter path." },
    EMFILE: { why: "too many files are open", remedy: "Raise the limit: ulimit -n." },
    ENFILE: { why: "too many files are open on this machine", remedy: "Raise the limit: sysctl fs.file-max." },
    ENOMEM: { why: "the machine has no memory left", remedy: "Free some memory, and try again." },
    EIO: { why: "the disk fails", remedy: "See what the kernel says about the disk: dmesg." },
};
/** The words for an error of a system call; undefined for any other error. */
function machineFault(error) {
    const { code, syscall } = error;
    if (code === undefined || syscall === undefined)
        return undefined;
    if (code === "ENOENT" && syscall === "mkdir") {
        // Node's recursive mkdir says so of a file system that is read-only, too.
        return { why: "the folder above it is missing, or may not be written to", remedy: giveAccess };
    }
    return faults[code] ?? { why: (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error), remedy: "Fix that on this machine, and try again." };
}
/** An error of a system call as a failure that a user can read; anything else as it is. */
function readableFailure(error) {
    const fault = machineFault(error);
    if (fault === undefined)
        return error;
    const { path, dest, syscall } = error;
    const what = dest ?? path ?? "A file that treestamp itself needs";
    const message = `${what} cannot be used: ${fault.why} (${syscall}).`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("machine-failed", message, { remedy: fault.remedy, cause: error });
}


/***/ }),

/***/ 24796:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bd: () => (/* binding */ blobsFolder),
/* harmony export */   c7: () => (/* binding */ blobFile),
/* harmony export */   fB: () => (/* binding */ layoutMarker),
/* harmony export */   my: () => (/* binding */ refNameAnnotation),
/* harmony export */   vY: () => (/* binding */ ownFolder)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44617);
/** Where things stand in the folder of an OCI image layout. Source: image-spec, image-layout.md. */


/** What `oci-layout` says. */
const layoutMarker = '{"imageLayoutVersion":"1.0.0"}';
/** The annotation of a listed manifest that holds its tag. */
const refNameAnnotation = "org.opencontainers.image.ref.name";
/** The folder for our own files inside a layout, which the specification allows: temporary files and the lock. */
const ownFolder = ".treestamp";
/** The folder of all blobs. */
function blobsFolder(folder) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(folder, "blobs", "sha256");
}
/** Where a blob stands. */
function blobFile(folder, digest) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(blobsFolder(folder), (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .hexOf */ .ZD)(digest));
}


/***/ }),

/***/ 88789:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   checkCiCache: () => (/* binding */ checkCiCache),
/* harmony export */   ciCache: () => (/* binding */ ciCache),
/* harmony export */   copyTagged: () => (/* binding */ copyTagged),
/* harmony export */   entryOf: () => (/* binding */ entryOf)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64256);
/* harmony import */ var _log_stages_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(24291);
/* harmony import */ var _machine_failure_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(34687);
/* harmony import */ var _machine_missing_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(71081);
/* harmony import */ var _oci_copy_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(88080);
/* harmony import */ var _oci_layout_paths_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(24796);
/* harmony import */ var _oci_lookup_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(63087);
/* harmony import */ var _port_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(65597);
/**
 * The CI's cache as a place: images that cannot be pushed go from job to job in it, one entry for each key, an OCI image
 * layout with this one image in it. Commands run from this machine's store, so images come there from the cache, and are
 * copied from there.
 */










/** The name of an entry, or what it begins with. The number is that of its format. */
const entryOf = (tag) => `treestamp-1-${tag}`;
/** @throws input-invalid if `store` names a cache that is not here */
async function checkCiCache({ entryCache }) {
    if ((await entryCache()) !== undefined)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("input-invalid", "`store: actions-cache` is for jobs of GitHub Actions, and this is none.", {
        remedy: "Name a registry's repository or a folder here. In a job, the action itself has to be the step: a `run` step gets no token of the cache.",
    });
}
/** It is asked once: what it had not then, this job builds. An answer that it does not give counts as absent, aloud. */
function ciCache(ports, wanted) {
    let asked;
    return {
        store: ports.localStore,
        tag: wanted.key.tag,
        find() {
            asked ??= restore(ports, wanted);
            return asked;
        },
        async remember({ store }) {
            if ((0,_port_js__WEBPACK_IMPORTED_MODULE_8__/* .isHere */ .n)(ports, store))
                await save(ports, wanted);
        },
    };
}
/** Brings the image from the cache to this machine's store. */
async function restore(ports, { key: { tag }, stages }) {
    const entries = await ports.entryCache();
    if (entries === undefined)
        return { state: "absent" };
    const cache = await ports.openCache();
    await cache.useImage(tag);
    return (0,_log_stages_js__WEBPACK_IMPORTED_MODULE_9__/* .timed */ .ay)(stages, "restore", (describe) => cache.withIncoming((scratch) => ports.interruptible(async (signal) => {
        const restored = await entries.restore(entryOf(tag), scratch, signal);
        describe({ note: `${entries.name}: ${restored.state}` });
        if (restored.state === "absent")
            ports.log.info(`${sentence(entries)} has no ${tag}.`);
        if (restored.state === "unknown")
            unusable(ports, entries, tag, restored.why);
        if (restored.state !== "present")
            return { state: "absent" };
        try {
            const { root, bytes } = await cache.alone("store", () => copyTagged(ports.openStore((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(scratch, "image")), ports.localStore, tag, signal));
            describe({ bytes });
            return { state: "present", manifest: root };
        }
        catch (error) {
            if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .isTreestampError */ .Sh)(error, "store-corrupt", "image-invalid", "path-missing", "input-invalid"))
                throw error;
            describe({ note: `${entries.name}: damaged` });
            unusable(ports, entries, tag, (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error));
            return { state: "absent" };
        }
    })));
}
/** Copies the image of this machine's store to the cache, and says how that went. */
async function save(ports, { key: { tag }, stages }) {
    const entries = await ports.entryCache();
    if (entries === undefined)
        return;
    const cache = await ports.openCache();
    const saved = await (0,_log_stages_js__WEBPACK_IMPORTED_MODULE_9__/* .timed */ .ay)(stages, "keep", async (describe) => {
        const saved = await cache.withIncoming((scratch) => ports.interruptible((signal) => saveCopy(ports, entries, tag, { scratch, signal })));
        const { bytes, state } = saved;
        describe({ ...(bytes && { bytes }), note: `${entries.name}: ${state === "taken" ? "was there" : state}` });
        return saved;
    });
    const { log } = ports;
    if (saved.state === "saved")
        log.info(`${sentence(entries)} keeps the image for later jobs.`);
    if (saved.state === "taken")
        log.info(`${sentence(entries)} has the image already: another job was first.`);
    if (saved.state === "refused") {
        log.warning(`${sentence(entries)} did not take the image: ${saved.why}. This job goes on with it; the next one builds it again.`);
    }
}
/** A copy that cannot be made costs the next job time, and is no failure of this one. @throws interrupted */
async function saveCopy({ localStore, openStore }, entries, tag, { scratch, signal }) {
    try {
        const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(scratch, "image");
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(folder);
        const { bytes } = await copyTagged(localStore, openStore(folder), tag, signal);
        return { ...(await entries.save(entryOf(tag), scratch, signal)), bytes };
    }
    catch (error) {
        const failure = (0,_machine_failure_js__WEBPACK_IMPORTED_MODULE_3__/* .readableFailure */ .r)(error);
        if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .isTreestampError */ .Sh)(failure) || failure.code === "interrupted")
            throw error;
        return { state: "refused", why: failure.message.replace(/\.$/, "") };
    }
}
/** A cache may lose what it had, so an image that it does not give is built again; but the log does not call it absent. */
function unusable({ log }, entries, tag, why) {
    log.warning(`Whether ${entries.name} has ${tag} is not known: ${why.replace(/\.$/, "")}. It is only a cache, so the image is built in this job.`);
}
/** Copies an image, or a cache, from one folder to another by hard links; each file is read once to verify it. @throws store-corrupt */
async function copyTagged(from, to, tag, signal) {
    const tagged = await (0,_oci_lookup_js__WEBPACK_IMPORTED_MODULE_7__/* .findManifest */ .J9)(from, tag);
    if (tagged === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("store-corrupt", `${from.location} has no ${tag}.`);
    const { root, manifests, blobs } = await (0,_oci_copy_js__WEBPACK_IMPORTED_MODULE_5__/* .closureOf */ .TQ)(from, tagged);
    const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(from.location)), (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(from.location));
    for (const blob of blobs) {
        signal.throwIfAborted();
        const file = (0,_oci_layout_paths_js__WEBPACK_IMPORTED_MODULE_6__/* .blobFile */ .c7)(folder, blob.digest);
        // A symbolic link, of the file or of a folder above it, would lead the store out of itself, to a file that a command may
        // write: an archive can have any kind of file.
        const isInside = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(file).catch((0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_4__/* .missing */ .L)(undefined))) === file;
        if (!isInside || !(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(file)).isFile()) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("store-corrupt", `${from.location} has no file of ${blob.digest}.`);
        }
        await to.writeBlob(blob, { file });
    }
    for (const manifest of manifests)
        await to.writeManifest(manifest);
    await to.writeManifest(root, tag);
    return { root, bytes: blobs.reduce((sum, { size }) => sum + size, 0) };
}
function sentence({ name }) {
    return name.charAt(0).toUpperCase() + name.slice(1);
}


/***/ }),

/***/ 80239:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  tP: () => (/* binding */ findOn),
  GZ: () => (/* binding */ isDenied),
  mR: () => (/* binding */ isOwed),
  Id: () => (/* binding */ ladderOf),
  TE: () => (/* binding */ lookUp),
  nW: () => (/* binding */ owedTo),
  ay: () => (/* binding */ takersOf)
});

// EXTERNAL MODULE: ./core/log/stages.js
var stages = __webpack_require__(24291);
// EXTERNAL MODULE: ./core/places/ci-cache.js
var ci_cache = __webpack_require__(88789);
// EXTERNAL MODULE: ./core/places/port.js
var port = __webpack_require__(65597);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(64256);
// EXTERNAL MODULE: ./core/recipe/key.js
var recipe_key = __webpack_require__(95665);
// EXTERNAL MODULE: ./core/places/publication.js
var places_publication = __webpack_require__(30266);
// EXTERNAL MODULE: ./core/places/whole.js
var whole = __webpack_require__(77959);
;// CONCATENATED MODULE: ./core/places/store-place.js
/** A place that is a store: the registry or folder that was asked for, or this machine's own store. */






function storePlace(ports, wanted, store) {
    const { tag } = wanted.key;
    return {
        store,
        tag,
        find: (need, answer) => (0,whole/* findWhole */.tO)(store, tag, need, answer),
        ...(store.refusesWrites === undefined ? {} : { refusal: () => store.refusesWrites() }),
        async publish(publishing, note = usualNote(store, publishing)) {
            const cache = await ports.openCache();
            const work = () => publishIn(store, ports, wanted, publishing);
            return (0,stages/* timed */.ay)(wanted.stages, "publish", async (describe) => {
                // Pruning would take blobs that no tag names yet for garbage.
                const { bytes, ...published } = await ((0,port/* isHere */.n)(ports, store) ? cache.alone("store", work) : work());
                describe({ bytes, note });
                return { store, ...published };
            }, publishing.since);
        },
        async remember(image, seconds) {
            if (image.store.location !== store.location)
                return;
            const { noteBuildTime } = await __webpack_require__.e(/* import() */ 4577).then(__webpack_require__.bind(__webpack_require__, 14577));
            await noteBuildTime(store, tag, seconds, ports.log);
        },
    };
}
/**
 * A store that has the same recipe's image by its other name: with `-dirty` where it was built before the recipe was
 * committed, without where the recipe has gone back to what was. A key's hash names the tree that the image is built from,
 * byte for byte, whether a commit has that tree or not: so the image is as good as one that is built now.
 */
function otherName(ports, { key }, store) {
    const tag = (0,recipe_key.tagOf)(key.hash, !key.dirty);
    return {
        store,
        tag,
        async find(need) {
            const found = await (0,whole/* findWhole */.tO)(store, tag, need);
            if (found.state !== "present" || !(0,port/* isHere */.n)(ports, store))
                return found;
            await (await ports.openCache()).useImage(tag); // from now on nobody prunes it, if nobody has just done so
            return (0,whole/* findWhole */.tO)(store, tag, need);
        },
    };
}
function usualNote({ shared, location }, { since }) {
    return shared && since !== undefined ? `${location}, begun while packing` : location;
}
async function publishIn(store, { log }, { key: { tag } }, { publication: made, attest, isHeld, isForced, signal }) {
    const [{ publish }, unsigned] = await Promise.all([__webpack_require__.e(/* import() */ 7459).then(__webpack_require__.bind(__webpack_require__, 87459)), (0,places_publication/* publicationFor */.yG)(made, store)]);
    const publication = (await attest?.(unsigned)) ?? unsigned;
    const isAlone = () => !store.shared || isHeld();
    try {
        const { index, bytes } = await publish({ publication, store, tag, log, signal, isAlone, resigns: isForced });
        return { root: index, bytes, isAnother: index.descriptor.digest !== publication.index.descriptor.digest };
    }
    catch (error) {
        if (!(0,errors/* isTreestampError */.Sh)(error, "tag-taken") || isForced)
            throw error;
        const lookup = await (0,whole/* findWhole */.tO)(store, tag, { blobs: true });
        if (lookup.state !== "present")
            throw error;
        log.warning(`${error.message} The one that is there is used.`);
        return { root: lookup.manifest, bytes: 0, isAnother: true };
    }
}

;// CONCATENATED MODULE: ./core/places/ladder.js




function isOwed(found) {
    return found?.owedTo !== undefined;
}
/** The ladder as long as nothing is known of our rights. */
function ladderOf(ports, wanted) {
    const { key, inCiCache } = wanted;
    const asked = key.dirty && wanted.store.shared ? ports.localStore : wanted.store;
    const stores = (0,port/* isHere */.n)(ports, asked) ? [asked] : [asked, ports.localStore];
    const places = stores.flatMap((store) => [
        storePlace(ports, wanted, store),
        ...(store.shared ? [] : [otherName(ports, wanted, store)]),
    ]);
    if (inCiCache && !key.dirty)
        places.push((0,ci_cache.ciCache)(ports, wanted));
    return { wanted, places: places, refusal: undefined };
}
/** The places that publish what we make: this machine takes everything, others by right. */
function takersOf({ places, refusal }) {
    const takers = places.filter((place) => place.publish !== undefined);
    return takers.filter(({ store }) => !store.shared || refusal === undefined);
}
/** The place that takes an image which one below it has: so far as is known without asking it. */
function owedTo(ladder, from) {
    const [best] = takersOf(ladder);
    const isBelow = ladder.places.indexOf(best) < ladder.places.indexOf(from);
    return isBelow && !(isSameStore(best, from) && best.tag === from.tag) ? best : undefined;
}
function isSameStore(one, other) {
    return one.store.location === other.store.location;
}
/**
 * The first answer. What the store that was asked for has by another name, or gets from the CI's cache, is there as well; an
 * image that was cleaned in part is absent.
 */
async function lookUp({ wanted, places }, need) {
    const [asked, ...below] = places;
    const lookup = await (0,stages/* timed */.ay)(wanted.stages, "lookup", async (describe) => {
        const found = await asked.find(need, wanted.answer);
        describe({ note: found.state === "absent" && found.lost !== undefined ? "absent in part" : found.state });
        return found;
    });
    if (lookup.state !== "absent")
        return { lookup, place: asked };
    for (const place of below.filter((other) => isSameStore(other, asked))) {
        const kept = await place.find(need);
        if (kept.state !== "absent")
            return { lookup: kept, place };
    }
    return { lookup, place: asked };
}
/**
 * Looks for the image from the top down.
 * @param first an answer that a place has given already
 * @throws why it is not known what a place has: unknown is never taken for absent. Only a store that we may neither read
 * nor write, as a fork's job with a private repository, is done without.
 */
async function findOn({ log }, ladder, need, first) {
    for (const place of ladder.places) {
        const lookup = first?.place === place ? first.lookup : await place.find(need);
        if (lookup.state === "unknown" && !isClosed(ladder, place, lookup.reason))
            throw lookup.reason;
        if (lookup.state !== "present")
            continue;
        const image = { store: place.store, root: lookup.manifest };
        const { tag } = place;
        const owed = owedTo(ladder, place);
        const refusal = await owed?.refusal?.();
        if (refusal === undefined)
            return { image, tag, owedTo: owed };
        log.debug(`The image of this machine is not pushed: ${refusal.message}`);
        return { image, tag, owedTo: undefined };
    }
    return undefined;
}
function isClosed({ refusal }, { store }, reason) {
    return store.shared && refusal !== undefined && isDenied(reason);
}
/** Unknown only for lack of a right. */
function isDenied({ code }) {
    return code === "store-denied";
}


/***/ }),

/***/ 65597:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ isHere)
/* harmony export */ });
/** Whether a store is this machine's own, which has what could not go anywhere else. */
function isHere({ localStore }, store) {
    return store.location === localStore.location;
}


/***/ }),

/***/ 30266:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   MW: () => (/* binding */ storeSnapshot),
/* harmony export */   OR: () => (/* binding */ blobsOf),
/* harmony export */   cG: () => (/* binding */ publicationIn),
/* harmony export */   fc: () => (/* binding */ makePublication),
/* harmony export */   yG: () => (/* binding */ publicationFor)
/* harmony export */ });
/* unused harmony export snapshotToStore */
/* harmony import */ var _oci_byte_stream_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(25888);
/* harmony import */ var _oci_copy_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(88080);
/* harmony import */ var _oci_lookup_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(63087);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(24460);
/* harmony import */ var _snapshot_format_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(50013);
/* harmony import */ var _snapshot_table_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(55716);
/* harmony import */ var _beside_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(61420);
/* harmony import */ var _published_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(44078);
/** What is to be published, as values: made from a build, or read from a store that has it. */








/** What is published in a store. All frames are, where the image was to go elsewhere, and where what is kept is gone since. */
async function publicationFor(publication, store) {
    const { kept } = publication;
    if (kept === undefined)
        return publication;
    return kept.location === store.location && (await (0,_oci_lookup_js__WEBPACK_IMPORTED_MODULE_1__/* .hasBlobs */ .Ld)(store, kept.blobs)) ? publication : kept.whole();
}
/** All manifests of a build, made once: the same build gives the same bytes wherever it is published. */
function makePublication(images, layout, donors = []) {
    const snapshots = images.map(({ manifest, snapshot }) => snapshotToStore(snapshot, (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .parseImage */ .zZ)(manifest).config));
    const published = images.map(({ platform, manifest }, position) => ({
        platform,
        image: manifest.descriptor,
        snapshot: snapshots[position].manifest.descriptor,
    }));
    const blobs = images.flatMap((image, position) => [
        ...blobsOf(image).map((blob) => ({ blob, source: () => layout.readBlob(blob) })),
        ...snapshots[position].blobs,
    ]);
    const manifests = [...images, ...snapshots].map(({ manifest }) => manifest);
    return { index: (0,_published_js__WEBPACK_IMPORTED_MODULE_5__/* .makeIndex */ .H9)(published), manifests, blobs, donors };
}
/** A packed snapshot as a store gets it. @param image its configuration, which somebody else stores */
function snapshotToStore(packed, image) {
    const { below, frames: own, framesFile, table, openTable, chunkTable } = packed;
    const frames = [...below.map(({ blob }) => blob), own];
    const { manifest, config } = (0,_published_js__WEBPACK_IMPORTED_MODULE_5__/* .makeSnapshotManifest */ .qX)({ ...packed, frames, config: image }, (0,_snapshot_table_js__WEBPACK_IMPORTED_MODULE_3__.versionOf)(chunkTable));
    const blobs = [
        ...below,
        { blob: own, source: { file: framesFile } },
        { blob: table, source: openTable },
        { blob: config.blob, source: () => (0,_oci_byte_stream_js__WEBPACK_IMPORTED_MODULE_6__/* .streamOf */ .mA)(config.bytes) },
    ];
    return { manifest, blobs };
}
/**
 * Stores a snapshot that belongs to no image: its blobs first, then each tag. What it keeps of others is there already.
 * @param facts what is known of it besides its files, which stands in the place of an image's configuration
 */
async function storeSnapshot(store, tags, { packed, facts }, signal) {
    const said = (0,_beside_js__WEBPACK_IMPORTED_MODULE_4__/* .inlineBlob */ .fy)(_snapshot_format_js__WEBPACK_IMPORTED_MODULE_7__/* .partMediaType */ .uY, facts);
    const { manifest, blobs } = snapshotToStore(packed, said.blob);
    const all = [...blobs, { blob: said.blob, source: () => (0,_oci_byte_stream_js__WEBPACK_IMPORTED_MODULE_6__/* .streamOf */ .mA)(said.bytes) }];
    await Promise.all(all.map(({ blob, source }) => store.writeBlob(blob, source, signal)));
    for (const tag of tags)
        await store.writeManifest(manifest, tag, signal);
}
/** An image that a store has, to be published in another one as it is. @throws store-corrupt if a part of it is missing */
async function publicationIn({ store, root }) {
    const { manifests, blobs } = await (0,_oci_copy_js__WEBPACK_IMPORTED_MODULE_0__/* .closureOf */ .TQ)(store, root);
    return {
        index: root,
        manifests,
        blobs: blobs.map((blob) => ({ blob, source: () => store.readBlob(blob) })),
        donors: [],
    };
}
/** The image's config and layers. */
function blobsOf({ manifest }) {
    const { config, layers } = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .parseImage */ .zZ)(manifest);
    return [config, ...layers];
}


/***/ }),

/***/ 77959:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   An: () => (/* binding */ watchTag),
/* harmony export */   Yq: () => (/* binding */ lostPart),
/* harmony export */   tO: () => (/* binding */ findWhole)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _oci_lookup_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(63087);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(24460);
/* harmony import */ var _parallel_limiter_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(37795);
/* harmony import */ var _published_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(44078);
/**
 * Whether all of a published image is there. Registries store what an index lists as versions without a tag, which clean-up
 * jobs delete; a machine that loses power leaves empty files. Then the tag still answers, and the image is absent in part.
 */





const blobsAtOnce = 8;
/** Looks a tag up, and what its index lists. Absent, with the lost part, if a needed part is gone. */
async function findWhole(store, tag, need, answer = store.lookup(tag)) {
    const lookup = await answer;
    return lookup.state === "present" ? judged(store, lookup.manifest, need) : lookup;
}
function watchTag(store, tag, need) {
    let seen;
    const wholeIn = (lookup) => {
        if (lookup.state === "unknown")
            throw lookup.reason;
        return lookup.state === "present" ? lookup.manifest : undefined;
    };
    const look = async () => {
        const answer = store.lookup(tag);
        const lookup = await answer;
        if (lookup.state === "present")
            seen = lookup.manifest;
        return wholeIn(await findWhole(store, tag, need, answer));
    };
    return {
        look,
        async glance() {
            const digest = await store.peek(tag);
            if (digest === undefined)
                return undefined;
            return seen?.descriptor.digest === digest ? wholeIn(await judged(store, seen, need)) : look();
        },
    };
}
async function judged(store, index, need) {
    try {
        const lost = await lostPart(store, index, need);
        return lost === undefined ? { state: "present", manifest: index } : { state: "absent", lost };
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isTreestampError */ .Sh)(error) && error.code !== "interrupted")
            return { state: "unknown", reason: error };
        throw error;
    }
}
/**
 * The first part of an index's images that is missing from the store, as a clause; undefined if none is. An index that
 * treestamp did not write has no parts that we know of.
 * @throws store-unreachable, store-denied, store-refused: it is not known
 */
async function lostPart(store, index, need) {
    const parts = partsOf(index, need.platform);
    const there = await Promise.all(parts.map(({ descriptor }) => store.hasManifest(descriptor.digest)));
    const lost = parts.find((_, at) => !there[at]);
    if (lost !== undefined)
        return isMissing(lost.name, lost.descriptor);
    // Looking for a file costs nothing.
    if (store.shared && !need.blobs)
        return undefined;
    for (const { name, descriptor } of parts) {
        const manifest = await (0,_oci_lookup_js__WEBPACK_IMPORTED_MODULE_1__/* .findManifest */ .J9)(store, descriptor.digest);
        if (manifest === undefined)
            return isMissing(name, descriptor);
        const parsed = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .parseManifest */ .Ng)(manifest);
        if (parsed.kind !== "manifest")
            continue;
        const blobs = [parsed.config, ...parsed.layers];
        const missing = new Set();
        await (0,_parallel_limiter_js__WEBPACK_IMPORTED_MODULE_4__/* .limiter */ .T)(blobsAtOnce).all(blobs, async (blob) => {
            if (!(await hasBlob(store, blob, need.blobs === true)))
                missing.add(blob);
        });
        const first = blobs.find((blob) => missing.has(blob)); // in a fixed order, whichever answer came first
        if (first !== undefined)
            return isMissing(`a blob of ${name}`, first, store.shared ? "" : " or damaged");
    }
    return undefined;
}
function partsOf(index, platform) {
    const images = imagesIn(index);
    const own = platform === undefined ? [] : images.filter((image) => (0,_published_js__WEBPACK_IMPORTED_MODULE_3__/* .isFor */ .Gi)(image, platform));
    return (own.length > 0 ? own : images).flatMap(({ platform, image, snapshot }) => {
        const of = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .formatPlatform */ .Bq)(platform);
        return [
            { name: `the image for ${of}`, descriptor: image },
            ...(snapshot === undefined ? [] : [{ name: `the snapshot for ${of}`, descriptor: snapshot }]),
        ];
    });
}
function imagesIn(index) {
    try {
        return (0,_published_js__WEBPACK_IMPORTED_MODULE_3__/* .parseIndex */ .A1)(index);
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isTreestampError */ .Sh)(error, "image-invalid"))
            return [];
        throw error;
    }
}
function isMissing(name, { digest }, orElse = "") {
    return `${name} (${digest}) is missing${orElse}`;
}
/** @param thorough reads a file to its end: after a power loss it may be empty, or zeros */
async function hasBlob(store, blob, thorough) {
    if (store.shared || !thorough)
        return store.hasBlob(blob.digest);
    try {
        for await (const _ of store.readBlob(blob))
            ;
        return true;
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isTreestampError */ .Sh)(error, "store-corrupt", "path-missing"))
            return false;
        throw error;
    }
}


/***/ }),

/***/ 7585:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  blobOf: () => (/* binding */ blobOf),
  contextTar: () => (/* binding */ contextTar),
  dockerfileText: () => (/* binding */ dockerfileText),
  ownFile: () => (/* binding */ ownFile),
  treesOf: () => (/* binding */ treesOf)
});

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: ./core/archive/tar-writer.js
var tar_writer = __webpack_require__(64113);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(64256);
// EXTERNAL MODULE: ./core/git/lfs-pointer.js
var lfs_pointer = __webpack_require__(60083);
// EXTERNAL MODULE: ./core/git/tree.js
var tree = __webpack_require__(12386);
// EXTERNAL MODULE: ./core/oci/byte-stream.js
var byte_stream = __webpack_require__(25888);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./core/git/path.js
var git_path = __webpack_require__(3533);
// EXTERNAL MODULE: ./core/machine/missing.js
var missing = __webpack_require__(71081);
;// CONCATENATED MODULE: ./core/recipe/lfs.js
/** Files of Git LFS in a context: git has a pointer, and the image gets the content that it names. */







/**
 * The content of a pointer: from Git LFS's own store, or from the work tree where the file there is the one.
 * @param path from the repository's root
 * @throws repository-invalid where the content is not on this machine
 */
async function lfsContent(repository, { gitDirectories, purpose }, path, { sha256, size }) {
    const said = (await repository.git(["config", "--get", "lfs.storage"])).stdout.toString("utf8").trim();
    const stores = gitDirectories.map((folder) => ((0,external_node_path_.isAbsolute)(said) ? said : (0,external_node_path_.join)(folder, said || "lfs")));
    const kept = stores.map((store) => (0,external_node_path_.join)(store, "objects", sha256.slice(0, 2), sha256.slice(2, 4), sha256));
    const checkedOut = repository.workTree === undefined
        ? []
        : [Buffer.from(`${Buffer.from(repository.workTree).toString("latin1")}/${path}`, "latin1")];
    for (const place of [...kept, ...checkedOut]) {
        const stats = await (0,promises_.stat)(place).catch((0,missing/* missing */.L)(undefined));
        if (stats?.isFile() && stats.size === size && (await (0,lfs_pointer/* sha256OfFile */.Vq)(place)) === sha256)
            return (0,external_node_fs_.createReadStream)(place);
    }
    const where = (0,git_path/* textOfPath */._w)(path);
    throw new errors/* TreestampError */.ks("repository-invalid", `\`${purpose.input}\`: ${where} is kept in Git LFS, and its content is not here.`, {
        remedy: `Fetch it: \`lfs: true\` of actions/checkout, or \`git lfs pull\`. ${purpose.otherwise}`,
    });
}

// EXTERNAL MODULE: ./core/recipe/recipe.js
var recipe_recipe = __webpack_require__(61810);
// EXTERNAL MODULE: ./core/git/repository.js + 2 modules
var git_repository = __webpack_require__(8284);
// EXTERNAL MODULE: ./core/recipe/dockerignore.js
var dockerignore = __webpack_require__(1062);
// EXTERNAL MODULE: ./core/recipe/lay-in.js
var lay_in = __webpack_require__(26654);
// EXTERNAL MODULE: ./core/recipe/unignored-entries.js
var unignored_entries = __webpack_require__(10264);
;// CONCATENATED MODULE: ./core/recipe/submodules.js
/**
 * A context with the files of its submodules. The key knows a submodule by its commit, as git does; its files are in a
 * repository of its own, which a checkout may or may not have brought along.
 */











const forImage = {
    input: "context",
    otherwise: "If the context does not need it, exclude it in .dockerignore.",
};
/** @throws repository-invalid for a submodule that is not checked out */
async function withSubmodules(repository, recipe, purpose) {
    const made = new Map(recipe.madeTrees);
    const objectFolders = [];
    const gitDirectories = [repository.commonDirectory];
    const readers = [];
    const close = async () => void (await Promise.all(readers.map((reader) => reader.close())));
    const readTree = async (oid) => {
        const known = made.get(oid);
        if (known !== undefined)
            return known;
        if (objectFolders.length === 0)
            return repository.readTree(oid);
        const object = await treeReader().read(oid);
        if (object?.type !== "tree")
            throw await repository.lacking("tree", oid);
        return (0,tree/* parseTree */.cZ)(object.body, repository.objectFormat);
    };
    /** git looks for object directories once, at its start: the newest reader knows them all. */
    const treeReader = () => readers.at(-1);
    const into = { format: repository.objectFormat, made, readTree };
    async function replaced(entries, above, home) {
        const all = [];
        for (const entry of entries) {
            const path = above + entry.name;
            if (entry.mode === "40000") {
                const before = await readTree(entry.oid);
                const after = await replaced(before, `${path}/`, home);
                all.push(after === before ? entry : (0,lay_in/* makeDirectory */.Oh)(into, entry.name, after));
            }
            else if (entry.mode === "160000") {
                const directory = await filled(entry, path, home);
                if (directory !== undefined)
                    all.push(directory);
            }
            else
                all.push(entry);
        }
        return all.length === entries.length && all.every((entry, index) => entry === entries[index]) ? entries : all;
    }
    /** The submodule as a directory; undefined if the ignore rules exclude it except for files that it does not have. */
    async function filled(entry, path, home) {
        const inside = await submoduleAt(home, (0,recipe_recipe/* pathInRepository */.zB)(recipe, path));
        gitDirectories.push(...inside.gitDirectories);
        objectFolders.push(...inside.gitDirectories.map((folder) => (0,external_node_path_.join)(folder, "objects")));
        readers.push(repository.openObjects(objectFolders));
        const commit = await treeReader().read(entry.oid);
        if (commit?.type !== "commit")
            throw notCheckedOut(purpose, inside.path, entry.oid, home.path !== "");
        let entries = await readTree((0,git_repository/* treeOfCommit */.rv)(commit.body));
        if (recipe.ignore !== undefined) {
            const { rules } = recipe.ignore;
            const { ignored, matches } = (0,dockerignore/* matchWay */.d_)(rules, (0,tree/* textOf */.b6)(path));
            ({ entries } = await (0,unignored_entries/* unignoredEntries */.a)(into, entries, rules, { path, matches }));
            if (ignored && entries.length === 0)
                return undefined;
        }
        const modules = (await treeReader().read(`${entry.oid}:.gitmodules`))?.body.toString("utf8") ?? "";
        return (0,lay_in/* makeDirectory */.Oh)(into, entry.name, await replaced(entries, `${path}/`, { ...inside, modules }));
    }
    try {
        const { workTree, gitDirectory, commonDirectory } = repository;
        const modules = (await repository.objects.read("HEAD:.gitmodules"))?.body.toString("utf8") ?? "";
        const home = { path: "", workTree, gitDirectories: [gitDirectory, commonDirectory], modules };
        const entries = await replaced(recipe.context, "", home);
        const objects = repository.openObjects(objectFolders);
        readers.unshift(objects);
        return { entries, readTree, objects, gitDirectories, close };
    }
    catch (error) {
        await close();
        throw error;
    }
}
/**
 * Where the repository of a submodule may be: where its checkout says, and where git keeps one that is not checked out any
 * more. Source: gitrepository-layout(5), gitsubmodules(7).
 * @param path in the outermost repository
 */
async function submoduleAt(home, path) {
    const own = (0,git_path/* textOfPath */._w)(home.path === "" ? path : path.slice(home.path.length + 1));
    const workTree = home.workTree === undefined ? undefined : (0,external_node_path_.join)(home.workTree, own);
    const name = nameIn(home.modules, own) ?? own;
    const kept = home.gitDirectories.map((folder) => (0,external_node_path_.join)(folder, "modules", name));
    const candidates = [...(workTree === undefined ? [] : await gitDirectoriesOf(workTree)), ...kept];
    const gitDirectories = [];
    for (const folder of candidates) {
        const objects = await (0,promises_.stat)((0,external_node_path_.join)(folder, "objects")).catch((0,missing/* missing */.L)(undefined));
        if (objects?.isDirectory() && !gitDirectories.includes(folder))
            gitDirectories.push(folder);
    }
    return { path, workTree, gitDirectories };
}
/** The git directory that a checkout names, and the one it shares with other worktrees. */
async function gitDirectoriesOf(workTree) {
    const git = (0,external_node_path_.join)(workTree, ".git");
    const stats = await (0,promises_.stat)(git).catch((0,missing/* missing */.L)(undefined));
    if (stats === undefined)
        return [];
    if (stats.isDirectory())
        return [git];
    const [, target] = /^gitdir: (.+?)\n?$/s.exec(await (0,promises_.readFile)(git, "utf8")) ?? [];
    if (target === undefined)
        return [];
    const folder = (0,external_node_path_.resolve)(workTree, target);
    const common = await (0,promises_.readFile)((0,external_node_path_.join)(folder, "commondir"), "utf8").catch((0,missing/* missing */.L)(undefined));
    return common === undefined ? [folder] : [folder, (0,external_node_path_.resolve)(folder, common.trim())];
}
/** The name that the text of a `.gitmodules` gives to the submodule at `path`. */
function nameIn(text, path) {
    for (const section of text.split(/^\s*(?=\[submodule )/m)) {
        const [, name] = /^\[submodule "([^"\n]+)"\]/.exec(section) ?? [];
        const [, at] = /^\s*path\s*=\s*"?(.*?)"?\s*$/m.exec(section) ?? [];
        if (name !== undefined && at === path && !name.split("/").includes(".."))
            return name;
    }
    return undefined;
}
function notCheckedOut({ input, otherwise }, path, commit, isNested) {
    const where = (0,git_path/* textOfPath */._w)(path);
    return new errors/* TreestampError */.ks("repository-invalid", `\`${input}\`: ${where} is a submodule, and its commit ${commit} is not in this checkout.`, {
        remedy: `Check it out: \`submodules: ${isNested ? "recursive" : "true"}\` of actions/checkout, or \`git submodule update --init${isNested ? " --recursive" : ""}\`. ${otherwise}`,
    });
}

;// CONCATENATED MODULE: ./core/recipe/context.js
/** The build context as a tar stream, from git objects alone: the same bytes on every machine. */









/** So many files are asked for before the first half of them is read. */
const askedAhead = 128;
/**
 * The tar of a recipe's files: blobs as they are (no line endings, no keywords changed), links as links, submodules with their
 * files, the files of Git LFS with their content.
 */
function contextTar(repository, recipe, purpose = forImage) {
    return async function* () {
        // A separate reader, so that a slow consumer of the tar does not hold up others.
        const context = await withSubmodules(repository, recipe, purpose);
        const lfs = { gitDirectories: context.gitDirectories, purpose };
        const files = {
            lfs: (path, pointer) => lfsContent(repository, lfs, (0,recipe_recipe/* pathInRepository */.zB)(recipe, path), pointer),
            lacking: (oid) => repository.lacking("blob", oid),
            name: (path) => (0,tree/* textOf */.b6)((0,recipe_recipe/* pathInRepository */.zB)(recipe, path)),
        };
        try {
            yield* (0,tar_writer/* writeTar */.F)(archived(placesOf(context), streamer(recipe, context.objects), files));
        }
        finally {
            await context.close();
        }
    };
}
/** Reads the recipe's trees: git's, and those that laying in has made. */
function treesOf(repository, recipe) {
    return async (oid) => recipe.madeTrees.get(oid) ?? (await repository.readTree(oid));
}
/** The text of the recipe's Dockerfile. */
async function dockerfileText(repository, { oid }) {
    return (await repository.readBlob(oid)).toString("utf8");
}
/** The bytes of one of the recipe's own files; undefined if it has none of that name. */
async function ownFile(repository, recipe, name) {
    const file = recipe.own.find((one) => one.name === name);
    if (file === undefined)
        return undefined;
    const { oid } = file.entry;
    return recipe.madeBlobs.get(oid) ?? (await repository.readBlob(oid));
}
/** Streams a file of the repository. */
function blobOf(repository, oid) {
    return async function* () {
        const reader = repository.openObjects([]);
        try {
            const object = await reader.stream(oid);
            if (object === undefined)
                throw await repository.lacking("blob", oid);
            yield* object.body;
        }
        finally {
            await reader.close();
        }
    };
}
/** Streams git's blobs, and those that reducing a file has made. */
function streamer({ madeBlobs }, objects) {
    return async (oid) => {
        const made = madeBlobs.get(oid);
        if (made === undefined)
            return objects.stream(oid);
        return { oid, type: "blob", size: made.length, body: external_node_stream_.Readable.from([made]) };
    };
}
/** Everything in the context, each directory before what is in it. */
async function* placesOf({ entries, readTree }) {
    async function* below(entries, above) {
        for (const entry of entries) {
            const path = above + entry.name;
            yield { path, entry };
            if (entry.mode === "40000")
                yield* below(await readTree(entry.oid), `${path}/`);
        }
    }
    yield* below(entries, "");
}
/** The tar's entries; a few files are asked for ahead, so that git works while the reader does. */
async function* archived(places, stream, files) {
    const queue = [];
    for await (const place of places) {
        const content = place.entry.mode !== "40000" ? stream(place.entry.oid) : undefined;
        content?.catch(() => { }); // heard when its turn comes; nobody listens where the reader stops early
        queue.push({ place, content });
        if (queue.length < askedAhead)
            continue;
        for (const next of queue.splice(0, askedAhead / 2))
            yield await tarEntry(next.place, next.content, files);
    }
    for (const { place, content } of queue)
        yield await tarEntry(place, content, files);
}
async function tarEntry({ path, entry }, asked, files) {
    if (asked === undefined)
        return { path, kind: "directory", mode: 0o755 };
    const object = await asked.catch((cause) => {
        if (!(0,errors/* isTreestampError */.Sh)(cause))
            throw cause;
        const { code, message, remedy } = cause;
        throw new errors/* TreestampError */.ks(code, `${files.name(path)} cannot be read: ${message}`, {
            ...(remedy === undefined ? {} : { remedy }),
            cause,
        });
    });
    if (object === undefined)
        throw await files.lacking(entry.oid);
    const mode = entry.mode === "100755" ? 0o755 : 0o644;
    const isLink = entry.mode === "120000";
    if (!isLink && object.size > lfs_pointer/* largestPointer */.ew) {
        return { path, kind: "file", mode, size: object.size, content: object.body };
    }
    const parts = [];
    for await (const part of object.body)
        parts.push(part);
    const body = Buffer.concat(parts);
    if (isLink)
        return { path, kind: "link", mode: 0o777, target: body.toString("latin1") };
    const pointer = (0,lfs_pointer/* parsePointer */.vp)(body);
    if (pointer === undefined)
        return { path, kind: "file", mode, size: body.length, content: (0,byte_stream/* streamOf */.mA)(body) };
    return { path, kind: "file", mode, size: pointer.size, content: await files.lfs(path, pointer) };
}


/***/ }),

/***/ 58004:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $Z: () => (/* binding */ movingImages),
/* harmony export */   L9: () => (/* binding */ unpinnedInputs),
/* harmony export */   v6: () => (/* binding */ unpinnedIn)
/* harmony export */ });
/* harmony import */ var _dockerfile_image_name_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(66523);
/* harmony import */ var _dockerfile_parse_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(14817);
/* harmony import */ var _dockerfile_stages_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8019);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64256);
/* harmony import */ var _inputs_environments_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(44075);
/* harmony import */ var _inputs_recipe_inputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(48197);
/* harmony import */ var _context_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7585);
/**
 * Finds inputs of a Dockerfile that the key cannot see because nothing fixes their bytes: images without a digest,
 * downloads without a checksum. Source of the syntax: docs.docker.com, "Dockerfile reference".
 */







/** What recipes use from outside without pinning it: images and downloads of Dockerfiles, packages without a lock. */
async function unpinnedIn(repository, recipes) {
    const found = recipes.map(async ({ method, own: files, bases, upstreams, platforms, origin }) => {
        const newest = (input, remedy) => {
            const message = `\`${(0,_inputs_environments_js__WEBPACK_IMPORTED_MODULE_3__/* .inputOf */ .wg)(origin.environment, input)}\` are whatever is newest that day: ${remedy}`;
            return [{ file: _inputs_recipe_inputs_js__WEBPACK_IMPORTED_MODULE_4__/* .configPath */ .eQ, message }];
        };
        if (method.kind === "assemble" && method.packages.length > 0 && !files.some(({ name }) => name === "lock"))
            return newest("assemble.packages", "name a `lock`, which treestamp lock writes");
        if (method.kind === "bootstrap" && method.packages !== undefined && method.packages.snapshot === undefined)
            return newest("bootstrap.packages", "name the time of a `snapshot`, and a mirror that keeps it");
        if (method.kind !== "dockerfile")
            return [];
        const known = [...bases.map(({ name }) => name), ...upstreams.keys()];
        const own = unpinnedInputs(await (0,_context_js__WEBPACK_IMPORTED_MODULE_5__.dockerfileText)(repository, method), { ...method, platforms, bases: known });
        return own.map((each) => ({ ...each, file: method.origin }));
    });
    return (await Promise.all(found)).flat();
}
/**
 * The images that the built stages take by names that can mean another one tomorrow, by the lines that name them. An image
 * that a build argument names is not among them.
 * @throws input-invalid for a Dockerfile that cannot be read
 */
function movingImages(text, naming) {
    const dockerfile = (0,_dockerfile_parse_js__WEBPACK_IMPORTED_MODULE_0__/* .parseDockerfile */ .Ai)(text);
    const syntax = dockerfile.directives.get("syntax");
    const reader = syntax === undefined || isFixed(syntax) || naming.buildArgs.has("BUILDKIT_SYNTAX")
        ? []
        : [{ name: syntax, line: 1, by: "# syntax" }];
    const taken = naming.platforms.flatMap((platform) => {
        const { stages, needed } = stagesFor(dockerfile, platform, naming);
        return (0,_dockerfile_stages_js__WEBPACK_IMPORTED_MODULE_1__/* .imagesTaken */ .ul)(stages, needed, platform).filter(({ name }) => isMoving(name, naming.bases));
    });
    const all = [...reader, ...taken.map(({ name, line, by }) => ({ name, line, by }))];
    const once = new Map(all.map((each) => [`${each.line} ${each.by} ${each.name}`, each]));
    return [...once.values()].sort((a, b) => a.line - b.line);
}
function stagesFor(dockerfile, platform, { buildArgs, target }) {
    const { stages } = (0,_dockerfile_stages_js__WEBPACK_IMPORTED_MODULE_1__/* .stagesOf */ .ZL)(dockerfile, { buildArgs, target, platform, buildPlatform: platform });
    return { stages, needed: (0,_dockerfile_stages_js__WEBPACK_IMPORTED_MODULE_1__/* .neededStages */ .xB)(stages, (0,_dockerfile_stages_js__WEBPACK_IMPORTED_MODULE_1__/* .targetOf */ .$r)(stages, target)) };
}
/** What the built stages use; nothing if the Dockerfile cannot be read, because the engine will say so. */
function unpinnedInputs(text, naming) {
    try {
        const dockerfile = (0,_dockerfile_parse_js__WEBPACK_IMPORTED_MODULE_0__/* .parseDockerfile */ .Ai)(text);
        const found = naming.platforms.flatMap((platform) => {
            const { stages, needed } = stagesFor(dockerfile, platform, naming);
            return [
                ...frontend(dockerfile, naming.buildArgs),
                ...images((0,_dockerfile_stages_js__WEBPACK_IMPORTED_MODULE_1__/* .imagesTaken */ .ul)(stages, needed, platform), naming.bases),
                ...downloads(stages, needed),
            ];
        });
        const once = new Map(found.map((each) => [`${each.line} ${each.message}`, each]));
        return [...once.values()].sort((a, b) => a.line - b.line);
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .isTreestampError */ .Sh)(error))
            return [];
        throw error;
    }
}
/** The image that reads the Dockerfile: what it makes of the same text may also change. */
function frontend({ directives }, buildArgs) {
    const set = buildArgs.get("BUILDKIT_SYNTAX");
    const image = set ?? directives.get("syntax");
    if (image === undefined || isFixed(image))
        return [];
    const where = set === undefined ? "# syntax" : "The build argument BUILDKIT_SYNTAX";
    return [
        {
            line: 1,
            message: `${where} ${image} is not fixed by a digest: write ${image}@sha256:…, or leave it out: BuildKit has its own`,
        },
    ];
}
function images(taken, bases) {
    return taken.flatMap(({ name, line, by }) => {
        if (!isMoving(name, bases))
            return [];
        const tag = /:([^/:]+)$/.exec(name)?.[1];
        const moves = tag === undefined || tag === "latest" ? ", which is whatever is newest that day" : "";
        const message = `${by} ${name} is not fixed by a digest${moves}: write ${name}@sha256:…, or list it under \`base\``;
        return [{ line, message }];
    });
}
function isMoving(name, bases) {
    return !isFixed(name) && !bases.some((base) => (0,_dockerfile_image_name_js__WEBPACK_IMPORTED_MODULE_6__/* .isSameImage */ .m)(base, name));
}
function isFixed(image) {
    return /@(sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/.test(image);
}
function downloads(stages, needed) {
    return (0,_dockerfile_stages_js__WEBPACK_IMPORTED_MODULE_1__/* .instructionsOf */ .Jk)(stages, needed).flatMap((instruction) => {
        if (instruction.word !== "ADD" || (0,_dockerfile_parse_js__WEBPACK_IMPORTED_MODULE_0__/* .flagOf */ .iP)(instruction, "checksum") !== undefined)
            return [];
        const urls = instruction.rest.match(/(?:\b(?:https?|ssh|git):\/\/|\bgit@)[^\s"',\]]+/g) ?? [];
        return urls.flatMap((url) => {
            const { line } = instruction;
            const isGit = !/^https?:/.test(url) || /\.git([#?].*)?$/.test(url);
            if (!isGit)
                return [{ line, message: `ADD ${url} has no checksum: write ADD --checksum=sha256:… ${url}` }];
            if (/#[0-9a-f]{40,64}(:|$)/.test(url) || /[?&](checksum|commit)=[0-9a-f]{40,64}(&|#|$)/.test(url))
                return [];
            return [{ line, message: `ADD ${url} is not fixed to a commit: write a commit's 40 digits after #` }];
        });
    });
}


/***/ }),

/***/ 71593:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ checkoutFilters),
/* harmony export */   X: () => (/* binding */ unlikeCheckout)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _git_path_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3533);
/* harmony import */ var _git_working_tree_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(21704);
/* harmony import */ var _machine_missing_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(71081);
/* harmony import */ var _dockerignore_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1062);
/* harmony import */ var _include_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(56622);
/**
 * Where the image gets other bytes than the checkout shows: git keeps them in another form, or in another repository. The
 * key and the image follow what git has, and an edit of the file would not show why.
 */







/** One or two sentences for each kind, with the paths, except for what the recipes' ignore rules exclude. */
async function unlikeCheckout(repository, recipes, filters) {
    const { workTree } = repository;
    const below = [...new Set(recipes.flatMap(foldersOf))];
    if (workTree === undefined || below.length === 0)
        return [];
    const limits = below.includes("") ? [] : ["--", ...below.map(_git_path_js__WEBPACK_IMPORTED_MODULE_2__/* .textOfPath */ ._w)];
    const kept = (path) => recipes.some((recipe) => isTaken(recipe, path) && !isLeftOut(recipe, path));
    const modules = async () => {
        const hasModules = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(workTree, ".gitmodules")).catch((0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_4__/* .missing */ .L)(undefined))) !== undefined;
        return hasModules ? (0,_git_working_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .submodulesChangedInside */ .ux)(repository, limits) : [];
    };
    const [changed, filtered] = await Promise.all([modules(), filteredFiles(repository, limits, filters)]);
    return [
        ...changed
            .filter(kept)
            .map((path) => `${(0,_git_path_js__WEBPACK_IMPORTED_MODULE_2__/* .textOfPath */ ._w)(path)} is a submodule with uncommitted changes: the image gets its commit, without them. Commit them there.`),
        ...driversOf(filtered.filter(({ path }) => kept(path))).map(([driver, paths]) => {
            const more = paths.length > 1 ? ` and ${paths.length - 1} more` : "";
            return `${(0,_git_path_js__WEBPACK_IMPORTED_MODULE_2__/* .textOfPath */ ._w)(paths[0])}${more}: git's filter "${driver}" (.gitattributes) changes this file at checkout, and the image gets what git stores. Undo the filter in the Dockerfile, or exclude the file in .dockerignore.`;
        }),
    ];
}
/** Asks git for them. Git LFS is none: its content is looked up. */
async function checkoutFilters(repository) {
    const settings = await repository.git(["config", "--null", "--get-regexp", "^filter\\..*\\.(smudge|process)$"]);
    const drivers = new Set();
    for (const setting of settings.stdout.toString("utf8").split("\0")) {
        const [, driver, program = ""] = /^filter\.(.+)\.(?:smudge|process)\n(.*)$/s.exec(setting) ?? [];
        if (driver !== undefined && driver !== "lfs" && !["", "cat"].includes(program.trim()))
            drivers.add(driver);
    }
    return drivers;
}
/** Tracked files that one of the filters changes. */
async function filteredFiles(repository, limits, filters) {
    if (filters.size === 0)
        return [];
    const input = await repository.ask(["ls-files", "-z", ...limits]);
    const answer = await repository.ask(["check-attr", "-z", "--stdin", "filter"], { input });
    const fields = answer.toString("latin1").split("\0");
    const found = [];
    for (let at = 0; at + 2 < fields.length; at += 3) {
        const [path, , driver] = fields.slice(at, at + 3);
        if (filters.has(driver))
            found.push({ path, driver });
    }
    return found;
}
function driversOf(files) {
    const paths = Map.groupBy(files, ({ driver }) => driver);
    return [...paths].map(([driver, each]) => [driver, each.map(({ path }) => path)]);
}
/** The folders that a recipe takes files from. */
function foldersOf({ origin: { context, include } }) {
    return [...(context === undefined ? [] : [context]), ...include.map(_include_js__WEBPACK_IMPORTED_MODULE_6__/* .directoryOf */ .jt)];
}
function isTaken(recipe, path) {
    return foldersOf(recipe).some((folder) => (0,_git_path_js__WEBPACK_IMPORTED_MODULE_2__/* .isInFolder */ .Gp)(folder, path));
}
function isLeftOut({ ignore, origin: { context = "" } }, path) {
    if (ignore === undefined)
        return false;
    const isInside = context === "" || path.startsWith(`${context}/`);
    const inContext = isInside && context !== "" ? path.slice(context.length + 1) : path;
    return (0,_dockerignore_js__WEBPACK_IMPORTED_MODULE_5__/* .matchWay */ .d_)(ignore.rules, (0,_git_path_js__WEBPACK_IMPORTED_MODULE_2__/* .textOfPath */ ._w)(inContext)).ignored;
}


/***/ }),

/***/ 37864:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   callVerb: () => (/* binding */ callVerb)
/* harmony export */ });
/* harmony import */ var _log_stages_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(24291);
/* harmony import */ var _machine_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34687);
/* harmony import */ var _places_ladder_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80239);
/* harmony import */ var _recipe_key_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(95665);
/* harmony import */ var _recipe_source_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(68273);
/* harmony import */ var _resolve_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(88750);
/* harmony import */ var _warnings_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(51973);







/** Carries out the verb of a request. @throws TreestampError */
async function callVerb(ports, request, repository) {
    try {
        return await carryOut(ports, request, repository);
    }
    catch (error) {
        throw (0,_machine_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .readableFailure */ .r)(error);
    }
}
async function carryOut(ports, request, repository) {
    switch (request.verb) {
        case "plan":
            return (await Promise.all(/* import() */[__webpack_require__.e(5749), __webpack_require__.e(2633), __webpack_require__.e(2523), __webpack_require__.e(6855), __webpack_require__.e(6824), __webpack_require__.e(282)]).then(__webpack_require__.bind(__webpack_require__, 18422))).planned(ports, request, repository);
        case "resolve":
            if (request.all)
                return (await Promise.all(/* import() */[__webpack_require__.e(5749), __webpack_require__.e(2633), __webpack_require__.e(2523), __webpack_require__.e(6855), __webpack_require__.e(6824), __webpack_require__.e(282)]).then(__webpack_require__.bind(__webpack_require__, 18422))).allResolved(ports, request, repository);
            return resolved(ports, request, await (0,_resolve_js__WEBPACK_IMPORTED_MODULE_4__.identify)(ports, request, repository, { askAhead: true }));
        case "build":
            if (request.all)
                return (await Promise.all(/* import() */[__webpack_require__.e(5749), __webpack_require__.e(2633), __webpack_require__.e(2523), __webpack_require__.e(6855), __webpack_require__.e(6824), __webpack_require__.e(282)]).then(__webpack_require__.bind(__webpack_require__, 18422))).allBuilt(ports, request, repository);
            return built(ports, request, repository);
        case "run":
            if (request.reuse !== undefined)
                return (await Promise.all(/* import() */[__webpack_require__.e(214), __webpack_require__.e(5749), __webpack_require__.e(2633), __webpack_require__.e(2818), __webpack_require__.e(4024), __webpack_require__.e(3422), __webpack_require__.e(6793), __webpack_require__.e(8272)]).then(__webpack_require__.bind(__webpack_require__, 58272))).runOnce(ports, request, repository);
            return ready(ports, request, repository);
        case "pull":
            return ready(ports, request, repository);
        case "passed":
            return (await Promise.all(/* import() */[__webpack_require__.e(214), __webpack_require__.e(5749), __webpack_require__.e(2633), __webpack_require__.e(2818), __webpack_require__.e(4024), __webpack_require__.e(3422), __webpack_require__.e(6793), __webpack_require__.e(8272), __webpack_require__.e(52)]).then(__webpack_require__.bind(__webpack_require__, 90052))).passed(ports, request, repository);
        case "lock":
            return (await Promise.all(/* import() */[__webpack_require__.e(2633), __webpack_require__.e(2523), __webpack_require__.e(6855), __webpack_require__.e(3422), __webpack_require__.e(7919)]).then(__webpack_require__.bind(__webpack_require__, 47919))).lock(ports, request, repository);
        case "verify":
            return (await Promise.all(/* import() */[__webpack_require__.e(2633), __webpack_require__.e(7660)]).then(__webpack_require__.bind(__webpack_require__, 88513))).verify(ports, request, repository);
        case "push":
        case "assemble":
            return (await Promise.all(/* import() */[__webpack_require__.e(8509), __webpack_require__.e(7905), __webpack_require__.e(5741)]).then(__webpack_require__.bind(__webpack_require__, 85741))).push(ports, request, repository);
        case "promote":
            return (await Promise.all(/* import() */[__webpack_require__.e(8509), __webpack_require__.e(2633), __webpack_require__.e(7905), __webpack_require__.e(394)]).then(__webpack_require__.bind(__webpack_require__, 20394))).promote(ports, request, repository);
    }
}
async function built(ports, request, repository) {
    const [identified, { ensureBuilt }, { recordedBuildTime }] = await Promise.all([
        (0,_resolve_js__WEBPACK_IMPORTED_MODULE_4__.identify)(ports, request, repository, { askAhead: true }),
        Promise.all(/* import() */[__webpack_require__.e(2633), __webpack_require__.e(2523), __webpack_require__.e(6855), __webpack_require__.e(5717)]).then(__webpack_require__.bind(__webpack_require__, 56855)),
        __webpack_require__.e(/* import() */ 4577).then(__webpack_require__.bind(__webpack_require__, 14577)),
    ]);
    await (0,_recipe_key_js__WEBPACK_IMPORTED_MODULE_2__.writeKeyTree)(repository, identified.recipe, identified.key);
    const { lookup, image, hit, missed } = await ensureBuilt(ports, request, identified);
    const { location } = image.store;
    if (hit)
        sayHit(ports, identified, location);
    const state = lookup.state;
    const buildSeconds = hit ? await recordedBuildTime(image.store, identified.key.tag) : undefined;
    if (!hit)
        await (await Promise.all(/* import() */[__webpack_require__.e(5749), __webpack_require__.e(6824), __webpack_require__.e(2833)]).then(__webpack_require__.bind(__webpack_require__, 12833))).keepWithinLimit(ports, request.cacheSize);
    return { ...(0,_resolve_js__WEBPACK_IMPORTED_MODULE_4__.named)(identified, location, image.root.descriptor.digest), state, cacheHit: hit, missed, buildSeconds };
}
async function ready(ports, request, repository) {
    const [{ ensureReady, pulledBefore, readyOutcome }, { checkRun, runIn }] = await Promise.all([
        Promise.all(/* import() */[__webpack_require__.e(2633), __webpack_require__.e(3422)]).then(__webpack_require__.bind(__webpack_require__, 80795)),
        Promise.all(/* import() */[__webpack_require__.e(214), __webpack_require__.e(5749), __webpack_require__.e(2818), __webpack_require__.e(4024), __webpack_require__.e(6793), __webpack_require__.e(8121)]).then(__webpack_require__.bind(__webpack_require__, 26793)),
    ]);
    if (request.verb === "run")
        await checkRun(request);
    const pulled = request.verb === "run" ? await pulledBefore(ports, request, repository) : undefined;
    const ready = pulled ?? (await ensureReady(ports, request, repository));
    if (ready.hit)
        sayHit(ports, ready, ready.from.location);
    // No object is read any more, and a command may take hours: git's process ends meanwhile.
    repository.close().catch(() => { }); // reported where it is closed at the end
    const ran = request.verb === "run" ? await runIn(ports, request, ready) : undefined;
    const job = request.verb === "pull" ? await shareWithJob(ports, request, ready) : undefined;
    return { ...readyOutcome(ready), job, ...ran };
}
/** One line about a hit; a miss has more to report. */
function sayHit({ log }, { key, stages }, location) {
    const ready = stages.find(({ note }) => note === _log_stages_js__WEBPACK_IMPORTED_MODULE_6__/* .readyHere */ .WH || note === _log_stages_js__WEBPACK_IMPORTED_MODULE_6__/* .pulledHere */ .zB);
    log.info(`Hit: ${location} has ${key.tag}${ready === undefined ? "" : `, ${ready.note}`}.`);
}
/** Shares the environment with the later steps of the job. @returns the job's folder */
async function shareWithJob(ports, request, ready) {
    const { environment, from, key, writable, caches, sandbox } = ready;
    if (sandbox.kind === "container") {
        ports.log.info("Each command gets a fresh container: of what one writes, the next one sees the workspace alone.");
    }
    const { namesEnvironment } = await Promise.all(/* import() */[__webpack_require__.e(2633), __webpack_require__.e(3422)]).then(__webpack_require__.bind(__webpack_require__, 80795));
    const pulled = { location: from.location, key, byInputs: namesEnvironment(request), writable, caches };
    return ports.keepEnvironment(environment.table, pulled);
}
async function resolved(ports, request, identified) {
    const { repository, recipe, key } = identified;
    const [answer] = await Promise.all([
        (0,_places_ladder_js__WEBPACK_IMPORTED_MODULE_1__/* .lookUp */ .TE)((0,_places_ladder_js__WEBPACK_IMPORTED_MODULE_1__/* .ladderOf */ .Id)(ports, identified), { platform: ports.platform }),
        (0,_recipe_key_js__WEBPACK_IMPORTED_MODULE_2__.writeKeyTree)(repository, recipe, key),
    ]);
    const { lookup, place } = answer;
    const { location } = place.store;
    const doubt = (0,_warnings_js__WEBPACK_IMPORTED_MODULE_5__/* .doubtOf */ .kv)(answer, key);
    if (doubt !== undefined)
        ports.log.warning(doubt);
    const digest = lookup.state === "present" ? lookup.manifest.descriptor.digest : undefined;
    return {
        ...(0,_resolve_js__WEBPACK_IMPORTED_MODULE_4__.named)(identified, location, digest),
        state: lookup.state,
        cacheHit: lookup.state === "present",
        ...(request.explain ? { inputs: await inputLines(identified) } : {}),
        ...(request.diff === undefined ? {} : { changes: await changesSince(request, identified, request.diff) }),
    };
}
async function inputLines({ repository, recipe }) {
    const { explainRecipe } = await __webpack_require__.e(/* import() */ 5937).then(__webpack_require__.bind(__webpack_require__, 95937));
    return (await explainRecipe(repository, recipe)).map(inputLine);
}
async function changesSince({ recipe: inputs, environment }, { repository, recipe }, ref) {
    const { diffRecipes } = await __webpack_require__.e(/* import() */ 5937).then(__webpack_require__.bind(__webpack_require__, 95937));
    const before = await (0,_recipe_source_js__WEBPACK_IMPORTED_MODULE_3__.readSource)(repository, { ref, environment, inputs });
    const changes = await diffRecipes(repository, before.recipe, recipe);
    return changes.length > 0 ? changes : [`Nothing in the recipe changed since ${ref}.`];
}
function inputLine({ kind, name, value }) {
    return [kind.padEnd(11), value, name].join("  ").trimEnd();
}


/***/ }),

/***/ 88750:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   identify: () => (/* binding */ identify),
/* harmony export */   identifyAll: () => (/* binding */ identifyAll),
/* harmony export */   named: () => (/* binding */ named)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _inputs_read_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(82453);
/* harmony import */ var _inputs_recipe_inputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48197);
/* harmony import */ var _log_stages_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(24291);
/* harmony import */ var _oci_access_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(50671);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(67896);
/* harmony import */ var _recipe_key_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(95665);
/* harmony import */ var _recipe_source_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(68273);
/* harmony import */ var _recipe_unlike_checkout_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(71593);
/* harmony import */ var _warnings_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(51973);
/** resolve: from the files that define an environment to its key, and whether the store has it. */










/**
 * Computes the key. No store is asked; with `askAhead`, a registry is asked for the commit's key while git still compares
 * the work tree with the commit.
 */
async function identify(ports, request, repository, { askAhead = false } = {}) {
    const stages = [];
    if ((0,_inputs_read_js__WEBPACK_IMPORTED_MODULE_1__/* .isCiCache */ .Nk)(request.store))
        await (await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 88789))).checkCiCache(ports);
    const identified = identifier(ports, request, repository, stages);
    let ahead;
    const filters = (0,_recipe_unlike_checkout_js__WEBPACK_IMPORTED_MODULE_7__/* .checkoutFilters */ .M)(repository); // asked while the recipe is read, whose errors are reported first
    filters.catch(() => { });
    const source = await (0,_log_stages_js__WEBPACK_IMPORTED_MODULE_9__/* .timed */ .ay)(stages, "key", () => (0,_recipe_source_js__WEBPACK_IMPORTED_MODULE_6__.readSource)(repository, {
        ref: request.ref,
        environment: request.environment,
        inputs: request.recipe,
        onCommitted: (committed) => {
            if (askAhead)
                ahead = asked(identified, committed);
        },
    }));
    const now = identified(source);
    await (0,_warnings_js__WEBPACK_IMPORTED_MODULE_8__/* .warnOf */ .c$)(ports, request, repository, { sources: [source], store: now.store, filters: await filters });
    return ahead?.key.tag === now.key.tag && ahead.store.location === now.store.location ? ahead : now;
}
/** Computes the keys of all environments of `treestamp.yml`: each after those that it is made from. */
async function identifyAll(ports, request, repository) {
    const stages = [];
    const { ref, recipe: inputs } = request;
    const [sources, filters] = await Promise.all([
        (0,_log_stages_js__WEBPACK_IMPORTED_MODULE_9__/* .timed */ .ay)(stages, "key", () => (0,_recipe_source_js__WEBPACK_IMPORTED_MODULE_6__.readAllSources)(repository, { ref, inputs })),
        (0,_recipe_unlike_checkout_js__WEBPACK_IMPORTED_MODULE_7__/* .checkoutFilters */ .M)(repository),
    ]);
    const identified = identifier(ports, request, repository, stages);
    const all = new Map([...sources].map(([name, source]) => [name, identified(source)]));
    const [first] = all.values();
    await (0,_warnings_js__WEBPACK_IMPORTED_MODULE_8__/* .warnOf */ .c$)(ports, request, repository, { sources: [...sources.values()], store: first.store, filters });
    return all;
}
/** What every verb tells of an image. */
function named({ key, stages }, location, digest) {
    return {
        kind: "image",
        key: key.hash,
        tag: key.tag,
        image: (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .formatReference */ .FH)((0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .parseLocation */ .zS)(location), key.tag, digest),
        digest,
        stages,
    };
}
function identifier(ports, request, repository, stages) {
    return ({ recipe, inputs, dirty, committed }) => ({
        repository,
        recipe,
        committed,
        key: (0,_recipe_key_js__WEBPACK_IMPORTED_MODULE_5__.keyOf)(repository.objectFormat, recipe, dirty),
        store: storeOf(ports, request, repository, inputs.image),
        writable: inputs.writable ?? [],
        caches: inputs.caches ?? [],
        inCiCache: (0,_inputs_read_js__WEBPACK_IMPORTED_MODULE_1__/* .isCiCache */ .Nk)(request.store),
        stages,
    });
}
/** What a commit says, with the answer of its registry on its way; undefined if no registry is asked. */
function asked(identified, committed) {
    try {
        const expected = identified(committed);
        if (!expected.store.shared)
            return undefined;
        const answer = expected.store.lookup(expected.key.tag);
        answer.catch(() => { }); // handled where the answer is used
        return { ...expected, answer };
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isTreestampError */ .Sh)(error))
            return undefined; // such as an invalid store name that the work tree has corrected
        throw error;
    }
}
/** A relative folder in `treestamp.yml` starts at that file, so that it is the same from every folder. */
function storeOf(ports, request, { workTree }, image) {
    if ((0,_inputs_read_js__WEBPACK_IMPORTED_MODULE_1__/* .isCiCache */ .Nk)(request.store))
        return ports.localStore;
    if (request.store !== undefined)
        return ports.openStore(request.store);
    if (image === undefined)
        return ports.localStore;
    if (request.recipe.image !== undefined)
        return ports.openStore(image);
    checkAccess(request, image);
    return ports.openStore(image, workTree);
}
/** `treestamp.yml` decides where the image is, but not who gets the password of the call. @throws input-invalid */
function checkAccess({ access }, image) {
    const registry = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .registryOf */ .Fv)(image);
    const unbound = registry === undefined ? undefined : (0,_oci_access_js__WEBPACK_IMPORTED_MODULE_3__/* .unboundInputs */ .h1)(access, registry);
    if (unbound === undefined)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `No input says which registry ${unbound} ${unbound.includes(" and ") ? "are" : "is"} for.`, {
        remedy: `Name it: registry: ${registry} (--registry on the command line). ${_inputs_recipe_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .configPath */ .eQ}, which has ${image}, does not decide that, because a pull request can change it.`,
    });
}


/***/ }),

/***/ 51973:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Xt: () => (/* binding */ isCi),
/* harmony export */   c$: () => (/* binding */ warnOf),
/* harmony export */   kv: () => (/* binding */ doubtOf),
/* harmony export */   lH: () => (/* binding */ warnOfNewFolders)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _git_path_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3533);
/* harmony import */ var _git_working_tree_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(21704);
/* harmony import */ var _inputs_recipe_inputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(48197);
/* harmony import */ var _log_amounts_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(89155);
/* harmony import */ var _machine_missing_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(71081);
/* harmony import */ var _recipe_include_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(56622);
/* harmony import */ var _recipe_pins_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(58004);
/* harmony import */ var _recipe_recipe_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(61810);
/* harmony import */ var _recipe_unlike_checkout_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(71593);
/** Warnings that a job gives once: why the next job will not find the image, and what the key cannot see. */











/** Warns of the sources of a call. @param store the images' store */
async function warnOf({ log, environment }, { access, store: said, ref }, repository, { sources, store, filters, }) {
    const recipes = [...new Set(sources.flatMap(({ recipe }) => (0,_recipe_recipe_js__WEBPACK_IMPORTED_MODULE_8__/* .withUpstreams */ .F4)(recipe)))];
    const [unpinned, unlike] = await Promise.all([
        (0,_recipe_pins_js__WEBPACK_IMPORTED_MODULE_7__/* .unpinnedIn */ .v6)(repository, recipes),
        ref === undefined ? (0,_recipe_unlike_checkout_js__WEBPACK_IMPORTED_MODULE_9__/* .unlikeCheckout */ .X)(repository, recipes, filters) : [],
    ]);
    for (const { file, line, message } of unpinned) {
        log.warning(`${(0,_git_path_js__WEBPACK_IMPORTED_MODULE_2__/* .textOfPath */ ._w)(file)}${line === undefined ? "" : `:${line}`}: ${message}`);
    }
    for (const message of unlike)
        log.warning(message);
    const changes = await Promise.all(sources.filter(({ dirty }) => dirty).map((source) => changesOf(repository, source)));
    const uncommitted = changes.length === 0 ? undefined : (0,_log_amounts_js__WEBPACK_IMPORTED_MODULE_10__/* .listed */ .KE)([...new Set(changes.flat())], 3);
    if (!isCi(environment)) {
        // On a laptop the rest is as it should be.
        if (uncommitted !== undefined)
            log.info(`Not committed: ${uncommitted}. The image stays on this machine.`);
        return;
    }
    if (uncommitted !== undefined) {
        log.warning(`The recipe is not the commit's: ${uncommitted}. So its image is not shared, and each job builds it again. Let the step before write elsewhere, or name what it writes in .gitignore or .dockerignore; or commit it.`);
    }
    for (const { recipe, dirty } of sources) {
        if (!dirty && recipe.origin.context === "" && recipe.ignore === undefined)
            log.warning(wholeRepository);
    }
    await warnOfNewFolders({ log, environment }, sources.map(({ inputs }) => said ?? inputs.image));
    if (access.login !== undefined && said === undefined && !store.shared) {
        log.warning("`username` and `password` are given, and neither `image` nor `store` names a registry: the image stays on this machine, and the next job builds it again.");
    }
}
/** What people should know of an answer of a store; undefined for a plain one. */
function doubtOf({ lookup, place }, { tag }) {
    if (lookup.state === "unknown")
        return `${lookup.reason.message} ${lookup.reason.remedy ?? ""}`.trim();
    if (lookup.state !== "absent" || lookup.lost === undefined)
        return undefined;
    return `${place.store.location} has ${tag} in part only: ${lookup.lost}. The next build publishes it again.`;
}
const wholeRepository = "The whole repository is the build context, so each commit gets an image of its own. Name a folder by `context`, or leave out what the image does not need by .dockerignore.";
/** In CI, `${{ vars.X }}/acme/app` names a folder of the machine if the variable is empty, which nobody means. */
async function warnOfNewFolders({ log, environment }, written) {
    if (!isCi(environment))
        return;
    for (const folder of new Set(written)) {
        if (!folder?.startsWith("/") || (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(folder)).catch((0,_machine_missing_js__WEBPACK_IMPORTED_MODULE_5__/* .missing */ .L)(undefined))) !== undefined)
            continue;
        log.warning(`The images go to ${folder}, a new folder of this machine, and to no registry. If a registry was meant, the expression before the first slash is empty.`);
    }
}
/** Whether a CI runs us. GitHub Actions, CircleCI, GitLab and others set `CI`. */
function isCi({ CI }) {
    return CI !== undefined && CI !== "" && CI !== "false" && CI !== "0";
}
/** What makes a recipe another one than the commit's; the changed files, where the commit has none that can be read. */
async function changesOf(repository, { recipe, committed }) {
    if (committed !== undefined) {
        const { diffRecipes } = await __webpack_require__.e(/* import() */ 5937).then(__webpack_require__.bind(__webpack_require__, 95937));
        return diffRecipes(repository, committed, recipe);
    }
    const places = (0,_recipe_recipe_js__WEBPACK_IMPORTED_MODULE_8__/* .withUpstreams */ .F4)(recipe).flatMap(placesOf);
    return (await (0,_git_working_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .changedPaths */ .vl)(repository, [_inputs_recipe_inputs_js__WEBPACK_IMPORTED_MODULE_4__/* .configPath */ .eQ, ...places])).map(_git_path_js__WEBPACK_IMPORTED_MODULE_2__/* .textOfPath */ ._w);
}
/** The places in the repository that a recipe was read from. */
function placesOf({ origin: { context, include }, method, own }) {
    const files = [context, method.kind === "dockerfile" ? method.origin : undefined, ...own.map(({ origin }) => origin)];
    return [...files.filter((path) => path !== undefined), ...include.map(_recipe_include_js__WEBPACK_IMPORTED_MODULE_6__/* .directoryOf */ .jt)];
}


/***/ })

};
;