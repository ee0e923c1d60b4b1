"use strict";
exports.id = 4370;
exports.ids = [4370,3857];
exports.modules = {

/***/ 4113:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ writeTar)
/* harmony export */ });
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
        yield padding(entry.size);
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
    return Buffer.concat([extended, Buffer.from(records, "latin1"), padding(records.length), own]);
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
function padding(size) {
    return Buffer.alloc((block - (size % block)) % block);
}


/***/ }),

/***/ 3857:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   contextTar: () => (/* binding */ contextTar),
/* harmony export */   dockerfileText: () => (/* binding */ dockerfileText),
/* harmony export */   treesOf: () => (/* binding */ treesOf)
/* harmony export */ });
/* harmony import */ var _archive_tar_writer_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4113);
/* harmony import */ var _git_repository_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4650);
/** The build context as a tar stream, from git objects alone: the same bytes on every machine. */


/** So many files are asked for before the first half of them is read. */
const askedAhead = 128;
/**
 * The context's tar: blobs as they are (no line endings, no keywords changed), links as links, submodules as empty
 * directories.
 */
function contextTar(repository, recipe) {
    return async function* () {
        // A reader of our own: whoever takes the tar slowly holds up nobody else.
        const objects = repository.openObjects();
        try {
            yield* (0,_archive_tar_writer_js__WEBPACK_IMPORTED_MODULE_0__/* .writeTar */ .F)(archived(placesOf(repository, recipe), objects));
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
/** The text of the recipe's Dockerfile. */
async function dockerfileText(repository, recipe) {
    return (await repository.readBlob(recipe.dockerfileOid)).toString("utf8");
}
/** Everything in the context, each directory before what is in it. */
async function* placesOf(repository, recipe) {
    const readTree = treesOf(repository, recipe);
    async function* below(entries, above) {
        for (const entry of entries) {
            const path = above + entry.name;
            const isDirectory = entry.mode === "40000";
            yield { path, isDirectory, entry };
            if (isDirectory)
                yield* below(await readTree(entry.oid), `${path}/`);
        }
    }
    yield* below(recipe.context, "");
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
        throw (0,_git_repository_js__WEBPACK_IMPORTED_MODULE_1__/* .lacking */ .gP)("blob", entry.oid);
    if (entry.mode === "120000") {
        const parts = [];
        for await (const part of object.body)
            parts.push(part);
        return { path, kind: "link", mode: 0o777, target: Buffer.concat(parts).toString("latin1") };
    }
    const mode = entry.mode === "100755" ? 0o755 : 0o644;
    return { path, kind: "file", mode, size: object.size, content: object.body };
}


/***/ }),

/***/ 4370:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  callVerb: () => (/* binding */ callVerb)
});

// EXTERNAL MODULE: ./core/git/path.js
var path = __webpack_require__(3533);
// EXTERNAL MODULE: ./core/machine/failure.js
var failure = __webpack_require__(4687);
// EXTERNAL MODULE: ./core/recipe/config.js
var config = __webpack_require__(430);
// EXTERNAL MODULE: ./core/recipe/key.js
var recipe_key = __webpack_require__(5665);
// EXTERNAL MODULE: ./core/recipe/context.js
var context = __webpack_require__(3857);
;// CONCATENATED MODULE: ./core/recipe/pins.js
/**
 * Finds inputs of a Dockerfile that the key cannot see because nothing fixes their bytes: images without a digest,
 * downloads without a checksum. Source of the syntax: docs.docker.com, "Dockerfile reference".
 */

