export const id = 335;
export const ids = [335];
export const modules = {

/***/ 3335:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  chooseSandbox: () => (/* reexport */ chooseSandbox),
  dockerSandbox: () => (/* reexport */ dockerSandbox),
  mountedSandbox: () => (/* reexport */ mountedSandbox),
  parseImageConfig: () => (/* reexport */ image_config/* parseImageConfig */.F),
  probeDockerContainers: () => (/* reexport */ probeDockerContainers),
  probeMounted: () => (/* reexport */ probeMounted)
});

// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(6058);
// EXTERNAL MODULE: ./core/process.js
var core_process = __webpack_require__(560);
;// CONCATENATED MODULE: ./core/sandbox/choose.js
/** Which sandbox commands run in. */


/** A daemon that takes longer to say its version is taken for one that does not answer. Milliseconds. */
const patience = 20_000;
/** Whether a docker daemon answers. `env` is the environment of the docker client. */
async function probeDockerContainers(env) {
    const signal = AbortSignal.timeout(patience);
    try {
        const asked = await (0,core_process/* run */.e)("docker", ["version", "--format", "{{.Server.Version}}"], { env, signal });
        const version = asked.stdout.toString("utf8").trim();
        if (asked.exitCode === 0 && version !== "")
            return { ok: true, version };
        return { ok: false, why: asked.stderr.trim().split("\n").at(-1) || "docker does not say its version" };
    }
    catch (error) {
        return { ok: false, why: signal.aborted ? "docker does not answer" : (0,errors/* messageOf */.bD)(error) };
    }
}
/**
 * Takes the kind that was asked for; with `auto` a mounted snapshot where that is possible, else a container of docker. The
 * log says why nothing better; of the best there is nothing to say, and the terminal is the command's.
 * @throws sandbox-failed where none can be used, with each one's reason
 */
