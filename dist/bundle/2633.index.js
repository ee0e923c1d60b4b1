"use strict";
exports.id = 2633;
exports.ids = [2633];
exports.modules = {

/***/ 94442:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   fJ: () => (/* binding */ attestedParts),
/* harmony export */   kV: () => (/* binding */ attestationOf),
/* harmony export */   zn: () => (/* binding */ attested)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _oci_byte_stream_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(25888);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44617);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(24460);
/* harmony import */ var _oci_stored_manifest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(98706);
/* harmony import */ var _snapshot_format_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(50013);
/* harmony import */ var _beside_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(61420);
/* harmony import */ var _published_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(44078);
/**
 * Who made the images of an index stands in the index itself: one more manifest beside the images, whose layer is a Sigstore
 * bundle. Its text stands where the index lists it, too, so that no further request asks for it.
 */








/** JSON of a Sigstore bundle. */
const bundleAnnotation = "dev.treestamp.attestation";
/** Objects of git that a clone of depth 1 lacks, and verifying needs: see core/trust/proof.ts. */
const objectsAnnotation = "dev.treestamp.attestation.objects";
/** The same publication with an attestation in its index. The images, and what else it lists, stay as they are. */
function attested(publication, { bundle: text, objects }) {
    const bytes = Buffer.from(text);
    const bundle = { mediaType: "application/json", digest: (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .sha256Of */ .Bj)(bytes), size: bytes.length };
    const { manifest, config } = (0,_beside_js__WEBPACK_IMPORTED_MODULE_4__/* .besideManifest */ .ej)({ "attestation.bundle": bundle }, {});
    const more = objects === undefined ? {} : { [objectsAnnotation]: objects };
    const listed = {
        ...manifest.descriptor,
        platform: _published_js__WEBPACK_IMPORTED_MODULE_5__/* .unknownPlatform */ .eb,
        annotations: { [bundleAnnotation]: text, ...more },
    };
    const { descriptor, body } = publication.index;
    const { manifests, ...rest } = JSON.parse(body.toString("utf8"));
    const index = Buffer.from(JSON.stringify({ ...rest, manifests: [...manifests, listed] }));
    return {
        ...publication,
        index: (0,_oci_stored_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .manifestOf */ .$V)(descriptor.mediaType, index),
        manifests: [...publication.manifests, manifest],
        blobs: [
            ...publication.blobs,
            { blob: bundle, source: () => (0,_oci_byte_stream_js__WEBPACK_IMPORTED_MODULE_6__/* .streamOf */ .mA)(bytes) },
            { blob: config.blob, source: () => (0,_oci_byte_stream_js__WEBPACK_IMPORTED_MODULE_6__/* .streamOf */ .mA)(config.bytes) },
        ],
    };
}
/** The attestation of an index; undefined if it has none. @throws image-invalid if it has several */
function attestationOf(index) {
    const [only, ...more] = listedIn(index).filter(isAttestation);
    if (more.length > 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("image-invalid", `${index.descriptor.digest} has several attestations.`);
    const annotations = only?.annotations;
    const bundle = annotations?.[bundleAnnotation];
    return bundle === undefined ? undefined : { bundle, objects: annotations?.[objectsAnnotation] };
}
/** All that an index lists, but the attestation itself. */
function attestedParts(index) {
    const images = (0,_published_js__WEBPACK_IMPORTED_MODULE_5__/* .parseIndex */ .A1)(index).flatMap(({ platform, image, snapshot }) => {
        const of = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .formatPlatform */ .Bq)(platform);
        const beside = snapshot === undefined ? [] : [{ name: `snapshot ${of}`, digest: snapshot.digest }];
        return [{ name: `image ${of}`, digest: image.digest }, ...beside];
    });
    const known = new Set(images.map(({ digest }) => digest));
    const others = listedIn(index).filter((one) => !isAttestation(one) && !known.has(one.digest));
    return [...images, ...others.map(({ digest }) => ({ name: "another part", digest }))];
}
function listedIn(stored) {
    const parsed = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .parseManifest */ .Ng)(stored);
    return parsed.kind === "index" ? parsed.manifests : [];
}
/** What says that it is a snapshot is one, whatever else it says. */
function isAttestation({ platform, annotations }) {
    const isBeside = platform?.os === _published_js__WEBPACK_IMPORTED_MODULE_5__/* .unknownPlatform */ .eb.os && annotations?.[_snapshot_format_js__WEBPACK_IMPORTED_MODULE_7__/* .snapshotOfAnnotation */ .Pr] === undefined;
    return isBeside && annotations?.[bundleAnnotation] !== undefined;
}


