"use strict";
exports.id = 7864;
exports.ids = [7864];
exports.modules = {

/***/ 7864:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   callVerb: () => (/* binding */ callVerb)
/* harmony export */ });
/* harmony import */ var _machine_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4687);
/* harmony import */ var _recipe_config_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(430);
/* harmony import */ var _recipe_key_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5665);
/* harmony import */ var _recipe_source_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4917);
/* harmony import */ var _stages_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4168);
/* harmony import */ var _store_reference_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9088);
/* harmony import */ var _resolve_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8750);







/** Carries out one verb. @throws TreestampError */
async function callVerb(...call) {
    try {
        return await carryOut(...call);
    }
    catch (error) {
        throw (0,_machine_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .readableFailure */ .r)(error);
    }
}
async function carryOut(verb, ports, request, repository, extras) {
    switch (verb) {
        case "resolve":
            return resolved(ports, request, await (0,_resolve_js__WEBPACK_IMPORTED_MODULE_5__.identify)(ports, request, repository, { askAhead: true }), extras);
        case "build": {
            const [identified, { ensureBuilt }, { recordedBuildTime }] = await Promise.all([
                (0,_resolve_js__WEBPACK_IMPORTED_MODULE_5__.identify)(ports, request, repository, { askAhead: true }),
                Promise.all(/* import() */[__webpack_require__.e(5749), __webpack_require__.e(9838), __webpack_require__.e(1226), __webpack_require__.e(2747)]).then(__webpack_require__.bind(__webpack_require__, 1226)),
                __webpack_require__.e(/* import() */ 4513).then(__webpack_require__.bind(__webpack_require__, 4513)),
            ]);
            await (0,_recipe_key_js__WEBPACK_IMPORTED_MODULE_2__.writeKeyTree)(repository, identified.recipe, identified.key);
            const { lookup, index, from, hit, missed } = await ensureBuilt(ports, request, identified);
            if (hit)
                sayHit(ports, identified, from);
            const state = lookup.state;
            const buildSeconds = hit ? await recordedBuildTime(from, identified.key.tag) : undefined;
            if (!hit)
                await (await Promise.all(/* import() */[__webpack_require__.e(5749), __webpack_require__.e(8793), __webpack_require__.e(2833)]).then(__webpack_require__.bind(__webpack_require__, 2833))).keepWithinLimit(ports, request.cacheSize);
            const digest = index.descriptor.digest;
            return { ...named(identified, from.location, digest), state, cacheHit: hit, missed, buildSeconds };
        }
        case "pull":
        case "run": {
            const [{ ensureReady }, { requestedPhases, runIn }, { pulledBefore }] = await Promise.all([
                __webpack_require__.e(/* import() */ 795).then(__webpack_require__.bind(__webpack_require__, 795)),
                __webpack_require__.e(/* import() */ 9053).then(__webpack_require__.bind(__webpack_require__, 9053)),
                __webpack_require__.e(/* import() */ 6870).then(__webpack_require__.bind(__webpack_require__, 6870)),
            ]);
            const phases = await requestedPhases(request);
            const pulled = verb === "run" ? await pulledBefore(ports, request, repository) : undefined;
            const ready = pulled ?? (await ensureReady(ports, request, repository));
            const { environment, from, state, hit, sandbox } = ready;
            if (hit)
                sayHit(ports, ready, from);
            const ran = verb === "run" ? await runIn(ports, request, ready, phases) : undefined;
            const job = verb === "pull" ? await kept(ports, request, ready) : undefined;
            return {
                ...named(ready, from.location, environment.digest),
                state,
                cacheHit: hit,
                missed: ready.missed,
                buildSeconds: environment.buildSeconds,
                snapshot: environment.identity,
                sandbox: sandbox.kind,
                job,
                ...ran,
            };
        }
    }
}
/** One line for what was not built; of a miss there is more to say. */
function sayHit({ log }, { key, stages }, from) {
    const ready = stages.find(({ note }) => note === _stages_js__WEBPACK_IMPORTED_MODULE_6__/* .readyHere */ .WH || note === _stages_js__WEBPACK_IMPORTED_MODULE_6__/* .pulledHere */ .zB);
    log.info(`Hit: ${from.location} has ${key.tag}${ready === undefined ? "" : `, ${ready.note}`}.`);
}
/** @returns the folder of the host's job, whose steps have the environment in common from now on */
async function kept(ports, request, ready) {
    const { environment, from, key, writable, sandbox } = ready;
    if (sandbox.kind === "container") {
        ports.log.info("Each command gets a fresh container: of what one writes, the next one sees the workspace alone.");
    }
    const { namesEnvironment } = await __webpack_require__.e(/* import() */ 6870).then(__webpack_require__.bind(__webpack_require__, 6870));
    const pulled = { location: from.location, key, byInputs: namesEnvironment(request), writable };
    return ports.keepEnvironment(environment.table, pulled);
}
async function resolved(ports, request, identified, extras) {
    const { repository, recipe, key } = identified;
    const [{ lookup, store }] = await Promise.all([(0,_resolve_js__WEBPACK_IMPORTED_MODULE_5__.lookUp)(ports, identified), (0,_recipe_key_js__WEBPACK_IMPORTED_MODULE_2__.writeKeyTree)(repository, recipe, key)]);
    if (lookup.state === "absent" && lookup.lost !== undefined) {
        ports.log.warning(`${store.location} has ${key.tag} in part only: ${lookup.lost}. The next build publishes it again.`);
    }
    if (lookup.state === "unknown")
        ports.log.warning(`${lookup.reason.message} ${lookup.reason.remedy ?? ""}`.trim());
    const digest = lookup.state === "present" ? lookup.manifest.descriptor.digest : undefined;
    return {
        ...named(identified, store.location, digest),
        state: lookup.state,
        cacheHit: lookup.state === "present",
        ...(extras.explain === true ? { inputs: await inputLines(identified) } : {}),
        ...(extras.diff === undefined ? {} : { changes: await changesSince(request, identified, extras.diff) }),
    };
}
async function inputLines({ repository, recipe }) {
    const { explainRecipe } = await __webpack_require__.e(/* import() */ 5937).then(__webpack_require__.bind(__webpack_require__, 5937));
    return (await explainRecipe(repository, recipe)).map(inputLine);
}
async function changesSince(request, { repository, recipe }, ref) {
    const { diffRecipes } = await __webpack_require__.e(/* import() */ 5937).then(__webpack_require__.bind(__webpack_require__, 5937));
    const before = await (0,_recipe_source_js__WEBPACK_IMPORTED_MODULE_3__.readSource)(repository, { ref, inputs: (0,_recipe_config_js__WEBPACK_IMPORTED_MODULE_1__.recipeInputsOf)(request.recipe) });
    const changes = await diffRecipes(repository, before.recipe, recipe);
    return changes.length > 0 ? changes : [`Nothing in the recipe changed since ${ref}.`];
}
function named({ key, stages }, location, digest) {
    return {
        key: key.hash,
        tag: key.tag,
        image: (0,_store_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .formatReference */ .FH)((0,_store_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .parseLocation */ .zS)(location), key.tag, digest),
        digest,
        stages,
    };
}
function inputLine({ kind, name, value }) {
    return [kind.padEnd(11), value, name].join("  ").trimEnd();
}


/***/ })

};
;