"use strict";
exports.id = 7660;
exports.ids = [7660];
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

/***/ 1910:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ matchesStars)
/* harmony export */ });
/** Patterns that people write for names: `*` stands for any characters, and everything else for itself. */
function matchesStars(pattern, text) {
    const literal = pattern.split("*").map((part) => part.replace(/[\\^$.+?()[\]{}|]/g, "\\$&"));
    return new RegExp(`^${literal.join(".*")}$`, "s").test(text);
}


/***/ }),

/***/ 88513:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   verify: () => (/* binding */ verify)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(67896);
/* harmony import */ var _places_attested_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(94442);
/* harmony import */ var _places_ladder_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(80239);
/* harmony import */ var _recipe_key_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(95665);
/* harmony import */ var _resolve_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(88750);
/* harmony import */ var _trust_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(62633);
/** verify: who built an image, and from what; with `rebuild`, whether it comes out the same once more. */







/**
 * Verifies the image of this tree's key; one that nobody has signed only if `verify: off` says so.
 * @throws untrusted; not-built if it is not there; why a store does not say whether it is
 */
async function verify(ports, request, repository) {
    const identified = await (0,_resolve_js__WEBPACK_IMPORTED_MODULE_5__.identify)(ports, request, repository, { askAhead: true });
    const { key, recipe, store, stages } = identified;
    await (0,_recipe_key_js__WEBPACK_IMPORTED_MODULE_4__.writeKeyTree)(repository, recipe, key);
    const found = await (0,_places_ladder_js__WEBPACK_IMPORTED_MODULE_3__/* .findOn */ .tP)(ports, (0,_places_ladder_js__WEBPACK_IMPORTED_MODULE_3__/* .ladderOf */ .Id)(ports, identified), { blobs: true });
    if (found === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("not-built", `${store.location} has no ${key.tag}: there is nothing to verify.`, {
            remedy: "Build it first: treestamp build.",
        });
    }
    const { image } = found;
    const { location } = image.store;
    const signer = await signerOf(ports, request, identified, image);
    const rebuilt = request.rebuild
        ? await (await __webpack_require__.e(/* import() */ 1349).then(__webpack_require__.bind(__webpack_require__, 71349))).rebuild(ports, request, identified, image)
        : undefined;
    const { digest } = image.root.descriptor;
    const name = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .formatReference */ .FH)((0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .parseLocation */ .zS)(location), found.tag, digest);
    return { kind: "verify", key: key.hash, image: name, digest, signer, rebuilt, stages };
}
async function signerOf(ports, request, identified, image) {
    if (request.verify === "off")
        return undefined;
    const attestation = (0,_places_attested_js__WEBPACK_IMPORTED_MODULE_2__/* .attestationOf */ .kV)(image.root);
    if (attestation !== undefined) {
        return factsOf(await (0,_trust_js__WEBPACK_IMPORTED_MODULE_6__/* .verifiedOf */ .iW)(ports, request, identified, { root: image.root, attestation }));
    }
    await (0,_trust_js__WEBPACK_IMPORTED_MODULE_6__/* .trustIn */ .Us)(ports, { ...request, verify: "required" }, identified, image);
    return undefined;
}
function factsOf({ by, provenance }) {
    const { source, recipe, builder, run } = provenance;
    const workflow = by.kind === "workflow" ? by.identity : undefined;
    return {
        by: by.kind === "key" ? "verify-key" : "workflow",
        builder: workflow?.workflow ?? builder,
        repository: workflow?.repository ?? source.repository,
        commit: source.commit,
        ref: workflow?.ref,
        event: workflow?.trigger,
        runner: workflow?.runner,
        run: workflow?.run || run,
        paths: recipe.paths,
    };
}


/***/ })

};
;