async function chooseSandbox(preference, probes, log) {
    const reasons = [];
    if (preference === "container")
        reasons.push("a container was asked for");
    else {
        const mounted = await probes.mounted();
        if (mounted.ok) {
            const { runtime, elevate } = mounted.tools;
            log.debug(`Sandbox: the mounted snapshot, ${runtime.kind}${elevate.length > 0 ? " through sudo" : ""}.`);
            return { kind: "mounted", tools: mounted.tools };
        }
        reasons.push(`a snapshot cannot be mounted: ${mounted.why}`);
    }
    if (preference !== "mounted") {
        const docker = await probes.docker();
        const [why] = reasons;
        if (docker.ok) {
            log.info(`Sandbox: a container of docker ${docker.version}; ${why}.`);
            return { kind: "container", why: why };
        }
        reasons.push(`no container can be made: ${docker.why}`);
    }
    throw new errors/* TreestampError */.ks("sandbox-failed", `Commands cannot be run here: ${reasons.join("; ")}.`, {
        remedy: "Run as root or with sudo that asks for no password, with crun or runc installed; or start docker.",
    });
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./core/archive/tar-reader.js + 1 modules
var tar_reader = __webpack_require__(3731);
// EXTERNAL MODULE: ./core/archive/tar-writer.js
var tar_writer = __webpack_require__(5959);
// EXTERNAL MODULE: ./core/image/manifest.js
var image_manifest = __webpack_require__(2530);
// EXTERNAL MODULE: ./core/scratch.js
var core_scratch = __webpack_require__(9723);
// EXTERNAL MODULE: ./core/store/digest.js
var store_digest = __webpack_require__(5911);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
// EXTERNAL MODULE: external "node:tty"
var external_node_tty_ = __webpack_require__(7066);
;// CONCATENATED MODULE: ./core/sandbox/signals.js

/** Signals that a person or a CI service sends to the command, and that therefore are not ours to die of. */
const forwarded = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR2", "SIGWINCH"];
/** How long a command that was told to end may take before it is killed. Milliseconds. */
const graceMilliseconds = 10_000;
/**
 * Passes signals that this process gets on through `send`, and ends the command when `abort` says so: SIGTERM, and SIGKILL
 * after ten seconds. Returns the function that stops it.
 */
function forwardSignals(send, abort) {
    let killing;
    const end = () => {
        send("SIGTERM");
        killing = setTimeout(() => send("SIGKILL"), graceMilliseconds);
    };
    for (const signal of forwarded)
        process.on(signal, send);
    abort?.addEventListener("abort", end, { once: true });
    if (abort?.aborted)
        end();
    return () => {
        clearTimeout(killing);
        for (const signal of forwarded)
            process.off(signal, send);
        abort?.removeEventListener("abort", end);
    };
}
/** The code that a shell reports for a child that ended so: its own, or 128 + n for signal n. */
function exitCodeOf(code, signal) {
    return code ?? 128 + (signal === null ? 0 : external_node_os_.constants.signals[signal]);
}

;// CONCATENATED MODULE: ./core/sandbox/controlled.js
/** A program under a fifo: lines in it are signals to pass on, and its end says that we are gone. */








/** Makes the fifo `control` in a scratch folder. */
async function makeControl(scratch) {
    const made = await (0,core_process/* run */.e)("mkfifo", ["-m", "600", (0,external_node_path_.join)(scratch, "control")]);
    if (made.exitCode !== 0)
        throw new errors/* TreestampError */.ks("sandbox-failed", `No fifo can be made: ${made.stderr.trim()}.`);
}
/**
 * Runs a program that obeys the fifo, with our own streams, to its end. Signals that we get, and the command's abort, go to
 * it as names (`TERM`) through the fifo; so they pass sudo, which may not be signalled. @returns its exit code
 */
async function runControlled(scratch, line, command, env) {
    // Open for both, so that opening waits for nobody. When this process dies, so does the last writer.
    const control = await (0,promises_.open)((0,external_node_path_.join)(scratch, "control"), "r+");
    try {
        const [program, ...args] = line;
        // A session of its own: the terminal's Ctrl-C reaches us alone, and we pass it on once.
        const child = (0,external_node_child_process_.spawn)(program, args, {
            stdio: [0, command.output === "stderr" ? 2 : 1, 2],
            detached: true,
            ...(env === undefined ? {} : { env }),
        });
        const ended = (0,external_node_events_.once)(child, "close");
        const stopForwarding = forwardSignals((signal) => {
            void control.write(`${signal.slice(3)}\n`).catch(() => { });
        }, command.signal);
        const [code, signal] = await ended.finally(stopForwarding);
        return exitCodeOf(code, signal);
    }
    finally {
        await control.close();
    }
}
/** True where the command gets a terminal, since we have one on both sides. */
function hasTerminal(command) {
    return (0,external_node_tty_.isatty)(0) && (0,external_node_tty_.isatty)(1) && command.output !== "stderr";
}

;// CONCATENATED MODULE: ./core/sandbox/user.js
/** Where the home folder of a numeric user that is not root stands. */
const callerHome = "/home/treestamp";
/** The user where no file of the image is needed to know it. */
function numericUser(user) {
    if (user === "caller") {
        const [uid, gid] = [process.getuid(), process.getgid()];
        return { uid, gid, additionalGids: process.getgroups().filter((group) => group !== gid) };
    }
    const numbers = /^(\d+):(\d+)$/.exec(user);
    return numbers === null ? undefined : { uid: Number(numbers[1]), gid: Number(numbers[2]), additionalGids: [] };
}
/** The passwd file of an image, with a line for the user where it has none. */
function passwdWith(passwd, { uid, gid }) {
    if (passwd.split("\n").some((line) => line.split(":")[2] === `${uid}`))
        return passwd;
    const start = passwd === "" || passwd.endsWith("\n") ? passwd : `${passwd}\n`;
    return `${start}treestamp:x:${uid}:${gid}::${callerHome}:/bin/sh\n`;
}

;// CONCATENATED MODULE: ./core/sandbox/oci-spec.js

const defaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
/**
 * What Docker gives to a container by default. CAP_MKNOD is the one left out: no device control group stands behind it here.
 * Source: moby, daemon/pkg/oci/caps/defaults.go.
 */
const capabilities = [
    "CAP_CHOWN",
    "CAP_DAC_OVERRIDE",
    "CAP_FSETID",
    "CAP_FOWNER",
    "CAP_NET_RAW",
    "CAP_SETGID",
    "CAP_SETUID",
    "CAP_SETFCAP",
    "CAP_SETPCAP",
    "CAP_NET_BIND_SERVICE",
    "CAP_SYS_CHROOT",
    "CAP_KILL",
    "CAP_AUDIT_WRITE",
];
/** Source: moby, daemon/pkg/oci/defaults.go. */
const maskedPaths = [
    "/proc/acpi",
    "/proc/asound",
    "/proc/interrupts",
    "/proc/kcore",
    "/proc/keys",
    "/proc/latency_stats",
    "/proc/sched_debug",
    "/proc/scsi",
    "/proc/timer_list",
    "/proc/timer_stats",
    "/sys/firmware",
];
const readonlyPaths = ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"];
/** The image's variables, then the command's; PATH, HOME and TERM where neither says. `home` is empty to leave it to the runtime. */
function environmentOf(image, command, home, terminal) {
    const env = new Map([["PATH", defaultPath]]);
    if (terminal)
        env.set("TERM", "xterm");
    for (const [name, value] of image.env)
        env.set(name, value);
    // The image's HOME is that of the image's user.
    if (home !== "")
        env.set("HOME", home);
    for (const [name, value] of command.env)
        env.set(name, value);
    return env;
}
/** The configuration as JSON text: what stands before the user's object, and what stands after it. */
function runtimeSpec(image, command, around) {
    const home = around.home !== undefined ? callerHome : around.user?.uid === 0 ? "/root" : "";
    const process = {
        terminal: around.terminal !== undefined,
        ...(around.terminal === undefined ? {} : { consoleSize: around.terminal }),
        args: command.argv,
        env: [...environmentOf(image, command, home, around.terminal !== undefined)].map(([name, value]) => `${name}=${value}`),
        cwd: command.workingDirectory,
        capabilities: capabilitiesFor(around.user),
    };
    const rest = {
        root: { path: around.root, readonly: false },
        mounts: [...systemMounts(around), ...homeMounts(around), ...ownMounts(command, around)],
        linux: {
            // Network, host name and process numbers are those around: the process namespace is made before the runtime starts.
            namespaces: [{ type: "mount" }, { type: "ipc" }],
            maskedPaths,
            readonlyPaths,
            ...(around.cgroupsPath === undefined ? {} : { cgroupsPath: around.cgroupsPath }),
            ...(around.cgroupsPath === undefined ? {} : { resources: { devices: allowedDevices } }),
        },
    };
    return {
        head: `{"ociVersion":"1.0.2","process":${JSON.stringify(process).slice(0, -1)},"user":`,
        tail: `},${JSON.stringify(rest).slice(1)}\n`,
    };
}
/** Root has them; another user can only gain them from a program that carries them. */
function capabilitiesFor(user) {
    const held = user === undefined || user.uid === 0 ? capabilities : [];
    return { bounding: capabilities, effective: held, permitted: held };
}
function systemMounts({ unifiedCgroups }) {
    const mount = (destination, type, ...options) => ({
        destination,
        type,
        source: type,
        options: ["nosuid", ...options],
    });
    return [
        mount("/proc", "proc", "noexec", "nodev"),
        mount("/dev", "tmpfs", "strictatime", "mode=755", "size=65536k"),
        mount("/dev/pts", "devpts", "noexec", "newinstance", "ptmxmode=0666", "mode=0620", "gid=5"),
        mount("/dev/shm", "tmpfs", "noexec", "nodev", "mode=1777"),
        mount("/dev/mqueue", "mqueue", "noexec", "nodev"),
        mount("/sys", "sysfs", "noexec", "nodev", "ro"),
        ...(unifiedCgroups ? [bind("/sys/fs/cgroup", "/sys/fs/cgroup", "ro", "nosuid", "noexec", "nodev")] : []),
    ];
}
function homeMounts({ home }) {
    if (home === undefined)
        return [];
    return [bind(home.folder, callerHome, "rw"), bind(home.passwd, "/etc/passwd", "rw")];
}
function ownMounts(command, { files }) {
    return [
        ...[...files].map(([target, source]) => bind(source, target, "rw")),
        ...command.binds.map(({ source, target, readOnly }) => bind(source, target, readOnly ? "ro" : "rw")),
    ];
}
function bind(source, destination, ...options) {
    return { destination, type: "bind", source, options: ["rbind", "rprivate", ...options] };
}
/** Character devices that Docker allows: null, zero, full, random, urandom, tty, console, ptmx, pts. */
const allowedDevices = [
    { allow: false, access: "rwm" },
    ...[
        [1, 3],
        [1, 5],
        [1, 7],
        [1, 8],
        [1, 9],
        [5, 0],
        [5, 1],
        [5, 2],
    ].map(([major, minor]) => ({ allow: true, type: "c", major, minor, access: "rwm" })),
    { allow: true, type: "c", major: 136, access: "rwm" },
];

;// CONCATENATED MODULE: ./core/sandbox/docker.js
/** The container sandbox: the ordinary image in a container of a docker daemon, where a snapshot cannot be mounted. */













/** Runs commands in containers. The daemon must be on this machine, for it mounts our folders. */
function dockerSandbox(options) {
    let name;
    return {
        kind: "container",
        description: `docker container: ${options.why}`,
        run: async (command) => {
            name ??= loadImage(options);
            return runContainer(options, await name, command);
        },
    };
}
/**
 * $1 name of the container, $2 scratch folder, then the command line of `docker run`. Signals go to the container by its
 * name, also when it is still about to be started; when the caller is gone, it is killed, and the scratch folder removed.
 */
const supervise = `
name=$1 scratch=$2
shift 2
(
  while read -r signal; do
    until docker kill --signal "$signal" "$name"; do sleep 0.05; done
  done
  : >"$scratch/orphaned"
  until docker kill "$name"; do sleep 0.05; done
) <"$scratch/control" >/dev/null 2>&1 &
watcher=$!
"$@"
code=$?
kill "$watcher" 2>/dev/null
[ ! -e "$scratch/orphaned" ] || rm -rf "$scratch"
exit "$code"
`;
/** What docker run itself ends with where it could not run the command. Source: docker run reference, exit status. */
const dockerFailed = 125;
async function runContainer(options, image, command) {
    await (0,core_scratch/* sweepScratch */.Dq)(options.scratch);
    const scratch = await (0,core_scratch/* makeScratch */.lP)(options.scratch);
    const name = `treestamp-${(0,external_node_path_.basename)(scratch)}`;
    const begun = Date.now();
    try {
        await makeControl(scratch);
        const { args, env } = await dockerRun(options, image, command, scratch, name);
        const line = ["sh", "-c", supervise, "supervise", name, scratch, "docker", "run", ...args];
        const exitCode = await runControlled(scratch, line, command, env);
        if (exitCode === dockerFailed && !(await wasStarted(options, name, begun))) {
            throw failure(options, "docker could not start it, and its own words are above");
        }
        return { exitCode };
    }
    finally {
        await (0,promises_.rm)(scratch, { recursive: true, force: true });
    }
}
/** What docker remembers of the container, which it has removed by now. `since` is in milliseconds since 1970. */
async function wasStarted(options, name, since) {
    const seconds = (time) => (time / 1000).toFixed(3);
    const times = ["--since", seconds(since), "--until", seconds(Date.now())];
    const filters = ["--filter", `container=${name}`, "--filter", "event=start"];
    const { exitCode, stdout, stderr } = await docker(options, ["events", ...times, ...filters]);
    if (exitCode !== 0)
        throw failure(options, stderr.trim());
    return stdout.length > 0;
}
/** The arguments of `docker run`, and its environment, which holds the values of the command's own variables. */
async function dockerRun(options, image, command, scratch, name) {
    const user = numericUser(command.user);
    const home = user !== undefined && user.uid !== 0 ? callerHome : user === undefined ? "" : "/root";
    const terminal = hasTerminal(command);
    const mounts = command.binds.flatMap(({ source, target, readOnly }) => ["--mount", docker_bind(source, target, readOnly)]);
    if (home === callerHome) {
        const passwd = (0,external_node_path_.join)(scratch, "passwd");
        await (0,promises_.writeFile)(passwd, passwdWith(await passwdOf(options, image), user), { mode: 0o644 });
        mounts.push("--mount", docker_bind(passwd, "/etc/passwd", false), ...(await homeFor(user, scratch)));
    }
    const env = { ...options.env };
    const variables = [];
    for (const [variable, value] of environmentOf(options.config, command, home, terminal)) {
        // A variable that the docker client itself would heed is said in full; all others stay out of the command line.
        const heeded = variable in options.env || /^(DOCKER_|BUILDX_|HTTPS?_PROXY|NO_PROXY|LD_|GO)/i.test(variable);
        if (!heeded)
            env[variable] = value;
        variables.push("--env", heeded ? `${variable}=${value}` : variable);
    }
    const named = command.user === "image" ? options.config.user : command.user;
    const args = [
        ...["--rm", "--init", "--name", name, "--pull", "never"],
        ...["--network", "host", "--cap-drop", "MKNOD", "--interactive"],
        ...(terminal ? ["--tty"] : []),
        // Docker's own 64 MiB are too little for browsers and databases; a mounted sandbox has half of the memory, too.
        ...["--shm-size", `${Math.floor((0,external_node_os_.totalmem)() / 2)}`],
        ...["--user", user === undefined ? named || "0:0" : `${user.uid}:${user.gid}`],
        ...(user?.additionalGids ?? []).flatMap((gid) => ["--group-add", `${gid}`]),
        ...["--workdir", command.workingDirectory],
        ...variables,
        ...mounts,
        ...["--entrypoint", command.argv[0] ?? "", image],
        ...command.argv.slice(1),
    ];
    return { args, env };
}
/** An empty home folder: on our disk, or in memory where we could neither give a folder away nor remove what is in it. */
async function homeFor({ uid, gid }, scratch) {
    const self = process.getuid();
    if (self !== 0 && self !== uid)
        return ["--tmpfs", `${callerHome}:exec,mode=755,uid=${uid},gid=${gid}`];
    const folder = (0,external_node_path_.join)(scratch, "home");
    await (0,promises_.mkdir)(folder, { mode: 0o755 });
    await (0,promises_.chown)(folder, uid, gid);
    return ["--mount", docker_bind(folder, callerHome, false)];
}
/** A bind as `--mount` takes it: a line of comma-separated values. */
function docker_bind(source, target, readOnly) {
    const field = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    return ["type=bind", field(`source=${source}`), field(`target=${target}`), ...(readOnly ? ["readonly"] : [])].join();
}
/** Puts the image into the daemon, unless it is there. @returns its name there */
async function loadImage(options) {
    const { from, image, log } = options;
    const name = `treestamp-run:${(0,store_digest/* hexOf */.ZD)(image.digest)}`;
    const there = await docker(options, ["image", "inspect", "--format", "{{.Id}}", name]);
    if (there.exitCode === 0)
        return name;
    const found = await from.lookup(image.digest);
    if (found.state === "unknown")
        throw found.reason;
    const manifest = found.state === "present" ? (0,image_manifest/* parseManifest */.Ng)(found.manifest) : undefined;
    if (manifest?.kind !== "manifest")
        throw failure(options, `${from.location} has no image ${image.digest}`);
    log.info(`Load ${image.digest} into docker.`);
    const { config, layers } = manifest;
    const path = ({ digest }) => `blobs/sha256/${(0,store_digest/* hexOf */.ZD)(digest)}`;
    const list = Buffer.from(JSON.stringify([{ Config: path(config), RepoTags: [name], Layers: layers.map(path) }]));
    const entries = async function* () {
        const entry = (path, size) => ({ path, kind: "file", mode: 0o644, size });
        yield { ...entry("manifest.json", list.length), content: only(list) };
        for (const blob of new Map([config, ...layers].map((blob) => [blob.digest, blob])).values()) {
            yield { ...entry(path(blob), blob.size), content: from.readBlob(blob) };
        }
    };
    const loaded = await docker(options, ["image", "load", "--quiet"], { input: (0,tar_writer/* writeTar */.F)(entries()) });
    if (loaded.exitCode !== 0)
        throw failure(options, `docker cannot load the image: ${loaded.stderr.trim()}`);
    return name;
}
async function* only(bytes) {
    yield bytes;
}
/** The image's /etc/passwd; empty where it has none. */
async function passwdOf(options, image) {
    const made = await docker(options, ["container", "create", "--pull", "never", "--entrypoint", "/", image]);
    if (made.exitCode !== 0)
        throw failure(options, made.stderr.trim());
    const container = made.stdout.toString("utf8").trim();
    try {
        const copied = await docker(options, ["container", "cp", "--follow-link", `${container}:/etc/passwd`, "-"]);
        if (copied.exitCode !== 0)
            return "";
        const parts = [];
        await (0,tar_reader/* readTar */.s)(only(copied.stdout), (entry) => entry.type === "file" ? { write: (bytes) => void parts.push(Buffer.from(bytes)), end: () => { } } : undefined);
        return Buffer.concat(parts).toString("utf8");
    }
    finally {
        await docker(options, ["container", "rm", container]);
    }
}
function docker({ env }, args, more = {}) {
    return (0,core_process/* run */.e)("docker", args, { env, ...more });
}
function failure({ why }, what) {
    return new errors/* TreestampError */.ks("sandbox-failed", `The container cannot be made: ${what}.`, {
        remedy: `A container is used because ${why}. See that docker works: docker run --rm IMAGE true.`,
    });
}

// EXTERNAL MODULE: ./core/sandbox/image-config.js
var image_config = __webpack_require__(295);
;// CONCATENATED MODULE: ./core/sandbox/mounted-script.js
/**
 * The part of the mounted sandbox that needs root, as two small shell programs. Everything they handle comes as an
 * argument or stands in the scratch folder, which is their working directory; nothing is ever spliced into their text.
 *
 * Files of the scratch folder, which the caller makes before it starts `supervise`:
 *   control              fifo: a line with a signal's name passes that signal on; its end means that the caller is gone
 *   config.json          the runtime's configuration, or config.head and config.tail around the user to be looked up
 *   failed               why nothing started; emptied by `supervise`, and written by `prepare` where it fails
 *   runtime.log          empty
 *   lower, root          empty folders, the mount points
 * Files that root adds, and removes: rw (upper and work folder, home), state, ns.pid, container.pid.
 */
/**
 * $1 scratch folder, $2 the text of `prepare`, and what `prepare` needs. Its exit code is the command's.
 *
 * The command runs in a process namespace whose first process is the OCI runtime: when that ends, or is killed from here,
 * the kernel ends all of them, and the mount namespace goes with the last one. crun waits for orphans of the command, which
 * are its children then: so they are killed once the command, its first child, is gone.
 */
const mounted_script_supervise = `
cd "$1" && : >failed || exit 125
scratch=$1 prepare=$2
shift 2
umask 022

# Numbers of the runtime's own children: the command, and orphans of it. Each of the runtime's threads may have some.
children() { cat /proc/"$(cat ns.pid)"/task/*/children; }
(
  while read -r signal; do
    until [ -s container.pid ]; do sleep 0.02; done
    # The runtime passes every signal on but this one, which would end it before it knows the command's exit code.
    if [ "$signal" = KILL ]; then kill -s KILL $(children); else kill -s "$signal" "$(cat ns.pid)"; fi
  done
  : >orphaned
  until [ -s ns.pid ]; do sleep 0.02; done
  kill -s KILL "$(cat ns.pid)"
) <control >/dev/null 2>&1 &
watcher=$!
(
  until [ -s container.pid ]; do sleep 0.02; done
  # Which of them is the command: its number in its own namespace is the one that the runtime wrote down.
  command=$(grep -l "^NSpid:.*[[:space:]]$(cat container.pid)$" $(printf '/proc/%s/status ' $(children)))
  command=\${command#/proc/}
  [ -z "$command" ] || tail -f /dev/null -s 0.1 --pid "\${command%/status}"
  while orphans=$(children) && [ -n "$orphans" ]; do
    kill -s KILL $orphans
    sleep 0.02
  done
) >/dev/null 2>&1 &
reaper=$!
unshare --mount --pid --fork --kill-child --propagation private -- sh -c "$prepare" prepare "$@"
code=$?
kill "$watcher" "$reaper" 2>/dev/null
wait "$watcher" "$reaper" 2>/dev/null
rm -rf --one-file-system rw state ns.pid container.pid
if [ -e orphaned ]; then
  cd / && rm -rf --one-file-system "$scratch"
fi
for group in /sys/fs/cgroup/"\${scratch##*/}" /sys/fs/cgroup/*/"\${scratch##*/}"; do
  [ ! -d "$group" ] || rmdir "$group" 2>/dev/null
done
exit "$code"
`;
/**
 * $1 snapshot file, $2 \`crun\` or \`runc\`, $3 path of that program, $4 name of the container,
 * $5 uid:gid of the home folder to be made, or empty, $6 user to be looked up in the image, or empty.
 * Runs as the first process of its own mount and process namespace, and becomes the runtime.
 */
const prepare = `
fail() { echo "$1" >failed; exit 125; }
snapshot=$1 kind=$2 runtime=$3 name=$4 owner=$5 user=$6

read -r pid rest </proc/self/stat && echo "$pid" >ns.pid || fail "the process cannot find its own number in /proc"
error=$(mount -t proc proc /proc 2>&1) || fail "$error"

# Another process may take the free loop device that mount has just found, so it looks again.
tries=0
until error=$(mount -t erofs -o ro,nodev -- "$snapshot" lower 2>&1); do
  tries=$((tries + 1))
  [ "$tries" -lt 5 ] || fail "$error"
  sleep 0.1
done

# Nothing of the upper folder is to survive, so nothing of it needs to reach the disk (volatile), and a changed owner or mode
# needs no copy of the data (metacopy). Older kernels, and disks that cannot be an upper folder, get less.
layer() {
  mkdir -p rw/upper rw/work && mount -t overlay -o "lowerdir=lower,upperdir=rw/upper,workdir=rw/work$1" overlay root 2>&1
}
error=$(layer ,volatile,metacopy=on,redirect_dir=on) || error=$(layer) || {
  mount -t tmpfs -o mode=755 tmpfs rw && error=$(layer)
} || fail "$error"

# A link here could lead out of the image: it is left to the image.
if [ ! -L root/tmp ] && [ ! -k root/tmp ]; then
  mkdir -p root/tmp && chmod 1777 root/tmp || fail "/tmp cannot be made"
fi
[ -L root/root ] || [ -e root/root ] || mkdir -m 700 root/root || fail "/root cannot be made"

readable() { [ -f "root/etc/$1" ] && [ ! -L "root/etc/$1" ] && [ ! -L root/etc ]; }
if [ -n "$owner" ]; then
  mkdir -m 755 rw/home && chown "$owner" rw/home || fail "the home folder cannot be made"
  if readable passwd; then cat root/etc/passwd >rw/passwd; else echo root:x:0:0:root:/root:/bin/sh >rw/passwd; fi
  if ! grep -q "^[^:]*:[^:]*:\${owner%:*}:" rw/passwd; then
    echo "treestamp:x:$owner::/home/treestamp:/bin/sh" >>rw/passwd
  fi
fi

number() { case $1 in "" | *[!0-9]*) false ;; esac; }
if [ -n "$user" ]; then
  wanted=\${user%%:*} group= uid= gid= login= more=
  case $user in *:*) group=\${user#*:} ;; esac
  if readable passwd; then
    while IFS=: read -r entry _ entry_uid entry_gid _ || [ -n "$entry" ]; do
      if [ "$entry" = "$wanted" ] || [ "$entry_uid" = "$wanted" ]; then
        uid=$entry_uid gid=$entry_gid login=$entry
        break
      fi
    done <root/etc/passwd
  fi
  if [ -z "$uid" ]; then
    number "$wanted" || fail "the image has no user $wanted"
    uid=$wanted gid=0
  fi
  if [ -n "$group" ]; then
    gid=
    if number "$group"; then gid=$group; fi
  fi
  if readable group; then
    while IFS=: read -r entry _ entry_gid members || [ -n "$entry" ]; do
      [ -z "$group" ] || [ "$entry" != "$group" ] || gid=$entry_gid
      case ",$members," in *",$login,"*)
        if [ -n "$login" ] && [ -z "$group" ] && number "$entry_gid"; then more=$more,$entry_gid; fi ;;
      esac
    done <root/etc/group
  fi
  number "$uid" && number "$gid" || fail "the image has no user and group $user"
  { cat config.head; printf '{"uid":%s,"gid":%s,"additionalGids":[%s]}' "$uid" "$gid" "\${more#,}"; cat config.tail; } >config.json
fi

if [ "$kind" = crun ]; then
  # crun 1.8 refuses a machine that has both versions of cgroups, even when told to use none of them.
  [ ! -d /sys/fs/cgroup/unified ] || mount -t tmpfs -o ro tmpfs /sys/fs/cgroup || fail "/sys/fs/cgroup cannot be hidden"
  set -- --cgroup-manager=disabled
else
  set --
fi
exec "$runtime" "$@" --root state --log runtime.log --log-format json run --pid-file container.pid --bundle . "$name"
`;

;// CONCATENATED MODULE: ./core/sandbox/start-failure.js



/**
 * Why the command did not start, from what the scratch folder's `failed` and `runtime.log` say; `undefined` where it did.
 * A program that is missing or cannot be executed is the command's own failure and has a shell's exit code.
 * @throws sandbox-failed for every other reason
 */
async function whyNotStarted(scratch, command, exitCode) {
    if (exitCode === 0)
        return undefined;
    const failed = (await (0,promises_.readFile)((0,external_node_path_.join)(scratch, "failed"), "utf8")).trim();
    if (failed !== "")
        throw start_failure_failure(failed);
    const complaints = errorsIn(await (0,promises_.readFile)((0,external_node_path_.join)(scratch, "runtime.log"), "utf8"));
    if (complaints.length === 0)
        return undefined;
    const why = complaints.join("; ");
    const program = command.argv[0] ?? "";
    if (!namesProgram(why, program))
        throw start_failure_failure(why);
    if (/permission denied|operation not permitted|exec format error|is a directory/i.test(why)) {
        return { exitCode: 126, message: `${program}: cannot be executed in the image` };
    }
    if (/not found|no such file/i.test(why)) {
        return { exitCode: 127, message: `${program}: not found in the image` };
    }
    throw start_failure_failure(why);
}
/** Both runtimes name the program where it is to blame, crun in backquotes and runc as `exec: "…"` or `exec …`. */
function namesProgram(why, program) {
    return why.includes(`\`${program}\``) || /\bexec(utable)?\b/.test(why);
}
/** Messages of level error in a runtime's log, one JSON object a line. */
function errorsIn(log) {
    return log
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line))
        .filter((entry) => entry.level === "error" || entry.level === "fatal")
        .map((entry) => entry.msg ?? "");
}
function start_failure_failure(why) {
    return new errors/* TreestampError */.ks("sandbox-failed", `The environment could not be set up: ${why}.`, {
        remedy: "Run with the sandbox set to container, or see with --debug what this machine lacks.",
    });
}

