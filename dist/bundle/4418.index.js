"use strict";
exports.id = 4418;
exports.ids = [4418];
exports.modules = {

/***/ 2689:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ deliveryInputs),
/* harmony export */   Z: () => (/* binding */ deliveryOutputs)
/* harmony export */ });
const both = ["push", "promote"];
const push = ["push"];
const calls = ["action", "cli"];
const deliveryInputs = [
    {
        name: "images",
        kind: "list",
        placeholder: "REPOSITORY",
        description: "Repositories that the image goes to, in any registries, without tags; a folder (an OCI image layout) is one, too. Default of promote: the repository of the build image. Not needed where `tags` has whole names.",
        verbs: both,
        places: calls,
    },
    {
        name: "tags",
        kind: "list",
        placeholder: "RULE",
        description: "Tags, as docker/metadata-action has them: plain ones, rules such as `type=semver,pattern={{version}}`, `type=ref,event=branch`, `type=sha`, and besides `type=tree` and `type=date`; or whole names, `ghcr.io/acme/app:1.0`. Default: the branch, git tag or pull request.",
        verbs: both,
        places: calls,
    },
    {
        name: "flavor",
        kind: "list",
        placeholder: "NAME=VALUE",
        description: "With which images `latest` goes: `latest=auto` with a release, `latest=true` on the default branch, too, `latest=false` never; `prefix=…` and `suffix=…` for all tags.",
        verbs: both,
        places: calls,
    },
    {
        name: "overwrite",
        kind: "list",
        placeholder: "TAG",
        description: "Tags that may be moved from another image, `*` for any characters. `latest`, branches, pull requests, `edge`, `nightly` and parts of versions (`1.2`) move without being named; a key's tag never does.",
        verbs: both,
        places: calls,
    },
    {
        name: "source",
        kind: "text",
        placeholder: "PATH",
        description: "Image to push instead of building one: a folder (an OCI image layout) or an archive (`docker save`, or OCI) that a run has made.",
        verbs: push,
        places: calls,
    },
    {
        name: "source",
        kind: "text",
        placeholder: "IMAGE",
        description: "Image that is there: REPOSITORY:TAG, REPOSITORY@sha256:… or oci:FOLDER:TAG. Default: the build image of this tree, which is built where it is absent.",
        verbs: ["promote"],
        places: calls,
    },
    {
        name: "context",
        kind: "text",
        placeholder: "DIR",
        description: "Folder that is the build context of the final image, as it is on disk, without `.git` and what `.dockerignore` leaves out. Default: the current one.",
        verbs: push,
        places: calls,
    },
    {
        name: "file",
        kind: "text",
        placeholder: "PATH",
        description: "Path of the final image's Dockerfile. Default: `Dockerfile` in the context.",
        verbs: push,
        places: calls,
    },
    {
        name: "target",
        kind: "text",
        placeholder: "STAGE",
        description: "Stage of the Dockerfile to build. Default: the last one.",
        verbs: push,
        places: calls,
    },
    {
        name: "build-args",
        kind: "map",
        placeholder: "NAME=VALUE",
        description: "Build arguments for the Dockerfile.",
        verbs: push,
        places: calls,
    },
    {
        name: "platforms",
        kind: "list",
        placeholder: "OS/ARCH",
        description: "Platforms of the final image. Default: linux/amd64.",
        verbs: push,
        places: calls,
    },
    {
        name: "build-image",
        kind: "text",
        placeholder: "IMAGE",
        description: "What `FROM build-image` stands for: the output `image` of an earlier step, or another image that is there. Default: the build image of `treestamp.yml`, which is built where it is absent.",
        verbs: push,
        places: calls,
    },
    {
        name: "base",
        kind: "map",
        placeholder: "NAME=IMAGE@DIGEST",
        description: "Further images that `FROM NAME` stands for: `REPOSITORY@sha256:…` in a registry, or `oci-layout://FOLDER@sha256:…` on disk.",
        verbs: push,
        places: calls,
    },
    {
        name: "labels",
        kind: "map",
        placeholder: "NAME=VALUE",
        description: "Labels of the image, besides OCI's own (source, revision, created, version, …), which are given anyway; an empty value takes one away.",
        verbs: push,
        places: calls,
    },
    {
        name: "annotations",
        kind: "map",
        placeholder: "NAME=VALUE",
        description: "Annotations of the manifest or index that the tag names, besides OCI's own.",
        verbs: push,
        places: calls,
    },
    {
        name: "secrets",
        kind: "map",
        placeholder: "ID=VALUE",
        description: "Build secrets by their values, as docker/build-push-action has them, for `RUN --mount=type=secret,id=ID`. A value of several lines goes into a file: `secret-files`.",
        verbs: push,
        places: ["action"],
    },
    {
        name: "no-cache",
        kind: "boolean",
        default: "false",
        description: "Build the final image without the engine's cache.",
        verbs: push,
        places: calls,
    },
    {
        name: "push",
        kind: "boolean",
        default: "true",
        description: "Whether the image is pushed: `false` builds it and says its tags, and writes nothing anywhere (for pull requests).",
        verbs: push,
        places: calls,
    },
];
const deliveryOutputs = [
    { name: "image", description: "Full name of the image: its first tag with the digest.", verbs: both },
    { name: "digest", description: "Digest of what all the tags name.", verbs: both },
    { name: "tags", description: "Full names of all tags, one a line.", verbs: both },
    { name: "version", description: "The first tag by priority, which the image calls its version.", verbs: both },
    { name: "labels", description: "Labels of the image, NAME=VALUE, one a line.", verbs: push },
    {
        name: "build-image",
        description: "Digest of the build image that it was built on; empty without one.",
        verbs: push,
    },
    { name: "stages", description: "JSON list of the stages with their seconds and bytes.", verbs: both },
];