/** What the recipe's Dockerfile takes from outside without fixing it. */
async function unpinnedIn(repository, recipe) {
    const text = await (0,context.dockerfileText)(repository, recipe);
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

// EXTERNAL MODULE: ./core/recipe/source.js + 1 modules
var source = __webpack_require__(4065);
// EXTERNAL MODULE: ./core/store/reference.js
var reference = __webpack_require__(9088);
// EXTERNAL MODULE: ./core/verbs/resolve.js
var resolve = __webpack_require__(8750);
;// CONCATENATED MODULE: ./core/verbs/call.js
/** Each verb as a whole: from a request to a result. What only some verbs need is loaded by those. */








/** Carries out one verb. @throws TreestampError */
async function callVerb(...call) {
    try {
        return await carryOut(...call);
    }
    catch (error) {
        throw (0,failure/* readableFailure */.r)(error);
    }
}
async function carryOut(verb, ports, request, repository, extras) {
    switch (verb) {
        case "resolve":
            return resolved(ports, request, await (0,resolve.identify)(ports, request, repository, { askAhead: true }), extras);
        case "build": {
            const [identified, { ensureBuilt }, { recordedBuildTime }] = await Promise.all([
                (0,resolve.identify)(ports, request, repository, { askAhead: true }),
                Promise.all(/* import() */[__webpack_require__.e(5749), __webpack_require__.e(9838), __webpack_require__.e(8174), __webpack_require__.e(3570)]).then(__webpack_require__.bind(__webpack_require__, 8174)),
                __webpack_require__.e(/* import() */ 4513).then(__webpack_require__.bind(__webpack_require__, 4513)),
            ]);
            await (0,recipe_key.writeKeyTree)(repository, identified.recipe, identified.key);
            const { lookup, index, from, hit, missed } = await ensureBuilt(ports, request, identified);
            const state = lookup.state;
            const buildSeconds = hit ? await recordedBuildTime(from, identified.key.tag) : undefined;
            if (!hit)
                await (await Promise.all(/* import() */[__webpack_require__.e(5749), __webpack_require__.e(8793), __webpack_require__.e(7683)]).then(__webpack_require__.bind(__webpack_require__, 2833))).keepWithinLimit(ports, request.cacheSize);
            const digest = index.descriptor.digest;
            return { ...named(identified, from.location, digest), state, cacheHit: hit, missed, buildSeconds };
        }
        case "pull":
        case "run": {
            const [{ ensureReady }, { requestedPhases, runIn }] = await Promise.all([
                __webpack_require__.e(/* import() */ 795).then(__webpack_require__.bind(__webpack_require__, 795)),
                __webpack_require__.e(/* import() */ 7203).then(__webpack_require__.bind(__webpack_require__, 7203)),
            ]);
            const phases = await requestedPhases(request);
            const ready = await ensureReady(ports, request, repository);
            const { environment, from, state, hit, sandbox } = ready;
            const ran = verb === "run" ? await runIn(ports, request, ready, phases) : undefined;
            const job = verb === "pull" ? await kept(ports, ready) : undefined;
            return {
                ...named(ready, from.location, environment.digest),
                state,
                cacheHit: hit,
                missed: ready.missed,
                buildSeconds: environment.buildSeconds,
                snapshot: environment.identity,
                sandbox: sandbox.kind,
                job,
                ...ran,
            };
        }
    }
}
/** @returns the folder of the host's job, whose steps have the environment in common from now on */
async function kept({ keepEnvironment, log }, { environment, sandbox }) {
    if (sandbox.kind === "mounted")
        return keepEnvironment(environment.table);
    log.info("Each command gets a fresh container: of what one writes, the next one sees the workspace alone.");
    return undefined;
}
async function resolved(ports, request, identified, extras) {
    const { repository, recipe, key } = identified;
    const [{ lookup, store }, unpinned] = await Promise.all([
        (0,resolve.lookUp)(ports, identified),
        unpinnedIn(repository, recipe),
        (0,recipe_key.writeKeyTree)(repository, recipe, key),
    ]);
    for (const { line, message } of unpinned) {
        ports.log.warning(`${(0,path/* textOfPath */._w)(recipe.origin.dockerfile)}:${line}: ${message}`);
    }
    if (lookup.state === "unknown")
        ports.log.warning(`${lookup.reason.message} ${lookup.reason.remedy ?? ""}`.trim());
    const digest = lookup.state === "present" ? lookup.manifest.descriptor.digest : undefined;
    return {
        ...named(identified, store.location, digest),
        state: lookup.state,
        cacheHit: lookup.state === "present",
        ...(extras.explain === true ? { inputs: await inputLines(identified) } : {}),
        ...(extras.diff === undefined ? {} : { changes: await changesSince(request, identified, extras.diff) }),
    };
}
async function inputLines({ repository, recipe }) {
    const { explainRecipe } = await __webpack_require__.e(/* import() */ 5937).then(__webpack_require__.bind(__webpack_require__, 5937));
    return (await explainRecipe(repository, recipe)).map(inputLine);
}
async function changesSince(request, { repository, recipe }, ref) {
    const { diffRecipes } = await __webpack_require__.e(/* import() */ 5937).then(__webpack_require__.bind(__webpack_require__, 5937));
    const before = await (0,source.readSource)(repository, { ref, inputs: (0,config.recipeInputsOf)(request.recipe) });
    const changes = await diffRecipes(repository, before.recipe, recipe);
    return changes.length > 0 ? changes : [`Nothing in the recipe changed since ${ref}.`];
}
function named({ key, stages }, location, digest) {
    return {
        key: key.hash,
        tag: key.tag,
        image: (0,reference/* formatReference */.FH)((0,reference/* parseLocation */.zS)(location), key.tag, digest),
        digest,
        stages,
    };
}
function inputLine({ kind, name, value }) {
    return [kind.padEnd(11), value, name].join("  ").trimEnd();
}


/***/ })

};
;