"use strict";
exports.id = 1047;
exports.ids = [1047];
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

/***/ 88513:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   verify: () => (/* binding */ verify)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44617);
/* harmony import */ var _oci_lookup_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(63087);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(24460);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(67896);
/* harmony import */ var _places_attested_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(94442);
/* harmony import */ var _places_ladder_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(80239);
/* harmony import */ var _places_published_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(44078);
/* harmony import */ var _recipe_key_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(95665);
/* harmony import */ var _resolve_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(88750);
/* harmony import */ var _trust_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(78167);
/** verify: who built an image, and from what; with `rebuild`, whether it comes out the same once more. */











/** A layer lists no more files than this: the count says how many there are. */
const maxListed = 200;
/**
 * Verifies the image of this tree's key; one that nobody has signed only if `verify: off` says so.
 * @throws untrusted; not-built if it is not there; why a store does not say whether it is
 */
async function verify(ports, request, repository) {
    const identified = await (0,_resolve_js__WEBPACK_IMPORTED_MODULE_9__.identify)(ports, request, repository, { askAhead: true });
    const { key, recipe, store, stages } = identified;
    await (0,_recipe_key_js__WEBPACK_IMPORTED_MODULE_8__.writeKeyTree)(repository, recipe, key);
    const found = await (0,_places_ladder_js__WEBPACK_IMPORTED_MODULE_6__/* .findOn */ .tP)(ports, (0,_places_ladder_js__WEBPACK_IMPORTED_MODULE_6__/* .ladderOf */ .Id)(ports, identified), { blobs: true });
    if (found === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("not-built", `${store.location} has no ${key.tag}: there is nothing to verify.`, {
            remedy: "Build it first: treestamp build.",
        });
    }
    const { image } = found;
    const { location } = image.store;
    const signer = await signerOf(ports, request, identified, image);
    const rebuilt = request.rebuild ? await rebuild(ports, request, identified, image) : undefined;
    const { digest } = image.root.descriptor;
    const name = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .formatReference */ .FH)((0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .parseLocation */ .zS)(location), found.tag, digest);
    return { kind: "verify", key: key.hash, image: name, digest, signer, rebuilt, stages };
}
async function signerOf(ports, request, identified, image) {
    if (request.verify === "off")
        return undefined;
    const attestation = (0,_places_attested_js__WEBPACK_IMPORTED_MODULE_5__/* .attestationOf */ .kV)(image.root);
    if (attestation !== undefined) {
        return factsOf(await (0,_trust_js__WEBPACK_IMPORTED_MODULE_10__/* .verifiedOf */ .iW)(ports, request, identified, { root: image.root, attestation }));
    }
    await (0,_trust_js__WEBPACK_IMPORTED_MODULE_10__/* .trustIn */ .Us)(ports, { ...request, verify: "required" }, identified, image);
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
/** Builds the image again, without anything that earlier builds have left, and compares. */
async function rebuild(ports, request, identified, there) {
    const [cache, { makeImages }, { packImages }, { ensureUpstreams }] = await Promise.all([
        ports.openCache(),
        Promise.all(/* import() */[__webpack_require__.e(574), __webpack_require__.e(57), __webpack_require__.e(166)]).then(__webpack_require__.bind(__webpack_require__, 36426)),
        Promise.all(/* import() */[__webpack_require__.e(214), __webpack_require__.e(6543), __webpack_require__.e(2523), __webpack_require__.e(2818), __webpack_require__.e(4024), __webpack_require__.e(2737)]).then(__webpack_require__.bind(__webpack_require__, 43097)),
        Promise.all(/* import() */[__webpack_require__.e(2523), __webpack_require__.e(6855), __webpack_require__.e(1965)]).then(__webpack_require__.bind(__webpack_require__, 68420)),
    ]);
    const upstreams = await ensureUpstreams(ports, request, identified);
    return ports.interruptible((signal) => cache.withIncoming(async (scratch) => {
        const makeable = { ...identified, upstreams, below: undefined };
        const made = await makeImages(ports, { ...request, force: true }, makeable, { scratch, signal });
        const publication = await packImages(ports, { made, identified, relatives: new Map() }, { scratch, signal });
        const ours = (0,_places_published_js__WEBPACK_IMPORTED_MODULE_7__/* .parseIndex */ .A1)(publication.index);
        return Promise.all((0,_places_published_js__WEBPACK_IMPORTED_MODULE_7__/* .parseIndex */ .A1)(there.root).map(async (published) => {
            const platform = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .formatPlatform */ .Bq)(published.platform);
            const own = ours.find((image) => (0,_places_published_js__WEBPACK_IMPORTED_MODULE_7__/* .isFor */ .Gi)(image, published.platform));
            if (own === undefined)
                return { platform, image: "differs", snapshot: "differs", layers: [] };
            const isSameImage = own.image.digest === published.image.digest;
            const isSameSnapshot = (await identityIn(there.store, published)) === identityOf(publication, own);
            const layers = isSameImage
                ? []
                : await layersOf({ ...there, published }, { store: made.layout, own }, signal);
            const same = (is) => (is ? "same" : "differs");
            return { platform, image: same(isSameImage), snapshot: same(isSameSnapshot), layers };
        }));
    }));
}
const remedy = "Part of the image is gone: build it again.";
async function identityIn(store, { snapshot }) {
    if (snapshot === undefined)
        return undefined;
    return (0,_places_published_js__WEBPACK_IMPORTED_MODULE_7__/* .parseSnapshotManifest */ .dE)(await (0,_oci_lookup_js__WEBPACK_IMPORTED_MODULE_2__/* .listedManifest */ .nx)(store, snapshot.digest, remedy)).identity;
}
function identityOf({ manifests }, { snapshot }) {
    const manifest = manifests.find(({ descriptor }) => descriptor.digest === snapshot?.digest);
    return manifest && (0,_places_published_js__WEBPACK_IMPORTED_MODULE_7__/* .parseSnapshotManifest */ .dE)(manifest).identity;
}
/** Layers by their place: those of the image that is there, and those that were built now. */
async function layersOf(there, now, signal) {
    const { layerDifferences } = await Promise.all(/* import() */[__webpack_require__.e(214), __webpack_require__.e(6892)]).then(__webpack_require__.bind(__webpack_require__, 96892));
    const [before, after] = await Promise.all([layersIn(there.store, there.published), layersIn(now.store, now.own)]);
    const compared = [];
    for (let at = 0; at < Math.max(before.length, after.length); at++) {
        const [first, second] = [before[at], after[at]];
        if (first?.diffId === second?.diffId) {
            if (first?.descriptor.digest === second?.descriptor.digest)
                continue;
            compared.push({ layer: at + 1, files: 0, differences: [], isOnlyCompressed: true });
            continue;
        }
        const differences = await layerDifferences(first, second, signal);
        compared.push({
            layer: at + 1,
            files: differences.length,
            differences: differences.slice(0, maxListed),
            isOnlyCompressed: false,
        });
    }
    return compared;
}
async function layersIn(store, { image }) {
    const manifest = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .parseImage */ .zZ)(await (0,_oci_lookup_js__WEBPACK_IMPORTED_MODULE_2__/* .listedManifest */ .nx)(store, image.digest, remedy));
    const diffIds = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .diffIdsOf */ .Nq)(await (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .readWhole */ .oD)(store, manifest.config), manifest);
    return manifest.layers.map((descriptor, at) => ({
        descriptor,
        diffId: diffIds[at],
        open: () => store.readBlob(descriptor),
    }));
}


/***/ })

};
;