"use strict";
exports.id = 6800;
exports.ids = [6800];
exports.modules = {

/***/ 16460:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ tarMembers)
/* harmony export */ });
/* harmony import */ var _byte_input_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(11451);
/* harmony import */ var _tar_header_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(88211);
/* harmony import */ var _tar_reader_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48309);
/* harmony import */ var _tar_sparse_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(94202);
/* harmony import */ var _tar_walk_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(50003);
/** The entries of a tar archive one by one, each with its content: for what makes another archive of them. */





const zeros = Buffer.alloc(64 * 1024);
/**
 * Reads a tar archive to its end. Pieces of content lie in the memory of the source's.
 * @throws image-invalid where the archive is truncated or breaks its format
 */
async function* tarMembers(source) {
    const input = (0,_byte_input_js__WEBPACK_IMPORTED_MODULE_4__/* .byteInput */ .j)(source);
    let holeBytes = 0;
    try {
        for (;;) {
            const raw = await (0,_tar_walk_js__WEBPACK_IMPORTED_MODULE_3__/* .nextEntry */ .oP)(input);
            if (typeof raw === "string")
                break;
            const sparse = (0,_tar_sparse_js__WEBPACK_IMPORTED_MODULE_2__/* .isSparse */ .z)(raw) ? await (0,_tar_sparse_js__WEBPACK_IMPORTED_MODULE_2__/* .sparseEntry */ .P)(input, raw) : undefined;
            if (sparse !== undefined)
                holeBytes = (0,_tar_reader_js__WEBPACK_IMPORTED_MODULE_1__/* .checkHoles */ .SX)(holeBytes, sparse);
            const stored = { left: sparse?.stored ?? raw.stored };
            const content = sparse === undefined ? pieces(input, stored, stored.left) : whole(input, stored, sparse);
            yield { entry: (0,_tar_reader_js__WEBPACK_IMPORTED_MODULE_1__/* .described */ .WY)(raw, sparse), content };
            for await (const _ of pieces(input, stored, stored.left + (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .padding */ .Ms)(raw.stored)))
                ;
        }
        await input.drain();
    }
    finally {
        await input.close();
    }
}
/** The next `length` bytes. What is left of the entry is counted down. */
async function* pieces(input, stored, length) {
    for (let left = length; left > 0;) {
        const piece = await (0,_tar_walk_js__WEBPACK_IMPORTED_MODULE_3__/* .nextPiece */ .Ov)(input, left);
        left -= piece.length;
        stored.left -= piece.length;
        yield piece;
    }
}
/** A sparse file with its holes. */
async function* whole(input, stored, sparse) {
    let at = 0;
    for (const { offset, length } of [...sparse.fragments, { offset: sparse.size, length: 0 }]) {
        for (; at < offset; at += Math.min(zeros.length, offset - at)) {
            yield zeros.subarray(0, Math.min(zeros.length, offset - at));
        }
        yield* pieces(input, stored, length);
        at = offset + length;
    }
}


/***/ }),

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

/***/ 25140:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KZ: () => (/* binding */ unpacked),
/* harmony export */   Mm: () => (/* binding */ bounded),
/* harmony export */   o2: () => (/* binding */ maxPlainBytes),
/* harmony export */   p0: () => (/* binding */ checkArchiveStart)
/* harmony export */ });
/* harmony import */ var _archive_tar_header_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(88211);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64256);
/* harmony import */ var _machine_process_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(47516);
/* harmony import */ var _oci_byte_stream_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(25888);
/* harmony import */ var _snapshot_layer_stream_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(42154);
/** From an archive, however it is compressed, to the tar in it. Its first bytes say what it is; its name may say anything. */





/** More would fill the disk, or take days: a few bytes can say that they are very many. Bytes; 256 GiB. */
const maxPlainBytes = 2 ** 38;
/**
 * The tar; a piece is valid until the next is asked for.
 * @throws image-invalid where there is none in the archive; tool-missing; interrupted; what the archive's own stream throws
 */
