"use strict";
exports.id = 6692;
exports.ids = [6692];
exports.modules = {

/***/ 76692:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ endJob),
/* harmony export */   carryOut: () => (/* binding */ carryOut),
/* harmony export */   keysFromStdin: () => (/* binding */ keysFromStdin),
/* harmony export */   y: () => (/* binding */ perform)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _cache_folders_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(38843);
/* harmony import */ var _git_repository_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8284);
/* harmony import */ var _inputs_request_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(12876);
/* harmony import */ var _machine_interrupt_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(29934);
/* harmony import */ var _machine_linux_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(58399);
/* harmony import */ var _oci_access_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(50671);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(24460);
/* harmony import */ var _report_outcome_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(87306);
/**
 * The only file that opens drivers: it turns a request into a verb's call with everything that the verb needs. Which driver
 * it is, each room's `open.ts` decides. What a call may do without is loaded when it is asked for.
 */









/** One call, from its inputs to what is told of it. Never throws. @returns the exit code */
async function carryOut(host) {
    try {
        (0,_machine_linux_js__WEBPACK_IMPORTED_MODULE_5__/* .requireLinux */ .g)();
        const outcome = await perform(await (0,_inputs_request_js__WEBPACK_IMPORTED_MODULE_3__/* .readRequest */ .i)(host.verb, await host.read()), host);
        await host.tell(outcome);
        return (0,_report_outcome_js__WEBPACK_IMPORTED_MODULE_8__/* .exitCodeOf */ .FO)(outcome);
    }
    catch (error) {
        return host.fail(error);
    }
}
/** Carries out the verb of a request. @throws TreestampError for all that the user can do something about */
async function perform(request, caller) {
    return (await outcomeOf(request, caller));
}
async function outcomeOf(request, caller) {
    hideSecrets(request, caller.log);
    const folder = (0,_cache_folders_js__WEBPACK_IMPORTED_MODULE_1__/* .cacheRoot */ .P5)(request.cacheFolder, caller.environment);
    if (request.verb === "prune")
        return pruned(request, caller, folder);
    const composed = compose(request, caller, folder);
    return request.source === undefined
        ? called(composed, request, caller)
        : calledOnSources(await composed, request, request.source, caller);
}
async function called(composed, request, caller) {
    // The repository is opened while the code of the work is loaded.
    const [repository, ports, { callVerb }] = await Promise.all([
        (0,_git_repository_js__WEBPACK_IMPORTED_MODULE_2__/* .openRepository */ .h_)(request.path, caller.environment),
        composed,
        Promise.all(/* import() */[__webpack_require__.e(8273), __webpack_require__.e(8170), __webpack_require__.e(7864)]).then(__webpack_require__.bind(__webpack_require__, 37864)),
    ]);
    try {
        return await callVerb(ports, request, repository);
    }
    finally {
        await Promise.all([ports.closeCache(), repository.close()]);
    }
}
/** The same in a repository that is made of sources from elsewhere: the host's event is not about them. */
async function calledOnSources(ports, request, source, caller) {
    const { environment, log } = caller;
    const { checkOut } = await Promise.all(/* import() */[__webpack_require__.e(171), __webpack_require__.e(214), __webpack_require__.e(574), __webpack_require__.e(6800), __webpack_require__.e(3302), __webpack_require__.e(4311)]).then(__webpack_require__.bind(__webpack_require__, 35287));
    const filesOf = async function* (reference, scratch, signal) {
        const [{ imageFiles }, { namedImage }] = await Promise.all([
            Promise.all(/* import() */[__webpack_require__.e(214), __webpack_require__.e(5749), __webpack_require__.e(2818), __webpack_require__.e(4024), __webpack_require__.e(8170), __webpack_require__.e(7977)]).then(__webpack_require__.bind(__webpack_require__, 6721)),
            __webpack_require__.e(/* import() */ 4429).then(__webpack_require__.bind(__webpack_require__, 74429)),
        ]);
        yield* imageFiles(await namedImage(ports, "source", reference, "."), ports.platform, scratch, signal);
    };
    const checkout = await (0,_machine_interrupt_js__WEBPACK_IMPORTED_MODULE_4__/* .interruptible */ .I)((signal) => checkOut(source, { environment, log, signal, filesOf, stdin: process.stdin }));
    try {
        const ofSources = { ...ports, hostEvent: async () => undefined };
        return await called(Promise.resolve(ofSources), inFolder(request, checkout.folder), caller);
    }
    finally {
        await checkout.remove();
    }
}
/** The same request in another repository. What a push writes stays where the caller is. */
function inFolder(request, path) {
    if (request.verb !== "push")
        return { ...request, path };
    const { output } = request.delivery;
    const absolute = output === undefined ? undefined : (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(output);
    return { ...request, path, delivery: { ...request.delivery, output: absolute } };
}
/** Before anything is done: no host, and no verb, has to think of it. */
function hideSecrets(request, log) {
    if ("access" in request && request.access.login !== undefined)
        log.mask(request.access.login.password);
    if ("attestKey" in request && request.attestKey !== undefined)
        log.mask(request.attestKey);
    if ("verifyKey" in request && request.verifyKey?.includes("PRIVATE KEY"))
        log.mask(request.verifyKey);
    if (!("secrets" in request))
        return;
    for (const { source } of request.secrets)
        if (source.kind === "value")
            log.mask(source.value);
}
/** Takes down the environments of a job; nothing where there are none any more. @throws TreestampError */
async function endJob(folder) {
    await (await __webpack_require__.e(/* import() */ 2901).then(__webpack_require__.bind(__webpack_require__, 2901))).endJob(folder);
}
/** Keeps the machine's cache under the request's limit. */
async function pruned(request, caller, folder) {
    const [ports, { prune }, { pruneRunImages }] = await Promise.all([
        compose(request, caller, folder),
        Promise.all(/* import() */[__webpack_require__.e(5749), __webpack_require__.e(6824), __webpack_require__.e(5144)]).then(__webpack_require__.bind(__webpack_require__, 12833)),
        __webpack_require__.e(/* import() */ 1830).then(__webpack_require__.bind(__webpack_require__, 81830)),
    ]);
    try {
        const report = await prune(ports, request.cacheSize);
        const inDocker = await pruneRunImages(caller.environment, request.cacheSize);
        return { kind: "prune", ...report, inDocker };
    }
    finally {
        await ports.closeCache();
    }
}
/** Prints "REV KEY" for each revision read from `lines`. @returns how many had no key; their errors are in the log */
async function keysFromStdin({ path, recipe: inputs, environment: name }, { environment, log }, lines, print) {
    const [repository, { keysOf }, { createInterface }] = await Promise.all([
        (0,_git_repository_js__WEBPACK_IMPORTED_MODULE_2__/* .openRepository */ .h_)(path, environment),
        __webpack_require__.e(/* import() */ 8273).then(__webpack_require__.bind(__webpack_require__, 68273)),
        Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 80481, 23)),
    ]);
    let failures = 0;
    try {
        for await (const answer of keysOf(repository, { environment: name, inputs }, createInterface({ input: lines }))) {
            if ("key" in answer)
                print(`${answer.revision} ${answer.key.tag}\n`);
            else {
                failures++;
                log.warning(`${answer.revision}: ${answer.error.message}`);
            }
        }
    }
    finally {
        await repository.close();
    }
    return failures;
}
/** @param root the folder of this machine's cache */
async function compose(request, caller, root) {
    const { log, environment, commandOutput, gifts, job } = caller;
    const access = "access" in request ? request.access : _oci_access_js__WEBPACK_IMPORTED_MODULE_6__/* .noAccess */ .m0;
    const { layoutStore, openStore, soleManifest } = await Promise.all(/* import() */[__webpack_require__.e(574), __webpack_require__.e(5209), __webpack_require__.e(8403)]).then(__webpack_require__.bind(__webpack_require__, 59205));
    const ofJob = job && (async () => (await __webpack_require__.e(/* import() */ 2901).then(__webpack_require__.bind(__webpack_require__, 2901))).jobEnvironments(root, job));
    let cache;
    const openCache = () => {
        cache ??= Promise.all(/* import() */[__webpack_require__.e(6824), __webpack_require__.e(9544)]).then(__webpack_require__.bind(__webpack_require__, 56877)).then(({ openSnapshotCache }) => openSnapshotCache(root));
        return cache;
    };
    const openLayout = async (layout) => ({
        store: layoutStore(layout),
        root: await soleManifest(layout),
    });
    return {
        log,
        environment,
        commandOutput,
        print: (bytes) => new Promise((done, fail) => process[commandOutput].write(bytes, (error) => (error ? fail(error) : done()))),
        gifts: gifts ?? { variables: new Map(), paths: [], readOnlyPaths: [], searched: [], results: new Map() },
        keepEnvironment: async (digest, pulled) => (await ofJob?.())?.keep(digest, pulled),
        pulledBefore: async () => (await ofJob?.())?.pulled() ?? [],
        platform: (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_7__/* .platformOf */ .tj)(process),
        localStore: layoutStore((0,_cache_folders_js__WEBPACK_IMPORTED_MODULE_1__/* .cacheFolders */ .A_)(root).store, { isCache: true }),
        openStore: (location, workingFolder = ".") => openStore(location, { workingFolder, log, environment, access }),
        entryCache: async () => (await __webpack_require__.e(/* import() */ 4788).then(__webpack_require__.bind(__webpack_require__, 54788))).actionsCache(environment, log),
        lackOfRights: async () => (await __webpack_require__.e(/* import() */ 3377).then(__webpack_require__.bind(__webpack_require__, 63377))).lackOfRights(environment),
        openLayout,
        openSaved: async (path, scratch) => openLayout(await (await Promise.all(/* import() */[__webpack_require__.e(214), __webpack_require__.e(5209), __webpack_require__.e(4097), __webpack_require__.e(558)]).then(__webpack_require__.bind(__webpack_require__, 7646))).savedImage(path, scratch)),
        hostEvent: async () => (await __webpack_require__.e(/* import() */ 9146).then(__webpack_require__.bind(__webpack_require__, 59146))).hostEvent(environment),
        workflowRun: async () => (await __webpack_require__.e(/* import() */ 7151).then(__webpack_require__.bind(__webpack_require__, 77151))).githubWorkflow(environment, log),
        openCache,
        closeCache: async () => (await cache?.catch(() => undefined))?.close(),
        // What stands for other runs begins with nothing that a step before it has left.
        chooseSandbox: () => chooseSandbox(request, caller, root, isReusing(request) ? undefined : ofJob),
        openRoot: async (snapshot, config, network) => {
            const { openWritableRoot } = await Promise.all(/* import() */[__webpack_require__.e(5749), __webpack_require__.e(5209), __webpack_require__.e(3115)]).then(__webpack_require__.bind(__webpack_require__, 83115));
            const settings = { environment, folders: (0,_cache_folders_js__WEBPACK_IMPORTED_MODULE_1__/* .cacheFolders */ .A_)(root), hidden: (0,_cache_folders_js__WEBPACK_IMPORTED_MODULE_1__/* .hiddenFolders */ .UA)(root, environment), log };
            return openWritableRoot(settings, { config }, mountable(snapshot, undefined), network);
        },
        chooseEngine: async () => {
            const asked = "engine" in request ? request : { engine: "auto", builders: [] };
            const keepLayers = caller.isForStrangers
                ? undefined
                : async (build) => (await openCache()).withLayers(build);
            return (await Promise.all(/* import() */[__webpack_require__.e(214), __webpack_require__.e(5209), __webpack_require__.e(4097), __webpack_require__.e(8316)]).then(__webpack_require__.bind(__webpack_require__, 17068))).openEngine(asked, environment, log, keepLayers);
        },
        assemble: async (assembling) => (await Promise.all(/* import() */[__webpack_require__.e(5209), __webpack_require__.e(538)]).then(__webpack_require__.bind(__webpack_require__, 20538))).assemble(assembling),
        bootstrap: async (making) => (await Promise.all(/* import() */[__webpack_require__.e(214), __webpack_require__.e(574), __webpack_require__.e(2818), __webpack_require__.e(5209), __webpack_require__.e(6800), __webpack_require__.e(4097), __webpack_require__.e(9558)]).then(__webpack_require__.bind(__webpack_require__, 66790))).bootstrap(making),
        interruptible: _machine_interrupt_js__WEBPACK_IMPORTED_MODULE_4__/* .interruptible */ .I,
    };
}
function isReusing(request) {
    return request.verb === "run" && request.reuse !== undefined;
}
/** How commands can be run here, and how the environments of the job, where there is one, outlast them. */
async function chooseSandbox(request, { environment, log }, root, ofJob) {
    const { openSandbox } = await Promise.all(/* import() */[__webpack_require__.e(5749), __webpack_require__.e(5209), __webpack_require__.e(3115)]).then(__webpack_require__.bind(__webpack_require__, 83115));
    const choice = await openSandbox({
        preference: "sandbox" in request ? request.sandbox : "auto",
        ...{ environment, folders: (0,_cache_folders_js__WEBPACK_IMPORTED_MODULE_1__/* .cacheFolders */ .A_)(root), hidden: (0,_cache_folders_js__WEBPACK_IMPORTED_MODULE_1__/* .hiddenFolders */ .UA)(root, environment), log },
        limit: request.cacheSize,
    });
    if (choice.kind === "container")
        return choice;
    return { ...choice, open: (ready, from, snapshot) => choice.open(ready, from, mountable(snapshot, ofJob)) };
}
/** @param ofJob the environments of the job, which outlast a command; undefined where nothing shall */
function mountable(snapshot, ofJob) {
    return {
        digest: snapshot.digest,
        open: async () => (await Promise.all(/* import() */[__webpack_require__.e(6824), __webpack_require__.e(9544)]).then(__webpack_require__.bind(__webpack_require__, 56877))).openSnapshot(snapshot),
        jobFolder: async () => (await ofJob?.())?.folderOf(snapshot.digest),
    };
}


