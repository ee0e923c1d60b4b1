"use strict";
exports.id = 8849;
exports.ids = [8849,4311];
exports.modules = {

/***/ 98849:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  main: () => (/* binding */ main)
});

// EXTERNAL MODULE: ./core/host/shell/host.js
var shell_host = __webpack_require__(23101);
// EXTERNAL MODULE: ./core/inputs/request.js + 5 modules
var inputs_request = __webpack_require__(12876);
// EXTERNAL MODULE: ./core/machine/linux.js
var linux = __webpack_require__(58399);
// EXTERNAL MODULE: ./core/version.js
var version = __webpack_require__(84311);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(64256);
// EXTERNAL MODULE: ./core/inputs/input.js
var input = __webpack_require__(97961);
// EXTERNAL MODULE: ./core/inputs/read.js
var read = __webpack_require__(82453);
// EXTERNAL MODULE: ./core/inputs/suggest.js
var suggest = __webpack_require__(88879);
// EXTERNAL MODULE: ./core/inputs/table.js + 9 modules
var table = __webpack_require__(14893);
;// CONCATENATED MODULE: ./cli/flags.js
/** The command line's words: which exist (from the table of inputs), and how to read them. */






const ownFlags = [
    { name: "json", description: "Print one JSON object on standard output; everything else goes to standard error." },
    { name: "debug", description: "Log more, and show where an error came from." },
    { name: "help", short: "h", description: "Show this help." },
];
const resolveFlags = [
    { name: "explain", description: "List every input of the recipe with its hash." },
    { name: "diff", placeholder: "REV", description: "Describe what changed in the recipe since that revision." },
    {
        name: "stdin",
        description: 'Read revisions from standard input, one per line, and print "REV KEY" for each without asking a store.',
    },
];
const runFlags = [
    { name: "explain", description: "With --reuse: list all that the run depends on, with its hash." },
];
const pruneFlags = [
    { name: "all", description: "Remove everything that is not in use: the same as --cache-size 0." },
];
/** The flags of a verb that are not inputs. */
function ownFlagsOf(verb) {
    if (verb === "resolve")
        return [...resolveFlags, ...ownFlags];
    if (verb === "run")
        return [...runFlags, ...ownFlags];
    if (verb === "serve")
        return ownFlags.filter(({ name }) => name !== "json");
    return verb === "prune" ? [...pruneFlags, ...ownFlags] : ownFlags;
}
/** The inputs of a verb that can be given on the command line. */
function flagInputsOf(verb) {
    return (0,table/* inputsOf */.Vc)(verb, "cli");
}
/** Those that mean the same to all commands: they may stand before the command, as git has it. */
const commonFlags = [
    ...ownFlags.map(({ name, short }) => ({ name, takesValue: false, ...(short === undefined ? {} : { short }) })),
    { name: "path", short: "C", takesValue: true },
    { name: "cache-folder", takesValue: true },
];
/** The command first, and behind it the flags that stand before it. @throws input-invalid for a flag that only some commands have */
function commandFirst(words) {
    let position = 0;
    while (words[position]?.startsWith("-") === true) {
        const word = words[position];
        const [, name, equals] = /^--([^=]+)(=)?/.exec(word) ?? [];
        const flag = commonFlags.find((one) => one.name === name || (one.short !== undefined && word.startsWith(`-${one.short}`)));
        if (flag === undefined) {
            throw new errors/* TreestampError */.ks("input-invalid", `"${word}" comes before the command.`, {
                remedy: "Put flags after the command: treestamp COMMAND --flag. treestamp --help lists the commands.",
            });
        }
        const isWhole = equals !== undefined || (name === undefined && word.length > 2);
        position += flag.takesValue && !isWhole ? 2 : 1;
    }
    const command = words[position];
    return command === undefined ? words : [command, ...words.slice(0, position), ...words.slice(position + 1)];
}
/**
 * Reads the words behind `treestamp`.
 * @throws input-invalid for a word that does not exist, with the nearest one that does
 */