/***/ }),

/***/ 4256:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Sh: () => (/* binding */ isTreestampError),
/* harmony export */   bD: () => (/* binding */ messageOf),
/* harmony export */   ks: () => (/* binding */ TreestampError)
/* harmony export */ });
/**
 * The named failures. Every error that a user can see is one of these: it says what happened and why in `message`,
 * and what to do about it in `remedy`. Anything else that is thrown is a defect of treestamp.
 */
/** A failure that is meant to be read by the person who ran treestamp. */
class TreestampError extends Error {
    code;
    remedy;
    constructor(code, message, details = {}) {
        super(message, details.cause === undefined ? {} : { cause: details.cause });
        this.name = "TreestampError";
        this.code = code;
        this.remedy = details.remedy;
    }
}
/** True for a `TreestampError` of one of the given codes (of any code where none is given). */
function isTreestampError(error, ...codes) {
    return error instanceof TreestampError && (codes.length === 0 || codes.includes(error.code));
}
/** The message of whatever was thrown. */
function messageOf(error) {
    return error instanceof Error ? error.message : String(error);
}


/***/ }),

/***/ 9677:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ stageTable),
/* harmony export */   X: () => (/* binding */ formatSeconds)
/* harmony export */ });
/* harmony import */ var _size_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8158);
/* harmony import */ var _verbs_result_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6973);
/** What a person sees at the end in a terminal: the stages, with their seconds and sizes. */


/** The table as lines for a terminal. */
function stageTable(result) {
    return text(header, rowsOf(result));
}
const header = ["stage", "time", "size", ""];
function rowsOf(result) {
    const { stages, cacheHit } = result;
    const rows = stages.map(({ name, seconds, bytes, note }) => [
        name,
        formatSeconds(seconds),
        bytes === undefined ? "" : (0,_size_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z)(bytes),
        note ?? "",
    ]);
    const total = stages.reduce((sum, { seconds }) => sum + seconds, 0);
    const saved = (0,_verbs_result_js__WEBPACK_IMPORTED_MODULE_1__/* .secondsSaved */ .xw)(result);
    const saving = saved === undefined ? "" : `, ${formatSeconds(saved)} saved`;
    rows.push(["total", formatSeconds(total), "", (cacheHit ? "hit" : "miss") + saving]);
    return rows;
}
/** Seconds for people: of short times more digits, of long ones minutes. */
function formatSeconds(seconds) {
    if (seconds < 100)
        return `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`;
    const whole = Math.round(seconds);
    return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
function text(header, rows) {
    const all = [header, ...rows];
    const widths = header.map((_, column) => Math.max(...all.map((row) => row[column].length)));
    return all
        .map((row) => row
        .map((cell, column) => column === 1 || column === 2 ? cell.padStart(widths[column]) : cell.padEnd(widths[column]))
        .join("  ")
        .trimEnd())
        .join("\n");
}


/***/ }),

