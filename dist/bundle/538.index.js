"use strict";
exports.id = 538;
exports.ids = [538];
exports.modules = {

/***/ 538:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  assemble: () => (/* binding */ assemble)
});

// EXTERNAL MODULE: ./core/archive/tar-writer.js
var tar_writer = __webpack_require__(4113);
// EXTERNAL MODULE: ./core/oci/byte-stream.js
var byte_stream = __webpack_require__(5888);
// EXTERNAL MODULE: ./core/oci/layout/new-layout.js + 1 modules
var new_layout = __webpack_require__(5130);
// EXTERNAL MODULE: ./core/oci/manifest.js
var manifest = __webpack_require__(4460);
// EXTERNAL MODULE: ./core/assemble/root-tree.js
var root_tree = __webpack_require__(7531);
;// CONCATENATED MODULE: ./core/assemble/clean.js

/**
 * By path from the root. A pattern ends in `/` where it means all that is below, in `/.` for what is below and no directory;
 * `*` is for any part of a name.
 */
const patterns = {
    packages: [
        ...["var/lib/apt/lists/", "var/cache/apt/", "var/lib/dpkg/*-old", "var/cache/debconf/*-old"],
        ...["var/cache/apk/", "var/cache/dnf/", "var/cache/libdnf5/", "var/cache/yum/"],
        // Who installed what and when, beside the packages' own database.
        ...["var/lib/dnf/history.sqlite*", "usr/lib/sysimage/libdnf5/transaction_history.sqlite*"],
        // What is looked up in files that are there, with their times.
        ...["var/cache/ldconfig/aux-cache", "var/cache/man/", "var/cache/fontconfig/"],
        // The file before its last change.
        ...["passwd", "group", "shadow", "gshadow", "subuid", "subgid"].map((name) => `etc/${name}-`),
    ],
    // Programs do not start without the directory for their logs.
    logs: ["var/log/."],
    identity: [
        ...["etc/machine-id", "var/lib/dbus/machine-id", "etc/ssh/ssh_host_*key", "etc/ssh/ssh_host_*key.pub"],
        ...["var/lib/systemd/random-seed", "var/lib/systemd/credential.secret"],
        ...["etc/ssl/private/ssl-cert-snakeoil.key", "etc/ssl/certs/ssl-cert-snakeoil.pem"],
    ],
};
/** The paths of those changes that get into the image, each directory before what is in it. */
function cleanedPaths(changed, clean, root) {
    const rules = clean.flatMap((what) => patterns[what]).map(ruleOf);
    const isLeftOut = ({ path, kind }) => {
        if (kind === "character")
            return false; // it hides what the base has
        const rule = rules.find(({ matches }) => matches.test(path));
        if (rule === undefined)
            return false;
        return kind !== "directory" || (rule.withDirectories && (0,root_tree/* nodeAt */.oB)(root, path) === undefined);
    };
    return changed
        .filter((change) => !isLeftOut(change))
        .map(({ path }) => path)
        .sort();
}
function ruleOf(pattern) {
    const escaped = pattern
        .replace(/\/\.?$/, "/")
        .replace(/[.+]/g, "\\$&")
        .replaceAll("*", "[^/]*");
    return {
        matches: new RegExp(`^${escaped}${pattern.endsWith("/") || pattern.endsWith("/.") ? "" : "$"}`),
        withDirectories: pattern.endsWith("/"),
    };
}

// EXTERNAL MODULE: ./core/oci/image-config.js
var image_config = __webpack_require__(4651);
;// CONCATENATED MODULE: ./core/assemble/image-config.js

/** What an image inherits from its base. All else tells how the base was built. Source: image-spec, config.md. */
const inherited = ["architecture", "os", "os.version", "os.features", "variant", "author"];
/**
 * Variables and labels are added to the base's, or replace them; anything else replaces what the base has. An entrypoint takes the
 * base's `cmd` away, since that was its argument. What the base wants to happen in images made of it (ONBUILD) does not.
 * @param base its configuration, JSON
 * @returns all but the layers
 * @throws image-invalid
 */