function parseCall(words) {
    if (words[0] === "--help" || words[0] === "-h")
        return { kind: "help", verb: undefined };
    if (words[0] === "--version")
        return { kind: "version" };
    const [first, ...rest] = commandFirst(words);
    if (first === undefined || first === "help") {
        const verb = input/* commands */.Pi.find((candidate) => candidate === rest[0]);
        return { kind: "help", verb: first === "help" ? verb : undefined };
    }
    if (first === "version")
        return { kind: "version" };
    if (first.startsWith("-")) {
        throw new errors/* TreestampError */.ks("input-invalid", "No command was given.", {
            remedy: "treestamp --help lists the commands.",
        });
    }
    const verb = input/* commands */.Pi.find((candidate) => candidate === first);
    if (verb === undefined)
        throw unknownWord("command", first, input/* commands */.Pi, "treestamp --help lists the commands.");
    const { values, positionals, command } = readFlags(verb, rest);
    if (values.help === "true")
        return { kind: "help", verb };
    if (verb === "passed" && positionals.length === 1 && values.ref === undefined)
        values.ref = positionals.pop();
    if (positionals.length > 0) {
        const before = rest[rest.indexOf(positionals[0]) - 1];
        const alone = flagInputsOf(verb).find((flag) => "alone" in flag && `--${flag.name}` === before);
        const remedy = alone
            ? `A value of --${alone.name} needs an equals sign: --${alone.name}=${positionals[0].trim().replaceAll(/\s+/g, ",")}`
            : verb === "run"
                ? "Put the command after two dashes: treestamp run -- make test"
                : `See treestamp ${verb} --help.`;
        throw new errors/* TreestampError */.ks("input-invalid", `"${positionals[0]}" is not expected here.`, { remedy });
    }
    if (command.length > 0 && verb !== "run") {
        throw new errors/* TreestampError */.ks("input-invalid", `"${command[0]}" is not expected here: only run takes a command.`, {
            remedy: `treestamp run -- ${command[0]} does what ${verb} does, and then runs it.`,
        });
    }
    const unread = values.stdin === "true"
        ? ["json", "explain", "diff", "ref"].find((name) => ![undefined, "false"].includes(values[name]))
        : undefined;
    if (unread !== undefined) {
        throw new errors/* TreestampError */.ks("input-invalid", `--stdin and --${unread} cannot be used together.`, {
            remedy: 'Revisions are read from standard input, and "REV KEY" is printed for each: leave one of them out.',
        });
    }
    const removesAll = verb === "prune" && values.all === "true";
    if (removesAll && "cache-size" in values) {
        throw new errors/* TreestampError */.ks("input-invalid", "--all and --cache-size cannot be used together.", {
            remedy: "--all is --cache-size 0: leave one of them out.",
        });
    }
    const written = new Map(removesAll ? [["cache-size", ["0"]]] : []);
    for (const { name } of flagInputsOf(verb)) {
        const value = values[name];
        if (value !== undefined)
            written.set(name, Array.isArray(value) ? value.map(String) : [String(value)]);
    }
    const debug = values.debug === "true";
    if (verb === "serve")
        return { kind: "serve", written, debug };
    return {
        kind: "verb",
        verb,
        said: {
            written,
            argv: command,
            explain: values.explain === "true",
            diff: typeof values.diff === "string" ? values.diff : undefined,
        },
        json: values.json === "true",
        debug,
        stdin: values.stdin === "true",
    };
}
function readFlags(verb, words) {
    const dashes = words.indexOf("--");
    const own = ownFlagsOf(verb).map(({ placeholder, ...flag }) => ({
        ...flag,
        kind: placeholder === undefined ? "boolean" : "text",
    }));
    const flags = [...flagInputsOf(verb), ...own];
    const options = {};
    for (const { name, kind, short } of flags) {
        options[name] = {
            type: "string",
            multiple: kind === "list" || kind === "map" || kind === "scripts",
            ...(short === undefined ? {} : { short }),
        };
    }
    const switches = flags.filter((flag) => flag.kind === "boolean" || "alone" in flag);
    const args = (dashes < 0 ? words : words.slice(0, dashes)).map((word) => withValue(word, switches));
    try {
        const parsed = (0,external_node_util_.parseArgs)({ args, options, allowPositionals: true, strict: true });
        return { ...parsed, command: dashes < 0 ? [] : words.slice(dashes + 1) };
    }
    catch (error) {
        if (error.code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") {
            const flag = /'(-[^'= ]*)/.exec(error.message)?.[1] ?? "";
            const known = Object.keys(options).map((name) => `--${name}`);
            throw unknownWord("flag", flag, known, `treestamp ${verb} --help lists the flags.`);
        }
        const [, flag] = /--([a-z-]+)\b.*' argument (?:is ambiguous|missing)/.exec(error.message) ?? [];
        if (flag !== undefined) {
            throw new errors/* TreestampError */.ks("input-invalid", `The value of --${flag} is missing, or begins with a dash.`, {
                remedy: `A value that begins with a dash needs an equals sign: --${flag}=VALUE.`,
                cause: error,
            });
        }
        const message = error.message.split("\n")[0];
        throw new errors/* TreestampError */.ks("input-invalid", message, { remedy: `See treestamp ${verb} --help.`, cause: error });
    }
}
/**
 * A boolean with its value: `--push`, `--no-push` and `--push=False` all become `--push=…`. Node's own negation takes
 * `--no-cache` for the opposite of a flag that does not exist.
 * @throws input-invalid for what is no boolean
 */
