"use strict";
exports.id = 166;
exports.ids = [166,8327];
exports.modules = {

/***/ 75271:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F3: () => (/* binding */ bootstrapField),
/* harmony export */   Mg: () => (/* binding */ distributionInputs),
/* harmony export */   Vx: () => (/* binding */ isRemote),
/* harmony export */   o1: () => (/* binding */ bootstrapInputs),
/* harmony export */   pi: () => (/* binding */ distributionField)
/* harmony export */ });
/* harmony import */ var _read_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(82453);

/** Reads one field of `bootstrap`. @throws what `fail` makes of a fault */
function bootstrapField(input, said, fail) {
    return { [input.name]: (0,_read_js__WEBPACK_IMPORTED_MODULE_0__/* .inputValue */ .UV)(input, said, fail) };
}
/** Reads one field of `bootstrap.packages`. @throws what `fail` makes of a fault */
function distributionField(input, said, fail) {
    const value = (0,_read_js__WEBPACK_IMPORTED_MODULE_0__/* .inputValue */ .UV)(input, said, fail);
    if (input.name === "snapshot" && !/^\d{8}T\d{6}Z$/.test(value)) {
        throw fail(`${JSON.stringify(value)} is not a time`, "Write it as 20260101T000000Z.");
    }
    const names = input.name === "include" ? value : input.name === "mirror" ? [] : [value];
    const odd = names.find((name) => !/^[A-Za-z0-9][A-Za-z0-9+._:~=-]*$/.test(name));
    if (odd !== undefined)
        throw fail(`${JSON.stringify(odd)} is not a name`);
    return { [input.name]: input.name === "include" ? [...new Set(names)].sort() : value };
}
/** All of `bootstrap.packages`. @throws what `fail` makes of a fault */
function distributionInputs({ suite, ...said }, fail) {
    if (suite === undefined)
        throw fail("`suite` is missing", "Name the release: suite: bookworm.");
    return { suite, mirror: undefined, snapshot: undefined, include: [], variant: "minbase", ...said };
}
/** All of it. @throws what `fail` makes of a fault */
function bootstrapInputs({ tarball, ...said }, fail) {
    if (tarball === undefined && said.packages === undefined) {
        throw fail("`tarball` is missing", "Name the root's archive: tarball: https://…; or a release: packages: { suite: bookworm }.");
    }
    if (tarball !== undefined && said.packages !== undefined) {
        throw fail("`tarball` and `packages` both say what the root is", "Take one of them away.");
    }
    if (tarball !== undefined && isRemote(tarball) && said.sums === undefined) {
        throw fail("`sums` is missing: nothing would fix what the address gives", "Commit a document of `sha256sum FILE`, and name it: sums: ci/SHA256SUMS.");
    }
    return { tarball, packages: undefined, sums: undefined, remove: [], overlay: undefined, ...said };
}
/** Whether an archive is somewhere else than in the repository. */
function isRemote(tarball) {
    return /^[a-z][a-z0-9+.-]*:\/\//i.test(tarball);
}


/***/ }),

/***/ 68327:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   bootstrapPaths: () => (/* binding */ bootstrapPaths),
/* harmony export */   readBootstrap: () => (/* binding */ readBootstrap),
/* harmony export */   removeRules: () => (/* binding */ removeRules),
/* harmony export */   tarballName: () => (/* binding */ tarballName)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _git_path_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3533);
/* harmony import */ var _inputs_bootstrap_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(75271);
/* harmony import */ var _dockerignore_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1062);
/* harmony import */ var _recipe_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(61810);
/* harmony import */ var _sums_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(95120);
/* harmony import */ var _tree_files_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3270);
/** From a tree of the repository to the recipe of a root from a checked archive. Loaded where there is one. */







/** Reads the files of a bootstrap. @throws path-missing, input-invalid */
async function readBootstrap(reader, root, { tarball, packages, sums, remove, overlay, platforms }) {
    removeRules(remove); // or they are refused
    const context = overlay === undefined ? undefined : (0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .parsePath */ .Rr)(overlay, "`bootstrap.overlay`");
    const document = sums === undefined ? undefined : await textOf(reader, root, sums);
    const own = [];
    const known = new Map();
    for (const platform of tarball === undefined ? [] : platforms) {
        const of = (0,_sums_js__WEBPACK_IMPORTED_MODULE_5__/* .tarballFor */ .U)(tarball, platform);
        if (document !== undefined)
            known.set(platform, (0,_sums_js__WEBPACK_IMPORTED_MODULE_5__/* .sumFor */ .L)(document, of, platform, sums));
        if ((0,_inputs_bootstrap_js__WEBPACK_IMPORTED_MODULE_2__/* .isRemote */ .Vx)(tarball))
            continue;
        const path = (0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .parsePath */ .Rr)(of, "`bootstrap.tarball`");
        own.push(await (0,_tree_files_js__WEBPACK_IMPORTED_MODULE_6__/* .ownFile */ .PV)(reader, root, path, { name: tarballName(platform), input: "bootstrap.tarball" }));
    }
    return {
        ..._recipe_js__WEBPACK_IMPORTED_MODULE_4__/* .noFiles */ .JE,
        method: { kind: "bootstrap", tarball, packages, sums: known, remove },
        context: context === undefined ? [] : await (0,_tree_files_js__WEBPACK_IMPORTED_MODULE_6__/* .directoryFiles */ .pb)(reader, root, context, "bootstrap.overlay"),
        own,
        origin: { context, include: [] },
    };
}
/** The name below `.treestamp/` of a platform's archive that is a file of the repository. */
function tarballName(platform) {
    return `tarball-${platform.replaceAll("/", "-")}`;
}
/** The rules of `bootstrap.remove`. @throws input-invalid for a pattern that docker would refuse */
function removeRules(patterns) {
    return (0,_dockerignore_js__WEBPACK_IMPORTED_MODULE_3__/* .parseDockerignore */ .yr)(patterns.join("\n"), "`bootstrap.remove`");
}
/** The paths of the repository that decide it; of an archive with `{arch}` in its path the folder. */
function bootstrapPaths({ tarball, sums, overlay }) {
    const folder = tarball === undefined || (0,_inputs_bootstrap_js__WEBPACK_IMPORTED_MODULE_2__/* .isRemote */ .Vx)(tarball)
        ? undefined
        : /[{]/.test(tarball)
            ? node_path__WEBPACK_IMPORTED_MODULE_0__.posix.dirname(tarball.slice(0, tarball.indexOf("{") + 1))
            : tarball;
    return [folder, sums, overlay].flatMap((path) => (path === undefined ? [] : [(0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .parsePath */ .Rr)(path, "`bootstrap`")]));
}
async function textOf(reader, root, sums) {
    const path = (0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .parsePath */ .Rr)(sums, "`bootstrap.sums`");
    const { entry } = await (0,_tree_files_js__WEBPACK_IMPORTED_MODULE_6__/* .ownFile */ .PV)(reader, root, path, { name: "sums", input: "bootstrap.sums" });
    return (await reader.readBlob(entry.oid)).toString("utf8");
}


/***/ }),

