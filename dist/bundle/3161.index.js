"use strict";
exports.id = 3161;
exports.ids = [3161];
exports.modules = {

/***/ 50021:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Lx: () => (/* binding */ whyUnreachable),
/* harmony export */   PM: () => (/* binding */ certificateFiles),
/* harmony export */   jZ: () => (/* binding */ readCertificates)
/* harmony export */ });
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(78474);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_events__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_http2__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(32467);
/* harmony import */ var node_http2__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_http2__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(77030);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__webpack_require__.n(node_net__WEBPACK_IMPORTED_MODULE_3__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_4___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_4__);
/* harmony import */ var node_tls__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(41692);
/* harmony import */ var node_tls__WEBPACK_IMPORTED_MODULE_5___default = /*#__PURE__*/__webpack_require__.n(node_tls__WEBPACK_IMPORTED_MODULE_5__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(64256);
/** Whether a buildkitd listens at an address: asked by ourselves, since buildx waits 20 seconds and does not say what for. */







/** By their names in the folder; docker's layout, as DOCKER_CERT_PATH has it. */
const certificateFiles = { ca: "ca.pem", cert: "cert.pem", key: "key.pem" };
/** @throws input-invalid where one is missing */
async function readCertificates(folder) {
    const read = async (name) => {
        try {
            return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_4__.join)(folder, name));
        }
        catch (cause) {
            const why = cause.code;
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .TreestampError */ .ks("input-invalid", `\`builder-certs\`: ${(0,node_path__WEBPACK_IMPORTED_MODULE_4__.join)(folder, name)} cannot be read (${why}).`, {
                remedy: "Name a folder with ca.pem, cert.pem and key.pem.",
                cause,
            });
        }
    };
    const { ca, cert, key } = certificateFiles;
    return { ca: await read(ca), cert: await read(cert), key: await read(key) };
}
/** What has no answer by then is not there. Milliseconds. */
const patience = 10_000;
/**
 * Why nothing there speaks HTTP/2, as a buildkitd does; undefined where something does. A server that does not like our
 * certificate says so only after the handshake: so its first frame is awaited.
 * @throws input-invalid for certificates that are none
 */
async function whyUnreachable(address, certificates) {
    const socket = open(address, certificates);
    const session = (0,node_http2__WEBPACK_IMPORTED_MODULE_2__.connect)("http://localhost", { createConnection: () => socket });
    const signal = AbortSignal.timeout(patience);
    try {
        // Of two errors that come at once the socket's is the one with a cause.
        await Promise.race([
            (0,node_events__WEBPACK_IMPORTED_MODULE_0__.once)(session, "remoteSettings", { signal }),
            (0,node_events__WEBPACK_IMPORTED_MODULE_0__.once)(socket, "close").then(() => Promise.reject(new Error("it ends the connection"))),
        ]);
        return undefined;
    }
    catch (error) {
        return signal.aborted ? `no answer in ${patience / 1000} seconds` : faultIn(error);
    }
    finally {
        session.on("error", () => { }).destroy();
        socket.on("error", () => { }).destroy();
    }
}
function open(address, certificates) {
    if (address.kind === "unix")
        return (0,node_net__WEBPACK_IMPORTED_MODULE_3__.connect)(address.path);
    const { host, port } = address;
    if (certificates === undefined)
        return (0,node_net__WEBPACK_IMPORTED_MODULE_3__.connect)(port, host);
    // Go's TLS, which buildx has, sends no name where the host is an address.
    const named = (0,node_net__WEBPACK_IMPORTED_MODULE_3__.isIP)(host) === 0 ? { servername: host } : {};
    try {
        return (0,node_tls__WEBPACK_IMPORTED_MODULE_5__.connect)({ ...certificates, ...named, host, port, ALPNProtocols: ["h2"] });
    }
    catch (cause) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .TreestampError */ .ks("input-invalid", `\`builder-certs\`: they cannot be used (${faultIn(cause)}).`, {
            remedy: "Check that the three files are in PEM, and that the key is the certificate's.",
            cause,
        });
    }
}
const known = {
    ECONNREFUSED: "the connection is refused",
    ECONNRESET: "it ends the connection",
    ENOTFOUND: "no such host",
    EAI_AGAIN: "the name server does not answer",
    EHOSTUNREACH: "no way leads there",
    ENETUNREACH: "no way leads there",
    ETIMEDOUT: "no answer",
    ENOENT: "no such socket",
    EACCES: "access to the socket is denied",
    ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is another host's",
    ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: "it asks for a certificate",
    ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: "it does not trust our certificate",
};
function faultIn(error) {
    const { code = "", reason } = error;
    if (/SELF_SIGNED|UNABLE_TO_(GET|VERIFY)/.test(code))
        return "its certificate is not by an authority in ca.pem";
    return known[code] ?? (typeof reason === "string" ? reason : (0,_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .messageOf */ .bD)(error));
}


