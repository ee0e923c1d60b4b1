"use strict";
exports.id = 347;
exports.ids = [347];
exports.modules = {

/***/ 11915:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ attach)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_child_process__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(78474);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_events__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _sandbox_signals_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(22570);
/** A program that carries out an order: it reads it from its standard input, and prints the log. */




/** Starts it as the leader of a process group, so that nothing of it escapes. @throws Error where it cannot be started */
async function attach(job, command, environment) {
    const [program, ...args] = command;
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(program, args, { env: environment, stdio: ["pipe", "pipe", "pipe"], detached: true });
    const closed = (0,node_events__WEBPACK_IMPORTED_MODULE_1__.once)(child, "close");
    closed.catch(() => { }); // where it cannot be started, which the next line throws
    await (0,node_events__WEBPACK_IMPORTED_MODULE_1__.once)(child, "spawn");
    child.stdout.on("data", job.onOutput);
    child.stderr.on("data", job.onOutput);
    sendOrder(job, child.stdin).catch(() => child.stdin.destroy()); // the worker misses the rest, and says so
    return {
        pid: child.pid,
        closed: closed.then(([code, signal]) => (0,_sandbox_signals_js__WEBPACK_IMPORTED_MODULE_3__/* .exitCodeOf */ .F)(code, signal)),
        kill: () => void child.kill("SIGKILL"),
    };
}
/**
 * Writes a line of JSON and the archive, and leaves the stream open: its end tells the worker that the service is gone. A
 * worker that stops reading early is no error here: how it ends tells.
 */
async function sendOrder({ order, archive }, input) {
    input.on("error", () => { });
    input.write(`${JSON.stringify(order)}\n`);
    if (archive === undefined)
        return;
    for await (const part of (0,node_fs__WEBPACK_IMPORTED_MODULE_2__.createReadStream)(archive, { highWaterMark: 1 << 20 })) {
        if (input.destroyed)
            return;
        if (!input.write(part))
            await (0,node_events__WEBPACK_IMPORTED_MODULE_1__.once)(input, "drain");
    }
}


/***/ }),

/***/ 30347:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   dockerWorkers: () => (/* binding */ dockerWorkers)
/* harmony export */ });
/* harmony import */ var _machine_process_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(47516);
/* harmony import */ var _attached_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(11915);
/* harmony import */ var _process_tree_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(78383);
/** Builds as containers of a docker daemon, each of an image that has treestamp and an engine. */



/** How long a build has to tidy up once it is told to end. Seconds. */
const patience = 3;
/** The build's engine is the daemon that the worker runs on: its socket is mounted. */
function dockerWorkers(settings, environment) {
    return {
        description: `containers of ${settings.image}`,
        archives: "inline",
        start: async (job) => started(job, settings, environment),
        async clear(name, handle) {
            // The client of a service that was killed may still fetch the image, and would start the container then.
            const pid = handle === undefined ? undefined : (0,_process_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .processBehind */ .y$)(handle);
            if (pid !== undefined)
                (0,_process_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .killAll */ .E7)((0,_process_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .treeOf */ .g7)(pid));
            await remove(containerOf(name), environment);
        },
    };
}
async function started(job, settings, env) {
    const container = containerOf(job.name);
    await remove(container, env); // of a build of the same number, whose service was killed
    const client = await (0,_attached_js__WEBPACK_IMPORTED_MODULE_1__/* .attach */ .K)(job, ["docker", ...wordsFor(container, settings, env)], env);
    const ended = client.closed.then(async (exitCode) => {
        const reason = await reasonOf(container, exitCode, env);
        await remove(container, env); // also where the client has lost the daemon for a moment
        return { exitCode, reason };
    });
    return { handle: (0,_process_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .handleOf */ .mP)(client.pid), ended, stop: () => void halted(container, client, env) };
}
/**
 * The container is removed by us alone, once we have seen how it ended. Its first process is docker's own: it passes on
 * signals, which a first process that does not expect them never gets. Its output is kept nowhere but here.
 */
function wordsFor(container, { image, memory, cpus }, env) {
    const limits = ["--memory", String(memory), "--cpus", String(cpus), "--pids-limit", "4096"];
    const socket = ["--volume", `${socketOf(env)}:/var/run/docker.sock`];
    const how = ["--interactive", "--init", "--log-driver", "none", "--network", "host"];
    return ["run", ...how, "--name", container, ...limits, ...socket, image, "service-build"];
}
/** Ends the client, too: where there is no container yet, or one that it has yet to start, that is what ends the build. */
async function halted(container, client, env) {
    await (0,_machine_process_js__WEBPACK_IMPORTED_MODULE_0__/* .run */ .e)("docker", ["stop", "--time", String(patience), container], { env }).catch(() => { });
    client.kill();
}
async function reasonOf(container, exitCode, env) {
    if (exitCode !== 137)
        return undefined;
    const { stdout } = await (0,_machine_process_js__WEBPACK_IMPORTED_MODULE_0__/* .run */ .e)("docker", ["inspect", "--format", "{{.State.OOMKilled}}", container], { env });
    return stdout.toString().trim() === "true" ? "The build needed more memory than `worker-memory` allows." : undefined;
}
async function remove(container, env) {
    await (0,_machine_process_js__WEBPACK_IMPORTED_MODULE_0__/* .run */ .e)("docker", ["rm", "--force", "--volumes", container], { env });
}
/** Docker's names are as long as they are, but begin with a letter or digit. */
function containerOf(name) {
    return `treestamp-build-${name}`;
}
/** As the daemon sees it. One that is reached by TCP has its own under the usual name. */
function socketOf({ DOCKER_HOST: host }) {
    return host?.startsWith("unix://") ? host.slice("unix://".length) : "/var/run/docker.sock";
}


/***/ }),

/***/ 78383:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E7: () => (/* binding */ killAll),
/* harmony export */   g7: () => (/* binding */ treeOf),
/* harmony export */   mP: () => (/* binding */ handleOf),
/* harmony export */   y$: () => (/* binding */ processBehind)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _machine_process_stat_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(88467);
/** Processes that another one has started, and those that they have. */


/** A process that runs. One that has ended, and waits to be asked how, runs no more. */
function running(pid) {
    const stat = (0,_machine_process_stat_js__WEBPACK_IMPORTED_MODULE_1__/* .processStat */ .Q)(pid);
    return stat?.state === "Z" ? undefined : stat;
}
/** `PID-START`, by which a process is found again, and no other that has got its number since. */
function handleOf(pid) {
    return `${pid}-${running(String(pid))?.start ?? "ended"}`;
}
/** The process of a handle, if it still runs. */
function processBehind(handle) {
    const [pid, start] = handle.split("-");
    return running(pid)?.start === start ? Number(pid) : undefined;
}
/** What runs below a process, itself, and all of its process group: children of a dead one stay in that. */
function treeOf(leader) {
    const all = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)("/proc").flatMap((name) => {
        const stat = /^\d+$/.test(name) ? running(name) : undefined;
        return stat === undefined ? [] : [{ pid: Number(name), parent: Number(stat.parent), group: Number(stat.group) }];
    });
    const tree = new Set(all.filter(({ pid, group }) => pid === leader || group === leader).map(({ pid }) => pid));
    for (let size = 0; size !== tree.size;) {
        size = tree.size;
        for (const { pid, parent } of all)
            if (tree.has(parent))
                tree.add(pid);
    }
    return [...tree];
}
/** Ends them at once. */
function killAll(pids) {
    for (const pid of pids) {
        try {
            process.kill(pid, "SIGKILL");
        }
        catch {
            // It has ended meanwhile.
        }
    }
}


/***/ })

};
;