/***/ 95120:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ sumFor),
/* harmony export */   U: () => (/* binding */ tarballFor)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(24460);
/**
 * The sums of archives, as sha256sum(1) writes them, one document for all platforms. Sources: coreutils, "md5sum invocation"
 * (both forms, and escaped names); RFC 9580, section 7 (documents that distributions sign in place).
 */


/** What uname(1) says where docker's name of the architecture is another one. */
const machines = {
    amd64: "x86_64",
    arm64: "aarch64",
    "386": "i686",
    arm: "armv7l",
    "arm/v5": "armv5tel",
    "arm/v6": "armv6l",
    loong64: "loongarch64",
    mips64le: "mips64",
};
/**
 * The archive's address or path for one platform.
 * @param platform as docker writes it: `linux/amd64`, `linux/arm/v7`
 * @throws input-invalid for another name in braces, and for an address that is not of http or https
 */
function tarballFor(tarball, platform) {
    const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(tarball)?.[1]?.toLowerCase();
    if (scheme !== undefined && scheme !== "http" && scheme !== "https") {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `\`bootstrap.tarball\`: archives are not fetched by ${scheme}.`, {
            remedy: "Name an https or http address, or a path in the repository.",
        });
    }
    const known = namesOf((0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .parsePlatform */ .FL)(platform));
    return tarball.replace(/\{([^{}]*)\}/g, (written, name) => {
        const value = known.get(name);
        if (value !== undefined)
            return value;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `\`bootstrap.tarball\`: ${written} stands for nothing.`, {
            remedy: "Write {arch} for docker's name of the architecture (amd64), {machine} for the kernel's (x86_64).",
        });
    });
}
function namesOf({ architecture, variant }) {
    const machine = machines[`${architecture}/${variant}`] ?? machines[architecture] ?? architecture;
    return new Map([
        ["arch", architecture],
        ["machine", machine],
    ]);
}
/**
 * The archive's sum. A line is about it if its name is the end of the archive's address or path; the longest such name counts, so
 * that `amd64/root.tar.xz` and `arm64/root.tar.xz` can stand in one document.
 * @param document its text
 * @param tarball the address or path for the platform (`tarballFor`)
 * @param where the document's path, for messages
 * @throws input-invalid where there is no such line, there are several with different sums, or a line cannot be read
 */
function sumFor(document, tarball, platform, where) {
    const lines = sumLines(document, where);
    const path = pathOf(tarball);
    const about = lines.filter(({ name }) => path === name || path.endsWith(`/${name}`));
    const longest = Math.max(...about.map(({ name }) => name.length));
    const found = about.filter(({ name }) => name.length === longest);
    const sums = new Map(found.filter(({ hex }) => hex.length === 64).map((line) => [line.hex, line]));
    const [first, second] = [...sums.values()];
    if (second !== undefined) {
        throw fault(`${where} has two sums of ${first.name}: ${first.hex} in line ${first.number}, ${second.hex} in line ${second.number}`, "Leave the right one in it.");
    }
    if (first !== undefined)
        return `sha256:${first.hex}`;
    const other = found[0];
    if (other !== undefined) {
        const algorithm = algorithms[other.hex.length];
        const is = algorithm === undefined ? "" : `, as ${algorithm} has`;
        throw fault(`${where}:${other.number}: the sum of ${other.name} has ${other.hex.length} digits${is}, not the 64 of SHA-256`, "Write the document with sha256sum.");
    }
    const there = [...new Set(lines.map(({ name }) => name))];
    const shown = there.slice(0, shownNames).join(", ");
    const more = there.length > shownNames ? ` and ${there.length - shownNames} more` : "";
    throw fault(`${where} has no sum of ${path.slice(path.lastIndexOf("/") + 1)}, the archive for ${platform}` +
        (there.length === 0 ? ": it is empty" : `; it has ${shown}${more}`), `Add the line that \`sha256sum FILE\` prints for ${tarball}.`);
}
/** So many names of a document stand in a message. */
const shownNames = 5;
/** By the digits of their sums. */
const algorithms = {
    32: "MD5",
    40: "SHA-1",
    56: "SHA-224",
    96: "SHA-384",
    128: "SHA-512",
};
/** `HEX  NAME`, `HEX *NAME`; behind a backslash, the name has its own. */
const plainLine = /^(?<escapes>\\?)(?<hex>[0-9a-f]+)[ \t]+\*?(?<name>.+)$/i;
/** `SHA256 (NAME) = HEX`. */
const taggedLine = /^(?<escapes>\\?)[A-Z][\w/-]* \((?<name>.+)\) = (?<hex>[0-9a-f]+)$/i;
/** All sums of a document, of whatever algorithm. */
function sumLines(document, where) {
    const lines = [];
    let isSignature = false;
    for (const [index, line] of document
        .replace(/^\uFEFF/, "")
        .split(/\r?\n/)
        .entries()) {
        if (line === "-----BEGIN PGP SIGNATURE-----")
            isSignature = true;
        const isSkipped = isSignature || /^(\s*|#.*|-----.*-----|Hash: [\w, -]+)$/.test(line);
        if (line === "-----END PGP SIGNATURE-----")
            isSignature = false;
        if (isSkipped)
            continue;
        const { escapes, hex, name } = (plainLine.exec(line) ?? taggedLine.exec(line))?.groups ?? {};
        if (hex === undefined || name === undefined) {
            throw fault(`${where}:${index + 1}: ${JSON.stringify(line.slice(0, 80))} is not a sum and a name`, "Write the document with sha256sum: HEX, two blanks, NAME.");
        }
        const plain = escapes === "" ? name : name.replace(/\\([\\nr])/g, (_, code) => escaped[code]);
        lines.push({ number: index + 1, name: plain.replace(/^(\.\/)+/, ""), hex: hex.toLowerCase() });
    }
    return lines;
}
const escaped = { "\\": "\\", n: "\n", r: "\r" };
/** The path of an address, without query and with its characters as they are; a path of the repository as it is. */
function pathOf(tarball) {
    if (!/^https?:\/\//i.test(tarball))
        return tarball.replace(/^(\.?\/)+/, "");
    if (!URL.canParse(tarball))
        throw fault(`\`bootstrap.tarball\`: ${tarball} is not an address`, "Check the spelling.");
    const { pathname } = new URL(tarball);
    try {
        return decodeURIComponent(pathname);
    }
    catch {
        return pathname;
    }
}
function fault(message, remedy) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `${message}.`, { remedy });
}