/***/ }),

/***/ 38843:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A_: () => (/* binding */ cacheFolders),
/* harmony export */   P5: () => (/* binding */ cacheRoot),
/* harmony export */   Rw: () => (/* binding */ isJobsFolder),
/* harmony export */   UA: () => (/* binding */ hiddenFolders)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64256);
/**
 * Where this machine's cache is, and the folders in it. All processes of one user share them; each belongs to that user
 * alone (see ownership.ts).
 */


/** The folders of the cache in `root`. */
function cacheFolders(root) {
    return {
        snapshots: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(root, "snapshots"),
        extracted: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(root, "extracted"),
        environments: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(root, "environments"),
        archives: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(root, "archives"),
        store: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(root, "store"),
        layers: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(root, "layers"),
        incoming: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(root, "incoming"),
        scratch: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(root, "scratch"),
        uses: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(root, "uses"),
        locks: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(root, "locks"),
        marks: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(root, "marks"),
        jobs: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(root, "jobs"),
    };
}
/** Whether a path is the `jobs` folder of some cache, by its name. */
function isJobsFolder(path) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_0__.basename)(path) === "jobs" && cacheFolders((0,node_path__WEBPACK_IMPORTED_MODULE_0__.dirname)(path)).jobs === path;
}
/**
 * The cache's folder: the one that was named, or one among the user's caches.
 * @throws input-invalid where there is no such place
 */
function cacheRoot(named, environment) {
    if (named !== undefined)
        return (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(named);
    const caches = userCaches(environment);
    if (caches?.startsWith("/"))
        return (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(caches, "treestamp");
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", "There is no place to keep snapshots: HOME is not set.", {
        remedy: "Set HOME, or name a folder: --cache-folder DIR (input `cache-folder`).",
    });
}
/** The folder of treestamp's own code as Node has compiled it, among the user's caches: core/host/start.cts chooses where. */
const codeFolder = "treestamp-code";
/** What no command may see: the cache, and the compiled code. */
function hiddenFolders(root, environment) {
    const parent = environment.NODE_COMPILE_CACHE || userCaches(environment);
    return [root, ...(parent ? [(0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(parent, codeFolder)] : [])];
}
/** Where a user's caches belong. Source: XDG Base Directory Specification. */
function userCaches({ XDG_CACHE_HOME, HOME }) {
    if (XDG_CACHE_HOME?.startsWith("/"))
        return XDG_CACHE_HOME;
    return HOME ? (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(HOME, ".cache") : undefined;
}


/***/ }),

