"use strict";
exports.id = 9047;
exports.ids = [9047];
exports.modules = {

/***/ 9047:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  chooseEngine: () => (/* reexport */ chooseEngine),
  probeBuildah: () => (/* reexport */ probeBuildah),
  probeDocker: () => (/* reexport */ probeDocker)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(4256);
// EXTERNAL MODULE: ./core/image/manifest.js
var manifest = __webpack_require__(8512);
// EXTERNAL MODULE: ./core/machine/elevate.js
var machine_elevate = __webpack_require__(4931);
// EXTERNAL MODULE: ./core/machine/process.js
var machine_process = __webpack_require__(7516);
// EXTERNAL MODULE: ./core/store/digest.js
var store_digest = __webpack_require__(2529);
// EXTERNAL MODULE: ./core/store/manifest.js
var store_manifest = __webpack_require__(2836);
// EXTERNAL MODULE: ./core/masks.js
var masks = __webpack_require__(7358);
;// CONCATENATED MODULE: ./core/engine/build-output.js
/** What a build prints: to the log as it comes, without its secrets, and its end into the error where it fails. */




/** So many last lines of a failed build stand in the error; both engines print the failing instruction there. */
const linesInError = 30;
/**
 * Runs one program of a build. Its lines go to the log, with `***` in place of each of `secretValues`.
 * @throws build-failed where its exit code is not 0
 */
async function runBuildStep(program, args, options) {
    const { log, secretValues, ...programOptions } = options;
    const last = [];
    const onLine = (line) => {
        const shown = secretValues.reduce((text, value) => text.replaceAll(value, "***"), line);
        log.info(shown);
        last.push(shown);
        if (last.length > linesInError)
            last.shift();
    };
    const { exitCode } = await (0,machine_process/* run */.e)(program, args, { ...programOptions, lines: "both", onLine });
    if (exitCode === 0)
        return;
    const summary = last.findLast((line) => /^error[: ]/i.test(line)) ?? `${program} ended with exit code ${exitCode}.`;
    const output = last.join("\n");
    throw new errors/* TreestampError */.ks("build-failed", `The image could not be built. ${summary}`, {
        remedy: remedyFor(output, "Mend the instruction that failed, or what it needs; all that the build printed is in the log above."),
        output,
    });
}
/** What to do about a build that ended with this output, by what the engines are known to say. */
function remedyFor(output, otherwise) {
    const known = [
        [/no space left on device/i, "Free some space, or name a folder on another disk: `cache-folder`."],
        [
            /secret.*(not found|required)|(no|unable to find|missing).*secret/i,
            "Give the build its secret: `secret-envs: ID=VARIABLE` or `secret-files: ID=PATH`.",
        ],
        [
            /COPY|ADD/.test(output) ? /no such file or directory|no items matching|not found/i : /$^/,
            "Only what is committed in the context gets into a build: check the path, and lay in other files by `include`.",
        ],
        [
            /(target|stage).*(not found|could not be found|no such)|no stage/i,
            "Check `target` against the Dockerfile's `FROM … AS NAME`.",
        ],
    ];
    return known.find(([pattern]) => pattern.test(output))?.[1] ?? otherwise;
}
/**
 * What must not be seen of the secrets: see core/masks.ts. Tells the log, too.
 * @throws input-invalid where a secret's source is not there
 */
async function secretValuesOf(secrets, env, log) {
    const values = await Promise.all(secrets.map((secret) => secretText(secret, env)));
    for (const value of values)
        log.mask(value);
    return [...new Set(values.flatMap(masks/* masksOf */.J))].sort((a, b) => b.length - a.length);
}
async function secretText({ id, source }, env) {
    if (source.kind === "value")
        return source.value;
    if (source.kind === "environment") {
        const value = env[source.variable];
        if (value !== undefined)
            return value;
        throw new errors/* TreestampError */.ks("input-invalid", `The build secret "${id}" is to come from the variable ${source.variable}, which is not set.`, { remedy: `Set ${source.variable}, or take the secret out.` });
    }
    try {
        return await (0,promises_.readFile)(source.path, "utf8");
    }
    catch (cause) {
        throw new errors/* TreestampError */.ks("input-invalid", `The build secret "${id}" is to come from the file ${source.path}, which cannot be read.`, { remedy: "Write the file first, or take the secret out.", cause });
    }
}
/** `--secret` for each: where the value is, never the value. Both engines read the same notation: one line of CSV. */
function secretArguments(secrets) {
    return secrets.flatMap(({ id, source }, index) => {
        const variable = source.kind === "environment" ? source.variable : variableOfValue(index);
        const from = source.kind === "file" ? `src=${source.path}` : `env=${variable}`;
        return ["--secret", [`id=${id}`, from].map(csvField).join(",")];
    });
}
/** The variables that secretArguments names for what was given by value: for the engine's process alone. */
function secretVariables(secrets) {
    return Object.fromEntries(secrets.flatMap(({ source }, index) => (source.kind === "value" ? [[variableOfValue(index), source.value]] : [])));
}
function variableOfValue(index) {
    return `TREESTAMP_SECRET_${index}`;
}
/** A field of a line of CSV, in quotes where it must be. Source: RFC 4180, as Go's encoding/csv reads it. */
function csvField(text) {
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
;// CONCATENATED MODULE: ./core/engine/buildah-logins.js
/** Where buildah looks for logins: it fails where a variable names a file that is not there, and docker does not. */



/** The same environment, with an empty file of logins where DOCKER_CONFIG names a folder without one. */
async function withLogins(env, scratch) {
    const { DOCKER_CONFIG, REGISTRY_AUTH_FILE, ...others } = env;
    const known = { ...others };
    if (REGISTRY_AUTH_FILE && (0,external_node_fs_.existsSync)(REGISTRY_AUTH_FILE))
        known.REGISTRY_AUTH_FILE = REGISTRY_AUTH_FILE;
    if (!DOCKER_CONFIG)
        return known;
    if ((0,external_node_fs_.existsSync)((0,external_node_path_.join)(DOCKER_CONFIG, "config.json")))
        return { ...known, DOCKER_CONFIG };
    const none = (0,external_node_path_.join)(scratch, "docker");
    await (0,promises_.mkdir)(none);
    await (0,promises_.writeFile)((0,external_node_path_.join)(none, "config.json"), "{}");
    return { ...known, DOCKER_CONFIG: none };
}

;// CONCATENATED MODULE: ./core/engine/buildah-process.js
/** How a program of buildah's runs: as root, in namespaces of its own, and no longer than we do. */



/** All processes of a command end with its first one, and its mounts go with them. */
const ownNamespaces = ["--pid", "--fork", "--kill-child", "--mount", "--mount-proc", "--propagation", "slave"];
/**
 * $@ a command line. Runs it in the scratch folder, which is its working directory, and removes that folder where it was
 * told to stop: who told it may not be there any more to do so.
 */
const supervise = `
"$@"
code=$?
if [ -e stopped ]; then
  scratch=$PWD
  cd / && rm -rf --one-file-system -- "$scratch"
fi
exit "$code"
`;
/**
 * $@ a command line. Is the first process of the namespaces: when it ends, the kernel ends all others. It ends when the
 * command does, and when its standard input ends.
 */
const inside = `
exec 3<&0 </dev/null
"$@" 3<&- &
command=$!
{
  read -r line
  : >stopped
  kill -s KILL "$command"
} <&3 &
exec 3<&- 2>/dev/null
wait "$command"
`;
/**
 * A command line that runs buildah, followed by its own words, in its scratch folder. It is to be started with the environment
 * `env`, and stopped by the end of its input. `isolateNetwork` leaves it no network but its own, empty one.
 */
function buildahLine(elevate, env, isolateNetwork) {
    return [
        ...[...(0,machine_elevate/* elevateWith */.J)(elevate, env), "sh", "-c", supervise, "supervise"],
        ...["unshare", ...ownNamespaces, ...(isolateNetwork ? ["--net"] : [])],
        ...["sh", "-c", inside, "inside", "buildah"],
    ];
}
/** Gives a folder and all in it to root, or to us. */
async function giveTo(owner, folder, elevate) {
    if (elevate.length === 0)
        return; // we are root, and all of it is ours already
    const numbers = owner === "root" ? "0:0" : `${process.getuid()}:${process.getgid()}`;
    const { exitCode, stderr } = await asRoot(elevate, ["chown", "-R", "-h", numbers, "--", folder]);
    if (exitCode !== 0)
        throw new errors/* TreestampError */.ks("build-failed", `${folder} cannot change its owner: ${stderr.trim()}`);
}
/** Removes the scratch folder, in which root has files. The log says where that fails: it is no reason to fail the build. */
async function removeScratch(folder, elevate, log) {
    const { exitCode, stderr } = await asRoot(elevate, ["rm", "-rf", "--one-file-system", "--", folder]);
    if (exitCode !== 0)
        log.warning(`${folder} cannot be removed: ${stderr.trim()}`);
}
function asRoot(elevate, words) {
    const [program, ...args] = [...elevate, ...words];
    return (0,machine_process/* run */.e)(program, args, { stopBy: "end of input" }); // which they do not read: so nothing stops them half way
}

// EXTERNAL MODULE: ./core/engine/image-folder.js
var image_folder = __webpack_require__(9000);
;// CONCATENATED MODULE: ./core/engine/buildah.js
/**
 * buildah: the engine where there is no daemon. Every build has a storage of its own and runs in PID and mount namespaces
 * of its own, so that nothing is left of it, however it ends, and the user's own images are never touched.
 */












/** The first with all that is used here: named contexts, secrets from variables, identity labels that can be left out. */
const oldestVersion = [1, 28];
/** Looks for a buildah that can be used here. `env` is the environment that it sees. */
async function probeBuildah(env, log) {
    const version = await (0,machine_process/* run */.e)("buildah", ["--version"], { env }).catch(errors/* messageOf */.bD);
    if (typeof version === "string")
        return unusable(version, "Install buildah (Debian, Ubuntu: apt-get install buildah).");
    const words = version.stdout.toString("utf8").trim();
    const [, major = "0", minor = "0"] = /version (\d+)\.(\d+)/.exec(words) ?? [];
    const [leastMajor, leastMinor] = oldestVersion;
    if (Number(major) < leastMajor || (Number(major) === leastMajor && Number(minor) < leastMinor)) {
        return unusable(`it is older than ${oldestVersion.join(".")} (${words})`, "Install a newer buildah.");
    }
    const rights = (0,machine_elevate/* rootRights */.mV)();
    const probe = await (0,machine_elevate/* probeElevation */.uI)(rights, env);
    if (!probe.ok) {
        return unusable(probe.why, "Run treestamp as root or with a sudo that asks for no password, or start docker.");
    }
    const elevate = machine_elevate/* elevations */.$F[rights];
    return {
        engine: {
            name: "buildah",
            description: `buildah ${major}.${minor}${elevate.length > 0 ? " through sudo" : ""}`,
            build: (request) => log.group("Build the image (buildah)", () => build(request, { env, elevate, log })),
        },
    };
}
function unusable(reason, remedy) {
    return { engine: undefined, reason: reason.replace(/\.$/, ""), remedy };
}
async function build(request, { env, elevate, log }) {
    const secretValues = await secretValuesOf(request.secrets, env, log);
    // Beside the output: there is room for an image, and the blobs need no copy to get to their place.
    const scratch = await (0,promises_.mkdtemp)(`${request.output}.buildah-`);
    try {
        for (const name of ["context", "temporary"])
            await (0,promises_.mkdir)((0,external_node_path_.join)(scratch, name));
        const options = {
            cwd: scratch,
            env: {
                ...(await withLogins(env, scratch)),
                ...secretVariables(request.secrets),
                TMPDIR: (0,external_node_path_.join)(scratch, "temporary"),
            },
            log,
            secretValues,
            ...(request.signal === undefined ? {} : { signal: request.signal }),
        };
        const buildah = await withStorage(scratch, { ...options, stopBy: "end of input" }, elevate);
        await (0,promises_.writeFile)((0,external_node_path_.join)(scratch, "no-ignore"), "");
        // buildah would take a tar on standard input, too, but holds all of it in memory.
        const tar = ["--extract", "--preserve-permissions", "--numeric-owner", "--file=-", "--directory=context"];
        await runBuildStep("tar", tar, { ...options, input: request.context() });
        await giveTo("root", (0,external_node_path_.join)(scratch, "context"), elevate); // a RUN instruction may look at it
        const secrets = await Promise.all(request.secrets.map((secret, index) => linked(secret, scratch, index)));
        const built = [];
        for (const written of request.platforms) {
            const platform = (0,manifest/* parsePlatform */.FL)(written);
            built.push({ ...(await buildPlatform(buildah, { ...request, secrets }, written)), platform });
        }
        await giveTo("us", (0,external_node_path_.join)(scratch, "image"), elevate);
        await handOver(scratch, request.output, built);
    }
    finally {
        await removeScratch(scratch, elevate, log);
    }
}
/** A secret's file under a name without a comma: buildah takes what follows one for the next option. */
async function linked(secret, scratch, index) {
    if (secret.source.kind !== "file")
        return secret;
    const path = `secret-${index}`;
    await (0,promises_.symlink)((0,external_node_path_.resolve)(secret.source.path), (0,external_node_path_.join)(scratch, path));
    return { ...secret, source: { kind: "file", path } };
}
/** Overlay mounts where the file system under the scratch folder carries them, whole copies of each layer elsewhere. */
async function withStorage(scratch, options, elevate) {
    const failures = [];
    for (const driver of ["overlay", "vfs"]) {
        const storage = ["--root", (0,external_node_path_.join)(scratch, "storage"), "--runroot", (0,external_node_path_.join)(scratch, "run"), "--storage-driver", driver];
        const command = (isolateNetwork = false) => [...buildahLine(elevate, options.env, isolateNetwork), ...storage];
        const buildah = { scratch, options, command };
        const { exitCode, stderr } = await quietly(buildah, ["info"]);
        if (exitCode === 0) {
            if (failures.length > 0)
                options.log.info(`buildah copies whole layers here, which is slow: ${failures.join("; ")}`);
            return buildah;
        }
        failures.push(stderr.trim());
    }
    throw new errors/* TreestampError */.ks("build-failed", `buildah cannot keep images in ${scratch}: ${failures.join("; ")}`, {
        remedy: "Put the output on an ordinary file system with room for the image.",
    });
}
function quietly({ command, options }, args) {
    const [program, ...rest] = [...command(), ...args];
    const { log: _log, secretValues: _values, ...programOptions } = options;
    return (0,machine_process/* run */.e)(program, rest, programOptions);
}
async function buildPlatform(buildah, request, platform) {
    const tag = platform.replaceAll("/", "-");
    const bases = [];
    for (const base of request.bases) {
        bases.push("--build-context", `${base.name}=container-image://${await pull(buildah, base, platform)}`);
    }
    const [program, ...first] = buildah.command(request.network === "none");
    const args = [
        ...[...first, "build", "--file", (0,external_node_path_.join)("context", request.dockerfile), "--ignorefile", "no-ignore"],
        // chroot needs no cgroups, no bridge and no other program, so it works in containers, too; the network is the host's.
        ...["--isolation", "chroot", "--network", "host"],
        ...["--format", "oci", "--timestamp", String(request.epoch), "--identity-label=false", "--layers=false"],
        ...["--platform", platform],
        ...(request.target === undefined ? [] : ["--target", request.target]),
        ...[...request.buildArgs].flatMap(([name, value]) => ["--build-arg", `${name}=${value}`]),
        ...[...request.labels].flatMap(([name, value]) => ["--label", `${name}=${value}`]),
        ...["--build-arg", `SOURCE_DATE_EPOCH=${request.epoch}`],
        ...secretArguments(request.secrets),
        ...bases,
        ...["--tag", `localhost/built:${tag}`, "context"],
    ];
    await runBuildStep(program, args, buildah.options);
    const pushed = await quietly(buildah, [
        "push",
        "--quiet",
        "--format",
        "oci",
        `localhost/built:${tag}`,
        `oci:image:${tag}`,
    ]);
    if (pushed.exitCode !== 0) {
        throw new errors/* TreestampError */.ks("build-failed", `buildah could not write the image: ${pushed.stderr.trim()}`);
    }
    const listed = await (0,image_folder/* readIndexFile */.fV)((0,external_node_path_.join)(buildah.scratch, "image"));
    const { mediaType, digest, size } = listed.find(({ annotations }) => annotations?.["org.opencontainers.image.ref.name"] === tag);
    return { mediaType, digest, size };
}
/** Brings a base into the build's storage, and gives the image's id there. */
async function pull(buildah, { name, digest, source }, platform) {
    let from;
    if (source.kind === "layout") {
        // The folder's name gets into the image's history: the same base has to have the same.
        const view = (0,external_node_path_.join)(buildah.scratch, (0,store_digest/* hexOf */.ZD)(digest));
        await (0,promises_.mkdir)(view, { recursive: true });
        await (0,promises_.rm)((0,external_node_path_.join)(view, "blobs"), { force: true });
        await (0,image_folder/* makeViewOfOne */.bF)(view, source.folder, digest);
        from = `oci:${(0,store_digest/* hexOf */.ZD)(digest)}:base`;
    }
    else {
        from = `docker://${source.repository}@${digest}`;
    }
    // As docker has it, a registry on this machine's loopback needs no TLS.
    const plain = source.kind === "registry" && /^(localhost|127\.[\d.]+|\[::1\])(:\d+)?\//.test(source.repository);
    const pulled = await quietly(buildah, [
        ...["pull", "--quiet", "--platform", platform, ...(plain ? ["--tls-verify=false"] : [])],
        from,
    ]);
    const id = pulled.stdout.toString("utf8").trim().split("\n").at(-1) ?? "";
    if (pulled.exitCode === 0 && id !== "")
        return id;
    const said = pulled.stderr.trim();
    const otherwise = /image not known|no image found/.test(said)
        ? `It seems to have no image for ${platform}: check \`platforms\`, or take a base that has one.`
        : "Check that the base is where the recipe says, and that this machine may read it.";
    throw new errors/* TreestampError */.ks("build-failed", `The base image ${name} (${digest}) cannot be had for ${platform}: ${said}`, {
        remedy: remedyFor(said, otherwise),
    });
}
/** Moves the blobs to their place and lists the one image, or the index of the images for all platforms. */
async function handOver(scratch, output, built) {
    for (const name of ["blobs", "oci-layout"])
        await (0,promises_.rename)((0,external_node_path_.join)(scratch, "image", name), (0,external_node_path_.join)(output, name));
    const [first, ...others] = built;
    const index = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: store_manifest/* ociIndexMediaType */.oQ, manifests: built }));
    await (0,image_folder/* writeIndexFile */.Gh)(output, [others.length === 0 ? first : await (0,image_folder/* writeBlob */.Zh)(output, store_manifest/* ociIndexMediaType */.oQ, index)]);
}

