"use strict";
exports.id = 8856;
exports.ids = [8856];
exports.modules = {

/***/ 4113:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ writeTar)
/* harmony export */ });
const block = 512;
/** Smaller pieces are put together, so that a reader gets few large ones. */
const pieceBytes = 64 * 1024;
/** The most that a ustar header's octal size field holds. */
const maxUstarSize = 0o77777777777;
/** The most that one of its owner fields, and its time field, holds. */
const maxUstarOwner = 0o7777777;
const maxUstarTime = 0o77777777777;
const kinds = { file: "0", hardlink: "1", link: "2", character: "3", block: "4", directory: "5", fifo: "6" };
/** The archive of `entries`, in their order, in pieces of about 64 KiB. */
async function* writeTar(entries) {
    let waiting = [];
    let waitingBytes = 0;
    for await (const part of partsOf(entries)) {
        waiting.push(part);
        waitingBytes += part.length;
        if (waitingBytes < pieceBytes)
            continue;
        yield waiting.length === 1 ? part : Buffer.concat(waiting);
        waiting = [];
        waitingBytes = 0;
    }
    if (waitingBytes > 0)
        yield Buffer.concat(waiting);
}
async function* partsOf(entries) {
    for await (const entry of entries) {
        yield headerOf(entry);
        if (entry.content === undefined)
            continue;
        let left = entry.size;
        for await (const part of entry.content) {
            left -= part.length;
            yield part;
        }
        if (left !== 0)
            throw new Error(`The content of ${entry.path} has not the announced ${entry.size} bytes.`);
        yield padding(entry.size);
    }
    yield Buffer.alloc(2 * block);
}
function headerOf(entry) {
    const path = entry.kind === "directory" ? `${entry.path}/` : entry.path;
    const { mode, target = "", size = 0, uid = 0, gid = 0, mtime, major = 0, minor = 0 } = entry;
    const seconds = mtime?.seconds ?? 0;
    const isPlainTime = mtime === undefined || (mtime.nanoseconds === 0 && seconds >= 0 && seconds <= maxUstarTime);
    const records = [
        path.length > 100 ? record("path", path) : "",
        target.length > 100 ? record("linkpath", target) : "",
        size > maxUstarSize ? record("size", String(size)) : "",
        uid > maxUstarOwner ? record("uid", String(uid)) : "",
        gid > maxUstarOwner ? record("gid", String(gid)) : "",
        isPlainTime ? "" : record("mtime", paxTime(mtime)),
        ...[...(entry.xattrs ?? [])].map(([name, value]) => record(`SCHILY.xattr.${name}`, value)),
    ].join("");
    const own = ustar({
        path,
        mode,
        uid: uid > maxUstarOwner ? 0 : uid,
        gid: gid > maxUstarOwner ? 0 : gid,
        size: Math.min(size, maxUstarSize),
        mtime: isPlainTime ? seconds : 0,
        type: kinds[entry.kind],
        target,
        major,
        minor,
    });
    if (records === "")
        return own;
    const extended = ustar({ path: "PaxHeaders/next", mode: 0o644, size: records.length, type: "x" });
    return Buffer.concat([extended, Buffer.from(records, "latin1"), padding(records.length), own]);
}
/** Seconds as a decimal fraction; before 1970 the fraction counts away from zero. */
function paxTime({ seconds, nanoseconds }) {
    const [whole, fraction] = seconds < 0 && nanoseconds > 0 ? [seconds + 1, 1_000_000_000 - nanoseconds] : [seconds, nanoseconds];
    return `${seconds < 0 && whole === 0 ? "-0" : whole}.${String(fraction).padStart(9, "0")}`;
}
/** A PAX record: its own length in decimal, a space, `name=value` and a line feed. The value is raw bytes. */
function record(name, value) {
    const rest = ` ${name}=${value}\n`;
    let length = rest.length + 1;
    while (String(length).length + rest.length !== length)
        length = String(length).length + rest.length;
    return `${length}${rest}`;
}
function ustar(fields) {
    const { target = "", uid = 0, gid = 0, mtime = 0, major = 0, minor = 0 } = fields;
    const header = Buffer.alloc(block);
    const octal = (value, digits, at) => header.write(`${value.toString(8).padStart(digits, "0")}\0`, at, "latin1");
    header.write(fields.path.slice(0, 100), 0, "latin1");
    octal(fields.mode, 7, 100);
    octal(uid, 7, 108);
    octal(gid, 7, 116);
    octal(fields.size, 11, 124);
    octal(mtime, 11, 136);
    header.write("        ", 148, "latin1"); // the checksum counts as blanks
    header.write(fields.type, 156, "latin1");
    header.write(target.slice(0, 100), 157, "latin1");
    header.write("ustar\x0000", 257, "latin1");
    if (major !== 0)
        octal(major, 7, 329);
    if (minor !== 0)
        octal(minor, 7, 337);
    let sum = 0;
    for (const byte of header)
        sum += byte;
    header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
    return header;
}
function padding(size) {
    return Buffer.alloc((block - (size % block)) % block);
}


