"use strict";
exports.id = 574;
exports.ids = [574];
exports.modules = {

/***/ 34605:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EU: () => (/* binding */ throughProxy),
/* harmony export */   Wm: () => (/* binding */ proxySecrets),
/* harmony export */   dd: () => (/* binding */ tunnel),
/* harmony export */   eq: () => (/* binding */ proxyVariables),
/* harmony export */   iJ: () => (/* binding */ proxyFor),
/* harmony export */   rw: () => (/* binding */ proxyVariable),
/* harmony export */   se: () => (/* binding */ refusalOfProxy)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77030);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_net__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64256);
/* harmony import */ var _reference_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(67896);
/* harmony import */ var _url_login_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(63432);




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
/** Variables that programs know a proxy by, and what is to be reached without one. */
const proxyVariable = /^(HTTPS?|NO|ALL|FTP)_PROXY$/i;
/** Those of an environment: for the way to the network alone. */
function proxyVariables(environment) {
    return Object.fromEntries(Object.entries(environment).flatMap(([name, value]) => value !== undefined && proxyVariable.test(name) ? [[name, value]] : []));
}
/** The passwords of all proxies: programs that are told of these print them. */
function proxySecrets(environment) {
    const wholes = Object.values(proxyVariables(environment)).map((value) => value.includes("://") ? value : `http://${value}`);
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
        Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 41692, 23)),
        proxy.url.protocol === "https:" ? Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 44708, 23)) : Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 37067, 23)),
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

/***/ 79540:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  a2: () => (/* binding */ describeRefusal),
  lU: () => (/* binding */ isLimited),
  WG: () => (/* binding */ isPassing),
  ky: () => (/* binding */ maxRefusalBytes),
  pc: () => (/* binding */ redacted),
  z_: () => (/* binding */ refusalError),
  Of: () => (/* binding */ refusalOf),
  iE: () => (/* binding */ saysAbsent)
});

// UNUSED EXPORTS: retryAfterOf

// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(64256);
// EXTERNAL MODULE: ./core/oci/byte-stream.js
var byte_stream = __webpack_require__(25888);
;// CONCATENATED MODULE: ./core/oci/registry/login-remedy.js
/** Whole sentences. @param writes whether the right to write was asked for */
function loginRemedy(refusal, writes) {
    const { url, visitor } = refusal;
    const registry = visitor?.registry ?? url.host;
    const account = `Log in with an account that may ${writes ? "write to" : "read"} the repository`;
    const permission = `\`permissions: packages: ${writes ? "write" : "read"}\``;
    const more = writes ? " Pull requests from forks may never write." : ` ${mayNotExist}`;
    if (visitor?.login === undefined) {
        const { loginElsewhere } = visitor ?? {};
        const elsewhere = loginElsewhere === undefined
            ? ""
            : `\`username\` and \`password\` are for ${loginElsewhere}, not for ${registry}: the input \`registry\` decides. `;
        const nobody = visitor === undefined ? "" : `; nobody is logged in to ${registry} here`;
        return `${elsewhere}${account} (in GitHub Actions: ${permission}, \`username\` and \`password\`)${nobody}.${more}`;
    }
    if (isWrong(refusal)) {
        return `${registry} does not accept the login from ${visitor.login}: the user name or password is wrong, or has expired.`;
    }
    return `${account}; the login from ${visitor.login} may not (in GitHub Actions: ${permission}, and the package's own settings must give this repository access).${more}`;
}
/** ECR says by 403 that a login has run out: "Your authorization token has expired. Reauthenticate and try again." */
function isWrong({ status, visitor, diagnostics }) {
    if (status === 401)
        return visitor?.isWrong === true;
    return diagnostics.some(({ message }) => /has expired|reauthenticate/i.test(message));
}
const mayNotExist = "Some registries, such as GHCR, also answer this for a repository that does not exist: push to it once.";

;// CONCATENATED MODULE: ./core/oci/registry/refusal.js
/** A registry's refusals. */



