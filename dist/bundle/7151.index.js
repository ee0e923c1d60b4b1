"use strict";
exports.id = 7151;
exports.ids = [7151];
exports.modules = {

/***/ 77151:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   githubWorkflow: () => (/* binding */ githubWorkflow)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/** The run of a workflow, and the token that says so to others. */

/** Whom the token is for: Fulcio takes no other. */
const audience = "sigstore";
const patience = 10_000;
/**
 * The run of this job; undefined outside of GitHub Actions.
 * Source: docs.github.com, "Default environment variables" and "OpenID Connect reference".
 */
function githubWorkflow(environment, log) {
    const { GITHUB_ACTIONS, GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: name, GITHUB_SHA: commit } = environment;
    if (GITHUB_ACTIONS !== "true" || !server || !name || !commit)
        return undefined;
    const { GITHUB_REPOSITORY_ID: repositoryId, GITHUB_RUN_ID: run, GITHUB_RUN_ATTEMPT: attempt } = environment;
    const { GITHUB_WORKFLOW_REF: workflow, ACTIONS_ID_TOKEN_REQUEST_URL: url } = environment;
    const { ACTIONS_ID_TOKEN_REQUEST_TOKEN: right } = environment;
    const repository = `${server}/${name}`;
    return {
        repository,
        repositoryId: repositoryId || undefined,
        commit,
        workflow: workflow ? `${server}/${workflow}` : undefined,
        run: run ? `${repository}/actions/runs/${run}/attempts/${attempt || "1"}` : undefined,
        ...(url && right ? { token: () => tokenOf(url, right, log) } : {}),
    };
}
/** Asks the runner's own address: the right to ask goes nowhere else. @throws not-attested */
async function tokenOf(url, right, log) {
    log.mask(right);
    const address = new URL(url);
    address.searchParams.set("audience", audience);
    let why = "";
    for (let tries = 0; tries < 3; tries++) {
        try {
            const answer = await fetch(address, {
                headers: { authorization: `Bearer ${right}`, accept: "application/json" },
                redirect: "error",
                signal: AbortSignal.timeout(patience),
            });
            const { value } = answer.ok ? (await answer.json()) : {};
            if (typeof value === "string" && value !== "") {
                log.mask(value);
                return value;
            }
            why = `${answer.status} ${answer.statusText}`.trim();
        }
        catch (error) {
            why = error instanceof Error ? error.message : String(error);
        }
    }
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("not-attested", `GitHub gives this job no token of its identity: ${why}.`, {
        remedy: "Give the job `permissions: id-token: write`, and run it again.",
    });
}


/***/ })

};
;