function derivedConfig(base, settings, step) {
    const { env } = (0,image_config/* parseImageConfig */.FB)(base);
    const whole = JSON.parse(base);
    const { OnBuild: _, ...config } = (whole.config ?? {});
    const created = new Date(step.epoch * 1000).toISOString().replace(".000Z", "Z");
    const kept = inherited.flatMap((name) => (whole[name] === undefined ? [] : [[name, whole[name]]]));
    return {
        created,
        ...Object.fromEntries(kept),
        config: { ...config, ...settingsOf(config, env, settings) },
        ...historyOf(whole, { created, created_by: step.createdBy, ...(step.hasLayer ? {} : { empty_layer: true }) }),
    };
}
/** True where an image made on this base would have instructions to follow that only an engine can. */
function hasTriggers(base) {
    const { config } = JSON.parse(base);
    return Array.isArray(config?.OnBuild) && config.OnBuild.length > 0;
}
function settingsOf(config, env, settings) {
    const { workdir, user, entrypoint, cmd } = settings;
    const variables = new Map([...env, ...sorted(settings.env)]);
    const labels = new Map([...Object.entries((config.Labels ?? {})), ...sorted(settings.labels)]);
    const command = cmd ?? (entrypoint === undefined ? undefined : []);
    return {
        ...(variables.size === 0 ? {} : { Env: [...variables].map(([name, value]) => `${name}=${value}`) }),
        ...(labels.size === 0 ? {} : { Labels: Object.fromEntries(labels) }),
        ...(workdir === undefined ? {} : { WorkingDir: workdir }),
        ...(user === undefined ? {} : { User: user }),
        ...(entrypoint === undefined ? {} : { Entrypoint: orNull(entrypoint) }),
        ...(command === undefined ? {} : { Cmd: orNull(command) }),
    };
}
/** The key does not know in which order they were written. */
function sorted(map) {
    return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}
/** As docker writes a list without words. */
function orNull(words) {
    return words.length === 0 ? null : words;
}
/** The base's history and one step more, unless the base tells none, or one that does not fit its layers. */
function historyOf(base, step) {
    const { diff_ids: layers } = (base.rootfs ?? {});
    const history = base.history;
    if (!Array.isArray(history))
        return {};
    const told = history.filter(({ empty_layer: isEmpty }) => isEmpty !== true);
    return told.length === layers?.length ? { history: [...history, step] } : {};
}

// EXTERNAL MODULE: ./core/archive/tar-entries.js
var tar_entries = __webpack_require__(6460);
// EXTERNAL MODULE: ./core/git/tree.js
var tree = __webpack_require__(2386);
// EXTERNAL MODULE: ./core/snapshot/xattrs.js
var snapshot_xattrs = __webpack_require__(9114);
// EXTERNAL MODULE: ./core/assemble/layer-entry.js
var layer_entry = __webpack_require__(1928);
;// CONCATENATED MODULE: ./core/assemble/layer.js
/**
 * From what commands have left in an overlay's upper folder to a layer: the overlay's marks become OCI's, times are clamped,
 * and what was only touched is left out. Source: Linux, Documentation/filesystems/overlayfs.rst; image-spec, layer.md.
 */





/**
 * The entries of the layer. A directory of the base stands there with the base's attributes if something in it has changed,
 * and not at all if nothing has.
 * @param archive the changes, each directory before what is in it
 * @throws input-invalid for a name that a layer cannot hold
 */