/***/ }),

/***/ 83161:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  kubernetesWorkers: () => (/* binding */ kubernetesWorkers)
});

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(64256);
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(37067);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(44708);
// EXTERNAL MODULE: external "node:stream/consumers"
var consumers_ = __webpack_require__(38321);
// EXTERNAL MODULE: ./node_modules/@kubernetes/client-node/dist/config.js + 21 modules
var dist_config = __webpack_require__(47936);
;// CONCATENATED MODULE: ./core/service/workers/cluster.js
/**
 * The few requests that jobs of a cluster need. The official client says where the cluster is and who we are; its classes
 * for 800 kinds of objects, 13 MB once bundled, stay away.
 */





/** The cluster has answered, and does not do it. */
class ClusterRefusal extends errors/* TreestampError */.ks {
    status;
    constructor(status, said) {
        super(status === 401 || status === 403 ? "store-denied" : "store-refused", `The cluster refuses: ${said}.`, {
            remedy: "See what the service's account may do: deploy/ has the rules that it needs.",
        });
        this.status = status;
    }
}
/** Milliseconds without an answer. A log may say nothing for as long as it likes. */
const stall = 30_000;
/** The cluster that this process runs in, else the one of kubectl's configuration. @throws tool-missing where there is none */
function openCluster() {
    const config = new dist_config/* KubeConfig */.yp();
    config.loadFromDefault();
    const context = config.getContextObject(config.getCurrentContext());
    const server = config.getCurrentCluster()?.server;
    if (server === undefined || context === null) {
        throw new errors/* TreestampError */.ks("tool-missing", "There is no cluster: neither a service account nor a kubeconfig.", {
            remedy: "Run the service in a pod, or set KUBECONFIG.",
        });
    }
    const namespace = context.namespace ?? "default";
    const ask = async (method, path, body) => {
        const answer = await exchange(config, new URL(pathOf(path, namespace), `${server}/`), method, body);
        const { statusCode: status = 0 } = answer;
        if (status < 300)
            return answer;
        const said = (await (0,consumers_.json)(answer).catch(() => undefined));
        if (status >= 500 || status === 429)
            throw unreachable(said?.message ?? `status ${status}`);
        throw new ClusterRefusal(status, said?.message ?? `status ${status}`);
    };
    return {
        namespace,
        ask,
        async read(method, path, body) {
            const answer = await ask(method, path, body);
            return (await (0,consumers_.json)(answer).catch((error) => {
                throw unreachable(`its answer breaks off: ${(0,errors/* messageOf */.bD)(error)}`, error);
            }));
        },
    };
}
/** Jobs have a group of their own. Source: kubernetes.io, "API Overview". */
function pathOf(path, namespace) {
    return `${path.startsWith("jobs") ? "apis/batch/v1" : "api/v1"}/namespaces/${namespace}/${path}`;
}
async function exchange(config, url, method, body) {
    const bytes = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
    const type = bytes === undefined ? {} : { "content-type": "application/json", "content-length": bytes.length };
    const options = { method, headers: { accept: "application/json, */*", ...type } };
    await config.applyToHTTPSOptions(options);
    return new Promise((resolve, reject) => {
        const request = (url.protocol === "http:" ? external_node_http_.request : external_node_https_.request)(url, options);
        const timer = setTimeout(() => request.destroy(new Error("it does not answer")), stall);
        request.setSocketKeepAlive(true, stall); // who follows a log learns that the other side is gone
        request.on("response", (answer) => {
            clearTimeout(timer);
            resolve(answer);
        });
        request.on("error", (error) => {
            clearTimeout(timer);
            reject(unreachable((0,errors/* messageOf */.bD)(error), error));
        });
        request.end(bytes);
    });
}
function unreachable(why, cause) {
    return new errors/* TreestampError */.ks("store-unreachable", `The cluster cannot be reached: ${why}.`, { cause });
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./core/engine/reach.js
var reach = __webpack_require__(50021);
;// CONCATENATED MODULE: ./core/service/workers/pod-state.js
/** Of the container that builds. A cluster may put others beside it, such as a mesh's. */
const containerName = "build";
/** With these nobody needs to wait any longer. Source: kubernetes, pkg/kubelet/images/types.go and container/sync_result.go. */
const hopeless = /^(ErrImageNeverPull|InvalidImageName|ImagePullBackOff|CreateContainerConfigError|CreateContainerError)$/;
function podStateOf({ status }) {
    const container = status?.containerStatuses?.find(({ name }) => name === containerName);
    const { terminated, waiting } = container?.state ?? {};
    switch (status?.phase) {
        case "Pending": {
            const why = sentence([waiting?.reason, waiting?.message]) ?? unscheduled(status.conditions);
            if (waiting?.reason === undefined || !hopeless.test(waiting.reason))
                return { kind: "waiting", why };
            return ended(undefined, [waiting.reason, waiting.message]);
        }
        case "Running": // as long as any of its containers does
            if (terminated === undefined)
                return { kind: "running" };
            return ended(terminated.exitCode, terminated.exitCode === 0 ? [] : reasonsOf(terminated));
        case "Succeeded":
            return ended(terminated?.exitCode, terminated === undefined ? ["how its container ended is not known"] : []);
        case "Failed": {
            const code = terminated?.exitCode;
            if (status.reason !== undefined)
                return ended(failing(code), [status.reason, status.message]);
            return ended(failing(code), code === 0 ? ["it has failed"] : reasonsOf(terminated));
        }
        default:
            return { kind: "unknown" };
    }
}
/** Of a job that has no pod: before it gets one, or for ever. */
function jobStateOf({ status }) {
    const over = status?.conditions?.find(({ type, status: is }) => is === "True" && /^(Failed|FailureTarget|Complete)$/.test(type));
    if (over === undefined)
        return { kind: "unknown" };
    return ended(undefined, over.type === "Complete" ? ["it is gone"] : [over.reason, over.message]);
}
/** `Error` is every exit code but 0. */
function reasonsOf(terminated) {
    if (terminated === undefined)
        return ["how its container ended is not known"];
    return terminated.reason === "Error" ? [] : [terminated.reason, terminated.message];
}
/** A pod that has failed has not succeeded, whatever one of its containers says. */
function failing(code) {
    return code === 0 ? undefined : code;
}
function unscheduled(conditions) {
    const scheduled = conditions?.find(({ type, status }) => type === "PodScheduled" && status === "False");
    return sentence([scheduled?.reason, scheduled?.message]);
}
/** @param why nothing where the exit code says it all */
function ended(exitCode, why) {
    const words = sentence(why);
    return { kind: "ended", exitCode, reason: words === undefined ? undefined : `The worker's pod: ${words}.` };
}
function sentence(words) {
    const said = words.filter((word) => word !== undefined && word !== "");
    return said.length === 0 ? undefined : said.join(": ").replace(/\.?\s*$/, "");
}

;// CONCATENATED MODULE: ./core/service/workers/job-objects.js
/** What the cluster gets for a build: a job, and a secret that its pod mounts. */



/** How long a build has to tidy up once it is told to end. Seconds. */
const graceSeconds = 3;
/** A job that has ended is removed by its service; where that does not come back, by the cluster. Seconds. */
const keptSeconds = 3600;
/** Whatever user the image has, this group may read the order. */
const group = 1000;
const folder = "/run/treestamp";
/** Objects have names that are labels of DNS; builds' names may be longer, and have other characters. */
function objectName(name) {
    return `treestamp-${(0,external_node_crypto_.createHash)("sha256").update(name).digest("hex").slice(0, 24)}`;
}
function jobOf({ name }, { image, memory, cpus }) {
    const resources = { memory: String(memory), cpu: String(cpus) };
    const labels = { "app.kubernetes.io/managed-by": "treestamp", "app.kubernetes.io/component": "worker" };
    return {
        apiVersion: "batch/v1",
        kind: "Job",
        metadata: { name: objectName(name), labels, annotations: { "treestamp/build": name } },
        spec: {
            backoffLimit: 0, // a build that fails is not started again behind our back
            ttlSecondsAfterFinished: keptSeconds,
            template: {
                metadata: { labels },
                spec: {
                    restartPolicy: "Never",
                    automountServiceAccountToken: false,
                    enableServiceLinks: false,
                    shareProcessNamespace: true, // the first process of a namespace gets no signal that it does not expect
                    terminationGracePeriodSeconds: graceSeconds,
                    securityContext: { fsGroup: group, seccompProfile: { type: "RuntimeDefault" } },
                    containers: [
                        {
                            ...{ name: containerName, image, command: ["treestamp", "service-build", `${folder}/order`] },
                            resources: { limits: resources, requests: resources },
                            securityContext: { allowPrivilegeEscalation: false },
                            volumeMounts: [{ name: "order", mountPath: folder, readOnly: true }],
                        },
                    ],
                    volumes: [{ name: "order", secret: { secretName: objectName(name), defaultMode: 0o440 } }],
                },
            },
        },
    };
}
/** Holds the order, and a builder's certificates, which lie on the service's disk. The job owns it, so both go together. */
async function secretOf({ name, order }, { metadata }) {
    const owner = { apiVersion: "batch/v1", kind: "Job", name: metadata.name, uid: metadata.uid };
    const [certificates] = order.inputs["builder-certs"] ?? [];
    const inputs = certificates === undefined ? order.inputs : { ...order.inputs, "builder-certs": [folder] };
    const data = {
        order: Buffer.from(JSON.stringify({ ...order, inputs })).toString("base64"),
        ...(certificates === undefined ? {} : await certificateData(certificates)),
    };
    return {
        apiVersion: "v1",
        kind: "Secret",
        metadata: { name: objectName(name), ownerReferences: [owner] },
        data,
    };
}
/** The files of a folder of certificates, as a secret has them. */
async function certificateData(path) {
    const { ca, cert, key } = await (0,reach/* readCertificates */.jZ)(path);
    const files = { [reach/* certificateFiles */.PM.ca]: ca, [reach/* certificateFiles */.PM.cert]: cert, [reach/* certificateFiles */.PM.key]: key };
    return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, bytes.toString("base64")]));
}

