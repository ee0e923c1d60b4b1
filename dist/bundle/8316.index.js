"use strict";
exports.id = 8316;
exports.ids = [8316];
exports.modules = {

/***/ 88211:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $Q: () => (/* binding */ parseDecimal),
/* harmony export */   LK: () => (/* binding */ invalidTar),
/* harmony export */   Ms: () => (/* binding */ padding),
/* harmony export */   RW: () => (/* binding */ parseHeader),
/* harmony export */   SA: () => (/* binding */ setChecksum),
/* harmony export */   VE: () => (/* binding */ blockBytes),
/* harmony export */   Yx: () => (/* binding */ parsePaxTime),
/* harmony export */   _t: () => (/* binding */ setNumber),
/* harmony export */   sJ: () => (/* binding */ numberField),
/* harmony export */   vZ: () => (/* binding */ parsePaxRecords)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/**
 * The 512-byte header of a tar entry, and the records of a PAX extended header.
 * Source: POSIX.1-2017 pax; GNU tar manual, "Basic Tar Format"; what Go's archive/tar accepts, since docker and
 * containerd read layers with it.
 */

const blockBytes = 512;
/** Bytes that fill the last block of `size` bytes. */
function padding(size) {
    return (blockBytes - (size % blockBytes)) % blockBytes;
}
function invalidTar(what) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("image-invalid", `A layer is not a readable tar archive: ${what}.`, {
        remedy: "Build the image again; if it was pushed by another tool, push it again with that tool.",
    });
}
/** @throws image-invalid where the checksum or a number is wrong */
function parseHeader(block) {
    checkSum(block);
    const magic = block.toString("latin1", 257, 265);
    const isUstar = magic === "ustar\x0000" || magic.startsWith("ustar\0");
    const isGnu = magic === "ustar  \0";
    const prefix = isUstar ? textField(block, 345, block.toString("latin1", 508, 512) === "tar\0" ? 131 : 155) : "";
    const name = textField(block, 0, 100);
    return {
        typeFlag: String.fromCharCode(block[156]),
        name: prefix === "" ? name : `${prefix}/${name}`,
        linkName: textField(block, 157, 100),
        mode: numberField(block, 100, 8, "mode"),
        uid: numberField(block, 108, 8, "uid"),
        gid: numberField(block, 116, 8, "gid"),
        size: numberField(block, 124, 12, "size"),
        mtime: numberField(block, 136, 12, "mtime"),
        major: isUstar || isGnu ? numberField(block, 329, 8, "major device number") : 0,
        minor: isUstar || isGnu ? numberField(block, 337, 8, "minor device number") : 0,
    };
}
/** Some old archivers summed signed characters: both sums are accepted. */
function checkSum(block) {
    let unsigned = 0;
    let signed = 0;
    for (let index = 0; index < blockBytes; index++) {
        const byte = index >= 148 && index < 156 ? 32 : block[index];
        unsigned += byte;
        signed += byte < 128 ? byte : byte - 256;
    }
    const stored = numberField(block, 148, 8, "checksum");
    if (stored !== unsigned && stored !== signed)
        throw invalidTar("a header's checksum is wrong");
}
function textField(block, start, length) {
    const end = block.indexOf(0, start);
    return block.toString("latin1", start, end === -1 || end > start + length ? start + length : end);
}
/** Octal text, or GNU's base-256 where the first byte's high bit is set. Safe integers only. */
function numberField(block, start, length, what) {
    if ((block[start] & 0x80) !== 0)
        return base256(block.subarray(start, start + length), what);
    let at = start;
    let end = start + length;
    while (at < end && (block[at] === 32 || block[at] === 0))
        at++;
    const terminator = block.indexOf(0, at);
    if (terminator !== -1 && terminator < end)
        end = terminator;
    while (end > at && block[end - 1] === 32)
        end--;
    let value = 0;
    for (; at < end; at++) {
        const digit = block[at] - 48;
        if (digit < 0 || digit > 7)
            throw invalidTar(`a header's ${what} is not an octal number`);
        value = value * 8 + digit;
    }
    return value;
}
function base256(field, what) {
    const negative = (field[0] & 0x40) !== 0;
    let value = BigInt(field[0] & 0x3f) - (negative ? 0x40n : 0n);
    for (let index = 1; index < field.length; index++)
        value = value * 256n + BigInt(field[index]);
    if (value > BigInt(Number.MAX_SAFE_INTEGER) || value < BigInt(Number.MIN_SAFE_INTEGER)) {
        throw invalidTar(`a header's ${what} is out of range`);
    }
    return Number(value);
}
/** Where the numbers of a header stand: offset and length. */
const numbers = {
    ...{ mode: [100, 8], uid: [108, 8], gid: [116, 8], size: [124, 12], mtime: [136, 12] },
    ...{ major: [329, 8], minor: [337, 8] },
};
/** Writes a number of 0 or more into a header: as octal text, or where it is too long, as GNU's base-256. */
function setNumber(block, field, value) {
    const [start, length] = numbers[field];
    const octal = value.toString(8);
    if (octal.length < length) {
        block.write(`${octal.padStart(length - 1, "0")}\0`, start, "latin1");
        return;
    }
    let rest = value;
    for (let at = start + length - 1; at > start; at--, rest = Math.floor(rest / 256))
        block[at] = rest % 256;
    block[start] = 0x80;
}
/** Makes a header valid again after its other fields have changed. */
function setChecksum(block) {
    block.fill(" ", 148, 156); // the checksum itself counts as blanks
    let sum = 0;
    for (const byte of block)
        sum += byte;
    block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
}
/**
 * The records of a PAX extended header in their order: GNU's sparse format 0.0 repeats keys.
 * @throws image-invalid where a record breaks the form "LENGTH KEY=VALUE\n"
 */
function parsePaxRecords(data) {
    const records = [];
    let at = 0;
    while (at < data.length) {
        const space = data.indexOf(32, at);
        const digits = space === -1 ? "" : data.toString("latin1", at, space);
        const end = at + Number(digits);
        if (!/^[0-9]{1,9}$/.test(digits) || end > data.length || end <= space + 2 || data[end - 1] !== 10) {
            throw invalidTar("a PAX header has a record of a wrong length");
        }
        const equals = data.indexOf(61, space);
        if (equals === -1 || equals >= end || equals === space + 1)
            throw invalidTar("a PAX record has no key");
        records.push([
            data.toString("latin1", space + 1, equals),
            data.toString("latin1", equals + 1, end - 1),
            equals + 1,
        ]);
        at = end;
    }
    return records;
}
function parseDecimal(text, what) {
    const value = Number(text);
    if (!/^[0-9]+$/.test(text) || !Number.isSafeInteger(value)) {
        throw invalidTar(`${what} is not a number that can be: ${JSON.stringify(text.slice(0, 40))}`);
    }
    return value;
}
/** A PAX time: "-12.34". Digits beyond nanoseconds are dropped. */
function parsePaxTime(text) {
    const match = /^(-?)([0-9]+)(?:\.([0-9]*))?$/.exec(text);
    const whole = Number(match?.[2]);
    if (match === null || !Number.isSafeInteger(whole))
        throw invalidTar("a PAX time is not a number");
    const nanoseconds = Number((match[3] ?? "").slice(0, 9).padEnd(9, "0"));
    if (match[1] === "")
        return { seconds: whole, nanoseconds };
    if (nanoseconds === 0)
        return { seconds: whole === 0 ? 0 : -whole, nanoseconds: 0 };
    return { seconds: -whole - 1, nanoseconds: 1_000_000_000 - nanoseconds };
}


/***/ }),

/***/ 64113:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ writeTar)
/* harmony export */ });
/* harmony import */ var _tar_header_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(88211);
/**
 * Writes tar streams that are the same bytes everywhere: ustar headers, PAX records where a value does not fit; owner 0
 * and time 0 where an entry does not say otherwise. Source: POSIX.1-2017, pax, "ustar Interchange Format" and "pax Extended Header".
 */

/** Smaller pieces are put together, so that a reader gets few large ones. */
const pieceBytes = 64 * 1024;
/** The most that a ustar header's octal size field holds. */
const maxUstarSize = 0o77777777777;
/** The most that one of its owner fields, and its time field, holds. */
const maxUstarOwner = 0o7777777;
const maxUstarTime = 0o77777777777;
const kinds = { file: "0", hardlink: "1", link: "2", character: "3", block: "4", directory: "5", fifo: "6" };
/**
 * The archive of `entries`, in their order, in pieces of about 64 KiB. A part of a file's content is used until the next one is
 * asked for; so is a piece of the archive.
 */
async function* writeTar(entries) {
    let piece = Buffer.allocUnsafe(pieceBytes);
    let filled = 0;
    for await (const part of partsOf(entries)) {
        if (filled + part.length > pieceBytes && filled > 0) {
            yield piece.subarray(0, filled);
            piece = Buffer.allocUnsafe(pieceBytes);
            filled = 0;
        }
        if (part.length >= pieceBytes)
            yield part;
        else {
            piece.set(part, filled);
            filled += part.length;
        }
    }
    if (filled > 0)
        yield piece.subarray(0, filled);
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
        yield Buffer.alloc((0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .padding */ .Ms)(entry.size));
    }
    yield Buffer.alloc(2 * _tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .blockBytes */ .VE);
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
    return Buffer.concat([extended, Buffer.from(records, "latin1"), Buffer.alloc((0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .padding */ .Ms)(records.length)), own]);
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
    const header = Buffer.alloc(_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .blockBytes */ .VE);
    header.write(fields.path.slice(0, 100), 0, "latin1");
    (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .setNumber */ ._t)(header, "mode", fields.mode);
    (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .setNumber */ ._t)(header, "uid", uid);
    (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .setNumber */ ._t)(header, "gid", gid);
    (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .setNumber */ ._t)(header, "size", fields.size);
    (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .setNumber */ ._t)(header, "mtime", mtime);
    header.write(fields.type, 156, "latin1");
    header.write(target.slice(0, 100), 157, "latin1");
    header.write("ustar\x0000", 257, "latin1");
    if (major !== 0)
        (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .setNumber */ ._t)(header, "major", major);
    if (minor !== 0)
        (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .setNumber */ ._t)(header, "minor", minor);
    (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .setChecksum */ .SA)(header);
    return header;
}


/***/ }),

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

/***/ 54355:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IN: () => (/* binding */ engineEnvironment),
/* harmony export */   _U: () => (/* binding */ instructionEnvironment),
/* harmony export */   lL: () => (/* binding */ isReadByClient)
/* harmony export */ });
/* harmony import */ var _oci_registry_proxy_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34605);

/** Left out on purpose, because they would change the image: DOCKER_DEFAULT_PLATFORM, SOURCE_DATE_EPOCH, EXPERIMENTAL_BUILDKIT_SOURCE_POLICY, BUILDAH_*. */
const machine = /^(PATH|HOME|USER|LOGNAME|TMPDIR|TZ|LANG|LC_\w+|XDG_\w+|SSL_CERT_(FILE|DIR))$/i;
const docker = /^(DOCKER_(HOST|CONTEXT|CONFIG|TLS|TLS_VERIFY|CERT_PATH|API_VERSION|CUSTOM_HEADERS|HIDE_LEGACY_COMMANDS)|BUILDX_(BUILDER|CONFIG)|SSH_AUTH_SOCK|KUBECONFIG|KUBERNETES_SERVICE_(HOST|PORT))$/;
/** Logins, and what credential helpers (ECR, GAR, ACR, pass, secretservice) read. */
const logins = /^(DOCKER_AUTH_CONFIG|REGISTRY_AUTH_FILE|(AWS|AZURE|GOOGLE|CLOUDSDK|MSI|IDENTITY)_\w+|DBUS_SESSION_BUS_ADDRESS|PASSWORD_STORE_DIR|GNUPGHOME)$/;
/** What else an engine's clients read, with the programs that they start (git, credential helpers) and the languages of these. */
const clients = new RegExp(`^(${[
    "(_?BUILDAH|BUILDKIT|BUILDX|COMPOSE|_?CONTAINERS?|DOCKER|EXPERIMENTAL_BUILDKIT|GRPC|JAEGER|KUBE(RNETES)?|LD|LISTEN|NETAVARK)_\\w+",
    "(OPENSSL|OTEL|PODMAN|SYSTEMD|TREESTAMP)_\\w+|PYTHON\\w+|STORAGE_(DRIVER|OPTS)|SUDO_(COMMAND|GID|UID|USER)",
    "GIT_(ASKPASS|CEILING|COMMON|CONFIG|DIR|EXEC|INDEX|NAMESPACE|OBJECT|PROXY|SSH|SSL|TEMPLATE|TERMINAL|TRACE|WORK)\\w*",
    "GITHUB_(ACTIONS?|ACTOR|EVENT|JOB|REF|REPOSITORY|RUN|SERVER|WORKFLOW)(_\\w+)?|IMAGE(OS|VERSION)",
    "RUNNER_(ARCH|ENVIRONMENT|NAME|OS|TRACKING_ID)|SSH_(AGENT_PID|ASKPASS\\w*)|TRACE(PARENT|STATE)",
    "GO(AMD64|ARM64|COVERDIR|DEBUG|FIPS140|GC|MAXPROCS|MEMLIMIT|RACE|TRACEBACK)|CLICOLOR(_FORCE)?|NO_COLOR|TERM",
    "COLUMNS|LINES|DISPLAY|HOSTALIASES|LOCALDOMAIN|NOTIFY_SOCKET|RES_OPTIONS|SOURCE_DATE_EPOCH",
].join("|")})$`, "i");
/** What a shell on the way reads or sets. Source: dash(1), bash(1). */
const shells = /^(_|BASH\w*|CDPATH|COMP_\w+|DIRSTACK|ENV|EPOCH\w+|E?UID|FCEDIT|FUNC\w+|GLOB\w+|GROUPS|HIST\w+|HOST(NAME|TYPE|FILE)|IFS|IGNOREEOF|INPUTRC|LANGUAGE|LINENO|MACHTYPE|MAIL\w*|NLSPATH|OLDPWD|OPT(IND|ARG|ERR)|OSTYPE|PIPESTATUS|POSIX\w+|PPID|PROMPT\w*|PS\d|PWD|RANDOM|REPLY|SECONDS|SHELL\w*|SHLVL|SRANDOM|TIMEFORMAT|TMOUT)$/;
/** The variables of our own scripts: buildah-process.ts. */
const scripts = /^(code|command|line|name|number|scratch|storage|folder)$/;
/** Whether a variable of this name may mean something to an engine's client, or to what is between us and it. */
function isReadByClient(name) {
    return [machine, _oci_registry_proxy_js__WEBPACK_IMPORTED_MODULE_0__/* .proxyVariable */ .rw, docker, logins, clients, shells, scripts].some((pattern) => pattern.test(name));
}
/** For programs that may go to a registry. The variables of these `secrets` are in it, and no other secret of a build. */
function engineEnvironment(env, secrets) {
    return pick(env, secrets, [machine, _oci_registry_proxy_js__WEBPACK_IMPORTED_MODULE_0__/* .proxyVariable */ .rw, docker, logins]);
}
/** For a program that goes to no registry, and in which instructions run. */
function instructionEnvironment(env, secrets) {
    return pick(env, secrets, [machine, _oci_registry_proxy_js__WEBPACK_IMPORTED_MODULE_0__/* .proxyVariable */ .rw]);
}
function pick(env, secrets, patterns) {
    const asked = new Set(secrets.flatMap(({ source }) => (source.kind === "environment" ? [source.variable] : [])));
    return Object.fromEntries(Object.entries(env).filter(([name]) => asked.has(name) || patterns.some((pattern) => pattern.test(name))));
}


/***/ }),

/***/ 17068:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openEngine: () => (/* binding */ openEngine)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./core/dockerfile/stages.js
var dockerfile_stages = __webpack_require__(8019);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(64256);
// EXTERNAL MODULE: ./core/machine/elevate.js
var machine_elevate = __webpack_require__(84931);
// EXTERNAL MODULE: ./core/machine/process.js
var machine_process = __webpack_require__(47516);
// EXTERNAL MODULE: ./core/machine/program-version.js
var program_version = __webpack_require__(67596);
// EXTERNAL MODULE: ./core/oci/layout/new-layout.js + 3 modules
var new_layout = __webpack_require__(94515);
// EXTERNAL MODULE: ./core/oci/manifest.js
var oci_manifest = __webpack_require__(24460);
// EXTERNAL MODULE: ./core/engine/environment.js
var environment = __webpack_require__(54355);
;// CONCATENATED MODULE: ./core/engine/build-arguments.js
/** Build arguments on their way to an engine's program: the values in its environment, where no other process reads them. */

/**
 * On the command line stands only a value whose name means something to the program itself, or is taken in its environment.
 * @param through what else the names have to get through: a shell drops those that it could not have as a variable
 */