/***/ }),

/***/ 6523:
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

/***/ 4817:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ai: () => (/* binding */ parseDockerfile),
/* harmony export */   iP: () => (/* binding */ flagOf),
/* harmony export */   ix: () => (/* binding */ triggerOf),
/* harmony export */   mD: () => (/* binding */ directivesOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4187);
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
                    remedy: `Close it by a line that says ${name} and nothing else.`,
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
    return (0,_words_js__WEBPACK_IMPORTED_MODULE_1__/* .wordsOf */ .Z)(rest).flatMap((text) => {
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
/* harmony export */   ul: () => (/* binding */ imagesTaken),
/* harmony export */   xB: () => (/* binding */ neededStages)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/* harmony import */ var _parse_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4817);
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4187);
/** The stages of a Dockerfile, and the images that they take. Source: moby/buildkit, frontend/dockerfile/dockerfile2llb. */



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
            stages.push(stageOf(instruction, stages, known, escaping, variables.platform));
        }
        else if (stage !== undefined) {
            stage.instructions.push(instruction);
        }
        else if (instruction.word === "ARG") {
            for (const [name, value] of argumentsOf(instruction.rest)) {
                const set = variables.buildArgs.get(name) ?? (value === undefined ? undefined : (0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .expandWord */ .V)(value, known, escaping));
                if (set !== undefined)
                    known.set(name, set);
            }
        }
    }
    return { stages, known };
}
function stageOf(from, before, known, escaping, platform) {
    const [written = "", as, name] = from.rest.split(/\s+/);
    const image = (0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .expandWord */ .V)(written, known, escaping);
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
        platform: (0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .expandWord */ .V)((0,_parse_js__WEBPACK_IMPORTED_MODULE_1__/* .flagOf */ .iP)(from, "platform") ?? "", known, escaping) || platform,
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
    return (0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .wordsOf */ .Z)(rest).map((word) => {
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
/** The images that these stages take, each time that they do. ONBUILD counts: it takes them from what is built on this image. */
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
/** Every instruction of these stages, those behind ONBUILD as what they will be. */
function instructionsOf(stages, needed) {
    return stages.flatMap((stage, at) => (needed.has(at) ? [stage.from, ...stage.instructions.map(_parse_js__WEBPACK_IMPORTED_MODULE_1__/* .triggerOf */ .ix)] : []));
}


/***/ }),

/***/ 4187:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ expandWord),
/* harmony export */   Z: () => (/* binding */ wordsOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/** Quotes and variables of a Dockerfile's words. Source: moby/buildkit, frontend/dockerfile/shell/lex.go. */

/** The words of an instruction, with their quotes, which may hold spaces. */
function wordsOf(text) {
    return text.match(/(?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"|'[^']*')+/g) ?? [];
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
        throw bad(reader, "has a quote without its end");
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
            throw bad(reader, "has a quote without its end");
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
            throw bad(reader, `has a modifier that is not known: ${word}`);
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

/***/ 8512:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bq: () => (/* binding */ formatPlatform),
/* harmony export */   FL: () => (/* binding */ parsePlatform),
/* harmony export */   Ng: () => (/* binding */ parseManifest),
/* harmony export */   Nq: () => (/* binding */ diffIdsOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/* harmony import */ var _store_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2529);
/* harmony import */ var _store_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2836);
/** Image manifests and indexes: parsed once into values, strictly, because their bytes come from outside. */



/**
 * Reads a manifest or index.
 * @throws image-invalid where it is neither, or a field that matters breaks its format
 */
function parseManifest(stored) {
    const where = stored.descriptor.digest;
    const json = object(parseJson(stored.body, where), where);
    const mediaType = text(json.mediaType) ?? stored.descriptor.mediaType;
    const annotations = strings(json.annotations);
    // Clients that go by one list or by the other would see two different images under one digest (CVE-2021-41190).
    if (json.manifests !== undefined && (json.layers !== undefined || json.config !== undefined)) {
        throw invalid(where, "is an image and an index in one");
    }
    if (mediaType === _store_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .ociIndexMediaType */ .oQ || mediaType === _store_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .dockerListMediaType */ .l7) {
        return { kind: "index", manifests: descriptors(json.manifests, where), annotations };
    }
    if (mediaType === _store_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .ociManifestMediaType */ .xS || mediaType === _store_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .dockerManifestMediaType */ .wJ) {
        return {
            kind: "manifest",
            config: descriptor(json.config, where),
            layers: descriptors(json.layers, where),
            annotations,
        };
    }
    throw invalid(where, `has the media type ${mediaType}, which is neither an image manifest nor an index`);
}
/**
 * The digest of each layer once unpacked, from the image's configuration. Source: image-spec, config.md, rootfs.
 * @throws image-invalid where it does not list as many as the manifest has layers
 */
function diffIdsOf(config, manifest) {
    const where = manifest.config.digest;
    const { diff_ids: ids } = object(object(parseJson(config, where), where).rootfs, where);
    if (Array.isArray(ids) && ids.length === manifest.layers.length && ids.every(_store_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc))
        return ids;
    throw invalid(where, `does not list the digests of the image's ${manifest.layers.length} layers`);
}
/** `linux/amd64`, `linux/arm64/v8`: a platform as docker writes it. */
function formatPlatform(platform) {
    return [platform.os, platform.architecture, ...(platform.variant === undefined ? [] : [platform.variant])].join("/");
}
/** Reads `OS/ARCH[/VARIANT]`. @throws input-invalid */
function parsePlatform(written) {
    const [os, architecture, variant, ...rest] = written.split("/");
    if (!os || !architecture || rest.length > 0 || variant === "") {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `"${written}" is not a platform.`, {
            remedy: "Write it as docker does: linux/amd64, linux/arm64 or linux/arm/v7.",
        });
    }
    return variant === undefined ? { os, architecture } : { os, architecture, variant };
}
function parseJson(body, where) {
    try {
        return JSON.parse(body.toString("utf8"));
    }
    catch (cause) {
        throw invalid(where, "is not JSON", cause);
    }
}
function descriptors(value, where) {
    if (!Array.isArray(value))
        throw invalid(where, "lacks its list of parts");
    return value.map((item) => descriptor(item, where));
}
function descriptor(value, where) {
    const { mediaType, digest, size, platform, annotations } = object(value, where);
    if (!(0,_store_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc)(digest)) {
        throw invalid(where, `names a part by "${String(digest)}", which is not a sha256 digest`);
    }
    if (typeof mediaType !== "string" || !Number.isSafeInteger(size) || size < 0) {
        throw invalid(where, `describes ${digest} without a proper media type and size`);
    }
    return {
        mediaType,
        digest,
        size: size,
        ...(platform === undefined ? {} : { platform: parsePlatformObject(platform, where) }),
        ...(annotations === undefined ? {} : { annotations: strings(annotations) }),
    };
}
function parsePlatformObject(value, where) {
    const { os, architecture, variant } = object(value, where);
    if (typeof os !== "string" || typeof architecture !== "string")
        throw invalid(where, "has a platform without a name");
    return typeof variant === "string" && variant !== "" ? { os, architecture, variant } : { os, architecture };
}
function object(value, where) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
        throw invalid(where, "has something else where an object belongs");
    }
    return value;
}
function text(value) {
    return typeof value === "string" ? value : undefined;
}
function strings(value) {
    if (typeof value !== "object" || value === null)
        return {};
    return Object.fromEntries(Object.entries(value).filter((entry) => typeof entry[1] === "string"));
}
function invalid(where, what, cause) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("image-invalid", `${where} ${what}.`, { cause });
}


