"use strict";
exports.id = 2174;
exports.ids = [2174];
exports.modules = {

/***/ 72174:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runServiceBuild: () => (/* binding */ runServiceBuild)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./core/app.js
var app = __webpack_require__(76692);
// EXTERNAL MODULE: ./core/cache/folders.js
var folders = __webpack_require__(38843);
// EXTERNAL MODULE: ./core/engine/environment.js
var engine_environment = __webpack_require__(54355);
// EXTERNAL MODULE: ./core/host/shell/host.js
var host = __webpack_require__(23101);
// EXTERNAL MODULE: ./core/host/shell/log.js
var shell_log = __webpack_require__(96797);
// EXTERNAL MODULE: ./core/inputs/request.js + 5 modules
var request = __webpack_require__(12876);
// EXTERNAL MODULE: ./core/machine/interrupt.js
var interrupt = __webpack_require__(29934);
// EXTERNAL MODULE: ./core/machine/linux.js
var linux = __webpack_require__(58399);
// EXTERNAL MODULE: ./core/machine/scratch.js
var machine_scratch = __webpack_require__(58511);
// EXTERNAL MODULE: ./core/report/terminal.js
var terminal = __webpack_require__(57580);
// EXTERNAL MODULE: ./core/dockerfile/parse.js
var parse = __webpack_require__(14817);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(64256);
// EXTERNAL MODULE: ./core/machine/missing.js
var missing = __webpack_require__(71081);
// EXTERNAL MODULE: ./core/machine/mounts.js
var mounts = __webpack_require__(16431);
;// CONCATENATED MODULE: ./core/service/declare.js
/** Build arguments that no Dockerfile has to declare: platforms hand their settings to builds in this way. */







/**
 * The Dockerfile with an ARG for each argument behind every FROM. One that is declared again further down keeps its value.
 * What an engine's program would take for a setting of its own (`AWS_…`, `HTTP_PROXY`) has its value here: it would stand on
 * that program's command line otherwise, for everybody to read.
 * @throws input-invalid for such a value of several lines
 */
function withArguments(text, args) {
    const lines = text.split("\n");
    const declarations = Object.entries(args).map(([name, value]) => (0,engine_environment/* isReadByClient */.lL)(name) ? `ARG ${name}=${quoted(name, value)}` : `ARG ${name}`);
    const stages = (0,parse/* parseDockerfile */.Ai)(text).instructions.filter(({ word }) => word === "FROM");
    for (const { lastLine } of stages.toReversed())
        lines.splice(lastLine, 0, ...declarations);
    return lines.join("\n");
}
/** In single quotes nothing means anything. Source: moby/buildkit, frontend/dockerfile/shell. */
function quoted(name, value) {
    if (/[\r\n]/.test(value)) {
        throw new errors/* TreestampError */.ks("input-invalid", `The value of the build argument ${name} has several lines.`, {
            remedy: "Give it another name: the engine's programs read this one for themselves.",
        });
    }
    return `'${value.replaceAll("'", `'"'"'`)}'`;
}
/**
 * Writes a copy of a folder's Dockerfile that declares the arguments. None is written where there is nothing to declare, or no
 * Dockerfile: the build reports that.
 * @throws input-invalid where the Dockerfile, or what decides what gets in, is a link that leads out of the folder
 */
async function declared(folder, args, file) {
    for (const name of readFiles)
        await checkInside(folder, name);
    const text = await (0,promises_.readFile)((0,external_node_path_.join)(folder, "Dockerfile"), "utf8").catch((0,missing/* missing */.L)(undefined));
    if (text === undefined || Object.keys(args).length === 0)
        return { file: undefined, rest: args };
    await (0,promises_.writeFile)(file, withArguments(text, args), { flag: "wx", mode: 0o600 });
    const rest = Object.entries(args).filter(([name]) => !(0,engine_environment/* isReadByClient */.lL)(name));
    return { file, rest: Object.fromEntries(rest) };
}
/** Read by ourselves, so that what they say may be in a log. */
const readFiles = ["Dockerfile", ".dockerignore", "Dockerfile.dockerignore"];
/** The sources are a stranger's: they must not show files of this machine. */
async function checkInside(folder, name) {
    const path = await (0,promises_.realpath)((0,external_node_path_.join)(folder, name)).catch((0,missing/* missing */.L)(undefined));
    if (path === undefined || (0,mounts/* isWithin */.UO)(await (0,promises_.realpath)(folder), path))
        return;
    throw new errors/* TreestampError */.ks("input-invalid", `${name} is a link that leads out of the sources.`, {
        remedy: "Make it a file.",
    });
}

// EXTERNAL MODULE: ./core/oci/reference.js
var reference = __webpack_require__(67896);
;// CONCATENATED MODULE: ./core/service/logins.js
/** Logins where docker, buildah and our own clients look for them: a folder that stands in for the caller's docker configuration. */





/** What else stands beside config.json, and is the caller's: plugins, contexts, builders. */
const others = ["cli-plugins", "contexts", "buildx"];
/**
 * Makes the folder, readable by its owner alone: the caller's settings, with these logins before the caller's own. A
 * `credsStore` is left out, because docker would then look nowhere else.
 * @returns the variables that lead there
 * @throws input-invalid where the caller's configuration is no JSON
 */
async function dockerConfigWith(logins, folder, environment) {
    const own = (0,external_node_path_.resolve)(environment.DOCKER_CONFIG || (0,external_node_path_.join)(environment.HOME ?? "/", ".docker"));
    const file = (0,external_node_path_.join)(own, "config.json");
    const config = await configIn(file);
    const hosts = Object.entries(logins).map(([host, login]) => [(0,reference/* dockerServerName */.lu)(host), login]);
    const auths = Object.fromEntries(hosts.map(([host, { username, password }]) => [
        host,
        { auth: Buffer.from(`${username}:${password}`).toString("base64") },
    ]));
    const helpers = Object.entries(config.credHelpers ?? {}).filter(([host]) => !(host in auths));
    const { credsStore: _, ...rest } = config;
    await (0,promises_.mkdir)(folder, { mode: 0o700 });
    const merged = { ...rest, auths: { ...rest.auths, ...auths }, credHelpers: Object.fromEntries(helpers) };
    await (0,promises_.writeFile)((0,external_node_path_.join)(folder, "config.json"), JSON.stringify(merged), { mode: 0o600 });
    for (const name of others) {
        // A link that leads nowhere would be in buildx's way, which makes its folder where it has none.
        if (await (0,missing/* exists */.t)((0,external_node_path_.join)(own, name)))
            await (0,promises_.symlink)((0,external_node_path_.join)(own, name), (0,external_node_path_.join)(folder, name));
    }
    return { DOCKER_CONFIG: folder };
}
async function configIn(file) {
    const json = await (0,promises_.readFile)(file, "utf8").catch((0,missing/* missing */.L)(undefined));
    if (json === undefined)
        return {};
    try {
        return JSON.parse(json);
    }
    catch (cause) {
        throw new errors/* TreestampError */.ks("input-invalid", `${file} is not JSON.`, { remedy: "Mend or remove it.", cause });
    }
}

// EXTERNAL MODULE: ./core/service/order.js
var service_order = __webpack_require__(2199);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(78474);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
;// CONCATENATED MODULE: ./core/service/read-order.js
/** An order from standard input: its line, its archive, and then the end of the service that wrote it. */



/** A line with more is none. Bytes. */
const maxLineBytes = 16 << 20;
/**
 * Reads the order, and leaves its archive in a file.
 * @param onEnd called once nobody is at the other end any more
 * @throws input-invalid where it is no order, or ends too early
 */
async function readOrder(input, archive, onEnd) {
    const parts = input[Symbol.asyncIterator]();
    let rest = Buffer.alloc(0);
    const next = async () => {
        const { done, value } = await parts.next();
        if (done === true)
            throw new errors/* TreestampError */.ks("input-invalid", "The order ends too early.");
        return value;
    };
    let end = rest.indexOf(0x0a);
    for (; end < 0; end = rest.indexOf(0x0a)) {
        rest = Buffer.concat([rest, await next()]);
        if (rest.length > maxLineBytes)
            throw new errors/* TreestampError */.ks("input-invalid", "The order has no end.");
    }
    const order = parseOrder(rest.subarray(0, end).toString("utf8"));
    rest = rest.subarray(end + 1);
    if (order.source.kind === "archive") {
        const file = (0,external_node_fs_.createWriteStream)(archive, { flags: "wx", mode: 0o600 });
        for (let left = order.source.bytes; left > 0;) {
            if (rest.length === 0)
                rest = await next();
            const part = rest.subarray(0, left);
            if (!file.write(part))
                await (0,external_node_events_.once)(file, "drain");
            left -= part.length;
            rest = rest.subarray(part.length);
        }
        file.end();
        await (0,external_node_events_.once)(file, "close");
    }
    void parts.next().then(({ done }) => done === true && onEnd(), onEnd);
    return order;
}
function parseOrder(line) {
    try {
        return JSON.parse(line);
    }
    catch {
        throw new errors/* TreestampError */.ks("input-invalid", "The order is not JSON."); // which a message must not repeat
    }
}

// EXTERNAL MODULE: ./core/service/sources.js
var service_sources = __webpack_require__(84309);
// EXTERNAL MODULE: ./core/sources/checkout.js + 2 modules
var checkout = __webpack_require__(35287);
;// CONCATENATED MODULE: ./cli/service-build.js
/** `treestamp service-build [FILE]`: one build of the build service: an order in, the log out. The service calls it. */



















/** Carries out the order on standard input, or in a file. @returns the exit code */
async function runServiceBuild(words, process) {
    const write = (text) => void process.stdout.write(text);
    const log = (0,shell_log/* localLog */.g)({ write, debug: false });
    // A service that is gone wants no image: it builds again once it is back.
    let isOver = false;
    const onEnd = () => void (isOver || process.kill(process.pid, "SIGTERM"));
    (0,linux/* requireLinux */.g)();
    await (0,machine_scratch/* sweepScratch */.Dq)((0,external_node_os_.tmpdir)());
    const scratch = await (0,machine_scratch/* makeScratch */.lP)((0,external_node_os_.tmpdir)(), "treestamp-");
    try {
        const archive = (0,external_node_path_.join)(scratch, "archive");
        const order = words[0] === undefined
            ? await readOrder(process.stdin, archive, onEnd)
            : parseOrder(await (0,promises_.readFile)(words[0], "utf8"));
        for (const secret of (0,service_order/* secretsOf */.Fj)(order))
            log.mask(secret);
        const variables = await dockerConfigWith(order.logins, (0,external_node_path_.join)(scratch, "docker"), process.env);
        // A variable of the service's own would keep an argument of its name from the engine's environment, and put it on its
        // command line.
        const others = Object.entries(process.env).filter(([name]) => !(name in order.buildArgs) || (0,engine_environment/* isReadByClient */.lL)(name));
        const environment = { ...Object.fromEntries(others), ...variables };
        await carryOut(order, { log, environment, commandOutput: "stdout", isForStrangers: true }, { scratch, archive });
        return 0;
    }
    catch (error) {
        return (0,host/* reportFailure */.xV)(error, false, (text) => log.info(text.trimEnd()));
    }
    finally {
        isOver = true;
        process.stdin.destroy();
        await (0,promises_.rm)(scratch, { recursive: true, force: true });
    }
}
async function carryOut(order, caller, { scratch, archive }) {
    const { image, tags, labels, buildArgs, noCache, plainHttp, source, inputs } = order;
    const [numbered] = tags;
    const pairs = (map) => Object.entries(map).map(([name, value]) => `${name}=${value}`);
    const common = new Map([
        ...Object.entries(inputs),
        ["images", [image]],
        ["tags", tags],
        ["flavor", ["latest=false"]],
        ["overwrite", [numbered]],
        ...(plainHttp[0] === undefined ? [] : [["registry", [plainHttp[0]]], ["plain-http", ["true"]]]),
    ]);
    if (source.kind === "image") {
        const path = (0,external_node_path_.join)(scratch, "empty");
        await (0,promises_.mkdir)(path);
        await (0,checkout/* emptyRepository */.SD)(path, caller.environment);
        const written = new Map([...common, ["source", [source.reference]], ["path", [path]]]);
        caller.log.info((0,terminal/* linesOf */.D)(await (0,app/* perform */.y)(await (0,request/* readRequest */.i)("promote", { written }), caller)).trimEnd());
        return;
    }
    if (source.kind === "service")
        await (0,service_sources/* fetchFromService */.A)(source, archive, caller);
    const sources = await (0,interrupt/* interruptible */.I)((signal) => (0,checkout.checkOut)({ kind: "path", path: archive, strip: true }, { ...caller, signal, filesOf: noFiles, stdin: process.stdin }));
    try {
        const { file, rest } = await declared(sources.folder, buildArgs, (0,external_node_path_.join)(scratch, "Dockerfile"));
        const written = new Map([
            ...common,
            ["path", [sources.folder]],
            // A stranger's treestamp.yml may not say where our logins keep an environment: it stays on this machine.
            ["store", [(0,folders/* cacheFolders */.A_)((0,folders/* cacheRoot */.P5)(inputs["cache-folder"]?.[0], caller.environment)).store]],
            ...(file === undefined ? [] : [["file", [file]]]),
            ["labels", pairs(labels)],
            ["build-args", pairs(rest)],
            ["no-cache", [String(noCache)]],
        ]);
        caller.log.info((0,terminal/* linesOf */.D)(await (0,app/* perform */.y)(await (0,request/* readRequest */.i)("push", { written }), caller)).trimEnd());
    }
    finally {
        await sources.remove();
    }
}
/** An archive is no image. */
async function* noFiles() { }


/***/ }),