/***/ 8284:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  h_: () => (/* binding */ openRepository),
  TL: () => (/* binding */ quoted),
  rv: () => (/* binding */ treeOfCommit)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(64256);
// EXTERNAL MODULE: ./core/machine/process.js
var machine_process = __webpack_require__(47516);
// EXTERNAL MODULE: ./core/machine/scratch.js
var machine_scratch = __webpack_require__(58511);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(78474);
// EXTERNAL MODULE: ./core/machine/missing.js
var missing = __webpack_require__(71081);
;// CONCATENATED MODULE: ./core/git/refusal.js
/** git's errors as messages that say what to do. */




/**
 * @param what was tried, as the beginning of the message: `git status failed`
 * @param stderr everything that git said
 * @param directory the folder that was looked at
 */
function gitFailure(what, stderr, directory) {
    const said = stderr.trim();
    const lines = said.split("\n").map((line) => line.replace(/^(fatal|error): /, "").replace(/\.$/, ""));
    const failure = (reason, remedy) => {
        const message = `${what}${reason === "" ? "" : `: ${reason}`}.`;
        return new errors/* TreestampError */.ks("repository-invalid", message, { remedy });
    };
    const line = (pattern) => lines.find((candidate) => pattern.test(candidate));
    const owned = line(/dubious ownership|unsafe repository/);
    if (owned !== undefined) {
        const folder = /repository (?:at )?\(?'(.+?)'/.exec(owned)?.[1] ?? directory;
        return failure(owned, `The folder belongs to another user. If you trust it: git config --global --add safe.directory '${folder}'`);
    }
    if (line(/promisor remote/) !== undefined) {
        return failure(`the clone is partial, and git could not fetch what is missing (${lines[0]})`, "Check out without `filter` (and without `sparse-checkout`, or with the recipe's folders in it), or let git fetch: `persist-credentials: true` of actions/checkout, or `git fetch --refetch --filter=blob:limit=1g` beforehand.");
    }
    const broken = line(/not a git repository: /);
    if (broken !== undefined) {
        return failure(broken, "The file .git there, of a worktree or a submodule, names a repository that is gone or not mounted here. Make the repository visible at that path, or clone again.");
    }
    if (line(/not a git repository/) !== undefined) {
        return failure(lines[0], "Run inside a clone of the repository, or name one with `-C DIR` (input `path`). In a workflow, the step `uses: actions/checkout` comes first; on CircleCI, `checkout`.");
    }
    const filter = line(/external filter|clean filter|smudge filter/);
    if (filter !== undefined) {
        return failure(filter, "git is configured to run a filter from .gitattributes, and that filter fails here: install its program, or remove it from git's configuration. The image does not need it.");
    }
    const embedded = /^(?:error: )?(.+): is a directory - add files inside instead/m.exec(said)?.[1];
    if (embedded !== undefined) {
        return failure(`${embedded} is a git repository of its own, without a commit`, "Name it in .gitignore, or commit in it: as it is, git cannot keep its files.");
    }
    const unreadable = line(/open\(.*\): Permission denied/);
    if (unreadable !== undefined) {
        return failure(unreadable, "Make the file readable for this user, or name it in .gitignore: an untracked file in the context is part of the recipe.");
    }
    const damaged = line(/inflate|corrupt|unable to unpack|bad object|packfile .* (?:does not match|cannot be accessed)/);
    if (damaged !== undefined) {
        return failure(damaged, "An object of the repository is damaged: `git fsck` lists those that are. Clone it again.");
    }
    const remedy = line(/No space left on device/) !== undefined
        ? "Free some space there, or set TMPDIR to a folder on another disk."
        : line(/cannot change to/) !== undefined && directory !== undefined
            ? "Name an existing folder: `-C DIR` (input `path`)."
            : "See what git reports: `git status`, `git fsck`.";
    return failure(lines[0] || "git did not say why", remedy);
}
/** What to do about a missing object, depending on why the repository may lack it. */
async function whyLacking(commonDirectory) {
    const otherwise = "Fetch it: a partial or damaged clone may be the cause; `git fsck` will tell.";
    return (await lentFromNowhere(commonDirectory)) ?? otherwise;
}
/** What to do if it borrows objects from a missing folder; undefined if it does not. */
async function lentFromNowhere(commonDirectory) {
    const objects = (0,external_node_path_.join)(commonDirectory, "objects");
    const alternates = (await (0,promises_.readFile)((0,external_node_path_.join)(objects, "info/alternates"), "utf8").catch((0,missing/* missing */.L)(undefined))) ?? "";
    for (const folder of alternates.split("\n").filter((entry) => entry !== "" && !entry.startsWith("#"))) {
        const stats = await (0,promises_.stat)((0,external_node_path_.resolve)(objects, folder)).catch((0,missing/* missing */.L)(undefined));
        if (stats !== undefined)
            continue;
        return `It borrows objects from ${folder}, which is not there: make that folder visible at the same path, or clone without \`--shared\` and \`--reference\`.`;
    }
    return undefined;
}

;// CONCATENATED MODULE: ./core/git/objects.js
/** Git objects by id or revision, from one long-lived `git cat-file --batch`. */





/** Starts a reader for the repository that `folder` is in. The process ends with `close` or with ours. */
function openObjectReader(folder, environment) {
    const child = (0,external_node_child_process_.spawn)("git", ["-C", folder, "cat-file", "--batch"], { env: environment });
    const ended = (0,external_node_events_.once)(child, "close").catch(() => undefined);
    let complaint = "";
    let failure;
    child.on("error", (error) => {
        failure = error;
    });
    child.stderr.on("data", (part) => {
        complaint = (complaint + part.toString("utf8")).slice(-4096);
    });
    child.stdin.on("error", () => { }); // the end of the answers tells
    const answers = answersOf(child, () => failure?.message ?? complaint.trim());
    let turn = Promise.resolve();
    async function stream(name) {
        if (/[\n\0]/.test(name))
            return undefined; // no object's name holds these; git would read two names
        const before = turn;
        const { promise: done, resolve: finish } = Promise.withResolvers();
        turn = done;
        // Questions that come together go to git together.
        child.stdin.cork();
        child.stdin.write(`${name}\n`);
        process.nextTick(() => child.stdin.uncork());
        await before;
        try {
            const head = await answers.head(name);
            if (head === undefined) {
                finish();
                return undefined;
            }
            return { ...head, body: answers.body(head, finish) };
        }
        catch (error) {
            finish();
            throw error;
        }
    }
    return {
        stream,
        async read(name) {
            const object = await stream(name);
            if (object === undefined)
                return undefined;
            const parts = [];
            for await (const part of object.body)
                parts.push(part);
            return { ...object, body: parts.length === 1 ? parts[0] : Buffer.concat(parts) };
        },
        async close() {
            child.stdin.end();
            child.stdout.destroy();
            await ended;
        },
    };
}
/** The answers of `git cat-file --batch`: a line with id, type and size, the bytes, and a line feed. */
function answersOf(child, complaint) {
    const chunks = child.stdout[Symbol.asyncIterator]();
    let rest = Buffer.alloc(0);
    async function more() {
        if (rest.length > 0)
            return rest;
        const next = await chunks.next().catch(() => undefined);
        if (next === undefined || next.done)
            throw gone();
        rest = next.value;
        return rest;
    }
    function gone() {
        return gitFailure("git ended while objects were read", complaint());
    }
    async function line() {
        const parts = [];
        for (;;) {
            const chunk = await more();
            const end = chunk.indexOf(0x0a);
            parts.push(end < 0 ? chunk : chunk.subarray(0, end));
            rest = end < 0 ? Buffer.alloc(0) : chunk.subarray(end + 1);
            if (end >= 0)
                return Buffer.concat(parts).toString("utf8");
        }
    }
    return {
        async head(name) {
            const answer = await line();
            const known = /^([0-9a-f]{40,64}) (blob|tree|commit|tag) ([0-9]+)$/.exec(answer);
            if (known)
                return { oid: known[1], type: known[2], size: Number(known[3]) };
            if (answer.endsWith(" missing"))
                return undefined;
            throw new errors/* TreestampError */.ks("repository-invalid", `git finds no single object for ${name}: ${answer}.`, {
                remedy: "Name a revision by its full hash or full ref name.",
            });
        },
        async *body({ oid, type, size }, finish) {
            const hash = (0,external_node_crypto_.createHash)(oid.length === 40 ? "sha1" : "sha256").update(`${type} ${size}\0`);
            let left = size + 1; // the line feed after it
            try {
                while (left > 0) {
                    const chunk = await more();
                    const part = chunk.subarray(0, Math.min(left, chunk.length));
                    rest = chunk.subarray(part.length);
                    left -= part.length;
                    const content = left === 0 ? part.subarray(0, -1) : part;
                    hash.update(content);
                    if (content.length > 0)
                        yield content;
                }
                if (hash.digest("hex") !== oid)
                    throw damaged(type, oid);
            }
            finally {
                // A reader that stops early leaves the rest of this object for us to pass over.
                while (left > 0) {
                    const chunk = await more().catch(() => undefined);
                    if (chunk === undefined)
                        break;
                    const passed = Math.min(left, chunk.length);
                    rest = chunk.subarray(passed);
                    left -= passed;
                }
                finish();
            }
        },
    };
}
function damaged(type, oid) {
    return new errors/* TreestampError */.ks("repository-invalid", `The repository's ${type} ${oid} does not match its hash.`, {
        remedy: "The repository is damaged, or something has written to it: clone it again. `git fsck` lists what is wrong.",
    });
}

// EXTERNAL MODULE: ./core/git/tree.js
var tree = __webpack_require__(12386);
;// CONCATENATED MODULE: ./core/git/repository.js
/** A git repository that is only read: its objects, its revisions, its work tree. */









/** These point git at another repository, index or set of objects than the one of the folder we were given. */
const misleading = [
    ...["GIT_DIR", "GIT_WORK_TREE", "GIT_IMPLICIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX"],
    ...["GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH", "GIT_NAMESPACE"],
    ...["GIT_GRAFT_FILE", "GIT_SHALLOW_FILE", "GIT_REPLACE_REF_BASE", "GIT_ATTR_SOURCE", "GIT_DEFAULT_HASH"],
    ...["GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS", "GIT_INTERNAL_SUPER_PREFIX"],
];
/**
 * What a command of an earlier step may have written to `.git/config` would be started by us, outside of its environment: a
 * monitor of files, and hooks. Filters stay, for without Git LFS's a file is another one.
 */
const startsNothing = [
    ["core.fsmonitor", "false"],
    ["core.hooksPath", "/dev/null"],
];
/** Settings as variables, after those that the caller gives so. Source: git-config(1), GIT_CONFIG_COUNT (git 2.31). */
function withSettings(environment, settings) {
    const first = Number(environment.GIT_CONFIG_COUNT) || 0;
    const pairs = settings.flatMap(([name, value], at) => [
        [`GIT_CONFIG_KEY_${first + at}`, name],
        [`GIT_CONFIG_VALUE_${first + at}`, value],
    ]);
    return { ...Object.fromEntries(pairs), GIT_CONFIG_COUNT: `${first + settings.length}` };
}
/** No more trees than this are kept in memory. */
const mostTrees = 4096;
/** What git gets: nothing that points it elsewhere, asks somebody, or waits for a lock. */
function forGit(environment) {
    return {
        ...Object.fromEntries(Object.entries(environment).filter(([name]) => !misleading.includes(name))),
        ...withSettings(environment, startsNothing),
        LC_ALL: "C",
        GIT_OPTIONAL_LOCKS: "0",
        GIT_LITERAL_PATHSPECS: "1",
        GIT_NO_REPLACE_OBJECTS: "1", // an id must mean the same bytes on every machine
        GIT_TERMINAL_PROMPT: "0",
        // What a partial clone lacks is fetched; the protocol `ext` is a program of .git/config, whatever that allows.
        GIT_ALLOW_PROTOCOL: environment.GIT_ALLOW_PROTOCOL ?? "file:git:http:https:ssh",
    };
}
/**
 * Opens the repository that `directory` is in.
 * @param environment the caller's variables; those that point git elsewhere are not passed on
 * @throws repository-invalid, tool-missing
 */
async function openRepository(directory, environment) {
    const env = forGit(environment);
    const place = (0,external_node_path_.resolve)(directory);
    const readers = objectReaders(place, env); // everybody needs one: it starts while another git looks for the repository
    const found = await locate(place, env).catch(async (error) => {
        await readers.close();
        throw error;
    });
    const { commonDirectory, objectFormat } = found;
    const cwd = found.workTree ?? found.gitDirectory;
    const git = (args, options = {}) => (0,machine_process/* run */.e)("git", args, { cwd, ...options, env: { ...env, ...options.env } });
    const lacking = async (type, oid) => new errors/* TreestampError */.ks("repository-invalid", `The repository lacks the ${type} ${oid}.`, {
        remedy: await whyLacking(commonDirectory),
    });
    const read = async (type, oid) => {
        const object = await readers.current().read(oid);
        if (object?.type !== type)
            throw await lacking(type, oid);
        return object.body;
    };
    return {
        ...found,
        git,
        async ask(args, options) {
            const { exitCode, stdout, stderr } = await git(args, options);
            if (exitCode !== 0)
                throw gitFailure(`git ${args.find((arg) => /^[a-z][a-z-]*$/.test(arg))} failed`, stderr);
            return stdout;
        },
        get objects() {
            return readers.current();
        },
        openObjects: readers.open,
        scratch: readers.scratch,
        readTree: keptTrees(async (oid) => (0,tree/* parseTree */.cZ)(await read("tree", oid), objectFormat)),
        readBlob: (oid) => read("blob", oid),
        isShallow: () => (0,promises_.access)((0,external_node_path_.join)(commonDirectory, "shallow")).then(() => true, () => false),
        lacking,
        resolve: (revision) => resolveRevision(readers.current(), revision, commonDirectory),
        close: readers.close,
        [Symbol.asyncDispose]: readers.close,
    };
}
/** The readers of a repository's objects, and the object directory of ours that those opened after it was made see. */
function objectReaders(place, env) {
    let scratch;
    const open = (besides = []) => {
        const folders = [...(scratch === undefined ? [] : [scratch]), ...besides].map(quoted).join(":");
        return openObjectReader(place, folders === "" ? env : { ...env, GIT_ALTERNATE_OBJECT_DIRECTORIES: folders });
    };
    let current = open();
    const kept = [current];
    return {
        open,
        current() {
            if (current === undefined) {
                current = open();
                kept.push(current);
            }
            return current;
        },
        async scratch() {
            if (scratch === undefined) {
                await (0,machine_scratch/* sweepScratch */.Dq)((0,external_node_os_.tmpdir)());
                scratch = await (0,machine_scratch/* makeScratch */.lP)((0,external_node_os_.tmpdir)(), "treestamp-");
                current = undefined; // git looks for object directories once, at its start
            }
            return scratch;
        },
        async close() {
            await Promise.all(kept.map((reader) => reader.close()));
            if (scratch !== undefined)
                await (0,promises_.rm)(scratch, { recursive: true, force: true });
        },
    };
}
/** Keeps the trees that were read last in memory. */
function keptTrees(read) {
    const kept = new Map();
    return async (oid) => {
        const known = kept.get(oid);
        if (known !== undefined)
            return known;
        const entries = await read(oid);
        if (kept.size >= mostTrees)
            kept.delete(kept.keys().next().value);
        kept.set(oid, entries);
        return entries;
    };
}
/** A folder in the form that GIT_ALTERNATE_OBJECT_DIRECTORIES takes any path in (git 2.11 and newer). */
function quoted(folder) {
    return `"${folder.replace(/["\\]/g, "\\$&").replace(/\n/g, "\\n")}"`;
}
/** Everything in one call of git, because starting it takes longer than all the rest. */
async function locate(cwd, env) {
    // The last question fails where there is no work tree: the others are answered by then.
    const questions = ["--absolute-git-dir", "--is-inside-work-tree", "--show-object-format", "--show-toplevel"];
    // git itself changes to the folder, and says so where it cannot: to start a program in it would only fail.
    const { exitCode, stdout, stderr } = await (0,machine_process/* run */.e)("git", ["-C", cwd, "rev-parse", ...questions], { env });
    // A path may hold line feeds. A git that hands a question back unanswered is older than object formats other than sha1.
    const answers = /^(.+)\n(true|false)\n(sha\w+|--show-object-format)\n(.*)$/s.exec(stdout.toString("utf8"));
    if (answers === null || (answers[2] === "true" && exitCode !== 0)) {
        throw gitFailure(`${cwd} is not a readable git repository`, stderr, cwd);
    }
    const [, gitDirectory, inside, said, topLevel] = answers;
    const format = said === "--show-object-format" ? "sha1" : said;
    if (format !== "sha1" && format !== "sha256") {
        throw new errors/* TreestampError */.ks("repository-invalid", `git names its objects by ${format}, which treestamp does not know.`, {
            remedy: "Use git 2.25 or newer, and a repository of the format sha1 or sha256.",
        });
    }
    return {
        gitDirectory,
        commonDirectory: (0,external_node_path_.resolve)(gitDirectory, await commonPath(gitDirectory)),
        workTree: inside === "true" ? topLevel.replace(/\n$/, "") : undefined,
        objectFormat: format,
    };
}
/** The path in the file `commondir`, which only a linked worktree has. Source: gitrepository-layout(5). */
async function commonPath(gitDirectory) {
    const text = await (0,promises_.readFile)((0,external_node_path_.join)(gitDirectory, "commondir"), "utf8").catch((error) => {
        if (error.code === "ENOENT")
            return ".";
        throw error;
    });
    return text.replace(/\n$/, "");
}
/** The root tree of a commit object. */
function treeOfCommit(body) {
    return /^tree ([0-9a-f]+)\n/.exec(body.toString("latin1", 0, 80))[1];
}
async function resolveRevision(objects, revision, commonDirectory) {
    const commit = revision === "" ? undefined : await objects.read(`${revision}^{commit}`);
    if (commit !== undefined)
        return { commit: commit.oid, tree: treeOfCommit(commit.body) };
    const tree = revision === "" ? undefined : await objects.read(`${revision}^{tree}`);
    if (tree !== undefined)
        return { commit: undefined, tree: tree.oid };
    throw new errors/* TreestampError */.ks("repository-invalid", `The repository has no revision ${JSON.stringify(revision)}.`, {
        remedy: (await lentFromNowhere(commonDirectory)) ??
            "Check the spelling; in a shallow clone, fetch it first: `fetch-depth: 0` of actions/checkout, or `git fetch --depth 1 origin REVISION`.",
    });
}


/***/ }),

