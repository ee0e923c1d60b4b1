"use strict";
exports.id = 6388;
exports.ids = [6388];
exports.modules = {

/***/ 6460:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ tarMembers)
/* harmony export */ });
/* harmony import */ var _byte_input_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1451);
/* harmony import */ var _tar_header_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8211);
/* harmony import */ var _tar_reader_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8309);
/* harmony import */ var _tar_sparse_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4202);
/* harmony import */ var _tar_walk_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3);
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

/***/ 1928:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q0: () => (/* binding */ hiding),
/* harmony export */   ed: () => (/* binding */ hiddenName),
/* harmony export */   j9: () => (/* binding */ clamped),
/* harmony export */   qM: () => (/* binding */ directoryEntry),
/* harmony export */   zP: () => (/* binding */ isHidingName),
/* harmony export */   zn: () => (/* binding */ opaqueName)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);

const hidingPrefix = ".wh.";
/** The name of an entry that hides everything which lower layers have in its directory. */
const opaqueName = ".wh..wh..opq";
/** The name of an entry that hides `name` of lower layers. */
function hiding(name) {
    return `${hidingPrefix}${name}`;
}
/** True for a name that means something else in a layer. */
function isHidingName(name) {
    return name.startsWith(hidingPrefix);
}
/** @param what the subject of the sentence */
function hiddenName(what) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `${what} has a name that begins with ${hidingPrefix}: a layer cannot hold it.`, {
        remedy: "In layers such a name removes a file. Name it differently.",
    });
}
/** A time as it may stand in the image: none is later than `epoch`, in seconds since 1970. */
function clamped(time, epoch) {
    return time.seconds >= epoch ? { seconds: epoch, nanoseconds: 0 } : time;
}
function directoryEntry(path, { mode, uid, gid, mtime, xattrs }) {
    return { path, kind: "directory", mode, uid, gid, mtime, xattrs };
}


/***/ }),

/***/ 310:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ laidEntries)
/* harmony export */ });
/* harmony import */ var _archive_tar_entries_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6460);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4256);
/* harmony import */ var _git_tree_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2386);
/* harmony import */ var _layer_entry_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1928);
/* harmony import */ var _root_tree_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7531);
/**
 * Files laid over a root, as `cp -a proto/. /` would lay them, without that root: all it takes is the base's names and
 * attributes. A directory of the base stays as it is, and where it is a symbolic link to one, files go where that leads. A
 * file takes the place of a file or link; it never takes a directory's, nor the reverse.
 */





/**
 * The entries of the layer that a proto makes. A directory of the base that something is laid in stands before that with the
 * base's attributes, since some clients would make it with their own.
 * @param proto a tar archive of files, directories and symbolic links
 * @throws input-invalid where a file would take a directory's place or the reverse
 */
