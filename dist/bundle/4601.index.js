"use strict";
exports.id = 4601;
exports.ids = [4601];
exports.modules = {

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


/***/ })

};
;