/***/ }),

/***/ 54603:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R5: () => (/* binding */ encodeDirectoryBlock),
/* harmony export */   Yu: () => (/* binding */ directoryBlocks),
/* harmony export */   eM: () => (/* binding */ parseDirectoryBlock),
/* harmony export */   pF: () => (/* binding */ directoryBytes)
/* harmony export */ });
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(80585);
/* harmony import */ var _invalid_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(41955);
/**
 * Blocks of an EROFS directory: all names, "." and ".." among them, in byte order; each block has its entries of 12
 * bytes first (nid, offset of the name, type) and then their names. The kernel searches them by bisection.
 */


const maxNameBytes = 255;
/** A nid beyond this lies outside of any image, and is no exact number. */
const maxNid = 2n ** 40n;
/** @param names of the children, sorted */
function directoryBlocks(names) {
    const blocks = [];
    let inBlock = [];
    let bytes = 0;
    for (const name of withDots(names)) {
        const more = _format_js__WEBPACK_IMPORTED_MODULE_0__/* .direntBytes */ .ym + name.length;
        if (bytes + more > _format_js__WEBPACK_IMPORTED_MODULE_0__/* .blockBytes */ .VE) {
            blocks.push({ names: inBlock, bytes });
            inBlock = [];
            bytes = 0;
        }
        inBlock.push(name);
        bytes += more;
    }
    blocks.push({ names: inBlock, bytes });
    return blocks;
}
/** Bytes of a directory: all blocks but the last are full. @param names of the children, sorted */
function directoryBytes(names) {
    const blocks = directoryBlocks(names);
    return (blocks.length - 1) * _format_js__WEBPACK_IMPORTED_MODULE_0__/* .blockBytes */ .VE + blocks.at(-1).bytes;
}
/** "." and ".." at their places: some names, such as "-x", sort before them. */
function withDots(names) {
    const place = names.findIndex((name) => name > ".");
    const before = place === -1 ? names : names.slice(0, place);
    const after = place === -1 ? [] : names.slice(place);
    const second = after.findIndex((name) => name > "..");
    const between = second === -1 ? after : after.slice(0, second);
    const rest = second === -1 ? [] : after.slice(second);
    return [...before, ".", ...between, "..", ...rest];
}
/** Writes a block's entries and names. */
function encodeDirectoryBlock(region, block, look) {
    let nameAt = block.names.length * _format_js__WEBPACK_IMPORTED_MODULE_0__/* .direntBytes */ .ym;
    for (const [index, name] of block.names.entries()) {
        const { nid, type } = look(name);
        const entry = index * _format_js__WEBPACK_IMPORTED_MODULE_0__/* .direntBytes */ .ym;
        region.writeBigUInt64LE(BigInt(nid), entry);
        region.writeUInt16LE(nameAt, entry + 8);
        region.writeUInt8(type, entry + 10);
        region.write(name, nameAt, "latin1");
        nameAt += name.length;
    }
}
/** Entries of one block as it is read, bounds checked. @throws snapshot-invalid */
function parseDirectoryBlock(block) {
    const firstName = block.length < _format_js__WEBPACK_IMPORTED_MODULE_0__/* .direntBytes */ .ym ? 0 : block.readUInt16LE(8);
    if (firstName === 0 || firstName % _format_js__WEBPACK_IMPORTED_MODULE_0__/* .direntBytes */ .ym !== 0 || firstName >= block.length) {
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .invalidImage */ .t)("a directory's block has no entries");
    }
    const entries = [];
    let nameAt = firstName;
    for (let at = 0; at < firstName; at += _format_js__WEBPACK_IMPORTED_MODULE_0__/* .direntBytes */ .ym) {
        const next = at + _format_js__WEBPACK_IMPORTED_MODULE_0__/* .direntBytes */ .ym < firstName ? block.readUInt16LE(at + _format_js__WEBPACK_IMPORTED_MODULE_0__/* .direntBytes */ .ym + 8) : block.length;
        if (next <= nameAt || next > block.length)
            throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .invalidImage */ .t)("a directory's names overlap");
        const written = block.toString("latin1", nameAt, next);
        const padding = next === block.length ? written.indexOf("\0") : -1;
        const name = padding === -1 ? written : written.slice(0, padding);
        if (name === "" || name.length > maxNameBytes || name.includes("/") || name.includes("\0")) {
            throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .invalidImage */ .t)("a directory has an impossible name");
        }
        const nid = block.readBigUInt64LE(at);
        if (nid > maxNid)
            throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .invalidImage */ .t)("a directory refers to places outside of it");
        entries.push({ name, nid: Number(nid), type: block.readUInt8(at + 10) });
        nameAt = next;
    }
    return entries;
}


/***/ }),

/***/ 80585:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $4: () => (/* binding */ xattrEntryBytes),
/* harmony export */   CP: () => (/* binding */ versionExtended),
/* harmony export */   CZ: () => (/* binding */ blockBits),
/* harmony export */   Ge: () => (/* binding */ xattrPrefixes),
/* harmony export */   Gm: () => (/* binding */ slotBytes),
/* harmony export */   IB: () => (/* binding */ superblockBytes),
/* harmony export */   Ju: () => (/* binding */ layoutPlain),
/* harmony export */   Ko: () => (/* binding */ fileTypes),
/* harmony export */   L8: () => (/* binding */ compatMtime),
/* harmony export */   LV: () => (/* binding */ decodeDevice),
/* harmony export */   OF: () => (/* binding */ layoutInline),
/* harmony export */   U8: () => (/* binding */ superblockOffset),
/* harmony export */   VE: () => (/* binding */ blockBytes),
/* harmony export */   WQ: () => (/* binding */ xattrHeaderBytes),
/* harmony export */   b5: () => (/* binding */ encodeDevice),
/* harmony export */   iB: () => (/* binding */ extendedInodeBytes),
/* harmony export */   iE: () => (/* binding */ superblockMagic),
/* harmony export */   ov: () => (/* binding */ compactInodeBytes),
/* harmony export */   ym: () => (/* binding */ direntBytes)
/* harmony export */ });
/**
 * The part of the EROFS on-disk format that a snapshot uses: uncompressed, no incompatible feature, so that every
 * kernel since 5.4 mounts it. Source: Linux fs/erofs/erofs_fs.h. All numbers are little-endian.
 */
