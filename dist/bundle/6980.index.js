"use strict";
exports.id = 6980;
exports.ids = [6980];
exports.modules = {

/***/ 6980:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  writableRoot: () => (/* binding */ writableRoot)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(64256);
// EXTERNAL MODULE: ./core/machine/elevate.js
var elevate = __webpack_require__(84931);
// EXTERNAL MODULE: ./core/machine/process.js
var process = __webpack_require__(47516);
// EXTERNAL MODULE: ./core/machine/scratch.js
var machine_scratch = __webpack_require__(58511);
// EXTERNAL MODULE: ./core/sandbox/fallback.js
var fallback = __webpack_require__(229);
// EXTERNAL MODULE: ./core/sandbox/mounted.js + 6 modules
var mounted = __webpack_require__(94538);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(78474);
// EXTERNAL MODULE: external "node:readline"
var external_node_readline_ = __webpack_require__(80481);
// EXTERNAL MODULE: ./core/sandbox/port.js
var port = __webpack_require__(68868);
;// CONCATENATED MODULE: ./core/sandbox/upper-place.js
/**
 * Where what commands write to a root stays until its layer is made: on the disk, or in memory where that disk cannot be under an
 * overlay, as in most containers. Memory is a file system in a mount namespace that lives as long as a process of ours does; all
 * who are to see it go in there.
 */








const files = ["lock", "of-a-build"];
const otherwise = "Set `cache-folder` to a folder on another disk.";
/** @param folder an empty one of ours, on the disk */
async function upperPlace(folder, rights, log) {
    const elevation = elevate/* elevations */.$F[rights];
    const why = await whyNoUpper(folder, rights);
    if (why === undefined) {
        for (const name of files)
            await (0,promises_.writeFile)((0,external_node_path_.join)(folder, name), "", { mode: 0o600 });
        return { folder, elevation, close: async () => { } };
    }
    log.info(`What the commands write is in memory, up to half of it, since the disk of ${folder} cannot be under an overlay: ${why}. ${otherwise}`);
    return inMemory((0,external_node_path_.join)(folder, "memory"), rights);
}
/** Mounts an overlay whose upper folder is $1/probe/upper, where nobody sees it. $2: further options. */
const probe = `
cd "$1" && mkdir probe probe/lower probe/upper probe/work probe/root &&
  unshare --mount --propagation private -- \\
    mount -t overlay -o "lowerdir=probe/lower,upperdir=probe/upper,workdir=probe/work$2" overlay probe/root
code=$?
rm -rf probe
exit "$code"
`;
async function whyNoUpper(folder, rights) {
    const options = rights === "user namespace" ? ",userxattr" : "";
    const [program, ...args] = [...elevate/* elevations */.$F[rights], "sh", "-c", probe, "sh", folder, options];
    const { exitCode, stderr } = await (0,process/* run */.e)(program, args);
    if (exitCode === 0)
        return undefined;
    return stderr.trim().split("\n").at(-1)?.replace(/\.$/, "") || `mount ended with exit code ${exitCode}`;
}
/** Mounts a file system in memory on $1, prints its own number, and lives until the end of its input, which our end is, too. */
const hold = `
mount -t tmpfs -o mode=755 tmpfs "$1" && true >"$1/lock" && true >"$1/of-a-build" && echo "$$" && exec cat
`;
async function inMemory(folder, rights) {
    await (0,promises_.mkdir)(folder);
    const unshare = ["unshare", "--mount", "--propagation", "private", "--"];
    const [program, ...args] = [...elevate/* elevations */.$F[rights], ...unshare, "sh", "-c", hold, "sh", folder];
    // A session of its own: the terminal's Ctrl-C is for us to act on.
    const holder = (0,external_node_child_process_.spawn)(program, args, { stdio: ["pipe", "pipe", "pipe"], detached: true });
    const ended = (0,external_node_events_.once)(holder, "close");
    const complaints = [];
    (0,external_node_readline_.createInterface)({ input: holder.stderr }).on("line", (line) => complaints.push(line));
    const [pid] = (await Promise.race([(0,external_node_events_.once)((0,external_node_readline_.createInterface)({ input: holder.stdout }), "line"), ended]));
    if (typeof pid !== "string") {
        throw new port/* SandboxRefused */.U(complaints.at(-1)?.replace(/\.$/, "") ?? "no memory can be mounted", otherwise);
    }
    return {
        folder,
        elevation: entering(pid, rights),
        close: async () => {
            holder.stdin.end();
            await ended;
        },
    };
}
/** Root of a user namespace goes into that one: another would have no rights there. */
function entering(pid, rights) {
    const mounts = `--mount=/proc/${pid}/ns/mnt`;
    if (rights !== "user namespace")
        return [...elevate/* elevations */.$F[rights], "nsenter", mounts, "--"];
    return ["nsenter", `--user=/proc/${pid}/ns/user`, mounts, "--setuid", "0", "--setgid", "0", "--"];
}

;// CONCATENATED MODULE: ./core/sandbox/writable-root.js
/**
 * A root of which a layer is made: a snapshot under an overlay whose upper folder outlives the commands, in a folder of ours:
 *
 *     lock, upper, work   as a job's folder has them; these and the next two may be in memory
 *     of-a-build          says that all of it goes with this process
 *     ours                names in the upper folder that only mount points have made
 *     laid/               files that commands see in other places
 */









/** How many bytes of names are read at most: of about ten million files. */
const maxNamesBytes = 2 ** 30;
/** Opens a root. It is to be closed. */
async function writableRoot({ ways, network, ...options }) {
    const { scratch, log } = options;
    const [tools] = ways;
    await (0,mounted/* removeAbandoned */.j)({ scratch, tools });
    const folder = await (0,machine_scratch/* makeScratch */.lP)(scratch);
    const place = await upperPlace(folder, tools.rights, log).catch(async (error) => {
        await (0,elevate/* removeAs */.dc)(tools.rights, [folder]);
        throw error;
    });
    const upper = (0,external_node_path_.join)(place.folder, "upper");
    /** Runs a program with the rights that the root's files belong to. */
    const asRoot = (line, more) => {
        // In another locale, tar would take names for text, and tell what fails in another language.
        const [program, ...args] = [...place.elevation, "env", "LC_ALL=C", ...line];
        return (0,process/* run */.e)(program, args, more);
    };
    const building = { jobFolder: async () => place.folder, building: { network, elevation: place.elevation } };
    const [best, ...others] = ways.map((tools) => (0,mounted/* mountedSandbox */.i)({ ...options, ...building, tools }));
    const sandbox = (0,fallback/* withFallbacks */.I)([best, ...others], undefined, log);
    return {
        async lay(archive) {
            // No command has been here yet: what the archive leads to is what it has itself.
            const extract = ["--extract", "--file=-", "--numeric-owner", "--same-owner", "--same-permissions"];
            const tar = ["tar", ...extract, ...attributes, `--directory=${upper}`];
            await succeeded("laid over the root", asRoot(["sh", "-c", 'mkdir -p "$1" && shift && exec "$@"', "sh", upper, ...tar], { input: archive }));
        },
        marks: tools.rights === "user namespace" ? "user.overlay." : "trusted.overlay.",
        run: (command) => runInRoot(sandbox, (0,external_node_path_.join)(folder, "laid"), command),
        async changes() {
            const { stdout } = await succeeded("listed", asRoot(["find", upper, "-printf", String.raw `%y%P\0`], { maxOutput: maxNamesBytes }));
            const ours = await succeeded("listed", asRoot(["sh", "-c", '[ ! -e "$1" ] || cat "$1"', "sh", (0,external_node_path_.join)(place.folder, "ours")], {}));
            return {
                changed: split(stdout.toString("latin1")).map(changeOf),
                ours: new Set(split(ours.stdout.toString("latin1"))),
            };
        },
        async read(paths, take) {
            const names = (0,external_node_path_.join)(folder, "names");
            await (0,promises_.writeFile)(names, paths.map((path) => `${path || "."}\0`).join(""), { encoding: "latin1", mode: 0o600 });
            const create = ["--create", "--file=-", "--format=posix", "--pax-option=delete=atime,delete=ctime"];
            const list = [`--directory=${upper}`, "--no-recursion", "--null", `--files-from=${names}`];
            let taken;
            const onOutput = async (archive) => {
                taken = { value: await take(archive) };
            };
            await succeeded("read", asRoot(["tar", ...create, "--numeric-owner", ...attributes, ...list], { onOutput }));
            return taken.value;
        },
        async close() {
            await place.close();
            await (0,elevate/* removeAs */.dc)(tools.rights, [folder]);
        },
    };
}
/** All that tar knows of extended attributes, those of overlays, too. */
const attributes = ["--xattrs", "--xattrs-include=*"];
async function succeeded(done, program) {
    const result = await program;
    if (result.exitCode === 0)
        return result;
    const [why = ""] = result.stderr.trim().split("\n"); // of tar, the last only says that there were others
    const remedy = /no space left/i.test(result.stderr)
        ? "Free some space, or set `cache-folder` to a folder on another disk."
        : "Files with attributes are read and written by GNU tar and GNU find: install them.";
    throw new errors/* TreestampError */.ks("sandbox-failed", `The files of the root could not be ${done}: ${why.replace(/\.$/, "")}.`, {
        remedy,
    });
}
/** @param laid a folder for what the command sees in other places */
async function runInRoot(sandbox, laid, command) {
    const { onLine: output, files, folders, ...asked } = command;
    const binds = [...(await layFiles(laid, files)), ...folders.map((each) => ({ ...each, readOnly: true }))];
    try {
        const outcome = await sandbox.run({ ...asked, output, binds, user: "0:0", devices: [], writable: [] });
        if (outcome.told !== undefined) {
            throw new errors/* TreestampError */.ks("interrupted", `${command.argv[0]} was ended by ${outcome.told.signal}.`);
        }
        return { exitCode: outcome.exitCode };
    }
    finally {
        await (0,promises_.rm)(laid, { recursive: true, force: true });
    }
}
async function layFiles(folder, files) {
    await (0,promises_.mkdir)(folder);
    const binds = files.map(async ({ path, content, mode }, index) => {
        const source = (0,external_node_path_.join)(folder, `${index}`);
        await (0,promises_.writeFile)(source, content, { mode: 0o600 });
        await (0,promises_.chmod)(source, mode);
        return { source, target: path, readOnly: true };
    });
    return Promise.all(binds);
}
/** What each NUL ends. */
function split(text) {
    return text.split("\0").slice(0, -1);
}
/** From a line of find: the type's letter, and the path. */
function changeOf(line) {
    const kind = { d: "directory", c: "character" };
    return { path: line.slice(1), kind: kind[line[0]] ?? "other" };
}


/***/ })

};
;