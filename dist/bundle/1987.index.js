"use strict";
exports.id = 1987;
exports.ids = [1987];
exports.modules = {

/***/ 41987:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  serve: () => (/* binding */ serve_serve)
});

// EXTERNAL MODULE: ./core/host/shell/log.js
var shell_log = __webpack_require__(96797);
// EXTERNAL MODULE: ./core/machine/interrupt.js
var interrupt = __webpack_require__(29934);
// EXTERNAL MODULE: ./core/machine/linux.js
var linux = __webpack_require__(58399);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ../../node_modules/@hono/node-server/dist/index.mjs + 2 modules
var dist = __webpack_require__(98248);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(64256);
// EXTERNAL MODULE: ./core/machine/folder-lock.js
var folder_lock = __webpack_require__(26469);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./core/machine/missing.js
var missing = __webpack_require__(71081);
;// CONCATENATED MODULE: ./core/service/build-log.js
/** A build's log while it grows: a file that some read from its beginning, and follow. */


/** So much is read at a time. Bytes. */
const pieceBytes = 64 * 1024;
/** A log with more is cut. Bytes. */
const maxBytes = 256 << 20;
/** @param path where an interrupted build has left one, it goes on */
function openBuildLog(path) {
    const file = (0,external_node_fs_.openSync)(path, "a", 0o600);
    let size = (0,external_node_fs_.fstatSync)(file).size;
    let isOpen = true;
    let changed = Promise.withResolvers();
    const tell = () => {
        changed.resolve();
        changed = Promise.withResolvers();
    };
    const append = (bytes) => {
        for (let done = 0; done < bytes.length;) {
            const written = (0,external_node_fs_.writeSync)(file, bytes, done);
            done += written;
            size += written;
        }
    };
    async function* parts(input, follow, signal) {
        const gone = new Promise((resolve) => signal?.addEventListener("abort", () => resolve(), { once: true }));
        try {
            for (let place = 0; signal?.aborted !== true;) {
                const next = changed.promise;
                if (place < size) {
                    const { bytesRead, buffer } = await input.read(Buffer.alloc(pieceBytes), 0, pieceBytes, place);
                    place += bytesRead;
                    if (bytesRead > 0)
                        yield buffer.subarray(0, bytesRead);
                }
                else if (isOpen && follow)
                    await Promise.race([next, gone]);
                else
                    return;
            }
        }
        finally {
            await input.close();
        }
    }
    return {
        write(text) {
            if (!isOpen || size >= maxBytes)
                return;
            const bytes = typeof text === "string" ? Buffer.from(text) : text;
            try {
                append(bytes);
                if (size >= maxBytes)
                    append(Buffer.from("\nThe rest of the log is left out: it is too long.\n"));
            }
            catch {
                // The disk is full: what it takes again is written again.
            }
            tell();
        },
        end() {
            if (!isOpen)
                return;
            isOpen = false;
            (0,external_node_fs_.closeSync)(file);
            tell();
        },
        read: async ({ follow, signal }) => parts(await (0,promises_.open)(path), follow, signal),
    };
}

// EXTERNAL MODULE: ./core/service/order.js
var service_order = __webpack_require__(2199);
// EXTERNAL MODULE: ../../node_modules/@hono/zod-openapi/dist/index.mjs + 116 modules
var zod_openapi_dist = __webpack_require__(34940);
// EXTERNAL MODULE: ./core/inputs/source.js
var inputs_source = __webpack_require__(83116);
// EXTERNAL MODULE: ./core/inputs/web-address.js
var web_address = __webpack_require__(11298);
// EXTERNAL MODULE: ./core/oci/reference.js
var reference = __webpack_require__(67896);
// EXTERNAL MODULE: ./core/service/bare-image.js
var bare_image = __webpack_require__(39963);
;// CONCATENATED MODULE: ./core/service/kafka-hosts.js
/** Brokers of Kafka, as a request names them. */

/**
 * The brokers in a list as a client of the service writes it: `HOST:PORT,HOST:PORT`.
 * @throws input-invalid
 */
function kafkaHosts(written) {
    const hosts = written.split(",").map((host) => host.trim());
    for (const host of hosts) {
        const port = /^(?:[\w.-]+|\[[0-9a-fA-F:.]+\])(?::(\d{1,5}))?$/.exec(host);
        if (port !== null && Number(port[1] ?? 1) >= 1 && Number(port[1] ?? 1) <= 65_535)
            continue;
        throw new errors/* TreestampError */.ks("input-invalid", `${JSON.stringify(host.slice(0, 300))} is no broker of Kafka.`, {
            remedy: "Write HOST:PORT, and a comma between several.",
        });
    }
    return hosts;
}

;// CONCATENATED MODULE: ./core/service/request.js
/** What a client asks for: the body of `POST /`, by the names that clients know. */