/***/ 84931:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $F: () => (/* binding */ elevations),
/* harmony export */   J: () => (/* binding */ elevateWith),
/* harmony export */   dc: () => (/* binding */ removeAs),
/* harmony export */   js: () => (/* binding */ removeAsAnyone),
/* harmony export */   kk: () => (/* binding */ giveToCaller),
/* harmony export */   mV: () => (/* binding */ rootRights),
/* harmony export */   uI: () => (/* binding */ probeElevation)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(47516);
/** Having the rights of root: as we are, through a sudo that asks no question, or in a user namespace of our own. */


/** Real root's, and how we come to it. */
function rootRights() {
    return process.getuid() === 0 ? "root" : "sudo";
}
/** A user namespace needs newuidmap, and unshare of util-linux 2.38. */
const elevations = {
    root: [],
    sudo: ["sudo", "-n"],
    "user namespace": [
        ...["unshare", "--user", "--map-auto", "--map-current-user", "--setuid", "0", "--setgid", "0", "--"],
    ],
};
/**
 * Finds out whether a command line can be run so; by default one that takes namespaces and mounts something, where nobody
 * sees it. `env` is where programs are looked for, by its PATH.
 */
async function probeElevation(rights, env, line = ["unshare", "--mount", "--pid", "--fork", "--mount-proc", "true"]) {
    const [program, ...args] = [...elevations[rights], ...line];
    try {
        // Without a terminal, as everything later: a password that was given at this one is not asked for only here.
        const { exitCode, stdout, stderr } = await (0,_process_js__WEBPACK_IMPORTED_MODULE_1__/* .run */ .e)(program, args, { env, stopBy: "end of input" });
        if (exitCode === 0)
            return { ok: true, printed: stdout.toString("utf8") };
        const why = (stderr.trim().split("\n").at(-1) ?? "").replace(/\.$/, "");
        if (why.startsWith("sudo: "))
            return { ok: false, why: `root is needed, and sudo says: ${why.slice(6)}` };
        if (rights === "user namespace")
            return { ok: false, why: `in a user namespace of the caller: ${why}` };
        return { ok: false, why: why.startsWith("unshare: ") ? `this process may not mount: ${why}` : why };
    }
    catch (error) {
        const why = (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error).replace(/\.$/, "");
        return { ok: false, why: rights === "sudo" ? `root is needed: ${why}` : why };
    }
}
/** Removes folders in which files of other users may be, as far as these rights go. */
async function removeAs(rights, folders) {
    if (folders.length === 0)
        return;
    const [program, ...args] = [...elevations[rights], "rm", "-rf", "--one-file-system", "--", ...folders];
    await (0,_process_js__WEBPACK_IMPORTED_MODULE_1__/* .run */ .e)(program, args);
}
/** The same where it is not known whose rights made them: those that lack some leave the rest to the others. */
async function removeAsAnyone(folders) {
    const all = rootRights() === "root" ? ["root"] : ["user namespace", "sudo"];
    for (const rights of all)
        await removeAs(rights, folders).catch(() => { });
}
/**
 * Makes a folder or file, and all in it, the caller's, who can read and write it then; as far as that can be done. Links are not followed. For
 * what a command has left that ran as another user: nobody else may be at it.
 */