const blockBytes = 4096;
const blockBits = 12;
const superblockOffset = 1024;
const superblockBytes = 128;
const superblockMagic = 0xe0f5e1e2;
/** EROFS_FEATURE_COMPAT_MTIME: times of inodes are times of modification. */
const compatMtime = 0x2;
/** Inodes are counted in slots from the start of the metadata area: nid. */
const slotBytes = 32;
const compactInodeBytes = 32;
const extendedInodeBytes = 64;
/** i_format: bit 0 is the inode's version, bits 1 to 3 its data layout. */
const versionExtended = 1;
const layoutPlain = 0;
/** The last, partial block of the data stands right behind the inode. */
const layoutInline = 2;
const direntBytes = 12;
/** Inline attributes: a header, then entries aligned to 4 bytes. */
const xattrHeaderBytes = 12;
const xattrEntryBytes = 4;
/** Name prefixes of extended attributes by their index. */
const xattrPrefixes = [
    [1, "user."],
    [2, "system.posix_acl_access"],
    [3, "system.posix_acl_default"],
    [4, "trusted."],
    [6, "security."],
];
/** File types in directory entries (those of Linux's fs_types) and in the mode. */
const fileTypes = {
    file: { dirent: 1, mode: 0o100000 },
    directory: { dirent: 2, mode: 0o040000 },
    character: { dirent: 3, mode: 0o020000 },
    block: { dirent: 4, mode: 0o060000 },
    fifo: { dirent: 5, mode: 0o010000 },
    socket: { dirent: 6, mode: 0o140000 },
    symlink: { dirent: 7, mode: 0o120000 },
};
/** Device numbers as Linux's new_encode_dev has them. */
function encodeDevice(major, minor) {
    return ((minor & 0xff) | (major << 8) | ((minor & ~0xff) << 12)) >>> 0;
}
function decodeDevice(device) {
    return { major: (device & 0xfff00) >>> 8, minor: (device & 0xff) | ((device >>> 12) & 0xfff00) };
}


/***/ }),

/***/ 41955:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ invalidImage)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);

/** The failure for an image that breaks its format. @param what the end of "it cannot be used: …" */
function invalidImage(what) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("snapshot-invalid", `A snapshot's image cannot be used: ${what}.`, {
        remedy: "Delete the image's tag from the store, so that it is built again.",
    });
}


/***/ }),

/***/ 25749:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ openImage),
/* harmony export */   h: () => (/* binding */ astray)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _directory_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(54603);
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(80585);
/* harmony import */ var _invalid_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(41955);
/* harmony import */ var _superblock_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(42610);
/* harmony import */ var _xattr_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(52707);