/** One that clients make by any method. Source: RFC 9562, section 4. */
const uuidPattern = /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/;
const namePattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
function isUuid(text) {
    return uuidPattern.test(text);
}
/** `APP-APP_UUID`: what names an app in an address. */
function isAppId(text) {
    return isUuid(text.slice(-36)) && text.at(-37) === "-" && namePattern.test(text.slice(0, -37));
}
/** Of an address. */
function isBuildNumber(text) {
    return /^\d{1,15}$/.test(text);
}
const uuid = zod_openapi_dist.z.string().regex(uuidPattern, "is not a uuid");
const request_name = zod_openapi_dist.z.string().regex(namePattern, "has other characters than letters, digits, '.', '_' and '-'");
const login = zod_openapi_dist.z.object({ username: zod_openapi_dist.z.string().min(1), password: zod_openapi_dist.z.string().min(1) });
const argument = zod_openapi_dist.z.union([zod_openapi_dist.z.string(), zod_openapi_dist.z.number(), zod_openapi_dist.z.boolean()]).transform(String);
const webAddress = zod_openapi_dist.z.string().refine(web_address/* isWebAddress */.d, "is not an http address");
const sources = zod_openapi_dist.z.string().superRefine((text, context) => {
    try {
        const source = (0,inputs_source/* parseSource */.P)(text);
        const isFolder = source.kind === "image" &&
            (0,reference/* parseLocation */.zS)((0,reference/* parseReference */.F2)((0,bare_image/* bareImage */.M)(source.reference).reference).location).kind === "layout";
        if (!isFolder && (source.kind === "download" || source.kind === "image" || source.kind === "data"))
            return;
        context.addIssue({ code: "custom", message: "is not an http, https, docker or data address" });
    }
    catch (error) {
        context.addIssue({ code: "custom", message: `is no source: ${(0,errors/* messageOf */.bD)(error)}` });
    }
});
function checkBrokers(hosts, context) {
    try {
        kafkaHosts(hosts);
    }
    catch (error) {
        context.addIssue({ code: "custom", message: (0,errors/* messageOf */.bD)(error) });
    }
}
/** Clients count on it that what cannot stand in an argument's name is left out of it. */
function argumentsOf(said, context) {
    const args = {};
    for (const [written, value] of Object.entries(said)) {
        const name = written.replace(/\W+/g, "");
        if (/^[A-Za-z_]/.test(name))
            args[name] = value;
        else {
            const message = `has a name that is none of an argument: ${JSON.stringify(written)}`;
            context.addIssue({ code: "custom", message });
        }
    }
    return args;
}
/** Where nothing is said, clients write nothing, null, "" or {}. */
function unlessEmpty(schema) {
    const isEmpty = (value) => value === null || value === "" || (typeof value === "object" && Object.keys(value).length === 0);
    return zod_openapi_dist.z.preprocess((value) => (isEmpty(value) ? undefined : value), schema.optional());
}
/** The host of a registry, with `http://` before one without TLS. Never a folder of this machine. */
const registryHost = zod_openapi_dist.z.string().superRefine((text, context) => {
    try {
        (0,reference/* parseRegistry */.l5)(text.replace(/^http:\/\//i, ""));
    }
    catch {
        context.addIssue({ code: "custom", message: "is not the host of a registry" });
    }
});
const repository = zod_openapi_dist.z.string()
    .regex(/^\/*[A-Za-z0-9]+([._-]+[A-Za-z0-9]+)*(\/[A-Za-z0-9]+([._-]+[A-Za-z0-9]+)*)*\/*$/, "is not a repository");
const headerValue = zod_openapi_dist.z.string().regex(/^[\x20-\x7e]*$/, "has characters that no header can carry");
const buildRequest = zod_openapi_dist.z.object({
    app: request_name,
    space: zod_openapi_dist.z.string().min(1),
    app_uuid: uuid,
    build_uuid: uuid,
    build_number: zod_openapi_dist.z.union([
        zod_openapi_dist.z.int().nonnegative().max(999_999_999_999_999, "is too large"),
        zod_openapi_dist.z.string()
            .regex(/^\d{1,15}$/)
            .transform(Number),
    ], "is not a number")
        .openapi({ type: "integer" }),
    sources: sources.openapi({
        description: "https://….tar.gz or .zip (#sha256=…), docker://HOST/REPOSITORY:TAG, data:",
    }),
    gm_registry_host: registryHost,
    gm_registry_repo: repository,
    gm_registry_auth: unlessEmpty(login),
    build_args: unlessEmpty(zod_openapi_dist.z.record(zod_openapi_dist.z.string(), argument).transform(argumentsOf)),
    docker_registry: unlessEmpty(registryHost),
    docker_login: unlessEmpty(zod_openapi_dist.z.string()),
    docker_password: unlessEmpty(zod_openapi_dist.z.string()),
    callback: unlessEmpty(webAddress),
    callback_auth: unlessEmpty(headerValue),
    kafka_hosts: unlessEmpty(zod_openapi_dist.z.string().superRefine(checkBrokers)).openapi({ description: "HOST:PORT,HOST:PORT" }),
    sha: unlessEmpty(zod_openapi_dist.z.string()),
    branch: unlessEmpty(zod_openapi_dist.z.string()),
    repo: unlessEmpty(zod_openapi_dist.z.string()),
    org: unlessEmpty(zod_openapi_dist.z.string()),
})
    .openapi("Build");
/** The first thing that is wrong, with its field: the rest of "Bad Request - …". */
function faultOf(error) {
    const [issue] = error.issues;
    if (issue === undefined)
        return "the body is invalid";
    const field = issue.path.join(".");
    const isMissing = issue.code === "invalid_type" && /received undefined/.test(issue.message);
    if (isMissing)
        return `${field} is missing`;
    if (field === "")
        return "the body is not a JSON object";
    if (issue.code === "invalid_union")
        return `${field} is of another kind`;
    return `${field} ${/^(is|has) /.test(issue.message) ? issue.message : `is invalid: ${issue.message}`}`;
}

;// CONCATENATED MODULE: ./core/service/records.js
/** What is known of a build, in a file: written whole at each turn of its life, so that a service that was killed can go on. */





function hasEnded(state) {
    return state === "succeeded" || state === "failed" || state === "canceled";
}
/** Undefined for what is no record: a disk that was full, or a hand, may have cut it. */
function parseRecord(json) {
    try {
        const record = JSON.parse(json);
        return typeof record?.state === "string" && Array.isArray(record.calls) ? record : undefined;
    }
    catch {
        return undefined;
    }
}
/** @param root a folder of the service alone; its records hold passwords */
function recordsIn(root) {
    const folderOf = (app, number) => (0,external_node_path_.join)(root, app, String(number));
    const numbers = async (app) => {
        const isFolder = (await (0,promises_.stat)((0,external_node_path_.join)(root, app)).catch((0,missing/* missing */.L)(undefined)))?.isDirectory() === true;
        return isFolder ? (await (0,promises_.readdir)((0,external_node_path_.join)(root, app))).filter(isBuildNumber) : [];
    };
    const read = async (app, number) => {
        const file = (0,external_node_path_.join)(folderOf(app, number), "record.json");
        try {
            const record = parseRecord(await (0,promises_.readFile)(file, "utf8").catch((0,missing/* missing */.L)("")));
            if (record === undefined)
                await (0,promises_.rename)(file, `${file}.damaged`).catch((0,missing/* missing */.L)(undefined)); // for somebody to look at
            return record;
        }
        catch (error) {
            if (error.code === "ENOTDIR")
                return undefined; // nothing of ours
            throw error;
        }
    };
    return {
        read,
        folder(app, number) {
            const path = folderOf(app, number);
            (0,external_node_fs_.mkdirSync)(path, { recursive: true, mode: 0o700 });
            return { path, log: (0,external_node_path_.join)(path, "log"), sources: (0,external_node_path_.join)(path, "sources") };
        },
        write(record) {
            const file = (0,external_node_path_.join)(folderOf(record.app, record.number), "record.json");
            (0,external_node_fs_.writeFileSync)(`${file}.new`, JSON.stringify(record), { mode: 0o600, flush: true });
            (0,external_node_fs_.renameSync)(`${file}.new`, file);
        },
        async log(app, number) {
            const file = await (0,promises_.open)((0,external_node_path_.join)(folderOf(app, number), "log")).catch((0,missing/* missing */.L)(undefined));
            return file?.createReadStream();
        },
        async *all(only) {
            const apps = only === undefined ? (await (0,promises_.readdir)(root).catch((0,missing/* missing */.L)([]))).filter(isAppId) : [only];
            for (const app of apps) {
                for (const number of await numbers(app)) {
                    const record = await read(app, Number(number));
                    if (record !== undefined)
                        yield record;
                }
            }
        },
        remove: (app, number) => (0,promises_.rm)(number === undefined ? (0,external_node_path_.join)(root, app) : folderOf(app, number), { recursive: true, force: true }),
    };
}

;// CONCATENATED MODULE: ./core/service/outbox.js
/** Calls that nobody has taken yet: sent in the order of their build, one after the other, each until it is taken. */


function openOutbox(records, callbacks, log) {
    const senders = new Map();
    async function sendAll(holder, signal) {
        for (let [call] = holder.record.calls; call !== undefined; [call] = holder.record.calls) {
            const { callback, number: id } = holder.record;
            if (callback !== undefined)
                await callbacks.send({ ...callback, ...call, id }, signal);
            const calls = holder.record.calls.slice(1);
            const isLast = calls.length === 0 && hasEnded(holder.record.state);
            holder.record = { ...holder.record, calls, ...(isLast ? { callback: undefined } : {}) };
            if (!(isLast && holder.record.isForgotten))
                records.write(holder.record);
        }
        const { app, number, isForgotten } = holder.record;
        if (isForgotten)
            await records.remove(app, number);
    }
    async function drop(name) {
        senders.get(name)?.abort.abort();
        await senders.get(name)?.done;
    }
    return {
        send(name, holder) {
            if (senders.has(name))
                return;
            const abort = new AbortController();
            const done = sendAll(holder, abort.signal)
                .catch((error) => {
                if (!abort.signal.aborted)
                    log.warning(`${name}: callbacks stop: ${(0,errors/* messageOf */.bD)(error)}`);
            })
                .finally(() => senders.delete(name));
            senders.set(name, { holder, abort, done });
        },
        forget(name) {
            const holder = senders.get(name)?.holder;
            if (holder === undefined)
                return false;
            holder.record = { ...holder.record, isForgotten: true };
            records.write(holder.record);
            return true;
        },
        drop,
        close: async () => void (await Promise.all([...senders.keys()].map(drop))),
        get length() {
            return senders.size;
        },
    };
}

;// CONCATENATED MODULE: ./core/service/queue.js
function queueOf(places) {
    const waiting = new Set();
    let running = 0;
    const giveBack = () => {
        running--;
        const [next] = waiting;
        next?.();
    };
    const take = () => {
        running++;
        let isGiven = false;
        return () => {
            if (!isGiven)
                giveBack();
            isGiven = true;
        };
    };
    return {
        get lengths() {
            return { running, waiting: waiting.size };
        },
        async turn(signal) {
            signal.throwIfAborted();
            if (running < places && waiting.size === 0)
                return take();
            return new Promise((resolve, reject) => {
                const leave = () => {
                    waiting.delete(start);
                    reject(signal.reason);
                };
                const start = () => {
                    waiting.delete(start);
                    signal.removeEventListener("abort", leave);
                    resolve(take());
                };
                waiting.add(start);
                signal.addEventListener("abort", leave, { once: true });
            });
        },
    };
}

;// CONCATENATED MODULE: ./core/service/lines.js
/** A longer line comes in pieces. Characters. */
const longest = 64 * 1024;
function linesInto(take) {
    const decoder = new TextDecoder();
    let rest = "";
    return {
        write(bytes) {
            const pieces = (rest + decoder.decode(bytes, { stream: true })).split(/\r?\n/);
            rest = pieces.pop();
            for (const piece of pieces)
                take(piece);
            for (; rest.length > longest; rest = rest.slice(longest))
                take(rest.slice(0, longest));
        },
        end() {
            if (rest !== "")
                take(rest);
            rest = "";
        },
    };
}

;// CONCATENATED MODULE: ./core/service/work.js
/** One build by a worker: its order, its log to all who hear it, and how it ended. */




/** @throws build-failed; the signal's reason; what starting a worker throws */
async function carryOut(work, parts) {
    const { name, request, folder, log, signal } = work;
    const subject = { app: request.app, space: request.space, number: request.build_number };
    const sink = request.kafka_hosts ? await parts.openSink(request.kafka_hosts, subject) : undefined;
    const lines = sink && linesInto((line) => sink.write(line));
    const onOutput = (bytes) => {
        log.write(bytes);
        lines?.write(bytes);
        parts.echo(bytes);
    };
    try {
        const source = await sourceOf(work, parts);
        const archive = source.kind === "archive" ? folder.sources : undefined;
        const order = { ...(0,service_order/* orderOf */.mJ)(request, parts.settings), source };
        signal.throwIfAborted();
        await ended(work, await parts.workers.start({ name, order, archive, onOutput }));
    }
    finally {
        work.onEnd();
        lines?.end();
        sink?.write("Build finished"); // clients wait for these words
        const lost = await sink?.end();
        if (lost)
            log.write(`warning: ${lost} lines did not reach Kafka.\n`);
    }
}
/** Waits for a worker. Whatever goes wrong here, it does not run on. @throws build-failed, the signal's reason */
async function ended({ signal, onStart }, running) {
    try {
        signal.addEventListener("abort", running.stop, { once: true });
        if (signal.aborted)
            running.stop();
        onStart(running.handle);
        const { exitCode, reason } = await running.ended;
        if (exitCode === 0)
            return;
        signal.throwIfAborted();
        throw new errors/* TreestampError */.ks("build-failed", reason ?? `The build failed: exit code ${exitCode ?? "unknown"}.`);
    }
    catch (error) {
        running.stop();
        await running.ended;
        throw error;
    }
}
async function sourceOf({ request, folder }, { workers, settings }) {
    const image = (0,service_order/* imageOf */.dT)(request);
    if (image !== undefined)
        return { kind: "image", reference: image.reference };
    if (workers.archives === "inline")
        return { kind: "archive", bytes: (await (0,promises_.stat)(folder.sources)).size };
    const url = new URL(`/${request.build_uuid}`, settings.serviceUrl).href;
    return { kind: "service", url, token: settings.token };
}

;// CONCATENATED MODULE: ./core/service/builds.js
/** The life of builds: sources, a turn, a worker, an end that is told once. */










/** Before something is written again. Milliseconds. */
const retry = 1_000;
/** How long the end waits for logs that are being kept. Milliseconds. */
const patience = 2_000;
/** A build's name among all, for workers, logs and messages. */
function nameOf({ app, number }) {
    return `${app}-${number}`;
}
function openBuilds(parts) {
    const { settings, records, bucket, workers, log } = parts;
    const actives = new Map();
    // Sources are fetched at the pace of builds.
    const [turns, fetches] = [queueOf(settings.parallel), queueOf(settings.parallel)];
    const outbox = openOutbox(records, parts.callbacks, log);
    const totals = { succeeded: 0, failed: 0, canceled: 0 };
    /** Logs on their way to the bucket. */
    const keeping = new Map();
    let isClosing = false;
    /** @throws machine-failed where it cannot be written; nothing has changed then */
    function update(active, change, call) {
        const calls = call === undefined || active.record.callback === undefined ? [] : [call];
        const record = { ...active.record, ...change, calls: [...active.record.calls, ...calls] };
        records.write(record);
        active.record = record;
        if (calls.length > 0)
            outbox.send(nameOf(record), active);
    }
    function begin(record) {
        const folder = records.folder(record.app, record.number);
        const active = {
            ...{ record, folder, log: openBuildLog(folder.log), abort: new AbortController() },
            ...{ accepted: Promise.withResolvers(), ended: Promise.withResolvers() },
        };
        actives.set(nameOf(record), active);
        return active;
    }
    /** From its sources to its end. Never throws. */
    async function live(active) {
        const { abort, record, accepted } = active;
        log.info(`${nameOf(record)}: ${record.state}.`);
        try {
            if (record.state === "fetching")
                await fetched(active);
            accepted.resolve();
            const giveBack = await turns.turn(abort.signal);
            await built(active).finally(giveBack);
            await end(active, "succeeded");
        }
        catch (error) {
            const why = abort.signal.aborted ? abort.signal.reason : undefined;
            if (why === "closing")
                return leave(active);
            if (why === "stopped")
                return end(active, "canceled");
            const reason = why === "timeout" ? `Build timed out after ${settings.timeout} ms.` : (0,errors/* messageOf */.bD)(error);
            active.log.write(`${reason}\n`);
            if (why === undefined && (0,errors/* isTreestampError */.Sh)(error) && error.remedy !== undefined) {
                active.log.write(`  ${error.remedy}\n`);
            }
            await end(active, "failed", reason);
        }
    }
    /** Nothing of it runs here any more. */
    function leave(active) {
        active.log.end();
        actives.delete(nameOf(active.record));
        active.accepted.resolve();
        active.ended.resolve();
    }
    /** Leaves the sources in the build's folder and in the bucket. An image has none: it is copied. */
    async function fetched(active) {
        const { record, folder, abort } = active;
        const { sources } = record.request;
        if ((0,service_order/* imageOf */.dT)(record.request) === undefined) {
            const giveBack = await fetches.turn(abort.signal);
            try {
                await (0,promises_.rm)(folder.sources, { force: true });
                await parts.fetchSources(sources, folder.sources, abort.signal);
                await bucket.put(record.uuid, folder.sources, abort.signal);
            }
            finally {
                giveBack();
            }
        }
        abort.signal.throwIfAborted();
        // An archive that stands in the request is in its file now: a record is written often, and read whole.
        const request = { ...record.request, ...(isInline(sources) && { sources: "data:," }) };
        update(active, { state: "queued", request });
    }
    async function built(active) {
        const { abort, folder, record } = active;
        update(active, { state: "building", started: Date.now() }, { status: "pending", building: true });
        const name = nameOf(record);
        log.info(`${name}: building.`);
        const timer = setTimeout(() => abort.abort("timeout"), settings.timeout);
        const onStart = (handle) => update(active, { handle });
        const onEnd = () => clearTimeout(timer);
        const work = { name, request: record.request, folder, log: active.log, signal: abort.signal, onStart, onEnd };
        await carryOut(work, parts);
    }
    async function end(active, state, reason) {
        const { log: ownLog, folder, record } = active;
        const name = nameOf(record);
        ownLog.end();
        const change = { state, reason, ended: Date.now(), request: undefined, handle: undefined };
        while (!told(active, change))
            await (0,external_node_timers_promises_.setTimeout)(retry); // how it ended is not to be forgotten: a disk may have room again
        totals[state]++;
        log.info(`${name}: ${state}.`);
        await (0,promises_.rm)(folder.sources, { force: true }).catch(() => { });
        keepLog(record, folder);
        leave(active);
    }
    function told(active, change) {
        try {
            update(active, change, { status: change.state, building: false });
            return true;
        }
        catch (error) {
            log.warning(`${nameOf(active.record)}: ${change.state}, which cannot be written: ${(0,errors/* messageOf */.bD)(error)}`);
            return isClosing;
        }
    }
    /** The log goes to its last place in the background; where that cannot be reached it stays, and the next start tries again. */
    function keepLog(record, folder) {
        const name = nameOf(record);
        const kept = bucket
            .put(`${name}.logs`, folder.log)
            .then(() => (0,promises_.rm)(folder.log, { force: true }))
            .catch((error) => log.warning(`${name}: the log stays in ${folder.log}: ${(0,errors/* messageOf */.bD)(error)}`))
            .finally(() => keeping.delete(name));
        keeping.set(name, kept);
    }
    async function stopAll(mine, why) {
        for (const { abort } of mine)
            abort.abort(why);
        await Promise.all(mine.map(({ ended }) => ended.promise));
    }
    /** What is told, kept and built again of a record; one that cannot be worked with stops no other. */
    async function resumed(record) {
        const name = nameOf(record);
        if (hasEnded(record.state)) {
            outbox.send(name, { record });
            const folder = records.folder(record.app, record.number);
            if (await (0,missing/* exists */.t)(folder.log))
                keepLog(record, folder);
            return;
        }
        await workers.clear(name, record.handle);
        const active = begin(record);
        outbox.send(name, active);
        if (record.isStopped)
            return end(active, "canceled");
        if (record.state === "building")
            active.log.write("The service was started anew, and so is this build.\n");
        update(active, { state: record.state === "fetching" ? "fetching" : "queued", handle: undefined });
        void live(active);
    }
    return {
        async create(request) {
            const [app, number] = [`${request.app}-${request.app_uuid}`, request.build_number];
            const name = nameOf({ app, number });
            if (actives.has(name))
                return false;
            const { callback: url, callback_auth: authorization } = request;
            await Promise.all([keeping.get(name), outbox.drop(name)]); // of an earlier build of this number
            const before = await records.read(app, number);
            if (actives.has(name))
                return false;
            const active = begin({
                ...{ app, number, uuid: request.build_uuid, space: request.space, request },
                ...{ state: "fetching", isStopped: false, created: Date.now() },
                // What the same receiver has not heard yet comes first.
                calls: before?.callback?.url === url ? (before?.calls ?? []) : [],
                callback: url ? { url, authorization } : undefined,
            });
            try {
                update(active, {}, { status: "pending", building: false });
            }
            catch (error) {
                leave(active);
                throw error;
            }
            void live(active);
            await active.accepted.promise;
            return true;
        },
        async stop(app, number) {
            const active = actives.get(nameOf({ app, number }));
            if (active === undefined)
                return (await records.read(app, number)) !== undefined;
            try {
                update(active, { isStopped: true });
            }
            catch (error) {
                log.warning(`${nameOf(active.record)}: ${(0,errors/* messageOf */.bD)(error)}`); // its end is written as soon as that can be
            }
            await stopAll([active], "stopped");
            return true;
        },
        async forget(app) {
            await stopAll([...actives.values()].filter(({ record }) => record.app === app), "stopped");
            let isKnown = false;
            for await (const record of records.all(app)) {
                const name = nameOf(record);
                isKnown ||= record.isForgotten !== true;
                await keeping.get(name);
                await Promise.all([bucket.remove(record.uuid), bucket.remove(`${name}.logs`)]);
                if (!outbox.forget(name))
                    await records.remove(app, record.number);
            }
            return isKnown;
        },
        logOf: (app, number) => actives.get(nameOf({ app, number }))?.log,
        async resume() {
            const left = [];
            for await (const record of records.all())
                left.push(record);
            left.sort((a, b) => a.created - b.created); // the order in which they came is that of their turns
            for (const record of left) {
                await resumed(record).catch((error) => log.warning(`${nameOf(record)}: ${(0,errors/* messageOf */.bD)(error)}`));
            }
        },
        async close() {
            isClosing = true;
            await stopAll([...actives.values()], "closing");
            // Most logs are kept in a moment; the next start keeps the others.
            await Promise.race([Promise.all(keeping.values()), (0,external_node_timers_promises_.setTimeout)(patience, undefined, { ref: false })]);
            await outbox.close();
        },
        get counts() {
            const { running: building, waiting: queued } = turns.lengths;
            return { ...totals, building, queued, fetching: fetches.lengths.running, calling: outbox.length };
        },
    };
}
/** Whether the sources stand in the request itself. */
function isInline(sources) {
    return /^data:/i.test(sources);
}

// EXTERNAL MODULE: ./core/service/callbacks.js
var callbacks = __webpack_require__(89999);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: ../../node_modules/hono/dist/middleware/bearer-auth/index.js
var bearer_auth = __webpack_require__(94790);
// EXTERNAL MODULE: ../../node_modules/hono/dist/middleware/body-limit/index.js
var body_limit = __webpack_require__(77122);
// EXTERNAL MODULE: ../../node_modules/hono/dist/http-exception.js
var http_exception = __webpack_require__(81004);
// EXTERNAL MODULE: ../../node_modules/hono/dist/helper/streaming/index.js + 5 modules
var streaming = __webpack_require__(67248);
// EXTERNAL MODULE: ./core/version.js
var version = __webpack_require__(84311);
;// CONCATENATED MODULE: ./core/service/metrics.js
/** The service's figures as Prometheus reads them. Source: prometheus.io, "Text-based format". */
const metrics_ended = ["succeeded", "failed", "canceled"];
function exposition(counts) {
    const rows = Object.entries(counts);
    const line = (metric, [state, count]) => `${metric}{state="${state}"} ${count}`;
    return [
        "# HELP treestamp_builds_total Builds that have ended since the service was started.",
        "# TYPE treestamp_builds_total counter",
        ...rows.filter(([state]) => metrics_ended.includes(state)).map((row) => line("treestamp_builds_total", row)),
        "# HELP treestamp_builds Builds under way, and builds whose callbacks nobody has taken yet (calling).",
        "# TYPE treestamp_builds gauge",
        ...rows.filter(([state]) => !metrics_ended.includes(state)).map((row) => line("treestamp_builds", row)),
        "# HELP process_resident_memory_bytes Resident memory size in bytes.",
        "# TYPE process_resident_memory_bytes gauge",
        `process_resident_memory_bytes ${process.memoryUsage.rss()}`,
        "",
    ].join("\n");
}

;// CONCATENATED MODULE: ./core/service/http.js
/** The service's routes, by the names that its clients know, and the document that describes them. */













/** Sources may stand in the request itself. Bytes. */
const maxBodyBytes = 64 << 20;
/** So many builds are listed, the newest first. */
const maxListed = 1000;
const answer = zod_openapi_dist.z.object({ status: zod_openapi_dist.z.string() }).openapi("Status");
const json = (description) => ({ description, content: { "application/json": { schema: answer } } });
const bytes = (description, type) => ({ description, content: { [type]: { schema: zod_openapi_dist.z.string() } } });
const notFound = json("There is none.");
const badRequest = json("What is wrong with the request.");
/** Of every route that wants the token. */
const guarded = { 401: { description: "The token is missing, or another one." } };
/** OpenAPI wants one name for one place of an address. */
const either = zod_openapi_dist.z.object({ id: zod_openapi_dist.z.string().openapi({ description: "BUILD_UUID; to DELETE, APP_NAME-APP_UUID" }) });
const appId = zod_openapi_dist.z.object({ app_id: zod_openapi_dist.z.string().openapi({ description: "APP_NAME-APP_UUID" }) });
const appBuild = appId.extend({ build_number: zod_openapi_dist.z.string() });
const summary = zod_openapi_dist.z.object({
    app: zod_openapi_dist.z.string(),
    build_number: zod_openapi_dist.z.int(),
    build_uuid: zod_openapi_dist.z.string(),
    state: zod_openapi_dist.z["enum"](["fetching", "queued", "building", "succeeded", "failed", "canceled"]),
    created: zod_openapi_dist.z.string(),
    started: zod_openapi_dist.z.string().optional(),
    ended: zod_openapi_dist.z.string().optional(),
    reason: zod_openapi_dist.z.string().optional(),
})
    .openapi("Summary");
const routes = {
    create: (0,zod_openapi_dist/* createRoute */.un)({
        method: "post",
        path: "/",
        summary: "Builds an image of sources, and pushes it.",
        request: { body: { required: true, content: { "application/json": { schema: buildRequest } } } },
        responses: {
            ...guarded,
            200: json("The sources are kept, and the build is queued."),
            400: badRequest,
            409: json("It is under way."),
            413: json("It is too large."),
        },
    }),
    sources: (0,zod_openapi_dist/* createRoute */.un)({
        method: "get",
        path: "/{id}",
        summary: "The sources of a build, as they came.",
        request: { params: either },
        responses: { ...guarded, 200: bytes("The archive.", "application/octet-stream"), 400: badRequest, 404: notFound },
    }),
    logs: (0,zod_openapi_dist/* createRoute */.un)({
        method: "get",
        path: "/{app_id}/{build_number}/logs",
        summary: "A build's log: as it is, or with `follow` or as server-sent events, as it comes.",
        request: { params: appBuild, query: zod_openapi_dist.z.object({ follow: zod_openapi_dist.z.string().optional() }) },
        responses: { ...guarded, 200: bytes("The log.", "text/plain"), 404: notFound },
    }),
    stop: (0,zod_openapi_dist/* createRoute */.un)({
        method: "delete",
        path: "/{app_id}/{build_number}",
        summary: "Ends a build: answered when nothing of it runs any more.",
        request: { params: appBuild },
        responses: { ...guarded, 200: json("It has ended."), 404: notFound },
    }),
    forget: (0,zod_openapi_dist/* createRoute */.un)({
        method: "delete",
        path: "/{id}",
        summary: "Ends all builds of an app, and removes what is kept of it.",
        request: { params: either },
        responses: { ...guarded, 200: json("Nothing is kept any more."), 404: notFound },
    }),
    list: (0,zod_openapi_dist/* createRoute */.un)({
        method: "get",
        path: "/builds",
        summary: "Builds and their states, the newest first.",
        responses: {
            ...guarded,
            200: { description: "At most 1000.", content: { "application/json": { schema: zod_openapi_dist.z.array(summary) } } },
        },
    }),
    health: (0,zod_openapi_dist/* createRoute */.un)({
        method: "get",
        path: "/healthz",
        summary: "Whether the service is alive.",
        responses: { 200: json("It is.") },
    }),
    octhc: (0,zod_openapi_dist/* createRoute */.un)({
        method: "get",
        path: "/octhc",
        summary: "The same, as older clients ask.",
        responses: { 200: bytes("overall_status=good", "text/plain") },
    }),
    metrics: (0,zod_openapi_dist/* createRoute */.un)({
        method: "get",
        path: "/metrics",
        summary: "Figures for Prometheus.",
        responses: { ...guarded, 200: bytes("Its text format.", "text/plain") },
    }),
};
function serviceApp({ builds, records, bucket, token, log }) {
    const app = new zod_openapi_dist/* OpenAPIHono */.fX({
        defaultHook: (result, context) => {
            if (!result.success)
                return refuse(context, faultOf(result.error));
        },
    });
    if (token !== undefined)
        app.use(guardedBy(token));
    app.use((0,body_limit/* bodyLimit */.k)({ maxSize: maxBodyBytes, onError: (context) => context.json({ status: "Payload Too Large" }, 413) }));
    app.openapi(routes.health, (context) => context.json({ status: "ok" }, 200));
    app.openapi(routes.octhc, (context) => context.text("overall_status=good", 200));
    app.openapi(routes.metrics, (context) => context.text(exposition(builds.counts), 200));
    app.openapi(routes.list, async (context) => context.json(await summaries(records), 200));
    app.openAPIRegistry.registerComponent("securitySchemes", "token", { type: "http", scheme: "bearer" });
    app.openAPIRegistry.registerPath({ ...routes.sources, method: "head", summary: "Whether the sources are kept." });
    const info = { title: "treestamp serve", version: version/* version */.r };
    app.doc31("/openapi.json", { openapi: "3.1.0", info, ...(token === undefined ? {} : { security: [{ token: [] }] }) });
    app.openapi(routes.create, async (context) => {
        const isNew = await builds.create(context.req.valid("json"));
        return isNew ? context.json({ status: "ok" }, 200) : context.json({ status: "Conflict - it is under way." }, 409);
    });
    app.openapi(routes.sources, async (context) => {
        const { id: uuid } = context.req.valid("param");
        if (!isUuid(uuid))
            return refuse(context, "build_uuid is not a uuid");
        if (context.req.method === "HEAD")
            return (await bucket.has(uuid)) ? context.body(null, 200) : http_missing(context);
        const stream = await bucket.open(uuid);
        return stream === undefined ? http_missing(context) : context.body(webStream(stream), 200, octets);
    });
    app.openapi(routes.logs, async (context) => {
        const { app_id: id, build_number: number } = context.req.valid("param");
        if (!isAppId(id) || !isBuildNumber(number))
            return http_missing(context);
        const build = { app: id, number: Number(number) };
        const isStream = context.req.header("accept")?.includes("text/event-stream") === true;
        const follow = isStream || ![undefined, "false", "0"].includes(context.req.valid("query").follow);
        const live = builds.logOf(id, build.number);
        const signal = context.req.raw.signal;
        const stream = (await live?.read({ follow, signal })) ?? (await keptLog(bucket, records, build));
        if (stream === undefined)
            return http_missing(context);
        return isStream ? events(context, stream) : context.body(webStream(external_node_stream_.Readable.from(stream)), 200, plain);
    });
    app.openapi(routes.stop, async (context) => {
        const { app_id: id, build_number: number } = context.req.valid("param");
        const isKnown = isAppId(id) && isBuildNumber(number) && (await builds.stop(id, Number(number)));
        return isKnown ? context.json({ status: "ok" }, 200) : http_missing(context);
    });
    app.openapi(routes.forget, async (context) => {
        const { id } = context.req.valid("param");
        const isKnown = isAppId(id) && (await builds.forget(id));
        return isKnown ? context.json({ status: "ok" }, 200) : http_missing(context);
    });
    app.notFound((context) => http_missing(context));
    app.onError((error, context) => {
        if (error instanceof http_exception/* HTTPException */.y) {
            return /JSON/.test(error.message) ? refuse(context, "the body is not JSON") : error.getResponse();
        }
        log.warning(`${context.req.method} ${context.req.path}: ${(0,errors/* messageOf */.bD)(error)}`);
        return context.json({ status: "Internal Server Error" }, 500);
    });
    return app;
}
const octets = { "content-type": "application/octet-stream" };
const plain = { "content-type": "text/plain; charset=utf-8" };
function refuse(context, fault) {
    return context.json({ status: `Bad Request - ${fault}.` }, 400);
}
function http_missing(context) {
    return context.json({ status: "Not Found" }, 404);
}
/** Probes of orchestrators bear no token. */
function guardedBy(token) {
    const digest = (text) => (0,external_node_crypto_.createHash)("sha256").update(text).digest();
    const expected = digest(token);
    const guard = (0,bearer_auth/* bearerAuth */.i)({ verifyToken: (said) => (0,external_node_crypto_.timingSafeEqual)(digest(said), expected) });
    return (context, next) => ["/healthz", "/octhc"].includes(context.req.path) ? next() : guard(context, next);
}
function webStream(stream) {
    return external_node_stream_.Readable.toWeb(stream);
}
/** From the bucket; where that could not be reached when the build ended, the log is still in its folder. */
async function keptLog(bucket, records, build) {
    return (await records.log(build.app, build.number)) ?? (await bucket.open(`${nameOf(build)}.logs`));
}
/** An event a line, and `end` after the last. */
function events(context, stream) {
    return (0,streaming/* streamSSE */.OT)(context, async (channel) => {
        const waiting = [];
        const lines = linesInto((line) => waiting.push(line));
        const flush = async () => {
            for (const data of waiting.splice(0))
                await channel.writeSSE({ data });
        };
        for await (const part of stream) {
            if (channel.aborted)
                return; // the client has gone
            lines.write(part);
            await flush();
        }
        lines.end();
        await flush();
        await channel.writeSSE({ event: "end", data: "" });
    });
}
async function summaries(records) {
    const all = [];
    for await (const record of records.all())
        if (record.isForgotten !== true)
            all.push(record);
    all.sort((a, b) => b.created - a.created);
    const time = (at) => (at === undefined ? undefined : new Date(at).toISOString());
    return all.slice(0, maxListed).map(({ app, number, uuid, state, created, started, ended, reason }) => ({
        ...{ app, build_number: number, build_uuid: uuid, state, created: time(created) },
        ...{ started: time(started), ended: time(ended), reason },
    }));
}

;// CONCATENATED MODULE: ./core/service/open.js
/** Picks the service's drivers; each is loaded where it is asked for. */


async function openBucket({ s3, state }) {
    if (s3 !== undefined)
        return (await Promise.all(/* import() */[__webpack_require__.e(8299), __webpack_require__.e(1110)]).then(__webpack_require__.bind(__webpack_require__, 91110))).s3Bucket(s3);
    return (await __webpack_require__.e(/* import() */ 1066).then(__webpack_require__.bind(__webpack_require__, 61066))).folderBucket((0,external_node_path_.join)(state, "kept"));
}
function openSinks({ kafkaTopic: topic }) {
    return async (hosts, subject) => (await Promise.all(/* import() */[__webpack_require__.e(7674), __webpack_require__.e(7761), __webpack_require__.e(177)]).then(__webpack_require__.bind(__webpack_require__, 90177))).kafkaSink({ hosts: kafkaHosts(hosts), topic }, subject);
}
/** Secrets of the service are no build's. */
const ownVariables = /^(S3_SECRET_KEY|EXTRA_DOCKER_REGISTRY_CONFIG|EXTRA_BUILD_ARGS|DOCKER_BUILD_SETTINGS)$/;
async function openWorkers({ workers }, { environment, command }) {
    const ofBuilds = Object.fromEntries(Object.entries(environment).filter(([name]) => !ownVariables.test(name)));
    switch (workers.kind) {
        case "host":
            return (await __webpack_require__.e(/* import() */ 8269).then(__webpack_require__.bind(__webpack_require__, 98269))).hostWorkers(command, ofBuilds);
        case "docker":
            return (await __webpack_require__.e(/* import() */ 347).then(__webpack_require__.bind(__webpack_require__, 30347))).dockerWorkers(workers, ofBuilds);
        case "kubernetes":
            return (await Promise.all(/* import() */[__webpack_require__.e(7674), __webpack_require__.e(8994), __webpack_require__.e(7936), __webpack_require__.e(3161)]).then(__webpack_require__.bind(__webpack_require__, 83161))).kubernetesWorkers(workers);
    }
}

// EXTERNAL MODULE: ./core/service/sources.js
var service_sources = __webpack_require__(84309);
;// CONCATENATED MODULE: ./core/service/service.js
/** The service from its settings to its end. */











/** One that was killed in another container counts as alive for half a minute. Milliseconds. */
const service_patience = 45_000;
/**
 * Serves until the signal says that it is enough; then ends what runs, for the next service on this folder to go on with.
 * @throws store-unreachable where another service has the folder; machine-failed where it cannot listen
 */
async function runService(settings, parts, signal) {
    const { state } = settings;
    (0,external_node_fs_.mkdirSync)(state, { recursive: true, mode: 0o700 });
    await (0,folder_lock/* withFolderLock */.ix)(state, "lock", () => serve(settings, parts, signal), { patience: service_patience });
}
async function serve(settings, parts, signal) {
    const { log, echo } = parts;
    const environment = { ...parts.environment, ...daemonVariables(settings) };
    const records = recordsIn((0,external_node_path_.join)(settings.state, "builds"));
    const [bucket, workers] = await Promise.all([
        openBucket(settings),
        openWorkers(settings, { environment, command: parts.command }),
    ]);
    const openSink = openSinks(settings);
    const builds = openBuilds({
        ...{ settings, records, bucket, workers, log, openSink },
        callbacks: (0,callbacks/* callbacks */.l)({ environment, log, secret: settings.callbackSecret }),
        fetchSources: (uri, file, stop) => (0,service_sources/* fetchSources */.d)(uri, file, { environment, signal: stop }),
        echo: settings.showLogs ? echo : () => { },
    });
    const app = serviceApp({ builds, records, bucket, token: settings.token, log });
    const server = (0,dist/* createAdaptorServer */.b$)({ fetch: app.fetch });
    await builds.resume();
    try {
        const { port } = await listening(server, settings);
        log.info(`Listening on http://${settings.address.includes(":") ? `[${settings.address}]` : settings.address}:${port}.`);
        log.info(`Builds: ${workers.description}, ${settings.parallel} at a time. Sources and logs: ${bucket.description}.`);
        await service_ended(signal);
    }
    finally {
        server.close();
        await builds.close();
        if ("closeAllConnections" in server)
            server.closeAllConnections();
    }
}
function listening(server, { address, port }) {
    return new Promise((resolve, reject) => {
        server.once("error", (cause) => {
            const remedy = "Choose another `port`, or end what listens there.";
            reject(new errors/* TreestampError */.ks("machine-failed", `${address}:${port}: ${(0,errors/* messageOf */.bD)(cause)}.`, { remedy, cause }));
        });
        server.listen(port, address, () => resolve(server.address()));
    });
}
function service_ended(signal) {
    return new Promise((resolve) => {
        if (signal.aborted)
            resolve();
        signal.addEventListener("abort", () => resolve(), { once: true });
    });
}
/** A daemon elsewhere, as docker's own variables name it; its certificates lie in the state's folder. */
function daemonVariables({ daemon, state }) {
    if (daemon === undefined)
        return {};
    const { host, tls } = daemon;
    if (tls === undefined)
        return { DOCKER_HOST: host };
    const folder = (0,external_node_path_.join)(state, "daemon");
    (0,external_node_fs_.mkdirSync)(folder, { recursive: true, mode: 0o700 });
    for (const [name, pem] of Object.entries(tls))
        (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(folder, `${name}.pem`), pem, { mode: 0o600 });
    return { DOCKER_HOST: host, DOCKER_TLS_VERIFY: "1", DOCKER_CERT_PATH: folder };
}

// EXTERNAL MODULE: ./core/inputs/read.js
var read = __webpack_require__(82453);
// EXTERNAL MODULE: ./core/inputs/rows/serve.js
var rows_serve = __webpack_require__(67760);
// EXTERNAL MODULE: ./core/inputs/size.js
var size = __webpack_require__(24496);
// EXTERNAL MODULE: ./core/json.js
var core_json = __webpack_require__(59529);
;// CONCATENATED MODULE: ./core/service/settings.js
/** What the service is told: flags, and the variables that its operators know. */









/** Flags that are handed on to every build. */
const handedOn = ["engine", "builder", "builder-certs", "network", "cache-folder", "cache-size"];
/** Reads flags, and the variables of those that are not given. @throws input-invalid, path-missing */
function settingsOf(flags, environment) {
    const written = withVariables(flags, environment);
    const values = (0,read/* readInputs */.Ko)("serve", written);
    const { text, flag } = values;
    const address = text("listen");
    const token = secretIn(values, "token-file");
    if (token !== undefined && !/^[A-Za-z0-9._~+/-]+=*$/.test(token)) {
        throw values.fail("token-file")("no header can carry that token", "Use letters, digits and ._~+/- alone."); // RFC 6750, section 2.1
    }
    if (!(0,reference/* isLoopback */.U9)(address) && token === undefined && !flag("allow-anonymous")) {
        throw values.fail("listen")(`${address} is no loopback address, and requests need no token`, "Name a file with `token-file`, or say `allow-anonymous` where something else guards the service.");
    }
    return {
        address,
        token,
        port: integer(values, "port", { least: 0, most: 65_535 }),
        state: (0,external_node_path_.resolve)(text("state")),
        callbackSecret: secretIn(values, "callback-secret-file"),
        parallel: integer(values, "maximum-parallel-builds", { least: 1, most: 1000 }),
        timeout: integer(values, "timeout-in-ms", { least: 1, most: 2 ** 31 - 1 }),
        noCache: flag("no-cache"),
        showLogs: flag("show-build-logs"),
        buildArgs: buildArgsOf(values),
        logins: loginsOf(values, flags),
        workers: workersOf(values),
        serviceUrl: urlOf(values, "service-url"),
        daemon: daemonOf(values, flags),
        s3: s3Of(values, flags),
        kafkaTopic: text("kafka-topic"),
        inputs: Object.fromEntries([...written].filter(([name]) => handedOn.includes(name))),
    };
}
function withVariables(flags, environment) {
    const others = new Map([["s3-region", environment.S3_LOCATION]]);
    const said = new Map(flags);
    for (const { name, variable } of rows_serve/* serveRows */.h) {
        const value = (variable === undefined ? undefined : environment[variable]) || others.get(name);
        if (!said.has(name) && value)
            said.set(name, [value]);
    }
    return said;
}
function integer({ text, fail }, name, { least, most }) {
    const said = text(name);
    const value = Number(said);
    if (/^\d+$/.test(said) && value >= least && value <= most)
        return value;
    throw fail(name)(`"${said}" is not a number from ${least} to ${most}`);
}
function urlOf({ text, fail }, name) {
    const said = text(name);
    if (said === undefined || (0,web_address/* isWebAddress */.d)(said))
        return said;
    throw fail(name)(`"${said}" is not an address`, "Write http://HOST:PORT.");
}
/** What a file says. @throws path-missing, input-invalid where it says nothing */
function secretIn({ text, fail }, name) {
    const path = text(name);
    if (path === undefined)
        return undefined;
    const secret = contentOf(name, path).trim();
    if (secret === "")
        throw fail(name)(`${path} is empty`);
    return secret;
}
function contentOf(name, path) {
    try {
        return (0,external_node_fs_.readFileSync)(path, "utf8");
    }
    catch (error) {
        throw new errors/* TreestampError */.ks("path-missing", `\`${name}\`: ${path} cannot be read: ${(0,errors/* messageOf */.bD)(error)}`, {
            remedy: "Check the path, and that the service's user may read it.",
        });
    }
}
/** A value, or `@` and the file that holds it, as curl has it. */
function writtenIn({ text }, name) {
    const said = text(name);
    return said?.startsWith("@") ? contentOf(name, said.slice(1)) : said;
}
/** The same for what holds secrets: every process of the machine can read a flag. @throws input-invalid */
function guardedValue(values, flags, name) {
    const flag = flags.get(name)?.at(-1);
    if (flag !== undefined && !flag.startsWith("@")) {
        throw values.fail(name)("a secret does not belong on the command line", "Write @ and the file that holds it.");
    }
    return writtenIn(values, name)?.trim();
}
function objectOf(values, name, json) {
    if (json === undefined)
        return {};
    const parsed = (0,core_json/* parsedJson */.U)(json);
    if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed))
        return { ...parsed };
    throw values.fail(name)("it is not a JSON object", "Write {…}, or @ and the file that holds it.");
}
function buildArgsOf(values) {
    const name = "extra-build-args";
    const args = {};
    for (const [key, value] of Object.entries(objectOf(values, name, writtenIn(values, name)))) {
        if (!["string", "number", "boolean"].includes(typeof value))
            throw values.fail(name)(`${key} is not a text`);
        args[key] = String(value);
    }
    return args;
}
function loginsOf(values, flags) {
    const name = "extra-docker-registry-config";
    const logins = {};
    for (const [host, login] of Object.entries(objectOf(values, name, guardedValue(values, flags, name)))) {
        const { username, password } = (login ?? {});
        if (typeof username !== "string" || typeof password !== "string") {
            throw values.fail(name)(`${host} has no username and password`, "Write {HOST: {username, password}}.");
        }
        logins[host] = { username, password };
    }
    return logins;
}
function workersOf(values) {
    const { text, flag, fail } = values;
    const image = text("docker-build-image");
    const kind = flag("use-kubernetes") ? "kubernetes" : image === undefined ? "host" : "docker";
    if (kind === "host")
        return { kind };
    if (image === undefined)
        throw fail("use-kubernetes")("`docker-build-image` says which image the workers have");
    if (kind === "kubernetes" && text("service-url") === undefined) {
        throw fail("use-kubernetes")("workers need `service-url` to get the sources", "Write the address of the service.");
    }
    const cpus = Number(text("worker-cpus"));
    if (!(cpus > 0))
        throw fail("worker-cpus")(`"${text("worker-cpus")}" is not a number of processors`);
    return { kind, image, memory: (0,size/* parseSize */.D)(text("worker-memory"), fail("worker-memory")), cpus };
}
/** Source: dockerode's README, "Getting started". */
function daemonOf(values, flags) {
    const name = "docker-build-settings";
    const json = guardedValue(values, flags, name);
    if (json === undefined)
        return undefined;
    const { socketPath, host, port, protocol, ca, cert, key } = objectOf(values, name, json);
    if (typeof socketPath === "string")
        return { host: `unix://${socketPath}`, tls: undefined };
    if (typeof host !== "string")
        throw values.fail(name)("it has neither `host` nor `socketPath`");
    const bare = host.replace(/^(https?|tcp):\/\//, "");
    const tls = ca && cert && key ? { ca, cert, key } : undefined;
    if (tls === undefined && (protocol === "https" || host.startsWith("https:") || ca || cert || key)) {
        throw values.fail(name)("TLS needs `ca`, `cert` and `key`", "Give all three, as PEM.");
    }
    return { host: `tcp://${bare}:${port ?? (tls === undefined ? 2375 : 2376)}`, tls };
}
function s3Of(values, flags) {
    const { text, fail } = values;
    const bucket = text("s3-bucket");
    if (bucket === undefined)
        return undefined;
    const [accessKey, secretKey] = [text("s3-access-key"), guardedValue(values, flags, "s3-secret-key")];
    if (accessKey === undefined || secretKey === undefined) {
        throw fail("s3-bucket")("it needs `s3-access-key` and `s3-secret-key`", "Set S3_ACCESS_KEY and S3_SECRET_KEY.");
    }
    return {
        ...{ bucket, accessKey, secretKey },
        region: text("s3-region"),
        endpoint: urlOf(values, "s3-endpoint"),
    };
}

;// CONCATENATED MODULE: ./cli/serve.js
/** `treestamp serve`: the build service, until it is told to end. */





/** @returns the exit code: being told to end is no failure of a service */
async function serve_serve({ written, debug }, process) {
    (0,linux/* requireLinux */.g)();
    const { env: environment, stdout, stderr, execPath, argv } = process;
    const log = (0,shell_log/* localLog */.g)({ write: (text) => stderr.write(text), debug });
    const command = [execPath, argv[1], "service-build"];
    const echo = (bytes) => void stdout.write(bytes);
    const settings = settingsOf(written, environment);
    return (0,interrupt/* interruptible */.I)((signal) => runService(settings, { environment, log, command, echo }, signal)).then(() => 0, (error) => {
        if (error instanceof interrupt/* Interrupted */.j)
            return 0;
        throw error;
    });
}


/***/ }),

