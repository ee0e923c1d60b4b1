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
export const phasesScript = `
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
