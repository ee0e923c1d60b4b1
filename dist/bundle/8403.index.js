"use strict";
exports.id = 8403;
exports.ids = [8403,4311];
exports.modules = {

/***/ 35288:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ silentLog)
/* harmony export */ });
/* harmony import */ var _progress_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(14139);

/** Says nothing. */
const silentLog = {
    info: () => { },
    warning: () => { },
    debug: () => { },
    group: (_title, body) => body(),
    progress: _progress_js__WEBPACK_IMPORTED_MODULE_0__/* .noProgress */ .nd,
    mask: () => { },
};


/***/ }),

/***/ 59205:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  layoutStore: () => (/* reexport */ store/* layoutStore */.i4),
  openStore: () => (/* reexport */ openStore),
  soleManifest: () => (/* reexport */ store/* soleManifest */.X3)
});

// EXTERNAL MODULE: ./core/oci/layout/store.js
var store = __webpack_require__(65209);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./core/oci/access.js
var oci_access = __webpack_require__(50671);
// EXTERNAL MODULE: ./core/oci/reference.js
var oci_reference = __webpack_require__(67896);
// EXTERNAL MODULE: ./core/log/log.js
var log = __webpack_require__(35288);
// EXTERNAL MODULE: ./core/oci/byte-stream.js
var byte_stream = __webpack_require__(25888);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(64256);
;// CONCATENATED MODULE: ./core/oci/registry/challenge.js
/** The `WWW-Authenticate` header of a registry. Source: RFC 9110, section 11.6.1; distribution's token specification. */
/** All challenges of a header, which may be several headers joined by commas. */
function parseChallenges(header) {
    const challenges = [];
    const token = /[\w!#$%&'*+.^`|~-]+/.source;
    const item = new RegExp(`(${token})\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s,"]+))|(${token})`, "g");
    for (const [, name, quoted, plain, scheme] of header.matchAll(item)) {
        if (scheme !== undefined)
            challenges.push({ scheme: scheme.toLowerCase(), parameters: new Map() });
        else
            challenges.at(-1)?.parameters.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, "$1") ?? plain ?? "");
    }
    return challenges;
}

// EXTERNAL MODULE: ./core/oci/registry/redirect.js
var redirect = __webpack_require__(49669);
// EXTERNAL MODULE: ./core/oci/registry/refusal.js + 1 modules
var registry_refusal = __webpack_require__(79540);
// EXTERNAL MODULE: ./core/oci/registry/retry.js
var retry = __webpack_require__(59075);
;// CONCATENATED MODULE: ./core/oci/registry/authorization.js
/** From a registry's challenge to the Authorization header of the next request. */







