"use strict";
exports.id = 5597;
exports.ids = [5597];
exports.modules = {

/***/ 5597:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runPhases: () => (/* binding */ runPhases)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./core/verbs/phases-script.js
/**
 * The shell program that runs phases inside of one environment. It says what happens in a file that we read from outside;
 * each phase's output goes to a file of its own. Nothing is ever spliced into its text.
 */
/**
 * $1 folder, $2 `sequence` or `parallel`, $3 `true` where the first failure ends a sequence, $4 how many phases; behind that
 * the shell's command line, which gets each script's path. The folder holds `events`, and of phase N `N.script` and `N.log`.
 *
 * Lines of `events`, each with the machine's uptime in seconds as its last word: `begin N`, `end N CODE`, and `signal` once
 * we were told to end everything.
 *
 * With job control, which bash has without a terminal, too, each phase is a process group: a signal reaches all of it, and
 * SIGINT is not ignored inside, as POSIX has it for what a shell starts in the background. Where a shell has none, a phase
 * that is told to end is killed with this program.
 */
const phasesScript = `
folder=$1 order=$2 fail_fast=$3 count=$4
shift 4
exec 2>/dev/null # a shell with job control tells of each of its children
set -m
group= children= ended=
case $- in *m*) group=- ;; esac

say() { read -r now rest </proc/uptime; echo "$* $now" >>"$folder/events"; }
stop() {
  [ -n "$ended" ] || say signal
  ended=$1
  for child in $children; do kill -s TERM "$group$child"; done
}
start() {
  number=$1
  shift
  (
    [ -z "$group" ] || trap : TERM # it is for the script; we say how that ended
    say "begin $number"
    "$@" "$folder/$number.script" </dev/null >>"$folder/$number.log" 2>&1
    code=$?
    say "end $number $code"
    exit "$code"
  ) &
  children=$!\${children:+ $children}
}
# The exit code of one child. A signal ends the waiting, and not the child.
outcome() {
  while :; do
    wait "$1"
    code=$?
    kill -s 0 "$1" || return "$code"
  done
}
for signal in 1 2 3 15; do trap "stop $signal" "$signal"; done

next=1
while [ "$next" -le "$count" ] && [ -z "$ended" ]; do
  start "$next" "$@"
  next=$((next + 1))
  [ "$order" = parallel ] || outcome "$!" || [ "$fail_fast" != true ] || break
done
[ -z "$ended" ] || stop "$ended" # a phase may have begun just then
for child in $children; do outcome "$child"; done
[ -n "$ended" ] || exit 0
# What a phase's shell has left behind was told to end, too: three seconds for that, before the end of us ends it.
tries=0
for child in $children; do
  while [ -n "$group" ] && [ "$tries" -lt 60 ] && kill -s 0 "$group$child"; do
    sleep 0.05
    tries=$((tries + 1))
  done
done
exit $((128 + ended))
`;

;// CONCATENATED MODULE: ./core/verbs/phases.js
/** Phases: named scripts in one environment, one after the other or side by side, each with its own output and outcome. */




/** Where the folder of scripts and output stands inside the environment. */
const inside = "/run/treestamp-phases";
/** How long new output waits to be shown, at most. Milliseconds. */
const patience = 100;
/** Phases side by side show nothing until one ends: how often the log says which of them still run. Milliseconds. */
const silence = 60_000;
/**
 * Runs phases to their end.
 * @returns how each ended, in their order; the exit code is that of the first that failed, or of the signal that ended all
 */
async function runPhases({ scripts, parallel, failFast, shell }, { scratch, log, print, run }) {
    const folder = (0,external_node_path_.join)(scratch, "phases");
    const files = await makeFolder(folder, scripts);
    try {
        const order = parallel ? "parallel" : "sequence";
        const words = [inside, order, `${failFast}`, `${scripts.length}`, ...shell];
        const failure = new AbortController();
        let over = false;
        const running = run({
            argv: [...shell.slice(0, 1), "-c", phasesScript, "phases", ...words],
            binds: [{ source: folder, target: inside, readOnly: false }],
            output: "stderr", // and no terminal
            signal: failure.signal,
        }).finally(() => {
            over = true;
        });
        running.catch(() => { }); // awaited below, once all is shown that there is
        const look = async () => eventsOf(await contentOf(files.events));
        /** Waits until something may be new. @returns all that has happened */
        const next = async () => {
            const wasOver = over;
            if (!wasOver)
                await Promise.race([(0,external_node_timers_promises_.setTimeout)(patience), running.catch(() => { })]);
            const events = await look();
            if (parallel && failFast && events.ends.some(({ exitCode }) => exitCode !== 0))
                failure.abort();
            return { ...events, over: wasOver };
        };
        const show = (index) => showPhase(scripts[index].name, files.logs[index], print, log, async () => {
            const { ends, over } = await next();
            return over || ends.some((end) => end.index === index);
        });
        if (parallel)
            await showAsTheyEnd(scripts, next, show, log);
        else {
            for (const index of scripts.keys()) {
                let events = await look();
                while (!events.begins.has(index) && !over)
                    events = await next();
                if ((await look()).begins.has(index))
                    await show(index);
            }
        }
        const { exitCode } = await running;
        const events = await look();
        const phases = scripts.map(({ name }, index) => resultOf(name, index, events));
        for (const { name, outcome, exitCode: code, seconds } of phases) {
            if (outcome === "skipped")
                log.info(`${name}: skipped`);
            else
                log.info(`${name}: ${outcome}${code ? ` (exit code ${code})` : ""} in ${seconds.toFixed(1)} s`);
        }
        const failed = events.ends.find(({ exitCode, cancelled }) => exitCode !== 0 && !cancelled);
        return { exitCode: failed?.exitCode ?? exitCode, phases };
    }
    finally {
        await Promise.all([files.events, ...files.logs].map((file) => file.close()));
    }
}
/** The files of phases, which any user of the environment may write; open for us, whatever becomes of their names. */
async function makeFolder(folder, scripts) {
    await (0,promises_.mkdir)(folder);
    await (0,promises_.chmod)(folder, 0o755);
    const shared = async (name) => {
        const path = (0,external_node_path_.join)(folder, name);
        const file = await (0,promises_.open)(path, "wx+");
        await file.chmod(0o666);
        return file;
    };
    for (const [index, { script }] of scripts.entries()) {
        const path = (0,external_node_path_.join)(folder, `${index + 1}.script`);
        await (0,promises_.writeFile)(path, script, { mode: 0o644 });
        await (0,promises_.chmod)(path, 0o644);
    }
    return {
        events: await shared("events"),
        logs: await Promise.all(scripts.map((_, index) => shared(`${index + 1}.log`))),
    };
}
/** Shows a phase's output in a group of its own until `isOver`, and then what is left of it. */
async function showPhase(name, file, print, log, isOver) {
    await log.group(name, async () => {
        const buffer = Buffer.allocUnsafe(64 * 1024);
        let position = 0;
        let last;
        const showNew = async () => {
            for (;;) {
                const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
                if (bytesRead === 0)
                    return;
                position += bytesRead;
                last = buffer[bytesRead - 1];
                await print(Buffer.from(buffer.subarray(0, bytesRead)));
            }
        };
        for (let isLast = false; !isLast;) {
            isLast = await isOver();
            await showNew();
        }
        if (last !== undefined && last !== 0x0a)
            await print(Buffer.from("\n")); // what follows starts a line
    });
}
/** Shows each phase as a whole when it has ended; the log says now and then which have not. */
async function showAsTheyEnd(scripts, next, show, log) {
    const shown = new Set();
    let heard = performance.now();
    for (let isLast = false; !isLast;) {
        const { begins, ends, over } = await next();
        isLast = over;
        const ready = over ? [...begins.keys()] : ends.map(({ index }) => index);
        for (const index of ready.filter((candidate) => !shown.has(candidate))) {
            shown.add(index);
            await show(index);
            heard = performance.now();
        }
        if (performance.now() - heard < silence)
            continue;
        heard = performance.now();
        const running = [...begins.keys()].filter((index) => !shown.has(index));
        log.info(`Still running: ${running.map((index) => scripts[index].name).join(", ")}.`);
    }
}
/** Reads what `phasesScript` wrote; a line that is not whole yet does not count. */
function eventsOf(text) {
    const begins = new Map();
    const ends = [];
    let cancelled = false;
    let last = 0;
    for (const line of text.split("\n").slice(0, -1)) {
        const words = line.split(" ");
        last = Number(words.at(-1));
        const index = Number(words[1]) - 1;
        if (words[0] === "begin")
            begins.set(index, last);
        else if (words[0] === "end")
            ends.push({ index, exitCode: Number(words[2]), at: last, cancelled });
        else if (words[0] === "signal")
            cancelled = true;
    }
    return { begins, ends, last };
}
function resultOf(name, index, { begins, ends, last }) {
    const begun = begins.get(index);
    if (begun === undefined)
        return { name, outcome: "skipped", exitCode: undefined, seconds: 0 };
    const end = ends.find((candidate) => candidate.index === index);
    if (end === undefined)
        return { name, outcome: "cancelled", exitCode: undefined, seconds: Math.max(0, last - begun) };
    const outcome = end.exitCode === 0 ? "success" : end.cancelled ? "cancelled" : "failure";
    return { name, outcome, exitCode: end.exitCode, seconds: end.at - begun };
}
async function contentOf(file) {
    const buffer = Buffer.alloc((await file.stat()).size);
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
    return buffer.toString("utf8", 0, bytesRead);
}


/***/ })

};
;