async function giveToCaller(path) {
    const owner = `${process.getuid()}:${process.getgid()}`;
    const script = 'chown -R -h -P -- "$1" "$2"; [ -h "$2" ] || chmod -R u+rwX -- "$2"';
    const line = ["sh", "-c", script, "sh", owner, path];
    const all = rootRights() === "root" ? ["root"] : ["user namespace", "sudo"];
    for (const rights of all) {
        const [program, ...args] = [...elevations[rights], ...line];
        await (0,_process_js__WEBPACK_IMPORTED_MODULE_1__/* .run */ .e)(program, args).catch(() => { });
    }
    await (0,_process_js__WEBPACK_IMPORTED_MODULE_1__/* .run */ .e)("sh", ["-c", '[ -h "$1" ] || chmod -R u+rwX -- "$1"', "sh", path]);
}
/** sudo sets the first two itself, and no program with the set-user-id bit is given the third. */
const resetBySudo = ["PATH", "HOME", "TMPDIR"];
/**
 * The start of a command line that runs as root and in the environment `env`, with which the program itself is to be
 * started. Everybody can read command lines: so names stand there, and values only of PATH, HOME and TMPDIR.
 */
function elevateWith(elevate, env) {
    if (elevate.length === 0)
        return [];
    const names = Object.keys(env).filter((name) => /^[A-Za-z_]\w*$/.test(name) && !resetBySudo.includes(name));
    const values = resetBySudo.filter((name) => env[name] !== undefined).map((name) => `${name}=${env[name]}`);
    return [...elevate, ...(names.length > 0 ? [`--preserve-env=${names.join(",")}`] : []), "env", ...values];
}


/***/ }),

/***/ 71081:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ missing),
/* harmony export */   t: () => (/* binding */ exists)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/** What may not be there: not an error where it only means "nothing". */