function withValue(word, switches) {
    const [, said, value] = /^--([^=]+)(?:=(.*))?$/.exec(word) ?? [];
    const short = switches.find((one) => one.short !== undefined && word === `-${one.short}`);
    if (short?.kind === "boolean")
        return `--${short.name}=true`;
    const flag = switches.find(({ name }) => name === said);
    if (flag === undefined) {
        const negated = switches.find(({ name }) => value === undefined && said === `no-${name}`);
        return negated === undefined ? word : `--${negated.name}=false`;
    }
    if (value === undefined)
        return `--${flag.name}=true`;
    if (flag.kind !== "boolean")
        return word;
    const isOn = (0,read/* parseBoolean */.yG)(value);
    if (isOn !== undefined)
        return `--${flag.name}=${isOn}`;
    throw new errors/* TreestampError */.ks("input-invalid", `The flag --${flag.name} cannot be "${value}".`, {
        remedy: `Write --${flag.name} or --no-${flag.name}; also --${flag.name}=true or =false.`,
    });
}
function unknownWord(kind, word, known, otherwise) {
    const near = (0,suggest/* nearestName */.q)(word, known);
    return new errors/* TreestampError */.ks("input-invalid", `There is no ${kind} "${word}".`, {
        remedy: near === undefined ? otherwise : `Did you mean ${near}?`,
    });
}

;// CONCATENATED MODULE: ./cli/help.js
/** Help for people, written from the table of inputs. */