/***/ }),

/***/ 33832:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ allKeysAt),
/* harmony export */   _: () => (/* binding */ keysAt)
/* harmony export */ });
/* harmony import */ var _key_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(95665);
/* harmony import */ var _recipe_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(61810);
/* harmony import */ var _source_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(68273);



/**
 * The key of a commit's recipe, and of all that it is made from.
 * @throws repository-invalid, path-missing, input-invalid: it has no readable recipe
 */
async function keysAt(repository, commit, meant) {
    const { recipe } = await (0,_source_js__WEBPACK_IMPORTED_MODULE_2__.readSource)(repository, { ref: commit, ...meant });
    return keysOf(repository, recipe);
}
/** The keys of all environments of a commit's `treestamp.yml`. @throws the same */
async function allKeysAt(repository, commit) {
    const sources = await (0,_source_js__WEBPACK_IMPORTED_MODULE_2__.readAllSources)(repository, { ref: commit, inputs: {} });
    return [...sources.values()].flatMap(({ recipe }) => keysOf(repository, recipe));
}
function keysOf({ objectFormat }, recipe) {
    return (0,_recipe_js__WEBPACK_IMPORTED_MODULE_1__/* .withUpstreams */ .F4)(recipe).map((one) => (0,_key_js__WEBPACK_IMPORTED_MODULE_0__.keyOf)(objectFormat, one, false).hash);
}


/***/ }),

/***/ 1438:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JQ: () => (/* binding */ checkSigner),
/* harmony export */   P7: () => (/* binding */ nameOfPolicy),
/* harmony export */   rV: () => (/* binding */ githubIssuer)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _stars_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1910);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(30272);
/* harmony import */ var _untrusted_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(93044);
/** Whether a signer may: its repository, workflow, event and runner. That the key follows from the commit is core/verbs/trust.ts's. */




const githubIssuer = "https://token.actions.githubusercontent.com";
/**
 * Their runs have the base branch's commit, token and identity, and are usually started by somebody else or about somebody
 * else's files. Source: securitylab.github.com, "Preventing pwn requests".
 */
