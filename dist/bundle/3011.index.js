"use strict";
exports.id = 3011;
exports.ids = [3011];
exports.modules = {

/***/ 7772:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  bootstrap: () => (/* binding */ bootstrap)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./core/assemble/proto.js
var proto = __webpack_require__(310);
// EXTERNAL MODULE: ./core/download/download.js
var download = __webpack_require__(2750);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(4256);
// EXTERNAL MODULE: ./core/log/amounts.js
var amounts = __webpack_require__(9155);
// EXTERNAL MODULE: ./core/oci/digest.js
var oci_digest = __webpack_require__(4617);
// EXTERNAL MODULE: ./core/oci/layout/new-layout.js + 1 modules
var new_layout = __webpack_require__(5130);
// EXTERNAL MODULE: ./core/oci/manifest.js
var manifest = __webpack_require__(4460);
// EXTERNAL MODULE: ./core/oci/registry/refusal.js + 1 modules
var refusal = __webpack_require__(9540);
// EXTERNAL MODULE: ./core/assemble/root-tree.js
var root_tree = __webpack_require__(7531);
// EXTERNAL MODULE: ./core/oci/image-config.js
var image_config = __webpack_require__(4651);
;// CONCATENATED MODULE: ./core/bootstrap/image-config.js
/** The configuration of an image that was made from nothing, or from another one that an archive wraps. */




/** What the wrapped image says of its commands. All else tells how, or where, that one was made. Source: image-spec, config.md. */
const inherited = [
    ...["User", "ExposedPorts", "Env", "Entrypoint", "Cmd", "Volumes", "WorkingDir", "Labels", "StopSignal", "Shell"],
];
/**
 * All of the configuration but the layers: PATH, and a shell as the command where the root has one. Nothing in it tells where the root
 * was from: that is not in the key.
 * @throws image-invalid, platform-missing where the wrapped image is another platform's
 */
function rootConfig({ platform, epoch, tree, wrapped, steps }) {
    const created = new Date(epoch * 1000).toISOString().replace(".000Z", "Z");
    const kept = wrapped === undefined ? {} : inheritedFrom(wrapped, platform);
    const { env, cmd, entrypoint } = (0,image_config/* parseImageConfig */.FB)(JSON.stringify({ config: kept }));
    const shell = shellOf(tree);
    return {
        created,
        ...platform,
        config: {
            ...kept,
            Env: [...(env.has("PATH") ? [] : [["PATH", image_config/* defaultPath */.jb]]), ...env].map(([name, value]) => `${name}=${value}`),
            ...(cmd.length === 0 && entrypoint.length === 0 && shell !== undefined ? { Cmd: [shell] } : {}),
        },
        history: steps.map((step) => ({ created, created_by: `treestamp bootstrap: ${step}` })),
    };
}
function inheritedFrom(wrapped, platform) {
    const found = (0,image_config/* platformIn */.NO)(wrapped);
    if (found?.os !== platform.os || found.architecture !== platform.architecture) {
        const is = found === undefined ? "an unknown platform" : (0,manifest/* formatPlatform */.Bq)(found);
        throw new errors/* TreestampError */.ks("platform-missing", `The archive's image is for ${is}, not ${(0,manifest/* formatPlatform */.Bq)(platform)}.`, {
            remedy: "Name the archive of each platform: with {arch} or {machine} in its name.",
        });
    }
    const values = (JSON.parse(wrapped.toString("utf8")).config ?? {});
    return Object.fromEntries(inherited.flatMap((name) => (values[name] === undefined || values[name] === null ? [] : [[name, values[name]]])));
}
function shellOf(tree) {
    const root = (0,root_tree/* rootOf */.I5)(tree);
    return ["/bin/bash", "/bin/sh"].find((shell) => (0,root_tree/* follow */.e6)(root, shell.slice(1))?.type === "file");
}

// EXTERNAL MODULE: ./core/archive/tar-entries.js
var tar_entries = __webpack_require__(6460);
// EXTERNAL MODULE: ./core/oci/byte-stream.js
var byte_stream = __webpack_require__(5888);
// EXTERNAL MODULE: ./core/oci/docker-archive/write.js
var write = __webpack_require__(9682);
// EXTERNAL MODULE: ./core/oci/layout/store.js
var layout_store = __webpack_require__(5209);
// EXTERNAL MODULE: ./core/oci/saved-image.js
var saved_image = __webpack_require__(7646);
// EXTERNAL MODULE: ./core/recipe/read-bootstrap.js
var read_bootstrap = __webpack_require__(8327);
// EXTERNAL MODULE: ./core/snapshot/flatten.js
var flatten = __webpack_require__(2818);
// EXTERNAL MODULE: ./core/snapshot/layer-stream.js
var layer_stream = __webpack_require__(2154);
// EXTERNAL MODULE: ./core/snapshot/layer-tree.js
var layer_tree = __webpack_require__(762);
// EXTERNAL MODULE: ./core/assemble/layer-entry.js
var layer_entry = __webpack_require__(1928);
// EXTERNAL MODULE: ./core/git/tree.js
var git_tree = __webpack_require__(2386);
// EXTERNAL MODULE: ./core/recipe/dockerignore.js
var dockerignore = __webpack_require__(1062);
// EXTERNAL MODULE: ./core/snapshot/xattrs.js
var snapshot_xattrs = __webpack_require__(9114);
;// CONCATENATED MODULE: ./core/bootstrap/root-entries.js






/** The tree of a layer takes memory for each. */
const maxEntries = 5_000_000;
const kinds = {
    file: "file",
    link: "hardlink",
    symlink: "link",
    character: "character",
    block: "block",
    directory: "directory",
    fifo: "fifo",
};
/**
 * @param tree gets the entries, and refuses those that no layer can have
 * @throws image-invalid for names that leave the root, and others that cannot be
 */
async function* rootEntries(members, tree, { remove, epoch, hides }, leftOut) {
    const devices = new Set();
    const isRemoved = (path) => path !== "" && (0,dockerignore/* matchWay */.d_)(remove, (0,git_tree/* textOf */.b6)(path)).ignored;
    let count = 0;
    for await (const { entry, content } of members) {
        if (++count > maxEntries)
            throw invalid(`it has more than ${maxEntries} entries`);
        const path = (0,layer_tree/* cleanPath */.ts)(entry.name).join("/");
        if (path !== "" && remove.patterns.length > 0) {
            const { ignored, matches } = (0,dockerignore/* matchWay */.d_)(remove, (0,git_tree/* textOf */.b6)(path));
            for (const [index, matched] of matches.entries())
                if (matched)
                    leftOut.matched[index] = true;
            if (ignored && !(entry.type === "directory" && remove.mayKeepBelow((0,git_tree/* textOf */.b6)(path))))
                continue;
        }
        if (entry.type === "character" || entry.type === "block") {
            devices.add(path);
            leftOut.devices++;
            continue;
        }
        if (!hides && (0,layer_entry/* isHidingName */.zP)(path.slice(path.lastIndexOf("/") + 1)))
            throw (0,layer_entry/* hiddenName */.ed)(`/${(0,git_tree/* textOf */.b6)(path)} of the archive`);
        const target = entry.type === "link" ? (0,layer_tree/* cleanPath */.ts)(entry.linkName).join("/") : entry.linkName;
        if (entry.type === "link") {
            if (devices.has(target))
                continue;
            if (isRemoved(target))
                throw linkToRemoved(path, target);
        }
        const taken = { ...entry, name: path, linkName: target, mtime: (0,layer_entry/* clamped */.j9)(entry.mtime, epoch) };
        (0,layer_tree/* addEntry */.An)(tree, taken);
        yield written(taken, content);
    }
}
function written({ name, type, linkName, size, ...entry }, content) {
    const { mode, uid, gid, mtime, xattrs } = entry;
    return {
        path: name === "" ? "." : name,
        kind: kinds[type],
        ...{ mode, uid, gid, mtime },
        xattrs: (0,snapshot_xattrs/* keptXattrs */.l)(xattrs, type === "link" ? "file" : type),
        ...(type === "link" || type === "symlink" ? { target: linkName } : {}),
        ...(type === "file" ? { size, content } : {}),
    };
}
function linkToRemoved(path, target) {
    return new errors/* TreestampError */.ks("input-invalid", `\`bootstrap.remove\` takes /${(0,git_tree/* textOf */.b6)(target)} away, and /${(0,git_tree/* textOf */.b6)(path)} is another name of that file.`, { remedy: "Let the patterns match both, or none." });
}
function invalid(what) {
    return new errors/* TreestampError */.ks("image-invalid", `The archive is no root: ${what}.`);
}

// EXTERNAL MODULE: ./core/archive/tar-header.js
var tar_header = __webpack_require__(8211);
// EXTERNAL MODULE: ./core/machine/process.js
var process = __webpack_require__(7516);
;// CONCATENATED MODULE: ./core/bootstrap/unpack.js
/** From an archive, however it is compressed, to the tar in it. Its first bytes say what it is; its name may say anything. */





/** More would fill the disk, or take days: a few bytes can say that they are very many. Bytes; 256 GiB. */
const maxPlainBytes = 2 ** 38;
/**
 * The tar; a piece is valid until the next is asked for.
 * @throws image-invalid where there is none in the archive; tool-missing; interrupted; what the archive's own stream throws
 */
async function* unpacked({ name, open }, { environment, signal }) {
    const [start, bytes] = await peeked(open());
    try {
        const format = formatOf(start);
        if (format === "none")
            yield* tarIn(bytes, name, "");
        else if (format === "xz")
            yield* tarIn(throughXz(bytes, name, { environment, signal }), name, "xz");
        else if (format === "gzip" || format === "zstd")
            yield* tarIn((0,layer_stream/* decompressed */.j)(bytes, format, name, signal), name, format);
        else
            throw refused(name, format.is, format.remedy);
    }
    finally {
        await bytes.return();
    }
}
/** Sources: RFC 1952, RFC 8878, the .xz file format 1.2.0, and file(1)'s magic for those that are refused. */
function formatOf(start) {
    const [, format] = formats.find(([magic]) => magic.test(start.toString("latin1"))) ?? [];
    return format ?? "none";
}
const packAgain = (program) => `Pack it again: ${program} FILE | xz -T0 > FILE.tar.xz, and commit the new sum.`;
const nameTheRoot = "Name the archive of a root: a tar, plain or compressed by gzip, xz or zstd.";
const formats = [
    [/^\x1f\x8b/, "gzip"],
    [/^\xfd7zXZ\0/, "xz"],
    [/^(\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18)/, "zstd"],
    [/^BZh[1-9]/, { is: "is compressed by bzip2, which treestamp does not read", remedy: packAgain("bzcat") }],
    [/^LZIP/, { is: "is compressed by lzip, which treestamp does not read", remedy: packAgain("lzip -dc") }],
    [/^\x04\x22\x4d\x18/, { is: "is compressed by lz4, which treestamp does not read", remedy: packAgain("lz4 -dc") }],
    [/^\x5d\0\0/, { is: "is compressed by lzma, which treestamp does not read", remedy: packAgain("xz -dc") }],
    [/^PK\x03\x04/, { is: "is a zip archive", remedy: nameTheRoot }],
    [/^(hsqs|sqsh)/, { is: "is a squashfs image", remedy: "Pack it again: unsquashfs, then tar and xz." }],
    [/^QFI\xfb/, { is: "is the disk of a virtual machine", remedy: nameTheRoot }],
    [
        /^version https:\/\/git-lfs\.github\.com\//,
        {
            is: "is a pointer of Git LFS, not the archive",
            remedy: "Fetch it: `lfs: true` of actions/checkout, or git lfs pull.",
        },
    ],
    [/^\s*<(!doctype|html|\?xml)/i, { is: "is a page, not an archive", remedy: nameTheRoot }],
];
/** Node cannot read xz. */
function throughXz(bytes, name, { environment, signal }) {
    const line = ["xz", "--decompress", "--stdout", "--threads=0", "--memlimit-decompress=2GiB"];
    const env = { PATH: environment.PATH, LC_ALL: "C" };
    const output = (0,process/* outputOf */.j)(line, { input: bytes, env, signal }, ({ exitCode, stderr }) => {
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
        if (!(0,errors/* isTreestampError */.Sh)(error, "tool-missing"))
            throw error;
        throw new errors/* TreestampError */.ks("tool-missing", `${name} is compressed by xz. ${error.message}`, {
            remedy: "Install it: apt-get install xz-utils, dnf install xz, or apk add xz.",
            cause: error,
        });
    }
}
/** Holds a stream to what a tar is, and to a size that can be. */
async function* tarIn(stream, name, compression) {
    const [start, bytes] = await peeked(stream);
    if (!isTar(start)) {
        await bytes.return();
        const is = compression === "" ? "is no tar archive" : `holds no tar archive in its ${compression}`;
        throw refused(name, is, nameTheRoot);
    }
    let size = 0;
    for await (const piece of bytes) {
        size += piece.length;
        if (size > maxPlainBytes)
            throw refused(name, `unpacks to more than ${maxPlainBytes} bytes`, nameTheRoot);
        yield piece;
    }
}
/** An empty archive begins with zeros, and is one. */
function isTar(start) {
    if (start.length < tar_header/* blockBytes */.VE)
        return false;
    if (start.every((byte) => byte === 0))
        return true;
    try {
        (0,tar_header/* parseHeader */.RW)(start);
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
    while (size < tar_header/* blockBytes */.VE && !ended) {
        const next = await pieces.next();
        if (next.done === true)
            ended = true;
        else {
            held.push(Buffer.from(next.value)); // a copy: it is valid until the next is asked for
            size += next.value.length;
        }
    }
    const head = Buffer.concat(held);
    return [head.subarray(0, tar_header/* blockBytes */.VE), (0,byte_stream/* resumed */.uN)([head], pieces)];
}
function refused(name, is, remedy) {
    return new errors/* TreestampError */.ks("image-invalid", `${name} ${is}.`, { remedy });
}

;// CONCATENATED MODULE: ./core/bootstrap/layers.js
/** The layers of a root in a layout, from an archive of files, or from one that wraps an image. */















/**
 * Adds the layers of one platform's root to the layout `request.output`.
 * @param scratch an empty folder of ours
 * @throws image-invalid where the archive is no root; platform-missing where it wraps an image of others; input-invalid, tool-missing
 */
async function addRootLayers(request, archive, platform, scratch) {
    const { output, epoch, signal, log } = request;
    const rules = { remove: (0,read_bootstrap.removeRules)(request.remove), epoch };
    const leftOut = { devices: 0, matched: rules.remove.patterns.map(() => false) };
    const trees = [];
    const layers = [];
    const add = async (members, hides) => {
        const tree = (0,layer_tree/* newLayer */.ep)();
        trees.push(tree);
        const layer = await (0,new_layout/* addLayerOf */.Mr)(output, rootEntries(members, tree, { ...rules, hides }, leftOut), signal);
        if (layer !== undefined)
            layers.push(layer);
    };
    try {
        const files = await withoutImage((0,tar_entries/* tarMembers */.F)(unpacked(archive, request)));
        const config = files === undefined ? await addWrapped(add, request, archive, { platform, scratch }) : undefined;
        if (files !== undefined)
            await add(files, false);
        const tree = (0,flatten/* mergedTree */.L)(trees);
        if (tree.children.size === 0)
            throw new errors/* TreestampError */.ks("image-invalid", "It holds no files.");
        tell(archive, rules.remove.patterns, leftOut, log);
        return { layers, tree, config };
    }
    catch (error) {
        if (!(0,errors/* isTreestampError */.Sh)(error, "image-invalid") || error.message.startsWith(archive.name))
            throw error;
        const why = error.message.replace(/^A layer's /, "Its ").replace(/^A layer /, "It ");
        throw new errors/* TreestampError */.ks("image-invalid", `${archive.name} is not the archive of a root. ${why}`, {
            remedy: "Pack the root again, with numbers for owners: tar -C ROOT --numeric-owner --xattrs -cJf FILE.tar.xz .",
            cause: error,
        });
    }
}
/** Adds the layers of an image that the archive wraps. @returns its configuration, JSON */
async function addWrapped(add, request, archive, { platform, scratch }) {
    const folder = await (0,saved_image.layoutOfArchive)(() => unpacked(archive, request), scratch);
    const image = await (0,write/* imageFor */.zd)(platform, folder, (await (0,layout_store/* soleManifest */.X3)(folder)).descriptor.digest);
    const store = (0,layout_store/* layoutStore */.i4)(folder);
    const config = await (0,oci_digest/* readWhole */.oD)(store, image.config);
    const diffIds = (0,manifest/* diffIdsOf */.Nq)(config, image);
    for (const [at, descriptor] of image.layers.entries()) {
        const source = { descriptor, open: () => store.readBlob(descriptor), diffId: diffIds[at] };
        await add((0,tar_entries/* tarMembers */.F)((0,layer_stream/* plainLayer */.c)(source, request.signal)), true);
    }
    return config;
}
function tell({ name }, patterns, { devices, matched }, log) {
    if (devices > 0)
        log.debug(`${name}: ${devices} devices are left out.`);
    for (const [at, pattern] of patterns.entries()) {
        if (!matched[at] && !pattern.startsWith("!"))
            log.warning(`\`bootstrap.remove\`: the root has no ${pattern}.`);
    }
}
/** Files at the top of an archive that wraps an image: an OCI layout, or what `docker save` writes. */
const ofImage = /^(oci-layout|index\.json|manifest\.json|repositories|blobs\/sha256\/[0-9a-f]{64}|[0-9a-f]{64}(\.json|\/.+))$/;
/** And its folders. */
const folderOfImage = /^(|blobs|blobs\/sha256|[0-9a-f]{64})$/;
/**
 * The same members; undefined, with the stream closed, where they are those of an archive that wraps an image. That is told by its
 * first file, or by a folder that no such archive has.
 */
async function withoutImage(members) {
    const seen = []; // folders, which have no content to be read, and the first that is not one of an image
    for (let next = await members.next(); next.done !== true; next = await members.next()) {
        seen.push(next.value);
        const { name, type } = next.value.entry;
        const path = name.replace(/^(\.?\/)+|\/+$/g, "").replace(/^\.$/, "");
        if (type === "directory" && folderOfImage.test(path))
            continue;
        if (!ofImage.test(path))
            break;
        await members.return(undefined);
        return undefined;
    }
    return (0,byte_stream/* resumed */.uN)(seen, members);
}

// EXTERNAL MODULE: ./core/engine/build-output.js
var build_output = __webpack_require__(98);
// EXTERNAL MODULE: ./core/machine/elevate.js
var machine_elevate = __webpack_require__(4931);
// EXTERNAL MODULE: ./core/machine/packages.js
var machine_packages = __webpack_require__(4280);
// EXTERNAL MODULE: ./core/oci/registry/proxy.js
var proxy = __webpack_require__(4605);
;// CONCATENATED MODULE: ./core/bootstrap/packages.js
/**
 * A root from packages of Debian or Ubuntu, made by mmdebstrap as a tar stream. It gives the same bytes for the same packages: no
 * logs, no caches, no identity, and no time after SOURCE_DATE_EPOCH.
 */







/** Where Debian is, and where it keeps every day's packages. */
const debian = { now: "http://deb.debian.org/debian", dated: "http://snapshot.debian.org/archive/debian" };
/** Debian's names of architectures that docker calls something else. */
const architectures = {
    "386": "i386",
    "arm/v5": "armel",
    "arm/v6": "armel",
    "arm/v7": "armhf",
    arm: "armhf",
    mips64le: "mips64el",
    ppc64le: "ppc64el",
};
/**
 * The root as an archive. Making it needs root, or user numbers of its own.
 * @throws tool-missing, sandbox-failed where neither is to be had, input-invalid; while it is read: build-failed, interrupted
 */
async function packagesArchive({ environment, epoch, signal, log }, platform, root) {
    if (!(0,machine_packages/* isInstalled */.j$)("mmdebstrap", environment.PATH ?? "")) {
        throw new errors/* TreestampError */.ks("tool-missing", "A root from packages is made by mmdebstrap, which is not installed.", {
            remedy: "Install it: apt-get install mmdebstrap. It needs apt, and the keys of the distribution's archive.",
        });
    }
    const rights = await rightsHere(environment);
    const words = [
        "mmdebstrap",
        ...options(root, platform),
        `--mode=${rights === "user namespace" ? "unshare" : "root"}`,
    ];
    const env = { ...passedOn(environment), SOURCE_DATE_EPOCH: String(epoch), LC_ALL: "C.UTF-8" };
    const elevate = rights === "sudo" ? (0,machine_elevate/* elevateWith */.J)(machine_elevate/* elevations */.$F.sudo, env) : [];
    const line = [...elevate, "sh", "-c", untilInputEnds, "sh", ...words, root.suite, "-", source(root)];
    const { show: onLine, last } = (0,build_output/* showLines */.P6)(log, (0,proxy/* proxySecrets */.Wm)(environment));
    const open = () => (0,process/* outputOf */.j)(line, { env, signal, onLine, stopBy: "end of input" }, ({ exitCode }) => {
        if (exitCode === 0)
            return;
        throw new errors/* TreestampError */.ks("build-failed", `mmdebstrap could not make the root of ${root.suite} (exit code ${exitCode}).`, {
            remedy: "Its last lines say why. Where a key is missing: install debian-archive-keyring or ubuntu-keyring.",
            output: last.join("\n"),
        });
    });
    return { name: `The root of ${root.suite}`, open };
}
/**
 * $@ a command line. Ends it, so that it can clean up, when standard input ends: a user cannot signal a program of root's, and may be
 * gone.
 */
const untilInputEnds = `
exec 3<&0 </dev/null
"$@" 3<&- &
command=$!
{ read -r line; kill -s TERM "$command"; } <&3 >/dev/null 2>&1 &
watcher=$!
exec 3<&-
wait "$command"
code=$?
kill "$watcher" 2>/dev/null
exit "$code"
`;
async function rightsHere(environment) {
    if ((0,machine_elevate/* rootRights */.mV)() === "root")
        return "root";
    const own = await (0,machine_elevate/* probeElevation */.uI)("user namespace", environment);
    if (own.ok)
        return "user namespace";
    const sudo = await (0,machine_elevate/* probeElevation */.uI)("sudo", environment, ["true"]);
    if (sudo.ok)
        return "sudo";
    throw new errors/* TreestampError */.ks("sandbox-failed", `A root cannot be made from packages here: ${own.why}; ${sudo.why}.`, {
        remedy: "Run it as root, with a sudo that asks no question, or where users have namespaces (newuidmap, /etc/subuid).",
    });
}
/** What apt and mmdebstrap may see: where programs and scratch space are, and proxies. */
function passedOn(environment) {
    const { PATH, HOME, TMPDIR } = environment;
    return { PATH, HOME, TMPDIR, ...(0,proxy/* proxyVariables */.eq)(environment) };
}
function options({ include, variant }, platform) {
    const { architecture, variant: version } = (0,manifest/* parsePlatform */.FL)(platform);
    const name = architectures[`${architecture}/${version}`] ?? architectures[architecture] ?? architecture;
    return [
        ...[`--variant=${variant}`, `--architectures=${name}`, "--format=tar"],
        ...(include.length === 0 ? [] : [`--include=${include.join(",")}`]),
    ];
}
/** @throws input-invalid for a mirror that is neither an address nor a line of sources.list(5), or a time that is none */
function source({ suite, mirror, snapshot }) {
    if (mirror !== undefined && !/^(https?:\/\/|deb )\S/.test(mirror)) {
        throw packages_invalid("mirror", mirror, "an http or https address", "http://deb.debian.org/debian, or a line: deb ADDRESS SUITE main");
    }
    if (snapshot === undefined)
        return mirror ?? debian.now;
    if (!/^\d{8}T\d{6}Z$/.test(snapshot))
        throw packages_invalid("snapshot", snapshot, "a time", "20260101T000000Z");
    if (mirror?.startsWith("deb ")) {
        throw packages_invalid("mirror", mirror, "the address that a time is added to", "https://snapshot.ubuntu.com/ubuntu");
    }
    // What was valid then is out of date now.
    return `deb [check-valid-until=no] ${(mirror ?? debian.dated).replace(/\/+$/, "")}/${snapshot}/ ${suite} main`;
}
function packages_invalid(field, said, what, example) {
    return new errors/* TreestampError */.ks("input-invalid", `\`bootstrap.packages.${field}\`: ${JSON.stringify(said)} is not ${what}.`, {
        remedy: `Write it like this: ${example}.`,
    });
}

;// CONCATENATED MODULE: ./core/bootstrap/bootstrap.js
/**
 * From archives or packages to the OCI layout of an image, with no engine: the root is the lowest layer, and what is laid over it
 * another one. Nothing reads an archive before its sum has proved right.
 */














/**
 * Fills `request.output` with the OCI layout of an image that is the same bytes on every machine.
 * @throws store-unreachable, store-refused, store-corrupt (another sum), image-invalid (no archive of a root), platform-missing,
 * input-invalid, tool-missing, build-failed, interrupted
 */
async function bootstrap(request) {
    const { roots, output } = request;
    await (0,new_layout/* beginLayout */.I5)(output);
    const images = [];
    for (const [platform, root] of roots) {
        const image = await request.log.group(`Bootstrap ${platform}`, () => addPlatform(request, platform, root));
        images.push({ ...image, platform: (0,manifest/* parsePlatform */.FL)(platform) });
    }
    const [sole, ...others] = images;
    if (sole === undefined)
        throw new Error("no platform");
    const { platform: _, ...plain } = sole;
    await (0,new_layout/* finishLayout */.W2)(output, others.length === 0 ? plain : await (0,new_layout/* addIndex */.yS)(output, images));
}
async function addPlatform(request, platform, root) {
    const { overlay, epoch, output, signal } = request;
    const scratch = (0,external_node_path_.join)(request.scratch, platform.replaceAll("/", "-"));
    await (0,promises_.mkdir)(scratch);
    const archive = await archiveOf(request, platform, root);
    const { layers, tree, config } = await addRootLayers(request, archive, platform, scratch);
    const laid = overlay === undefined
        ? undefined
        : await (0,new_layout/* addLayerOf */.Mr)(output, (0,proto/* laidEntries */.n)(overlay(), { tree, owner: { uid: 0, gid: 0 }, epoch, input: "overlay" }), signal);
    const steps = [...layers.map(() => "root"), ...(laid === undefined ? [] : ["overlay"])];
    const all = laid === undefined ? layers : [...layers, laid];
    return (0,new_layout/* addImage */.hk)(output, rootConfig({ platform: (0,manifest/* parsePlatform */.FL)(platform), epoch, tree, wrapped: config, steps }), all);
}
const archiveWords = { it: "The archive", sums: "`sums`" };
/** What gives the root's bytes, which are known to be right. */
async function archiveOf(request, platform, root) {
    const { cache, log } = request;
    switch (root.kind) {
        case "file":
            return checked(root);
        case "packages":
            return packagesArchive(request, platform, root);
        case "download": {
            const fetch = (file) => (0,download/* download */.R)(root, file, { ...request, words: archiveWords });
            const wait = () => log.info("Another process of this machine is fetching the archive: waiting for it.");
            const file = await cache.provideArchive(root.digest, fetch, wait);
            return { name: (0,refusal/* redacted */.pc)(new URL(root.url)), open: () => (0,external_node_fs_.createReadStream)(file, { highWaterMark: 1 << 20 }) };
        }
    }
}
async function checked({ name, content, digest }) {
    if (digest !== undefined) {
        const found = await (0,oci_digest/* digestOf */.ol)(content());
        if (found.digest !== digest) {
            throw new errors/* TreestampError */.ks("store-corrupt", `${name} has ${(0,amounts/* formatBytes */.z3)(found.size)}: its sha256 is ${(0,oci_digest/* hexOf */.ZD)(found.digest)}, and \`sums\` says ${(0,oci_digest/* hexOf */.ZD)(digest)}.`, { remedy: "Commit the sum together with the archive." });
        }
    }
    return { name, open: content };
}


/***/ }),

/***/ 2750:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ download)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4256);
/* harmony import */ var _log_amounts_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(9155);
/* harmony import */ var _log_progress_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(4139);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4617);
/* harmony import */ var _oci_registry_redirect_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9669);
/* harmony import */ var _oci_registry_refusal_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9540);
/* harmony import */ var _oci_registry_retry_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9075);
/* harmony import */ var _oci_registry_transport_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6137);
/* harmony import */ var _oci_registry_trust_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(2211);
/* harmony import */ var _oci_registry_url_login_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(3432);
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
                await receive(received, { transport, address, headers, log, it: words.it, limit: parts.limit ?? maxBytes });
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
    if (hex !== (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .hexOf */ .ZD)(digest))
        throw otherSum(address, { expected: (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .hexOf */ .ZD)(digest), hex, received, sums: words.sums });
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
async function receive(received, { transport, address, headers, log, it, limit }) {
    const { size, validator } = received;
    const range = size > 0 && validator !== undefined ? { range: `bytes=${size}-`, "if-range": validator } : {};
    const request = { method: "GET", url: address, headers: { ...headers, ...range }, fleeting: true };
    const answer = await (0,_oci_registry_redirect_js__WEBPACK_IMPORTED_MODULE_4__/* .followed */ .X)(transport, request, remedy);
    if (answer.status === 200)
        await startAgain(received, answer);
    else if (!(answer.status === 206 && goesOn(answer, size)))
        throw await refusal(received, answer, it);
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

/***/ 3533:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Rr: () => (/* binding */ parsePath),
/* harmony export */   Wd: () => (/* binding */ fileAt),
/* harmony export */   _f: () => (/* binding */ entryAt),
/* harmony export */   _w: () => (/* binding */ textOfPath)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4256);
/* harmony import */ var _tree_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2386);
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

