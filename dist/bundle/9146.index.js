"use strict";
exports.id = 9146;
exports.ids = [9146];
exports.modules = {

/***/ 43539:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ webAddress),
/* harmony export */   P: () => (/* binding */ nameCommit)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/** A commit with all the names that tags and labels come from: from the host's event if there is one, else from git. */

/**
 * Names what is checked out. The names of the host's event are taken where it is about this very commit: a workflow may
 * have checked out another one, which must not be called by them.
 * @throws repository-invalid before the first commit
 */
async function nameCommit(repository, event, log) {
    const object = await repository.objects.read("HEAD^{commit}");
    if (object === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("repository-invalid", "The repository has no commit to name an image after.", {
            remedy: "Commit first.",
        });
    }
    const [, tree = ""] = /^tree ([0-9a-f]+)$/m.exec(object.body.toString("latin1")) ?? [];
    const [, time = "0"] = /^committer .* (\d+) [+-]\d+$/m.exec(object.body.toString("latin1")) ?? [];
    const refs = await refsOf(repository, object.oid);
    const ours = { commit: object.oid, tree, time: Number(time), knownTags: refs.knownTags, isShallow: refs.isShallow };
    const project = { ...(refs.url === undefined ? {} : { url: refs.url }), ...event?.project };
    const defaultBranch = event?.defaultBranch ?? refs.defaultBranch;
    if (event === undefined || (event.commits.length > 0 && !event.commits.includes(object.oid))) {
        if (event !== undefined) {
            log.warning(`${event.name} is about ${event.commits[0]}, and ${object.oid} is checked out: tags come from git's own refs.`);
        }
        const { branch, tag } = refs;
        return {
            ...ours,
            branch,
            tag,
            pullRequest: undefined,
            baseBranch: undefined,
            defaultBranch,
            isScheduled: false,
            project,
        };
    }
    const { branch, tag, pullRequest, baseBranch, isScheduled } = event;
    return { ...ours, branch, tag, pullRequest, baseBranch, defaultBranch, isScheduled, project };
}
async function refsOf(repository, commit) {
    const format = "--format=%(refname)%00%(objectname)%00%(*objectname)%00%(symref)";
    const [listed, branch, remote, shallow] = await Promise.all([
        repository.git(["for-each-ref", "--sort=-version:refname", format, "refs/tags", "refs/remotes/origin/HEAD"]),
        repository.git(["symbolic-ref", "--quiet", "--short", "HEAD"]),
        repository.git(["config", "--get", "remote.origin.url"]),
        repository.git(["rev-parse", "--is-shallow-repository"]),
    ]);
    const rows = listed.stdout
        .toString("utf8")
        .split("\n")
        .filter(Boolean)
        .map((line) => line.split("\0"));
    const tags = rows.filter(([name]) => name.startsWith("refs/tags/"));
    const short = (name) => name.slice("refs/tags/".length);
    const here = tags.find(([, object, target]) => (target || object) === commit);
    const [, , , head = ""] = rows.find(([name]) => name === "refs/remotes/origin/HEAD") ?? [];
    return {
        isShallow: shallow.stdout.toString("utf8").trim() === "true",
        knownTags: tags.map(([name]) => short(name)),
        tag: here === undefined ? undefined : short(here[0]),
        branch: branch.exitCode === 0 ? branch.stdout.toString("utf8").trim() : undefined,
        defaultBranch: head.startsWith("refs/remotes/origin/") ? head.slice("refs/remotes/origin/".length) : undefined,
        url: webAddress(remote.stdout.toString("utf8").trim()),
    };
}
/** The page of a remote: `git@github.com:acme/app.git` is `https://github.com/acme/app`. No user name or password stays. */
function webAddress(remote) {
    const [, host, path] = /^(?:https?|ssh|git):\/\/(?:[^@/]*@)?([^/:]+)(?::\d+)?\/(.+?)(?:\.git)?\/?$/.exec(remote) ??
        /^(?:[^@/:]+@)?([^/:]+\.[^/:]+):(?!\/\/)(.+?)(?:\.git)?\/?$/.exec(remote) ??
        [];
    return host === undefined ? undefined : `https://${host}/${path}`;
}


/***/ }),