/***/ 14817:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ai: () => (/* binding */ parseDockerfile),
/* harmony export */   iP: () => (/* binding */ flagOf),
/* harmony export */   ix: () => (/* binding */ triggerOf),
/* harmony export */   mD: () => (/* binding */ directivesOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(74187);
/**
 * A Dockerfile as BuildKit's parser cuts it: directives, then instructions with their flags and here-documents.
 * Source: moby/buildkit, frontend/dockerfile/parser.
 */


/** These take flags; elsewhere `--x` is an argument. */
const takesFlags = new Set(["FROM", "RUN", "COPY", "ADD", "HEALTHCHECK"]);
const takesHeredocs = new Set(["RUN", "COPY", "ADD"]);
/** @throws input-invalid where a here-document has no end */
function parseDockerfile(text) {
    const lines = linesOf(text);
    const directives = directivesOf(text);
    const escaping = directives.get("escape") === "`" ? "`" : "\\";
    // An escape character before the last one makes it an ordinary character.
    const joins = escaping === "`" ? /(^|[^`])`[ \t]*$/ : /(^|[^\\])\\[ \t]*$/;
    const instructions = [];
    for (let at = 0; at < lines.length; at++) {
        if (/^\s*(#|$)/.test(lines[at]))
            continue;
        const line = at + 1;
        let joined = "";
        for (; at < lines.length; at++) {
            const part = lines[at];
            if (joined !== "" && /^\s*(#|$)/.test(part))
                continue; // comments and empty lines between continued ones
            joined += part.replace(joins, "$1");
            if (!joins.test(part))
                break;
        }
        at = Math.min(at, lines.length - 1);
        const instruction = cut(joined);
        const ends = heredocsOf(instruction);
        for (const { name, dropsTabs } of ends) {
            const start = at;
            do
                at++;
            while (at < lines.length && (dropsTabs ? lines[at].replace(/^\t+/, "") : lines[at]) !== name);
            if (at === lines.length) {
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `The Dockerfile's here-document ${name} (line ${start + 1}) has no end.`, {
                    remedy: `End it with a line that says ${name} and nothing else.`,
                });
            }
        }
        instructions.push({ ...instruction, line, lastLine: at + 1, hasHeredoc: ends.length > 0 });
    }
    return { directives, escaping, instructions };
}
/** The instruction that an ONBUILD leaves to the images built on it; the instruction itself where it is another. */
function triggerOf(instruction) {
    return instruction.word === "ONBUILD" ? { ...instruction, ...cut(instruction.rest) } : instruction;
}
/** The value of a flag; undefined where it is not there. */
function flagOf({ flags }, name) {
    return flags.findLast((flag) => flag.name === name)?.value;
}
function linesOf(text) {
    return text.replace(/^\uFEFF/, "").split(/\r?\n/);
}
/** Comments of the form `# name=value` before everything else. They can be read in the language of any frontend. */
function directivesOf(text) {
    const found = new Map();
    for (const line of linesOf(text)) {
        const [, name, value] = /^\s*#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.+?)\s*$/.exec(line) ?? [];
        if (name === undefined)
            break;
        found.set(name.toLowerCase(), value);
    }
    return found;
}
function cut(text) {
    const [, word = "", after = ""] = /^\s*(\S+)\s*([\s\S]*)$/.exec(text) ?? [];
    const upper = word.toUpperCase();
    const flags = [];
    let rest = after;
    while (takesFlags.has(upper)) {
        const [whole, name, value] = /^--([\w-]+)(?:=((?:[^\s"']|"[^"]*"|'[^']*')*))?(?=\s|$)\s*/.exec(rest) ?? [];
        if (whole === undefined)
            break;
        flags.push({ name: name, value: value?.replace(/"([^"]*)"|'([^']*)'/g, "$1$2") });
        rest = rest.slice(whole.length);
    }
    return { word: upper, flags, rest: rest.trim() };
}
/** `<<NAME`, `<<-NAME`, `<<"NAME"` as a word of its own. */
function heredocsOf(instruction) {
    const { word, rest } = triggerOf(instruction);
    if (!takesHeredocs.has(word) || !rest.includes("<<"))
        return [];
    return (0,_words_js__WEBPACK_IMPORTED_MODULE_1__/* .wordsOf */ .Z9)(rest).flatMap((text) => {
        const [, dash, written = ""] = /^\d*<<(-?)([^<]+)$/.exec(text) ?? [];
        const name = written.replace(/["']/g, "");
        return name === "" ? [] : [{ name, dropsTabs: dash === "-" }];
    });
}


/***/ }),

/***/ 74187:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Vo: () => (/* binding */ expandWord),
/* harmony export */   WY: () => (/* binding */ jsonWords),
/* harmony export */   Z9: () => (/* binding */ wordsOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/** Quotes and variables of a Dockerfile's words. Source: moby/buildkit, frontend/dockerfile/shell/lex.go. */

/** The words of an instruction, with their quotes, which may hold spaces. */
function wordsOf(text) {
    return text.match(/(?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"|'[^']*')+/g) ?? [];
}
/** The words of an instruction in its JSON form; undefined where it is in another. */
function jsonWords(rest) {
    try {
        const words = JSON.parse(rest);
        return Array.isArray(words) && words.every((word) => typeof word === "string") ? words : undefined;
    }
    catch {
        return undefined;
    }
}
/**
 * A word without its quotes, its variables replaced; one that is not set stands for nothing.
 * @throws input-invalid for what cannot be expanded, and for `${NAME:?words}` where NAME is not set
 */
function expandWord(word, variables, escaping = "\\") {
    const reader = { text: word, at: 0, variables, escaping };
    return readUntil(reader, undefined);
}
/** Reads to the end of the text, or to a character that ends what is in braces, which it leaves. */
function readUntil(reader, end) {
    let result = "";
    while (reader.at < reader.text.length) {
        const character = reader.text[reader.at];
        if (character === end)
            return result;
        if (character === "'")
            result += singleQuoted(reader);
        else if (character === '"')
            result += doubleQuoted(reader);
        else if (character === "$")
            result += variable(reader);
        else if (character === reader.escaping) {
            result += reader.text[reader.at + 1] ?? "";
            reader.at += 2;
        }
        else {
            result += character;
            reader.at++;
        }
    }
    if (end !== undefined)
        throw bad(reader, `lacks a ${end}`);
    return result;
}
function singleQuoted(reader) {
    const close = reader.text.indexOf("'", reader.at + 1);
    if (close === -1)
        throw bad(reader, "has a quote that is not closed");
    const content = reader.text.slice(reader.at + 1, close);
    reader.at = close + 1;
    return content;
}
function doubleQuoted(reader) {
    let result = "";
    reader.at++;
    for (;;) {
        const character = reader.text[reader.at];
        if (character === undefined)
            throw bad(reader, "has a quote that is not closed");
        if (character === "$") {
            result += variable(reader);
            continue;
        }
        reader.at++;
        if (character === '"')
            return result;
        if (character !== reader.escaping) {
            result += character;
            continue;
        }
        const next = reader.text[reader.at++] ?? "";
        result += next === '"' || next === "$" || next === reader.escaping ? next : character + next;
    }
}
function variable(reader) {
    const rest = reader.text.slice(reader.at + 1);
    const [bare] = /^(?:[A-Za-z_]\w*|[0-9@*#?!$-])/.exec(rest) ?? [];
    if (bare !== undefined) {
        reader.at += 1 + bare.length;
        return reader.variables.get(bare) ?? "";
    }
    const [head, name, operator = ""] = /^\{(\w+)(:[-+?]|##?|%%?|\/\/?|[-+?])?/.exec(rest) ?? [];
    if (head === undefined) {
        if (rest.startsWith("{"))
            throw bad(reader, "has a substitution without a name");
        reader.at++;
        return "$";
    }
    reader.at += 1 + head.length;
    const value = reader.variables.get(name);
    const isThere = operator.startsWith(":") ? value !== undefined && value !== "" : value !== undefined;
    const pattern = operator.startsWith("/") ? readUntil(reader, "/") : "";
    if (operator.startsWith("/"))
        reader.at++;
    const word = readUntil(reader, "}");
    reader.at++;
    const kind = operator.at(-1);
    if (kind === undefined) {
        if (word !== "")
            throw bad(reader, `has an unknown modifier: ${word}`);
        return value ?? "";
    }
    if (kind === "-")
        return isThere ? value : word;
    if (kind === "+")
        return isThere ? word : "";
    if (kind === "?") {
        if (isThere)
            return value;
        throw bad(reader, `needs ${name}${word === "" ? "" : `: ${word}`}`);
    }
    const text = value ?? "";
    const isGreedy = operator.length === 2;
    if (kind === "#")
        return text.replace(new RegExp(`^${ofGlob(word, isGreedy)}`), "");
    if (kind === "%")
        return withoutEnd(text, new RegExp(`^${ofGlob(word, true)}$`), isGreedy);
    return text.replace(new RegExp(ofGlob(pattern, true), isGreedy ? "g" : ""), word.replaceAll("$", "$$$$"));
}
/** Without the shortest, or the longest, end that the pattern matches. */
function withoutEnd(text, pattern, isGreedy) {
    const starts = Array.from({ length: text.length + 1 }, (_, index) => (isGreedy ? index : text.length - index));
    const start = starts.find((index) => pattern.test(text.slice(index)));
    return text.slice(0, start ?? text.length);
}
/** A regular expression for a shell's pattern, of which `*` and `?` are known. */
function ofGlob(pattern, isGreedy) {
    return pattern
        .replace(/[\\^$.+()[\]{}|]/g, "\\$&")
        .replaceAll("?", "[\\s\\S]")
        .replaceAll("*", isGreedy ? "[\\s\\S]*" : "[\\s\\S]*?");
}
function bad({ text }, what) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `The Dockerfile's word ${text} ${what}.`, {
        remedy: "Source of what is possible: docs.docker.com/reference/dockerfile, environment replacement.",
    });
}


/***/ }),

/***/ 54355:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IN: () => (/* binding */ engineEnvironment),
/* harmony export */   _U: () => (/* binding */ instructionEnvironment),
/* harmony export */   lL: () => (/* binding */ isReadByClient)
/* harmony export */ });
/* harmony import */ var _oci_registry_proxy_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34605);

/** Left out on purpose, because they would change the image: DOCKER_DEFAULT_PLATFORM, SOURCE_DATE_EPOCH, EXPERIMENTAL_BUILDKIT_SOURCE_POLICY, BUILDAH_*. */
const machine = /^(PATH|HOME|USER|LOGNAME|TMPDIR|TZ|LANG|LC_\w+|XDG_\w+|SSL_CERT_(FILE|DIR))$/i;
const docker = /^(DOCKER_(HOST|CONTEXT|CONFIG|TLS|TLS_VERIFY|CERT_PATH|API_VERSION|CUSTOM_HEADERS|HIDE_LEGACY_COMMANDS)|BUILDX_(BUILDER|CONFIG)|SSH_AUTH_SOCK|KUBECONFIG|KUBERNETES_SERVICE_(HOST|PORT))$/;
/** Logins, and what credential helpers (ECR, GAR, ACR, pass, secretservice) read. */
const logins = /^(DOCKER_AUTH_CONFIG|REGISTRY_AUTH_FILE|(AWS|AZURE|GOOGLE|CLOUDSDK|MSI|IDENTITY)_\w+|DBUS_SESSION_BUS_ADDRESS|PASSWORD_STORE_DIR|GNUPGHOME)$/;
/** What else an engine's clients read, with the programs that they start (git, credential helpers) and the languages of these. */
const clients = new RegExp(`^(${[
    "(_?BUILDAH|BUILDKIT|BUILDX|COMPOSE|_?CONTAINERS?|DOCKER|EXPERIMENTAL_BUILDKIT|GRPC|JAEGER|KUBE(RNETES)?|LD|LISTEN|NETAVARK)_\\w+",
    "(OPENSSL|OTEL|PODMAN|SYSTEMD|TREESTAMP)_\\w+|PYTHON\\w+|STORAGE_(DRIVER|OPTS)|SUDO_(COMMAND|GID|UID|USER)",
    "GIT_(ASKPASS|CEILING|COMMON|CONFIG|DIR|EXEC|INDEX|NAMESPACE|OBJECT|PROXY|SSH|SSL|TEMPLATE|TERMINAL|TRACE|WORK)\\w*",
    "GITHUB_(ACTIONS?|ACTOR|EVENT|JOB|REF|REPOSITORY|RUN|SERVER|WORKFLOW)(_\\w+)?|IMAGE(OS|VERSION)",
    "RUNNER_(ARCH|ENVIRONMENT|NAME|OS|TRACKING_ID)|SSH_(AGENT_PID|ASKPASS\\w*)|TRACE(PARENT|STATE)",
    "GO(AMD64|ARM64|COVERDIR|DEBUG|FIPS140|GC|MAXPROCS|MEMLIMIT|RACE|TRACEBACK)|CLICOLOR(_FORCE)?|NO_COLOR|TERM",
    "COLUMNS|LINES|DISPLAY|HOSTALIASES|LOCALDOMAIN|NOTIFY_SOCKET|RES_OPTIONS|SOURCE_DATE_EPOCH",
].join("|")})$`, "i");
/** What a shell on the way reads or sets. Source: dash(1), bash(1). */
const shells = /^(_|BASH\w*|CDPATH|COMP_\w+|DIRSTACK|ENV|EPOCH\w+|E?UID|FCEDIT|FUNC\w+|GLOB\w+|GROUPS|HIST\w+|HOST(NAME|TYPE|FILE)|IFS|IGNOREEOF|INPUTRC|LANGUAGE|LINENO|MACHTYPE|MAIL\w*|NLSPATH|OLDPWD|OPT(IND|ARG|ERR)|OSTYPE|PIPESTATUS|POSIX\w+|PPID|PROMPT\w*|PS\d|PWD|RANDOM|REPLY|SECONDS|SHELL\w*|SHLVL|SRANDOM|TIMEFORMAT|TMOUT)$/;
/** The variables of our own scripts: buildah-process.ts. */
const scripts = /^(code|command|line|name|number|scratch|storage|folder)$/;
/** Whether a variable of this name may mean something to an engine's client, or to what is between us and it. */
function isReadByClient(name) {
    return [machine, _oci_registry_proxy_js__WEBPACK_IMPORTED_MODULE_0__/* .proxyVariable */ .rw, docker, logins, clients, shells, scripts].some((pattern) => pattern.test(name));
}
/** For programs that may go to a registry. The variables of these `secrets` are in it, and no other secret of a build. */
function engineEnvironment(env, secrets) {
    return pick(env, secrets, [machine, _oci_registry_proxy_js__WEBPACK_IMPORTED_MODULE_0__/* .proxyVariable */ .rw, docker, logins]);
}
/** For a program that goes to no registry, and in which instructions run. */
function instructionEnvironment(env, secrets) {
    return pick(env, secrets, [machine, _oci_registry_proxy_js__WEBPACK_IMPORTED_MODULE_0__/* .proxyVariable */ .rw]);
}
function pick(env, secrets, patterns) {
    const asked = new Set(secrets.flatMap(({ source }) => (source.kind === "environment" ? [source.variable] : [])));
    return Object.fromEntries(Object.entries(env).filter(([name]) => asked.has(name) || patterns.some((pattern) => pattern.test(name))));
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

/***/ 16431:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gk: () => (/* binding */ placeInFileSystem),
/* harmony export */   LS: () => (/* binding */ mountAt),
/* harmony export */   UO: () => (/* binding */ isWithin),
/* harmony export */   YL: () => (/* binding */ mountsBelow),
/* harmony export */   dx: () => (/* binding */ listMounts)
/* harmony export */ });
/* unused harmony export parseMounts */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/** What is mounted where, as this process sees it. */


/** All mounts, in the kernel's own order. Source: proc_pid_mountinfo(5). */
function listMounts() {
    return parseMounts((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)("/proc/self/mountinfo", "utf8"));
}
/** Reads the text of a mountinfo file. */
function parseMounts(text) {
    return text
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => {
        const [id = "", parent = "", device = "", root = "", place = "", options = ""] = line.split(" ");
        return { id, parent, device, root: unescaped(root), place: unescaped(place), options: options.split(",") };
    });
}
/** Blanks, tabs, line ends and backslashes stand there as octal numbers. */
function unescaped(field) {
    return field.replace(/\\([0-7]{3})/g, (_, digits) => String.fromCharCode(Number.parseInt(digits, 8)));
}
/** The mount that a path without symbolic links is on: step by step, for one mount may hide what is below its place. */
function mountAt(mounts, path) {
    const names = path.split(node_path__WEBPACK_IMPORTED_MODULE_1__.sep).filter(Boolean);
    let at;
    for (let count = 0; count <= names.length; count++) {
        const place = node_path__WEBPACK_IMPORTED_MODULE_1__.sep + names.slice(0, count).join(node_path__WEBPACK_IMPORTED_MODULE_1__.sep);
        const on = () => mounts.find((mount) => mount.place === place && isOn(mount, at, mounts));
        for (let next = on(); next !== undefined; next = on())
            at = next;
    }
    return at;
}
/** True where a mount stands right on another one; on none, where it is the lowest that this process sees. */
function isOn(mount, below, mounts) {
    if (below !== undefined)
        return mount.parent === below.id && mount.id !== below.id;
    return !mounts.some(({ id }) => id === mount.parent && id !== mount.id);
}
/** The mounts that can be reached below a path, itself left out. */
function mountsBelow(mounts, path) {
    return mounts.filter((mount) => mount.place !== path && isWithin(path, mount.place) && mountAt(mounts, mount.place) === mount);
}
/** Where a path is in its file system: the same for two paths that lead to the same folder by different mounts. */
function placeInFileSystem(mount, path) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(mount.root, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(mount.place, path));
}
/** True where `path` is `folder` or in it; both are absolute. */
function isWithin(folder, path) {
    const way = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(folder, path);
    return way !== ".." && !way.startsWith(`..${node_path__WEBPACK_IMPORTED_MODULE_1__.sep}`);
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