/** No error body is read beyond this. Bytes. */
const maxRefusalBytes = 64 * 1024;
/** Reads the body of an answer that is no success. */
async function refusalOf(method, answer) {
    const text = (await (0,byte_stream/* collectUpTo */.p8)(maxRefusalBytes, answer.body))?.toString("utf8") ?? "";
    const diagnostics = diagnosticsOf(text);
    const { status, url, headers, visitor, isElsewhere = false } = answer;
    const retryAfter = retryAfterOf(headers["retry-after"], diagnostics);
    return { method, url, status, diagnostics, retryAfter, visitor, isElsewhere };
}
/**
 * What registries say of a thing or repository that is not there, and of nothing else. NOT_FOUND is Harbor's, TAG_EXPIRED
 * Quay's of a tag that was deleted or has run out (quay, endpoints/v2/errors.py), NoSuchKey and BlobNotFound those of the
 * storage that a registry redirects to.
 */
const absentCodes = {
    manifest: ["MANIFEST_UNKNOWN", "NAME_UNKNOWN", "NOT_FOUND", "TAG_EXPIRED", "MANIFEST_NOT_FOUND", "TAG_NOT_FOUND"],
    blob: ["BLOB_UNKNOWN", "NAME_UNKNOWN", "NOT_FOUND", "NOSUCHKEY", "BLOBNOTFOUND"],
};
/** A bare 404 may come from anything that stands between us and the registry. */
function saysAbsent({ status, diagnostics }, what) {
    return status === 404 && diagnostics.some(({ code }) => absentCodes[what].includes(code.toUpperCase()));
}
/** The entries of `errors`; of what is not a registry's body, GitHub's `message`, S3's `Code` or a line of plain text. */
function diagnosticsOf(text) {
    const string = (value) => (typeof value === "string" ? value : "");
    try {
        const body = JSON.parse(text);
        const errors = Array.isArray(body?.errors) ? body.errors : [body];
        const known = errors.map((error) => {
            const { code, message } = (error ?? {});
            return { code: string(code), message: string(message) };
        });
        return known.filter(({ code, message }) => code !== "" || message !== "");
    }
    catch {
        const [, code] = /<Error>.*<Code>(\w+)<\/Code>/s.exec(text) ?? [];
        if (code !== undefined)
            return [{ code, message: /<Message>([^<]*)</.exec(text)?.[1] ?? "" }];
        const line = text.trim();
        return line === "" || line.includes("<") || line.includes("\n") ? [] : [{ code: "", message: line }];
    }
}
/**
 * True for a refusal that says: too often. GHCR's secondary rate limit comes as 403, and ECR's throttling as 400.
 */
function isLimited({ status, diagnostics }) {
    const limits = /rate.?limit|rate exceeded|TOOMANYREQUESTS|TOO_MANY_REQUESTS|ThrottlingException/i;
    return status === 429 || diagnostics.some(({ code, message }) => limits.test(`${code} ${message}`));
}
/**
 * The time of a Retry-After: seconds, a date, or a duration as Go prints it. GHCR has been seen to answer
 * `retry-after: 880.092µs, allowed: 44000/minute`, and that in the body's message.
 */
function retryAfterOf(header, diagnostics) {
    const said = /retry-after: ([0-9.a-zµμ]+)/i;
    const text = header?.trim() ?? diagnostics.map(({ message }) => said.exec(message)?.[1]).find((found) => found);
    if (text === undefined || text === "")
        return undefined;
    if (/^\d+(\.\d+)?$/.test(text))
        return Number(text) * 1000;
    const pieces = [...text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|μs|ms|s|m|h)/g)];
    if (pieces.length > 0 && pieces.map(([piece]) => piece).join("") === text) {
        return pieces.reduce((sum, [, number, unit]) => sum + Number(number) * unitMilliseconds[unit], 0);
    }
    const date = Date.parse(text);
    return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}
const unitMilliseconds = {
    ns: 1e-6,
    us: 1e-3,
    µs: 1e-3, // micro sign
    μs: 1e-3, // Greek mu
    ms: 1,
    s: 1000,
    m: 60_000,
    h: 3_600_000,
};
/** A URL as it may stand in a message: queries and user names can be secrets. */
function redacted(url) {
    return `${url.protocol}//${url.host}${url.pathname}${url.search === "" ? "" : "?…"}`;
}
/** `GET https://registry.example/v2/…: 403 DENIED: the reason`. */
function describeRefusal({ method, url, status, diagnostics }) {
    const said = diagnostics.map(({ code, message }) => [code, message].filter((text) => text !== "").join(": "));
    return [`${method} ${redacted(url)}: ${status}`, ...said].join(" ").slice(0, 1000);
}
/**
 * Turns a refusal into the failure that the caller reports.
 * @param what a sentence without its full stop
 * @param writes whether the right to write was asked for
 */
