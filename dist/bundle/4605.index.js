"use strict";
exports.id = 4605;
exports.ids = [4605];
exports.modules = {

/***/ 4605:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EU: () => (/* binding */ throughProxy),
/* harmony export */   Wm: () => (/* binding */ proxySecrets),
/* harmony export */   dd: () => (/* binding */ tunnel),
/* harmony export */   iJ: () => (/* binding */ proxyFor),
/* harmony export */   se: () => (/* binding */ refusalOfProxy)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7030);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_net__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4256);
/* harmony import */ var _reference_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7896);
/* harmony import */ var _url_login_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3432);




/**
 * The proxy for a URL; undefined where it is reached directly. Loopback never goes through a proxy.
 * @param environment HTTPS_PROXY, HTTP_PROXY and NO_PROXY, in either case
 * @throws input-invalid for a variable that names no HTTP proxy
 */
function proxyFor(url, environment) {
    if ((0,_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .isLoopback */ .U9)(url.host))
        return undefined;
    const name = url.protocol === "https:" ? "HTTPS_PROXY" : "HTTP_PROXY";
    const variable = environment[name] ? name : name.toLowerCase();
    const written = environment[variable];
    if (!written || isExempt(url, environment.NO_PROXY || environment.no_proxy || ""))
        return undefined;
    const whole = written.includes("://") ? written : `http://${written}`;
    const proxy = URL.canParse(whole) ? new URL(whole) : undefined;
    if (proxy === undefined || !["http:", "https:"].includes(proxy.protocol) || proxy.hostname === "") {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("input-invalid", `The variable ${variable} does not name an HTTP proxy.`, {
            remedy: `Write http://HOST:PORT, or name ${url.hostname} in NO_PROXY.`,
        });
    }
    const login = proxy.username === "" ? undefined : (0,_url_login_js__WEBPACK_IMPORTED_MODULE_3__/* .basicLoginOf */ .n)(proxy);
    const headers = login === undefined ? {} : { "proxy-authorization": `Basic ${login}` };
    return { url: proxy, variable, headers };
}
/** Variables that programs know a proxy by. */
const proxyVariables = /^(HTTPS?|ALL|FTP)_PROXY$/i;
/** The passwords of all proxies: programs that are told of these print them. */
function proxySecrets(environment) {
    const written = Object.entries(environment).filter(([name]) => proxyVariables.test(name));
    const wholes = written.map(([, value = ""]) => (value.includes("://") ? value : `http://${value}`));
    return [...new Set(wholes.flatMap((whole) => (URL.canParse(whole) ? (0,_url_login_js__WEBPACK_IMPORTED_MODULE_3__/* .secretsOf */ .F)(new URL(whole)) : [])))];
}
/** `*`, `host` with all below it, `.suffix`, addresses and their ranges (`10.0.0.0/8`); each but the last with a port, too. */
function isExempt(url, list) {
    const host = url.hostname.toLowerCase().replace(/^\[|\]$/g, "");
    const port = url.port || (url.protocol === "https:" ? "443" : "80");
    return list
        .toLowerCase()
        .split(/[\s,]+/)
        .filter(Boolean)
        .some((entry) => {
        if (entry === "*")
            return true;
        const [, address = "", prefix] = /^([\d.a-f:]+)\/(\d+)$/.exec(entry) ?? [];
        if (prefix !== undefined)
            return isInRange(host, address, Number(prefix));
        const [, named = entry, namedPort] = (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(entry) ? [] : (/^(.*?)(?::(\d+))?$/.exec(entry) ?? []);
        const bare = named.replace(/^\[|\]$/g, "").replace(/^\*(?=\.)/, "");
        if (namedPort !== undefined && namedPort !== port)
            return false;
        return bare.startsWith(".") ? host.endsWith(bare) : host === bare || (!(0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(host) && host.endsWith(`.${bare}`));
    });
}
function isInRange(host, address, prefix) {
    const family = (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(address) === 6 ? "ipv6" : "ipv4";
    if ((0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(host) === 0 || (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(host) !== (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(address) || prefix > (family === "ipv6" ? 128 : 32))
        return false;
    const range = new node_net__WEBPACK_IMPORTED_MODULE_0__.BlockList();
    range.addSubnet(address, prefix, family);
    return range.check(host, family);
}
/** What stands in for the server in a request without TLS: it gets the whole URL. */
function throughProxy({ url: { hostname, port, protocol }, headers }, url) {
    const address = hostname.replace(/^\[|\]$/g, "");
    return {
        protocol,
        hostname: address,
        port: port || (protocol === "https:" ? 443 : 80),
        path: url.href,
        headers: { host: url.host, ...headers },
    };
}
/** An agent's `createConnection` that has the proxy connect us, and speaks TLS with the server itself. */
function tunnel(proxy, stall) {
    return (options, made) => {
        open(proxy, stall, options).then((socket) => made(null, socket), (error) => made(error));
    };
}
async function open(proxy, stall, options) {
    const [{ connect }, { request }] = await Promise.all([
        Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 1692, 23)),
        proxy.url.protocol === "https:" ? Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 4708, 23)) : Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 7067, 23)),
    ]);
    const { host, port } = options;
    const target = `${(0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(host ?? "") === 6 ? `[${host}]` : host}:${port}`;
    const { hostname, port: proxyPort, protocol, headers } = throughProxy(proxy, proxy.url);
    const [answer, socket] = await new Promise((resolve, reject) => {
        const asked = request({
            ...{ protocol, hostname, port: proxyPort, method: "CONNECT", path: target, agent: false, timeout: stall },
            headers: { ...headers, host: target },
        });
        asked.once("connect", (response, connection) => resolve([response, connection]));
        asked.once("response", (response) => {
            response.resume();
            reject(refusalOfProxy(proxy, response.statusCode ?? 0, target));
        });
        asked.once("timeout", () => asked.destroy(new Error(`nothing moved for ${stall / 1000} s`)));
        asked.once("error", (error) => reject(new Error(`the proxy ${proxy.url.host}: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}`, { cause: error })));
        asked.end();
    });
    if (answer.statusCode === 200) {
        socket.setTimeout(0);
        return connect({ ...options, socket, servername: options.servername ?? host ?? "" });
    }
    socket.destroy();
    throw refusalOfProxy(proxy, answer.statusCode ?? 0, target);
}
/** A proxy's 5xx may be temporary; its other answers are not. */
function refusalOfProxy({ url, variable }, status, target) {
    if (status === 407) {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("store-unreachable", `The proxy ${url.host} wants a login for ${target} (407).`, {
            remedy: `Put it into ${variable}: http://USER:PASSWORD@${url.host}. If it is there already, it is wrong.`,
        });
    }
    if (status >= 500)
        return new Error(`the proxy ${url.host} answered ${status}`);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("store-unreachable", `The proxy ${url.host} refuses to connect to ${target} (${status}).`, {
        remedy: `Have the proxy allow it, or name the host in NO_PROXY if it can be reached directly.`,
    });
}


/***/ }),

/***/ 3432:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ secretsOf),
/* harmony export */   n: () => (/* binding */ basicLoginOf)
/* harmony export */ });
/** User and password in an address. */
/** The bytes that a part of an address means: what is no escape means itself, as for curl. A URL has ASCII alone. */
function decoded(written) {
    const bytes = written.replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
    return Buffer.from(bytes, "latin1");
}
/** `USER:PASSWORD` as HTTP has it, in base64; undefined where there is none. Source: RFC 7617. */
function basicLoginOf({ username, password }) {
    if (username === "" && password === "")
        return undefined;
    return Buffer.concat([decoded(username), Buffer.from(":"), decoded(password)]).toString("base64");
}
/** The texts of an address that nobody may see: its password, in each form. */
function secretsOf(url) {
    if (url.password === "")
        return [];
    return [...new Set([url.password, decoded(url.password).toString(), basicLoginOf(url)])];
}


/***/ })

};
;