/***/ 4280:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $7: () => (/* binding */ managers),
/* harmony export */   Pl: () => (/* binding */ lackingPrograms),
/* harmony export */   j$: () => (/* binding */ isInstalled),
/* harmony export */   pK: () => (/* binding */ installation),
/* harmony export */   p_: () => (/* binding */ systemFolders)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/** The programs that treestamp starts, and the command lines by which a system's package manager installs them. */


const managers = ["apt-get", "dnf", "apk"];
/** git reads the recipe, crun starts commands, buildah builds images. */
const needed = ["git", "crun", "buildah"];
/** Mounts snapshots where the kernel has no EROFS. Without it they are extracted. */
const helpful = "erofsfuse";
async function lackingPrograms(isThere, kernelHasErofs) {
    const there = await Promise.all(needed.map(isThere));
    const isHelped = (await kernelHasErofs()) || (await isThere(helpful));
    return { needed: needed.filter((_, at) => !there[at]), helpful: isHelped ? [] : [helpful] };
}
/** Some programs stand where the PATH of an ordinary user does not look. */
const systemFolders = ["/usr/local/sbin", "/usr/sbin", "/sbin"];
/** Looks for a program in the folders of a PATH, and in those that only root has on it. */
function isInstalled(program, path) {
    const folders = [...path.split(":").filter(Boolean), ...systemFolders];
    return folders.some((folder) => canBeStarted((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, program)));
}
function canBeStarted(file) {
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.accessSync)(file, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.X_OK);
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(file).isFile();
    }
    catch {
        return false;
    }
}
/**
 * How a package manager installs programs. Debian's packages bear the names of these programs; dnf and apk are asked for
 * what has the program. Sources: apt.conf(5), DPkg; dpkg(1), --force-confdef; dnf(8), "Specifying Provides"; apk-package(5), `cmd:`.
 */