function refusalError(what, refusal, writes = isWrite(refusal.method)) {
    const [code, remedy] = judge(refusal, writes);
    return new errors/* TreestampError */.ks(code, `${what}: ${describeRefusal(refusal)}.`, { remedy });
}
/** A right is missing if the registry answers 401 or 403 for that reason. Nothing else is about our login. */
function judge(refusal, writes) {
    const { status, diagnostics } = refusal;
    const said = diagnostics.map(({ code, message }) => `${code} ${message}`).join(" ");
    if (isLimited(refusal)) {
        return ["store-unreachable", "The registry limits requests. Log in if you have not, or try again later."];
    }
    if ([402, 413, 507].includes(status) || ((status === 400 || status === 403) && isFull.test(said))) {
        return ["store-refused", "Make room in the registry, or raise the limit that it mentions."];
    }
    if (isPassing(status) || status >= 500 || status < 400) {
        return ["store-unreachable", "The registry has a problem: try again later."];
    }
    if (refusal.isElsewhere)
        return ["store-refused", storageRefuses];
    if (status === 401 || status === 403)
        return ["store-denied", loginRemedy(refusal, writes)];
    if (/NAME_UNKNOWN|RepositoryNotFound/.test(said)) {
        return ["store-refused", "Create the repository first: like ECR, this registry does not create it on a push."];
    }
    return ["store-refused", "Check the store's name and what the registry says."];
}
const storageRefuses = "Try again, and check this machine's clock: the links that the registry hands out are valid for a few minutes.";
function isWrite(method) {
    return method !== "GET" && method !== "HEAD";
}
/** Harbor and others answer a full project by 403 DENIED, the code of a missing right: only their words tell them apart. */
const isFull = /quota|exceed|(upper|storage) limit|limit of|billing|payment/i;
/** Too many requests, and the failures of servers and what stands before them (499 and 520 to 530 are proxies' own). */
function isPassing(status) {
    return [408, 425, 429, 499, 500, 502, 503, 504, 520, 521, 522, 523, 524, 525, 527, 530].includes(status);
}


/***/ }),

/***/ 46137:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  l: () => (/* binding */ ConnectionFailure),
  o: () => (/* binding */ createTransport)
});

// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(64256);
// EXTERNAL MODULE: ./core/version.js
var version = __webpack_require__(84311);
;// CONCATENATED MODULE: ./core/oci/registry/direct-body.js
/** From this size on, an answer is worth its connection, which no other request can use afterwards. Bytes. */
const largeBody = 1024 * 1024;
/** What one read may bring. Bytes. */
const readBytes = 128 * 1024;
/** Nothing more is read from a connection while so much waits for its reader. Bytes. */
const enough = 128 * 1024;
const takers = new WeakMap();
/** The option `onread` of node:net for an agent's connections. A TLS connection through a proxy does not heed it. */
function directReads() {
    return {
        buffer: Buffer.allocUnsafeSlow(readBytes),
        callback(count, buffer) {
            const connection = takers.get(this);
            if (connection === undefined)
                takers.set(this, {});
            const bytes = buffer.subarray(0, count);
            return connection?.taker === undefined ? this.push(Buffer.from(bytes)) : connection.taker(bytes);
        },
    };
}
/**
 * The body of an answer whose head has just come; undefined where it is small or cannot be had in this way. Each part is
 * valid until the next one is asked for. The connection is closed in the end.
 */