/***/ 7834:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   PB: () => (/* binding */ verbs),
/* harmony export */   QL: () => (/* binding */ inputs),
/* harmony export */   Vc: () => (/* binding */ inputsOf),
/* harmony export */   bw: () => (/* binding */ actionVerbs)
/* harmony export */ });
/* unused harmony exports imageVerbs, verbsWithPost, outputs */
/* harmony import */ var _delivery_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2689);
/**
 * The one table of inputs and outputs. It writes each `action.yml`, the command line's flags and help, the JSON schema
 * of `treestamp.yml` and the tables in the docs (`npm run generate`); an input that is not here does not exist.
 */

const imageVerbs = ["resolve", "build", "pull", "run"];
const actionVerbs = [...imageVerbs, "push", "promote"];
/** Those whose action has something to take down at the end of its job: actions/VERB/post.ts. */
const verbsWithPost = (/* unused pure expression or super */ null && (["pull"]));
const verbs = [...actionVerbs, "prune"];
/** Those whose call may say the recipe of the build image; push takes it from `treestamp.yml`. */
const recipeVerbs = [...imageVerbs, "promote"];
const buildingVerbs = ["build", "pull", "run", "push", "promote"];
const everywhere = ["action", "cli", "config"];
const calls = ["action", "cli"];
const inputs = [
    {
        name: "image",
        kind: "text",
        placeholder: "REPOSITORY",
        description: "Repository of the build image in a registry, without a tag: the tag is the key. Without it, images are kept in a folder of this machine.",
        verbs: recipeVerbs,
        places: everywhere,
    },
    {
        name: "context",
        kind: "text",
        placeholder: "DIR",
        default: ".",
        description: "Directory of the repository that is the build context. Default: the whole repository.",
        verbs: recipeVerbs,
        places: everywhere,
    },
    {
        name: "file",
        kind: "text",
        placeholder: "PATH",
        description: "Path of the Dockerfile in the repository. Default: `Dockerfile` in the context.",
        verbs: recipeVerbs,
        places: everywhere,
    },
    {
        name: "target",
        kind: "text",
        placeholder: "STAGE",
        description: "Stage of the Dockerfile to build. Default: the last one.",
        verbs: recipeVerbs,
        places: everywhere,
    },
    {
        name: "build-args",
        kind: "map",
        placeholder: "NAME=VALUE",
        description: "Build arguments for the Dockerfile. They are part of the key.",
        verbs: recipeVerbs,
        places: everywhere,
    },
    {
        name: "platforms",
        kind: "list",
        placeholder: "OS/ARCH",
        description: "Platforms to build for. Default: linux/amd64, on every machine, so that the key is the same everywhere.",
        verbs: recipeVerbs,
        places: everywhere,
    },
    {
        name: "include",
        kind: "list",
        placeholder: "PATH",
        description: "Further files or directories of the repository to lay into the context at their own path, such as lock files.",
        verbs: recipeVerbs,
        places: everywhere,
    },
    {
        name: "base",
        kind: "map",
        placeholder: "NAME=IMAGE@DIGEST",
        description: "Images that `FROM NAME` in the Dockerfile stands for, fixed by digest: `REPOSITORY@sha256:…` in a registry, or `oci-layout://FOLDER@sha256:…` on disk. The digest is part of the key.",
        verbs: recipeVerbs,
        places: everywhere,
    },
    {
        name: "path",
        kind: "text",
        placeholder: "DIR",
        default: ".",
        description: "Folder of the git repository.",
        verbs: actionVerbs,
        places: calls,
    },
    {
        name: "ref",
        kind: "text",
        placeholder: "REV",
        description: "Revision to take the recipe from. Default: what is checked out, with uncommitted changes under a tag that ends in -dirty.",
        verbs: imageVerbs,
        places: calls,
    },
    {
        name: "store",
        kind: "text",
        placeholder: "REPOSITORY|DIR",
        description: "Where images and snapshots are kept: a repository in a registry, a folder (an OCI image layout), or `actions-cache`, the cache of GitHub Actions. Wins over `image`.",
        verbs: actionVerbs,
        places: calls,
    },
    {
        name: "username",
        kind: "text",
        description: "User name for the registry of the store. Default: what docker or podman is logged in with.",
        verbs: actionVerbs,
        places: ["action"],
    },
    {
        name: "password",
        kind: "text",
        description: "Password or token for the registry of the store.",
        verbs: actionVerbs,
        places: ["action"],
    },
    {
        name: "plain-http",
        kind: "boolean",
        default: "false",
        description: "Speak plain HTTP with the registry of the store. Loopback addresses need no asking.",
        verbs: actionVerbs,
        places: calls,
    },
    {
        name: "engine",
        kind: "text",
        choices: ["auto", "docker", "buildah"],
        default: "auto",
        description: "What builds the image: `docker` (BuildKit) or `buildah`. By default, the first of them that works here.",
        verbs: buildingVerbs,
        places: calls,
    },
    {
        name: "force",
        kind: "boolean",
        default: "false",
        description: "Build even where the store has the image already; fails if the bytes differ, because a key names one image.",
        verbs: ["build"],
        places: calls,
    },
    {
        name: "secret-envs",
        kind: "map",
        placeholder: "ID=VARIABLE",
        description: "Build secrets from variables of the environment, for `RUN --mount=type=secret,id=ID`. Not part of the key.",
        verbs: buildingVerbs,
        places: calls,
    },
    {
        name: "secret-files",
        kind: "map",
        placeholder: "ID=PATH",
        description: "Build secrets from files, for `RUN --mount=type=secret,id=ID`. Not part of the key.",
        verbs: buildingVerbs,
        places: calls,
    },
    {
        name: "network",
        kind: "text",
        choices: ["default", "host", "none"],
        default: "default",
        description: "Network of the build's RUN instructions.",
        verbs: buildingVerbs,
        places: calls,
    },
    {
        name: "run",
        kind: "text",
        description: "Script to run in the environment, by `shell`.",
        verbs: ["run"],
        places: ["action"],
    },
    {
        name: "phases",
        kind: "scripts",
        placeholder: "NAME=SCRIPT",
        description: "Scripts with names, such as lint and test, to run in one environment instead of `run`: each is timed and has a group in the log and an outcome of its own.",
        verbs: ["run"],
        places: calls,
    },
    {
        name: "parallel",
        kind: "boolean",
        default: "false",
        description: "Run all phases at the same time; the output of each is shown as a whole when it ends.",
        verbs: ["run"],
        places: calls,
    },
    {
        name: "fail-fast",
        kind: "boolean",
        default: "true",
        description: "The first phase that fails ends those that run, and the others are skipped. With `false` all run to their end. The exit code is that of the first failure either way.",
        verbs: ["run"],
        places: calls,
    },
    {
        name: "shell",
        kind: "text",
        choices: ["bash", "sh"],
        default: "bash",
        description: "Shell of the script or of the phases: `bash -e -o pipefail` or `sh -e`, as in a step of a workflow.",
        verbs: ["run"],
        places: calls,
    },
    {
        name: "working-directory",
        kind: "text",
        placeholder: "DIR",
        description: "Where the command starts. Default: the current directory, which the environment sees at the same place.",
        verbs: ["run"],
        places: calls,
    },
    {
        name: "env",
        kind: "list",
        placeholder: "NAME[=VALUE]",
        description: "Variables for the command: `NAME=VALUE`, or `NAME` to hand on its value from here. In a workflow, those that GitHub itself sets need no asking, tokens excepted.",
        verbs: ["run"],
        places: calls,
    },
    {
        name: "timeout",
        kind: "text",
        placeholder: "TIME",
        description: "Longest time the command may take, such as `90s`, `10m` or `1h30m`: then it is ended with all its processes, the exit code is 124 and the outcome timed-out. Default: no limit.",
        verbs: ["run"],
        places: calls,
    },
    {
        name: "user",
        kind: "text",
        placeholder: "USER",
        default: "caller",
        description: "Who the command runs as: `caller` (so that the files it makes are yours), `image` (the image's USER), or `uid[:gid]`.",
        verbs: ["run"],
        places: calls,
    },
    {
        name: "sandbox",
        kind: "text",
        choices: ["auto", "mounted", "container"],
        default: "auto",
        description: "How the environment is made: the mounted snapshot, or a container of the engine where mounting is impossible.",
        verbs: ["pull", "run"],
        places: calls,
    },
    {
        name: "cache-folder",
        kind: "text",
        placeholder: "DIR",
        description: "Where fetched snapshots and the default store are kept on this machine.",
        verbs,
        places: calls,
    },
    {
        name: "cache-size",
        kind: "text",
        placeholder: "SIZE",
        default: "20GB",
        description: "Most that is kept in the cache folder, such as `20GB` or `512MiB`; what was used least recently is removed first, and nothing that is in use. `0` keeps only that, `unlimited` everything. Default: 20GB.",
        verbs: [...buildingVerbs, "prune"],
        places: calls,
    },
    ..._delivery_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .deliveryInputs */ .U,
];
/** The inputs that a verb has in an action, on the command line or in `treestamp.yml`. */
function inputsOf(verb, place) {
    return inputs.filter(({ verbs, places }) => verbs.includes(verb) && places.includes(place));
}
const outputs = [
    { name: "key", description: "The git tree hash that names the recipe.", verbs: imageVerbs },
    {
        name: "tag",
        description: "The image tag: the key, with -dirty after it for an uncommitted recipe.",
        verbs: imageVerbs,
    },
    {
        name: "image",
        description: "Full name of the build image: location and tag, with the digest where it is known.",
        verbs: imageVerbs,
    },
    {
        name: "digest",
        description: "Digest of the image index that the tag names; empty where it is not there.",
        verbs: imageVerbs,
    },
    { name: "state", description: "What the store said first: present, absent or unknown.", verbs: imageVerbs },
    { name: "cache-hit", description: "true where the image was there and nothing had to be built.", verbs: imageVerbs },
    {
        name: "snapshot",
        description: "Identity of this machine's snapshot: the hash of its plain content.",
        verbs: ["pull", "run"],
    },
    { name: "sandbox", description: "How the environment is made: mounted or container.", verbs: ["pull", "run"] },
    { name: "stages", description: "JSON list of the stages with their seconds and bytes.", verbs: imageVerbs },
    { name: "outcome", description: "success, failure or timed-out: how the command ended.", verbs: ["run"] },
    { name: "exit-code", description: "The command's exit code.", verbs: ["run"] },
    {
        name: "outcomes",
        description: "JSON object with the outcome of each phase: success, failure, cancelled or skipped; empty without phases. `outcome-NAME` has that of one.",
        verbs: ["run"],
    },
    ..._delivery_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .deliveryOutputs */ .Z,
];