function handedArguments(buildArgs, env, through = "nothing") {
    const values = {};
    const words = [...buildArgs].flatMap(([name, value]) => {
        const isLost = through === "shell" && !/^[A-Za-z_]\w*$/.test(name);
        if (isLost || (0,environment/* isReadByClient */.lL)(name) || Object.hasOwn(env, name))
            return ["--build-arg", `${name}=${value}`];
        values[name] = value;
        return ["--build-arg", name];
    });
    return { words, env: { ...env, ...values } };
}

// EXTERNAL MODULE: ./core/engine/build-output.js
var build_output = __webpack_require__(80098);
// EXTERNAL MODULE: ./core/dockerfile/parse.js
var parse = __webpack_require__(14817);
// EXTERNAL MODULE: ./core/dockerfile/words.js
var dockerfile_words = __webpack_require__(74187);
// EXTERNAL MODULE: ./core/inputs/suggest.js
var suggest = __webpack_require__(88879);
// EXTERNAL MODULE: ./core/dockerfile/image-name.js
var image_name = __webpack_require__(66523);
;// CONCATENATED MODULE: ./core/engine/plan.js
/** The images that a build uses, read from its Dockerfile before an engine runs. */




/**
 * Reads the Dockerfile as BuildKit does for one platform.
 * @throws input-invalid where it breaks its format, has no such target, or `base` fixes what an engine would not take
 */
function planOf(request, platform) {
    const { buildArgs, bases } = request;
    const dockerfile = (0,parse/* parseDockerfile */.Ai)(request.dockerfile.text);
    const { stages, known } = (0,dockerfile_stages/* stagesOf */.ZL)(dockerfile, { buildArgs, target: request.target, platform, buildPlatform });
    checkBases(bases, stages);
    const target = (0,dockerfile_stages/* targetOf */.$r)(stages, request.target);
    const needed = (0,dockerfile_stages/* neededStages */.xB)(stages, target);
    return { platform, dockerfile, stages, known, target, needed, images: (0,dockerfile_stages/* imagesTaken */.ul)(stages, needed, platform) };
}
/** What RUN instructions of a stage for `$BUILDPLATFORM` run on: Node's name of our processor in Go's words. */
const buildPlatform = `linux/${{ x64: "amd64", ia32: "386" }[process.arch] ?? process.arch}`;
/** The image that the recipe fixes under a name; the name may be written in another way: `golang` is `docker.io/library/golang:latest`. */
function fixedUnder(bases, name) {
    return bases.find((base) => (0,image_name/* isSameImage */.m)(base.name, name));
}
/** A name under `base` must mean exactly one image: otherwise the key would not say which one the engine uses. */
function checkBases(bases, stages) {
    for (const [at, { name, digest }] of bases.entries()) {
        const refuse = (what, remedy) => {
            throw new errors/* TreestampError */.ks("input-invalid", `\`base\`: ${name} ${what}.`, { remedy });
        };
        if (name === "scratch")
            refuse("is the empty image, and nothing can replace it", "Remove it from `base`.");
        if ((0,image_name/* canonicalImage */.K)(name) === undefined)
            refuse("is not the name of an image", "Write it as in FROM: golang:1.26.");
        if (stages.some((stage) => stage.name === name)) {
            refuse("is also a stage of the Dockerfile", `Give the stage a name other than ${name}.`);
        }
        const twin = bases.slice(0, at).find((one) => (0,image_name/* isSameImage */.m)(one.name, name));
        if (twin !== undefined && twin.digest !== digest) {
            refuse(`and ${twin.name} are the same image, with two digests`, "Keep one of them.");
        }
    }
}
/** Warns about what is given but unused, or needed but not given. */
function tellUnused(request, plans, log) {
    const taken = plans.flatMap(({ images }) => images.map(({ name }) => name));
    for (const { name } of request.bases) {
        if (!taken.some((one) => (0,image_name/* isSameImage */.m)(one, name))) {
            log.warning(`\`base\` fixes ${name}, which the Dockerfile does not use.`);
        }
    }
    const given = new Set(request.secrets.map(({ id }) => id));
    const asked = new Set(plans.flatMap(secretsAskedFor));
    for (const id of asked) {
        if (!given.has(id)) {
            log.warning(`The Dockerfile asks for the secret ${id}, which the build does not get: pass it with \`secret-envs: ${id}=VARIABLE\` or \`secret-files: ${id}=PATH\`.`);
        }
    }
}
/** The ids in `RUN --mount=type=secret`: the last part of its target where it says none. */
function secretsAskedFor({ stages, needed }) {
    return (0,dockerfile_stages/* instructionsOf */.Jk)(stages, needed).flatMap(({ word, flags }) => {
        if (word !== "RUN")
            return [];
        return flags.flatMap(({ name, value = "" }) => {
            const fields = name === "mount" ? (0,dockerfile_stages/* fieldsOf */.Pf)(value) : new Map();
            if (fields.get("type") !== "secret")
                return [];
            const target = fields.get("target") ?? fields.get("dst") ?? fields.get("destination");
            return fields.get("id") ?? target?.split("/").at(-1) ?? [];
        });
    });
}
/** Whether the Dockerfile is in BuildKit's own language: another frontend may read any other. */
function isOrdinary({ dockerfile, buildArgs }) {
    const frontend = frontendOf((0,parse/* directivesOf */.mD)(dockerfile.text), buildArgs);
    return frontend === undefined || isDockerfileFrontend(frontend);
}
/** The image of the program that reads the Dockerfile, where it asks for one; the build argument wins, as for BuildKit. */
function frontendOf(directives, buildArgs) {
    const [image] = (buildArgs.get("BUILDKIT_SYNTAX") || directives.get("syntax"))?.split(/\s/) ?? [];
    return image === "" ? undefined : image;
}
/** BuildKit's own frontend, as an image. */
function isDockerfileFrontend(image) {
    return /^docker\.io\/docker\/dockerfile(-upstream)?[:@]/.test((0,image_name/* canonicalImage */.K)(image) ?? "");
}

;// CONCATENATED MODULE: ./core/engine/buildah-dialect.js
/**
 * What buildah reads otherwise than BuildKit, which says what a Dockerfile means. Where a Dockerfile can be put so that both
 * read the same, it is; what is beyond this buildah is an error. Sources: buildah's CHANGELOG.md and imagebuilder's
 * dispatchers.go at each version; what the versions do was seen on 1.28.2.
 */