function directBody(incoming, outgoing) {
    const { socket, headers } = incoming;
    const connection = takers.get(socket);
    const length = Number(headers["content-length"]);
    if (connection === undefined || !(length >= largeBody) || headers["transfer-encoding"] !== undefined)
        return undefined;
    const waiting = doubleBuffer();
    let failure;
    let wake = () => { };
    connection.taker = (bytes) => {
        const held = waiting.add(bytes);
        wake();
        return held < enough;
    };
    const fail = (error = new Error("the connection was closed")) => {
        failure ??= error;
        wake();
    };
    incoming.on("error", fail);
    incoming.on("close", fail);
    async function* parts() {
        let missing = length;
        try {
            for (;;) {
                // First what the parser had before it was left out.
                const bytes = incoming.read() ?? waiting.take();
                if (bytes.length > 0) {
                    const part = bytes.subarray(0, missing);
                    missing -= part.length;
                    yield part;
                    if (missing === 0)
                        return;
                }
                else {
                    if (failure !== undefined)
                        throw failure;
                    const more = new Promise((resolve) => {
                        wake = resolve;
                    });
                    socket.resume();
                    await more;
                }
            }
        }
        finally {
            takers.delete(socket);
            outgoing.destroy();
        }
    }
    return parts();
}
/** Gathers bytes in one piece of memory while those taken before stand in another. */
function doubleBuffer() {
    let filling = new Uint8Array(enough + readBytes);
    let taken = new Uint8Array(enough + readBytes);
    let length = 0;
    return {
        /** @returns how many bytes wait now */
        add(bytes) {
            if (length + bytes.length > filling.length) {
                const larger = new Uint8Array(2 * (length + bytes.length));
                larger.set(filling.subarray(0, length));
                filling = larger;
            }
            filling.set(bytes, length);
            length += bytes.length;
            return length;
        },
        /** All that waits, until it is called again. */
        take() {
            const bytes = filling.subarray(0, length);
            [filling, taken] = [taken, filling];
            length = 0;
            return bytes;
        },
    };
}

// EXTERNAL MODULE: ./core/oci/registry/proxy.js
var registry_proxy = __webpack_require__(34605);
// EXTERNAL MODULE: ./core/oci/registry/trust.js
var registry_trust = __webpack_require__(52211);
;// CONCATENATED MODULE: ./core/oci/registry/watchdog.js
/** Ends a connection that stalls because of the other side, not because of our own reader or source. */
/** Less than this for as long as nothing may move, and the connection counts as broken, too. Bytes a second. */
const leastPerSecond = 1024;
/** @param stall how long nothing may move, in milliseconds; then it calls `bite` */
function watchdog(stall, bite) {
    let timer;
    let started = false;
    let due = stall;
    let since = 0; // of the running timer, by performance.now()
    let left = stall; // of the time in which enough has to move
    let few = 0; // bytes that moved and were not enough yet
    let bitten;
    const set = () => {
        clearTimeout(timer);
        if (!started || due === undefined)
            return;
        const patience = due;
        since = performance.now();
        timer = setTimeout(() => {
            const seconds = `${patience / 1000} s`;
            bitten =
                few === 0 ? `nothing moved for ${seconds}` : `less than ${leastPerSecond} bytes a second for ${stall / 1000} s`;
            bite();
        }, patience);
    };
    return {
        start() {
            started = true;
            set();
        },
        wait(more = 0) {
            due = left + more;
            set();
        },
        rest() {
            if (started && due !== undefined)
                left = Math.max(0, left - (performance.now() - since));
            due = undefined;
            set();
        },
        moved(bytes) {
            few += bytes;
            if (few < (stall / 1000) * leastPerSecond)
                return;
            few = 0;
            left = stall;
            due = undefined;
        },
        stalled: () => bitten,
    };
}

;// CONCATENATED MODULE: ./core/oci/registry/transport.js