const pieceBytes = 1024 * 1024;
const maxDirectoryBytes = 256 * 1024 * 1024;
const maxTargetBytes = 4095;
const maxDepth = 4096;
const typeOfMode = new Map(Object.entries(_format_js__WEBPACK_IMPORTED_MODULE_2__/* .fileTypes */ .Ko).map(([type, { mode }]) => [mode, type]));
/** @throws snapshot-invalid, here and from everything that the image gives */
function openImage(source) {
    const superblock = (0,_superblock_js__WEBPACK_IMPORTED_MODULE_4__/* .readSuperblock */ .t_)(source);
    const image = { source, read: within(source), ...superblock };
    return {
        superblock,
        get root() {
            return rootOf(image);
        },
        children: (directory, parent) => childrenOf(image, directory, parent),
        inode: (nid) => readInode(image, nid),
        walk: (enters = () => true) => walk(image, enters),
        *readFile({ type, address, size, tail }) {
            if (type !== "file")
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("snapshot-invalid", `A ${type} has no content.`);
            const end = address + size - (tail?.length ?? 0);
            for (let at = address; at < end; at += pieceBytes)
                yield source.read(at, Math.min(pieceBytes, end - at));
            if (tail !== undefined)
                yield tail;
        },
    };
}
function within({ size, read }) {
    return (offset, length) => {
        if (!Number.isSafeInteger(offset) || offset < 0 || length < 0 || offset + length > size) {
            throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_3__/* .invalidImage */ .t)("it refers to places outside of it");
        }
        return read(offset, length);
    };
}
function readInode(image, nid) {
    const { read, source, metadataAt, sharedXattrsAt } = image;
    const at = metadataAt + nid * _format_js__WEBPACK_IMPORTED_MODULE_2__/* .slotBytes */ .Gm;
    const format = read(at, _format_js__WEBPACK_IMPORTED_MODULE_2__/* .compactInodeBytes */ .ov).readUInt16LE(0);
    const isExtended = (format & 1) === 1;
    const layout = format >> 1;
    if (layout !== _format_js__WEBPACK_IMPORTED_MODULE_2__/* .layoutPlain */ .Ju && layout !== _format_js__WEBPACK_IMPORTED_MODULE_2__/* .layoutInline */ .OF)
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_3__/* .invalidImage */ .t)(`an inode has the layout ${layout}`);
    const bytes = isExtended ? _format_js__WEBPACK_IMPORTED_MODULE_2__/* .extendedInodeBytes */ .iB : _format_js__WEBPACK_IMPORTED_MODULE_2__/* .compactInodeBytes */ .ov;
    const { claimed, data, xattrCount, ...head } = parseInode(read(at, bytes), isExtended, image.buildTime);
    const xattrs = (0,_xattr_js__WEBPACK_IMPORTED_MODULE_5__/* .parseXattrs */ .oD)(read, at + bytes, xattrCount, sharedXattrsAt);
    const common = { nid, ...head, xattrs, target: "" };
    if (head.type !== "file" && head.type !== "directory" && head.type !== "symlink") {
        return { ...common, ...(0,_format_js__WEBPACK_IMPORTED_MODULE_2__/* .decodeDevice */ .LV)(data), size: 0, address: 0, tail: undefined };
    }
    const size = Number(claimed);
    const behind = at + bytes + (xattrCount === 0 ? 0 : 12 + (xattrCount - 1) * 4);
    const tailBytes = layout === _format_js__WEBPACK_IMPORTED_MODULE_2__/* .layoutInline */ .OF ? size % _format_js__WEBPACK_IMPORTED_MODULE_2__/* .blockBytes */ .VE : 0;
    const address = data * _format_js__WEBPACK_IMPORTED_MODULE_2__/* .blockBytes */ .VE;
    if (size > source.size || (size > tailBytes && address + size - tailBytes > source.size)) {
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_3__/* .invalidImage */ .t)("a file reaches beyond its end");
    }
    if (tailBytes > 0 && (behind % _format_js__WEBPACK_IMPORTED_MODULE_2__/* .blockBytes */ .VE) + tailBytes > _format_js__WEBPACK_IMPORTED_MODULE_2__/* .blockBytes */ .VE) {
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_3__/* .invalidImage */ .t)("the last part of a file crosses a block");
    }
    const tail = tailBytes === 0 ? undefined : Buffer.from(read(behind, tailBytes));
    const inode = { ...common, size, address, tail, major: 0, minor: 0 };
    return head.type === "symlink" ? { ...inode, target: readTarget(image, inode) } : inode;
}
/** What an inode's own bytes say, as far as it makes sense by itself. */
function parseInode(head, isExtended, buildTime) {
    const mode = head.readUInt16LE(4);
    const type = typeOfMode.get(mode & 0o170000);
    if (type === undefined)
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_3__/* .invalidImage */ .t)(`an inode has the mode 0${mode.toString(8)}`);
    const mtime = isExtended
        ? { seconds: Number(head.readBigInt64LE(32)), nanoseconds: head.readUInt32LE(40) }
        : buildTime;
    if (!Number.isSafeInteger(mtime.seconds) || mtime.nanoseconds > 999_999_999)
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_3__/* .invalidImage */ .t)("a time cannot be");
    return {
        type,
        mode: mode & 0o7777,
        links: isExtended ? head.readUInt32LE(44) : head.readUInt16LE(6),
        uid: isExtended ? head.readUInt32LE(24) : head.readUInt16LE(24),
        gid: isExtended ? head.readUInt32LE(28) : head.readUInt16LE(26),
        mtime,
        /** Bytes of content, for a type that has any. */
        claimed: isExtended ? head.readBigUInt64LE(8) : BigInt(head.readUInt32LE(8)),
        /** i_u: see `dataField` of the writer. */
        data: head.readUInt32LE(16),
        xattrCount: head.readUInt16LE(2),
    };
}
function readTarget(image, inode) {
    if (inode.size === 0 || inode.size > maxTargetBytes)
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_3__/* .invalidImage */ .t)(`a symbolic link has ${inode.size} bytes`);
    const target = contentOf(image, inode).toString("latin1");
    if (target.includes("\0"))
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_3__/* .invalidImage */ .t)("a symbolic link has a NUL byte");
    return target;
}
/** The content of a directory or symlink. */
function contentOf({ read }, { address, size, tail }) {
    const full = size - (tail?.length ?? 0);
    if (full === 0 && tail !== undefined)
        return tail;
    const blocks = read(address, full);
    return Buffer.concat(tail === undefined ? [blocks] : [blocks, tail]);
}
/** What a directory lists, without "." and "..". */
function list(image, directory, parent) {
    if (directory.size > maxDirectoryBytes)
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_3__/* .invalidImage */ .t)("a directory is too long");
    const bytes = contentOf(image, directory);
    const entries = [];
    let last = "";
    let dots = 0;
    for (let at = 0; at < bytes.length; at += _format_js__WEBPACK_IMPORTED_MODULE_2__/* .blockBytes */ .VE) {
        for (const entry of (0,_directory_js__WEBPACK_IMPORTED_MODULE_1__/* .parseDirectoryBlock */ .eM)(bytes.subarray(at, at + _format_js__WEBPACK_IMPORTED_MODULE_2__/* .blockBytes */ .VE))) {
            if (entry.name <= last)
                throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_3__/* .invalidImage */ .t)("a directory's names are not in order");
            last = entry.name;
            if (entry.name === "." || entry.name === "..") {
                if (entry.nid !== (entry.name === "." ? directory : parent).nid)
                    throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_3__/* .invalidImage */ .t)("a directory goes astray");
                dots++;
            }
            else {
                entries.push(entry);
            }
        }
    }
    if (dots !== 2)
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_3__/* .invalidImage */ .t)('a directory lacks "." or ".."');
    return entries;
}
function rootOf(image) {
    const root = readInode(image, image.rootNid);
    if (root.type !== "directory")
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_3__/* .invalidImage */ .t)("its root is not a directory");
    return root;
}
function* childrenOf(image, directory, parent) {
    for (const { name, nid, type } of list(image, directory, parent)) {
        const inode = readInode(image, nid);
        if (_format_js__WEBPACK_IMPORTED_MODULE_2__/* .fileTypes */ .Ko[inode.type].dirent !== type)
            throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_3__/* .invalidImage */ .t)("a directory has a wrong file type");
        yield { name, inode };
    }
}
const astray = "a directory appears in two places";
function* walk(image, enters) {
    const root = rootOf(image);
    const entered = new Set([root.nid]);
    yield { path: "", inode: root };
    const todo = [{ directory: root, prefix: "", entries: childrenOf(image, root, root) }];
    while (todo.length > 0) {
        const { directory, prefix, entries } = todo.at(-1);
        const next = entries.next();
        if (next.done === true) {
            todo.pop();
            continue;
        }
        const { name, inode } = next.value;
        const path = prefix + name;
        yield { path, inode };
        if (inode.type !== "directory" || !enters(inode))
            continue;
        if (entered.has(inode.nid))
            throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_3__/* .invalidImage */ .t)(astray);
        if (todo.length >= maxDepth)
            throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_3__/* .invalidImage */ .t)("it is too deep");
        entered.add(inode.nid);
        todo.push({ directory: inode, prefix: `${path}/`, entries: childrenOf(image, inode, directory) });
    }
}


/***/ }),

