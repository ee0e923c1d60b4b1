"use strict";
exports.id = 3377;
exports.ids = [3377];
exports.modules = {

/***/ 63377:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   lackOfRights: () => (/* binding */ lackOfRights)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/** Runs that a host starts with fewer rights than the repository's own, if the host says so beforehand. */

/**
 * Why this run may be without secrets and the right to push, as a clause; undefined where nothing is known of that. It only
 * explains: what we may do, the registry says. Source: docs.github.com, "Events that trigger workflows" (pull_request and
 * forks) and "Troubleshooting Dependabot on GitHub Actions".
 */
async function lackOfRights(environment) {
    const { GITHUB_ACTIONS, GITHUB_EVENT_NAME: event = "", GITHUB_EVENT_PATH: path, GITHUB_ACTOR: actor } = environment;
    if (GITHUB_ACTIONS !== "true")
        return undefined;
    // pull_request_target and workflow_run have the base repository's rights.
    if (event.startsWith("pull_request") && event !== "pull_request_target") {
        const { base, head } = await pullRequestIn(path);
        if (base !== undefined && head !== base) {
            return `the pull request comes from ${head === undefined ? "a fork that is gone" : `the fork ${head}`}, whose jobs may only read`;
        }
    }
    const byDependabot = ["pull_request", "pull_request_review", "pull_request_review_comment", "push", "create"];
    if (actor === "dependabot[bot]" && byDependabot.includes(event)) {
        return "the run was started by Dependabot, whose jobs may only read";
    }
    return undefined;
}
/** Full names of the two repositories; undefined if they cannot be read. */
async function pullRequestIn(path) {
    try {
        const { pull_request } = JSON.parse(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path ?? "", "utf8"));
        return { base: pull_request?.base.repo?.full_name, head: pull_request?.head.repo?.full_name };
    }
    catch {
        return {};
    }
}


/***/ })

};
;