function installation(manager, programs) {
    switch (manager) {
        case "apt-get": {
            // Another one, such as that of unattended upgrades, may be at work.
            const apt = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=120"];
            // Settings that are there already stay: dpkg would ask, and nobody answers.
            const keep = ["-o", "Dpkg::Options::=--force-confdef", "-o", "Dpkg::Options::=--force-confold"];
            return {
                refresh: [...apt, "update"],
                install: [...apt, ...keep, "install", "-y", "--no-install-recommends", ...programs],
            };
        }
        case "dnf": {
            const files = programs.map((name) => `/usr/bin/${name}`);
            return { install: ["dnf", "install", "-y", "--setopt=install_weak_deps=False", ...files] };
        }
        case "apk":
            return { install: ["apk", "add", "--no-cache", ...programs.map((name) => `cmd:${name}`)] };
    }
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
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4256);
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

/***/ 8129:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NR: () => (/* binding */ notThat),
/* harmony export */   P5: () => (/* binding */ NotInTree),
/* harmony export */   XK: () => (/* binding */ sayingWhere),
/* harmony export */   hK: () => (/* binding */ emptyDirectory)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4256);
/* harmony import */ var _git_path_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3533);
/** Errors about paths of a recipe that are not in the repository, or are something else there. */




/** An input's path leads to nothing in the tree that was read. */
class NotInTree extends _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks {
    path;
    /** What the message says of the path. */
    what;
    constructor(input, path, what = "is not in the repository", remedy = checkCommitted) {
        super("path-missing", `\`${input}\`: ${(0,_git_path_js__WEBPACK_IMPORTED_MODULE_3__/* .textOfPath */ ._w)(path)} ${what}.`, { remedy });
        this.path = path;
        this.what = what;
    }
}
const checkCommitted = "Check the spelling, and that it is committed: git keeps neither empty directories nor ignored files.";
/** The error about a directory without a file. */
function emptyDirectory(input, path) {
    const remedy = checkCommitted;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("path-missing", `\`${input}\`: ${(0,_git_path_js__WEBPACK_IMPORTED_MODULE_3__/* .textOfPath */ ._w)(path)} is an empty directory.`, { remedy });
}
/**
 * What to throw for an error about a tree: of a path that is elsewhere, it says where.
 * @param ref the revision whose tree was read; undefined if it was the working tree's
 * @param head the tree of HEAD, if there is one
 */
