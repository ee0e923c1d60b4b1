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
export const phasesScript = `
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