async function* laidEntries(proto, { tree, owner, epoch, input }) {
    const root = (0,_root_tree_js__WEBPACK_IMPORTED_MODULE_4__/* .rootOf */ .I5)(tree);
    const written = new Set([root]);
    function* unwritten(folder) {
        if (written.has(folder))
            return;
        if (folder.above !== undefined)
            yield* unwritten(folder.above);
        written.add(folder);
        yield (0,_layer_entry_js__WEBPACK_IMPORTED_MODULE_3__/* .directoryEntry */ .qM)(folder.path, folder.base?.attributes ?? newDirectory);
    }
    const newDirectory = { mode: 0o755, ...owner, mtime: { seconds: 0, nanoseconds: 0 }, xattrs: new Map() };
    for await (const { entry, content } of (0,_archive_tar_entries_js__WEBPACK_IMPORTED_MODULE_0__/* .tarMembers */ .F)(proto)) {
        const laid = { entry, input };
        const names = namesOf(laid);
        const name = names.pop();
        if (name === undefined)
            continue;
        let folder = root;
        for (const above of names)
            folder = into(folder, above, laid) ?? (0,_root_tree_js__WEBPACK_IMPORTED_MODULE_4__/* .addFolder */ .Mp)(folder, above);
        if (entry.type === "directory") {
            if (into(folder, name, laid) !== undefined)
                continue;
            const made = (0,_root_tree_js__WEBPACK_IMPORTED_MODULE_4__/* .addFolder */ .Mp)(folder, name);
            yield* unwritten(folder);
            written.add(made);
            yield { ...(0,_layer_entry_js__WEBPACK_IMPORTED_MODULE_3__/* .directoryEntry */ .qM)(made.path, { ...newDirectory, mode: entry.mode }), mtime: (0,_layer_entry_js__WEBPACK_IMPORTED_MODULE_3__/* .clamped */ .j9)(entry.mtime, epoch) };
            continue;
        }
        const leaf = leafOf(laid);
        checkPlace(folder, name, laid);
        folder.known.set(name, leaf);
        yield* unwritten(folder);
        yield { path: (0,_root_tree_js__WEBPACK_IMPORTED_MODULE_4__/* .pathIn */ .lW)(folder, name), ...bodyOf(entry, content), ...owner, mtime: (0,_layer_entry_js__WEBPACK_IMPORTED_MODULE_3__/* .clamped */ .j9)(entry.mtime, epoch) };
    }
}
function bodyOf({ type, mode, size, linkName }, content) {
    if (type === "symlink")
        return { kind: "link", mode: 0o777, target: linkName };
    return { kind: "file", mode, size, content };
}
/** The directory of this name, by a symbolic link, too; undefined where nothing has the name. */
function into(folder, name, laid) {
    const there = (0,_root_tree_js__WEBPACK_IMPORTED_MODULE_4__/* .nodeIn */ .Gd)(folder, name);
    if (there === undefined)
        return undefined;
    const led = there.type === "symlink" ? (0,_root_tree_js__WEBPACK_IMPORTED_MODULE_4__/* .follow */ .e6)(folder, name) : there;
    if (led?.type === "directory")
        return led;
    const what = there.type === "symlink" ? "a symbolic link to no directory" : "no directory";
    throw inTheWay(laid, `/${(0,_root_tree_js__WEBPACK_IMPORTED_MODULE_4__/* .pathIn */ .lW)(folder, name)}, which is ${what}`, "a directory");
}
/** A symbolic link may take another one's place, whatever that leads to; a file would take the directory's. */
function checkPlace(folder, name, laid) {
    const there = (0,_root_tree_js__WEBPACK_IMPORTED_MODULE_4__/* .nodeIn */ .Gd)(folder, name);
    const isDirectory = (node) => node?.type === "directory";
    if (isDirectory(there))
        throw inTheWay(laid, `the directory /${(0,_root_tree_js__WEBPACK_IMPORTED_MODULE_4__/* .pathIn */ .lW)(folder, name)}`, "a file");
    if (laid.entry.type === "file" && there?.type === "symlink" && isDirectory((0,_root_tree_js__WEBPACK_IMPORTED_MODULE_4__/* .follow */ .e6)(folder, name))) {
        throw inTheWay(laid, `/${(0,_root_tree_js__WEBPACK_IMPORTED_MODULE_4__/* .pathIn */ .lW)(folder, name)}, a symbolic link to a directory`, "a file");
    }
}
const takeAway = {
    proto: "remove what is there by the script `run` of an environment in between",
    overlay: "take away what is there by `remove`",
};
function inTheWay(laid, there, what) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `${named(laid)} needs ${what} in the root, and the base has ${(0,_git_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .textOf */ .b6)(there)}.`, { remedy: `Lay it at another path, or ${takeAway[laid.input]}.` });
}
function leafOf(laid) {
    const { entry } = laid;
    if (entry.type === "symlink")
        return { type: "symlink", target: entry.linkName };
    if (entry.type === "file")
        return { type: "file" };
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `${named(laid)} is a ${entry.type}.`, {
        remedy: "Only files, directories and symbolic links are laid over a root.",
    });
}
/** @throws input-invalid for a name that leads out of the root, or that a layer cannot have */
function namesOf(laid) {
    const names = laid.entry.name.split("/").filter((name) => name !== "" && name !== ".");
    if (names.includes("..")) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `${named(laid)} leads out of the root.`);
    }
    if (names.some(_layer_entry_js__WEBPACK_IMPORTED_MODULE_3__/* .isHidingName */ .zP))
        throw (0,_layer_entry_js__WEBPACK_IMPORTED_MODULE_3__/* .hiddenName */ .ed)(named(laid));
    return names;
}
/** The subject of a message. */
function named({ entry, input }) {
    return `\`${input}\`: ${(0,_git_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .textOf */ .b6)(entry.name.replace(/^(\.?\/)+|\/+$/g, ""))}`;
}


/***/ }),

