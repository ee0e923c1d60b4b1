"use strict";
exports.id = 9657;
exports.ids = [9657,4311,665,4601];
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

/***/ 24601:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   verifyBundle: () => (/* binding */ verifyBundle)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(30272);
/* harmony import */ var _statement_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(53199);
/* harmony import */ var _untrusted_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(93044);




const extensions = {
    issuer: 8,
    workflow: 9,
    runner: 11,
    repository: 12,
    commit: 13,
    ref: 14,
    repositoryId: 15,
    trigger: 20,
    run: 21,
};
/**
 * @param text the bundle, as JSON
 * @throws untrusted, saying why
 */
async function verifyBundle(text, believed, what = "image") {
    const bundle = await parseBundle(text, what);
    if (bundle.content.$case !== "dsseEnvelope" || bundle.content.dsseEnvelope.payloadType !== _statement_js__WEBPACK_IMPORTED_MODULE_2__/* .payloadType */ .h) {
        throw unreadable(what, "it holds no in-toto statement");
    }
    const byKey = bundle.verificationMaterial.content.$case === "publicKey";
    if (byKey !== (believed.kind === "key"))
        throw otherKind(what, byKey);
    const by = believed.kind === "key" ? await byThisKey(bundle, believed.key) : await byWorkflow(bundle, believed.roots);
    try {
        return { statement: JSON.parse(bundle.content.dsseEnvelope.payload.toString("utf8")), by };
    }
    catch (cause) {
        throw unreadable(what, "its statement is not JSON", cause);
    }
}
async function parseBundle(text, what) {
    const { bundleFromJSON } = await Promise.all(/* import() */[__webpack_require__.e(7154), __webpack_require__.e(6124)]).then(__webpack_require__.bind(__webpack_require__, 36124));
    try {
        return bundleFromJSON(JSON.parse(text));
    }
    catch (cause) {
        throw unreadable(what, (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(cause), cause);
    }
}
async function byThisKey(bundle, key) {
    const { Verifier, toSignedEntity, toTrustMaterial } = await Promise.all(/* import() */[__webpack_require__.e(7154), __webpack_require__.e(5137), __webpack_require__.e(3575)]).then(__webpack_require__.bind(__webpack_require__, 93575));
    const { TrustedRoot } = await __webpack_require__.e(/* import() */ 7154).then(__webpack_require__.t.bind(__webpack_require__, 17154, 23));
    const only = { publicKey: key, validFor: () => true };
    const material = toTrustMaterial(TrustedRoot.fromJSON({}), (hint) => {
        if (hint === (0,_keys_js__WEBPACK_IMPORTED_MODULE_1__/* .hintOf */ .$z)(key))
            return only;
        throw new Error(`it was signed by the key ${hint.slice(0, 12)}, and \`verify-key\` is ${(0,_keys_js__WEBPACK_IMPORTED_MODULE_1__/* .hintOf */ .$z)(key).slice(0, 12)}`);
    });
    const nothing = { ctlogThreshold: 0, tlogThreshold: 0, timestampThreshold: 0 };
    try {
        new Verifier(material, nothing).verify(toSignedEntity(bundle));
    }
    catch (cause) {
        throw (0,_untrusted_js__WEBPACK_IMPORTED_MODULE_3__/* .untrusted */ .b)(`The attestation's signature is not by \`verify-key\`: ${reason(cause)}.`, signAgain, cause);
    }
    return { kind: "key" };
}
async function byWorkflow(bundle, roots) {
    const { Verifier, toSignedEntity, toTrustMaterial } = await Promise.all(/* import() */[__webpack_require__.e(7154), __webpack_require__.e(5137), __webpack_require__.e(3575)]).then(__webpack_require__.bind(__webpack_require__, 93575));
    const { TrustedRoot } = await __webpack_require__.e(/* import() */ 7154).then(__webpack_require__.t.bind(__webpack_require__, 17154, 23));
    let why;
    for (const root of roots) {
        try {
            const material = toTrustMaterial(TrustedRoot.fromJSON(root));
            const { identity } = new Verifier(material).verify(toSignedEntity(bundle));
            return { kind: "workflow", identity: await identityIn(identity?.oids ?? []) };
        }
        catch (error) {
            why = error;
        }
    }
    throw (0,_untrusted_js__WEBPACK_IMPORTED_MODULE_3__/* .untrusted */ .b)(`The attestation's signature is not valid by the root of trust: ${reason(why)}.`, "If the Sigstore that signed is your own, or newer than this treestamp, name its root: sigstore: root=FILE. Otherwise somebody has changed the attestation: build the image again.", why);
}
async function identityIn(oids) {
    const { ASN1Obj } = await __webpack_require__.e(/* import() */ 5137).then(__webpack_require__.t.bind(__webpack_require__, 25137, 23));
    const said = new Map(oids.map(({ oid, value }) => [oid?.id.join("."), value]));
    const read = (number) => {
        const value = said.get(`1.3.6.1.4.1.57264.1.${number}`);
        return value === undefined ? "" : ASN1Obj.parseBuffer(Buffer.from(value)).value.toString("utf8");
    };
    return Object.fromEntries(Object.entries(extensions).map(([name, number]) => [name, read(number)]));
}
const signAgain = "Build the image again where the right key signs it, or give the key that signed it.";
function otherKind(what, byKey) {
    return byKey
        ? (0,_untrusted_js__WEBPACK_IMPORTED_MODULE_3__/* .untrusted */ .b)(`The ${what} is signed by a key, and no \`verify-key\` says which key is believed.`, signAgain)
        : (0,_untrusted_js__WEBPACK_IMPORTED_MODULE_3__/* .untrusted */ .b)(`The ${what} is signed by a workflow's identity, and \`verify-key\` believes one key alone.`, "Leave `verify-key` out to believe the workflows of this repository.");
}
function unreadable(what, why, cause) {
    return (0,_untrusted_js__WEBPACK_IMPORTED_MODULE_3__/* .untrusted */ .b)(`The ${what} has an attestation that cannot be read: ${why.replace(/\.$/, "")}.`, "It may come from a newer treestamp: update this one. Otherwise it is damaged: build the image again.", cause);
}
function reason(error) {
    const cause = error instanceof Error ? error.cause : undefined;
    return (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(cause ?? error).replace(/\.$/, "");
}


/***/ }),