/***/ 59529:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ parsedJson)
/* harmony export */ });
/** What the text says; undefined where it is no JSON. For texts from outside, which no message may quote. */
function parsedJson(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}


/***/ }),

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

/***/ 84931:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $F: () => (/* binding */ elevations),
/* harmony export */   J: () => (/* binding */ elevateWith),
/* harmony export */   dc: () => (/* binding */ removeAs),
/* harmony export */   js: () => (/* binding */ removeAsAnyone),
/* harmony export */   kk: () => (/* binding */ giveToCaller),
/* harmony export */   mV: () => (/* binding */ rootRights),
/* harmony export */   uI: () => (/* binding */ probeElevation)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(47516);
/** Having the rights of root: as we are, through a sudo that asks no question, or in a user namespace of our own. */


/** Real root's, and how we come to it. */
function rootRights() {
    return process.getuid() === 0 ? "root" : "sudo";
}
/** A user namespace needs newuidmap, and unshare of util-linux 2.38. */
const elevations = {
    root: [],
    sudo: ["sudo", "-n"],
    "user namespace": [
        ...["unshare", "--user", "--map-auto", "--map-current-user", "--setuid", "0", "--setgid", "0", "--"],
    ],
};
/**
 * Finds out whether a command line can be run so; by default one that takes namespaces and mounts something, where nobody
 * sees it. `env` is where programs are looked for, by its PATH.
 */