/***/ 7531:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gd: () => (/* binding */ nodeIn),
/* harmony export */   I5: () => (/* binding */ rootOf),
/* harmony export */   Mp: () => (/* binding */ addFolder),
/* harmony export */   e6: () => (/* binding */ follow),
/* harmony export */   lW: () => (/* binding */ pathIn),
/* harmony export */   oB: () => (/* binding */ nodeAt)
/* harmony export */ });
/** As many symbolic links as Linux follows in one path. Source: path_resolution(7). */
const maxLinks = 40;
function rootOf(base) {
    return { type: "directory", path: "", above: undefined, base, known: new Map() };
}
function pathIn({ path }, name) {
    return path === "" ? name : `${path}/${name}`;
}
/** What has this name in a directory. */
function nodeIn(folder, name) {
    const known = folder.known.get(name);
    if (known !== undefined)
        return known;
    const inode = folder.base?.children.get(name);
    return inode?.type === "directory" ? addFolder(folder, name, inode) : inode;
}
/** Adds a directory: one of the base, or a new one. */
function addFolder(above, name, base) {
    const folder = { type: "directory", path: pathIn(above, name), above, base, known: new Map() };
    above.known.set(name, folder);
    return folder;
}
/** What is at a path without a link in it. */
function nodeAt(root, path) {
    let at = root;
    for (const name of path === "" ? [] : path.split("/"))
        at = at?.type === "directory" ? nodeIn(at, name) : undefined;
    return at;
}
/** What is at a path once symbolic links are followed, as a process in that root would follow them; undefined for nothing. */
function follow(start, path) {
    let at = start;
    const todo = path.split("/").reverse();
    for (let links = 0; todo.length > 0;) {
        const name = todo.pop();
        if (at.type !== "directory")
            return undefined;
        const folder = at;
        if (name === "" || name === ".")
            continue;
        if (name === "..") {
            at = folder.above ?? folder;
            continue;
        }
        const next = nodeIn(folder, name);
        if (next?.type !== "symlink") {
            if (next === undefined)
                return undefined;
            at = next;
            continue;
        }
        if (++links > maxLinks)
            return undefined;
        const target = next.target;
        if (target.startsWith("/"))
            at = topOf(folder);
        todo.push(...target.split("/").reverse());
    }
    return at;
}
function topOf(folder) {
    return folder.above === undefined ? folder : topOf(folder.above);
}


/***/ }),

/***/ 98:
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
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4256);
/* harmony import */ var _log_masks_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7443);
/* harmony import */ var _machine_process_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7516);
/** What a build prints: to the log as it comes, without its secrets, and its end into the error where it fails. */




/** How many last lines of a failed build the error has; both engines print the failing instruction there. */
const linesInError = 30;
/**
 * Runs one program of a build. Its lines go to the log, with `***` in place of each of `secretValues`.
 * @throws build-failed where its exit code is not 0
 */
async function runBuildStep(program, args, options) {
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

/***/ 9114:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ keptXattrs)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/** Which extended attributes of a layer are kept, as by docker and the kernel. */

const accessAcl = "system.posix_acl_access";
const defaultAcl = "system.posix_acl_default";
const none = new Map();
/** What overlayfs, with and without privileges, and fuse-overlayfs obey. */
const overlayPrefixes = ["trusted.overlay.", "user.overlay.", "user.fuseoverlayfs."];
/** Linux: XATTR_NAME_MAX; EROFS: 16 bits for the length of a value. */
const maxNameBytes = 255;
const maxValueBytes = 65_535;
/** EROFS counts an inode's attributes in 16 bits of 4-byte units. */
const maxAllBytes = 4 * 65_000;
/**
 * Those of a layer's attributes that the image keeps: `user.*` (on files and directories: the kernel has it on nothing
 * else), `security.capability`, POSIX ACLs in the kernel's form, and `trusted.*`. Not those that would steer the
 * overlay that is mounted on top. All others (SELinux labels, IMA) belong to the machine that made them.
 * @throws image-invalid for attributes longer than the kernel takes
 */
function keptXattrs(xattrs, type) {
    if (xattrs.size === 0)
        return none;
    const kept = new Map();
    let bytes = 0;
    for (const [name, value] of xattrs) {
        if (!isKept(name, value, type))
            continue;
        bytes += name.length + value.length + 8;
        if (name.length > maxNameBytes || name.includes("\0") || value.length > maxValueBytes || bytes > maxAllBytes) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("image-invalid", `A layer has an extended attribute that is too long: ${name}.`, {
                remedy: "Build the image again without it: Linux file systems do not take it.",
            });
        }
        kept.set(name, value);
    }
    return kept;
}
function isKept(name, value, type) {
    if (overlayPrefixes.some((prefix) => name.startsWith(prefix)))
        return false;
    if (name.startsWith("user."))
        return name.length > "user.".length && (type === "file" || type === "directory");
    if (name === "security.capability")
        return type === "file";
    if (name === accessAcl)
        return type !== "symlink" && isAcl(value);
    if (name === defaultAcl)
        return type === "directory" && isAcl(value);
    return name.startsWith("trusted.") && name.length > "trusted.".length;
}
/** Version 2, then 8 bytes for each entry. Source: Linux include/uapi/linux/posix_acl_xattr.h. */
function isAcl(value) {
    return value.length > 4 && value.length % 8 === 4 && value.startsWith("\x02\0\0\0");
}


/***/ })

};
;