async function sayingWhere(error, repository, { ref, head }) {
    const fault = error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks && error.cause instanceof NotInTree ? error.cause : error;
    if (!(fault instanceof NotInTree))
        return error;
    const found = await (ref === undefined
        ? sinceHead(repository, fault.path, head)
        : notIn(ref, repository, fault.path));
    if (found === undefined)
        return error;
    const [what, remedy] = found;
    const message = error.message.replace(`${fault.what}.`, () => `${what}.`);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("path-missing", message, { remedy, cause: error });
}
async function sinceHead(repository, path, head) {
    const text = (0,_git_path_js__WEBPACK_IMPORTED_MODULE_3__/* .textOfPath */ ._w)(path);
    if ((await isOnDisk(repository, path)) && (await isIgnored(repository, text))) {
        const remedy = `Take it out of .gitignore, or commit it all the same: git add --force ${text}.`;
        return ["is not committed: git ignores it", remedy];
    }
    if (head === undefined || (await (0,_git_path_js__WEBPACK_IMPORTED_MODULE_3__/* .entryAt */ ._f)(repository.readTree, head, path)).entry === undefined)
        return undefined;
    const remedy = `Bring it back with git checkout HEAD -- ${text}, or name what has taken its place.`;
    return ["was deleted in the working tree", remedy];
}
async function notIn(ref, repository, path) {
    if (!(await isOnDisk(repository, path)))
        return undefined;
    const remedy = "Commit it, or leave `ref` out: then what is checked out counts.";
    return [`is not in ${ref}, only in the working tree`, remedy];
}
async function isOnDisk({ workTree }, path) {
    if (workTree === undefined)
        return false;
    return (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(workTree, (0,_git_path_js__WEBPACK_IMPORTED_MODULE_3__/* .textOfPath */ ._w)(path))).catch(() => undefined)) !== undefined;
}
/** Of a directory: all that is in it. git-check-ignore(1) takes no literal paths. */
async function isIgnored({ git }, path) {
    const ignored = ["ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "--no-empty-directory"];
    return (await git([...ignored, "--", path])).stdout.length > 0;
}
/** The error about an input whose path ends at, or leads through, the wrong kind of entry. */
function notThat(input, path, entry, wanted) {
    const where = (0,_git_path_js__WEBPACK_IMPORTED_MODULE_3__/* .textOfPath */ ._w)(path);
    if (entry.mode === "160000") {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("input-invalid", `\`${input}\`: ${where} is, or is in, a submodule.`, {
            remedy: "A submodule's files are not in this repository's tree: run treestamp in the submodule (`-C`), or include it as a whole.",
        });
    }
    const is = entry.mode === "120000" ? "a symbolic link" : entry.mode === "40000" ? "a directory" : "a file";
    const remedy = is === "a symbolic link" ? "Name the path that it points to." : `Name ${wanted}.`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("input-invalid", `\`${input}\`: ${where} is, or leads through, ${is}.`, { remedy });
}


/***/ }),