async function probeElevation(rights, env, line = ["unshare", "--mount", "--pid", "--fork", "--mount-proc", "true"]) {
    const [program, ...args] = [...elevations[rights], ...line];
    try {
        // Without a terminal, as everything later: a password that was given at this one is not asked for only here.
        const { exitCode, stdout, stderr } = await (0,_process_js__WEBPACK_IMPORTED_MODULE_1__/* .run */ .e)(program, args, { env, stopBy: "end of input" });
        if (exitCode === 0)
            return { ok: true, printed: stdout.toString("utf8") };
        const why = (stderr.trim().split("\n").at(-1) ?? "").replace(/\.$/, "");
        if (why.startsWith("sudo: "))
            return { ok: false, why: `root is needed, and sudo says: ${why.slice(6)}` };
        if (rights === "user namespace")
            return { ok: false, why: `in a user namespace of the caller: ${why}` };
        return { ok: false, why: why.startsWith("unshare: ") ? `this process may not mount: ${why}` : why };
    }
    catch (error) {
        const why = (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error).replace(/\.$/, "");
        return { ok: false, why: rights === "sudo" ? `root is needed: ${why}` : why };
    }
}
/** Removes folders in which files of other users may be, as far as these rights go. */
async function removeAs(rights, folders) {
    if (folders.length === 0)
        return;
    const [program, ...args] = [...elevations[rights], "rm", "-rf", "--one-file-system", "--", ...folders];
    await (0,_process_js__WEBPACK_IMPORTED_MODULE_1__/* .run */ .e)(program, args);
}
/** The same where it is not known whose rights made them: those that lack some leave the rest to the others. */
async function removeAsAnyone(folders) {
    const all = rootRights() === "root" ? ["root"] : ["user namespace", "sudo"];
    for (const rights of all)
        await removeAs(rights, folders).catch(() => { });
}
/**
 * Makes a folder or file, and all in it, the caller's, who can read and write it then; as far as that can be done. Links are not followed. For
 * what a command has left that ran as another user: nobody else may be at it.
 */