const foreignEvents = ["pull_request_target", "workflow_run", "issue_comment"];
/** @throws untrusted, saying what is wrong with the signer and what to do */
function checkSigner(by, source, policy, what = "image") {
    if (by.kind === "workflow")
        checkWorkflow(by.identity, source, policy, what);
    else
        checkRepository(source.repositoryId, source.repository, policy.repository, what);
}
function checkWorkflow(identity, source, policy, what) {
    const { issuer, workflow, runner, repository, repositoryId, commit, trigger } = identity;
    if (issuer !== policy.issuer) {
        throw (0,_untrusted_js__WEBPACK_IMPORTED_MODULE_2__/* .untrusted */ .b)(`${issuer || "Nobody"} vouches for the attestation's signer, and ${policy.issuer} should.`, "Name the issuer of your own Sigstore: sigstore: issuer=URL.");
    }
    checkRepository(repositoryId, repository, policy.repository, what);
    if (foreignEvents.includes(trigger)) {
        throw (0,_untrusted_js__WEBPACK_IMPORTED_MODULE_2__/* .untrusted */ .b)(`The ${what} was signed in a run of ${trigger}, which has this repository's identity no matter whose files it builds.`, "Build images on `push` or `pull_request`, and this one again.");
    }
    if (runner !== "github-hosted" && !policy.selfHosted) {
        const machine = runner === "" ? "machine of unknown kind" : `${runner} machine`;
        throw (0,_untrusted_js__WEBPACK_IMPORTED_MODULE_2__/* .untrusted */ .b)(`The ${what} comes from a ${machine}, where an earlier job may have left something behind.`, "If your runners are trusted: verify-self-hosted: true.");
    }
    const isOwn = workflow.startsWith(`${repository}/`);
    const { workflows } = policy;
    if (workflows.length === 0 ? !isOwn : !workflows.some((said) => isMeant(said, identity, isOwn))) {
        throw (0,_untrusted_js__WEBPACK_IMPORTED_MODULE_2__/* .untrusted */ .b)(`The ${what} was signed by the workflow ${workflow}, which is ${workflows.length === 0 ? "another repository's" : `none of ${workflows.join(", ")}`}.`, "Name the workflows that may sign: verify-workflow: PATH@REF, or OWNER/NAME/PATH@REF for another repository's.");
    }
    // The certificate is the authority on the commit; a statement that says another one contradicts its own signature.
    if (commit !== source.commit) {
        throw (0,_untrusted_js__WEBPACK_IMPORTED_MODULE_2__/* .untrusted */ .b)(`The attestation says that the commit is ${source.commit}, and its certificate says ${commit}.`, "Somebody has signed what did not happen: look at the run, and build the image again.");
    }
}
/** @param said `PATH`, `PATH@REF` or `OWNER/NAME/PATH@REF` */
function isMeant(said, { workflow, repository }, isOwn) {
    const withRef = said.includes("@") ? said : `${said}@*`;
    if (said.startsWith(".github/"))
        return isOwn && (0,_stars_js__WEBPACK_IMPORTED_MODULE_3__/* .matchesStars */ .b)(withRef, workflow.slice(repository.length + 1));
    const { origin } = new URL(repository);
    return workflow.startsWith(`${origin}/`) && (0,_stars_js__WEBPACK_IMPORTED_MODULE_3__/* .matchesStars */ .b)(withRef, workflow.slice(origin.length + 1));
}
function checkRepository(id, address, expected, what) {
    const { addresses } = expected;
    const isNamed = addresses.some((one) => isSameAddress(address, one));
    const other = `another repository than ${addresses.length > 0 ? addresses.join(" or ") : `the one with the number ${expected.id}`}`;
    if (expected.id !== undefined && id !== undefined) {
        if (id === expected.id)
            return;
        throw (0,_untrusted_js__WEBPACK_IMPORTED_MODULE_2__/* .untrusted */ .b)(isNamed
            ? `The ${what} was signed in a repository of the name ${address} whose number is ${id}; this one's is ${expected.id}: one of them was renamed, or made anew under a name that was free.`
            : `The ${what} was signed in ${address} (number ${id}), which is ${other}.`, "Build the image again in this repository, or say whose signature counts: verify-repository: OWNER/NAME or its number.");
    }
    if (isNamed)
        return;
    if (addresses.length === 0 && expected.id === undefined) {
        throw (0,_untrusted_js__WEBPACK_IMPORTED_MODULE_2__/* .untrusted */ .b)(`The ${what} was signed in ${address}, and nothing here says whether that is the right repository.`, "Say it: verify-repository: OWNER/NAME. In a job of GitHub Actions, or where `origin` is the repository, it is known.");
    }
    throw (0,_untrusted_js__WEBPACK_IMPORTED_MODULE_2__/* .untrusted */ .b)(`The ${what} was signed in ${address ?? "no repository that it names"}, which is ${other}.`, "Build the image again in this repository, or say whose signature counts: verify-repository: OWNER/NAME or its number.");
}
function isSameAddress(one, other) {
    return one?.toLowerCase() === other.toLowerCase();
}
/** What was believed, in a few characters: what is remembered as trusted was trusted by this. */
function nameOfPolicy({ repository, issuer, workflows, selfHosted, root, key }) {
    const said = [repository.id, repository.addresses, issuer, workflows, selfHosted, root, key && (0,_keys_js__WEBPACK_IMPORTED_MODULE_1__/* .hintOf */ .$z)(key)];
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(JSON.stringify(said)).digest("hex").slice(0, 16);
}