;// CONCATENATED MODULE: ./core/service/workers/pod-log.js


/** How long a connection may take to end once its pod has. Milliseconds. */
const patience = 5_000;
/** A kubelet gives a log from its beginning; what was told already is left out by its length. */
function podLog(pod, cluster, onOutput) {
    const path = `pods/${pod}/log?container=${containerName}`;
    let told = 0;
    let stream;
    let following;
    let isOver = false;
    async function tell(address) {
        let known = told;
        stream = await cluster.ask("GET", address);
        if (isOver)
            stream.destroy();
        for await (const part of stream) {
            const bytes = part.subarray(known);
            known -= part.length - bytes.length;
            told += bytes.length;
            if (bytes.length > 0)
                onOutput(bytes);
        }
    }
    return {
        follow() {
            following ??= tell(`${path}&follow=true`)
                .catch(() => { }) // it is followed again, or read at the end
                .finally(() => {
                following = undefined;
            });
        },
        async end() {
            const timer = setTimeout(() => stream?.destroy(), patience);
            await following;
            clearTimeout(timer);
            await tell(path).catch((error) => onOutput(Buffer.from(`warning: the rest of the worker's log is lost: ${(0,errors/* messageOf */.bD)(error)}\n`)));
        },
        close() {
            isOver = true;
            stream?.destroy();
        },
    };
}