/***/ 1810:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F4: () => (/* binding */ withUpstreams),
/* harmony export */   JE: () => (/* binding */ noFiles),
/* harmony export */   kW: () => (/* binding */ reservedName),
/* harmony export */   zB: () => (/* binding */ pathInRepository)
/* harmony export */ });
/** Everything that decides a build image. Two recipes that differ in anything here have different keys. */
/** The recipe, and all that it is made from; each once. */
function withUpstreams(recipe) {
    return [...new Set([recipe, ...[...recipe.upstreams.values()].flatMap(withUpstreams)])];
}
/** Directory at the context's root that treestamp reserves for what is not a file of the context. */
const reservedName = ".treestamp";
/** What a recipe has of the repository where it takes no files. */
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
    if (method.kind === "dockerfile" && path === `${reservedName}/Dockerfile`)
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


/***/ }),

/***/ 3270:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dp: () => (/* binding */ directoryAt),
/* harmony export */   PV: () => (/* binding */ ownFile),
/* harmony export */   pb: () => (/* binding */ directoryFiles),
/* harmony export */   rk: () => (/* binding */ checkReserved)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/* harmony import */ var _git_path_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3533);
/* harmony import */ var _path_faults_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8129);
/* harmony import */ var _recipe_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1810);
/** Directories of the repository, as recipes name them. */