/** Remembers tokens by scope; requests that run side by side wait for one token rather than ask for several. */
function createAuthorizer(parts) {
    const tokens = new Map();
    let demand;
    let found;
    let known;
    const credentials = () => {
        found ??= parts.credentials().then((value) => {
            known = value;
            return masked(value, parts.log);
        });
        return found;
    };
    const visitor = () => demand && {
        registry: parts.location.registry,
        login: known?.from,
        loginElsewhere: parts.loginElsewhere,
        isWrong: demand.scheme === "basic" || known?.kind === "bearer",
    };
    async function header(scopes) {
        if (demand === undefined)
            return undefined;
        const known = await credentials();
        if (demand.scheme === "basic")
            return known?.kind === "password" ? basic(known) : undefined;
        if (known?.kind === "bearer")
            return `Bearer ${known.token}`;
        const key = scopes.join(" ");
        const remembered = tokens.get(key);
        if (remembered !== undefined) {
            const { header, expires } = await remembered;
            if (expires > performance.now())
                return header;
            if (tokens.get(key) === remembered)
                tokens.delete(key);
        }
        let asked = tokens.get(key);
        if (asked === undefined) {
            asked = askForToken(parts, demand, known, demand.scope === undefined ? scopes : [demand.scope]);
            tokens.set(key, asked);
            asked.catch(() => tokens.delete(key));
        }
        return (await asked).header;
    }
    return {
        header,
        visitor,
        async learn(answer, sent, scopes) {
            demand = demandOf(answer, parts.base);
            if (sent !== undefined) {
                const key = scopes.join(" ");
                if ((await tokens.get(key))?.header === sent)
                    tokens.delete(key);
            }
            const next = await header(scopes);
            return next !== undefined && next !== sent;
        },
    };
}
function masked(credentials, log) {
    if (credentials?.kind === "password") {
        log.mask(credentials.password);
        log.mask(basic(credentials).slice("Basic ".length));
    }
    else if (credentials !== undefined)
        log.mask(credentials.token);
    return credentials;
}
function basic({ username, password }) {
    return `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
}
/**
 * A scope in the challenge that names a repository is not taken: GHCR's is a placeholder, and we know better what we are about
 * to do.
 * @throws store-denied
 */
function demandOf(answer, registry) {
    const challenges = parseChallenges(answer.headers["www-authenticate"] ?? "");
    const bearer = challenges.find(({ scheme }) => scheme === "bearer")?.parameters;
    const realm = bearer?.get("realm");
    if (realm !== undefined && URL.canParse(realm)) {
        const url = new URL(realm);
        [url.username, url.password] = ["", ""];
        const scope = bearer?.get("scope");
        if (mayHaveLogin(url, registry)) {
            return {
                scheme: "bearer",
                realm: url,
                service: bearer?.get("service"),
                scope: isOpaque(scope) ? scope : undefined,
            };
        }
        throw new errors/* TreestampError */.ks("store-refused", `${answer.url.host} asks for a token from ${(0,registry_refusal/* redacted */.pc)(url)}.`, {
            remedy: "treestamp sends no login there without https. Ask the registry's operator to fix its realm.",
        });
    }
    if (challenges.some(({ scheme }) => scheme === "basic"))
        return { scheme: "basic" };
    throw new errors/* TreestampError */.ks("store-denied", `${answer.url.host} wants a login, and does not say how to send one.`, {
        remedy: "Check that the store names a registry: this host sent no Bearer or Basic challenge.",
    });
}
/**
 * A registry may have any token service, over https. Without, a login goes where it could go anyway: to the registry
 * itself, or from loopback to loopback. A registry elsewhere never gets us to tell a login to this machine.
 */
function mayHaveLogin(realm, registry) {
    if (realm.protocol === "https:")
        return true;
    if (realm.protocol !== "http:" || registry.protocol !== "http:")
        return false;
    return realm.host === registry.host || ((0,oci_reference/* isLoopback */.U9)(realm.host) && (0,oci_reference/* isLoopback */.U9)(registry.host));
}
/** Not of the form `type:name:actions`. */
function isOpaque(scope) {
    return scope !== undefined && scope !== "" && !scope.includes(":");
}
/** Source: distribution, "Token Authentication Specification" and "OAuth2 Token Authentication". */
async function askForToken({ location, transport, pace, log, signal, loginElsewhere }, { realm, service }, credentials, scopes) {
    const request = tokenRequest(realm, service, credentials, scopes);
    const visitor = { registry: location.registry, login: credentials?.from, loginElsewhere, isWrong: true };
    const writes = scopes.some((scope) => scope.includes("push"));
    const signals = signal === undefined ? [] : [signal];
    const patience = (0,retry/* createPatience */.se)(request, { pace, log, signals, patient: false });
    const text = await (0,retry/* persistently */.p5)(patience, async () => {
        const answer = await (0,redirect/* followed */.X)(transport, request);
        if (answer.status !== 200) {
            const refusal = { ...(await (0,registry_refusal/* refusalOf */.Of)(request.method, answer)), visitor };
            if ((0,registry_refusal/* isPassing */.WG)(answer.status) || (0,registry_refusal/* isLimited */.lU)(refusal))
                throw new retry/* PassingRefusal */.u8(refusal);
            throw (0,registry_refusal/* refusalError */.z_)("The registry's token service refused the request", refusal, writes);
        }
        return await (0,byte_stream/* collectUpTo */.p8)(maxTokenBytes, answer.body);
    });
    if (text === undefined)
        throw unusable(realm, "it is too long");
    return readToken(text.toString("utf8"), realm, log);
}
function tokenRequest(realm, service, credentials, scopes) {
    const url = new URL(realm);
    if (credentials?.kind === "identity-token") {
        const form = new URLSearchParams({
            grant_type: "refresh_token",
            refresh_token: credentials.token,
            client_id: "treestamp",
            scope: scopes.join(" "),
            ...(service === undefined ? {} : { service }),
        });
        const body = Buffer.from(form.toString());
        const headers = { "content-type": "application/x-www-form-urlencoded" };
        return { method: "POST", url, headers, body: { size: body.length, source: () => (0,byte_stream/* streamOf */.mA)(body) } };
    }
    if (service !== undefined)
        url.searchParams.set("service", service);
    for (const scope of scopes)
        url.searchParams.append("scope", scope);
    const headers = credentials?.kind === "password" ? { authorization: basic(credentials) } : {};
    return { method: "GET", url, headers };
}
/** `token`, or `access_token` for OAuth2. Lives 60 seconds unless it says otherwise; a tenth is kept in reserve. */
function readToken(text, realm, log) {
    let value = null;
    try {
        value = JSON.parse(text);
    }
    catch {
        // said below, without the text: it may be a secret
    }
    const token = value?.token || value?.access_token;
    if (typeof token !== "string")
        throw unusable(realm, "it has no token");
    log.mask(token);
    const lifetime = typeof value?.expires_in === "number" && value.expires_in > 0 ? value.expires_in : 60;
    return { header: `Bearer ${token}`, expires: performance.now() + lifetime * 900 };
}
function unusable(url, why) {
    return new errors/* TreestampError */.ks("store-refused", `The token service ${(0,registry_refusal/* redacted */.pc)(url)} sent an unusable answer: ${why}.`, {
        remedy: "Check that the store names a registry.",
    });
}
const maxTokenBytes = 1024 * 1024;

// EXTERNAL MODULE: ./core/oci/registry/transport.js + 2 modules
var registry_transport = __webpack_require__(46137);
// EXTERNAL MODULE: ./core/oci/registry/trust.js
var registry_trust = __webpack_require__(52211);
;// CONCATENATED MODULE: ./core/oci/registry/client.js








function createClient(parts) {
    const { location, plainHttp, environment, log, pace, signal } = parts;
    const base = baseUrl(location, plainHttp);
    const trust = (0,registry_trust/* createTrust */.Zg)(environment, { host: base.host, name: location.registry });
    const transport = (0,registry_transport/* createTransport */.o)({ stall: pace.stall, signal, environment, trust });
    const authorizer = createAuthorizer({ ...parts, transport, base });
    const urlOf = (path) => (typeof path === "string" ? new URL(path, base) : path);
    const detours = new Map();
    async function attempt(request) {
        const answer = (await shortCut(transport, detours, request)) ?? (await authorized(request));
        if (answer.url.origin !== base.origin)
            remember(detours, request, answer);
        return lasting(request.method, answer);
    }
    async function authorized(request) {
        const { method, path, headers = {}, body, fleeting = false, access, from, until: signal } = request;
        const scopes = [`repository:${location.repository}:${access}`];
        if (from !== undefined)
            scopes.push(`repository:${from}:pull`);
        const url = urlOf(path);
        const isOurs = url.origin === base.origin;
        const send = async (authorization) => {
            const shown = authorization === undefined ? {} : { authorization };
            const whole = {
                method,
                url,
                headers: { ...headers, ...shown },
                ...(body === undefined ? {} : { body }),
                fleeting,
                signal,
            };
            const answer = await (0,redirect/* followed */.X)(transport, whole);
            return answer.url.origin === base.origin
                ? { ...answer, visitor: authorizer.visitor() }
                : { ...answer, isElsewhere: true };
        };
        const first = isOurs ? await authorizer.header(scopes) : undefined;
        const answer = await send(first);
        if (answer.status !== 401 || !isOurs || answer.url.origin !== base.origin)
            return answer;
        const isKnown = await authorizer.learn(answer, first, scopes);
        if (!isKnown)
            return { ...answer, visitor: authorizer.visitor() };
        await answer.discard();
        return await send(await authorizer.header(scopes));
    }
    const patience = ({ method, path, until }) => {
        const signals = [signal, until].filter((one) => one !== undefined);
        return (0,retry/* createPatience */.se)({ method, url: urlOf(path) }, { pace, log, signals, patient: until !== undefined });
    };
    return {
        location,
        log,
        attempt,
        patience,
        request: (request, consume) => (0,retry/* persistently */.p5)(patience(request), async () => consume(await attempt(request))),
    };
}
/** The answer. @throws PassingRefusal for one that another attempt may not get */
async function lasting(method, answer) {
    if ((0,registry_refusal/* isPassing */.WG)(answer.status))
        throw new retry/* PassingRefusal */.u8(await (0,registry_refusal/* refusalOf */.Of)(method, answer));
    if (answer.status !== 400 && answer.status !== 403)
        return answer;
    // Only the body tells a limit from a refusal.
    const body = (await (0,byte_stream/* collectUpTo */.p8)(registry_refusal/* maxRefusalBytes */.ky, answer.body)) ?? Buffer.alloc(0);
    const again = () => ({ ...answer, body: (0,byte_stream/* streamOf */.mA)(body), discard: async () => { } });
    const refusal = await (0,registry_refusal/* refusalOf */.Of)(method, again());
    if ((0,registry_refusal/* isLimited */.lU)(refusal))
        throw new retry/* PassingRefusal */.u8(refusal);
    return again();
}
/** `https://HOST/v2/REPOSITORY/`; http for loopback, and for others on request. */
function baseUrl({ registry, repository }, plainHttp) {
    const host = registry === "docker.io" ? "registry-1.docker.io" : registry;
    return new URL(`${plainHttp || (0,oci_reference/* isLoopback */.U9)(registry) ? "http" : "https"}://${host}/v2/${repository}/`);
}
/** Signed URLs of blob storage live for minutes; by then the next range asks the registry again. Milliseconds. */
const detourLifetime = 60_000;
/** Only for blobs, which never change: a tag may lead elsewhere next time. */
function remember(detours, { method, path }, answer) {
    if (method !== "GET" || typeof path !== "string" || !path.startsWith("blobs/") || detours.has(path))
        return;
    if (answer.status !== 200 && answer.status !== 206)
        return;
    detours.set(path, { url: answer.url, expires: performance.now() + detourLifetime });
}
/**
 * Ranges of one blob go straight to where the first was redirected to: a round trip less for each. Undefined where
 * that is not known or does not answer as it should (any more).
 */
async function shortCut(transport, detours, { method, path, headers = {}, fleeting = false }) {
    if (method !== "GET" || typeof path !== "string")
        return undefined;
    const detour = detours.get(path);
    if (detour === undefined)
        return undefined;
    if (detour.expires > performance.now()) {
        try {
            const answer = await transport({ method, url: detour.url, headers, fleeting });
            if (answer.status === 200 || answer.status === 206)
                return answer;
            await answer.discard();
        }
        catch (error) {
            if (!(error instanceof registry_transport/* ConnectionFailure */.l))
                throw error;
        }
    }
    detours.delete(path);
    return undefined;
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./core/machine/process.js
var machine_process = __webpack_require__(47516);
;// CONCATENATED MODULE: ./core/oci/registry/credentials.js
/**
 * Who we are to a registry: as docker and the containers tools keep it on the machine.
 * Sources: docker's config.json (auths, credHelpers, credsStore), docker-credential-helpers' protocol,
 * containers-auth.json(5).
 */





/** What the call itself was given. */
function givenLogin(login) {
    return { kind: "password", ...login, from: "the inputs `username` and `password`" };
}
/**
 * The credentials for a repository, from the first place that has some: `$REGISTRY_AUTH_FILE`, the JSON in
 * `$DOCKER_AUTH_CONFIG`, docker's config.json, then the auth.json of podman, buildah and skopeo. Undefined where nobody is
 * logged in.
 * @param runtime where the containers tools keep logins without XDG_RUNTIME_DIR
 * @throws input-invalid for a file that cannot be understood; tool-missing, store-denied for a helper that fails: to
 * go on without it would be a different question to the registry
 */
async function findCredentials(location, environment, runtime = `/run/containers/${process.getuid?.()}`) {
    for (const place of places(environment, runtime)) {
        const text = "json" in place ? place.json : await textOf(place.from);
        const configuration = text === undefined ? undefined : parseConfiguration(text, place.from);
        if (configuration === undefined)
            continue;
        const found = await inConfiguration(configuration, place.from, location, environment);
        if (found !== undefined)
            return found;
    }
    return undefined;
}
/** Source: containers-auth.json(5), docker/cli's docs on its configuration file and on DOCKER_AUTH_CONFIG. */
function places(environment, runtime) {
    const { HOME, DOCKER_AUTH_CONFIG, DOCKER_CONFIG, REGISTRY_AUTH_FILE, XDG_RUNTIME_DIR, XDG_CONFIG_HOME } = environment;
    const inFolder = (folder, ...path) => (folder ? [{ from: (0,external_node_path_.join)(folder, ...path) }] : []);
    return [
        ...inFolder(REGISTRY_AUTH_FILE),
        ...(DOCKER_AUTH_CONFIG ? [{ from: "the variable DOCKER_AUTH_CONFIG", json: DOCKER_AUTH_CONFIG }] : []),
        ...(DOCKER_CONFIG ? inFolder(DOCKER_CONFIG, "config.json") : inFolder(HOME, ".docker", "config.json")),
        ...(XDG_RUNTIME_DIR ? inFolder(XDG_RUNTIME_DIR, "containers", "auth.json") : inFolder(runtime, "auth.json")),
        ...(XDG_CONFIG_HOME
            ? inFolder(XDG_CONFIG_HOME, "containers", "auth.json")
            : inFolder(HOME, ".config", "containers", "auth.json")),
    ];
}
async function textOf(file) {
    try {
        return await (0,promises_.readFile)(file, "utf8");
    }
    catch (error) {
        const code = error.code;
        if (code === "ENOENT" || code === "ENOTDIR")
            return undefined;
        throw unreadable(file, error);
    }
}
/** An empty file has no logins: the containers tools leave such. */
function parseConfiguration(text, from) {
    if (text.trim() === "")
        return undefined;
    let value;
    try {
        value = JSON.parse(text);
    }
    catch {
        // Without the parser's own words, which quote the text: it may be a secret.
        throw unreadable(from, new Error("it is not JSON"));
    }
    if (typeof value === "object" && value !== null && !Array.isArray(value))
        return value;
    throw unreadable(from, new Error("it is not a JSON object"));
}
function unreadable(from, error) {
    return new errors/* TreestampError */.ks("input-invalid", `The credentials in ${from} cannot be read: ${(0,errors/* messageOf */.bD)(error)}.`, {
        remedy: "Fix or remove it, and log in again.",
        cause: error,
    });
}
async function inConfiguration(configuration, from, location, environment) {
    const own = Object.entries(configuration.credHelpers ?? {}).find(([host]) => isSameRegistry(host, location));
    if (own?.[1])
        return await askHelper(own[1], serverName(own[0], location), environment);
    if (own === undefined && configuration.credsStore) {
        const found = await askHelper(configuration.credsStore, serverName(undefined, location), environment);
        if (found !== undefined)
            return found;
    }
    const matches = Object.entries(configuration.auths ?? {})
        .filter(([key]) => isSameRegistry(key, location) || isPartOf(key, location))
        .sort(([a], [b]) => b.length - a.length); // the longest says most
    for (const [key, entry] of matches) {
        const found = fromEntry(entry, key, from);
        if (found !== undefined)
            return found;
    }
    return undefined;
}
/** Exactly this host, never part of its name: `evil-example` must not get the login of `example`, or vice versa. */
function isSameRegistry(key, { registry }) {
    const host = key
        .replace(/^https?:\/\//, "")
        .replace(/\/(v1|v2)?\/?$/, "")
        .toLowerCase();
    return oci_reference/* dockerHubHosts */.bI.includes(registry) ? oci_reference/* dockerHubHosts */.bI.includes(host) : host === registry;
}
/** containers' keys may name a namespace or repository: `registry.example/team` is for `registry.example/team/build`. */
function isPartOf(key, { registry, repository }) {
    return `${registry}/${repository}/`.startsWith(`${key}/`) && key.includes("/");
}
function fromEntry(entry, key, from) {
    if (entry.registrytoken)
        return { kind: "bearer", token: entry.registrytoken, from };
    if (entry.identitytoken)
        return { kind: "identity-token", token: entry.identitytoken, from };
    if (entry.username && entry.password !== undefined) {
        return { kind: "password", username: entry.username, password: entry.password, from };
    }
    if (!entry.auth)
        return undefined; // docker leaves such an entry where a helper has the secret
    const text = Buffer.from(entry.auth, "base64").toString("utf8");
    const colon = text.indexOf(":");
    if (colon <= 0) {
        throw new errors/* TreestampError */.ks("input-invalid", `The entry ${key} in ${from} is not base64 of "user:password".`, {
            remedy: "Log in to the registry again.",
        });
    }
    return {
        kind: "password",
        username: text.slice(0, colon),
        password: text.slice(colon + 1).replace(/\0+$/, ""),
        from,
    };
}
/** What a helper knows the registry by. */
function serverName(key, { registry }) {
    if (key !== undefined && !oci_reference/* dockerHubHosts */.bI.includes(registry))
        return key;
    return (0,oci_reference/* dockerServerName */.lu)(registry);
}
/** `docker-credential-NAME get`: the server's name on stdin, JSON on stdout. */
async function askHelper(name, server, environment) {
    const program = `docker-credential-${name}`;
    if (!/^[\w.-]+$/.test(name))
        throw helperFailure(program, server, "its name is not a program's");
    const { exitCode, stdout, stderr } = await (0,machine_process/* run */.e)(program, ["get"], {
        input: `${server}\n`,
        env: { ...environment },
    }).catch((error) => {
        if (!(0,errors/* isTreestampError */.Sh)(error, "tool-missing"))
            throw error;
        throw new errors/* TreestampError */.ks("tool-missing", `${(0,errors/* messageOf */.bD)(error)} docker is configured to keep credentials with it.`, {
            remedy: `Install ${program}, or remove it from docker's config.json and log in again.`,
            cause: error,
        });
    });
    const text = stdout.toString("utf8").trim();
    if (exitCode !== 0) {
        // The protocol's way to say that there is none; on stdout.
        if (/credentials not found in native keychain/.test(text))
            return undefined;
        throw helperFailure(program, server, `it ended with ${exitCode}: ${text || stderr.trim()}`.slice(0, 500));
    }
    const { Username, Secret } = helperAnswer(text, program, server);
    if (Secret === "")
        return undefined;
    if (Username === "<token>")
        return { kind: "identity-token", token: Secret, from: program };
    return { kind: "password", username: Username, password: Secret, from: program };
}
function helperAnswer(text, program, server) {
    let value = null;
    try {
        value = JSON.parse(text);
    }
    catch {
        // falls through to the one sentence below, which must not show what may be a secret
    }
    if (typeof value?.Username === "string" && typeof value.Secret === "string") {
        return { Username: value.Username, Secret: value.Secret };
    }
    throw helperFailure(program, server, "its answer is not JSON with Username and Secret");
}
function helperFailure(program, server, why) {
    return new errors/* TreestampError */.ks("store-denied", `${program} gave no credentials for ${server}: ${why}.`, {
        remedy: "Log in again, or remove the helper from docker's config.json.",
    });
}

// EXTERNAL MODULE: ./core/oci/digest.js
var oci_digest = __webpack_require__(44617);
;// CONCATENATED MODULE: ./core/oci/registry/download.js
/** Reading blobs: as a stream that goes on after a broken connection, whole or in part. */





/** See `Store.readBlob`. */
async function* download(client, blob, range) {
    const origin = (0,oci_reference/* formatLocation */.j$)(client.location);
    if (range === undefined) {
        yield* (0,oci_digest/* verified */.zr)(resumed(client, blob, { offset: 0, length: blob.size }, false), blob, origin);
    }
    else {
        if (range.offset + range.length > blob.size) {
            throw (0,oci_digest/* corrupt */.qb)(blob, origin, `it ends before byte ${range.offset + range.length}`);
        }
        yield* resumed(client, blob, range, true);
    }
}
/** So much more since the last failure counts as going well. Bytes. */
const progress = 1024 * 1024;
/** The bytes of a range; asks for the rest where a connection breaks in the middle. See `HttpRequest` for `fleeting`. */
async function* resumed(client, blob, range, fleeting) {
    const patience = client.patience({ method: "GET", path: `blobs/${blob.digest}`, access: "pull" });
    const end = range.offset + range.length;
    let next = range.offset;
    let failedAt = next;
    while (next < end) {
        try {
            for await (const part of once(client, blob, { offset: next, length: end - next }, fleeting)) {
                next += part.length;
                yield part;
            }
            if (next < end)
                throw new registry_transport/* ConnectionFailure */.l(`the blob's bytes ended at ${next} of ${end}`);
        }
        catch (error) {
            if (next - failedAt >= progress)
                patience.renew();
            failedAt = next;
            await patience.afterFailure(error);
        }
    }
}
/** The bytes of one answer; fewer than `length` where the connection ends early in good order. */
async function* once(client, blob, { offset, length }, fleeting) {
    // A range is closed at both ends: there are registries that refuse an open one.
    const headers = length === blob.size ? {} : { range: `bytes=${offset}-${offset + length - 1}` };
    const path = `blobs/${blob.digest}`;
    const answer = await client.attempt({ method: "GET", path, headers, fleeting, access: "pull" });
    const skip = await bytesBefore(client, blob, { offset, length }, answer);
    let seen = 0;
    for await (const part of answer.body) {
        const start = Math.max(0, skip - seen);
        const wanted = part.subarray(start, Math.max(start, skip + length - seen));
        seen += part.length;
        if (wanted.length > 0)
            yield wanted;
        if (seen >= skip + length)
            break;
    }
}
/** How many bytes of the answer's body come before the range: none, unless the registry ignored that one was asked for. */
async function bytesBefore(client, blob, { offset, length }, answer) {
    const origin = (0,oci_reference/* formatLocation */.j$)(client.location);
    if (answer.status === 206) {
        const [, first, last, total] = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(answer.headers["content-range"] ?? "") ?? [];
        const right = Number(first) === offset && Number(last) < offset + length && (total === "*" || Number(total) === blob.size);
        if (right)
            return 0;
        await answer.discard();
        throw (0,oci_digest/* corrupt */.qb)(blob, origin, `asked for bytes ${offset} to ${offset + length - 1} of ${blob.size}, it gives "${answer.headers["content-range"]}"`);
    }
    if (answer.status === 200) {
        const size = answer.headers["content-length"];
        if (size !== undefined && Number(size) !== blob.size) {
            await answer.discard();
            throw (0,oci_digest/* corrupt */.qb)(blob, origin, `it has ${size} bytes, not ${blob.size}`);
        }
        if (offset > 0)
            client.log.debug(`${origin} ignores ranges: ${offset} bytes are read and discarded.`);
        return offset;
    }
    const refusal = await (0,registry_refusal/* refusalOf */.Of)("GET", answer);
    if ((0,registry_refusal/* saysAbsent */.iE)(refusal, "blob")) {
        throw new errors/* TreestampError */.ks("path-missing", `${origin} has no blob ${blob.digest}.`, {
            remedy: "Part of the image was deleted or never pushed; build or copy it again.",
        });
    }
    throw (0,registry_refusal/* refusalError */.z_)("The blob could not be read", refusal);
}

// EXTERNAL MODULE: ./core/oci/lookup.js
var lookup = __webpack_require__(63087);
// EXTERNAL MODULE: ./core/oci/stored-manifest.js
var stored_manifest = __webpack_require__(98706);
;// CONCATENATED MODULE: ./core/oci/registry/manifests.js
/** Manifests in a registry: the lookup with its three answers, and the write. */







/** See `Store.lookup`. */
async function manifests_lookup(client, reference, until) {
    try {
        (0,oci_reference/* checkTagOrDigest */.uC)(reference);
        const request = {
            method: "GET",
            path: `manifests/${reference}`,
            headers: { accept: stored_manifest/* manifestMediaTypes */.$P.join(", ") },
            access: "pull",
            until,
        };
        return await client.request(request, async (answer) => {
            if (answer.status === 200)
                return { state: "present", manifest: await readManifest(client, reference, answer) };
            const refusal = await (0,registry_refusal/* refusalOf */.Of)("GET", answer);
            if ((0,registry_refusal/* saysAbsent */.iE)(refusal, "manifest"))
                return { state: "absent" };
            throw (0,registry_refusal/* refusalError */.z_)(`Whether ${(0,oci_reference/* formatLocation */.j$)(client.location)} has ${reference} is not known`, refusal);
        });
    }
    catch (error) {
        if ((0,errors/* isTreestampError */.Sh)(error) && error.code !== "interrupted")
            return { state: "unknown", reason: error };
        throw error;
    }
}
async function readManifest(client, reference, answer) {
    const origin = `${(0,oci_reference/* formatLocation */.j$)(client.location)}: ${reference}`;
    const body = await (0,byte_stream/* collectUpTo */.p8)(stored_manifest/* maxManifestBytes */.rq, answer.body);
    if (body === undefined) {
        throw new errors/* TreestampError */.ks("store-corrupt", `${origin} has more than ${stored_manifest/* maxManifestBytes */.rq} bytes.`, {
            remedy: "Manifests are smaller than that; check what was pushed under this name.",
        });
    }
    const claimed = answer.headers["docker-content-digest"];
    const type = (answer.headers["content-type"] ?? "").replace(/;.*/, "").trim();
    const mediaType = stored_manifest/* manifestMediaTypes */.$P.includes(type) ? type : ((0,stored_manifest/* mediaTypeOf */.c0)(body) ?? type);
    const manifest = (0,stored_manifest/* checkedManifest */.ld)(body, { mediaType }, (0,oci_digest/* isDigest */.Bc)(reference) ? reference : undefined, origin);
    if (typeof claimed === "string" && (0,oci_digest/* isDigest */.Bc)(claimed))
        (0,stored_manifest/* checkedManifest */.ld)(body, { mediaType }, claimed, origin);
    return manifest;
}
/** See `Store.peek`. */
async function peek(client, tag) {
    (0,oci_reference/* checkTagOrDigest */.uC)(tag);
    return head(client, tag, ({ status, headers: { "docker-content-digest": digest } }) => status === 200 && (0,oci_digest/* isDigest */.Bc)(digest) ? digest : undefined);
}
/** See `Store.hasManifest`. An answer to HEAD has no body: only that of a GET tells what is absent from what is refused. */
async function hasManifest(client, digest, until) {
    if (await head(client, digest, ({ status }) => status === 200, until))
        return true;
    const store = { lookup: (reference) => manifests_lookup(client, reference, until) };
    return (await (0,lookup/* findManifest */.J9)(store, digest)) !== undefined;
}
async function head(client, reference, read, until) {
    const request = {
        method: "HEAD",
        path: `manifests/${reference}`,
        headers: { accept: stored_manifest/* manifestMediaTypes */.$P.join(", ") },
        access: "pull",
        until,
    };
    return client.request(request, async (answer) => {
        await answer.discard();
        return read(answer);
    });
}
/** See `Store.removeManifest`. GHCR and Docker Hub refuse it, and distribution unless it is configured. */
async function removeManifest(client, digest) {
    const request = { method: "DELETE", path: `manifests/${digest}`, access: "pull,push,delete" };
    try {
        return await client.request(request, async (answer) => {
            await answer.discard();
            return answer.status === 202 || answer.status === 404;
        });
    }
    catch (error) {
        if ((0,errors/* isTreestampError */.Sh)(error, "store-denied", "store-refused"))
            return false; // a token service that grants no such right
        throw error;
    }
}
/** See `Store.writeManifest`. */
async function writeManifest(client, { descriptor, body }, tag, until) {
    if (tag !== undefined)
        (0,oci_reference/* checkTagOrDigest */.uC)(tag);
    (0,stored_manifest/* checkedManifest */.ld)(body, descriptor, descriptor.digest, "The manifest to be written");
    const request = {
        method: "PUT",
        path: `manifests/${tag ?? descriptor.digest}`,
        headers: { "content-type": descriptor.mediaType },
        body: { size: body.length, source: () => (0,byte_stream/* streamOf */.mA)(body) },
        access: "pull,push",
        until,
    };
    const refusal = await client.request(request, async (answer) => {
        if (answer.status !== 201)
            return await (0,registry_refusal/* refusalOf */.Of)("PUT", answer);
        await answer.discard();
        const stored = answer.headers["docker-content-digest"];
        if (typeof stored !== "string" || stored === descriptor.digest)
            return undefined;
        throw new errors/* TreestampError */.ks("store-corrupt", `The registry stored ${descriptor.digest} as ${stored}.`, {
            remedy: "A proxy in between may be changing the bytes; push to the registry itself.",
        });
    });
    if (refusal === undefined)
        return;
    if (tag !== undefined && isImmutableTag(refusal))
        await checkSame(client, tag, descriptor.digest);
    else
        throw (0,registry_refusal/* refusalError */.z_)("The manifest could not be written", refusal);
}
/**
 * Registries with immutable tags refuse a second push, even of the same bytes: ECR by 400 TAG_INVALID or
 * ImageTagAlreadyExistsException, others by 409. Source: moby/buildkit#3776.
 */
function isImmutableTag({ status, diagnostics }) {
    const said = diagnostics.map(({ code, message }) => `${code} ${message}`).join(" ");
    return ((status === 400 || status === 403 || status === 409 || status === 412) && /already ?exists|immutable/i.test(said));
}
async function checkSame(client, tag, digest) {
    const there = await manifests_lookup(client, tag);
    if (there.state === "unknown")
        throw there.reason;
    const found = there.state === "present" ? there.manifest.descriptor.digest : "something unreadable";
    if (found === digest)
        return;
    throw new errors/* TreestampError */.ks("tag-taken", `${(0,oci_reference/* formatLocation */.j$)(client.location)}:${tag} is ${found}, and cannot become ${digest}.`, {
        remedy: "The registry does not let tags move. Delete the tag there, or use another one.",
    });
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
;// CONCATENATED MODULE: ./core/oci/registry/upload.js
/**
 * Writing blobs: one POST, and one PUT with all bytes, as containerd does it. Chunks by PATCH only where a registry
 * does not take the PUT. Source: distribution-spec, "Pushing blobs".
 */







const readBytes = 1024 * 1024;
/** GHCR takes no more in one PATCH. Bytes. */
const chunkBytes = 4 * 1024 * 1024;
/** No registry may make us hold more than this. Bytes. ECR asks for 5 MiB, stores that are made of S3 alike. */
const mostChunkBytes = 64 * 1024 * 1024;
const octets = { "content-type": "application/octet-stream" };
/** @throws store-unreachable, store-denied */
async function isStored(client, digest, access, until) {
    return await client.request({ method: "HEAD", path: `blobs/${digest}`, access, until }, async (answer) => {
        if (answer.status !== 200 && answer.status !== 404) {
            throw (0,registry_refusal/* refusalError */.z_)("Whether the blob is there is not known", await (0,registry_refusal/* refusalOf */.Of)("HEAD", answer));
        }
        await answer.discard();
        return answer.status === 200;
    });
}
/** See `Store.writeBlob`. */
async function upload(client, blob, source, until) {
    if (await isStored(client, blob.digest, "pull,push", until))
        return;
    const bytes = "file" in source ? () => (0,external_node_fs_.createReadStream)(source.file, { highWaterMark: readBytes }) : source;
    const checked = () => (0,oci_digest/* verified */.zr)(bytes(), blob, "file" in source ? source.file : "The source of the blob");
    const post = { method: "POST", path: "blobs/uploads/", access: "pull,push", until };
    /** Ends with the whole, also in the middle of a blob. */
    const ending = { ...client, attempt: (request) => client.attempt({ ...request, until }) };
    let inChunks = false;
    // A broken upload starts again from its POST: what the registry kept of it is not known.
    await (0,retry/* persistently */.p5)(client.patience(post), async () => {
        if (!inChunks) {
            const refusal = await putWhole(ending, (await begin(ending)).url, blob, checked);
            if (refusal === undefined)
                return;
            if (!wantsChunks(refusal))
                throw uploadError(client, blob, refusal);
            client.log.info(`The registry refuses ${blob.digest} in one piece; sending it in chunks.`);
            inChunks = true;
        }
        await putChunks(ending, await begin(ending), blob, checked);
    });
}
/** See `Store.mountBlob`. Only 201 means that the blob is there; 202 has opened an upload, which is given back. */
async function mount(client, { digest, from, until }) {
    const path = `blobs/uploads/?${new URLSearchParams({ mount: digest, from })}`;
    const headers = { "content-length": "0" };
    const request = { method: "POST", path, access: "pull,push", from, headers, until };
    return await client.request(request, async (answer) => {
        if (answer.status !== 201 && answer.status !== 202) {
            throw (0,registry_refusal/* refusalError */.z_)("The blob could not be mounted", await (0,registry_refusal/* refusalOf */.Of)("POST", answer));
        }
        await answer.discard();
        if (answer.status === 201)
            return true;
        await giveBack(client, nextLocation(answer));
        return false;
    });
}
/** See `Store.refusesWrites`: an upload is begun, as a push begins, and given back. */
async function refusesUploads(client) {
    try {
        const post = { method: "POST", path: "blobs/uploads/", access: "pull,push" };
        const { url } = await (0,retry/* persistently */.p5)(client.patience(post), () => begin(client));
        await giveBack(client, url);
        return undefined;
    }
    catch (error) {
        if ((0,errors/* isTreestampError */.Sh)(error, "store-denied"))
            return error;
        throw error;
    }
}
/** Cancels an unused upload. GHCR answers 405: there it expires. */
async function giveBack(client, session) {
    try {
        const given = await client.attempt({ method: "DELETE", path: session, access: "pull,push" });
        await given.discard();
    }
    catch (error) {
        client.log.debug(`An unused upload could not be cancelled: ${(0,errors/* messageOf */.bD)(error)}`);
    }
}
async function begin(client) {
    const answer = await client.attempt({
        method: "POST",
        path: "blobs/uploads/",
        access: "pull,push",
        headers: { "content-length": "0" },
    });
    if (answer.status !== 202) {
        throw (0,registry_refusal/* refusalError */.z_)("The registry accepts no upload", await (0,registry_refusal/* refusalOf */.Of)("POST", answer));
    }
    await answer.discard();
    return { url: nextLocation(answer), minimum: Number(answer.headers["oci-chunk-min-length"] ?? 0) || 0 };
}
/**
 * Where to go on: relative or absolute, and with its query, which is the registry's own. A registry behind a proxy
 * that does not know of the proxy's TLS says `http`: that is not followed out of TLS.
 * @throws store-unreachable
 */
function nextLocation({ url, headers: { location } }) {
    if (location === undefined || !URL.canParse(location, url.href)) {
        throw new errors/* TreestampError */.ks("store-unreachable", `${url.host} began an upload and did not say where.`, {
            remedy: "Check that the store names a registry.",
        });
    }
    const next = new URL(location, url);
    [next.username, next.password] = ["", ""];
    if (url.protocol === "https:")
        next.protocol = "https:";
    return next;
}
function withDigest(session, digest) {
    const url = new URL(session);
    url.searchParams.set("digest", digest);
    return url;
}
/** Undefined if the blob is stored; else why the registry refuses it. */
async function putWhole(client, session, blob, source) {
    const answer = await client.attempt({
        method: "PUT",
        path: withDigest(session, blob.digest),
        access: "pull,push",
        headers: octets,
        body: { size: blob.size, source },
    });
    if (answer.status !== 201)
        return await (0,registry_refusal/* refusalOf */.Of)("PUT", answer);
    await answer.discard();
    return undefined;
}
/** True for answers that a registry gives which wants less at a time, or does not know this way of uploading. */
function wantsChunks({ status, diagnostics }) {
    if (diagnostics.some(({ code }) => code === "DIGEST_INVALID" || code === "SIZE_INVALID"))
        return false;
    return [400, 404, 405, 411, 413, 416, 501].includes(status);
}
/**
 * Our own count says where the next chunk begins, not the registry's `Range`: ECR's stays at the first chunk though
 * it has all of them.
 */
async function putChunks(client, begun, blob, source) {
    if (begun.minimum > mostChunkBytes) {
        throw new errors/* TreestampError */.ks("store-refused", `${begun.url.host} accepts no chunk of less than ${begun.minimum} bytes.`, {
            remedy: `treestamp holds a chunk in memory, ${mostChunkBytes} bytes at most. Ask the registry's operator for a smaller minimum.`,
        });
    }
    let session = begun.url;
    let offset = 0;
    for await (const chunk of inChunksOf(source(), Math.max(chunkBytes, begun.minimum))) {
        const answer = await client.attempt({
            method: "PATCH",
            path: session,
            access: "pull,push",
            headers: { ...octets, "content-range": `${offset}-${offset + chunk.length - 1}` },
            body: { size: chunk.length, source: () => (0,byte_stream/* streamOf */.mA)(chunk) },
        });
        if (answer.status !== 202)
            throw chunkError(client, blob, await (0,registry_refusal/* refusalOf */.Of)("PATCH", answer));
        await answer.discard();
        session = nextLocation(answer);
        offset += chunk.length;
    }
    const answer = await client.attempt({
        method: "PUT",
        path: withDigest(session, blob.digest),
        access: "pull,push",
        headers: octets,
        body: { size: 0, source: byte_stream/* streamOf */.mA, checked: blob.size },
    });
    if (answer.status !== 201)
        throw chunkError(client, blob, await (0,registry_refusal/* refusalOf */.Of)("PUT", answer));
    await answer.discard();
}
async function* inChunksOf(parts, size) {
    let held = [];
    let length = 0;
    for await (let part of parts) {
        while (length + part.length >= size) {
            const fitting = size - length;
            yield Buffer.concat([...held, part.subarray(0, fitting)]);
            held = [];
            length = 0;
            part = part.subarray(fitting);
        }
        if (part.length > 0)
            held.push(part);
        length += part.length;
    }
    if (length > 0)
        yield Buffer.concat(held);
}
/** A registry that has lost the upload begins another one. */
function chunkError(client, blob, refusal) {
    const isLost = refusal.diagnostics.some(({ code }) => code === "BLOB_UPLOAD_UNKNOWN");
    return isLost ? new retry/* PassingRefusal */.u8(refusal) : uploadError(client, blob, refusal);
}
function uploadError(client, blob, refusal) {
    const reason = refusal.diagnostics.find(({ code }) => code === "DIGEST_INVALID" || code === "SIZE_INVALID");
    if (reason === undefined)
        return (0,registry_refusal/* refusalError */.z_)("The blob could not be written", refusal);
    return (0,oci_digest/* corrupt */.qb)(blob, (0,oci_reference/* formatLocation */.j$)(client.location), `it got other bytes (${reason.code}: ${reason.message})`);
}

;// CONCATENATED MODULE: ./core/oci/registry/store.js
/** A repository in a registry as a store. Source: opencontainers/distribution-spec 1.1. */








function registryStore(location, options = {}) {
    const { login, environment = {} } = options;
    const client = createClient({
        location,
        plainHttp: options.plainHttp ?? false,
        credentials: async () => (login === undefined ? findCredentials(location, environment) : givenLogin(login)),
        loginElsewhere: options.loginElsewhere,
        environment,
        log: options.log ?? log/* silentLog */.a,
        pace: { ...retry/* usualPace */.G7, ...options.pace },
        signal: options.signal,
    });
    return {
        location: (0,oci_reference/* formatLocation */.j$)(location),
        shared: true,
        lookup: (reference, until) => manifests_lookup(client, reference, until),
        hasManifest: (digest, until) => hasManifest(client, digest, until),
        readBlob: (blob, range) => download(client, blob, range),
        hasBlob: (digest) => isStored(client, digest, "pull"),
        writeBlob: (blob, source, until) => upload(client, blob, source, until),
        mountBlob: (digest, from, until) => mount(client, { digest, from, until }),
        refusesWrites: () => refusesUploads(client),
        writeManifest: (manifest, tag, until) => writeManifest(client, manifest, tag, until),
        peek: (tag) => peek(client, tag),
        removeManifest: (digest) => removeManifest(client, digest),
    };
}

;// CONCATENATED MODULE: ./core/oci/open.js
/** From a store's name to the driver that keeps it. */





/**
 * Opens a store by its name. Nothing is asked of it yet, so this fails for a wrong name alone.
 * @throws input-invalid
 */
function openStore(name, options = {}) {
    const location = (0,oci_reference/* parseLocation */.zS)(name);
    if (location.kind === "registry") {
        const { access = oci_access/* noAccess */.m0, workingFolder: _, ...others } = options;
        const { login, plainHttp } = (0,oci_access/* accessAt */.mD)(location.registry, access);
        if (login !== undefined)
            return registryStore(location, { ...others, plainHttp, login });
        const elsewhere = access.login !== undefined && access.registry;
        return registryStore(location, { ...others, plainHttp, ...(elsewhere ? { loginElsewhere: elsewhere } : {}) });
    }
    return (0,store/* layoutStore */.i4)((0,external_node_path_.resolve)(options.workingFolder ?? ".", location.folder));
}

;// CONCATENATED MODULE: ./core/oci/drivers.js
/** All kinds of stores, as one piece of the bundle. */




/***/ }),

/***/ 49669:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ followed)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _refusal_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(79540);
/** Redirects of reads. A login is shown only to its own server. */


/** As far as a blob is ever sent around. */
const maxRedirects = 5;
const ofRegistry = "Check the store's name: that host does not behave like a registry.";
/**
 * Follows redirects of GET and HEAD; no other origin than the first one gets the Authorization.
 * @param remedy for a redirect that is not followed
 */
async function followed(transport, request, remedy = ofRegistry) {
    const { origin } = request.url;
    const { authorization: _, ...others } = request.headers;
    let current = request;
    for (let hops = 0;; hops++) {
        const answer = await transport(current);
        const target = redirectOf(current, answer, remedy);
        if (target === undefined)
            return answer;
        await answer.discard();
        if (hops === maxRedirects)
            throw lost(request.url, `redirects more than ${maxRedirects} times`, remedy);
        if (target.protocol !== "https:" && target.protocol !== current.url.protocol) {
            throw lost(request.url, `redirects to ${(0,_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .redacted */ .pc)(target)}, which is not https`, remedy);
        }
        current = { ...current, url: target, headers: target.origin === origin ? request.headers : others };
    }
}
function redirectOf({ method, url }, { status, headers }, remedy) {
    if (method !== "GET" && method !== "HEAD")
        return undefined;
    if (![301, 302, 303, 307, 308].includes(status) || headers.location === undefined)
        return undefined;
    if (!URL.canParse(headers.location, url.href))
        throw lost(url, "redirects to something that is not a URL", remedy);
    const target = new URL(headers.location, url);
    [target.username, target.password] = ["", ""];
    return target;
}
function lost(url, how, remedy) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("store-unreachable", `${(0,_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .redacted */ .pc)(url)} ${how}.`, { remedy });
}