const help = {
    resolve: {
        usage: "treestamp resolve [flags]",
        summary: "Print the key of this tree's build image, and whether the image exists",
        text: "The key is the git tree hash of the recipe: exactly the files and settings that define the image. If the recipe is a single directory, it is what git rev-parse HEAD:DIR prints.",
        examples: [
            ["treestamp resolve", "key, tag, present or absent"],
            ["treestamp resolve --explain", "every input with its hash"],
            ["treestamp resolve --diff HEAD~20", "what changed in the recipe since then"],
            ["git rev-list HEAD | treestamp resolve --stdin", "the key at every commit"],
        ],
    },
    build: {
        usage: "treestamp build [flags]",
        summary: "Build the image and its snapshot and publish them, unless they exist",
        text: "An existing image is not built again. A key names one image: publishing different bytes under it is an error.",
        examples: [
            ["treestamp build", "build only if absent"],
            ["treestamp build --store ./images", "keep images in a folder"],
            ["treestamp build --all --max-parallel 4", "all environments of treestamp.yml"],
        ],
    },
    pull: {
        usage: "treestamp pull [flags]",
        summary: "Make the environment ready to run: fetch its snapshot, building it first if necessary",
        text: "Prints how the environment will be made (mounted or container) and how long each stage took.",
        examples: [["treestamp pull", "fetch what is missing here"]],
    },
    run: {
        usage: "treestamp run [flags] -- COMMAND [ARGUMENT …]",
        summary: "Run a command in the environment, fetching or building it first if necessary",
        text: "The current directory is mounted at the same path; what the command writes elsewhere is gone when it ends. The exit code is the command's.",
        examples: [
            ["treestamp run -- make test", "run the tests in the image of this tree"],
            ["treestamp run -e CI -- npm test", "pass a variable on"],
            ["treestamp run --phases lint=./lint --phases test=./test", "phases in one environment"],
        ],
    },
    plan: {
        usage: "treestamp plan [flags]",
        summary: "Print the environments of treestamp.yml, and which of them are absent",
        text: "Asks the store for all of them at once. With --json it prints what strategy.matrix takes: the environments that are absent. Any order builds them: a job that needs another one's image builds it, or waits for it.",
        examples: [
            ["treestamp plan", "state, tag and name of each environment"],
            ["treestamp plan --json", "a matrix of those to build"],
        ],
    },
    push: {
        usage: "treestamp push --images REPOSITORY [flags]",
        summary: "Build a final image, or take one that an earlier step made, and push it under its tags",
        text: "FROM build-image in the Dockerfile means the build image of treestamp.yml, passed by digest and built first if absent. If a tag already names another image, nothing is pushed, unless it is a tag that moves (latest, a branch, 1.2) or --overwrite names it.",
        examples: [
            ["treestamp push --images ghcr.io/acme/app --tags type=semver,pattern={{version}}", "the git tag's version"],
            ["treestamp push --images ghcr.io/acme/app --source app.tar", "what docker save wrote"],
            ["treestamp push --images ghcr.io/acme/app --no-push", "build it, print its tags, push nothing"],
        ],
    },
    assemble: {
        usage: "treestamp assemble --from IMAGE [flags]",
        summary: "Make a final image of another one, files, packages and a script, without a Dockerfile or a daemon",
        text: "The base's layers are named by their digests: what is stored and pushed is the new layer. Files, packages and script come in this order; the owner of files is root, and all times are the commit's at most.",
        examples: [
            [
                "treestamp assemble --from tools --proto dist/root --images ghcr.io/acme/app",
                "files on an environment of treestamp.yml",
            ],
            [
                "treestamp assemble --from debian@sha256:… --packages ca-certificates --output image",
                "into a folder, an OCI image layout",
            ],
        ],
    },
    promote: {
        usage: "treestamp promote [--source IMAGE] [flags]",
        summary: "Add tags to an existing image, or copy it to more repositories: the same bytes",
        text: "The default is this tree's build image with its snapshot, built first if absent. Manifests are copied byte for byte, so the digest stays the same; blobs are mounted where the registry can do that.",
        examples: [
            [
                "treestamp promote --tags type=date --tags type=ref,event=branch",
                "aliases of the build image, on hit and miss",
            ],
            ["treestamp promote --source ghcr.io/acme/app:sha-0a1b2c3 --tags 1.2.3", "release what was tested"],
        ],
    },
    lock: {
        usage: "treestamp lock [flags]",
        summary: "Fix packages by version and sha256, and the images of Dockerfiles by digest",
        text: "For each environment of treestamp.yml that has assemble.packages, the base's own package manager says what it would install, and the file that assemble.lock names gets it: a line a package, to be committed. Prints what has changed since the lock before.",
        examples: [
            ["treestamp lock", "all environments, at today's versions"],
            ["treestamp lock --environment tools --snapshot 2026-01-31", "as Debian was on that day"],
            ["treestamp lock --bases in-place", "also write digests behind FROM debian:13"],
            ["treestamp lock --check", "fail if something is not fixed"],
        ],
    },
    passed: {
        usage: "treestamp passed [REV] [flags]",
        summary: "List the runs that are known to have passed on the files of a commit",
        text: "Runs with --reuse leave records beside the images: when the command passed, in which environment, how long it took, and where its log is. A commit with the same files as another one has the same records.",
        examples: [
            ["treestamp passed", "of what is checked out"],
            ["treestamp passed v1.2.0 --json", "of a tag, for programs"],
        ],
    },
    verify: {
        usage: "treestamp verify [--rebuild] [flags]",
        summary: "Say who built an image, and from what; fail if it is not what it says",
        text: "Checks the signature of this tree's image, the repository, workflow and runner that signed, and that the signed commit's files give this very key. With --rebuild the image is built anew without caches and compared file by file; --verify off compares alone.",
        examples: [
            ["treestamp verify", "who built the image of this tree"],
            ["treestamp verify --ref v1.2.0 --rebuild", "does it come out the same today?"],
        ],
    },
    serve: {
        usage: "treestamp serve [flags]",
        summary: "Build images for others: an HTTP service with a queue, logs and callbacks",
        text: "POST / takes sources and says where the image goes; GET /openapi.json describes all routes. Each build is a process, or a container, of its own. What the service knows is in the folder --state: one that was killed goes on where it was.",
        examples: [
            ["treestamp serve --token-file token", "on loopback, port 9000"],
            ["treestamp serve --listen 0.0.0.0 --token-file token --s3-bucket builds", "sources and logs in S3"],
        ],
    },
    prune: {
        usage: "treestamp prune [flags]",
        summary: "Remove what this machine used least recently until the cache is within its size",
        text: "Counts what is on disk in the cache folder: snapshots, and images that have no other store. What a process on this machine is using stays. build, pull and run do the same whenever they have added something.",
        examples: [
            ["treestamp prune --cache-size 5GB", "keep what was used most recently"],
            ["treestamp prune --all", "keep only what is in use"],
        ],
    },
};
const width = 100;
/** The help text of one verb, or the overview. */
function helpText(verb) {
    return verb === undefined ? overview() : verbText(verb);
}
function overview() {
    const rows = input/* commands */.Pi.map((verb) => [verb, help[verb].summary]);
    return [
        "treestamp: build images named by the git tree hash of what defines them.",
        "",
        "Usage: treestamp [-C DIR] COMMAND [flags]",
        "",
        "Commands:",
        ...help_table(rows),
        "",
        "treestamp COMMAND --help lists the flags of a command. treestamp --version prints the version.",
        "The recipe can live in treestamp.yml at the repository's root; flags override it.",
        "",
    ].join("\n");
}
function verbText(verb) {
    const { usage, summary, text, examples } = help[verb];
    const row = (flag, placeholder, description) => [
        placeholder === undefined ? flag : `${flag} ${placeholder}`,
        description,
    ];
    const recipe = [];
    const others = [];
    for (const input of flagInputsOf(verb)) {
        const isOn = input.kind === "boolean" && input.default === "true";
        const flag = `${input.short === undefined ? "" : `-${input.short}, `}--${isOn ? "no-" : ""}${input.name}`;
        const value = input.choices?.join("|") ?? input.placeholder;
        const [suffix, placeholder] = input.alone === undefined ? ["", value] : [`[=${value}]`, undefined];
        const details = [
            isOn ? (input.negated ?? input.description) : input.description,
            ...(["list", "map", "scripts"].includes(input.kind) ? ["Can be repeated."] : []),
            ...(input.choices === undefined || input.default === undefined ? [] : [`Default: ${input.default}.`]),
            ...(input.variable === undefined ? [] : [`Variable: ${input.variable}.`]),
        ].join(" ");
        (input.places.includes("config") ? recipe : others).push(row(flag + suffix, placeholder, details));
    }
    for (const flag of ownFlagsOf(verb)) {
        others.push(row(flag.short ? `-${flag.short}, --${flag.name}` : `--${flag.name}`, flag.placeholder, flag.description));
    }
    return [
        `${summary}.`,
        "",
        `Usage: ${usage}`,
        "",
        ...wrap(text, width),
        "",
        "Flags:",
        ...help_table(others),
        "",
        ...(recipe.length === 0 ? [] : ["The recipe (also in treestamp.yml):", ...help_table(recipe), ""]),
        "Examples:",
        ...help_table(examples),
        "",
    ].join("\n");
}
/** Two columns; a long first column pushes its description to the next line. */
function help_table(rows) {
    const column = Math.min(30, Math.max(...rows.map(([left]) => left.length)) + 2);
    return rows.flatMap(([left, right]) => {
        const [first, ...rest] = wrap(right.replaceAll("`", ""), width - column - 2);
        const indent = " ".repeat(column + 2);
        return left.length > column - 2
            ? [`  ${left}`, ...[first, ...rest].map((line) => indent + line)]
            : [`  ${left.padEnd(column)}${first}`, ...rest.map((line) => indent + line)];
    });
}
function wrap(text, columns) {
    const lines = [""];
    for (const word of text.split(" ")) {
        const line = lines.at(-1);
        if (line !== "" && line.length + 1 + word.length > columns)
            lines.push(word);
        else
            lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
    }
    return lines;
}