/** The directory at a path. @param input the one that names it, for messages. @throws path-missing, input-invalid */
async function directoryAt(readTree, root, path, input) {
    const found = await (0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .entryAt */ ._f)(readTree, root, path);
    const entry = found.entry ?? found.obstacle?.entry;
    if (entry === undefined)
        throw new _path_faults_js__WEBPACK_IMPORTED_MODULE_2__/* .NotInTree */ .P5(input, path);
    if (entry.mode !== "40000")
        throw (0,_path_faults_js__WEBPACK_IMPORTED_MODULE_2__/* .notThat */ .NR)(input, path, entry, "a directory");
    return entry;
}
/** The entries of a directory of files for an image. @throws path-missing, input-invalid */
async function directoryFiles({ readTree }, root, path, input) {
    const entries = await readTree((await directoryAt(readTree, root, path, input)).oid);
    if (entries.length === 0)
        throw (0,_path_faults_js__WEBPACK_IMPORTED_MODULE_2__/* .emptyDirectory */ .hK)(input, path);
    checkReserved(entries, `The directory of \`${input}\``);
    return entries;
}
/** A file that decides the image and does not get into it. @throws path-missing */
async function ownFile(reader, root, path, { name, input, remedy }) {
    const file = await (0,_git_path_js__WEBPACK_IMPORTED_MODULE_1__/* .fileAt */ .Wd)(reader, root, path);
    if (file === undefined)
        throw new _path_faults_js__WEBPACK_IMPORTED_MODULE_2__/* .NotInTree */ .P5(input, path, "is no file of the repository", remedy);
    return { name, entry: { ...file.entry, name }, origin: path };
}
/** @throws input-invalid where a file has the name that the key needs */
function checkReserved(entries, what) {
    if (!entries.some(({ name }) => name === _recipe_js__WEBPACK_IMPORTED_MODULE_3__/* .reservedName */ .kW))
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `${what} has an entry ${_recipe_js__WEBPACK_IMPORTED_MODULE_3__/* .reservedName */ .kW} at its root.`, {
        remedy: "treestamp reserves this name: rename the file or directory.",
    });
}


