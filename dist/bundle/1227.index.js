"use strict";
exports.id = 1227;
exports.ids = [1227];
exports.modules = {

/***/ 61227:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  kubernetesWorkers: () => (/* binding */ kubernetesWorkers)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
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
// EXTERNAL MODULE: ./node_modules/@kubernetes/client-node/dist/config.js + 24 modules
var dist_config = __webpack_require__(44503);
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
        read: async (method, path, body) => (await (0,consumers_.json)(await ask(method, path, body))),
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

;// CONCATENATED MODULE: ./core/service/workers/pod-state.js
/** With these nobody needs to wait any longer. Source: kubernetes, pkg/kubelet/images/types.go and container/sync_result.go. */
const hopeless = /^(ErrImageNeverPull|InvalidImageName|ImagePullBackOff|CreateContainerConfigError|CreateContainerError)$/;
function podStateOf({ status }) {
    const [container] = status?.containerStatuses ?? [];
    const { terminated, waiting } = container?.state ?? {};
    switch (status?.phase) {
        case "Pending":
            if (waiting?.reason === undefined || !hopeless.test(waiting.reason))
                return { kind: "waiting" };
            return ended(undefined, [waiting.reason, waiting.message]);
        case "Running":
            return { kind: "running" };
        case "Succeeded":
            return ended(terminated?.exitCode, terminated === undefined ? ["how its container ended is not known"] : []);
        case "Failed": {
            const code = terminated?.exitCode;
            const why = [status.reason ?? terminated?.reason, status.message ?? terminated?.message];
            return ended(code === 0 ? undefined : code, terminated?.reason === "Error" && code !== 0 ? [] : why);
        }
        default:
            return { kind: "unknown" };
    }
}
/** @param why nothing where the exit code says it all */
function ended(exitCode, why) {
    const words = why.filter((word) => word !== undefined);
    return { kind: "ended", exitCode, reason: words.length === 0 ? undefined : `The worker's pod: ${words.join(": ")}.` };
}

;// CONCATENATED MODULE: ./core/service/workers/kubernetes.js
/** Builds as jobs of a Kubernetes cluster, each with a pod of an image that has treestamp and an engine. */





/** How often a pod is looked at. Milliseconds. */
const interval = 1_000;
/** How long the cluster may know nothing, or say nothing, before the build counts as lost. Milliseconds. */
const patience = 120_000;
/** How long a build has to tidy up once it is told to end. Seconds. */
const graceSeconds = 3;
const container = "build";
const folder = "/run/treestamp";
/** @throws tool-missing where there is no cluster */
function kubernetesWorkers(settings, cluster = openCluster()) {
    return {
        description: `jobs with ${settings.image} in the namespace ${cluster.namespace}`,
        archives: "service",
        start: async (job) => started(job, settings, cluster),
        clear: async (name) => remove(objectName(name), cluster),
    };
}
async function started(job, settings, cluster) {
    const name = objectName(job.name);
    await remove(name, cluster); // of a build of the same number, whose service was killed
    try {
        const made = await cluster.read("POST", "jobs", jobOf(job, settings));
        await cluster.read("POST", "secrets", secretOf(job, made));
    }
    catch (error) {
        await remove(name, cluster).catch(() => { });
        throw error;
    }
    const stopped = new AbortController();
    const ended = followed(name, job, cluster, stopped.signal);
    return { handle: name, ended, stop: () => stopped.abort() };
}
/** Objects have names that are labels of DNS; builds' names may be longer, and have other characters. */
function objectName(name) {
    return `treestamp-${(0,external_node_crypto_.createHash)("sha256").update(name).digest("hex").slice(0, 24)}`;
}
function jobOf({ name }, { image, memory, cpus }) {
    const resources = { memory: String(memory), cpu: String(cpus) };
    const labels = { "app.kubernetes.io/managed-by": "treestamp" };
    return {
        apiVersion: "batch/v1",
        kind: "Job",
        metadata: { name: objectName(name), labels, annotations: { "treestamp/build": name } },
        spec: {
            backoffLimit: 0, // a build that fails is not started again behind our back
            template: {
                metadata: { labels },
                spec: {
                    restartPolicy: "Never",
                    automountServiceAccountToken: false,
                    terminationGracePeriodSeconds: graceSeconds,
                    containers: [
                        {
                            ...{ name: container, image, command: ["treestamp", "service-build", `${folder}/order`] },
                            resources: { limits: resources, requests: resources },
                            volumeMounts: [{ name: "order", mountPath: folder, readOnly: true }],
                        },
                    ],
                    volumes: [{ name: "order", secret: { secretName: objectName(name), defaultMode: 0o400 } }],
                },
            },
        },
    };
}
/** The job owns it: whoever removes the one removes the other. */
function secretOf({ name, order }, { metadata }) {
    const owner = { apiVersion: "batch/v1", kind: "Job", name: metadata.name, uid: metadata.uid };
    return {
        apiVersion: "v1",
        kind: "Secret",
        metadata: { name: objectName(name), ownerReferences: [owner] },
        data: { order: Buffer.from(JSON.stringify(order)).toString("base64") },
    };
}
/** Until the pod has ended, or is ended, and nothing of the job is left. */
async function followed(name, job, cluster, stopped) {
    try {
        return await outcomeOf(name, job, cluster, stopped);
    }
    catch (error) {
        return { exitCode: undefined, reason: (0,errors/* messageOf */.bD)(error) };
    }
    finally {
        await gone(name, cluster).catch(() => { }); // what cannot be removed now is, before a build of this number starts
    }
}
async function outcomeOf(name, job, cluster, stopped) {
    let log;
    for (let seen = Date.now(); !stopped.aborted;) {
        const { pod, state } = await podOf(name, cluster);
        if (state.kind !== "unknown")
            seen = Date.now();
        else if (Date.now() - seen > patience)
            return { exitCode: undefined, reason: "The cluster has lost the worker's pod." };
        const hasLog = state.kind === "running" || (state.kind === "ended" && state.exitCode !== undefined);
        if (hasLog && pod !== undefined)
            log ??= printed(pod, job, cluster);
        if (state.kind === "ended") {
            await log;
            return state;
        }
        await (0,promises_.setTimeout)(interval, undefined, { signal: stopped }).catch(() => { });
    }
    return { exitCode: undefined, reason: "The build was ended." };
}
/** @throws ClusterRefusal; a cluster that does not answer knows nothing for now */
async function podOf(name, cluster) {
    try {
        const [pod] = (await pods(name, cluster)).items;
        const state = pod === undefined ? { kind: "unknown" } : podStateOf(pod);
        return { pod: pod?.metadata?.name, state };
    }
    catch (error) {
        if (!(0,errors/* isTreestampError */.Sh)(error, "store-unreachable"))
            throw error;
        return { pod: undefined, state: { kind: "unknown" } };
    }
}
function pods(name, cluster) {
    return cluster.read("GET", `pods?labelSelector=${encodeURIComponent(`job-name=${name}`)}`);
}
/** All that the pod prints, to its end. A log that breaks off fails no build. */
async function printed(pod, { onOutput }, cluster) {
    try {
        const log = await cluster.ask("GET", `pods/${pod}/log?container=${container}&follow=true`);
        for await (const part of log)
            onOutput(part);
    }
    catch (error) {
        onOutput(Buffer.from(`warning: the rest of the worker's log is lost: ${(0,errors/* messageOf */.bD)(error)}\n`));
    }
}
/** Its pods get their time to end. */
async function remove(name, cluster) {
    const options = { apiVersion: "v1", kind: "DeleteOptions", propagationPolicy: "Background" };
    for (const path of [`jobs/${name}`, `secrets/${name}`]) {
        await cluster.read("DELETE", path, options).catch((error) => {
            if (!(error instanceof ClusterRefusal && error.status === 404))
                throw error;
        });
    }
}
async function gone(name, cluster) {
    await remove(name, cluster);
    for (const end = Date.now() + patience; Date.now() < end; await (0,promises_.setTimeout)(200)) {
        if ((await pods(name, cluster)).items.length === 0)
            return;
    }
}


/***/ })

};
;