/***/ }),

/***/ 8409:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ nearestName)
/* harmony export */ });
/** The known name that somebody probably meant, or undefined where none is near: at most a third of its letters differ. */
function nearestName(written, known) {
    const ranked = known
        .map((name) => ({ name, distance: editDistance(written.toLowerCase(), name.toLowerCase()) }))
        .sort((a, b) => a.distance - b.distance);
    const best = ranked[0];
    return best !== undefined && best.distance <= Math.max(1, Math.floor(best.name.length / 3)) ? best.name : undefined;
}
/** How many letters have to be put in, left out, replaced, or swapped with their neighbour (optimal string alignment). */
function editDistance(a, b) {
    let before = [];
    let row = Array.from({ length: b.length + 1 }, (_, index) => index);
    for (let i = 1; i <= a.length; i++) {
        const next = [i];
        for (let j = 1; j <= b.length; j++) {
            const replaced = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
            const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? before[j - 2] + 1 : replaced;
            next[j] = Math.min(row[j] + 1, next[j - 1] + 1, replaced, swapped);
        }
        before = row;
        row = next;
    }
    return row[b.length];
}


/***/ }),

/***/ 5724:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ld: () => (/* binding */ progressLines),
/* harmony export */   hr: () => (/* binding */ progressBar),
/* harmony export */   nd: () => (/* binding */ noProgress)
/* harmony export */ });
/* harmony import */ var _size_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8158);
/** How far a long transfer is, for people: a line now and then, or a bar where there is a terminal. */

