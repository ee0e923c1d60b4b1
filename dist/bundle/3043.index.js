"use strict";
exports.id = 3043;
exports.ids = [3043];
exports.modules = {

/***/ 3043:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   trustedRoots: () => (/* binding */ trustedRoots)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64256);
/**
 * Roots of trust: whose certificates and logs are believed. The public Sigstore's comes with treestamp: public-good-root.json is
 * the target `trusted_root.json` of tuf-repo-cdn.sigstore.dev as @sigstore/tuf has it, which a test compares.
 */


/** @param file a root, or several, one a line, as `gh attestation trusted-root` prints them @throws input-invalid */
async function trustedRoots(file) {
    if (file === undefined)
        return [(await __webpack_require__.e(/* import() */ 7437).then(__webpack_require__.t.bind(__webpack_require__, 37437, 19))).default];
    try {
        const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(file, "utf8");
        const roots = rootsIn(text);
        if (roots.every((root) => Array.isArray(root.certificateAuthorities)))
            return roots;
        throw new Error("it lists no certificate authorities");
    }
    catch (cause) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `\`sigstore\`: ${file} is no root of trust: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(cause)}.`, {
            remedy: "Get it where the Sigstore is run: cosign trusted-root create, or gh attestation trusted-root.",
            cause,
        });
    }
}
function rootsIn(text) {
    const lines = text.trim().split("\n");
    const isOnePerLine = lines.length > 1 && lines.every((line) => line.startsWith("{") && line.trimEnd().endsWith("}"));
    return (isOnePerLine ? lines : [text]).map((one) => JSON.parse(one));
}


/***/ })

};
;