;// CONCATENATED MODULE: ./core/engine/choose.js
/** Which engine builds. */

/**
 * Takes the engine that was asked for; with `auto` docker where a daemon with BuildKit answers, else buildah.
 * The log says which, and why not the other.
 * @throws tool-missing where none can be used, with what was tried and what to do
 */
async function chooseEngine(preference, probes, log) {
    const names = preference === "auto" ? ["docker", "buildah"] : [preference];
    const tried = [];
    const remedies = [];
    for (const name of names) {
        const probe = await probes[name]();
        if (probe.engine !== undefined) {
            log.info(`Engine: ${[probe.engine.description, ...tried].join("; ")}.`);
            return probe.engine;
        }
        tried.push(`${name} cannot be used: ${probe.reason}`);
        remedies.push(probe.remedy);
    }
    const asked = preference === "auto" ? "No engine can build the image" : `The engine ${preference} was asked for`;
    throw new errors/* TreestampError */.ks("tool-missing", `${asked}: ${tried.join("; ")}.`, { remedy: remedies.join(" Or: ") });
}

// EXTERNAL MODULE: ./core/machine/owner.js
var owner = __webpack_require__(542);
// EXTERNAL MODULE: ./core/engine/docker-archive.js + 2 modules
var docker_archive = __webpack_require__(8462);
;// CONCATENATED MODULE: ./core/engine/docker.js
/** The Docker engine: BuildKit through `docker buildx`, in whatever builder is the current one. */