async function giveToCaller(path) {
    const owner = `${process.getuid()}:${process.getgid()}`;
    const script = 'chown -R -h -P -- "$1" "$2"; [ -h "$2" ] || chmod -R u+rwX -- "$2"';
    const line = ["sh", "-c", script, "sh", owner, path];
    const all = rootRights() === "root" ? ["root"] : ["user namespace", "sudo"];
    for (const rights of all) {
        const [program, ...args] = [...elevations[rights], ...line];
        await (0,_process_js__WEBPACK_IMPORTED_MODULE_1__/* .run */ .e)(program, args).catch(() => { });
    }
    await (0,_process_js__WEBPACK_IMPORTED_MODULE_1__/* .run */ .e)("sh", ["-c", '[ -h "$1" ] || chmod -R u+rwX -- "$1"', "sh", path]);
}
/** sudo sets the first two itself, and no program with the set-user-id bit is given the third. */
const resetBySudo = ["PATH", "HOME", "TMPDIR"];
/**
 * The start of a command line that runs as root and in the environment `env`, with which the program itself is to be
 * started. Everybody can read command lines: so names stand there, and values only of PATH, HOME and TMPDIR.
 */
function elevateWith(elevate, env) {
    if (elevate.length === 0)
        return [];
    const names = Object.keys(env).filter((name) => /^[A-Za-z_]\w*$/.test(name) && !resetBySudo.includes(name));
    const values = resetBySudo.filter((name) => env[name] !== undefined).map((name) => `${name}=${env[name]}`);
    return [...elevate, ...(names.length > 0 ? [`--preserve-env=${names.join(",")}`] : []), "env", ...values];
}