/** For `.catch`: `value` in place of a file that is not there; every other error goes on. */
function missing(value) {
    return (error) => {
        if (error.code === "ENOENT")
            return value;
        throw error;
    };
}
/** True where there is a file or folder. Unlike `access`, it throws where that cannot be known. */
async function exists(path) {
    return (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(path).catch(missing(undefined))) !== undefined;
}


/***/ }),

/***/ 40542:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $S: () => (/* binding */ describeOwner),
/* harmony export */   Z8: () => (/* binding */ keepAlive),
/* harmony export */   aW: () => (/* binding */ bootId),
/* harmony export */   dz: () => (/* binding */ ancestorName),
/* harmony export */   go: () => (/* binding */ isOwned),
/* harmony export */   qU: () => (/* binding */ ownName),
/* harmony export */   zI: () => (/* binding */ isAbandoned)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _process_stat_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(88467);
/**
 * Whose a file or folder is that processes of one machine share, told by its name: process id, the process's start time,
 * where such numbers mean that process (a boot of a kernel and a process namespace of it), and something random. So what a
 * process that was killed has left behind is recognised: at once from the same namespace; from another container or
 * another machine, where nothing can be said of the process, by its heartbeat, which stops.
 */




/** How often what is ours is touched. Milliseconds. */
const heartbeat = 5_000;
/** What has not been touched for this long by a process that we cannot see belongs to a dead one. Milliseconds. */
const silence = 30_000;
let identity;
/** A name for a file or folder of this process, unlike every other. It is to be kept alive by `keepAlive`. */
async function ownName() {
    identity ??= identify();
    const { pid, start, place } = await identity;
    return `${pid}-${start}-${place}-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(6).toString("hex")}`;
}
/**
 * A name for what lasts as long as an ancestor of ours, such as the runner of a CI job's steps.
 * @param generations 1 for the process that started us, 2 for the one that started that
 */
async function ancestorName(generations) {
    identity ??= identify();
    const { place } = await identity;
    let pid = "self";
    for (let generation = 0; generation < generations && pid !== "1"; generation++) {
        const parent = (0,_process_stat_js__WEBPACK_IMPORTED_MODULE_3__/* .processStat */ .Q)(pid)?.parent ?? "0";
        // Of what is started in a container from outside, the parent is out of sight: then the container itself.
        pid = parent === "0" ? "1" : parent;
    }
    return `${pid}-${(0,_process_stat_js__WEBPACK_IMPORTED_MODULE_3__/* .processStat */ .Q)(pid)?.start ?? "0"}-${place}-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(6).toString("hex")}`;
}
/** The process that a name speaks of, in words: by its number where that is one of our own namespace. */
async function describeOwner(name) {
    const owner = parse(name);
    identity ??= identify();
    return owner !== undefined && owner.place === (await identity).place ? `process ${owner.pid}` : "another process";
}
/**
 * True where the file or folder at `path`, whose name is one of `ownName`, belongs to a process that is gone. False where
 * the name is another, and where there is nothing any more.
 * @param now the file system's present, where that may differ from this machine's. Milliseconds.
 * @param quiet how long what belongs to a process that we cannot see may stay untouched. Milliseconds.
 */
async function isAbandoned(path, now = Date.now(), quiet = silence) {
    const owner = parse(path);
    if (owner === undefined)
        return false;
    identity ??= identify();
    if (owner.place === (await identity).place)
        return (0,_process_stat_js__WEBPACK_IMPORTED_MODULE_3__/* .processStat */ .Q)(owner.pid)?.start !== owner.start;
    const stats = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.stat)(path).catch(() => undefined);
    return stats !== undefined && stats.ctimeMs < now - quiet; // ctime: the file system's own clock
}
/** Whether `ownName` made the name of this file or folder, in any process. */
function isOwned(path) {
    return parse(path) !== undefined;
}
const kept = new Set();
let beat;
/** Touches what is at `path` from now on, until the first beat that does not find it. Keeps no process from its end. */
function keepAlive(path) {
    kept.add(path);
    beat ??= setInterval(touchAll, heartbeat).unref();
}
function touchAll() {
    const now = new Date();
    for (const path of kept) {
        (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.utimes)(path, now, now).catch(() => {
            kept.delete(path);
            if (kept.size > 0)
                return;
            clearInterval(beat);
            beat = undefined;
        });
    }
}
function parse(path) {
    const match = /(?:^|\/)(?:treestamp-)?(\d+)-(\d+)-([0-9a-f]{8})-[0-9a-f]{12}$/.exec(path);
    return match === null ? undefined : { pid: match[1], start: match[2], place: match[3] };
}
/** Where /proc does not tell, the place is one that no other process has: then the heartbeat alone says that we live. */
async function identify() {
    try {
        // By /proc's own numbers, which are another namespace's where it was not mounted anew for ours.
        const [pid] = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)("/proc/self/stat", "latin1").split(" ");
        const start = (0,_process_stat_js__WEBPACK_IMPORTED_MODULE_3__/* .processStat */ .Q)(pid)?.start;
        const boot = bootId();
        if (start === undefined || boot === undefined)
            throw new Error("no numbers");
        const place = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(`${boot} ${(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readlinkSync)("/proc/self/ns/pid")}`);
        return { pid: pid, start, place: place.digest("hex").slice(0, 8) };
    }
    catch {
        return { pid: `${process.pid}`, start: "0", place: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(4).toString("hex") };
    }
}
/** What is another after each start of the machine; `undefined` where that cannot be known. Source: random(4). */
function bootId() {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)("/proc/sys/kernel/random/boot_id", "utf8").trim();
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 88467:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ processStat)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/** What the kernel tells of a process. Source: proc(5), /proc/PID/stat. */

/**
 * Undefined where there is no such process. The kernel answers at once: to ask a thread for each of four calls would take ten
 * times as long.
 * @param pid also `self`
 */
function processStat(pid) {
    let line;
    try {
        line = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`/proc/${pid}/stat`, "latin1");
    }
    catch {
        return undefined;
    }
    // The name in field 2 may itself hold spaces and parentheses.
    const fields = line.slice(line.lastIndexOf(")") + 2).split(" ");
    return { state: fields[0], parent: fields[1], group: fields[2], start: fields[19] };
}


/***/ }),