/** API 1.42 is Docker 23, the first whose BuildKit has named contexts and the OCI exporter in all that we need. */
const oldestApi = [1, 42];
/** A daemon that takes longer to say its version is taken for one that does not answer. Milliseconds. */
const patience = 20_000;
/**
 * BuildKit compresses a new layer twice: for its cache, and again once its times are rewritten. That is most of a build's
 * time. With Go's gzip at this level a build takes two thirds of the time that it takes at the default (6), for layers that
 * are 9 % larger; at 4 it gains next to nothing. The user's own builds push what they find in BuildKit's cache as it is, so
 * there those 9 % are all that they see of ours. Uncompressed is no quicker, as each byte goes through containerd's API,
 * and they would push plain layers then.
 */
const gzipLevel = 3;
/**
 * Looks for a docker daemon with BuildKit.
 * @param env the environment that docker sees: DOCKER_HOST, DOCKER_CONFIG, …
 */
async function probeDocker(env, log) {
    const ask = (...command) => answerOf(command, env);
    const [version, info] = await Promise.all([
        ask("docker", "version", "--format", "{{json .Server}}"),
        ask("docker", "info", "--format", '{"driver":{{json .DriverStatus}},"plugins":{{json .ClientInfo.Plugins}}}'),
    ]);
    if (!version.ok) {
        return docker_unusable(version.reason, "Install docker and start its daemon, or set DOCKER_HOST to where one listens.");
    }
    const server = JSON.parse(version.output || "null");
    const api = server?.ApiVersion ?? "";
    if (!isAtLeast(api, oldestApi)) {
        return docker_unusable(`its daemon (API ${api || "unknown"}) is older than version 23`, "Update docker to 23 or newer.");
    }
    if (!info.ok)
        return docker_unusable(info.reason, "Look after the docker daemon.");
    const { driver, plugins } = JSON.parse(info.output);
    const buildx = plugins?.find(({ Name }) => Name === "buildx")?.Path ?? "buildx";
    const builder = await ask(buildx, "inspect");
    if (!builder.ok) {
        return docker_unusable(`buildx does not work (${builder.reason})`, "Install docker's buildx plugin.");
    }
    const kind = /^Driver:\s*(\S+)/m.exec(builder.output)?.[1] ?? "unknown";
    const usesContainerd = (driver ?? []).some(([, value]) => value.startsWith("io.containerd.snapshotter"));
    const speaksOci = kind !== "docker" || usesContainerd;
    const store = usesContainerd ? "containerd image store" : "classic image store";
    const docker = { buildx, speaksOci, env, log };
    return {
        engine: {
            name: "docker",
            description: `docker ${server?.Version} (builder of the kind ${kind}, ${store})`,
            build: (request) => docker_build(docker, request),
        },
    };
}
async function answerOf(command, env) {
    const [program, ...args] = command;
    const signal = AbortSignal.timeout(patience);
    try {
        const { exitCode, stdout, stderr } = await (0,machine_process/* run */.e)(program, args, { env, signal });
        if (exitCode === 0)
            return { ok: true, output: stdout.toString("utf8").trim() };
        return { ok: false, reason: stderr.trim().split("\n").at(-1) || `${command.join(" ")} ended with ${exitCode}` };
    }
    catch (error) {
        if (signal.aborted)
            return { ok: false, reason: `no answer to "${command.join(" ")}" in ${patience / 1000} seconds` };
        return { ok: false, reason: (0,errors/* messageOf */.bD)(error) };
    }
}
function docker_unusable(reason, remedy) {
    return { engine: undefined, reason: reason.replace(/(\. Is the docker daemon running\?|\.)$/, ""), remedy };
}
function isAtLeast(version, [major, minor]) {
    const [, a = "0", b = "0"] = /^(\d+)\.(\d+)/.exec(version) ?? [];
    return Number(a) > major || (Number(a) === major && Number(b) >= minor);
}
async function docker_build(docker, request) {
    const secretValues = await secretValuesOf(request.secrets, docker.env, docker.log);
    const options = {
        env: { ...docker.env, ...secretVariables(request.secrets) },
        log: docker.log,
        secretValues,
        ...(request.signal === undefined ? {} : { signal: request.signal }),
    };
    await docker.log.group("Build the image (docker)", () => docker.speaksOci ? buildLayout(docker, request, options) : buildInClassicStore(docker, request, options));
}
async function buildLayout(docker, request, options) {
    const destination = csvField(`dest=${request.output}`);
    await runBuildx(docker, request, options, [
        ...request.bases.flatMap((base) => ["--build-context", `${base.name}=${sourceOf(base)}`]),
        ...["--output", `type=oci,tar=false,rewrite-timestamp=true,compression-level=${gzipLevel},${destination}`],
    ]);
    await (0,promises_.rm)((0,external_node_path_.join)(request.output, "ingest"), { recursive: true, force: true }); // left there, empty, by the exporter
    const { length } = await (0,image_folder/* readIndexFile */.fV)(request.output);
    if (length !== 1) {
        throw new errors/* TreestampError */.ks("build-failed", `docker left ${length} manifests at the top of the image layout, not one.`);
    }
}
/**
 * Builds into the daemon's store and saves the image from there. The bases that lie in folders are loaded first, under
 * names of our own; those names and the image's are taken away again, by the next build where this process is killed.
 */