async function* unpacked({ name, open }, { environment, signal, maxBytes = maxPlainBytes }) {
    const [start, bytes] = await peeked(open());
    const tar = (stream, compression) => bounded(tarIn(stream, name, compression), name, maxBytes);
    try {
        const format = formatOf(start);
        if (format === "none")
            yield* tar(bytes, "");
        else if (format === "xz")
            yield* tar(throughXz(bytes, name, { environment, signal }), "xz");
        else if (format === "gzip" || format === "zstd")
            yield* tar((0,_snapshot_layer_stream_js__WEBPACK_IMPORTED_MODULE_3__/* .decompressed */ .j)(bytes, format, name, signal), format);
        else
            throw refused(name, format.is, format.remedy);
    }
    finally {
        await bytes.return();
    }
}
/**
 * Looks at the first bytes of an archive, at most 512.
 * @throws image-invalid where they are of nothing that `unpacked` reads; a compressed one may still hold no tar
 */
function checkArchiveStart(start, name) {
    const format = formatOf(start);
    if (typeof format === "object")
        throw refused(name, format.is, format.remedy);
    if (format === "none" && !isTar(start))
        throw refused(name, "is no archive", nameATar);
}
/** Sources: RFC 1952, RFC 8878, the .xz file format 1.2.0, and file(1)'s magic for those that are refused. */
function formatOf(start) {
    const [, format] = formats.find(([magic]) => magic.test(start.toString("latin1"))) ?? [];
    return format ?? "none";
}
const packAgain = (program) => `Pack it again: ${program} FILE | xz -T0 > FILE.tar.xz, and commit the new sum.`;
const nameATar = "Name a tar archive, plain or compressed by gzip, xz or zstd.";
const formats = [
    [/^\x1f\x8b/, "gzip"],
    [/^\xfd7zXZ\0/, "xz"],
    [/^(\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18)/, "zstd"],
    [/^BZh[1-9]/, { is: "is compressed by bzip2, which treestamp does not read", remedy: packAgain("bzcat") }],
    [/^LZIP/, { is: "is compressed by lzip, which treestamp does not read", remedy: packAgain("lzip -dc") }],
    [/^\x04\x22\x4d\x18/, { is: "is compressed by lz4, which treestamp does not read", remedy: packAgain("lz4 -dc") }],
    [/^\x5d\0\0/, { is: "is compressed by lzma, which treestamp does not read", remedy: packAgain("xz -dc") }],
    [/^PK\x03\x04/, { is: "is a zip archive", remedy: nameATar }],
    [/^(hsqs|sqsh)/, { is: "is a squashfs image", remedy: "Pack it again: unsquashfs, then tar and xz." }],
    [/^QFI\xfb/, { is: "is the disk of a virtual machine", remedy: nameATar }],
    [
        /^version https:\/\/git-lfs\.github\.com\//,
        {
            is: "is a pointer of Git LFS, not the archive",
            remedy: "Fetch it: `lfs: true` of actions/checkout, or git lfs pull.",
        },
    ],
    [/^\s*<(!doctype|html|\?xml)/i, { is: "is a page, not an archive", remedy: nameATar }],
];
/** Node cannot read xz. */
function throughXz(bytes, name, { environment, signal }) {
    const line = ["xz", "--decompress", "--stdout", "--threads=0", "--memlimit-decompress=2GiB"];
    const env = { PATH: environment.PATH, LC_ALL: "C" };
    const output = (0,_machine_process_js__WEBPACK_IMPORTED_MODULE_2__/* .outputOf */ .j)(line, { input: bytes, env, signal }, ({ exitCode, stderr }) => {
        if (exitCode === 0)
            return;
        const why = stderr
            .trim()
            .replace(/^xz: (\(stdin\): )?/, "")
            .replace(/\.$/, "");
        throw refused(name, `cannot be decompressed: ${why || `xz ended with ${exitCode}`}`, "Check how it was packed: xz -t FILE.");
    });
    return withRemedy(output, name);
}
async function* withRemedy(output, name) {
    try {
        yield* output;
    }
    catch (error) {
        if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isTreestampError */ .Sh)(error, "tool-missing"))
            throw error;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("tool-missing", `${name} is compressed by xz. ${error.message}`, {
            remedy: "Install it: apt-get install xz-utils, dnf install xz, or apk add xz.",
            cause: error,
        });
    }
}
/** Holds a stream to a size that can be. @throws image-invalid */
async function* bounded(stream, name, maxBytes) {
    let size = 0;
    for await (const piece of stream) {
        size += piece.length;
        if (size > maxBytes)
            throw refused(name, `unpacks to more than ${maxBytes} bytes`, "Pack less: no root is that large.");
        yield piece;
    }
}
/** Holds a stream to what a tar is. */
async function* tarIn(stream, name, compression) {
    const [start, bytes] = await peeked(stream);
    if (!isTar(start)) {
        await bytes.return();
        const is = compression === "" ? "is no tar archive" : `holds no tar archive in its ${compression}`;
        throw refused(name, is, nameATar);
    }
    yield* bytes;
}
/** An empty archive begins with zeros, and is one. */
function isTar(start) {
    if (start.length < _archive_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .blockBytes */ .VE)
        return false;
    if (start.every((byte) => byte === 0))
        return true;
    try {
        (0,_archive_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .parseHeader */ .RW)(start);
        return true;
    }
    catch {
        return false;
    }
}
/** The first block of a stream, or all of a shorter one, and the whole stream, which is to be read or closed. */
async function peeked(stream) {
    const pieces = stream[Symbol.asyncIterator]();
    const held = [];
    let size = 0;
    let ended = false;
    while (size < _archive_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .blockBytes */ .VE && !ended) {
        const next = await pieces.next();
        if (next.done === true)
            ended = true;
        else {
            held.push(Buffer.from(next.value)); // a copy: it is valid until the next is asked for
            size += next.value.length;
        }
    }
    const head = Buffer.concat(held);
    return [head.subarray(0, _archive_tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .blockBytes */ .VE), (0,_oci_byte_stream_js__WEBPACK_IMPORTED_MODULE_4__/* .resumed */ .uN)([head], pieces)];
}
function refused(name, is, remedy) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("image-invalid", `${name} ${is}.`, { remedy });
}