/***/ }),

/***/ 26469:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ih: () => (/* binding */ untilUnlocked),
/* harmony export */   ix: () => (/* binding */ withFolderLock),
/* harmony export */   t_: () => (/* binding */ sweepLocks)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(58500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(64256);
/* harmony import */ var _missing_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(71081);
/* harmony import */ var _owner_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(40542);
/* harmony import */ var _scratch_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(58511);
/** Locks between processes that share a folder, and that no dead process holds forever. */







/**
 * Runs `work` while no other process runs its own under the lock `name` of the same folder.
 *
 * The lock is a folder: free while it is missing or empty, held while it has a file, which bears its holder's name (see
 * owner.ts). rename(2) puts a folder with our file in place of a missing or empty one, and of nothing else, so taking it is
 * one atomic step. Releasing it, and taking it from a dead holder, is removing that one file by its name, which can never
 * hit the next holder. A holder in another container that was stopped for long looks dead: then two are inside, and
 * `stillHeld` tells the first.
 * @throws store-unreachable if it cannot get the lock
 */
async function withFolderLock(folder, name, work, options = {}) {
    const lock = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, name);
    const ours = await take(folder, lock, options);
    try {
        return await work(() => (0,_missing_js__WEBPACK_IMPORTED_MODULE_4__/* .exists */ .t)(ours));
    }
    finally {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(ours, { force: true });
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rmdir)(lock).catch(() => { }); // gone, or the next holder's by now
    }
}
/** Removes what dead processes have left in a folder of locks: those that they held, and those that they were about to take. */
async function sweepLocks(folder) {
    await (0,_scratch_js__WEBPACK_IMPORTED_MODULE_6__/* .sweepScratch */ .Dq)(folder);
    for (const lock of (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(folder)).map((name) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, name))) {
        if ((0,_owner_js__WEBPACK_IMPORTED_MODULE_5__/* .isOwned */ .go)(lock))
            continue; // a living process is about to put it in a lock's place, and it may still be empty
        if ((await livingHolder(lock, Date.now())) === undefined)
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rmdir)(lock).catch(() => { }); // or somebody took it
    }
}
/** Waits until nobody holds the lock, if anybody does. */
async function untilUnlocked(folder, name) {
    const lock = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, name);
    if (!(await (0,_missing_js__WEBPACK_IMPORTED_MODULE_4__/* .exists */ .t)(lock)))
        return;
    while ((await livingHolder(lock, Date.now())) !== undefined)
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_2__.setTimeout)(2 + Math.random() * 10);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rmdir)(lock).catch(() => { }); // a dead holder's
}
/** @returns the file that says that the lock is ours */
async function take(folder, lock, { patience = Infinity, onWait }) {
    const candidate = await (0,_scratch_js__WEBPACK_IMPORTED_MODULE_6__/* .makeScratch */ .lP)(folder);
    const name = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(candidate);
    const start = performance.now();
    let hasSaid = false;
    try {
        for (;;) {
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(candidate, name), ""); // anew each time: its time is the file system's present
            try {
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rename)(candidate, lock);
                (0,_owner_js__WEBPACK_IMPORTED_MODULE_5__/* .keepAlive */ .Z8)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(lock, name));
                return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(lock, name);
            }
            catch (error) {
                const code = error.code;
                if (code !== "ENOTEMPTY" && code !== "EEXIST")
                    throw error;
            }
            const { ctimeMs: now } = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(candidate, name));
            const holder = await livingHolder(lock, now);
            if (holder === undefined)
                continue;
            if (!hasSaid)
                onWait?.(await (0,_owner_js__WEBPACK_IMPORTED_MODULE_5__/* .describeOwner */ .$S)(holder));
            hasSaid = true;
            const waited = performance.now() - start;
            if (waited > patience)
                throw busy(folder, patience);
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_2__.setTimeout)(2 + Math.random() * Math.min(200, 20 + waited / 10));
        }
    }
    catch (error) {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(candidate, { recursive: true, force: true });
        throw error;
    }
}
/** The lock's holders, after removing dead ones. One that has vanished meanwhile has released it. */
async function livingHolder(lock, now) {
    for (const holder of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(lock).catch((0,_missing_js__WEBPACK_IMPORTED_MODULE_4__/* .missing */ .L)([]))) {
        if (!(await (0,_owner_js__WEBPACK_IMPORTED_MODULE_5__/* .isAbandoned */ .zI)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(lock, holder), now)))
            return holder;
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.unlink)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(lock, holder)).catch((0,_missing_js__WEBPACK_IMPORTED_MODULE_4__/* .missing */ .L)(undefined));
    }
    return undefined;
}
function busy(folder, patience) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .TreestampError */ .ks("store-unreachable", `${folder} has been locked for ${patience / 1000} seconds.`, {
        remedy: "Another process keeps writing to this store; try again later.",
    });
}


