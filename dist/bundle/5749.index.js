"use strict";
exports.id = 5749;
exports.ids = [5749];
exports.modules = {

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
/* harmony export */   UY: () => (/* binding */ openImage),
/* harmony export */   hC: () => (/* binding */ astray),
/* harmony export */   pG: () => (/* binding */ copied)
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
/** Pieces that stay valid: the reader uses one buffer again and again, and a stream to a program holds pieces back. */
async function* copied(pieces) {
    for (const piece of pieces)
        yield Buffer.from(piece);
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


/***/ })

};
;