"use strict";
exports.id = 665;
exports.ids = [665,4311];
exports.modules = {

/***/ 89489:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ signStatement)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64256);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(30272);
/* harmony import */ var _statement_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(53199);
/**
 * Signs a statement: by the identity of a workflow (Fulcio gives a certificate for it, Rekor's log keeps the signature), or by
 * a key that some jobs share. Either way the result is a Sigstore bundle, which cosign reads, too.
 */




/** A signature that has not come after this time and as many tries is a failure. Milliseconds. */
const patience = { retry: { retries: 3, minTimeout: 500 }, timeout: 30_000 };
/** @returns the bundle as JSON @throws not-attested */
async function signStatement(signer, statement) {
    const [{ DSSEBundleBuilder }, { bundleToJSON }] = await Promise.all([
        Promise.all(/* import() */[__webpack_require__.e(7154), __webpack_require__.e(8509), __webpack_require__.e(5137), __webpack_require__.e(7674), __webpack_require__.e(8994), __webpack_require__.e(84), __webpack_require__.e(5775)]).then(__webpack_require__.bind(__webpack_require__, 45775)),
        Promise.all(/* import() */[__webpack_require__.e(7154), __webpack_require__.e(6124)]).then(__webpack_require__.bind(__webpack_require__, 36124)),
    ]);
    const builder = new DSSEBundleBuilder(await optionsFor(signer));
    try {
        const bundle = await builder.create({ data: Buffer.from(JSON.stringify(statement)), type: _statement_js__WEBPACK_IMPORTED_MODULE_3__/* .payloadType */ .h });
        // The bundle names the key. Cosign would look for an id of its own kind here, and passes over a signature with another.
        for (const signature of bundle.content.dsseEnvelope.signatures)
            signature.keyid = "";
        return JSON.stringify(bundleToJSON(bundle));
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks)
            throw error;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("not-attested", `The signature could not be made: ${reasonOf(error)}.`, {
            remedy: "Run it again once the signing service answers. Without `attest`, nothing is signed.",
            cause: error,
        });
    }
}
async function optionsFor(signer) {
    if (signer.kind === "key") {
        const publicKey = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPublicKey)(signer.key);
        const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
        const key = { $case: "publicKey", publicKey: pem, hint: (0,_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .hintOf */ .$z)(publicKey) };
        // Ed25519 hashes by itself, so it takes no name of a hash; the key is of no other kind.
        return { signer: { sign: async (data) => ({ key, signature: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.sign)(undefined, data, signer.key) }) }, witnesses: [] };
    }
    const { FulcioSigner, RekorWitness } = await Promise.all(/* import() */[__webpack_require__.e(7154), __webpack_require__.e(8509), __webpack_require__.e(5137), __webpack_require__.e(7674), __webpack_require__.e(8994), __webpack_require__.e(84), __webpack_require__.e(5775)]).then(__webpack_require__.bind(__webpack_require__, 45775));
    const { fulcio, rekor } = signer.sigstore;
    return {
        signer: new FulcioSigner({
            fulcioBaseURL: fulcio,
            identityProvider: { getToken: () => signer.token() },
            ...patience,
        }),
        witnesses: [new RekorWitness({ rekorBaseURL: rekor, entryType: "dsse", ...patience })],
    };
}
/** The library says "error creating signing certificate" and keeps to itself why. */
function reasonOf(error) {
    const cause = error instanceof Error ? error.cause : undefined;
    return [error, cause]
        .filter((one) => one !== undefined)
        .map((one) => (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(one).replace(/\.$/, ""))
        .join(": ");
}


/***/ }),

/***/ 53046:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   attestorOf: () => (/* binding */ attestorOf),
/* harmony export */   noIdentity: () => (/* binding */ noIdentity),
/* harmony export */   signerOf: () => (/* binding */ signerOf)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64256);
/* harmony import */ var _git_path_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3533);
/* harmony import */ var _log_stages_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(24291);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(24460);
/* harmony import */ var _places_attested_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(94442);
/* harmony import */ var _places_published_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(44078);
/* harmony import */ var _recipe_keys_at_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(33832);
/* harmony import */ var _recipe_source_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(68273);
/* harmony import */ var _trust_keys_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(30272);
/* harmony import */ var _trust_proof_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(96872);
/* harmony import */ var _trust_sign_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(89489);
/* harmony import */ var _trust_statement_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(53199);
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(84311);
/* harmony import */ var _trust_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(62633);
/** Signs who built an image, and from which commit: found out before it is built whether that can be signed here. */
