/***/ }),

/***/ 71081:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ missing),
/* harmony export */   t: () => (/* binding */ exists)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/** What may not be there: not an error where it only means "nothing". */

/** For `.catch`: `value` in place of a file that is not there; every other error goes on. */
function missing(value) {
    return (error) => {
        if (error.code === "ENOENT")
            return value;
        throw error;
    };
}
/** True where there is a file or folder. Unlike `access`, it throws where that cannot be known. */
async function exists(path) {
    return (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(path).catch(missing(undefined))) !== undefined;
}


/***/ }),

/***/ 40542:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $S: () => (/* binding */ describeOwner),
/* harmony export */   Z8: () => (/* binding */ keepAlive),
/* harmony export */   aW: () => (/* binding */ bootId),
/* harmony export */   dz: () => (/* binding */ ancestorName),
/* harmony export */   go: () => (/* binding */ isOwned),
/* harmony export */   qU: () => (/* binding */ ownName),
/* harmony export */   zI: () => (/* binding */ isAbandoned)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _process_stat_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(88467);
/**
 * Whose a file or folder is that processes of one machine share, told by its name: process id, the process's start time,
 * where such numbers mean that process (a boot of a kernel and a process namespace of it), and something random. So what a
 * process that was killed has left behind is recognised: at once from the same namespace; from another container or
 * another machine, where nothing can be said of the process, by its heartbeat, which stops.
 */




/** How often what is ours is touched. Milliseconds. */
const heartbeat = 5_000;
/** What has not been touched for this long by a process that we cannot see belongs to a dead one. Milliseconds. */
const silence = 30_000;
let identity;
/** A name for a file or folder of this process, unlike every other. It is to be kept alive by `keepAlive`. */
async function ownName() {
    identity ??= identify();
    const { pid, start, place } = await identity;
    return `${pid}-${start}-${place}-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(6).toString("hex")}`;
}
/**
 * A name for what lasts as long as an ancestor of ours, such as the runner of a CI job's steps.
 * @param generations 1 for the process that started us, 2 for the one that started that
 */
async function ancestorName(generations) {
    identity ??= identify();
    const { place } = await identity;
    let pid = "self";
    for (let generation = 0; generation < generations && pid !== "1"; generation++) {
        const parent = (0,_process_stat_js__WEBPACK_IMPORTED_MODULE_3__/* .processStat */ .Q)(pid)?.parent ?? "0";
        // Of what is started in a container from outside, the parent is out of sight: then the container itself.
        pid = parent === "0" ? "1" : parent;
    }
    return `${pid}-${(0,_process_stat_js__WEBPACK_IMPORTED_MODULE_3__/* .processStat */ .Q)(pid)?.start ?? "0"}-${place}-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(6).toString("hex")}`;
}
/** The process that a name speaks of, in words: by its number where that is one of our own namespace. */
async function describeOwner(name) {
    const owner = parse(name);
    identity ??= identify();
    return owner !== undefined && owner.place === (await identity).place ? `process ${owner.pid}` : "another process";
}
/**
 * True where the file or folder at `path`, whose name is one of `ownName`, belongs to a process that is gone. False where
 * the name is another, and where there is nothing any more.
 * @param now the file system's present, where that may differ from this machine's. Milliseconds.
 * @param quiet how long what belongs to a process that we cannot see may stay untouched. Milliseconds.
 */
async function isAbandoned(path, now = Date.now(), quiet = silence) {
    const owner = parse(path);
    if (owner === undefined)
        return false;
    identity ??= identify();
    if (owner.place === (await identity).place)
        return (0,_process_stat_js__WEBPACK_IMPORTED_MODULE_3__/* .processStat */ .Q)(owner.pid)?.start !== owner.start;
    const stats = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.stat)(path).catch(() => undefined);
    return stats !== undefined && stats.ctimeMs < now - quiet; // ctime: the file system's own clock
}
/** Whether `ownName` made the name of this file or folder, in any process. */
function isOwned(path) {
    return parse(path) !== undefined;
}
const kept = new Set();
let beat;
/** Touches what is at `path` from now on, until the first beat that does not find it. Keeps no process from its end. */
function keepAlive(path) {
    kept.add(path);
    beat ??= setInterval(touchAll, heartbeat).unref();
}
function touchAll() {
    const now = new Date();
    for (const path of kept) {
        (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.utimes)(path, now, now).catch(() => {
            kept.delete(path);
            if (kept.size > 0)
                return;
            clearInterval(beat);
            beat = undefined;
        });
    }
}
function parse(path) {
    const match = /(?:^|\/)(?:treestamp-)?(\d+)-(\d+)-([0-9a-f]{8})-[0-9a-f]{12}$/.exec(path);
    return match === null ? undefined : { pid: match[1], start: match[2], place: match[3] };
}
/** Where /proc does not tell, the place is one that no other process has: then the heartbeat alone says that we live. */
async function identify() {
    try {
        // By /proc's own numbers, which are another namespace's where it was not mounted anew for ours.
        const [pid] = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)("/proc/self/stat", "latin1").split(" ");
        const start = (0,_process_stat_js__WEBPACK_IMPORTED_MODULE_3__/* .processStat */ .Q)(pid)?.start;
        const boot = bootId();
        if (start === undefined || boot === undefined)
            throw new Error("no numbers");
        const place = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(`${boot} ${(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readlinkSync)("/proc/self/ns/pid")}`);
        return { pid: pid, start, place: place.digest("hex").slice(0, 8) };
    }
    catch {
        return { pid: `${process.pid}`, start: "0", place: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(4).toString("hex") };
    }
}
/** What is another after each start of the machine; `undefined` where that cannot be known. Source: random(4). */
function bootId() {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)("/proc/sys/kernel/random/boot_id", "utf8").trim();
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 88467:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ processStat)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/** What the kernel tells of a process. Source: proc(5), /proc/PID/stat. */

/**
 * Undefined where there is no such process. The kernel answers at once: to ask a thread for each of four calls would take ten
 * times as long.
 * @param pid also `self`
 */
function processStat(pid) {
    let line;
    try {
        line = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`/proc/${pid}/stat`, "latin1");
    }
    catch {
        return undefined;
    }
    // The name in field 2 may itself hold spaces and parentheses.
    const fields = line.slice(line.lastIndexOf(")") + 2).split(" ");
    return { state: fields[0], parent: fields[1], group: fields[2], start: fields[19] };
}


/***/ }),

/***/ 47516:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ run),
/* harmony export */   j: () => (/* binding */ outputOf)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_child_process__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(78474);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_events__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(57075);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__webpack_require__.n(node_stream__WEBPACK_IMPORTED_MODULE_3__);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(46466);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_4___default = /*#__PURE__*/__webpack_require__.n(node_stream_promises__WEBPACK_IMPORTED_MODULE_4__);
/* harmony import */ var node_string_decoder__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(46193);
/* harmony import */ var node_string_decoder__WEBPACK_IMPORTED_MODULE_5___default = /*#__PURE__*/__webpack_require__.n(node_string_decoder__WEBPACK_IMPORTED_MODULE_5__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(64256);
/** Running other programs: arguments as an array, never a shell. */







/**
 * Runs a program to its end and gives what it printed, whatever its exit code.
 * @throws tool-missing where there is no such program; interrupted where `signal` ended it
 */
async function run(program, args, options = {}) {
    const { input, onLine, lines = "stderr", signal, maxOutput = 64 << 20, onOutput, stopBy = "SIGTERM" } = options;
    const watchesInput = stopBy === "end of input";
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(program, [...args], {
        ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
        ...(options.env === undefined ? {} : { env: options.env }),
        stdio: [input === undefined && !watchesInput ? "ignore" : "pipe", "pipe", "pipe"],
        detached: watchesInput,
    });
    const ended = exitOf(child, program);
    const stop = () => (watchesInput ? child.stdin.destroy() : child.kill("SIGTERM"));
    signal?.addEventListener("abort", stop, { once: true });
    if (signal?.aborted)
        stop();
    // When a program has ended, Node drops what nobody has begun to read. Source: node, lib/internal/child_process.js, flushStdio.
    if (onOutput !== undefined)
        child.stdout.on("readable", () => { });
    try {
        const feeding = input === undefined ? undefined : feed(child, input);
        const [stdout, stderr, exitCode] = await Promise.all([
            onOutput === undefined
                ? collect(child.stdout, lines === "both" ? undefined : maxOutput, lines === "both" ? onLine : undefined)
                : onOutput(child.stdout).then(() => Buffer.alloc(0)),
            collect(child.stderr, undefined, onLine),
            ended,
            feeding,
        ]);
        if (signal?.aborted)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .TreestampError */ .ks("interrupted", `${program} was ended by a signal.`);
        return { exitCode, stdout, stderr: stderr.toString("utf8") };
    }
    catch (error) {
        stop();
        await ended.catch(() => { }); // a caller that cleans up after this failure must not race a program that is still running
        throw error;
    }
    finally {
        signal?.removeEventListener("abort", stop);
    }
}
/**
 * What a program prints, as it comes. Ends the program where the reader leaves early.
 * @param check gets the result at the end, and throws where the output is not to be trusted
 * @throws what `run` and `check` throw
 */
async function* outputOf(line, options, check) {
    const [program, ...args] = line;
    const started = Promise.withResolvers();
    const read = Promise.withResolvers();
    const onOutput = (stdout) => {
        started.resolve(stdout);
        return read.promise;
    };
    const result = run(program, args, { ...options, onOutput });
    result.catch(started.reject);
    try {
        yield* await started.promise;
    }
    catch (error) {
        read.reject(error); // which stops the program
        throw error;
    }
    finally {
        read.resolve();
        await result.catch(() => { });
    }
    check(await result);
}
/** The code that a shell would report for the child: its exit code, or 128 + n for signal n. */
async function exitOf(child, program) {
    const [code, signalName] = await (0,node_events__WEBPACK_IMPORTED_MODULE_1__.once)(child, "close").catch((error) => {
        const [why, remedy] = error.code === "ENOENT"
            ? ["is not installed", `Install ${program}, or add its folder to PATH.`]
            : [`cannot be started: ${error.message}`, `Check what ${program} is on this machine, and that you may run it.`];
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .TreestampError */ .ks("tool-missing", `${program} ${why}.`, { remedy, cause: error });
    });
    return code ?? 128 + (node_os__WEBPACK_IMPORTED_MODULE_2__.constants.signals[signalName] ?? 0);
}
/** Writes `input` at the pace of the reader. A program that stops reading early is no error: its exit code tells. */
async function feed(child, input) {
    const chunks = typeof input === "string" || input instanceof Uint8Array ? [input] : input;
    try {
        await (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_4__.pipeline)(node_stream__WEBPACK_IMPORTED_MODULE_3__.Readable.from(chunks, { objectMode: true }), child.stdin);
    }
    catch (error) {
        const code = error.code;
        if (code !== "EPIPE" && code !== "ERR_STREAM_PREMATURE_CLOSE")
            throw error;
    }
}
/** All bytes of a stream; without a `limit`, its last 64 KiB. */
async function collect(stream, limit, onLine) {
    const parts = [];
    let size = 0;
    let rest = "";
    const decoder = new node_string_decoder__WEBPACK_IMPORTED_MODULE_5__.StringDecoder("utf8"); // a character may come in two parts
    for await (const part of stream) {
        if (onLine !== undefined) {
            const pieces = (rest + decoder.write(part)).split(/\r?\n/);
            rest = pieces.pop();
            for (const line of pieces)
                onLine(line);
        }
        parts.push(part);
        size += part.length;
        if (limit !== undefined && size > limit) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .TreestampError */ .ks("input-invalid", `A program printed more than ${limit} bytes.`);
        }
        while (limit === undefined && size - parts[0].length > tailBytes)
            size -= parts.shift().length;
    }
    if (rest !== "" && onLine !== undefined)
        onLine(rest);
    return Buffer.concat(parts);
}
const tailBytes = 64 * 1024;