;// CONCATENATED MODULE: ./cli/main.js
/** The command line: words in, a verb, lines or JSON out. */






/** Runs the command line of this process and leaves its exit code. */
async function main() {
    // Who reads our output may stop early, such as `head`: then nobody waits for the rest. 128 + SIGPIPE.
    process.stdout.on("error", (error) => {
        if (error.code !== "EPIPE")
            throw error;
        process.exit(141);
    });
    process.stderr.on("error", () => { }); // a log that nobody reads stops no work
    process.exitCode = await runCommandLine(process.argv.slice(2));
}
async function runCommandLine(words) {
    try {
        // What the orb calls; no word of it is for people.
        if (words[0] === "circleci-step") {
            return await (await Promise.all(/* import() */[__webpack_require__.e(203), __webpack_require__.e(6692), __webpack_require__.e(6488)]).then(__webpack_require__.bind(__webpack_require__, 66488))).runCircleStep(words.slice(1), process);
        }
        // What the build service calls, for each build.
        if (words[0] === "service-build") {
            return await (await Promise.all(/* import() */[__webpack_require__.e(171), __webpack_require__.e(214), __webpack_require__.e(6692), __webpack_require__.e(574), __webpack_require__.e(6800), __webpack_require__.e(3302), __webpack_require__.e(2174)]).then(__webpack_require__.bind(__webpack_require__, 72174))).runServiceBuild(words.slice(1), process);
        }
        const call = parseCall(words);
        if (call.kind === "verb")
            return await runVerb(call);
        if (call.kind === "serve")
            return await (await Promise.all(/* import() */[__webpack_require__.e(171), __webpack_require__.e(4432), __webpack_require__.e(214), __webpack_require__.e(574), __webpack_require__.e(6800), __webpack_require__.e(3302), __webpack_require__.e(1987)]).then(__webpack_require__.bind(__webpack_require__, 41987))).serve(call, process);
        process.stdout.write(call.kind === "help" ? helpText(call.verb) : `${version/* version */.r}\n`);
        return 0;
    }
    catch (error) {
        return (0,shell_host/* reportFailure */.xV)(error, words.includes("--debug"), (text) => process.stderr.write(text));
    }
}
async function runVerb(call) {
    const host = (0,shell_host/* shellHost */.lP)(call, process);
    const { carryOut, keysFromStdin } = await __webpack_require__.e(/* import() */ 6692).then(__webpack_require__.bind(__webpack_require__, 76692));
    if (call.said.written.has("callback")) {
        const request = await (0,inputs_request/* readRequest */.i)(call.verb, await host.read());
        const callback = "callback" in request ? request.callback : undefined;
        if (callback !== undefined)
            return (await Promise.all(/* import() */[__webpack_require__.e(574), __webpack_require__.e(9987)]).then(__webpack_require__.bind(__webpack_require__, 69987))).tellingOf(callback, host, () => carryOut(host));
    }
    if (!call.stdin)
        return carryOut(host);
    (0,linux/* requireLinux */.g)();
    const request = await (0,inputs_request/* readRequest */.i)("resolve", await host.read());
    const failures = await keysFromStdin(request, host, process.stdin, (line) => process.stdout.write(line));
    return failures === 0 ? 0 : shell_host/* ownFailure */.lV;
}