/** Where the public Sigstore is. Source: docs.sigstore.dev. */
const publicGood = { fulcio: "https://fulcio.sigstore.dev", rekor: "https://rekor.sigstore.dev" };
/** A statement names no more paths than this: they are for people. */
const maxPaths = 50;
/**
 * What signs the image, once it is known what is published.
 * @returns undefined if nothing is to be signed, or if we publish nothing where others would look for it
 * @throws not-attested if it was asked for, and cannot be signed here
 */
async function attestorOf(ports, request, identified, { refusal }) {
    if (!request.attest)
        return undefined;
    const { key } = identified;
    const run = await ports.workflowRun();
    const signer = key.dirty ? undefined : await signerOf(request, run);
    if (signer === undefined && (key.dirty || refusal !== undefined)) {
        const why = key.dirty ? "the recipe has uncommitted changes" : "this job may not push";
        ports.log.info(`The image is not signed: ${why}.`);
        return undefined;
    }
    if (signer === undefined)
        throw noIdentity(run);
    const source = await sourceOf(ports, request, identified, signer.kind === "workflow" ? run : undefined);
    return (publication) => (0,_log_stages_js__WEBPACK_IMPORTED_MODULE_14__/* .timed */ .ay)(identified.stages, "attest", async (describe) => {
        describe({ note: signer.kind === "key" ? "attest-key" : "the workflow's identity" });
        const statement = (0,_trust_statement_js__WEBPACK_IMPORTED_MODULE_12__/* .provenanceStatement */ .D2)(subjectsOf(publication), {
            ...source.provenance,
            builder: (signer.kind === "workflow" ? run?.workflow : undefined) ?? `treestamp ${_version_js__WEBPACK_IMPORTED_MODULE_15__/* .version */ .r}`,
            run: run?.run,
        });
        return (0,_places_attested_js__WEBPACK_IMPORTED_MODULE_5__/* .attested */ .zn)(publication, { bundle: await (0,_trust_sign_js__WEBPACK_IMPORTED_MODULE_11__/* .signStatement */ .f)(signer, statement), objects: source.objects });
    });
}
/** What signs: the key that was given, else the workflow's identity; undefined where there is neither. */
async function signerOf({ attestKey, attestKeyFile, sigstore, path }, run) {
    const pem = attestKey ?? (attestKeyFile && (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(path, attestKeyFile), "utf8")));
    if (pem !== undefined)
        return { kind: "key", key: (0,_trust_keys_js__WEBPACK_IMPORTED_MODULE_9__/* .signingKey */ .NR)(pem) };
    if (run?.token === undefined)
        return undefined;
    const { fulcio = publicGood.fulcio, rekor = publicGood.rekor } = sigstore;
    return { kind: "workflow", sigstore: { fulcio, rekor }, token: () => run.token() };
}
function noIdentity(run) {
    return run === undefined
        ? new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("not-attested", "`attest` has nothing to sign with: no workflow runs here, and there is no key.", {
            remedy: "Give it a key: --attest-key-file FILE; in a workflow or the orb, the input `attest-key`.",
        })
        : new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("not-attested", "`attest` needs the workflow's identity, and this job may not ask for it.", {
            remedy: "Give the job `permissions: id-token: write`, or the step a key: `attest-key`.",
        });
}
/**
 * @param run whose identity signs: then it is its commit that is signed, whatever was checked out
 * @throws not-attested unless that commit's files give this very key
 */