;// CONCATENATED MODULE: ./core/sandbox/mounted.js
/** The mounted sandbox: a snapshot under an overlay, in namespaces that end with the command. */









/**
 * Runs commands in a snapshot. A command's writes to the root go to a scratch folder and are gone with it; the machine's
 * mounts never change, for all happens in a mount namespace of its own. HOME is `/root` for root and `/home/treestamp`, an empty
 * folder, for any other caller or number; a user that is looked up in the image has the home that the image says.
 */
function mountedSandbox(options) {
    const { tools, snapshot } = options;
    return {
        kind: "mounted",
        description: `${snapshot} mounted, ${tools.runtime.kind}${tools.elevate.length > 0 ? " through sudo" : ""}`,
        run: (command) => runMounted(options, command),
    };
}
async function runMounted(options, command) {
    const { tools, snapshot, log } = options;
    await removeAbandoned(options);
    const scratch = await (0,core_scratch/* makeScratch */.lP)(options.scratch);
    try {
        const { owner, lookup } = await fillScratch(options, command, scratch);
        const { kind, path } = tools.runtime;
        const parameters = [scratch, prepare, snapshot, kind, path, `treestamp-${(0,external_node_path_.basename)(scratch)}`, owner, lookup];
        const line = [...tools.elevate, "sh", "-c", mounted_script_supervise, "supervise", ...parameters];
        const exitCode = await runControlled(scratch, line, command);
        const failure = await whyNotStarted(scratch, command, exitCode);
        if (failure === undefined)
            return { exitCode };
        log.warning(failure.message);
        return { exitCode: failure.exitCode };
    }
    finally {
        await (0,promises_.rm)(scratch, { recursive: true, force: true });
    }
}
function terminalSize() {
    const { rows, columns } = process.stdout;
    return { height: rows, width: columns };
}
/** Removes what processes that were killed together with their supervisor have left; root owns part of it. */
async function removeAbandoned({ scratch, tools }) {
    const folders = await (0,core_scratch/* abandonedScratch */.h7)(scratch);
    if (folders.length === 0)
        return;
    const [program, ...args] = [...tools.elevate, "rm", "-rf", "--one-file-system", "--", ...folders];
    await (0,core_process/* run */.e)(program, args);
}
/** Makes the files that `supervise` and `prepare` expect. Gives their last two arguments. */
async function fillScratch({ image, tools }, command, scratch) {
    const at = (name) => (0,external_node_path_.join)(scratch, name);
    for (const folder of ["lower", "root"])
        await (0,promises_.mkdir)(at(folder));
    await (0,promises_.writeFile)(at("failed"), `${tools.elevate[0] ?? "sh"} did not start what mounts`);
    await (0,promises_.writeFile)(at("runtime.log"), "");
    await makeControl(scratch);
    const user = numericUser(command.user);
    const needsHome = user !== undefined && user.uid !== 0;
    const { head, tail } = runtimeSpec(image, command, {
        root: at("root"),
        user,
        ...(needsHome ? { home: { folder: at("rw/home"), passwd: at("rw/passwd") } } : {}),
        files: await networkFiles(scratch),
        terminal: hasTerminal(command) ? terminalSize() : undefined,
        unifiedCgroups: await exists("/sys/fs/cgroup/cgroup.controllers"),
        cgroupsPath: `/${(0,external_node_path_.basename)(scratch)}`,
    });
    if (user === undefined) {
        await (0,promises_.writeFile)(at("config.head"), head, { mode: 0o600 });
        await (0,promises_.writeFile)(at("config.tail"), tail, { mode: 0o600 });
        return { owner: "", lookup: (command.user === "image" ? image.user : command.user) || "0:0" };
    }
    await (0,promises_.writeFile)(at("config.json"), head + JSON.stringify(user) + tail, { mode: 0o600 });
    return { owner: needsHome ? `${user.uid}:${user.gid}` : "", lookup: "" };
}
/** Copies of the files that make the host's network usable, so that a command may change its own. */
async function networkFiles(scratch) {
    const files = new Map();
    for (const path of ["/etc/resolv.conf", "/etc/hosts"]) {
        if (!(await exists(path)))
            continue;
        const copy = (0,external_node_path_.join)(scratch, (0,external_node_path_.basename)(path));
        await (0,promises_.copyFile)(path, copy);
        files.set(path, copy);
    }
    return files;
}
async function exists(path) {
    return (0,promises_.stat)(path).then(() => true, (error) => {
        if (error.code === "ENOENT" || error.code === "ENOTDIR")
            return false;
        throw error;
    });
}

