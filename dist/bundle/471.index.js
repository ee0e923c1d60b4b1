export const id = 471;
export const ids = [471];
export const modules = {

/***/ 9471:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  keysFromStdin: () => (/* binding */ keysFromStdin),
  perform: () => (/* binding */ perform)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:readline"
var external_node_readline_ = __webpack_require__(481);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(6058);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
// EXTERNAL MODULE: external "node:string_decoder"
var external_node_string_decoder_ = __webpack_require__(6193);
;// CONCATENATED MODULE: ./core/process.js
/** Running other programs: arguments as an array, never a shell. */







/**
 * Runs a program to its end and gives what it printed, whatever its exit code.
 * @throws tool-missing where there is no such program; interrupted where `signal` ended it
 */
async function run(program, args, options = {}) {
    const { input, onLine, lines = "stderr", signal, maxOutput = 64 << 20, onOutput, stopBy = "SIGTERM" } = options;
    const watchesInput = stopBy === "end of input";
    const child = (0,external_node_child_process_.spawn)(program, [...args], {
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
            throw new errors/* TreestampError */.ks("interrupted", `${program} was ended by a signal.`);
        return { exitCode, stdout, stderr: stderr.toString("utf8") };
    }
    catch (error) {
        stop();
        await ended.catch(() => { }); // whoever cleans up after this failure must not meet a program that still works
        throw error;
    }
    finally {
        signal?.removeEventListener("abort", stop);
    }
}
/** The code that a shell would report for the child: its exit code, or 128 + n for signal n. */
async function exitOf(child, program) {
    const [code, signalName] = await (0,external_node_events_.once)(child, "close").catch((error) => {
        if (error.code === "ENOENT")
            throw new errors/* TreestampError */.ks("tool-missing", `${program} is not installed.`, { cause: error });
        throw new errors/* TreestampError */.ks("tool-missing", `${program} cannot be started: ${error.message}.`, { cause: error });
    });
    return code ?? 128 + (external_node_os_.constants.signals[signalName] ?? 0);
}
/** Writes `input` at the pace of the reader. A program that stops reading early is no error: its exit code tells. */
async function feed(child, input) {
    const chunks = typeof input === "string" || input instanceof Uint8Array ? [input] : input;
    try {
        await (0,external_node_stream_promises_.pipeline)(external_node_stream_.Readable.from(chunks, { objectMode: true }), child.stdin);
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
    const decoder = new external_node_string_decoder_.StringDecoder("utf8"); // a character may come in two parts
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
            throw new errors/* TreestampError */.ks("input-invalid", `A program printed more than ${limit} bytes.`);
        }
        while (limit === undefined && size - parts[0].length > tailBytes)
            size -= parts.shift().length;
    }
    if (rest !== "" && onLine !== undefined)
        onLine(rest);
    return Buffer.concat(parts);
}
const tailBytes = 64 * 1024;

;// CONCATENATED MODULE: ./core/elevate.js
/** Being root, for what only root may do: as we are, or through a sudo that asks no question. */


/**
 * Finds out whether we can have namespaces and mounts of our own, and how: mounts something where nobody sees it.
 * `env` is where programs are looked for, by its PATH.
 */
async function probeElevation(env) {
    const elevate = process.getuid() === 0 ? [] : ["sudo", "-n"];
    const namespaces = ["unshare", "--mount", "--pid", "--fork", "--mount-proc"];
    const [program, ...args] = [...elevate, ...namespaces, "mount", "-t", "tmpfs", "tmpfs", "/mnt"];
    try {
        // Without a terminal, as everything later: a password that was given at this one is not asked for only here.
        const { exitCode, stderr } = await run(program, args, { env, stopBy: "end of input" });
        if (exitCode === 0)
            return { ok: true, elevate };
        const why = stderr.trim().split("\n").at(-1) ?? "";
        if (elevate.length === 0)
            return { ok: false, why: `this process may not mount: ${why}` };
        return { ok: false, why: `root is needed, and sudo says: ${why.replace(/^sudo: /, "")}` };
    }
    catch (error) {
        return { ok: false, why: `root is needed: ${(0,errors/* messageOf */.bD)(error)}` };
    }
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

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./core/store/digest.js
/** Digests: what names a blob, and the check that the bytes are the ones it names. */


/** True for `sha256:` and 64 lower-case hexadecimal digits; other algorithms are not used here. */
function isDigest(text) {
    return typeof text === "string" && /^sha256:[0-9a-f]{64}$/.test(text);
}
/** @throws input-invalid */
function parseDigest(text) {
    if (isDigest(text))
        return text;
    throw new TreestampError("input-invalid", `"${text}" is not a digest.`, {
        remedy: "Write a digest as sha256: and 64 lower-case hexadecimal digits.",
    });
}
/** The 64 hexadecimal digits of a digest. */
function hexOf(digest) {
    return digest.slice("sha256:".length);
}
function sha256Of(bytes) {
    return `sha256:${(0,external_node_crypto_.createHash)("sha256").update(bytes).digest("hex")}`;
}
/** Digest and size of everything that a stream gives. */
async function digestOf(stream) {
    const hash = createHash("sha256");
    let size = 0;
    for await (const part of stream) {
        hash.update(part);
        size += part.length;
    }
    return { digest: `sha256:${hash.digest("hex")}`, size };
}
/**
 * Gives the bytes of `stream` on, and holds the last part back until size and digest are known to be right: whoever
 * reads to the end has what the descriptor names, and a reader that got it all got it right.
 * @param origin where the bytes come from, for the error: `registry.example/team/build`, a file
 * @throws store-corrupt
 */
async function* verified(stream, expected, origin) {
    const hash = (0,external_node_crypto_.createHash)("sha256");
    let size = 0;
    let held;
    for await (const part of stream) {
        size += part.length;
        if (size > expected.size)
            throw corrupt(expected, origin, `it gave more than ${expected.size} bytes`);
        hash.update(part);
        if (held !== undefined)
            yield held;
        held = part;
    }
    if (size !== expected.size)
        throw corrupt(expected, origin, `it ended after ${size} of ${expected.size} bytes`);
    const actual = `sha256:${hash.digest("hex")}`;
    if (actual !== expected.digest)
        throw corrupt(expected, origin, `its bytes are ${actual}`);
    if (held !== undefined)
        yield held;
}
/** The failure for bytes that are not the ones asked for. */
function corrupt(expected, origin, what) {
    return new errors/* TreestampError */.ks("store-corrupt", `${origin} does not give ${expected.digest}: ${what}.`, {
        remedy: "Try again; where it stays so, remove what is stored there under this digest and write it anew.",
    });
}
/** A small blob of a store, whole and verified. For what is known to be small: all of it is in memory. */
async function readWhole(store, blob) {
    const parts = [];
    for await (const part of store.readBlob(blob))
        parts.push(part);
    return Buffer.concat(parts);
}

;// CONCATENATED MODULE: ./core/store/manifest.js
/** Manifests as bytes: what they are, and how large they may be. */


const ociIndexMediaType = "application/vnd.oci.image.index.v1+json";
const ociManifestMediaType = "application/vnd.oci.image.manifest.v1+json";
const dockerListMediaType = "application/vnd.docker.distribution.manifest.list.v2+json";
const dockerManifestMediaType = "application/vnd.docker.distribution.manifest.v2+json";
/** All kinds of manifest that a lookup takes. */
const manifestMediaTypes = [
    ociIndexMediaType,
    ociManifestMediaType,
    dockerListMediaType,
    dockerManifestMediaType,
];
/** No manifest is read beyond this. Registries refuse more than 4 MiB, too. Bytes. */
const maxManifestBytes = 4 * 1024 * 1024;
/** A manifest made here, with its descriptor. */
function manifestOf(mediaType, body) {
    return { descriptor: { mediaType, digest: sha256Of(body), size: body.length }, body };
}
/**
 * The media type of a manifest by its own bytes; undefined for what is none. Old manifests may leave the field out:
 * then the list that they have (`manifests`, `layers`) tells. Source: image-spec, "mediaType" of index and manifest.
 */
function mediaTypeOf(body) {
    let value;
    try {
        value = JSON.parse(body.toString("utf8"));
    }
    catch {
        return undefined;
    }
    if (typeof value !== "object" || value === null)
        return undefined;
    const { mediaType, manifests, layers, config } = value;
    if (typeof mediaType === "string")
        return manifestMediaTypes.includes(mediaType) ? mediaType : undefined;
    if (Array.isArray(manifests))
        return ociIndexMediaType;
    return Array.isArray(layers) && typeof config === "object" ? ociManifestMediaType : undefined;
}
/**
 * Checks a manifest's bytes against what named them.
 * @param expected the digest that was asked for or that the store claims; undefined where there is none
 * @throws store-corrupt
 */
function checkedManifest(body, descriptor, expected, origin) {
    const manifest = manifestOf(descriptor.mediaType, body);
    const own = mediaTypeOf(body);
    if (expected !== undefined && manifest.descriptor.digest !== expected) {
        throw new errors/* TreestampError */.ks("store-corrupt", `${origin} has bytes of ${manifest.descriptor.digest}, not ${expected}.`, {
            remedy: "Try again; where it stays so, the store is damaged and the image must be pushed anew.",
        });
    }
    if (own !== descriptor.mediaType) {
        throw new errors/* TreestampError */.ks("store-corrupt", `${origin} is said to be ${descriptor.mediaType}, and its bytes are ${own ?? "no manifest that is known here"}.`, { remedy: "Check what was pushed under this name." });
    }
    return manifest;
}

;// CONCATENATED MODULE: ./core/image/manifest.js
/** Image manifests and indexes: parsed once into values, strictly, because their bytes come from outside. */



/**
 * Reads a manifest or index.
 * @throws image-invalid where it is neither, or a field that matters breaks its format
 */
function parseManifest(stored) {
    const where = stored.descriptor.digest;
    const json = object(parseJson(stored.body, where), where);
    const mediaType = manifest_text(json.mediaType) ?? stored.descriptor.mediaType;
    const annotations = strings(json.annotations);
    if (mediaType === ociIndexMediaType || mediaType === dockerListMediaType) {
        return { kind: "index", manifests: descriptors(json.manifests, where), annotations };
    }
    if (mediaType === ociManifestMediaType || mediaType === dockerManifestMediaType) {
        const artifactType = manifest_text(json.artifactType);
        return {
            kind: "manifest",
            ...(artifactType === undefined ? {} : { artifactType }),
            config: descriptor(json.config, where),
            layers: descriptors(json.layers, where),
            annotations,
        };
    }
    throw invalid(where, `has the media type ${mediaType}, which is neither an image manifest nor an index`);
}
/**
 * The digest of each layer once unpacked, from the image's configuration. Source: image-spec, config.md, rootfs.
 * @throws image-invalid where it does not list as many as the manifest has layers
 */
function diffIdsOf(config, manifest) {
    const where = manifest.config.digest;
    const { diff_ids: ids } = object(object(parseJson(config, where), where).rootfs, where);
    if (Array.isArray(ids) && ids.length === manifest.layers.length && ids.every(isDigest))
        return ids;
    throw invalid(where, `does not list the digests of the image's ${manifest.layers.length} layers`);
}
/** `linux/amd64`, `linux/arm64/v8`: a platform as docker writes it. */
function formatPlatform(platform) {
    return [platform.os, platform.architecture, ...(platform.variant === undefined ? [] : [platform.variant])].join("/");
}
/** Reads `OS/ARCH[/VARIANT]`. @throws input-invalid */
function parsePlatform(written) {
    const [os, architecture, variant, ...rest] = written.split("/");
    if (!os || !architecture || rest.length > 0 || variant === "") {
        throw new errors/* TreestampError */.ks("input-invalid", `"${written}" is not a platform.`, {
            remedy: "Write it as docker does: linux/amd64, linux/arm64 or linux/arm/v7.",
        });
    }
    return variant === undefined ? { os, architecture } : { os, architecture, variant };
}
function parseJson(body, where) {
    try {
        return JSON.parse(body.toString("utf8"));
    }
    catch (cause) {
        throw invalid(where, "is not JSON", cause);
    }
}
function descriptors(value, where) {
    if (!Array.isArray(value))
        throw invalid(where, "lacks its list of parts");
    return value.map((item) => descriptor(item, where));
}
function descriptor(value, where) {
    const { mediaType, digest, size, artifactType, platform, annotations } = object(value, where);
    if (!isDigest(digest)) {
        throw invalid(where, `names a part by "${String(digest)}", which is not a sha256 digest`);
    }
    if (typeof mediaType !== "string" || !Number.isSafeInteger(size) || size < 0) {
        throw invalid(where, `describes ${digest} without a proper media type and size`);
    }
    return {
        mediaType,
        digest,
        size: size,
        ...(typeof artifactType === "string" ? { artifactType } : {}),
        ...(platform === undefined ? {} : { platform: parsePlatformObject(platform, where) }),
        ...(annotations === undefined ? {} : { annotations: strings(annotations) }),
    };
}
function parsePlatformObject(value, where) {
    const { os, architecture, variant } = object(value, where);
    if (typeof os !== "string" || typeof architecture !== "string")
        throw invalid(where, "has a platform without a name");
    return typeof variant === "string" && variant !== "" ? { os, architecture, variant } : { os, architecture };
}
function object(value, where) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
        throw invalid(where, "has something else where an object belongs");
    }
    return value;
}
function manifest_text(value) {
    return typeof value === "string" ? value : undefined;
}
function strings(value) {
    if (typeof value !== "object" || value === null)
        return {};
    return Object.fromEntries(Object.entries(value).filter((entry) => typeof entry[1] === "string"));
}
function invalid(where, what, cause) {
    return new errors/* TreestampError */.ks("image-invalid", `${where} ${what}.`, { cause });
}

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
    const { exitCode } = await run(program, args, { ...programOptions, lines: "both", onLine });
    if (exitCode === 0)
        return;
    const summary = last.findLast((line) => /^error[: ]/i.test(line)) ?? `${program} ended with exit code ${exitCode}.`;
    throw new errors/* TreestampError */.ks("build-failed", `The image could not be built. ${summary}\n${last.join("\n")}`, {
        remedy: "Mend the instruction that failed, or what it needs; all that the build printed is in the log above.",
    });
}
/**
 * What must not be seen of the secrets: each value, and each line of a value of several lines. Tells the log, too.
 * @throws input-invalid where a secret's source is not there
 */
async function secretValuesOf(secrets, env, log) {
    const values = await Promise.all(secrets.map((secret) => secretText(secret, env)));
    const parts = new Set(values.flatMap((value) => [value.trim(), ...value.split(/\r?\n/).map((line) => line.trim())]));
    // A line of one or two characters ("{", "-") is in every output: hiding it would hide nothing but the output.
    const hidden = [...parts].filter((part) => part.length > 2).sort((a, b) => b.length - a.length);
    for (const value of hidden)
        log.mask(value);
    return hidden;
}
async function secretText({ id, source }, env) {
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
    return secrets.flatMap(({ id, source }) => {
        const from = source.kind === "environment" ? `env=${source.variable}` : `src=${source.path}`;
        return ["--secret", [`id=${id}`, from].map(csvField).join(",")];
    });
}
/** A field of a line of CSV, in quotes where it must be. Source: RFC 4180, as Go's encoding/csv reads it. */
function csvField(text) {
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
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
        ...[...elevateWith(elevate, env), "sh", "-c", supervise, "supervise"],
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
    return run(program, args, { stopBy: "end of input" }); // which they do not read: so nothing stops them half way
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
;// CONCATENATED MODULE: ./core/engine/image-folder.js
/** The folder of an OCI image layout, as engines take bases from it and leave images in it. */







const layoutFile = JSON.stringify({ imageLayoutVersion: "1.0.0" });
/** The path of a blob within a layout. */
function blobPath(digest) {
    return `blobs/sha256/${hexOf(digest)}`;
}
/**
 * Reads a manifest or index out of a layout.
 * @throws path-missing where it is not there; store-corrupt where its bytes are others
 */
async function readManifest(folder, digest) {
    let body;
    try {
        body = await (0,promises_.readFile)((0,external_node_path_.join)(folder, blobPath(digest)));
    }
    catch (cause) {
        throw new errors/* TreestampError */.ks("path-missing", `${folder} does not hold the image ${digest}.`, {
            remedy: "Check folder and digest of the base image.",
            cause,
        });
    }
    return checkedManifest(body, { mediaType: mediaTypeOf(body) ?? "no manifest" }, digest, folder);
}
/** Makes in the empty `view` a layout that has the blobs of `folder` by a link, and lists one image alone as `base`. */
async function makeViewOfOne(view, folder, digest) {
    const { descriptor } = await readManifest(folder, digest);
    await (0,promises_.symlink)((0,external_node_path_.join)((0,external_node_path_.resolve)(folder), "blobs"), (0,external_node_path_.join)(view, "blobs"));
    await (0,promises_.writeFile)((0,external_node_path_.join)(view, "oci-layout"), layoutFile);
    await writeIndexFile(view, [{ ...descriptor, annotations: { "org.opencontainers.image.ref.name": "base" } }]);
}
/** Writes `index.json`. */
async function writeIndexFile(folder, manifests) {
    const mediaType = "application/vnd.oci.image.index.v1+json";
    await (0,promises_.writeFile)((0,external_node_path_.join)(folder, "index.json"), JSON.stringify({ schemaVersion: 2, mediaType, manifests }));
}
/** The manifests that `index.json` lists. */
async function readIndexFile(folder) {
    const body = await (0,promises_.readFile)((0,external_node_path_.join)(folder, "index.json"));
    const descriptor = {
        mediaType: "application/vnd.oci.image.index.v1+json",
        digest: sha256Of(body),
        size: body.length,
    };
    const index = parseManifest({ descriptor, body });
    return index.kind === "index" ? index.manifests : [];
}
/** Stores bytes as a blob. */
async function writeBlob(folder, mediaType, body) {
    const descriptor = { mediaType, digest: sha256Of(body), size: body.length };
    await (0,promises_.mkdir)((0,external_node_path_.join)(folder, "blobs/sha256"), { recursive: true });
    await (0,promises_.writeFile)((0,external_node_path_.join)(folder, blobPath(descriptor.digest)), body);
    return descriptor;
}
function readBlobFile(folder, digest) {
    return (0,external_node_fs_.createReadStream)((0,external_node_path_.join)(folder, blobPath(digest)), { highWaterMark: 1 << 20 });
}

;// CONCATENATED MODULE: ./core/engine/buildah.js
/**
 * buildah: the engine where there is no daemon. Every build has a storage of its own and runs in PID and mount namespaces
 * of its own, so that nothing is left of it, however it ends, and the user's own images are never touched.
 */











/** The first with all that is used here: named contexts, secrets from variables, identity labels that can be left out. */
const oldestVersion = [1, 28];
/** Looks for a buildah that can be used here. `env` is the environment that it sees. */
async function probeBuildah(env, log) {
    const version = await run("buildah", ["--version"], { env }).catch(errors/* messageOf */.bD);
    if (typeof version === "string")
        return unusable(version, "Install buildah (Debian, Ubuntu: apt-get install buildah).");
    const words = version.stdout.toString("utf8").trim();
    const [, major = "0", minor = "0"] = /version (\d+)\.(\d+)/.exec(words) ?? [];
    const [leastMajor, leastMinor] = oldestVersion;
    if (Number(major) < leastMajor || (Number(major) === leastMajor && Number(minor) < leastMinor)) {
        return unusable(`it is older than ${oldestVersion.join(".")} (${words})`, "Install a newer buildah.");
    }
    const probe = await probeElevation(env);
    if (!probe.ok) {
        return unusable(probe.why, "Run treestamp as root or with a sudo that asks for no password, or start docker.");
    }
    const { elevate } = probe;
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
            env: { ...env, TMPDIR: (0,external_node_path_.join)(scratch, "temporary") },
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
            const platform = parsePlatform(written);
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
    return run(program, rest, programOptions);
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
    const listed = await readIndexFile((0,external_node_path_.join)(buildah.scratch, "image"));
    const { mediaType, digest, size } = listed.find(({ annotations }) => annotations?.["org.opencontainers.image.ref.name"] === tag);
    return { mediaType, digest, size };
}
/** Brings a base into the build's storage, and gives the image's id there. */
async function pull(buildah, { name, digest, source }, platform) {
    let from;
    if (source.kind === "layout") {
        // The folder's name gets into the image's history: the same base has to have the same.
        const view = (0,external_node_path_.join)(buildah.scratch, hexOf(digest));
        await (0,promises_.mkdir)(view, { recursive: true });
        await (0,promises_.rm)((0,external_node_path_.join)(view, "blobs"), { force: true });
        await makeViewOfOne(view, source.folder, digest);
        from = `oci:${hexOf(digest)}:base`;
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
    throw new errors/* TreestampError */.ks("build-failed", `The base image ${name} (${digest}) cannot be had: ${pulled.stderr.trim()}`, {
        remedy: "Check that the base is where the recipe says, and that this machine may read it.",
    });
}
/** Moves the blobs to their place and lists the one image, or the index of the images for all platforms. */
async function handOver(scratch, output, built) {
    for (const name of ["blobs", "oci-layout"])
        await (0,promises_.rename)((0,external_node_path_.join)(scratch, "image", name), (0,external_node_path_.join)(output, name));
    const [first, ...others] = built;
    const index = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: ociIndexMediaType, manifests: built }));
    await writeIndexFile(output, [others.length === 0 ? first : await writeBlob(output, ociIndexMediaType, index)]);
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

// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
;// CONCATENATED MODULE: ./core/archive/byte-input.js
/** Bytes of a stream in the portions that a parser wants, without copying what lies in one piece. */
function byteInput(source) {
    const iterator = source[Symbol.asyncIterator]();
    let current = Buffer.alloc(0);
    let at = 0;
    let ended = false;
    const available = (limit) => {
        const end = Math.min(current.length, at + limit);
        const bytes = current.subarray(at, end);
        at = end;
        return bytes;
    };
    const more = async () => {
        while (at === current.length) {
            if (ended)
                return false;
            const next = await iterator.next();
            if (next.done === true) {
                ended = true;
                return false;
            }
            current = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength);
            at = 0;
        }
        return true;
    };
    return {
        available,
        more,
        ready(length) {
            return current.length - at >= length ? available(length) : undefined;
        },
        async upTo(length) {
            const parts = [];
            let missing = length;
            while (missing > 0 && (await more())) {
                const part = available(missing);
                parts.push(part);
                missing -= part.length;
            }
            return parts.length === 1 ? parts[0] : Buffer.concat(parts);
        },
        async drain() {
            do
                at = current.length;
            while (await more());
        },
        async close() {
            if (!ended)
                await iterator.return?.();
            ended = true;
        },
    };
}

;// CONCATENATED MODULE: ./core/archive/tar-header.js
/**
 * The 512-byte header of a tar entry, and the records of a PAX extended header.
 * Source: POSIX.1-2017 pax; GNU tar manual, "Basic Tar Format"; what Go's archive/tar accepts, since docker and
 * containerd read layers with it.
 */

const blockBytes = 512;
function invalidTar(what) {
    return new errors/* TreestampError */.ks("image-invalid", `A layer is not a readable tar archive: ${what}.`, {
        remedy: "Build the image again; if it was pushed by another tool, push it again with that tool.",
    });
}
/** @throws image-invalid where the checksum or a number is wrong */
function parseHeader(block) {
    checkSum(block);
    const magic = block.toString("latin1", 257, 265);
    const isUstar = magic === "ustar\x0000" || magic.startsWith("ustar\0");
    const isGnu = magic === "ustar  \0";
    const prefix = isUstar ? textField(block, 345, block.toString("latin1", 508, 512) === "tar\0" ? 131 : 155) : "";
    const name = textField(block, 0, 100);
    return {
        typeFlag: String.fromCharCode(block[156]),
        name: prefix === "" ? name : `${prefix}/${name}`,
        linkName: textField(block, 157, 100),
        mode: numberField(block, 100, 8, "mode"),
        uid: numberField(block, 108, 8, "uid"),
        gid: numberField(block, 116, 8, "gid"),
        size: numberField(block, 124, 12, "size"),
        mtime: numberField(block, 136, 12, "mtime"),
        major: isUstar || isGnu ? numberField(block, 329, 8, "major device number") : 0,
        minor: isUstar || isGnu ? numberField(block, 337, 8, "minor device number") : 0,
    };
}
/** Some old archivers summed signed characters: both sums are accepted. */
function checkSum(block) {
    let unsigned = 0;
    let signed = 0;
    for (let index = 0; index < blockBytes; index++) {
        const byte = index >= 148 && index < 156 ? 32 : block[index];
        unsigned += byte;
        signed += byte < 128 ? byte : byte - 256;
    }
    const stored = numberField(block, 148, 8, "checksum");
    if (stored !== unsigned && stored !== signed)
        throw invalidTar("a header's checksum is wrong");
}
function textField(block, start, length) {
    const end = block.indexOf(0, start);
    return block.toString("latin1", start, end === -1 || end > start + length ? start + length : end);
}
/** Octal text, or GNU's base-256 where the first byte's high bit is set. Safe integers only. */
function numberField(block, start, length, what) {
    if ((block[start] & 0x80) !== 0)
        return base256(block.subarray(start, start + length), what);
    let at = start;
    let end = start + length;
    while (at < end && (block[at] === 32 || block[at] === 0))
        at++;
    const terminator = block.indexOf(0, at);
    if (terminator !== -1 && terminator < end)
        end = terminator;
    while (end > at && block[end - 1] === 32)
        end--;
    let value = 0;
    for (; at < end; at++) {
        const digit = block[at] - 48;
        if (digit < 0 || digit > 7)
            throw invalidTar(`a header's ${what} is not an octal number`);
        value = value * 8 + digit;
    }
    return value;
}
function base256(field, what) {
    const negative = (field[0] & 0x40) !== 0;
    let value = BigInt(field[0] & 0x3f) - (negative ? 0x40n : 0n);
    for (let index = 1; index < field.length; index++)
        value = value * 256n + BigInt(field[index]);
    if (value > BigInt(Number.MAX_SAFE_INTEGER) || value < BigInt(Number.MIN_SAFE_INTEGER)) {
        throw invalidTar(`a header's ${what} is out of range`);
    }
    return Number(value);
}
/**
 * The records of a PAX extended header in their order: GNU's sparse format 0.0 repeats keys.
 * @throws image-invalid where a record breaks the form "LENGTH KEY=VALUE\n"
 */
function parsePaxRecords(data) {
    const records = [];
    let at = 0;
    while (at < data.length) {
        const space = data.indexOf(32, at);
        const digits = space === -1 ? "" : data.toString("latin1", at, space);
        const end = at + Number(digits);
        if (!/^[0-9]{1,9}$/.test(digits) || end > data.length || end <= space + 2 || data[end - 1] !== 10) {
            throw invalidTar("a PAX header has a record of a wrong length");
        }
        const equals = data.indexOf(61, space);
        if (equals === -1 || equals >= end || equals === space + 1)
            throw invalidTar("a PAX record has no key");
        records.push([data.toString("latin1", space + 1, equals), data.toString("latin1", equals + 1, end - 1)]);
        at = end;
    }
    return records;
}
function parseDecimal(text, what) {
    const value = Number(text);
    if (!/^[0-9]+$/.test(text) || !Number.isSafeInteger(value)) {
        throw invalidTar(`${what} is not a number that can be: ${JSON.stringify(text.slice(0, 40))}`);
    }
    return value;
}
/** A PAX time: "-12.34". Digits beyond nanoseconds are dropped. */
function parsePaxTime(text) {
    const match = /^(-?)([0-9]+)(?:\.([0-9]*))?$/.exec(text);
    const whole = Number(match?.[2]);
    if (match === null || !Number.isSafeInteger(whole))
        throw invalidTar("a PAX time is not a number");
    const nanoseconds = Number((match[3] ?? "").slice(0, 9).padEnd(9, "0"));
    if (match[1] === "")
        return { seconds: whole, nanoseconds };
    if (nanoseconds === 0)
        return { seconds: whole === 0 ? 0 : -whole, nanoseconds: 0 };
    return { seconds: -whole - 1, nanoseconds: 1_000_000_000 - nanoseconds };
}

;// CONCATENATED MODULE: ./core/archive/tar-sparse.js

/** The map of a file is held in memory; more than this many fragments are refused. */
const maxFragments = 1 << 20;
/**
 * The map checked: in order, without overlap, within the file, and together as long as what is stored.
 * @throws image-invalid
 */
function sparseFile(file, stored) {
    let end = 0;
    let sum = 0;
    for (const { offset, length } of file.fragments) {
        if (offset < end || length < 0 || offset + length > file.size)
            throw invalidTar("a sparse file's map is wrong");
        end = offset + length;
        sum += length;
    }
    if (sum !== stored)
        throw invalidTar("a sparse file's map does not fit its data");
    return file;
}
/** The map of a header of type S, and of the blocks that continue it. */
async function oldSparseMap(input, header) {
    const size = numberField(header, 483, 12, "real size");
    const fragments = [];
    const take = (block, start, count) => {
        for (let index = 0; index < count; index++) {
            const at = start + index * 24;
            if (block[at] === 0)
                return;
            fragments.push({
                offset: numberField(block, at, 12, "sparse offset"),
                length: numberField(block, at + 12, 12, "sparse length"),
            });
        }
    };
    take(header, 386, 4);
    let continues = header[482] !== 0;
    while (continues) {
        const block = input.ready(blockBytes) ?? (await input.upTo(blockBytes));
        if (block.length < blockBytes)
            throw invalidTar("it ends within a sparse file's map");
        if (fragments.length > maxFragments)
            throw invalidTar("a sparse file's map is too long");
        take(block, 0, 21);
        continues = block[504] !== 0;
    }
    return { size, fragments };
}
/** What the `GNU.sparse.` records of a PAX header say. */
function paxSparseMap(records) {
    const values = new Map(records);
    const number = (key) => parseDecimal(values.get(key) ?? "", key);
    const name = values.get("GNU.sparse.name");
    const version = `${values.get("GNU.sparse.major") ?? "0"}.${values.get("GNU.sparse.minor") ?? "?"}`;
    if (version === "1.0") {
        return { size: number("GNU.sparse.realsize"), name, fragments: undefined, mapInData: true };
    }
    if (!version.startsWith("0."))
        throw invalidTar(`a sparse file has the unknown format ${version}`);
    const size = values.has("GNU.sparse.size") ? number("GNU.sparse.size") : number("GNU.sparse.realsize");
    const map = values.get("GNU.sparse.map");
    const numbers = map !== undefined
        ? map.split(",")
        : records.filter(([key]) => key === "GNU.sparse.offset" || key === "GNU.sparse.numbytes").map(([, text]) => text);
    if (map === "")
        numbers.pop();
    return { size, name, fragments: pairs(numbers), mapInData: false };
}
/** Format 1.0: decimal numbers, a line each (how many fragments, then offset and length of each), padded to a block. */
async function readSparseMapOfData(input, stored) {
    const lines = [];
    let rest = "";
    let mapBytes = 0;
    let expected = 1;
    while (lines.length < expected) {
        const block = input.ready(blockBytes) ?? (await input.upTo(blockBytes));
        mapBytes += blockBytes;
        if (block.length < blockBytes || mapBytes > stored)
            throw invalidTar("it ends within a sparse file's map");
        const pieces = (rest + block.toString("latin1")).split("\n");
        rest = pieces.pop();
        lines.push(...pieces);
        if (lines.length > 0)
            expected = 1 + 2 * parseDecimal(lines[0], "a sparse file's map");
        if (expected > 2 * maxFragments || rest.length > blockBytes * 2)
            throw invalidTar("a sparse file's map is too long");
    }
    return { fragments: pairs(lines.slice(1, expected)), mapBytes };
}
function pairs(numbers) {
    if (numbers.length % 2 !== 0)
        throw invalidTar("a sparse file's map has an odd count of numbers");
    const fragments = [];
    for (let index = 0; index < numbers.length; index += 2) {
        fragments.push({
            offset: parseDecimal(numbers[index], "a sparse file's map"),
            length: parseDecimal(numbers[index + 1], "a sparse file's map"),
        });
    }
    return fragments;
}

;// CONCATENATED MODULE: ./core/archive/tar-reader.js
/**
 * A streaming reader of tar archives, byte-exact: names, link targets and extended attributes are latin1 strings, one
 * character for one byte. Reads ustar, GNU (long names, sparse files, base-256 numbers) and PAX. Where formats leave
 * room it does what Go's archive/tar does, since that is what docker and containerd read layers with: global PAX
 * headers change nothing, a missing end marker is no error, what follows the end marker is not looked at.
 */



/** Long names and PAX headers are held in memory: more than this is refused, as in Go's archive/tar. */
const maxExtensionBytes = 1024 * 1024;
/** A file longer than this is refused (1 TiB): a few bytes of sparse map could claim any size. */
const maxFileBytes = 2 ** 40;
const types = {
    "0": "file",
    "\0": "file",
    "7": "file",
    S: "file",
    "1": "link",
    "2": "symlink",
    "3": "character",
    "4": "block",
    "5": "directory",
    "6": "fifo",
};
const noXattrs = new Map();
const zeros = Buffer.alloc(64 * 1024);
/**
 * Reads a tar archive to its end, also what follows its end marker, so that whoever hashes the stream sees all of it.
 * @throws image-invalid where the archive is truncated or breaks its format
 */
async function readTar(source, visit) {
    const input = byteInput(source);
    try {
        for (;;) {
            const extensions = await readExtensions(input);
            if (extensions === undefined)
                break;
            await readEntry(input, extensions, visit);
        }
        await input.drain();
    }
    finally {
        await input.close();
    }
}
async function readExtensions(input) {
    let pax = [];
    let longName;
    let longLink;
    for (;;) {
        const block = input.ready(blockBytes) ?? (await input.upTo(blockBytes));
        const isEnd = block.length === 0 || (block.length === blockBytes && block[0] === 0 && isZero(block));
        if (isEnd) {
            if (pax.length > 0 || longName !== undefined || longLink !== undefined) {
                throw invalidTar("it ends after an extension header");
            }
            return undefined;
        }
        if (block.length < blockBytes)
            throw invalidTar("it ends within a header");
        const header = parseHeader(block);
        switch (header.typeFlag) {
            case "x":
            case "X":
                pax = parsePaxRecords(await extensionData(input, header));
                break;
            case "g":
                await extensionData(input, header);
                break;
            case "L":
                longName = untilNul(await extensionData(input, header));
                break;
            case "K":
                longLink = untilNul(await extensionData(input, header));
                break;
            default:
                return { header, block, pax, longName, longLink };
        }
    }
}
async function extensionData(input, header) {
    if (header.size < 0 || header.size > maxExtensionBytes) {
        throw invalidTar(`an extension header of ${header.size} bytes is out of bounds`);
    }
    const padded = Math.ceil(header.size / blockBytes) * blockBytes;
    const data = input.ready(padded) ?? (await input.upTo(padded));
    if (data.length < padded)
        throw invalidTar("it ends within an extension header");
    return data.subarray(0, header.size);
}
function untilNul(data) {
    const end = data.indexOf(0);
    return data.toString("latin1", 0, end === -1 ? data.length : end);
}
async function readEntry(input, extended, visit) {
    const { header, pax } = extended;
    let type = types[header.typeFlag];
    if (type === undefined)
        throw invalidTar(`it has an entry of the unknown type ${JSON.stringify(header.typeFlag)}`);
    let { uid, gid, size } = header;
    let name = extended.longName ?? header.name;
    let linkName = extended.longLink ?? header.linkName;
    let mtime = { seconds: header.mtime, nanoseconds: 0 };
    let xattrs;
    const sparseRecords = [];
    for (const [key, value] of pax) {
        if (key.startsWith("SCHILY.xattr.")) {
            xattrs ??= new Map();
            xattrs.set(key.slice("SCHILY.xattr.".length), value);
        }
        else if (key.startsWith("GNU.sparse.")) {
            sparseRecords.push([key, value]);
        }
        else if (value !== "") {
            if (key === "path")
                name = extended.longName ?? value;
            else if (key === "linkpath")
                linkName = extended.longLink ?? value;
            else if (key === "size")
                size = parseDecimal(value, "a PAX size");
            else if (key === "uid")
                uid = parseDecimal(value, "a PAX uid");
            else if (key === "gid")
                gid = parseDecimal(value, "a PAX gid");
            else if (key === "mtime")
                mtime = parsePaxTime(value);
        }
    }
    if (type !== "file")
        size = 0;
    if (header.typeFlag === "\0" && name.endsWith("/"))
        type = "directory";
    let stored = size;
    let sparse;
    if (type === "file") {
        if (header.typeFlag === "S")
            sparse = await oldSparseMap(input, extended.block);
        else if (sparseRecords.length > 0) {
            const described = paxSparseMap(sparseRecords);
            name = described.name ?? name;
            if (described.mapInData) {
                const { fragments, mapBytes } = await readSparseMapOfData(input, size);
                sparse = { size: described.size, fragments };
                stored -= mapBytes;
            }
            else if (described.fragments !== undefined) {
                sparse = { size: described.size, fragments: described.fragments };
            }
        }
        if (sparse !== undefined) {
            sparse = sparseFile(sparse, stored);
            size = sparse.size;
        }
    }
    if (stored < 0 || size < 0 || size > maxFileBytes || stored > maxFileBytes) {
        throw invalidTar(`an entry of ${size} bytes is out of bounds`);
    }
    const entry = {
        type,
        name,
        linkName,
        mode: header.mode & 0o7777,
        uid,
        gid,
        size,
        mtime,
        major: header.major,
        minor: header.minor,
        xattrs: xattrs ?? noXattrs,
    };
    const visited = visit(entry);
    const data = visited instanceof Promise ? await visited : visited;
    if (sparse === undefined)
        await copy(input, stored, data);
    else
        await copySparse(input, sparse, data);
    await copy(input, padding(stored), undefined);
    const ended = data?.end();
    if (ended !== undefined)
        await ended;
}
/** Hands on `length` bytes in the pieces in which they come, or skips them. */
async function copy(input, length, data) {
    let left = length;
    while (left > 0) {
        const bytes = input.available(left);
        if (bytes.length === 0) {
            if (!(await input.more()))
                throw invalidTar("it ends within a file");
            continue;
        }
        left -= bytes.length;
        const written = data?.write(bytes);
        if (written !== undefined)
            await written;
    }
}
async function copySparse(input, sparse, data) {
    let at = 0;
    const end = { offset: sparse.size, length: 0 };
    for (const { offset, length } of [...sparse.fragments, end]) {
        for (; data !== undefined && at < offset; at += Math.min(zeros.length, offset - at)) {
            await data.write(zeros.subarray(0, Math.min(zeros.length, offset - at)));
        }
        await copy(input, length, data);
        at = offset + length;
    }
}
function padding(size) {
    return (blockBytes - (size % blockBytes)) % blockBytes;
}
function isZero(block) {
    return block.equals(zeros.subarray(0, block.length));
}

;// CONCATENATED MODULE: ./core/archive/tar-writer.js
const block = 512;
/** Smaller pieces are put together, so that a reader gets few large ones. */
const pieceBytes = 64 * 1024;
/** The most that a ustar header's octal size field holds. */
const maxUstarSize = 0o77777777777;
/** The most that one of its owner fields, and its time field, holds. */
const maxUstarOwner = 0o7777777;
const maxUstarTime = 0o77777777777;
const kinds = { file: "0", hardlink: "1", link: "2", character: "3", block: "4", directory: "5", fifo: "6" };
/** The archive of `entries`, in their order, in pieces of about 64 KiB. */
async function* writeTar(entries) {
    let waiting = [];
    let waitingBytes = 0;
    for await (const part of partsOf(entries)) {
        waiting.push(part);
        waitingBytes += part.length;
        if (waitingBytes < pieceBytes)
            continue;
        yield waiting.length === 1 ? part : Buffer.concat(waiting);
        waiting = [];
        waitingBytes = 0;
    }
    if (waitingBytes > 0)
        yield Buffer.concat(waiting);
}
async function* partsOf(entries) {
    for await (const entry of entries) {
        yield headerOf(entry);
        if (entry.content === undefined)
            continue;
        let left = entry.size;
        for await (const part of entry.content) {
            left -= part.length;
            yield part;
        }
        if (left !== 0)
            throw new Error(`The content of ${entry.path} has not the announced ${entry.size} bytes.`);
        yield tar_writer_padding(entry.size);
    }
    yield Buffer.alloc(2 * block);
}
function headerOf(entry) {
    const path = entry.kind === "directory" ? `${entry.path}/` : entry.path;
    const { mode, target = "", size = 0, uid = 0, gid = 0, mtime, major = 0, minor = 0 } = entry;
    const seconds = mtime?.seconds ?? 0;
    const isPlainTime = mtime === undefined || (mtime.nanoseconds === 0 && seconds >= 0 && seconds <= maxUstarTime);
    const records = [
        path.length > 100 ? record("path", path) : "",
        target.length > 100 ? record("linkpath", target) : "",
        size > maxUstarSize ? record("size", String(size)) : "",
        uid > maxUstarOwner ? record("uid", String(uid)) : "",
        gid > maxUstarOwner ? record("gid", String(gid)) : "",
        isPlainTime ? "" : record("mtime", paxTime(mtime)),
        ...[...(entry.xattrs ?? [])].map(([name, value]) => record(`SCHILY.xattr.${name}`, value)),
    ].join("");
    const own = ustar({
        path,
        mode,
        uid: uid > maxUstarOwner ? 0 : uid,
        gid: gid > maxUstarOwner ? 0 : gid,
        size: Math.min(size, maxUstarSize),
        mtime: isPlainTime ? seconds : 0,
        type: kinds[entry.kind],
        target,
        major,
        minor,
    });
    if (records === "")
        return own;
    const extended = ustar({ path: "PaxHeaders/next", mode: 0o644, size: records.length, type: "x" });
    return Buffer.concat([extended, Buffer.from(records, "latin1"), tar_writer_padding(records.length), own]);
}
/** Seconds as a decimal fraction; before 1970 the fraction counts away from zero. */
function paxTime({ seconds, nanoseconds }) {
    const [whole, fraction] = seconds < 0 && nanoseconds > 0 ? [seconds + 1, 1_000_000_000 - nanoseconds] : [seconds, nanoseconds];
    return `${seconds < 0 && whole === 0 ? "-0" : whole}.${String(fraction).padStart(9, "0")}`;
}
/** A PAX record: its own length in decimal, a space, `name=value` and a line feed. The value is raw bytes. */
function record(name, value) {
    const rest = ` ${name}=${value}\n`;
    let length = rest.length + 1;
    while (String(length).length + rest.length !== length)
        length = String(length).length + rest.length;
    return `${length}${rest}`;
}
function ustar(fields) {
    const { target = "", uid = 0, gid = 0, mtime = 0, major = 0, minor = 0 } = fields;
    const header = Buffer.alloc(block);
    const octal = (value, digits, at) => header.write(`${value.toString(8).padStart(digits, "0")}\0`, at, "latin1");
    header.write(fields.path.slice(0, 100), 0, "latin1");
    octal(fields.mode, 7, 100);
    octal(uid, 7, 108);
    octal(gid, 7, 116);
    octal(fields.size, 11, 124);
    octal(mtime, 11, 136);
    header.write("        ", 148, "latin1"); // the checksum counts as blanks
    header.write(fields.type, 156, "latin1");
    header.write(target.slice(0, 100), 157, "latin1");
    header.write("ustar\x0000", 257, "latin1");
    if (major !== 0)
        octal(major, 7, 329);
    if (minor !== 0)
        octal(minor, 7, 337);
    let sum = 0;
    for (const byte of header)
        sum += byte;
    header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
    return header;
}
function tar_writer_padding(size) {
    return Buffer.alloc((block - (size % block)) % block);
}

;// CONCATENATED MODULE: ./core/engine/clamp-times.js
/**
 * A layer with no time after a given one, otherwise byte for byte the same: what BuildKit's `rewrite-timestamp` does,
 * for an engine that cannot. Only digits are replaced by as many digits, so that no length changes.
 */


/** Extension headers are held in memory: more than this is refused, as in Go's archive/tar. */
const clamp_times_maxExtensionBytes = 1 << 20;
const clamp_times_pieceBytes = 1 << 20;
/**
 * Gives the tar archive `layer` on, with every modification, access and change time that is later than `epoch` set to it.
 * @param epoch seconds since 1970
 * @throws image-invalid where the archive is truncated or breaks its format
 */
async function* clampTimes(layer, epoch) {
    const input = byteInput(layer);
    let paxSize;
    try {
        for (;;) {
            const header = Buffer.from(await input.upTo(blockBytes)); // a copy: it is written to
            if (header.length === 0)
                return;
            if (header.length < blockBytes)
                throw invalidTar("it ends within a header");
            if (header.every((byte) => byte === 0)) {
                yield header;
                break;
            }
            const { typeFlag, size, mtime } = parseHeader(header);
            if (mtime > epoch)
                setTime(header, epoch);
            yield header;
            if ("xXg".includes(typeFlag)) {
                const data = Buffer.from(await exactly(input, size, clamp_times_maxExtensionBytes));
                clampRecords(data, size, epoch);
                const written = parsePaxRecords(data.subarray(0, size)).findLast(([key]) => key === "size")?.[1];
                if (typeFlag !== "g" && written !== undefined)
                    paxSize = parseDecimal(written, "a PAX size");
                yield data;
                continue;
            }
            if (typeFlag === "L" || typeFlag === "K") {
                yield await exactly(input, size, clamp_times_maxExtensionBytes);
                continue;
            }
            for (let more = typeFlag === "S" && header[482] !== 0; more;) {
                const map = await exactly(input, blockBytes, blockBytes);
                yield map;
                more = map[504] !== 0;
            }
            // Links, directories and devices may announce a size; nothing follows them.
            if ("0\x007S".includes(typeFlag))
                yield* data(input, paxSize ?? size);
            paxSize = undefined;
        }
        yield* rest(input);
    }
    finally {
        await input.close();
    }
}
/** The data after a header with its padding. */
async function* data(input, size) {
    for (let left = padded(size); left > 0;) {
        const bytes = input.available(Math.min(left, clamp_times_pieceBytes));
        if (bytes.length === 0) {
            if (!(await input.more()))
                throw invalidTar("it ends within a file");
            continue;
        }
        left -= bytes.length;
        yield bytes;
    }
}
async function* rest(input) {
    while (await input.more())
        yield input.available(clamp_times_pieceBytes);
}
async function exactly(input, size, limit) {
    if (size < 0 || size > limit)
        throw invalidTar(`an extension header of ${size} bytes is out of bounds`);
    const bytes = await input.upTo(padded(size));
    if (bytes.length < padded(size))
        throw invalidTar("it ends within an extension header");
    return bytes;
}
function padded(size) {
    return Math.ceil(size / blockBytes) * blockBytes;
}
function setTime(header, epoch) {
    header.write(`${epoch.toString(8).padStart(11, "0")}\0`, 136, "latin1");
    header.fill(" ", 148, 156); // the checksum counts as blanks
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
}
const timeKeys = ["mtime", "atime", "ctime"];
/** Writes over the digits of times in PAX records: `LENGTH KEY=VALUE\n`. */
function clampRecords(data, size, epoch) {
    for (let at = 0; at < size;) {
        const space = data.indexOf(32, at);
        const equals = data.indexOf(61, space);
        const end = at + Number(data.toString("latin1", at, space));
        if (!(end > at) || equals === -1)
            throw invalidTar("a PAX header has a record of a wrong length");
        if (timeKeys.includes(data.toString("latin1", space + 1, equals))) {
            const value = data.toString("latin1", equals + 1, end - 1);
            const [seconds = "", fraction] = value.split(".");
            if (Number(value) > epoch) {
                const clamped = String(epoch).padStart(seconds.length, "0");
                data.write(fraction === undefined ? clamped : `${clamped}.${"0".repeat(fraction.length)}`, equals + 1, "latin1");
            }
        }
        at = end;
    }
}

;// CONCATENATED MODULE: ./core/engine/docker-archive.js
/**
 * The archive that `docker image load` reads and `docker image save` writes: a tar with `manifest.json`, which names the
 * configuration and the layers (in order) by their paths in it. Source: moby, image/spec/spec.md. All versions of docker
 * speak it, also with the classic store, which cannot take or give an OCI layout.
 */













const manifestPath = "manifest.json";
/**
 * An image of the layout `folder` as an archive for `docker image load`.
 * @param name the tag that it will have there
 * @throws path-missing, platform-missing
 */
async function* archiveOfImage(folder, digest, platform, name) {
    let image = parseManifest(await readManifest(folder, digest));
    if (image.kind === "index") {
        const wanted = image.manifests.find((one) => one.platform !== undefined && formatPlatform(one.platform) === platform);
        if (wanted === undefined) {
            throw new errors/* TreestampError */.ks("platform-missing", `The base image ${digest} has no image for ${platform}.`, {
                remedy: "Take a base image that has this platform.",
            });
        }
        image = parseManifest(await readManifest(folder, wanted.digest));
        if (image.kind === "index")
            throw new errors/* TreestampError */.ks("image-invalid", `${wanted.digest} is an index in an index.`);
    }
    const { config, layers } = image;
    const list = [
        { Config: blobPath(config.digest), RepoTags: [name], Layers: layers.map((layer) => blobPath(layer.digest)) },
    ];
    const entries = async function* () {
        const body = Buffer.from(JSON.stringify(list));
        yield { ...file(manifestPath, body.length), content: one(body) };
        for (const blob of new Map([config, ...layers].map((blob) => [blob.digest, blob])).values()) {
            yield { ...file(blobPath(blob.digest), blob.size), content: readBlobFile(folder, blob.digest) };
        }
    };
    yield* writeTar(entries());
}
function file(path, size) {
    return { path, kind: "file", mode: 0o644, size };
}
async function* one(body) {
    yield body;
}
/** JSON in the archive is held in memory: more than this is refused. Bytes. */
const maxJson = 16 << 20;
/** Compression is the slowest part of the way; level 6 takes twice the time for 3 % less. */
const gzipLevel = 4;
/**
 * Fills the empty folder `output` with the OCI layout of the one image in an archive of `docker image save`, in one pass:
 * layers are compressed, and no time in them is later than `epoch` (seconds since 1970), but for those of the bases,
 * which stay as they are, as BuildKit's own exporter leaves them.
 * @param baseLayers digests of the uncompressed layers of the bases
 * @throws image-invalid
 */
async function layoutFromArchive(archive, epoch, baseLayers, output) {
    await (0,promises_.mkdir)((0,external_node_path_.join)(output, "blobs/sha256"), { recursive: true });
    const layers = new Map();
    const texts = new Map();
    const links = new Map(); // old versions of docker save an equal layer as a link to the first
    await readTar(archive, (entry) => {
        if (entry.type === "symlink")
            links.set(entry.name, external_node_path_.posix.join(external_node_path_.posix.dirname(entry.name), entry.linkName));
        if (entry.type !== "file")
            return undefined;
        return whenSniffed((start) => isTar(start)
            ? layerSink(output, baseLayers.has(digestIn(entry.name)) ? undefined : epoch, (layer) => layers.set(entry.name, layer))
            : textSink(entry.name, (text) => texts.set(entry.name, text)));
    });
    const [image, ...others] = JSON.parse(docker_archive_text(texts, manifestPath));
    if (image === undefined || others.length > 0)
        throw docker_archive_invalid(`${1 + others.length} images instead of one`);
    const config = JSON.parse(docker_archive_text(texts, image.Config));
    const ordered = image.Layers.map((name) => layers.get(name) ?? layers.get(links.get(name) ?? "") ?? missing(name));
    config.rootfs = { type: "layers", diff_ids: ordered.map((layer) => layer.diffId) };
    const json = (value) => Buffer.from(JSON.stringify(value));
    const manifest = {
        schemaVersion: 2,
        mediaType: "application/vnd.oci.image.manifest.v1+json",
        config: await writeBlob(output, "application/vnd.oci.image.config.v1+json", json(config)),
        layers: ordered.map((layer) => layer.descriptor),
    };
    await writeIndexFile(output, [await writeBlob(output, manifest.mediaType, json(manifest))]);
    await (0,promises_.writeFile)((0,external_node_path_.join)(output, "oci-layout"), layoutFile);
}
/** What docker (25 and newer) says of a layer by its name; older ones do not say which layers are the base's. */
function digestIn(name) {
    return name.replace(/^blobs\/sha256\//, "sha256:");
}
/** A tar header has "ustar" at byte 257; an empty layer is zeros alone; JSON is neither. */
function isTar(start) {
    return start[0] === 0 || start.toString("latin1", 257, 262) === "ustar";
}
/** Waits for the first 512 bytes of a file, or its end, before it decides where the file goes. */
function whenSniffed(choose) {
    let start = Buffer.alloc(0);
    let sink;
    return {
        write(bytes) {
            if (sink !== undefined)
                return sink.write(bytes);
            start = Buffer.concat([start, bytes]);
            if (start.length < 512)
                return;
            sink = choose(start);
            return sink.write(start);
        },
        async end() {
            if (sink === undefined) {
                sink = choose(start);
                await sink.write(start);
            }
            await sink.end();
        },
    };
}
function textSink(name, done) {
    const parts = [];
    let size = 0;
    return {
        write(bytes) {
            size += bytes.length;
            if (size > maxJson)
                throw docker_archive_invalid(`the file ${name} that is neither a layer nor of a size for JSON`);
            parts.push(Buffer.from(bytes)); // a copy: the bytes are ours for this call only
        },
        end: () => done(Buffer.concat(parts)),
    };
}
/** Clamps (where there is an `epoch`), compresses and hashes a layer on its way to its place. */
function layerSink(output, epoch, done) {
    const plain = (0,external_node_crypto_.createHash)("sha256");
    const packed = (0,external_node_crypto_.createHash)("sha256");
    let size = 0;
    const entrance = new external_node_stream_.PassThrough({ highWaterMark: 4 << 20 });
    const unnamed = (0,external_node_path_.join)(output, `layer-${(0,external_node_crypto_.randomBytes)(8).toString("hex")}`);
    const finished = (0,external_node_stream_promises_.pipeline)(entrance, (source) => (epoch === undefined ? source : clampTimes(source, epoch)), async function* (source) {
        for await (const part of source) {
            plain.update(part);
            yield part;
        }
    }, (0,external_node_zlib_.createGzip)({ level: gzipLevel, chunkSize: 1 << 20 }), async function* (source) {
        for await (const part of source) {
            packed.update(part);
            size += part.length;
            yield part;
        }
    }, (0,external_node_fs_.createWriteStream)(unnamed));
    finished.catch(() => { }); // told by `write` or `end`
    return {
        async write(bytes) {
            // A copy: the pipeline reads them after this call.
            if (entrance.write(Buffer.from(bytes)))
                return;
            await Promise.race([new Promise((resolve) => entrance.once("drain", resolve)), finished]);
        },
        async end() {
            entrance.end();
            await finished;
            const digest = `sha256:${packed.digest("hex")}`;
            await (0,promises_.rename)(unnamed, (0,external_node_path_.join)(output, blobPath(digest)));
            const mediaType = "application/vnd.oci.image.layer.v1.tar+gzip";
            done({ descriptor: { mediaType, digest, size }, diffId: `sha256:${plain.digest("hex")}` });
        },
    };
}
function docker_archive_text(texts, name) {
    return (texts.get(name) ?? missing(name)).toString("utf8");
}
function missing(name) {
    throw docker_archive_invalid(`no ${name}`);
}
function docker_archive_invalid(what) {
    return new errors/* TreestampError */.ks("image-invalid", `The archive that docker saved has ${what}.`, {
        remedy: "Update docker, or turn on its containerd image store.",
    });
}

;// CONCATENATED MODULE: ./core/engine/docker.js
/** The Docker engine: BuildKit through `docker buildx`, in whatever builder is the current one. */








/** API 1.42 is Docker 23, the first whose BuildKit has named contexts and the OCI exporter in all that we need. */
const oldestApi = [1, 42];
/** A daemon that takes longer to say its version is taken for one that does not answer. Milliseconds. */
const patience = 20_000;
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
        const { exitCode, stdout, stderr } = await run(program, args, { env, signal });
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
        env: docker.env,
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
        ...["--output", `type=oci,tar=false,rewrite-timestamp=true,${destination}`],
    ]);
    await (0,promises_.rm)((0,external_node_path_.join)(request.output, "ingest"), { recursive: true, force: true }); // left there, empty, by the exporter
    const { length } = await readIndexFile(request.output);
    if (length !== 1) {
        throw new errors/* TreestampError */.ks("build-failed", `docker left ${length} manifests at the top of the image layout, not one.`);
    }
}
/**
 * Builds into the daemon's store and saves the image from there. The bases that lie in folders are loaded first, under
 * names of our own; those names and the image's are taken away again.
 */
async function buildInClassicStore(docker, request, options) {
    if (request.platforms.length > 1) {
        throw new errors/* TreestampError */.ks("build-failed", `docker's classic image store cannot hold an image for several platforms (${request.platforms.join(", ")}).`, { remedy: "Create a builder with: docker buildx create --use, or turn on docker's containerd image store." });
    }
    const image = `treestamp-build:${(0,external_node_crypto_.randomBytes)(8).toString("hex")}`;
    const ours = [image];
    try {
        const contexts = [];
        const baseLayers = new Set();
        for (const base of request.bases) {
            let name = nameInRegistry(base);
            if (base.source.kind === "layout") {
                name = `treestamp-base:${(0,external_node_crypto_.randomBytes)(8).toString("hex")}`;
                ours.push(name);
                const input = archiveOfImage(base.source.folder, base.digest, request.platforms[0], name);
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
        await run("docker", ["image", "save", image], {
            ...options,
            onOutput: (archive) => layoutFromArchive(archive, request.epoch, baseLayers, request.output),
        }).then(failedSave);
    }
    finally {
        // Not by the caller's signal: this has to be done, above all when the build was ended.
        await run("docker", ["image", "rm", ...ours], { env: docker.env }).catch(() => { });
    }
}
/** The digests of an image's uncompressed layers. */
async function layersInStore(image, options) {
    const args = ["image", "inspect", "--format", "{{json .RootFS.Layers}}", image];
    const { exitCode, stdout, stderr } = await run("docker", args, options);
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

;// CONCATENATED MODULE: ./core/owner.js
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
    return `${pid}-${start}-${place}-${(0,external_node_crypto_.randomBytes)(6).toString("hex")}`;
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
 */
async function isAbandoned(path, now = Date.now()) {
    const owner = parse(path);
    if (owner === undefined)
        return false;
    identity ??= identify();
    if (owner.place === (await identity).place)
        return (await startTime(owner.pid)) !== owner.start;
    const stats = await (0,promises_.stat)(path).catch(() => undefined);
    return stats !== undefined && stats.ctimeMs < now - silence; // ctime: the file system's own clock
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
        (0,promises_.utimes)(path, now, now).catch(() => {
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
        const [pid] = (await (0,promises_.readFile)("/proc/self/stat", "latin1")).split(" ");
        const start = await startTime(pid);
        const boot = await bootId();
        if (start === undefined || boot === undefined)
            throw new Error("no numbers");
        const place = (0,external_node_crypto_.createHash)("sha256").update(`${boot} ${await (0,promises_.readlink)("/proc/self/ns/pid")}`);
        return { pid: pid, start, place: place.digest("hex").slice(0, 8) };
    }
    catch {
        return { pid: `${process.pid}`, start: "0", place: (0,external_node_crypto_.randomBytes)(4).toString("hex") };
    }
}
let boot;
/** What is another after each start of the machine; `undefined` where that cannot be known. Source: random(4). */
function bootId() {
    boot ??= (0,promises_.readFile)("/proc/sys/kernel/random/boot_id", "utf8").then((text) => text.trim(), () => undefined);
    return boot;
}
/**
 * When a process started; `undefined` where there is no such process.
 * Source: proc(5), field 22 of /proc/PID/stat; the name in field 2 may itself hold spaces and parentheses.
 */
async function startTime(pid) {
    const line = await (0,promises_.readFile)(`/proc/${pid}/stat`, "latin1").catch(() => undefined);
    return line?.slice(line.lastIndexOf(")") + 2).split(" ")[19];
}

;// CONCATENATED MODULE: ./core/scratch.js
/** Folders for files that must not outlive the process that made them: the next process removes what is left of a dead one. */



/**
 * Makes an empty folder of our own (mode 0700) in `parent`, which is made where it is missing. The caller removes it.
 * `prefix` is for a parent that has folders of others, too: `treestamp-` or nothing.
 */
async function makeScratch(parent, prefix = "") {
    await (0,promises_.mkdir)(parent, { recursive: true, mode: 0o700 });
    const folder = (0,external_node_path_.join)(parent, `${prefix}${await ownName()}`);
    await (0,promises_.mkdir)(folder, { mode: 0o700 });
    keepAlive(folder);
    return folder;
}
/** Paths of the folders (and files, see `ownName`) in `parent` whose process is gone. */
async function abandonedScratch(parent) {
    const names = await (0,promises_.readdir)(parent).catch((error) => {
        if (error.code === "ENOENT")
            return [];
        throw error;
    });
    const abandoned = [];
    for (const path of names.map((name) => (0,external_node_path_.join)(parent, name)))
        if (await isAbandoned(path))
            abandoned.push(path);
    return abandoned;
}
/** Removes those of them that we are allowed to remove. */
async function sweepScratch(parent) {
    for (const folder of await abandonedScratch(parent)) {
        await (0,promises_.rm)(folder, { recursive: true, force: true }).catch(() => { });
    }
}

;// CONCATENATED MODULE: ./core/git/objects.js
/** Git objects by id or revision, from one long-lived `git cat-file --batch`. */



/** Starts a reader for the repository of folder `cwd`. The process ends with `close` or with ours. */
function openObjectReader(cwd, environment) {
    const child = (0,external_node_child_process_.spawn)("git", ["cat-file", "--batch"], { cwd, env: environment });
    const ended = (0,external_node_events_.once)(child, "close").catch(() => undefined);
    let complaint = "";
    let failure;
    child.on("error", (error) => {
        failure = error;
    });
    child.stderr.on("data", (part) => {
        complaint = (complaint + part.toString("utf8")).slice(-4096);
    });
    child.stdin.on("error", () => { }); // the end of the answers tells
    const answers = answersOf(child, () => failure?.message ?? complaint.trim());
    let turn = Promise.resolve();
    async function stream(name) {
        if (/[\n\0]/.test(name))
            return undefined; // no object's name holds these; git would read two names
        const before = turn;
        const { promise: done, resolve: finish } = Promise.withResolvers();
        turn = done;
        // Questions that come together go to git together.
        child.stdin.cork();
        child.stdin.write(`${name}\n`);
        process.nextTick(() => child.stdin.uncork());
        await before;
        try {
            const head = await answers.head(name);
            if (head === undefined) {
                finish();
                return undefined;
            }
            return { ...head, body: answers.body(head.size, finish) };
        }
        catch (error) {
            finish();
            throw error;
        }
    }
    return {
        stream,
        async read(name) {
            const object = await stream(name);
            if (object === undefined)
                return undefined;
            const parts = [];
            for await (const part of object.body)
                parts.push(part);
            return { ...object, body: parts.length === 1 ? parts[0] : Buffer.concat(parts) };
        },
        async close() {
            child.stdin.end();
            child.stdout.destroy();
            await ended;
        },
    };
}
/** The answers of `git cat-file --batch`: a line with id, type and size, the bytes, and a line feed. */
function answersOf(child, complaint) {
    const chunks = child.stdout[Symbol.asyncIterator]();
    let rest = Buffer.alloc(0);
    async function more() {
        if (rest.length > 0)
            return rest;
        const next = await chunks.next().catch(() => undefined);
        if (next === undefined || next.done)
            throw gone();
        rest = next.value;
        return rest;
    }
    function gone() {
        const why = complaint();
        return new errors/* TreestampError */.ks("repository-invalid", `git ended while objects were read${why && `: ${why}`}.`);
    }
    async function line() {
        const parts = [];
        for (;;) {
            const chunk = await more();
            const end = chunk.indexOf(0x0a);
            parts.push(end < 0 ? chunk : chunk.subarray(0, end));
            rest = end < 0 ? Buffer.alloc(0) : chunk.subarray(end + 1);
            if (end >= 0)
                return Buffer.concat(parts).toString("utf8");
        }
    }
    return {
        async head(name) {
            const answer = await line();
            const known = /^([0-9a-f]{40,64}) (blob|tree|commit|tag) ([0-9]+)$/.exec(answer);
            if (known)
                return { oid: known[1], type: known[2], size: Number(known[3]) };
            if (answer.endsWith(" missing"))
                return undefined;
            throw new errors/* TreestampError */.ks("repository-invalid", `git has no one object for ${name}: ${answer}.`, {
                remedy: "Name a revision by its full hash or full ref name.",
            });
        },
        async *body(size, finish) {
            let left = size + 1; // the line feed after it
            try {
                while (left > 0) {
                    const chunk = await more();
                    const part = chunk.subarray(0, Math.min(left, chunk.length));
                    rest = chunk.subarray(part.length);
                    left -= part.length;
                    const content = left === 0 ? part.subarray(0, -1) : part;
                    if (content.length > 0)
                        yield content;
                }
            }
            finally {
                // A reader that stops early leaves the rest of this object for us to pass over.
                while (left > 0) {
                    const chunk = await more().catch(() => undefined);
                    if (chunk === undefined)
                        break;
                    const passed = Math.min(left, chunk.length);
                    rest = chunk.subarray(passed);
                    left -= passed;
                }
                finish();
            }
        },
    };
}

;// CONCATENATED MODULE: ./core/git/tree.js
/** Git trees as values: what stands in one, its canonical bytes and its hash. */


const modes = new Set(["100644", "100664", "100755", "120000", "40000", "160000"]);
/** A name or path as people write it -> its raw bytes as a latin1 string, the form that trees and archives use here. */
function bytesOf(text) {
    return Buffer.from(text, "utf8").toString("latin1");
}
/** Raw bytes as a latin1 string -> text for people. Bytes that are no UTF-8 show as U+FFFD. */
function textOf(bytes) {
    return Buffer.from(bytes, "latin1").toString("utf8");
}
/**
 * The entries of a tree object, in git's order.
 * @throws repository-invalid where the bytes are no tree
 */
function parseTree(body, format) {
    const idBytes = format === "sha1" ? 20 : 32;
    const entries = [];
    let at = 0;
    while (at < body.length) {
        const space = body.indexOf(0x20, at);
        const nul = space < 0 ? -1 : body.indexOf(0, space);
        const end = nul + 1 + idBytes;
        if (nul < 0 || end > body.length)
            throw new errors/* TreestampError */.ks("repository-invalid", "A tree object is cut short.");
        // Some old tools wrote `040000`.
        const mode = body.toString("latin1", at, space).replace(/^0+/, "");
        if (!modes.has(mode)) {
            throw new errors/* TreestampError */.ks("repository-invalid", `A tree object has an entry of the unknown mode ${mode}.`);
        }
        const name = body.toString("latin1", space + 1, nul);
        if (name === "" || name === "." || name === ".." || name.includes("/")) {
            throw new errors/* TreestampError */.ks("repository-invalid", `A tree object has an entry of the forbidden name "${name}".`);
        }
        entries.push({
            mode: mode,
            name,
            oid: body.toString("hex", nul + 1, end),
        });
        at = end;
    }
    return entries;
}
/** Git's order of the entries of a tree: by bytes, a directory as if its name ended in `/`. */
function compareEntries(a, b) {
    const left = a.mode === "40000" ? `${a.name}/` : a.name;
    const right = b.mode === "40000" ? `${b.name}/` : b.name;
    return left < right ? -1 : left > right ? 1 : 0;
}
/** The bytes of a tree object with these entries, in whatever order they come. */
function encodeTree(entries) {
    const parts = [];
    for (const { mode, name, oid } of [...entries].sort(compareEntries)) {
        parts.push(Buffer.from(`${mode} ${name}\0`, "latin1"), Buffer.from(oid, "hex"));
    }
    return Buffer.concat(parts);
}
/** The object id that git gives to these bytes. */
function hashObject(format, type, body) {
    return (0,external_node_crypto_.createHash)(format).update(`${type} ${body.length}\0`).update(body).digest("hex");
}
/** The object id of the tree with these entries. */
function hashTree(format, entries) {
    return hashObject(format, "tree", encodeTree(entries));
}

;// CONCATENATED MODULE: ./core/git/repository.js
/** A git repository that is only read: its objects, its revisions, its work tree. */








/** These point git at another repository, index or set of objects than the one of the folder we were given. */
const misleading = [
    ...["GIT_DIR", "GIT_WORK_TREE", "GIT_IMPLICIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX"],
    ...["GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH", "GIT_NAMESPACE"],
    ...["GIT_GRAFT_FILE", "GIT_SHALLOW_FILE", "GIT_REPLACE_REF_BASE", "GIT_ATTR_SOURCE", "GIT_DEFAULT_HASH"],
    ...["GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS", "GIT_INTERNAL_SUPER_PREFIX"],
];
/** No more trees than this are kept in memory. */
const keptTrees = 4096;
/**
 * Opens the repository that `directory` is in.
 * @param environment the caller's variables; those that point git elsewhere are not handed on
 * @throws repository-invalid, tool-missing
 */
async function openRepository(directory, environment) {
    const plain = {
        ...Object.fromEntries(Object.entries(environment).filter(([name]) => !misleading.includes(name))),
        LC_ALL: "C",
        GIT_OPTIONAL_LOCKS: "0",
        GIT_LITERAL_PATHSPECS: "1",
        GIT_NO_REPLACE_OBJECTS: "1", // an id must mean the same bytes on every machine
        GIT_TERMINAL_PROMPT: "0",
    };
    const found = await locate((0,external_node_path_.resolve)(directory), plain);
    const cwd = found.workTree ?? found.gitDirectory;
    let scratch;
    const readers = [];
    let current;
    const openObjects = () => openObjectReader(cwd, scratch === undefined ? plain : { ...plain, GIT_ALTERNATE_OBJECT_DIRECTORIES: quoted(scratch) });
    const trees = new Map();
    const repository = {
        ...found,
        async scratch() {
            if (scratch === undefined) {
                await sweepScratch((0,external_node_os_.tmpdir)());
                scratch = await makeScratch((0,external_node_os_.tmpdir)(), "treestamp-");
                current = undefined; // git looks for object directories once, at its start
            }
            return scratch;
        },
        git: (args, options = {}) => run("git", args, { cwd, ...options, env: { ...plain, ...options.env } }),
        async ask(args, options) {
            const { exitCode, stdout, stderr } = await repository.git(args, options);
            if (exitCode !== 0)
                throw refusal(`git ${args.find((arg) => /^[a-z]/.test(arg))} failed`, stderr);
            return stdout;
        },
        get objects() {
            if (current === undefined) {
                current = openObjects();
                readers.push(current);
            }
            return current;
        },
        openObjects,
        async readTree(oid) {
            const kept = trees.get(oid);
            if (kept !== undefined)
                return kept;
            const object = await repository.objects.read(oid);
            if (object?.type !== "tree") {
                throw new errors/* TreestampError */.ks("repository-invalid", `The repository lacks the tree ${oid}.`, {
                    remedy: "Fetch it: a partial or damaged clone may be the cause; `git fsck` tells.",
                });
            }
            const entries = parseTree(object.body, found.objectFormat);
            if (trees.size >= keptTrees)
                trees.delete(trees.keys().next().value);
            trees.set(oid, entries);
            return entries;
        },
        resolve: (revision) => resolveRevision(repository.objects, revision),
        async close() {
            await Promise.all(readers.map((reader) => reader.close()));
            if (scratch !== undefined)
                await (0,promises_.rm)(scratch, { recursive: true, force: true });
        },
        [Symbol.asyncDispose]: () => repository.close(),
    };
    return repository;
}
/** A folder in the form that GIT_ALTERNATE_OBJECT_DIRECTORIES takes any path in (git 2.11 and newer). */
function quoted(folder) {
    return `"${folder.replace(/["\\]/g, "\\$&").replace(/\n/g, "\\n")}"`;
}
async function locate(cwd, env) {
    const ask = async (...args) => {
        // git itself changes to the folder, and says so where it cannot: to start a program in it would only fail.
        const { exitCode, stdout, stderr } = await run("git", ["-C", cwd, "rev-parse", ...args], { env });
        if (exitCode !== 0)
            throw refusal(`${cwd} is no git repository that can be read`, stderr, cwd);
        return stdout.toString("utf8").replace(/\n$/, "");
    };
    const answer = (await ask("--absolute-git-dir", "--is-inside-work-tree", "--show-object-format")).split("\n");
    const said = answer.pop();
    // A git that hands the question back unanswered is older than the other formats.
    const format = said === "--show-object-format" ? "sha1" : said;
    const inside = answer.pop() === "true";
    if (format !== "sha1" && format !== "sha256") {
        throw new errors/* TreestampError */.ks("repository-invalid", `git names its objects by ${format}, which is not known here.`, {
            remedy: "Use git 2.25 or newer, and a repository of the format sha1 or sha256.",
        });
    }
    const gitDirectory = answer.join("\n");
    return {
        gitDirectory,
        commonDirectory: (0,external_node_path_.resolve)(gitDirectory, await commonPath(gitDirectory)),
        workTree: inside ? await ask("--show-toplevel") : undefined,
        objectFormat: format,
    };
}
/** The path in the file `commondir`, which only a linked worktree has. Source: gitrepository-layout(5). */
async function commonPath(gitDirectory) {
    const text = await (0,promises_.readFile)((0,external_node_path_.join)(gitDirectory, "commondir"), "utf8").catch((error) => {
        if (error.code === "ENOENT")
            return ".";
        throw error;
    });
    return text.replace(/\n$/, "");
}
/** What git said, with what to do about it. */
function refusal(what, stderr, directory) {
    const said = stderr.trim().replace(/^(fatal|error): /, "");
    const message = `${what}: ${said.split("\n")[0] || "git did not say why"}.`.replace(/\.\.$/, ".");
    if (/dubious ownership|unsafe repository/.test(said)) {
        const folder = /repository (?:at )?\(?'(.+?)'/.exec(said)?.[1] ?? directory;
        return new errors/* TreestampError */.ks("repository-invalid", message, {
            remedy: `The folder belongs to another user. If you trust it: git config --global --add safe.directory '${folder}'`,
        });
    }
    if (/not a git repository/.test(said)) {
        return new errors/* TreestampError */.ks("repository-invalid", message, {
            remedy: "Run inside a clone of the repository, or name one with `-C DIR` (input `path`).",
        });
    }
    return new errors/* TreestampError */.ks("repository-invalid", message);
}
async function resolveRevision(objects, revision) {
    const commit = revision === "" ? undefined : await objects.read(`${revision}^{commit}`);
    if (commit !== undefined) {
        return { commit: commit.oid, tree: /^tree ([0-9a-f]+)\n/.exec(commit.body.toString("latin1", 0, 80))[1] };
    }
    const tree = revision === "" ? undefined : await objects.read(`${revision}^{tree}`);
    if (tree !== undefined)
        return { commit: undefined, tree: tree.oid };
    throw new errors/* TreestampError */.ks("repository-invalid", `The repository has no revision ${JSON.stringify(revision)}.`, {
        remedy: "Check the spelling; in a shallow clone, fetch it first: `git fetch --depth 1 origin REVISION`.",
    });
}

;// CONCATENATED MODULE: ./core/host/interrupt.js
/** Being told to stop, by Ctrl-C, a cancelled job or a terminal that closes, while something of ours runs. */

const endings = ["SIGINT", "SIGTERM", "SIGHUP"];
/**
 * Does work that started what would go on without us. Where we are told to stop meanwhile, `work` is told by its signal,
 * to end all of that first; told once more, we stop at once.
 * @throws interrupted where we were told to stop
 */
async function interruptible(work) {
    const controller = new AbortController();
    const stopListening = () => {
        for (const name of endings)
            process.off(name, interrupt);
    };
    const interrupt = (name) => {
        stopListening();
        controller.abort(name);
    };
    for (const name of endings)
        process.on(name, interrupt);
    try {
        return await work(controller.signal);
    }
    catch (error) {
        if (!controller.signal.aborted)
            throw error;
        throw new errors/* TreestampError */.ks("interrupted", `Ended by ${controller.signal.reason}.`, { cause: error });
    }
    finally {
        stopListening();
    }
}

// EXTERNAL MODULE: ../../../../../work/main/node_modules/yaml/dist/index.js
var dist = __webpack_require__(2897);
// EXTERNAL MODULE: ./core/inputs.js
var inputs = __webpack_require__(992);
// EXTERNAL MODULE: ./core/nearest.js
var nearest = __webpack_require__(1855);
;// CONCATENATED MODULE: ./core/recipe/config.js
/** `treestamp.yml`: the recipe's inputs as a file of the repository, and the same inputs from a call. */




/** Where the repository keeps them. */
const configPath = "treestamp.yml";
const recipeInputs = inputs/* inputs */.QL.filter(({ places }) => places.includes("config"));
/**
 * The recipe's inputs out of values by name, as a flag or an action's input gives them: each value as one or more
 * lines; names that are no recipe's are passed over.
 * @throws input-invalid
 */
function recipeInputsOf(values) {
    const said = new Map();
    for (const input of recipeInputs) {
        const value = values.get(input.name);
        if (value !== undefined)
            said.set(input.name, inputValue(input, value, (fault) => config_invalid(`\`${input.name}\``, fault)));
    }
    return typed(said);
}
/** `call` wins over `file`, each input as a whole. */
function mergeInputs(file, call) {
    return { ...file, ...call };
}
/**
 * Reads a `treestamp.yml`.
 * @param where the file's name for messages
 * @throws input-invalid with the line and, for a name that is not known, the nearest one that is
 */
function parseConfig(text, where = configPath) {
    const lines = new dist/* LineCounter */.HN();
    // Scalars stay the text that was written: a version 1.20 is no number.
    const document = (0,dist/* parseDocument */.Tp)(text, { schema: "failsafe", lineCounter: lines, prettyErrors: false });
    const at = (offset) => (offset === undefined ? where : `${where}:${lines.linePos(offset).line}`);
    const [problem] = [...document.errors, ...document.warnings];
    if (problem !== undefined)
        throw config_invalid(at(problem.pos[0]), problem.message);
    const root = document.contents;
    if (root === null || ((0,dist/* isScalar */.jn)(root) && root.value === ""))
        return {};
    if (!(0,dist/* isMap */.jh)(root))
        throw config_invalid(at(root.range?.[0]), "the file must be a mapping of inputs to values");
    const said = new Map();
    for (const { key, value } of root.items) {
        const name = (0,dist/* isScalar */.jn)(key) ? String(key.value) : "";
        const place = at(key.range?.[0]);
        const input = recipeInputs.find((candidate) => candidate.name === name);
        if (input === undefined)
            throw unknown(place, name);
        const fail = (fault) => config_invalid(place, `\`${name}\`: ${fault}`);
        said.set(name, inputValue(input, plain(document, value, fail), fail));
    }
    return typed(said);
}
/** A YAML value with its scalars as text; aliases followed. */
function plain(document, node, fail) {
    const text = (candidate) => {
        const scalar = resolved(document, candidate);
        if (scalar === null)
            return "";
        if (!(0,dist/* isScalar */.jn)(scalar))
            throw fail("a text was expected inside the list or mapping");
        return String(scalar.value);
    };
    const value = resolved(document, node);
    if ((0,dist/* isSeq */.oP)(value))
        return value.items.map(text);
    if ((0,dist/* isMap */.jh)(value))
        return new Map(value.items.map((item) => [text(item.key), text(item.value)]));
    return text(value);
}
function resolved(document, node) {
    return typeof node === "object" && node !== null && "resolve" in node
        ? (node.resolve(document) ?? null)
        : (node ?? null);
}
/** Brings what was said into the input's kind: lists and maps may be text with an item a line, maps `NAME=VALUE` items. */
function inputValue(input, said, fail) {
    if (input.kind === "map") {
        if (said instanceof Map)
            return checkedNames(said, fail);
        const pairs = items(said).map((item) => {
            const equals = item.indexOf("=");
            if (equals <= 0)
                throw fail(`${JSON.stringify(item)} is not NAME=VALUE`);
            return [item.slice(0, equals), item.slice(equals + 1)];
        });
        const map = new Map();
        for (const [name, value] of pairs) {
            if (map.has(name))
                throw fail(`${name} is given twice`);
            map.set(name, value);
        }
        return checkedNames(map, fail);
    }
    if (said instanceof Map)
        throw fail(`a ${input.kind} was expected, not a mapping`);
    const list = items(said);
    if (input.kind === "list")
        return input.name === "platforms" ? list.flatMap((item) => item.split(/\s*,\s*/)) : list;
    if (list.length !== 1)
        throw fail(list.length === 0 ? "the value is empty" : "one value was expected, not several");
    return list[0];
}
/** One item a line; blank lines do not count. */
function items(said) {
    if (typeof said !== "string")
        return said.filter((item) => item !== "");
    return said
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== "");
}
function checkedNames(map, fail) {
    if (map.has(""))
        throw fail("a name is empty");
    return map;
}
function typed(said) {
    return Object.fromEntries([...said].map(([name, value]) => [name.replace(/-(.)/g, (_, letter) => letter.toUpperCase()), value]));
}
function config_invalid(where, fault) {
    return new errors/* TreestampError */.ks("input-invalid", `${where}: ${fault}.`.replace(/\.\.$/, "."));
}
function unknown(where, name) {
    const names = recipeInputs.map((input) => input.name);
    const near = (0,nearest/* nearestName */.q)(name, names);
    const guess = near === undefined ? "" : ` Did you mean \`${near}\`?`;
    return new errors/* TreestampError */.ks("input-invalid", `${where}: \`${name}\` is not an input of a recipe.${guess}`, {
        remedy: `Known here: ${names.join(", ")}.`,
    });
}

;// CONCATENATED MODULE: ./core/git/path.js
/** Paths in a repository: as people write them, and what a tree has there. */



/**
 * Reads a path as somebody wrote it. `.`, `./a//b/` and the like are brought to one form.
 * @param what the input that the path stands in, for the message
 * @throws input-invalid where it is empty or leads out of the repository
 */
function parsePath(text, what) {
    const path = external_node_path_.posix.normalize(text).replace(/\/$/, "");
    const fault = text === "" || text.includes("\0")
        ? "is empty or holds a NUL"
        : text.startsWith("/")
            ? "is an absolute path"
            : path === ".." || path.startsWith("../")
                ? "leads out of the repository"
                : undefined;
    if (fault !== undefined) {
        throw new errors/* TreestampError */.ks("input-invalid", `${what}: ${JSON.stringify(text)} ${fault}.`, {
            remedy: "Give the path from the repository's root, such as `build` or `docker/Dockerfile`.",
        });
    }
    return path === "." ? "" : bytesOf(path);
}
/** The path for people; `.` for the root. */
function textOfPath(path) {
    return path === "" ? "." : textOf(path);
}
/** The entry at `path` below the tree `root`; the root itself for the empty path. Links are not followed. */
async function entryAt(readTree, root, path) {
    let entry = { mode: "40000", name: "", oid: root };
    if (path === "")
        return { entry };
    let walked = "";
    for (const name of path.split("/")) {
        if (entry.mode !== "40000")
            return { entry: undefined, obstacle: { path: walked, entry } };
        const next = (await readTree(entry.oid)).find((candidate) => candidate.name === name);
        if (next === undefined)
            return { entry: undefined, obstacle: undefined };
        entry = next;
        walked = walked === "" ? name : `${walked}/${name}`;
    }
    return { entry };
}

;// CONCATENATED MODULE: ./core/git/working-tree.js
/** What the work tree has that no commit has, as a git tree: by a copy of the index and an object directory of ours. */





/** Git settings of a user's that would write beside the index copy or start programs. */
const quiet = ["-c", "core.fsmonitor=false", "-c", "core.splitIndex=false", "-c", "core.hooksPath=/dev/null"];
/** True where there are files to compare: a work tree that was checked out. */
async function hasWorkingTree(repository) {
    if (repository.workTree === undefined)
        return false;
    return (0,promises_.stat)(await gitPath(repository, "index")).then(() => true, () => false);
}
/**
 * The tree that a commit of everything at or below these paths would have now: changed, staged, deleted and new files;
 * ignored ones not. Undefined where nothing there differs from HEAD. Objects go to `repository.scratch()`; the repository
 * and its index stay as they are.
 * @throws repository-invalid with what git said
 */
async function workingTree(repository, below) {
    const limits = below.includes("") ? [] : ["--", ...below.map(textOfPath)];
    const status = ["status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all"];
    const changes = entriesOf(await repository.ask([...quiet, ...status, "--ignore-submodules=dirty", ...limits]));
    if (changes.length === 0)
        return undefined;
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), "treestamp-index-"));
    try {
        const index = (0,external_node_path_.join)(folder, "index");
        await copyIndex(await gitPath(repository, "index"), index);
        const env = {
            GIT_INDEX_FILE: index,
            GIT_OBJECT_DIRECTORY: await repository.scratch(),
            GIT_ALTERNATE_OBJECT_DIRECTORIES: quoted(await gitPath(repository, "objects")),
        };
        // A staged change is in the index already; what the work tree adds to it is not.
        const inWorkTree = changes.filter(({ state }) => state[1] !== " ").map(({ path }) => path.replace(/\/$/, ""));
        // A merge may be unfinished elsewhere: no tree can be written until each path has one version.
        const unmerged = (await repository.ask(["ls-files", "--unmerged", "-z"]))
            .toString("latin1")
            .match(/(?<=\t)[^\0]+/g);
        const paths = new Set([...inWorkTree, ...(unmerged ?? [])]);
        await repository.ask([...quiet, "update-index", "--add", "--remove", "--replace", "-z", "--stdin"], {
            env,
            input: Buffer.from([...paths].map((path) => `${path}\0`).join(""), "latin1"),
        });
        return (await repository.ask([...quiet, "write-tree"], { env })).toString("latin1").trim();
    }
    finally {
        await (0,promises_.rm)(folder, { recursive: true, force: true });
    }
}
async function gitPath(repository, name) {
    const path = (await repository.ask(["rev-parse", "--git-path", name])).toString("utf8").replace(/\n$/, "");
    return (0,external_node_path_.resolve)(repository.workTree ?? repository.gitDirectory, path);
}
/**
 * Git trusts a file's times unless the file is as young as the index, so the copy must not look younger than the
 * original: it gets its time, rounded down.
 */
async function copyIndex(from, to) {
    const { mtimeMs } = await (0,promises_.stat)(from);
    await (0,promises_.copyFile)(from, to);
    const seconds = Math.floor(mtimeMs / 1000);
    await (0,promises_.utimes)(to, seconds, seconds);
}
/** The records of `git status --porcelain -z`: two letters, a space, a path. */
function entriesOf(output) {
    const records = output.toString("latin1").split("\0");
    return records
        .filter((record) => record !== "")
        .map((record) => ({ state: record.slice(0, 2), path: record.slice(3) }));
}

;// CONCATENATED MODULE: ./core/recipe/recipe.js
/** Directory at the context's root that treestamp keeps for what is not a file of the context. */
const reservedName = ".treestamp";
/** What a recipe is built for where it does not say. */
const defaultPlatform = "linux/amd64";

;// CONCATENATED MODULE: ./core/recipe/key.js


/** Part of every key with parameters; to be raised whenever the same recipe must get another key. */
const version = 1;
/**
 * A recipe's key. A recipe that is one directory and nothing else has this directory's own hash; what else there is
 * stands in `.treestamp/recipe.json` of a tree that only the key names.
 */
function keyOf(format, recipe, dirty) {
    const { hash } = keyTree(format, recipe);
    return { hash, dirty, tag: dirty ? `${hash}-dirty` : hash };
}
/**
 * Writes the trees and the blob that make a key and that git does not have, so that `git ls-tree -r KEY` shows what went
 * in. Nothing is written for a recipe that is a plain directory, or for uncommitted changes.
 * @returns whether the repository has the key's tree now; a repository that cannot be written is no error
 */
async function writeKeyTree(repository, recipe, key) {
    const { hash, made, blob } = keyTree(repository.objectFormat, recipe);
    if (key.dirty || key.hash !== hash)
        return false;
    if (made.size === 0)
        return true;
    if (blob !== undefined) {
        const { exitCode } = await repository.git(["hash-object", "-w", "--stdin"], { input: blob });
        if (exitCode !== 0)
            return false;
    }
    const input = [...made.values()].map((entries) => Buffer.from(`${entries.map(listed).join("")}\0`, "latin1"));
    const written = await repository.git(["mktree", "--batch", "-z", "--missing"], { input: Buffer.concat(input) });
    return written.exitCode === 0 && written.stdout.toString("latin1").split("\n").includes(hash);
}
/** An entry as `git mktree -z` reads it. */
function listed({ mode, oid, name }) {
    const type = mode === "40000" ? "tree" : mode === "160000" ? "commit" : "blob";
    return `${mode} ${type} ${oid}\t${name}\0`;
}
function keyTree(format, recipe) {
    const made = new Map(recipe.madeTrees);
    const make = (entries) => {
        const hash = hashObject(format, "tree", encodeTree(entries));
        made.set(hash, entries);
        return hash;
    };
    const parameters = parametersOf(recipe);
    if (parameters === undefined) {
        const plain = made.size === 0;
        const hash = make(recipe.context);
        return { hash, made: plain ? new Map() : made, blob: undefined };
    }
    const blob = Buffer.from(`${JSON.stringify(parameters, undefined, 2)}\n`, "utf8");
    const json = { mode: "100644", name: "recipe.json", oid: hashObject(format, "blob", blob) };
    const laidIn = recipe.context.find(({ name }) => name === reservedName);
    const own = laidIn === undefined ? [] : made.get(laidIn.oid);
    const reserved = { mode: "40000", name: reservedName, oid: make([...own, json].sort(compareEntries)) };
    const root = [...recipe.context.filter((entry) => entry !== laidIn), reserved].sort(compareEntries);
    return { hash: make(root), made, blob };
}
/** What differs from the defaults, in one fixed order; undefined where nothing does. */
function parametersOf(recipe) {
    const said = {
        ...(recipe.dockerfile === "Dockerfile" ? {} : { dockerfile: recipe.dockerfile }),
        ...(recipe.target === undefined ? {} : { target: recipe.target }),
        ...(recipe.buildArgs.size === 0 ? {} : { buildArgs: sorted(recipe.buildArgs) }),
        ...(recipe.platforms.join() === defaultPlatform ? {} : { platforms: recipe.platforms }),
        // By digest alone: where the bytes are taken from does not change them.
        ...(recipe.bases.length === 0 ? {} : { bases: sorted(recipe.bases.map(({ name, digest }) => [name, digest])) }),
    };
    return Object.keys(said).length === 0 ? undefined : { version, ...said };
}
/** Pairs rather than an object: an object's own order would depend on the names. */
function sorted(pairs) {
    return [...pairs].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

;// CONCATENATED MODULE: ./core/recipe/lay-in.js
/** Laying files and directories into a tree of entries, without writing anything. */



function assembly(format, readGitTree) {
    const made = new Map();
    return { format, made, readTree: async (oid) => made.get(oid) ?? (await readGitTree(oid)) };
}
/** The entry of a new directory with these entries. */
function makeDirectory(into, name, entries) {
    const oid = hashTree(into.format, entries);
    into.made.set(oid, entries);
    return { mode: "40000", name, oid };
}
/**
 * `entries` with `entry` at `path` (the name of `entry` does not count). Directories are joined; two files at one place
 * must be the same.
 * @param names what the two sides are called in the message of a conflict
 * @throws input-invalid where two different things would stand at one place
 */
async function layIn(into, entries, path, entry, names) {
    async function place(among, parts, walked) {
        const [name, ...rest] = parts;
        const at = walked === "" ? name : `${walked}/${name}`;
        const there = among.find((candidate) => candidate.name === name);
        const placed = rest.length > 0
            ? makeDirectory(into, name, await place(await below(there, at), rest, at))
            : await join(there, { ...entry, name }, at);
        return [...among.filter((candidate) => candidate !== there), placed].sort(compareEntries);
    }
    async function join(there, added, at) {
        if (there === undefined || (there.oid === added.oid && there.mode === added.mode))
            return added;
        if (there.mode !== "40000" || added.mode !== "40000")
            throw conflict(at);
        let joined = await into.readTree(there.oid);
        for (const child of await into.readTree(added.oid)) {
            const known = joined.find((candidate) => candidate.name === child.name);
            const merged = await join(known, child, `${at}/${child.name}`);
            joined = [...joined.filter((candidate) => candidate !== known), merged].sort(compareEntries);
        }
        return makeDirectory(into, added.name, joined);
    }
    async function below(there, at) {
        if (there === undefined)
            return [];
        if (there.mode !== "40000")
            throw conflict(at);
        return into.readTree(there.oid);
    }
    function conflict(at) {
        return new errors/* TreestampError */.ks("input-invalid", `${names.there} and ${names.new} both have ${textOfPath(at)}, and they differ.`, {
            remedy: "Two things cannot stand at one place of the build context: leave one of them out or make them equal.",
        });
    }
    return place(entries, path.split("/"), "");
}

;// CONCATENATED MODULE: ./core/recipe/read.js





/** The paths of the repository that the inputs name. @throws input-invalid for a path that leads out of it */
function originOf(inputs) {
    const context = parsePath(inputs.context ?? ".", "`context`");
    return {
        context,
        include: (inputs.include ?? []).map((path) => parsePath(path, "`include`")),
        dockerfile: inputs.file === undefined ? below(context, "Dockerfile") : parsePath(inputs.file, "`file`"),
    };
}
/**
 * Reads a recipe from the tree `root`.
 * @throws path-missing, input-invalid
 */
async function readRecipe(readGitTree, format, root, inputs) {
    const origin = originOf(inputs);
    const into = assembly(format, readGitTree);
    const directory = await directoryAt(into.readTree, root, origin.context);
    let context = await into.readTree(directory.oid);
    if (context.length === 0)
        throw nothingThere("context", origin.context, "is an empty directory");
    for (const path of origin.include) {
        if (path === "")
            continue;
        const entry = await includedAt(into.readTree, root, path);
        context = await layIn(into, context, path, entry, {
            there: `The context (${textOfPath(origin.context)}, with what was laid in before)`,
            new: `the included path ${textOfPath(path)}`,
        });
    }
    if (origin.include.includes("") && origin.context !== "") {
        throw new errors/* TreestampError */.ks("input-invalid", "`include`: the whole repository cannot be laid into a part of it.", {
            remedy: "Make it the context, with `.` as its path.",
        });
    }
    if (context.some(({ name }) => name === reservedName)) {
        throw new errors/* TreestampError */.ks("input-invalid", `The build context has an entry ${reservedName} at its root.`, {
            remedy: "treestamp keeps this name for itself: give the file or directory another one.",
        });
    }
    const dockerfile = await dockerfileIn(into, root, context, origin, inputs.file !== undefined);
    return {
        context: dockerfile.context,
        madeTrees: into.made,
        dockerfile: dockerfile.path,
        target: inputs.target,
        buildArgs: inputs.buildArgs ?? new Map(),
        platforms: platformsOf(inputs.platforms),
        bases: [...(inputs.base ?? [])].map(([name, image]) => parseBase(name, image)).sort(byName),
        origin,
    };
}
function below(directory, name) {
    return directory === "" ? name : `${directory}/${name}`;
}
async function directoryAt(readTree, root, path) {
    const found = await entryAt(readTree, root, path);
    const entry = found.entry ?? found.obstacle?.entry;
    if (entry === undefined)
        throw nothingThere("context", path, "is not in the repository");
    if (entry.mode !== "40000")
        throw notThat("context", path, entry, "a directory");
    return entry;
}
async function includedAt(readTree, root, path) {
    const { entry, obstacle } = { obstacle: undefined, ...(await entryAt(readTree, root, path)) };
    if (entry === undefined && obstacle === undefined) {
        throw nothingThere("include", path, "is not in the repository");
    }
    if (entry === undefined)
        throw notThat("include", path, obstacle.entry, "a directory");
    if (entry.mode === "160000")
        throw notThat("include", path, entry, "a file or directory");
    return entry;
}
/** Finds the Dockerfile; one from outside of the context is laid in under the reserved name, with its own ignore file. */
async function dockerfileIn(into, root, context, { context: directory, dockerfile: path }, named) {
    const found = await entryAt(into.readTree, root, path);
    const entry = found.entry;
    if (entry === undefined) {
        if (!("obstacle" in found) || found.obstacle === undefined) {
            const remedy = named
                ? undefined
                : "Name the Dockerfile: input `file`, flag `--file`, or `file:` in treestamp.yml.";
            throw nothingThere("file", path, "is not in the repository", remedy);
        }
        throw notThat("file", path, found.obstacle.entry, "a directory");
    }
    if (entry.mode === "40000" || entry.mode === "160000")
        throw notThat("file", path, entry, "a file");
    const inside = directory === "" ? path : path.startsWith(`${directory}/`) ? path.slice(directory.length + 1) : "";
    if (inside !== "")
        return { context, path: textOf(inside) };
    if (entry.mode === "120000")
        throw notThat("file", path, entry, "a file");
    const ignore = (await entryAt(into.readTree, root, `${path}.dockerignore`)).entry;
    const own = [{ ...entry, name: "Dockerfile" }];
    if (ignore !== undefined)
        own.push({ ...ignore, name: "Dockerfile.dockerignore" });
    return {
        context: [...context, makeDirectory(into, reservedName, own)].sort(compareEntries),
        path: `${reservedName}/Dockerfile`,
    };
}
function nothingThere(input, path, what, remedy) {
    return new errors/* TreestampError */.ks("path-missing", `\`${input}\`: ${textOfPath(path)} ${what}.`, {
        remedy: remedy ??
            "Check the spelling, and that it is committed: git keeps no empty directories, and ignored files are not in it.",
    });
}
function notThat(input, path, entry, wanted) {
    const where = textOfPath(path);
    if (entry.mode === "160000") {
        return new errors/* TreestampError */.ks("input-invalid", `\`${input}\`: ${where} is, or is in, a submodule.`, {
            remedy: "A submodule's files are not in this repository's tree: run treestamp in the submodule (`-C`), or copy them.",
        });
    }
    const is = entry.mode === "120000" ? "a symbolic link" : entry.mode === "40000" ? "a directory" : "a file";
    const remedy = is === "a symbolic link" ? "Name the path that it points to." : `Name ${wanted}.`;
    return new errors/* TreestampError */.ks("input-invalid", `\`${input}\`: ${where} is, or leads through, ${is}.`, { remedy });
}
function platformsOf(platforms) {
    if (platforms === undefined || platforms.length === 0)
        return [defaultPlatform];
    for (const platform of platforms) {
        if (/^[a-z0-9]+\/[a-z0-9_]+(\/[a-z0-9.]+)?$/.test(platform))
            continue;
        throw new errors/* TreestampError */.ks("input-invalid", `\`platforms\`: ${JSON.stringify(platform)} is not OS/ARCH.`, {
            remedy: "Write it like linux/amd64 or linux/arm/v7.",
        });
    }
    return [...new Set(platforms)].sort();
}
function parseBase(name, image) {
    const parts = /^(oci-layout:\/\/)?(.+)@(sha256:[0-9a-f]{64})$/.exec(image);
    if (parts === null) {
        throw new errors/* TreestampError */.ks("input-invalid", `\`base\`: ${name}=${image} does not fix an image by digest.`, {
            remedy: "Write NAME=REPOSITORY@sha256:… or NAME=oci-layout://FOLDER@sha256:…, with 64 hexadecimal digits.",
        });
    }
    const [, layout, place, digest] = parts;
    const source = layout
        ? { kind: "layout", folder: place }
        : { kind: "registry", repository: place };
    return { name, digest, source };
}
function byName(a, b) {
    return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

;// CONCATENATED MODULE: ./core/recipe/source.js
/** Where a recipe comes from: a revision, or what is checked out. */







/**
 * Reads the recipe of a revision. Without `ref`: of what is checked out, with uncommitted changes to the recipe's own
 * paths; of HEAD where there is no work tree.
 * @throws repository-invalid, path-missing, input-invalid
 */
async function readSource(repository, request) {
    const { ref, inputs } = request;
    if (ref === undefined && (await hasWorkingTree(repository)))
        return readCheckedOut(repository, inputs);
    const revision = ref === undefined ? await headOf(repository) : await repository.resolve(ref);
    if (revision === undefined)
        throw noCommits();
    const merged = mergeInputs(await readConfig(repository, revision.tree), inputs);
    const recipe = await recipeIn(repository, revision.tree, merged);
    return { recipe, inputs: merged, commit: revision.commit, dirty: false };
}
/**
 * The keys of many revisions by one process of git; what revisions share is read once. A revision that has no key is an
 * answer with an error, and the next one follows.
 */
async function* keysOf(repository, inputs, revisions) {
    const configs = new Map();
    const keys = new Map();
    for await (const revision of revisions) {
        try {
            const { tree } = await repository.resolve(revision);
            let key = keys.get(tree);
            if (key === undefined) {
                const merged = mergeInputs(await readConfig(repository, tree, configs), inputs);
                key = keyOf(repository.objectFormat, await recipeIn(repository, tree, merged), false);
                keys.set(tree, key);
            }
            yield { revision, key };
        }
        catch (error) {
            if (!(0,errors/* isTreestampError */.Sh)(error))
                throw error;
            yield { revision, error };
        }
    }
}
async function readCheckedOut(repository, inputs) {
    const head = await headOf(repository);
    const configTree = (await workingTree(repository, [configPath])) ?? head?.tree;
    const merged = mergeInputs(configTree === undefined ? {} : await readConfig(repository, configTree), inputs);
    const { context, include, dockerfile } = originOf(merged);
    const changed = await workingTree(repository, [
        configPath,
        context,
        ...include,
        dockerfile,
        `${dockerfile}.dockerignore`,
    ]);
    const tree = changed ?? head?.tree;
    if (tree === undefined)
        throw noCommits();
    const recipe = await recipeIn(repository, tree, merged);
    const dirty = changed !== undefined && (await differs(repository, recipe, head, inputs));
    return { recipe, inputs: merged, commit: head?.commit, dirty };
}
/** True unless the commit has the very same recipe: a file that was changed and changed back is no change. */
async function differs(repository, recipe, head, inputs) {
    if (head === undefined)
        return true;
    try {
        const committed = await recipeIn(repository, head.tree, mergeInputs(await readConfig(repository, head.tree), inputs));
        const hash = (of) => keyOf(repository.objectFormat, of, false).hash;
        return hash(committed) !== hash(recipe);
    }
    catch (error) {
        if ((0,errors/* isTreestampError */.Sh)(error, "path-missing", "input-invalid"))
            return true; // the commit has no recipe yet
        throw error;
    }
}
/** HEAD's commit; undefined before the first one. */
async function headOf(repository) {
    const { exitCode } = await repository.git(["rev-parse", "--verify", "--quiet", "HEAD"]);
    return exitCode === 0 ? repository.resolve("HEAD") : undefined;
}
function noCommits() {
    return new errors/* TreestampError */.ks("repository-invalid", "The repository has no commit and no file to take a recipe from.", {
        remedy: "Add the files of the recipe: `git add`, and commit them.",
    });
}
async function recipeIn(repository, tree, inputs) {
    const recipe = await readRecipe(repository.readTree, repository.objectFormat, tree, inputs);
    const { workTree } = repository;
    if (workTree === undefined)
        return recipe;
    // Like every path of a recipe, the folder of a base starts at the repository's root.
    const bases = recipe.bases.map(({ source, ...base }) => ({
        ...base,
        source: source.kind === "layout" ? { ...source, folder: (0,external_node_path_.resolve)(workTree, source.folder) } : source,
    }));
    return { ...recipe, bases };
}
/** `treestamp.yml` of a tree; nothing where it has none. `known` keeps what was read, by blob. */
async function readConfig(repository, tree, known = new Map()) {
    const readTree = repository.readTree;
    const { entry } = await entryAt(readTree, tree, configPath);
    if (entry === undefined)
        return {};
    if (!entry.mode.startsWith("100")) {
        throw new errors/* TreestampError */.ks("input-invalid", `${configPath} is not a plain file.`, {
            remedy: "Make it a file: a link, a directory or a submodule of this name is not read.",
        });
    }
    const before = known.get(entry.oid);
    if (before !== undefined)
        return before;
    const object = await repository.objects.read(entry.oid);
    if (object === undefined) {
        throw new errors/* TreestampError */.ks("repository-invalid", `The repository lacks the blob of ${configPath}, ${entry.oid}.`);
    }
    const inputs = parseConfig(object.body.toString("utf8"));
    known.set(entry.oid, inputs);
    return inputs;
}

;// CONCATENATED MODULE: ./core/sandbox/choose.js
/** Which sandbox commands run in. */


/** A daemon that takes longer to say its version is taken for one that does not answer. Milliseconds. */
const choose_patience = 20_000;
/** Whether a docker daemon answers. `env` is the environment of the docker client. */
async function probeDockerContainers(env) {
    const signal = AbortSignal.timeout(choose_patience);
    try {
        const asked = await run("docker", ["version", "--format", "{{.Server.Version}}"], { env, signal });
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
    const made = await run("mkfifo", ["-m", "600", (0,external_node_path_.join)(scratch, "control")]);
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
const docker_supervise = `
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
    await sweepScratch(options.scratch);
    const scratch = await makeScratch(options.scratch);
    const name = `treestamp-${(0,external_node_path_.basename)(scratch)}`;
    const begun = Date.now();
    try {
        await makeControl(scratch);
        const { args, env } = await dockerRun(options, image, command, scratch, name);
        const line = ["sh", "-c", docker_supervise, "supervise", name, scratch, "docker", "run", ...args];
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
    const name = `treestamp-run:${hexOf(image.digest)}`;
    const there = await docker(options, ["image", "inspect", "--format", "{{.Id}}", name]);
    if (there.exitCode === 0)
        return name;
    const found = await from.lookup(image.digest);
    if (found.state === "unknown")
        throw found.reason;
    const manifest = found.state === "present" ? parseManifest(found.manifest) : undefined;
    if (manifest?.kind !== "manifest")
        throw failure(options, `${from.location} has no image ${image.digest}`);
    log.info(`Load ${image.digest} into docker.`);
    const { config, layers } = manifest;
    const path = ({ digest }) => `blobs/sha256/${hexOf(digest)}`;
    const list = Buffer.from(JSON.stringify([{ Config: path(config), RepoTags: [name], Layers: layers.map(path) }]));
    const entries = async function* () {
        const entry = (path, size) => ({ path, kind: "file", mode: 0o644, size });
        yield { ...entry("manifest.json", list.length), content: only(list) };
        for (const blob of new Map([config, ...layers].map((blob) => [blob.digest, blob])).values()) {
            yield { ...entry(path(blob), blob.size), content: from.readBlob(blob) };
        }
    };
    const loaded = await docker(options, ["image", "load", "--quiet"], { input: writeTar(entries()) });
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
        await readTar(only(copied.stdout), (entry) => entry.type === "file" ? { write: (bytes) => void parts.push(Buffer.from(bytes)), end: () => { } } : undefined);
        return Buffer.concat(parts).toString("utf8");
    }
    finally {
        await docker(options, ["container", "rm", container]);
    }
}
function docker({ env }, args, more = {}) {
    return run("docker", args, { env, ...more });
}
function failure({ why }, what) {
    return new errors/* TreestampError */.ks("sandbox-failed", `The container cannot be made: ${what}.`, {
        remedy: `A container is used because ${why}. See that docker works: docker run --rm IMAGE true.`,
    });
}

;// CONCATENATED MODULE: ./core/sandbox/image-config.js

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
        throw image_config_invalid((0,errors/* messageOf */.bD)(error), error);
    }
    if (!isObject(document))
        throw image_config_invalid("it is not an object");
    const config = document.config ?? {};
    if (!isObject(config))
        throw image_config_invalid("`config` is not an object");
    return {
        env: parseEnv(listOf(config, "Env")),
        user: image_config_textOf(config, "User"),
        workingDir: image_config_textOf(config, "WorkingDir") || "/",
        entrypoint: listOf(config, "Entrypoint"),
        cmd: listOf(config, "Cmd"),
    };
}
function parseEnv(entries) {
    const env = new Map();
    for (const entry of entries) {
        const equals = entry.indexOf("=");
        if (equals < 1)
            throw image_config_invalid(`\`Env\` holds ${JSON.stringify(entry)}, which is not NAME=VALUE`);
        env.set(entry.slice(0, equals), entry.slice(equals + 1));
    }
    return env;
}
function listOf(config, name) {
    const value = config[name] ?? [];
    if (Array.isArray(value) && value.every((item) => typeof item === "string"))
        return value;
    throw image_config_invalid(`\`${name}\` is not a list of strings`);
}
function image_config_textOf(config, name) {
    const value = config[name] ?? "";
    if (typeof value === "string")
        return value;
    throw image_config_invalid(`\`${name}\` is not a string`);
}
function isObject(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
function image_config_invalid(why, cause) {
    return new errors/* TreestampError */.ks("image-invalid", `The image's configuration cannot be read: ${why}.`, { cause });
}

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
    const scratch = await makeScratch(options.scratch);
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
    const folders = await abandonedScratch(scratch);
    if (folders.length === 0)
        return;
    const [program, ...args] = [...tools.elevate, "rm", "-rf", "--one-file-system", "--", ...folders];
    await run(program, args);
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
    const elevation = await probeElevation({ PATH: path });
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
    if (await mounted_tools_listed(fileSystem))
        return true;
    const [program, ...args] = [...elevate, "modprobe", fileSystem];
    // A machine without modprobe has no modules to load.
    await run(program, args).catch(() => undefined);
    return mounted_tools_listed(fileSystem);
}
async function mounted_tools_listed(fileSystem) {
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

// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./core/folder-lock.js
/** Locks between processes that share a folder, and that no dead process holds for ever. */






/**
 * Runs `work` while no other process runs its own under the lock `name` of the same folder.
 *
 * The lock is a folder: free while it is missing or empty, held while it has a file, which bears its holder's name (see
 * owner.ts). rename(2) puts a folder with our file in place of a missing or empty one, and of nothing else, so taking it is
 * one atomic step. Releasing it, and taking it from a dead holder, is removing that one file by its name, which can never
 * hit the next holder. A holder in another container that was stopped for long looks dead: then two are inside, and
 * `stillHeld` tells the first.
 * @throws store-unreachable where the lock is not to be had
 */
async function withFolderLock(folder, name, work, options = {}) {
    const lock = (0,external_node_path_.join)(folder, name);
    const ours = await take(folder, lock, options);
    try {
        return await work(() => folder_lock_exists(ours));
    }
    finally {
        await (0,promises_.rm)(ours, { force: true });
        await (0,promises_.rmdir)(lock).catch(() => { }); // gone, or the next holder's by now
    }
}
/** Waits until nobody holds the lock, if anybody does. */
async function untilUnlocked(folder, name) {
    const holders = await (0,promises_.readdir)((0,external_node_path_.join)(folder, name)).catch(folder_lock_missing([]));
    if (holders.length > 0)
        await withFolderLock(folder, name, async () => { });
}
/** @returns the file that says that the lock is ours */
async function take(folder, lock, { patience = Infinity, onWait }) {
    const candidate = await makeScratch(folder);
    const name = (0,external_node_path_.basename)(candidate);
    const start = performance.now();
    let hasSaid = false;
    try {
        for (;;) {
            await (0,promises_.writeFile)((0,external_node_path_.join)(candidate, name), ""); // anew each time: its time is the file system's present
            try {
                await (0,promises_.rename)(candidate, lock);
                keepAlive((0,external_node_path_.join)(lock, name));
                return (0,external_node_path_.join)(lock, name);
            }
            catch (error) {
                const code = error.code;
                if (code !== "ENOTEMPTY" && code !== "EEXIST")
                    throw error;
            }
            const { ctimeMs: now } = await (0,promises_.stat)((0,external_node_path_.join)(candidate, name));
            const holder = await livingHolder(lock, now);
            if (holder === undefined)
                continue;
            if (!hasSaid)
                onWait?.(await describeOwner(holder));
            hasSaid = true;
            const waited = performance.now() - start;
            if (waited > patience)
                throw busy(folder, patience);
            await (0,external_node_timers_promises_.setTimeout)(2 + Math.random() * Math.min(200, 20 + waited / 10));
        }
    }
    catch (error) {
        await (0,promises_.rm)(candidate, { recursive: true, force: true });
        throw error;
    }
}
/** Who holds the lock; holders that are dead are removed. Whoever is gone meanwhile has released it. */
async function livingHolder(lock, now) {
    for (const holder of await (0,promises_.readdir)(lock).catch(folder_lock_missing([]))) {
        if (!(await isAbandoned((0,external_node_path_.join)(lock, holder), now)))
            return holder;
        await (0,promises_.unlink)((0,external_node_path_.join)(lock, holder)).catch(folder_lock_missing(undefined));
    }
    return undefined;
}
async function folder_lock_exists(file) {
    return (await (0,promises_.stat)(file).catch(folder_lock_missing(undefined))) !== undefined;
}
/** For `.catch`: `value` in place of a file that is not there; every other error goes on. */
function folder_lock_missing(value) {
    return (error) => {
        if (error.code === "ENOENT")
            return value;
        throw error;
    };
}
function busy(folder, patience) {
    return new errors/* TreestampError */.ks("store-unreachable", `${folder} has been locked for ${patience / 1000} seconds.`, {
        remedy: "Another process writes to this store all the time; try again later.",
    });
}

;// CONCATENATED MODULE: ./core/hidden-folder.js
/** Folders of ours that may lie in a repository: a store, a cache. */


/**
 * Hides a folder and all that is in it from git. Otherwise an image that is kept in the work tree would be an uncommitted
 * change of the recipe, and the next call would have another key.
 */
async function hideFromGit(folder) {
    await (0,promises_.writeFile)((0,external_node_path_.join)(folder, ".gitignore"), "*\n", { flag: "wx" }).catch((error) => {
        if (error.code !== "EEXIST")
            throw error;
    });
}

;// CONCATENATED MODULE: ./core/snapshot/ownership.js


/**
 * Refuses a file or folder that another user could change: what is mounted from there is parsed by the kernel as root.
 * @throws input-invalid; ENOENT where there is nothing
 */
async function checkOurs(path) {
    const { uid, mode } = await (0,promises_.lstat)(path);
    const self = process.getuid();
    const isLink = (mode & 0o170000) === 0o120000;
    if (isLink)
        throw refused(path, "it is a symbolic link", "Name the folder itself.");
    if (uid !== self && uid !== 0) {
        throw refused(path, `it belongs to uid ${uid}, and we are ${self}`, "Choose a folder of your own.");
    }
    if ((mode & 0o022) !== 0) {
        throw refused(path, "others may write to it", `Run: chmod -R go-w ${path} (or choose another folder).`);
    }
}
function refused(path, why, remedy) {
    return new errors/* TreestampError */.ks("input-invalid", `Snapshots cannot be kept in ${path}: ${why}.`, { remedy });
}

;// CONCATENATED MODULE: ./core/snapshot/environments.js
/** What was learned of environments that are ready on this machine, so that a second run asks no store. */





/** The record of an environment in the folder of all of them. */
function recordOf(folder, location, tag) {
    return (0,external_node_path_.join)(folder, `${(0,external_node_crypto_.createHash)("sha256").update(`${location}\0${tag}`).digest("hex")}.json`);
}
/** The environment that was remembered for this tag of this store. Its snapshot may be gone since. */
async function recall(folder, location, tag) {
    const path = recordOf(folder, location, tag);
    const record = await readRecord(path);
    if (record?.location !== location || record.tag !== tag)
        return undefined;
    const used = new Date();
    await (0,promises_.utimes)(path, used, used).catch(folder_lock_missing(undefined));
    return record;
}
/** Undefined for a file that is not there, or that a machine which lost its power has left empty. */
async function readRecord(path) {
    const text = await (0,promises_.readFile)(path, "utf8").catch(folder_lock_missing(undefined));
    if (text === undefined)
        return undefined;
    await checkOurs(path);
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
/** Writes the record in `staging` first: readers see a whole one. */
async function remember(folder, staging, environment) {
    const made = (0,external_node_path_.join)(staging, "environment.json");
    await (0,promises_.writeFile)(made, `${JSON.stringify(environment)}\n`, { mode: 0o600 });
    await (0,promises_.rename)(made, recordOf(folder, environment.location, environment.tag));
}

;// CONCATENATED MODULE: ./core/snapshot/format.js
const snapshotArtifactType = "application/vnd.treestamp.snapshot.v1";
const framesMediaType = "application/vnd.treestamp.snapshot.frames.v1+zstd";
const tableMediaType = "application/vnd.treestamp.snapshot.table.v1";
/** Annotation on the snapshot's descriptor in the index: digest of the image manifest that it is a snapshot of. */
const snapshotOfAnnotation = "dev.treestamp.snapshot.of";
/** Annotation on the snapshot's manifest: the identity of the plain content. */
const identityAnnotation = "dev.treestamp.snapshot.identity";
/** No chunk is longer than this once plain; a table that says otherwise is refused before anything is decompressed. */
const maxChunkBytes = 2 * 1024 * 1024;

;// CONCATENATED MODULE: ./core/snapshot/table.js
/**
 * The chunk table as bytes. All numbers little-endian:
 *
 *     magic "TSCT", u32 version, u64 bytes of the raw image, u64 bytes of the frames blob, u32 count of chunks,
 *     then for each chunk: u32 plain length, u32 frame length, sha256 of the plain bytes, sha256 of the frame
 *
 * Chunks are listed in the order of the raw image, and offsets are sums of lengths. The frame of the first chunk (the
 * head with the superblock, which is known last) stands after all others.
 */



const magic = "TSCT";
const table_version = 1;
const headerBytes = 28;
const entryBytes = 72;
/** A frame of incompressible bytes is a little longer than them. More slack than zstd's own bound. */
const maxFrameBytes = maxChunkBytes + 64 * 1024;
/** The table of chunks listed in the order of the raw image. */
function chunkTable(listed) {
    let plainOffset = 0;
    let frameOffset = 0;
    const chunks = [];
    for (const [index, { plainLength, frameLength, plainDigest, frameDigest }] of listed.entries()) {
        chunks.push({ plainOffset, plainLength, frameOffset, frameLength, plainDigest, frameDigest });
        plainOffset += plainLength;
        if (index > 0)
            frameOffset += frameLength;
    }
    const head = chunks[0];
    if (head !== undefined) {
        chunks[0] = { ...head, frameOffset };
        frameOffset += head.frameLength;
    }
    return { plainSize: plainOffset, framesSize: frameOffset, chunks, identity: identityOf(listed) };
}
/** The hash of the plain content: of lengths and digests of the chunks as listed. Does not depend on a compressor. */
function identityOf(listed) {
    const hash = (0,external_node_crypto_.createHash)("sha256").update("treestamp snapshot v1\n");
    const length = Buffer.alloc(4);
    for (const chunk of listed) {
        length.writeUInt32LE(chunk.plainLength);
        hash.update(length).update(chunk.plainDigest);
    }
    return `sha256:${hash.digest("hex")}`;
}
function encodeChunkTable(table) {
    const bytes = Buffer.alloc(headerBytes + table.chunks.length * entryBytes);
    bytes.write(magic, "latin1");
    bytes.writeUInt32LE(table_version, 4);
    bytes.writeBigUInt64LE(BigInt(table.plainSize), 8);
    bytes.writeBigUInt64LE(BigInt(table.framesSize), 16);
    bytes.writeUInt32LE(table.chunks.length, 24);
    let at = headerBytes;
    for (const chunk of table.chunks) {
        bytes.writeUInt32LE(chunk.plainLength, at);
        bytes.writeUInt32LE(chunk.frameLength, at + 4);
        chunk.plainDigest.copy(bytes, at + 8);
        chunk.frameDigest.copy(bytes, at + 40);
        at += entryBytes;
    }
    return bytes;
}
/**
 * The table that `bytes` hold, every bound checked before anything is made of them.
 * @throws snapshot-invalid
 */
function parseChunkTable(bytes) {
    if (bytes.length < headerBytes || bytes.toString("latin1", 0, 4) !== magic)
        throw table_invalid("it is no chunk table");
    if (bytes.readUInt32LE(4) !== table_version)
        throw table_invalid(`its version is ${bytes.readUInt32LE(4)}, not ${table_version}`);
    const count = bytes.readUInt32LE(24);
    if (count === 0 || bytes.length !== headerBytes + count * entryBytes)
        throw table_invalid("its length does not fit");
    const isOfZeros = zeroDigests();
    const listed = [];
    for (let at = headerBytes; at < bytes.length; at += entryBytes) {
        const plainLength = bytes.readUInt32LE(at);
        const frameLength = bytes.readUInt32LE(at + 4);
        if (plainLength === 0 || plainLength > maxChunkBytes)
            throw table_invalid(`it has a chunk of ${plainLength} bytes`);
        if (frameLength > maxFrameBytes)
            throw table_invalid(`it has a frame of ${frameLength} bytes`);
        const plainDigest = Buffer.from(bytes.subarray(at + 8, at + 40));
        const frameDigest = Buffer.from(bytes.subarray(at + 40, at + 72));
        // Nothing arrives that could be compared with it, and the digest is part of the identity.
        if (frameLength === 0 && !isOfZeros(plainDigest, plainLength))
            throw table_invalid("a chunk without a frame has content");
        listed.push({ plainLength, frameLength, plainDigest, frameDigest });
    }
    const table = chunkTable(listed);
    if (BigInt(table.plainSize) !== bytes.readBigUInt64LE(8))
        throw table_invalid("its chunks do not add up to its image");
    if (BigInt(table.framesSize) !== bytes.readBigUInt64LE(16))
        throw table_invalid("its frames do not add up to its blob");
    return table;
}
/** Whether a digest is that of so many zero bytes; few lengths come again and again. */
function zeroDigests() {
    const zeros = Buffer.alloc(maxChunkBytes);
    const known = new Map();
    return (digest, length) => {
        const expected = known.get(length) ?? (0,external_node_crypto_.hash)("sha256", zeros.subarray(0, length), "buffer");
        known.set(length, expected);
        return digest.equals(expected);
    };
}
function table_invalid(what) {
    return new errors/* TreestampError */.ks("snapshot-invalid", `A snapshot's chunk table cannot be used: ${what}.`, {
        remedy: "Delete the image's tag from the store, so that it is built again.",
    });
}

;// CONCATENATED MODULE: ./core/snapshot/verify.js


/** True where the file holds exactly the plain bytes that the table says. Reads all of it. */
async function holdsChunks(path, table) {
    const file = await (0,promises_.open)(path, "r");
    try {
        if ((await file.stat()).size !== table.plainSize)
            return false;
        for (const { plainOffset, plainLength, plainDigest } of table.chunks) {
            const plain = Buffer.allocUnsafe(plainLength);
            const { bytesRead } = await file.read(plain, 0, plainLength, plainOffset);
            if (bytesRead !== plainLength || !(0,external_node_crypto_.hash)("sha256", plain, "buffer").equals(plainDigest))
                return false;
        }
        return true;
    }
    finally {
        await file.close();
    }
}

;// CONCATENATED MODULE: ./core/snapshot/kept-snapshot.js
/**
 * One snapshot in the cache: a folder with
 *
 *     image.erofs   the raw image, ready to be mounted
 *     table         its chunk table, as the store had it
 *     state.json    what the image file looked like when it was last known to be right
 *
 * It comes to its place and leaves it as a whole, by rename(2). One that was touched is verified again, chunk by chunk
 * against its identity, before it is given out; and so is one from before the machine's last start: nothing is synced to
 * disk, so a machine that lost its power may have kept the file's size and times, and not its bytes.
 */








/**
 * Looks at the snapshot whose folder is `place`, and reads all of it where it may have changed.
 * @throws input-invalid where others can write to it
 */
async function look(place, identity) {
    const snapshot = await readTable(place, identity);
    if (snapshot === undefined)
        return { state: (await kept_snapshot_exists(place)) ? "damaged" : "absent" };
    try {
        const now = await fileState(snapshot.image);
        if (now !== (await (0,promises_.readFile)((0,external_node_path_.join)(place, "state.json"), "utf8").catch(folder_lock_missing(undefined)))) {
            if (!(await holdsChunks(snapshot.image, snapshot.table)))
                return { state: "damaged" };
            await (0,promises_.writeFile)((0,external_node_path_.join)(place, "state.json"), now, { mode: 0o600 });
        }
        const used = new Date();
        await (0,promises_.utimes)(place, used, used);
        return { state: "sound", snapshot };
    }
    catch (error) {
        if (error.code === "ENOENT")
            return { state: "absent" }; // taken away meanwhile
        throw error;
    }
}
/** What the folder says, the image itself unread. Undefined where it is not there or makes no sense. */
async function readTable(place, identity) {
    const image = (0,external_node_path_.join)(place, "image.erofs");
    try {
        for (const path of [place, image, (0,external_node_path_.join)(place, "table")])
            await checkOurs(path);
        const table = parseChunkTable(await (0,promises_.readFile)((0,external_node_path_.join)(place, "table")));
        return table.identity === identity ? { identity, image, table } : undefined;
    }
    catch (error) {
        if (error.code === "ENOENT" || (0,errors/* isTreestampError */.Sh)(error, "snapshot-invalid")) {
            return undefined;
        }
        throw error;
    }
}
/**
 * Takes a verified raw image over, in the empty folder `staging`, from where it is renamed to `place`. The file is moved,
 * not copied, where it stands on the same disk. What is there already stays, where it is sound. To be called by one
 * process at a time.
 * @throws snapshot-invalid where table, identity and size do not belong together
 */
async function put(place, staging, { identity, image, table }) {
    const { size } = await (0,promises_.stat)(image);
    if (table.identity !== identity || table.plainSize !== size)
        throw mismatch(identity, table, size);
    const made = (0,external_node_path_.join)(staging, "made");
    await (0,promises_.mkdir)(made, { mode: 0o700 });
    await move(image, (0,external_node_path_.join)(made, "image.erofs"));
    await (0,promises_.writeFile)((0,external_node_path_.join)(made, "table"), encodeChunkTable(table), { mode: 0o600 });
    await (0,promises_.writeFile)((0,external_node_path_.join)(made, "state.json"), await fileState((0,external_node_path_.join)(made, "image.erofs")), { mode: 0o600 });
    await (0,promises_.rename)(made, place).catch(async (error) => {
        if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST")
            throw error;
        if ((await look(place, identity)).state === "sound")
            return;
        await discard(place, staging);
        await (0,promises_.rename)(made, place);
    });
    return { identity, image: (0,external_node_path_.join)(place, "image.erofs"), table };
}
/** Takes a snapshot from its place in one step, and then removes it. `staging` is a folder of ours on the same disk. */
async function discard(place, staging) {
    const discarded = (0,external_node_path_.join)(staging, "discarded");
    await (0,promises_.rename)(place, discarded).catch(folder_lock_missing(undefined));
    await (0,promises_.rm)(discarded, { recursive: true, force: true });
}
function mismatch(identity, table, size) {
    return new errors/* TreestampError */.ks("snapshot-invalid", `A snapshot of ${size} bytes was to be kept as ${identity}, and its table is for ${table.plainSize} bytes of ${table.identity}.`, { remedy: "Delete the image's tag from the store, so that it is built again." });
}
/** Moves a file, by a copy where it stands on another disk; afterwards only we can read and write it. */
async function move(from, to) {
    await (0,promises_.rename)(from, to).catch(async (error) => {
        if (error.code !== "EXDEV")
            throw error;
        await (0,promises_.copyFile)(from, to);
        await (0,promises_.rm)(from);
    });
    await (0,promises_.chmod)(to, 0o600);
}
/** What changes whenever a file is written to, truncated or replaced, even if its times are set back; or the machine starts. */
async function fileState(path) {
    const { size, mtimeNs, ctimeNs, ino } = await (0,promises_.stat)(path, { bigint: true });
    const state = {
        size: `${size}`,
        modified: `${mtimeNs}`,
        changed: `${ctimeNs}`,
        inode: `${ino}`,
        boot: await bootId(),
    };
    return `${JSON.stringify(state)}\n`;
}
async function kept_snapshot_exists(path) {
    return (await (0,promises_.stat)(path).catch(folder_lock_missing(undefined))) !== undefined;
}

;// CONCATENATED MODULE: ./core/snapshot/cache.js
/**
 * What this machine keeps between runs, in one folder of ours that all processes of a user share:
 *
 *     snapshots/HEX/           the snapshot whose identity is sha256:HEX (kept-snapshot.ts)
 *     environments/HEX.json    one ready environment; HEX is the hash of the store's location and the tag
 *     store/                   the store of this machine, an OCI image layout
 *     incoming/                files under way, each in a scratch folder of the process that makes them
 *     uses/OWNER/NAME          what a process uses: snapshots by HEX, images of the store by their tag (prune.ts)
 *     locks/NAME/              who works alone at something (folder-lock.ts)
 *
 * The kernel parses an image as root. So an image gets in only whole and verified, into folders that nobody else can
 * write. Not defended against: the same user, or root, changing the file while it is mounted.
 */










/**
 * Opens the cache in `folder`, which is made where it is missing.
 * @throws input-invalid where others can write the folder
 */
async function openSnapshotCache(folder) {
    await ourFolder(folder);
    await Promise.all(["snapshots", "environments", "incoming", "uses", "locks"].map((name) => ourFolder((0,external_node_path_.join)(folder, name))));
    await hideFromGit(folder);
    await sweepScratch((0,external_node_path_.join)(folder, "incoming"));
    const alone = (name, work, onWait) => withFolderLock((0,external_node_path_.join)(folder, "locks"), name, work, onWait === undefined ? {} : { onWait });
    const withIncoming = async (work) => {
        const scratch = await makeScratch((0,external_node_path_.join)(folder, "incoming"));
        try {
            return await work(scratch);
        }
        finally {
            await (0,promises_.rm)(scratch, { recursive: true, force: true });
        }
    };
    let uses;
    /** Either who prunes sees our mark, or we see its lock, and look afterwards. */
    const use = async (name) => {
        uses ??= makeScratch((0,external_node_path_.join)(folder, "uses"));
        await (0,promises_.writeFile)((0,external_node_path_.join)(await uses, name), "");
        await untilUnlocked((0,external_node_path_.join)(folder, "locks"), "prune");
    };
    const find = async (identity) => {
        const place = placeOf(folder, identity);
        await use(hexOf(identity));
        let found = await look(place, identity);
        if (found.state === "damaged") {
            found = await alone(lockOf(identity), async () => {
                const again = await look(place, identity);
                if (again.state === "damaged")
                    await withIncoming((staging) => discard(place, staging));
                return again;
            });
        }
        return found.state === "sound" ? found.snapshot : undefined;
    };
    return {
        folder,
        find,
        async provide(identity, make, onWait) {
            const here = await find(identity);
            if (here !== undefined)
                return here;
            const place = placeOf(folder, identity);
            const makeAlone = async () => {
                const found = await look(place, identity);
                if (found.state === "sound")
                    return found.snapshot;
                return withIncoming(async (staging) => put(place, staging, { identity, ...(await make(staging)) }));
            };
            return alone(lockOf(identity), makeAlone, onWait);
        },
        list: () => list(folder),
        recall: (location, tag) => recall((0,external_node_path_.join)(folder, "environments"), location, tag),
        remember: (environment) => withIncoming((staging) => remember((0,external_node_path_.join)(folder, "environments"), staging, environment)),
        useImage: use,
        alone,
        withIncoming,
        async close() {
            if (uses !== undefined)
                await (0,promises_.rm)(await uses, { recursive: true, force: true });
            uses = undefined;
        },
    };
}
async function ourFolder(path) {
    await (0,promises_.mkdir)(path, { recursive: true, mode: 0o700 });
    await checkOurs(path);
}
function placeOf(folder, identity) {
    if (!isDigest(identity))
        throw new errors/* TreestampError */.ks("snapshot-invalid", `"${identity}" is no snapshot's identity.`);
    return (0,external_node_path_.join)(folder, "snapshots", hexOf(identity));
}
function lockOf(identity) {
    return `snapshot-${hexOf(identity)}`;
}
async function list(folder) {
    const found = [];
    for (const name of await (0,promises_.readdir)((0,external_node_path_.join)(folder, "snapshots"))) {
        const identity = `sha256:${name}`;
        if (!isDigest(identity))
            continue;
        const place = placeOf(folder, identity);
        const used = await (0,promises_.stat)(place).catch(folder_lock_missing(undefined));
        const snapshot = await readTable(place, identity);
        if (snapshot !== undefined && used !== undefined)
            found.push({ snapshot, used: used.mtimeMs });
    }
    return found.sort((a, b) => b.used - a.used).map(({ snapshot }) => snapshot);
}

;// CONCATENATED MODULE: ./core/store/byte-stream.js
/** Short streams of bytes, made and taken in. */
/** A stream of these parts. */
async function* streamOf(...parts) {
    yield* parts;
}
/** All bytes of a stream; undefined, and nothing more is read, where they are more than `limit`. */
async function collectUpTo(limit, stream) {
    const parts = [];
    let size = 0;
    for await (const part of stream) {
        size += part.length;
        if (size > limit)
            return undefined;
        parts.push(part);
    }
    return Buffer.concat(parts);
}

;// CONCATENATED MODULE: ./core/store/layout-write.js
/** How a blob gets into an OCI image layout: by a hard link where it can be, else by one copy. */






/** The folder for our own files inside a layout: temporary files and the lock. */
const ownFolder = ".treestamp";
const readBytes = 1024 * 1024;
/**
 * Puts a blob at its place in a layout that is already there, once its bytes are known to be right.
 * @throws store-corrupt
 */
async function writeLayoutBlob(folder, blob, source) {
    const temporary = await temporaryFile(folder);
    try {
        if ("file" in source)
            await adopt(source.file, temporary, blob);
        else
            await layout_write_copy(source(), temporary, blob, "The source of the blob");
        await (0,promises_.rename)(temporary, (0,external_node_path_.join)(folder, "blobs", "sha256", hexOf(blob.digest)));
    }
    finally {
        await (0,promises_.rm)(temporary, { force: true }); // there after a failure, or where both names were links to one file
    }
    await sweepScratch((0,external_node_path_.join)(folder, ownFolder)); // of processes that died in the middle of a write
}
/** A name for a file of this process in our own folder of the layout. */
async function temporaryFile(folder) {
    const path = (0,external_node_path_.join)(folder, ownFolder, await ownName());
    keepAlive(path);
    return path;
}
/** Links `file`, and reads it once to verify it; copies it where it is on another file system or may not be linked. */
async function adopt(file, temporary, blob) {
    const bytes = (name) => (0,external_node_fs_.createReadStream)(name, { highWaterMark: readBytes });
    try {
        await (0,promises_.link)(file, temporary);
    }
    catch (error) {
        const code = error.code;
        if (code !== "EXDEV" && code !== "EPERM" && code !== "EMLINK")
            throw error;
        await layout_write_copy(bytes(file), temporary, blob, file);
        return;
    }
    for await (const _ of verified(bytes(temporary), blob, file))
        ;
    await (0,promises_.chmod)(temporary, 0o644); // as any blob: a file made by mkstemp would be its owner's alone
}
/** Gives a file its content in one step, so that no reader sees half of it. */
async function replaceFile(folder, name, content, mayStill = async () => true) {
    const temporary = await temporaryFile(folder);
    try {
        await (0,promises_.writeFile)(temporary, content);
        if (!(await mayStill()))
            return false;
        await (0,promises_.rename)(temporary, (0,external_node_path_.join)(folder, name));
        return true;
    }
    finally {
        await (0,promises_.rm)(temporary, { force: true });
    }
}
async function layout_write_copy(bytes, temporary, blob, origin) {
    const file = await (0,promises_.open)(temporary, "wx");
    try {
        for await (const part of verified(bytes, blob, origin))
            await writeWhole(file, part);
    }
    finally {
        await file.close();
    }
}
async function writeWhole(file, part) {
    for (let done = 0; done < part.length;)
        done += (await file.write(part, done)).bytesWritten;
}

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
;// CONCATENATED MODULE: ./core/store/reference.js
/** Names of stores and of what is in them, parsed once into values. */



/**
 * Reads the name of a store: a repository, completed as docker does it (`debian` is `docker.io/library/debian`), or a
 * folder, which starts with `/`, `./`, `../` or `oci:`. Grammar: distribution/reference.
 * @throws input-invalid
 */
function parseLocation(text) {
    if (text === "" || text.trim() !== text)
        throw reference_invalid(text, "it is empty, or has spaces around it");
    if (text.startsWith("oci:"))
        return folderLocation(text.slice("oci:".length), text);
    if (/^\.{0,2}\//.test(text) || text === "." || text === "..")
        return folderLocation(text, text);
    if (text.startsWith("~")) {
        throw reference_invalid(text, "`~` is not expanded here", "Write the folder's whole path.");
    }
    return repositoryLocation(text);
}
/** The name that people write and other programs take: `docker.io/library/debian`, `./images`. */
function formatLocation(location) {
    return location.kind === "layout" ? location.folder : `${location.registry}/${location.repository}`;
}
/**
 * The whole name of an image. In a registry `NAME:TAG@DIGEST`, as docker takes it; in a folder `oci:FOLDER:TAG`, as
 * skopeo, buildah and podman take it (they know no digest there), or `oci:FOLDER@DIGEST` without a tag.
 */
function formatReference(location, tag, digest) {
    const tagPart = tag === undefined ? "" : `:${tag}`;
    const digestPart = digest === undefined ? "" : `@${digest}`;
    if (location.kind === "registry")
        return formatLocation(location) + tagPart + digestPart;
    return `oci:${location.folder}${tag === undefined ? digestPart : tagPart}`;
}
/** A tag: up to 128 letters, digits, `_`, `.` and `-`. Source: distribution-spec, "Pulling manifests". */
function isTag(text) {
    return /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/.test(text);
}
/** @throws input-invalid for what is neither a tag nor a digest */
function checkTagOrDigest(reference) {
    if (isTag(reference) || isDigest(reference))
        return;
    throw new errors/* TreestampError */.ks("input-invalid", `"${reference}" is neither a tag nor a digest.`, {
        remedy: "A tag has up to 128 letters, digits, `_`, `.` and `-`; a digest is sha256: and 64 hexadecimal digits.",
    });
}
/** True for `localhost`, 127.0.0.0/8 and ::1, with or without a port: traffic to them does not leave the machine. */
function isLoopback(registry) {
    const host = registry.replace(/:\d+$/, "");
    return host === "localhost" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);
}
function folderLocation(folder, text) {
    if (folder === "" || folder.includes("\0"))
        throw reference_invalid(text, "it names no folder");
    return { kind: "layout", folder };
}
function repositoryLocation(text) {
    if (/^[a-z]+:\/\//i.test(text)) {
        throw reference_invalid(text, "it starts like a URL", `Write it without the scheme: ${text.replace(/^[a-z]+:\/\//i, "")}`);
    }
    if (text.includes("@")) {
        throw reference_invalid(text, "it ends in a digest", `A store is a whole repository: ${text.replace(/@.*$/, "")}`);
    }
    const { registry, repository } = splitRegistry(text);
    const tagged = /^([^:]*):[^/]*$/.exec(repository);
    if (tagged !== null) {
        const without = text.slice(0, text.lastIndexOf(":"));
        throw reference_invalid(text, "it ends in a tag", `A store is a whole repository, and the key is the tag: ${without}`);
    }
    if (!isHost(registry))
        throw reference_invalid(text, `"${registry}" is not the name of a host`);
    if (repository === "")
        throw reference_invalid(text, "it names a registry, but no repository in it");
    if (/[A-Z]/.test(repository)) {
        throw reference_invalid(text, "names of repositories have no upper-case letters", `Try ${text.toLowerCase()}`);
    }
    if (!repository.split("/").every((part) => /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/.test(part))) {
        throw reference_invalid(text, "a part of the repository's name has characters other than a-z, 0-9 and single . _ - between them");
    }
    if (registry.length + 1 + repository.length > 255)
        throw reference_invalid(text, "it is longer than 255 characters");
    return { kind: "registry", registry, repository };
}
/** Docker's rule: the first part is a host if it has a dot, a port or an upper-case letter, or is `localhost`. */
function splitRegistry(text) {
    const slash = text.indexOf("/");
    const first = text.slice(0, Math.max(slash, 0));
    if (slash > 0 && (/[.:A-Z[]/.test(first) || first === "localhost")) {
        const registry = first.toLowerCase();
        if (!dockerHubHosts.includes(registry))
            return { registry, repository: text.slice(slash + 1) };
        return hubLocation(text.slice(slash + 1));
    }
    return hubLocation(text);
}
function hubLocation(repository) {
    return { registry: "docker.io", repository: repository.includes("/") ? repository : `library/${repository}` };
}
/** All that people and configuration files write for Docker Hub. */
const dockerHubHosts = ["docker.io", "index.docker.io", "registry-1.docker.io"];
function isHost(text) {
    const [, host = "", port] = /^(.*?)(?::(\d{1,5}))?$/.exec(text) ?? [];
    if (port !== undefined && (Number(port) === 0 || Number(port) > 65535))
        return false;
    if (host.startsWith("["))
        return host.endsWith("]") && (0,external_node_net_.isIPv6)(host.slice(1, -1));
    return host.split(".").every((label) => /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(label));
}
function reference_invalid(text, why, remedy) {
    return new errors/* TreestampError */.ks("input-invalid", `"${text}" is not the name of a store: ${why}.`, {
        remedy: remedy ?? "Write a repository such as registry.example/team/build, or a folder such as ./images.",
    });
}

;// CONCATENATED MODULE: ./core/store/layout.js
/**
 * An OCI image layout on disk as a store. Source: image-spec, image-layout.md.
 *
 * Blobs are written beside their place and renamed into it once their digest is known to be right, so that readers in
 * other processes see whole blobs or none. `index.json` is replaced as a whole under a lock. Our own temporary files
 * live in the folder `.treestamp`, which the specification allows.
 */











const refNameAnnotation = "org.opencontainers.image.ref.name";
/** Longest wait for those who write `index.json`, which takes them milliseconds. Milliseconds. */
const layout_patience = 60_000;
/** Bytes read at once: few round trips to the thread pool for large blobs. */
const layout_readBytes = 1024 * 1024;
/** Opens a folder as a store. It need not exist: then it is empty, and the first write makes it. */
function layoutStore(folder) {
    return {
        location: folder,
        shared: false,
        async lookup(reference) {
            try {
                return await lookup(folder, reference);
            }
            catch (error) {
                return { state: "unknown", reason: folderFailure(folder, error) };
            }
        },
        readBlob: (blob, range) => readBlob(folder, blob, range),
        hasBlob: (digest) => reported(folder, async () => (await blobStats(folder, digest)) !== undefined),
        writeBlob: (blob, source) => reported(folder, async () => {
            if ((await blobStats(folder, blob.digest))?.size === blob.size)
                return;
            await layout_prepare(folder);
            await writeLayoutBlob(folder, blob, source);
        }),
        writeManifest: (manifest, tag) => reported(folder, () => writeManifest(folder, manifest, tag)),
    };
}
/**
 * The one manifest that a layout lists, as engines and `skopeo copy` leave it.
 * @throws image-invalid where it lists none or several; store-corrupt, store-unreachable, store-denied
 */
async function soleManifest(folder) {
    return reported(folder, async () => {
        const listed = (await readIndex(folder))?.manifests ?? [];
        const digests = new Set(listed.map((descriptor) => descriptor.digest));
        if (digests.size !== 1) {
            throw new errors/* TreestampError */.ks("image-invalid", `${folder} lists ${digests.size} images where one is expected.`, {
                remedy: "Give an OCI image layout with one image in it.",
            });
        }
        return await layout_readManifest(folder, listed[0]);
    });
}
async function lookup(folder, reference) {
    checkTagOrDigest(reference);
    const index = await readIndex(folder);
    if (index === undefined)
        return { state: "absent" };
    if (isDigest(reference))
        return await lookupDigest(folder, reference);
    const named = index.manifests.filter((descriptor) => descriptor.annotations?.[refNameAnnotation] === reference);
    if (named.length === 0)
        return { state: "absent" };
    if (new Set(named.map((descriptor) => descriptor.digest)).size > 1) {
        throw new errors/* TreestampError */.ks("image-invalid", `${folder} lists ${named.length} images under ${reference}.`, {
            remedy: "Remove all but one of them from its index.json.",
        });
    }
    return { state: "present", manifest: await layout_readManifest(folder, named[0]) };
}
/** Whatever manifest has this digest, listed in `index.json` or not: the images of an index are not. */
async function lookupDigest(folder, digest) {
    const stats = await blobStats(folder, digest);
    if (stats === undefined || stats.size > maxManifestBytes)
        return { state: "absent" };
    const body = await (0,promises_.readFile)(blobFile(folder, digest));
    const mediaType = mediaTypeOf(body);
    if (mediaType === undefined)
        return { state: "absent" }; // some other blob
    return { state: "present", manifest: checkedManifest(body, { mediaType }, digest, blobFile(folder, digest)) };
}
async function layout_readManifest(folder, descriptor) {
    const file = blobFile(folder, descriptor.digest);
    const stats = await blobStats(folder, descriptor.digest);
    if (stats === undefined)
        throw corrupt(descriptor, folder, "its index.json lists it, and the blob is missing");
    if (stats.size > maxManifestBytes)
        throw corrupt(descriptor, folder, `it has ${stats.size} bytes`);
    return checkedManifest(await (0,promises_.readFile)(file), descriptor, descriptor.digest, file);
}
async function* readBlob(folder, blob, range) {
    const { offset, length } = range ?? { offset: 0, length: blob.size };
    const file = blobFile(folder, blob.digest);
    try {
        const stats = await blobStats(folder, blob.digest);
        if (stats === undefined) {
            throw new errors/* TreestampError */.ks("path-missing", `${folder} has no blob ${blob.digest}.`, {
                remedy: "The store was cleaned or filled in part; build or copy the image again.",
            });
        }
        if (stats.size !== blob.size)
            throw corrupt(blob, folder, `it has ${stats.size} bytes, not ${blob.size}`);
        if (offset + length > blob.size)
            throw corrupt(blob, folder, `it ends before byte ${offset + length}`);
        const bytes = length === 0 ? streamOf() : fileBytes(file, offset, length);
        yield* range === undefined ? verified(bytes, blob, folder) : bytes;
    }
    catch (error) {
        throw folderFailure(folder, error);
    }
}
async function* fileBytes(file, offset, length) {
    yield* (0,external_node_fs_.createReadStream)(file, { start: offset, end: offset + length - 1, highWaterMark: layout_readBytes });
}
async function writeManifest(folder, manifest, tag) {
    if (tag !== undefined)
        checkTagOrDigest(tag);
    await layout_prepare(folder);
    const { descriptor, body } = manifest;
    checkedManifest(body, descriptor, descriptor.digest, "The manifest to be written");
    const stored = await blobStats(folder, descriptor.digest);
    if (stored?.size !== descriptor.size)
        await writeLayoutBlob(folder, descriptor, () => streamOf(body));
    if (tag === undefined)
        return;
    const entry = { ...descriptor, annotations: { ...descriptor.annotations, [refNameAnnotation]: tag } };
    await changeIndex(folder, (listed) => [
        ...listed.filter((other) => other.annotations?.[refNameAnnotation] !== tag),
        entry,
    ]);
}
/** Replaces `index.json` by what `change` makes of it; changes by several processes follow one another. */
async function changeIndex(folder, change) {
    for (;;) {
        const replaceIndex = async (stillHeld) => {
            const index = await readIndex(folder);
            const next = {
                schemaVersion: 2,
                mediaType: ociIndexMediaType,
                ...index,
                manifests: change(index?.manifests ?? []),
            };
            // stillHeld: had we slept for too long, the file would be another's to write by now
            return await replaceFile(folder, "index.json", JSON.stringify(next), stillHeld);
        };
        const done = await withFolderLock((0,external_node_path_.join)(folder, ownFolder), "lock", replaceIndex, { patience: layout_patience });
        if (done)
            return;
    }
}
/** Undefined for a folder that is not there, is empty, or is just being made. */
async function readIndex(folder) {
    const marker = await readMarker(folder);
    if (marker === undefined)
        return undefined;
    const version = parsed(marker, folder, "oci-layout")?.imageLayoutVersion;
    if (version !== "1.0.0")
        throw damaged(folder, `its oci-layout says version ${JSON.stringify(version)}, not "1.0.0"`);
    const text = await (0,promises_.readFile)((0,external_node_path_.join)(folder, "index.json"), "utf8").catch(folder_lock_missing(undefined));
    if (text === undefined)
        return undefined;
    const index = parsed(text, folder, "index.json");
    if (!Array.isArray(index?.manifests) || !index.manifests.every((entry) => isDigest(entry?.digest))) {
        throw damaged(folder, "its index.json has no list of manifests with sha256 digests");
    }
    return index;
}
/** The text of `oci-layout`; undefined where there is nothing in the folder yet. */
async function readMarker(folder) {
    const read = () => (0,promises_.readFile)((0,external_node_path_.join)(folder, "oci-layout"), "utf8").catch(folder_lock_missing(undefined));
    const marker = await read();
    if (marker !== undefined)
        return marker;
    const entries = await (0,promises_.readdir)(folder).catch(folder_lock_missing([]));
    const foreign = entries.find((name) => name !== ownFolder && name !== "blobs");
    if (foreign === undefined)
        return undefined;
    const made = await read(); // by another process, between the two looks
    if (made !== undefined)
        return made;
    throw new errors/* TreestampError */.ks("input-invalid", `${folder} is not an OCI image layout: it has ${foreign}, no oci-layout.`, {
        remedy: "Name an empty folder, one that does not exist yet, or an OCI image layout.",
    });
}
function parsed(text, folder, name) {
    try {
        return JSON.parse(text);
    }
    catch (error) {
        throw damaged(folder, `its ${name} is not JSON (${(0,errors/* messageOf */.bD)(error)})`);
    }
}
/** Makes the folder a layout if it is none yet. Safe if several processes do it at once: all write the same bytes. */
async function layout_prepare(folder) {
    const index = await readIndex(folder);
    await (0,promises_.mkdir)((0,external_node_path_.join)(folder, ownFolder), { recursive: true });
    await (0,promises_.mkdir)((0,external_node_path_.join)(folder, "blobs", "sha256"), { recursive: true });
    if ((await (0,promises_.stat)((0,external_node_path_.join)(folder, "oci-layout")).catch(folder_lock_missing(undefined))) === undefined) {
        await replaceFile(folder, "oci-layout", '{"imageLayoutVersion":"1.0.0"}');
    }
    if (index !== undefined)
        return;
    await hideFromGit(folder);
    await changeIndex(folder, (listed) => [...listed]);
}
function blobFile(folder, digest) {
    return (0,external_node_path_.join)(folder, "blobs", "sha256", hexOf(digest));
}
async function blobStats(folder, digest) {
    return await (0,promises_.stat)(blobFile(folder, digest)).catch(folder_lock_missing(undefined));
}
/** Runs `work`, and throws what the operating system has against it as a failure of the store. */
async function reported(folder, work) {
    try {
        return await work();
    }
    catch (error) {
        throw folderFailure(folder, error);
    }
}
/** What the operating system says of a folder, in the words of a store. Throws whatever else went wrong as it is. */
function folderFailure(folder, error) {
    if ((0,errors/* isTreestampError */.Sh)(error))
        return error;
    const code = error.code;
    if (code === undefined)
        throw error;
    if (code === "EACCES" || code === "EPERM" || code === "EROFS") {
        return new errors/* TreestampError */.ks("store-denied", `${folder} cannot be used: ${(0,errors/* messageOf */.bD)(error)}.`, {
            remedy: "Give yourself access to the folder, or name another one.",
            cause: error,
        });
    }
    return new errors/* TreestampError */.ks("store-unreachable", `${folder} cannot be used: ${(0,errors/* messageOf */.bD)(error)}.`, { cause: error });
}
function damaged(folder, how) {
    return new errors/* TreestampError */.ks("store-corrupt", `${folder} is a damaged OCI image layout: ${how}.`, {
        remedy: "Remove the folder if it is a cache, or restore it.",
    });
}

;// CONCATENATED MODULE: ./core/log.js
/** Says nothing. */
const silentLog = {
    info: () => { },
    warning: () => { },
    debug: () => { },
    group: (_title, body) => body(),
    mask: () => { },
};

;// CONCATENATED MODULE: ./core/store/registry/challenge.js
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

;// CONCATENATED MODULE: ./core/store/registry/refusal.js
/** What a registry says when it does not do what it was asked for. */


/** No error body is read beyond this. Bytes. */
const maxBody = 64 * 1024;
/** Reads the body of an answer that is no success. */
async function refusalOf(method, answer) {
    const text = (await collectUpTo(maxBody, answer.body))?.toString("utf8") ?? "";
    const diagnostics = diagnosticsOf(text);
    const { status, url, headers } = answer;
    return { method, url, status, diagnostics, retryAfter: retryAfterOf(headers["retry-after"], diagnostics) };
}
function diagnosticsOf(text) {
    try {
        const errors = JSON.parse(text)?.errors;
        if (!Array.isArray(errors))
            return [];
        return errors.map((error) => ({
            code: typeof error?.code === "string" ? error.code : "",
            message: typeof error?.message === "string" ? error.message : "",
        }));
    }
    catch {
        return [];
    }
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
/** The failure that a refusal is for whoever asked; `what` is a sentence without its full stop. */
function refusalError(what, refusal) {
    const [code, remedy] = judge(refusal);
    return new errors/* TreestampError */.ks(code, `${what}: ${describeRefusal(refusal)}.`, { remedy });
}
function judge({ status, diagnostics, method }) {
    const said = diagnostics.map(({ message }) => message).join(" ");
    if (status === 429 || /rate limit/i.test(said)) {
        return ["store-unreachable", "The registry limits how often it is asked. Log in if you have not, or try later."];
    }
    if (status >= 500 || status < 400)
        return ["store-unreachable", "Try again later; the registry is not well."];
    if (status === 401 || status === 403)
        return ["store-denied", method === "GET" || method === "HEAD" ? mayRead : mayWrite];
    return ["store-denied", "Check the name of the store and what the registry says."];
}
const mayRead = "Log in with an account that may read the repository (in GitHub Actions: `permissions: packages: read`). Some " +
    "registries, GHCR among them, answer so for a repository that does not exist, too: then push to it once.";
const mayWrite = "Log in with an account that may write to the repository (in GitHub Actions: `permissions: packages: write`, and " +
    "the package's own settings must give this repository access). Pull requests from forks may never write.";

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(4708);
;// CONCATENATED MODULE: ./core/store/registry/transport.js
/**
 * One HTTP request and its answer, over node:http(s) rather than fetch: it says when the registry, and not our own
 * reader or source, stands still; it can be answered in the middle of an upload; and it takes a quarter less CPU time.
 */



/** The connection could not be made, broke, or stood still: nothing is known about what the other side did. */
class ConnectionFailure extends Error {
    name = "ConnectionFailure";
}
/**
 * Connections are kept open between requests.
 * @param stall how long nothing may move before a connection counts as broken, milliseconds
 * @param proxyEnv the variables that name a proxy: HTTPS_PROXY, HTTP_PROXY, NO_PROXY, in either case. Node 22.21 and
 * newer heed them.
 */
function createTransport(stall, signal, proxyEnv) {
    const options = { keepAlive: true, maxSockets: connectionsPerHost, proxyEnv };
    const agents = { http: new external_node_http_.Agent(options), https: new external_node_https_.Agent(options) };
    return ({ method, url, headers, body }) => new Promise((resolve, reject) => {
        const options = {
            method,
            headers: body === undefined ? headers : { ...headers, "content-length": String(body.size) },
            ...(signal === undefined ? {} : { signal }),
        };
        const outgoing = url.protocol === "https:"
            ? (0,external_node_https_.request)(url, { ...options, agent: agents.https })
            : (0,external_node_http_.request)(url, { ...options, agent: agents.http });
        const watch = watchdog(stall, () => outgoing.destroy());
        outgoing.once("socket", () => watch.start());
        outgoing.once("close", () => watch.rest());
        outgoing.once("error", (error) => reject(transport_failure(error, watch, signal)));
        outgoing.once("response", (incoming) => {
            watch.rest();
            incoming.on("error", () => { }); // whoever reads the body gets it from there
            resolve(answer(incoming, outgoing, url, watch, signal));
        });
        if (body === undefined) {
            outgoing.end();
        }
        else {
            send(outgoing, body.source(), body.size, watch).catch((error) => {
                reject(error);
                outgoing.destroy();
            });
        }
    });
}
const connectionsPerHost = 32;
/** Bytes a second that a registry may take to check an upload before it answers, on top of the usual patience. */
const checkedPerSecond = 8 * 1024 * 1024;
/** Writes at the pace of the connection, and stops as soon as an answer has come or the connection is gone. */
async function send(outgoing, source, size, watch) {
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
            watch.rest();
        }
    }
    if (over || outgoing.destroyed)
        return;
    watch.wait((size / checkedPerSecond) * 1000);
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
function answer(incoming, outgoing, url, watch, signal) {
    const body = read(incoming, outgoing, watch, signal);
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
async function* read(incoming, outgoing, watch, signal) {
    try {
        watch.wait();
        for await (const part of incoming) {
            watch.rest(); // the time until the reader asks for more is its own
            yield part;
            watch.wait();
        }
    }
    catch (error) {
        throw transport_failure(error, watch, signal);
    }
    finally {
        watch.rest();
        if (!outgoing.writableEnded)
            outgoing.destroy(); // answered before it had all of the upload
    }
}
function transport_failure(error, watch, signal) {
    const stalled = watch.stalled();
    if (stalled !== undefined)
        return new ConnectionFailure(`nothing moved for ${stalled / 1000} s`, { cause: error });
    if (signal?.aborted)
        return new errors/* TreestampError */.ks("interrupted", "The work was ended by a signal.", { cause: error });
    const { code = "" } = error;
    const message = (0,errors/* messageOf */.bD)(error) || code || "the connection failed"; // an AggregateError says nothing itself
    const remedy = /CERT|ALTNAME/.test(code) ? useCertificate : /^EPROTO$|^ERR_SSL_/.test(code) ? checkPort : undefined;
    if (remedy === undefined)
        return new ConnectionFailure(message, { cause: error });
    return new errors/* TreestampError */.ks("store-unreachable", `There is no secure connection: ${message}.`, {
        remedy,
        cause: error,
    });
}
// These two do not pass by themselves.
const useCertificate = "Name the file of your certificate authority in the variable NODE_EXTRA_CA_CERTS, or mend the registry's certificate.";
const checkPort = "Check host and port; a registry without TLS has to be allowed explicitly (plain http).";
function watchdog(stall, bite) {
    let timer;
    let started = false;
    let due = stall;
    let bitten;
    const set = () => {
        clearTimeout(timer);
        if (!started || due === undefined)
            return;
        const patience = due;
        timer = setTimeout(() => {
            bitten = patience;
            bite();
        }, patience);
    };
    return {
        start() {
            started = true;
            set();
        },
        wait(more = 0) {
            due = stall + more;
            set();
        },
        rest() {
            due = undefined;
            set();
        },
        stalled: () => bitten,
    };
}

;// CONCATENATED MODULE: ./core/store/registry/retry.js
/** Trying again: only after failures that pass by themselves, a few times, and never in silence. */




const usualPace = { tries: 4, firstDelay: 500, longestDelay: 60_000, stall: 30_000 };
/** A refusal that may pass by itself. */
class PassingRefusal extends Error {
    name = "PassingRefusal";
    refusal;
    constructor(refusal) {
        super(describeRefusal(refusal));
        this.refusal = refusal;
    }
}
/** Too many requests, and the failures of servers and what stands before them. Never 401, 403 or 404. */
function isPassing(status) {
    return [408, 429, 500, 502, 503, 504].includes(status);
}
function createPatience(work, pace, log, signal) {
    const name = `${work.method} ${redacted(work.url)}`;
    let failures = 0;
    return {
        async afterFailure(error) {
            if (!(error instanceof ConnectionFailure || error instanceof PassingRefusal))
                throw error;
            failures++;
            const asked = error instanceof PassingRefusal ? error.refusal.retryAfter : undefined;
            const usual = pace.firstDelay * 2 ** (failures - 1) * (0.5 + Math.random());
            const delay = Math.min(Math.max(asked ?? 0, usual), pace.longestDelay);
            if (failures >= pace.tries || (asked ?? 0) > pace.longestDelay)
                throw retry_final(error, name, failures);
            const why = error instanceof PassingRefusal ? error.message : `${name}: ${error.message}`;
            log.info(`${why}. Trying again in ${(delay / 1000).toFixed(1)} s (${failures + 1} of ${pace.tries}).`);
            await (0,external_node_timers_promises_.setTimeout)(delay, undefined, signal === undefined ? {} : { signal }).catch((cause) => {
                throw new errors/* TreestampError */.ks("interrupted", "The work was ended by a signal.", { cause });
            });
        },
        renew() {
            failures = 0;
        },
    };
}
/** Does `work` until it succeeds, fails for good, or has failed too often. */
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
function retry_final(error, name, tries) {
    const times = tries === 1 ? "once" : `${tries} times`;
    if (error instanceof PassingRefusal)
        return refusalError(`The registry failed ${times}`, error.refusal);
    return new errors/* TreestampError */.ks("store-unreachable", `${name}: ${error.message} (tried ${times}).`, {
        remedy: "Check the store's name, the network and whether the registry is up.",
        cause: error,
    });
}

;// CONCATENATED MODULE: ./core/store/registry/authorization.js
/** From a registry's challenge to the Authorization header of the next request. */





/** Remembers tokens by scope; requests that run side by side wait for one token rather than ask for several. */
function createAuthorizer(parts) {
    const tokens = new Map();
    let demand;
    let found;
    const credentials = () => {
        found ??= parts.credentials().then((value) => masked(value, parts.log));
        return found;
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
        const remembered = await tokens.get(key);
        if (remembered !== undefined && remembered.expires > performance.now())
            return remembered.header;
        const asked = askForToken(parts, demand, known, scopes);
        tokens.set(key, asked);
        asked.catch(() => tokens.delete(key));
        return (await asked).header;
    }
    return {
        header,
        async learn(answer, sent, scopes) {
            demand = demandOf(answer);
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
 * The scope in the challenge is not taken: GHCR's is a placeholder, and we know better what we are about to do.
 * @throws store-denied
 */
function demandOf(answer) {
    const challenges = parseChallenges(answer.headers["www-authenticate"] ?? "");
    const bearer = challenges.find(({ scheme }) => scheme === "bearer")?.parameters;
    const realm = bearer?.get("realm");
    if (realm !== undefined && URL.canParse(realm)) {
        const url = new URL(realm);
        if (url.protocol === "https:" || (url.protocol === "http:" && answer.url.protocol === "http:")) {
            return { scheme: "bearer", realm: url, service: bearer?.get("service") };
        }
        throw new errors/* TreestampError */.ks("store-denied", `${answer.url.host} sends us to ${redacted(url)} for a token.`, {
            remedy: "Credentials are not sent there without https. Ask the registry's operator to mend its realm.",
        });
    }
    if (challenges.some(({ scheme }) => scheme === "basic"))
        return { scheme: "basic" };
    throw new errors/* TreestampError */.ks("store-denied", `${answer.url.host} wants to know who we are, and does not say how.`, {
        remedy: "Check that the name of the store is that of a registry: it sent no Bearer or Basic challenge.",
    });
}
/** Source: distribution, "Token Authentication Specification" and "OAuth2 Token Authentication". */
async function askForToken({ transport, pace, log, signal }, { realm, service }, credentials, scopes) {
    const request = tokenRequest(realm, service, credentials, scopes);
    const text = await persistently(createPatience(request, pace, log, signal), async () => {
        const answer = await transport(request);
        if (answer.status !== 200) {
            const refusal = await refusalOf("GET", answer);
            if (isPassing(answer.status))
                throw new PassingRefusal(refusal);
            throw refusalError("The registry's token service refused us", refusal);
        }
        return await collectUpTo(maxTokenBytes, answer.body);
    });
    if (text === undefined)
        throw authorization_unusable(realm, "it is too long");
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
        return { method: "POST", url, headers, body: { size: body.length, source: () => streamOf(body) } };
    }
    if (service !== undefined)
        url.searchParams.set("service", service);
    for (const scope of scopes)
        url.searchParams.append("scope", scope);
    const headers = credentials?.kind === "password" ? { authorization: basic(credentials) } : {};
    return { method: "GET", url, headers };
}
/** `token`, or `access_token` for OAuth2. Lives 60 seconds where nothing else is said; a tenth is kept in reserve. */
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
        throw authorization_unusable(realm, "it has no token");
    log.mask(token);
    const lifetime = typeof value?.expires_in === "number" && value.expires_in > 0 ? value.expires_in : 60;
    return { header: `Bearer ${token}`, expires: performance.now() + lifetime * 900 };
}
function authorization_unusable(url, why) {
    return new errors/* TreestampError */.ks("store-denied", `The answer of the token service ${redacted(url)} is of no use: ${why}.`, {
        remedy: "Check that the name of the store is that of a registry.",
    });
}
const maxTokenBytes = 1024 * 1024;

;// CONCATENATED MODULE: ./core/store/registry/client.js
/** Requests to one repository of a registry: authorized, redirected, tried again. */






function createClient(parts) {
    const { location, plainHttp, credentials, environment, log, pace, signal } = parts;
    // No proxy has this machine's own loopback.
    const transport = createTransport(pace.stall, signal, isLoopback(location.registry) ? {} : environment);
    const authorizer = createAuthorizer({ transport, pace, log, signal, credentials });
    const base = baseUrl(location, plainHttp);
    const urlOf = (path) => (typeof path === "string" ? new URL(path, base) : path);
    const detours = new Map();
    async function attempt(request) {
        const answer = (await shortCut(transport, detours, request)) ?? (await authorized(request));
        if (answer.url.origin !== base.origin)
            client_remember(detours, request, answer);
        if (!isPassing(answer.status))
            return answer;
        throw new PassingRefusal(await refusalOf(request.method, answer));
    }
    async function authorized({ method, path, headers = {}, body, access, from }) {
        const scopes = [`repository:${location.repository}:${access}`];
        if (from !== undefined)
            scopes.push(`repository:${from}:pull`);
        const send = (authorization) => followed(transport, {
            method,
            url: urlOf(path),
            headers: { ...headers, "user-agent": userAgent, ...(authorization === undefined ? {} : { authorization }) },
            ...(body === undefined ? {} : { body }),
        }, base.origin);
        const first = urlOf(path).origin === base.origin ? await authorizer.header(scopes) : undefined;
        const answer = await send(first);
        if (answer.status !== 401 || answer.url.origin !== base.origin)
            return answer;
        if (!(await authorizer.learn(answer, first, scopes)))
            return answer;
        await answer.discard();
        return await send(await authorizer.header(scopes));
    }
    const patience = ({ method, path }) => createPatience({ method, url: urlOf(path) }, pace, log, signal);
    return {
        location,
        log,
        attempt,
        patience,
        request: (request, consume) => persistently(patience(request), async () => consume(await attempt(request))),
    };
}
const userAgent = "treestamp";
/** `https://HOST/v2/REPOSITORY/`; http for this machine itself, and for others where it was asked for. */
function baseUrl({ registry, repository }, plainHttp) {
    const host = registry === "docker.io" ? "registry-1.docker.io" : registry;
    return new URL(`${plainHttp || isLoopback(registry) ? "http" : "https"}://${host}/v2/${repository}/`);
}
/** Signed URLs of blob storage live for minutes; by then the next range asks the registry again. Milliseconds. */
const detourLifetime = 60_000;
function client_remember(detours, { method, path }, answer) {
    if (method !== "GET" || typeof path !== "string" || ![200, 206].includes(answer.status) || detours.has(path))
        return;
    detours.set(path, { url: answer.url, expires: performance.now() + detourLifetime });
}
/**
 * Ranges of one blob go straight to where the first was redirected to: a round trip less for each. Undefined where
 * that is not known or does not answer as it should (any more).
 */
async function shortCut(transport, detours, { method, path, headers = {} }) {
    if (method !== "GET" || typeof path !== "string")
        return undefined;
    const detour = detours.get(path);
    if (detour === undefined)
        return undefined;
    if (detour.expires > performance.now()) {
        try {
            const answer = await transport({ method, url: detour.url, headers: { ...headers, "user-agent": userAgent } });
            if (answer.status === 200 || answer.status === 206)
                return answer;
            await answer.discard();
        }
        catch (error) {
            if (!(error instanceof ConnectionFailure))
                throw error;
        }
    }
    detours.delete(path);
    return undefined;
}
/** As far as a blob is ever sent around. */
const maxRedirects = 5;
/** Follows redirects of reads. Whoever is not the registry itself gets no Authorization. */
async function followed(transport, request, registryOrigin) {
    let current = request;
    for (let hops = 0;; hops++) {
        const answer = await transport(current);
        const target = redirectOf(current, answer);
        if (target === undefined)
            return answer;
        await answer.discard();
        if (hops === maxRedirects)
            throw lost(request.url, `redirects more than ${maxRedirects} times`);
        if (target.protocol !== "https:" && target.protocol !== current.url.protocol) {
            throw lost(request.url, `redirects to ${redacted(target)}, which is not https`);
        }
        const { authorization: _, ...headers } = current.headers;
        current = { ...current, url: target, headers: target.origin === registryOrigin ? request.headers : headers };
    }
}
function redirectOf({ method, url }, { status, headers }) {
    if (method !== "GET" && method !== "HEAD")
        return undefined;
    if (![301, 302, 303, 307, 308].includes(status) || headers.location === undefined)
        return undefined;
    if (!URL.canParse(headers.location, url.href))
        throw lost(url, "redirects to what is no URL");
    return new URL(headers.location, url);
}
function lost(url, how) {
    return new errors/* TreestampError */.ks("store-unreachable", `${redacted(url)} ${how}.`, {
        remedy: "Check the name of the store; what stands there does not behave like a registry.",
    });
}

;// CONCATENATED MODULE: ./core/store/registry/credentials.js
/**
 * Who we are to a registry: as docker and the containers tools keep it on the machine.
 * Sources: docker's config.json (auths, credHelpers, credsStore), docker-credential-helpers' protocol,
 * containers-auth.json(5).
 */





/**
 * The credentials for a repository, from the first place that has some: `$REGISTRY_AUTH_FILE`, docker's config.json,
 * then the auth.json of podman, buildah and skopeo. Undefined where nobody is logged in.
 * @throws input-invalid for a file that cannot be understood; tool-missing, store-denied for a helper that fails: to
 * go on without it would be a different question to the registry
 */
async function findCredentials(location, environment) {
    for (const file of configurationFiles(environment)) {
        const configuration = await readConfiguration(file);
        if (configuration === undefined)
            continue;
        const found = await inConfiguration(configuration, file, location, environment);
        if (found !== undefined)
            return found;
    }
    return undefined;
}
function configurationFiles(environment) {
    const { HOME, DOCKER_CONFIG, REGISTRY_AUTH_FILE, XDG_RUNTIME_DIR, XDG_CONFIG_HOME } = environment;
    const inFolder = (folder, ...path) => (folder ? [(0,external_node_path_.join)(folder, ...path)] : []);
    return [
        ...inFolder(REGISTRY_AUTH_FILE),
        ...(DOCKER_CONFIG ? inFolder(DOCKER_CONFIG, "config.json") : inFolder(HOME, ".docker", "config.json")),
        ...inFolder(XDG_RUNTIME_DIR, "containers", "auth.json"),
        ...(XDG_CONFIG_HOME
            ? inFolder(XDG_CONFIG_HOME, "containers", "auth.json")
            : inFolder(HOME, ".config", "containers", "auth.json")),
    ];
}
async function readConfiguration(file) {
    try {
        const value = JSON.parse(await (0,promises_.readFile)(file, "utf8"));
        if (typeof value !== "object" || value === null)
            throw new Error("it is no JSON object");
        return value;
    }
    catch (error) {
        const code = error.code;
        if (code === "ENOENT" || code === "ENOTDIR")
            return undefined;
        throw new errors/* TreestampError */.ks("input-invalid", `The credentials in ${file} cannot be read: ${(0,errors/* messageOf */.bD)(error)}.`, {
            remedy: "Mend or remove the file, and log in again.",
            cause: error,
        });
    }
}
async function inConfiguration(configuration, file, location, environment) {
    const own = Object.entries(configuration.credHelpers ?? {}).find(([host]) => isSameRegistry(host, location));
    if (own !== undefined)
        return await askHelper(own[1], serverName(own[0], location), environment);
    if (configuration.credsStore) {
        const found = await askHelper(configuration.credsStore, serverName(undefined, location), environment);
        if (found !== undefined)
            return found;
    }
    const matches = Object.entries(configuration.auths ?? {})
        .filter(([key]) => isSameRegistry(key, location) || isPartOf(key, location))
        .sort(([a], [b]) => b.length - a.length); // the longest says most
    for (const [key, entry] of matches) {
        const found = fromEntry(entry, key, file);
        if (found !== undefined)
            return found;
    }
    return undefined;
}
/** Exactly this host, never a part of its name: `example` must not get what `evil-example` may not see, nor vice versa. */
function isSameRegistry(key, { registry }) {
    const host = key
        .replace(/^https?:\/\//, "")
        .replace(/\/(v1|v2)?\/?$/, "")
        .toLowerCase();
    return dockerHubHosts.includes(registry) ? dockerHubHosts.includes(host) : host === registry;
}
/** containers' keys may name a namespace or repository: `registry.example/team` is for `registry.example/team/build`. */
function isPartOf(key, { registry, repository }) {
    return `${registry}/${repository}/`.startsWith(`${key}/`) && key.includes("/");
}
function fromEntry(entry, key, file) {
    if (entry.registrytoken)
        return { kind: "bearer", token: entry.registrytoken };
    if (entry.identitytoken)
        return { kind: "identity-token", token: entry.identitytoken };
    if (entry.username && entry.password !== undefined) {
        return { kind: "password", username: entry.username, password: entry.password };
    }
    if (!entry.auth)
        return undefined; // docker leaves such an entry where a helper has the secret
    const text = Buffer.from(entry.auth, "base64").toString("utf8");
    const colon = text.indexOf(":");
    if (colon <= 0) {
        throw new errors/* TreestampError */.ks("input-invalid", `The entry ${key} in ${file} is not base64 of "user:password".`, {
            remedy: "Log in to the registry again.",
        });
    }
    return { kind: "password", username: text.slice(0, colon), password: text.slice(colon + 1).replace(/\0+$/, "") };
}
/** What a helper knows the registry by. Docker Hub's is this URL since docker 1.0. */
function serverName(key, { registry }) {
    if (key !== undefined && !dockerHubHosts.includes(registry))
        return key;
    return dockerHubHosts.includes(registry) ? "https://index.docker.io/v1/" : registry;
}
/** `docker-credential-NAME get`: the server's name on stdin, JSON on stdout. */
async function askHelper(name, server, environment) {
    const program = `docker-credential-${name}`;
    if (!/^[\w.-]+$/.test(name))
        throw helperFailure(program, server, "its name is not that of a program");
    const { exitCode, stdout, stderr } = await run(program, ["get"], {
        input: `${server}\n`,
        env: { ...environment },
    }).catch((error) => {
        if (!(0,errors/* isTreestampError */.Sh)(error, "tool-missing"))
            throw error;
        throw new errors/* TreestampError */.ks("tool-missing", `${(0,errors/* messageOf */.bD)(error)} It is configured to keep credentials.`, {
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
        return { kind: "identity-token", token: Secret };
    return { kind: "password", username: Username, password: Secret };
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

;// CONCATENATED MODULE: ./core/store/registry/download.js
/** Reading blobs: as a stream that goes on after a broken connection, whole or in part. */





/** See `Store.readBlob`. */
async function* download(client, blob, range) {
    const origin = formatLocation(client.location);
    if (range === undefined) {
        yield* verified(resumed(client, blob, { offset: 0, length: blob.size }), blob, origin);
    }
    else {
        if (range.offset + range.length > blob.size) {
            throw corrupt(blob, origin, `it ends before byte ${range.offset + range.length}`);
        }
        yield* resumed(client, blob, range);
    }
}
/** So much more since the last failure counts as going well. Bytes. */
const progress = 1024 * 1024;
/** The bytes of a range; asks for the rest where a connection breaks in the middle. */
async function* resumed(client, blob, range) {
    const patience = client.patience({ method: "GET", path: `blobs/${blob.digest}`, access: "pull" });
    const end = range.offset + range.length;
    let next = range.offset;
    let failedAt = next;
    while (next < end) {
        try {
            for await (const part of once(client, blob, next, end - next)) {
                next += part.length;
                yield part;
            }
            if (next < end)
                throw new ConnectionFailure(`the blob's bytes ended at ${next} of ${end}`);
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
async function* once(client, blob, offset, length) {
    // A range is closed at both ends: there are registries that refuse an open one.
    const headers = length === blob.size ? {} : { range: `bytes=${offset}-${offset + length - 1}` };
    const answer = await client.attempt({ method: "GET", path: `blobs/${blob.digest}`, headers, access: "pull" });
    const skip = await bytesBefore(client, blob, offset, length, answer);
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
async function bytesBefore(client, blob, offset, length, answer) {
    const origin = formatLocation(client.location);
    if (answer.status === 206) {
        const [, first, last, total] = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(answer.headers["content-range"] ?? "") ?? [];
        const right = Number(first) === offset && Number(last) < offset + length && (total === "*" || Number(total) === blob.size);
        if (right)
            return 0;
        await answer.discard();
        throw corrupt(blob, origin, `asked for bytes ${offset} to ${offset + length - 1} of ${blob.size}, it gives "${answer.headers["content-range"]}"`);
    }
    if (answer.status === 200) {
        const size = answer.headers["content-length"];
        if (size !== undefined && Number(size) !== blob.size) {
            await answer.discard();
            throw corrupt(blob, origin, `it has ${size} bytes, not ${blob.size}`);
        }
        if (offset > 0)
            client.log.debug(`${origin} ignores ranges: ${offset} bytes are read for nothing.`);
        return offset;
    }
    const refusal = await refusalOf("GET", answer);
    if (answer.status === 404) {
        throw new errors/* TreestampError */.ks("path-missing", `${origin} has no blob ${blob.digest}.`, {
            remedy: "The registry was cleaned or filled in part; build or copy the image again.",
        });
    }
    throw refusalError("The blob could not be read", refusal);
}

;// CONCATENATED MODULE: ./core/store/registry/manifests.js
/** Manifests in a registry: the lookup with its three answers, and the write. */






/** What registries say of a manifest or repository that is not there, and of nothing else. NOT_FOUND is Harbor's. */
const absentCodes = ["MANIFEST_UNKNOWN", "NAME_UNKNOWN", "NOT_FOUND"];
/** See `Store.lookup`. */
async function manifests_lookup(client, reference) {
    try {
        checkTagOrDigest(reference);
        const request = {
            method: "GET",
            path: `manifests/${reference}`,
            headers: { accept: manifestMediaTypes.join(", ") },
            access: "pull",
        };
        return await client.request(request, async (answer) => {
            if (answer.status === 200)
                return { state: "present", manifest: await manifests_readManifest(client, reference, answer) };
            const refusal = await refusalOf("GET", answer);
            if (saysAbsent(refusal))
                return { state: "absent" };
            throw refusalError(`Whether ${formatLocation(client.location)} has ${reference} is not known`, refusal);
        });
    }
    catch (error) {
        if ((0,errors/* isTreestampError */.Sh)(error) && error.code !== "interrupted")
            return { state: "unknown", reason: error };
        throw error;
    }
}
/** A bare 404 may come from anything that stands between us and the registry. */
function saysAbsent({ status, diagnostics }) {
    return status === 404 && diagnostics.some(({ code }) => absentCodes.includes(code));
}
async function manifests_readManifest(client, reference, answer) {
    const origin = `${formatLocation(client.location)}: ${reference}`;
    const body = await collectUpTo(maxManifestBytes, answer.body);
    if (body === undefined) {
        throw new errors/* TreestampError */.ks("store-corrupt", `${origin} has more than ${maxManifestBytes} bytes.`, {
            remedy: "No manifest is that large; check what was pushed under this name.",
        });
    }
    const claimed = answer.headers["docker-content-digest"];
    const type = (answer.headers["content-type"] ?? "").replace(/;.*/, "").trim();
    const mediaType = manifestMediaTypes.includes(type) ? type : (mediaTypeOf(body) ?? type);
    const manifest = checkedManifest(body, { mediaType }, isDigest(reference) ? reference : undefined, origin);
    if (typeof claimed === "string" && isDigest(claimed))
        checkedManifest(body, { mediaType }, claimed, origin);
    return manifest;
}
/** See `Store.writeManifest`. */
async function manifests_writeManifest(client, { descriptor, body }, tag) {
    if (tag !== undefined)
        checkTagOrDigest(tag);
    checkedManifest(body, descriptor, descriptor.digest, "The manifest to be written");
    const request = {
        method: "PUT",
        path: `manifests/${tag ?? descriptor.digest}`,
        headers: { "content-type": descriptor.mediaType },
        body: { size: body.length, source: () => streamOf(body) },
        access: "pull,push",
    };
    const refusal = await client.request(request, async (answer) => {
        if (answer.status !== 201)
            return await refusalOf("PUT", answer);
        await answer.discard();
        const stored = answer.headers["docker-content-digest"];
        if (typeof stored !== "string" || stored === descriptor.digest)
            return undefined;
        throw new errors/* TreestampError */.ks("store-corrupt", `The registry stored ${descriptor.digest} as ${stored}.`, {
            remedy: "A proxy in between may change what passes; push to the registry itself.",
        });
    });
    if (refusal === undefined)
        return;
    if (tag !== undefined && isImmutableTag(refusal))
        await checkSame(client, tag, descriptor.digest);
    else
        throw refusalError("The manifest could not be written", refusal);
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
    const found = there.state === "present" ? there.manifest.descriptor.digest : "nothing that can be read";
    if (found === digest)
        return;
    throw new errors/* TreestampError */.ks("tag-taken", `${formatLocation(client.location)}:${tag} is ${found}, and cannot become ${digest}.`, {
        remedy: "The registry does not let tags be moved. Remove the tag there, or use another one.",
    });
}

;// CONCATENATED MODULE: ./core/store/registry/upload.js
/**
 * Writing blobs: one POST, and one PUT with all bytes, as containerd does it. Chunks by PATCH only where a registry
 * does not take the PUT. Source: distribution-spec, "Pushing blobs".
 */







const upload_readBytes = 1024 * 1024;
/** GHCR takes no more in one PATCH. Bytes. */
const chunkBytes = 4 * 1024 * 1024;
const octets = { "content-type": "application/octet-stream" };
/** @throws store-unreachable, store-denied */
async function isStored(client, digest, access) {
    return await client.request({ method: "HEAD", path: `blobs/${digest}`, access }, async (answer) => {
        if (answer.status !== 200 && answer.status !== 404) {
            throw refusalError("Whether the blob is there is not known", await refusalOf("HEAD", answer));
        }
        await answer.discard();
        return answer.status === 200;
    });
}
/** See `Store.writeBlob`. */
async function upload(client, blob, source) {
    if (await isStored(client, blob.digest, "pull,push"))
        return;
    const bytes = "file" in source ? () => (0,external_node_fs_.createReadStream)(source.file, { highWaterMark: upload_readBytes }) : source;
    const checked = () => verified(bytes(), blob, "file" in source ? source.file : "The source of the blob");
    const post = { method: "POST", path: "blobs/uploads/", access: "pull,push" };
    let inChunks = false;
    // A broken upload starts again from its POST: what the registry kept of it is not known.
    await persistently(client.patience(post), async () => {
        if (!inChunks) {
            const refusal = await putWhole(client, (await begin(client)).url, blob, checked);
            if (refusal === undefined)
                return;
            if (!wantsChunks(refusal))
                throw uploadError(client, blob, refusal);
            client.log.info(`The registry does not take ${blob.digest} in one piece; sending it in chunks.`);
            inChunks = true;
        }
        await putChunks(client, await begin(client), blob, checked);
    });
}
/** See `Store.mountBlob`. Only 201 means that the blob is there; 202 has opened an upload, which is given back. */
async function mount(client, digest, from) {
    const path = `blobs/uploads/?${new URLSearchParams({ mount: digest, from })}`;
    const request = { method: "POST", path, access: "pull,push", from, headers: { "content-length": "0" } };
    return await client.request(request, async (answer) => {
        if (answer.status !== 201 && answer.status !== 202) {
            throw refusalError("The blob could not be mounted", await refusalOf("POST", answer));
        }
        await answer.discard();
        if (answer.status === 201)
            return true;
        try {
            const given = await client.attempt({ method: "DELETE", path: nextLocation(answer), access: "pull,push" });
            await given.discard();
        }
        catch (error) {
            client.log.debug(`An unused upload could not be given back: ${(0,errors/* messageOf */.bD)(error)}`);
        }
        return false;
    });
}
async function begin(client) {
    const answer = await client.attempt({
        method: "POST",
        path: "blobs/uploads/",
        access: "pull,push",
        headers: { "content-length": "0" },
    });
    if (answer.status !== 202) {
        throw refusalError("The registry takes no upload", await refusalOf("POST", answer));
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
            remedy: "Check that the name of the store is that of a registry.",
        });
    }
    const next = new URL(location, url);
    if (url.protocol === "https:")
        next.protocol = "https:";
    return next;
}
function withDigest(session, digest) {
    const url = new URL(session);
    url.searchParams.set("digest", digest);
    return url;
}
/** Undefined for a blob that is stored; else what the registry has against it. */
async function putWhole(client, session, blob, source) {
    const answer = await client.attempt({
        method: "PUT",
        path: withDigest(session, blob.digest),
        access: "pull,push",
        headers: octets,
        body: { size: blob.size, source },
    });
    if (answer.status !== 201)
        return await refusalOf("PUT", answer);
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
    let session = begun.url;
    let offset = 0;
    for await (const chunk of inChunksOf(source(), Math.max(chunkBytes, begun.minimum))) {
        const answer = await client.attempt({
            method: "PATCH",
            path: session,
            access: "pull,push",
            headers: { ...octets, "content-range": `${offset}-${offset + chunk.length - 1}` },
            body: { size: chunk.length, source: () => streamOf(chunk) },
        });
        if (answer.status !== 202)
            throw uploadError(client, blob, await refusalOf("PATCH", answer));
        await answer.discard();
        session = nextLocation(answer);
        offset += chunk.length;
    }
    const answer = await client.attempt({
        method: "PUT",
        path: withDigest(session, blob.digest),
        access: "pull,push",
        headers: octets,
        body: { size: 0, source: streamOf },
    });
    if (answer.status !== 201)
        throw uploadError(client, blob, await refusalOf("PUT", answer));
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
function uploadError(client, blob, refusal) {
    const reason = refusal.diagnostics.find(({ code }) => code === "DIGEST_INVALID" || code === "SIZE_INVALID");
    if (reason === undefined)
        return refusalError("The blob could not be written", refusal);
    return corrupt(blob, formatLocation(client.location), `it got other bytes (${reason.code}: ${reason.message})`);
}

;// CONCATENATED MODULE: ./core/store/registry/store.js
/** A repository in a registry as a store. Source: opencontainers/distribution-spec 1.1. */








function registryStore(location, options = {}) {
    const environment = options.environment ?? {};
    const client = createClient({
        location,
        plainHttp: options.plainHttp ?? false,
        credentials: async () => options.credentials ?? (await findCredentials(location, environment)),
        environment,
        log: options.log ?? silentLog,
        pace: { ...usualPace, ...options.pace },
        signal: options.signal,
    });
    return {
        location: formatLocation(location),
        shared: true,
        lookup: (reference) => manifests_lookup(client, reference),
        readBlob: (blob, range) => download(client, blob, range),
        hasBlob: (digest) => isStored(client, digest, "pull"),
        writeBlob: (blob, source) => upload(client, blob, source),
        mountBlob: (digest, from) => mount(client, digest, from),
        writeManifest: (manifest, tag) => manifests_writeManifest(client, manifest, tag),
    };
}

;// CONCATENATED MODULE: ./core/store/open.js
/** From a store's name to the driver that keeps it. */




/**
 * Opens a store by its name. Nothing is asked of it yet, so this fails for a wrong name alone.
 * @throws input-invalid
 */
function openStore(name, options = {}) {
    const location = parseLocation(name);
    if (location.kind === "registry")
        return registryStore(location, options);
    return layoutStore((0,external_node_path_.resolve)(options.workingFolder ?? ".", location.folder));
}

;// CONCATENATED MODULE: ./core/recipe/dockerignore.js
/**
 * `.dockerignore` as BuildKit reads it. Source: docs.docker.com "Build context", and the behaviour of
 * moby/patternmatcher 0.6: a path is left out where the last pattern that matches it, or a directory above it, is no
 * exception (`!`).
 */


/** @throws input-invalid for a pattern that docker would refuse, with its line */
function parseDockerignore(text, file) {
    const patterns = [];
    const lines = text.replace(/^\uFEFF/, "").split("\n");
    for (const [index, line] of lines.entries()) {
        let pattern = line.startsWith("#") ? "" : line.trim();
        if (pattern === "")
            continue;
        const exception = pattern.startsWith("!");
        if (exception)
            pattern = pattern.slice(1).trim();
        pattern = external_node_path_.posix
            .normalize(pattern)
            .replace(/(.)\/$/, "$1")
            .replace(/^\/(.)/, "$1");
        try {
            if (exception && line.trim() === "!")
                throw new Error("`!` alone names nothing");
            patterns.push({ exception, expression: expressionOf(pattern) });
        }
        catch (error) {
            throw new errors/* TreestampError */.ks("input-invalid", `${file}:${index + 1}: ${error.message}.`);
        }
    }
    return {
        hasExceptions: patterns.some(({ exception }) => exception),
        match(path, above) {
            let ignored = false;
            const matches = patterns.map(({ exception, expression }, index) => {
                const matched = above[index] || expression.test(path);
                if (matched)
                    ignored = !exception;
                return matched;
            });
            return { ignored, matches };
        },
    };
}
/** `*` and `?` stop at a slash, `**` does not, `[…]` is a class, `\` takes the next character as it is. */
function expressionOf(pattern) {
    const characters = [...pattern];
    let source = "";
    for (let at = 0; at < characters.length; at++) {
        const character = characters[at];
        if (character === "*" && characters[at + 1] === "*") {
            at++;
            if (characters[at + 1] === "/")
                at++;
            source += at + 1 >= characters.length ? ".*" : "(?:.*/)?";
        }
        else if (character === "*") {
            source += "[^/]*";
        }
        else if (character === "?") {
            source += "[^/]";
        }
        else if (character === "[") {
            const members = classAt(characters, at + 1);
            source += members.source;
            at = members.end;
        }
        else if (character === "\\") {
            at++;
            if (at >= characters.length)
                throw new Error(`${JSON.stringify(pattern)} ends in a backslash`);
            source += literal(characters[at]);
        }
        else {
            source += literal(character);
        }
    }
    return new RegExp(`^${source}$`, "su");
}
/** The class that begins at `at`, after its bracket; `end` is where its closing bracket stands. */
function classAt(characters, at) {
    let source = "";
    let end = characters[at] === "^" ? at + 1 : at;
    const first = end;
    for (; characters[end] !== "]" || end === first; end++) {
        if (characters[end] === "\\")
            source += literal(characters[++end] ?? "");
        else
            source += characters[end] === "-" ? "-" : literal(characters[end] ?? "");
        if (end >= characters.length)
            throw new Error(`the class in ${JSON.stringify(characters.join(""))} has no end`);
    }
    return { source: `[${first === at ? "" : "^"}${source}]`, end };
}
function literal(character) {
    return /[\\^$.*+?()[\]{}|/]/.test(character) ? `\\${character}` : character;
}

;// CONCATENATED MODULE: ./core/recipe/context.js
/** The build context as a tar stream, from git objects alone: the same bytes on every machine. */





/** So many files are asked for before the first half of them is read. */
const askedAhead = 128;
/**
 * The context's tar: blobs as they are (no line endings, no keywords changed), links as links, submodules as empty
 * directories, and without what the `.dockerignore` (or the Dockerfile's own) leaves out.
 */
function contextTar(repository, recipe) {
    return async function* () {
        const rules = await ignoreRules(repository, recipe);
        // A reader of our own: whoever takes the tar slowly holds up nobody else.
        const objects = repository.openObjects();
        try {
            yield* writeTar(archived(walk(treesOf(repository, recipe), recipe, rules), objects));
        }
        finally {
            await objects.close();
        }
    };
}
/** Reads the recipe's trees: git's, and those that laying in has made. */
function treesOf(repository, recipe) {
    return async (oid) => recipe.madeTrees.get(oid) ?? (await repository.readTree(oid));
}
/** The content of a file of the context, as text; undefined where there is no such file. */
async function textIn(repository, recipe, path) {
    const readTree = treesOf(repository, recipe);
    const root = "the context";
    const reading = async (oid) => (oid === root ? recipe.context : readTree(oid));
    const { entry } = await entryAt(reading, root, bytesOf(path));
    if (entry === undefined || !entry.mode.startsWith("100"))
        return undefined;
    const object = await repository.objects.read(entry.oid);
    if (object === undefined)
        throw lacking(entry.oid);
    return object.body.toString("utf8");
}
async function ignoreRules(repository, recipe) {
    for (const path of [`${recipe.dockerfile}.dockerignore`, ".dockerignore"]) {
        const text = await textIn(repository, recipe, path);
        if (text !== undefined)
            return parseDockerignore(text, path);
    }
    return parseDockerignore("", ".dockerignore");
}
/** Everything in the context that is not left out, each directory before what is in it. */
async function* walk(readTree, recipe, rules) {
    const dockerfile = bytesOf(recipe.dockerfile);
    const always = [dockerfile, `${dockerfile}.dockerignore`, ".dockerignore"];
    /** Directories above the present one that are left out themselves, and appear only if something in them is kept. */
    const unannounced = [];
    async function* below(entries, above, aboveMatches) {
        for (const entry of entries) {
            const path = above + entry.name;
            const { ignored, matches } = rules.match(textOf(path), aboveMatches);
            const place = { path, entry };
            const directory = entry.mode === "40000";
            if (!ignored || always.includes(path)) {
                yield* unannounced.splice(0);
                yield place;
            }
            else if (directory && (rules.hasExceptions || always.some((kept) => kept.startsWith(`${path}/`)))) {
                unannounced.push(place);
            }
            else {
                continue;
            }
            if (directory)
                yield* below(await readTree(entry.oid), `${path}/`, matches);
            if (unannounced.at(-1) === place)
                unannounced.pop();
        }
    }
    yield* below(recipe.context, "", []);
}
/** The tar's entries; a few files are asked for ahead, so that git works while the reader does. */
async function* archived(places, objects) {
    const queue = [];
    for await (const place of places) {
        const isBlob = place.entry.mode.startsWith("1") && place.entry.mode !== "160000";
        const content = isBlob ? objects.stream(place.entry.oid) : undefined;
        content?.catch(() => { }); // heard when its turn comes; nobody listens where the reader stops early
        queue.push({ place, content });
        if (queue.length < askedAhead)
            continue;
        for (const next of queue.splice(0, askedAhead / 2))
            yield await tarEntry(next.place, next.content);
    }
    for (const { place, content } of queue)
        yield await tarEntry(place, content);
}
async function tarEntry({ path, entry }, asked) {
    if (asked === undefined)
        return { path, kind: "directory", mode: 0o755 };
    const object = await asked;
    if (object === undefined)
        throw lacking(entry.oid);
    if (entry.mode === "120000") {
        const parts = [];
        for await (const part of object.body)
            parts.push(part);
        return { path, kind: "link", mode: 0o777, target: Buffer.concat(parts).toString("latin1") };
    }
    const mode = entry.mode === "100755" ? 0o755 : 0o644;
    return { path, kind: "file", mode, size: object.size, content: object.body };
}
function lacking(oid) {
    return new errors/* TreestampError */.ks("repository-invalid", `The repository lacks the blob ${oid}.`, {
        remedy: "Fetch it: a partial or damaged clone may be the cause; `git fsck` tells.",
    });
}

;// CONCATENATED MODULE: ./core/recipe/explain.js



/** Every input of the recipe: all files in the order of the tree, then the rest. */
async function explainRecipe(repository, recipe) {
    const inputs = [];
    for await (const [path, entry] of filesIn(treesOf(repository, recipe), recipe.context)) {
        inputs.push({ kind: "file", name: named(recipe, path), value: entry.oid, mode: entry.mode });
    }
    inputs.push({ kind: "dockerfile", name: "", value: textOf(recipe.origin.dockerfile) });
    if (recipe.target !== undefined)
        inputs.push({ kind: "target", name: "", value: recipe.target });
    for (const [name, value] of recipe.buildArgs)
        inputs.push({ kind: "build-arg", name, value });
    for (const platform of recipe.platforms)
        inputs.push({ kind: "platform", name: "", value: platform });
    for (const { name, digest } of recipe.bases)
        inputs.push({ kind: "base", name, value: digest });
    return inputs;
}
/**
 * What changed from one recipe to the other, a sentence each; empty for recipes of the same key. Directories that are
 * equal are not read.
 */
async function diffRecipes(repository, before, after) {
    const files = await diffTrees({ readTree: treesOf(repository, before), entries: before.context, name: (path) => named(before, path) }, { readTree: treesOf(repository, after), entries: after.context, name: (path) => named(after, path) });
    const bases = (recipe) => new Map(recipe.bases.map(({ name, digest }) => [name, digest]));
    return [
        ...files,
        ...(before.dockerfile === after.dockerfile
            ? []
            : [`Dockerfile is ${textOf(after.origin.dockerfile)} instead of ${textOf(before.origin.dockerfile)}`]),
        ...diffValues("target", before.target, after.target),
        ...diffMaps("build arg", before.buildArgs, after.buildArgs),
        ...diffSets("platform", before.platforms, after.platforms),
        ...diffMaps("base", bases(before), bases(after)),
    ];
}
/** The repository's path of a file of the context. */
function named(recipe, path) {
    const { context, include, dockerfile } = recipe.origin;
    const at = (place) => path === place || path.startsWith(`${place}/`);
    if (path === `${reservedName}/Dockerfile`)
        return textOf(dockerfile);
    if (path === `${reservedName}/Dockerfile.dockerignore`)
        return textOf(`${dockerfile}.dockerignore`);
    return textOf(context === "" || include.some(at) ? path : `${context}/${path}`);
}
async function* filesIn(readTree, entries, above = "") {
    for (const entry of entries) {
        const path = above + entry.name;
        if (entry.mode === "40000")
            yield* filesIn(readTree, await readTree(entry.oid), `${path}/`);
        else
            yield [path, entry];
    }
}
async function diffTrees(before, after, above = "") {
    const names = new Set([...before.entries, ...after.entries].map(({ name }) => name));
    const lines = [];
    for (const name of [...names].sort()) {
        const path = above + name;
        const [old, now] = [before, after].map(({ entries }) => entries.find((entry) => entry.name === name));
        if (old?.oid === now?.oid && old?.mode === now?.mode)
            continue;
        const [oldSide, nowSide] = await Promise.all([explain_inside(before, old), explain_inside(after, now)]);
        if (old?.mode === "40000" || now?.mode === "40000") {
            // What is no directory on one side counts as an empty one there, and as a file that came or went.
            if (old !== undefined && old.mode !== "40000")
                lines.push(`${described(before, path, old)} was removed`);
            if (now !== undefined && now.mode !== "40000")
                lines.push(`${described(after, path, now)} was added`);
            lines.push(...(await diffTrees(oldSide, nowSide, `${path}/`)));
        }
        else if (old === undefined) {
            lines.push(`${described(after, path, now)} was added`);
        }
        else if (now === undefined) {
            lines.push(`${described(before, path, old)} was removed`);
        }
        else {
            lines.push(...changesOf(described(after, path, now), old, now));
        }
    }
    return lines;
}
async function explain_inside(side, entry) {
    return { ...side, entries: entry?.mode === "40000" ? await side.readTree(entry.oid) : [] };
}
function described(side, path, { mode }) {
    const kind = mode === "120000" ? "link" : mode === "160000" ? "submodule" : "file";
    const name = side.name(path);
    // A name that could be misread is quoted.
    return `${kind} ${/^[\p{L}\p{N}\p{P}\p{S}]+$/u.test(name) ? name : JSON.stringify(name)}`;
}
function changesOf(what, old, now) {
    const kind = (mode) => (mode.startsWith("100") ? "file" : mode);
    if (kind(old.mode) !== kind(now.mode)) {
        const was = { "120000": "a link", "160000": "a submodule" }[old.mode] ?? "a file";
        return [`${what} was ${was} before`];
    }
    if (now.mode === "160000")
        return [`${what} changed from commit ${old.oid} to ${now.oid}`];
    const lines = [];
    if (old.oid !== now.oid)
        lines.push(now.mode === "120000" ? `${what} points elsewhere` : `${what} changed`);
    if ((old.mode === "100755") !== (now.mode === "100755")) {
        lines.push(now.mode === "100755" ? `${what} became executable` : `${what} is no longer executable`);
    }
    else if (old.mode !== now.mode)
        lines.push(`${what} changed its mode from ${old.mode} to ${now.mode}`);
    return lines;
}
function diffValues(what, old, now) {
    if (old === now)
        return [];
    if (old === undefined)
        return [`${what} ${JSON.stringify(now)} was added`];
    if (now === undefined)
        return [`${what} ${JSON.stringify(old)} was removed`];
    return [`${what} changed from ${JSON.stringify(old)} to ${JSON.stringify(now)}`];
}
function diffMaps(what, old, now) {
    return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((name) => {
        const [was, is] = [old.get(name), now.get(name)];
        if (was !== undefined && is !== undefined)
            return diffValues(`${what} ${name}`, was, is);
        return is === undefined ? [`${what} ${name} was removed`] : [`${what} ${name}=${is} was added`];
    });
}
function diffSets(what, old, now) {
    return [
        ...old.filter((item) => !now.includes(item)).map((item) => `${what} ${item} was removed`),
        ...now.filter((item) => !old.includes(item)).map((item) => `${what} ${item} was added`),
    ];
}

;// CONCATENATED MODULE: ./core/recipe/pins.js
/**
 * Finds inputs of a Dockerfile that the key cannot see because nothing fixes their bytes: images without a digest,
 * downloads without a checksum. Source of the syntax: docs.docker.com, "Dockerfile reference".
 */

/** What the recipe's Dockerfile takes from outside without fixing it. */
async function unpinnedIn(repository, recipe) {
    const text = (await textIn(repository, recipe, recipe.dockerfile)) ?? "";
    return unpinnedInputs(text, recipe.bases.map(({ name }) => name), recipe.buildArgs);
}
/**
 * @param bases names that the recipe fixes by digest
 * @param buildArgs the recipe's arguments, which an ARG before the first FROM may be set by
 */
function unpinnedInputs(dockerfile, bases, buildArgs) {
    const found = [];
    const args = new Map();
    const stages = new Set();
    let stageCount = 0;
    const image = (line, reference, where) => {
        const name = reference.replace(/\$(?:\{(\w+)(?::-([^}]*))?\}|(\w+))/g, (whole, braced, otherwise, bare) => {
            return args.get(braced ?? bare) ?? otherwise ?? whole;
        });
        if (name === "scratch" || name === "" || bases.includes(name) || stages.has(name.toLowerCase()))
            return;
        if (/@sha256:[0-9a-f]{64}$/.test(name))
            return;
        const tag = /:([^/:]+)$/.exec(name)?.[1];
        const moves = tag === undefined || tag === "latest" ? ", which is whatever is newest on the day" : "";
        found.push({
            line,
            message: `${where} ${name} is not fixed by a digest${moves}: write ${name}@sha256:…, or name it under \`base\``,
        });
    };
    for (const { line, word, rest } of instructionsOf(dockerfile)) {
        const flag = (name) => new RegExp(`(?:^|\\s)--${name}=(\\S+)`).exec(rest)?.[1];
        if (word === "ARG" && stageCount === 0) {
            for (const [, name, value] of rest.matchAll(/(\w+)(?:=("[^"]*"|\S*))?/g)) {
                const set = buildArgs.get(name) ?? value?.replace(/^"(.*)"$/, "$1");
                if (set !== undefined)
                    args.set(name, set);
            }
        }
        else if (word === "FROM") {
            const [reference = "", as, stage] = rest.replace(/^(--\S+\s+)+/, "").split(/\s+/);
            image(line, reference, "FROM");
            if (as?.toUpperCase() === "AS" && stage !== undefined)
                stages.add(stage.toLowerCase());
            stages.add(String(stageCount++));
        }
        else if (word === "COPY" && flag("from") !== undefined) {
            image(line, flag("from"), "COPY --from");
        }
        else if (word === "ADD" && flag("checksum") === undefined) {
            for (const [url] of rest.matchAll(/\bhttps?:\/\/[^\s"\],]+/g)) {
                if (/\.git(#.*)?$/.test(url) && /#[0-9a-f]{40}/.test(url))
                    continue; // a commit
                found.push({ line, message: `ADD ${url} has no checksum: write ADD --checksum=sha256:… ${url}` });
            }
        }
    }
    return found;
}
/** The instructions with their first line; continued lines joined, comments and here-documents left out. */
function* instructionsOf(dockerfile) {
    const lines = dockerfile.split(/\r?\n/);
    const continuation = /^#\s*escape\s*=\s*`/im.test(lines.slice(0, 5).join("\n")) ? "`" : "\\";
    for (let at = 0; at < lines.length; at++) {
        const line = at + 1;
        if (/^\s*(#|$)/.test(lines[at]))
            continue;
        let text = "";
        for (; at < lines.length; at++) {
            const part = lines[at].trimEnd();
            if (text !== "" && /^\s*(#|$)/.test(part))
                continue;
            text += part.endsWith(continuation) ? `${part.slice(0, -1)} ` : part;
            if (!part.endsWith(continuation))
                break;
        }
        const [, word = "", rest = ""] = /^\s*(\w+)\s+(.*)$/s.exec(text) ?? [];
        for (const [, , end] of /^(RUN|COPY|ADD)$/i.test(word) ? rest.matchAll(/<<-?(["']?)([A-Za-z_]\w*)\1/g) : []) {
            const last = lines.findIndex((candidate, index) => index > at && candidate.replace(/^\t+/, "") === end);
            at = last < 0 ? lines.length : last;
        }
        yield { line, word: word.toUpperCase(), rest: rest.trim() };
    }
}

;// CONCATENATED MODULE: ./core/recipe/previous.js
/** Why is this key new? The nearest commit before it with another recipe, and what has changed since. */




/** No more commits than this are looked at. */
const furthest = 20;
/**
 * Compares a recipe with the one of the nearest first-parent ancestor of `ref` that has another key. Undefined where
 * history does not go that far (a shallow clone, the first commit) or had no recipe yet.
 */
async function changesSincePrevious(repository, current, ref, inputs) {
    const range = ["rev-list", "--first-parent", `--max-count=${furthest}`, ref, "--"];
    const { exitCode, stdout } = await repository.git(range);
    if (exitCode !== 0)
        return undefined;
    for (const commit of stdout.toString("latin1").split("\n").filter(Boolean)) {
        try {
            const { recipe } = await readSource(repository, { ref: commit, inputs });
            if (keyOf(repository.objectFormat, recipe, false).hash === current.key.hash)
                continue;
            return { commit, changes: await diffRecipes(repository, recipe, current.recipe) };
        }
        catch (error) {
            if ((0,errors/* isTreestampError */.Sh)(error))
                return undefined; // no recipe there yet, or the history ends here
            throw error;
        }
    }
    return undefined;
}

;// CONCATENATED MODULE: ./core/stages.js
/** Runs `work` and appends a stage to `stages`, also when it fails. `work` may describe its own outcome. */
async function timed(stages, name, work) {
    const start = performance.now();
    let outcome = {};
    try {
        return await work((described) => {
            outcome = { ...outcome, ...described };
        });
    }
    finally {
        stages.push({ name, seconds: (performance.now() - start) / 1000, ...outcome });
    }
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
;// CONCATENATED MODULE: ./core/snapshot/chunk-writer.js
/**
 * Writes the raw image and the frames blob side by side, chunk by chunk. Each byte is in memory once: a chunk's buffer
 * is hashed, compressed on the thread pool and written to the image, then used again.
 */






/** What `buffer` gives: room for the longest chunk and the file that proves too much for it. */
const chunkBufferBytes = 1280 * 1024;
/** Chunks in work at once: enough to keep the thread pool's four busy. Bounds the memory to 10 MiB. */
const buffers = 8;
/** Memory for a frame is taken in pieces of this size: most frames need one. */
const frameBytes = 256 * 1024;
/** A run of zeros in the image of at least this many bytes stays a hole. */
const holeBytes = 64 * 1024;
const chunk_writer_zeros = Buffer.alloc(chunkBufferBytes);
const noDigest = Buffer.alloc(32);
const compress = (0,external_node_util_.promisify)(external_node_zlib_.zstdCompress);
function sha256(bytes) {
    return (0,external_node_crypto_.hash)("sha256", bytes, "buffer");
}
const chunk_writer_zeroDigests = new Map();
/** sha256 of bytes that may well be all zeros: those are hashed once for each length. */
function pieceDigest(bytes) {
    if (bytes[0] !== 0 || !chunk_writer_isZero(bytes))
        return sha256(bytes);
    const known = chunk_writer_zeroDigests.get(bytes.length) ?? sha256(bytes);
    chunk_writer_zeroDigests.set(bytes.length, known);
    return known;
}
function chunk_writer_isZero(bytes) {
    return bytes.equals(chunk_writer_zeros.subarray(0, bytes.length));
}
/** Opens both files (made anew, readable by the owner alone until published). */
async function createChunkWriter(options) {
    const { headBytes, level, signal } = options;
    const raw = await (0,promises_.open)(options.rawFile, "wx+", 0o600);
    const frames = await (0,promises_.open)(options.framesFile, "wx", 0o600).catch(async (error) => {
        await raw.close();
        throw error;
    });
    const free = [];
    let made = 0;
    const waiting = [];
    const listed = [];
    const framesHash = (0,external_node_crypto_.createHash)("sha256");
    let position = headBytes;
    let framesSize = 0;
    let failure;
    /** Settles when all frames appended so far are written. Never rejects: see `failure`. */
    let written = Promise.resolve();
    const release = (buffer) => {
        free.push(buffer);
        waiting.shift()?.();
    };
    const check = () => {
        if (failure !== undefined)
            throw failure;
        if (signal?.aborted)
            throw new errors/* TreestampError */.ks("interrupted", "Packing was interrupted.", { cause: signal.reason });
    };
    const addFrame = async (chunk, frame) => {
        chunk.frameLength = frame.length;
        chunk.frameDigest = sha256(frame);
        framesHash.update(frame);
        await writeAll(frames, frame, framesSize);
        framesSize += frame.length;
    };
    /** Compresses at once, and adds the frame after all frames before it. */
    const addChunk = (plain, at, plainDigest, done) => {
        const chunk = { plainLength: plain.length, frameLength: 0, plainDigest, frameDigest: noDigest };
        if (chunk_writer_isZero(plain)) {
            done();
            return chunk;
        }
        const work = Promise.all([
            compress(plain, {
                params: { [external_node_zlib_.constants.ZSTD_c_compressionLevel]: level },
                pledgedSrcSize: plain.length,
                chunkSize: frameBytes,
            }),
            writeWithHoles(raw, plain, at),
        ]);
        const before = written;
        written = (async () => {
            try {
                const [frame] = await work;
                await before;
                if (failure === undefined)
                    await addFrame(chunk, frame);
            }
            catch (error) {
                failure ??= error;
            }
            finally {
                done();
            }
        })();
        return chunk;
    };
    return {
        get position() {
            return position;
        },
        async buffer() {
            while (free.length === 0 && made === buffers)
                await new Promise((resolve) => waiting.push(resolve));
            check();
            const used = free.pop();
            if (used !== undefined)
                return used;
            made++;
            return Buffer.allocUnsafeSlow(chunkBufferBytes);
        },
        append(buffer, length, plainDigest) {
            check();
            const plain = buffer.subarray(0, length);
            listed.push(addChunk(plain, position, plainDigest ?? sha256(plain), () => release(buffer)));
            position += length;
        },
        release,
        async read(buffer, length, from) {
            await written;
            check();
            const { bytesRead } = await raw.read(buffer, 0, length, from);
            if (bytesRead !== length)
                buffer.fill(0, bytesRead, length);
        },
        async finish(head) {
            await written;
            check();
            const bytes = head(listed);
            const chunk = addChunk(bytes, 0, sha256(bytes), () => { });
            await written;
            check();
            await raw.truncate(position);
            return { table: chunkTable([chunk, ...listed]), framesDigest: `sha256:${framesHash.digest("hex")}` };
        },
        async close() {
            await written;
            await Promise.all([raw.close(), frames.close()]);
        },
    };
}
async function writeWithHoles(file, bytes, position) {
    let start = 0;
    while (start < bytes.length) {
        let end = start;
        while (end < bytes.length && !isHole(bytes, end))
            end = Math.min(bytes.length, end + holeBytes);
        if (end > start)
            await writeAll(file, bytes.subarray(start, end), position + start);
        start = end;
        while (start < bytes.length && isHole(bytes, start))
            start = Math.min(bytes.length, start + holeBytes);
    }
}
function isHole(bytes, at) {
    return bytes[at] === 0 && chunk_writer_isZero(bytes.subarray(at, at + holeBytes));
}
async function writeAll(file, bytes, position) {
    let done = 0;
    while (done < bytes.length)
        done += (await file.write(bytes, done, bytes.length - done, position + done)).bytesWritten;
}

;// CONCATENATED MODULE: ./core/snapshot/erofs/format.js
/**
 * The part of the EROFS on-disk format that a snapshot uses: uncompressed, no incompatible feature, so that every
 * kernel since 5.4 mounts it. Source: Linux fs/erofs/erofs_fs.h. All numbers are little-endian.
 */
const format_blockBytes = 4096;
const blockBits = 12;
const superblockOffset = 1024;
const superblockBytes = 128;
const superblockMagic = 0xe0f5e1e2;
/** EROFS_FEATURE_COMPAT_MTIME: times of inodes are times of modification. */
const compatMtime = 0x2;
/** Inodes are counted in slots from the start of the metadata area: nid. */
const slotBytes = 32;
const compactInodeBytes = 32;
const extendedInodeBytes = 64;
/** i_format: bit 0 is the inode's version, bits 1 to 3 its data layout. */
const versionExtended = 1;
const layoutPlain = 0;
/** The last, partial block of the data stands right behind the inode. */
const layoutInline = 2;
const direntBytes = 12;
/** Inline attributes: a header, then entries aligned to 4 bytes. */
const xattrHeaderBytes = 12;
const xattrEntryBytes = 4;
/** Name prefixes of extended attributes by their index. */
const xattrPrefixes = [
    [1, "user."],
    [2, "system.posix_acl_access"],
    [3, "system.posix_acl_default"],
    [4, "trusted."],
    [6, "security."],
];
/** File types in directory entries (those of Linux's fs_types) and in the mode. */
const fileTypes = {
    file: { dirent: 1, mode: 0o100000 },
    directory: { dirent: 2, mode: 0o040000 },
    character: { dirent: 3, mode: 0o020000 },
    block: { dirent: 4, mode: 0o060000 },
    fifo: { dirent: 5, mode: 0o010000 },
    socket: { dirent: 6, mode: 0o140000 },
    symlink: { dirent: 7, mode: 0o120000 },
};
/** Device numbers as Linux's new_encode_dev has them. */
function encodeDevice(major, minor) {
    return ((minor & 0xff) | (major << 8) | ((minor & ~0xff) << 12)) >>> 0;
}
function decodeDevice(device) {
    return { major: (device & 0xfff00) >>> 8, minor: (device & 0xff) | ((device >>> 12) & 0xfff00) };
}

;// CONCATENATED MODULE: ./core/snapshot/content.js
/**
 * Contents of files, in order of arrival, at block-aligned places of the image; equal files stand there once.
 *
 * Chunks follow files, so that a change of one file changes few chunks:
 * - a file over 256 KiB is cut before, after, and every 512 KiB;
 * - smaller ones share chunks of 256 KiB to 1 MiB; a chunk ends after a file whose content says so (one in sixteen), so
 *   that the same neighbours share a chunk again in another version of the image.
 */


/** Files up to this size share chunks. */
const smallFileBytes = 256 * 1024;
/** A large file is cut every so many bytes. */
const content_pieceBytes = 512 * 1024;
const minGroupBytes = 256 * 1024;
const maxGroupBytes = 1024 * 1024;
const empty = { address: 0, digest: sha256(Buffer.alloc(0)) };
/**
 * What a file is known by: sha256 of its content where it is small; where it is large, sha256 of the digests of its
 * 512 KiB pieces (the last one filled up with zeros to whole blocks), which are the digests of its chunks.
 */
function contentDigest(size, pieces) {
    return size <= smallFileBytes ? pieces[0] : sha256(Buffer.concat(pieces));
}
async function createContentWriter(chunks) {
    const known = new Map();
    /** Large files by size and first piece. */
    const large = new Map();
    let equalFiles = 0;
    let group = await chunks.buffer();
    let groupLength = 0;
    const cutGroup = async () => {
        if (groupLength === 0)
            return;
        chunks.append(group, groupLength);
        groupLength = 0;
        group = await chunks.buffer();
    };
    /** A small file is gathered behind the group, where it will stand if it is new. */
    const beginSmall = (size) => {
        let length = 0;
        return {
            write(bytes) {
                group.set(bytes, groupLength + length);
                length += bytes.length;
            },
            end() {
                const digest = sha256(group.subarray(groupLength, groupLength + size));
                const key = digest.toString("latin1");
                const there = known.get(key);
                if (there !== undefined) {
                    equalFiles++;
                    return there;
                }
                const padded = wholeBlocks(size);
                group.fill(0, groupLength + size, groupLength + padded);
                const place = () => {
                    const content = { address: chunks.position + groupLength, digest };
                    known.set(key, content);
                    groupLength += padded;
                    return content;
                };
                if (groupLength + padded > maxGroupBytes)
                    return moveToNextGroup(padded).then(place);
                const content = place();
                if (groupLength >= minGroupBytes && digest[0] < 16)
                    return cutGroup().then(() => content);
                return content;
            },
        };
    };
    const moveToNextGroup = async (length) => {
        const next = await chunks.buffer();
        group.copy(next, 0, groupLength, groupLength + length);
        chunks.append(group, groupLength);
        group = next;
        groupLength = 0;
    };
    /**
     * A large file is compared piece by piece with those of its size before it; as long as one of them goes along, nothing
     * is written. Where the last one parts, what they had in common is read back and written for the new file.
     */
    const beginLarge = (size) => {
        const digests = [];
        let piece;
        let length = 0;
        let left = size;
        let address = -1;
        let alike = [];
        const emit = async (buffer, bytes, digest) => {
            if (address === -1) {
                await cutGroup();
                address = chunks.position;
            }
            chunks.append(buffer, bytes, digest);
        };
        const endPiece = async () => {
            const padded = wholeBlocks(length);
            piece.fill(0, length, padded);
            const digest = pieceDigest(piece.subarray(0, padded));
            const model = alike[0];
            if (digests.length === 0)
                alike = large.get(`${size} ${digest.toString("latin1")}`) ?? [];
            else
                alike = alike.filter((file) => file.digests[digests.length].equals(digest));
            if (alike.length > 0) {
                chunks.release(piece);
            }
            else {
                if (model !== undefined)
                    await repeat(model);
                await emit(piece, padded, digest);
            }
            digests.push(digest);
            left -= length;
            length = 0;
            piece = undefined;
        };
        /** Writes the pieces that this file has in common with `model` so far. */
        const repeat = async (model) => {
            for (const [index, digest] of digests.entries()) {
                const buffer = await chunks.buffer();
                await chunks.read(buffer, content_pieceBytes, model.address + index * content_pieceBytes);
                await emit(buffer, content_pieceBytes, digest);
            }
        };
        const writeSlowly = async (bytes) => {
            let at = 0;
            while (at < bytes.length) {
                piece ??= await chunks.buffer();
                const part = bytes.subarray(at, at + content_pieceBytes - length);
                piece.set(part, length);
                length += part.length;
                at += part.length;
                if (length === content_pieceBytes || length === left)
                    await endPiece();
            }
        };
        return {
            write(bytes) {
                if (piece === undefined || length + bytes.length >= Math.min(content_pieceBytes, left))
                    return writeSlowly(bytes);
                piece.set(bytes, length);
                length += bytes.length;
                return undefined;
            },
            end() {
                const digest = contentDigest(size, digests);
                const equal = alike[0];
                if (equal !== undefined) {
                    equalFiles++;
                    return { address: equal.address, digest };
                }
                const key = `${size} ${digests[0].toString("latin1")}`;
                const same = large.get(key);
                const file = { address, digests };
                if (same === undefined)
                    large.set(key, [file]);
                else
                    same.push(file);
                return { address, digest };
            },
        };
    };
    return {
        begin(size) {
            if (size === 0)
                return { write: () => { }, end: () => empty };
            return size <= smallFileBytes ? beginSmall(size) : beginLarge(size);
        },
        end() {
            if (groupLength > 0)
                chunks.append(group, groupLength);
            else
                chunks.release(group);
        },
        get equalFiles() {
            return equalFiles;
        },
    };
}
function wholeBlocks(bytes) {
    return Math.ceil(bytes / format_blockBytes) * format_blockBytes;
}

;// CONCATENATED MODULE: ./core/snapshot/erofs/invalid.js

/** The failure for an image that breaks its format. @param what the end of "it cannot be used: …" */
function invalidImage(what) {
    return new errors/* TreestampError */.ks("snapshot-invalid", `A snapshot's image cannot be used: ${what}.`, {
        remedy: "Delete the image's tag from the store, so that it is built again.",
    });
}

;// CONCATENATED MODULE: ./core/snapshot/erofs/directory.js
/**
 * Blocks of an EROFS directory: all names, "." and ".." among them, in byte order; each block has its entries of 12
 * bytes first (nid, offset of the name, type) and then their names. The kernel searches them by bisection.
 */


const maxNameBytes = 255;
/** A nid beyond this lies outside of any image, and is no exact number. */
const maxNid = 2n ** 40n;
/** @param names of the children, sorted */
function directoryBlocks(names) {
    const blocks = [];
    let inBlock = [];
    let bytes = 0;
    for (const name of withDots(names)) {
        const more = direntBytes + name.length;
        if (bytes + more > format_blockBytes) {
            blocks.push({ names: inBlock, bytes });
            inBlock = [];
            bytes = 0;
        }
        inBlock.push(name);
        bytes += more;
    }
    blocks.push({ names: inBlock, bytes });
    return blocks;
}
/** "." and ".." at their places: some names, such as "-x", sort before them. */
function withDots(names) {
    const place = names.findIndex((name) => name > ".");
    const before = place === -1 ? names : names.slice(0, place);
    const after = place === -1 ? [] : names.slice(place);
    const second = after.findIndex((name) => name > "..");
    const between = second === -1 ? after : after.slice(0, second);
    const rest = second === -1 ? [] : after.slice(second);
    return [...before, ".", ...between, "..", ...rest];
}
/** Writes a block's entries and names from `at` on. What is left of the block must be zeros. */
function encodeDirectoryBlock(region, at, block, look) {
    let nameAt = block.names.length * direntBytes;
    for (const [index, name] of block.names.entries()) {
        const { nid, type } = look(name);
        const entry = at + index * direntBytes;
        region.writeBigUInt64LE(BigInt(nid), entry);
        region.writeUInt16LE(nameAt, entry + 8);
        region.writeUInt8(type, entry + 10);
        region.write(name, at + nameAt, "latin1");
        nameAt += name.length;
    }
}
/** Entries of one block as it is read, bounds checked. @throws snapshot-invalid */
function parseDirectoryBlock(block) {
    const firstName = block.length < direntBytes ? 0 : block.readUInt16LE(8);
    if (firstName === 0 || firstName % direntBytes !== 0 || firstName >= block.length) {
        throw invalidImage("a directory's block has no entries");
    }
    const entries = [];
    let nameAt = firstName;
    for (let at = 0; at < firstName; at += direntBytes) {
        const next = at + direntBytes < firstName ? block.readUInt16LE(at + direntBytes + 8) : block.length;
        if (next <= nameAt || next > block.length)
            throw invalidImage("a directory's names overlap");
        const written = block.toString("latin1", nameAt, next);
        const padding = next === block.length ? written.indexOf("\0") : -1;
        const name = padding === -1 ? written : written.slice(0, padding);
        if (name === "" || name.length > maxNameBytes || name.includes("/") || name.includes("\0")) {
            throw invalidImage("a directory has a name that cannot be");
        }
        const nid = block.readBigUInt64LE(at);
        if (nid > maxNid)
            throw invalidImage("a directory refers to places outside of it");
        entries.push({ name, nid: Number(nid), type: block.readUInt8(at + 10) });
        nameAt = next;
    }
    return entries;
}

;// CONCATENATED MODULE: ./core/snapshot/erofs/xattr.js
/** Extended attributes as they stand behind an inode: a header of 12 bytes, then entries aligned to 4 bytes. */


/** Bytes behind the inode; 0 where there are none. */
function xattrBytes(xattrs) {
    if (xattrs.size === 0)
        return 0;
    let bytes = xattrHeaderBytes;
    for (const [name, value] of xattrs)
        bytes += xattr_entryBytes(split(name).suffix, value);
    return bytes;
}
/** Writes them sorted by name from `at` on. */
function encodeXattrs(region, at, xattrs) {
    let entry = at + xattrHeaderBytes;
    for (const name of [...xattrs.keys()].sort()) {
        const value = xattrs.get(name);
        const { index, suffix } = split(name);
        region.writeUInt8(suffix.length, entry);
        region.writeUInt8(index, entry + 1);
        region.writeUInt16LE(value.length, entry + 2);
        region.write(suffix, entry + xattrEntryBytes, "latin1");
        region.write(value, entry + xattrEntryBytes + suffix.length, "latin1");
        entry += xattr_entryBytes(suffix, value);
    }
}
function xattr_entryBytes(suffix, value) {
    return Math.ceil((xattrEntryBytes + suffix.length + value.length) / 4) * 4;
}
function split(name) {
    for (const [index, prefix] of xattrPrefixes) {
        if (name.startsWith(prefix))
            return { index, suffix: name.slice(prefix.length) };
    }
    throw new Error(`EROFS has no prefix for the attribute ${name}`);
}
const none = new Map();
/**
 * The attributes of an inode, those that it shares with others included.
 * @param count i_xattr_icount
 * @throws snapshot-invalid
 */
async function parseXattrs(read, at, count, sharedAt) {
    if (count === 0)
        return none;
    const bytes = Buffer.from(await read(at, xattrHeaderBytes + (count - 1) * 4));
    const shared = bytes.readUInt8(4);
    const xattrs = new Map();
    let entry = xattrHeaderBytes + shared * 4;
    if (entry > bytes.length)
        throw invalidImage("an inode's attributes reach beyond it");
    for (let index = 0; index < shared; index++) {
        const from = sharedAt + bytes.readUInt32LE(xattrHeaderBytes + index * 4) * 4;
        const head = Buffer.from(await read(from, xattrEntryBytes));
        addXattr(xattrs, await read(from, xattrEntryBytes + head.readUInt8(0) + head.readUInt16LE(2)));
    }
    while (entry + xattrEntryBytes <= bytes.length) {
        const length = xattrEntryBytes + bytes.readUInt8(entry) + bytes.readUInt16LE(entry + 2);
        if (entry + length > bytes.length)
            throw invalidImage("an inode's attributes reach beyond it");
        addXattr(xattrs, bytes.subarray(entry, entry + length));
        entry += Math.ceil(length / 4) * 4;
    }
    return xattrs;
}
function addXattr(xattrs, entry) {
    const prefix = xattrPrefixes.find(([index]) => index === entry.readUInt8(1))?.[1];
    if (prefix === undefined)
        throw invalidImage(`an attribute has the unknown prefix ${entry.readUInt8(1)}`);
    const valueAt = xattrEntryBytes + entry.readUInt8(0);
    const name = prefix + entry.toString("latin1", xattrEntryBytes, valueAt);
    if (xattrs.has(name))
        throw invalidImage(`an inode has the attribute ${name} twice`);
    xattrs.set(name, entry.toString("latin1", valueAt));
}

;// CONCATENATED MODULE: ./core/snapshot/erofs/metadata.js
/**
 * The metadata region of an EROFS image, and its superblock: all inodes in depth-first order with names sorted, each
 * followed by its extended attributes and, where they fit in one block, its symlink target or the last part of its
 * directory; then the full blocks of directories and long symlink targets. The same tree gives the same bytes.
 */




/** @param address byte offset in the image where the region will stand */
function encodeMetadata(root, address) {
    const placed = listInodes(root);
    const buildTime = commonTime(placed);
    const regionBytes = place(placed, buildTime);
    const region = Buffer.alloc(regionBytes);
    for (const [index, inode] of placed.entries())
        encodeInode(region, inode, index + 1, address, buildTime);
    return { region, inodes: placed.length, rootNid: placed[0].position / slotBytes, buildTime };
}
/** Depth first, names in byte order, each inode once. */
function listInodes(root) {
    const list = [];
    const leaves = new Map();
    const add = (inode, parent) => {
        const placed = {
            inode,
            parent,
            links: 1,
            position: 0,
            bytes: 0,
            size: 0,
            blocks: [],
            children: [],
            blocksAt: -1,
            inlineBytes: 0,
        };
        list.push(placed);
        if (inode.type === "file")
            placed.size = inode.size;
        if (inode.type === "symlink")
            placed.size = inode.target.length;
        if (inode.type !== "directory")
            return placed;
        placed.links = 2;
        for (const name of [...inode.children.keys()].sort(byBytes)) {
            const child = inode.children.get(name);
            placed.children.push([name, addName(child, placed)]);
        }
        placed.blocks = directoryBlocks(placed.children.map(([name]) => name));
        placed.size = (placed.blocks.length - 1) * format_blockBytes + placed.blocks.at(-1).bytes;
        return placed;
    };
    const addName = (inode, parent) => {
        if (inode.type === "directory") {
            parent.links++;
            return add(inode, parent);
        }
        const known = leaves.get(inode);
        if (known === undefined) {
            const placed = add(inode, parent);
            leaves.set(inode, placed);
            return placed;
        }
        known.links++;
        return known;
    };
    add(root, undefined);
    return list;
}
function byBytes(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
}
/** The time that most inodes have: those need no time of their own. */
function commonTime(placed) {
    const counts = new Map();
    for (const { inode } of placed) {
        const key = `${inode.mtime.seconds}.${inode.mtime.nanoseconds}`;
        const known = counts.get(key);
        if (known === undefined)
            counts.set(key, { count: 1, time: inode.mtime });
        else
            known.count++;
    }
    let best;
    for (const candidate of counts.values()) {
        if (candidate.time.seconds >= 0 && candidate.count > (best?.count ?? 0))
            best = candidate;
    }
    return best?.time ?? { seconds: 0, nanoseconds: 0 };
}
/** Gives each inode its place. Returns the region's length. */
function place(placed, buildTime) {
    // The first slot stays empty, so that no inode has the number 0, which programs take for "none".
    let end = slotBytes;
    for (const entry of placed) {
        entry.bytes = fitsCompact(entry, buildTime) ? compactInodeBytes : extendedInodeBytes;
        const head = entry.bytes + xattrBytes(entry.inode.xattrs);
        const tail = metadata_tailBytes(entry);
        let position = Math.ceil(end / slotBytes) * slotBytes;
        if (tail > 0 && within(position + head) + tail > format_blockBytes && within(head) + tail <= format_blockBytes) {
            position = Math.ceil(position / format_blockBytes) * format_blockBytes;
        }
        const isInline = tail > 0 && within(position + head) + tail <= format_blockBytes;
        entry.position = position;
        entry.inlineBytes = isInline ? tail : 0;
        end = position + head + entry.inlineBytes;
    }
    end = metadata_wholeBlocks(end);
    for (const entry of placed) {
        if (entry.inode.type !== "directory" && entry.inode.type !== "symlink")
            continue;
        const bytes = metadata_wholeBlocks(entry.size - entry.inlineBytes);
        if (bytes === 0)
            continue;
        entry.blocksAt = end;
        end += bytes;
    }
    return end;
}
function within(position) {
    return position % format_blockBytes;
}
function metadata_wholeBlocks(bytes) {
    return Math.ceil(bytes / format_blockBytes) * format_blockBytes;
}
/** What may stand behind the inode: a short symlink target, the last part of a directory. Never a whole block. */
function metadata_tailBytes({ inode, size, blocks }) {
    if (inode.type === "symlink")
        return size < format_blockBytes ? size : 0;
    if (inode.type !== "directory")
        return 0;
    const last = blocks.at(-1).bytes;
    return last < format_blockBytes ? last : 0;
}
function fitsCompact({ inode, links, size }, buildTime) {
    const { uid, gid, mtime } = inode;
    const small = uid <= 0xffff && gid <= 0xffff && links <= 0xffff && size <= 0xffffffff;
    return small && mtime.seconds === buildTime.seconds && mtime.nanoseconds === buildTime.nanoseconds;
}
function encodeInode(region, placed, number, address, buildTime) {
    const { inode, position: at, bytes } = placed;
    const isExtended = bytes === extendedInodeBytes;
    const layout = placed.inlineBytes > 0 ? layoutInline : layoutPlain;
    const attributes = xattrBytes(inode.xattrs);
    region.writeUInt16LE((isExtended ? versionExtended : 0) | (layout << 1), at);
    region.writeUInt16LE(attributes === 0 ? 0 : (attributes - 12) / 4 + 1, at + 2);
    region.writeUInt16LE(fileTypes[inode.type].mode | inode.mode, at + 4);
    region.writeUInt32LE(dataField(placed, address), at + 16);
    region.writeUInt32LE(number, at + 20);
    if (isExtended) {
        region.writeBigUInt64LE(BigInt(placed.size), at + 8);
        region.writeUInt32LE(inode.uid, at + 24);
        region.writeUInt32LE(inode.gid, at + 28);
        region.writeBigInt64LE(BigInt(inode.mtime.seconds), at + 32);
        region.writeUInt32LE(inode.mtime.nanoseconds, at + 40);
        region.writeUInt32LE(placed.links, at + 44);
    }
    else {
        if (inode.mtime.seconds !== buildTime.seconds)
            throw new Error("a compact inode has a time of its own");
        region.writeUInt16LE(placed.links, at + 6);
        region.writeUInt32LE(placed.size, at + 8);
        region.writeUInt16LE(inode.uid, at + 24);
        region.writeUInt16LE(inode.gid, at + 26);
    }
    encodeXattrs(region, at + bytes, inode.xattrs);
    if (inode.type === "symlink") {
        region.write(inode.target, placed.inlineBytes > 0 ? at + bytes + attributes : placed.blocksAt, "latin1");
    }
    else if (inode.type === "directory") {
        encodeDirectory(region, placed, at + bytes + attributes);
    }
}
/** i_u: the device's number, or the block where the data starts. */
function dataField({ inode, blocksAt }, address) {
    switch (inode.type) {
        case "character":
        case "block":
            return encodeDevice(inode.major, inode.minor);
        case "file":
            if (inode.content === undefined)
                throw new Error("a file of the tree has no content");
            return inode.content.address / format_blockBytes;
        case "directory":
        case "symlink":
            return blocksAt === -1 ? 0 : (address + blocksAt) / format_blockBytes;
        default:
            return 0;
    }
}
function encodeDirectory(region, placed, inlineAt) {
    const entries = new Map(placed.children);
    entries.set(".", placed);
    entries.set("..", placed.parent ?? placed);
    for (const [index, block] of placed.blocks.entries()) {
        const isInline = placed.inlineBytes > 0 && index === placed.blocks.length - 1;
        const at = isInline ? inlineAt : placed.blocksAt + index * format_blockBytes;
        encodeDirectoryBlock(region, at, block, (name) => {
            const entry = entries.get(name);
            return { nid: entry.position / slotBytes, type: fileTypes[entry.inode.type].dirent };
        });
    }
}
/** The image's first block. @param identity what the image's uuid is made of */
function encodeHead(metadata, address, identity) {
    const head = Buffer.alloc(format_blockBytes);
    const block = head.subarray(superblockOffset, superblockOffset + superblockBytes);
    block.writeUInt32LE(superblockMagic, 0);
    block.writeUInt32LE(compatMtime, 8);
    block.writeUInt8(blockBits, 12);
    block.writeUInt16LE(metadata.rootNid, 14);
    block.writeBigUInt64LE(BigInt(metadata.inodes), 16);
    block.writeBigUInt64LE(BigInt(metadata.buildTime.seconds), 24);
    block.writeUInt32LE(metadata.buildTime.nanoseconds, 32);
    block.writeUInt32LE((address + metadata.region.length) / format_blockBytes, 36);
    block.writeUInt32LE(address / format_blockBytes, 40);
    const uuid = (0,external_node_crypto_.createHash)("sha256").update(identity).digest().subarray(0, 16);
    uuid[6] = (uuid[6] & 0x0f) | 0x80; // version 8, made by a rule of one's own (RFC 9562)
    uuid[8] = (uuid[8] & 0x3f) | 0x80;
    uuid.copy(block, 48);
    return head;
}

;// CONCATENATED MODULE: ./core/snapshot/layer-stream.js
/** A layer's blob as the plain tar inside it. */




const layer_stream_pieceBytes = 256 * 1024;
/** Gives the plain tar. At its end the digest is right, or it throws image-invalid. */
async function* plainLayer(layer, signal) {
    const hash = layer.diffId === undefined ? undefined : (0,external_node_crypto_.createHash)("sha256");
    for await (const bytes of decompressed(layer, signal)) {
        hash?.update(bytes);
        yield bytes;
    }
    const actual = hash === undefined ? layer.diffId : `sha256:${hash.digest("hex")}`;
    if (actual === layer.diffId)
        return;
    throw new errors/* TreestampError */.ks("image-invalid", `Layer ${layer.descriptor.digest} is ${actual} once decompressed, and the image's configuration says ${layer.diffId}.`, { remedy: "The image is inconsistent: build it again." });
}
function decompressed(layer, signal) {
    const decompressor = decompressorFor(layer.descriptor);
    if (decompressor === undefined)
        return layer.open();
    let failure;
    // The output ends with the error of whichever stream failed; the source's own error says more than "premature close".
    const source = external_node_stream_.Readable.from(layer.open(), { objectMode: true, highWaterMark: 4 });
    source.on("error", (error) => {
        failure ??= error;
    });
    const plain = (0,external_node_stream_.pipeline)(signal === undefined ? source : (0,external_node_stream_.addAbortSignal)(signal, source), decompressor, () => { });
    return translated(plain, layer.descriptor, () => failure, signal);
}
async function* translated(plain, descriptor, sourceFailure, signal) {
    try {
        yield* plain;
    }
    catch (error) {
        if (signal?.aborted)
            throw new errors/* TreestampError */.ks("interrupted", "Packing was interrupted.", { cause: signal.reason });
        const cause = sourceFailure() ?? error;
        const code = cause.code ?? "";
        if ((0,errors/* isTreestampError */.Sh)(cause) || !/^(Z_|ZSTD_)/.test(code))
            throw cause;
        throw new errors/* TreestampError */.ks("image-invalid", `Layer ${descriptor.digest} cannot be decompressed: ${(0,errors/* messageOf */.bD)(cause)}.`, { cause, remedy: "The image is damaged: build it again." });
    }
}
/** By media type; nothing for a plain tar. Source: image-spec layer.md; distribution, manifest v2 schema 2. */
function decompressorFor({ mediaType, digest }) {
    switch (mediaType) {
        case "application/vnd.oci.image.layer.v1.tar":
        case "application/vnd.oci.image.layer.nondistributable.v1.tar":
        case "application/vnd.docker.image.rootfs.diff.tar":
            return undefined;
        case "application/vnd.oci.image.layer.v1.tar+gzip":
        case "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip":
        case "application/vnd.docker.image.rootfs.diff.tar.gzip":
        case "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip":
            return (0,external_node_zlib_.createGunzip)({ chunkSize: layer_stream_pieceBytes });
        case "application/vnd.oci.image.layer.v1.tar+zstd":
        case "application/vnd.oci.image.layer.nondistributable.v1.tar+zstd":
        case "application/vnd.docker.image.rootfs.diff.tar.zstd":
            return (0,external_node_zlib_.createZstdDecompress)({ chunkSize: layer_stream_pieceBytes });
        default:
            throw new errors/* TreestampError */.ks("image-invalid", `Layer ${digest} has the media type ${mediaType}, which is no layer's.`, {
                remedy: "Let the engine write tar layers, plain or compressed by gzip or zstd.",
            });
    }
}

;// CONCATENATED MODULE: ./core/snapshot/xattrs.js
/** Which extended attributes of a layer stay, as docker and the kernel take them. */

const accessAcl = "system.posix_acl_access";
const defaultAcl = "system.posix_acl_default";
const xattrs_none = new Map();
/** Linux: XATTR_NAME_MAX; EROFS: 16 bits for the length of a value. */
const xattrs_maxNameBytes = 255;
const maxValueBytes = 65_535;
/** EROFS counts an inode's attributes in 16 bits of 4-byte units. */
const maxAllBytes = 4 * 65_000;
/**
 * Those of a layer's attributes that the image keeps: `user.*` (on files and directories: the kernel has it on nothing
 * else), `security.capability`, POSIX ACLs in the kernel's form, and `trusted.*` except overlayfs's own, which would
 * steer the overlay that is mounted on top. All others (SELinux labels, IMA) belong to the machine that made them.
 * @throws image-invalid for attributes longer than the kernel takes
 */
function keptXattrs(xattrs, type) {
    if (xattrs.size === 0)
        return xattrs_none;
    const kept = new Map();
    let bytes = 0;
    for (const [name, value] of xattrs) {
        if (!isKept(name, value, type))
            continue;
        bytes += name.length + value.length + 8;
        if (name.length > xattrs_maxNameBytes || name.includes("\0") || value.length > maxValueBytes || bytes > maxAllBytes) {
            throw new errors/* TreestampError */.ks("image-invalid", `A layer has an extended attribute that is too long: ${name}.`, {
                remedy: "Build the image again without it: Linux file systems do not take it.",
            });
        }
        kept.set(name, value);
    }
    return kept;
}
function isKept(name, value, type) {
    if (name.startsWith("user."))
        return name.length > "user.".length && (type === "file" || type === "directory");
    if (name === "security.capability")
        return type === "file";
    if (name === accessAcl)
        return type !== "symlink" && isAcl(value);
    if (name === defaultAcl)
        return type === "directory" && isAcl(value);
    return name.startsWith("trusted.") && name.length > "trusted.".length && !name.startsWith("trusted.overlay.");
}
/** Version 2, then 8 bytes for each entry. Source: Linux include/uapi/linux/posix_acl_xattr.h. */
function isAcl(value) {
    return value.length > 4 && value.length % 8 === 4 && value.startsWith("\x02\0\0\0");
}

;// CONCATENATED MODULE: ./core/snapshot/layer-tree.js


function isDirectory(node) {
    return "children" in node;
}
function isLinkBelow(node) {
    return "target" in node && !("type" in node);
}
function newDirectory(attributes) {
    return { attributes, children: new Map(), opaque: false, whiteouts: new Set() };
}
const whiteoutPrefix = ".wh.";
const opaqueName = ".wh..wh..opq";
const layer_tree_maxNameBytes = 255;
/** PATH_MAX of Linux, with its final NUL. */
const maxTargetBytes = 4095;
const maxLinksFollowed = 255;
/** As deep as a path of Linux's PATH_MAX can go. */
const maxDepth = 2048;
/** Kernel device numbers: 12 bits major, 20 bits minor. */
const maxMajor = 0xfff;
const maxMinor = 0xfffff;
const maxId = 0xffffffff;
/** Adds an entry to its layer's tree. Gives the file where it is one, whose content comes next. */
function addEntry(root, entry) {
    const path = cleanPath(entry.name);
    if (path.length === 0) {
        if (entry.type !== "directory")
            throw layer_tree_invalid(entry.name, "it is the root and no directory");
        root.attributes = attributesOf(entry);
        return undefined;
    }
    const name = path.pop();
    const parent = followDirectories(root, path, entry.name, true);
    if (name.startsWith(whiteoutPrefix)) {
        addWhiteout(parent.directory, name, entry);
        return undefined;
    }
    const old = parent.directory.children.get(name);
    if (entry.type === "directory") {
        if (old !== undefined && isDirectory(old))
            old.attributes = attributesOf(entry);
        else
            parent.directory.children.set(name, newDirectory(attributesOf(entry)));
        return undefined;
    }
    if (entry.type === "link") {
        parent.directory.children.set(name, linkedNode(root, entry));
        return undefined;
    }
    const inode = leafInode(entry);
    parent.directory.children.set(name, inode);
    return inode.type === "file" ? { inode, path: [...parent.path, name] } : undefined;
}
function addWhiteout(directory, name, entry) {
    if (name === opaqueName) {
        directory.opaque = true;
        return;
    }
    // AUFS kept its own bookkeeping under such names: docker leaves it out, too.
    if (name.startsWith(`${whiteoutPrefix}${whiteoutPrefix}`))
        return;
    const hidden = name.slice(whiteoutPrefix.length);
    if (hidden === "" || hidden === "." || hidden === "..")
        throw layer_tree_invalid(entry.name, "it hides no name that can be");
    directory.whiteouts.add(hidden);
}
/** What a hard link stands for: the inode itself where this layer has it. */
function linkedNode(root, entry) {
    const target = cleanPath(entry.linkName);
    const name = target.pop();
    if (name === undefined)
        throw layer_tree_invalid(entry.name, "it is a hard link to the root");
    const attributes = attributesOf(entry);
    const parent = followDirectories(root, target, entry.linkName, false);
    const node = parent?.directory.children.get(name);
    if (node === undefined)
        return { target: [...(parent?.path ?? target), name], attributes };
    if (isDirectory(node))
        throw layer_tree_invalid(entry.name, "it is a hard link to a directory");
    if (isLinkBelow(node))
        return node;
    setAttributes(node, attributes);
    return node;
}
/** A hard link's entry describes the inode once more: the later description holds; its attributes are added. */
function setAttributes(inode, { mode, uid, gid, mtime, xattrs }) {
    Object.assign(inode, { mode: inode.type === "symlink" ? 0o777 : mode, uid, gid, mtime });
    if (xattrs.size > 0)
        inode.xattrs = new Map([...inode.xattrs, ...keptXattrs(xattrs, inode.type)]);
}
/**
 * Goes down a path within the layer, through its symbolic links. What is not there is made, or ends the walk with
 * nothing.
 */
function followDirectories(root, path, name, make) {
    const way = [root];
    const real = [];
    const todo = path.toReversed();
    let followed = 0;
    while (todo.length > 0) {
        const part = todo.pop();
        if (part === "..") {
            if (real.pop() !== undefined)
                way.pop();
            continue;
        }
        const directory = way.at(-1);
        let next = directory.children.get(part);
        if (next === undefined) {
            if (!make)
                return undefined;
            next = newDirectory();
            directory.children.set(part, next);
        }
        if (isDirectory(next)) {
            way.push(next);
            real.push(part);
            if (real.length > maxDepth)
                throw layer_tree_invalid(name, "it is too deep");
        }
        else if (!isLinkBelow(next) && next.type === "symlink") {
            if (++followed > maxLinksFollowed)
                throw layer_tree_invalid(name, "its symbolic links go round");
            const target = next.target.split("/").filter((piece) => piece !== "" && piece !== ".");
            for (const piece of target)
                checkName(piece, name);
            if (next.target.startsWith("/")) {
                way.length = 1;
                real.length = 0;
            }
            todo.push(...target.reverse());
        }
        else if (make) {
            throw layer_tree_invalid(name, `${[...real, part].join("/")} is no directory`);
        }
        else {
            return undefined;
        }
    }
    return { directory: way.at(-1), path: real };
}
function leafInode(entry) {
    const attributes = attributesOf(entry);
    switch (entry.type) {
        case "file":
            return { ...attributes, type: "file", size: entry.size, content: undefined };
        case "symlink": {
            const target = entry.linkName;
            if (target === "" || target.length > maxTargetBytes || target.includes("\0")) {
                throw layer_tree_invalid(entry.name, `its target of ${target.length} bytes cannot be`);
            }
            return { ...attributes, type: "symlink", mode: 0o777, target };
        }
        case "character":
        case "block": {
            const { major, minor } = entry;
            if (major < 0 || major > maxMajor || minor < 0 || minor > maxMinor) {
                throw layer_tree_invalid(entry.name, `a device ${major}:${minor} cannot be`);
            }
            return { ...attributes, type: entry.type, major, minor };
        }
        default:
            return { ...attributes, type: "fifo" };
    }
}
function attributesOf({ name, type, mode, uid, gid, mtime, xattrs }) {
    if (uid < 0 || gid < 0 || uid > maxId || gid > maxId)
        throw layer_tree_invalid(name, `its owner ${uid}:${gid} cannot be`);
    const kind = type === "link" ? "file" : type;
    return { mode, uid, gid, mtime, xattrs: keptXattrs(xattrs, kind) };
}
/** The components of a name, without ".", ".." and empty ones. */
function cleanPath(name) {
    const path = [];
    for (const part of name.split("/")) {
        if (part === "" || part === ".")
            continue;
        checkName(part, name);
        if (part !== "..")
            path.push(part);
        else if (path.pop() === undefined)
            throw layer_tree_invalid(name, "it leaves the image's root");
    }
    return path;
}
function checkName(part, name) {
    if (part.length > layer_tree_maxNameBytes)
        throw layer_tree_invalid(name, `a part of its name has ${part.length} bytes, more than 255`);
    if (part.includes("\0"))
        throw layer_tree_invalid(name, "its name has a NUL byte");
}
function layer_tree_invalid(name, what) {
    return new errors/* TreestampError */.ks("image-invalid", `A layer's entry ${JSON.stringify(name.slice(0, 300))} cannot be: ${what}.`, {
        remedy: "Docker would refuse it or make something else of it: build the image again without it.",
    });
}

;// CONCATENATED MODULE: ./core/snapshot/flatten.js
/**
 * Layers to one tree, each layer read once. The uppermost layer comes first: what hides a lower file is known before that
 * file's bytes arrive, so nothing hidden is ever handed on.
 *
 * Layers merge as overlayfs merges them (see layer-tree.ts): directories of the same name show both contents and the
 * upper one's attributes; anything else shows the upper one alone. A directory that no entry describes has the lower
 * layer's attributes, or 0755 root:root at time 0.
 */




/**
 * Reads all layers and gives the root of the tree that a container would see.
 * @throws image-invalid, store-corrupt, store-unreachable
 */
async function flatten(request) {
    const { layers, sink, signal } = request;
    const trees = [];
    /** Of each layer: its files whose bytes were not kept, and the number of each among the layer's entries. */
    const passedOver = layers.map(() => new Map());
    let merged;
    for (let index = layers.length - 1; index >= 0; index--) {
        const tree = newDirectory();
        const above = merged;
        let entries = 0;
        await readTar(plainLayer(layers[index], signal), (entry) => {
            entries++;
            const file = addEntry(tree, entry);
            if (file === undefined)
                return undefined;
            if (above === undefined || !isHidden(above, file.path))
                return keep(file.inode, sink);
            passedOver[index].set(file.inode, entries);
            return undefined;
        });
        hideBelowWhiteouts(tree);
        trees[index] = tree;
        if (merged === undefined)
            merged = tree;
        else
            mergeBelow(merged, tree);
    }
    const linked = linkResolver(trees);
    const root = finish(merged ?? newDirectory(), linked);
    await readPassedOver(request, passedOver, root);
    return root;
}
function keep(inode, sink) {
    const target = sink.begin(inode.size);
    return {
        write: (bytes) => target.write(bytes),
        end: () => {
            const content = target.end();
            if (!(content instanceof Promise)) {
                inode.content = content;
                return;
            }
            return content.then((ready) => {
                inode.content = ready;
            });
        },
    };
}
/** Whether a lower layer's file at `path` cannot be seen through the layers above it. */
function isHidden(above, path) {
    let directory = above;
    for (const [index, name] of path.entries()) {
        const child = directory.children.get(name);
        if (child === undefined)
            return directory.opaque || directory.whiteouts.has(name);
        if (!isDirectory(child) || index === path.length - 1)
            return true;
        directory = child;
    }
    return true;
}
/** A whiteout beside an entry of the same name and layer: the entry stands, and nothing lower shows in it. */
function hideBelowWhiteouts(directory) {
    for (const [name, child] of directory.children) {
        if (!isDirectory(child))
            continue;
        if (directory.whiteouts.has(name))
            child.opaque = true;
        hideBelowWhiteouts(child);
    }
}
function mergeBelow(upper, lower) {
    if (upper.opaque)
        return;
    upper.attributes ??= lower.attributes;
    for (const [name, below] of lower.children) {
        if (upper.whiteouts.has(name))
            continue;
        const above = upper.children.get(name);
        if (above === undefined)
            upper.children.set(name, below);
        else if (isDirectory(above) && isDirectory(below))
            mergeBelow(above, below);
        else if (isDirectory(above))
            above.opaque = true;
    }
    for (const name of lower.whiteouts) {
        upper.whiteouts.add(name);
        const above = upper.children.get(name);
        if (above !== undefined && isDirectory(above) && !lower.children.has(name))
            above.opaque = true;
    }
    upper.opaque = lower.opaque;
}
/** Finds what hard links to lower layers stand for. Each link goes to a lower layer, so this comes to an end. */
function linkResolver(trees) {
    const layerOf = new Map();
    const found = new Map();
    const note = (directory, layer) => {
        for (const child of directory.children.values()) {
            if (isDirectory(child))
                note(child, layer);
            else if (isLinkBelow(child))
                layerOf.set(child, layer);
        }
    };
    // Upper trees have lower ones merged into them: the lowest layer that knows a link is the one that has it.
    for (let layer = trees.length - 1; layer >= 0; layer--)
        note(trees[layer], layer);
    const resolve = (link) => {
        const known = found.get(link);
        if (known !== undefined)
            return known;
        const node = lookUpBelow(trees, layerOf.get(link), link.target);
        if (node === undefined || isDirectory(node)) {
            throw new errors/* TreestampError */.ks("image-invalid", `A layer has a hard link to ${JSON.stringify(link.target.join("/"))}, and no file of that name is there.`, { remedy: "Docker would refuse this layer: build the image again." });
        }
        const inode = isLinkBelow(node) ? resolve(node) : node;
        setAttributes(inode, link.attributes);
        found.set(link, inode);
        return inode;
    };
    return resolve;
}
/** What stands at `path` once all layers below `layer` are merged. */
function lookUpBelow(trees, layer, path) {
    for (let index = layer - 1; index >= 0; index--) {
        let directory = trees[index];
        for (const [depth, name] of path.entries()) {
            const child = directory.children.get(name);
            if (child === undefined) {
                if (directory.opaque || directory.whiteouts.has(name))
                    return undefined;
                break;
            }
            if (depth === path.length - 1)
                return child;
            if (!isDirectory(child))
                return undefined;
            directory = child;
        }
    }
    return undefined;
}
const impliedAttributes = {
    mode: 0o755,
    uid: 0,
    gid: 0,
    mtime: { seconds: 0, nanoseconds: 0 },
    xattrs: new Map(),
};
function finish(directory, linked) {
    const children = new Map();
    for (const [name, child] of directory.children) {
        if (isDirectory(child))
            children.set(name, finish(child, linked));
        else
            children.set(name, isLinkBelow(child) ? linked(child) : child);
    }
    return { ...(directory.attributes ?? impliedAttributes), type: "directory", children };
}
/**
 * A hard link of an upper layer may keep a lower file alive whose own name is hidden. That is known too late and is very
 * rare, so such layers are read once more.
 */
async function readPassedOver({ layers, sink, log, signal }, passedOver, root) {
    const missing = new Set();
    const look = (directory) => {
        for (const child of directory.children.values()) {
            if (child.type === "directory")
                look(child);
            else if (child.type === "file" && child.content === undefined)
                missing.add(child);
        }
    };
    look(root);
    for (const [index, files] of passedOver.entries()) {
        const wanted = new Map();
        for (const [inode, number] of files)
            if (missing.delete(inode))
                wanted.set(number, inode);
        if (wanted.size === 0)
            continue;
        const layer = layers[index];
        log.debug(`Reading layer ${layer.descriptor.digest} again: hard links of upper layers need ${wanted.size} hidden files.`);
        let number = 0;
        await readTar(plainLayer(layer, signal), () => {
            const inode = wanted.get(++number);
            return inode === undefined ? undefined : keep(inode, sink);
        });
    }
    if (missing.size > 0)
        throw new Error(`${missing.size} files of the tree have no content`);
}

;// CONCATENATED MODULE: ./core/snapshot/erofs/reader.js





const reader_pieceBytes = 1024 * 1024;
const windowBytes = 128 * 1024;
const maxWindows = 4;
const maxDirectoryBytes = 256 * 1024 * 1024;
const reader_maxTargetBytes = 4095;
const reader_maxDepth = 4096;
const typeOfMode = new Map(Object.entries(fileTypes).map(([type, { mode }]) => [mode, type]));
/** An image in an open file. */
function fileSource(file, size) {
    const buffer = Buffer.allocUnsafeSlow(reader_pieceBytes);
    return {
        size,
        async read(offset, length) {
            const target = length <= buffer.length ? buffer : Buffer.allocUnsafeSlow(length);
            let done = 0;
            while (done < length) {
                const { bytesRead } = await file.read(target, done, length - done, offset + done);
                if (bytesRead === 0)
                    throw invalidImage("it ends early");
                done += bytesRead;
            }
            return target.subarray(0, length);
        },
    };
}
/** @throws snapshot-invalid, here and from everything that the image gives */
async function openImage(source) {
    if (source.size < superblockOffset + superblockBytes)
        throw invalidImage("it is shorter than a superblock");
    const block = Buffer.from(await source.read(superblockOffset, superblockBytes));
    if (block.readUInt32LE(0) !== superblockMagic)
        throw invalidImage("it has no EROFS superblock");
    if (block.readUInt8(12) !== blockBits)
        throw invalidImage("its blocks are not of 4 KiB");
    if (block.readUInt32LE(80) !== 0)
        throw invalidImage("it uses features that are not known here");
    const rootNid = block.readUInt16LE(14);
    const buildTime = { seconds: Number(block.readBigUInt64LE(24)), nanoseconds: block.readUInt32LE(32) };
    const metadataAt = block.readUInt32LE(40) * format_blockBytes;
    const sharedXattrsAt = block.readUInt32LE(44) * format_blockBytes;
    /** The last used first. A walk moves along the inodes, and now and then goes to the blocks of a large directory. */
    const windows = [];
    /** Reads metadata, through a few windows. */
    const read = async (offset, length) => {
        if (!Number.isSafeInteger(offset) || offset < 0 || length < 0 || offset + length > source.size) {
            throw invalidImage("it refers to places outside of it");
        }
        let found = windows.findIndex(({ at, bytes }) => offset >= at && offset + length <= at + bytes.length);
        if (found === -1) {
            const wanted = Math.min(Math.max(windowBytes, length), source.size - offset);
            found = windows.length < maxWindows ? windows.length : maxWindows - 1;
            windows[found] = { at: offset, bytes: Buffer.from(await source.read(offset, wanted)) };
        }
        const [window] = windows.splice(found, 1);
        windows.unshift(window);
        return window.bytes.subarray(offset - window.at, offset - window.at + length);
    };
    const readInode = async (nid) => {
        const at = metadataAt + nid * slotBytes;
        const format = (await read(at, compactInodeBytes)).readUInt16LE(0);
        const isExtended = (format & 1) === 1;
        const layout = format >> 1;
        if (layout !== layoutPlain && layout !== layoutInline)
            throw invalidImage(`an inode has the layout ${layout}`);
        const bytes = isExtended ? extendedInodeBytes : compactInodeBytes;
        const head = await read(at, bytes);
        const mode = head.readUInt16LE(4);
        const type = typeOfMode.get(mode & 0o170000);
        if (type === undefined)
            throw invalidImage(`an inode has the mode 0${mode.toString(8)}`);
        const common = {
            nid,
            type,
            mode: mode & 0o7777,
            links: isExtended ? head.readUInt32LE(44) : head.readUInt16LE(6),
            uid: isExtended ? head.readUInt32LE(24) : head.readUInt16LE(24),
            gid: isExtended ? head.readUInt32LE(28) : head.readUInt16LE(26),
            mtime: isExtended ? { seconds: Number(head.readBigInt64LE(32)), nanoseconds: head.readUInt32LE(40) } : buildTime,
        };
        const claimed = isExtended ? head.readBigUInt64LE(8) : BigInt(head.readUInt32LE(8));
        const data = head.readUInt32LE(16);
        const count = head.readUInt16LE(2);
        const xattrs = await parseXattrs(read, at + bytes, count, sharedXattrsAt);
        const hasContent = type === "file" || type === "directory" || type === "symlink";
        const size = hasContent ? Number(claimed) : 0;
        if (!hasContent) {
            return { ...common, ...decodeDevice(data), xattrs, size, address: 0, tail: undefined, target: "" };
        }
        const behind = at + bytes + (count === 0 ? 0 : 12 + (count - 1) * 4);
        const tailBytes = layout === layoutInline ? size % format_blockBytes : 0;
        const address = data * format_blockBytes;
        if (size > source.size || (size > tailBytes && address + size - tailBytes > source.size)) {
            throw invalidImage("a file reaches beyond its end");
        }
        if (tailBytes > 0 && (behind % format_blockBytes) + tailBytes > format_blockBytes) {
            throw invalidImage("the last part of a file crosses a block");
        }
        const tail = tailBytes === 0 ? undefined : Buffer.from(await read(behind, tailBytes));
        const inode = { ...common, xattrs, size, address, tail, target: "", major: 0, minor: 0 };
        if (type !== "symlink")
            return inode;
        if (size === 0 || size > reader_maxTargetBytes)
            throw invalidImage(`a symbolic link has ${size} bytes`);
        const target = (await content(inode)).toString("latin1");
        if (target.includes("\0"))
            throw invalidImage("a symbolic link has a NUL byte");
        return { ...inode, target };
    };
    const content = async ({ address, size, tail }) => {
        const full = size - (tail?.length ?? 0);
        const blocks = full === 0 ? [] : [Buffer.from(await read(address, full))];
        return Buffer.concat(tail === undefined ? blocks : [...blocks, tail]);
    };
    /** Names and nids, without "." and "..". */
    const list = async (directory, parent) => {
        if (directory.size > maxDirectoryBytes)
            throw invalidImage("a directory is too long");
        const bytes = await content(directory);
        const entries = [];
        let last = "";
        let dots = 0;
        for (let at = 0; at < bytes.length; at += format_blockBytes) {
            for (const entry of parseDirectoryBlock(bytes.subarray(at, at + format_blockBytes))) {
                if (entry.name <= last)
                    throw invalidImage("a directory's names are not in order");
                last = entry.name;
                if (entry.name === "." || entry.name === "..") {
                    if (entry.nid !== (entry.name === "." ? directory : parent).nid)
                        throw invalidImage("a directory goes astray");
                    dots++;
                }
                else {
                    entries.push(entry);
                }
            }
        }
        if (dots !== 2)
            throw invalidImage('a directory lacks "." or ".."');
        return entries;
    };
    return {
        async *walk() {
            const root = await readInode(rootNid);
            if (root.type !== "directory")
                throw invalidImage("its root is no directory");
            const entered = new Set([root.nid]);
            yield { path: "", inode: root };
            const todo = [{ directory: root, prefix: "", entries: (await list(root, root)).values() }];
            while (todo.length > 0) {
                const { directory, prefix, entries } = todo.at(-1);
                const next = entries.next();
                if (next.done === true) {
                    todo.pop();
                    continue;
                }
                const { name, nid, type } = next.value;
                const inode = await readInode(nid);
                if (fileTypes[inode.type].dirent !== type)
                    throw invalidImage("a directory has a wrong file type");
                const path = prefix + name;
                yield { path, inode };
                if (inode.type !== "directory")
                    continue;
                if (entered.has(nid))
                    throw invalidImage("a directory stands in two places");
                if (todo.length >= reader_maxDepth)
                    throw invalidImage("it is too deep");
                entered.add(nid);
                todo.push({ directory: inode, prefix: `${path}/`, entries: (await list(inode, directory)).values() });
            }
        },
        async *readFile({ type, address, size, tail }) {
            if (type !== "file")
                throw new errors/* TreestampError */.ks("snapshot-invalid", `A ${type} has no content.`);
            const end = address + size - (tail?.length ?? 0);
            for (let at = address; at < end; at += reader_pieceBytes)
                yield await source.read(at, Math.min(reader_pieceBytes, end - at));
            if (tail !== undefined)
                yield tail;
        },
    };
}

;// CONCATENATED MODULE: ./core/snapshot/links.js
/** Names of each inode; for a directory, its own, its "." and the ".." of each directory in it. */
function countLinks(root) {
    const links = new Map([[root, 2]]);
    const count = (directory) => {
        for (const child of directory.children.values()) {
            if (child.type === "directory") {
                links.set(directory, links.get(directory) + 1);
                links.set(child, 2);
                count(child);
            }
            else {
                links.set(child, (links.get(child) ?? 0) + 1);
            }
        }
    };
    count(root);
    return links;
}

;// CONCATENATED MODULE: ./core/snapshot/kernel-walk.js
/**
 * The kernel's own view of a raw image, name by name, against the tree that it was made from. It is mounted in a private
 * mount namespace, so nothing stays mounted however this ends.
 *
 * Only names and attributes: contents are compared at their addresses by our own reader (read-back.ts). Measured in one
 * run on a busy machine of 2 cores, an image of 80,000 names and 1.5 GB: this walk 1.1 s, reading all files through the
 * loop device 15 s. So the walk is always done, and contents are read through the kernel in the tests only.
 */




const mountFailed = 90;
const script = `mount -t erofs -o ro,loop "$1" "$2" || exit ${mountFailed}; exec find "$2" -printf '%y %m %U %G %s %n %T@\\0%l\\0%P\\0'`;
/** What mount(8) says where the file system itself was refused. */
const kernel_walk_refused = /bad superblock|needs cleaning/i;
/** About 8 million names. */
const maxOutputBytes = 1024 * 1024 * 1024;
const letters = {
    file: "f",
    directory: "d",
    symlink: "l",
    character: "c",
    block: "b",
    fifo: "p",
    socket: "s",
};
/**
 * Compares where the kernel can mount EROFS for us (root, a loop device, the module, GNU find); says why where it cannot.
 * @throws snapshot-invalid where the kernel refuses the image or shows something else; interrupted
 */
async function compareWithKernel(rawFile, root, log, signal) {
    const place = await (0,promises_.mkdtemp)(`${rawFile}.mount-`);
    try {
        const args = ["-m", "sh", "-c", script, "sh", rawFile, place];
        const options = { maxOutput: maxOutputBytes, ...(signal === undefined ? {} : { signal }) };
        const { exitCode, stdout, stderr } = await run("unshare", args, options);
        if (exitCode === mountFailed && kernel_walk_refused.test(stderr))
            throw kernel_walk_differs(`it cannot be mounted: ${stderr.trim()}`);
        if (exitCode === 0)
            compareListing(stdout, root);
        else
            log.debug(`The kernel's view of the snapshot was not compared: ${stderr.trim()}`);
    }
    catch (error) {
        if (!(error instanceof errors/* TreestampError */.ks) || error.code !== "tool-missing")
            throw error;
        log.debug(`The kernel's view of the snapshot was not compared: ${(0,errors/* messageOf */.bD)(error)}`);
    }
    finally {
        await (0,promises_.rmdir)(place);
    }
}
/** A listing of three NUL-terminated fields for each name: numbers, symlink target, path. */
function compareListing(listing, root) {
    const links = countLinks(root);
    let names = 0;
    for (let at = 0; at < listing.length; names++) {
        const fields = [];
        for (let field = 0; field < 3; field++) {
            const end = listing.indexOf(0, at);
            if (end === -1)
                throw kernel_walk_differs("its listing is cut");
            fields.push(listing.toString("latin1", at, end));
            at = end + 1;
        }
        const [numbers, target, path] = fields;
        const inode = kernel_walk_find(root, path);
        if (inode === undefined || !isAsShown(inode, links.get(inode), numbers, target)) {
            throw kernel_walk_differs(`${JSON.stringify(`/${path}`)} is ${numbers} ${target}`.trim());
        }
    }
    if (names !== countNames(root))
        throw kernel_walk_differs(`it has ${names} names`);
}
function kernel_walk_find(root, path) {
    let inode = root;
    for (const name of path === "" ? [] : path.split("/")) {
        inode = inode?.type === "directory" ? inode.children.get(name) : undefined;
    }
    return inode;
}
function isAsShown(inode, links, numbers, target) {
    const [type, mode, uid, gid, size, shownLinks, time] = numbers.split(" ");
    return (type === letters[inode.type] &&
        Number.parseInt(mode, 8) === inode.mode &&
        Number(uid) === inode.uid &&
        Number(gid) === inode.gid &&
        Number(shownLinks) === links &&
        (inode.type !== "file" || Number(size) === inode.size) &&
        (inode.type !== "symlink" || target === inode.target) &&
        // find shows times before 1970 in more than one way.
        (inode.mtime.seconds < 0 ||
            time.startsWith(`${inode.mtime.seconds}.${String(inode.mtime.nanoseconds).padStart(9, "0")}`)));
}
function countNames(directory) {
    let names = 1;
    for (const child of directory.children.values())
        names += child.type === "directory" ? countNames(child) : 1;
    return names;
}
function kernel_walk_differs(what) {
    return new errors/* TreestampError */.ks("snapshot-invalid", `The kernel shows the snapshot differently from the image: ${what}.`, {
        remedy: "Nothing was published. This is a defect of treestamp, or of this kernel's EROFS: please report both versions.",
    });
}

;// CONCATENATED MODULE: ./core/snapshot/read-back.js
/**
 * What was written is read back and compared with what the layers gave, before anything is published:
 * - every frame is decompressed and compared with the raw image;
 * - the raw image is walked by our own reader: every name and attribute, and the digest of every content at the place
 *   where the image says that it is;
 * - where the kernel can mount it, the kernel's names and attributes (kernel-walk.ts).
 *
 * All of it is always done. Measured on a busy machine of 2 cores, 80,000 names and 1.5 GB from a plain tar: packing took
 * 25 s without reading back (before the kernel's part was added) and 30 s with it.
 */










/** Frames in work at once. */
const lanes = 4;
const decompress = (0,external_node_util_.promisify)(external_node_zlib_.zstdDecompress);
/** @throws snapshot-invalid at the first difference; interrupted */
async function readBack(request) {
    const { root, table, signal } = request;
    const raw = await (0,promises_.open)(request.rawFile, "r");
    try {
        const frames = await (0,promises_.open)(request.framesFile, "r");
        try {
            await Promise.all([
                compareFrames(raw, frames, table, signal),
                compareTree(raw, table.plainSize, root, signal),
                compareWithKernel(request.rawFile, root, request.log, signal),
            ]);
        }
        finally {
            await frames.close();
        }
    }
    finally {
        await raw.close();
    }
}
async function compareFrames(raw, frames, table, signal) {
    const queue = table.chunks.values();
    const sizes = await Promise.all([raw.stat(), frames.stat()]);
    if (sizes[0].size !== table.plainSize || sizes[1].size !== table.framesSize)
        throw read_back_differs("a file's length");
    await Promise.all(Array.from({ length: lanes }, async () => {
        const plain = Buffer.allocUnsafeSlow(content_pieceBytes * 3);
        const frame = Buffer.allocUnsafeSlow(content_pieceBytes * 3);
        for (const chunk of queue) {
            check(signal);
            await compareFrame(raw, frames, chunk, plain, frame);
        }
    }));
}
async function compareFrame(raw, frames, chunk, plainBuffer, frameBuffer) {
    const plain = plainBuffer.subarray(0, chunk.plainLength);
    const frame = frameBuffer.subarray(0, chunk.frameLength);
    await readFully(raw, plain, chunk.plainOffset);
    if (chunk.frameLength === 0) {
        if (!chunk_writer_isZero(plain))
            throw read_back_differs(`a chunk without a frame (at ${chunk.plainOffset})`);
        return;
    }
    await readFully(frames, frame, chunk.frameOffset);
    const decompressed = await decompress(frame, { maxOutputLength: chunk.plainLength, chunkSize: chunk.plainLength });
    if (!decompressed.equals(plain))
        throw read_back_differs(`the frame at ${chunk.frameOffset}`);
}
async function readFully(file, buffer, position) {
    const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
    if (bytesRead !== buffer.length)
        throw read_back_differs(`${buffer.length} bytes at ${position}`);
}
/** Walks the image and the tree side by side: both are in the order of names. */
async function compareTree(raw, size, root, signal) {
    const image = await openImage(fileSource(raw, size));
    const inodes = new Map();
    const links = countLinks(root);
    const compared = new Set();
    const expected = walkTree(root, "");
    for await (const entry of image.walk()) {
        check(signal);
        const next = expected.next();
        if (next.done === true || next.value.path !== entry.path)
            throw read_back_differs(nameOf(entry));
        const { inode } = next.value;
        const nid = inodes.get(inode);
        if (nid === undefined)
            inodes.set(inode, entry.inode.nid);
        else if (nid !== entry.inode.nid)
            throw read_back_differs(nameOf(entry));
        compareInode(entry, inode, links.get(inode));
        if (inode.type !== "file" || inode.size === 0 || compared.has(entry.inode.address))
            continue;
        compared.add(entry.inode.address);
        if (!(await read_back_digestOf(image.readFile(entry.inode), inode)).equals(inode.content.digest))
            throw read_back_differs(nameOf(entry));
    }
    if (expected.next().done !== true)
        throw read_back_differs("a name that is missing");
}
function* walkTree(inode, path) {
    yield { path, inode };
    if (inode.type !== "directory")
        return;
    const prefix = path === "" ? "" : `${path}/`;
    for (const name of [...inode.children.keys()].sort())
        yield* walkTree(inode.children.get(name), prefix + name);
}
function compareInode(entry, expected, links) {
    const { inode } = entry;
    const same = inode.type === expected.type &&
        inode.links === links &&
        sameAttributes(inode, expected) &&
        (expected.type !== "file" || (inode.size === expected.size && isAtItsPlace(inode, expected))) &&
        (expected.type !== "symlink" || inode.target === expected.target) &&
        ((expected.type !== "character" && expected.type !== "block") ||
            (inode.major === expected.major && inode.minor === expected.minor));
    if (!same)
        throw read_back_differs(nameOf(entry));
}
function isAtItsPlace(inode, expected) {
    return inode.tail === undefined && (inode.size === 0 || inode.address === expected.content?.address);
}
function sameAttributes(a, b) {
    const scalars = a.mode === b.mode && a.uid === b.uid && a.gid === b.gid && a.xattrs.size === b.xattrs.size;
    if (!scalars || a.mtime.seconds !== b.mtime.seconds || a.mtime.nanoseconds !== b.mtime.nanoseconds)
        return false;
    for (const [name, value] of a.xattrs)
        if (b.xattrs.get(name) !== value)
            return false;
    return true;
}
/** The digest by which content.ts knows a file. */
async function read_back_digestOf(content, { size }) {
    const digests = [];
    for await (const bytes of content) {
        if (size <= smallFileBytes)
            digests.push(sha256(bytes));
        else
            for (let at = 0; at < bytes.length; at += content_pieceBytes)
                digests.push(pieceDigest(read_back_wholeBlocks(bytes, at)));
    }
    return contentDigest(size, digests);
}
function read_back_wholeBlocks(bytes, at) {
    const piece = bytes.subarray(at, at + content_pieceBytes);
    const missing = (format_blockBytes - (piece.length % format_blockBytes)) % format_blockBytes;
    return missing === 0 ? piece : Buffer.concat([piece, Buffer.alloc(missing)]);
}
function nameOf({ path }) {
    return JSON.stringify(`/${path}`);
}
function check(signal) {
    if (signal?.aborted)
        throw new errors/* TreestampError */.ks("interrupted", "Packing was interrupted.", { cause: signal.reason });
}
function read_back_differs(what) {
    return new errors/* TreestampError */.ks("snapshot-invalid", `The snapshot was read back and differs from the image: ${what}.`, {
        remedy: "Nothing was published. Look for a full or failing disk; if neither is, this is a defect of treestamp.",
    });
}

;// CONCATENATED MODULE: ./core/snapshot/pack.js
/** From an image's layers to a snapshot: raw image, frames and chunk table, verified before anybody gets them. */












const defaultLevel = 3;
/**
 * Flattens, writes, reads back and compares. On failure nothing is left in the folder.
 * @throws image-invalid, snapshot-invalid, store-corrupt, store-unreachable, interrupted
 */
async function packSnapshot(request) {
    const { folder } = request;
    const rawFile = (0,external_node_path_.join)(folder, "raw.erofs");
    const framesFile = (0,external_node_path_.join)(folder, "frames.zst");
    await (0,promises_.mkdir)(folder, { recursive: true });
    try {
        const { root, written, inodes } = await writeSnapshot(request, rawFile, framesFile);
        const chunkTable = written.table;
        await readBack({ ...request, rawFile, framesFile, root, table: chunkTable });
        const table = encodeChunkTable(chunkTable);
        return {
            rawFile,
            framesFile,
            frames: { mediaType: framesMediaType, digest: written.framesDigest, size: chunkTable.framesSize },
            table: { mediaType: tableMediaType, digest: sha256Of(table), size: table.length },
            openFrames: () => (0,external_node_fs_.createReadStream)(framesFile, { highWaterMark: 1024 * 1024 }),
            openTable: async function* () {
                yield table;
            },
            chunkTable,
            identity: chunkTable.identity,
            root,
            files: inodes,
        };
    }
    catch (error) {
        await Promise.all([(0,promises_.rm)(rawFile, { force: true }), (0,promises_.rm)(framesFile, { force: true })]);
        throw error;
    }
}
async function writeSnapshot(request, rawFile, framesFile) {
    const { layers, log, signal, level = defaultLevel } = request;
    const abort = signal === undefined ? {} : { signal };
    const chunks = await createChunkWriter({ rawFile, framesFile, headBytes: format_blockBytes, level, ...abort });
    try {
        const contents = await createContentWriter(chunks);
        const root = await flatten({ layers, sink: contents, log, ...abort });
        contents.end();
        const address = chunks.position;
        const metadata = encodeMetadata(root, address);
        await appendRegion(chunks, metadata.region);
        const written = await chunks.finish((listed) => encodeHead(metadata, address, Buffer.from(identityOf(listed), "latin1")));
        log.debug(`Packed ${metadata.inodes} inodes; ${contents.equalFiles} files had been there before.`);
        return { root, written, inodes: metadata.inodes };
    }
    finally {
        await chunks.close();
    }
}
async function appendRegion(chunks, region) {
    for (let at = 0; at < region.length; at += content_pieceBytes) {
        const buffer = await chunks.buffer();
        chunks.append(buffer, region.copy(buffer, 0, at, at + content_pieceBytes));
    }
}

;// CONCATENATED MODULE: ./core/image/published.js
/**
 * What one tag names: an OCI index that lists the image for each platform and, beside each, its snapshot. Snapshots
 * carry the platform `unknown/unknown`, as BuildKit's attestations do, so that every client takes the image alone.
 */





/** A chunk table or a configuration is held in memory: a longer one is refused before it is fetched. Some 900,000 chunks. */
const maxPartBytes = 64 * 1024 * 1024;
const unknownPlatform = { os: "unknown", architecture: "unknown" };
/** The index for these images, ready to be stored. The same images give the same bytes. */
function makeIndex(images) {
    const snapshots = images.flatMap(({ image, snapshot }) => snapshot === undefined
        ? []
        : [
            {
                ...snapshot,
                artifactType: snapshotArtifactType,
                platform: unknownPlatform,
                annotations: { [snapshotOfAnnotation]: image.digest },
            },
        ]);
    const manifests = [...images.map(({ platform, image }) => ({ ...image, platform })), ...snapshots];
    return stored({ schemaVersion: 2, mediaType: ociIndexMediaType, manifests });
}
/** Reads the index under a key's tag. @throws image-invalid */
function parseIndex(stored) {
    const index = parseManifest(stored);
    if (index.kind !== "index") {
        throw new errors/* TreestampError */.ks("image-invalid", `${stored.descriptor.digest} is one image, not an index with a snapshot.`, {
            remedy: "Something else than treestamp wrote this tag. Delete it, or keep build images in a repository of their own.",
        });
    }
    const snapshots = new Map(index.manifests
        .filter(({ annotations }) => annotations?.[snapshotOfAnnotation] !== undefined)
        .map((manifest) => [manifest.annotations[snapshotOfAnnotation], manifest]));
    return index.manifests
        .filter(({ platform }) => platform !== undefined && platform.os !== unknownPlatform.os)
        .map((image) => ({ platform: image.platform, image, snapshot: snapshots.get(image.digest) }));
}
/** What is there for this machine's platform: an image of an index, or a platform of a recipe. @throws platform-missing */
function forPlatform(images, wanted) {
    const found = images.find(({ platform }) => platform.os === wanted.os && platform.architecture === wanted.architecture);
    if (found !== undefined)
        return found;
    const there = images.map(({ platform }) => formatPlatform(platform)).join(", ");
    throw new errors/* TreestampError */.ks("platform-missing", `The build image is made for ${there || "no platform"}, and this machine is ${formatPlatform(wanted)}.`, { remedy: `Add ${formatPlatform(wanted)} to the input "platforms" (this gives another key).` });
}
/** The manifest of a snapshot, ready to be stored. */
function makeSnapshotManifest(snapshot) {
    return stored({
        schemaVersion: 2,
        mediaType: ociManifestMediaType,
        artifactType: snapshotArtifactType,
        config: snapshot.config,
        layers: [snapshot.frames, snapshot.table],
        annotations: { [identityAnnotation]: snapshot.identity },
    });
}
/** Reads a snapshot's manifest. @throws snapshot-invalid */
function parseSnapshotManifest(stored) {
    const manifest = parseManifest(stored);
    const layer = (mediaType) => manifest.layers?.find((candidate) => candidate.mediaType === mediaType);
    const frames = layer(framesMediaType);
    const table = layer(tableMediaType);
    const identity = manifest.annotations[identityAnnotation];
    const isWhole = frames !== undefined && table !== undefined && identity !== undefined && isDigest(identity);
    if (manifest.kind !== "manifest" || !isWhole) {
        throw new errors/* TreestampError */.ks("snapshot-invalid", `${stored.descriptor.digest} is not the manifest of a snapshot.`, {
            remedy: "It may come from a newer treestamp: use the version that published it, or build again under another key.",
        });
    }
    for (const { digest, size } of [manifest.config, table]) {
        if (size <= maxPartBytes)
            continue;
        throw new errors/* TreestampError */.ks("snapshot-invalid", `A snapshot's part ${digest} of ${size} bytes is too long.`, {
            remedy: "Delete the image's tag from the store, so that it is built again.",
        });
    }
    return { identity, config: manifest.config, frames, table };
}
function stored(manifest) {
    return manifestOf(manifest.mediaType, Buffer.from(JSON.stringify(manifest)));
}

;// CONCATENATED MODULE: ./core/verbs/publish.js
/** From an engine's layout to a store: blobs first, then manifests, the index with the tag last. */



/** All manifests of a build, made once: the same build gives the same bytes wherever it is published. */
function makePublication(images) {
    const snapshotManifests = images.map(({ manifest, snapshot }) => makeSnapshotManifest({ ...snapshot, config: imageManifest(manifest).config }));
    const published = images.map(({ platform, manifest }, position) => ({
        platform,
        image: manifest.descriptor,
        snapshot: snapshotManifests[position].descriptor,
    }));
    return { index: makeIndex(published), images, snapshotManifests };
}
/**
 * Publishes a build under its tag. Until the last request nothing is visible; a tag that already names the same bytes
 * is left as it is.
 * @returns bytes of all blobs
 * @throws tag-taken where the tag names other bytes; store-denied, store-unreachable
 */
async function publish(publication, layout, store, tag) {
    const blobs = publication.images.flatMap(({ manifest, snapshot }) => {
        const { config, layers } = imageManifest(manifest);
        return [
            ...[config, ...layers].map((blob) => ({ blob, source: () => layout.readBlob(blob) })),
            { blob: snapshot.frames, source: { file: snapshot.framesFile } },
            { blob: snapshot.table, source: snapshot.openTable },
        ];
    });
    await eachOf(blobs, 4, ({ blob, source }) => store.writeBlob(blob, source));
    const manifests = [...publication.images.map(({ manifest }) => manifest), ...publication.snapshotManifests];
    await eachOf(manifests, 4, (manifest) => store.writeManifest(manifest));
    const there = await store.lookup(tag);
    if (there.state === "unknown")
        throw there.reason;
    if (there.state === "absent")
        await store.writeManifest(publication.index, tag);
    else
        refuseOtherBytes(there.manifest.descriptor, publication.index.descriptor, store, tag);
    return blobs.reduce((sum, { blob }) => sum + blob.size, 0);
}
function refuseOtherBytes(there, ours, store, tag) {
    if (there.digest === ours.digest)
        return;
    throw new errors/* TreestampError */.ks("tag-taken", `${store.location}:${tag} is ${there.digest}, and this build is ${ours.digest}: the same recipe gave other bytes.`, {
        remedy: "A key names one image, so the first one stays. Look for unpinned inputs: treestamp resolve lists them.",
    });
}
function imageManifest(stored) {
    const manifest = parseManifest(stored);
    if (manifest.kind === "manifest")
        return manifest;
    throw new errors/* TreestampError */.ks("image-invalid", `${stored.descriptor.digest} is an index where an image is expected.`);
}
/** Calls `work` for each item, at most `limit` at a time; the first failure ends it. */
async function eachOf(items, limit, work) {
    const queue = items.values();
    await Promise.all(Array.from({ length: limit }, async () => {
        for (const item of queue)
            await work(item);
    }));
}

;// CONCATENATED MODULE: ./core/verbs/make.js
/** From a recipe to images and snapshots that nobody has seen yet: engine, layout, pack. */









/** Builds the images of a recipe and packs their snapshots. All files are in `scratch`. */
async function make(ports, request, resolved, scratch) {
    const { recipe, stages } = resolved;
    const output = (0,external_node_path_.join)(scratch, "layout");
    await (0,promises_.mkdir)(output);
    await make_build(ports, request, resolved, output);
    const { store: layout, root } = await ports.openLayout(output);
    const images = await timed(stages, "pack", async (describe) => {
        const packed = [];
        for (const { platform, manifest } of await imagesOf(layout, root, recipe.platforms)) {
            const folder = (0,external_node_path_.join)(scratch, String(packed.length));
            packed.push({ platform, manifest, snapshot: await pack(ports, layout, manifest, folder) });
        }
        const total = (what) => packed.reduce((sum, { snapshot }) => sum + what(snapshot), 0);
        describe({ bytes: total(({ frames }) => frames.size), note: `${total(({ files }) => files)} files` });
        return packed;
    });
    return { layout, publication: makePublication(images) };
}
async function make_build(ports, request, { recipe, repository, stages }, output) {
    const engine = await ports.chooseEngine();
    await timed(stages, "build", async (describe) => {
        await engine.build({
            context: contextTar(repository, recipe),
            dockerfile: recipe.dockerfile,
            target: recipe.target,
            buildArgs: recipe.buildArgs,
            platforms: recipe.platforms,
            bases: recipe.bases,
            secrets: request.secrets,
            epoch: 0,
            network: request.network,
            noCache: request.force,
            output,
        });
        describe({ note: engine.name });
    });
}
/** The image of each platform in an engine's layout. */
async function imagesOf(layout, root, platforms) {
    const top = parseManifest(root);
    if (top.kind === "manifest")
        return [{ platform: parsePlatform(platforms[0]), manifest: root }];
    const images = [];
    for (const { platform, digest } of top.manifests) {
        const lookup = await layout.lookup(digest);
        if (lookup.state !== "present" || platform === undefined) {
            throw new errors/* TreestampError */.ks("image-invalid", `The engine's layout lists ${digest} and does not hold it.`);
        }
        images.push({ platform, manifest: lookup.manifest });
    }
    const missing = platforms.filter((wanted) => !images.some(({ platform }) => formatPlatform(platform) === wanted));
    if (missing.length > 0) {
        throw new errors/* TreestampError */.ks("build-failed", `The engine built no image for ${missing.join(", ")}.`);
    }
    return images;
}
async function pack(ports, layout, stored, folder) {
    const manifest = parseManifest(stored);
    if (manifest.kind !== "manifest") {
        throw new errors/* TreestampError */.ks("image-invalid", `${stored.descriptor.digest} is an index inside of an index.`);
    }
    const diffIds = diffIdsOf(await readWhole(layout, manifest.config), manifest);
    const layers = manifest.layers.map((descriptor, position) => ({
        descriptor,
        diffId: diffIds[position],
        open: () => layout.readBlob(descriptor),
    }));
    return packSnapshot({ layers, folder, log: ports.log });
}

;// CONCATENATED MODULE: ./core/verbs/resolve.js




/** Computes the key. No store is asked. */
async function resolve_identify(ports, request, repository) {
    const stages = [];
    const source = await timed(stages, "key", async () => {
        const { recipe, inputs, dirty } = await readSource(repository, {
            ref: request.ref,
            inputs: recipeInputsOf(request.recipe),
        });
        return { recipe, inputs, key: keyOf(repository.objectFormat, recipe, dirty) };
    });
    const store = storeOf(ports, request, repository, source.inputs.image);
    return { repository, recipe: source.recipe, key: source.key, store, stages };
}
/** A folder that `treestamp.yml` names starts where the file is, so that it is the same from every folder. */
function storeOf(ports, request, { workTree }, image) {
    if (request.store !== undefined)
        return ports.openStore(request.store);
    if (image === undefined)
        return ports.localStore;
    return ports.openStore(image, request.recipe.has("image") ? undefined : workTree);
}
/** Asks the store for the key's tag: one request. */
async function lookUp(identified) {
    const { store, key, stages } = identified;
    const lookup = await timed(stages, "lookup", async (describe) => {
        const answer = await store.lookup(key.tag);
        describe({ note: answer.state });
        return answer;
    });
    return { ...identified, lookup };
}

;// CONCATENATED MODULE: ./core/verbs/build.js
/** build: make the image and its snapshot, if nobody has. */








/**
 * Gives the image of a key, building and publishing it where it is absent. Of several processes of this machine one builds
 * it; the others wait for it and take it. Where that one fails or dies, the next one builds.
 * @throws what the lookup failed with: an unknown state is never taken for absent
 */
async function ensureBuilt(ports, request, identified) {
    const { store, key } = identified;
    const cache = await ports.openCache();
    await cache.useImage(key.tag);
    const resolved = await lookUp(identified);
    const { lookup } = resolved;
    const there = request.force ? undefined : await whereItIs(ports, store, key.tag, lookup);
    if (there !== undefined)
        return { ...resolved, ...there };
    const lock = `build-${(0,external_node_crypto_.createHash)("sha256").update(`${store.location}\0${key.tag}`).digest("hex")}`;
    const work = async () => {
        const by = request.force ? undefined : await whereItIs(ports, store, key.tag, await store.lookup(key.tag));
        if (by !== undefined)
            return { ...resolved, ...by };
        await sayWhyMissed(ports, request, resolved);
        return cache.withIncoming(async (scratch) => {
            const { layout, publication } = await make(ports, request, resolved, scratch);
            const published = await publishWhereAllowed(ports, cache, request, resolved, layout, publication);
            await keepSnapshot(ports, cache, publication);
            return { ...resolved, ...published };
        });
    };
    return cache.alone(lock, work, (holder) => ports.log.info(`Waiting for ${holder}, which builds the same image.`));
}
/** The image by the store's answer; or one that this machine built for itself before, because it could not push it. */
async function whereItIs(ports, store, tag, lookup) {
    if (lookup.state === "unknown")
        throw lookup.reason;
    if (lookup.state === "present")
        return { index: lookup.manifest, from: store, hit: true };
    return store.shared ? whereItIs(ports, ports.localStore, tag, await ports.localStore.lookup(tag)) : undefined;
}
/** Why nobody has built this key yet: what changed in the recipe since the last one. */
async function sayWhyMissed({ log }, request, resolved) {
    const { key, store, repository } = resolved;
    const previous = await changesSincePrevious(repository, resolved, request.ref ?? "HEAD", recipeInputsOf(request.recipe));
    const since = previous === undefined ? "" : `: since ${previous.commit.slice(0, 12)}, ${build_listed(previous.changes)}`;
    log.info(`Miss: ${store.location} has no ${key.tag}${since}.`);
}
/** At most five changes in a line; more are counted. */
function build_listed(changes) {
    const shown = changes.slice(0, 5).join(", ");
    return changes.length > 5 ? `${shown} and ${changes.length - 5} more` : shown;
}
/** Publishes to the store that was asked for; where we may not write there, to this machine's own. */
async function publishWhereAllowed(ports, cache, request, { store, key, stages }, layout, publication) {
    const publishTo = (target, note) => timed(stages, "publish", async (describe) => {
        const work = () => publish(publication, layout, target, key.tag);
        // What is pushed and has no tag yet is not to be taken for what nobody needs (prune.ts).
        const bytes = await (target === ports.localStore ? cache.alone("store", work) : work());
        describe({ bytes, note: note ?? target.location });
        return { index: publication.index, from: target, hit: false };
    });
    if (key.dirty && store.shared)
        return publishTo(ports.localStore, "this machine only: the recipe is not committed");
    try {
        return await publishTo(store);
    }
    catch (error) {
        if ((0,errors/* isTreestampError */.Sh)(error, "tag-taken") && !request.force) {
            // Another job was first. Its image is the one that the key names from now on.
            const lookup = await store.lookup(key.tag);
            if (lookup.state !== "present")
                throw error;
            ports.log.warning(`${error.message} The one that is there is used.`);
            return { index: lookup.manifest, from: store, hit: false };
        }
        if (!(0,errors/* isTreestampError */.Sh)(error, "store-denied") || !store.shared)
            throw error;
        ports.log.warning(`The image is not pushed: ${error.message} It is kept on this machine.`);
        return publishTo(ports.localStore, "this machine only: no right to push");
    }
}
/** What was packed here for this machine's platform need not be fetched: the mountable file moves to the cache. */
async function keepSnapshot(ports, cache, { images }) {
    const own = images.find(({ platform }) => platform.architecture === ports.platform.architecture);
    if (own === undefined)
        return;
    const { identity, rawFile, chunkTable } = own.snapshot;
    await cache.provide(identity, async () => ({ image: rawFile, table: chunkTable }));
}

;// CONCATENATED MODULE: ./core/snapshot/buffers.js
/**
 * Memory for bytes that pass through. Left to the garbage collector, the buffers of one gigabyte make it mark the whole
 * heap some forty times, which costs half as much as decompressing them: so what is done with is given back at once.
 */
/** Cuts a stream into pieces of these lengths, each in memory of its own. Ends early where the stream does. */
async function* cut(parts, lengths) {
    const waiting = lengths[Symbol.iterator]();
    const fresh = () => {
        const { value, done } = waiting.next();
        return done ? undefined : Buffer.allocUnsafeSlow(value);
    };
    let piece = fresh();
    let filled = 0;
    for await (const part of parts) {
        for (let at = 0; piece !== undefined && at < part.length;) {
            const bytes = part.subarray(at, at + piece.length - filled);
            piece.set(bytes, filled);
            at += bytes.length;
            filled += bytes.length;
            if (filled < piece.length)
                break;
            yield piece;
            piece = fresh();
            filled = 0;
        }
    }
}
/** Gives a buffer's memory back. Nobody may read it, or anything else in the same memory, afterwards. */
function release(buffer) {
    // Small ones may stand in the pool that Node shares out.
    if (buffer.buffer.byteLength > Buffer.poolSize)
        buffer.buffer.transfer(0);
}

;// CONCATENATED MODULE: ./core/snapshot/fetch-plan.js
/** Bytes of frames that one request asks for. */
const runBytes = 8 << 20;
/** Which chunks a local image has and which must come from the store, in the order of their frames. */
function divide(table, reuse) {
    const local = new Map();
    for (const { image, table: has } of reuse) {
        for (const { plainDigest, plainOffset, plainLength, frameLength } of has.chunks) {
            if (frameLength === 0)
                continue;
            local.set(plainDigest.toString("latin1"), { image, offset: plainOffset, length: plainLength });
        }
    }
    const known = [];
    const missing = [];
    for (const chunk of table.chunks) {
        if (chunk.frameLength === 0)
            continue;
        const found = local.get(chunk.plainDigest.toString("latin1"));
        if (found !== undefined && found.length === chunk.plainLength)
            known.push({ chunk, ...found });
        else
            missing.push(chunk);
    }
    missing.sort((a, b) => a.frameOffset - b.frameOffset);
    return { known, missing };
}
/** Groups chunks whose frames follow each other, up to `runBytes` a group. */
function runsOf(chunks) {
    const runs = [];
    let size = 0;
    for (const chunk of chunks) {
        const last = runs.at(-1)?.at(-1);
        const adjoins = last !== undefined && last.frameOffset + last.frameLength === chunk.frameOffset;
        if (adjoins && size + chunk.frameLength <= runBytes) {
            runs.at(-1).push(chunk);
            size += chunk.frameLength;
        }
        else {
            runs.push([chunk]);
            size = chunk.frameLength;
        }
    }
    return runs;
}

;// CONCATENATED MODULE: ./core/snapshot/limiter.js
function limiter(places) {
    let free = places;
    const waiting = [];
    const enter = async () => {
        if (free > 0)
            free--;
        else
            await new Promise((resolve) => waiting.push(resolve));
    };
    const leave = () => {
        const next = waiting.shift();
        if (next === undefined)
            free++;
        else
            next();
    };
    return {
        enter,
        leave,
        async all(items, body) {
            const running = new Set();
            let failure;
            for (const item of items) {
                await enter();
                if (failure !== undefined) {
                    leave();
                    break;
                }
                const task = body(item)
                    .catch((error) => {
                    failure ??= { error };
                })
                    .finally(() => {
                    leave();
                    running.delete(task);
                });
                running.add(task);
            }
            await Promise.all(running);
            if (failure !== undefined)
                throw failure.error;
        },
    };
}

;// CONCATENATED MODULE: ./core/snapshot/fetch.js
/** Brings a snapshot from a store to this machine: frames in, one raw image file out. */









/** Requests in flight at a time. */
const connections = 6;
/** Chunks that are being decompressed or copied at a time; with the longest chunk that a table may have this bounds the memory. */
const chunksInWork = 12;
/**
 * Bytes written at once. Newer kernels keep a larger write in a larger folio, which they have to get from memory that
 * nobody has used yet: where a machine's memory is handed out slowly, that costs twice the time (docs/performance.md).
 */
const writeBytes = 128 << 10;
/** How often a request that brought nothing is made again. */
const retries = 4;
const fetch_decompress = (0,external_node_util_.promisify)(external_node_zlib_.zstdDecompress);
/**
 * Writes the raw image. Each frame is verified by its sha256 before it is decompressed, each chunk has exactly the
 * length that the table says, all-zero chunks stay holes, and what arrived is not asked for again when a connection breaks.
 * Nothing is synced to disk: the fresh pages are what the mount reads.
 * @throws store-unreachable, store-denied, store-corrupt, path-missing (from the store); snapshot-invalid (the table
 * contradicts itself, or a frame does not hold what the table says); interrupted
 */
async function fetchSnapshot(request) {
    const { table, frames, destination } = request;
    const start = performance.now();
    if (table.framesSize !== frames.size) {
        throw fetch_invalid(`its table speaks of ${table.framesSize} bytes of frames, its manifest of ${frames.size}`);
    }
    const stop = new AbortController();
    const signal = request.signal === undefined ? stop.signal : AbortSignal.any([stop.signal, request.signal]);
    throwIfAborted(signal);
    const partial = `${destination}.${(0,external_node_crypto_.randomBytes)(6).toString("hex")}.partial`;
    const file = await (0,promises_.open)(partial, "wx", 0o600);
    try {
        await file.truncate(table.plainSize);
        const transfer = {
            ...request,
            received: 0,
            stop,
            signal,
            file,
            work: limiter(chunksInWork),
            links: limiter(connections),
        };
        const { known, missing } = divide(table, request.reuse ?? []);
        const copying = copyChunks(transfer, known);
        const fetching = [fetchChunks(transfer, missing), copying.then((copied) => fetchChunks(transfer, copied.refused))];
        for (const outcome of await Promise.allSettled(fetching)) {
            if (outcome.status === "rejected")
                throw outcome.reason;
        }
        const { bytes, refused } = await copying;
        await file.close();
        await (0,promises_.rename)(partial, destination);
        return {
            bytesFetched: transfer.received,
            chunksFetched: missing.length + refused.length,
            chunksReused: known.length - refused.length,
            bytesReused: bytes,
            seconds: (performance.now() - start) / 1000,
        };
    }
    catch (error) {
        await file.close().catch(() => { });
        await (0,promises_.rm)(partial, { force: true });
        if (request.signal?.aborted)
            throw interrupted();
        throw stop.signal.aborted ? stop.signal.reason : error;
    }
}
/** Copies chunks out of local images. Those that are no longer what their table says are refused, not trusted. */
async function copyChunks({ file, work, signal }, known) {
    let bytes = 0;
    const refused = [];
    const images = new Map();
    try {
        for (const { image } of known) {
            if (images.has(image))
                continue;
            // An image that was removed meanwhile has nothing to copy: its chunks are fetched.
            const handle = await (0,promises_.open)(image, "r").catch(() => undefined);
            if (handle !== undefined)
                images.set(image, handle);
        }
        await work.all(known, async ({ chunk, image, offset }) => {
            throwIfAborted(signal);
            const plain = Buffer.allocUnsafe(chunk.plainLength);
            const source = await images.get(image)?.read(plain, 0, plain.length, offset);
            if (source?.bytesRead !== plain.length || !fetch_sha256(plain).equals(chunk.plainDigest)) {
                refused.push(chunk);
                return;
            }
            await fetch_writeAll(file, plain, chunk.plainOffset);
            bytes += chunk.plainLength;
            release(plain);
        });
    }
    finally {
        for (const image of images.values())
            await image.close();
    }
    return { bytes, refused: refused.sort((a, b) => a.frameOffset - b.frameOffset) };
}
/** Fetches chunks, sorted by frame, in runs of neighbours. */
async function fetchChunks(transfer, chunks) {
    await transfer.links.all(runsOf(chunks), async (run) => {
        await fetchRun(transfer, run).catch((error) => {
            transfer.stop.abort(error);
            throw error;
        });
    });
}
/** One request, and more of them while each brings at least one chunk or few have failed in a row. */
async function fetchRun(transfer, run) {
    const { signal } = transfer;
    let rest = run;
    for (let failures = 0;;) {
        const landed = [];
        try {
            return await requestRun(transfer, rest, landed);
        }
        catch (error) {
            throwIfAborted(signal);
            failures = landed.length > 0 ? 1 : failures + 1;
            if (!(0,errors/* isTreestampError */.Sh)(error, "store-unreachable", "store-corrupt") || failures > retries)
                throw error;
            rest = rest.filter((chunk) => !landed.includes(chunk));
            await (0,external_node_timers_promises_.setTimeout)(100 * 2 ** failures * (0.5 + Math.random()), undefined, { signal }).catch(() => { });
            throwIfAborted(signal);
        }
    }
}
/** Asks for neighbouring chunks in one request, and adds each to `landed` once it is in its place. */
async function requestRun(transfer, run, landed) {
    const { store, frames, signal, work } = transfer;
    const offset = run[0].frameOffset;
    const last = run.at(-1);
    const range = { offset, length: last.frameOffset + last.frameLength - offset };
    const frameLengths = run.map(({ frameLength }) => frameLength);
    async function* received() {
        for await (const part of abortable(store.readBlob(frames, range), signal)) {
            transfer.received += part.length;
            yield part;
        }
    }
    const placing = [];
    let broken;
    try {
        let next = 0;
        for await (const frame of cut(received(), frameLengths)) {
            const chunk = run[next++];
            verifyFrame(frame, chunk, transfer);
            await work.enter();
            const placed = fetch_place(transfer, chunk, frame).finally(work.leave);
            placing.push(placed.then(() => void landed.push(chunk)));
            placed.catch(() => { });
        }
        if (next < run.length) {
            throw new errors/* TreestampError */.ks("store-unreachable", `${store.location} sent less of the snapshot than was asked for.`);
        }
    }
    catch (error) {
        broken = { error };
    }
    for (const outcome of await Promise.allSettled(placing)) {
        if (outcome.status === "rejected")
            throw outcome.reason;
    }
    if (broken !== undefined)
        throw broken.error;
}
function verifyFrame(frame, chunk, { store, frames }) {
    if (fetch_sha256(frame).equals(chunk.frameDigest))
        return;
    throw new errors/* TreestampError */.ks("store-corrupt", `${store.location} sent bytes that are not the snapshot's (frame at ${chunk.frameOffset}).`, { remedy: `Try again; where it stays so, remove the blob ${frames.digest} from the store and build with --force.` });
}
/**
 * Decompresses a verified frame, within the length that the table says, and writes it to its place. Keeps the frame's
 * memory only where it fails.
 */
async function fetch_place({ file }, chunk, frame) {
    // One byte more than expected lets zlib see the end in its first call; two frames in one, or a longer one, fail.
    const plain = await fetch_decompress(frame, {
        chunkSize: Math.max(chunk.plainLength + 1, 64),
        maxOutputLength: chunk.plainLength,
    }).catch((error) => {
        throw fetch_invalid(`a frame (at ${chunk.frameOffset}) cannot be decompressed: ${(0,errors/* messageOf */.bD)(error)}`, error);
    });
    release(frame);
    if (plain.length !== chunk.plainLength) {
        throw fetch_invalid(`a chunk (at ${chunk.plainOffset}) has ${plain.length} bytes instead of ${chunk.plainLength}`);
    }
    await fetch_writeAll(file, plain, chunk.plainOffset);
    release(plain);
}
async function fetch_writeAll(file, bytes, position) {
    for (let done = 0; done < bytes.length;) {
        const length = Math.min(writeBytes, bytes.length - done);
        const { bytesWritten } = await file.write(bytes, done, length, position + done);
        done += bytesWritten;
    }
}
/** The same items, but waiting for the next one ends when the signal does. */
async function* abortable(source, signal) {
    const items = source[Symbol.asyncIterator]();
    let wake = () => { };
    const aborted = new Promise((resolve) => {
        wake = () => resolve("aborted");
    });
    signal.addEventListener("abort", wake, { once: true });
    try {
        for (;;) {
            throwIfAborted(signal);
            const item = await Promise.race([items.next(), aborted]);
            if (item === "aborted" || item.done)
                break;
            yield item.value;
        }
        throwIfAborted(signal);
    }
    finally {
        signal.removeEventListener("abort", wake);
        // Not awaited: a source that hangs in its read would hold us, too.
        void items.return?.().catch(() => { });
    }
}
function fetch_sha256(bytes) {
    return (0,external_node_crypto_.hash)("sha256", bytes, "buffer");
}
function throwIfAborted(signal) {
    if (signal.aborted)
        throw interrupted();
}
function interrupted() {
    return new errors/* TreestampError */.ks("interrupted", "Fetching the snapshot was stopped.");
}
function fetch_invalid(why, cause) {
    return new errors/* TreestampError */.ks("snapshot-invalid", `The snapshot cannot be used: ${why}.`, {
        remedy: "Delete the image's tag from the store, so that it is built again.",
        cause,
    });
}

;// CONCATENATED MODULE: ./core/verbs/pull.js
/** pull: make the environment ready to run. */









/**
 * Gives the environment of a key, building and fetching what is not there. A snapshot that this machine has had ready
 * before needs no request, because a key names one image.
 */
async function ensureReady(ports, request, identified) {
    // Before a build whose image could not be run here.
    forPlatform(identified.recipe.platforms.map((written) => ({ platform: parsePlatform(written) })), ports.platform);
    const [cache, choice] = await Promise.all([ports.openCache(), ports.chooseSandbox()]);
    if (choice.kind === "mounted") {
        const known = await pull_recall(ports, cache, identified);
        if (known !== undefined) {
            const { environment, from, file } = known;
            return { ...identified, environment, from, sandbox: choice.open(environment, file), hit: true, state: "present" };
        }
    }
    const built = await ensureBuilt(ports, request, identified);
    const { from, hit, stages } = built;
    const { environment, snapshot } = await pull_environmentOf(ports, built);
    const sandbox = choice.kind === "container"
        ? choice.open(environment, from)
        : choice.open(environment, (await cached(ports, cache, from, snapshot, stages)).image);
    await cache.remember(environment);
    const state = built.lookup.state === "present" ? "present" : "absent";
    return { ...identified, environment, from, sandbox, hit, state };
}
/** The environment as this machine remembers it, where its snapshot is still here. */
async function pull_recall(ports, cache, { store, key, stages }) {
    const start = performance.now();
    for (const from of store.shared ? [store, ports.localStore] : [store]) {
        const environment = await cache.recall(from.location, key.tag);
        if (environment !== undefined && from === ports.localStore)
            await cache.useImage(key.tag);
        const snapshot = environment === undefined ? undefined : await cache.find(environment.identity);
        if (environment === undefined || snapshot === undefined)
            continue;
        stages.push({ name: "lookup", seconds: (performance.now() - start) / 1000, note: "ready on this machine" });
        return { environment, from, file: snapshot.image };
    }
    return undefined;
}
/** What the index says of this machine's platform. */
async function pull_environmentOf(ports, { from, index, key }) {
    const published = forPlatform(parseIndex(index), ports.platform);
    const snapshot = parseSnapshotManifest(await pull_manifestOf(from, snapshotOf(published, from)));
    const environment = {
        location: from.location,
        tag: key.tag,
        digest: index.descriptor.digest,
        image: published.image,
        identity: snapshot.identity,
        config: (await readWhole(from, snapshot.config)).toString("utf8"),
    };
    return { environment, snapshot };
}
/** The snapshot's file on this machine: as it is here, or fetched, by us or by another process that is at it. */
async function cached({ log }, cache, from, { identity, table: tableBlob, frames }, stages) {
    const here = await cache.find(identity);
    if (here !== undefined)
        return here;
    return timed(stages, "fetch", async (describe) => {
        describe({ note: "by another process of this machine" });
        const fetchTo = async (folder) => {
            const image = (0,external_node_path_.join)(folder, "image.erofs");
            const table = parseChunkTable(await readWhole(from, tableBlob));
            const reuse = await cache.list();
            const report = await fetchSnapshot({ store: from, frames, table, destination: image, reuse });
            const { chunksFetched, chunksReused, bytesFetched } = report;
            describe({ bytes: bytesFetched, note: `${chunksFetched} of ${chunksFetched + chunksReused} chunks` });
            return { image, table };
        };
        return cache.provide(identity, fetchTo, (holder) => log.info(`Waiting for ${holder}, which fetches the same snapshot.`));
    });
}
function snapshotOf({ snapshot, image }, from) {
    if (snapshot !== undefined)
        return snapshot;
    throw new errors/* TreestampError */.ks("snapshot-invalid", `${from.location}@${image.digest} has no snapshot beside it.`, {
        remedy: "It was pushed by something else than treestamp: keep build images in a repository of their own.",
    });
}
async function pull_manifestOf(store, { digest }) {
    const lookup = await store.lookup(digest);
    if (lookup.state === "present")
        return lookup.manifest;
    if (lookup.state === "unknown")
        throw lookup.reason;
    throw new errors/* TreestampError */.ks("store-corrupt", `${store.location} lists the manifest ${digest} and does not hold it.`, {
        remedy: "The store was cleaned in part: delete the tag, so that it is built again.",
    });
}

;// CONCATENATED MODULE: ./core/verbs/run.js
/** run: a command in the environment, with the workspace at its own place. */





/** Where a script stands inside the environment: not on a command line, which every process of the machine can read. */
const scriptPath = "/run/treestamp-script";
/** Runs the requested command to its end. @returns its exit code */
async function runIn(ports, request, ready) {
    const { sandbox } = ready;
    const image = parseImageConfig(ready.environment.config);
    const cache = await ports.openCache();
    return cache.withIncoming(async (scratch) => {
        const { argv, binds } = await program(request, image, scratch);
        const workingDirectory = await folderAt((0,external_node_path_.resolve)(request.path, request.workingDirectory ?? "."));
        const command = {
            argv,
            workingDirectory,
            env: run_environmentOf(request.env, ports.environment),
            user: request.user,
            binds: [...workspace(ready.repository, workingDirectory), ...binds],
            output: ports.commandOutput,
        };
        return timed(ready.stages, "run", async (describe) => {
            const { exitCode } = await sandbox.run(command);
            describe({ note: `exit code ${exitCode}` });
            return exitCode;
        });
    });
}
/** @throws input-invalid where there is no such folder: one that is made now would be the mistake's, not the user's */
async function folderAt(path) {
    const stats = await (0,promises_.stat)(path).catch(() => undefined);
    if (stats?.isDirectory())
        return path;
    throw new errors/* TreestampError */.ks("input-invalid", `The working directory ${path} is not a folder of this machine.`, {
        remedy: "Check `working-directory`: the command sees the workspace at its own place.",
    });
}
/** What to start: the command as it is; a script by its shell, as a step of a workflow does it; or what the image says. */
async function program(request, image, scratch) {
    const { command } = request;
    if (command?.kind === "argv")
        return { argv: command.argv, binds: [] };
    if (command?.kind === "script") {
        const file = (0,external_node_path_.join)(scratch, "script");
        await (0,promises_.writeFile)(file, command.text, { mode: 0o644 });
        const options = command.shell === "bash" ? ["--noprofile", "--norc", "-e", "-o", "pipefail"] : ["-e"];
        return {
            argv: [command.shell, ...options, scriptPath],
            binds: [{ source: file, target: scriptPath, readOnly: true }],
        };
    }
    const argv = [...image.entrypoint, ...image.cmd];
    if (argv.length > 0)
        return { argv, binds: [] };
    throw new errors/* TreestampError */.ks("input-invalid", "There is no command to run, and the image has no ENTRYPOINT or CMD.", {
        remedy: "Give one: treestamp run -- make test, or the input `run` in a workflow.",
    });
}
/**
 * The work tree; the working directory, and the git directory (of a linked worktree, of a submodule), where they lie
 * elsewhere.
 */
function workspace({ workTree, commonDirectory }, workingDirectory) {
    const folders = workTree === undefined ? [workingDirectory] : [workTree];
    for (const folder of [workingDirectory, ...(workTree === undefined ? [] : [commonDirectory])]) {
        if (!folders.some((above) => isWithin(above, folder)))
            folders.push(folder);
    }
    return folders.map((folder) => ({ source: folder, target: folder, readOnly: false }));
}
function isWithin(above, folder) {
    const way = (0,external_node_path_.relative)(above, folder);
    return way !== ".." && !way.startsWith(`..${external_node_path_.sep}`);
}
/** `NAME=VALUE` as it is; `NAME` with the caller's value, and nothing where the caller has none, as docker does it. */
function run_environmentOf(items, caller) {
    const variables = new Map();
    for (const item of items) {
        const equals = item.indexOf("=");
        const name = equals < 0 ? item : item.slice(0, equals);
        const value = equals < 0 ? caller[name] : item.slice(equals + 1);
        if (value !== undefined)
            variables.set(name, value);
    }
    return variables;
}

;// CONCATENATED MODULE: ./core/verbs/call.js
/** Each verb as a whole: from a request to a result. */











/** Carries out one verb. @throws TreestampError */
async function callVerb(verb, ports, request, repository, extras) {
    const identified = await resolve_identify(ports, request, repository);
    switch (verb) {
        case "resolve":
            return call_resolved(ports, request, identified, extras);
        case "build": {
            await writeKeyTree(repository, identified.recipe, identified.key);
            const { lookup, index, from, hit } = await ensureBuilt(ports, request, await lookUp(identified));
            const state = lookup.state;
            return { ...call_named(identified, from.location, index.descriptor.digest), state, cacheHit: hit };
        }
        case "pull":
        case "run": {
            const ready = await ensureReady(ports, request, identified);
            const { environment, from, state, hit, sandbox } = ready;
            const exitCode = verb === "run" ? await runIn(ports, request, ready) : undefined;
            return {
                ...call_named(identified, from.location, environment.digest),
                state,
                cacheHit: hit,
                snapshot: environment.identity,
                sandbox: sandbox.kind,
                exitCode,
            };
        }
    }
}
async function call_resolved(ports, request, identified, extras) {
    const { repository, recipe, key } = identified;
    const [{ lookup, store }, unpinned] = await Promise.all([
        lookUp(identified),
        unpinnedIn(repository, recipe),
        writeKeyTree(repository, recipe, key),
    ]);
    for (const { line, message } of unpinned) {
        ports.log.warning(`${textOfPath(recipe.origin.dockerfile)}:${line}: ${message}`);
    }
    if (lookup.state === "unknown")
        ports.log.warning(`${lookup.reason.message} ${lookup.reason.remedy ?? ""}`.trim());
    const digest = lookup.state === "present" ? lookup.manifest.descriptor.digest : undefined;
    return {
        ...call_named(identified, store.location, digest),
        state: lookup.state,
        cacheHit: lookup.state === "present",
        ...(extras.explain === true ? { inputs: (await explainRecipe(repository, recipe)).map(inputLine) } : {}),
        ...(extras.diff === undefined ? {} : { changes: await changesSince(request, identified, extras.diff) }),
    };
}
async function changesSince(request, { repository, recipe }, ref) {
    const before = await readSource(repository, { ref, inputs: recipeInputsOf(request.recipe) });
    const changes = await diffRecipes(repository, before.recipe, recipe);
    return changes.length > 0 ? changes : [`Nothing in the recipe changed since ${ref}.`];
}
function call_named({ key, stages }, location, digest) {
    return {
        key: key.hash,
        tag: key.tag,
        image: formatReference(parseLocation(location), key.tag, digest),
        digest,
        stages,
    };
}
function inputLine({ kind, name, value }) {
    return [kind.padEnd(11), value, name].join("  ").trimEnd();
}

// EXTERNAL MODULE: ./core/verbs/result.js
var result = __webpack_require__(6335);
;// CONCATENATED MODULE: ./core/compose.js
/** The only file that picks drivers: it turns a request into a verb's call with everything that the verb needs. */




















/** Carries out a verb. @throws TreestampError for all that the user can do something about */
async function perform(verb, request, host, extras = {}) {
    const repository = await openRepository(request.path, host.environment);
    try {
        const ports = await compose(request, host);
        try {
            return await callVerb(verb, ports, request, repository, extras);
        }
        finally {
            await ports.closeCache();
        }
    }
    finally {
        await repository.close();
    }
}
/** Prints "REV KEY" for each revision read from `lines`. @returns how many had no key; their errors are in the log */
async function keysFromStdin(request, { environment, log }, lines, print) {
    const repository = await openRepository(request.path, environment);
    let failures = 0;
    try {
        for await (const answer of keysOf(repository, recipeInputsOf(request.recipe), (0,external_node_readline_.createInterface)({ input: lines }))) {
            if ("key" in answer)
                print(`${answer.revision} ${answer.key.tag}\n`);
            else {
                failures++;
                log.warning(`${answer.revision}: ${answer.error.message}`);
            }
        }
    }
    finally {
        await repository.close();
    }
    return failures;
}
async function compose(request, { log, environment, commandOutput }) {
    const folder = cacheFolder(request, environment);
    let cache;
    return {
        log,
        environment,
        commandOutput,
        platform: (0,result/* platformOf */.tj)(process),
        localStore: layoutStore((0,external_node_path_.join)(folder, "store")),
        openStore: (location, workingFolder = ".") => openStore(location, {
            workingFolder,
            log,
            environment,
            plainHttp: request.plainHttp,
            ...(request.credentials === undefined ? {} : { credentials: { kind: "password", ...request.credentials } }),
        }),
        openLayout: async (layout) => ({ store: layoutStore(layout), root: await soleManifest(layout) }),
        openCache: () => {
            cache ??= openSnapshotCache(folder);
            return cache;
        },
        closeCache: async () => (await cache?.catch(() => undefined))?.close(),
        chooseSandbox: async () => {
            const probes = {
                mounted: () => probeMounted(environment.PATH ?? ""),
                docker: () => probeDockerContainers(environment),
            };
            const decision = await chooseSandbox(request.sandbox, probes, log);
            const scratch = (0,external_node_path_.join)(folder, "scratch");
            if (decision.kind === "mounted") {
                const { kind, tools } = decision;
                const open = ({ config }, snapshot) => mountedSandbox({ snapshot, image: parseImageConfig(config), tools, scratch, log });
                return { kind, open };
            }
            const { kind, why } = decision;
            const open = ({ config, image }, from) => dockerSandbox({ from, image, config: parseImageConfig(config), env: environment, scratch, why, log });
            return { kind, open };
        },
        chooseEngine: async () => {
            const probes = {
                docker: () => probeDocker(environment, log),
                buildah: () => probeBuildah(environment, log),
            };
            const engine = await chooseEngine(request.engine, probes, log);
            return { ...engine, build: (build) => interruptible((signal) => engine.build({ ...build, signal })) };
        },
    };
}
/** `cache-folder`, or the place where a user's caches belong. Source: XDG Base Directory Specification. */
function cacheFolder(request, environment) {
    if (request.cacheFolder !== undefined)
        return (0,external_node_path_.resolve)(request.cacheFolder);
    if (environment.XDG_CACHE_HOME?.startsWith("/"))
        return (0,external_node_path_.join)(environment.XDG_CACHE_HOME, "treestamp");
    if (environment.HOME?.startsWith("/"))
        return (0,external_node_path_.join)(environment.HOME, ".cache", "treestamp");
    throw new errors/* TreestampError */.ks("input-invalid", "There is no place to keep snapshots: HOME is not set.", {
        remedy: "Set HOME, or name a folder: --cache-folder DIR (input `cache-folder`).",
    });
}


/***/ })

};