/***/ }),

/***/ 2836:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $P: () => (/* binding */ manifestMediaTypes),
/* harmony export */   $V: () => (/* binding */ manifestOf),
/* harmony export */   c0: () => (/* binding */ mediaTypeOf),
/* harmony export */   l7: () => (/* binding */ dockerListMediaType),
/* harmony export */   ld: () => (/* binding */ checkedManifest),
/* harmony export */   oQ: () => (/* binding */ ociIndexMediaType),
/* harmony export */   rq: () => (/* binding */ maxManifestBytes),
/* harmony export */   wJ: () => (/* binding */ dockerManifestMediaType),
/* harmony export */   xS: () => (/* binding */ ociManifestMediaType)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2529);
/** Manifests as bytes: what they are, and how large they may be. */


const ociIndexMediaType = "application/vnd.oci.image.index.v1+json";
const ociManifestMediaType = "application/vnd.oci.image.manifest.v1+json";
const dockerListMediaType = "application/vnd.docker.distribution.manifest.list.v2+json";
const dockerManifestMediaType = "application/vnd.docker.distribution.manifest.v2+json";
/** All kinds of manifest that a lookup takes. */
const manifestMediaTypes = [
    ociIndexMediaType,
    ociManifestMediaType,
    dockerListMediaType,
    dockerManifestMediaType,
];
/** No manifest is read beyond this. Registries refuse more than 4 MiB, too. Bytes. */
const maxManifestBytes = 4 * 1024 * 1024;
/** A manifest made here, with its descriptor. */
function manifestOf(mediaType, body) {
    return { descriptor: { mediaType, digest: (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .sha256Of */ .Bj)(body), size: body.length }, body };
}
/**
 * The media type of a manifest by its own bytes; undefined for what is none. Old manifests may leave the field out:
 * then the list that they have (`manifests`, `layers`) tells. Source: image-spec, "mediaType" of index and manifest.
 */