/***/ }),

/***/ 96872:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VI: () => (/* binding */ watched),
/* harmony export */   du: () => (/* binding */ layProof),
/* harmony export */   oX: () => (/* binding */ proofOf)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(38522);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_zlib__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _git_tree_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(12386);
/**
 * What a clone of depth 1 lacks of the commit that an image was built from: the commit itself and the trees above the recipe. It
 * stands beside the signature so that the key can be computed anew without asking anybody. It is not signed, and need not be:
 * each object is named by its hash, and the commit's hash is signed.
 */




/** Of the objects as they are laid out; some 600 trees of 50 names. A recipe that takes more is checked in a full clone. */
const maxBytes = 1024 * 1024;
/** Anybody may have written them: each becomes a file. */
const maxObjects = 4096;
/** Of the text in an index: registries take manifests of 4 MiB. */
const maxText = 256 * 1024;
/** A repository that notes what is read of it. */
function watched(repository) {
    const read = new Set();
    const noting = (ask) => {
        return (oid, ...rest) => {
            read.add(oid);
            return ask(oid, ...rest);
        };
    };
    const objects = {
        close: () => repository.objects.close(),
        read: async (name) => note(await repository.objects.read(name)),
        stream: async (name) => note(await repository.objects.stream(name)),
    };
    function note(object) {
        if (object !== undefined)
            read.add(object.oid);
        return object;
    }
    const noted = {
        ...repository,
        objects,
        readTree: noting(repository.readTree),
        readBlob: noting(repository.readBlob),
        resolve: async (revision) => {
            const found = await repository.resolve(revision);
            if (found.commit !== undefined)
                read.add(found.commit);
            return found;
        },
    };
    return { repository: noted, read };
}
/**
 * The objects as text.
 * @param but those that every clone has that asks for the key
 * @returns undefined where it would be too long
 */
async function proofOf({ repository, read }, but) {
    const parts = [];
    let size = 0;
    for (const oid of read) {
        const object = but.has(oid) ? undefined : await repository.objects.read(oid);
        if (object === undefined)
            continue;
        const part = framed(object.type, object.body);
        size += part.length;
        if (size > maxBytes || parts.length === maxObjects)
            return undefined;
        parts.push(part);
    }
    const text = (0,node_zlib__WEBPACK_IMPORTED_MODULE_2__.deflateRawSync)(Buffer.concat(parts)).toString("base64");
    return text.length > maxText ? undefined : text;
}
/**
 * Lays the objects where the repository's readers see them from then on; its own folder does not change.
 * @throws Error where the text is not what `proofOf` writes
 */
async function layProof(repository, text) {
    const objects = parseProof(text);
    const folder = await repository.scratch();
    for (const { type, body } of objects) {
        const oid = (0,_git_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .hashObject */ .wM)(repository.objectFormat, type, body);
        const file = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, oid.slice(0, 2), oid.slice(2));
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(file), { recursive: true });
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(file, (0,node_zlib__WEBPACK_IMPORTED_MODULE_2__.deflateSync)(framed(type, body)));
    }
}
function parseProof(text) {
    const bytes = (0,node_zlib__WEBPACK_IMPORTED_MODULE_2__.inflateRawSync)(Buffer.from(text, "base64"), { maxOutputLength: maxBytes });
    const objects = [];
    for (let at = 0; at < bytes.length;) {
        const nul = bytes.indexOf(0, at);
        const head = /^(blob|tree|commit|tag) (\d{1,8})$/.exec(bytes.toString("latin1", at, Math.min(nul, at + 32)));
        const end = nul + 1 + Number(head?.[2]);
        if (nul < 0 || head === null || end > bytes.length)
            throw new Error("the objects beside it are cut short");
        if (objects.length === maxObjects)
            throw new Error(`more than ${maxObjects} objects stand beside it`);
        objects.push({ type: head[1], body: bytes.subarray(nul + 1, end) });
        at = end;
    }
    return objects;
}
/** As git hashes it, and keeps it in a file of its own. Source: gitformat-loose(5). */
function framed(type, body) {
    return Buffer.concat([Buffer.from(`${type} ${body.length}\0`), body]);
}