const noProgress = () => ({ add: () => { }, end: () => { } });
/** Milliseconds between two lines, and before the first: what is quicker needs none. */
const betweenLines = 10_000;
/** A line every ten seconds. They come also where nothing moves: that it stands still is news. */
function progressLines(say) {
    return (title, total) => {
        const state = { done: 0, since: performance.now() };
        const timer = setInterval(() => say(`${title}: ${described(state, total)}.`), betweenLines);
        timer.unref();
        return {
            add: (bytes) => {
                state.done = Math.min(total, state.done + bytes);
            },
            end: () => clearInterval(timer),
        };
    };
}
/** Milliseconds between two pictures of the bar, and before the first. */
const betweenPictures = 200;
const barWidth = 24;
/** The last line of a terminal, redrawn in place; gone when all is over. `columns` is the terminal's width. */
function progressBar(write, columns) {
    const active = [];
    let timer;
    let isDrawn = false;
    const hide = () => {
        if (isDrawn)
            write("\r\x1b[K");
        isDrawn = false;
    };
    const draw = () => {
        const [first] = active;
        if (first === undefined)
            return;
        const full = first.total === 0 ? 0 : Math.floor((first.done / first.total) * barWidth);
        const line = `${first.title} ${"█".repeat(full)}${"░".repeat(barWidth - full)} ${described(first, first.total)}`;
        hide();
        write(line.slice(0, Math.max(0, columns() - 1))); // a line that wraps cannot be taken back
        isDrawn = true;
    };
    return {
        hide,
        show: (title, total) => {
            const mine = { title, total, done: 0, since: performance.now() };
            active.push(mine);
            timer ??= setInterval(draw, betweenPictures).unref();
            return {
                add: (bytes) => {
                    mine.done = Math.min(total, mine.done + bytes);
                },
                end: () => {
                    const index = active.indexOf(mine);
                    if (index >= 0)
                        active.splice(index, 1);
                    if (active.length > 0)
                        return;
                    clearInterval(timer);
                    timer = undefined;
                    hide();
                },
            };
        },
    };
}
/** `120 MB of 460 MB (26 %), 34 MB/s`. */
function described({ done, since }, total) {
    const seconds = (performance.now() - since) / 1000;
    const part = total === 0 ? 100 : Math.floor((done / total) * 100);
    const speed = seconds > 0 ? `, ${(0,_size_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z)(Math.round(done / seconds))}/s` : "";
    return `${(0,_size_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z)(done)} of ${(0,_size_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z)(total)} (${part} %)${speed}`;
}