/***/ }),

/***/ 23349:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ firstBytes)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);

/** At most so many bytes from the start of a file. */
async function firstBytes(path, length) {
    const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.open)(path);
    try {
        const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, 0);
        return buffer.subarray(0, bytesRead);
    }
    finally {
        await file.close();
    }
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

/***/ 1062:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d_: () => (/* binding */ matchWay),
/* harmony export */   jn: () => (/* binding */ noRules),
/* harmony export */   qM: () => (/* binding */ mayMatchBelow),
/* harmony export */   yr: () => (/* binding */ parseDockerignore)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64256);
/**
 * `.dockerignore` as BuildKit reads it. Source: moby/patternmatcher 0.6.1 (`ignorefile.ReadAll`, `MatchesUsingParentResults`),
 * which tonistiigi/fsutil walks a context with. Its quirks are kept: they decide what is in the image.
 */


/** No rules: everything is kept. */
const noRules = {
    patterns: [],
    match: () => ({ ignored: false, matches: [] }),
    mayKeepBelow: () => true,
};
/** @throws input-invalid for a pattern that docker would refuse, with its line */
function parseDockerignore(text, file) {
    const patterns = [];
    for (const [index, line] of text
        .replace(/^\uFEFF/, "")
        .split("\n")
        .entries()) {
        const written = trimmed(line);
        if (line.startsWith("#") || written === "")
            continue;
        try {
            // Read twice, as docker does: `/!name` is an exception, too.
            const once = written.startsWith("!") ? `!${cleaned(trimmed(written.slice(1)))}` : cleaned(written);
            const twice = node_path__WEBPACK_IMPORTED_MODULE_0__.posix.normalize(trimmed(once)).replace(/(.)\/$/, "$1");
            const isException = twice.startsWith("!");
            const pattern = isException ? twice.slice(1) : twice;
            if (pattern === "")
                throw new Error("`!` alone names nothing");
            patterns.push({ text: pattern, isException, matches: matcher(pattern) });
        }
        catch (error) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `${file}:${index + 1}: ${error.message}.`, {
                remedy: "Fix the pattern: docker refuses it as well.",
            });
        }
    }
    const exceptions = patterns.filter(({ isException }) => isException).map(({ text }) => text);
    return {
        patterns: patterns.map(({ text, isException }) => (isException ? `!${text}` : text)),
        match(path, above) {
            let ignored = false;
            const matches = patterns.map(({ isException, matches }, index) => {
                // A pattern that cannot change the answer is not tried, and counts as no match for what is below: moby has it so.
                const matched = above[index] === true || (isException === ignored && matches(path));
                if (matched)
                    ignored = !isException;
                return matched;
            });
            return { ignored, matches };
        },
        mayKeepBelow: (path) => exceptions.some((exception) => mayMatchBelow(exception, `${path}/`)),
    };
}
/** The rule that matches a path, decided from the root downwards. */
function matchWay(rules, path) {
    let answer = { ignored: false, matches: [] };
    for (let end = path.indexOf("/");; end = path.indexOf("/", end + 1)) {
        answer = rules.match(end < 0 ? path : path.slice(0, end), answer.matches);
        if (end < 0)
            return answer;
    }
}
/** Whether the pattern can match a path that begins with `directory`: its text up to the first wildcard decides. */
function mayMatchBelow(pattern, directory) {
    const fixed = pattern.slice(0, pattern.search(/[*?^[\\]|$/));
    return fixed.length === pattern.length
        ? pattern.startsWith(directory)
        : fixed.startsWith(directory) || directory.startsWith(fixed);
}
/** Go's `strings.TrimSpace`: JavaScript's trim knows U+FEFF as a blank, and U+0085 as none. */
function trimmed(text) {
    const blank = "[\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]*";
    return text.replace(new RegExp(`^${blank}`), "").replace(new RegExp(`${blank}$`), "");
}
/** Go's `filepath.Clean`, and without the slash at the front: both forms mean the context's root. */
function cleaned(pattern) {
    if (pattern === "")
        return "";
    const path = node_path__WEBPACK_IMPORTED_MODULE_0__.posix.normalize(pattern).replace(/(.)\/$/, "$1");
    return path.replace(/^\/(.)/, "$1");
}
/** @throws Error for a pattern that `filepath.Match` refuses */
function matcher(pattern) {
    checkSyntax([...pattern]);
    const { kind, source } = compiled([...pattern]);
    switch (kind) {
        case "exact":
            return (path) => path === pattern;
        case "prefix":
            return (path) => path.startsWith(pattern.slice(0, -2));
        case "suffix": {
            // `**/foo` matches `foo`, too; `**.md` any name with that end.
            const suffix = pattern.slice(2);
            return (path) => path.endsWith(suffix) || (suffix.startsWith("/") && path === suffix.slice(1));
        }
        case "expression": {
            const expression = new RegExp(`^${source}$`, "u");
            return (path) => expression.test(path);
        }
    }
}
/** The pattern as moby compiles it: most have a quicker form than an expression, and not always one of the same meaning. */
function compiled(characters) {
    let kind = "exact";
    let source = "";
    let inClass = false;
    for (let at = 0, turn = 0; at < characters.length; at++, turn++) {
        const character = characters[at];
        const next = characters[at + 1];
        if (character === "*" && next === "*") {
            at += characters[at + 2] === "/" ? 2 : 1;
            if (at + 1 < characters.length) {
                source += inClass ? "(.*/)?" : `(?:${anything}/)?`;
                kind = "expression";
            }
            else if (kind === "exact") {
                kind = "prefix";
            }
            else {
                source += anything;
                kind = "expression";
            }
            if (turn === 0)
                kind = "suffix";
        }
        else if (character === "*" || character === "?") {
            source += character === "*" ? "[^/]*" : "[^/]";
            inClass = false; // inside a class the bracket above ends it
            kind = "expression";
        }
        else if (character === "\\") {
            if (next === undefined)
                throw new Error(`${quoted(characters)} ends in a backslash`);
            source += escaped(next, characters);
            kind = "expression";
            at++;
        }
        else if (character === "[") {
            source += "[";
            if (inClass && next === ":")
                throw new Error(`${quoted(characters)} has a named class, which treestamp does not know`);
            inClass = true;
            kind = "expression";
        }
        else if (character === "]") {
            source += inClass ? "]" : "\\]";
            inClass = false;
            kind = "expression";
        }
        else {
            source += /[.+()|{}$]/.test(character) ? `\\${character}` : character;
        }
    }
    return { kind, source };
}
/** Go's `.*`, whose dot matches anything but a line feed. */
const anything = "[^\\n]*";
/** What follows a backslash. A letter is a class or a control character to Go's expressions: `\d` is a digit. */
function escaped(character, characters) {
    if (/[\^$\\.*+?()[\]{}|/]/.test(character))
        return `\\${character}`;
    if (character === "-")
        return "\\u002d";
    if (/[dDwWbBfnrtv]/.test(character))
        return `\\${character}`;
    if (character === "a")
        return "\\u0007";
    if (character === "s")
        return "[\\t\\n\\f\\r ]";
    if (character === "S")
        return "[^\\t\\n\\f\\r ]";
    if (character < "\x80" && !/[A-Za-z0-9]/.test(character))
        return character;
    throw new Error(`${quoted(characters)}: no path has \\${character}; directories are divided by /`);
}
/** The syntax of Go's `filepath.Match`. @throws Error */
function checkSyntax(characters) {
    let at = 0;
    const classEnd = () => new Error(`the class in ${quoted(characters)} is not closed`);
    const member = () => {
        const character = characters[at];
        if (character === undefined)
            throw classEnd();
        if (character === "-" || character === "]")
            throw new Error(`the class in ${quoted(characters)} is malformed`);
        if (character === "\\")
            at++;
        if (characters[at] === undefined)
            throw classEnd();
        at++;
        if (characters[at] === undefined)
            throw classEnd();
    };
    while (at < characters.length) {
        const character = characters[at++];
        if (character === "\\" && at++ >= characters.length)
            throw new Error(`${quoted(characters)} ends in a backslash`);
        if (character !== "[")
            continue;
        if (characters[at] === "^")
            at++;
        for (let members = 0; members === 0 || characters[at] !== "]"; members++) {
            member();
            if (characters[at] !== "-")
                continue;
            at++;
            member();
        }
        at++;
    }
}
function quoted(characters) {
    return JSON.stringify(characters.join(""));
}


/***/ }),

