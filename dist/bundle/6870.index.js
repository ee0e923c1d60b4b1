"use strict";
exports.id = 6870;
exports.ids = [6870];
exports.modules = {

/***/ 6870:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   namesEnvironment: () => (/* binding */ namesEnvironment),
/* harmony export */   pulledBefore: () => (/* binding */ pulledBefore)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4256);
/* harmony import */ var _log_stages_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4291);


/**
 * The environment of the job's `pull`, as it was then, whatever has changed in the workspace since. Undefined where the
 * request says itself which environment it means, and where the job has pulled none.
 * @throws input-invalid where the job has pulled several; sandbox-failed where it is not on this machine any more
 */
async function pulledBefore(ports, request, repository) {
    if (namesEnvironment(request))
        return undefined;
    const pulled = meant(await ports.pulledBefore());
    if (pulled === undefined)
        return undefined;
    const { key, location } = pulled;
    const stages = [];
    return (0,_log_stages_js__WEBPACK_IMPORTED_MODULE_1__/* .timed */ .ay)(stages, "lookup", async (describe) => {
        describe({ note: _log_stages_js__WEBPACK_IMPORTED_MODULE_1__/* .pulledHere */ .zB });
        const [cache, choice] = await Promise.all([ports.openCache(), ports.chooseSandbox()]);
        const environment = await cache.recall(location, key.tag);
        const snapshot = environment && (await cache.find(environment.table));
        if (environment === undefined || (choice.kind === "mounted" && snapshot === undefined))
            throw lost(pulled);
        const from = location === ports.localStore.location ? ports.localStore : ports.openStore(location);
        const sandbox = choice.kind === "mounted" ? choice.open(environment, from, snapshot) : choice.open(environment, from);
        const writable = request.recipe.writable ?? pulled.writable;
        return { repository, key, stages, writable, environment, from, sandbox, hit: true, state: "present" };
    });
}
/** Whether an input of the call says which environment is meant; what may be written there does not. */
function namesEnvironment({ recipe, ref, store }) {
    return Object.keys(recipe).some((name) => name !== "writable") || ref !== undefined || store !== undefined;
}
/** The only one; of several the one that was pulled without an input, for that is how the `run` is written, too. */
function meant(all) {
    const different = (some) => new Set(some.map(({ location, key }) => `${location} ${key.tag}`)).size;
    const byConfig = all.filter(({ byInputs }) => !byInputs);
    if (different(all) <= 1)
        return all[0];
    if (different(byConfig) === 1)
        return byConfig[0];
    const names = all.map(({ location, key }) => `${location} ${key.tag}`).sort();
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `This job has pulled several environments: ${names.join(", ")}.`, {
        remedy: "Give `run` the same inputs as the `pull` whose environment it means.",
    });
}
function lost({ key, location }) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("sandbox-failed", `The environment that this job has pulled, ${key.tag} of ${location}, is not on this machine any more.`, { remedy: "Run the pull action again, with a `cache-size` that has room for it and the same `cache-folder`." });
}


/***/ })

};
;