// EXTERNAL MODULE: ./core/elevate.js
var core_elevate = __webpack_require__(1591);
;// CONCATENATED MODULE: ./core/sandbox/mounted-tools.js
/** What the mounted sandbox needs of the machine. */




/** Programs of util-linux and coreutils that the scripts of this sandbox call. */
const programs = [
    "sh",
    "mount",
    "unshare",
    "mkfifo",
    "rm",
    "rmdir",
    "mkdir",
    "chmod",
    "chown",
    "cat",
    "grep",
    "sleep",
    "tail",
];
/**
 * Finds out whether snapshots can be mounted here, and with what. Tries `modprobe` for a file system that the kernel does
 * not list. `path` is where programs are looked for, as PATH has it.
 */
async function probeMounted(path) {
    const folders = [...path.split(":").filter((folder) => folder.startsWith("/")), "/usr/sbin", "/sbin"];
    const missing = [];
    for (const program of programs) {
        if ((await find(program, folders)) === undefined)
            missing.push(program);
    }
    if (missing.length > 0)
        return no(`${missing.join(", ")} cannot be found`);
    // crun starts a command in half the time, and needs no control group of its own.
    const crun = await find("crun", folders);
    const runc = crun === undefined ? await find("runc", folders) : undefined;
    const runtime = crun !== undefined ? { kind: "crun", path: crun } : { kind: "runc", path: runc };
    if (runtime.path === undefined)
        return no("neither crun nor runc is installed");
    const elevation = await (0,core_elevate/* probeElevation */.u)({ PATH: path });
    if (!elevation.ok)
        return no(elevation.why);
    const { elevate } = elevation;
    for (const fileSystem of ["erofs", "overlay"]) {
        if (!(await kernelHas(fileSystem, elevate)))
            return no(`the kernel has no ${fileSystem}`);
    }
    return { ok: true, tools: { runtime, elevate } };
}
const no = (why) => ({ ok: false, why });
async function kernelHas(fileSystem, elevate) {
    if (await listed(fileSystem))
        return true;
    const [program, ...args] = [...elevate, "modprobe", fileSystem];
    // A machine without modprobe has no modules to load.
    await (0,core_process/* run */.e)(program, args).catch(() => undefined);
    return listed(fileSystem);
}
async function listed(fileSystem) {
    const known = await (0,promises_.readFile)("/proc/filesystems", "utf8");
    return known.split("\n").some((line) => line.split("\t").at(-1) === fileSystem);
}
async function find(program, folders) {
    for (const folder of folders) {
        const path = (0,external_node_path_.join)(folder, program);
        const found = await (0,promises_.access)(path, promises_.constants.X_OK).then(() => true, () => false);
        if (found)
            return path;
    }
    return undefined;
}