/** The connection failed, broke, or stalled: nothing is known about what the other side did. */
class ConnectionFailure extends Error {
    name = "ConnectionFailure";
}
/** Connections are kept open between requests. */
function createTransport({ stall, signal, environment, trust }) {
    const options = { keepAlive: true, maxSockets: connectionsPerHost, onread: directReads() };
    const protocols = new Map();
    async function attempt(request) {
        const { url } = request;
        const proxy = (0,registry_proxy/* proxyFor */.iJ)(url, environment);
        const key = `${url.protocol} ${proxy?.url}`;
        const known = protocols.get(key) ?? protocolFor(url, proxy, { options, stall });
        protocols.set(key, known);
        const [protocol, secureContext] = await Promise.all([
            known,
            url.protocol === "https:" ? trust.contextFor(url) : undefined,
        ]);
        const either = anyOf(signal, request.signal);
        return exchange(request, { protocol, proxy, secureContext, stall, signal: either });
    }
    return async (request) => {
        const wasWide = trust.isWide();
        try {
            return await attempt(request);
        }
        catch (error) {
            // The system's authorities are read where they are needed: a hundred and more of them take 30 ms.
            const { code = "" } = (error.cause ?? {});
            if (wasWide || !(0,registry_trust/* isUnknownIssuer */.mR)(code))
                throw error;
            trust.widen();
            return await attempt(request);
        }
    };
}
function anyOf(one, other) {
    return one === undefined || other === undefined ? (one ?? other) : AbortSignal.any([one, other]);
}
const connectionsPerHost = 32;
/** The agent that talks to a URL's host, or to the proxy before it. */
async function protocolFor(url, proxy, { options, stall }) {
    const isSecure = url.protocol === "https:";
    // Loaded once there is something to ask: that takes 5 ms, and TLS as much again.
    const through = isSecure || proxy?.url.protocol !== "https:" ? url : proxy.url;
    const module = through.protocol === "https:" ? await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 44708, 23)) : await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 37067, 23));
    const agent = new module.Agent(options);
    if (isSecure && proxy !== undefined)
        Object.assign(agent, { createConnection: (0,registry_proxy/* tunnel */.dd)(proxy, stall) });
    return { request: module.request, agent };
}
/** Sends one request, and gives its answer once the head of that has come. */
function exchange({ method, url, headers, body, fleeting = false }, { protocol, proxy, secureContext, stall, signal }) {
    const forward = proxy !== undefined && url.protocol === "http:" ? (0,registry_proxy/* throughProxy */.EU)(proxy, url) : undefined;
    return new Promise((resolve, reject) => {
        const outgoing = protocol.request(url, {
            method,
            ...forward,
            headers: {
                "user-agent": userAgent,
                ...headers,
                ...forward?.headers,
                ...(body === undefined ? {} : { "content-length": String(body.size) }),
            },
            agent: protocol.agent,
            ...(signal === undefined ? {} : { signal }),
            ...(secureContext === undefined ? {} : { secureContext }),
        });
        const watch = watchdog(stall, () => outgoing.destroy());
        outgoing.once("socket", () => watch.start());
        outgoing.once("close", () => watch.rest());
        outgoing.once("error", (error) => reject(failure(error, watch, signal)));
        outgoing.once("response", (incoming) => {
            watch.moved(Number.POSITIVE_INFINITY);
            watch.rest();
            incoming.on("error", () => { }); // the body's reader gets it from there
            if (incoming.statusCode === 407 && forward !== undefined) {
                outgoing.destroy();
                return reject((0,registry_proxy/* refusalOfProxy */.se)(proxy, 407, url.host));
            }
            const parts = (fleeting ? directBody(incoming, outgoing) : undefined) ?? incoming;
            resolve(answer(incoming, read(parts, outgoing, watch, signal), url));
        });
        if (body === undefined) {
            outgoing.end();
        }
        else {
            send(outgoing, body.source(), body.checked ?? body.size, watch).catch((error) => {
                reject(error);
                outgoing.destroy();
            });
        }
    });
}
const userAgent = `treestamp/${version/* version */.r}`;
/** Bytes a second that a registry may take to check an upload before it answers, on top of the usual patience. */
const checkedPerSecond = 8 * 1024 * 1024;
/** Writes at the pace of the connection, and stops as soon as an answer has come or the connection is gone. */
async function send(outgoing, source, checked, watch) {
    let over = false;
    outgoing.once("response", () => {
        over = true;
    });
    watch.rest(); // the time until the source gives something is its own
    for await (const part of source) {
        if (over || outgoing.destroyed)
            return;
        if (!outgoing.write(part)) {
            watch.wait();
            await drained(outgoing);
            watch.moved(part.length);
            watch.rest();
        }
    }
    if (over || outgoing.destroyed)
        return;
    watch.wait((checked / checkedPerSecond) * 1000);
    outgoing.end();
}
function drained(outgoing) {
    return new Promise((resolve) => {
        const done = () => {
            for (const event of ["drain", "close", "response"])
                outgoing.off(event, done);
            resolve();
        };
        for (const event of ["drain", "close", "response"])
            outgoing.on(event, done);
    });
}
function answer(incoming, body, url) {
    return {
        status: incoming.statusCode ?? 0,
        headers: incoming.headers,
        url,
        body,
        async discard() {
            let size = 0;
            for await (const part of body) {
                size += part.length;
                if (size > 64 * 1024)
                    break; // a new connection is cheaper than reading on
            }
        },
    };
}
async function* read(parts, outgoing, watch, signal) {
    try {
        watch.wait();
        for await (const part of parts) {
            watch.moved(part.length);
            watch.rest(); // the time until the reader asks for more is its own
            yield part;
            watch.wait();
        }
    }
    catch (error) {
        throw failure(error, watch, signal);
    }
    finally {
        watch.rest();
        if (!outgoing.writableEnded)
            outgoing.destroy(); // answered before it had all of the upload
    }
}
function failure(error, watch, signal) {
    const stalled = watch.stalled();
    if (stalled !== undefined)
        return new ConnectionFailure(stalled, { cause: error });
    if (signal?.aborted)
        return new errors/* TreestampError */.ks("interrupted", "The work was ended by a signal.", { cause: error });
    const { code = "" } = error;
    const message = (0,errors/* messageOf */.bD)(error) || code || "the connection failed"; // an AggregateError says nothing itself
    if ((0,errors/* isTreestampError */.Sh)(error))
        return error;
    const remedy = (0,registry_trust/* remedyOfTls */.JC)(code);
    if (remedy === undefined)
        return new ConnectionFailure(message, { cause: error });
    return new errors/* TreestampError */.ks("store-unreachable", `The connection is not secure: ${message}.`, {
        remedy,
        cause: error,
    });
}


