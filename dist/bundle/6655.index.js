"use strict";
exports.id = 6655;
exports.ids = [6655];
exports.modules = {

/***/ 76655:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runPhases: () => (/* binding */ runPhases)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./core/machine/laid-file.js
var laid_file = __webpack_require__(95782);
;// CONCATENATED MODULE: ./core/sandbox/phases/events.js
/** No report of ours is longer than a fraction of this; what a phase writes there is not ours. Bytes. */
const longestReport = 1024 * 1024;
/**
 * Reads what `phasesScript` wrote, and what phases may have written between: a success counts by its word alone, and what was
 * heard first of a phase stays. A line that is not whole yet does not count.
 */
function phaseEvents(file, words) {
    const begins = new Map();
    const ends = new Map();
    const look = async () => {
        const seen = performance.now();
        for (const line of (await contentOf(file)).split("\n").slice(0, -1)) {
            const [what, number, code, ...rest] = line.split(" ");
            const index = Number(number) - 1;
            const at = Number(rest.at(-1) ?? code);
            if (!(index in words) || !Number.isFinite(at))
                continue;
            if (what === "begin" && !begins.has(index))
                begins.set(index, at);
            if (what !== "end" || ends.has(index))
                continue;
            const exitCode = /^\d{1,3}$/.test(code) ? Number(code) : Number.NaN;
            if (exitCode > 0 || (exitCode === 0 && rest[0] === words[index]))
                ends.set(index, { exitCode, at, seen });
        }
    };
    return { begins, ends, look };
}
async function contentOf(file) {
    const buffer = Buffer.alloc(Math.min((await file.stat()).size, longestReport));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
    return buffer.toString("latin1", 0, bytesRead);
}

;// CONCATENATED MODULE: ./core/sandbox/phases/output.js
function phaseOutput(file, print) {
    const lineEnd = 0x0a;
    const buffer = Buffer.allocUnsafe(64 * 1024);
    let position = 0;
    let last = lineEnd;
    return {
        hasMore: async () => (await file.stat()).size > position,
        showNew: async () => {
            for (;;) {
                const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
                if (bytesRead === 0)
                    return;
                position += bytesRead;
                last = buffer[bytesRead - 1];
                await print(Buffer.from(buffer.subarray(0, bytesRead)));
            }
        },
        endLine: async () => {
            if (last !== lineEnd)
                await print(Buffer.from("\n"));
            last = lineEnd;
        },
    };
}

;// CONCATENATED MODULE: ./core/sandbox/phases/script.js
/**
 * The shell program that runs phases inside of one environment. It reports what happens in a file that we read from outside;
 * each phase's output goes to a file of its own. Nothing is ever spliced into its text.
 *
 * The phases run as the same user and can do to this program and its files what that user can: kill it, truncate the report,
 * write lines into it. None of that may look like success:
 *
 * - Success is reported by a word that only this program knows, one for each phase. It is told when the phase has succeeded and
 *   never before, so a phase can report a failure that did not happen, but no success.
 * - The exit code is 0 only where every phase was begun and its own exit status, asked of the kernel by wait(2), was 0.
 */
/**
 * Names of variables start with _, for a phase finds the others as its user has set them.
 *
 * $1 folder, $2 `true` where the first failure keeps later steps from being begun, $3 the steps, separated by blanks: numbers
 * of phases that run side by side, separated by commas; behind that the shell's command line, which gets each script's path.
 * The folder holds `events`, `words` (one a phase, in one line), and of phase N `N.script` and `N.log`.
 *
 * Lines of `events`, each with the machine's uptime in seconds as its last word: `begin N`, `end N CODE`, and `end N 0 WORD`.
 * The end is written twice: at once by the phase's own process, and by this program once it has waited for that. So an end
 * is reported also where a phase has killed its process group, or its parent.
 *
 * With job control, which bash has without a terminal, too, each phase is a process group: a signal reaches all of it, and
 * SIGINT is not ignored inside, as POSIX has it for what a shell starts in the background. Where a shell has none, a phase
 * that is told to end is killed with this program.
 */
const phasesScript = `
unset _words # a variable of that name would be passed on to each phase
_folder=$1 _fail_fast=$2 _steps=$3
shift 3
# Opened once and never by name again, for its name may come to mean something else; no phase inherits it.
exec 3>>"$_folder/events" 2>/dev/null || exit 125 # a shell with job control tells of each of its children
read -r _words <"$_folder/words" && : >"$_folder/words" || exit 125
set -m
_group= _children= _ended= _failed=0
case $- in *m*) _group=- ;; esac

say() { read -r _now _rest </proc/uptime; echo "$* $_now" >&3; }
# $1 number of a phase, then all words.
word() { shift "$1"; echo "$1"; }
say_end() { if [ "$2" = 0 ]; then say end "$1" 0 "$(word "$1" $_words)"; else say end "$1" "$2"; fi; }
stop() {
  _ended=$1
  for _child in $_children; do kill -s TERM "$_group\${_child#*:}"; done
}
start() {
  _number=$1
  shift
  (
    [ -z "$_group" ] || trap : TERM # it is for the script; we say how that ended
    say begin "$_number"
    "$@" "$_folder/$_number.script" </dev/null >>"$_folder/$_number.log" 2>&1 3>&-
    _code=$?
    say_end "$_number" "$_code"
    exit "$_code"
  ) &
  _children="$_number:$! $_children"
}
# The exit code of one child. A signal ends the waiting, and not the child.
outcome() {
  while :; do
    wait "$1"
    _code=$?
    kill -s 0 "$1" || return "$_code"
  done
}
finish() {
  outcome "\${1#*:}"
  _code=$?
  say_end "\${1%%:*}" "$_code"
  [ "$_failed" != 0 ] || _failed=$_code
}
for _signal in 1 2 3 15; do trap "stop $_signal" "$_signal"; done

for _step in $_steps; do
  _begun=
  while [ -n "$_step" ] && [ -z "$_ended" ]; do
    start "\${_step%%,*}" "$@"
    _begun="$_begun \${_children%% *}"
    case $_step in *,*) _step=\${_step#*,} ;; *) _step= ;; esac
  done
  [ -z "$_ended" ] || stop "$_ended" # a phase may have begun just then
  for _child in $_begun; do finish "$_child"; done
  [ -z "$_ended" ] || break
  [ "$_failed" = 0 ] || [ "$_fail_fast" != true ] || break
done
[ -n "$_ended" ] || exit "$_failed"
# What a phase's shell has left behind was told to end, too: three seconds for that, before the end of us ends it.
_tries=0
for _child in $_children; do
  while [ -n "$_group" ] && [ "$_tries" -lt 60 ] && kill -s 0 "$_group\${_child#*:}"; do
    sleep 0.05
    _tries=$((_tries + 1))
  done
done
exit $((128 + _ended))
`;

;// CONCATENATED MODULE: ./core/sandbox/phases/run.js
/** Phases: named scripts in one environment, one after the other or side by side, each with its own output and outcome. */









/** Where the folder of scripts and output stands inside the environment. */
const inside = "/run/treestamp-phases";
/** How long new output waits to be shown, at most. Milliseconds. */
const patience = 100;
/** Phases side by side show nothing until one ends: how often the log says which of them still run. Milliseconds. */
const silence = 60_000;
/**
 * Runs phases to their end.
 * @returns how each ended, in their order; the exit code is 0 only where the program that ran them says so and each phase is
 * known to have succeeded, else that of the first that failed, or of the signal that ended all
 */
async function runPhases({ steps, failFast, shell }, { scratch, log, print, run }) {
    const scripts = steps.flat();
    const words = scripts.map(() => (0,external_node_crypto_.randomBytes)(16).toString("hex"));
    const folder = (0,external_node_path_.join)(scratch, "phases");
    const files = await makeFolder(folder, scripts, words);
    try {
        const numbered = numbersOf(steps);
        const failure = new AbortController();
        let over = false;
        const running = run({
            argv: [
                ...[...shell.slice(0, 1), "-c", phasesScript, "phases"],
                ...[inside, `${failFast}`, numbered.map((step) => step.join(",")).join(" "), ...shell],
            ],
            binds: files.binds,
            output: "stderr", // and no terminal
            signal: failure.signal,
        }).finally(() => {
            over = true;
        });
        running.catch(() => { }); // awaited below, once all is shown that there is
        const events = phaseEvents(files.events, words);
        const outputs = files.logs.map((file) => phaseOutput(file, print));
        const sideBySide = new Set(numbered.filter((step) => step.length > 1).flatMap((step) => step.map((n) => n - 1)));
        const next = async () => {
            const wasOver = over;
            if (!wasOver)
                await Promise.race([(0,external_node_timers_promises_.setTimeout)(patience), running.catch(() => { })]);
            await events.look();
            const failed = [...events.ends].some(([index, end]) => sideBySide.has(index) && end.exitCode !== 0);
            if (failFast && failed)
                failure.abort();
            return wasOver;
        };
        const show = (index) => showPhase(scripts[index].name, outputs[index], log, async () => (await next()) || events.ends.has(index));
        const sayRunning = (indexes) => log.info(`Still running: ${indexes.map((index) => scripts[index].name).join(", ")}.`);
        for (const step of numbered) {
            const indexes = step.map((number) => number - 1);
            if (indexes.length > 1)
                await showAsTheyEnd(indexes, events, { next, show, sayRunning });
            else
                await showAsItComes(indexes[0], events, { next, show, isOver: () => over });
        }
        const outcome = await running;
        // Such as a server that a phase has left in the background for those after it.
        for (const [index, output] of outputs.entries()) {
            if (await output.hasMore())
                await showPhase(`${scripts[index].name}, after its end`, output, log, async () => true);
        }
        await events.look();
        const phases = scripts.map(({ name }, index) => resultOf(name, index, events, outcome));
        for (const phase of phases)
            log.info(endOf(phase));
        return { ...outcome, exitCode: exitCodeOf(phases, events, outcome), phases };
    }
    finally {
        await Promise.all([files.events, ...files.logs].map((file) => file.close()));
    }
}
/** The numbers of phases, from 1, as the steps have them. */
function numbersOf(steps) {
    let last = 0;
    return steps.map((step) => step.map(() => ++last));
}
/** How a phase ended, as a line of the log. */
function endOf({ name, outcome, exitCode, seconds }) {
    if (outcome === "skipped")
        return `${name}: skipped`;
    const unseen = "it left no exit code: it was killed, or the disk is full";
    const how = exitCode ? ` (exit code ${exitCode})` : outcome === "failure" ? ` (${unseen})` : "";
    return `${name}: ${outcome}${how} in ${seconds.toFixed(1)} s`;
}
/** The first failure's code by time; without one that of the program. Never 0 unless all is known to have gone well. */
function exitCodeOf(phases, { ends }, { exitCode }) {
    const failed = (index) => phases[index]?.outcome === "failure";
    const first = [...ends].find(([index]) => failed(index))?.[1].exitCode;
    if (first !== undefined)
        return first;
    return exitCode === 0 && phases.some(({ outcome }) => outcome !== "success") ? 1 : exitCode;
}
/**
 * The files of phases. Scripts are read-only inside, so that none changes another's. Any user of the environment may write
 * reports and output, but not remove them: each is a mount of its own, and open here.
 */
async function makeFolder(folder, scripts, words) {
    await (0,promises_.mkdir)(folder);
    await (0,promises_.chmod)(folder, 0o755);
    const binds = [{ source: folder, target: inside, readOnly: true }];
    const shared = async (name) => {
        const path = (0,external_node_path_.join)(folder, name);
        const file = await (0,promises_.open)(path, "wx+");
        await file.chmod(0o666);
        binds.push({ source: path, target: (0,external_node_path_.join)(inside, name), readOnly: false });
        return file;
    };
    for (const [index, { script }] of scripts.entries()) {
        await (0,laid_file/* layFile */.r)((0,external_node_path_.join)(folder, `${index + 1}.script`), script);
    }
    const secret = await shared("words");
    await secret.writeFile(`${words.join(" ")}\n`);
    await secret.close();
    const events = await shared("events");
    const logs = [];
    for (const index of scripts.keys())
        logs.push(await shared(`${index + 1}.log`));
    return { events, logs, binds };
}
/** Shows a phase's output in a group of its own until `isOver`, and then what is left of it. */
async function showPhase(name, output, log, isOver) {
    await log.group(name, async () => {
        for (let isLast = false; !isLast;) {
            isLast = await isOver();
            await output.showNew();
        }
        await output.endLine();
    });
}
/** Shows a phase that runs alone from its beginning; nothing where it never begins. */
async function showAsItComes(index, events, { next, show, isOver }) {
    await events.look();
    while (!events.begins.has(index) && !isOver())
        await next();
    await events.look();
    if (events.begins.has(index))
        await show(index);
}
/** Shows each phase of a step as a whole when it has ended; says now and then which have not. */
async function showAsTheyEnd(step, { begins, ends }, { next, show, sayRunning }) {
    const shown = new Set();
    let heard = performance.now();
    for (let isLast = false; !isLast;) {
        const over = await next();
        isLast = over || step.every((index) => ends.has(index));
        const ready = step.filter((index) => (over ? begins.has(index) : ends.has(index)) && !shown.has(index));
        for (const index of ready.sort((one, other) => orderOf(ends, one) - orderOf(ends, other))) {
            shown.add(index);
            await show(index);
            heard = performance.now();
        }
        if (performance.now() - heard < silence)
            continue;
        heard = performance.now();
        sayRunning(step.filter((index) => begins.has(index) && !shown.has(index)));
    }
}
/** A map has its keys in the order in which they came. */
function orderOf(ends, index) {
    const order = [...ends.keys()].indexOf(index);
    return order < 0 ? Number.POSITIVE_INFINITY : order;
}
/** Ended by us is what we know by ourselves; whatever else ends a phase without a success is its failure. */
function resultOf(name, index, { begins, ends }, { told }) {
    const end = ends.get(index);
    const begun = begins.get(index) ?? end?.at;
    if (begun === undefined)
        return { name, outcome: "skipped", exitCode: undefined, seconds: 0 };
    const seconds = Math.max(0, (end?.at ?? (0,external_node_os_.uptime)()) - begun);
    if (end?.exitCode === 0)
        return { name, outcome: "success", exitCode: 0, seconds };
    const cancelled = told !== undefined && (end === undefined || end.seen >= told.at);
    return { name, outcome: cancelled ? "cancelled" : "failure", exitCode: end?.exitCode, seconds };
}


/***/ })

};
;