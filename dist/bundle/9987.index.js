"use strict";
exports.id = 9987;
exports.ids = [9987];
exports.modules = {

/***/ 69987:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   tellingOf: () => (/* binding */ tellingOf)
/* harmony export */ });
/* harmony import */ var _core_host_shell_host_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(23101);
/* harmony import */ var _core_service_callbacks_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(89999);


/** A receiver that starts again takes as long; the runner of a cancelled job ends us sooner. Milliseconds. */
const [patience, shortPatience] = [60_000, 5_000];
/** 128 and SIGHUP, SIGINT, SIGTERM. */
const toldToEnd = [129, 130, 143];
/**
 * Carries out the work, and tells of it.
 * @returns its exit code; a failure where it went well and nobody could be told, who would wait for ever
 */
async function tellingOf(callback, { environment, log }, work) {
    const { CALLBACK_AUTH: authorization, CALLBACK_SECRET: secret } = environment;
    for (const value of [authorization, secret])
        if (value)
            log.mask(value);
    const send = (call, time) => (0,_core_service_callbacks_js__WEBPACK_IMPORTED_MODULE_1__/* .callbacks */ .l)({ environment, log, secret: secret || undefined, patience: time }).send({ ...call, ...callback, authorization: authorization || undefined }, AbortSignal.timeout(time * 2));
    const pending = send({ status: "pending", building: true }, patience).catch(() => false);
    const exitCode = await work();
    const isCanceled = toldToEnd.includes(exitCode);
    const status = exitCode === 0 ? "succeeded" : isCanceled ? "canceled" : "failed";
    if (!isCanceled)
        await pending;
    const isTold = await send({ status, building: false }, isCanceled ? shortPatience : patience).catch(() => false);
    return isTold ? exitCode : exitCode || _core_host_shell_host_js__WEBPACK_IMPORTED_MODULE_0__/* .ownFailure */ .lV;
}


/***/ }),

/***/ 89999:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ callbacks)
/* harmony export */ });
/* unused harmony export signatureOf */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(58500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64256);
/* harmony import */ var _oci_registry_refusal_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(79540);
/* harmony import */ var _oci_registry_transport_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(46137);
/* harmony import */ var _oci_registry_trust_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(52211);
/** Tells clients how their builds stand: in order, signed, again and again until somebody has taken it. */






/** A receiver that takes longer has not taken it. Milliseconds. */
const stall = 30_000;
const day = 24 * 60 * 60_000;
/** Milliseconds. */
const [firstPause, longestPause] = [500, 5 * 60_000];
function callbacks({ environment, log, secret, patience = day }) {
    return {
        async send({ url: address, authorization, id, status, building }, signal) {
            const url = new URL(address);
            // Clients know the type by this name.
            const body = JSON.stringify({ id, status, building, type: "buildshuttle" });
            const headers = {
                "content-type": "application/json",
                ...(authorization === undefined ? {} : { authorization }),
                ...(secret === undefined ? {} : { "x-hub-signature-256": signatureOf(body, secret) }),
            };
            const trust = (0,_oci_registry_trust_js__WEBPACK_IMPORTED_MODULE_5__/* .createTrust */ .Zg)(environment, { host: url.host, name: url.host });
            const transport = (0,_oci_registry_transport_js__WEBPACK_IMPORTED_MODULE_4__/* .createTransport */ .o)({ stall, signal, environment, trust });
            const start = Date.now();
            for (let pause = firstPause;; pause = Math.min(pause * 2, longestPause)) {
                const fault = await faultOf(transport, { url, headers, body });
                signal.throwIfAborted();
                if (fault === undefined)
                    return true;
                if (Date.now() - start + pause > patience) {
                    log.warning(`Callback ${(0,_oci_registry_refusal_js__WEBPACK_IMPORTED_MODULE_3__/* .redacted */ .pc)(url)}: ${fault}. Nobody was told "${status}".`);
                    return false;
                }
                log.debug(`Callback ${(0,_oci_registry_refusal_js__WEBPACK_IMPORTED_MODULE_3__/* .redacted */ .pc)(url)}: ${fault}. It is tried again.`);
                await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_1__.setTimeout)(pause, undefined, { signal });
            }
        },
    };
}
/** As GitHub signs webhooks. Source: docs.github.com, "Validating webhook deliveries". */
function signatureOf(body, secret) {
    return `sha256=${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHmac)("sha256", secret).update(body).digest("hex")}`;
}
/** @returns why it was not taken; a redirect is no receipt */
async function faultOf(transport, { url, headers, body, }) {
    const bytes = Buffer.from(body);
    const source = async function* () {
        yield bytes;
    };
    try {
        const answer = await transport({ method: "POST", url, headers, body: { size: bytes.length, source } });
        await answer.discard();
        return answer.status >= 200 && answer.status < 300 ? undefined : `the answer is ${answer.status}`;
    }
    catch (error) {
        return (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error);
    }
}


/***/ })

};
;