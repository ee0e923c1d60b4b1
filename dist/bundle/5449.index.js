"use strict";
exports.id = 5449;
exports.ids = [5449];
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


/***/ })

};
;