"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
/**
 * Starts what is in dist/: loads the pieces of the bundle, with the code that V8 compiled in an earlier run of the same verb.
 *
 * V8 compiles most functions when they are first called. Node's own compile cache keeps what was compiled by the time a file
 * is loaded, so each run compiles nearly everything again. This file keeps code once the work is done, with the functions
 * that were called: a fifth of the processor time of `resolve` (docs/releasing.md, "What dist/ holds"). Kept code is trusted
 * like the program itself, so it lies in the user's own cache, where nobody else can write.
 *
 * This file is CommonJS, like the bundle: ES modules take Node some milliseconds more, and vm.Script is none.
 */
const fs = process.getBuiltinModule("node:fs");
const { dirname, join } = process.getBuiltinModule("node:path");
const vm = process.getBuiltinModule("node:vm");
/** The type is that of the name which core/cache/folders.ts hides from commands: loading that file would cost more than a word. */
const codeFolder = "treestamp-code";
/**
 * Carries out an entry of the bundle, and ends the process.
 * @param version names the bundle's content: code of another one is not looked at
 */
module.exports = async function start(entry, version) {
    const place = placeOfCode(entry, version);
    const code = place === undefined ? new Map() : readCode(place);
    const { load, fresh } = loader(join(__dirname, "bundle"), code);
    process.once("exit", unfinished);
    await load("./index.js")[entry]();
    process.off("exit", unfinished);
    // A run that failed called other functions than those that count.
    if (place !== undefined && fresh.size > 0 && !process.exitCode) {
        keepCode(place, new Map([...code, ...[...fresh].map(([name, script]) => [name, script.createCachedData()])]));
    }
    // Exit without waiting for what may still be running, such as a request whose answer nobody needs any more.
    process.stdout.write("", () => process.stderr.write("", () => process.exit()));
};
/** A process that runs out of work to wait for before it is done has failed: 125, like all of our own failures. */
function unfinished() {
    process.exitCode ||= 125;
}
/** Loads files of a folder as CommonJS modules. `fresh` gets those whose compiled code was not there, or of no use. */
function loader(folder, code) {
    const fresh = new Map();
    const load = (name) => {
        const filename = join(folder, name);
        const text = fs.readFileSync(filename, "utf8");
        const cachedData = code.get(name);
        const script = new vm.Script(`(function (exports, require, module, __filename, __dirname) {${text}\n})`, {
            filename,
            ...(cachedData === undefined ? {} : { cachedData }),
        });
        if (cachedData === undefined || script.cachedDataRejected)
            fresh.set(name, script);
        const module = { exports: {} };
        const requireFrom = (id) => (id.startsWith("./") ? load(id) : require(id));
        script.runInThisContext()(module.exports, requireFrom, module, filename, folder);
        return module.exports;
    };
    return { load, fresh };
}
/** One file for each verb. Undefined where there is no place, or where the user wants none: Node's own variables count. */
function placeOfCode(entry, version) {
    const { NODE_DISABLE_COMPILE_CACHE, NODE_COMPILE_CACHE, XDG_CACHE_HOME, HOME = "" } = process.env;
    const caches = XDG_CACHE_HOME?.startsWith("/")
        ? XDG_CACHE_HOME
        : fs.existsSync(HOME)
            ? join(HOME, ".cache")
            : undefined;
    const parent = NODE_COMPILE_CACHE || caches;
    const verb = entry === "cli" ? (process.argv[2] ?? "--help") : entry;
    if (NODE_DISABLE_COMPILE_CACHE || parent === undefined || !/^[a-z-]+$/.test(verb))
        return undefined;
    return join(parent, codeFolder, `${process.version}-${process.arch}-${version}`, verb);
}
/** A line of JSON, names and sizes, and the code. V8 itself refuses what another version or other flags of it made. */
function readCode(place) {
    try {
        const bytes = fs.readFileSync(place);
        let start = bytes.indexOf("\n") + 1;
        const table = JSON.parse(bytes.toString("utf8", 0, start));
        const code = new Map();
        for (const [name, size] of table) {
            code.set(name, bytes.subarray(start, start + size));
            start += size;
        }
        return code;
    }
    catch {
        return new Map(); // compiled anew
    }
}
/** Whole or not there, after a loss of power, too: V8 has no check sum. Where it cannot be kept, it is compiled again. */
function keepCode(place, code) {
    const table = [...code].map(([name, { length }]) => [name, length]);
    const draft = `${place}-${process.pid}`;
    try {
        fs.mkdirSync(dirname(place), { recursive: true, mode: 0o700 });
        try {
            const bytes = Buffer.concat([Buffer.from(`${JSON.stringify(table)}\n`), ...code.values()]);
            fs.writeFileSync(draft, bytes, { flush: true });
            fs.renameSync(draft, place);
        }
        finally {
            fs.rmSync(draft, { force: true });
        }
    }
    catch {
        // such as a disk that is full, or a home that nobody may write
    }
}