/***/ }),

/***/ 3107:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  U: () => (/* binding */ itemsIn),
  T: () => (/* binding */ parseRequest)
});

// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(4256);
;// CONCATENATED MODULE: ./core/duration.js
/** Spans of time, as people write them. */

/** Timers of Node cannot take longer. Milliseconds. */
const longest = 2 ** 31 - 1;
/**
 * Reads `90s`, `10m`, `1h30m`. `input` is where it was written, for the message.
 * @throws input-invalid
 */
function parseDuration(input, written) {
    const [whole, hours = "0", minutes = "0", seconds = "0"] = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(written.trim()) ?? [];
    const milliseconds = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
    if (whole !== undefined && milliseconds > 0 && milliseconds <= longest)
        return { milliseconds, written: whole };
    throw new errors/* TreestampError */.ks("input-invalid", `The input "${input}" cannot be "${written}".`, {
        remedy: "Write a time with its units, such as 90s, 10m or 1h30m; 24 days at most.",
    });
}

// EXTERNAL MODULE: ./core/inputs.js
var inputs = __webpack_require__(7834);
// EXTERNAL MODULE: ./core/nearest.js
var nearest = __webpack_require__(8409);
// EXTERNAL MODULE: ./core/size.js
var size = __webpack_require__(8158);
;// CONCATENATED MODULE: ./core/request.js
/** From what people wrote (strings, whatever the host) to what a verb works with (values), checked once. */





/** The items of an input that came as one text, as in a workflow or an orb's step: of lists and maps one a line. */
function itemsIn({ kind }, text) {
    if (kind !== "list" && kind !== "map")
        return [text];
    return text
        .split("\n")
        .map((line) => line.trim())
        .filter(Boolean);
}
/**
 * Checks what was written for a verb and gives it types. `argv` is a command that needs no shell.
 * @throws input-invalid, naming the input, the value and the valid ones
 */
