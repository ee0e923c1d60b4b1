"use strict";
exports.id = 5061;
exports.ids = [5061,4311];
exports.modules = {

/***/ 65061:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  attestorOf: () => (/* binding */ attestorOf)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(64256);
// EXTERNAL MODULE: ./core/git/path.js
var path = __webpack_require__(3533);
// EXTERNAL MODULE: ./core/log/stages.js
var stages = __webpack_require__(24291);
// EXTERNAL MODULE: ./core/oci/manifest.js
var oci_manifest = __webpack_require__(24460);
// EXTERNAL MODULE: ./core/places/attested.js
var attested = __webpack_require__(94442);
// EXTERNAL MODULE: ./core/places/published.js
var published = __webpack_require__(44078);
// EXTERNAL MODULE: ./core/recipe/keys-at.js
var keys_at = __webpack_require__(33832);
// EXTERNAL MODULE: ./core/recipe/source.js + 1 modules
var source = __webpack_require__(68273);
// EXTERNAL MODULE: ./core/trust/keys.js
var keys = __webpack_require__(30272);
// EXTERNAL MODULE: ./core/trust/proof.js
var proof = __webpack_require__(96872);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./core/trust/statement.js
var trust_statement = __webpack_require__(53199);
;// CONCATENATED MODULE: ./core/trust/sign.js
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
        const bundle = await builder.create({ data: Buffer.from(JSON.stringify(statement)), type: trust_statement/* payloadType */.h });
        return JSON.stringify(bundleToJSON(bundle));
    }
    catch (error) {
        if (error instanceof errors/* TreestampError */.ks)
            throw error;
        throw new errors/* TreestampError */.ks("not-attested", `The image could not be signed: ${reasonOf(error)}.`, {
            remedy: "Run it again once the signing service answers. Without `attest`, the image is published unsigned.",
            cause: error,
        });
    }
}
async function optionsFor(signer) {
    if (signer.kind === "key") {
        const publicKey = (0,external_node_crypto_.createPublicKey)(signer.key);
        const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
        const key = { $case: "publicKey", publicKey: pem, hint: (0,keys/* hintOf */.$z)(publicKey) };
        // Ed25519 hashes by itself, so it takes no name of a hash; the key is of no other kind.
        return { signer: { sign: async (data) => ({ key, signature: (0,external_node_crypto_.sign)(undefined, data, signer.key) }) }, witnesses: [] };
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
        .map((one) => (0,errors/* messageOf */.bD)(one).replace(/\.$/, ""))
        .join(": ");
}

// EXTERNAL MODULE: ./core/version.js
var version = __webpack_require__(84311);
// EXTERNAL MODULE: ./core/verbs/trust.js + 2 modules
var trust = __webpack_require__(78167);
;// CONCATENATED MODULE: ./core/verbs/attest.js
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
    return (publication) => (0,stages/* timed */.ay)(identified.stages, "attest", async (describe) => {
        describe({ note: signer.kind === "key" ? "attest-key" : "the workflow's identity" });
        const statement = (0,trust_statement/* provenanceStatement */.D2)(subjectsOf(publication), {
            ...source.provenance,
            builder: (signer.kind === "workflow" ? run?.workflow : undefined) ?? `treestamp ${version/* version */.r}`,
            run: run?.run,
        });
        return (0,attested/* attested */.zn)(publication, { bundle: await signStatement(signer, statement), objects: source.objects });
    });
}
/** What signs: the key that was given, else the workflow's identity; undefined where there is neither. */
async function signerOf({ attestKey, attestKeyFile, sigstore, path }, run) {
    const pem = attestKey ?? (attestKeyFile && (await (0,promises_.readFile)((0,external_node_path_.resolve)(path, attestKeyFile), "utf8")));
    if (pem !== undefined)
        return { kind: "key", key: (0,keys/* signingKey */.NR)(pem) };
    if (run?.token === undefined)
        return undefined;
    const { fulcio = publicGood.fulcio, rekor = publicGood.rekor } = sigstore;
    return { kind: "workflow", sigstore: { fulcio, rekor }, token: () => run.token() };
}
function noIdentity(run) {
    return run === undefined
        ? new errors/* TreestampError */.ks("not-attested", "`attest` has nothing to sign with: no workflow runs here, and there is no key.", {
            remedy: "Give it a key: --attest-key-file FILE; in a workflow or the orb, the input `attest-key`.",
        })
        : new errors/* TreestampError */.ks("not-attested", "`attest` needs the workflow's identity, and this job may not ask for it.", {
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
    const watching = (0,proof/* watched */.VI)(repository);
    const isFromFiles = recipe.method.kind !== "image";
    const keys = isFromFiles
        ? await (0,keys_at/* keysAt */._)(watching.repository, commit, meant).catch((error) => {
            if (!(0,errors/* isTreestampError */.Sh)(error) || error.code === "interrupted")
                throw error;
            throw otherKey(key.hash, commit, error.message);
        })
        : [];
    if (isFromFiles && !keys.includes(key.hash))
        throw otherKey(key.hash, commit, `its files give ${keys[0]}`);
    const [{ repository: of }, paths, objects] = await Promise.all([
        run === undefined
            ? (0,trust/* policyOf */.US)(ports, request, repository)
            : { repository: { id: run.repositoryId, addresses: [run.repository] } },
        isFromFiles ? (0,source.decidingPaths)(repository, commit, meant) : [],
        isFromFiles ? belowKey(repository, recipe).then((known) => (0,proof/* proofOf */.oX)(watching, known)) : undefined,
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
                paths: paths.slice(0, maxPaths).map(path/* textOfPath */._w),
                dockerfile: dockerfile && (0,path/* textOfPath */._w)(dockerfile.origin),
                target: dockerfile?.target,
                platforms,
            },
        },
    };
}
function otherKey(key, commit, why) {
    return new errors/* TreestampError */.ks("not-attested", `What is checked out gives the key ${key}, and the commit to be signed is ${commit}: ${why}.`, {
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
    const contents = (0,published/* parseIndex */.A1)(index).flatMap(({ platform, snapshot }) => {
        const manifest = snapshot === undefined ? undefined : stored.get(snapshot.digest);
        if (manifest === undefined)
            return [];
        return [{ name: `content ${(0,oci_manifest/* formatPlatform */.Bq)(platform)}`, digest: (0,published/* parseSnapshotManifest */.dE)(manifest).identity }];
    });
    return [...(0,attested/* attestedParts */.fJ)(index), ...contents];
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