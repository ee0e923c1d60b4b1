"use strict";
exports.id = 4113;
exports.ids = [4113];
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


/***/ })

};
;