/***/ 61810:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E$: () => (/* binding */ defaultCompression),
/* harmony export */   F4: () => (/* binding */ withUpstreams),
/* harmony export */   JE: () => (/* binding */ noFiles),
/* harmony export */   Qy: () => (/* binding */ withFolders),
/* harmony export */   kW: () => (/* binding */ reservedName),
/* harmony export */   zB: () => (/* binding */ pathInRepository)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/** Everything that decides a build image. Two recipes that differ in anything here have different keys. */

/** Smaller than gzip, and a third of the time: docker from version 23 on, podman and containerd pull it. */
const defaultCompression = "zstd";
/** The recipe, and all that it is made from; each once. */
function withUpstreams(recipe) {
    const all = new Set([recipe]);
    for (const { upstreams } of all)
        for (const upstream of upstreams.values())
            all.add(upstream);
    return [...all];
}
/** The same recipes with the folders of their images below `root`, where every path of a recipe starts; one that two are made from stays one. */
function withFolders(recipes, root) {
    const done = new Map();
    const located = ({ source, ...image }) => ({
        ...image,
        source: source.kind === "layout" ? { ...source, folder: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(root, source.folder) } : source,
    });
    const whole = (recipe) => {
        const { method, bases, upstreams } = recipe;
        const known = done.get(recipe) ?? {
            ...recipe,
            method: method.kind === "image" ? located(method) : method,
            bases: bases.map(located),
            upstreams: wholeOnes(upstreams),
        };
        done.set(recipe, known);
        return known;
    };
    const wholeOnes = (all) => new Map([...all].map(([name, one]) => [name, whole(one)]));
    return wholeOnes(recipes);
}
/** Directory at the context's root that treestamp reserves for what is not a file of the context. */
const reservedName = ".treestamp";
/** The same where it takes no files. */
const noFiles = {
    context: [],
    own: [],
    madeTrees: new Map(),
    madeBlobs: new Map(),
    reduced: new Map(),
    laidIn: new Set(),
    ignore: undefined,
    origin: { context: undefined, include: [] },
};
/** Where in the repository a path of the context comes from. */
function pathInRepository({ laidIn, method, origin: { context = "" } }, path) {
    if (method?.kind === "dockerfile" && path === `${reservedName}/Dockerfile`)
        return method.origin;
    return context === "" || isIn(laidIn, path) ? path : `${context}/${path}`;
}
/** Whether the path itself or a directory above it is among these. */
function isIn(places, path) {
    for (let end = path.length; end > 0; end = path.lastIndexOf("/", end - 1)) {
        if (places.has(path.slice(0, end)))
            return true;
    }
    return false;
}


/***/ })

};
;