/***/ }),

/***/ 3799:
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

/***/ 762:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   An: () => (/* binding */ addEntry),
/* harmony export */   Fv: () => (/* binding */ sharedName),
/* harmony export */   LF: () => (/* binding */ sharedAttributes),
/* harmony export */   Wp: () => (/* binding */ setAttributes),
/* harmony export */   ep: () => (/* binding */ newLayer),
/* harmony export */   jD: () => (/* binding */ hide),
/* harmony export */   kF: () => (/* binding */ newDirectory),
/* harmony export */   ts: () => (/* binding */ cleanPath)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/* harmony import */ var _xattrs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9114);


function newLayer(root = newDirectory()) {
    return { root, links: [] };
}
function newDirectory(attributes) {
    const children = new Map();
    return { type: "directory", attributes, children, links: 0, nid: 0, opaque: false, whiteouts: undefined };
}
/** Hides a name of lower layers. */
function hide(directory, name) {
    directory.whiteouts ??= new Set();
    directory.whiteouts.add(name);
}
const whiteoutPrefix = ".wh.";
const opaqueName = ".wh..wh..opq";
const maxNameBytes = 255;
/** PATH_MAX of Linux, with its final NUL. */
const maxTargetBytes = 4095;
const maxLinksFollowed = 255;
/** As deep as a path of Linux's PATH_MAX can go. */
const maxDepth = 2048;
/** Kernel device numbers: 12 bits major, 20 bits minor. */
const maxMajor = 0xfff;
const maxMinor = 0xfffff;
const maxId = 0xffffffff;
/** What Linux shows of any. */
const symlinkMode = 0o777;
/** How many different values are kept at hand, so that others can share them. */
const maxRemembered = 4000;
/** Adds an entry to its layer's tree. Returns the file if it is one, whose content comes next. */
function addEntry(layer, entry) {
    const { root } = layer;
    const path = cleanPath(entry.name);
    if (path.length === 0) {
        if (entry.type !== "directory")
            throw invalid(entry.name, "it is the root, but not a directory");
        root.attributes = attributesOf(entry);
        return undefined;
    }
    const name = sharedName(path.pop());
    const parent = followDirectories(root, path, entry.name, true);
    if (name.startsWith(whiteoutPrefix)) {
        addWhiteout(parent.directory, name, entry);
        return undefined;
    }
    const old = parent.directory.children.get(name);
    if (entry.type === "directory") {
        if (old?.type === "directory")
            old.attributes = attributesOf(entry);
        else
            parent.directory.children.set(name, newDirectory(attributesOf(entry)));
        return undefined;
    }
    if (entry.type === "link") {
        parent.directory.children.set(name, linkedNode(layer, entry));
        return undefined;
    }
    if (entry.type === "character" && entry.major === 0 && entry.minor === 0) {
        parent.directory.children.delete(name);
        hide(parent.directory, name);
        return undefined;
    }
    const inode = leafInode(entry);
    parent.directory.children.set(name, inode);
    return inode.type === "file" ? { inode, path: [...parent.path, name] } : undefined;
}
function addWhiteout(directory, name, entry) {
    if (name === opaqueName) {
        directory.opaque = true;
        return;
    }
    // AUFS kept its own bookkeeping under such names: docker leaves it out, too.
    if (name.startsWith(`${whiteoutPrefix}${whiteoutPrefix}`))
        return;
    const hidden = name.slice(whiteoutPrefix.length);
    if (hidden === "" || hidden === "." || hidden === "..")
        throw invalid(entry.name, "it hides a name that cannot exist");
    hide(directory, hidden);
}
/** The target of a hard link: the inode itself if this layer has it. */
function linkedNode({ root, links }, entry) {
    const target = cleanPath(entry.linkName);
    const name = target.pop();
    if (name === undefined)
        throw invalid(entry.name, "it is a hard link to the root");
    const attributes = attributesOf(entry);
    const parent = followDirectories(root, target, entry.linkName, false);
    const node = parent?.directory.children.get(name);
    if (node?.type === "directory")
        throw invalid(entry.name, "it is a hard link to a directory");
    if (node === undefined || node.type === "link") {
        const link = { type: "link", target: node?.target ?? [...(parent?.path ?? target), name], attributes };
        links.push(link);
        return link;
    }
    setAttributes(node, attributes);
    return node;
}
/** A hard link's entry describes the inode again: the later description wins; its attributes are added. */
function setAttributes(inode, described) {
    const mode = inode.type === "symlink" ? symlinkMode : described.mode;
    const xattrs = new Map([...inode.attributes.xattrs, ...(0,_xattrs_js__WEBPACK_IMPORTED_MODULE_1__/* .keptXattrs */ .l)(described.xattrs, inode.type)]);
    inode.attributes = sharedAttributes({ ...described, mode, xattrs });
}
/**
 * Goes down a path within the layer, through its symbolic links. What is not there is made, or ends the walk with
 * nothing.
 */