/***/ }),

/***/ 58511:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dq: () => (/* binding */ sweepScratch),
/* harmony export */   ZU: () => (/* binding */ removeScratch),
/* harmony export */   h7: () => (/* binding */ abandonedScratch),
/* harmony export */   lP: () => (/* binding */ makeScratch)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _elevate_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(84931);
/* harmony import */ var _missing_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(71081);
/* harmony import */ var _owner_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(40542);
/** Folders for files that must not outlive the process that made them: the next process removes what is left of a dead one. */





/**
 * Makes an empty folder of our own (mode 0700) in `parent`, which is made where it is missing. The caller removes it.
 * `prefix` is for a parent that has folders of others, too: `treestamp-` or nothing.
 */
async function makeScratch(parent, prefix = "") {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(parent, { recursive: true, mode: 0o700 });
    const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(parent, `${prefix}${await (0,_owner_js__WEBPACK_IMPORTED_MODULE_4__/* .ownName */ .qU)()}`);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(folder, { mode: 0o700 });
    (0,_owner_js__WEBPACK_IMPORTED_MODULE_4__/* .keepAlive */ .Z8)(folder);
    return folder;
}
/** Removes such a folder, also where a command has left files of another user in it. What is left all the same, the next process removes. */
async function removeScratch(folder) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(folder, { recursive: true, force: true }).catch(() => (0,_elevate_js__WEBPACK_IMPORTED_MODULE_2__/* .removeAsAnyone */ .js)([folder]));
}
/** Paths of the folders (and files, see `ownName`) in `parent` whose process is gone. */
async function abandonedScratch(parent) {
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(parent).catch((0,_missing_js__WEBPACK_IMPORTED_MODULE_3__/* .missing */ .L)([]));
    const abandoned = [];
    for (const path of names.map((name) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(parent, name)))
        if (await (0,_owner_js__WEBPACK_IMPORTED_MODULE_4__/* .isAbandoned */ .zI)(path))
            abandoned.push(path);
    return abandoned;
}
/** Removes those of them that we are allowed to remove, also where root has files in one of ours: a build's, through sudo. */
async function sweepScratch(parent) {
    const withOthersFiles = [];
    for (const folder of await abandonedScratch(parent)) {
        const isOurs = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(folder).then(({ uid }) => uid === process.getuid(), () => false);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(folder, { recursive: true, force: true }).catch(() => {
            if (isOurs)
                withOthersFiles.push(folder);
        });
    }
    await (0,_elevate_js__WEBPACK_IMPORTED_MODULE_2__/* .removeAs */ .dc)((0,_elevate_js__WEBPACK_IMPORTED_MODULE_2__/* .rootRights */ .mV)(), withOthersFiles).catch(() => { }); // the next one may have the rights
}


/***/ }),

/***/ 39963:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ bareImage)
/* harmony export */ });
/** The password ends at the last `@` that no digest follows. @throws URIError for a login that is wrongly encoded */
function bareImage(reference) {
    const [, user, password, rest = reference] = /^([^:/@]+):(.*)@((?!sha256:)[^@]+(?:@sha256:[0-9a-f]+)?)$/.exec(reference) ?? [];
    const login = user === undefined || password === undefined
        ? undefined
        : { username: decodeURIComponent(user), password: decodeURIComponent(password) };
    return { host: rest.split("/")[0], reference: rest, login };
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


/***/ }),

/***/ 2199:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fj: () => (/* binding */ secretsOf),
/* harmony export */   dT: () => (/* binding */ imageOf),
/* harmony export */   mJ: () => (/* binding */ orderOf)
/* harmony export */ });
/* harmony import */ var _inputs_source_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(83116);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(67896);
/* harmony import */ var _bare_image_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(39963);
/** From a client's request to what a worker does. */



/** All of the order but its source. The image is HOST/REPOSITORY/APP-APP_UUID, its tags 1.NUMBER and latest, as clients know them. */
function orderOf(request, settings) {
    const { host, isPlain } = registryOf(request.gm_registry_host);
    return {
        image: `${host}/${request.gm_registry_repo.replace(/^\/+|\/+$/g, "")}/${request.app}-${request.app_uuid}`.toLowerCase(),
        tags: [`1.${request.build_number}`, "latest"],
        labels: {
            app: request.app,
            space: request.space,
            app_uuid: request.app_uuid,
            build_uuid: request.build_uuid,
            ...(request.sha && { "org.opencontainers.image.revision": request.sha }),
        },
        buildArgs: { ...settings.buildArgs, ...request.build_args },
        noCache: settings.noCache,
        logins: loginsOf(request, settings.logins, host),
        plainHttp: isPlain ? [host] : [],
        inputs: settings.inputs,
    };
}
/** The image that is copied; undefined where the sources are an archive. */
function imageOf({ sources }) {
    if (!/^docker:/i.test(sources))
        return undefined; // an archive in a data: address is not decoded for this
    const source = (0,_inputs_source_js__WEBPACK_IMPORTED_MODULE_0__/* .parseSource */ .P)(sources);
    return source.kind === "image" ? (0,_bare_image_js__WEBPACK_IMPORTED_MODULE_2__/* .bareImage */ .M)(source.reference) : undefined;
}
/** `http://` before a registry's host is how a request says that it has no TLS. */
function registryOf(said) {
    return { host: said.replace(/^https?:\/\//, "").replace(/\/+$/, ""), isPlain: said.startsWith("http://") };
}
/** Logins by host. A login of the request is for the host that it names, and no other. */
function loginsOf(request, shared, host) {
    const { gm_registry_auth: own, docker_login: username, docker_password: password } = request;
    const image = imageOf(request);
    const logins = { ...shared };
    const pulled = request.docker_registry
        ? registryOf(request.docker_registry).host
        : (image?.host ?? _oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .dockerHubHosts */ .bI[0]);
    if (username && password)
        logins[pulled] = { username, password };
    if (image?.login !== undefined)
        logins[image.host] = image.login;
    if (own)
        logins[host] = { username: own.username, password: own.password };
    return logins;
}
/** What a log must not show. Values that are in every log would only hide the log. */
function secretsOf({ logins, buildArgs }) {
    const values = Object.values(buildArgs).filter((value) => !/^(true|false|[\d.]*|.{0,3})$/.test(value));
    return [...Object.values(logins).map(({ password }) => password), ...values];
}


/***/ }),

/***/ 84309:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ fetchFromService),
/* harmony export */   d: () => (/* binding */ fetchSources)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _download_download_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(42750);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64256);
/* harmony import */ var _inputs_source_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(83116);
/* harmony import */ var _log_log_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(35288);
/* harmony import */ var _oci_registry_refusal_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(79540);
/* harmony import */ var _sources_checkout_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(35287);
/** Sources as the service keeps them: fetched, and looked at, before anybody is told that they are there. */







const words = { it: "The archive", sums: "`sources`" };
/**
 * Leaves the archive of an http, https or data address in a file.
 * @throws input-invalid, image-invalid where it is no archive, store-refused, store-unreachable, store-corrupt
 */
async function fetchSources(uri, file, { environment, signal }) {
    const source = (0,_inputs_source_js__WEBPACK_IMPORTED_MODULE_3__/* .parseSource */ .P)(uri);
    if (source.kind === "data") {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(file, source.bytes, { flag: "wx", mode: 0o600 });
        return (0,_sources_checkout_js__WEBPACK_IMPORTED_MODULE_6__/* .checkArchive */ .PI)(file, "The data: URI");
    }
    if (source.kind !== "download")
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("input-invalid", `${uri} is not to be downloaded.`);
    // Not AbortSignal.timeout: nothing of a download may be kept once it has ended.
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), _sources_checkout_js__WEBPACK_IMPORTED_MODULE_6__/* .usualLimits */ .tW.time);
    const either = AbortSignal.any([signal, late.signal]);
    const limit = _sources_checkout_js__WEBPACK_IMPORTED_MODULE_6__/* .usualLimits */ .tW.bytes;
    try {
        await (0,_download_download_js__WEBPACK_IMPORTED_MODULE_1__/* .download */ .R)(source, file, { environment, signal: either, log: _log_log_js__WEBPACK_IMPORTED_MODULE_4__/* .silentLog */ .a, words, limit });
    }
    catch (error) {
        if (signal.aborted || !late.signal.aborted)
            throw error;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TreestampError */ .ks("store-refused", `The archive took longer than ${_sources_checkout_js__WEBPACK_IMPORTED_MODULE_6__/* .usualLimits */ .tW.time / 60_000} minutes.`);
    }
    finally {
        clearTimeout(timer);
    }
    await (0,_sources_checkout_js__WEBPACK_IMPORTED_MODULE_6__/* .checkArchive */ .PI)(file, (0,_oci_registry_refusal_js__WEBPACK_IMPORTED_MODULE_5__/* .redacted */ .pc)(new URL(source.url)));
}
/** Gets what the service keeps: a worker elsewhere has no other way to it. */
async function fetchFromService({ url, token }, file, { environment }) {
    const signal = AbortSignal.timeout(_sources_checkout_js__WEBPACK_IMPORTED_MODULE_6__/* .usualLimits */ .tW.time);
    const login = token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } };
    await (0,_download_download_js__WEBPACK_IMPORTED_MODULE_1__/* .download */ .R)({ url, digest: undefined }, file, { environment, signal, log: _log_log_js__WEBPACK_IMPORTED_MODULE_4__/* .silentLog */ .a, words, ...login });
}


/***/ })

};
;