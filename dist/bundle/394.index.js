"use strict";
exports.id = 394;
exports.ids = [394];
exports.modules = {

/***/ 20394:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   promote: () => (/* binding */ promote)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _git_named_commit_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(43539);
/* harmony import */ var _log_stages_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(24291);
/* harmony import */ var _places_named_image_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(74429);
/* harmony import */ var _recipe_key_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(95665);
/* harmony import */ var _tags_plan_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(76185);
/* harmony import */ var _deliver_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(52959);
/* harmony import */ var _resolve_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(88750);
/* harmony import */ var _trust_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(62633);
/** promote: more tags, or more repositories, for an image that exists. */









/**
 * Adds tags to an existing image. Without `source` that is the build image of this tree, which is built if it is absent, so
 * that an alias of it is never missing.
 * @throws TreestampError
 */
async function promote(ports, request, repository) {
    const { log } = ports;
    const { delivery } = request;
    const commit = await (0,_git_named_commit_js__WEBPACK_IMPORTED_MODULE_1__/* .nameCommit */ .P)(repository, await ports.hostEvent(), log);
    const promoted = delivery.source === undefined
        ? await buildImage(ports, request, repository)
        : await imageThere(ports, request, repository, delivery.source);
    const { home, isDirty, stages } = promoted;
    const now = Math.floor(Date.now() / 1000);
    const plan = (0,_tags_plan_js__WEBPACK_IMPORTED_MODULE_4__/* .planTags */ .V)({ ...delivery, commit, tree: promoted.tree ?? commit.tree, now, log });
    const destinations = await (0,_deliver_js__WEBPACK_IMPORTED_MODULE_5__/* .destinationsOf */ .Nu)(ports, delivery, { ...plan, commit }, [home.location]);
    const shared = destinations.find(({ store }) => store.shared);
    if (isDirty && shared !== undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `The recipe has uncommitted changes: ${shared.store.location} is shared.`, {
            remedy: "Commit them first. The build image of what is not committed stays on this machine.",
        });
    }
    const image = await promoted.image();
    const tags = await ports.interruptible((signal) => (0,_deliver_js__WEBPACK_IMPORTED_MODULE_5__/* .deliver */ .cK)({ image, destinations, overwrite: delivery.overwrite, donors: [], stages, signal, log }));
    const { digest } = image.root.descriptor;
    return { kind: "delivery", digest, tags, isPushed: true, version: plan.version, stages };
}
async function buildImage(ports, request, repository) {
    const [identified, { ensureBuilt }] = await Promise.all([
        (0,_resolve_js__WEBPACK_IMPORTED_MODULE_6__.identify)(ports, request, repository, { askAhead: true }),
        Promise.all(/* import() */[__webpack_require__.e(2523), __webpack_require__.e(6855), __webpack_require__.e(2658)]).then(__webpack_require__.bind(__webpack_require__, 56855)),
    ]);
    const { recipe, key, store, stages } = identified;
    const image = async () => {
        await (0,_recipe_key_js__WEBPACK_IMPORTED_MODULE_3__.writeKeyTree)(repository, recipe, key);
        const built = await ensureBuilt(ports, request, identified, { blobs: true });
        if (!built.hit)
            await (await Promise.all(/* import() */[__webpack_require__.e(5749), __webpack_require__.e(6824), __webpack_require__.e(2833)]).then(__webpack_require__.bind(__webpack_require__, 12833))).keepWithinLimit(ports, request.cacheSize);
        return built.image;
    };
    return { image, home: store, tree: key.hash, isDirty: key.dirty, stages };
}
async function imageThere(ports, request, repository, source) {
    const stages = [];
    const image = await (0,_log_stages_js__WEBPACK_IMPORTED_MODULE_8__/* .timed */ .ay)(stages, "lookup", () => (0,_places_named_image_js__WEBPACK_IMPORTED_MODULE_2__.namedImage)(ports, "source", source, request.path));
    await (0,_trust_js__WEBPACK_IMPORTED_MODULE_7__/* .trustIn */ .Us)(ports, request, { repository }, image);
    return { image: async () => image, home: image.store, tree: undefined, isDirty: false, stages };
}


/***/ })

};
;