async function sourceOf(ports, request, { repository, recipe, key }, run) {
    const { environment, recipe: inputs, ref = "HEAD" } = request;
    const meant = { environment, inputs };
    const commit = run?.commit ?? (await repository.resolve(ref)).commit;
    if (commit === undefined)
        throw otherKey(key.hash, "no commit", "the revision names a tree");
    const watching = (0,_trust_proof_js__WEBPACK_IMPORTED_MODULE_10__/* .watched */ .VI)(repository);
    const isFromFiles = recipe.method.kind !== "image";
    const keys = isFromFiles
        ? await (0,_recipe_keys_at_js__WEBPACK_IMPORTED_MODULE_7__/* .keysAt */ ._)(watching.repository, commit, meant).catch((error) => {
            if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .isTreestampError */ .Sh)(error) || error.code === "interrupted")
                throw error;
            throw otherKey(key.hash, commit, error.message);
        })
        : [];
    if (isFromFiles && !keys.includes(key.hash))
        throw otherKey(key.hash, commit, `its files give ${keys[0]}`);
    const [{ repository: of }, paths, objects] = await Promise.all([
        run === undefined
            ? (0,_trust_js__WEBPACK_IMPORTED_MODULE_13__/* .policyOf */ .US)(ports, request, repository)
            : { repository: { id: run.repositoryId, addresses: [run.repository] } },
        isFromFiles ? pathsThere(repository, commit, meant) : [],
        isFromFiles ? belowKey(repository, recipe).then((known) => (0,_trust_proof_js__WEBPACK_IMPORTED_MODULE_10__/* .proofOf */ .oX)(watching, known)) : undefined,
    ]);
    const { method, platforms, origin } = recipe;
    const dockerfile = method.kind === "dockerfile" ? method : undefined;
    return {
        objects,
        provenance: {
            key: key.hash,
            source: { repository: of.addresses[0], repositoryId: of.id, commit },
            recipe: {
                environment: origin.environment,
                paths: paths.slice(0, maxPaths).map(_git_path_js__WEBPACK_IMPORTED_MODULE_3__/* .textOfPath */ ._w),
                dockerfile: dockerfile && (0,_git_path_js__WEBPACK_IMPORTED_MODULE_3__/* .textOfPath */ ._w)(dockerfile.origin),
                target: dockerfile?.target,
                platforms,
            },
        },
    };
}
/** The paths that decide a commit's recipe, without those that decide by not being there. */
async function pathsThere(repository, commit, meant) {
    const [{ tree }, paths] = await Promise.all([repository.resolve(commit), (0,_recipe_source_js__WEBPACK_IMPORTED_MODULE_8__.decidingPaths)(repository, commit, meant)]);
    const found = await Promise.all(paths.map((path) => (0,_git_path_js__WEBPACK_IMPORTED_MODULE_3__/* .entryAt */ ._f)(repository.readTree, tree, path)));
    return paths.filter((path, at) => path === "" || found[at].entry !== undefined);
}
function otherKey(key, commit, why) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("not-attested", `What is checked out gives the key ${key}, and the commit to be signed is ${commit}: ${why}.`, {
        remedy: "Check out the commit that the run is of: actions/checkout does, without `ref`. A run signs for no other.",
    });
}
/** All objects that everybody has who asks for the key: they are in the recipe itself. */
async function belowKey(repository, recipe) {
    const known = new Set(recipe.own.map(({ entry }) => entry.oid));
    const visit = async (entries) => {
        for (const { oid, mode } of entries) {
            if (known.has(oid))
                continue;
            known.add(oid);
            if (mode === "40000")
                await visit(recipe.madeTrees.get(oid) ?? (await repository.readTree(oid)));
        }
    };
    await visit(recipe.context);
    return known;
}
/** What is signed: all that the index lists, and the content of the snapshots, which does not depend on how it is compressed. */
function subjectsOf({ index, manifests }) {
    const stored = new Map(manifests.map((manifest) => [manifest.descriptor.digest, manifest]));
    const contents = (0,_places_published_js__WEBPACK_IMPORTED_MODULE_6__/* .parseIndex */ .A1)(index).flatMap(({ platform, snapshot }) => {
        const manifest = snapshot === undefined ? undefined : stored.get(snapshot.digest);
        if (manifest === undefined)
            return [];
        return [{ name: `content ${(0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .formatPlatform */ .Bq)(platform)}`, digest: (0,_places_published_js__WEBPACK_IMPORTED_MODULE_6__/* .parseSnapshotManifest */ .dE)(manifest).identity }];
    });
    return [...(0,_places_attested_js__WEBPACK_IMPORTED_MODULE_5__/* .attestedParts */ .fJ)(index), ...contents];
}


/***/ }),

/***/ 84311:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ version)
/* harmony export */ });
/** The version of package.json; a test holds them equal. */
const version = "0.1.0";


/***/ })

};
;