/***/ }),

/***/ 23101:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   lP: () => (/* binding */ shellHost),
/* harmony export */   lV: () => (/* binding */ ownFailure),
/* harmony export */   xV: () => (/* binding */ reportFailure)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _machine_interrupt_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(29934);
/* harmony import */ var _report_outputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(88396);
/* harmony import */ var _report_terminal_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(57580);
/* harmony import */ var _sandbox_signals_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(22570);
/* harmony import */ var _log_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(96797);
/** A person's shell: words in, lines or one JSON object out. */






/** The exit code of a failure that is ours and not the command's, as docker has it. Source: docker run reference, exit status. */
const ownFailure = 125;
/** The shell that this process was started from. */
function shellHost({ verb, said, json, debug }, process) {
    const { stdout, stderr, env: environment } = process;
    const log = (0,_log_js__WEBPACK_IMPORTED_MODULE_5__/* .localLog */ .g)({
        write: (text) => stderr.write(text),
        debug,
        columns: stderr.isTTY ? () => stderr.columns : undefined,
    });
    return {
        verb,
        log,
        environment,
        commandOutput: json ? "stderr" : "stdout",
        read: async () => ({ ...said, home: environment.HOME }),
        tell: async (outcome) => {
            if (json)
                stdout.write(`${JSON.stringify(verb === "plan" ? (0,_report_outputs_js__WEBPACK_IMPORTED_MODULE_2__/* .outputsOf */ .Yz)(outcome).matrix : (0,_report_outputs_js__WEBPACK_IMPORTED_MODULE_2__/* .outputsOf */ .Yz)(outcome))}\n`);
            else {
                if (verb !== "run")
                    stdout.write((0,_report_terminal_js__WEBPACK_IMPORTED_MODULE_3__/* .linesOf */ .D)(outcome)); // of a run it is the command's
                if (outcome.kind === "image" && verb !== "resolve")
                    log.info(`\n${(0,_report_terminal_js__WEBPACK_IMPORTED_MODULE_3__/* .stageTable */ .J)(outcome)}`);
            }
        },
        fail: async (error) => reportFailure(error, debug, (text) => stderr.write(text)),
    };
}
/**
 * One clear message: what and why, then what to do. A trace only where it was asked for, or for a defect of ours.
 * @returns the exit code
 */