async function* layerEntries(archive, changed) {
    /** Directories that get an entry only if something below them does. */
    const waiting = new Map();
    function* waitingAbove(path) {
        for (let end = path.indexOf("/"); end >= 0; end = path.indexOf("/", end + 1)) {
            const above = path.slice(0, end);
            const entry = waiting.get(above);
            if (entry === undefined)
                continue;
            waiting.delete(above);
            yield entry;
        }
    }
    for await (const member of (0,tar_entries/* tarMembers */.F)(archive)) {
        const { entry } = member;
        const path = entry.name === "./" ? "" : entry.name.replace(/\/+$/, "");
        const name = path.slice(path.lastIndexOf("/") + 1);
        if ((0,layer_entry/* isHidingName */.zP)(name))
            throw (0,layer_entry/* hiddenName */.ed)(`/${(0,tree/* textOf */.b6)(path)}`);
        if (entry.type === "directory") {
            const directory = directoryOf(entry, path, changed);
            if (directory.waits)
                waiting.set(path, directory.entry);
            else {
                yield* waitingAbove(path);
                yield directory.entry;
                if (directory.hides)
                    yield markOf(`${path}/${layer_entry/* opaqueName */.zn}`);
            }
            continue;
        }
        const made = entryOf(member, path, changed);
        if (made === undefined)
            continue;
        yield* waitingAbove(path);
        yield made;
    }
}
function directoryOf(entry, path, { root, ours, marks, epoch }) {
    const there = (0,root_tree/* nodeAt */.oB)(root, path);
    const below = there?.type === "directory" ? there.base : undefined;
    const hides = below !== undefined && isOpaque(entry, marks);
    const attributes = attributesOf(entry, epoch);
    // Its time is that of the last change in it, which the layer tells by itself.
    const isBelow = below !== undefined && !hides && isSame(attributes, below.attributes, path === "");
    const waits = isBelow || (below === undefined && ours.has(path));
    const named = path === "" ? "." : path;
    return { entry: (0,layer_entry/* directoryEntry */.qM)(named, isBelow ? below.attributes : attributes), waits, hides };
}
/** @throws Error for a file whose content is elsewhere, which no overlay that is mounted for builds makes */
function isOpaque({ xattrs, name }, marks) {
    if (xattrs.has(`${marks}redirect`))
        throw new Error(`${name} was moved by the overlay`);
    return xattrs.get(`${marks}opaque`) === "y";
}
/** @param isRoot the root's own extended attributes are not known to the overlay */
function isSame(one, other, isRoot) {
    const xattrs = ({ xattrs: all }) => JSON.stringify([...all].sort());
    return (one.mode === other.mode &&
        one.uid === other.uid &&
        one.gid === other.gid &&
        (isRoot || xattrs(one) === xattrs(other)));
}
/** Anything but a directory; undefined for what is not in the layer. */
function entryOf({ entry, content }, path, changed) {
    const { type, linkName, major, minor, size } = entry;
    if (type === "character" && major === 0 && minor === 0) {
        const start = path.lastIndexOf("/") + 1;
        const isThere = (0,root_tree/* nodeAt */.oB)(changed.root, path) !== undefined;
        return isThere ? markOf(`${path.slice(0, start)}${(0,layer_entry/* hiding */.Q0)(path.slice(start))}`) : undefined;
    }
    if (entry.xattrs.has(`${changed.marks}metacopy`)) {
        throw new Error(`The overlay has not copied the content of ${path}.`);
    }
    if (type === "file" && size === 0 && changed.ours.has(path))
        return undefined;
    const { mode, uid, gid, mtime, xattrs } = attributesOf(entry, changed.epoch);
    const common = { path, mode, uid, gid, mtime, xattrs };
    switch (type) {
        case "link":
            return { ...common, kind: "hardlink", target: linkName };
        case "symlink":
            return { ...common, kind: "link", target: linkName };
        case "character":
        case "block":
            return { ...common, kind: type, major, minor };
        case "fifo":
            return { ...common, kind: type };
        default:
            return { ...common, kind: "file", size, content };
    }
}
/** By name, whatever order the file system has them in. */
function attributesOf({ type, mode, uid, gid, mtime, xattrs }, epoch) {
    const kept = [...(0,snapshot_xattrs/* keptXattrs */.l)(xattrs, type === "link" ? "file" : type)].sort(([a], [b]) => (a < b ? -1 : 1));
    return { mode, uid, gid, mtime: (0,layer_entry/* clamped */.j9)(mtime, epoch), xattrs: new Map(kept) };
}
/** An empty file that says something by its name. */
function markOf(path) {
    return { path, kind: "file", mode: 0o644, size: 0 };
}

// EXTERNAL MODULE: ./core/assemble/proto.js
var assemble_proto = __webpack_require__(310);
// EXTERNAL MODULE: ./core/engine/build-output.js
var build_output = __webpack_require__(98);
// EXTERNAL MODULE: ./core/errors.js
var core_errors = __webpack_require__(4256);
// EXTERNAL MODULE: ./core/log/amounts.js
var amounts = __webpack_require__(9155);
// EXTERNAL MODULE: ./core/oci/registry/proxy.js
var proxy = __webpack_require__(4605);
;// CONCATENATED MODULE: ./core/assemble/packages.js
/** Installing packages by the base's own package manager: it knows how, and its database is right afterwards. */