/***/ 47516:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ run),
/* harmony export */   j: () => (/* binding */ outputOf)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_child_process__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(78474);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_events__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(57075);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__webpack_require__.n(node_stream__WEBPACK_IMPORTED_MODULE_3__);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(46466);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_4___default = /*#__PURE__*/__webpack_require__.n(node_stream_promises__WEBPACK_IMPORTED_MODULE_4__);
/* harmony import */ var node_string_decoder__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(46193);
/* harmony import */ var node_string_decoder__WEBPACK_IMPORTED_MODULE_5___default = /*#__PURE__*/__webpack_require__.n(node_string_decoder__WEBPACK_IMPORTED_MODULE_5__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(64256);
/** Running other programs: arguments as an array, never a shell. */







/**
 * Runs a program to its end and gives what it printed, whatever its exit code.
 * @throws tool-missing where there is no such program; interrupted where `signal` ended it
 */
async function run(program, args, options = {}) {
    const { input, onLine, lines = "stderr", signal, maxOutput = 64 << 20, onOutput, stopBy = "SIGTERM" } = options;
    const watchesInput = stopBy === "end of input";
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(program, [...args], {
        ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
        ...(options.env === undefined ? {} : { env: options.env }),
        stdio: [input === undefined && !watchesInput ? "ignore" : "pipe", "pipe", "pipe"],
        detached: watchesInput,
    });
    const ended = exitOf(child, program);
    const stop = () => (watchesInput ? child.stdin.destroy() : child.kill("SIGTERM"));
    signal?.addEventListener("abort", stop, { once: true });
    if (signal?.aborted)
        stop();
    // When a program has ended, Node drops what nobody has begun to read. Source: node, lib/internal/child_process.js, flushStdio.
    if (onOutput !== undefined)
        child.stdout.on("readable", () => { });
    try {
        const feeding = input === undefined ? undefined : feed(child, input);
        const [stdout, stderr, exitCode] = await Promise.all([
            onOutput === undefined
                ? collect(child.stdout, lines === "both" ? undefined : maxOutput, lines === "both" ? onLine : undefined)
                : onOutput(child.stdout).then(() => Buffer.alloc(0)),
            collect(child.stderr, undefined, onLine),
            ended,
            feeding,
        ]);
        if (signal?.aborted)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .TreestampError */ .ks("interrupted", `${program} was ended by a signal.`);
        return { exitCode, stdout, stderr: stderr.toString("utf8") };
    }
    catch (error) {
        stop();
        await ended.catch(() => { }); // a caller that cleans up after this failure must not race a program that is still running
        throw error;
    }
    finally {
        signal?.removeEventListener("abort", stop);
    }
}
/**
 * What a program prints, as it comes. Ends the program where the reader leaves early.
 * @param check gets the result at the end, and throws where the output is not to be trusted
 * @throws what `run` and `check` throw
 */
async function* outputOf(line, options, check) {
    const [program, ...args] = line;
    const started = Promise.withResolvers();
    const read = Promise.withResolvers();
    const onOutput = (stdout) => {
        started.resolve(stdout);
        return read.promise;
    };
    const result = run(program, args, { ...options, onOutput });
    result.catch(started.reject);
    try {
        yield* await started.promise;
    }
    catch (error) {
        read.reject(error); // which stops the program
        throw error;
    }
    finally {
        read.resolve();
        await result.catch(() => { });
    }
    check(await result);
}
/** The code that a shell would report for the child: its exit code, or 128 + n for signal n. */
async function exitOf(child, program) {
    const [code, signalName] = await (0,node_events__WEBPACK_IMPORTED_MODULE_1__.once)(child, "close").catch((error) => {
        const [why, remedy] = error.code === "ENOENT"
            ? ["is not installed", `Install ${program}, or add its folder to PATH.`]
            : [`cannot be started: ${error.message}`, `Check what ${program} is on this machine, and that you may run it.`];
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .TreestampError */ .ks("tool-missing", `${program} ${why}.`, { remedy, cause: error });
    });
    return code ?? 128 + (node_os__WEBPACK_IMPORTED_MODULE_2__.constants.signals[signalName] ?? 0);
}
/** Writes `input` at the pace of the reader. A program that stops reading early is no error: its exit code tells. */
async function feed(child, input) {
    const chunks = typeof input === "string" || input instanceof Uint8Array ? [input] : input;
    try {
        await (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_4__.pipeline)(node_stream__WEBPACK_IMPORTED_MODULE_3__.Readable.from(chunks, { objectMode: true }), child.stdin);
    }
    catch (error) {
        const code = error.code;
        if (code !== "EPIPE" && code !== "ERR_STREAM_PREMATURE_CLOSE")
            throw error;
    }
}
/** All bytes of a stream; without a `limit`, its last 64 KiB. */
async function collect(stream, limit, onLine) {
    const parts = [];
    let size = 0;
    let rest = "";
    const decoder = new node_string_decoder__WEBPACK_IMPORTED_MODULE_5__.StringDecoder("utf8"); // a character may come in two parts
    for await (const part of stream) {
        if (onLine !== undefined) {
            const pieces = (rest + decoder.write(part)).split(/\r?\n/);
            rest = pieces.pop();
            for (const line of pieces)
                onLine(line);
        }
        parts.push(part);
        size += part.length;
        if (limit !== undefined && size > limit) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .TreestampError */ .ks("input-invalid", `A program printed more than ${limit} bytes.`);
        }
        while (limit === undefined && size - parts[0].length > tailBytes)
            size -= parts.shift().length;
    }
    if (rest !== "" && onLine !== undefined)
        onLine(rest);
    return Buffer.concat(parts);
}
const tailBytes = 64 * 1024;


/***/ }),

/***/ 58511:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dq: () => (/* binding */ sweepScratch),
/* harmony export */   ZU: () => (/* binding */ removeScratch),
/* harmony export */   h7: () => (/* binding */ abandonedScratch),
/* harmony export */   lP: () => (/* binding */ makeScratch)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _elevate_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(84931);
/* harmony import */ var _missing_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(71081);
/* harmony import */ var _owner_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(40542);
/** Folders for files that must not outlive the process that made them: the next process removes what is left of a dead one. */





/**
 * Makes an empty folder of our own (mode 0700) in `parent`, which is made where it is missing. The caller removes it.
 * `prefix` is for a parent that has folders of others, too: `treestamp-` or nothing.
 */
async function makeScratch(parent, prefix = "") {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(parent, { recursive: true, mode: 0o700 });
    const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(parent, `${prefix}${await (0,_owner_js__WEBPACK_IMPORTED_MODULE_4__/* .ownName */ .qU)()}`);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(folder, { mode: 0o700 });
    (0,_owner_js__WEBPACK_IMPORTED_MODULE_4__/* .keepAlive */ .Z8)(folder);
    return folder;
}
/** Removes such a folder, also where a command has left files of another user in it. What is left all the same, the next process removes. */
async function removeScratch(folder) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(folder, { recursive: true, force: true }).catch(() => (0,_elevate_js__WEBPACK_IMPORTED_MODULE_2__/* .removeAsAnyone */ .js)([folder]));
}
/** Paths of the folders (and files, see `ownName`) in `parent` whose process is gone. */
async function abandonedScratch(parent) {
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(parent).catch((0,_missing_js__WEBPACK_IMPORTED_MODULE_3__/* .missing */ .L)([]));
    const abandoned = [];
    for (const path of names.map((name) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(parent, name)))
        if (await (0,_owner_js__WEBPACK_IMPORTED_MODULE_4__/* .isAbandoned */ .zI)(path))
            abandoned.push(path);
    return abandoned;
}
/** Removes those of them that we are allowed to remove, also where root has files in one of ours: a build's, through sudo. */
async function sweepScratch(parent) {
    const withOthersFiles = [];
    for (const folder of await abandonedScratch(parent)) {
        const isOurs = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(folder).then(({ uid }) => uid === process.getuid(), () => false);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(folder, { recursive: true, force: true }).catch(() => {
            if (isOurs)
                withOthersFiles.push(folder);
        });
    }
    await (0,_elevate_js__WEBPACK_IMPORTED_MODULE_2__/* .removeAs */ .dc)((0,_elevate_js__WEBPACK_IMPORTED_MODULE_2__/* .rootRights */ .mV)(), withOthersFiles).catch(() => { }); // the next one may have the rights
}


/***/ }),

/***/ 50671:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h1: () => (/* binding */ unboundInputs),
/* harmony export */   m0: () => (/* binding */ noAccess),
/* harmony export */   mD: () => (/* binding */ accessAt)
/* harmony export */ });
/* harmony import */ var _reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(67896);
/** A call's settings for one registry: they apply to that host and no other. */

const noAccess = { registry: undefined, login: undefined, plainHttp: false };
/** The part of the access that holds at `registry`. */
function accessAt(registry, access) {
    return registry === access.registry ? access : noAccess;
}
/** The inputs that need a registry's name before they can be used at `registry`; undefined if there are none. */
function unboundInputs({ registry: named, login, plainHttp }, registry) {
    if (named !== undefined)
        return undefined;
    if (login !== undefined)
        return "`username` and `password`";
    return plainHttp && !(0,_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .isLoopback */ .U9)(registry) ? "`plain-http`" : undefined;
}


/***/ }),

/***/ 24460:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bq: () => (/* binding */ formatPlatform),
/* harmony export */   FL: () => (/* binding */ parsePlatform),
/* harmony export */   Ng: () => (/* binding */ parseManifest),
/* harmony export */   Nq: () => (/* binding */ diffIdsOf),
/* harmony export */   UO: () => (/* binding */ noImageFor),
/* harmony export */   tj: () => (/* binding */ platformOf),
/* harmony export */   zZ: () => (/* binding */ parseImage)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44617);
/* harmony import */ var _stored_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(98706);
/** Image manifests and indexes: parsed once into values, strictly, because their bytes come from outside. */