function mediaTypeOf(body) {
    let value;
    try {
        value = JSON.parse(body.toString("utf8"));
    }
    catch {
        return undefined;
    }
    if (typeof value !== "object" || value === null)
        return undefined;
    const { mediaType, manifests, layers, config } = value;
    if (typeof mediaType === "string")
        return manifestMediaTypes.includes(mediaType) ? mediaType : undefined;
    if (Array.isArray(manifests))
        return ociIndexMediaType;
    return Array.isArray(layers) && typeof config === "object" ? ociManifestMediaType : undefined;
}
/**
 * Checks a manifest's bytes against what named them.
 * @param expected the digest that was asked for or that the store claims; undefined where there is none
 * @throws store-corrupt
 */
function checkedManifest(body, descriptor, expected, origin) {
    const manifest = manifestOf(descriptor.mediaType, body);
    const own = mediaTypeOf(body);
    if (expected !== undefined && manifest.descriptor.digest !== expected) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("store-corrupt", `${origin} has bytes of ${manifest.descriptor.digest}, not ${expected}.`, {
            remedy: "Try again; where it stays so, the store is damaged and the image must be pushed anew.",
        });
    }
    if (own !== descriptor.mediaType) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("store-corrupt", `${origin} is said to be ${descriptor.mediaType}, and its bytes are ${own ?? "no manifest that is known here"}.`, { remedy: "Check what was pushed under this name." });
    }
    return manifest;
}


/***/ })

};
;