const apt = [
    "--quiet=2",
    ...options("Dpkg::Use-Pty=0", "Acquire::Retries=3", "APT::Install-Recommends=0", "APT::Install-Suggests=0"),
];
const dpkg = options("Dpkg::Options::=--force-confold", "Dpkg::Options::=--force-unsafe-io");
/**
 * None asks anything, and none installs what packages only recommend. A configuration file that is there before its package is
 * the proto's: it stays. Sources: apt-get(8), apt.conf(5), dpkg(1); apk(8); dnf(8), dnf.conf(5); microdnf(8).
 */
const managers = [
    {
        places: ["usr/bin/apt-get"],
        env: { DEBIAN_FRONTEND: "noninteractive", DEBCONF_NONINTERACTIVE_SEEN: "true" },
        commands: (packages) => [
            // Without this option, an index that cannot be fetched is a warning.
            [...apt, "--option", "APT::Update::Error-Mode=any", "update"],
            [...apt, ...dpkg, "--yes", "install", "--", ...packages],
        ],
        lockManager: "apt",
        // --no-download is not for files (apt 2.6); without lists, there is nothing to be downloaded.
        fromFiles: (files, packages) => [
            ...[...apt, ...dpkg, ...options("Dir::State::Lists=/nonexistent/", "APT::Sandbox::User=root")],
            ...["--yes", "install", "--", ...files, ...packages],
        ],
    },
    {
        places: ["sbin/apk", "usr/sbin/apk", "usr/bin/apk"],
        env: {},
        commands: (packages) => [["--no-cache", "--no-progress", "add", "--", ...packages]],
        lockManager: "apk",
        // Each file has the signature of its repository, whose key the base has.
        fromFiles: (files, packages) => [
            ...["--no-cache", "--no-progress", "--no-network", "--repositories-file", "/dev/null", "add", "--"],
            ...[...files, ...packages],
        ],
    },
    {
        places: ["usr/bin/dnf"],
        env: {},
        commands: (packages) => [[...dnf, "--setopt=install_weak_deps=False", ...packages]],
        lockManager: "dnf",
        fromFiles: (files, packages) => [
            ...[...dnf, "--setopt=install_weak_deps=False", "--disablerepo=*", ...files, ...packages],
        ],
    },
    {
        places: ["usr/bin/microdnf"],
        env: {},
        commands: (packages) => [[...dnf, "--setopt=install_weak_deps=0", ...packages]],
    },
];
function options(...all) {
    return all.flatMap((option) => ["--option", option]);
}
const dnf = ["install", "--assumeyes", "--setopt=keepcache=0"];
/** What makes programs write the same in each installation. Sources: reproducible-builds.org; Python, Perl: their seeds. */
function reproducible(epoch) {
    return { SOURCE_DATE_EPOCH: `${epoch}`, PYTHONHASHSEED: "0", PERL_HASH_SEED: "0" };
}
/** Where the files of a lock's packages are while they are installed. */
const lockedFolder = "/run/treestamp-packages";
/**
 * How packages are installed in a root.
 * @param locked their files, where a lock fixes them
 * @throws input-invalid where it has no package manager that we know, or the lock is another one's
 */