/** Reads the manifest of one image. @throws image-invalid, also for an index */
function parseImage(stored) {
    const manifest = parseManifest(stored);
    if (manifest.kind === "manifest")
        return manifest;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("image-invalid", `${stored.descriptor.digest} is an index where an image is expected.`);
}
/** The error about an index that lacks a platform. */
function noImageFor(platform, index) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("platform-missing", `The base image ${index} has no image for ${platform}.`, {
        remedy: "Use a base image that has this platform.",
    });
}
/**
 * Reads a manifest or index.
 * @throws image-invalid where it is neither, or a field that matters breaks its format
 */
function parseManifest(stored) {
    const where = stored.descriptor.digest;
    const json = object(parseJson(stored.body, where), where);
    const mediaType = text(json.mediaType) ?? stored.descriptor.mediaType;
    const annotations = strings(json.annotations);
    // Clients that go by one list or by the other would see two different images under one digest (CVE-2021-41190).
    if (json.manifests !== undefined && (json.layers !== undefined || json.config !== undefined)) {
        throw invalid(where, "is both an image and an index");
    }
    if (mediaType === _stored_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .ociIndexMediaType */ .oQ || mediaType === _stored_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .dockerListMediaType */ .l7) {
        return { kind: "index", manifests: descriptors(json.manifests, where), annotations };
    }
    if (mediaType === _stored_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .ociManifestMediaType */ .xS || mediaType === _stored_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .dockerManifestMediaType */ .wJ) {
        return {
            kind: "manifest",
            config: descriptor(json.config, where),
            layers: descriptors(json.layers, where),
            annotations,
        };
    }
    throw invalid(where, `has the media type ${mediaType}, which is neither an image manifest nor an index`);
}
/**
 * The digest of each layer once unpacked, from the image's configuration. Source: image-spec, config.md, rootfs.
 * @throws image-invalid where it does not list as many as the manifest has layers
 */
function diffIdsOf(config, manifest) {
    const where = manifest.config.digest;
    const { diff_ids: ids } = object(object(parseJson(config, where), where).rootfs, where);
    if (Array.isArray(ids) && ids.length === manifest.layers.length && ids.every(_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc))
        return ids;
    throw invalid(where, `does not list the digests of the image's ${manifest.layers.length} layers`);
}
/** `linux/amd64`, `linux/arm64/v8`: a platform as docker writes it. */
function formatPlatform(platform) {
    return [platform.os, platform.architecture, ...(platform.variant === undefined ? [] : [platform.variant])].join("/");
}
/** A machine's platform by OCI's names, from Node's. */
function platformOf(machine) {
    const architectures = { x64: "amd64", ia32: "386" };
    // Build images are Linux images also on a laptop that runs another system: its engine has a Linux of its own.
    return { os: "linux", architecture: architectures[machine.arch] ?? machine.arch };
}
/** Reads `OS/ARCH[/VARIANT]`. @throws input-invalid */
function parsePlatform(written) {
    const [os, architecture, variant, ...rest] = written.split("/");
    if (!os || !architecture || rest.length > 0 || variant === "") {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `"${written}" is not a platform.`, {
            remedy: "Write it as docker does: linux/amd64, linux/arm64 or linux/arm/v7.",
        });
    }
    return variant === undefined ? { os, architecture } : { os, architecture, variant };
}
function parseJson(body, where) {
    try {
        return JSON.parse(body.toString("utf8"));
    }
    catch (cause) {
        throw invalid(where, "is not JSON", cause);
    }
}
function descriptors(value, where) {
    if (!Array.isArray(value))
        throw invalid(where, "lacks its list of parts");
    return value.map((item) => descriptor(item, where));
}
function descriptor(value, where) {
    const { mediaType, digest, size, platform, annotations } = object(value, where);
    if (!(0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc)(digest)) {
        throw invalid(where, `names a part by "${String(digest)}", which is not a sha256 digest`);
    }
    if (typeof mediaType !== "string" || !Number.isSafeInteger(size) || size < 0) {
        throw invalid(where, `describes ${digest} without a proper media type and size`);
    }
    return {
        mediaType,
        digest,
        size: size,
        ...(platform === undefined ? {} : { platform: parsePlatformObject(platform, where) }),
        ...(annotations === undefined ? {} : { annotations: strings(annotations) }),
    };
}
function parsePlatformObject(value, where) {
    const { os, architecture, variant } = object(value, where);
    if (typeof os !== "string" || typeof architecture !== "string")
        throw invalid(where, "has a platform without a name");
    return typeof variant === "string" && variant !== "" ? { os, architecture, variant } : { os, architecture };
}
function object(value, where) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
        throw invalid(where, "has something other than an object where one belongs");
    }
    return value;
}
function text(value) {
    return typeof value === "string" ? value : undefined;
}
function strings(value) {
    if (typeof value !== "object" || value === null)
        return {};
    return Object.fromEntries(Object.entries(value).filter((entry) => typeof entry[1] === "string"));
}
function invalid(where, what, cause) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("image-invalid", `${where} ${what}.`, { cause });
}


/***/ }),

/***/ 98706:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $P: () => (/* binding */ manifestMediaTypes),
/* harmony export */   $V: () => (/* binding */ manifestOf),
/* harmony export */   c0: () => (/* binding */ mediaTypeOf),
/* harmony export */   l7: () => (/* binding */ dockerListMediaType),
/* harmony export */   ld: () => (/* binding */ checkedManifest),
/* harmony export */   oQ: () => (/* binding */ ociIndexMediaType),
/* harmony export */   rq: () => (/* binding */ maxManifestBytes),
/* harmony export */   wJ: () => (/* binding */ dockerManifestMediaType),
/* harmony export */   xS: () => (/* binding */ ociManifestMediaType)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44617);
/** Manifests as bytes: what they are, and how large they may be. */


const ociIndexMediaType = "application/vnd.oci.image.index.v1+json";
const ociManifestMediaType = "application/vnd.oci.image.manifest.v1+json";
const dockerListMediaType = "application/vnd.docker.distribution.manifest.list.v2+json";
const dockerManifestMediaType = "application/vnd.docker.distribution.manifest.v2+json";
/** All kinds of manifest that a lookup takes. */
const manifestMediaTypes = [
    ociIndexMediaType,
    ociManifestMediaType,
    dockerListMediaType,
    dockerManifestMediaType,
];
/** No manifest is read beyond this. Registries refuse more than 4 MiB, too. Bytes. */
const maxManifestBytes = 4 * 1024 * 1024;
/** A manifest made here, with its descriptor. */
function manifestOf(mediaType, body) {
    return { descriptor: { mediaType, digest: (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .sha256Of */ .Bj)(body), size: body.length }, body };
}
/**
 * The media type of a manifest by its own bytes; undefined for what is none. Old manifests may leave the field out:
 * then the list that they have (`manifests`, `layers`) tells. Source: image-spec, "mediaType" of index and manifest.
 */
function mediaTypeOf(body) {
    let value;
    try {
        value = JSON.parse(body.toString("utf8"));
    }
    catch {
        return undefined;
    }
    if (typeof value !== "object" || value === null)
        return undefined;
    const { mediaType, manifests, layers, config } = value;
    if (typeof mediaType === "string")
        return manifestMediaTypes.includes(mediaType) ? mediaType : undefined;
    if (Array.isArray(manifests))
        return ociIndexMediaType;
    return Array.isArray(layers) && typeof config === "object" ? ociManifestMediaType : undefined;
}
/**
 * Checks a manifest's bytes against what named them.
 * @param expected the digest that was asked for or that the store claims; undefined where there is none
 * @throws store-corrupt
 */
function checkedManifest(body, descriptor, expected, origin) {
    const manifest = manifestOf(descriptor.mediaType, body);
    const own = mediaTypeOf(body);
    if (expected !== undefined && manifest.descriptor.digest !== expected) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("store-corrupt", `${origin} has bytes of ${manifest.descriptor.digest}, not ${expected}.`, {
            remedy: "Try again. If it happens again, the store is damaged, and the image has to be pushed again.",
        });
    }
    if (own !== descriptor.mediaType) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("store-corrupt", `${origin} is said to be ${descriptor.mediaType}, and its bytes are ${own ?? "not a manifest that treestamp knows"}.`, { remedy: "Check what was pushed under this name." });
    }
    return manifest;
}


/***/ })

};
;