/***/ }),

/***/ 53199:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ch: () => (/* binding */ readProvenance),
/* harmony export */   D2: () => (/* binding */ provenanceStatement),
/* harmony export */   _3: () => (/* binding */ passedStatement),
/* harmony export */   h: () => (/* binding */ payloadType),
/* harmony export */   tK: () => (/* binding */ readPassed)
/* harmony export */ });
/* unused harmony exports statementType, provenanceType, testResultType, buildType */
/* harmony import */ var _git_tree_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(12386);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44617);
/**
 * What is signed: an in-toto statement. About an image it carries SLSA provenance, about a run that passed a test result.
 * Sources: in-toto/attestation, spec/v1/statement.md and spec/predicates/test-result.md; slsa.dev/spec/v1.0/provenance.
 */


const statementType = "https://in-toto.io/Statement/v1";
const payloadType = "application/vnd.in-toto+json";
const provenanceType = "https://slsa.dev/provenance/v1";
const testResultType = "https://in-toto.io/attestation/test-result/v0.1";
/** Says what the parameters of our provenance mean. */
const buildType = "https://github.com/treestamp/treestamp/blob/main/docs/attestations.md#v1";
function provenanceStatement(of, { key, source, recipe, builder, run }) {
    const uri = source.repository === undefined ? undefined : `git+${source.repository}`;
    return {
        _type: statementType,
        subject: of.map(({ name, digest }) => ({ name, digest: { sha256: (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .hexOf */ .ZD)(digest) } })),
        predicateType: provenanceType,
        predicate: {
            buildDefinition: {
                buildType,
                externalParameters: { key, source, recipe },
                resolvedDependencies: [{ ...(uri === undefined ? {} : { uri }), digest: { gitCommit: source.commit } }],
            },
            runDetails: { builder: { id: builder }, ...(run === undefined ? {} : { metadata: { invocationId: run } }) },
        },
    };
}
function passedStatement({ tree, runKey, record, url, name }) {
    return {
        _type: statementType,
        subject: [{ name, digest: { gitTree: tree } }],
        predicateType: testResultType,
        predicate: {
            result: "PASSED",
            configuration: [
                { name: "run", digest: { gitTree: runKey } },
                { name: "record", digest: { sha256: (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .hexOf */ .ZD)(record) } },
            ],
            ...(url === undefined ? {} : { url }),
            passedTests: [name],
        },
    };
}
/** Reads a statement about an image; undefined for one about anything else, or by another program. */
function readProvenance(statement) {
    const { _type, subject, predicateType, predicate } = record(statement);
    if (_type !== statementType || predicateType !== provenanceType || !Array.isArray(subject))
        return undefined;
    const { buildDefinition, runDetails } = record(predicate);
    const { buildType: type, externalParameters } = record(buildDefinition);
    const { key, source: said, recipe } = record(externalParameters);
    const { repository, repositoryId, commit } = record(said);
    const subjects = subject.map(record).flatMap(({ name, digest }) => {
        const named = `sha256:${text(record(digest).sha256)}`;
        return typeof name === "string" && (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc)(named) ? [{ name, digest: named }] : [];
    });
    if (type !== buildType)
        return undefined;
    if (!(0,_git_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .isObjectId */ .TS)(key) || !(0,_git_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .isObjectId */ .TS)(commit))
        return undefined;
    const { environment, paths, dockerfile, target, platforms } = record(recipe);
    return {
        subjects,
        key,
        source: { repository: text(repository), repositoryId: text(repositoryId), commit },
        recipe: {
            environment: text(environment),
            paths: texts(paths),
            dockerfile: text(dockerfile),
            target: text(target),
            platforms: texts(platforms),
        },
        builder: text(record(record(runDetails).builder).id) ?? "",
        run: text(record(record(runDetails).metadata).invocationId),
    };
}
/** The parts of a statement about a run; undefined for one about anything else. */
function readPassed(statement) {
    const { _type, subject, predicateType, predicate } = record(statement);
    if (_type !== statementType || predicateType !== testResultType || !Array.isArray(subject))
        return undefined;
    const { result, configuration, url } = record(predicate);
    const tree = record(record(subject[0]).digest).gitTree;
    const [run, said, ...more] = (Array.isArray(configuration) ? configuration : []).map((one) => record(record(one).digest));
    const [runKey, digest] = [run?.gitTree, `sha256:${text(said?.sha256)}`];
    if (result !== "PASSED" || subject.length !== 1 || more.length > 0)
        return undefined;
    if (!(0,_git_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .isObjectId */ .TS)(tree) || !(0,_git_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .isObjectId */ .TS)(runKey) || !(0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc)(digest))
        return undefined;
    return { tree, runKey, record: digest, url: text(url) };
}
function record(value) {
    return typeof value === "object" && value !== null ? value : {};
}
function text(value) {
    return typeof value === "string" && value !== "" ? value : undefined;
}
function texts(value) {
    return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}