function installationOf(root, packages, locked) {
    for (const manager of managers) {
        const place = manager.places.find((path) => (0,root_tree/* follow */.e6)(root, path)?.type === "file");
        if (place === undefined)
            continue;
        const commands = locked === undefined ? manager.commands(packages) : [fromLock(manager, packages, locked)];
        return { env: manager.env, commands: commands.map((words) => [`/${place}`, ...words]) };
    }
    const known = managers.map(({ places }) => places[0].replace(/.*\//, ""));
    throw new core_errors/* TreestampError */.ks("input-invalid", `\`packages\`: the base has no package manager: none of ${known.join(", ")} is in it.`, { remedy: "Assemble on a base that has one, or bring what is needed by `proto`." });
}
function fromLock({ places, lockManager, fromFiles }, packages, locked) {
    const words = locked.names.map((name) => `${lockedFolder}/${name}`);
    if (lockManager === locked.manager && fromFiles !== undefined)
        return fromFiles(words, packages);
    throw new core_errors/* TreestampError */.ks("input-invalid", `\`lock\`: it has packages of ${locked.manager}, and the base has ${places[0].replace(/.*\//, "")}.`, { remedy: "Lock them for this base: treestamp lock." });
}

;// CONCATENATED MODULE: ./core/assemble/steps.js
/** What runs on the root: the package manager, then the script. */






/** Where the script is while it runs. */
const scriptPath = "/run/treestamp-script";
const moreSpace = "Free some space, or set `cache-folder` to a folder on another disk.";
/** What is to be run, in this order. @throws input-invalid where packages are wanted and no package manager is there */
function stepsOf({ packages, locked, run }, root) {
    const steps = [];
    if (packages.length > 0) {
        const { commands, env } = installationOf(root, packages, locked);
        const folders = locked === undefined ? [] : [{ source: locked.folder, target: lockedFolder }];
        const title = `Install ${(0,amounts/* counted */.hS)(packages.length, "package")}`;
        const failed = "The packages could not be installed.";
        const remedy = locked === undefined
            ? "Check the names in `packages`, and that the base's package sources can be reached and have them."
            : "The lock was made for another base, or for other packages: treestamp lock.";
        steps.push({ title, failed, remedy, commands, env, files: [], folders });
    }
    if (run !== undefined) {
        const isProgram = run.subarray(0, 2).toString("latin1") === "#!";
        steps.push({
            title: "Run the script",
            failed: "The script `run` failed.",
            remedy: "Mend the script, or what it needs; all that it printed is in the log above.",
            commands: [isProgram ? [scriptPath] : ["/bin/sh", "-e", scriptPath]],
            env: {},
            files: [{ path: scriptPath, content: run, mode: 0o555 }],
            folders: [],
        });
    }
    return steps;
}
/** Runs the steps. @throws build-failed, with the end of what the failing one printed; interrupted */
async function runSteps(root, steps, request) {
    const { secrets, environment, log, signal, epoch, base, config } = request;
    const { contents, masks } = await (0,build_output/* readSecrets */.ql)(secrets, environment, log);
    const hidden = [...masks, ...(0,proxy/* proxySecrets */.Wm)(environment)];
    const secretFiles = secrets.map(({ id }, at) => ({
        path: `/run/secrets/${id}`,
        content: contents[at],
        mode: 0o400,
    }));
    const usual = {
        ...Object.fromEntries([...(0,image_config/* parseImageConfig */.FB)(base.config).env, ...config.env]),
        ...(0,proxy/* proxyVariables */.eq)(environment),
        ...reproducible(epoch),
    };
    for (const { title, commands, env, files, folders, failed, remedy } of steps) {
        const { show, last } = (0,build_output/* showLines */.P6)(log, hidden);
        const common = {
            workingDirectory: "/",
            env: variables({ ...usual, ...env }),
            files: [...files, ...secretFiles],
            folders,
            onLine: show,
            signal,
        };
        const exitCode = await log.group(title, async () => {
            for (const argv of commands) {
                const { exitCode } = await root.run({ ...common, argv });
                if (exitCode !== 0)
                    return exitCode;
            }
            return 0;
        });
        if (exitCode === 0)
            continue;
        const errors = last.filter((line) => /^(E|ERROR|Error|error): /.test(line));
        const said = errors.length === 0 ? `It ended with exit code ${exitCode}.` : errors.slice(0, 3).join("; ");
        const output = last.join("\n");
        const isFull = /no space left on device/i.test(output);
        throw new core_errors/* TreestampError */.ks("build-failed", `${failed} ${said}`, { remedy: isFull ? moreSpace : remedy, output });
    }
}
function variables(all) {
    return new Map(Object.entries(all).flatMap(([name, value]) => (value === undefined || name === "HOME" ? [] : [[name, value]])));
}

;// CONCATENATED MODULE: ./core/assemble/assemble.js
/**
 * Makes an image on another one's root, with no engine: files are laid over it, packages installed, a script run; what has
 * changed is its only new layer. The base's layers are named and never read. Where there are only files, nothing is mounted and
 * no program runs.
 */











/**
 * Leaves an OCI image layout in `request.output`.
 * @throws input-invalid where the files do not fit the root; build-failed where a package manager or the script fails, with the end
 * of what it printed
 */
async function assemble(request) {
    const { base, config, output, log } = request;
    if (hasTriggers(base.config)) {
        log.warning("The base has ONBUILD instructions, which only builds from a Dockerfile follow: they are left out.");
    }
    await (0,new_layout/* beginLayout */.I5)(output);
    const layer = await makeLayer(request);
    const image = { base, config, layer, step: { createdBy: describe(request), epoch: request.epoch } };
    await (0,new_layout/* finishLayout */.W2)(output, await addDerivedImage(output, image));
}
/** The layer of what is new, in the layout; undefined where nothing is. */
async function makeLayer(request) {
    const { base, proto, owner, epoch, clean, output, signal } = request;
    const root = (0,root_tree/* rootOf */.I5)(base.tree);
    const steps = stepsOf(request, root);
    const laid = proto === undefined ? nothing() : (0,assemble_proto/* laidEntries */.n)(proto(), { tree: base.tree, owner, epoch, input: "proto" });
    if (steps.length === 0)
        return (0,new_layout/* addLayerOf */.Mr)(output, laid, signal);
    const writable = await request.openRoot(request.network === "none" ? "none" : "host");
    try {
        await writable.lay((0,tar_writer/* writeTar */.F)((0,byte_stream/* untilAborted */.Eu)(withRoot(base.tree, laid), signal)));
        await runSteps(writable, steps, request);
        const { changed, ours } = await writable.changes();
        const take = (archive) => (0,new_layout/* addLayerOf */.Mr)(output, layerEntries(archive, { root, ours, marks: writable.marks, epoch }), signal);
        return await writable.read(cleanedPaths(changed, clean, root), take);
    }
    finally {
        await writable.close();
    }
}
async function* nothing() { }
/** The root's own attributes go first: an overlay shows those of its upper folder. */
async function* withRoot(tree, entries) {
    yield (0,layer_entry/* directoryEntry */.qM)(".", { ...tree.attributes, xattrs: new Map() });
    yield* entries;
}
/** Stores configuration and manifest of an image that has the base's layers, by name, and at most one more. */
async function addDerivedImage(output, { base, config, layer, step }) {
    const diffIds = (0,manifest/* diffIdsOf */.Nq)(Buffer.from(base.config), base.manifest);
    const layers = base.manifest.layers.map((descriptor, index) => ({
        descriptor: { ...descriptor, mediaType: ociMediaType(descriptor.mediaType) },
        diffId: diffIds[index],
    }));
    const whole = derivedConfig(base.config, config, { ...step, hasLayer: layer !== undefined });
    return (0,new_layout/* addImage */.hk)(output, whole, layer === undefined ? layers : [...layers, layer]);
}
/** OCI's name for a layer of docker's own kind: the bytes are the same, and strict clients take no mixture. */
function ociMediaType(mediaType) {
    const [, foreign, compression] = /^application\/vnd\.docker\.image\.rootfs\.(foreign\.)?diff\.tar(?:\.(gzip|zstd))?$/.exec(mediaType) ?? [];
    if (!mediaType.startsWith("application/vnd.docker."))
        return mediaType;
    const kind = foreign === undefined ? "" : "nondistributable.";
    return `application/vnd.oci.image.layer.${kind}v1.tar${compression === undefined ? "" : `+${compression}`}`;
}
/** What was done, for the image's history. */
function describe({ proto, packages, run }) {
    const done = [
        ...(proto === undefined ? [] : ["proto"]),
        ...(packages.length === 0 ? [] : [`packages ${packages.join(" ")}`]),
        ...(run === undefined ? [] : ["run"]),
    ];
    return `treestamp assemble: ${done.join(", ") || "config"}`;
}


/***/ }),

/***/ 4605:
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
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7030);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_net__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4256);
/* harmony import */ var _reference_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7896);
/* harmony import */ var _url_login_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3432);




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
        Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 1692, 23)),
        proxy.url.protocol === "https:" ? Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 4708, 23)) : Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 7067, 23)),
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

/***/ 3432:
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


/***/ })

};
;