async function buildInClassicStore(docker, request, options) {
    if (request.platforms.length > 1) {
        throw new errors/* TreestampError */.ks("build-failed", `docker's classic image store cannot hold an image for several platforms (${request.platforms.join(", ")}).`, { remedy: "Create a builder with: docker buildx create --use, or turn on docker's containerd image store." });
    }
    await removeAbandonedImages(docker.env);
    const image = `${imageNames.built}:${await (0,owner/* ownName */.qU)()}`;
    const ours = [image];
    try {
        const contexts = [];
        const baseLayers = new Set();
        for (const base of request.bases) {
            let name = nameInRegistry(base);
            if (base.source.kind === "layout") {
                name = `${imageNames.base}:${await (0,owner/* ownName */.qU)()}`;
                ours.push(name);
                const input = (0,docker_archive/* archiveOfImage */.R)(base.source.folder, base.digest, request.platforms[0], name);
                await runBuildStep("docker", ["image", "load", "--quiet"], { ...options, input });
            }
            else {
                await runBuildStep("docker", ["image", "pull", "--quiet", "--platform", request.platforms[0], name], options);
            }
            for (const layer of await layersInStore(name, options))
                baseLayers.add(layer);
            contexts.push("--build-context", `${base.name}=docker-image://${name}`);
        }
        await runBuildx(docker, request, options, [...contexts, "--load", "--tag", image]);
        await (0,machine_process/* run */.e)("docker", ["image", "save", image], {
            ...options,
            onOutput: (archive) => (0,docker_archive/* layoutFromArchive */.V)(archive, request.epoch, baseLayers, request.output),
        }).then(failedSave);
    }
    finally {
        // Not by the caller's signal: this has to be done, above all when the build was ended.
        await (0,machine_process/* run */.e)("docker", ["image", "rm", ...ours], { env: docker.env }).catch(() => { });
    }
}
/** Their tags say which process they belong to: see owner.ts. */
const imageNames = { built: "treestamp-build", base: "treestamp-base" };
/** Takes away the names that killed processes have left in the daemon. */
async function removeAbandonedImages(env) {
    const filters = Object.values(imageNames).flatMap((name) => ["--filter", `reference=${name}`]);
    const listed = await (0,machine_process/* run */.e)("docker", ["image", "ls", "--format", "{{.Repository}}:{{.Tag}}", ...filters], { env });
    const abandoned = [];
    for (const name of listed.stdout.toString("utf8").split("\n")) {
        if (await (0,owner/* isAbandoned */.zI)(name.slice(name.indexOf(":") + 1)))
            abandoned.push(name);
    }
    if (abandoned.length > 0)
        await (0,machine_process/* run */.e)("docker", ["image", "rm", ...abandoned], { env });
}
/** The digests of an image's uncompressed layers. */
async function layersInStore(image, options) {
    const args = ["image", "inspect", "--format", "{{json .RootFS.Layers}}", image];
    const { exitCode, stdout, stderr } = await (0,machine_process/* run */.e)("docker", args, options);
    if (exitCode === 0)
        return JSON.parse(stdout.toString("utf8"));
    throw new errors/* TreestampError */.ks("build-failed", `docker cannot tell the layers of the base image ${image}: ${stderr.trim()}`);
}
function failedSave({ exitCode, stderr }) {
    if (exitCode !== 0)
        throw new errors/* TreestampError */.ks("build-failed", `docker could not save the image: ${stderr.trim()}`);
}
function runBuildx(docker, request, options, more) {
    const args = [
        ...["build", "--progress=plain", "--provenance=false", "--sbom=false"],
        ...["--file", request.dockerfile],
        ...(request.target === undefined ? [] : ["--target", request.target]),
        ...["--platform", request.platforms.join(",")],
        ...[...request.buildArgs].flatMap(([name, value]) => ["--build-arg", `${name}=${value}`]),
        ...[...request.labels].flatMap(([name, value]) => ["--label", `${name}=${value}`]),
        ...["--build-arg", `SOURCE_DATE_EPOCH=${request.epoch}`],
        ...secretArguments(request.secrets),
        ...(request.network === "default" ? [] : ["--network", request.network]),
        ...(request.noCache ? ["--no-cache"] : []),
        ...more,
        "-", // the context is a tar on standard input; no .dockerignore is looked at then
    ];
    return runBuildStep(docker.buildx, args, { ...options, input: request.context() });
}
/** A base as BuildKit's named contexts have it. */
function sourceOf(base) {
    return base.source.kind === "layout"
        ? `oci-layout://${base.source.folder}@${base.digest}`
        : `docker-image://${nameInRegistry(base)}`;
}
function nameInRegistry({ digest, source }) {
    return source.kind === "registry" ? `${source.repository}@${digest}` : "";
}

;// CONCATENATED MODULE: ./core/engine/drivers.js
/** All kinds of engines, as one piece of the bundle: only a build loads it. */





/***/ })

};
;