/***/ 42610:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Uo: () => (/* binding */ headOf),
/* harmony export */   bX: () => (/* binding */ encodeHead),
/* harmony export */   t_: () => (/* binding */ readSuperblock)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80585);
/* harmony import */ var _invalid_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(41955);
/** What an image says of itself: written into its first block, and read from it. */



/** @throws snapshot-invalid */
function readSuperblock(source) {
    if (source.size < _format_js__WEBPACK_IMPORTED_MODULE_1__/* .superblockOffset */ .U8 + _format_js__WEBPACK_IMPORTED_MODULE_1__/* .superblockBytes */ .IB)
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_2__/* .invalidImage */ .t)("it is shorter than a superblock");
    const block = source.read(_format_js__WEBPACK_IMPORTED_MODULE_1__/* .superblockOffset */ .U8, _format_js__WEBPACK_IMPORTED_MODULE_1__/* .superblockBytes */ .IB);
    if (block.readUInt32LE(0) !== _format_js__WEBPACK_IMPORTED_MODULE_1__/* .superblockMagic */ .iE)
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_2__/* .invalidImage */ .t)("it has no EROFS superblock");
    if (block.readUInt8(12) !== _format_js__WEBPACK_IMPORTED_MODULE_1__/* .blockBits */ .CZ)
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_2__/* .invalidImage */ .t)("its blocks are not of 4 KiB");
    if (block.readUInt32LE(80) !== 0)
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_2__/* .invalidImage */ .t)("it uses unknown features");
    return {
        rootNid: block.readUInt16LE(14),
        inodes: Number(block.readBigUInt64LE(16)),
        buildTime: { seconds: Number(block.readBigUInt64LE(24)), nanoseconds: block.readUInt32LE(32) },
        metadataAt: block.readUInt32LE(40) * _format_js__WEBPACK_IMPORTED_MODULE_1__/* .blockBytes */ .VE,
        sharedXattrsAt: block.readUInt32LE(44) * _format_js__WEBPACK_IMPORTED_MODULE_1__/* .blockBytes */ .VE,
    };
}
/** The head of an image whose only metadata stand at `address`. */
function headOf({ root, inodes, buildTime, bytes }, address) {
    return { rootNid: root.nid, inodes, buildTime, metadataAt: address, end: address + bytes };
}
/** The image's first block. @param identity what the image's uuid is made of */
function encodeHead({ rootNid, inodes, buildTime, metadataAt, end }, identity) {
    const head = Buffer.alloc(_format_js__WEBPACK_IMPORTED_MODULE_1__/* .blockBytes */ .VE);
    const block = head.subarray(_format_js__WEBPACK_IMPORTED_MODULE_1__/* .superblockOffset */ .U8, _format_js__WEBPACK_IMPORTED_MODULE_1__/* .superblockOffset */ .U8 + _format_js__WEBPACK_IMPORTED_MODULE_1__/* .superblockBytes */ .IB);
    block.writeUInt32LE(_format_js__WEBPACK_IMPORTED_MODULE_1__/* .superblockMagic */ .iE, 0);
    block.writeUInt32LE(_format_js__WEBPACK_IMPORTED_MODULE_1__/* .compatMtime */ .L8, 8);
    block.writeUInt8(_format_js__WEBPACK_IMPORTED_MODULE_1__/* .blockBits */ .CZ, 12);
    block.writeUInt16LE(rootNid, 14);
    block.writeBigUInt64LE(BigInt(inodes), 16);
    block.writeBigUInt64LE(BigInt(buildTime.seconds), 24);
    block.writeUInt32LE(buildTime.nanoseconds, 32);
    block.writeUInt32LE(end / _format_js__WEBPACK_IMPORTED_MODULE_1__/* .blockBytes */ .VE, 36);
    block.writeUInt32LE(metadataAt / _format_js__WEBPACK_IMPORTED_MODULE_1__/* .blockBytes */ .VE, 40);
    const uuid = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(identity).digest().subarray(0, 16);
    uuid[6] = (uuid[6] & 0x0f) | 0x80; // version 8, made by a rule of one's own (RFC 9562)
    uuid[8] = (uuid[8] & 0x3f) | 0x80;
    uuid.copy(block, 48);
    return head;
}


/***/ }),

/***/ 52707:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z1: () => (/* binding */ xattrBytes),
/* harmony export */   oD: () => (/* binding */ parseXattrs),
/* harmony export */   tv: () => (/* binding */ encodeXattrs)
/* harmony export */ });
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(80585);
/* harmony import */ var _invalid_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(41955);
/** Extended attributes as they stand behind an inode: a header of 12 bytes, then entries aligned to 4 bytes. */


/** Bytes behind the inode; 0 where there are none. */
function xattrBytes(xattrs) {
    if (xattrs.size === 0)
        return 0;
    let bytes = _format_js__WEBPACK_IMPORTED_MODULE_0__/* .xattrHeaderBytes */ .WQ;
    for (const [name, value] of xattrs)
        bytes += entryBytes(split(name).suffix, value);
    return bytes;
}
/** Writes them sorted by name from `at` on. */
function encodeXattrs(region, at, xattrs) {
    let entry = at + _format_js__WEBPACK_IMPORTED_MODULE_0__/* .xattrHeaderBytes */ .WQ;
    for (const name of [...xattrs.keys()].sort()) {
        const value = xattrs.get(name);
        const { index, suffix } = split(name);
        region.writeUInt8(suffix.length, entry);
        region.writeUInt8(index, entry + 1);
        region.writeUInt16LE(value.length, entry + 2);
        region.write(suffix, entry + _format_js__WEBPACK_IMPORTED_MODULE_0__/* .xattrEntryBytes */ .$4, "latin1");
        region.write(value, entry + _format_js__WEBPACK_IMPORTED_MODULE_0__/* .xattrEntryBytes */ .$4 + suffix.length, "latin1");
        entry += entryBytes(suffix, value);
    }
}
function entryBytes(suffix, value) {
    return Math.ceil((_format_js__WEBPACK_IMPORTED_MODULE_0__/* .xattrEntryBytes */ .$4 + suffix.length + value.length) / 4) * 4;
}
function split(name) {
    for (const [index, prefix] of _format_js__WEBPACK_IMPORTED_MODULE_0__/* .xattrPrefixes */ .Ge) {
        if (name.startsWith(prefix))
            return { index, suffix: name.slice(prefix.length) };
    }
    throw new Error(`EROFS has no prefix for the attribute ${name}`);
}
const none = new Map();
/**
 * The attributes of an inode, those that it shares with others included.
 * @param count i_xattr_icount
 * @throws snapshot-invalid
 */