/***/ }),

/***/ 52211:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JC: () => (/* binding */ remedyOfTls),
/* harmony export */   Zg: () => (/* binding */ createTrust),
/* harmony export */   mR: () => (/* binding */ isUnknownIssuer)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(64256);
/**
 * Whose certificates are trusted, and which one is ours: what Node trusts, then the system's authorities, and what docker
 * and the containers tools keep for one registry. Sources: containers-certs.d(5); docker's docs, "Verify repository client
 * with certificates"; Go's crypto/x509, root_linux.go.
 */




/**
 * Authorities that are kept for a registry hold for its token service and its storage, too, as docker has it; our own
 * certificate is for the registry alone.
 * @param own host of the registry in URLs, and its name in the folders
 */
function createTrust(environment, own) {
    let isWide = false;
    let ofRegistry;
    const contexts = new Map();
    const make = async (isOwn) => {
        ofRegistry ??= certificatesOf(own.name, environment);
        const kept = await ofRegistry;
        const system = isWide ? await systemAuthorities(environment) : [];
        const shown = isOwn ? kept : { ...kept, certificates: [], keys: [] };
        if (kept.authorities.length + system.length + shown.certificates.length === 0)
            return undefined;
        return contextOf([...kept.authorities, ...system], shown, environment);
    };
    return {
        contextFor({ host }) {
            const isOwn = host === own.host;
            const key = `${isOwn} ${isWide}`;
            const known = contexts.get(key) ?? make(isOwn);
            contexts.set(key, known);
            return known;
        },
        widen() {
            isWide = true;
        },
        isWide: () => isWide,
    };
}
const none = { folder: "", authorities: [], certificates: [], keys: [] };
async function contextOf(more, kept, environment) {
    const tls = await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 41692, 23));
    try {
        return tls.createSecureContext({
            ...(more.length === 0 ? {} : { ca: [...(await usualAuthorities(tls, environment)), ...more] }),
            ...(kept.certificates.length === 0 ? {} : { cert: [...kept.certificates], key: [...kept.keys] }),
        });
    }
    catch (error) {
        throw unusable(kept.folder, (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .bD)(error));
    }
}
/** Those that Node trusts by default, including NODE_EXTRA_CA_CERTS. `ca` replaces all of them. */
async function usualAuthorities(tls, environment) {
    if (tls.getCACertificates !== undefined)
        return tls.getCACertificates("default");
    const extra = environment.NODE_EXTRA_CA_CERTS; // Node 23 before 23.10
    return [...tls.rootCertificates, ...(extra ? certificatesIn(await textOf(extra)) : [])];
}
/** The first of them is the system's: of Debian and Alpine, Fedora and RHEL, SUSE, and others. */
const bundles = [
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/ssl/cert.pem",
];
async function systemAuthorities({ SSL_CERT_FILE, SSL_CERT_DIR }) {
    const found = [];
    for (const file of SSL_CERT_FILE ? [SSL_CERT_FILE] : bundles) {
        found.push(...certificatesIn(await textOf(file)));
        if (found.length > 0)
            break;
    }
    for (const folder of (SSL_CERT_DIR ?? "").split(":").filter(Boolean)) {
        for (const name of await namesIn(folder))
            found.push(...certificatesIn(await textOf((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, name))));
    }
    return [...new Set(found)];
}
/** Only readable certificates: one unreadable certificate would invalidate all others. */
function certificatesIn(text) {
    const blocks = text.match(/-----BEGIN (?:TRUSTED )?CERTIFICATE-----[^-]*-----END (?:TRUSTED )?CERTIFICATE-----/g) ?? [];
    return blocks.filter((block) => {
        try {
            return new node_crypto__WEBPACK_IMPORTED_MODULE_0__.X509Certificate(block).raw.length > 0;
        }
        catch {
            return false;
        }
    });
}
/**
 * In the first folder `HOST[:PORT]` that there is: `*.crt` are authorities, `NAME.cert` with `NAME.key` is what we show.
 * @throws input-invalid
 */