/***/ }),

/***/ 93044:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ untrusted)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/** The error about an image whose maker is not who it should be. */

function untrusted(message, remedy, cause) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("untrusted", message, { remedy, cause });
}


/***/ }),

/***/ 62633:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  eY: () => (/* binding */ believedBy),
  JI: () => (/* binding */ isSigned),
  W2: () => (/* binding */ isTrusted),
  US: () => (/* binding */ policyOf),
  Us: () => (/* binding */ trustIn),
  iW: () => (/* binding */ verifiedOf)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(64256);
// EXTERNAL MODULE: ./core/git/named-commit.js
var named_commit = __webpack_require__(43539);
// EXTERNAL MODULE: ./core/inputs/trust.js
var trust = __webpack_require__(69783);
// EXTERNAL MODULE: ./core/oci/digest.js
var digest = __webpack_require__(44617);
// EXTERNAL MODULE: ./core/places/attested.js
var attested = __webpack_require__(94442);
// EXTERNAL MODULE: ./core/recipe/keys-at.js
var keys_at = __webpack_require__(33832);
// EXTERNAL MODULE: ./core/trust/keys.js
var keys = __webpack_require__(30272);
;// CONCATENATED MODULE: ./core/trust/level.js
/** Whether what is remembered is enough for a call. @param policy the name of what the call believes */
function suffices(trust, verify, policy) {
    if (verify === "off" || trust === "built")
        return true;
    if (trust === `signed ${policy}`)
        return true;
    return verify === "when-present" && trust === "unsigned";
}

// EXTERNAL MODULE: ./core/trust/policy.js
var trust_policy = __webpack_require__(1438);
// EXTERNAL MODULE: ./core/trust/proof.js
var proof = __webpack_require__(96872);
// EXTERNAL MODULE: ./core/trust/statement.js
var trust_statement = __webpack_require__(53199);
// EXTERNAL MODULE: ./core/trust/untrusted.js
var untrusted = __webpack_require__(93044);
;// CONCATENATED MODULE: ./core/verbs/trust.js
/**
 * Who built an image: whether it may be used, before anything of it is mounted or handed on. Beside the signature, one rule needs no
 * policy that anybody writes: the key is computed anew from the commit that was signed, and must be this key.
 */














/**
 * How far an image is trusted that is there already.
 * @throws untrusted, saying what is wrong with it: an attestation that cannot be read is wrong, not absent
 */