function parseRequest(verb, written, argv = []) {
    const table = new Map(inputs/* inputs */.QL.filter((input) => input.verbs.includes(verb)).map((input) => [input.name, input]));
    const text = (name) => textOf(table.get(name), written);
    for (const { name, kind } of table.values())
        if (kind === "boolean")
            text(name); // also what is read elsewhere
    const items = (name) => (table.has(name) ? itemsOf(written, name) : []);
    const username = text("username");
    const password = text("password");
    if ((username === undefined) !== (password === undefined)) {
        const [given, missing] = username === undefined ? ["password", "username"] : ["username", "password"];
        throw new errors/* TreestampError */.ks("input-invalid", `The input "${given}" is given and "${missing}" is not.`, {
            remedy: "Give both, or neither to use the login of docker or podman.",
        });
    }
    return {
        path: text("path") ?? ".",
        ref: text("ref"),
        recipe: new Map([...written].filter(([name]) => table.get(name)?.places.includes("config"))),
        store: text("store"),
        credentials: username === undefined ? undefined : { username, password: password },
        plainHttp: text("plain-http") === "true",
        engine: (text("engine") ?? "auto"),
        force: text("force") === "true",
        secrets: differentSecrets([
            ...secretsOf(items("secret-envs"), "variable"),
            ...secretsOf(items("secret-files"), "path"),
        ]),
        network: text("network") ?? "default",
        command: commandOf(argv, text("run"), items("phases"), {
            shell: text("shell"),
            parallel: text("parallel") === "true",
            failFast: text("fail-fast") === "true",
        }),
        workingDirectory: text("working-directory"),
        env: variablesOf(items("env")),
        timeout: durationOf("timeout", text("timeout")),
        user: text("user") ?? "caller",
        sandbox: (text("sandbox") ?? "auto"),
        cacheFolder: text("cache-folder"),
        cacheSize: (0,size/* parseSize */.D)("cache-size", text("cache-size") ?? "unlimited"),
    };
}
function commandOf(argv, script, phases, how) {
    const given = [
        ...(argv.length > 0 ? ["a command"] : []),
        ...(script === undefined ? [] : ["the input `run`"]),
        ...(phases.length > 0 ? ["the input `phases`"] : []),
    ];
    if (given.length > 1) {
        throw new errors/* TreestampError */.ks("input-invalid", `Both ${given.join(" and ")} say what to run.`, {
            remedy: "Leave one of them out: what belongs to all phases can be a phase before the others.",
        });
    }
    if (argv.length > 0)
        return { kind: "argv", argv };
    if (phases.length > 0)
        return { kind: "phases", scripts: phases, ...how };
    return script === undefined ? undefined : { kind: "script", text: script, shell: how.shell };
}
function durationOf(name, written) {
    return written === undefined ? undefined : parseDuration(name, written);
}
function textOf(input, written) {
    if (input === undefined)
        return undefined;
    const value = written.get(input.name)?.at(-1);
    if (value === undefined || value === "")
        return input.default;
    const choices = input.kind === "boolean" ? ["true", "false"] : input.choices;
    if (choices !== undefined && !choices.includes(value)) {
        const near = (0,nearest/* nearestName */.q)(value, choices);
        throw new errors/* TreestampError */.ks("input-invalid", `The input "${input.name}" cannot be "${value}".`, {
            remedy: `${near === undefined ? "" : `Did you mean ${near}? `}Valid values are ${choices.join(", ")}.`,
        });
    }
    return value;
}
function itemsOf(written, name) {
    return (written.get(name) ?? []).filter((item) => item !== "");
}
function variablesOf(items) {
    const nameless = items.find((item) => item.startsWith("="));
    if (nameless === undefined)
        return items;
    throw new errors/* TreestampError */.ks("input-invalid", `"${nameless}" is not a variable.`, {
        remedy: "Write NAME=VALUE, or NAME to hand on its value from here.",
    });
}
function secretsOf(items, kind) {
    return items.map((item) => {
        const equals = item.indexOf("=");
        const [id, value] = [item.slice(0, equals), item.slice(equals + 1)];
        if (equals < 1 || value === "") {
            // The item itself may be the secret, put in the wrong place: it is not repeated.
            throw new errors/* TreestampError */.ks("input-invalid", `A build secret is not written as ID=${kind.toUpperCase()}.`, {
                remedy: "secret-envs takes ID=VARIABLE (the variable's name), secret-files takes ID=PATH.",
            });
        }
        return {
            id,
            source: kind === "variable" ? { kind: "environment", variable: value } : { kind: "file", path: value },
        };
    });
}
function differentSecrets(secrets) {
    const twice = secrets.find(({ id }, index) => secrets.findIndex((other) => other.id === id) < index);
    if (twice === undefined)
        return secrets;
    const inputsOf = secrets.filter(({ id }) => id === twice.id).map(({ source }) => placeOfSecret[source.kind]);
    throw new errors/* TreestampError */.ks("input-invalid", `The build secret "${twice.id}" is given twice: by ${inputsOf.join(" and by ")}.`, {
        remedy: "Give it once; another secret needs another id.",
    });
}
const placeOfSecret = { environment: "secret-envs", file: "secret-files" };


/***/ }),

/***/ 8158:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ parseSize),
/* harmony export */   z: () => (/* binding */ formatBytes)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/** Amounts of bytes, as people write and read them. */

/** Bytes by powers of ten, as docker shows them: `1.2 GB`. */
function formatBytes(bytes) {
    const units = ["B", "kB", "MB", "GB", "TB"];
    const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
    const value = bytes / 1000 ** power;
    return `${power === 0 ? value : value.toFixed(value < 10 ? 1 : 0)} ${units[power]}`;
}
/** Bytes by unit: powers of ten, and with an i of two. Upper and lower case are the same. */
const units = {
    ...{ "": 1, b: 1, kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12 },
    ...{ kib: 2 ** 10, mib: 2 ** 20, gib: 2 ** 30, tib: 2 ** 40 },
};
/**
 * Reads `20GB`, `1.5 GiB`, `0`, or `unlimited`, which is Infinity. `input` is where it was written, for the message.
 * @throws input-invalid
 */