/***/ }),

/***/ 59075:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G7: () => (/* binding */ usualPace),
/* harmony export */   Qv: () => (/* binding */ timesOf),
/* harmony export */   p5: () => (/* binding */ persistently),
/* harmony export */   se: () => (/* binding */ createPatience),
/* harmony export */   u8: () => (/* binding */ PassingRefusal)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64256);
/* harmony import */ var _refusal_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(79540);
/* harmony import */ var _transport_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(46137);
/** Trying again: only after failures that pass by themselves, within bounds, and never in silence. */




const usualPace = {
    tries: 4,
    firstDelay: 500,
    longestDelay: 15_000,
    longestAsked: 60_000,
    outage: 90_000,
    stall: 30_000,
};
/** A refusal that may be temporary. */
class PassingRefusal extends Error {
    name = "PassingRefusal";
    refusal;
    constructor(refusal) {
        super((0,_refusal_js__WEBPACK_IMPORTED_MODULE_2__/* .describeRefusal */ .a2)(refusal));
        this.refusal = refusal;
    }
}
function createPatience(work, { pace, log, signals, patient, final }) {
    const name = `${work.method} ${(0,_refusal_js__WEBPACK_IMPORTED_MODULE_2__/* .redacted */ .pc)(work.url)}`;
    const failed = final ?? ((error, tries) => failedRegistry(error, name, tries));
    let failures = 0;
    let since;
    return {
        async afterFailure(error) {
            if (!(error instanceof _transport_js__WEBPACK_IMPORTED_MODULE_3__/* .ConnectionFailure */ .l || error instanceof PassingRefusal))
                throw error;
            failures++;
            since ??= performance.now();
            const asked = (error instanceof PassingRefusal ? error.refusal.retryAfter : undefined) ?? 0;
            const usual = Math.min(pace.firstDelay * 2 ** (failures - 1) * (0.5 + Math.random()), pace.longestDelay);
            const isOver = failures >= pace.tries && !(patient && performance.now() - since < pace.outage);
            if (isOver || asked > pace.longestAsked)
                throw failed(error, failures);
            const delay = Math.max(asked, usual);
            const why = error instanceof PassingRefusal ? error.message : `${name}: ${error.message}`;
            const bound = patient ? `for ${pace.outage / 1000} s at most` : `${failures + 1} of ${pace.tries}`;
            log.info(`${why}. Trying again in ${(delay / 1000).toFixed(1)} s (${bound}).`);
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(delay, undefined, signals.length === 0 ? {} : { signal: AbortSignal.any([...signals]) }).catch((cause) => {
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("interrupted", "The work was ended by a signal.", { cause });
            });
        },
        renew() {
            failures = 0;
            since = undefined;
        },
    };
}
/** Does `work` until it succeeds, fails for good, or has failed for too long. */
async function persistently(patience, work) {
    for (;;) {
        try {
            return await work();
        }
        catch (error) {
            await patience.afterFailure(error);
        }
    }
}
/** `once`, `4 times`. */
function timesOf(tries) {
    return tries === 1 ? "once" : `${tries} times`;
}
function failedRegistry(error, name, tries) {
    const times = timesOf(tries);
    if (error instanceof PassingRefusal)
        return (0,_refusal_js__WEBPACK_IMPORTED_MODULE_2__/* .refusalError */ .z_)(`The registry failed ${times}`, error.refusal);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("store-unreachable", `${name}: ${error.message} (tried ${times}).`, {
        remedy: "Check the store's name, the network, and that the registry is up.",
        cause: error,
    });
}


/***/ }),

/***/ 84311:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ version)
/* harmony export */ });
/** The version of package.json; a test holds them equal. */
const version = "0.1.0";


/***/ })

};
;