function reportFailure(error, debug, write) {
    if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isTreestampError */ .Sh)(error)) {
        write(`treestamp: ${error.message}\n`);
        if (error.remedy !== undefined)
            write(`  ${error.remedy}\n`);
    }
    else {
        write(`treestamp: unexpected failure, please report it: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}\n`);
    }
    if (debug || !(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isTreestampError */ .Sh)(error))
        write(`${error?.stack ?? ""}\n`);
    return error instanceof _machine_interrupt_js__WEBPACK_IMPORTED_MODULE_1__/* .Interrupted */ .j ? (0,_sandbox_signals_js__WEBPACK_IMPORTED_MODULE_4__/* .exitCodeOf */ .F)(null, error.signal) : ownFailure;
}


/***/ }),

/***/ 96797:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ localLog)
/* harmony export */ });
/* harmony import */ var _log_masks_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7443);
/* harmony import */ var _log_progress_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(14139);


/** A log that writes lines; masked values never appear in them. */
function localLog({ write, debug, columns }) {
    const masked = [];
    const bar = columns === undefined ? undefined : (0,_log_progress_js__WEBPACK_IMPORTED_MODULE_0__/* .progressBar */ .hr)(write, columns);
    const line = (text) => {
        bar?.hide();
        write(`${masked.reduce((shown, secret) => shown.replaceAll(secret, "***"), text)}\n`);
    };
    return {
        info: line,
        warning: (message) => line(`warning: ${message}`),
        debug: (message) => {
            if (debug)
                line(message);
        },
        group: async (title, body) => {
            line(title);
            return body();
        },
        progress: bar?.show ?? (0,_log_progress_js__WEBPACK_IMPORTED_MODULE_0__/* .progressLines */ .Ld)(line),
        mask: (value) => {
            masked.push(...(0,_log_masks_js__WEBPACK_IMPORTED_MODULE_1__/* .masksOf */ .J)(value));
            masked.sort((a, b) => b.length - a.length);
        },
    };
}


/***/ }),

/***/ 22570:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ exitCodeOf),
/* harmony export */   H: () => (/* binding */ forwardSignals)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_0__);

/** Signals that a person or a CI service sends to the command, and that therefore are not ours to die of. */
const forwarded = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR2", "SIGWINCH"];
/** Those of them that tell it to end. */
const endings = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"];
/**
 * Passes signals that this process gets on through `send`, and ends the command when its own signal says so: SIGTERM, and
 * SIGKILL after the time of grace. `stop` ends that, and `told` says whether the command was told to end until now.
 */
function forwardSignals(send, { signal: abort, grace = 10_000 }) {
    let killing;
    let told;
    const forward = (signal) => {
        if (endings.includes(signal))
            told ??= { signal, at: performance.now() };
        send(signal);
    };
    const end = () => {
        forward("SIGTERM");
        killing = setTimeout(() => send("SIGKILL"), grace);
    };
    for (const signal of forwarded)
        process.on(signal, forward);
    abort?.addEventListener("abort", end, { once: true });
    if (abort?.aborted)
        end();
    const stop = () => {
        clearTimeout(killing);
        for (const signal of forwarded)
            process.off(signal, forward);
        abort?.removeEventListener("abort", end);
    };
    return { stop, told: () => told };
}
/** The code that a shell reports for a child that ended so: its own, or 128 + n for signal n. */
function exitCodeOf(code, signal) {
    return code ?? 128 + (signal === null ? 0 : node_os__WEBPACK_IMPORTED_MODULE_0__.constants.signals[signal]);
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