function followDirectories(root, path, name, make) {
    const way = [root];
    const real = [];
    const todo = path.toReversed();
    let followed = 0;
    while (todo.length > 0) {
        const part = todo.pop();
        if (part === "..") {
            if (real.pop() !== undefined)
                way.pop();
            continue;
        }
        const directory = way.at(-1);
        let next = directory.children.get(part);
        if (next === undefined) {
            if (!make)
                return undefined;
            next = newDirectory();
            directory.children.set(part, next);
        }
        if (next.type === "directory") {
            way.push(next);
            real.push(part);
            if (real.length > maxDepth)
                throw invalid(name, "it is too deep");
        }
        else if (next.type === "symlink") {
            if (++followed > maxLinksFollowed)
                throw invalid(name, "its symbolic links form a circle");
            const target = next.target.split("/").filter((piece) => piece !== "" && piece !== ".");
            for (const piece of target)
                checkName(piece, name);
            if (next.target.startsWith("/")) {
                way.length = 1;
                real.length = 0;
            }
            todo.push(...target.reverse());
        }
        else if (make) {
            throw invalid(name, `${[...real, part].join("/")} is no directory`);
        }
        else {
            return undefined;
        }
    }
    return { directory: way.at(-1), path: real };
}
function leafInode(entry) {
    const attributes = attributesOf(entry);
    switch (entry.type) {
        case "file":
            return { type: "file", attributes, links: 0, nid: 0, size: entry.size, block: undefined };
        case "symlink": {
            const target = entry.linkName;
            if (target === "" || target.length > maxTargetBytes || target.includes("\0")) {
                throw invalid(entry.name, `its target has an impossible length of ${target.length} bytes`);
            }
            return { type: "symlink", attributes, links: 0, nid: 0, target };
        }
        case "character":
        case "block": {
            const { type, major, minor } = entry;
            if (major < 0 || major > maxMajor || minor < 0 || minor > maxMinor) {
                throw invalid(entry.name, `a device ${major}:${minor} cannot be`);
            }
            return { type, attributes, links: 0, nid: 0, major, minor };
        }
        default:
            return { type: "fifo", attributes, links: 0, nid: 0 };
    }
}
function attributesOf({ name, type, mode, uid, gid, mtime, xattrs }) {
    if (uid < 0 || gid < 0 || uid > maxId || gid > maxId)
        throw invalid(name, `its owner ${uid}:${gid} is out of range`);
    const kept = (0,_xattrs_js__WEBPACK_IMPORTED_MODULE_1__/* .keptXattrs */ .l)(xattrs, type === "link" ? "file" : type);
    return sharedAttributes({ mode: type === "symlink" ? symlinkMode : mode, uid, gid, mtime, xattrs: kept });
}
/**
 * What came lately, so that equal values are one object: files that belong together have mostly the same attributes, and
 * some names are in every other directory.
 */
const lately = { attributes: new Map(), names: new Map() };
function remember(values, key, value) {
    if (values.size === maxRemembered)
        values.clear();
    values.set(key, value);
    return value;
}
/** The attributes themselves, or equal ones that came lately. */
function sharedAttributes(attributes) {
    const { mode, uid, gid, mtime, xattrs } = attributes;
    if (xattrs.size > 0)
        return attributes;
    const key = `${mode} ${uid} ${gid} ${mtime.seconds} ${mtime.nanoseconds}`;
    return lately.attributes.get(key) ?? remember(lately.attributes, key, attributes);
}
/** The name in memory of its own, which other directories may share. */
function sharedName(name) {
    const known = lately.names.get(name);
    if (known !== undefined)
        return known;
    // As a part of a longer string it would keep that in memory.
    const own = Buffer.from(name, "latin1").toString("latin1");
    return remember(lately.names, own, own);
}
/** The components of a name, without ".", ".." and empty ones. @throws image-invalid where it leaves the root */
function cleanPath(name) {
    const path = [];
    for (const part of name.split("/")) {
        if (part === "" || part === ".")
            continue;
        checkName(part, name);
        if (part !== "..")
            path.push(part);
        else if (path.pop() === undefined)
            throw invalid(name, "it leaves the image's root");
    }
    return path;
}
function checkName(part, name) {
    if (part.length > maxNameBytes)
        throw invalid(name, `a part of its name has ${part.length} bytes, more than 255`);
    if (part.includes("\0"))
        throw invalid(name, "its name has a NUL byte");
}
function invalid(name, what) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("image-invalid", `A layer's entry ${JSON.stringify(name.slice(0, 300))} cannot be: ${what}.`, {
        remedy: "Docker would refuse it or change it: build the image again without it.",
    });
}


/***/ })

};
;