/***/ 39657:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   signedRun: () => (/* binding */ signedRun),
/* harmony export */   whyUnproved: () => (/* binding */ whyUnproved)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _git_repository_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8284);
/* harmony import */ var _git_tree_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(12386);
/* harmony import */ var _reuse_record_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(90783);
/* harmony import */ var _trust_policy_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1438);
/* harmony import */ var _trust_sign_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(89489);
/* harmony import */ var _trust_statement_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(53199);
/* harmony import */ var _trust_untrusted_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(93044);
/* harmony import */ var _trust_verify_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(24601);
/* harmony import */ var _attest_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(53046);
/* harmony import */ var _trust_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(62633);
/**
 * Signs that a run has passed, and finds out who has signed that of another. The signer's identity names a commit, and that commit's
 * files must be those of the run: so only a workflow that is among them can have said that they pass.
 */











/** Signs a run; undefined if that is not asked for, or cannot be done here, which is said: the command has passed. */
async function signedRun({ ports, request, repository, checked }, { key }, record, name) {
    if (!request.attest)
        return undefined;
    try {
        const run = await ports.workflowRun();
        const signer = await (0,_attest_js__WEBPACK_IMPORTED_MODULE_9__.signerOf)(request, run);
        if (signer === undefined)
            throw (0,_attest_js__WEBPACK_IMPORTED_MODULE_9__.noIdentity)(run);
        const commit = signer.kind === "workflow" ? run?.commit : checked.commit;
        const object = commit === checked.commit ? await repository.objects.read(`${commit}^{commit}`) : undefined;
        if (object === undefined) {
            ports.log.warning("The run is not signed: another commit is checked out than this workflow's run is of.");
            return undefined;
        }
        const about = { tree: checked.whole, runKey: key, record: (0,_reuse_record_js__WEBPACK_IMPORTED_MODULE_3__/* .recordDigest */ .kd)(record), url: record.url };
        const statement = (0,_trust_statement_js__WEBPACK_IMPORTED_MODULE_6__/* .passedStatement */ ._3)({ ...about, name });
        return { bundle: await (0,_trust_sign_js__WEBPACK_IMPORTED_MODULE_5__/* .signStatement */ .f)(signer, statement), commit: object.body.toString("base64") };
    }
    catch (error) {
        if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isTreestampError */ .Sh)(error, "not-attested"))
            throw error;
        ports.log.warning(`The run is not signed: ${error.message} ${error.remedy ?? ""}`.trim());
        return undefined;
    }
}
/** Why it is not believed that a run has passed, as a clause; undefined if it is. */
async function whyUnproved(call, { key }, { record: { signed }, digest }) {
    if (signed === undefined)
        return "nobody has signed its record";
    try {
        await verifyRun(call, { key, digest }, signed);
        return undefined;
    }
    catch (error) {
        if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isTreestampError */ .Sh)(error, "untrusted"))
            throw error;
        return `its record is not believed. ${error.message.replace(/\.$/, "")}`;
    }
}
/** @throws untrusted */
async function verifyRun({ ports, request, repository, checked }, { key, digest }, { bundle, commit }) {
    const policy = await (0,_trust_js__WEBPACK_IMPORTED_MODULE_10__/* .policyOf */ .US)(ports, request, repository);
    const { statement, by } = await (0,_trust_verify_js__WEBPACK_IMPORTED_MODULE_8__.verifyBundle)(bundle, await (0,_trust_js__WEBPACK_IMPORTED_MODULE_10__/* .believedBy */ .eY)(request, policy), "record");
    const passed = (0,_trust_statement_js__WEBPACK_IMPORTED_MODULE_6__/* .readPassed */ .tK)(statement);
    if (passed?.runKey !== key)
        throw notThis("another run");
    if (passed.record !== digest)
        throw notThis("another record of it");
    if (passed.tree !== checked.whole)
        throw notThis("other files of the repository");
    if (by.kind === "key")
        return; // its holder is believed
    const { identity } = by;
    const body = Buffer.from(commit, "base64");
    const isNamed = (0,_git_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .hashObject */ .wM)(repository.objectFormat, "commit", body) === identity.commit;
    if (!isNamed || (0,_git_repository_js__WEBPACK_IMPORTED_MODULE_1__/* .treeOfCommit */ .rv)(body) !== checked.whole)
        throw notThis("a commit with other files");
    (0,_trust_policy_js__WEBPACK_IMPORTED_MODULE_4__/* .checkSigner */ .JQ)(by, identity, policy, "record");
}
function notThis(other) {
    return (0,_trust_untrusted_js__WEBPACK_IMPORTED_MODULE_7__/* .untrusted */ .b)(`Its signature is about ${other}.`, "The command runs, and its own record takes that one's place.");
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