/***/ 59146:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   hostEvent: () => (/* binding */ hostEvent)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64256);
/* harmony import */ var _git_named_commit_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(43539);
/** What the host tells about this run: which branch, tag or pull request it is for. */



/**
 * The event by the host's variables; undefined where there is no host that we know, as on a laptop.
 * @throws input-invalid where GitHub's file of the event cannot be read
 */
async function hostEvent(environment) {
    if (environment.GITHUB_ACTIONS === "true" && environment.GITHUB_REF)
        return githubEvent(environment);
    return environment.CIRCLECI === "true" ? circleEvent(environment) : undefined;
}
/** Source: docs.github.com, "Default environment variables" and "Webhook events and payloads". */
async function githubEvent(environment) {
    const { GITHUB_REF: ref = "", GITHUB_SHA: sha, GITHUB_EVENT_NAME: event = "" } = environment;
    const payload = await readPayload(environment.GITHUB_EVENT_PATH);
    const pull = record(payload.pull_request);
    const own = record(payload.repository);
    // For pull_request_target the ref is the base branch, but the run is about the pull request.
    const number = /^refs\/pull\/(\d+)\//.exec(ref)?.[1] ?? (event.startsWith("pull_request") ? pull.number : undefined);
    const isPull = number !== undefined;
    const below = (prefix) => (!isPull && ref.startsWith(prefix) ? ref.slice(prefix.length) : undefined);
    const [url, name] = addressOf(environment);
    const project = {
        url: own.html_url ?? url,
        name: own.name ?? name,
        description: own.description,
        license: record(own.license).spdx_id,
    };
    return {
        name: "GitHub's event",
        commits: [sha, record(pull.head).sha].filter((one) => typeof one === "string" && one !== ""),
        branch: below("refs/heads/"),
        tag: below("refs/tags/"),
        pullRequest: isPull ? Number(number) : undefined,
        baseBranch: text(record(pull.base).ref),
        defaultBranch: text(own.default_branch),
        isScheduled: event === "schedule",
        isOfItsRef: ["push", "schedule", "workflow_dispatch"].includes(event),
        url: url === undefined || !environment.GITHUB_RUN_ID ? undefined : `${url}/actions/runs/${environment.GITHUB_RUN_ID}`,
        project: Object.fromEntries(Object.entries(project).filter(([, value]) => text(value) !== undefined)),
    };
}
function addressOf({ GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository }) {
    if (server === undefined || repository === undefined)
        return [];
    return [`${server}/${repository}`, repository.slice(repository.indexOf("/") + 1)];
}
async function readPayload(path) {
    if (path === undefined || path === "")
        return {};
    try {
        return record(JSON.parse(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path, "utf8")));
    }
    catch (cause) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `GitHub's event cannot be read from ${path}: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(cause)}.`, {
            remedy: "GITHUB_EVENT_PATH is set by the runner: leave it as it is.",
            cause,
        });
    }
}
/** Source: circleci.com/docs, "Built-in environment variables". The branch of a fork's pull request is `pull/12`. */
function circleEvent(environment) {
    const { CIRCLE_SHA1: sha, CIRCLE_TAG: tag, CIRCLE_BRANCH: branch, CIRCLE_PROJECT_REPONAME: name } = environment;
    const number = /^pull\/(\d+)/.exec(branch ?? "")?.[1];
    const url = (0,_git_named_commit_js__WEBPACK_IMPORTED_MODULE_2__/* .webAddress */ .D)(environment.CIRCLE_REPOSITORY_URL ?? "");
    return {
        name: "CircleCI's pipeline",
        commits: sha === undefined ? [] : [sha],
        branch: tag || number ? undefined : branch || undefined,
        tag: tag || undefined,
        pullRequest: number === undefined ? undefined : Number(number),
        baseBranch: undefined,
        defaultBranch: undefined,
        isScheduled: false,
        isOfItsRef: true,
        url: environment.CIRCLE_BUILD_URL || undefined,
        project: { ...(url === undefined ? {} : { url }), ...(name === undefined ? {} : { name }) },
    };
}
function record(value) {
    return typeof value === "object" && value !== null ? value : {};
}
function text(value) {
    return typeof value === "string" && value !== "" ? value : undefined;
}


/***/ })

};
;