;// CONCATENATED MODULE: ./core/sandbox/drivers.js
/** All kinds of sandboxes, as one piece of the bundle: only what runs commands loads it. */







/***/ }),

/***/ 295:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ parseImageConfig)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6058);

/**
 * Reads an OCI (or Docker) image configuration. Source: image-spec, config.md; a missing or null property is an empty one.
 * @throws image-invalid where it is not JSON or a property has the wrong type
 */
function parseImageConfig(json) {
    let document;
    try {
        document = JSON.parse(typeof json === "string" ? json : Buffer.from(json).toString("utf8"));
    }
    catch (error) {
        throw invalid((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error), error);
    }
    if (!isObject(document))
        throw invalid("it is not an object");
    const config = document.config ?? {};
    if (!isObject(config))
        throw invalid("`config` is not an object");
    return {
        env: parseEnv(listOf(config, "Env")),
        user: textOf(config, "User"),
        workingDir: textOf(config, "WorkingDir") || "/",
        entrypoint: listOf(config, "Entrypoint"),
        cmd: listOf(config, "Cmd"),
    };
}
function parseEnv(entries) {
    const env = new Map();
    for (const entry of entries) {
        const equals = entry.indexOf("=");
        if (equals < 1)
            throw invalid(`\`Env\` holds ${JSON.stringify(entry)}, which is not NAME=VALUE`);
        env.set(entry.slice(0, equals), entry.slice(equals + 1));
    }
    return env;
}
function listOf(config, name) {
    const value = config[name] ?? [];
    if (Array.isArray(value) && value.every((item) => typeof item === "string"))
        return value;
    throw invalid(`\`${name}\` is not a list of strings`);
}
function textOf(config, name) {
    const value = config[name] ?? "";
    if (typeof value === "string")
        return value;
    throw invalid(`\`${name}\` is not a string`);
}
function isObject(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
function invalid(why, cause) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("image-invalid", `The image's configuration cannot be read: ${why}.`, { cause });
}


/***/ })

};