;// CONCATENATED MODULE: ./core/service/workers/kubernetes.js
/** Builds as jobs of a Kubernetes cluster, each with a pod of an image that has treestamp and an engine. */






const usualPace = { interval: 1_000, patience: 120_000 };
/** @throws tool-missing where there is no cluster */
function kubernetesWorkers(settings, cluster = openCluster(), pace = usualPace) {
    const place = { cluster, ...pace };
    return {
        description: `jobs with ${settings.image} in the namespace ${cluster.namespace}`,
        archives: "service",
        start: async (job) => started(job, settings, place),
        clear: async (name) => gone(objectName(name), place),
    };
}
async function started(job, settings, place) {
    const { cluster } = place;
    const name = objectName(job.name);
    await gone(name, place); // of a build of the same number, whose service was killed
    let made;
    try {
        made = await cluster.read("POST", "jobs", jobOf(job, settings));
        await cluster.read("POST", "secrets", await secretOf(job, made));
    }
    catch (error) {
        await remove(name, cluster).catch(() => { });
        throw error;
    }
    const stopped = new AbortController();
    const ended = followed({ ...job, made }, place, stopped.signal);
    return { handle: name, ended, stop: () => stopped.abort() };
}
/** Until the pod has ended, or is ended, and nothing of the job is left. */
async function followed(job, place, stopped) {
    try {
        return await outcomeOf(job, place, stopped);
    }
    catch (error) {
        return { exitCode: undefined, reason: (0,errors/* messageOf */.bD)(error) };
    }
    finally {
        // What cannot be removed now is, before a build of this number starts; where none does, by the cluster.
        await gone(objectName(job.name), place, true).catch(() => { });
    }
}
async function outcomeOf(job, { cluster, interval, patience }, stopped) {
    let log;
    let told;
    try {
        for (let seen = Date.now(); !stopped.aborted;) {
            const { pod, state, fault } = await seenOf(job.made, cluster);
            if (state.kind !== "unknown")
                seen = Date.now();
            else if (Date.now() - seen > patience)
                return { exitCode: undefined, reason: fault ?? isLost };
            const hasLog = state.kind === "running" || (state.kind === "ended" && state.exitCode !== undefined);
            if (hasLog && pod !== undefined)
                log ??= podLog(pod, cluster, job.onOutput);
            if (state.kind === "ended") {
                await log?.end();
                return state;
            }
            log?.follow();
            if (state.kind === "waiting" && state.why !== told) {
                told = state.why;
                job.onOutput(Buffer.from(`The worker waits: ${told ?? "its container is made"}.\n`));
            }
            await (0,promises_.setTimeout)(interval, undefined, { signal: stopped }).catch(() => { });
        }
    }
    finally {
        log?.close();
    }
    return { exitCode: undefined, reason: "The build was ended." };
}
const isLost = "The cluster has lost the worker's pod.";
/** A cluster that does not answer knows nothing for now. One that starts denies us what it has allowed, and will again. */
async function seenOf({ metadata }, cluster) {
    const name = metadata.name;
    try {
        const { items } = await pods(name, cluster);
        // On a node that is lost, the pod of an earlier job of this name may still be listed.
        const pod = items.find((one) => one.metadata?.ownerReferences?.some(({ uid }) => uid === metadata.uid));
        if (pod !== undefined)
            return { pod: pod.metadata?.name, state: podStateOf(pod) };
        return { pod: undefined, state: jobStateOf(await cluster.read("GET", `jobs/${name}`)) };
    }
    catch (error) {
        if (!isMissing(error, name))
            return { pod: undefined, state: { kind: "unknown" }, fault: (0,errors/* messageOf */.bD)(error) };
        const reason = "Somebody has removed the worker's job.";
        return { pod: undefined, state: { kind: "ended", exitCode: undefined, reason } };
    }
}
function pods(name, cluster) {
    return cluster.read("GET", `pods?labelSelector=${encodeURIComponent(`job-name=${name}`)}`);
}
/** That it is not there, and not that its kind is none. */
function isMissing(error, name) {
    return error instanceof ClusterRefusal && error.status === 404 && error.message.includes(name);
}
/** Its pods get their time to end. */
async function remove(name, cluster) {
    const options = { apiVersion: "v1", kind: "DeleteOptions", propagationPolicy: "Background" };
    for (const path of [`jobs/${name}`, `secrets/${name}`]) {
        await cluster.read("DELETE", path, options).catch((error) => {
            if (!isMissing(error, name))
                throw error;
        });
    }
}
/**
 * Removes it, and waits until its pods have ended: nothing is pushed afterwards, and no pod of before is taken for one of the
 * next job.
 * @param mayBeDenied for now: we have been allowed to
 * @throws store-unreachable, ClusterRefusal
 */
async function gone(name, { cluster, patience }, mayBeDenied = false) {
    let isRemoved = false;
    for (const end = Date.now() + patience;; await (0,promises_.setTimeout)(200)) {
        try {
            if (!isRemoved)
                await remove(name, cluster);
            isRemoved = true;
            if ((await pods(name, cluster)).items.length === 0 || Date.now() > end)
                return;
        }
        catch (error) {
            const mayPass = mayBeDenied || (0,errors/* isTreestampError */.Sh)(error, "store-unreachable");
            if (!mayPass || Date.now() > end)
                throw error;
        }
    }
}


/***/ })

};
;