async function certificatesOf(registry, { HOME, XDG_CONFIG_HOME }) {
    const config = XDG_CONFIG_HOME || (HOME ? (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(HOME, ".config") : undefined);
    const users = config === undefined ? [] : [(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(config, "containers/certs.d"), (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(config, "docker/certs.d")];
    const hosts = registry === "docker.io" ? ["docker.io", "registry-1.docker.io"] : [registry];
    for (const base of [...users, "/etc/containers/certs.d", "/etc/docker/certs.d"]) {
        for (const host of hosts) {
            const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(base, host);
            const names = (await namesIn(folder)).filter((name) => /\.(crt|cert|key)$/.test(name));
            if (names.length > 0)
                return await read(folder, names);
        }
    }
    return none;
}
async function read(folder, names) {
    const at = (name) => textOf((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, name), true);
    const authorities = [];
    const certificates = [];
    const keys = [];
    for (const name of names) {
        if (name.endsWith(".crt")) {
            const found = certificatesIn(await at(name));
            if (found.length === 0)
                throw unusable((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, name), "it is not a certificate");
            authorities.push(...found);
        }
        else if (name.endsWith(".cert")) {
            const key = name.replace(/cert$/, "key");
            if (!names.includes(key))
                throw unusable((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, name), `${key} is missing beside it`);
            certificates.push(await at(name));
            keys.push(await at(key));
        }
    }
    return { folder, authorities, certificates, keys };
}
async function namesIn(folder) {
    return (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)(folder).catch(() => [])).sort();
}
async function textOf(file, isNeeded = false) {
    return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(file, "utf8").catch((error) => {
        if (isNeeded)
            throw unusable(file, (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .bD)(error));
        return "";
    });
}
function unusable(path, why) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .TreestampError */ .ks("input-invalid", `The certificates in ${path} cannot be used: ${why}.`, {
        remedy: "A folder of certs.d has *.crt for authorities, and NAME.cert with NAME.key for a client.",
    });
}
/** True for a certificate that no known authority has signed. */
function isUnknownIssuer(code) {
    return /^(UNABLE_TO_(GET_ISSUER_CERT|VERIFY_LEAF)|SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED|CERT_UNTRUSTED)/.test(code);
}
/** What to do about a TLS failure, by its code; undefined for other failures, which may be temporary. */
function remedyOfTls(code) {
    if (/ALERT_(CERTIFICATE_REQUIRED|BAD_CERTIFICATE|UNKNOWN_CA|HANDSHAKE_FAILURE)/.test(code)) {
        return "The server may want a client's certificate: put NAME.cert and NAME.key into /etc/containers/certs.d/HOST/.";
    }
    const isOfCertificate = /CERT|ALTNAME|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE)|PATH_LENGTH|TOO_(SMALL|WEAK)|CRL/;
    if (isOfCertificate.test(code) || isUnknownIssuer(code)) {
        return ("Set SSL_CERT_FILE or NODE_EXTRA_CA_CERTS to your certificate authority's file, put it into " +
            "/etc/containers/certs.d/HOST/ca.crt, or fix the registry's certificate.");
    }
    return /^EPROTO$|^ERR_SSL_/.test(code)
        ? "Check host and port; a registry without TLS has to be allowed explicitly (plain-http)."
        : undefined;
}


/***/ }),

/***/ 63432:
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