function parseXattrs(read, at, count, sharedAt) {
    if (count === 0)
        return none;
    const bytes = Buffer.from(read(at, _format_js__WEBPACK_IMPORTED_MODULE_0__/* .xattrHeaderBytes */ .WQ + (count - 1) * 4));
    const shared = bytes.readUInt8(4);
    const xattrs = new Map();
    let entry = _format_js__WEBPACK_IMPORTED_MODULE_0__/* .xattrHeaderBytes */ .WQ + shared * 4;
    if (entry > bytes.length)
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .invalidImage */ .t)("an inode's attributes reach beyond it");
    for (let index = 0; index < shared; index++) {
        const from = sharedAt + bytes.readUInt32LE(_format_js__WEBPACK_IMPORTED_MODULE_0__/* .xattrHeaderBytes */ .WQ + index * 4) * 4;
        const head = Buffer.from(read(from, _format_js__WEBPACK_IMPORTED_MODULE_0__/* .xattrEntryBytes */ .$4));
        addXattr(xattrs, read(from, _format_js__WEBPACK_IMPORTED_MODULE_0__/* .xattrEntryBytes */ .$4 + head.readUInt8(0) + head.readUInt16LE(2)));
    }
    while (entry + _format_js__WEBPACK_IMPORTED_MODULE_0__/* .xattrEntryBytes */ .$4 <= bytes.length) {
        const length = _format_js__WEBPACK_IMPORTED_MODULE_0__/* .xattrEntryBytes */ .$4 + bytes.readUInt8(entry) + bytes.readUInt16LE(entry + 2);
        if (entry + length > bytes.length)
            throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .invalidImage */ .t)("an inode's attributes reach beyond it");
        addXattr(xattrs, bytes.subarray(entry, entry + length));
        entry += Math.ceil(length / 4) * 4;
    }
    return xattrs;
}
function addXattr(xattrs, entry) {
    const prefix = _format_js__WEBPACK_IMPORTED_MODULE_0__/* .xattrPrefixes */ .Ge.find(([index]) => index === entry.readUInt8(1))?.[1];
    if (prefix === undefined)
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .invalidImage */ .t)(`an attribute has the unknown prefix ${entry.readUInt8(1)}`);
    const valueAt = _format_js__WEBPACK_IMPORTED_MODULE_0__/* .xattrEntryBytes */ .$4 + entry.readUInt8(0);
    const name = prefix + entry.toString("latin1", _format_js__WEBPACK_IMPORTED_MODULE_0__/* .xattrEntryBytes */ .$4, valueAt);
    if (xattrs.has(name))
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .invalidImage */ .t)(`an inode has the attribute ${name} twice`);
    xattrs.set(name, entry.toString("latin1", valueAt));
}


/***/ }),

/***/ 14740:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ handOver)
/* harmony export */ });
/* harmony import */ var _oci_access_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50671);
/* harmony import */ var _oci_copy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(88080);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(24460);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(67896);
/* harmony import */ var _image_there_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(59924);





/**
 * The image under the name that a Dockerfile has for it. The engine pulls it with docker's login; if the call brought a login
 * or plain HTTP, which the engine does not have, we fetch the image for it.
 */
async function handOver(ports, name, { store, root }, { access, platforms, folder, signal }) {
    const { digest } = root.descriptor;
    const source = (0,_image_there_js__WEBPACK_IMPORTED_MODULE_4__/* .sourceOf */ .vz)(store);
    const { login, plainHttp } = (0,_oci_access_js__WEBPACK_IMPORTED_MODULE_0__/* .accessAt */ .mD)((0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_3__/* .registryOf */ .Fv)(store.location) ?? "", access);
    if (source.kind === "layout" || (login === undefined && !plainHttp))
        return { name, digest, source };
    const layout = ports.openStore(folder);
    const parsed = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .parseManifest */ .Ng)(root);
    // `FROM --platform=$BUILDPLATFORM` takes this machine's platform, whatever platform the image is for.
    const needed = [...platforms.map(_oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .parsePlatform */ .FL), ports.platform];
    const isNeeded = ({ platform }) => needed.some(({ os, architecture }) => platform?.os === os && platform.architecture === architecture);
    const images = parsed.kind === "manifest" ? [root.descriptor] : parsed.manifests.filter(isNeeded);
    for (const { digest: image } of images) {
        const manifest = await (0,_oci_copy_js__WEBPACK_IMPORTED_MODULE_1__/* .manifestIn */ .tn)(store, image);
        await (0,_oci_copy_js__WEBPACK_IMPORTED_MODULE_1__/* .copyImage */ .L1)(await (0,_oci_copy_js__WEBPACK_IMPORTED_MODULE_1__/* .closureOf */ .TQ)(store, manifest), store, layout, { signal, log: ports.log });
    }
    await layout.writeManifest(root);
    return { name, digest, source: { kind: "layout", folder } };
}


/***/ }),

/***/ 36426:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   makeImages: () => (/* binding */ makeImages),
/* harmony export */   readAhead: () => (/* binding */ readAhead)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64256);
/* harmony import */ var _log_stages_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(24291);
/* harmony import */ var _oci_copy_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(88080);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(24460);
/* harmony import */ var _recipe_context_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7585);
/* harmony import */ var _recipe_read_bootstrap_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(68327);
/* harmony import */ var _recipe_sums_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(95120);
/* harmony import */ var _assembly_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(48184);
/* harmony import */ var _hand_over_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(14740);
/* harmony import */ var _image_there_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(59924);
/* harmony import */ var _locked_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(47179);
/** From a recipe to images in a layout: by an engine, or without one. */