async function trustIn(ports, asking, wanted, image) {
    if (asking.verify === "off")
        return "unchecked";
    const attestation = (0,attested/* attestationOf */.kV)(image.root);
    if (attestation !== undefined) {
        const { policy, by, provenance } = await verifiedOf(ports, asking, wanted, { root: image.root, attestation });
        const signer = by.kind === "key" ? "the key of `verify-key`" : by.identity.workflow;
        ports.log.info(`Signed by ${signer}, for the commit ${provenance.source.commit.slice(0, 12)}.`);
        return `signed ${(0,trust_policy/* nameOfPolicy */.P7)(policy)}`;
    }
    if (asking.verify === "when-present")
        return "unsigned";
    throw (0,untrusted/* untrusted */.b)(`Nobody has signed ${image.store.location}${wanted.key === undefined ? "@" : ":"}${wanted.key?.tag ?? image.root.descriptor.digest}, and \`verify\` is required.`, "Build it where `attest: true` signs it: with --force, if it was built without. If it was signed once, somebody has taken the signature away.");
}
/** Whether an image under a key was signed by somebody who may. */
async function isSigned(ports, asking, repository, { tag, ...image }) {
    const key = { hash: tag, dirty: false, tag };
    try {
        return (await trustIn(ports, { ...asking, verify: "required" }, { repository, key }, image)).startsWith("signed ");
    }
    catch (error) {
        if ((0,errors/* isTreestampError */.Sh)(error, "untrusted", "image-invalid"))
            return false;
        throw error;
    }
}
/** Whether what this machine remembers of an image was trusted as this call asks for. */
async function isTrusted(ports, asking, repository, trust) {
    const isSigned = trust?.startsWith("signed ") && asking.verify !== "off";
    const name = isSigned ? (0,trust_policy/* nameOfPolicy */.P7)(await policyOf(ports, asking, repository)) : "";
    return suffices(trust, asking.verify, name);
}
/** @throws untrusted */
async function verifiedOf(ports, asking, wanted, { root, attestation }) {
    const [policy, { verifyBundle }] = await Promise.all([
        policyOf(ports, asking, wanted.repository),
        __webpack_require__.e(/* import() */ 4601).then(__webpack_require__.bind(__webpack_require__, 24601)),
    ]);
    const { statement, by } = await verifyBundle(attestation.bundle, await believedBy(asking, policy));
    const provenance = (0,trust_statement/* readProvenance */.Ch)(statement);
    if (provenance === undefined) {
        throw (0,untrusted/* untrusted */.b)("The image's attestation is about something else than an image of treestamp's.", "Somebody has put another attestation in its place: build the image again.");
    }
    (0,trust_policy/* checkSigner */.JQ)(by, provenance.source, policy);
    checkSubjects(root, provenance);
    await checkKey(asking, wanted, provenance, attestation.objects);
    return { by, provenance, policy };
}
/** @throws untrusted unless all that the index lists was signed, each part as what it is listed */
function checkSubjects(root, { subjects }) {
    const signed = new Set(subjects.map(({ name, digest }) => `${name} ${digest}`));
    const other = (0,attested/* attestedParts */.fJ)(root).find(({ name, digest }) => !signed.has(`${name} ${digest}`));
    if (other === undefined)
        return;
    throw (0,untrusted/* untrusted */.b)(`The attestation is not about this image: ${other.name}, ${other.digest}, was never signed.`, "Somebody has changed the image, or taken the attestation from another one: build the image again.");
}
/** @throws untrusted unless the signed commit's files give this very key */
async function checkKey({ environment, recipe: inputs }, { key, recipe, repository }, { key: signed, source: { commit } }, objects) {
    const hash = key?.hash ?? signed;
    if (signed !== hash) {
        throw (0,untrusted/* untrusted */.b)(`The image was signed as ${signed}, and stands under ${hash}.`, "Somebody has moved it from another key: build the image again.");
    }
    if (recipe?.method.kind === "image")
        return; // its digest is in the key; no file of a commit decides it
    await bringCommit(repository, commit, objects);
    const reading = key === undefined ? (0,keys_at/* allKeysAt */.$)(repository, commit) : (0,keys_at/* keysAt */._)(repository, commit, { environment, inputs });
    const keys = await reading.catch((error) => {
        if (!(0,errors/* isTreestampError */.Sh)(error) || error.code === "interrupted")
            throw error;
        throw (0,untrusted/* untrusted */.b)(`The image was signed for the commit ${commit}, whose recipe cannot be read: ${error.message}`, "Build the image again from a commit that has its files.", error);
    });
    if (keys.includes(hash))
        return;
    throw (0,untrusted/* untrusted */.b)(`The image was signed for the commit ${commit}, whose files give the key ${keys[0]}: whatever was built there, it was not ${hash}.`, "Build the image again. If the workflow gives other inputs than this call, give the same ones.");
}
/** Makes a commit readable that this clone does not have. @throws untrusted */
async function bringCommit(repository, commit, objects) {
    const isHere = async () => (await repository.objects.read(commit))?.type === "commit";
    if (await isHere())
        return;
    let why = "";
    try {
        if (objects !== undefined)
            await (0,proof/* layProof */.du)(repository, objects);
        if (objects !== undefined && (await isHere()))
            return;
    }
    catch (error) {
        if ((0,errors/* isTreestampError */.Sh)(error))
            throw error;
        why = ` (${(0,errors/* messageOf */.bD)(error)})`;
    }
    throw (0,untrusted/* untrusted */.b)(`The image was signed for the commit ${commit}, which this clone does not have${why}: its key cannot be compared.`, `Fetch it: git fetch --depth 1 origin ${commit}, or \`fetch-depth: 0\` of actions/checkout.`);
}
/** Whose signatures a call believes. @throws input-invalid for a root of trust that cannot be read */
async function believedBy({ sigstore: { root }, path }, { key }) {
    if (key !== undefined)
        return { kind: "key", key };
    const { trustedRoots } = await __webpack_require__.e(/* import() */ 3043).then(__webpack_require__.bind(__webpack_require__, 3043));
    return { kind: "roots", roots: await trustedRoots(root && (0,external_node_path_.resolve)(path, root)) };
}
/** What the call believes. @throws input-invalid */
async function policyOf(ports, asking, repository) {
    const { verifyWorkflows: workflows, verifySelfHosted: selfHosted, sigstore } = asking;
    return {
        repository: await expectedIn(ports, asking, repository),
        issuer: sigstore.issuer ?? trust_policy/* githubIssuer */.rV,
        workflows,
        selfHosted,
        root: sigstore.root === undefined ? undefined : (0,digest/* sha256Of */.Bj)(await (0,promises_.readFile)((0,external_node_path_.resolve)(asking.path, sigstore.root))),
        key: await keyOfCall(asking),
    };
}
/** The repository that the call names; else the workflow's own, or the one that is checked out. */
async function expectedIn(ports, { verifyRepository: said }, repository) {
    if (said !== undefined && /^\d+$/.test(said))
        return { id: said, addresses: [] };
    const run = await ports.workflowRun();
    const server = run === undefined ? "https://github.com" : new URL(run.repository).origin;
    if (said !== undefined)
        return { addresses: [`${server}/${said}`] };
    if (run !== undefined)
        return { id: run.repositoryId, addresses: [run.repository] };
    return { addresses: await addressesOf(ports, repository) };
}
/** The repository by its host; else by git's remotes, and the one that it is a fork of, by the names that git and gh give them. */
async function addressesOf(ports, repository) {
    const url = (await ports.hostEvent())?.project.url;
    if (url !== undefined)
        return [url];
    const { stdout } = await repository.git(["config", "--get-regexp", "^remote\\.(origin|upstream)\\.url$"]);
    const lines = stdout.toString("utf8").split("\n");
    return lines.map((line) => (0,named_commit/* webAddress */.D)(line.slice(line.indexOf(" ") + 1).trim())).filter((one) => one !== undefined);
}
async function keyOfCall({ verifyKey, path }) {
    if (verifyKey === undefined)
        return undefined;
    return (0,keys/* verifyingKey */.HK)((0,trust/* isPem */.X)(verifyKey) ? verifyKey : await (0,promises_.readFile)((0,external_node_path_.resolve)(path, verifyKey), "utf8"));
}


/***/ })

};
;