/** Source: docs.docker.com, Dockerfile reference. */
const words = [
    ...["ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "MAINTAINER"],
    ...["ONBUILD", "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR"],
];
const gitSource = /^(?:git@|git:\/\/|ssh:\/\/)|^https?:\/\/\S+\.git(?:#\S*)?$|^(?:github|gitlab)\.com\//;
/** Some versions between take a flag and do nothing of it (--link and --parents in 1.37), so the words do not tell. */
const features = [
    { name: "RUN with a here-document", since: [1, 36], isUsed: (one) => one.word === "RUN" && one.hasHeredoc },
    { name: "COPY and ADD with a here-document", since: [1, 33], isUsed: (one) => one.word !== "RUN" && one.hasHeredoc },
    { name: "ADD --checksum", since: [1, 33], isUsed: hasFlag("ADD", "checksum") },
    { name: "ADD of a git repository", since: [1, 38], isUsed: addsGit },
    { name: "--exclude", since: [1, 38], isUsed: hasFlag(undefined, "exclude") },
    { name: "--parents", since: [1, 40], isUsed: hasFlag("COPY", "parents") },
    { name: "--link", since: [1, 41], isUsed: hasFlag(undefined, "link") },
    { name: "--keep-git-dir", since: [1, 38], isUsed: hasFlag("ADD", "keep-git-dir") },
    { name: "ADD --unpack", since: undefined, isUsed: hasFlag("ADD", "unpack") },
    { name: "--chmod in letters", since: undefined, isUsed: (one) => /[a-z]/.test((0,parse/* flagOf */.iP)(one, "chmod") ?? "") },
    {
        name: "several files for a name that is no folder's (write it with / at its end)",
        since: undefined,
        isUsed: manyToOne,
    },
    { name: "ADD --chown of an archive, whose files it gives to nobody else", since: undefined, isUsed: givesArchive },
    { name: "HEALTHCHECK --start-interval", since: [1, 37], isUsed: hasFlag("HEALTHCHECK", "start-interval") },
    { name: "RUN --network", since: [1, 30], isUsed: hasFlag("RUN", "network") },
    { name: "RUN --security", since: undefined, isUsed: hasFlag("RUN", "security") },
    { name: "RUN --device", since: undefined, isUsed: hasFlag("RUN", "device") },
    { name: "the size of a tmpfs", since: undefined, isUsed: hasField("size", "tmpfs") },
    { name: "a mount whose target is no whole path", since: [1, 38], isUsed: hasRelativeTarget },
    { name: "a secret in a variable (env=)", since: [1, 43], isUsed: hasField("env", "secret") },
];
function hasFlag(word, name) {
    return (one) => (word === undefined || one.word === word) && one.flags.some((flag) => flag.name === name);
}
function hasField(field, type) {
    return (one) => mountsOf(one).some((fields) => fields.has(field) && fields.get("type") === type);
}
function hasRelativeTarget(one) {
    return mountsOf(one).some((fields) => {
        const target = fields.get("target") ?? fields.get("dst") ?? fields.get("destination") ?? "/";
        return !/^["']?[/$]/.test(target);
    });
}
function mountsOf({ word, flags }) {
    if (word !== "RUN")
        return [];
    return flags.flatMap(({ name, value = "" }) => (name === "mount" ? [(0,dockerfile_stages/* fieldsOf */.Pf)(value)] : []));
}
/** Whether a file is an archive shows in its content. Its name is what there is here. */
function givesArchive(one) {
    if (!hasFlag("ADD", "chown")(one))
        return false;
    const sources = ((0,dockerfile_words/* jsonWords */.WY)(one.rest) ?? one.rest.split(/\s+/)).slice(0, -1);
    return sources.some((source) => !/^https?:/.test(source) && /(?:\.tar(?:\.\w+)?|\.t(?:gz|bz2?|xz|zst)|[*?\]])$/.test(source));
}
function addsGit({ word, rest }) {
    return word === "ADD" && rest.split(/[\s"',[\]]+/).some((source) => gitSource.test(source));
}
/** `COPY a b to`: where `to` is not there, BuildKit makes a file of it, and buildah a folder. */
function manyToOne({ word, rest, hasHeredoc }) {
    if ((word !== "COPY" && word !== "ADD") || hasHeredoc)
        return false;
    const words = (0,dockerfile_words/* jsonWords */.WY)(rest) ?? rest.split(/\s+/);
    return words.length > 2 && !/(^|\/)\.{0,2}$/.test(words.at(-1));
}
/**
 * @throws build-failed for what this buildah cannot do, or would do otherwise than BuildKit
 */
function checkDialect({ dockerfile, stages, needed }, buildArgs, version) {
    const frontend = frontendOf(dockerfile.directives, buildArgs);
    if (frontend !== undefined && !isDockerfileFrontend(frontend)) {
        throw new errors/* TreestampError */.ks("build-failed", `The Dockerfile asks for the frontend ${frontend}, which only BuildKit has.`, {
            remedy: "Build it with docker: `engine: docker`, on a machine with a docker daemon.",
        });
    }
    const twice = stages.find(({ name }, at) => name !== undefined && stages.slice(0, at).some((one) => one.name === name));
    if (twice !== undefined) {
        throw new errors/* TreestampError */.ks("build-failed", `The Dockerfile has two stages named ${twice.name}.`, {
            remedy: "Give each stage its own name.",
        });
    }
    for (const { word, line } of dockerfile.instructions) {
        if (words.includes(word))
            continue;
        const near = (0,suggest/* nearestName */.q)(word, words);
        throw new errors/* TreestampError */.ks("build-failed", `The Dockerfile's line ${line} begins with ${word}, which is no instruction.`, {
            remedy: near === undefined
                ? "Check its spelling, and that the line before it ends as it should."
                : `Did you mean ${near}?`,
        });
    }
    const instructions = (0,dockerfile_stages/* instructionsOf */.Jk)(stages, needed);
    checkWrittenMounts(instructions, stages, version);
    for (const instruction of instructions) {
        const beyond = features.find(({ since, isUsed }) => !(0,program_version/* isAtLeast */.d)(version, since) && isUsed(instruction));
        if (beyond === undefined)
            continue;
        const needs = beyond.since === undefined ? "no buildah has it" : `buildah ${beyond.since.join(".")} is needed`;
        throw new errors/* TreestampError */.ks("build-failed", `The Dockerfile's line ${instruction.line} (${instruction.word}) uses what buildah ${version.join(".")} cannot do: ${beyond.name}; ${needs}.`, { remedy: wayOut(beyond.since) });
    }
}
/** The first buildah that discards what RUN writes into a mounted context, stage or image, as BuildKit does. */
const keepsMounts = [1, 39];
/**
 * A mount that may be written (`rw`, or a cache that begins as another's folder): what is written there is lost when the
 * instruction ends. An older buildah keeps it, for the instructions after it to find.
 * @throws build-failed where one after it takes from the same place
 */
function checkWrittenMounts(instructions, stages, version) {
    if ((0,program_version/* isAtLeast */.d)(version, keepsMounts))
        return;
    for (const [at, instruction] of instructions.entries()) {
        const written = placesOf(instruction, stages).filter(({ isWritten }) => isWritten);
        const later = instructions
            .slice(at + 1)
            .find((other) => placesOf(other, stages).some(({ place }) => written.some((one) => one.place === place)));
        if (later === undefined)
            continue;
        throw new errors/* TreestampError */.ks("build-failed", `The Dockerfile's line ${instruction.line} (RUN) has a writable mount, and line ${later.line} (${later.word}) takes from the same place: it would find what was written there, because buildah ${version.join(".")} keeps it.`, { remedy: wayOut(keepsMounts) });
    }
}
/** Where an instruction takes files from: a stage or an image, by its name, or the context. */
function placesOf(one, stages) {
    const placeOf = (from = "") => (/^\d+$/.test(from) ? stages[Number(from)]?.name : undefined) ?? from.toLowerCase();
    if (one.word === "COPY" || one.word === "ADD")
        return [{ place: placeOf((0,parse/* flagOf */.iP)(one, "from")), isWritten: false }];
    return mountsOf(one).flatMap((fields) => {
        const type = fields.get("type") ?? "bind";
        const from = fields.get("from");
        if (type !== "bind" && !(type === "cache" && from !== undefined))
            return [];
        const isWritten = type === "cache" || ["rw", "readwrite"].some((name) => /^(|true)$/.test(fields.get(name) ?? "no"));
        return [{ place: placeOf(from), isWritten }];
    });
}
const docker = "build with docker, on a machine with its daemon (`engine: docker`)";
/** @param since the buildah that can; undefined where none can */
function wayOut(since) {
    return since === undefined
        ? `Do without it, or ${docker}.`
        : `Install buildah ${since.join(".")} or newer, or ${docker}.`;
}
/** Whether it keeps what RUN writes below a volume of the image that a stage starts from. */
function keepsVolumes(version) {
    return (0,program_version/* isAtLeast */.d)(version, [1, 37]);
}
/**
 * An ARG after an ENV of its name: BuildKit takes the argument from there on, buildah goes on with the variable.
 * @param imageVariables what an image sets
 * @throws build-failed where they differ
 */
function checkArguments({ stages, needed, known }, buildArgs, imageVariables) {
    const left = [];
    for (const [at, stage] of stages.entries()) {
        const from = "stage" in stage.base ? left[stage.base.stage] : needed.has(at) ? imageVariables(stage) : [];
        const set = new Map(from);
        left.push(set);
        for (const { word, rest, line } of needed.has(at) ? stage.instructions : []) {
            if (word === "ENV") {
                for (const [name, value] of variablesSetBy(rest))
                    set.set(name, plainValue(value));
            }
            else if (word === "ARG") {
                for (const [name, written] of (0,dockerfile_stages/* argumentsOf */.aX)(rest)) {
                    const value = buildArgs.get(name) ?? (written === undefined ? known.get(name) : plainValue(written));
                    if (written !== undefined && isPlatformArgument(name) && value !== known.get(name)) {
                        throw new errors/* TreestampError */.ks("build-failed", `The Dockerfile's line ${line}, ARG ${name}, has a default: BuildKit uses that, buildah the platform (${known.get(name)}).`, { remedy: `Write ARG ${name} alone, or ${docker}.` });
                    }
                    const isSaid = written !== undefined || value !== undefined;
                    if (!isSaid || !set.has(name) || (value !== undefined && value === set.get(name)))
                        continue;
                    throw new errors/* TreestampError */.ks("build-failed", `The Dockerfile's line ${line}, ARG ${name}, is also the name of a variable (ENV, here or in the image): BuildKit uses the argument, buildah the variable.`, { remedy: `Give the argument another name, or ${docker}.` });
                }
            }
        }
    }
}
function isPlatformArgument(name) {
    return /^(?:TARGET|BUILD)(?:PLATFORM|OS|ARCH|VARIANT)$/.test(name);
}
/** The names that an ENV sets. */
function namesSetBy({ rest }) {
    return variablesSetBy(rest).map(([name]) => name);
}
/** `ENV NAME=value …`, and the old form without the sign. */
function variablesSetBy(rest) {
    const [, name, value] = /^(\w+)\s+(.*)$/.exec(rest) ?? [];
    return name === undefined ? (0,dockerfile_stages/* argumentsOf */.aX)(rest) : [[name, value]];
}
/** The value of a word; undefined if other variables decide it. */
function plainValue(word) {
    return word === undefined || word.includes("$") ? undefined : (0,dockerfile_words/* expandWord */.Vo)(word, new Map());
}

// EXTERNAL MODULE: ./core/oci/registry/proxy.js
var proxy = __webpack_require__(34605);
;// CONCATENATED MODULE: ./core/engine/buildah-layers.js
/**
 * A layer for each instruction, so that the next build takes those that nothing has changed. buildah finds a layer by the words
 * of the instructions up to it and, of COPY and ADD, by the files (their names, owners, modes and bytes); what else decides what
 * an instruction makes, it does not look at. So that goes into its words: labels with a hash, which the image does not get.
 * Sources: buildah, imagebuildah/stage_executor.go (historyAndDiffIDsMatch, getCreatedBy) and digester.go; seen on 1.28.2.
 */



/** A label of this name is in buildah's words alone. */
const keyLabel = "treestamp.key.";
/** The empty folder, as a build context, from which the folder of a WORKDIR is copied. */
const emptyContext = "treestamp-empty";
/**
 * Why a build gets no layer for each instruction: buildah would take an old one where the build would make another. Its words
 * do not tell what RUN finds in a mount; what a secret is must not outlive the build; and ONBUILD comes before our labels.
 * @returns the reason, as the end of a sentence
 */
function whyOneLayer({ stages, needed }, bases) {
    const instructions = (0,dockerfile_stages/* instructionsOf */.Jk)(stages, needed);
    if (!instructions.some(({ word }) => makesLayer(word)))
        return "no instruction makes one";
    for (const instruction of instructions) {
        const { word, rest, flags, line } = instruction;
        // What a user is called must be a word for --chown, which knows fewer variables than USER.
        if (word === "USER" && !isPlainUser(rest))
            return `line ${line} names a user by a variable`;
        if (word !== "RUN")
            continue;
        const mounts = flags.filter(({ name }) => name === "mount").map(({ value = "" }) => value);
        if (!mounts.every(isTold))
            return `line ${line} (RUN) mounts what its words do not tell`;
    }
    if (bases.some(({ hasTriggers }) => hasTriggers))
        return "a base image has ONBUILD";
    if (bases.some(({ user }) => !isPlainUser(user)))
        return "a base image has a user of an unusual name";
    return undefined;
}
/** Whether a mount is empty where nothing of this build is in it: a cache begins as an empty folder in each build. */
function isTold(mount) {
    const fields = (0,dockerfile_stages/* fieldsOf */.Pf)(mount);
    const type = fields.get("type");
    if (/(^|,)["']?\$/.test(mount))
        return false; // whatever that is
    return type === "tmpfs" || (type === "cache" && !fields.has("from"));
}
/** Whether there is a layer after it. */
function makesLayer(word) {
    return word === "RUN" || word === "COPY" || word === "ADD";
}
function isPlainUser(user) {
    return /^[\w.:-]*$/.test(user);
}
/** @param given the build arguments, those that we add among them */
function layerKeys(given, options) {
    return {
        start(stage) {
            const of = startOf(stage, options);
            return hashed([of, options.renewed[of]]);
        },
        argument: ({ rest }) => {
            const values = (0,dockerfile_stages/* argumentsOf */.aX)(rest).map(([name, written]) => given.get(name) ?? (written === undefined ? options.plan.known.get(name) : undefined));
            return hashed([rest, ...values]);
        },
    };
}
/** What the stages of a build are called in `renewed`. */
function startsOf({ stages, needed }, options) {
    return stages.filter((_, at) => needed.has(at)).map((stage) => startOf(stage, options));
}
/**
 * What is not in the words of a stage's instructions: its image (two may have the same layers and history, and other variables),
 * where RUN runs, and flags and here-documents.
 */
function startOf(stage, { request, plan, version, idOf }) {
    const proxies = [...request.buildArgs].filter(([name]) => proxy/* proxyVariable */.rw.test(name)); // RUN sees them without an ARG
    const lines = request.dockerfile.text.split(/\r?\n/);
    const unsaid = stage.instructions.filter(({ word }) => makesLayer(word)).map((one) => unsaidOf(one, lines));
    return hashed([idOf(stage), plan.platform, stage.platform, request.network, proxies, version, unsaid]);
}
function unsaidOf({ word, flags, line, lastLine, hasHeredoc }, lines) {
    const others = word === "RUN" ? [] : flags.filter(({ name }) => name !== "from");
    return [...others.map(({ name, value }) => [name, value]), hasHeredoc ? lines.slice(line - 1, lastLine) : ""];
}
function hashed(parts) {
    return (0,external_node_crypto_.hash)("sha256", JSON.stringify(parts));
}

;// CONCATENATED MODULE: ./core/engine/buildah-dockerfile.js





/** The shell that BuildKit and buildah take where nothing names one. Source: image-spec knows none; docker's reference, SHELL. */
const usualShell = ["/bin/sh", "-c"];
/**
 * The needed stages alone, each starting from the very image that it is to start from. So buildah expands no variable of a
 * FROM, and looks for no name.
 *
 * - A stage that is not needed is empty, so that the numbers of the others stay.
 * - Names of stages are in lower case, as BuildKit compares them without looking at case.
 * - VOLUME is a label until the image is made: buildah before 1.37 throws away what RUN writes below a volume.
 * - A mount without a type says `bind`: buildah 1.28 gives it the type of the mount before it.
 * - A stage has the arguments of the stage that it starts from: buildah forgets them there.
 * - CMD and ENTRYPOINT without JSON name their shell: buildah takes `/bin/sh -c` whatever SHELL says.
 * - With a layer for each instruction, labels tell what the words do not: see buildah-layers.ts.
 * - And the folder of a WORKDIR gets into a layer by COPY: buildah has it in none.
 * @param keys where each instruction gets a layer
 * @throws build-failed for an argument that cannot be handed down
 */
function dockerfileForBuildah(text, { dockerfile: { instructions, escaping }, stages, needed }, imageOf, keys) {
    const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
    const firstFrom = instructions.find(({ word }) => word === "FROM").line;
    const written = lines.slice(0, firstFrom - 1);
    const left = [];
    for (const [at, stage] of stages.entries()) {
        const as = stage.name === undefined ? "" : ` AS ${stage.name}`;
        if (!needed.has(at)) {
            written.push(`FROM scratch${as}`);
            left.push({ shell: usualShell, user: "", arguments: [] });
            continue;
        }
        const { base } = stage;
        const parent = "stage" in base ? left[base.stage] : undefined;
        const image = "image" in base && base.image !== "scratch" ? imageOf(base.image, stage.platform) : undefined;
        written.push(`${buildah_dockerfile_startOf(stage, stages, image)}${as}`);
        if (keys !== undefined && stage.instructions.some(({ word }) => makesLayer(word))) {
            written.push(asKey(stage.from, keys.start(stage)));
        }
        const handedDown = (parent?.arguments ?? []).map((argument) => ({ ...argument }));
        for (const { lines, changed, instruction } of handedDown) {
            if (changed !== undefined)
                throw cannotBeHandedDown(instruction, changed, stage);
            written.push(...lines);
        }
        let shell = parent?.shell ?? image?.shell ?? usualShell;
        let user = parent?.user ?? image?.user ?? "";
        const before = stages.slice(0, at);
        for (const instruction of stage.instructions) {
            const own = lines.slice(instruction.line - 1, instruction.lastLine);
            if (instruction.word === "USER")
                user = instruction.rest.trim();
            if (instruction.word === "SHELL")
                shell = (0,dockerfile_words/* jsonWords */.WY)(instruction.rest) ?? shell;
            if (instruction.word === "ARG")
                handedDown.push({ instruction, lines: own, changed: undefined });
            if (instruction.word === "ENV") {
                const names = namesSetBy(instruction);
                for (const one of handedDown)
                    one.changed ??= names.find((name) => takes(one.instruction, name));
            }
            if (instruction.word === "VOLUME")
                written.push(asLabel(instruction, escaping));
            else if (isShellForm(instruction) && shell !== usualShell) {
                written.push(`${instruction.word} ${JSON.stringify([...shell, instruction.rest])}`);
            }
            else
                written.push(...withStagesInLowerCase(instruction, withTypesOfMounts(instruction, own), before));
            if (keys === undefined)
                continue;
            if (instruction.word === "ARG")
                written.push(asKey(instruction, keys.argument(instruction)));
            if (instruction.word === "WORKDIR") {
                written.push(`COPY ${user === "" ? "" : `--chown=${user} `}--from=${emptyContext} . .`);
            }
        }
        left.push({ shell, user, arguments: handedDown });
    }
    return `${written.join("\n")}\n`;
}
function isShellForm({ word, rest }) {
    return (word === "CMD" || word === "ENTRYPOINT") && rest !== "" && (0,dockerfile_words/* jsonWords */.WY)(rest) === undefined;
}
/** Whether the value of an ARG has the variable in it; other names than of letters, digits and _ cannot be taken. */
function takes({ rest }, name) {
    if (!/^\w+$/.test(name))
        return false;
    return (0,dockerfile_stages/* argumentsOf */.aX)(rest).some(([, value = ""]) => new RegExp(`\\$(?:\\{)?${name}\\b`).test(value));
}
function cannotBeHandedDown({ line, rest }, name, { from }) {
    return new errors/* TreestampError */.ks("build-failed", `The Dockerfile's line ${line}, ARG ${rest}, also applies in the stage of line ${from.line}, where ENV ${name} after it changes its value: BuildKit keeps the first value, buildah uses the second.`, { remedy: wayOut(undefined) });
}
/** A volume goes through the build as the value of a label of this name. */
const volumeLabel = "treestamp.volume.";
function asLabel({ rest, line }, escaping) {
    const words = (0,dockerfile_words/* jsonWords */.WY)(rest)?.map((word) => JSON.stringify(word).replaceAll("\\", escaping)) ?? rest.split(/\s+/);
    return `LABEL ${words.map((word, at) => `"${volumeLabel}${line}.${at}"=${word}`).join(" ")}`;
}
function asKey({ line }, key) {
    return `LABEL "${keyLabel}${line}"="${key}"`;
}
function buildah_dockerfile_startOf({ base, platform }, stages, image) {
    if ("stage" in base)
        return `FROM ${stages[base.stage].name}`;
    return image === undefined ? "FROM scratch" : `FROM --platform=${platform} ${image.name}`;
}
/** `RUN --mount=target=/m` as `RUN --mount=type=bind,target=/m`. */
function withTypesOfMounts({ word, flags }, lines) {
    if (word !== "RUN")
        return lines;
    const untyped = flags.filter(({ name }) => name === "mount").map(({ value = "" }) => !(0,dockerfile_stages/* fieldsOf */.Pf)(value).has("type"));
    // Flags come first: what looks like one after the last of them is a command's own word.
    const typed = (start) => (untyped.shift() ? `${start}type=bind,` : start);
    return lines.map((line) => (/^\s*#/.test(line) ? line : line.replace(/--mount=["']?/g, typed)));
}
/** `COPY --from=Build` as `COPY --from=build`, where that is a stage. */
function withStagesInLowerCase({ word }, lines, before) {
    if (word !== "COPY" && word !== "RUN")
        return lines;
    const pattern = word === "COPY" ? /(--from=["']?)([^\s"']+)/g : /(--mount=\S*?\bfrom=["']?)([^\s"',]+)/g;
    return lines.map((line) => line.replace(pattern, (whole, start, name) => before.some((stage) => stage.name === name.toLowerCase()) ? start + name.toLowerCase() : whole));
}

// EXTERNAL MODULE: ./core/oci/digest.js
var oci_digest = __webpack_require__(44617);
;// CONCATENATED MODULE: ./core/engine/buildah-images.js
/** The images that a build takes, brought into its own storage before it begins: buildah itself fetches nothing. */










/**
 * Pulls each image, by its digest where `bases` fixes it, and gives it its name in the storage. A name there stands for the
 * image of the platform that is built for: by that name COPY and RUN find it.
 * @returns what is there, by the name in the Dockerfile and the platform: see `broughtAs`
 */
async function bringImages(buildah, images, { bases, platform, scratch, version }) {
    const brought = new Map();
    for (const image of images) {
        const key = broughtAs(image.name, image.platform);
        if (brought.has(key))
            continue;
        const canonical = (0,image_name/* canonicalImage */.K)(image.name);
        if (canonical === undefined) {
            throw new errors/* TreestampError */.ks("build-failed", `The Dockerfile's line ${image.line} (${image.by}) takes ${image.name}, which is neither a stage nor an image's name.`, { remedy: "Image names are in lower case: check the spelling." });
        }
        const base = fixedUnder(bases, image.name);
        const from = base === undefined ? withoutTagBesideDigest(canonical) : await placeOf(base, scratch);
        const what = base === undefined ? `The image ${image.name}` : `The base image ${image.name} (${base.digest})`;
        const pulled = await inspected(buildah, image, { what, id: await pull(buildah, image, { what, from }) });
        const { volumes, variables, layers, shell } = pulled;
        const needsLabels = image.by === "FROM" && volumes.length > 0 && !keepsVolumes(version);
        if (needsLabels && pulled.hasTriggers) {
            throw new errors/* TreestampError */.ks("build-failed", `The image ${image.name} has both VOLUME (${volumes.join(", ")}) and ONBUILD: buildah ${version.join(".")} discards what RUN writes below its volumes.`, { remedy: wayOut([1, 37]) });
        }
        const id = needsLabels ? await withLabels(buildah, pulled.id, volumes) : pulled.id;
        const hasOwnName = image.platform === platform && !canonical.includes("@");
        const name = hasOwnName
            ? canonical
            : `localhost/treestamp-base-${brought.size}:${image.platform.replaceAll("/", "-")}`;
        await succeeded(buildah(["tag", id, name]), `give the image ${image.name} its name`);
        const { user, hasTriggers } = pulled;
        const steps = pulled.steps + (needsLabels ? 1 : 0);
        brought.set(key, { id, name, user, shell, variables, layers, hasTriggers, steps });
    }
    return brought;
}
function broughtAs(image, platform) {
    return `${image} ${platform}`;
}
/** Puts the volumes of an image into labels, as `dockerfileForBuildah` does with those of the Dockerfile. */
async function withLabels(buildah, id, volumes) {
    const container = `without-volumes-${id.slice(-12)}`;
    const changes = volumes.flatMap((path, at) => [
        "--volume",
        `${path}-`,
        "--label",
        `${volumeLabel}image.${at}=${path}`,
    ]);
    const what = "set the volumes of a base image aside";
    await succeeded(buildah(["from", "--pull=never", "--name", container, id]), what);
    await succeeded(buildah(["config", ...changes, container]), what);
    const options = ["--quiet", "--rm", "--format", "docker", "--timestamp", "0", "--identity-label=false"];
    const { stdout } = await succeeded(buildah(["commit", ...options, container]), what);
    return stdout.toString("utf8").trim().split("\n").at(-1);
}
/**
 * Brings an image into the storage.
 * @param what names it in messages
 * @param from where it is, as buildah has it
 * @returns its id there
 */
async function pull(buildah, image, { what, from }) {
    const { platform } = image;
    const repository = from.startsWith("docker://") ? from.slice("docker://".length) : "";
    // As docker has it, a registry on this machine's loopback needs no TLS.
    const plain = /^(localhost|127\.[\d.]+|\[::1\])(:\d+)?\//.test(repository) ? ["--tls-verify=false"] : [];
    const pulled = await buildah(["pull", "--quiet", "--platform", platform, ...plain, from]);
    const id = pulled.stdout.toString("utf8").trim().split("\n").at(-1) ?? "";
    if (pulled.exitCode === 0 && id !== "")
        return id;
    const said = pulled.stderr.trim();
    const otherwise = /image not known|no image found/.test(said)
        ? `It seems to have no image for ${platform}: check \`platforms\`, or use a base that has one.`
        : "Check that it exists where the recipe says, and that this machine may read it.";
    throw new errors/* TreestampError */.ks("build-failed", `${what} cannot be fetched for ${platform} (${placeIn(image)}): ${said}`, {
        remedy: (0,build_output/* remedyFor */.wJ)(said, otherwise),
    });
}
/** Where the Dockerfile takes an image, for messages. */
function placeIn({ line, by }) {
    return `the Dockerfile's line ${line}, ${by}`;
}
/** Looks at an image in the storage. @throws platform-missing where it is for another platform than it was pulled for */
async function inspected(buildah, taken, { what, id }) {
    const { name, platform } = taken;
    const answer = await succeeded(buildah(["inspect", "--type", "image", id]), `look at ${name}`);
    const { OCIv1: image, Docker: docker } = JSON.parse(answer.stdout.toString("utf8"));
    const is = `${image.os}/${image.architecture}`;
    if (is !== platform.split("/").slice(0, 2).join("/")) {
        throw new errors/* TreestampError */.ks("platform-missing", `${what} is for ${is}, not for ${platform} (${placeIn(taken)}).`, {
            remedy: "Check `platforms`, or use a base that has this platform.",
        });
    }
    const variables = (image.config?.Env ?? []).map((text) => {
        const at = text.indexOf("=");
        return [text.slice(0, at), text.slice(at + 1)];
    });
    return {
        id,
        volumes: Object.keys(image.config?.Volumes ?? {}),
        user: image.config?.User ?? "",
        steps: image.history?.length ?? 0,
        hasTriggers: (docker?.config?.OnBuild ?? []).length > 0,
        variables: new Map(variables),
        shell: docker?.config?.Shell ?? undefined,
        layers: image.rootfs?.diff_ids ?? [],
    };
}
async function placeOf({ digest, source }, scratch) {
    if (source.kind === "registry") {
        return `docker://${source.repository}@${digest}`;
    }
    const view = (0,external_node_path_.join)(scratch, (0,oci_digest/* hexOf */.ZD)(digest));
    await (0,promises_.mkdir)(view, { recursive: true });
    await (0,promises_.rm)((0,external_node_path_.join)(view, "blobs"), { force: true });
    await (0,new_layout/* makeViewOfOne */.bF)(view, source.folder, digest);
    return `oci:${(0,oci_digest/* hexOf */.ZD)(digest)}:base`;
}
/** buildah's libraries take a tag or a digest, not both; if both are given, the digest counts. */
function withoutTagBesideDigest(canonical) {
    return `docker://${canonical.replace(/:[^:@/]+@/, "@")}`;
}
/** @throws build-failed where it does not do it */
async function succeeded(running, what) {
    const result = await running;
    if (result.exitCode === 0)
        return result;
    throw new errors/* TreestampError */.ks("build-failed", `buildah could not ${what}: ${result.stderr.trim()}`);
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
;// CONCATENATED MODULE: ./core/engine/buildah-logins.js
/** Where buildah looks for logins: unlike docker, it fails if a variable names a missing file. */



/** The same environment, with an empty file of logins where DOCKER_CONFIG names a folder without one. */
async function withLogins(env, scratch) {
    const { DOCKER_CONFIG, REGISTRY_AUTH_FILE, ...others } = env;
    const known = { ...others };
    if (REGISTRY_AUTH_FILE && (0,external_node_fs_.existsSync)(REGISTRY_AUTH_FILE))
        known.REGISTRY_AUTH_FILE = REGISTRY_AUTH_FILE;
    if (!DOCKER_CONFIG)
        return known;
    if ((0,external_node_fs_.existsSync)((0,external_node_path_.join)(DOCKER_CONFIG, "config.json")))
        return { ...known, DOCKER_CONFIG };
    const none = (0,external_node_path_.join)(scratch, "docker");
    await (0,promises_.mkdir)(none);
    await (0,promises_.writeFile)((0,external_node_path_.join)(none, "config.json"), "{}");
    return { ...known, DOCKER_CONFIG: none };
}

;// CONCATENATED MODULE: ./core/engine/buildah-place.js

function onOwnStorage(build, { storageIn, folder, images = "images" }) {
    return build({ storage: storageIn(folder), renewed: {}, images, onInstruction: () => { } });
}
/**
 * Builds on the layers that this machine keeps; on a storage of its own where another build has them, or where the disk has no
 * overlay mounts, and a storage is whole copies. Where buildah fails on them, and no instruction has, they may be damaged: then it
 * builds once more without them.
 */
function onKeptLayers(keepLayers, build, surroundings) {
    const { storageIn, log, signal } = surroundings;
    return keepLayers(async (kept) => {
        if (kept === undefined) {
            log.info("Another build has the layers that this machine keeps: this one runs all instructions.");
            return onOwnStorage(build, surroundings);
        }
        if (kept.lost !== undefined)
            log.info(`The layers of earlier builds are gone: ${kept.lost}.`);
        const storage = storageIn(kept.storage);
        if (!(await storage.seesChanges())) {
            await kept.discard();
            log.debug("No layers are kept: there are no overlay mounts in the cache folder.");
            return onOwnStorage(build, surroundings);
        }
        const renewed = { ...kept.renewed };
        let isInstruction = false;
        const onInstruction = () => {
            isInstruction = true;
        };
        try {
            const built = await build({ storage, renewed, images: "images", onInstruction });
            await kept.settle(renewed);
            return built;
        }
        catch (error) {
            if (signal?.aborted)
                throw error;
            if (isInstruction)
                await kept.settle(renewed); // the layers before it are whole
            if (isInstruction || !kept.isUsed)
                throw error;
            log.warning(`buildah cannot build on the layers of earlier builds, so it builds without them: ${(0,errors/* messageOf */.bD)(error)}`);
            const built = await onOwnStorage(build, { ...surroundings, images: "images-again" }).catch(async (again) => {
                // Then it is not the layers' fault, such as a registry that does not answer.
                if ((0,errors/* messageOf */.bD)(again) === (0,errors/* messageOf */.bD)(error) && !wasKilled(error))
                    await kept.settle(renewed);
                throw again;
            });
            await kept.discard();
            return built;
        }
    });
}
/** A buildah that ends by itself says why. */
function wasKilled(error) {
    return (0,errors/* messageOf */.bD)(error).includes(" ended with exit code ");
}

;// CONCATENATED MODULE: ./core/engine/buildah-process.js
/** How buildah's programs run: as root, in their own namespaces, and no longer than this process. */



/** All processes of a command end with its first one, and its mounts go with them. */
const ownNamespaces = ["--pid", "--uts", "--fork", "--kill-child", "--mount", "--mount-proc", "--propagation", "slave"];
/** Host name during a build, as in BuildKit. */
const buildHost = "buildkitsandbox";
/**
 * $@ a command line. Runs it in the scratch folder, which is its working directory, and removes that folder where it was
 * told to stop: who told it may not be there any more to do so.
 */
const supervise = `
"$@"
code=$?
if [ -e stopped ]; then
  scratch=$PWD
  cd / && rm -rf --one-file-system -- "$scratch"
fi
exit "$code"
`;
/**
 * $@ a command line. Is the first process of the namespaces: when it ends, the kernel ends all others. It ends when the
 * command does, and when its standard input ends.
 */
const inside = `
exec 3<&0 </dev/null
"$@" 3<&- &
command=$!
{
  read -r line
  : >stopped
  kill -s KILL "$command"
} <&3 &
exec 3<&- 2>/dev/null
wait "$command"
`;
/**
 * $1 the folder of the storage, the others a command line. Before it runs instructions, takes from them what is this machine's: its devices (no node in an image
 * or made by mknod(1) opens one, as docker's device rules have it), its name, and its names of hosts. As in BuildKit, the
 * name is the same everywhere, so that it may get into an image.
 */
const seclude = `
set -e
scratch=$PWD
storage=$1
shift
mkdir -p -m 700 "$storage"
for folder in "$scratch" "$storage"; do
  mount --bind "$folder" "$folder"
  mount -o remount,bind,nodev "$folder"
done
cd "$scratch"
mkdir -p dev
mount -t tmpfs -o mode=755,nosuid tmpfs dev
for name in null zero full random urandom tty; do
  : >"dev/$name"
  mount --bind "/dev/$name" "dev/$name"
done
mkdir dev/pts dev/shm dev/mqueue
mount -t tmpfs -o mode=1777,nosuid,nodev tmpfs dev/shm
mount --rbind /dev/pts dev/pts
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
for number in 0:stdin 1:stdout 2:stderr; do ln -s "/proc/self/fd/\${number%%:*}" "dev/\${number#*:}"; done
mount --rbind dev /dev
echo ${buildHost} >/proc/sys/kernel/hostname
if [ -e /etc/hosts ]; then
  printf '127.0.0.1 localhost ${buildHost}\n::1 localhost ip6-localhost ip6-loopback\n' >hosts
  mount --bind hosts /etc/hosts
fi
exec "$@"
`;
/**
 * The start of a command line that runs buildah on a storage, followed by its own words, in its scratch folder. It is stopped by the end of its input.
 */
function buildahLine(elevate, storage, { env, secluded, isolateNetwork }) {
    return [
        ...[...(0,machine_elevate/* elevateWith */.J)(elevate, env), "sh", "-c", supervise, "supervise"],
        ...["unshare", ...ownNamespaces, ...(isolateNetwork ? ["--net"] : [])],
        ...["sh", "-c", inside, "inside"],
        ...(secluded ? ["sh", "-c", seclude, "seclude", storage] : []),
        "buildah",
    ];
}
/** Gives a folder and everything in it to root, or to this user. */
async function giveTo(owner, folder, elevate) {
    if (elevate.length === 0)
        return; // we are root, and all of it is ours already
    const numbers = owner === "root" ? "0:0" : `${process.getuid()}:${process.getgid()}`;
    const { exitCode, stderr } = await asRoot(elevate, ["chown", "-R", "-h", numbers, "--", folder]);
    if (exitCode !== 0)
        throw new errors/* TreestampError */.ks("build-failed", `${folder} cannot change its owner: ${stderr.trim()}`);
}
/** Removes the scratch folder, in which root has files. A failure is only logged: it must not fail the build. */
async function removeScratch(folder, elevate, log) {
    const { exitCode, stderr } = await asRoot(elevate, ["rm", "-rf", "--one-file-system", "--", folder]);
    if (exitCode !== 0)
        log.warning(`${folder} cannot be removed: ${stderr.trim()}`);
}
function asRoot(elevate, words) {
    const [program, ...args] = [...elevate, ...words];
    return (0,machine_process/* run */.e)(program, args, { stopBy: "end of input" }); // which they do not read: so nothing stops them half way
}

// EXTERNAL MODULE: ./core/machine/missing.js
var missing = __webpack_require__(71081);
;// CONCATENATED MODULE: ./core/engine/buildah-settings.js
/** The settings of a build's own buildah: none of the machine's that would change the image, and docker's meaning of names. */



/** As for docker: a name without a registry is docker.io's, whatever aliases and registries the machine configures. */
const dockerNames = 'unqualified-search-registries = ["docker.io"]\nshort-name-mode = "disabled"\n';
/**
 * Writes them into the build's scratch folder. The machine's mirrors, blocked and insecure registries are kept.
 * Sources: containers-registries.conf(5), containers.conf(5), containers-storage.conf(5), containers-auth.json(5).
 */
async function buildahSettings(scratch, env) {
    const [registries, dropIns] = [(0,external_node_path_.join)(scratch, "registries.conf"), (0,external_node_path_.join)(scratch, "registries.conf.d")];
    await (0,promises_.mkdir)(dropIns);
    const { main, others } = await registriesOf(env);
    if (main === undefined)
        await (0,promises_.writeFile)(registries, "");
    else
        await (0,promises_.copyFile)(main, registries);
    for (const [at, path] of others.entries()) {
        await (0,promises_.copyFile)(path, (0,external_node_path_.join)(dropIns, `${String(at).padStart(3, "0")}.conf`));
    }
    await (0,promises_.writeFile)((0,external_node_path_.join)(dropIns, "docker.conf"), dockerNames); // the last one: what it says holds
    for (const name of ["containers.conf", "aliases.conf"])
        await (0,promises_.writeFile)((0,external_node_path_.join)(scratch, name), "");
    await (0,promises_.writeFile)((0,external_node_path_.join)(scratch, "storage.conf"), '[storage]\ndriver = "overlay"\n'); // it has to name one; the command line's counts
    return {
        options: [
            ...["--registries-conf", registries, "--registries-conf-dir", dropIns],
            ...["--short-name-alias-conf", (0,external_node_path_.join)(scratch, "aliases.conf")],
        ],
        env: {
            // Other stores of images on this machine could hold one of the name that is asked for.
            CONTAINERS_CONF: (0,external_node_path_.join)(scratch, "containers.conf"),
            CONTAINERS_STORAGE_CONF: (0,external_node_path_.join)(scratch, "storage.conf"),
        },
    };
}
/** The machine's files: the user's instead of the system's if there is one. */
async function registriesOf(env) {
    const named = env.CONTAINERS_REGISTRIES_CONF;
    if (named)
        return { main: named, others: [] };
    const own = env.HOME === undefined ? undefined : (0,external_node_path_.join)(env.HOME, ".config/containers/registries.conf");
    if (own !== undefined && (await (0,missing/* exists */.t)(own)))
        return { main: own, others: [] };
    const system = "/etc/containers/registries.conf";
    const folders = [`${system}.d`, ...(own === undefined ? [] : [`${own}.d`])];
    const others = [];
    for (const folder of folders) {
        const names = await (0,promises_.readdir)(folder).catch((0,missing/* missing */.L)([]));
        others.push(...names
            .filter((name) => name.endsWith(".conf"))
            .sort()
            .map((name) => (0,external_node_path_.join)(folder, name)));
    }
    return { main: (await (0,missing/* exists */.t)(system)) ? system : undefined, others };
}

;// CONCATENATED MODULE: ./core/engine/buildah-storage.js
/** The storage of a build: overlay mounts where the file system below carries them, whole copies of each layer elsewhere. */



/** @param program how each subcommand runs */
function buildahStorage({ storage, notes, elevate, settings, log }, program) {
    const on = (driver, ...more) => (surroundings) => [
        ...buildahLine(elevate, storage, surroundings),
        ...["--root", storage, "--runroot", notes, "--storage-driver", driver, ...more],
        ...settings,
    ];
    const overlay = on("overlay", "--storage-opt", "overlay.mountopt=nodev");
    const runOn = (line, args) => {
        const [first, ...rest] = [...line({ env: program.env, secluded: false, isolateNetwork: false }), ...args];
        return (0,machine_process/* run */.e)(first, rest, program);
    };
    const choose = async () => {
        const failures = [];
        for (const line of [overlay, on("vfs")]) {
            const { exitCode, stderr } = await runOn(line, ["info"]);
            if (exitCode !== 0)
                failures.push(stderr.trim());
            else {
                if (failures.length > 0)
                    log.info(`buildah copies whole layers here, which is slow: ${failures.join("; ")}`);
                return line;
            }
        }
        throw new errors/* TreestampError */.ks("build-failed", `buildah cannot keep images in ${storage}: ${failures.join("; ")}`, {
            remedy: "Use a folder on an ordinary file system with room for the image.",
        });
    };
    let chosen;
    const commandLine = () => {
        chosen ??= choose();
        return chosen;
    };
    /** The first one tries overlay mounts, which nearly every machine has: only where it fails are they asked about. */
    const subcommand = async (args) => {
        if (chosen !== undefined)
            return runOn(await chosen, args);
        const result = await runOn(overlay, args);
        if (result.exitCode === 0)
            chosen = Promise.resolve(overlay);
        const line = await commandLine();
        return line === overlay ? result : runOn(line, args);
    };
    const seesChanges = async () => {
        const { exitCode, stdout } = await runOn(overlay, ["info"]);
        if (exitCode !== 0)
            return false;
        const { store } = JSON.parse(stdout.toString("utf8"));
        return store?.GraphStatus?.["Native Overlay Diff"] === "true";
    };
    return { subcommand, commandLine, seesChanges };
}

;// CONCATENATED MODULE: ./core/engine/buildah-told.js

/** No more lines of an instruction than this are shown. */
const mostLines = 20;
/** Reads along with one build. @param text the user's Dockerfile @param given the arguments that the user gives */
function readerOf(text, { dockerfile, stages, needed }, given) {
    const steps = [];
    const held = [];
    let isSilent = false;
    let isOurs = false;
    let failed;
    function shown(printed) {
        const step = /^(?:\[\d+\/\d+\] )?STEP \d+\/\d+: (.*)$/.exec(printed)?.[1];
        if (step !== undefined) {
            isOurs = step.startsWith(`LABEL "${keyLabel}`) || step.endsWith(` --from=${emptyContext} . .`);
            if (isOurs)
                return [];
            steps.push(step);
        }
        if (/^--> Using cache [0-9a-f]{64}$/.test(printed))
            return isOurs ? [] : ["--> Kept from an earlier build"];
        if (idOfLayer.test(printed))
            return [];
        if (/^Error: (?:building at STEP "|parsing main Dockerfile: )/.test(printed)) {
            failed = printed;
            held.length = 0;
            return [];
        }
        if (exitOfItsOwn.test(printed)) {
            held.push(printed); // the end of a failure, unless a command has printed it
            return [];
        }
        if (printed.includes("+(UNHANDLED LOGLEVEL)"))
            return []; // a Go value in its own notation
        isSilent = step !== undefined;
        const line = withoutOwnArguments(printed.replace(neverStarted, "$1"), given);
        return [...held.splice(0), ...(line === undefined ? [] : [line])];
    }
    function failure() {
        if (failed === undefined)
            return undefined;
        const why = reasonIn(failed);
        const instruction = failed.startsWith("Error: parsing")
            ? onlyOne(dockerfile.instructions, why)
            : nthOf(stages.flatMap(({ instructions }, at) => (needed.has(at) ? instructions : [])), steps);
        if (instruction === undefined)
            return { printed: failed, summary: `${why}.`, excerpt: [] };
        const { line, lastLine, word } = instruction;
        const isJustShown = isSilent && line === lastLine;
        return {
            printed: failed,
            summary: `The Dockerfile's line ${line} (${word}) failed: ${why}.`,
            excerpt: isJustShown ? [] : excerptOf(text, instruction),
        };
    }
    return { shown, failure };
}
/** What it says of each layer, and of the image under its name in the storage. */
const idOfLayer = /^--> [0-9a-f]{11}$|^(?:COMMIT|Successfully tagged) localhost\/built:/;
/** Each of its processes between us and a command says this as it ends. */
const exitOfItsOwn = /^subprocess exited with status \d+$/;
const neverStarted = /^(process failed to start with error: .*)process exited with error: exec: not startedsubprocess exited with status \d+$/;
/** Its warning about unused arguments, without those that only treestamp gave. */
function withoutOwnArguments(line, given) {
    const [whole, start, names = ""] = /^(\[Warning\] one or more build args were not consumed: )\[(.*)\]$/.exec(line) ?? [];
    if (whole === undefined)
        return line;
    const theirs = names.split(" ").filter((name) => given.has(name));
    return theirs.length === 0 ? undefined : `${start}[${theirs.join(" ")}]`;
}
/** The cause at the end of its error, without its own folders, numbers and values. */
function reasonIn(error) {
    const inStep = error.replace(/^Error: building at STEP "/, "");
    const cause = inStep === error ? error.replace(/^Error: parsing main Dockerfile: \S+: /, "") : afterQuoted(inStep);
    return cause
        .replace(/^resolving mountpoints for container "\w+": /, "")
        .replace(/^checking on sources under "[^"]*": copier: \w+: /, "")
        .replace(/^(?:error )?while running runtime: /, "")
        .replace(/^Build error: /, "")
        .replace(/ *&imagebuilder\.Step\{.*\}/, "")
        .replace(/\.$/, "");
}
/** What follows `TEXT": `; TEXT is not escaped, and has a quotation mark for each that it opens. */
function afterQuoted(text) {
    for (let at = text.indexOf('": '); at >= 0; at = text.indexOf('": ', at + 1)) {
        if ((text.slice(0, at).split('"').length - 1) % 2 === 0)
            return text.slice(at + 3);
    }
    return text;
}
/** The instruction of the last step. Where it stands several times, so many of its steps were begun. */
function nthOf(instructions, steps) {
    const bare = (word, rest) => `${word.toUpperCase()} ${rest.replace(/\s+/g, " ").trim()}`;
    const all = steps.map((step) => {
        const [, word = "", rest = ""] = /^(\S+)(?:\s+--[\w-]+(?:=(?:[^\s"']|"[^"]*"|'[^']*')*)?)*(.*)$/.exec(step) ?? [];
        return bare(word, rest);
    });
    const last = all.at(-1);
    const count = all.filter((step) => step === last).length;
    return instructions.filter(({ word, rest }) => bare(word, rest) === last)[count - 1];
}
/** The instruction that an error without a step begins with, if there is no other of its kind. */
function onlyOne(instructions, why) {
    const found = instructions.filter(({ word }) => why.startsWith(`${word} `));
    return found.length === 1 ? found[0] : undefined;
}
function excerptOf(text, { line, lastLine }) {
    const lines = text.split(/\r?\n/).slice(line - 1, lastLine);
    const shown = lines.slice(0, mostLines).map((content, at) => `${String(line + at).padStart(4)} | ${content}`);
    return lines.length > mostLines ? [...shown, "     | …"] : shown;
}

// EXTERNAL MODULE: ./core/archive/clamp-times.js
var clamp_times = __webpack_require__(8818);
// EXTERNAL MODULE: ./core/archive/tar-rewrite.js
var tar_rewrite = __webpack_require__(3920);
// EXTERNAL MODULE: ./core/oci/stored-manifest.js
var stored_manifest = __webpack_require__(98706);
;// CONCATENATED MODULE: ./core/engine/docker-folder.js
/**
 * An image as buildah leaves it in a folder (`dir:FOLDER`), in docker's format and uncompressed: manifest.json, and the blobs
 * by their hashes. Docker's own form, since an OCI configuration as buildah writes it has no HEALTHCHECK, ONBUILD and SHELL.
 * BuildKit keeps them in an OCI configuration, and so do we. A base that nothing is added to stands there in its own form.
 */











/** The fields that describe the image. The others describe the container it was made in, such as a random host name. */
const imageKeys = ["created", "author", "architecture", "variant", "os", "os.version", "os.features"];
const configKeys = [
    ...["User", "ExposedPorts", "Env", "Entrypoint", "Cmd", "Volumes", "WorkingDir", "Labels", "StopSignal"],
    ...["Healthcheck", "OnBuild", "Shell", "StopTimeout"],
];
/**
 * Writes the image into the new layout `output`, compressed by `compression`.
 * @param bases digests of the uncompressed layers of base images, which stay as they are
 * @returns its manifest there
 */
async function layoutFromFolder(folder, bases, facts, { compression, output }) {
    const body = await (0,promises_.readFile)((0,external_node_path_.join)(folder, "manifest.json"));
    const mediaType = (0,stored_manifest/* mediaTypeOf */.c0)(body) ?? stored_manifest/* dockerManifestMediaType */.wJ;
    const descriptor = { mediaType, digest: (0,oci_digest/* sha256Of */.Bj)(body), size: body.length };
    const manifest = (0,oci_manifest/* parseManifest */.Ng)({ descriptor, body });
    if (manifest.kind === "index")
        throw new Error("buildah has written an index for one platform");
    const written = JSON.parse(await (0,promises_.readFile)((0,external_node_path_.join)(folder, (0,oci_digest/* hexOf */.ZD)(manifest.config.digest)), "utf8"));
    const layers = [];
    for (const { digest } of manifest.layers) {
        const tar = (0,external_node_fs_.createReadStream)((0,external_node_path_.join)(folder, (0,oci_digest/* hexOf */.ZD)(digest)), { highWaterMark: 1 << 20 });
        const change = (entry) => {
            if (isMountPoint(entry))
                return false;
            (0,clamp_times/* setTime */.i)(entry, facts.epoch);
            return true;
        };
        layers.push(await (0,new_layout/* addLayer */.VE)(output, bases.has(digest) ? tar : (0,tar_rewrite/* rewriteTar */.u)(tar, change), compression));
    }
    return (0,new_layout/* addImage */.hk)(output, plainConfig(facts.isLayered ? withoutKeys(written, facts) : written), layers);
}
/** Where RUN saw a file of the machine, and buildah left an empty one. */
function isMountPoint({ header: { typeFlag, size, name, mode }, extensions }) {
    if (typeFlag !== "0" || size !== 0 || extensions.length > 0)
        return false;
    return /^(\.?\/)?(etc\/(hosts|hostname|resolv\.conf)|run\/\.containerenv)$/.test(name) && (mode & 0o7777) === 0o755;
}
/**
 * As it would be if it had been built in one piece at the time `epoch`, with these labels: layers of earlier builds are of other
 * times, and would have the labels of the builds that made them.
 */
function withoutKeys(written, { epoch, labels, baseSteps }) {
    const created = new Date(epoch * 1000).toISOString().replace(".000Z", "Z");
    const own = Object.entries(written.config?.Labels ?? {}).filter(([name]) => !name.startsWith(keyLabel));
    const all = [...new Map([...own, ...labels])].sort(([a], [b]) => (a < b ? -1 : 1));
    const history = (written.history ?? []).flatMap((step, at, steps) => {
        if (at < baseSteps)
            return [step];
        const { empty_layer, ...others } = { ...step, created };
        const { created_by: by = "" } = step;
        if (by.startsWith(`${setting}LABEL "${keyLabel}`))
            return [];
        // The COPY after it is ours, and brings the folder that it names.
        if (at > baseSteps && isWorkdir(steps[at - 1]))
            return [];
        return [empty_layer && !isWorkdir(step) ? { ...others, empty_layer } : others];
    });
    return { ...written, created, config: { ...written.config, Labels: Object.fromEntries(all) }, history };
}
/** How buildah begins the step of an instruction that runs nothing. */
const setting = "/bin/sh -c #(nop) ";
function isWorkdir({ created_by = "", empty_layer = false }) {
    return empty_layer && /^WORKDIR\s/i.test(created_by.slice(setting.length));
}
/** The same image gives the same bytes. */
function plainConfig(written) {
    const { Labels = {}, Volumes = {}, ExposedPorts = {}, ...config } = written.config ?? {};
    const labels = Object.entries(Labels ?? {});
    const isVolume = ([name]) => name.startsWith(volumeLabel);
    const volumes = [...Object.keys(Volumes ?? {}), ...labels.filter(isVolume).map(([, path]) => path)];
    const plain = {
        ...config,
        Labels: Object.fromEntries(labels.filter((label) => !isVolume(label))),
        Volumes: asSet(volumes),
        ExposedPorts: asSet(Object.keys(ExposedPorts ?? {}).flatMap(singlePorts)),
    };
    return {
        ...chosen(written, imageKeys),
        config: chosen(plain, configKeys),
        history: (written.history ?? []).map(plainStep),
    };
}
/** `8000-8002/tcp` is three ports. */
function singlePorts(written) {
    const [, from, to, protocol] = /^(\d+)-(\d+)(\/\w+)$/.exec(written.toLowerCase()) ?? [];
    if (from === undefined || Number(to) < Number(from) || Number(to) > 65_535)
        return [written.toLowerCase()];
    return Array.from({ length: Number(to) - Number(from) + 1 }, (_, more) => `${Number(from) + more}${protocol}`);
}
function asSet(names) {
    return Object.fromEntries([...new Set(names)].sort().map((name) => [name, {}]));
}
/** Without "FROM NAME", where NAME is what the image is called in the build's own storage; a volume as it stands in the Dockerfile. */
function plainStep({ comment, created_by, ...step }) {
    const label = new RegExp(`"${volumeLabel.replaceAll(".", "\\.")}[\\d.]+"=`, "g");
    const by = created_by === undefined || !label.test(created_by)
        ? created_by
        : created_by.replace(label, "").replace("LABEL", "VOLUME");
    return {
        ...step,
        ...(by === undefined ? {} : { created_by: by }),
        ...(comment === undefined || comment.startsWith("FROM ") ? {} : { comment }),
    };
}
function chosen(from, keys) {
    return Object.fromEntries(keys.flatMap((key) => (isSaid(from[key]) ? [[key, from[key]]] : [])));
}
function isSaid(value) {
    if (value === undefined || value === null || value === "")
        return false;
    return typeof value !== "object" || Object.keys(value).length > 0;
}

;// CONCATENATED MODULE: ./core/engine/buildah.js
/**
 * buildah: the engine where there is no daemon. Every build has the machine's kept layers to itself, or a storage of its own, and
 * runs in PID and mount namespaces of its own, so that nothing else is left of it, however it ends, and the user's own images
 * are never touched.
 */

























/** The first with all that is used here: secrets from variables, identity labels that can be left out. */
const oldestVersion = [1, 28];
/**
 * Looks for a buildah that can be used here. `env` is the environment that it sees.
 * @param keepLayers what earlier builds have left; undefined where no build takes anything of another
 */
async function probeBuildah(env, log, keepLayers) {
    const version = await (0,machine_process/* run */.e)("buildah", ["--version"], { env: (0,environment/* engineEnvironment */.IN)(env, []) }).catch(errors/* messageOf */.bD);
    if (typeof version === "string")
        return unusable(version, "Install buildah (Debian, Ubuntu: apt-get install buildah).");
    const words = version.stdout.toString("utf8").trim();
    const is = (0,program_version/* programVersion */.R)(/version (\d+\..*)/.exec(words)?.[1] ?? "");
    if (!(0,program_version/* isAtLeast */.d)(is, oldestVersion)) {
        return unusable(`it is older than ${oldestVersion.join(".")} (${words})`, "Install a newer buildah.");
    }
    const rights = (0,machine_elevate/* rootRights */.mV)();
    const probe = await (0,machine_elevate/* probeElevation */.uI)(rights, env);
    if (!probe.ok) {
        return unusable(probe.why, "Run treestamp as root or with a sudo that needs no password, or start docker.");
    }
    const elevate = machine_elevate/* elevations */.$F[rights];
    return {
        engine: {
            name: "buildah",
            description: `buildah ${is.join(".")}${elevate.length > 0 ? " through sudo" : ""}`,
            build: (request) => log.group("Build the image (buildah)", () => build(request, { env, elevate, log, version: is, keepLayers })),
        },
    };
}
function unusable(reason, remedy) {
    return { engine: undefined, reason: reason.replace(/\.$/, ""), remedy };
}
async function build(request, { env, elevate, log, version, keepLayers }) {
    const plans = request.platforms.map((platform) => planOf(request, platform));
    for (const plan of plans)
        checkDialect(plan, request.buildArgs, version);
    tellUnused(request, plans, log);
    const { masks: secretValues } = await (0,build_output/* readSecrets */.ql)(request.secrets, env, log);
    // Beside the output: there is room for an image, and the blobs need no copy to get to their place.
    const scratch = await (0,promises_.mkdtemp)(`${request.output}.buildah-`);
    try {
        for (const name of ["context", "temporary", "empty"])
            await (0,promises_.mkdir)((0,external_node_path_.join)(scratch, name));
        const settings = await buildahSettings(scratch, env);
        const stopped = request.signal === undefined ? {} : { signal: request.signal };
        const byInput = { stopBy: "end of input", ...stopped };
        const ours = { ...settings.env, TMPDIR: (0,external_node_path_.join)(scratch, "temporary") };
        const options = {
            cwd: scratch,
            env: { ...(await withLogins((0,environment/* engineEnvironment */.IN)(env, []), scratch)), ...ours },
            log,
            secretValues,
            ...stopped,
        };
        await (0,promises_.writeFile)((0,external_node_path_.join)(scratch, "no-ignore"), "");
        // buildah would take a tar on standard input, too, but holds all of it in memory.
        const tar = ["--extract", "--preserve-permissions", "--numeric-owner", "--file=-", "--directory=context"];
        await (0,build_output/* runBuildStep */.iK)("tar", tar, { ...options, input: request.context() });
        await giveTo("root", (0,external_node_path_.join)(scratch, "context"), elevate); // a RUN instruction may look at it
        const secrets = await Promise.all(request.secrets.map((secret, index) => linked(secret, scratch, index)));
        const variables = { ...(0,environment/* instructionEnvironment */._U)(env, request.secrets), ...(0,build_output/* secretVariables */.c8)(request.secrets), ...ours };
        const common = { elevate, settings: settings.options, log };
        const program = { cwd: scratch, env: options.env, ...byInput };
        const notesOf = (storage) => (0,external_node_path_.join)(scratch, `notes-${(0,external_node_crypto_.hash)("sha256", storage).slice(0, 8)}`);
        const storageIn = (storage) => buildahStorage({ ...common, storage, notes: notesOf(storage) }, program);
        const buildAll = async (at) => {
            const images = (0,external_node_path_.join)(scratch, at.images);
            await (0,promises_.mkdir)(images);
            const buildah = { ...at, scratch, version, options: { ...options, ...byInput } };
            const built = [];
            for (const plan of plans)
                built.push(await buildah_buildPlatform(buildah, { ...request, secrets }, plan, variables));
            await giveTo("us", images, elevate);
            return built;
        };
        const own = { storageIn, folder: (0,external_node_path_.join)(scratch, "storage"), log, ...stopped };
        const whyNot = plans.map((plan) => whyOneLayer(plan, [])).find((why) => why !== undefined);
        if (whyNot !== undefined)
            log.debug(`No layers are kept: ${whyNot}.`);
        const isKept = keepLayers !== undefined && whyNot === undefined;
        const built = isKept ? await onKeptLayers(keepLayers, buildAll, own) : await onOwnStorage(buildAll, own);
        await handOver(request, built);
    }
    finally {
        await removeScratch(scratch, elevate, log);
    }
}
/** A secret's file under a name without a comma: buildah takes what follows one for the next option. */
async function linked(secret, scratch, index) {
    if (secret.source.kind !== "file")
        return secret;
    const path = `secret-${index}`;
    await (0,promises_.symlink)((0,external_node_path_.resolve)(secret.source.path), (0,external_node_path_.join)(scratch, path));
    return { ...secret, source: { kind: "file", path } };
}
/** Builds the image of one platform, and leaves it in its own folder of `images`. */
async function buildah_buildPlatform(buildah, request, plan, variables) {
    const { platform, stages, target, images } = plan;
    const tag = folderOf(platform);
    const { scratch, options, storage, version, renewed } = buildah;
    const brought = await bringImages(storage.subcommand, images, { bases: request.bases, platform, scratch, version });
    const there = (image, wanted) => brought.get(broughtAs(image, wanted));
    const imageOf = (stage) => "image" in stage.base && stage.base.image !== "scratch" ? there(stage.base.image, stage.platform) : undefined;
    checkArguments(plan, request.buildArgs, (stage) => imageOf(stage)?.variables ?? new Map());
    const isLayered = whyOneLayer(plan, [...brought.values()]) === undefined && (await storage.seesChanges());
    const ours = new Map([
        ["SOURCE_DATE_EPOCH", `${request.epoch}`],
        ["TARGETSTAGE", request.target ?? "default"], // which BuildKit sets by itself
    ]);
    const given = new Map([...request.buildArgs, ...ours]);
    const keying = { request, plan, version, renewed, idOf: (stage) => imageOf(stage)?.id ?? "" };
    if (request.noCache)
        for (const start of startsOf(plan, keying))
            renewed[start] ??= (0,external_node_crypto_.randomUUID)();
    const text = dockerfileForBuildah(request.dockerfile.text, plan, there, isLayered ? layerKeys(given, keying) : undefined);
    await (0,promises_.writeFile)((0,external_node_path_.join)(scratch, `Dockerfile.${tag}`), text);
    const folder = (0,external_node_path_.join)(scratch, buildah.images, tag);
    // In one piece it goes straight to its folder, past the storage: see buildah-build(1), `--tag`. Layers are looked for in the
    // storage; and a stage that only starts from an image would be copied to a folder as that image is, in whatever form.
    const isDirect = !isLayered && stages[target].instructions.length > 0;
    const name = isDirect ? `dir:${folder}` : `localhost/built:${tag}`;
    const { words, env } = handedArguments(request.buildArgs, variables, "shell");
    const line = await storage.commandLine();
    const [program, ...first] = line({ env, secluded: true, isolateNetwork: request.network === "none" });
    // Layers of earlier builds have other times, and the labels of those: docker-folder.ts sets both.
    const inOnePiece = [
        ...["--layers=false", "--timestamp", String(request.epoch)],
        ...[...request.labels].flatMap(([name, value]) => ["--label", `${name}=${value}`]),
    ];
    const inLayers = ["--layers", ...(request.noCache ? ["--no-cache"] : []), `--build-context=${emptyContext}=empty`];
    const args = [
        ...[...first, "build", "--file", `Dockerfile.${tag}`, "--ignorefile", "no-ignore", "--pull=never"],
        // chroot needs no cgroups, no bridge and no other program, so it works in containers, too; the network is the host's.
        ...["--isolation", "chroot", "--network", "host", "--uts", "host"],
        ...["--format", "docker", "--identity-label=false", ...(isLayered ? inLayers : inOnePiece)],
        ...["--platform", platform],
        ...["--target", stages[target].name ?? String(target)],
        ...words,
        ...[...ours].flatMap(([name, value]) => ["--build-arg", `${name}=${value}`]),
        ...(0,build_output/* secretArguments */.tX)(request.secrets),
        ...["--disable-compression", "--tag", name, "context"],
    ];
    const reader = readerOf(request.dockerfile.text, plan, request.buildArgs);
    await (0,build_output/* runBuildStep */.iK)(program, args, { ...options, env, reader }).catch((error) => {
        if (reader.failure() !== undefined)
            buildah.onInstruction();
        throw error;
    });
    if (!isDirect) {
        // In the form that it has: a base that nothing is added to may have layers of zstd, which docker's form has not; nothing of a
        // configuration is lost that is not written anew.
        const push = ["push", "--quiet", "--disable-compression", name, `dir:${folder}`];
        await succeeded(storage.subcommand(push), "write the image");
    }
    const { epoch, labels } = request;
    const baseSteps = imageOf((0,dockerfile_stages/* firstStage */.d8)(stages, target).stage)?.steps ?? 0;
    const bases = [...brought.values()].flatMap(({ layers }) => layers);
    return { platform, folder, bases, facts: { epoch, labels, baseSteps, isLayered } };
}
function folderOf(platform) {
    return platform.replaceAll("/", "-");
}
/** Writes the images to their place, and lists the one, or the index of those for all platforms. */
async function handOver(request, images) {
    const { output } = request;
    await (0,new_layout/* beginLayout */.I5)(output);
    const bases = new Set(images.flatMap((image) => image.bases));
    const built = [];
    for (const { platform, folder, facts } of images) {
        built.push({ ...(await layoutFromFolder(folder, bases, facts, request)), platform: (0,oci_manifest/* parsePlatform */.FL)(platform) });
    }
    const [first, ...others] = built;
    await (0,new_layout/* finishLayout */.W2)(output, others.length === 0 ? first : await (0,new_layout/* addIndex */.yS)(output, built));
}

;// CONCATENATED MODULE: ./core/engine/choose.js
/** Chooses the engine. */

/**
 * Takes the engine that was asked for; with `auto` docker where a daemon with BuildKit answers, else buildah.
 * The log says which, and why not the other.
 * @throws tool-missing where none can be used, with what was tried and what to do
 */
async function chooseEngine(preference, probes, log) {
    const names = preference === "auto" ? ["docker", "buildah"] : [preference];
    const tried = [];
    const remedies = [];
    for (const name of names) {
        const probe = await probes[name]();
        if (probe.engine !== undefined) {
            log.info(`Engine: ${[probe.engine.description, ...tried].join("; ")}.`);
            return probe.engine;
        }
        tried.push(`${name} cannot be used: ${probe.reason}`);
        remedies.push(probe.remedy);
    }
    const asked = preference === "auto" ? "No engine can build the image" : `The engine ${preference} was requested`;
    throw new errors/* TreestampError */.ks("tool-missing", `${asked}: ${tried.join("; ")}.`, { remedy: remedies.join(" Or: ") });
}

;// CONCATENATED MODULE: ./core/engine/builder.js
function builder_unusable(reason, remedy) {
    const bare = reason.replace(/^ERROR: |(\. Is the docker daemon running\?|\.)$/g, "");
    return { builder: undefined, reason: bare, remedy };
}

// EXTERNAL MODULE: ./core/oci/layout/index-file.js
var index_file = __webpack_require__(17043);
// EXTERNAL MODULE: ./core/oci/image-config.js
var image_config = __webpack_require__(74651);
// EXTERNAL MODULE: ./core/oci/layout/store.js
var layout_store = __webpack_require__(65209);
// EXTERNAL MODULE: ./core/oci/lookup.js
var lookup = __webpack_require__(63087);
;// CONCATENATED MODULE: ./core/engine/client.js
/** Asking docker's programs: short questions, whose answers are facts about a builder. */


/** What takes longer to answer is taken for dead. Milliseconds. */
const patience = 20_000;
/** Runs a program for what it prints. */
async function answerOf(command, env, longest = patience) {
    const [program, ...args] = command;
    const signal = AbortSignal.timeout(longest);
    try {
        const { exitCode, stdout, stderr } = await (0,machine_process/* run */.e)(program, args, { env, signal });
        if (exitCode === 0)
            return { ok: true, output: stdout.toString("utf8").trim() };
        return { ok: false, reason: stderr.trim().split("\n").at(-1) || `${command.join(" ")} ended with ${exitCode}` };
    }
    catch (error) {
        if (signal.aborted)
            return { ok: false, reason: `no answer to "${command.join(" ")}" in ${longest / 1000} seconds` };
        return { ok: false, reason: (0,errors/* messageOf */.bD)(error) };
    }
}
/** The buildx program: docker's plugin, by its path, else `buildx` from PATH. @param plugins as `docker info` lists them */
function buildxAmong(plugins) {
    return plugins?.find(({ Name }) => Name === "buildx")?.Path ?? "buildx";
}
/** The same where no daemon needs to be, nor a client. Whether it is there, it says itself. */
async function findBuildx(env) {
    // A client before 25 asks its daemon as well: here there is none, and it says what it knows by itself.
    const { DOCKER_CONTEXT, DOCKER_TLS, DOCKER_TLS_VERIFY, DOCKER_CERT_PATH, ...others } = env;
    const alone = { ...others, DOCKER_HOST: "unix:///dev/null" };
    const asked = await answerOf(["docker", "info", "--format", "{{json .ClientInfo.Plugins}}"], alone);
    if (!asked.ok)
        return "buildx";
    try {
        return buildxAmong(JSON.parse(asked.output));
    }
    catch {
        return "buildx";
    }
}

;// CONCATENATED MODULE: ./core/engine/base-layers.js
/** What BuildKit starts from: the layers of a base stay as they are, so somebody has to tell them from those that are built. */









/**
 * The layers of the images that the targets of these plans start from, of all their platforms; undefined where a Dockerfile
 * names one by its tag alone, or where buildx cannot ask for it.
 * @param buildx the program, and its environment
 * @throws path-missing, store-corrupt, image-invalid for a base in a folder
 */
async function baseChains({ bases }, plans, buildx) {
    const found = [];
    for (const name of new Set(plans.map(({ stages, target }) => (0,dockerfile_stages/* firstStage */.d8)(stages, target).image))) {
        const fixed = fixedUnder(bases, name);
        if (name === "scratch")
            found.push([]);
        else if (fixed?.source.kind === "layout")
            found.push(...(await chainsInFolder(fixed.source.folder, fixed.digest)));
        else {
            const image = fixed === undefined ? withDigest(name) : nameInRegistry(fixed);
            const chains = image === undefined ? undefined : await chainsInRegistry(image, buildx);
            if (chains === undefined)
                return undefined;
            found.push(...chains);
        }
    }
    return found;
}
/** How many of an image's layers are its base's; undefined where it starts from none of these. */
function baseLength(image, chains) {
    const below = chains.filter((chain) => chain.every((digest, at) => digest === image[at]));
    return below.length === 0 ? undefined : Math.max(...below.map(({ length }) => length));
}
/** What docker and BuildKit pull a base by. */
function nameInRegistry({ digest, source }) {
    return source.kind === "registry" ? `${source.repository}@${digest}` : "";
}
/** The image by its digest, without a tag beside it. */
function withDigest(written) {
    const [, repository, digest] = /^([^@]*?)(?::[\w.-]+)?@(sha256:[0-9a-f]{64})$/.exec((0,image_name/* canonicalImage */.K)(written) ?? "") ?? [];
    return repository === undefined ? undefined : `${repository}@${digest}`;
}
async function chainsInFolder(folder, digest) {
    const store = (0,layout_store/* layoutStore */.i4)(folder);
    const chainsOf = async (stored) => {
        const image = (0,oci_manifest/* parseManifest */.Ng)(stored);
        if (image.kind === "manifest")
            return [(0,oci_manifest/* diffIdsOf */.Nq)(await (0,oci_digest/* readWhole */.oD)(store, image.config), image)];
        const chains = [];
        for (const listed of image.manifests) {
            const manifest = await (0,lookup/* findManifest */.J9)(store, listed.digest); // a folder may have some of its platforms alone
            if (manifest !== undefined)
                chains.push(...(await chainsOf(manifest)));
        }
        return chains;
    };
    return chainsOf(await (0,layout_store/* imageByDigest */.jq)(folder, digest));
}
/** Asked for as BuildKit is about to: with docker's logins. What is built may be cached, and the registry out of reach. */
async function chainsInRegistry(image, { program, env }) {
    const asked = await answerOf([program, "imagetools", "inspect", "--format", "{{json .Image}}", image], env);
    if (!asked.ok)
        return undefined;
    const said = JSON.parse(asked.output);
    if (!(0,image_config/* isObject */.Gv)(said))
        return undefined;
    const configs = (0,image_config/* isObject */.Gv)(said.rootfs) ? [said] : Object.values(said);
    const chains = configs.map((config) => (0,image_config/* isObject */.Gv)(config) && (0,image_config/* isObject */.Gv)(config.rootfs) && config.rootfs.diff_ids);
    const isChain = (chain) => Array.isArray(chain);
    return chains.every(isChain) ? chains : undefined;
}

// EXTERNAL MODULE: ./core/oci/layout/records.js
var records = __webpack_require__(94974);
// EXTERNAL MODULE: ./core/snapshot/layer-stream.js
var layer_stream = __webpack_require__(42154);
;// CONCATENATED MODULE: ./core/engine/buildkit-layout.js
/**
 * An image as BuildKit exports it becomes the one that we publish: in one pass its new layers get no time after the epoch, and
 * our compression. They depend on the files alone then, not on how BuildKit's cache happens to keep them.
 */









/** On layers whose times BuildKit has rewritten: those that it has built. Source: moby/buildkit, util/converter. */
const rewritten = "buildkit/rewritten-timestamp";
/**
 * Writes the one image of BuildKit's layout `exported`, which loses its blobs, into the empty folder `request.output`.
 * @param chains layers of the bases; undefined where BuildKit has rewritten times, and so marked the layers that it has built
 * @returns the image with BuildKit's records there
 * @throws image-invalid, store-corrupt, interrupted
 */
async function layoutFromBuildKit(exported, request, chains) {
    const finishing = { exported, store: (0,layout_store/* layoutStore */.i4)(exported), request, chains, done: new Map() };
    await (0,new_layout/* beginLayout */.I5)(request.output);
    const { image, records } = await finished(await (0,layout_store/* soleManifest */.X3)(exported), finishing);
    await (0,new_layout/* finishLayout */.W2)(request.output, image);
    return records;
}
async function finished(stored, finishing) {
    const parsed = (0,oci_manifest/* parseManifest */.Ng)(stored);
    if (parsed.kind === "manifest")
        return finishedImage(parsed, finishing);
    const all = [];
    for (const { digest, platform } of parsed.manifests) {
        const stored = await (0,lookup/* listedManifest */.nx)(finishing.store, digest, "Build it again.");
        const { image, records } = await finished(stored, finishing);
        const listed = platform === undefined ? {} : { platform };
        all.push({ image: { ...image, ...listed }, records: records && { ...records, ...listed } });
    }
    return (0,records/* addRecordedIndex */.s)(finishing.request.output, all);
}
async function finishedImage(manifest, finishing) {
    const { store, request, chains, done } = finishing;
    const bytes = await (0,oci_digest/* readWhole */.oD)(store, manifest.config);
    const diffIds = (0,oci_manifest/* diffIdsOf */.Nq)(bytes, manifest);
    const length = chains === undefined ? undefined : baseLength(diffIds, chains);
    if (chains !== undefined && length === undefined) {
        throw new Error("BuildKit's image does not start with the layers of its base.");
    }
    const isBase = ({ annotations }, at) => length === undefined ? annotations?.[rewritten] === undefined : at < length;
    const layers = [];
    for (const [at, descriptor] of manifest.layers.entries()) {
        const { mediaType, digest, size } = descriptor;
        const blob = { descriptor: { mediaType, digest, size }, diffId: diffIds[at] };
        const add = () => (isBase(descriptor, at) ? moved(blob, finishing) : rebuilt(blob, finishing));
        const layer = done.get(digest) ?? add();
        done.set(digest, layer);
        layers.push(await layer);
    }
    return (0,records/* addRecorded */.k)(request.output, JSON.parse(bytes.toString("utf8")), layers);
}
async function moved(layer, { exported, request }) {
    await (0,new_layout/* moveBlob */.pP)(exported, request.output, layer.descriptor);
    return layer;
}
function rebuilt({ descriptor, diffId }, { store, request }) {
    const { output, epoch, compression, signal } = request;
    const tar = (0,layer_stream/* plainLayer */.c)({ descriptor, diffId, open: () => store.readBlob(descriptor) }, signal);
    return (0,new_layout/* addLayer */.VE)(output, (0,clamp_times/* clampTimes */.A)(tar, epoch), compression);
}

// EXTERNAL MODULE: ./core/machine/owner.js
var owner = __webpack_require__(40542);
// EXTERNAL MODULE: ./core/oci/docker-archive/read.js
var read = __webpack_require__(94097);
// EXTERNAL MODULE: ./core/oci/docker-archive/write.js
var write = __webpack_require__(9682);
;// CONCATENATED MODULE: ./core/engine/classic-store.js
/** A build in a docker daemon that keeps images in its classic store: BuildKit leaves its image there, and docker saves it. */







/**
 * Builds into the daemon's store and saves the image from there. The bases that lie in folders are loaded first, under
 * names of our own; those names and the image's are taken away again, by the next build where this process is killed.
 * @param runBuildx builds, with further words on its command line
 * @returns the image with BuildKit's records
 * @throws build-failed
 */
async function buildInClassicStore(request, options, runBuildx) {
    if (request.platforms.length > 1) {
        throw new errors/* TreestampError */.ks("build-failed", `docker's classic image store cannot hold an image for several platforms (${request.platforms.join(", ")}).`, { remedy: "Create a builder with: docker buildx create --use, or turn on docker's containerd image store." });
    }
    await removeAbandonedImages(options.env);
    const image = `${imageNames.built}:${await (0,owner/* ownName */.qU)()}`;
    const ours = [image];
    try {
        const contexts = [];
        const baseLayers = new Set();
        for (const base of request.bases) {
            let name = nameInRegistry(base);
            if (base.source.kind === "layout") {
                name = `${imageNames.base}:${await (0,owner/* ownName */.qU)()}`;
                ours.push(name);
                const input = (0,write/* archiveOfBase */.x4)(base.source.folder, base.digest, request.platforms[0], name);
                await (0,build_output/* runBuildStep */.iK)("docker", ["image", "load", "--quiet"], { ...options, input });
            }
            else {
                await (0,build_output/* runBuildStep */.iK)("docker", ["image", "pull", "--quiet", "--platform", request.platforms[0], name], options);
            }
            for (const layer of await layersInStore(name, options))
                baseLayers.add(layer);
            contexts.push("--build-context", `${base.name}=docker-image://${name}`);
        }
        await runBuildx([...contexts, "--load", "--tag", image]);
        let records;
        await (0,machine_process/* run */.e)("docker", ["image", "save", image], {
            ...options,
            onOutput: async (archive) => {
                records = await (0,read/* layoutFromArchive */.V)(archive, request, baseLayers);
            },
        }).then(failedSave);
        return records;
    }
    finally {
        // Not by the caller's signal: this has to be done, above all when the build was ended.
        await (0,machine_process/* run */.e)("docker", ["image", "rm", ...ours], { env: options.env }).catch(() => { });
    }
}
/** Their tags say which process they belong to: see owner.ts. */
const imageNames = { built: "treestamp-build", base: "treestamp-base" };
/** Removes the names that killed processes have left in the daemon. */
async function removeAbandonedImages(env) {
    const filters = Object.values(imageNames).flatMap((name) => ["--filter", `reference=${name}`]);
    const listed = await (0,machine_process/* run */.e)("docker", ["image", "ls", "--format", "{{.Repository}}:{{.Tag}}", ...filters], { env });
    const abandoned = [];
    for (const name of listed.stdout.toString("utf8").split("\n")) {
        if (await (0,owner/* isAbandoned */.zI)(name.slice(name.indexOf(":") + 1)))
            abandoned.push(name);
    }
    if (abandoned.length > 0)
        await (0,machine_process/* run */.e)("docker", ["image", "rm", ...abandoned], { env });
}
/** The digests of an image's uncompressed layers. */
async function layersInStore(image, options) {
    const args = ["image", "inspect", "--format", "{{json .RootFS.Layers}}", image];
    const { exitCode, stdout, stderr } = await (0,machine_process/* run */.e)("docker", args, options);
    if (exitCode === 0)
        return JSON.parse(stdout.toString("utf8"));
    throw new errors/* TreestampError */.ks("build-failed", `docker cannot list the layers of the base image ${image}: ${stderr.trim()}`);
}
function failedSave({ exitCode, stderr }) {
    if (exitCode !== 0)
        throw new errors/* TreestampError */.ks("build-failed", `docker could not save the image: ${stderr.trim()}`);
}

;// CONCATENATED MODULE: ./core/engine/buildx.js
/** A build by a buildx program, in the builder that its environment leads to. */











/** Builds into the layout `request.output`. @throws build-failed, input-invalid */
async function buildByBuildx({ env: all, ...found }, request) {
    const buildx = { ...found, env: (0,environment/* engineEnvironment */.IN)(all, request.secrets) };
    const plans = isOrdinary(request) ? request.platforms.map((platform) => planOf(request, platform)) : undefined;
    if (plans !== undefined)
        tellUnused(request, plans, buildx.log);
    const { masks: secretValues } = await (0,build_output/* readSecrets */.ql)(request.secrets, buildx.env, buildx.log);
    const options = {
        env: { ...buildx.env, ...(0,build_output/* secretVariables */.c8)(request.secrets) },
        log: buildx.log,
        secretValues,
        ...(request.signal === undefined ? {} : { signal: request.signal }),
    };
    return buildx.log.group("Build the image (docker)", () => buildx.speaksOci
        ? buildLayout(buildx, request, plans, options)
        : buildInClassicStore(request, options, (more) => runBuildx(buildx, request, options, more)));
}
/**
 * How BuildKit compresses what it has built. It keeps a layer as it was first exported, and the user's own builds push what
 * they find in its cache as it is: so that is of the kind that our image has, and no older client meets zstd by our doing where
 * the image is gzip. zstd takes a third of the time of gzip at level 3 with its times rewritten, and half of that of plain
 * layers, whose bytes all go through containerd's API.
 */
const asCached = { zstd: "compression=zstd", gzip: "compression=gzip,compression-level=3" };
async function buildLayout(buildx, request, plans, options) {
    const exported = (0,external_node_path_.join)(request.output, "exported");
    const chains = plans && (await baseChains(request, plans, buildx));
    // Where nobody can tell which layers are the base's, BuildKit does, at the price of compressing its own twice.
    const marked = chains === undefined ? ["rewrite-timestamp=true"] : [];
    const output = ["type=oci", "tar=false", asCached[request.compression], ...marked, (0,build_output/* csvField */.XR)(`dest=${exported}`)];
    await runBuildx(buildx, request, options, [
        ...request.bases.flatMap((base) => ["--build-context", `${base.name}=${sourceOf(base)}`]),
        ...["--output", output.join(",")],
    ]);
    const length = (await (0,index_file/* readIndex */.vY)(exported, {}))?.manifests.length ?? 0;
    if (length !== 1) {
        throw new errors/* TreestampError */.ks("build-failed", `docker left ${length} manifests at the top of the image layout, not one.`);
    }
    const records = await layoutFromBuildKit(exported, request, chains);
    await (0,promises_.rm)(exported, { recursive: true });
    return records;
}
function runBuildx({ program }, request, options, more) {
    const { words, env } = handedArguments(request.buildArgs, options.env);
    const args = [
        ...["build", "--progress=plain", "--provenance=false", "--sbom=false"],
        ...["--file", request.dockerfile.path],
        ...(request.target === undefined ? [] : ["--target", request.target]),
        ...["--platform", request.platforms.join(",")],
        ...words,
        ...[...request.labels].flatMap(([name, value]) => ["--label", `${name}=${value}`]),
        ...["--build-arg", `SOURCE_DATE_EPOCH=${request.epoch}`],
        ...(0,build_output/* secretArguments */.tX)(request.secrets),
        ...(request.network === "default" ? [] : ["--network", request.network]),
        ...(request.noCache ? ["--no-cache"] : cacheFrom(request.layersFrom)),
        ...["--cache-to", "type=inline"], // into the configuration, from where it goes beside the image: see records.ts
        ...more,
        "-", // the context is a tar on standard input; no .dockerignore is looked at then
    ];
    return (0,build_output/* runBuildStep */.iK)(program, args, { ...options, env, input: request.context() });
}
function cacheFrom(image) {
    if (image === undefined)
        return [];
    const { digest, source } = image;
    const from = source.kind === "layout"
        ? ["type=local", (0,build_output/* csvField */.XR)(`src=${source.folder}`), `digest=${digest}`]
        : ["type=registry", (0,build_output/* csvField */.XR)(`ref=${nameInRegistry(image)}`)];
    return ["--cache-from", from.join(",")];
}
/** A base as BuildKit's named contexts have it. */
function sourceOf(base) {
    return base.source.kind === "layout"
        ? `oci-layout://${base.source.folder}@${base.digest}`
        : `docker-image://${nameInRegistry(base)}`;
}

;// CONCATENATED MODULE: ./core/engine/daemon.js





/** API 1.42 is Docker 23, the first whose BuildKit has named contexts and the OCI exporter in all that we need. */
const oldestApi = [1, 42];
/**
 * Looks for a docker daemon with BuildKit.
 * @param env the environment that docker sees: DOCKER_HOST, DOCKER_CONFIG, BUILDX_BUILDER, …
 */
async function probeDaemon(env, log) {
    const ask = (...command) => answerOf(command, (0,environment/* engineEnvironment */.IN)(env, []));
    const askVersion = () => ask("docker", "version", "--format", "{{json .Server}}");
    const [version, info] = await Promise.all([
        askVersion(),
        ask("docker", "info", "--format", '{"driver":{{json .DriverStatus}},"plugins":{{json .ClientInfo.Plugins}}}'),
    ]);
    if (!version.ok) {
        return builder_unusable(version.reason, "Install docker and start its daemon, or set DOCKER_HOST to where one listens.");
    }
    const server = JSON.parse(version.output || "null");
    const api = server?.ApiVersion ?? "";
    if (!(0,program_version/* isAtLeast */.d)((0,program_version/* programVersion */.R)(api), oldestApi)) {
        return builder_unusable(`its daemon (API ${api || "unknown"}) is older than version 23`, "Update docker to 23 or newer.");
    }
    if (!info.ok)
        return builder_unusable(info.reason, "Check the docker daemon.");
    const { driver, plugins } = JSON.parse(info.output);
    const program = buildxAmong(plugins);
    const inspected = await ask(program, "inspect");
    if (!inspected.ok) {
        return builder_unusable(`buildx does not work (${inspected.reason})`, "Install docker's buildx plugin.");
    }
    const kind = driverIn(inspected.output);
    const usesContainerd = (driver ?? []).some(([, value]) => value.startsWith("io.containerd.snapshotter"));
    const store = usesContainerd ? "containerd image store" : "classic image store";
    const buildx = { program, speaksOci: kind !== "docker" || usesContainerd, env, log };
    return {
        builder: {
            description: `docker ${server?.Version} (builder of the kind ${kind}, ${store})`,
            build: (request) => buildByBuildx(buildx, request),
            silence: async () => {
                const answer = await askVersion();
                return answer.ok ? undefined : answer.reason;
            },
        },
    };
}
/** The kind of a builder, as `buildx inspect` prints it: `docker`, `docker-container`, `kubernetes`, `remote`, `cloud`. */
function driverIn(inspected) {
    return /^Driver:\s*(\S+)/m.exec(inspected)?.[1] ?? "unknown";
}

;// CONCATENATED MODULE: ./core/engine/death.js
/** Whether a build has failed by itself, or with its builder: read from the end of what buildx printed. */
/** How gRPC says that the other side is gone. Unlike these, `Unavailable` and "connection refused" may be a registry's. */
const lost = /closing transport due to|transport is closing|transport: Error while dialing|error reading (from server|server preface): /;
/** An instruction's command stands between the quotes, as Go quotes it: whatever it says is no word of buildx. */
const command = /\bprocess "(?:[^"\\]|\\.)*" did not complete successfully|\bexecutor failed running \[.*\]/;
const failed = new RegExp(`(?:${command.source}): exit code: \\d+$`);
/**
 * Only the last line that begins with ERROR is buildx's own: what instructions print has a number in front, and what the
 * Dockerfile says a margin.
 */
function verdictOn(output) {
    const last = output.split("\n").findLast((line) => line.startsWith("ERROR: "));
    if (last === undefined)
        return { kind: "unknown" };
    if (failed.test(last))
        return { kind: "instruction" };
    if (!lost.test(last.replace(command, "")))
        return { kind: "unknown" };
    const why = last.replace(/^ERROR: (failed to \w+( \w+)?: )*/, "").replace(/^rpc error: code = \w+ desc = /, "");
    return { kind: "connection", why };
}

;// CONCATENATED MODULE: ./core/engine/named-builder.js





/** How long a builder may take to start: its image is pulled, a pod is scheduled. Milliseconds. */
const named_builder_patience = 300_000;
/** Finds it, and starts it where it is one that buildx starts. @param env the environment that docker and buildx see */
async function probeNamed(name, env, log) {
    const there = { ...env, BUILDX_BUILDER: name };
    const ours = (0,environment/* engineEnvironment */.IN)(there, []);
    const program = await findBuildx(ours);
    const inspected = await answerOf([program, "inspect"], ours);
    if (!inspected.ok)
        return builder_unusable(inspected.reason, remedyFor(inspected.reason));
    const kind = driverIn(inspected.output);
    if (kind === "docker")
        return probeDaemon(inContext(name, there), log);
    const silence = async () => {
        const again = await answerOf([program, "inspect"], ours);
        return again.ok ? whyInactive(again.output) : again.reason;
    };
    if (whyInactive(inspected.output) !== undefined) {
        const reason = kind === "remote" ? await connectionFault(program, ours) : await startFault(program, ours);
        if (reason !== undefined)
            return builder_unusable(reason, `See what it lacks: docker buildx inspect --bootstrap ${name}.`);
    }
    return {
        builder: {
            description: `BuildKit in the builder ${name} (${kind})`,
            build: (request) => buildByBuildx({ program, speaksOci: true, env: there, log }, request),
            silence,
        },
    };
}
function remedyFor(reason) {
    return /not installed|ENOENT/.test(reason)
        ? "Install buildx: docker's plugin, or the program alone on PATH."
        : "`docker buildx ls` and `docker context ls` list what there is.";
}
/** For all programs of docker. DOCKER_HOST would win over a context, except over the one that stands for it. */
function inContext(name, env) {
    if (name === "default")
        return { ...env, DOCKER_CONTEXT: name };
    const { DOCKER_HOST, DOCKER_TLS, DOCKER_TLS_VERIFY, DOCKER_CERT_PATH, ...others } = env;
    return { ...others, DOCKER_CONTEXT: name };
}
/** Why none of its nodes runs, as `buildx inspect` prints it; undefined where one does. */
function whyInactive(inspected) {
    if (/^Status:\s*running$/m.test(inspected))
        return undefined;
    return /^Error:\s*(.+)$/m.exec(inspected)?.[1] ?? `it is ${/^Status:\s*(.+)$/m.exec(inspected)?.[1] ?? "not there"}`;
}
/** `buildx inspect` says nothing of why a connection failed, and to start such a builder only means to wait for it. */
async function connectionFault(program, env) {
    const asked = await answerOf([program, "du"], env);
    return asked.ok ? undefined : (/desc = "?(.*?)"?$/.exec(asked.reason)?.[1] ?? asked.reason);
}
async function startFault(program, env) {
    const started = await answerOf([program, "inspect", "--bootstrap"], env, named_builder_patience);
    return started.ok ? whyInactive(started.output) : started.reason;
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: ./core/machine/scratch.js
var machine_scratch = __webpack_require__(58511);
// EXTERNAL MODULE: ./core/engine/reach.js
var reach = __webpack_require__(50021);
;// CONCATENATED MODULE: ./core/engine/remote-builder.js
/** A buildkitd at an address as a builder: by an instance of buildx that exists as long as a build, in a configuration of its own. */











/** Looks whether it listens there. No docker is needed, only buildx. @throws input-invalid for certificates that are none */
async function probeAddress(address, env, log) {
    const certificates = remote_builder_folderOf(address) === undefined ? undefined : await (0,reach/* readCertificates */.jZ)(remote_builder_folderOf(address));
    const program = await findBuildx((0,environment/* engineEnvironment */.IN)(env, []));
    const [version, fault] = await Promise.all([
        answerOf([program, "version"], (0,environment/* engineEnvironment */.IN)(env, [])),
        (0,reach/* whyUnreachable */.Lx)(address, certificates),
    ]);
    if (!version.ok) {
        return builder_unusable(`buildx does not work (${version.reason})`, "Install docker's buildx plugin, or buildx on PATH.");
    }
    if (fault !== undefined)
        return builder_unusable(fault, remote_builder_remedyFor(fault));
    return {
        builder: {
            description: `BuildKit at ${address.name}`,
            build: (request) => withInstance(address, { program, env }, (there) => buildByBuildx({ program, speaksOci: true, env: there, log }, request)),
            silence: () => (0,reach/* whyUnreachable */.Lx)(address, certificates),
        },
    };
}
function remote_builder_folderOf(address) {
    return address.kind === "tcp" ? address.certificates : undefined;
}
function remote_builder_remedyFor(fault) {
    return fault.includes("certificate")
        ? "Check the certificates of both sides: what `builder-certs` names, and what buildkitd was started with (--tlscacert, --tlscert, --tlskey)."
        : "Check that buildkitd listens there, and that this machine may connect to it.";
}
const instance = "treestamp";
/** The user's own configuration of buildx stays as it is. What a killed process leaves, the next one removes. */
async function withInstance(address, { program, env }, work) {
    await (0,machine_scratch/* sweepScratch */.Dq)((0,external_node_os_.tmpdir)());
    const scratch = await (0,machine_scratch/* makeScratch */.lP)((0,external_node_os_.tmpdir)(), "treestamp-");
    try {
        const there = { ...env, BUILDX_CONFIG: scratch, BUILDX_BUILDER: instance };
        const create = [program, "create", "--name", instance, "--driver", "remote", ...optionsFor(address), address.name];
        const made = await answerOf(create, (0,environment/* engineEnvironment */.IN)(there, []));
        if (!made.ok)
            throw new errors/* TreestampError */.ks("build-failed", `buildx does not take ${address.name}: ${made.reason}.`);
        return await work(there);
    }
    finally {
        await (0,promises_.rm)(scratch, { recursive: true, force: true });
    }
}
function optionsFor(address) {
    const folder = remote_builder_folderOf(address);
    if (folder === undefined)
        return [];
    const { ca, cert, key } = reach/* certificateFiles */.PM;
    const files = { cacert: ca, cert, key };
    const fields = Object.entries(files).map(([option, file]) => (0,build_output/* csvField */.XR)(`${option}=${(0,external_node_path_.join)(folder, file)}`));
    return ["--driver-opt", fields.join(",")];
}

;// CONCATENATED MODULE: ./core/engine/docker.js
/** The Docker engine: BuildKit through buildx, in the builder that docker is set to, or in one of those that were named. */







/**
 * Looks for a docker daemon with BuildKit.
 * @param env the environment that docker sees: DOCKER_HOST, DOCKER_CONFIG, …
 */
async function probeDocker(env, log) {
    const found = await probeDaemon(env, log);
    if (found.builder === undefined)
        return { engine: undefined, reason: found.reason, remedy: found.remedy };
    return { engine: engineOf(found.builder, { name: "The docker daemon", others: [] }, log) };
}
/**
 * The engine in the first of these builders that can be used. Where that ends in the middle of a build, the next one builds.
 * @throws builder-lost where none can be used; input-invalid for certificates that are none
 */
async function openBuilders(names, env, log) {
    const candidates = names.map((named) => ({
        name: `The builder ${named.name}`,
        probe: () => probeBuilder(named, env, log),
    }));
    const { builder, ...rest } = await firstOf(candidates, log);
    log.info(`Engine: ${builder.description}.`);
    return engineOf(builder, rest, log);
}
function probeBuilder(named, env, log) {
    return named.kind === "named" ? probeNamed(named.name, env, log) : probeAddress(named, env, log);
}
/** @param failures those of builders before them @throws builder-lost where none can be used */
async function firstOf(candidates, log, failures = []) {
    const all = [...failures];
    const remedies = new Set();
    for (const [at, { name, probe }] of candidates.entries()) {
        const found = await probe();
        const others = candidates.slice(at + 1);
        if (found.builder !== undefined)
            return { builder: found.builder, name, others };
        const failure = `${name} cannot be used: ${found.reason}.`;
        if (others.length > 0)
            log.warning(failure);
        all.push(failure);
        remedies.add(found.remedy);
    }
    throw new errors/* TreestampError */.ks("builder-lost", all.join(" "), { remedy: [...remedies].join(" Or: ") });
}
function engineOf(builder, rest, log) {
    return {
        name: "docker",
        description: builder.description,
        build: (request) => buildOn(builder, rest, request, log),
    };
}
/** @throws builder-lost where the last builder was lost in the middle; what the build throws by itself */
async function buildOn(builder, { name, others }, request, log) {
    try {
        return await builder.build(request);
    }
    catch (error) {
        const why = request.signal?.aborted ? undefined : await whyLost(builder, error);
        if (why === undefined)
            throw error;
        const failure = `${name} was lost in the middle of the build: ${why}.`;
        if (others.length === 0)
            throw lostInTheMiddle(failure, error);
        log.warning(`${failure} The next one builds it anew.`);
        for (const left of await (0,promises_.readdir)(request.output))
            await (0,promises_.rm)((0,external_node_path_.join)(request.output, left), { recursive: true });
        const { builder: next, ...rest } = await firstOf(others, log, [failure]);
        log.info(`Engine: ${next.description}.`);
        return buildOn(next, rest, request, log);
    }
}
/** Why the builder itself has failed; undefined where the build has. */
async function whyLost(builder, error) {
    if ((0,errors/* isTreestampError */.Sh)(error, "interrupted", "input-invalid", "tool-missing"))
        return undefined;
    const verdict = verdictOn((0,errors/* isTreestampError */.Sh)(error) ? (error.output ?? "") : "");
    if (verdict.kind === "instruction")
        return undefined;
    return verdict.kind === "connection" ? verdict.why : builder.silence();
}
function lostInTheMiddle(failure, cause) {
    const output = (0,errors/* isTreestampError */.Sh)(cause) ? cause.output : undefined;
    return new errors/* TreestampError */.ks("builder-lost", failure, {
        remedy: "See what ended it: most often a lack of memory, or a machine that was taken away. Start it again, or name another one after it in `builder`.",
        ...(output === undefined ? {} : { output }),
        cause,
    });
}

;// CONCATENATED MODULE: ./core/engine/open.js



/**
 * Looks for an engine that works: in the builders that were named, else on this machine.
 * @param keepLayers see buildah.ts
 * @param environment of the programs that are called: PATH, DOCKER_HOST, …
 * @throws tool-missing or builder-lost where none can be used
 */
function openEngine({ engine, builders }, environment, log, keepLayers) {
    if (builders.length > 0)
        return openBuilders(builders, environment, log);
    const probes = {
        docker: () => probeDocker(environment, log),
        buildah: () => probeBuildah(environment, log, keepLayers),
    };
    return chooseEngine(engine, probes, log);
}


/***/ }),

/***/ 50021:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Lx: () => (/* binding */ whyUnreachable),
/* harmony export */   PM: () => (/* binding */ certificateFiles),
/* harmony export */   jZ: () => (/* binding */ readCertificates)
/* harmony export */ });
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(78474);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_events__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_http2__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(32467);
/* harmony import */ var node_http2__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_http2__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(77030);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__webpack_require__.n(node_net__WEBPACK_IMPORTED_MODULE_3__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_4___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_4__);
/* harmony import */ var node_tls__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(41692);
/* harmony import */ var node_tls__WEBPACK_IMPORTED_MODULE_5___default = /*#__PURE__*/__webpack_require__.n(node_tls__WEBPACK_IMPORTED_MODULE_5__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(64256);
/** Whether a buildkitd listens at an address: asked by ourselves, since buildx waits 20 seconds and does not say what for. */







/** By their names in the folder; docker's layout, as DOCKER_CERT_PATH has it. */
const certificateFiles = { ca: "ca.pem", cert: "cert.pem", key: "key.pem" };
/** @throws input-invalid where one is missing */
async function readCertificates(folder) {
    const read = async (name) => {
        try {
            return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_4__.join)(folder, name));
        }
        catch (cause) {
            const why = cause.code;
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .TreestampError */ .ks("input-invalid", `\`builder-certs\`: ${(0,node_path__WEBPACK_IMPORTED_MODULE_4__.join)(folder, name)} cannot be read (${why}).`, {
                remedy: "Name a folder with ca.pem, cert.pem and key.pem.",
                cause,
            });
        }
    };
    const { ca, cert, key } = certificateFiles;
    return { ca: await read(ca), cert: await read(cert), key: await read(key) };
}
/** What has no answer by then is not there. Milliseconds. */
const patience = 10_000;
/**
 * Why nothing there speaks HTTP/2, as a buildkitd does; undefined where something does. A server that does not like our
 * certificate says so only after the handshake: so its first frame is awaited.
 * @throws input-invalid for certificates that are none
 */
async function whyUnreachable(address, certificates) {
    const socket = open(address, certificates);
    const session = (0,node_http2__WEBPACK_IMPORTED_MODULE_2__.connect)("http://localhost", { createConnection: () => socket });
    const signal = AbortSignal.timeout(patience);
    try {
        // Of two errors that come at once the socket's is the one with a cause.
        await Promise.race([
            (0,node_events__WEBPACK_IMPORTED_MODULE_0__.once)(session, "remoteSettings", { signal }),
            (0,node_events__WEBPACK_IMPORTED_MODULE_0__.once)(socket, "close").then(() => Promise.reject(new Error("it ends the connection"))),
        ]);
        return undefined;
    }
    catch (error) {
        return signal.aborted ? `no answer in ${patience / 1000} seconds` : faultIn(error);
    }
    finally {
        session.on("error", () => { }).destroy();
        socket.on("error", () => { }).destroy();
    }
}
function open(address, certificates) {
    if (address.kind === "unix")
        return (0,node_net__WEBPACK_IMPORTED_MODULE_3__.connect)(address.path);
    const { host, port } = address;
    if (certificates === undefined)
        return (0,node_net__WEBPACK_IMPORTED_MODULE_3__.connect)(port, host);
    // Go's TLS, which buildx has, sends no name where the host is an address.
    const named = (0,node_net__WEBPACK_IMPORTED_MODULE_3__.isIP)(host) === 0 ? { servername: host } : {};
    try {
        return (0,node_tls__WEBPACK_IMPORTED_MODULE_5__.connect)({ ...certificates, ...named, host, port, ALPNProtocols: ["h2"] });
    }
    catch (cause) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .TreestampError */ .ks("input-invalid", `\`builder-certs\`: they cannot be used (${faultIn(cause)}).`, {
            remedy: "Check that the three files are in PEM, and that the key is the certificate's.",
            cause,
        });
    }
}
const known = {
    ECONNREFUSED: "the connection is refused",
    ECONNRESET: "it ends the connection",
    ENOTFOUND: "no such host",
    EAI_AGAIN: "the name server does not answer",
    EHOSTUNREACH: "no way leads there",
    ENETUNREACH: "no way leads there",
    ETIMEDOUT: "no answer",
    ENOENT: "no such socket",
    EACCES: "access to the socket is denied",
    ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is another host's",
    ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: "it asks for a certificate",
    ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: "it does not trust our certificate",
};
function faultIn(error) {
    const { code = "", reason } = error;
    if (/SELF_SIGNED|UNABLE_TO_(GET|VERIFY)/.test(code))
        return "its certificate is not by an authority in ca.pem";
    return known[code] ?? (typeof reason === "string" ? reason : (0,_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .messageOf */ .bD)(error));
}


/***/ }),

/***/ 67596:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ programVersion),
/* harmony export */   d: () => (/* binding */ isAtLeast)
/* harmony export */ });
/** The version that a text begins with; 0.0 where it begins with none. */
function programVersion(text) {
    const [, major = "0", minor = "0"] = /^(\d+)\.(\d+)/.exec(text) ?? [];
    return [Number(major), Number(minor)];
}
/** Whether a version is `since` or newer; never where no version is known to be. */
function isAtLeast([major, minor], since) {
    return since !== undefined && (major > since[0] || (major === since[0] && minor >= since[1]));
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

/***/ 63799:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ sharedBuffers),
/* harmony export */   _: () => (/* binding */ release)
/* harmony export */ });
/**
 * Memory for bytes that pass through. Left to the garbage collector, the buffers of one gigabyte make it mark the whole
 * heap some forty times, which costs half as much as decompressing them: so memory is used again, or given back at once.
 */
/** @param bytes of each buffer */
function sharedBuffers(count, bytes) {
    const memory = new SharedArrayBuffer(count * bytes);
    const free = Array.from({ length: count }, (_, index) => Buffer.from(memory, index * bytes, bytes));
    const waiting = [];
    return {
        take: async () => free.pop() ?? (await new Promise((resolve) => waiting.push(resolve))),
        release(buffer) {
            const next = waiting.shift();
            if (next === undefined)
                free.push(buffer);
            else
                next(buffer);
        },
    };
}
/** Gives a buffer's memory back. Nobody may read it, or anything else in the same memory, afterwards. */
function release(buffer) {
    // Small ones may stand in the pool that Node shares out.
    if (buffer.buffer.byteLength > Buffer.poolSize)
        buffer.buffer.transfer(0);
}


/***/ }),

/***/ 42154:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ plainLayer),
/* harmony export */   j: () => (/* binding */ decompressed)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57075);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_stream__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(38522);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_zlib__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _archive_zstd_frames_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(26722);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(64256);
/* harmony import */ var _buffers_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(63799);
/** A layer's blob as the plain tar inside it. */