/** Reads what the image will be made from, before it is sure that it is made here; undefined where that is the engine's to do. */
async function readAhead({ recipe: { method, platforms }, upstreams }, signal) {
    const [base] = upstreams.values();
    return method.kind === "assemble" && base !== undefined ? (0,_assembly_js__WEBPACK_IMPORTED_MODULE_8__/* .readBelow */ .G)(base, platforms, signal) : undefined;
}
/** Makes the images of a recipe, one for each platform. @throws interrupted by the work's signal */
async function makeImages(ports, request, of, work) {
    const { method, platforms } = of.recipe;
    if (method.kind === "image")
        return (0,_image_there_js__WEBPACK_IMPORTED_MODULE_10__/* .imageThere */ .Ej)(ports, method, platforms);
    if (method.kind === "assemble")
        return assembled(ports, request, { ...of, method }, work);
    const output = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(work.scratch, "layout");
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(output);
    const records = method.kind === "dockerfile"
        ? await build(ports, request, { ...of, method }, { ...work, output })
        : await bootstrapped(ports, { ...of, method }, { ...work, output });
    const { store: layout, root } = await ports.openLayout(output);
    const made = { layout, images: await imagesOf(layout, root, platforms) };
    if (records === undefined)
        return made;
    return { ...made, keepBeside: (store) => keepBeside(ports, { ...of, layout, records }, store, work.signal) };
}
/** Keeps the engine's records beside the image. */
async function keepBeside({ log }, { layout, records, key }, store, signal) {
    const { keepRecords } = await __webpack_require__.e(/* import() */ 2302).then(__webpack_require__.bind(__webpack_require__, 12302));
    const root = await (0,_oci_copy_js__WEBPACK_IMPORTED_MODULE_3__/* .manifestIn */ .tn)(layout, records.digest);
    await keepRecords({ store: layout, root }, store, key.tag, { log, signal });
}
async function assembled(ports, request, { recipe, method, repository, upstreams, stages, store, ...of }, work) {
    const [base] = upstreams.values();
    const proto = recipe.context.length === 0 ? undefined : (0,_recipe_context_js__WEBPACK_IMPORTED_MODULE_5__.contextTar)(repository, recipe);
    const run = await (0,_recipe_context_js__WEBPACK_IMPORTED_MODULE_5__.ownFile)(repository, recipe, "run");
    const lock = await (0,_locked_js__WEBPACK_IMPORTED_MODULE_11__/* .lockOf */ .Vx)(repository, method, recipe);
    const locked = lock && { ...lock, stores: [store, ports.localStore] };
    const { platforms } = recipe;
    return (0,_log_stages_js__WEBPACK_IMPORTED_MODULE_12__/* .timed */ .ay)(stages, "assemble", async () => {
        const below = (await of.below) ?? (await (0,_assembly_js__WEBPACK_IMPORTED_MODULE_8__/* .readBelow */ .G)(base, platforms, work.signal));
        return (0,_assembly_js__WEBPACK_IMPORTED_MODULE_8__/* .assembleImages */ .l)(ports, request, { ...method, base: base, below, platforms, proto, locked, run, epoch: 0 }, work);
    });
}
async function bootstrapped(ports, { recipe, method, repository, stages }, { scratch, output, signal }) {
    const roots = new Map();
    for (const platform of recipe.platforms) {
        if (method.packages !== undefined) {
            roots.set(platform, { kind: "packages", ...method.packages });
            continue;
        }
        const tarball = (0,_recipe_sums_js__WEBPACK_IMPORTED_MODULE_7__/* .tarballFor */ .U)(method.tarball, platform);
        const digest = method.sums.get(platform);
        const file = recipe.own.find(({ name }) => name === (0,_recipe_read_bootstrap_js__WEBPACK_IMPORTED_MODULE_6__.tarballName)(platform));
        if (file === undefined)
            roots.set(platform, { kind: "download", url: tarball, digest: digest });
        else
            roots.set(platform, { kind: "file", name: tarball, content: (0,_recipe_context_js__WEBPACK_IMPORTED_MODULE_5__.blobOf)(repository, file.entry.oid), digest });
    }
    const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(scratch, "bootstrap");
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(folder);
    await (0,_log_stages_js__WEBPACK_IMPORTED_MODULE_12__/* .timed */ .ay)(stages, "bootstrap", async () => ports.bootstrap({
        roots,
        remove: method.remove,
        overlay: recipe.context.length === 0 ? undefined : (0,_recipe_context_js__WEBPACK_IMPORTED_MODULE_5__.contextTar)(repository, recipe),
        epoch: 0,
        cache: await ports.openCache(),
        environment: ports.environment,
        scratch: folder,
        output,
        signal,
        log: ports.log,
    }));
}
async function build(ports, request, { recipe, repository, stages, method, upstreams, layersFrom }, { scratch, output, signal }) {
    const { platforms } = recipe;
    const [engine, text] = await Promise.all([ports.chooseEngine(), (0,_recipe_context_js__WEBPACK_IMPORTED_MODULE_5__.dockerfileText)(repository, method)]);
    const bases = [...recipe.bases];
    for (const [name, image] of upstreams) {
        const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(scratch, `from-${bases.length}`);
        bases.push(await (0,_hand_over_js__WEBPACK_IMPORTED_MODULE_9__/* .handOver */ .C)(ports, name, image, { access: request.access, platforms, folder, signal }));
    }
    return (0,_log_stages_js__WEBPACK_IMPORTED_MODULE_12__/* .timed */ .ay)(stages, "build", async (describe) => {
        const records = await engine.build({
            context: (0,_recipe_context_js__WEBPACK_IMPORTED_MODULE_5__.contextTar)(repository, recipe),
            dockerfile: { path: method.path, text },
            target: method.target,
            buildArgs: method.buildArgs,
            labels: new Map(),
            platforms,
            bases,
            secrets: request.secrets,
            epoch: 0,
            compression: method.compression,
            network: request.network,
            noCache: request.force,
            layersFrom,
            output,
            signal,
        });
        describe({ note: engine.name });
        return records;
    });
}
/** The image of each platform in an engine's layout. */
async function imagesOf(layout, root, platforms) {
    const top = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .parseManifest */ .Ng)(root);
    if (top.kind === "manifest")
        return [{ platform: (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .parsePlatform */ .FL)(platforms[0]), manifest: root }];
    const images = [];
    for (const { platform, digest } of top.manifests) {
        const lookup = await layout.lookup(digest);
        if (lookup.state !== "present" || platform === undefined) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("image-invalid", `The engine's layout lists ${digest} and does not hold it.`);
        }
        images.push({ platform, manifest: lookup.manifest });
    }
    const missing = platforms.filter((wanted) => !images.some(({ platform }) => (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .formatPlatform */ .Bq)(platform) === wanted));
    if (missing.length > 0) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("build-failed", `The engine built no image for ${missing.join(", ")}.`);
    }
    return images;
}


/***/ })

};
;