function parseSize(input, text) {
    if (text === "unlimited")
        return Infinity;
    const [, number = "", unit = ""] = /^(\d+(?:\.\d+)?) ?([kmgt]?i?b)?$/i.exec(text) ?? [];
    const factor = units[unit.toLowerCase()];
    if (number !== "" && factor !== undefined)
        return Math.floor(Number(number) * factor);
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `The input "${input}" cannot be "${text}".`, {
        remedy: "Write a number with a unit, such as 20GB or 512MiB; or unlimited.",
    });
}


/***/ }),

/***/ 4168:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ listedStages),
/* harmony export */   a: () => (/* binding */ timed)
/* harmony export */ });
/** Stages for outputs and JSON: seconds to the millisecond. */
function listedStages(stages) {
    return stages.map(({ seconds, ...stage }) => ({ ...stage, seconds: Number(seconds.toFixed(3)) }));
}
/**
 * Runs `work` and appends a stage to `stages`, also when it fails. `work` may describe its own outcome.
 * @param start when it began, by `performance.now()`
 */
async function timed(stages, name, work, start = performance.now()) {
    let outcome = {};
    try {
        return await work((described) => {
            outcome = { ...outcome, ...described };
        });
    }
    finally {
        stages.push({ name, seconds: (performance.now() - start) / 1000, ...outcome });
    }
}


/***/ }),

/***/ 6973:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gb: () => (/* binding */ outputStrings),
/* harmony export */   Yz: () => (/* binding */ outputsOf),
/* harmony export */   tj: () => (/* binding */ platformOf),
/* harmony export */   xw: () => (/* binding */ secondsSaved)
/* harmony export */ });
/* harmony import */ var _stages_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4168);
/** What every verb comes to: one value, that the hosts turn into outputs, JSON and a table. */

/** The result by the names of the table of outputs, as JSON has it; what this verb does not know is left out. */
function outputsOf(result) {
    const { key, tag, image, digest, state, cacheHit, snapshot, sandbox, stages, inputs, changes } = result;
    return {
        key,
        tag,
        image,
        digest: digest ?? "",
        state,
        "cache-hit": cacheHit,
        ...(snapshot === undefined ? {} : { snapshot }),
        ...(sandbox === undefined ? {} : { sandbox }),
        ...(result.exitCode === undefined
            ? {}
            : { outcome: outcomeOf(result), "exit-code": result.exitCode, outcomes: outcomesOf(result.phases ?? []) }),
        ...(inputs === undefined ? {} : { inputs }),
        ...(changes === undefined ? {} : { changes }),
        stages: (0,_stages_js__WEBPACK_IMPORTED_MODULE_0__/* .listedStages */ .Z)(stages),
    };
}
/**
 * What a hit has saved: the time of the build that it did not have to do, less its own until the image was ready here.
 * Seconds; undefined where nothing is known to be saved.
 */
function secondsSaved({ cacheHit, buildSeconds, stages }) {
    if (!cacheHit || buildSeconds === undefined)
        return undefined;
    const own = stages.reduce((sum, { name, seconds }) => (name === "run" ? sum : sum + seconds), 0);
    return buildSeconds > own ? buildSeconds - own : undefined;
}
function outcomesOf(phases) {
    return Object.fromEntries(phases.map(({ name, outcome }) => [name, outcome]));
}
function outcomeOf({ exitCode, timedOut }) {
    if (timedOut)
        return "timed-out";
    return exitCode === 0 ? "success" : "failure";
}
/**
 * The same as strings, as an action's outputs are, and the outcome of each phase by itself: a runner takes outputs that
 * action.yml does not know.
 */
function outputStrings(result) {
    const outputs = Object.entries(outputsOf(result)).map(([name, value]) => [
        name,
        typeof value === "object" ? JSON.stringify(value) : String(value),
    ]);
    const phases = (result.phases ?? []).map(({ name, outcome }) => [`outcome-${name}`, outcome]);
    return Object.fromEntries([...outputs, ...phases]);
}
/** A machine's platform by OCI's names, from Node's. */
function platformOf(machine) {
    const architectures = { x64: "amd64", ia32: "386" };
    // Build images are Linux images also on a laptop that runs another system: its engine has a Linux of its own.
    return { os: "linux", architecture: architectures[machine.arch] ?? machine.arch };
}


/***/ })

};
;