const pieceBytes = 256 * 1024;
/** Gives the plain tar; a piece is valid until the next is asked for. At its end the digest is right, or it throws image-invalid. */
async function* plainLayer(layer, signal) {
    const hash = layer.diffId === undefined ? undefined : (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256");
    const compression = compressionOf(layer.descriptor);
    const what = `Layer ${layer.descriptor.digest}`;
    for await (const bytes of decompressed(layer.open(), compression, what, signal)) {
        hash?.update(bytes);
        yield bytes;
    }
    const actual = hash === undefined ? layer.diffId : `sha256:${hash.digest("hex")}`;
    if (actual === layer.diffId)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .TreestampError */ .ks("image-invalid", `Layer ${layer.descriptor.digest} decompresses to ${actual}, and the image's configuration says ${layer.diffId}.`, { remedy: "The image is inconsistent: build it again." });
}
/**
 * Each piece as the decompressor has written it. Else a reader that is late gets several as one, in memory of its own, and the next
 * one may stand behind the first of them.
 */
const inPieces = { chunkSize: pieceBytes, readableObjectMode: true, readableHighWaterMark: 1 };
/**
 * The plain bytes; a piece is valid until the next is asked for.
 * @param what the subject of a message: `Layer sha256:…`
 * @throws image-invalid where they cannot be decompressed; what `source` throws
 */
function decompressed(source, compression, what, signal) {
    if (compression === "none")
        return source;
    const decompressor = compression === "zstd" ? (0,node_zlib__WEBPACK_IMPORTED_MODULE_2__.createZstdDecompress)(inPieces) : (0,node_zlib__WEBPACK_IMPORTED_MODULE_2__.createGunzip)(inPieces);
    let failure;
    // The output ends with the error of whichever stream failed; the source's own error says more than "premature close".
    const bytes = node_stream__WEBPACK_IMPORTED_MODULE_1__.Readable.from(compression === "zstd" ? (0,_archive_zstd_frames_js__WEBPACK_IMPORTED_MODULE_3__/* .zstdFrames */ .C)(source) : source, {
        objectMode: true,
        highWaterMark: 1,
    });
    bytes.on("error", (error) => {
        failure ??= error;
    });
    const plain = (0,node_stream__WEBPACK_IMPORTED_MODULE_1__.pipeline)(signal === undefined ? bytes : (0,node_stream__WEBPACK_IMPORTED_MODULE_1__.addAbortSignal)(signal, bytes), decompressor, () => { });
    return translated(plain, what, () => failure, signal);
}
async function* translated(plain, what, sourceFailure, signal) {
    let last;
    try {
        for await (const piece of plain) {
            // Pieces in other memory: what the last ones stood in is full, and the decompressor is done with it.
            if (last !== undefined && last.buffer !== piece.buffer)
                (0,_buffers_js__WEBPACK_IMPORTED_MODULE_5__/* .release */ ._)(last);
            last = piece;
            yield piece;
        }
    }
    catch (error) {
        if (signal?.aborted)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .TreestampError */ .ks("interrupted", "Packing was interrupted.", { cause: signal.reason });
        const cause = sourceFailure() ?? error;
        const code = cause.code ?? "";
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .isTreestampError */ .Sh)(cause) || !/^(Z_|ZSTD_)/.test(code))
            throw cause;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .TreestampError */ .ks("image-invalid", `${what} cannot be decompressed: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .messageOf */ .bD)(cause)}.`, {
            cause,
            remedy: "The image is damaged: build it again.",
        });
    }
}
/** By media type. Source: image-spec layer.md; distribution, manifest v2 schema 2. */
function compressionOf({ mediaType, digest }) {
    switch (mediaType) {
        case "application/vnd.oci.image.layer.v1.tar":
        case "application/vnd.oci.image.layer.nondistributable.v1.tar":
        case "application/vnd.docker.image.rootfs.diff.tar":
            return "none";
        case "application/vnd.oci.image.layer.v1.tar+gzip":
        case "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip":
        case "application/vnd.docker.image.rootfs.diff.tar.gzip":
        case "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip":
            return "gzip";
        case "application/vnd.oci.image.layer.v1.tar+zstd":
        case "application/vnd.oci.image.layer.nondistributable.v1.tar+zstd":
        case "application/vnd.docker.image.rootfs.diff.tar.zstd":
            return "zstd";
        default:
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .TreestampError */ .ks("image-invalid", `Layer ${digest} has the media type ${mediaType}, which is not a layer's.`, {
                remedy: "Use an engine that writes tar layers, plain or compressed with gzip or zstd.",
            });
    }
}


/***/ })

};
;